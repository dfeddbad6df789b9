//! The first metrics, all on deals.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::win::StageWins;
use crate::domain::funnel::{self, Event};
use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::money::{div_round, share_bp};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::{Measured, MetricId, Reason, pipeline};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::{Place, Status};

/// Closed deals a stage needs before their win rate weighs open ones (domain document, thresholds).
pub const MIN_CLOSED: u64 = 10;

/// The share of closed deals with a known amount that a rate by value needs, in basis points.
const MIN_VALUE_COVER_BP: i64 = 8_000;

/// What is asked: whose, when, as known on which day.
#[derive(Clone, Debug)]
pub struct Question {
    /// Whose deals.
    pub members: Members,
    /// The period; `None` is all time.
    pub period: Option<Period>,
    /// Nothing after this day is known.
    pub as_of: NaiveDate,
}

/// What a deal is to a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It does not concern it.
    Outside,
    /// It would, but something is unknown.
    LeftOut(Reason),
    /// It counts.
    Counts(Sample),
}

/// What a deal gives a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Whether it was won, for rates.
    pub won: bool,
    /// Its amount in fen, its days, or its weighted fen, as the metric needs.
    pub amount: i64,
    /// The chance from its stage, won of closed, for weighting.
    pub chance: Option<(u64, u64)>,
}

/// Decides what one deal is to a metric. `chances` are won of closed by stage position.
pub fn judge(
    metric: MetricId,
    question: &Question,
    deal: &Deal,
    steps: &[Step],
    chances: &BTreeMap<crate::domain::ids::StageId, (u64, u64)>,
) -> Finding {
    let Question { members, period, as_of } = question;
    let counts = |won: bool, amount: i64| Finding::Counts(Sample { won, amount, chance: None });
    let in_time =
        |day: NaiveDate| day <= *as_of && period.is_none_or(|period| period.contains(day));
    match metric {
        MetricId::OpenPipeline | MetricId::WeightedPipeline => {
            let Some(stock) = pipeline::stock(deal, steps, *as_of) else { return Finding::Outside };
            if !members.include(stock.owner, Some(*as_of)) {
                return Finding::Outside;
            }
            let Some(stage) = stock.stage else { return Finding::LeftOut(Reason::NoStage) };
            let Some(amount) = stock.amount else { return Finding::LeftOut(Reason::NoAmount) };
            if metric == MetricId::OpenPipeline {
                return counts(false, amount);
            }
            match chances.get(&stage) {
                Some((won, closed)) if *closed >= MIN_CLOSED => {
                    Finding::Counts(Sample { won: false, amount, chance: Some((*won, *closed)) })
                }
                _ => Finding::LeftOut(Reason::FewClosed),
            }
        }
        MetricId::NewOpportunities => {
            if !members.include(deal.owner, deal.created) {
                return Finding::Outside;
            }
            match deal.created {
                Some(day) if in_time(day) => counts(false, 1),
                Some(_) => Finding::Outside,
                None => Finding::LeftOut(Reason::NoCreationDay),
            }
        }
        _ => {
            if deal.status == Status::Open || !members.include(deal.owner, deal.closed) {
                return Finding::Outside;
            }
            let won = deal.status == Status::Won;
            let concerns = match metric {
                MetricId::DealsLost => !won,
                MetricId::WinRate | MetricId::WinRateValue => true,
                _ => won,
            };
            if !concerns || deal.closed.is_some_and(|day| !in_time(day)) {
                return Finding::Outside;
            }
            if deal.closed.is_none() && (period.is_some() || metric == MetricId::CycleDays) {
                return Finding::LeftOut(Reason::NoClosingDay);
            }
            match (metric, deal.amount, deal.created, deal.closed) {
                (MetricId::DealsWon | MetricId::DealsLost | MetricId::WinRate, ..) => {
                    counts(won, 1)
                }
                (MetricId::CycleDays, _, Some(created), Some(closed)) => {
                    counts(won, (closed - created).num_days())
                }
                (MetricId::CycleDays, ..) => Finding::LeftOut(Reason::NoCreationDay),
                (_, Some(amount), ..) => counts(won, amount),
                (_, None, ..) => Finding::LeftOut(Reason::NoAmount),
            }
        }
    }
}

