//! 达成进度: how far a target is reached, whether that is enough for the day, and what is missing.
//!
//! What should be there by now (应到) is the target's share of the working days that are over. At or
//! above it things go as planned, from seven tenths on they need care, below they are behind (design
//! document, sheet 32). Without a target there is no attainment, and without data there is none
//! either: that is not 0 %.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::money::{Share, div_round, share_bp};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Finding, Question, Tally, measure_owners};
use crate::metrics::known::known_from;
use crate::metrics::targets::history::{Whereabouts, each_fact, is_by_day, known_until};
use crate::metrics::targets::worth::worth;
use crate::metrics::targets::{Levels, Targets};
use crate::metrics::{Measured, MetricId, heads};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{EndedAs, Membership};

/// Below so much of what should be there by now, something is behind, in basis points.
const BEHIND_BP: i128 = 7_000;

/// How a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Below seven tenths of what should be there by now.
    Behind,
    /// Below what should be there by now.
    Caution,
    /// At or above it.
    OnTrack,
}

impl Status {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Behind => "behind",
            Self::Caution => "caution",
            Self::OnTrack => "on_track",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Behind => "target-behind",
            Self::Caution => "target-caution",
            Self::OnTrack => "target-on-track",
        }
    }
}

/// The working days of a period, and those that are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// How many the period has.
    pub all: i64,
    /// How many are over, the day of the newest report included.
    pub over: i64,
}

impl Days {
    /// Those of a period as known on a day.
    pub fn of(calendar: &Calendar, period: Period, known: NaiveDate) -> Self {
        let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let (first, last) = (period.first_day(), period.last_day());
        Self {
            all: whole(calendar.workdays(first, last)),
            over: whole(calendar.workdays(first, last.min(known))),
        }
    }

    /// How many are still to come.
    pub const fn left(self) -> i64 {
        self.all - self.over
    }
}

/// A target, what was reached of it, and what follows from the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Whose.
    pub scope: Scope,
    /// The target; `None` where it is not set.
    pub target: Option<Levels>,
    /// What was reached; `None` where nothing is known of the period.
    pub actual: Option<Measured>,
    /// The working days.
    pub days: Days,
    /// What open deals are probably worth; `None` where that is unknown, or no amount is asked for.
    pub pipeline: Option<i64>,
    /// Whether more is better: else nothing is judged.
    pub judged: bool,
    /// Whether what parts reached adds up to what the whole did.
    pub adds_up: bool,
    /// Whether what is reached builds up over the days, so that a share of them has a share of it.
    pub builds_up: bool,
}

impl Line {
    fn values(&self) -> Option<(i64, i64)> {
        let actual = self.actual.as_ref().filter(|_| self.judged)?;
        Some((self.target?.base, actual.value?))
    }

    /// What was reached of the target; `None` without a target above zero, or data.
    pub fn attainment(&self) -> Option<Share> {
        let (target, actual) = self.values()?;
        Share::of(actual, target).filter(|_| target > 0)
    }

    /// The same in basis points.
    pub fn attainment_bp(&self) -> Option<i64> {
        self.attainment().map(Share::bp)
    }

    /// What should be reached by now; the whole of it where it does not build up over the days.
    pub fn due(&self) -> Option<i64> {
        let target = self.target?.base;
        if !self.builds_up {
            return Some(target);
        }
        div_round(i128::from(target) * i128::from(self.days.over), i128::from(self.days.all))
    }

    /// By how much more was reached than should be by now; below zero where less was.
    pub fn ahead(&self) -> Option<i64> {
        let (_, actual) = self.values()?;
        actual.checked_sub(self.due()?)
    }

    /// What is missing to the target; zero where it is reached.
    pub fn gap(&self) -> Option<i64> {
        let (target, actual) = self.values()?;
        Some(target.checked_sub(actual)?.max(0))
    }

    /// What each working day that is left must bring; `None` where none is left.
    pub fn needed_daily(&self) -> Option<i64> {
        let left = self.builds_up.then(|| self.days.left())?;
        div_round(i128::from(self.gap()?), i128::from(left)).filter(|_| left > 0)
    }

