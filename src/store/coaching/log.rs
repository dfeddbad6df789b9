//! The coaching log: talks, field visits and notes to events, what was agreed in them, and the events.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{
    AccountId, CoachingActionId, CoachingId, ImprovementPlanId, MajorEventId, OpportunityId,
    PersonId,
};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::coaching::Days;
use crate::store::db::{Db, Value};
use crate::store::records::{
    Coaching, CoachingAction, CoachingKind, CoachingOption, CoachingPostponement, CoachingState,
    CoachingSymptom, MajorEvent,
};

const BETWEEN: &str = "SELECT id, quarter, number, kind, event_id, phase, state, person_id, coach_id, on_day, starts_at, minutes, topic, present, account_id, opportunity_id, skill, prepared_on, questions, goal, goal_by, reality, will, will_by, help, confidence, to_seven, complete, rep_words, next_on, next_what, coach_confirmed_on, rep_confirmed_on, by_name FROM coaching WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const WHOSE: &str = "SELECT person_id, on_day, state FROM coaching WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const OF_PERSON: &str = "SELECT id, quarter, number, kind, event_id, phase, state, person_id, coach_id, on_day, starts_at, minutes, topic, present, account_id, opportunity_id, skill, prepared_on, questions, goal, goal_by, reality, will, will_by, help, confidence, to_seven, complete, rep_words, next_on, next_what, coach_confirmed_on, rep_confirmed_on, by_name FROM coaching WHERE person_id = $1 AND on_day >= $2 AND on_day <= $3 ORDER BY on_day, id";
const OF_DEAL: &str = "SELECT id, quarter, number, kind, event_id, phase, state, person_id, coach_id, on_day, starts_at, minutes, topic, present, account_id, opportunity_id, skill, prepared_on, questions, goal, goal_by, reality, will, will_by, help, confidence, to_seven, complete, rep_words, next_on, next_what, coach_confirmed_on, rep_confirmed_on, by_name FROM coaching WHERE opportunity_id = $1 ORDER BY on_day, id";
const OF_ACCOUNT: &str = "SELECT id, quarter, number, kind, event_id, phase, state, person_id, coach_id, on_day, starts_at, minutes, topic, present, account_id, opportunity_id, skill, prepared_on, questions, goal, goal_by, reality, will, will_by, help, confidence, to_seven, complete, rep_words, next_on, next_what, coach_confirmed_on, rep_confirmed_on, by_name FROM coaching WHERE account_id = $1 ORDER BY on_day, id";
const OF_EVENT: &str = "SELECT id, quarter, number, kind, event_id, phase, state, person_id, coach_id, on_day, starts_at, minutes, topic, present, account_id, opportunity_id, skill, prepared_on, questions, goal, goal_by, reality, will, will_by, help, confidence, to_seven, complete, rep_words, next_on, next_what, coach_confirmed_on, rep_confirmed_on, by_name FROM coaching WHERE event_id = $1 ORDER BY on_day, id";
const NOTES: &str = "SELECT c.id, c.quarter, c.number, c.kind, c.event_id, c.phase, c.state, c.person_id, c.coach_id, c.on_day, c.starts_at, c.minutes, c.topic, c.present, c.account_id, c.opportunity_id, c.skill, c.prepared_on, c.questions, c.goal, c.goal_by, c.reality, c.will, c.will_by, c.help, c.confidence, c.to_seven, c.complete, c.rep_words, c.next_on, c.next_what, c.coach_confirmed_on, c.rep_confirmed_on, c.by_name FROM coaching c JOIN major_event e ON e.id = c.event_id WHERE e.on_day >= $1 AND e.on_day <= $2 ORDER BY c.on_day, c.id";
const MISSED: &str = "SELECT id, quarter, number, kind, event_id, phase, state, person_id, coach_id, on_day, starts_at, minutes, topic, present, account_id, opportunity_id, skill, prepared_on, questions, goal, goal_by, reality, will, will_by, help, confidence, to_seven, complete, rep_words, next_on, next_what, coach_confirmed_on, rep_confirmed_on, by_name FROM coaching WHERE state = 'planned' AND on_day < $1 ORDER BY on_day, id";
const LAST_HELD: &str = "SELECT person_id, kind, MAX(on_day) FROM coaching WHERE state = 'held' AND on_day <= $1 GROUP BY person_id, kind ORDER BY person_id, kind";
const NEXT_PLANNED: &str = "SELECT person_id, kind, MIN(on_day) FROM coaching WHERE state = 'planned' AND on_day >= $1 GROUP BY person_id, kind ORDER BY person_id, kind";
const HELD: &str = "SELECT person_id, kind, COUNT(*), COUNT(minutes), CAST(COALESCE(SUM(minutes), 0) AS BIGINT) FROM coaching WHERE state = 'held' AND on_day >= $1 AND on_day <= $2 GROUP BY person_id, kind ORDER BY person_id, kind";
const QUARTERS: &str = "SELECT DISTINCT quarter FROM coaching ORDER BY quarter";
const LAST_NUMBER: &str = "SELECT MAX(number) FROM coaching WHERE quarter = $1";
const OPTIONS_OF: &str = "SELECT id, coaching_id, position, text, from_rep, chosen FROM coaching_option WHERE coaching_id = $1 ORDER BY position, id";
const ACTIONS_OF: &str = "SELECT id, coaching_id, position, text, owner_id, due, done_on, result FROM coaching_action WHERE coaching_id = $1 ORDER BY position, id";
const SYMPTOMS_OF: &str = "SELECT id, coaching_id, plan_id, position, cause, guess, subject_kind, subject, name, period, value, sample, against, against_value, against_sample, frozen_on FROM coaching_symptom WHERE coaching_id = $1 ORDER BY position, id";
const SYMPTOMS_OF_PLAN: &str = "SELECT id, coaching_id, plan_id, position, cause, guess, subject_kind, subject, name, period, value, sample, against, against_value, against_sample, frozen_on FROM coaching_symptom WHERE plan_id = $1 ORDER BY position, id";
const ACTIONS_DUE: &str = "SELECT a.id, a.coaching_id, a.position, a.text, a.owner_id, a.due, a.done_on, a.result, c.person_id, c.coach_id, c.on_day, c.topic FROM coaching_action a JOIN coaching c ON c.id = a.coaching_id WHERE a.due >= $1 AND a.due <= $2 ORDER BY a.due, a.id";
const OPEN_ON: &str = "SELECT a.id, a.coaching_id, a.position, a.text, a.owner_id, a.due, a.done_on, a.result, c.person_id, c.coach_id, c.on_day, c.topic FROM coaching_action a JOIN coaching c ON c.id = a.coaching_id WHERE (a.done_on IS NULL OR a.done_on > $1) AND (c.state = 'planned' OR c.on_day <= $1) ORDER BY a.due, a.id";
const ACTION_COUNTS: &str = "SELECT a.coaching_id, COUNT(*), COUNT(CASE WHEN a.done_on <= $1 THEN 1 END), MIN(CASE WHEN a.done_on IS NULL OR a.done_on > $1 THEN a.due END) FROM coaching_action a JOIN coaching c ON c.id = a.coaching_id WHERE c.on_day >= $2 AND c.on_day <= $3 GROUP BY a.coaching_id ORDER BY a.coaching_id";
const DONE_ACTIONS: &str = "SELECT a.id, a.coaching_id, a.position, a.text, a.owner_id, a.due, a.done_on, a.result, c.person_id, c.coach_id, c.on_day, c.topic FROM coaching_action a JOIN coaching c ON c.id = a.coaching_id WHERE a.done_on >= $1 AND a.done_on <= $2 ORDER BY a.done_on, a.id";
const POSTPONEMENTS: &str = "SELECT id, action_id, was, due, reason, on_day, by_name FROM coaching_postponement WHERE action_id = $1 ORDER BY id";
const PUT_OFF_SINCE: &str =
    "SELECT action_id, was FROM coaching_postponement WHERE on_day > $1 ORDER BY id";
