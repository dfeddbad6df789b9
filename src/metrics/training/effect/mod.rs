//! What classes did, at four levels, by the rules of [`crate::domain::training::effect`].
//!
//! 1. Reaction: the answers of those who came.
//! 2. Learning: the test before and after, of those who have both.
//! 3. Behaviour: the steps of the observation sheet that the course trains, as the observer saw them, on the
//!    last sheet before the class and the last one after it, both within the days of the class.
//! 4. Results: the metric that was named for the class, by weeks, beside colleagues in the same posts who did
//!    not go to the course: the class is one case of the method of coaching ([`results`]).
//!
//! A step is trained where its name, in either language, is a name of a skill that the course brings.

pub mod results;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::coaching::observation::{MIN_COVER_BP, Step, observe};
use crate::domain::ids::{CourseId, ObservationId, PersonId, SkillId};
use crate::domain::money::Money;
use crate::domain::stats::rational::Rational;
use crate::domain::training::effect::{
    BEHAVIOUR_DAYS, BEST_ANSWER, Behaviour, Learning, NoReturn, Reaction, behaviour, learning,
    money_return, reaction,
};
use crate::domain::training::mean::Mean;
use crate::error::Result;
use crate::metrics::training::came;
use crate::store::Db;
use crate::store::coaching::sheets;
use crate::store::coaching::templates;
use crate::store::directory::Directory;
use crate::store::records::{Course, CourseSkill, Rater, TrainingResult};
use crate::store::training::classes::ClassPage;
use crate::store::training::names;
use results::Kpi;

/// The best score of a test whose course does not say otherwise, in ten-thousandths of a point.
pub const FULL_SCORE: i64 = 1_000_000;

/// Tenths of a point of the observation sheet in the unit of the rules.
const TENTH: i64 = 1_000;

/// The best score of a course's test, in ten-thousandths of a point.
pub fn full_score(course: &Course) -> i64 {
    course.full_score.unwrap_or(FULL_SCORE)
}

/// What somebody said of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Who.
    pub person: PersonId,
    /// The points, 1 to 5.
    pub points: i64,
    /// The same in words.
    pub words: Option<String>,
}

/// The tests of somebody, in ten-thousandths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// Who.
    pub person: PersonId,
    /// Before the class.
    pub before: i64,
    /// After it; not that of a retest.
    pub after: i64,
}

/// How somebody did the trained steps, from 0 to 100 in tenths of a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who.
    pub person: PersonId,
    /// On the last sheet before the class; `None` without one.
    pub before: Option<i64>,
    /// On the last sheet after it; `None` without one.
    pub after: Option<i64>,
}

impl Seen {
    /// Both, where the person was observed before and after.
    pub fn pair(&self) -> Option<(i64, i64)> {
        self.before.zip(self.after)
    }
}

/// What a class, or several of one course, are measured by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What people said.
    pub answers: Vec<Answer>,
    /// The tests of those who have both.
    pub tests: Vec<Test>,
    /// The best score of the test, in ten-thousandths of a point.
    pub full: i64,
    /// The trained steps by name; empty where the course trains none of the sheet.
    pub steps: Vec<String>,
    /// Behaviour is looked at within so many days before and after.
    pub days: i64,
    /// The last day on which it can be; the latest one of several classes.
    pub until: Option<NaiveDate>,
    /// Those who came, with what was seen of them; empty where the course trains no step.
    pub seen: Vec<Seen>,
    /// What it cost; `None` where the cost of somebody is not known.
    pub cost: Option<Money>,
}

impl Facts {
    /// The facts of several classes of one course together.
    pub fn together(list: &[&Self]) -> Self {
        let mut all = Self { cost: Some(Money(0)), ..Self::default() };
        for one in list {
            all.answers.extend(one.answers.iter().cloned());
            all.tests.extend(one.tests.iter().copied());
            all.seen.extend(one.seen.iter().copied());
            all.full = one.full;
            all.steps.clone_from(&one.steps);
            all.days = one.days;
            all.until = all.until.max(one.until);
            all.cost = all.cost.zip(one.cost).map(|(sum, cost)| sum + cost);
        }
        all
    }
}

