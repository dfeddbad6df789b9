//! Undo, redo, history and taking back, all read from the journal's row images.
//!
//! Steps form one line. Undo takes the newest step that is done and writes the images before;
//! redo takes the oldest that is undone and writes the images after. A new step drops what could
//! have been redone (it stays in the audit trail). Both work across restarts, since the journal is
//! in the workspace.

use std::collections::BTreeSet;

use crate::domain::ids::StepId;
use crate::error::{Error, Result};
use crate::store::db::sqlite::Row;
use crate::store::db::{DEAL, Db, Value, ValueRef, delete_sql, insert_sql, select_sql, update_sql};

/// A step as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The key.
    pub id: StepId,
    /// When, UTC text.
    pub at: String,
    /// Who.
    pub by: String,
    /// Which command, a Fluent key.
    pub title: String,
    /// What it names.
    pub subject: String,
    /// The last change that belongs to it.
    last_change: i64,
}

/// One change of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key; changes of a step are in the order of keys.
    pub id: i64,
    /// The step it belongs to.
    pub step: StepId,
    /// The table.
    pub table: String,
    /// The row.
    pub row: i64,
    /// `insert`, `update` or `delete`.
    pub verb: String,
    /// The cells before, for update and delete.
    pub before: Vec<(String, Value)>,
    /// The cells after, for insert and update.
    pub after: Vec<(String, Value)>,
}

/// What undo or redo did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replayed {
    /// The step.
    pub step: Step,
    /// The tables written.
    pub tables: BTreeSet<&'static str>,
}

const NEWEST_DONE: &str = "SELECT id, at, by_name, title, subject, last_change FROM step WHERE state = 'done' ORDER BY id DESC LIMIT 1";
const OLDEST_UNDONE: &str = "SELECT id, at, by_name, title, subject, last_change FROM step WHERE state = 'undone' ORDER BY id LIMIT 1";
const STEP_BY_ID: &str =
    "SELECT id, at, by_name, title, subject, last_change FROM step WHERE id = $1";
const CHANGES_DOWN: &str = "SELECT id, step_id, table_name, row_id, verb, before_image, after_image FROM change WHERE id > $1 AND id <= $2 ORDER BY id DESC LIMIT 2000";
const CHANGES_UP: &str = "SELECT id, step_id, table_name, row_id, verb, before_image, after_image FROM change WHERE id > $1 AND id <= $2 ORDER BY id LIMIT 2000";
const SET_STATE: &str = "UPDATE step SET state = $1 WHERE id = $2";
const LATER_CHANGE: &str = "SELECT COUNT(*) FROM change c JOIN step s ON s.id = c.step_id WHERE c.row_id = $1 AND c.id > $2 AND s.state IN ('done', 'fixed')";
const HISTORY: &str = "SELECT c.id, c.step_id, c.table_name, c.row_id, c.verb, c.before_image, c.after_image FROM change c JOIN step s ON s.id = c.step_id WHERE c.row_id = $1 AND s.state IN ('done', 'fixed') ORDER BY c.id";

const DEAL_OF_MOVE: &str = "SELECT opportunity_id FROM move WHERE id = $1";
pub(super) const FIX: &str = "UPDATE step SET state = 'fixed' WHERE state = 'done'";

/// The tables whose rows the journal may write; anything else in an image is refused.
pub(super) const TABLES: &[&str] = &[
    "account",
    "activity",
    "alias",
    "batch",
    "behaviour_finding",
    "behaviour_line",
    "behaviour_member",
    "behaviour_trial",
    "behaviour_trial_person",
    "calendar_span",
    "calendar_year",
    "candidate",
    "candidate_finding",
    "career_action",
    "career_condition",
    "career_plan",
    "career_review",
    "career_step",
    "case_reading",
    "case_step",
    "case_use",
    "certificate",
    "certificate_kind",
    "certificate_term",
    "class_presence",
    "class_score",
    "class_session",
    "coaching",
    "coaching_action",
    "coaching_option",
    "coaching_postponement",
    "coaching_rhythm",
    "coaching_symptom",
    "company_day",
    "contact",
    "course",
    "course_skill",
    "deal_answer",
    "deal_category",
    "deal_contact",
    "deal_decision",
    "deal_evidence",
    "deal_next_step",
    "deal_note",
    "deal_outcome",
    "deal_part",
    "deal_passing",
    "deal_risk",
    "deal_waiver",
    "development_offer",
    "duty_acknowledgement",
    "duty_check",
    "duty_choice",
    "duty_line",
    "duty_sheet",
    "enrolment",
    "establishment",
    "evaluation",
    "evaluation_cycle",
    "evaluation_row",
    "evaluation_template",
    "forecast_call",
    "forecast_freeze",
    "gap_reason",
    "grade_band",
    "handover",
    "handover_item",
    "handover_share",
    "headcount_plan",
    "headcount_tier",
    "improvement",
    "improvement_check",
    "improvement_evidence",
    "improvement_objective",
    "improvement_plan",
    "improvement_point",
    "improvement_support",
    "knowledge_question",
    "knowledge_reader",
    "knowledge_update",
    "learning_name",
    "major_event",
    "market_note",
    "membership",
    "mentor_checkin",
    "mentor_pair",
    "mentor_task",
    "move",
    "note",
    "notice_mark",
    "notice_rule",
    "observation",
    "observation_anchor",
    "observation_practice",
    "observation_rating",
    "observation_requirement",
    "observation_step",
    "observation_template",
    "observation_tick",
    "opportunity",
    "order_return",
    "person",
    "play",
    "play_adoption",
    "play_adoption_step",
    "play_source",
    "play_step",
    "post",
    "process_improvement",
    "product",
    "pulse",
    "pulse_count",
    "receipt",
    "recognition",
    "refresher",
    "refresher_try",
    "region",
    "reject",
    "rep_feedback",
    "report",
    "report_rule",
    "sales_case",
    "sales_order",
    "satisfaction_answer",
    "saved_list",
    "setting",
    "sighting",
    "signature",
    "skill",
    "skill_anchor",
    "skill_rating",
    "skill_requirement",
    "skill_self_rating",
    "stage",
    "stage_item",
    "stage_model",
    "strategy",
    "strategy_line",
    "support_given",
    "target",
    "target_acknowledgement",
    "target_action",
    "target_version",
    "team",
    "team_charter",
    "team_event",
    "team_event_person",
    "team_term",
    "training_class",
    "training_plan",
    "training_plan_item",
    "training_plan_person",
    "training_result",
    "vacancy",
];

