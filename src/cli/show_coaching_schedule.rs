//! `coxswain show coaching-schedule`: when everybody is to be coached by the rhythm, what is planned, what was
//! missed, and the events that nobody was coached for.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::values::day;
use crate::cli::show::{Asked, Shown};
use crate::error::Result;
use crate::i18n::day_beside;
use crate::metrics::coaching::say;
use crate::metrics::coaching::schedule::{self, Due, Slot, Unprepared};

/// The schedule of a scope as of a day, with the weeks from that day on.
pub(super) fn coaching_schedule(ask: &Asked<'_>) -> Result<Shown> {
    let (tr, today) = (ask.tr, ask.today);
    let found = schedule::load(ask.db, ask.directory, ask.scope, (today, today))?;
    let name = |person| ask.directory.person_name(person);
    let mut lines = vec![];
    for due in &found.dues {
        let state = match due.planned {
            Some(day) => {
                let day = day_beside(tr, day, today);
                tr.with("schedule-event-planned", &[("day", day.into())])
            }
            None if due.open(found.until) => tr.text("schedule-strip-due"),
            None => String::new(),
        };
        let said = say::joined(tr, &[&say::due(tr, due, today), &state]);
        lines.push(format!("{}  {said}", name(due.person)));
    }
    let planned = found.slots.iter().chain(&found.missed);
    for slot in planned {
        let parts = [say::kind(tr, slot.kind), slot.topic.clone()];
        let about = say::joined(tr, &parts.each_ref().map(String::as_str));
        lines.push(format!("{}  {}  {about}  {}", slot.day, name(slot.person), slot.stand.word()));
    }
    for one in &found.events {
        let words = tr.text("schedule-strip-events");
        lines.push(format!("{}  {}  {words}", one.event.on_day, one.event.name));
    }
    let weeks = found.weeks.iter().map(|week| {
        json!({ "from": week.first.to_string(), "to": week.last.to_string(), "workdays": week.workdays })
    });
    let rhythms = found.rhythms.all().iter().map(|rhythm| {
        json!({
            "kind": rhythm.kind.word(),
            "person": rhythm.person_id.map(name),
            "days": rhythm.days,
            "channel": rhythm.channel,
            "since": rhythm.since.to_string(),
        })
    });
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": today.to_string(),
        "until": found.until.to_string(),
        "due": found.dues.iter().map(|one| due(ask, one, found.until)).collect::<Vec<_>>(),
        "due_not_planned": found.open().count(),
        "late": found.open().filter(|due| due.late(today)).count(),
        "planned_ahead": found.ahead.len(),
        "weeks": weeks.collect::<Vec<_>>(),
        "coachings": found.slots.iter().map(|one| slot(ask, one)).collect::<Vec<_>>(),
        "missed": found.missed.iter().map(|one| slot(ask, one)).collect::<Vec<_>>(),
        "events_without_note": found.events.iter().map(|one| event(ask, one)).collect::<Vec<_>>(),
        "rhythms": rhythms.collect::<Vec<_>>(),
    });
    Ok((value, lines))
}

fn due(ask: &Asked<'_>, due: &Due, until: NaiveDate) -> Value {
    json!({
        "person": ask.directory.person_name(due.person),
        "meeting": due.meeting.word(),
        "kind": due.rule.kind.word(),
        "days": due.rule.days,
        "usual": !due.rule.set,
        "last": day(due.clock.last),
        "since": day(due.clock.since),
        "due": day(due.clock.due()),
        "late_days": due.clock.late(ask.today).filter(|days| *days > 0),
        "planned": day(due.planned),
        "open": due.open(until),
    })
}

fn slot(ask: &Asked<'_>, slot: &Slot) -> Value {
    json!({
        "person": ask.directory.person_name(slot.person),
        "coach": slot.coach.map(|coach| ask.directory.person_name(coach)),
        "kind": slot.kind.word(),
        "state": slot.stand.word(),
        "day": slot.day.to_string(),
        "starts_at": slot.starts_at,
        "topic": slot.topic,
        "phase": slot.event.map(|(_, phase)| phase.word()),
    })
}

fn event(ask: &Asked<'_>, one: &Unprepared) -> Value {
    json!({
        "name": one.event.name,
        "day": one.event.on_day.to_string(),
        "person": ask.directory.person_name(one.event.person_id),
        "note_planned": day(one.planned),
    })
}