const POSTPONED: &str = "SELECT p.id, p.action_id, p.was, p.due, p.reason, p.on_day, p.by_name FROM coaching_postponement p JOIN coaching_action a ON a.id = p.action_id WHERE a.done_on IS NULL OR a.done_on >= $1 ORDER BY p.id";
const LAST_OF: &str =
    "SELECT MAX(on_day) FROM coaching WHERE person_id = $1 AND state = 'held' AND on_day <= $2";
const ANSWERED: &str = "SELECT c.person_id, c.on_day, s.subject FROM coaching_symptom s JOIN coaching c ON c.id = s.coaching_id WHERE s.subject_kind = 'metric' AND c.state = 'held' AND c.on_day >= $1 AND c.on_day <= $2 ORDER BY c.on_day, s.id";
const EVENTS: &str = "SELECT id, name, on_day, person_id, account_id, opportunity_id, note, by_name FROM major_event WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const EVENTS_OF_DEAL: &str = "SELECT id, name, on_day, person_id, account_id, opportunity_id, note, by_name FROM major_event WHERE opportunity_id = $1 ORDER BY on_day, id";
const UNPREPARED: &str = "SELECT e.id, e.name, e.on_day, e.person_id, e.account_id, e.opportunity_id, e.note, e.by_name FROM major_event e WHERE e.on_day >= $1 AND e.on_day <= $2 AND NOT EXISTS (SELECT 1 FROM coaching c WHERE c.event_id = e.id AND c.phase = 'before' AND c.state = 'held') ORDER BY e.on_day, e.id";

