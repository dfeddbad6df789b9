//! Erasing a person: rows, images and steps in one transaction, then the file made anew.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{NaiveDate, SecondsFormat};

use crate::clock;
use crate::domain::ids::{BatchId, PersonId};
use crate::error::{Error, Result};
use crate::paths::Home;
use crate::store::db::{Db, StepHead, Value, delete_sql, image, update_sql};
use crate::store::directory::Directory;
use crate::store::privacy::coverage::{OWN, cover};
use crate::store::privacy::names::Names;
use crate::store::privacy::{
    AboutRows, ERASED, ErasedPerson, Image, PERSON_FIELD, Who, Why, each_image, erased,
    next_number, walk,
};
use crate::store::records::{Alias, Batch, Person};
use crate::store::{Workspace, backup, journal, setup};

/// Who is erased, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The person.
    pub person: PersonId,
    /// What stands in the place of the name.
    pub pseudonym: String,
    /// What stands in the place of what was said of the person.
    pub gone: String,
    /// Whether the name goes from texts too that may mean somebody else of the same name; `None` asks where
    /// it matters.
    pub everywhere: Option<bool>,
    /// Whether backups that hold the person are removed at once.
    pub backups: bool,
    /// Today.
    pub today: NaiveDate,
}

/// What erasing did, up to the search that proves it.
#[derive(Clone, Debug)]
pub struct Erased {
    /// The pseudonym.
    pub pseudonym: String,
    /// When, UTC text.
    pub at: String,
    /// Rows and images that were searched afterwards.
    pub searched: usize,
    /// Rows and images of them that still name the person.
    pub left: usize,
    /// How many rows were changed.
    pub rows: usize,
    /// How many images of the journal were changed.
    pub images: usize,
    /// Whether the file was made anew, so that no free page holds what was.
    pub compacted: bool,
    /// The backup that was made afterwards, where that worked.
    pub backup: Option<PathBuf>,
    /// Whether backups that hold the person are to be removed at once.
    pub(super) remove_backups: bool,
    /// What tells the person.
    pub(super) names: Names,
}

const STEPS: &str = "SELECT id, by_name, subject FROM step ORDER BY id";
const SET_STEP: &str = "UPDATE step SET by_name = $1, subject = $2 WHERE id = $3";
const SET_IMAGES: &str = "UPDATE change SET before_image = $1, after_image = $2 WHERE id = $3";

/// Erases a person. It cannot be undone, and neither can what was done before.
///
/// # Errors
/// When the person is still here, was erased already, or bears a name of somebody else's and nobody said what
/// is to be done with that; or when the database fails. Nothing is changed then.
pub fn erase(workspace: &mut Workspace, home: &Home, order: &Erasure) -> Result<Erased> {
    let db = &mut workspace.db;
    let who = Who::load(db, order.person)?;
    check(db, &who, order)?;
    // To the millisecond, so that backups of this very second are told from those made afterwards.
    let at = clock::now().to_rfc3339_opts(SecondsFormat::Millis, true);
    // What is deleted is written over, and so is the rollback journal when it has served.
    db.connection().batch("PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 0")?;
    let by = setup::setting(db, setup::names::AUTHOR)?.unwrap_or_default();
    let head = StepHead {
        by: who.names.replaced(&by, &order.pseudonym).unwrap_or(by),
        title: "step-erase".to_owned(),
        subject: order.pseudonym.clone(),
    };
    let job = Job { who: &who, order, everywhere: order.everywhere.unwrap_or(true) };
    let done = db.transaction(&head, |db| {
        let counts = job.run(db)?;
        let mut all = erased(db)?;
        let number = next_number(db)?;
        all.push(ErasedPerson { person: order.person.0, number, at: at.clone() });
        setup::set(db, ERASED, &serde_json::json!(all).to_string())?;
        Ok(counts)
    });
    let ((rows, images), _) = done?;
    journal::fix_all(db)?;
    let compacted = match db.connection().batch("VACUUM") {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(error = error.for_log(), "the file was not made anew");
            false
        }
    };
    db.connection().batch("PRAGMA secure_delete = OFF; PRAGMA journal_size_limit = -1")?;
    let (searched, left) = search_rows(db, &who)?;
    let backup = backup::make(workspace, backup::Reason::Asked, home);
    if let Err(error) = &backup {
        tracing::warn!(error = error.for_log(), "no backup was made");
    }
    Ok(Erased {
        pseudonym: order.pseudonym.clone(),
        at,
        searched,
        left,
        rows,
        images,
        compacted,
        backup: backup.ok(),
        remove_backups: order.backups,
        names: who.names,
    })
}

