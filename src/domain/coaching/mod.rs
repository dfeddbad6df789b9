//! Coaching: what is said and seen, what is agreed, and whether it helped (domain document, B10).
//!
//! A talk goes by [`grow`], a visit made together is scored by [`observation`], and [`agreement`] says
//! whether two who score mean the same by a level. [`improvement`] follows somebody who is behind over ninety
//! days. [`next`] says who is to be coached next, and why, and [`rhythm`] when it is due.
//!
//! # Did it work?
//!
//! People are picked for coaching when they are low, and the worst of ten in a month improves in the next in
//! more than eight of ten cases with no coaching at all. So an effect is four lines in one order, and none of
//! them alone: the raw [`change`], the [`rebound`] that was to be expected, the change against [`peers`], and
//! how often chance does it. [`reading`] puts them together and says what may be printed of them; it has no
//! word for a proof, since one case is none.

pub mod agreement;
pub mod change;
pub mod grow;
pub mod improvement;
pub mod next;
pub mod observation;
pub mod peers;
pub mod reading;
pub mod rebound;
pub mod rhythm;

use statrs::distribution::{ContinuousCDF as _, StudentsT};

/// The half width of a central interval of Student's t, whose degrees of freedom need not be whole.
///
/// `None` at a level outside 0..1, or without freedom.
fn t_score(conf: f64, freedom: f64) -> Option<f64> {
    if !(0.0..1.0).contains(&conf) || !freedom.is_finite() {
        return None;
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(student.inverse_cdf(f64::midpoint(1.0, conf)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scores_are_those_of_the_tables() {
        for (conf, freedom, expected) in
            [(0.9, 1.0, 6.314), (0.9, 8.0, 1.860), (0.9, 9.0, 1.833), (0.95, 3.0, 3.182)]
        {
            let got = t_score(conf, freedom).unwrap();
            assert!((got - expected).abs() < 1e-3, "{conf} {freedom}: {got}");
        }
        let between = t_score(0.9, 8.5).unwrap();
        assert!(1.833 < between && between < 1.860, "{between}");
        for (conf, freedom) in [(1.0, 8.0), (f64::NAN, 8.0), (0.9, 0.0), (0.9, f64::NAN)] {
            assert_eq!(t_score(conf, freedom), None, "{conf} {freedom}");
        }
    }
}
