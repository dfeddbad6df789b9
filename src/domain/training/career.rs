//! A person held against a step of the career ladder (职业通道; domain document, 096): each
//! condition is met, not met or not known.
//!
//! # Readiness is never invented
//!
//! Somebody is ready when every condition is met. One that is not met makes them not ready yet, whatever
//! else is unknown; otherwise one that is not known leaves it unknown, and says what has to be found out.
//! A step without conditions says nothing of anybody.

use std::collections::BTreeMap;

use super::certificates::Status;
use super::gap::{Fit, gap};
use crate::domain::scorecard::grade::Bands;
use crate::domain::stats::rational::Rational;

/// What a step asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The level of capability, at least: L3.
    Level(String),
    /// Months in the present post, at least.
    MonthsInPost(u32),
    /// A skill at a level, at least.
    Skill {
        /// The skill.
        skill: String,
        /// The level in ten-thousandths.
        level: i64,
    },
    /// The fit of skills to the next post in basis points, at least.
    SkillFit(i64),
    /// A certificate that holds.
    Certificate(String),
    /// Every certificate that the person has holds; whoever has none has none that has ended.
    Certificates,
    /// Results against targets.
    Attainment {
        /// In basis points, at least.
        bp: i64,
        /// Over so many of the latest quarters that are over.
        quarters: usize,
    },
    /// Grades of the latest evaluations.
    Grades {
        /// Each at least this.
        at_least: String,
        /// So many of the latest.
        latest: usize,
    },
}

impl Condition {
    /// The word in storage and machine-readable answers, and behind which its name stands.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Level(_) => "level",
            Self::MonthsInPost(_) => "months-in-post",
            Self::Skill { .. } => "skill",
            Self::SkillFit(_) => "skill-fit",
            Self::Certificate(_) => "certificate",
            Self::Certificates => "certificates",
            Self::Attainment { .. } => "attainment",
            Self::Grades { .. } => "grades",
        }
    }
}

/// What was reached in a quarter, and what was to be, in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attained {
    /// The result.
    pub actual: i64,
    /// The target.
    pub target: i64,
}

/// What is known of a person. What is `None`, or in no list, is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The level of capability.
    pub level: Option<String>,
    /// Whole months in the present post.
    pub months_in_post: Option<u32>,
    /// Levels of skills in ten-thousandths; one that was never rated is not in it.
    pub skills: BTreeMap<String, i64>,
    /// The fit of skills to the next post.
    pub fit: Option<Fit>,
    /// How the certificates of the person stand; `None` where nobody keeps them, so that one that is not
    /// listed may still be held.
    pub certificates: Option<BTreeMap<String, Status>>,
    /// Quarters that are over, the latest last; `None` where the result or the target is not known.
    pub quarters: Vec<Option<Attained>>,
    /// Grades of past evaluations, the latest last.
    pub grades: Vec<String>,
}

impl Record {
    /// Results against targets over so many of the latest quarters, in basis points, rounded down; `None`
    /// where one of them is not known.
    pub fn attainment_bp(&self, quarters: usize) -> Option<i64> {
        let latest = self.quarters.iter().rev().take(quarters).copied();
        let latest: Vec<Attained> = latest.collect::<Option<_>>()?;
        let sum = |value: fn(&Attained) -> i64| -> i128 {
            latest.iter().map(|quarter| i128::from(value(quarter))).sum()
        };
        let target = sum(|quarter| quarter.target);
        if latest.len() < quarters || target <= 0 {
            return None;
        }
        i64::try_from((sum(|quarter| quarter.actual) * 10_000).div_euclid(target)).ok()
    }
}

/// The names of levels and grades, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scales {
    /// Levels of capability.
    pub levels: Bands,
    /// Grades of evaluations.
    pub grades: Bands,
}

impl Default for Scales {
    /// L4 to L1, S to D (默认值).
    fn default() -> Self {
        Self { levels: Bands::levels(), grades: Bands::standard() }
    }
}

/// How somebody stands to a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Meets it.
    Met,
    /// Does not meet it.
    NotMet,
    /// It is not known.
    Unknown,
}

impl Verdict {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Unknown => "unknown",
        }
    }
}

impl From<Option<bool>> for Verdict {
    fn from(met: Option<bool>) -> Self {
        match met {
            Some(true) => Self::Met,
            Some(false) => Self::NotMet,
            None => Self::Unknown,
        }
    }
}

/// One condition, held against a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The condition.
    pub condition: Condition,
    /// How the person stands to it.
    pub verdict: Verdict,
    /// What is missing in the unit of the condition, 0 where it is met; `None` where it is not known, and
    /// for what has no amount: levels of capability, certificates, grades, fits.
    pub short: Option<i64>,
}

