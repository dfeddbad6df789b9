//! Scorecards filled from the metrics: one person, one period, one template.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, TeamId};
use crate::domain::money::Share;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::scorecard::curve::Curve;
use crate::domain::scorecard::grade::{Band, Bands};
use crate::domain::scorecard::total::{Row, Total, hundredths, total_of};
use crate::domain::stats::rational::Rational;
use crate::error::{Error, Result};
use crate::metrics::chances::Chances;
use crate::metrics::deals::{OfOwners, Question, Tally, measure_owners_in};
use crate::metrics::{Measured, MetricId, pipeline};
use crate::store::directory::Directory;
use crate::store::records::{
    EvaluationCycle, EvaluationRow, EvaluationTemplate, GradeBand, ScopeKind, Signature,
    SignatureRole, Status, Target,
};
use crate::store::{Db, opportunities};

/// How far an evaluation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// Comments are missing and nobody signed.
    Comments,
    /// Comments are there or somebody signed; this signature is next.
    Sign(SignatureRole),
    /// All three signed.
    Signed,
}

/// The three who sign, in order.
pub const ROLES: [SignatureRole; 3] =
    [SignatureRole::Employee, SignatureRole::Manager, SignatureRole::Hr];

/// How far an evaluation has come, from whether both comments are there, the person's own first, and from
/// who signed.
pub fn stand(commented: [bool; 2], signed: &[Signature]) -> Stand {
    let next = ROLES.into_iter().find(|role| signed.iter().all(|s| s.role != *role));
    match next {
        None => Stand::Signed,
        Some(role) if commented == [true; 2] || !signed.is_empty() => Stand::Sign(role),
        Some(_) => Stand::Comments,
    }
}

/// The scorecards of a scope.
#[derive(Clone, Debug)]
pub struct Scorecards {
    /// The template they use.
    pub template: EvaluationTemplate,
    /// Its grades.
    pub bands: Bands,
    /// One for each person with data, by key.
    pub cards: Vec<Scorecard>,
    /// People of the scope who closed nothing in the period and hold nothing.
    pub without_data: Vec<PersonId>,
    /// The day as of which everything is seen.
    pub as_of: NaiveDate,
    /// The totals of every team as shown, in hundredths, whatever the scope.
    pub team_totals: BTreeMap<Option<TeamId>, Vec<i64>>,
}

/// One person's scorecard.
#[derive(Clone, Debug)]
pub struct Scorecard {
    /// The person.
    pub person: PersonId,
    /// The rows of the template with their figures.
    pub rows: Vec<ScoredRow>,
    /// The total; `None` when too little weight has a score (无法评定).
    pub total: Option<Total>,
    /// The grade of the total.
    pub grade: Option<String>,
    /// Rank and number of graded people in the person's team of that day.
    pub rank: Option<(usize, usize)>,
    /// The team on the last day.
    pub team: Option<TeamId>,
}

/// One row of a scorecard.
#[derive(Clone, Debug)]
pub struct ScoredRow {
    /// The category of the template.
    pub category: String,
    /// The metric.
    pub metric: MetricId,
    /// The weight in basis points.
    pub weight_bp: i64,
    /// The target in the metric's unit, if set.
    pub target: Option<i64>,
    /// The figure with its sample.
    pub actual: Measured,
    /// The exact points; `None` without a target or a fact.
    pub points: Option<Rational>,
}

impl ScoredRow {
    /// What was reached of the target; `None` without a target above zero or a fact.
    pub fn attainment(&self) -> Option<Share> {
        let (target, actual) = (self.target.filter(|target| *target > 0)?, self.actual.value?);
        Share::of(actual, target)
    }

    /// The points as shown, in hundredths.
    pub fn hundredths(&self) -> Option<i64> {
        self.points.and_then(hundredths)
    }

    /// The row's part of the total as shown, in hundredths.
    pub fn weighted_hundredths(&self) -> Option<i64> {
        let share = Rational::new(i128::from(self.weight_bp), 10_000)?;
        self.points?.checked_mul(share).and_then(hundredths)
    }
}

const TARGETS_OF_PERIOD: &str = "SELECT id, metric, scope_kind, scope_id, period, value, stretch, challenge FROM target WHERE scope_kind = $1 AND period = $2 ORDER BY id";

/// The figure of someone to whom nothing happened.
fn nothing(metric: MetricId) -> Measured {
    Tally::default().finish(metric, &Chances::default())
}

