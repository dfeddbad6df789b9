//! Working days of the Chinese calendar (domain document, B1).
//!
//! A [`Calendar`] is data on top of one rule: Monday to Friday are worked, and the exceptions are
//! listed. They come from the notices that the program knows, from years that were entered or put
//! right by hand, and from the company's own days, which go over both. A year without a notice goes
//! by plain weekends and is called estimated; nothing fails there.
//!
//! # Counting without walking
//!
//! Targets count the days of a year of months for a thousand people. So days from Monday to Friday
//! are counted by arithmetic, and the exceptions carry the sum of what they correct up to there:
//! any range costs two binary searches.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::domain::holidays::{Holiday, HolidayName, Year, published};

/// The longest holiday, in days: what is longer is a slip of the hand, and cut.
const LONGEST: usize = 366;

/// What a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayKind {
    /// Monday to Friday, and no holiday.
    Workday,
    /// A Saturday or Sunday that is worked (调休上班).
    MakeupWorkday,
    /// A Saturday or Sunday.
    Weekend,
    /// Off by notice or by the company, a weekend inside a holiday included.
    Holiday,
}

impl DayKind {
    /// The word in exports and goldens.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Workday => "workday",
            Self::MakeupWorkday => "makeup_workday",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
        }
    }

    /// Whether people work on such a day.
    pub const fn worked(self) -> bool {
        matches!(self, Self::Workday | Self::MakeupWorkday)
    }

    /// What a day is by the rule alone.
    fn plain(day: NaiveDate) -> Self {
        if plain_weekend(day) { Self::Weekend } else { Self::Workday }
    }

    /// What a day is that is worked.
    fn when_worked(day: NaiveDate) -> Self {
        if plain_weekend(day) { Self::MakeupWorkday } else { Self::Workday }
    }
}

/// Where the days of a year come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The program knows the notice.
    Official,
    /// Entered, imported or put right by a person.
    Edited,
    /// Plain weekends, since no notice is known (未公布·估算).
    Estimated,
}

impl Status {
    /// The word in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Edited => "edited",
            Self::Estimated => "estimated",
        }
    }
}

/// A day on which the company goes its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyDay {
    /// The day.
    pub day: NaiveDate,
    /// Worked, though the country may be off; otherwise off.
    pub worked: bool,
    /// What the company calls it: 公司年会, 厂休 …
    pub label: String,
}

/// What a day is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label<'a> {
    /// What the day is off for; empty where the year was entered without names and none is near.
    Holiday(&'a [HolidayName]),
    /// What the company calls the day.
    Company(&'a str),
}

/// A day that is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Exception {
    day: NaiveDate,
    kind: DayKind,
    /// Working days that this and all earlier exceptions add to those from Monday to Friday.
    added: i64,
}

/// Which days are worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The years that have a list, and which notice it is from.
    years: BTreeMap<i32, (Status, String)>,
    /// The holidays of the country, by first day.
    holidays: Vec<Holiday>,
    company: BTreeMap<NaiveDate, CompanyDay>,
    /// By day, each day once.
    exceptions: Vec<Exception>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::published()
    }
}

impl Calendar {
    /// The notices that the program knows, and nothing else.
    pub fn published() -> Self {
        Self::with(vec![], vec![])
    }

