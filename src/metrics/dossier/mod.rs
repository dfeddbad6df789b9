//! 人员档案: everything that is known of one person, as values.
//!
//! The window and the command line show this and nothing else, so that they cannot disagree. Each
//! figure is that of its own metric: the targets' lines, the funnel beside the team, the reports, the
//! scorecards. The small tables are read whole; the deals are streamed once for what is open and how it
//! moves, the closed ones of the quarters once for targets, and once more for the scorecards of all
//! quarters together.

pub mod learning;
pub mod standing;

use chrono::NaiveDate;

use crate::domain::funnel::Window;
use crate::domain::funnel::rule::{LeftOut, Rule};
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::period::{Period, months_between};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::capability::{self, Evidence};
use crate::metrics::chances::Chances;
use crate::metrics::compared::{ComparedCount, StepCompared};
use crate::metrics::deals::{Question, Tally, judge};
use crate::metrics::evaluation::scorecards_if_any;
use crate::metrics::pipeline::{HORIZON_DAYS, Models, last_180_days};
use crate::metrics::stage_fit::Fit;
use crate::metrics::submissions::promises::{self, Promise};
use crate::metrics::submissions::slot::{Slot, slots};
use crate::metrics::submissions::{self, Duty, Ledger};
use crate::metrics::targets::course::Course;
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::progress::Line;
use crate::metrics::training::certificates::{self, Held};
use crate::metrics::{Measured, MetricId, mentors, team_life};
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{
    DutySheet, Handover, Membership, MentorPair, Note, OwedKind, Person, Recognition,
    TrainingResult,
};
use crate::store::training::certificates::Kinds;
use crate::store::training::requirements::Requirements;
use crate::store::{Db, notes, opportunities, training};
use learning::Skill;
use standing::{State, Stint};

/// So many quarters are shown, the one in question the last.
const QUARTERS: usize = 6;
/// So many quarters that are over are evaluated.
const EVALUATED: usize = 4;
/// So many weeks of reports are shown.
const WEEKS: usize = 8;
/// So many promises are shown.
const PROMISES: usize = 4;

/// What is known of a person.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The record.
    pub person: Person,
    /// Whether the person is here.
    pub state: State,
    /// Posts and levels up to now, the oldest first.
    pub stints: Vec<Stint>,
    /// The team of today, else the last one.
    pub team: Option<TeamId>,
    /// The manager of that team, unless it is the person.
    pub superior: Option<PersonId>,
    /// Whole months since the hire; `None` where that is unknown, or to come.
    pub tenure_months: Option<i64>,
    /// The day until which deals are known.
    pub known: NaiveDate,
    /// The period in question.
    pub period: Period,
    /// Customers in the person's name.
    pub accounts: u64,
    /// Open deals in the person's name with their amount.
    pub open: Measured,
    /// Signed amount and target of the period.
    pub line: Line,
    /// The same of six quarters, the oldest first.
    pub quarters: Vec<(Period, Line)>,
    /// The steps of the funnel beside the team's.
    pub steps: Vec<StepCompared>,
    /// Deals that the steps leave out because they have a stage model of their own.
    pub own_model: u64,
    /// When the visits began that the steps count.
    pub window: Window,
    /// The team beside which they stand.
    pub beside: Option<TeamId>,
    /// Reports and promises.
    pub reports: Reports,
    /// The duty sheet of the post.
    pub sheet: Option<DutySheet>,
    /// Skills, the widest gap first.
    pub skills: Vec<Skill>,
    /// Certificates, those that end first before the others.
    pub certificates: Vec<Held>,
    /// Trainings, the newest first.
    pub trainings: Vec<TrainingResult>,
    /// Evaluations of the quarters that are over, the oldest first.
    pub evaluations: Vec<Evaluated>,
    /// Praise, the newest first.
    pub recognitions: Vec<Recognition>,
    /// Mentors and those who are guided, the newest first.
    pub pairs: Vec<Pair>,
    /// Notes on them, the newest first.
    pub notes: Vec<Note>,
    /// The capability.
    pub capability: Evidence,
}

/// Reports and promises of a person.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    /// The share of reports in time, of those due in the period.
    pub on_time: Measured,
    /// The last weekly reports, the oldest first; empty where nobody owes any.
    pub weeks: Vec<Duty>,
    /// The share of promises kept, of those of the period.
    pub kept: Measured,
    /// The last promises, the newest first.
    pub promises: Vec<Promise>,
}

/// An evaluation of a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluated {
    /// The quarter.
    pub period: Period,
    /// The total in hundredths; `None` where it cannot be rated.
    pub score: Option<i64>,
    /// The grade.
    pub grade: Option<String>,
    /// Where the grade stands among the grades, the best is 0, and how many there are.
    pub band: Option<(usize, usize)>,
    /// Rank and number of graded people in the team.
    pub rank: Option<(usize, usize)>,
}

/// A mentor and the one who is guided, one of whom is the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The record.
    pub pair: MentorPair,
    /// Whether the person is the mentor.
    pub guides: bool,
    /// The other one.
    pub other: PersonId,
    /// Tasks that are done, and all.
    pub tasks: (usize, usize),
    /// The last talk.
    pub talked_on: Option<NaiveDate>,
}

