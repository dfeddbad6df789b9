//! The six figures above the page: how far the target is reached, and what that asks for.

use super::progress_words::{DASH, REQUIRED_BP, Words, coverage, tone, whole, with_sign};
use crate::domain::money::Share;
use crate::domain::scope::Scope;
use crate::i18n::{Language, number, share_percent};
use crate::metrics::targets::progress::{Line, Progress, Status};
use crate::metrics::{Unit, show};
use crate::ui::tokens::Tone;

/// A figure of the strip.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// Its value, a dash, or why there is none.
    pub value: String,
    /// What stands smaller behind it.
    pub unit: String,
    /// What it is compared with.
    pub note: String,
    /// Its colour, where it needs attention.
    pub tone: Option<Tone>,
}

/// The figures of a scope.
pub(super) fn strip(words: Words<'_>, progress: &Progress) -> Vec<Figure> {
    let strip = Strip::new(words, &progress.whole);
    vec![
        strip.reached(),
        strip.due(),
        strip.ahead(&progress.people),
        strip.gap(),
        strip.daily(),
        strip.cover(),
    ]
}

struct Strip<'a> {
    words: Words<'a>,
    line: &'a Line,
    /// Whether each amount names its own unit, since in that of the cells it would be too long.
    large: bool,
}

impl<'a> Strip<'a> {
    fn new(words: Words<'a>, line: &'a Line) -> Self {
        let target = line.target.map(|levels| levels.base);
        let actual = line.actual.as_ref().and_then(|actual| actual.value);
        let most =
            [target, actual, line.pipeline].into_iter().flatten().map(i64::unsigned_abs).max();
        let long =
            if words.tr.language() == Language::Chinese { 10_000_000_000 } else { 1_000_000_000 };
        let money = words.metric.unit() == Unit::Fen;
        Self { words, line, large: money && most.is_some_and(|most| most >= long) }
    }

    /// Whether amounts are bare, in the unit of the cells.
    fn bare(&self) -> bool {
        self.words.metric.unit() == Unit::Fen && !self.large
    }

    fn said(&self, value: i64) -> String {
        if self.bare() {
            return self.words.cell(value);
        }
        show::full(self.words.tr, self.words.metric, value)
    }

    fn figure(&self, key: &str, value: String, note: String) -> Figure {
        Figure { label: self.words.tr.text(key), value, note, ..Figure::default() }
    }

    /// What was reached of the target.
    fn reached(&self) -> Figure {
        let (words, tr, line) = (self.words, self.words.tr, self.line);
        let value = words.reached(line, |value| self.said(value));
        let known = line.actual.as_ref().is_some_and(|actual| actual.value.is_some());
        let share = line.attainment().map(share_percent).unwrap_or_default();
        let (value, unit, first) = match line.target.map(|levels| self.said(levels.base)) {
            None => (value, String::new(), tr.text("targets-unset")),
            Some(target) if !known => {
                (value, String::new(), words.with_value("targets-goal", target))
            }
            Some(target) if self.large => (value, format!("/ {target}"), share),
            Some(target) => (format!("{value} / {target}"), String::new(), share),
        };
        let omitted = line.actual.as_ref().map(|actual| actual.left_out.values().sum::<u64>());
        let omitted = omitted.and_then(|n| i64::try_from(n).ok()).filter(|n| *n > 0);
        let omitted = omitted.map(|n| words.counted("targets-left-out", n)).unwrap_or_default();
        let label = if self.bare() {
            tr.with("targets-reached-unit", &[("unit", words.unit().into())])
        } else {
            tr.text("targets-reached")
        };
        Figure { label, value, unit, note: words.joined(&[first, omitted]), tone: None }
    }

    /// What should be there by now.
    fn due(&self) -> Figure {
        let (words, tr, line) = (self.words, self.words.tr, self.line);
        let value = line.due().map_or_else(|| DASH.to_owned(), |due| self.said(due));
        if !line.builds_up {
            return self.figure("targets-due", value, tr.text("targets-due-whole"));
        }
        let (over, all) = (line.days.over, line.days.all);
        let note = match Share::of(over, all) {
            None => tr.text("targets-no-workdays"),
            Some(_) if over == 0 => words.counted("targets-not-begun-days", all),
            Some(share) => tr.with(
                "targets-day-of",
                &[
                    ("day", number(over).into()),
                    ("days", number(all).into()),
                    ("share", share_percent(share).into()),
                ],
            ),
        };
        self.figure("targets-due-workdays", value, note)
    }

