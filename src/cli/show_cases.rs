//! `coxswain show cases`: the case library with the plays made of it, who used them, and what goes together
//! with that.

use serde_json::{Value, json};

use super::values::range;
use crate::cli::show::{Asked, Shown};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::coaching::case_outcome::{Group, Outcome};
use crate::metrics::coaching::case_show::{about, lines, stage_name};
use crate::metrics::coaching::cases::{Followed, Listed, case, follow, library, read, told};
use crate::store::coaching::cases::Case;
use crate::store::records::{CaseStep, CaseUse};

/// All cases; what is counted of their use is of the scope.
pub(super) fn cases(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let (mut list, mut said) = (vec![], vec![]);
    for one in library(ask.db, &members, ask.today)? {
        let Some(case) = case(ask.db, one.record.id, ask.today)? else { continue };
        let mut plays = vec![];
        for series in &one.series {
            let found = follow(ask.db, ask.directory, (ask.scope, *series), ask.today)?;
            plays.extend(found.as_ref().map(|found| play_value(ask, found)));
        }
        let record = &one.record;
        said.push(format!("{}  {}  {}", record.title, record.result.word(), one.uses));
        list.push(case_value(ask, (&one, &case), plays)?);
    }
    let quarter = Period::quarter_of(ask.today);
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.today.to_string(),
        "quarter": quarter.to_string(),
        "told_in_quarter": told(ask.db, quarter)?,
        "cases": list,
    });
    Ok((value, said))
}

fn name(ask: &Asked<'_>, person: PersonId) -> String {
    ask.directory.person_name(person).to_owned()
}

fn case_value(ask: &Asked<'_>, (one, case): (&Listed, &Case), plays: Vec<Value>) -> Result<Value> {
    let record = &one.record;
    let [account, deal] = about(ask.db, ask.tr, (record.account_id, record.opportunity_id))?;
    let found = read(&case.readings, &ask.directory.members(ask.scope));
    let steps = case.steps.iter().map(step_value);
    let meetings = case.uses.iter().map(|one| meeting_value(ask, one));
    Ok(json!({
        "title": record.title,
        "result": record.result.word(),
        "account": account,
        "deal": deal,
        "person": record.person_id.map(|person| name(ask, person)),
        "presenter": record.presenter_id.map(|person| name(ask, person)),
        "starts": record.starts.map(|day| day.to_string()),
        "ends": record.ends.map(|day| day.to_string()),
        "stage": record.stage_id.and_then(|stage| stage_name(ask.tr, ask.directory, stage)),
        "suits": lines(record.suits.as_deref()),
        "suits_not": lines(record.suits_not.as_deref()),
        "takeaways": lines(record.takeaways.as_deref()),
        "tags": lines(record.tags.as_deref()),
        "published": record.published_on.map(|day| day.to_string()),
        "steps": steps.collect::<Vec<_>>(),
        "meetings": meetings.collect::<Vec<_>>(),
        "read": { "people": found.people, "scored": found.scored, "mean": found.mean },
        "uses": one.uses,
        "plays": plays,
    }))
}

fn step_value(step: &CaseStep) -> Value {
    json!({
        "name": step.name,
        "who": step.who,
        "did": step.did,
        "evidence": step.evidence,
        "why": step.why,
        "day": step.on_day.map(|day| day.to_string()),
    })
}

fn meeting_value(ask: &Asked<'_>, one: &CaseUse) -> Value {
    json!({
        "day": one.on_day.to_string(),
        "meeting": one.meeting,
        "minutes": one.minutes,
        "agenda": lines(one.agenda.as_deref()),
        "presenter": one.presenter_id.map(|person| name(ask, person)),
    })
}

fn play_value(ask: &Asked<'_>, found: &Followed) -> Value {
    let newest = found.newest();
    let people = found
        .people
        .iter()
        .map(|(person, uses)| json!({ "person": name(ask, *person), "uses": uses }));
    let uses = found.uses.iter().map(|one| {
        let places = one.steps.iter().filter_map(|step| found.places.get(&step.step_id));
        json!({
            "person": name(ask, one.record.person_id),
            "deal": one.record.opportunity_id.map(|deal| deal.0),
            "day": one.record.on_day.to_string(),
            "steps": places.collect::<Vec<_>>(),
            "result": one.record.result.map(|result| result.word()),
            "said": one.record.said,
        })
    });
    json!({
        "name": newest.map(|play| &play.name),
        "version": newest.map(|play| play.number),
        "in_use": newest.is_some_and(|play| play.current),
        "steps": found.steps.iter().map(|step| &step.text).collect::<Vec<_>>(),
        "users": found.users(),
        "people": people.collect::<Vec<_>>(),
        "uses": uses.collect::<Vec<_>>(),
        "outcome": found.outcome.as_ref().map(|outcome| outcome_value(ask, outcome)),
    })
}

fn outcome_value(ask: &Asked<'_>, found: &Outcome) -> Value {
    let difference = found
        .difference
        .map(|found| json!({ "value": found.diff, "interval_90": range(found.interval) }));
    json!({
        "stage": stage_name(ask.tr, ask.directory, found.stage),
        "from": found.since.start.to_string(),
        "to": found.since.end.to_string(),
        "used": group_value(&found.used),
        "unused": group_value(&found.unused),
        "before": group_value(&found.earlier),
        "left_out": found.left_out,
        "difference": difference,
        "needed_each": found.needed,
        "verdict": found.verdict().word(),
    })
}

fn group_value(group: &Group) -> Value {
    json!({
        "advanced": group.advanced(),
        "visits": group.n(),
        "interval_95": group.rate().map(|rate| range(rate.interval)),
        "median_days": group.median(),
        "deals": group.stays.iter().map(|stay| stay.deal.0).collect::<Vec<_>>(),
    })
}
