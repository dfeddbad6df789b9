//! Promotion readiness: what a person still lacks for the next post, never a bare no.

use super::grade::Bands;

/// The conditions of a post; a condition that is `None` or false is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Months in the present post.
    pub tenure_months: Option<u32>,
    /// A grade, and how many of the latest evaluations must reach it.
    pub last_grades: Option<(String, usize)>,
    /// Least fit of skills to the post, in basis points.
    pub skill_fit_bp: Option<i64>,
    /// All certificates must be valid.
    pub certs_valid: bool,
}

/// What is known of the person; `None` is unknown and meets nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Months in the present post.
    pub tenure_months: Option<u32>,
    /// Grades of past evaluations, the latest last.
    pub grades: Vec<String>,
    /// Fit of skills to the post, in basis points.
    pub skill_fit_bp: Option<i64>,
    /// Whether all certificates are valid.
    pub certs_valid: Option<bool>,
}

/// A condition that is not met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unmet {
    /// Too short in the present post.
    TenureMonths,
    /// Too few or too low grades.
    LastGrades,
    /// Skills do not fit enough.
    SkillFit,
    /// A certificate is missing or has run out.
    CertsValid,
}

impl Unmet {
    /// The stable name of the condition, for records and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TenureMonths => "tenure_months",
            Self::LastGrades => "last_grades_at_least",
            Self::SkillFit => "skill_fit",
            Self::CertsValid => "certs_valid",
        }
    }
}

/// Lists the conditions that are not met; empty means ready.
pub fn unmet(conditions: &Conditions, record: &Record, bands: &Bands) -> Vec<Unmet> {
    let short = |asked: Option<i64>, has: Option<i64>| match (asked, has) {
        (None, _) => false,
        (Some(asked), has) => has.is_none_or(|has| has < asked),
    };
    let low_grades = conditions.last_grades.as_ref().is_some_and(|(limit, count)| {
        let latest = record.grades.iter().rev().take(*count);
        let reached = latest.filter(|grade| bands.at_least(grade, limit) == Some(true)).count();
        reached < *count
    });
    [
        (
            short(conditions.tenure_months.map(i64::from), record.tenure_months.map(i64::from)),
            Unmet::TenureMonths,
        ),
        (low_grades, Unmet::LastGrades),
        (short(conditions.skill_fit_bp, record.skill_fit_bp), Unmet::SkillFit),
        (conditions.certs_valid && record.certs_valid != Some(true), Unmet::CertsValid),
    ]
    .into_iter()
    .filter_map(|(missing, what)| missing.then_some(what))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_facts_meet_nothing_and_unasked_ones_do_not_matter() {
        let conditions = Conditions {
            tenure_months: Some(12),
            last_grades: Some(("B".into(), 2)),
            skill_fit_bp: Some(9000),
            certs_valid: true,
        };
        let bands = Bands::standard();
        let nothing = Record::default();
        assert_eq!(unmet(&conditions, &nothing, &bands).len(), 4);
        assert_eq!(unmet(&Conditions::default(), &nothing, &bands), []);
        let mut record = Record {
            tenure_months: Some(12),
            grades: ["D", "B", "S"].map(String::from).to_vec(),
            skill_fit_bp: Some(9000),
            certs_valid: Some(true),
        };
        assert_eq!(unmet(&conditions, &record, &bands), []);
        record.grades.push("C".into());
        assert_eq!(unmet(&conditions, &record, &bands), [Unmet::LastGrades]);
    }
}
