//! Days as people write them.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use crate::domain::period::Period;
use crate::sheets::read::Cell;

use super::style::{Order, Style};
use super::{Refusal, Said, nothing, numerals, text};

/// Whether a field needs the day itself, or a plan that may be as vague as 11月底.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// A day that something happened.
    Day,
    /// A day that something is planned for.
    Plan,
}

/// Serial numbers that are taken for days: 1982 to 2064.
const SERIALS: std::ops::RangeInclusive<i64> = 30_000..=60_000;
/// How far from the report a day written with two digits of a year may be, in years.
const NEAR_YEARS: i32 = 3;

/// A day of a cell. `report` is the day that the sheet speaks of: what is written without a year is
/// near it, and 下周三 counts from it.
pub fn date(
    cell: &Cell,
    style: &Style,
    report: NaiveDate,
    precision: Precision,
) -> Said<NaiveDate> {
    match cell {
        Cell::Date(day) => return Said::Exact(*day),
        Cell::DateTime(instant) => return Said::Exact(instant.date()),
        Cell::Number(number)
            if number.trunc() == *number && SERIALS.contains(&(*number as i64)) =>
        {
            return Said::of(of_serial(*number as i64), false);
        }
        // 11.20 typed as a number is kept as 11.2: which day that was nobody can say.
        Cell::Number(number) if number.fract() != 0.0 => {
            return Said::Refused(Refusal::Order);
        }
        _ => {}
    }
    let text = text(cell);
    if let Some(said) = nothing(&text) {
        return said;
    }
    let Some((text, weekday)) = without_weekday(&text) else {
        return Said::Refused(Refusal::NotOne);
    };
    let said = written(text, style, report, precision);
    match (weekday, said) {
        (Some(weekday), Said::Exact(day) | Said::Corrected(day)) if day.weekday() != weekday => {
            Said::Refused(Refusal::NotOne)
        }
        (_, said) => said,
    }
}

fn written(text: &str, style: &Style, report: NaiveDate, precision: Precision) -> Said<NaiveDate> {
    if let Some(day) = parse_date(text).or_else(|| english(text, report)) {
        return Said::Exact(day);
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if bare.len() == 5
        && let Ok(serial) = bare.parse::<i64>()
        && SERIALS.contains(&serial)
    {
        return Said::of(of_serial(serial), false);
    }
    let bare = in_digits(&bare);
    if let Some(day) = parse_date(&bare) {
        return Said::Corrected(day);
    }
    if let Some(said) = three_parts(&bare, style, report) {
        return said;
    }
    if let Some(day) = without_year(&bare, report, precision).or_else(|| relative(&bare, report)) {
        return Said::Corrected(day);
    }
    match (vague(&bare, report), precision) {
        (Some(day), Precision::Plan) => Said::Corrected(day),
        (Some(_), Precision::Day) => Said::Refused(Refusal::Vague),
        (None, _) if beyond_month(&bare) => Said::Refused(Refusal::NoSuchDay),
        (None, _) => Said::Refused(Refusal::NotOne),
    }
}

/// Whether a text is a day in full that its month has not: 2025-11-31.
fn beyond_month(bare: &str) -> bool {
    let plain = bare.replace(['年', '月', '/', '.'], "-");
    let parts: Option<Vec<u32>> =
        plain.trim_end_matches(['日', '号']).split('-').map(|part| number(part, 4)).collect();
    let Some([year, month, day]) = parts.as_deref() else { return false };
    let last = month_end(year.cast_signed(), *month);
    (1900..2200).contains(year) && *day <= 31 && last.is_some_and(|last| *day > last.day())
}

/// Reads a date written in full: `2025-12-20`, `2025/12/20`, `2025.12.20`, `2025年12月20日`,
/// `20251220`, each with a time of day allowed behind it.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let day = text.split([' ', 'T']).next()?;
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(day, "%Y%m%d").ok();
    }
    let plain = day.replace(['年', '月', '/', '.'], "-");
    let plain = plain.trim_end_matches(['日', '号']);
    let mut parts = plain.split('-');
    let (year, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(number(year, 4)?.cast_signed(), number(month, 2)?, number(last, 2)?)
}

