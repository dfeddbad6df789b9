//! Where the tables are in a sheet: headings, data, and everything between that is neither.
//!
//! People put titles over their tables, sums between the rows and notes below. Each row of a sheet
//! gets exactly one meaning, so that the preview can say of every row what becomes of it. What is
//! no data is listed, never dropped in silence; in doubt a row is data, and is rejected with its
//! reason if it makes no sense.

mod form;
mod head;
mod merges;
mod roles;
mod spread;
mod totals;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::error::Result;
use crate::sheets::kinds::{Holds, Kind};
use crate::sheets::mapping::{Correction, Map, Mapping, Role};
use crate::sheets::memory::Known;
use crate::sheets::read::{Cell, Grid, Row};
use crate::sheets::values::{self, Currency, Style};
use crate::sheets::write;

pub use head::is_ordinal;
pub use merges::{filled, merged_values};

/// What is known of a sheet besides its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The file's name without its folder and extension.
    pub file: String,
    /// The day that the sheet speaks of.
    pub report: Option<NaiveDate>,
    /// What was answered about this sender's headings before.
    pub known: Arc<Known>,
    /// The number of the heading row, once a person said which it is.
    pub header: Option<u32>,
}

/// How many rows are looked at to find how a column is written.
const SAMPLE: usize = 2_000;

/// The tables of a sheet from the top. `wanted` fixes the kind.
///
/// Empty when no row reads as the headings of a known kind; with a fixed kind always the best
/// reading, complete or not, so that a person can finish it by hand.
///
/// # Errors
/// When the map names a field that the kind has not.
pub fn tables(grid: &Grid, wanted: Option<Kind>, map: &Map, hints: &Hints) -> Result<Vec<Mapping>> {
    let shown = |row: &&Row| !grid.shape.hides_row(row.number) && says_something(row);
    let rows: Vec<&Row> = grid.rows.iter().filter(shown).collect();
    let sheet = Sheet { grid, rows, hints };
    let mut found = vec![];
    let mut from = 0;
    while let Some(head) = head::next(&sheet, from, found.is_empty(), wanted, map)? {
        from = head.below;
        found.push(head);
        // A kind chosen by hand is one table: what else there is, a person has seen.
        if wanted.is_some() || map.header == Some(false) {
            break;
        }
    }
    let may_be_form = wanted.is_none_or(|kind| kind == Kind::Reports) && map.header.is_none();
    // 姓名 刘子昂 部门 华东区 reads as the headings of a roster too: half of it is values.
    let whole = found.first().is_some_and(|head| {
        head.mapping.complete()
            && sheet.rows.get(head.above).is_some_and(|row| head::names_columns(row))
    });
    if may_be_form
        && sheet.hints.header.is_none()
        && !whole
        && let Some(form) = form::read(&sheet)
    {
        return Ok(vec![form]);
    }
    let ends: Vec<usize> =
        found.iter().skip(1).map(|head| head.titles).chain([sheet.rows.len()]).collect();
    let mut begins = 0;
    let mut tables = vec![];
    for (head, end) in found.into_iter().zip(ends) {
        tables.push(finish(&sheet, head, begins, end));
        begins = end;
    }
    Ok(tables)
}

/// Whether a row holds more than white space.
pub fn says_something(row: &Row) -> bool {
    !row.cells.iter().all(Cell::is_blank)
}

/// A sheet as it is looked at: the rows that are not hidden.
struct Sheet<'a> {
    grid: &'a Grid,
    rows: Vec<&'a Row>,
    hints: &'a Hints,
}

/// Headings found: the table so far, and where it stands among the rows looked at.
struct Head {
    mapping: Mapping,
    /// The index of the first row of its titles: those between the table before it and its headings.
    titles: usize,
    /// The index of the first heading row.
    above: usize,
    /// The index of the first row below the headings.
    below: usize,
}

