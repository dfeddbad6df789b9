//! `coxswain show winloss`: which deals were won and lost, and why.

use serde_json::{Value, json};

use super::values::bp;
use crate::cli::show::{Asked, Shown};
use crate::cli::show_funnel;
use crate::domain::stats::rate::{Interval, Rate};
use crate::error::Result;
use crate::i18n::{money_cell, rate_percent};
use crate::metrics::winloss::{self, Closed, Group, Rival, WinLoss, reason_key};
use crate::metrics::{MetricId, Reason, show};
use crate::store::Db;
use crate::store::records::Opportunity;

/// Won and lost deals of a scope and a period, with the figures by reason, rival, product, stage, size and
/// person.
pub(super) fn winloss(ask: &Asked<'_>) -> Result<Shown> {
    let question = ask.question();
    let found = winloss::load(ask.db, ask.directory, &question)?;
    let around = winloss::around(ask.db, ask.directory, ask.scope, &question)?;
    let all = found.all();
    let measured = |metric: MetricId| found.measured.get(&metric).and_then(|m| m.value);
    let (undated, told) = (found.undated.len(), found.told);
    let value = json!({
        "scope": ask.directory.scope_text(ask.scope),
        "period": ask.period.map(|period| period.to_string()),
        "as_of": ask.as_of.to_string(),
        "won": told.then_some(all.counts.won),
        "won_amount": all.amount(true).filter(|_| told),
        "lost": told.then_some(all.counts.lost),
        "lost_amount": all.amount(false).filter(|_| told),
        "win_rate": rate(all.rate()),
        "win_rate_value_bp": measured(MetricId::WinRateValue),
        "win_rate_value_interval_bp": all.value_interval.map(interval),
        "contested": found.rivals_told().then(|| found.contested().len()),
        "without_reason": told.then(|| found.unsaid().len()),
        "left_out": [{ "reason": Reason::NoClosingDay.word(), "count": undated }],
        "lost_reasons": reasons(ask, &found, false)?,
        "won_reasons": reasons(ask, &found, true)?,
        "competitors": rivals(ask, &found)?,
        "products": products(ask, &found)?,
        "lost_in_stages": stages(ask, &found)?,
        "sizes": sizes(ask, &found)?,
        "people": people(ask, around.as_ref().unwrap_or(&found))?,
    });
    Ok((value, lines(ask, &found)))
}

fn interval(interval: Interval) -> Value {
    json!([bp(interval.lo), bp(interval.hi)])
}

fn rate(rate: Option<Rate>) -> Value {
    rate.map_or(Value::Null, |rate| {
        json!({
            "won": rate.k,
            "closed": rate.n,
            "bp": bp(rate.rate),
            "interval_bp": interval(rate.interval),
        })
    })
}

/// A deal in words: its number, else its name.
fn named(db: &Db, deal: &Closed) -> Result<String> {
    let found = db.get::<Opportunity>(deal.id)?;
    Ok(found.map(|deal| deal.number.unwrap_or(deal.name)).unwrap_or_default())
}

/// The figures of some deals, and which they are.
fn group(ask: &Asked<'_>, found: &WinLoss, group: &Group) -> Result<Value> {
    let mut deals = vec![];
    for deal in group.deals.iter().filter_map(|place| found.deals.get(*place)) {
        deals.push(named(ask.db, deal)?);
    }
    Ok(json!({
        "won": group.counts.won,
        "lost": group.counts.lost,
        "won_amount": group.amount(true),
        "lost_amount": group.amount(false),
        "unknown_amounts": group.counts.unknown_amounts(),
        "win_rate": rate(group.rate()),
        "win_rate_value_bp": group.value_bp,
        "deals": deals,
    }))
}

/// A figure with more fields.
fn with(mut value: Value, more: Value) -> Value {
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
        all.extend(more);
    }
    value
}

fn reasons(ask: &Asked<'_>, found: &WinLoss, won: bool) -> Result<Vec<Value>> {
    let mut list = vec![];
    for row in found.reasons(won) {
        let more = json!({
            "reason": row.reason.map(|reason| reason.word()),
            "count": row.group.n(),
            "cumulative_bp": bp(row.cumulative.to_f64()),
        });
        list.push(with(group(ask, found, &row.group)?, more));
    }
    Ok(list)
}

