//! 能力等级: from the record of a person to the level, with what it rests on.
//!
//! - skill: the mean of the newest rating of each skill that was ever rated;
//! - experience: years in the trade, or since the hire where nothing is said of the trade;
//! - results: signed amount over target, of those of the last four quarters that are over of which
//!   both are known.
//!
//! The formula is that of [`crate::domain::capability`].

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::capability::{Capability, Facts, Rule, capability, mean_level};
use crate::domain::ids::PersonId;
use crate::domain::period::{Period, months_between};
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::domain::training::level::LEVEL;
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::metrics::targets::course::Course;
use crate::metrics::targets::history::known_until;
use crate::sheets::values;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::SkillRating;
use crate::store::training::skills;

/// So many quarters that are over say how somebody reaches targets.
const QUARTERS: usize = 4;

/// Since when somebody gathers experience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// In the trade.
    Trade(NaiveDate),
    /// In this company; of the time before nothing is known.
    Hire(NaiveDate),
}

impl Since {
    /// The day.
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Trade(day) | Self::Hire(day) => day,
        }
    }
}

/// A quarter of which target and result are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attained {
    /// The quarter.
    pub period: Period,
    /// The target in fen, above zero.
    pub target: i64,
    /// What was signed, in fen.
    pub actual: i64,
}

/// The capability of a person and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The newest rating of each skill.
    pub skills: Vec<SkillRating>,
    /// Since when there is experience.
    pub since: Option<Since>,
    /// Whole months of it.
    pub months: Option<i64>,
    /// The quarters that count.
    pub quarters: Vec<Attained>,
    /// The facts of the formula.
    pub facts: Facts,
    /// The points and the level.
    pub capability: Capability,
}

impl Evidence {
    /// The level, 1 to 4; `None` where there is no score.
    pub fn level(&self) -> Option<usize> {
        self.capability.score.as_ref()?.level.strip_prefix('L')?.parse().ok()
    }
}

/// The quarters that count, as known on a day, the oldest first.
pub fn quarters(known: NaiveDate) -> Vec<Period> {
    let last = Period::quarter_of(known).previous();
    let back = std::iter::successors(Some(last), |quarter| Some(quarter.previous()));
    let mut quarters: Vec<Period> = back.take(QUARTERS).collect();
    quarters.reverse();
    quarters
}

/// The newest rating of each skill of a person, in the order of names; the ratings stand under the names
/// of their skills, as [`skills::ratings`] gives them.
pub fn newest(ratings: &[SkillRating], person: PersonId, today: NaiveDate) -> Vec<SkillRating> {
    let mut newest: BTreeMap<String, &SkillRating> = BTreeMap::new();
    let own = ratings.iter().filter(|rating| rating.person_id == person && rating.on_day <= today);
    for rating in own {
        let held = newest.entry(values::key(&rating.skill)).or_insert(rating);
        if (held.on_day, held.id) < (rating.on_day, rating.id) {
            *held = rating;
        }
    }
    newest.into_values().cloned().collect()
}

/// The newest rating of each skill of everyone who was rated by a day.
///
/// # Errors
/// Whatever the database reports.
pub fn newest_of_all(db: &Db, today: NaiveDate) -> Result<BTreeMap<PersonId, Vec<SkillRating>>> {
    skills::newest(db, today)
}

/// The levels of ratings, in ten-thousandths.
pub fn levels(ratings: &[SkillRating]) -> Vec<i64> {
    ratings.iter().map(|rating| rating.level).collect()
}

/// What a person signed of their target in a period that the course holds; `None` unless both are known.
pub fn attained(course: &Course, person: PersonId, period: Period) -> Option<Attained> {
    let line = course.line(Scope::Person(person), period);
    let target = line.target.map(|target| target.base).filter(|target| *target > 0)?;
    let actual = line.actual?.value?;
    Some(Attained { period, target, actual })
}

/// The capability of a person from what is loaded already; the course must hold [`quarters`].
///
/// # Errors
/// When the numbers do not fit, which they do.
pub fn of(
    directory: &Directory,
    ratings: &[SkillRating],
    course: &Course,
    person: PersonId,
    today: NaiveDate,
) -> Result<Evidence> {
    let record = directory.people.get(&person);
    let since = record.and_then(|record| {
        let trade = record.in_trade_since.map(Since::Trade);
        trade.or_else(|| record.hired.map(Since::Hire))
    });
    let own = quarters(course.known()).into_iter();
    let quarters = own.filter_map(|period| attained(course, person, period)).collect();
    from(newest(ratings, person, today), since, quarters, today)
}

