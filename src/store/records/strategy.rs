//! The plan of a year and what came of it.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::domain::scope::Scope;
use crate::store::db::record;
use crate::store::records::ScopeKind;

words! {
    /// Where a yearly plan stands.
    StrategyState {
        /// Being written.
        Draft = "draft",
        /// Agreed.
        Agreed = "agreed",
        /// Looked back on at the end of the year.
        Reviewed = "reviewed",
    }
}

words! {
    /// A section of a yearly plan.
    StrategySection {
        /// The economy and the trade (经济与行业).
        Economy = "economy",
        /// Competition (竞争).
        Competition = "competition",
        /// Own strengths and weaknesses (自身能力).
        Strength = "strength",
        /// Resources (资源).
        Resources = "resources",
        /// Where the products stand in their life (产品生命周期).
        LifeCycle = "life_cycle",
        /// What is to be reached (目标).
        Goal = "goal",
        /// What is to be done (举措).
        Initiative = "initiative",
    }
}

words! {
    /// What came of a line of the plan.
    Outcome {
        /// It worked.
        Worked = "worked",
        /// It worked in part.
        Partly = "partly",
        /// It was done and did not work.
        Failed = "failed",
        /// It was not done.
        NotDone = "not_done",
    }
}

record! {
    /// The plan of a year (年度销售策略与计划).
    Strategy in "strategy" by StrategyId {
        /// Company, region or team.
        scope_kind: ScopeKind,
        /// The region or team; 0 for the company.
        scope_id: i64,
        /// The year.
        year: i64,
        /// The title.
        title: String,
        /// Where it stands.
        state: StrategyState,
        /// When it was agreed.
        agreed_on: Option<NaiveDate>,
        /// When it was looked back on.
        reviewed_on: Option<NaiveDate>,
        /// What the year showed.
        review: Option<String>,
        /// Who wrote it.
        by_name: String,
    }
}

impl Strategy {
    /// Whose plan it is.
    pub const fn scope(&self) -> Scope {
        self.scope_kind.scope(self.scope_id)
    }
}

impl StrategySection {
    /// The sections in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Economy,
        Self::Competition,
        Self::Strength,
        Self::Resources,
        Self::LifeCycle,
        Self::Goal,
        Self::Initiative,
    ];

    /// Those that say what stands around the plan; the others say what is to be done.
    pub const CONTEXT: [Self; 5] =
        [Self::Economy, Self::Competition, Self::Strength, Self::Resources, Self::LifeCycle];

    /// Whether its lines are work: with someone who sees to it, a day, a measure, and what came of it.
    pub const fn is_work(self) -> bool {
        matches!(self, Self::Goal | Self::Initiative)
    }
}

impl Outcome {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Worked, Self::Partly, Self::Failed, Self::NotDone];
}

record! {
    /// A line of a yearly plan.
    StrategyLine in "strategy_line" by StrategyLineId {
        /// The plan.
        strategy_id: StrategyId,
        /// The section.
        section: StrategySection,
        /// Its place in the section, from 1.
        position: i64,
        /// What.
        text: String,
        /// Who sees to it.
        owner_id: Option<PersonId>,
        /// By when.
        due: Option<NaiveDate>,
        /// By what it is measured.
        measure: Option<String>,
        /// What came of it.
        outcome: Option<Outcome>,
        /// What was learnt.
        lesson: Option<String>,
    }
}