/// A step, held against a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// Each condition, in the order given.
    pub lines: Vec<Line>,
}

impl Readiness {
    /// Whether the person is ready; `None` for a step without conditions.
    pub fn verdict(&self) -> Option<Verdict> {
        if self.lines.is_empty() {
            None
        } else if self.count(Verdict::NotMet) > 0 {
            Some(Verdict::NotMet)
        } else if self.count(Verdict::Unknown) > 0 {
            Some(Verdict::Unknown)
        } else {
            Some(Verdict::Met)
        }
    }

    /// How many conditions stand so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.lines.iter().filter(|line| line.verdict == verdict).count()
    }
}

/// Holds a person against the conditions of a step.
pub fn readiness(conditions: &[Condition], record: &Record, scales: &Scales) -> Readiness {
    let lines = conditions.iter().map(|condition| {
        let short = short(condition, record);
        let met = match condition {
            Condition::MonthsInPost(_) | Condition::Skill { .. } | Condition::Attainment { .. } => {
                short.map(|short| short == 0)
            }
            Condition::Level(least) => {
                record.level.as_ref().and_then(|level| scales.levels.at_least(level, least))
            }
            Condition::SkillFit(bp) => record
                .fit
                .zip(Rational::new((*bp).into(), 10_000))
                .and_then(|(fit, share)| fit.reaches(share)),
            Condition::Certificate(name) => holds(record.certificates.as_ref(), name),
            Condition::Certificates => all_hold(record.certificates.as_ref()),
            Condition::Grades { at_least, latest } => {
                grades(&record.grades, at_least, *latest, &scales.grades)
            }
        };
        Line { condition: condition.clone(), verdict: met.into(), short }
    });
    Readiness { lines: lines.collect() }
}

/// What is missing of a condition that has an amount; `None` where it is not known.
fn short(condition: &Condition, record: &Record) -> Option<i64> {
    match condition {
        Condition::MonthsInPost(least) => {
            Some(i64::from(least.saturating_sub(record.months_in_post?)))
        }
        Condition::Skill { skill, level } => Some(gap(*level, *record.skills.get(skill)?)),
        Condition::Attainment { bp, quarters } => Some(gap(*bp, record.attainment_bp(*quarters)?)),
        Condition::Level(_)
        | Condition::SkillFit(_)
        | Condition::Certificate(_)
        | Condition::Certificates
        | Condition::Grades { .. } => None,
    }
}

/// Whether a certificate holds; where they are kept, one that is not listed does not.
fn holds(kept: Option<&BTreeMap<String, Status>>, name: &str) -> Option<bool> {
    kept?.get(name).map_or(Some(false), |status| status.holds())
}

/// Whether every certificate holds. A single one that does not is enough to say no.
fn all_hold(kept: Option<&BTreeMap<String, Status>>) -> Option<bool> {
    let held: Vec<Option<bool>> = kept?.values().map(|status| status.holds()).collect();
    if held.contains(&Some(false)) {
        Some(false)
    } else if held.contains(&None) {
        None
    } else {
        Some(true)
    }
}

