//! How what was seen of visits is written: the same on pages, on paper and on the command line.

use super::agreement::Pooled;
use super::checklist::Practised;
use super::progress::{Line, Reading};
use super::required::Left;
use crate::domain::coaching::agreement::Verdict;
use crate::domain::coaching::observation::{MIN_COVER_BP, Observed};
use crate::domain::stats::rate::Rate;
use crate::domain::stats::rational::Rational;
use crate::i18n::{Tr, percent};
use crate::store::coaching::templates::Step;
use crate::store::records::ObservationTemplate;

/// What stands in the place of something that is not known.
pub const UNKNOWN: &str = "–";

/// What a sheet is called.
pub fn sheet_name<'a>(tr: &Tr, record: &'a ObservationTemplate) -> &'a str {
    tr.own(&record.name, &record.name_en)
}

/// What a step is called.
pub fn step_name<'a>(tr: &Tr, step: &'a Step) -> &'a str {
    tr.own(&step.record.name, &step.record.name_en)
}

/// What is to be seen at a level of a step; empty for a level that has no words.
pub fn anchor<'a>(tr: &Tr, step: &'a Step, level: i64) -> &'a str {
    let found = step.anchors.iter().find(|anchor| anchor.level == level);
    found.map_or("", |anchor| tr.own(&anchor.text, &anchor.text_en))
}

/// On how many visits a practice was done: `3 / 4, 75.0%`, or that nobody said.
pub fn practised(own: &Practised) -> String {
    let bp = |rate: Rate| {
        let share = Rational::new(i128::from(rate.k) * 10_000, i128::from(rate.n));
        share.and_then(|share| i64::try_from(share.round()).ok()).map_or_else(String::new, percent)
    };
    own.rate()
        .map_or_else(|| UNKNOWN.to_owned(), |rate| format!("{} / {}, {}", rate.k, rate.n, bp(rate)))
}

/// Tenths with one decimal: 51.5.
pub fn tenths(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{}", value / 10, value % 10)
}

/// A difference of tenths with its sign: +4.0.
pub fn difference(value: i64) -> String {
    if value > 0 { format!("+{}", tenths(value)) } else { tenths(value) }
}

/// A level, or that there is none.
pub fn level(value: Option<i64>) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), |level| level.to_string())
}

/// The score of a sheet, or that too little was seen for one.
pub fn score(tr: &Tr, observed: &Observed) -> String {
    match observed.tenths {
        Some(value) => tenths(value),
        None => tr.text("visits-no-score"),
    }
}

/// What share of the weight was seen, and that it is not enough where it is not.
pub fn cover(tr: &Tr, observed: &Observed) -> String {
    let args =
        [("cover", percent(observed.cover_bp).into()), ("need", percent(MIN_COVER_BP).into())];
    let key = if observed.tenths.is_some() { "visits-cover" } else { "visits-cover-little" };
    tr.with(key, &args)
}

/// A kappa in hundredths, cut: one that is shown as the limit has reached it.
pub fn hundredths(value: Rational) -> Option<i64> {
    let cut = value.num().checked_mul(100)?.div_euclid(value.den());
    i64::try_from(cut).ok()
}

/// A kappa with two decimals.
pub fn kappa(value: Rational) -> String {
    hundredths(value).map_or_else(|| UNKNOWN.to_owned(), kappa_of)
}

/// A kappa in hundredths, with two decimals.
pub fn kappa_of(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// How far two observers agree, and what follows: the figure, and a sentence.
pub fn agreement(tr: &Tr, pooled: &Pooled) -> (String, String) {
    let Some(found) = pooled.agreement else {
        return (UNKNOWN.to_owned(), tr.text("visits-agree-none"));
    };
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("pairs", count(found.pairs).into()),
        ("alike", count(found.alike).into()),
        ("visits", count(pooled.visits as u64).into()),
    ];
    let verdict = found.verdict();
    if let Verdict::TooFew { have: 0, .. } = verdict {
        return (UNKNOWN.to_owned(), tr.text("visits-agree-none"));
    }
    if let Verdict::TooFew { have, need } = verdict {
        let args = [("have", count(have).into()), ("need", count(need).into())];
        return (tr.text("visits-few"), tr.with("visits-agree-few", &args));
    }
    let value = found.kappa.map_or_else(|| UNKNOWN.to_owned(), kappa);
    let key = match verdict {
        Verdict::Retrain => "visits-agree-retrain",
        Verdict::NoSpread => "visits-agree-same",
        Verdict::Agree | Verdict::TooFew { .. } => "visits-agree-well",
    };
    (value, tr.with(key, &args))
}

/// What may be said of a line over time.
pub fn reading(tr: &Tr, line: &Line, reading: &Reading) -> String {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let scale = |value: f64| match line {
        Line::Score => value / 10.0,
        Line::Step(_) => value,
    };
    let said = |value: f64| {
        let text = format!("{:.1}", scale(value).abs());
        if scale(value) < 0.0 && text != "0.0" { format!("−{text}") } else { text }
    };
    match reading {
        Reading::TooFew { have, need } => {
            let args = [("have", count(*have).into()), ("need", count(*need).into())];
            tr.with("visits-trend-few", &args)
        }
        Reading::Even { from, to } => {
            let args = [("from", said(*from as f64).into()), ("to", said(*to as f64).into())];
            tr.with("visits-trend-even", &args)
        }
        Reading::Change { before, after, change } => {
            let args = [
                ("before", count(*before).into()),
                ("after", count(*after).into()),
                ("from", said(change.before).into()),
                ("to", said(change.after).into()),
                ("low", said(change.interval.lo).into()),
                ("high", said(change.interval.hi).into()),
            ];
            let key = match reading.rose() {
                Some(true) => "visits-trend-rose",
                Some(false) => "visits-trend-fell",
                None => "visits-trend-open",
            };
            tr.with(key, &args)
        }
    }
}

/// The key of why a visit does not count.
pub const fn left_key(left: Left) -> &'static str {
    match left {
        Left::NoCustomer => "visits-left-customer",
        Left::NoResult => "visits-left-result",
        Left::NoKind => "visits-left-kind",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_with_their_decimals() {
        assert_eq!(
            (tenths(515), tenths(0), tenths(1_000)),
            ("51.5".into(), "0.0".into(), "100.0".into())
        );
        assert_eq!(
            (difference(40), difference(-5), difference(0)),
            ("+4.0".into(), "−0.5".into(), "0.0".into())
        );
        for (num, den, said) in
            [(1, 1, "1.00"), (-1, 3, "−0.34"), (0, 1, "0.00"), (599, 1_000, "0.59")]
        {
            assert_eq!(kappa(Rational::new(num, den).unwrap()), said);
        }
    }
}
