//! Text with a delimiter → rows, as Excel would show them.
//!
//! The `csv` crate splits the text; this file finds the delimiter and keeps the row numbers. The
//! crate passes over blank lines without a word, and to a person they are rows.

use std::borrow::Cow;
use std::io::Write;

use csv::{ByteRecord, ReaderBuilder};

use super::cell::Value;
use super::charset::Charset;
use super::error::Problem;
use super::kind::Format;
use super::sink::{Head, Sink};
use super::{decode, kind};

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How much of the text and how many of its rows the delimiter is looked for in.
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 200;

/// Sends a text file: the one sheet it is.
pub(super) fn send<W: Write>(
    bytes: &[u8],
    name: &str,
    charset: Option<Charset>,
    sink: &mut Sink<W>,
) -> Result<(), Problem> {
    let decoded =
        charset.map_or_else(|| decode::decode(bytes), |said| decode::decode_as(bytes, said));
    if let Some(foreign) = kind::of_text(&decoded.text) {
        return Err(Problem::Foreign(foreign));
    }
    let (declared, text) = declared_delimiter(&decoded.text);
    let delimiter = declared.unwrap_or_else(|| find_delimiter(text));
    sink.head(&Head {
        format: Format::Text,
        encoding: decoded.encoding,
        delimiter: Some(char::from(delimiter)),
        damaged_text: decoded.damaged,
    })?;
    sink.sheet(name, false)?;
    rows(text.as_bytes(), delimiter, sink)
}

fn rows<W: Write>(text: &[u8], delimiter: u8, sink: &mut Sink<W>) -> Result<(), Problem> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(64 * 1024)
        .from_reader(text);
    let mut record = ByteRecord::new();
    let (mut number, mut open) = (0_u32, false);
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if !reader.read_byte_record(&mut record).map_err(Problem::damaged)? {
            break;
        }
        number = number.saturating_add(1).saturating_add(blank_lines(text, start));
        sink.begin_row(number)?;
        for (column, field) in (0..).zip(&record) {
            if !field.is_empty() {
                sink.cell(column, &Value::Text(Cow::Borrowed(field)))?;
            }
        }
        open = reader.position().byte() >= text.len() as u64 && quote_open(&record, text);
    }
    if open { Err(Problem::OpenQuote { row: number }) } else { Ok(()) }
}

/// How many blank lines lie at this place, where the record before has just ended.
fn blank_lines(text: &[u8], start: usize) -> u32 {
    let after_cr = start.checked_sub(1).and_then(|i| text.get(i)) == Some(&b'\r');
    let mut rest = text.get(start..).unwrap_or_default();
    if after_cr {
        // The record's own line end came in two.
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut blank = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return blank,
        };
        blank += 1;
    }
}

/// The last record's last cell runs over lines to the end of the file without a closing quote.
///
/// Excel puts the rest of the file into that cell. Rows lost without a word are worse than none.
fn quote_open(last: &ByteRecord, text: &[u8]) -> bool {
    let over_lines = last.iter().next_back().is_some_and(|cell| cell.contains(&b'\n'));
    over_lines && !text.trim_ascii_end().ends_with(b"\"")
}

/// The `sep=` line that Excel writes and hides, and the text after it.
fn declared_delimiter(text: &str) -> (Option<u8>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_end_matches('\r');
    let declared = match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    };
    match declared.filter(|d| d.is_ascii_punctuation() && *d != b'"' || matches!(d, b'\t' | b' ')) {
        Some(delimiter) => (Some(delimiter), rest),
        None => (None, text),
    }
}

/// The delimiter that splits the most rows into the same number of cells.
fn find_delimiter(text: &str) -> u8 {
    let sample = text.as_bytes().get(..SAMPLE_BYTES).unwrap_or(text.as_bytes());
    let mut best = (0, 0, b',');
    for delimiter in CANDIDATES {
        let (share, width) = agreement(sample, delimiter);
        if (share, width) > (best.0, best.1) {
            best = (share, width, delimiter);
        }
    }
    best.2
}

/// How many rows in a thousand have the commonest number of cells above one, and that number.
fn agreement(sample: &[u8], delimiter: u8) -> (usize, usize) {
    let mut widths: Vec<usize> = widths(sample, delimiter);
    let rows = widths.len();
    widths.retain(|&width| width > 1);
    widths.sort_unstable();
    let commonest = widths.chunk_by(|a, b| a == b).max_by_key(|same| same.len());
    commonest
        .and_then(|same| same.first().map(|&width| (same.len() * 1000 / rows.max(1), width)))
        .unwrap_or((0, 0))
}

