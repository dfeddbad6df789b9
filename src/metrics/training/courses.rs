//! What can be learned, and what came of it: the catalogue with the figures of a scope and some days, and
//! the forms of teaching beside each other.
//!
//! Courses that only sheets name stand in the list too, under the words of the sheets: their rows count as
//! those of the catalogue do. The pass rate is passed of (passed + failed); completed and not completed are
//! counted apart and change it in no way.
//!
//! # How something was taught
//!
//! A row counts under the form that it states, where the words are known; else under that of its course;
//! else under its own words, such as internal and external, or under none. What is taught in one form is
//! taught otherwise for reasons: a difference between forms is not what the form does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::effect::{full_score, gain_of};
use super::known::class_on;
use super::raters::{Raters, raters};
use super::{Days, earned, results_of};
use crate::domain::ids::{CourseId, PersonId, TrainingClassId, TrainingResultId};
use crate::domain::scope::Members;
use crate::domain::stats::rational::Rational;
use crate::domain::training::certificates::expires;
use crate::domain::training::effect::{BEST_ANSWER, Reaction, reaction};
use crate::domain::training::mean::Mean;
use crate::domain::training::outcome::Outcomes;
use crate::error::Result;
use crate::store::Db;
use crate::store::records::{
    ClassScore, ClassStatus, Course, CourseSkill, TrainingClass, TrainingForm, TrainingResult,
};
use crate::store::training::names;
use crate::store::training::results::{self, Sums};

/// What results of training come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Days, hours, cost.
    pub sums: Sums,
    /// What came of them.
    pub outcomes: Outcomes,
    /// Who was trained.
    pub people: BTreeSet<PersonId>,
    /// What people said, 1 to 5.
    answers: Vec<i64>,
    /// What was learned of what there was to learn, of those with both tests.
    gains: Vec<f64>,
    /// The results, in the order of days.
    pub results: Vec<TrainingResultId>,
}

impl Figures {
    /// What people said.
    pub fn reaction(&self) -> Reaction {
        reaction(&self.answers)
    }

    /// The mean of what was learned of what there was to learn; `None` where it is known of nobody.
    pub fn gain(&self) -> Option<Mean> {
        Mean::of(&self.gains)
    }

    /// The cost of an hour in fen, where no hours and no cost are missing; `None` without hours.
    pub fn hour_cost(&self) -> Option<Rational> {
        let sums = &self.sums;
        let whole = sums.hours.unknown == 0 && sums.cost.unknown == 0;
        let (hours, cost) = (sums.hours.value?, sums.cost.value?);
        let found = Rational::new(i128::from(cost) * 10_000, hours.into());
        found.filter(|_| whole && hours > 0)
    }

    /// The figures of some results; `full` is the best score of the test of each.
    fn of<'a>(
        rows: &[&'a TrainingResult],
        full: impl Fn(&'a TrainingResult) -> i64,
        day_hours: i64,
    ) -> Self {
        let mut found = Self { sums: Sums::of(rows.iter().copied(), day_hours), ..Self::default() };
        for row in rows.iter().copied() {
            found.outcomes.add(row.outcome.as_deref());
            found.people.insert(row.person_id);
            found.answers.extend(row.feedback.filter(|p| (1..=BEST_ANSWER).contains(p)));
            found.gains.extend(gain_of(row, full(row)));
            found.results.push(row.id);
        }
        found
    }
}

/// A course, or what sheets name as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The course; `None` where the catalogue has none of this name.
    pub course: Option<Course>,
    /// The skills it brings to a level.
    pub skills: Vec<CourseSkill>,
    /// What it is called.
    pub name: String,
    /// What came of it.
    pub figures: Figures,
    /// Its classes of these days that were not called off.
    pub classes: Vec<TrainingClassId>,
    /// How many classes are still to come.
    pub coming: usize,
}

/// How something was taught.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taught {
    /// In a form that is known.
    Known(TrainingForm),
    /// As the sheets say, which is no form that is known.
    Said(String),
    /// Nobody said.
    Unsaid,
}

