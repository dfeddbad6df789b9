//! One row of a sheet, read by field.

use chrono::NaiveDate;

use crate::command::import::Problem;
use crate::sheets::mapping::Mapping;
use crate::sheets::read::{Cell, Row};
use crate::sheets::values;

/// A row with its mapping. Cells that cannot be read are collected as problems.
pub(super) struct RowView<'a> {
    mapping: &'a Mapping,
    row: &'a Row,
}

impl<'a> RowView<'a> {
    pub(super) const fn new(mapping: &'a Mapping, row: &'a Row) -> Self {
        Self { mapping, row }
    }

    /// The cell of a field; empty when the sheet has no such column.
    pub(super) fn cell(&self, field: &str) -> &'a Cell {
        self.mapping
            .column_of(field)
            .and_then(|column| self.row.cells.get(column))
            .unwrap_or(&Cell::Empty)
    }

    /// The text of a field; `None` when it is blank.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        let text = values::text(self.cell(field));
        (!text.is_empty()).then_some(text)
    }

    /// The day of a field; a cell that is no date is a problem.
    pub(super) fn date(
        &self,
        field: &'static str,
        problems: &mut Vec<Problem>,
    ) -> Option<NaiveDate> {
        self.read(field, "problem-date", problems, values::date)
    }

    /// The amount of a field in fen; a cell that is no amount is a problem.
    pub(super) fn amount(&self, field: &'static str, problems: &mut Vec<Problem>) -> Option<i64> {
        let unit = self.unit_fen(field);
        self.read(field, "problem-amount", problems, |cell| values::amount(cell, unit))
    }

    /// Fen in one unit that the field's heading names, one yuan when it names none.
    pub(super) fn unit_fen(&self, field: &str) -> i64 {
        self.mapping
            .column_of(field)
            .and_then(|column| self.mapping.columns.get(column))
            .map_or(values::YUAN, |column| column.unit_fen)
    }

    fn read<T>(
        &self,
        field: &'static str,
        key: &'static str,
        problems: &mut Vec<Problem>,
        parse: impl FnOnce(&Cell) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(field);
        let value = parse(cell);
        if value.is_none() {
            let text = values::text(cell);
            if !text.is_empty() {
                problems.push(Problem { field: Some(field), key, text });
            }
        }
        value
    }

    /// The columns that no field knows, as a JSON object; `None` when all are blank. Of columns with
    /// one heading each keeps its cell: 备注, 备注 (2).
    pub(super) fn extra(&self) -> Option<String> {
        let mut object = serde_json::Map::new();
        for (column, cell) in self.mapping.columns.iter().zip(&self.row.cells) {
            if column.field.is_none()
                && !column.left_out
                && !column.heading.is_empty()
                && *cell != Cell::Empty
            {
                let mut heading = column.heading.clone();
                let mut n = 1;
                while object.contains_key(&heading) {
                    n += 1;
                    heading = format!("{} ({n})", column.heading);
                }
                object.insert(heading, values::text(cell).into());
            }
        }
        (!object.is_empty()).then(|| serde_json::Value::Object(object).to_string())
    }
}
