//! The methods, and how much history unlocks each (domain document, B5).
//!
//! | months | offered |
//! |---|---|
//! | 0–2 | nothing: a person enters the number |
//! | 3–5 | the last month, the mean; with a warning |
//! | 6–12 | averages of the latest months, the trend |
//! | 13–23 | the season, marked weak |
//! | 24 and more | Holt-Winters |
//!
//! Six months are what source 002 asks for; the steps above are ours. A method refuses a shorter history
//! even where its arithmetic would go through: a line through three months is a number, and no forecast.

use super::seasonal::YEAR;
use super::{Refusal, baseline, finite, holt_winters, seasonal, trend};

/// The months of a moving average.
const MOVING: usize = 3;

/// A way to forecast the next month; simpler ones first, which settles ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// The last month again.
    Naive,
    /// The mean of all months.
    Mean,
    /// The mean of the last three months.
    Sma3,
    /// The mean of all months, weighted 1 to n, the latest heaviest.
    Wma,
    /// The last three months by 5 : 3 : 2, the latest heaviest.
    Wma532,
    /// The straight line through all months (ordinary least squares).
    Ols,
    /// The same month of last year again.
    SeasonalNaive,
    /// The level of the last year times the index of the month; wants daily rates.
    Seasonal,
    /// Level, trend and additive season that follow the months.
    HoltWinters,
}

impl Method {
    /// All methods, simpler ones first.
    pub const ALL: [Self; 9] = [
        Self::Naive,
        Self::Mean,
        Self::Sma3,
        Self::Wma,
        Self::Wma532,
        Self::Ols,
        Self::SeasonalNaive,
        Self::Seasonal,
        Self::HoltWinters,
    ];

    /// The word in files, exports and goldens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Naive => "naive",
            Self::Mean => "mean",
            Self::Sma3 => "sma3",
            Self::Wma => "wma",
            Self::Wma532 => "wma3",
            Self::Ols => "ols",
            Self::SeasonalNaive => "seasonal_naive",
            Self::Seasonal => "seasonal",
            Self::HoltWinters => "holt_winters",
        }
    }

    /// The method of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }

    /// The gate that opens it.
    pub const fn gate(self) -> Gate {
        match self {
            Self::Naive | Self::Mean => Gate::Warned,
            Self::Sma3 | Self::Wma | Self::Wma532 | Self::Ols => Gate::Plain,
            Self::SeasonalNaive | Self::Seasonal => Gate::Seasonal,
            Self::HoltWinters => Gate::Full,
        }
    }

    /// The months of history it needs.
    pub const fn needs(self) -> usize {
        self.gate().opens()
    }

    /// The forecast of the month after the history, or why there is none.
    pub fn next_month(self, history: &[f64]) -> Result<f64, Refusal> {
        let (have, need) = (history.len(), self.needs());
        if have < need {
            return Err(Refusal::TooFew { have, need });
        }
        finite(match self {
            Self::Naive => baseline::naive(history)?,
            Self::Mean => baseline::mean(history)?,
            Self::Sma3 => baseline::moving(history, MOVING)?,
            Self::Wma => baseline::rising(history)?,
            Self::Wma532 => baseline::weighted(history, &baseline::LAST_THREE)?,
            Self::Ols => trend::fit(history)?.at(have + 1),
            Self::SeasonalNaive => seasonal::naive(history, YEAR)?,
            Self::Seasonal => seasonal::indexed(history, YEAR)?,
            Self::HoltWinters => holt_winters::next_month(history, YEAR)?,
        })
    }
}

/// The forecast of the month after the history; [`Method::next_month`] also says why there is none.
pub fn forecast(method: Method, history: &[f64]) -> Option<f64> {
    method.next_month(history).ok()
}

/// What so many months of history allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gate {
    /// Fewer than 3 months: a person enters the number.
    Manual,
    /// 3 to 5 months: the last month and the mean, with a warning.
    Warned,
    /// 6 to 12 months: averages of the latest months and the trend too.
    Plain,
    /// 13 to 23 months: the season too, most months of which stand on one year.
    Seasonal,
    /// 24 months and more: every method.
    Full,
}

/// What must be said beside a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caution {
    /// There is too little history for any method.
    NoMethod,
    /// The history is shorter than six months (不足6个月).
    UnderSixMonths,
    /// The season is weak: less than two whole years are known.
    WeakSeason,
}

impl Gate {
    /// All gates in the order in which they open.
    pub const ALL: [Self; 5] =
        [Self::Manual, Self::Warned, Self::Plain, Self::Seasonal, Self::Full];

    /// The months of history from which it is open.
    pub const fn opens(self) -> usize {
        match self {
            Self::Manual => 0,
            Self::Warned => 3,
            Self::Plain => 6,
            Self::Seasonal => 13,
            Self::Full => 24,
        }
    }