/// The capability from its evidence.
fn from(
    skills: Vec<SkillRating>,
    since: Option<Since>,
    quarters: Vec<Attained>,
    today: NaiveDate,
) -> Result<Evidence> {
    let months = since.and_then(|since| months_between(since.day(), today));
    let sum = |value: fn(&Attained) -> i64| -> i128 {
        quarters.iter().map(|quarter| i128::from(value(quarter))).sum()
    };
    let facts = Facts {
        skill: mean_level(&levels(&skills))
            .and_then(|mean| mean.checked_div(Rational::from_int(LEVEL))),
        years: months.and_then(|months| Rational::new(i128::from(months), 12)),
        attainment: Rational::new(sum(|quarter| quarter.actual), sum(|quarter| quarter.target)),
    };
    let capability = capability(&facts, &Rule::default())
        .map_err(|error| Error::new("error-internal").detail(error))?;
    Ok(Evidence { skills, since, months, quarters, facts, capability })
}

/// The capability of several people as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn evidence(
    db: &Db,
    directory: &Directory,
    people: &[PersonId],
    today: NaiveDate,
) -> Result<BTreeMap<PersonId, Evidence>> {
    let periods = quarters(known_until(db, today)?);
    let course = Course::load(db, directory, MetricId::SignedAmount, &periods, today)?;
    let ratings = skills::ratings(db)?;
    let one = |person: &PersonId| {
        of(directory, &ratings, &course, *person, today).map(|found| (*person, found))
    };
    people.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capability::Part;
    use crate::domain::ids::SkillRatingId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rating(id: i64, skill: &str, on_day: &str, level: i64) -> SkillRating {
        SkillRating {
            id: SkillRatingId(id),
            person_id: PersonId(1),
            skill: skill.to_owned(),
            on_day: day(on_day),
            level: level * 10_000,
            rater: None,
            evidence: None,
            batch_id: None,
            extra: None,
            evidence_kind: None,
            record_id: None,
        }
    }

    #[test]
    fn the_newest_rating_of_each_skill_counts() {
        let ratings = [
            rating(1, "谈判", "2025-01-10", 1),
            rating(2, "谈 判", "2025-08-01", 3),
            rating(3, "报价", "2025-08-01", 2),
            rating(4, "报价", "2025-12-01", 4),
            SkillRating { person_id: PersonId(2), ..rating(5, "报价", "2025-08-02", 4) },
        ];
        let newest = newest(&ratings, PersonId(1), day("2025-11-18"));
        let ids: Vec<i64> = newest.iter().map(|rating| rating.id.0).collect();
        assert_eq!(ids.len(), 2, "{ids:?}");
        assert!(ids.contains(&2) && ids.contains(&3), "what is not yet is not known: {ids:?}");
    }

    #[test]
    fn the_level_follows_from_skill_years_and_results() {
        let skills = vec![rating(1, "谈判", "2025-08-01", 3), rating(2, "报价", "2025-08-01", 2)];
        let since = Some(Since::Trade(day("2023-05-18")));
        let quarter = |quarter, target, actual| Attained {
            period: Period::Quarter(2025, quarter),
            target,
            actual,
        };
        let quarters = vec![quarter(2, 100, 80), quarter(3, 200, 160)];
        let found = from(skills, since, quarters, day("2025-11-18")).unwrap();
        // 40 × 2.5/4 = 25; 30 months are 2.5 years: 10; 240 of 300 is 0.8: 40 × 0.8/1.2 = 26.67.
        assert_eq!(found.months, Some(30));
        let score = found.capability.score.clone().unwrap();
        assert_eq!((score.hundredths, score.level.as_str()), (6_167, "L2"));
        assert_eq!(found.level(), Some(2));
        let nothing = from(vec![], None, vec![], day("2025-11-18")).unwrap();
        assert_eq!(nothing.level(), None);
        let missing = nothing.capability.missing();
        assert_eq!(missing, [Part::Skill, Part::Years, Part::Attainment]);
    }

    #[test]
    fn four_quarters_that_are_over_count() {
        let words: Vec<String> =
            quarters(day("2025-11-18")).iter().map(Period::to_string).collect();
        assert_eq!(words, ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]);
    }
}
