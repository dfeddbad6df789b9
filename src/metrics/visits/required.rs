//! How many visits a week asks of each rep, and which weeks had enough of them (domain document, B10).
//!
//! Two counters stand beside each other and are never added up: the rep's own visits as the reports have
//! them, and visits together with the manager. Either is held against the same rule, and which of the two is
//! looked at is a choice. A visit counts with its customer, its day and what came of it; what is left out is
//! counted with the reason. A week is judged once it is over. One over the end of a month is two, each judged by
//! its own days, so that months add up to their quarter; a week that is asked for by itself stays whole.
//!
//! Of their own visits nothing is known before the first day that a report tells of. Weeks that ended before it
//! are not judged by them.
//!
//! Asked are those who belong to a team of the scope on the last day of the week and manage none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, Weekday};

use crate::domain::ids::{ActivityId, CoachingId, ObservationId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::domain::stats::rate::Rate;
use crate::domain::visits::{Judged, Rule, compliance, is_visit};
use crate::error::Result;
use crate::store::Db;
use crate::store::coaching::{Days, log, sheets};
use crate::store::directory::{Directory, is_gone};
use crate::store::records::{CoachingKind, CoachingState};

/// Which visits are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Those that the manager made together with the rep.
    #[default]
    Joint,
    /// The rep's own.
    Own,
}

impl Counted {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Joint, Self::Own];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Joint => "joint",
            Self::Own => "own",
        }
    }
}

/// Why a visit does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// It names no customer.
    NoCustomer,
    /// Nothing says what came of it.
    NoResult,
    /// Nothing says whether it was a visit.
    NoKind,
}

impl Left {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::NoCustomer, Self::NoResult, Self::NoKind];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoCustomer => "no_customer",
            Self::NoResult => "no_result",
            Self::NoKind => "no_kind",
        }
    }
}

/// What a visit is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A visit of a report.
    Activity(ActivityId),
    /// A coaching that was a visit.
    Coaching(CoachingId),
    /// A sheet that belongs to no coaching.
    Sheet(ObservationId),
}

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// By what it is known.
    pub source: Source,
    /// Whose.
    pub person: PersonId,
    /// The day.
    pub day: NaiveDate,
    /// What it was about.
    pub about: String,
    /// Why it does not count; `None` where it does.
    pub left: Option<Left>,
}

/// A week of the period, or the part of it that lies in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its first day in the period.
    pub first: NaiveDate,
    /// Its last day in the period.
    pub last: NaiveDate,
    /// Its working days in the period.
    pub workdays: usize,
    /// Whether it is over.
    pub over: bool,
}

impl Week {
    /// Whether a day lies in it.
    fn covers(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

/// One week of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub person: PersonId,
    /// The week.
    pub week: Week,
    /// What was asked and made, in the order of [`Counted::ALL`].
    pub judged: [Judged; 2],
}

impl Line {
    /// One of the two.
    pub fn of(&self, counted: Counted) -> Judged {
        let [joint, own] = self.judged;
        match counted {
            Counted::Joint => joint,
            Counted::Own => own,
        }
    }
}

/// The visits that a scope was asked for in a period, and those it made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// A line for each person and week, week after week in each the people by key.
    pub lines: Vec<Line>,
    /// Visits together of those who were asked, in the order of days, those that do not count too.
    pub joint: Vec<Made>,
    /// Their own visits.
    pub own: Vec<Made>,
    /// The first day that any report tells of; `None` where none does.
    pub told_from: Option<NaiveDate>,
}

impl Asked {
    /// The visits of one kind.
    pub fn made(&self, counted: Counted) -> &[Made] {
        match counted {
            Counted::Joint => &self.joint,
            Counted::Own => &self.own,
        }
    }

    /// Whether it is known what was made in a week.
    pub fn knows(&self, counted: Counted, week: Week) -> bool {
        match counted {
            Counted::Joint => true,
            Counted::Own => self.told_from.is_some_and(|from| from <= week.last),
        }
    }

    /// The weeks that are over and of which it is known what was made.
    pub fn over(&self, counted: Counted) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.week.over && self.knows(counted, line.week))
    }

    /// The share of weeks with enough visits, of those that are judged and asked for any; `None` if none did.
    pub fn compliance(&self, counted: Counted) -> Option<Rate> {
        let weeks: Vec<Judged> = self.over(counted).map(|line| line.of(counted)).collect();
        compliance(&weeks)
    }

    /// How many visits were asked for in the weeks that are judged.
    pub fn required(&self, counted: Counted) -> u64 {
        self.over(counted).map(|line| u64::from(line.of(counted).required)).sum()
    }

    /// How many visits that count were made in the weeks that are judged.
    pub fn kept(&self, counted: Counted) -> u64 {
        self.over(counted).map(|line| u64::from(line.of(counted).visits)).sum()
    }

    /// How many of the visits that were asked for were made; `None` where none were, and of their own where no
    /// report tells of any.
    pub fn kept_of(&self, counted: Counted) -> Option<(u64, u64)> {
        let told = counted == Counted::Joint || !self.own.is_empty();
        let required = self.required(counted);
        (told && required > 0).then(|| (self.kept(counted), required))
    }

    /// How many visits of a kind do not count, by reason.
    pub fn left(&self, counted: Counted) -> BTreeMap<Left, usize> {
        let mut all = BTreeMap::new();
        for why in self.made(counted).iter().filter_map(|made| made.left) {
            *all.entry(why).or_default() += 1;
        }
        all
    }
}

