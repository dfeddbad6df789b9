//! The chance of each deal to be signed in the period: three ways to learn it, and the one that was
//! the best in the past (domain document, B4).
//!
//! # Three bases
//! Of closed deals that reached the stage, the share won: that a deal is won some day. Of deals that
//! were in the category on the same working day of a period before, the share signed in that period. Of
//! deals that had been in the stage as long, the share won within the days that are left. The first
//! speaks from ten closed deals on, the second from ten deals, the third from eight as old.
//!
//! # Which one counts
//! Each is scored by Brier on deals that all of them could judge, of the last twelve periods that are
//! over; the best is used, and where none can be scored the share of the category, which is of the period.
//! A deal that it cannot judge takes the next that speaks of the period, and only then the share of its
//! stage, which says that it is won some day. One that none can judge has no chance: what is committed
//! holds all the same, and what is worked out is not known. What a rep says of a deal now is not kept as
//! it was, so it cannot be scored and is not used.
//!
//! # Deals that are expected later
//! Some of them come all the same. Of deals that stood in the stage on the same working day of a period
//! before and were expected after it, the share signed within it, drawn to that of all stages; it speaks
//! from ten deals on. Nobody commits to them, so their class and their owner do not enter.
//!
//! # Who sells it
//! The record of a person with ten closed deals, drawn to the company's, moves the chance by half at
//! most ([`rep_adjusted`]).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::forecast::calibration::{Basis, Told, best, brier};
use crate::domain::forecast::calls::Category;
use crate::domain::forecast::correlation::{Fitted, Replay, fit};
use crate::domain::forecast::deals::{Chance, Record, STRENGTH, learned};
use crate::domain::forecast::new_business::NewBusiness;
use crate::domain::forecast::whole::Whole;
use crate::domain::funnel::win::{AdjustBounds, rep_adjusted};
use crate::domain::ids::{PersonId, StageId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::domain::stats::incidence::Stays;
use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::shrink::{Bounds, Prior};
use crate::domain::stuck::outlook::{Cause, MIN_AT_RISK, Outlook};
use crate::metrics::MetricId;
use crate::metrics::chances::Chances;
use crate::metrics::deals::Finding;
use crate::metrics::forecast::survey::{Origin, Play, Survey, signed_of};

/// So many periods that are over score the bases, fit the correlation and tell of new business.
pub const SCORED: usize = 12;

/// More deals than this are not replayed to fit how they hang together: it would take seconds.
const MOST_REPLAYED: usize = 2_000;

/// The bases that the past can be asked for, simplest first.
const LEARNED: [Basis; 3] = [Basis::Stage, Basis::Category, Basis::Time];

/// Those that are asked where another cannot say: what speaks of the period comes first.
const NEXT: [Basis; 3] = [Basis::Category, Basis::Time, Basis::Stage];

/// Those that need no stays as old as the deal's.
const UNTIMED: [Basis; 2] = [Basis::Stage, Basis::Category];

/// The chances that the bases give one deal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// By its stage.
    pub stage: Option<Chance>,
    /// By its category.
    pub category: Option<Chance>,
    /// By its time in the stage.
    pub time: Option<Chance>,
}

impl Given {
    /// The chance of one basis.
    pub const fn by(&self, basis: Basis) -> Option<Chance> {
        match basis {
            Basis::Stage => self.stage,
            Basis::Category => self.category,
            Basis::Time => self.time,
            Basis::Entered => None,
        }
    }

    /// The chance by a basis, or by another one that can say: those of the period come first.
    pub fn or_next(&self, basis: Basis) -> Option<(Basis, Chance)> {
        let mut order = [basis].into_iter().chain(NEXT);
        order.find_map(|basis| Some((basis, self.by(basis)?)))
    }
}

/// What closed deals had taught by a day.
#[derive(Clone, Debug, Default)]
pub struct Learned {
    chances: Chances,
    /// The record of each person with deals enough, drawn to the company's.
    people: BTreeMap<PersonId, f64>,
    /// The company's.
    mean: f64,
    stays: BTreeMap<StageId, Outlook>,
}

