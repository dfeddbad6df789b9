//! 行为分析: what people did in one period beside what they reached in the next (domain document, B15).
//!
//! # What is a behaviour
//! A rate per working day, per customer or per case, so that who does more of everything does not do more of
//! each. Everything is counted from records that are there: visits and calls, deals and their moves, next
//! steps, reports, promises, the sheets of visits. What nobody keeps is unknown, and never zero.
//!
//! # By what people are told apart
//! By how far they reached their targets ([`outcome`]): what territory, level and ramp are worth is in the
//! target already, where a bare amount would compare large regions with small ones.
//!
//! # In which order
//! The groups follow from the results alone ([`run::group`]); only then are behaviours counted
//! ([`run::analyse`]), and what was found is kept as it was ([`kept`]). It is a hypothesis: [`trial`] follows
//! those who try it. [`odds`] sets single steps against deals won and lost.

pub mod count;
pub mod kept;
pub mod odds;
pub mod outcome;
pub mod run;
pub mod show;
mod source;
pub mod tiers;
pub mod trial;

use std::collections::BTreeSet;

use crate::domain::ids::StageId;
use crate::store::coaching::templates::Template;
use crate::store::directory::Directory;
use crate::store::records::BehaviourKind;

/// Something that people do more or less of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Behaviour {
    /// 每日拜访: visits to customers with a result, by working day.
    Visits,
    /// 每客户联系人: people met at a customer's, by customer visited.
    Contacts,
    /// 每日新增商机: deals that began, by working day.
    NewDeals,
    /// 下一步按期完成: next steps that were done by their day, of those that were due.
    NextSteps,
    /// 报告按时: reports in time, of those that were owed.
    Reports,
    /// 承诺兑现: promises kept, of those that are over.
    Promises,
    /// 阶段停留: days of the stays in a stage of the general model that ended.
    Stay(StageId),
    /// 商机结构: deals that began with a product of this series, of those whose product is known.
    Mix(String),
    /// 观察等级: the level of a step of visits, by its word.
    Step(String),
    /// 具体做法: how often something concrete was done on visits, by the words of its step and its own.
    Practice(String, String),
}

/// In what a behaviour is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Times a working day.
    PerDay,
    /// People a customer.
    PerCustomer,
    /// A share of cases.
    Share,
    /// Calendar days.
    Days,
    /// A level of 1 to 5.
    Level,
}

impl Unit {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::PerDay => "per_day",
            Self::PerCustomer => "per_customer",
            Self::Share => "share",
            Self::Days => "days",
            Self::Level => "level",
        }
    }
}

impl Behaviour {
    /// Those that every workspace can count, in the order in which they are listed.
    const COMMON: [Self; 6] = [
        Self::Visits,
        Self::Contacts,
        Self::NewDeals,
        Self::NextSteps,
        Self::Reports,
        Self::Promises,
    ];

    /// In what it is counted.
    pub const fn unit(&self) -> Unit {
        match self {
            Self::Visits | Self::NewDeals => Unit::PerDay,
            Self::Contacts => Unit::PerCustomer,
            Self::NextSteps
            | Self::Reports
            | Self::Promises
            | Self::Mix(_)
            | Self::Practice(..) => Unit::Share,
            Self::Stay(_) => Unit::Days,
            Self::Step(_) => Unit::Level,
        }
    }

    /// What kind it is, as it is kept.
    pub const fn kind(&self) -> BehaviourKind {
        match self {
            Self::Step(_) => BehaviourKind::Step,
            Self::Practice(..) => BehaviourKind::Practice,
            _ => BehaviourKind::Metric,
        }
    }

    /// Which one, as it is kept.
    pub fn word(&self) -> String {
        match self {
            Self::Visits => "visits".to_owned(),
            Self::Contacts => "contacts".to_owned(),
            Self::NewDeals => "new_deals".to_owned(),
            Self::NextSteps => "next_steps".to_owned(),
            Self::Reports => "reports".to_owned(),
            Self::Promises => "promises".to_owned(),
            Self::Stay(stage) => format!("stay:{}", stage.0),
            Self::Mix(series) => format!("mix:{series}"),
            Self::Step(word) => word.clone(),
            Self::Practice(step, word) => format!("{step}/{word}"),
        }
    }

    /// What two cells keep; `None` for a word that is not known any more.
    pub fn parse(kind: BehaviourKind, word: &str) -> Option<Self> {
        match kind {
            BehaviourKind::Step => Some(Self::Step(word.to_owned())),
            BehaviourKind::Practice => {
                let (step, word) = word.split_once('/')?;
                Some(Self::Practice(step.to_owned(), word.to_owned()))
            }
            BehaviourKind::Metric => {
                if let Some(stage) = word.strip_prefix("stay:") {
                    return stage.parse().ok().map(StageId).map(Self::Stay);
                }
                if let Some(series) = word.strip_prefix("mix:") {
                    return Some(Self::Mix(series.to_owned()));
                }
                Self::COMMON.into_iter().find(|one| one.word() == word)
            }
        }
    }
}

/// The behaviours that can be looked at: the common ones, the stages of the general model, the series of
/// products, and the steps and practices of the sheets in use.
pub fn offered(directory: &Directory, sheets: &[Template]) -> Vec<Behaviour> {
    let mut all: Vec<Behaviour> = Behaviour::COMMON.to_vec();
    let model = directory.current_model().map(|model| model.id);
    let stages = model.map(|model| directory.stages_of(model)).unwrap_or_default();
    all.extend(stages.into_iter().map(|stage| Behaviour::Stay(stage.id)));
    let products = directory.products.values().filter(|product| !product.archived);
    let series: BTreeSet<&String> =
        products.filter_map(|product| product.series.as_ref()).collect();
    // Of one series alone there is no mix.
    if series.len() > 1 {
        all.extend(series.into_iter().map(|series| Behaviour::Mix(series.clone())));
    }
    for sheet in sheets.iter().filter(|sheet| sheet.record.current) {
        for step in &sheet.steps {
            let word = step.record.word.clone();
            all.push(Behaviour::Step(word.clone()));
            let practices = step.practices.iter();
            all.extend(practices.map(|own| Behaviour::Practice(word.clone(), own.word.clone())));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_behaviour_tells_it_again() {
        let own = |text: &str| text.to_owned();
        let more = [
            Behaviour::Stay(StageId(12)),
            Behaviour::Mix(own("G:2")),
            Behaviour::Step(own("value")),
            Behaviour::Practice(own("value"), own("own-7")),
        ];
        for behaviour in Behaviour::COMMON.into_iter().chain(more) {
            let (kind, word) = (behaviour.kind(), behaviour.word());
            assert_eq!(Behaviour::parse(kind, &word), Some(behaviour), "{word}");
        }
        for (kind, word) in [
            (BehaviourKind::Metric, "stay:x"),
            (BehaviourKind::Metric, "gone"),
            (BehaviourKind::Practice, "value"),
        ] {
            assert_eq!(Behaviour::parse(kind, word), None, "{word}");
        }
    }
}
