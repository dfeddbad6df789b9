//! Handing over customers and deals.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// Why somebody hands over.
    HandoverWhy {
        /// The person leaves.
        Leave = "leave",
        /// The person moves to other work.
        Move = "move",
        /// Some customers go to others.
        Balance = "balance",
    }
}

words! {
    /// Who is credited with a deal that is signed after a handover.
    CreditRule {
        /// Who owns it on the day of signing.
        SigningDay = "signing_day",
        /// Both, by the stage it was handed over in, up to a day.
        ByStage = "by_stage",
        /// The successor from the effective day on.
        Successor = "successor",
    }
}

words! {
    /// Where a handover stands.
    HandoverState {
        /// Being prepared; nothing has changed hands.
        Draft = "draft",
        /// Carried out.
        Done = "done",
    }
}

words! {
    /// What is handed over.
    HandoverWhat {
        /// A customer.
        Account = "account",
        /// An open deal.
        Opportunity = "opportunity",
    }
}

record! {
    /// A handover (交接单).
    Handover in "handover" by HandoverId {
        /// Its number: HO-2025-0007.
        number: String,
        /// Who hands over.
        person_id: PersonId,
        /// Why.
        why: HandoverWhy,
        /// The last working day of somebody who leaves.
        last_day: Option<NaiveDate>,
        /// The first day of the new owners.
        effective: NaiveDate,
        /// Working days from then on in which both work on it.
        parallel_days: i64,
        /// Who is credited with later signings.
        credit_rule: CreditRule,
        /// The last day of signing on which the former owner has a share.
        credit_until: Option<NaiveDate>,
        /// Where it stands.
        state: HandoverState,
        /// A word on it.
        note: Option<String>,
        /// When it was begun.
        started_on: NaiveDate,
        /// When it was carried out.
        done_on: Option<NaiveDate>,
        /// Who began it.
        by_name: String,
    }
}

record! {
    /// A customer or deal in a handover.
    HandoverItem in "handover_item" by HandoverItemId {
        /// The handover.
        handover_id: HandoverId,
        /// Customer or deal.
        what: HandoverWhat,
        /// The key of the customer or deal.
        item_id: i64,
        /// The new owner; unknown until chosen.
        to_id: Option<PersonId>,
        /// When both visit the customer.
        joint_visit_on: Option<NaiveDate>,
        /// The next step of a deal.
        next_step: Option<String>,
        /// What was promised to a customer; 无 if nothing was.
        commitments: Option<String>,
        /// When the history was given to the successor.
        history_on: Option<NaiveDate>,
    }
}

record! {
    /// The share of the former owner in deals handed over in a stage.
    HandoverShare in "handover_share" by HandoverShareId {
        /// The handover.
        handover_id: HandoverId,
        /// The stage of the deal on the effective day.
        stage_id: StageId,
        /// The share in basis points.
        share: i64,
    }
}

record! {
    /// That a deal passed to another owner on a day, beside what reports say.
    DealPassing in "deal_passing" by DealPassingId {
        /// The deal.
        opportunity_id: OpportunityId,
        /// The first day of the new owner.
        on_day: NaiveDate,
        /// The new owner.
        owner_id: PersonId,
        /// The former owner.
        from_id: Option<PersonId>,
        /// Who is credited with it.
        rule: CreditRule,
        /// What is credited to the former owner if it is signed in time, in basis points.
        share: i64,
        /// The last day of signing on which that holds.
        until: Option<NaiveDate>,
        /// The handover.
        handover_id: HandoverId,
        /// Who carried it out.
        by_name: String,
    }
}
