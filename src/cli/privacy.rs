//! `coxswain show personal`, and `coxswain erase`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::cli::{DONE, FAILED, open, say};
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::paths::Home;
use crate::sheets::tables::proof;
use crate::sheets::write;
use crate::store::directory::Directory;
use crate::store::privacy::{self, Encoding, Erasure, Held, PlaceKind, Proof, Who};

/// Arguments of erase.
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// The workspace
    file: PathBuf,
    /// Name or staff number of the person
    #[arg(long)]
    person: String,
    /// Erase; without it only what would be erased is shown. It cannot be undone
    #[arg(long)]
    yes: bool,
    /// Where somebody else bears the same name: own leaves texts alone that may mean the other,
    /// all takes the name out of all texts
    #[arg(long, value_parser = ["own", "all"])]
    mentions: Option<String>,
    /// Remove backups that hold the person at once, instead of 30 days later
    #[arg(long)]
    backups: bool,
    /// Write what was searched and found to this file, .xlsx or .csv
    #[arg(long)]
    proof: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// The person of a name or staff number.
pub(super) fn person(directory: &Directory, name: &str) -> Result<PersonId> {
    match directory.parse_scope(&format!("person:{name}"))? {
        Scope::Person(person) => Ok(person),
        _ => Err(Error::new("error-show-person")),
    }
}

/// What the workspace holds of a person, by table.
pub(super) fn personal(ask: &Asked<'_>, name: Option<&str>) -> Result<Shown> {
    let name = name.ok_or_else(|| Error::new("error-show-person"))?;
    let who = Who::load(ask.db, person(ask.directory, name)?)?;
    let held = privacy::held(ask.db, &who)?;
    Ok((told(&held), said(&held, ask.tr)))
}

fn told(held: &Held) -> Value {
    let tables = held.tables.iter().map(|table| {
        json!({
            "table": table.table,
            "about": table.about,
            "takes_part": table.part,
            "named": table.named,
        })
    });
    json!({
        "person": held.person.name,
        "namesakes": held.namesakes,
        "tables": tables.collect::<Vec<_>>(),
        "journal": held.images,
    })
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn said(held: &Held, tr: &Tr) -> Vec<String> {
    let mut lines: Vec<String> = held
        .tables
        .iter()
        .map(|table| {
            let args = [
                ("table", write::table_label(table.table, tr).into()),
                ("about", count(table.about).into()),
                ("part", count(table.part).into()),
                ("named", count(table.named).into()),
            ];
            tr.with("cli-held", &args)
        })
        .collect();
    lines.push(tr.with("cli-held-journal", &[("n", count(held.images).into())]));
    if held.namesakes > 0 {
        lines.push(tr.with("cli-held-namesakes", &[("n", count(held.namesakes).into())]));
    }
    lines
}

/// Erases a person and shows what was searched afterwards; fails where something is left.
pub(super) fn erase(args: &EraseArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let home = Home::default();
    let (mut workspace, directory) = open(&args.file)?;
    let person = person(&directory, &args.person)?;
    if !args.yes {
        let held = privacy::held(&workspace.db, &Who::load(&workspace.db, person)?)?;
        if args.json {
            say(&told(&held).to_string());
        } else {
            said(&held, tr).iter().for_each(|line| say(line));
            say(&tr.text("cli-erase-yes"));
        }
        return Ok(DONE);
    }
    let order = Erasure {
        person,
        pseudonym: pseudonym(&workspace.db, tr)?,
        gone: tr.text("privacy-gone"),
        everywhere: args.mentions.as_deref().map(|word| word == "all"),
        backups: args.backups,
        today,
    };
    let erased = privacy::erase(&mut workspace, &home, &order)?;
    // The file is searched too, and must not be open here meanwhile.
    drop(workspace);
    let proof = privacy::prove(&args.file, &home, &erased)?;
    if args.json {
        say(&proven(&proof).to_string());
    } else {
        lines(&proof, tr).iter().for_each(|line| say(line));
    }
    // Last: that somebody is erased is told, also where this file cannot be written.
    if let Some(file) = &args.proof {
        write::write(&proof::table(&proof, tr), file)?;
    }
    Ok(if proof.is_clean() { DONE } else { FAILED })
}

/// The next pseudonym in words.
fn pseudonym(db: &crate::store::Db, tr: &Tr) -> Result<String> {
    Ok(proof::pseudonym(privacy::next_number(db)?, tr))
}

fn proven(proof: &Proof) -> Value {
    let places = proof.places.iter().map(|place| {
        let hits = Encoding::ALL.iter().zip(place.hits);
        let hits: serde_json::Map<String, Value> =
            hits.map(|(encoding, n)| (encoding.name().to_owned(), json!(n))).collect();
        json!({
            "kind": place.kind.word(),
            "file": place.file.display().to_string(),
            "bytes": place.bytes,
            "found": place.found(),
            "hits": hits,
            "packed": place.packed(),
            "goes_on": place.goes_on.map(|day| day.to_string()),
        })
    });
    json!({
        "person": proof.pseudonym,
        "at": proof.at,
        "clean": proof.is_clean(),
        "texts": proof.texts,
        "rows": proof.rows,
        "rows_found": proof.rows_found,
        "rows_changed": proof.changed.0,
        "images_changed": proof.changed.1,
        "compacted": proof.compacted,
        "places": places.collect::<Vec<_>>(),
        "skipped": proof.skipped,
    })
}

fn lines(proof: &Proof, tr: &Tr) -> Vec<String> {
    let (rows, images) = proof.changed;
    let mut lines = vec![
        tr.with(
            "cli-erased",
            &[
                ("person", proof.pseudonym.as_str().into()),
                ("at", proof.when().into()),
                ("rows", count(rows).into()),
                ("images", count(images).into()),
            ],
        ),
        proof::summary(proof, tr),
    ];
    for place in proof.holding(PlaceKind::Backup) {
        let file = place.file.display().to_string();
        lines.push(match place.goes_on {
            Some(day) => {
                let args = [("file", file.into()), ("day", day.to_string().into())];
                tr.with("cli-erased-backup", &args)
            }
            None => tr.with("cli-erased-backup-ahead", &[("file", file.into())]),
        });
    }
    for place in proof.holding(PlaceKind::Theirs) {
        let args = [("file", place.file.display().to_string().into())];
        lines.push(tr.with("cli-erased-theirs", &args));
    }
    lines
}
