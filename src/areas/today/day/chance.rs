//! 目标达成: the chance of the period, what it will come to, and the chart of both.

use crate::areas::today::data::{Load, joined};
use crate::domain::forecast::total::{Bar, Percent, Said, unit_for};
use crate::domain::money::{div_round, share_bp};
use crate::domain::period::Period;
use crate::i18n::{
    DASH, FluentValue, Language, MoneyStyle, Tr, day_beside, money, money_cell, money_unit, number,
    period_label, pt, share_percent,
};
use crate::metrics::forecast::outlook::{Outlook, Unknown};
use crate::metrics::forecast::rollup::{CLASSES, Fresh};
use crate::metrics::forecast::{Depth, Forecast};
use crate::metrics::show;
use crate::metrics::targets::progress::Line;
use crate::metrics::today::Standing;
use crate::ui::charts::channel::{Channel, ChannelGoal, ChannelPart, ChannelRange};
use crate::ui::charts::outcomes::OutcomeBar;
use crate::ui::metric::Delta;

/// About so many bars stand on the scale.
const BARS: i64 = 64;

/// The share of chances that is cut off at either end: what is rarer than that is not drawn.
const CUT: f64 = 0.002;

/// The chance.
#[derive(Clone, Debug, Default)]
pub struct Chance {
    /// What is to be reached: `11月目标达成`.
    pub title: String,
    /// Whose, how many people, how far the period is, the unit.
    pub sub: String,
    /// What the large figure is.
    pub label: String,
    /// The chance, or the fact in its place.
    pub value: String,
    /// Whether it is a fact, which is a sentence and no figure.
    pub fact: bool,
    /// By how much it is another than when it was frozen last.
    pub delta: Option<(Delta, String)>,
    /// What it will come to: its name, the amount, the range; empty where nothing is forecast.
    pub total: [String; 3],
    /// The chart.
    pub chart: Channel,
    /// The parts of the track: shade, name, amount, note.
    pub legend: Vec<(usize, String, [String; 2])>,
    /// Their sum, in words.
    pub sum: String,
    /// How all of that is worked out, line by line.
    pub how: Vec<String>,
}

/// A part of what a period comes to.
struct Part {
    shade: usize,
    name: String,
    /// Its amount; zero where that is not known.
    fen: i64,
    /// The same in words.
    text: String,
    note: String,
}

/// Puts the chance into words.
pub(super) fn chance(load: &Load<'_>, found: &Standing) -> Chance {
    let page = Page { load, found };
    let parts = page.parts();
    let scale = page.scale(&parts);
    let tr = load.tr;
    let line = &found.progress.whole;
    let (value, fact) = page.value();
    let label = match found.forecast {
        Some(_) => {
            // 本月 is the one that runs; any other is named in the title.
            let kind = if load.period.contains(load.today) { kind(load.period) } else { "other" };
            tr.with("today-chance", &[("kind", kind.into())])
        }
        None => tr.text("today-attainment"),
    };
    let sum: i64 = parts.iter().fold(0, |sum, part| sum.saturating_add(part.fen));
    let whole = page.forecast().and_then(|found| found.roll_up.computed());
    let legend = parts
        .iter()
        .map(|part| (part.shade, part.name.clone(), [part.text.clone(), part.note.clone()]))
        .collect();
    Chance {
        title: tr.with("today-chance-title", &[("period", page.period().into())]),
        sub: page.sub(),
        label,
        value,
        fact,
        delta: page.delta(),
        total: page.total(),
        chart: page.chart(&parts, scale, line),
        legend,
        sum: match whole.filter(|_| !page.pending()) {
            Some(_) => tr.with("today-chance-sum", &[("sum", page.cell(sum).into())]),
            None => String::new(),
        },
        how: page.how(),
    }
}

/// The word by which texts select the kind of a period.
pub(super) const fn kind(period: Period) -> &'static str {
    match period {
        Period::Year(_) => "year",
        Period::Quarter(..) => "quarter",
        Period::Month(..) => "month",
        Period::Week(..) => "week",
    }
}

struct Page<'a> {
    load: &'a Load<'a>,
    found: &'a Standing,
}

