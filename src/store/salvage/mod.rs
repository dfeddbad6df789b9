//! What a damaged workspace still holds, put into a new one. The damaged file is only read.
//!
//! # Two voices
//! Rows are read from their own pages (`pages`), wherever these stand: a page that nothing points at any
//! more is of the table that misses pages and that its rows fit. The journal tells most rows a second
//! time (`told`): what it knows and no page holds is told again from its images, and what it says was
//! deleted is not brought back.
//!
//! # What is lost is said
//! Each table says how many rows were kept, told again, and lost, or that nobody can know. A row whose
//! owner is lost goes too where it cannot be without, and else loses only the reference. Where anything
//! was lost or told again, earlier steps stay readable and cannot be undone.

mod pages;
mod plan;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::db::{DROP_REDO, Db, SET_NEXT_ID, Value, delete_sql, insert_sql, update_sql};
use crate::store::journal;
use crate::store::workspace::{self, APPLICATION_ID, Held, Workspace, schema_version};
use pages::{Pages, number32};
use plan::{ALLOCATOR, CHANGE, Layout, Plan, STEP};
use told::Told;

/// What the database says of a row that breaks a rule of the schema.
const BREAKS_A_RULE: [&str; 2] = ["error-record-rule", "error-record-in-use"];

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct SavedTable {
    /// The table's name in the schema.
    pub table: String,
    /// The rows in the new workspace.
    pub kept: usize,
    /// Those of them that the journal told again.
    pub told_again: usize,
    /// Those of them that refer to something that is lost, and do so no more.
    pub loosened: usize,
    /// Rows that are known to be lost.
    pub lost: usize,
    /// Whether more may be lost: pages cannot be read, and the journal does not know what stood there.
    pub unknown: bool,
}

/// What became of a damaged workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Salvaged {
    /// The tables that hold or held something, by name.
    pub tables: Vec<SavedTable>,
    /// Rows that were found and that fit no table, or more than one.
    pub strays: usize,
    /// Whether earlier steps can still be undone.
    pub undo: bool,
}

impl Salvaged {
    /// How many rows were kept.
    pub fn kept(&self) -> usize {
        self.tables.iter().map(|table| table.kept).sum()
    }

    /// How many rows are known to be lost.
    pub fn lost(&self) -> usize {
        self.tables.iter().map(|table| table.lost).sum()
    }

    /// Whether more may be lost than is known.
    pub fn unknown(&self) -> bool {
        self.tables.iter().any(|table| table.unknown)
    }
}

