//! Which stage is worth the work, and how many deals a target takes (domain document, B2).
//!
//! The lowest rate is not the bottleneck that matters most: lifting a stage helps as many deals as come into
//! it, and only those of them that pass the stages behind it. `extra wins = entries × (benchmark − rate) ×
//! Π later rates`. Read the other way, a target says how many deals each stage must see: `wins / Π rates from
//! here on`. Rates are estimates, therefore floats; both say what would follow if they held.

/// What floats may be off by where a number of deals is rounded up.
const ROUNDING: f64 = 1e-9;

/// A stage as it is, and as it might be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Deals that come into it.
    pub entries: u64,
    /// The share that moves on, 0..=1; `None` where it is not known.
    pub rate: Option<f64>,
    /// The share that it might be: the team's, or that of the period before.
    pub benchmark: Option<f64>,
}

/// What it would bring to lift a stage to its benchmark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    /// More deals won.
    pub wins: f64,
    /// More amount won, in the unit of the mean; `None` where the mean is not known.
    pub amount: Option<f64>,
}

fn share(rate: f64) -> Option<f64> {
    (0.0..=1.0).contains(&rate).then_some(rate)
}

/// What it would bring to lift a stage to its benchmark, with the rates of the stages behind it and the mean
/// amount of a deal won. A stage at its benchmark or above brings nothing more.
///
/// `None` where a rate is not known or is none.
pub fn lift(stage: Stage, later: &[Option<f64>], mean_won: Option<f64>) -> Option<Lift> {
    let below = share(stage.benchmark?)? - share(stage.rate?)?;
    let mut wins = stage.entries as f64 * below.max(0.0);
    for rate in later {
        wins *= share((*rate)?)?;
    }
    Some(Lift { wins, amount: mean_won.map(|mean| mean * wins) })
}

/// The same for every stage of a funnel, in order, each with its own rates behind it.
pub fn lifts(stages: &[Stage], mean_won: Option<f64>) -> Vec<Option<Lift>> {
    let rates: Vec<Option<f64>> = stages.iter().map(|stage| stage.rate).collect();
    let later = |at: usize| rates.get(at + 1..).unwrap_or_default();
    stages.iter().enumerate().map(|(at, stage)| lift(*stage, later(at), mean_won)).collect()
}

/// The stage that brings the most, by its position; of equals the first. `None` where none brings anything.
pub fn worth_most(lifts: &[Option<Lift>]) -> Option<usize> {
    let mut found: Option<(usize, f64)> = None;
    for (at, lift) in lifts.iter().enumerate() {
        let Some(lift) = lift else { continue };
        if lift.wins > found.map_or(0.0, |(_, wins)| wins) {
            found = Some((at, lift.wins));
        }
    }
    found.map(|(at, _)| at)
}

/// How many deals each stage must see for an amount: `target / mean won` deals won, and upwards from there
/// over the rate of each stage. The last entry is the deals won.
///
/// `None` where a rate is 0 or none, the mean is not positive, or the target is negative.
pub fn needs(target: f64, mean_won: f64, rates: &[f64]) -> Option<Vec<f64>> {
    let usable = mean_won.is_finite() && mean_won > 0.0 && target.is_finite() && target >= 0.0;
    if !usable {
        return None;
    }
    let mut need = target / mean_won;
    let mut needs = vec![need];
    for rate in rates.iter().rev() {
        need /= share(*rate).filter(|rate| *rate > 0.0)?;
        needs.push(need);
    }
    needs.reverse();
    Some(needs)
}

/// A number of deals as it is shown: rounded up, since a part of a deal is a deal. 166.67 is 167.
pub fn whole_deals(need: f64) -> u64 {
    (need - ROUNDING).ceil().max(0.0) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stage(entries: u64, rate: f64, benchmark: f64) -> Stage {
        Stage { entries, rate: Some(rate), benchmark: Some(benchmark) }
    }

    #[test]
    fn the_lowest_rate_is_not_always_worth_most() {
        // 100 × 0.1 × 0.5 × 0.3 = 1.5; 50 × 0.2 × 0.3 = 3; 25 × 0.05 = 1.25.
        let stages = [stage(100, 0.5, 0.6), stage(50, 0.5, 0.7), stage(25, 0.3, 0.35)];
        let found = lifts(&stages, Some(200.0));
        for (lift, wins) in found.iter().zip([1.5, 3.0, 1.25]) {
            let lift = lift.unwrap();
            assert!((lift.wins - wins).abs() < 1e-9, "{lift:?}");
            assert!((lift.amount.unwrap() - 200.0 * wins).abs() < 1e-6, "{lift:?}");
        }
        assert_eq!(worth_most(&found), Some(1), "the last stage has the lowest rate");
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let unknown = Stage { entries: 9, rate: None, benchmark: Some(0.5) };
        let found = lifts(&[stage(50, 0.5, 0.7), unknown, stage(25, 0.3, 0.2)], None);
        assert_eq!(found[0], None, "the stage behind it is not known");
        assert_eq!(found[1], None);
        assert_eq!(found[2], Some(Lift { wins: 0.0, amount: None }), "above its benchmark");
        assert_eq!(worth_most(&found), None);
        assert_eq!(lift(stage(5, 1.5, 0.5), &[], None), None);
        assert_eq!(lift(stage(5, 0.2, 0.5), &[Some(f64::NAN)], None), None);
    }

    #[test]
    fn a_target_takes_whole_deals() {
        for (need, whole) in [(166.67, 167), (10.0, 10), (10.000_000_000_1, 10), (0.0, 0), (0.2, 1)]
        {
            assert_eq!(whole_deals(need), whole, "{need}");
        }
        assert_eq!(needs(0.0, 5.0, &[0.5]), Some(vec![0.0, 0.0]));
        assert_eq!(needs(10.0, 5.0, &[]), Some(vec![2.0]));
        for (target, mean, rate) in
            [(10.0, 0.0, 0.5), (-1.0, 5.0, 0.5), (10.0, 5.0, 0.0), (10.0, 5.0, 1.5)]
        {
            assert_eq!(needs(target, mean, &[rate]), None, "{target} {mean} {rate}");
        }
    }

    proptest! {
        #[test]
        fn what_is_needed_passes_the_stages(target in 1.0_f64..1e9, mean in 1.0_f64..1e6, rates in prop::collection::vec(0.05_f64..=1.0, 0..6)) {
            let found = needs(target, mean, &rates).unwrap();
            prop_assert!(found.is_sorted_by(|earlier, later| earlier >= later));
            let won = found.first().unwrap() * rates.iter().product::<f64>() * mean;
            prop_assert!((won / target - 1.0).abs() < 1e-9, "{won}");
        }

        #[test]
        fn lifting_all_the_way_wins_every_entry(entries in 0_u64..10_000, rate in 0.0_f64..=1.0, later in prop::collection::vec(0.0_f64..=1.0, 0..5)) {
            let behind: Vec<Option<f64>> = later.iter().copied().map(Some).collect();
            let found = lift(stage(entries, rate, 1.0), &behind, None).unwrap();
            let through: f64 = later.iter().product();
            let now = entries as f64 * rate * through;
            prop_assert!((now + found.wins - entries as f64 * through).abs() < 1e-6);
        }
    }
}
