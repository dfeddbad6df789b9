//! What the page shows, ready to draw.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::chart::{Bars, Chart, chart, shown_parts};
use super::rows::{self, Opened, Row};
use crate::areas::funnel::data::{DASH, Load, count_text};
use crate::areas::funnel::share::{Said, Share};
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::funnel::changes::Part;
use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, Tr, day_beside, money_cell, money_unit, short_day};
use crate::metrics::pipeline::stock;
use crate::metrics::waterfall::{
    self as metric, Pusher, Waterfall, WaterfallCount, evening_before, reach, report_days,
    usual_days,
};
use crate::sheets::write::Table;
use crate::store::opportunities;
use crate::ui::charts::whisker::Whisker;

/// How many report days stand on the rail at most.
const RAIL: usize = 11;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// The two days; `None` for the usual ones.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Whether all open deals are compared, whatever day they are expected on.
    pub whole: bool,
    /// The deal whose moves are shown.
    pub opened: Option<OpportunityId>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// The day after which nothing is known.
    pub known: NaiveDate,
    /// How many report days there are, as a sentence.
    pub reports: String,
    /// The days on the rail, in order.
    pub rail: Vec<RailDay>,
    /// Beginnings to choose by one press, each with its name.
    pub quick: Vec<(String, (NaiveDate, NaiveDate))>,
    /// What is compared.
    pub title: String,
    /// Its unit and that the sum is right.
    pub sub: String,
    /// What is wrong with the sum: nothing, or the program is.
    pub problem: Option<String>,
    /// What is aside of it; may be empty.
    pub note: String,
    /// By amount.
    pub amounts: Chart,
    /// By number of deals.
    pub counts: Chart,
    /// The parts of the changes.
    pub chips: Vec<Chip>,
    /// All changes, to look at together.
    pub all_label: String,
    /// All changes together.
    pub all: Total,
    /// The changes, the largest amount first.
    pub rows: Vec<Row>,
    /// How they are ordered, and how many of them are listed.
    pub listed: String,
    /// The heading of what changed.
    pub span: String,
    /// Who pushes; empty where no period is asked for or nothing was in hand.
    pub pushers: Vec<PersonShare>,
    /// What stands over and under them.
    pub pushes: Pushes,
    /// The changes as a table, for export.
    pub sheet: Arc<Table>,
    /// The moves of the deal that is open.
    pub opened: Option<Opened>,
}

/// A day on the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RailDay {
    /// The day.
    pub day: NaiveDate,
    /// The day without its year.
    pub label: String,
    /// What it is, for screen readers and on hover.
    pub told: String,
    /// Whether a report speaks of it.
    pub reported: bool,
}

/// A part of the changes, to look at alone.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The part.
    pub part: Part,
    /// Its name and how many there are.
    pub label: String,
    /// Its sum.
    pub total: Total,
}

/// A sum of changes.
#[derive(Clone, Debug, Default)]
pub struct Total {
    /// How many.
    pub n: String,
    /// From what to what; empty for a part.
    pub between: String,
    /// Their amount.
    pub effect: String,
}

/// Somebody's share of deals that were pushed out.
#[derive(Clone, Debug)]
pub struct PersonShare {
    /// Who.
    pub person: PersonId,
    /// Pushed out of how many; the scale ends with the widest.
    pub share: Share,
    /// The name with how many were pushed out.
    pub chip: String,
    /// The sum of those.
    pub total: Total,
}

/// What stands around the shares.
#[derive(Clone, Debug, Default)]
pub struct Pushes {
    /// What they rest on.
    pub sub: String,
    /// The share of all together, on the scale.
    pub bench: Option<f32>,
    /// The same in words.
    pub bench_label: String,
    /// The one who pushes most, with a verdict: who, and how to look at these deals.
    pub worst: Option<(PersonId, String)>,
    /// What the verdict is, or that there is none.
    pub foot: String,
}

/// The days to compare: those chosen, as far as they are sound.
fn days_of(ask: &Ask, period: Period, known: NaiveDate) -> (NaiveDate, NaiveDate) {
    let chosen = ask.days.filter(|(from, to)| from < to && *to <= known);
    chosen.unwrap_or_else(|| usual_days(Some(period), known))
}

