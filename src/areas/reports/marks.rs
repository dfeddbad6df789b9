//! Which cells of a sheet were corrected, found by row and column.
//!
//! Looked up for every cell in view, so it is prepared once when a preview arrives. Problems need
//! nothing of the kind: rejected rows are in the order of the sheet.

use std::collections::BTreeMap;

use crate::command::import::SheetResult;
use crate::sheets::mapping::Mapping;

/// Where the corrections of a sheet stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Row number and column to the place among the corrections.
    corrected: BTreeMap<(u32, usize), usize>,
}

impl Marks {
    /// Finds the cell of each correction. A form has no cells of its own: its values are put
    /// together from several.
    pub(super) fn of(sheet: &SheetResult, mapping: Option<&Mapping>) -> Self {
        let Some(mapping) = mapping.filter(|mapping| mapping.form.is_none()) else {
            return Self::default();
        };
        // Beyond stand the two columns that a wide table gets besides its own.
        let width = mapping.spread.as_ref().map_or(usize::MAX, |spread| spread.width);
        let mut corrected = BTreeMap::new();
        for (at, correction) in sheet.corrections.iter().enumerate() {
            let own = mapping.column_of(correction.field).filter(|column| *column < width);
            if let Some(column) = own.or(correction.column) {
                corrected.entry((correction.row, column)).or_insert(at);
            }
        }
        Self { corrected }
    }

    /// The correction of a cell, as a place among those of the sheet.
    pub(super) fn corrected(&self, row: u32, column: usize) -> Option<usize> {
        self.corrected.get(&(row, column)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::kinds::Kind;
    use crate::sheets::layout::{self, Hints};
    use crate::sheets::mapping::{Correction, Map};
    use crate::sheets::read::Grid;

    #[test]
    fn a_correction_is_found_at_its_cell() {
        let grid = Grid::of_texts(&[&["客户", "阶段", "金额"], &["甲", "方案报价", "约80w"]]);
        let (kind, map) = (Some(Kind::Opportunities), Map::default());
        let tables = layout::tables(&grid, kind, &map, &Hints::default()).unwrap();
        let made = |field| Correction {
            row: 2,
            column: None,
            field,
            before: "约80w".to_owned(),
            after: "800000.00".to_owned(),
        };
        let corrections = vec![made("amount"), made("owner")];
        let sheet = SheetResult { corrections, ..SheetResult::default() };
        let marks = Marks::of(&sheet, tables.first());
        assert_eq!(marks.corrected(2, 2), Some(0));
        assert_eq!(marks.corrected(2, 1), None);
        assert_eq!(marks.corrected(3, 2), None);
    }
}
