//! `coxswain import`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use crate::cli::files::source;
use crate::cli::{DONE, REJECTED, complain, say};
use crate::clock;
use crate::command;
use crate::command::import::{Create, Imported, Options, SheetInput, SheetResult, Sum, import};
use crate::domain::money::div_round;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::metrics::winloss::reason_text;
use crate::paths::Home;
use crate::sheets::intake::{self, Ask, FileOfSheets};
use crate::sheets::kinds::Kind;
use crate::sheets::mapping::{Map, letters};
use crate::sheets::memory::Memory;
use crate::sheets::write;
use crate::store::{Workspace, backup};

/// Arguments of import.
#[derive(Debug, Args)]
#[command(after_help = fields())]
pub struct ImportArgs {
    /// The workspace
    file: PathBuf,
    /// The sheets: csv, tsv, xlsx, xls, xlsb, ods
    #[arg(required = true)]
    sheets: Vec<PathBuf>,
    /// The kind, one of those listed below; found out without it
    #[arg(long = "as")]
    kind: Option<String>,
    /// A TOML file that says which column is which field and what texts mean
    #[arg(long)]
    map: Option<PathBuf>,
    /// What may be made when a sheet names something unknown: person,account,product
    #[arg(long, value_delimiter = ',')]
    create: Vec<String>,
    /// The encoding of the sheets' texts, such as GB18030 or UTF-8; found out without it
    #[arg(long)]
    charset: Option<String>,
    /// Only show what would happen
    #[arg(long)]
    dry_run: bool,
    /// Write rejected rows with the reason beside each to this workbook
    #[arg(long)]
    rejects: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// The fields of every kind, for `[columns]` in a map.
fn fields() -> String {
    let mut text = "Fields for [columns] in a map:".to_owned();
    for kind in Kind::ALL {
        let ids: Vec<&str> = kind.fields().iter().map(|field| field.id).collect();
        text.push_str(&format!("\n  {:<14} {}", kind.word(), ids.join(" ")));
    }
    text
}

pub(super) fn run(args: &ImportArgs, date: Option<NaiveDate>, tr: &Tr) -> Result<u8> {
    let kind = match &args.kind {
        Some(word) => Some(
            Kind::parse(word).ok_or_else(|| Error::new("error-kind-unknown").arg("kind", word))?,
        ),
        None => None,
    };
    let map = match &args.map {
        Some(path) => Map::parse(&read_text(path)?)?,
        None => Map::default(),
    };
    let mut create = Create::default();
    for word in &args.create {
        match word.trim() {
            "person" | "people" => create.people = true,
            "account" | "accounts" => create.accounts = true,
            "product" | "products" => create.products = true,
            other => return Err(Error::new("error-create-unknown").arg("word", other)),
        }
    }
    let mut workspace = Workspace::open(&args.file)?;
    let memory = Memory::load(&workspace.db)?;
    let source = source(args.charset.as_deref())?;
    let mut files = vec![];
    for path in &args.sheets {
        let day = date.or_else(|| intake::date_in_name(path)).unwrap_or_else(clock::today);
        let ask = Ask { kind, map: &map, report_date: day, memory: &memory };
        files.push(intake::read(path, &source, &ask, &|| false)?);
    }
    // What others name comes first: people before their deals, whatever the order of arguments.
    files.sort_by_key(FileOfSheets::order);
    // An import can be taken back without it, so one without a backup is better than none.
    if !args.dry_run
        && let Err(error) = before_import(&mut workspace)
    {
        complain(&tr.with("app-backup-failed", &[("message", error.message(tr).into())]));
    }
    let by = command::author(&workspace.db)?;
    let inputs: Vec<SheetInput<'_>> = files.iter().flat_map(|file| file.inputs(&map)).collect();
    let options = Options {
        by: &by,
        create,
        answers: &[],
        today: date.unwrap_or_else(clock::today),
        preview: args.dry_run,
        progress: &mut |_| true,
    };
    // All files in one transaction: a rehearsal sees what the earlier ones bring, undo takes all.
    let imported = import(&mut workspace.db, &inputs, options)?;
    report(args, &imported, tr)
}

/// Makes a backup, unless nothing was written since the newest one.
fn before_import(workspace: &mut Workspace) -> Result<()> {
    let reason = backup::Reason::Import;
    match backup::begin_if_changed(workspace, reason, &Home::default())? {
        Some(begun) => begun.finish().map(|_| ()),
        None => Ok(()),
    }
}

fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| Error::new("error-file-missing").arg("file", path.display()).detail(error))
}

