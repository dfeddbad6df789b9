//! 辅导计划: how often everybody is to be coached, when that is due and whether it is planned, what is planned
//! in some weeks, what was missed, and which events nobody was coached for yet.
//!
//! # Which rhythm is whose
//! People meet in two ways that count apart: they talk, or they are at a customer's together. A talk is a
//! talk, whyever it is held; of the rhythms that are set for talks the shortest that concerns somebody holds:
//! that of all (once a month where nothing is set, 默认值), that of new people in their first year, that of
//! people with an improvement plan. A number that is set for one person goes before that of everybody. Visits
//! together have a rhythm only where one is set. Notes to events have days of their own and none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days as DaysOn, NaiveDate, Weekday};

use crate::domain::calendar::Calendar;
use crate::domain::coaching::next::EVERY_DAYS;
use crate::domain::coaching::rhythm::Clock;
pub use crate::domain::coaching::rhythm::Meeting;
use crate::domain::ids::{AccountId, CoachingId, MajorEventId, OpportunityId, PersonId};
use crate::domain::mentoring::is_new;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::coaching::coached::{Coached, coached};
use crate::metrics::coaching::improvement;
use crate::store::Db;
use crate::store::coaching::log::{self, DayOfKind};
use crate::store::coaching::rhythms;
use crate::store::directory::Directory;
use crate::store::records::{
    Coaching, CoachingKind, CoachingRhythm, CoachingState, EventPhase, MajorEvent,
};

/// So many weeks are shown at once, and looked ahead (默认值).
pub const WEEKS: usize = 8;

impl Meeting {
    /// That of a coaching; `None` of notes to events.
    pub const fn of(kind: CoachingKind) -> Option<Self> {
        match kind {
            CoachingKind::OneToOne | CoachingKind::NewHire | CoachingKind::LowPerformer => {
                Some(Self::Talk)
            }
            CoachingKind::Visit => Some(Self::Visit),
            CoachingKind::Event => None,
        }
    }
}

/// Within how many days somebody is to be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind whose number it is, and which is offered for the next one.
    pub kind: CoachingKind,
    /// The number.
    pub days: i64,
    /// Whether somebody set it; else it is the usual one (默认值).
    pub set: bool,
    /// How they talk where they do not meet.
    pub channel: Option<String>,
}

/// Everything that is set about how often.
#[derive(Clone, Debug, Default)]
pub struct Rhythms(Vec<CoachingRhythm>);

impl Rhythms {
    /// Reads what is set.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        rhythms(db).map(Self)
    }

    /// What is set: for everybody first, then for single people.
    pub fn all(&self) -> &[CoachingRhythm] {
        &self.0
    }

    /// The number of a kind for somebody: their own, else that of everybody.
    fn of(&self, kind: CoachingKind, person: PersonId) -> Option<Rule> {
        let set = |whose: Option<PersonId>| {
            self.0.iter().find(|rhythm| rhythm.kind == kind && rhythm.person_id == whose)
        };
        let found = set(Some(person)).or_else(|| set(None))?;
        let channel = found.channel.clone();
        Some(Rule { kind, days: found.days, set: true, channel })
    }

    /// What holds for somebody on a day; `improving` says that an improvement plan of theirs runs.
    pub fn rules(&self, who: &Coached, improving: bool, day: NaiveDate) -> Vec<(Meeting, Rule)> {
        let usual =
            || Rule { kind: CoachingKind::OneToOne, days: EVERY_DAYS, set: false, channel: None };
        let new = is_new(who.hired, day) == Some(true);
        let talks = [
            Some(self.of(CoachingKind::OneToOne, who.person).unwrap_or_else(usual)),
            self.of(CoachingKind::NewHire, who.person).filter(|_| new),
            self.of(CoachingKind::LowPerformer, who.person).filter(|_| improving),
        ];
        // Of two numbers that are the same the more special one is told.
        let shorter = |held: Rule, rule: Rule| if rule.days <= held.days { rule } else { held };
        let talk = talks.into_iter().flatten().reduce(shorter);
        let visit = self.of(CoachingKind::Visit, who.person);
        let visit = visit.map(|rule| (Meeting::Visit, rule));
        talk.map(|rule| (Meeting::Talk, rule)).into_iter().chain(visit).collect()
    }
}

/// When somebody is to be met in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whom.
    pub person: PersonId,
    /// How.
    pub meeting: Meeting,
    /// Within how many days, and whose number that is.
    pub rule: Rule,
    /// What is known of the last time.
    pub clock: Clock,
    /// The first day to come for which it is planned.
    pub planned: Option<NaiveDate>,
}

impl Due {
    /// Whether it is to take place by a day and nothing is planned.
    pub fn open(&self, day: NaiveDate) -> bool {
        self.planned.is_none() && self.clock.falls_by(day)
    }