/// The four levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// What it was measured by.
    pub facts: Facts,
    /// What people said.
    pub reaction: Reaction,
    /// What they learned.
    pub learning: Learning,
    /// The mean score before and after of those who have both, in points.
    pub scores: Option<(f64, f64)>,
    /// What they do otherwise.
    pub behaviour: Behaviour,
    /// What the business shows, for each class with a metric.
    pub results: Vec<Kpi>,
    /// What one class brought beyond its cost, or why that is not said; `None` of several classes.
    pub money: Option<std::result::Result<Rational, NoMoney>>,
}

/// Why no return on a class is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMoney {
    /// The rules refuse it.
    Rule(NoReturn),
    /// The metric is no amount that adds up.
    NotMoney,
    /// The lines do not show that the class did anything.
    Unclear,
}

impl NoMoney {
    /// The word in machine-readable answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule(NoReturn::NoBehaviour) => "no-behaviour",
            Self::Rule(NoReturn::TooFew) => "too-few",
            Self::Rule(NoReturn::NotNamed) => "not-named",
            Self::Rule(NoReturn::NoCost) => "no-cost",
            Self::NotMoney => "not-money",
            Self::Unclear => "unclear",
        }
    }
}

impl Effect {
    /// The levels of one class.
    pub fn of_class(facts: Facts, kpi: Option<Kpi>) -> Self {
        let mut effect = Self::of(facts, kpi.into_iter().collect());
        effect.money = Some(effect.money());
        effect
    }

    /// The levels of several classes of one course.
    pub fn of(facts: Facts, results: Vec<Kpi>) -> Self {
        let answers: Vec<i64> = facts.answers.iter().map(|answer| answer.points).collect();
        let tests: Vec<(i64, i64)> =
            facts.tests.iter().map(|test| (test.before, test.after)).collect();
        let seen: Vec<(i64, i64)> = facts
            .seen
            .iter()
            .filter_map(Seen::pair)
            .map(|(before, after)| (before * TENTH, after * TENTH))
            .collect();
        let points = |score: i64| score as f64 / 10_000.0;
        let before: Vec<f64> = tests.iter().map(|(before, _)| points(*before)).collect();
        let after: Vec<f64> = tests.iter().map(|(_, after)| points(*after)).collect();
        let scores = Mean::of(&before).zip(Mean::of(&after));
        Self {
            reaction: reaction(&answers),
            learning: learning(&tests, facts.full),
            scores: scores.map(|(before, after)| (before.mean, after.mean)),
            behaviour: behaviour(&seen),
            results,
            money: None,
            facts,
        }
    }

    /// What a class brought beyond its cost. What the rules refuse is said first, so that nobody reads a
    /// sum where behaviour was not looked at.
    fn money(&self) -> std::result::Result<Rational, NoMoney> {
        let kpi = self.results.first();
        let named = kpi.is_some_and(|kpi| kpi.named_before);
        let benefit = kpi.map_or(Err(NoMoney::NotMoney), Kpi::benefit);
        let amount = benefit.unwrap_or(Money(0));
        let found = money_return(amount, self.facts.cost, &self.behaviour, named);
        let share = found.map_err(NoMoney::Rule)?;
        benefit.map(|_| share)
    }

    /// Who came and was not observed both before and after.
    pub fn unseen(&self) -> Vec<PersonId> {
        let without = self.facts.seen.iter().filter(|seen| seen.pair().is_none());
        without.map(|seen| seen.person).collect()
    }
}

/// What it takes to measure classes, read once.
#[derive(Clone, Debug)]
pub struct Source {
    /// The trained steps of each course: their words in all versions, with their names.
    steps: BTreeMap<CourseId, BTreeMap<String, String>>,
}

