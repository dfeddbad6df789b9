//! What came of trainings: the rows, what their words mean, their sums, and what was held together.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{CourseId, PersonId, TrainingClassId};
use crate::domain::money::div_round;
use crate::domain::names::key;
use crate::domain::training::attendance::Presence;
use crate::domain::training::outcome::Outcome;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{TrainingForm, TrainingOutcome, TrainingResult};
use crate::store::setup;
use crate::store::training::names::Names;

/// Hours of a day of training where nobody says otherwise, in ten-thousandths.
pub const DAY_HOURS: i64 = 70_000;

const OF_PERSON: &str = "SELECT id, person_id, course, on_day, form, trainer, place, days, cost, outcome, score, attendance, batch_id, extra, class_id, hours, score_before, retest_on, retest_score, feedback, feedback_words FROM training_result WHERE person_id = $1 ORDER BY on_day, id";
const BETWEEN: &str = "SELECT id, person_id, course, on_day, form, trainer, place, days, cost, outcome, score, attendance, batch_id, extra, class_id, hours, score_before, retest_on, retest_score, feedback, feedback_words FROM training_result WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const OF_CLASS: &str = "SELECT id, person_id, course, on_day, form, trainer, place, days, cost, outcome, score, attendance, batch_id, extra, class_id, hours, score_before, retest_on, retest_score, feedback, feedback_words FROM training_result WHERE class_id = $1 ORDER BY id";

/// The results of a person, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId) -> Result<Vec<TrainingResult>> {
    db.rows(OF_PERSON, &[person.into()], TrainingResult::from_row)
}

/// The results between two days, both included, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn between(db: &Db, first: NaiveDate, last: NaiveDate) -> Result<Vec<TrainingResult>> {
    db.rows(BETWEEN, &[first.into(), last.into()], TrainingResult::from_row)
}

/// The results of a class, in the order of their keys.
///
/// # Errors
/// Whatever the database reports.
pub fn of_class(db: &Db, class: TrainingClassId) -> Result<Vec<TrainingResult>> {
    db.rows(OF_CLASS, &[class.into()], TrainingResult::from_row)
}

/// How many hours a day of training has here, in ten-thousandths.
///
/// # Errors
/// Whatever the database reports.
pub fn day_hours(db: &Db) -> Result<i64> {
    let set = setup::setting(db, setup::names::TRAINING_DAY_HOURS)?;
    let set = set.and_then(|text| text.parse::<i64>().ok()).filter(|hours| *hours > 0);
    Ok(set.unwrap_or(DAY_HOURS))
}

/// What the words of an outcome mean; `None` where they say none of the four: 补考 is still open.
pub fn outcome(words: &str) -> Option<TrainingOutcome> {
    Outcome::of(words).map(|outcome| match outcome {
        Outcome::Passed => TrainingOutcome::Passed,
        Outcome::Failed => TrainingOutcome::Failed,
        Outcome::Completed => TrainingOutcome::Completed,
        Outcome::Incomplete => TrainingOutcome::Incomplete,
    })
}

/// What the words of a form mean; `None` where they say none that is known: internal, external.
pub fn form(words: &str) -> Option<TrainingForm> {
    if let Some(form) = TrainingForm::parse(words) {
        return Some(form);
    }
    Some(match key(words).as_str() {
        "classroom" | "offline" | "facetoface" | "集中授课" | "集中培训" | "面授" | "线下"
        | "课堂" | "现场授课" => TrainingForm::Classroom,
        "online" | "elearning" | "webinar" | "线上" | "在线" | "网课" | "直播" | "网络课程" => {
            TrainingForm::Online
        }
        "drill" | "practice" | "演练" | "实操" | "实战演练" => TrainingForm::Drill,
        "roleplay" | "角色扮演" | "情景模拟" => TrainingForm::RolePlay,
        "case" | "casestudy" | "案例" | "案例研讨" | "案例分析" => TrainingForm::Case,
        "reading" | "selfstudy" | "阅读" | "自学" | "更新阅读" => TrainingForm::Reading,
        "onthejob" | "coaching" | "在岗" | "带教" | "现场带教" | "一对一" => {
            TrainingForm::OnTheJob
        }
        _ => return None,
    })
}

/// Whether somebody came, where it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// To all of it.
    Fully,
    /// To a part.
    Partly,
    /// Not at all.
    Not,
}