    /// The published calendar with other years and the company's days. A year that is given stands
    /// for the whole published year of the same number; of two for one year or day the later holds.
    pub fn with(years: Vec<Year>, company: Vec<CompanyDay>) -> Self {
        let official = published().into_iter().map(|year| (year.year, (Status::Official, year)));
        let mut lists: BTreeMap<i32, (Status, Year)> = official.collect();
        lists.extend(years.into_iter().map(|year| (year.year, (Status::Edited, year))));
        let company: BTreeMap<NaiveDate, CompanyDay> =
            company.into_iter().map(|own| (own.day, own)).collect();

        let mut kinds: BTreeMap<NaiveDate, DayKind> = BTreeMap::new();
        let mut holidays: Vec<Holiday> = vec![];
        let mut years = BTreeMap::new();
        for (number, (status, list)) in lists {
            for holiday in &list.holidays {
                let off = days(holiday.first, holiday.last).take(LONGEST);
                kinds.extend(off.map(|day| (day, DayKind::Holiday)));
            }
            kinds.extend(list.makeup.iter().map(|day| (*day, DayKind::when_worked(*day))));
            holidays
                .extend(list.holidays.into_iter().filter(|holiday| holiday.first <= holiday.last));
            years.insert(number, (status, list.notice));
        }
        holidays.sort_by_key(|holiday| holiday.first);
        for (day, own) in &company {
            let kind = if own.worked { DayKind::when_worked(*day) } else { DayKind::Holiday };
            kinds.insert(*day, kind);
        }

        let mut added = 0;
        let exceptions = kinds.into_iter().map(|(day, kind)| {
            added += i64::from(kind.worked()) - i64::from(!plain_weekend(day));
            Exception { day, kind, added }
        });
        let exceptions = exceptions.collect();
        Self { years, holidays, company, exceptions }
    }

    /// Where the days of a year come from.
    pub fn status(&self, year: i32) -> Status {
        self.years.get(&year).map_or(Status::Estimated, |(status, _)| *status)
    }

    /// Whether the year goes by a list, published or entered; where not, its days are estimated.
    pub fn official(&self, year: i32) -> bool {
        self.status(year) != Status::Estimated
    }

    /// Which notice a year goes by; `None` where it is estimated.
    pub fn notice(&self, year: i32) -> Option<&str> {
        self.years.get(&year).map(|(_, notice)| notice.as_str())
    }

    /// What a day is.
    pub fn kind(&self, day: NaiveDate) -> DayKind {
        let at = self.exceptions.binary_search_by_key(&day, |exception| exception.day).ok();
        let listed = at.and_then(|at| self.exceptions.get(at));
        listed.map_or_else(|| DayKind::plain(day), |exception| exception.kind)
    }

    /// Whether people work on the day.
    pub fn working_day(&self, day: NaiveDate) -> bool {
        self.kind(day).worked()
    }

