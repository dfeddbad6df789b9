//! The rows that hold facts: one struct per table.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::{Column, Value, ValueRef, record};

/// An enumeration stored as a word.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $( $(#[$variant_doc:meta])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[$variant_doc])* $variant ),* }

        impl $name {
            /// The word in the file, on the command line and in exports.
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),* }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }

        impl Column for $name {
            fn read(value: ValueRef<'_>) -> Option<Self> {
                if let ValueRef::Text(word) = value { Self::parse(word) } else { None }
            }
            fn write(&self) -> Value {
                Value::Text(self.word().to_owned())
            }
        }
    };
}

words! {
    /// Where a record comes from.
    Origin {
        /// Typed by a person.
        Typed = "typed",
        /// Stood in a sheet of its kind.
        Import = "import",
        /// Made because another sheet named it (由导入新建).
        CreatedByImport = "created_by_import",
    }
}

words! {
    /// Whether a person is employed or an outside agent.
    PersonKind {
        /// On the company's payroll.
        Employee = "employee",
        /// An agent or channel partner.
        External = "external",
    }
}

words! {
    /// How an opportunity stands.
    Status {
        /// Still being worked on.
        Open = "open",
        /// Signed.
        Won = "won",
        /// Lost or given up.
        Lost = "lost",
    }
}

words! {
    /// Where the day of a move comes from.
    DayBasis {
        /// The sheet or the person stated the day.
        Stated = "stated",
        /// Only the date of the report is known.
        Reported = "reported",
    }
}

words! {
    /// What kind of scope a target is for.
    ScopeKind {
        /// The company.
        All = "all",
        /// A region.
        Region = "region",
        /// A team.
        Team = "team",
        /// A person.
        Person = "person",
    }
}

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

/// Where an opportunity stands or stood: in a stage, won or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a stage.
    Stage(StageId),
    /// Won.
    Won,
    /// Lost.
    Lost,
}

impl Column for Place {
    fn read(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Text("won") => Some(Self::Won),
            ValueRef::Text("lost") => Some(Self::Lost),
            ValueRef::Text(stage) => stage.parse().ok().map(StageId).map(Self::Stage),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::Text(match self {
            Self::Stage(stage) => stage.0.to_string(),
            Self::Won => "won".to_owned(),
            Self::Lost => "lost".to_owned(),
        })
    }
}

record! {
    /// A setting of the workspace, by name.
    Setting in "setting" by SettingId {
        /// The name, unique.
        name: String,
        /// The value as text.
        value: String,
    }
}

record! {
    /// One sheet that was imported.
    Batch in "batch" by BatchId {
        /// When, UTC text.
        at: String,
        /// Who imported it.
        by_name: String,
        /// The file's name without its folder.
        file_name: String,
        /// The sheet's name within the file.
        sheet_name: String,
        /// The file's BLAKE3 hash.
        file_hash: String,
        /// The kind of sheet.
        kind: String,
        /// The day the sheet speaks of.
        report_date: NaiveDate,
        /// Rows in the sheet: the sum of the four below.
        n_rows: i64,
        /// Rows that made a record.
        n_new: i64,
        /// Rows that changed a record.
        n_changed: i64,
        /// Rows that changed nothing.
        n_unchanged: i64,
        /// Rows that were not taken.
        n_rejected: i64,
        /// The journal step of the import.
        step_id: StepId,
        /// Whether the import was taken back later.
        taken_back: bool,
    }
}

record! {
    /// A row that an import did not take.
    Reject in "reject" by RejectId {
        /// The import.
        batch_id: BatchId,
        /// The row's number in the sheet.
        row_number: i64,
        /// Why: a JSON array of field, message key and text at fault.
        reason: String,
        /// The row's cells, a JSON array of texts.
        cells: String,
    }
}

record! {
    /// A remembered meaning of a text in a sheet.
    Alias in "alias" by AliasId {
        /// Which field: `stage`, `product`, `person`, `account`.
        field: String,
        /// The text, normalised.
        text_key: String,
        /// Our name for it.
        meaning: String,
    }
}

