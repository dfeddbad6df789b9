//! The loop in which a forecast spends its time: one chance weighed into many sums. It is a package of its
//! own so that it is optimised where the program around it is not: a sample workspace, with its hundreds of
//! frozen forecasts, is made in a fraction of the time when the program is built for tests.

/// Adds `by` times each number of `from` to the one of the same place in `into`, as far as both reach.
pub fn add_scaled(into: &mut [f64], from: &[f64], by: f64) {
    for (sum, each) in into.iter_mut().zip(from) {
        *sum += each * by;
    }
}
