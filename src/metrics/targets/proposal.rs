//! What a target may be, worked out from history: every rule side by side, with its arithmetic, how
//! wrong it was in the past, and the chance of reaching what it gives (domain document, B6).
//!
//! A rule gives a base; growth and the market are applied to it in sight, and the result is rounded
//! once. A rule that history does not allow says what it takes.
//!
//! # More than one month ahead
//!
//! The methods foretell the next month; months further on follow by taking what was foretold for
//! known. The range of a period adds up the ranges of its months as errors that have nothing to do
//! with each other, so it is a guide where they have.

use crate::domain::forecast::backtest::{self, BackTest};
use crate::domain::forecast::method::Method;
use crate::domain::forecast::{Refusal, range, trend};
use crate::domain::period::Period;
use crate::domain::stats::rate::Interval;
use crate::domain::stats::rational::Rational;
use crate::domain::target::attainability::reach_by_forecast;
use crate::domain::target::proposal::{Adjusted, Base};
use crate::domain::target::rebase::{self, Row, Total, rebaseline};

/// A rule by which a target is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The mean of the last closed quarter's months.
    LastQuarter,
    /// The same period of last year.
    LastYear,
    /// The weighted mean of all months, the latest heaviest.
    Weighted,
    /// The straight line through all months.
    Trend,
    /// Level and season.
    Seasonal,
    /// Level, trend and season.
    HoltWinters,
    /// The method that was the least wrong in the past, as it is.
    Forecast,
    /// The part of the target above that history speaks for.
    FromAbove,
    /// The target as it is, by half of the surprise of the last period, 15 % at most.
    Rebased,
}

impl Rule {
    /// All rules in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::LastYear,
        Self::LastQuarter,
        Self::Weighted,
        Self::Trend,
        Self::Seasonal,
        Self::HoltWinters,
        Self::Forecast,
        Self::FromAbove,
        Self::Rebased,
    ];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::LastQuarter => "last_quarter",
            Self::LastYear => "last_year",
            Self::Weighted => "weighted",
            Self::Trend => "trend",
            Self::Seasonal => "seasonal",
            Self::HoltWinters => "holt_winters",
            Self::Forecast => "forecast",
            Self::FromAbove => "from_above",
            Self::Rebased => "rebased",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }

    /// The growth that a rule begins with, in basis points: 110 % of what was (source 002), the
    /// middle of 10–20 % on what is foretold, and none on what is taken as it is.
    pub const fn growth_bp(self) -> i64 {
        match self {
            Self::LastQuarter | Self::LastYear => 1_000,
            Self::Weighted | Self::Trend | Self::Seasonal | Self::HoltWinters => 1_500,
            Self::Forecast | Self::FromAbove | Self::Rebased => 0,
        }
    }

    /// Whether growth is applied to it.
    pub const fn grows(self) -> bool {
        !matches!(self, Self::Forecast | Self::FromAbove | Self::Rebased)
    }

    const fn method(self) -> Option<Method> {
        match self {
            Self::Weighted => Some(Method::Wma),
            Self::Trend => Some(Method::Ols),
            Self::Seasonal => Some(Method::Seasonal),
            Self::HoltWinters => Some(Method::HoltWinters),
            Self::LastQuarter
            | Self::LastYear
            | Self::Forecast
            | Self::FromAbove
            | Self::Rebased => None,
        }
    }
}

/// The whole, in basis points.
const WHOLE_BP: i64 = 10_000;

/// What the target of the scope above is, and the part of it that history speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Above {
    /// The target above.
    pub target: i64,
    /// What this scope reached in the months that both know, and what the one above did.
    pub reached: (i64, i64),
}

/// The target as it is, and how the last period that is over went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebase {
    /// The target as it is.
    pub old: i64,
    /// The last period that is over.
    pub before: Period,
    /// What was reached in it.
    pub reached: i64,
    /// Its target, above zero.
    pub target: i64,
}