/// Puts what a damaged workspace still holds into a new one, which appears whole and checked or not at all.
/// `progress` hears how many of how many tables are done, and says whether to go on.
///
/// # Errors
/// When something stands at the new place, the damaged file is missing, open elsewhere or of a newer
/// version, nothing of a workspace is found in it, or the place cannot be written.
pub fn salvage(
    damaged: &Path,
    target: &Path,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Salvaged> {
    if target.exists() {
        return Err(Error::new("error-file-exists").arg("file", target.display()));
    }
    let _held = Held::take(damaged)?;
    let failed = |error: std::io::Error| workspace::unreachable_file(damaged, &error);
    let data = std::fs::metadata(damaged).map_err(failed)?;
    if !data.is_file() {
        return Err(nothing(damaged).detail("not a regular file"));
    }
    if data.len() == 0 {
        return Err(Error::new("error-workspace-empty").arg("file", damaged.display()));
    }
    // What lies beside the file belongs to it, if a copy is sound once SQLite has put it in.
    workspace::locked(damaged)?;
    let settled = workspace::unsettled(damaged).then(|| workspace::settled(damaged).ok()).flatten();
    let settled = settled.filter(|copy| copy.quick_check().is_ok());
    let source = settled.as_ref().map_or(damaged, |copy| copy.file.as_path());
    let mut pages = Pages::open(source).map_err(failed)?;
    let version = version_in(pages.header(), damaged)?;
    let part = workspace::beside(target, ".part");
    let _ = std::fs::remove_file(&part);
    let saved = fill(&mut pages, version, damaged, &part, progress).and_then(|saved| {
        Workspace::verify(&part)?;
        workspace::forsake(target)?;
        std::fs::rename(&part, target).map_err(|error| Error::writing(target, &error))?;
        Ok(saved)
    });
    if saved.is_err() {
        let _ = std::fs::remove_file(&part);
        let _ = std::fs::remove_file(workspace::beside(&part, "-journal"));
    }
    saved
}

fn nothing(damaged: &Path) -> Error {
    Error::new("error-salvage-nothing").arg("file", damaged.display())
}

/// The version that the header states, where it can be believed.
fn version_in(header: &[u8], damaged: &Path) -> Result<Option<usize>> {
    let ours =
        header.starts_with(b"SQLite format 3\0") && number32(header, 68) == Some(APPLICATION_ID);
    let stated = number32(header, 60).map_or(0, |n| n as usize);
    if ours && stated > schema_version() {
        return Err(Error::new("error-workspace-newer")
            .arg("file", damaged.display())
            .arg("version", stated)
            .arg("supported", schema_version()));
    }
    Ok((ours && stated > 0).then_some(stated))
}

/// Where the tables begin, as far as the file says so.
fn roots(pages: &mut Pages, free: &BTreeSet<u32>) -> BTreeMap<String, u32> {
    let mut taken = BTreeSet::new();
    let tree = pages.tree(1, &mut taken);
    let mut read = tree.leaves;
    if tree.broken > 0 {
        // What described the tables may stand on pages that nothing leads to any more.
        read.extend(
            (1..=pages.count()).filter(|page| !taken.contains(page) && !free.contains(page)),
        );
    }
    let mut roots = BTreeMap::new();
    for page in read {
        for row in pages.leaf(page).unwrap_or_default().rows {
            if let [Value::Text(kind), Value::Text(name), _, Value::Int(root), _] =
                row.cells.as_slice()
                && kind == "table"
                && !name.starts_with("sqlite_")
                && let Ok(root) = u32::try_from(*root)
            {
                roots.entry(name.clone()).or_insert(root);
            }
        }
    }
    roots
}

/// The version of a file that does not say it: the newest all of whose tables it has.
fn version_by_tables(roots: &BTreeMap<String, u32>) -> usize {
    let newest = schema_version();
    let has_all = |version: &usize| {
        workspace::tables_at(*version).iter().all(|table| roots.contains_key(table))
    };
    (1..=newest).rev().find(has_all).unwrap_or(newest)
}

fn fill(
    pages: &mut Pages,
    version: Option<usize>,
    damaged: &Path,
    part: &Path,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Salvaged> {
    let free = pages.free();
    let roots = roots(pages, &free);
    let version = version.unwrap_or_else(|| version_by_tables(&roots));
    let mut workspace = Workspace::create_at(part, version)?;
    let mut layout = Layout::read(&workspace.db, pages, &roots, &free)?;
    layout.find_journal(pages);
    let told = Told::read(pages, &layout.plans)?;
    // Another program's file may have tables of the same names, but not these, and no journal of ours.
    let ours = [STEP, CHANGE, ALLOCATOR].iter().any(|table| roots.contains_key(*table));
    if !ours && told.is_empty() {
        return Err(nothing(damaged));
    }
    let strays = layout.find_rest(pages, &told);
    let plans = &layout.plans;
    let saved = workspace.db.unjournaled(|db| {
        // A row may stand before the one that it refers to.
        db.connection().batch("PRAGMA defer_foreign_keys = ON")?;
        let mut run = Run::new(db, told, plans);
        run.rows(pages, progress)?;
        run.tell_again(pages)?;
        run.loosen()?;
        run.finish(strays)
    })?;
    if saved.kept() == 0 { Err(nothing(damaged)) } else { Ok(saved) }
}

/// The filling of the new workspace.
struct Run<'a> {
    db: &'a mut Db,
    told: Told,
    plans: &'a [Plan],
    saved: Vec<SavedTable>,
    /// The highest key that anything bears.
    highest: i64,
}

impl<'a> Run<'a> {
    fn new(db: &'a mut Db, told: Told, plans: &'a [Plan]) -> Self {
        let named = |plan: &Plan| SavedTable { table: plan.name.clone(), ..SavedTable::default() };
        Self { db, told, plans, saved: plans.iter().map(named).collect(), highest: 0 }
    }

    /// Writes a row; `false` when it breaks a rule of the schema.
    fn write(&mut self, table: &str, columns: &[&str], cells: &[Value]) -> Result<bool> {
        match self.db.connection().execute(&insert_sql(table, columns), cells) {
            Ok(()) => {}
            Err(error) if BREAKS_A_RULE.contains(&error.key()) => return Ok(false),
            Err(error) => return Err(error),
        }
        for (column, cell) in columns.iter().zip(cells) {
            if let Value::Int(key) = cell
                && (["id", "last_change"].contains(column) || column.ends_with("_id"))
            {
                self.highest = self.highest.max(*key);
            }
        }
        Ok(true)
    }

    /// Writes every row that a page holds.
    fn rows(
        &mut self,
        pages: &mut Pages,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<()> {
        let plans = self.plans;
        for (at, plan) in plans.iter().enumerate() {
            if !progress(at, plans.len()) {
                return Err(Error::halted());
            }
            let names: Vec<&str> = plan.columns.iter().map(|column| column.name.as_str()).collect();
            let mut saved = SavedTable { table: plan.name.clone(), ..SavedTable::default() };
            let (mut seen, mut untold) = (BTreeSet::new(), 0);
            plan.each(pages, |mut row, found| {
                if plan.name == ALLOCATOR {
                    if let Some(Value::Int(next)) = row.cells.get(1) {
                        self.highest = self.highest.max(next.saturating_sub(1));
                    }
                    return Ok(());
                }
                if (found && self.told.is_gone(row.id)) || !seen.insert(row.id) {
                    return Ok(());
                }
                if let Some(key) = row.cells.first_mut() {
                    *key = Value::Int(row.id);
                }
                let columns = names.get(..row.cells.len()).unwrap_or_default();
                if self.write(&plan.name, columns, &row.cells)? {
                    saved.kept += 1;
                    untold += usize::from(!self.told.saw(row.id, at));
                } else if self.told.table_of(row.id) != Some(at) {
                    saved.lost += 1;
                }
                Ok(())
            })?;
            saved.unknown =
                plan.broken > 0 && plan.name != ALLOCATOR && !(self.told.whole && untold == 0);
            if let Some(place) = self.saved.get_mut(at) {
                *place = saved;
            }
        }
        Ok(())
    }

    /// Writes the rows that no page holds and that the journal tells.
    fn tell_again(&mut self, pages: &mut Pages) -> Result<()> {
        for (row, image) in self.told.missing(pages, self.plans) {
            let Some(plan) = self.plans.get(image.plan) else { continue };
            // A journal with gaps may have lost that the row was deleted; a table without gaps knows.
            if !self.told.whole && plan.broken == 0 && plan.unreadable == 0 {
                continue;
            }
            let mut cells = image.cells;
            cells.insert("id".to_owned(), Value::Int(row));
            // A column that came later is not known here; one that went has nowhere to be.
            cells.retain(|name, _| plan.columns.iter().any(|column| column.name == *name));
            let columns: Vec<&str> = cells.keys().map(String::as_str).collect();
            let values: Vec<Value> = cells.values().cloned().collect();
            let written = image.whole && self.write(&plan.name, &columns, &values)?;
            if let Some(saved) = self.saved.get_mut(image.plan) {
                saved.kept += usize::from(written);
                saved.told_again += usize::from(written);
                saved.lost += usize::from(!written);
            }
        }
        for (plan, saved) in self.plans.iter().zip(&mut self.saved) {
            // Each row that cannot be read is one of those, unless the journal does not know it.
            saved.lost = saved.lost.max(plan.unreadable.saturating_sub(saved.told_again));
        }
        Ok(())
    }

    /// Takes away references to what is lost, and rows that cannot be without what they refer to, until all
    /// that is left holds together.
    fn loosen(&mut self) -> Result<()> {
        loop {
            let mut loose: Vec<(String, i64, i64)> = vec![];
            self.db.connection().query("PRAGMA foreign_key_check", &[], |row| {
                loose.push((row.text(0).to_owned(), row.get(1)?, row.get(3)?));
                Ok(())
            })?;
            if loose.is_empty() {
                return Ok(());
            }
            let mut gone = BTreeSet::new();
            for (table, row, key) in loose {
                if gone.contains(&(table.clone(), row)) {
                    continue;
                }
                if self.let_go(&table, row, key)? {
                    gone.insert((table, row));
                }
            }
        }
    }

    /// Takes away one reference, or the row when it needs it; whether the row went.
    fn let_go(&mut self, table: &str, row: i64, key: i64) -> Result<bool> {
        let place = self.plans.iter().position(|plan| plan.name == table);
        let mut column = None;
        let keys = format!("PRAGMA foreign_key_list({table})");
        self.db.connection().query(&keys, &[], |found| {
            if found.get::<i64>(0)? == key {
                column = Some(found.text(3).to_owned());
            }
            Ok(())
        })?;
        let free = column.filter(|name| {
            let plan = place.and_then(|at| self.plans.get(at));
            let found =
                plan.and_then(|plan| plan.columns.iter().find(|column| column.name == *name));
            found.is_some_and(|column| !column.required)
        });
        let connection = self.db.connection();
        let loosened = match free {
            None => false,
            Some(name) => {
                match connection.execute(&update_sql(table, &[&name]), &[Value::Null, row.into()]) {
                    Ok(()) => true,
                    Err(error) if BREAKS_A_RULE.contains(&error.key()) => false,
                    Err(error) => return Err(error),
                }
            }
        };
        if !loosened {
            connection.execute(&delete_sql(table), &[row.into()])?;
        }
        if let Some(saved) = place.and_then(|at| self.saved.get_mut(at)) {
            if loosened {
                saved.loosened += 1;
            } else {
                saved.kept = saved.kept.saturating_sub(1);
                saved.lost += 1;
            }
        }
        Ok(!loosened)
    }

    /// Sets the next key, and makes of earlier steps what they can still be.
    fn finish(self, strays: usize) -> Result<Salvaged> {
        let next = self.highest.saturating_add(1);
        self.db.connection().execute(SET_NEXT_ID, &[next.into()])?;
        let changed = |saved: &SavedTable| {
            saved.lost + saved.told_again + saved.loosened > 0 || saved.unknown
        };
        let undo = strays == 0 && !self.saved.iter().any(changed);
        if !undo {
            self.db.connection().execute(journal::FIX, &[])?;
            self.db.connection().execute(DROP_REDO, &[])?;
        }
        let tables =
            self.saved.into_iter().filter(|saved| saved.kept > 0 || changed(saved)).collect();
        Ok(Salvaged { tables, strays, undo })
    }
}
