//! Bytes of a text file → text.
//!
//! # Why the whole file decides
//!
//! Exports begin with 64 KB of order numbers and end with names: a sample would call them ASCII and
//! break the names. So each step looks at all bytes, and the strict decoders stop at the first
//! byte that contradicts them, which is soon.
//!
//! # The order
//!
//! 1. A byte order mark.
//! 2. Strict UTF-8 without NUL bytes.
//! 3. With NUL bytes: UTF-32, then UTF-16, when the whole file makes sense in it.
//! 4. UTF-8 with few wrong bytes: an export that cut a character, two files joined.
//! 5. Strict GB18030, of which GBK and GB2312 are parts, when its characters are those that
//!    Chinese is written with. Latin letters with accents often make valid pairs of rare ones.
//! 6. The guess of chardetng. Bytes without meaning become U+FFFD, and the book says so.

use std::borrow::Cow;

use super::charset::Charset;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// A text file's text.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    /// Some bytes had no meaning and are U+FFFD now.
    pub(super) damaged: bool,
}

/// Decodes a whole file.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(decoded) = by_mark(bytes) {
        return decoded;
    }
    let utf8 = std::str::from_utf8(bytes);
    let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
    if let (Ok(text), 0) = (utf8, nuls) {
        return sound(Cow::Borrowed(text), "UTF-8");
    }
    // In valid UTF-8 a few NULs are dirt; in wide encodings of ASCII every other byte is one.
    let wide = if utf8.is_ok() { nuls * 4 >= bytes.len() } else { nuls > 0 };
    if let Some(decoded) = wide.then(|| by_width(bytes)).flatten() {
        return decoded;
    }
    if let Ok(text) = utf8 {
        return sound(Cow::Borrowed(text), "UTF-8");
    }
    if mostly_utf8(bytes) {
        return Decoded { text: String::from_utf8_lossy(bytes), encoding: "UTF-8", damaged: true };
    }
    if looks_chinese(bytes)
        && let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return sound(text, "GB18030");
    }
    by_guess(bytes)
}

/// Decodes a whole file as a person says; a mark of that encoding is no part of the text.
pub(super) fn decode_as(bytes: &[u8], charset: Charset) -> Decoded<'_> {
    let (text, damaged) = charset.encoding().decode_with_bom_removal(bytes);
    Decoded { text, encoding: charset.name(), damaged }
}

fn sound<'a>(text: Cow<'a, str>, encoding: &'static str) -> Decoded<'a> {
    Decoded { text, encoding, damaged: false }
}

