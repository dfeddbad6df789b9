//! How far a course goes up and down by itself (XmR chart, Shewhart; domain document, B9).
//!
//! From one period to the next a figure changes also where nothing changed. The mean of these changes
//! tells how far: what stays within 2.66 of them around the mean is noise, and no trend. It holds for
//! periods that share nothing with each other. Windows that overlap hang together, and so do stocks: their
//! changes are too small, and limits from them would call noise a signal.

use super::quantile::mean;

/// How many mean moving ranges the limits lie from the mean: 3 ÷ d₂ of pairs, 1.128.
const WIDTH: f64 = 2.66;

/// The limits of a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The mean.
    pub mean: f64,
    /// The mean of the changes from one value to the next, whichever way they go.
    pub moving_range: f64,
    /// What is below is no noise.
    pub low: f64,
    /// What is above is no noise.
    pub high: f64,
}

impl Limits {
    /// Of a course, the oldest value first. What is unknown has no part in it, nor has a change over it;
    /// `None` where no two values follow each other.
    pub fn of(course: &[Option<f64>]) -> Option<Self> {
        let known: Vec<f64> = course.iter().copied().flatten().collect();
        let pairs = course.iter().zip(course.iter().skip(1));
        let changes: Vec<f64> =
            pairs.filter_map(|(from, to)| Some(((*to)? - (*from)?).abs())).collect();
        let (mean, moving_range) = (mean(&known)?, mean(&changes)?);
        let reach = WIDTH * moving_range;
        Some(Self { mean, moving_range, low: mean - reach, high: mean + reach })
    }

    /// Whether a value is more than noise.
    pub fn signal(&self, value: f64) -> bool {
        value < self.low || value > self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_has_no_part_in_it() {
        let limits = Limits::of(&[Some(2.0), Some(4.0), None, Some(6.0), Some(4.0)]).unwrap();
        // Changes of 2 and of 2; that over the gap is none.
        assert_eq!((limits.mean, limits.moving_range), (4.0, 2.0));
        assert!((limits.high - 9.32).abs() < 1e-9 && (limits.low + 1.32).abs() < 1e-9);
        assert!(limits.signal(9.4) && !limits.signal(9.3) && limits.signal(-2.0));
        assert_eq!(Limits::of(&[Some(1.0), None, Some(3.0)]), None);
        assert_eq!(Limits::of(&[]), None);
    }

    #[test]
    fn what_never_changes_has_no_room() {
        let limits = Limits::of(&[Some(5.0); 8]).unwrap();
        assert_eq!((limits.low, limits.high), (5.0, 5.0));
        assert!(!limits.signal(5.0) && limits.signal(5.1));
    }
}