/// The weeks of a period as far as they have begun by a day, cut at the ends of months.
pub fn weeks(directory: &Directory, period: Period, today: NaiveDate) -> Vec<Week> {
    let (first, end) = (period.first_day(), period.last_day());
    let mut weeks: Vec<Week> = vec![];
    let whole = matches!(period, Period::Week(..));
    let mut from = first;
    while from <= end.min(today) {
        let sunday = from.week(Weekday::Mon).last_day();
        let month = if whole { end } else { Period::month_of(from).last_day() };
        let last = sunday.min(month).min(end);
        let workdays = directory.calendar.workdays(from, last);
        weeks.push(Week { first: from, last, workdays, over: last < today });
        let Some(next) = last.succ_opt() else { break };
        from = next;
    }
    weeks
}

/// What a scope was asked for in a period, as known on a day.
///
/// # Errors
/// Whatever the database reports.
pub fn asked(
    db: &Db,
    directory: &Directory,
    members: &Members,
    (period, today): (Period, NaiveDate),
) -> Result<Asked> {
    let weeks = weeks(directory, period, today);
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Ok(Asked::default());
    };
    let days = (first.first, last.last.min(today));
    let people = people(directory, members, &weeks);
    let asked_of = |made: &Made| {
        let at = weeks.partition_point(|week| week.last < made.day);
        let within = weeks.get(at).is_some_and(|week| week.covers(made.day));
        within && people.get(at).is_some_and(|people| people.contains(&made.person))
    };
    let (mut joint, mut own) = (joint_visits(db, days)?, own_visits(db, days)?);
    joint.retain(&asked_of);
    own.retain(&asked_of);
    let rule = Rule::default();
    let count = |made: &[Made]| {
        let mut all: BTreeMap<(PersonId, NaiveDate), u32> = BTreeMap::new();
        for one in made.iter().filter(|one| one.left.is_none()) {
            if let Some(week) = weeks.iter().find(|week| week.covers(one.day)) {
                *all.entry((one.person, week.first)).or_default() += 1;
            }
        }
        all
    };
    let (joint_counts, own_counts) = (count(&joint), count(&own));
    let mut lines = vec![];
    for (week, people) in weeks.iter().zip(&people) {
        let required = rule.required(week.workdays);
        for person in people {
            let key = (*person, week.first);
            let of = |counts: &BTreeMap<(PersonId, NaiveDate), u32>| Judged {
                required,
                visits: counts.get(&key).copied().unwrap_or_default(),
            };
            let judged = [of(&joint_counts), of(&own_counts)];
            lines.push(Line { person: *person, week: *week, judged });
        }
    }
    Ok(Asked { lines, joint, own, told_from: told_from(db)? })
}

const FIRST: &str = "SELECT MIN(on_day) FROM activity";

/// The first day that a report tells of.
fn told_from(db: &Db) -> Result<Option<NaiveDate>> {
    Ok(db.first(FIRST, &[], |row| row.get::<Option<NaiveDate>>(0))?.flatten())
}

/// Who is asked for visits in each week.
fn people(directory: &Directory, members: &Members, weeks: &[Week]) -> Vec<BTreeSet<PersonId>> {
    let own = directory.by_person();
    weeks
        .iter()
        .map(|week| {
            let day = week.last;
            let teams = directory.teams.values().filter(|team| directory.stands(team, day));
            let managers: BTreeSet<PersonId> =
                teams.filter_map(|team| directory.manager_on(team.id, day)).collect();
            let asked = own.iter().filter(|(person, own)| {
                let here = own.iter().find(|membership| membership.stretch().covers(Some(day)));
                let record = directory.people.get(*person);
                here.is_some_and(|membership| membership.team_id.is_some())
                    && members.include(Some(**person), Some(day))
                    && !managers.contains(*person)
                    && record.is_some_and(|record| !is_gone(record, own.iter().copied(), day))
            });
            asked.map(|(person, _)| *person).collect()
        })
        .collect()
}

