//! Why the deals of the sample were won and lost, beside what the reports say: against whom, at what
//! price, and why customers said yes. A few are left open, as they are in life.

use chrono::{Days, NaiveDate};

use crate::command::outcomes::{OutcomeForm, set as say};
use crate::domain::money::div_round;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::deals::Question;
use crate::metrics::winloss::{self, Closed};
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::store::records::OutcomeReason;

/// Who sells against us; all of them are invented.
const RIVALS: [&str; 4] = ["博测仪器", "润科自控", "东岭仪表", "海纳过程控制"];
/// Why customers said yes, the most frequent more than once.
const WON: [OutcomeReason; 8] = [
    OutcomeReason::Product,
    OutcomeReason::Relations,
    OutcomeReason::References,
    OutcomeReason::Service,
    OutcomeReason::Product,
    OutcomeReason::Value,
    OutcomeReason::Delivery,
    OutcomeReason::Price,
];
/// The words in the reports for a deal that a rival took.
const TAKEN: &str = "选择竞品";
/// From this stage on there are offers to compare, counted from one.
const OFFERED: i64 = 3;
/// How long after the closing somebody says why.
const LATER: Days = Days::new(4);

/// Says why the deals that were closed by a day ended as they did.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace, day: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let question = Question { members: Members::Everyone, period: None, as_of: day };
    let found = winloss::load(&workspace.db, &directory, &question)?;
    let said = |(at, deal): (usize, &Closed)| {
        let form = if deal.won { won(at, deal) } else { lost(at, deal, &directory) };
        Some((deal.id, form?, deal.closed.map_or(day, |closed| (closed + LATER).min(day))))
    };
    let forms: Vec<_> = found.deals.iter().enumerate().filter_map(said).collect();
    super::at_once(workspace, "step-outcome", |db| {
        for (deal, form, on) in &forms {
            say(db, *deal, form, *on)?;
        }
        Ok(())
    })
}

/// Seven of eight that were won are explained, and half of those were contested.
fn won(at: usize, deal: &Closed) -> Option<OutcomeForm> {
    if at % 8 == 3 {
        return None;
    }
    let reason = *WON.get((at / 2) % WON.len())?;
    let rival = at.is_multiple_of(2).then(|| rival(at));
    // Nobody wins by the price who asks more.
    let part = if reason == OutcomeReason::Price { 10_400 } else { 9_300 + 100 * spread(at, 12) };
    Some(OutcomeForm {
        reason,
        their_price: rival.and(priced(deal, part)).filter(|_| at.is_multiple_of(4)),
        competitor: rival.unwrap_or_default().to_owned(),
        detail: String::new(),
    })
}

/// Lost deals have a reason by their reports; where offers were compared, somebody adds the rival.
fn lost(at: usize, deal: &Closed, directory: &Directory) -> Option<OutcomeForm> {
    let stage = directory.stages.get(&deal.died_in?)?;
    let outcome = deal.outcome()?;
    let taken = outcome.detail.as_deref() == Some(TAKEN);
    let contested = taken || outcome.reason == Some(OutcomeReason::Price);
    if stage.position < OFFERED || !contested || at.is_multiple_of(5) {
        return None;
    }
    let rival = rival(at);
    let reason = match outcome.reason? {
        OutcomeReason::Other if at.is_multiple_of(2) => OutcomeReason::Product,
        OutcomeReason::Other => OutcomeReason::References,
        reason => reason,
    };
    let their_price = priced(deal, 8_400 + 100 * spread(at, 13)).filter(|_| at % 3 != 1);
    let detail = if taken { format!("客户选择了{rival}") } else { String::new() };
    Some(OutcomeForm { reason, competitor: rival.to_owned(), their_price, detail })
}

/// The first is met most.
fn rival(at: usize) -> &'static str {
    let [first, second, third, fourth] = RIVALS;
    match at % 7 {
        0..=2 => first,
        3 | 4 => second,
        5 => third,
        _ => fourth,
    }
}

/// A number below another that looks like chance and is always the same.
fn spread(at: usize, below: i64) -> i64 {
    i64::try_from(at * 7 % 101).unwrap_or_default() % below
}

/// A part of the amount in whole yuan.
fn priced(deal: &Closed, part_bp: i64) -> Option<i64> {
    let yuan = div_round(i128::from(deal.amount?) * i128::from(part_bp), 1_000_000)?;
    yuan.checked_mul(100)
}
