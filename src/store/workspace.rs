//! One `.cox` file: opened as its only user, checked, migrated after a verified backup.
//!
//! # A file we cannot open is never touched
//! The header is read before SQLite sees the file: what is not ours, newer than this program or cut
//! short is refused with its own message, and its bytes stay as they are. A file that a crash left in
//! the middle of something is made whole on a copy first, so that one which is damaged besides, or has
//! the journal of another beside it, stays as it is too. A file of common size is checked page by page: before
//! anything is written, if not before it is read.
//!
//! # Migrations
//! A numbered list, only ever extended; the schema version is SQLite's `user_version`. The tail runs
//! in one transaction after a verified backup. A migration calls nothing of the program.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use crate::error::{Error, Result};
use crate::paths::{Home, temporary};
use crate::store::backup;
use crate::store::db::Db;
use crate::store::db::sqlite::{Connection, Mode};

/// `COXS` in the file's header.
pub const APPLICATION_ID: u32 = 0x434F_5853;

/// The schema's migrations in order; the schema version is how many have run.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_base.sql"),
    include_str!("migrations/0002_reports_in.sql"),
    include_str!("migrations/0003_deal_answers.sql"),
    include_str!("migrations/0004_promised.sql"),
    include_str!("migrations/0005_targets.sql"),
    include_str!("migrations/0006_organisation.sql"),
    include_str!("migrations/0007_funnel.sql"),
    include_str!("migrations/0008_deals.sql"),
    include_str!("migrations/0009_coaching.sql"),
    include_str!("migrations/0010_training.sql"),
    include_str!("migrations/0011_today.sql"),
    include_str!("migrations/0012_moves.sql"),
];

/// The workspaces that this process holds open.
///
/// On Unix the lock of a file belongs to the process and falls with the first handle that closes,
/// so a file that is open here must not be opened again, not even to look at its header.
static HELD: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file's place in [`HELD`], given up when the workspace closes.
pub(super) struct Held(PathBuf);

impl Held {
    pub(super) fn take(path: &Path) -> Result<Self> {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if held.insert(real.clone()) {
            Ok(Self(real))
        } else {
            Err(Error::new("error-workspace-locked").arg("file", path.display()))
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        HELD.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// An open workspace.
pub struct Workspace {
    path: PathBuf,
    /// The open database; closed before the place is given up.
    pub db: Db,
    _held: Held,
}

impl Workspace {
    /// Makes a new workspace; refuses when something is already there.
    ///
    /// # Errors
    /// When the file exists or the place cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        Self::create_filled(path, |_| Ok(()))
    }

    /// As [`Workspace::create`], with what a new workspace begins with: it is filled beside its place and
    /// gets its name last, so that nothing half can be taken for a workspace.
    ///
    /// # Errors
    /// As [`Workspace::create`], or whatever filling reports.
    pub fn create_filled(path: &Path, fill: impl FnOnce(&mut Db) -> Result<()>) -> Result<Self> {
        // Reserves the name first, so that two starts cannot both think it free.
        File::create_new(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Error::new("error-file-exists").arg("file", path.display())
            }
            _ => unreachable_file(path, &error),
        })?;
        let part = beside(path, ".part");
        let _ = std::fs::remove_file(&part);
        let named = || std::fs::rename(&part, path).map_err(|error| unreachable_file(path, &error));
        let made = forsake(&part)
            .and_then(|()| forsake(path))
            .and_then(|()| Self::fill_new(&part, MIGRATIONS.len()))
            .and_then(|mut workspace| fill(&mut workspace.db))
            .and_then(|()| named())
            .and_then(|()| Self::open(path));
        if made.is_err() {
            // Ours since a moment ago, and nothing is in it yet.
            for file in [part.as_path(), path] {
                let _ = forsake(file);
                let _ = std::fs::remove_file(file);
            }
        }
        made
    }

    /// Makes an empty workspace of an earlier version of the schema in a file that does not exist yet:
    /// what comes of an old file goes into its like, and is brought to a new format as every old file is.
    pub(super) fn create_at(path: &Path, version: usize) -> Result<Self> {
        forsake(path)?;
        Self::fill_new(path, version)
    }