/// What a base follows from.
#[derive(Clone, Debug, PartialEq)]
pub enum Facts {
    /// The mean of a quarter's months, taken for each month of the period.
    Quarter {
        /// The quarter.
        quarter: Period,
        /// The sum of its months.
        sum: i64,
        /// How many months the period has.
        months: usize,
    },
    /// What was reached a year before.
    Year {
        /// The period a year before.
        period: Period,
    },
    /// What a method foretells.
    Method {
        /// The method.
        method: Method,
        /// How many months it knows.
        months: usize,
    },
    /// The part of the target above.
    Above(Above),
    /// The surprise of the last period.
    Rebase(Rebase),
}

/// A proposal of one rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The rule.
    pub rule: Rule,
    /// What it gives before growth and market, in whole units.
    pub base: i64,
    /// The same before it is rounded.
    pub exact: Base,
    /// What that follows from.
    pub facts: Facts,
    /// How wrong its method was in the past; `None` for a rule that is no method, or with too little
    /// history to say.
    pub test: Option<BackTest>,
}

impl Candidate {
    /// What it gives with growth and market, both in basis points.
    pub fn value(&self, growth_bp: i64, market_bp: i64) -> Option<i64> {
        let growth = if self.rule.grows() { growth_bp } else { 0 };
        let base = self.exact.amount(10_000_i64.checked_add(growth)?)?;
        Adjusted::by(base, market_bp).map(|adjusted| adjusted.result())
    }
}

/// Why a rule gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// Too few months are known.
    TooFew {
        /// How many are known.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// No quarter is known to its end.
    NoQuarter,
    /// The period a year before is not known.
    NoLastYear,
    /// Nothing is set above, or there is nothing above.
    NoneAbove,
    /// Nothing is set for the period or the last one, or the period has begun.
    NotSet,
    /// The arithmetic has no answer on this history.
    NoAnswer,
}

/// What the period will bring if nothing changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The method.
    pub method: Method,
    /// What it foretells.
    pub point: f64,
    /// The 80 % range; `None` where history cannot carry one.
    pub range: Option<Interval>,
    /// Each month of the period.
    pub months: Vec<(Period, f64)>,
}

impl Outlook {
    /// The chance of reaching a value, from 0 to 1; `None` without a range.
    pub fn chance(&self, value: i64) -> Option<f64> {
        reach_by_forecast(self.point, self.range?, range::CONF, value as f64)
    }
}

/// Everything that is proposed for a period.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Each rule with its proposal, or why it has none.
    pub rules: Vec<(Rule, Result<Candidate, Locked>)>,
    /// What the period will bring, by the method that was the least wrong.
    pub outlook: Result<Outlook, Locked>,
    /// How many months are known.
    pub months: usize,
}

impl Proposal {
    /// The proposal of a rule.
    pub fn of(&self, rule: Rule) -> Option<&Candidate> {
        let found = self.rules.iter().find(|(of, _)| *of == rule)?;
        found.1.as_ref().ok()
    }
}

/// What is known of the scope: its months in a row, and the same period a year before.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The months, oldest first, without a hole.
    pub series: Vec<(Period, i64)>,
    /// What was reached in the same period a year before.
    pub last_year: Option<i64>,
    /// The scope above.
    pub above: Option<Above>,
    /// The target as it is, where it may still be set anew.
    pub rebase: Option<Rebase>,
}

impl Known {
    fn values(&self) -> Vec<f64> {
        self.series.iter().map(|(_, value)| *value as f64).collect()
    }
}

/// Works out what each rule proposes for a period of months.
pub fn propose(period: Period, known: &Known) -> Proposal {
    let history = known.values();
    let rules = Rule::ALL.map(|rule| (rule, candidate(rule, period, known, &history)));
    Proposal {
        rules: rules.into(),
        outlook: best(&history).and_then(|method| outlook(method, period, known)),
        months: history.len(),
    }
}

