//! The records behind a figure, ready to draw: what was asked of whom in which week, the visits that count and
//! those that do not with the reason, the levels that two observers gave, and whether visits follow the sheet.

use super::data::State;
use crate::areas::coaching::data::Load;
use crate::domain::ids::ObservationId;
use crate::error::Result;
use crate::i18n::short_day;
use crate::metrics::visits::agreement::Pooled;
use crate::metrics::visits::checklist::{Incomplete, Practised, incomplete, practices};
use crate::metrics::visits::required::{Asked, Counted, Left, Source};
use crate::metrics::visits::{Scales, show};
use crate::store::coaching::Days;

/// A figure that opens its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// In which weeks there were enough visits.
    Required(Counted),
    /// Whether two observers mean the same by a level.
    Agreement,
    /// Whether visits follow the sheet.
    Checklist,
}

/// One list of records.
#[derive(Clone, Debug)]
pub struct Part {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    /// The sheet that a row opens.
    pub(super) opens: Vec<Option<ObservationId>>,
}

/// The records behind a figure.
#[derive(Clone, Debug)]
pub struct Records {
    pub(super) figure: Figure,
    pub(super) title: String,
    /// What it is and what was left out, a line each.
    pub(super) about: Vec<String>,
    pub(super) parts: Vec<Part>,
}

/// Lists what was done of what is looked at, and the visits without a whole sheet.
fn checklist(load: &Load<'_>, scales: &Scales, days: Days) -> Result<Records> {
    let tr = load.tr;
    let practised = practices(load.db, scales, load.members, days)?;
    let row = |own: &Practised| {
        let step = scales.step(&own.step);
        let practice = step.and_then(|step| {
            let found = step.practices.iter().find(|one| one.word == own.practice)?;
            Some(tr.own(&found.text, &found.text_en))
        });
        vec![
            show::practised(own),
            step.map_or(own.step.as_str(), |step| show::step_name(tr, step)).to_owned(),
            practice.unwrap_or(own.practice.as_str()).to_owned(),
        ]
    };
    let practised = Part {
        name: tr.text("visits-records-practices"),
        columns: words(
            load,
            &["visits-column-done", "visits-column-step", "visits-column-practice"],
        ),
        rows: practised.iter().map(row).collect(),
        opens: vec![],
    };
    let open = incomplete(load.db, load.members, days)?;
    let state = |one: &Incomplete| {
        let state = if one.sheet.is_some() { State::Draft } else { State::NoSheet };
        vec![
            one.day.to_string(),
            load.directory.person_name(one.person).to_owned(),
            tr.text(state.key()),
        ]
    };
    let incomplete = Part {
        name: tr.text("visits-records-incomplete"),
        columns: words(load, &["visits-column-day", "visits-column-person", "visits-column-state"]),
        rows: open.iter().map(state).collect(),
        opens: open.iter().map(|one| one.sheet).collect(),
    };
    Ok(Records {
        figure: Figure::Checklist,
        title: tr.text("visits-tile-visits"),
        about: words(load, &["visits-records-checklist"]),
        parts: vec![practised, incomplete],
    })
}

/// Lists the records behind a figure; what is done of sheets is that of some days.
pub(super) fn load(
    load: &Load<'_>,
    scales: &Scales,
    figure: Figure,
    (asked, pooled): (&Asked, &Pooled),
    days: Days,
) -> Result<Records> {
    match figure {
        Figure::Required(counted) => Ok(required(load, asked, counted)),
        Figure::Agreement => Ok(agreement(load, scales, pooled)),
        Figure::Checklist => checklist(load, scales, days),
    }
}

fn words(load: &Load<'_>, keys: &[&'static str]) -> Vec<String> {
    keys.iter().map(|key| load.tr.text(key)).collect()
}

