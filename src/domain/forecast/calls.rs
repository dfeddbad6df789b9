//! What people call: how sure they are of each deal for this period, what that adds up to, and how right
//! they have been (domain document, B4).
//!
//! # Category is not stage
//!
//! The stage says how far a deal is, the category how sure somebody is of it for *this* period. The stage
//! proposes one, the rep may set another, the manager may override both; all three are kept with author,
//! time and reason, and [`Category::standing`] says which of them stands.
//!
//! # Views are cumulative
//!
//! The commit view is what is closed and committed, the best-case view adds the best case, as in the forecast
//! categories of Salesforce. Money and counts are exact, and so is the score of one call; the bias of many
//! is an estimate with an interval.

use std::collections::BTreeMap;

use super::error::{Outcome, accuracy};
use crate::domain::stats::rate::{Interval, MIN_CASES, ONE_RATE, Rate};
use crate::domain::stats::rational::Rational;
use crate::domain::stats::student::t_score;

/// How sure somebody is of a deal for the period, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 不计入: left out on purpose.
    Omitted,
    /// 管道: open, not counted on.
    Pipeline,
    /// 最佳: won if all goes well.
    BestCase,
    /// 承诺: will be won.
    Commit,
    /// 已签约: is won.
    Closed,
}

impl Category {
    /// All, from least to most sure.
    pub const ALL: [Self; 5] =
        [Self::Omitted, Self::Pipeline, Self::BestCase, Self::Commit, Self::Closed];

    /// The word in storage and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Omitted => "omitted",
            Self::Pipeline => "pipeline",
            Self::BestCase => "best_case",
            Self::Commit => "commit",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.word() == word)
    }

    /// What the stage of an open deal proposes, by its position from 0: commit in the last stage, best case
    /// in the one before, pipeline before that (默认值).
    pub const fn proposed(stage: u8, n_stages: u8) -> Self {
        match n_stages.saturating_sub(stage) {
            0 | 1 => Self::Commit,
            2 => Self::BestCase,
            _ => Self::Pipeline,
        }
    }

    /// Which category stands: that a deal is won is a fact; else the manager's word, else the rep's, else what
    /// the stage proposes. Nobody calls an open deal closed: such a word does not count.
    pub fn standing(won: bool, stage: Self, rep: Option<Self>, manager: Option<Self>) -> Self {
        if won {
            return Self::Closed;
        }
        let open = |category: &Self| *category != Self::Closed;
        manager.filter(open).or(rep.filter(open)).unwrap_or(stage)
    }
}

/// Deals added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub deals: u64,
    /// Their known amounts, in the unit that was put in.
    pub amount: i64,
    /// How many of them have no known amount.
    pub unknown: u64,
}

impl Sum {
    fn plus(self, other: &Self) -> Self {
        Self {
            deals: self.deals + other.deals,
            amount: self.amount.saturating_add(other.amount),
            unknown: self.unknown + other.unknown,
        }
    }
}

/// The deals of a period by category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollUp(BTreeMap<Category, Sum>);

impl RollUp {
    /// Adds one deal; an amount that is not known is not zero.
    pub fn add(&mut self, category: Category, amount: Option<i64>) {
        let one = Sum {
            deals: 1,
            amount: amount.unwrap_or_default(),
            unknown: u64::from(amount.is_none()),
        };
        let sum = self.0.entry(category).or_default();
        *sum = sum.plus(&one);
    }

    /// The deals of one category alone.
    pub fn single(&self, category: Category) -> Sum {
        self.0.get(&category).copied().unwrap_or_default()
    }

    /// The deals of a category and of all that are surer: the commit view is what is committed and closed.
    pub fn view(&self, category: Category) -> Sum {
        self.0.range(category..).fold(Sum::default(), |sum, (_, one)| sum.plus(one))
    }

    /// All open deals that are not left out.
    pub fn open(&self) -> Sum {
        let open = self.0.range(Category::Pipeline..Category::Closed);
        open.fold(Sum::default(), |sum, (_, one)| sum.plus(one))
    }
}

/// What was called for a period, and what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// What was called.
    pub called: i64,
    /// What came.
    pub actual: i64,
}

/// How right one call was, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// `1 − |call − actual| / actual`: 1 is exact, below 0 is off by more than all that came.
    pub accuracy: Rational,
    /// `(call − actual) / actual`: above 0 was too much.
    pub bias: Rational,
}

impl Call {
    /// Scores the call; `None` if nothing came, since there is nothing to be a share of.
    pub fn score(self) -> Option<Score> {
        if self.actual <= 0 {
            return None;
        }
        let off = i128::from(self.called) - i128::from(self.actual);
        let share = |off| Rational::new(off, i128::from(self.actual));
        let accuracy = Rational::ONE.checked_sub(share(off.abs())?)?;
        Some(Score { accuracy, bias: share(off)? })
    }
}