/// The method that was the least wrong on a history; the weighted mean where none can be called better.
///
/// # Errors
/// When the history is too short for any.
pub fn best_method(known: &Known) -> Result<Method, Locked> {
    best(&known.values())
}

fn candidate(
    rule: Rule,
    period: Period,
    known: &Known,
    history: &[f64],
) -> Result<Candidate, Locked> {
    let bare = |exact: Base, facts| {
        let base = exact.amount(WHOLE_BP).ok_or(Locked::NoAnswer)?;
        Ok(Candidate { rule, base, exact, facts, test: None })
    };
    match rule {
        Rule::LastQuarter => {
            let (quarter, sum) = last_quarter(&known.series).ok_or(Locked::NoQuarter)?;
            let months = super::months(period).len();
            let mean = Base::mean_month(sum, months).ok_or(Locked::NoAnswer)?;
            bare(mean, Facts::Quarter { quarter, sum, months })
        }
        Rule::LastYear => {
            let base = known.last_year.ok_or(Locked::NoLastYear)?;
            bare(Base::whole(base), Facts::Year { period: period.year_before() })
        }
        Rule::Rebased => {
            let rebase = known.rebase.ok_or(Locked::NotSet)?;
            let attainment = Rational::new(rebase.reached.into(), rebase.target.into());
            let row = Row { key: (), old: rebase.old, attainment, closed: false };
            let new = rebaseline(&[row], rebase::Rule::default(), Total::Changed);
            let base = new.ok().and_then(|new| new.first().copied()).ok_or(Locked::NoAnswer)?;
            bare(Base::whole(base), Facts::Rebase(rebase))
        }
        Rule::FromAbove => {
            let above = known.above.ok_or(Locked::NoneAbove)?;
            let (own, all) = above.reached;
            let part = i128::from(above.target) * i128::from(own);
            let exact = Rational::new(part, i128::from(all)).ok_or(Locked::NoneAbove)?;
            bare(Base::Exact(exact), Facts::Above(above))
        }
        Rule::Weighted | Rule::Trend | Rule::Seasonal | Rule::HoltWinters | Rule::Forecast => {
            let method = rule.method().map_or_else(|| best(history), Ok)?;
            let months = foretell(method, period, known, history)?;
            let sum: f64 = months.iter().map(|(_, value)| value).sum();
            let facts = Facts::Method { method, months: history.len() };
            let test = backtest::backtest(method, history).filter(BackTest::enough);
            // A falling line may cross zero; nobody is asked for less than nothing.
            Ok(Candidate { test, ..bare(Base::Forecast(sum.max(0.0)), facts)? })
        }
    }
}

/// The last calendar quarter of which all months are known, and their sum.
fn last_quarter(series: &[(Period, i64)]) -> Option<(Period, i64)> {
    series.windows(3).rev().find_map(|months| {
        let quarter = Period::quarter_of(months.first()?.0.first_day());
        let whole = super::months(quarter).iter().eq(months.iter().map(|(month, _)| month));
        let sum = months.iter().try_fold(0_i64, |sum, (_, value)| sum.checked_add(*value))?;
        whole.then_some((quarter, sum))
    })
}

fn best(history: &[f64]) -> Result<Method, Locked> {
    match backtest::choose(history) {
        Ok(choice) => Ok(choice.method),
        Err(_) if history.len() >= Method::Wma.needs() => Ok(Method::Wma),
        Err(_) => Err(Locked::TooFew { have: history.len(), need: Method::Wma.needs() }),
    }
}

