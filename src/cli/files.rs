//! `coxswain read`, `backup`, `restore`, `take-back`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::cli::{DONE, say};
use crate::command::safety::came_back;
use crate::command::{self, import};
use crate::domain::ids::BatchId;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::paths::Home;
use crate::sheets::read::{self, Charset, Source};
use crate::store::privacy::remembered;
use crate::store::{Workspace, backup as backups};

/// Arguments of read.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The file
    path: PathBuf,
    /// Only this sheet
    #[arg(long)]
    sheet: Option<String>,
    /// The encoding of its texts, such as GB18030 or UTF-8; found out without it
    #[arg(long)]
    charset: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Where files are read, as this encoding if one is named.
pub(super) fn source(charset: Option<&str>) -> Result<Source> {
    let parse = |name: &str| {
        let unknown = || {
            let known = Charset::ALL.map(Charset::name).join(", ");
            Error::new("error-charset-unknown").arg("name", name).arg("known", known)
        };
        Charset::parse(name).ok_or_else(unknown)
    };
    Ok(Source { charset: charset.map(parse).transpose()?, ..Source::default() })
}

pub(super) fn read(args: &ReadArgs) -> Result<u8> {
    let mut book = read::read(&args.path, &source(args.charset.as_deref())?, &|| false)?;
    if let Some(name) = &args.sheet {
        book.sheets.retain(|sheet| sheet.name == *name);
        if book.sheets.is_empty() {
            return Err(Error::new("error-sheet-missing").arg("sheet", name));
        }
    }
    if args.json {
        say(&json!(book).to_string());
        return Ok(DONE);
    }
    for sheet in &book.sheets {
        say(&format!("# {}", sheet.name));
        for row in &sheet.rows {
            let cells: Vec<_> =
                row.cells.iter().map(|cell| cell.text().replace(['\t', '\n', '\r'], " ")).collect();
            say(&format!("{}\t{}", row.number, cells.join("\t")));
        }
    }
    Ok(DONE)
}

pub(super) fn backup(file: &Path, out: Option<&Path>, tr: &Tr) -> Result<u8> {
    let mut workspace = Workspace::open(file)?;
    let made = match out {
        Some(out) => {
            backups::make_at(&mut workspace, out)?;
            out.to_owned()
        }
        None => backups::make(&mut workspace, backups::Reason::Asked, &Home::default())?,
    };
    say(&tr.with("cli-backup", &[("file", made.display().to_string().into())]));
    Ok(DONE)
}

pub(super) fn restore(backup: &Path, file: &Path, tr: &Tr) -> Result<u8> {
    let restored = remembered::restore(backup, file, &Home::default())?;
    say(&tr.with("cli-restored", &[("file", file.display().to_string().into())]));
    if let Some(aside) = restored.aside {
        say(&tr.with("cli-set-aside", &[("file", aside.display().to_string().into())]));
    }
    if restored.back > 0 {
        say(&came_back(restored.back, tr));
    }
    Ok(DONE)
}

pub(super) fn take_back(file: &Path, id: i64, dry_run: bool, also: &[i64], tr: &Tr) -> Result<u8> {
    let mut workspace = Workspace::open(file)?;
    let by = command::author(&workspace.db)?;
    let also: BTreeSet<i64> = also.iter().copied().collect();
    let taken = import::take_back(&mut workspace.db, BatchId(id), &also, &by, dry_run)?;
    let rows = i64::try_from(taken.rows).unwrap_or(i64::MAX);
    say(&tr.with("cli-taken-back", &[("rows", rows.into())]));
    for kept in &taken.kept {
        let key = if kept.changed_since { "cli-kept-changed" } else { "cli-kept-in-use" };
        say(&tr.with(key, &[("table", kept.table.as_str().into()), ("row", kept.row.into())]));
    }
    if dry_run {
        say(&tr.text("cli-dry-run"));
    }
    Ok(DONE)
}
