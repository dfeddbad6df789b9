//! 覆盖率: who was coached when, by whom and on what in a period, how much of it there was, what it took, and
//! how often the rhythm was kept.
//!
//! # Whose it is
//! A coaching belongs to a scope when the person who was coached was a member on its day. The share of those who
//! were coached is that of the people who are there on the last day of the period, or today; what was held with
//! others, who left since or lead now, is counted apart and told.
//!
//! # What counts
//! What was held up to today. A coaching of which nobody wrote down the minutes counts as one and says nothing
//! of hours: those are sums of what is known, with of how many. Rhythms are judged by the number that holds
//! today.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::coaching::next::{Coverage as Share, Need};
use crate::domain::coaching::rhythm::kept;
use crate::domain::ids::{CoachingId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::domain::visits::{Judged, compliance};
use crate::error::Result;
use crate::metrics::coaching::coached::{Coached, coached};
use crate::metrics::coaching::needs::{needs, newest};
use crate::metrics::coaching::schedule::{Due, Meeting, Rhythms, dues};
use crate::metrics::visits::required::{Asked, Counted, Line, asked};
use crate::store::Db;
use crate::store::coaching::log::{self, Held};
use crate::store::directory::Directory;
use crate::store::records::{Coaching, CoachingKind, CoachingState};

/// A part of the period: a month, or a week of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// Whether it is a month; else it is a week.
    pub month: bool,
}

/// The parts of a period: its months; of a month its weeks, cut at its ends.
pub fn parts(calendar: &Calendar, period: Period) -> Vec<Part> {
    let whole =
        |period: Period, month| Part { first: period.first_day(), last: period.last_day(), month };
    match period {
        Period::Month(year, month) => {
            let weeks = calendar.weeks_of_month(year, month).into_iter();
            weeks.map(|week| Part { first: week.first, last: week.last, month: false }).collect()
        }
        Period::Week(..) => vec![whole(period, false)],
        Period::Year(_) | Period::Quarter(..) => {
            let first = Period::month_of(period.first_day());
            let months = std::iter::successors(Some(first), |month| Some(month.next()));
            let inside = months.take_while(|month| month.first_day() <= period.last_day());
            inside.map(|month| whole(month, true)).collect()
        }
    }
}

/// Who coached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coach {
    /// One of the organisation.
    Person(PersonId),
    /// Who wrote it down, by name.
    Name(String),
}

/// A coaching that was held, or is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// Which.
    pub id: CoachingId,
    /// With whom.
    pub person: PersonId,
    /// By whom.
    pub coach: Coach,
    /// Why.
    pub kind: CoachingKind,
    /// The day.
    pub day: NaiveDate,
    /// How many minutes it took, where that is known.
    pub minutes: Option<i64>,
    /// What it was about.
    pub topic: String,
    /// The skill it was about.
    pub skill: Option<String>,
}

/// What there was in one part of the period with one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether the person was there in it.
    pub there: bool,
    /// How often they were coached, by kind.
    pub held: BTreeMap<CoachingKind, u64>,
    /// How many are planned.
    pub planned: u64,
}

/// The visits that were asked of somebody in the weeks that are over, and those made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Visits {
    /// How many were asked for.
    pub required: u64,
    /// How many of them in the weeks of which reports tell.
    pub own_required: u64,
    /// Their own; `None` where no report of the period tells of any visit of the scope, or of any of the weeks.
    pub own: Option<u64>,
    /// Those made together.
    pub joint: u64,
    /// The weeks with enough of their own, of those that asked for any.
    pub own_weeks: Option<Rate>,
    /// The weeks with enough of those made together.
    pub joint_weeks: Option<Rate>,
}

/// A person with what there was.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Who.
    pub who: Coached,
    /// What there was, part by part.
    pub cells: Vec<Cell>,
    /// The places of their coachings in [`Coverage::talks`], in the order of days.
    pub talks: Vec<usize>,
    /// The day of the last coaching up to today, of whichever period.
    pub last: Option<NaiveDate>,
    /// How often, of how many the minutes are known, and those.
    pub held: Held,
    /// Times between two talks that were no longer than the rhythm allows, of all that are judged.
    pub kept: Option<Rate>,
    /// The visits; `None` where no week that is over asks for any.
    pub visits: Option<Visits>,
}

