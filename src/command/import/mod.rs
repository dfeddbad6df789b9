//! Taking sheets in: one transaction, one journal step, every row accounted for.
//!
//! # Preview by doing
//! A preview runs the import itself and rolls the transaction back, so that what is shown before
//! the yes is what will be stored, by construction: there is one code path and no second opinion.

mod accounts;
mod activities;
mod certificates;
mod contacts;
mod context;
mod links;
mod missing;
mod opportunities;
mod orders;
mod people;
mod products;
mod receipts;
mod reports;
mod returns;
mod satisfaction;
mod skills;
mod take_back;
mod targets;
mod trainings;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::clock;
use crate::domain::ids::{BatchId, OpportunityId, RejectId};
use crate::error::{Error, Result};
use crate::sheets::kinds::Kind;
use crate::sheets::layout::is_ordinal;
use crate::sheets::mapping::{Check, Correction, DataRow, Map, Mapping, Role};
use crate::sheets::read::{Grid, Row};
use crate::sheets::row::{Amount, RowView};
use crate::store::records::{Answer, Batch, Reject};
use crate::store::{Db, Record as _, StepHead, Written};

use context::Context;

pub use crate::sheets::row::Problem;
pub use missing::Missing;
pub(in crate::command) use opportunities::{close, hear_again, pass};
pub use take_back::{Kept, TakenBack, take_back};

/// Records that an import may make because a sheet names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Create {
    /// Unknown people.
    pub people: bool,
    /// Unknown customers.
    pub accounts: bool,
    /// Unknown products.
    pub products: bool,
}

/// One sheet to take in.
#[derive(Clone, Debug)]
pub struct SheetInput<'a> {
    /// The file's name without its folder.
    pub file: &'a str,
    /// The file's hash.
    pub hash: &'a str,
    /// The sheet's name.
    pub sheet: &'a str,
    /// How it is read; `None` when nobody could tell what it is.
    pub mapping: Option<&'a Mapping>,
    /// Its rows, those that are no data included.
    pub grid: &'a Grid,
    /// What the person said about it.
    pub map: &'a Map,
    /// The day the sheet speaks of.
    pub report_date: NaiveDate,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It made a record.
    New,
    /// It changed a record.
    Changed,
    /// It changed nothing.
    Unchanged,
    /// It was not taken, for these reasons.
    Rejected(Vec<Problem>),
}

/// One field of a record before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: &'static str,
    /// As it was, as shown.
    pub before: String,
    /// As it is now, as shown.
    pub after: String,
}

/// What became of a row, for the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowResult {
    /// The row's number in the sheet.
    pub number: u32,
    /// What became of it.
    pub verdict: Verdict,
    /// The column of a wide table, from 0.
    pub column: Option<usize>,
    /// The record it speaks of, as shown.
    pub subject: String,
    /// What changed.
    pub changes: Vec<FieldChange>,
}

/// What the amounts of a field come to, in the file and as taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The field.
    pub field: &'static str,
    /// The sum of what was taken, in fen.
    pub taken_fen: i64,
    /// How much more that is than the file's own numbers come to, in millionths of a fen: what
    /// rounding each row to the fen adds up to.
    pub rounding: i64,
}

/// What became of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetResult {
    /// The file's name.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// The kind, if it could be told.
    pub kind: Option<Kind>,
    /// The day the sheet speaks of.
    pub report_date: NaiveDate,
    /// The headings, or the letters of the columns.
    pub headings: Vec<String>,
    /// Rows with data: the sum of the four below.
    pub rows: usize,
    /// Rows that made a record.
    pub new: usize,
    /// Rows that changed a record.
    pub changed: usize,
    /// Rows that changed nothing.
    pub unchanged: usize,
    /// Rows not taken, with their cells and reasons.
    pub rejected: Vec<(Row, Vec<Problem>)>,
    /// Records made because a row named them: field and name.
    pub created: Vec<(&'static str, String)>,
    /// Skills of ratings that were taken though no post asks for them.
    pub not_asked: BTreeSet<String>,
    /// Cells that were read in a way that a person should see, up to [`SHOWN_ROWS`].
    pub corrections: Vec<Correction>,
    /// How many there were.
    pub n_corrections: usize,
    /// Rows that are no data, by what they are; the headings are not among them.
    pub skipped: BTreeMap<Role, Vec<u32>>,
    /// Headings of columns that are left out.
    pub left_out: Vec<String>,
    /// What the amounts come to, over the rows that were taken.
    pub sums: Vec<Sum>,
    /// Totals in the sheet that do not agree with its rows.
    pub checks: Vec<Check>,
    /// What became of each row, up to [`SHOWN_ROWS`].
    pub shown: Vec<RowResult>,
    /// Open deals that a full report no longer names, by owner and name, up to [`SHOWN_MISSING`].
    pub missing: Vec<Missing>,
    /// How many there are.
    pub n_missing: usize,
    /// How many of them were answered.
    pub n_answered: usize,
}

