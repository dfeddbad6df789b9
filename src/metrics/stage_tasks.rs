//! What is to be done in the stage a deal stands in, and by when (domain document, 063 and B17).
//!
//! A task is due so many working days after the deal entered its stage, by the calendar of the company, so
//! holidays and worked weekends move it. The stages of the version that the deal began under decide, also
//! where a newer one holds by now. A task without days has no day; a deal that came to its stage again
//! begins its tasks again.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::ids::{OpportunityId, StageId, StageItemId};
use crate::domain::process::deadlines::{deadlines, overdue};
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::opportunities;
use crate::store::records::{Move, Opportunity, Place, StageItem, StageItemKind, Status};
use crate::store::stage_models;

/// The tasks of an open deal in its stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageTasks {
    /// The stage.
    pub stage: StageId,
    /// The day the deal entered it; `None` where no move says.
    pub entered: Option<NaiveDate>,
    /// What is done in it, in order.
    pub tasks: Vec<DueTask>,
}

/// A task and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueTask {
    /// The task.
    pub item: StageItemId,
    /// What.
    pub name: String,
    /// What, in English.
    pub name_en: String,
    /// By when; `None` where the task has no days, or nobody knows when the stage began.
    pub due: Option<NaiveDate>,
    /// How many working days its day is over; 0 when it is not.
    pub late: usize,
}

/// The tasks of a stage that was entered on a day, as of today.
pub fn due(
    calendar: &Calendar,
    items: &[StageItem],
    entered: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<DueTask> {
    let tasks = items.iter().filter(|item| item.kind == StageItemKind::Task);
    let task = |item: &StageItem| {
        let days = item.days.and_then(|days| usize::try_from(days).ok());
        let due = entered
            .zip(days)
            .and_then(|(entered, days)| deadlines(calendar, entered, [days]).first().copied());
        DueTask {
            item: item.id,
            name: item.name.clone(),
            name_en: item.name_en.clone(),
            due,
            late: due.map_or(0, |due| overdue(calendar, due, today)),
        }
    };
    tasks.map(task).collect()
}

/// The day of the last move into a stage; moves of one day count in the order of their keys.
pub fn entered(moves: &[Move], stage: StageId) -> Option<NaiveDate> {
    let into = moves.iter().filter(|step| step.place_after == Some(Place::Stage(stage)));
    into.map(|step| (step.on_day, step.id)).max().map(|(day, _)| day)
}

/// The tasks of an open deal as of today; `None` for a deal that is closed, gone or in no stage.
///
/// # Errors
/// Whatever the database reports.
pub fn of_deal(
    db: &Db,
    directory: &Directory,
    deal: OpportunityId,
    today: NaiveDate,
) -> Result<Option<StageTasks>> {
    let found = db.get::<Opportunity>(deal)?.filter(|deal| deal.status == Status::Open);
    let Some(stage) = found.and_then(|deal| deal.stage_id) else { return Ok(None) };
    let items = stage_models::items(db)?.remove(&stage).unwrap_or_default();
    let entered = entered(&opportunities::moves_of(db, deal)?, stage);
    let tasks = due(&directory.calendar, &items, entered, today);
    Ok(Some(StageTasks { stage, entered, tasks }))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn tasks_are_due_by_working_days_from_the_beginning_of_the_stage() {
        let calendar = Calendar::published();
        let items = [
            item(1, StageItemKind::Evidence, None),
            item(2, StageItemKind::Task, Some(10)),
            item(3, StageItemKind::Task, Some(25)),
            item(4, StageItemKind::Task, None),
            item(5, StageItemKind::Role, None),
        ];
        // The worked case: ten working days from 14 September 2026 end on the 28th, and fifteen more, over
        // the holiday of October, on the 23rd of it.
        let today = day("2026-09-30");
        let found = due(&calendar, &items, Some(day("2026-09-14")), today);
        let told: Vec<_> = found.iter().map(|task| (task.item.0, task.due, task.late)).collect();
        let (first, second) = (Some(day("2026-09-28")), Some(day("2026-10-23")));
        assert_eq!(told, [(2, first, 2), (3, second, 0), (4, None, 0)]);
        // Nobody knows when the stage began.
        let unknown = due(&calendar, &items, None, today);
        assert!(unknown.iter().all(|task| task.due.is_none() && task.late == 0));
        assert_eq!(unknown.len(), 3);
    }
}
