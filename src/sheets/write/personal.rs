//! Everything that concerns one person as a file for that person: a workbook with a sheet for each table, or
//! the rows as they are stored, as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use crate::domain::ids::*;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::sheets::write::{Out, Table, ending, write_book};
use crate::store::db::Column as _;
use crate::store::directory::Directory;
use crate::store::privacy::{self, Rows, Who};
use crate::store::records::Account;
use crate::store::{Db, Value};

/// Writes everything that concerns a person; the ending decides between xlsx and json. Returns how many rows
/// there are.
///
/// # Errors
/// When the ending is neither, the place cannot be written, or the database fails.
pub fn personal(db: &Db, person: PersonId, path: &Path, tr: &Tr) -> Result<usize> {
    let who = Who::load(db, person)?;
    let tables = privacy::rows(db, &who)?;
    match ending(path).as_str() {
        "json" => privacy::write_json(&who, &tables, path)?,
        "xlsx" => write_book(&sheets(db, &tables, tr)?, path)?,
        _ => return Err(Error::new("error-personal-ending").arg("file", path.display())),
    }
    Ok(tables.iter().map(|table| table.rows.len()).sum())
}

/// The name of a table in words.
pub fn table_label(table: &str, tr: &Tr) -> String {
    tr.text(&format!("privacy-table-{}", table.replace('_', "-")))
}

fn sheets(db: &Db, tables: &[Rows], tr: &Tr) -> Result<Vec<Table>> {
    let names = Names::load(db)?;
    let mut about = Table {
        name: tr.text("privacy-sheet-about"),
        headings: ["privacy-column-table", "privacy-column-stored", "privacy-column-rows"]
            .map(|key| tr.text(key))
            .to_vec(),
        rows: vec![],
    };
    let mut all = vec![];
    for table in tables {
        let label = table_label(table.table, tr);
        let rows = Out::Int(i64::try_from(table.rows.len()).unwrap_or(i64::MAX));
        about.rows.push(vec![label.as_str().into(), table.table.into(), rows]);
        let mut headings = vec![tr.text("privacy-column-concerns")];
        headings.extend(table.columns.iter().map(|column| (*column).to_owned()));
        let rows = table.rows.iter().map(|(why, cells)| {
            let word = tr.text(&format!("privacy-concerns-{}", why.word().replace('_', "-")));
            let columns = table.columns.iter().zip(table.kinds).zip(cells);
            let cells = columns.map(|((column, kind), value)| names.out(column, kind, value));
            std::iter::once(Out::Text(word)).chain(cells).collect()
        });
        all.push(Table { name: label, headings, rows: rows.collect() });
    }
    all.insert(0, about);
    Ok(all)
}

/// Names instead of keys, for what has one.
struct Names {
    directory: Directory,
    accounts: BTreeMap<AccountId, String>,
}

impl Names {
    fn load(db: &Db) -> Result<Self> {
        let accounts = db.all::<Account>()?.into_iter().map(|account| (account.id, account.name));
        Ok(Self { directory: Directory::load(db)?, accounts: accounts.collect() })
    }

    fn name(&self, column: &str, key: i64) -> Option<&str> {
        let directory = &self.directory;
        match column {
            "account_id" | "next_account_id" => {
                self.accounts.get(&AccountId(key)).map(String::as_str)
            }
            "team_id" => directory.teams.get(&TeamId(key)).map(|team| team.name.as_str()),
            "region_id" => directory.regions.get(&RegionId(key)).map(|region| region.name.as_str()),
            "post_id" => directory.posts.get(&PostId(key)).map(|post| post.name.as_str()),
            "product_id" => {
                directory.products.get(&ProductId(key)).map(|product| product.name.as_str())
            }
            "stage_id" => directory.stages.get(&StageId(key)).map(|stage| stage.name.as_str()),
            column if privacy::refers_to_person(column) => {
                directory.people.get(&PersonId(key)).map(|person| person.name.as_str())
            }
            _ => None,
        }
    }

    fn out(&self, column: &str, kind: &str, value: &Value) -> Out {
        match value {
            Value::Null => Out::Blank,
            Value::Int(key) => match self.name(column, *key) {
                Some(name) => Out::Text(name.to_owned()),
                None => Out::Int(*key),
            },
            Value::Text(text) => {
                let day = (kind == "day").then(|| chrono::NaiveDate::read(value.as_ref()));
                day.flatten().map_or_else(|| Out::from(text.as_str()), Out::Day)
            }
        }
    }
}