/// Hands over the coachings of some days, planned and held, in the order of days.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn each_between(
    db: &Db,
    (from, to): Days,
    mut each: impl FnMut(Coaching) -> Result<()>,
) -> Result<()> {
    db.read(BETWEEN, &[from.into(), to.into()], |row| each(Coaching::from_row(row)?))
}

/// Hands over with whom the coachings of some days are, when, and whether they are planned or held: what a count
/// takes.
///
/// # Errors
/// Whatever the database reports.
pub fn each_whose(
    db: &Db,
    (from, to): Days,
    mut each: impl FnMut(PersonId, NaiveDate, CoachingState),
) -> Result<()> {
    db.read(WHOSE, &[from.into(), to.into()], |row| {
        each(row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(())
    })
}

/// The coachings of a person on some days, planned and held, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, person: PersonId, (from, to): Days) -> Result<Vec<Coaching>> {
    db.rows(OF_PERSON, &[person.into(), from.into(), to.into()], Coaching::from_row)
}

/// The coachings about a deal, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<Coaching>> {
    db.rows(OF_DEAL, &[deal.into()], Coaching::from_row)
}

/// The coachings about a customer, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<Coaching>> {
    db.rows(OF_ACCOUNT, &[account.into()], Coaching::from_row)
}

/// The notes to an event, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn of_event(db: &Db, event: MajorEventId) -> Result<Vec<Coaching>> {
    db.rows(OF_EVENT, &[event.into()], Coaching::from_row)
}

/// The notes to the events of some days, by event, each in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn notes(db: &Db, (from, to): Days) -> Result<BTreeMap<MajorEventId, Vec<Coaching>>> {
    let mut all: BTreeMap<MajorEventId, Vec<Coaching>> = BTreeMap::new();
    db.read(NOTES, &[from.into(), to.into()], |row| {
        let note = Coaching::from_row(row)?;
        if let Some(event) = note.event_id {
            all.entry(event).or_default().push(note);
        }
        Ok(())
    })?;
    Ok(all)
}

/// What was planned for a day before this one and did not take place.
///
/// # Errors
/// Whatever the database reports.
pub fn missed(db: &Db, day: NaiveDate) -> Result<Vec<Coaching>> {
    db.rows(MISSED, &[day.into()], Coaching::from_row)
}

/// A day for each person and each way of coaching.
pub type DayOfKind = BTreeMap<(PersonId, CoachingKind), NaiveDate>;

fn days(db: &Db, sql: &'static str, day: NaiveDate) -> Result<DayOfKind> {
    let mut all = DayOfKind::new();
    db.read(sql, &[day.into()], |row| {
        all.insert((row.get(0)?, row.get(1)?), row.get(2)?);
        Ok(())
    })?;
    Ok(all)
}

/// When everybody was last coached in each way, up to a day.
///
/// # Errors
/// Whatever the database reports.
pub fn last_held(db: &Db, day: NaiveDate) -> Result<DayOfKind> {
    days(db, LAST_HELD, day)
}

/// For when everybody's next coaching in each way is planned, from a day on.
///
/// # Errors
/// Whatever the database reports.
pub fn next_planned(db: &Db, day: NaiveDate) -> Result<DayOfKind> {
    days(db, NEXT_PLANNED, day)
}

/// How often somebody was coached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How often.
    pub times: i64,
    /// Of how many of them the minutes are known.
    pub timed: i64,
    /// Those minutes.
    pub minutes: i64,
}

/// How often everybody was coached in each way on some days; nobody who was not is in it.
///
/// # Errors
/// Whatever the database reports.
pub fn held(db: &Db, (from, to): Days) -> Result<BTreeMap<(PersonId, CoachingKind), Held>> {
    let mut all = BTreeMap::new();
    db.read(HELD, &[from.into(), to.into()], |row| {
        let held = Held { times: row.get(2)?, timed: row.get(3)?, minutes: row.get(4)? };
        all.insert((row.get(0)?, row.get(1)?), held);
        Ok(())
    })?;
    Ok(all)
}

