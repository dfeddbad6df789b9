//! Tables out: xlsx, csv and the clipboard; templates to fill in; everything at once.
//!
//! A file appears whole or not at all, and the same data give the same bytes.

mod delimited;
mod everything;
mod personal;
mod template;
mod xlsx;

use std::path::Path;

use chrono::NaiveDate;

use crate::error::{Error, Result};

pub use delimited::tsv;
pub use everything::everything;
pub use personal::{personal, table_label};
pub use template::{Choices, template, write_template, write_templates};

/// A cell to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// Nothing known.
    Blank,
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Hundredths, written as a decimal number: fen as yuan.
    Hundredths(i64),
    /// Ten-thousandths, written as a decimal number: unit prices, counts, scores.
    TenThousandths(i64),
    /// Basis points, written with the sign for percent.
    Rate(i64),
    /// A day.
    Day(NaiveDate),
}

impl Out {
    /// The cell as text: numbers plain, rates as `12.5%`, days as `2025-11-18`.
    pub fn text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Int(n) => n.to_string(),
            Self::Hundredths(n) => hundredths(*n),
            Self::TenThousandths(n) => ten_thousandths(*n),
            Self::Rate(bp) => format!("{}%", hundredths(*bp)),
            Self::Day(day) => day.to_string(),
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    decimal(n, 2)
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
    let text = fixed(n, places);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Writes a table to a file; the ending decides between xlsx and csv. The file appears whole or not
/// at all.
///
/// # Errors
/// When the ending is neither, or the place cannot be written.
pub fn write(table: &Table, path: &Path) -> Result<()> {
    let bytes = match ending(path).as_str() {
        "xlsx" => xlsx::bytes(table)?,
        "csv" => delimited::bytes(table)?,
        _ => return Err(Error::new("error-export-ending").arg("file", path.display())),
    };
    put(path, &bytes)
}

/// Writes tables to a workbook, each as a sheet of its own. The file appears whole or not at all.
///
/// # Errors
/// When the ending is not xlsx, or the place cannot be written.
pub fn write_book(tables: &[Table], path: &Path) -> Result<()> {
    if ending(path) != "xlsx" {
        return Err(Error::new("error-book-ending").arg("file", path.display()));
    }
    let mut book = xlsx::book()?;
    for table in tables {
        xlsx::add(&mut book, table)?;
    }
    put(path, &xlsx::saved(book)?)
}

/// The ending of a file's name in lower case; empty when it has none.
fn ending(path: &Path) -> String {
    path.extension().map_or_else(String::new, |end| end.to_string_lossy().to_ascii_lowercase())
}

/// Puts bytes in a file, which appears whole or not at all.
///
/// # Errors
/// When the place cannot be written.
pub fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let written = std::fs::write(&part, bytes).and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        Error::writing(path, &error)
    })
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

    #[test]
    fn cells_as_text() {
        let day = NaiveDate::from_ymd_opt(2025, 1, 5).unwrap();
        for (cell, text) in [
            (Out::Blank, ""),
            (Out::Rate(1_250), "12.5%"),
            (Out::Rate(10_000), "100%"),
            (Out::Day(day), "2025-01-05"),
            (Out::TenThousandths(110_000), "11"),
        ] {
            assert_eq!(cell.text(), text);
        }
    }
}
