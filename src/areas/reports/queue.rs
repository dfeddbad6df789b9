//! The files waiting to be taken in, each sheet with the reading that the person settled on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::lines::{self, Lines};
use super::needs::Noun;
use crate::sheets::intake::FileOfSheets;
use crate::sheets::kinds::{Holds, Kind};
use crate::sheets::layout::{self, Hints};
use crate::sheets::mapping::{Map, MappedColumn, Mapping, Role};
use crate::sheets::read::{Cell, Charset, Grid};
use crate::sheets::values::{self, Order};
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

/// A cell to be put right: row, column of a wide table, field.
pub(super) type Place = (u32, Option<usize>, &'static str);

/// How one table of a sheet is to be read.
#[derive(Default)]
pub(super) struct SheetChoice {
    /// The reading; `None` while nobody could tell what it is.
    pub(super) mapping: Option<Mapping>,
    /// Left out of the import.
    pub(super) skip: bool,
    /// Records below the headings.
    pub(super) rows: usize,
    /// What its rows are, counted.
    pub(super) lines: Lines,
    /// Rows that a person said to be data, or none: what they were before.
    pub(super) by_hand: BTreeMap<u32, Option<Role>>,
    /// Values being typed for cells with a problem.
    pub(super) typed: BTreeMap<Place, String>,
    /// Problems that a person left as they are.
    pub(super) left: BTreeSet<Place>,
    /// Unknown texts that a person left as they are.
    pub(super) left_names: BTreeSet<(Noun, String)>,
    /// Texts near the top that were decoded wrongly, each with what it probably said.
    pub(super) garbled: Vec<(String, Option<String>)>,
    /// Widths of the columns on the screen, once measured.
    pub(super) widths: Vec<f32>,
    /// How far the preview is scrolled.
    pub(super) table: TableState,
}

/// Headings are offered, and wrong texts looked for, among the first rows.
pub(super) const HEADINGS: usize = 10;
/// So many wrong texts are named.
const GARBLED: usize = 3;

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
                // Beside tables we know, a sheet of notes is left out unless the person wants it.
                skip: known && mapping.is_none(),
                ..SheetChoice::of(grid, mapping.clone())
            })
            .collect();
        let date = file.report_date.to_string();
        Self { path, file, sheets, date }
    }

    /// The encoding that a person named for its texts.
    pub(super) fn charset(&self) -> Option<Charset> {
        self.file.texts.as_ref().and_then(|texts| texts.charset)
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
                texts: self.file.texts.clone(),
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
        let before = self.sheets.get(sheet).and_then(|choice| choice.mapping.as_ref());
        // Of several tables in a sheet each keeps its place.
        let part = before
            .filter(|_| self.shared(sheet))
            .map(|before| (lines::first_row(before), before.header_first, before.last_row));
        let header = header.or(part.map(|(_, row, _)| Header::Row(row)));
        let mut mapping = read_as(grid, kind, header, &self.file.hints());
        if let (Some(mapping), Some((first, _, last))) = (&mut mapping, part) {
            mapping.roles.retain(|row, _| (first..=last).contains(row));
            mapping.last_row = mapping.last_row.min(last);
        }
        if let (Some(mapping), Some(before)) = (&mut mapping, before)
            && before.kind == kind
        {
            mapping.fixes.clone_from(&before.fixes);
        }
        let read = SheetChoice::of(grid, mapping);
        if let Some(choice) = self.sheets.get_mut(sheet) {
            *choice = read;
        }
    }

    /// Whether other tables stand in the same sheet.
    pub(super) fn shared(&self, sheet: usize) -> bool {
        let Some((grid, _)) = self.file.sheets.get(sheet) else { return false };
        self.file.sheets.iter().filter(|(other, _)| Arc::ptr_eq(grid, other)).count() > 1
    }

    /// Takes in a hidden sheet: its tables join those of the file. Returns the place of the first.
    pub(super) fn show_hidden(&mut self, hidden: usize) -> Option<usize> {
        let mut file = FileOfSheets::clone(&self.file);
        if hidden >= file.hidden.len() {
            return None;
        }
        let grid = file.hidden.remove(hidden);
        let tables = layout::tables(&grid, None, &Map::default(), &file.hints());
        let mut tables: Vec<Option<Mapping>> =
            tables.unwrap_or_default().into_iter().map(Some).collect();
        if tables.is_empty() {
            tables.push(None);
        }
        let first = file.sheets.len();
        for mapping in tables {
            self.sheets.push(SheetChoice::of(&grid, mapping.clone()));
            file.sheets.push((Arc::clone(&grid), mapping));
        }
        self.file = Arc::new(file);
        Some(first)
    }

    /// Takes a row for data, for no data, or again for what it was found to be.
    pub(super) fn turn_row(&mut self, sheet: usize, row: u32) {
        let file = Arc::clone(&self.file);
        let Some((grid, _)) = file.sheets.get(sheet) else { return };
        let Some(choice) = self.sheets.get_mut(sheet) else { return };
        let Some(mapping) = &mut choice.mapping else { return };
        let role = mapping.roles.get(&row).copied();
        let back = choice.by_hand.remove(&row);
        let now = match (back, role) {
            (Some(before), _) => before,
            (None, Some(_)) => None,
            (None, None) => Some(Role::Note),
        };
        if back.is_none() {
            choice.by_hand.insert(row, role);
        }
        match now {
            Some(role) => {
                mapping.roles.insert(row, role);
            }
            None => {
                mapping.roles.remove(&row);
            }
        }
        choice.rows = rows_below(grid, Some(&*mapping));
        choice.lines = Lines::of(grid, Some(&*mapping));
    }
}

