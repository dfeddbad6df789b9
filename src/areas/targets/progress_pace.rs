//! 累计与工作日节奏: the running sum of the scope by working day, beside the straight line of what
//! should be there.
//!
//! What lies ahead is one line and no band: what each working day brought so far, for all of them.
//! Two working days must be over for that, and nothing is said of how sure it is.

use super::progress_words::Words;
use crate::domain::calendar::Calendar;
use crate::domain::money::div_round;
use crate::i18n::{Language, number, period_label, short_day};
use crate::metrics::targets::progress::{Line, Progress};
use crate::metrics::{Unit, show};
use crate::ui::charts::pace::Pace;

/// Working days that must be over before anything is said of the end.
const LEAST_DAYS: i64 = 2;

/// The card of the chart.
#[derive(Clone, Debug)]
pub struct PaceCard {
    /// What runs up.
    pub title: String,
    /// The period, the unit, and whether the working days are estimated.
    pub sub: String,
    /// The chart.
    pub shown: PaceShown,
}

/// What the card shows.
#[derive(Clone, Debug)]
pub enum PaceShown {
    /// The chart.
    Chart(Box<Pace>),
    /// Nothing: the metric does not add up over the days.
    NoSum,
    /// Nothing: there is neither a target nor data.
    Nothing,
}

/// The card for a scope.
pub(super) fn pace(words: Words<'_>, calendar: &Calendar, progress: &Progress) -> PaceCard {
    let tr = words.tr;
    let period = progress.period;
    let name = tr.text(&words.metric.label_key());
    let drawn = || match chart(words, calendar, progress) {
        Some(chart) => PaceShown::Chart(Box::new(chart)),
        None => PaceShown::Nothing,
    };
    PaceCard {
        title: tr.with("targets-pace", &[("metric", name.into())]),
        sub: words.joined(&[
            period_label(tr, period),
            words.unit(),
            show::estimated(tr, calendar, period),
        ]),
        shown: if progress.whole.adds_up { drawn() } else { PaceShown::NoSum },
    }
}

fn chart(words: Words<'_>, calendar: &Calendar, progress: &Progress) -> Option<Pace> {
    let tr = words.tr;
    let line = &progress.whole;
    let (over, all) = (line.days.over, line.days.all);
    let target = line.target.map(|levels| levels.base);
    let actual = line.actual.as_ref().and_then(|actual| actual.value);
    if target.is_none() && actual.is_none() {
        return None;
    }
    let sums = if actual.is_some() { running(calendar, progress) } else { vec![] };
    let outlook = actual.filter(|_| LEAST_DAYS <= over && over < all);
    let outlook =
        outlook.and_then(|sum| div_round(i128::from(sum) * i128::from(all), i128::from(over)));
    let least = least_step(words);
    let ends = [target, outlook].into_iter().flatten();
    let top = ends.chain(sums.iter().copied()).max().unwrap_or_default().max(least);
    // A little room above, for the words at the highest point.
    let y = |value: i64| (value as f64 / (top as f64 * 1.08)) as f32;
    let x = |day: i64| if all > 0 { (day as f64 / all as f64) as f32 } else { 0.0 };
    let points = (0_i64..).zip(&sums).map(|(day, sum)| (x(day), y(*sum)));
    let turn = target.and_then(|target| caught_up(&sums, target, all));
    let until = progress.period.last_day().min(progress.known);
    let going = actual.is_some() && 0 < over && over < all;
    let day_label = |day: i64| tr.with("targets-pace-day", &[("n", number(day).into())]);
    Some(Pace {
        told: told(words, line, outlook),
        x_axis: day_marks(all).into_iter().map(|day| (x(day), day_label(day))).collect(),
        y_axis: ticks(top, least).into_iter().map(|v| (y(v), number(v / least))).collect(),
        actual: points.collect(),
        actual_label: words.cell_or_dash(actual),
        now: going.then(|| (x(over), short_day(tr, until))),
        goal: target.map(|v| (y(v), words.with_value("targets-goal", words.cell(v)))),
        plan: actual.is_some(),
        outlook: outlook.map(|v| (y(v), words.with_value("targets-outlook", words.cell(v)))),
        turn: turn.map(|(day, sum, behind)| {
            let args = [("n", number(day).into()), ("value", words.cell(behind).into())];
            ((x(day), y(sum)), tr.with("targets-pace-caught", &args))
        }),
        nothing: tr.text("targets-no-data"),
    })
}