/// The catalogue with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// The courses by name, those of the catalogue before those that only sheets name.
    pub rows: Vec<Row>,
    /// All of them together.
    pub total: Figures,
    /// By how it was taught.
    pub forms: Vec<(Taught, Figures)>,
}

/// The catalogue with what came of it for people of a scope between two days, or in all time, as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn catalogue(
    db: &Db,
    members: &Members,
    days: Option<Days>,
    today: NaiveDate,
) -> Result<Catalogue> {
    let names = names::courses(db)?;
    let courses = crate::store::training::courses::all(db)?;
    let by_id: BTreeMap<CourseId, &Course> =
        courses.iter().map(|(course, _)| (course.id, course)).collect();
    let mut results = results_of(db, members, days)?;
    results.retain(|result| result.on_day <= today);
    let day_hours = results::day_hours(db)?;
    let course_of = |row: &TrainingResult| {
        let id = names.find(&row.course)?;
        by_id.get(&id).copied()
    };
    let full = |row: &TrainingResult| course_of(row).map_or(super::effect::FULL_SCORE, full_score);
    let figures = |rows: &[&TrainingResult]| Figures::of(rows, full, day_hours);
    let mut own: BTreeMap<CourseId, Vec<&TrainingResult>> = BTreeMap::new();
    let mut others: BTreeMap<&str, Vec<&TrainingResult>> = BTreeMap::new();
    let mut taught: BTreeMap<Taught, Vec<&TrainingResult>> = BTreeMap::new();
    for row in &results {
        match course_of(row) {
            Some(course) => own.entry(course.id).or_default().push(row),
            None => others.entry(row.course.trim()).or_default().push(row),
        }
        taught.entry(taught_as(row, course_of(row))).or_default().push(row);
    }
    let (mut held, mut coming) =
        (BTreeMap::<CourseId, Vec<TrainingClassId>>::new(), BTreeMap::<CourseId, usize>::new());
    let within = |class: &TrainingClass| {
        days.is_none_or(|(first, last)| class.starts <= last && first <= class.ends)
    };
    for class in db.all::<TrainingClass>()?.into_iter().map(|class| class_on(class, today)) {
        if class.status == ClassStatus::Planned && class.ends >= today {
            *coming.entry(class.course_id).or_default() += 1;
        }
        if within(&class) && class.status != ClassStatus::Cancelled {
            held.entry(class.course_id).or_default().push(class.id);
        }
    }
    let mut rows: Vec<Row> = courses
        .iter()
        .map(|(course, skills)| Row {
            course: Some(course.clone()),
            skills: skills.clone(),
            name: course.name.clone(),
            figures: figures(own.get(&course.id).map(Vec::as_slice).unwrap_or_default()),
            classes: held.remove(&course.id).unwrap_or_default(),
            coming: coming.get(&course.id).copied().unwrap_or_default(),
        })
        .collect();
    rows.extend(others.iter().map(|(name, own)| Row {
        course: None,
        skills: vec![],
        name: (*name).to_owned(),
        figures: figures(own),
        classes: vec![],
        coming: 0,
    }));
    let all: Vec<&TrainingResult> = results.iter().collect();
    Ok(Catalogue {
        total: figures(&all),
        forms: taught.into_iter().map(|(how, own)| (how, figures(&own))).collect(),
        rows,
    })
}

/// How a row was taught.
fn taught_as(row: &TrainingResult, course: Option<&Course>) -> Taught {
    let said = row.form.as_deref().map(str::trim).filter(|said| !said.is_empty());
    match (said.and_then(results::form), course, said) {
        (Some(form), _, _) => Taught::Known(form),
        (None, Some(course), _) => Taught::Known(course.form),
        (None, None, Some(said)) => Taught::Said(said.to_owned()),
        (None, None, None) => Taught::Unsaid,
    }
}

