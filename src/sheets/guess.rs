//! What a heading that nobody knows probably means: a proposal for a person, never taken unasked.
//!
//! A heading is taken word for word or not at all; a guess only saves the search in a list of
//! fields. It looks for a known word in the heading, or the heading in a known word, among the
//! fields that have no column yet.

use crate::sheets::kinds::Field;
use crate::sheets::mapping::Mapping;
use crate::sheets::values;

/// The field that a heading probably names; nothing where two are as likely.
pub fn field(mapping: &Mapping, heading: &str) -> Option<&'static Field> {
    let (name, _) = values::split_unit(heading);
    let heading = values::key(&name);
    let mut best: Option<(usize, &'static Field)> = None;
    let mut shared = false;
    for field in mapping.kind.fields() {
        if mapping.column_of(field.id).is_some() || mapping.constants.contains_key(field.id) {
            continue;
        }
        let words = field.synonyms.iter().map(|word| values::key(word));
        let Some(n) = words.filter_map(|word| common(&heading, &word)).max() else { continue };
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
    use crate::sheets::read::{Cell, Grid, Row, Shape};

    #[test]
    fn a_known_word_in_a_heading_is_a_guess_and_two_are_none() {
        let row = |number, cells: &[&str]| Row {
            number,
            cells: cells.iter().map(|text| Cell::Text((*text).into())).collect(),
        };
        let grid = Grid {
            name: "S".to_owned(),
            hidden: false,
            shape: Shape::default(),
            rows: vec![row(1, &["阶段", "客户", "金额"]), row(2, &["方案报价", "甲厂", "8"])],
        };
        let (kind, map) = (Some(Kind::Opportunities), Map::default());
        let tables = layout::tables(&grid, kind, &map, &Hints::default()).unwrap();
        let mapping = tables.first().unwrap();
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
            assert_eq!(field(mapping, heading).map(|field| field.id), expected, "{heading}");
        }
    }
}