impl Learned {
    /// Takes the chances of stages, won and closed deals of people, and stays until the end of a deal.
    pub fn of(
        chances: Chances,
        people: &BTreeMap<PersonId, (u64, u64)>,
        stays: &BTreeMap<StageId, Stays>,
    ) -> Self {
        let groups: Vec<(u64, u64)> = people.values().copied().collect();
        let prior = Prior::fit(&groups, &Bounds::default());
        let own = |(person, (won, closed)): (&PersonId, &(u64, u64))| {
            let mean = prior?.mean_after(*won, *closed)?;
            (*closed >= MIN_CASES).then_some((*person, mean))
        };
        Self {
            chances,
            people: people.iter().filter_map(own).collect(),
            mean: prior.map_or(0.0, |prior| prior.mean),
            stays: stays.iter().map(|(stage, stays)| (*stage, Outlook::of(stays))).collect(),
        }
    }

    /// Won of closed deals that reached a stage, where they are enough.
    pub fn stage(&self, stage: StageId) -> Option<(u64, u64)> {
        self.chances.of(stage)
    }

    fn chance(&self, basis: Basis, play: &Play, seen: &Records, days: Days) -> Option<Chance> {
        let chance = match basis {
            Basis::Stage => {
                let (won, closed) = self.chances.of(play.stage)?;
                learned(&[Record { won, closed }], STRENGTH)?.chance
            }
            Basis::Category => {
                let record = seen.get(&play.category).copied()?;
                learned(&[record], STRENGTH)?.chance
            }
            Basis::Time => {
                let stays = self.stays.get(&play.stage)?;
                let by = |days| stays.window(Cause::Advanced, play.age, days, None);
                let window = by(days.left)?;
                let enough = window.at_risk >= MIN_AT_RISK && window.seen;
                // What is won before the period begins is not won in it.
                let before = if days.ahead > 0 { by(days.ahead)?.chance } else { 0.0 };
                let share = (window.chance - before).max(0.0);
                Chance::from_estimate(share).filter(|_| enough)?
            }
            Basis::Entered => return None,
        };
        let own = play.owner.and_then(|owner| self.people.get(&owner));
        let moved = own.and_then(|own| {
            let bounds = AdjustBounds::default();
            rep_adjusted(chance.share(), *own, self.mean, bounds).and_then(Chance::from_estimate)
        });
        Some(moved.unwrap_or(chance))
    }
}

/// How far a period lies from a day, in days.
#[derive(Clone, Copy, Debug)]
struct Days {
    /// Until the last one before it begins; 0 once it runs.
    ahead: u32,
    /// Until its last one.
    left: u32,
}

impl Days {
    fn of(period: Period, day: NaiveDate) -> Self {
        let until = |other: NaiveDate| {
            u32::try_from(other.signed_duration_since(day).num_days()).unwrap_or_default()
        };
        Self { ahead: until(period.first_day()).saturating_sub(1), left: until(period.last_day()) }
    }
}

/// Of deals in each category, how many were signed in their period.
type Records = BTreeMap<Category, Record>;

/// How right a basis was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// The basis.
    pub basis: Basis,
    /// On how many deals.
    pub cases: u64,
    /// The mean squared distance; smaller is better.
    pub brier: f64,
}

/// Which basis counts, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Bases {
    /// The basis.
    pub used: Basis,
    /// Those that were compared; none where too few deals could be.
    pub scored: Vec<Scored>,
}

impl Survey {
    /// The periods before one that are over on its day and of which anything was known, newest first.
    pub fn before(&self, at: usize) -> impl Iterator<Item = &Origin> {
        let day = self.origins.get(at).map(|origin| origin.day);
        let older = self.origins.get(at.saturating_add(1)..).unwrap_or_default();
        let over = move |origin: &&Origin| {
            origin.seen && day.is_some_and(|day| origin.period.last_day() <= day)
        };
        older.iter().filter(over)
    }

