//! What a manager goes into a talk with: what changed since the last one, the step of the funnel that is
//! weakest beside the team, what was agreed and is open, the skills that are missing, and the deals that are
//! stuck. Each of them may be what the talk answers.
//!
//! # As of which day
//! Figures are those of today's quarter as of today, which is how a talk that is put down today keeps them
//! ([`crate::metrics::symptom`]); beside each stands what it was on the day of the last talk, where that lies in
//! the quarter. Deals age with the reports, as on their own page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::funnel::rule::Rule;
use crate::domain::ids::{AccountId, OpportunityId, PersonId, TeamId};
use crate::domain::names::key;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::training::gap::{Need, gaps};
use crate::domain::training::level::LEVEL;
use crate::error::Result;
use crate::metrics::capability;
use crate::metrics::chances::Chances;
use crate::metrics::coaching::log::Following;
use crate::metrics::coaching::seen::{Seen, seen_by};
use crate::metrics::compared::{ComparedCount, StepCompared, Verdict};
use crate::metrics::deals::{Question, Tally, judge};
use crate::metrics::pipeline::{HORIZON_DAYS, Models};
use crate::metrics::stage_fit::Fit;
use crate::metrics::stuck::{self, OpenDeal, StuckCount};
use crate::metrics::targets::history::known_until;
use crate::metrics::taught::Taught;
use crate::metrics::waterfall::{Named, named};
use crate::metrics::{Measured, MetricId, submissions};
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::training::requirements::Requirements;
use crate::store::{Db, opportunities};

/// The metrics whose change is told, in the order in which they are listed.
pub const METRICS: [MetricId; 6] = [
    MetricId::SignedAmount,
    MetricId::WinRate,
    MetricId::NewOpportunities,
    MetricId::OpenPipeline,
    MetricId::CycleDays,
    MetricId::ReportOnTime,
];

const ACCOUNTS: &str =
    "SELECT id, name FROM account WHERE owner_id = $1 AND archived = 0 ORDER BY name, id";

/// A metric now, on the day of the last talk, and of the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// The metric.
    pub metric: MetricId,
    /// As it is.
    pub now: Measured,
    /// As it was on the day of the last talk, where that lies in the quarter.
    pub then: Option<Measured>,
    /// As it is for the team; `None` without one.
    pub team: Option<Measured>,
}

/// A skill of which less is there than the post asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkillGap {
    /// Its name.
    pub name: String,
    /// The level, in ten-thousandths.
    pub level: i64,
    /// The level that is asked for, in the same unit.
    pub required: i64,
}

/// A deal to choose, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealChoice {
    /// The deal.
    pub id: OpportunityId,
    /// Its name.
    pub name: String,
    /// Its customer, if known.
    pub account: Option<AccountId>,
}

/// A stuck deal and how it is called.
#[derive(Clone, Debug, PartialEq)]
pub struct StuckDeal {
    /// The deal.
    pub deal: OpenDeal,
    /// How it is called.
    pub named: Named,
}

/// What a manager goes into a talk with.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Who is coached.
    pub person: PersonId,
    /// The quarter of the figures.
    pub period: Period,
    /// The day of the last talk that was held before today; `None` where there was none.
    pub last: Option<NaiveDate>,
    /// The team; `None` without one.
    pub team: Option<TeamId>,
    /// Who manages the team, unless it is the person.
    pub manager: Option<PersonId>,
    /// What changed.
    pub metrics: Vec<Changed>,
    /// The step of the funnel that is weakest beside the team; `None` where none is below it.
    pub weakest: Option<StepCompared>,
    /// What was agreed with the person and is open, the earliest day first.
    pub open: Vec<Following>,
    /// The newest sheet of a visit.
    pub seen: Option<Seen>,
    /// The skills that are missing, what matters most first.
    pub skills: Vec<SkillGap>,
    /// How many skills the post asks for.
    pub asked: usize,
    /// How many of these were never rated.
    pub unrated: usize,
    /// The stuck deals, those that wait for a decision and the largest first.
    pub stuck: Vec<StuckDeal>,
    /// The open deals by name.
    pub deals: Vec<DealChoice>,
    /// The customers by name.
    pub accounts: Vec<(AccountId, String)>,
}

