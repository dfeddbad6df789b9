//! Somebody's share beside those of the others, as every comparison of the tab draws and says it.
//!
//! Who is marked is decided by the rule against false marks ([`crate::metrics::bottleneck`]), never by rank;
//! under ten cases there is no rate and no verdict.

use super::data::{DASH, Load, MIN_SAMPLE};
use super::stages::{fraction, interval_text};
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::stats::rate::Rate;
use crate::i18n::rate_percent;
use crate::metrics::bottleneck::Verdict;
use crate::metrics::show;
use crate::ui::charts::whisker::{CompareRow, Whisker, WhiskerKind};

/// The share of one of those that are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The name.
    pub name: String,
    /// Out of how many.
    pub count: String,
    /// The estimate.
    pub whisker: Whisker,
    /// The estimate in words; a dash for a small sample.
    pub rate: String,
    /// Its interval in words, which is only drawn.
    pub interval: String,
    /// What is said of it, or nothing.
    pub verdict: String,
    /// How strong the evidence is, where it is marked; empty else.
    pub evidence: String,
}

/// The keys of what is said of a share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// With too few cases.
    pub few: &'static str,
    /// Where it is clearly worse than those of the others.
    pub worse: &'static str,
}

impl Share {
    /// Puts a rate in words and on a scale from 0 to 1.
    pub(super) fn of(
        load: &Load<'_>,
        name: String,
        rate: Rate,
        verdict: Option<&Verdict>,
        said: Said,
    ) -> Self {
        let few = rate.n < MIN_SAMPLE;
        let marked = verdict.filter(|verdict| verdict.marked() && !few);
        let (kind, word) = match marked.map(|verdict| verdict.evidence) {
            _ if few => (WhiskerKind::Small, said.few),
            Some(Evidence::Flag) => (WhiskerKind::Flagged, said.worse),
            Some(_) => (WhiskerKind::Plain, "funnel-mark-watch"),
            None => (WhiskerKind::Plain, ""),
        };
        Self {
            name,
            count: fraction(rate.k, rate.n),
            whisker: Whisker {
                low: rate.interval.lo as f32,
                mark: rate.rate as f32,
                high: rate.interval.hi as f32,
                bench: None,
                kind,
                rule: false,
            },
            rate: if few { DASH.to_owned() } else { rate_percent(rate.rate) },
            interval: interval_text(rate.interval),
            verdict: if word.is_empty() { String::new() } else { load.tr.text(word) },
            evidence: marked.map_or_else(String::new, |verdict| {
                let share = show::chance(verdict.probability);
                load.tr.with("funnel-evidence", &[("share", share.into())])
            }),
        }
    }

    /// As a row of a comparison.
    pub(super) fn row(&self) -> CompareRow<'_> {
        CompareRow {
            name: &self.name,
            count: &self.count,
            whisker: self.whisker,
            rate: &self.rate,
            interval: &self.interval,
            verdict: &self.verdict,
            evidence: &self.evidence,
        }
    }
}
