//! Merged cells: their value stands in the first and counts for all.

use std::collections::BTreeMap;

use crate::sheets::read::{Cell, Grid, Row};

/// Values of merges by row: the columns they fill.
pub type Filled = BTreeMap<u32, Vec<(usize, Cell)>>;

/// More text than a person ever merged by hand, in bytes; a sheet with more keeps the rest blank.
const MOST: usize = 64_000_000;

/// What merges that span rows state in the rows below their first, within a table.
pub fn merged_values(grid: &Grid, above: u32, last: u32) -> Filled {
    let mut filled = Filled::new();
    let mut n = 0;
    for merge in &grid.shape.merges {
        let (first, end) = merge.rows;
        if first <= above || first == end || first > last {
            continue;
        }
        let column = merge.columns.0 as usize;
        let Some(value) = cell(grid, first, column).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        // Rows that hold nothing at all are not there, and are no rows of data.
        let from = grid.rows.partition_point(|row| row.number <= first);
        for row in grid.rows.iter().skip(from).take_while(|row| row.number <= end.min(last)) {
            n += 1 + value.text().len();
            if n > MOST {
                return filled;
            }
            filled.entry(row.number).or_default().push((column, value.clone()));
        }
    }
    filled
}

/// The cell of a sheet by row number and column.
pub(super) fn cell(grid: &Grid, number: u32, column: usize) -> Option<&Cell> {
    let at = grid.rows.binary_search_by_key(&number, |row| row.number).ok()?;
    grid.rows.get(at)?.cells.get(column)
}

/// A row with the values of merges put into its blank cells.
pub fn filled(row: &Row, values: &[(usize, Cell)]) -> Row {
    let mut row = row.clone();
    for (column, value) in values {
        if row.cells.len() <= *column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(cell) = row.cells.get_mut(*column).filter(|cell| cell.is_empty()) {
            *cell = value.clone();
        }
    }
    row
}
