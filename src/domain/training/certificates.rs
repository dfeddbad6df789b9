//! Until when a certificate holds, and when somebody has to see to it (domain document, B11).
//!
//! Months are added with the end of the month kept: a year from 29 February is 28 February. A certificate
//! holds through its last day. Those issued after the day that is asked for are not yet there: whoever
//! asks of a past day leaves them out.

use std::cmp::Reverse;

use chrono::{Days, Months, NaiveDate};

/// So many days before a certificate ends, somebody has to see to it (默认值).
pub const WARN_DAYS: i64 = 60;

/// How long a certificate holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Through a last day.
    Until(NaiveDate),
    /// For good.
    Lasting,
    /// Nobody said.
    Unknown,
}

impl Term {
    /// The term by what is known: the last day as it is stated, else so many months from the day of
    /// issue.
    pub fn of(stated: Option<NaiveDate>, issued: Option<NaiveDate>, months: Option<u32>) -> Self {
        let reckoned = || expires(issued?, months?);
        stated.or_else(reckoned).map_or(Self::Unknown, Self::Until)
    }

    /// How it stands on a day, with so many days of warning.
    pub fn on(self, day: NaiveDate, warn_days: i64) -> Validity {
        match self {
            Self::Until(last) => {
                let left = (last - day).num_days();
                let status = if left < 0 {
                    Status::Expired
                } else if left <= warn_days {
                    Status::Expiring
                } else {
                    Status::Valid
                };
                Validity { status, expires: Some(last), days_left: Some(left) }
            }
            Self::Lasting => Validity { status: Status::Lasting, expires: None, days_left: None },
            Self::Unknown => Validity { status: Status::Unknown, expires: None, days_left: None },
        }
    }
}

/// The last day of a certificate that holds for so many months; `None` beyond the calendar.
pub fn expires(issued: NaiveDate, months: u32) -> Option<NaiveDate> {
    issued.checked_add_months(Months::new(months))
}

/// The day from which the renewal is to be seen to; `None` beyond the calendar.
pub fn renew_from(expires: NaiveDate, warn_days: u32) -> Option<NaiveDate> {
    expires.checked_sub_days(Days::new(warn_days.into()))
}

/// How it stands with a certificate, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It holds for good.
    Lasting,
    /// It holds.
    Valid,
    /// It holds, and ends soon.
    Expiring,
    /// Until when it holds is not known.
    Unknown,
    /// It has ended.
    Expired,
    /// It was taken away.
    Revoked,
}

impl Status {
    /// All, the best first.
    pub const ALL: [Self; 6] =
        [Self::Lasting, Self::Valid, Self::Expiring, Self::Unknown, Self::Expired, Self::Revoked];

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lasting => "lasting",
            Self::Valid => "valid",
            Self::Expiring => "expiring",
            Self::Unknown => "unknown",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// Whether it holds; `None` where that is not known.
    pub const fn holds(self) -> Option<bool> {
        match self {
            Self::Lasting | Self::Valid | Self::Expiring => Some(true),
            Self::Unknown => None,
            Self::Expired | Self::Revoked => Some(false),
        }
    }
}

/// How a certificate stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// In a word.
    pub status: Status,
    /// Its last day, where it has one that is known.
    pub expires: Option<NaiveDate>,
    /// Days until the last day, 0 on it, negative when it is over.
    pub days_left: Option<i64>,
}

impl Validity {
    /// That of a certificate that was taken away: whatever its last day was, no day is left.
    pub const fn revoked(expires: Option<NaiveDate>) -> Self {
        Self { status: Status::Revoked, expires, days_left: None }
    }
}

/// What counts of several certificates of one kind that a person holds: an old one that was renewed is
/// no trouble. `None` of none.
pub fn best(held: impl IntoIterator<Item = Validity>) -> Option<Validity> {
    held.into_iter().min_by_key(|validity| (validity.status, Reverse(validity.expires)))
}

