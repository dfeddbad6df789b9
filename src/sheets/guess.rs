//! What a heading that nobody knows probably means: a proposal for a person, never taken unasked.
//!
//! A heading is taken word for word or not at all; a guess only saves the search in a list of
//! fields. It looks for a known word in the heading, or the heading in a known word, among the
//! fields that have no column yet.

use std::collections::BTreeSet;

use crate::sheets::kinds::Field;
use crate::sheets::mapping::Mapping;
use crate::sheets::values;

/// The fields of a table that have no column yet, each with the words that name it, folded once.
pub struct Free(Vec<(&'static Field, Vec<String>)>);

impl Free {
    /// Those of a table.
    pub fn of(mapping: &Mapping) -> Self {
        let taken: BTreeSet<&str> =
            mapping.columns.iter().filter_map(|column| column.field).collect();
        let free =
            mapping.kind.fields().iter().filter(|field| {
                !taken.contains(field.id) && !mapping.constants.contains_key(field.id)
            });
        let words = |field: &'static Field| field.synonyms.iter().map(|word| values::key(word));
        Self(free.map(|field| (field, words(field).collect())).collect())
    }

    /// The field that a heading probably names; nothing where two are as likely.
    pub fn field(&self, heading: &str) -> Option<&'static Field> {
        let (name, _) = values::split_unit(heading);
        let heading = values::key(&name);
        let mut best: Option<(usize, &'static Field)> = None;
        let mut shared = false;
        for (field, words) in &self.0 {
            let lengths = words.iter().filter_map(|word| common(&heading, word));
            let Some(n) = lengths.max() else { continue };
            match best {
                Some((most, _)) if n < most => {}
                Some((most, _)) if n == most => shared = true,
                _ => {
                    best = Some((n, field));
                    shared = false;
                }
            }
        }
        best.filter(|_| !shared).map(|(_, field)| field)
    }
}

/// How many characters a heading and a word share, where one holds the other.
fn common(heading: &str, word: &str) -> Option<usize> {
    let inner = if heading.contains(word) {
        word
    } else if word.contains(heading) {
        heading
    } else {
        return None;
    };
    let n = inner.chars().count();
    // One Chinese character, or a short Latin word, stands in too many others.
    let least = if inner.is_ascii() { 4 } else { 2 };
    (n >= least).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::kinds::Kind;
    use crate::sheets::layout::{self, Hints};
    use crate::sheets::mapping::Map;
    use crate::sheets::read::Grid;

    #[test]
    fn a_known_word_in_a_heading_is_a_guess_and_two_are_none() {
        let grid = Grid::of_texts(&[&["阶段", "客户", "金额"], &["方案报价", "甲厂", "8"]]);
        let (kind, map) = (Some(Kind::Opportunities), Map::default());
        let tables = layout::tables(&grid, kind, &map, &Hints::default()).unwrap();
        let free = Free::of(tables.first().unwrap());
        for (heading, expected) in [
            ("把握程度", Some("probability")),
            ("内部编号", Some("number")),
            ("chance now", Some("probability")),
            ("备注（本周）", Some("note")),
            // Its field has a column.
            ("金额合计", None),
            // Product or status?
            ("产品状态", None),
            ("温度", None),
            ("lab code", None),
            ("", None),
        ] {
            assert_eq!(free.field(heading).map(|field| field.id), expected, "{heading}");
        }
    }
}
