//! The metrics on deals, and the way to the others.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::handover;
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::chances::{Chances, chances_on};
use crate::metrics::flow::Flowing;
use crate::metrics::heads::{self, Heads, Times};
use crate::metrics::pipeline::{Stock, in_last_180_days};
use crate::metrics::submissions::promises;
pub use crate::metrics::tally::Tally;
use crate::metrics::{Measured, MetricId, Reason, pipeline, submissions};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal, Step};
use crate::store::records::Status;

/// What is asked: whose, when, as known on which day.
#[derive(Clone, Debug, PartialEq)]
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
    /// It counts by the chance of its stage, if enough closed deals tell it ([`Finding::settle`]).
    Staged(StageId, i64),
    /// It counts in the velocity.
    Flows(Flowing),
}

impl Finding {
    /// The finding once the chances are known.
    pub fn settle(self, chances: &Chances) -> Self {
        let Self::Staged(stage, amount) = self else { return self };
        match chances.of(stage) {
            Some(chance) => {
                Self::Counts(Sample { chance: Some(chance), ..Sample::of(false, amount) })
            }
            None => Self::LeftOut(Reason::FewClosed),
        }
    }

    /// Two shares of one deal together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Counts(one), Self::Counts(two)) => {
                Self::Counts(Sample { amount: one.amount.saturating_add(two.amount), ..one })
            }
            (Self::Outside, other) => other,
            (one, _) => one,
        }
    }
}

/// What a deal gives a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Whether it was won, for rates.
    pub won: bool,
    /// Its amount in fen or its days, as the metric needs.
    pub amount: i64,
    /// The chance from its stage, won of closed, for weighting.
    pub chance: Option<(u64, u64)>,
    /// Whether the amount is days, of which the middle is asked for.
    pub days: bool,
}

impl Sample {
    /// What a deal gives that needs no chance.
    pub const fn of(won: bool, amount: i64) -> Self {
        Self { won, amount, chance: None, days: false }
    }
}

/// Decides what one deal is to the velocity: open on the day, or closed within 180 days up to it.
fn flowing(question: &Question, deal: &Deal, held: Option<Stock>) -> Finding {
    let Question { members, as_of, .. } = question;
    if let Some(stock) = held {
        let own = members.include(stock.owner, Some(*as_of));
        return if own { Finding::Flows(Flowing::Open) } else { Finding::Outside };
    }
    if deal.status == Status::Open || !members.include(deal.owner, deal.closed) {
        return Finding::Outside;
    }
    match deal.closed {
        None => Finding::LeftOut(Reason::NoClosingDay),
        Some(day) if deal.closed_by(*as_of).is_some() && in_last_180_days(*as_of, day) => {
            let since = |created: NaiveDate| u32::try_from((day - created).num_days()).ok();
            Finding::Flows(Flowing::Closed {
                won: deal.status == Status::Won,
                amount: deal.amount,
                days: deal.created.and_then(since),
            })
        }
        Some(_) => Finding::Outside,
    }
}

/// Decides what one deal is to the win rate of leads: created in the 180 days up to the end of the
/// period, and won by now or not. What is still open counts as not won; how many that are stands beside.
fn lead(question: &Question, deal: &Deal) -> Finding {
    let Question { members, period, as_of } = question;
    if !members.include(deal.owner, deal.created) {
        return Finding::Outside;
    }
    let Some(created) = deal.created else { return Finding::LeftOut(Reason::NoCreationDay) };
    let within = period.is_none_or(|period| {
        let end = period.last_day().min(*as_of);
        created <= end && in_last_180_days(end, created)
    });
    if !within || created > *as_of {
        return Finding::Outside;
    }
    let over = match (deal.status, deal.closed) {
        (Status::Open, _) => false,
        (_, Some(_)) => deal.closed_by(*as_of).is_some(),
        (_, None) => return Finding::LeftOut(Reason::NoClosingDay),
    };
    let won = over && deal.status == Status::Won;
    Finding::Counts(Sample::of(won, i64::from(over)))
}

