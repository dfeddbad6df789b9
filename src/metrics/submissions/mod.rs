//! 提交情况: who owes which report, and whether it came in time, late or not at all.
//!
//! A report of a period counts, and so does a report of deals that names deals of the person: it is
//! the weekly report of most companies. A report of a period says what it is about; a report of
//! deals is placed by its date ([`slot::week_spoken_of`]). What came when is told by the day that
//! the sheet speaks of, never by the instant of the import, since a manager imports when there is
//! time for it.
//!
//! Nothing is owed before the first report of the workspace: of the time before, nothing is known.
//! Someone owes the report of a period who was a member on its last day, so that moving people does
//! not change a closed period.

pub mod promises;
pub mod slot;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::ids::{BatchId, PersonId, PostId};
use crate::domain::scope::Stretch;
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Finding, Question, Sample, Tally};
use crate::metrics::{Measured, MetricId, Reason};
use crate::store::directory::Directory;
use crate::store::records::{Membership, OwedKind, Report, ReportRule};
use crate::store::{Db, Record as _};
use slot::{Slot, deadline, due, slots, week_spoken_of};

/// How long after the due day a report of deals of the week after may still be a late one.
const LATE_DAYS: u64 = 7;

/// How it stands with a report that one person owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is overdue.
    Missing,
    /// It came so many working days after it was due.
    Late(usize),
    /// It is not due yet.
    Open,
    /// It came in time.
    OnTime,
    /// Too few days of the period are worked.
    Holiday,
    /// The person does not owe it: not a member then, or no rule says so.
    NotOwed,
}

impl Standing {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Late(_) => "late",
            Self::Open => "open",
            Self::OnTime => "on_time",
            Self::Holiday => "holiday",
            Self::NotOwed => "not_owed",
        }
    }

    /// The key of its text in the words; that of a late one takes the days as `n`.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Missing => "submission-missing",
            Self::Late(_) => "submission-late",
            Self::Open => "submission-open",
            Self::OnTime => "submission-on-time",
            Self::Holiday => "submission-holiday",
            Self::NotOwed => "submission-not-owed",
        }
    }

    /// Whether a report is asked for.
    pub const fn owed(self) -> bool {
        matches!(self, Self::Missing | Self::Late(_) | Self::Open | Self::OnTime)
    }

    /// Whether the report is owed and not there.
    pub const fn absent(self) -> bool {
        matches!(self, Self::Missing | Self::Open)
    }

    /// Whether the report is there.
    pub const fn sent(self) -> bool {
        matches!(self, Self::Late(_) | Self::OnTime)
    }
}

/// What came, and with which import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sent {
    /// The day that the sheet speaks of.
    pub day: NaiveDate,
    /// The import, where it is known.
    pub batch: Option<BatchId>,
}

/// One report of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Who.
    pub person: PersonId,
    /// What it is about.
    pub slot: Slot,
    /// How it stands.
    pub standing: Standing,
    /// The day on which it is due; `None` where nobody owes it.
    pub due: Option<NaiveDate>,
    /// The hour of that day.
    pub due_hour: i64,
    /// What came, if anything did.
    pub sent: Option<Sent>,
    /// Whether the time for it is over, so that it counts in a rate.
    pub settled: bool,
}

/// What came: reports by whom and about what, and reports of deals by whom and of which week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Reports of a period: person and period as reports write it.
    pub filed: BTreeMap<(PersonId, String), Sent>,
    /// Reports that named deals of the person, in the order of days: person and first day of the
    /// week that they speak of.
    pub spoken: BTreeMap<(PersonId, NaiveDate), Vec<Sent>>,
}

impl Received {
    /// Notes that a report of a day named deals of a person.
    pub fn sight(&mut self, calendar: &Calendar, person: PersonId, sent: Sent) {
        let week = week_spoken_of(calendar, sent.day).first;
        let list = self.spoken.entry((person, week)).or_default();
        list.push(sent);
        list.sort_unstable();
    }

    fn spoken_of(&self, person: PersonId, slot: Slot) -> &[Sent] {
        if slot.kind != OwedKind::Weekly {
            return &[];
        }
        self.spoken.get(&(person, slot.first)).map(Vec::as_slice).unwrap_or_default()
    }

    fn filed_about(&self, person: PersonId, slot: Slot) -> Option<Sent> {
        self.filed.get(&(person, slot.key())).copied()
    }

