//! One person's data: what a workspace holds of somebody, and erasing it for good.
//!
//! # What erasing does
//! The person's row keeps its key under a pseudonym, so that every figure of the past stays what it was.
//! What is said of the person is erased, what others' records say of them loses the name, remembered names
//! are forgotten, and so it is in the images of the journal. Nothing before it can be undone any more: undo
//! would be a way back to the name. `coverage` is the list of what stands where; texts are searched in all
//! tables, listed or not.
//!
//! # What is searched afterwards
//! Every row and image by what it says, then the bytes of the file and of all files of the program in the
//! encodings that Chinese texts have (`search`). A file that is open here must not be opened again (see
//! [`crate::store::Workspace`]): so the workspace is closed between the two.
//!
//! # Backups
//! A backup is a copy of what was, and is not written over. Those from before an erasure go
//! [`KEPT_DAYS`] days after it, or at once. Who was erased is also remembered beside the backups
//! ([`remembered`]), since a backup from before does not know it.

pub mod backups;
mod coverage;
mod erase;
mod export;
mod names;
pub mod remembered;
mod retention;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::ids::PersonId;
use crate::error::{Error, Result};
use crate::store::db::{Db, Value};
use crate::store::journal;
use crate::store::records::{Account, Alias, Contact, DealContact, Person};
use crate::store::setup;
use crate::store::whole::{SHAPES, Shape};
use coverage::{Cover, SCOPE, cover};
use names::Names;

pub use erase::{Erased, Erasure, erase};
pub use export::{Rows, rows, write_json};
pub use names::Encoding;
pub use retention::{Due, due};
pub use search::{Place, PlaceKind, Proof, holding, prove};

/// How many days backups from before an erasure stay.
pub const KEPT_DAYS: u64 = 30;

/// The setting that says who was erased.
const ERASED: &str = "erased";

/// The field of a remembered meaning that names a person.
const PERSON_FIELD: &str = "person";

const PERSON_IMAGES: &str = "SELECT before_image, after_image FROM change WHERE row_id = $1 AND table_name = 'person' ORDER BY id";

/// Somebody who was erased.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedPerson {
    /// The key, which figures of the past still bear.
    pub person: i64,
    /// The number of the pseudonym.
    pub number: i64,
    /// When, UTC text.
    pub at: String,
}

impl ErasedPerson {
    /// When, on the wall clock of the business zone.
    pub fn wall_clock(&self) -> Option<NaiveDateTime> {
        wall_clock(&self.at)
    }

    /// The day in the business zone.
    pub fn day(&self) -> Option<NaiveDate> {
        self.wall_clock().map(|at| at.date())
    }

    /// The day on which backups from before it go.
    pub fn backups_until(&self) -> Option<NaiveDate> {
        self.day()?.checked_add_days(chrono::Days::new(KEPT_DAYS))
    }
}

/// An instant, on the wall clock of the business zone.
fn wall_clock(instant: &str) -> Option<NaiveDateTime> {
    let instant = chrono::DateTime::parse_from_rfc3339(instant).ok()?;
    Some(crate::clock::business_time(instant.to_utc()).naive_local())
}

/// The tables that may hold something of a person, in the order of the schema.
pub fn tables() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().map(|shape| shape.table)
}

/// Whether a column of this name refers to a person.
pub fn refers_to_person(column: &str) -> bool {
    let refers = |cover: &Cover| cover.about.contains(&column) || cover.part.contains(&column);
    column != SCOPE && coverage::COVER.iter().any(refers)
}

