//! Chinese numerals: 八十万, 一百二十, 伍拾, 二〇二五.

/// The digit a character stands for.
pub(super) fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

const fn place(c: char) -> Option<i64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        _ => return None,
    })
}

const fn group(c: char) -> Option<i64> {
    Some(match c {
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// Whether a character is part of a numeral.
pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || place(c).is_some() || group(c).is_some()
}

/// The number that numerals say; `None` for anything else. Digits alone are read as written:
/// 二〇二五 is 2025.
pub(super) fn number(text: &str) -> Option<i64> {
    if text.is_empty() || text.chars().count() > 20 {
        return None;
    }
    if text.chars().count() > 1 && text.chars().all(|c| digit(c).is_some()) {
        // 两三天 is two or three; only a year is written in bare digits.
        if text.chars().count() != 4 {
            return None;
        }
        return text
            .chars()
            .try_fold(0_i64, |sum, c| sum.checked_mul(10)?.checked_add(i64::from(digit(c)?)));
    }
    let (mut total, mut part, mut last) = (0_i64, 0_i64, None);
    // What a bare digit at the end counts: 一万五 is 15,000, 三百五 is 350, 一百零五 is 105.
    let mut ending = 1;
    for c in text.chars() {
        if let Some(digit) = digit(c) {
            if digit == 0 {
                ending = 1;
            }
            if last.is_some_and(|last| last != 0) {
                return None;
            }
            last = Some(i64::from(digit));
        } else if let Some(place) = place(c) {
            // 十二 is 12: a bare ten has one in front.
            part += last.take().map_or_else(|| (part == 0).then_some(1), Some)? * place;
            ending = (place / 10).max(1);
        } else {
            part += last.take().unwrap_or(0);
            if part == 0 && total == 0 {
                return None;
            }
            // 一亿二千万: ten thousands add to what stands before, a hundred million multiplies it.
            ending = group(c)? / 10;
            total = match group(c)? {
                10_000 => total.checked_add(part.checked_mul(10_000)?)?,
                size => (total + part).checked_mul(size)?,
            };
            part = 0;
        }
    }
    total.checked_add(part + last.unwrap_or(0) * ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, expected) in [
            ("八十万", Some(800_000)),
            ("一百二十万", Some(1_200_000)),
            ("伍拾万", Some(500_000)),
            ("一亿二千万", Some(120_000_000)),
            ("二〇二五", Some(2025)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("一百零五", Some(105)),
            ("一万五", Some(15_000)),
            ("两千八", Some(2_800)),
            ("三百五", Some(350)),
            ("一万零五", Some(10_005)),
            ("二十五", Some(25)),
            ("两三", None),
            ("五", Some(5)),
            ("三千五百", Some(3_500)),
            ("万", None),
            ("一二十", None),
            ("", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
