//! The figures of training: who masters what beside what is asked ([`matrix`]), whether that is where the
//! funnel is narrow ([`agreement`]), hours against what a year asks for ([`hours`]), who goes to which
//! class ([`enrol`]), how plans stand and what they should hold ([`plans`], [`proposal`]), what courses come
//! to, how classes went and what they did ([`courses`], [`classes`], [`effect`]), certificates as they stand
//! on a day ([`certificates`]), everything that a person learned ([`records`]), and how people stand to the
//! steps of the ladder and what they were offered ([`careers`]).
//!
//! Every figure of courses and classes is made of results of training, one row for each person and day
//! however it came (`store::training::results`), of what classes hold beside them, and of sheets of visits.
//! The rules are those of [`crate::domain::training`]; here they meet the workspace.

pub mod agreement;
pub mod careers;
pub mod certificates;
pub mod classes;
pub mod courses;
pub mod effect;
pub mod enrol;
pub mod hours;
mod known;
pub mod matrix;
pub mod plans;
pub mod proposal;
pub mod raters;
pub mod records;
pub mod refreshers;
pub mod say;
pub mod show;
pub mod table;
pub mod updates;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::scope::Members;
use crate::domain::training::attendance::Presence;
use crate::domain::training::outcome::Outcome;
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Course, TrainingResult};
use crate::store::training::results;

/// Two days, both included.
pub type Days = (NaiveDate, NaiveDate);

/// The people of a scope who are here on a day, in the order of their keys.
pub fn here(directory: &Directory, members: &Members, day: NaiveDate) -> Vec<PersonId> {
    let here = directory.here_on(day).into_iter().map(|person| person.id);
    here.filter(|person| members.include(Some(*person), Some(day))).collect()
}

/// The results of people of a scope between two days, or of all time, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn results_of(db: &Db, members: &Members, days: Option<Days>) -> Result<Vec<TrainingResult>> {
    let mut rows = match days {
        Some((first, last)) => results::between(db, first, last)?,
        None => {
            let mut all = db.all::<TrainingResult>()?;
            all.sort_by_key(|result| (result.on_day, result.id));
            all
        }
    };
    rows.retain(|result| members.include(Some(result.person_id), Some(result.on_day)));
    Ok(rows)
}

/// Whether somebody came, by what their result says: its words, else its hours. Words of absence go before
/// hours, which sheets state for the course; no hours go before words of presence.
pub fn came(result: &TrainingResult) -> Option<Presence> {
    let said = result.attendance.as_deref().and_then(Presence::of);
    match (said, result.hours) {
        (Some(said), Some(0)) if said.came() => Some(Presence::Absent),
        (Some(said), _) => Some(said),
        (None, Some(0)) => Some(Presence::Absent),
        (None, Some(_)) => Some(Presence::Full),
        (None, None) => None,
    }
}

/// What came of a training, as far as its words say it.
pub fn outcome(result: &TrainingResult) -> Option<Outcome> {
    result.outcome.as_deref().and_then(Outcome::of)
}

/// Whether somebody earned a certificate of training: passed the test, or went to the end of a course
/// that has none.
pub fn earned(result: &TrainingResult, course: &Course) -> bool {
    match outcome(result) {
        Some(Outcome::Passed) => true,
        Some(Outcome::Completed) => course.pass_score.is_none(),
        Some(Outcome::Failed | Outcome::Incomplete) | None => false,
    }
}

/// Whether somebody failed a test and has not passed it since (待补测).
pub fn retest_due(result: &TrainingResult, course: &Course) -> bool {
    let again = result.retest_score.zip(course.pass_score);
    outcome(result) == Some(Outcome::Failed) && again.is_none_or(|(score, pass)| score < pass)
}

/// A whole number of things as it is counted elsewhere.
pub(crate) fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CourseId, TrainingResultId};
    use crate::store::records::{LearningTopic, TrainingForm};

    pub fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A result of which nothing is known but whose and when.
    pub fn result(id: i64, person: i64, course: &str) -> TrainingResult {
        TrainingResult {
            id: TrainingResultId(id),
            person_id: PersonId(person),
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

    /// A drill of 100 points that is passed with 70.
    pub fn course(id: i64, name: &str) -> Course {
        Course {
            id: CourseId(id),
            name: name.to_owned(),
            name_en: String::new(),
            topic: LearningTopic::Selling,
            form: TrainingForm::Drill,
            summary: None,
            hours: Some(70_000),
            cost_per_head: None,
            full_score: Some(1_000_000),
            pass_score: Some(700_000),
            valid_months: None,
            certificate_kind_id: None,
            kpi: None,
            kpi_days: None,
            archived: false,
        }
    }

    #[test]
    fn who_came_is_told_by_words_and_hours() {
        let with = |words: Option<&str>, hours| TrainingResult {
            attendance: words.map(str::to_owned),
            hours,
            ..result(1, 1, "甲")
        };
        for (words, hours, told) in [
            (None, None, None),
            (None, Some(0), Some(Presence::Absent)),
            (None, Some(35_000), Some(Presence::Full)),
            (Some("迟到"), Some(35_000), Some(Presence::Part)),
            (Some("请假"), Some(0), Some(Presence::Excused)),
            (Some("请假"), Some(70_000), Some(Presence::Excused)),
            (Some("全勤"), Some(0), Some(Presence::Absent)),
            (Some("说不清"), None, None),
        ] {
            assert_eq!(came(&with(words, hours)), told, "{words:?} {hours:?}");
        }
    }

    #[test]
    fn a_certificate_is_earned_and_a_retest_is_due() {
        let of = |words: &str, retest_score| TrainingResult {
            outcome: Some(words.to_owned()),
            retest_score,
            ..result(1, 1, "甲")
        };
        let tested = course(1, "甲");
        let untested = Course { pass_score: None, ..course(1, "甲") };
        assert!(earned(&of("通过", None), &tested));
        assert!(!earned(&of("完成", None), &tested), "its test was not passed");
        assert!(earned(&of("完成", None), &untested));
        assert!(!earned(&of("补考", None), &untested));
        assert!(retest_due(&of("未通过", None), &tested));
        assert!(retest_due(&of("未通过", Some(690_000)), &tested));
        assert!(!retest_due(&of("未通过", Some(700_000)), &tested));
        assert!(!retest_due(&of("通过", None), &tested));
    }
}
