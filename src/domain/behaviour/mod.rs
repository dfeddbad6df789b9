//! What the best do differently (domain document, B15).
//!
//! Two views. [`analysis`] sets what people did in one period against their results in the next, for a top
//! group that was fixed before anybody looked. [`odds`] sets a step done or left out against deals won or
//! lost, and [`strata`] does so within tiers of customers: good people get good customers, and that alone
//! makes a ratio of five.
//!
//! # Guarded against chance
//!
//! With twelve behaviours and nothing real, a raw p below 0.05 turns up in four of ten analyses. So the
//! chances of [`permutation`] are counted over all groupings, none of them drawn at random, [`adjust`]
//! corrects them for how many were looked at, and a finding is a hypothesis to be tried: it says what goes
//! together, not why.

pub mod adjust;
pub mod analysis;
pub mod effect;
pub mod moments;
pub mod odds;
pub mod permutation;
pub mod strata;

/// The level of the interval of a comparison.
pub const COMPARISON: f64 = 0.90;

/// People below which nothing is said of chance: in a team of four, every fourth grouping is the extreme one.
pub const MIN_TEAM: usize = 5;

/// Of what there is too little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// People in all.
    Team,
    /// People in the top group.
    Top,
    /// People in the other group.
    Others,
    /// Colleagues of somebody who was coached.
    Peers,
    /// Values before the coaching.
    Before,
    /// Values after the coaching.
    After,
    /// Deals in which a step was done.
    Done,
    /// Deals in which a step was left out.
    LeftOut,
}

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A level or a share that makes no sense.
    BadParameter,
    /// Somebody is in the top group and in the other one.
    InBoth,
    /// Values that do not differ: there is no scatter to compare a difference with.
    NoSpread,
    /// The behaviours are not from before the results: results would leak into their causes.
    NotBefore,
    /// Values that are not numbers, or too large to count with.
    NotFinite,
    /// The last one in the top group and the first one outside have the same result: a person decides.
    Tied,
    /// Fewer than it takes.
    TooFew {
        /// Of what.
        of: Sample,
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// More than may be looked at in one go.
    TooMany {
        /// How many there are.
        have: usize,
        /// How many there may be.
        most: usize,
    },
    /// More groupings than can be counted exactly.
    Uncountable {
        /// How many people there are.
        people: usize,
        /// How many of them are in the smaller group.
        group: usize,
    },
}