/// What the words of an attendance mean; `None` where they do not say it.
pub fn attendance(words: &str) -> Option<Came> {
    Presence::of(words).map(|presence| match presence {
        Presence::Full => Came::Fully,
        Presence::Part => Came::Partly,
        Presence::Excused | Presence::Absent => Came::Not,
    })
}

/// How long a result says the training was for its person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// In ten-thousandths of a day.
    pub days: Option<i64>,
    /// In ten-thousandths of an hour.
    pub hours: Option<i64>,
}

/// The length of a result: sheets state days and classes hours, and of one the other follows by the
/// hours of a day of training; where both are stated, both stand. Of somebody of whom a sheet says that they
/// did not come, the days of the training are none.
pub fn length(result: &TrainingResult, day_hours: i64) -> Length {
    let came = result.attendance.as_deref().and_then(attendance);
    if came == Some(Came::Not) && result.hours.is_none() {
        return Length { days: Some(0), hours: Some(0) };
    }
    let (hours, days) = (result.hours.map(i128::from), result.days.map(i128::from));
    let unit = i128::from(day_hours);
    Length {
        days: result.days.or_else(|| div_round(hours? * 10_000, unit)),
        hours: result.hours.or_else(|| div_round(days? * unit, 10_000)),
    }
}

/// A sum, and of how many results it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum; `None` where of none it is known.
    pub value: Option<i64>,
    /// Of how many it is not.
    pub unknown: usize,
}

impl Sum {
    fn add(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.value = Some(self.value.unwrap_or_default().saturating_add(value)),
            None => self.unknown += 1,
        }
    }
}

/// What results come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many they are.
    pub results: usize,
    /// In ten-thousandths of a day.
    pub days: Sum,
    /// In ten-thousandths of an hour.
    pub hours: Sum,
    /// In fen.
    pub cost: Sum,
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Completed.
    pub completed: usize,
    /// Not completed.
    pub incomplete: usize,
    /// With words that mean none of these.
    pub other: usize,
    /// Without an outcome.
    pub open: usize,
}

impl Sums {
    /// Adds results up, by the hours of a day of training.
    pub fn of<'a>(results: impl IntoIterator<Item = &'a TrainingResult>, day_hours: i64) -> Self {
        let mut sums = Self::default();
        for result in results {
            let Length { days, hours } = length(result, day_hours);
            sums.results += 1;
            sums.days.add(days);
            sums.hours.add(hours);
            sums.cost.add(result.cost);
            let slot = match (&result.outcome, result.outcome.as_deref().and_then(outcome)) {
                (None, _) => &mut sums.open,
                (_, Some(TrainingOutcome::Passed)) => &mut sums.passed,
                (_, Some(TrainingOutcome::Failed)) => &mut sums.failed,
                (_, Some(TrainingOutcome::Completed)) => &mut sums.completed,
                (_, Some(TrainingOutcome::Incomplete)) => &mut sums.incomplete,
                (Some(_), None) => &mut sums.other,
            };
            *slot += 1;
        }
        sums
    }
}

/// A training that was held, with all of its results that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The class, where it is one that was planned here.
    pub class: Option<TrainingClassId>,
    /// The course under its name, else as the sheet says it.
    pub course: String,
    /// The day; of a class with results of several days the first of them.
    pub on_day: NaiveDate,
    /// Who taught.
    pub trainer: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The results, in the order in which they were given.
    pub results: Vec<TrainingResult>,
}

/// What holds results together that are of no class: course, day, trainer and place.
type Apart = (String, NaiveDate, String, String);

