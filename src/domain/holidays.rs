//! The holidays of the notices, and what they are called (domain document, B1).
//!
//! The State Council moves whole days every year: holidays fall on weekdays, and Saturdays and
//! Sundays are worked for them, also weeks before the holiday. No weekday rule finds these, so each
//! year stands here as its notice says. A year that is published later is entered as a [`Year`] of
//! the same shape.

use chrono::{Datelike as _, NaiveDate};

/// A holiday of the whole country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolidayName {
    /// 元旦
    NewYear,
    /// 春节
    SpringFestival,
    /// 清明节
    Qingming,
    /// 劳动节
    LabourDay,
    /// 端午节
    DragonBoat,
    /// 中秋节
    MidAutumn,
    /// 国庆节
    NationalDay,
}

impl HolidayName {
    /// All, in the order of the year.
    pub const ALL: [Self; 7] = [
        Self::NewYear,
        Self::SpringFestival,
        Self::Qingming,
        Self::LabourDay,
        Self::DragonBoat,
        Self::MidAutumn,
        Self::NationalDay,
    ];

    /// The word in storage, and behind which the name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::SpringFestival => "spring-festival",
            Self::Qingming => "qingming",
            Self::LabourDay => "labour-day",
            Self::DragonBoat => "dragon-boat",
            Self::MidAutumn => "mid-autumn",
            Self::NationalDay => "national-day",
        }
    }

    /// The holiday of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.word() == word)
    }

    /// The holiday that a person writes: the word, or the Chinese or English name.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match plain.to_lowercase().as_str() {
            "newyear" | "newyearsday" | "元旦" | "元旦节" => Self::NewYear,
            "springfestival" | "chinesenewyear" | "春节" => Self::SpringFestival,
            "qingming" | "qingmingfestival" | "清明" | "清明节" => Self::Qingming,
            "labourday" | "laborday" | "mayday" | "劳动节" | "五一" => Self::LabourDay,
            "dragonboat" | "dragonboatfestival" | "端午" | "端午节" => Self::DragonBoat,
            "midautumn" | "midautumnfestival" | "中秋" | "中秋节" => Self::MidAutumn,
            "nationalday" | "国庆" | "国庆节" => Self::NationalDay,
            _ => return None,
        })
    }

    /// The holiday that lies on these days off, first and last, for lists that name none; where two
    /// are taken together, the one with a fixed day. `None` at other times of the year.
    ///
    /// Four stand nearly still. The others follow the moon: 春节 lies between 21 January and
    /// 20 February, 端午 between 27 May and 25 June, 中秋 between 7 September and 8 October.
    pub fn by_dates(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let touches = |year: i32, from: (u32, u32), to: (u32, u32)| {
            let day = |(month, day)| NaiveDate::from_ymd_opt(year, month, day);
            let (Some(from), Some(to)) = (day(from), day(to)) else { return false };
            from <= last && first <= to
        };
        [
            (Self::NewYear, (1, 1), (1, 1)),
            (Self::LabourDay, (5, 1), (5, 1)),
            (Self::NationalDay, (10, 1), (10, 1)),
            (Self::Qingming, (4, 4), (4, 6)),
            (Self::SpringFestival, (1, 21), (2, 20)),
            (Self::DragonBoat, (5, 27), (6, 25)),
            (Self::MidAutumn, (9, 7), (10, 8)),
        ]
        .into_iter()
        // The days off around the first of January may begin in the year before.
        .find(|(_, from, to)| {
            [first.year(), last.year()].into_iter().any(|year| touches(year, *from, *to))
        })
        .map(|(name, ..)| name)
    }
}

/// Days off in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The first day off.
    pub first: NaiveDate,
    /// The last day off.
    pub last: NaiveDate,
    /// What they are for: two where 中秋 falls into the days of the National Day; none if not known.
    pub names: Vec<HolidayName>,
}

impl Holiday {
    /// Days off that a list does not name: the name follows from the time of the year.
    pub fn unnamed(first: NaiveDate, last: NaiveDate) -> Self {
        Self { first, last, names: HolidayName::by_dates(first, last).into_iter().collect() }
    }
}

