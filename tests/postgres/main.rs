//! Every statement of the program, prepared by a real PostgreSQL, so that a second driver stays a
//! driver and not a rewrite.
//!
//! Run with `cargo test --features postgres --test postgres`; `TEST_DATABASE_URL` names the server,
//! `psql` talks to it. Nothing is stored: `PREPARE` checks names, types and grouping.
//!
//! Statements are collected where they are run, on a workspace that is led through everything the
//! library can do, and read off the source. What only SQLite understands goes through
//! `Connection::batch`, which collects nothing, or is listed in [`SQLITE_ONLY`].

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at what it did not expect; the allowances for tests do not reach helpers"
)]

#[macro_use]
#[path = "../records.rs"]
mod records;

mod coached;
mod drive;
mod erased;
#[path = "../it/source.rs"]
mod source;
mod told;
mod trained;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Beginnings of what only SQLite understands, with where it is issued.
const SQLITE_ONLY: &[(&str, &str)] = &[
    ("PRAGMA foreign_key_check", "Workspace::full_check"),
    ("PRAGMA integrity_check", "Workspace::full_check"),
    ("PRAGMA quick_check", "Workspace::quick_check"),
    ("VACUUM INTO", "Db::copy_to"),
];

/// Literals that only begin a statement: the record macro and the three writing verbs complete them.
const COMPLETED: &[&str] = &["src/store/db/mod.rs", "src/store/db/record.rs"];

/// The statements that stand in the source as they are run, with their place.
fn written() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (path, text) in source::files("src", &["rs"]) {
        for (line, literal) in source::parts(&text).literals {
            let verb = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
                .iter()
                .any(|verb| literal.starts_with(verb));
            let part = COMPLETED.contains(&path.as_str())
                && (literal.contains('{') || literal == "SELECT id");
            if verb && !part {
                found.insert(literal, format!("{path}:{line}"));
            }
        }
    }
    found
}

#[test]
fn no_statement_hides_from_the_collection() {
    let run = drive::statements();
    let mut hidden: Vec<String> = vec![];
    for (statement, place) in written() {
        // What an area reads is prepared from the source; the rest must have been run.
        if !place.starts_with("src/areas/") && !run.contains(&statement) {
            hidden.push(format!("{place}: {statement}"));
        }
    }
    assert!(hidden.is_empty(), "tests/postgres/drive.rs never runs\n{}", hidden.join("\n"));
    let odd: Vec<&String> = run
        .iter()
        .filter(|sql| {
            !["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| sql.starts_with(verb))
        })
        .filter(|sql| !SQLITE_ONLY.iter().any(|(beginning, _)| sql.starts_with(beginning)))
        .collect();
    assert!(odd.is_empty(), "neither portable nor listed in SQLITE_ONLY: {odd:?}");
}

#[test]
fn postgresql_prepares_every_statement() {
    let url = std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL names the server");
    let mut statements: BTreeSet<String> = drive::statements();
    statements.extend(drive::whole_rows());
    statements.extend(written().into_keys());
    statements.retain(|sql| !SQLITE_ONLY.iter().any(|(beginning, _)| sql.starts_with(beginning)));
    assert!(statements.len() > 100, "only {} statements", statements.len());
    let list: Vec<&String> = statements.iter().collect();

    let mut script = String::from("\\set QUIET on\n\\set ON_ERROR_STOP on\n");
    script += "SET client_min_messages = warning;\n";
    script +=
        "DROP SCHEMA IF EXISTS coxswain_portable CASCADE;\nCREATE SCHEMA coxswain_portable;\n";
    script += "SET search_path = coxswain_portable;\n";
    script += &coxswain::store::portable_schema();
    script += "\n\\set ON_ERROR_STOP off\n";
    for (number, sql) in list.iter().enumerate() {
        script += &format!(
            "PREPARE s{number} AS {sql};\n\\if :ERROR\n\\echo REFUSED {number} :LAST_ERROR_MESSAGE\n\\endif\n"
        );
    }
    script += "DROP SCHEMA coxswain_portable CASCADE;\n\\echo COMPLETE\n";

    // From a file: a pipe would fill while both sides write.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("prepare.sql");
    std::fs::write(&file, script).unwrap();
    let output = Command::new("psql")
        .args(["--no-psqlrc", "--quiet", "--tuples-only", "--dbname", &url, "--file"])
        .arg(&file)
        .output()
        .expect("psql is installed");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("COMPLETE"), "the schema was refused\n{said}\n{complained}");
    let refused: Vec<String> = said
        .lines()
        .filter_map(|line| line.strip_prefix("REFUSED "))
        .map(|line| {
            let (number, why) = line.split_once(' ').unwrap_or((line, ""));
            let sql = number.parse().ok().and_then(|number: usize| list.get(number));
            format!("{why}\n    {}", sql.map_or("?", |sql| sql.as_str()))
        })
        .collect();
    assert!(
        refused.is_empty(),
        "PostgreSQL refuses {} of {}:\n{}",
        refused.len(),
        list.len(),
        refused.join("\n")
    );
}
