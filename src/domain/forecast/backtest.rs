//! What a method would have said in the past: the rolling-origin back-test, and the choice by it.
//!
//! The origin goes through the history month by month; at each the method sees what was known then, all of
//! it and nothing later, and foretells the next month (FPP3, 5.10: expanding window, one step). Where a
//! history is given as of a past day, this is honest down to what was known on that day.

use super::Refusal;
use super::error::{Accuracy, Outcome, accuracy, mase};
use super::method::Method;

/// Months that are known at the first origin, whatever the method: what source 002 asks for.
pub const FIRST_ORIGIN: usize = 6;

/// Origins below which no method may be called better than another.
pub const MIN_ORIGINS: usize = 4;

/// Weighted errors that are equal but for rounding.
const TIE: f64 = 1e-12;

/// What a method would have said, month by month.
#[derive(Clone, Debug, PartialEq)]
pub struct BackTest {
    /// How many months were known at the first origin; the first outcome is the month behind them.
    pub first: usize,
    /// What happened and what was foretold, one for each origin, oldest first; never empty.
    pub outcomes: Vec<Outcome>,
    /// MAPE, WAPE and bias over the origins.
    pub accuracy: Accuracy,
    /// The error over that of the naive forecast within the months before the first origin.
    pub mase: Result<f64, Refusal>,
}

impl BackTest {
    /// Whether there are origins enough to call the method better or worse than another.
    pub fn enough(&self) -> bool {
        self.outcomes.len() >= MIN_ORIGINS
    }
}

/// The months that are known at the first origin of a method.
pub fn first_origin(method: Method) -> usize {
    method.needs().max(FIRST_ORIGIN)
}

/// Tests a method from its first origin on; `None` if the history does not reach behind it, or if the
/// method cannot answer. [`backtest_from`] also says why.
pub fn backtest(method: Method, history: &[f64]) -> Option<BackTest> {
    backtest_from(method, history, first_origin(method)).ok()
}

/// Tests a method from the origin at which `first` months are known.
pub fn backtest_from(method: Method, history: &[f64], first: usize) -> Result<BackTest, Refusal> {
    let too_few = Refusal::TooFew { have: history.len(), need: first.saturating_add(1) };
    let (training, tested) = history.split_at_checked(first).ok_or(too_few)?;
    if tested.is_empty() {
        return Err(too_few);
    }
    let mut outcomes = Vec::with_capacity(tested.len());
    for (known, actual) in (first..).zip(tested) {
        let past = history.get(..known).ok_or(too_few)?;
        outcomes.push(Outcome { actual: *actual, forecast: method.next_month(past)? });
    }
    let accuracy = accuracy(&outcomes);
    let mase = mase(training, &outcomes, 1);
    Ok(BackTest { first, outcomes, accuracy, mase })
}

/// The method that the past speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The method; [`Method::Naive`] if none was better, which is to be said.
    pub method: Method,
    /// All that were compared on the same months, simpler ones first; the first is the naive one.
    pub tests: Vec<(Method, BackTest)>,
}