/// Holds results together by what was held: by class, else by course, day, trainer and place. Each result
/// is in one of them. The earliest first.
pub fn held(names: &Names<CourseId>, results: Vec<TrainingResult>) -> Vec<Held> {
    let mut classes: BTreeMap<TrainingClassId, Held> = BTreeMap::new();
    let mut apart: BTreeMap<Apart, Held> = BTreeMap::new();
    for result in results {
        let course = names.listed(&result.course).to_owned();
        let text = |text: &Option<String>| text.as_deref().map(key).unwrap_or_default();
        let empty = Held {
            class: result.class_id,
            course: course.clone(),
            on_day: result.on_day,
            trainer: result.trainer.clone(),
            place: result.place.clone(),
            results: vec![],
        };
        let held = match result.class_id {
            Some(class) => classes.entry(class).or_insert(empty),
            None => {
                let place = text(&result.place);
                let by = (key(&course), result.on_day, text(&result.trainer), place);
                apart.entry(by).or_insert(empty)
            }
        };
        held.on_day = held.on_day.min(result.on_day);
        held.results.push(result);
    }
    let mut all: Vec<Held> = classes.into_values().chain(apart.into_values()).collect();
    all.sort_by(|one, other| (one.on_day, &one.course).cmp(&(other.on_day, &other.course)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::TrainingResultId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn result(id: i64, course: &str) -> TrainingResult {
        TrainingResult {
            id: TrainingResultId(id),
            person_id: PersonId(id),
            course: course.to_owned(),
            on_day: day("2025-09-12"),
            form: None,
            trainer: None,
            place: None,
            days: None,
            cost: None,
            outcome: None,
            score: None,
            attendance: None,
            batch_id: None,
            extra: None,
            class_id: None,
            hours: None,
            score_before: None,
            retest_on: None,
            retest_score: None,
            feedback: None,
            feedback_words: None,
        }
    }

    #[test]
    fn words_mean_what_they_say_in_both_languages_and_nothing_else() {
        for (words, means) in [
            ("通过", Some(TrainingOutcome::Passed)),
            ("Passed", Some(TrainingOutcome::Passed)),
            ("不 合格", Some(TrainingOutcome::Failed)),
            ("Completed", Some(TrainingOutcome::Completed)),
            ("Incomplete", Some(TrainingOutcome::Incomplete)),
            ("补考", None),
            ("", None),
        ] {
            assert_eq!(outcome(words), means, "{words}");
        }
        for word in ["passed", "failed", "completed", "incomplete"] {
            assert_eq!(outcome(word).map(TrainingOutcome::word), Some(word));
        }
        assert_eq!(form("role_play"), Some(TrainingForm::RolePlay));
        assert_eq!(form("集中授课"), Some(TrainingForm::Classroom));
        assert_eq!(form("Internal"), None);
        assert_eq!(attendance("请假"), Some(Came::Not));
        assert_eq!(attendance("全勤"), Some(Came::Fully));
        assert_eq!(attendance("好"), None);
    }

    #[test]
    fn days_and_hours_follow_from_each_other_and_unknown_is_not_zero() {
        let one = |days, hours| TrainingResult { days, hours, ..result(1, "甲") };
        for (days, hours, told) in [
            (Some(15_000), None, (Some(15_000), Some(105_000))),
            (None, Some(35_000), (Some(5_000), Some(35_000))),
            (Some(10_000), Some(80_000), (Some(10_000), Some(80_000))),
            (None, None, (None, None)),
        ] {
            let Length { days, hours } = length(&one(days, hours), DAY_HOURS);
            assert_eq!((days, hours), told);
        }
        let away =
            TrainingResult { attendance: Some("请假".to_owned()), ..one(Some(10_000), None) };
        assert_eq!(length(&away, DAY_HOURS), Length { days: Some(0), hours: Some(0) });
        let part =
            TrainingResult { attendance: Some("半天".to_owned()), ..one(Some(5_000), None) };
        assert_eq!(length(&part, DAY_HOURS).hours, Some(35_000));
        let with = |cost, outcome: Option<&str>| TrainingResult {
            cost,
            outcome: outcome.map(str::to_owned),
            ..result(1, "甲")
        };
        let sums = Sums::of(
            &[with(Some(100), Some("通过")), with(None, Some("补考")), with(Some(0), None)],
            DAY_HOURS,
        );
        assert_eq!((sums.results, sums.passed, sums.other, sums.open), (3, 1, 1, 1));
        assert_eq!(sums.cost, Sum { value: Some(100), unknown: 1 });
        assert_eq!(sums.days, Sum { value: None, unknown: 3 });
    }

    #[test]
    fn results_are_held_together_once() {
        let class = Some(TrainingClassId(9));
        let at = |id, place: &str| TrainingResult {
            place: Some(place.to_owned()),
            ..result(id, "异议处理")
        };
        let all = vec![
            at(1, "苏州"),
            at(2, "苏 州"),
            at(3, "上海"),
            TrainingResult { class_id: class, ..at(4, "苏州") },
            TrainingResult { class_id: class, on_day: day("2025-09-11"), ..at(5, "杭州") },
        ];
        let held = held(&Names::default(), all);
        let told: Vec<(Option<TrainingClassId>, NaiveDate, usize)> =
            held.iter().map(|one| (one.class, one.on_day, one.results.len())).collect();
        let on = day("2025-09-12");
        assert_eq!(told[0], (class, day("2025-09-11"), 2));
        let mut apart = told[1..].to_vec();
        apart.sort();
        assert_eq!(apart, [(None, on, 1), (None, on, 2)]);
    }
}
