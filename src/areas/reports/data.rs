//! What the tab shows: past imports, our names for what sheets call otherwise, who sent a report,
//! tables, pages.
//!
//! Pages are set up only while 打印 is shown, the names of customers only for 导入 and the weeks of
//! everyone only for 提交情况, because all grow with the company.

use std::collections::BTreeMap;

use super::print_data::{self, PrintData};
use super::submissions_data::{self, Asked, Submissions};
use crate::areas::Filter;
use crate::clock;
use crate::documents::DocumentKind;
use crate::domain::ids::{BatchId, OpportunityId, StepId};
use crate::domain::names;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::{FluentValue, Language, Tr, number};
use crate::sheets::memory::stem;
use crate::sheets::tables::TABLES;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Account, Batch};

/// The sub-tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// 导入.
    #[default]
    Import,
    /// 提交情况.
    Submissions,
    /// 打印.
    Print,
    /// 导出.
    Export,
}

/// What decides what is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The sub-tab.
    pub tab: Tab,
    /// Which pages; evaluations when not chosen.
    pub document: Option<&'static DocumentKind>,
    /// Whose pages; the filter's when not chosen here.
    pub scope: Option<Scope>,
    /// Pages of when; the filter's when not chosen here.
    pub period: Option<Period>,
    /// The sheet of this deal alone.
    pub deal: Option<OpportunityId>,
    /// Reports about which week, month or day.
    pub submissions: Option<Asked>,
}

/// Everything the tab shows.
#[derive(Debug)]
pub struct Data {
    /// When the last import was; empty when there was none.
    pub last_import: String,
    /// Past imports, the newest first.
    pub batches: Vec<BatchRow>,
    /// Our names, for texts in sheets that nobody knows.
    pub choices: Choices,
    /// The tables that can be exported.
    pub tables: Vec<TableRow>,
    /// The pages, while 打印 is shown.
    pub print: Option<Result<PrintData>>,
    /// How many reports of the newest week are there; empty where none is owed.
    pub sent: String,
    /// Who sent a report, while 提交情况 is shown.
    pub submissions: Option<Submissions>,
}

/// A past import, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// Its key.
    pub id: BatchId,
    /// The step that stored it.
    pub step: StepId,
    /// When, on the wall clock.
    pub at: String,
    /// Who.
    pub by: String,
    /// The file, with the sheet where that says more.
    pub file: String,
    /// The file's name without its ending.
    pub stem: String,
    /// The file's hash.
    pub hash: String,
    /// The kind of sheet, in words.
    pub kind: String,
    /// The day it speaks of.
    pub report_date: String,
    /// Rows, new, changed, unchanged, rejected.
    pub counts: [String; 5],
    /// Whether it was taken back.
    pub taken_back: bool,
}

/// A table that can be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub detail: String,
    /// How many rows.
    pub rows: String,
    /// Whether there are none.
    pub empty: bool,
}

/// Our names with what they are called in lists, by what they name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// People: name (or number where two share a name) and label.
    pub people: Vec<(String, String)>,
    /// Customers.
    pub accounts: Vec<(String, String)>,
    /// Products.
    pub products: Vec<(String, String)>,
    /// Stages, won and lost.
    pub stages: Vec<(String, String)>,
    /// Customers by the key that near duplicates share.
    pub similar: BTreeMap<String, String>,
}

/// Loads what the sub-tab shows.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db, ask: &Ask, filter: &Filter, tr: &Tr) -> Result<Data> {
    let directory = Directory::load(db)?;
    let mut batches = db.all::<Batch>()?;
    batches.sort_by(|a, b| (&b.at, b.id).cmp(&(&a.at, a.id)));
    let last_import = batches.iter().find(|batch| !batch.taken_back).map(|batch| {
        let at = clock::wall_clock(&batch.at);
        tr.with(
            "reports-last-import",
            &[("at", at.into()), ("file", batch.file_name.as_str().into())],
        )
    });
    let submissions = (ask.tab == Tab::Submissions)
        .then(|| submissions_data::load(db, (&directory, &batches), ask.submissions, filter, tr))
        .transpose()?;
    Ok(Data {
        last_import: last_import.unwrap_or_default(),
        batches: batches.into_iter().map(|batch| batch_row(batch, tr)).collect(),
        choices: if ask.tab == Tab::Import {
            choices(db, &directory, tr)?
        } else {
            Choices::default()
        },
        tables: if ask.tab == Tab::Export { tables(db, tr)? } else { vec![] },
        print: (ask.tab == Tab::Print).then(|| print_data::load(db, &directory, ask, filter, tr)),
        sent: submissions_data::badge(db, &directory, filter)?,
        submissions,
    })
}

/// A count as text and as a number, for messages that need both: `n` to show, `count` to choose.
pub fn counted(tr: &Tr, key: &str, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    tr.with(key, &[("n", number(count).into()), ("count", FluentValue::from(count))])
}

