//! Workspace files: what cannot be opened is named and left alone, one console at a time, backups.

use std::fs;
use std::path::Path;

use coxswain::command::Command;
use coxswain::paths::Home;
use coxswain::store::backup::Reason;
use coxswain::store::safety::Safety;
use coxswain::store::{APPLICATION_ID, Workspace, backup, kept};

use crate::common::{Desk, Take, act, company, everything, hash, take};

/// The bytes of a workspace that holds something.
fn a_file(desk: &Desk) -> Vec<u8> {
    let mut workspace = desk.open();
    company(desk, &mut workspace);
    drop(workspace);
    fs::read(&desk.file).unwrap()
}

fn patched(bytes: &[u8], at: usize, value: u32) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
    bytes
}

/// Opening must fail with this message and leave every byte and the folder as they were.
fn refused(path: &Path, key: &str, what: &str) {
    let before = hash(path);
    let error = Workspace::open(path).err().unwrap_or_else(|| panic!("{what} was opened"));
    assert_eq!(error.key(), key, "{what}: {error}");
    assert_eq!(hash(path), before, "{what} was changed");
    let beside = format!("{}-journal", path.display());
    assert!(!Path::new(&beside).exists(), "{what} left a journal");
}

#[test]
fn what_cannot_be_opened_is_named_and_left_alone() {
    let desk = Desk::new();
    let good = a_file(&desk);
    let page = usize::from(u16::from_be_bytes([good[16], good[17]]));
    let mut garbage = good.clone();
    garbage[page..].fill(0xA5);
    let mut flipped = good.clone();
    flipped[0] ^= 1;
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("an empty file", vec![], "error-workspace-empty"),
        (
            "a text file",
            "姓名,团队\r\n张伟,一组\r\n".repeat(50).into_bytes(),
            "error-workspace-not-ours",
        ),
        ("a short text", b"hello".to_vec(), "error-workspace-not-ours"),
        ("a flipped header", flipped, "error-workspace-not-ours"),
        ("half a header", good[..50].to_vec(), "error-workspace-not-ours"),
        ("another program's database", patched(&good, 68, 0), "error-workspace-not-ours"),
        ("a newer workspace", patched(&good, 60, 999), "error-workspace-newer"),
        ("a workspace that was never finished", patched(&good, 60, 0), "error-workspace-damaged"),
        (
            "a file that lost its last byte",
            good[..good.len() - 1].to_vec(),
            "error-workspace-damaged",
        ),
        ("garbage behind the header", garbage, "error-workspace-damaged"),
    ];
    for (what, bytes, key) in cases {
        let path = desk.path("坏.cox");
        fs::write(&path, bytes).unwrap();
        refused(&path, key, what);
    }
    for keep in 1..good.len() / page {
        let path = desk.path("截断.cox");
        fs::write(&path, &good[..keep * page]).unwrap();
        refused(&path, "error-workspace-damaged", &format!("{keep} pages"));
    }
    assert_eq!(u32::from_be_bytes(good[68..72].try_into().unwrap()), APPLICATION_ID);
    let missing = Workspace::open(&desk.path("没有.cox")).err().unwrap();
    assert_eq!(missing.key(), "error-file-missing");
    assert!(!desk.path("没有.cox").exists(), "looking for a file does not make it");
    let folder = Workspace::open(desk.folder.path()).err().unwrap();
    assert_eq!(folder.key(), "error-workspace-not-ours");
    let taken = Workspace::create(&desk.file).err().unwrap();
    assert_eq!(taken.key(), "error-file-exists");
    assert_eq!(fs::read(&desk.file).unwrap(), good, "making one never replaces one");
}

#[test]
fn one_console_at_a_time() {
    let desk = Desk::new();
    a_file(&desk);
    let before = hash(&desk.file);
    let first = desk.open();
    let second = Workspace::open(&desk.file).err().unwrap();
    assert_eq!(second.key(), "error-workspace-locked");
    // Another process hears the same, also after this one looked at the file a second time: on Unix
    // a process that closes any handle of a file gives up its locks on it.
    let file = desk.file.to_string_lossy();
    let said = desk.says(1, &["show", &file, "people"]);
    assert!(said.contains("正被另一个窗口或程序打开"), "{said}");
    drop(first);
    assert_eq!(hash(&desk.file), before);
    desk.says(0, &["show", &file, "people"]);
}

