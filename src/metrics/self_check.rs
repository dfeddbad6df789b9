//! 每月自查: a person against the duties of their own sheet, month by month.
//!
//! What counts is the sheet that is theirs at the end of the month; what was said of lines of another
//! sheet does not. Beside a duty that names a metric stands its figure of the month, so that what is
//! said can be seen: of who leads teams then, that of the teams together; of anyone else, their own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{DutyLineId, PersonId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope, Stretch};
use crate::domain::stats::rate::MIN_CASES;
use crate::error::Result;
use crate::metrics::deals::{Question, measure};
use crate::metrics::{Measured, MetricId, Unit};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{DutyCheck, DutyLine, DutySheet};

/// So many months are counted, the asked one last.
pub const MONTHS: usize = 6;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The person.
    pub person: PersonId,
    /// The month.
    pub month: Period,
    /// Nothing after this day is known.
    pub today: NaiveDate,
}

/// The figure of the metric that a duty names.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The metric.
    pub metric: MetricId,
    /// Its value in the month.
    pub measured: Measured,
}

impl Figure {
    /// Whether it is a rate of too few cases to say something.
    pub fn few(&self) -> bool {
        self.metric.unit() == Unit::BasisPoints && self.measured.records < MIN_CASES
    }
}

/// A duty, with what was said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The duty.
    pub line: DutyLine,
    /// What was said of it for the month; `None` where nothing was.
    pub said: Option<DutyCheck>,
    /// The figure beside it, where it names a metric.
    pub figure: Option<Figure>,
}

/// How a month stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The month.
    pub month: Period,
    /// The duties of the sheet; `None` where the person had none.
    pub duties: Option<usize>,
    /// Of how many something was said.
    pub said: usize,
    /// How many were done.
    pub done: usize,
}

impl Kept {
    /// Done, of how many; `None` where there was no sheet or nothing was said, which is not none done.
    pub fn done_of(&self) -> Option<(usize, usize)> {
        let duties = self.duties?;
        (self.said > 0).then_some((self.done, duties))
    }
}

/// A person's month.
#[derive(Clone, Debug, PartialEq)]
pub struct SelfCheck {
    /// The sheet that is theirs at the end of the month.
    pub sheet: Option<DutySheet>,
    /// Its duties in order.
    pub lines: Vec<Checked>,
    /// The teams whose figures these are; the person's own where there are none.
    pub teams: Vec<TeamId>,
    /// The day up to which the figures count.
    pub as_of: NaiveDate,
    /// The months up to the asked one, the oldest first.
    pub months: Vec<Kept>,
}

impl SelfCheck {
    /// How the asked month stands.
    pub fn kept(&self) -> Option<Kept> {
        self.months.last().copied()
    }
}

/// A person's month from what is stored, with the months before it.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db, directory: &Directory, duties: &Duties, ask: Ask) -> Result<SelfCheck> {
    let Ask { person, month, today } = ask;
    let mut said = db.all::<DutyCheck>()?;
    said.retain(|check| check.person_id == person && check.on_day <= today);
    let sheet = duties.of_month(directory, person, month);
    let as_of = month.last_day().min(today);
    let teams = led(directory, person, as_of);
    let lines: Vec<&DutyLine> =
        sheet.map(|sheet| duties.duties_of(sheet.id).collect()).unwrap_or_default();
    let then = directory.as_of(as_of);
    let question = Question { members: members(&then, person, &teams), period: Some(month), as_of };
    let metrics: BTreeSet<MetricId> = lines.iter().filter_map(|line| metric_of(line)).collect();
    let mut figures: BTreeMap<MetricId, Measured> = BTreeMap::new();
    for metric in metrics {
        figures.insert(metric, measure(db, &then, metric, &question)?);
    }
    let own = of_month(&said, month);
    let checked = |line: &DutyLine| Checked {
        line: line.clone(),
        said: own.get(&line.id).map(|check| (*check).clone()),
        figure: metric_of(line).and_then(|metric| {
            let measured = figures.get(&metric)?.clone();
            Some(Figure { metric, measured })
        }),
    };
    Ok(SelfCheck {
        sheet: sheet.cloned(),
        lines: lines.into_iter().map(checked).collect(),
        teams,
        as_of,
        months: months(directory, duties, &said, person, month),
    })
}

/// The metric that a duty names.
fn metric_of(line: &DutyLine) -> Option<MetricId> {
    MetricId::parse(line.metric.as_deref()?)
}

/// What was said for a month, by duty.
fn of_month(said: &[DutyCheck], month: Period) -> BTreeMap<DutyLineId, &DutyCheck> {
    let month = month.to_string();
    let own = said.iter().filter(|check| check.month == month);
    own.map(|check| (check.line_id, check)).collect()
}

/// The months up to one, the oldest first, each counted by the sheet that was the person's then.
fn months(
    directory: &Directory,
    duties: &Duties,
    said: &[DutyCheck],
    person: PersonId,
    month: Period,
) -> Vec<Kept> {
    let back = std::iter::successors(Some(month), |month| Some(month.previous()));
    let kept = |month: Period| {
        let own = of_month(said, month);
        let sheet = duties.of_month(directory, person, month);
        let lines: Vec<&DutyLine> =
            sheet.map(|sheet| duties.duties_of(sheet.id).collect()).unwrap_or_default();
        let checks: Vec<&DutyCheck> =
            lines.iter().filter_map(|line| own.get(&line.id).copied()).collect();
        Kept {
            month,
            duties: sheet.map(|_| lines.len()),
            said: checks.len(),
            done: checks.iter().filter(|check| check.done).count(),
        }
    };
    let mut all: Vec<Kept> = back.take(MONTHS).map(kept).collect();
    all.reverse();
    all
}

/// The teams that a person leads on a day.
fn led(directory: &Directory, person: PersonId, day: NaiveDate) -> Vec<TeamId> {
    let teams = directory.teams.values();
    teams
        .filter(|team| directory.stands(team, day))
        .filter(|team| directory.manager_on(team.id, day) == Some(person))
        .map(|team| team.id)
        .collect()
}

/// Whose figures stand beside a person's duties.
fn members(directory: &Directory, person: PersonId, teams: &[TeamId]) -> Members {
    if teams.is_empty() {
        return directory.members(Scope::Person(person));
    }
    let mut all: BTreeMap<PersonId, Vec<Stretch>> = BTreeMap::new();
    for team in teams {
        if let Members::People(people) = directory.members(Scope::Team(*team)) {
            for (person, stretches) in people {
                all.entry(person).or_default().extend(stretches);
            }
        }
    }
    Members::People(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_of_which_nothing_was_said_is_not_none_done() {
        let kept = |duties, said, done| {
            let month = Period::Month(2025, 11);
            Kept { month, duties, said, done }.done_of()
        };
        for (duties, said, done, expected) in [
            (Some(6), 0, 0, None),
            (Some(6), 1, 0, Some((0, 6))),
            (Some(6), 6, 5, Some((5, 6))),
            (None, 0, 0, None),
        ] {
            assert_eq!(kept(duties, said, done), expected, "{duties:?} {said} {done}");
        }
    }

    #[test]
    fn only_a_rate_can_rest_on_too_few_cases() {
        let figure = |metric, records| Figure {
            metric,
            measured: Measured { value: Some(5_000), records, ..Measured::default() },
        };
        for (metric, records, few) in [
            (MetricId::WinRate, 9, true),
            (MetricId::WinRate, 10, false),
            (MetricId::SignedAmount, 1, false),
        ] {
            assert_eq!(figure(metric, records).few(), few, "{metric:?} {records}");
        }
    }
}
