//! The key figures, and the card behind each: definition, sample, trend, records.
//!
//! The records listed are exactly those that were counted or left out for the value shown
//! ([`crate::metrics::watch`]).

use super::data::{Brief, Load, MIN_SAMPLE, brief, count_text, day_text, joined};
use super::need;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Language, MoneyStyle, Tr, money, money_unit, number, period_label};
use crate::metrics::deals::Sample;
use crate::metrics::pipeline::Standing;
use crate::metrics::watch::Watched;
use crate::metrics::{Measured, MetricId, Unit, show};
use crate::ui::charts::course::CoursePoint;

/// The figures of the strip, in order.
pub(super) const STRIP: [MetricId; 6] = [
    MetricId::OpenPipeline,
    MetricId::WeightedPipeline,
    MetricId::LeadWinRate,
    MetricId::CycleDays,
    MetricId::SalesVelocity,
    MetricId::SignedAmount,
];

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
    pub trend: Vec<CoursePoint>,
    /// The unit of the trend.
    pub trend_unit: String,
    /// The heading of the records' days.
    pub day_heading: &'static str,
    /// The records behind it.
    pub counted: Records,
    /// The records left out.
    pub omitted: Records,
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
        Some(value) => value_and_unit(load.tr, metric, value, measured),
        None => (load.tr.text("unknown"), String::new()),
    };
    let label = load.tr.text(&metric.label_key());
    Figure { metric, label, value, unit, note: note(load, metric, measured) }
}

/// A value and the unit to be set smaller behind it: `7,088.0` `万元`, `¥70.88M` and nothing.
fn value_and_unit(tr: &Tr, metric: MetricId, value: i64, found: &Measured) -> (String, String) {
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
            let text = show::measured(tr, metric, found);
            (text.trim_end_matches('%').to_owned(), "%".to_owned())
        }
        Unit::Days => (number(value), tr.text("unit-days")),
        Unit::Count if chinese => (number(value), tr.text("unit-count")),
        _ => (show::measured(tr, metric, found), String::new()),
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
        MetricId::WeightedPipeline => load.tr.text("funnel-note-weighted"),
        _ => load.count("funnel-note-deals", n),
    };
    let left_out: u64 = measured.left_out.values().sum();
    if left_out == 0 {
        return first;
    }
    joined(load.tr, &[first, load.count("funnel-note-left-out", left_out)])
}

/// The card of a figure, of what was found behind it.
pub(super) fn opened(load: &Load<'_>, watched: Watched, measured: &Measured) -> Result<Opened> {
    let (tr, metric) = (load.tr, watched.metric);
    let mut counted = vec![];
    for (id, sample, stood) in &watched.counted {
        let note = |brief: &Brief| gave(load, metric, sample, brief);
        counted.extend(record(load, metric, (*id, *stood), note)?);
    }
    let mut omitted = vec![];
    for (id, reason, stood) in &watched.omitted {
        let note = |_: &Brief| tr.text(&reason.label_key());
        omitted.extend(record(load, metric, (*id, *stood), note)?);
    }
    let left_out = measured
        .left_out
        .iter()
        .map(|(reason, n)| (tr.text(&reason.label_key()), count_text(*n)))
        .collect();
    let trend = watched.course.iter().map(|(period, found)| point(tr, metric, *period, found));
    let trend = trend.collect();
    Ok(Opened {
        figure: figure(load, metric, measured),
        definition: tr.text(&metric.definition_key()),
        need: if metric == MetricId::LeadWinRate { need::words(load)? } else { vec![] },
        left_out,
        trend,
        trend_unit: show::axis_unit(tr, metric.unit()),
        day_heading: match metric {
            MetricId::OpenPipeline | MetricId::WeightedPipeline => "funnel-column-expected",
            MetricId::NewOpportunities | MetricId::LeadWinRate => "funnel-column-created",
            _ => "funnel-column-closed",
        },
        counted: records(load, watched.n_counted, counted),
        omitted: records(load, watched.n_omitted, omitted),
    })
}

/// A list of records; says so where it is the beginning of a longer one.
pub(super) fn records(load: &Load<'_>, n: u64, rows: Vec<Record>) -> Records {
    Records { n, note: load.listing(rows.len(), n), rows }
}

fn record(
    load: &Load<'_>,
    metric: MetricId,
    (id, stood): (OpportunityId, Option<Standing>),
    note: impl Fn(&Brief) -> String,
) -> Result<Option<Record>> {
    let Some(brief) = brief(load.db, id)? else { return Ok(None) };
    // What stands open on a day is listed as it stood then.
    let brief = match stood {
        Some(stood) => Brief {
            owner: stood.owner,
            stage: stood.stage(),
            amount: stood.amount,
            expected: stood.expected,
            ..brief
        },
        None => brief,
    };
    let day = match metric {
        MetricId::OpenPipeline | MetricId::WeightedPipeline => brief.expected,
        MetricId::NewOpportunities | MetricId::LeadWinRate => brief.created,
        _ => brief.closed,
    };
    Ok(Some(Record {
        deal: Some(id),
        note: note(&brief),
        account: brief.account,
        name: brief.name,
        owner: load.person(brief.owner),
        amount: load.amount(brief.amount),
        day: day_text(day),
    }))
}

/// What a deal gave a figure.
fn gave(load: &Load<'_>, metric: MetricId, sample: &Sample, brief: &Brief) -> String {
    match metric {
        MetricId::WeightedPipeline => {
            let (won, closed) = sample.chance.unwrap_or_default();
            format!("{} {} / {}", load.stage(brief.stage), count_text(won), count_text(closed))
        }
        MetricId::OpenPipeline => load.stage(brief.stage),
        MetricId::CycleDays => load.tr.with("days", &[("n", sample.amount.into())]),
        _ => load.tr.text(brief.status.word()),
    }
}

fn point(tr: &Tr, metric: MetricId, period: Period, measured: &Measured) -> CoursePoint {
    let value = show::measured(tr, metric, measured);
    let args = [
        ("period", period_label(tr, period).into()),
        ("value", value.into()),
        ("n", count_text(measured.records).into()),
    ];
    let by_cases = matches!(metric, MetricId::LeadWinRate | MetricId::CycleDays);
    let small = by_cases && measured.records < MIN_SAMPLE;
    CoursePoint {
        label: show::short_period(period),
        text: tr.with("funnel-trend-point", &args),
        value: measured.value.map(|value| show::on_axis(tr, metric.unit(), value as f64)),
        small,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let found = Measured { value: Some(value), ..Measured::default() };
            assert_eq!(value_and_unit(&chinese, metric, value, &found), owned(zh));
            assert_eq!(value_and_unit(&english, metric, value, &found), owned(en));
        }
    }
}
