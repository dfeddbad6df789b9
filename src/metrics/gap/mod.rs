//! 差距归因: what is missing of the target on the signed amount, by number of deals, conversion, deal size and
//! timing, for each person, in parts that add up to it to the fen (domain document, B7).
//!
//! # The parts
//! Signed in the period, signed later and pushed out together are what the deals that were due come to, and
//! that is `deals × conversion × size` ([`revenue`]); its distance to the target is shared by Shapley's value.
//! Timing is what of it did not land in the period, deal by deal, so that it can be named. A deal that is
//! pushed out and still open counts there with its whole amount, though nobody knows whether it will be won:
//! [`Count`] keeps it apart, and no rate takes it for won.
//!
//! Above zero is short of the plan, below zero made up.
//!
//! # Each person first
//! Parts are worked out for each person with a target of their own and added up. What their targets leave of
//! the target above, what people without a target or a plan signed, and deals that nobody owns, is the rest:
//! a line of its own. Where nobody has a target, the scope is split as one.
//!
//! # When there is nothing to say
//! A period that is not known to its end has no gap yet, without a target there is none, and without a deal
//! that was due, or anything to plan by, it has no parts: see [`Refused`].

mod due;
mod plan;
mod reasons;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use due::{Count, Due, End};
pub use plan::{Plan, Source};
pub use reasons::{Code, Coded};

use crate::domain::gap::bridge::Bridge;
use crate::domain::gap::revenue::{self, Counted, Planned};
use crate::domain::gap::shapley::attribute;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::{MIN_CASES, Rate};
use crate::domain::stats::rational::Rational;
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::metrics::pipeline;
use crate::metrics::targets::progress::{Line as Progressed, Progress, progress};
use crate::metrics::targets::{Targets, day_in, year};
use crate::store::directory::Directory;
use crate::store::records::{GapPart, GapReason, ScopeKind};
use crate::store::{Db, Record as _, opportunities};

/// The parts in their order.
pub const PARTS: [GapPart; 4] =
    [GapPart::Count, GapPart::Conversion, GapPart::Size, GapPart::Timing];

/// The key of a part's name.
pub const fn part_key(part: GapPart) -> &'static str {
    match part {
        GapPart::Count => "gap-part-count",
        GapPart::Conversion => "gap-part-conversion",
        GapPart::Size => "gap-part-size",
        GapPart::Timing => "gap-part-timing",
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Whose.
    pub scope: Scope,
    /// The month or quarter.
    pub period: Period,
    /// Today.
    pub today: NaiveDate,
}

/// Why a gap is not split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A year or a week is not.
    Period,
    /// The period is not known to its end; known is this day.
    NotOver(NaiveDate),
    /// No target is set.
    NoTarget,
    /// What was signed is not known.
    NoActual,
    /// No deal was due.
    NoDeal,
    /// Nothing says what conversion or size was to be expected.
    NoPlan,
}

impl Refused {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::NotOver(_) => "not_over",
            Self::NoTarget => "no_target",
            Self::NoActual => "no_actual",
            Self::NoDeal => "no_deal",
            Self::NoPlan => "no_plan",
        }
    }

    /// The key of its words; what to do about it stands behind `-detail`.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Period => "gap-refused-period",
            Self::NotOver(_) => "gap-refused-not-over",
            Self::NoTarget => "gap-refused-no-target",
            Self::NoActual => "gap-refused-no-actual",
            Self::NoDeal => "gap-refused-no-deal",
            Self::NoPlan => "gap-refused-no-plan",
        }
    }
}

/// What is known of a gap.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is not split.
    Refused(Refused),
    /// Its parts.
    Split(Box<Gap>),
}

/// A gap and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divided {
    /// The target in fen.
    pub target: i64,
    /// What was signed in the period, in fen.
    pub actual: i64,
    /// What was planned.
    pub planned: Planned,
    /// What became of the deals that were due.
    pub count: Count,
    /// The parts in fen, in the order of [`PARTS`].
    pub parts: [i64; 4],
}

impl Divided {
    /// What is missing of the target, in fen; below zero where more was signed.
    pub const fn gap(&self) -> i64 {
        self.target.saturating_sub(self.actual)
    }

    /// One of its parts, in fen.
    pub fn part(&self, part: GapPart) -> i64 {
        let [count, conversion, size, timing] = self.parts;
        match part {
            GapPart::Count => count,
            GapPart::Conversion => conversion,
            GapPart::Size => size,
            GapPart::Timing => timing,
        }
    }