/// The months of a period as a method foretells them. What was reached in those that are over is
/// taken as it was.
fn foretell(
    method: Method,
    period: Period,
    known: &Known,
    history: &[f64],
) -> Result<Vec<(Period, f64)>, Locked> {
    let too_few = Locked::TooFew { have: history.len(), need: method.needs() };
    let (last, _) = known.series.last().ok_or(too_few)?;
    let mut months: Vec<(Period, f64)> =
        known.series.iter().map(|(month, value)| (*month, *value as f64)).collect();
    let mut so_far = history.to_vec();
    let mut month = last.next();
    while month.last_day() <= period.last_day() {
        let value = method.next_month(&so_far).map_err(|refusal| locked(refusal, history))?;
        so_far.push(value);
        months.push((month, value));
        month = month.next();
    }
    let wanted = super::months(period);
    months.retain(|(month, _)| wanted.contains(month));
    if months.len() == wanted.len() { Ok(months) } else { Err(Locked::NoAnswer) }
}

fn locked(refusal: Refusal, history: &[f64]) -> Locked {
    match refusal {
        Refusal::TooFew { need, .. } => Locked::TooFew { have: history.len(), need },
        _ => Locked::NoAnswer,
    }
}

/// What a period will bring by a method.
///
/// # Errors
/// When the history is too short for it.
pub fn outlook(method: Method, period: Period, known: &Known) -> Result<Outlook, Locked> {
    let history = known.values();
    let months = foretell(method, period, known, &history)?;
    let point: f64 = months.iter().map(|(_, value)| value).sum();
    let half = half_width(method, period, known, &history, &months);
    let range = half.map(|half| Interval { lo: (point - half).max(0.0), hi: point + half });
    Ok(Outlook { method, point, range, months })
}

