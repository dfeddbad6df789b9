//! 预测: what a month or quarter will come to, with its chance of reaching the target, beside what the
//! manager says, what simpler ways say, and how right all of that was (domain document, B4 and B5).
//!
//! [`survey`] reads the deals once, as they were known on the day and on the same working day of the
//! periods before; [`chance`] learns from that how likely a deal is signed, [`rollup`] adds deals up by
//! class, [`mod@outlook`] to every total, [`mod@compare`] asks the other ways, and [`mod@track`] keeps what was said.
//!
//! # Which deals
//! Open ones that are expected in the period, and in the period that runs also those whose day has
//! passed: they were due and are not signed. Of those that are expected later some come all the same, as
//! experience tells (提前). The others are counted by the reason.
//!
//! # What is not known
//! What is committed and what is open need no chance. What is worked out does: where too few closed deals
//! tell how likely one of the deals is, the sum, the range and the chance are not known, and say so.

pub mod chance;
pub mod compare;
pub mod outlook;
pub mod rollup;
pub mod survey;
pub mod then;
pub mod track;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::forecast::calibration::Basis;
use crate::domain::forecast::calls::Category;
use crate::domain::forecast::correlation::{Fitted, USUAL};
use crate::domain::forecast::coverage::{Coverage, Need};
use crate::domain::forecast::deals::{Chance, weighted};
use crate::domain::forecast::new_business::NewBusiness;
use crate::domain::forecast::pace::Workdays;
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::rational::Rational;
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::metrics::chances::Chances;
use crate::metrics::forecast::chance::Bases;
use crate::metrics::forecast::compare::{Asked, Compared, compare};
use crate::metrics::forecast::outlook::{Counted, Outlook, Total, Unknown};
use crate::metrics::forecast::rollup::{Calls, RollUp, roll_up};
use crate::metrics::forecast::survey::Survey;
use crate::metrics::forecast::track::{Bias, Track, biases, track};
use crate::metrics::targets::history::known_until;
use crate::metrics::targets::{day_in, find, progress};
use crate::store::directory::Directory;
use crate::store::records::DealCategory;
use crate::store::{Db, opportunities};

/// Why an open deal is not counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// It is expected in another period.
    OtherPeriod,
    /// No day is known on which it is expected.
    NoExpectedDay,
    /// Its amount is unknown.
    NoAmount,
    /// Its stage is unknown.
    NoStage,
    /// It is left out on purpose.
    Omitted,
}

impl Left {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::OtherPeriod, Self::NoExpectedDay, Self::NoAmount, Self::NoStage, Self::Omitted];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OtherPeriod => "other_period",
            Self::NoExpectedDay => "no_expected_day",
            Self::NoAmount => "no_amount",
            Self::NoStage => "no_stage",
            Self::Omitted => "omitted",
        }
    }
}

/// How much is worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What stands in the reports: what is signed, open deals by class, the target, what was said before.
    /// Nothing that the past has to be asked for is known: no chance, no total, no error.
    Present,
    /// Everything, which takes a look at each deal on the same working day of many periods before.
    #[default]
    Whole,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Whose forecast.
    pub scope: Scope,
    /// The month or quarter.
    pub period: Period,
    /// The day; nothing after it is known.
    pub today: NaiveDate,
    /// Deals that are supposed to slip out of the period.
    pub slip: BTreeSet<OpportunityId>,
    /// How much is worked out.
    pub depth: Depth,
}

/// A deal of the period.
#[derive(Clone, Debug, PartialEq)]
pub struct DealIn {
    /// The deal.
    pub deal: OpportunityId,
    /// Whose.
    pub owner: Option<PersonId>,
    /// Its stage.
    pub stage: StageId,
    /// How sure somebody is of it.
    pub category: Category,
    /// Whether somebody said so; else the stage does.
    pub said: bool,
    /// What people said of it for this period, in the order of days.
    pub classes: Vec<DealCategory>,
    /// Its amount, in fen.
    pub amount: i64,
    /// The day it is expected.
    pub expected: NaiveDate,
    /// Whether that day has passed.
    pub past: bool,
    /// Its chance, and from where it is; `None` where nothing tells it.
    pub chance: Option<(Basis, Chance)>,
    /// By how much the chance of the target falls if it slips, from 0 to −1; `None` where that is not
    /// asked.
    pub effect: Option<f64>,
}

