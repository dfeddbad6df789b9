//! The workspace's tables as sheets, for export: every record, names instead of keys.
//!
//! Keys stay out, since they say nothing to people; headings are the ids of fields, so that an
//! export can be imported again; rows stand in a stable order, so that two exports of the same data
//! are the same bytes.

mod activities;
mod catalogue;
mod deals;
mod evaluation;
mod learning;
mod organisation;
pub mod proof;
pub mod review;
mod sales;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::error::{Error, Result};
use crate::sheets::write::{Out, Table};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::Account;

/// The tables that can be exported.
pub const TABLES: [&str; 18] = [
    "people",
    "accounts",
    "products",
    "contacts",
    "opportunities",
    "moves",
    "targets",
    "orders",
    "returns",
    "receipts",
    "activities",
    "reports",
    "trainings",
    "skills",
    "certificates",
    "satisfaction",
    "evaluations",
    "imports",
];

/// Reads a table of the workspace.
///
/// # Errors
/// When there is no such table or the database fails.
pub fn table(db: &Db, name: &str, today: NaiveDate) -> Result<Table> {
    let directory = Directory::load(db)?;
    let names = || Names::load(db, &directory);
    let (headings, rows) = match name {
        "people" => organisation::people(&directory, today),
        "accounts" => catalogue::accounts(db, &directory)?,
        "products" => catalogue::products(&directory),
        "contacts" => catalogue::contacts(db, &names()?)?,
        "opportunities" => deals::opportunities(db, &names()?)?,
        "moves" => deals::moves(db, &directory)?,
        "targets" => deals::targets(db, &directory)?,
        "orders" => sales::orders(db, &names()?)?,
        "returns" => sales::returns(db)?,
        "receipts" => sales::receipts(db, &names()?)?,
        "activities" => activities::activities(db, &names()?)?,
        "reports" => activities::reports(db, &names()?)?,
        "trainings" => learning::trainings(db, &names()?)?,
        "skills" => learning::skills(db, &names()?)?,
        "certificates" => learning::certificates(db, &names()?)?,
        "satisfaction" => catalogue::satisfaction(db, &names()?)?,
        "evaluations" => evaluation::evaluations(db, &directory)?,
        "imports" => evaluation::imports(db)?,
        _ => return Err(Error::new("error-table-unknown").arg("table", name)),
    };
    Ok(Table {
        name: name.to_owned(),
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows,
    })
}

type Sheet = (&'static [&'static str], Vec<Vec<Out>>);

/// The names that stand in a table for keys.
struct Names<'a> {
    directory: &'a Directory,
    accounts: BTreeMap<AccountId, String>,
}

impl<'a> Names<'a> {
    fn load(db: &Db, directory: &'a Directory) -> Result<Self> {
        let accounts = db.all::<Account>()?.into_iter();
        let accounts = accounts.map(|account| (account.id, account.name)).collect();
        Ok(Self { directory, accounts })
    }

    fn account(&self, id: Option<AccountId>) -> Out {
        opt(id.and_then(|id| self.accounts.get(&id)).map(String::as_str))
    }

    fn person(&self, id: Option<PersonId>) -> Out {
        opt(id.map(|id| self.directory.person_name(id)))
    }

    fn product(&self, id: Option<ProductId>) -> Out {
        let product = id.and_then(|id| self.directory.products.get(&id));
        opt(product.map(|product| product.name.as_str()))
    }
}

fn opt(text: Option<&str>) -> Out {
    text.map_or(Out::Blank, Into::into)
}

fn day(date: Option<NaiveDate>) -> Out {
    date.map_or(Out::Blank, Out::Day)
}

fn fen(amount: Option<i64>) -> Out {
    amount.map_or(Out::Blank, Out::Hundredths)
}

fn decimal(number: Option<i64>) -> Out {
    number.map_or(Out::Blank, Out::TenThousandths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::kinds::Kind;

    #[test]
    fn every_kind_that_is_imported_is_exported() {
        for kind in Kind::ALL {
            assert!(TABLES.contains(&kind.word()), "{kind:?}");
        }
    }
}