    /// What a day is called: by the company, or by the holiday it belongs to; `None` for other days.
    pub fn label(&self, day: NaiveDate) -> Option<Label<'_>> {
        if let Some(own) = self.company.get(&day) {
            return Some(Label::Company(&own.label));
        }
        if self.kind(day) != DayKind::Holiday {
            return None;
        }
        let within = |holiday: &&Holiday| holiday.first <= day && day <= holiday.last;
        let holiday = self.holidays.iter().rev().find(within)?;
        Some(Label::Holiday(&holiday.names))
    }

    /// How many working days there are between two days, both included.
    pub fn workdays(&self, first: NaiveDate, last: NaiveDate) -> usize {
        if last < first {
            return 0;
        }
        let added = |listed: usize| {
            let latest = listed.checked_sub(1).and_then(|at| self.exceptions.get(at));
            latest.map_or(0, |exception| exception.added)
        };
        let before = self.exceptions.partition_point(|exception| exception.day < first);
        let through = self.exceptions.partition_point(|exception| exception.day <= last);
        let worked = plain_workdays(first, last) + added(through) - added(before);
        usize::try_from(worked).unwrap_or_default()
    }

    /// How many days from Monday to Friday there are between two days, both included: the working
    /// days if there were no holidays.
    pub fn weekdays(&self, first: NaiveDate, last: NaiveDate) -> usize {
        usize::try_from(plain_workdays(first, last)).unwrap_or_default()
    }

    /// The n-th working day after a day; for 0 the day itself, moved on to a working day.
    pub fn add_workdays(&self, day: NaiveDate, n: usize) -> NaiveDate {
        let from = if n == 0 { Some(day) } else { day.succ_opt() };
        let Some(from) = from else { return day };
        let wanted = n.max(1);
        // Twice as many days and a week hold enough days from Monday to Friday, even if every
        // exception took one.
        let far = wanted.saturating_add(self.exceptions.len()).saturating_mul(2).saturating_add(7);
        let at = |days: u64| from.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
        let (mut low, mut high) = (0_u64, u64::try_from(far).unwrap_or(u64::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.workdays(from, at(middle)) >= wanted { high = middle } else { low = middle + 1 }
        }
        let found = at(low);
        // The calendar of the computer has an end.
        if self.workdays(from, found) >= wanted { found } else { day }
    }

    /// The weekends that are worked in a year, in order, those of the company included.
    pub fn makeup_days(&self, year: i32) -> Vec<NaiveDate> {
        let worked = self.exceptions.iter().filter(|exception| {
            exception.kind == DayKind::MakeupWorkday && exception.day.year() == year
        });
        worked.map(|exception| exception.day).collect()
    }

    /// The holidays of the country of which a day lies between two days, both included, in order.
    /// An estimated year has none; days off of the company are in [`Calendar::company_days`].
    pub fn holidays(&self, first: NaiveDate, last: NaiveDate) -> Vec<&Holiday> {
        let touches = |holiday: &&Holiday| holiday.first <= last && first <= holiday.last;
        self.holidays.iter().filter(touches).collect()
    }

    /// The company's own days between two days, both included, in order.
    pub fn company_days(&self, first: NaiveDate, last: NaiveDate) -> Vec<&CompanyDay> {
        let own = self.company.values();
        own.filter(|own| first <= own.day && own.day <= last).collect()
    }

    /// The ISO weeks of a month, cut at its ends; empty for a month that is none.
    pub fn weeks_of_month(&self, year: i32, month: u32) -> Vec<WeekPart> {
        let Some(start) = NaiveDate::from_ymd_opt(year, month, 1) else { return vec![] };
        let mut parts: Vec<WeekPart> = vec![];
        for day in start.iter_days().take_while(|day| day.month() == month) {
            let monday = day.week(Weekday::Mon).first_day();
            let worked = usize::from(self.working_day(day));
            match parts.last_mut().filter(|part| part.monday == monday) {
                Some(part) => {
                    part.last = day;
                    part.workdays += worked;
                }
                None => parts.push(WeekPart { monday, first: day, last: day, workdays: worked }),
            }
        }
        parts
    }
}

/// A piece of a month that lies in one ISO week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekPart {
    /// The Monday of the week, which may lie before the month.
    pub monday: NaiveDate,
    /// The first day in the month.
    pub first: NaiveDate,
    /// The last day in the month.
    pub last: NaiveDate,
    /// The working days of the piece.
    pub workdays: usize,
}

fn plain_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days from the first to the last, both included.
fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |day| *day <= last)
}