/// Prepares a talk with somebody.
///
/// # Errors
/// Whatever the database reports.
pub fn prepared(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    today: NaiveDate,
) -> Result<Prepared> {
    let period = Period::quarter_of(today);
    let last = match today.pred_opt() {
        Some(yesterday) => log::last_of(db, person, yesterday)?,
        None => None,
    };
    let team = directory.team_on(person, today).map(|team| team.id);
    let manager = team.and_then(|team| directory.manager_on(team, today));
    let asks = Asks { person, team, period, last, today };
    let (metrics, steps, mut stuck) = figures(db, directory, asks)?;
    stuck.sort_by_key(|deal| (deal.decided, Reverse(deal.amount), deal.id));
    let stuck = stuck
        .into_iter()
        .map(|deal| -> Result<StuckDeal> { Ok(StuckDeal { named: named(db, deal.id)?, deal }) });
    let (skills, asked, unrated) = skills(db, directory, person, today)?;
    Ok(Prepared {
        person,
        period,
        last,
        team,
        manager: manager.filter(|manager| *manager != person),
        metrics,
        weakest: weakest(&steps),
        open: open(db, person, today)?,
        seen: seen_by(db, directory, person, today)?,
        skills,
        asked,
        unrated,
        stuck: stuck.collect::<Result<_>>()?,
        deals: deals(db, person)?,
        accounts: db.rows(ACCOUNTS, &[person.into()], |row| Ok((row.get(0)?, row.get(1)?)))?,
    })
}

/// Of whom, of when.
#[derive(Clone, Copy)]
struct Asks {
    person: PersonId,
    team: Option<TeamId>,
    period: Period,
    last: Option<NaiveDate>,
    today: NaiveDate,
}

/// The metrics, the steps of the funnel and the stuck deals, in one pass over the deals.
fn figures(
    db: &Db,
    directory: &Directory,
    asks: Asks,
) -> Result<(Vec<Changed>, Vec<StepCompared>, Vec<OpenDeal>)> {
    let Asks { person, team, period, last, today } = asks;
    let own = Scope::Person(person);
    let ask = |scope: Scope, as_of: NaiveDate| Question {
        members: directory.members(scope),
        period: Some(period),
        as_of,
    };
    let then = last.filter(|day| period.contains(*day)).map(|day| ask(own, day));
    let around = team.map(|team| ask(Scope::Team(team), today));
    let questions: Vec<Question> =
        [Some(ask(own, today)), then.clone(), around.clone()].into_iter().flatten().collect();
    let none: Vec<Tally> = METRICS.iter().map(|_| Tally::default()).collect();
    let mut tallies: Vec<Vec<Tally>> = questions.iter().map(|_| none.clone()).collect();
    let models = Models::new(directory);
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let fit = Fit::new(directory, None);
    let mut funnel = ComparedCount::new(directory, &fit, (own, period), today, rule);
    let known = known_until(db, today)?;
    let members: Members = directory.members(own);
    let mut stuck = StuckCount::new(stuck::Ask { members, as_of: known, today });
    let (mut events, mut others) = (vec![], vec![]);
    opportunities::each_with_steps(db, |deal, steps| {
        for (question, tallies) in questions.iter().zip(&mut tallies) {
            for (metric, tally) in METRICS.iter().zip(tallies.iter_mut()) {
                tally.add(judge(*metric, question, deal, steps));
            }
        }
        funnel.add(&models.seen(deal, steps, today, &mut events));
        stuck.add(&models, &models.seen(deal, steps, known, &mut others));
        Ok(())
    })?;
    let mut found: Vec<Vec<Measured>> = vec![];
    for (question, tallies) in questions.iter().zip(tallies) {
        let mut own = vec![];
        for (metric, tally) in METRICS.iter().zip(tallies) {
            own.push(if *metric == MetricId::ReportOnTime {
                submissions::rate(&submissions::owed(db, directory, question)?)
            } else {
                tally.finish(*metric, &Chances::default())
            });
        }
        found.push(own);
    }
    let mut found = found.into_iter();
    let now = found.next().unwrap_or_default();
    let then = if then.is_some() { found.next() } else { None };
    let around = if around.is_some() { found.next() } else { None };
    let at = |all: &Option<Vec<Measured>>, place: usize| {
        all.as_ref().and_then(|all| all.get(place)).cloned()
    };
    let metrics = METRICS.iter().zip(now).enumerate().map(|(place, (metric, now))| Changed {
        metric: *metric,
        now,
        then: at(&then, place),
        team: at(&around, place),
    });
    let stuck = stuck.finish(db, directory, &*Taught::by(db, &models, known)?)?;
    let stuck = stuck.deals.into_iter().filter(OpenDeal::stuck);
    Ok((metrics.collect(), funnel.finish().steps(), stuck.collect()))
}

