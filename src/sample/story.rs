//! What the sample's story is told from: tables of what people typed, and whom and what they name.
//!
//! The tables stand in `assets/demo/story`, made together with the reports, so that talks, classes and cases
//! are about deals that the reports tell of. Lists stand in one cell with bars between.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::domain::ids::{AccountId, OpportunityId, PersonId, PostId, SkillId, StageId};
use crate::error::{Error, Result};
use crate::sample::REPORTS;
use crate::store::directory::Directory;
use crate::store::records::Account;
use crate::store::training::names::{self, Names};
use crate::store::{Db, opportunities};

/// The rows of a table.
pub(super) fn rows<Row: DeserializeOwned>(table: &str) -> Result<Vec<Row>> {
    let file = REPORTS.get_file(format!("story/{table}.csv"));
    let file = file.ok_or_else(|| missing(table))?;
    let mut reader = csv::Reader::from_reader(file.contents());
    let wrong =
        |error: csv::Error| Error::new("error-internal").detail(format!("{table}: {error}"));
    reader.deserialize::<Row>().map(|row| row.map_err(wrong)).collect()
}

/// The parts of a cell with bars between; a blank one has none.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

/// The parts of a cell as lines.
pub(super) fn lines(cell: &str) -> String {
    cell.replace('|', "\n")
}

/// What a cell says; `None` for a blank one.
pub(super) fn given<T>(cell: &str, find: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
    Some(cell).filter(|cell| !cell.is_empty()).map(find).transpose()
}

/// What a word says.
pub(super) fn word<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T> {
    parse(text).ok_or_else(|| missing(text))
}

/// The deal of a number.
pub(super) fn deal(db: &Db, number: &str) -> Result<OpportunityId> {
    let found = opportunities::by_number(db, number)?;
    found.map(|deal| deal.id).ok_or_else(|| missing(number))
}

/// That the story names something that is not there.
pub(super) fn missing(name: &str) -> Error {
    Error::new("error-internal").detail(format!("the sample has no {name}"))
}

/// Records by the keys that the tables name them by.
pub(super) type Known<Id> = BTreeMap<String, Id>;

/// What a key of the tables names.
pub(super) fn of<Id: Copy>(known: &Known<Id>, key: &str) -> Result<Id> {
    known.get(key).copied().ok_or_else(|| missing(key))
}

/// Whom and what the tables name.
pub(super) struct Cast {
    /// The company.
    pub(super) directory: Directory,
    people: BTreeMap<String, PersonId>,
    accounts: BTreeMap<String, AccountId>,
    skills: Names<SkillId>,
}

impl Cast {
    /// Reads all of them.
    pub(super) fn load(db: &Db) -> Result<Self> {
        let directory = Directory::load(db)?;
        let people = directory.people.values().map(|person| (person.name.clone(), person.id));
        let people = people.collect();
        let accounts = db.all::<Account>()?.into_iter();
        let accounts = accounts.map(|account| (account.name, account.id)).collect();
        Ok(Self { people, accounts, skills: names::skills(db)?, directory })
    }

    /// A person by name.
    pub(super) fn person(&self, name: &str) -> Result<PersonId> {
        self.people.get(name).copied().ok_or_else(|| missing(name))
    }

    /// A customer by name.
    pub(super) fn account(&self, name: &str) -> Result<AccountId> {
        self.accounts.get(name).copied().ok_or_else(|| missing(name))
    }

    /// A skill by any of its names.
    pub(super) fn skill(&self, name: &str) -> Result<SkillId> {
        self.skills.find(name).ok_or_else(|| missing(name))
    }

    /// A post by name.
    pub(super) fn post(&self, name: &str) -> Result<PostId> {
        let found = self.directory.posts.values().find(|post| post.name == name);
        found.map(|post| post.id).ok_or_else(|| missing(name))
    }

    /// A stage of the general model by its place, from 1.
    pub(super) fn stage(&self, place: usize) -> Result<StageId> {
        let model = self.directory.current_model().map(|model| model.id);
        let stages = model.map(|model| self.directory.stages_of(model)).unwrap_or_default();
        let found = place.checked_sub(1).and_then(|at| stages.get(at)).map(|stage| stage.id);
        found.ok_or_else(|| missing("stage"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_cell_says_nothing_and_a_list_stands_between_bars() {
        assert_eq!(parts("").count(), 0);
        assert_eq!(parts("甲|乙").collect::<Vec<_>>(), ["甲", "乙"]);
        assert_eq!(lines("甲|乙"), "甲\n乙");
        assert_eq!(given("", |text| Ok(text.len())).unwrap(), None);
        assert_eq!(given("ab", |text| Ok(text.len())).unwrap(), Some(2));
        assert!(word("x", |text| text.parse::<i64>().ok()).is_err());
        assert!(rows::<BTreeMap<String, String>>("talks").unwrap().len() > 200);
        assert!(rows::<BTreeMap<String, String>>("no such table").is_err());
    }
}
