//! `coxswain show improvement`: the improvement plans of a scope with how they stand and whether they helped,
//! and who is behind without one.

use serde_json::{Value, json};

use super::values::{day, range};
use crate::cli::show::{Asked, Shown};
use crate::domain::coaching::improvement::CheckState;
use crate::domain::coaching::reading::{Direction, Unclear, Verdict};
use crate::domain::ids::{ImprovementObjectiveId, PersonId};
use crate::domain::period::Period;
use crate::domain::stats::quantile::mean;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::i18n::number;
use crate::metrics::behaviour::show::refusal;
use crate::metrics::coaching::effect::{Effect, effects};
use crate::metrics::coaching::improvement::{
    self, Behind, Check, Followed, Stand, concerns, follow,
};
use crate::metrics::coaching::improvement_show::{
    self as written, Asked as Wanted, asked, outcome_key, reach, share,
};
use crate::store::coaching::plans::{self, Plan};
use crate::store::records::{
    CoachingSymptom, ImprovementEvidence, ImprovementObjective, ImprovementPlan, PlanUnit,
};

/// The plans of a scope that run or were ended; who is behind is said for the period, or for the quarter of
/// today without one.
pub(super) fn improvement(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let mut records = improvement::open(ask.db)?;
    records.retain(|plan| {
        let now = members.include(Some(plan.person_id), Some(ask.today));
        now || concerns(&members, plan)
    });
    records.extend(improvement::ended(ask.db, &members)?);
    let mut found = vec![];
    for record in records {
        found.extend(plans::plan(ask.db, record.id)?);
    }
    let mut helped = vec![];
    for plan in &found {
        helped.push(effects(ask.db, ask.directory, plan, ask.today)?);
    }
    let followed = follow(ask.db, ask.directory, found, ask.today)?;
    let (mut list, mut lines) = (vec![], vec![]);
    for (one, effects) in followed.iter().zip(&helped) {
        list.push(plan_value(ask, one, effects));
        lines.extend(told(ask, one));
    }
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let late = improvement::behind(ask.db, ask.directory, (ask.scope, period), ask.today)?;
    if !late.is_empty() {
        lines.push(ask.tr.text("improvement-behind"));
    }
    lines.extend(late.iter().map(|one| format!("  {}", name(ask, one.person))));
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.today.to_string(),
        "plans": list,
        "behind_period": period.to_string(),
        "behind_without": late.iter().map(|one| behind_value(ask, one)).collect::<Vec<_>>(),
    });
    Ok((value, lines))
}

fn name(ask: &Asked<'_>, person: PersonId) -> String {
    ask.directory.person_name(person).to_owned()
}

fn bp(share: Option<Rational>) -> Option<i64> {
    share.and_then(|share| share.round_to(4)).and_then(|bp| i64::try_from(bp).ok())
}

fn told(ask: &Asked<'_>, one: &Followed) -> Vec<String> {
    let (tr, record) = (ask.tr, &one.plan.record);
    let progress = one.progress.as_ref().ok();
    let state = match record.outcome {
        Some(outcome) => tr.text(outcome_key(outcome)),
        None => {
            let args = [("day", number(one.day).into()), ("of", number(one.length).into())];
            tr.with("improvement-day-of", &args)
        }
    };
    let total = share(progress.and_then(|own| own.total));
    let head = [name(ask, record.person_id), record.code(), record.title.clone(), state, total];
    let mut lines = vec![head.join("  ")];
    lines.extend(one.stands.iter().map(|own| {
        let (before, now) =
            (written::baseline(tr, &own.record), written::now(tr, &own.record, &own.now));
        format!("  {}  {before} → {now}  {}", own.record.name, share(own.share))
    }));
    lines
}

