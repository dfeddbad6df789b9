//! What the journal tells of rows: whose they are, whether they should be there, how they looked last.

use std::collections::BTreeMap;

use super::pages::{Pages, StoredRow};
use super::plan::{CHANGE, Plan, STEP};
use crate::error::Result;
use crate::store::db::Value;
use crate::store::journal;

/// What the journal says of a row.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Its table, by the place of that among the plans.
    plan: usize,
    /// Whether it is there after all that was done.
    alive: bool,
}

/// A row as the journal tells it.
#[derive(Clone, Debug, Default)]
pub(super) struct Image {
    /// Its table, by the place of that among the plans.
    pub plan: usize,
    /// Its cells by column.
    pub cells: BTreeMap<String, Value>,
    /// Whether it is told from its beginning.
    pub whole: bool,
}

/// One change, borrowed from its row.
struct Change<'a> {
    step: i64,
    table: &'a str,
    row: i64,
    verb: &'a str,
    after: &'a str,
}

/// What the journal tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    rows: BTreeMap<i64, Known>,
    /// Whether each step that could be read stands.
    steps: BTreeMap<i64, bool>,
    /// The pages of changes, in the order of keys.
    changes: Vec<u32>,
    /// Whether it tells everything that was ever written: nothing of it is missing, and it begins where the
    /// workspace began.
    pub whole: bool,
}

impl Told {
    /// Reads what the journal says of each row.
    pub fn read(pages: &mut Pages, plans: &[Plan]) -> Result<Self> {
        let named = |name: &str| plans.iter().find(|plan| plan.name == name);
        let (Some(step), Some(change)) = (named(STEP), named(CHANGE)) else {
            return Ok(Self::default());
        };
        let places: BTreeMap<&str, usize> =
            plans.iter().map(|plan| plan.name.as_str()).zip(0..).collect();
        let mut told = Self::default();
        step.each(pages, |row, _| {
            let stands = matches!(row.cells.get(5), Some(Value::Text(state)) if state == "done" || state == "fixed");
            told.steps.insert(row.id, stands);
            Ok(())
        })?;
        let first = |page: &u32, pages: &mut Pages| {
            pages.leaf(*page).and_then(|leaf| leaf.rows.first().map(|row| row.id))
        };
        let mut ordered: Vec<(Option<i64>, u32)> = vec![];
        for page in change.leaves.iter().chain(&change.found) {
            ordered.push((first(page, pages), *page));
        }
        ordered.sort_unstable();
        told.changes = ordered.into_iter().map(|(_, page)| page).collect();
        let mut rows = BTreeMap::new();
        told.each_change(pages, change, |said| {
            if let Some(plan) = places.get(said.table) {
                rows.insert(said.row, Known { plan: *plan, alive: said.verb != "delete" });
            }
        });
        told.rows = rows;
        let sound = |plan: &Plan| plan.broken == 0 && plan.unreadable == 0;
        told.whole = sound(step) && sound(change) && told.steps.contains_key(&1);
        Ok(told)
    }

    /// Hands over the changes that stand, oldest first.
    fn each_change(&self, pages: &mut Pages, plan: &Plan, mut each: impl FnMut(&Change<'_>)) {
        for page in &self.changes {
            for row in pages.leaf(*page).unwrap_or_default().rows {
                if let Some(said) = change_in(&row).filter(|_| plan.fits(&row))
                    && self.steps.get(&said.step) != Some(&false)
                {
                    each(&said);
                }
            }
        }
    }

    /// Whether nothing of the journal was found.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table of a row, if the journal names it.
    pub fn table_of(&self, row: i64) -> Option<usize> {
        self.rows.get(&row).map(|known| known.plan)
    }

    /// Whether the journal says that a row was deleted.
    pub fn is_gone(&self, row: i64) -> bool {
        self.rows.get(&row).is_some_and(|known| !known.alive)
    }

    /// Whether the journal knows a row as one of this table; what was seen need not be told again.
    pub fn saw(&mut self, row: i64, plan: usize) -> bool {
        let known = self.rows.get(&row).is_some_and(|known| known.plan == plan);
        if known {
            self.rows.remove(&row);
        }
        known
    }

    /// The rows that should be there and were not seen, as they looked last.
    pub fn missing(&self, pages: &mut Pages, plans: &[Plan]) -> BTreeMap<i64, Image> {
        let alive = self.rows.iter().filter(|(_, known)| known.alive);
        let image = |known: &Known| Image { plan: known.plan, ..Image::default() };
        let mut images: BTreeMap<i64, Image> =
            alive.map(|(row, known)| (*row, image(known))).collect();
        let Some(change) = plans.iter().find(|plan| plan.name == CHANGE) else { return images };
        let mut unread = None;
        self.each_change(pages, change, |said| {
            let Some(image) = images.get_mut(&said.row) else { return };
            match (said.verb, journal::cells(said.after)) {
                ("insert", Ok(cells)) => {
                    image.cells = cells.into_iter().collect();
                    image.whole = true;
                }
                ("update", Ok(cells)) => image.cells.extend(cells),
                ("delete", _) => image.whole = false,
                (_, Err(error)) => {
                    image.whole = false;
                    unread = Some(error);
                }
                _ => {}
            }
        });
        if let Some(error) = unread {
            tracing::warn!(error = error.for_log(), "an image of the journal cannot be read");
        }
        images
    }
}

/// The change that stands in a row.
fn change_in(row: &StoredRow) -> Option<Change<'_>> {
    let text = |at: usize| match row.cells.get(at) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    match row.cells.as_slice() {
        [_, Value::Int(step), _, Value::Int(row), ..] => {
            Some(Change { step: *step, table: text(2), row: *row, verb: text(4), after: text(6) })
        }
        _ => None,
    }
}
