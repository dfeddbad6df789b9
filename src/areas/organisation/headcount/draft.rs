//! A plan as it is typed, and what follows from it; worked out once at each change.
//!
//! A number that is not typed is not zero: what needs it is not worked out, and says so.

use std::collections::BTreeSet;

use super::data::Page;
use crate::areas::Cx;
use crate::areas::sending::Sending;
use crate::command::Command;
use crate::command::headcount::{Command as Headcount, PlanForm};
use crate::domain::headcount::{self, HeadcountError, Need, Sensitivity};
use crate::domain::period::Period;
use crate::i18n::{Tr, period_label};
use crate::metrics::workload::{Inputs, ONE, Sources, TierInput};

/// A tier as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TierText {
    /// What it is called.
    pub name: String,
    /// How many customers.
    pub accounts: Option<f64>,
    /// Visits to each in a year.
    pub calls: Option<f64>,
    /// Hours of a visit.
    pub call_hours: Option<f64>,
    /// Hours of the way there and back.
    pub travel_hours: Option<f64>,
}

/// A plan as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanText {
    /// The tiers in order.
    pub tiers: Vec<TierText>,
    /// Weeks worked in a year.
    pub weeks: Option<f64>,
    /// Hours of a week.
    pub week_hours: Option<f64>,
    /// The share that is no selling, in percent.
    pub non_selling: Option<f64>,
    /// The amount to be signed in the year, in the unit of the language.
    pub target: Option<f64>,
    /// The amount one person signs in a year, in the unit of the language.
    pub per_head: Option<f64>,
    /// A word on it.
    pub note: String,
}

/// Hours of a standard week.
const STANDARD_HOURS: f64 = 40.0;

/// Why a plan cannot be worked out or stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The weeks are missing, or none.
    Weeks,
    /// The hours of a week are missing, or none.
    Hours,
    /// The share that is no selling is missing, or leaves no time.
    Share,
    /// This tier, from 1, has no name.
    Name(usize),
    /// This tier, from 1, has the name of another.
    Twice(usize),
    /// A number of this tier, from 1, is missing or below zero.
    Number(usize),
    /// An amount is below what it can be.
    Amount,
}

impl Problem {
    /// What it is, in words.
    pub fn said(&self, tr: &Tr) -> String {
        let tier = |key: &str, n: usize| {
            tr.with(key, &[("n", i64::try_from(n).unwrap_or(i64::MAX).into())])
        };
        match self {
            Self::Weeks => tr.text("organisation-headcount-problem-weeks"),
            Self::Hours => tr.text("organisation-headcount-problem-hours"),
            Self::Share => tr.text("organisation-headcount-problem-share"),
            Self::Amount => tr.text("organisation-headcount-problem-amount"),
            Self::Name(n) => tier("organisation-headcount-problem-name", *n),
            Self::Twice(n) => tier("organisation-headcount-problem-twice", *n),
            Self::Number(n) => tier("organisation-headcount-problem-number", *n),
        }
    }
}

fn typed(value: i64, one: f64) -> Option<f64> {
    Some(value as f64 / one)
}

/// A number as it is kept; what is beyond all numbers is left to the check.
fn kept(value: Option<f64>, one: f64) -> i64 {
    value.map_or(0, |value| (value * one).round() as i64)
}

impl PlanText {
    /// As it is stored.
    pub(super) fn of(inputs: &Inputs, note: String, unit: f64) -> Self {
        let one = ONE as f64;
        let tier = |tier: &TierInput| TierText {
            name: tier.name.clone(),
            accounts: typed(tier.accounts, 1.0),
            calls: typed(tier.calls, one),
            call_hours: typed(tier.call_hours, one),
            travel_hours: typed(tier.travel_hours, one),
        };
        Self {
            tiers: inputs.tiers.iter().map(tier).collect(),
            weeks: typed(inputs.weeks, one),
            week_hours: typed(inputs.week_hours, one),
            non_selling: typed(inputs.non_selling, 100.0),
            target: inputs.target.and_then(|fen| typed(fen, unit)),
            per_head: inputs.per_head.and_then(|fen| typed(fen, unit)),
            note,
        }
    }

    /// What the workspace knows, for a plan that is not stored yet.
    pub(super) fn offered(sources: &Sources, unit: f64) -> Self {
        Self {
            weeks: typed(sources.weeks, ONE as f64),
            week_hours: Some(STANDARD_HOURS),
            target: sources.target.and_then(|(fen, _)| typed(fen, unit)),
            per_head: sources.per_head.and_then(|found| typed(found.value, unit)),
            ..Self::default()
        }
    }