/// How a forecast was worked out.
#[derive(Clone, Debug)]
pub struct Means {
    /// Which chances count.
    pub bases: Bases,
    /// How much deals hang together, and in how many periods that held; `None` for the usual value.
    pub fitted: Option<Fitted>,
    /// Deals that were found and signed after the same working day, in the periods that tell.
    pub fresh: Option<NewBusiness>,
}

impl Means {
    /// How much deals hang together.
    pub fn rho(&self) -> f64 {
        self.fitted.map_or(USUAL, |fitted| fitted.rho)
    }
}

/// The forecast of a period.
#[derive(Clone, Debug)]
pub struct Forecast {
    /// How much is worked out.
    pub depth: Depth,
    /// The newest day of which anything is known.
    pub as_of: NaiveDate,
    /// The period's working days, and how many are over.
    pub days: Workdays,
    /// Whether the period is over: then what was signed is all there is.
    pub over: bool,
    /// The target.
    pub target: Option<i64>,
    /// What it comes to.
    pub roll_up: RollUp,
    /// The deals, the weightiest first; those left out on purpose come last.
    pub deals: Vec<DealIn>,
    /// Open deals that are not counted on: how many, and their known amounts.
    pub left: BTreeMap<Left, (u64, i64)>,
    /// Deals that are expected later and may come all the same.
    pub later: u64,
    /// How it was worked out.
    pub means: Means,
    /// What it may end with; `None` once it is over, and where that is not known.
    pub outlook: Option<Outlook>,
    /// Why that is not known.
    pub unknown: Option<Unknown>,
    /// The same if some deals slip; `None` where none are supposed to.
    pub scenario: Option<Outlook>,
    /// What it would come to then; `None` where that is not known.
    pub scenario_computed: Option<i64>,
    /// Whether the open deals are enough for the target.
    pub coverage: Option<Coverage>,
    /// What simpler ways say.
    pub compared: Compared,
    /// What was said before.
    pub track: Track,
    /// How people's commitments lean.
    pub people: Vec<Bias>,
}

impl Forecast {
    /// All open deals of the scope, counted on or not.
    pub fn n_open(&self) -> u64 {
        let counted = self.roll_up.parts.iter().map(|part| part.deals);
        counted.chain(self.left.values().map(|(n, _)| *n)).sum::<u64>() + self.later
    }
}

/// A month or a quarter is forecast, and nothing else.
///
/// # Errors
/// For another period, with what is offered.
pub fn check(period: Period) -> Result<()> {
    match period {
        Period::Month(..) | Period::Quarter(..) => Ok(()),
        Period::Year(_) | Period::Week(..) => {
            Err(Error::new("error-forecast-period").arg("period", period))
        }
    }
}

/// The month or quarter of whose forecast the class of a deal is told beside the deal itself: what is looked
/// at, where that is one of them and not over; else the month that runs.
pub fn class_period(looked_at: Option<Period>, today: NaiveDate) -> Period {
    let own = looked_at.filter(|period| check(*period).is_ok() && period.last_day() >= today);
    own.unwrap_or_else(|| Period::month_of(today))
}

/// The target of a scope for a period.
fn target_of(db: &Db, scope: Scope, period: Period) -> Result<Option<i64>> {
    Ok(find(db, MetricId::SignedAmount, scope, period)?.map(|target| target.value))
}

/// What is known of a period for a scope, before any of it is added up.
struct Known {
    survey: Survey,
    calls: Calls,
    as_of: NaiveDate,
    days: Workdays,
}