/// A number of at most so many digits.
fn number(text: &str, longest: usize) -> Option<u32> {
    let sound = (1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

fn of_serial(serial: i64) -> Option<NaiveDate> {
    // Day 0 of the calendar of 1900 as it counts since March 1900.
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    zero.checked_add_days(Days::new(serial.unsigned_abs()))
}

/// The text without a day of the week behind it, and that day; `None` when brackets hold something
/// else.
fn without_weekday(text: &str) -> Option<(&str, Option<Weekday>)> {
    if let Some((before, behind)) = text.split_once('(') {
        let inside = behind.strip_suffix(')')?;
        return Some((before.trim_end(), Some(weekday(inside)?)));
    }
    let at = ["周", "星期", "礼拜"].iter().find_map(|word| text.rfind(word));
    let digits_before = |before: &str| before.chars().any(|c| c.is_ascii_digit());
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((before, behind)) if digits_before(before) => match weekday(behind) {
            Some(day) => Some((before.trim_end(), Some(day))),
            None => Some((text, None)),
        },
        _ => Some((text, None)),
    }
}

/// 周三, 星期三, 礼拜天, Wed, Wednesday.
fn weekday(text: &str) -> Option<Weekday> {
    let chinese = ["周", "星期", "礼拜"].iter().find_map(|word| text.strip_prefix(word));
    match chinese {
        Some(day) => {
            let mut chars = day.chars();
            let day = weekday_of(chars.next()?)?;
            chars.next().is_none().then_some(day)
        }
        None => text.parse().ok(),
    }
}

fn weekday_of(c: char) -> Option<Weekday> {
    let index = match c {
        '日' | '天' => 6,
        _ => numerals::digit(c).filter(|n| (1..=6).contains(n))? - 1,
    };
    Weekday::try_from(u8::try_from(index).ok()?).ok()
}

/// `21-Sep-22`, `21 September 2022`, `Sep 21, 2022`.
fn english(text: &str, report: NaiveDate) -> Option<NaiveDate> {
    if !text.is_ascii() || !text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let parts: Vec<&str> =
        text.split(|c: char| " -/,.".contains(c)).filter(|part| !part.is_empty()).collect();
    let [one, two, year] = parts.as_slice() else { return None };
    let (month, day) = match (month_named(one), month_named(two)) {
        (Some(month), None) => (month, *two),
        (None, Some(month)) => (month, *one),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let year = match year.len() {
        // Of this century unless that is far ahead: people were hired in 97.
        2 => {
            let short = number(year, 2)?;
            let far = 2000 + short.cast_signed() > report.year() + 10;
            short + if far { 1900 } else { 2000 }
        }
        4 => number(year, 4)?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.cast_signed(), month, number(day, 2)?)
}

fn month_named(text: &str) -> Option<u32> {
    let month: chrono::Month = text.parse().ok()?;
    Some(month.number_from_month())
}

/// Numerals before 年, 月, 日 and 号 as digits: 二〇二五年十二月二十日 → 2025年12月20日.
fn in_digits(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if numerals::is_numeral(c) {
            run.push(c);
            continue;
        }
        match numerals::number(&run) {
            Some(n) if matches!(c, '年' | '月' | '日' | '号') => made.push_str(&n.to_string()),
            _ => made.push_str(&run),
        }
        run.clear();
        made.push(c);
    }
    made.push_str(&run);
    made
}

/// Three numbers of which the year is short or comes last.
fn three_parts(bare: &str, style: &Style, report: NaiveDate) -> Option<Said<NaiveDate>> {
    let plain = bare.replace(['年', '月', '/', '.'], "-");
    let plain = plain.trim_end_matches(['日', '号']);
    let parts: Vec<&str> = plain.split('-').collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let [a, b] = [number(one, 2)?, number(two, 2)?];
    if three.len() == 4 {
        return Some(year_last(a, b, number(three, 4)?.cast_signed(), style));
    }
    let c = number(three, 2)?;
    let near = |day: &NaiveDate| (day.year() - report.year()).abs() <= NEAR_YEARS;
    let first = NaiveDate::from_ymd_opt(2000 + a.cast_signed(), b, c).filter(near);
    let last = NaiveDate::from_ymd_opt(2000 + c.cast_signed(), b, a).filter(near);
    Some(match (first, last) {
        (Some(day), None) | (None, Some(day)) => Said::Corrected(day),
        (Some(first), Some(last)) if first == last => Said::Corrected(first),
        // 25-12-20 in a report of 2025 is not the 25th of 2020; 24-11-25 might be either.
        (Some(first), Some(last)) => {
            let distance = |day: NaiveDate| (day - report).num_days().abs();
            if distance(first) + 366 < distance(last) {
                Said::Corrected(first)
            } else {
                Said::Refused(Refusal::Order)
            }
        }
        (None, None) => Said::Refused(Refusal::NotOne),
    })
}

/// `20/12/2025` and `12/20/2025`.
fn year_last(a: u32, b: u32, year: i32, style: &Style) -> Said<NaiveDate> {
    let day_first = NaiveDate::from_ymd_opt(year, b, a);
    let month_first = NaiveDate::from_ymd_opt(year, a, b);
    match (day_first, month_first, style.order) {
        (Some(day), None, _)
        | (None, Some(day), _)
        | (Some(day), _, Some(Order::DayFirst))
        | (_, Some(day), Some(Order::MonthFirst)) => Said::Corrected(day),
        (Some(one), Some(other), None) if one == other => Said::Corrected(one),
        (Some(_), Some(_), None | Some(Order::Mixed)) => Said::Refused(Refusal::Order),
        (None, None, _) => Said::Refused(Refusal::NotOne),
    }
}

/// The year that brings a day nearest to the report; of two as near, the later.
fn nearest(report: NaiveDate, day_in: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let years = [report.year() + 1, report.year(), report.year() - 1];
    years.into_iter().filter_map(day_in).min_by_key(|day| (*day - report).num_days().abs())
}

/// `12/25`, `12-25`, `12.25`, `12月25日`.
fn without_year(bare: &str, report: NaiveDate, precision: Precision) -> Option<NaiveDate> {
    let plain = bare.replace(['月', '/', '.'], "-");
    let (month, day) = plain.trim_end_matches(['日', '号']).split_once('-')?;
    let (month, day) = (number(month, 2)?, number(day, 2)?);
    // What happened did so before the report, or in the days that it took to write it.
    let ahead = |day: &NaiveDate| (*day - report).num_days() > 7;
    nearest(report, |year| {
        let day = NaiveDate::from_ymd_opt(year, month, day);
        day.filter(|day| precision == Precision::Plan || !ahead(day))
    })
}

/// 今天, 明天, 周三, 下周三, 上周五.
fn relative(bare: &str, report: NaiveDate) -> Option<NaiveDate> {
    let days = match bare {
        "今天" | "今日" | "当天" => 0,
        "明天" | "明日" => 1,
        "后天" => 2,
        "昨天" | "昨日" => -1,
        "前天" => -2,
        _ => {
            let (weeks, rest) =
                [("下下", 2), ("下", 1), ("上上", -2), ("上", -1), ("本", 0), ("这", 0)]
                    .into_iter()
                    .find_map(|(word, weeks)| Some((weeks, bare.strip_prefix(word)?)))
                    .unwrap_or((0, bare));
            let day = weekday(rest.strip_prefix('个').unwrap_or(rest))?;
            let monday = i64::from(report.weekday().num_days_from_monday());
            weeks * 7 - monday + i64::from(day.num_days_from_monday())
        }
    };
    report.checked_add_signed(chrono::TimeDelta::days(days))
}

/// The last day of a month.
fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    Period::Month(year, month).bounds().map(|(_, last)| last)
}

