//! 辅导记录: what was put down in a period, one coaching with all that is shown beside it, and how it stands
//! with what was agreed.
//!
//! A coaching belongs to a scope when the person who was coached was a member on its day, and so do an event
//! and an action by the coaching it is from.

use std::collections::BTreeMap;

use chrono::{Days as DaysOn, NaiveDate};

use crate::domain::ids::{CoachingId, OpportunityId, PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::coaching::seen::{Seen, Trend, seen, trend};
use crate::metrics::coaching::talk::{Talk, effects};
use crate::metrics::coaching::weekly::Weekly;
use crate::metrics::targets::history::known_until;
use crate::metrics::waterfall;
use crate::store::coaching::Days;
use crate::store::coaching::log::{self, ActionCount, ActionOf, Details};
use crate::store::directory::Directory;
use crate::store::records::{
    Account, Coaching, CoachingAction, CoachingPostponement, CoachingState, EventPhase, MajorEvent,
    Opportunity, Place, Status, SubjectKind,
};
use crate::store::{Db, opportunities};

/// So many days ahead events are told that nobody was coached for (默认值).
pub const EVENTS_AHEAD: u64 = 30;

/// How it stands with something that was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Its day went by so many days ago.
    Late(i64),
    /// It is due today.
    Today,
    /// So many days are left.
    Left(i64),
    /// It was done on a day.
    Done(NaiveDate),
}

impl Due {
    /// That of an action on a day.
    pub fn of(action: &CoachingAction, today: NaiveDate) -> Self {
        match (action.done_on, (action.due - today).num_days()) {
            (Some(day), _) => Self::Done(day),
            (None, days @ ..0) => Self::Late(-days),
            (None, 0) => Self::Today,
            (None, days) => Self::Left(days),
        }
    }

    /// Whether it waits for somebody: due today, or late.
    pub const fn pressing(self) -> bool {
        matches!(self, Self::Late(_) | Self::Today)
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Late(_) => "late",
            Self::Today => "today",
            Self::Left(_) => "open",
            Self::Done(_) => "done",
        }
    }
}

/// A coaching of the log, with its actions in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The coaching.
    pub coaching: Coaching,
    /// Its actions.
    pub actions: ActionCount,
    /// How many of them are due today or late.
    pub pressing: usize,
}

/// The days of a period.
fn days(period: Period) -> Days {
    (period.first_day(), period.last_day())
}

/// The coachings of a scope in a period, planned and held, the newest first, as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn entries(db: &Db, members: &Members, period: Period, today: NaiveDate) -> Result<Vec<Entry>> {
    let counts = log::action_counts(db, days(period), today)?;
    let mut pressing: BTreeMap<CoachingId, usize> = BTreeMap::new();
    for open in log::actions_open_on(db, today)? {
        if Due::of(&open.action, today).pressing() {
            *pressing.entry(open.action.coaching_id).or_default() += 1;
        }
    }
    let mut all = vec![];
    log::each_between(db, days(period), |coaching| {
        let known = is_known(coaching.state, coaching.on_day, today);
        if known && members.include(Some(coaching.person_id), Some(coaching.on_day)) {
            let actions = counts.get(&coaching.id).copied().unwrap_or_default();
            let pressing = pressing.get(&coaching.id).copied().unwrap_or_default();
            all.push(Entry { coaching, actions, pressing });
        }
        Ok(())
    })?;
    all.reverse();
    Ok(all)
}

/// Whether a day knows of a coaching: one that was held later is not known on it, one that is planned is.
fn is_known(state: CoachingState, on_day: NaiveDate, today: NaiveDate) -> bool {
    state == CoachingState::Planned || on_day <= today
}

/// How many coachings of a scope there are in a period, planned and held, as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn count(db: &Db, members: &Members, period: Period, today: NaiveDate) -> Result<usize> {
    let mut n = 0;
    log::each_whose(db, days(period), |person, day, state| {
        let known = is_known(state, day, today);
        n += usize::from(known && members.include(Some(person), Some(day)));
    })?;
    Ok(n)
}

/// How many actions of a scope are open today, whenever they were agreed.
///
/// # Errors
/// Whatever the database reports.
pub fn open_count(db: &Db, members: &Members, today: NaiveDate) -> Result<usize> {
    let open = log::actions_open_on(db, today)?.into_iter();
    Ok(open.filter(|of| members.include(Some(of.person), Some(of.coached_on))).count())
}

