//! Visits and calls, and what people report about a period.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// What a report is about, which its period says.
    ReportKind {
        /// A day.
        Daily = "daily",
        /// An ISO week.
        Weekly = "weekly",
        /// A month.
        Monthly = "monthly",
        /// A quarter.
        Quarterly = "quarterly",
        /// A year.
        Yearly = "yearly",
    }
}

words! {
    /// The kinds of report that can be owed.
    OwedKind {
        /// One for each day that is worked.
        Daily = "daily",
        /// One for each ISO week.
        Weekly = "weekly",
        /// One for each month.
        Monthly = "monthly",
    }
}

record! {
    /// A visit, call or other work on a day.
    Activity in "activity" by ActivityId {
        /// Who.
        person_id: PersonId,
        /// The day.
        on_day: NaiveDate,
        /// The customer, if any.
        account_id: Option<AccountId>,
        /// What it was about.
        subject: String,
        /// Visit, call and so on, as people write it.
        kind: Option<String>,
        /// What came of it.
        result: Option<String>,
        /// What comes next.
        next_step: Option<String>,
        /// The day planned for that.
        next_on: Option<NaiveDate>,
        /// Whom one met.
        contact: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A person's report about a period.
    Report in "report" by ReportId {
        /// Who reports.
        person_id: PersonId,
        /// What kind of period.
        kind: ReportKind,
        /// The period as text, or the day of a daily report.
        period: String,
        /// The date of the sheet that first brought it.
        report_date: NaiveDate,
        /// What was done.
        done: Option<String>,
        /// What is planned.
        plan: Option<String>,
        /// What stands in the way.
        problems: Option<String>,
        /// What help is asked for.
        help: Option<String>,
        /// What customers say.
        feedback: Option<String>,
        /// News of the market.
        market: Option<String>,
        /// What is promised.
        commitments: Option<String>,
        /// The amount in fen that is promised for the period after.
        promised: Option<i64>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A rule of who owes which report, and when it is due.
    ReportRule in "report_rule" by ReportRuleId {
        /// What kind of report.
        kind: OwedKind,
        /// Whose post; `None` for everyone who belongs to a team and manages none.
        post_id: Option<PostId>,
        /// The weekday or the day of the month after the period; `None` for the first working day.
        due_day: Option<i64>,
        /// The hour of that day.
        due_hour: i64,
        /// Working days after that which are still in time.
        grace_days: i64,
        /// Whether it holds.
        active: bool,
        /// Nothing is owed for periods that begin before this day; `None` since ever.
        starts: Option<NaiveDate>,
    }
}
