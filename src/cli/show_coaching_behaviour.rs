//! `coxswain show behaviour`: the analyses of a scope that were kept, with their groups, chances and trials,
//! and single steps against deals that were closed in a period.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::values::range;
use crate::cli::show::{Asked, Shown};
use crate::domain::period::Period;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::i18n::DASH;
use crate::metrics::behaviour::count::Value as Done;
use crate::metrics::behaviour::kept::{self, Kept, Line};
use crate::metrics::behaviour::odds::{Found, steps};
use crate::metrics::behaviour::trial::{Followed, follow};
use crate::metrics::behaviour::{Behaviour, show};
use crate::store::coaching::behaviour::Trial;
use crate::store::coaching::templates::{self, Template};
use crate::store::records::{BehaviourMember, Opportunity};

/// The kept analyses of a scope, and steps against the deals of the period, or of the quarter of today without
/// one.
pub(super) fn behaviour(ask: &Asked<'_>) -> Result<Shown> {
    let sheets = templates::all(ask.db)?;
    let (mut list, mut lines) = (vec![], vec![]);
    for record in kept::list(ask.db, ask.directory, ask.scope, ask.today)? {
        let Some(kept) = kept::load(ask.db, record.id, ask.today)? else { continue };
        list.push(analysis_value(ask, &kept)?);
        lines.extend(told(ask, &kept));
    }
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let members = ask.directory.members(ask.scope);
    let found = steps(ask.db, ask.directory, (&members, period), ask.today)?;
    let mut all = vec![];
    for one in &found.found {
        all.push(step_value(ask, &sheets, one)?);
        lines.push(step_line(ask, &sheets, one));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.today.to_string(),
        "analyses": list,
        "steps_period": period.to_string(),
        "closed": found.closed,
        "steps": all,
        "steps_in_all": found.all,
    });
    Ok((value, lines))
}

fn told(ask: &Asked<'_>, kept: &Kept) -> Vec<String> {
    let (tr, record) = (ask.tr, &kept.finding.record);
    let (listed, tested) = kept.listed();
    let found = tr.text("behaviour-found");
    let head = format!("{}  {}  {found} {listed} / {tested}", record.on_day, record.basis);
    let mut lines = vec![head];
    let chance = |own: Option<Rational>| own.map_or_else(|| DASH.to_owned(), show::chance);
    lines.extend(kept.lines.iter().map(|line| {
        let record = &line.record;
        let effect = record.effect.map_or_else(|| DASH.to_owned(), |own| show::decimal(own, 2));
        let judged = tr.text(line.judged().label_key());
        let (p, q) = (chance(line.p), chance(line.q));
        format!("  {}  g {effect}  p {p}  q {q}  {judged}", record.name)
    }));
    lines.push(format!("  {}", tr.text("behaviour-guard")));
    lines
}

/// Ten-thousandths as a JSON number.
fn decimal(own: Option<i64>) -> Value {
    own.map_or(Value::Null, |own| json!(own as f64 / 10_000.0))
}

/// A chance as a JSON number.
fn chance(own: Option<Rational>) -> Value {
    own.map_or(Value::Null, |own| json!(own.to_f64()))
}

fn analysis_value(ask: &Asked<'_>, kept: &Kept) -> Result<Value> {
    let record = &kept.finding.record;
    let mut trials = vec![];
    for trial in &kept.finding.trials {
        trials.push(trial_value(ask, kept, trial)?);
    }
    let member = |own: &BehaviourMember| {
        json!({
            "person": ask.directory.person_name(own.person_id),
            "group": own.part.word(),
            "reached_bp": own.outcome,
            "cases": own.cases,
        })
    };
    let (listed, tested) = kept.listed();
    Ok(json!({
        "day": record.on_day.to_string(),
        "scope": ask.directory.scope_text(kept::scope_of(record)),
        "outcome": record.outcome,
        "outcome_period": record.outcome_period,
        "from": record.starts.to_string(),
        "to": record.ends.to_string(),
        "basis": record.basis,
        "note": record.note,
        "by": record.by_name,
        "listed": listed,
        "tested": tested,
        "members": kept.finding.members.iter().map(member).collect::<Vec<_>>(),
        "behaviours": kept.lines.iter().map(line_value).collect::<Vec<_>>(),
        "trials": trials,
    }))
}