/// Everybody who was erased, in the order of their numbers.
///
/// # Errors
/// Whatever the database reports.
pub fn erased(db: &Db) -> Result<Vec<ErasedPerson>> {
    let text = setup::setting(db, ERASED)?.unwrap_or_default();
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

/// The number of the next pseudonym.
///
/// # Errors
/// Whatever the database reports.
pub fn next_number(db: &Db) -> Result<i64> {
    Ok(erased(db)?.iter().map(|person| person.number).max().unwrap_or(0) + 1)
}

/// Somebody whose data are looked at, and what tells them.
#[derive(Clone, Debug)]
pub struct Who {
    /// The person.
    pub person: Person,
    /// How many others bear the same name: other people of the company, and people at customers'.
    pub namesakes: usize,
    names: Names,
}

impl Who {
    /// Finds what tells a person: every name, telephone number and mail address that the record ever had,
    /// and what senders of sheets call them.
    ///
    /// # Errors
    /// When there is no such person, or the database fails.
    pub fn load(db: &Db, id: PersonId) -> Result<Self> {
        let people = db.all::<Person>()?;
        let person = people.iter().find(|person| person.id == id);
        let person = person.cloned().ok_or_else(|| Error::new("error-record-gone"))?;
        let others: Vec<&Person> = people.iter().filter(|other| other.id != id).collect();
        let mut names = Names::default();
        names.add_name(&person.name);
        let contacts: Vec<String> = db
            .all::<Contact>()?
            .into_iter()
            .map(|contact| contact.name)
            .chain(db.all::<DealContact>()?.into_iter().map(|contact| contact.name))
            .collect();
        let same = |name: &str| names.is(name);
        let namesakes = others.iter().filter(|other| same(&other.name)).count()
            + contacts.iter().filter(|contact| same(contact)).collect::<BTreeSet<_>>().len();
        let was = past(db, id)?;
        let marks = |person: &Person| {
            let all = [&person.phone, &person.email, &person.number];
            all.into_iter().flatten().cloned().collect::<Vec<String>>()
        };
        let taken: BTreeSet<String> = others
            .iter()
            .flat_map(|other| marks(other).into_iter().chain([other.name.clone()]))
            .collect();
        let free = |text: &&String| !taken.contains(*text);
        was.names.iter().filter(free).for_each(|name| names.add_name(name));
        let own = marks(&person);
        own.iter().chain(&was.marks).filter(free).for_each(|mark| names.add_mark(mark));
        for called in nicknames(&db.all::<Alias>()?, &names).iter().filter(free) {
            names.add_mark(called);
        }
        others.iter().for_each(|other| names.add_other(&other.name));
        contacts.iter().for_each(|contact| names.add_other(contact));
        for account in db.all::<Account>()? {
            names.add_other(&account.name);
            names.add_other(&account.name_key);
        }
        Ok(Self { person, namesakes, names })
    }
}

/// What a person's row said before.
#[derive(Debug, Default)]
struct Past {
    names: Vec<String>,
    marks: Vec<String>,
}

fn past(db: &Db, id: PersonId) -> Result<Past> {
    let mut past = Past::default();
    db.read(PERSON_IMAGES, &[id.into()], |row| {
        for at in 0..2 {
            for (column, value) in journal::cells(row.text(at))? {
                match (column.as_str(), value) {
                    ("name", Value::Text(text)) => past.names.push(text),
                    ("phone" | "email" | "number", Value::Text(text)) => past.marks.push(text),
                    _ => {}
                }
            }
        }
        Ok(())
    })?;
    Ok(past)
}

/// What senders call the person and nobody else.
fn nicknames(aliases: &[Alias], names: &Names) -> Vec<String> {
    let people = || aliases.iter().filter(|alias| alias.field == PERSON_FIELD);
    people()
        .filter(|alias| names.is(&alias.meaning))
        .map(|alias| &alias.text_key)
        .filter(|key| {
            people().filter(|other| other.text_key == **key).all(|other| names.is(&other.meaning))
        })
        .cloned()
        .collect()
}

/// How a row concerns a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// It is about the person.
    pub about: bool,
    /// The person takes part.
    pub part: bool,
    /// A text names the person.
    pub named: bool,
}

impl Why {
    /// Whether it concerns the person at all.
    pub const fn any(self) -> bool {
        self.about || self.part || self.named
    }

    /// Whether a reference says so, and not only a text.
    const fn referred(self) -> bool {
        self.about || self.part
    }
}

/// What a table holds of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldTable {
    /// The table.
    pub table: &'static str,
    /// Rows about the person.
    pub about: usize,
    /// Further rows in which the person takes part.
    pub part: usize,
    /// Further rows whose texts name the person.
    pub named: usize,
}

/// What a workspace holds of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The person.
    pub person: Person,
    /// Others with the same name.
    pub namesakes: usize,
    /// The tables that hold something, in the order of the schema.
    pub tables: Vec<HeldTable>,
    /// Images in the journal that concern the person.
    pub images: usize,
}

const IMAGES: &str = "SELECT id, step_id, table_name, row_id, before_image, after_image FROM change WHERE id > $1 ORDER BY id LIMIT 2000";