impl Known {
    fn load(
        db: &Db,
        directory: &Directory,
        (scope, members): (Scope, &Members),
        (period, today): (Period, NaiveDate),
        depth: Depth,
    ) -> Result<Self> {
        check(period)?;
        let as_of = known_until(db, today)?;
        let whose = (scope, members);
        let survey = Survey::take(db, directory, whose, (period, as_of, today), depth)?;
        let none = Workdays { elapsed: 0, total: 0 };
        let days = Workdays::of(&directory.calendar, period, as_of).unwrap_or(none);
        Ok(Self { survey, calls: Calls::load(db)?, as_of, days })
    }

    /// A period is over once its last working day is known.
    const fn over(&self) -> bool {
        self.days.remaining() == 0
    }

    /// How the period is worked out for a scope: whoever asks, of each scope the same.
    fn means(&self, (scope, members): (Scope, &Members)) -> Means {
        Means {
            bases: self.survey.bases(0),
            fitted: self.survey.correlation((scope, members)),
            fresh: self.survey.new_business(0, members),
        }
    }

    /// What the period comes to for a scope, and what it hangs on.
    fn stand<'a>(
        &self,
        (scope, members): (Scope, &Members),
        means: &'a Means,
        target: Option<i64>,
    ) -> Result<(RollUp, Total<'a>)> {
        let fresh = means.fresh.as_ref().filter(|_| !self.over());
        let beyond = || Error::new("error-internal").detail("amounts past all bounds");
        let mut found =
            roll_up(&self.survey, 0, (scope, members), &self.calls, fresh).ok_or_else(beyond)?;
        let (mut deals, mut later) = (vec![], vec![]);
        if self.over() {
            for part in &mut found.parts {
                (part.deals, part.face, part.computed, part.call) = (0, 0, Some(0), None);
            }
            found.pulled = None;
        } else {
            let origin = self.survey.origins.first();
            let plays = origin.into_iter().flat_map(|origin| origin.in_play(members));
            deals.extend(plays.map(|(play, chance)| Counted {
                deal: play.deal,
                amount: play.amount,
                share: chance.map(Chance::share),
            }));
            let pulled = origin.into_iter().flat_map(|origin| origin.pulled(members));
            later.extend(pulled.map(|(play, chance)| (play.amount, chance.share())));
        }
        let (closed, rho) = (found.closed(), means.rho());
        Ok((found, Total { closed, deals, later, fresh, rho, target }))
    }
}

/// The forecast of a period for a scope.
///
/// # Errors
/// When the period is no month or quarter, or whatever the database reports.
pub fn forecast(db: &Db, directory: &Directory, ask: &Ask) -> Result<Forecast> {
    let Ask { scope, period, today, slip, depth } = ask;
    let (scope, period, depth) = (*scope, *period, *depth);
    let directory = &directory.as_of(day_in(period, *today));
    let members = directory.members(scope);
    let whose = (scope, &members);
    let known = Known::load(db, directory, whose, (period, *today), depth)?;
    let target = target_of(db, scope, period)?;
    let means = known.means(whose);
    let (found, total) = known.stand(whose, &means, target)?;
    let over = known.over();
    let none = BTreeSet::new();
    let tells = !over && depth == Depth::Whole;
    let outlook = if tells { total.outlook(&none) } else { None };
    let asked = tells && total.deals.iter().any(|deal| slip.contains(&deal.deal));
    let scenario = if asked { total.outlook(slip) } else { None };
    let effects = if tells { total.effects() } else { BTreeMap::new() };
    let deals = if over { vec![] } else { deals_in(&known.survey, &members, &effects) };
    let unknown = (tells && outlook.is_none()).then(|| total.unknown());
    let scenario_computed = without(&found, &deals, slip);
    let later = total.later.len() as u64;
    let left = if over { BTreeMap::new() } else { left_of(&known, &members, &deals) };
    let asks = Asked { directory, scope, members: &members, calls: &known.calls };
    let compared = if tells { compare(&known.survey, asks, &found) } else { Compared::default() };
    let newest = known.survey.origins.first().map(|origin| &origin.history);
    let mut people = progress::people(directory, scope, period);
    people.sort_unstable();
    let (track, people) = match newest {
        Some(history) => (
            track(db, history, scope, period)?,
            biases(db, history, &people, (period, known.as_of))?,
        ),
        None => (Track::default(), vec![]),
    };
    Ok(Forecast {
        depth,
        as_of: known.as_of,
        days: known.days,
        over,
        target,
        coverage: cover(&known, &found, target),
        roll_up: found,
        deals,
        left,
        outlook,
        unknown,
        scenario,
        scenario_computed,
        compared,
        track,
        people,
        later,
        means,
    })
}