/// What somebody who coaches gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who.
    pub coach: Coach,
    /// By kind.
    pub kinds: BTreeMap<CoachingKind, Held>,
}

impl Given {
    /// All kinds together.
    pub fn all(&self) -> Held {
        sum(self.kinds.values().copied())
    }
}

/// A skill that coachings were about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Its name, as it was told.
    pub skill: String,
    /// In how many coachings.
    pub times: u64,
    /// With whom.
    pub people: BTreeSet<PersonId>,
    /// The last of the days.
    pub last: NaiveDate,
}

/// The coaching of a scope in a period.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The day as of which people are there: the last of the period, or today.
    pub as_of: NaiveDate,
    /// Whether the period has begun.
    pub begun: bool,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The people, in the order of keys.
    pub rows: Vec<Row>,
    /// What was held with people of the scope, in the order of days.
    pub talks: Vec<Talk>,
    /// The share of people who were coached, and how often; `None` of nobody, and before the period begins.
    pub share: Option<Share>,
    /// What was held with people who are in no row: how often, and with how many.
    pub elsewhere: (u64, u64),
    /// Who coached, the one with most before the others.
    pub given: Vec<Given>,
    /// What coachings were about, what was most often before the rest.
    pub focus: Vec<Focus>,
    /// In how many no skill was told.
    pub without_skill: u64,
    /// Times between two talks that kept the rhythm, of all people.
    pub kept: Option<Rate>,
    /// The visits that were asked for and made.
    pub visits: Asked,
    /// Who is to be coached next today, in order.
    pub needs: Vec<Need>,
    /// When each is to be met by the rhythm.
    pub dues: Vec<Due>,
}

impl Coverage {
    /// The coachings of a row.
    pub fn talks_of<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Talk> {
        row.talks.iter().filter_map(|at| self.talks.get(*at))
    }

    /// How long all of it took, and of how many that is known.
    pub fn held(&self) -> Held {
        sum(self.given.iter().map(Given::all))
    }
}

fn sum(all: impl Iterator<Item = Held>) -> Held {
    all.fold(Held::default(), |sum, held| Held {
        times: sum.times + held.times,
        timed: sum.timed + held.timed,
        minutes: sum.minutes + held.minutes,
    })
}

fn one(minutes: Option<i64>) -> Held {
    let minutes = minutes.map_or((0, 0), |minutes| (1, minutes));
    Held { times: 1, timed: minutes.0, minutes: minutes.1 }
}

/// The coaching of a scope in a period, as known today.
///
/// # Errors
/// Whatever the database reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Coverage> {
    let mut found = counted(db, directory, (scope, period), today)?;
    let now = coached(directory, scope, today);
    found.needs = needs(db, directory, (&now, &found.dues), (scope, period), today)?;
    Ok(found)
}