impl Source {
    /// Reads which course trains which steps.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let names = names::skills(db)?;
        let mut by_skill: BTreeMap<SkillId, BTreeMap<String, String>> = BTreeMap::new();
        // The newest version comes last, and its name stands.
        for template in templates::all(db)? {
            for step in &template.steps {
                let record = &step.record;
                let skill = names.find(&record.name).or_else(|| names.find(&record.name_en));
                if let Some(skill) = skill {
                    let own = by_skill.entry(skill).or_default();
                    own.insert(record.word.clone(), record.name.clone());
                }
            }
        }
        let mut steps: BTreeMap<CourseId, BTreeMap<String, String>> = BTreeMap::new();
        for own in db.all::<CourseSkill>()? {
            if let Some(trained) = by_skill.get(&own.skill_id) {
                steps.entry(own.course_id).or_default().extend(trained.clone());
            }
        }
        Ok(Self { steps })
    }

    /// What a class is measured by, as known on a day.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn facts(&self, db: &Db, page: &ClassPage, today: NaiveDate) -> Result<Facts> {
        let days = page.class.behaviour_days.unwrap_or(BEHAVIOUR_DAYS);
        let until = page.class.ends.checked_add_days(length(days));
        let (mut answers, mut tests, mut there) = (vec![], vec![], BTreeSet::new());
        let mut cost = Some(Money(0));
        for one in &page.people {
            let Some(result) = one.results.first() else { continue };
            if let Some(points) = result.feedback.filter(|p| (1..=BEST_ANSWER).contains(p)) {
                let words = result.feedback_words.clone();
                answers.push(Answer { person: one.person, points, words });
            }
            if let Some((before, after)) = result.score_before.zip(result.score) {
                tests.push(Test { person: one.person, before, after });
            }
            if came(result).is_none_or(|presence| presence.came()) {
                there.insert(one.person);
            }
            let own: Vec<Option<i64>> = one.results.iter().map(|result| result.cost).collect();
            cost = own.into_iter().fold(cost, |sum, fen| Some(sum? + Money(fen?)));
        }
        let steps = self.steps.get(&page.course.id).cloned().unwrap_or_default();
        let seen =
            if steps.is_empty() { vec![] } else { seen(db, page, (&steps, days), &there, today)? };
        Ok(Facts {
            cost: cost.filter(|_| !page.people.is_empty()),
            answers,
            tests,
            full: full_score(&page.course),
            steps: steps.into_values().collect(),
            days,
            until,
            seen,
        })
    }
}

/// A number of days that is not negative.
pub(super) fn length(days: i64) -> Days {
    Days::new(u64::try_from(days).unwrap_or_default())
}

/// What was seen of the trained steps, for each of those who came.
fn seen(
    db: &Db,
    page: &ClassPage,
    (steps, days): (&BTreeMap<String, String>, i64),
    there: &BTreeSet<PersonId>,
    today: NaiveDate,
) -> Result<Vec<Seen>> {
    let (starts, ends) = (page.class.starts, page.class.ends);
    let from = starts.checked_sub_days(length(days)).unwrap_or(starts);
    let to = ends.checked_add_days(length(days)).unwrap_or(ends).min(today);
    // The steps of each sheet; a person's sheets come in the order of days.
    let mut sheets_of: BTreeMap<PersonId, Vec<(ObservationId, NaiveDate, Vec<Step>)>> =
        BTreeMap::new();
    sheets::each_level(db, (from, to), |level| {
        let wanted = level.rater == Rater::Observer && there.contains(&level.person);
        if !wanted || !steps.contains_key(&level.step) {
            return Ok(());
        }
        let own = sheets_of.entry(level.person).or_default();
        let step = Step { weight: level.weight, level: level.level };
        match own.last_mut() {
            Some((sheet, _, list)) if *sheet == level.sheet => list.push(step),
            _ => own.push((level.sheet, level.day, vec![step])),
        }
        Ok(())
    })?;
    let score = |list: &[Step]| observe(list, MIN_COVER_BP).and_then(|observed| observed.tenths);
    let found = there.iter().map(|person| {
        let own = sheets_of.get(person).map(Vec::as_slice).unwrap_or_default();
        let last = |within: &dyn Fn(NaiveDate) -> bool| {
            let mut inside = own.iter().rev().filter(|(_, day, _)| within(*day));
            inside.find_map(|(_, _, list)| score(list))
        };
        Seen { person: *person, before: last(&|day| day < starts), after: last(&|day| ends < day) }
    });
    Ok(found.collect())
}

