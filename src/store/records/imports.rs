//! Settings, imports and what they remember.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

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
        /// The headings of its columns, a JSON array of texts.
        headings: Option<String>,
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
        /// Who sends such sheets; see `sheets::memory::sender`.
        sender: String,
        /// Which field: `stage`, `product`, `person`, `account`; `heading:KIND` and `order:KIND` say what
        /// a column is.
        field: String,
        /// The text, normalised.
        text_key: String,
        /// Our name for it.
        meaning: String,
    }
}
