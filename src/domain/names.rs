//! Names as people type, sort and confuse them: duplicate keys and pinyin search.
//!
//! # Duplicates
//!
//! Two customers with the same [`dedupe_key`] are *possibly* one; a person decides. The key drops what
//! hands add or leave out (width, case, punctuation, one legal suffix) and nothing that names the
//! customer: 苏州第一设计院 and 苏州第二设计院 stay apart, and so does a branch (分公司).
//!
//! # Search
//!
//! [`matches()`] finds 张三 by 张, zhang, zhangsan, zs, zhangs and 张s. A character with several readings is
//! found by each of them (单 by dan, shan and chan), since the crate cannot know that it is a surname.
//! Every pair of name and query costs a few bit operations and allocates little, so a list of ten thousand
//! names is filtered while typing.

use std::borrow::Cow;

use pinyin::ToPinyinMulti as _;
use unicode_normalization::UnicodeNormalization as _;

/// Chinese legal suffixes, longest first: only one is dropped.
const SUFFIXES: [&str; 12] = [
    "集团股份有限公司",
    "集团有限责任公司",
    "集团责任有限公司",
    "股份有限公司",
    "有限责任公司",
    "责任有限公司",
    "集团有限公司",
    "集团公司",
    "有限公司",
    "总公司",
    "集团",
    "公司",
];

/// Endings that look like a legal suffix but name another party.
const BRANCHES: [&str; 2] = ["分公司", "子公司"];

/// Legal suffixes of the Latin alphabet, in words.
const LATIN_SUFFIXES: [&[&str]; 14] = [
    &["company", "limited"],
    &["co", "limited"],
    &["co", "ltd"],
    &["pte", "ltd"],
    &["pty", "ltd"],
    &["company"],
    &["corporation"],
    &["corp"],
    &["gmbh"],
    &["inc"],
    &["limited"],
    &["llc"],
    &["ltd"],
    &["co"],
];

/// The most spellings kept for one name; names with more heteronyms lose the rarest combinations.
const MAX_SPELLINGS: usize = 32;

/// The longest query, in characters, that is matched by pinyin: positions are bits of one word.
const MAX_QUERY: usize = 63;

/// What a customer's name is compared by: equal keys may be the same customer.
///
/// NFKC, lower case, letters and digits only, one legal suffix dropped: `Ａcme 钢构 有限公司` becomes
/// `acme钢构`. A name that is nothing but a suffix stays as it is.
pub fn dedupe_key(name: &str) -> String {
    let folded = fold(name);
    let spaced: String =
        folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    for suffix in LATIN_SUFFIXES {
        if let Some(kept) = words.strip_suffix(suffix)
            && !kept.is_empty()
        {
            return kept.concat();
        }
    }
    let joined = words.concat();
    if BRANCHES.iter().any(|branch| joined.ends_with(branch)) {
        return joined;
    }
    let kept = SUFFIXES.iter().find_map(|suffix| joined.strip_suffix(suffix));
    match kept {
        Some(kept) if !kept.is_empty() => kept.to_owned(),
        _ => joined,
    }
}

/// A text reduced to what tells headings and names apart: lower case, without white space and
/// joining marks.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in compatible(text).chars() {
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
pub fn compatible(text: &str) -> Cow<'_, str> {
    let stays = |c: char| c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    if text.chars().all(stays) { Cow::Borrowed(text) } else { text.nfkc().collect() }
}

/// The spellings of a name in pinyin, for an index or for sorting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchKeys {
    /// Whole syllables: `zhangsan`; the usual reading first, then the others.
    pub full: Vec<String>,
    /// First letters: `zs`; the usual reading first, then the others.
    pub initials: Vec<String>,
}

/// Spells a name in pinyin, with other readings of its characters; Latin letters and digits stay.
pub fn search_keys(name: &str) -> SearchKeys {
    let mut full = vec![String::new()];
    let mut initials = vec![String::new()];
    for c in fold(name).chars().filter(|c| c.is_alphanumeric()) {
        let readings = readings(c);
        if readings.is_empty() {
            for key in full.iter_mut().chain(&mut initials) {
                key.push(c);
            }
        } else {
            full = spelled(&full, readings.iter().map(String::as_str));
            let first = readings.iter().filter_map(|reading| reading.get(..1));
            initials = spelled(&initials, first);
        }
    }
    SearchKeys { full, initials }
}

/// The usual spelling of a name in pinyin.
pub fn spelling(name: &str) -> String {
    search_keys(name).full.into_iter().next().unwrap_or_default()
}

/// By what names stand in order: the usual spelling in pinyin, then the name itself for namesakes.
pub fn sort_key(name: &str) -> String {
    format!("{} {name}", spelling(name))
}

/// The surname's first character, or the initials of a Latin name.
pub fn initial(name: &str) -> String {
    let latin = name.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    if !latin {
        return name.chars().take(1).collect();
    }
    let words = name.split_whitespace().take(2);
    words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
}

/// True if the query finds the name by its characters, its pinyin, its initials or a mix of them.
///
/// Words of the query are looked for one by one; an empty query finds everything.
pub fn matches(query: &str, name: &str) -> bool {
    let query = fold(query);
    let name = fold(name);
    query.split_whitespace().all(|word| name.contains(word) || matches_word(word, &name))
}

