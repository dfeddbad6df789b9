//! What customers answer when they are asked.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// A customer's answer on how satisfied it is.
    SatisfactionAnswer in "satisfaction_answer" by SatisfactionAnswerId {
        /// The customer.
        account_id: AccountId,
        /// The day of the answer; that of the report where the sheet states none.
        on_day: NaiveDate,
        /// Who answered.
        contact: Option<String>,
        /// What was asked.
        question: Option<String>,
        /// The score in ten-thousandths of a point.
        score: i64,
        /// What was said besides.
        comment: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}