/// The step that undo would take, if any.
///
/// # Errors
/// Whatever the database reports.
pub fn undoable(db: &Db) -> Result<Option<Step>> {
    db.first(NEWEST_DONE, &[], step_from)
}

/// The step that redo would take, if any.
///
/// # Errors
/// Whatever the database reports.
pub fn redoable(db: &Db) -> Result<Option<Step>> {
    db.first(OLDEST_UNDONE, &[], step_from)
}

/// A step by its key.
///
/// # Errors
/// Whatever the database reports.
pub fn step(db: &Db, id: StepId) -> Result<Option<Step>> {
    db.first(STEP_BY_ID, &[id.into()], step_from)
}

/// Takes back the newest step; `None` when there is nothing to undo.
///
/// # Errors
/// Whatever the database reports; nothing is changed then.
pub fn undo(db: &mut Db) -> Result<Option<Replayed>> {
    let Some(step) = undoable(db)? else { return Ok(None) };
    replay(db, step, Direction::Back).map(Some)
}

/// Does the oldest undone step again; `None` when there is nothing to redo.
///
/// # Errors
/// Whatever the database reports; nothing is changed then.
pub fn redo(db: &mut Db) -> Result<Option<Replayed>> {
    let Some(step) = redoable(db)? else { return Ok(None) };
    replay(db, step, Direction::Forth).map(Some)
}

/// Makes all steps so far part of the workspace's beginning, which undo does not take back.
///
/// # Errors
/// Whatever the database reports.
pub fn fix_all(db: &mut Db) -> Result<()> {
    db.unjournaled(|db| db.connection().execute(FIX, &[]))
}

/// All changes of a record that stand, oldest first.
///
/// # Errors
/// Whatever the database reports.
pub fn history(db: &Db, row: i64) -> Result<Vec<Change>> {
    db.rows(HISTORY, &[row.into()], change_from)
}

/// Hands over a step's changes, newest first.
///
/// # Errors
/// Whatever the database or `each` reports.
pub fn changes_back(
    db: &mut Db,
    step: &Step,
    mut each: impl FnMut(&mut Db, Change) -> Result<()>,
) -> Result<()> {
    let mut below = step.last_change;
    loop {
        let changes = db.rows(CHANGES_DOWN, &[step.id.into(), below.into()], change_from)?;
        let Some(last) = changes.last() else { return Ok(()) };
        below = last.id - 1;
        for change in changes {
            each(db, change)?;
        }
    }
}

/// Whether a later step that stands has changed the row too.
///
/// # Errors
/// Whatever the database reports.
pub fn changed_since(db: &Db, row: i64, step: &Step) -> Result<bool> {
    let later =
        db.first(LATER_CHANGE, &[row.into(), step.last_change.into()], |row| row.get::<i64>(0))?;
    Ok(later.unwrap_or_default() > 0)
}

