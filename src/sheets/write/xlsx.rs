//! Workbooks out: numbers, rates and days as such, a heading that stays, columns as wide as needed.
//!
//! Nothing is ever written as a formula. The day of making is always the same, so that two exports
//! of the same data are the same bytes. What Excel cannot hold stays exact as text: numbers of more
//! than fifteen digits, days before its calendar begins. A cell holds 32,767 characters: a longer
//! text ends with an ellipsis there, csv has all of it.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::error::{Error, Result};
use crate::sheets::write::{Out, Table};

/// Rows of a sheet below its headings; what is more goes on in another sheet.
const MAX_ROWS: usize = 1_048_575;
/// UTF-16 units that a cell holds.
const MAX_TEXT: usize = 32_767;
/// Cells of a sheet that is put together in memory. A larger one takes a temporary file, at whose failure the
/// writer panics: few sheets should need one.
const IN_MEMORY: usize = 200_000;
/// How many rows decide how wide a column is.
const SAMPLE: usize = 5_000;
/// The font of all cells, by name: Windows has it, others take the one they have for Chinese.
const FONT: &str = "Microsoft YaHei";

/// Fill of headings.
pub(super) const HEAD_FILL: Color = Color::RGB(0xE8EDF3);

/// How days are shown.
pub(super) const DAY: &str = "yyyy-mm-dd";
/// How money is shown.
pub(super) const MONEY: &str = "#,##0.00";
/// How rates are shown.
pub(super) const RATE: &str = "0.00%";

/// What an error of the writer means: the data are ours, so it is the program's fault, unless the place for
/// its temporary files cannot be written.
pub(super) fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::TempFileError(folder, error) => Error::writing(&folder, &error),
        error => Error::new("error-internal").detail(error),
    }
}

/// The look of every cell.
pub(super) fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10.5).set_align(FormatAlign::VerticalCenter)
}

/// The look of a heading.
pub(super) fn heading() -> Format {
    base().set_bold().set_background_color(HEAD_FILL).set_border_bottom(FormatBorder::Thin)
}

/// A new workbook in our font, made on a day that is always the same.
pub(super) fn book() -> Result<Workbook> {
    let mut book = Workbook::new();
    book.set_default_format(&base(), 22, 72).map_err(failed)?;
    let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    book.set_properties(&DocProperties::new().set_author("Coxswain").set_creation_datetime(&made));
    Ok(book)
}

/// The bytes of a workbook.
pub(super) fn saved(mut book: Workbook) -> Result<Vec<u8>> {
    book.save_to_buffer().map_err(failed)
}

/// The table as a workbook of its own.
pub(super) fn bytes(table: &Table) -> Result<Vec<u8>> {
    let mut book = book()?;
    add(&mut book, table)?;
    saved(book)
}

/// Adds a table as a sheet, as several where it is longer than a sheet.
pub(super) fn add(book: &mut Workbook, table: &Table) -> Result<()> {
    let widths = widths(table);
    let mut parts: Vec<&[Vec<Out>]> = table.rows.chunks(MAX_ROWS).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for (number, rows) in (1..).zip(parts) {
        let name = match number {
            1 => sheet_name(&table.name),
            number => sheet_name(&format!("{number} {}", table.name)),
        };
        let sheet = if rows.len().saturating_mul(table.headings.len()) <= IN_MEMORY {
            book.add_worksheet()
        } else {
            book.add_worksheet_with_constant_memory().map_err(failed)?
        };
        sheet.set_name(name).map_err(failed)?;
        fill(sheet, table, rows, &widths).map_err(failed)?;
    }
    Ok(())
}

/// A name that a sheet may have.
pub(super) fn sheet_name(name: &str) -> String {
    let name: String = name.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(31).collect();
    if name.is_empty() { "Sheet1".to_owned() } else { name }
}

fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    rows: &[Vec<Out>],
    widths: &[f64],
) -> Result<(), XlsxError> {
    let look = Look::new();
    sheet.set_freeze_panes(1, 0)?;
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    if let Some(last) = u16::try_from(table.headings.len()).ok().and_then(|n| n.checked_sub(1)) {
        sheet.autofilter(0, 0, u32::try_from(rows.len()).unwrap_or_default(), last)?;
    }
    for (column, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, cut(heading), &look.heading)?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            put(sheet, number, column, cell, &look)?;
        }
    }
    Ok(())
}

/// The formats of cells by what they hold.
struct Look {
    heading: Format,
    money: Format,
    rate: Format,
    day: Format,
}