/// The same without who needs it next, which takes a forecast.
///
/// # Errors
/// Whatever the database reports.
pub fn counted(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Coverage> {
    let (first, end) = (period.first_day(), period.last_day());
    let begun = first <= today;
    let as_of = if begun { end.min(today) } else { today };
    let members = directory.members(scope);
    let now = coached(directory, scope, today);
    let dues = dues(db, &now, &Rhythms::load(db)?, today)?;

    let coaches = Coaches::of(directory);
    let mut talks: Vec<Talk> = vec![];
    let mut planned: BTreeMap<PersonId, Vec<NaiveDate>> = BTreeMap::new();
    log::each_between(db, (first, end), |coaching| {
        let (person, day) = (coaching.person_id, coaching.on_day);
        if !members.include(Some(person), Some(day)) {
            return Ok(());
        }
        match coaching.state {
            CoachingState::Held if day > today => {}
            CoachingState::Held => talks.push(coaches.talk(coaching)),
            CoachingState::Planned => planned.entry(person).or_default().push(day),
        }
        Ok(())
    })?;
    let mut own: BTreeMap<PersonId, Vec<usize>> = BTreeMap::new();
    for (at, talk) in talks.iter().enumerate() {
        own.entry(talk.person).or_default().push(at);
    }
    let visits = asked(db, directory, &members, (period, today))?;
    let before = match first.pred_opt() {
        Some(day) => newest(&log::last_held(db, day)?, Some(Meeting::Talk)),
        None => BTreeMap::new(),
    };
    let parts = parts(&directory.calendar, period);
    let known = Known {
        scope,
        parts: &parts,
        talks: &talks,
        planned,
        before,
        last: newest(&log::last_held(db, today)?, None),
        every: dues
            .iter()
            .filter(|due| begun && due.meeting == Meeting::Talk)
            .map(|due| (due.person, due.rule.days))
            .collect(),
        span: (first, as_of),
        lines: lines(&visits),
        told_from: visits.told_from.filter(|_| !visits.own.is_empty()),
    };
    let people = coached(&directory.as_of(as_of), scope, as_of);
    let rows = known.rows(&people, &mut own);
    let elsewhere = (own.values().map(Vec::len).sum::<usize>() as u64, own.len() as u64);
    let counts: Vec<u64> = rows.iter().map(|row| row.talks.len() as u64).collect();
    let kept = rows.iter().filter_map(|row| row.kept);
    let (k, n) = kept.fold((0, 0), |(k, n), rate| (k + rate.k, n + rate.n));
    let (focus, without_skill) = focus(&talks);
    Ok(Coverage {
        as_of,
        begun,
        parts,
        rows,
        share: if begun { Share::of(&counts) } else { None },
        elsewhere,
        given: given(&talks),
        focus,
        without_skill,
        kept: Rate::of(k, n),
        visits,
        needs: vec![],
        dues,
        talks,
    })
}

/// The weeks that are over, by person.
fn lines(visits: &Asked) -> BTreeMap<PersonId, Vec<&Line>> {
    let mut lines: BTreeMap<PersonId, Vec<&Line>> = BTreeMap::new();
    for line in visits.lines.iter().filter(|line| line.week.over) {
        lines.entry(line.person).or_default().push(line);
    }
    lines
}

/// What is known before it is put together by person.
struct Known<'a> {
    scope: Scope,
    parts: &'a [Part],
    talks: &'a [Talk],
    /// The days of what is planned.
    planned: BTreeMap<PersonId, Vec<NaiveDate>>,
    /// The last talk before the period.
    before: BTreeMap<PersonId, NaiveDate>,
    /// The last coaching up to today.
    last: BTreeMap<PersonId, NaiveDate>,
    /// Within how many days people talk.
    every: BTreeMap<PersonId, i64>,
    /// The days of the period that are over.
    span: (NaiveDate, NaiveDate),
    lines: BTreeMap<PersonId, Vec<&'a Line>>,
    /// From which day on their own visits are known; `None` where none is.
    told_from: Option<NaiveDate>,
}

