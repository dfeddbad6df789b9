//! Notices about papers: reports that did not come, target letters, evaluations and duty sheets that wait
//! for a signature, and targets that are not set.
//!
//! A letter that changed after it was signed is told on the page of targets alone: what is printed on it
//! decides, and that is no figure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Days, NaiveDate};

use crate::domain::duty::State;
use crate::domain::ids::{CycleId, DutySheetId, EvaluationId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::evaluation::{Stand, stand};
use crate::metrics::notices::{Act, Look, Notice, NoticeKind, Subject, Told, Urgency, key};
use crate::metrics::submissions::slot::{Slot, slots};
use crate::metrics::submissions::{Duty, Ledger, kinds};
use crate::metrics::targets::{self, Targets, day_in};
use crate::metrics::{MetricId, training};
use crate::store::duties::Duties;
use crate::store::records::{
    Evaluation, EvaluationCycle, Signature, SignatureRole, TargetAcknowledgement,
};

/// Finds them.
pub(super) fn find(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    if let Some(back) = look.on(NoticeKind::ReportMissing) {
        reports(look, back, all)?;
    }
    if look.on(NoticeKind::TargetLetter).is_some() {
        letters(look, all)?;
    }
    if let Some(ahead) = look.on(NoticeKind::TargetsUnset) {
        unset(look, ahead, all)?;
    }
    if look.on(NoticeKind::EvaluationSign).is_some() {
        evaluations(look, all)?;
    }
    if look.on(NoticeKind::DutySheet).is_some() {
        duty_sheets(look, all)?;
    }
    Ok(())
}

/// The reports that are missing and were due in the last days, one notice for each week, month or day.
fn reports(look: &Look<'_>, back: i64, all: &mut Vec<Notice>) -> Result<()> {
    let today = look.today;
    let from = today.checked_sub_days(Days::new(back.unsigned_abs())).unwrap_or(today);
    for kind in kinds(look.db)? {
        // What is due on a day speaks of the time before it.
        let (first, last) = (Slot::at(kind, from).previous(), Slot::at(kind, today));
        let ledger = Ledger::load(look.db, look.directory, (first, last), today)?;
        for slot in slots(first, last) {
            let own = ledger.duties(slot).into_iter();
            let missing: Vec<(Duty, usize)> = own
                .filter(|duty| look.members.include(Some(duty.person), Some(slot.last)))
                .filter(|duty| duty.due.is_some_and(|due| due >= from))
                .filter_map(|duty| Some((duty, ledger.overdue(&duty)?)))
                .collect();
            let Some((earliest, _)) = missing.iter().min_by_key(|(duty, _)| duty.due) else {
                continue;
            };
            let people: Vec<PersonId> = missing.iter().map(|(duty, _)| duty.person).collect();
            let days = earliest.due.map_or(0, |due| (today - due).num_days());
            all.push(Notice {
                key: key::of_people(NoticeKind::ReportMissing, slot.key(), &people),
                kind: NoticeKind::ReportMissing,
                urgency: Urgency::of_days(days),
                subject: Subject::People(people.clone()),
                people: people.clone(),
                due: earliest.due,
                days,
                told: Told::Reports {
                    slot,
                    hour: earliest.due_hour,
                    overdue: missing.iter().map(|(_, days)| *days).max().unwrap_or_default(),
                },
                act: Act::Remind(slot, people),
            });
        }
    }
    Ok(())
}

/// The month, the quarter and the year that hold a day.
fn running(day: NaiveDate) -> [Period; 3] {
    [Period::month_of(day), Period::quarter_of(day), Period::Year(day.year())]
}

/// The people whose targets of a running period are set and who did not sign for them, one notice for each
/// period.
fn letters(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    let year = look.today.year();
    let mut with: BTreeMap<Period, BTreeSet<PersonId>> = BTreeMap::new();
    for metric in MetricId::ALL {
        let set = Targets::load(look.db, metric, (year, year))?;
        for period in running(look.today) {
            with.entry(period).or_default().extend(set.people(period));
        }
    }
    let signed: BTreeSet<(Scope, String)> = look
        .db
        .all::<TargetAcknowledgement>()?
        .into_iter()
        .map(|one| (one.scope(), one.period))
        .collect();
    let here: BTreeSet<PersonId> =
        training::here(look.directory, &look.members, look.today).into_iter().collect();
    for (period, people) in with {
        let text = period.to_string();
        let open: Vec<PersonId> = people
            .into_iter()
            .filter(|person| here.contains(person))
            .filter(|person| !signed.contains(&(Scope::Person(*person), text.clone())))
            .collect();
        if open.is_empty() {
            continue;
        }
        all.push(Notice {
            key: key::of_people(NoticeKind::TargetLetter, &text, &open),
            kind: NoticeKind::TargetLetter,
            urgency: Urgency::Soon,
            subject: Subject::People(open.clone()),
            people: open,
            due: None,
            days: 0,
            told: Told::Letters { period },
            act: Act::SignLetters(period),
        });
    }
    Ok(())
}

/// The next month and quarter that begin soon and have no target on the signed amount, where the one that
/// runs has one: a company that sets none for months is not asked to.
fn unset(look: &Look<'_>, ahead: i64, all: &mut Vec<Notice>) -> Result<()> {
    for period in running(look.today) {
        let next = period.next();
        let days = (look.today - next.first_day()).num_days();
        if -days > ahead {
            continue;
        }
        let target = |of| targets::find(look.db, MetricId::SignedAmount, look.scope, of);
        if target(period)?.is_none() || target(next)?.is_some() {
            continue;
        }
        all.push(Notice {
            key: key::of_scope(NoticeKind::TargetsUnset, next, look.scope),
            kind: NoticeKind::TargetsUnset,
            urgency: Urgency::of_days(days),
            subject: Subject::Period(next),
            people: vec![],
            due: Some(next.first_day()),
            days,
            told: Told::Targets { period: next },
            act: Act::SetTargets(next),
        });
    }
    Ok(())
}

/// The evaluations that wait for a signature.
fn evaluations(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    let periods: BTreeMap<CycleId, Period> = look
        .db
        .all::<EvaluationCycle>()?
        .into_iter()
        .filter_map(|cycle| Some((cycle.id, Period::parse(&cycle.period)?)))
        .collect();
    let mut signatures: BTreeMap<EvaluationId, Vec<Signature>> = BTreeMap::new();
    for signature in look.db.all::<Signature>()? {
        signatures.entry(signature.evaluation_id).or_default().push(signature);
    }
    for one in look.db.all::<Evaluation>()? {
        let Some(period) = periods.get(&one.cycle_id).copied() else { continue };
        let day = day_in(period, look.today);
        if !look.members.include(Some(one.person_id), Some(day))
            || look.directory.has_left(one.person_id, look.today)
        {
            continue;
        }
        let own = signatures.remove(&one.id).unwrap_or_default();
        let commented = [!one.self_comment.is_empty(), !one.manager_comment.is_empty()];
        let Stand::Sign(role) = stand(commented, &own) else { continue };
        let last = own.iter().max_by_key(|signature| (signature.on_day, signature.role));
        let kind = NoticeKind::EvaluationSign;
        all.push(Notice {
            // The next signature is another matter.
            key: format!("{}:{}:{}", kind.word(), one.id.0, role.word()),
            kind,
            // What waits for the manager goes before what others sign.
            urgency: match role {
                SignatureRole::Manager => Urgency::Now,
                SignatureRole::Employee | SignatureRole::Hr => Urgency::Soon,
            },
            subject: Subject::Person(one.person_id),
            people: vec![one.person_id],
            due: None,
            days: last.map_or(0, |signature| (look.today - signature.on_day).num_days()),
            told: Told::Evaluation {
                period,
                role,
                last: last.map(|signature| (signature.role, signature.on_day)),
            },
            act: Act::SignEvaluation(period, one.person_id),
        });
    }
    Ok(())
}

/// The duty sheets that people of the scope have and did not sign for, one notice for each version.
fn duty_sheets(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    let duties = Duties::load(look.db)?;
    let mut open: BTreeMap<DutySheetId, Vec<PersonId>> = BTreeMap::new();
    for person in training::here(look.directory, &look.members, look.today) {
        let standing = duties.standing(look.directory, person, look.today);
        let unsigned = matches!(standing.state, State::Again(_) | State::Never);
        if let Some(sheet) = standing.sheet.filter(|_| unsigned) {
            open.entry(sheet.id).or_default().push(person);
        }
    }
    for (id, people) in open {
        let Some(sheet) = duties.sheets.get(&id) else { continue };
        all.push(Notice {
            key: key::of_people(NoticeKind::DutySheet, id.0, &people),
            kind: NoticeKind::DutySheet,
            urgency: Urgency::Calm,
            subject: Subject::People(people.clone()),
            people,
            due: None,
            days: 0,
            told: Told::DutySheet { post: sheet.post_id, sheet: id },
            act: Act::OpenDutySheet(sheet.post_id),
        });
    }
    Ok(())
}
