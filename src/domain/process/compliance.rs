//! How many of the meetings and actions that were due took place, or were closed in time
//! (domain document, B17).

use crate::domain::stats::rate::Rate;

/// Duties of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// How many were due.
    pub due: u64,
    /// How many of them were done, or done in time.
    pub done: u64,
}

impl Duties {
    /// Adds one that was due.
    pub fn add(&mut self, done: bool) {
        self.due += 1;
        self.done += u64::from(done);
    }

    /// The share that was done, with its interval; `None` if nothing was due.
    ///
    /// Meetings beyond those that were due make up for none that was missed, and count no further than all.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.done.min(self.due), self.due)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_all_is_all() {
        let mut actions = Duties::default();
        assert_eq!(actions.rate(), None);
        [true, true, false, true].into_iter().for_each(|done| actions.add(done));
        assert_eq!(actions, Duties { due: 4, done: 3 });
        assert_eq!(actions.rate().map(|rate| rate.rate), Some(0.75));
        let extra = Duties { due: 2, done: 3 };
        assert_eq!(extra.rate().map(|rate| (rate.k, rate.n)), Some((2, 2)));
    }
}
