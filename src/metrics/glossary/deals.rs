//! The cards of metrics on deals and on reports.

use std::collections::BTreeMap;

use crate::domain::ids::{AccountId, OpportunityId};
use crate::domain::period::Period;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
use crate::metrics::deals::{Finding, Question, Sample, Tally, chances_for, judge, stream};
use crate::metrics::glossary::{
    Card, Gave, Headline, LISTED, List, Look, Name, Point, Row, TERMS, Worked,
};
use crate::metrics::heads::{self, Heads, Times};
use crate::metrics::known::Began;
use crate::metrics::pipeline::Standing;
use crate::metrics::submissions::{self, Duty, promises};
use crate::metrics::watch::{Watch, Watched};
use crate::metrics::{Measured, MetricId, Reason, Unit};
use crate::store::Db;
use crate::store::records::{Account, Opportunity};

impl Look<'_> {
    pub(super) fn question(&self, period: Period) -> Question {
        let members = self.then.members(self.ask.scope);
        Question { members, period: Some(period), as_of: self.known }
    }

    /// Whether a period is over and known to its end.
    pub(super) fn over(&self, period: Period) -> bool {
        period.last_day() <= self.known
    }

    /// A card with the value, the sample and what was left out.
    fn measured(&self, found: &Measured) -> Card {
        let mut card = Card::blank(self.ask, self.known);
        card.headline = Headline::of(found);
        card.records = Some(found.records);
        card.left_out = found.left_out.iter().map(|(reason, n)| (reason.label_key(), *n)).collect();
        card.interval =
            found.successes.and_then(|won| Rate::of(won, found.records)).map(|rate| rate.interval);
        card
    }

    /// The card of a metric on deals.
    pub(super) fn deals(&self, metric: MetricId) -> Result<Card> {
        let (db, period) = (self.db, self.ask.period);
        let question = self.question(period);
        let chances = chances_for(db, self.then, &[metric], self.known)?;
        let of = (period, self.known);
        let mut watch = Watch::new(db, self.then, &question.members, of, metric)?;
        let mut tally = Tally::default();
        stream(db, &[metric], |deal, steps| {
            let finding = judge(metric, &question, deal, steps);
            tally.add(finding);
            watch.add(deal, steps, finding);
            Ok(())
        })?;
        let heads = self.heads(metric, &question);
        let found = match metric {
            MetricId::SignedPerHead => tally.clone().per_head(heads),
            _ => tally.clone().finish(metric, &chances),
        };
        let watched = watch.finish();
        let found = Measured { value: found.value.filter(|_| watched.told), ..found };
        let mut card = self.measured(&found);
        card.worked = worked(metric, &found, &tally, (&watched, heads));
        card.course = watched
            .course
            .iter()
            .map(|(period, found)| Point {
                period: *period,
                value: found.value,
                records: Some(found.records),
                over: self.over(*period),
            })
            .collect();
        let (mut counted, mut omitted) = (vec![], vec![]);
        for (deal, sample, stood) in watched.counted.iter().take(LISTED) {
            counted.extend(deal_row(db, metric, (*deal, *stood), Ok(sample))?);
        }
        for (deal, reason, stood) in watched.omitted.iter().take(LISTED) {
            omitted.extend(deal_row(db, metric, (*deal, *stood), Err(*reason))?);
        }
        card.counted = List { n: watched.n_counted, rows: counted };
        card.omitted = List { n: watched.n_omitted, rows: omitted };
        Ok(card)
    }

    /// All metrics on deals, in one pass over them.
    pub(super) fn all_deals(&self) -> Result<BTreeMap<MetricId, Measured>> {
        let of_reports = [MetricId::ReportOnTime, MetricId::PromiseKept];
        let metrics: Vec<MetricId> =
            MetricId::ALL.into_iter().filter(|metric| !of_reports.contains(metric)).collect();
        let question = self.question(self.ask.period);
        let chances = chances_for(self.db, self.then, &metrics, self.known)?;
        let mut tallies = vec![Tally::default(); metrics.len()];
        let mut began = Began::default();
        stream(self.db, &metrics, |deal, steps| {
            began.add(deal, steps);
            for (metric, tally) in metrics.iter().zip(&mut tallies) {
                tally.add(judge(*metric, &question, deal, steps));
            }
            Ok(())
        })?;
        let finish = |(metric, tally): (MetricId, Tally)| {
            let found = match metric {
                MetricId::SignedPerHead => tally.per_head(self.heads(metric, &question)),
                _ => tally.finish(metric, &chances),
            };
            let told = began.told(metric, self.ask.period, self.known);
            (metric, Measured { value: found.value.filter(|_| told), ..found })
        };
        Ok(metrics.iter().copied().zip(tallies).map(finish).collect())
    }

    fn heads(&self, metric: MetricId, question: &Question) -> Option<Heads> {
        let span = heads::span(question.period?, question.as_of)?;
        let asked = metric == MetricId::SignedPerHead;
        asked.then(|| Times::of(self.then).heads(&question.members, span))
    }

    /// The card of reports that came in time. They are missing from their own day on, whatever the newest
    /// report of deals says.
    pub(super) fn reports(&self) -> Result<Card> {
        let owed = |period: Period| {
            let question = Question { as_of: self.ask.today, ..self.question(period) };
            submissions::owed(self.db, self.directory, &question)
        };
        let found = owed(self.ask.period)?;
        let row = |duty: &Duty| Row {
            name: Name::Text(duty.slot.key()),
            person: Some(duty.person),
            day: duty.sent.map(|sent| sent.day).or(duty.due),
            amount: None,
            gave: Gave::Report(duty.standing),
        };
        let of = found.iter().map(|duty| (submissions::finding(duty), row(duty)));
        let mut card = self.rate(&submissions::rate(&found), of);
        for period in self.periods(self.ask.today) {
            let found = submissions::rate(&owed(period)?);
            card.course.push(self.point(period, &found));
        }
        Ok(card)
    }

    /// The card of promises that were kept.
    pub(super) fn promises(&self) -> Result<Card> {
        let made = |period: Period| {
            let question = Question { as_of: self.ask.today, ..self.question(period) };
            promises::made(self.db, &self.directory.calendar, &question)
        };
        let found = made(self.ask.period)?;
        let of = found.iter().map(|promise| {
            let finding = promises::finding(promise);
            let gave = match finding {
                Finding::LeftOut(reason) => Gave::Key(reason.label_key()),
                Finding::Counts(Sample { won: true, .. }) => Gave::key("glossary-gave-kept"),
                _ => Gave::key("glossary-gave-broken"),
            };
            let row = Row {
                name: Name::Text(promise.slot.key()),
                person: Some(promise.person),
                day: Some(promise.slot.last),
                amount: Some(promise.promised),
                gave,
            };
            (finding, row)
        });
        let mut card = self.rate(&promises::rate(&found), of);
        for period in self.periods(self.ask.today) {
            let found = promises::rate(&made(period)?);
            card.course.push(self.point(period, &found));
        }
        Ok(card)
    }

    fn point(&self, period: Period, found: &Measured) -> Point {
        let over = period.last_day() <= self.ask.today;
        Point { period, value: found.value, records: Some(found.records), over }
    }

    /// The card of a share with its cases, each with what it is to it.
    fn rate(&self, found: &Measured, cases: impl Iterator<Item = (Finding, Row)>) -> Card {
        let mut card = self.measured(found);
        card.known = self.ask.today;
        card.worked = share(found);
        if !self.whole {
            return card;
        }
        let (mut counted, mut omitted) = (vec![], vec![]);
        for (finding, row) in cases {
            match finding {
                Finding::Counts(_) => counted.push(row),
                Finding::LeftOut(_) => omitted.push(row),
                _ => {}
            }
        }
        (card.counted, card.omitted) = (List::of(counted), List::of(omitted));
        card
    }
}

