//! Tables out: xlsx and csv.
//!
//! CSV begins with a byte order mark, since Excel on Chinese Windows reads UTF-8 without one as GBK.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use crate::error::{Error, Result};

/// A cell to write.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// Nothing known.
    Blank,
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Hundredths, written as a decimal number: fen as yuan, basis points as percent.
    Hundredths(i64),
}

impl Out {
    fn text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Int(n) => n.to_string(),
            Self::Hundredths(n) => hundredths(*n),
        }
    }
}

impl From<&str> for Out {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Out {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }
}

/// A table: headings and rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The table's name, also the sheet's.
    pub name: String,
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Out>>,
}

/// Hundredths as a decimal number without needless zeros: `12345` → `123.45`, `100` → `1`.
pub fn hundredths(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    let (whole, rest) = (n.unsigned_abs() / 100, n.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

/// A whole number of so many decimal places with all of them: 12345 with two is `123.45`.
pub fn fixed(n: i64, places: u32) -> String {
    let one = 10_u64.pow(places);
    let sign = if n < 0 { "-" } else { "" };
    let (whole, rest) = (n.unsigned_abs() / one, n.unsigned_abs() % one);
    format!("{sign}{whole}.{rest:0width$}", width = places as usize)
}

/// Ten-thousandths as a decimal number without needless zeros: `125000` → `12.5`.
pub fn ten_thousandths(n: i64) -> String {
    decimal(n, 4)
}

/// A whole number of so many decimal places as a decimal number without needless zeros: 12345 with
/// four is `1.2345`.
pub fn decimal(n: i64, places: u32) -> String {
    let one = 10_u64.pow(places);
    let sign = if n < 0 { "-" } else { "" };
    let (whole, rest) = (n.unsigned_abs() / one, n.unsigned_abs() % one);
    let digits = format!("{rest:0width$}", width = places as usize);
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{digits}") }
}

/// Writes a table to a file; the ending decides between xlsx and csv. The file appears whole or not
/// at all.
///
/// # Errors
/// When the ending is neither, or the place cannot be written.
pub fn write(table: &Table, path: &Path) -> Result<()> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let bytes = match ending.as_deref() {
        Some("xlsx") => xlsx(table)?,
        Some("csv") => csv_bytes(table)?,
        _ => return Err(Error::new("error-export-ending").arg("file", path.display())),
    };
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        Error::writing(path, &error)
    })
}

fn csv_bytes(table: &Table) -> Result<Vec<u8>> {
    let fail = |error: &dyn std::fmt::Display| Error::new("error-internal").detail(error);
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(&table.headings).map_err(|error| fail(&error))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Out::text)).map_err(|error| fail(&error))?;
    }
    writer.into_inner().map_err(|error| fail(&error))
}

fn xlsx(table: &Table) -> Result<Vec<u8>> {
    let fail = |error: rust_xlsxwriter::XlsxError| Error::new("error-internal").detail(error);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(fail)?;
    let name: String = table.name.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(31).collect();
    sheet.set_name(if name.is_empty() { "Sheet1" } else { &name }).map_err(fail)?;
    sheet.set_freeze_panes(1, 0).map_err(fail)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, heading, &bold).map_err(fail)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Out::Blank => {}
                Out::Text(text) => {
                    sheet.write_string(number, column, text).map_err(fail)?;
                }
                // Excel keeps fifteen digits: a longer number stays exact as text.
                Out::Int(n) | Out::Hundredths(n) if n.unsigned_abs() >= 1_000_000_000_000_000 => {
                    sheet.write_string(number, column, cell.text()).map_err(fail)?;
                }
                Out::Int(n) => {
                    sheet.write_number(number, column, *n as f64).map_err(fail)?;
                }
                Out::Hundredths(n) => {
                    sheet.write_number(number, column, *n as f64 / 100.0).map_err(fail)?;
                }
            }
        }
    }
    workbook.save_to_buffer().map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_plain_decimals() {
        for (n, text) in [(0, "0"), (12_345, "123.45"), (100, "1"), (150, "1.5"), (-5, "-0.05")] {
            assert_eq!(hundredths(n), text);
        }
    }

    #[test]
    fn ten_thousandths_are_plain_decimals() {
        for (n, text) in
            [(0, "0"), (125_000, "12.5"), (20_399_940, "2039.994"), (10_000, "1"), (-5, "-0.0005")]
        {
            assert_eq!(ten_thousandths(n), text);
        }
    }
}