fn report(args: &ImportArgs, imported: &Imported, tr: &Tr) -> Result<u8> {
    let sheets: Vec<_> = imported.sheets.iter().collect();
    let n_rejected: usize = sheets.iter().map(|sheet| sheet.rejected.len()).sum();
    if args.json {
        let list: Vec<_> = sheets
            .iter()
            .map(|sheet| {
                let created: Vec<_> = sheet
                    .created
                    .iter()
                    .map(|(field, name)| json!({"field": field, "name": name}))
                    .collect();
                let rejected: Vec<_> = sheet
                    .rejected
                    .iter()
                    .map(|(row, problems)| {
                        let reasons: Vec<String> =
                            problems.iter().map(|problem| intake::reason(problem, tr)).collect();
                        json!({"row": row.number, "reasons": reasons})
                    })
                    .collect();
                let missing: Vec<_> = sheet
                    .missing
                    .iter()
                    .map(|deal| {
                        json!({
                            "number": deal.number,
                            "name": deal.name,
                            "owner": deal.owner,
                            "last_reported": deal.last_reported.to_string(),
                        })
                    })
                    .collect();
                json!({
                    "file": sheet.file,
                    "sheet": sheet.sheet,
                    "kind": sheet.kind.map(Kind::word),
                    "report_date": sheet.report_date.to_string(),
                    "rows": sheet.rows,
                    "new": sheet.new,
                    "changed": sheet.changed,
                    "unchanged": sheet.unchanged,
                    "rejected": sheet.rejected.len(),
                    "created": created,
                    "rejections": rejected,
                    "corrections": corrections(sheet),
                    "corrected": sheet.n_corrections,
                    "checks": checks(sheet),
                    "skipped": skipped(sheet),
                    "left_out": sheet.left_out,
                    "skills_not_asked": sheet.not_asked,
                    "sums": sums(sheet),
                    "missing": missing,
                })
            })
            .collect();
        say(&json!({ "sheets": list }).to_string());
    } else {
        for sheet in &sheets {
            let kind = sheet
                .kind
                .map_or("kind-unknown".to_owned(), |kind| format!("kind-{}", kind.word()));
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            say(&tr.with(
                "cli-imported",
                &[
                    ("file", sheet.file.as_str().into()),
                    ("sheet", sheet.sheet.as_str().into()),
                    ("kind", tr.text(&kind).into()),
                    ("rows", count(sheet.rows).into()),
                    ("new", count(sheet.new).into()),
                    ("changed", count(sheet.changed).into()),
                    ("unchanged", count(sheet.unchanged).into()),
                    ("rejected", count(sheet.rejected.len()).into()),
                ],
            ));
            notes(sheet, tr);
            for (row, problems) in sheet.rejected.iter().take(SHOWN_REJECTS) {
                let reasons: Vec<String> =
                    problems.iter().map(|problem| intake::reason(problem, tr)).collect();
                say(&tr.with(
                    "cli-rejected-row",
                    &[
                        ("row", i64::from(row.number).into()),
                        ("reasons", reasons.join("; ").into()),
                    ],
                ));
            }
            let more = sheet.rejected.len().saturating_sub(SHOWN_REJECTS);
            if more > 0 {
                say(&tr.with("cli-rejected-more", &[("n", count(more).into())]));
            }
            if sheet.n_missing > 0 {
                let first = sheet.missing.iter().take(SHOWN_MISSING);
                let names: Vec<&str> = first.map(|deal| deal.name.as_str()).collect();
                say(&tr.with(
                    "cli-missing-deals",
                    &[("n", count(sheet.n_missing).into()), ("names", names.join("; ").into())],
                ));
            }
        }
        if args.dry_run {
            say(&tr.text("cli-dry-run"));
        }
    }
    // Last: what was taken in is told, also where this file cannot be written.
    if let Some(path) = &args.rejects
        && n_rejected > 0
    {
        write::write(&intake::rejects(&sheets, tr), path)?;
    }
    Ok(if n_rejected > 0 { REJECTED } else { DONE })
}