    /// Won of those of which it is known, with the 95 % interval; `None` where there is none.
    pub fn rate(&self) -> Option<Rate> {
        Rate::of(self.count.won(), self.count.told())
    }

    /// What the conversion says.
    pub fn verdict(&self) -> Verdict {
        verdict(&self.planned, &self.count)
    }
}

/// The gap of one person, or of a scope that is split as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// The gap, which its parts add up to.
    pub own: Divided,
    /// The plan.
    pub plan: Plan,
    /// The part of the size before it became whole fen.
    pub size_exact: Rational,
}

impl Split {
    /// Splits a gap; `None` if the numbers do not fit.
    pub fn of(target: i64, plan: Plan, count: Count) -> Option<Self> {
        let planned = plan.factors(target)?;
        let won = count.won() + count.pushed;
        let won_fen = count.landed_fen.checked_add(count.slipped_fen)?;
        let counted = Counted { opportunities: count.due, won, won_fen };
        let shared = attribute(&revenue::factors(&planned, &counted)?)?;
        let fen = shared.in_fen()?;
        let [deals, conversion, size] = fen.parts.as_slice() else { return None };
        let [_, _, size_exact] = shared.parts.as_slice() else { return None };
        let own = Divided {
            target,
            actual: count.landed_fen,
            planned,
            count,
            parts: [
                deals.fen().checked_neg()?,
                conversion.fen().checked_neg()?,
                size.fen().checked_neg()?,
                count.slipped_fen,
            ],
        };
        Some(Self { own, plan, size_exact: Rational::ZERO.checked_sub(*size_exact)? })
    }
}

/// What a conversion says beside the planned one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 样本少: too few deals to tell.
    Few,
    /// The plan lies inside the 95 % interval: it may be chance.
    Chance,
    /// The whole interval lies below the plan.
    Below,
    /// The whole interval lies above the plan.
    Above,
}

impl Verdict {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Few => "few",
            Self::Chance => "may_be_chance",
            Self::Below => "below",
            Self::Above => "above",
        }
    }
}

fn verdict(planned: &Planned, count: &Count) -> Verdict {
    let counted =
        Counted { opportunities: count.told(), won: count.won(), won_fen: count.won_fen() };
    match revenue::conversion_may_be_chance(planned, &counted) {
        _ if count.told() < MIN_CASES => Verdict::Few,
        None => Verdict::Few,
        Some(true) => Verdict::Chance,
        Some(false) => {
            let below = Rate::of(count.won(), count.told())
                .is_some_and(|rate| rate.rate < planned.conversion.to_f64());
            if below { Verdict::Below } else { Verdict::Above }
        }
    }
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct Line {
    /// Whose: a person, or the scope where it is split as one.
    pub scope: Scope,
    /// The parts.
    pub split: Split,
}

/// Somebody whose gap is not split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsplit {
    /// Who.
    pub person: PersonId,
    /// The target in fen; `None` where it is not set.
    pub target: Option<i64>,
    /// What was signed, in fen; `None` where that is not known.
    pub actual: Option<i64>,
}

/// A gap with its parts.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The day until which anything is known.
    pub known: NaiveDate,
    /// All of it; the parts are those of all lines together.
    pub all: Divided,
    /// Whether the scope is split as one, because nobody in it has a target.
    pub as_one: bool,
    /// The people, the largest gap first.
    pub lines: Vec<Line>,
    /// Those who have signed something or have a target, and are not split.
    pub unsplit: Vec<Unsplit>,
    /// What the lines leave of the gap.
    pub rest: i64,
    /// The gap by reason, adding up to it.
    pub reasons: Vec<Coded>,
    /// The deals of the lines that were due.
    pub deals: Vec<Due>,
    /// From what was expected of the period on the evening before it to what was signed, deal by deal.
    pub bridge: Bridge,
    /// What somebody said of the parts.
    pub said: BTreeMap<GapPart, GapReason>,
}

/// Refuses a year and a week.
///
/// # Errors
/// For another period than a month or a quarter.
pub fn check(period: Period) -> Result<()> {
    match period {
        Period::Month(..) | Period::Quarter(..) => Ok(()),
        Period::Year(_) | Period::Week(..) => {
            Err(Error::new("error-gap-period").arg("period", period))
        }
    }
}

