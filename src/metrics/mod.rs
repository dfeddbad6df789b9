//! The figures: one definition per number.
//!
//! A metric has an id, a unit, a value for a scope and a period, the records behind it and those
//! left out with the reason. Targets, scorecards, drill-downs and the command line all name metrics;
//! nothing computes its own. A metric decides about one deal at a time ([`deals::judge`]), about one
//! report that is owed ([`submissions::finding`]) or about one promise
//! ([`submissions::promises::finding`]); the value and the list behind it run that same decision, so
//! they cannot disagree. Results per head decide about deals and divide by [`heads`].

pub mod behaviour;
pub mod behind;
pub mod bottleneck;
pub mod capability;
pub mod chances;
pub mod coaching;
pub mod compared;
pub mod deal_list;
pub mod deal_page;
pub mod deals;
pub mod dossier;
pub mod evaluation;
pub mod flow;
pub mod forecast;
mod funnel_rows;
pub mod gap;
pub mod glossary;
pub mod groups;
pub mod handover;
pub mod heads;
pub mod hygiene;
pub mod known;
pub mod lead_need;
pub mod mentors;
pub mod models;
pub mod notices;
pub mod pipeline;
pub mod process;
pub mod receipts;
pub mod review;
pub mod roster;
pub mod seats;
pub mod self_check;
pub mod show;
pub mod stage_fit;
pub mod stage_tasks;
pub mod strategy;
pub mod stuck;
pub mod submissions;
pub mod symptom;
pub mod tally;
pub mod targets;
pub mod taught;
pub mod team_life;
pub mod today;
pub mod training;
pub mod visits;
pub mod watch;
pub mod waterfall;
pub mod winloss;
pub mod workload;

use std::collections::BTreeMap;

use crate::domain::money::Share;
use crate::sheets::values;

/// A metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetricId {
    /// 签约额: the amount of deals won, by the day they were won.
    SignedAmount,
    /// 认定业绩: the amount of deals won as handovers credit it, by the day they were won.
    CreditedAmount,
    /// 赢单数: deals won, by the day they were won.
    DealsWon,
    /// 输单数: deals lost, by the day they were lost.
    DealsLost,
    /// 赢单率: won of closed deals, by count.
    WinRate,
    /// 金额赢单率: won of closed amount; unknown when less than four fifths of the closed deals have one.
    WinRateValue,
    /// 人均签约额: the signed amount by the people who were there, by their working days ([`heads`]).
    SignedPerHead,
    /// 平均单额: the mean amount of deals won.
    AverageDeal,
    /// 成交周期: the median of calendar days from creation to the win.
    CycleDays,
    /// 在手金额: the amount of open deals as of the date.
    OpenPipeline,
    /// 加权金额: open amount × the share won of closed deals that reached the stage.
    WeightedPipeline,
    /// 销售流速: what the open deals are worth a day, by the deals closed in the last 180 days ([`flow`]).
    SalesVelocity,
    /// 线索赢单率: of the deals created in the 180 days up to the end of the period, those won by now.
    LeadWinRate,
    /// 新增商机: deals by the day they began.
    NewOpportunities,
    /// 按时提交率: reports that came in time of those that were owed and are due.
    ReportOnTime,
    /// 承诺兑现率: promises of an amount of which nine tenths were signed in time, of those whose period
    /// is over.
    PromiseKept,
}

/// The unit a metric counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Hundredths of a yuan.
    Fen,
    /// A number of things.
    Count,
    /// Hundredths of a percent.
    BasisPoints,
    /// Calendar days.
    Days,
}

impl Unit {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Fen => "fen",
            Self::Count => "count",
            Self::BasisPoints => "bp",
            Self::Days => "days",
        }
    }
}

impl MetricId {
    /// All metrics in the order in which they are listed.
    pub const ALL: [Self; 16] = [
        Self::SignedAmount,
        Self::CreditedAmount,
        Self::DealsWon,
        Self::DealsLost,
        Self::WinRate,
        Self::WinRateValue,
        Self::SignedPerHead,
        Self::AverageDeal,
        Self::CycleDays,
        Self::OpenPipeline,
        Self::WeightedPipeline,
        Self::SalesVelocity,
        Self::LeadWinRate,
        Self::NewOpportunities,
        Self::ReportOnTime,
        Self::PromiseKept,
    ];