/// The running sum after each working day that is over, first that before any of them. What happened
/// on a day off counts for the working day before it.
fn running(calendar: &Calendar, progress: &Progress) -> Vec<i64> {
    let until = progress.period.last_day().min(progress.known);
    let mut facts = progress.days.iter().peekable();
    let mut sums = vec![0_i64];
    for day in progress.period.first_day().iter_days().take_while(|day| *day <= until) {
        let before = sums.last().copied().unwrap_or_default();
        let now = facts.next_if(|fact| fact.0 <= day).map_or(before, |fact| fact.1);
        if calendar.working_day(day) {
            sums.push(now);
        } else if let Some(last) = sums.last_mut() {
            *last = now;
        }
    }
    sums
}

/// The working day on which the sum had caught up with what should be there, the sum on it, and by
/// how much it had been behind at most. `None` where it is behind, or never was.
fn caught_up(sums: &[i64], target: i64, all: i64) -> Option<(i64, i64, i64)> {
    let due = |day: i64| div_round(i128::from(target) * i128::from(day), i128::from(all));
    let behind = |(day, sum): (i64, &i64)| due(day).map_or(0, |due| due.saturating_sub(*sum));
    let behind: Vec<i64> = (0_i64..).zip(sums).map(behind).collect();
    let at = behind.iter().rposition(|behind| *behind > 0)? + 1;
    // None where the last day is one on which it was behind.
    let sum = sums.get(at).copied()?;
    Some((i64::try_from(at).ok()?, sum, behind.into_iter().max()?))
}

/// What the chart says, in one line.
fn told(words: Words<'_>, line: &Line, outlook: Option<i64>) -> String {
    let tr = words.tr;
    let (over, all) = (line.days.over, line.days.all);
    let day = [("day", number(over).into()), ("days", number(all).into())];
    let reached = words.reached(line, |value| words.cell(value));
    let said = |key: &str, value: Option<i64>| {
        value.map(|value| words.with_value(key, words.cell(value))).unwrap_or_default()
    };
    words.joined(&[
        tr.with("targets-pace-told-day", &day),
        words.with_value("targets-pace-told", reached),
        said("targets-pace-told-due", line.due()),
        said("targets-goal", line.target.map(|levels| levels.base)),
        said("targets-outlook", outlook),
    ])
}

/// The least step of the axis: one of the unit in which amounts are written.
fn least_step(words: Words<'_>) -> i64 {
    match (words.metric.unit(), words.tr.language()) {
        (Unit::Fen, Language::Chinese) => 1_000_000,
        (Unit::Fen, Language::English) => 100_000,
        _ => 1,
    }
}

/// Round values from zero up to the top, at most five, in steps of 1, 2 or 5 and tens of these.
fn ticks(top: i64, least: i64) -> Vec<i64> {
    let decades = std::iter::successors(Some(least.max(1)), |decade: &i64| decade.checked_mul(10));
    let mut steps = decades.flat_map(|decade| [1, 2, 5].map(|n: i64| decade.saturating_mul(n)));
    let step = steps.find(|step| top / step < 5).unwrap_or_else(|| top.max(1));
    (0..=(top / step).max(0)).map(|n| n * step).collect()
}