fn check(db: &Db, who: &Who, order: &Erasure) -> Result<()> {
    let name = &who.person.name;
    if erased(db)?.iter().any(|erased| erased.person == order.person.0) {
        return Err(Error::new("error-erase-again").arg("name", name));
    }
    let directory = Directory::load(db)?;
    let placed = directory.memberships.iter().any(|own| own.person_id == order.person);
    if placed && directory.is_here(order.person, order.today) {
        return Err(Error::new("error-erase-here").arg("name", name));
    }
    if who.namesakes > 0 && order.everywhere.is_none() {
        return Err(Error::new("error-erase-namesake").arg("name", name).arg("n", who.namesakes));
    }
    Ok(())
}

/// Counts the rows and images that were searched, and those that name the person.
fn search_rows(db: &Db, who: &Who) -> Result<(usize, usize)> {
    let (mut searched, mut left) = (0, 0);
    for shape in crate::store::whole::SHAPES {
        db.read(shape.all, &[], |row| {
            searched += 1;
            let told = (0..shape.columns.len()).any(|at| who.names.found(row.text(at)));
            left += usize::from(told);
            Ok(())
        })?;
    }
    each_image(db, &mut |image| {
        searched += 1;
        left += usize::from(who.names.found(&image.before) || who.names.found(&image.after));
        Ok(())
    })?;
    db.read(STEPS, &[], |row| {
        searched += 1;
        left += usize::from(who.names.found(row.text(1)) || who.names.found(row.text(2)));
        Ok(())
    })?;
    Ok((searched, left))
}

/// One erasure on its way.
struct Job<'a> {
    who: &'a Who,
    order: &'a Erasure,
    everywhere: bool,
}

/// A row to be written: table, key, columns with what they hold from now on.
type Change = (&'static str, i64, Vec<(&'static str, Value)>);

