//! `coxswain show waterfall`: the open deals of two days, and what lies between.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::show_funnel;
use super::values::bp;
use crate::domain::funnel::changes::{Part, Sum};
use crate::error::{Error, Result};
use crate::i18n::money_cell;
use crate::metrics::pipeline::Standing;
use crate::metrics::waterfall::{
    Ask, Change, Pusher, Told, Waterfall, kind_word, named, part_key, past, reach, report_days,
    usual_days, waterfall,
};
use crate::store::records::Place;

/// The deals expected in the period, or all open ones without a period, from a day to the day as of which
/// everything is seen.
pub(super) fn shown(ask: &Asked<'_>, from: Option<NaiveDate>) -> Result<Shown> {
    let to = reach(ask.db, ask.as_of, ask.today)?;
    let from = from.unwrap_or_else(|| usual_days(ask.period, to).0);
    if from >= to {
        return Err(Error::new("error-waterfall-days").arg("from", from).arg("to", to));
    }
    let members = ask.directory.members(ask.scope);
    let found = waterfall(ask.db, Ask { members, period: ask.period, from, to })?;
    let balance = &found.balance;
    let parts: Vec<Value> = Part::ALL
        .into_iter()
        .map(|part| {
            let mut value = sum_value(balance.part(part));
            if let Some(value) = value.as_object_mut() {
                value.insert("part".to_owned(), part.word().into());
            }
            value
        })
        .collect();
    let (deals, amount) = balance.difference();
    let changes = found.changes.iter().map(|change| change_value(ask, change));
    let value = json!({
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "from": from.to_string(),
        "to": to.to_string(),
        "as_of": to.to_string(),
        "opening": sum_value(balance.opening),
        "parts": parts,
        "closing": sum_value(balance.closing),
        "difference": { "deals": deals, "amount": amount },
        "undated": sum_value(found.undated),
        "pushes": pushes_value(ask, &found),
        "report_days": days(&report_days(ask.db, to)?),
        "changes": changes.collect::<Result<Vec<Value>>>()?,
    });
    Ok((value, told(ask, &found, (from, to))))
}

fn days(days: &[NaiveDate]) -> Vec<String> {
    days.iter().map(NaiveDate::to_string).collect()
}

fn sum_value(sum: Sum) -> Value {
    json!({ "deals": sum.n, "amount": sum.known(), "unknown_amounts": sum.unknown })
}

fn change_value(ask: &Asked<'_>, change: &Change) -> Result<Value> {
    let named = named(ask.db, change.deal)?;
    let past = past(ask.db, change.deal)?;
    let told: Option<&Told> = change.decided_by.and_then(|at| past.get(at));
    Ok(json!({
        "part": change.effect.part.word(),
        "number": named.number,
        "name": named.name,
        "account": Some(named.account).filter(|name| !name.is_empty()),
        "owner": change.owner.map(|owner| ask.directory.person_name(owner)),
        "amount": change.effect.amount,
        "before": change.before.as_ref().map(|standing| standing_value(ask, standing)),
        "after": standing_value(ask, &change.after),
        "decided_on": told.map(|told| told.moved.on_day.to_string()),
        "file": told.and_then(|told| told.file.as_deref()),
    }))
}

fn standing_value(ask: &Asked<'_>, standing: &Standing) -> Value {
    let (state, stage) = match standing.place {
        Some(Place::Won) => ("won", None),
        Some(Place::Lost) => ("lost", None),
        Some(Place::Stage(stage)) => ("open", ask.directory.stages.get(&stage)),
        None => ("open", None),
    };
    json!({
        "state": state,
        "stage": stage.map(|stage| stage.name.as_str()),
        "amount": standing.amount,
        "expected": standing.expected.map(|day| day.to_string()),
        "owner": standing.owner.map(|owner| ask.directory.person_name(owner)),
    })
}

fn pushes_value(ask: &Asked<'_>, found: &Waterfall) -> Value {
    let person = |pusher: &Pusher| {
        json!({
            "person": ask.directory.person_name(pusher.person),
            "pushed": pusher.rate.k,
            "opening": pusher.rate.n,
            "rate_bp": bp(pusher.rate.rate),
            "low_bp": bp(pusher.rate.interval.lo),
            "high_bp": bp(pusher.rate.interval.hi),
            "verdict": pusher.verdict.as_ref().map(show_funnel::verdict),
        })
    };
    // Without a period nothing is pushed out of it.
    let all = found.pushed().filter(|_| ask.period.is_some());
    let people = if all.is_some() { found.pushers() } else { vec![] };
    json!({
        "pushed": all.map(|rate| rate.k),
        "opening": all.map(|rate| rate.n),
        "rate_bp": all.map(|rate| bp(rate.rate)),
        "people": people.iter().map(person).collect::<Vec<Value>>(),
    })
}

fn told(ask: &Asked<'_>, found: &Waterfall, (from, to): (NaiveDate, NaiveDate)) -> Vec<String> {
    let language = ask.tr.language();
    let line = |name: String, sum: Sum| {
        let unknown_amount = || ask.tr.text("unknown");
        let amount = sum.known().map_or_else(unknown_amount, |fen| money_cell(language, fen));
        let deals = i64::try_from(sum.n).unwrap_or(i64::MAX);
        let unknown = i64::try_from(sum.unknown).unwrap_or(i64::MAX);
        let args = [
            ("name", name.into()),
            ("n", deals.into()),
            ("amount", amount.into()),
            ("unknown", unknown.into()),
        ];
        let key = if sum.unknown > 0 { "cli-waterfall-unknown" } else { "cli-waterfall" };
        ask.tr.with(key, &args)
    };
    let kind = kind_word(ask.period);
    let mut lines = vec![line(from.to_string(), found.balance.opening)];
    for part in Part::ALL {
        let sum = found.balance.part(part);
        if sum.n > 0 {
            let name = ask.tr.with(&part_key(part), &[("kind", kind.into())]);
            lines.push(line(name, sum));
        }
    }
    lines.push(line(to.to_string(), found.balance.closing));
    let (deals, fen) = found.balance.difference();
    if (deals, fen) != (0, 0) {
        let amount = money_cell(language, fen);
        let args = [("deals", deals.into()), ("amount", amount.into())];
        lines.push(ask.tr.with("cli-waterfall-difference", &args));
    }
    lines
}