const ACCOUNTS: &str = "SELECT COUNT(*) FROM account WHERE owner_id = $1 AND archived = 0";

/// What is known of a person in a period, as known today; `None` for a key that no person has.
///
/// # Errors
/// Whatever the database reports.
pub fn load(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    period: Period,
    today: NaiveDate,
) -> Result<Option<Dossier>> {
    let Some(record) = directory.people.get(&person) else { return Ok(None) };
    let scope = Scope::Person(person);
    let memberships: Vec<&Membership> =
        directory.memberships.iter().filter(|m| m.person_id == person).collect();
    let stints = standing::stints(&memberships, today);
    let present = standing::present(&stints);
    let team = present.and_then(|stint| stint.team);
    let superior = team.and_then(|team| directory.manager_on(team, today));
    let arrived = arrived(record, &stints);

    let known = known_until(db, today)?;
    let shown = quarters(period, today);
    let mut periods = shown.clone();
    periods.push(period);
    periods.extend(capability::quarters(known));
    let course = Course::load(db, directory, MetricId::SignedAmount, &periods, today)?;
    let line = |period: Period| {
        let mut line = course.line(scope, period);
        // Before somebody came, nothing was reached; that is not zero.
        if arrived.is_some_and(|day| day > period.last_day()) {
            line.actual = None;
        }
        line
    };

    let models = Models::new(directory);
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let fit = Fit::new(directory, None);
    let mut funnel = ComparedCount::new(directory, &fit, (scope, period), known, rule);
    let question = Question { members: directory.members(scope), period: None, as_of: known };
    let mut open = Tally::default();
    let mut events = vec![];
    opportunities::each_with_steps(db, |deal, steps| {
        open.add(judge(MetricId::OpenPipeline, &question, deal, steps));
        funnel.add(&models.seen(deal, steps, known, &mut events));
        Ok(())
    })?;
    let compared = funnel.finish();
    let accounts = db.first(ACCOUNTS, &[person.into()], |row| row.get::<i64>(0))?;

    let ratings = training::skills::ratings_of(db, person)?;
    let duties = Duties::load(db)?;
    let sheet = duties.standing(directory, person, today).sheet;
    let capability = capability::of(directory, &ratings, &course, person, today)?;
    let level = capability.level().and_then(|level| i64::try_from(level).ok());
    let requirements = Requirements::load(db)?;
    let asked = requirements.of_person(directory, &duties, (person, level), today);
    let kinds = Kinds::load(db)?;
    let evaluated: Vec<Period> =
        shown.iter().copied().filter(|quarter| quarter.last_day() < today).collect();
    let skip = evaluated.len().saturating_sub(EVALUATED);
    let evaluated: Vec<Period> = evaluated
        .into_iter()
        .skip(skip)
        .filter(|quarter| arrived.is_none_or(|day| day <= quarter.last_day()))
        .collect();
    Ok(Some(Dossier {
        state: State::of(record, &memberships, &db.all::<Handover>()?, today),
        team,
        superior: superior.filter(|manager| *manager != person),
        tenure_months: record.hired.and_then(|hired| months_between(hired, today)),
        known,
        period,
        accounts: accounts.and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
        open: open.finish(MetricId::OpenPipeline, &Chances::default()),
        line: line(period),
        quarters: shown.iter().map(|quarter| (*quarter, line(*quarter))).collect(),
        steps: compared.steps(),
        own_model: compared.own.left_out.get(&LeftOut::OwnModel).copied().unwrap_or_default(),
        window: last_180_days(period.last_day().min(known)),
        beside: compared.around.map(|(team, _)| team),
        reports: reports(db, directory, person, period, today)?,
        skills: learning::skills(&asked, &requirements.names, &capability.skills),
        sheet: sheet.cloned(),
        certificates: certificates::of_person(db, &kinds, person, today)?,
        trainings: learning::trainings(training::results::of_person(db, person)?),
        evaluations: evaluations(db, directory, person, &evaluated, today)?,
        recognitions: team_life::recognitions(db, directory, Scope::Person(person), None)?,
        pairs: pairs(db, person, today)?,
        notes: noted(db, person, today)?,
        capability,
        stints,
        person: record.clone(),
    }))
}

/// The first day somebody was here: of the hire, else of the first team; `None` where it is unknown.
fn arrived(person: &Person, stints: &[Stint]) -> Option<NaiveDate> {
    // A stretch without a beginning has lasted since ever.
    let since_ever = stints.iter().any(|stint| stint.starts.is_none());
    let placed = stints.iter().filter_map(|stint| stint.starts).min();
    person.hired.or(placed.filter(|_| !since_ever))
}

/// The quarters up to the one that holds the end of a period, or today where that comes first.
fn quarters(period: Period, today: NaiveDate) -> Vec<Period> {
    let last = Period::quarter_of(period.last_day().min(today));
    let back = std::iter::successors(Some(last), |quarter| Some(quarter.previous()));
    let mut quarters: Vec<Period> = back.take(QUARTERS).collect();
    quarters.reverse();
    quarters
}

