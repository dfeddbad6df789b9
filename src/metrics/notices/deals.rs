//! Notices about deals: those that are stuck, those whose decision stands no more, and those of which
//! something is not kept up to date.
//!
//! A deal is one notice at most. Aged as of the data, so that nothing grows older while nobody reports;
//! decisions and next steps count up to today.

use crate::error::Result;
use crate::metrics::notices::{Act, Look, Notice, NoticeKind, Subject, Told, Urgency};
use crate::metrics::stuck::{Ask, OpenDeal, StuckDeals, stuck_deals};
use crate::metrics::targets::history::known_until;

/// Finds them among the open deals of the scope, which are read where nobody did so yet.
pub(super) fn find(look: &Look<'_>, open: Option<StuckDeals>, all: &mut Vec<Notice>) -> Result<()> {
    let (stuck, again) = (look.on(NoticeKind::StuckDeal), look.on(NoticeKind::DecisionDue));
    let near = look.on(NoticeKind::DealHygiene);
    if stuck.is_none() && again.is_none() && near.is_none() {
        return Ok(());
    }
    let open = match open {
        Some(open) => open,
        None => {
            let as_of = known_until(look.db, look.today)?;
            let ask = Ask { members: look.members.clone(), as_of, today: look.today };
            stuck_deals(look.db, look.directory, ask)?
        }
    };
    for deal in open.deals {
        let found = if deal.stuck() {
            waiting(&deal, stuck.is_some(), again.is_some())
        } else {
            near.and_then(|near| hygiene(look, &deal, near))
        };
        all.extend(found);
    }
    Ok(())
}

/// The notice of a deal that stayed longer than its limit, unless what was decided stands.
fn waiting(deal: &OpenDeal, stuck: bool, again: bool) -> Option<Notice> {
    let limit = deal.limit.filter(|_| !deal.decided)?;
    // What was decided in an earlier stay is over with it.
    let decided = deal.decision().filter(|said| said.on_day >= deal.since);
    let kind = match decided {
        Some(_) => NoticeKind::DecisionDue,
        None => NoticeKind::StuckDeal,
    };
    if !(if decided.is_some() { again } else { stuck }) {
        return None;
    }
    let what = decided.map_or(deal.since, |said| said.on_day);
    let due = decided.and_then(|said| said.until);
    Some(Notice {
        key: format!("{}:{}:{what}", kind.word(), deal.id.0),
        kind,
        urgency: if decided.is_some() || far_over(deal) { Urgency::Now } else { Urgency::Soon },
        subject: Subject::Deal(deal.id),
        people: deal.owner.into_iter().collect(),
        due,
        days: deal.total_days.into(),
        told: Told::Stuck {
            stage: deal.stage,
            stayed: deal.total_days,
            limit,
            mark: deal.marks.first().copied(),
            amount: deal.amount,
            decided: decided.map(|said| (said.decision, said.on_day)),
        },
        act: Act::OpenDeal(deal.id),
    })
}

/// Whether a deal stayed half as long again as its limit.
fn far_over(deal: &OpenDeal) -> bool {
    let limit = deal.limit.map(|limit| limit.days);
    limit.is_some_and(|days| 2 * i128::from(deal.total_days) * days.den() >= 3 * days.num())
}

/// The notice of a deal whose day of signing has passed, or is near with nothing agreed.
fn hygiene(look: &Look<'_>, deal: &OpenDeal, near: i64) -> Option<Notice> {
    let day = deal.expected?;
    let days = (look.today - day).num_days();
    let passed = days > 0;
    let no_step = deal.has_next_step == Some(false);
    let near = no_step && -days <= near;
    if !(passed || near) {
        return None;
    }
    Some(Notice {
        // Put off to another day it is another matter.
        key: format!("{}:{}:{day}", NoticeKind::DealHygiene.word(), deal.id.0),
        kind: NoticeKind::DealHygiene,
        urgency: Urgency::of_days(days),
        subject: Subject::Deal(deal.id),
        people: deal.owner.into_iter().collect(),
        due: Some(day),
        days,
        told: Told::Hygiene { expected: Some(day), passed, no_step, amount: deal.amount },
        act: Act::OpenDeal(deal.id),
    })
}
