//! What became of what needed the manager, by which rules something does, and notes.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// That something which needs the manager was put off or ticked off (暂缓、已处理).
    NoticeMark in "notice_mark" by NoticeMarkId {
        /// What it was, see `metrics/notices`.
        key: String,
        /// The day on which it comes back; `None` where it was ticked off.
        until: Option<NaiveDate>,
        /// The day on which that was said.
        on_day: NaiveDate,
        /// Who said it.
        by_name: String,
    }
}

record! {
    /// A rule by which something becomes a notice, where it is not the usual one (提醒规则).
    NoticeRule in "notice_rule" by NoticeRuleId {
        /// The word of the kind.
        kind: String,
        /// Whether it is switched on.
        active: bool,
        /// Its number of days; `None` for the usual one.
        threshold: Option<i64>,
    }
}

record! {
    /// A note on a person, a deal or a customer (记一笔).
    Note in "note" by NoteId {
        /// The person it is on.
        person_id: Option<PersonId>,
        /// The deal it is on.
        opportunity_id: Option<OpportunityId>,
        /// The customer it is on.
        account_id: Option<AccountId>,
        /// The words.
        words: String,
        /// By when it is to be done; `None` for one that only says something.
        due: Option<NaiveDate>,
        /// The day on which it was done.
        done_on: Option<NaiveDate>,
        /// The day on which it was written.
        on_day: NaiveDate,
        /// Who wrote it.
        by_name: String,
    }
}