    fn fill_new(path: &Path, version: usize) -> Result<Self> {
        let held = Held::take(path)?;
        let connection = Connection::open(path, Mode::Create)?;
        connection.batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))?;
        let mut workspace = Self { path: path.to_owned(), db: Db::new(connection), _held: held };
        workspace.migrate(0, version)?;
        Ok(workspace)
    }

    /// Opens an existing workspace.
    ///
    /// # Errors
    /// Each case has its own message: missing, not ours, newer, damaged, locked, read-only.
    pub fn open(path: &Path) -> Result<Self> {
        let workspace = Self::open_to_read(path)?;
        workspace.check_once()?;
        Ok(workspace)
    }

    /// As [`Workspace::open`], to be read before its pages are checked: they are at [`Workspace::check_once`], and
    /// else before anything is written.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let held = Held::take(path)?;
        let version = inspect(path)?;
        let unclean = unsettled(path);
        if unclean {
            rehearse(path)?;
        }
        let connection = Connection::open(path, Mode::Write)?;
        let mut workspace = Self { path: path.to_owned(), db: Db::new(connection), _held: held };
        let size = std::fs::metadata(path).map_or(0, |data| data.len());
        if unclean || size <= CHECK_ALWAYS_BELOW {
            workspace.db.connection().check_before_writing()?;
        }
        if unclean || version < MIGRATIONS.len() {
            workspace.check_once()?;
        }
        if version < MIGRATIONS.len() {
            backup::make(&mut workspace, backup::Reason::Migration, &Home::default())?;
            workspace.migrate(version, MIGRATIONS.len())?;
        }
        Ok(workspace)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file's name as people see it.
    pub fn name(&self) -> String {
        file_name(&self.path)
    }

    fn migrate(&mut self, from: usize, to: usize) -> Result<()> {
        self.db.unjournaled(|db| {
            for migration in MIGRATIONS.iter().take(to).skip(from) {
                db.connection().batch(&to_sqlite(migration))?;
            }
            db.connection().batch(&format!("PRAGMA user_version = {to}"))
        })
    }

    /// SQLite's quick check, where it is still to be done; an error when the file is damaged.
    ///
    /// # Errors
    /// `error-workspace-damaged` with the first finding, or whatever the disk reports.
    pub fn check_once(&self) -> Result<()> {
        self.db.connection().check_once()
    }

    /// SQLite's quick check; an error when the file is damaged.
    ///
    /// # Errors
    /// As [`Workspace::check_once`].
    pub fn quick_check(&self) -> Result<()> {
        self.db.connection().quick_check()
    }

    /// The full check: every page, every index, every reference.
    ///
    /// # Errors
    /// As [`Workspace::check_once`].
    pub fn full_check(&self) -> Result<()> {
        self.db.connection().full_check()
    }

    /// Opens a file only to verify it, without writing a byte.
    pub(super) fn verify(path: &Path) -> Result<()> {
        Self::open_to_look(path, Held::take(path)?)?.full_check()
    }

    /// Opens a file only to read what it says, unless it was left in the middle of something. It may be of an
    /// earlier version of the schema.
    pub(super) fn look(path: &Path) -> Result<Self> {
        // Before anything is read of the file: where it is open here, its lock would fall.
        let held = Held::take(path)?;
        if unsettled(path) {
            return Err(Error::new("error-workspace-unreachable").arg("file", path.display()));
        }
        Self::open_to_look(path, held)
    }

    fn open_to_look(path: &Path, held: Held) -> Result<Self> {
        inspect(path)?;
        let connection = Connection::open(path, Mode::Look)?;
        Ok(Self { path: path.to_owned(), db: Db::new(connection), _held: held })
    }
}

/// The name of a file as people see it; empty where it has none.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Files up to this size are checked at every start (about 0.2 s), larger ones after a crash.
const CHECK_ALWAYS_BELOW: u64 = 48 << 20;

