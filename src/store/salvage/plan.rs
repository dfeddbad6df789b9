//! Which pages belong to which table.

use std::collections::{BTreeMap, BTreeSet};

use super::pages::{Pages, StoredRow};
use super::told::Told;
use crate::error::Result;
use crate::store::db::{Db, Value};
use crate::store::journal;

/// The table of the journal's steps.
pub(super) const STEP: &str = "step";
/// The table of the journal's changes.
pub(super) const CHANGE: &str = "change";
/// The table of the next key.
pub(super) const ALLOCATOR: &str = "allocator";

/// A column, as far as it tells rows of one table from those of another.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its name.
    pub name: String,
    /// Whether it holds texts; else whole numbers.
    text: bool,
    /// Whether it may not be unknown.
    pub required: bool,
    /// Whether rows that were written before it came have a value for it.
    usual: bool,
}

/// A table and its pages.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Its name.
    pub name: String,
    /// Its columns, the key first.
    pub columns: Vec<Column>,
    /// The pages of rows that its tree leads to.
    pub leaves: Vec<u32>,
    /// The pages of rows that nothing leads to any more and that are its own.
    pub found: Vec<u32>,
    /// How many pages it misses.
    pub broken: usize,
    /// How many rows stand on its pages and cannot be read.
    pub unreadable: usize,
}

impl Plan {
    /// Whether a row may be of this table.
    pub fn fits(&self, row: &StoredRow) -> bool {
        let cells = row.cells.as_slice();
        let Some((Value::Null, rest)) = cells.split_first() else { return false };
        let fits = |(column, cell): (&Column, &Value)| match cell {
            Value::Null => !column.required,
            Value::Int(_) => !column.text,
            Value::Text(_) => column.text,
        };
        let mut missing = self.columns.iter().skip(cells.len());
        cells.len() <= self.columns.len()
            && missing.all(|column| !column.required || column.usual)
            && self.columns.iter().skip(1).zip(rest).all(fits)
            && self.speaks(cells)
    }

    /// Whether the words of a row of the journal are the journal's.
    fn speaks(&self, cells: &[Value]) -> bool {
        let word = |at: usize, words: &[&str]| matches!(cells.get(at), Some(Value::Text(text)) if words.contains(&text.as_str()));
        match self.name.as_str() {
            CHANGE => word(2, journal::TABLES) && word(4, &["insert", "update", "delete"]),
            STEP => word(5, &["done", "undone", "dropped", "fixed"]),
            _ => true,
        }
    }

    /// Its rows: those that its tree leads to, then those of pages that were found, which the last argument
    /// tells.
    pub fn each(
        &self,
        pages: &mut Pages,
        mut each: impl FnMut(StoredRow, bool) -> Result<()>,
    ) -> Result<()> {
        let led = self.leaves.iter().map(|page| (*page, false));
        for (page, found) in led.chain(self.found.iter().map(|page| (*page, true))) {
            for row in pages.leaf(page).unwrap_or_default().rows {
                if self.fits(&row) {
                    each(row, found)?;
                }
            }
        }
        Ok(())
    }
}

/// The tables with their pages, and the pages of rows that are left over.
pub(super) struct Layout {
    /// The tables.
    pub plans: Vec<Plan>,
    /// The pages left over, while any table misses some.
    orphans: Vec<u32>,
}