    /// Whether it is late today.
    pub fn late(&self, today: NaiveDate) -> bool {
        self.clock.late(today).is_none_or(|days| days > 0)
    }

    /// The day that is offered for it: the last working day on which it is in time, not before today.
    pub fn offer(&self, calendar: &Calendar, today: NaiveDate) -> NaiveDate {
        let due = self.clock.due().unwrap_or(today).max(today);
        let back = (0..).map_while(|n| due.checked_sub_days(DaysOn::new(n)));
        let mut worked = back.take_while(|day| *day >= today);
        let found = worked.find(|day| calendar.working_day(*day));
        found.unwrap_or_else(|| calendar.add_workdays(today, 0))
    }
}

/// A week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub first: NaiveDate,
    /// Its Sunday.
    pub last: NaiveDate,
    /// Its working days.
    pub workdays: usize,
}

impl Week {
    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// So many weeks, from that of a day on.
pub fn weeks(calendar: &Calendar, from: NaiveDate, n: usize) -> Vec<Week> {
    let mut first = from.week(Weekday::Mon).first_day();
    let mut weeks = Vec::with_capacity(n);
    for _ in 0..n {
        let last = first.week(Weekday::Mon).last_day();
        weeks.push(Week { first, last, workdays: calendar.workdays(first, last) });
        let Some(next) = last.succ_opt() else { break };
        first = next;
    }
    weeks
}

/// How it stands with a coaching of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// It is planned for today or later.
    Planned,
    /// Its day went by, and nobody says that it was held.
    Missed,
    /// It was held.
    Held,
}

impl Stand {
    fn of(coaching: &Coaching, today: NaiveDate) -> Self {
        match coaching.state {
            CoachingState::Held => Self::Held,
            CoachingState::Planned if coaching.on_day < today => Self::Missed,
            CoachingState::Planned => Self::Planned,
        }
    }

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Missed => "missed",
            Self::Held => "held",
        }
    }
}

/// A coaching of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which.
    pub id: CoachingId,
    /// Whose.
    pub person: PersonId,
    /// Who coaches; `None` for who wrote it down.
    pub coach: Option<PersonId>,
    /// Why.
    pub kind: CoachingKind,
    /// How it stands.
    pub stand: Stand,
    /// The day.
    pub day: NaiveDate,
    /// When it begins, as 14:00.
    pub starts_at: Option<String>,
    /// What it is about.
    pub topic: String,
    /// The event it is a note to, and when about it.
    pub event: Option<(MajorEventId, EventPhase)>,
    /// The customer.
    pub account: Option<AccountId>,
    /// The deal.
    pub deal: Option<OpportunityId>,
}

impl Slot {
    fn of(coaching: Coaching, today: NaiveDate) -> Self {
        Self {
            id: coaching.id,
            person: coaching.person_id,
            coach: coaching.coach_id,
            kind: coaching.kind,
            stand: Stand::of(&coaching, today),
            day: coaching.on_day,
            starts_at: coaching.starts_at,
            topic: coaching.topic,
            event: coaching.event_id.zip(coaching.phase),
            account: coaching.account_id,
            deal: coaching.opportunity_id,
        }
    }
}

/// An event for which nobody was coached before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unprepared {
    /// The event.
    pub event: MajorEvent,
    /// The day for which a note before it is planned.
    pub planned: Option<NaiveDate>,
}

/// What is planned, due and missing.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// Today.
    pub today: NaiveDate,
    /// The weeks that are shown.
    pub weeks: Vec<Week>,
    /// The last day that is looked ahead to, whichever weeks are shown.
    pub until: NaiveDate,
    /// The people: those who are coached, then others of the scope for whom something is planned.
    pub people: Vec<Coached>,
    /// When each of those who are coached is to be met, talks before visits.
    pub dues: Vec<Due>,
    /// The coachings of the weeks that are shown, in the order of days.
    pub slots: Vec<Slot>,
    /// What was planned for a day before today and not held, in the order of days.
    pub missed: Vec<Slot>,
    /// What is planned from today up to the day that is looked ahead to, in the order of days.
    pub ahead: Vec<Slot>,
    /// The events to come for which nobody was coached, in the order of days.
    pub events: Vec<Unprepared>,
    /// What is set about how often.
    pub rhythms: Rhythms,
}

impl Schedule {
    /// What is due by the day that is looked ahead to and not planned.
    pub fn open(&self) -> impl Iterator<Item = &Due> {
        self.dues.iter().filter(|due| due.open(self.until))
    }
}

