//! The counters of a funnel: deals go in one by one, figures per stage come out.
//!
//! Memory is a few counters and day histograms per stage, whatever the number of deals. A caller keeps one
//! [`Funnel`] per team, person or product and feeds each deal to those it belongs to.

use std::collections::BTreeMap;

use super::rule::{Exits, Finding, LeftOut, Question, Rule, examine};
use super::visit::place;
use super::{DealHistory, Place};
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::incidence::{Stays, aalen_johansen, effective_trials};
use crate::domain::stats::rate::{Interval, ONE_RATE, wilson, wilson_real};

/// Counts deals for one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    question: Question,
    stages: Vec<StageCounts>,
    deals: Deals,
    /// In the order of [`LeftOut::ALL`].
    left_out: [u64; LeftOut::ALL.len()],
}

/// Deals by what has become of them as of the date asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deals {
    /// Deals in the question: the created batch under that rule, else all with a history.
    pub n: u64,
    /// Of these, closed as won.
    pub won: u64,
    /// Of these, closed as lost.
    pub lost: u64,
    /// Of these, open.
    pub open: u64,
}

/// The figures of one stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageFigure {
    /// What is counted: open deals, deals that reached the stage, or visits, as the rule says.
    pub n: u64,
    /// How many of them advanced; `None` for a snapshot, which knows no conversion.
    pub advanced: Option<u64>,
    /// The share that advanced, 0..=1; the estimated one under [`Rule::Eventual`].
    pub rate: Option<f64>,
    /// The 95 % interval of the rate: Wilson's, under [`Rule::Eventual`] on the effective number of visits.
    pub interval: Option<Interval>,
    /// Median calendar days of the finished visits (type 7).
    pub median_days: Option<f64>,
    /// How many finished visits the median rests on.
    pub finished: u64,
    /// Sum of the known amounts in fen; a deal that visits twice counts twice, as it does in `n`.
    pub amount_fen: i64,
    /// How many of `n` have no known amount.
    pub unknown_amounts: u64,
    /// How the visits ended; all zero under a rule that counts deals.
    pub exits: Exits,
    /// Under [`Rule::Eventual`] the share whose outcome the history does not show yet.
    pub unresolved: Option<f64>,
}

/// What a funnel shows.
#[derive(Clone, Debug, PartialEq)]
pub struct FunnelFigures {
    /// How it was counted.
    pub rule: Rule,
    /// One figure per stage of the model, in order.
    pub stages: Vec<StageFigure>,
    /// The deals behind it.
    pub deals: Deals,
    /// What was left out, by reason: deals, or visits under a rule that counts them.
    pub left_out: BTreeMap<LeftOut, u64>,
}

