//! Sending a finished PDF to a printer, and opening it in the system's viewer.
//!
//! # Sent, not printed
//! The spooler says that it took the file; whether paper came out nobody tells us. So every word
//! here and on screen is "sent to the printer".
//!
//! # Why the system's own commands
//! `lp` of CUPS on Linux and macOS and the shell's print verb on Windows are there wherever a
//! printer is set up, need no library and no unsafe code, and print as every other program does.
//! They may take seconds, so callers run on a worker.

use std::fmt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::error::Error;

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

/// A printer that the system knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name, as the system wants it back.
    pub name: String,
    /// Whether the system sends to it when none is named.
    pub is_default: bool,
}

/// What to send, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintJob<'a> {
    /// The PDF file.
    pub file: &'a Path,
    /// Its title in the queue.
    pub title: &'a str,
    /// The printer's name; `None` is the system's default.
    pub printer: Option<&'a str>,
    /// How many copies; 0 counts as 1.
    pub copies: u16,
}

/// Lists the printers, the default first, then by name.
pub fn printers() -> Result<Vec<Printer>, SpoolError> {
    let mut printers = system::printers()?;
    printers.sort_by(|a, b| b.is_default.cmp(&a.is_default).then_with(|| a.name.cmp(&b.name)));
    printers.dedup_by(|a, b| a.name == b.name);
    Ok(printers)
}

/// Sends a file to a printer. Returns what the spooler answered, often the number of the job.
pub fn send(job: PrintJob<'_>) -> Result<String, SpoolError> {
    check_file(job.file)?;
    system::send(job)
}

/// Opens a file in the program that the system has for it.
pub fn open(file: &Path) -> Result<(), SpoolError> {
    check_file(file)?;
    system::open(file)
}

fn check_file(file: &Path) -> Result<(), SpoolError> {
    if file.is_file() { Ok(()) } else { Err(SpoolError::NoFile(file.display().to_string())) }
}

/// Why a file did not reach the printer or the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpoolError {
    /// The system's command is not installed.
    Missing {
        /// The command.
        program: String,
    },
    /// The command could not be started.
    Start {
        /// The command.
        program: String,
        /// The system's reason.
        reason: String,
    },
    /// The command ran and refused.
    Failed {
        /// The command.
        program: String,
        /// What it said, in the system's language.
        answer: String,
    },
    /// No program opens such files.
    NoViewer,
    /// The file is not there.
    NoFile(String),
}

impl SpoolError {
    /// The key of the message for the person; the hint's key is the same with `-hint`.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "print-error-missing",
            Self::Start { .. } => "print-error-start",
            Self::Failed { .. } => "print-error-failed",
            Self::NoViewer => "print-error-no-viewer",
            Self::NoFile(_) => "print-error-file",
        }
    }
}

impl fmt::Display for SpoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { program } => write!(f, "command is not installed: {program}"),
            Self::Start { program, reason } => write!(f, "cannot start {program}: {reason}"),
            Self::Failed { program, answer } => write!(f, "{program} refused: {answer}"),
            Self::NoViewer => f.write_str("no program opens the file"),
            Self::NoFile(path) => write!(f, "no such file: {path}"),
        }
    }
}

impl std::error::Error for SpoolError {}

impl From<SpoolError> for Error {
    fn from(error: SpoolError) -> Self {
        let with_key = Self::new(error.key());
        match &error {
            SpoolError::Missing { program } | SpoolError::Start { program, .. } => {
                with_key.arg("program", program)
            }
            SpoolError::Failed { answer, .. } => with_key.arg("answer", answer),
            SpoolError::NoViewer | SpoolError::NoFile(_) => with_key,
        }
        .detail(error)
    }
}

/// Runs a command to its end and returns its standard output.
fn run(command: &mut Command) -> Result<String, SpoolError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = capture(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    Err(SpoolError::Failed { answer: answer(&output), program })
}

/// Runs a command to its end, with nothing to read and all it writes captured.
fn capture(command: &mut Command) -> Result<Output, SpoolError> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => SpoolError::Missing { program },
        _ => SpoolError::Start { program, reason: error.to_string() },
    })
}

/// What a command said when it failed: its errors, else its output, else its exit status.
fn answer(output: &Output) -> String {
    [&output.stderr, &output.stdout]
        .into_iter()
        .map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned())
        .find(|text| !text.is_empty())
        .unwrap_or_else(|| output.status.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Tr};

    #[test]
    fn errors_have_words_and_hints() {
        let errors = [
            SpoolError::Missing { program: "lp".into() },
            SpoolError::Start { program: "lp".into(), reason: "denied".into() },
            SpoolError::Failed { program: "lp".into(), answer: "no such printer".into() },
            SpoolError::NoViewer,
            SpoolError::NoFile("a.pdf".into()),
        ];
        for language in Language::ALL {
            let tr = Tr::new(language);
            for error in &errors {
                let error = Error::from(error.clone());
                assert_ne!(error.message(&tr), error.key());
                assert!(!error.hint(&tr).is_empty(), "{}", error.key());
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_said_before_anything_runs() {
        let file = Path::new("no-such-file.pdf");
        let job = PrintJob { file, title: "t", printer: None, copies: 1 };
        assert!(matches!(send(job), Err(SpoolError::NoFile(_))));
        assert!(matches!(open(file), Err(SpoolError::NoFile(_))));
    }
}