impl Look {
    fn new() -> Self {
        Self {
            heading: heading(),
            money: base().set_num_format(MONEY),
            rate: base().set_num_format(RATE),
            day: base().set_num_format(DAY),
        }
    }
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Out,
    look: &Look,
) -> Result<(), XlsxError> {
    match cell {
        Out::Blank => {}
        Out::Text(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        // Excel keeps fifteen digits: a longer number stays exact as text.
        Out::Int(n) | Out::Hundredths(n) | Out::TenThousandths(n) | Out::Rate(n)
            if n.unsigned_abs() >= 1_000_000_000_000_000 =>
        {
            sheet.write_string(row, column, cell.text())?;
        }
        Out::Int(n) => {
            sheet.write_number(row, column, *n as f64)?;
        }
        Out::Hundredths(n) => {
            sheet.write_number_with_format(row, column, *n as f64 / 100.0, &look.money)?;
        }
        Out::TenThousandths(n) => {
            sheet.write_number(row, column, *n as f64 / 10_000.0)?;
        }
        Out::Rate(bp) => {
            sheet.write_number_with_format(row, column, *bp as f64 / 10_000.0, &look.rate)?;
        }
        Out::Day(day) => match excel_day(*day) {
            Some(at) => {
                sheet.write_datetime_with_format(row, column, &at, &look.day)?;
            }
            None => {
                sheet.write_string(row, column, day.to_string())?;
            }
        },
    }
    Ok(())
}

/// A day as Excel counts; `None` before March 1900, where it counts a 29 February that never was.
pub(super) fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    if day < NaiveDate::from_ymd_opt(1900, 3, 1)? {
        return None;
    }
    let (year, month) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).ok()?).ok()
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> String {
    // No character takes more UTF-16 units than bytes.
    if text.len() <= MAX_TEXT || text.encode_utf16().count() <= MAX_TEXT {
        return text.to_owned();
    }
    let mut room = MAX_TEXT - 1;
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    let mut kept: String = kept.collect();
    kept.push('…');
    kept
}

/// The columns' widths in digits, from the headings and the first rows.
fn widths(table: &Table) -> Vec<f64> {
    // Room for the arrow of the filter.
    let mut widths: Vec<usize> = table.headings.iter().map(|heading| width(heading) + 4).collect();
    for row in table.rows.iter().take(SAMPLE) {
        for (widest, cell) in widths.iter_mut().zip(row) {
            let needed = match cell {
                // Thousands separators and two decimals are not in the plain text.
                Out::Hundredths(_) => width(&cell.text()) + 5,
                Out::Day(_) => 11,
                other => width(&other.text()) + 2,
            };
            *widest = needed.max(*widest);
        }
    }
    widths.into_iter().map(|width| clamped(width) as f64).collect()
}

/// A width within what is readable on one screen.
pub(super) fn clamped(width: usize) -> usize {
    width.clamp(8, 60)
}

/// How many digits wide the longest line of a text is; a Chinese character is two.
pub(super) fn width(text: &str) -> usize {
    let line = |line: &str| line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum::<usize>();
    text.lines().map(line).max().unwrap_or(0)
}

fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{20000}'..='\u{3fffd}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_table_is_the_same_bytes() {
        let day = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        let row = vec![Out::from("甲厂"), Out::Hundredths(150), Out::Day(day), Out::Rate(5_000)];
        let headings = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let table = Table { name: "客户:1".to_owned(), headings, rows: vec![row] };
        assert!(bytes(&table).unwrap() == bytes(&table).unwrap());
    }

    #[test]
    fn a_table_without_rows_or_headings_is_a_workbook_too() {
        assert!(!bytes(&Table::default()).unwrap().is_empty());
    }

    #[test]
    fn columns_are_as_wide_as_what_is_in_them() {
        for (text, expected) in [("", 0), ("abc", 3), ("客户a", 5), ("一行\n很长的一行", 10)]
        {
            assert_eq!(width(text), expected, "{text}");
        }
        let long = "长".repeat(100);
        let rows = vec![vec![Out::from("x"), Out::from(long), Out::Hundredths(1)]];
        let headings = ["a", "b", "客户名称"].map(str::to_owned).to_vec();
        assert_eq!(widths(&Table { name: String::new(), headings, rows }), [8.0, 60.0, 12.0]);
    }

    #[test]
    fn days_and_texts_that_a_cell_cannot_hold() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(excel_day(day("1900-02-28")).map(|at| at.to_excel()), None);
        assert_eq!(excel_day(day("1900-03-01")).map(|at| at.to_excel()), Some(61.0));
        assert_eq!(excel_day(day("2026-02-01")).map(|at| at.to_excel()), Some(46_054.0));
        let long = "😀".repeat(20_000);
        assert_eq!(cut(&long).encode_utf16().count(), 32_767);
        assert!(cut(&long).ends_with('…'));
        assert_eq!(cut("短"), "短");
    }
}
