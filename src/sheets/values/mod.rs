//! Cells to values: texts, amounts, dates, rates, counts.
//!
//! People write `约80w`, `五成` and `11月底`. What such a cell means is certain enough to be taken and
//! not certain enough to be taken silently: it is [`Said::Corrected`] and listed before → after. What
//! may mean two things is refused with the reason, and a person says which.

mod count;
mod date;
mod garbled;
mod guard;
mod money;
mod numerals;
mod period;
mod style;

use crate::domain::names::compatible;
use crate::sheets::read::Cell;

pub use crate::domain::names::key;
pub use count::{count, rate};
pub use date::{Precision, date, parse_date};
pub use garbled::{damaged, undone};
pub use guard::{guarded, unguarded};
pub use money::{YUAN, amount, exact_amount, money_unit, price};
pub use period::{month_heading, period};
pub use style::{Currency, Order, Style};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<T> {
    /// Nothing.
    Blank,
    /// In a word, that it is not known: 待定.
    NotKnown,
    /// A value as it stands.
    Exact(T),
    /// A value, read in a way that a person should see.
    Corrected(T),
    /// Something that is no such value.
    Refused(Refusal),
}

/// Why a cell is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is no such value.
    NotOne,
    /// The month has no such day: 2025-11-31.
    NoSuchDay,
    /// A span of days, where a day is needed: 11月底 as the day of an order.
    Vague,
    /// Day and month may be either, and nothing in the column decides.
    Order,
}

impl<T> Said<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Exact(value) | Self::Corrected(value) => Some(value),
            Self::Blank | Self::NotKnown | Self::Refused(_) => None,
        }
    }

    /// The same said of what `f` makes of the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Said<U> {
        match self {
            Self::Blank => Said::Blank,
            Self::NotKnown => Said::NotKnown,
            Self::Exact(value) => Said::Exact(f(value)),
            Self::Corrected(value) => Said::Corrected(f(value)),
            Self::Refused(refusal) => Said::Refused(refusal),
        }
    }

    /// The value, taken if it is there and otherwise refused.
    fn of(value: Option<T>, exact: bool) -> Self {
        match value {
            Some(value) if exact => Self::Exact(value),
            Some(value) => Self::Corrected(value),
            None => Self::Refused(Refusal::NotOne),
        }
    }
}

/// What an empty cell or a mark for "not known" says; `None` when the text says something.
fn nothing<T>(text: &str) -> Option<Said<T>> {
    match text {
        "" | "-" | "—" | "--" | "——" | "–" | "/" | "\\" | "无" | "暂无" | "N/A" | "n/a" | "NA"
        | "null" | "NULL" | "N.A." => Some(Said::Blank),
        "待定" | "未定" | "待确认" | "未知" | "不详" | "TBD" | "tbd" | "?" | "??" => {
            Some(Said::NotKnown)
        }
        _ => None,
    }
}

/// Whether a text in a field that names a record says that there is none, and whether it says so in a
/// word that a person should see.
pub fn no_name(text: &str) -> Option<bool> {
    nothing::<()>(text).map(|said| said == Said::NotKnown)
}

/// A text as people mean it: compatibility forms folded (full-width digits), trimmed, inner white
/// space single, the guard of [`guarded`] gone. Empty for an empty cell.
pub fn text(cell: &Cell) -> String {
    let text = cell.text();
    let folded = compatible(unguarded(&text));
    let mut joined = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// A free text: as it stands, white space at its ends and at the ends of its lines gone, and the
/// guard of [`guarded`].
pub fn free_text(cell: &Cell) -> String {
    let text = cell.text();
    let text = unguarded(&text);
    if !text.contains(['\n', '\r']) {
        return text.trim().to_owned();
    }
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// The folded text without any white space.
fn bare(cell: &Cell) -> String {
    compatible(&cell.text()).chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

/// The fen in one of the unit of money that a text names in brackets or behind 单位: 万元 in
/// `合同金额(预计)(万元)` and in `单位：万元`.
pub fn unit_within(text: &str) -> Option<i64> {
    let folded = compatible(text);
    let behind = folded.split_once("单位").map(|(_, behind)| behind);
    let brackets = folded.split(['(', '[', '【']).skip(1);
    let brackets = brackets.map(|part| part.split([')', ']', '】']).next().unwrap_or_default());
    let parts = brackets.chain(behind).flat_map(|part| {
        part.split([',', '、', '/', ' ', ':', ';', ')', '。'])
            .filter(|part| !part.is_empty())
            .take(4)
    });
    let mut units = parts.filter_map(|part| money_unit(part.trim_start_matches("单位")));
    units.find(|unit| *unit != YUAN).or_else(|| {
        let behind = behind?.trim_start_matches([':', ' ']);
        behind.starts_with('元').then_some(YUAN)
    })
}

/// A heading split into its name and the unit in brackets: `预计金额(万元)` → `预计金额`, `万元`.
pub fn split_unit(heading: &str) -> (String, Option<String>) {
    let folded = compatible(heading);
    if let Some(open) = folded.find(['(', '[', '【'])
        && let Some((name, rest)) = folded.split_at_checked(open)
    {
        let unit: String = rest.chars().filter(|c| !"()[]【】 ".contains(*c)).collect();
        return (name.trim().to_owned(), Some(unit.trim_start_matches("单位:").to_owned()));
    }
    (folded.trim().to_owned(), None)
}

/// The text without the first of these beginnings that it has, and whether it had one.
fn without_prefix<'a>(text: &'a str, beginnings: &[&str]) -> (&'a str, bool) {
    let rest = beginnings.iter().find_map(|beginning| text.strip_prefix(beginning));
    (rest.unwrap_or(text), rest.is_some())
}

/// The text without the first of these ends that it has, and whether it had one.
fn without_suffix<'a>(text: &'a str, ends: &[&str]) -> (&'a str, bool) {
    let rest = ends.iter().find_map(|end| text.strip_suffix(end));
    (rest.unwrap_or(text), rest.is_some())
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

/// A number of a sheet's binary cell, through the fifteen digits that a spreadsheet shows of it: 0.1 is
/// 0.1, and 19 × 5.225, which is kept as 99.27499999999999, is 99.275 and rounds to 99.28.
fn decimal_of(number: f64, scale: i64) -> Option<i64> {
    if !number.is_finite() || number.abs() >= 1e15 {
        return None;
    }
    let shown: f64 = format!("{number:.14e}").parse().ok()?;
    let text = format!("{shown}");
    // Very small numbers have more than fifteen decimals; they are zero in any unit we know.
    match text.split_once('.') {
        Some((whole, fraction)) => {
            let kept: String = fraction.chars().take(15).collect();
            crate::domain::money::parse_decimal(&format!("{whole}.{kept}"), scale)
        }
        None => crate::domain::money::parse_decimal(&text, scale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_units_and_keys() {
        assert_eq!(
            split_unit("预计金额（万元）"),
            ("预计金额".to_owned(), Some("万元".to_owned()))
        );
        assert_eq!(split_unit("close_value"), ("close_value".to_owned(), None));
        assert_eq!(key("Sales_Agent "), "salesagent");
    }

    #[test]
    fn free_texts_keep_their_lines() {
        let cell = Cell::Text("  一、拜访 \r\n二、报价\n ".into());
        assert_eq!(free_text(&cell), "一、拜访\n二、报价");
    }
}
