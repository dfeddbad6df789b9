//! Evaluation templates, and what was written and signed in a cycle.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// Who signs an evaluation.
    SignatureRole {
        /// The person evaluated.
        Employee = "employee",
        /// The manager.
        Manager = "manager",
        /// Human resources.
        Hr = "hr",
    }
}

record! {
    /// A version of an evaluation template.
    EvaluationTemplate in "evaluation_template" by TemplateId {
        /// The name.
        name: String,
        /// The version, from 1.
        version: i64,
        /// Whether new cycles use it.
        current: bool,
        /// The highest score of a row in hundredths of a point.
        cap: i64,
        /// The share of weight with data below which nothing is graded, in basis points.
        min_cover_bp: i64,
    }
}

record! {
    /// A row of an evaluation template.
    EvaluationRow in "evaluation_row" by TemplateRowId {
        /// The template.
        template_id: TemplateId,
        /// The place, from 1.
        position: i64,
        /// The category: a Fluent key of a built-in one or a typed name.
        category: String,
        /// The metric's id.
        metric: String,
        /// The weight in basis points.
        weight_bp: i64,
    }
}

record! {
    /// A grade band of an evaluation template.
    GradeBand in "grade_band" by BandId {
        /// The template.
        template_id: TemplateId,
        /// The grade.
        grade: String,
        /// The lowest score in hundredths of a point.
        min_score: i64,
    }
}

record! {
    /// An evaluation cycle: a period and the template it uses.
    EvaluationCycle in "evaluation_cycle" by CycleId {
        /// The period as text.
        period: String,
        /// The template version.
        template_id: TemplateId,
    }
}

record! {
    /// What was written about one person in a cycle; the figures come from the metrics.
    Evaluation in "evaluation" by EvaluationId {
        /// The cycle.
        cycle_id: CycleId,
        /// The person.
        person_id: PersonId,
        /// The person's own words.
        self_comment: String,
        /// The manager's words.
        manager_comment: String,
    }
}

record! {
    /// An improvement agreed in an evaluation.
    Improvement in "improvement" by ImprovementId {
        /// The evaluation.
        evaluation_id: EvaluationId,
        /// The place, from 1.
        position: i64,
        /// What is to be reached.
        goal: String,
        /// What will be done.
        action: String,
        /// By when.
        due: Option<NaiveDate>,
        /// Who helps.
        supporter: String,
    }
}

record! {
    /// A recorded signature on an evaluation.
    Signature in "signature" by SignatureId {
        /// The evaluation.
        evaluation_id: EvaluationId,
        /// Who signs.
        role: SignatureRole,
        /// The signer's name.
        name: String,
        /// The day.
        on_day: NaiveDate,
        /// The content code of the page that was signed.
        content_code: String,
    }
}
