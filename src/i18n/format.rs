//! Numbers, money, dates and periods as people write them (design document, section 5).

use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::i18n::{FluentValue, Language, Tr};

/// How an amount is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyStyle {
    /// With sign and unit: `¥1,234.5万`, `¥1.23亿`, `¥12.36M`, `¥920K`.
    Full,
    /// The bare number in the unit of the language (万元, ¥M), for tables.
    Bare,
}

/// A size of a file or disk in KB, MB or GB.
pub fn size(bytes: u64, tr: &Tr) -> String {
    let kb = bytes.div_ceil(1024);
    let (key, n) = if kb < 1024 {
        ("size-kb", kb.to_string())
    } else if kb < 1 << 20 {
        ("size-mb", format!("{:.1}", bytes as f64 / 1_048_576.0))
    } else {
        ("size-gb", format!("{:.1}", bytes as f64 / 1_073_741_824.0))
    };
    tr.with(key, &[("n", n.into())])
}

/// A whole number with thousands commas and a true minus: `−1,234`.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        text.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number given in units of `10^-decimals`, with thousands commas.
fn fixed(value: i64, decimals: u32) -> String {
    let scale = 10_i64.pow(decimals);
    let sign = if value < 0 && value / scale == 0 { "−" } else { "" };
    let width = decimals as usize;
    if decimals == 0 {
        return number(value);
    }
    format!("{sign}{}.{:0width$}", number(value / scale), (value % scale).unsigned_abs())
}

/// The amount divided by `unit` fen and rounded once to `decimals`.
fn in_unit(fen: i64, unit: i64, decimals: u32) -> String {
    let scaled = div_round(i128::from(fen) * i128::from(10_i64.pow(decimals)), i128::from(unit));
    fixed(scaled.unwrap_or_default(), decimals)
}

/// One 万元 in fen.
const WAN: i64 = 1_000_000;

/// An amount of fen in the style of the language.
pub fn money(language: Language, fen: i64, style: MoneyStyle) -> String {
    // The sign stands before all of it, and not at what is written as nothing.
    if style == MoneyStyle::Full && fen < 0 && fen > i64::MIN {
        let text = money(language, -fen, style);
        let nothing = text == money(language, 0, style);
        return if nothing { text } else { format!("−{text}") };
    }
    let sized = fen.unsigned_abs();
    match (language, style) {
        (Language::Chinese, MoneyStyle::Bare) => in_unit(fen, WAN, 1),
        (Language::Chinese, MoneyStyle::Full) if sized >= 10_000 * WAN.unsigned_abs() => {
            format!("¥{}亿", in_unit(fen, 10_000 * WAN, 2))
        }
        (Language::Chinese, MoneyStyle::Full) => format!("¥{}万", in_unit(fen, WAN, 1)),
        (Language::English, MoneyStyle::Bare) => in_unit(fen, 100 * WAN, 2),
        (Language::English, MoneyStyle::Full) if sized >= 100 * WAN.unsigned_abs() => {
            format!("¥{}M", in_unit(fen, 100 * WAN, 2))
        }
        (Language::English, MoneyStyle::Full) => match in_unit(fen, 100_000, 0) {
            thousands if thousands == "0" => "¥0".to_owned(),
            thousands => format!("¥{thousands}K"),
        },
    }
}

/// An amount for a table cell whose header names the unit.
pub fn money_cell(language: Language, fen: i64) -> String {
    money(language, fen, MoneyStyle::Bare)
}

/// The unit of [`money_cell`] for a header: `万元` or `¥M`.
pub const fn money_unit(language: Language) -> &'static str {
    match language {
        Language::Chinese => "万元",
        Language::English => "¥M",
    }
}

/// A rate in basis points as percent with one decimal: `61.5%`.
pub fn percent(bp: i64) -> String {
    format!("{}%", in_unit(bp, 100, 1))
}

/// A difference of rates in basis points as points: `+6 pt`.
pub fn pt(bp: i64) -> String {
    let points = div_round(i128::from(bp), 100).unwrap_or_default();
    if points > 0 { format!("+{points} pt") } else { format!("{} pt", number(points)) }
}

/// A period as people say it: `2025年四季度`, `Q4 2025`.
pub fn period_label(tr: &Tr, period: Period) -> String {
    let (key, year, part) = match period {
        Period::Year(year) => ("period-year", year, 0),
        Period::Quarter(year, quarter) => ("period-quarter", year, quarter),
        Period::Month(year, month) => ("period-month", year, month),
        Period::Week(year, week) => ("period-week", year, week),
    };
    // The year as text, since Fluent would write 2,025; the part as a number, since words select on it.
    tr.with(
        key,
        &[("year", FluentValue::from(year.to_string())), ("part", FluentValue::from(part))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_reads_as_designed() {
        for (fen, style, chinese, english) in [
            (1_234_500_000, MoneyStyle::Full, "¥1,234.5万", "¥12.35M"),
            (12_345_000_000, MoneyStyle::Full, "¥1.23亿", "¥123.45M"),
            (92_000_000, MoneyStyle::Full, "¥92.0万", "¥920K"),
            (1_236_000_000, MoneyStyle::Bare, "1,236.0", "12.36"),
            (0, MoneyStyle::Bare, "0.0", "0.00"),
            (-40_000, MoneyStyle::Bare, "0.0", "0.00"),
            (-400_000, MoneyStyle::Bare, "−0.4", "0.00"),
            (-92_000_000, MoneyStyle::Full, "−¥92.0万", "−¥920K"),
            (-123_000_000_000, MoneyStyle::Full, "−¥12.30亿", "−¥1,230.00M"),
            (-400, MoneyStyle::Full, "¥0.0万", "¥0"),
        ] {
            assert_eq!(money(Language::Chinese, fen, style), chinese);
            assert_eq!(money(Language::English, fen, style), english);
        }
        let tr = |language| Tr::new(language);
        for (period, chinese, english) in [
            (Period::Quarter(2025, 3), "2025年三季度", "Q3 2025"),
            (Period::Month(2025, 11), "2025年11月", "Nov 2025"),
            (Period::Year(2025), "2025年", "2025"),
            (Period::Week(2025, 47), "2025年第47周", "Week 47, 2025"),
        ] {
            assert_eq!(period_label(&tr(Language::Chinese), period), chinese);
            assert_eq!(period_label(&tr(Language::English), period), english);
        }
        assert_eq!(percent(6_149), "61.5%");
        assert_eq!(percent(-50), "−0.5%");
        assert_eq!((pt(600), pt(-600)), ("+6 pt".to_owned(), "−6 pt".to_owned()));
    }
}