impl FunnelFigures {
    /// The share that goes all the way: won of created, else the product of the stages' rates.
    ///
    /// `None` for a snapshot and as long as any stage has no rate.
    pub fn overall(&self) -> Option<f64> {
        match self.rule {
            Rule::CreatedCohort => {
                (self.deals.n > 0).then(|| self.deals.won as f64 / self.deals.n as f64)
            }
            _ if self.stages.is_empty() => None,
            _ => self.stages.iter().map(|stage| stage.rate).product(),
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct StageCounts {
    n: u64,
    advanced: u64,
    amount_fen: i64,
    unknown_amounts: u64,
    exits: Exits,
    days: DayCounts,
    /// Only what is counted under [`Rule::Eventual`] asks for them; a group has such counts for each stage.
    stays: Option<Box<Stays>>,
}

impl Funnel {
    /// Starts an empty count.
    pub fn new(question: Question) -> Self {
        let stages = vec![StageCounts::default(); question.n_stages.into()];
        Self { question, stages, deals: Deals::default(), left_out: [0; LeftOut::ALL.len()] }
    }

    /// As [`Funnel::add`] for a funnel of which only the stages are asked for: neither the deals behind it nor
    /// what was left out.
    pub fn add_stages(&mut self, deal: &DealHistory<'_>) {
        if self.question.may_count(deal) {
            self.add(deal);
        }
    }

    /// Counts one deal.
    pub fn add(&mut self, deal: &DealHistory<'_>) {
        let Self { question, stages, deals, left_out } = self;
        let mut in_question = true;
        examine(question, deal, |finding| match finding {
            Finding::Counted { stage, advanced, visit } => {
                let Some(counts) = stages.get_mut(usize::from(stage)) else { return };
                counts.n += 1;
                counts.advanced += u64::from(advanced);
                match deal.amount_fen {
                    Some(fen) => counts.amount_fen = counts.amount_fen.saturating_add(fen),
                    None => counts.unknown_amounts += 1,
                }
                let Some(visit) = visit else { return };
                counts.exits.add(visit.exit);
                if let Some(days) = visit.days() {
                    counts.days.add(days);
                }
                if question.rule == Rule::Eventual {
                    visit.add_to(counts.stays.get_or_insert_default(), question.as_of);
                }
            }
            Finding::Stayed { stage, days } => {
                if let Some(counts) = stages.get_mut(usize::from(stage)) {
                    counts.days.add(days);
                }
            }
            Finding::LeftOut { why, .. } => {
                if let Some(n) = left_out.get_mut(why as usize) {
                    *n += 1;
                }
                // Under the other rules the deal is there, only not in a stage now or not by its visits.
                if why == LeftOut::NoHistory
                    || (why == LeftOut::OutsideWindow && question.rule == Rule::CreatedCohort)
                {
                    in_question = false;
                }
            }
        });
        if in_question && let Some(now) = place(deal, question.as_of) {
            deals.n += 1;
            match now {
                Place::Stage(_) => deals.open += 1,
                Place::Won => deals.won += 1,
                Place::Lost => deals.lost += 1,
            }
        }
    }

    /// Adds what other deals count for the same question.
    pub fn merge(&mut self, other: &Self) {
        for (own, theirs) in self.stages.iter_mut().zip(&other.stages) {
            own.merge(theirs);
        }
        self.deals.n += other.deals.n;
        self.deals.won += other.deals.won;
        self.deals.lost += other.deals.lost;
        self.deals.open += other.deals.open;
        for (own, theirs) in self.left_out.iter_mut().zip(&other.left_out) {
            *own += theirs;
        }
    }

    /// The figures of all deals added.
    pub fn finish(self) -> FunnelFigures {
        let rule = self.question.rule;
        let stages = self.stages.iter().map(|counts| counts.figure(rule)).collect();
        let left_out = LeftOut::ALL.into_iter().zip(self.left_out).filter(|(_, n)| *n > 0);
        FunnelFigures { rule, stages, deals: self.deals, left_out: left_out.collect() }
    }
}

impl StageCounts {
    fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.advanced += other.advanced;
        self.amount_fen = self.amount_fen.saturating_add(other.amount_fen);
        self.unknown_amounts += other.unknown_amounts;
        self.exits.merge(&other.exits);
        self.days.merge(&other.days);
        if let Some(theirs) = &other.stays {
            self.stays.get_or_insert_default().merge(theirs);
        }
    }

    fn figure(&self, rule: Rule) -> StageFigure {
        let mut figure = StageFigure {
            n: self.n,
            median_days: self.days.median(),
            finished: self.days.len(),
            amount_fen: self.amount_fen,
            unknown_amounts: self.unknown_amounts,
            exits: self.exits,
            ..StageFigure::default()
        };
        match rule {
            Rule::Snapshot => {}
            Rule::CreatedCohort | Rule::StageEntry | Rule::Matured { .. } => {
                figure.advanced = Some(self.advanced);
                figure.rate = (self.n > 0).then(|| self.advanced as f64 / self.n as f64);
                figure.interval = wilson(self.advanced, self.n, ONE_RATE);
            }
            Rule::Eventual => {
                figure.advanced = Some(self.advanced);
                let curve = self.stays.as_deref().map(aalen_johansen).unwrap_or_default();
                if let Some(end) = curve.last() {
                    let rate = end.advanced.clamp(0.0, 1.0);
                    // Where the variance is silent, visits that ended are the trials.
                    let ended = (self.exits.total() - self.exits.open) as f64;
                    let trials = effective_trials(&curve).unwrap_or(ended);
                    figure.rate = Some(rate);
                    figure.interval = wilson_real(rate, trials, ONE_RATE);
                    figure.unresolved = Some(end.staying);
                }
            }
        }
        figure
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Window;
    use super::super::visit::standing;
    use super::super::visit::tests::{any_moves, day_of, deal, log};
    use super::*;

    fn figures(rule: Rule, logs: &[&str], as_of: u64) -> FunnelFigures {
        let question = Question { rule, n_stages: 3, window: None, as_of: day_of(as_of) };
        let mut funnel = Funnel::new(question);
        for text in logs {
            funnel.add(&deal(&log(text)));
        }
        funnel.finish()
    }

    const LOGS: [&str; 6] = [
        "0:S1 10:S2 20:S3 30:W",
        "0:S1 5:S3 25:L",
        "0:S1 8:S2 12:S1 18:S2",
        "3:S1 9:L 15:S1 21:S2 40:L",
        "5:W",
        "2:S1",
    ];

    #[test]
    fn the_rules_answer_differently_on_the_same_moves() {
        let n = |figures: &FunnelFigures| figures.stages.iter().map(|s| s.n).collect::<Vec<_>>();
        let k =
            |figures: &FunnelFigures| figures.stages.iter().map(|s| s.advanced).collect::<Vec<_>>();
        let snapshot = figures(Rule::Snapshot, &LOGS, 50);
        assert_eq!((n(&snapshot), k(&snapshot)), (vec![1, 1, 0], vec![None; 3]));
        assert_eq!(snapshot.left_out, BTreeMap::from([(LeftOut::Closed, 4)]));
        assert_eq!(snapshot.overall(), None);
        let cohort = figures(Rule::CreatedCohort, &LOGS, 50);
        assert_eq!((n(&cohort), k(&cohort)), (vec![6, 5, 3], vec![Some(5), Some(3), Some(2)]));
        assert_eq!(cohort.deals, Deals { n: 6, won: 2, lost: 2, open: 2 });
        assert_eq!(cohort.overall(), Some(2.0 / 6.0));
        let entry = figures(Rule::StageEntry, &LOGS, 50);
        assert_eq!((n(&entry), k(&entry)), (vec![7, 4, 2], vec![Some(5), Some(1), Some(1)]));
        assert_eq!(entry.left_out, BTreeMap::from([(LeftOut::NeverInStage, 1)]));
        let matured = figures(Rule::Matured { horizon_days: 6 }, &LOGS, 50);
        assert_eq!(k(&matured), [Some(3), Some(0), Some(0)]);
        assert_eq!(matured.stages[0].median_days, Some(6.0));
    }

    #[test]
    fn the_eventual_rate_uses_open_visits() {
        let eventual = figures(Rule::Eventual, &LOGS, 50);
        let first = &eventual.stages[0];
        // Six of seven first visits ended, all before the open one's age of 48 days.
        assert!((first.rate.unwrap() - 5.0 / 7.0).abs() < 1e-12, "{first:?}");
        assert!((first.unresolved.unwrap() - 1.0 / 7.0).abs() < 1e-12);
        let at = first.interval.unwrap();
        assert!(at.lo > 0.3 && at.hi < 0.95, "{at:?}");
        assert_eq!(figures(Rule::Eventual, &["0:S1"], 9).stages[0].rate, None);
    }

    #[test]
    fn unknown_amounts_are_counted_and_not_zero() {
        let question =
            Question { rule: Rule::Snapshot, n_stages: 1, window: None, as_of: day_of(9) };
        let events = log("0:S1");
        let mut funnel = Funnel::new(question);
        funnel.add(&deal(&events));
        funnel.add(&DealHistory { created: None, amount_fen: None, events: &events });
        let figure = funnel.finish().stages.remove(0);
        assert_eq!((figure.n, figure.amount_fen, figure.unknown_amounts), (2, 100, 1));
    }

    #[test]
    fn reasons_stand_where_they_are_counted() {
        for (at, why) in LeftOut::ALL.into_iter().enumerate() {
            assert_eq!(why as usize, at, "{why:?}");
        }
    }

    proptest! {
        /// Random logs with jumps, back moves, re-opened deals and events that are no move.
        #[test]
        fn entries_add_up_under_any_moves(deals in prop::collection::vec(any_moves(), 0..20), as_of in 0_u64..120, horizon_days in 0_u32..40, start in 0_u64..60) {
            let window = Some(Window { start: day_of(start), end: day_of(start + 40) });
            let rules = [Rule::Snapshot, Rule::CreatedCohort, Rule::StageEntry, Rule::Matured { horizon_days }, Rule::Eventual];
            for rule in rules {
                let question = Question { rule, n_stages: 4, window, as_of: day_of(as_of) };
                let (mut funnel, mut stages) = (Funnel::new(question), Funnel::new(question));
                let mut known = 0;
                for events in &deals {
                    funnel.add(&deal(events));
                    stages.add_stages(&deal(events));
                    known += u64::from(standing(&deal(events), 4, day_of(as_of)).is_some());
                }
                let figures = funnel.finish();
                prop_assert_eq!(&figures.stages, &stages.finish().stages);
                let d = figures.deals;
                prop_assert_eq!(d.n, d.won + d.lost + d.open);
                let unknown = figures.left_out.get(&LeftOut::NoHistory).copied().unwrap_or(0);
                prop_assert_eq!(known + unknown, deals.len() as u64);
                let mut before = u64::MAX;
                for stage in &figures.stages {
                    if rule.counts_visits() {
                        prop_assert_eq!(stage.n, stage.exits.total());
                    }
                    if rule == Rule::StageEntry {
                        prop_assert_eq!(stage.advanced, Some(stage.exits.advance + stage.exits.won));
                    }
                    if rule == Rule::CreatedCohort {
                        prop_assert!(stage.n <= before, "reach never grows along the funnel");
                        before = stage.n;
                    }
                    prop_assert!(stage.advanced.unwrap_or(0) <= stage.n);
                    if let (Some(rate), Some(at)) = (stage.rate, stage.interval) {
                        prop_assert!(at.lo <= rate && rate <= at.hi);
                    }
                }
            }
        }
    }
}
