//! Stage models, opportunities and their moves.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::{Column, Value, ValueRef, record};

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
    /// What a person answers of an open deal that a full report no longer names.
    Answer {
        /// It was lost.
        Lost = "lost",
        /// We gave it up; lost too, as the status goes.
        Dropped = "dropped",
        /// It is still open; the report only left it out.
        Forgotten = "forgotten",
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
    const KIND: &'static str = "word";
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
    /// A version of a stage model.
    StageModel in "stage_model" by StageModelId {
        /// The name.
        name: String,
        /// The version, from 1.
        version: i64,
        /// Whether new deals begin under it.
        current: bool,
        /// The line of products it is for; `None` for all that have no model of their own.
        line: Option<String>,
        /// The first day on which deals begin under it; `None` since ever.
        starts: Option<NaiveDate>,
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
        /// What the customer does for themselves in it.
        customer_step: Option<String>,
        /// The same in English.
        customer_step_en: Option<String>,
        /// Whether roles that are missing hold a deal up.
        enforced: bool,
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
        /// The chance of winning it that the sheet states, in basis points.
        probability: Option<i64>,
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
        /// Where a later report gave it another day: the one it had first; `None` where that is not known.
        first_day: Option<NaiveDate>,
        /// The day of the report that gave it the day it has, where that is another than the one it came with.
        redated_on: Option<NaiveDate>,
    }
}

record! {
    /// What one row of a report said of an opportunity: see [`crate::store::sightings`].
    Sighting in "sighting" by SightingId {
        /// The opportunity.
        opportunity_id: OpportunityId,
        /// The day the report speaks of.
        report_date: NaiveDate,
        /// The import it came with; `None` for what was known before sightings were kept.
        batch_id: Option<BatchId>,
        /// What the row stated, a JSON object; `None` for the same as the sighting before.
        stated: Option<String>,
    }
}

record! {
    /// What a person answered of an opportunity that a report no longer named: see
    /// [`crate::store::answers`].
    DealAnswer in "deal_answer" by DealAnswerId {
        /// The opportunity.
        opportunity_id: OpportunityId,
        /// The day of the report.
        report_date: NaiveDate,
        /// The answer.
        answer: Answer,
        /// Who answered.
        by_name: String,
        /// The import of the report; `None` where a person said so without one.
        batch_id: Option<BatchId>,
    }
}
