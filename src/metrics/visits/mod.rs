//! Visits made together: what was seen of people step by step, scored by the version of the sheet it was
//! seen with, whether two observers mean the same by a level, what became of a step over time, whether visits
//! follow the sheet, and how many visits a week asks for.
//!
//! A sheet counts once it is filled in. Levels are compared by the word that a step has in all versions.

pub mod agreement;
pub mod checklist;
pub mod progress;
pub mod required;
pub mod show;

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::domain::coaching::observation::{MIN_COVER_BP, Observed, Step, observe};
use crate::domain::ids::{ObservationId, ObservationTemplateId, PersonId};
use crate::domain::scope::Members;
use crate::error::Result;
use crate::store::Db;
use crate::store::coaching::templates::{self, Template};
use crate::store::coaching::{Days, sheets};
use crate::store::records::{Observation, Rater};

/// The versions of the sheets, by their key.
#[derive(Clone, Debug, Default)]
pub struct Scales(BTreeMap<ObservationTemplateId, Template>);

impl Scales {
    /// Reads all versions.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let all = templates::all(db)?.into_iter();
        Ok(Self(all.map(|template| (template.record.id, template)).collect()))
    }

    /// A version.
    pub fn get(&self, id: ObservationTemplateId) -> Option<&Template> {
        self.0.get(&id)
    }

    /// All versions, the newest of each sheet first.
    pub fn all(&self) -> Vec<&Template> {
        let mut all: Vec<&Template> = self.0.values().collect();
        all.sort_by_key(|template| (template.record.series, -template.record.number));
        all
    }

    /// The versions that new sheets are of, in the order in which the sheets were made.
    pub fn in_use(&self) -> Vec<&Template> {
        self.all().into_iter().filter(|template| template.record.current).collect()
    }

    /// The newest step of a word: that of a version in use, else of any.
    pub fn step(&self, word: &str) -> Option<&templates::Step> {
        let mut named = self.all();
        named.retain(|template| template.named(word).is_some());
        let current = named.iter().find(|template| template.record.current);
        current.or_else(|| named.first()).copied()?.named(word)
    }
}

/// All days up to one, for what is asked of one person: nobody works for longer than a hundred years.
pub fn ever(until: NaiveDate) -> Days {
    (until.checked_sub_months(Months::new(1_200)).unwrap_or(until), until)
}

/// Scores what one observer saw by the steps of a version: the level of each step by its word, nothing for a
/// step that was not seen. `None` where the version has no steps.
pub fn score(template: &Template, level: &dyn Fn(&str) -> Option<i64>) -> Option<Observed> {
    let steps: Vec<Step> = template
        .steps
        .iter()
        .map(|step| Step { weight: step.record.weight, level: level(&step.record.word) })
        .collect();
    observe(&steps, MIN_COVER_BP)
}

/// Scores two sheets by the steps that both saw, and by these alone: the first, the second, and how many
/// steps that are. The weights are those of the version; `None` where they share no step.
pub fn side_by_side(
    template: &Template,
    first: &dyn Fn(&str) -> Option<i64>,
    second: &dyn Fn(&str) -> Option<i64>,
) -> Option<(i64, i64, usize)> {
    let both: Vec<(i64, i64, i64)> = template
        .steps
        .iter()
        .filter_map(|step| {
            let word = step.record.word.as_str();
            Some((step.record.weight, first(word)?, second(word)?))
        })
        .collect();
    let of = |pick: &dyn Fn(&(i64, i64, i64)) -> i64| {
        let steps: Vec<Step> =
            both.iter().map(|one| Step { weight: one.0, level: Some(pick(one)) }).collect();
        observe(&steps, 0)?.tenths
    };
    Some((of(&|one| one.1)?, of(&|one| one.2)?, both.len()))
}

/// A sheet that is filled in, with the levels that were seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The sheet.
    pub record: Observation,
    /// The levels by observer and by the word of the step; none for a step that was not seen.
    pub levels: BTreeMap<(Rater, String), i64>,
    /// What the observer saw, scored; `None` for a version that is not known.
    pub score: Option<Observed>,
}

impl Seen {
    /// The level that somebody gave to a step.
    pub fn level(&self, rater: Rater, word: &str) -> Option<i64> {
        self.levels.get(&(rater, word.to_owned())).copied()
    }

    fn scored(mut self, scales: &Scales) -> Self {
        let template = scales.get(self.record.template_id);
        self.score = template
            .and_then(|template| score(template, &|word| self.level(Rater::Observer, word)));
        self
    }
}

/// The sheets of a person on some days that are filled in, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, scales: &Scales, person: PersonId, days: Days) -> Result<Vec<Seen>> {
    let records = sheets::of_person(db, person, days)?;
    let mut levels = BTreeMap::new();
    for level in sheets::levels_of(db, person, days)? {
        put(&mut levels, level);
    }
    Ok(joined(scales, records, levels))
}

