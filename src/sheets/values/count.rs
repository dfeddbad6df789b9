//! Rates and counts.

use crate::domain::money::parse_decimal;
use crate::sheets::read::Cell;

use super::style::Style;
use super::{Refusal, Said, bare, decimal_of, nothing, numerals, without_commas, without_suffix};

/// Units that people write behind a count.
const UNITS: [&str; 24] = [
    "台", "套", "件", "个", "只", "支", "箱", "批", "条", "块", "片", "天", "日", "小时", "分钟",
    "分", "次", "人", "家", "年", "月", "级", "米", "吨",
];

/// A rate in basis points: `63.15%`, `五成`, `0.8`, and `80` where the column counts in percent.
pub fn rate(cell: &Cell, style: &Style) -> Said<i64> {
    let scale = if style.percent { 100 } else { 10_000 };
    // Fractions and percents in one column: what a number up to 1 is, nobody can say.
    let mixed = style.percent && style.fractions;
    let small = |bp: i64| mixed && bp <= 100;
    if let Cell::Number(number) = cell {
        // A cell of the format 80% holds 0.8: as plain as a rate can be. 80 alone is a reading, and so is
        // 1, which might be one percent.
        let plain = !style.percent && (*number != 1.0 || style.fractions);
        return within(decimal_of(*number, scale).filter(|bp| !small(*bp)), plain);
    }
    let text = bare(cell);
    if let Some(said) = nothing(&text) {
        return said;
    }
    if let Some(digits) = text.strip_suffix('%') {
        return within(parse_decimal(digits, 100), true);
    }
    within(in_words(&text).or_else(|| parse_decimal(&text, scale).filter(|bp| !small(*bp))), false)
}

fn within(rate: Option<i64>, exact: bool) -> Said<i64> {
    Said::of(rate.filter(|bp| (0..=10_000).contains(bp)), exact)
}

/// 五成, 八成半, 一半, 百分之八十.
fn in_words(text: &str) -> Option<i64> {
    if text == "一半" {
        return Some(5_000);
    }
    if let Some(rest) = text.strip_prefix("百分之") {
        return match parse_decimal(rest, 100) {
            Some(bp) => Some(bp),
            None => numerals::number(rest)?.checked_mul(100),
        };
    }
    let (tenths, half) = match text.strip_suffix("成半") {
        Some(tenths) => (tenths, 500),
        None => (text.strip_suffix('成')?, 0),
    };
    let tenths = match parse_decimal(tenths, 1_000) {
        Some(bp) => bp,
        None => numerals::number(tenths)?.checked_mul(1_000)?,
    };
    tenths.checked_add(half)
}

/// A count in ten-thousandths: quantities, days, scores. A unit may stand behind it: `12台`.
pub fn count(cell: &Cell) -> Said<i64> {
    const SCALE: i64 = 10_000;
    if let Cell::Number(number) = cell {
        return Said::of(decimal_of(*number, SCALE), true);
    }
    let text = bare(cell);
    if let Some(said) = nothing(&text) {
        return said;
    }
    let (rest, named) = without_suffix(&text, &UNITS);
    let (digits, minus) = match rest.strip_prefix(['-', '−']) {
        Some(digits) => (digits, true),
        None => (rest, false),
    };
    let plain = without_commas(digits).and_then(|digits| parse_decimal(&digits, SCALE));
    let (value, in_digits) = match plain {
        Some(value) => (Some(value), true),
        None => (numerals::number(digits).and_then(|n| n.checked_mul(SCALE)), false),
    };
    match value {
        Some(value) => Said::of(Some(if minus { -value } else { value }), in_digits && !named),
        None => Said::Refused(Refusal::NotOne),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        let fractions = Style::default();
        let percents = Style { percent: true, ..Style::default() };
        let read = |text: &str, style| rate(&Cell::Text(text.into()), style);
        for (text, style, expected) in [
            ("63.15%", &fractions, Said::Exact(6_315)),
            ("５０％", &fractions, Said::Exact(5_000)),
            ("0.6315", &fractions, Said::Corrected(6_315)),
            ("1", &fractions, Said::Corrected(10_000)),
            ("80", &percents, Said::Corrected(8_000)),
            ("1", &percents, Said::Corrected(100)),
            ("五成", &fractions, Said::Corrected(5_000)),
            ("8成", &fractions, Said::Corrected(8_000)),
            ("八成半", &fractions, Said::Corrected(8_500)),
            ("十成", &fractions, Said::Corrected(10_000)),
            ("百分之八十", &fractions, Said::Corrected(8_000)),
            ("一半", &fractions, Said::Corrected(5_000)),
            ("高", &fractions, Said::Refused(Refusal::NotOne)),
            ("120%", &fractions, Said::Refused(Refusal::NotOne)),
            ("80", &fractions, Said::Refused(Refusal::NotOne)),
            ("-5%", &fractions, Said::Refused(Refusal::NotOne)),
            ("待定", &fractions, Said::NotKnown),
        ] {
            assert_eq!(read(text, style), expected, "{text}");
        }
        assert_eq!(rate(&Cell::Number(0.8), &fractions), Said::Exact(8_000));
    }

    #[test]
    fn counts() {
        let read = |text: &str| count(&Cell::Text(text.into()));
        assert_eq!(read("1,200"), Said::Exact(12_000_000));
        assert_eq!(read("12台"), Said::Corrected(120_000));
        assert_eq!(read("三天"), Said::Corrected(30_000));
        assert_eq!(read("-2.5"), Said::Exact(-25_000));
        assert_eq!(read("若干"), Said::Refused(Refusal::NotOne));
        assert_eq!(count(&Cell::Number(11.0)), Said::Exact(110_000));
    }
}
