//! The open deals that stayed longest in their stage.
//!
//! How long is a plain fact and no verdict. Where only the report names the stage, the true day of
//! entry is unknown and the clock starts at that report; such rows say so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::data::{Load, brief, day_text};
use crate::domain::funnel::DealHistory;
use crate::domain::funnel::visit::visits;
use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::metrics::pipeline::Stock;
use crate::store::Db;
use crate::store::db::Column as _;
use crate::store::records::{DayBasis, Place};
use crate::ui::charts::bar::TickBar;
use crate::ui::tokens::Tone;

/// How many are listed.
const LISTED: usize = 200;

/// The card of the deals that stayed longest.
#[derive(Clone, Debug)]
pub struct Oldest {
    /// How many are shown of how many, as a sentence.
    pub count: String,
    /// The deals, longest first.
    pub rows: Vec<OldestRow>,
}

/// A deal that stayed long.
#[derive(Clone, Debug)]
pub struct OldestRow {
    /// The customer.
    pub account: String,
    /// The deal.
    pub name: String,
    /// The person responsible.
    pub owner: String,
    /// Its stage.
    pub stage: String,
    /// Its amount, with the unit in the heading.
    pub amount: String,
    /// Days in the stage against its limit.
    pub bar: Option<TickBar>,
    /// Days in the stage.
    pub days: String,
    /// The limit, as it follows the days.
    pub limit: String,
    /// Whether the limit is passed.
    pub over: bool,
    /// Whether the clock started at a report.
    pub since_report: bool,
    /// The expected day of closing.
    pub expected: String,
    /// Whether that day has passed.
    pub expected_past: bool,
}

struct Stay {
    enter: NaiveDate,
    stock: Stock,
}

/// Keeps the longest stays while the deals stream by.
#[derive(Default)]
pub(super) struct Longest {
    stays: BTreeMap<(u32, Reverse<OpportunityId>), Stay>,
    n: u64,
    without_stage: u64,
}

impl Longest {
    /// Adds an open deal.
    pub fn add(
        &mut self,
        id: OpportunityId,
        stock: &Stock,
        history: &DealHistory<'_>,
        as_of: NaiveDate,
    ) {
        let stay = visits(history, as_of).last().filter(|visit| visit.leave.is_none());
        let Some(stay) = stay.filter(|_| stock.stage.is_some()) else {
            self.without_stage += 1;
            return;
        };
        self.n += 1;
        let key = (stay.days_by(as_of), Reverse(id));
        if self.stays.len() >= LISTED
            && self.stays.first_key_value().is_some_and(|(k, _)| *k >= key)
        {
            return;
        }
        self.stays.insert(key, Stay { enter: stay.enter, stock: *stock });
        if self.stays.len() > LISTED {
            self.stays.pop_first();
        }
    }

    /// The card.
    pub fn finish(self, load: &Load<'_>) -> Result<Oldest> {
        let mut rows = Vec::with_capacity(self.stays.len());
        for ((days, Reverse(id)), stay) in self.stays.iter().rev() {
            rows.extend(row(load, *id, *days, stay)?);
        }
        let shown = super::data::count_text(rows.len() as u64);
        let key =
            if self.n > rows.len() as u64 { "funnel-oldest-some" } else { "funnel-oldest-all" };
        let mut count = load.count_with(key, self.n, &[("shown", shown.into())]);
        if self.without_stage > 0 {
            let more = load.count("funnel-oldest-without-stage", self.without_stage);
            count = super::data::joined(load.tr, &[count, more]);
        }
        Ok(Oldest { count, rows })
    }
}

fn row(load: &Load<'_>, id: OpportunityId, days: u32, stay: &Stay) -> Result<Option<OldestRow>> {
    let Some(brief) = brief(load.db, id)? else { return Ok(None) };
    let stage = stay.stock.stage.and_then(|stage| load.directory.stages.get(&stage));
    let limit = stage.and_then(|stage| stage.limit_days);
    let over = limit.is_some_and(|limit| i64::from(days) > limit);
    let limit_text = match limit {
        Some(limit) => load.tr.with("funnel-days-of-limit", &[("limit", limit.into())]),
        None => load.tr.text("funnel-days-without-limit"),
    };
    Ok(Some(OldestRow {
        account: brief.account,
        name: brief.name,
        owner: load.person(stay.stock.owner),
        stage: load.stage(stay.stock.stage),
        amount: load.amount(stay.stock.amount),
        bar: limit.map(|limit| bar(days, limit)),
        days: super::data::count_text(days.into()),
        limit: limit_text,
        over,
        since_report: began_with_report(load.db, id, stay)?,
        expected: day_text(brief.expected),
        expected_past: brief.expected.is_some_and(|day| day < load.as_of),
    }))
}

/// The limit stands in the middle of the track, so that twice the limit fills it.
fn bar(days: u32, limit: i64) -> TickBar {
    let fraction = f64::from(days) / (2.0 * limit.max(1) as f64);
    let tone = if i64::from(days) > limit { Tone::Warn } else { Tone::Neutral };
    TickBar { fraction: fraction.min(1.0) as f32, tick: Some(0.5), tone }
}

const ENTRY: &str = "SELECT day_basis FROM move WHERE opportunity_id = $1 AND on_day = $2 AND place_after = $3 ORDER BY id";

fn began_with_report(db: &Db, id: OpportunityId, stay: &Stay) -> Result<bool> {
    let Some(stage) = stay.stock.stage else { return Ok(false) };
    let params = [id.into(), stay.enter.into(), Place::Stage(stage).write()];
    let basis = db.first(ENTRY, &params, |row| row.get::<DayBasis>(0))?;
    Ok(basis == Some(DayBasis::Reported))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::funnel::{Event, Place};
    use crate::domain::ids::StageId;

    #[test]
    fn the_longest_stays_are_kept() {
        let day = |n: u64| NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + chrono::Days::new(n);
        let mut longest = Longest::default();
        let stock = Stock { stage: Some(StageId(1)), amount: None, owner: None };
        for n in 0..250_u64 {
            let events = [Event { at: day(n), to: Place::Stage(0) }];
            let history = DealHistory { created: None, amount_fen: None, events: &events };
            longest.add(OpportunityId(n as i64), &stock, &history, day(300));
        }
        let closed = [Event { at: day(0), to: Place::Won }];
        let history = DealHistory { created: None, amount_fen: None, events: &closed };
        longest.add(OpportunityId(999), &stock, &history, day(300));
        assert_eq!((longest.n, longest.without_stage, longest.stays.len()), (250, 1, LISTED));
        let days: Vec<u32> = longest.stays.keys().map(|(days, _)| *days).collect();
        assert_eq!((days.first(), days.last()), (Some(&101), Some(&300)));
    }

    #[test]
    fn past_the_limit_is_said_by_the_bar() {
        for (days, limit, fraction, tone) in [
            (15, 30, 0.25, Tone::Neutral),
            (30, 30, 0.5, Tone::Neutral),
            (31, 30, 31.0 / 60.0, Tone::Warn),
            (900, 30, 1.0, Tone::Warn),
        ] {
            let bar = bar(days, limit);
            assert!((bar.fraction - fraction).abs() < 1e-6, "{days}");
            assert_eq!(bar.tone, tone, "{days}");
        }
    }
}