fn plan_value(ask: &Asked<'_>, one: &Followed, effects: &[Effect]) -> Value {
    let (plan, record) = (&one.plan, &one.plan.record);
    let progress = one.progress.as_ref().ok();
    let changed = plan.objectives.iter().filter(|own| own.ended_on.is_some());
    let mut value = head_value(ask, record);
    let more = json!({
        "day": one.day,
        "of": one.length,
        "as_of": one.as_of.to_string(),
        "progress_bp": bp(progress.and_then(|own| own.total)),
        "pace_bp": bp(progress.and_then(|own| own.pace)),
        "status": progress.and_then(|own| own.status).map(|status| status.word()),
        "causes": plan.symptoms.iter().map(cause_value).collect::<Vec<_>>(),
        "objectives": one.stands.iter().map(|own| objective_value(one, own)).collect::<Vec<_>>(),
        "changed": changed.map(changed_value).collect::<Vec<_>>(),
        "checks": one.checks.iter().map(check_value).collect::<Vec<_>>(),
        "evidence": evidence_value(plan),
        "support": support_value(ask, plan),
        "effects": effects.iter().map(|own| effect_value(ask, plan, own)).collect::<Vec<_>>(),
    });
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
        all.extend(more);
    }
    value
}

fn head_value(ask: &Asked<'_>, record: &ImprovementPlan) -> Value {
    json!({
        "code": record.code(),
        "person": name(ask, record.person_id),
        "coach": record.coach_id.map(|coach| name(ask, coach)),
        "helper": record.helper_id.map(|helper| name(ask, helper)),
        "title": record.title,
        "cause": record.cause,
        "starts": record.starts.to_string(),
        "ends": record.ends.to_string(),
        "coach_confirmed": day(record.coach_confirmed_on),
        "person_confirmed": day(record.person_confirmed_on),
        "words": record.person_words,
        "closed": day(record.closed_on),
        "outcome": record.outcome.map(|outcome| outcome.word()),
        "result": record.result,
    })
}

fn cause_value(symptom: &CoachingSymptom) -> Value {
    json!({
        "cause": symptom.cause,
        "guess": symptom.guess,
        "figure": symptom.subject,
        "kind": symptom.subject_kind.map(|kind| kind.word()),
        "period": symptom.period,
        "value": symptom.value,
        "cases": symptom.sample,
        "beside": symptom.against.map(|against| against.word()),
        "beside_value": symptom.against_value,
        "beside_cases": symptom.against_sample,
    })
}

fn unit(record: &ImprovementObjective) -> Option<&'static str> {
    record.unit.map(PlanUnit::word)
}

fn objective_value(one: &Followed, own: &Stand) -> Value {
    let record = &own.record;
    let points = one.checks.iter().enumerate().map(|(at, check)| {
        let found = own.points.get(at).and_then(Option::as_ref);
        let (figure, words) = match asked(own, at) {
            Wanted::Figure(figure) => (Some(figure), None),
            Wanted::Words(words) => (None, Some(words)),
            Wanted::Nothing => (None, None),
        };
        json!({
            "after": check.after,
            "asked": figure,
            "asked_words": words,
            "found": found.and_then(|point| point.actual),
            "cases": found.and_then(|point| point.sample),
            "reach": reach(own, at, check.record.held_on.is_some()).word(),
        })
    });
    json!({
        "name": record.name,
        "metric": record.metric,
        "unit": unit(record),
        "weight_bp": record.weight,
        "baseline": record.baseline,
        "baseline_cases": record.baseline_sample,
        "baseline_period": record.baseline_period,
        "baseline_words": record.baseline_words,
        "target": record.target,
        "target_words": record.target_words,
        "now": own.now.value,
        "now_cases": own.now.sample,
        "now_period": own.now.period.map(|period| period.to_string()),
        "now_reached": own.now.reached.map(|reached| reached.word()),
        "share_bp": bp(own.share),
        "points": points.collect::<Vec<_>>(),
    })
}

fn changed_value(record: &ImprovementObjective) -> Value {
    json!({
        "name": record.name,
        "unit": unit(record),
        "baseline": record.baseline,
        "baseline_words": record.baseline_words,
        "target": record.target,
        "target_words": record.target_words,
        "ended": record.ended_on.map(|day| day.to_string()),
        "reason": record.end_reason,
    })
}

