//! The matrix, ready to draw: what there was with each person in each part of the period.

use crate::areas::coaching::data::Load;
use crate::domain::ids::PersonId;
use crate::i18n::{DASH, day_beside, number};
use crate::metrics::coaching::coverage::{self, Cell as Found, Coverage};
use crate::metrics::coaching::say;

/// A part of the period as a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What it is called.
    pub name: String,
    /// Its days.
    pub told: String,
    /// Whether today is in it.
    pub now: bool,
}

/// What there was in one part with one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Signs of kinds, each with how often, where there is room for them.
    pub wide: String,
    /// How often in all.
    pub times: String,
    /// The signs alone.
    pub marks: String,
    /// How it looks.
    pub look: Look,
    /// All of it in words.
    pub told: String,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// There was coaching.
    Held,
    /// Only planned.
    Planned,
    /// There was none, and time for it.
    None,
    /// The part is still to come, or the person was not there.
    #[default]
    Blank,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// What there was in each part.
    pub cells: Vec<Cell>,
    /// How often in all.
    pub times: String,
    /// The day of the last one.
    pub last: String,
    /// How often the rhythm was kept.
    pub kept: String,
    /// Visits made of those asked for: their own, and together.
    pub visits: [String; 2],
}

/// The headings.
pub(super) fn heads(load: &Load<'_>, found: &Coverage) -> Vec<Head> {
    let head = |part: &coverage::Part| Head {
        name: say::part(load.tr, part),
        told: format!("{} – {}", part.first, part.last),
        now: part.first <= load.today && load.today <= part.last,
    };
    found.parts.iter().map(head).collect()
}

/// The rows.
pub(super) fn rows(load: &Load<'_>, found: &Coverage) -> Vec<Row> {
    found.rows.iter().map(|row| one_row(load, found, row)).collect()
}

fn one_row(load: &Load<'_>, found: &Coverage, row: &coverage::Row) -> Row {
    let cells = row.cells.iter().zip(&found.parts);
    let made = |made: Option<u64>, required: u64| match made {
        Some(made) if required > 0 => format!("{made} / {required}"),
        _ => DASH.to_owned(),
    };
    let visits = row.visits.map(|visits| {
        [made(visits.own, visits.own_required), made(Some(visits.joint), visits.required)]
    });
    Row {
        person: row.who.person,
        name: load.directory.person_name(row.who.person).to_owned(),
        cells: cells.map(|(cell, part)| one_cell(load, cell, part)).collect(),
        times: number(say::whole(row.talks.len() as u64)),
        last: row.last.map_or_else(|| DASH.to_owned(), |day| day_beside(load.tr, day, load.today)),
        kept: row.kept.map_or_else(|| DASH.to_owned(), |rate| format!("{} / {}", rate.k, rate.n)),
        visits: visits.unwrap_or_else(|| [DASH.to_owned(), DASH.to_owned()]),
    }
}

fn one_cell(load: &Load<'_>, cell: &Found, part: &coverage::Part) -> Cell {
    let tr = load.tr;
    let kinds = || say::KINDS.iter().filter_map(|kind| Some((*kind, *cell.held.get(kind)?)));
    let told = kinds().map(|(kind, n)| {
        let args = [("kind", say::kind(tr, kind).into()), ("n", say::whole(n).into())];
        tr.with("coverage-kind-times", &args)
    });
    let mut told: Vec<String> = told.collect();
    if cell.planned > 0 {
        let args = [("n", say::whole(cell.planned).into())];
        told.push(tr.with("coverage-planned", &args));
    }
    let n: u64 = cell.held.values().sum();
    let look = match (n, cell.planned) {
        (1.., _) => Look::Held,
        (0, 1..) => Look::Planned,
        (0, 0) if cell.there && part.first <= load.today => Look::None,
        (0, 0) => Look::Blank,
    };
    if told.is_empty() {
        let key = match (look, cell.there) {
            (Look::None, _) => "coverage-cell-none",
            (_, true) => "coverage-cell-coming",
            (_, false) => "coverage-cell-not-there",
        };
        told.push(tr.text(key));
    }
    let parts: Vec<&str> = told.iter().map(String::as_str).collect();
    let marks: Vec<String> = kinds().map(|(kind, _)| say::mark(tr, kind)).collect();
    let wide: Vec<String> = kinds()
        .map(|(kind, n)| format!("{}{}", say::mark(tr, kind), number(say::whole(n))))
        .collect();
    Cell {
        wide: wide.join(" "),
        times: number(say::whole(n)),
        marks: marks.concat(),
        look,
        told: say::joined(tr, &parts),
    }
}
