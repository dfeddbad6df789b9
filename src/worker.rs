//! Threads for long work: values in, values out; a panic becomes an error.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, Result};

/// Runs work on a thread of its own. A panic ends the work and is logged.
pub fn run(name: &str, work: impl FnOnce() + Send + 'static) {
    let label = name.to_owned();
    let started = std::thread::Builder::new().name(label.clone()).spawn(move || {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            tracing::error!(thread = label, "a worker panicked");
        }
    });
    if let Err(error) = started {
        tracing::error!(%error, "cannot start a thread");
    }
}

/// Runs work and turns a panic into an error.
///
/// # Errors
/// What the work reports, or `error-internal` when it panicked.
pub fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let words = panic
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Error::new("error-internal").detail(words.unwrap_or_else(|| "a panic".to_owned())))
    })
}
