//! Text out: csv for files, tsv for the clipboard.
//!
//! CSV begins with a byte order mark, since Excel on Chinese Windows reads UTF-8 without one as GBK,
//! and ends its lines as Windows does. Texts that look like formulas are guarded; numbers are not,
//! a minus sign before an amount is none.

use std::fmt::Display;

use csv::{Terminator, WriterBuilder};

use crate::error::{Error, Result};
use crate::sheets::values;
use crate::sheets::write::{Out, Table};

/// The table as a CSV file.
pub(super) fn bytes(table: &Table) -> Result<Vec<u8>> {
    let fail = |error: &dyn Display| Error::new("error-internal").detail(error);
    // Rejected rows of several sheets need not be of one length.
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let headings = table.headings.iter().map(|heading| values::guarded(heading).into_owned());
    writer.write_record(headings).map_err(|error| fail(&error))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell)).map_err(|error| fail(&error))?;
    }
    writer.into_inner().map_err(|error| fail(&error))
}

/// The table as text for the clipboard: tabs between cells, quotes where a cell needs them.
pub fn tsv(table: &Table) -> String {
    let mut text = String::new();
    let headings = table.headings.iter().map(|heading| values::guarded(heading).into_owned());
    line(headings, &mut text);
    for row in &table.rows {
        line(row.iter().map(cell), &mut text);
    }
    text
}

fn line(cells: impl Iterator<Item = String>, text: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push('\t');
        }
        if cell.contains(['\t', '\n', '\r', '"']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

fn cell(cell: &Out) -> String {
    match cell {
        Out::Text(text) => values::guarded(text).into_owned(),
        other => other.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        let row = vec![
            Out::Text("=1+1".to_owned()),
            Out::Hundredths(-150),
            Out::Text("两\n行".to_owned()),
            Out::Text("说\"好\"".to_owned()),
        ];
        let headings = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        Table { name: "t".to_owned(), headings, rows: vec![row] }
    }

    #[test]
    fn csv_is_what_excel_expects() {
        let text = String::from_utf8(bytes(&sample()).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}a,b,c,d\r\n'=1+1,-1.5,\"两\n行\",\"说\"\"好\"\"\"\r\n");
    }

    #[test]
    fn the_clipboard_gets_cells_between_tabs() {
        assert_eq!(tsv(&sample()), "a\tb\tc\td\r\n'=1+1\t-1.5\t\"两\n行\"\t\"说\"\"好\"\"\"\r\n");
    }
}
