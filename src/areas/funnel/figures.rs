//! The key figures, and the card behind each: definition, sample, trend, records.
//!
//! The records listed are exactly those that [`judge`] counted or left out for the value shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::data::{Load, MIN_SAMPLE, brief, count_text, day_text, joined};
use super::need;
use crate::domain::ids::{OpportunityId, StageId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, MoneyStyle, Tr, money, money_unit, number, percent, period_label};
use crate::metrics::chances::{Chances, chances_on};
use crate::metrics::deals::{Finding, Question, Sample, Tally, judge};
use crate::metrics::{Measured, MetricId, Reason, Unit, show};
use crate::store::opportunities::{Deal, Step};
use crate::store::records::Status;

/// The figures of the strip, in order.
pub(super) const STRIP: [MetricId; 6] = [
    MetricId::OpenPipeline,
    MetricId::WeightedPipeline,
    MetricId::LeadWinRate,
    MetricId::CycleDays,
    MetricId::SalesVelocity,
    MetricId::SignedAmount,
];

/// How many records of each kind a card lists.
const LISTED: usize = 2_000;

/// A key figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Which.
    pub metric: MetricId,
    /// Its name.
    pub label: String,
    /// Its value, or the word for unknown.
    pub value: String,
    /// The unit behind the value.
    pub unit: String,
    /// Its sample and what was left out.
    pub note: String,
}

/// The card of a key figure.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The figure.
    pub figure: Figure,
    /// What it counts.
    pub definition: String,
    /// What the target of the period takes in new deals; empty for other figures.
    pub need: Vec<String>,
    /// What was left out, by reason: reason and count.
    pub left_out: Vec<(String, String)>,
    /// Its course, oldest first.
    pub trend: Vec<TrendPoint>,
    /// The unit of the trend.
    pub trend_unit: String,
    /// The heading of the records' days.
    pub day_heading: &'static str,
    /// The records behind it.
    pub counted: Records,
    /// The records left out.
    pub omitted: Records,
}

/// A point of a trend.
#[derive(Clone, Debug)]
pub struct TrendPoint {
    /// Below the axis.
    pub label: String,
    /// In full, with the sample.
    pub text: String,
    /// The value in the unit of the axis; `None` when unknown.
    pub value: Option<f64>,
    /// Whether too few cases stand behind it.
    pub small: bool,
}

/// A list of records, or its beginning.
#[derive(Clone, Debug)]
pub struct Records {
    /// How many there are in all.
    pub n: u64,
    /// How many are shown of how many, as a sentence; empty when all are.
    pub note: String,
    /// The first of them.
    pub rows: Vec<Record>,
}

impl Records {
    /// Its deals in their order.
    pub fn deals(&self) -> Vec<OpportunityId> {
        self.rows.iter().filter_map(|record| record.deal).collect()
    }
}

/// A deal behind a figure.
#[derive(Clone, Debug)]
pub struct Record {
    /// The deal; `None` where it is a customer.
    pub deal: Option<OpportunityId>,
    /// The customer.
    pub account: String,
    /// The deal.
    pub name: String,
    /// The person responsible.
    pub owner: String,
    /// Its amount.
    pub amount: String,
    /// The day that counts.
    pub day: String,
    /// What it gave the figure, or why it was left out.
    pub note: String,
}

/// A figure as the strip shows it.
pub(super) fn figure(load: &Load<'_>, metric: MetricId, measured: &Measured) -> Figure {
    let (value, unit) = match measured.value {
        Some(value) => value_and_unit(load.tr, metric, value),
        None => (load.tr.text("unknown"), String::new()),
    };
    let label = load.tr.text(&metric.label_key());
    Figure { metric, label, value, unit, note: note(load, metric, measured) }
}

