//! Cells to values: texts, amounts, dates, rates. What is ambiguous is refused, never guessed.

use std::borrow::Cow;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::money::parse_decimal;
use crate::sheets::read::Cell;

/// Fen in one yuan.
pub const YUAN: i64 = 100;

/// A text as people mean it: compatibility forms folded (full-width digits), trimmed, inner white
/// space single. Empty for an empty cell.
pub fn text(cell: &Cell) -> String {
    let text = cell.text();
    let folded = fold(&text);
    let mut joined = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// A text reduced to what tells headings and names apart: lower case, without white space and
/// joining marks.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_whitespace() || matches!(c, '_' | '-' | '/' | '.' | ':' | '*') {
            continue;
        }
        if c.is_ascii() {
            key.push(c.to_ascii_lowercase());
        } else {
            key.extend(c.to_lowercase());
        }
    }
    key
}

/// The text with compatibility forms folded (NFKC). Most texts hold only what stays as it is, ASCII
/// and common Chinese characters, and are not copied.
fn fold(text: &str) -> Cow<'_, str> {
    let stays = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().all(stays) { Cow::Borrowed(text) } else { text.nfkc().collect() }
}

/// A heading split into its name and the unit in brackets: `预计金额(万元)` → `预计金额`, `万元`.
pub fn split_unit(heading: &str) -> (String, Option<String>) {
    let folded = fold(heading);
    if let Some(open) = folded.find(['(', '[', '【'])
        && let Some((name, rest)) = folded.split_at_checked(open)
    {
        let unit: String = rest.chars().filter(|c| !"()[]【】 ".contains(*c)).collect();
        return (name.trim().to_owned(), Some(unit.trim_start_matches("单位:").to_owned()));
    }
    (folded.trim().to_owned(), None)
}

/// The fen in one of a named unit; `None` when it names no unit of money.
pub fn money_unit(unit: &str) -> Option<i64> {
    match unit.trim_end_matches("人民币").trim_start_matches("人民币") {
        "元" | "¥" | "rmb" | "cny" | "RMB" | "CNY" => Some(YUAN),
        "千元" | "k" | "K" | "千" => Some(1_000 * YUAN),
        "万" | "万元" | "w" | "W" => Some(10_000 * YUAN),
        "百万" | "百万元" | "M" | "¥M" | "m" => Some(1_000_000 * YUAN),
        "亿" | "亿元" => Some(100_000_000 * YUAN),
        _ => None,
    }
}

/// An amount in units of one hundredth of `unit_fen`'s yuan, that is fen: `¥1,200`, `186万`,
/// `(300)`. `unit_fen` is the fen in one unit of the heading and counts where the cell names none.
/// `None` when it is no amount.
pub fn amount(cell: &Cell, unit_fen: i64) -> Option<i64> {
    if let Cell::Number(number) = cell {
        return decimal_of(*number, unit_fen);
    }
    let folded = text(cell);
    let bare: String = folded.chars().filter(|c| !c.is_whitespace()).collect();
    let (bracketed, bare) = match bare.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => (true, inside.to_owned()),
        None => (false, bare),
    };
    let (minus, bare) = match bare.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, bare.as_str()),
    };
    let bare =
        ["¥", "￥", "RMB", "CNY"].iter().find_map(|sign| bare.strip_prefix(sign)).unwrap_or(bare);
    let end = bare.find(|c: char| !c.is_ascii_digit() && !",.".contains(c)).unwrap_or(bare.len());
    let (digits, unit) = bare.split_at_checked(end)?;
    let unit_fen = if unit.is_empty() { unit_fen } else { money_unit(unit)? };
    let fen = parse_decimal(&without_commas(digits)?, unit_fen)?;
    match (bracketed, minus) {
        (true, true) => None,
        (false, false) => Some(fen),
        _ => Some(-fen),
    }
}

/// A plain number of a cell times `scale`, rounded once; thousands commas are read.
pub fn scaled(cell: &Cell, scale: i64) -> Option<i64> {
    if let Cell::Number(number) = cell {
        return decimal_of(*number, scale);
    }
    let folded = text(cell);
    let (minus, digits) = match folded.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, folded.as_str()),
    };
    let value = parse_decimal(&without_commas(digits)?, scale)?;
    Some(if minus { -value } else { value })
}