/// The year and month so many months after that of a day.
fn months_after(day: NaiveDate, months: i32) -> Option<(i32, u32)> {
    let index = day.year() * 12 + day.month0().cast_signed() + months;
    Some((index.div_euclid(12), u32::try_from(index.rem_euclid(12)).ok()? + 1))
}

/// 11月底, 12月中, 2025年Q4, 四季度, 下月底, 年底: the day that such a plan is taken for.
fn vague(bare: &str, report: NaiveDate) -> Option<NaiveDate> {
    let (year, rest) = match bare.split_at_checked(4) {
        Some((year, rest)) if number(year, 4).is_some() => {
            (number(year, 4)?.cast_signed(), rest.trim_start_matches(['年', '-', '/', '.']))
        }
        _ => return vague_near(bare, report),
    };
    in_year(rest, year)
}

fn vague_near(bare: &str, report: NaiveDate) -> Option<NaiveDate> {
    let month = |months: i32, part: &str| {
        let (year, month) = months_after(report, months)?;
        part_of_month(year, month, part)
    };
    for (word, months) in [("下个月", 1), ("下月", 1), ("本月", 0), ("这个月", 0), ("月", 0)]
    {
        if let Some(part) = bare.strip_prefix(word)
            && (word != "月" || !part.is_empty())
        {
            return month(months, part);
        }
    }
    match bare {
        "年底" | "年末" | "今年底" | "今年年底" => {
            NaiveDate::from_ymd_opt(report.year(), 12, 31)
        }
        "明年底" | "明年年底" => NaiveDate::from_ymd_opt(report.year() + 1, 12, 31),
        "季度末" | "本季度末" | "季末" | "本季末" => {
            in_year(&format!("Q{}", report.month0() / 3 + 1), report.year())
        }
        _ => nearest(report, |year| in_year(bare, year)),
    }
}