impl Layout {
    /// Reads which pages the trees lead to; `db` is an empty workspace of the same version.
    pub fn read(
        db: &Db,
        pages: &mut Pages,
        roots: &BTreeMap<String, u32>,
        free: &BTreeSet<u32>,
    ) -> Result<Self> {
        let mut taken = BTreeSet::new();
        pages.tree(1, &mut taken);
        let mut plans = empty(db)?;
        for plan in &mut plans {
            let Some(root) = roots.get(&plan.name) else {
                plan.broken = 1;
                continue;
            };
            let tree = pages.tree(*root, &mut taken);
            plan.broken = tree.broken;
            for page in tree.leaves {
                let leaf = pages.leaf(page).unwrap_or_default();
                let fitting = leaf.rows.iter().filter(|row| plan.fits(row)).count();
                // A pointer that was bent leads to the rows of another table.
                if fitting == 0 && !leaf.rows.is_empty() {
                    plan.broken += 1;
                    taken.remove(&page);
                } else {
                    plan.unreadable += leaf.unreadable + leaf.rows.len() - fitting;
                    plan.leaves.push(page);
                }
            }
        }
        let mut orphans = vec![];
        if plans.iter().any(|plan| plan.broken > 0) {
            let left =
                (1..=pages.count()).filter(|page| !taken.contains(page) && !free.contains(page));
            for page in left {
                let leaf = pages.leaf(page);
                let keyed = |row: &StoredRow| row.cells.first() == Some(&Value::Null);
                if leaf.is_some_and(|leaf| leaf.rows.iter().any(keyed)) {
                    orphans.push(page);
                }
            }
        }
        Ok(Self { plans, orphans })
    }

    /// Gives the journal its pages among those left over: its rows are known by their words.
    pub fn find_journal(&mut self, pages: &mut Pages) {
        let plans = &mut self.plans;
        self.orphans.retain(|page| {
            let leaf = pages.leaf(*page).unwrap_or_default();
            let all = |plan: &&mut Plan| {
                plan.broken > 0
                    && [STEP, CHANGE].contains(&plan.name.as_str())
                    && leaf.rows.iter().all(|row| plan.fits(row))
            };
            let Some(plan) = plans.iter_mut().find(all) else { return true };
            plan.unreadable += leaf.unreadable;
            plan.found.push(*page);
            false
        });
    }

    /// Gives each table its pages among those left over: the journal knows whose a row is, or one table alone
    /// misses pages that look so. Returns how many rows stay without a table.
    pub fn find_rest(&mut self, pages: &mut Pages, told: &Told) -> usize {
        let mut strays = 0;
        for page in std::mem::take(&mut self.orphans) {
            let leaf = pages.leaf(page).unwrap_or_default();
            let fitting = |plan: &Plan| {
                plan.broken > 0
                    && ![STEP, CHANGE].contains(&plan.name.as_str())
                    && leaf.rows.iter().all(|row| plan.fits(row))
            };
            let at = match leaf.rows.iter().find_map(|row| told.table_of(row.id)) {
                // A table that misses nothing has given the page up.
                Some(at) if self.plans.get(at).is_some_and(|plan| plan.broken == 0) => continue,
                Some(at) => self.plans.get(at).filter(|plan| fitting(plan)).map(|_| at),
                None => {
                    let mut may = (0..).zip(&self.plans).filter(|(_, plan)| fitting(plan));
                    let first = may.next().map(|(at, _)| at);
                    if may.next().is_none() { first } else { None }
                }
            };
            match at.and_then(|at: usize| self.plans.get_mut(at)) {
                Some(plan) => {
                    plan.unreadable += leaf.unreadable;
                    plan.found.push(page);
                }
                None => strays += leaf.rows.len(),
            }
        }
        strays
    }
}

/// The tables of an empty workspace, without pages.
fn empty(db: &Db) -> Result<Vec<Plan>> {
    let mut names = vec![];
    db.connection().query("PRAGMA table_list", &[], |row| {
        if row.text(2) == "table" && !row.text(1).starts_with("sqlite_") {
            names.push(row.text(1).to_owned());
        }
        Ok(())
    })?;
    names.sort();
    let plan = |name: String| -> Result<Plan> {
        let mut columns = vec![];
        db.connection().query(&format!("PRAGMA table_info({name})"), &[], |row| {
            columns.push(Column {
                name: row.text(1).to_owned(),
                text: row.text(2) == "TEXT",
                required: row.get::<i64>(3)? != 0,
                usual: row.value(4)? != Value::Null,
            });
            Ok(())
        })?;
        let (leaves, found) = (vec![], vec![]);
        Ok(Plan { name, columns, leaves, found, broken: 0, unreadable: 0 })
    };
    names.into_iter().map(plan).collect()
}