/// The four levels of classes, each on its own, in their order; what the business shows is worked out in
/// one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn effects(
    db: &Db,
    directory: &Directory,
    pages: &[ClassPage],
    today: NaiveDate,
) -> Result<Vec<Effect>> {
    let source = Source::load(db)?;
    let kpis = results::of_classes(db, directory, pages, today)?;
    let mut found = Vec::with_capacity(pages.len());
    for (page, kpi) in pages.iter().zip(kpis) {
        found.push(Effect::of_class(source.facts(db, page, today)?, kpi));
    }
    Ok(found)
}

/// The four levels of several classes of one course together.
pub fn together(effects: &[Effect]) -> Effect {
    let facts: Vec<&Facts> = effects.iter().map(|effect| &effect.facts).collect();
    let results = effects.iter().flat_map(|effect| effect.results.iter().cloned()).collect();
    Effect::of(Facts::together(&facts), results)
}

/// The gain of a result: what was learned of what there was to learn; `None` without both tests, and where
/// it is not defined.
pub fn gain_of(result: &TrainingResult, full: i64) -> Option<f64> {
    let (before, after) = result.score_before.zip(result.score)?;
    crate::domain::training::effect::gain(before, after, full).map(Rational::to_f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::mean::Verdict;

    fn answers(points: &[i64]) -> Vec<Answer> {
        (1..)
            .zip(points)
            .map(|(id, points)| Answer { person: PersonId(id), points: *points, words: None })
            .collect()
    }

    fn seen_of(pairs: &[(Option<i64>, Option<i64>)]) -> Vec<Seen> {
        (1..)
            .zip(pairs)
            .map(|(id, (before, after))| Seen {
                person: PersonId(id),
                before: *before,
                after: *after,
            })
            .collect()
    }

    fn facts() -> Facts {
        let test = |(id, (before, after)): (i64, (i64, i64))| Test {
            person: PersonId(id),
            before: before * 10_000,
            after: after * 10_000,
        };
        let pairs = [(50, 75), (60, 80), (55, 70), (70, 85)];
        Facts {
            answers: answers(&[5, 4, 4, 5, 3, 4, 5, 4]),
            tests: (1..).zip(pairs).map(test).collect(),
            full: FULL_SCORE,
            seen: seen_of(&[
                (Some(400), Some(500)),
                (Some(450), Some(500)),
                (Some(500), None),
                (None, Some(600)),
            ]),
            cost: Some(Money(100)),
            ..Facts::default()
        }
    }

    #[test]
    fn each_level_says_on_how_many_it_rests() {
        let effect = Effect::of_class(facts(), None);
        let mean = effect.reaction.mean.unwrap();
        assert_eq!((mean.mean, mean.n, mean.against(4.0)), (4.25, 8, Verdict::TooFew));
        assert_eq!(effect.reaction.top2.map(|rate| (rate.k, rate.n)), Some((7, 8)));
        let gain = effect.learning.gain.unwrap();
        assert!((gain.mean - 0.458_333_3).abs() < 1e-6, "{gain:?}");
        assert_eq!(effect.scores, Some((58.75, 77.5)));
        let change = effect.behaviour.change.unwrap();
        assert_eq!((change.mean, change.n), (7.5, 2));
        assert_eq!(effect.unseen(), [PersonId(3), PersonId(4)]);
        assert_eq!(effect.money, Some(Err(NoMoney::Rule(NoReturn::TooFew))));
    }

    #[test]
    fn nothing_is_said_of_money_where_nobody_was_observed() {
        let effect = Effect::of_class(Facts { seen: vec![], ..facts() }, None);
        assert_eq!(effect.money, Some(Err(NoMoney::Rule(NoReturn::NoBehaviour))));
        let many = Facts { seen: seen_of(&[(Some(400), Some(500)); 10]), ..facts() };
        let effect = Effect::of_class(many, None);
        assert_eq!(effect.money, Some(Err(NoMoney::Rule(NoReturn::NotNamed))));
    }

    #[test]
    fn classes_of_a_course_add_up_and_give_no_return() {
        let one = Effect::of_class(facts(), None);
        let other = Effect::of_class(Facts { cost: None, ..facts() }, None);
        let both = together(&[one, other]);
        assert_eq!(both.reaction.mean.map(|mean| mean.n), Some(16));
        assert_eq!(both.learning.change.map(|change| change.n), Some(8));
        assert_eq!((both.facts.cost, both.money), (None, None));
    }
}
