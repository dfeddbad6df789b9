//! Texts that were decoded with the wrong encoding before they came into the sheet, or with one in
//! which some of their bytes mean nothing. What a text probably said is worked out by undoing the
//! two usual mistakes.

use encoding_rs::{Encoding, GB18030, GBK, WINDOWS_1252};

/// The sign of bytes that mean nothing, and what tools put in its place or leave in.
const SIGNS: [char; 2] = ['\u{fffd}', '\0'];

/// Whether a part of the text is lost.
pub fn damaged(text: &str) -> bool {
    text.contains(SIGNS)
}

/// What a text said before it was decoded wrongly, as far as it can be made out; `None` for a text
/// that is as it should be.
///
/// UTF-8 or GBK that was taken for Western letters (`é”€å”®`, `ÏúÊÛ`), and UTF-8 that was taken for
/// GBK (`閿€鍞`), all of two Chinese characters or more, since one may be an accident.
pub fn undone(text: &str) -> Option<String> {
    // A character cut off at the end.
    let text = text.trim_end_matches(['\u{fffd}', '?']);
    if text.is_ascii() {
        return None;
    }
    let back = |encoding: &'static Encoding| {
        let (bytes, _, lossy) = encoding.encode(text);
        (!lossy).then(|| bytes.into_owned())
    };
    if let Some(bytes) = back(WINDOWS_1252) {
        let gbk = || everyday(&bytes).then(|| GB18030.decode(&bytes).0.into_owned());
        return utf8(&bytes).or_else(gbk);
    }
    // Not GB18030, which writes the sign of the euro otherwise than it is read.
    back(GBK).and_then(|bytes| utf8(&bytes))
}

/// The text of bytes that are UTF-8, but for a character cut off at the end.
fn utf8(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if bytes.len() - error.valid_up_to() <= 3 => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    (text.chars().filter(|c| is_chinese(*c)).count() >= 2).then(|| text.to_owned())
}

/// Whether all bytes beyond ASCII are pairs of the everyday characters of GB2312, two or more.
fn everyday(bytes: &[u8]) -> bool {
    let mut pairs = 0;
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        if lead.is_ascii() {
            continue;
        }
        let Some(&trail) = rest.next() else { return false };
        if !(0xb0..=0xd7).contains(&lead) || trail < 0xa1 {
            return false;
        }
        pairs += 1;
    }
    pairs >= 2
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_mistakes_are_undone() {
        let wrongly = |bytes: &[u8], encoding: &'static Encoding| {
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        };
        for said in ["销售人员", "客户名称", "预计金额（万元）"] {
            let western = wrongly(said.as_bytes(), WINDOWS_1252);
            assert_eq!(undone(&western).as_deref(), Some(said), "{western}");
            let (gbk, _, _) = GB18030.encode(&said[..12]);
            let western = wrongly(&gbk, WINDOWS_1252);
            assert_eq!(undone(&western).as_deref(), Some(&said[..12]), "{western}");
        }
        let chinese = wrongly("销售人员".as_bytes(), GB18030);
        assert_eq!(undone(&chinese).as_deref(), Some("销售人"), "the last is lost: {chinese}");
    }

    #[test]
    fn texts_that_are_right_stay() {
        for text in [
            "客户名称",
            "联通",
            "Größe",
            "été",
            "Société Générale",
            "Ärzte",
            "金额（万元）",
            "Número",
            "ÅÄÖ",
            "売上",
            "김치",
            "3.5 µm ±2°",
            "①②",
            "",
        ] {
            assert_eq!(undone(text), None, "{text}");
            assert!(!damaged(text));
        }
        assert!(damaged("客\u{fffd}户") && damaged("a\0b"));
    }
}