/// Something that was agreed, with how it stands and how often it was put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The action.
    pub action: CoachingAction,
    /// How it stands.
    pub due: Due,
    /// How often it was put off, the first time first.
    pub postponed: Vec<CoachingPostponement>,
}

impl Agreed {
    fn load(db: &Db, action: CoachingAction, today: NaiveDate) -> Result<Self> {
        let postponed = log::postponements_of(db, action.id)?;
        let (action, postponed) = log::action_on(action, postponed, today);
        Ok(Self { due: Due::of(&action, today), action, postponed })
    }

    /// By when it was to be done as both agreed.
    pub fn agreed_for(&self) -> NaiveDate {
        self.postponed.first().map_or(self.action.due, |first| first.was)
    }
}

/// The deal that a coaching is about, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealLine {
    /// The deal.
    pub id: OpportunityId,
    /// Its name.
    pub name: String,
    /// Its customer; empty where that is unknown.
    pub account: String,
    /// Its amount in fen, if known.
    pub amount: Option<i64>,
    /// How it stands.
    pub status: Status,
    /// Its stage while it is open, if known.
    pub stage: Option<StageId>,
    /// Calendar days since it came there last, as far as reports tell.
    pub days: Option<i64>,
}

/// The deal that a coaching is about; `None` where there is none of this key.
fn deal_line(db: &Db, deal: OpportunityId, today: NaiveDate) -> Result<Option<DealLine>> {
    let Some(record) = db.get::<Opportunity>(deal)? else { return Ok(None) };
    let named = waterfall::named(db, deal)?;
    let known = known_until(db, today)?;
    let stage = record.stage_id.filter(|_| record.status == Status::Open);
    let moves = opportunities::moves_of(db, deal)?;
    let here = moves.iter().filter(|one| one.place_after == stage.map(Place::Stage));
    let since = here.map(|one| one.on_day).max().filter(|_| stage.is_some());
    Ok(Some(DealLine {
        id: deal,
        name: named.name,
        account: named.account,
        amount: record.amount,
        status: record.status,
        stage,
        days: since.map(|since| (known - since).num_days()).filter(|days| *days >= 0),
    }))
}

/// One coaching with all that is shown beside it.
#[derive(Clone, Debug)]
pub struct Record {
    /// The coaching with what belongs to it.
    pub details: Details,
    /// What was agreed, in order.
    pub agreed: Vec<Agreed>,
    /// The customer's name; empty without one.
    pub account: String,
    /// The deal it is about.
    pub deal: Option<DealLine>,
    /// The sheet of the visit, or the person's newest one by that day.
    pub seen: Option<Seen>,
    /// The person's sheets up to that one.
    pub trend: Trend,
    /// What became of the metrics it answers, once it was held.
    pub effects: Vec<Weekly>,
}

/// One coaching with all that is shown beside it; `None` where there is none of this key, or today does not
/// know of it yet.
///
/// # Errors
/// Whatever the database reports.
pub fn record(
    db: &Db,
    directory: &Directory,
    id: CoachingId,
    today: NaiveDate,
) -> Result<Option<Record>> {
    let Some(mut read) = records(db, directory, &[id], today)?.into_iter().next() else {
        return Ok(None);
    };
    if let Some(seen) = &read.seen {
        read.trend = trend(db, directory, read.details.coaching.person_id, seen)?;
    }
    Ok(Some(read))
}

/// Several coachings, in the order asked for, each with its effect and without the trend beside it.
///
/// # Errors
/// Whatever the database reports.
pub fn records(
    db: &Db,
    directory: &Directory,
    ids: &[CoachingId],
    today: NaiveDate,
) -> Result<Vec<Record>> {
    let mut all = vec![];
    for id in ids {
        all.extend(bare(db, directory, *id, today)?);
    }
    let talks: Vec<Vec<Talk>> = all.iter().map(|record| answers(&record.details)).collect();
    let flat: Vec<Talk> = talks.iter().flatten().copied().collect();
    let mut found = effects(db, directory, &flat, today)?.into_iter();
    for (record, talks) in all.iter_mut().zip(&talks) {
        record.effects = found.by_ref().take(talks.len()).collect();
    }
    Ok(all)
}

