//! The stream of cells from the worker to the program that asked.
//!
//! Frames of a tag, a length and a payload: one head, then per sheet its name, its rows in
//! batches and its shape if it has one, then the end or a problem. Rows are batched so that a row costs no system
//! call on either side, and a cell no more than its bytes.
//!
//! # What the receiving side trusts
//!
//! Nothing: the worker has read a hostile file and may have lost its mind. Lengths are bounded
//! before they are used, text is checked, numbers of rows and cells are counted again.

use std::io::Read;

use chrono::{NaiveDate, NaiveDateTime};

use super::cell::Cell;
use super::error::{Measure, Problem};
use super::kind::{Foreign, Format};
use super::limits::Limits;
use super::shape::MAX_PARTS;
use super::{Book, Grid, Merge, Row, Shape};

pub(super) const HEAD: u8 = b'H';
pub(super) const SHEET: u8 = b'S';
pub(super) const ROWS: u8 = b'R';
pub(super) const SHAPE: u8 = b'M';
pub(super) const END: u8 = b'E';
pub(super) const PROBLEM: u8 = b'P';

pub(super) const GAP: u8 = 0;
pub(super) const TEXT: u8 = 1;
pub(super) const NUMBER: u8 = 2;
pub(super) const TRUE: u8 = 3;
pub(super) const FALSE: u8 = 4;
pub(super) const DATE: u8 = 5;
pub(super) const DATE_TIME: u8 = 6;
pub(super) const ERROR: u8 = 7;

/// Rows are sent when a batch has grown to this.
pub(super) const BATCH: usize = 64 * 1024;
/// The largest row sent, in bytes: 16,384 cells of 2 KB each.
pub(super) const MAX_ROW: usize = 32 * 1024 * 1024;
const MAX_FRAME: usize = BATCH + MAX_ROW;

pub(super) fn check(measure: Measure, value: u64, limit: u64) -> Result<(), Problem> {
    if value > limit { Err(Problem::TooLarge { measure, limit }) } else { Ok(()) }
}

/// How a stream ended without a book.
#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    /// The worker said why.
    Said(Problem),
    /// The stream ended before its end.
    Ended,
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Said(problem)
    }
}

/// Reads a whole stream.
pub(super) fn receive(mut input: impl Read, limits: &Limits) -> Result<Book, Fault> {
    let mut book: Option<Book> = None;
    let mut payload = Vec::new();
    let mut count = Count::default();
    loop {
        let tag = next_frame(&mut input, &mut payload)?;
        let mut fields = Fields(&payload);
        match (tag, &mut book) {
            (PROBLEM, _) => return Err(Fault::Said(fields.problem()?)),
            (HEAD, None) => book = Some(fields.head()?),
            (SHEET, Some(book)) => {
                count.last_number = 0;
                check(Measure::Sheets, book.sheets.len() as u64 + 1, limits.sheets)?;
                let hidden = fields.u8()? != 0;
                let name = fields.rest_text()?.to_owned();
                book.sheets.push(Grid { name, hidden, rows: Vec::new(), shape: Shape::default() });
            }
            (ROWS, Some(book)) => {
                let sheet = book.sheets.last_mut().ok_or_else(|| broken("rows before a sheet"))?;
                while !fields.0.is_empty() {
                    sheet.rows.push(fields.row(&mut count, limits)?);
                }
            }
            (SHAPE, Some(book)) => {
                let sheet = book.sheets.last_mut().ok_or_else(|| broken("a shape alone"))?;
                sheet.shape = fields.shape()?;
            }
            (END, Some(_)) => {
                if fields.u64()? != count.rows || fields.u64()? != count.cells {
                    return Err(broken("rows are missing").into());
                }
                if let Some(book) = book {
                    return Ok(book);
                }
            }
            _ => return Err(broken("frames out of order").into()),
        }
    }
}

#[derive(Default)]
struct Count {
    last_number: u32,
    rows: u64,
    cells: u64,
    text: u64,
}