/// Loads the page; also how many deals of the scope are open.
pub(in crate::areas::funnel) fn load(load: &Load<'_>, ask: &Ask) -> Result<(u64, Data)> {
    let known = reach(load.db, load.as_of, load.today)?;
    let days = days_of(ask, load.period, known);
    let period = (!ask.whole).then_some(load.period);
    let question = metric::Ask { members: load.members.clone(), period, from: days.0, to: days.1 };
    let mut count = WaterfallCount::new(question);
    let mut n_open = 0;
    opportunities::each_with_steps(load.db, |deal, steps| {
        count.add(deal, steps);
        let open = stock(deal, steps, load.as_of);
        let ours = open.is_some_and(|stock| load.members.include(stock.owner, Some(load.as_of)));
        n_open += u64::from(ours);
        Ok(())
    })?;
    let found = count.finish();
    let reported = report_days(load.db, known)?;
    let rows = rows::rows(load, &found, days)?;
    let opened = match ask.opened {
        Some(deal) => Some(rows::opened(load, deal, days)?),
        None => None,
    };
    let charts =
        [Bars::Amount, Bars::Count].map(|bars| chart(load, &found.balance, period, days, bars));
    let [amounts, counts] = charts;
    let (pushers, pushes) = pushers(load, &found, period);
    let (sub, problem) = checked(load, &found, period);
    let data = Data {
        days,
        known,
        reports: load.count("funnel-time-reports", reported.len() as u64),
        rail: rail(load, &reported, days),
        quick: quick(load, known),
        title: title(load, period),
        sub,
        problem,
        note: note(load, &found, period),
        amounts,
        counts,
        chips: chips(load, &found, period),
        all_label: all_label(load, &found),
        all: all(load, &found),
        listed: listed(load, found.changes.len(), rows.len()),
        span: span(load.tr, days),
        sheet: Arc::new(rows::sheet(load, &rows)),
        rows,
        pushers,
        pushes,
        opened,
    };
    Ok((n_open, data))
}

/// A level as a part of the axis between two ends.
pub(super) fn share(level: i64, (low, high): (i64, i64)) -> f32 {
    let long = high.saturating_sub(low);
    if long <= 0 {
        return 0.0;
    }
    (level.saturating_sub(low) as f64 / long as f64) as f32
}

/// An amount for a table cell with its sign: `+96.0`, `−128.0`.
pub(super) fn signed(language: Language, fen: i64) -> String {
    let amount = money_cell(language, fen);
    if fen > 0 { format!("+{amount}") } else { amount }
}

fn title(load: &Load<'_>, period: Option<Period>) -> String {
    if period.is_none() {
        return load.tr.text("funnel-time-title-whole");
    }
    load.tr.with("funnel-time-title", &[("period", load.period_label().into())])
}

/// `09-30 → 11-18`, `30 Sep → 18 Nov`, with the year where the days are of two.
fn span(tr: &Tr, (from, to): (NaiveDate, NaiveDate)) -> String {
    format!("{} → {}", day_beside(tr, from, to), day_beside(tr, to, from))
}

/// That the sum is right, or by how much it is wrong.
fn checked(load: &Load<'_>, found: &Waterfall, period: Option<Period>) -> (String, Option<String>) {
    let language = load.tr.language();
    let (deals, fen) = found.balance.difference();
    let shown = shown_parts(&found.balance, period).len() as u64;
    let args =
        [("unit", money_unit(language).into()), ("difference", money_cell(language, fen).into())];
    let sub = load.count_with("funnel-time-sub", shown, &args);
    let problem = ((deals, fen) != (0, 0)).then(|| {
        let args = [
            ("deals", deals.into()),
            ("amount", money_cell(language, fen).into()),
            ("unit", money_unit(language).into()),
        ];
        load.tr.with("funnel-time-problem", &args)
    });
    (sub, problem)
}