record! {
    /// A region of the company.
    Region in "region" by RegionId {
        /// The name, unique.
        name: String,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// A post.
    Post in "post" by PostId {
        /// The name, unique.
        name: String,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// A person: rep, manager or outside agent.
    Person in "person" by PersonId {
        /// The name.
        name: String,
        /// The staff number.
        number: Option<String>,
        /// Employed or external.
        kind: PersonKind,
        /// The day of hire.
        hired: Option<NaiveDate>,
        /// The city or territory.
        city: Option<String>,
        /// The telephone number.
        phone: Option<String>,
        /// The mail address.
        email: Option<String>,
        /// Where the record comes from.
        origin: Origin,
        /// Whether the person has left the lists.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A team within a region.
    Team in "team" by TeamId {
        /// The name, unique.
        name: String,
        /// The region, if any.
        region_id: Option<RegionId>,
        /// The manager, if known.
        manager_id: Option<PersonId>,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// A person's time in a team and post.
    Membership in "membership" by MembershipId {
        /// The person.
        person_id: PersonId,
        /// The team, if any.
        team_id: Option<TeamId>,
        /// The post, if known.
        post_id: Option<PostId>,
        /// The first day; `None` means since ever.
        starts: Option<NaiveDate>,
        /// The first day outside; `None` while it lasts.
        ends: Option<NaiveDate>,
    }
}

record! {
    /// A product.
    Product in "product" by ProductId {
        /// The name, unique.
        name: String,
        /// The series or family.
        series: Option<String>,
        /// The list price in ten-thousandths of a yuan.
        list_price: Option<i64>,
        /// Where the record comes from.
        origin: Origin,
        /// Whether it is no longer used.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A customer.
    Account in "account" by AccountId {
        /// The name.
        name: String,
        /// The normalised name, for finding duplicates.
        name_key: String,
        /// The industry.
        industry: Option<String>,
        /// The place.
        location: Option<String>,
        /// The person responsible.
        owner_id: Option<PersonId>,
        /// Where the record comes from.
        origin: Origin,
        /// Whether it is no longer used.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A version of a stage model.
    StageModel in "stage_model" by StageModelId {
        /// The name.
        name: String,
        /// The version, from 1.
        version: i64,
        /// Whether new deals begin under it.
        current: bool,
    }
}

record! {
    /// A stage of a stage model.
    Stage in "stage" by StageId {
        /// The model.
        model_id: StageModelId,
        /// The place in the model, from 1.
        position: i64,
        /// The name in Chinese, as sheets use it.
        name: String,
        /// The name in English.
        name_en: String,
        /// How many days a deal may stay.
        limit_days: Option<i64>,
    }
}

record! {
    /// An opportunity as it stands; its past is in the moves.
    Opportunity in "opportunity" by OpportunityId {
        /// The sender's own number, unique.
        number: Option<String>,
        /// The name.
        name: String,
        /// The customer, if known.
        account_id: Option<AccountId>,
        /// The product, if known.
        product_id: Option<ProductId>,
        /// The person responsible.
        owner_id: Option<PersonId>,
        /// The stage model it began under.
        model_id: StageModelId,
        /// Open, won or lost.
        status: Status,
        /// The stage while it is open.
        stage_id: Option<StageId>,
        /// The amount in fen; `None` when unknown.
        amount: Option<i64>,
        /// The day it is expected to be signed.
        expected_close: Option<NaiveDate>,
        /// The day it began.
        created_on: Option<NaiveDate>,
        /// The day it was won or lost.
        closed_on: Option<NaiveDate>,
        /// The report that first named it.
        first_seen: NaiveDate,
        /// The newest report that named it.
        last_reported: NaiveDate,
        /// The newest note from a sheet.
        note: Option<String>,
        /// Whether it was set aside.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// One change of an opportunity; a pair is empty where that did not change.
    Move in "move" by MoveId {
        /// The opportunity.
        opportunity_id: OpportunityId,
        /// The day.
        on_day: NaiveDate,
        /// Where the day comes from.
        day_basis: DayBasis,
        /// The place before.
        place_before: Option<Place>,
        /// The place after.
        place_after: Option<Place>,
        /// The amount before, in fen.
        amount_before: Option<i64>,
        /// The amount after, in fen.
        amount_after: Option<i64>,
        /// The expected day of signing before.
        close_before: Option<NaiveDate>,
        /// The expected day of signing after.
        close_after: Option<NaiveDate>,
        /// The owner before.
        owner_before: Option<PersonId>,
        /// The owner after.
        owner_after: Option<PersonId>,
        /// Who recorded it.
        by_name: String,
        /// The import it came with.
        batch_id: Option<BatchId>,
    }
}

record! {
    /// A target on a metric for a scope and a period.
    Target in "target" by TargetId {
        /// The metric's id.
        metric: String,
        /// The kind of scope.
        scope_kind: ScopeKind,
        /// The region, team or person; 0 for the company.
        scope_id: i64,
        /// The period as text.
        period: String,
        /// The value in the metric's unit.
        value: i64,
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
