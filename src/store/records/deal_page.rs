//! What is known of a deal beside its moves, and what its stages ask for.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::ScopeKind;

words! {
    /// What a stage asks for.
    StageItemKind {
        /// Something that has to be there before a deal leaves it.
        Evidence = "evidence",
        /// Something that is done in it.
        Task = "task",
        /// Somebody of us who takes part.
        Role = "role",
    }
}

record! {
    /// What has to be there before a deal leaves a stage, what is done in it, or who takes part.
    StageItem in "stage_item" by StageItemId {
        /// The stage.
        stage_id: StageId,
        /// Which of the three.
        kind: StageItemKind,
        /// Its place among those of its kind, from 1.
        position: i64,
        /// The words; of a role the word of a [`DealRole`].
        name: String,
        /// The words in English.
        name_en: String,
        /// Working days from the beginning of the stage within which a task is done.
        days: Option<i64>,
    }
}

words! {
    /// What somebody of us does in a deal.
    DealRole {
        /// 售前.
        Presales = "presales",
        /// 技术顾问.
        Consultant = "consultant",
        /// 高层.
        Executive = "executive",
        /// 商务.
        Commercial = "commercial",
        /// 财务.
        Finance = "finance",
        /// 法务.
        Legal = "legal",
    }
}

record! {
    /// Who of us takes part in a deal, or was asked to.
    DealPart in "deal_part" by DealPartId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// As what.
        role: DealRole,
        /// The person, where it is one of the organisation.
        person_id: Option<PersonId>,
        /// Who it is where it is nobody of the organisation; else empty.
        name: String,
        /// The day on which the part was taken; until then it is asked for.
        since: Option<NaiveDate>,
        /// The day on which it was declined.
        declined_on: Option<NaiveDate>,
        /// A word on it: what for, or why not.
        note: Option<String>,
        /// The day it was asked for.
        asked_on: NaiveDate,
        /// Who asked.
        by_name: String,
    }
}

words! {
    /// What part somebody at the customer's plays in the decision.
    DecisionPart {
        /// 拍板.
        Decides = "decides",
        /// 审批.
        Approves = "approves",
        /// 技术把关.
        Gatekeeper = "gatekeeper",
        /// 采购.
        Buys = "buys",
        /// 使用.
        Uses = "uses",
        /// 内线: wants us and tells us.
        Coach = "coach",
    }
}

words! {
    /// How somebody at the customer's stands.
    Stance {
        /// 支持.
        Supports = "supports",
        /// 中立.
        Neutral = "neutral",
        /// 反对.
        Against = "against",
        /// 未接触.
        Unmet = "unmet",
    }
}

record! {
    /// Whom we know at the customer's in a deal.
    DealContact in "deal_contact" by DealContactId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The name.
        name: String,
        /// The post.
        title: Option<String>,
        /// The part in the decision.
        part: DecisionPart,
        /// How they stand.
        stance: Stance,
        /// When we met them last.
        met_on: Option<NaiveDate>,
        /// Who said so.
        by_name: String,
    }
}

words! {
    /// What could go wrong, or what is done when it does.
    RiskKind {
        /// A risk and what is done about it.
        Risk = "risk",
        /// 退路: when it is taken, and what it is.
        Fallback = "fallback",
    }
}

words! {
    /// How much weighs.
    Weight {
        /// High.
        High = "high",
        /// Medium.
        Medium = "medium",
        /// Low.
        Low = "low",
    }
}

record! {
    /// What could go wrong with a deal, or its fallback.
    DealRisk in "deal_risk" by DealRiskId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// Which of the two.
        kind: RiskKind,
        /// How much it weighs.
        weight: Weight,
        /// What; of a fallback when it is taken.
        name: String,
        /// What is done about it.
        action: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
        /// When it was over.
        closed_on: Option<NaiveDate>,
        /// When it was said.
        said_on: NaiveDate,
        /// Who said it.
        by_name: String,
    }
}

record! {
    /// What of a stage's evidence is there, or a task of it that is done.
    DealEvidence in "deal_evidence" by DealEvidenceId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The evidence or the task.
        item_id: StageItemId,
        /// Since when; of a task when it was done.
        on_day: NaiveDate,
        /// Where it is to be seen: the name of a file, a mail, a meeting.
        shown_in: Option<String>,
        /// Who said so.
        by_name: String,
    }
}

record! {
    /// A word on a deal.
    DealNote in "deal_note" by DealNoteId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The day.
        on_day: NaiveDate,
        /// What.
        words: String,
        /// Who.
        by_name: String,
    }
}

record! {
    /// Why a deal went on though evidence of the stage it left was missing.
    DealWaiver in "deal_waiver" by DealWaiverId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The stage it left.
        stage_id: StageId,
        /// The day.
        on_day: NaiveDate,
        /// Why.
        reason: String,
        /// Who said so.
        by_name: String,
    }
}

words! {
    /// The page that a saved list is of.
    ListPage {
        /// 商机列表.
        Deals = "deals",
    }
}

record! {
    /// A list as somebody wants to see it again.
    SavedList in "saved_list" by SavedListId {
        /// The page.
        page: ListPage,
        /// The name, unique on the page.
        name: String,
        /// What was filtered, a JSON object.
        asked: String,
    }
}

record! {
    /// Something to do better in how deals are worked on.
    ProcessImprovement in "process_improvement" by ProcessImprovementId {
        /// Whose process.
        scope_kind: ScopeKind,
        /// Which one; 0 for the company.
        scope_id: i64,
        /// The word of what was found.
        finding: String,
        /// Where: a stage or a reason, as the page names it.
        place: Option<String>,
        /// What is done.
        what: String,
        /// By whom.
        owner_id: Option<PersonId>,
        /// By when.
        due: NaiveDate,
        /// Since when.
        opened_on: NaiveDate,
        /// The measure on that day, in hundredths of its unit.
        before_value: Option<i64>,
        /// The cases behind it.
        before_cases: Option<i64>,
        /// When it was over.
        closed_on: Option<NaiveDate>,
        /// What came of it.
        result: Option<String>,
        /// Who opened it.
        by_name: String,
    }
}

words! {
    /// A part of a gap between target and result.
    GapPart {
        /// 商机数.
        Count = "count",
        /// 转化.
        Conversion = "conversion",
        /// 单价.
        Size = "size",
        /// 时点.
        Timing = "timing",
    }
}

record! {
    /// Why a part of a gap came about, where somebody said so.
    GapReason in "gap_reason" by GapReasonId {
        /// Whose.
        scope_kind: ScopeKind,
        /// Which one; 0 for the company.
        scope_id: i64,
        /// The period.
        period: String,
        /// The part.
        part: GapPart,
        /// Why.
        reason: String,
        /// When it was said.
        said_on: NaiveDate,
        /// Who said it.
        by_name: String,
    }
}
