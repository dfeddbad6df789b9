//! Damaged workspaces of many kinds: what cannot be opened stays as it is, what its pages still hold and
//! what the journal tells is saved into a new one, and what is lost is said.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use coxswain::command::{Command, settings};
use coxswain::store::salvage::{Salvaged, salvage};
use coxswain::store::{Workspace, setup};

use crate::common::{Desk, Take, act, company, everything, take};

/// The rows of a workspace by table, as texts.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// What must come of it when it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saves {
    /// Every fact.
    All,
    /// Nothing that was not there, and what is lost is said.
    Part,
    /// As it happens, but nothing that was not there.
    Any,
    /// Nothing, with this message.
    Nothing(&'static str),
}

/// One kind of damage.
struct Kind {
    name: &'static str,
    bytes: Vec<u8>,
    /// What lies beside the file: ending and bytes.
    beside: Vec<(&'static str, Vec<u8>)>,
    /// The message with which it does not open; `None` where it may open.
    refused: Option<&'static str>,
    saves: Saves,
}

const DAMAGED: Option<&str> = Some("error-workspace-damaged");
const FOREIGN: Option<&str> = Some("error-workspace-not-ours");
const PAGE: usize = 4096;

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

/// The pages of a sound file by the name of table or index, and what each is.
fn map(file: &Path) -> Vec<(usize, String, String)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the story looks at pages, which the program never asks"
    )]
    let raw = rusqlite::Connection::open(file).unwrap();
    let mut asked =
        raw.prepare("SELECT pageno, name, pagetype FROM dbstat ORDER BY pageno").unwrap();
    let rows = asked.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    let all = rows.map(|row| {
        let (page, name, kind): (i64, String, String) = row.unwrap();
        (usize::try_from(page).unwrap(), name, kind)
    });
    all.collect::<Vec<_>>()
}

/// The pages of a table or index that are of this type.
fn pages(map: &[(usize, String, String)], name: &str, kind: &str) -> Vec<usize> {
    let own = map.iter().filter(|(_, other, is)| other == name && is == kind);
    own.map(|(page, _, _)| *page).collect()
}

/// Bytes that look like noise, always the same.
fn noise(len: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(len).collect()
}

/// Where a page begins.
const fn start(page: usize) -> usize {
    (page - 1) * PAGE
}

fn wiped(good: &[u8], which: &[usize]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for page in which {
        bytes[start(*page)..start(*page) + PAGE].fill(0);
    }
    bytes
}

fn put(good: &[u8], at: usize, what: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    bytes[at..at + what.len()].copy_from_slice(what);
    bytes
}

