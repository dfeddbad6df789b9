//! Scoring curves: how a fact becomes points. Reaching the target is 100 points on all of them.

use crate::domain::stats::rational::Rational;

/// One hundred, the points of a target reached.
const HUNDRED: Rational = Rational::from_int(100);

/// What counts below the first anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// No points.
    Zero,
    /// The points of the first anchor.
    Clamp,
}

/// What the anchors of a curve are measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The fact itself: hours, points, fen.
    Actual,
    /// The fact in percent of the target.
    Attainment,
}

/// A point that a curve goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The fact, or the percent of target.
    pub at: Rational,
    /// Its points.
    pub points: Rational,
}

/// How a fact becomes points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Curve {
    /// Straight lines between anchors in ascending order: 底线 → 60, 目标 → 100, 挑战 → 120; with falling points,
    /// lower is better. Past the last anchor its points hold.
    Anchors {
        /// The anchors, `at` strictly ascending.
        anchors: Vec<Anchor>,
        /// What the anchors are measured in.
        basis: Basis,
        /// What counts below the first.
        below: Below,
    },
    /// Higher is better: 100 × fact / target, from 0 to the cap.
    Ratio {
        /// Most points.
        cap: Rational,
    },
    /// Lower is better: 100 × (2 − fact / target), from 0 to the cap.
    LowerRatio {
        /// Most points.
        cap: Rational,
    },
    /// Full points inside a range, falling in a straight line to 0 at each tolerance.
    Range {
        /// Lower end of the range.
        lo: Rational,
        /// Upper end of the range.
        hi: Rational,
        /// How far below `lo` there are still points.
        tolerance_lo: Rational,
        /// How far above `hi` there are still points.
        tolerance_hi: Rational,
    },
    /// 100 less so many points per event, never below 0.
    Deduction {
        /// Points per event.
        per_event: Rational,
    },
    /// A milestone: 0 not begun, 1 on the way (50 points), 2 or more done (100 points).
    Milestone,
}

impl Default for Curve {
    /// The default template's: the ratio to the target, at most 120.
    fn default() -> Self {
        Self::Ratio { cap: Rational::from_int(120) }
    }
}

impl Curve {
    /// The points for a fact.
    ///
    /// `None` if the curve needs a target and there is none above zero, if the curve makes no sense (anchors
    /// missing or out of order, a negative tolerance), or past 128 bits.
    pub fn score(&self, actual: Rational, target: Option<Rational>) -> Option<Rational> {
        match self {
            Self::Anchors { anchors, basis, below } => {
                let x = match basis {
                    Basis::Actual => actual,
                    Basis::Attainment => HUNDRED.checked_mul(attained(actual, target)?)?,
                };
                between_anchors(anchors, *below, x)
            }
            Self::Ratio { cap } => bounded(HUNDRED.checked_mul(attained(actual, target)?)?, *cap),
            Self::LowerRatio { cap } => {
                let left = Rational::from_int(2).checked_sub(attained(actual, target)?)?;
                bounded(HUNDRED.checked_mul(left)?, *cap)
            }
            Self::Range { lo, hi, tolerance_lo, tolerance_hi } => {
                if actual < *lo {
                    faded(lo.checked_sub(actual)?, *tolerance_lo)
                } else if actual > *hi {
                    faded(actual.checked_sub(*hi)?, *tolerance_hi)
                } else {
                    Some(HUNDRED)
                }
            }
            Self::Deduction { per_event } => {
                bounded(HUNDRED.checked_sub(per_event.checked_mul(actual)?)?, HUNDRED)
            }
            Self::Milestone => Some(if actual >= Rational::from_int(2) {
                HUNDRED
            } else if actual >= Rational::ONE {
                Rational::from_int(50)
            } else {
                Rational::ZERO
            }),
        }
    }

    /// True if the curve cannot score without a target.
    pub const fn needs_target(&self) -> bool {
        matches!(
            self,
            Self::Ratio { .. }
                | Self::LowerRatio { .. }
                | Self::Anchors { basis: Basis::Attainment, .. }
        )
    }
}

