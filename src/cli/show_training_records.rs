//! `coxswain show training-records`: everything that one person learned, with the hours of each year.

use serde_json::{Map, Value, json};

use super::show::{Asked, Shown};
use super::values::day;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::training::records::{self, Ahead, Entry, Waits, What, Year, show};
use crate::store::records::LearningTopic;
use crate::store::training::results::Sums;

/// The record of one person, by `--person` or by the scope; of a period where one is named.
pub(super) fn training_records(ask: &Asked<'_>, name: Option<&str>) -> Result<Shown> {
    let scope = match name {
        Some(name) => ask.directory.parse_scope(&format!("person:{name}"))?,
        None => ask.scope,
    };
    let Scope::Person(person) = scope else {
        return Err(Error::new("error-show-person"));
    };
    let found = records::load(ask.db, ask.directory, person, ask.as_of)?;
    let inside = |entry: &&Entry| ask.period.is_none_or(|period| period.contains(entry.on));
    let entries: Vec<&Entry> = found.entries.iter().filter(inside).collect();
    let mut lines: Vec<String> = found.years.iter().map(year_line).collect();
    lines.extend(entries.iter().map(|entry| {
        let told = show::told(ask.tr, ask.directory, entry);
        let kind = show::kind(ask.tr, entry.kind());
        let cells = [entry.on.to_string(), kind, told.title, told.detail, told.result];
        cells.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<String>>().join("  ")
    }));
    let value = json!({
        "person": ask.directory.person_name(person),
        "as_of": ask.as_of.to_string(),
        "period": ask.period_text(),
        "records": entries.iter().map(|entry| told(ask, entry)).collect::<Vec<_>>(),
        "ahead": found.ahead.iter().map(|ahead| ahead_value(ask, ahead)).collect::<Vec<_>>(),
        "years": found.years.iter().map(year_value).collect::<Vec<_>>(),
    });
    Ok((value, lines))
}

/// Ten-thousandths as a number.
fn units(value: Option<i64>) -> Option<f64> {
    value.map(|value| value as f64 / 10_000.0)
}

fn topic(topic: Option<LearningTopic>) -> Option<&'static str> {
    topic.map(LearningTopic::word)
}

fn told(ask: &Asked<'_>, entry: &Entry) -> Value {
    let said = show::told(ask.tr, ask.directory, entry);
    let mut value = json!({
        "day": entry.on.to_string(),
        "kind": entry.kind().word(),
        "topic": topic(entry.topic),
        "title": said.title,
        "detail": said.detail,
        "result": said.result,
    });
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more(ask, &entry.what)) {
        all.extend(more);
    }
    value
}

/// What only records of its kind have.
fn more(ask: &Asked<'_>, what: &What) -> Value {
    match what {
        What::Training { result, course, hours, .. } => json!({
            "course": course, "hours": units(*hours), "cost": result.cost,
            "score": units(result.score), "retest_score": units(result.retest_score),
            "outcome": result.outcome,
        }),
        What::Update { quiz, passed_on, .. } => json!({
            "correct": quiz.map(|(right, _)| right), "questions": quiz.map(|(_, asked)| asked),
            "passed_on": day(*passed_on),
        }),
        What::Certificate { number, paper, until, .. } => json!({
            "number": number, "became": paper.word(), "expires": day(*until),
        }),
        What::Rating { rating, before } => json!({
            "skill": rating.skill, "level": units(Some(rating.level)), "before": units(*before),
            "rater": rating.rater,
        }),
        What::Refreshed { skill, passed } => json!({ "skill": skill, "passed": passed }),
        What::Coaching(coaching) => json!({
            "skill": coaching.skill, "minutes": coaching.minutes,
        }),
        What::Mentoring { guided, guides, other, .. } => json!({
            "event": guided.word(), "role": if *guides { "mentor" } else { "mentee" },
            "other": ask.directory.person_name(*other),
        }),
        What::Case { score, .. } => json!({ "score": score }),
    }
}

fn ahead_value(ask: &Asked<'_>, ahead: &Ahead) -> Value {
    let (kind, title, more) = match &ahead.what {
        Waits::Class { name, place, waiting, .. } => {
            let kind = if *waiting { "waiting" } else { "class" };
            (kind, name, place.clone())
        }
        Waits::Task { mentor, words } => {
            ("task", words, Some(ask.directory.person_name(*mentor).to_owned()))
        }
        Waits::Update { title } => ("update", title, None),
    };
    json!({ "day": day(ahead.on), "kind": kind, "title": title, "detail": more })
}

fn sums(sums: &Sums) -> Value {
    json!({
        "trainings": sums.results,
        "passed": sums.passed,
        "completed": sums.completed,
        "failed": sums.failed,
        "hours": units(sums.hours.value),
        "hours_unknown": sums.hours.unknown,
        "cost": sums.cost.value,
        "cost_unknown": sums.cost.unknown,
    })
}

fn year_value(year: &Year) -> Value {
    let quota = year.quota();
    let topics: Map<String, Value> = year
        .topics
        .iter()
        .map(|(own, own_sums)| (topic(*own).unwrap_or("none").to_owned(), sums(own_sums)))
        .collect();
    let mut value = sums(&year.sums);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("year".to_owned(), year.year.into());
        fields.insert("quota".to_owned(), json!(units(year.quota)));
        let share = quota.and_then(|quota| quota.share()).map(|share| share.to_f64());
        fields.insert("share".to_owned(), json!(share));
        let left = quota.and_then(|quota| quota.left()).map(|left| left.to_f64() / 10_000.0);
        fields.insert("left".to_owned(), json!(left));
        fields.insert("topics".to_owned(), Value::Object(topics));
    }
    value
}

/// A year in a line: its hours, of so many that are asked for.
fn year_line(year: &Year) -> String {
    let hours = year.sums.hours.value.map_or_else(|| "–".to_owned(), show::hours);
    match year.quota {
        Some(quota) => format!("{}  {hours} / {}", year.year, show::hours(quota)),
        None => format!("{}  {hours}", year.year),
    }
}
