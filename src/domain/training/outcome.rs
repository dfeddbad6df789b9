//! What came of a training, from the words of sheets to rates (domain document, B11).
//!
//! A test is passed or failed; a course without a test is completed or not. These are two questions: the
//! pass rate is passed of (passed + failed), and completions are counted apart and change it in no way.
//!
//! # Unknown words stay unknown
//!
//! A word that is not in the table is counted, kept as it was written, and is neither of the four. 补考
//! may mean that somebody failed or that they sit again on Monday: the sheet does not say, nor do we.

use std::collections::BTreeMap;

use super::words::{Table, meaning};
use crate::domain::stats::rate::Rate;

/// What came of a training for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// A test was passed.
    Passed,
    /// A test was not passed.
    Failed,
    /// The course was gone through to its end.
    Completed,
    /// The course was not gone through, or not yet.
    Incomplete,
}

/// What the words of sheets mean. 是 and 否 answer headings such as 是否通过; none of those that ask so
/// asks for anything else.
const WORDS: &Table<Outcome> = &[
    (
        Outcome::Passed,
        "通过|已通过|考核通过|考试通过|测试通过|合格|已合格|考核合格|考试合格|及格|达标|已达标|\
         优秀|良好|优|良|是|√|✓|✔|pass|passed|qualified|yes|y|true",
    ),
    (
        Outcome::Failed,
        "不通过|未通过|没通过|没有通过|考核未通过|考试未通过|测试未通过|不合格|未合格|考核不合格|\
         考试不合格|不及格|未及格|不达标|未达标|否|×|✗|✘|fail|failed|notpassed|didnotpass|\
         notqualified|unqualified|no|n|false",
    ),
    (
        Outcome::Completed,
        "完成|已完成|完成培训|完成学习|培训完成|学习完成|结业|已结业|结课|已结课|学完|已学完|修完|\
         complete|completed|finished|done",
    ),
    (
        Outcome::Incomplete,
        "未完成|没完成|没有完成|尚未完成|未结业|未结课|未学完|没学完|进行中|学习中|培训中|在学|\
         中途退出|incomplete|notcomplete|notcompleted|uncompleted|unfinished|notfinished|inprogress|\
         withdrawn|droppedout",
    ),
];

impl Outcome {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Passed, Self::Failed, Self::Completed, Self::Incomplete];

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Completed => "completed",
            Self::Incomplete => "incomplete",
        }
    }

    /// What the words of a sheet mean, Chinese or English; `None` where they are not known.
    pub fn of(text: &str) -> Option<Self> {
        meaning(WORDS, text)
    }

    /// Whether nothing more is to be done for the course.
    pub const fn settled(self) -> bool {
        matches!(self, Self::Passed | Self::Completed)
    }
}

/// The outcomes of trainings, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Tests passed.
    pub passed: u64,
    /// Tests failed.
    pub failed: u64,
    /// Courses completed.
    pub completed: u64,
    /// Courses not completed.
    pub incomplete: u64,
    /// Trainings of which nothing is said.
    pub silent: u64,
    /// Words that are not known, as they were written, with how often.
    pub unknown: BTreeMap<String, u64>,
}

impl Outcomes {
    /// Counts one training by what its sheet says.
    pub fn add(&mut self, said: Option<&str>) {
        let Some(said) = said.map(str::trim).filter(|said| !said.is_empty()) else {
            self.silent += 1;
            return;
        };
        match Outcome::of(said) {
            Some(Outcome::Passed) => self.passed += 1,
            Some(Outcome::Failed) => self.failed += 1,
            Some(Outcome::Completed) => self.completed += 1,
            Some(Outcome::Incomplete) => self.incomplete += 1,
            None => *self.unknown.entry(said.to_owned()).or_default() += 1,
        }
    }

    /// The share of tests that were passed, with its interval; `None` without tests.
    pub fn pass_rate(&self) -> Option<Rate> {
        Rate::of(self.passed, self.passed + self.failed)
    }

    /// The share of courses that were completed, with its interval; `None` without any.
    pub fn completion(&self) -> Option<Rate> {
        Rate::of(self.completed, self.completed + self.incomplete)
    }

    /// How many trainings have words that are not known.
    pub fn unknown_count(&self) -> u64 {
        self.unknown.values().sum()
    }

    /// How many trainings were counted.
    pub fn all(&self) -> u64 {
        let tests = self.passed + self.failed;
        tests + self.completed + self.incomplete + self.silent + self.unknown_count()
    }
}

/// The outcomes by course, by form or by whatever trainings are compared.
pub fn outcomes_by<'a, K: Ord>(
    trainings: impl IntoIterator<Item = (K, Option<&'a str>)>,
) -> BTreeMap<K, Outcomes> {
    let mut found: BTreeMap<K, Outcomes> = BTreeMap::new();
    for (key, said) in trainings {
        found.entry(key).or_default().add(said);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::words::faults;

    #[test]
    fn words_mean_what_people_mean() {
        for (text, outcome) in [
            ("Passed", Some(Outcome::Passed)),
            ("合格", Some(Outcome::Passed)),
            (" 考核合格 ", Some(Outcome::Passed)),
            ("是", Some(Outcome::Passed)),
            ("Failed", Some(Outcome::Failed)),
            ("不合格", Some(Outcome::Failed)),
            ("Not passed", Some(Outcome::Failed)),
            ("Completed", Some(Outcome::Completed)),
            ("已结业", Some(Outcome::Completed)),
            ("Incomplete", Some(Outcome::Incomplete)),
            ("未完成", Some(Outcome::Incomplete)),
            ("in progress", Some(Outcome::Incomplete)),
            ("补考", None),
            ("88", None),
            ("", None),
        ] {
            assert_eq!(Outcome::of(text), outcome, "{text}");
        }
        assert!(faults(WORDS).is_empty(), "{:?}", faults(WORDS));
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::of(outcome.word()), Some(outcome), "our own words come in again");
        }
    }

    #[test]
    fn completions_do_not_touch_the_pass_rate() {
        let mut found = Outcomes::default();
        for said in ["合格", "合格", "不合格", "完成", "未完成", "补考", "补考 ", ""]
        {
            found.add(Some(said));
        }
        found.add(None);
        let rate = found.pass_rate().unwrap();
        assert_eq!((rate.k, rate.n), (2, 3));
        assert_eq!(found.completion().map(|rate| (rate.k, rate.n)), Some((1, 2)));
        assert_eq!(found.unknown, BTreeMap::from([("补考".to_owned(), 2)]));
        assert_eq!((found.silent, found.all()), (2, 9));
        let mut courses = Outcomes::default();
        courses.add(Some("完成"));
        assert_eq!(courses.pass_rate(), None, "no test is no rate of 0 %");
    }

    #[test]
    fn each_form_has_its_own() {
        let found =
            outcomes_by([("online", Some("合格")), ("room", Some("不合格")), ("online", None)]);
        assert_eq!(found["online"].all(), 2);
        assert_eq!(found["room"].pass_rate().map(|rate| rate.rate), Some(0.0));
    }
}