    /// What each working day brought so far; `None` before the first.
    pub fn made_daily(&self) -> Option<i64> {
        let actual = self.actual.as_ref()?.value.filter(|_| self.builds_up)?;
        div_round(i128::from(actual), i128::from(self.days.over))
    }

    /// How often open deals, by what they are probably worth, cover what is missing, in basis points;
    /// `None` where nothing is missing.
    pub fn coverage_bp(&self) -> Option<i64> {
        let gap = self.gap().filter(|gap| *gap > 0)?;
        share_bp(self.pipeline?, gap)
    }

    /// How it stands; `None` without a target above zero or data, and before the first working day.
    pub fn status(&self) -> Option<Status> {
        let (target, actual) = self.values()?;
        if target <= 0 || self.days.over == 0 || self.days.all == 0 {
            return None;
        }
        // Compared as whole numbers: actual × days against target × days over.
        let (days, over) = if self.builds_up { (self.days.all, self.days.over) } else { (1, 1) };
        let reached = i128::from(actual) * i128::from(days) * 10_000;
        let due = i128::from(target) * i128::from(over);
        Some(if reached >= due * 10_000 {
            Status::OnTrack
        } else if reached >= due * BEHIND_BP {
            Status::Caution
        } else {
            Status::Behind
        })
    }
}

/// How the targets on a metric for a period stand.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The metric.
    pub metric: MetricId,
    /// The period.
    pub period: Period,
    /// The day until which anything is known.
    pub known: NaiveDate,
    /// The scope itself.
    pub whole: Line,
    /// The regions and teams below it.
    pub groups: Vec<Line>,
    /// The people of the scope, in the order of their keys.
    pub people: Vec<Line>,
    /// What the scope had reached on each day of the period, as a running sum.
    pub days: Vec<(NaiveDate, i64)>,
    /// What was reached by customers' place: person (none for deals without an owner), place (empty
    /// where unknown), value.
    pub places: BTreeMap<(Option<PersonId>, String), i64>,
}