/// Fills the scorecards of a scope for a period.
///
/// # Errors
/// When no template is there, its weights do not total 100 %, or the database fails.
pub fn scorecards(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Period,
    today: NaiveDate,
) -> Result<Scorecards> {
    let filled = scorecards_in(db, directory, scope, &[period], today)?.pop();
    filled.ok_or_else(|| Error::new("error-internal").detail("a period without scorecards"))
}

/// What the scorecards of one period are filled by.
struct Form {
    period: Period,
    as_of: NaiveDate,
    template: EvaluationTemplate,
    rows: Vec<EvaluationRow>,
    bands: Bands,
}

/// As [`scorecards`] for several periods, in one pass over the deals.
///
/// # Errors
/// When no template is there, its weights do not total 100 %, or the database fails.
pub fn scorecards_in(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    periods: &[Period],
    today: NaiveDate,
) -> Result<Vec<Scorecards>> {
    // Nothing is known about the days after the newest report.
    let known_until = opportunities::last_reported(db)?.unwrap_or(today);
    let mut forms = vec![];
    let mut asked = vec![];
    for period in periods {
        let as_of = period.last_day().min(today).min(known_until);
        let (template, rows, bands) = template_for(db, *period)?;
        let metrics: Vec<MetricId> =
            rows.iter().filter_map(|row| MetricId::parse(&row.metric)).collect();
        let question = Question { members: Members::Everyone, period: Some(*period), as_of };
        asked.push((metrics, question));
        forms.push(Form { period: *period, as_of, template, rows, bands });
    }
    let figures = measure_owners_in(db, directory, &asked)?;
    let spans: Vec<(Period, NaiveDate)> =
        forms.iter().map(|form| (form.period, form.as_of)).collect();
    let busy = people_with_data(db, &spans)?;
    let mut filled = vec![];
    for ((form, figures), busy) in forms.into_iter().zip(figures).zip(busy) {
        let targets = targets(db, form.period)?;
        filled.push(fill(directory, scope, form, figures, &busy, &targets)?);
    }
    Ok(filled)
}

