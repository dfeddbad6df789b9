//! `coxswain show coaching-log`: the coachings of a scope and a quarter with all that the page shows of each, the
//! events, and for one person what a talk is prepared with.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::values::day;
use crate::cli::show::{Asked, Shown};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::{Interval, Rate};
use crate::error::{Error, Result};
use crate::metrics::Measured;
use crate::metrics::coaching::log::{
    self, Agreed, DealLine, EventLine, Following, Record, entries, events, records,
};
use crate::metrics::coaching::prepare::{Changed, Prepared, prepared};
use crate::metrics::coaching::seen::{Seen, Trend, trend};
use crate::metrics::coaching::show::{self, Standing, effect, joined};
use crate::metrics::coaching::weekly::Weekly;
use crate::metrics::coaching::{missing, words};
use crate::metrics::compared::StepCompared;
use crate::store::records::{
    Coaching, CoachingPostponement, CoachingState, CoachingSymptom, EventPhase,
};

/// The coachings of the period, or of the quarter of today without one; what a talk is prepared with for the
/// person who is named.
pub(super) fn coaching_log(ask: &Asked<'_>, person: Option<&str>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let found = entries(ask.db, &members, period, ask.today)?;
    let ids: Vec<_> = found.iter().map(|entry| entry.coaching.id).collect();
    let mut all = records(ask.db, ask.directory, &ids, ask.today)?;
    for record in &mut all {
        if let Some(seen) = &record.seen {
            let person = record.details.coaching.person_id;
            record.trend = trend(ask.db, ask.directory, person, seen)?;
        }
    }
    let events = events(ask.db, &members, period, ask.today)?;
    let unprepared = events.iter().filter(|event| event.unprepared()).count();
    let ready = person.map(|name| person_named(ask, name)).transpose()?;
    let ready =
        ready.map(|person| prepared(ask.db, ask.directory, person, ask.today)).transpose()?;
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "as_of": ask.today.to_string(),
        "coachings": all.iter().map(|record| record_value(ask, record)).collect::<Vec<_>>(),
        "events": events.iter().map(|line| event_value(ask, line)).collect::<Vec<_>>(),
        "events_unprepared": unprepared,
        "prepared": ready.as_ref().map(|ready| prepared_value(ask, ready)),
    });
    Ok((value, all.iter().map(|record| line(ask, record)).collect()))
}

fn person_named(ask: &Asked<'_>, name: &str) -> Result<PersonId> {
    match ask.directory.parse_scope(&format!("person:{name}"))? {
        Scope::Person(person) => Ok(person),
        _ => Err(Error::new("error-show-person")),
    }
}

fn name(ask: &Asked<'_>, person: PersonId) -> String {
    ask.directory.person_name(person).to_owned()
}

/// A coaching in a line.
fn line(ask: &Asked<'_>, record: &Record) -> String {
    let (tr, coaching) = (ask.tr, &record.details.coaching);
    let about = joined(tr, &[&words::kind_of(coaching, tr), &record.account, &coaching.topic]);
    let state = match coaching.state {
        CoachingState::Planned => tr.text("log-planned"),
        CoachingState::Held if coaching.complete => String::new(),
        CoachingState::Held => tr.text("log-incomplete"),
    };
    let cells =
        [coaching.on_day.to_string(), name(ask, coaching.person_id), about, state, coaching.code()];
    let cells: Vec<&str> =
        cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    cells.join("  ")
}

/// All of it, in two parts: one would be too long for the macro.
fn record_value(ask: &Asked<'_>, record: &Record) -> Value {
    let mut value = talk_value(ask, record);
    let lacks: Vec<&str> = if record.details.coaching.complete {
        vec![]
    } else {
        missing::of(&record.details).into_iter().map(missing::word).collect()
    };
    let more = json!({
        "missing": lacks,
        "symptoms": record.details.symptoms.iter().map(symptom_value).collect::<Vec<_>>(),
        "actions": record.agreed.iter().map(|own| agreed_value(ask, record, own)).collect::<Vec<_>>(),
        "seen": record.seen.as_ref().map(|seen| seen_value(seen, &record.trend)),
        "effects": record.effects.iter().map(|own| effect_value(ask, own)).collect::<Vec<_>>(),
    });
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
        all.extend(more);
    }
    value
}

