//! 工作日历, ready to draw: each year with where its days come from, its months, holidays, worked
//! weekends and the company's own days.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate, Weekday};

use crate::domain::calendar::{Calendar, DayKind, Label, Status};
use crate::domain::calendar_list::{spans, write};
use crate::domain::holidays::{Holiday, HolidayName, Year, published};
use crate::domain::ids::CompanyDayId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, Tr, number, period_label, short_day};
use crate::metrics::show;
use crate::store::records::{CalendarYear, CompanyDay};
use crate::store::{Db, calendar};

/// So many years behind this one are offered, so that the next notices can be entered.
const AHEAD: i32 = 2;

/// Everything the page shows.
#[derive(Clone, Debug, Default)]
pub struct CalendarPage {
    /// The years that can be chosen, in order: those with a list or a day of the company, and those
    /// around today.
    pub years: Vec<YearPage>,
    /// The year of today.
    pub present: i32,
    /// Every day of the company, of all years.
    pub own: Vec<(CompanyDayId, NaiveDate)>,
}

/// One year.
#[derive(Clone, Debug)]
pub struct YearPage {
    /// The year.
    pub year: i32,
    /// Where its days come from.
    pub status: Status,
    /// The same in words.
    pub status_word: String,
    /// Which notice it goes by and who entered it, or that there is none.
    pub notice: String,
    /// The notice as it stands in the list; empty where the year is estimated.
    pub typed_notice: String,
    /// The list as a person reads and types it; empty where the year is estimated.
    pub list: String,
    /// What holds once an entered list is taken away; `None` where none was entered.
    pub without: Option<String>,
    /// How many days are worked.
    pub workdays: String,
    /// The months.
    pub months: Vec<MonthPage>,
    /// The holidays.
    pub holidays: Vec<ListRow>,
    /// The weekends that are worked by the list, the company's left out.
    pub makeup: Vec<ListRow>,
    /// The days of the company.
    pub company: Vec<OwnRow>,
}

/// A month.
#[derive(Clone, Debug)]
pub struct MonthPage {
    /// Its name.
    pub name: String,
    /// How many days are worked.
    pub workdays: String,
    /// So many places stand free before the first, Monday being the first place.
    pub lead: usize,
    /// Its days.
    pub days: Vec<DayCell>,
    /// The month in words.
    pub told: String,
}

/// A day of a month.
#[derive(Clone, Debug)]
pub struct DayCell {
    /// The day of the month.
    pub number: String,
    /// What it is.
    pub kind: DayKind,
    /// Whether the company says so.
    pub own: bool,
    /// The day in words.
    pub told: String,
}

/// A line of a list: what, when, how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// What it is called.
    pub name: String,
    /// The first and the last day, or the day.
    pub days: String,
    /// How many days, or which weekday.
    pub more: String,
}

/// A day of the company.
#[derive(Clone, Debug)]
pub struct OwnRow {
    /// Which.
    pub id: CompanyDayId,
    /// The day.
    pub day: NaiveDate,
    /// Whether it is worked; otherwise off.
    pub worked: bool,
    /// What the company calls it.
    pub label: String,
    /// The day with its weekday.
    pub said: String,
}

/// What the page is made of.
struct Source<'a> {
    calendar: &'a Calendar,
    published: &'a [Year],
    entered: &'a [(CalendarYear, Year)],
    company: &'a [CompanyDay],
    tr: &'a Tr,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    calendar: &Calendar,
    today: NaiveDate,
    tr: &Tr,
) -> Result<CalendarPage> {
    let (published, entered) = (published(), calendar::entered(db)?);
    let mut company = db.all::<CompanyDay>()?;
    company.sort_by_key(|own| own.day);
    let (published, entered, company) = (&published, &entered, &company);
    Ok(Source { calendar, published, entered, company, tr }.page(today))
}