/// How many rejected rows are listed on the screen; the file of `--rejects` has all.
const SHOWN_REJECTS: usize = 10;
/// How many deals that a sheet no longer names are listed on the screen.
const SHOWN_MISSING: usize = 5;

fn corrections(sheet: &SheetResult) -> Vec<Value> {
    let list = sheet.corrections.iter().map(|correction| {
        json!({
            "row": correction.row,
            "column": correction.column.map(letters),
            "field": correction.field,
            "before": correction.before,
            "after": correction.after,
        })
    });
    list.collect()
}

/// Rows that are no data, by what they are.
fn skipped(sheet: &SheetResult) -> Value {
    let roles = sheet.skipped.iter().map(|(role, rows)| (role.word().to_owned(), json!(rows)));
    Value::Object(roles.collect())
}

fn checks(sheet: &SheetResult) -> Vec<Value> {
    let list = sheet.checks.iter().map(|check| {
        json!({
            "row": check.row,
            "heading": check.heading,
            "claims": check.claims,
            "sums_to": check.sums_to,
        })
    });
    list.collect()
}

/// What the amounts come to, in yuan, and what rounding to the fen added.
fn sums(sheet: &SheetResult) -> Vec<Value> {
    let list = sheet.sums.iter().map(|sum| {
        json!({
            "field": sum.field,
            "taken": write::fixed(sum.taken_fen, 2),
            "rounding": rounding(sum),
        })
    });
    list.collect()
}

/// What rounding added to a sum, in yuan to the fen.
fn rounding(sum: &Sum) -> String {
    let fen = div_round(sum.rounding.into(), 1_000_000).unwrap_or_default();
    write::fixed(fen, 2)
}

/// What was read otherwise than it stands, totals that do not agree, and the sums of what was taken.
fn notes(sheet: &SheetResult, tr: &Tr) {
    let field = |id: &str| tr.text(&format!("field-{}", id.replace('_', "-")));
    if let Some(first) = sheet.corrections.first() {
        let after = match first.field {
            "close_reason" => reason_text(tr, &first.after),
            _ => first.after.clone(),
        };
        say(&tr.with(
            "cli-corrected",
            &[
                ("n", i64::try_from(sheet.n_corrections).unwrap_or(i64::MAX).into()),
                ("row", i64::from(first.row).into()),
                ("field", field(first.field).into()),
                ("before", first.before.as_str().into()),
                ("after", after.into()),
            ],
        ));
    }
    if !sheet.skipped.is_empty() {
        let parts = sheet.skipped.iter().map(|(role, rows)| {
            let rows: Vec<String> = rows.iter().take(SHOWN_REJECTS).map(u32::to_string).collect();
            format!("{} {}", tr.text(&format!("role-{}", role.word())), rows.join(", "))
        });
        let n: usize = sheet.skipped.values().map(Vec::len).sum();
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        let parts: Vec<String> = parts.collect();
        say(&tr.with("cli-skipped", &[("n", n.into()), ("rows", parts.join("; ").into())]));
    }
    if !sheet.left_out.is_empty() {
        say(&tr.with("cli-columns-left-out", &[("columns", sheet.left_out.join("; ").into())]));
    }
    if !sheet.not_asked.is_empty() {
        let skills: Vec<&str> = sheet.not_asked.iter().map(String::as_str).collect();
        say(&tr.with("cli-skills-not-asked", &[("skills", skills.join("; ").into())]));
    }
    for check in &sheet.checks {
        say(&tr.with(
            "cli-check",
            &[
                ("row", i64::from(check.row).into()),
                ("heading", check.heading.as_str().into()),
                ("claims", check.claims.as_str().into()),
                ("sums", check.sums_to.as_str().into()),
            ],
        ));
    }
    for sum in &sheet.sums {
        let difference = rounding(sum);
        let key = if difference == "0.00" { "cli-sum" } else { "cli-sum-rounded" };
        say(&tr.with(
            key,
            &[
                ("field", field(sum.field).into()),
                ("amount", write::fixed(sum.taken_fen, 2).into()),
                ("difference", difference.into()),
            ],
        ));
    }
}
