//! The only place that asks the machine for the time; everything else takes `today` as an argument.

use chrono::{DateTime, FixedOffset, NaiveDate, Offset as _, SecondsFormat, Utc};

/// Today in the workspace's business zone (Asia/Shanghai, UTC+8, which has no summer time).
pub fn today() -> NaiveDate {
    business_time(now()).date_naive()
}

/// The present instant.
#[expect(clippy::disallowed_methods, reason = "this is the one clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// An instant as stored: UTC text that sorts, `2025-11-19T02:12:00Z`.
pub fn instant_text(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An instant on the wall clock of the business zone.
pub fn business_time(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3600).unwrap_or(instant.offset().fix());
    instant.with_timezone(&zone)
}

/// A stored instant on the wall clock of the business zone as `2025-11-19 10:12`; the text itself
/// where it is not an instant.
pub fn wall_clock(stored: &str) -> String {
    DateTime::parse_from_rfc3339(stored).map_or_else(
        |_| stored.to_owned(),
        |instant| business_time(instant.to_utc()).format("%Y-%m-%d %H:%M").to_string(),
    )
}
