//! How many customer visits a week asks for, and which weeks met that (domain document, B10).
//!
//! Two a week of five working days, scaled to shorter weeks and rounded: a week of three asks for
//! one, a week off for none. Visits of the person and visits made together with the manager are
//! counted apart by whoever calls this; the rule is the same for both. People write in their own words
//! what an activity was; [`is_visit`] tells the visits among them.

use crate::domain::money::div_round;
use crate::domain::stats::rate::Rate;

/// In what people write of an activity, these say that they went to see the customer.
const VISITING: [&str; 8] = ["拜访", "陪访", "走访", "回访", "上门", "到访", "登门", "visit"];

/// Among those, these say that it was by telephone all the same.
const CALLING: [&str; 5] = ["电话", "视频", "线上", "phone", "call"];

/// Whether the kind of an activity, as people write it, says that a customer was visited.
pub fn is_visit(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    says(&VISITING) && !says(&CALLING)
}

/// How many visits are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Visits in a full week.
    pub visits: u32,
    /// Working days of a full week.
    pub full_week: u32,
}

impl Default for Rule {
    /// Two in five days (默认值).
    fn default() -> Self {
        Self { visits: 2, full_week: 5 }
    }
}

impl Rule {
    /// The visits that a week of so many working days asks for, halves rounded up; none where a full
    /// week has no days.
    pub fn required(self, workdays: usize) -> u32 {
        let days = u32::try_from(workdays).unwrap_or(u32::MAX);
        let asked = i128::from(self.visits) * i128::from(days);
        let rounded = div_round(asked, self.full_week.into()).unwrap_or_default();
        u32::try_from(rounded).unwrap_or(u32::MAX)
    }
}

/// One week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its working days.
    pub workdays: usize,
    /// Visits that count: with customer, time and result.
    pub visits: u32,
}

/// One week, judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The visits asked for.
    pub required: u32,
    /// The visits made.
    pub visits: u32,
}

impl Judged {
    /// Whether there were enough; always where none was asked for.
    pub const fn met(&self) -> bool {
        self.visits >= self.required
    }
}

/// The weeks, judged, in the order given.
pub fn judge(rule: Rule, weeks: &[Week]) -> Vec<Judged> {
    let judged =
        |week: &Week| Judged { required: rule.required(week.workdays), visits: week.visits };
    weeks.iter().map(judged).collect()
}

/// The share of weeks with enough visits, of those that asked for any; `None` if none did.
pub fn compliance(weeks: &[Judged]) -> Option<Rate> {
    let (mut met, mut asked) = (0, 0);
    for week in weeks.iter().filter(|week| week.required > 0) {
        asked += 1;
        met += u64::from(week.met());
    }
    Rate::of(met, asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_told_from_calls() {
        for (kind, visit) in [
            ("拜访", true),
            ("首次上门拜访", true),
            ("Site visit", true),
            ("电话回访", false),
            ("电话", false),
            ("Follow-up call", false),
            ("", false),
        ] {
            assert_eq!(is_visit(kind), visit, "{kind}");
        }
    }

    #[test]
    fn short_weeks_ask_for_less() {
        let required = |visits, full_week, workdays| Rule { visits, full_week }.required(workdays);
        for (visits, full_week, workdays, expected) in
            [(2, 5, 5, 2), (2, 5, 1, 0), (1, 2, 1, 1), (3, 6, 5, 3), (0, 5, 5, 0), (2, 0, 5, 0)]
        {
            assert_eq!(required(visits, full_week, workdays), expected, "{visits} {full_week}");
        }
    }

    #[test]
    fn weeks_that_ask_for_nothing_are_not_counted() {
        let weeks = [(5, 2), (5, 1), (0, 3)].map(|(workdays, visits)| Week { workdays, visits });
        let judged = judge(Rule::default(), &weeks);
        assert!(judged.last().unwrap().met());
        let rate = compliance(&judged).unwrap();
        assert_eq!((rate.k, rate.n), (1, 2));
        assert_eq!(compliance(&judge(Rule::default(), &weeks[2..])), None);
    }
}
