//! How alike a typed text and a name are: for proposing who 老王 is, and for reading `zhangwei`.
//!
//! Nothing here decides: a text that *spells* a name may be taken for it and is listed; what is only
//! near is proposed, and a person says.

use super::names::search_keys;

/// How sure it is that a text means a name, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likeness(pub u8);

impl Likeness {
    /// The text is the name in other letters: `zhang wei` for 张伟.
    pub const SPELLED: Self = Self(99);
    /// Both sound alike: 张维 and 张伟.
    const SOUND: Self = Self(95);
    /// One character is another, missing or too many.
    const SLIP: Self = Self(85);
    /// A family name with a title: 老王, 王工.
    const TITLE: Self = Self(80);
    /// The least that is worth proposing.
    const LEAST: Self = Self(60);
}

/// Titles that stand behind a family name, and those before it.
const BEHIND: [&str; 6] = ["总", "经理", "工", "主任", "老师", "先生"];
const BEFORE: [&str; 3] = ["老", "小", "阿"];

/// How alike a text and a name are; `None` when hardly.
pub fn likeness(text: &str, name: &str) -> Option<Likeness> {
    let [text, name] = [plain(text), plain(name)];
    let (n_text, n_name) = (text.chars().count(), name.chars().count());
    if n_text == 0 || n_name < 2 || text == name {
        return None;
    }
    let spellings = search_keys(&name).full;
    if text.is_ascii() {
        let spelled = !name.is_ascii() && spellings.contains(&text);
        if spelled {
            return Some(Likeness::SPELLED);
        }
    } else if n_text == n_name && search_keys(&text).full.iter().any(|key| spellings.contains(key))
    {
        return Some(Likeness::SOUND);
    }
    if n_text >= 2 && (name.contains(&text) || text.contains(&name)) {
        let (short, long) = (n_text.min(n_name), n_text.max(n_name));
        let share = u8::try_from(35 * short / long).unwrap_or(0);
        return Some(Likeness(Likeness::LEAST.0 + share));
    }
    if titled(&text, &name) {
        return Some(Likeness::TITLE);
    }
    let most = if text.is_ascii() { n_text / 5 } else { usize::from(n_text >= 3) };
    (most > 0 && slips(&text, &name, most)).then_some(Likeness::SLIP)
}

/// Of some names the one a text most probably means, where one is more likely than all others.
pub fn likeliest<'a>(
    text: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<(&'a str, Likeness)> {
    let mut best: Option<(&str, Likeness)> = None;
    let mut tied = false;
    for name in names {
        let Some(found) = likeness(text, name) else { continue };
        match best {
            Some((known, score)) if score == found => tied |= known != name,
            Some((_, score)) if score > found => {}
            _ => {
                best = Some((name, found));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// 老王, 王总 for 王志强.
fn titled(text: &str, name: &str) -> bool {
    let family = BEHIND
        .iter()
        .find_map(|title| text.strip_suffix(title))
        .or_else(|| BEFORE.iter().find_map(|title| text.strip_prefix(title)));
    family
        .is_some_and(|family| (1..=2).contains(&family.chars().count()) && name.starts_with(family))
}

/// Whether two texts are at most so many insertions, deletions and replacements apart.
pub fn slips(one: &str, other: &str, most: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (b, above) in other.iter().zip(row.iter_mut().skip(1)) {
            let cost = (corner + usize::from(a != b)).min(left + 1).min(*above + 1);
            corner = *above;
            *above = cost;
            left = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().is_some_and(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_like_names() {
        for (text, name, expected) in [
            ("zhang wei", "张伟", Some(99)),
            ("ZhangWei", "张伟", Some(99)),
            ("张维", "张伟", Some(95)),
            ("老王", "王志强", Some(80)),
            ("王总", "王志强", Some(80)),
            ("李总", "王志强", None),
            ("王志", "王志强", Some(83)),
            ("王志国强", "王志强", Some(85)),
            ("报价", "方案报价", Some(77)),
            ("样机测试", "方案报价", None),
            ("Kensington Griffn", "Kensington Griffin", Some(85)),
            ("张伟", "张伟", None),
            ("伟", "张伟", None),
        ] {
            assert_eq!(likeness(text, name).map(|found| found.0), expected, "{text} {name}");
        }
    }

    #[test]
    fn only_one_name_is_likeliest() {
        let stages = ["方案报价", "商务谈判", "商务合同"];
        assert_eq!(likeliest("报价", stages).map(|found| found.0), Some("方案报价"));
        assert_eq!(likeliest("商务", stages), None);
        assert_eq!(likeliest("张维", ["张伟", "张薇"]), None);
    }
}