/// The number of cells of each row that is not blank.
fn widths(sample: &[u8], delimiter: u8) -> Vec<usize> {
    let mut widths = Vec::new();
    let (mut width, mut at_start, mut blank) = (1, true, true);
    // A cell that began with a quote, and whether we are between its quotes.
    let (mut quoted_cell, mut inside) = (false, false);
    for &byte in sample {
        if inside {
            inside = byte != b'"'; // a doubled quote closes and opens again
            continue;
        }
        match byte {
            b'\n' | b'\r' => {
                if !blank {
                    widths.push(width);
                }
                if widths.len() == SAMPLE_ROWS {
                    return widths;
                }
                (width, at_start, blank, quoted_cell) = (1, true, true, false);
                continue;
            }
            b'"' if at_start || quoted_cell => (quoted_cell, inside) = (true, true),
            _ if byte == delimiter => {
                width += 1;
                (at_start, blank, quoted_cell) = (true, false, false);
                continue;
            }
            _ => {}
        }
        (at_start, blank) = (false, false);
    }
    if !blank {
        widths.push(width);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::super::wire::{Fault, receive};
    use super::super::{Book, Limits};
    use super::*;

    fn read(text: &str) -> Result<Book, Problem> {
        let mut out = Vec::new();
        let mut sink = Sink::new(&mut out, Limits::default());
        send(text.as_bytes(), "t", None, &mut sink)?;
        sink.end()?;
        receive(out.as_slice(), &Limits::default()).map_err(|fault| match fault {
            Fault::Said(problem) => problem,
            Fault::Ended => panic!("ended"),
        })
    }

    /// Rows as `number:cell|cell`.
    fn shown(text: &str) -> Vec<String> {
        let book = read(text).unwrap();
        let rows = &book.sheets[0].rows;
        rows.iter()
            .map(|row| {
                let cells: Vec<_> = row.cells.iter().map(|cell| cell.text()).collect();
                format!("{}:{}", row.number, cells.join("|"))
            })
            .collect()
    }

    #[test]
    fn rows_keep_the_numbers_a_person_sees() {
        for (text, expected) in [
            ("a,b\n1,2\n", vec!["1:a|b", "2:1|2"]),
            ("a,b\r\n1,2", vec!["1:a|b", "2:1|2"]),
            ("a,b\r1,2\r", vec!["1:a|b", "2:1|2"]),
            ("a,b\r\n\r\n\r\n1,2\r\n\r\n", vec!["1:a|b", "4:1|2"]),
            ("a,b\n\n1,2\n\n\n3,4", vec!["1:a|b", "3:1|2", "6:3|4"]),
            ("a,b\r\r1,2", vec!["1:a|b", "3:1|2"]),
            ("\n\na,b\n1,2", vec!["3:a|b", "4:1|2"]),
            ("a,b\n,,,\n1,2", vec!["1:a|b", "3:1|2"]),
            ("a,b\n\"x\ny\",2\n3,4", vec!["1:a|b", "2:x\ny|2", "3:3|4"]),
            ("sep=;\r\na;b\r\n1;2", vec!["1:a|b", "2:1|2"]),
            ("SEP=\t\na\tb,c\n", vec!["1:a|b,c"]),
            ("sep=\na,b\n", vec!["1:sep=", "2:a|b"]),
            ("a,b,c\n1\n1,2,3,4,,\n", vec!["1:a|b|c", "2:1", "3:1|2|3|4"]),
            ("a,b\n\"he said \"\"no\"\"\",\"\"\n", vec!["1:a|b", "2:he said \"no\""]),
            ("a,b\n5\" disk,2\n", vec!["1:a|b", "2:5\" disk|2"]),
            ("a\n1\n", vec!["1:a", "2:1"]),
        ] {
            assert_eq!(shown(text), expected, "{text:?}");
        }
        assert_eq!(read("\n\r\n,,\n"), Err(Problem::NoCells));
    }

    #[test]
    fn the_delimiter_is_the_one_rows_agree_on() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("a;b;c\n1,5;2,5;3\n4,5;6,7;8\n", ';'),
            ("a\tb\n1,234\t2\n", '\t'),
            ("客户|金额\n甲|1,200\n乙|3\n", '|'),
            ("\"x,y\";2\n\"z,w\";3\n", ';'),
            ("报表\n\n日期;金额\n1;2\n3;4\n", ';'),
            ("one column\nonly\n", ','),
            ("", ','),
        ] {
            assert_eq!(char::from(find_delimiter(text)), expected, "{text:?}");
        }
        let book = read("客户;金额\n甲;1\n").unwrap();
        assert_eq!((book.delimiter, book.encoding.as_deref()), (Some(';'), Some("UTF-8")));
    }

    #[test]
    fn a_quote_never_closed_is_named_by_its_row() {
        assert_eq!(read("a,b\n1,\"x\n2,y\n3,z\n"), Err(Problem::OpenQuote { row: 2 }));
        assert_eq!(shown("a,b\n1,\"x\ny\"\n"), ["1:a|b", "2:1|x\ny"]);
        assert_eq!(shown("a,b\n1,\"x"), ["1:a|b", "2:1|x"]);
    }

    #[test]
    fn no_table_is_said() {
        use super::super::Foreign;
        for (text, foreign) in [
            ("<html><table><tr><td>1</td></tr></table></html>", Foreign::Html),
            ("{\"a\": 1}", Foreign::Json),
            ("\0\u{1}\u{2}\u{3}", Foreign::Binary),
        ] {
            assert_eq!(read(text), Err(Problem::Foreign(foreign)));
        }
    }
}