/// The step that lags the team's most, those that are called low before the others.
fn weakest(steps: &[StepCompared]) -> Option<StepCompared> {
    let behind = |step: &StepCompared| Some(step.own?.rate - step.around?.rate);
    let lags = steps.iter().filter(|step| behind(step).is_some_and(|by| by < 0.0));
    let by = |step: &StepCompared| behind(step).unwrap_or_default();
    let low = |step: &StepCompared| step.verdict != Some(Verdict::Low);
    lags.min_by(|a, b| low(a).cmp(&low(b)).then(by(a).total_cmp(&by(b)))).copied()
}

/// What was agreed with somebody and is open.
fn open(db: &Db, person: PersonId, today: NaiveDate) -> Result<Vec<Following>> {
    let all = log::actions_open_on(db, today)?.into_iter().filter(|of| of.person == person);
    all.map(|of| Following::load(db, of, today)).collect()
}

/// The skills that are missing, how many are asked for, and how many of these were never rated.
fn skills(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    today: NaiveDate,
) -> Result<(Vec<SkillGap>, usize, usize)> {
    let requirements = Requirements::load(db)?;
    let mut evidence = capability::evidence(db, directory, &[person], today)?;
    let Some(evidence) = evidence.remove(&person) else { return Ok((vec![], 0, 0)) };
    let level = evidence.level().and_then(|level| i64::try_from(level).ok());
    let duties = Duties::load(db)?;
    let asked = requirements.of_person(directory, &duties, (person, level), today);
    let of = |text: &str| key(requirements.names.listed(text));
    let rated: BTreeMap<String, i64> =
        evidence.skills.iter().map(|rating| (of(&rating.skill), rating.level)).collect();
    let needs = asked.iter().enumerate().map(|(place, asked)| {
        let importance = u32::try_from(asked.importance).unwrap_or(u32::MAX);
        (place, Need { level: asked.level.saturating_mul(LEVEL), importance })
    });
    let level_of = |name: &str| rated.get(&of(name)).copied();
    let levels: BTreeMap<usize, i64> = asked
        .iter()
        .enumerate()
        .filter_map(|(place, asked)| Some((place, level_of(&asked.name)?)))
        .collect();
    let found = gaps(needs, &levels);
    let missing = found.open().into_iter().filter_map(|line| {
        let name = asked.get(line.skill)?.name.clone();
        Some(SkillGap { name, level: line.level?, required: line.need.level })
    });
    Ok((missing.collect(), asked.len(), found.unrated().len()))
}

/// The open deals of somebody by name.
fn deals(db: &Db, person: PersonId) -> Result<Vec<DealChoice>> {
    let mut all = vec![];
    for deal in opportunities::open_of(db, person)? {
        let called = named(db, deal.id)?;
        let name = format!("{} {}", called.account, called.name).trim().to_owned();
        all.push(DealChoice { id: deal.id, name, account: deal.account_id });
    }
    all.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::StageId;
    use crate::domain::stats::rate::Rate;

    fn step(stage: i64, own: (u64, u64), around: (u64, u64), verdict: Verdict) -> StepCompared {
        StepCompared {
            stage: StageId(stage),
            own: Rate::of(own.0, own.1),
            around: Rate::of(around.0, around.1),
            verdict: Some(verdict),
            own_days: None,
            around_days: None,
        }
    }

    #[test]
    fn a_step_that_is_called_low_goes_before_a_wider_gap_of_few() {
        let few = step(1, (0, 2), (8, 10), Verdict::Few);
        let low = step(2, (3, 20), (60, 120), Verdict::Low);
        let normal = step(3, (9, 20), (60, 120), Verdict::Normal);
        let above = step(4, (9, 10), (60, 120), Verdict::Normal);
        let found = |steps: &[StepCompared]| weakest(steps).map(|step| step.stage.0);
        assert_eq!(found(&[few, low, normal, above]), Some(2));
        assert_eq!(found(&[few, normal, above]), Some(1));
        assert_eq!(found(&[normal, above]), Some(3));
        assert_eq!(found(&[above]), None);
        assert_eq!(found(&[step(5, (0, 0), (1, 2), Verdict::Few)]), None, "unknown lags nobody");
    }
}
