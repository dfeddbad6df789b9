//! Words as sheets write them, brought to what they mean by a table.

use unicode_normalization::UnicodeNormalization as _;

/// What words mean: each list is parted by `|`, its words as [`folded`] leaves them.
pub(super) type Table<T> = [(T, &'static str)];

/// A text reduced to what tells words apart: compatibility forms folded (NFKC), lower case, without white
/// space and marks.
pub(super) fn folded(text: &str) -> String {
    let mark = |c: &char| c.is_whitespace() || "_-/.:*,;!'。，；、".contains(*c);
    text.nfkc().flat_map(char::to_lowercase).filter(|c| !mark(c)).collect()
}

/// What a text means; `None` where no word of the table is the text.
pub(super) fn meaning<T: Copy>(table: &Table<T>, text: &str) -> Option<T> {
    let text = folded(text);
    let is = |words: &str| words.split('|').any(|word| word == text);
    table.iter().find(|(_, words)| is(words)).map(|(meant, _)| *meant)
}

/// What is wrong with a table: words that are not folded, so that no text would ever be them, and words
/// that stand in it twice.
#[cfg(test)]
pub(super) fn faults<T>(table: &Table<T>) -> Vec<&'static str> {
    let words: Vec<&'static str> = table.iter().flat_map(|(_, words)| words.split('|')).collect();
    let twice = |word: &str| words.iter().filter(|other| **other == word).count() > 1;
    words.iter().copied().filter(|word| folded(word) != *word || twice(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &Table<bool> = &[(true, "是|yes|notyet"), (false, "否|no")];

    #[test]
    fn what_hands_vary_is_no_difference() {
        for (text, meant) in [
            (" 是 ", Some(true)),
            ("ＹＥＳ", Some(true)),
            ("Not-yet.", Some(true)),
            ("否。", Some(false)),
            ("", None),
            ("是否", None),
            ("y|es", None),
        ] {
            assert_eq!(meaning(TABLE, text), meant, "{text}");
        }
        assert!(faults(TABLE).is_empty());
        assert_eq!(faults(&[(1, "Yes|是"), (2, "是")]), ["Yes", "是", "是"]);
    }
}