fn required(load: &Load<'_>, asked: &Asked, counted: Counted) -> Records {
    let (tr, directory) = (load.tr, load.directory);
    let (title, made) = match counted {
        Counted::Joint => ("visits-tile-joint", "visits-records-joint"),
        Counted::Own => ("visits-tile-own", "visits-records-own"),
    };
    let mut about = words(load, &["visits-records-rule"]);
    let left = asked.left(counted);
    for why in Left::ALL {
        if let Some(n) = left.get(&why) {
            let n = i64::try_from(*n).unwrap_or(i64::MAX);
            about.push(tr.with(show::left_key(why), &[("n", n.into())]));
        }
    }
    let weeks = asked.lines.iter().rev().map(|line| {
        let judged = line.of(counted);
        let known = asked.knows(counted, line.week);
        let state = match (line.week.over, judged.required, judged.met()) {
            _ if !known => "visits-week-unknown",
            (false, ..) => "visits-week-runs",
            (true, 0, _) => "visits-week-none",
            (true, _, true) => "visits-week-met",
            (true, _, false) => "visits-week-short",
        };
        let days = [line.week.first, line.week.last].map(|day| short_day(tr, day));
        vec![
            days.join(" – "),
            directory.person_name(line.person).to_owned(),
            line.week.workdays.to_string(),
            judged.required.to_string(),
            if known { judged.visits.to_string() } else { show::UNKNOWN.to_owned() },
            tr.text(state),
        ]
    });
    let weeks = Part {
        name: tr.text("visits-records-weeks"),
        columns: words(
            load,
            &[
                "visits-column-week",
                "visits-column-person",
                "visits-column-workdays",
                "visits-column-required",
                "visits-column-made",
                "visits-column-state",
            ],
        ),
        rows: weeks.collect(),
        opens: vec![],
    };
    let visits = asked.made(counted).iter().rev();
    let rows = visits.clone().map(|made| {
        let counts = match made.left {
            None => tr.text("visits-counts"),
            Some(Left::NoCustomer) => tr.text("visits-no-customer"),
            Some(Left::NoResult) => tr.text("visits-no-result"),
            Some(Left::NoKind) => tr.text("visits-no-kind"),
        };
        vec![
            made.day.to_string(),
            directory.person_name(made.person).to_owned(),
            made.about.clone(),
            counts,
        ]
    });
    let opens = visits.clone().map(|made| match made.source {
        Source::Sheet(sheet) => Some(sheet),
        Source::Activity(_) | Source::Coaching(_) => None,
    });
    let visits = Part {
        name: tr.text(made),
        columns: words(
            load,
            &[
                "visits-column-day",
                "visits-column-person",
                "visits-column-about",
                "visits-column-counts",
            ],
        ),
        rows: rows.collect(),
        opens: opens.collect(),
    };
    Records {
        figure: Figure::Required(counted),
        title: tr.text(title),
        about,
        parts: vec![weeks, visits],
    }
}

fn agreement(load: &Load<'_>, scales: &Scales, pooled: &Pooled) -> Records {
    let tr = load.tr;
    let pairs = pooled.pairs.iter().rev();
    let rows = pairs.clone().map(|pair| {
        let step = scales.step(&pair.step);
        let step = step.map_or(pair.step.as_str(), |step| show::step_name(tr, step));
        vec![
            pair.day.to_string(),
            load.directory.person_name(pair.person).to_owned(),
            step.to_owned(),
            pair.first.to_string(),
            pair.second.to_string(),
        ]
    });
    let part = Part {
        name: tr.text("visits-records-pairs"),
        columns: words(
            load,
            &[
                "visits-column-day",
                "visits-column-person",
                "visits-column-step",
                "visits-column-first",
                "visits-column-second",
            ],
        ),
        rows: rows.collect(),
        opens: pairs.map(|pair| Some(pair.sheet)).collect(),
    };
    let (_, verdict) = show::agreement(tr, pooled);
    Records {
        figure: Figure::Agreement,
        title: tr.text("visits-tile-agreement"),
        about: vec![tr.text("visits-records-kappa"), verdict],
        parts: vec![part],
    }
}