/// Adds findings up to a figure.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    n: u64,
    won: u64,
    sum: i128,
    won_sum: i128,
    days: DayCounts,
    /// Open amounts by the chance of their stage.
    weighted: BTreeMap<(u64, u64), i128>,
    left_out: BTreeMap<Reason, u64>,
}

impl Tally {
    /// Adds what one deal gives.
    pub fn add(&mut self, finding: Finding) {
        match finding {
            Finding::Outside => {}
            Finding::LeftOut(reason) => *self.left_out.entry(reason).or_default() += 1,
            Finding::Counts(Sample { won, amount, chance }) => {
                self.n += 1;
                self.sum += i128::from(amount);
                if won {
                    self.won += 1;
                    self.won_sum += i128::from(amount);
                }
                if let Ok(days) = u32::try_from(amount) {
                    self.days.add(days.min(100_000));
                }
                if let Some(chance) = chance {
                    *self.weighted.entry(chance).or_default() += i128::from(amount);
                }
            }
        }
    }

    /// The figure.
    pub fn finish(self, metric: MetricId) -> Measured {
        let records = self.n;
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let n_left_out: u64 = self.left_out.values().sum();
        let sum = i64::try_from(self.sum).ok();
        // Nothing happened is a true zero; everything unknown is not.
        let known = records > 0 || n_left_out == 0;
        let mut measured = Measured { records, left_out: self.left_out, ..Measured::default() };
        measured.value = match metric {
            MetricId::SignedAmount | MetricId::OpenPipeline => sum.filter(|_| known),
            MetricId::DealsWon | MetricId::DealsLost => known.then(|| whole(records)),
            // Deals whose beginning is unknown do not make the count of the others unknown.
            MetricId::NewOpportunities => Some(whole(records)),
            MetricId::WinRate => {
                measured.successes = Some(self.won);
                share_bp(whole(self.won), whole(records))
            }
            MetricId::WinRateValue => {
                let covered = share_bp(whole(records), whole(records + n_left_out));
                covered
                    .filter(|covered| *covered >= MIN_VALUE_COVER_BP)
                    .and_then(|_| div_round(self.won_sum * 10_000, self.sum))
            }
            MetricId::AverageDeal => div_round(self.sum, i128::from(records)),
            MetricId::CycleDays => {
                measured.mean = self.days.mean();
                self.days.median().map(|median| median.round() as i64)
            }
            MetricId::WeightedPipeline => known.then(|| weighted(&self.weighted)).flatten(),
        };
        measured
    }
}

/// Σ amount × won / closed, exact, rounded once.
fn weighted(by_chance: &BTreeMap<(u64, u64), i128>) -> Option<i64> {
    let mut total = Rational::ZERO;
    for ((won, closed), amount) in by_chance {
        total =
            total.checked_add(Rational::new(amount * i128::from(*won), i128::from(*closed))?)?;
    }
    i64::try_from(total.round()).ok()
}

/// Won and closed deals by the stage they reached.
pub type Chances = BTreeMap<crate::domain::ids::StageId, (u64, u64)>;

/// Won of closed deals that reached each stage, over all time and the whole company, as of several
/// days in one pass.
///
/// Deals that were never seen in a stage say nothing: one that was first reported as won would count
/// as having reached them all, one first reported as lost as none, and every stage would seem sure.
///
/// # Errors
/// Whatever the database reports.
pub fn chances_on(db: &Db, directory: &Directory, days: &[NaiveDate]) -> Result<Vec<Chances>> {
    let models = pipeline::Models::new(directory);
    let mut wins: Vec<BTreeMap<_, StageWins>> = vec![BTreeMap::new(); days.len()];
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        let n_stages = models.n_stages(deal.model);
        let history = models.history(deal, steps, &mut events);
        let seen = |event: &Event| matches!(event.to, funnel::Place::Stage(_));
        if history.events.iter().any(seen) {
            for (day, wins) in days.iter().zip(&mut wins) {
                wins.entry(deal.model)
                    .or_insert_with(|| StageWins::new(n_stages, *day))
                    .add(&history);
            }
        }
        Ok(())
    })?;
    let of_day = |wins: BTreeMap<_, StageWins>| {
        let mut chances = Chances::new();
        for (model, wins) in wins {
            for (stage, rate) in directory.stages_of(model).into_iter().zip(wins.finish()) {
                if let Some(rate) = rate {
                    chances.insert(stage.id, (rate.k, rate.n));
                }
            }
        }
        chances
    };
    Ok(wins.into_iter().map(of_day).collect())
}