fn share(found: &Measured) -> Worked {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match (found.value, found.successes) {
        (Some(_), Some(won)) => Worked::Share(whole(won), whole(found.records), Unit::Count),
        _ => Worked::Nothing,
    }
}

/// The user's own numbers in the rule of a metric.
fn worked(
    metric: MetricId,
    found: &Measured,
    tally: &Tally,
    (watched, heads): (&Watched, Option<Heads>),
) -> Worked {
    let Some(value) = found.value else { return Worked::Nothing };
    let (sum, won) = tally.sums();
    let (sum, won) = (i64::try_from(sum).ok(), i64::try_from(won).ok());
    let n = found.records;
    let made = match metric {
        MetricId::SignedAmount | MetricId::CreditedAmount | MetricId::OpenPipeline => {
            let largest = watched.counted.iter().take(TERMS).map(|(_, sample, _)| sample.amount);
            let largest: Vec<i64> = largest.collect();
            let others = n.saturating_sub(largest.len() as u64);
            Some(Worked::Added { largest, others, total: value })
        }
        MetricId::DealsWon | MetricId::DealsLost | MetricId::NewOpportunities => {
            Some(Worked::Counted(n))
        }
        MetricId::WinRate | MetricId::LeadWinRate => Some(share(found)),
        MetricId::ReportOnTime | MetricId::PromiseKept => None,
        MetricId::WinRateValue => won.zip(sum).map(|(won, sum)| Worked::Share(won, sum, Unit::Fen)),
        MetricId::AverageDeal => sum.map(|sum| Worked::Mean(sum, n)),
        MetricId::CycleDays => found.mean.map(|mean| Worked::Middle(n, mean)),
        MetricId::SignedPerHead => sum.zip(heads).map(|(sum, Heads { member_days, workdays })| {
            Worked::PerHead { sum, member_days, workdays }
        }),
        MetricId::WeightedPipeline => {
            let terms = watched.counted.iter().take(TERMS);
            let terms: Vec<(i64, (u64, u64))> =
                terms.filter_map(|(_, sample, _)| Some((sample.amount, sample.chance?))).collect();
            let others = n.saturating_sub(terms.len() as u64);
            Some(Worked::Weighed(terms, others))
        }
        MetricId::SalesVelocity => tally.flow().map(Worked::Flow),
    };
    made.unwrap_or_default()
}

