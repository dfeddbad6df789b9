//! What an import costs against the least that storing the same could cost.
//!
//! `cargo bench --bench import_cost [-- ROUNDS]`: in each round the program imports a report of
//! 100,000 deals from CSV, and `sqlite3 .import` takes everything that import stored, each table and
//! the journal dumped as CSV, into the same tables and indexes. Both count all processor time, of
//! processes they start too. Needs `sqlite3` on the path.
//!
//! What flatters `sqlite3`: its input is already split by table, with keys and images worked out; its
//! tables are not STRICT and their rules are not checked, since `.import` cannot write NULL.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring program stops at what it did not expect"
)]

#[allow(dead_code, reason = "each bench uses a part")]
mod world;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const DEALS: usize = 100_000;

fn main() {
    let rounds = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(9);
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    drop(world::known(folder.path(), "known.cox", DEALS));
    let report = world::one_report(DEALS);
    fs::write(place("report.csv"), &report.text).unwrap();

    let mut ratios: Vec<(f64, f64, f64)> = vec![];
    for round in 1..=rounds {
        fs::copy(place("known.cox"), place("w.cox")).unwrap();
        let mut import = Command::new(env!("CARGO_BIN_EXE_coxswain"));
        import
            .args(["import", "w.cox", "report.csv", "--date", world::TODAY])
            .current_dir(folder.path())
            .env("COXSWAIN_HOME", place("home"));
        let ours = processor_seconds(&mut import, "");
        let script = dump(folder.path());
        let theirs = processor_seconds(Command::new("sqlite3").arg(place("plain.db")), &script);
        let stored = |file| sqlite(folder.path(), file, &["SELECT COUNT(*) FROM change"]);
        assert_eq!(stored("w.cox"), stored("plain.db"), "both hold every row");
        let most = |file: &str| fs::metadata(place(file)).unwrap().len() / 1_000_000;
        println!(
            "{round}: import {ours:.2} s, sqlite3 {theirs:.2} s, {:.2}; files of {} and {} MB",
            ours / theirs,
            most("w.cox"),
            most("plain.db")
        );
        ratios.push((ours / theirs, ours, theirs));
    }
    ratios.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (ratio, ours, theirs) = ratios[ratios.len() / 2];
    println!("median of {rounds}: {ratio:.2} ({ours:.2} s against {theirs:.2} s of processor)");
}

/// Dumps the workspace by table; what `sqlite3` has to run to take it all in again.
fn dump(folder: &Path) -> String {
    let schema = sqlite(folder, "w.cox", &[".schema"]).replace(") STRICT;", ");");
    let _ = fs::remove_file(folder.join("plain.db"));
    sqlite(folder, "plain.db", &[&schema]);
    let mut script =
        "PRAGMA synchronous = EXTRA;\nPRAGMA ignore_check_constraints = ON;\nBEGIN;\n".to_owned();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    for table in sqlite(folder, "w.cox", &[tables]).lines() {
        let rows = sqlite(folder, "w.cox", &["-csv", &format!("SELECT * FROM {table}")]);
        if !rows.is_empty() {
            fs::write(folder.join(format!("{table}.dump")), rows).unwrap();
            let dump = folder.join(format!("{table}.dump"));
            script += &format!(".import --csv '{}' {table}\n", dump.display());
        }
    }
    script + "COMMIT;\n"
}

/// What `sqlite3` answers.
fn sqlite(folder: &Path, database: &str, words: &[&str]) -> String {
    let mut command = Command::new("sqlite3");
    let output = command.current_dir(folder).arg(database).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command with this input and returns the seconds of processor that it and what it started
/// took (Linux).
fn processor_seconds(command: &mut Command, input: &str) -> f64 {
    let before = children_ticks();
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    (children_ticks() - before) as f64 / 100.0
}

/// Hundredths of a second that ended children took, in user and system mode.
fn children_ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let after_name = stat.rsplit(") ").next().unwrap();
    let fields: Vec<u64> =
        after_name.split(' ').skip(13).take(2).map(|field| field.parse().unwrap()).collect();
    fields.iter().sum()
}
