//! What reports say of why a deal was won or lost, and against whom: a fold over the rows that close it,
//! in the order of the reports, beside the one of [`super::fold`].
//!
//! A blank cell states nothing, so the reason of one report and the rival of another stand together; a
//! deal that ends otherwise begins anew. What a person typed is never overwritten: what reports say then
//! stays in the sightings, and speaks again once the person takes it back.

use crate::command::import::FieldChange;
use crate::command::import::opportunities::fold::Told;
use crate::domain::ids::{DealOutcomeId, OpportunityId};
use crate::error::Result;
use crate::store::records::{DealOutcome, OutcomeReason, Place, Status};
use crate::store::{Db, outcomes};

/// What is known after one more row; it has no key yet. A row that says nothing new leaves it with the
/// import that said it first.
pub(super) fn next(
    before: Option<DealOutcome>,
    deal: OpportunityId,
    told: &Told<'_>,
) -> Option<DealOutcome> {
    let stated = told.stated;
    let result = match stated.place {
        Place::Won => Status::Won,
        Place::Lost => Status::Lost,
        Place::Stage(_) => return before,
    };
    if stated.reason.is_none() && stated.competitor.is_none() {
        return before;
    }
    let said = DealOutcome {
        id: DealOutcomeId(0),
        opportunity_id: deal,
        said_on: told.report_date,
        result,
        reason: stated.reason,
        competitor: stated.competitor.clone(),
        their_price: None,
        detail: stated.why.clone(),
        by_name: told.by.to_owned(),
        batch_id: told.batch,
    };
    let Some(before) = before.filter(|before| before.result == result) else { return Some(said) };
    let (reason, detail) = match said.reason {
        Some(reason) => (Some(reason), said.detail),
        None => (before.reason, before.detail.clone()),
    };
    let competitor = said.competitor.or_else(|| before.competitor.clone());
    let same =
        reason == before.reason && detail == before.detail && competitor == before.competitor;
    if same {
        return Some(before);
    }
    Some(DealOutcome {
        reason,
        competitor,
        detail,
        said_on: told.report_date,
        by_name: told.by.to_owned(),
        batch_id: told.batch,
        ..before
    })
}

/// Takes what one more row says, in order; what it changed. Nothing where a person has typed it.
pub(super) fn listen(
    db: &mut Db,
    deal: OpportunityId,
    told: &Told<'_>,
) -> Result<Vec<FieldChange>> {
    if told.stated.reason.is_none() && told.stated.competitor.is_none() {
        return Ok(vec![]);
    }
    let stored = outcomes::of_deal(db, deal)?;
    if stored.as_ref().is_some_and(is_typed) {
        return Ok(vec![]);
    }
    let heard = next(stored.clone(), deal, told);
    let changes = changes(stored.as_ref(), heard.as_ref());
    keep(db, deal, heard)?;
    Ok(changes)
}

/// Puts what reports say in its place, unless a person has typed it; whether there was a difference.
pub(super) fn keep(db: &mut Db, deal: OpportunityId, heard: Option<DealOutcome>) -> Result<bool> {
    match (outcomes::of_deal(db, deal)?, heard) {
        (Some(stored), _) if is_typed(&stored) => Ok(false),
        (None, None) => Ok(false),
        (Some(stored), None) => db.delete::<DealOutcome>(stored.id).map(|()| true),
        (None, Some(heard)) => {
            let id = DealOutcomeId(db.allocate()?);
            db.insert(&DealOutcome { id, ..heard }).map(|()| true)
        }
        (Some(stored), Some(heard)) => {
            let heard = DealOutcome { id: stored.id, ..heard };
            db.update_from(&stored, &heard)
        }
    }
}

const fn is_typed(outcome: &DealOutcome) -> bool {
    outcome.batch_id.is_none()
}

