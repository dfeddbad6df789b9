//! Why a file could not be read, in three voices.
//!
//! `Display` is for the log; [`ReadError::key`] and [`ReadError::hint_key`] name the Fluent messages
//! for the person. The file's name comes with every error: several files are read at once.

use std::fmt;
use std::io;

use fluent_bundle::FluentValue;

use super::kind::Foreign;

/// A file that could not be read, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadError {
    /// The file's name without its folder.
    pub file: String,
    /// What went wrong.
    pub problem: Problem,
}

/// What went wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// There is no such file.
    Missing,
    /// The path names a folder.
    Directory,
    /// The path names neither a file nor a folder: a device, a pipe.
    NotAFile,
    /// The system does not allow reading it.
    Denied,
    /// Reading the bytes failed.
    Unreadable {
        /// What the system said.
        detail: String,
    },
    /// The file was written while it was read.
    Changing,
    /// The file has no bytes.
    Empty,
    /// The file is sound and no cell holds anything.
    NoCells,
    /// The file is something else than a table.
    Foreign(Foreign),
    /// A workbook in WPS's own format.
    Wps,
    /// The workbook has a password.
    Encrypted,
    /// The end of the file is missing.
    Truncated {
        /// Where it ends.
        detail: String,
    },
    /// The file contradicts its format.
    Damaged {
        /// What the reader said.
        detail: String,
    },
    /// A quotation mark in a text file is opened and never closed.
    OpenQuote {
        /// The row in which it is opened.
        row: u32,
    },
    /// The file is larger than the limits allow.
    TooLarge {
        /// What there is too much of.
        measure: Measure,
        /// How much is allowed.
        limit: u64,
    },
    /// Reading took too long.
    TooSlow {
        /// How long it was allowed to take.
        seconds: u64,
    },
    /// Reading needed more memory than the worker may have.
    OutOfMemory,
    /// The worker ended without a word, or with a wrong one.
    Crashed {
        /// How it ended.
        detail: String,
    },
    /// The person stopped it.
    Cancelled,
    /// The worker could not be started.
    Worker {
        /// What the system said.
        detail: String,
    },
}

/// What a file can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Bytes of the file.
    Bytes,
    /// Bytes of a zipped workbook once unpacked, or of one of its parts against its packed size.
    Unpacked,
    /// Parts of a zipped workbook.
    Entries,
    /// Sheets.
    Sheets,
    /// Rows.
    Rows,
    /// Columns.
    Columns,
    /// Cells.
    Cells,
    /// Bytes of text.
    Text,
    /// The area between the first and the last cell of an old workbook, in cells.
    Spread,
}

impl Problem {
    pub(super) fn damaged(detail: impl fmt::Display) -> Self {
        Self::Damaged { detail: detail.to_string() }
    }

    pub(super) fn truncated(detail: impl fmt::Display) -> Self {
        Self::Truncated { detail: detail.to_string() }
    }

    pub(super) fn io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::IsADirectory => Self::Directory,
            _ => Self::Unreadable { detail: error.to_string() },
        }
    }

    /// The keys of the message and of the hint.
    fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("read-error-missing", "read-hint-missing"),
            Self::Directory => ("read-error-directory", "read-hint-directory"),
            Self::NotAFile => ("read-error-not-a-file", "read-hint-directory"),
            Self::Denied => ("read-error-denied", "read-hint-denied"),
            Self::Unreadable { .. } => ("read-error-unreadable", "read-hint-unreadable"),
            Self::Changing => ("read-error-changing", "read-hint-changing"),
            Self::Empty => ("read-error-empty", "read-hint-empty"),
            Self::NoCells => ("read-error-no-cells", "read-hint-no-cells"),
            Self::Foreign(kind) => kind.keys(),
            Self::Wps => ("read-error-wps", "read-hint-save-as"),
            Self::Encrypted => ("read-error-encrypted", "read-hint-encrypted"),
            Self::Truncated { .. } => ("read-error-truncated", "read-hint-truncated"),
            Self::Damaged { .. } => ("read-error-damaged", "read-hint-damaged"),
            Self::OpenQuote { .. } => ("read-error-open-quote", "read-hint-open-quote"),
            Self::TooLarge { measure, .. } => measure.keys(),
            Self::TooSlow { .. } => ("read-error-too-slow", "read-hint-too-large"),
            Self::OutOfMemory => ("read-error-out-of-memory", "read-hint-out-of-memory"),
            Self::Crashed { .. } => ("read-error-crashed", "read-hint-damaged"),
            Self::Cancelled => ("read-error-cancelled", "read-hint-cancelled"),
            Self::Worker { .. } => ("read-error-worker", "read-hint-worker"),
        }
    }
}

impl Measure {
    /// In the order of the codes in which they travel.
    pub(super) const ALL: [Self; 9] = [
        Self::Bytes,
        Self::Unpacked,
        Self::Entries,
        Self::Sheets,
        Self::Rows,
        Self::Columns,
        Self::Cells,
        Self::Text,
        Self::Spread,
    ];

    fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Bytes => ("read-error-too-large-bytes", "read-hint-too-large"),
            Self::Unpacked => ("read-error-too-large-unpacked", "read-hint-out-of-memory"),
            Self::Entries => ("read-error-too-large-entries", "read-hint-out-of-memory"),
            Self::Sheets => ("read-error-too-large-sheets", "read-hint-too-large"),
            Self::Rows => ("read-error-too-large-rows", "read-hint-too-large"),
            Self::Columns => ("read-error-too-large-columns", "read-hint-too-wide"),
            Self::Cells => ("read-error-too-large-cells", "read-hint-too-wide"),
            Self::Text => ("read-error-too-large-text", "read-hint-too-large"),
            Self::Spread => ("read-error-too-large-spread", "read-hint-too-wide"),
        }
    }

    /// Bytes as MB, counts in groups of three digits, the same in both languages.
    fn show(self, limit: u64) -> String {
        if matches!(self, Self::Bytes | Self::Unpacked | Self::Text) {
            return format!("{} MB", grouped(limit.div_ceil(1024 * 1024)));
        }
        grouped(limit)
    }
}

impl ReadError {
    /// The key of the Fluent message, which takes [`ReadError::arguments`].
    pub fn key(&self) -> &'static str {
        self.problem.keys().0
    }

    /// The key of the Fluent message that says what to do next, with the same arguments.
    pub fn hint_key(&self) -> &'static str {
        self.problem.keys().1
    }

    /// What the messages may name: `file`, `limit` (with separators or unit), `row`, `seconds`.
    pub fn arguments(&self) -> Vec<(&'static str, FluentValue<'static>)> {
        let mut arguments = vec![("file", self.file.clone().into())];
        match &self.problem {
            Problem::TooLarge { measure, limit } => {
                arguments.push(("limit", measure.show(*limit).into()));
            }
            Problem::OpenQuote { row } => arguments.push(("row", row.to_string().into())),
            Problem::TooSlow { seconds } => {
                arguments.push(("seconds", seconds.to_string().into()));
            }
            _ => {}
        }
        arguments
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read file: {}: {:?}", self.problem, self.file)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "it does not exist"),
            Self::Directory => write!(f, "it is a directory"),
            Self::NotAFile => write!(f, "it is not a regular file"),
            Self::Denied => write!(f, "permission denied"),
            Self::Unreadable { detail } => write!(f, "reading failed: {detail}"),
            Self::Changing => write!(f, "it was written while it was read"),
            Self::Empty => write!(f, "it has no bytes"),
            Self::NoCells => write!(f, "no cell holds anything"),
            Self::Foreign(kind) => write!(f, "it is not a table but {kind:?}"),
            Self::Wps => write!(f, "it is in the format of WPS"),
            Self::Encrypted => write!(f, "it is encrypted"),
            Self::Truncated { detail } => write!(f, "its end is missing: {detail}"),
            Self::Damaged { detail } => write!(f, "it is damaged: {detail}"),
            Self::OpenQuote { row } => write!(f, "a quote opened in row {row} is never closed"),
            Self::TooLarge { measure, limit } => write!(f, "more than {limit} {measure:?}"),
            Self::TooSlow { seconds } => write!(f, "not done within {seconds} s"),
            Self::OutOfMemory => write!(f, "the worker ran out of memory"),
            Self::Crashed { detail } => write!(f, "the worker crashed: {detail}"),
            Self::Cancelled => write!(f, "cancelled"),
            Self::Worker { detail } => write!(f, "the worker cannot be started: {detail}"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// One of each, so that a new variant must find its place here.
    pub(in super::super) fn all() -> Vec<Problem> {
        let detail = String::new;
        let mut problems = vec![
            Problem::Missing,
            Problem::Directory,
            Problem::NotAFile,
            Problem::Denied,
            Problem::Unreadable { detail: detail() },
            Problem::Changing,
            Problem::Empty,
            Problem::NoCells,
            Problem::Wps,
            Problem::Encrypted,
            Problem::Truncated { detail: detail() },
            Problem::Damaged { detail: detail() },
            Problem::OpenQuote { row: 3 },
            Problem::TooSlow { seconds: 60 },
            Problem::OutOfMemory,
            Problem::Crashed { detail: detail() },
            Problem::Cancelled,
            Problem::Worker { detail: detail() },
        ];
        problems.extend(Foreign::ALL.into_iter().map(Problem::Foreign));
        problems
            .extend(Measure::ALL.into_iter().map(|m| Problem::TooLarge { measure: m, limit: 9 }));
        problems
    }

    #[test]
    fn every_key_is_in_both_languages_and_no_other() {
        let used: BTreeSet<&str> = all().iter().flat_map(|p| [p.keys().0, p.keys().1]).collect();
        for text in [
            include_str!("../../../assets/locales/zh-CN/read.ftl"),
            include_str!("../../../assets/locales/en/read.ftl"),
        ] {
            let defined: BTreeSet<&str> = text
                .lines()
                .filter_map(|line| line.split_once(" = "))
                .map(|(key, _)| key)
                .collect();
            assert_eq!(used, defined);
            for line in text.lines().filter(|line| line.starts_with("read-error-")) {
                assert!(line.contains("{ $file }"), "{line}");
            }
        }
    }

    #[test]
    fn errors_name_the_file_and_the_limit() {
        let error = |problem| ReadError { file: "周报.xlsx".into(), problem };
        let large = error(Problem::TooLarge { measure: Measure::Rows, limit: 1_048_576 });
        assert_eq!(large.to_string(), "cannot read file: more than 1048576 Rows: \"周报.xlsx\"",);
        assert_eq!(
            large.arguments(),
            [("file", "周报.xlsx".into()), ("limit", "1,048,576".into())],
        );
        let heavy = Measure::Bytes.show(256 * 1024 * 1024);
        assert_eq!(heavy, "256 MB");
        assert_eq!(error(Problem::Encrypted).key(), "read-error-encrypted");
        assert_eq!(error(Problem::Wps).hint_key(), "read-hint-save-as");
    }
}
