//! From a file to inputs of an import: read, find the tables, find the report's date.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::command::import::{Problem, SheetInput, SheetResult, rejects_kept};
use crate::domain::ids::BatchId;
use crate::error::{Error, Result};
use crate::i18n::{FluentValue, Tr};
use crate::sheets::kinds::Kind;
use crate::sheets::layout::{self, Hints};
use crate::sheets::mapping::{Map, Mapping};
use crate::sheets::mark::{self, Mark};
use crate::sheets::memory::{self, Known, Memory};
use crate::sheets::read::{self, Charset, Grid, Source};
use crate::sheets::values;
use crate::sheets::write::{Out, Table};
use crate::store::records::Batch;
use crate::store::{Db, file_name};

/// A file with its sheets and how each is read.
#[derive(Clone, Debug, PartialEq)]
pub struct FileOfSheets {
    /// The file's name without its folder.
    pub name: String,
    /// The file's hash.
    pub hash: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// How its texts were read, where its format leaves that open.
    pub texts: Option<Texts>,
    /// The day the file speaks of.
    pub report_date: NaiveDate,
    /// Its visible sheets that hold something, once for each table in them, with how it is read.
    pub sheets: Vec<(Arc<Grid>, Option<Mapping>)>,
    /// Its hidden sheets that hold something: a person may want them, nobody takes them unasked.
    pub hidden: Vec<Arc<Grid>>,
    /// What was answered about its sender's headings before.
    pub known: Arc<Known>,
}

/// How the texts of a file were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The encoding, by its name in the standards.
    pub encoding: String,
    /// The one that a person named.
    pub charset: Option<Charset>,
    /// Some bytes mean nothing in it.
    pub damaged: bool,
}

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The kind of its sheets; found out when not said.
    pub kind: Option<Kind>,
    /// What a person says about them.
    pub map: &'a Map,
    /// The day they speak of.
    pub report_date: NaiveDate,
    /// What was answered about earlier ones.
    pub memory: &'a Memory,
}

impl FileOfSheets {
    /// The inputs of an import.
    pub fn inputs<'a>(&'a self, map: &'a Map) -> Vec<SheetInput<'a>> {
        let mut inputs: Vec<SheetInput<'a>> = self
            .sheets
            .iter()
            .map(|(grid, mapping)| SheetInput {
                file: &self.name,
                hash: &self.hash,
                sheet: &grid.name,
                mapping: mapping.as_ref(),
                grid,
                map,
                report_date: self.report_date,
            })
            .collect();
        inputs.sort_by_key(|input| input.mapping.map(|mapping| mapping.kind));
        inputs
    }

    /// What its name and date tell about its tables.
    pub fn hints(&self) -> Hints {
        hints(&self.name, self.report_date, Arc::clone(&self.known))
    }

    /// Where the file stands among others: what others name comes first, then the older report.
    pub fn order(&self) -> (Option<Kind>, NaiveDate) {
        (
            self.sheets.iter().filter_map(|(_, mapping)| mapping.as_ref().map(|m| m.kind)).min(),
            self.report_date,
        )
    }
}

fn hints(name: &str, report_date: NaiveDate, known: Arc<Known>) -> Hints {
    let stem = Path::new(name).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Hints { file: stem.unwrap_or_default(), report: Some(report_date), known, header: None }
}

/// Reads a file in a child process and finds its tables. A workbook of ours says in a hidden sheet
/// what it is (see [`mark`]).
///
/// # Errors
/// When the file cannot be read, or the map names a field that a fixed kind has not.
pub fn read(
    path: &Path,
    source: &Source,
    ask: &Ask<'_>,
    cancel: &dyn Fn() -> bool,
) -> Result<FileOfSheets> {
    let Ask { kind, map, report_date, memory } = *ask;
    let book = read::read(path, source, cancel)?;
    let name = file_name(path);
    let damaged = book.damaged_text;
    let charset = source.charset;
    let texts = book.encoding.map(|encoding| Texts { encoding, charset, damaged });
    let known = Arc::new(memory.of(&memory::sender(&name)));
    let hints = hints(&name, report_date, Arc::clone(&known));
    let (mut sheets, mut hidden) = (vec![], vec![]);
    let mark = Mark::of(&book.sheets);
    // The mark speaks of the first visible sheet; a kind chosen by a person goes before it.
    let mut marked = mark.as_ref().filter(|_| kind.is_none());
    for grid in book.sheets.into_iter().filter(|grid| !grid.rows.is_empty()) {
        if mark
            .as_ref()
            .is_some_and(|mark| grid.name == mark::SHEET || mark.left_out.contains(&grid.name))
        {
            continue;
        }
        if grid.hidden {
            hidden.push(Arc::new(grid));
            continue;
        }
        let mut tables =
            marked.take().map_or_else(Vec::new, |mark| certain(&grid, mark, map, &hints));
        if tables.is_empty() {
            tables = layout::tables(&grid, kind, map, &hints)?;
        }
        let grid = Arc::new(grid);
        if tables.is_empty() {
            sheets.push((Arc::clone(&grid), None));
        }
        sheets.extend(tables.into_iter().map(|table| (Arc::clone(&grid), Some(table))));
    }
    Ok(FileOfSheets {
        name,
        hash: book.hash,
        bytes: book.bytes,
        texts,
        report_date,
        sheets,
        hidden,
        known,
    })
}

/// The tables of a sheet as a mark says they are; none where its headings are no longer those of the
/// mark, and decide for themselves.
fn certain(grid: &Grid, mark: &Mark, map: &Map, hints: &Hints) -> Vec<Mapping> {
    let Some(kind) = mark.kind else { return vec![] };
    let found = layout::tables(grid, Some(kind), &mark.map(map), hints).unwrap_or_default();
    found.into_iter().filter(Mapping::complete).collect()
}