/// The highest number of a quarter; 0 where it has none.
///
/// # Errors
/// Whatever the database reports.
pub fn last_number(db: &Db, quarter: &str) -> Result<i64> {
    let found = db.first(LAST_NUMBER, &[quarter.into()], |row| row.get::<Option<i64>>(0))?;
    Ok(found.flatten().unwrap_or_default())
}

/// The quarters that have coachings, as periods are written.
///
/// # Errors
/// Whatever the database reports.
pub fn quarters(db: &Db) -> Result<Vec<String>> {
    db.rows(QUARTERS, &[], |row| row.get(0))
}

/// A coaching with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The coaching.
    pub coaching: Coaching,
    /// The ways that could be gone, in order.
    pub options: Vec<CoachingOption>,
    /// What was agreed, in order.
    pub actions: Vec<CoachingAction>,
    /// The figures it answers, in order.
    pub symptoms: Vec<CoachingSymptom>,
    /// The event it is a note to.
    pub event: Option<MajorEvent>,
}

/// A coaching with all that belongs to it; `None` where there is none of this key.
///
/// # Errors
/// Whatever the database reports.
pub fn details(db: &Db, id: CoachingId) -> Result<Option<Details>> {
    let Some(coaching) = db.get::<Coaching>(id)? else { return Ok(None) };
    let event = match coaching.event_id {
        Some(event) => db.get::<MajorEvent>(event)?,
        None => None,
    };
    Ok(Some(Details {
        options: options_of(db, id)?,
        actions: actions_of(db, id)?,
        symptoms: symptoms_of(db, id)?,
        event,
        coaching,
    }))
}

/// The ways that could be gone by a coaching, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn options_of(db: &Db, coaching: CoachingId) -> Result<Vec<CoachingOption>> {
    db.rows(OPTIONS_OF, &[coaching.into()], CoachingOption::from_row)
}

/// What was agreed in a coaching, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn actions_of(db: &Db, coaching: CoachingId) -> Result<Vec<CoachingAction>> {
    db.rows(ACTIONS_OF, &[coaching.into()], CoachingAction::from_row)
}

/// The figures that a coaching answers, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn symptoms_of(db: &Db, coaching: CoachingId) -> Result<Vec<CoachingSymptom>> {
    db.rows(SYMPTOMS_OF, &[coaching.into()], CoachingSymptom::from_row)
}

/// The figures that a plan answers, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn symptoms_of_plan(db: &Db, plan: ImprovementPlanId) -> Result<Vec<CoachingSymptom>> {
    db.rows(SYMPTOMS_OF_PLAN, &[plan.into()], CoachingSymptom::from_row)
}

/// An action with the coaching it is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionOf {
    /// The action.
    pub action: CoachingAction,
    /// Who was coached.
    pub person: PersonId,
    /// Who coached, who is the owner of an action without one; `None` for who wrote it down.
    pub coach: Option<PersonId>,
    /// The day of the coaching.
    pub coached_on: NaiveDate,
    /// What it was about.
    pub topic: String,
}

fn actions(db: &Db, sql: &'static str, key: &[Value]) -> Result<Vec<ActionOf>> {
    db.rows(sql, key, |row| {
        Ok(ActionOf {
            action: CoachingAction::from_row(row)?,
            person: row.get(8)?,
            coach: row.get(9)?,
            coached_on: row.get(10)?,
            topic: row.get(11)?,
        })
    })
}

/// The actions that are due on some days, done and not done, in the order of their days.
///
/// # Errors
/// Whatever the database reports.
pub fn actions_due(db: &Db, (from, to): Days) -> Result<Vec<ActionOf>> {
    actions(db, ACTIONS_DUE, &[from.into(), to.into()])
}

/// The actions that were agreed by a day and not done on it, as they stood then, the one due first before the
/// others.
///
/// # Errors
/// Whatever the database reports.
pub fn actions_open_on(db: &Db, day: NaiveDate) -> Result<Vec<ActionOf>> {
    let mut open = actions(db, OPEN_ON, &[day.into()])?;
    let mut due: BTreeMap<CoachingActionId, NaiveDate> = BTreeMap::new();
    db.read(PUT_OFF_SINCE, &[day.into()], |row| {
        // The first time that it was put off since tells what it was due until then.
        let (action, was) = (row.get(0)?, row.get(1)?);
        due.entry(action).or_insert(was);
        Ok(())
    })?;
    for of in &mut open {
        (of.action.done_on, of.action.result) = (None, None);
        of.action.due = due.get(&of.action.id).copied().unwrap_or(of.action.due);
    }
    if !due.is_empty() {
        open.sort_by_key(|of| (of.action.due, of.action.id));
    }
    Ok(open)
}

