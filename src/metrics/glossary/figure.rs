//! Which figures there are, and what is the same of each whatever it is asked of.

use crate::metrics::{MetricId, Unit};

/// A figure of the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// A metric.
    Metric(MetricId),
    /// 达成率: the signed amount of its target.
    Attainment,
    /// 目标达成概率: how probable it is that a period reaches its target.
    Chance,
    /// 阶段转化率: of what came into a stage, what advanced.
    Conversion,
    /// 回款额: money received.
    Received,
    /// 有效拜访: visits that name the customer and what came of them.
    Visits,
    /// 辅导覆盖率: of the people, those who were coached.
    Coached,
    /// 数据完好率: of what deals are asked, what is known and does not contradict itself.
    Hygiene,
}

impl Figure {
    /// Those that are no metric.
    const OWN: [Self; 7] = [
        Self::Attainment,
        Self::Chance,
        Self::Conversion,
        Self::Received,
        Self::Visits,
        Self::Coached,
        Self::Hygiene,
    ];

    /// All of them, in the order of the glossary.
    pub fn all() -> impl Iterator<Item = Self> {
        MetricId::ALL.into_iter().map(Self::Metric).chain(Self::OWN)
    }

    /// The id on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Metric(metric) => metric.word(),
            Self::Attainment => "attainment",
            Self::Chance => "chance",
            Self::Conversion => "conversion",
            Self::Received => "received",
            Self::Visits => "visits",
            Self::Coached => "coached",
            Self::Hygiene => "hygiene",
        }
    }

    /// Reads an id.
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|figure| figure.word() == word)
    }

    /// What it counts in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Metric(metric) => metric.unit(),
            Self::Received => Unit::Fen,
            Self::Visits => Unit::Count,
            Self::Attainment | Self::Chance | Self::Conversion | Self::Coached | Self::Hygiene => {
                Unit::BasisPoints
            }
        }
    }

    fn dashes(self) -> String {
        self.word().replace('_', "-")
    }

    /// The key of its name in the words.
    pub fn label_key(self) -> String {
        match self {
            Self::Metric(metric) => metric.label_key(),
            _ => format!("glossary-name-{}", self.dashes()),
        }
    }

    /// The key of its definition in the words.
    pub fn definition_key(self) -> String {
        match self {
            Self::Metric(metric) => metric.definition_key(),
            _ => format!("glossary-definition-{}", self.dashes()),
        }
    }

    /// The key of how it is worked out, in the words.
    pub fn rule_key(self) -> String {
        format!("glossary-rule-{}", self.dashes())
    }

    /// The key of where the way of working it out is from, in the words.
    pub const fn source_key(self) -> &'static str {
        use MetricId::{
            AverageDeal, CycleDays, LeadWinRate, PromiseKept, ReportOnTime, SalesVelocity,
            WeightedPipeline, WinRate,
        };
        match self {
            Self::Metric(WinRate | LeadWinRate | ReportOnTime | PromiseKept)
            | Self::Conversion
            | Self::Coached => "glossary-source-wilson",
            Self::Metric(AverageDeal | CycleDays) => "glossary-source-middle",
            Self::Metric(SalesVelocity) => "glossary-source-little",
            Self::Metric(WeightedPipeline) => "glossary-source-stage",
            Self::Chance => "glossary-source-total",
            Self::Metric(_) | Self::Attainment | Self::Received | Self::Visits | Self::Hygiene => {
                "glossary-source-count"
            }
        }
    }

    /// Whether it is a share of cases, each of which is in it or not: then it has an interval.
    pub const fn of_cases(self) -> bool {
        use MetricId::{LeadWinRate, PromiseKept, ReportOnTime, WinRate};
        matches!(
            self,
            Self::Metric(WinRate | LeadWinRate | ReportOnTime | PromiseKept) | Self::Coached
        )
    }

    /// The least and the most that it can be, in its unit.
    pub(super) fn bounds(self) -> (f64, f64) {
        // More than a target may be reached, never more than all of something.
        let share = self.unit() == Unit::BasisPoints && self != Self::Attainment;
        (0.0, if share { 10_000.0 } else { f64::INFINITY })
    }

    /// Whether its periods share nothing with each other, so that limits of noise mean something.
    pub const fn apart(self) -> bool {
        use MetricId::{LeadWinRate, OpenPipeline, SalesVelocity, WeightedPipeline};
        !matches!(self, Self::Metric(LeadWinRate | OpenPipeline | SalesVelocity | WeightedPipeline))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_an_id_of_its_own() {
        let words: std::collections::BTreeSet<&str> = Figure::all().map(Figure::word).collect();
        assert_eq!(words.len(), Figure::all().count());
        for figure in Figure::all() {
            assert_eq!(Figure::parse(figure.word()), Some(figure));
        }
        assert_eq!(Figure::parse("nothing"), None);
    }
}
