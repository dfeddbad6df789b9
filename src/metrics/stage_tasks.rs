//! What is to be done in the stage a deal stands in, and by when (domain document, 063 and B17).
//!
//! A task is due so many working days after the deal entered its stage, by the calendar of the company, so
//! holidays and worked weekends move it. The stages of the version that the deal began under decide, also
//! where a newer one holds by now. A task without days has no day.
//!
//! A deal that came to its stage again begins its tasks again: what was done up to the end of the stay
//! before counts no more. What was done ahead of the first stay counts.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::process::deadlines::{deadlines, overdue};
use crate::store::records::{DealEvidence, StageItem, StageItemKind};

/// The stay whose tasks are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stint {
    /// The day it began; `None` where nobody knows.
    pub entered: Option<NaiveDate>,
    /// The day on which the stay in the stage before it ended; `None` for the first one.
    pub left: Option<NaiveDate>,
}

/// A task and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueTask {
    /// The task.
    pub item: StageItem,
    /// By when; `None` where the task has no days, or nobody knows when the stage began.
    pub due: Option<NaiveDate>,
    /// When it was done, and where that is to be seen.
    pub done: Option<DealEvidence>,
    /// How many working days its day was over when it was done, or is over today; 0 when it was not.
    pub late: usize,
}

impl DueTask {
    /// Whether it is still to be done and its day is over.
    pub const fn overdue(&self) -> bool {
        self.done.is_none() && self.late > 0
    }
}

/// The tasks of a stay as of today, in order; what a stage asks for beside them is no task.
pub fn due(
    calendar: &Calendar,
    items: &[StageItem],
    (stint, done): (Stint, &[DealEvidence]),
    today: NaiveDate,
) -> Vec<DueTask> {
    let tasks = items.iter().filter(|item| item.kind == StageItemKind::Task);
    let counts = |said: &&DealEvidence| stint.left.is_none_or(|left| said.on_day > left);
    let task = |item: &StageItem| {
        let days = item.days.and_then(|days| usize::try_from(days).ok());
        let due = stint
            .entered
            .zip(days)
            .and_then(|(entered, days)| deadlines(calendar, entered, [days]).first().copied());
        let done = done.iter().filter(counts).find(|said| said.item_id == item.id).cloned();
        let until = done.as_ref().map_or(today, |said| said.on_day);
        let late = due.map_or(0, |due| overdue(calendar, due, until));
        DueTask { item: item.clone(), due, done, late }
    };
    tasks.map(task).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::StageItemId;
    use crate::domain::ids::{DealEvidenceId, OpportunityId, StageId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn item(id: i64, kind: StageItemKind, days: Option<i64>) -> StageItem {
        StageItem {
            id: StageItemId(id),
            stage_id: StageId(1),
            kind,
            position: id,
            name: format!("第{id}项"),
            name_en: String::new(),
            days,
        }
    }

    fn items() -> [StageItem; 5] {
        [
            item(1, StageItemKind::Evidence, None),
            item(2, StageItemKind::Task, Some(10)),
            item(3, StageItemKind::Task, Some(25)),
            item(4, StageItemKind::Task, None),
            item(5, StageItemKind::Role, None),
        ]
    }

    fn told(stint: Stint, done: &[DealEvidence]) -> Vec<(i64, Option<NaiveDate>, bool, usize)> {
        let found = due(&Calendar::published(), &items(), (stint, done), day("2026-09-30"));
        let tell = |task: &DueTask| (task.item.id.0, task.due, task.done.is_some(), task.late);
        found.iter().map(tell).collect()
    }

    fn done(item: i64, on: &str) -> DealEvidence {
        DealEvidence {
            id: DealEvidenceId(item),
            opportunity_id: OpportunityId(1),
            item_id: StageItemId(item),
            on_day: day(on),
            shown_in: None,
            by_name: String::new(),
        }
    }

    #[test]
    fn tasks_are_due_by_working_days_from_the_beginning_of_the_stage() {
        // The worked case: ten working days from 14 September 2026 end on the 28th, and fifteen more, over
        // the holiday of October, on the 23rd of it.
        let stint = Stint { entered: Some(day("2026-09-14")), left: None };
        let (first, second) = (Some(day("2026-09-28")), Some(day("2026-10-23")));
        let expected = [(2, first, false, 2), (3, second, false, 0), (4, None, false, 0)];
        assert_eq!(told(stint, &[]), expected);
        // Nobody knows when the stage began.
        let unknown = told(Stint::default(), &[]);
        assert_eq!(unknown, [2, 3, 4].map(|id| (id, None, false, 0)));
    }

    #[test]
    fn what_is_done_is_late_as_of_the_day_it_was_done() {
        let entered = Some(day("2026-09-14"));
        let stint = Stint { entered, left: None };
        let (first, second) = (Some(day("2026-09-28")), Some(day("2026-10-23")));
        // Evidence is no task, whatever is said of it.
        let said = [done(1, "2026-09-01"), done(2, "2026-09-29"), done(4, "2026-09-01")];
        let expected = [(2, first, true, 1), (3, second, false, 0), (4, None, true, 0)];
        assert_eq!(told(stint, &said), expected);
        // It came back: what was done in the stay before, up to its last day, begins again.
        let again = Stint { entered, left: Some(day("2026-09-01")) };
        let expected = [(2, first, true, 1), (3, second, false, 0), (4, None, false, 0)];
        assert_eq!(told(again, &said), expected);
        let found = due(&Calendar::published(), &items(), (stint, &[]), day("2026-09-30"));
        assert_eq!(found.iter().map(DueTask::overdue).collect::<Vec<_>>(), [true, false, false]);
    }
}