/// The portable schema in SQLite's words: its integer type, its row keys, STRICT tables.
fn to_sqlite(migration: &str) -> String {
    migration.replace("BIGINT", "INTEGER").replace("\n);", "\n) STRICT;")
}

/// Whether the file was left in the middle of something, or keeps a part of its rows beside it.
pub(super) fn unsettled(path: &Path) -> bool {
    logged(path) || beside(path, "-journal").exists()
}

/// Whether the file keeps its newest rows in a log beside it, as another program may have asked for.
fn logged(path: &Path) -> bool {
    let mut header = Vec::with_capacity(20);
    let read = File::open(path).and_then(|file| file.take(20).read_to_end(&mut header));
    let says = header.get(18..20).is_some_and(|bytes| bytes.contains(&2));
    beside(path, "-wal").exists() || (read.is_ok() && says)
}

/// A copy of a file as SQLite makes it whole from what lies beside it; it goes when this goes.
pub(super) struct Settled {
    _folder: TempDir,
    /// The copy.
    pub file: PathBuf,
}

/// Makes a copy of a file that was left in the middle of something, and makes that whole.
pub(super) fn settled(path: &Path) -> Result<Settled> {
    let failed = |error: std::io::Error| unreachable_file(path, &error);
    let folder = temporary().map_err(failed)?;
    let file = folder.path().join("settled.cox");
    std::fs::copy(path, &file).map_err(failed)?;
    for ending in ["-journal", "-wal"] {
        let part = beside(path, ending);
        if part.exists() {
            std::fs::copy(&part, beside(&file, ending)).map_err(failed)?;
        }
    }
    // Opening plays the journal back and puts the log into the file.
    Connection::open(&file, Mode::Write)?.batch("PRAGMA schema_version")?;
    Ok(Settled { _folder: folder, file })
}

impl Settled {
    /// An error when the copy is damaged.
    pub fn quick_check(&self) -> Result<()> {
        let held = Held::take(&self.file)?;
        let connection = Connection::open(&self.file, Mode::Look)?;
        let db = Db::new(connection);
        Workspace { path: self.file.clone(), db, _held: held }.quick_check()
    }
}

/// Tries on a copy whether the file would be sound once it is made whole.
fn rehearse(path: &Path) -> Result<()> {
    locked(path)?;
    let tried = settled(path).and_then(|copy| copy.quick_check());
    match tried {
        Err(error)
            if ["error-workspace-damaged", "error-workspace-not-ours"].contains(&error.key()) =>
        {
            Err(Error::new(error.key()).arg("file", path.display()).detail(error))
        }
        Err(error) => {
            // Without room for a copy it is made whole where it stands, which needs none.
            tracing::warn!(error = error.for_log(), "cannot try on a copy");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// An error when another program holds the file; nothing is written to find out.
pub(super) fn locked(path: &Path) -> Result<()> {
    // Even looking at a file with a log would make files beside it.
    if logged(path) {
        return Ok(());
    }
    let looked = Connection::open(path, Mode::Look)
        .and_then(|connection| connection.first("PRAGMA schema_version", |_| Ok(())));
    match looked {
        Err(error) if error.key() == "error-workspace-locked" => Err(error),
        _ => Ok(()),
    }
}

/// The tables that a version of the schema has.
pub(super) fn tables_at(version: usize) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for migration in MIGRATIONS.iter().take(version) {
        // Comments may hold what ends a statement.
        let code = migration.lines().filter(|line| !line.trim_start().starts_with("--"));
        for statement in code.collect::<Vec<_>>().join(" ").split(';') {
            apply(statement, &mut tables);
        }
    }
    tables
}

/// Adds and takes away what a statement makes and drops.
fn apply(statement: &str, tables: &mut BTreeSet<String>) {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", name, ..] => {
            tables.insert((*name).to_owned());
        }
        ["DROP", "TABLE", name, ..] => {
            tables.remove(*name);
        }
        ["ALTER", "TABLE", from, "RENAME", "TO", to, ..] => {
            tables.remove(*from);
            tables.insert((*to).to_owned());
        }
        _ => {}
    }
}