fn talk_value(ask: &Asked<'_>, record: &Record) -> Value {
    let coaching = &record.details.coaching;
    let options: Vec<Value> = record
        .details
        .options
        .iter()
        .map(|option| {
            json!({ "text": option.text, "own": option.from_rep, "chosen": option.chosen })
        })
        .collect();
    let mut value = head_value(ask, coaching);
    let more = json!({
        "account": Some(&record.account).filter(|account| !account.is_empty()),
        "deal": record.deal.as_ref().map(|deal| deal_value(ask, deal)),
        "event": record.details.event.as_ref().map(|event| &event.name),
        "skill": coaching.skill,
        "prepared_on": day(coaching.prepared_on),
        "questions": coaching.questions,
        "goal": coaching.goal,
        "goal_by": day(coaching.goal_by),
        "reality": coaching.reality,
        "options": options,
        "will": coaching.will,
        "will_by": day(coaching.will_by),
        "help": coaching.help,
        "confidence": coaching.confidence,
        "to_seven": coaching.to_seven,
        "words": coaching.rep_words,
        "next_on": day(coaching.next_on),
        "next_what": coaching.next_what,
        "complete": coaching.complete,
        "rep_confirmed": day(coaching.rep_confirmed_on),
        "coach_confirmed": day(coaching.coach_confirmed_on),
    });
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
        all.extend(more);
    }
    value
}

fn head_value(ask: &Asked<'_>, coaching: &Coaching) -> Value {
    json!({
        "code": coaching.code(),
        "kind": coaching.kind.word(),
        "phase": coaching.phase.map(EventPhase::word),
        "state": coaching.state.word(),
        "person": name(ask, coaching.person_id),
        "coach": show::coach(ask.directory, coaching),
        "on_day": coaching.on_day.to_string(),
        "starts_at": coaching.starts_at,
        "minutes": coaching.minutes,
        "topic": coaching.topic,
        "present": coaching.present,
    })
}

fn deal_value(ask: &Asked<'_>, deal: &DealLine) -> Value {
    json!({
        "name": deal.name,
        "account": deal.account,
        "amount": deal.amount,
        "status": deal.status.word(),
        "stage": deal.stage.map(|stage| show::stage(ask.directory, ask.tr, stage)),
        "days": deal.days,
    })
}

fn symptom_value(kept: &CoachingSymptom) -> Value {
    json!({
        "kind": kept.subject_kind.map(|kind| kind.word()),
        "subject": kept.subject,
        "name": kept.name,
        "period": kept.period,
        "value": kept.value,
        "sample": kept.sample,
        "against": kept.against.map(|against| against.word()),
        "against_value": kept.against_value,
        "against_sample": kept.against_sample,
        "frozen_on": day(kept.frozen_on),
        "cause": kept.cause,
        "guess": kept.guess,
    })
}

/// How often something was put off.
pub(super) fn postponed_value(postponed: &[CoachingPostponement]) -> Vec<Value> {
    postponed
        .iter()
        .map(|one| {
            json!({
                "was": one.was.to_string(),
                "due": one.due.to_string(),
                "reason": one.reason,
                "on_day": one.on_day.to_string(),
                "by": one.by_name,
            })
        })
        .collect()
}

fn agreed_value(ask: &Asked<'_>, record: &Record, own: &Agreed) -> Value {
    let coaching = &record.details.coaching;
    json!({
        "text": own.action.text,
        "owner": show::owner(ask.directory, own.action.owner_id, coaching),
        "due": own.action.due.to_string(),
        "agreed_for": own.agreed_for().to_string(),
        "state": own.due.word(),
        "days": days(own.due),
        "done_on": day(own.action.done_on),
        "result": own.action.result,
        "postponed": postponed_value(&own.postponed),
    })
}

/// The days that are left, fewer than none where its day has passed; none of what is done.
pub(super) const fn days(due: log::Due) -> Option<i64> {
    match due {
        log::Due::Late(days) => Some(-days),
        log::Due::Today => Some(0),
        log::Due::Left(days) => Some(days),
        log::Due::Done(_) => None,
    }
}

/// A score in tenths as a number from 0 to 100.
fn score(tenths: Option<i64>) -> Option<f64> {
    tenths.map(|tenths| tenths as f64 / 10.0)
}

fn seen_value(seen: &Seen, trend: &Trend) -> Value {
    let steps: Vec<Value> = seen
        .steps
        .iter()
        .map(|step| {
            json!({
                "step": step.word,
                "name": step.name,
                "before": step.before,
                "level": step.now,
                "required": step.required,
                "below": step.below(),
                "fact": Some(&step.fact).filter(|fact| !fact.is_empty()),
            })
        })
        .collect();
    let points: Vec<Value> = trend
        .points
        .iter()
        .map(|point| {
            json!({
                "day": point.day.to_string(),
                "score": score(point.tenths),
                "lowest": score(point.lowest),
            })
        })
        .collect();
    let (n, reached) = seen.reached();
    json!({
        "day": seen.day.to_string(),
        "day_before": day(seen.day_before),
        "steps": steps,
        "score": score(seen.tenths()),
        "score_before": score(seen.tenths_before()),
        "seen": n,
        "reached": reached,
        "agreed": Some(&seen.agreed).filter(|agreed| !agreed.is_empty()),
        "trend": points,
        "required": score(trend.required),
        "lowest": trend.lowest,
    })
}