    /// The months at which the next one opens; `None` behind the last.
    pub fn next_opens(self) -> Option<usize> {
        Self::ALL.into_iter().find(|gate| *gate > self).map(Self::opens)
    }

    /// The methods that are offered, simpler ones first.
    pub fn methods(self) -> Vec<Method> {
        Method::ALL.into_iter().filter(|method| method.gate() <= self).collect()
    }

    /// What must be said beside a forecast of a method.
    pub fn caution(self, method: Method) -> Option<Caution> {
        match self {
            Self::Manual => Some(Caution::NoMethod),
            Self::Warned => Some(Caution::UnderSixMonths),
            Self::Seasonal if method.gate() == Self::Seasonal => Some(Caution::WeakSeason),
            Self::Plain | Self::Seasonal | Self::Full => None,
        }
    }

    /// The word in exports and goldens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Warned => "mean_with_warning",
            Self::Plain => "wma_or_ols",
            Self::Seasonal => "seasonal_naive_allowed",
            Self::Full => "holt_winters_allowed",
        }
    }
}

/// What so many months of history allow.
pub fn unlocked(months: usize) -> Gate {
    let open = Gate::ALL.into_iter().rev().find(|gate| gate.opens() <= months);
    open.unwrap_or(Gate::Manual)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn gates_open_at_their_months() {
        for (months, gate, methods, next) in [
            (0, Gate::Manual, 0, Some(3)),
            (2, Gate::Manual, 0, Some(3)),
            (3, Gate::Warned, 2, Some(6)),
            (5, Gate::Warned, 2, Some(6)),
            (6, Gate::Plain, 6, Some(13)),
            (12, Gate::Plain, 6, Some(13)),
            (13, Gate::Seasonal, 8, Some(24)),
            (23, Gate::Seasonal, 8, Some(24)),
            (24, Gate::Full, 9, None),
        ] {
            let open = unlocked(months);
            assert_eq!(open, gate, "{months}");
            assert_eq!((open.methods().len(), open.next_opens()), (methods, next), "{months}");
        }
    }

    #[test]
    fn a_method_is_offered_when_it_can_answer() {
        let history: Vec<f64> = (0..30_u32).map(|month| 100.0 + f64::from(month % 12)).collect();
        for months in 0..history.len() {
            let offered = unlocked(months).methods();
            for method in Method::ALL {
                let answers = forecast(method, &history[..months]).is_some();
                assert_eq!(answers, offered.contains(&method), "{method:?} {months}");
            }
        }
        let short = Refusal::TooFew { have: 5, need: 6 };
        assert_eq!(Method::Ols.next_month(&history[..5]), Err(short));
        assert_eq!(Method::Mean.next_month(&[f64::NAN; 5]), Err(Refusal::NotFinite));
        assert_eq!(Method::Seasonal.next_month(&[0.0; 13]), Err(Refusal::NoLevel));
    }

    #[test]
    fn little_history_is_said() {
        assert_eq!(unlocked(4).caution(Method::Mean), Some(Caution::UnderSixMonths));
        assert_eq!(unlocked(20).caution(Method::Seasonal), Some(Caution::WeakSeason));
        assert_eq!(unlocked(20).caution(Method::Ols), None);
        assert_eq!(unlocked(24).caution(Method::Seasonal), None);
    }

    #[test]
    fn words_and_order_are_those_of_the_list() {
        for method in Method::ALL {
            assert_eq!(Method::parse(method.word()), Some(method));
        }
        assert_eq!(Method::parse("oracle"), None);
        assert!(Method::ALL.is_sorted() && Gate::ALL.is_sorted());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_constant_goes_on(amount in 1.0_f64..1e9, months in 24_usize..40) {
            let history = vec![amount; months];
            for method in Method::ALL {
                let got = method.next_month(&history).unwrap();
                prop_assert!((got / amount - 1.0).abs() < 1e-9, "{method:?}: {got}");
            }
        }

        #[test]
        fn the_unit_does_not_matter(history in prop::collection::vec(1.0_f64..1e6, 24..30), unit in 0.01_f64..100.0) {
            let scaled: Vec<f64> = history.iter().map(|amount| amount * unit).collect();
            // The grid of Holt-Winters may fall on the other of two equals.
            for method in Method::ALL.into_iter().filter(|method| *method != Method::HoltWinters) {
                let (one, other) = (method.next_month(&history), method.next_month(&scaled));
                let off = one.unwrap() * unit - other.unwrap();
                prop_assert!(off.abs() < 1e-5 * unit, "{method:?}: {off}");
            }
        }
    }
}
