//! The log: rotated daily, kept for a week, on this computer only; no names, no cell text.

use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::EnvFilter;

use crate::paths::Home;

/// How many lines may wait to be written; room for all of them is taken at the start.
const WAITING: usize = 2_000;

/// Starts the log; keep the guard until the end, it writes what is still in memory. Without a
/// folder to write to there is no log, and the program works all the same.
#[must_use]
pub fn start() -> Option<WorkerGuard> {
    let folder = Home::default().data_folder().ok()?.join("logs");
    std::fs::create_dir_all(&folder).ok()?;
    let appender = tracing_appender::rolling::Builder::new()
        .rotation(tracing_appender::rolling::Rotation::DAILY)
        .filename_prefix("coxswain")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .ok()?;
    let (writer, guard) =
        NonBlockingBuilder::default().buffered_lines_limit(WAITING).finish(appender);
    let filter = EnvFilter::try_from_env("COXSWAIN_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,coxswain=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(writer)
        .try_init()
        .ok()?;
    Some(guard)
}