fn span(days: Option<(NaiveDate, NaiveDate)>) -> Value {
    match days {
        Some((from, to)) => json!({ "from": from.to_string(), "to": to.to_string() }),
        None => Value::Null,
    }
}

fn interval(interval: Interval) -> [f64; 2] {
    [interval.lo, interval.hi]
}

/// What became of a metric: the weeks, the four lines, and what may be said.
fn effect_value(ask: &Asked<'_>, found: &Weekly) -> Value {
    let reading = &found.reading;
    let change = reading.change.ok().map(|change| {
        json!({
            "before": change.before,
            "after": change.after,
            "difference": change.diff,
            "interval": interval(change.interval),
        })
    });
    let rebound = reading
        .rebound
        .ok()
        .map(|rebound| json!({ "expected": rebound.expected, "beyond": rebound.beyond }));
    let against = reading.against.ok().map(|against| {
        json!({
            "peers": against.peers,
            "usual": against.usual,
            "effect": against.effect,
            "interval": interval(against.interval),
        })
    });
    let chance = reading
        .chance
        .ok()
        .map(|chance| json!({ "p": chance.p(), "smallest_p": chance.smallest_p() }));
    let said = effect(ask.tr, found, ask.today);
    json!({
        "metric": found.metric.word(),
        "unit": found.metric.unit().word(),
        "before_days": span(found.before_days),
        "before": found.before,
        "after_days": span(found.after_days),
        "after": found.after,
        "change": change,
        "rebound": rebound,
        "against_peers": against,
        "chance": chance,
        "verdict": Standing::of(found).word(),
        "said": said.verdict,
    })
}

fn event_value(ask: &Asked<'_>, line: &EventLine) -> Value {
    let event = &line.event;
    let note = |phase| {
        line.note(phase).map(|note| json!({ "code": note.code(), "state": note.state.word() }))
    };
    json!({
        "name": event.name,
        "on_day": event.on_day.to_string(),
        "person": name(ask, event.person_id),
        "note": event.note,
        "before": note(EventPhase::Before),
        "during": note(EventPhase::During),
        "after": note(EventPhase::After),
        "unprepared": line.unprepared(),
    })
}

fn measured(found: &Measured) -> Value {
    json!({ "value": found.value, "records": found.records })
}

fn changed_value(changed: &Changed) -> Value {
    json!({
        "metric": changed.metric.word(),
        "unit": changed.metric.unit().word(),
        "now": measured(&changed.now),
        "then": changed.then.as_ref().map(measured),
        "team": changed.team.as_ref().map(measured),
    })
}

fn rate(rate: Option<Rate>) -> Value {
    match rate {
        Some(rate) => json!({ "advanced": rate.k, "reached": rate.n, "rate": rate.rate }),
        None => Value::Null,
    }
}

fn step_value(ask: &Asked<'_>, step: &StepCompared) -> Value {
    json!({
        "stage": show::stage(ask.directory, ask.tr, step.stage),
        "own": rate(step.own),
        "team": rate(step.around),
    })
}

fn open_value(ask: &Asked<'_>, of: &Following) -> Value {
    json!({
        "text": of.of.action.text,
        "owner": of.owner().map(|owner| name(ask, owner)),
        "due": of.of.action.due.to_string(),
        "state": of.due.word(),
        "days": days(of.due),
        "postponed": postponed_value(&of.postponed),
    })
}

/// What a talk is prepared with.
fn prepared_value(ask: &Asked<'_>, ready: &Prepared) -> Value {
    let skills: Vec<Value> = ready
        .skills
        .iter()
        .map(|gap| json!({ "skill": gap.name, "level": gap.level, "required": gap.required }))
        .collect();
    let stuck: Vec<Value> = ready
        .stuck
        .iter()
        .map(|own| {
            json!({
                "name": own.named.name,
                "account": own.named.account,
                "amount": own.deal.amount,
                "stage": show::stage(ask.directory, ask.tr, own.deal.stage),
                "days": own.deal.visit_days,
                "decided": own.deal.decided,
            })
        })
        .collect();
    json!({
        "person": name(ask, ready.person),
        "period": ready.period.to_string(),
        "last": day(ready.last),
        "manager": ready.manager.map(|manager| name(ask, manager)),
        "changed": ready.metrics.iter().map(changed_value).collect::<Vec<_>>(),
        "weakest": ready.weakest.as_ref().map(|step| step_value(ask, step)),
        "open_actions": ready.open.iter().map(|of| open_value(ask, of)).collect::<Vec<_>>(),
        "below_post": ready.seen.as_ref().map(|seen| {
            seen.below().into_iter().map(|step| step.name.clone()).collect::<Vec<_>>()
        }),
        "skills_missing": skills,
        "skills_asked": ready.asked,
        "skills_unrated": ready.unrated,
        "stuck": stuck,
    })
}
