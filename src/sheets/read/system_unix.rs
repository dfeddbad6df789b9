//! Limits of the worker, and what its end means, on Unix.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rlimit::Resource;

use super::error::Problem;
use super::limits::Limits;

// The same on every Unix we build for.
const SIGABRT: i32 = 6;
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

/// Limits the process that calls it: address space, processor time, no core dump.
///
/// A system that refuses a limit (macOS has no limit on address space) still has the parent's
/// clock, hence no error.
pub(super) fn confine(limits: &Limits) {
    lower(Resource::CORE, 0, 0);
    lower(Resource::AS, limits.memory, limits.memory);
    // The soft limit ends the process by SIGXCPU, the hard one by SIGKILL.
    lower(Resource::CPU, limits.seconds, limits.seconds.saturating_add(1));
}

fn lower(resource: Resource, soft: u64, hard: u64) {
    let Ok((_, highest)) = resource.get() else { return };
    let _refused = resource.set(soft.min(highest), hard.min(highest));
}

/// What the end of a worker that did not say goodbye means.
pub(super) fn meaning(status: ExitStatus, said: &str, limits: &Limits) -> Problem {
    match status.signal() {
        Some(SIGXCPU) => Problem::TooSlow { seconds: limits.seconds },
        Some(SIGKILL) => Problem::OutOfMemory,
        // The standard library's words before it aborts.
        Some(SIGABRT) if said.contains("memory allocation") => Problem::OutOfMemory,
        _ => Problem::Crashed { detail: format!("{status}: {}", said.trim()) },
    }
}