/// A rate in basis points: `63.15%`, `63.15` (percent), or a fraction up to 1 (`0.6315`).
pub fn rate(cell: &Cell) -> Option<i64> {
    let folded = text(cell);
    if let Some(percent) = folded.strip_suffix('%') {
        return parse_decimal(percent.trim(), 100);
    }
    let percent = scaled(cell, 100)?;
    if (-100..=100).contains(&percent) { scaled(cell, 10_000) } else { Some(percent) }
}

/// A number of a sheet's binary cell, through its shortest decimal text, so that 0.1 is 0.1.
fn decimal_of(number: f64, scale: i64) -> Option<i64> {
    if !number.is_finite() || number.abs() >= 1e15 {
        return None;
    }
    let text = format!("{number}");
    // Very small numbers have more than fifteen decimals; they are zero in any unit we know.
    match text.split_once('.') {
        Some((whole, fraction)) => {
            let kept: String = fraction.chars().take(15).collect();
            parse_decimal(&format!("{whole}.{kept}"), scale)
        }
        None => parse_decimal(&text, scale),
    }
}

/// The digits without thousands commas; `None` when the commas do not stand every three digits.
fn without_commas(digits: &str) -> Option<String> {
    if !digits.contains(',') {
        return Some(digits.to_owned());
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !sound || fraction.contains(',') {
        return None;
    }
    Some(digits.replace(',', ""))
}

/// A day: a date cell, `2025-12-20`, `2025/12/20`, `2025.12.20`, `2025年12月20日`, `20251220`, each
/// with a time of day allowed behind it. `None` when it is no date.
pub fn date(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Date(day) => return Some(*day),
        Cell::DateTime(instant) => return Some(instant.date()),
        Cell::Number(number) => {
            // 20251220 as a number; serial days arrive as date cells.
            let whole = *number;
            if whole.fract() != 0.0 || !(19_000_101.0..=99_991_231.0).contains(&whole) {
                return None;
            }
        }
        _ => {}
    }
    parse_date(&text(cell))
}

/// Reads a written date; see [`date`].
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let day = text.split([' ', 'T']).next()?;
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(day, "%Y%m%d").ok();
    }
    let plain = day.replace(['年', '月', '/', '.'], "-");
    let plain = plain.trim_end_matches('日');
    let mut parts = plain.split('-');
    let (year, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if parts.next().is_some()
        || year.len() != 4
        || !digits(year, 4)
        || !digits(month, 2)
        || !digits(last, 2)
    {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, last.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Cell {
        Cell::Text(text.into())
    }

    #[test]
    fn amounts() {
        for (text, unit, expected) in [
            ("186", 10_000 * YUAN, Some(186_000_000)),
            ("¥1,200.50", YUAN, Some(120_050)),
            ("１８６万", YUAN, Some(186_000_000)),
            ("1.2亿", YUAN, Some(12_000_000_000)),
            ("(300)", YUAN, Some(-30_000)),
            ("-300", YUAN, Some(-30_000)),
            ("3,800,00", YUAN, None),
            ("12,O00", YUAN, None),
            ("约80w", YUAN, None),
            ("", YUAN, None),
            ("元", YUAN, None),
        ] {
            assert_eq!(amount(&cell(text), unit), expected, "{text}");
        }
        assert_eq!(amount(&Cell::Number(0.1), YUAN), Some(10));
        assert_eq!(amount(&Cell::Number(1e300), YUAN), None);
    }

    #[test]
    fn dates() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 20);
        for text in [
            "2025-12-20",
            "2025/12/20",
            "2025.12.20",
            "2025年12月20日",
            "２０２５／１２／２０",
            "20251220",
            "2025-12-20 08:30:00",
            "2025-12-20T00:00:00",
        ] {
            assert_eq!(date(&cell(text)), day, "{text}");
        }
        assert_eq!(date(&Cell::Number(20_251_220.0)), day);
        for bad in ["2025-11-31", "12/25", "11月底", "", "2025-12", "25-12-20", "2025-12-20-1"] {
            assert_eq!(date(&cell(bad)), None, "{bad}");
        }
    }

    #[test]
    fn rates_and_units() {
        for (text, expected) in [
            ("63.15%", Some(6_315)),
            ("63.15", Some(6_315)),
            ("0.6315", Some(6_315)),
            ("1", Some(10_000)),
            ("五成", None),
        ] {
            assert_eq!(rate(&cell(text)), expected, "{text}");
        }
        assert_eq!(
            split_unit("预计金额（万元）"),
            ("预计金额".to_owned(), Some("万元".to_owned()))
        );
        assert_eq!(split_unit("close_value"), ("close_value".to_owned(), None));
        assert_eq!(key("Sales_Agent "), "salesagent");
    }
}