fn rivals(ask: &Asked<'_>, found: &WinLoss) -> Result<Vec<Value>> {
    let mut list = vec![];
    for row in found.rivals() {
        let (name, kind) = match &row.rival {
            Rival::Named { name, .. } => (Some(name), "named"),
            Rival::NotNamed => (None, "not_named"),
            Rival::Unsaid => (None, "unsaid"),
        };
        let more = json!({
            "competitor": name,
            "kind": kind,
            "our_price_above_bp": row.premium_bp.map(|(above, _)| above),
            "prices_known": row.premium_bp.map_or(0, |(_, n)| n),
        });
        list.push(with(group(ask, found, &row.group)?, more));
    }
    Ok(list)
}

fn products(ask: &Asked<'_>, found: &WinLoss) -> Result<Vec<Value>> {
    let mut list = vec![];
    for (product, of) in found.products() {
        let known = product.and_then(|product| ask.directory.products.get(&product));
        let more = json!({ "product": known.map(|product| &product.name) });
        list.push(with(group(ask, found, &of)?, more));
    }
    Ok(list)
}

fn stages(ask: &Asked<'_>, found: &WinLoss) -> Result<Vec<Value>> {
    let mut list = vec![];
    for (stage, of) in found.stages(ask.directory) {
        let known = stage.and_then(|stage| ask.directory.stages.get(&stage));
        let more = json!({ "stage": known.map(|stage| &stage.name) });
        list.push(with(group(ask, found, &of)?, more));
    }
    Ok(list)
}

fn sizes(ask: &Asked<'_>, found: &WinLoss) -> Result<Value> {
    let mut list = vec![];
    for (band, of) in found.bands() {
        list.push(with(group(ask, found, &of)?, json!({ "size": band.word() })));
    }
    let limits = found.limits().map(|(first, second)| [first, second]);
    Ok(json!({ "limits": limits, "groups": list }))
}

fn people(ask: &Asked<'_>, found: &WinLoss) -> Result<Vec<Value>> {
    let mut list = vec![];
    for row in found.people() {
        let more = json!({
            "person": row.person.map(|person| ask.directory.person_name(person)),
            "verdict": row.verdict.as_ref().map(show_funnel::verdict),
        });
        list.push(with(group(ask, found, &row.group)?, more));
    }
    Ok(list)
}

/// The same as lines.
fn lines(ask: &Asked<'_>, found: &WinLoss) -> Vec<String> {
    let tr = ask.tr;
    let all = found.all();
    let amount = |fen: Option<i64>| {
        fen.map_or_else(|| tr.text("unknown"), |fen| money_cell(tr.language(), fen))
    };
    let mut lines = vec![];
    for (won, key) in [(true, "won"), (false, "lost")] {
        let n = if won { all.counts.won } else { all.counts.lost };
        let n = if found.told { n.to_string() } else { tr.text("unknown") };
        let fen = all.amount(won).filter(|_| found.told);
        lines.push(format!("{} {n}  {}", tr.text(key), amount(fen)));
    }
    for metric in [MetricId::WinRate, MetricId::WinRateValue] {
        let measured = found.measured.get(&metric);
        let value =
            measured.map_or_else(|| tr.text("unknown"), |found| show::measured(tr, metric, found));
        lines.push(format!("{}  {value}", tr.text(&metric.label_key())));
    }
    for (won, key) in [(false, "lost"), (true, "won")] {
        lines.push(format!("{}  {}", tr.text("winloss-reasons"), tr.text(key)));
        for row in found.reasons(won) {
            lines.push(format!(
                "  {}  {}  {}  {}",
                tr.text(reason_key(row.reason, won)),
                row.group.n(),
                rate_percent(row.cumulative.to_f64()),
                amount(row.group.amount(won)),
            ));
        }
    }
    lines.push(tr.text("winloss-rivals"));
    for row in found.rivals() {
        let name = match row.rival {
            Rival::Named { name, .. } => name,
            Rival::NotNamed => tr.text("winloss-rival-none"),
            Rival::Unsaid => tr.text("winloss-reason-unsaid"),
        };
        let counts = row.group.counts;
        lines.push(format!("  {name}  {} / {}", counts.won, counts.won + counts.lost));
    }
    lines
}
