//! Workbooks → rows, through calamine.
//!
//! `xlsx` and `xlsb` are streamed cell by cell: a dense range over `A1` and `XFD1048576` would ask
//! for half a terabyte, and what a sheet says of its own size is not to be trusted. `xls` and `ods`
//! have no stream; they are looked through before (`compound`, `archive`) and the worker's memory
//! limit holds.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{Cursor, Write};

use calamine::{
    CellErrorType, Data, DataRef, Ods, OdsError, Range, Reader, Sheet, SheetType, SheetVisible,
    Xls, XlsError, XlsOptions, Xlsb, XlsbError, Xlsx, XlsxError,
};

use super::cell::Value;
use super::charset::Charset;
use super::compound::Records;
use super::error::Problem;
use super::kind::Format;
use super::shape::{self, Merge, Shape};
use super::sink::{Head, Sink};
use super::xlsb_errors;

/// Sends a workbook of this format.
pub(super) fn send<W: Write>(
    bytes: &[u8],
    format: Format,
    records: &Records,
    charset: Option<Charset>,
    sink: &mut Sink<W>,
) -> Result<(), Problem> {
    let charset = charset.filter(|_| records.page.is_some());
    let named =
        records.page.map(|page| charset.or(Charset::of_page(page)).map_or("?", Charset::name));
    let encoding = named.unwrap_or_default();
    sink.head(&Head { format, encoding, delimiter: None, damaged_text: false })?;
    match format {
        Format::Xlsx => xlsx(bytes, sink),
        Format::Xlsb => xlsb(bytes, sink),
        Format::Xls => xls(bytes, charset, records, sink),
        Format::Ods => ods(bytes, sink),
        Format::Text => Err(Problem::damaged("text is no workbook")),
    }
}

fn xlsx<W: Write>(bytes: &[u8], sink: &mut Sink<W>) -> Result<(), Problem> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(of_xlsx)?;
    let shapes = shape::of_xlsx(bytes);
    for sheet in worksheets(book.sheets_metadata()) {
        sink.sheet(&sheet.name, is_hidden(&sheet))?;
        let mut cells = match book.worksheet_cells_reader(&sheet.name) {
            Ok(cells) => cells,
            // A chart that calls itself a worksheet has no cells.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(of_xlsx(error)),
        };
        let mut rows = Rows::new(sink);
        let mut last = (0, 0);
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    last = cell.get_position();
                    rows.cell(last, &of_data_ref(cell.get_value()))?;
                }
                Ok(None) => break,
                // An error Excel has learnt since (`#SPILL!`). The reader goes on behind it and
                // does not tell where it was: most likely right of the last cell.
                Err(XlsxError::CellError(error)) => {
                    last.1 += 1;
                    rows.cell(last, &Some(Value::Error(Cow::Owned(error))))?;
                }
                Err(error) => return Err(of_xlsx(error)),
            }
        }
        if let Some(shape) = shapes.get(&sheet.name) {
            sink.shape(shape)?;
        }
    }
    Ok(())
}

fn xlsb<W: Write>(bytes: &[u8], sink: &mut Sink<W>) -> Result<(), Problem> {
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(of_xlsb)?;
    let mut failures = xlsb_errors::of(bytes);
    for sheet in worksheets(book.sheets_metadata()) {
        sink.sheet(&sheet.name, is_hidden(&sheet))?;
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(of_xlsb)?;
        let mut rows = Rows::new(sink);
        // Formulas that failed come beside the reader's cells, each in its place.
        let mut failed = failures.remove(&sheet.name).unwrap_or_default();
        while let Some(cell) = cells.next_cell().map_err(of_xlsb)? {
            let here = cell.get_position();
            let later = failed.split_off(&here);
            rows.errors(std::mem::replace(&mut failed, later))?;
            rows.cell(here, &of_data_ref(cell.get_value()))?;
        }
        rows.errors(failed)?;
    }
    Ok(())
}

fn xls<W: Write>(
    bytes: &[u8],
    charset: Option<Charset>,
    records: &Records,
    sink: &mut Sink<W>,
) -> Result<(), Problem> {
    let mut options = XlsOptions::default();
    // The code page of a file that has UTF-16 texts speaks of something else; the reader believes it.
    options.force_codepage = match records.page {
        Some(_) => charset.map(Charset::page),
        None => Some(Charset::Utf16.page()),
    };
    let mut book =
        Xls::new_with_options(Cursor::new(bytes), options).map_err(|error| match error {
            XlsError::Password => Problem::Encrypted,
            other => Problem::damaged(other),
        })?;
    let all: Vec<Sheet> = book.sheets_metadata().to_vec();
    for (at, sheet) in all.iter().enumerate().filter(|(_, sheet)| is_worksheet(sheet)) {
        sink.sheet(&sheet.name, is_hidden(sheet))?;
        range(&book.worksheet_range(&sheet.name).map_err(Problem::damaged)?, sink, of_data)?;
        let hidden_rows = records.hidden_rows.get(at).cloned().unwrap_or_default();
        let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merges = merges.iter().filter(|area| area.start != area.end).map(|area| Merge {
            rows: (area.start.0.saturating_add(1), area.end.0.saturating_add(1)),
            columns: (area.start.1, area.end.1),
        });
        let merges = merges.filter(|m| m.rows.0 <= m.rows.1 && m.columns.0 <= m.columns.1);
        sink.shape(&Shape { merges: merges.collect(), hidden_rows, hidden_columns: vec![] })?;
    }
    Ok(())
}

