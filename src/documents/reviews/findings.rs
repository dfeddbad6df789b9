//! What stands out: the stage that fell behind, and who is low at the stage that matters.
//!
//! The words are those of the funnel's own pages; with too few cases nobody is judged, and who that is stands
//! there.

use std::cmp::Reverse;

use super::{Words, days_text, fraction};
use crate::documents::funnel_review::Finding;
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::stats::rate::{MIN_CASES, Rate};
use crate::i18n::rate_percent;
use crate::metrics::bottleneck::{Against, Verdict, beside, of_stage_groups};
use crate::metrics::groups::{By, Group};
use crate::metrics::review::Review;
use crate::metrics::show;
use crate::metrics::winloss::reason_key;

/// How many people or teams are named, and how many reasons.
const NAMED: usize = 6;
const REASONS: usize = 2;

impl Words<'_> {
    /// Which stage fell behind, how it compares and why deals were lost there; or that none did.
    pub(super) fn bottleneck(&self) -> Finding {
        let (tr, Review { funnel, found, .. }) = (self.tr, self.review);
        let main = found
            .main
            .and_then(|at| Some((funnel.stages.get(at)?, found.stages.get(at)?.verdict?)));
        let Some((row, verdict)) = main else {
            let blind = funnel.stages.iter().all(|row| beside(row).is_none());
            let key = if blind { "funnel-insight-no-past" } else { "funnel-insight-none" };
            let value = self.sentences(&[tr.text(key)]);
            return Finding { label: tr.text("doc-funnel-review-bottleneck"), value };
        };
        let key = match verdict.evidence {
            Evidence::Flag => "doc-funnel-review-bottleneck-at",
            _ => "doc-funnel-review-watch-at",
        };
        let share = show::chance(verdict.probability);
        let label =
            tr.with(key, &[("stage", self.stage(row.stage).into()), ("share", share.into())]);
        let before = tr.text(match verdict.against {
            Against::YearBefore => "funnel-insight-year-before",
            Against::WindowBefore | Against::Others => "funnel-insight-window-before",
        });
        let (own, then) = (verdict.own, verdict.beside);
        let mut facts = vec![tr.with(
            "funnel-insight-rate",
            &[
                ("rate", share_text(own.k, own.n).into()),
                ("count", fraction(own.k, own.n).into()),
                ("before", before.as_str().into()),
                ("then", share_text(then.k, then.n).into()),
                ("past", fraction(then.k, then.n).into()),
            ],
        )];
        let days = beside(row).and_then(|(_, past)| row.median_days.zip(past.median_days));
        if let Some((now, then)) = days {
            let args = [
                ("days", days_text(now).into()),
                ("before", before.into()),
                ("then", days_text(then).into()),
            ];
            facts.push(tr.with("funnel-insight-stay", &args));
        }
        let mut said = vec![self.joined(&facts)];
        let mut reasons: Vec<_> = row.losses.iter().map(|(reason, n)| (*n, *reason)).collect();
        reasons.sort_by_key(|(n, reason)| (Reverse(*n), *reason));
        let reasons: Vec<String> = reasons
            .into_iter()
            .take(REASONS)
            .map(|(n, reason)| {
                let name = tr.text(reason_key(Some(reason), false));
                self.count_with("funnel-insight-reason", n, &[("reason", name.into())])
            })
            .collect();
        if !reasons.is_empty() {
            let list = self.joined(&reasons);
            said.push(tr.with("doc-funnel-review-reasons", &[("list", list.into())]));
        }
        Finding { label, value: self.sentences(&said) }
    }

    /// Who of those compared is low at the stage that matters, and of whom too little is known to say;
    /// `None` where nobody is compared.
    pub(super) fn compared(&self) -> Option<Finding> {
        let (tr, funnel) = (self.tr, &self.review.funnel);
        let at = self.review.compared()?;
        let row = funnel.stages.get(at)?;
        let verdicts = of_stage_groups(funnel.rule, row);
        if verdicts.is_empty() {
            return None;
        }
        let name = |group: &Group| group.name(self.directory).to_owned();
        let mut low: Vec<_> = verdicts.iter().filter(|(_, verdict)| verdict.marked()).collect();
        low.sort_by(|(one, a), (other, b)| {
            b.probability.total_cmp(&a.probability).then(one.cmp(other))
        });
        let mut said: Vec<String> = vec![];
        for &(group, verdict) in low.iter().take(NAMED) {
            said.extend(self.low(&name(group), verdict));
        }
        if let Some(more) = low.len().checked_sub(NAMED).filter(|more| *more > 0) {
            said.push(self.count("doc-funnel-review-more", more as u64));
        }
        if low.is_empty() {
            said.push(tr.text("doc-funnel-review-nobody-low"));
        }
        let few = verdicts.iter().filter(|(_, verdict)| verdict.own.n < MIN_CASES);
        let few: Vec<String> = few
            .map(|(group, verdict)| {
                format!("{} {}", name(group), fraction(verdict.own.k, verdict.own.n))
            })
            .collect();
        if !few.is_empty() {
            let mut named: Vec<String> = few.iter().take(NAMED).cloned().collect();
            if let Some(more) = few.len().checked_sub(NAMED).filter(|more| *more > 0) {
                named.push(self.count("doc-funnel-review-more", more as u64));
            }
            let args = [("names", self.joined(&named).into())];
            said.push(tr.with("doc-funnel-review-few", &args));
        }
        let next = funnel.stages.get(at + 1).map(|row| self.stage(row.stage));
        let step = tr.with(
            "funnel-step",
            &[
                ("from", self.stage(row.stage).into()),
                ("to", next.unwrap_or_else(|| tr.text("won")).into()),
            ],
        );
        let by = tr.text(match funnel.by {
            By::Person => "funnel-by-person",
            By::Team => "funnel-by-team",
            By::Region => "funnel-by-region",
            By::Product => "funnel-by-product",
        });
        let args = [("by", by.into()), ("step", step.into())];
        let label = tr.with("doc-funnel-review-compared", &args);
        Some(Finding { label, value: self.sentences(&said) })
    }

    fn low(&self, name: &str, verdict: &Verdict) -> Option<String> {
        let (own, others) = (verdict.own, verdict.beside);
        let rate = Rate::of(own.k, own.n)?;
        let share = |share: f64| format!("{:.0}", share * 100.0);
        let args = [
            ("name", name.into()),
            ("count", fraction(own.k, own.n).into()),
            ("low", share(rate.interval.lo).into()),
            ("high", share(rate.interval.hi).into()),
            ("rate", share_text(others.k, others.n).into()),
            ("share", show::chance(verdict.probability).into()),
        ];
        Some(self.tr.with("doc-funnel-review-low", &args))
    }
}

/// So many of so many, as percent.
fn share_text(k: u64, n: u64) -> String {
    rate_percent(k as f64 / n.max(1) as f64)
}