fn changes(before: Option<&DealOutcome>, after: Option<&DealOutcome>) -> Vec<FieldChange> {
    let reason = |outcome: Option<&DealOutcome>| {
        let Some(outcome) = outcome else { return String::new() };
        match (outcome.reason, &outcome.detail) {
            (Some(OutcomeReason::Other), Some(words)) => words.clone(),
            (Some(reason), _) => reason.word().to_owned(),
            (None, _) => String::new(),
        }
    };
    let rival = |outcome: Option<&DealOutcome>| {
        outcome.and_then(|outcome| outcome.competitor.clone()).unwrap_or_default()
    };
    let fields = [
        ("close_reason", reason(before), reason(after)),
        ("competitor", rival(before), rival(after)),
    ];
    let differ = fields.into_iter().filter(|(_, before, after)| before != after);
    differ.map(|(field, before, after)| FieldChange { field, before, after }).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::ids::BatchId;
    use crate::store::sightings::Stated;

    const DEAL: OpportunityId = OpportunityId(1);

    fn row(place: Place, reason: Option<OutcomeReason>, competitor: Option<&str>) -> Stated {
        Stated { reason, competitor: competitor.map(str::to_owned), ..Stated::at(place) }
    }

    /// What is known after rows of the batches 1, 2 …: result, reason, rival and the import behind it.
    fn after(rows: &[Stated]) -> Option<(Status, Option<OutcomeReason>, Option<String>, i64)> {
        let mut heard = None;
        for (batch, stated) in (1_i64..).zip(rows) {
            let told = Told {
                stated,
                report_date: NaiveDate::default(),
                first_stage: false,
                product: None,
                by: "林晓峰",
                batch: Some(BatchId(batch)),
            };
            heard = next(heard, DEAL, &told);
        }
        let heard = heard?;
        Some((heard.result, heard.reason, heard.competitor, heard.batch_id?.0))
    }

    #[test]
    fn rows_that_close_a_deal_say_why() {
        use OutcomeReason::{Delivery, Price};
        let rival = |name: &str| Some(name.to_owned());
        let (lost, won) = (Place::Lost, Place::Won);
        let open = Place::Stage(crate::domain::ids::StageId(3));
        for (rows, expected) in [
            (vec![row(lost, None, None)], None),
            (vec![row(open, Some(Price), Some("甲仪"))], None),
            (vec![row(lost, Some(Price), None)], Some((Status::Lost, Some(Price), None, 1))),
            (vec![row(won, None, Some("甲仪"))], Some((Status::Won, None, rival("甲仪"), 1))),
            // The reason of one and the rival of the next stand together.
            (
                vec![row(lost, Some(Price), None), row(lost, None, Some("甲仪"))],
                Some((Status::Lost, Some(Price), rival("甲仪"), 2)),
            ),
            // The same again stays with the first, and so it is with a row that says nothing.
            (
                vec![row(lost, Some(Price), None), row(lost, Some(Price), None)],
                Some((Status::Lost, Some(Price), None, 1)),
            ),
            (
                vec![row(lost, Some(Price), None), row(lost, None, None), row(open, None, None)],
                Some((Status::Lost, Some(Price), None, 1)),
            ),
            // Another ending begins anew.
            (
                vec![row(lost, Some(Price), Some("甲仪")), row(won, Some(Delivery), None)],
                Some((Status::Won, Some(Delivery), None, 2)),
            ),
        ] {
            assert_eq!(after(&rows), expected, "{rows:?}");
        }
    }

    #[test]
    fn other_words_are_shown_as_they_are() {
        let outcome = |reason, detail: Option<&str>| DealOutcome {
            id: DealOutcomeId(0),
            opportunity_id: DEAL,
            said_on: NaiveDate::default(),
            result: Status::Lost,
            reason,
            competitor: None,
            their_price: None,
            detail: detail.map(str::to_owned),
            by_name: String::new(),
            batch_id: None,
        };
        let price = outcome(Some(OutcomeReason::Price), None);
        let other = outcome(Some(OutcomeReason::Other), Some("选择竞品"));
        let told = changes(Some(&price), Some(&other));
        let told: Vec<(&str, &str, &str)> =
            told.iter().map(|one| (one.field, one.before.as_str(), one.after.as_str())).collect();
        assert_eq!(told, [("close_reason", "price", "选择竞品")]);
        assert!(changes(Some(&price), Some(&price)).is_empty());
    }
}