/// Follows one word of a query through the characters of a name.
///
/// Bit `i` of `reached` says that the first `i` characters of the query are found so far, ending at the
/// current character; a match may begin anywhere, so bit 0 is always set.
fn matches_word(word: &str, name: &str) -> bool {
    let query: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    if query.is_empty() || query.len() > MAX_QUERY {
        return false;
    }
    let mut reached: u64 = 1;
    for c in name.chars().filter(|c| c.is_alphanumeric()) {
        let mut next: u64 = 1;
        for at in (0..query.len()).filter(|at| reached & (1 << at) != 0) {
            let Some(rest) = query.get(at..) else { continue };
            if rest.first() == Some(&c) {
                next |= 1 << (at + 1);
            }
            for reading in c.to_pinyin_multi().into_iter().flatten() {
                let syllable = reading.plain();
                let letters = syllable.chars();
                let same = rest.iter().zip(letters).take_while(|(q, r)| alike(**q, *r)).count();
                // The whole syllable, its first letter or zh, ch, sh go on; a part of it may end the query.
                if same == syllable.chars().count() || same == rest.len() {
                    next |= 1 << (at + same);
                }
                if same >= 1 {
                    next |= 1 << (at + 1);
                }
                if same >= 2 && syllable.get(1..2) == Some("h") {
                    next |= 1 << (at + 2);
                }
            }
        }
        if next & (1 << query.len()) != 0 {
            return true;
        }
        reached = next;
    }
    false
}

/// True if a typed letter is this letter of a reading; for ü people type v or u.
fn alike(typed: char, spelled: char) -> bool {
    typed == spelled || (matches!(spelled, 'ü' | 'v') && matches!(typed, 'ü' | 'v' | 'u'))
}

/// The readings of a character without tones, each once, the usual first; none for a Latin letter.
///
/// ü is spelled v, as Chinese input methods do, and also u, as many people type.
fn readings(c: char) -> Vec<String> {
    if c.is_ascii() {
        return Vec::new();
    }
    let mut list: Vec<String> = Vec::new();
    let mut keep = |reading: String| {
        if reading.is_ascii() && !reading.is_empty() && !list.contains(&reading) {
            list.push(reading);
        }
    };
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let plain = reading.plain();
        if plain.contains(['ü', 'v']) {
            keep(plain.replace('ü', "v"));
            keep(plain.replace(['ü', 'v'], "u"));
        } else {
            keep(plain.to_owned());
        }
    }
    list
}

/// Every spelling so far continued by every reading, each once, at most [`MAX_SPELLINGS`].
fn spelled<'a>(keys: &[String], readings: impl Iterator<Item = &'a str> + Clone) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for key in keys {
        for reading in readings.clone() {
            let spelling = format!("{key}{reading}");
            if list.len() < MAX_SPELLINGS && !list.contains(&spelling) {
                list.push(spelling);
            }
        }
    }
    list
}

/// One form for what looks or reads the same: NFKC and lower case.
fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_duplicate_key_drops_one_legal_suffix() {
        for (name, key) in [
            ("江南晨光照明集团", "江南晨光照明"),
            ("江南晨光照明（集团）有限公司", "江南晨光照明"),
            ("Ａcme 钢构 有限公司", "acme钢构"),
            ("acme钢构有限责任公司", "acme钢构"),
            ("苏州第一设计院", "苏州第一设计院"),
            ("晨光集团集团", "晨光集团"),
            ("江南晨光照明有限公司苏州分公司", "江南晨光照明有限公司苏州分公司"),
            ("Northwind Co., Ltd.", "northwind"),
            ("Zinc", "zinc"),
            ("Zinc Inc.", "zinc"),
            ("有限公司", "有限公司"),
            ("Limited", "limited"),
            ("  ", ""),
        ] {
            assert_eq!(dedupe_key(name), key, "{name}");
        }
    }

    #[test]
    fn names_are_found_by_characters_pinyin_and_initials() {
        for (query, name) in [
            ("", "张三"),
            ("张", "张三"),
            ("三", "张三"),
            ("zhang", "张三"),
            ("zhangsan", "张三"),
            ("ZhangS", "张三"),
            ("zs", "张三"),
            ("zhs", "张三"),
            ("张s", "张三"),
            ("san", "张三"),
            ("zha", "张三"),
            ("zhang san", "张三"),
            ("shan", "单雄"),
            ("dan", "单雄"),
            ("zeng", "曾国"),
            ("lv", "吕布"),
            ("lu", "吕布"),
            ("lüb", "吕布"),
            ("acme gg", "Acme 钢构"),
            ("ａｃｍｅ", "acme钢构"),
            ("jncg", "江南晨光照明（集团）有限公司"),
            ("zmjt", "江南晨光照明（集团）有限公司"),
            ("(集团)", "江南晨光照明（集团）有限公司"),
            ("1号", "1号项目"),
        ] {
            assert!(matches(query, name), "{query} {name}");
        }
        for (query, name) in [
            ("zsi", "张三"),
            ("li", "张三"),
            ("sz", "张三"),
            ("hang", "张三"),
            ("三张", "张三"),
            ("()", "张三"),
        ] {
            assert!(!matches(query, name), "{query} {name}");
        }
        assert!(!matches(&"a".repeat(MAX_QUERY + 1), "啊"));
    }

    #[test]
    fn spellings_list_the_usual_reading_first() {
        let keys = search_keys("张三 Co");
        assert_eq!(keys.full, ["zhangsanco"]);
        assert_eq!(keys.initials, ["zsco"]);
        let keys = search_keys("单雄");
        assert!(keys.full.contains(&"shanxiong".to_owned()), "{keys:?}");
        assert!(keys.initials.contains(&"sx".to_owned()), "{keys:?}");
        assert!(search_keys("长行重乐曾单朝解").full.len() <= MAX_SPELLINGS);
    }

    #[test]
    fn an_avatar_shows_the_surname() {
        for (name, shown) in
            [("王志强", "王"), ("Lin Xiaofeng", "LX"), ("madonna", "M"), ("", ""), ("3M代理", "3")]
        {
            assert_eq!(initial(name), shown, "{name}");
        }
    }
}