/// The sheets of the people of a scope on some days that are filled in, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_members(db: &Db, scales: &Scales, members: &Members, days: Days) -> Result<Vec<Seen>> {
    let mut records = vec![];
    sheets::each_between(db, days, |record| {
        if members.include(Some(record.person_id), Some(record.on_day)) {
            records.push(record);
        }
        Ok(())
    })?;
    let mut levels = BTreeMap::new();
    sheets::each_level(db, days, |level| {
        put(&mut levels, level);
        Ok(())
    })?;
    Ok(joined(scales, records, levels))
}

/// The levels of each sheet.
type Levels = BTreeMap<ObservationId, BTreeMap<(Rater, String), i64>>;

fn put(levels: &mut Levels, level: sheets::Level) {
    if let Some(seen) = level.level {
        levels.entry(level.sheet).or_default().insert((level.rater, level.step), seen);
    }
}

fn joined(scales: &Scales, records: Vec<Observation>, mut levels: Levels) -> Vec<Seen> {
    let complete = records.into_iter().filter(|record| record.complete);
    complete
        .map(|record| {
            let levels = levels.remove(&record.id).unwrap_or_default();
            Seen { record, levels, score: None }.scored(scales)
        })
        .collect()
}

/// A sheet with its levels, filled in or not; `None` where there is none of this key.
///
/// # Errors
/// Whatever the database reports.
pub fn one(db: &Db, scales: &Scales, id: ObservationId) -> Result<Option<Seen>> {
    let Some(stored) = sheets::sheet(db, id)? else { return Ok(None) };
    let template = scales.get(stored.record.template_id);
    let mut levels = BTreeMap::new();
    for rating in &stored.ratings {
        let step = template.and_then(|template| template.step(rating.step_id));
        if let (Some(step), Some(level)) = (step, rating.level) {
            levels.insert((rating.rater, step.record.word.clone()), level);
        }
    }
    Ok(Some(Seen { record: stored.record, levels, score: None }.scored(scales)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ObservationStepId;
    use crate::domain::observation::VISIT;
    use crate::store::records::{ObservationStep, ObservationTemplate};

    fn template() -> Template {
        let record = ObservationTemplate {
            id: ObservationTemplateId(1),
            series: 1,
            number: 1,
            current: true,
            name: VISIT.name.0.to_owned(),
            name_en: VISIT.name.1.to_owned(),
            change_note: None,
            published_on: None,
            by_name: String::new(),
        };
        let steps = (1..).zip(VISIT.steps).map(|(n, step)| templates::Step {
            record: ObservationStep {
                id: ObservationStepId(n),
                template_id: record.id,
                position: n,
                word: step.word.to_owned(),
                name: step.name.0.to_owned(),
                name_en: step.name.1.to_owned(),
                weight: step.weight,
                required: Some(step.required),
            },
            anchors: vec![],
            practices: vec![],
            requirements: vec![],
        });
        let steps = steps.collect();
        Template { record, steps }
    }

    fn level(seen: &[(&str, i64)], word: &str) -> Option<i64> {
        seen.iter().find(|(step, _)| *step == word).map(|(_, level)| *level)
    }

    #[test]
    fn what_was_not_seen_counts_neither_way_and_too_little_is_no_score() {
        // 10 + 10 + 20 + 15 of 100: not enough. With 15 more it is (10 + 10 + 20 + 15 + 15) / 100.
        let four = [("before", 4), ("opening", 3), ("needs", 2), ("solution", 4)];
        let found = score(&template(), &|word| level(&four, word)).unwrap();
        assert_eq!((found.tenths, found.cover_bp, found.seen, found.steps), (None, 5_500, 4, 8));
        let five = [("before", 4), ("opening", 3), ("needs", 2), ("solution", 4), ("value", 5)];
        let found = score(&template(), &|word| level(&five, word)).unwrap();
        // (10·3 + 10·2 + 20·1 + 15·3 + 15·4) / (4 · 70) = 175 / 280.
        assert_eq!((found.tenths, found.cover_bp), (Some(625), 7_000));
    }

    #[test]
    fn two_sheets_are_compared_by_what_both_saw() {
        let (now, last) = ([("before", 4), ("value", 4)], [("value", 3), ("after", 5)]);
        let beside = |now: &[(&str, i64)], last: &[(&str, i64)]| {
            side_by_side(&template(), &|word| level(now, word), &|word| level(last, word))
        };
        assert_eq!(beside(&now, &last), Some((750, 500, 1)));
        assert_eq!(beside(&now, &[("after", 5)]), None);
    }
}