/// Whether a metric asks how deals stood on the day, which their steps tell.
pub(super) const fn needs_steps(metric: MetricId) -> bool {
    use MetricId::{OpenPipeline, SalesVelocity, WeightedPipeline};
    matches!(metric, OpenPipeline | WeightedPipeline | SalesVelocity)
}

/// Decides what one deal is to a metric.
pub fn judge(metric: MetricId, question: &Question, deal: &Deal, steps: &[Step]) -> Finding {
    let asked = needs_steps(metric).then(|| pipeline::stock(deal, steps, question.as_of));
    judge_held(metric, question, deal, asked.flatten())
}

/// As [`judge`], of a deal of which it is known how it stood on the day of the question ([`pipeline::stock`]).
pub fn judge_held(
    metric: MetricId,
    question: &Question,
    deal: &Deal,
    held: Option<Stock>,
) -> Finding {
    let Question { members, period, as_of } = question;
    let counts = |won: bool, amount: i64| Finding::Counts(Sample::of(won, amount));
    let in_time =
        |day: NaiveDate| day <= *as_of && period.is_none_or(|period| period.contains(day));
    match metric {
        MetricId::OpenPipeline | MetricId::WeightedPipeline => {
            let Some(stock) = held else { return Finding::Outside };
            if !members.include(stock.owner, Some(*as_of)) {
                return Finding::Outside;
            }
            let Some(stage) = stock.stage else { return Finding::LeftOut(Reason::NoStage) };
            let Some(amount) = stock.amount else { return Finding::LeftOut(Reason::NoAmount) };
            if metric == MetricId::OpenPipeline {
                counts(false, amount)
            } else {
                Finding::Staged(stage, amount)
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
        MetricId::SalesVelocity => flowing(question, deal, held),
        MetricId::LeadWinRate => lead(question, deal),
        MetricId::CreditedAmount => {
            let shares = credited(question, deal).into_iter();
            let own = shares.filter(|(person, _)| members.include(*person, deal.placed(*person)));
            own.fold(Finding::Outside, |sum, (_, share)| sum.and(share))
        }
        // Decided about reports, not about deals.
        MetricId::ReportOnTime | MetricId::PromiseKept => Finding::Outside,
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
            let within = |day| period.is_none_or(|period| period.contains(day));
            if !concerns || deal.closed.is_some() && !deal.closed_by(*as_of).is_some_and(within) {
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
                    let days = Sample::of(won, (closed - created).num_days());
                    Finding::Counts(Sample { days: true, ..days })
                }
                (MetricId::CycleDays, ..) => Finding::LeftOut(Reason::NoCreationDay),
                (_, Some(amount), ..) => counts(won, amount),
                (_, None, ..) => Finding::LeftOut(Reason::NoAmount),
            }
        }
    }
}

/// Who is credited with a deal that was won, and with how much of it; nobody for another deal. The
/// shares add up to its amount (see [`handover::credits`]).
pub fn credited(question: &Question, deal: &Deal) -> Vec<(Option<PersonId>, Finding)> {
    let Question { period, as_of, .. } = question;
    let in_time =
        |day: NaiveDate| day <= *as_of && period.is_none_or(|period| period.contains(day));
    if deal.status != Status::Won || deal.closed.is_some_and(|day| !in_time(day)) {
        return vec![];
    }
    if deal.closed.is_none() && period.is_some() {
        return vec![(deal.owner, Finding::LeftOut(Reason::NoClosingDay))];
    }
    // Whose it is does not depend on the amount.
    let amount = deal.amount.unwrap_or(10_000);
    let shares = handover::credits(amount, deal.closed, deal.owner, &deal.credits);
    let finding = |amount: i64| match deal.amount {
        Some(_) => Finding::Counts(Sample::of(true, amount)),
        None => Finding::LeftOut(Reason::NoAmount),
    };
    shares.into_iter().map(|(person, amount)| (person, finding(amount))).collect()
}

