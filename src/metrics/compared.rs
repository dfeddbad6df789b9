//! The funnel of a scope beside that of the people around: for one person, the team of the person.
//!
//! A step is called low by the rule of the funnel ([`crate::metrics::bottleneck`]): the person against the
//! others of the team. With fewer than ten cases on either side there is no verdict.

use chrono::NaiveDate;

use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::{PersonId, StageId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Rate;
use crate::metrics::bottleneck;
use crate::metrics::groups::By;
use crate::metrics::pipeline::{
    Ask, FunnelCount, FunnelOfScope, Reasons, Seen, StageRow, last_180_days,
};
use crate::metrics::stage_fit::Fit;
use crate::store::directory::Directory;

/// Counts both funnels while the deals stream by.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedCount {
    person: Option<PersonId>,
    own: FunnelCount,
    around: Option<(TeamId, FunnelCount)>,
}

/// Both funnels.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The person, where the scope is one.
    pub person: Option<PersonId>,
    /// That of the scope.
    pub own: FunnelOfScope,
    /// That of the person's team, with the team; `None` for other scopes, and without a team.
    pub around: Option<(TeamId, FunnelOfScope)>,
}

/// What is said of a conversion beside that of the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is lower than that of the others, with the strength of evidence that a mark needs.
    Low,
    /// It is not, as far as can be told.
    Normal,
    /// Too few cases to tell.
    Few,
}

impl Verdict {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::Few => "few",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Low => "verdict-low",
            Self::Normal => "verdict-normal",
            Self::Few => "verdict-few",
        }
    }

    const fn of(evidence: Evidence) -> Self {
        match evidence {
            Evidence::Insufficient => Self::Few,
            Evidence::Unmarked | Evidence::Watch => Self::Normal,
            Evidence::Flag => Self::Low,
        }
    }
}

/// The step out of a stage, the person's beside the team's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepCompared {
    /// The stage it leads out of.
    pub stage: StageId,
    /// How many of the person's visits advanced; `None` without any.
    pub own: Option<Rate>,
    /// How many of the team's did.
    pub around: Option<Rate>,
    /// What is said of it.
    pub verdict: Option<Verdict>,
    /// The median days of the person's finished visits.
    pub own_days: Option<f64>,
    /// That of the team's.
    pub around_days: Option<f64>,
}

/// What is asked of the funnel of a scope and a period. A quarter is too short for visits to mature
/// in it: conversion looks 180 days back from its end.
pub fn ask_of(
    directory: &Directory,
    (scope, period): (Scope, Period),
    as_of: NaiveDate,
    rule: Rule,
) -> Ask {
    let window = Some(last_180_days(period.last_day().min(as_of)));
    Ask { members: directory.members(scope), period: Some(period), window, as_of, rule }
}

/// The team of a person; `None` for other scopes, and without a team.
pub fn team_of(directory: &Directory, scope: Scope, as_of: NaiveDate) -> Option<TeamId> {
    match scope {
        Scope::Person(person) => directory.team_on(person, as_of).map(|team| team.id),
        Scope::All | Scope::Region(_) | Scope::Team(_) => None,
    }
}

impl ComparedCount {
    /// Starts counting; the funnel is that of a stage model.
    pub fn new(
        directory: &Directory,
        fit: &Fit,
        (scope, period): (Scope, Period),
        as_of: NaiveDate,
        rule: Rule,
    ) -> Self {
        let count = |scope| {
            let ask = ask_of(directory, (scope, period), as_of, rule);
            FunnelCount::of(fit.clone(), ask)
        };
        let team = team_of(directory, scope, as_of);
        let person = if let Scope::Person(person) = scope { Some(person) } else { None };
        Self {
            person,
            own: count(scope),
            around: team.map(|team| (team, count(Scope::Team(team)))),
        }
    }

    /// Compares others than people, and knows why deals were lost.
    #[must_use]
    pub fn comparing(self, directory: &Directory, by: By, reasons: Reasons) -> Self {
        let around = self.around.map(|(team, around)| (team, around.comparing(directory, by)));
        Self { own: self.own.comparing(directory, by).knowing(reasons), around, ..self }
    }

    /// Adds a deal.
    pub fn add(&mut self, seen: &Seen<'_>) {
        self.own.add(seen);
        if let Some((_, around)) = &mut self.around {
            around.add(seen);
        }
    }

    /// Adds what other deals count for the same question.
    pub fn merge(&mut self, other: &Self) {
        self.own.merge(&other.own);
        if let Some(((_, own), (_, theirs))) = self.around.as_mut().zip(other.around.as_ref()) {
            own.merge(theirs);
        }
    }

    /// Both funnels.
    pub fn finish(self) -> Compared {
        let around = self.around.map(|(team, around)| (team, around.finish()));
        Compared { person: self.person, own: self.own.finish(), around }
    }
}

impl Compared {
    /// The steps in the order of the stages.
    pub fn steps(&self) -> Vec<StepCompared> {
        let around = self.around.as_ref().map(|(_, around)| around.stages.as_slice());
        let step = |(at, row): (usize, &StageRow)| {
            let beside = around.and_then(|rows| rows.get(at));
            let verdict = self.person.zip(beside).and_then(|(person, beside)| {
                bottleneck::of_person(self.own.rule, person, row, beside)
            });
            StepCompared {
                stage: row.stage,
                own: rate(row),
                around: beside.and_then(rate),
                verdict: verdict.map(|verdict| Verdict::of(verdict.evidence)),
                own_days: row.median_days,
                around_days: beside.and_then(|row| row.median_days),
            }
        };
        self.own.stages.iter().enumerate().map(step).collect()
    }
}

fn rate(row: &StageRow) -> Option<Rate> {
    Rate::of(row.advanced?, row.reached)
}