    /// The late report of a week that has none of its own: one from the middle of the week after,
    /// where another one is about that week and in time, or that of a week after that nobody
    /// reports on.
    fn late(
        &self,
        calendar: &Calendar,
        rule: &ReportRule,
        person: PersonId,
        slot: Slot,
    ) -> Option<Sent> {
        let own = self.filed_about(person, slot).is_some();
        if own || !slot.worked(calendar) || !self.spoken_of(person, slot).is_empty() {
            return None;
        }
        let after = slot.next();
        let spare = self.spoken_of(person, after);
        let until = due(calendar, rule, slot).checked_add_days(Days::new(LATE_DAYS))?;
        let first = spare.first().filter(|sent| sent.day <= until)?;
        let middle = first.day < after.last_workday(calendar);
        let another = spare.get(1).is_some_and(|sent| sent.day <= due(calendar, rule, after));
        (!after.worked(calendar) || middle && another).then_some(*first)
    }

    /// The first report about a slot, under its rule and that of the slot before.
    fn about(
        &self,
        calendar: &Calendar,
        (rule, before): (&ReportRule, Option<&ReportRule>),
        person: PersonId,
        slot: Slot,
    ) -> Option<Sent> {
        let late = |rule, slot| self.late(calendar, rule, person, slot);
        let taken = before.and_then(|before| late(before, slot.previous()));
        let own = self.spoken_of(person, slot).iter().find(|sent| Some(**sent) != taken).copied();
        let filed = self.filed_about(person, slot);
        [filed, own].into_iter().flatten().min().or_else(|| late(rule, slot))
    }
}

/// How a report stands that a person owes under a rule, as known on a day.
pub fn standing(
    calendar: &Calendar,
    rule: &ReportRule,
    slot: Slot,
    sent: Option<Sent>,
    as_of: NaiveDate,
) -> Standing {
    let last = deadline(calendar, rule, slot);
    match sent {
        Some(sent) if sent.day <= last => Standing::OnTime,
        // A Saturday after a Friday is late too.
        Some(sent) => {
            let after = last.succ_opt().unwrap_or(last);
            Standing::Late(calendar.workdays(after, sent.day).max(1))
        }
        None if as_of > last => Standing::Missing,
        None => Standing::Open,
    }
}

/// Everything that decides how reports of one kind stand.
#[derive(Debug)]
pub struct Ledger<'a> {
    directory: &'a Directory,
    memberships: BTreeMap<PersonId, Vec<&'a Membership>>,
    managers: BTreeMap<PersonId, Vec<Stretch>>,
    rules: Vec<ReportRule>,
    received: Received,
    began: Option<Slot>,
    as_of: NaiveDate,
}

const FILED: &str = "SELECT person_id, period, report_date, batch_id FROM report WHERE kind = $1 AND report_date <= $2 ORDER BY id";
const SIGHTED: &str = "SELECT t.owner_id, t.report_date, MIN(t.batch_id) FROM (SELECT COALESCE((SELECT m.owner_after FROM move m WHERE m.opportunity_id = o.id AND m.owner_after IS NOT NULL AND m.on_day <= s.report_date ORDER BY m.on_day DESC, m.id DESC LIMIT 1), o.owner_id) AS owner_id, s.report_date AS report_date, s.batch_id AS batch_id FROM sighting s JOIN opportunity o ON o.id = s.opportunity_id WHERE s.report_date >= $1 AND s.report_date <= $2) t WHERE t.owner_id IS NOT NULL GROUP BY t.owner_id, t.report_date ORDER BY t.owner_id, t.report_date";
const WRITTEN: &str = "SELECT id, person_id, kind, period, report_date, done, plan, problems, help, feedback, market, commitments, promised, batch_id, extra FROM report WHERE period = $1 ORDER BY id";
const FIRST_SIGHTED: &str = "SELECT MIN(report_date) FROM sighting";
const FIRST_FILED: &str = "SELECT MIN(report_date) FROM report";
const LAST_SIGHTED: &str = "SELECT MAX(report_date) FROM sighting WHERE report_date <= $1";
const LAST_FILED: &str = "SELECT MAX(report_date) FROM report WHERE report_date <= $1";

/// The first day that any report speaks of.
///
/// # Errors
/// Whatever the database reports.
pub fn first_report(db: &Db) -> Result<Option<NaiveDate>> {
    let first = |sql| db.first(sql, &[], |row| row.get::<Option<NaiveDate>>(0));
    let (sighted, filed) = (first(FIRST_SIGHTED)?.flatten(), first(FIRST_FILED)?.flatten());
    Ok([sighted, filed].into_iter().flatten().min())
}

/// The newest day up to a day that any report speaks of.
///
/// # Errors
/// Whatever the database reports.
pub fn last_report(db: &Db, until: NaiveDate) -> Result<Option<NaiveDate>> {
    let last = |sql| db.first(sql, &[until.into()], |row| row.get::<Option<NaiveDate>>(0));
    let (sighted, filed) = (last(LAST_SIGHTED)?.flatten(), last(LAST_FILED)?.flatten());
    Ok([sighted, filed].into_iter().flatten().max())
}

