//! How figures of targets are written: in one unit, with their signs, in multiples, in so much a day.

use crate::domain::money::div_round;
pub(super) use crate::i18n::DASH;
use crate::i18n::{FluentValue, Tr, number};
use crate::metrics::targets::progress::{Line, Status};
use crate::metrics::{MetricId, Unit, show};
use crate::ui::tokens::Tone;

/// How often what is missing should be covered by open deals, in basis points.
pub(super) const REQUIRED_BP: i64 = 30_000;

/// The colour of how a target stands.
pub(super) const fn tone(status: Status) -> Tone {
    match status {
        Status::OnTrack => Tone::Good,
        Status::Caution => Tone::Warn,
        Status::Behind => Tone::Bad,
    }
}

/// Writes the figures of one metric.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// The words.
    pub tr: &'a Tr,
    /// The metric.
    pub metric: MetricId,
}

impl Words<'_> {
    /// The unit of the cells, for a heading; empty for a count, which needs none.
    pub fn unit(self) -> String {
        match self.metric.unit() {
            Unit::Fen => self.tr.text("unit-money-small"),
            Unit::BasisPoints => self.tr.text("unit-percent"),
            Unit::Days => self.tr.text("unit-days"),
            Unit::Count => String::new(),
        }
    }

    /// Whether open deals can cover what is missing: of amounts that add up.
    pub fn is_money(self) -> bool {
        self.metric.unit() == Unit::Fen && self.metric.adds_up()
    }

    /// The bare value, in the unit of the cells.
    pub fn cell(self, value: i64) -> String {
        show::cell(self.tr.language(), self.metric, value)
    }

    /// The bare value, or a dash.
    pub fn cell_or_dash(self, value: Option<i64>) -> String {
        value.map_or_else(|| DASH.to_owned(), |value| self.cell(value))
    }

    /// A difference with its sign, in the unit of the cells; a dash where there is none.
    pub fn signed(self, value: Option<i64>) -> String {
        let said = |value: i64| with_sign(value, &self.cell(value.saturating_abs()));
        value.map_or_else(|| DASH.to_owned(), said)
    }

    /// What was reached, written by `said`, or why that cannot be told.
    pub fn reached(self, line: &Line, said: impl Fn(i64) -> String) -> String {
        match line.actual.as_ref().map(|actual| actual.value) {
            None => self.tr.text("targets-no-data"),
            Some(None) => self.tr.text("unknown"),
            Some(Some(value)) => said(value),
        }
    }

    /// So much in each of some days, written by `said`; things that are counted with a decimal.
    /// `None` where there is no day.
    pub fn daily(self, sum: i64, days: i64, said: impl Fn(i64) -> String) -> Option<String> {
        if days <= 0 {
            return None;
        }
        if self.metric.unit() == Unit::Count {
            return div_round(i128::from(sum) * 10, i128::from(days)).map(tenths);
        }
        div_round(i128::from(sum), i128::from(days)).map(said)
    }

    /// How often something covers something else: `4.7倍`.
    pub fn times(self, bp: i64) -> String {
        let text = tenths(div_round(i128::from(bp), 1_000).unwrap_or_default());
        self.tr.with("targets-times", &[("n", text.into())])
    }

    /// A sentence about a number of things.
    pub fn counted(self, key: &str, n: i64) -> String {
        self.tr.with(key, &[("n", number(n).into()), ("count", FluentValue::from(n))])
    }

    /// A sentence with a value in it.
    pub fn with_value(self, key: &str, value: String) -> String {
        self.tr.with(key, &[("value", value.into())])
    }

    /// Parts of a sentence in a row, those that say something.
    pub fn joined(self, parts: &[String]) -> String {
        self.tr.joined(parts)
    }
}

/// How often open deals cover what is missing, while there are days to close them in.
pub(super) fn coverage(line: &Line) -> Option<i64> {
    if line.days.left() > 0 { line.coverage_bp() } else { None }
}

/// Puts the sign before a size; a size that rounds to nothing has none.
pub(super) fn with_sign(value: i64, size: &str) -> String {
    let nothing = size.chars().all(|c| !matches!(c, '1'..='9'));
    match value {
        _ if nothing => size.to_owned(),
        1.. => format!("+{size}"),
        _ => format!("−{size}"),
    }
}

/// Tenths with thousands commas.
fn tenths(value: i64) -> String {
    format!("{}.{}", number(value / 10), (value % 10).unsigned_abs())
}

/// A count of things as the number that words select on.
pub(super) fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scope::Scope;
    use crate::i18n::Language;
    use crate::metrics::Measured;
    use crate::metrics::targets::Levels;
    use crate::metrics::targets::progress::Days;

    #[test]
    fn signs_stand_before_sizes_and_not_before_nothing() {
        for (value, size, expected) in
            [(176, "17.6", "+17.6"), (-31, "3.1", "−3.1"), (4, "0.0", "0.0"), (-4, "0.0", "0.0")]
        {
            assert_eq!(with_sign(value, size), expected);
        }
    }

    #[test]
    fn a_count_is_written_with_a_decimal_where_it_is_for_each_day() {
        let tr = Tr::new(Language::Chinese);
        let words = |metric| Words { tr: &tr, metric };
        let of = |metric, sum, days| {
            let words = words(metric);
            words.daily(sum, days, |value| words.cell(value))
        };
        assert_eq!(of(MetricId::DealsWon, 3, 8).as_deref(), Some("0.4"));
        assert_eq!(of(MetricId::SignedAmount, 454_400_000, 8).as_deref(), Some("56.8"));
        assert_eq!(of(MetricId::SignedAmount, 1, 0), None);
        assert_eq!(words(MetricId::SignedAmount).times(47_264), "4.7倍");
    }

    #[test]
    fn unknown_and_no_data_are_words_and_never_zero() {
        let tr = Tr::new(Language::Chinese);
        let words = Words { tr: &tr, metric: MetricId::SignedAmount };
        let line = |actual: Option<Measured>| Line {
            scope: Scope::All,
            target: Some(Levels::base(0)),
            actual,
            days: Days { all: 20, over: 20 },
            pipeline: Some(5),
            judged: true,
            adds_up: true,
            builds_up: true,
        };
        let said = |line: &Line| words.reached(line, |value| words.cell(value));
        assert_eq!(said(&line(None)), "无数据");
        assert_eq!(said(&line(Some(Measured::default()))), "未知");
        let zero = Measured { value: Some(0), ..Measured::default() };
        assert_eq!(said(&line(Some(zero))), "0.0");
        assert_eq!(coverage(&line(None)), None);
    }
}