/// The fact as a share of the target; `None` without a target above zero.
fn attained(actual: Rational, target: Option<Rational>) -> Option<Rational> {
    let target = target.filter(|target| *target > Rational::ZERO)?;
    actual.checked_div(target)
}

/// The points kept between 0 and the cap.
fn bounded(points: Rational, cap: Rational) -> Option<Rational> {
    Some(points.min(cap).max(Rational::ZERO))
}

/// 100 points falling to 0 at the tolerance.
fn faded(off: Rational, tolerance: Rational) -> Option<Rational> {
    if tolerance.is_negative() {
        return None;
    }
    if off >= tolerance {
        return Some(Rational::ZERO);
    }
    HUNDRED.checked_mul(Rational::ONE.checked_sub(off.checked_div(tolerance)?)?)
}

/// The points on the straight lines between the anchors.
fn between_anchors(anchors: &[Anchor], below: Below, x: Rational) -> Option<Rational> {
    if !anchors.is_sorted_by(|a, b| a.at < b.at) {
        return None;
    }
    let first = anchors.first()?;
    if x < first.at {
        return Some(match below {
            Below::Zero => Rational::ZERO,
            Below::Clamp => first.points,
        });
    }
    let mut before = first;
    for anchor in anchors {
        if x <= anchor.at {
            let run = anchor.at.checked_sub(before.at)?;
            if run.is_zero() {
                return Some(anchor.points);
            }
            let part = x.checked_sub(before.at)?.checked_div(run)?;
            let rise = anchor.points.checked_sub(before.points)?;
            return before.points.checked_add(rise.checked_mul(part)?);
        }
        before = anchor;
    }
    Some(before.points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    #[test]
    fn a_curve_without_what_it_needs_has_no_score() {
        let one = Rational::ONE;
        let ratio = Curve::default();
        assert_eq!(ratio.score(one, None), None);
        assert_eq!(ratio.score(one, Some(Rational::ZERO)), None);
        assert!(ratio.needs_target() && !Curve::Milestone.needs_target());
        let anchors = |list: &[(i64, i64)]| Curve::Anchors {
            anchors: list
                .iter()
                .map(|(x, y)| Anchor { at: Rational::from_int(*x), points: Rational::from_int(*y) })
                .collect(),
            basis: Basis::Actual,
            below: Below::Zero,
        };
        assert_eq!(anchors(&[]).score(one, None), None);
        assert_eq!(anchors(&[(5, 1), (5, 2)]).score(one, None), None);
        assert_eq!(anchors(&[(0, 0), (3, 100)]).score(one, None), Rational::new(100, 3));
    }

    #[test]
    fn attainment_anchors_read_the_target() {
        let curve = Curve::Anchors {
            anchors: [(80, 60), (100, 100), (120, 120)]
                .map(|(x, y)| Anchor { at: Rational::from_int(x), points: Rational::from_int(y) })
                .to_vec(),
            basis: Basis::Attainment,
            below: Below::Zero,
        };
        let score = |actual| curve.score(number(actual), Some(number("2000")));
        assert_eq!(score("1800"), Some(number("80")));
        assert_eq!(score("1599.99"), Some(Rational::ZERO));
        assert_eq!(score("5000"), Some(number("120")));
    }

    #[test]
    fn milestones_and_ranges_without_tolerance() {
        let milestone = |fact| Curve::Milestone.score(Rational::from_int(fact), None);
        assert_eq!([0, 1, 2].map(milestone), [0, 50, 100].map(|p| Some(Rational::from_int(p))));
        let range = Curve::Range {
            lo: number("3"),
            hi: number("5"),
            tolerance_lo: Rational::ZERO,
            tolerance_hi: Rational::ZERO,
        };
        assert_eq!(range.score(number("5"), None), Some(HUNDRED));
        assert_eq!(range.score(number("5.01"), None), Some(Rational::ZERO));
    }
}