/// The visits of some days that were made together: coachings that were visits, and sheets that belong to
/// none.
fn joint_visits(db: &Db, days: Days) -> Result<Vec<Made>> {
    let mut sheet_of: BTreeMap<CoachingId, bool> = BTreeMap::new();
    let mut made = vec![];
    sheets::each_between(db, days, |sheet| {
        if let Some(coaching) = sheet.coaching_id {
            *sheet_of.entry(coaching).or_default() |= sheet.complete;
            return Ok(());
        }
        // One that is not filled in is not known to have been made.
        if sheet.complete {
            made.push(Made {
                source: Source::Sheet(sheet.id),
                person: sheet.person_id,
                day: sheet.on_day,
                about: sheet.agreed.unwrap_or_default(),
                left: sheet.account_id.is_none().then_some(Left::NoCustomer),
            });
        }
        Ok(())
    })?;
    log::each_between(db, days, |talk| {
        if talk.kind == CoachingKind::Visit && talk.state == CoachingState::Held {
            let result = talk.complete || sheet_of.get(&talk.id).copied().unwrap_or_default();
            made.push(Made {
                source: Source::Coaching(talk.id),
                person: talk.person_id,
                day: talk.on_day,
                about: talk.topic,
                left: left_out(talk.account_id.is_some(), result),
            });
        }
        Ok(())
    })?;
    made.sort_by_key(|one| (one.day, one.person));
    Ok(made)
}

/// Why a visit does not count, from whether its customer and what came of it are known.
const fn left_out(customer: bool, result: bool) -> Option<Left> {
    match (customer, result) {
        (false, _) => Some(Left::NoCustomer),
        (true, false) => Some(Left::NoResult),
        (true, true) => None,
    }
}

const OWN: &str = "SELECT id, person_id, on_day, account_id, subject, kind, result FROM activity WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";

/// The visits of some days as reports have them; what is known to be something else, such as a call, is none.
fn own_visits(db: &Db, (from, to): Days) -> Result<Vec<Made>> {
    let mut made = vec![];
    db.read(OWN, &[from.into(), to.into()], |row| {
        let kind: Option<String> = row.get(5)?;
        let (customer, result): (Option<i64>, Option<String>) = (row.get(3)?, row.get(6)?);
        let left = match kind.as_deref() {
            None => Some(Left::NoKind),
            Some(kind) if is_visit(kind) => left_out(customer.is_some(), result.is_some()),
            Some(_) => return Ok(()),
        };
        made.push(Made {
            source: Source::Activity(row.get(0)?),
            person: row.get(1)?,
            day: row.get(2)?,
            about: row.get(4)?,
            left,
        });
        Ok(())
    })?;
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_over_the_end_of_a_month_is_two() {
        let directory = Directory { calendar: Calendar::published(), ..Directory::default() };
        let told = |period: &str| -> Vec<(String, String, usize)> {
            let period = Period::parse(period).unwrap();
            let found = weeks(&directory, period, day("2025-11-18")).into_iter();
            found
                .map(|week| (week.first.to_string(), week.last.to_string(), week.workdays))
                .collect()
        };
        let week =
            |first: &str, last: &str, workdays| (first.to_owned(), last.to_owned(), workdays);
        let quarter = told("2025-Q3");
        assert!(quarter.contains(&week("2025-07-28", "2025-07-31", 4)));
        assert!(quarter.contains(&week("2025-08-01", "2025-08-03", 1)));
        let months = ["2025-07", "2025-08", "2025-09"].map(told);
        assert_eq!(months.concat(), quarter, "months add up to their quarter");
        // Asked for by itself it is one.
        assert_eq!(told("2025-W31"), [week("2025-07-28", "2025-08-03", 5)]);
    }

    #[test]
    fn of_their_own_visits_nothing_is_known_before_the_first_report() {
        let line = |first: &str, last: &str| {
            let (first, last) = (day(first), day(last));
            let week = Week { first, last, workdays: 5, over: true };
            let judged = [Judged { required: 2, visits: 0 }, Judged { required: 2, visits: 2 }];
            Line { person: PersonId(1), week, judged }
        };
        let lines = vec![line("2025-11-03", "2025-11-09"), line("2025-11-10", "2025-11-16")];
        let mut found = Asked { lines, told_from: Some(day("2025-11-12")), ..Asked::default() };
        let rate = |found: &Asked, counted| found.compliance(counted).map(|rate| (rate.k, rate.n));
        assert_eq!(rate(&found, Counted::Own), Some((1, 1)));
        assert_eq!((found.required(Counted::Own), found.kept(Counted::Own)), (2, 2));
        assert_eq!(rate(&found, Counted::Joint), Some((0, 2)));
        assert_eq!(found.required(Counted::Joint), 4);
        found.told_from = None;
        assert_eq!((rate(&found, Counted::Own), found.required(Counted::Own)), (None, 0));
    }
}