    /// By how much more was reached than should be there, and how many people did.
    fn ahead(&self, people: &[Line]) -> Figure {
        let (words, tr) = (self.words, self.words.tr);
        let value = self.line.ahead().map_or_else(|| DASH.to_owned(), |ahead| self.signed(ahead));
        let stand = |wanted: fn(Status) -> bool| {
            whole(people.iter().filter(|line| line.status().is_some_and(wanted)).count())
        };
        let reached = stand(|status| status == Status::OnTrack);
        let short = stand(|status| status != Status::OnTrack);
        let note = match self.line.scope {
            Scope::Person(_) => {
                self.line.status().map(|status| tr.text(status.label_key())).unwrap_or_default()
            }
            _ if reached + short > 0 => words.joined(&[
                words.counted("targets-people-reached", reached),
                words.counted("targets-people-short", short),
            ]),
            _ if people.is_empty() || people.iter().any(|line| line.target.is_some()) => {
                String::new()
            }
            _ => tr.text("targets-nobody-set"),
        };
        let figure = self.figure("targets-ahead", value, note);
        Figure { tone: self.line.status().map(tone), ..figure }
    }

    fn signed(&self, value: i64) -> String {
        let size = value.saturating_abs();
        if self.words.metric.unit() == Unit::BasisPoints {
            return format!("{} pt", with_sign(value, &self.words.cell(size)));
        }
        with_sign(value, &self.said(size))
    }

    /// What is missing, and the days that are left for it.
    fn gap(&self) -> Figure {
        let (words, tr, line) = (self.words, self.words.tr, self.line);
        let value = line.gap().map_or_else(|| DASH.to_owned(), |gap| self.said(gap));
        let note = match line.gap() {
            None => String::new(),
            Some(0) => match self.surplus() {
                Some(surplus) => words.with_value("targets-surplus", self.said(surplus)),
                None => tr.text("targets-met"),
            },
            Some(_) => self.days_left(),
        };
        self.figure("targets-gap", value, note)
    }

    /// By how much more was reached than the whole target.
    fn surplus(&self) -> Option<i64> {
        let actual = self.line.actual.as_ref()?.value?;
        actual.checked_sub(self.line.target?.base).filter(|surplus| *surplus > 0)
    }

    fn days_left(&self) -> String {
        match self.line.days.left() {
            ..=0 => self.words.tr.text("targets-no-days"),
            left => self.words.counted("targets-days-left", left),
        }
    }

    /// What each day that is left must bring, beside what each brought so far.
    fn daily(&self) -> Figure {
        let (words, tr, line) = (self.words, self.words.tr, self.line);
        let dash = || DASH.to_owned();
        if !line.builds_up {
            return self.figure("targets-daily", dash(), tr.text("targets-not-daily"));
        }
        let each = |sum: i64, days: i64| words.daily(sum, days, |value| self.said(value));
        let needed = line.gap().and_then(|gap| each(gap, line.days.left()));
        let actual = line.actual.as_ref().and_then(|actual| actual.value);
        let made = actual.and_then(|actual| each(actual, line.days.over));
        let note = made.map(|made| words.with_value("targets-made-daily", made));
        self.figure("targets-daily", needed.unwrap_or_else(dash), note.unwrap_or_default())
    }