    /// The id on the command line, in targets and templates.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SignedAmount => "signed_amount",
            Self::CreditedAmount => "credited_amount",
            Self::DealsWon => "deals_won",
            Self::DealsLost => "deals_lost",
            Self::WinRate => "win_rate",
            Self::WinRateValue => "win_rate_value",
            Self::SignedPerHead => "signed_per_head",
            Self::AverageDeal => "average_deal",
            Self::CycleDays => "cycle_days",
            Self::OpenPipeline => "open_pipeline",
            Self::WeightedPipeline => "weighted_pipeline",
            Self::SalesVelocity => "sales_velocity",
            Self::LeadWinRate => "lead_win_rate",
            Self::NewOpportunities => "new_opportunities",
            Self::ReportOnTime => "report_on_time",
            Self::PromiseKept => "promise_kept",
        }
    }

    /// Reads an id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|metric| metric.word() == word)
    }

    /// Finds the metric that a sheet names, by id or by the trade's words.
    pub fn named(text: &str) -> Option<Self> {
        let key = values::key(text);
        Self::ALL.into_iter().find(|metric| {
            values::key(metric.word()) == key
                || metric.synonyms().iter().any(|synonym| values::key(synonym) == key)
        })
    }

    /// The trade's word for a metric that a title holds: 签约额 in 2026年签约额目标. The longest one.
    pub fn within(title: &str) -> Option<&'static str> {
        let title = values::key(title);
        let words = Self::ALL.into_iter().flat_map(Self::synonyms).copied();
        words.filter(|word| title.contains(&values::key(word))).max_by_key(|word| word.len())
    }

    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::SignedAmount => &["签约额", "签约金额", "销售额", "signed", "bookings", "sales"],
            Self::CreditedAmount => &["认定业绩", "认定签约额", "credited amount"],
            Self::DealsWon => &["赢单数", "签单数", "成交数", "won deals"],
            Self::DealsLost => &["输单数", "丢单数", "lost deals"],
            Self::WinRate => &["赢单率", "成交率", "win rate by count"],
            Self::WinRateValue => &["金额赢单率", "win rate by value"],
            Self::SignedPerHead => &["人均签约额", "人均产出", "人均业绩", "signed per head"],
            Self::AverageDeal => &["平均单额", "客单价", "average deal size"],
            Self::CycleDays => &["成交周期", "销售周期", "sales cycle"],
            Self::OpenPipeline => &["在手金额", "pipeline", "open amount"],
            Self::WeightedPipeline => &["加权金额", "加权商机", "weighted amount"],
            Self::SalesVelocity => &["销售流速", "销售速度", "sales velocity"],
            Self::LeadWinRate => &["线索赢单率", "线索成交率", "lead win rate"],
            Self::NewOpportunities => &["新增商机", "新增商机数", "new deals"],
            Self::ReportOnTime => &["按时提交率", "报告按时率", "周报按时率", "reports on time"],
            Self::PromiseKept => &["承诺兑现率", "兑现率", "promises kept"],
        }
    }

    /// What it counts in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::SignedAmount
            | Self::SignedPerHead
            | Self::CreditedAmount
            | Self::AverageDeal
            | Self::OpenPipeline
            | Self::WeightedPipeline
            | Self::SalesVelocity => Unit::Fen,
            Self::DealsWon | Self::DealsLost | Self::NewOpportunities => Unit::Count,
            Self::WinRate
            | Self::WinRateValue
            | Self::LeadWinRate
            | Self::ReportOnTime
            | Self::PromiseKept => Unit::BasisPoints,
            Self::CycleDays => Unit::Days,
        }
    }

    /// Whether less of it is better.
    pub const fn less_is_better(self) -> bool {
        matches!(self, Self::DealsLost | Self::CycleDays)
    }

    /// The key of its name in the words.
    pub fn label_key(self) -> String {
        format!("metric-{}", self.word().replace('_', "-"))
    }

    /// The key of its definition in the words.
    pub fn definition_key(self) -> String {
        format!("metric-{}-definition", self.word().replace('_', "-"))
    }

    /// The key of what counts, in the few words that a table has room for.
    pub fn counts_key(self) -> String {
        format!("metric-{}-counts", self.word().replace('_', "-"))
    }
}

/// Why a record is left out of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its amount is unknown.
    NoAmount,
    /// The day it was won or lost is unknown.
    NoClosingDay,
    /// The day it began is unknown.
    NoCreationDay,
    /// Its stage on the day is unknown.
    NoStage,
    /// Too few closed deals reached its stage to say how many of them are won.
    FewClosed,
    /// The report is not due yet.
    NotDue,
}

impl Reason {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoAmount => "no_amount",
            Self::NoClosingDay => "no_closing_day",
            Self::NoCreationDay => "no_creation_day",
            Self::NoStage => "no_stage",
            Self::FewClosed => "few_closed",
            Self::NotDue => "not_due",
        }
    }

    /// The key of its text in the words.
    pub fn label_key(self) -> String {
        format!("reason-{}", self.word().replace('_', "-"))
    }
}

/// A figure with its sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// The value in the metric's unit; `None` when unknown, which is never zero.
    pub value: Option<i64>,
    /// How many records it rests on.
    pub records: u64,
    /// How many records were left out, by reason.
    pub left_out: BTreeMap<Reason, u64>,
    /// The mean beside a median.
    pub mean: Option<f64>,
    /// Successes among the records, for a rate by count.
    pub successes: Option<u64>,
    /// How many of the records are not over yet, for a rate of deals by their creation.
    pub open: Option<u64>,
    /// The figure that a steady state allows, beside the usual one, for the velocity.
    pub steady: Option<i64>,
}

impl Measured {
    /// The value as the share it is, for a rate by count.
    pub fn share(&self) -> Option<Share> {
        let share = Share::of_cases(self.successes?, self.records)?;
        (self.value == Some(share.bp())).then_some(share)
    }
}
