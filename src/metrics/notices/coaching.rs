//! Notices about coaching: what was agreed and is due, what was planned and not held, who is to be coached,
//! visits without a sheet, check points of improvement plans, and what reps said.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::ids::{CoachingId, ImprovementPlanId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::coaching::feedback::Standing;
use crate::metrics::coaching::improvement::{self, concerns};
use crate::metrics::coaching::log::{Due, followed};
use crate::metrics::coaching::schedule;
use crate::metrics::notices::{Act, Look, Notice, NoticeKind, Subject, Told, Urgency};
use crate::metrics::visits::ever;
use crate::store::coaching::{log, open_feedback, plans, sheets};
use crate::store::records::{Coaching, CoachingKind, CoachingState};

/// Finds them.
pub(super) fn find(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    if let Some(ahead) = look.on(NoticeKind::CoachingAction) {
        actions(look, ahead, all)?;
    }
    let missed = look.on(NoticeKind::CoachingMissed).is_some();
    let due = look.on(NoticeKind::CoachingDue);
    if missed || due.is_some() {
        meetings(look, (missed, due), all)?;
    }
    if let Some(back) = look.on(NoticeKind::VisitSheet) {
        visits(look, back, all)?;
    }
    if let Some(ahead) = look.on(NoticeKind::PlanCheck) {
        checks(look, ahead, all)?;
    }
    if look.on(NoticeKind::Feedback).is_some() {
        feedback(look, all)?;
    }
    Ok(())
}

/// A day so many days ahead.
fn ahead_of(look: &Look<'_>, days: i64) -> NaiveDate {
    look.today.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(look.today)
}

/// What was agreed and is late or due within some days.
fn actions(look: &Look<'_>, ahead: i64, all: &mut Vec<Notice>) -> Result<()> {
    let period = Period::month_of(look.today);
    let found = followed(look.db, look.directory, &look.members, period, look.today)?;
    for one in found.open {
        let days = match one.due {
            Due::Late(days) => days,
            Due::Today => 0,
            Due::Left(days) if days <= ahead => -days,
            Due::Left(_) | Due::Done(_) => continue,
        };
        let action = &one.of.action;
        let kind = NoticeKind::CoachingAction;
        all.push(Notice {
            // Put off to another day it is another matter.
            key: format!("{}:{}:{}", kind.word(), action.id.0, action.due),
            kind,
            urgency: Urgency::of_days(days),
            subject: Subject::Person(one.of.person),
            people: vec![one.of.person],
            due: Some(action.due),
            days,
            told: Told::Action {
                text: action.text.clone(),
                coached_on: one.of.coached_on,
                postponed: one.postponed.len(),
            },
            act: Act::OpenCoaching(action.coaching_id),
        });
    }
    Ok(())
}

/// What was planned and not held, and who is to be met within some days with nothing planned.
fn meetings(
    look: &Look<'_>,
    (missed, due): (bool, Option<i64>),
    all: &mut Vec<Notice>,
) -> Result<()> {
    let today = look.today;
    let found = schedule::load(look.db, look.directory, look.scope, (today, today))?;
    for slot in found.missed.into_iter().filter(|_| missed) {
        let kind = NoticeKind::CoachingMissed;
        let days = (today - slot.day).num_days();
        all.push(Notice {
            key: format!("{}:{}:{}", kind.word(), slot.id.0, slot.day),
            kind,
            urgency: Urgency::of_days(days),
            subject: Subject::Person(slot.person),
            people: vec![slot.person],
            due: Some(slot.day),
            days,
            told: Told::Missed { kind: slot.kind, topic: slot.topic },
            act: Act::OpenCoaching(slot.id),
        });
    }
    let Some(ahead) = due else { return Ok(()) };
    let until = ahead_of(look, ahead);
    for one in found.dues.iter().filter(|due| due.open(until)) {
        let day = one.clock.due();
        let kind = NoticeKind::CoachingDue;
        // Where nothing is known to count from it is time at once.
        let days = one.clock.late(today).unwrap_or(0);
        let since = day.map_or_else(|| "never".to_owned(), |day| day.to_string());
        all.push(Notice {
            key: format!("{}:{}:{}:{since}", kind.word(), one.person.0, one.meeting.word()),
            kind,
            urgency: Urgency::of_days(days),
            subject: Subject::Person(one.person),
            people: vec![one.person],
            due: day,
            days,
            told: Told::CoachingDue { meeting: one.meeting, clock: one.clock },
            act: Act::Coach(one.person),
        });
    }
    Ok(())
}