/// What a notice says of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Which notice says so: its number, or its title and day.
    pub notice: String,
    /// The days off.
    pub holidays: Vec<Holiday>,
    /// The Saturdays and Sundays that are worked.
    pub makeup: Vec<NaiveDate>,
}

/// Month and day of one year.
type MonthDay = (u32, u32);

/// One year of the table.
struct Notice {
    year: i32,
    text: &'static str,
    /// First and last days off, and what for.
    holidays: &'static [(MonthDay, MonthDay, &'static [HolidayName])],
    /// Saturdays and Sundays that are worked.
    makeup: &'static [MonthDay],
}

const NOTICES: &[Notice] = &[
    Notice {
        year: 2025,
        text: "国办发明电〔2024〕12号",
        holidays: &[
            ((1, 1), (1, 1), &[HolidayName::NewYear]),
            ((1, 28), (2, 4), &[HolidayName::SpringFestival]),
            ((4, 4), (4, 6), &[HolidayName::Qingming]),
            ((5, 1), (5, 5), &[HolidayName::LabourDay]),
            ((5, 31), (6, 2), &[HolidayName::DragonBoat]),
            ((10, 1), (10, 8), &[HolidayName::NationalDay, HolidayName::MidAutumn]),
        ],
        makeup: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Notice {
        year: 2026,
        text: "国务院办公厅关于2026年部分节假日安排的通知 2025-11-04",
        holidays: &[
            ((1, 1), (1, 3), &[HolidayName::NewYear]),
            ((2, 15), (2, 23), &[HolidayName::SpringFestival]),
            ((4, 4), (4, 6), &[HolidayName::Qingming]),
            ((5, 1), (5, 5), &[HolidayName::LabourDay]),
            ((6, 19), (6, 21), &[HolidayName::DragonBoat]),
            ((9, 25), (9, 27), &[HolidayName::MidAutumn]),
            ((10, 1), (10, 7), &[HolidayName::NationalDay]),
        ],
        makeup: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

impl Notice {
    fn year(&self) -> Year {
        let day = |(month, day): MonthDay| NaiveDate::from_ymd_opt(self.year, month, day);
        let holidays = self.holidays.iter().filter_map(|(first, last, names)| {
            Some(Holiday { first: day(*first)?, last: day(*last)?, names: names.to_vec() })
        });
        Year {
            year: self.year,
            notice: self.text.to_owned(),
            holidays: holidays.collect(),
            makeup: self.makeup.iter().filter_map(|at| day(*at)).collect(),
        }
    }
}

/// The years whose notices were known when the program was made, in order.
pub fn published() -> Vec<Year> {
    NOTICES.iter().map(Notice::year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_day_of_the_table_exists() {
        for (notice, year) in NOTICES.iter().zip(published()) {
            assert_eq!(year.holidays.len(), notice.holidays.len(), "{}", year.year);
            assert_eq!(year.makeup.len(), notice.makeup.len(), "{}", year.year);
            assert!(year.holidays.is_sorted_by(|a, b| a.last < b.first), "{}", year.year);
        }
    }

    #[test]
    fn a_holiday_is_known_by_its_days() {
        for holiday in published().into_iter().flat_map(|year| year.holidays) {
            let found = Holiday::unnamed(holiday.first, holiday.last).names;
            assert_eq!(found.first(), holiday.names.first(), "{holiday:?}");
        }
        let named = |first, last| HolidayName::by_dates(day(first), day(last));
        assert_eq!(named("2026-12-31", "2027-01-02"), Some(HolidayName::NewYear));
        assert_eq!(named("2027-02-05", "2027-02-11"), Some(HolidayName::SpringFestival));
        assert_eq!(named("2027-08-01", "2027-08-02"), None);
    }

    #[test]
    fn words_lead_back() {
        for name in HolidayName::ALL {
            assert_eq!(HolidayName::from_word(name.word()), Some(name));
            assert_eq!(HolidayName::parse(name.word()), Some(name));
        }
        assert_eq!(HolidayName::from_word("monday"), None);
        assert_eq!(HolidayName::parse("New Year's Day"), Some(HolidayName::NewYear));
        assert_eq!(HolidayName::parse(" 中秋节 "), Some(HolidayName::MidAutumn));
        assert_eq!(HolidayName::parse("冬至"), None);
    }
}