/// The version of the schema that this program writes.
pub(super) const fn schema_version() -> usize {
    MIGRATIONS.len()
}

/// The schema as PostgreSQL takes it, for the portability check.
pub fn portable_schema() -> String {
    MIGRATIONS.join("\n")
}

/// A file and what SQLite may keep beside it, by their endings.
pub(super) const PARTS: [&str; 4] = ["", "-journal", "-wal", "-shm"];

/// The file of this ending that SQLite keeps beside another.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Removes what SQLite left beside a file that had this name before: it would be played into the one that gets
/// the name.
///
/// # Errors
/// When the disk refuses; the name must not be given then.
pub(crate) fn forsake(path: &Path) -> Result<()> {
    for ending in PARTS.into_iter().filter(|ending| !ending.is_empty()) {
        let part = beside(path, ending);
        match std::fs::remove_file(&part) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(unreachable_file(&part, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn unreachable_file(path: &Path, error: &std::io::Error) -> Error {
    let key = match error.kind() {
        std::io::ErrorKind::NotFound => "error-file-missing",
        std::io::ErrorKind::PermissionDenied => "error-workspace-unreachable",
        std::io::ErrorKind::ReadOnlyFilesystem => "error-workspace-read-only",
        std::io::ErrorKind::StorageFull => "error-disk-full",
        _ => "error-disk",
    };
    Error::new(key).arg("file", path.display()).detail(error)
}

/// Reads the header with plain file calls and returns the schema version.
fn inspect(path: &Path) -> Result<usize> {
    let fail = |error: &std::io::Error| unreachable_file(path, error);
    let not_ours = || Error::new("error-workspace-not-ours").arg("file", path.display());
    let data = std::fs::metadata(path).map_err(|error| fail(&error))?;
    if !data.is_file() {
        return Err(not_ours().detail("not a regular file"));
    }
    let mut header = Vec::with_capacity(100);
    let file = File::open(path).map_err(|error| fail(&error))?;
    file.take(100).read_to_end(&mut header).map_err(|error| fail(&error))?;
    if header.is_empty() {
        return Err(Error::new("error-workspace-empty").arg("file", path.display()));
    }
    let number = |at: usize| {
        header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes)
    };
    if !header.starts_with(b"SQLite format 3\0") || header.len() < 100 {
        return Err(not_ours().detail("no SQLite header"));
    }
    let (version, application) = (number(60) as usize, number(68));
    if application != APPLICATION_ID {
        return Err(not_ours().detail(format!("application id {application:#x}")));
    }
    if version > MIGRATIONS.len() {
        return Err(Error::new("error-workspace-newer")
            .arg("file", path.display())
            .arg("version", version)
            .arg("supported", MIGRATIONS.len()));
    }
    let page = match header.get(16..18) {
        Some([0, 1]) => 65_536,
        Some([high, low]) => u64::from(*high) << 8 | u64::from(*low),
        _ => 0,
    };
    // With a rollback journal beside it the size is settled by SQLite's recovery.
    let expected = page * u64::from(number(28));
    if version == 0 || (data.len() < expected && !beside(path, "-journal").exists()) {
        return Err(Error::new("error-workspace-damaged")
            .arg("file", path.display())
            .detail(format!("{} bytes, {expected} expected, schema {version}", data.len())));
    }
    Ok(version)
}

#[cfg(test)]
mod damage {
    use std::path::Path;

    use super::Workspace;
    use crate::store::db::Value;

    /// Damages the page of a table that nobody reads before its rows are asked for.
    pub(crate) fn spoil(path: &Path) {
        let workspace = Workspace::open(path).unwrap();
        let number = |pragma: &str| {
            let connection = workspace.db.connection();
            connection.first(pragma, |row| row.value(0)).unwrap().unwrap()
        };
        let root = number("SELECT rootpage FROM sqlite_schema WHERE name = 'refresher_try'");
        let (Value::Int(root), Value::Int(size)) = (root, number("PRAGMA page_size")) else {
            unreachable!("these are numbers")
        };
        drop(workspace);
        let mut bytes = std::fs::read(path).unwrap();
        let at = usize::try_from((root - 1) * size).unwrap();
        bytes[at..at + 100].fill(0xee);
        std::fs::write(path, bytes).unwrap();
    }
}

#[cfg(test)]
pub(crate) use damage::spoil;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_workspace_is_filled_before_it_has_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("新.cox");
        let refused = Workspace::create_filled(&path, |_| {
            assert_eq!(std::fs::metadata(&path).unwrap().len(), 0, "the name alone");
            Err(Error::new("error-disk"))
        });
        assert_eq!(refused.err().unwrap().key(), "error-disk");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "something is left");
        drop(Workspace::create_filled(&path, |_| Ok(())).unwrap());
        drop(Workspace::open(&path).unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(Workspace::create(&path).err().unwrap().key(), "error-file-exists");
    }

    #[test]
    fn what_was_left_of_a_file_that_is_gone_is_not_played_into_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("新.cox");
        let part = beside(&path, ".part");
        let left = || {
            for file in [&path, &part] {
                for ending in PARTS.into_iter().filter(|ending| !ending.is_empty()) {
                    std::fs::write(beside(file, ending), "left").unwrap();
                }
            }
        };
        left();
        let made = Workspace::create_filled(&path, |_| {
            assert!(!unsettled(&path) && !beside(&path, "-shm").exists(), "before it has its name");
            Ok(())
        });
        made.unwrap().full_check().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        std::fs::remove_file(&path).unwrap();
        left();
        assert!(Workspace::create_filled(&path, |_| Err(Error::new("error-disk"))).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "something is left");
        // Where it cannot be removed the name is not given.
        std::fs::create_dir(beside(&path, "-journal")).unwrap();
        assert!(Workspace::create(&path).is_err());
        assert!(!path.exists());
    }

    #[test]
    fn a_file_that_is_open_here_is_not_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.cox");
        let workspace = Workspace::create(&path).unwrap();
        // Also where it would be refused for another reason.
        let left = || std::fs::write(beside(&path, "-journal"), "").unwrap();
        left();
        assert_eq!(Workspace::look(&path).err().unwrap().key(), "error-workspace-locked");
        drop(workspace);
        left();
        assert_eq!(Workspace::look(&path).err().unwrap().key(), "error-workspace-unreachable");
    }

    #[test]
    fn the_tables_of_a_version_are_those_that_its_migrations_leave() {
        let folder = tempfile::tempdir().unwrap();
        for version in 1..=MIGRATIONS.len() {
            let path = folder.path().join(format!("{version}.cox"));
            let workspace = Workspace::create_at(&path, version).unwrap();
            let mut real = BTreeSet::new();
            workspace
                .db
                .connection()
                .query("PRAGMA table_list", &[], |row| {
                    if row.text(2) == "table" && !row.text(1).starts_with("sqlite_") {
                        real.insert(row.text(1).to_owned());
                    }
                    Ok(())
                })
                .unwrap();
            assert_eq!(tables_at(version), real, "version {version}");
        }
    }
    #[test]
    fn nothing_is_written_before_the_pages_are_found_sound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.cox");
        let write = |workspace: &mut Workspace| {
            workspace.db.unjournaled(|db| db.connection().batch("DELETE FROM alias"))
        };
        drop(Workspace::create(&path).unwrap());
        write(&mut Workspace::open_to_read(&path).unwrap()).unwrap();
        spoil(&path);
        let before = std::fs::read(&path).unwrap();
        assert_eq!(Workspace::open(&path).err().unwrap().key(), "error-workspace-damaged");
        let mut shown = Workspace::open_to_read(&path).unwrap();
        for _ in 0..2 {
            assert_eq!(write(&mut shown).err().unwrap().key(), "error-workspace-damaged");
        }
        drop(shown);
        assert!(std::fs::read(&path).unwrap() == before, "it was written into");
    }
}