/// How many rows a preview holds.
pub const SHOWN_ROWS: usize = 5_000;

/// How many missing deals a preview holds.
pub const SHOWN_MISSING: usize = 500;

/// What an import did or would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The sheets in the order in which they were taken.
    pub sheets: Vec<SheetResult>,
    /// What was written; `None` for a preview.
    pub written: Option<Written>,
}

/// How an import runs.
pub struct Options<'a> {
    /// Who imports.
    pub by: &'a str,
    /// What may be made.
    pub create: Create,
    /// What a person answered of open deals that the sheets no longer name.
    pub answers: &'a [(OpportunityId, Answer)],
    /// The day of the import: what a sheet says was done later has not happened.
    pub today: NaiveDate,
    /// Whether to roll back at the end.
    pub preview: bool,
    /// Called with the rows done so far; `false` stops the import and nothing is stored.
    pub progress: &'a mut dyn FnMut(usize) -> bool,
}

/// Takes sheets in, or shows what taking them in would do.
///
/// # Errors
/// When the database fails or the import is cancelled; nothing is stored then. Bad rows are no
/// errors but [`Verdict::Rejected`].
pub fn import(db: &mut Db, sheets: &[SheetInput<'_>], options: Options<'_>) -> Result<Imported> {
    let Options { by, create, answers, today, preview, progress } = options;
    let subject = sheets.first().map_or("", |sheet| sheet.file).to_owned();
    let head = StepHead { by: by.to_owned(), title: "step-import".to_owned(), subject };
    let mut results = vec![];
    let done = db.transaction(&head, |db| {
        let mut context = Context::load(db, create, (by, today))?;
        let mut reported = vec![];
        for sheet in sheets {
            let result = import_sheet(db, &mut context, sheet, progress)?;
            results.push(result);
            reported.push((context.batch, std::mem::take(&mut context.reported)));
        }
        missing::find(db, &mut context, &reported, answers, &mut results)?;
        for ((sheet, (batch, reported)), result) in sheets.iter().zip(&reported).zip(&results) {
            // Answers are taken back with their sheet, also where its rows changed nothing.
            if result.n_answered > 0 && !reported.kept {
                keep_batch(db, *batch, by, sheet, result)?;
            }
        }
        // A rolled back preview: the error carries nothing but the way out.
        if preview { Err(Error::new("import-preview")) } else { Ok(()) }
    });
    match done {
        Ok(((), written)) => Ok(Imported { sheets: results, written: Some(written) }),
        Err(error) if error.key() == "import-preview" => {
            Ok(Imported { sheets: results, written: None })
        }
        Err(error) => Err(error),
    }
}

/// The rows that an import did not take, in the order of the sheet.
///
/// # Errors
/// Whatever the database reports.
pub fn rejects_kept(db: &Db, batch: BatchId) -> Result<Vec<Reject>> {
    const KEPT: &str = "SELECT id, batch_id, row_number, reason, cells FROM reject WHERE batch_id = $1 ORDER BY id";
    db.rows(KEPT, &[batch.into()], Reject::from_row)
}

fn import_sheet(
    db: &mut Db,
    context: &mut Context,
    sheet: &SheetInput<'_>,
    progress: &mut dyn FnMut(usize) -> bool,
) -> Result<SheetResult> {
    let mut result = SheetResult {
        file: sheet.file.to_owned(),
        sheet: sheet.sheet.to_owned(),
        kind: sheet.mapping.map(|mapping| mapping.kind),
        report_date: sheet.report_date,
        headings: sheet
            .mapping
            .map(|mapping| mapping.columns.iter().map(|column| column.heading.clone()).collect())
            .unwrap_or_default(),
        rows: 0,
        new: 0,
        changed: 0,
        unchanged: 0,
        rejected: vec![],
        created: vec![],
        not_asked: BTreeSet::new(),
        corrections: sheet.mapping.map(|mapping| mapping.corrections.clone()).unwrap_or_default(),
        n_corrections: 0,
        skipped: BTreeMap::new(),
        left_out: vec![],
        sums: vec![],
        checks: sheet.mapping.map(|mapping| mapping.checks.clone()).unwrap_or_default(),
        shown: vec![],
        missing: vec![],
        n_missing: 0,
        n_answered: 0,
    };
    result.n_corrections = result.corrections.len();
    if let Some(mapping) = sheet.mapping {
        for (row, role) in mapping.roles.iter().filter(|(_, role)| **role != Role::Header) {
            result.skipped.entry(*role).or_default().push(*row);
        }
        let left_out = mapping.columns.iter().filter(|column| {
            column.left_out && !column.heading.is_empty() && !is_ordinal(&column.heading)
        });
        result.left_out = left_out.map(|column| column.heading.clone()).collect();
    }
    let batch = BatchId(db.allocate()?);
    context.begin_sheet(sheet, batch);
    if let Some(mapping) = sheet.mapping {
        context.remember_headings(db, mapping)?;
    }
    let unknown =
        || sheet.grid.rows.iter().map(|row| DataRow { row: Cow::Borrowed(row), column: None });
    let rows: Box<dyn Iterator<Item = DataRow<'_>>> = match sheet.mapping {
        Some(mapping) => Box::new(mapping.rows(sheet.grid)),
        None => Box::new(unknown()),
    };
    for DataRow { row, column } in rows {
        result.rows += 1;
        if result.rows.is_multiple_of(500) && !progress(result.rows) {
            return Err(Error::halted());
        }
        let outcome = match sheet.mapping {
            Some(mapping) => {
                let view = RowView::new(mapping, &row, column, sheet.report_date);
                let outcome = take_row(db, context, mapping.kind, &view)?;
                for (field, text, name) in context.renamed() {
                    view.correct_text(field, text, name);
                }
                if !matches!(outcome.verdict, Verdict::Rejected(_)) {
                    add_up(&mut result.sums, view.amounts());
                }
                let corrections = view.corrections();
                result.n_corrections += corrections.len();
                let room = SHOWN_ROWS.saturating_sub(result.corrections.len());
                result.corrections.extend(corrections.into_iter().take(room));
                outcome
            }
            None => Outcome::rejected(vec![Problem {
                field: None,
                key: "problem-kind",
                text: String::new(),
            }]),
        };
        match &outcome.verdict {
            Verdict::New => result.new += 1,
            Verdict::Changed => result.changed += 1,
            Verdict::Unchanged => result.unchanged += 1,
            Verdict::Rejected(problems) => {
                result.rejected.push((row.clone().into_owned(), problems.clone()));
            }
        }
        if result.shown.len() < SHOWN_ROWS {
            result.shown.push(RowResult {
                number: row.number,
                column,
                verdict: outcome.verdict,
                subject: outcome.subject,
                changes: outcome.changes,
            });
        }
    }
    if result.kind == Some(Kind::People) {
        people::finish(db, context)?;
    }
    result.not_asked = std::mem::take(&mut context.not_asked);
    result.created = context.end_sheet();
    if result.new + result.changed + result.rejected.len() > 0 || context.sighted {
        keep_batch(db, batch, context.by(), sheet, &result)?;
        context.reported.kept = true;
    }
    Ok(result)
}

