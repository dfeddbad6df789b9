//! `coxswain show headcount`: people and seats, vacancies, and the people that a year needs.
//!
//! Counts of people that are not whole, and hours, are ten-thousandths; so are weeks and hours of a
//! plan.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::domain::headcount::{Need, Sensitivity};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::i18n::{FluentValue, MoneyStyle, money, number};
use crate::metrics::seats::{Count, Opening, PostSeats, seats, team_of_person};
use crate::metrics::targets::year;
use crate::metrics::workload::{self, Inputs, PerHeadFrom, Sources, TargetFrom};

/// The seats of a scope on a day, and its plan for the year of the period, else of the day.
pub(super) fn headcount(ask: &Asked<'_>) -> Result<Shown> {
    let scope = team_of_person(ask.directory, ask.scope, ask.as_of);
    let year = ask.period.map_or(ask.as_of.year(), year);
    let found = seats(ask.db, ask.directory, scope, ask.as_of)?;
    let stored = workload::plan(ask.db, scope, year)?;
    let inputs = stored.as_ref().map(|(plan, tiers)| Inputs::of(plan, tiers));
    let sources = workload::sources(ask.db, ask.directory, scope, year, ask.as_of)?;
    let teams: Vec<Value> = found
        .teams
        .iter()
        .map(|team| {
            let region = team.region.map(|region| ask.directory.region_name(region));
            let posts: Vec<Value> = team.posts.iter().map(|post| of_post(ask, post)).collect();
            let name = ask.directory.scope_name(Scope::Team(team.team));
            let mut value = count(&team.count);
            extend(&mut value, json!({ "team": name, "region": region, "posts": posts }));
            value
        })
        .collect();
    let mut value = count(&found.whole);
    let plan = inputs.as_ref().map(plan);
    extend(
        &mut value,
        json!({
            "scope": ask.directory.scope_text(scope),
            "as_of": ask.as_of.to_string(),
            "without_team": found.without_team,
            "teams": teams,
            "year": year,
            "plan": plan,
            "known": known(&sources),
        }),
    );
    let mut lines = vec![said(ask, &ask.directory.scope_text(scope), &found.whole)];
    for team in &found.teams {
        let name = ask.directory.scope_name(Scope::Team(team.team)).unwrap_or_default();
        lines.push(said(ask, name, &team.count));
    }
    for opening in found.openings() {
        lines.push(opening_said(ask, opening));
    }
    if let Some(inputs) = &inputs {
        lines.extend(plan_said(ask, inputs));
    }
    Ok((value, lines))
}

/// Puts the members of one object behind those of another.
fn extend(value: &mut Value, more: Value) {
    if let (Value::Object(value), Value::Object(more)) = (value, more) {
        value.extend(more);
    }
}

fn count(count: &Count) -> Value {
    json!({
        "on_duty": count.on_duty,
        "external": count.external,
        "managers": count.managers,
        "seats": count.seats,
        "placed": count.placed,
        "gap": count.gap(),
        "filled_bp": count.filled_bp(),
        "vacancies": count.vacancies,
    })
}

fn of_post(ask: &Asked<'_>, post: &PostSeats) -> Value {
    let openings: Vec<Value> = post
        .openings
        .iter()
        .map(|opening| {
            let city = Some(&opening.city).filter(|city| !city.is_empty());
            let note = Some(&opening.note).filter(|note| !note.is_empty());
            json!({
                "city": city, "opened_on": opening.opened_on.to_string(), "days": opening.days,
                "note": note,
            })
        })
        .collect();
    let name = post.post.and_then(|post| ask.directory.posts.get(&post)).map(|post| &post.name);
    let mut value = count(&post.count);
    extend(&mut value, json!({ "post": name, "open": openings }));
    value
}

/// Ten-thousandths, rounded once.
fn parts(value: Rational) -> Option<i64> {
    i64::try_from(value.round_to(4)?).ok()
}

fn need(need: &Need) -> Value {
    json!({
        "exact": parts(need.exact),
        "people": need.people,
        "utilisation_bp": need.utilisation().and_then(parts),
        "tight": need.tight(),
    })
}

