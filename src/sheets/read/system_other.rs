//! The worker where there are no limits of Unix: only the parent's clock ends it.
//!
//! On Windows the parent would put the worker into a job object with a memory limit; that needs
//! `unsafe` calls, which this crate forbids. A file that takes all memory there ends in a failed
//! allocation of the worker alone.

use std::process::ExitStatus;

use super::error::Problem;
use super::limits::Limits;

/// Sets no limit.
pub(super) fn confine(_limits: &Limits) {}

/// What the end of a worker that did not say goodbye means.
pub(super) fn meaning(status: ExitStatus, said: &str, _limits: &Limits) -> Problem {
    if said.contains("memory allocation") {
        return Problem::OutOfMemory;
    }
    Problem::Crashed { detail: format!("{status}: {}", said.trim()) }
}
