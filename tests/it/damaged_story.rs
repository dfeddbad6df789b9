//! Damaged workspaces of many kinds: what cannot be opened stays as it is, what its pages still hold and
//! what the journal tells is saved into a new one, and what is lost is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use coxswain::command::{Command, settings};
use coxswain::store::salvage::{Salvaged, salvage};
use coxswain::store::{Workspace, setup};

use crate::common::{Desk, Take, act, company, everything, take};
use crate::damage::{Saves, kinds, map, pages, wiped};

/// The rows of a workspace by table, as texts.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// A workspace whose tables have several pages, its bytes, and what it holds.
fn world(desk: &Desk) -> (Vec<u8>, Facts) {
    let mut workspace = desk.open();
    company(desk, &mut workspace);
    let more: String = (0..1500).map(|n| format!("客户{n},行业{}\n", n % 7)).collect();
    let accounts = desk.csv("更多.csv", &format!("客户名称,行业\n{more}"));
    take(&mut workspace, &accounts, &Take::default());
    let deals: String = (0..300)
        .map(|n| format!("D-{n},改造{n},客户{n},G1,张伟,需求分析,{},2025-10-01\n", n % 90 + 1))
        .collect();
    let deals = desk.csv(
        "商机.csv",
        &format!("商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期\n{deals}"),
    );
    take(&mut workspace, &deals, &Take::default());
    // A text of several pages.
    let long = (setup::names::DEPARTMENT.to_owned(), "华东大区销售部".repeat(900));
    act(&mut workspace, &Command::Settings(settings::Command::Set(vec![long])));
    let facts = everything(&workspace.db);
    drop(workspace);
    (fs::read(&desk.file).unwrap(), facts)
}

/// Every file of a folder with its bytes.
fn folder(path: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

/// What a file was saved into holds, and what was said of it.
fn saved(from: &Path, into: &Path) -> Result<(Facts, Salvaged), &'static str> {
    let said = salvage(from, into, &mut |_, _| true).map_err(|error| error.key())?;
    let workspace = Workspace::open(into).unwrap();
    workspace.full_check().unwrap();
    Ok((everything(&workspace.db), said))
}

/// How many rows there are.
fn rows(facts: &Facts) -> usize {
    facts.values().map(Vec::len).sum()
}

#[test]
fn what_is_damaged_is_left_alone_and_what_it_holds_is_saved() {
    let desk = Desk::new();
    let (good, held) = world(&desk);
    let kinds = kinds(&good, &map(&desk.file));
    assert!(kinds.len() >= 40, "{} kinds", kinds.len());
    assert_eq!(fs::read(&desk.file).unwrap(), good, "looking at pages changes nothing");
    let (mut refused, mut whole, mut part, mut none) = (0, 0, 0, 0);
    let mut findings: Vec<String> = vec![];
    for (n, kind) in kinds.iter().enumerate() {
        let home = desk.path(&format!("坏{n}"));
        fs::create_dir(&home).unwrap();
        let file = home.join("坏.cox");
        fs::write(&file, &kind.bytes).unwrap();
        for (ending, bytes) in &kind.beside {
            fs::write(home.join(format!("坏.cox{ending}")), bytes).unwrap();
        }
        let before = folder(&home);
        let mut find = |what: String| findings.push(format!("{}: {what}", kind.name));

        // Saved first: opening what can be opened may put right what was found wrong.
        let into = desk.path(&format!("新{n}.cox"));
        match saved(&file, &into) {
            Err(key) => {
                none += 1;
                if kind.saves != Saves::Nothing(key) && kind.saves != Saves::Any {
                    find(format!("nothing was saved, {key}, instead of {:?}", kind.saves));
                }
                if into.exists() {
                    find("something was left behind".to_owned());
                }
            }
            Ok((facts, said)) => {
                if facts == held {
                    whole += 1;
                } else {
                    part += 1;
                    invented(&facts, &held, &said).into_iter().for_each(&mut find);
                }
                match kind.saves {
                    Saves::All if facts != held => find(differ(&facts, &held)),
                    Saves::Part if said.lost() == 0 && !said.unknown() => {
                        find("what is lost is not said".to_owned());
                    }
                    Saves::Nothing(key) => find(format!("something was saved, not {key}")),
                    _ => {}
                }
                println!(
                    "{}: {} of {} facts, {} told again, {} lost{}",
                    kind.name,
                    rows(&facts),
                    rows(&held),
                    said.tables.iter().map(|table| table.told_again).sum::<usize>(),
                    said.lost(),
                    if said.unknown() { " or more" } else { "" },
                );
            }
        }
        if folder(&home) != before {
            find("saving from it changed it".to_owned());
        }

        match Workspace::open(&file) {
            Err(error) => {
                refused += 1;
                if kind.refused.is_some_and(|key| key != error.key()) {
                    find(format!("refused with {error}"));
                }
                if folder(&home) != before {
                    find("it was not opened, and changed".to_owned());
                }
            }
            Ok(_) if kind.refused.is_some() => find("it was opened".to_owned()),
            Ok(_) => {}
        }
    }
    println!(
        "{} kinds: {refused} refused and untouched; {whole} saved whole, {part} in part, {none} not at all",
        kinds.len()
    );
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// Rows that were never there, save those that only lost a reference.
fn invented(facts: &Facts, held: &Facts, said: &Salvaged) -> Vec<String> {
    let mut found = vec![];
    for (table, rows) in facts {
        let known: BTreeSet<&String> = held[table].iter().collect();
        let other = rows.iter().filter(|row| !known.contains(row)).count();
        let loosened = said.tables.iter().find(|saved| saved.table == *table);
        let loosened = loosened.map_or(0, |saved| saved.loosened + saved.told_again);
        if other > loosened {
            found.push(format!("{other} rows of {table} were never there"));
        }
    }
    found
}

/// Which tables differ, with the first row that does.
fn differ(facts: &Facts, held: &Facts) -> String {
    let tables = held.iter().filter(|(table, rows)| facts[*table] != **rows);
    let said = tables.map(|(table, rows)| {
        let now = &facts[table];
        let row = rows.iter().find(|row| !now.contains(row));
        format!("{table}: {} of {} rows, such as {row:?}", now.len(), rows.len())
    });
    said.collect::<Vec<_>>().join("\n  ")
}

#[test]
fn a_table_that_went_comes_back_from_the_journal() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let held = everything(&workspace.db);
    drop(workspace);
    #[expect(clippy::disallowed_methods, reason = "the damage is made by hand, not by the program")]
    let raw = rusqlite::Connection::open(&desk.file).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE product;").unwrap();
    drop(raw);
    let (facts, said) = saved(&desk.file, &desk.path("新.cox")).unwrap();
    assert_eq!(facts, held);
    let product = said.tables.iter().find(|table| table.table == "product").unwrap();
    assert_eq!((product.kept, product.told_again, product.lost), (2, 2, 0));
    assert!(!said.undo, "what was told again cannot be undone step by step");
}