/// The chance of a deal that counts.
fn counted(deal: &DealIn) -> Option<Chance> {
    let counts = deal.category != Category::Omitted;
    deal.chance.filter(|_| counts).map(|(_, chance)| chance)
}

/// What a period comes to if some deals slip; `None` where one of the others has no chance.
fn without(found: &RollUp, deals: &[DealIn], slip: &BTreeSet<OpportunityId>) -> Option<i64> {
    let stays = deals.iter().filter(|deal| deal.category != Category::Omitted);
    let stays = stays.filter(|deal| !slip.contains(&deal.deal));
    let stays: Option<Vec<(i64, Chance)>> =
        stays.map(|deal| Some((deal.amount, counted(deal)?))).collect();
    let unlisted = [&found.pulled, &found.fresh].into_iter().flatten();
    let unlisted = unlisted.fold(0_i64, |sum, one| sum.saturating_add(one.computed));
    weighted(&stays?)?.checked_add(found.closed())?.checked_add(unlisted)
}

/// The deals of a scope with their chances and effects, the weightiest first.
fn deals_in(
    survey: &Survey,
    members: &Members,
    effects: &BTreeMap<OpportunityId, f64>,
) -> Vec<DealIn> {
    let Some(origin) = survey.origins.first() else { return vec![] };
    let own = origin.plays.iter().filter(|play| members.include(play.owner, Some(origin.day)));
    let deal = |play: &survey::Play| DealIn {
        deal: play.deal,
        owner: play.owner,
        stage: play.stage,
        category: play.category,
        said: play.said,
        classes: survey.classes.of(play.deal, origin.period).to_vec(),
        amount: play.amount,
        expected: play.expected,
        past: play.past,
        chance: play.given.or_next(origin.basis),
        effect: effects.get(&play.deal).copied(),
    };
    let mut deals: Vec<DealIn> = own.map(deal).collect();
    let weight = |deal: &DealIn| {
        let share = counted(deal).map_or(0.0, Chance::share);
        (deal.category != Category::Omitted, deal.amount as f64 * share)
    };
    deals.sort_by(|one, other| {
        let ((counts, mine), (others, theirs)) = (weight(one), weight(other));
        let by_weight = others.cmp(&counts).then(theirs.total_cmp(&mine));
        // Of those that weigh nothing, or whose chance is not known, the largest first.
        by_weight.then(other.amount.cmp(&one.amount)).then(one.deal.cmp(&other.deal))
    });
    deals
}

/// The open deals of a scope that are not counted on, by reason.
fn left_of(known: &Known, members: &Members, deals: &[DealIn]) -> BTreeMap<Left, (u64, i64)> {
    let mut left: BTreeMap<Left, (u64, i64)> = BTreeMap::new();
    let mut add = |reason, n: u64, amount: i64| {
        let (count, sum) = left.entry(reason).or_default();
        *count += n;
        *sum = sum.saturating_add(amount);
    };
    for ((owner, reason), (n, amount)) in &known.survey.left {
        if members.include(*owner, Some(known.as_of)) {
            add(*reason, *n, *amount);
        }
    }
    for deal in deals {
        if deal.category == Category::Omitted {
            add(Left::Omitted, 1, deal.amount);
        }
    }
    let origin = known.survey.origins.first();
    for play in origin.into_iter().flat_map(|origin| &origin.later) {
        // Where nothing tells how many of them come, they are another period's.
        let counts = play.category != Category::Omitted && play.pulled.is_some();
        if !counts && members.include(play.owner, Some(known.as_of)) {
            add(Left::OtherPeriod, 1, play.amount);
        }
    }
    left
}

