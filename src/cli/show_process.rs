//! `coxswain show process`: how deals are worked on, with the records behind each row, and what is being done
//! about it.

use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::error::Result;
use crate::metrics::pipeline::window_of;
use crate::metrics::process::improvements::{self, Improvement};
use crate::metrics::process::{Ask, Case, Finding, Found, Measure, More, Note, Place, Row, show};
use crate::metrics::process::{stages, survey};
use crate::store::opportunities;
use crate::store::records::{Account, Opportunity};

/// The process of a scope within a period, or of all time, as of the newest report.
pub(super) fn process(ask: &Asked<'_>) -> Result<Shown> {
    let newest = opportunities::last_reported(ask.db)?;
    let as_of = newest.map_or(ask.as_of, |newest| newest.min(ask.as_of));
    let asked = Ask {
        members: ask.directory.members(ask.scope),
        window: ask.period.map(|period| window_of(period, as_of)),
        as_of,
        today: ask.as_of,
    };
    let found = survey(ask.db, ask.directory, vec![asked])?;
    let improvements = improvements::load(ask.db, ask.directory, ask.scope, ask.as_of)?;
    let (mut list, mut lines) = (vec![], vec![]);
    for process in &found {
        for finding in Finding::ALL {
            let Some(found) = process.of(finding) else { continue };
            list.push(finding_value(ask, found)?);
            lines.extend(told(ask, found));
        }
    }
    let mut done = vec![];
    if !improvements.list.is_empty() {
        lines.push(ask.tr.text("process-items"));
    }
    for one in &improvements.list {
        done.push(improvement_value(ask, one));
        lines.push(improvement_line(ask, one));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "as_of": as_of.to_string(),
        "open": found.first().map(|process| process.open),
        "findings": list,
        "improvements": done,
        "improvements_elsewhere": improvements.elsewhere,
    });
    Ok((value, lines))
}

fn told(ask: &Asked<'_>, found: &Found) -> Vec<String> {
    let (tr, directory) = (ask.tr, ask.directory);
    let head = show::name(tr, found.finding);
    let mut lines = vec![format!("{head}  {}", show::sentence(tr, directory, found))];
    lines.extend(show::notes(tr, found).into_iter().map(|note| format!("  {note}")));
    for row in found.shown() {
        let place = show::place(tr, directory, row.place);
        let value = show::row_value(tr, found.finding, row);
        let more = show::more(tr, row);
        let line = format!("  {place}  {} / {}  {value}  {more}", row.count, row.measure.cases);
        lines.push(line.trim_end().to_owned());
    }
    lines
}

fn finding_value(ask: &Asked<'_>, found: &Found) -> Result<Value> {
    let mut rows = vec![];
    for row in found.shown() {
        rows.push(row_value(ask, row)?);
    }
    Ok(json!({
        "finding": found.finding.word(),
        "unit": found.finding.unit().word(),
        "sentence": show::sentence(ask.tr, ask.directory, found),
        "total": row_value(ask, &found.total)?,
        "rows": rows,
        "unused_fields": found.unused.iter().map(|field| field.word()).collect::<Vec<_>>(),
        "without_stage": found.without_stage,
        "own_model": found.own_model,
    }))
}

/// Where, as words that hold in every language.
fn place(ask: &Asked<'_>, place: Place) -> Value {
    let stages = stages(ask.directory);
    let name = |at: u8| stages.get(usize::from(at)).map(|stage| &stage.name);
    match place {
        Place::All => json!({}),
        Place::Stage(at) => json!({ "stage": name(at) }),
        Place::Back(from, to) => json!({ "from": name(from), "to": name(to) }),
        Place::Field(at, field) => json!({ "stage": name(at), "field": field.word() }),
        Place::Kind(kind) => json!({ "kind": kind.word() }),
        Place::Step(at, step) => {
            let step = ask.directory.stage_items.get(&step);
            json!({
                "stage": name(at),
                "step": step.map(|step| step.name.as_str()),
                "step_kind": step.map(|step| step.kind.word()),
            })
        }
    }
}

