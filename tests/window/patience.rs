//! Waiting for something to be true, with a deadline and a word about what did not come.

use std::time::{Duration, Instant};

use crate::desk::Desk;

/// How long anything may take. Two slow cores draw in software here, and the program as built for tests
/// takes some eighty seconds over the sample workspace that a release makes in five.
pub const PATIENCE: u64 = 300;

/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(40);

/// Looks again and again for some seconds; `None` when it did not come.
pub fn within<T>(seconds: u64, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() > end {
            return None;
        }
        std::thread::sleep(LOOK);
    }
}

/// Looks until it is there; fails with a photograph and what a screen reader would hear.
pub fn until<T>(desk: &Desk, what: &str, look: impl FnMut() -> Option<T>) -> T {
    match within(PATIENCE, look) {
        Some(found) => found,
        None => {
            let picture = desk.evidence(what);
            panic!(
                "waited {PATIENCE} s for {what}; see {} and the .txt beside it",
                picture.display()
            )
        }
    }
}
