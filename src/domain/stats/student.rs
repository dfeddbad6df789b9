//! Student's t: how far a mean, a difference or a line of few values may be off.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

/// The half width of a central interval of Student's t, whose degrees of freedom need not be whole: 1.533 at
/// 80 % and 4 degrees of freedom.
///
/// `None` at a level outside 0..1, or without freedom.
pub fn t_score(conf: f64, freedom: f64) -> Option<f64> {
    if !(0.0..1.0).contains(&conf) || !freedom.is_finite() {
        return None;
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(student.inverse_cdf(f64::midpoint(1.0, conf)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of the printed tables of Student's t.
    #[test]
    fn the_scores_are_those_of_the_tables() {
        for (conf, freedom, expected) in [
            (0.8, 1.0, 3.078),
            (0.8, 4.0, 1.533),
            (0.8, 10.0, 1.372),
            (0.8, 58.0, 1.296),
            (0.9, 1.0, 6.314),
            (0.9, 8.0, 1.860),
            (0.9, 9.0, 1.833),
            (0.95, 1.0, 12.706),
            (0.95, 3.0, 3.182),
            (0.95, 10.0, 2.228),
            (0.95, 30.0, 2.042),
        ] {
            let got = t_score(conf, freedom).unwrap();
            assert!((got - expected).abs() < 1e-3, "{conf} {freedom}: {got}");
        }
        let between = t_score(0.9, 8.5).unwrap();
        assert!(1.833 < between && between < 1.860, "{between}");
        for (conf, freedom) in
            [(1.0, 8.0), (f64::NAN, 8.0), (0.9, 0.0), (0.8, 0.0), (0.9, f64::NAN)]
        {
            assert_eq!(t_score(conf, freedom), None, "{conf} {freedom}");
        }
    }
}