/// The certificates that have ended or end within so many days, those that end first before the others.
///
/// Each key is a person's certificate of one kind, as [`best`] found it.
pub fn renewals<K: Ord>(
    held: impl IntoIterator<Item = (K, Validity)>,
    within: i64,
) -> Vec<(K, Validity)> {
    let mut due: Vec<(K, Validity)> = held
        .into_iter()
        .filter(|(_, validity)| validity.days_left.is_some_and(|left| left <= within))
        .collect();
    due.sort_by(|(a, m), (b, n)| (m.days_left, a).cmp(&(n.days_left, b)));
    due
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::period::months_between;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn until(last: &str) -> Validity {
        Term::Until(day(last)).on(day("2025-11-18"), WARN_DAYS)
    }

    #[test]
    fn what_is_stated_goes_before_what_is_reckoned() {
        let (issued, stated) = (Some(day("2024-03-15")), Some(day("2027-03-15")));
        assert_eq!(Term::of(stated, issued, Some(12)), Term::Until(day("2027-03-15")));
        assert_eq!(Term::of(None, issued, Some(12)), Term::Until(day("2025-03-15")));
        assert_eq!(Term::of(None, issued, None), Term::Unknown);
        assert_eq!(Term::of(None, None, Some(12)), Term::Unknown);
        assert_eq!(Term::of(None, issued, Some(u32::MAX)), Term::Unknown, "beyond the calendar");
    }

    #[test]
    fn it_holds_through_its_last_day_and_warns_before() {
        for (last, status, left) in [
            ("2025-11-17", Status::Expired, -1),
            ("2025-11-18", Status::Expiring, 0),
            ("2026-01-17", Status::Expiring, 60),
            ("2026-01-18", Status::Valid, 61),
        ] {
            let found = until(last);
            assert_eq!((found.status, found.days_left), (status, Some(left)), "{last}");
        }
        assert_eq!(renew_from(day("2026-01-17"), 60), Some(day("2025-11-18")));
        let today = day("2025-11-18");
        assert_eq!(Term::Lasting.on(today, WARN_DAYS).status.holds(), Some(true));
        assert_eq!(Term::Unknown.on(today, WARN_DAYS).status.holds(), None);
    }

    #[test]
    fn a_renewed_certificate_is_no_trouble() {
        let unknown = Term::Unknown.on(day("2025-11-18"), WARN_DAYS);
        let best_of = |held: &[Validity]| best(held.iter().copied()).unwrap();
        assert_eq!(best_of(&[until("2025-06-30"), until("2028-06-30")]), until("2028-06-30"));
        assert_eq!(best_of(&[until("2025-12-01"), until("2025-12-31")]), until("2025-12-31"));
        // The other paper may hold: that is no certificate that has ended.
        assert_eq!(best_of(&[until("2025-06-30"), unknown]), unknown);
        let taken = Validity::revoked(Some(day("2028-06-30")));
        assert_eq!(
            (best_of(&[taken, until("2025-06-30")]), taken.status.holds()),
            (until("2025-06-30"), Some(false))
        );
        assert_eq!(best([]), None);
    }

    #[test]
    fn what_ends_first_is_first_to_be_renewed() {
        let lasting = Term::Lasting.on(day("2025-11-18"), WARN_DAYS);
        let held = [
            ("王", until("2026-02-14")),
            ("李", until("2025-12-01")),
            ("周", until("2025-12-01")),
            ("赵", until("2025-10-01")),
            ("陈", until("2026-06-01")),
            ("孙", lasting),
        ];
        let due = renewals(held, 90);
        let told: Vec<_> = due.iter().map(|(who, _)| *who).collect();
        assert_eq!(told, ["赵", "周", "李", "王"]);
    }

    proptest! {
        #[test]
        fn months_never_lead_past_the_month(days in 0_i64..20_000, months in 0_u32..240) {
            let issued = day("2000-01-01") + TimeDelta::days(days);
            let last = expires(issued, months).unwrap();
            let whole = months_between(issued, last).unwrap();
            prop_assert_eq!(whole, i64::from(months));
        }
    }
}