#[test]
fn a_backup_is_a_workspace_and_replaces_a_damaged_one() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let held = everything(&workspace.db);
    let kept = desk.path("备份.cox");
    backup::make_at(&mut workspace, &kept).unwrap();
    let taken = backup::make_at(&mut workspace, &kept).unwrap_err();
    assert_eq!(taken.key(), "error-file-exists", "a backup never displaces another");
    drop(workspace);
    // A copy of the backup, so that the backup itself stays untouched.
    let copy = desk.path("看.cox");
    fs::copy(&kept, &copy).unwrap();
    let mut looked = Workspace::open(&copy).unwrap();
    assert_eq!(everything(&looked.db), held);
    act(&mut looked, &Command::Undo);
    drop(looked);

    let damaged = vec![0xA5; 10_000];
    fs::write(&desk.file, &damaged).unwrap();
    let aside = backup::restore(&kept, &desk.file).unwrap().expect("the damaged file is set aside");
    assert_eq!(fs::read(&aside).unwrap(), damaged, "byte for byte");
    assert_eq!(everything(&desk.open().db), held);
    // A second restore within the same second sets the next file aside, not over the first.
    let aside_too =
        backup::restore(&kept, &desk.file).unwrap().expect("the good file is set aside");
    assert_ne!(aside, aside_too);
    assert_eq!(fs::read(&aside).unwrap(), damaged);
    // Where nothing stood, nothing is set aside.
    let elsewhere = desk.path("别处.cox");
    assert_eq!(backup::restore(&kept, &elsewhere).unwrap(), None);
    assert_eq!(everything(&Workspace::open(&elsewhere).unwrap().db), held);
}

#[test]
fn a_restore_that_cannot_work_changes_nothing() {
    let desk = Desk::new();
    let good = a_file(&desk);
    let before = hash(&desk.file);
    let bad = desk.path("坏备份.cox");
    for (bytes, key) in [
        (good[..good.len() / 2].to_vec(), "error-workspace-damaged"),
        (b"no backup".to_vec(), "error-workspace-not-ours"),
        (vec![], "error-workspace-empty"),
    ] {
        fs::write(&bad, bytes).unwrap();
        assert_eq!(backup::restore(&bad, &desk.file).unwrap_err().key(), key);
        assert_eq!(hash(&desk.file), before, "{key}");
    }
    fs::write(&bad, &good).unwrap();
    let open = desk.open();
    assert_eq!(backup::restore(&bad, &desk.file).unwrap_err().key(), "error-workspace-locked");
    drop(open);
    assert_eq!(hash(&desk.file), before, "an open workspace is not replaced");
    let names: Vec<String> = fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("restor"))
        .collect();
    assert!(names.is_empty(), "left behind: {names:?}");
}

#[test]
fn a_stale_journal_beside_a_damaged_file_leaves_the_restored_one_alone() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let kept = desk.path("备份.cox");
    drop(workspace);
    // A crash in the middle of a large write leaves a journal that would be rolled back.
    let beside = desk.path("销售.cox-journal");
    let caught = desk.path("caught");
    #[expect(clippy::disallowed_methods, reason = "the crash is made by hand, not by the program")]
    let raw = rusqlite::Connection::open(&desk.file).unwrap();
    raw.execute_batch(
        "PRAGMA cache_size = 1; BEGIN IMMEDIATE;
         UPDATE person SET extra = hex(zeroblob(2000));
         INSERT INTO setting (id, name, value)
           WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
           SELECT 1000000 + i, 'x' || i, hex(zeroblob(400)) FROM n;",
    )
    .unwrap();
    fs::copy(&beside, &caught).unwrap();
    raw.execute_batch("ROLLBACK").unwrap();
    drop(raw);
    assert_ne!(fs::read(&caught).unwrap()[0], 0, "the journal is one that SQLite would play back");

    let mut workspace = desk.open();
    let more: String = (0..400).map(|n| format!("客户{n},行业{n}\n")).collect();
    let accounts = desk.csv("更多.csv", &format!("客户名称,行业\n{more}"));
    take(&mut workspace, &accounts, &Take::default());
    let held = everything(&workspace.db);
    backup::make_at(&mut workspace, &kept).unwrap();
    drop(workspace);
    fs::write(&desk.file, vec![0; 4096]).unwrap();
    fs::copy(&caught, &beside).unwrap();
    backup::restore(&kept, &desk.file).unwrap();
    let restored = desk.open();
    assert_eq!(everything(&restored.db), held);
    restored.full_check().unwrap();
}

#[test]
fn a_journal_of_another_file_is_not_played_into_a_sound_one() {
    let desk = Desk::new();
    let good = a_file(&desk);
    // The journal of a file that was larger and is no more, as a restore by hand leaves it.
    let beside = desk.path("销售.cox-journal");
    #[expect(clippy::disallowed_methods, reason = "the crash is made by hand, not by the program")]
    let raw = rusqlite::Connection::open(&desk.file).unwrap();
    raw.execute_batch(
        "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE account SET industry = hex(zeroblob(900));
         INSERT INTO setting (id, name, value)
           WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
           SELECT 1000000 + i, 'x' || i, hex(zeroblob(400)) FROM n;",
    )
    .unwrap();
    let caught = fs::read(&beside).unwrap();
    raw.execute_batch("ROLLBACK").unwrap();
    drop(raw);
    // Another workspace at the same place, and the old journal beside it.
    let mut other = good;
    let pages = other.len() / 4096;
    other[4096 * (pages / 2)..4096 * (pages / 2 + 1)].fill(0xA5);
    fs::write(&desk.file, &other).unwrap();
    fs::write(&beside, &caught).unwrap();
    let error = Workspace::open(&desk.file).err();
    if let Some(error) = error {
        assert_eq!(error.key(), "error-workspace-damaged");
        assert_eq!(fs::read(&desk.file).unwrap(), other, "it was not opened and is as it was");
        assert_eq!(fs::read(&beside).unwrap(), caught);
    }
}