impl Known<'_> {
    /// The rows of some people; what is theirs is taken out of `own`.
    fn rows(self, people: &[Coached], own: &mut BTreeMap<PersonId, Vec<usize>>) -> Vec<Row> {
        let row = |who: &Coached| self.row(*who, own.remove(&who.person).unwrap_or_default());
        people.iter().map(row).collect()
    }

    fn row(&self, who: Coached, own: Vec<usize>) -> Row {
        let talks: Vec<&Talk> = own.iter().filter_map(|at| self.talks.get(*at)).collect();
        let is_talk = |talk: &&&Talk| Meeting::of(talk.kind) == Some(Meeting::Talk);
        let days = talks.iter().filter(is_talk).map(|talk| talk.day);
        let before = self.before.get(&who.person).copied().into_iter();
        let days: Vec<NaiveDate> = before.chain(days).collect();
        let every = self.every.get(&who.person);
        let kept = every.and_then(|every| kept(&days, who.since, self.span, *every));
        Row {
            cells: self.cells(&who, &talks),
            last: self.last.get(&who.person).copied(),
            held: sum(talks.iter().map(|talk| one(talk.minutes))),
            kept,
            visits: self.visits(who.person),
            talks: own,
            who,
        }
    }

    fn cells(&self, who: &Coached, talks: &[&Talk]) -> Vec<Cell> {
        // In the whole company somebody is there from the day of hire on, in a team from that of joining it.
        let from = match self.scope {
            Scope::All | Scope::Person(_) => who.hired,
            Scope::Region(_) | Scope::Team(_) => who.since,
        };
        let planned = self.planned.get(&who.person).map_or(&[][..], Vec::as_slice);
        let cell = |part: &Part| {
            let inside = |day: NaiveDate| part.first <= day && day <= part.last;
            let mut held: BTreeMap<CoachingKind, u64> = BTreeMap::new();
            for talk in talks.iter().filter(|talk| inside(talk.day)) {
                *held.entry(talk.kind).or_default() += 1;
            }
            Cell {
                there: from.is_none_or(|from| from <= part.last),
                held,
                planned: planned.iter().filter(|day| inside(**day)).count() as u64,
            }
        };
        self.parts.iter().map(cell).collect()
    }

    fn visits(&self, person: PersonId) -> Option<Visits> {
        let lines = self.lines.get(&person)?;
        let joint: Vec<Judged> = lines.iter().map(|line| line.of(Counted::Joint)).collect();
        let told =
            lines.iter().filter(|line| self.told_from.is_some_and(|from| from <= line.week.last));
        let own: Vec<Judged> = told.map(|line| line.of(Counted::Own)).collect();
        let made =
            |weeks: &[Judged]| -> u64 { weeks.iter().map(|week| u64::from(week.visits)).sum() };
        let required =
            |weeks: &[Judged]| -> u64 { weeks.iter().map(|week| u64::from(week.required)).sum() };
        Some(Visits {
            required: required(&joint),
            own_required: required(&own),
            own: (!own.is_empty()).then(|| made(&own)),
            joint: made(&joint),
            own_weeks: compliance(&own),
            joint_weeks: compliance(&joint),
        })
    }
}

/// Who coaches: who is named, and who wrote it down where nobody is. A name that one person bears is that
/// person.
struct Coaches<'a>(BTreeMap<&'a str, Option<PersonId>>);

impl<'a> Coaches<'a> {
    fn of(directory: &'a Directory) -> Self {
        let mut names: BTreeMap<&str, Option<PersonId>> = BTreeMap::new();
        for person in directory.people.values() {
            let of = names.entry(person.name.as_str()).or_insert(Some(person.id));
            if *of != Some(person.id) {
                *of = None;
            }
        }
        Self(names)
    }

    fn talk(&self, coaching: Coaching) -> Talk {
        let named = self.0.get(coaching.by_name.as_str()).copied().flatten();
        let coach = match coaching.coach_id.or(named) {
            Some(person) => Coach::Person(person),
            None => Coach::Name(coaching.by_name),
        };
        Talk {
            id: coaching.id,
            person: coaching.person_id,
            coach,
            kind: coaching.kind,
            day: coaching.on_day,
            minutes: coaching.minutes,
            topic: coaching.topic,
            skill: coaching.skill,
        }
    }
}

/// Who coached, the one with most before the others.
fn given(talks: &[Talk]) -> Vec<Given> {
    let mut by: BTreeMap<&Coach, BTreeMap<CoachingKind, Held>> = BTreeMap::new();
    for talk in talks {
        let held = by.entry(&talk.coach).or_default().entry(talk.kind).or_default();
        *held = sum([*held, one(talk.minutes)].into_iter());
    }
    let mut all: Vec<Given> =
        by.into_iter().map(|(coach, kinds)| Given { coach: coach.clone(), kinds }).collect();
    all.sort_by_key(|given| std::cmp::Reverse(given.all().times));
    all
}

