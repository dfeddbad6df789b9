//! The figure that a coaching or a plan answers: how somebody stands on a day, beside their team or what
//! their post asks for. It is worked out once, by the definition that every page uses, and then kept, so that
//! later reports leave it alone.

use chrono::NaiveDate;

use crate::domain::funnel::rule::Rule;
use crate::domain::ids::{PersonId, StageId};
use crate::domain::money::share_bp;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::compared::{ask_of, team_of};
use crate::metrics::deals::{Question, measure};
use crate::metrics::pipeline::{HORIZON_DAYS, funnel};
use crate::store::Db;
use crate::store::coaching::{sheets, templates};
use crate::store::directory::Directory;
use crate::store::records::{Against, Rater, SubjectKind};

/// What a figure is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A metric in a period.
    Metric(MetricId),
    /// How many visits of a stage advance, under the rule by which people are compared; the stage of the
    /// general model.
    Stage(StageId),
    /// The level of a step of visits, by the word that it has in all versions of the sheet.
    Step(String),
}

impl Subject {
    /// What kind it is, and which one, as they are stored.
    pub fn cells(&self) -> (SubjectKind, String) {
        match self {
            Self::Metric(metric) => (SubjectKind::Metric, metric.word().to_owned()),
            Self::Stage(stage) => (SubjectKind::Stage, stage.0.to_string()),
            Self::Step(word) => (SubjectKind::Step, word.clone()),
        }
    }

    /// What two cells store; `None` for a word that is not known any more.
    pub fn parse(kind: SubjectKind, text: &str) -> Option<Self> {
        match kind {
            SubjectKind::Metric => MetricId::parse(text).map(Self::Metric),
            SubjectKind::Stage => text.parse().ok().map(StageId).map(Self::Stage),
            SubjectKind::Step => Some(Self::Step(text.to_owned())),
        }
    }
}

/// A value with the cases behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// The value; `None` where it is unknown.
    pub value: Option<i64>,
    /// The cases.
    pub sample: i64,
}

/// How somebody stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What a stage or a step is called.
    pub name: Option<String>,
    /// The person's own: in the metric's unit, of a stage in basis points, of a step the last level.
    pub own: Value,
    /// Beside what, and the value of that.
    pub beside: Option<(Against, Value)>,
}

/// How somebody stands in a period as far as it is known on a day; `None` where there is no such stage or
/// step any more.
///
/// # Errors
/// Whatever the database reports.
pub fn figure(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    (subject, period): (&Subject, Period),
    as_of: NaiveDate,
) -> Result<Option<Figure>> {
    let team = team_of(directory, Scope::Person(person), as_of).map(Scope::Team);
    match subject {
        Subject::Metric(metric) => {
            let of = |scope| metric_of(db, directory, *metric, (scope, period), as_of);
            let own = of(Scope::Person(person))?;
            let beside = team.map(of).transpose()?;
            Ok(Some(Figure { name: None, own, beside: beside.map(|value| (Against::Team, value)) }))
        }
        Subject::Stage(stage) => {
            let of = |scope| stage_of(db, directory, *stage, (scope, period), as_of);
            let Some(own) = of(Scope::Person(person))? else { return Ok(None) };
            let beside = team.map(of).transpose()?.flatten();
            let name = directory.stages.get(stage).map(|stage| stage.name.clone());
            Ok(Some(Figure { name, own, beside: beside.map(|value| (Against::Team, value)) }))
        }
        Subject::Step(word) => step_of(db, directory, person, (word.as_str(), period), as_of),
    }
}

fn metric_of(
    db: &Db,
    directory: &Directory,
    metric: MetricId,
    (scope, period): (Scope, Period),
    as_of: NaiveDate,
) -> Result<Value> {
    let question = Question { members: directory.members(scope), period: Some(period), as_of };
    let measured = measure(db, directory, metric, &question)?;
    Ok(Value { value: measured.value, sample: whole(measured.records) })
}

fn stage_of(
    db: &Db,
    directory: &Directory,
    stage: StageId,
    (scope, period): (Scope, Period),
    as_of: NaiveDate,
) -> Result<Option<Value>> {
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let found = funnel(db, directory, &ask_of(directory, (scope, period), as_of, rule))?;
    let row = found.stages.iter().find(|row| row.stage == stage);
    Ok(row.map(|row| {
        let sample = whole(row.reached);
        Value { value: row.advanced.and_then(|n| share_bp(whole(n), sample)), sample }
    }))
}

/// The last level that the observer gave in the period, and how often the step was seen in it, beside what
/// the post asks for by the sheets in use.
fn step_of(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    (word, period): (&str, Period),
    as_of: NaiveDate,
) -> Result<Option<Figure>> {
    let all = templates::all(db)?;
    let known =
        || all.iter().rev().filter_map(move |template| Some((template, template.named(word)?)));
    let current = known().find(|(template, _)| template.record.current);
    let Some((_, step)) = current.or_else(|| known().next()) else { return Ok(None) };
    let days = (period.first_day(), period.last_day().min(as_of));
    let levels: Vec<i64> = sheets::levels_of(db, person, days)?
        .into_iter()
        .filter(|level| level.step == word && level.rater == Rater::Observer)
        .filter_map(|level| level.level)
        .collect();
    let post = directory.membership_on(person, as_of).and_then(|at| at.post_id);
    let required = step.required(post);
    Ok(Some(Figure {
        name: Some(step.record.name.clone()),
        own: Value { value: levels.last().copied(), sample: whole(levels.len() as u64) },
        beside: required.map(|level| (Against::Post, Value { value: Some(level), sample: 0 })),
    }))
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
