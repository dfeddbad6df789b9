//! The waist: every statement of the program passes here.
//!
//! Reading is SQL with `$1, $2 …` in the subset that SQLite and PostgreSQL share, first uses in
//! ascending order (SQLite numbers `$n` by first appearance). Writing is three verbs on a row by its
//! key: insert, update, delete. The waist keeps each row's image before and after in the journal, so
//! undo, redo, the history of a record and the audit trail need no code elsewhere.
//!
//! # Keys
//! One allocator gives the keys of all tables, so a number names one record in the journal too, and
//! two consoles can later be given disjoint ranges.
//!
//! # Images
//! An image is a JSON object of column and value. An insert keeps the whole row after, a delete the
//! whole row before, an update only what changed, before and after.

mod record;
pub(crate) mod sqlite;
mod value;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::clock;
use crate::domain::ids::StepId;
use crate::error::{Error, Result};
use crate::store::book::Kept;
pub use record::Record;
pub(crate) use record::record;
use sqlite::Connection;
pub use sqlite::Row;
pub use value::{Column, Value, ValueRef};

/// The open database: reads for everyone, writes inside [`Db::transaction`].
pub struct Db {
    connection: Connection,
    /// The next key to give away, known once a transaction has asked for one.
    next_id: Option<i64>,
    /// The `INSERT` text of each table, made once.
    inserts: BTreeMap<&'static str, String>,
    /// The step being written, while a transaction runs.
    step: Option<StepId>,
    /// Tables written in this transaction.
    touched: BTreeSet<&'static str>,
    changes: u64,
    /// Whether a transaction runs without a step.
    replaying: bool,
    /// The deals in memory.
    kept: RefCell<Kept>,
    /// What asks a long read to stop.
    halt: RefCell<Option<Halt>>,
}

/// What asks a long read to stop: somebody waits for the thread, or for another answer.
#[derive(Clone, Debug, Default)]
pub struct Halt {
    /// Nobody wants what is read any more.
    pub gone: Arc<AtomicBool>,
    /// How many wait for the thread that reads.
    pub waiting: Arc<AtomicUsize>,
}

impl Halt {
    fn asked(&self) -> bool {
        self.gone.load(Ordering::Relaxed) || self.waiting.load(Ordering::Relaxed) > 0
    }
}

/// What a transaction wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The journal step, when any row was written.
    pub step: Option<StepId>,
    /// The tables written.
    pub tables: BTreeSet<&'static str>,
    /// How many rows were written.
    pub changes: u64,
}

/// Who did what: the head of a journal step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepHead {
    /// The author as named in the settings.
    pub by: String,
    /// Which command, a Fluent key `step-…`.
    pub title: String,
    /// What the title names, as shown (a person, a file).
    pub subject: String,
}

/// Every so many rows it is asked whether a read may go on.
const HALT_EVERY: usize = 1024;

/// The column that names the deal of a row.
pub(super) const DEAL: &str = "opportunity_id";

const NEXT_ID: &str = "SELECT next_id FROM allocator WHERE id = 1";
pub(super) const SET_NEXT_ID: &str = "UPDATE allocator SET next_id = $1 WHERE id = 1";
const ADD_STEP: &str = "INSERT INTO step (id, at, by_name, title, subject, state, last_change) VALUES ($1, $2, $3, $4, $5, 'done', $6)";
pub(super) const DROP_REDO: &str = "UPDATE step SET state = 'dropped' WHERE state = 'undone'";
const ADD_CHANGE: &str = "INSERT INTO change (id, step_id, table_name, row_id, verb, before_image, after_image) VALUES ($1, $2, $3, $4, $5, $6, $7)";

impl Db {
    pub(super) fn new(connection: Connection) -> Self {
        Self {
            connection,
            next_id: None,
            inserts: BTreeMap::new(),
            step: None,
            touched: BTreeSet::new(),
            changes: 0,
            replaying: false,
            kept: RefCell::default(),
            halt: RefCell::default(),
        }
    }

    pub(super) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Starts collecting the text of every statement, for the portability check.
    pub fn record_statements(&self) {
        self.connection.record_statements();
    }

    /// The statements seen since [`Db::record_statements`].
    pub fn statements(&self) -> BTreeSet<String> {
        self.connection.statements()
    }

    /// Runs a query and hands each row to `each`.
    ///
    /// # Errors
    /// Whatever the database or `each` reports.
    pub fn read(
        &self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut n: usize = 0;
        self.connection.query(sql, params, |row| {
            n += 1;
            if n.is_multiple_of(HALT_EVERY) {
                self.go_on()?;
            }
            each(row)
        })
    }

    /// What asks reads to stop from here on; an error that [`Error::is_halted`] then comes of them.
    pub fn set_halt(&self, halt: Option<Halt>) {
        *self.halt.borrow_mut() = halt;
    }

    /// Whether a long read may go on.
    ///
    /// # Errors
    /// When something asks it to stop.
    pub fn go_on(&self) -> Result<()> {
        let stop = !self.writing() && self.halt.borrow().as_ref().is_some_and(Halt::asked);
        if stop { Err(Error::halted()) } else { Ok(()) }
    }