    /// As it would be stored.
    pub(super) fn inputs(&self, unit: f64) -> Inputs {
        let one = ONE as f64;
        let tier = |tier: &TierText| TierInput {
            name: tier.name.trim().to_owned(),
            accounts: kept(tier.accounts, 1.0),
            calls: kept(tier.calls, one),
            call_hours: kept(tier.call_hours, one),
            travel_hours: kept(tier.travel_hours, one),
        };
        Inputs {
            tiers: self.tiers.iter().map(tier).collect(),
            weeks: kept(self.weeks, one),
            week_hours: kept(self.week_hours, one),
            non_selling: kept(self.non_selling, 100.0),
            target: self.target.map(|value| kept(Some(value), unit)),
            per_head: self.per_head.map(|value| kept(Some(value), unit)),
        }
    }

    /// What is wrong with the time of one person.
    pub(super) fn time_problem(&self) -> Option<Problem> {
        let within =
            |value: Option<f64>, most: f64| value.is_some_and(|value| value > 0.0 && value <= most);
        if !within(self.weeks, 53.0) {
            return Some(Problem::Weeks);
        }
        if !within(self.week_hours, 168.0) {
            return Some(Problem::Hours);
        }
        let share = self.non_selling.is_some_and(|share| (0.0..100.0).contains(&share));
        (!share).then_some(Problem::Share)
    }

    /// What is wrong with the tiers.
    pub(super) fn tier_problem(&self) -> Option<Problem> {
        let mut names = BTreeSet::new();
        for (n, tier) in (1..).zip(&self.tiers) {
            let name = tier.name.trim();
            if name.is_empty() {
                return Some(Problem::Name(n));
            }
            if !names.insert(name) {
                return Some(Problem::Twice(n));
            }
            let numbers = [tier.accounts, tier.calls, tier.call_hours, tier.travel_hours];
            let sound = |value: Option<f64>| value.is_some_and(|value| value >= 0.0);
            if !numbers.into_iter().all(sound) {
                return Some(Problem::Number(n));
            }
        }
        None
    }

    /// What is wrong with the amounts.
    pub(super) fn amount_problem(&self) -> Option<Problem> {
        let wrong = self.target.is_some_and(|target| target < 0.0)
            || self.per_head.is_some_and(|value| value <= 0.0);
        wrong.then_some(Problem::Amount)
    }

    /// The first thing that is wrong.
    pub(super) fn problem(&self) -> Option<Problem> {
        self.tier_problem().or_else(|| self.time_problem()).or_else(|| self.amount_problem())
    }
}

/// What follows from a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Worked {
    /// The people needed by workload, or why they cannot be counted.
    pub workload: Result<headcount::Headcount, HeadcountError>,
    /// What a tenth of each input does to them.
    pub workload_bars: Vec<Sensitivity>,
    /// The people needed by volume.
    pub volume: Option<Need>,
    /// What a tenth of each input does to them.
    pub volume_bars: Vec<Sensitivity>,
}

impl Worked {
    /// Of a plan as it is stored.
    pub(super) fn of_inputs(inputs: &Inputs) -> Self {
        Self {
            workload: inputs.workload(),
            workload_bars: inputs.workload_bars().unwrap_or_default(),
            volume: inputs.volume(),
            volume_bars: inputs.volume_bars(),
        }
    }

    /// The people needed by workload; `None` where nobody is, or they cannot be counted.
    pub(super) fn people(&self) -> Option<Need> {
        self.workload.as_ref().ok().map(|found| found.need).filter(|need| need.people > 0)
    }
}

/// A plan that is being typed.
#[derive(Clone, Debug)]
pub struct Held {
    /// What it began with.
    start: PlanText,
    /// What is typed.
    pub(super) now: PlanText,
    /// What follows.
    pub(super) worked: Worked,
    /// Saving was tried, so what is wrong is marked.
    pub(super) tried: bool,
    /// What was sent to be stored.
    sending: Sending<PlanText>,
    /// How much one unit of an amount is, in fen.
    unit: f64,
    /// The load it began with.
    stamp: u64,
}

