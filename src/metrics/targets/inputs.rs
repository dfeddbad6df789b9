//! What a plan of targets is worked out from: what history proposes, who shares the target and what
//! speaks for each, its months and weeks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::forecast::method::Method;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::capability;
use crate::metrics::deals::{Question, measure_owners};
use crate::metrics::targets::history::{History, Whereabouts, first_month};
use crate::metrics::targets::progress::{groups, people};
use crate::metrics::targets::proposal::{Known, Proposal, outlook, propose};
use crate::metrics::targets::scopes::{known, year_before};
use crate::metrics::targets::share::{Basis, Carries, expected};
use crate::metrics::targets::{Levels, Targets, months, parts};
use crate::metrics::{Measured, MetricId};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::MarketNote;

/// The most that the market adds to a target, in basis points.
const MOST_MARKET_BP: i64 = 100_000;

/// Everything a plan rests on.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The metric.
    pub metric: MetricId,
    /// Whose target.
    pub scope: Scope,
    /// For when.
    pub period: Period,
    /// What is known of the scope.
    pub known: Known,
    /// What each rule proposes.
    pub proposal: Proposal,
    /// The target as it is.
    pub current: Option<Levels>,
    /// The market notes that apply, newest last.
    pub notes: Vec<MarketNote>,
    /// Their sum in basis points.
    pub market_bp: i64,
    /// The people who share the target; none where the scope is a person.
    pub people: Vec<Part>,
    /// The targets of the months as they are.
    pub current_months: Vec<Option<i64>>,
    /// The months of the period, each with its weight.
    pub months: Vec<(Period, i64)>,
    /// So many of them are over: their targets no longer change.
    pub over: usize,
    /// The targets of the years of the period and before, of everyone.
    pub targets: Targets,
    /// Whether the months weigh as they did a year before; else by their working days.
    pub by_last_year: bool,
    /// Which days are worked.
    pub calendar: Calendar,
}

/// A person who shares a target.
#[derive(Clone, Debug)]
pub struct Part {
    /// Who.
    pub person: PersonId,
    /// What is expected in a month.
    pub expected: Option<i64>,
    /// Why.
    pub basis: Basis,
    /// What is in hand.
    pub pipeline: Option<i64>,
    /// What can be carried by the capability level.
    pub carries: Carries,
    /// What was reached in the same period a year before.
    pub last_year: Option<i64>,
    /// The target as it is.
    pub current: Option<i64>,
    /// Those of the months as they are.
    pub months: Vec<Option<i64>>,
    /// What the period will bring by the weighted mean: lower end, middle, upper end of 80 %.
    pub outlook: Option<(f64, f64, f64)>,
    /// The regions and teams between, whose targets are the sums of their people's.
    pub groups: Vec<Scope>,
}

impl Inputs {
    /// Whether the period is over.
    pub const fn closed(&self) -> bool {
        self.over > 0 && self.over == self.months.len()
    }

    /// The levels of a part with this base. Those above it stay where they still are above it.
    pub fn levels(&self, scope: Scope, period: Period, base: i64) -> Levels {
        let old = self.targets.of(scope, period);
        let kept = old.map(|old| Levels { base, ..old });
        kept.filter(|levels| levels.in_order()).unwrap_or_else(|| Levels::base(base))
    }

    /// The targets of the months of a scope that are set with the period, and of the quarters of a year
    /// of which no month is over.
    pub fn parts_of(&self, scope: Scope, values: &[i64]) -> Vec<(Scope, Period, Levels)> {
        let months = self.months.iter().map(|(month, _)| *month).zip(values.iter().copied());
        let months: Vec<(Period, i64)> = months.filter(|(month, _)| self.sets(*month)).collect();
        let mut all = months.clone();
        if matches!(self.period, Period::Year(_)) {
            for quarter in parts(self.period) {
                let inside: Vec<i64> = months
                    .iter()
                    .filter(|(month, _)| quarter.contains(month.first_day()))
                    .map(|(_, value)| *value)
                    .collect();
                if inside.len() == 3 {
                    all.push((quarter, inside.iter().fold(0, |sum, n| n.saturating_add(sum))));
                }
            }
        }
        let set =
            all.into_iter().map(|(period, base)| (scope, period, self.levels(scope, period, base)));
        set.collect()
    }

    /// How many people have no known capability level.
    pub fn without_level(&self) -> usize {
        self.people.iter().filter(|part| part.carries.level.is_none()).count()
    }

    /// Whether the plan changes a target that is stored.
    pub fn changes(&self, goals: &[(Scope, Period, Levels)]) -> bool {
        goals.iter().any(|(scope, period, levels)| {
            self.targets.of(*scope, *period).is_some_and(|old| old != *levels)
        })
    }

    /// Whether a month is set with the period: not where it is the period itself, and not when it is over.
    pub fn sets(&self, month: Period) -> bool {
        let open = self.months.get(self.over..).unwrap_or_default();
        month != self.period && open.iter().any(|(of, _)| *of == month)
    }

    /// The sum of the targets that people have already; `None` where somebody has none, or they do not
    /// add up to anything.
    pub fn sum_below(&self) -> Option<i64> {
        let set: Option<Vec<i64>> = self.people.iter().map(|part| part.current).collect();
        let sum = set?.into_iter().try_fold(0_i64, i64::checked_add);
        sum.filter(|_| self.metric.adds_up() && !self.people.is_empty())
    }