/// An action and how often it was put off, as both stood on a day.
pub fn action_on(
    mut action: CoachingAction,
    mut postponed: Vec<CoachingPostponement>,
    day: NaiveDate,
) -> (CoachingAction, Vec<CoachingPostponement>) {
    if let Some(later) = postponed.iter().find(|one| one.on_day > day) {
        action.due = later.was;
    }
    postponed.retain(|one| one.on_day <= day);
    if action.done_on.is_some_and(|done| done > day) {
        (action.done_on, action.result) = (None, None);
    }
    (action, postponed)
}

/// The actions that were done on some days, in the order of those days.
///
/// # Errors
/// Whatever the database reports.
pub fn done_actions(db: &Db, (from, to): Days) -> Result<Vec<ActionOf>> {
    actions(db, DONE_ACTIONS, &[from.into(), to.into()])
}

/// How often an action was put off, the first time first.
///
/// # Errors
/// Whatever the database reports.
pub fn postponements_of(db: &Db, action: CoachingActionId) -> Result<Vec<CoachingPostponement>> {
    db.rows(POSTPONEMENTS, &[action.into()], CoachingPostponement::from_row)
}

/// How often actions were put off, the first time first: of those that are not done, and of those that were done
/// from a day on. An action that never was is not in it.
///
/// # Errors
/// Whatever the database reports.
pub fn postponed(
    db: &Db,
    from: NaiveDate,
) -> Result<BTreeMap<CoachingActionId, Vec<CoachingPostponement>>> {
    let mut all: BTreeMap<CoachingActionId, Vec<CoachingPostponement>> = BTreeMap::new();
    db.read(POSTPONED, &[from.into()], |row| {
        let one = CoachingPostponement::from_row(row)?;
        all.entry(one.action_id).or_default().push(one);
        Ok(())
    })?;
    Ok(all)
}

/// The day of the last coaching of a person that was held up to a day; `None` where there was none.
///
/// # Errors
/// Whatever the database reports.
pub fn last_of(db: &Db, person: PersonId, day: NaiveDate) -> Result<Option<NaiveDate>> {
    let key = [person.into(), day.into()];
    Ok(db.first(LAST_OF, &key, |row| row.get::<Option<NaiveDate>>(0))?.flatten())
}

/// A metric that a coaching answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Who was coached.
    pub person: PersonId,
    /// When.
    pub day: NaiveDate,
    /// The word of the metric.
    pub metric: String,
}

/// The metrics that the coachings of some days answered, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn answered(db: &Db, (from, to): Days) -> Result<Vec<Answered>> {
    db.rows(ANSWERED, &[from.into(), to.into()], |row| {
        Ok(Answered { person: row.get(0)?, day: row.get(1)?, metric: row.get(2)? })
    })
}

/// The actions of a coaching in short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionCount {
    /// All of them.
    pub all: i64,
    /// Those that are done.
    pub done: i64,
    /// The day of the first that is not.
    pub next_due: Option<NaiveDate>,
}

/// The actions of the coachings of some days in short, as far as a day knows that they are done; coachings
/// without any are not in it.
///
/// # Errors
/// Whatever the database reports.
pub fn action_counts(
    db: &Db,
    (from, to): Days,
    day: NaiveDate,
) -> Result<BTreeMap<CoachingId, ActionCount>> {
    let mut all = BTreeMap::new();
    db.read(ACTION_COUNTS, &[day.into(), from.into(), to.into()], |row| {
        let count = ActionCount { all: row.get(1)?, done: row.get(2)?, next_due: row.get(3)? };
        all.insert(row.get(0)?, count);
        Ok(())
    })?;
    Ok(all)
}

/// The events of some days, in their order.
///
/// # Errors
/// Whatever the database reports.
pub fn events(db: &Db, (from, to): Days) -> Result<Vec<MajorEvent>> {
    db.rows(EVENTS, &[from.into(), to.into()], MajorEvent::from_row)
}

/// The events of a deal, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn events_of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<MajorEvent>> {
    db.rows(EVENTS_OF_DEAL, &[deal.into()], MajorEvent::from_row)
}

/// The events of some days before which nobody was coached.
///
/// # Errors
/// Whatever the database reports.
pub fn unprepared_events(db: &Db, (from, to): Days) -> Result<Vec<MajorEvent>> {
    db.rows(UNPREPARED, &[from.into(), to.into()], MajorEvent::from_row)
}