/// Hands over every deal, with its steps where one of the metrics asks for them.
pub(super) fn stream(
    db: &Db,
    metrics: &[MetricId],
    mut each: impl FnMut(&Deal, &[Step]) -> Result<()>,
) -> Result<()> {
    if metrics.iter().any(|metric| needs_steps(*metric)) {
        opportunities::each_with_steps(db, each)
    } else {
        opportunities::each(db, |deal| each(deal, &[]))
    }
}

/// The chances, if one of the metrics asks for them.
pub(super) fn chances_for(
    db: &Db,
    directory: &Directory,
    metrics: &[MetricId],
    as_of: NaiveDate,
) -> Result<Chances> {
    if !metrics.contains(&MetricId::WeightedPipeline) {
        return Ok(Chances::default());
    }
    Ok(chances_on(db, directory, &[as_of])?.pop().unwrap_or_default())
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
    match metric {
        MetricId::ReportOnTime => {
            return Ok(submissions::rate(&submissions::owed(db, directory, question)?));
        }
        MetricId::PromiseKept => {
            return Ok(promises::rate(&promises::made(db, &directory.calendar, question)?));
        }
        _ => {}
    }
    let chances = chances_for(db, directory, &[metric], question.as_of)?;
    let mut tally = Tally::default();
    stream(db, &[metric], |deal, steps| {
        tally.add(judge(metric, question, deal, steps));
        Ok(())
    })?;
    if metric == MetricId::SignedPerHead {
        let heads = span(question).map(|span| Times::of(directory).heads(&question.members, span));
        return Ok(tally.per_head(heads));
    }
    Ok(tally.finish(metric, &chances))
}

/// The days that are asked for; `None` for all time, which has no length.
fn span(question: &Question) -> Option<(NaiveDate, NaiveDate)> {
    heads::span(question.period?, question.as_of)
}

/// The signed amount by the people who were there between two days, both included, and the people: as
/// [`MetricId::SignedPerHead`] for days that are no period.
///
/// # Errors
/// Whatever the database reports.
pub fn per_head_between(
    db: &Db,
    directory: &Directory,
    members: Members,
    span: (NaiveDate, NaiveDate),
) -> Result<(Measured, Heads)> {
    let heads = Times::of(directory).heads(&members, span);
    let question = Question { members, period: None, as_of: span.1 };
    let mut tally = Tally::default();
    opportunities::each_closed(db, span.0, span.1, |deal| {
        tally.add(judge(MetricId::SignedPerHead, &question, deal, &[]));
        Ok(())
    })?;
    Ok((tally.per_head(Some(heads)), heads))
}

/// The deals behind a figure and those left out, each with the reason. What stands behind the
/// on-time rate and kept promises are no deals: see [`submissions::owed`] and [`promises::made`].
///
/// # Errors
/// Whatever the database reports.
pub fn records(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    question: &Question,
) -> Result<Vec<(OpportunityId, Option<Reason>)>> {
    let chances = chances_for(db, directory, &[metric], question.as_of)?;
    let mut list = vec![];
    stream(db, &[metric], |deal, steps| {
        match judge(metric, question, deal, steps).settle(&chances) {
            Finding::Outside | Finding::Staged(..) => {}
            Finding::Counts(_) | Finding::Flows(_) => list.push((deal.id, None)),
            Finding::LeftOut(reason) => list.push((deal.id, Some(reason))),
        }
        Ok(())
    })?;
    Ok(list)
}

/// The figures of people, by metric.
pub type OfOwners = BTreeMap<PersonId, BTreeMap<MetricId, Measured>>;

/// The figures of several metrics for each person who owns deals or owes reports.
///
/// # Errors
/// Whatever the database reports.
pub fn measure_owners(
    db: &Db,
    directory: &Directory,
    metrics: &[MetricId],
    question: &Question,
) -> Result<OfOwners> {
    let asked = [(metrics.to_vec(), question.clone())];
    Ok(measure_owners_in(db, directory, &asked)?.pop().unwrap_or_default())
}