/// The days from Monday to Friday between two days, both included; not above 0 if they are turned.
fn plain_workdays(first: NaiveDate, last: NaiveDate) -> i64 {
    // The first day of the first year was a Monday.
    let number = |day: NaiveDate| i64::from(day.num_days_from_ce()) - 1;
    let before = |number: i64| number.div_euclid(7) * 5 + number.rem_euclid(7).min(5);
    before(number(last) + 1) - before(number(first))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn own(text: &str, worked: bool, label: &str) -> CompanyDay {
        CompanyDay { day: day(text), worked, label: label.to_owned() }
    }

    #[test]
    fn days_are_what_the_notice_says() {
        let calendar = Calendar::published();
        for (text, expected) in [
            ("2025-09-28", DayKind::MakeupWorkday),
            ("2025-10-01", DayKind::Holiday),
            ("2025-10-04", DayKind::Holiday),
            ("2025-10-08", DayKind::Holiday),
            ("2025-10-09", DayKind::Workday),
            ("2025-10-11", DayKind::MakeupWorkday),
            ("2025-10-12", DayKind::Weekend),
            ("2027-10-01", DayKind::Workday),
        ] {
            assert_eq!(calendar.kind(day(text)), expected, "{text}");
        }
        assert!(calendar.official(2025) && calendar.official(2026) && !calendar.official(2027));
    }

    #[test]
    fn working_days_step_over_the_holiday() {
        let calendar = Calendar::published();
        assert_eq!(calendar.add_workdays(day("2025-09-30"), 1), day("2025-10-09"));
        assert_eq!(calendar.add_workdays(day("2025-10-05"), 0), day("2025-10-09"));
        assert_eq!(calendar.add_workdays(day("2025-11-16"), 1), day("2025-11-17"));
        assert_eq!(calendar.workdays(day("2025-09-29"), day("2025-10-05")), 2);
        assert_eq!(calendar.weekdays(day("2025-09-29"), day("2025-10-05")), 5);
        assert_eq!(calendar.workdays(day("2025-10-12"), day("2025-10-06")), 0);
        assert_eq!(calendar.weekdays(day("2025-10-12"), day("2025-10-06")), 0);
        assert_eq!(calendar.add_workdays(NaiveDate::MAX, 1), NaiveDate::MAX);
        assert_eq!(calendar.add_workdays(day("2025-11-17"), usize::MAX), day("2025-11-17"));
    }

    #[test]
    fn holidays_are_found_by_any_of_their_days() {
        let calendar = Calendar::published();
        let found = |first: &str, last: &str| -> Vec<(NaiveDate, NaiveDate)> {
            let holidays = calendar.holidays(day(first), day(last)).into_iter();
            holidays.map(|holiday| (holiday.first, holiday.last)).collect()
        };
        assert_eq!(found("2025-08-25", "2025-11-23"), [(day("2025-10-01"), day("2025-10-08"))]);
        assert_eq!(found("2025-10-08", "2025-10-08").len(), 1);
        assert!(found("2025-10-09", "2025-12-31").is_empty());
        assert_eq!(found("2025-12-29", "2026-02-15").len(), 2, "over the turn of the year");
        assert!(found("2027-10-01", "2027-10-07").is_empty(), "no notice yet");
    }

    #[test]
    fn weeks_are_cut_at_the_ends_of_the_month() {
        let calendar = Calendar::published();
        let parts = calendar.weeks_of_month(2026, 10);
        let shown: Vec<(String, usize)> =
            parts.iter().map(|part| (part.first.to_string(), part.workdays)).collect();
        let expected = [("2026-10-01", 0), ("2026-10-05", 3), ("2026-10-12", 5)];
        let expected = expected.map(|(first, n)| (first.to_owned(), n));
        assert_eq!(shown.get(..3), Some(&expected[..]));
        assert!(calendar.weeks_of_month(2026, 13).is_empty());
    }

    #[test]
    fn a_year_that_is_entered_goes_over_the_table_and_the_company_over_both() {
        let year = |number: i32, first: &str, last: &str, makeup: &str| Year {
            year: number,
            notice: "通知".to_owned(),
            holidays: vec![Holiday::unnamed(day(first), day(last))],
            makeup: vec![day(makeup)],
        };
        let calendar = Calendar::with(
            vec![
                year(2027, "2027-10-01", "2027-10-07", "2027-10-09"),
                year(2026, "2026-02-16", "2026-02-22", "2026-02-28"),
            ],
            vec![
                own("2027-10-08", false, "厂休"),
                own("2027-10-07", true, "值班"),
                own("2027-10-16", true, "展会"),
            ],
        );
        for (text, expected) in [
            ("2027-10-01", DayKind::Holiday),
            ("2027-10-07", DayKind::Workday),
            ("2027-10-08", DayKind::Holiday),
            ("2027-10-09", DayKind::MakeupWorkday),
            ("2027-10-16", DayKind::MakeupWorkday),
            // The published 2026 is gone as a whole, 2025 is untouched.
            ("2026-02-23", DayKind::Workday),
            ("2026-10-01", DayKind::Workday),
            ("2025-10-01", DayKind::Holiday),
        ] {
            assert_eq!(calendar.kind(day(text)), expected, "{text}");
        }
        assert_eq!(
            [2025, 2026, 2027, 2028].map(|year| calendar.status(year)),
            [Status::Official, Status::Edited, Status::Edited, Status::Estimated]
        );
        assert!(calendar.official(2027) && !calendar.official(2028));
        assert_eq!(calendar.notice(2027), Some("通知"));
        assert_eq!(calendar.makeup_days(2027), [day("2027-10-09"), day("2027-10-16")]);
        assert_eq!(calendar.workdays(day("2027-10-01"), day("2027-10-17")), 8);
        assert_eq!(calendar.company_days(day("2027-10-08"), day("2027-10-16")).len(), 2);
        assert_eq!(calendar.label(day("2027-10-07")), Some(Label::Company("值班")));
    }

    #[test]
    fn days_bear_the_names_of_their_holidays() {
        use HolidayName::{MidAutumn, NationalDay, SpringFestival};
        let calendar = Calendar::published();
        for (text, expected) in [
            ("2026-02-17", vec![SpringFestival]),
            ("2025-10-06", vec![NationalDay, MidAutumn]),
            ("2026-09-26", vec![MidAutumn]),
            ("2026-02-14", vec![]),
            ("2026-03-10", vec![]),
        ] {
            let names = match calendar.label(day(text)) {
                Some(Label::Holiday(names)) => names.to_vec(),
                _ => vec![],
            };
            assert_eq!(names, expected, "{text}");
        }
    }

    /// Days from the first of 2025 on.
    fn on(offset: u64) -> NaiveDate {
        day("2025-01-01") + Days::new(offset)
    }

    /// The published years, a 2027 of any holidays, and any days of the company.
    fn calendars() -> impl Strategy<Value = Calendar> {
        let holidays = prop::collection::vec((0_u64..400, 0_u64..10), 0..8);
        let makeup = prop::collection::vec(0_u64..365, 0..8);
        let company = prop::collection::vec((0_u64..1500, any::<bool>()), 0..40);
        (holidays, makeup, company).prop_map(|(holidays, makeup, company)| {
            // 2027 begins 730 days after 2025.
            let off = |(at, long): (u64, u64)| Holiday::unnamed(on(720 + at), on(720 + at + long));
            let year = Year {
                year: 2027,
                notice: String::new(),
                holidays: holidays.into_iter().map(off).collect(),
                makeup: makeup.into_iter().map(|at| on(730 + at)).collect(),
            };
            let own = |(at, worked)| CompanyDay { day: on(at), worked, label: String::new() };
            Calendar::with(vec![year], company.into_iter().map(own).collect())
        })
    }

    proptest! {
        #[test]
        fn counting_by_arithmetic_is_counting_day_by_day(calendar in calendars(), from in 0_u64..1500, long in 0_u64..600) {
            let (first, last) = (on(from), on(from + long));
            let worked = days(first, last).filter(|day| calendar.working_day(*day)).count();
            prop_assert_eq!(calendar.workdays(first, last), worked);
            let plain = days(first, last).filter(|day| !plain_weekend(*day)).count();
            prop_assert_eq!(calendar.weekdays(first, last), plain);
        }

        #[test]
        fn adding_working_days_is_the_inverse_of_counting_them(calendar in calendars(), from in 0_u64..1500, n in 0_usize..400) {
            let found = calendar.add_workdays(on(from), n);
            prop_assert!(calendar.working_day(found));
            let first = on(if n == 0 { from } else { from + 1 });
            prop_assert_eq!(calendar.workdays(first, found), n.max(1));
        }
    }
}
