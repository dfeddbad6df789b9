//! What deals give a figure, added up.

use std::collections::BTreeMap;

use crate::domain::funnel::win::Flow;
use crate::domain::ids::StageId;
use crate::domain::money::{div_round, share_bp};
use crate::domain::stats::days::DayCounts;
use crate::domain::stats::rational::Rational;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{Finding, Sample};
use crate::metrics::flow::FlowTally;
use crate::metrics::heads::Heads;
use crate::metrics::{Measured, MetricId, Reason};

/// The share of closed deals with a known amount that a rate by value needs, in basis points.
const MIN_VALUE_COVER_BP: i64 = 8_000;

/// Adds findings up to a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    n: u64,
    won: u64,
    sum: i128,
    won_sum: i128,
    /// The days of deals, where the figure asks for them: many sums are kept at once, and most need none.
    days: Option<Box<DayCounts>>,
    /// Open deals and their amounts by stage.
    staged: BTreeMap<StageId, (u64, i128)>,
    /// What the velocity is worked out of.
    flow: Option<Box<FlowTally>>,
    left_out: BTreeMap<Reason, u64>,
}

impl Tally {
    /// Adds what one deal gives.
    pub fn add(&mut self, finding: Finding) {
        match finding {
            Finding::Outside => {}
            Finding::LeftOut(reason) => *self.left_out.entry(reason).or_default() += 1,
            Finding::Staged(stage, amount) => {
                let (n, sum) = self.staged.entry(stage).or_default();
                *n += 1;
                *sum += i128::from(amount);
            }
            Finding::Flows(flowing) => self.flow.get_or_insert_default().add(flowing),
            Finding::Counts(Sample { won, amount, days, .. }) => {
                self.n += 1;
                self.sum += i128::from(amount);
                if won {
                    self.won += 1;
                    self.won_sum += i128::from(amount);
                }
                if let Some(days) = u32::try_from(amount).ok().filter(|_| days) {
                    self.days.get_or_insert_default().add(days.min(100_000));
                }
            }
        }
    }

    /// Adds what other deals gave.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.won += other.won;
        self.sum += other.sum;
        self.won_sum += other.won_sum;
        if let Some(theirs) = &other.days {
            self.days.get_or_insert_default().merge(theirs);
        }
        for (stage, (n, sum)) in &other.staged {
            let own = self.staged.entry(*stage).or_default();
            *own = (own.0 + n, own.1 + sum);
        }
        if let Some(theirs) = &other.flow {
            self.flow.get_or_insert_default().merge(theirs);
        }
        for (reason, n) in &other.left_out {
            *self.left_out.entry(*reason).or_default() += n;
        }
    }

    /// The sum of what was counted, and of that what was won.
    pub const fn sums(&self) -> (i128, i128) {
        (self.sum, self.won_sum)
    }

    /// What the velocity is worked out of.
    pub fn flow(&self) -> Option<Flow> {
        self.flow.as_deref()?.parts()
    }

    /// The figure; only the weighted amount asks for the chances.
    pub fn finish(mut self, metric: MetricId, chances: &Chances) -> Measured {
        let weighted = self.weigh(chances);
        let records = self.n + self.flow.as_deref().map_or(0, FlowTally::records);
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let n_left_out: u64 = self.left_out.values().sum();
        let sum = i64::try_from(self.sum).ok();
        // Nothing happened is a true zero; everything unknown is not.
        let known = records > 0 || n_left_out == 0;
        let mut measured = Measured { records, left_out: self.left_out, ..Measured::default() };
        measured.value = match metric {
            MetricId::SignedAmount | MetricId::CreditedAmount | MetricId::OpenPipeline => {
                sum.filter(|_| known)
            }
            MetricId::DealsWon | MetricId::DealsLost => known.then(|| whole(records)),
            // Deals whose beginning is unknown do not make the count of the others unknown.
            MetricId::NewOpportunities => Some(whole(records)),
            MetricId::WinRate | MetricId::ReportOnTime | MetricId::PromiseKept => {
                measured.successes = Some(self.won);
                share_bp(whole(self.won), whole(records))
            }
            MetricId::LeadWinRate => {
                measured.successes = Some(self.won);
                // What is over counts one each, what is open nothing.
                let over = u64::try_from(self.sum).unwrap_or_default();
                measured.open = Some(records.saturating_sub(over));
                share_bp(whole(self.won), whole(records))
            }
            MetricId::SalesVelocity => {
                let velocity = self.flow.unwrap_or_default().finish();
                measured.steady = velocity.steady;
                velocity.usual
            }
            MetricId::WinRateValue => {
                let covered = share_bp(whole(records), whole(records + n_left_out));
                covered
                    .filter(|covered| *covered >= MIN_VALUE_COVER_BP)
                    .and_then(|_| div_round(self.won_sum * 10_000, self.sum))
            }
            MetricId::AverageDeal => div_round(self.sum, i128::from(records)),
            // Only who knows the people can say: see `per_head`.
            MetricId::SignedPerHead => None,
            MetricId::CycleDays => {
                let days = self.days.unwrap_or_default();
                measured.mean = days.mean();
                days.median().map(|median| median.round() as i64)
            }
            MetricId::WeightedPipeline => weighted.filter(|_| known),
        };
        measured
    }

    /// The sum by the people who were there; unknown where nobody was, or no period is asked for.
    pub fn per_head(self, heads: Option<Heads>) -> Measured {
        let signed = self.finish(MetricId::SignedAmount, &Chances::default());
        let value = heads.zip(signed.value).and_then(|(heads, sum)| heads.per_head(sum));
        Measured { value, ..signed }
    }

    /// Σ amount × won / closed over the stages, exact, rounded once; counts the deals weighed and
    /// leaves out those whose chance is unknown. `None` only where the sum is beyond all amounts.
    fn weigh(&mut self, chances: &Chances) -> Option<i64> {
        let mut total = Some(Rational::ZERO);
        for (stage, (n, amount)) in std::mem::take(&mut self.staged) {
            let Some((won, closed)) = chances.of(stage) else {
                *self.left_out.entry(Reason::FewClosed).or_default() += n;
                continue;
            };
            self.n += n;
            let part = Rational::new(amount * i128::from(won), i128::from(closed));
            total = total.zip(part).and_then(|(total, part)| total.checked_add(part));
        }
        i64::try_from(total?.round()).ok()
    }
}
