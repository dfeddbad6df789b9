//! Everything at once: a workbook with a sheet for each table and a description of the columns, the
//! same tables as CSV files, and the whole workspace as JSON, from which it can be made again.
//!
//! The folder appears whole or not at all: it is filled beside its place and gets its name last.

use std::path::Path;

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::sheets::kinds::{Holds, Kind};
use crate::sheets::mark::{self, Mark};
use crate::sheets::tables::{TABLES, table};
use crate::sheets::write::xlsx::{self, failed};
use crate::sheets::write::{Out, Table, delimited, put, template};
use crate::store::{Db, whole};

/// Sheets whose headings could be taken for those of a kind and that hold none.
const NO_KIND: [&str; 3] = ["moves", "evaluations", "imports"];

/// Writes everything that the workspace holds into a folder that is new or empty, and returns how
/// many rows the tables have.
///
/// # Errors
/// When something is in the folder already, the place cannot be written, or the database fails.
pub fn everything(db: &Db, folder: &Path, today: NaiveDate, tr: &Tr) -> Result<usize> {
    let failed_at = |error: std::io::Error| Error::writing(folder, &error);
    match std::fs::read_dir(folder) {
        Ok(mut inside) => {
            if inside.next().is_some() {
                return Err(Error::new("error-folder-taken").arg("file", folder.display()));
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed_at(error)),
    }
    let beside = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    let work = tempfile::Builder::new()
        .prefix(".coxswain")
        .tempdir_in(beside.unwrap_or_else(|| Path::new(".")))
        .map_err(failed_at)?;
    let made = work.path().join("made");
    std::fs::create_dir_all(made.join("csv")).map_err(failed_at)?;
    let rows = fill(db, &made, today, tr)?;
    if folder.exists() {
        // Empty, as was seen above; not every system puts a folder in the place of another.
        std::fs::remove_dir(folder).map_err(failed_at)?;
    }
    std::fs::rename(&made, folder).map_err(failed_at)?;
    Ok(rows)
}

fn fill(db: &Db, folder: &Path, today: NaiveDate, tr: &Tr) -> Result<usize> {
    let mut book = xlsx::book()?;
    let mut about = Table {
        name: tr.text("about-title"),
        headings: ["about-table", "about-holds", "about-column", "about-meaning", "about-format"]
            .map(|key| tr.text(key))
            .to_vec(),
        rows: vec![],
    };
    let mut n_rows = 0;
    // One table at a time: together they may be larger than memory likes.
    for name in TABLES {
        let table = table(db, name, today)?;
        n_rows += table.rows.len();
        describe(&table, &mut about, tr);
        xlsx::add(&mut book, &table)?;
        put(&folder.join("csv").join(format!("{name}.csv")), &delimited::bytes(&table)?)?;
    }
    xlsx::add(&mut book, &about)?;
    let sheets = book.worksheets_mut();
    if let Some(about) = sheets.pop() {
        sheets.insert(0, about);
    }
    let mut left_out = vec![xlsx::sheet_name(&about.name)];
    left_out.extend(NO_KIND.map(str::to_owned));
    let mark = Mark { kind: None, left_out, columns: vec![] };
    let sheet = book.add_worksheet();
    sheet.set_name(mark::SHEET).map_err(failed)?;
    template::write_mark(sheet, &mark, tr.language()).map_err(failed)?;
    put(&folder.join("coxswain.xlsx"), &xlsx::saved(book)?)?;
    whole::write(db, &folder.join("coxswain.json"))?;
    Ok(n_rows)
}

/// Adds what a table and its columns are.
fn describe(table: &Table, about: &mut Table, tr: &Tr) {
    let name = table.name.as_str();
    let holds = tr.text(&format!("reports-table-{name}"));
    let detail = tr.text(&format!("reports-table-{name}-detail"));
    about.rows.push(vec![name.into(), holds.into(), "".into(), detail.into()]);
    for column in &table.headings {
        let (meaning, format) = (meaning(name, column, tr), tr.text(format_key(name, column)));
        let cells = [name, "", column.as_str(), meaning.as_str(), format.as_str()];
        about.rows.push(cells.map(Out::from).to_vec());
    }
}

/// What a column means, in words.
fn meaning(table: &str, column: &str, tr: &Tr) -> String {
    let word = column.replace('_', "-");
    let own = format!("column-{word}");
    let label = Kind::parse(table).and_then(|kind| Some(kind.field(column)?.label_key(kind)));
    match label {
        Some(label) => tr.text(&label),
        None if tr.has(&own) => tr.text(&own),
        None => tr.text(&format!("field-{word}")),
    }
}

/// The key of how a column's cells are written.
fn format_key(table: &str, column: &str) -> &'static str {
    let field = Kind::parse(table).and_then(|kind| kind.field(column)).map(|field| field.holds);
    match (field, column) {
        (Some(Holds::Money), _) | (None, "amount_before" | "amount_after") => "about-yuan",
        (Some(Holds::Price), _) => "about-price",
        (Some(Holds::Date | Holds::Planned), _)
        | (None, "day" | "close_before" | "close_after" | "report_date") => "about-day",
        (Some(Holds::Period), _) | (None, "period") => "about-period",
        (Some(Holds::Rate), _) => "about-rate",
        (Some(Holds::Value), _) => "about-value",
        (Some(Holds::Count), _) | (None, "rows" | "new" | "changed" | "unchanged" | "rejected") => {
            "about-number"
        }
        (None, "at") => "about-instant",
        (None, "extra") => "about-json",
        _ => "about-text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::store::Workspace;

    #[test]
    fn every_column_of_every_table_is_described() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = Workspace::create(&folder.path().join("w.cox")).unwrap();
        let today = NaiveDate::from_ymd_opt(2025, 11, 18).unwrap();
        for language in Language::ALL {
            let tr = Tr::new(language);
            for name in TABLES {
                for column in table(&workspace.db, name, today).unwrap().headings {
                    let said = meaning(name, &column, &tr);
                    assert!(!said.starts_with("field-"), "{name} {column}");
                    assert!(tr.has(format_key(name, &column)), "{name} {column}");
                }
            }
        }
    }
}
