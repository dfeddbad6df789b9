//! Candidates against what a post asks for, in writing.
//!
//! Each requirement is met, not met or not known yet. The score is the share of weight that is met;
//! what is not known stands beside it and is neither, so that a thin application is a question and
//! not a refusal.
//!
//! # What no post may ask
//!
//! A candidate has no field for sex, age, origin or family, and a requirement whose words ask for one
//! of these cannot be made: [`forbidden()`] reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::money::share_bp;

mod forbidden;

pub use forbidden::{SUBJECTS, forbidden};

/// The highest level of a skill.
pub const TOP_LEVEL: u8 = 4;

/// How far somebody went at school, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Education {
    /// 高中或中专
    Secondary,
    /// 大专
    College,
    /// 本科
    Bachelor,
    /// 硕士
    Master,
    /// 博士
    Doctor,
}

impl Education {
    /// All, lowest first.
    pub const ALL: [Self; 5] =
        [Self::Secondary, Self::College, Self::Bachelor, Self::Master, Self::Doctor];

    /// The word in storage.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Secondary => "secondary",
            Self::College => "college",
            Self::Bachelor => "bachelor",
            Self::Master => "master",
            Self::Doctor => "doctor",
        }
    }

    /// The education of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|education| education.word() == word)
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// Schooling, at least.
    Education(Education),
    /// Experience in the trade in months, at least.
    Experience {
        /// Months.
        months: u32,
    },
    /// A skill at a level, at least.
    Skill {
        /// The skill.
        skill: String,
        /// The level, 1 to 4.
        level: u8,
    },
    /// A quality that is there or not: a licence, a language, a way of working.
    Quality(String),
}

/// One requirement of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    asked: Asked,
    weight: u32,
}

/// Why a requirement cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It asks for sex, age, origin or family; the word is one of [`SUBJECTS`].
    Forbidden(&'static str),
    /// It has no words.
    Empty,
    /// Its level is none that skills have.
    Level,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden(about) => write!(f, "no post may ask for {about}"),
            Self::Empty => f.write_str("nothing is asked for"),
            Self::Level => f.write_str("no such level"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Requirement {
    /// Makes a requirement; its weight is in shares of any size, and with 0 it is only shown.
    pub fn new(asked: Asked, weight: u32) -> Result<Self, Refusal> {
        let words = match &asked {
            Asked::Education(_) | Asked::Experience { .. } => None,
            Asked::Skill { skill, .. } => Some(skill),
            Asked::Quality(quality) => Some(quality),
        };
        if words.is_some_and(|words| words.trim().is_empty()) {
            return Err(Refusal::Empty);
        }
        if let Some(about) = words.and_then(|words| forbidden(words)) {
            return Err(Refusal::Forbidden(about));
        }
        if let Asked::Skill { level, .. } = asked
            && !(1..=TOP_LEVEL).contains(&level)
        {
            return Err(Refusal::Level);
        }
        Ok(Self { asked, weight })
    }

    /// What is asked for.
    pub const fn asked(&self) -> &Asked {
        &self.asked
    }

    /// Its share of the score.
    pub const fn weight(&self) -> u32 {
        self.weight
    }
}

/// What is known of a candidate. What is in no field or list is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Schooling.
    pub education: Option<Education>,
    /// Experience in the trade, in months.
    pub experience_months: Option<u32>,
    /// Levels of skills; 0 is known to have none.
    pub skills: BTreeMap<String, u8>,
    /// Qualities that were looked at: there or not.
    pub qualities: BTreeMap<String, bool>,
}

/// A requirement that is waived for a candidate, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    place: usize,
    reason: String,
}

impl Waiver {
    /// Waives the requirement at a place, from 0; `None` without a reason.
    pub fn new(place: usize, reason: &str) -> Option<Self> {
        let reason = reason.trim();
        (!reason.is_empty()).then(|| Self { place, reason: reason.to_owned() })
    }

    /// The place of the requirement, from 0.
    pub const fn place(&self) -> usize {
        self.place
    }

    /// Why it is waived.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// How a candidate stands to one requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Meets it.
    Met,
    /// Does not meet it.
    NotMet,
    /// It is not known.
    Unknown,
    /// It is not asked of this candidate.
    Waived,
}

/// How a candidate stands to all requirements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Each requirement, in the order given.
    pub verdicts: Vec<Verdict>,
    /// The weight that is met.
    pub met: i64,
    /// The weight that is not met.
    pub not_met: i64,
    /// The weight of which nothing is known.
    pub unknown: i64,
}

impl Fit {
    /// The weight that is asked of the candidate.
    pub const fn whole(&self) -> i64 {
        self.met + self.not_met + self.unknown
    }