impl SheetChoice {
    fn of(grid: &Grid, mapping: Option<Mapping>) -> Self {
        Self {
            rows: rows_below(grid, mapping.as_ref()),
            lines: Lines::of(grid, mapping.as_ref()),
            garbled: garbled(grid),
            mapping,
            ..Self::default()
        }
    }

    /// Puts a cell right.
    pub(super) fn fix(&mut self, (row, column, field): Place, value: &str) {
        self.typed.remove(&(row, column, field));
        if let Some(mapping) = &mut self.mapping {
            let fixes = mapping.fixes.entry((row, column)).or_default();
            fixes.insert(field.to_owned(), Cell::Text(value.into()));
        }
    }

    /// Takes the sheet's own cell again.
    pub(super) fn unfix(&mut self, (row, column): (u32, Option<usize>), field: &str) {
        let Some(mapping) = &mut self.mapping else { return };
        if let Some(fixes) = mapping.fixes.get_mut(&(row, column)) {
            fixes.remove(field);
            if fixes.is_empty() {
                mapping.fixes.remove(&(row, column));
            }
        }
    }

    /// Says what comes first in the dates of a field's column.
    pub(super) fn set_order(&mut self, field: &str, order: Order) {
        let Some(mapping) = &mut self.mapping else { return };
        for column in mapping.columns.iter_mut().filter(|c| c.field == Some(field)) {
            column.style.order = Some(order);
            column.order_by_hand = true;
        }
    }
}

/// Texts in the first rows, where headings stand, that were decoded wrongly; a few of them.
fn garbled(grid: &Grid) -> Vec<(String, Option<String>)> {
    let cells = grid.rows.iter().take(HEADINGS).flat_map(|row| &row.cells);
    let wrong = cells.filter_map(|cell| {
        let text = cell.text();
        let said = values::undone(&text);
        (said.is_some() || values::damaged(&text)).then(|| (text.into_owned(), said))
    });
    wrong.take(GARBLED).collect()
}

/// Whether a row can be taken for data, or not, by hand: rows below the headings of a table with
/// one record in a row.
pub(super) fn can_turn(mapping: &Mapping, row: u32) -> bool {
    mapping.form.is_none()
        && mapping.spread.is_none()
        && row > mapping.header_row
        && row <= mapping.last_row
        && mapping.roles.get(&row) != Some(&Role::Header)
}

/// How many records a reading finds.
fn rows_below(grid: &Grid, mapping: Option<&Mapping>) -> usize {
    mapping.map_or(grid.rows.len(), |mapping| mapping.count(grid))
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

/// In the place of a field: the column is left out, not even kept as unknown.
pub(super) const LEAVE_OUT: &str = "";

/// Says by hand which field a column is; another column of that field loses it.
pub(super) fn assign(
    mapping: &mut Mapping,
    column: usize,
    field: Option<&'static str>,
    unit_fen: i64,
) {
    for (at, other) in mapping.columns.iter_mut().enumerate() {
        if at == column {
            other.field = field.filter(|id| *id != LEAVE_OUT);
            other.left_out = field == Some(LEAVE_OUT);
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
    use crate::sheets::read::Row;

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
    fn a_row_turns_and_turns_back() {
        let known = read_as(&grid(), Kind::Opportunities, None, &Hints::default());
        let file = FileOfSheets {
            name: "f.xlsx".to_owned(),
            hash: String::new(),
            bytes: 0,
            texts: None,
            known: Arc::default(),
            hidden: vec![Arc::new(Grid { name: "H".to_owned(), hidden: true, ..grid() })],
            report_date: NaiveDate::from_ymd_opt(2025, 11, 18).unwrap(),
            sheets: vec![(grid().into(), known)],
        };
        let mut entry = Entry::new(PathBuf::from("f.xlsx"), Arc::new(file));
        let rows = |entry: &Entry| (entry.sheets[0].rows, entry.sheets[0].lines.data);
        assert_eq!(rows(&entry), (2, 2));
        entry.turn_row(0, 9);
        assert_eq!(rows(&entry), (1, 1));
        entry.turn_row(0, 9);
        assert_eq!(rows(&entry), (2, 2));
        assert!(entry.sheets[0].by_hand.is_empty());
        let mapping = entry.sheets[0].mapping.as_ref().unwrap();
        let can = [1, 4, 5, 9, 10].map(|row| can_turn(mapping, row));
        assert_eq!(can, [false, false, true, true, false]);
        // A hidden sheet joins the others.
        assert_eq!(entry.show_hidden(0), Some(1));
        assert_eq!((entry.sheets.len(), entry.file.hidden.len()), (2, 0));
        assert_eq!(entry.show_hidden(0), None);
        assert_eq!(entry.request().unwrap().sheets.len(), 2);
    }

    #[test]
    fn sheets_nobody_knows_are_left_out_beside_known_ones() {
        let known = read_as(&grid(), Kind::Opportunities, None, &Hints::default());
        let file = |sheets| {
            Arc::new(FileOfSheets {
                name: "f.xlsx".to_owned(),
                hash: String::new(),
                bytes: 0,
                texts: None,
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