/// One coaching without what became of it, and without the trend; `None` where there is none of this key, or
/// today does not know of it yet.
///
/// # Errors
/// Whatever the database reports.
pub fn bare(
    db: &Db,
    directory: &Directory,
    id: CoachingId,
    today: NaiveDate,
) -> Result<Option<Record>> {
    let Some(mut details) = log::details(db, id)? else { return Ok(None) };
    let coaching = &mut details.coaching;
    if !is_known(coaching.state, coaching.on_day, today) {
        return Ok(None);
    }
    for confirmed in [&mut coaching.rep_confirmed_on, &mut coaching.coach_confirmed_on] {
        *confirmed = confirmed.filter(|day| *day <= today);
    }
    let coaching = &details.coaching;
    let agreed = details.actions.iter().map(|own| Agreed::load(db, own.clone(), today));
    let agreed: Vec<Agreed> = agreed.collect::<Result<_>>()?;
    let account = coaching.account_id.map(|id| db.get::<Account>(id)).transpose()?.flatten();
    let deal = coaching.opportunity_id.map(|deal| deal_line(db, deal, today)).transpose()?;
    let seen = seen(db, directory, coaching)?;
    Ok(Some(Record {
        agreed,
        account: account.map(|account| account.name).unwrap_or_default(),
        deal: deal.flatten(),
        seen,
        trend: Trend::default(),
        effects: vec![],
        details,
    }))
}

/// The metrics that a coaching that was held answers, each once.
fn answers(details: &Details) -> Vec<Talk> {
    let coaching = &details.coaching;
    if coaching.state != CoachingState::Held {
        return vec![];
    }
    let mut talks: Vec<Talk> = vec![];
    let named = details.symptoms.iter().filter(|own| own.subject_kind == Some(SubjectKind::Metric));
    for metric in named.filter_map(|own| MetricId::parse(own.subject.as_deref()?)) {
        let talk = Talk { person: coaching.person_id, day: coaching.on_day, metric };
        if !talks.contains(&talk) {
            talks.push(talk);
        }
    }
    talks
}

/// An action with the coaching it is from and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// The action and its coaching.
    pub of: ActionOf,
    /// How it stands.
    pub due: Due,
    /// How often it was put off.
    pub postponed: Vec<CoachingPostponement>,
}

impl Following {
    /// An action as it stands on a day.
    pub(super) fn load(db: &Db, of: ActionOf, today: NaiveDate) -> Result<Self> {
        let postponed = log::postponements_of(db, of.action.id)?;
        Ok(Self::put_off(of, postponed, today))
    }

    /// An action of which is known how often it was put off, as it stands on a day.
    fn put_off(of: ActionOf, postponed: Vec<CoachingPostponement>, today: NaiveDate) -> Self {
        let (action, postponed) = log::action_on(of.action, postponed, today);
        Self { due: Due::of(&action, today), of: ActionOf { action, ..of }, postponed }
    }

    /// Who is to do it: whom it names, else who coached; `None` for who wrote it down.
    pub fn owner(&self) -> Option<PersonId> {
        self.of.action.owner_id.or(self.of.coach)
    }
}

/// What of coaching is still to be done, and what was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// What is open, whenever it was agreed: person by person, those with something late before the others and
    /// whoever has waited longest first; of one person the earliest day first.
    pub open: Vec<Following>,
    /// What was done in the period, the newest first.
    pub done: Vec<Following>,
}

impl Followed {
    /// How many of the open ones are late.
    pub fn late(&self) -> usize {
        self.open.iter().filter(|own| matches!(own.due, Due::Late(_))).count()
    }
}

/// The actions of a scope: all that are open, and what was done in a period up to today.
///
/// # Errors
/// Whatever the database reports.
pub fn followed(
    db: &Db,
    directory: &Directory,
    members: &Members,
    period: Period,
    today: NaiveDate,
) -> Result<Followed> {
    let own = |of: &ActionOf| members.include(Some(of.person), Some(of.coached_on));
    let mut postponed = log::postponed(db, period.first_day().min(today))?;
    // What is open is not done: each action is looked up once.
    let mut load = |of: ActionOf| {
        let postponed = postponed.remove(&of.action.id).unwrap_or_default();
        Following::put_off(of, postponed, today)
    };
    let open = log::actions_open_on(db, today)?.into_iter().filter(own);
    let mut open: Vec<Following> = open.map(&mut load).collect();
    let mut first: BTreeMap<PersonId, Due> = BTreeMap::new();
    for one in &open {
        let least = first.entry(one.of.person).or_insert(one.due);
        *least = order(*least).min(order(one.due)).1;
    }
    open.sort_by_cached_key(|one| {
        let (person, action) = (one.of.person, &one.of.action);
        let least = first.get(&person).copied().unwrap_or(one.due);
        let late = if let Due::Late(days) = least { -days } else { 0 };
        (late, directory.person_name(person).to_owned(), person, action.due, action.id)
    });
    let (from, to) = days(period);
    let done = log::done_actions(db, (from, to.min(today)))?.into_iter().filter(own);
    let mut done: Vec<Following> = done.map(&mut load).collect();
    done.reverse();
    Ok(Followed { open, done })
}