impl Source<'_> {
    fn page(&self, today: NaiveDate) -> CalendarPage {
        let present = today.year();
        let listed = self.lists().chain(self.published).map(|list| list.year);
        let own = self.company.iter().map(|own| own.day.year());
        let years: BTreeSet<i32> = listed.chain(own).chain(present - 1..=present + AHEAD).collect();
        CalendarPage {
            years: years.into_iter().map(|year| self.year(year)).collect(),
            present,
            own: self.company.iter().map(|own| (own.id, own.day)).collect(),
        }
    }

    /// The lists that were entered.
    fn lists(&self) -> impl Iterator<Item = &Year> {
        self.entered.iter().map(|(_, list)| list)
    }

    fn year(&self, year: i32) -> YearPage {
        let (tr, calendar) = (self.tr, self.calendar);
        let (first, last) = (Period::Year(year).first_day(), Period::Year(year).last_day());
        let status = calendar.status(year);
        let status_word = match status {
            Status::Official => "settings-calendar-official",
            Status::Edited => "settings-calendar-edited",
            Status::Estimated => "settings-calendar-estimated",
        };
        let public = self.published.iter().find(|list| list.year == year);
        let own_list = self.lists().find(|list| list.year == year);
        let without = own_list.is_some().then(|| {
            let known = public.is_some();
            tr.text(if known { "settings-calendar-back" } else { "settings-calendar-plain" })
        });
        let list = own_list.or(public);
        let name = |name: HolidayName| show::holiday(tr, name);
        let (off, work) = (tr.text("calendar-off"), tr.text("calendar-work"));
        let written = |list: &Year| write(&spans(list), &off, &work, &name);
        YearPage {
            year,
            status,
            status_word: tr.text(status_word),
            notice: self.notice(year, status),
            typed_notice: list.map(|list| list.notice.clone()).unwrap_or_default(),
            list: list.map(written).unwrap_or_default(),
            without,
            workdays: self.counted("settings-calendar-workdays", calendar.workdays(first, last)),
            months: (1..=12).map(|month| self.month(year, month)).collect(),
            holidays: self.holidays(first, last),
            makeup: self.makeup(year),
            company: self.own_rows(year),
        }
    }

    fn counted(&self, key: &str, n: usize) -> String {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        self.tr.with(key, &[("n", number(n).into()), ("count", n.into())])
    }

    fn notice(&self, year: i32, status: Status) -> String {
        let tr = self.tr;
        let args = [("year", year.to_string().into())];
        let notice = self.calendar.notice(year).unwrap_or_default();
        match status {
            Status::Estimated => tr.with("settings-calendar-none", &args),
            // The notices of the program are named in Chinese.
            Status::Official if tr.language() == Language::English => {
                tr.with("settings-calendar-notice", &args)
            }
            Status::Official => notice.to_owned(),
            Status::Edited => {
                let row = self.entered.iter().find(|(_, list)| list.year == year);
                let row = row.map(|(row, _)| row);
                let by = row.map(|row| row.by_name.trim()).unwrap_or_default();
                let day = row.map(|row| row.on_day.to_string()).unwrap_or_default();
                let key = if by.is_empty() {
                    "settings-calendar-entered"
                } else {
                    "settings-calendar-entered-by"
                };
                let args = [("notice", notice.into()), ("by", by.into()), ("day", day.into())];
                tr.with(key, &args)
            }
        }
    }

    fn month(&self, year: i32, month: u32) -> MonthPage {
        let (tr, calendar) = (self.tr, self.calendar);
        let period = Period::Month(year, month);
        let (first, last) = (period.first_day(), period.last_day());
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
        let own = |day: NaiveDate| matches!(calendar.label(day), Some(Label::Company(_)));
        let numbers = |wanted: &dyn Fn(NaiveDate) -> bool| -> String {
            let found = days.iter().filter(|day| wanted(**day)).map(|day| day.day().to_string());
            found.collect::<Vec<_>>().join(&tr.text("settings-calendar-and"))
        };
        let n = calendar.workdays(first, last);
        let workdays = self.counted("settings-calendar-month-days", n);
        let mut told = vec![period_label(tr, period), workdays.clone()];
        let of_kind = |kind: DayKind| numbers(&|day| calendar.kind(day) == kind && !own(day));
        for (key, days) in [
            ("settings-calendar-told-off", of_kind(DayKind::Holiday)),
            ("settings-calendar-told-work", of_kind(DayKind::MakeupWorkday)),
            ("settings-calendar-told-own", numbers(&own)),
        ] {
            if !days.is_empty() {
                told.push(tr.with(key, &[("days", days.into())]));
            }
        }
        MonthPage {
            name: tr.with("settings-calendar-month", &[("month", i64::from(month).into())]),
            workdays,
            lead: usize::try_from(first.weekday().num_days_from_monday()).unwrap_or_default(),
            days: days.iter().map(|day| self.cell(*day)).collect(),
            told: told.join(&tr.text("settings-comma")),
        }
    }

    fn cell(&self, day: NaiveDate) -> DayCell {
        let (tr, kind, label) = (self.tr, self.calendar.kind(day), self.calendar.label(day));
        let own = matches!(label, Some(Label::Company(_)));
        let what = match label {
            Some(Label::Company(label)) => {
                let key = if kind.worked() {
                    "settings-calendar-own-work"
                } else {
                    "settings-calendar-own-off"
                };
                tr.with(key, &[("name", label.into())])
            }
            Some(Label::Holiday(names)) if !names.is_empty() => self.names(names),
            _ => tr.text(match kind {
                DayKind::Workday => "settings-calendar-workday",
                DayKind::MakeupWorkday => "settings-calendar-makeup",
                DayKind::Weekend => "settings-calendar-weekend",
                DayKind::Holiday => "settings-calendar-holiday",
            }),
        };
        DayCell {
            number: day.day().to_string(),
            kind,
            own,
            told: [self.with_weekday(day), what].join(&tr.text("settings-comma")),
        }
    }

    fn names(&self, names: &[HolidayName]) -> String {
        if names.is_empty() {
            return self.tr.text("settings-calendar-holiday");
        }
        let names: Vec<String> = names.iter().map(|name| show::holiday(self.tr, *name)).collect();
        names.join(&self.tr.text("settings-calendar-and"))
    }

    fn weekday(&self, day: NaiveDate) -> String {
        self.tr.text(match day.weekday() {
            Weekday::Mon => "settings-calendar-mon",
            Weekday::Tue => "settings-calendar-tue",
            Weekday::Wed => "settings-calendar-wed",
            Weekday::Thu => "settings-calendar-thu",
            Weekday::Fri => "settings-calendar-fri",
            Weekday::Sat => "settings-calendar-sat",
            Weekday::Sun => "settings-calendar-sun",
        })
    }

    fn with_weekday(&self, day: NaiveDate) -> String {
        format!("{day} {}", self.weekday(day))
    }

    fn holidays(&self, first: NaiveDate, last: NaiveDate) -> Vec<ListRow> {
        let short = |day: NaiveDate| short_day(self.tr, day);
        let row = |holiday: &Holiday| {
            let (first, last) = (holiday.first, holiday.last);
            ListRow {
                name: self.names(&holiday.names),
                days: if first == last {
                    short(first)
                } else {
                    [short(first), short(last)].join(" – ")
                },
                more: self.tr.with("days", &[("n", ((last - first).num_days() + 1).into())]),
            }
        };
        self.calendar.holidays(first, last).into_iter().map(row).collect()
    }

    fn makeup(&self, year: i32) -> Vec<ListRow> {
        let days = self.calendar.makeup_days(year).into_iter();
        let listed =
            days.filter(|day| !matches!(self.calendar.label(*day), Some(Label::Company(_))));
        let row = |day: NaiveDate| ListRow {
            name: self.tr.text("settings-calendar-makeup"),
            days: short_day(self.tr, day),
            more: self.weekday(day),
        };
        listed.map(row).collect()
    }

    fn own_rows(&self, year: i32) -> Vec<OwnRow> {
        let own = self.company.iter().filter(|own| own.day.year() == year);
        let row = |own: &CompanyDay| OwnRow {
            id: own.id,
            day: own.day,
            worked: own.worked,
            label: own.label.clone(),
            said: self.with_weekday(own.day),
        };
        own.map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar;
    use crate::domain::ids::CalendarYearId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The published years, a 2027 with a National Day, and the last day of 2026 off.
    fn page() -> CalendarPage {
        let tr = Tr::new(Language::Chinese);
        let list = Year {
            year: 2027,
            notice: "国办发明电〔2026〕1号".to_owned(),
            holidays: vec![Holiday::unnamed(day("2027-10-01"), day("2027-10-07"))],
            makeup: vec![day("2027-10-09")],
        };
        let row = CalendarYear {
            id: CalendarYearId(1),
            year: 2027,
            notice: list.notice.clone(),
            by_name: "林晓峰".to_owned(),
            on_day: day("2026-11-05"),
        };
        let company = [CompanyDay {
            id: CompanyDayId(2),
            day: day("2026-12-31"),
            worked: false,
            label: "年会".to_owned(),
        }];
        let own = company.iter().map(|own| calendar::CompanyDay {
            day: own.day,
            worked: own.worked,
            label: own.label.clone(),
        });
        let calendar = Calendar::with(vec![list.clone()], own.collect());
        let source = Source {
            calendar: &calendar,
            published: &published(),
            entered: &[(row, list)],
            company: &company,
            tr: &tr,
        };
        source.page(day("2026-11-18"))
    }

    #[test]
    fn each_year_says_where_its_days_come_from() {
        let page = page();
        let shown: Vec<(i32, &str, bool)> = page
            .years
            .iter()
            .map(|year| (year.year, year.status_word.as_str(), year.without.is_some()))
            .collect();
        let expected = [
            (2025, "已公布", false),
            (2026, "已公布", false),
            (2027, "已录入", true),
            (2028, "未公布·估算", false),
        ];
        assert_eq!(shown, expected);
        let [first, _, entered, open] = &page.years[..] else { panic!("four years") };
        assert_eq!(first.notice, "国办发明电〔2024〕12号");
        assert_eq!(entered.notice, "国办发明电〔2026〕1号（2026-11-05 由林晓峰录入）");
        assert_eq!(entered.list, "2027-10-01,2027-10-07,休,国庆节\n2027-10-09,2027-10-09,班\n");
        assert_eq!((open.list.as_str(), open.holidays.len()), ("", 0));
        assert_eq!(open.notice, "2028年放假安排还没有公布或录入，按双休估算");
    }

    #[test]
    fn months_count_their_days_and_mark_what_is_special() {
        let page = page();
        let year = page.years.iter().find(|year| year.year == 2026).unwrap();
        // 248 by the notice, without the day of the company.
        assert_eq!(year.workdays, "全年247个工作日");
        let february = &year.months[1];
        assert_eq!((february.name.as_str(), february.workdays.as_str()), ("2月", "16个工作日"));
        // The first of February 2026 is a Sunday.
        assert_eq!((february.lead, february.days.len()), (6, 28));
        assert_eq!(february.days[13].kind, DayKind::MakeupWorkday);
        assert_eq!(february.days[14].told, "2026-02-15 周日，春节");
        assert_eq!(
            february.told,
            "2026年2月，16个工作日，放假15、16、17、18、19、20、21、22、23日，调休上班14、28日"
        );
        let last = year.months[11].days.last().unwrap();
        assert_eq!((last.own, last.kind), (true, DayKind::Holiday));
        assert_eq!(last.told, "2026-12-31 周四，年会（公司放假）");
        assert!(year.months[11].told.ends_with("，公司日31日"), "{}", year.months[11].told);
        let row = |name: &str, days: &str, more: &str| ListRow {
            name: name.to_owned(),
            days: days.to_owned(),
            more: more.to_owned(),
        };
        assert_eq!(year.holidays[1], row("春节", "02-15 – 02-23", "9天"));
        assert_eq!(year.makeup[0], row("调休上班", "01-04", "周日"));
        assert_eq!((year.makeup.len(), year.company.len()), (6, 1));
    }
}
