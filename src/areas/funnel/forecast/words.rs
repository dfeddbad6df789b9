//! What the page says in sentences: how the sum stands to the target, what was left out, how the chance
//! was worked out, what may be said of it.

use super::data::{Block, Page};
use crate::areas::funnel::data::joined;
use crate::domain::forecast::calibration::Basis;
use crate::domain::forecast::total::Said;
use crate::domain::stats::rate::MIN_CASES;
use crate::domain::stats::rational::Rational;
use crate::i18n::{Language, MoneyStyle, money, number};
use crate::metrics::forecast::Left;
use crate::metrics::forecast::outlook::{MOST, Outlook, Unknown};
use crate::metrics::show;

impl Page<'_> {
    /// The sum: worked out, called, the difference, and how it stands to the target.
    pub(super) fn total(&self) -> [String; 4] {
        let (tr, roll_up) = (self.load.tr, &self.found.roll_up);
        let (computed, called) = (roll_up.computed(), roll_up.called());
        let against = match self.found.target {
            None => tr.text("forecast-no-target"),
            Some(target) => match called
                .filter(|_| !self.pending())
                .map(|called| called.saturating_sub(target))
            {
                None => tr.with("forecast-goal", &[("target", self.cell(target).into())]),
                Some(off) => {
                    let below = off < 0;
                    let key = if below { "forecast-below-target" } else { "forecast-above-target" };
                    let (target, by) = (self.cell(target), self.cell(off.saturating_abs()));
                    tr.with(key, &[("target", target.into()), ("by", by.into())])
                }
            },
        };
        let difference = self.difference(called, computed);
        [self.known(computed), self.known(called), difference, against]
    }

    /// What is open and not counted on, and why.
    pub(super) fn left(&self) -> String {
        let load = self.load;
        // Which of those that are expected later come all the same, the past tells.
        if self.pending() {
            return String::new();
        }
        let told = |why: Left| {
            let (n, amount) = self.found.left.get(&why).copied().filter(|(n, _)| *n > 0)?;
            let key = format!("forecast-left-{}", why.word().replace('_', "-"));
            let why = load.tr.text(&key);
            let amount = self.cell(amount);
            let args = [("why", why.into()), ("amount", amount.into())];
            Some(load.count_with("forecast-left-one", n, &args))
        };
        let parts: Vec<String> = Left::ALL.into_iter().filter_map(told).collect();
        let past = self.found.deals.iter().filter(|deal| deal.past).count() as u64;
        let past = (past > 0).then(|| load.count("forecast-past-n", past));
        let mut all: Vec<String> = past.into_iter().collect();
        if !parts.is_empty() {
            let list = joined(load.tr, &parts);
            all.push(load.tr.with("forecast-left-out", &[("list", list.into())]));
        }
        all.join(if load.tr.language() == Language::Chinese { "。" } else { ". " })
    }

    /// How it was worked out, in a few words.
    pub(super) fn chance_sub(&self) -> String {
        let (tr, found) = (self.load.tr, self.found);
        if found.over {
            return tr.text("forecast-over");
        }
        if self.pending() {
            return tr.text("forecast-testing");
        }
        let n: u64 = found.roll_up.parts.iter().map(|part| part.deals).sum();
        let rho = format!("{:.2}", found.means.rho());
        let key = match found.means.fitted {
            Some(_) => "forecast-chance-sub",
            None => "forecast-chance-sub-usual",
        };
        self.load.count_with(key, n, &[("rho", rho.into())])
    }

    /// How it was worked out, line by line.
    pub(super) fn means(&self) -> Vec<String> {
        let (tr, means) = (self.load.tr, &self.found.means);
        if self.found.over || self.pending() {
            return vec![];
        }
        let basis = |basis: Basis| tr.text(&format!("forecast-basis-{}", basis.word()));
        let mut lines =
            vec![tr.with("forecast-means-basis", &[("basis", basis(means.bases.used).into())])];
        for scored in &means.bases.scored {
            let brier = format!("{:.3}", scored.brier);
            let args = [("basis", basis(scored.basis).into()), ("brier", brier.into())];
            lines.push(self.load.count_with("forecast-means-brier", scored.cases, &args));
        }
        if means.bases.scored.is_empty() {
            lines.push(tr.text("forecast-means-unscored"));
        }
        lines.push(match means.fitted {
            Some(fitted) => {
                let rho = format!("{:.2}", fitted.rho);
                let held = number(i64::try_from(fitted.held.k).unwrap_or(i64::MAX));
                let args = [("rho", rho.into()), ("held", held.into())];
                self.load.count_with("forecast-means-fitted", fitted.held.n, &args)
            }
            None => tr.text("forecast-means-usual"),
        });
        lines.push(match &self.found.roll_up.pulled {
            Some(pulled) => {
                let args = [("deals", format!("{:.1}", pulled.deals).into())];
                self.load.count_with("forecast-means-pulled", self.found.later, &args)
            }
            None => tr.text("forecast-means-no-pulled"),
        });
        lines.push(match means.fresh.as_ref().map(|fresh| fresh.per_period()) {
            Some(fresh) if fresh > 0.0 => {
                tr.with("forecast-means-fresh", &[("n", format!("{fresh:.1}").into())])
            }
            Some(_) => tr.text("forecast-means-no-fresh"),
            None => tr.text("forecast-means-fresh-unknown"),
        });
        if let Some(cover) = self.found.coverage {
            let times = |ratio: Rational| format!("{:.1}", ratio.to_f64());
            let said = match (cover.coverage, cover.needed) {
                (Some(has), Some(needs)) => Some(tr.with(
                    "forecast-means-cover",
                    &[("has", times(has).into()), ("needs", times(needs).into())],
                )),
                (Some(has), None) => {
                    Some(tr.with("forecast-means-cover-only", &[("has", times(has).into())]))
                }
                (None, _) => None,
            };
            lines.extend(said);
        }
        let estimated = show::estimated(tr, &self.load.directory.calendar, self.load.period);
        lines.extend(Some(estimated).filter(|line| !line.is_empty()));
        lines
    }

    /// A chance, or the fact in its place, with the total and its range.
    pub(super) fn block(
        &self,
        label: String,
        outlook: Option<&Outlook>,
        computed: Option<i64>,
    ) -> Block {
        let (tr, found) = (self.load.tr, self.found);
        let total = computed.filter(|_| !self.pending()).map_or_else(
            || self.blank(),
            |computed| money(tr.language(), computed, MoneyStyle::Full),
        );
        let Some(outlook) = outlook else {
            // What is signed is a fact, also where the rest is not known.
            let reached = found.target.is_some_and(|target| found.roll_up.closed() >= target);
            let value = match (found.over, found.target) {
                (_, Some(_)) if reached => tr.text("forecast-reached"),
                (true, Some(_)) => tr.text("forecast-missed"),
                (true, None) => tr.text("forecast-over"),
                _ if self.pending() => tr.text("forecast-testing"),
                (false, _) => {
                    tr.text(found.unknown.map_or("forecast-no-chance", Unknown::label_key))
                }
            };
            return Block { label, value, fact: true, total, range: String::new() };
        };
        let (value, fact) = match outlook.said {
            Some(Said::Reached) => (tr.text("forecast-reached"), true),
            Some(Said::OutOfReach) => (tr.text("forecast-out-of-reach"), true),
            Some(Said::Chance(percent)) => (percent.to_string(), false),
            None => (tr.text("forecast-no-target"), true),
        };
        let (low, high) = (self.cell(outlook.range.low), self.cell(outlook.range.high));
        let range = tr.with("forecast-range", &[("low", low.into()), ("high", high.into())]);
        Block { label, value, fact, total, range }
    }

    /// What stands in the place of the totals.
    pub(super) fn why_no_bars(&self) -> String {
        let (tr, found) = (self.load.tr, self.found);
        if found.over {
            return tr.text("forecast-over-detail");
        }
        if self.pending() {
            return tr.text("forecast-testing-detail");
        }
        match found.unknown {
            Some(Unknown::NoChance(n)) => self.load.count("forecast-no-chance-detail", n),
            Some(Unknown::TooMany) => {
                let most = number(i64::try_from(MOST).unwrap_or(i64::MAX));
                tr.with("forecast-too-many-detail", &[("most", most.into())])
            }
            Some(Unknown::Beyond) => tr.text("forecast-beyond-detail"),
            None => tr.text("forecast-no-deals"),
        }
    }

    /// How often the range held, with the interval; empty where nothing can be judged.
    pub(super) fn hits(&self) -> String {
        let (tr, hits) = (self.load.tr, self.found.track.hits);
        let Some(hits) = hits else { return String::new() };
        let share = |share: f64| number((share * 100.0).round() as i64);
        let key = if hits.n < MIN_CASES { "forecast-hits-few" } else { "forecast-hits" };
        tr.with(
            key,
            &[
                ("k", number(i64::try_from(hits.k).unwrap_or(i64::MAX)).into()),
                ("n", number(i64::try_from(hits.n).unwrap_or(i64::MAX)).into()),
                ("low", share(hits.interval.lo).into()),
                ("high", share(hits.interval.hi).into()),
            ],
        )
    }
}