    /// Loads what a plan for a scope and a period of months rests on; `history` is that of the metric.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(
        db: &Db,
        directory: &Directory,
        history: &History,
        (metric, scope, period): (MetricId, Scope, Period),
        today: NaiveDate,
    ) -> Result<Self> {
        let directory = &directory.as_of(super::day_in(period, today));
        let year = period.first_day().year();
        let targets = Targets::load(db, metric, (year - 1, year))?;
        let known = known(directory, history, &targets, scope, period);
        let members = match scope {
            Scope::Person(_) => vec![],
            scope => people(directory, scope, period),
        };
        // Whoever moves within the period has one home in it, so that nobody is set twice.
        let places = Whereabouts::of(directory);
        let home = |person: PersonId| places.scopes(Some(person), places.home(person, period));
        let members: Vec<PersonId> = members
            .into_iter()
            .filter(|person| scope == Scope::All || home(*person).contains(&scope))
            .collect();
        let pipeline = pipeline(db, directory, history.until)?;
        let evidence = capability::evidence(db, directory, &members, today)?;
        let carries = |person: PersonId| {
            let level = evidence.get(&person).and_then(capability::Evidence::level);
            Carries::of(level, first_month(directory, person), period)
        };
        let direct = groups(directory, scope);
        let deeper = direct.iter().flat_map(|group| groups(directory, *group));
        let below: BTreeSet<Scope> = direct.iter().copied().chain(deeper).collect();
        let all_months = months(period);
        let of_months = |of: Scope| -> Vec<Option<i64>> {
            let set = all_months.iter().map(|month| targets.of(of, *month));
            set.map(|levels| levels.map(|levels| levels.base)).collect()
        };
        let rows = expected(history, directory, &members, period).into_iter().map(|hope| {
            let of = Scope::Person(hope.person);
            let groups = home(hope.person).into_iter();
            Part {
                person: hope.person,
                expected: hope.monthly,
                basis: hope.basis,
                pipeline: pipeline.get(&hope.person).copied(),
                carries: carries(hope.person),
                last_year: year_before(history, directory, of, period),
                current: targets.of(of, period).map(|levels| levels.base),
                months: of_months(of),
                outlook: own_outlook(directory, history, of, period),
                groups: groups.filter(|of| below.contains(of)).collect(),
            }
        });
        let rows = rows.collect();
        let mut notes = db.all::<MarketNote>()?;
        notes.retain(|note| !note.archived && note.scope_kind.scope(note.scope_id) == scope);
        let market = notes.iter().fold(0_i64, |sum, note| sum.saturating_add(note.bp));
        let calendar = directory.calendar.clone();
        let (months, by_last_year) = month_weights(&calendar, history, scope, period);
        Ok(Self {
            metric,
            scope,
            period,
            proposal: propose(period, &known),
            known,
            current: targets.of(scope, period),
            current_months: of_months(scope),
            over: months.iter().filter(|(month, _)| month.last_day() < today).count(),
            notes,
            market_bp: market.clamp(-9_999, MOST_MARKET_BP),
            people: rows,
            months,
            by_last_year,
            targets,
            calendar,
        })
    }
}

/// What a period will bring a person. One plain method for everyone: comparing methods for a thousand
/// people takes too long.
fn own_outlook(
    directory: &Directory,
    history: &History,
    of: Scope,
    period: Period,
) -> Option<(f64, f64, f64)> {
    let known = Known { series: history.series(directory, of), ..Known::default() };
    let outlook = outlook(Method::Wma, period, &known).ok()?;
    outlook.range.map(|range| (range.lo, outlook.point, range.hi))
}

/// The open amount of each person.
fn pipeline(db: &Db, directory: &Directory, as_of: NaiveDate) -> Result<BTreeMap<PersonId, i64>> {
    let metric = MetricId::OpenPipeline;
    let question = Question { members: Members::Everyone, period: None, as_of };
    let figures = measure_owners(db, directory, &[metric], &question)?;
    let value = |(person, mut figures): (PersonId, BTreeMap<MetricId, Measured>)| {
        Some((person, figures.remove(&metric)?.value?))
    };
    Ok(figures.into_iter().filter_map(value).collect())
}

/// How the months share a target: as the same months did a year before, where something was reached in
/// all of them; else by their working days.
fn month_weights(
    calendar: &Calendar,
    history: &History,
    scope: Scope,
    period: Period,
) -> (Vec<(Period, i64)>, bool) {
    let months = months(period);
    let known = history.period(scope, period.year_before()).is_some();
    let before = |month: &Period| {
        let measured = history.month(scope, month.year_before())?;
        Some((*month, measured.value.filter(|value| known && *value > 0)?))
    };
    let last_year: Option<Vec<(Period, i64)>> = months.iter().map(before).collect();
    let by_days = |month: Period| {
        let days = calendar.workdays(month.first_day(), month.last_day());
        (month, i64::try_from(days).unwrap_or(i64::MAX))
    };
    match last_year {
        Some(weights) => (weights, true),
        None => (months.into_iter().map(by_days).collect(), false),
    }
}
