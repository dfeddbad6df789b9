//! `coxswain export`, `template`, `import-all`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use crate::cli::{DONE, privacy, say};
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::sheets::kinds::Kind;
use crate::sheets::tables::{TABLES, table};
use crate::sheets::write::{self, Choices};
use crate::store::directory::Directory;
use crate::store::{Workspace, whole};

/// Arguments of export.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The workspace
    file: PathBuf,
    /// The table
    #[arg(help = TABLES.join(", "), required_unless_present_any = ["all", "person"])]
    table: Option<String>,
    /// Every table as xlsx and csv, and the whole workspace as JSON for `import-all`
    #[arg(long, conflicts_with = "table")]
    all: bool,
    /// Everything that concerns the person of this name or staff number, as .xlsx or .json
    #[arg(long, conflicts_with_all = ["table", "all"])]
    person: Option<String>,
    /// The file to write, .xlsx or .csv; with --all a folder that is new or empty
    #[arg(long)]
    out: PathBuf,
}

/// Arguments of template.
#[derive(Debug, Args)]
#[command(after_help = kinds())]
pub struct TemplateArgs {
    /// The kind of sheet, one of those listed below
    kind: String,
    /// The workbook to write, .xlsx
    #[arg(long)]
    out: PathBuf,
    /// The workspace whose stages, people and products can be chosen in the template
    #[arg(long)]
    workspace: Option<PathBuf>,
}

/// The kinds that have a template: all.
fn kinds() -> String {
    format!("Kinds: {}", Kind::ALL.map(Kind::word).join(" "))
}

pub(super) fn export(args: &ExportArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let workspace = Workspace::open(&args.file)?;
    let rows = match (&args.table, &args.person) {
        (Some(name), _) => {
            let table = table(&workspace.db, name, today)?;
            write::write(&table, &args.out)?;
            table.rows.len()
        }
        (None, Some(person)) => {
            let person = privacy::person(&Directory::load(&workspace.db)?, person)?;
            write::personal(&workspace.db, person, &args.out, tr)?
        }
        (None, None) => write::everything(&workspace.db, &args.out, today, tr)?,
    };
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let file = args.out.display().to_string();
    say(&tr.with("cli-exported", &[("rows", rows.into()), ("file", file.into())]));
    Ok(DONE)
}

pub(super) fn template(args: &TemplateArgs, tr: &Tr) -> Result<u8> {
    let kind = Kind::parse(&args.kind)
        .ok_or_else(|| Error::new("error-kind-unknown").arg("kind", &args.kind))?;
    let choices = match &args.workspace {
        Some(file) => Choices::load(&Workspace::open(file)?.db, tr.language())?,
        None => Choices::standard(tr.language()),
    };
    write::write_template(kind, &choices, tr, &args.out)?;
    say(&tr.with("cli-template", &[("file", args.out.display().to_string().into())]));
    Ok(DONE)
}

pub(super) fn import_all(json: &Path, file: &Path, tr: &Tr) -> Result<u8> {
    let filled = whole::create(json, file)?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    say(&tr.with(
        "cli-imported-all",
        &[
            ("file", file.display().to_string().into()),
            ("tables", count(filled.tables).into()),
            ("rows", count(filled.rows).into()),
        ],
    ));
    Ok(DONE)
}