/// A count as text.
pub fn shown(count: usize) -> String {
    number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The words of a kind of sheet.
pub fn kind_name(tr: &Tr, kind: &str) -> String {
    let key = format!("kind-{kind}");
    if tr.has(&key) { tr.text(&key) } else { kind.to_owned() }
}

fn batch_row(batch: Batch, tr: &Tr) -> BatchRow {
    let counts = [batch.n_rows, batch.n_new, batch.n_changed, batch.n_unchanged, batch.n_rejected];
    BatchRow {
        id: batch.id,
        step: batch.step_id,
        at: clock::wall_clock(&batch.at),
        by: batch.by_name,
        file: with_sheet(&batch.file_name, &batch.sheet_name),
        stem: stem(&batch.file_name).to_owned(),
        hash: batch.file_hash,
        kind: kind_name(tr, &batch.kind),
        report_date: batch.report_date.to_string(),
        counts: counts.map(number),
        taken_back: batch.taken_back,
    }
}

/// The file's name, with the sheet's where it says more than the file's.
pub fn with_sheet(file: &str, sheet: &str) -> String {
    if sheet.is_empty() || sheet == stem(file) {
        file.to_owned()
    } else {
        format!("{file} / {sheet}")
    }
}

fn choices(db: &Db, directory: &Directory, tr: &Tr) -> Result<Choices> {
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for person in directory.people.values() {
        *bearers.entry(&person.name).or_default() += 1;
    }
    let mut people: Vec<(String, String)> = directory
        .people
        .values()
        .filter(|person| !person.archived)
        .map(|person| match &person.number {
            Some(number) if bearers.get(person.name.as_str()).is_some_and(|n| *n > 1) => {
                (number.clone(), format!("{} {number}", person.name))
            }
            _ => (person.name.clone(), person.name.clone()),
        })
        .collect();
    let plain = |name: &String| (name.clone(), name.clone());
    let mut products: Vec<(String, String)> =
        directory.products.values().map(|product| plain(&product.name)).collect();
    let mut similar = BTreeMap::new();
    let mut accounts = vec![];
    for account in db.all::<Account>()? {
        similar.entry(names::dedupe_key(&account.name)).or_insert_with(|| account.name.clone());
        if !account.archived {
            accounts.push(plain(&account.name));
        }
    }
    for list in [&mut people, &mut products, &mut accounts] {
        list.sort_by(|a, b| a.1.cmp(&b.1));
        list.dedup();
    }
    let mut stages = vec![];
    for stage in directory.stage_choices() {
        let label = match tr.language() {
            Language::English if !stage.name_en.is_empty() => &stage.name_en,
            Language::Chinese | Language::English => &stage.name,
        };
        stages.push((stage.name.clone(), label.clone()));
    }
    // The words that an import knows in both languages.
    stages.push(("won".to_owned(), tr.text("won")));
    stages.push(("lost".to_owned(), tr.text("lost")));
    Ok(Choices { people, accounts, products, stages, similar })
}

fn tables(db: &Db, tr: &Tr) -> Result<Vec<TableRow>> {
    TABLES
        .iter()
        .map(|id| {
            let rows = match count_sql(id) {
                Some(sql) => db.first(sql, &[], |row| row.get::<i64>(0))?,
                None => None,
            };
            Ok(TableRow {
                id,
                name: tr.text(&format!("reports-table-{id}")),
                detail: tr.text(&format!("reports-table-{id}-detail")),
                rows: rows.map_or_else(|| "–".to_owned(), number),
                empty: rows == Some(0),
            })
        })
        .collect()
}

/// The query that counts the rows of an exported table.
fn count_sql(table: &str) -> Option<&'static str> {
    Some(match table {
        "people" => "SELECT COUNT(*) FROM person",
        "accounts" => "SELECT COUNT(*) FROM account",
        "products" => "SELECT COUNT(*) FROM product",
        "contacts" => "SELECT COUNT(*) FROM contact",
        "opportunities" => "SELECT COUNT(*) FROM opportunity",
        "moves" => "SELECT COUNT(*) FROM move",
        "targets" => "SELECT COUNT(*) FROM target",
        "orders" => "SELECT COUNT(*) FROM sales_order",
        "returns" => "SELECT COUNT(*) FROM order_return",
        "receipts" => "SELECT COUNT(*) FROM receipt",
        "activities" => "SELECT COUNT(*) FROM activity",
        "reports" => "SELECT COUNT(*) FROM report",
        "trainings" => "SELECT COUNT(*) FROM training_result",
        "skills" => "SELECT COUNT(*) FROM skill_rating",
        "certificates" => "SELECT COUNT(*) FROM certificate",
        "satisfaction" => "SELECT COUNT(*) FROM satisfaction_answer",
        "evaluations" => "SELECT COUNT(*) FROM evaluation",
        "imports" => "SELECT COUNT(*) FROM batch",
        _ => return None,
    })
}

/// An error in the words of the person: what happened and what to do.
pub fn spoken(error: &Error, tr: &Tr) -> (String, String) {
    (error.message(tr), error.hint(tr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_counted() {
        for table in TABLES {
            assert!(count_sql(table).is_some(), "{table}");
        }
    }

    #[test]
    fn a_sheet_is_named_where_it_says_more() {
        for (file, sheet, expected) in
            [("a.xlsx", "Sheet1", "a.xlsx / Sheet1"), ("a.csv", "a", "a.csv"), ("a", "", "a")]
        {
            assert_eq!(with_sheet(file, sheet), expected);
        }
    }
}