/// A value and the unit to be set smaller behind it: `7,088.0` `万元`, `¥70.88M` and nothing.
fn value_and_unit(tr: &Tr, metric: MetricId, value: i64) -> (String, String) {
    let chinese = tr.language() == Language::Chinese;
    if metric == MetricId::SalesVelocity {
        return (show::full(tr, metric, value), tr.text("funnel-unit-a-day"));
    }
    // From one 亿 on the full form is shorter and names its own unit.
    let small = value.unsigned_abs() < 10_000_000_000;
    match metric.unit() {
        Unit::Fen if chinese && small => {
            let text = money(tr.language(), value, MoneyStyle::Bare);
            (text, money_unit(tr.language()).to_owned())
        }
        Unit::BasisPoints if chinese => {
            let text = percent(value);
            (text.trim_end_matches('%').to_owned(), "%".to_owned())
        }
        Unit::Days => (number(value), tr.text("unit-days")),
        Unit::Count if chinese => (number(value), tr.text("unit-count")),
        _ => (show::full(tr, metric, value), String::new()),
    }
}

/// The sample of a figure in one line.
fn note(load: &Load<'_>, metric: MetricId, measured: &Measured) -> String {
    let n = measured.records;
    let first = match metric {
        MetricId::WinRate => {
            let won = count_text(measured.successes.unwrap_or_default());
            format!("{won} / {}", count_text(n))
        }
        MetricId::LeadWinRate => {
            let won = count_text(measured.successes.unwrap_or_default());
            let open = count_text(measured.open.unwrap_or_default());
            load.count_with("funnel-note-lead", n, &[("won", won.into()), ("open", open.into())])
        }
        MetricId::SalesVelocity => match measured.steady {
            Some(steady) => {
                let steady = show::full(load.tr, metric, steady);
                load.tr.with("funnel-note-velocity", &[("steady", steady.into())])
            }
            None => load.count("funnel-note-deals", n),
        },
        MetricId::CycleDays => match measured.mean {
            Some(mean) => {
                let mean = format!("{mean:.1}");
                load.count_with("funnel-note-cycle", n, &[("mean", mean.into())])
            }
            None => load.count("funnel-note-won", n),
        },
        MetricId::SignedAmount | MetricId::CreditedAmount => load.count("funnel-note-won", n),
        MetricId::NewOpportunities => load.period_label(),
        _ => load.count("funnel-note-deals", n),
    };
    let left_out: u64 = measured.left_out.values().sum();
    if left_out == 0 {
        return first;
    }
    joined(load.tr, &[first, load.count("funnel-note-left-out", left_out)])
}

/// The periods of a trend: twelve months, or eight quarters beside a quarter or a year.
fn buckets(period: Period, as_of: NaiveDate) -> Vec<Period> {
    let day = period.last_day().min(as_of);
    let (last, n) = match period {
        Period::Year(_) | Period::Quarter(..) => (Period::Quarter(0, 1).same_kind_at(day), 8),
        Period::Month(..) | Period::Week(..) => (Period::Month(0, 1).same_kind_at(day), 12),
    };
    let mut list: Vec<Period> =
        std::iter::successors(Some(last), |period| Some(period.previous())).take(n).collect();
    list.reverse();
    list
}

struct Bucket {
    period: Period,
    question: Question,
    chances: Chances,
    tally: Tally,
}

/// Watches one figure while the deals stream by: its trend and its records.
pub(super) struct Watch {
    metric: MetricId,
    /// The chances behind the value shown.
    chances: Chances,
    buckets: Vec<Bucket>,
    counted: BTreeMap<(i64, Reverse<OpportunityId>), Sample>,
    n_counted: u64,
    omitted: Vec<(OpportunityId, Reason)>,
    n_omitted: u64,
}

impl Watch {
    /// Starts watching.
    pub fn new(load: &Load<'_>, metric: MetricId) -> Result<Self> {
        let periods = buckets(load.period, load.as_of);
        let mut days: Vec<NaiveDate> =
            periods.iter().map(|period| period.last_day().min(load.as_of)).collect();
        days.push(load.as_of);
        let mut chances = if metric == MetricId::WeightedPipeline {
            chances_on(load.db, load.directory, &days)?
        } else {
            vec![Chances::default(); days.len()]
        };
        let shown = chances.pop().unwrap_or_default();
        let buckets = periods
            .into_iter()
            .zip(days)
            .zip(chances)
            .map(|((period, as_of), chances)| {
                let members = load.members.clone();
                let question = Question { members, period: Some(period), as_of };
                Bucket { period, question, chances, tally: Tally::default() }
            })
            .collect();
        Ok(Self {
            metric,
            chances: shown,
            buckets,
            counted: BTreeMap::new(),
            n_counted: 0,
            omitted: vec![],
            n_omitted: 0,
        })
    }