    /// The score: the share that is met, in basis points; `None` if nothing is asked.
    pub fn met_bp(&self) -> Option<i64> {
        share_bp(self.met, self.whole())
    }

    /// The share that is not known, in basis points; `None` if nothing is asked.
    pub fn unknown_bp(&self) -> Option<i64> {
        share_bp(self.unknown, self.whole())
    }

    /// The score if everything unknown turned out well, in basis points; `None` if nothing is asked.
    pub fn best_bp(&self) -> Option<i64> {
        share_bp(self.met + self.unknown, self.whole())
    }
}

/// Holds a candidate against the requirements of a post.
pub fn fit(requirements: &[Requirement], candidate: &Candidate, waivers: &[Waiver]) -> Fit {
    let waived: BTreeSet<usize> = waivers.iter().map(Waiver::place).collect();
    let mut fit = Fit::default();
    for (place, requirement) in requirements.iter().enumerate() {
        let weight = i64::from(requirement.weight);
        let verdict = if waived.contains(&place) {
            Verdict::Waived
        } else {
            verdict(&requirement.asked, candidate)
        };
        match verdict {
            Verdict::Met => fit.met += weight,
            Verdict::NotMet => fit.not_met += weight,
            Verdict::Unknown => fit.unknown += weight,
            Verdict::Waived => {}
        }
        fit.verdicts.push(verdict);
    }
    fit
}

fn verdict(asked: &Asked, candidate: &Candidate) -> Verdict {
    let met = match asked {
        Asked::Education(least) => candidate.education.map(|has| has >= *least),
        Asked::Experience { months } => candidate.experience_months.map(|has| has >= *months),
        Asked::Skill { skill, level } => candidate.skills.get(skill).map(|has| has >= level),
        Asked::Quality(quality) => candidate.qualities.get(quality).copied(),
    };
    match met {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::NotMet,
        None => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skill(skill: &str, level: u8) -> Asked {
        Asked::Skill { skill: skill.to_owned(), level }
    }

    fn post() -> Vec<Requirement> {
        let asked = [
            (Asked::Education(Education::Bachelor), 1),
            (Asked::Experience { months: 36 }, 2),
            (skill("谈判", 3), 2),
            (skill("CRM录入", 2), 1),
            (Asked::Quality("有驾照".to_owned()), 2),
        ];
        asked.map(|(asked, weight)| Requirement::new(asked, weight).unwrap()).to_vec()
    }

    #[test]
    fn what_is_not_known_is_neither_met_nor_not() {
        let candidate = Candidate {
            education: Some(Education::Master),
            experience_months: Some(35),
            skills: [("谈判".to_owned(), 3), ("CRM录入".to_owned(), 0)].into(),
            qualities: BTreeMap::new(),
        };
        let found = fit(&post(), &candidate, &[]);
        use Verdict::{Met, NotMet, Unknown, Waived};
        assert_eq!(found.verdicts, [Met, NotMet, Met, NotMet, Unknown]);
        assert_eq!((found.met, found.not_met, found.unknown), (3, 3, 2));
        assert_eq!(found.met_bp(), Some(3_750));
        assert_eq!(found.unknown_bp(), Some(2_500));
        assert_eq!(found.best_bp(), Some(6_250));

        let waiver = Waiver::new(1, " 同行业三年缺一个月 ").unwrap();
        assert_eq!(waiver.reason(), "同行业三年缺一个月");
        let found = fit(&post(), &candidate, &[waiver]);
        assert_eq!(found.verdicts, [Met, Waived, Met, NotMet, Unknown]);
        assert_eq!(found.met_bp(), Some(5_000));
        assert_eq!(Waiver::new(1, "  "), None);
    }

    #[test]
    fn a_candidate_of_whom_nothing_is_known_is_a_question() {
        let found = fit(&post(), &Candidate::default(), &[]);
        assert_eq!((found.met_bp(), found.unknown_bp()), (Some(0), Some(10_000)));
        assert_eq!(fit(&[], &Candidate::default(), &[]).met_bp(), None);
    }

    #[test]
    fn requirements_are_checked_when_they_are_made() {
        for (asked, refusal) in [
            (Asked::Quality("限男性".to_owned()), Refusal::Forbidden("sex")),
            (skill("本地人脉，沪籍", 2), Refusal::Forbidden("origin")),
            (Asked::Quality("  ".to_owned()), Refusal::Empty),
            (skill("谈判", 0), Refusal::Level),
            (skill("谈判", 5), Refusal::Level),
        ] {
            assert_eq!(Requirement::new(asked.clone(), 1), Err(refusal), "{asked:?}");
        }
    }

    #[test]
    fn words_lead_back() {
        for education in Education::ALL {
            assert_eq!(Education::from_word(education.word()), Some(education));
        }
        assert_eq!(Education::from_word("none"), None);
    }
}
