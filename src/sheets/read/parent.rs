//! The side that asks: starts the worker, watches the clock, takes the book.

use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::charset::Charset;
use super::error::{Problem, ReadError};
use super::limits::Limits;
use super::wire::{self, Fault};
use super::worker::SUBCOMMAND;
use super::{Book, system};

/// How often the clock and the person are asked.
const TICK: Duration = Duration::from_millis(20);

/// Where books are read: the program that is the worker, and what a file may cost.
#[derive(Clone, Debug)]
pub struct Source {
    /// A program that knows the subcommand [`SUBCOMMAND`].
    pub program: PathBuf,
    /// What a file may cost.
    pub limits: Limits,
    /// The encoding of its texts, if a person names one; found out without it.
    pub charset: Option<Charset>,
}

impl Default for Source {
    /// This very program, with the default limits.
    fn default() -> Self {
        // Without a path the start fails and says so.
        let program = std::env::current_exe().unwrap_or_default();
        Self { program, limits: Limits::default(), charset: None }
    }
}

/// Reads a file in a worker process. `cancel` is asked every few milliseconds.
pub fn read(path: &Path, source: &Source, cancel: &dyn Fn() -> bool) -> Result<Book, ReadError> {
    run(path, source, cancel).map_err(|problem| {
        let name = path.file_name().unwrap_or(path.as_os_str());
        ReadError { file: name.to_string_lossy().into_owned(), problem }
    })
}

fn run(path: &Path, source: &Source, cancel: &dyn Fn() -> bool) -> Result<Book, Problem> {
    let limits = source.limits;
    let cannot_start = |detail: String| Problem::Worker { detail };
    let mut command = Command::new(&source.program);
    command.arg(SUBCOMMAND).arg("--limits").arg(limits.to_string());
    if let Some(charset) = source.charset {
        command.arg("--charset").arg(charset.name());
    }
    let mut child = command
        .arg("--")
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(error.to_string()))?;
    let Some(output) = child.stdout.take() else {
        end(child);
        return Err(cannot_start("no output".to_owned()));
    };
    watch(child, output, limits, cancel)
}

/// Takes the stream on a thread of its own: reading a pipe cannot be interrupted, its end can. The
/// thread is not waited for: a worker that hangs on a share that is gone may keep the pipe open.
fn watch(
    mut child: Child,
    output: ChildStdout,
    limits: Limits,
    cancel: &dyn Fn() -> bool,
) -> Result<Book, Problem> {
    let deadline = Instant::now() + Duration::from_secs(limits.seconds);
    let stop = || {
        if cancel() {
            return Some(Problem::Cancelled);
        }
        (Instant::now() >= deadline).then_some(Problem::TooSlow { seconds: limits.seconds })
    };
    let (send, received) = mpsc::channel();
    let started = thread::Builder::new().name("read-sheet".to_owned()).spawn(move || {
        let output = BufReader::with_capacity(128 * 1024, output);
        let _nobody_waits = send.send(wire::receive(output, &limits));
    });
    if let Err(error) = started {
        end(child);
        return Err(Problem::Worker { detail: error.to_string() });
    }
    loop {
        match received.recv_timeout(TICK) {
            Ok(Ok(book)) => {
                end(child);
                return Ok(book);
            }
            Ok(Err(Fault::Said(problem))) => {
                end(child);
                return Err(problem);
            }
            Ok(Err(Fault::Ended)) | Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(problem) = stop() {
                    end(child);
                    return Err(problem);
                }
            }
        }
    }
    // The stream ended and the process is ending: its status says why.
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                return Err(system::meaning(status, &last_words(&mut child), &limits));
            }
            Ok(None) => {}
            Err(error) => return Err(Problem::Crashed { detail: error.to_string() }),
        }
        if let Some(problem) = stop() {
            end(child);
            return Err(problem);
        }
        thread::park_timeout(Duration::from_millis(2));
    }
}

/// Ends the worker if it has not ended, and lets the system forget it, which is not waited for: one
/// that hangs on a share ends when the share lets go of it.
fn end(mut child: Child) {
    let _ended_already = child.kill();
    // Without a thread the system forgets it when the program ends.
    let _waiting = thread::Builder::new().name("end-worker".to_owned()).spawn(move || child.wait());
}

/// The beginning of what an ended worker wrote to its log output.
fn last_words(child: &mut Child) -> String {
    let mut words = Vec::new();
    if let Some(stderr) = child.stderr.take() {
        let _partial = stderr.take(2048).read_to_end(&mut words);
    }
    String::from_utf8_lossy(&words).into_owned()
}