/// As [`measure_owners`] for several questions, each with its metrics, in one pass over the deals.
///
/// # Errors
/// Whatever the database reports.
pub fn measure_owners_in(
    db: &Db,
    directory: &Directory,
    asked: &[(Vec<MetricId>, Question)],
) -> Result<Vec<OfOwners>> {
    let all: Vec<MetricId> = asked.iter().flat_map(|(metrics, _)| metrics.clone()).collect();
    let chances = if all.contains(&MetricId::WeightedPipeline) {
        let days: Vec<NaiveDate> = asked.iter().map(|(_, question)| question.as_of).collect();
        chances_on(db, directory, &days)?
    } else {
        vec![Chances::default(); asked.len()]
    };
    let mut tallies: Vec<BTreeMap<PersonId, BTreeMap<MetricId, Tally>>> =
        vec![BTreeMap::new(); asked.len()];
    stream(db, &all, |deal, steps| {
        for ((metrics, question), tallies) in asked.iter().zip(&mut tallies) {
            if let Some(owner) = deal.owner {
                let tallies = tallies.entry(owner).or_default();
                for metric in metrics {
                    let tally = tallies.entry(*metric).or_default();
                    if *metric != MetricId::CreditedAmount {
                        tally.add(judge(*metric, question, deal, steps));
                    }
                }
            }
            if !metrics.contains(&MetricId::CreditedAmount) {
                continue;
            }
            for (person, finding) in credited(question, deal) {
                let own = question.members.include(person, deal.placed(person));
                let Some(person) = person.filter(|_| own) else { continue };
                let tallies = tallies.entry(person).or_default();
                // Someone who is credited and owns no deals has the other figures too.
                for metric in metrics {
                    tallies.entry(*metric).or_default();
                }
                tallies.entry(MetricId::CreditedAmount).or_default().add(finding);
            }
        }
        Ok(())
    })?;
    let mut found = vec![];
    for (((metrics, question), mut tallies), chances) in asked.iter().zip(tallies).zip(&chances) {
        for (person, of, finding) in of_reports(db, directory, metrics, question)? {
            let tallies = tallies.entry(person).or_default();
            // Someone who reports and owns no deals has figures on deals too.
            for metric in metrics {
                tallies.entry(*metric).or_default();
            }
            tallies.entry(of).or_default().add(finding);
        }
        let per_head = metrics.contains(&MetricId::SignedPerHead);
        let times = per_head.then(|| Times::of(directory));
        let heads = |owner: PersonId| {
            let (times, span) = times.as_ref().zip(span(question))?;
            Some(times.of_person(owner, &question.members, span))
        };
        let figures = |owner: PersonId, tallies: BTreeMap<MetricId, Tally>| {
            let finish = |(metric, tally): (MetricId, Tally)| match metric {
                MetricId::SignedPerHead => (metric, tally.per_head(heads(owner))),
                _ => (metric, tally.finish(metric, chances)),
            };
            tallies.into_iter().map(finish).collect()
        };
        let of_owners: OfOwners =
            tallies.into_iter().map(|(owner, own)| (owner, figures(owner, own))).collect();
        found.push(of_owners);
    }
    Ok(found)
}

/// What reports and promises are to those of the metrics that ask for them.
fn of_reports(
    db: &Db,
    directory: &Directory,
    metrics: &[MetricId],
    question: &Question,
) -> Result<Vec<(PersonId, MetricId, Finding)>> {
    let mut list = vec![];
    if metrics.contains(&MetricId::ReportOnTime) {
        for duty in submissions::owed(db, directory, question)? {
            list.push((duty.person, MetricId::ReportOnTime, submissions::finding(&duty)));
        }
    }
    if metrics.contains(&MetricId::PromiseKept) {
        for promise in promises::made(db, &directory.calendar, question)? {
            let found = promises::finding(&promise);
            list.push((promise.person, MetricId::PromiseKept, found));
        }
    }
    Ok(list)
}