/// The rest of a vague day once its year is known: `Q4`, `四季度`, `11月底`, `11`.
fn in_year(rest: &str, year: i32) -> Option<NaiveDate> {
    if matches!(rest, "年底" | "年末" | "底" | "末") {
        return NaiveDate::from_ymd_opt(year, 12, 31);
    }
    let (quarter, said) = match rest.strip_prefix(['Q', 'q']) {
        Some(digit) => (digit.trim_end_matches("季度"), true),
        None => {
            let stem = rest.trim_end_matches('末').trim_end_matches('底');
            let stem = stem.strip_suffix("季度").or_else(|| stem.strip_suffix('季'));
            (stem.unwrap_or(rest).trim_start_matches('第'), stem.is_some())
        }
    };
    if said {
        let mut chars = quarter.chars();
        let c = chars.next()?;
        let quarter = c.to_digit(10).or_else(|| numerals::digit(c))?;
        let sound = chars.next().is_none() && (1..=4).contains(&quarter);
        return sound.then(|| month_end(year, quarter * 3)).flatten();
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (month, part) = rest.split_at_checked(digits)?;
    let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
    match part.strip_prefix('月') {
        Some(part) => part_of_month(year, month, part.strip_prefix('份').unwrap_or(part)),
        // 2025-11: only with its year in front does a bare number name a month.
        None if part.is_empty() => month_end(year, month),
        None => None,
    }
}

fn part_of_month(year: i32, month: u32, part: &str) -> Option<NaiveDate> {
    let day = match part {
        "初" => 1,
        "上旬" => 5,
        "中" | "中旬" => 15,
        "下旬" => 25,
        "" | "底" | "末" | "内" => return month_end(year, month),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(text: &str, precision: Precision) -> Said<NaiveDate> {
        date(&Cell::Text(text.into()), &Style::default(), day("2025-11-18"), precision)
    }

    #[test]
    fn days_in_full_are_exact() {
        for text in [
            "2025-12-20",
            "2025/12/20",
            "2025.12.20",
            "2025年12月20日",
            "２０２５／１２／２０",
            "20251220",
            "2025-12-20 08:30:00",
            "2025-12-20T00:00:00",
            "2025-12-20（周六）",
            "2025年12月20日 星期六",
            "20-Dec-25",
            "Dec 20, 2025",
            "20 December 2025",
        ] {
            assert_eq!(read(text, Precision::Day), Said::Exact(day("2025-12-20")), "{text}");
        }
        let number = Cell::Number(20_251_220.0);
        let read = date(&number, &Style::default(), day("2025-11-18"), Precision::Day);
        assert_eq!(read, Said::Exact(day("2025-12-20")));
    }

    #[test]
    fn days_without_a_year_are_near_the_report() {
        for (text, expected) in [
            ("11/20", "2025-11-20"),
            ("12/25", "2024-12-25"),
            ("1.15", "2025-01-15"),
            ("8月3日", "2025-08-03"),
            ("25-12-20", "2025-12-20"),
            ("二〇二五年十二月二十日", "2025-12-20"),
            ("十二月二十日", "2024-12-20"),
            ("45980", "2025-11-19"),
            ("20/12/2025", "2025-12-20"),
            ("12/20/2025", "2025-12-20"),
            ("今天", "2025-11-18"),
            ("周三", "2025-11-19"),
            ("下周三", "2025-11-26"),
            ("上周五", "2025-11-14"),
            ("本周日", "2025-11-23"),
        ] {
            assert_eq!(read(text, Precision::Day), Said::Corrected(day(expected)), "{text}");
        }
    }

    #[test]
    fn vague_days_are_for_plans() {
        for (text, expected) in [
            ("11月底", "2025-11-30"),
            ("12月中", "2025-12-15"),
            ("12月中旬", "2025-12-15"),
            ("1月上旬", "2026-01-05"),
            ("十二月下旬", "2025-12-25"),
            ("2025年12月", "2025-12-31"),
            ("2025-12", "2025-12-31"),
            ("12月", "2025-12-31"),
            ("2025年Q4", "2025-12-31"),
            ("2025Q4", "2025-12-31"),
            ("2026年一季度", "2026-03-31"),
            ("四季度", "2025-12-31"),
            ("Q1", "2026-03-31"),
            ("月底", "2025-11-30"),
            ("下月中", "2025-12-15"),
            ("下个月底", "2025-12-31"),
            ("年底", "2025-12-31"),
        ] {
            assert_eq!(read(text, Precision::Plan), Said::Corrected(day(expected)), "{text}");
            assert_eq!(read(text, Precision::Day), Said::Refused(Refusal::Vague), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_or_two_is_refused() {
        assert_eq!(read("2025-11-31", Precision::Plan), Said::Refused(Refusal::NoSuchDay));
        for text in [
            "2025-12-20（周五）",
            "2025-12-20-1",
            "11/10-11/14",
            "尽快",
            "13月",
            "2025年13月",
            "五季度",
            "31/31/2025",
        ] {
            assert_eq!(read(text, Precision::Plan), Said::Refused(Refusal::NotOne), "{text}");
        }
        assert_eq!(read("12/25", Precision::Plan), Said::Corrected(day("2025-12-25")));
        assert_eq!(read("21-Sep-97", Precision::Day), Said::Exact(day("1997-09-21")));
        let number =
            date(&Cell::Number(11.2), &Style::default(), day("2025-11-18"), Precision::Day);
        assert_eq!(number, Said::Refused(Refusal::Order));
        assert_eq!(read("03/04/2025", Precision::Day), Said::Refused(Refusal::Order));
        let style = Style { order: Some(Order::DayFirst), ..Style::default() };
        let cell = Cell::Text("03/04/2025".into());
        let read = date(&cell, &style, day("2025-11-18"), Precision::Day);
        assert_eq!(read, Said::Corrected(day("2025-04-03")));
    }
}
