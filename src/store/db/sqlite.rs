//! The SQLite driver: the only file that knows rusqlite's connection.
//!
//! # Pragmas
//! - `journal_mode = DELETE`: one file at rest, safe to copy, opens on a full disk.
//! - `synchronous = EXTRA`: a commit that returned survives a power cut.
//! - `locking_mode = EXCLUSIVE`: one writer; the system releases the lock when the process dies.
//! - `temp_store = MEMORY`: a full temporary folder cannot fail a query.
//! - `foreign_keys = ON`, `trusted_schema = OFF`, `cell_size_check = ON`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef as SqliteRef};
use rusqlite::{ErrorCode, OpenFlags, ToSql, params_from_iter};

use crate::error::{Error, Result};
use crate::store::db::{Column, Value, ValueRef};

/// An open SQLite file.
pub struct Connection {
    sqlite: rusqlite::Connection,
    file: String,
    seen: RefCell<Option<BTreeSet<String>>>,
    /// Whether its pages are to be checked before anything is written.
    unchecked: Cell<bool>,
}

/// How much of the file may be kept in memory, in units of 1,024 bytes.
const MANY_PAGES: &str = "PRAGMA cache_size = -65536";
const FEW_PAGES: &str = "PRAGMA cache_size = -2048";

/// How to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// An existing file, as its only user.
    Write,
    /// A new file that must not exist yet or be empty.
    Create,
    /// An existing file that is only looked at: a backup being verified.
    Look,
}

impl Connection {
    /// Opens the file.
    pub fn open(path: &Path, mode: Mode) -> Result<Self> {
        let file = path.display().to_string();
        let flags = match mode {
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Mode::Look => OpenFlags::SQLITE_OPEN_READ_ONLY,
        } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let sqlite = rusqlite::Connection::open_with_flags(path, flags)
            .map_err(|error| explain(&error, &file))?;
        let connection =
            Self { sqlite, file, seen: RefCell::new(None), unchecked: Cell::new(false) };
        connection.prepare(mode)?;
        Ok(connection)
    }

