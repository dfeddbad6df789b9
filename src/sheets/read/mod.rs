//! Files from outside → grids of cells, read in a child process with limits.
//!
//! [`read`] starts the same program again as a worker, hands it one path and takes back a stream
//! of cells. The worker may be killed by anything a file does to it; the window is not.
//!
//! # Why a child process
//!
//! A workbook of one kilobyte can ask a reader for all memory there is, and a failed allocation
//! aborts: no `catch_unwind` helps. The worker therefore has a limit on its address space and its
//! processor time ([`Limits`]), and the parent has a clock. However it ends, the parent has either
//! a [`Book`] or a [`ReadError`] that names the file.
//!
//! # Why by content
//!
//! Exports called `.xls` are often text or a web page. What a file is, its first bytes and the
//! names inside say; its extension is asked only where the bytes cannot tell (WPS's `.et`).
//!
//! # What a grid keeps
//!
//! True row numbers, so that a message can say "row 17" and mean the row the person sees. Empty
//! rows and trailing empty cells are left out. Formulas give the value last calculated. Text files
//! give text only: whether `007` is a number is for the mapping to decide.

mod archive;
mod cell;
mod charset;
mod compound;
mod decode;
mod delimited;
mod error;
mod kind;
mod limits;
mod parent;
mod shape;
mod sink;
#[cfg_attr(unix, path = "system_unix.rs")]
#[cfg_attr(not(unix), path = "system_other.rs")]
mod system;
mod wire;
mod workbook;
mod worker;
mod xlsb_errors;

use serde::Serialize;

pub use cell::Cell;
pub use charset::Charset;
pub use error::{Measure, Problem, ReadError};
pub use kind::{Foreign, Format};
pub use limits::Limits;
pub use parent::{Source, read};
pub use shape::{Merge, Shape};
pub use worker::{SUBCOMMAND, worker_main};

/// A file read: what it is and all its sheets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Book {
    /// What the bytes are, whatever the name says.
    pub format: Format,
    /// The encoding of its texts where the format leaves that open, for example `GB18030`: of a text
    /// file, and of a workbook older than Excel 97, which may name one that no [`Charset`] is, as
    /// `?`.
    pub encoding: Option<String>,
    /// What separates the cells of a text file.
    pub delimiter: Option<char>,
    /// Some bytes of a text file mean nothing in its encoding and show as U+FFFD.
    pub damaged_text: bool,
    /// The BLAKE3 hash of the file's bytes, as 64 hexadecimal digits.
    pub hash: String,
    /// The size of the file in bytes.
    pub bytes: u64,
    /// The sheets in the file's order, hidden and empty ones too.
    pub sheets: Vec<Grid>,
}

/// One sheet: the rows that hold something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// The name on the sheet's tab; for a text file, the file's name without its extension.
    pub name: String,
    /// The sheet is hidden in the workbook.
    pub hidden: bool,
    /// The rows with at least one cell, by rising number.
    pub rows: Vec<Row>,
    /// Merged cells, hidden rows and columns, as far as the format tells them.
    pub shape: Shape,
}

#[cfg(test)]
impl Grid {
    /// A sheet of these texts, from its first row on.
    pub(crate) fn of_texts(rows: &[&[&str]]) -> Self {
        let cell = |text: &&str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }
        };
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: cells.iter().map(cell).collect(),
        };
        Self {
            name: "S".to_owned(),
            hidden: false,
            shape: Shape::default(),
            rows: (1..).zip(rows).map(row).collect(),
        }
    }
}

/// One row: its cells up to the last that holds something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The row's number as a spreadsheet shows it, from 1.
    pub number: u32,
    /// The cells from column A on; the last is not empty.
    pub cells: Vec<Cell>,
}