/// The gap of a scope in a period, with its parts.
///
/// # Errors
/// Whatever the database reports.
pub fn gap(db: &Db, directory: &Directory, ask: &Ask) -> Result<Found> {
    let Ask { scope, period, today } = *ask;
    if check(period).is_err() {
        return Ok(Found::Refused(Refused::Period));
    }
    let told = progress(db, directory, (MetricId::SignedAmount, scope, period), today)?;
    let directory = &directory.as_of(day_in(period, today));
    let (target, actual) = match begun(&told) {
        Ok(both) => both,
        Err(why) => return Ok(Found::Refused(why)),
    };
    let read = Read::load(db, directory, (scope, period), told.known)?;
    if read.ours.is_empty() {
        return Ok(Found::Refused(Refused::NoDeal));
    }
    let (lines, unsplit, as_one) = read.lines(scope, target, &told.people);
    if lines.is_empty() {
        return Ok(Found::Refused(Refused::NoPlan));
    }
    let said = said(db, scope, period)?;
    let whole = Whole { known: told.known, target, actual, as_one };
    let found = read.add_up(whole, lines, unsplit, &pipeline::reasons(db)?, said);
    Ok(found.map_or(Found::Refused(Refused::NoPlan), |gap| Found::Split(Box::new(gap))))
}

/// Target and signed amount, or why there is no gap.
fn begun(told: &Progress) -> std::result::Result<(i64, i64), Refused> {
    if told.whole.days.left() > 0 {
        return Err(Refused::NotOver(told.known));
    }
    let target = told.whole.target.ok_or(Refused::NoTarget)?.base;
    let actual = told.whole.actual.as_ref().and_then(|actual| actual.value);
    Ok((target, actual.ok_or(Refused::NoActual)?))
}

/// What was said of the parts of a gap.
///
/// # Errors
/// Whatever the database reports.
pub fn said(db: &Db, scope: Scope, period: Period) -> Result<BTreeMap<GapPart, GapReason>> {
    let (kind, id) = ScopeKind::cells(scope);
    let key = [kind.word().into(), id.into(), period.to_string().as_str().into()];
    let rows = db.rows(SAID, &key, GapReason::from_row)?;
    Ok(rows.into_iter().map(|row| (row.part, row)).collect())
}

const SAID: &str = "SELECT id, scope_kind, scope_id, period, part, reason, said_on, by_name FROM gap_reason WHERE scope_kind = $1 AND scope_id = $2 AND period = $3 ORDER BY id";

/// The deals of a scope that were due, and what plans are made from.
struct Read<'a> {
    period: Period,
    sources: plan::Sources<'a>,
    /// Of each person, wherever they were.
    people: BTreeMap<PersonId, Vec<Due>>,
    /// Of the scope.
    ours: Vec<Due>,
}

/// What is known of the whole before it is split.
#[derive(Clone, Copy)]
struct Whole {
    known: NaiveDate,
    target: i64,
    actual: i64,
    as_one: bool,
}

impl<'a> Read<'a> {
    fn load(
        db: &Db,
        directory: &'a Directory,
        (scope, period): (Scope, Period),
        known: NaiveDate,
    ) -> Result<Self> {
        let members = directory.members(scope);
        let mut past = plan::Past::new(directory, period);
        let mut people: BTreeMap<PersonId, Vec<Due>> = BTreeMap::new();
        let mut ours = vec![];
        opportunities::each_with_steps(db, |deal, steps| {
            past.add(deal, steps);
            let Some(due) = due::due(period, deal, steps, known) else { return Ok(()) };
            if let Some(owner) = due.owner {
                people.entry(owner).or_default().push(due);
            }
            if members.include(due.owner, Some(due.placed)) {
                ours.push(due);
            }
            Ok(())
        })?;
        let years = (year(period), year(period));
        let sources = plan::Sources {
            directory,
            period,
            conversion: Targets::load(db, MetricId::WinRate, years)?,
            size: Targets::load(db, MetricId::AverageDeal, years)?,
            past: past.finish(),
        };
        Ok(Self { period, sources, people, ours })
    }