fn bars(inputs: &Inputs, bars: &[Sensitivity]) -> Vec<Value> {
    let exact = |need: Option<Need>| need.and_then(|need| parts(need.exact));
    bars.iter()
        .map(|bar| {
            let tier = bar.tier.and_then(|at| inputs.tiers.get(at)).map(|tier| &tier.name);
            json!({
                "input": bar.input.word(), "tier": tier, "lower": exact(bar.lower),
                "higher": exact(bar.higher), "spread": bar.spread().and_then(parts),
            })
        })
        .collect()
}

fn plan(inputs: &Inputs) -> Value {
    let found = inputs.workload().ok();
    let by_workload = found.as_ref().map(|found| {
        let bars = bars(inputs, &inputs.workload_bars().unwrap_or_default());
        let mut value = need(&found.need);
        let (hours, available) = (parts(found.hours), parts(found.available));
        extend(&mut value, json!({ "hours": hours, "hours_each": available, "sensitivity": bars }));
        value
    });
    let by_volume = inputs.volume().map(|found| {
        let mut value = need(&found);
        extend(&mut value, json!({ "sensitivity": bars(inputs, &inputs.volume_bars()) }));
        value
    });
    let tiers: Vec<Value> = inputs
        .tiers
        .iter()
        .map(|tier| {
            json!({
                "name": tier.name, "accounts": tier.accounts, "calls": tier.calls,
                "call_hours": tier.call_hours, "travel_hours": tier.travel_hours,
            })
        })
        .collect();
    json!({
        "weeks": inputs.weeks,
        "week_hours": inputs.week_hours,
        "non_selling_bp": inputs.non_selling,
        "tiers": tiers,
        "target": inputs.target,
        "per_head": inputs.per_head,
        "by_workload": by_workload,
        "by_volume": by_volume,
    })
}

/// What the workspace says of the inputs, with where it is from.
fn known(sources: &Sources) -> Value {
    let target = sources.target.map(|(value, from)| {
        let from = match from {
            TargetFrom::Year => "year",
            TargetFrom::Quarters => "quarters",
        };
        json!({ "value": value, "from": from })
    });
    let per_head = sources.per_head.map(|found| {
        let from = match found.from {
            PerHeadFrom::Year(year) => Period::Year(year).to_string(),
            PerHeadFrom::Months(from, to) => format!("{from}/{to}"),
        };
        json!({
            "value": found.value, "from": from, "records": found.records,
            "people": found.heads.average().and_then(parts),
        })
    });
    json!({
        "workdays": sources.workdays, "weeks": sources.weeks, "target": target,
        "per_head": per_head,
    })
}

fn said(ask: &Asked<'_>, name: &str, count: &Count) -> String {
    let tr = ask.tr;
    let seats = count.seats.map_or_else(|| tr.text("cli-headcount-unset"), number);
    let args: [(&str, FluentValue<'_>); 4] = [
        ("name", name.into()),
        ("on_duty", number(count.on_duty).into()),
        ("seats", seats.into()),
        ("open", number(count.vacancies).into()),
    ];
    tr.with("cli-headcount", &args)
}

fn opening_said(ask: &Asked<'_>, opening: &Opening) -> String {
    let post = ask.directory.posts.get(&opening.post).map_or("", |post| post.name.as_str());
    let team = ask.directory.scope_name(Scope::Team(opening.team)).unwrap_or_default();
    let args: [(&str, FluentValue<'_>); 4] = [
        ("name", format!("{team} {post}").into()),
        ("city", opening.city.as_str().into()),
        ("day", opening.opened_on.to_string().into()),
        ("days", number(opening.days).into()),
    ];
    ask.tr.with("cli-headcount-open", &args)
}

fn plan_said(ask: &Asked<'_>, inputs: &Inputs) -> Vec<String> {
    let tr = ask.tr;
    let mut lines = vec![];
    if let Ok(found) = inputs.workload() {
        let people = number(found.need.people);
        lines.push(tr.with("cli-headcount-workload", &[("people", people.into())]));
    }
    if let (Some(need), Some(target)) = (inputs.volume(), inputs.target) {
        let target = money(tr.language(), target, MoneyStyle::Full);
        let people = number(need.people);
        let args = [("people", people.into()), ("target", target.into())];
        lines.push(tr.with("cli-headcount-volume", &args));
    }
    lines
}