/// Counts what a workspace holds of a person.
///
/// # Errors
/// When the database fails or the read is stopped.
pub fn held(db: &Db, who: &Who) -> Result<Held> {
    let mut tables: Vec<HeldTable> = vec![];
    let about = walk(db, who, &mut |shape, _, why| {
        let table = shape.table;
        if tables.last().is_none_or(|last| last.table != table) {
            tables.push(HeldTable { table, about: 0, part: 0, named: 0 });
        }
        if let Some(last) = tables.last_mut() {
            last.about += usize::from(why.about);
            last.part += usize::from(!why.about && why.part);
            last.named += usize::from(!why.referred());
        }
        Ok(())
    })?;
    let mut images = 0;
    each_image(db, &mut |image| {
        let concerns = about.has(&image.table, image.row)
            || who.names.found(&image.before)
            || who.names.found(&image.after);
        images += usize::from(concerns);
        Ok(())
    })?;
    Ok(Held { person: who.person.clone(), namesakes: who.namesakes, tables, images })
}

/// The rows that are about a person, by table.
#[derive(Clone, Debug, Default)]
struct AboutRows(BTreeMap<String, BTreeSet<i64>>);

impl AboutRows {
    fn has(&self, table: &str, row: i64) -> bool {
        self.0.get(table).is_some_and(|rows| rows.contains(&row))
    }

    /// Adds a row; `false` when it was there.
    fn add(&mut self, table: &str, row: i64) -> bool {
        self.0.entry(table.to_owned()).or_default().insert(row)
    }

    /// How a row concerns the person by its references.
    fn judge<'v>(
        &self,
        cover: &Cover,
        person: PersonId,
        cell: impl Fn(&str) -> Option<&'v Value>,
    ) -> Why {
        let number = |column: &str| match cell(column) {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        };
        let is = |column: &&str| {
            let person_scope = || cell("scope_kind") == Some(&Value::Text("person".to_owned()));
            number(column) == Some(person.0) && (*column != SCOPE || person_scope())
        };
        let inside =
            |(column, table): &(&str, &str)| number(column).is_some_and(|row| self.has(table, row));
        Why {
            about: cover.about.iter().any(is) || cover.within.iter().any(inside),
            part: cover.part.iter().any(is),
            named: false,
        }
    }
}

/// What each row is handed to.
type EachRow<'a> = dyn FnMut(&Shape, &[Value], Why) -> Result<()> + 'a;

/// Hands over every row that concerns a person, and returns those that are about them.
fn walk(db: &Db, who: &Who, each: &mut EachRow<'_>) -> Result<AboutRows> {
    let mut rows = AboutRows::default();
    rows.add("person", who.person.id.0);
    for shape in SHAPES {
        let cover = cover(shape.table);
        db.read(shape.all, &[], |row| {
            let cells = (0..shape.columns.len()).map(|at| row.value(at));
            let cells = cells.collect::<Result<Vec<Value>>>()?;
            let cell = |column: &str| {
                let at = shape.columns.iter().position(|own| *own == column)?;
                cells.get(at)
            };
            let key = match cells.first() {
                Some(Value::Int(key)) => *key,
                _ => return Ok(()),
            };
            let mut why = match cover {
                Some(cover) => rows.judge(cover, who.person.id, cell),
                None => Why { about: rows.has(shape.table, key), ..Why::default() },
            };
            why.named = cells.iter().any(|value| match value {
                Value::Text(text) => who.names.found(text),
                Value::Null | Value::Int(_) => false,
            });
            if why.about {
                rows.add(shape.table, key);
            }
            if why.any() { each(shape, &cells, why) } else { Ok(()) }
        })?;
    }
    Ok(rows)
}

/// What one change of the journal keeps.
#[derive(Debug)]
struct Image {
    id: i64,
    step: i64,
    table: String,
    row: i64,
    before: String,
    after: String,
}

/// Hands over every change of the journal in the order of keys; what `each` writes is not read again.
fn each_image(db: &Db, each: &mut dyn FnMut(Image) -> Result<()>) -> Result<()> {
    let mut above = 0;
    loop {
        let images = db.rows(IMAGES, &[above.into()], |row| {
            Ok(Image {
                id: row.get(0)?,
                step: row.get(1)?,
                table: row.get(2)?,
                row: row.get(3)?,
                before: row.text(4).to_owned(),
                after: row.text(5).to_owned(),
            })
        })?;
        let Some(last) = images.last() else { return Ok(()) };
        above = last.id;
        images.into_iter().try_for_each(&mut *each)?;
    }
}
