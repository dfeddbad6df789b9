//! 流程分析: how deals are worked on: time and hand-offs, returns, where deals are lost and put off, whether the
//! standard is followed, what is missing, what may be there twice, what hangs on one person; and what was
//! done about it.
//!
//! # What belongs to a question
//! What happened (a visit that ended, a return, a hand-off, a loss, a push) counts on its day, within the
//! window, for whoever owned the deal then. How things stand (missing, twice, single) is as of the day. Deals
//! of other stage models are counted as the general funnel counts them, and left out with their number where
//! they have a funnel of their own.
//!
//! # Measures
//! One value for each place: the median of days, or a share of those that could have. With fewer than
//! [`MIN_CASES`] cases it is too few to say anything. An improvement is measured by the very same rows, before
//! and after, over windows of the same length ([`improvements`]).
//!
//! # Time that was worked
//! Efficiency is touched time of elapsed time (domain document, B17). Hours are recorded nowhere, so it is
//! told by days: those on which the deal moved or its customer was contacted, of all days of the visit.

mod around;
mod count;
pub mod improvements;
mod place;
pub mod show;
mod steps;
mod stock;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::funnel::Window;
use crate::domain::ids::{AccountId, OpportunityId};
use crate::domain::process::efficiency::part_of;
use crate::domain::scope::Members;
use crate::domain::stats::quantile::median;
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::metrics::pipeline::Models;
use crate::metrics::stage_fit::Fit;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities;

use around::Around;
use count::Count;
pub use place::{At, Field, Finding, Kind, Place, Unit, stages};
use steps::Standard;

/// So many records are kept behind each row, the worst ones.
pub const LISTED: usize = 500;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Whose deals.
    pub members: Members,
    /// When it happened; `None` is any time.
    pub window: Option<Window>,
    /// Nothing after this day is known.
    pub as_of: NaiveDate,
    /// The day up to which people's next steps count.
    pub today: NaiveDate,
}

/// A value with the cases behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// Hundredths of the finding's unit; `None` without cases.
    pub value: Option<i64>,
    /// The cases.
    pub cases: u64,
}

/// More that is to be said of a row, by finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum More {
    /// Nothing.
    #[default]
    None,
    /// Of time in a stage.
    Time {
        /// All days of the visits.
        days: u64,
        /// The share of days on which something was done, in basis points; `None` where that is not known.
        touched_bp: Option<i64>,
    },
    /// Of hand-offs: how many still wait.
    Waiting(u64),
    /// Of returns.
    Returns {
        /// How many deals.
        deals: u64,
        /// The days they lost.
        days: u64,
    },
    /// Of lost deals.
    Lost {
        /// The median days in the stage, in hundredths.
        stay: Option<i64>,
        /// The median days since the last contact, in hundredths.
        silent: Option<i64>,
        /// How many of which no contact is known.
        unknown: u64,
    },
    /// Of deals that were put off: how often in all.
    Pushes(u64),
    /// Of deals that left stages: the steps of the standard.
    Steps {
        /// How many were done.
        done: u64,
        /// How many there were to do.
        asked: u64,
    },
}

/// What is said of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nothing.
    None,
    /// So many days.
    Days(u32),
    /// Waits since so many days, and still does.
    Still(u32),
    /// The other one that it is like.
    Like(String),
    /// So many contacts are known.
    Contacts(u64),
    /// Lost after so many days in the stage, with the last contact.
    Lost(u32, Option<NaiveDate>),
    /// Put off from one day to another.
    Pushed(NaiveDate, NaiveDate),
    /// So many steps were done, of so many.
    Steps(u32, u32),
}

impl Note {
    /// How much it weighs: the worst records come first.
    fn weight(&self) -> i64 {
        match self {
            Self::Days(days) | Self::Still(days) | Self::Lost(days, _) => i64::from(*days),
            Self::Pushed(from, to) => to.signed_duration_since(*from).num_days(),
            Self::Steps(done, asked) => i64::from(asked.saturating_sub(*done)),
            Self::None | Self::Like(_) | Self::Contacts(_) => 0,
        }
    }
}

/// A record behind a row: a deal, or a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The deal.
    pub deal: Option<OpportunityId>,
    /// The customer, where it is no deal.
    pub account: Option<AccountId>,
    /// The day it happened.
    pub day: Option<NaiveDate>,
    /// What is said of it.
    pub note: Note,
}

impl Case {
    fn deal(deal: OpportunityId, day: Option<NaiveDate>, note: Note) -> Self {
        Self { deal: Some(deal), account: None, day, note }
    }
}

/// What was found in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where.
    pub place: Place,
    /// How many were found.
    pub count: u64,
    /// The value, with the cases out of which it is.
    pub measure: Measure,
    /// More, by finding.
    pub more: More,
    /// The records, the worst first, at most [`LISTED`].
    pub records: Vec<Case>,
}

impl Row {
    /// So many of so many cases, with their share.
    fn share(place: Place, count: u64, cases: u64, records: Vec<Case>) -> Self {
        let measure = Measure { value: share_bp(count, cases), cases };
        Self { place, count, measure, more: More::None, records: worst(records) }
    }

