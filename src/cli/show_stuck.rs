//! `coxswain show stuck`: every open deal of a scope as the page sees it, with its days, its limit, its
//! chance, what speaks against it and what was decided.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::values::day;
use crate::domain::funnel::visit::days_between;
use crate::domain::ids::AccountId;
use crate::domain::stuck::limit::StuckLimit;
use crate::error::Result;
use crate::i18n::money_cell;
use crate::metrics::stuck::{Ask, Chance, OpenDeal, Sum, days_text, decision_key, stuck_deals};
use crate::store::records::{Account, DealDecision, NextStep, Opportunity};

/// The open deals of a scope as of a day.
pub(super) fn stuck(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let (as_of, today, tr) = (ask.as_of, ask.today, ask.tr);
    let found = stuck_deals(ask.db, ask.directory, Ask { members, as_of, today })?;
    let (open, stuck) = (Sum::of(&found.deals), Sum::of(found.stuck()));
    let waiting = Sum::of(found.waiting());
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("stuck", count(stuck.n).into()),
        ("amount", money_cell(tr.language(), stuck.amount).into()),
        ("open", count(open.n).into()),
        ("waiting", count(waiting.n).into()),
    ];
    let mut lines = vec![tr.with("stuck-cli-sum", &args)];
    let mut deals = vec![];
    for deal in &found.deals {
        let Some(record) = ask.db.get::<Opportunity>(deal.id)? else { continue };
        let account = account(ask, record.account_id)?;
        if deal.stuck() {
            lines.push(line(ask, deal, &account, &record.name));
        }
        deals.push(told(ask, deal, &account, &record));
    }
    let value = json!({
        "scope": ask.directory.scope_text(ask.scope),
        "as_of": as_of.to_string(),
        "open": sum(open),
        "stuck": sum(stuck),
        "waiting": sum(waiting),
        "without_stage": found.without_stage,
        "deals": deals,
    });
    Ok((value, lines))
}

fn account(ask: &Asked<'_>, id: Option<AccountId>) -> Result<String> {
    let found = id.map(|id| ask.db.get::<Account>(id)).transpose()?.flatten();
    Ok(found.map_or_else(String::new, |account| account.name))
}

fn sum(sum: Sum) -> Value {
    json!({ "deals": sum.n, "amount": sum.amount, "unknown_amounts": sum.unknown })
}

fn line(ask: &Asked<'_>, deal: &OpenDeal, account: &str, name: &str) -> String {
    let tr = ask.tr;
    let stage = ask
        .directory
        .stages
        .get(&deal.stage)
        .map_or("", |stage| tr.own(&stage.name, &stage.name_en));
    let owner = deal.owner.map_or("–", |owner| ask.directory.person_name(owner));
    let limit = deal.limit.map_or_else(|| "–".to_owned(), |limit| days_text(limit.days));
    let mark = deal.marks.first().map_or_else(String::new, |mark| tr.text(&mark.label_key()));
    let decision = deal
        .decision()
        .filter(|_| deal.decided)
        .map_or_else(|| "–".to_owned(), |said| tr.text(&decision_key(said.decision)));
    let cells = [
        format!("{account} {name}").trim().to_owned(),
        owner.to_owned(),
        stage.to_owned(),
        format!("{} / {limit}", deal.total_days),
        mark,
        decision,
    ];
    cells.join("  ")
}

fn told(ask: &Asked<'_>, deal: &OpenDeal, account: &str, record: &Opportunity) -> Value {
    let stage = ask.directory.stages.get(&deal.stage).map(|stage| stage.name.as_str());
    json!({
        "number": record.number,
        "account": account,
        "name": record.name,
        "owner": deal.owner.map(|owner| ask.directory.person_name(owner)),
        "stage": stage,
        "amount": deal.amount,
        "since": deal.since.to_string(),
        "visit_days": deal.visit_days,
        "total_days": deal.total_days,
        "limit": deal.limit.map(limit),
        "stuck": deal.stuck(),
        "marks": deal.marks.iter().map(|mark| mark.word()).collect::<Vec<_>>(),
        "chance_in_30_days": deal.chance.map(chance),
        "expected": day(deal.expected),
        "overdue": deal.overdue(ask.as_of),
        "pushes": deal.pushes.map(|pushes| pushes.pushes),
        "pushed_days": deal.pushes.map(|pushes| pushes.pushed_days),
        "contacts": deal.contacts,
        "touched": day(deal.touched),
        "quiet_days": deal.touched.map(|day| days_between(day, ask.as_of)),
        "has_next_step": deal.has_next_step,
        "next_step": deal.next_step.as_ref().map(next_step),
        "decided": deal.decided,
        "decisions": deal.decisions.iter().map(decision).collect::<Vec<_>>(),
    })
}

fn limit(limit: StuckLimit) -> Value {
    json!({
        "days": limit.days.to_f64(),
        "basis": limit.basis.word(),
        "winners": limit.winners,
    })
}

fn chance(chance: Chance) -> Value {
    json!({
        "chance": chance.chance,
        "stays": chance.stays,
        "enough": chance.enough(),
        "pooled": chance.pooled,
        "at_least": !chance.seen,
    })
}

fn next_step(step: &NextStep) -> Value {
    json!({
        "said_on": step.said_on.to_string(),
        "what": step.what,
        "due": step.due.to_string(),
        "confirmed_on": step.confirmed_on.map(|day| day.to_string()),
        "by": step.by_name,
    })
}

fn decision(said: &DealDecision) -> Value {
    json!({
        "on_day": said.on_day.to_string(),
        "decision": said.decision.word(),
        "reason": said.reason,
        "until": said.until.map(|day| day.to_string()),
        "by": said.by_name,
    })
}