    /// How often open deals cover what is missing.
    fn cover(&self) -> Figure {
        let (words, tr, line) = (self.words, self.words.tr, self.line);
        let none = |note: String| self.figure("targets-coverage", DASH.to_owned(), note);
        if !words.is_money() {
            return none(tr.text("targets-cover-money"));
        }
        let Some(gap) = line.gap() else { return none(String::new()) };
        if gap == 0 {
            return none(tr.text("targets-met"));
        }
        if line.days.left() <= 0 {
            return none(self.days_left());
        }
        let Some((pipeline, bp)) = line.pipeline.zip(coverage(line)) else {
            return none(tr.text("targets-no-pipeline"));
        };
        let asked = number(REQUIRED_BP / 10_000);
        let note = words.joined(&[
            format!("{} / {}", self.said(pipeline), self.said(gap)),
            tr.with("targets-cover-asked", &[("n", asked.into())]),
        ]);
        let figure = self.figure("targets-coverage", words.times(bp), note);
        Figure { tone: (bp < REQUIRED_BP).then_some(Tone::Warn), ..figure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Tr;
    use crate::metrics::targets::Levels;
    use crate::metrics::targets::progress::Days;
    use crate::metrics::{Measured, MetricId};

    const WAN: i64 = 1_000_000;

    fn line(target: Option<i64>, actual: Option<i64>, pipeline: Option<i64>) -> Line {
        Line {
            scope: Scope::All,
            target: target.map(Levels::base),
            actual: actual.map(|value| Measured { value: Some(value), ..Measured::default() }),
            days: Days { all: 20, over: 12 },
            pipeline,
            judged: true,
            adds_up: true,
            builds_up: true,
        }
    }

    fn shown(language: Language, line: &Line, people: &[Line]) -> Vec<[String; 3]> {
        let tr = Tr::new(language);
        let strip = Strip::new(Words { tr: &tr, metric: MetricId::SignedAmount }, line);
        let figures = [
            strip.reached(),
            strip.due(),
            strip.ahead(people),
            strip.gap(),
            strip.daily(),
            strip.cover(),
        ];
        let cells = |figure: Figure| [figure.value, figure.unit, figure.note];
        figures.into_iter().map(cells).collect()
    }

    fn told(cells: &[[String; 3]]) -> Vec<[&str; 3]> {
        cells.iter().map(|cells| cells.each_ref().map(String::as_str)).collect()
    }

    #[test]
    fn the_strip_reads_as_on_the_sheet() {
        let whole = line(Some(1_180 * WAN), Some(7_256 * WAN / 10), Some(21_476 * WAN / 10));
        let person = |target, actual| Line {
            scope: Scope::Person(crate::domain::ids::PersonId(1)),
            ..line(Some(target), Some(actual), None)
        };
        let people = [person(100, 60), person(100, 59), person(100, 10)];
        assert_eq!(
            told(&shown(Language::Chinese, &whole, &people)),
            [
                ["725.6 / 1,180.0", "", "61.5%"],
                ["708.0", "", "第12 / 20天，60.0%"],
                ["+17.6", "", "1人已到，2人未到"],
                ["454.4", "", "剩8个工作日"],
                ["56.8", "", "至今每天 60.5"],
                ["4.7倍", "", "2,147.6 / 454.4，要求3倍"],
            ]
        );
    }

    #[test]
    fn long_amounts_name_their_own_unit() {
        let whole = line(Some(20_000 * WAN), Some(12_345 * WAN), None);
        let cells = shown(Language::Chinese, &whole, &[]);
        assert_eq!(told(&cells)[0], ["¥1.23亿", "/ ¥2.00亿", "61.7%"]);
        assert_eq!(told(&cells)[3], ["¥7,655.0万", "", "剩8个工作日"]);
        let cells = shown(Language::English, &whole, &[]);
        assert_eq!(told(&cells)[0], ["¥123.45M", "/ ¥200.00M", "61.7%"]);
    }

    #[test]
    fn what_is_not_set_or_not_known_is_said_and_no_zero() {
        let cells = shown(Language::Chinese, &line(None, Some(7 * WAN), None), &[]);
        assert_eq!(told(&cells)[0], ["7.0", "", "未设目标"]);
        assert_eq!(told(&cells)[1][0], DASH);
        assert_eq!(told(&cells)[2][0], DASH);
        assert_eq!(told(&cells)[3], [DASH, "", ""]);
        let cells = shown(Language::Chinese, &line(Some(9 * WAN), None, Some(WAN)), &[]);
        assert_eq!(told(&cells)[0], ["无数据", "", "目标 9.0"]);
        assert_eq!(told(&cells)[5], [DASH, "", ""]);
        let met = line(Some(9 * WAN), Some(10 * WAN), Some(WAN));
        let cells = shown(Language::Chinese, &met, &[]);
        assert_eq!(told(&cells)[3], ["0.0", "", "超出 1.0"]);
        assert_eq!(told(&cells)[5], [DASH, "", "已达成"]);
    }
}