#[test]
fn a_sound_file_is_saved_with_everything_that_can_be_undone() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let held = everything(&workspace.db);
    drop(workspace);
    let new = desk.path("新.cox");
    let (facts, said) = saved(&desk.file, &new).unwrap();
    assert_eq!(facts, held);
    assert!(said.undo && said.lost() == 0 && !said.unknown(), "{said:?}");
    let mut workspace = Workspace::open(&new).unwrap();
    act(&mut workspace, &Command::Undo);
    assert_ne!(everything(&workspace.db), held, "the newest step is undone");
    act(&mut workspace, &Command::Redo);
    assert_eq!(everything(&workspace.db), held);
}

#[test]
fn what_is_no_workspace_or_taken_is_refused_in_words() {
    let desk = Desk::new();
    let before = fs::read(&desk.file).unwrap();
    let key = |from: &Path, into: &Path| saved(from, into).unwrap_err();
    let new = desk.path("新.cox");
    assert_eq!(key(&desk.path("没有.cox"), &new), "error-file-missing");
    assert_eq!(key(desk.folder.path(), &new), "error-salvage-nothing");
    assert_eq!(key(&desk.file, &desk.file), "error-file-exists");
    fs::write(desk.path("只有日志.cox-wal"), b"log").unwrap();
    assert_eq!(key(&desk.path("只有日志.cox"), &new), "error-file-missing");
    assert_eq!(
        Workspace::open(&desk.path("只有日志.cox")).err().unwrap().key(),
        "error-file-missing"
    );
    assert_eq!(fs::read(desk.path("只有日志.cox-wal")).unwrap(), b"log");
    let open = desk.open();
    assert_eq!(key(&desk.file, &new), "error-workspace-locked");
    drop(open);
    // Another program's database, with a table that is called as one of ours.
    let foreign = desk.path("别家.cox");
    #[expect(clippy::disallowed_methods, reason = "another program's file")]
    let raw = rusqlite::Connection::open(&foreign).unwrap();
    raw.execute_batch(
        "CREATE TABLE region (id INTEGER PRIMARY KEY, name TEXT, archived INTEGER);
         INSERT INTO region (name, archived) VALUES ('华东', 0);",
    )
    .unwrap();
    drop(raw);
    let bytes = fs::read(&foreign).unwrap();
    assert_eq!(Workspace::open(&foreign).err().unwrap().key(), "error-workspace-not-ours");
    assert_eq!(key(&foreign, &new), "error-salvage-nothing");
    assert_eq!(fs::read(&foreign).unwrap(), bytes);
    assert_eq!(fs::read(&desk.file).unwrap(), before);
    assert!(!new.exists());
}

#[test]
fn the_command_line_saves_and_says_what_became_of_each_table() {
    let desk = Desk::new();
    let (good, held) = world(&desk);
    let accounts = pages(&map(&desk.file), "account", "leaf");
    fs::write(desk.path("坏.cox"), wiped(&good, &accounts[1..3])).unwrap();
    let said = desk.says(0, &["salvage", "坏.cox", "新.cox"]);
    assert!(said.contains("客户：保留 1503 条"), "{said}");
    assert!(said.contains("由操作记录补回"), "{said}");
    assert!(said.contains("新.cox"), "{said}");
    assert_eq!(everything(&Workspace::open(&desk.path("新.cox")).unwrap().db), held);
    let json = desk.json(0, &["salvage", "坏.cox", "又新.cox", "--json"]);
    let tables = json["tables"].as_array().unwrap();
    let account = tables.iter().find(|table| table["table"] == "account").unwrap();
    assert_eq!((account["kept"].as_u64(), account["lost"].as_u64()), (Some(1503), Some(0)));
    assert!(account["told_again"].as_u64() > Some(50), "{account}");
    assert!(desk.says(1, &["salvage", "坏.cox", "新.cox"]).contains("已经存在"));
}
