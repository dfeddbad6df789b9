//! Numbers, money, dates and periods as people write them (design document, section 5).

use chrono::{Datelike as _, NaiveDate};

use crate::domain::money::{Share, div_round};
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

/// A share as percent with one decimal, rounded once: 48 of 185 is `25.9%`, while its 2,595 basis points would be 26.0.
pub fn share_percent(share: Share) -> String {
    format!("{}%", fixed(share.permille(), 1))
}

/// A rate, 1 for all, as percent with one decimal, rounded once.
pub fn rate_percent(rate: f64) -> String {
    // A tie in decimals may lie a little below it in binary.
    let permille = rate * 1_000.0 + 1e-9_f64.copysign(rate);
    format!("{}%", fixed(permille.round() as i64, 1))
}

/// A difference of rates in basis points as points: `+6 pt`.
pub fn pt(bp: i64) -> String {
    let points = div_round(i128::from(bp), 100).unwrap_or_default();
    if points > 0 { format!("+{points} pt") } else { format!("{} pt", number(points)) }
}

/// A day without its year: `11-18`, `18 Nov`. For days whose year is told beside them; else [`day_beside`].
pub fn short_day(tr: &Tr, day: NaiveDate) -> String {
    let form = match tr.language() {
        Language::Chinese => "%m-%d",
        Language::English => "%-d %b",
    };
    day.format(form).to_string()
}

/// A day without its year where that is the one of another day, such as today: `11-18`, `18 Nov`; else
/// `2024-11-18` in both languages.
pub fn day_beside(tr: &Tr, day: NaiveDate, beside: NaiveDate) -> String {
    if day.year() == beside.year() { short_day(tr, day) } else { day.to_string() }
}

/// The first and the last day of a range beside each other, the year told as rarely as it may be: `2025-05-23` and
/// `11-18`; English, whose short days are no part of a long one, has `23 May` and `18 Nov` inside the year of today
/// and both in full elsewhere.
pub fn day_range(tr: &Tr, (first, last): (NaiveDate, NaiveDate), today: NaiveDate) -> [String; 2] {
    match tr.language() {
        Language::Chinese => [first.to_string(), day_beside(tr, last, first)],
        Language::English if first.year() == last.year() => {
            [first, last].map(|day| day_beside(tr, day, today))
        }
        Language::English => [first.to_string(), last.to_string()],
    }
}

/// The days of a week or month of a plan, as narrow columns hold them: `12/29–1/4`, `29 Dec–4 Jan`, `5–11 Jan`.
pub fn day_span(tr: &Tr, first: NaiveDate, last: NaiveDate) -> String {
    let slashed = |day: NaiveDate| format!("{}/{}", day.month(), day.day());
    match tr.language() {
        Language::Chinese => format!("{}–{}", slashed(first), slashed(last)),
        Language::English if first == last => short_day(tr, first),
        Language::English if first.month() == last.month() => {
            format!("{}–{}", first.day(), short_day(tr, last))
        }
        Language::English => format!("{}–{}", short_day(tr, first), short_day(tr, last)),
    }
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
        let share = |part, whole| Share::of(part, whole).map(share_percent);
        assert_eq!(share(48, 185).as_deref(), Some("25.9%"));
        assert_eq!(share(519, 2_000).as_deref(), Some("26.0%"));
        assert_eq!(share(-1, 2_000).as_deref(), Some("−0.1%"));
        assert_eq!(share(1, 0), None);
        assert_eq!(rate_percent(48.0 / 185.0), "25.9%");
        assert_eq!(rate_percent(0.578_947), "57.9%");
        assert_eq!(rate_percent(519.0 / 2_000.0), "26.0%");
        assert_eq!(rate_percent(-0.0005), "−0.1%");
        assert_eq!((pt(600), pt(-600)), ("+6 pt".to_owned(), "−6 pt".to_owned()));
    }

    #[test]
    fn days_read_as_designed() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2025-11-18");
        for (on, short, beside) in [
            ("2025-11-18", ["11-18", "18 Nov"], ["11-18", "18 Nov"]),
            ("2025-01-02", ["01-02", "2 Jan"], ["01-02", "2 Jan"]),
            ("2024-05-12", ["05-12", "12 May"], ["2024-05-12", "2024-05-12"]),
            ("2026-01-01", ["01-01", "1 Jan"], ["2026-01-01", "2026-01-01"]),
        ] {
            let of = Language::ALL.map(Tr::new);
            assert_eq!(of.each_ref().map(|tr| short_day(tr, day(on))), short);
            assert_eq!(of.each_ref().map(|tr| day_beside(tr, day(on), today)), beside);
        }
        for (first, last, chinese, english) in [
            ("2025-05-23", "2025-11-18", ["2025-05-23", "11-18"], ["23 May", "18 Nov"]),
            ("2024-05-23", "2024-11-18", ["2024-05-23", "11-18"], ["2024-05-23", "2024-11-18"]),
            (
                "2024-12-20",
                "2025-03-08",
                ["2024-12-20", "2025-03-08"],
                ["2024-12-20", "2025-03-08"],
            ),
        ] {
            let range = |language| day_range(&Tr::new(language), (day(first), day(last)), today);
            assert_eq!(Language::ALL.map(range), [chinese, english]);
        }
        for (first, last, shown) in [
            ("2025-12-29", "2026-01-04", ["12/29–1/4", "29 Dec–4 Jan"]),
            ("2026-01-05", "2026-01-11", ["1/5–1/11", "5–11 Jan"]),
            ("2026-03-01", "2026-03-01", ["3/1–3/1", "1 Mar"]),
        ] {
            let span = |language| day_span(&Tr::new(language), day(first), day(last));
            assert_eq!(Language::ALL.map(span), shown);
        }
    }
}