/// The working days that are named below: the first, the last, and round ones between them.
fn day_marks(all: i64) -> Vec<i64> {
    let step = [1_i64, 5, 10, 20, 50].into_iter().find(|step| all / step <= 6).unwrap_or(100);
    let inner = (1..all).filter(|day| *day == 1 || day % step == 0);
    // Words near the end would run into those of the last day.
    let inner = inner.filter(|day| all - day > step / 2);
    inner.chain([all]).filter(|day| *day > 0).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::calendar::CompanyDay;
    use crate::domain::period::Period;
    use crate::domain::scope::Scope;
    use crate::i18n::Tr;
    use crate::metrics::targets::Levels;
    use crate::metrics::targets::progress::Days;
    use crate::metrics::{Measured, MetricId};

    const WAN: i64 = 1_000_000;

    fn november(target: Option<i64>, facts: &[(&str, i64)], known: &str) -> Progress {
        let (period, known) = (Period::Month(2025, 11), known.parse().unwrap());
        let days: Vec<_> =
            facts.iter().map(|(day, wan)| (day.parse().unwrap(), wan * WAN)).collect();
        let value = days.last().map(|(_, sum)| *sum);
        let whole = Line {
            scope: Scope::All,
            target: target.map(|wan| Levels::base(wan * WAN)),
            actual: value.map(|value| Measured { value: Some(value), ..Measured::default() }),
            days: Days::of(&Calendar::published(), period, known),
            pipeline: None,
            judged: true,
            adds_up: true,
            builds_up: true,
        };
        Progress {
            metric: MetricId::SignedAmount,
            period,
            known,
            whole,
            groups: vec![],
            people: vec![],
            days,
            places: BTreeMap::new(),
        }
    }

    fn shown(progress: &Progress) -> Option<Pace> {
        let tr = Tr::new(Language::Chinese);
        let words = Words { tr: &tr, metric: MetricId::SignedAmount };
        chart(words, &Calendar::published(), progress)
    }

    #[test]
    fn facts_of_days_off_count_for_the_working_day_before() {
        // 2025-11-01 is a Saturday; the third is the first working day.
        let facts = [("2025-11-01", 5), ("2025-11-04", 8), ("2025-11-08", 20)];
        let progress = november(Some(100), &facts, "2025-11-11");
        let sums = |calendar: &Calendar| -> Vec<i64> {
            running(calendar, &progress).iter().map(|sum| sum / WAN).collect()
        };
        assert_eq!(sums(&Calendar::published()), [5, 5, 8, 8, 8, 20, 20, 20]);
        assert_eq!(progress.whole.days.over, 7);
        // The company is off on Friday the seventh: what came on Saturday is Thursday's.
        let own = CompanyDay {
            day: "2025-11-07".parse().unwrap(),
            worked: false,
            label: "厂休".to_owned(),
        };
        assert_eq!(sums(&Calendar::with(vec![], vec![own])), [5, 5, 8, 8, 20, 20, 20]);
    }

    #[test]
    fn an_estimated_year_is_called_so() {
        let tr = Tr::new(Language::Chinese);
        let words = Words { tr: &tr, metric: MetricId::SignedAmount };
        let known = november(Some(100), &[], "2025-11-11");
        let open = Progress { period: Period::Month(2027, 3), ..known.clone() };
        let sub = |progress: &Progress| pace(words, &Calendar::published(), progress).sub;
        assert_eq!(sub(&known), "2025年11月，万元");
        assert_eq!(sub(&open), "2027年3月，万元，2027年放假安排未公布，按双休估算");
    }

    #[test]
    fn it_goes_on_as_it_went_once_two_days_are_over() {
        let progress = november(Some(100), &[("2025-11-04", 6)], "2025-11-04");
        let pace = shown(&progress).unwrap();
        // 6 in 2 of 20 days.
        assert_eq!(pace.outlook.unwrap().1, "按目前节奏 60.0");
        assert_eq!(pace.now.unwrap().1, "11-04");
        let first = november(Some(100), &[("2025-11-03", 6)], "2025-11-03");
        assert_eq!(shown(&first).unwrap().outlook, None);
        let over = november(Some(100), &[("2025-11-03", 6)], "2025-12-03");
        let pace = shown(&over).unwrap();
        assert_eq!((pace.outlook, pace.now), (None, None));
    }

    #[test]
    fn without_data_only_the_target_is_drawn_and_without_both_nothing() {
        let pace = shown(&november(Some(100), &[], "2025-11-11")).unwrap();
        assert!(pace.actual.is_empty() && !pace.plan && pace.outlook.is_none());
        assert_eq!(pace.goal.unwrap().1, "目标 100.0");
        assert!(shown(&november(None, &[], "2025-11-11")).is_none());
        let pace = shown(&november(None, &[("2025-11-03", 6)], "2025-11-11")).unwrap();
        assert!(pace.goal.is_none() && pace.actual.len() == 8);
    }

    #[test]
    fn the_day_of_catching_up_is_told_unless_it_is_behind_again() {
        assert_eq!(caught_up(&[0, 2, 4, 15, 20], 100, 20), Some((3, 15, 6)));
        assert_eq!(caught_up(&[0, 2, 4], 100, 20), None, "behind");
        assert_eq!(caught_up(&[0, 5, 12], 100, 20), None, "never behind");
        assert_eq!(caught_up(&[0], 100, 0), None);
    }

    #[test]
    fn axes_have_few_and_round_steps() {
        assert_eq!(ticks(1_389 * WAN, WAN), [0, 500 * WAN, 1_000 * WAN]);
        assert_eq!(ticks(999, 1), [0, 200, 400, 600, 800]);
        assert_eq!(ticks(3, 1), [0, 1, 2, 3]);
        assert_eq!(day_marks(20), [1, 5, 10, 15, 20]);
        assert_eq!(day_marks(22), [1, 5, 10, 15, 22]);
        assert_eq!(day_marks(5), [1, 2, 3, 4, 5]);
        assert_eq!(day_marks(248), [1, 50, 100, 150, 200, 248]);
        assert!(day_marks(0).is_empty());
    }
}