/// The last day on which what somebody earned in a course holds; `None` where it holds for good, or nothing
/// was earned.
pub fn valid_until(result: &TrainingResult, course: &Course) -> Option<NaiveDate> {
    let months = u32::try_from(course.valid_months?).ok()?;
    earned(result, course).then(|| expires(result.on_day, months)).flatten()
}

/// How far those who watched the role plays of a course agree, over all of its classes.
///
/// # Errors
/// Whatever the database reports.
pub fn raters_of(db: &Db, course: CourseId) -> Result<Vec<Raters>> {
    let classes = db.all::<TrainingClass>()?.into_iter();
    let own: BTreeSet<TrainingClassId> =
        classes.filter(|class| class.course_id == course).map(|class| class.id).collect();
    let scores = db.all::<ClassScore>()?;
    Ok(raters(scores.iter().filter(|score| own.contains(&score.class_id))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::training::tests::{course, result};

    #[test]
    fn a_form_is_that_of_the_row_then_that_of_the_course() {
        let with = |form: Option<&str>| {
            let mut row = result(1, 1, "甲");
            row.form = form.map(str::to_owned);
            row
        };
        let drill = course(1, "甲");
        for (said, course, told) in [
            (Some("线上"), Some(&drill), Taught::Known(TrainingForm::Online)),
            (Some("Internal"), Some(&drill), Taught::Known(TrainingForm::Drill)),
            (Some("Internal"), None, Taught::Said("Internal".to_owned())),
            (Some(" "), None, Taught::Unsaid),
            (None, Some(&drill), Taught::Known(TrainingForm::Drill)),
            (None, None, Taught::Unsaid),
        ] {
            assert_eq!(taught_as(&with(said), course), told, "{said:?}");
        }
    }

    #[test]
    fn an_hour_has_a_cost_where_nothing_is_missing() {
        let with = |id, hours, cost| {
            let mut row = result(id, id, "甲");
            (row.hours, row.cost) = (hours, cost);
            row
        };
        let cost = |rows: &[TrainingResult]| {
            let rows: Vec<&TrainingResult> = rows.iter().collect();
            Figures::of(&rows, |_| 1, results::DAY_HOURS).hour_cost()
        };
        let both = [with(1, Some(70_000), Some(60_000)), with(2, Some(30_000), Some(0))];
        assert_eq!(cost(&both), Some(Rational::from_int(6_000)));
        let one = [with(1, Some(70_000), Some(60_000)), with(2, None, Some(0))];
        assert_eq!((cost(&one), cost(&[])), (None, None));
        assert_eq!(cost(&[with(1, Some(0), Some(60_000))]), None, "no hours have no cost");
    }

    #[test]
    fn what_was_earned_holds_for_some_months() {
        let course = Course { valid_months: Some(12), ..course(1, "甲") };
        let with = |outcome: &str| {
            let mut row = result(1, 1, "甲");
            row.outcome = Some(outcome.to_owned());
            valid_until(&row, &course)
        };
        assert_eq!(with("通过"), "2026-09-12".parse().ok());
        assert_eq!((with("未通过"), with("完成")), (None, None), "nothing was earned");
    }

    #[test]
    fn figures_rest_on_what_is_known() {
        let mut row = result(1, 7, "甲");
        row.outcome = Some("通过".to_owned());
        row.feedback = Some(5);
        (row.score_before, row.score) = (Some(400_000), Some(700_000));
        let other = result(2, 7, "甲");
        let found = Figures::of(&[&row, &other], |_| 1_000_000, results::DAY_HOURS);
        assert_eq!(found.outcomes.pass_rate().map(|rate| (rate.k, rate.n)), Some((1, 1)));
        assert_eq!((found.outcomes.silent, found.people.len()), (1, 1));
        assert_eq!(found.reaction().mean.map(|mean| mean.n), Some(1));
        assert_eq!(found.gain().map(|gain| (gain.mean, gain.n)), Some((0.5, 1)));
        assert_eq!(found.results.len(), 2);
    }
}