impl Held {
    /// The plan of a page as it is.
    pub(super) fn begin(page: &Page) -> Self {
        let start = page.start.clone();
        let worked = Worked::of_inputs(&start.inputs(page.unit));
        let (now, unit, stamp) = (start.clone(), page.unit, page.stamp);
        let sending = Sending::default();
        Self { start, now, worked, tried: false, sending, unit, stamp }
    }

    /// Begins anew where the page was loaded again and nothing else is typed.
    pub(super) fn follow(&mut self, page: &Page) {
        if self.stamp == page.stamp {
            return;
        }
        if self.dirty() {
            self.stamp = page.stamp;
        } else {
            *self = Self::begin(page);
        }
    }

    /// Whether something else is typed than the plan began with.
    pub(super) fn dirty(&self) -> bool {
        self.start != self.now
    }

    /// Takes what was typed back.
    pub(super) fn reset(&mut self) {
        let start = self.start.clone();
        self.change(|now| *now = start);
        self.tried = false;
    }

    /// Changes what is typed; what follows is worked out once.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut PlanText)) {
        let before = self.now.clone();
        change(&mut self.now);
        if self.now != before {
            self.worked = Worked::of_inputs(&self.now.inputs(self.unit));
        }
    }

    /// A command was done: what was sent is stored; what was typed since is not.
    pub(super) fn saved(&mut self) {
        if let Some(sent) = self.sending.done() {
            self.start = sent.clone();
        }
    }

    /// With no command on its way, what was sent and is not stored was refused.
    pub(super) fn answered(&mut self, pending: bool) {
        self.sending.follow(pending, |_| true);
    }

    /// Asks to store it, if nothing is wrong.
    pub(super) fn save(&mut self, page: &Page, cx: &mut Cx<'_>) {
        self.tried = self.now.problem().is_some();
        if self.tried || self.sending.sent().is_some() {
            return;
        }
        self.sending.send(self.now.clone());
        let year = period_label(cx.tr, Period::Year(page.year));
        cx.run(Command::Headcount(Headcount::Plan {
            form: PlanForm {
                scope: page.scope,
                year: page.year,
                inputs: self.now.inputs(self.unit),
                note: self.now.note.clone(),
            },
            subject: format!("{} {year}", page.scope_name),
            today: cx.filter.today,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> PlanText {
        let tier = TierText {
            name: "A".to_owned(),
            accounts: Some(20.0),
            calls: Some(24.0),
            call_hours: Some(2.0),
            travel_hours: Some(0.75),
        };
        PlanText {
            tiers: vec![tier],
            weeks: Some(46.0),
            week_hours: Some(40.0),
            non_selling: Some(37.5),
            target: Some(1_200.5),
            per_head: None,
            note: String::new(),
        }
    }

    #[test]
    fn what_is_typed_is_kept_as_it_is() {
        let inputs = plan().inputs(1_000_000.0);
        assert_eq!(
            (inputs.weeks, inputs.week_hours, inputs.non_selling),
            (460_000, 400_000, 3_750)
        );
        assert_eq!((inputs.target, inputs.per_head), (Some(1_200_500_000), None));
        assert_eq!(inputs.tiers[0].travel_hours, 7_500);
        assert_eq!(PlanText::of(&inputs, String::new(), 1_000_000.0), plan());
    }

    #[test]
    fn the_first_thing_that_is_wrong_is_said() {
        assert_eq!(plan().problem(), None);
        let with = |change: fn(&mut PlanText)| {
            let mut plan = plan();
            change(&mut plan);
            plan.problem()
        };
        assert_eq!(with(|plan| plan.weeks = None), Some(Problem::Weeks));
        assert_eq!(with(|plan| plan.weeks = Some(54.0)), Some(Problem::Weeks));
        assert_eq!(with(|plan| plan.week_hours = Some(0.0)), Some(Problem::Hours));
        assert_eq!(with(|plan| plan.non_selling = Some(100.0)), Some(Problem::Share));
        assert_eq!(with(|plan| plan.tiers[0].name.clear()), Some(Problem::Name(1)));
        assert_eq!(with(|plan| plan.tiers[0].calls = None), Some(Problem::Number(1)));
        assert_eq!(with(|plan| plan.tiers.push(plan.tiers[0].clone())), Some(Problem::Twice(2)));
        assert_eq!(with(|plan| plan.per_head = Some(0.0)), Some(Problem::Amount));
        // Without tiers only the people by volume are worked out.
        assert_eq!(with(|plan| plan.tiers.clear()), None);
    }
}
