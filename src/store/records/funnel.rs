//! What people say of deals beside the reports: decisions, next steps, outcomes, forecasts.

use chrono::NaiveDate;

use crate::domain::forecast::calls::Category;
use crate::domain::ids::*;
use crate::domain::stuck::decision::Decision;
use crate::store::db::{Column, Value, ValueRef, record};
use crate::store::records::{ScopeKind, Status};

impl Column for Decision {
    const KIND: &'static str = "word";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Text(word) = value { Self::of(word) } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.word().to_owned())
    }
}

impl Column for Category {
    const KIND: &'static str = "word";
    fn read(value: ValueRef<'_>) -> Option<Self> {
        if let ValueRef::Text(word) = value { Self::parse(word) } else { None }
    }
    fn write(&self) -> Value {
        Value::Text(self.word().to_owned())
    }
}

record! {
    /// What was decided about a deal that is stuck; the newest one speaks.
    DealDecision in "deal_decision" by DealDecisionId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The day it was decided.
        on_day: NaiveDate,
        /// What.
        decision: Decision,
        /// Why.
        reason: String,
        /// Until when to wait, or by when to look again.
        until: Option<NaiveDate>,
        /// Who decided.
        by_name: String,
    }
}

record! {
    /// What is to happen next with a deal; the newest one that is not done speaks.
    NextStep in "deal_next_step" by NextStepId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The day it was said.
        said_on: NaiveDate,
        /// What.
        what: String,
        /// By when.
        due: NaiveDate,
        /// The day the customer agreed to it.
        confirmed_on: Option<NaiveDate>,
        /// The day it was done.
        done_on: Option<NaiveDate>,
        /// Who said it.
        by_name: String,
    }
}

words! {
    /// Why a deal was won or lost.
    OutcomeReason {
        /// 未确认预算: there was no budget for it.
        Budget = "budget",
        /// 缺价值量化: nobody showed what it is worth to the customer.
        Value = "value",
        /// 价格: the price.
        Price = "price",
        /// 产品与方案: the product or the solution.
        Product = "product",
        /// 决策人变更: those who decide changed.
        Deciders = "deciders",
        /// 客户关系: relations with the customer.
        Relations = "relations",
        /// 交期: the time of delivery.
        Delivery = "delivery",
        /// 服务: service.
        Service = "service",
        /// 案例与口碑: cases and reputation.
        References = "references",
        /// 项目取消或搁置: the customer put it off or dropped it.
        Shelved = "shelved",
        /// 其他: something else, in the words beside it.
        Other = "other",
    }
}

impl OutcomeReason {
    /// All of them in the order of forms.
    pub const ALL: [Self; 11] = [
        Self::Budget,
        Self::Value,
        Self::Price,
        Self::Product,
        Self::Deciders,
        Self::Relations,
        Self::Delivery,
        Self::Service,
        Self::References,
        Self::Shelved,
        Self::Other,
    ];
}

record! {
    /// Why a deal was won or lost, and against whom.
    DealOutcome in "deal_outcome" by DealOutcomeId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The day it was said.
        said_on: NaiveDate,
        /// What it explains: the reason of a loss says nothing of a deal that was won after all.
        result: Status,
        /// The main reason; unknown where a report names the rival alone.
        reason: Option<OutcomeReason>,
        /// Who else was in it.
        competitor: Option<String>,
        /// Their price in fen, where it is known.
        their_price: Option<i64>,
        /// In words.
        detail: Option<String>,
        /// Who said it.
        by_name: String,
        /// The import it came with; `None` where a person said so, whom no report overrides.
        batch_id: Option<BatchId>,
    }
}

record! {
    /// What a manager says of a class of deals in place of what was worked out; the newest one speaks.
    ForecastCall in "forecast_call" by ForecastCallId {
        /// Whose.
        scope_kind: ScopeKind,
        /// Which one; 0 for the company.
        scope_id: i64,
        /// The month or quarter.
        period: String,
        /// The class of deals.
        category: Category,
        /// The day it was said.
        said_on: NaiveDate,
        /// In fen; `None` takes the earlier ones back.
        value: Option<i64>,
        /// Why.
        reason: String,
        /// Who said it.
        by_name: String,
    }
}

record! {
    /// What was expected of a period on a day, kept as it was; amounts in fen.
    ForecastFreeze in "forecast_freeze" by ForecastFreezeId {
        /// Whose.
        scope_kind: ScopeKind,
        /// Which one; 0 for the company.
        scope_id: i64,
        /// The month or quarter.
        period: String,
        /// The day.
        on_day: NaiveDate,
        /// What was signed by then.
        closed: i64,
        /// What was worked out for the whole period; `None` where it was not known.
        computed: Option<i64>,
        /// What the manager said, else what was worked out.
        called: Option<i64>,
        /// What was signed and committed.
        committed: i64,
        /// The 80 % range.
        low: Option<i64>,
        /// The 80 % range.
        high: Option<i64>,
        /// The target as it stood.
        target: Option<i64>,
        /// The chance of reaching it, in basis points.
        chance_bp: Option<i64>,
        /// Who froze it.
        by_name: String,
    }
}

record! {
    /// How sure somebody is of an open deal for a period; see [`crate::store::said::Classes`].
    DealCategory in "deal_category" by DealCategoryId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The month or quarter.
        period: String,
        /// The class, never closed; `None` takes the earlier ones of the period back.
        category: Option<Category>,
        /// The day it was said.
        said_on: NaiveDate,
        /// Why.
        reason: String,
        /// Who said it.
        by_name: String,
    }
}