/// How right somebody's calls were over several periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calls {
    /// How many periods.
    pub periods: usize,
    /// `1 − Σ|call − actual| / Σactual`.
    pub accuracy: f64,
    /// `Σ(call − actual) / Σactual`: above 0 was too much.
    pub bias: f64,
    /// The 95 % interval of the bias; `None` from one period alone.
    pub interval: Option<Interval>,
}

/// What a bias says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leaning {
    /// 样本少: fewer than ten deals, no verdict.
    TooFew,
    /// 偏乐观: calls were too high, beyond chance.
    Optimistic,
    /// 偏保守: calls were too low, beyond chance.
    Cautious,
    /// Neither can be told.
    Unclear,
}

impl Leaning {
    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::Optimistic => "optimistic",
            Self::Cautious => "cautious",
            Self::Unclear => "unclear",
        }
    }
}

impl Calls {
    /// Takes the calls of several periods; `None` unless what came is more than nothing.
    ///
    /// The bias is a ratio of two sums, and its standard error that of the ratio estimator (Cochran,
    /// *Sampling Techniques*, 1977, chapter 6): with `e = call − actual − bias · actual` of each of `n` periods,
    /// `√(n/(n−1) Σe²) / Σactual`, times Student's t. Periods are taken to be independent.
    pub fn of(calls: &[Call]) -> Option<Self> {
        let outcome =
            |call: &Call| Outcome { actual: call.actual as f64, forecast: call.called as f64 };
        let outcomes: Vec<Outcome> = calls.iter().map(outcome).collect();
        let found = accuracy(&outcomes);
        let (off, bias) = (found.wape?, found.bias?);
        let total: f64 = outcomes.iter().map(|outcome| outcome.actual).sum();
        let rest = |outcome: &Outcome| (outcome.error() - bias * outcome.actual).powi(2);
        let squares: f64 = outcomes.iter().map(rest).sum();
        let periods = calls.len();
        let freedom = periods.saturating_sub(1) as f64;
        let half = t_score(ONE_RATE, freedom)
            .map(|score| score * (periods as f64 / freedom * squares).sqrt() / total);
        let interval = half.map(|half| Interval { lo: bias - half, hi: bias + half });
        Some(Self { periods, accuracy: 1.0 - off, bias, interval })
    }

    /// What it says of somebody whose calls covered so many deals: a verdict takes ten, and an interval that
    /// lies to one side of zero.
    pub fn leaning(&self, deals: u64) -> Leaning {
        match self.interval {
            _ if deals < MIN_CASES => Leaning::TooFew,
            None => Leaning::TooFew,
            Some(at) if at.lo > 0.0 => Leaning::Optimistic,
            Some(at) if at.hi < 0.0 => Leaning::Cautious,
            Some(_) => Leaning::Unclear,
        }
    }
}

/// What became of the deals that were committed to a period, as shares of all of them with their 95 %
/// intervals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommitQuality {
    /// Won in the period.
    pub hit: Rate,
    /// Still open, or won later.
    pub slipped: Rate,
    /// Lost.
    pub lost: Rate,
}

