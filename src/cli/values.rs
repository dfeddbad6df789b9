//! Values as the answers in JSON hold them.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::stats::rate::{Interval, Rate};

/// A day, where there is one.
pub(super) fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A share in basis points.
pub(super) fn bp(share: f64) -> i64 {
    (share * 10_000.0).round() as i64
}

/// The two ends of an interval.
pub(super) fn range(at: Interval) -> Value {
    json!({ "low": at.lo, "high": at.hi })
}

/// A share of cases with its interval.
pub(super) fn rate(rate: Option<Rate>) -> Value {
    rate.map_or(Value::Null, |rate| {
        json!({ "k": rate.k, "n": rate.n, "low": rate.interval.lo, "high": rate.interval.hi })
    })
}
