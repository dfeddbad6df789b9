//! What reports said of deals: one sighting for each row that was taken.
//!
//! A deal's sightings, in the order of the reports' dates and then of their keys, are its whole
//! past; its row and its moves are what follows from them. So a report that comes late is put where
//! it belongs, and an import that is taken back leaves the others standing.
//!
//! Names are kept as keys, as they were understood when the row came in: a meaning that is answered
//! differently later does not change the past. Most rows of a weekly report repeat the week before,
//! so a sighting that says the same as the one before it says only that.

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, OpportunityId, PersonId, ProductId};
use crate::error::{Error, Result};
use crate::store::Record as _;
use crate::store::db::{Column as _, Db, Value, image};
use crate::store::journal::{cell, cells};
use crate::store::records::{OutcomeReason, Place, Sighting};

/// What a row of a report states of a deal, read and checked; what its sheet leaves blank is
/// `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The sender's own number.
    pub number: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The customer.
    pub account: Option<AccountId>,
    /// The product.
    pub product: Option<ProductId>,
    /// The person responsible.
    pub owner: Option<PersonId>,
    /// Where it stands.
    pub place: Place,
    /// The amount in fen.
    pub amount: Option<i64>,
    /// The chance of winning it, in basis points.
    pub probability: Option<i64>,
    /// The day it is expected to be signed.
    pub expected_close: Option<NaiveDate>,
    /// The day it began.
    pub created_on: Option<NaiveDate>,
    /// The day it entered its stage.
    pub entered_on: Option<NaiveDate>,
    /// The day it was won or lost.
    pub closed_on: Option<NaiveDate>,
    /// The note.
    pub note: Option<String>,
    /// Columns that we do not know, a JSON object.
    pub extra: Option<String>,
    /// Why it was won or lost, for a row that closes it.
    pub reason: Option<OutcomeReason>,
    /// The words of a reason that is none of those we know.
    pub why: Option<String>,
    /// Who else was in it, for a row that closes it.
    pub competitor: Option<String>,
}

impl Stated {
    /// What a row states that says nothing but where the deal stands.
    pub const fn at(place: Place) -> Self {
        Self {
            number: None,
            name: None,
            account: None,
            product: None,
            owner: None,
            place,
            amount: None,
            probability: None,
            expected_close: None,
            created_on: None,
            entered_on: None,
            closed_on: None,
            note: None,
            extra: None,
            reason: None,
            why: None,
            competitor: None,
        }
    }

    /// The text that is kept: a JSON object of what is stated, always in the same order, so that
    /// two rows say the same when their texts are equal.
    pub fn to_text(&self) -> String {
        let cells: [(&str, Value); 17] = [
            ("number", self.number.write()),
            ("name", self.name.write()),
            ("account", self.account.write()),
            ("product", self.product.write()),
            ("owner", self.owner.write()),
            ("place", self.place.write()),
            ("amount", self.amount.write()),
            ("probability", self.probability.write()),
            ("expected_close", self.expected_close.write()),
            ("created_on", self.created_on.write()),
            ("entered_on", self.entered_on.write()),
            ("closed_on", self.closed_on.write()),
            ("note", self.note.write()),
            ("extra", self.extra.write()),
            ("reason", self.reason.write()),
            ("why", self.why.write()),
            ("competitor", self.competitor.write()),
        ];
        let stated = cells.iter().filter(|(_, value)| *value != Value::Null);
        image(stated.map(|(name, value)| (*name, value)))
    }

    /// Reads what [`Stated::to_text`] wrote.
    ///
    /// # Errors
    /// When the text is something else: the file was changed by another program.
    pub fn from_text(text: &str) -> Result<Self> {
        let cells = cells(text)?;
        let place = cell(&cells, "place").ok_or_else(|| {
            Error::new("error-workspace-damaged").detail("a sighting cannot be read")
        })?;
        Ok(Self {
            number: cell(&cells, "number"),
            name: cell(&cells, "name"),
            account: cell(&cells, "account"),
            product: cell(&cells, "product"),
            owner: cell(&cells, "owner"),
            place,
            amount: cell(&cells, "amount"),
            probability: cell(&cells, "probability"),
            expected_close: cell(&cells, "expected_close"),
            created_on: cell(&cells, "created_on"),
            entered_on: cell(&cells, "entered_on"),
            closed_on: cell(&cells, "closed_on"),
            note: cell(&cells, "note"),
            extra: cell(&cells, "extra"),
            reason: cell(&cells, "reason"),
            why: cell(&cells, "why"),
            competitor: cell(&cells, "competitor"),
        })
    }
}

const OF_DEAL: &str = "SELECT id, opportunity_id, report_date, batch_id, stated FROM sighting WHERE opportunity_id = $1 ORDER BY report_date, id";
const NEWEST_STATED: &str = "SELECT stated FROM sighting WHERE opportunity_id = $1 AND stated IS NOT NULL ORDER BY report_date DESC, id DESC LIMIT 1";

/// A deal's sightings in order.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<Sighting>> {
    db.rows(OF_DEAL, &[deal.into()], Sighting::from_row)
}

/// What the newest report stated of a deal; `None` for a deal without sightings.
///
/// # Errors
/// Whatever the database reports.
pub fn newest_stated(db: &Db, deal: OpportunityId) -> Result<Option<String>> {
    db.first(NEWEST_STATED, &[deal.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::StageId;

    #[test]
    fn what_is_written_is_what_is_read() {
        let bare = Stated::at(Place::Won);
        assert_eq!(bare.to_text(), r#"{"place":"won"}"#);
        assert_eq!(Stated::from_text(&bare.to_text()).unwrap(), bare);
        let day = NaiveDate::from_ymd_opt(2025, 11, 9);
        let full = Stated {
            number: Some("S-1".to_owned()),
            name: Some("“引号” \"\\\n".to_owned()),
            account: Some(AccountId(3)),
            product: Some(ProductId(4)),
            owner: Some(PersonId(5)),
            place: Place::Stage(StageId(12)),
            amount: Some(-186_000_000),
            probability: Some(5_000),
            expected_close: day,
            created_on: day,
            entered_on: day,
            closed_on: day,
            note: Some("12".to_owned()),
            extra: Some(r#"{"颜色":"红"}"#.to_owned()),
            reason: Some(OutcomeReason::Other),
            why: Some("选择竞品".to_owned()),
            competitor: Some("甲仪".to_owned()),
        };
        assert_eq!(Stated::from_text(&full.to_text()).unwrap(), full);
        for damaged in ["", "{}", "[]", r#"{"place":7}"#] {
            assert_eq!(
                Stated::from_text(damaged).unwrap_err().key(),
                "error-workspace-damaged",
                "{damaged}"
            );
        }
    }
}