impl Job<'_> {
    /// Erases rows, images and steps; returns how many rows and images were changed.
    fn run(&self, db: &mut Db) -> Result<(usize, usize)> {
        let rosters = rosters(db)?;
        let mut changes: Vec<Change> = vec![];
        let mut about = walk(db, self.who, &mut |shape, cells, why| {
            let cells = shape.columns.iter().copied().zip(cells);
            let Some((_, Value::Int(key))) = cells.clone().next() else { return Ok(()) };
            let cleaned = self.cleaned(shape.table, cells, why, &rosters);
            if !cleaned.is_empty() {
                changes.push((shape.table, *key, cleaned));
            }
            Ok(())
        })?;
        let mut rows = 0;
        for (table, key, cells) in &changes {
            write(db, table, *key, cells)?;
            rows += 1;
        }
        rows += self.forget(db)?;
        self.gone_rows(db, &mut about)?;
        let (images, steps) = self.images(db, &about, &rosters)?;
        self.steps(db, &steps)?;
        Ok((rows, images))
    }

    /// What cells hold from now on, where that is something else.
    fn cleaned<'n, 'v>(
        &self,
        table: &str,
        cells: impl Iterator<Item = (&'n str, &'v Value)> + Clone,
        why: Why,
        rosters: &BTreeSet<i64>,
    ) -> Vec<(&'n str, Value)> {
        let own = table == "person" && why.about;
        let words = cover(table).map(|cover| cover.words).unwrap_or_default();
        let scrub = self.everywhere || own || why.about || why.part;
        let batch = cells.clone().find(|(column, _)| *column == "batch_id");
        let roster = table == "reject"
            && matches!(batch, Some((_, Value::Int(batch))) if rosters.contains(batch));
        let new = |column: &str, value: &Value| -> Option<Value> {
            let Value::Text(text) = value else { return None };
            if own && column == "name" {
                return Some(Value::Text(self.order.pseudonym.clone()));
            }
            if own && OWN.contains(&column) {
                return Some(Value::Null);
            }
            if why.about && words.contains(&column) {
                // Columns that we do not know are kept as an object, and nothing asks whether there are any.
                let gone = || Value::Text(self.order.gone.clone());
                return (!text.is_empty())
                    .then(|| if column == "extra" { Value::Null } else { gone() });
            }
            if scrub && roster && column == "cells" && self.who.names.found(text) {
                let cells: Vec<String> = serde_json::from_str(text).unwrap_or_default();
                let empty: Vec<&str> = cells.iter().map(|_| "").collect();
                return Some(Value::Text(serde_json::json!(empty).to_string()));
            }
            let replaced = scrub.then(|| self.who.names.replaced(text, &self.order.pseudonym));
            replaced.flatten().map(Value::Text)
        };
        cells.filter_map(|(column, value)| Some((column, new(column, value)?))).collect()
    }

    /// Forgets what senders call the person; returns how many such rows there were.
    fn forget(&self, db: &Db) -> Result<usize> {
        if !self.everywhere {
            return Ok(0);
        }
        let mut n = 0;
        for alias in db.all::<Alias>()? {
            // The meaning bears the pseudonym by now.
            if alias.field == PERSON_FIELD && alias.meaning == self.order.pseudonym {
                db.connection().execute(&delete_sql("alias"), &[alias.id.into()])?;
                n += 1;
            }
        }
        Ok(n)
    }

    /// Erases what images hold; returns how many were changed, and the steps that concern the person.
    fn images(
        &self,
        db: &Db,
        about: &AboutRows,
        rosters: &BTreeSet<i64>,
    ) -> Result<(usize, BTreeSet<i64>)> {
        let (mut n, mut steps) = (0, BTreeSet::new());
        each_image(db, &mut |change| {
            let of_row = about.has(&change.table, change.row);
            let names = &self.who.names;
            let named = names.found(&change.before) || names.found(&change.after);
            if !of_row && !named {
                return Ok(());
            }
            let (before, after) = (cells(&change.before)?, cells(&change.after)?);
            let part = cover(&change.table).is_some_and(|cover| {
                [&before, &after]
                    .iter()
                    .any(|cells| about.judge(cover, self.who.person.id, |c| value(cells, c)).part)
            });
            let why = Why { about: of_row, part, named };
            if of_row || part {
                steps.insert(change.step);
            }
            let new = |cells: &[(String, Value)]| {
                let pairs = cells.iter().map(|(column, value)| (column.as_str(), value));
                let cleaned = self.cleaned(&change.table, pairs, why, rosters);
                (!cleaned.is_empty()).then(|| {
                    image(cells.iter().map(|(column, old)| {
                        let new = cleaned.iter().find(|(own, _)| own == column);
                        (column.as_str(), new.map_or(old, |(_, value)| value))
                    }))
                })
            };
            let (new_before, new_after) = (new(&before), new(&after));
            if new_before.is_none() && new_after.is_none() {
                return Ok(());
            }
            n += 1;
            let text = |new: Option<String>, old: String| match new {
                Some(new) => Value::Text(new),
                None if old.is_empty() => Value::Null,
                None => Value::Text(old),
            };
            let Image { id, before, after, .. } = change;
            let params = [text(new_before, before), text(new_after, after), id.into()];
            db.connection().execute(SET_IMAGES, &params)
        })?;
        Ok((n, steps))
    }

    /// Erases the name from what steps name, and from who did them.
    fn steps(&self, db: &Db, concerned: &BTreeSet<i64>) -> Result<()> {
        let names = &self.who.names;
        let steps = db.rows(STEPS, &[], |row| {
            Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
        })?;
        for (id, by, subject) in steps {
            if !self.everywhere && !concerned.contains(&id) {
                continue;
            }
            let with = &self.order.pseudonym;
            let (new_by, new_subject) = (names.replaced(&by, with), names.replaced(&subject, with));
            if new_by.is_none() && new_subject.is_none() {
                continue;
            }
            let (by, subject) = (new_by.unwrap_or(by), new_subject.unwrap_or(subject));
            db.connection().execute(SET_STEP, &[by.into(), subject.into(), id.into()])?;
        }
        Ok(())
    }

    /// Adds the rows that are no more and of which images say that they were about the person: also somebody
    /// of the same name who is no more, typed twice or brought by an import that was taken back.
    fn gone_rows(&self, db: &Db, about: &mut AboutRows) -> Result<()> {
        let id = self.who.person.id;
        let key = id.0.to_string();
        let people: BTreeSet<i64> = db.all::<Person>()?.iter().map(|person| person.id.0).collect();
        loop {
            let mut grown = false;
            each_image(db, &mut |image| {
                if about.has(&image.table, image.row) {
                    return Ok(());
                }
                if image.table == "person" && self.everywhere && !people.contains(&image.row) {
                    for cells in [cells(&image.before)?, cells(&image.after)?] {
                        let named = matches!(
                            value(&cells, "name"),
                            Some(Value::Text(name)) if self.who.names.is(name)
                        );
                        grown |= named && about.add("person", image.row);
                    }
                    return Ok(());
                }
                let Some(cover) = cover(&image.table) else { return Ok(()) };
                let may = !cover.within.is_empty()
                    || image.before.contains(&key)
                    || image.after.contains(&key);
                if !may {
                    return Ok(());
                }
                for cells in [cells(&image.before)?, cells(&image.after)?] {
                    if about.judge(cover, id, |column| value(&cells, column)).about {
                        grown |= about.add(&image.table, image.row);
                    }
                }
                Ok(())
            })?;
            if !grown {
                return Ok(());
            }
        }
    }
}

