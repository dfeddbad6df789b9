//! The records behind a figure: coachings, people who had none, visits.

use std::collections::BTreeSet;

use super::data::Open;
use crate::areas::coaching::data::Load;
use crate::domain::ids::PersonId;
use crate::i18n::{DASH, day_beside, period_label};
use crate::metrics::coaching::coverage::{Coverage, Row, Talk};
use crate::metrics::coaching::say;
use crate::metrics::visits::required::{Counted, Left, Made};

/// The records that are listed.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    /// What they are of.
    pub key: Open,
    /// The same in words.
    pub title: String,
    /// What has to be known to read them.
    pub note: String,
    /// The records.
    pub rows: Vec<Record>,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The day.
    pub day: String,
    /// Whose.
    pub name: String,
    /// Why, or whether it counts.
    pub kind: String,
    /// What about.
    pub about: String,
    /// By whom.
    pub coach: String,
    /// How long it took.
    pub minutes: String,
}

impl Record {
    /// The record for screen readers.
    pub fn told(&self) -> String {
        format!("{} {} {}", self.name, self.day, self.about).trim().to_owned()
    }
}

/// The records that are asked for.
pub(super) fn opened(load: &Load<'_>, found: &Coverage, open: &Open) -> Opened {
    let tr = load.tr;
    let period = period_label(tr, load.period);
    let of = |name: &str| {
        let args = [("name", name.into()), ("period", period.as_str().into())];
        tr.with("coverage-records-of", &args)
    };
    let person = |person| load.directory.person_name(person);
    let talks = |wanted: &dyn Fn(&Talk) -> bool| -> Vec<Record> {
        let wanted = found.talks.iter().rev().filter(|talk| wanted(talk));
        wanted.map(|talk| record(load, talk)).collect()
    };
    let people: BTreeSet<PersonId> = found.rows.iter().map(|row| row.who.person).collect();
    let listed = |talk: &Talk| people.contains(&talk.person);
    let (title, note, rows) = match open {
        Open::All => (of(&tr.text("coverage-records-all")), String::new(), talks(&|_| true)),
        Open::Elsewhere => (
            of(&tr.text("coverage-records-elsewhere")),
            tr.text("coverage-records-elsewhere-note"),
            talks(&|talk| !listed(talk)),
        ),
        Open::Uncovered => {
            let none = found.rows.iter().filter(|row| found.begun && row.talks.is_empty());
            let rows = none.map(|row| without(load, row)).collect();
            (of(&tr.text("coverage-records-uncovered")), String::new(), rows)
        }
        Open::Person(of_person) => {
            (of(person(*of_person)), String::new(), talks(&|talk| talk.person == *of_person))
        }
        Open::Coach(coach) => (
            of(say::coach(load.directory, coach)),
            tr.text("coverage-records-coach-note"),
            talks(&|talk| talk.coach == *coach),
        ),
        Open::Skill(skill) => {
            (of(skill), String::new(), talks(&|talk| talk.skill.as_ref() == Some(skill)))
        }
        Open::Visits(counted) => {
            let key = match counted {
                Counted::Own => "coverage-strip-own",
                Counted::Joint => "coverage-strip-joint",
            };
            let made = found.visits.made(*counted).iter().rev();
            let rows = made.map(|made| visit(load, made)).collect();
            (of(&tr.text(key)), tr.text("coverage-records-visits-note"), rows)
        }
    };
    Opened { key: open.clone(), title, note, rows }
}

fn record(load: &Load<'_>, talk: &Talk) -> Record {
    let tr = load.tr;
    let skill = talk.skill.as_deref().unwrap_or_default();
    Record {
        day: day_beside(tr, talk.day, load.today),
        name: load.directory.person_name(talk.person).to_owned(),
        kind: say::kind(tr, talk.kind),
        about: say::joined(tr, &[&talk.topic, skill]),
        coach: say::coach(load.directory, &talk.coach).to_owned(),
        minutes: match talk.minutes {
            Some(minutes) => tr.with("coverage-minutes", &[("n", minutes.into())]),
            None => DASH.to_owned(),
        },
    }
}

/// Somebody who was not coached, with the day of the last time.
fn without(load: &Load<'_>, row: &Row) -> Record {
    let tr = load.tr;
    let about = match row.last {
        Some(day) => {
            tr.with("coverage-records-last", &[("day", day_beside(tr, day, load.today).into())])
        }
        None => tr.text("coverage-records-never"),
    };
    Record {
        day: DASH.to_owned(),
        name: load.directory.person_name(row.who.person).to_owned(),
        kind: DASH.to_owned(),
        about,
        coach: DASH.to_owned(),
        minutes: DASH.to_owned(),
    }
}

fn visit(load: &Load<'_>, made: &Made) -> Record {
    let key = match made.left {
        None => "coverage-visit-counts",
        Some(Left::NoCustomer) => "coverage-visit-no-customer",
        Some(Left::NoResult) => "coverage-visit-no-result",
        Some(Left::NoKind) => "coverage-visit-no-kind",
    };
    Record {
        day: day_beside(load.tr, made.day, load.today),
        name: load.directory.person_name(made.person).to_owned(),
        kind: load.tr.text(key),
        about: if made.about.is_empty() { DASH.to_owned() } else { made.about.clone() },
        coach: DASH.to_owned(),
        minutes: DASH.to_owned(),
    }
}
