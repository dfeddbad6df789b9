//! The talks and visits of the year: held, seen, agreed, done, confirmed by both; and those that are planned.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::say;
use super::visits::Visits;
use crate::command::coaching::actions::{Action, ActionForm};
use crate::command::coaching::log::{Form, Log, OptionForm};
use crate::command::coaching::sheets::Sheet;
use crate::command::coaching::symptoms::SymptomForm;
use crate::command::coaching::{What, Who};
use crate::domain::ids::{CoachingId, MajorEventId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::symptom::Subject;
use crate::sample::story::{Cast, deal, given, lines, missing, parts, rows, word};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::records::{CoachingKind, CoachingState, EventPhase};

/// A talk as it was written down.
#[derive(Deserialize)]
struct Talk {
    key: String,
    state: String,
    planned: Option<NaiveDate>,
    kind: String,
    event: String,
    phase: String,
    person: String,
    coach: String,
    on: NaiveDate,
    at: String,
    minutes: Option<i64>,
    topic: String,
    present: String,
    account: String,
    deal: String,
    skill: String,
    cause: String,
    guess: bool,
    figure: String,
    period: String,
    prepared: Option<NaiveDate>,
    questions: String,
    goal: String,
    goal_by: Option<NaiveDate>,
    reality: String,
    options: String,
    will: String,
    will_by: Option<NaiveDate>,
    help: String,
    confidence: Option<i64>,
    to_seven: String,
    complete: bool,
    rep_words: String,
    next_on: Option<NaiveDate>,
    next_what: String,
    coach_on: Option<NaiveDate>,
    rep_on: Option<NaiveDate>,
}

/// What was agreed in a talk.
#[derive(Deserialize)]
struct Agreed {
    talk: String,
    text: String,
    owner: String,
    due: NaiveDate,
    done: Option<NaiveDate>,
    result: String,
}

/// Makes them in the order of the table.
pub(super) fn set(db: &mut Db, cast: &Cast, events: &BTreeMap<String, MajorEventId>) -> Result<()> {
    let visits = Visits::load(db)?;
    let mut agreed: BTreeMap<String, Vec<Agreed>> = BTreeMap::new();
    for action in rows::<Agreed>("actions")? {
        agreed.entry(action.talk.clone()).or_default().push(action);
    }
    for talk in rows::<Talk>("talks")? {
        let actions = agreed.remove(&talk.key).unwrap_or_default();
        let form = form(db, cast, events, (&talk, &actions))?;
        if word(&talk.state, CoachingState::parse)? == CoachingState::Planned {
            let today = talk.planned.unwrap_or(talk.on);
            say(db, today, What::Log(Log::Plan(Box::new(form))))?;
            continue;
        }
        let id = hold(db, cast, &visits, (&talk, form))?;
        let stored = log::actions_of(db, id)?;
        for (action, stored) in actions.iter().zip(&stored) {
            let Some(on_day) = action.done else { continue };
            let (id, result) = (stored.id, action.result.clone());
            say(db, on_day, What::Action(Action::Done { id, on_day, result }))?;
        }
        for (who, on_day) in [(Who::Coach, talk.coach_on), (Who::Rep, talk.rep_on)] {
            let Some(on_day) = on_day else { continue };
            say(db, on_day, What::Log(Log::Confirm { id, who, on_day }))?;
        }
    }
    match agreed.into_keys().next() {
        Some(key) => Err(missing(&key)),
        None => Ok(()),
    }
}

/// Holds a talk. A visit is completed once its sheet is filled in: the figure that it answers is what was
/// seen on it.
fn hold(
    db: &mut Db,
    cast: &Cast,
    visits: &Visits,
    (talk, form): (&Talk, Form),
) -> Result<CoachingId> {
    let Some(seen) = visits.of_talk(&talk.key) else {
        say(db, talk.on, What::Log(Log::Hold(None, Box::new(form))))?;
        return newest(db, cast, talk);
    };
    let bare = Form { complete: false, symptoms: vec![], actions: vec![], ..form.clone() };
    say(db, talk.on, What::Log(Log::Hold(None, Box::new(bare))))?;
    let id = newest(db, cast, talk)?;
    let sheet = visits.form(db, cast, (seen, id))?;
    say(db, talk.on, What::Sheet(Sheet::Save(None, Box::new(sheet))))?;
    say(db, talk.on, What::Log(Log::Edit(id, Box::new(form))))?;
    Ok(id)
}

/// The talk that was held last.
fn newest(db: &Db, cast: &Cast, talk: &Talk) -> Result<CoachingId> {
    let own = log::of_person(db, cast.person(&talk.person)?, (talk.on, talk.on))?;
    own.last().map(|coaching| coaching.id).ok_or_else(|| missing(&talk.key))
}

fn form(
    db: &Db,
    cast: &Cast,
    events: &BTreeMap<String, MajorEventId>,
    (talk, agreed): (&Talk, &[Agreed]),
) -> Result<Form> {
    let event = given(&talk.event, |key| events.get(key).copied().ok_or_else(|| missing(key)))?;
    let phase = given(&talk.phase, |phase| word(phase, EventPhase::parse))?;
    let mut actions = vec![];
    for action in agreed {
        let owner = Some(cast.person(&action.owner)?);
        actions.push(ActionForm { text: action.text.clone(), owner, due: Some(action.due) });
    }
    let kind = word(&talk.kind, CoachingKind::parse)?;
    Ok(Form {
        event: event.zip(phase),
        coach: Some(cast.person(&talk.coach)?),
        on_day: Some(talk.on),
        starts_at: talk.at.clone(),
        minutes: talk.minutes,
        topic: talk.topic.clone(),
        present: talk.present.clone(),
        account: given(&talk.account, |name| cast.account(name))?,
        deal: given(&talk.deal, |number| deal(db, number))?,
        skill: talk.skill.clone(),
        symptoms: symptom(cast, talk)?.into_iter().collect(),
        prepared_on: talk.prepared,
        questions: lines(&talk.questions),
        goal: talk.goal.clone(),
        goal_by: talk.goal_by,
        reality: talk.reality.clone(),
        options: parts(&talk.options).map(option).collect(),
        will: talk.will.clone(),
        will_by: talk.will_by,
        help: talk.help.clone(),
        confidence: talk.confidence,
        to_seven: talk.to_seven.clone(),
        complete: talk.complete,
        rep_words: talk.rep_words.clone(),
        next_on: talk.next_on,
        next_what: talk.next_what.clone(),
        actions,
        ..Form::of(kind, cast.person(&talk.person)?)
    })
}

/// A way that could be gone: what, whose idea it was, and as which it is tried.
fn option(cell: &str) -> OptionForm {
    let mut fields = cell.split('~');
    let text = fields.next().unwrap_or_default().to_owned();
    let from_rep = fields.next() == Some("own");
    let chosen = fields.next().and_then(|place| place.parse().ok());
    OptionForm { text, from_rep, chosen }
}

/// The figure that a talk answers and what it is put down to; `None` where neither was written down.
fn symptom(cast: &Cast, talk: &Talk) -> Result<Option<SymptomForm>> {
    let figure = match talk.figure.split_once(':') {
        None => None,
        Some((kind, text)) => {
            let subject = match kind {
                "step" => Subject::Step(text.to_owned()),
                "stage" => Subject::Stage(cast.stage(word(text, |place| place.parse().ok())?)?),
                _ => Subject::Metric(word(text, MetricId::parse)?),
            };
            Some((subject, word(&talk.period, Period::parse)?))
        }
    };
    if figure.is_none() && talk.cause.is_empty() {
        return Ok(None);
    }
    Ok(Some(SymptomForm { cause: talk.cause.clone(), guess: talk.guess, figure }))
}