fn measured(measure: Measure) -> Value {
    json!({ "hundredths": measure.value, "cases": measure.cases })
}

fn row_value(ask: &Asked<'_>, row: &Row) -> Result<Value> {
    let mut records = vec![];
    for case in &row.records {
        records.push(case_value(ask, case)?);
    }
    let mut value = place(ask, row.place);
    let more = match row.more {
        More::None => json!({}),
        More::Time { days, touched_bp } => json!({ "days": days, "active_bp": touched_bp }),
        More::Waiting(still) => json!({ "still_waiting": still }),
        More::Returns { deals, days } => json!({ "deals": deals, "days_lost": days }),
        More::Lost { stay, silent, unknown } => json!({
            "stay_hundredths": stay,
            "silent_hundredths": silent,
            "without_contact": unknown,
        }),
        More::Pushes(pushes) => json!({ "pushes": pushes }),
        More::Steps { done, asked } => json!({ "steps_done": done, "steps_asked": asked }),
    };
    let common = json!({
        "count": row.count,
        "cases": row.measure.cases,
        "hundredths": row.measure.value,
        "few": row.few(),
        "records": records,
    });
    for part in [common, more] {
        if let (Some(all), Value::Object(part)) = (value.as_object_mut(), part) {
            all.extend(part);
        }
    }
    Ok(value)
}

/// A deal by its number, else its name; a customer by its name.
fn case_value(ask: &Asked<'_>, case: &Case) -> Result<Value> {
    let deal = case.deal.map(|deal| ask.db.get::<Opportunity>(deal)).transpose()?.flatten();
    let deal = deal.map(|deal| deal.number.unwrap_or(deal.name));
    let account = case.account.map(|id| ask.db.get::<Account>(id)).transpose()?.flatten();
    let note = match &case.note {
        Note::None => Value::Null,
        Note::Days(days) => json!({ "days": days }),
        Note::Still(days) => json!({ "days": days, "still_waiting": true }),
        Note::Like(other) => json!({ "like": other }),
        Note::Contacts(contacts) => json!({ "contacts": contacts }),
        Note::Lost(days, contact) => {
            json!({ "days": days, "last_contact": contact.map(|day| day.to_string()) })
        }
        Note::Pushed(from, to) => json!({ "from": from.to_string(), "to": to.to_string() }),
        Note::Steps(done, asked) => json!({ "steps_done": done, "steps_asked": asked }),
    };
    Ok(json!({
        "deal": deal,
        "account": account.map(|account| account.name),
        "day": case.day.map(|day| day.to_string()),
        "note": note,
    }))
}

fn improvement_value(ask: &Asked<'_>, one: &Improvement) -> Value {
    let record = &one.record;
    let owner = record.owner_id.map(|owner| ask.directory.person_name(owner));
    json!({
        "what": record.what,
        "finding": record.finding,
        "place": one.place.map(|at| place(ask, at)),
        "scope": ask.directory.scope_text(one.scope()),
        "owner": owner,
        "due": record.due.to_string(),
        "overdue": one.overdue,
        "opened": record.opened_on.to_string(),
        "closed": record.closed_on.map(|day| day.to_string()),
        "result": record.result,
        "before": measured(one.before()),
        "after": one.after.map(measured),
        "window_days": improvements::WINDOW_DAYS,
        "new_days": one.new_days,
    })
}

fn improvement_line(ask: &Asked<'_>, one: &Improvement) -> String {
    let tr = ask.tr;
    let value = |measure: Measure| {
        let finding = one.finding;
        finding.map_or_else(String::new, |finding| show::value(tr, finding, measure.value))
    };
    let after = one.after.map_or_else(|| tr.text("process-after-none"), value);
    let state = match (one.record.closed_on, one.overdue) {
        (Some(day), _) => tr.with("process-item-closed", &[("day", day.to_string().into())]),
        (None, true) => tr.text("process-item-overdue"),
        (None, false) => tr.text("process-item-open"),
    };
    format!("  {}  {state}  {} → {after}", one.record.what, value(one.before()))
}