fn next_frame(input: &mut impl Read, payload: &mut Vec<u8>) -> Result<u8, Fault> {
    let mut start = [0; 5];
    input.read_exact(&mut start).map_err(|_| Fault::Ended)?;
    let [tag, a, b, c, d] = start;
    let length = u32::from_le_bytes([a, b, c, d]);
    if length as usize > MAX_FRAME {
        return Err(broken("a frame is too long").into());
    }
    payload.clear();
    // Grows with what arrives, not with what is announced.
    let read = input.by_ref().take(u64::from(length)).read_to_end(payload);
    if read.is_ok_and(|read| read == length as usize) { Ok(tag) } else { Err(Fault::Ended) }
}

fn broken(detail: &str) -> Problem {
    Problem::Crashed { detail: format!("the worker's stream is broken: {detail}") }
}

struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], Problem> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or_else(|| broken("a frame is short"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Problem> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(|| broken("a frame is short"))?;
        self.0 = rest;
        Ok(*taken)
    }

    fn u8(&mut self) -> Result<u8, Problem> {
        self.array().map(|[byte]| byte)
    }

    fn u32(&mut self) -> Result<u32, Problem> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, Problem> {
        self.array().map(u64::from_le_bytes)
    }

    fn varint(&mut self) -> Result<u32, Problem> {
        let mut value = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.u8()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(broken("a number is too long"))
    }

    fn text(&mut self, n: usize) -> Result<&'a str, Problem> {
        std::str::from_utf8(self.take(n)?).map_err(|_| broken("a text is not UTF-8"))
    }

    fn rest_text(&mut self) -> Result<&'a str, Problem> {
        self.text(self.0.len())
    }

    fn choice<T: Copy>(&mut self, all: &[T]) -> Result<T, Problem> {
        let index = usize::from(self.u8()?);
        all.get(index).copied().ok_or_else(|| broken("a code is unknown"))
    }

    fn head(&mut self) -> Result<Book, Problem> {
        let format = self.choice(&Format::ALL)?;
        let damaged_text = self.u8()? != 0;
        let delimiter = char::from_u32(self.u32()?).filter(|&c| c != '\0');
        let bytes = self.u64()?;
        let hash = blake3::Hash::from_bytes(self.array()?).to_hex().to_string();
        let encoding = self.rest_text()?;
        let encoding = (!encoding.is_empty()).then(|| encoding.to_owned());
        Ok(Book { format, encoding, delimiter, damaged_text, hash, bytes, sheets: Vec::new() })
    }

    fn row(&mut self, count: &mut Count, limits: &Limits) -> Result<Row, Problem> {
        let number = self.u32()?;
        let width = self.varint()?;
        if number <= count.last_number {
            return Err(broken("rows out of order"));
        }
        count.last_number = number;
        count.rows += 1;
        count.cells += u64::from(width);
        check(Measure::Rows, u64::from(number), limits.rows)?;
        check(Measure::Columns, u64::from(width), limits.columns)?;
        check(Measure::Cells, count.cells, limits.cells)?;
        let width = width as usize;
        let mut cells = Vec::with_capacity(width);
        while cells.len() < width {
            let cell = match self.u8()? {
                GAP => {
                    let filled = cells.len() + self.varint()? as usize;
                    if filled >= width {
                        return Err(broken("a row ends empty"));
                    }
                    cells.resize(filled, Cell::Empty);
                    continue;
                }
                TEXT => Cell::Text(self.counted_text(count, limits)?),
                ERROR => Cell::Error(self.counted_text(count, limits)?),
                NUMBER => Cell::Number(f64::from_le_bytes(self.array()?)),
                TRUE => Cell::Bool(true),
                FALSE => Cell::Bool(false),
                DATE => Cell::Date(self.date()?),
                DATE_TIME => Cell::DateTime(self.date_time()?),
                _ => return Err(broken("a cell of no kind")),
            };
            cells.push(cell);
        }
        Ok(Row { number, cells })
    }

    fn counted_text(&mut self, count: &mut Count, limits: &Limits) -> Result<Box<str>, Problem> {
        let length = self.varint()?;
        count.text += u64::from(length);
        check(Measure::Text, count.text, limits.text)?;
        self.text(length as usize).map(Box::from)
    }

    fn date(&mut self) -> Result<NaiveDate, Problem> {
        let days = i32::from_le_bytes(self.array()?);
        NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| broken("a date of no calendar"))
    }

    fn date_time(&mut self) -> Result<NaiveDateTime, Problem> {
        let ms = i64::from_le_bytes(self.array()?);
        let at = chrono::DateTime::from_timestamp_millis(ms);
        at.map(|at| at.naive_utc()).ok_or_else(|| broken("a moment of no calendar"))
    }

    fn shape(&mut self) -> Result<Shape, Problem> {
        let mut shape = Shape::default();
        for _ in 0..self.parts()? {
            let [rows, columns] = [self.range()?, self.range()?];
            shape.merges.push(Merge { rows, columns });
        }
        for _ in 0..self.parts()? {
            shape.hidden_rows.push(self.range()?);
        }
        shape.hidden_rows.sort_unstable();
        for _ in 0..self.parts()? {
            shape.hidden_columns.push(self.range()?);
        }
        Ok(shape)
    }

    fn parts(&mut self) -> Result<u32, Problem> {
        let n = self.u32()?;
        if n as usize > MAX_PARTS { Err(broken("a shape of too many parts")) } else { Ok(n) }
    }

    fn range(&mut self) -> Result<(u32, u32), Problem> {
        let (first, last) = (self.u32()?, self.u32()?);
        if first <= last { Ok((first, last)) } else { Err(broken("a range backwards")) }
    }

    fn problem(&mut self) -> Result<Problem, Problem> {
        let what = self.u8()?;
        let number = self.u64()?;
        let detail = self.rest_text()?.to_owned();
        unpack(what, number, detail).ok_or_else(|| broken("a problem of no kind"))
    }
}