    /// The figure watched.
    pub const fn metric(&self) -> MetricId {
        self.metric
    }

    /// Adds a deal, with what it is to the value shown.
    pub fn add(&mut self, deal: &Deal, steps: &[Step], finding: Finding) {
        for bucket in &mut self.buckets {
            bucket.tally.add(judge(self.metric, &bucket.question, deal, steps));
        }
        let sample = match finding.settle(&self.chances) {
            Finding::Outside | Finding::Staged(..) => return,
            Finding::LeftOut(reason) => {
                self.n_omitted += 1;
                if self.omitted.len() < LISTED {
                    self.omitted.push((deal.id, reason));
                }
                return;
            }
            Finding::Counts(sample) => sample,
            Finding::Flows(_) => {
                let amount = deal.amount.unwrap_or_default();
                Sample { won: deal.status == Status::Won, amount, chance: None }
            }
        };
        self.n_counted += 1;
        self.counted.insert((sample.amount, Reverse(deal.id)), sample);
        if self.counted.len() > LISTED {
            self.counted.pop_first();
        }
    }

    /// The card.
    pub fn finish(self, load: &Load<'_>, measured: &Measured) -> Result<Opened> {
        let (tr, metric) = (load.tr, self.metric);
        let mut counted = vec![];
        for ((_, Reverse(id)), sample) in self.counted.iter().rev() {
            counted.extend(record(load, metric, *id, |status, stage| {
                gave(load, metric, sample, status, stage)
            })?);
        }
        let mut omitted = vec![];
        for (id, reason) in &self.omitted {
            let text = tr.text(&reason.label_key());
            omitted.extend(record(load, metric, *id, |_, _| text.clone())?);
        }
        let left_out = measured
            .left_out
            .iter()
            .map(|(reason, n)| (tr.text(&reason.label_key()), count_text(*n)))
            .collect();
        let trend = self.buckets.into_iter().map(|bucket| point(tr, metric, bucket)).collect();
        Ok(Opened {
            figure: figure(load, metric, measured),
            definition: tr.text(&metric.definition_key()),
            need: if metric == MetricId::LeadWinRate { need::words(load)? } else { vec![] },
            left_out,
            trend,
            trend_unit: trend_unit(tr, metric),
            day_heading: match metric {
                MetricId::OpenPipeline | MetricId::WeightedPipeline => "funnel-column-expected",
                MetricId::NewOpportunities | MetricId::LeadWinRate => "funnel-column-created",
                _ => "funnel-column-closed",
            },
            counted: records(load, self.n_counted, counted),
            omitted: records(load, self.n_omitted, omitted),
        })
    }
}

/// A list of records; says so where it is the beginning of a longer one.
pub(super) fn records(load: &Load<'_>, n: u64, rows: Vec<Record>) -> Records {
    let shown = rows.len() as u64;
    let note = if n > shown {
        load.count_with("funnel-records-some", n, &[("shown", count_text(shown).into())])
    } else {
        String::new()
    };
    Records { n, note, rows }
}

fn record(
    load: &Load<'_>,
    metric: MetricId,
    id: OpportunityId,
    note: impl Fn(Status, Option<StageId>) -> String,
) -> Result<Option<Record>> {
    let Some(brief) = brief(load.db, id)? else { return Ok(None) };
    let day = match metric {
        MetricId::OpenPipeline | MetricId::WeightedPipeline => brief.expected,
        MetricId::NewOpportunities | MetricId::LeadWinRate => brief.created,
        _ => brief.closed,
    };
    Ok(Some(Record {
        deal: Some(id),
        note: note(brief.status, brief.stage),
        account: brief.account,
        name: brief.name,
        owner: load.person(brief.owner),
        amount: load.amount(brief.amount),
        day: day_text(day),
    }))
}

/// What a deal gave a figure.
fn gave(
    load: &Load<'_>,
    metric: MetricId,
    sample: &Sample,
    status: Status,
    stage: Option<StageId>,
) -> String {
    match metric {
        MetricId::WeightedPipeline => {
            let (won, closed) = sample.chance.unwrap_or_default();
            format!("{} {} / {}", load.stage(stage), count_text(won), count_text(closed))
        }
        MetricId::OpenPipeline => load.stage(stage),
        MetricId::CycleDays => load.tr.with("days", &[("n", sample.amount.into())]),
        _ => load.tr.text(status.word()),
    }
}