/// Of the rules of one kind and post, the one that decides about a slot: the newest that had begun.
/// One that is turned off from a day on decides that nothing is owed. Of two from the same day that
/// which holds goes first.
pub fn deciding(rules: &[ReportRule], post: Option<PostId>, slot: Slot) -> Option<&ReportRule> {
    let begun = |rule: &&ReportRule| {
        rule.kind == slot.kind
            && rule.post_id == post
            && rule.starts.is_none_or(|starts| starts <= slot.first)
    };
    let newest = rules.iter().filter(begun).max_by_key(|rule| (rule.starts, rule.active));
    newest.filter(|rule| rule.active)
}

/// The kinds of report that anyone owes.
///
/// # Errors
/// Whatever the database reports.
pub fn kinds(db: &Db) -> Result<BTreeSet<OwedKind>> {
    let rules = db.all::<ReportRule>()?;
    Ok(rules.into_iter().filter(|rule| rule.active).map(|rule| rule.kind).collect())
}

impl<'a> Ledger<'a> {
    /// Loads what decides about the slots from one to another; nothing after `as_of` is known.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(
        db: &Db,
        directory: &'a Directory,
        (first, last): (Slot, Slot),
        as_of: NaiveDate,
    ) -> Result<Self> {
        let kind = first.kind;
        let mut rules = db.all::<ReportRule>()?;
        rules.retain(|rule| rule.kind == kind);
        let mut received = Received::default();
        db.read(FILED, &[kind.word().into(), as_of.into()], |row| {
            let sent = Sent { day: row.get(2)?, batch: row.get(3)? };
            received.filed.insert((row.get(0)?, row.get(1)?), sent);
            Ok(())
        })?;
        if kind == OwedKind::Weekly {
            // A week before and two after decide about its neighbours.
            let from = first.previous().first;
            let until = last.next().next().last.min(as_of);
            db.read(SIGHTED, &[from.into(), until.into()], |row| {
                let sent = Sent { day: row.get(1)?, batch: row.get(2)? };
                received.sight(&directory.calendar, row.get(0)?, sent);
                Ok(())
            })?;
        }
        let began = first_report(db)?.map(|day| match kind {
            OwedKind::Weekly => week_spoken_of(&directory.calendar, day),
            kind => Slot::at(kind, day),
        });
        Ok(Self::of(directory, rules, received, began, as_of))
    }

    /// The ledger of what is loaded already.
    pub fn of(
        directory: &'a Directory,
        rules: Vec<ReportRule>,
        received: Received,
        began: Option<Slot>,
        as_of: NaiveDate,
    ) -> Self {
        let mut memberships: BTreeMap<PersonId, Vec<&Membership>> = BTreeMap::new();
        for membership in &directory.memberships {
            memberships.entry(membership.person_id).or_default().push(membership);
        }
        let managers = directory.leaderships();
        Self { directory, memberships, managers, rules, received, began, as_of }
    }

    /// The first slot of which anything is known.
    pub const fn began(&self) -> Option<Slot> {
        self.began
    }

    /// The rule under which a person owes the report about a slot.
    fn rule(&self, person: PersonId, slot: Slot) -> Option<&ReportRule> {
        let record = self.directory.people.get(&person)?;
        if record.hired.is_some_and(|hired| hired > slot.last) {
            return None;
        }
        let covers = |m: &&&Membership| m.stretch().covers(Some(slot.last));
        let membership = self.memberships.get(&person)?.iter().find(covers)?;
        if !self.directory.lists(membership) {
            return None;
        }
        // Where managers are known, a team that never had one is the top and reports to nobody.
        let leads = |times: &Vec<Stretch>| times.iter().any(|time| time.covers(Some(slot.last)));
        let led = membership.team_id.is_some_and(|team| {
            self.directory.led_by(team, slot.last) || !self.managers.values().any(leads)
        });
        // What is said of a post goes before what is said of everyone, once it has begun.
        let own = membership.post_id.and_then(|post| deciding(&self.rules, Some(post), slot));
        let concerned = led && !self.managers.get(&person).is_some_and(leads);
        own.or_else(|| deciding(&self.rules, None, slot).filter(|_| concerned))
    }

    /// How the report of a person about a slot stands.
    pub fn duty(&self, person: PersonId, slot: Slot) -> Duty {
        let began = self.began.is_some_and(|began| began.first <= slot.first);
        let Some(rule) = self.rule(person, slot).filter(|_| began) else {
            return Duty {
                person,
                slot,
                standing: Standing::NotOwed,
                due: None,
                due_hour: 0,
                sent: None,
                settled: false,
            };
        };
        let before = self.rule(person, slot.previous());
        let calendar = &self.directory.calendar;
        let sent = self.received.about(calendar, (rule, before), person, slot);
        let standing = if slot.worked(calendar) {
            standing(calendar, rule, slot, sent, self.as_of)
        } else {
            Standing::Holiday
        };
        Duty {
            person,
            slot,
            standing,
            due: Some(due(calendar, rule, slot)),
            due_hour: rule.due_hour,
            sent,
            settled: standing.owed() && self.as_of > deadline(calendar, rule, slot),
        }
    }

    /// How many working days a report is overdue; `None` where it is not missing.
    pub fn overdue(&self, duty: &Duty) -> Option<usize> {
        let rule = self.rule(duty.person, duty.slot)?;
        let calendar = &self.directory.calendar;
        let after = deadline(calendar, rule, duty.slot).succ_opt()?;
        let missing = duty.standing == Standing::Missing;
        missing.then(|| calendar.workdays(after, self.as_of).max(1))
    }

    /// Everyone who was ever a member, in order.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.memberships.keys().copied()
    }

    /// The reports about a slot that people owe, by person.
    pub fn duties(&self, slot: Slot) -> Vec<Duty> {
        let duties = self.people().map(|person| self.duty(person, slot));
        duties.filter(|duty| duty.standing.owed()).collect()
    }
}