fn ods<W: Write>(bytes: &[u8], sink: &mut Sink<W>) -> Result<(), Problem> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => Problem::Encrypted,
        other => Problem::damaged(other),
    })?;
    for sheet in worksheets(book.sheets_metadata()) {
        sink.sheet(&sheet.name, is_hidden(&sheet))?;
        // LibreOffice writes errors as text.
        let with_errors = |data| match of_data(data) {
            Some(Value::Text(text)) if is_error(&text) => {
                Some(Value::Error(String::from_utf8_lossy(&text).into_owned().into()))
            }
            other => other,
        };
        range(&book.worksheet_range(&sheet.name).map_err(Problem::damaged)?, sink, with_errors)?;
    }
    Ok(())
}

fn worksheets(sheets: &[Sheet]) -> Vec<Sheet> {
    sheets.iter().filter(|sheet| is_worksheet(sheet)).cloned().collect()
}

fn is_worksheet(sheet: &Sheet) -> bool {
    sheet.typ == SheetType::WorkSheet
}

fn is_hidden(sheet: &Sheet) -> bool {
    sheet.visible != SheetVisible::Visible
}

fn is_error(text: &[u8]) -> bool {
    const ERRORS: [&[u8]; 7] =
        [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];
    ERRORS.contains(&text) || (text.starts_with(b"Err:5") && text.len() == 7)
}

/// Cells in any number of rows → rows begun where they begin.
struct Rows<'a, W> {
    sink: &'a mut Sink<W>,
    row: Option<u32>,
}

impl<'a, W: Write> Rows<'a, W> {
    fn new(sink: &'a mut Sink<W>) -> Self {
        Self { sink, row: None }
    }

    /// Takes a cell at (row, column), both from 0; an empty one leaves no trace.
    fn cell(
        &mut self,
        (row, column): (u32, u32),
        value: &Option<Value<'_>>,
    ) -> Result<(), Problem> {
        let Some(value) = value else { return Ok(()) };
        if self.row != Some(row) {
            self.sink.begin_row(row.saturating_add(1))?;
            self.row = Some(row);
        }
        self.sink.cell(column, value)
    }
}

impl<W: Write> Rows<'_, W> {
    fn errors(&mut self, errors: BTreeMap<(u32, u32), &'static str>) -> Result<(), Problem> {
        for (place, error) in errors {
            self.cell(place, &Some(Value::Error(Cow::Borrowed(error))))?;
        }
        Ok(())
    }
}

fn range<'a, W: Write>(
    range: &'a Range<Data>,
    sink: &mut Sink<W>,
    value: impl Fn(&'a Data) -> Option<Value<'a>>,
) -> Result<(), Problem> {
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    let mut rows = Rows::new(sink);
    for (row, cells) in (first_row..).zip(range.rows()) {
        // A sheet of four cells may span millions of places: those cost one comparison.
        for (column, data) in (first_column..).zip(cells) {
            if !matches!(data, Data::Empty) {
                rows.cell((row, column), &value(data))?;
            }
        }
    }
    Ok(())
}

fn of_data_ref<'a>(data: &'a DataRef<'_>) -> Option<Value<'a>> {
    Some(match data {
        DataRef::Empty => return None,
        DataRef::Int(number) => Value::Number(*number as f64),
        DataRef::Float(number) => Value::Number(*number),
        DataRef::String(text) => filled(text)?,
        DataRef::SharedString(text) => filled(text)?,
        DataRef::Bool(yes) => Value::Bool(*yes),
        DataRef::DateTime(at) => Value::serial(at),
        DataRef::DateTimeIso(text) => Value::iso_date(text),
        DataRef::DurationIso(text) => Value::iso_duration(text),
        DataRef::Error(error) => of_error(error),
    })
}

fn of_data(data: &Data) -> Option<Value<'_>> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(number) => Value::Number(*number as f64),
        Data::Float(number) => Value::Number(*number),
        Data::String(text) => filled(text)?,
        Data::Bool(yes) => Value::Bool(*yes),
        Data::DateTime(at) => Value::serial(at),
        Data::DateTimeIso(text) => Value::iso_date(text),
        Data::DurationIso(text) => Value::iso_duration(text),
        Data::Error(error) => of_error(error),
    })
}

fn filled(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then(|| Value::text(text))
}

fn of_error(error: &CellErrorType) -> Value<'static> {
    Value::Error(Cow::Owned(error.to_string()))
}

fn of_xlsx(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::Encrypted,
        other => damaged(&other),
    }
}

fn of_xlsb(error: XlsbError) -> Problem {
    match error {
        XlsbError::Password => Problem::Encrypted,
        other => damaged(&other),
    }
}

fn damaged(error: &dyn Display) -> Problem {
    Problem::damaged(error)
}