fn point(tr: &Tr, metric: MetricId, bucket: Bucket) -> TrendPoint {
    let measured = bucket.tally.finish(metric, &bucket.chances);
    let value = match measured.value {
        Some(value) => show::full(tr, metric, value),
        None => tr.text("unknown"),
    };
    let args = [
        ("period", period_label(tr, bucket.period).into()),
        ("value", value.into()),
        ("n", count_text(measured.records).into()),
    ];
    let by_cases = matches!(metric, MetricId::LeadWinRate | MetricId::CycleDays);
    let small = by_cases && measured.records < MIN_SAMPLE;
    TrendPoint {
        label: short_label(bucket.period),
        text: tr.with("funnel-trend-point", &args),
        value: measured.value.map(|value| on_axis(tr, metric, value)),
        small,
    }
}

/// A period below an axis: `25-10`, `25Q4`.
fn short_label(period: Period) -> String {
    match period {
        Period::Quarter(year, quarter) => format!("{:02}Q{quarter}", year.rem_euclid(100)),
        Period::Month(year, month) => format!("{:02}-{month:02}", year.rem_euclid(100)),
        Period::Year(_) | Period::Week(..) => period.to_string(),
    }
}

fn on_axis(tr: &Tr, metric: MetricId, value: i64) -> f64 {
    let unit = match (metric.unit(), tr.language()) {
        (Unit::Fen, Language::Chinese) => 1e6,
        (Unit::Fen, Language::English) => 1e8,
        (Unit::BasisPoints, _) => 100.0,
        (Unit::Count | Unit::Days, _) => 1.0,
    };
    value as f64 / unit
}

fn trend_unit(tr: &Tr, metric: MetricId) -> String {
    match metric.unit() {
        Unit::Fen => money_unit(tr.language()).to_owned(),
        Unit::BasisPoints => "%".to_owned(),
        Unit::Count => tr.text("unit-count"),
        Unit::Days => tr.text("unit-days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_ends_with_what_is_shown() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (period, as_of, n, first, last) in [
            ("2025-11", "2025-11-18", 12, "2024-12", "2025-11"),
            ("2025-W10", "2025-11-18", 12, "2024-04", "2025-03"),
            ("2025-Q4", "2025-11-18", 8, "2024-Q1", "2025-Q4"),
            ("2025", "2025-11-18", 8, "2024-Q1", "2025-Q4"),
            ("2024", "2025-11-18", 8, "2023-Q1", "2024-Q4"),
        ] {
            let list = buckets(Period::parse(period).unwrap(), day(as_of));
            assert_eq!(list.len(), n, "{period}");
            assert_eq!(list.first().unwrap().to_string(), first, "{period}");
            assert_eq!(list.last().unwrap().to_string(), last, "{period}");
        }
    }

    #[test]
    fn values_are_split_from_their_units() {
        let chinese = Tr::new(Language::Chinese);
        let english = Tr::new(Language::English);
        for (metric, value, zh, en) in [
            (MetricId::OpenPipeline, 7_088_000_000, ("7,088.0", "万元"), ("¥70.88M", "")),
            (MetricId::OpenPipeline, 12_345_000_000, ("¥1.23亿", ""), ("¥123.45M", "")),
            (MetricId::WinRate, 1_060, ("10.6", "%"), ("10.6%", "")),
            (MetricId::CycleDays, 66, ("66", "天"), ("66", "days")),
            (MetricId::SalesVelocity, 12_300_000, ("¥12.3万", "每天"), ("¥123K", "a day")),
            (MetricId::NewOpportunities, 12, ("12", "个"), ("12", "")),
        ] {
            let owned = |(value, unit): (&str, &str)| (value.to_owned(), unit.to_owned());
            assert_eq!(value_and_unit(&chinese, metric, value), owned(zh));
            assert_eq!(value_and_unit(&english, metric, value), owned(en));
        }
        assert_eq!(short_label(Period::Quarter(2025, 4)), "25Q4");
        assert_eq!(short_label(Period::Month(2025, 3)), "25-03");
    }
}