impl Page<'_> {
    fn cell(&self, fen: i64) -> String {
        money_cell(self.load.tr.language(), fen)
    }

    fn full(&self, fen: i64) -> String {
        money(self.load.tr.language(), fen, MoneyStyle::Full)
    }

    /// The forecast, while the period runs.
    fn forecast(&self) -> Option<&Forecast> {
        self.found.forecast.as_ref()
    }

    /// What is signed, in fen; `None` where nothing is known of a period that has begun.
    fn signed(&self) -> Option<i64> {
        let line = &self.found.progress.whole;
        let known = line.actual.as_ref().and_then(|actual| actual.value);
        let closed = self.forecast().map(|found| found.roll_up.closed());
        let to_come = self.load.today < self.load.period.first_day();
        match known {
            Some(_) => closed.or(known),
            None => closed.filter(|_| to_come),
        }
    }

    /// Whether the past is still being asked.
    fn pending(&self) -> bool {
        self.forecast().is_some_and(|found| found.depth == Depth::Present && !found.over)
    }

    fn outlook(&self) -> Option<&Outlook> {
        self.forecast()?.outlook.as_ref()
    }

    /// The period as people say it.
    fn period(&self) -> String {
        period_label(self.load.tr, self.load.period)
    }

    fn sub(&self) -> String {
        let (load, days) = (self.load, self.found.progress.whole.days);
        let tr = load.tr;
        let people = self.found.progress.people.len() as u64;
        let mut parts = vec![load.whose(), load.count("today-people", people, &[])];
        let args = [("over", days.over.into()), ("all", days.all.into())];
        parts.push(tr.with("today-workdays", &args));
        if tr.language() == Language::Chinese {
            let unit = money_unit(tr.language());
            parts.push(tr.with("today-unit", &[("unit", unit.into())]));
        }
        let estimated = show::estimated(tr, &load.directory.calendar, load.period);
        parts.extend(Some(estimated).filter(|words| !words.is_empty()));
        joined(tr, &parts)
    }

    /// The chance, or the fact in its place; of a period that is not forecast how much of its target is reached.
    fn value(&self) -> (String, bool) {
        let tr = self.load.tr;
        let line = &self.found.progress.whole;
        let Some(found) = self.forecast() else {
            return match line.attainment() {
                Some(share) => (share_percent(share), false),
                None if line.target.is_none() => (tr.text("forecast-no-target"), true),
                None => (tr.text("targets-no-data"), true),
            };
        };
        if let Some(outlook) = &found.outlook {
            return match outlook.said {
                Some(Said::Reached) => (tr.text("forecast-reached"), true),
                Some(Said::OutOfReach) => (tr.text("forecast-out-of-reach"), true),
                Some(Said::Chance(percent)) => (percent.to_string(), false),
                None => (tr.text("forecast-no-target"), true),
            };
        }
        let reached = found.target.is_some_and(|target| found.roll_up.closed() >= target);
        let key = match (found.over, found.target) {
            (_, None) => "forecast-no-target",
            (true, Some(_)) if self.signed().is_none() => "targets-no-data",
            (_, Some(_)) if reached => "forecast-reached",
            (true, Some(_)) => "forecast-missed",
            _ if self.pending() => "forecast-testing",
            (false, Some(_)) => found.unknown.map_or("forecast-no-chance", Unknown::label_key),
        };
        (tr.text(key), true)
    }

    /// By how much the chance is another than when it was frozen last before today.
    fn delta(&self) -> Option<(Delta, String)> {
        let found = self.forecast()?;
        let now = found.outlook.as_ref()?.chance?;
        let panel = found.track.panels.iter().find(|panel| panel.period == self.load.period)?;
        let before = panel.frozen.iter().rev().map(|frozen| &frozen.freeze);
        let mut before = before.filter(|freeze| freeze.on_day < self.load.today);
        let (day, then) = before.find_map(|freeze| Some((freeze.on_day, freeze.chance_bp?)))?;
        let by = (now * 10_000.0).round() as i64 - then;
        let day = day_beside(self.load.tr, day, self.load.today);
        let args = [("day", day.into()), ("by", pt(by).into())];
        Some((Delta::of(by as f64, true), self.load.tr.with("today-chance-delta", &args)))
    }

    /// What it will come to: its name, the amount, the range.
    fn total(&self) -> [String; 3] {
        let tr = self.load.tr;
        let Some(found) = self.forecast().filter(|found| !found.over) else {
            let line = &self.found.progress.whole;
            let actual = line.actual.as_ref().and_then(|actual| actual.value);
            let actual = actual.map_or_else(|| tr.text("unknown"), |fen| self.full(fen));
            return [tr.text("forecast-signed"), actual, self.gap(line)];
        };
        let label = tr.with("today-total", &[("kind", kind(self.load.period).into())]);
        let computed = found.roll_up.computed().filter(|_| !self.pending());
        let blank = if self.pending() { "…" } else { DASH };
        let total = computed.map_or_else(|| blank.to_owned(), |fen| self.full(fen));
        let range = self.outlook().map_or_else(String::new, |outlook| {
            let (low, high) = (self.cell(outlook.range.low), self.cell(outlook.range.high));
            tr.with("forecast-range", &[("low", low.into()), ("high", high.into())])
        });
        [label, total, range]
    }

    /// What is missing to the target; empty where that is not known.
    fn gap(&self, line: &Line) -> String {
        match line.gap() {
            Some(gap) if gap > 0 => {
                self.load.tr.with("today-gap", &[("gap", self.full(gap).into())])
            }
            Some(_) => self.load.tr.text("forecast-reached"),
            None => String::new(),
        }
    }

    /// What is signed, then what the open deals are worth, class by class.
    fn parts(&self) -> Vec<Part> {
        let tr = self.load.tr;
        let signed = self.signed();
        let share = self.found.progress.whole.attainment().map(share_percent);
        let mut parts = vec![Part {
            shade: 0,
            name: tr.text("forecast-signed"),
            fen: signed.unwrap_or_default(),
            text: signed.map_or_else(|| DASH.to_owned(), |fen| self.cell(fen)),
            note: share.unwrap_or_default(),
        }];
        let Some(found) = self.forecast().filter(|found| !found.over && !self.pending()) else {
            return parts;
        };
        let [sure, likely, _] = CLASSES;
        let mut rest = (0_u64, 0_i64);
        for part in &found.roll_up.parts {
            let Some(fen) = part.computed else { continue };
            let shade = match part.category {
                category if category == sure => 1,
                category if category == likely => 2,
                _ => {
                    rest = (rest.0 + part.deals, rest.1.saturating_add(fen));
                    continue;
                }
            };
            let key = format!("forecast-class-{}", part.category.word().replace('_', "-"));
            let mut note = self.load.count("today-part-deals", part.deals, &[]);
            if let Some(bp) = part.chance_bp() {
                note = tr.with(
                    "today-part-share",
                    &[("deals", note.into()), ("share", percent_whole(bp).into())],
                );
            }
            let (name, text) = (tr.text(&key), self.cell(fen));
            parts.push(Part { shade, name, fen, text, note });
        }
        let expected = [found.roll_up.pulled.as_ref(), found.roll_up.fresh.as_ref()];
        let (rest, note) = rest_of(tr, rest, expected);
        if rest > 0 {
            let name = tr.text("today-part-rest");
            parts.push(Part { shade: 3, name, fen: rest, text: self.cell(rest), note });
        }
        parts
    }

    /// The end of the scale, in fen, and the width of a bar on it.
    fn scale(&self, parts: &[Part]) -> (i64, i64) {
        let line = &self.found.progress.whole;
        let sum = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.fen));
        let outlook = self.outlook();
        let high = outlook.and_then(|outlook| outlook.outcomes.quantile(1.0 - CUT));
        let range = outlook.map(|outlook| outlook.range.high);
        let goal = line.target.map(|target| target.base);
        let most = [Some(sum), high, range, goal].into_iter().flatten().max().unwrap_or_default();
        let width = unit_for(most.max(1), BARS);
        let end = most.div_euclid(width).saturating_add(1).saturating_mul(width);
        (end.max(1), width)
    }

    fn chart(&self, parts: &[Part], (end, width): (i64, i64), line: &Line) -> Channel {
        let tr = self.load.tr;
        let at = |fen: i64| (fen as f64 / end as f64) as f32;
        let mut from = 0_i64;
        let mut track = vec![];
        for part in parts.iter().filter(|part| part.fen > 0) {
            let to = from.saturating_add(part.fen);
            track.push(ChannelPart { from: at(from), to: at(to), shade: part.shade });
            from = to;
        }
        let said = self.outlook().and_then(|outlook| outlook.said);
        let goal = line.target.map(|target| {
            let args = [("target", self.cell(target.base).into())];
            let (mut missed, mut reached) = (String::new(), String::new());
            if let Some(Said::Chance(Percent::Whole(share))) = said {
                let other = format!("{}%", 100_u8.saturating_sub(share));
                missed = tr.with("today-missed", &[("share", other.into())]);
                reached = tr.with("today-reached", &[("share", format!("{share}%").into())]);
            }
            let words = tr.with("forecast-goal", &args);
            ChannelGoal { at: at(target.base), words, missed, reached }
        });
        let range = self.outlook().filter(|outlook| outlook.range.low < outlook.range.high);
        let range = range.map(|outlook| {
            let outcomes = outlook.range;
            let places = [outcomes.low, outcomes.middle, outcomes.high].map(at);
            ChannelRange { at: places, words: tr.text("today-range") }
        });
        let first = parts.first();
        let first = first.filter(|part| part.fen > 0).map_or_else(String::new, |part| {
            tr.with("today-signed", &[("amount", self.cell(part.fen).into())])
        });
        let mut told = vec![self.period()];
        told.extend(parts.iter().map(|part| format!("{} {}", part.name, part.text)));
        told.extend(goal.as_ref().map(|goal| goal.words.clone()));
        let pace = self.pace(line, end);
        told.extend(pace.as_ref().map(|(_, words)| words.clone()));
        Channel {
            told: joined(tr, &told),
            bars: self.bars(end, width),
            goal,
            parts: track,
            first,
            pace,
            range,
        }
    }

    /// Where it should be by now; `None` without a target, and once the period is over.
    fn pace(&self, line: &Line, end: i64) -> Option<(f32, String)> {
        let due = line.due().filter(|due| *due > 0)?;
        let days = line.days;
        if days.over == 0 || days.left() == 0 {
            return None;
        }
        let gone = share_bp(days.over, days.all)?;
        let mut args =
            vec![("gone", FluentValue::from(percent_whole(gone))), ("due", self.cell(due).into())];
        let key = match line.ahead() {
            Some(ahead) if ahead >= 0 => {
                args.push(("by", self.cell(ahead).into()));
                "today-pace-ahead"
            }
            Some(behind) => {
                args.push(("by", self.cell(behind.saturating_abs()).into()));
                "today-pace-behind"
            }
            None => "today-pace",
        };
        Some(((due as f64 / end as f64) as f32, self.load.tr.with(key, &args)))
    }

    /// Every total that may be, as bars on the scale.
    fn bars(&self, end: i64, width: i64) -> Vec<OutcomeBar> {
        let Some(outlook) = self.outlook() else { return vec![] };
        let outcomes = &outlook.outcomes;
        let ends = outcomes.quantile(CUT).zip(outcomes.quantile(1.0 - CUT));
        let Some((low, high)) = ends.filter(|(low, high)| low < high) else { return vec![] };
        let bars = outcomes.bars(width).into_iter();
        let bars: Vec<_> = bars
            .filter(|bar| bar.from.saturating_add(width) > low.max(0) && bar.from <= high)
            .collect();
        let most = bars.iter().map(|bar| bar.chance).fold(f64::MIN_POSITIVE, f64::max);
        let at = |fen: i64| (fen.max(0) as f64 / end as f64) as f32;
        let bar = |bar: &Bar| OutcomeBar {
            from: at(bar.from),
            to: at(bar.from.saturating_add(width)),
            height: (bar.chance / most) as f32,
        };
        bars.iter().map(bar).collect()
    }

    /// How it is worked out, line by line.
    fn how(&self) -> Vec<String> {
        let key = if self.found.forecast.is_some() { "today-how" } else { "today-how-attainment" };
        let mut lines = vec![self.load.tr.text(key)];
        if let Some(found) = self.forecast().filter(|found| found.outlook.is_some()) {
            let n = found.roll_up.parts.iter().map(|part| part.deals).sum::<u64>();
            let rho = format!("{:.2}", found.means.rho());
            lines.push(self.load.count("today-how-chance", n, &[("rho", rho.into())]));
        }
        lines.push(self.load.tr.text("today-how-pace"));
        lines
    }
}