/// What became of committed deals; `None` if there were none.
pub fn commit_quality(won: u64, slipped: u64, lost: u64) -> Option<CommitQuality> {
    let all = won.checked_add(slipped)?.checked_add(lost)?;
    let share = |part| Rate::of(part, all);
    Some(CommitQuality { hit: share(won)?, slipped: share(slipped)?, lost: share(lost)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_come_back() {
        for category in Category::ALL {
            assert_eq!(Category::parse(category.word()), Some(category));
        }
        assert_eq!(Category::parse("sure"), None);
        assert!(Category::ALL.is_sorted());
    }

    #[test]
    fn the_last_stages_are_counted_on() {
        use Category::{BestCase, Commit, Pipeline};
        for (n_stages, expected) in [
            (5, vec![Pipeline, Pipeline, Pipeline, BestCase, Commit]),
            (2, vec![BestCase, Commit]),
            (1, vec![Commit]),
        ] {
            let found: Vec<_> =
                (0..n_stages).map(|stage| Category::proposed(stage, n_stages)).collect();
            assert_eq!(found, expected, "{n_stages}");
        }
    }

    #[test]
    fn the_manager_has_the_last_word_and_facts_come_first() {
        use Category::{BestCase, Closed, Commit, Omitted, Pipeline};
        for (won, rep, manager, expected) in [
            (false, None, None, Pipeline),
            (false, Some(Commit), None, Commit),
            (false, Some(Commit), Some(BestCase), BestCase),
            (false, None, Some(Omitted), Omitted),
            (false, Some(Closed), None, Pipeline),
            (false, Some(Commit), Some(Closed), Commit),
            (true, Some(Omitted), Some(Omitted), Closed),
        ] {
            let found = Category::standing(won, Pipeline, rep, manager);
            assert_eq!(found, expected, "{won} {rep:?} {manager:?}");
        }
    }

    #[test]
    fn unknown_amounts_are_counted_and_not_zero() {
        let mut sums = RollUp::default();
        for (category, amount) in [
            (Category::Commit, Some(500)),
            (Category::Commit, None),
            (Category::Closed, Some(400)),
            (Category::Omitted, Some(999)),
        ] {
            sums.add(category, amount);
        }
        let sum = |deals, amount, unknown| Sum { deals, amount, unknown };
        assert_eq!(sums.single(Category::Commit), sum(2, 500, 1));
        assert_eq!(sums.view(Category::Commit), sum(3, 900, 1));
        assert_eq!(sums.view(Category::BestCase), sum(3, 900, 1));
        assert_eq!(sums.open(), sum(2, 500, 1));
        assert_eq!(sums.single(Category::Pipeline), Sum::default());
    }

    #[test]
    fn a_call_for_nothing_has_no_score() {
        let call = |called, actual| Call { called, actual };
        assert_eq!(call(5, 0).score(), None);
        assert_eq!(call(5, -5).score(), None);
        let score = call(3_000, 1_000).score().unwrap();
        assert_eq!(score.accuracy, Rational::from_int(-1));
        assert_eq!(score.bias, Rational::from_int(2));
        let least = call(i64::MIN, i64::MAX).score().unwrap();
        assert!(least.bias.is_negative());
        assert_eq!(Calls::of(&[]), None);
        assert_eq!(Calls::of(&[call(5, 0)]), None);
    }

    #[test]
    fn a_bias_is_a_verdict_only_beyond_chance() {
        let call = |called, actual| Call { called, actual };
        // Called 110, 120, 130 for 100 each: bias 0.2, e = −10, 0, 10, so the standard error is
        // √(3/2 × 200)/300 = 0.057 735, and t(0.95, 2) is 4.302 65.
        let found = Calls::of(&[call(110, 100), call(120, 100), call(130, 100)]).unwrap();
        assert!((found.bias - 0.2).abs() < 1e-12 && (found.accuracy - 0.8).abs() < 1e-12);
        let at = found.interval.unwrap();
        assert!((at.hi - at.lo - 2.0 * 0.248_413).abs() < 1e-4, "{at:?}");
        assert_eq!(found.leaning(12), Leaning::Unclear);
        // Called 20 % too much every time, within a point.
        let steady = [call(119, 100), call(120, 100), call(121, 100), call(120, 100)];
        let found = Calls::of(&steady).unwrap();
        assert_eq!((found.leaning(10), found.leaning(9)), (Leaning::Optimistic, Leaning::TooFew));
        let shy = Calls::of(&steady.map(|call| Call { called: 160 - call.called / 2, ..call }));
        assert_eq!(shy.map(|calls| calls.leaning(10)), Some(Leaning::Unclear));
        let shy = Calls::of(&steady.map(|call| Call { called: 200 - call.called, ..call }));
        assert_eq!(shy.map(|calls| calls.leaning(10)), Some(Leaning::Cautious));
        let one = Calls::of(&[call(150, 100)]).unwrap();
        assert_eq!((one.interval, one.leaning(30)), (None, Leaning::TooFew));
    }

    #[test]
    fn without_commitments_there_is_no_quality() {
        assert_eq!(commit_quality(0, 0, 0), None);
        assert_eq!(commit_quality(u64::MAX, 1, 0), None);
    }

    proptest! {
        #[test]
        fn views_only_grow(deals in prop::collection::vec((0_usize..5, prop::option::of(0_i64..1_000_000)), 0..40)) {
            let mut sums = RollUp::default();
            for (at, amount) in &deals {
                sums.add(Category::ALL[*at], *amount);
            }
            prop_assert_eq!(sums.view(Category::Omitted).deals, deals.len() as u64);
            let views: Vec<i64> = Category::ALL.map(|category| sums.view(category).amount).into();
            prop_assert!(views.is_sorted_by(|less_sure, surer| less_sure >= surer));
            let apart = sums.open().deals + sums.single(Category::Closed).deals + sums.single(Category::Omitted).deals;
            prop_assert_eq!(apart, deals.len() as u64);
        }

        #[test]
        fn the_interval_holds_the_bias(calls in prop::collection::vec((0_i64..1_000_000, 1_i64..1_000_000), 1..20)) {
            let calls: Vec<Call> = calls.iter().map(|(called, actual)| Call { called: *called, actual: *actual }).collect();
            let found = Calls::of(&calls).unwrap();
            prop_assert!(found.accuracy <= 1.0 - found.bias.abs() + 1e-9);
            prop_assert_eq!(found.interval.is_some(), calls.len() > 1);
            if let Some(at) = found.interval {
                prop_assert!(at.lo <= found.bias && found.bias <= at.hi);
            }
        }

        #[test]
        fn the_shares_of_commitments_add_up(won in 0_u64..99, slipped in 0_u64..99, lost in 1_u64..99) {
            let found = commit_quality(won, slipped, lost).unwrap();
            prop_assert!((found.hit.rate + found.slipped.rate + found.lost.rate - 1.0).abs() < 1e-12);
        }
    }
}