/// Who belongs to a scope in a period: members on one of its days who manage no team, and whoever
/// has a target or reached something there.
pub fn people(directory: &Directory, scope: Scope, period: Period) -> Vec<PersonId> {
    let (first, last) = (period.first_day(), period.last_day());
    let inside = |m: &&Membership| {
        m.starts.is_none_or(|starts| starts <= last) && m.ends.is_none_or(|ends| ends > first)
    };
    let of_team = |team| match scope {
        Scope::All => true,
        Scope::Team(wanted) => team == wanted,
        Scope::Region(region) => {
            directory.teams.get(&team).is_some_and(|team| team.region_id == Some(region))
        }
        Scope::Person(_) => false,
    };
    if let Scope::Person(person) = scope {
        return vec![person];
    }
    let members = directory.memberships.iter().filter(inside);
    let top = top_teams(directory, &inside, last);
    let below = |team: TeamId| of_team(team) && !top.contains(&team);
    let members = members.filter(|m| m.team_id.is_some_and(below) && directory.lists(m));
    // Who managed a team up to leaving did not sell either.
    let managed = |m: &&Membership| {
        let last = m.ends.filter(|_| m.ended_as == Some(EndedAs::Leave));
        let last = last.and_then(|day| day.pred_opt());
        last.is_some_and(|day| directory.manages_on(m.person_id, day))
    };
    let people = members.filter(|m| !managed(m)).map(|m| m.person_id);
    let mut people: Vec<PersonId> =
        people.filter(|person| !directory.is_manager(*person)).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// The teams that lead on a day and do not sell.
pub fn leading_teams(directory: &Directory, day: NaiveDate) -> BTreeSet<TeamId> {
    let inside = |m: &&Membership| m.stretch().covers(Some(day));
    top_teams(&directory.as_of(day), &inside, day)
}

/// The teams that lead and do not sell: they had no manager by the last day of a period, and their people
/// manage others, or they stand above the regions of those that have one. A team whose manager has only
/// left is none of them.
fn top_teams(
    directory: &Directory,
    inside: &dyn Fn(&&Membership) -> bool,
    last: NaiveDate,
) -> BTreeSet<TeamId> {
    let teams = || directory.teams.values().filter(|team| !team.archived);
    let regions = teams().any(|team| team.manager_id.is_some() && team.region_id.is_some());
    let leaders = directory.memberships.iter().filter(|m| inside(m));
    let leaders = leaders.filter(|m| directory.is_manager(m.person_id));
    let of_leaders: BTreeSet<TeamId> = leaders.filter_map(|m| m.team_id).collect();
    let bare = teams().filter(|team| !directory.led_by(team.id, last));
    let top =
        bare.filter(|team| of_leaders.contains(&team.id) || regions && team.region_id.is_none());
    top.map(|team| team.id).collect()
}

/// How the targets on a metric stand for a scope and a period.
///
/// # Errors
/// Whatever the database reports.
pub fn progress(
    db: &Db,
    directory: &Directory,
    (metric, scope, period): (MetricId, Scope, Period),
    today: NaiveDate,
) -> Result<Progress> {
    let mut found = attained(db, directory, (metric, scope, period), today)?;
    if metric.unit() == crate::metrics::Unit::Fen && metric.adds_up() {
        let directory = &directory.as_of(super::day_in(period, today));
        let by_scope = worth(db, directory, found.known)?;
        let below = found.groups.iter_mut().chain(&mut found.people);
        for line in below.chain([&mut found.whole]) {
            line.pipeline = by_scope.get(&line.scope).copied();
        }
    }
    Ok(found)
}

/// As [`progress`], without what open deals are worth, which takes two more passes over them.
///
/// # Errors
/// Whatever the database reports.
pub fn attained(
    db: &Db,
    directory: &Directory,
    (metric, scope, period): (MetricId, Scope, Period),
    today: NaiveDate,
) -> Result<Progress> {
    let known = known_until(db, today)?;
    let directory = &directory.as_of(super::day_in(period, today));
    let year = super::year(period);
    let targets = Targets::load(db, metric, (year, year))?;
    let days = Days::of(&directory.calendar, period, known);
    let figures = Figures::load(db, directory, (metric, scope, period), known)?;
    let line = |of: Scope| Line {
        scope: of,
        target: targets.of(of, period),
        actual: figures.actual(of),
        days,
        pipeline: None,
        judged: !metric.less_is_better(),
        adds_up: metric.adds_up(),
        builds_up: metric.builds_up(),
    };
    let mut members = people(directory, scope, period);
    // Whoever reached something in the scope stands in the list, so that it adds up; and in the
    // company everyone who has a target.
    let mut others = figures.owners.clone();
    if scope == Scope::All {
        others.extend(targets.people(period));
    }
    let listed: BTreeSet<PersonId> = members.iter().copied().collect();
    let others: BTreeSet<PersonId> =
        others.into_iter().filter(|other| !listed.contains(other)).collect();
    members.extend(others);
    let groups = groups(directory, scope);
    Ok(Progress {
        metric,
        period,
        known,
        whole: line(scope),
        groups: groups.into_iter().map(line).collect(),
        people: members.into_iter().map(|person| line(Scope::Person(person))).collect(),
        days: figures.days.clone(),
        places: figures.places.clone(),
    })
}

/// The regions of the company, or the teams of a region; teams without a region stand with the
/// regions.
pub fn groups(directory: &Directory, scope: Scope) -> Vec<Scope> {
    let teams = directory.teams.values().filter(|team| !team.archived);
    match scope {
        Scope::All => {
            let regions = directory.regions.values().filter(|region| !region.archived);
            let loose = teams.filter(|team| team.region_id.is_none());
            let regions = regions.map(|region| Scope::Region(region.id));
            regions.chain(loose.map(|team| Scope::Team(team.id))).collect()
        }
        Scope::Region(region) => teams
            .filter(|team| team.region_id == Some(region))
            .map(|team| Scope::Team(team.id))
            .collect(),
        Scope::Team(_) | Scope::Person(_) => vec![],
    }
}

/// What was reached in the period, by scope.
struct Figures {
    metric: MetricId,
    begun: bool,
    by_scope: BTreeMap<Scope, Measured>,
    owners: Vec<PersonId>,
    days: Vec<(NaiveDate, i64)>,
    places: BTreeMap<(Option<PersonId>, String), i64>,
}

const FIRST_CLOSED: &str =
    "SELECT MIN(closed_on) FROM opportunity WHERE archived = 0 AND status <> 'open'";
const FIRST_CREATED: &str = "SELECT MIN(created_on) FROM opportunity WHERE archived = 0";
const PLACES: &str = "SELECT o.id, a.location FROM opportunity o JOIN account a ON a.id = o.account_id WHERE o.closed_on >= $1 AND o.closed_on <= $2 AND a.location IS NOT NULL ORDER BY o.id";
const PLACES_OF_NEW: &str = "SELECT o.id, a.location FROM opportunity o JOIN account a ON a.id = o.account_id WHERE o.created_on >= $1 AND o.created_on <= $2 AND a.location IS NOT NULL ORDER BY o.id";

/// The first day of which a metric on deals knows anything.
///
/// # Errors
/// Whatever the database reports.
pub fn first_known(db: &Db, metric: MetricId) -> Result<Option<NaiveDate>> {
    let sql = match metric {
        MetricId::NewOpportunities
        | MetricId::LeadWinRate
        | MetricId::OpenPipeline
        | MetricId::WeightedPipeline => FIRST_CREATED,
        _ => FIRST_CLOSED,
    };
    Ok(db.first(sql, &[], |row| row.get::<Option<NaiveDate>>(0))?.flatten())
}

impl Figures {
    fn load(
        db: &Db,
        directory: &Directory,
        (metric, scope, period): (MetricId, Scope, Period),
        known: NaiveDate,
    ) -> Result<Self> {
        let begun = match metric {
            MetricId::ReportOnTime | MetricId::PromiseKept => period.first_day() <= known,
            _ => known_from(first_known(db, metric)?, period, known),
        };
        let mut figures = Self {
            metric,
            begun,
            by_scope: BTreeMap::new(),
            owners: vec![],
            days: vec![],
            places: BTreeMap::new(),
        };
        if is_by_day(metric) {
            figures.count_days(db, directory, (scope, period), known)?;
        } else {
            figures.measure(db, directory, (scope, period), known)?;
        }
        Ok(figures)
    }

    /// Counts what deals give the metric, day by day.
    fn count_days(
        &mut self,
        db: &Db,
        directory: &Directory,
        (scope, period): (Scope, Period),
        known: NaiveDate,
    ) -> Result<()> {
        let metric = self.metric;
        let (first, last) = (period.first_day(), period.last_day().min(known));
        let mut locations = BTreeMap::new();
        let sql = if metric == MetricId::NewOpportunities { PLACES_OF_NEW } else { PLACES };
        db.read(sql, &[first.into(), period.last_day().into()], |row| {
            let (id, place): (crate::domain::ids::OpportunityId, String) =
                (row.get(0)?, row.get(1)?);
            locations.insert(id, place);
            Ok(())
        })?;
        let places = Whereabouts::of(directory);
        let mut tallies: BTreeMap<Scope, Tally> = BTreeMap::new();
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        let mut owners: BTreeSet<PersonId> = BTreeSet::new();
        let matrix = &mut self.places;
        each_fact(db, metric, (first, last), |deal, when, finding| {
            if !period.contains(when.day) {
                return;
            }
            let of = places.scopes(deal.owner, when.placed);
            for of in &of {
                tallies.entry(*of).or_default().add(finding);
            }
            let Finding::Counts(sample) = finding else { return };
            if !of.contains(&scope) {
                return;
            }
            let sum = days.entry(when.day).or_default();
            *sum = sum.saturating_add(sample.amount);
            owners.extend(deal.owner);
            let place = locations.get(&deal.id).cloned().unwrap_or_default();
            let cell = matrix.entry((deal.owner, place)).or_default();
            *cell = cell.saturating_add(sample.amount);
        })?;
        let finish = |(of, tally): (Scope, Tally)| (of, tally.finish(metric, &Chances::default()));
        self.by_scope = tallies.into_iter().map(finish).collect();
        self.owners = owners.into_iter().collect();
        let mut sum: i64 = 0;
        let running = days.into_iter().map(|(day, value)| {
            sum = sum.saturating_add(value);
            (day, sum)
        });
        self.days = running.collect();
        Ok(())
    }

    /// Measures a metric that is not counted day by day.
    fn measure(
        &mut self,
        db: &Db,
        directory: &Directory,
        (scope, period): (Scope, Period),
        known: NaiveDate,
    ) -> Result<()> {
        let metric = self.metric;
        let as_of = period.last_day().min(known);
        let ask = |members| Question { members, period: Some(period), as_of };
        let everyone = ask(crate::domain::scope::Members::Everyone);
        for (person, figures) in measure_owners(db, directory, &[metric], &everyone)? {
            if let Some(measured) = figures.into_values().next() {
                self.by_scope.insert(Scope::Person(person), measured);
            }
        }
        if metric == MetricId::SignedPerHead {
            self.add_idle(directory, (scope, period), as_of);
        }
        for of in std::iter::once(scope).chain(groups(directory, scope)) {
            let question = ask(directory.members(of));
            let measured = crate::metrics::deals::measure(db, directory, metric, &question)?;
            self.by_scope.insert(of, measured);
        }
        Ok(())
    }

    /// Who holds no deal at all signed nothing per head, where there is a head.
    fn add_idle(
        &mut self,
        directory: &Directory,
        (scope, period): (Scope, Period),
        as_of: NaiveDate,
    ) {
        let times = heads::Times::of(directory);
        let everyone = crate::domain::scope::Members::Everyone;
        for person in people(directory, scope, period) {
            let of =
                heads::span(period, as_of).map(|span| times.of_person(person, &everyone, span));
            let nothing = || Tally::default().per_head(of);
            self.by_scope.entry(Scope::Person(person)).or_insert_with(nothing);
        }
    }

    /// What a scope reached; `None` where nothing is known of the period.
    fn actual(&self, scope: Scope) -> Option<Measured> {
        let nothing = || Tally::default().finish(self.metric, &Chances::default());
        self.begun.then(|| self.by_scope.get(&scope).cloned().unwrap_or_else(nothing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(target: Option<i64>, actual: Option<i64>, over: i64) -> Line {
        Line {
            scope: Scope::All,
            target: target.map(Levels::base),
            actual: actual.map(|value| Measured { value: Some(value), ..Measured::default() }),
            days: Days { all: 20, over },
            pipeline: Some(300),
            judged: true,
            adds_up: true,
            builds_up: true,
        }
    }

    #[test]
    fn an_empty_period_is_behind_by_the_whole_target() {
        let empty = line(Some(1_000), Some(0), 20);
        assert_eq!((empty.ahead(), empty.gap()), (Some(-1_000), Some(1_000)));
        assert_eq!((empty.attainment_bp(), empty.status()), (Some(0), Some(Status::Behind)));
        assert_eq!(empty.needed_daily(), None, "no day is left");
    }

    #[test]
    fn without_a_target_or_data_nothing_is_judged_and_nothing_is_zero() {
        for (target, actual) in [(None, Some(5)), (Some(5), None), (Some(0), Some(5))] {
            let line = line(target, actual, 10);
            assert_eq!(
                (line.attainment_bp(), line.status()),
                (None, None),
                "{target:?} {actual:?}"
            );
        }
        let less = Line { judged: false, ..line(Some(30), Some(60), 10) };
        assert_eq!((less.attainment_bp(), less.gap(), less.status()), (None, None, None));
    }

    #[test]
    fn seven_tenths_of_what_is_due_are_a_caution_compared_exactly() {
        for (actual, status) in [
            (500, Status::OnTrack),
            (499, Status::Caution),
            (350, Status::Caution),
            (349, Status::Behind),
        ] {
            assert_eq!(line(Some(1_000), Some(actual), 10).status(), Some(status), "{actual}");
        }
        assert_eq!(line(Some(1_000), Some(700), 10).coverage_bp(), Some(10_000));
    }
}
