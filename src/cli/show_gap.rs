//! `coxswain show gap`: every figure of 差距归因.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::values::bp;
use crate::domain::gap::bridge::Row;
use crate::domain::gap::revenue::Planned;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
use crate::i18n::money_cell;
use crate::metrics::gap::{
    Ask, Coded, Count, Due, Found, Gap, Line, PARTS, Plan, Refused, Unsplit, gap, part_key,
};
use crate::store::records::Opportunity;

/// The gap of a month or quarter; of the month of the day where no period is named.
pub(super) fn shown(ask: &Asked<'_>) -> Result<Shown> {
    let period = ask.period.unwrap_or_else(|| Period::month_of(ask.as_of));
    let asked = Ask { scope: ask.scope, period, today: ask.as_of };
    Ok(match gap(ask.db, ask.directory, &asked)? {
        Found::Refused(why) => refused(ask, period, why),
        Found::Split(found) => (value(ask, period, &found)?, lines(ask, &found)),
    })
}

fn refused(ask: &Asked<'_>, period: Period, why: Refused) -> Shown {
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "refused": why.word(),
    });
    let key = why.label_key();
    let known = match why {
        Refused::NotOver(known) => known.to_string(),
        _ => String::new(),
    };
    let detail = ask.tr.with(&format!("{key}-detail"), &[("day", known.into())]);
    (value, vec![ask.tr.text(key), detail])
}

fn value(ask: &Asked<'_>, period: Period, found: &Gap) -> Result<Value> {
    let mut deals = vec![];
    for due in &found.deals {
        deals.push(deal(ask, due)?);
    }
    let mut reasons = vec![];
    for line in &found.reasons {
        reasons.push(coded(ask, line)?);
    }
    let said: Vec<Value> = found
        .said
        .values()
        .map(|said| {
            json!({
                "part": said.part.word(),
                "reason": said.reason,
                "said_on": said.said_on.to_string(),
                "by": said.by_name,
            })
        })
        .collect();
    let rows: Vec<Value> = Row::ALL
        .into_iter()
        .map(|row| json!({ "row": row.word(), "amount": found.bridge.row(row).fen() }))
        .collect();
    Ok(json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "as_of": found.known.to_string(),
        "target": found.all.target,
        "actual": found.all.actual,
        "gap": found.all.gap(),
        "parts": parts(&found.all.parts),
        "rest": found.rest,
        "as_one": found.as_one,
        "planned": planned(&found.all.planned),
        "due": count(&found.all.count),
        "conversion": rate(found.all.rate()),
        "verdict": found.all.verdict().word(),
        "people": found.lines.iter().map(|line| person(ask, line)).collect::<Vec<_>>(),
        "not_split": found.unsplit.iter().map(|one| unsplit(ask, one)).collect::<Vec<_>>(),
        "reasons": reasons,
        "said": said,
        "bridge": {
            "plan": found.bridge.plan.fen(),
            "actual": found.bridge.actual.fen(),
            "rows": rows,
            "unknown_amounts": found.bridge.unknown,
        },
        "deals": deals,
    }))
}

fn parts(parts: &[i64; 4]) -> Value {
    let [count, conversion, size, timing] = parts;
    json!({ "count": count, "conversion": conversion, "size": size, "timing": timing })
}

fn planned(planned: &Planned) -> Value {
    json!({
        "deals": planned.opportunities.to_f64(),
        "conversion_bp": (planned.conversion.to_f64() * 10_000.0).round() as i64,
        "size": (planned.size.to_f64()).round() as i64,
    })
}

fn count(count: &Count) -> Value {
    json!({
        "deals": count.due,
        "landed": count.landed,
        "signed_later": count.later,
        "pushed_open": count.pushed,
        "lost": count.lost,
        "open": count.open,
        "landed_amount": count.landed_fen,
        "slipped_amount": count.slipped_fen,
        "unknown_amounts": count.unknown,
    })
}

fn rate(rate: Option<Rate>) -> Value {
    rate.map_or(Value::Null, |rate| {
        json!({
            "won": rate.k,
            "told": rate.n,
            "bp": bp(rate.rate),
            "interval_bp": [bp(rate.interval.lo), bp(rate.interval.hi)],
        })
    })
}

fn plan(ask: &Asked<'_>, plan: &Plan) -> Value {
    let text = |scope: Scope| ask.directory.scope_text(scope);
    json!({
        "conversion_bp": plan.conversion_bp,
        "conversion_from": plan.conversion_from.word(),
        "conversion_of": text(plan.conversion_from.scope()),
        "size": plan.size,
        "size_from": plan.size_from.word(),
        "size_of": text(plan.size_from.scope()),
    })
}

fn person(ask: &Asked<'_>, line: &Line) -> Value {
    let own = &line.split.own;
    json!({
        "scope": ask.directory.scope_text(line.scope),
        "target": own.target,
        "actual": own.actual,
        "gap": own.gap(),
        "parts": parts(&own.parts),
        "planned": planned(&own.planned),
        "plan": plan(ask, &line.split.plan),
        "due": count(&own.count),
        "conversion": rate(own.rate()),
        "verdict": own.verdict().word(),
    })
}

fn unsplit(ask: &Asked<'_>, one: &Unsplit) -> Value {
    json!({
        "scope": ask.directory.scope_text(Scope::Person(one.person)),
        "target": one.target,
        "actual": one.actual,
    })
}

fn coded(ask: &Asked<'_>, line: &Coded) -> Result<Value> {
    let mut records = vec![];
    for deal in line.deals.iter().flatten() {
        records.push(called(ask, *deal)?);
    }
    Ok(json!({
        "code": line.code.code(),
        "part": line.code.part().map(|part| part.word()),
        "deals": line.n(),
        "amount": line.fen,
        "records": records,
    }))
}

/// A deal by its number, else its name.
fn called(ask: &Asked<'_>, deal: OpportunityId) -> Result<String> {
    let found = ask.db.get::<Opportunity>(deal)?;
    Ok(found.map(|deal| deal.number.unwrap_or(deal.name)).unwrap_or_default())
}

fn deal(ask: &Asked<'_>, due: &Due) -> Result<Value> {
    Ok(json!({
        "deal": called(ask, due.deal)?,
        "owner": due.owner.map(|owner| ask.directory.person_name(owner)),
        "end": due.end.word(),
        "amount": due.amount,
    }))
}

/// The same as lines.
fn lines(ask: &Asked<'_>, found: &Gap) -> Vec<String> {
    let tr = ask.tr;
    let cell = |fen: i64| money_cell(tr.language(), fen);
    let mut lines = vec![format!(
        "{} {}  {} {}  {} {}",
        tr.text("gap-target"),
        cell(found.all.target),
        tr.text("gap-actual"),
        cell(found.all.actual),
        tr.text("gap-gap"),
        cell(found.all.gap()),
    )];
    for part in PARTS {
        lines.push(format!("{}  {}", tr.text(part_key(part)), cell(found.all.part(part))));
    }
    lines.push(format!("{}  {}", tr.text("gap-rest"), cell(found.rest)));
    lines.push(tr.text("gap-reasons"));
    for line in &found.reasons {
        let name = tr.text(line.code.label_key());
        lines.push(format!("  {} {name}  {}", line.code.code(), cell(line.fen)));
    }
    lines.push(tr.text("gap-people"));
    for line in &found.lines {
        let name = ask.directory.scope_text(line.scope);
        let parts = PARTS.map(|part| cell(line.split.own.part(part)));
        lines.push(format!("  {name}  {}  {}", cell(line.split.own.gap()), parts.join("  ")));
    }
    lines
}