/// The visits of the last days that took place and have no sheet.
fn visits(look: &Look<'_>, back: i64, all: &mut Vec<Notice>) -> Result<()> {
    let today = look.today;
    let from = today.checked_sub_days(Days::new(back.unsigned_abs())).unwrap_or(today);
    let mut held: Vec<Coaching> = vec![];
    log::each_between(look.db, (from, today), |talk| {
        let own = look.members.include(Some(talk.person_id), Some(talk.on_day));
        if own && talk.kind == CoachingKind::Visit && talk.state == CoachingState::Held {
            held.push(talk);
        }
        Ok(())
    })?;
    if held.is_empty() {
        return Ok(());
    }
    // A sheet may bear another day than its visit.
    let mut with: BTreeSet<CoachingId> = BTreeSet::new();
    sheets::each_between(look.db, ever(today), |sheet| {
        with.extend(sheet.coaching_id);
        Ok(())
    })?;
    for talk in held.into_iter().filter(|talk| !with.contains(&talk.id)) {
        let days = (today - talk.on_day).num_days();
        all.push(Notice {
            key: format!("{}:{}", NoticeKind::VisitSheet.word(), talk.id.0),
            kind: NoticeKind::VisitSheet,
            urgency: Urgency::Soon,
            subject: Subject::Person(talk.person_id),
            people: vec![talk.person_id],
            due: None,
            days,
            told: Told::Visit { account: talk.account_id, topic: talk.topic, on_day: talk.on_day },
            act: Act::OpenVisit(talk.id),
        });
    }
    Ok(())
}

/// The check points of improvement plans that are late or due within some days.
fn checks(look: &Look<'_>, ahead: i64, all: &mut Vec<Notice>) -> Result<()> {
    let until = ahead_of(look, ahead);
    let mut own: BTreeSet<ImprovementPlanId> = BTreeSet::new();
    for plan in improvement::open(look.db)? {
        if concerns(&look.members, &plan) {
            own.insert(plan.id);
        }
    }
    for (person, check) in plans::checks_due(look.db, ever(until))? {
        if !own.contains(&check.plan_id) {
            continue;
        }
        let of = plans::plan(look.db, check.plan_id)?.map_or(0, |plan| plan.checks.len());
        let days = (look.today - check.due).num_days();
        let kind = NoticeKind::PlanCheck;
        all.push(Notice {
            key: format!("{}:{}:{}", kind.word(), check.id.0, check.due),
            kind,
            urgency: Urgency::of_days(days),
            subject: Subject::Person(person),
            people: vec![person],
            due: Some(check.due),
            days,
            told: Told::Check { number: usize::try_from(check.position).unwrap_or_default(), of },
            act: Act::OpenPlan(check.plan_id),
        });
    }
    Ok(())
}

/// What reps said and nobody answered.
fn feedback(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    for said in open_feedback(look.db)? {
        let inside = look.members.include(said.person_id, Some(said.on_day));
        let standing = Standing::of(&said, &look.directory.calendar, look.today);
        if said.on_day > look.today || !inside || !standing.waits() {
            continue;
        }
        let days = (look.today - said.due).num_days();
        all.push(Notice {
            key: format!("{}:{}", NoticeKind::Feedback.word(), said.id.0),
            kind: NoticeKind::Feedback,
            urgency: Urgency::of_days(days),
            subject: said.person_id.map_or(Subject::Nameless, Subject::Person),
            people: said.person_id.into_iter().collect(),
            due: Some(said.due),
            days,
            told: Told::Feedback { kind: said.kind, text: said.text, on_day: said.on_day },
            act: Act::AnswerFeedback(said.id),
        });
    }
    Ok(())
}
