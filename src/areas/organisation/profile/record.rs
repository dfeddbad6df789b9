//! 评估与表彰, 师徒.

use super::data::{Maker, whole};
use super::head::grade_tone;
use crate::areas::organisation::people::DASH;
use crate::domain::period::Period;
use crate::metrics::dossier::{Evaluated, Pair};
use crate::metrics::notices::about::state;
use crate::metrics::show;
use crate::store::records::{Note, Recognition};
use crate::ui::tokens::Tone;

/// So many recognitions are shown.
const RECOGNITIONS: usize = 6;
/// So many pairs are shown.
const PAIRS: usize = 4;
/// So many notes are shown.
const NOTES: usize = 6;

/// Evaluations, praise, mentors.
#[derive(Clone, Debug)]
pub(super) struct Record {
    /// Evaluations of quarters, the oldest first.
    pub quarters: Vec<Quarter>,
    /// Praise, the newest first.
    pub recognitions: Vec<Line>,
    /// Mentors and those who are guided, the newest first.
    pub pairs: Vec<Line>,
    /// Notes, the newest first.
    pub notes: Vec<Line>,
}

/// The evaluation of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quarter {
    /// Its short name: `25Q3`.
    pub name: String,
    /// The score; a dash where it cannot be rated.
    pub score: String,
    /// The grade.
    pub grade: String,
    /// Its colour.
    pub tone: Tone,
}

/// A line of a list, with a second one below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What it is.
    pub name: String,
    /// More of it; may be empty.
    pub note: String,
    /// When.
    pub day: String,
}

/// Makes 评估与表彰.
pub(super) fn record(of: &Maker<'_>) -> Record {
    let found = of.found;
    let recognitions = found.recognitions.iter().take(RECOGNITIONS);
    Record {
        quarters: found.evaluations.iter().map(quarter).collect(),
        recognitions: recognitions.map(|praise| recognition(of, praise)).collect(),
        pairs: found.pairs.iter().take(PAIRS).map(|one| pair(of, one)).collect(),
        notes: found.notes.iter().take(NOTES).map(|one| note(of, one)).collect(),
    }
}

fn quarter(evaluated: &Evaluated) -> Quarter {
    let name = match evaluated.period {
        Period::Quarter(year, quarter) => format!("{:02}Q{quarter}", year.rem_euclid(100)),
        other => other.to_string(),
    };
    Quarter {
        name,
        score: evaluated.score.map_or_else(|| DASH.to_owned(), show::score),
        grade: evaluated.grade.clone().unwrap_or_default(),
        tone: grade_tone(evaluated),
    }
}

fn recognition(of: &Maker<'_>, praise: &Recognition) -> Line {
    let reward = praise.reward.map_or_else(String::new, |fen| {
        let yuan = crate::i18n::number(fen / 100);
        of.with("organisation-profile-reward", &[("yuan", yuan.into())])
    });
    Line {
        name: of.joined(&[praise.title.clone(), reward]),
        note: praise.reason.clone(),
        day: praise.on_day.to_string(),
    }
}

fn note(of: &Maker<'_>, one: &Note) -> Line {
    Line {
        // A line has room for one.
        name: one.words.split_whitespace().collect::<Vec<_>>().join(" "),
        note: of.joined(&[one.by_name.clone(), state(of.tr, one, of.today)]),
        day: one.on_day.to_string(),
    }
}

fn pair(of: &Maker<'_>, one: &Pair) -> Line {
    let key =
        if one.guides { "organisation-profile-guides" } else { "organisation-profile-guided" };
    let name = of.with(key, &[("name", of.name(one.other).into())]);
    let (done, all) = one.tasks;
    let tasks = if all == 0 {
        String::new()
    } else {
        let args = [("done", whole(done).into()), ("all", whole(all).into())];
        of.with("organisation-profile-tasks", &args)
    };
    let pair = &one.pair;
    let state = match (pair.closed_on, &pair.result) {
        (Some(_), Some(result)) => result.clone(),
        (Some(day), None) => {
            of.with("organisation-profile-pair-closed", &[("day", day.to_string().into())])
        }
        (None, _) => String::new(),
    };
    let args = [("from", pair.starts.to_string().into()), ("to", pair.ends.to_string().into())];
    Line {
        name,
        note: of.joined(&[pair.goal.clone(), tasks, state]),
        day: of.with("organisation-span", &args),
    }
}
