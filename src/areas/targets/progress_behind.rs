//! 落后与预警: the people who have less than they should have by now, the worst first, each with what
//! the figures say about it.

use super::progress_words::{REQUIRED_BP, Words, coverage, whole};
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::metrics::targets::progress::{Line, Status};
use crate::store::directory::Directory;

/// Those who fall behind.
#[derive(Clone, Debug)]
pub struct Behind {
    /// How many.
    pub sub: String,
    /// The worst first.
    pub rows: Vec<BehindRow>,
    /// Why there are none.
    pub calm: Option<Calm>,
}

/// Someone who falls behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BehindRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// How it stands.
    pub status: Status,
    /// The same in a word.
    pub standing: String,
    /// By how much it is behind.
    pub amount: String,
    /// What the figures say about it.
    pub reason: String,
}

/// Why nobody falls behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calm {
    /// Nobody has a target.
    NoTargets,
    /// No working day is over.
    NotBegun,
    /// Nothing is known of what was reached.
    NoData,
    /// Everyone who has a target is where they should be.
    OnTrack,
}

impl Calm {
    /// The word in the keys of its texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoTargets => "no-targets",
            Self::NotBegun => "not-begun",
            Self::NoData => "no-data",
            Self::OnTrack => "on-track",
        }
    }
}

/// Those of the people who fall behind, the worst first: behind before caution, then by how much.
pub(super) fn behind(words: Words<'_>, directory: &Directory, people: &[Line]) -> Behind {
    let late = people.iter().filter_map(|line| {
        let Scope::Person(person) = line.scope else { return None };
        let status = line.status().filter(|status| *status != Status::OnTrack)?;
        Some((status, line.ahead()?, person, line))
    });
    let mut late: Vec<(Status, i64, PersonId, &Line)> = late.collect();
    late.sort_by_key(|(status, ahead, person, _)| (*status, *ahead, *person));
    let count = |wanted: Status, key: &str| {
        let n = whole(late.iter().filter(|(status, ..)| *status == wanted).count());
        if n > 0 { words.counted(key, n) } else { String::new() }
    };
    let sub = words.joined(&[
        count(Status::Behind, "targets-people-behind"),
        count(Status::Caution, "targets-people-caution"),
    ]);
    let rows = late.into_iter().map(|(status, ahead, person, line)| {
        let amount = words.cell(ahead.saturating_neg());
        BehindRow {
            person,
            name: directory.person_name(person).to_owned(),
            status,
            standing: words.tr.text(status.label_key()),
            amount: words.with_value("targets-behind-by", amount),
            reason: reason(words, line),
        }
    });
    let rows: Vec<BehindRow> = rows.collect();
    let calm = rows.is_empty().then(|| calm(people));
    Behind { sub, rows, calm }
}

fn calm(people: &[Line]) -> Calm {
    if people.iter().all(|line| line.target.is_none()) {
        Calm::NoTargets
    } else if people.iter().all(|line| line.days.over == 0) {
        Calm::NotBegun
    } else if people.iter().all(|line| line.status().is_none()) {
        Calm::NoData
    } else {
        Calm::OnTrack
    }
}

/// What the figures say about someone who falls behind: that open deals do not cover what is missing,
/// or what is missing.
fn reason(words: Words<'_>, line: &Line) -> String {
    if let Some(bp) = coverage(line).filter(|bp| words.is_money() && *bp < REQUIRED_BP) {
        return words.with_value("targets-covered", words.times(bp));
    }
    if words.is_money() && line.pipeline.is_none() && line.days.left() > 0 {
        return words.tr.text("targets-no-pipeline");
    }
    let Some(gap) = line.gap() else { return String::new() };
    let left = if line.builds_up { line.days.left() } else { 0 };
    let daily = words.daily(gap, left, |value| words.cell(value));
    words.joined(&[
        words.with_value("targets-missing", words.cell(gap)),
        daily.map(|daily| words.with_value("targets-needs-daily", daily)).unwrap_or_default(),
    ])
}