/// How far the period may be off, to either side, in four of five cases; `None` where history cannot
/// carry the claim.
fn half_width(
    method: Method,
    period: Period,
    known: &Known,
    history: &[f64],
    months: &[(Period, f64)],
) -> Option<f64> {
    let (last, _) = known.series.last()?;
    let ahead = |month: Period| {
        let between = std::iter::successors(Some(*last), |month| Some(month.next()));
        between.take_while(|between| *between < month).count()
    };
    let mut squares = 0.0;
    let next = (method != Method::Ols).then(|| range::outlook(method, history));
    for (month, value) in months.iter().filter(|(month, _)| *month > *last) {
        let half = match &next {
            // The same share of each month.
            Some(next) => {
                let next = next.as_ref().ok()?;
                (next.range.hi - next.point) / next.point.abs() * value.abs()
            }
            None => {
                let line = trend::fit(history).ok()?;
                let of = line.predict(history.len() + ahead(*month), range::CONF).ok()?;
                of.range.hi - of.point
            }
        };
        squares += half * half;
    }
    let half = squares.sqrt();
    (half.is_finite() && period.last_day() > last.last_day()).then_some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Months of 2025 from January on, in whole units.
    fn known(values: &[i64]) -> Known {
        let months = (1..).map(|month| Period::Month(2025, month));
        Known { series: months.zip(values.iter().copied()).collect(), ..Known::default() }
    }

    #[test]
    fn the_two_rules_of_the_trade_stand_side_by_side() {
        // The worked case of the domain document: six months, the next one is asked for.
        let known = known(&[82, 90, 88, 97, 101, 99]);
        let proposal = propose(Period::Month(2025, 7), &known);
        let value = |rule, growth| proposal.of(rule).and_then(|c| c.value(growth, 0));
        // 99 a month in the quarter; the line reaches 105.53.
        assert_eq!(value(Rule::LastQuarter, 1_000), Some(109));
        assert_eq!(value(Rule::Trend, 1_500), Some(121));
        assert_eq!(proposal.of(Rule::Weighted).map(|c| c.base), Some(96));
        assert_eq!(value(Rule::Weighted, 1_000), Some(105));
        let reason = |rule| {
            let found = proposal.rules.iter().find(|(of, _)| *of == rule);
            found.and_then(|(_, candidate)| candidate.clone().err())
        };
        assert_eq!(reason(Rule::LastYear), Some(Locked::NoLastYear));
        assert_eq!(reason(Rule::Seasonal), Some(Locked::TooFew { have: 6, need: 13 }));
        assert_eq!(reason(Rule::FromAbove), Some(Locked::NoneAbove));
    }

    #[test]
    fn too_little_history_unlocks_nothing_and_says_what_it_takes() {
        let proposal = propose(Period::Month(2025, 5), &known(&[82, 90, 88, 97]));
        let open: Vec<Rule> =
            proposal.rules.iter().filter(|(_, c)| c.is_ok()).map(|(rule, _)| *rule).collect();
        assert_eq!(open, [Rule::LastQuarter]);
        assert_eq!(proposal.outlook, Err(Locked::TooFew { have: 4, need: 6 }));
        let none = propose(Period::Quarter(2025, 1), &Known::default());
        assert!(none.rules.iter().all(|(_, candidate)| candidate.is_err()));
    }

    #[test]
    fn a_quarter_is_the_sum_of_its_months_and_growth_and_market_are_applied_once() {
        let known = known(&[100, 110, 120, 130, 140, 150, 160, 170, 180]);
        let proposal = propose(Period::Quarter(2025, 4), &known);
        let trend = proposal.of(Rule::Trend).expect("nine months");
        assert_eq!(trend.base, 190 + 200 + 210);
        assert_eq!(trend.value(1_000, -500), Some(627));
        let quarter = proposal.of(Rule::LastQuarter).expect("a quarter");
        assert_eq!((quarter.base, quarter.value(1_000, 0)), (510, Some(561)));
        // A gap of a quarter in between is foretold too.
        let later = propose(Period::Quarter(2026, 1), &known);
        assert_eq!(later.of(Rule::Trend).map(|c| c.base), Some(220 + 230 + 240));
    }

    #[test]
    fn what_is_above_is_split_by_what_was_reached() {
        let above = Some(Above { target: 1_000, reached: (37, 100) });
        let proposal = propose(Period::Month(2025, 2), &Known { above, ..Known::default() });
        assert_eq!(proposal.of(Rule::FromAbove).map(|c| c.base), Some(370));
        let nothing = Some(Above { target: 1_000, reached: (0, 0) });
        let proposal =
            propose(Period::Month(2025, 2), &Known { above: nothing, ..Known::default() });
        assert!(proposal.of(Rule::FromAbove).is_none());
    }

    #[test]
    fn half_of_the_surprise_goes_into_the_next_target() {
        let of = |reached: i64| {
            let before = Period::Quarter(2025, 4);
            let rebase = Some(Rebase { old: 1_000, before, reached, target: 400 });
            let proposal = propose(Period::Quarter(2026, 1), &Known { rebase, ..Known::default() });
            proposal.of(Rule::Rebased).and_then(|candidate| candidate.value(1_000, 0))
        };
        // The worked case of the domain document; growth is not applied on top.
        let values = [600, 440, 400, 320, 200].map(of);
        assert_eq!(values, [1_150, 1_050, 1_000, 900, 850].map(Some));
    }

    #[test]
    fn the_chance_falls_as_the_target_rises() {
        let known = known(&[100, 112, 98, 105, 120, 101, 99, 117, 108, 111, 104, 119]);
        let outlook = propose(Period::Quarter(2026, 1), &known).outlook.expect("twelve months");
        let range = outlook.range.expect("a range");
        assert!(range.lo < outlook.point && outlook.point < range.hi, "{outlook:?}");
        let chances: Vec<f64> =
            [250, 300, 330, 360, 500].iter().filter_map(|value| outlook.chance(*value)).collect();
        assert_eq!(chances.len(), 5);
        assert!(chances.windows(2).all(|pair| pair[0] > pair[1]), "{chances:?}");
        let even = outlook.chance(outlook.point.round() as i64).expect("a chance");
        assert!((even - 0.5).abs() < 0.02, "{even}");
    }
}