/// Every report that members owe for the periods that end in the asked one: what the on-time rate
/// counts, and what it leaves out because it is not due yet.
///
/// # Errors
/// Whatever the database reports.
pub fn owed(db: &Db, directory: &Directory, question: &Question) -> Result<Vec<Duty>> {
    let Question { members, period, as_of } = question;
    let Some(began) = first_report(db)? else { return Ok(vec![]) };
    let mut list = vec![];
    for kind in kinds(db)? {
        let from = period.map_or(began, |period| period.first_day().max(began));
        let until = period.map_or(*as_of, |period| period.last_day().min(*as_of));
        // The report that came first may speak of the slot before.
        let (first, last) = (Slot::at(kind, from).previous(), Slot::at(kind, until));
        let ledger = Ledger::load(db, directory, (first, last), *as_of)?;
        let over = |slot: &Slot| {
            slot.last <= *as_of && period.is_none_or(|period| period.contains(slot.last))
        };
        for slot in slots(first, last).into_iter().filter(over) {
            let duties = ledger.duties(slot).into_iter();
            list.extend(duties.filter(|duty| members.include(Some(duty.person), Some(slot.last))));
        }
    }
    Ok(list)
}

/// What one report is to the on-time rate.
pub fn finding(duty: &Duty) -> Finding {
    match duty.standing {
        Standing::Holiday | Standing::NotOwed => Finding::Outside,
        _ if !duty.settled => Finding::LeftOut(Reason::NotDue),
        standing => {
            let won = standing == Standing::OnTime;
            Finding::Counts(Sample::of(won, 1))
        }
    }
}

/// How many reports stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In time.
    pub on_time: usize,
    /// Late.
    pub late: usize,
    /// Overdue.
    pub missing: usize,
    /// Not due yet.
    pub open: usize,
}

impl Counts {
    /// Counts reports; what nobody owes counts nowhere.
    pub fn of(duties: &[Duty]) -> Self {
        let mut counts = Self::default();
        for duty in duties {
            match duty.standing {
                Standing::OnTime => counts.on_time += 1,
                Standing::Late(_) => counts.late += 1,
                Standing::Missing => counts.missing += 1,
                Standing::Open => counts.open += 1,
                Standing::Holiday | Standing::NotOwed => {}
            }
        }
        counts
    }

    /// All that are owed.
    pub const fn owed(self) -> usize {
        self.on_time + self.late + self.missing + self.open
    }

    /// Those that are there.
    pub const fn sent(self) -> usize {
        self.on_time + self.late
    }
}

/// The reports about a slot in the people's own words, by person.
///
/// # Errors
/// Whatever the database reports.
pub fn written(db: &Db, slot: Slot) -> Result<BTreeMap<PersonId, Report>> {
    let reports = db.rows(WRITTEN, &[slot.key().into()], Report::from_row)?;
    Ok(reports.into_iter().map(|report| (report.person_id, report)).collect())
}

/// The share of reports that came in time.
pub fn rate<'a>(duties: impl IntoIterator<Item = &'a Duty>) -> Measured {
    let mut tally = Tally::default();
    for duty in duties {
        tally.add(finding(duty));
    }
    tally.finish(MetricId::ReportOnTime, &Chances::default())
}

#[cfg(test)]
mod tests;