fn take_row(db: &mut Db, context: &mut Context, kind: Kind, row: &RowView<'_>) -> Result<Outcome> {
    let damaged = row.damaged();
    if !damaged.is_empty() {
        return Ok(match kind {
            Kind::Opportunities => opportunities::refused(context, row, damaged),
            _ => Outcome::rejected(damaged),
        });
    }
    match kind {
        Kind::People => people::take(db, context, row),
        Kind::Accounts => accounts::take(db, context, row),
        Kind::Products => products::take(db, context, row),
        Kind::Contacts => contacts::take(db, context, row),
        Kind::Opportunities => opportunities::take(db, context, row),
        Kind::Targets => targets::take(db, context, row),
        Kind::Orders => orders::take(db, context, row),
        Kind::Returns => returns::take(db, context, row),
        Kind::Receipts => receipts::take(db, context, row),
        Kind::Activities => activities::take(db, context, row),
        Kind::Reports => reports::take(db, context, row),
        Kind::Trainings => trainings::take(db, context, row),
        Kind::Skills => skills::take(db, context, row),
        Kind::Certificates => certificates::take(db, context, row),
        Kind::Satisfaction => satisfaction::take(db, context, row),
    }
}

/// Adds the amounts of a row that was taken to the sums.
fn add_up(sums: &mut Vec<Sum>, amounts: Vec<Amount>) {
    for Amount { field, fen, rounding } in amounts {
        let at = sums.iter().position(|sum| sum.field == field).unwrap_or(sums.len());
        if at == sums.len() {
            sums.push(Sum { field, taken_fen: 0, rounding: 0 });
        }
        if let Some(sum) = sums.get_mut(at) {
            sum.taken_fen = sum.taken_fen.saturating_add(fen);
            sum.rounding = sum.rounding.saturating_add(rounding);
        }
    }
}