fn reports(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    period: Period,
    today: NaiveDate,
) -> Result<Reports> {
    let members = directory.members(Scope::Person(person));
    let ask = |period| Question { members: members.clone(), period, as_of: today };
    let on_time = submissions::rate(&submissions::owed(db, directory, &ask(Some(period)))?);
    let weekly = submissions::kinds(db)?.contains(&OwedKind::Weekly);
    let weeks = if weekly {
        let last = Slot::at(OwedKind::Weekly, today).previous();
        let back = std::iter::successors(Some(last), |slot| Some(slot.previous()));
        let first = back.take(WEEKS).last().unwrap_or(last);
        let ledger = Ledger::load(db, directory, (first, last), today)?;
        slots(first, last).into_iter().map(|slot| ledger.duty(person, slot)).collect()
    } else {
        vec![]
    };
    let mut all = promises::made(db, &directory.calendar, &ask(None))?;
    let kept = promises::rate(all.iter().filter(|promise| period.contains(promise.slot.last)));
    all.sort_by_key(|promise| std::cmp::Reverse((promise.slot.last, promise.slot.kind)));
    all.truncate(PROMISES);
    Ok(Reports { on_time, weeks, kept, promises: all })
}

fn evaluations(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    periods: &[Period],
    today: NaiveDate,
) -> Result<Vec<Evaluated>> {
    if periods.is_empty() {
        return Ok(vec![]);
    }
    let scope = Scope::Person(person);
    let Some(filled) = scorecards_if_any(db, directory, scope, periods, today)? else {
        return Ok(vec![]);
    };
    let one = |(period, cards): (&Period, &crate::metrics::evaluation::Scorecards)| {
        let card = cards.cards.iter().find(|card| card.person == person);
        let grade = card.and_then(|card| card.grade.clone());
        let band = grade.as_ref().and_then(|grade| {
            let at = cards.bands.iter().position(|band| band.name == *grade)?;
            Some((at, cards.bands.iter().count()))
        });
        Evaluated {
            period: *period,
            score: card.and_then(|card| card.total).map(|total| total.hundredths),
            grade,
            band,
            rank: card.and_then(|card| card.rank),
        }
    };
    Ok(periods.iter().zip(&filled).map(one).collect())
}

/// The notes on a person up to today, the newest first.
fn noted(db: &Db, person: PersonId, today: NaiveDate) -> Result<Vec<Note>> {
    let mut notes = notes::of_person(db, person)?;
    notes.retain(|note| note.on_day <= today);
    notes.reverse();
    Ok(notes)
}

/// The pairs that a person is or was in, the newest first.
fn pairs(db: &Db, person: PersonId, today: NaiveDate) -> Result<Vec<Pair>> {
    let own = mentors::pairs(db, today)?.into_iter();
    let own = own.filter(|own| [own.pair.mentor_id, own.pair.mentee_id].contains(&person));
    let mut pairs: Vec<Pair> = own
        .map(|own| {
            let guides = own.pair.mentor_id == person;
            let done = own.tasks.iter().filter(|task| task.done_on.is_some()).count();
            Pair {
                guides,
                other: if guides { own.pair.mentee_id } else { own.pair.mentor_id },
                tasks: (done, own.tasks.len()),
                talked_on: own.talks.first().map(|talk| talk.on_day),
                pair: own.pair,
            }
        })
        .collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.pair.starts, pair.pair.id)));
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::MembershipId;
    use crate::store::records::Origin;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_quarters_end_with_the_period_but_not_after_today() {
        let words = |period: &str| -> Vec<String> {
            let period = Period::parse(period).unwrap();
            quarters(period, day("2025-11-18")).iter().map(Period::to_string).collect()
        };
        assert_eq!(
            words("2025"),
            ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"],
            "the year is not over"
        );
        assert_eq!(words("2025-02").last().map(String::as_str), Some("2025-Q1"));
        assert_eq!(words("2026-Q3").last().map(String::as_str), Some("2025-Q4"));
    }

    #[test]
    fn somebody_arrives_with_the_hire_else_the_first_team_if_it_has_a_beginning() {
        let person = Person::new(PersonId(1), "刘子昂".to_owned(), Origin::Typed);
        let stints = |starts: &[Option<&str>]| {
            let members: Vec<Membership> = (1_i64..)
                .zip(starts)
                .map(|(id, starts)| Membership::new(MembershipId(id), PersonId(1), starts.map(day)))
                .collect();
            standing::stints(&members.iter().collect::<Vec<_>>(), day("2025-11-18"))
        };
        let two = stints(&[Some("2024-02-01"), Some("2025-01-01")]);
        assert_eq!(arrived(&person, &two), Some(day("2024-02-01")));
        assert_eq!(arrived(&person, &stints(&[Some("2024-02-01"), None])), None);
        assert_eq!(arrived(&person, &[]), None);
        let hired = Person { hired: Some(day("2023-05-01")), ..person };
        assert_eq!(arrived(&hired, &two), Some(day("2023-05-01")));
    }
}
