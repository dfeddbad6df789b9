//! What the two charts show: places on their axes, and words.

use chrono::Datelike as _;

use super::data::Page;
use crate::areas::funnel::data::joined;
use crate::domain::forecast::total::{Bar, unit_for};
use crate::i18n::number;
use crate::metrics::forecast::outlook::Outlook;
use crate::metrics::forecast::track::{Frozen, Panel};
use crate::ui::charts::freezes::{FreezeKind, FreezePanel, FreezePoint, Freezes};
use crate::ui::charts::outcomes::{OutcomeBar, OutcomeBars};

/// About so many bars.
const BARS: i64 = 30;

/// About so many lines or words on an axis.
const MARKS: i64 = 4;

/// The share of chances that is cut off at either end: what is rarer than that is not drawn.
const CUT: f64 = 0.002;

/// A scale of amounts.
#[derive(Clone, Copy)]
struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    /// Where an amount lies, from 0 to 1.
    fn part(self, fen: i64) -> f32 {
        let all = self.high.saturating_sub(self.low).max(1) as f64;
        (fen.saturating_sub(self.low) as f64 / all) as f32
    }

    /// The multiples of a step on it.
    fn marks(self, step: i64) -> Vec<i64> {
        let first = self.low.div_euclid(step).saturating_mul(step);
        let all = std::iter::successors(Some(first), |at| at.checked_add(step));
        let all = all.skip_while(|at| *at < self.low).take_while(|at| *at <= self.high);
        // A scale has a handful of them, whatever its numbers are.
        all.take(64).collect()
    }
}

/// The bars of the totals; `None` where there is no choice of them.
pub(super) fn outcome_bars(page: &Page<'_>) -> Option<OutcomeBars> {
    let found = page.found;
    let outlook = found.outlook.as_ref()?;
    let ends = |outlook: &Outlook| {
        let outcomes = &outlook.outcomes;
        Some((outcomes.quantile(CUT)?, outcomes.quantile(1.0 - CUT)?))
    };
    let (mut low, mut high) = ends(outlook)?;
    if let Some((least, most)) = found.scenario.as_ref().and_then(ends) {
        (low, high) = (low.min(least), high.max(most));
    }
    if low == high {
        return None;
    }
    if let Some(target) = found.target {
        (low, high) = (low.min(target), high.max(target));
    }
    let width = unit_for(high.saturating_sub(low), BARS);
    let scale = Scale {
        low: low.div_euclid(width).saturating_mul(width),
        high: high.div_euclid(width).saturating_add(1).saturating_mul(width),
    };
    let bars = |outlook: &Outlook| -> Vec<Bar> {
        let all = outlook.outcomes.bars(width).into_iter();
        all.filter(|bar| scale.low <= bar.from && bar.from < scale.high).collect()
    };
    let (now, other) = (bars(outlook), found.scenario.as_ref().map(bars).unwrap_or_default());
    let most = now.iter().chain(&other).map(|bar| bar.chance).fold(f64::MIN_POSITIVE, f64::max);
    let drawn = |bars: &[Bar]| -> Vec<OutcomeBar> {
        let bar = |bar: &Bar| OutcomeBar {
            from: scale.part(bar.from),
            to: scale.part(bar.from.saturating_add(width)),
            height: (bar.chance / most) as f32,
        };
        bars.iter().map(bar).collect()
    };
    let tr = page.load.tr;
    let goal = found.target.map(|target| {
        let words = tr.with("forecast-goal", &[("target", page.cell(target).into())]);
        (scale.part(target), words)
    });
    let step = unit_for(scale.high.saturating_sub(scale.low), MARKS);
    let marks = scale.marks(step).into_iter();
    let args = [
        ("low", page.cell(outlook.range.low).into()),
        ("middle", page.cell(outlook.range.middle).into()),
        ("high", page.cell(outlook.range.high).into()),
    ];
    Some(OutcomeBars {
        told: tr.with("forecast-bars-told", &args),
        bars: drawn(&now),
        other: filled(&drawn(&other)),
        goal,
        axis: marks.map(|at| (scale.part(at), page.cell(at))).collect(),
    })
}

/// Bars without a hole between them, so that a line over them falls to the ground where nothing may be.
fn filled(bars: &[OutcomeBar]) -> Vec<OutcomeBar> {
    let mut all: Vec<OutcomeBar> = vec![];
    for bar in bars {
        if let Some(before) = all.last().map(|before| before.to)
            && bar.from - before > 1e-4
        {
            all.push(OutcomeBar { from: before, to: bar.from, height: 0.0 });
        }
        all.push(*bar);
    }
    all
}