/// What is counted as a deal only, and what is not counted at all.
fn note(load: &Load<'_>, found: &Waterfall, period: Option<Period>) -> String {
    let mut parts = vec![];
    let (opening, closing) = (found.balance.opening.unknown, found.balance.closing.unknown);
    if opening + closing > 0 {
        let (opening, closing) = (count_text(opening), count_text(closing));
        let args = [("opening", opening.into()), ("closing", closing.into())];
        parts.push(load.tr.with("funnel-time-note-unknown", &args));
    }
    if period.is_some() && found.undated.n > 0 {
        parts.push(load.count("funnel-time-note-undated", found.undated.n));
    }
    let stop = if load.tr.language() == Language::Chinese { "；" } else { "; " };
    parts.join(stop)
}

fn rail(
    load: &Load<'_>,
    reported: &[NaiveDate],
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<RailDay> {
    let newest = reported.iter().rev().take(RAIL).copied();
    let mut days: Vec<NaiveDate> = newest.chain([from, to]).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter()
        .map(|day| {
            let reported = reported.binary_search(&day).is_ok();
            let key = if reported { "funnel-time-rail-report" } else { "funnel-time-rail-day" };
            RailDay {
                day,
                label: short_day(load.tr, day),
                told: load.tr.with(key, &[("day", day.to_string().into())]),
                reported,
            }
        })
        .collect()
}

/// From a week ago, and from the evening before month and quarter began, up to what is known.
fn quick(load: &Load<'_>, known: NaiveDate) -> Vec<(String, (NaiveDate, NaiveDate))> {
    let week = known.checked_sub_days(Days::new(7)).unwrap_or(known);
    let month = evening_before(Period::month_of(known));
    let quarter = evening_before(Period::quarter_of(known));
    [("funnel-time-week", week), ("funnel-time-month", month), ("funnel-time-quarter", quarter)]
        .map(|(key, from)| (load.tr.text(key), (from, known)))
        .to_vec()
}

fn chips(load: &Load<'_>, found: &Waterfall, period: Option<Period>) -> Vec<Chip> {
    let language = load.tr.language();
    shown_parts(&found.balance, period)
        .into_iter()
        .map(|part| {
            let sum = found.balance.part(part);
            let name = rows::part_short(load, part);
            let total = Total {
                n: load.count("funnel-time-total", sum.n),
                between: String::new(),
                effect: sum.known().map_or_else(|| DASH.to_owned(), |fen| signed(language, fen)),
            };
            Chip { part, label: format!("{name} {}", count_text(sum.n)), total }
        })
        .collect()
}

fn all_label(load: &Load<'_>, found: &Waterfall) -> String {
    let n = count_text(found.changes.len() as u64);
    load.tr.with("funnel-time-all", &[("n", n.into())])
}

fn all(load: &Load<'_>, found: &Waterfall) -> Total {
    let language = load.tr.language();
    let (opening, closing) = (found.balance.opening.fen, found.balance.closing.fen);
    let between = format!("{} → {}", money_cell(language, opening), money_cell(language, closing));
    // Of the changes and not of the two days, so that the list adds up to its last row.
    let effect = found.balance.parts.values().fold(0_i64, |sum, part| sum.saturating_add(part.fen));
    Total {
        n: load.count("funnel-time-total", found.changes.len() as u64),
        between,
        effect: signed(language, effect),
    }
}

fn listed(load: &Load<'_>, n: usize, shown: usize) -> String {
    if n <= shown {
        return load.tr.text("funnel-time-order");
    }
    let args = [("shown", count_text(shown as u64).into())];
    load.count_with("funnel-time-listed", n as u64, &args)
}

fn pushers(
    load: &Load<'_>,
    found: &Waterfall,
    period: Option<Period>,
) -> (Vec<PersonShare>, Pushes) {
    let Some(all) = found.pushed().filter(|_| period.is_some()) else {
        return (vec![], Pushes::default());
    };
    let language = load.tr.language();
    let list = found.pushers();
    let ends = list.iter().map(|pusher| pusher.rate.interval.hi);
    let widest = ends.fold(all.rate, f64::max).max(0.01);
    let part = |share: f64| (share / widest) as f32;
    let mut sums: BTreeMap<PersonId, i64> = BTreeMap::new();
    for change in found.changes.iter().filter(|change| change.effect.part == Part::PushedOut) {
        if let (Some(owner), Some(fen)) = (change.owner, change.effect.amount) {
            let sum = sums.entry(owner).or_default();
            *sum = sum.saturating_add(fen);
        }
    }
    let said = Said { few: "funnel-small", worse: "funnel-time-high" };
    let shares = list
        .iter()
        .map(|pusher| {
            let rate = pusher.rate;
            let name = load.person(Some(pusher.person));
            let chip = format!("{name} {}", count_text(rate.k));
            let share = Share::of(load, name, rate, pusher.verdict.as_ref(), said);
            let effect = sums.get(&pusher.person).copied().unwrap_or_default();
            PersonShare {
                person: pusher.person,
                share: Share {
                    whisker: Whisker {
                        low: part(rate.interval.lo),
                        mark: part(rate.rate),
                        high: part(rate.interval.hi),
                        ..share.whisker
                    },
                    // Of few too: how many of how many stands beside it.
                    rate: percent(rate.rate),
                    ..share
                },
                chip,
                total: Total {
                    n: load.count("funnel-time-total", rate.k),
                    between: String::new(),
                    effect: signed(language, effect),
                },
            }
        })
        .collect();
    let flagged =
        |pusher: &&Pusher| pusher.verdict.is_some_and(|verdict| verdict.evidence == Evidence::Flag);
    let worst = list.iter().find(flagged);
    let foot = match worst {
        Some(pusher) => {
            let rate = pusher.rate;
            let args = [
                ("name", load.person(Some(pusher.person)).into()),
                ("rate", percent(rate.rate).into()),
                ("all", percent(all.rate).into()),
            ];
            load.tr.with("funnel-time-push-high", &args)
        }
        None => load.tr.text("funnel-time-push-none"),
    };
    let pushes = Pushes {
        sub: load.count("funnel-time-push-sub", all.n),
        bench: Some(part(all.rate)),
        bench_label: load.tr.with("funnel-bench", &[("rate", percent(all.rate).into())]),
        worst: worst
            .map(|pusher| (pusher.person, load.count("funnel-time-push-see", pusher.rate.k))),
        foot,
    };
    (shares, pushes)
}

/// A share in whole percents.
fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_that_are_turned_or_unknown_are_not_asked_for() {
        let usual = (day("2025-09-30"), day("2025-11-18"));
        for (from, to, expected) in [
            ("2025-10-12", "2025-11-09", (day("2025-10-12"), day("2025-11-09"))),
            ("2025-11-09", "2025-10-12", usual),
            ("2025-11-09", "2025-11-09", usual),
            ("2025-11-09", "2025-11-19", usual),
        ] {
            let ask = Ask { days: Some((day(from), day(to))), ..Ask::default() };
            let found = days_of(&ask, Period::Quarter(2025, 4), day("2025-11-18"));
            assert_eq!(found, expected, "{from} {to}");
        }
    }

    #[test]
    fn amounts_bear_their_sign_and_levels_lie_between_the_ends() {
        for (fen, expected) in [(96_000_000, "+96.0"), (-128_000_000, "−128.0"), (0, "0.0")] {
            assert_eq!(signed(Language::Chinese, fen), expected);
        }
        assert_eq!(share(50, (0, 200)), 0.25);
        assert_eq!(share(-50, (-50, 50)), 0.0);
        assert_eq!(share(0, (0, 0)), 0.0);
        let (autumn, winter) = (("2025-09-30", "2025-11-18"), ("2024-12-31", "2025-01-05"));
        for (language, (from, to), shown) in [
            (Language::Chinese, autumn, "09-30 → 11-18"),
            (Language::English, autumn, "30 Sep → 18 Nov"),
            (Language::English, winter, "2024-12-31 → 2025-01-05"),
        ] {
            assert_eq!(span(&Tr::new(language), (day(from), day(to))), shown);
        }
        assert_eq!(percent(0.4375), "44%");
    }
}