/// What stands first among the actions of one person.
const fn order(due: Due) -> (i64, Due) {
    let days = match due {
        Due::Late(days) => -days,
        Due::Today => 0,
        Due::Left(days) => days,
        Due::Done(_) => i64::MAX,
    };
    (days, due)
}

/// An event with the notes to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// The event.
    pub event: MajorEvent,
    /// The notes that were made or are planned, in the order of days.
    pub notes: Vec<Coaching>,
}

impl EventLine {
    /// The note of a phase that was held, else one that is planned.
    pub fn note(&self, phase: EventPhase) -> Option<&Coaching> {
        let own = || self.notes.iter().filter(move |note| note.phase == Some(phase));
        own().find(|note| note.state == CoachingState::Held).or_else(|| own().next())
    }

    /// Whether nobody was coached before it.
    pub fn unprepared(&self) -> bool {
        self.note(EventPhase::Before).is_none_or(|note| note.state == CoachingState::Planned)
    }
}

/// The days of which events are told: the period, and where it holds today the days to come.
pub fn event_days(period: Period, today: NaiveDate) -> Days {
    let (first, last) = days(period);
    let ahead = today.checked_add_days(DaysOn::new(EVENTS_AHEAD)).unwrap_or(today);
    (first, if period.contains(today) { last.max(ahead) } else { last })
}

/// The events of a scope in a period, in the order of days, as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn events(
    db: &Db,
    members: &Members,
    period: Period,
    today: NaiveDate,
) -> Result<Vec<EventLine>> {
    let days = event_days(period, today);
    let mut notes = log::notes(db, days)?;
    let all = log::events(db, days)?.into_iter();
    let own = all.filter(|event| members.include(Some(event.person_id), Some(event.on_day)));
    let line = |event: MajorEvent| {
        let mut notes = notes.remove(&event.id).unwrap_or_default();
        notes.retain(|note| is_known(note.state, note.on_day, today));
        EventLine { event, notes }
    };
    Ok(own.map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CoachingActionId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_action_is_late_from_the_day_after_its_day() {
        let action = |due: &str, done: Option<&str>| CoachingAction {
            id: CoachingActionId(1),
            coaching_id: CoachingId(1),
            position: 1,
            text: "测算".to_owned(),
            owner_id: None,
            due: day(due),
            done_on: done.map(day),
            result: None,
        };
        for (due, done, expected, pressing) in [
            ("2025-11-16", None, Due::Late(2), true),
            ("2025-11-18", None, Due::Today, true),
            ("2025-11-19", None, Due::Left(1), false),
            ("2025-11-16", Some("2025-11-17"), Due::Done(day("2025-11-17")), false),
        ] {
            let found = Due::of(&action(due, done), day("2025-11-18"));
            assert_eq!((found, found.pressing()), (expected, pressing), "{due}");
        }
        assert_eq!(order(Due::Late(2)).min(order(Due::Left(1))).1, Due::Late(2));
        assert_eq!(order(Due::Late(2)).min(order(Due::Late(5))).1, Due::Late(5));
    }

    #[test]
    fn events_to_come_are_told_with_the_period_that_holds_today() {
        let quarter = Period::Quarter(2025, 4);
        let last = |period, today: &str| event_days(period, day(today)).1;
        assert_eq!(last(quarter, "2025-12-20"), day("2026-01-19"));
        assert_eq!(last(quarter, "2025-11-18"), day("2025-12-31"));
        assert_eq!(last(Period::Quarter(2025, 3), "2025-11-18"), day("2025-09-30"));
    }
}