/// Gives every row between two places its role, and every column its style.
fn finish(sheet: &Sheet<'_>, head: Head, begins: usize, end: usize) -> Mapping {
    let Head { mut mapping, above, below, .. } = head;
    let body = sheet.rows.get(below..end).unwrap_or_default();
    let over = sheet.rows.get(begins..above).unwrap_or_default();
    mapping.last_row = if end == sheet.rows.len() {
        sheet.grid.rows.last().map_or(u32::MAX, |row| row.number)
    } else {
        body.last().map_or(mapping.header_row, |row| row.number)
    };
    head::choose_columns(&mut mapping, body);
    let mut roles = roles::above(over);
    for row in sheet.rows.get(above..below).unwrap_or_default() {
        roles.insert(row.number, Role::Header);
    }
    roles.extend(roles::body(sheet.grid, &mapping, body));
    let (first, last) = (over.first().map_or(0, |row| row.number), mapping.last_row);
    for row in &sheet.grid.rows {
        let number = row.number;
        if sheet.grid.shape.hides_row(number)
            && number >= first.min(mapping.header_first)
            && number <= last
        {
            roles.insert(number, Role::Hidden);
        }
    }
    mapping.roles = roles;
    let data: Vec<&Row> =
        body.iter().copied().filter(|row| !mapping.roles.contains_key(&row.number)).collect();
    shared_unit(&mut mapping, over);
    styles(&mut mapping, &data);
    totals::settle(&mut mapping, body);
    spread::constants(&mut mapping, over, sheet.hints);
    mapping
}

/// A unit stated over the table (单位：万元) counts for its amounts without a unit of their own.
fn shared_unit(mapping: &mut Mapping, over: &[&Row]) {
    let texts = over.iter().flat_map(|row| &row.cells).map(Cell::text);
    let Some(unit) = texts.filter_map(|text| values::unit_within(&text)).next() else { return };
    let kind = mapping.kind;
    for column in &mut mapping.columns {
        // A unit price is told in the unit of the table only where its own heading says so.
        let field = column.field.and_then(|id| kind.field(id));
        let adds_up = field.is_some_and(|field| matches!(field.holds, Holds::Money | Holds::Value));
        let unit_of_heading = values::split_unit(&column.heading).1;
        let own = values::unit_within(&column.heading)
            .or_else(|| values::money_unit(unit_of_heading.as_deref()?));
        if adds_up && own.is_none() {
            column.style.unit_fen = unit;
        }
    }
}

/// Finds how each column is written from its cells.
fn styles(mapping: &mut Mapping, data: &[&Row]) {
    let kind = mapping.kind;
    let corrections = &mut mapping.corrections;
    for (at, column) in mapping.columns.iter_mut().enumerate() {
        let field = column.field.and_then(|id| kind.field(id));
        let see: fn(&mut Style, &Cell) = match field.map(|field| field.holds) {
            Some(Holds::Date | Holds::Planned) if column.style.order.is_none() => Style::see_date,
            Some(Holds::Rate) => Style::see_rate,
            Some(Holds::Money | Holds::Price) => Style::see_money,
            _ => continue,
        };
        // A column that many rows fill is told by its first thousands.
        for cell in data.iter().take(SAMPLE).filter_map(|row| row.cells.get(at)) {
            see(&mut column.style, cell);
        }
        if let (Currency::One(sign), Some(field)) = (column.style.currency, field)
            && sign != '¥'
        {
            corrections.extend(first_foreign(at, field.id, &column.style, data));
        }
    }
}

/// The first cell of a column whose amounts have a foreign sign: all are taken as they stand, which
/// is worth saying once.
fn first_foreign(
    column: usize,
    field: &'static str,
    style: &Style,
    data: &[&Row],
) -> Option<Correction> {
    data.iter().find_map(|row| {
        let cell = row.cells.get(column)?;
        let before = cell.text();
        if !before.contains(['$', '€', '£']) {
            return None;
        }
        let after = write::fixed(values::amount(cell, style).value()?, 2);
        let before = before.trim().to_owned();
        Some(Correction { row: row.number, column: None, field, before, after })
    })
}

#[cfg(test)]
mod tests;
