//! The files waiting to be taken in, each sheet with the reading that the person settled on.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::sheets::intake::FileOfSheets;
use crate::sheets::kinds::{Holds, Kind};
use crate::sheets::layout::{self, Hints};
use crate::sheets::mapping::{Map, MappedColumn, Mapping};
use crate::sheets::read::Grid;
use crate::ui::date;
use crate::ui::table::TableState;

/// A file in the queue.
pub(super) struct Entry {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// The file as read.
    pub(super) file: Arc<FileOfSheets>,
    /// One per sheet of the file.
    pub(super) sheets: Vec<SheetChoice>,
    /// The report's date as typed.
    pub(super) date: String,
}

/// How one sheet is to be read.
pub(super) struct SheetChoice {
    /// The reading; `None` while nobody could tell what it is.
    pub(super) mapping: Option<Mapping>,
    /// Left out of the import.
    pub(super) skip: bool,
    /// Rows below the headings.
    pub(super) rows: usize,
    /// Widths of the columns on the screen, once measured.
    pub(super) widths: Vec<f32>,
    /// How far the preview is scrolled.
    pub(super) table: TableState,
}

/// Where the headings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// In the row of this number.
    Row(u32),
    /// Nowhere: columns are named by their letters.
    None,
}

impl Entry {
    pub(super) fn new(path: PathBuf, file: Arc<FileOfSheets>) -> Self {
        let known = file.sheets.iter().any(|(_, mapping)| mapping.is_some());
        let sheets = file
            .sheets
            .iter()
            .map(|(grid, mapping)| SheetChoice {
                mapping: mapping.clone(),
                // Beside tables we know, a sheet of notes is left out unless the person wants it.
                skip: known && mapping.is_none(),
                rows: rows_below(grid, mapping.as_ref()),
                widths: vec![],
                table: TableState::default(),
            })
            .collect();
        let date = file.report_date.to_string();
        Self { path, file, sheets, date }
    }

    pub(super) fn report_date(&self) -> Option<NaiveDate> {
        date::parse_date(&self.date)
    }

    pub(super) fn grid(&self, sheet: usize) -> Option<&Grid> {
        self.file.sheets.get(sheet).map(|(grid, _)| -> &Grid { grid })
    }

    /// The sheets to be taken in, in the order in which an import takes them.
    pub(super) fn wanted(&self) -> Vec<usize> {
        let mut wanted: Vec<usize> =
            self.sheets.iter().enumerate().filter(|(_, s)| !s.skip).map(|(at, _)| at).collect();
        wanted.sort_by_key(|at| {
            self.sheets
                .get(*at)
                .and_then(|sheet| sheet.mapping.as_ref())
                .map(|mapping| mapping.kind)
        });
        wanted
    }

    /// The file with the readings as chosen; `None` when nothing of it is wanted or its date is
    /// not one.
    pub(super) fn request(&self) -> Option<Arc<FileOfSheets>> {
        let report_date = self.report_date()?;
        let as_read = report_date == self.file.report_date
            && self
                .file
                .sheets
                .iter()
                .zip(&self.sheets)
                .all(|((_, read), chosen)| !chosen.skip && *read == chosen.mapping);
        if as_read {
            return Some(Arc::clone(&self.file));
        }
        let sheets: Vec<_> = self
            .file
            .sheets
            .iter()
            .zip(&self.sheets)
            .filter(|(_, chosen)| !chosen.skip)
            .map(|((grid, _), chosen)| (grid.clone(), chosen.mapping.clone()))
            .collect();
        (!sheets.is_empty()).then(|| {
            Arc::new(FileOfSheets {
                name: self.file.name.clone(),
                hash: self.file.hash.clone(),
                bytes: self.file.bytes,
                report_date,
                sheets,
                hidden: self.file.hidden.clone(),
                known: Arc::clone(&self.file.known),
            })
        })
    }

    /// Reads a sheet as a kind, with the headings where they were or, without any, where they are
    /// found.
    pub(super) fn set_kind(&mut self, sheet: usize, kind: Kind) {
        self.reread(sheet, kind, None);
    }

    /// Reads a sheet with its headings elsewhere.
    pub(super) fn set_header(&mut self, sheet: usize, kind: Kind, header: Header) {
        self.reread(sheet, kind, Some(header));
    }

    fn reread(&mut self, sheet: usize, kind: Kind, header: Option<Header>) {
        let Some(grid) = self.grid(sheet) else { return };
        let hints = self.file.hints();
        let mapping = read_as(grid, kind, header, &hints);
        let rows = rows_below(grid, mapping.as_ref());
        if let Some(choice) = self.sheets.get_mut(sheet) {
            choice.mapping = mapping;
            choice.rows = rows;
            choice.skip = false;
            choice.widths.clear();
        }
    }
}

