//! The capability of a person: skill, experience and results as one level (domain document, B17).
//!
//! `40·skill/4 + 20·min(1, years/5) + 40·min(1.2, attainment)/1.2`, and the level by bands. Each part
//! keeps its points, so that a screen shows where they come from.
//!
//! # Unknown makes no score
//!
//! Somebody without a skill rating is not without skill. A part whose fact is not known has no
//! points, and without all parts that weigh anything there is no score: what is missing is named.
//!
//! # The number shown is the number graded
//!
//! As in scorecards, points are exact fractions until they are rounded to two decimals, and that
//! number is compared with the bands.

use crate::domain::scorecard::grade::Bands;
use crate::domain::scorecard::total::{ScoreError, WHOLE_BP, hundredths};
use crate::domain::stats::rational::Rational;

/// The highest level of a skill: teaches others.
pub const TOP_SKILL: i64 = 4;

/// Years of experience after which more of them add nothing.
pub const FULL_YEARS: i64 = 5;

/// Attainment above which more of it adds nothing, in basis points of the target.
pub const FULL_ATTAINMENT_BP: i64 = 12_000;

/// The mean level of the skills of a person, each as it was rated last, exact and in the unit of the
/// levels; `None` where none was rated.
pub fn mean_level(levels: &[i64]) -> Option<Rational> {
    let sum: i128 = levels.iter().map(|level| i128::from(*level)).sum();
    Rational::new(sum, i128::try_from(levels.len()).ok()?)
}

/// What a score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The mean level of skills.
    Skill,
    /// Years of experience.
    Years,
    /// Results against targets.
    Attainment,
}

impl Part {
    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Skill => "skill",
            Self::Years => "years",
            Self::Attainment => "attainment",
        }
    }
}

/// How much each part weighs, and where levels begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The weight of skill in basis points; the three weights total 10 000.
    pub skill_bp: i64,
    /// The weight of experience.
    pub years_bp: i64,
    /// The weight of results.
    pub attainment_bp: i64,
    /// The levels.
    pub bands: Bands,
}

impl Default for Rule {
    /// 40, 20 and 40 %; L4 from 80, L3 from 65, L2 from 45, L1 below (默认值).
    fn default() -> Self {
        Self { skill_bp: 4_000, years_bp: 2_000, attainment_bp: 4_000, bands: Bands::levels() }
    }
}

/// What is known of a person; `None` is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The mean level of skills, 0 to 4.
    pub skill: Option<Rational>,
    /// Years of experience.
    pub years: Option<Rational>,
    /// Results divided by targets: 1 is the target reached.
    pub attainment: Option<Rational>,
}

/// One part with its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points {
    /// Which part.
    pub part: Part,
    /// Its weight in basis points, and its most points in hundredths.
    pub weight_bp: i64,
    /// Its exact points; `None` if the fact is not known.
    pub points: Option<Rational>,
}

/// A score with its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The exact points, 0 to 100.
    pub exact: Rational,
    /// The points as they are shown, in hundredths.
    pub hundredths: i64,
    /// The level of the points as they are shown.
    pub level: String,
}

/// The capability of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capability {
    /// Skill, experience, results.
    pub parts: [Points; 3],
    /// The score; `None` if a part that weighs anything is not known.
    pub score: Option<Score>,
}

impl Capability {
    /// The parts that a score waits for.
    pub fn missing(&self) -> Vec<Part> {
        let waiting = self.parts.iter().filter(|own| own.weight_bp > 0 && own.points.is_none());
        waiting.map(|own| own.part).collect()
    }
}

/// The capability by a rule. Facts beyond the ends of their scales count as the ends.
pub fn capability(facts: &Facts, rule: &Rule) -> Result<Capability, ScoreError> {
    let weights = [rule.skill_bp, rule.years_bp, rule.attainment_bp];
    let whole = weights.iter().fold(0_i64, |sum, weight| sum.saturating_add(*weight));
    if whole != WHOLE_BP || weights.iter().any(|weight| *weight < 0) {
        return Err(ScoreError::Weights);
    }
    let full = Rational::new(FULL_ATTAINMENT_BP.into(), WHOLE_BP.into());
    let full = full.ok_or(ScoreError::TooLarge)?;
    let parts = [
        part(Part::Skill, rule.skill_bp, facts.skill, Rational::from_int(TOP_SKILL))?,
        part(Part::Years, rule.years_bp, facts.years, Rational::from_int(FULL_YEARS))?,
        part(Part::Attainment, rule.attainment_bp, facts.attainment, full)?,
    ];
    let mut found = Capability { parts, score: None };
    if found.missing().is_empty() {
        found.score = Some(score(&parts, &rule.bands).ok_or(ScoreError::TooLarge)?);
    }
    Ok(found)
}

