//! Who came, from the words of sheets or from sign-in sheets.
//!
//! Somebody who came late, left early or missed a part was there for a part. Whoever is excused was not
//! there: the rate says how full the room was, and the reason stands beside it.

use unicode_normalization::UnicodeNormalization as _;

use super::words::{Table, meaning};
use crate::domain::stats::rate::Rate;
use crate::domain::stats::rational::Rational;

/// Whether somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// For all of it.
    Full,
    /// For a part.
    Part,
    /// Not, and was excused.
    Excused,
    /// Not.
    Absent,
}

/// What the words of sheets mean.
const WORDS: &Table<Presence> = &[
    (
        Presence::Full,
        "全勤|出勤|已出勤|正常|到|已到|到课|已到课|到场|到会|签到|已签到|参加|已参加|参训|已参训|\
         出席|已出席|是|√|✓|✔|full|present|attended|yes|y|true",
    ),
    (
        Presence::Part,
        "部分|部分出勤|部分到课|部分参加|半天|迟到|早退|part|partial|partly|partially|half|\
         halfday|late|leftearly",
    ),
    (Presence::Excused, "请假|已请假|事假|病假|公假|年假|调休|leave|onleave|sickleave|excused"),
    (
        Presence::Absent,
        "缺勤|缺席|缺课|未到|没到|未到课|未参加|没参加|未参训|未签到|未出席|旷课|旷工|否|×|✗|✘|absent|\
         noshow|notattended|didnotattend|no|n|false",
    ),
];

impl Presence {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Full, Self::Part, Self::Excused, Self::Absent];

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Part => "part",
            Self::Excused => "excused",
            Self::Absent => "absent",
        }
    }

    /// What the words of a sheet mean, Chinese or English, or a share in percent (出勤率); `None` where
    /// they are not known.
    pub fn of(text: &str) -> Option<Self> {
        let plain: String = text.nfkc().collect();
        let share = plain.trim().strip_suffix('%').and_then(Rational::parse);
        match share {
            Some(share) => Self::of_share(share.checked_div(Rational::from_int(100))?),
            None => meaning(WORDS, text),
        }
    }

    /// By a share of the course; `None` where it is none.
    fn of_share(share: Rational) -> Option<Self> {
        if share.is_negative() || share > Rational::ONE {
            None
        } else if share.is_zero() {
            Some(Self::Absent)
        } else if share == Rational::ONE {
            Some(Self::Full)
        } else {
            Some(Self::Part)
        }
    }

    /// By a sign-in sheet: so many of the parts of a course that were held; `None` where that cannot
    /// be.
    pub fn of_parts(came: u32, held: u32) -> Option<Self> {
        Self::of_share(Rational::new(came.into(), held.into())?)
    }

    /// Whether somebody was there at all.
    pub const fn came(self) -> bool {
        matches!(self, Self::Full | Self::Part)
    }
}

/// Who came, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// For all of it.
    pub full: u64,
    /// For a part.
    pub part: u64,
    /// Not, and were excused.
    pub excused: u64,
    /// Not.
    pub absent: u64,
    /// Of whom that is not known.
    pub unknown: u64,
}

impl Attendance {
    /// Counts one person; `None` where it is not known whether they came.
    pub fn add(&mut self, presence: Option<Presence>) {
        match presence {
            Some(Presence::Full) => self.full += 1,
            Some(Presence::Part) => self.part += 1,
            Some(Presence::Excused) => self.excused += 1,
            Some(Presence::Absent) => self.absent += 1,
            None => self.unknown += 1,
        }
    }

    /// How many came, for all of it or a part.
    pub const fn came(&self) -> u64 {
        self.full + self.part
    }

    /// The share that came of those of whom it is known, with its interval; `None` where it is known of
    /// nobody.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.came(), self.came() + self.excused + self.absent)
    }
}

/// The hours of a course that count for somebody who came to so many of its parts, in the unit of the
/// hours: half of 7 is 3.5. `None` where that cannot be.
pub fn hours(whole: i64, came: u32, held: u32) -> Option<Rational> {
    Presence::of_parts(came, held)?;
    Rational::new(i128::from(whole) * i128::from(came), held.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::words::faults;

    #[test]
    fn words_and_shares_mean_what_people_mean() {
        for (text, presence) in [
            ("出勤", Some(Presence::Full)),
            ("Attended", Some(Presence::Full)),
            ("100%", Some(Presence::Full)),
            ("１００％", Some(Presence::Full)),
            ("迟到", Some(Presence::Part)),
            ("92.5%", Some(Presence::Part)),
            ("half day", Some(Presence::Part)),
            ("病假", Some(Presence::Excused)),
            ("缺席", Some(Presence::Absent)),
            ("No-show", Some(Presence::Absent)),
            ("0%", Some(Presence::Absent)),
            ("120%", None),
            ("-5%", None),
            ("%", None),
            ("待定", None),
            ("", None),
        ] {
            assert_eq!(Presence::of(text), presence, "{text}");
        }
        assert!(faults(WORDS).is_empty(), "{:?}", faults(WORDS));
        for presence in Presence::ALL {
            assert_eq!(Presence::of(presence.word()), Some(presence), "our own words come in");
        }
    }

    #[test]
    fn a_class_is_counted_by_its_parts() {
        // Ten of twelve for both parts, one for one of them, one excused.
        let mut class = Attendance::default();
        for _ in 0..10 {
            class.add(Presence::of_parts(2, 2));
        }
        class.add(Presence::of_parts(1, 2));
        class.add(Some(Presence::Excused));
        assert_eq!(class.rate().map(|rate| (rate.k, rate.n)), Some((11, 12)));
        class.add(None);
        assert_eq!(class.rate().map(|rate| rate.n), Some(12), "unknown is neither");
        assert_eq!(Attendance::default().rate(), None);
        assert_eq!(Presence::of_parts(0, 2), Some(Presence::Absent));
        assert_eq!((Presence::of_parts(3, 2), Presence::of_parts(0, 0)), (None, None));
    }

    #[test]
    fn hours_go_by_the_parts_somebody_came_to() {
        assert_eq!(hours(70_000, 1, 2), Some(Rational::from_int(35_000)));
        assert_eq!(hours(70_000, 1, 3), Rational::new(70_000, 3));
        assert_eq!((hours(70_000, 3, 2), hours(70_000, 0, 0)), (None, None));
    }
}