/// Writes a change backwards as part of the running step, so that this too can be undone.
///
/// # Errors
/// When something still refers to the row, or the database fails.
pub fn revert(db: &mut Db, change: &Change) -> Result<()> {
    let table = table_name(&change.table)?;
    // The row may have changed since: its images must be as it is now, or undo would not bring that
    // back.
    let present = |cells: &[(String, Value)]| present(db, table, change.row, cells);
    let (verb, before, after) = match change.verb.as_str() {
        "insert" => ("delete", Some(present(&change.after)?), None),
        "delete" => ("insert", None, Some(change.before.clone())),
        _ => ("update", Some(present(&change.before)?), Some(change.before.clone())),
    };
    write(db, change, Direction::Back)?;
    let text = |cells: Vec<(String, Value)>| {
        super::db::image(cells.iter().map(|(column, value)| (column.as_str(), value)))
    };
    db.journal(table, change.row, verb, before.map(text), after.map(text))
}

/// The cells of a row as they are now, for the columns of an image.
fn present(
    db: &Db,
    table: &str,
    row: i64,
    cells: &[(String, Value)],
) -> Result<Vec<(String, Value)>> {
    let columns: Vec<&str> = cells.iter().map(|(column, _)| column.as_str()).collect();
    let sql = select_sql(table, &columns);
    let found = db.first(&sql, &[row.into()], |found| {
        let cell = |(at, column): (usize, &&str)| Ok(((*column).to_owned(), found.value(at)?));
        columns.iter().enumerate().map(cell).collect::<Result<Vec<_>>>()
    })?;
    found.ok_or_else(|| Error::new("error-record-gone").detail(table))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forth,
}

fn replay(db: &mut Db, step: Step, direction: Direction) -> Result<Replayed> {
    db.unjournaled(|db| {
        let mut tables = BTreeSet::new();
        let mut apply = |db: &mut Db, change: Change| {
            tables.insert(table_name(&change.table)?);
            write(db, &change, direction)
        };
        let state = match direction {
            Direction::Back => {
                changes_back(db, &step, &mut apply)?;
                "undone"
            }
            Direction::Forth => {
                let mut above = step.id.0;
                loop {
                    let changes =
                        db.rows(CHANGES_UP, &[above.into(), step.last_change.into()], change_from)?;
                    let Some(last) = changes.last() else { break };
                    above = last.id;
                    for change in changes {
                        apply(db, change)?;
                    }
                }
                "done"
            }
        };
        db.connection().execute(SET_STATE, &[state.into(), step.id.into()])?;
        Ok(Replayed { step, tables })
    })
}

fn write(db: &Db, change: &Change, direction: Direction) -> Result<()> {
    let table = table_name(&change.table)?;
    let cells = if direction == Direction::Back { &change.before } else { &change.after };
    let columns: Vec<&str> = cells.iter().map(|(column, _)| column.as_str()).collect();
    let mut params: Vec<Value> = cells.iter().map(|(_, value)| value.clone()).collect();
    let sql = match (change.verb.as_str(), direction) {
        ("insert", Direction::Back) | ("delete", Direction::Forth) => {
            params = vec![change.row.into()];
            delete_sql(table)
        }
        ("update", _) => {
            params.push(change.row.into());
            update_sql(table, &columns)
        }
        _ => insert_sql(table, &columns),
    };
    // An update of a move does not say whose it is; the row that stands there does.
    let deal = match cell(cells, DEAL) {
        None if table == "move" => {
            db.first(DEAL_OF_MOVE, &[change.row.into()], |row| row.get(0))?
        }
        deal => deal,
    };
    db.note(table, change.row, || deal);
    db.connection().execute(&sql, &params)
}

fn table_name(name: &str) -> Result<&'static str> {
    TABLES.iter().find(|table| **table == name).copied().ok_or_else(|| {
        Error::new("error-workspace-damaged").detail(format!("journal names {name}"))
    })
}

fn step_from(row: &Row<'_>) -> Result<Step> {
    Ok(Step {
        id: row.get(0)?,
        at: row.get(1)?,
        by: row.get(2)?,
        title: row.get(3)?,
        subject: row.get(4)?,
        last_change: row.get(5)?,
    })
}

fn change_from(row: &Row<'_>) -> Result<Change> {
    Ok(Change {
        id: row.get(0)?,
        step: row.get(1)?,
        table: row.get(2)?,
        row: row.get(3)?,
        verb: row.get(4)?,
        before: cells(row.text(5))?,
        after: cells(row.text(6))?,
    })
}

/// Reads an image; column names are checked, since they become SQL.
pub(super) fn cells(image: &str) -> Result<Vec<(String, Value)>> {
    if image.is_empty() {
        return Ok(vec![]);
    }
    let damaged = || Error::new("error-workspace-damaged").detail("a journal image cannot be read");
    let json: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(image).map_err(|_| damaged())?;
    json.into_iter()
        .map(|(column, value)| {
            if column.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
                Ok((column, Value::from_json(&value)))
            } else {
                Err(damaged())
            }
        })
        .collect()
}

/// A cell of an image, for the history of a record.
pub fn cell<T: super::db::Column>(cells: &[(String, Value)], column: &str) -> Option<T> {
    let value =
        cells.iter().find(|(name, _)| name == column).map_or(ValueRef::Null, |(_, v)| v.as_ref());
    T::read(value)
}