/// Whether the latest grades all reach one. A single one that does not is enough to say no; fewer than are
/// asked for, or one that is no grade, leave it open.
fn grades(all: &[String], at_least: &str, latest: usize, bands: &Bands) -> Option<bool> {
    let latest_ones = all.iter().rev().take(latest);
    let reached: Vec<Option<bool>> =
        latest_ones.map(|grade| bands.at_least(grade, at_least)).collect();
    if reached.contains(&Some(false)) {
        Some(false)
    } else if reached.len() < latest || reached.contains(&None) {
        None
    } else {
        Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::level::LEVEL;

    fn ladder() -> Vec<Condition> {
        vec![
            Condition::Level("L3".to_owned()),
            Condition::MonthsInPost(12),
            Condition::Skill { skill: "谈判".to_owned(), level: 3 * LEVEL },
            Condition::SkillFit(9_000),
            Condition::Certificate("项目管理师".to_owned()),
            Condition::Attainment { bp: 10_000, quarters: 2 },
            Condition::Grades { at_least: "B".to_owned(), latest: 2 },
        ]
    }

    fn quarters(list: &[(i64, i64)]) -> Vec<Option<Attained>> {
        list.iter()
            .map(|(actual, target)| Some(Attained { actual: *actual, target: *target }))
            .collect()
    }

    fn ready() -> Record {
        Record {
            level: Some("L4".to_owned()),
            months_in_post: Some(12),
            skills: BTreeMap::from([("谈判".to_owned(), 3 * LEVEL)]),
            fit: Some(Fit { least: Rational::new(9, 10).unwrap(), best: Rational::ONE }),
            certificates: Some(BTreeMap::from([("项目管理师".to_owned(), Status::Expiring)])),
            quarters: quarters(&[(1, 100), (80, 90), (120, 110)]),
            grades: ["D", "B", "A"].map(String::from).to_vec(),
        }
    }

    fn verdicts(record: &Record) -> Vec<Verdict> {
        let found = readiness(&ladder(), record, &Scales::default());
        found.lines.iter().map(|line| line.verdict).collect()
    }

    #[test]
    fn who_meets_all_is_ready_and_who_is_not_known_is_not() {
        let scales = Scales::default();
        let found = readiness(&ladder(), &ready(), &scales);
        assert_eq!(found.verdict(), Some(Verdict::Met), "{found:?}");
        let stranger = readiness(&ladder(), &Record::default(), &scales);
        assert_eq!(stranger.count(Verdict::Unknown), 7);
        assert_eq!(stranger.verdict(), Some(Verdict::Unknown));
        assert_eq!(readiness(&[], &ready(), &scales).verdict(), None);
        // What is surely missing decides, whatever else is unknown.
        let record = Record { months_in_post: Some(11), ..Record::default() };
        let found = readiness(&ladder(), &record, &scales);
        assert_eq!(found.verdict(), Some(Verdict::NotMet));
        assert_eq!(found.lines[1].short, Some(1));
    }

    #[test]
    fn each_condition_is_met_missed_or_not_known() {
        use Verdict::{Met, NotMet, Unknown};
        let missed = Record {
            level: Some("L2".to_owned()),
            months_in_post: Some(0),
            skills: BTreeMap::from([("谈判".to_owned(), 2 * LEVEL)]),
            fit: Some(Fit { least: Rational::ZERO, best: Rational::new(8, 9).unwrap() }),
            certificates: Some(BTreeMap::from([("项目管理师".to_owned(), Status::Expired)])),
            quarters: quarters(&[(9_000, 100), (4_999, 5_000), (5_000, 5_000)]),
            grades: ["B", "C"].map(String::from).to_vec(),
        };
        assert_eq!(verdicts(&missed), [NotMet; 7]);
        let found = readiness(&ladder(), &missed, &Scales::default());
        let short: Vec<_> = found.lines.iter().map(|line| line.short).collect();
        assert_eq!(short, [None, Some(12), Some(LEVEL), None, None, Some(1), None]);
        let half = Record {
            level: Some("资深".to_owned()),
            fit: Some(Fit { least: Rational::ZERO, best: Rational::ONE }),
            certificates: Some(BTreeMap::new()),
            grades: vec!["S".to_owned()],
            ..ready()
        };
        // A level that is no band is not known; of kept certificates one that is not there is missing.
        assert_eq!(verdicts(&half), [Unknown, Met, Met, Unknown, NotMet, Met, Unknown]);
        let lasting = Status::Lasting.holds();
        assert_eq!(Verdict::from(lasting), Met);
    }

    #[test]
    fn the_quarters_count_together_and_one_that_is_not_known_leaves_it_open() {
        let of = |list: Vec<Option<Attained>>, n: usize| {
            Record { quarters: list, ..Record::default() }.attainment_bp(n)
        };
        assert_eq!(of(quarters(&[(50, 100), (90, 60)]), 2), Some(8_750));
        assert_eq!(of(quarters(&[(50, 100), (90, 60)]), 1), Some(15_000));
        assert_eq!(of(quarters(&[(50, 100)]), 2), None, "there are too few");
        assert_eq!(of(vec![None, Some(Attained { actual: 1, target: 1 })], 2), None);
        assert_eq!(of(quarters(&[(2, 3)]), 1), Some(6_666), "a limit is not reached by rounding");
        assert_eq!(of(quarters(&[(-5, 0)]), 1), None);
    }

    #[test]
    fn of_all_certificates_one_that_has_ended_is_enough_to_say_no() {
        let verdict = |kept: Option<&[Status]>| {
            let names = ["甲", "乙"].into_iter().map(str::to_owned);
            let certificates = kept.map(|kept| names.zip(kept.iter().copied()).collect());
            let record = Record { certificates, ..Record::default() };
            let found = readiness(&[Condition::Certificates], &record, &Scales::default());
            found.lines[0].verdict
        };
        for (kept, expected) in [
            (None, Verdict::Unknown),
            (Some(&[][..]), Verdict::Met),
            (Some(&[Status::Expiring, Status::Lasting][..]), Verdict::Met),
            (Some(&[Status::Valid, Status::Unknown][..]), Verdict::Unknown),
            (Some(&[Status::Unknown, Status::Expired][..]), Verdict::NotMet),
            (Some(&[Status::Revoked][..]), Verdict::NotMet),
        ] {
            assert_eq!(verdict(kept), expected, "{kept:?}");
        }
    }
}