/// The skills that coachings were about, and in how many none was told.
fn focus(talks: &[Talk]) -> (Vec<Focus>, u64) {
    let mut all: BTreeMap<&str, Focus> = BTreeMap::new();
    let mut without = 0;
    for talk in talks {
        let Some(skill) = talk.skill.as_deref() else {
            without += 1;
            continue;
        };
        let focus = all.entry(skill).or_insert_with(|| Focus {
            skill: skill.to_owned(),
            times: 0,
            people: BTreeSet::new(),
            last: talk.day,
        });
        focus.times += 1;
        focus.people.insert(talk.person);
        focus.last = focus.last.max(talk.day);
    }
    let mut all: Vec<Focus> = all.into_values().collect();
    all.sort_by_key(|focus| std::cmp::Reverse(focus.times));
    (all, without)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn talk(person: i64, kind: CoachingKind, on: &str, minutes: Option<i64>) -> Talk {
        Talk {
            id: CoachingId(1),
            person: PersonId(person),
            coach: Coach::Name("Lin".to_owned()),
            kind,
            day: day(on),
            minutes,
            topic: String::new(),
            skill: None,
        }
    }

    #[test]
    fn a_period_falls_into_months_and_a_month_into_weeks() {
        let told = |period: &str| -> Vec<(String, String)> {
            let parts = parts(&Calendar::published(), Period::parse(period).unwrap());
            parts.iter().map(|part| (part.first.to_string(), part.last.to_string())).collect()
        };
        let quarter = told("2025-Q4");
        assert_eq!(quarter.len(), 3);
        assert_eq!(quarter[1], ("2025-11-01".to_owned(), "2025-11-30".to_owned()));
        assert_eq!(told("2025").len(), 12);
        let month = told("2025-11");
        assert_eq!(month.len(), 5);
        assert_eq!(month[0], ("2025-11-01".to_owned(), "2025-11-02".to_owned()));
        assert_eq!(told("2025-W47"), [("2025-11-17".to_owned(), "2025-11-23".to_owned())]);
    }

    #[test]
    fn what_was_held_is_put_under_its_person_and_part() {
        use CoachingKind::{OneToOne, Visit};
        let talks = [
            talk(1, OneToOne, "2025-10-08", Some(60)),
            talk(1, Visit, "2025-10-30", None),
            talk(1, OneToOne, "2025-11-14", Some(45)),
        ];
        let planned = BTreeMap::from([(PersonId(1), vec![day("2025-12-02")])]);
        let known = Known {
            scope: Scope::All,
            parts: &parts(&Calendar::published(), Period::Quarter(2025, 4)),
            talks: &talks,
            planned,
            before: BTreeMap::from([(PersonId(1), day("2025-09-01"))]),
            last: BTreeMap::new(),
            every: BTreeMap::from([(PersonId(1), 31)]),
            span: (day("2025-10-01"), day("2025-11-18")),
            lines: BTreeMap::new(),
            told_from: None,
        };
        let hired = Some(day("2025-10-20"));
        let who = Coached { person: PersonId(1), since: hired, hired, post: None };
        let row = known.row(who, vec![0, 1, 2]);
        let told: Vec<(Vec<(CoachingKind, u64)>, u64)> = row
            .cells
            .iter()
            .map(|cell| (cell.held.clone().into_iter().collect(), cell.planned))
            .collect();
        let expected =
            [(vec![(OneToOne, 1), (Visit, 1)], 0), (vec![(OneToOne, 1)], 0), (vec![], 1)];
        assert_eq!(told, expected);
        assert_eq!(row.held, Held { times: 3, timed: 2, minutes: 105 });
        // From 1 September 37 days, then 37: visits together are no talks.
        let kept = row.kept.unwrap();
        assert_eq!((kept.k, kept.n), (0, 2));
        assert_eq!(row.visits, None);
        let given = given(&talks);
        assert_eq!(given.len(), 1);
        assert_eq!(given[0].kinds[&OneToOne], Held { times: 2, timed: 2, minutes: 105 });
        assert_eq!(given[0].all().times, 3);
    }

    #[test]
    fn skills_are_counted_as_they_were_told() {
        let mut talks = vec![
            talk(1, CoachingKind::OneToOne, "2025-10-08", None),
            talk(2, CoachingKind::OneToOne, "2025-11-08", None),
            talk(2, CoachingKind::OneToOne, "2025-11-02", None),
            talk(3, CoachingKind::Event, "2025-11-02", None),
        ];
        for (talk, skill) in talks.iter_mut().zip(["谈判", "报价", "报价"]) {
            talk.skill = Some(skill.to_owned());
        }
        let (found, without) = focus(&talks);
        let told: Vec<(&str, u64, usize)> = found
            .iter()
            .map(|focus| (focus.skill.as_str(), focus.times, focus.people.len()))
            .collect();
        assert_eq!((told.as_slice(), without), ([("报价", 2, 1), ("谈判", 1, 1)].as_slice(), 1));
        assert_eq!(found[0].last, day("2025-11-08"));
    }
}