/// Writes the batch with its counts and its rejected rows. Not called for a sheet that changed
/// nothing and with which nothing was answered: importing the same file again leaves no trace.
fn keep_batch(
    db: &mut Db,
    id: BatchId,
    by: &str,
    sheet: &SheetInput<'_>,
    result: &SheetResult,
) -> Result<()> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let step_id = db.current_step()?;
    db.insert(&Batch {
        id,
        at: clock::instant_text(clock::now()),
        by_name: by.to_owned(),
        file_name: sheet.file.to_owned(),
        sheet_name: sheet.sheet.to_owned(),
        file_hash: sheet.hash.to_owned(),
        kind: result.kind.map_or("unknown", Kind::word).to_owned(),
        report_date: sheet.report_date,
        n_rows: count(result.rows),
        n_new: count(result.new),
        n_changed: count(result.changed),
        n_unchanged: count(result.unchanged),
        n_rejected: count(result.rejected.len()),
        step_id,
        taken_back: false,
        headings: Some(serde_json::json!(result.headings).to_string()),
    })?;
    for (row, problems) in &result.rejected {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
        let reasons: Vec<[&str; 3]> = problems
            .iter()
            .map(|problem| [problem.field.unwrap_or(""), problem.key, problem.text.as_str()])
            .collect();
        let reject = Reject {
            id: RejectId(db.allocate()?),
            batch_id: id,
            row_number: i64::from(row.number),
            reason: serde_json::json!(reasons).to_string(),
            cells: serde_json::json!(cells).to_string(),
        };
        db.insert(&reject)?;
    }
    Ok(())
}

/// What became of one row, from the kind's own code.
struct Outcome {
    verdict: Verdict,
    subject: String,
    changes: Vec<FieldChange>,
}

impl Outcome {
    fn rejected(problems: Vec<Problem>) -> Self {
        Self { verdict: Verdict::Rejected(problems), subject: String::new(), changes: vec![] }
    }

    /// Another row of the sheet states something else of the same record: neither is believed over
    /// the other, the first stays.
    fn twice(subject: String) -> Self {
        Self::rejected(vec![Problem { field: None, key: "problem-row-twice", text: subject }])
    }

    fn new_record(subject: String) -> Self {
        Self { verdict: Verdict::New, subject, changes: vec![] }
    }

    fn compared(subject: String, changes: Vec<FieldChange>) -> Self {
        let verdict = if changes.is_empty() { Verdict::Unchanged } else { Verdict::Changed };
        Self { verdict, subject, changes }
    }
}