    /// The split of each person with a target; of the scope where nobody has one.
    fn lines(
        &self,
        scope: Scope,
        target: i64,
        people: &[Progressed],
    ) -> (Vec<Line>, Vec<Unsplit>, bool) {
        let (mut lines, mut unsplit) = (vec![], vec![]);
        for of in people {
            let Scope::Person(person) = of.scope else { continue };
            let own = of.target.map(|levels| levels.base);
            let actual = of.actual.as_ref().and_then(|actual| actual.value);
            let split = own.zip(actual).and_then(|(own, _)| self.split(of.scope, own));
            match split {
                Some(split) => lines.push(Line { scope: of.scope, split }),
                None if own.is_some() || actual.is_none_or(|fen| fen != 0) => {
                    unsplit.push(Unsplit { person, target: own, actual });
                }
                None => {}
            }
        }
        let nobody = people.iter().all(|of| of.target.is_none());
        if nobody && let Some(split) = self.split(scope, target) {
            return (vec![Line { scope, split }], vec![], true);
        }
        lines.sort_by_key(|line| (std::cmp::Reverse(line.split.own.gap()), line.scope));
        (lines, unsplit, false)
    }

    fn split(&self, scope: Scope, target: i64) -> Option<Split> {
        let mut count = Count::default();
        self.deals(scope).iter().for_each(|due| count.add(due));
        Split::of(target, self.sources.plan(scope)?, count)
    }

    /// The deals of a line.
    fn deals(&self, scope: Scope) -> &[Due] {
        match scope {
            Scope::Person(person) => {
                self.people.get(&person).map(Vec::as_slice).unwrap_or_default()
            }
            Scope::All | Scope::Region(_) | Scope::Team(_) => &self.ours,
        }
    }

    /// Adds the lines up; `None` if the numbers do not fit.
    fn add_up(
        &self,
        whole: Whole,
        lines: Vec<Line>,
        unsplit: Vec<Unsplit>,
        reasons: &pipeline::Reasons,
        said: BTreeMap<GapPart, GapReason>,
    ) -> Option<Gap> {
        let splits: Vec<(Split, Vec<Due>)> =
            lines.iter().map(|line| (line.split, self.deals(line.scope).to_vec())).collect();
        let (parts, count) = sums(splits.iter().map(|(split, _)| split));
        let planned = planned(splits.iter().map(|(split, _)| split))?;
        let Whole { target, actual, .. } = whole;
        let gap = target.checked_sub(actual)?;
        let rest = gap.checked_sub(parts.iter().sum::<i64>())?;
        let coded = reasons::coded(&splits, reasons, rest)?;
        let mut bridge = Bridge::default();
        self.ours.iter().for_each(|due| bridge.add(self.period, &due.bridge));
        Some(Gap {
            known: whole.known,
            all: Divided { target, actual, planned, count, parts },
            as_one: whole.as_one,
            deals: splits.into_iter().flat_map(|(_, deals)| deals).collect(),
            lines,
            unsplit,
            rest,
            reasons: coded,
            bridge,
            said,
        })
    }
}

/// The parts and the deals of some splits together.
fn sums<'a>(splits: impl Iterator<Item = &'a Split>) -> ([i64; 4], Count) {
    splits.fold(([0; 4], Count::default()), |(mut parts, count), split| {
        for (sum, part) in parts.iter_mut().zip(split.own.parts) {
            *sum += part;
        }
        (parts, count.and(split.own.count))
    })
}

/// What was planned of some splits together: the deals add up, conversion is that of all of them, the size
/// that of all that were to be won. To a millionth, since the fractions of many people do not fit.
fn planned<'a>(splits: impl Iterator<Item = &'a Split>) -> Option<Planned> {
    const MILLION: i128 = 1_000_000;
    let (mut deals, mut won, mut target) = (0_i128, 0_i128, 0_i64);
    for split in splits {
        let planned = split.own.planned;
        deals = deals.checked_add(planned.opportunities.round_to(6)?)?;
        let to_win = planned.opportunities.checked_mul(planned.conversion)?;
        won = won.checked_add(to_win.round_to(6)?)?;
        target = target.checked_add(split.own.target)?;
    }
    // Without a deal that is planned there is no share of them.
    let share = |num: i128, den: i128| {
        if den == 0 { Some(Rational::ZERO) } else { Rational::new(num, den) }
    };
    Some(Planned {
        opportunities: Rational::new(deals, MILLION)?,
        conversion: share(won, deals)?,
        size: share(i128::from(target).checked_mul(MILLION)?, won)?,
    })
}

#[cfg(test)]
mod tests;