/// What was frozen, period by period; `None` where nothing was and nothing is to be.
pub(super) fn freezes(page: &Page<'_>) -> Option<Freezes> {
    let (found, tr) = (page.found, page.load.tr);
    let panels = &found.track.panels;
    let today_kept = panels
        .last()
        .is_some_and(|panel| panel.frozen.iter().any(|frozen| frozen.freeze.on_day == page.today));
    let range = found.outlook.as_ref().map(|outlook| (outlook.range.low, outlook.range.high));
    let known = !found.over && !page.pending() && !today_kept;
    let computed = found.roll_up.computed().filter(|_| known);
    let now = computed.map(|computed| (computed, range));
    if panels.iter().all(|panel| panel.frozen.is_empty()) {
        return None;
    }
    let kept = panels.iter().flat_map(|panel| {
        let said = panel.frozen.iter().flat_map(|frozen| {
            let freeze = &frozen.freeze;
            [freeze.computed, freeze.low, freeze.high].into_iter().flatten()
        });
        let goal = panel.target.filter(|_| panel.actual.is_none());
        said.chain(panel.actual).chain(goal).collect::<Vec<i64>>()
    });
    let live = now.into_iter().flat_map(|(computed, range)| {
        let (low, high) = range.unwrap_or((computed, computed));
        [computed, low, high]
    });
    let values: Vec<i64> = kept.chain(live).collect();
    let (least, most) = (values.iter().copied().min()?, values.iter().copied().max()?);
    let step = unit_for(most.saturating_sub(least).max(1), MARKS);
    let low = least.div_euclid(step).saturating_mul(step);
    let high = most.div_euclid(step).saturating_add(1).saturating_mul(step);
    let scale = Scale { low, high };
    let mut shown: Vec<FreezePanel> =
        panels.iter().map(|panel| one_panel(page, panel, scale)).collect();
    let mut end = None;
    if let (Some((computed, range)), Some(last)) = (now, shown.last_mut()) {
        let name = week(page.today);
        last.points.push(FreezePoint {
            name: name.clone(),
            at: scale.part(computed),
            range: range.map(|(low, high)| (scale.part(low), scale.part(high))),
            kind: FreezeKind::Now,
            told: tr.with("forecast-not-frozen", &[("week", name.as_str().into())]),
        });
        let note = tr.with("forecast-not-frozen", &[("week", name.into())]);
        end = Some((page.cell(computed), note));
    }
    let n: usize = panels.iter().map(|panel| panel.frozen.len()).sum();
    let n = number(i64::try_from(n).unwrap_or(i64::MAX));
    Some(Freezes {
        told: tr.with("forecast-track-told", &[("n", n.into()), ("hits", page.hits().into())]),
        axis: scale.marks(step).into_iter().map(|at| (scale.part(at), page.cell(at))).collect(),
        panels: shown,
        end,
    })
}

/// The week of a day, as charts name it.
fn week(day: chrono::NaiveDate) -> String {
    format!("W{}", day.iso_week().week())
}

fn one_panel(page: &Page<'_>, panel: &Panel, scale: Scale) -> FreezePanel {
    let tr = page.load.tr;
    let period = page.label(panel.period);
    let name = match (panel.actual, panel.target) {
        (Some(actual), _) => {
            let args = [("period", period.into()), ("actual", page.cell(actual).into())];
            tr.with("forecast-panel-actual", &args)
        }
        (None, Some(target)) => {
            let args = [("period", period.into()), ("target", page.cell(target).into())];
            tr.with("forecast-panel-target", &args)
        }
        (None, None) => period,
    };
    FreezePanel {
        name,
        points: panel.frozen.iter().filter_map(|frozen| one_point(page, frozen, scale)).collect(),
        actual: panel.actual.map(|actual| scale.part(actual)),
        goal: panel.target.map(|target| scale.part(target)),
    }
}

/// A freeze; `None` where nothing could be worked out.
fn one_point(page: &Page<'_>, frozen: &Frozen, scale: Scale) -> Option<FreezePoint> {
    let (tr, freeze) = (page.load.tr, &frozen.freeze);
    let computed = freeze.computed?;
    let range = freeze.low.zip(freeze.high);
    let said = match range {
        Some((low, high)) => {
            let args = [("low", page.cell(low).into()), ("high", page.cell(high).into())];
            tr.with("forecast-range", &args)
        }
        None => String::new(),
    };
    let args = [
        ("day", freeze.on_day.to_string().into()),
        ("computed", page.cell(computed).into()),
        ("called", page.known(freeze.called).into()),
        ("range", said.into()),
    ];
    let mut told = tr.with("forecast-point", &args);
    if frozen.hit == Some(false) {
        told = joined(tr, &[told, tr.text("forecast-key-missed")]);
    }
    Some(FreezePoint {
        name: week(freeze.on_day),
        at: scale.part(computed),
        range: range.map(|(low, high)| (scale.part(low), scale.part(high))),
        kind: if frozen.hit == Some(false) { FreezeKind::Missed } else { FreezeKind::Kept },
        told,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_multiples_within_the_scale() {
        let scale = Scale { low: 950, high: 1_560 };
        assert_eq!(scale.marks(200), [1_000, 1_200, 1_400]);
        assert_eq!(scale.part(950), 0.0);
        assert_eq!(scale.part(1_560), 1.0);
        assert_eq!(Scale { low: 0, high: 0 }.marks(1), [0]);
    }

    #[test]
    fn a_line_over_bars_falls_between_them() {
        let bar = |from: f32, to: f32| OutcomeBar { from, to, height: 1.0 };
        let all = filled(&[bar(0.0, 0.1), bar(0.1, 0.2), bar(0.5, 0.6)]);
        let heights: Vec<f32> = all.iter().map(|bar| bar.height).collect();
        assert_eq!(heights, [1.0, 1.0, 0.0, 1.0]);
    }
}