#[test]
fn backups_by_itself_are_made_when_something_changed_and_old_ones_go() {
    let desk = Desk::new();
    let home = Home::at(desk.path("home"));
    let mut workspace = desk.with_company();
    let begun = backup::begin_if_changed(&mut workspace, Reason::Work, &home).unwrap();
    let first = begun.expect("the first").finish().unwrap();
    let again = backup::begin_if_changed(&mut workspace, Reason::Work, &home).unwrap();
    assert!(again.is_none(), "nothing was written since");
    // Old ones, as names tell: of two of one day long ago the last stays for a year, unless it is older.
    let folder = first.parent().unwrap();
    let today = coxswain::clock::today();
    let named = |days: u64, time: &str, why: &str| {
        let day = today.checked_sub_days(chrono::Days::new(days)).unwrap();
        let file = folder.join(format!("{}-{time}-000-{why}.cox", day.format("%Y%m%d")));
        fs::copy(&first, &file).unwrap();
        file
    };
    let (gone, asked) = (named(800, "090000", "work"), named(800, "100000", "asked"));
    let (early, late) = (named(3, "090000", "work"), named(3, "180000", "work"));
    act(&mut workspace, &Command::Undo);
    let begun = backup::begin_if_changed(&mut workspace, Reason::Work, &home).unwrap();
    begun.expect("something was written").finish().unwrap();
    let there = |path: &Path| path.exists();
    assert_eq!([&gone, &asked, &early, &late].map(|path| there(path)), [false, true, false, true]);
    let all = kept::list(&desk.file, &home).unwrap();
    assert_eq!(all.len(), 4);
    let newest = all.first().unwrap();
    assert!(newest.checked.as_ref().is_some_and(|checked| checked.sound));
    assert!(newest.until > Some(today));
    let copied = all.iter().find(|kept| kept.path == late).unwrap();
    assert_eq!(copied.checked, None, "nobody checked what was put there");
    kept::check(&copied.path).unwrap();
    fs::write(&asked, b"no backup").unwrap();
    assert_eq!(kept::check(&asked).unwrap_err().key(), "error-workspace-not-ours");
    let all = kept::list(&desk.file, &home).unwrap();
    let sound = |path: &Path| {
        let found = all.iter().find(|kept| kept.path == path).unwrap();
        found.checked.as_ref().map(|checked| checked.sound)
    };
    assert_eq!((sound(&late), sound(&asked)), (Some(true), Some(false)));
}

#[test]
fn a_backup_that_is_dated_ahead_stops_nothing() {
    let desk = Desk::new();
    let home = Home::at(desk.path("home"));
    let mut workspace = desk.with_company();
    let first = backup::make(&mut workspace, Reason::Work, &home).unwrap();
    let ahead = coxswain::clock::today().checked_add_days(chrono::Days::new(400)).unwrap();
    let name = format!("{}-090000-000-work.cox", ahead.format("%Y%m%d"));
    let odd = first.with_file_name(name);
    fs::copy(&first, &odd).unwrap();
    act(&mut workspace, &Command::Undo);
    let begun = backup::begin_if_changed(&mut workspace, Reason::Work, &home).unwrap();
    let second = begun.expect("something was written").finish().unwrap();
    drop(workspace);
    assert!(first.exists() && second.exists() && odd.exists());
    let all = kept::list(&desk.file, &home).unwrap();
    let odd = all.iter().find(|kept| kept.path == odd).unwrap();
    assert_eq!((odd.ahead, odd.until), (true, None), "it stays until somebody deletes it");
    assert_eq!(all.iter().filter(|kept| kept.ahead).count(), 1);
    let safety = Safety::look(&desk.file, &home).unwrap();
    assert_eq!(safety.newest().map(|kept| &kept.path), Some(&second));
    let said = desk.says(0, &["backups", "销售.cox"]);
    assert!(said.contains("日期晚于现在"), "{said}");
}

#[test]
fn the_command_line_lists_backups_of_a_file_that_does_not_open() {
    let desk = Desk::new();
    a_file(&desk);
    assert!(desk.says(0, &["backups", "销售.cox"]).contains("还没有备份"));
    desk.says(0, &["backup", "销售.cox"]);
    fs::write(&desk.file, b"broken").unwrap();
    let said = desk.says(0, &["backups", "销售.cox"]);
    assert!(
        said.contains("手动") && said.contains("核验通过") && said.contains("一直保留"),
        "{said}"
    );
    let json = desk.json(0, &["backups", "销售.cox", "--json"]);
    let kept = &json["backups"][0];
    assert_eq!((&kept["reason"], &kept["checked"]["sound"]), (&"asked".into(), &true.into()));
    assert_eq!(kept["kept_until"], serde_json::Value::Null);
    desk.says(0, &["restore", kept["file"].as_str().unwrap(), "销售.cox"]);
    desk.says(0, &["check", "销售.cox"]);
}