/// When each of some people is to be met in each way that has a rhythm.
///
/// # Errors
/// Whatever the database reports.
pub fn dues(db: &Db, people: &[Coached], rhythms: &Rhythms, today: NaiveDate) -> Result<Vec<Due>> {
    let plans = improvement::open(db)?.into_iter().filter(|plan| plan.starts <= today);
    let improving: BTreeSet<PersonId> = plans.map(|plan| plan.person_id).collect();
    let last = by_meeting(&log::last_held(db, today)?, NaiveDate::max);
    let next = by_meeting(&log::next_planned(db, today)?, NaiveDate::min);
    let mut dues = vec![];
    for who in people {
        for (meeting, rule) in rhythms.rules(who, improving.contains(&who.person), today) {
            let key = (who.person, meeting);
            let clock = Clock { every: rule.days, last: last.get(&key).copied(), since: who.since };
            let planned = next.get(&key).copied();
            dues.push(Due { person: who.person, meeting, rule, clock, planned });
        }
    }
    Ok(dues)
}

/// The day of each person and each way to meet, of those of the kinds that belong together.
fn by_meeting(
    days: &DayOfKind,
    of_two: fn(NaiveDate, NaiveDate) -> NaiveDate,
) -> BTreeMap<(PersonId, Meeting), NaiveDate> {
    let mut all: BTreeMap<(PersonId, Meeting), NaiveDate> = BTreeMap::new();
    for ((person, kind), day) in days {
        if let Some(meeting) = Meeting::of(*kind) {
            let held = all.entry((*person, meeting)).or_insert(*day);
            *held = of_two(*held, *day);
        }
    }
    all
}

/// How many are due within the weeks that are looked ahead to and not planned.
///
/// # Errors
/// Whatever the database reports.
pub fn to_plan(
    db: &Db,
    directory: &Directory,
    (scope, today): (Scope, NaiveDate),
) -> Result<usize> {
    let people = coached(directory, scope, today);
    let dues = dues(db, &people, &Rhythms::load(db)?, today)?;
    let until = ahead_to(&directory.calendar, today);
    Ok(dues.iter().filter(|due| due.open(until)).count())
}

/// The last day that is looked ahead to.
fn ahead_to(calendar: &Calendar, today: NaiveDate) -> NaiveDate {
    weeks(calendar, today, WEEKS).last().map_or(today, |week| week.last)
}