fn line_value(line: &Line) -> Value {
    let record = &line.record;
    json!({
        "name": record.name,
        "kind": record.kind.word(),
        "word": record.word,
        "unit": line.behaviour.as_ref().map(|own| own.unit().word()),
        "top": decimal(record.top_value),
        "others": decimal(record.rest_value),
        "top_cases": record.top_cases,
        "others_cases": record.rest_cases,
        "difference": decimal(record.difference),
        "hedges_g": decimal(record.effect),
        "g_low_90": decimal(record.effect_low),
        "g_high_90": decimal(record.effect_high),
        "extreme": record.extreme,
        "groupings": record.groupings,
        "p": chance(line.p),
        "q_benjamini_hochberg": chance(line.q),
        "p_holm": chance(line.holm),
        "verdict": line.judged().word(),
    })
}

fn trial_value(ask: &Asked<'_>, kept: &Kept, trial: &Trial) -> Result<Value> {
    let record = &trial.record;
    let line = kept.lines.iter().find(|line| Some(line.record.id) == record.line_id);
    let behaviour: Option<&Behaviour> = line.and_then(|line| line.behaviour.as_ref());
    let followed = match behaviour {
        Some(behaviour) => follow(ask.db, ask.directory, (trial, behaviour), ask.today)?,
        None => None,
    };
    let people = trial.people.iter().map(|one| {
        json!({
            "person": ask.directory.person_name(one.person_id),
            "part": one.part.word(),
            "note": one.note,
        })
    });
    Ok(json!({
        "behaviour": line.map(|line| &line.record.name),
        "state": record.state.word(),
        "now": record.now_text,
        "instead": record.text,
        "done_when": record.standard,
        "look_at": record.look_at,
        "fewest": record.fewest,
        "starts": record.starts.map(|day| day.to_string()),
        "ends": record.ends.map(|day| day.to_string()),
        "people": people.collect::<Vec<_>>(),
        "so_far": followed.map(|own| followed_value(ask, &own)),
        "decided": record.decided_on.map(|day| day.to_string()),
        "decision": record.decision,
        "standard_in": record.standard_in,
    }))
}

fn followed_value(ask: &Asked<'_>, own: &Followed) -> Value {
    let value =
        |own: Option<Done>| own.map(|own| json!({ "value": own.value, "cases": own.cases }));
    let rows = own.rows.iter().map(|row| {
        json!({
            "person": ask.directory.person_name(row.person),
            "part": row.part.word(),
            "before": value(row.before),
            "since": value(row.after),
            "change": row.change(),
        })
    });
    let chance = match &own.chance {
        Ok(chance) => json!({ "extreme": chance.extreme, "all": chance.arrangements }),
        Err(why) => json!({ "refused": show::refusal(ask.tr, why) }),
    };
    let days = |days: (NaiveDate, NaiveDate)| json!({ "from": days.0.to_string(), "to": days.1.to_string() });
    json!({
        "before_days": days(own.before),
        "since_days": days(own.after),
        "people": rows.collect::<Vec<_>>(),
        "change_trial": own.trial,
        "change_control": own.control,
        "beyond": own.beyond(),
        "chance": chance,
    })
}

fn step_value(ask: &Asked<'_>, sheets: &[Template], found: &Found) -> Result<Value> {
    let table = &found.table;
    let odds = found.odds.as_ref().ok();
    let tiers = found.tiers.as_ref();
    let mut deals = vec![];
    for deal in &found.deals {
        let record = ask.db.get::<Opportunity>(deal.id)?;
        deals.push(json!({
            "deal": record.map(|record| record.number.unwrap_or(record.name)),
            "done": deal.done,
            "won": deal.won,
            "tier": deal.tier,
        }));
    }
    Ok(json!({
        "step": show::deal_step(ask.tr, ask.directory, sheets, &found.step),
        "done_won": table.done_won,
        "done_lost": table.done_lost,
        "not_won": table.not_won,
        "not_lost": table.not_lost,
        "odds_ratio": odds.map(|odds| odds.ratio),
        "interval_90": odds.map(|odds| range(odds.interval)),
        "p_fisher": odds.map(|odds| odds.chance),
        "tiered": found.tiered,
        "inside_tiers": tiers.and_then(|own| own.within),
        "inside_interval_90": tiers.and_then(|own| own.interval).map(range),
        "verdict": found.telling().word(),
        "deals": deals,
    }))
}

fn step_line(ask: &Asked<'_>, sheets: &[Template], found: &Found) -> String {
    let name = show::deal_step(ask.tr, ask.directory, sheets, &found.step);
    let (table, telling) = (&found.table, ask.tr.text(found.telling().label_key()));
    let (done, left_out) = (table.done(), table.left_out());
    let ratio =
        found.odds.as_ref().map_or_else(|_| DASH.to_owned(), |odds| show::ratio(odds.ratio));
    format!(
        "{name}  {} / {done}  {} / {left_out}  {ratio}  {telling}",
        table.done_won, table.not_won
    )
}
