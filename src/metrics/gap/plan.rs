//! What was planned: how many of the deals that are due are to be won, of what size, and how many must be
//! due for the target.
//!
//! # Where it comes from
//! A target on the win rate or on the average deal says the conversion and the size: that of the person, else
//! of the team, the region, the company. Where none is set, the same measures of the twelve months before the
//! period speak, as they were known on the evening before it: of the person where at least ten deals were due
//! and one was won, else of the team, the region, the company. How many deals must be due follows from the
//! target: `target ÷ (conversion × size)`, so that the plan comes to the target exactly.
//!
//! Conversion is in basis points and the size in whole fen, as these metrics are everywhere: what is shown is
//! what is reckoned with.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::due::{Count, due};
use crate::domain::gap::revenue::Planned;
use crate::domain::money::{div_round, share_bp};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::rational::Rational;
use crate::metrics::targets::Targets;
use crate::metrics::targets::history::Whereabouts;
use crate::metrics::targets::scopes::above;
use crate::metrics::waterfall::evening_before;
use crate::store::directory::Directory;
use crate::store::opportunities::{Deal, Step};

/// Where a number of the plan comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A target, of whoever it is set for.
    Target(Scope),
    /// The twelve months before, of whoever had enough deals.
    Past(Scope),
}

impl Source {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Target(_) => "target",
            Self::Past(_) => "past",
        }
    }

    /// Whose it is.
    pub const fn scope(self) -> Scope {
        match self {
            Self::Target(scope) | Self::Past(scope) => scope,
        }
    }
}

/// What was planned besides the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The share of deals to be won, in basis points; above zero.
    pub conversion_bp: i64,
    /// Where it comes from.
    pub conversion_from: Source,
    /// The size of a deal won, in fen; above zero.
    pub size: i64,
    /// Where it comes from.
    pub size_from: Source,
}

impl Plan {
    /// The three factors for a target in fen; `None` if the numbers do not fit.
    pub fn factors(&self, target: i64) -> Option<Planned> {
        let conversion = Rational::new(self.conversion_bp.into(), 10_000)?;
        let size = Rational::from_int(self.size);
        let opportunities =
            Rational::from_int(target).checked_div(conversion.checked_mul(size)?)?;
        Some(Planned { opportunities, conversion, size })
    }
}

/// The periods of the same kind within the twelve months before one.
fn before(period: Period) -> Vec<Period> {
    let n = if matches!(period, Period::Quarter(..)) { 4 } else { 12 };
    std::iter::successors(Some(period.previous()), |period| Some(period.previous()))
        .take(n)
        .collect()
}

/// Counts the deals of the twelve months before a period.
pub struct Past<'a> {
    places: Whereabouts<'a>,
    periods: Vec<Period>,
    known: NaiveDate,
    counts: BTreeMap<Scope, Count>,
}

impl<'a> Past<'a> {
    /// Starts counting.
    pub fn new(directory: &'a Directory, period: Period) -> Self {
        Self {
            places: Whereabouts::of(directory),
            periods: before(period),
            known: evening_before(period),
            counts: BTreeMap::new(),
        }
    }

    /// Adds a deal to the periods in which it was due.
    pub fn add(&mut self, deal: &Deal, steps: &[Step]) {
        for period in &self.periods {
            let Some(due) = due(*period, deal, steps, self.known) else { continue };
            for scope in self.places.scopes(due.owner, due.placed) {
                self.counts.entry(scope).or_default().add(&due);
            }
        }
    }

    /// What was counted, by scope.
    pub fn finish(self) -> BTreeMap<Scope, Count> {
        self.counts
    }
}

/// What plans are made from.
pub struct Sources<'a> {
    /// Who is where.
    pub directory: &'a Directory,
    /// The period.
    pub period: Period,
    /// Targets on the win rate.
    pub conversion: Targets,
    /// Targets on the average deal.
    pub size: Targets,
    /// The twelve months before.
    pub past: BTreeMap<Scope, Count>,
}

impl Sources<'_> {
    /// The plan of a scope; `None` where neither targets nor the past say enough.
    pub fn plan(&self, scope: Scope) -> Option<Plan> {
        let day = self.period.first_day();
        let chain: Vec<Scope> =
            std::iter::successors(Some(scope), |scope| above(self.directory, *scope, day))
                .collect();
        let set = |targets: &Targets| {
            chain.iter().find_map(|scope| {
                let base = targets.of(*scope, self.period)?.base;
                (base > 0).then_some((base, Source::Target(*scope)))
            })
        };
        let past = |value: fn(&Count) -> Option<i64>| {
            chain.iter().find_map(|scope| {
                let count = self.past.get(scope).filter(|count| count.told() >= MIN_CASES)?;
                let value = value(count).filter(|value| *value > 0)?;
                Some((value, Source::Past(*scope)))
            })
        };
        let (conversion_bp, conversion_from) =
            set(&self.conversion).or_else(|| past(conversion))?;
        let (size, size_from) = set(&self.size).or_else(|| past(size))?;
        Some(Plan { conversion_bp, conversion_from, size, size_from })
    }
}

/// The share of the deals that were won, in basis points, where it is known of them.
fn conversion(count: &Count) -> Option<i64> {
    share_bp(i64::try_from(count.won()).ok()?, i64::try_from(count.told()).ok()?)
}

/// The mean amount of the deals that were won, in fen.
fn size(count: &Count) -> Option<i64> {
    div_round(count.won_fen().into(), count.won().into())
}
