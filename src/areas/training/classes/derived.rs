//! A training that only sheets know: rows of one course, day, trainer and place.

use std::collections::BTreeMap;

use crate::areas::training::data::Load;
use crate::domain::ids::{CourseId, TrainingResultId};
use crate::error::Result;
use crate::i18n::number;
use crate::metrics::team_life::yuan;
use crate::metrics::training::classes::Row;
use crate::metrics::training::{came, show, whole};
use crate::store::records::TrainingResult;
use crate::store::training::results;

/// A training that only sheets know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The course, where it is one of the catalogue.
    pub course: Option<CourseId>,
    /// What it is called.
    pub name: String,
    /// The month and day on its tile.
    pub tile: (String, String),
    /// The day, where, and who taught.
    pub about: String,
    /// Its rows, to make a class of.
    pub results: Vec<TrainingResultId>,
    /// Its people.
    pub people: Vec<Line>,
    /// How many there are, in words.
    pub sub: String,
}

/// Somebody in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name.
    pub name: String,
    /// Whether they came, in words.
    pub came: String,
    /// What came of it.
    pub outcome: String,
    /// The score.
    pub score: String,
    /// The hours.
    pub hours: String,
    /// What it cost.
    pub cost: String,
    /// What they said of it.
    pub feedback: String,
}

/// Fills in a training that is chosen.
pub(super) fn derived(load: &Load<'_>, row: &Row) -> Result<Derived> {
    let tr = load.tr;
    let day_hours = results::day_hours(load.db)?;
    // All of them are of its day.
    let on_day = results::between(load.db, row.starts, row.starts)?.into_iter();
    let on_day: BTreeMap<TrainingResultId, TrainingResult> =
        on_day.map(|result| (result.id, result)).collect();
    let own = row.results.iter().filter_map(|id| on_day.get(id));
    let people: Vec<Line> = own.map(|result| line(load, result, day_hours)).collect();
    let trainer = row.trainer.as_deref();
    let trainer = trainer.map(|name| tr.with("classes-trainer-is", &[("name", name.into())]));
    let parts: Vec<String> =
        [Some(row.starts.to_string()), row.place.clone(), trainer].into_iter().flatten().collect();
    Ok(Derived {
        course: row.course,
        name: tr.own(&row.name, &row.name_en).to_owned(),
        tile: super::chosen::tile(tr, row.starts),
        about: parts.join(&tr.text("classes-comma")),
        results: row.results.clone(),
        sub: tr.with("classes-people", &[("n", whole(people.len() as u64).into())]),
        people,
    })
}

fn line(load: &Load<'_>, result: &TrainingResult, day_hours: i64) -> Line {
    let tr = load.tr;
    let hours = results::length(result, day_hours).hours;
    Line {
        name: load.directory.person_name(result.person_id).to_owned(),
        came: tr.text(show::presence_key(came(result))),
        outcome: show::outcome(tr, result.outcome.as_deref()),
        score: show::tenths_or_dash(result.score),
        hours: show::tenths_or_dash(hours),
        cost: result.cost.map_or_else(|| crate::i18n::DASH.to_owned(), |fen| yuan(tr, fen)),
        feedback: result.feedback.map(number).unwrap_or_default(),
    }
}