/// As [`scorecards_in`]; `None` where no sound template is there: then nobody is evaluated, and what shows
/// evaluations beside other things shows the others.
///
/// # Errors
/// When the database fails.
pub fn scorecards_if_any(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    periods: &[Period],
    today: NaiveDate,
) -> Result<Option<Vec<Scorecards>>> {
    match scorecards_in(db, directory, scope, periods, today) {
        Ok(filled) => Ok(Some(filled)),
        Err(error)
            if matches!(
                error.key(),
                "error-template-missing" | "error-template-weights" | "error-template-bands"
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Fills the scorecards of one period from what was measured.
fn fill(
    directory: &Directory,
    scope: Scope,
    form: Form,
    mut figures: OfOwners,
    busy: &BTreeSet<PersonId>,
    targets: &BTreeMap<(PersonId, MetricId), i64>,
) -> Result<Scorecards> {
    let Form { as_of, template, rows: template_rows, bands, .. } = form;
    let cap = Rational::new(i128::from(template.cap), 100).unwrap_or(Rational::ZERO);

    let mut cards = vec![];
    let mut without_data = vec![];
    // Everyone is counted, so that a rank does not depend on whose page is asked for.
    for person in people_of(directory, Scope::All, as_of, busy) {
        if !busy.contains(&person) {
            without_data.push(person);
            continue;
        }
        let mut measured = figures.remove(&person).unwrap_or_default();
        let rows: Vec<ScoredRow> = template_rows
            .iter()
            .filter_map(|row| Some((row, MetricId::parse(&row.metric)?)))
            .map(|(row, metric)| {
                let actual = measured.remove(&metric).unwrap_or_else(|| nothing(metric));
                let target = targets.get(&(person, metric)).copied();
                let scored = Row {
                    weight_bp: row.weight_bp,
                    target,
                    actual: actual.value,
                    curve: Curve::Ratio { cap },
                };
                let points = scored.score();
                ScoredRow {
                    category: row.category.clone(),
                    metric,
                    weight_bp: row.weight_bp,
                    target,
                    actual,
                    points,
                }
            })
            .collect();
        let scored: Vec<Row> = rows
            .iter()
            .map(|row| Row {
                weight_bp: row.weight_bp,
                target: row.target,
                actual: row.actual.value,
                curve: Curve::Ratio { cap },
            })
            .collect();
        let total = total_of(&scored, template.min_cover_bp)
            .map_err(|error| Error::new("error-template-weights").detail(error))?;
        let grade = total.map(|total| bands.grade(total.hundredths).to_owned());
        let team = directory.team_on(person, as_of).map(|team| team.id);
        cards.push(Scorecard { person, rows, total, grade, rank: None, team });
    }
    let team_totals = rank(&mut cards);
    let members = directory.members(scope);
    cards.retain(|card| members.include(Some(card.person), Some(as_of)));
    without_data.retain(|person| members.include(Some(*person), Some(as_of)));
    Ok(Scorecards { template, bands, cards, without_data, as_of, team_totals })
}

/// The template of the period's cycle, else the current one.
fn template_for(
    db: &Db,
    period: Period,
) -> Result<(EvaluationTemplate, Vec<EvaluationRow>, Bands)> {
    let cycle =
        db.all::<EvaluationCycle>()?.into_iter().find(|cycle| cycle.period == period.to_string());
    let template = match cycle {
        Some(cycle) => db.get::<EvaluationTemplate>(cycle.template_id)?,
        None => db.all::<EvaluationTemplate>()?.into_iter().find(|template| template.current),
    }
    .ok_or_else(|| Error::new("error-template-missing"))?;
    let mut rows: Vec<EvaluationRow> = db
        .all::<EvaluationRow>()?
        .into_iter()
        .filter(|row| row.template_id == template.id)
        .collect();
    rows.sort_by_key(|row| row.position);
    let mut bands: Vec<Band> = db
        .all::<GradeBand>()?
        .into_iter()
        .filter(|band| band.template_id == template.id)
        .map(|band| Band { name: band.grade, from_hundredths: band.min_score })
        .collect();
    bands.sort_by_key(|band| std::cmp::Reverse(band.from_hundredths));
    let bands = Bands::new(bands).ok_or_else(|| Error::new("error-template-bands"))?;
    Ok((template, rows, bands))
}

/// People who closed a deal in each period or hold an open one as of its day. Of a period that has
/// not begun nothing is known, which is not the same as nothing done.
fn people_with_data(db: &Db, spans: &[(Period, NaiveDate)]) -> Result<Vec<BTreeSet<PersonId>>> {
    let mut people: Vec<BTreeSet<PersonId>> = vec![BTreeSet::new(); spans.len()];
    if spans.iter().all(|(period, as_of)| period.first_day() > *as_of) {
        return Ok(people);
    }
    opportunities::each_with_steps(db, |deal, steps| {
        for ((period, as_of), people) in spans.iter().zip(&mut people) {
            let closed = deal.status != Status::Open
                && deal.closed_by(*as_of).is_some_and(|day| period.contains(day));
            if period.first_day() > *as_of {
                continue;
            }
            if closed {
                people.extend(deal.owner);
            } else if let Some(stock) = pipeline::stock(deal, steps, *as_of) {
                people.extend(stock.owner);
            }
        }
        Ok(())
    })?;
    Ok(people)
}

/// Who is to be evaluated: the scope's members on the day who manage no team, and everyone in the
/// scope with data.
fn people_of(
    directory: &Directory,
    scope: Scope,
    as_of: NaiveDate,
    busy: &BTreeSet<PersonId>,
) -> Vec<PersonId> {
    let members = directory.members(scope);
    directory
        .people
        .values()
        .filter(|person| members.include(Some(person.id), Some(as_of)))
        .filter(|person| {
            busy.contains(&person.id)
                || (!directory.has_left(person.id, as_of)
                    && !directory.manages_on(person.id, as_of)
                    && directory.team_on(person.id, as_of).is_some())
        })
        .map(|person| person.id)
        .collect()
}

fn targets(db: &Db, period: Period) -> Result<BTreeMap<(PersonId, MetricId), i64>> {
    use crate::store::Record as _;
    let params = [ScopeKind::Person.word().into(), period.to_string().into()];
    let targets = db.rows(TARGETS_OF_PERIOD, &params, Target::from_row)?;
    Ok(targets
        .into_iter()
        .filter_map(|target| {
            Some(((PersonId(target.scope_id), MetricId::parse(&target.metric)?), target.value))
        })
        .collect())
}

/// Ranks graded people within their team; equal totals share a rank.
fn rank(cards: &mut [Scorecard]) -> BTreeMap<Option<TeamId>, Vec<i64>> {
    let mut totals: BTreeMap<Option<TeamId>, Vec<i64>> = BTreeMap::new();
    for card in cards.iter() {
        if let Some(total) = card.total {
            totals.entry(card.team).or_default().push(total.hundredths);
        }
    }
    for card in cards {
        let Some(total) = card.total else { continue };
        if let Some(others) = totals.get(&card.team) {
            let better = others.iter().filter(|other| **other > total.hundredths).count();
            card.rank = Some((better + 1, others.len()));
        }
    }
    totals
}
