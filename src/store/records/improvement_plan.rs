//! Improvement plans: what somebody who is behind is to reach, by when, with which support, and what came of
//! it.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::Reached;

words! {
    /// How a plan ended. A plan is support: it knows no dismissal.
    PlanOutcome {
        /// 达成.
        Met = "met",
        /// 部分达成.
        Partly = "partly",
        /// 未达成.
        NotMet = "not_met",
        /// 中止: the person moved, left or was ill.
        Stopped = "stopped",
    }
}

record! {
    /// A plan by which somebody who is behind gets support (改进计划).
    ImprovementPlan in "improvement_plan" by ImprovementPlanId {
        /// The year in which it began.
        year: i64,
        /// Its number in that year.
        number: i64,
        /// Whose.
        person_id: PersonId,
        /// Who coaches; `None` for who wrote it down.
        coach_id: Option<PersonId>,
        /// Who guides in the daily work (带练).
        helper_id: Option<PersonId>,
        /// What it is about (主攻).
        title: String,
        /// Why.
        cause: String,
        /// The first day.
        starts: NaiveDate,
        /// The day of the last check point.
        ends: NaiveDate,
        /// When the coach confirmed it as it is.
        coach_confirmed_on: Option<NaiveDate>,
        /// When the person did.
        person_confirmed_on: Option<NaiveDate>,
        /// What the person says of it, also where they do not agree.
        person_words: Option<String>,
        /// When it was ended.
        closed_on: Option<NaiveDate>,
        /// How.
        outcome: Option<PlanOutcome>,
        /// What came of it.
        result: Option<String>,
        /// Who wrote it.
        by_name: String,
    }
}

impl ImprovementPlan {
    /// Its number on paper: IP-2025-0004.
    pub fn code(&self) -> String {
        format!("IP-{:04}-{:04}", self.year, self.number)
    }
}

words! {
    /// In what an objective is counted.
    PlanUnit {
        /// Hundredths of a yuan.
        Fen = "fen",
        /// A number of things.
        Count = "count",
        /// Hundredths of a percent.
        BasisPoints = "bp",
        /// Calendar days.
        Days = "days",
        /// A level of 1 to 5, in hundredths.
        Level = "level",
    }
}

record! {
    /// What a plan is to reach: a figure in a unit, or words. Its baseline is that of the beginning.
    ImprovementObjective in "improvement_objective" by ImprovementObjectiveId {
        /// The plan.
        plan_id: ImprovementPlanId,
        /// Its place, from 1; one that takes the place of another has the same.
        position: i64,
        /// What.
        name: String,
        /// The word of the metric, where it is one.
        metric: Option<String>,
        /// In what it is counted; `None` for words.
        unit: Option<PlanUnit>,
        /// The weight in basis points; all that hold at once are 10,000.
        weight: i64,
        /// The figure at the beginning.
        baseline: Option<i64>,
        /// The cases behind it.
        baseline_sample: Option<i64>,
        /// The period it is of.
        baseline_period: Option<String>,
        /// The figure to be reached in the end.
        target: Option<i64>,
        /// How it is at the beginning, in words.
        baseline_words: Option<String>,
        /// What is to be reached in the end, in words.
        target_words: Option<String>,
        /// Since when it holds.
        since: NaiveDate,
        /// When another took its place, or it was given up.
        ended_on: Option<NaiveDate>,
        /// Why.
        end_reason: Option<String>,
    }
}

words! {
    /// What was said at a check point.
    CheckVerdict {
        /// 继续按计划.
        Continue = "continue",
        /// 调整目标或支持.
        Adjust = "adjust",
        /// 提前结束.
        Finish = "finish",
    }
}

record! {
    /// A day on which a plan is looked at (检查点).
    ImprovementCheck in "improvement_check" by ImprovementCheckId {
        /// The plan.
        plan_id: ImprovementPlanId,
        /// Its place, from 1.
        position: i64,
        /// The day.
        due: NaiveDate,
        /// When it took place.
        held_on: Option<NaiveDate>,
        /// What was said.
        verdict: Option<CheckVerdict>,
        /// A word on it.
        note: Option<String>,
        /// When the coach confirmed it.
        coach_confirmed_on: Option<NaiveDate>,
        /// When the person did.
        person_confirmed_on: Option<NaiveDate>,
    }
}

record! {
    /// An objective at a check point: what is asked for by then, and what was found.
    ImprovementPoint in "improvement_point" by ImprovementPointId {
        /// The objective.
        objective_id: ImprovementObjectiveId,
        /// The check point.
        check_id: ImprovementCheckId,
        /// The figure that is asked for by then; `None` where none is.
        target: Option<i64>,
        /// The same in words.
        target_words: Option<String>,
        /// The figure that was found; `None` where nothing is known.
        actual: Option<i64>,
        /// The cases behind it.
        sample: Option<i64>,
        /// The period it is of.
        period: Option<String>,
        /// Whether words were reached.
        reached: Option<Reached>,
        /// A word on it.
        said: Option<String>,
    }
}

words! {
    /// Which record shows something.
    EvidenceSource {
        /// A coaching.
        Coaching = "coaching",
        /// A sheet of a visit.
        Observation = "observation",
        /// A deal.
        Opportunity = "opportunity",
    }
}

record! {
    /// What shows how an objective stands.
    ImprovementEvidence in "improvement_evidence" by ImprovementEvidenceId {
        /// The objective.
        objective_id: ImprovementObjectiveId,
        /// The day.
        on_day: NaiveDate,
        /// What.
        text: String,
        /// Where it is to be seen: the name of a file, a mail, a meeting.
        shown_in: Option<String>,
        /// What kind of record shows it, where one does.
        source: Option<EvidenceSource>,
        /// Its key.
        source_id: Option<i64>,
        /// Who said so.
        by_name: String,
    }
}

record! {
    /// What the person was promised (答应的支持).
    ImprovementSupport in "improvement_support" by ImprovementSupportId {
        /// The plan.
        plan_id: ImprovementPlanId,
        /// Its place, from 1.
        position: i64,
        /// What.
        text: String,
        /// By whom; `None` for the coach.
        owner_id: Option<PersonId>,
        /// How often.
        times: i64,
        /// By when.
        due: Option<NaiveDate>,
    }
}

record! {
    /// That a promise was kept once.
    SupportGiven in "support_given" by SupportGivenId {
        /// The promise.
        support_id: ImprovementSupportId,
        /// The day.
        on_day: NaiveDate,
        /// A word on it.
        note: Option<String>,
        /// Who said so.
        by_name: String,
    }
}