    /// The median of days.
    fn days(place: Place, days: &mut [f64], records: Vec<Case>) -> Self {
        let cases = u64::try_from(days.len()).unwrap_or(u64::MAX);
        let measure = Measure { value: hundredths(days), cases };
        Self { place, count: cases, measure, more: More::None, records: worst(records) }
    }

    const fn with(mut self, more: More) -> Self {
        self.more = more;
        self
    }

    /// How many records are behind it, though only [`LISTED`] are kept: of the standard those that did not keep it.
    pub fn behind(&self, finding: Finding) -> u64 {
        let kept = self.records.len();
        let all = if finding.more_is_better() {
            self.measure.cases.saturating_sub(self.count)
        } else {
            self.count
        };
        if kept < LISTED { kept as u64 } else { all.max(kept as u64) }
    }

    /// Whether there are too few cases to say anything.
    pub const fn few(&self) -> bool {
        self.measure.cases < MIN_CASES
    }
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Of what.
    pub finding: Finding,
    /// Of all places together.
    pub total: Row,
    /// By place, in order, those without anything too.
    pub rows: Vec<Row>,
    /// Fields that no deal of the workspace ever had, so that nothing is missing there.
    pub unused: Vec<Field>,
    /// How many were left out because their stage is not known.
    pub without_stage: u64,
    /// How many were left out because they go through the stages of another model.
    pub own_model: u64,
}

impl Found {
    /// The rows to be shown: those with something in them, all stages where there is anything, and all steps
    /// that were to be done.
    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        let any = self.total.measure.cases > 0;
        let whole = move |row: &&Row| {
            let stage = any && matches!(row.place, Place::Stage(_));
            let step = row.measure.cases > 0 && matches!(row.place, Place::Step(..));
            stage || step || row.count > 0 || matches!(row.more, More::Waiting(1..))
        };
        self.rows.iter().filter(whole)
    }

    /// The row of a place.
    pub fn row(&self, place: Place) -> Option<&Row> {
        if place == Place::All {
            return Some(&self.total);
        }
        self.rows.iter().find(|row| row.place == place)
    }

    /// The worst of the rows with enough cases; of the steps the one that was done least, where any was left
    /// out.
    pub fn worst(&self) -> Option<&Row> {
        if self.finding.more_is_better() {
            let steps = self.rows.iter().filter(|row| matches!(row.place, Place::Step(..)));
            let short = steps.filter(|row| !row.few() && row.count < row.measure.cases);
            return short.min_by_key(|row| row.measure.value);
        }
        let enough = self.rows.iter().filter(|row| !row.few() && row.count > 0);
        // Of equal ones the first.
        enough.min_by_key(|row| Reverse(row.measure.value))
    }
}

/// How deals are worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// The open deals of the scope.
    pub open: u64,
    /// What was found.
    pub found: BTreeMap<Finding, Found>,
}

impl Process {
    /// What was found of a kind.
    pub fn of(&self, finding: Finding) -> Option<&Found> {
        self.found.get(&finding)
    }

    /// The measure of a place.
    pub fn measure(&self, finding: Finding, place: Place) -> Option<Measure> {
        Some(self.of(finding)?.row(place)?.measure)
    }
}

/// Answers some questions in one pass over all deals, in their order.
///
/// # Errors
/// Whatever the database reports.
pub fn survey(db: &Db, directory: &Directory, asks: Vec<Ask>) -> Result<Vec<Process>> {
    let Some(today) = asks.iter().map(|ask| ask.today).max() else { return Ok(vec![]) };
    let around = Around::load(db, today)?;
    let models = Models::new(directory);
    let fit = Fit::new(directory, None);
    let standard = Standard::load(db, directory, &fit)?;
    let mut counts: Vec<Count> = asks.into_iter().map(|ask| Count::new(ask, fit.clone())).collect();
    let mut used: BTreeSet<Field> = BTreeSet::new();
    let kept = [
        (Field::Account, around.accounts_kept()),
        (Field::Contact, around.contacts_kept()),
        (Field::NextStep, around.steps_kept()),
    ];
    used.extend(kept.into_iter().filter(|(_, kept)| *kept).map(|(field, _)| field));
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        let said = [
            (
                Field::Amount,
                deal.amount.is_some() || steps.iter().any(|step| step.amount.is_some()),
            ),
            (Field::Expected, steps.iter().any(|step| step.expected.is_some())),
            (Field::Product, deal.product.is_some()),
        ];
        used.extend(said.into_iter().filter(|(_, said)| *said).map(|(field, _)| field));
        for count in &mut counts {
            let seen = models.seen(deal, steps, count.as_of(), &mut events);
            count.add(&around, &standard, &seen);
        }
        Ok(())
    })?;
    counts.into_iter().map(|count| count.finish(db, (&around, &standard), &used)).collect()
}

/// A share in basis points.
fn share_bp(part: u64, whole: u64) -> Option<i64> {
    i64::try_from(part_of(part, whole)?.round_to(4)?).ok()
}

/// The median in hundredths.
fn hundredths(values: &mut [f64]) -> Option<i64> {
    Some((median(values)? * 100.0).round() as i64)
}

/// The worst records, as many as are kept.
fn worst(mut records: Vec<Case>) -> Vec<Case> {
    records.sort_by_key(|case| {
        (Reverse(case.note.weight()), Reverse(case.day), case.deal, case.account)
    });
    records.truncate(LISTED);
    records
}
