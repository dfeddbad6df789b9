//! The worker's side of the stream: sheets, rows and cells in order → frames (see `wire`).

use std::io::{self, Write};

use chrono::Datelike as _;

use super::cell::Value;
use super::error::{Measure, Problem};
use super::kind::{Foreign, Format};
use super::limits::Limits;
use super::shape::{MAX_PARTS, Shape};
use super::wire::{
    BATCH, DATE, DATE_TIME, END, ERROR, FALSE, GAP, HEAD, MAX_ROW, NUMBER, PROBLEM, ROWS, SHAPE,
    SHEET, TEXT, TRUE, check,
};

/// What is known of a file before its cells.
pub(super) struct Head {
    pub(super) format: Format,
    pub(super) encoding: &'static str,
    pub(super) delimiter: Option<char>,
    pub(super) damaged_text: bool,
}

/// The worker's side: takes sheets, rows and cells in order and writes frames.
pub(super) struct Sink<W> {
    out: W,
    limits: Limits,
    hash: [u8; 32],
    bytes: u64,
    batch: Vec<u8>,
    row: Vec<u8>,
    row_number: u32,
    /// Columns of the current row that are written, gaps included.
    row_width: u32,
    last_number: u32,
    sheets: u64,
    rows: u64,
    cells: u64,
    text: u64,
}

impl<W: Write> Sink<W> {
    pub(super) fn new(out: W, limits: Limits) -> Self {
        Self {
            out,
            limits,
            hash: [0; 32],
            bytes: 0,
            batch: Vec::with_capacity(2 * BATCH),
            row: Vec::with_capacity(1024),
            row_number: 0,
            row_width: 0,
            last_number: 0,
            sheets: 0,
            rows: 0,
            cells: 0,
            text: 0,
        }
    }

    /// What the worker may cost, as the readers need to know it too.
    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Notes the file's hash and size, which go out with the head.
    pub(super) fn file(&mut self, bytes: &[u8]) {
        self.hash = *blake3::hash(bytes).as_bytes();
        self.bytes = bytes.len() as u64;
    }

    pub(super) fn head(&mut self, head: &Head) -> Result<(), Problem> {
        let mut payload = vec![code(&Format::ALL, &head.format), u8::from(head.damaged_text)];
        payload.extend(head.delimiter.map_or(0, u32::from).to_le_bytes());
        payload.extend(self.bytes.to_le_bytes());
        payload.extend(self.hash);
        payload.extend(head.encoding.as_bytes());
        self.frame(HEAD, &payload)
    }

    pub(super) fn sheet(&mut self, name: &str, hidden: bool) -> Result<(), Problem> {
        self.flush()?;
        self.sheets += 1;
        check(Measure::Sheets, self.sheets, self.limits.sheets)?;
        self.last_number = 0;
        let mut payload = vec![u8::from(hidden)];
        payload.extend(name.as_bytes());
        self.frame(SHEET, &payload)
    }

    /// Tells the shape of the sheet whose rows were sent; a plain one needs no telling.
    pub(super) fn shape(&mut self, shape: &Shape) -> Result<(), Problem> {
        self.flush()?;
        if shape.is_plain() {
            return Ok(());
        }
        let count = |n: usize| (n.min(MAX_PARTS) as u32).to_le_bytes();
        let range = |(first, last): (u32, u32)| [first.to_le_bytes(), last.to_le_bytes()].concat();
        let mut payload = count(shape.merges.len()).to_vec();
        for merge in shape.merges.iter().take(MAX_PARTS) {
            payload.extend(range(merge.rows));
            payload.extend(range(merge.columns));
        }
        for hidden in [&shape.hidden_rows, &shape.hidden_columns] {
            payload.extend(count(hidden.len()));
            payload.extend(hidden.iter().take(MAX_PARTS).flat_map(|hidden| range(*hidden)));
        }
        self.frame(SHAPE, &payload)
    }

    /// Begins the row of this number, from 1, and ends the one before.
    pub(super) fn begin_row(&mut self, number: u32) -> Result<(), Problem> {
        self.end_row()?;
        self.row_number = number;
        Ok(())
    }

    /// Adds a cell to the row begun. `column` counts from 0.
    pub(super) fn cell(&mut self, column: u32, value: &Value<'_>) -> Result<(), Problem> {
        if matches!(value, Value::Text(text) if text.is_empty()) {
            return Ok(());
        }
        check(Measure::Columns, u64::from(column) + 1, self.limits.columns)?;
        let Some(gap) = column.checked_sub(self.row_width) else {
            return Err(Problem::damaged("cells out of order"));
        };
        if gap > 0 {
            self.row.push(GAP);
            varint(&mut self.row, gap);
        }
        self.row_width = column + 1;
        match value {
            Value::Text(text) => self.text(TEXT, text)?,
            Value::Error(text) => self.text(ERROR, text.as_bytes())?,
            Value::Number(number) => self.fixed(NUMBER, &number.to_le_bytes()),
            Value::Bool(true) => self.row.push(TRUE),
            Value::Bool(false) => self.row.push(FALSE),
            Value::Date(date) => self.fixed(DATE, &date.num_days_from_ce().to_le_bytes()),
            Value::DateTime(at) => {
                self.fixed(DATE_TIME, &at.and_utc().timestamp_millis().to_le_bytes());
            }
        }
        if self.row.len() > MAX_ROW {
            return Err(Problem::TooLarge { measure: Measure::Text, limit: self.limits.text });
        }
        Ok(())
    }

