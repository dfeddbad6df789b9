//! Periods as people write them: 2025年四季度, 11月, 第46周, 11/10–11/14.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::period::Period;

use super::date::{self, Precision};
use super::style::Style;
use super::{Said, nothing, numerals};
use crate::sheets::read::Cell;

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Year,
    Quarter(u32),
    Month(u32),
    Week(u32),
}

impl Part {
    fn in_year(self, year: i32) -> Option<Period> {
        let period = match self {
            Self::Year => Period::Year(year),
            Self::Quarter(quarter) => Period::Quarter(year, quarter),
            Self::Month(month) => Period::Month(year, month),
            Self::Week(week) => Period::Week(year, week),
        };
        // Through the text, which knows what weeks and months there are.
        Period::parse(&period.to_string())
    }
}

/// A period of a text (folded, see [`super::text`]). What has no year is the one nearest to the
/// report; a week may be written as its days.
pub fn period(text: &str, report: NaiveDate) -> Said<Period> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(said) = nothing(&bare) {
        return said;
    }
    if let Some(period) = Period::parse(&bare) {
        return Said::Exact(period);
    }
    if let Some(period) = span(&bare, report) {
        return Said::Corrected(period);
    }
    let plain = bare.split('(').next().unwrap_or_default();
    match parts(plain) {
        Some((Some(year), part)) => Said::of(part.in_year(year), true),
        Some((None, part)) => Said::of(nearest(part, report), false),
        None => Said::of(relative(plain, report), false),
    }
}

/// A heading that names a month, quarter or year: the period, and whether its year stood there or
/// was given by `year`.
pub fn month_heading(heading: &str, year: Option<i32>) -> Option<(Period, bool)> {
    let bare: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = bare.split('(').next().unwrap_or_default();
    let plain = plain.trim_end_matches("目标").trim_end_matches("任务").trim_end_matches("指标");
    match parts(plain)? {
        (_, Part::Year | Part::Week(_)) => None,
        (Some(year), part) => Some((part.in_year(year)?, true)),
        (None, part) => Some((part.in_year(year?)?, false)),
    }
}

fn nearest(part: Part, report: NaiveDate) -> Option<Period> {
    let years = [report.year() + 1, report.year(), report.year() - 1];
    let distance = |period: &Period| {
        let [first, last] = [period.first_day(), period.last_day()];
        let outside = if report < first { first - report } else { report - last };
        outside.num_days().max(0)
    };
    years.into_iter().filter_map(|year| part.in_year(year)).min_by_key(distance)
}

/// The year, if it is written, and the part of it.
fn parts(plain: &str) -> Option<(Option<i32>, Part)> {
    let (year, rest) = match plain.split_at_checked(4) {
        Some((digits, rest)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            (digits.parse().ok(), rest.trim_start_matches(['年', '/', '.', '-']))
        }
        // 25年11月
        _ => match plain.split_once('年') {
            Some((short, rest)) if short.len() == 2 => {
                (Some(2000 + short.parse::<i32>().ok()?), rest)
            }
            _ => (None, plain),
        },
    };
    let rest = rest.trim_end_matches('度').trim_end_matches('份');
    if rest.is_empty() {
        return year.is_some().then_some((year, Part::Year));
    }
    let ordinal = rest.trim_start_matches('第');
    let number = |text: &str| -> Option<u32> {
        match text.parse() {
            Ok(n) if text.bytes().all(|b| b.is_ascii_digit()) => Some(n),
            _ => u32::try_from(numerals::number(text)?).ok(),
        }
    };
    let part = if let Some(digits) = ordinal.strip_suffix('季') {
        Part::Quarter(number(digits.trim_start_matches(['Q', 'q']))?)
    } else if let Some(digits) = ordinal.strip_prefix(['Q', 'q']) {
        Part::Quarter(number(digits)?)
    } else if let Some(digits) = ordinal.strip_suffix('周') {
        Part::Week(number(digits)?)
    } else if let Some(digits) = ordinal.strip_prefix(['W', 'w']) {
        Part::Week(number(digits)?)
    } else if let Some(digits) = ordinal.strip_suffix('月') {
        Part::Month(number(digits)?)
    } else if year.is_some() && rest.bytes().all(|b| b.is_ascii_digit()) {
        Part::Month(number(rest)?)
    } else {
        Part::Month(english_month(rest)?)
    };
    let sound = match part {
        Part::Quarter(n) => (1..=4).contains(&n),
        Part::Month(n) => (1..=12).contains(&n),
        Part::Week(n) => (1..=53).contains(&n),
        Part::Year => true,
    };
    sound.then_some((year, part))
}