/// Whether the open deals of the period are enough for what is missing to its target.
fn cover(known: &Known, found: &RollUp, target: Option<i64>) -> Option<Coverage> {
    let rate = known.survey.value.clone().finish(MetricId::WinRateValue, &Chances::default());
    let win_rate = rate.value.and_then(|bp| Rational::new(bp.into(), 10_000));
    let need =
        Need { target: target?, closed: found.closed(), open: found.faces.open().amount, win_rate };
    if known.over() { None } else { need.coverage() }
}

/// What is frozen of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What is signed.
    pub closed: i64,
    /// What was worked out; `None` where that is not known.
    pub computed: Option<i64>,
    /// What the manager says; `None` where neither that nor a value is known.
    pub called: Option<i64>,
    /// What is signed and committed, in full.
    pub committed: i64,
    /// The 80 % range; `None` where it is not known.
    pub range: Option<(i64, i64)>,
    /// The target.
    pub target: Option<i64>,
    /// The chance of reaching it, in basis points.
    pub chance_bp: Option<i64>,
}

/// What is to be frozen for a scope and everyone in it, by scope, the scope itself first: of each what its
/// own page shows.
///
/// # Errors
/// When the period is no month or quarter, nothing is known of any deal, or the period is over on the
/// day; or whatever the database reports.
pub fn to_freeze(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
) -> Result<Vec<(Scope, Kept)>> {
    check(period)?;
    let over = || Error::new("error-forecast-over").arg("period", period);
    if period.last_day() < today {
        return Err(over());
    }
    if opportunities::last_reported(db)?.is_none() {
        return Err(Error::new("error-forecast-nothing"));
    }
    let directory = &directory.as_of(day_in(period, today));
    let members = directory.members(scope);
    let known = Known::load(db, directory, (scope, &members), (period, today), Depth::Whole)?;
    if known.over() {
        return Err(over());
    }
    let mut scopes = vec![scope];
    let people = progress::people(directory, scope, period).into_iter().map(Scope::Person);
    scopes.extend(people.filter(|person| *person != scope));
    let mut all = vec![];
    for of in scopes {
        let members = directory.members(of);
        let target = target_of(db, of, period)?;
        let means = known.means((of, &members));
        let (found, total) = known.stand((of, &members), &means, target)?;
        let outlook = total.outlook(&BTreeSet::new());
        let chance = outlook.as_ref().and_then(|outlook| outlook.chance);
        let kept = Kept {
            closed: found.closed(),
            computed: found.computed(),
            called: found.called(),
            committed: found.committed(),
            range: outlook.map(|outlook| (outlook.range.low, outlook.range.high)),
            target,
            chance_bp: chance.map(|chance| (chance * 10_000.0).round() as i64),
        };
        all.push((of, kept));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_told_of_the_period_that_is_looked_at_or_of_the_month_that_runs() {
        let (today, november) = ("2025-11-18".parse().unwrap(), Period::Month(2025, 11));
        for (looked_at, expected) in [
            (Some(Period::Quarter(2025, 4)), Period::Quarter(2025, 4)),
            (Some(Period::Month(2026, 1)), Period::Month(2026, 1)),
            (Some(Period::Month(2025, 10)), november),
            (Some(Period::Week(2025, 47)), november),
            (Some(Period::Year(2025)), november),
            (None, november),
        ] {
            assert_eq!(class_period(looked_at, today), expected, "{looked_at:?}");
        }
    }
}