    fn text(&mut self, tag: u8, text: &[u8]) -> Result<(), Problem> {
        self.text += text.len() as u64;
        check(Measure::Text, self.text, self.limits.text)?;
        if text.len() > MAX_ROW {
            return Err(Problem::TooLarge { measure: Measure::Text, limit: self.limits.text });
        }
        self.row.push(tag);
        varint(&mut self.row, text.len() as u32);
        self.row.extend_from_slice(text);
        Ok(())
    }

    fn fixed(&mut self, tag: u8, bytes: &[u8]) {
        self.row.push(tag);
        self.row.extend_from_slice(bytes);
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        if self.row_width == 0 {
            return Ok(());
        }
        if self.row_number <= self.last_number {
            return Err(Problem::damaged("rows out of order"));
        }
        check(Measure::Rows, u64::from(self.row_number), self.limits.rows)?;
        self.last_number = self.row_number;
        self.rows += 1;
        self.cells += u64::from(self.row_width);
        check(Measure::Cells, self.cells, self.limits.cells)?;
        self.batch.extend(self.row_number.to_le_bytes());
        varint(&mut self.batch, self.row_width);
        self.batch.append(&mut self.row);
        self.row_width = 0;
        if self.batch.len() >= BATCH { self.send() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Problem> {
        self.end_row()?;
        if self.batch.is_empty() { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<(), Problem> {
        let mut batch = std::mem::take(&mut self.batch);
        let sent = self.frame(ROWS, &batch);
        batch.clear();
        self.batch = batch;
        sent
    }

    /// Says goodbye after the last row.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        self.flush()?;
        if self.rows == 0 {
            return Err(Problem::NoCells);
        }
        let payload = [self.rows.to_le_bytes(), self.cells.to_le_bytes()].concat();
        self.frame(END, &payload)
    }

    /// Says why there will be no more.
    pub(super) fn problem(&mut self, problem: &Problem) -> Result<(), Problem> {
        let (what, number, detail) = pack(problem);
        let mut payload = vec![what];
        payload.extend(number.to_le_bytes());
        payload.extend(detail.chars().take(500).collect::<String>().as_bytes());
        self.frame(PROBLEM, &payload)
    }

    fn frame(&mut self, tag: u8, payload: &[u8]) -> Result<(), Problem> {
        let mut start = [tag, 0, 0, 0, 0];
        for (to, from) in start.iter_mut().skip(1).zip((payload.len() as u32).to_le_bytes()) {
            *to = from;
        }
        let mut write = || {
            self.out.write_all(&start)?;
            self.out.write_all(payload)?;
            self.out.flush()
        };
        write().map_err(|error: io::Error| Problem::Worker { detail: error.to_string() })
    }
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn code<T: PartialEq>(all: &[T], value: &T) -> u8 {
    all.iter().position(|other| other == value).unwrap_or(usize::MAX) as u8
}

/// A problem as a code, a number and a text; a second code hides in the number.
fn pack(problem: &Problem) -> (u8, u64, &str) {
    match problem {
        Problem::Missing => (1, 0, ""),
        Problem::Directory => (2, 0, ""),
        Problem::NotAFile => (3, 0, ""),
        Problem::Denied => (4, 0, ""),
        Problem::Unreadable { detail } => (5, 0, detail),
        Problem::Empty => (6, 0, ""),
        Problem::NoCells => (7, 0, ""),
        Problem::Foreign(kind) => (8, u64::from(code(&Foreign::ALL, kind)), ""),
        Problem::Wps => (9, 0, ""),
        Problem::Encrypted => (10, 0, ""),
        Problem::Truncated { detail } => (11, 0, detail),
        Problem::Damaged { detail } => (12, 0, detail),
        Problem::OpenQuote { row } => (13, u64::from(*row), ""),
        Problem::TooSlow { seconds } => (14, *seconds, ""),
        Problem::OutOfMemory => (15, 0, ""),
        Problem::Crashed { detail } => (16, 0, detail),
        Problem::Cancelled => (17, 0, ""),
        Problem::Worker { detail } => (18, 0, detail),
        Problem::Changing => (19, 0, ""),
        Problem::TooLarge { measure, limit } => (100 + code(&Measure::ALL, measure), *limit, ""),
    }
}