fn english_month(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.');
    let month: chrono::Month = (text.len() >= 3).then(|| text.parse().ok()).flatten()?;
    Some(month.number_from_month())
}

/// 本周, 上月, 本季度, 今年.
fn relative(plain: &str, report: NaiveDate) -> Option<Period> {
    let (shift, kind) = [("上", -1), ("本", 0), ("这", 0), ("下", 1)]
        .into_iter()
        .find_map(|(word, shift)| Some((shift, plain.strip_prefix(word)?)))?;
    let sample = match kind.trim_start_matches('个') {
        "周" | "星期" => Period::Week(2025, 1),
        "月" => Period::Month(2025, 1),
        "季" | "季度" => Period::Quarter(2025, 1),
        "年" => Period::Year(2025),
        _ => return None,
    };
    let now = sample.same_kind_at(report);
    Some(match shift {
        -1 => now.previous(),
        1 => now.next(),
        _ => now,
    })
}

/// The week or month that two days span: 11/10–11/14, 2019.4.22-2019.4.26.
fn span(bare: &str, report: NaiveDate) -> Option<Period> {
    let bare = bare.split('(').next().unwrap_or_default();
    let (from, to) = ["~", "–", "—", "至", "到"]
        .iter()
        .find_map(|mark| bare.split_once(mark))
        .or_else(|| {
            let middle = bare.len() / 2;
            let at = bare.match_indices('-').min_by_key(|(at, _)| at.abs_diff(middle))?.0;
            let (from, to) = bare.split_at_checked(at)?;
            (from.contains(['.', '/', '月'])).then_some((from, to.trim_start_matches('-')))
        })?;
    let read = |text: &str, near: NaiveDate| {
        let cell = Cell::Text(text.trim_matches('-').into());
        date::date(&cell, &Style::default(), near, Precision::Day).value()
    };
    let from = read(from, report)?;
    let to = read(to, from)?;
    if from > to {
        return None;
    }
    let week = Period::Week(2025, 1).same_kind_at(from);
    let month = Period::Month(from.year(), from.month());
    if week.contains(to) {
        Some(week)
    } else if from == month.first_day() && to == month.last_day() {
        Some(month)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Said<Period> {
        period(text, "2025-11-18".parse().unwrap())
    }

    #[test]
    fn periods_of_sheets() {
        for (text, expected) in [
            ("2017-Q4", Period::Quarter(2017, 4)),
            ("2025年四季度", Period::Quarter(2025, 4)),
            ("2025年第4季度", Period::Quarter(2025, 4)),
            ("2025年Q1", Period::Quarter(2025, 1)),
            ("2025年11月", Period::Month(2025, 11)),
            ("25年11月份", Period::Month(2025, 11)),
            ("2025/11", Period::Month(2025, 11)),
            ("2025年", Period::Year(2025)),
            ("2025年度", Period::Year(2025)),
            ("2025年第46周", Period::Week(2025, 46)),
        ] {
            assert_eq!(read(text), Said::Exact(expected), "{text}");
        }
        for (text, expected) in [
            ("11月", Period::Month(2025, 11)),
            ("1月", Period::Month(2026, 1)),
            ("第46周", Period::Week(2025, 46)),
            ("四季度", Period::Quarter(2025, 4)),
            ("上周", Period::Week(2025, 46)),
            ("本月", Period::Month(2025, 11)),
            ("11/10–11/14", Period::Week(2025, 46)),
            ("2025-11-10至2025-11-14", Period::Week(2025, 46)),
            ("2019.4.22-2019.4.26（4月第4周）".replace('（', "(").as_str(), Period::Week(2019, 17)),
            ("2025.11.1-2025.11.30", Period::Month(2025, 11)),
        ] {
            assert_eq!(read(text), Said::Corrected(expected), "{text}");
        }
        for text in ["去年", "13月", "2025年五季度", "11/10-11/24", "第60周"] {
            assert_eq!(read(text).value(), None, "{text}");
        }
    }

    #[test]
    fn headings_of_wide_tables() {
        for (text, expected) in [
            ("1月", Some((Period::Month(2026, 1), false))),
            ("十二月", Some((Period::Month(2026, 12), false))),
            ("2025年3月", Some((Period::Month(2025, 3), true))),
            ("2025-03", Some((Period::Month(2025, 3), true))),
            ("Q3", Some((Period::Quarter(2026, 3), false))),
            ("一季度", Some((Period::Quarter(2026, 1), false))),
            ("Jan", Some((Period::Month(2026, 1), false))),
            ("合计", None),
            ("姓名", None),
        ] {
            assert_eq!(month_heading(text, Some(2026)), expected, "{text}");
        }
        assert_eq!(month_heading("1月", None), None);
    }
}