/// The rest of what is expected, in fen: so many deals that are worth so much, what comes early and new business;
/// and what of these it holds, by the names of the page of the forecast, so that it is not taken for what the
/// deals are worth.
fn rest_of(
    tr: &Tr,
    (deals, fen): (u64, i64),
    [pulled, fresh]: [Option<&Fresh>; 2],
) -> (i64, String) {
    let mut held = vec![];
    if deals > 0 {
        held.push(tr.count("today-part-deals", deals, &[]));
    }
    let mut sum = fen;
    for (found, key) in [(pulled, "forecast-pulled"), (fresh, "forecast-fresh")] {
        let Some(found) = found.filter(|found| found.computed > 0) else { continue };
        sum = sum.saturating_add(found.computed);
        held.push(tr.text(key));
    }
    (sum, held.join(" + "))
}

/// Basis points as whole percent.
fn percent_whole(bp: i64) -> String {
    format!("{}%", number(div_round(i128::from(bp), 100).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_says_what_it_is_made_of() {
        let tr = Tr::new(Language::English);
        let (early, new) =
            (Fresh { deals: 29.6, computed: 1_441 }, Fresh { deals: 2.4, computed: 160 });
        let rest = |expected| rest_of(&tr, (78, 1_873), expected);
        let all = "78 deals + Early + New business".to_owned();
        assert_eq!(rest([Some(&early), Some(&new)]), (3_474, all));
        assert_eq!(rest([None, Some(&new)]), (2_033, "78 deals + New business".to_owned()));
        assert_eq!(rest([None, None]), (1_873, "78 deals".to_owned()));
        let nothing = Fresh { deals: 0.0, computed: 0 };
        assert_eq!(rest_of(&tr, (0, 0), [Some(&nothing), None]), (0, String::new()));
    }
}
