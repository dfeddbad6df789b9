//! Amounts of money and unit prices.

use crate::domain::money::parse_decimal;
use crate::sheets::read::Cell;

use super::style::{Currency, Style};
use super::{
    Said, bare, decimal_of, nothing, numerals, without_commas, without_prefix, without_suffix,
};

/// Fen in one yuan.
pub const YUAN: i64 = 100;

/// The fen in one of a named unit; `None` when it names no unit of money.
pub fn money_unit(unit: &str) -> Option<i64> {
    match unit.trim_end_matches("人民币").trim_start_matches("人民币") {
        "元" | "块" | "¥" | "rmb" | "cny" | "RMB" | "CNY" | "圆" => Some(YUAN),
        "千元" | "k" | "K" | "千" => Some(1_000 * YUAN),
        "万" | "万元" | "w" | "W" | "W元" | "w元" => Some(10_000 * YUAN),
        "十万" | "十万元" => Some(100_000 * YUAN),
        "百万" | "百万元" | "M" | "¥M" | "m" => Some(1_000_000 * YUAN),
        "千万" | "千万元" => Some(10_000_000 * YUAN),
        "亿" | "亿元" => Some(100_000_000 * YUAN),
        _ => None,
    }
}

/// An amount in fen: `¥1,200`, `186万`, `约80w`, `(300)`, `八十万`. The heading's unit counts where the
/// cell names none.
pub fn amount(cell: &Cell, style: &Style) -> Said<i64> {
    read(cell, style, 1)
}

/// A unit price in ten-thousandths of a yuan.
pub fn price(cell: &Cell, style: &Style) -> Said<i64> {
    read(cell, style, 100)
}

/// An amount in millionths of a fen, as exact as a cell states it; `None` when it is none or too large
/// for that.
pub fn exact_amount(cell: &Cell, style: &Style) -> Option<i64> {
    read(cell, style, 1_000_000).value()
}

/// `parts` is how many of the wanted unit make a fen.
fn read(cell: &Cell, style: &Style, parts: i64) -> Said<i64> {
    let heading = style.unit_fen.saturating_mul(parts);
    if let Cell::Number(number) = cell {
        return Said::of(decimal_of(*number, heading), true);
    }
    let whole = bare(cell);
    if let Some(said) = nothing(&whole) {
        return said;
    }
    let value = written(&whole, style, heading, parts);
    Said::of(value.map(|(value, _)| value), value.is_some_and(|(_, exact)| exact))
}

/// The value and whether it stands there as a plain number.
fn written(whole: &str, style: &Style, heading: i64, parts: i64) -> Option<(i64, bool)> {
    let (rest, about) = without_prefix(whole, &["大约", "大概", "约为", "约", "近", "≈", "~"]);
    let (rest, nearly) = without_suffix(rest, &["左右", "上下"]);
    let (rest, bracketed) = match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inside) => (inside, true),
        None => (rest, false),
    };
    let (rest, minus) = without_prefix(rest, &["-", "−"]);
    let (rest, named) = without_prefix(rest, &["RMB", "CNY", "人民币"]);
    let (rest, _) = without_prefix(rest, &["¥"]);
    let foreign = [("US$", '$'), ("$", '$'), ("€", '€'), ("£", '£')]
        .into_iter()
        .find_map(|(sign, c)| Some((rest.strip_prefix(sign)?, c)));
    let rest = match foreign {
        // One foreign sign all down the column is the currency of the house; two are a question.
        Some((rest, sign)) if style.currency == Currency::One(sign) => rest,
        Some(_) => return None,
        None => rest,
    };
    let (rest, minus_inside) = if minus { (rest, false) } else { without_prefix(rest, &["-"]) };
    if bracketed && (minus || minus_inside) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_digit() && !",.".contains(c)).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at_checked(end)?;
    let (unit, _) = without_suffix(unit, &["整", "正"]);
    let (size, plain) = if digits.is_empty() {
        (in_numerals(unit)?.checked_mul(YUAN.checked_mul(parts)?)?, false)
    } else if unit.is_empty() {
        (parse_decimal(&without_commas(digits)?, heading)?, true)
    } else {
        let unit = money_unit(unit)?.checked_mul(parts)?;
        (parse_decimal(&without_commas(digits)?, unit)?, false)
    };
    let negative = bracketed || minus || minus_inside;
    Some((if negative { -size } else { size }, plain && !about && !nearly && !bracketed && !named))
}

/// 八十万, 伍拾万元: whole yuan in numerals.
fn in_numerals(text: &str) -> Option<i64> {
    let (numeral, named) = without_suffix(text, &["元", "圆", "块"]);
    // A single numeral without a unit is no amount: 一, 十.
    (named || numeral.chars().count() > 1).then(|| numerals::number(numeral)).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::Refusal;
    use super::*;

    #[test]
    fn amounts() {
        let plain = Style::default();
        let ten_thousands = Style { unit_fen: 10_000 * YUAN, ..Style::default() };
        let read = |text: &str, style| amount(&Cell::Text(text.into()), style);
        for (text, fen) in [("186", 186_000_000), ("3,800", 3_800_000_000), ("-1.5", -1_500_000)] {
            assert_eq!(read(text, &ten_thousands), Said::Exact(fen), "{text}");
        }
        for (text, fen) in [
            ("约80w", 80_000_000),
            ("80万左右", 80_000_000),
            ("1.2亿", 12_000_000_000),
            ("１８６万", 186_000_000),
            ("3800元", 380_000),
            ("3800元整", 380_000),
            ("5k", 500_000),
            ("(300)", -30_000),
            ("八十万", 80_000_000),
            ("一百二十万", 120_000_000),
            ("伍拾万元整", 50_000_000),
            ("100万人民币", 100_000_000),
        ] {
            assert_eq!(read(text, &plain), Said::Corrected(fen), "{text}");
        }
        assert_eq!(read("¥1,200.50", &plain), Said::Exact(120_050));
        assert_eq!(read("￥3，800", &plain), Said::Exact(380_000));
        for bad in ["80-100万", "3,800,00", "12,O00", "元", "面议", "80多万", "(-3)", "$5"] {
            assert_eq!(read(bad, &plain), Said::Refused(Refusal::NotOne), "{bad}");
        }
        let dollars = Style { currency: Currency::One('$'), ..Style::default() };
        assert_eq!(read("$510.83", &dollars), Said::Exact(51_083));
        assert_eq!(read("待定", &plain), Said::NotKnown);
        assert_eq!(read("—", &plain), Said::Blank);
        assert_eq!(amount(&Cell::Number(0.1), &plain), Said::Exact(10));
        assert_eq!(amount(&Cell::Number(1e300), &plain), Said::Refused(Refusal::NotOne));
        assert_eq!(price(&Cell::Number(722.5949), &plain), Said::Exact(7_225_949));
    }
}
