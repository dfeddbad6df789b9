//! What was answered about a sender's sheets before: which column is which field, what a date begins
//! with, what a text means.
//!
//! A sender is told by the name of the file without what changes from week to week:
//! `华东区周报_第46周(最终版)2.xlsx` and `华东区周报_第47周.xlsx` come from the same. What one sender calls
//! 老王 need not be who another one calls so; where all senders so far agree, a new one is believed to
//! mean the same.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::sheets::kinds::Kind;
use crate::sheets::values::{self, Order};
use crate::store::Db;
use crate::store::records::Alias;

/// The field of an alias that says what a heading is: `heading:opportunities`.
const HEADING: &str = "heading:";
/// The field of an alias that says what comes first in a column's dates.
const ORDER: &str = "order:";

/// The meaning of a heading that is no field and whose column is kept all the same.
pub const OTHER: &str = "extra";

/// All that was answered, by sender.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// By sender, field and the text's key: the meaning.
    said: BTreeMap<(String, String, String), String>,
}

/// What is known of one sender's headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// By kind and the heading's key: the field, [`OTHER`] for none; empty for a column left out.
    pub columns: BTreeMap<(Kind, String), String>,
    /// By kind and the heading's key: what comes first in its dates.
    pub orders: BTreeMap<(Kind, String), Order>,
}

impl Memory {
    /// Loads what was answered.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let aliases = db.all::<Alias>()?.into_iter();
        let said =
            aliases.map(|alias| ((alias.sender, alias.field, alias.text_key), alias.meaning));
        Ok(Self { said: said.collect() })
    }

    /// What is known of a sender's headings.
    pub fn of(&self, sender: &str) -> Known {
        let mut known = Known::default();
        for ((by, field, key), meaning) in &self.said {
            if by != sender {
                continue;
            }
            if let Some(kind) = field.strip_prefix(HEADING).and_then(Kind::parse) {
                known.columns.insert((kind, key.clone()), meaning.clone());
            }
            if let Some(kind) = field.strip_prefix(ORDER).and_then(Kind::parse)
                && let Some(order) = Order::parse(meaning)
            {
                known.orders.insert((kind, key.clone()), order);
            }
        }
        known
    }

    /// What a text of a field means to a sender; what all others agree on where this one never said.
    pub fn meaning(&self, sender: &str, field: &str, key: &str) -> Option<&str> {
        let own = (sender.to_owned(), field.to_owned(), key.to_owned());
        if let Some(meaning) = self.said.get(&own) {
            return Some(meaning);
        }
        let mut others = self
            .said
            .iter()
            .filter(|((_, other, text), _)| other == field && text == key)
            .map(|(_, meaning)| meaning.as_str());
        let first = others.next()?;
        others.all(|other| other == first).then_some(first)
    }

    /// Whether this sender answered about a text.
    pub fn knows(&self, sender: &str, field: &str, key: &str) -> bool {
        self.said.contains_key(&(sender.to_owned(), field.to_owned(), key.to_owned()))
    }

    /// Keeps an answer; `false` when it was known.
    pub fn keep(&mut self, sender: &str, field: &str, key: &str, meaning: &str) -> bool {
        let place = (sender.to_owned(), field.to_owned(), key.to_owned());
        self.said.insert(place, meaning.to_owned()).as_deref() != Some(meaning)
    }
}

/// The field under which a heading's field is kept.
pub fn heading_field(kind: Kind) -> String {
    format!("{HEADING}{}", kind.word())
}

/// The field under which the order of a heading's dates is kept.
pub fn order_field(kind: Kind) -> String {
    format!("{ORDER}{}", kind.word())
}

/// Words that tell versions of a file apart and not its senders.
const VERSIONS: [&str; 12] = [
    "最终版",
    "终版",
    "最新版",
    "最新",
    "修改版",
    "修改",
    "副本",
    "更新",
    "final",
    "copy",
    "draft",
    "版",
];

/// A file's name without its ending.
pub fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Who sends files of this name: the name without dates, numbers and versions.
pub fn sender(file: &str) -> String {
    let folded = values::text(&crate::sheets::read::Cell::Text(stem(file).into())).to_lowercase();
    let mut made = String::new();
    let mut after_number = false;
    for c in folded.chars() {
        // 第46周, 11月, 2025年: what is counted goes with its number.
        let counted = after_number && "年月日号周季期版次".contains(c);
        after_number = c.is_ascii_digit() || after_number && c.is_whitespace();
        if c.is_alphabetic() && !counted && c != '第' {
            made.push(c);
        }
    }
    for version in VERSIONS {
        made = made.replace(version, "");
    }
    made.strip_suffix('v').map_or(made.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_told_by_what_stays() {
        for (file, expected) in [
            ("华东区周报_第46周_汇总(最终版)2.xlsx", "华东区周报汇总"),
            ("华东区周报_第47周_汇总.xlsx", "华东区周报汇总"),
            ("商机周报_2025-11-18.xlsx", "商机周报"),
            ("商机20251118.csv", "商机"),
            ("2025年11月 张雨桐 v3.xls", "张雨桐"),
            ("sales_pipeline (copy).csv", "salespipeline"),
            ("2025-11-18.csv", ""),
        ] {
            assert_eq!(sender(file), expected, "{file}");
        }
    }

    #[test]
    fn one_sender_is_believed_before_all() {
        let mut memory = Memory::default();
        assert!(memory.keep("华东", "person", "老王", "王志强"));
        assert!(!memory.keep("华东", "person", "老王", "王志强"));
        assert_eq!(memory.meaning("华北", "person", "老王"), Some("王志强"));
        memory.keep("华南", "person", "老王", "王芳");
        assert_eq!(memory.meaning("华北", "person", "老王"), None);
        assert_eq!(memory.meaning("华东", "person", "老王"), Some("王志强"));
        memory.keep("华东", &heading_field(Kind::Opportunities), "把握度", "probability");
        let known = memory.of("华东");
        let key = (Kind::Opportunities, "把握度".to_owned());
        assert_eq!(known.columns.get(&key).map(String::as_str), Some("probability"));
        assert!(memory.of("华北").columns.is_empty());
    }
}