/// How many records a reading finds.
fn rows_below(grid: &Grid, mapping: Option<&Mapping>) -> usize {
    mapping.map_or(grid.rows.len(), |mapping| mapping.rows(grid).count())
}

/// A sheet read as a kind; where the headings are is found out when not said.
fn read_as(grid: &Grid, kind: Kind, header: Option<Header>, hints: &Hints) -> Option<Mapping> {
    let map = Map { header: (header == Some(Header::None)).then_some(false), ..Map::default() };
    let header = match header {
        Some(Header::Row(number)) => Some(number),
        Some(Header::None) | None => None,
    };
    let hints = Hints { header, ..hints.clone() };
    layout::tables(grid, Some(kind), &map, &hints).ok()?.into_iter().next()
}

/// Says by hand which field a column is; another column of that field loses it.
pub(super) fn assign(
    mapping: &mut Mapping,
    column: usize,
    field: Option<&'static str>,
    unit_fen: i64,
) {
    for (at, other) in mapping.columns.iter_mut().enumerate() {
        if at == column {
            other.field = field;
            other.by_hand = true;
            other.style.unit_fen = unit_fen;
        } else if field.is_some() && other.field == field {
            other.field = None;
            other.by_hand = false;
        }
    }
}

/// How sure it is that a column is the field it is read as, in percent. Only a heading that is known
/// word for word is taken, so it is sure or there is no field.
pub(super) const fn certainty(column: &MappedColumn) -> Option<u8> {
    if column.field.is_some() { Some(100) } else { None }
}

/// Whether a field holds money, so that its unit matters.
pub(super) fn is_money(kind: Kind, id: &str) -> bool {
    let money = |holds| matches!(holds, Holds::Money | Holds::Price);
    kind.fields().iter().any(|field| field.id == id && money(field.holds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::read::{Cell, Row};

    fn grid() -> Grid {
        let row = |number, cells: &[&str]| Row {
            number,
            cells: cells.iter().map(|text| Cell::Text((*text).into())).collect(),
        };
        Grid {
            name: "S".to_owned(),
            hidden: false,
            shape: crate::sheets::read::Shape::default(),
            rows: vec![
                row(1, &["周报"]),
                row(4, &["阶段", "客户", "评语", "商机金额"]),
                row(5, &["报价", "甲", "五成", "3"]),
                row(9, &["报价", "乙", "三成", "4"]),
            ],
        }
    }

    #[test]
    fn kind_and_headings_are_chosen_by_hand() {
        let grid = grid();
        let found = read_as(&grid, Kind::Opportunities, None, &Hints::default()).unwrap();
        assert_eq!((found.header_row, rows_below(&grid, Some(&found))), (4, 2));
        let other =
            read_as(&grid, Kind::Opportunities, Some(Header::Row(5)), &Hints::default()).unwrap();
        assert_eq!((other.header_row, rows_below(&grid, Some(&other))), (5, 1));
        let none =
            read_as(&grid, Kind::Opportunities, Some(Header::None), &Hints::default()).unwrap();
        assert_eq!((none.header_row, none.columns.len()), (0, 4));
        assert_eq!(rows_below(&grid, Some(&none)), 4);
    }

    #[test]
    fn a_field_has_one_column_and_hands_are_sure() {
        let mut mapping = read_as(&grid(), Kind::Opportunities, None, &Hints::default()).unwrap();
        assert_eq!(mapping.columns.first().and_then(certainty), Some(100));
        assert_eq!(mapping.columns.get(2).and_then(certainty), None);
        assign(&mut mapping, 2, Some("stage"), 100);
        let fields: Vec<_> = mapping.columns.iter().map(|column| column.field).collect();
        assert_eq!(fields, [None, Some("account"), Some("stage"), Some("amount")]);
        assert_eq!(mapping.columns.get(2).and_then(certainty), Some(100));
    }

    #[test]
    fn sheets_nobody_knows_are_left_out_beside_known_ones() {
        let known = read_as(&grid(), Kind::Opportunities, None, &Hints::default());
        let file = |sheets| {
            Arc::new(FileOfSheets {
                name: "f.xlsx".to_owned(),
                hash: String::new(),
                bytes: 0,
                hidden: vec![],
                known: Arc::default(),
                report_date: NaiveDate::from_ymd_opt(2025, 11, 18).unwrap(),
                sheets,
            })
        };
        let mut entry = Entry::new(
            PathBuf::from("f.xlsx"),
            file(vec![(grid().into(), None), (grid().into(), known.clone())]),
        );
        assert_eq!(entry.wanted(), [1]);
        assert_eq!(entry.request().unwrap().sheets.len(), 1);
        entry.date = "2025-11-31".to_owned();
        assert!(entry.request().is_none());
        let alone = Entry::new(PathBuf::from("f.xlsx"), file(vec![(grid().into(), known)]));
        assert!(Arc::ptr_eq(&alone.request().unwrap(), &alone.file));
    }
}