/// The schedule of a scope today, with so many weeks from that of a day on.
///
/// # Errors
/// Whatever the database reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    (today, from): (NaiveDate, NaiveDate),
) -> Result<Schedule> {
    let members = directory.members(scope);
    let weeks = weeks(&directory.calendar, from, WEEKS);
    let until = ahead_to(&directory.calendar, today);
    let first = weeks.first().map_or(today, |week| week.first);
    let last = weeks.last().map_or(today, |week| week.last);
    let mut people = coached(directory, scope, today);
    let rhythms = Rhythms::load(db)?;
    let dues = dues(db, &people, &rhythms, today)?;
    let inside = |slot: &Slot| members.include(Some(slot.person), Some(slot.day));

    let (mut slots, mut ahead) = (vec![], vec![]);
    let mut notes: BTreeMap<MajorEventId, NaiveDate> = BTreeMap::new();
    log::each_between(db, (first.min(today), last.max(until)), |coaching| {
        let slot = Slot::of(coaching, today);
        if slot.stand == Stand::Planned
            && let Some((event, EventPhase::Before)) = slot.event
        {
            notes.entry(event).or_insert(slot.day);
        }
        if inside(&slot) {
            if slot.stand == Stand::Planned && slot.day <= until {
                ahead.push(slot.clone());
            }
            if first <= slot.day && slot.day <= last {
                slots.push(slot);
            }
        }
        Ok(())
    })?;
    let missed = log::missed(db, today)?.into_iter().map(|coaching| Slot::of(coaching, today));
    let here: BTreeSet<PersonId> =
        directory.here_on(today).into_iter().map(|person| person.id).collect();
    let missed: Vec<Slot> =
        missed.filter(inside).filter(|slot| here.contains(&slot.person)).collect();

    let listed: BTreeSet<PersonId> = people.iter().map(|who| who.person).collect();
    let others: BTreeSet<PersonId> =
        slots.iter().map(|slot| slot.person).filter(|person| !listed.contains(person)).collect();
    let record = |person: PersonId| directory.people.get(&person);
    people.extend(others.into_iter().map(|person| Coached {
        person,
        since: None,
        hired: record(person).and_then(|record| record.hired),
        post: None,
    }));
    let events = log::unprepared_events(db, (today, until))?.into_iter();
    let events = events.filter(|event| members.include(Some(event.person_id), Some(event.on_day)));
    let events = events.map(|event| {
        let planned = notes.get(&event.id).copied();
        Unprepared { event, planned }
    });
    let events = events.collect();
    Ok(Schedule { today, weeks, until, people, dues, slots, missed, ahead, events, rhythms })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CoachingRhythmId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rhythm(kind: CoachingKind, person: Option<i64>, days: i64) -> CoachingRhythm {
        CoachingRhythm {
            id: CoachingRhythmId(1),
            kind,
            person_id: person.map(PersonId),
            days,
            channel: None,
            since: day("2025-01-01"),
            by_name: String::new(),
        }
    }

    fn who(person: i64, hired: &str) -> Coached {
        let hired = Some(day(hired));
        Coached { person: PersonId(person), since: hired, hired, post: None }
    }

    #[test]
    fn the_shortest_rhythm_that_concerns_somebody_holds() {
        use CoachingKind::{LowPerformer, NewHire, OneToOne, Visit};
        let rules =
            |set: &[CoachingRhythm], who: Coached, improving| -> Vec<(Meeting, i64, bool)> {
                let rules = Rhythms(set.to_vec()).rules(&who, improving, day("2025-11-18"));
                rules.into_iter().map(|(meeting, rule)| (meeting, rule.days, rule.set)).collect()
            };
        let old = || who(1, "2020-01-01");
        assert_eq!(rules(&[], old(), true), [(Meeting::Talk, EVERY_DAYS, false)]);
        let set = [
            rhythm(NewHire, None, 7),
            rhythm(LowPerformer, None, 10),
            rhythm(OneToOne, Some(2), 20),
            rhythm(Visit, None, 30),
            rhythm(Visit, Some(2), 90),
        ];
        assert_eq!(
            rules(&set, old(), false),
            [(Meeting::Talk, EVERY_DAYS, false), (Meeting::Visit, 30, true)]
        );
        assert_eq!(rules(&set, old(), true)[0], (Meeting::Talk, 10, true));
        assert_eq!(rules(&set, who(1, "2025-10-01"), true)[0], (Meeting::Talk, 7, true));
        assert_eq!(
            rules(&set, who(2, "2020-01-01"), false),
            [(Meeting::Talk, 20, true), (Meeting::Visit, 90, true)],
            "their own numbers go before those of everybody"
        );
        let same = [rhythm(OneToOne, None, 7), rhythm(NewHire, None, 7)];
        let rules = Rhythms(same.to_vec()).rules(&who(1, "2025-10-01"), false, day("2025-11-18"));
        assert_eq!(rules[0].1.kind, NewHire);
    }

    #[test]
    fn the_day_that_is_offered_is_worked_and_in_time_where_it_can_be() {
        let calendar = Calendar::published();
        let offer = |last: Option<&str>, today: &str| {
            let rule = Rule { kind: CoachingKind::Visit, days: 7, set: true, channel: None };
            let clock = Clock { every: 7, last: last.map(day), since: None };
            let (person, meeting) = (PersonId(1), Meeting::Visit);
            let due = Due { person, meeting, rule, clock, planned: None };
            due.offer(&calendar, day(today)).to_string()
        };
        // Due on Saturday the 22nd: the Friday before.
        assert_eq!(offer(Some("2025-11-15"), "2025-11-18"), "2025-11-21");
        // Late: today.
        assert_eq!(offer(Some("2025-10-15"), "2025-11-18"), "2025-11-18");
        assert_eq!(offer(None, "2025-11-18"), "2025-11-18");
        // Late, and today is a Saturday.
        assert_eq!(offer(Some("2025-10-15"), "2025-11-22"), "2025-11-24");
    }

    #[test]
    fn weeks_begin_on_monday_and_know_their_working_days() {
        let weeks = weeks(&Calendar::published(), day("2025-09-30"), 2);
        let told: Vec<(String, usize)> =
            weeks.iter().map(|week| (week.first.to_string(), week.workdays)).collect();
        // From 1 to 8 October nobody works; the 28th before and the 11th after are worked for it.
        assert_eq!(told, [("2025-09-29".to_owned(), 2), ("2025-10-06".to_owned(), 3)]);
        assert!(weeks[0].holds(day("2025-10-05")) && !weeks[0].holds(day("2025-10-06")));
    }

    #[test]
    fn kinds_of_talk_count_together() {
        let days = DayOfKind::from([
            ((PersonId(1), CoachingKind::OneToOne), day("2025-11-01")),
            ((PersonId(1), CoachingKind::NewHire), day("2025-11-10")),
            ((PersonId(1), CoachingKind::Visit), day("2025-11-12")),
            ((PersonId(1), CoachingKind::Event), day("2025-11-14")),
        ]);
        let of = |pick| {
            let found = by_meeting(&days, pick);
            [Meeting::Talk, Meeting::Visit].map(|meeting| found[&(PersonId(1), meeting)])
        };
        assert_eq!(of(NaiveDate::max), [day("2025-11-10"), day("2025-11-12")]);
        assert_eq!(of(NaiveDate::min), [day("2025-11-01"), day("2025-11-12")]);
    }
}