/// The kinds of damage to a file of these bytes.
fn kinds(good: &[u8], map: &[(usize, String, String)]) -> Vec<Kind> {
    let mut kinds = vec![];
    let mut add = |name, bytes: Vec<u8>, refused, saves| {
        kinds.push(Kind { name, bytes, beside: vec![], refused, saves });
    };
    let nothing = Saves::Nothing("error-salvage-nothing");
    // Whole files.
    add(
        "an empty file",
        vec![],
        Some("error-workspace-empty"),
        Saves::Nothing("error-workspace-empty"),
    );
    add("one byte", vec![b'S'], FOREIGN, nothing);
    add("a text", "姓名,团队\r\n张伟,一组\r\n".repeat(90).into_bytes(), FOREIGN, nothing);
    add("half a header", good[..50].to_vec(), FOREIGN, nothing);
    add("a header alone", good[..100].to_vec(), DAMAGED, nothing);
    add("noise, as if encrypted", noise(good.len(), 3), FOREIGN, nothing);
    add("all zeros", vec![0; good.len()], FOREIGN, nothing);
    add("zeros behind the header", put(good, 100, &vec![0; good.len() - 100]), DAMAGED, nothing);
    // The header.
    add("one bit of the magic", put(good, 0, b"R"), FOREIGN, Saves::All);
    add("no magic", put(good, 0, &[0; 16]), FOREIGN, Saves::All);
    add("no application", put(good, 68, &[0; 4]), FOREIGN, Saves::All);
    add("another application", put(good, 68, b"MPBX"), FOREIGN, Saves::All);
    let newer = "error-workspace-newer";
    add(
        "a newer version",
        put(good, 60, &999_u32.to_be_bytes()),
        Some(newer),
        Saves::Nothing(newer),
    );
    add("no version", put(good, 60, &[0; 4]), DAMAGED, Saves::All);
    add("no page size", put(good, 16, &[0, 0]), FOREIGN, Saves::All);
    add("a page size twice as large", put(good, 16, &[0x20, 0]), DAMAGED, Saves::All);
    add("no number of pages", put(good, 28, &[0; 4]), None, Saves::All);
    add("too many pages", put(good, 28, &u32::MAX.to_be_bytes()), DAMAGED, Saves::All);
    add("a free list that leads nowhere", put(good, 32, &[0xFF; 4]), None, Saves::All);
    add("a wrong number of free pages", put(good, 36, &7_u32.to_be_bytes()), None, Saves::All);
    add("noise for a header", put(good, 0, &noise(100, 5)), FOREIGN, Saves::All);
    // Cut short and too long.
    add("the last byte lost", good[..good.len() - 1].to_vec(), DAMAGED, Saves::All);
    add("one page", good[..PAGE].to_vec(), DAMAGED, nothing);
    add("a quarter", good[..good.len() / 4].to_vec(), DAMAGED, Saves::Any);
    add("half", good[..good.len() / 2].to_vec(), DAMAGED, Saves::Part);
    add("three quarters", good[..good.len() / 4 * 3].to_vec(), DAMAGED, Saves::Part);
    add("zeros behind the end", [good, &[0; 3 * PAGE]].concat(), None, Saves::All);
    // The first page, and what describes the tables.
    add("no first page", wiped(good, &[1]), FOREIGN, Saves::All);
    add(
        "a first page of zeros behind the header",
        put(good, 100, &[0; PAGE - 100]),
        DAMAGED,
        Saves::All,
    );
    add(
        "a first page of noise behind the header",
        put(good, 100, &noise(PAGE - 100, 7)),
        None,
        Saves::All,
    );
    let described = pages(map, "sqlite_schema", "leaf");
    add("one page of descriptions", wiped(good, &described[2..3]), DAMAGED, Saves::All);
    add("every page of descriptions", wiped(good, &described), DAMAGED, Saves::All);
    // Tables and their journal.
    let accounts = pages(map, "account", "leaf");
    let above = pages(map, "account", "internal");
    let changes = pages(map, "change", "leaf");
    let above_changes = pages(map, "change", "internal");
    assert!(accounts.len() > 8 && changes.len() > 30 && !above.is_empty(), "several pages");
    add("a page of rows", wiped(good, &accounts[3..4]), DAMAGED, Saves::All);
    add("all pages of rows of a table", wiped(good, &accounts), DAMAGED, Saves::All);
    add(
        "noise on a page of rows",
        put(good, start(accounts[2]), &noise(PAGE, 11)),
        None,
        Saves::All,
    );
    add("a page that leads to rows", wiped(good, &above), DAMAGED, Saves::All);
    add("a page of the journal", wiped(good, &changes[9..10]), DAMAGED, Saves::All);
    add("pages that lead to the journal", wiped(good, &above_changes), DAMAGED, Saves::All);
    add("all of the journal", wiped(good, &changes), DAMAGED, Saves::All);
    add("the steps", wiped(good, &pages(map, "step", "leaf")), DAMAGED, Saves::All);
    add("the next key", wiped(good, &pages(map, "allocator", "leaf")), DAMAGED, Saves::All);
    let settings = pages(map, "setting", "overflow");
    assert!(!settings.is_empty(), "a text of several pages");
    add("a page of a long text", wiped(good, &settings[..1]), None, Saves::All);
    // Indexes hold nothing of their own.
    let indexed: Vec<usize> = map
        .iter()
        .filter(|(page, _, _)| [2, 10].contains(&good[start(*page)]))
        .map(|(page, _, _)| *page)
        .collect();
    add("every page of every index", wiped(good, &indexed), DAMAGED, Saves::All);
    add(
        "a page of an index",
        wiped(good, &pages(map, "change_of_row", "leaf")[..1]),
        DAMAGED,
        Saves::All,
    );
    // Single bytes on a page of rows.
    let page = start(accounts[4]);
    add("another type of page", put(good, page, &[0x0C]), DAMAGED, Saves::All);
    add("too many rows on a page", put(good, page + 3, &[0x7F, 0xFF]), DAMAGED, Saves::All);
    add("too few rows on a page", put(good, page + 3, &[0, 3]), None, Saves::All);
    add("a row that begins elsewhere", put(good, page + 8, &[0x0F, 0xFE]), None, Saves::All);
    let cell = page + usize::from(u16::from_be_bytes([good[page + 10], good[page + 11]]));
    add("a row of another length", put(good, cell, &[good[cell] ^ 0x20]), None, Saves::All);
    // Pages in the wrong places.
    let led = start(above[0]);
    add("a pointer to nowhere", put(good, led + 8, &u32::MAX.to_be_bytes()), DAMAGED, Saves::All);
    let (other, mine) = (start(changes[5]), start(accounts[5]));
    let swapped = put(good, mine, &good[other..other + PAGE]);
    add(
        "two pages in each other's place",
        put(&swapped, other, &good[mine..mine + PAGE]),
        None,
        Saves::All,
    );
    let first = start(accounts[6]);
    add("a page twice", put(good, first, &good[mine..mine + PAGE]), None, Saves::All);
    // Much at once.
    let count = good.len() / PAGE;
    let tenth: Vec<usize> = (1..=count).filter(|page| page % 10 == 5).collect();
    add("every tenth page", wiped(good, &tenth), DAMAGED, Saves::Any);
    let begun: Vec<usize> = (1..=count / 3).collect();
    add("the first third", wiped(good, &begun), FOREIGN, Saves::Any);
    // What lies beside.
    for (name, ending) in [("a journal of noise", "-journal"), ("a log of noise", "-wal")] {
        let beside = vec![(ending, noise(3 * PAGE, 13))];
        kinds.push(Kind { name, bytes: good.to_vec(), beside, refused: None, saves: Saves::All });
    }
    let beside = vec![("-journal", noise(PAGE, 17))];
    let bytes = wiped(good, &accounts[3..4]);
    let name = "a journal of noise beside a damaged file";
    kinds.push(Kind { name, bytes, beside, refused: DAMAGED, saves: Saves::All });
    kinds
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