fn check_value(check: &Check) -> Value {
    let record = &check.record;
    let (state, late) = match check.state {
        CheckState::Coming => ("coming", None),
        CheckState::Due => ("due", None),
        CheckState::Overdue(days) => ("overdue", Some(days)),
        CheckState::NoEvidence => ("no_evidence", None),
        CheckState::Held => ("held", None),
    };
    json!({
        "after": check.after,
        "due": record.due.to_string(),
        "state": state,
        "late_working_days": late,
        "held": record.held_on.map(|day| day.to_string()),
        "verdict": record.verdict.map(|verdict| verdict.word()),
        "note": record.note,
    })
}

fn objective_name(plan: &Plan, id: ImprovementObjectiveId) -> Option<&str> {
    plan.objectives.iter().find(|own| own.id == id).map(|own| own.name.as_str())
}

fn evidence_value(plan: &Plan) -> Vec<Value> {
    let value = |own: &ImprovementEvidence| {
        json!({
            "objective": objective_name(plan, own.objective_id),
            "day": own.on_day.to_string(),
            "text": own.text,
            "shown_in": own.shown_in,
        })
    };
    plan.evidence.iter().map(value).collect()
}

fn support_value(ask: &Asked<'_>, plan: &Plan) -> Vec<Value> {
    let values = plan.support.iter().map(|own| {
        json!({
            "text": own.text,
            "owner": own.owner_id.map(|owner| name(ask, owner)),
            "times": own.times,
            "given": plan.kept(own.id),
            "due": own.due.map(|day| day.to_string()),
        })
    });
    values.collect()
}

/// The lines of the reading in their order; a refusal stands as its sentence.
fn effect_value(ask: &Asked<'_>, plan: &Plan, own: &Effect) -> Value {
    let (tr, found) = (ask.tr, &own.found);
    let reading = &found.reading;
    let change = match &reading.change {
        Ok(change) => json!({ "value": change.diff, "interval_90": range(change.interval) }),
        Err(why) => json!({ "refused": refusal(tr, why) }),
    };
    let expected = match &reading.rebound {
        Ok(rebound) => json!({ "expected": rebound.expected, "beyond": rebound.beyond }),
        Err(why) => json!({ "refused": refusal(tr, why) }),
    };
    let against = match &reading.against {
        Ok(against) => json!({ "value": against.effect, "interval_90": range(against.interval) }),
        Err(why) => json!({ "refused": refusal(tr, why) }),
    };
    let chance = match &reading.chance {
        Ok(chance) => json!({ "extreme": chance.extreme, "all": chance.arrangements }),
        Err(why) => json!({ "refused": refusal(tr, why) }),
    };
    let verdict = match reading.verdict {
        Verdict::TooFew { .. } => "too_few",
        Verdict::Inconclusive(Unclear::HoldsZero) => "holds_zero",
        Verdict::Inconclusive(Unclear::Disagree) => "disagree",
        Verdict::Inconclusive(Unclear::Unknown(_)) => "unknown",
        Verdict::SameDirection(Direction::Up) => "same_direction_up",
        Verdict::SameDirection(Direction::Down) => "same_direction_down",
    };
    json!({
        "objective": objective_name(plan, own.objective),
        "metric": found.metric.word(),
        "weeks_before": found.before.len(),
        "mean_before": mean(&found.before),
        "weeks_after": found.after.len(),
        "mean_after": mean(&found.after),
        "colleagues": found.peers.len(),
        "change": change,
        "expected_anyway": expected,
        "beyond_colleagues": against,
        "chance": chance,
        "verdict": verdict,
    })
}

fn behind_value(ask: &Asked<'_>, one: &Behind) -> Value {
    json!({
        "person": name(ask, one.person),
        "target": one.line.target.map(|target| target.base),
        "due": one.line.due(),
        "actual": one.line.actual.as_ref().and_then(|actual| actual.value),
        "before": one.before.map(|status| status.word()),
    })
}