fn by_mark(bytes: &[u8]) -> Option<Decoded<'_>> {
    // The mark of UTF-32LE begins with that of UTF-16LE.
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe\0\0") {
        return Some(utf_32(rest, u32::from_le_bytes, "UTF-32LE"));
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xfe\xff") {
        return Some(utf_32(rest, u32::from_be_bytes, "UTF-32BE"));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(lossy(UTF_16LE, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(lossy(UTF_16BE, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\x84\x31\x95\x33") {
        return Some(lossy(GB18030, rest));
    }
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf")?;
    if let Ok(text) = std::str::from_utf8(rest) {
        return Some(sound(Cow::Borrowed(text), "UTF-8"));
    }
    // Programs that put the mark before whatever they have are known.
    let other = GB18030.decode_without_bom_handling_and_without_replacement(rest);
    match other.filter(|_| !mostly_utf8(rest)) {
        Some(text) => Some(sound(text, "GB18030")),
        None => {
            let text = String::from_utf8_lossy(rest);
            Some(Decoded { text, encoding: "UTF-8", damaged: true })
        }
    }
}

fn lossy<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let name = if encoding == GB18030 { "GB18030" } else { encoding.name() };
    Decoded { text, encoding: name, damaged }
}

fn utf_32(bytes: &[u8], unit: fn([u8; 4]) -> u32, name: &'static str) -> Decoded<'static> {
    let (units, rest) = bytes.as_chunks::<4>();
    let mut damaged = !rest.is_empty();
    let text = units
        .iter()
        .map(|&bytes| {
            char::from_u32(unit(bytes)).unwrap_or_else(|| {
                damaged = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect::<String>();
    Decoded { text: Cow::Owned(text), encoding: name, damaged }
}

/// UTF-32 or UTF-16 without a mark, if the whole file makes sense in it.
fn by_width(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (units, rest) = bytes.as_chunks::<4>();
    let fits = |unit: fn([u8; 4]) -> u32| {
        let mut chars = units.iter().map(|&u| char::from_u32(unit(u)).filter(|&c| c != '\0'));
        let plain = units.iter().any(|&u| (0x09..0x7f).contains(&unit(u)));
        rest.is_empty() && plain && chars.all(|c| c.is_some())
    };
    if fits(u32::from_le_bytes) {
        return Some(utf_32(bytes, u32::from_le_bytes, "UTF-32LE"));
    }
    if fits(u32::from_be_bytes) {
        return Some(utf_32(bytes, u32::from_be_bytes, "UTF-32BE"));
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let le = plain_share(pairs, u16::from_le_bytes);
    let be = plain_share(pairs, u16::from_be_bytes);
    match (le, be) {
        (None, None) => None,
        (le, be) if le >= be => Some(lossy(UTF_16LE, bytes)),
        _ => Some(lossy(UTF_16BE, bytes)),
    }
}

/// How many units are plain ASCII, or `None` when the units are no text.
///
/// Any table has some: its separators and line ends. In the wrong byte order they are rare signs.
fn plain_share(pairs: &[[u8; 2]], unit: fn([u8; 2]) -> u16) -> Option<usize> {
    let (mut plain, mut wrong) = (0, 0);
    let units = pairs.iter().map(|&pair| unit(pair));
    for c in char::decode_utf16(units) {
        match c {
            Ok('\t' | '\r' | '\n' | ' '..='~') => plain += 1,
            Ok('\0'..='\u{1f}' | '\u{7f}'..='\u{9f}') | Err(_) => wrong += 1,
            Ok(_) => {}
        }
    }
    (plain > 0 && wrong * 100 <= pairs.len()).then_some(plain)
}

/// At least ten sound characters of several bytes to each wrong place, or only the end cut off.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut wrong, mut at) = (0, 0, 0);
    let mut cut = false;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len() + chunk.invalid().len();
        wrong += usize::from(!chunk.invalid().is_empty());
        cut = at == bytes.len();
    }
    sound >= 10 * wrong || (sound > 0 && wrong == 1 && cut)
}

/// Nine of ten pairs of bytes are in GB2312: the characters and signs of everyday Chinese.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut everyday) = (0, 0);
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        if lead < 0x81 {
            continue;
        }
        let Some(&trail) = rest.next() else { break };
        pairs += 1;
        // Two pairs of digits and bytes make up a character of GB18030 alone: not Latin, not rare.
        let four = trail.is_ascii_digit();
        everyday += usize::from(four || ((0xa1..=0xf7).contains(&lead) && trail >= 0xa1));
    }
    everyday * 10 >= pairs * 9
}

fn by_guess(bytes: &[u8]) -> Decoded<'_> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not the last bytes, so that a character cut off at the end rules nothing out.
    detector.feed(bytes, false);
    // Without a hint of a country: with one, Big5 and Latin letters with accents become GBK.
    let guess = detector.guess(None, Utf8Detection::Deny);
    lossy(if guess == encoding_rs::GBK { GB18030 } else { guess }, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn utf_32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|c| bytes(u32::from(c))).collect()
    }

    fn marked(mark: &[u8], bytes: Vec<u8>) -> Vec<u8> {
        [mark, &bytes].concat()
    }

    fn gb(text: &str) -> Vec<u8> {
        let (bytes, _, wrong) = GB18030.encode(text);
        assert!(!wrong);
        bytes.into_owned()
    }

    /// Header only; one row; ASCII for 64 KB and then Chinese, at every place in a buffer.
    fn texts() -> Vec<String> {
        let header = "客户,日期,金额\n";
        let mut texts = vec![
            header.to_owned(),
            format!("{header}杭州云杉科技有限公司,2026-01-05,12800.50\r\n"),
        ];
        for shift in 0..4 {
            let ascii = "0123456,".repeat(8 * 1024 + 1);
            texts.push(format!("{}{ascii}\n{header}王芳,一,丁\n", "x".repeat(shift)));
        }
        texts
    }

    #[test]
    fn each_encoding_is_found_by_the_whole_file() {
        for text in texts() {
            let t = text.as_str();
            let cases = [
                ("UTF-8", t.as_bytes().to_vec()),
                ("UTF-8", marked(b"\xef\xbb\xbf", t.as_bytes().to_vec())),
                ("GB18030", gb(t)),
                ("UTF-16LE", utf_16(t, u16::to_le_bytes)),
                ("UTF-16BE", utf_16(t, u16::to_be_bytes)),
                ("UTF-16LE", marked(b"\xff\xfe", utf_16(t, u16::to_le_bytes))),
                ("UTF-16BE", marked(b"\xfe\xff", utf_16(t, u16::to_be_bytes))),
                ("UTF-32LE", utf_32(t, u32::to_le_bytes)),
                ("UTF-32BE", utf_32(t, u32::to_be_bytes)),
                ("UTF-32LE", marked(b"\xff\xfe\0\0", utf_32(t, u32::to_le_bytes))),
                ("UTF-32BE", marked(b"\0\0\xfe\xff", utf_32(t, u32::to_be_bytes))),
                // A mark before what it does not mark.
                ("GB18030", marked(b"\xef\xbb\xbf", gb(t))),
            ];
            for (encoding, bytes) in cases {
                let decoded = decode(&bytes);
                let start: String = t.chars().take(20).collect();
                assert_eq!((decoded.encoding, decoded.damaged), (encoding, false), "{start:?}");
                assert!(decoded.text == t, "{encoding} {start:?}");
            }
        }
    }

    #[test]
    fn characters_of_four_bytes_and_latin_letters_are_told_apart() {
        // 𠮷 and 㐂 take four bytes in GB18030, 喆 and 镕 lie in GBK but not in GB2312.
        for text in ["姓名,部门\n𠮷野,销售\n㐂多,销售\n", "姓名,区域\n陶喆,华东\n朱镕,华北\n"]
        {
            assert_eq!(decode(&gb(text)), sound(text.into(), "GB18030"), "{text}");
        }
        let latin = "Ville,Région\nMünchen,Bayern\nSão Paulo,Ipê\nMálaga,España\n";
        let bytes: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        assert_eq!(decode(&bytes), sound(latin.into(), "windows-1252"));
    }

    #[test]
    fn a_character_cut_off_shows_and_changes_nothing_else() {
        let text = "客户,金额\n杭州云杉,100\n王芳";
        for (encoding, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("GB18030", gb(text)),
            ("UTF-16LE", marked(b"\xff\xfe", utf_16(text, u16::to_le_bytes))),
            ("UTF-16BE", utf_16(text, u16::to_be_bytes)),
            ("UTF-32LE", marked(b"\xff\xfe\0\0", utf_32(text, u32::to_le_bytes))),
        ] {
            let decoded = decode(&bytes[..bytes.len() - 1]);
            assert_eq!((decoded.encoding, decoded.damaged), (encoding, true));
            assert!(decoded.text.starts_with("客户,金额\n杭州云杉,100\n王"), "{decoded:?}");
        }
        // One wrong byte in the middle of much UTF-8.
        let mut bytes = "客户金额区域日期阶段".repeat(3).into_bytes();
        bytes.insert(9, 0xe5);
        let decoded = decode(&bytes);
        assert_eq!((decoded.encoding, decoded.damaged), ("UTF-8", true));
    }

    #[test]
    fn stray_nuls_do_not_make_a_wide_encoding() {
        for text in ["a,b\n1,\0\n", "客户,金额\n甲,\0\n"] {
            assert_eq!(decode(text.as_bytes()), sound(text.into(), "UTF-8"));
        }
        assert_eq!(decode(b""), sound("".into(), "UTF-8"));
    }
}