/// A part whose fact gives all points at `full`.
fn part(
    part: Part,
    weight_bp: i64,
    fact: Option<Rational>,
    full: Rational,
) -> Result<Points, ScoreError> {
    let points = |fact: Rational| {
        let share = fact.clamp(Rational::ZERO, full).checked_div(full)?;
        share.checked_mul(Rational::new(weight_bp.into(), 100)?)
    };
    let points = fact.map(|fact| points(fact).ok_or(ScoreError::TooLarge)).transpose()?;
    Ok(Points { part, weight_bp, points })
}

fn score(parts: &[Points], bands: &Bands) -> Option<Score> {
    let mut known = parts.iter().filter_map(|own| own.points);
    let exact = known.try_fold(Rational::ZERO, Rational::checked_add)?;
    let hundredths = hundredths(exact)?;
    Some(Score { exact, hundredths, level: bands.grade(hundredths).to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(skill: &str, years: &str, attainment: &str) -> Facts {
        let [skill, years, attainment] = [skill, years, attainment].map(Rational::parse);
        Facts { skill, years, attainment }
    }

    fn level(facts: &Facts, rule: &Rule) -> Option<(i64, String)> {
        capability(facts, rule).unwrap().score.map(|score| (score.hundredths, score.level))
    }

    #[test]
    fn each_part_keeps_its_points() {
        let found = capability(&facts("3", "2.5", "0.9"), &Rule::default()).unwrap();
        let points = found.parts.map(|own| own.points.unwrap());
        assert_eq!(points, ["30", "10", "30"].map(|text| Rational::parse(text).unwrap()));
        assert_eq!(found.score.unwrap().level, "L3");
        // Past the ends of the scales nothing is added or taken away.
        assert_eq!(
            level(&facts("5", "40", "3"), &Rule::default()),
            Some((10_000, "L4".to_owned()))
        );
        assert_eq!(level(&facts("0", "0", "-1"), &Rule::default()), Some((0, "L1".to_owned())));
    }

    #[test]
    fn a_threshold_is_met_to_the_last_digit() {
        let rule = Rule::default();
        // 0 + 6.4 + 38.6 is 45 exactly; binary floats have 44.99999999999999.
        assert_eq!(level(&facts("0", "1.6", "1.158"), &rule), Some((4_500, "L2".to_owned())));
        assert_eq!(level(&facts("0", "1.6", "1.157"), &rule), Some((4_497, "L1".to_owned())));
    }

    #[test]
    fn without_a_fact_there_is_no_score_but_what_is_missing() {
        let found = capability(&facts("3", "?", "1"), &Rule::default()).unwrap();
        assert_eq!(found.missing(), [Part::Years]);
        assert_eq!(found.score, None);
        assert_eq!(found.parts.map(|own| own.points.is_some()), [true, false, true]);
        let nothing = capability(&Facts::default(), &Rule::default()).unwrap();
        assert_eq!(nothing.missing(), [Part::Skill, Part::Years, Part::Attainment]);
        // What weighs nothing is not waited for.
        let rule = Rule { skill_bp: 6_000, years_bp: 0, ..Rule::default() };
        assert_eq!(level(&facts("3", "?", "1.2"), &rule), Some((8_500, "L4".to_owned())));
    }

    #[test]
    fn weights_must_be_the_whole() {
        let known = facts("3", "2", "1");
        for (skill_bp, years_bp) in [(4_000, 1_999), (-1_000, 7_000), (i64::MAX, i64::MAX)] {
            let rule = Rule { skill_bp, years_bp, ..Rule::default() };
            assert_eq!(capability(&known, &rule), Err(ScoreError::Weights));
        }
    }
}
