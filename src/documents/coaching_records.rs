//! The records of the coachings of a scope, filled from what was put down.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::coaching_record::{ActionRow, Facts, RecordPage, SeenPage, StepRow};
use super::{Letterhead, in_full, one};
use crate::domain::ids::{CoachingId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{DASH, MoneyStyle, Tr, money};
use crate::metrics::coaching::log::{self, Record};
use crate::metrics::coaching::seen::{Seen, SeenStep};
use crate::metrics::coaching::{show, words};
use crate::metrics::targets::history::known_until;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Coaching, CoachingKind, CoachingState};

/// The records of a person.
#[derive(Clone, Debug)]
pub struct OfPerson {
    /// Who.
    pub person: PersonId,
    /// The pages, in the order of days.
    pub pages: Vec<RecordPage>,
}

/// Fills the records of a scope that were held in a period, by person.
///
/// # Errors
/// Whatever the database reports.
pub fn of_scope(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Vec<OfPerson>> {
    let members = directory.members(scope);
    let mut held: BTreeMap<PersonId, Vec<CoachingId>> = BTreeMap::new();
    for entry in log::entries(db, &members, period, today)?.into_iter().rev() {
        let coaching = entry.coaching;
        if coaching.state == CoachingState::Held {
            held.entry(coaching.person_id).or_default().push(coaching.id);
        }
    }
    let mut all = vec![];
    for (person, ids) in held {
        let mut pages = vec![];
        for id in ids {
            if let Some(record) = log::bare(db, directory, id, today)? {
                pages.push(page(db, directory, &record, today, tr)?);
            }
        }
        all.push(OfPerson { person, pages });
    }
    Ok(all)
}

/// Fills the page of a record.
///
/// # Errors
/// Whatever the database reports.
pub fn page(
    db: &Db,
    directory: &Directory,
    record: &Record,
    today: NaiveDate,
    tr: &Tr,
) -> Result<RecordPage> {
    let coaching = &record.details.coaching;
    let own = record.seen.as_ref().filter(|seen| seen.coaching == Some(coaching.id));
    let full = |day: Option<NaiveDate>| day.map(|day| in_full(tr, day));
    let actions = record.agreed.iter().map(|agreed| {
        let action = &agreed.action;
        let put_off = agreed
            .postponed
            .last()
            .map(|last| one(tr, "doc-coaching-record-put-off", "day", &last.due.to_string()));
        ActionRow {
            text: action.text.clone(),
            owner: show::owner(directory, action.owner_id, coaching),
            due: agreed.agreed_for().to_string(),
            put_off: put_off.unwrap_or_default(),
            done: action.done_on.is_some(),
        }
    });
    Ok(RecordPage {
        letterhead: Letterhead { number: Some(coaching.code()), ..Letterhead::load(db)? },
        day: coaching.on_day.to_string(),
        subtitle: format!("{}　{}", coaching.topic, when(tr, coaching)),
        facts: facts(directory, record, tr),
        talk: talk(directory, record, tr),
        seen: own.map(|seen| seen_page(seen, tr)),
        actions: actions.collect(),
        words: coaching.rep_words.clone(),
        next: next(coaching, own, tr),
        rep_signed: full(coaching.rep_confirmed_on),
        coach_signed: full(coaching.coach_confirmed_on),
        data_as_of: known_until(db, today)?.to_string(),
    })
}

/// The day with its name and the time: `2025年11月14日 周五 14:00–15:30`.
fn when(tr: &Tr, coaching: &Coaching) -> String {
    words::when(tr, &in_full(tr, coaching.on_day), coaching)
}

fn facts(directory: &Directory, record: &Record, tr: &Tr) -> Facts {
    let coaching = &record.details.coaching;
    let at = directory.membership_on(coaching.person_id, coaching.on_day);
    let post = at.and_then(|at| at.post_id).and_then(|post| directory.posts.get(&post));
    let person = directory.people.get(&coaching.person_id);
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let deal = record.deal.as_ref();
    Facts {
        name: directory.person_name(coaching.person_id).to_owned(),
        post: post.map(|post| post.name.clone()),
        territory: person.and_then(|person| person.city.clone()),
        coach: show::coach(directory, coaching),
        kind: words::kind_of(coaching, tr),
        account: some(&record.account),
        deal: deal.map(|deal| deal.name.clone()),
        amount: deal
            .and_then(|deal| deal.amount)
            .map(|fen| money(tr.language(), fen, MoneyStyle::Full)),
    }
}

/// The parts of the talk, each with its words; a note to an event has no goal of its own.
fn talk(directory: &Directory, record: &Record, tr: &Tr) -> Vec<(String, Option<String>)> {
    let coaching = &record.details.coaching;
    let figures = record.details.symptoms.iter();
    // Days are shortened by the year of the talk, so that the page is the same in every later one.
    let told = |kept| show::told(directory, tr, kept, coaching.on_day).line(tr);
    let figures: Vec<String> = figures.map(told).collect();
    let figures = Some(figures.join("\n")).filter(|text| !text.is_empty());
    let row = |key: &str, text: Option<String>| (tr.text(key), text);
    let mut rows = vec![];
    let with_figures = |rows: &mut Vec<(String, Option<String>)>| {
        if figures.is_some() {
            rows.push(row("doc-coaching-record-figures", figures.clone()));
        }
    };
    if coaching.kind == CoachingKind::Event {
        rows.push(row("doc-coaching-record-note", coaching.reality.clone()));
        with_figures(&mut rows);
        return rows;
    }
    rows.push(row("log-goal", words::goal(coaching, tr)));
    rows.push(row("log-reality", coaching.reality.clone()));
    with_figures(&mut rows);
    rows.push(row("log-options", words::options(&record.details.options, tr)));
    rows.push(row("log-will", words::will(coaching, tr)));
    rows
}

/// The one thing to change, and when they meet next.
fn next(coaching: &Coaching, seen: Option<&Seen>, tr: &Tr) -> Option<String> {
    let agreed = seen.map_or("", |seen| seen.agreed.as_str());
    let meet = words::next_meeting(coaching, tr).unwrap_or_default();
    let lines: Vec<&str> = [agreed, &meet].into_iter().filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

fn seen_page(seen: &Seen, tr: &Tr) -> SeenPage {
    let before = seen.day_before.map_or_else(|| DASH.to_owned(), |day| day.to_string());
    let difference =
        |before: Option<i64>, now: Option<i64>| before.zip(now).map(|(before, now)| now - before);
    let change = difference(seen.tenths_before(), seen.tenths());
    let (n, reached) = seen.reached();
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [("n", whole(n).into()), ("m", whole(reached).into())];
    SeenPage {
        note: one(tr, "doc-coaching-record-seen-note", "day", &before),
        steps: seen.steps.iter().map(|step| step_row(step, tr)).collect(),
        score: [
            show::tenths(seen.tenths_before()),
            show::tenths(seen.tenths()),
            change.map_or_else(
                || DASH.to_owned(),
                |by| format!("{}{}", sign(by), show::tenths(Some(by.abs()))),
            ),
        ],
        reached: tr.with("doc-coaching-record-reached", &args),
    }
}

fn step_row(step: &SeenStep, tr: &Tr) -> StepRow {
    let change = step.before.zip(step.now).map(|(before, now)| now - before);
    StepRow {
        name: show::step_name(step, tr),
        before: step.before,
        now: step.now,
        required: step.required,
        change: change.map_or_else(|| DASH.to_owned(), |by| format!("{}{}", sign(by), by.abs())),
        fact: step.fact.clone(),
        below: step.below(),
    }
}

/// The sign of a difference; none of zero.
const fn sign(by: i64) -> &'static str {
    match by {
        1.. => "+",
        0 => "",
        ..0 => "−",
    }
}