/// The imports of lists of people: a row of one that was not taken is all about somebody.
fn rosters(db: &Db) -> Result<BTreeSet<i64>> {
    let batches = db.all::<Batch>()?.into_iter().filter(|batch| batch.kind == "people");
    Ok(batches.map(|Batch { id: BatchId(id), .. }| id).collect())
}

fn cells(image: &str) -> Result<Vec<(String, Value)>> {
    journal::cells(image)
}

fn value<'c>(cells: &'c [(String, Value)], column: &str) -> Option<&'c Value> {
    cells.iter().find(|(own, _)| own == column).map(|(_, value)| value)
}

/// Writes cells of a row; where two rows would say the same in a place that allows it once, this one says its
/// key too.
fn write(db: &Db, table: &str, key: i64, cells: &[(&'static str, Value)]) -> Result<()> {
    let columns: Vec<&str> = cells.iter().map(|(column, _)| *column).collect();
    let sql = update_sql(table, &columns);
    let params = |more: &str| -> Vec<Value> {
        let cell = |(_, value): &(&str, Value)| match value {
            Value::Text(text) => Value::Text(format!("{text}{more}")),
            other => other.clone(),
        };
        cells.iter().map(cell).chain([Value::Int(key)]).collect()
    };
    match db.connection().execute(&sql, &params("")) {
        Err(error) if error.key() == "error-record-rule" => {
            db.connection().execute(&sql, &params(&format!(" {key}")))
        }
        written => written,
    }
}