/// As [`chances_on`] for one day.
///
/// # Errors
/// Whatever the database reports.
pub fn chances(db: &Db, directory: &Directory, as_of: NaiveDate) -> Result<Chances> {
    Ok(chances_on(db, directory, &[as_of])?.pop().unwrap_or_default())
}

/// Hands the finding about every deal to `each`.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn examine(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    question: &Question,
    mut each: impl FnMut(&Deal, Finding) -> Result<()>,
) -> Result<()> {
    let none = BTreeMap::new();
    match metric {
        MetricId::OpenPipeline | MetricId::WeightedPipeline => {
            let chances = if metric == MetricId::WeightedPipeline {
                chances(db, directory, question.as_of)?
            } else {
                none
            };
            opportunities::each_with_steps(db, |deal, steps| {
                each(deal, judge(metric, question, deal, steps, &chances))
            })
        }
        _ => opportunities::each(db, |deal| each(deal, judge(metric, question, deal, &[], &none))),
    }
}

/// The figure of a metric.
///
/// # Errors
/// Whatever the database reports.
pub fn measure(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    question: &Question,
) -> Result<Measured> {
    let mut tally = Tally::default();
    examine(db, directory, metric, question, |_, finding| {
        tally.add(finding);
        Ok(())
    })?;
    Ok(tally.finish(metric))
}

/// The deals behind a figure and those left out, each with the reason.
///
/// # Errors
/// Whatever the database reports.
pub fn records(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    question: &Question,
) -> Result<Vec<(OpportunityId, Option<Reason>)>> {
    let mut list = vec![];
    examine(db, directory, metric, question, |deal, finding| {
        match finding {
            Finding::Outside => {}
            Finding::Counts(_) => list.push((deal.id, None)),
            Finding::LeftOut(reason) => list.push((deal.id, Some(reason))),
        }
        Ok(())
    })?;
    Ok(list)
}

/// The figures of several metrics for each owner, in one pass where the metrics allow it.
///
/// # Errors
/// Whatever the database reports.
pub fn measure_owners(
    db: &Db,
    directory: &Directory,
    metrics: &[MetricId],
    question: &Question,
) -> Result<BTreeMap<PersonId, BTreeMap<MetricId, Measured>>> {
    let mut tallies: BTreeMap<PersonId, BTreeMap<MetricId, Tally>> = BTreeMap::new();
    let chances = if metrics.contains(&MetricId::WeightedPipeline) {
        chances(db, directory, question.as_of)?
    } else {
        BTreeMap::new()
    };
    let mut add = |deal: &Deal, steps: &[Step]| {
        if let Some(owner) = deal.owner {
            let tallies = tallies.entry(owner).or_default();
            for metric in metrics {
                let finding = judge(*metric, question, deal, steps, &chances);
                tallies.entry(*metric).or_default().add(finding);
            }
        }
        Ok(())
    };
    let needs_steps =
        |metric: &MetricId| matches!(metric, MetricId::OpenPipeline | MetricId::WeightedPipeline);
    if metrics.iter().any(needs_steps) {
        opportunities::each_with_steps(db, &mut add)?;
    } else {
        opportunities::each(db, |deal| add(deal, &[]))?;
    }
    Ok(tallies
        .into_iter()
        .map(|(owner, tallies)| {
            let figures = tallies.into_iter().map(|(metric, tally)| (metric, tally.finish(metric)));
            (owner, figures.collect())
        })
        .collect())
}

/// A place of the store as the funnel counts it.
pub(super) fn funnel_place(
    place: Place,
    position: impl Fn(crate::domain::ids::StageId) -> Option<u8>,
) -> funnel::Place {
    match place {
        Place::Won => funnel::Place::Won,
        Place::Lost => funnel::Place::Lost,
        // A stage that is not in the model counts as one past its end: left out with that reason.
        Place::Stage(stage) => funnel::Place::Stage(position(stage).unwrap_or(u8::MAX)),
    }
}