/// Chooses by the smallest WAPE, the simpler method of equals.
///
/// Compared are the methods that have origins enough, all on the months that the most demanding of them
/// can be tested on: errors on different months say nothing about methods.
pub fn choose(history: &[f64]) -> Result<Choice, Refusal> {
    let have = history.len();
    let enough = |method: &Method| first_origin(*method) + MIN_ORIGINS <= have;
    let candidates: Vec<Method> = Method::ALL.into_iter().filter(enough).collect();
    let too_few = Refusal::TooFew { have, need: FIRST_ORIGIN + MIN_ORIGINS };
    let first = candidates.iter().copied().map(first_origin).max().ok_or(too_few)?;
    let mut tests = Vec::with_capacity(candidates.len());
    for method in candidates {
        match backtest_from(method, history, first) {
            Ok(test) => tests.push((method, test)),
            // Without the naive one there is nothing to be better than; another just is not compared.
            Err(refusal) if method == Method::Naive => return Err(refusal),
            Err(_) => {}
        }
    }
    let mut best: Option<(Method, f64)> = None;
    for (method, test) in &tests {
        let wape = test.accuracy.wape.ok_or(Refusal::NoLevel)?;
        if best.is_none_or(|(_, least)| wape < least - TIE) {
            best = Some((*method, wape));
        }
    }
    let (method, _) = best.ok_or(too_few)?;
    Ok(Choice { method, tests })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MONTHS: [f64; 10] = [82.0, 90.0, 88.0, 97.0, 101.0, 99.0, 104.0, 98.0, 110.0, 112.0];

    #[test]
    fn each_origin_sees_what_was_known_then() {
        let test = backtest(Method::Naive, &MONTHS).unwrap();
        let foretold: Vec<f64> = test.outcomes.iter().map(|outcome| outcome.forecast).collect();
        assert_eq!((test.first, foretold), (6, MONTHS[5..9].to_vec()));
        // Steps of 5, 6, 12 and 2, over 8, 2, 9, 4 and 2 in the six months before.
        assert!((test.mase.unwrap() - 6.25 / 5.0).abs() < 1e-12);
        assert!(test.enough() && !backtest(Method::Naive, &MONTHS[..9]).unwrap().enough());
        assert_eq!(backtest(Method::Naive, &MONTHS[..6]), None);
        assert_eq!(backtest(Method::Seasonal, &MONTHS), None);
        let short = Refusal::TooFew { have: 4, need: 6 };
        assert_eq!(backtest_from(Method::Ols, &MONTHS, 4), Err(short));
        let flat = backtest(Method::Mean, &[5.0; 8]).unwrap();
        assert_eq!((flat.mase, flat.accuracy.wape), (Err(Refusal::Flat), Some(0.0)));
    }

    #[test]
    fn the_better_method_is_chosen_and_the_simpler_of_equals() {
        let chosen = choose(&MONTHS).unwrap();
        assert_eq!(chosen.method, Method::Ols);
        assert_eq!(chosen.tests.len(), 6);
        assert_eq!(choose(&[50.0; 12]).unwrap().method, Method::Naive);
        let season: Vec<f64> =
            (0..20_u32).map(|month| if month % 12 == 5 { 90.0 } else { 30.0 }).collect();
        let chosen = choose(&season).unwrap();
        assert_eq!(chosen.method, Method::SeasonalNaive);
        assert!(chosen.tests.iter().all(|(_, test)| test.first == 13 && test.outcomes.len() == 7));
    }

    #[test]
    fn too_few_origins_choose_nothing() {
        let short = Refusal::TooFew { have: 9, need: 10 };
        assert_eq!(choose(&MONTHS[..9]), Err(short));
        assert_eq!(choose(&[0.0; 12]), Err(Refusal::NoLevel));
        // Without a level the season is not compared; the others are.
        let mut late = [0.0; 17];
        late[16] = 5.0;
        assert_eq!(choose(&late).unwrap().tests.len(), 7);
    }

    proptest! {
        #[test]
        fn the_future_does_not_leak(history in prop::collection::vec(0.0_f64..1e6, 8..24), later in 0.0_f64..1e6) {
            let mut other = history.clone();
            *other.last_mut().unwrap() = later;
            for method in [Method::Naive, Method::Mean, Method::Wma, Method::Ols] {
                let (one, other) = (backtest(method, &history), backtest(method, &other));
                let (one, other) = (one.unwrap().outcomes, other.unwrap().outcomes);
                prop_assert_eq!(one.len(), history.len() - FIRST_ORIGIN);
                for (one, other) in one.iter().zip(&other) {
                    prop_assert_eq!(one.forecast, other.forecast);
                }
            }
        }

        #[test]
        fn nothing_that_was_compared_is_better_than_the_choice(history in prop::collection::vec(1.0_f64..1e6, 10..24)) {
            let choice = choose(&history).unwrap();
            let wape = |method: Method| {
                let (_, test) = choice.tests.iter().find(|(other, _)| *other == method).unwrap();
                test.accuracy.wape.unwrap()
            };
            for (method, _) in &choice.tests {
                prop_assert!(wape(choice.method) <= wape(*method) + 1e-9, "{method:?}");
            }
        }
    }
}