    /// Whether a transaction is open: what is read then may be rolled back.
    pub(super) const fn writing(&self) -> bool {
        self.step.is_some() || self.replaying
    }

    /// The deals in memory.
    pub(super) const fn kept(&self) -> &RefCell<Kept> {
        &self.kept
    }

    /// Notes that a row was written, for what is kept in memory of it.
    pub(super) fn note(&self, table: &str, row: i64, deal: impl FnOnce() -> Option<i64>) {
        self.kept.borrow_mut().note(table, row, deal);
    }

    /// Runs a query and collects what `make` makes of each row.
    ///
    /// # Errors
    /// Whatever the database or `make` reports.
    pub fn rows<T>(
        &self,
        sql: &str,
        params: &[Value],
        mut make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = vec![];
        self.read(sql, params, |row| {
            all.push(make(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// The first row of a query, if any.
    ///
    /// # Errors
    /// Whatever the database or `make` reports.
    pub fn first<T>(
        &self,
        sql: &str,
        params: &[Value],
        make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.rows(sql, params, make)?.into_iter().next())
    }

    /// The record with this key, if it exists.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn get<R: Record>(&self, id: R::Id) -> Result<Option<R>> {
        self.first(R::SELECT_BY_ID, &[id.into()], R::from_row)
    }

    /// All records of a kind in the order of their keys.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn all<R: Record>(&self) -> Result<Vec<R>> {
        self.rows(R::SELECT_ALL, &[], R::from_row)
    }

    /// Runs `work` in one transaction as one journal step; nothing is kept when it fails.
    ///
    /// # Errors
    /// Whatever `work` reports, or the database when the transaction cannot be kept.
    pub fn transaction<T>(
        &mut self,
        head: &StepHead,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<(T, Written)> {
        self.connection.begin()?;
        let result = self.run_step(head, work).and_then(|done| {
            self.connection.commit()?;
            Ok(done)
        });
        self.step = None;
        if result.is_err() {
            self.next_id = None;
            self.connection.rollback();
        }
        result
    }

    fn run_step<T>(
        &mut self,
        head: &StepHead,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<(T, Written)> {
        let step = StepId(self.allocate()?);
        self.step = Some(step);
        self.touched.clear();
        self.changes = 0;
        let output = work(self)?;
        let mut written = Written {
            step: None,
            tables: std::mem::take(&mut self.touched),
            changes: self.changes,
        };
        if self.changes > 0 {
            self.connection.execute(DROP_REDO, &[])?;
            let last_change = self.allocate()? - 1;
            self.connection.execute(
                ADD_STEP,
                &[
                    step.0.into(),
                    clock::instant_text(clock::now()).into(),
                    head.by.as_str().into(),
                    head.title.as_str().into(),
                    head.subject.as_str().into(),
                    last_change.into(),
                ],
            )?;
            if let Some(next) = self.next_id {
                self.connection.execute(SET_NEXT_ID, &[next.into()])?;
            }
            written.step = Some(step);
        }
        Ok((output, written))
    }

    /// Runs raw statements in one transaction without a journal step: migrations, undo, redo.
    pub(super) fn unjournaled<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        self.connection.begin()?;
        self.replaying = true;
        let result = work(self).and_then(|output| {
            self.connection.commit()?;
            Ok(output)
        });
        if result.is_err() {
            self.connection.rollback();
        }
        self.replaying = false;
        self.next_id = None;
        result
    }

    /// Writes a compact copy of the whole database to a file that does not exist yet.
    pub(super) fn copy_to(&mut self, path: &Path) -> Result<()> {
        self.connection.execute("VACUUM INTO $1", &[path.display().to_string().into()])
    }

    /// Takes the next key.
    ///
    /// # Errors
    /// When the allocator cannot be read.
    pub fn allocate(&mut self) -> Result<i64> {
        let next = match self.next_id {
            Some(next) => next,
            None => self
                .connection
                .first(NEXT_ID, |row| row.get(0))?
                .ok_or_else(|| Error::new("error-workspace-damaged").detail("no allocator row"))?,
        };
        self.next_id = Some(next + 1);
        Ok(next)
    }

    /// Inserts a record under its own key, taken from [`Db::allocate`].
    ///
    /// # Errors
    /// When a rule of the schema forbids it or the disk does.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<()> {
        let values = record.values();
        let sql = self.inserts.entry(R::TABLE).or_insert_with(|| insert_sql(R::TABLE, R::COLUMNS));
        self.connection.execute(sql, &values)?;
        self.note(R::TABLE, record.key(), || deal_of(R::COLUMNS, &values));
        let after = image(R::COLUMNS.iter().copied().zip(&values));
        self.journal(R::TABLE, record.key(), "insert", None, Some(after))
    }

    /// Writes a record over the one with its key; nothing happens when they are equal.
    ///
    /// # Errors
    /// When there is no such record, a rule of the schema forbids it or the disk does.
    pub fn update<R: Record>(&mut self, record: &R) -> Result<bool> {
        let Some(old) = self.get::<R>(record.id())? else {
            return Err(Error::new("error-record-gone").detail(format!(
                "{} {}",
                R::TABLE,
                record.key()
            )));
        };
        self.update_from(&old, record)
    }

    /// As [`Db::update`] for a caller that has just read the record as it is.
    ///
    /// # Errors
    /// When a rule of the schema forbids it or the disk does.
    pub fn update_from<R: Record>(&mut self, old: &R, record: &R) -> Result<bool> {
        let (before, after) = (old.values(), record.values());
        let changed: Vec<(&str, &Value, &Value)> = R::COLUMNS
            .iter()
            .zip(before.iter().zip(&after))
            .filter(|(_, (before, after))| before != after)
            .map(|(column, (before, after))| (*column, before, after))
            .collect();
        if changed.is_empty() {
            return Ok(false);
        }
        let columns: Vec<&str> = changed.iter().map(|(column, _, _)| *column).collect();
        let sql = update_sql(R::TABLE, &columns);
        let mut params: Vec<Value> = changed.iter().map(|(_, _, after)| (*after).clone()).collect();
        params.push(record.key().into());
        self.connection.execute(&sql, &params)?;
        self.note(R::TABLE, record.key(), || deal_of(R::COLUMNS, &after));
        let old_image = image(changed.iter().map(|(column, before, _)| (*column, *before)));
        let new_image = image(changed.iter().map(|(column, _, after)| (*column, *after)));
        self.journal(R::TABLE, record.key(), "update", Some(old_image), Some(new_image))?;
        Ok(true)
    }

    /// Deletes the record with this key.
    ///
    /// # Errors
    /// When there is no such record, something refers to it, or the disk fails.
    pub fn delete<R: Record>(&mut self, id: R::Id) -> Result<()> {
        let Some(old) = self.get::<R>(id)? else {
            return Err(Error::new("error-record-gone").detail(R::TABLE));
        };
        self.connection.execute(&delete_sql(R::TABLE), &[id.into()])?;
        self.note(R::TABLE, old.key(), || deal_of(R::COLUMNS, &old.values()));
        let before = image(R::COLUMNS.iter().copied().zip(&old.values()));
        self.journal(R::TABLE, old.key(), "delete", Some(before), None)
    }

    /// How many rows the transaction that is open has written so far.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// The step being written.
    ///
    /// # Errors
    /// Outside a transaction.
    pub fn current_step(&self) -> Result<StepId> {
        self.step.ok_or_else(|| {
            Error::new("error-internal").detail("a row was written outside a transaction")
        })
    }

    pub(super) fn journal(
        &mut self,
        table: &'static str,
        row: i64,
        verb: &'static str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<()> {
        let step = self.current_step()?;
        let id = self.allocate()?;
        self.touched.insert(table);
        self.changes += 1;
        self.connection.execute(
            ADD_CHANGE,
            &[
                id.into(),
                step.0.into(),
                table.into(),
                row.into(),
                verb.into(),
                before.into(),
                after.into(),
            ],
        )
    }
}

/// The deal that a row belongs to, for tables that name one.
fn deal_of(columns: &[&str], values: &[Value]) -> Option<i64> {
    let cells = columns.iter().zip(values);
    cells.filter(|(column, _)| **column == DEAL).find_map(|(_, value)| match value {
        Value::Int(deal) => Some(*deal),
        Value::Null | Value::Text(_) => None,
    })
}

/// `INSERT INTO t (a, b) VALUES ($1, $2)`.
pub(super) fn insert_sql(table: &str, columns: &[&str]) -> String {
    let places: Vec<String> = (1..=columns.len()).map(|n| format!("${n}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "))
}

/// `SELECT a, b FROM t WHERE id = $1`.
pub(super) fn select_sql(table: &str, columns: &[&str]) -> String {
    format!("SELECT {} FROM {table} WHERE id = $1", columns.join(", "))
}

/// `UPDATE t SET a = $1, b = $2 WHERE id = $3`.
pub(super) fn update_sql(table: &str, columns: &[&str]) -> String {
    let sets: Vec<String> =
        columns.iter().enumerate().map(|(at, column)| format!("{column} = ${}", at + 1)).collect();
    format!("UPDATE {table} SET {} WHERE id = ${}", sets.join(", "), columns.len() + 1)
}

/// `DELETE FROM t WHERE id = $1`.
pub(super) fn delete_sql(table: &str) -> String {
    format!("DELETE FROM {table} WHERE id = $1")
}

/// A row's image: a JSON object in the order of the columns.
pub(super) fn image<'a>(fields: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let mut text = String::with_capacity(192);
    for (column, value) in fields {
        text.push(if text.is_empty() { '{' } else { ',' });
        text.push('"');
        text.push_str(column);
        text.push_str("\":");
        value.push_json(&mut text);
    }
    text.push('}');
    text
}