/// A deal as a record; `None` where it is gone.
pub(super) fn deal(db: &Db, id: OpportunityId) -> Result<Option<(Name, Opportunity)>> {
    let Some(record) = db.get::<Opportunity>(id)? else { return Ok(None) };
    let account = |id: AccountId| db.get::<Account>(id);
    let account = record.account_id.map(account).transpose()?.flatten();
    let account = account.map_or_else(String::new, |account| account.name);
    Ok(Some((Name::Deal(id, account, record.name.clone()), record)))
}

/// A deal behind a metric: counted with what it gave, or left out with the reason. What stands open on a day is
/// listed as it stood then.
fn deal_row(
    db: &Db,
    metric: MetricId,
    (id, stood): (OpportunityId, Option<Standing>),
    found: std::result::Result<&Sample, Reason>,
) -> Result<Option<Row>> {
    use MetricId::{
        AverageDeal, CreditedAmount, CycleDays, LeadWinRate, NewOpportunities, OpenPipeline,
        SignedAmount, SignedPerHead, WeightedPipeline, WinRateValue,
    };
    let Some((name, record)) = deal(db, id)? else { return Ok(None) };
    let now = (record.owner_id, record.stage_id, record.amount, record.expected_close);
    let (person, stage, amount, expected) =
        stood.map_or(now, |stood| (stood.owner, stood.stage(), stood.amount, stood.expected));
    let amount = match (metric, found) {
        // What was counted may be a share of the deal.
        (
            SignedAmount | CreditedAmount | SignedPerHead | AverageDeal | WinRateValue
            | OpenPipeline | WeightedPipeline,
            Ok(sample),
        ) => Some(sample.amount),
        _ => amount,
    };
    let day = match metric {
        OpenPipeline | WeightedPipeline => expected,
        NewOpportunities | LeadWinRate => record.created_on,
        _ => record.closed_on,
    };
    let gave = match (metric, found) {
        (_, Err(reason)) => Gave::Key(reason.label_key()),
        (OpenPipeline, Ok(_)) => Gave::Stage(stage, None),
        (WeightedPipeline, Ok(sample)) => Gave::Stage(stage, sample.chance),
        (CycleDays, Ok(sample)) => Gave::Days(sample.amount),
        _ => Gave::key(record.status.word()),
    };
    Ok(Some(Row { name, person, day, amount, gave }))
}