    /// Gives every deal its chances, and every period the basis that counts in it.
    pub(super) fn give_chances(&mut self) {
        for at in 0..self.origins.len() {
            let given = self.given(at);
            let plays = self.origins.get_mut(at).map(|origin| &mut origin.plays);
            for (play, given) in plays.into_iter().flatten().zip(given) {
                play.given = given;
            }
            let pulled = self.pulled(at);
            let later = self.origins.get_mut(at).map(|origin| &mut origin.later);
            for (play, pulled) in later.into_iter().flatten().zip(pulled) {
                play.pulled = pulled;
            }
        }
        let used: Vec<Basis> = (0..self.origins.len()).map(|at| self.bases(at).used).collect();
        for (origin, used) in self.origins.iter_mut().zip(used) {
            origin.basis = used;
        }
    }

    fn given(&self, at: usize) -> Vec<Given> {
        let Some(origin) = self.origins.get(at) else { return vec![] };
        let seen = self.records(at, origin.day);
        let days = Days::of(origin.period, origin.day);
        let chance = |basis: Basis, play: &Play| origin.learned.chance(basis, play, &seen, days);
        let given = |play: &Play| Given {
            stage: chance(Basis::Stage, play),
            category: chance(Basis::Category, play),
            time: chance(Basis::Time, play),
        };
        origin.plays.iter().map(given).collect()
    }

    /// The chances of the deals that are expected after a period to be signed in it.
    fn pulled(&self, at: usize) -> Vec<Option<Chance>> {
        let Some(origin) = self.origins.get(at) else { return vec![] };
        let (mut all, mut stages) = (Record::default(), BTreeMap::<StageId, Record>::new());
        for play in self.before(at).take(SCORED).flat_map(|origin| &origin.later) {
            let came = u64::from(came(play, origin.day));
            for record in [&mut all, stages.entry(play.stage).or_default()] {
                record.closed += 1;
                record.won += came;
            }
        }
        let chance = |play: &Play| {
            let own = stages.get(&play.stage).copied().unwrap_or_default();
            Some(learned(&[all, own], STRENGTH)?.chance)
        };
        origin.later.iter().map(chance).collect()
    }

    /// What became of the deals of the periods before, as known on a day.
    fn records(&self, at: usize, day: NaiveDate) -> Records {
        let mut records = Records::new();
        for play in self.before(at).take(SCORED).flat_map(|origin| &origin.plays) {
            let record = records.entry(play.category).or_default();
            record.closed += 1;
            record.won += u64::from(came(play, day));
        }
        records
    }

    /// Which basis counts in a period, by what was known on its day.
    pub fn bases(&self, at: usize) -> Bases {
        let day = self.origins.get(at).map_or(NaiveDate::MIN, |origin| origin.day);
        for compared in [LEARNED.as_slice(), UNTIMED.as_slice()] {
            let scored = self.score(at, day, compared);
            if let Some(used) = best(&scored) {
                let said = |(basis, told): &(Basis, Vec<Told>)| {
                    let cases = told.len() as u64;
                    Some(Scored { basis: *basis, cases, brier: brier(told)? })
                };
                return Bases { used, scored: scored.iter().filter_map(said).collect() };
            }
        }
        Bases { used: Basis::Category, scored: vec![] }
    }

    /// The chances of some bases on the deals that all of them could judge, and what came.
    fn score(&self, at: usize, day: NaiveDate, bases: &[Basis]) -> Vec<(Basis, Vec<Told>)> {
        let mut scored: Vec<(Basis, Vec<Told>)> =
            bases.iter().map(|basis| (*basis, vec![])).collect();
        for play in self.before(at).take(SCORED).flat_map(|origin| &origin.plays) {
            let omitted = play.category == Category::Omitted;
            if omitted || bases.iter().any(|basis| play.given.by(*basis).is_none()) {
                continue;
            }
            for (basis, told) in &mut scored {
                if let Some(chance) = play.given.by(*basis) {
                    told.push(Told { chance: chance.share(), came: came(play, day) });
                }
            }
        }
        scored
    }

    /// How much a scope's deals hung together in the past, by what each whole period came to; `None` where
    /// too few periods tell.
    pub fn correlation(&self, (scope, members): (Scope, &Members)) -> Option<Fitted> {
        let history = &self.origins.first()?.history;
        let mut replays = vec![];
        let mut deals = 0;
        for (at, origin) in self.origins.iter().enumerate().skip(1).take(SCORED) {
            let Some(came) = history.period(scope, origin.period).filter(|_| origin.seen) else {
                continue;
            };
            // A period of which no total could be said tells nothing.
            let Some(whole) = self.whole(at, members) else { continue };
            deals += whole.due.len();
            replays.push(Replay { whole, came });
        }
        if deals > MOST_REPLAYED {
            return None;
        }
        fit(&replays)
    }