impl From<read::ReadError> for Error {
    fn from(error: read::ReadError) -> Self {
        let text = |value: &FluentValue<'_>| match value {
            FluentValue::String(text) => text.to_string(),
            FluentValue::Number(number) => number.as_string().into_owned(),
            _ => String::new(),
        };
        let detail = error.to_string();
        let mut made = Self::new(error.key()).hint_key(error.hint_key()).detail(detail);
        for (name, value) in error.arguments() {
            made = made.arg(name, text(&value));
        }
        made
    }
}

/// The date in a file's name, if there is exactly one: `商机周报_2025-11-18.xlsx`, `…20251118.csv`.
pub fn date_in_name(path: &Path) -> Option<NaiveDate> {
    let stem = path.file_stem()?.to_string_lossy().into_owned();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '年' | '月' | '日');
    let mut dates = stem
        .split(|c: char| !is_part(c))
        .filter_map(|part| values::parse_date(part.trim_matches(['-', '.'])));
    let first = dates.next()?;
    dates.next().is_none().then_some(first)
}

/// A problem in words.
pub fn reason(problem: &Problem, tr: &Tr) -> String {
    said(problem.field, problem.key, &problem.text, tr)
}

fn said(field: Option<&str>, key: &str, text: &str, tr: &Tr) -> String {
    let text = tr.with(key, &[("text", text.into())]);
    match field {
        Some(field) => {
            let label = tr.text(&format!("field-{}", field.replace('_', "-")));
            tr.with("problem-in-field", &[("field", label.into()), ("problem", text.into())])
        }
        None => text,
    }
}

/// The rejected rows of sheets as a table: row number, reason, the cells as they were.
pub fn rejects(sheets: &[&SheetResult], tr: &Tr) -> Table {
    let widest = sheets.iter().max_by_key(|sheet| sheet.headings.len());
    let rows = sheets
        .iter()
        .flat_map(|sheet| sheet.rejected.iter().map(move |rejected| (sheet, rejected)))
        .map(|(sheet, (row, problems))| {
            let reasons = problems.iter().map(|problem| reason(problem, tr)).collect();
            let cells = row.cells.iter().map(|cell| cell.text().into_owned()).collect();
            rejected(&sheet.file, i64::from(row.number), reasons, cells)
        });
    let rows = rows.collect();
    rejects_table(widest.map(|sheet| sheet.headings.clone()).unwrap_or_default(), rows, tr)
}

/// The rejected rows of an earlier import, as [`rejects`] gave them then.
///
/// # Errors
/// Whatever the database reports.
pub fn rejects_of(db: &Db, batch: BatchId, tr: &Tr) -> Result<Table> {
    let batch = db.get::<Batch>(batch)?.ok_or_else(|| Error::new("error-record-gone"))?;
    // What is kept is what the import wrote; anything else counts as nothing.
    let texts = |json: &str| serde_json::from_str::<Vec<String>>(json).unwrap_or_default();
    let rows = rejects_kept(db, batch.id)?.into_iter().map(|row| {
        let problems: Vec<[String; 3]> = serde_json::from_str(&row.reason).unwrap_or_default();
        let reasons = problems.iter().map(|[field, key, text]| {
            said(Some(field.as_str()).filter(|field| !field.is_empty()), key, text, tr)
        });
        rejected(&batch.file_name, row.row_number, reasons.collect(), texts(&row.cells))
    });
    let columns = batch.headings.as_deref().map(texts).unwrap_or_default();
    Ok(rejects_table(columns, rows.collect(), tr))
}

fn rejected(file: &str, number: i64, reasons: Vec<String>, cells: Vec<String>) -> Vec<Out> {
    let mut out: Vec<Out> = vec![file.into(), Out::Int(number), reasons.join("; ").into()];
    out.extend(cells.into_iter().map(Out::from));
    out
}

fn rejects_table(columns: Vec<String>, rows: Vec<Vec<Out>>, tr: &Tr) -> Table {
    let mut headings =
        vec![tr.text("rejects-file"), tr.text("rejects-row"), tr.text("rejects-reason")];
    headings.extend(columns);
    Table { name: tr.text("rejects-sheet"), headings, rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::sheets::read::{Foreign, Problem, ReadError};

    #[test]
    fn a_file_that_cannot_be_read_says_what_to_do() {
        let problems = [
            Problem::Foreign(Foreign::Image),
            Problem::Foreign(Foreign::Pdf),
            Problem::NotAFile,
            Problem::Wps,
            Problem::Crashed { detail: String::new() },
            Problem::Missing,
        ];
        for language in Language::ALL {
            let tr = Tr::new(language);
            for problem in problems.clone() {
                let read = ReadError { file: "照片.xlsx".into(), problem };
                let hint = tr.text(read.hint_key());
                assert_eq!(Error::from(read).hint(&tr), hint);
            }
        }
    }

    #[test]
    fn a_date_in_the_name_is_the_report_date() {
        for (name, expected) in [
            ("商机周报_2025-11-18.xlsx", Some("2025-11-18")),
            ("商机20251118.csv", Some("2025-11-18")),
            ("周报2025年11月18日.xls", Some("2025-11-18")),
            ("sales_pipeline.csv", None),
            ("2025-11-01至2025-11-18.csv", None),
            ("目标表_2025.xlsx", None),
        ] {
            let expected: Option<NaiveDate> = expected.map(|text| text.parse().unwrap());
            assert_eq!(date_in_name(Path::new(name)), expected, "{name}");
        }
    }
}
