//! The one pass over the deals from which the page of today takes the funnel, the open deals of which
//! notices tell, new deals, and what open deals were worth in the evenings of some weeks. It is kept from one
//! page to the next as long as the same is asked ([`crate::store::rollup`]).
//!
//! Each is counted by what counts it everywhere else; a story holds the figures against those of their pages.
//! The forecast sees deals as they were known on other days, and reads them once more.

use chrono::NaiveDate;

use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::chances::{ChanceCount, Chances};
use crate::metrics::deals::{Question, Tally, judge};
use crate::metrics::known::Began;
use crate::metrics::pipeline::{FunnelCount, FunnelOfScope, Models, Seen};
use crate::metrics::stuck::{StuckCount, StuckDeals};
use crate::metrics::taught::Taught;
use crate::store::directory::Directory;
use crate::store::rollup::Merge;
use crate::store::{Db, opportunities};

/// Everything that is counted of deals.
#[derive(Clone, Debug, PartialEq)]
struct Counted {
    funnel: FunnelCount,
    stuck: StuckCount,
    deals: DealCount,
}

/// What the tiles count of deals while these stream by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DealCount {
    /// New deals in periods, each up to a day.
    new: Vec<(Question, Tally)>,
    /// What open deals are worth in evenings, with the chances as of each.
    worth: Vec<(Question, Tally, ChanceCount)>,
    /// The first days of which anything is known.
    began: Began,
}

/// What was counted; nothing where it is not known.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many new deals each period has.
    pub new: Vec<Option<i64>>,
    /// What open deals were worth in each evening, in fen.
    pub worth: Vec<Option<i64>>,
}

impl DealCount {
    /// Starts counting new deals in periods, each up to a day, and what deals are worth in some evenings.
    pub fn new(members: &Members, spans: &[(Period, NaiveDate)], evenings: &[NaiveDate]) -> Self {
        let question = |period, as_of| Question { members: members.clone(), period, as_of };
        let new = spans.iter().map(|(period, until)| question(Some(*period), *until));
        let worth = evenings.iter().map(|day| (question(None, *day), ChanceCount::new(*day)));
        Self {
            new: new.map(|question| (question, Tally::default())).collect(),
            worth: worth.map(|(of, chances)| (of, Tally::default(), chances)).collect(),
            began: Began::default(),
        }
    }

    /// Adds a deal; of its history all moves are asked for, whatever the day.
    fn add(&mut self, models: &Models, seen: &Seen<'_>) {
        let Seen { deal, steps, history, .. } = seen;
        for (question, tally) in &mut self.new {
            tally.add(judge(MetricId::NewOpportunities, question, deal, steps));
        }
        for (question, tally, chances) in &mut self.worth {
            chances.add(models, deal.model, history);
            tally.add(judge(MetricId::WeightedPipeline, question, deal, steps));
        }
        self.began.add(deal, steps);
    }

    fn merge(&mut self, other: &Self) {
        for ((_, own), (_, theirs)) in self.new.iter_mut().zip(&other.new) {
            own.merge(theirs);
        }
        for ((_, own, chances), (_, theirs, their_chances)) in
            self.worth.iter_mut().zip(&other.worth)
        {
            own.merge(theirs);
            chances.merge(their_chances);
        }
        self.began.merge(&other.began);
    }

    fn finish(self, directory: &Directory) -> Found {
        let Self { new, worth, began } = self;
        let new = new
            .into_iter()
            .map(|(_, tally)| tally.finish(MetricId::NewOpportunities, &Chances::default()).value);
        let worth = worth.into_iter().map(|(question, tally, chances)| {
            let chances = chances.finish(directory);
            let value = tally.finish(MetricId::WeightedPipeline, &chances).value;
            value.filter(|_| began.stood(question.as_of))
        });
        Found { new: new.collect(), worth: worth.collect() }
    }
}

impl Merge for Counted {
    fn merge(&mut self, other: &Self) {
        self.funnel.merge(&other.funnel);
        self.stuck.merge(&other.stuck);
        self.deals.merge(&other.deals);
    }
}

/// Everything that is counted of deals, in one pass over them.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn pass(
    db: &Db,
    directory: &Directory,
    known: NaiveDate,
    (funnel, stuck, deals): (FunnelCount, StuckCount, DealCount),
) -> Result<(FunnelOfScope, StuckDeals, Found)> {
    let models = Models::new(directory);
    let taught = Taught::by(db, &models, known)?;
    let empty = Counted { funnel, stuck, deals };
    let mut events = vec![];
    let found = opportunities::sum(
        db,
        (empty.clone(), models.clone(), known),
        || empty.clone(),
        |counted: &mut Counted, deal, steps| {
            let seen = models.seen(deal, steps, known, &mut events);
            counted.funnel.add(&seen);
            counted.stuck.add(&models, &seen);
            counted.deals.add(&models, &seen);
        },
    )?;
    let Counted { funnel, stuck, deals } = &*found;
    let stuck = stuck.finish(db, directory, &taught)?;
    Ok((funnel.clone().finish(), stuck, deals.clone().finish(directory)))
}