    /// What a period's total is made of for a scope, as known on its day; `None` where a deal has no chance.
    pub fn whole(&self, at: usize, members: &Members) -> Option<Whole> {
        let origin = self.origins.get(at)?;
        let signed = signed_of(&origin.signed, members);
        let signed = signed.finish(MetricId::SignedAmount, &Chances::default());
        let due =
            origin.in_play(members).map(|(play, chance)| Some((play.amount, chance?.share())));
        let later = origin.pulled(members).map(|(play, chance)| (play.amount, chance.share()));
        Some(Whole {
            closed: signed.value.unwrap_or_default(),
            due: due.collect::<Option<_>>()?,
            later: later.collect(),
            fresh: self.new_business(at, members),
        })
    }

    /// What a scope found and signed in the periods before after the same working day; `None` where no
    /// period tells.
    pub fn new_business(&self, at: usize, members: &Members) -> Option<NewBusiness> {
        let mut amounts = vec![];
        let mut periods = 0;
        let today = self.origins.get(at)?.day;
        for origin in self.before(at).take(SCORED) {
            periods += 1;
            // What was told later was not known.
            let known = origin.fresh.iter().filter(|one| one.known <= today);
            let own = known.filter(|one| members.include(one.owner, Some(one.day)));
            amounts.extend(own.filter_map(|one| match one.finding {
                Finding::Counts(sample) => Some(sample.amount),
                _ => None,
            }));
        }
        NewBusiness::of(periods, amounts)
    }
}

/// Whether it was known on a day that a deal was signed in its period.
fn came(play: &Play, day: NaiveDate) -> bool {
    play.won.is_some_and(|(known, _)| known <= day)
}

impl Origin {
    /// The deals of a scope that count, each with its chance; `None` where nothing tells it.
    pub fn in_play(&self, members: &Members) -> impl Iterator<Item = (&Play, Option<Chance>)> {
        let own = self.plays.iter().filter(|play| play.category != Category::Omitted);
        let own = own.filter(move |play| members.include(play.owner, Some(self.day)));
        own.map(move |play| (play, play.given.or_next(self.basis).map(|(_, chance)| chance)))
    }

    /// The deals of a scope that are expected later and may come all the same, each with that chance; none
    /// where nothing tells it.
    pub fn pulled(&self, members: &Members) -> impl Iterator<Item = (&Play, Chance)> {
        let own = self.later.iter().filter(|play| play.category != Category::Omitted);
        let own = own.filter(move |play| members.include(play.owner, Some(self.day)));
        own.filter_map(|play| Some((play, play.pulled?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_the_period_comes_before_the_stage() {
        let chance = |bp| Some(Chance::from_bp(bp));
        let all = Given { stage: chance(6_000), category: chance(2_000), time: chance(1_500) };
        let without = Given { category: None, ..all };
        for (given, asked, expected) in [
            (all, Basis::Stage, Some((Basis::Stage, 6_000))),
            (all, Basis::Entered, Some((Basis::Category, 2_000))),
            (without, Basis::Category, Some((Basis::Time, 1_500))),
            (Given { time: None, ..without }, Basis::Category, Some((Basis::Stage, 6_000))),
            (Given::default(), Basis::Category, None),
        ] {
            let found = given.or_next(asked).map(|(basis, chance)| (basis, chance.bp()));
            assert_eq!(found, expected, "{given:?} {asked:?}");
        }
    }

    #[test]
    fn a_period_to_come_has_days_ahead_of_it() {
        let of = |day: &str| {
            let days = Days::of(Period::Month(2025, 12), day.parse().unwrap());
            (days.ahead, days.left)
        };
        // From the 6th to the 30th of November are 24 days, to the end of December 55.
        assert_eq!(of("2025-11-06"), (24, 55));
        assert_eq!(of("2025-11-30"), (0, 31));
        assert_eq!(of("2025-12-10"), (0, 21));
    }
}