    fn prepare(&self, mode: Mode) -> Result<()> {
        let setup = |sql: &str| self.sqlite.execute_batch(sql).map_err(|e| explain(&e, &self.file));
        self.sqlite.busy_timeout(Duration::ZERO).map_err(|e| explain(&e, &self.file))?;
        self.sqlite.set_prepared_statement_cache_capacity(256);
        // Else a statement may be planned anew each time another value is bound to it.
        self.sqlite
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|error| explain(&error, &self.file))?;
        setup(
            "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;",
        )?;
        setup(MANY_PAGES)?;
        if mode == Mode::Look {
            return Ok(());
        }
        setup(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;",
        )?;
        if self.sqlite.is_readonly("main").map_err(|e| explain(&e, &self.file))? {
            return Err(Error::new("error-workspace-read-only").arg("file", &self.file));
        }
        // Takes the lock now, so that a second console hears of it before it shows anything.
        setup("BEGIN EXCLUSIVE; COMMIT;")
    }

    /// From now on nothing is written before [`Self::check_once`] found the pages sound. Until then few of them
    /// are kept: a first page reads most of what it needs once.
    pub fn check_before_writing(&self) -> Result<()> {
        self.unchecked.set(true);
        self.batch(FEW_PAGES)
    }

    /// The quick check, where it is still to be done.
    pub fn check_once(&self) -> Result<()> {
        if self.unchecked.get() {
            self.quick_check()?;
            self.unchecked.set(false);
        }
        Ok(())
    }

    /// SQLite's quick check. Of all pages, which are looked at once, it keeps few in memory.
    pub fn quick_check(&self) -> Result<()> {
        self.batch(FEW_PAGES)?;
        let found = self.check("PRAGMA quick_check(1)");
        self.batch(MANY_PAGES)?;
        found
    }

    /// The full check: every page, every index, every reference.
    pub fn full_check(&self) -> Result<()> {
        self.check("PRAGMA integrity_check(1)")?;
        let broken = self.first("PRAGMA foreign_key_check", |row| {
            Ok(format!("a row of {} refers to nothing", row.text(0)))
        })?;
        broken.map_or(Ok(()), |finding| Err(self.damaged(&finding)))
    }

    fn check(&self, pragma: &str) -> Result<()> {
        let finding = self.first(pragma, |row| Ok(row.text(0).to_owned()))?;
        match finding.as_deref() {
            Some("ok") => Ok(()),
            other => Err(self.damaged(other.unwrap_or("no answer"))),
        }
    }

    fn damaged(&self, finding: &str) -> Error {
        Error::new("error-workspace-damaged").arg("file", &self.file).detail(finding)
    }

    /// Starts a transaction.
    pub fn begin(&self) -> Result<()> {
        self.check_once()?;
        self.batch("BEGIN IMMEDIATE")
    }

    /// Keeps the transaction; when this returns, the data are on the disk.
    pub fn commit(&self) -> Result<()> {
        self.batch("COMMIT")
    }

    /// Drops the transaction, if SQLite has not dropped it already (it does when the disk is full).
    pub fn rollback(&self) {
        if !self.sqlite.is_autocommit()
            && let Err(error) = self.batch("ROLLBACK")
        {
            tracing::error!(error = error.for_log(), "cannot roll back");
        }
    }

    /// Runs statements that only SQLite understands: pragmas, schema, vacuum.
    pub fn batch(&self, sql: &str) -> Result<()> {
        self.sqlite.execute_batch(sql).map_err(|error| explain(&error, &self.file))
    }

    /// Runs one writing statement.
    pub fn execute(&self, sql: &str, params: &[Value]) -> Result<()> {
        self.note(sql);
        let mut statement =
            self.sqlite.prepare_cached(sql).map_err(|error| explain(&error, &self.file))?;
        statement
            .execute(params_from_iter(params))
            .map(|_| ())
            .map_err(|error| explain(&error, &self.file))
    }

    /// Runs a query and hands each row to `each`.
    pub fn query(
        &self,
        sql: &str,
        params: &[Value],
        mut each: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.note(sql);
        let fail = |error: rusqlite::Error| explain(&error, &self.file);
        let mut statement = self.sqlite.prepare_cached(sql).map_err(fail)?;
        let mut rows = statement.query(params_from_iter(params)).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            each(&Row { row, file: &self.file })?;
        }
        Ok(())
    }

    /// The first row of a query without parameters.
    pub fn first<T>(
        &self,
        sql: &str,
        mut make: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut found = None;
        self.query(sql, &[], |row| {
            if found.is_none() {
                found = Some(make(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    pub(super) fn record_statements(&self) {
        *self.seen.borrow_mut() = Some(BTreeSet::new());
    }

    pub(super) fn statements(&self) -> BTreeSet<String> {
        self.seen.borrow().clone().unwrap_or_default()
    }

    fn note(&self, sql: &str) {
        if let Some(seen) = self.seen.borrow_mut().as_mut()
            && !seen.contains(sql)
        {
            seen.insert(sql.to_owned());
        }
    }
}

/// One row of a result.
pub struct Row<'a> {
    row: &'a rusqlite::Row<'a>,
    file: &'a str,
}

impl Row<'_> {
    /// The cell at a position, from 0.
    ///
    /// # Errors
    /// When the cell holds something else than asked for: the file was changed by another program.
    pub fn get<T: Column>(&self, at: usize) -> Result<T> {
        self.cell(at).and_then(T::read).ok_or_else(|| {
            Error::new("error-workspace-damaged")
                .arg("file", self.file)
                .detail(format!("column {at} holds another type"))
        })
    }

    fn cell(&self, at: usize) -> Option<ValueRef<'_>> {
        match self.row.get_ref(at).ok()? {
            SqliteRef::Null => Some(ValueRef::Null),
            SqliteRef::Integer(n) => Some(ValueRef::Int(n)),
            SqliteRef::Text(bytes) => std::str::from_utf8(bytes).ok().map(ValueRef::Text),
            SqliteRef::Real(_) | SqliteRef::Blob(_) => None,
        }
    }

    /// The cell at a position as it is.
    ///
    /// # Errors
    /// When the cell holds what no column of ours may hold.
    pub fn value(&self, at: usize) -> Result<Value> {
        match self.cell(at) {
            Some(ValueRef::Null) => Ok(Value::Null),
            Some(ValueRef::Int(n)) => Ok(Value::Int(n)),
            Some(ValueRef::Text(text)) => Ok(Value::Text(text.to_owned())),
            None => Err(Error::new("error-workspace-damaged").arg("file", self.file)),
        }
    }

    /// The text at a position without a copy; empty when it is unknown or no text.
    pub fn text(&self, at: usize) -> &str {
        match self.cell(at) {
            Some(ValueRef::Text(text)) => text,
            _ => "",
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => SqliteRef::Null,
            Self::Int(n) => SqliteRef::Integer(*n),
            Self::Text(text) => SqliteRef::Text(text.as_bytes()),
        }))
    }
}

/// What an SQLite error means to a person.
pub fn explain(error: &rusqlite::Error, file: &str) -> Error {
    use rusqlite::ffi;
    let code = error.sqlite_error_code();
    let extended = error.sqlite_error().map_or(0, |error| error.extended_code);
    let key = match code {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "error-workspace-locked",
        Some(ErrorCode::DatabaseCorrupt) => "error-workspace-damaged",
        Some(ErrorCode::NotADatabase) => "error-workspace-not-ours",
        Some(ErrorCode::DiskFull) => "error-disk-full",
        Some(ErrorCode::ReadOnly) => "error-workspace-read-only",
        Some(ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => "error-workspace-unreachable",
        Some(ErrorCode::SystemIoFailure) => "error-disk",
        Some(ErrorCode::OperationInterrupted) => "error-cancelled",
        Some(ErrorCode::ConstraintViolation)
            if extended == ffi::SQLITE_CONSTRAINT_FOREIGNKEY
                || extended == ffi::SQLITE_CONSTRAINT_TRIGGER =>
        {
            "error-record-in-use"
        }
        Some(ErrorCode::ConstraintViolation) => "error-record-rule",
        _ => "error-internal",
    };
    Error::new(key).arg("file", file).detail(error)
}