fn unpack(what: u8, number: u64, detail: String) -> Option<Problem> {
    Some(match what {
        1 => Problem::Missing,
        2 => Problem::Directory,
        3 => Problem::NotAFile,
        4 => Problem::Denied,
        5 => Problem::Unreadable { detail },
        6 => Problem::Empty,
        7 => Problem::NoCells,
        8 => Problem::Foreign(*Foreign::ALL.get(usize::try_from(number).ok()?)?),
        9 => Problem::Wps,
        10 => Problem::Encrypted,
        11 => Problem::Truncated { detail },
        12 => Problem::Damaged { detail },
        13 => Problem::OpenQuote { row: u32::try_from(number).ok()? },
        14 => Problem::TooSlow { seconds: number },
        15 => Problem::OutOfMemory,
        16 => Problem::Crashed { detail },
        17 => Problem::Cancelled,
        18 => Problem::Worker { detail },
        19 => Problem::Changing,
        _ => {
            let measure = *Measure::ALL.get(usize::from(what.checked_sub(100)?))?;
            Problem::TooLarge { measure, limit: number }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::cell::Value;
    use super::super::sink::{Head, Sink};
    use super::*;

    fn sample() -> Vec<u8> {
        let mut out = Vec::new();
        let mut sink = Sink::new(&mut out, Limits::default());
        sink.file(b"abc");
        let head = Head {
            format: Format::Xls,
            encoding: "GB18030",
            delimiter: Some(';'),
            damaged_text: true,
        };
        sink.head(&head).unwrap();
        sink.sheet("表一", false).unwrap();
        sink.begin_row(3).unwrap();
        sink.cell(1, &Value::text("客户")).unwrap();
        sink.cell(2, &Value::text("")).unwrap();
        sink.cell(200, &Value::Number(-0.5)).unwrap();
        sink.begin_row(4).unwrap();
        sink.begin_row(70_000).unwrap();
        for (column, value) in [
            Value::Bool(true),
            Value::Bool(false),
            Value::Date("2026-02-28".parse().unwrap()),
            Value::DateTime("1899-12-31T23:59:59.5".parse().unwrap()),
            Value::Error("#N/A".into()),
        ]
        .iter()
        .enumerate()
        {
            sink.cell(column as u32, value).unwrap();
        }
        sink.shape(&shape()).unwrap();
        sink.sheet("空", true).unwrap();
        sink.end().unwrap();
        out
    }

    fn shape() -> Shape {
        Shape {
            merges: vec![Merge { rows: (1, 2), columns: (0, 7) }],
            hidden_rows: vec![(5, 6), (9, 9)],
            hidden_columns: vec![],
        }
    }

    #[test]
    fn cells_arrive_as_they_left() {
        let book = receive(sample().as_slice(), &Limits::default()).unwrap();
        assert_eq!((book.format, book.delimiter, book.bytes), (Format::Xls, Some(';'), 3));
        assert_eq!(book.hash, blake3::hash(b"abc").to_hex().to_string());
        assert_eq!(book.encoding.as_deref(), Some("GB18030"));
        assert!(book.damaged_text);
        let [one, two] = &book.sheets[..] else { panic!() };
        assert_eq!((one.name.as_str(), one.hidden), ("表一", false));
        assert_eq!((&one.shape, two.shape.is_plain()), (&shape(), true));
        assert_eq!((two.name.as_str(), two.hidden, two.rows.len()), ("空", true, 0));
        assert_eq!(one.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 70_000]);
        let first = &one.rows[0].cells;
        assert_eq!(first.len(), 201);
        assert_eq!(first[..3], [Cell::Empty, Cell::Text("客户".into()), Cell::Empty]);
        assert_eq!(first[200], Cell::Number(-0.5));
        assert_eq!(
            one.rows[1].cells,
            [
                Cell::Bool(true),
                Cell::Bool(false),
                Cell::Date("2026-02-28".parse().unwrap()),
                Cell::DateTime("1899-12-31T23:59:59.5".parse().unwrap()),
                Cell::Error("#N/A".into()),
            ],
        );
    }

    #[test]
    fn a_broken_stream_is_an_error_and_never_a_panic() {
        let whole = sample();
        for end in 0..whole.len() {
            assert!(receive(&whole[..end], &Limits::default()).is_err(), "cut at {end}");
        }
        for at in 0..whole.len() {
            for flip in [1, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] ^= flip;
                let _either = receive(bytes.as_slice(), &Limits::default());
            }
        }
        // A frame that announces far more than comes.
        assert_eq!(receive(&b"R\xff\xff\xff\x01ab"[..], &Limits::default()), Err(Fault::Ended));
        let long = receive(&b"R\xff\xff\xff\xffab"[..], &Limits::default());
        assert_eq!(long, Err(broken("a frame is too long").into()));
    }

    #[test]
    fn limits_hold_on_both_sides() {
        let limits = Limits { columns: 200, ..Limits::default() };
        let wide = receive(sample().as_slice(), &limits);
        let expected = Problem::TooLarge { measure: Measure::Columns, limit: 200 };
        assert_eq!(wide, Err(Fault::Said(expected.clone())));
        let mut sink = Sink::new(Vec::new(), limits);
        assert_eq!(sink.cell(200, &Value::Bool(true)), Err(expected));
        let limits = Limits { text: 5, ..Limits::default() };
        let mut sink = Sink::new(Vec::new(), limits);
        assert_eq!(sink.cell(0, &Value::text("abc")), Ok(()));
        assert_eq!(
            sink.cell(1, &Value::text("abc")),
            Err(Problem::TooLarge { measure: Measure::Text, limit: 5 }),
        );
    }

    #[test]
    fn problems_travel() {
        for problem in super::super::error::tests::all() {
            let mut out = Vec::new();
            Sink::new(&mut out, Limits::default()).problem(&problem).unwrap();
            assert_eq!(receive(out.as_slice(), &Limits::default()), Err(Fault::Said(problem)));
        }
    }
}
