//! One person's data: shown, handed over, erased so that nothing finds them, and figures that stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use coxswain::command::organisation::{self, PersonForm};
use coxswain::command::{Command, settings};
use coxswain::domain::ids::PersonId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::deals::{Question, measure};
use coxswain::paths::{Home, hashed};
use coxswain::store::backup::{self, Reason};
use coxswain::store::directory::Directory;
use coxswain::store::privacy::{self, Erasure, Proof, Who, backups, remembered};
use coxswain::store::records::{Alias, Contact, Membership, Person, Reject};
use coxswain::store::{Db, Workspace, kept, portable_schema, setup, whole};
use serde_json::{Value, json};

use crate::common::{CREATE_ALL, Desk, TODAY, Take, act, counts, day, person, take, text};

/// Somebody who is called like nobody else.
const CANARY: &str = "金丝雀甲";
const PHONE: &str = "13800990011";
const EMAIL: &str = "canary@example.com";

/// The files of a folder and those in it.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![];
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files_below(&path));
        } else {
            all.push(path);
        }
    }
    all
}

/// Where the words stand in the files of a folder, in any encoding: written apart from the search of the program.
fn found_in(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = vec![];
    for path in files_below(folder) {
        let bytes = fs::read(&path).unwrap();
        for word in words {
            let wide: Vec<u16> = word.encode_utf16().collect();
            let patterns = [
                ("UTF-8", word.as_bytes().to_vec()),
                ("UTF-16LE", wide.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
                ("UTF-16BE", wide.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
                ("GBK", encoding_rs::GBK.encode(word).0.into_owned()),
            ];
            for (encoding, pattern) in patterns {
                if let Some(at) = memchr::memmem::find(&bytes, &pattern) {
                    let around = &bytes[at.saturating_sub(90)..bytes.len().min(at + 90)];
                    let around = String::from_utf8_lossy(around);
                    found.push(format!("{} holds {word} in {encoding}: {around}", path.display()));
                }
            }
        }
        assert!(!words.iter().any(|word| path.to_string_lossy().contains(word)), "{path:?}");
    }
    found
}

/// By table, the columns that refer to a person, as the schema says.
fn references() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut table = String::new();
    for line in portable_schema().lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["CREATE", "TABLE", name, ..] => table = (*name).to_owned(),
            ["ALTER", "TABLE", old, "RENAME", "TO", name] => {
                if let Some(columns) = found.remove(*old) {
                    found.insert(name.trim_end_matches(';').to_owned(), columns);
                }
            }
            ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..]
                if line.contains("REFERENCES person ") =>
            {
                found.entry((*name).to_owned()).or_default().insert((*column).to_owned());
            }
            ["ALTER", ..] => {}
            [column, ..] if line.contains("REFERENCES person ") => {
                found.entry(table.clone()).or_default().insert((*column).to_owned());
            }
            _ => {}
        }
    }
    found
}

/// Texts that are no words: what they say decides how a row is read. Names of others are somebody else's name
/// where they hold the one that is looked for.
const NO_WORDS: &[(&str, &str)] = &[
    ("account", "name"),
    // A customer that is called so is somebody else.
    ("account", "name_key"),
    ("alias", "field"),
    ("batch", "headings"),
    ("batch", "kind"),
    ("calendar_span", "names"),
    ("coaching", "quarter"),
    ("coaching", "starts_at"),
    ("contact", "name"),
    ("deal_contact", "name"),
    ("duty_check", "month"),
    ("person", "name"),
    ("reject", "cells"),
    ("reject", "reason"),
    ("setting", "name"),
];

/// Puts the canary into every table: a row that refers to them by every reference, and their name in every text.
/// Returns the tables that have no rows.
fn plant(all: &mut Value, id: i64) -> Vec<String> {
    let columns = all["coxswain"]["columns"].clone();
    let mut bare = vec![];
    let mut next = 9_000_000;
    let tables = all["tables"].as_object_mut().unwrap();
    for (table, own) in references() {
        let rows = tables[&table].as_array_mut().unwrap();
        for (at, column) in own.iter().enumerate() {
            if rows.is_empty() || rows.iter().any(|row| row[column] == id) {
                continue;
            }
            let at = at.min(rows.len() - 1);
            let row = &mut rows[at];
            // Nobody guides themselves.
            let other = own.iter().any(|other| other != column && row[other] == id);
            if table == "mentor_pair" && other {
                continue;
            }
            if table == "observation" && column == "second_id" {
                row["second_name"] = Value::Null;
            }
            row[column] = json!(id);
        }
    }
    for (table, rows) in tables.iter_mut() {
        let rows = rows.as_array_mut().unwrap();
        if rows.is_empty() {
            bare.push(table.clone());
            continue;
        }
        let own = references().remove(table).unwrap_or_default();
        let theirs = rows.iter().position(|row| own.iter().any(|column| row[column] == id));
        let kinds = columns[table].as_object().unwrap();
        for at in [Some(0), theirs.filter(|at| *at != 0)].into_iter().flatten() {
            for (column, kind) in kinds {
                let words = !NO_WORDS.contains(&(table.as_str(), column.as_str()));
                if kind == "text" && words {
                    let cell = &mut rows[at][column];
                    // An object of other columns stays one.
                    match cell.as_str() {
                        Some(text) if column == "extra" => {
                            *cell =
                                json!(text.replacen('{', &format!("{{\"备注\":\"{CANARY}\","), 1));
                        }
                        Some(text) => *cell = json!(format!("{text}{CANARY}说")),
                        None => {}
                    }
                }
            }
        }
    }
    let own = tables["person"].as_array_mut().unwrap().iter_mut().find(|row| row["id"] == id);
    let own = own.unwrap();
    own["phone"] = json!(PHONE);
    own["email"] = json!(EMAIL);
    own["number"] = json!("CN-77001");
    own["city"] = json!("上海");
    own["archived"] = json!(0);
    // They left at the end of June.
    let memberships = tables["membership"].as_array_mut().unwrap();
    memberships.retain(|row| {
        row["person_id"] != id || row["starts"].as_str().is_none_or(|starts| starts < "2025-06-30")
    });
    for row in memberships.iter_mut().filter(|row| row["person_id"] == id) {
        if row["ends"].as_str().is_none_or(|ends| "2025-07-01" < ends) {
            row["ends"] = json!("2025-07-01");
        }
        row["ended_as"] = json!("leave");
    }
    let activity = &mut tables["activity"].as_array_mut().unwrap()[0];
    activity["result"] = json!(format!("请打{PHONE}，或写信到 {EMAIL}"));
    let batches = tables["batch"].as_array().unwrap();
    let batch = |people: bool| {
        let found = batches.iter().find(|batch| (batch["kind"] == "people") == people);
        found.unwrap()["id"].clone()
    };
    let (roster, deals) = (batch(true), batch(false));
    let mut key = || {
        next += 1;
        json!(next)
    };
    tables["alias"].as_array_mut().unwrap().push(json!({
        "id": key(), "sender": format!("{CANARY}周报"), "field": "person", "text_key": "小金丝", "meaning": CANARY,
    }));
    for (number, batch) in [(8, roster), (9, deals)] {
        tables["reject"].as_array_mut().unwrap().push(json!({
            "id": key(), "batch_id": batch, "row_number": number,
            "reason": json!([["person", "problem-person-unknown", CANARY]]).to_string(),
            "cells": json!(["金 丝 雀 甲", PHONE, "小金丝", "浦东的家"]).to_string(),
        }));
    }
    bare
}

/// What the canary does before they are erased: an import that names them, with rows that are not taken, and
/// steps that are done and undone.
fn live(desk: &Desk, file: &Path) {
    let mut workspace = Workspace::open(file).unwrap();
    let names = vec![(setup::names::AUTHOR.to_owned(), CANARY.to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(names)));
    let activities = desk.csv(
        &format!("{CANARY}_周报.csv"),
        &format!(
            "日期,业务员,客户名称,拜访方式,拜访内容,结果,下一步,下次跟进时间,联系人
             2025-06-02,{CANARY},新客户甲,上门,和{CANARY}看样,已看样,送样,2025-06-09,周工
             没有日期,{CANARY},新客户甲,上门,{PHONE},,,,",
        ),
    );
    let with_all = Take { create: CREATE_ALL, ..Take::default() };
    let imported = take(&mut workspace, &activities, &with_all);
    assert_eq!(
        (imported.sheets[0].rows, imported.sheets[0].rejected.len()),
        (2, 1),
        "{imported:?}"
    );
    fs::remove_file(activities).unwrap();
    let form = PersonForm {
        name: CANARY.to_owned(),
        phone: "13900887766".to_owned(),
        ..PersonForm::default()
    };
    // Typed a second time by mistake.
    act(&mut workspace, &Command::Organisation(organisation::Command::AddPerson(form)));
    act(&mut workspace, &Command::Undo);
}

/// Every figure of every scope and of some periods, as text.
fn figures(db: &Db) -> BTreeMap<String, String> {
    let directory = Directory::load(db).unwrap();
    let mut scopes = vec![Scope::All];
    scopes.extend(directory.regions.keys().map(|id| Scope::Region(*id)));
    scopes.extend(directory.teams.keys().map(|id| Scope::Team(*id)));
    scopes.extend(directory.people.keys().map(|id| Scope::Person(*id)));
    let periods =
        ["2024", "2025-Q1", "2025-Q2", "2025-10"].map(|text| Period::parse(text).unwrap());
    let mut all = BTreeMap::new();
    for scope in scopes {
        for period in periods {
            for metric in MetricId::ALL {
                let members = directory.members(scope);
                let question = Question { members, period: Some(period), as_of: day(TODAY) };
                let measured = measure(db, &directory, metric, &question).unwrap();
                let name = format!("{} {scope:?} {period}", metric.word());
                all.insert(name, format!("{measured:?}"));
            }
        }
    }
    all
}

/// Erases somebody of a workspace in this process.
pub fn erase(desk: &Desk, file: &Path, name: &str, everywhere: Option<bool>) -> Proof {
    let home = Home::at(desk.path("home"));
    let mut workspace = Workspace::open(file).unwrap();
    let order = Erasure {
        person: person(&workspace.db, name),
        pseudonym: format!("已删除人员 {:02}", privacy::next_number(&workspace.db).unwrap()),
        gone: "（已删除）".to_owned(),
        everywhere,
        backups: false,
        today: day(TODAY),
    };
    let erased = privacy::erase(&mut workspace, &home, &order).unwrap();
    drop(workspace);
    privacy::prove(file, &home, &erased).unwrap()
}

/// Whether nothing was left. Stories beside this one have temporary files of their own, and people of the same names
/// in them.
#[track_caller]
pub fn must_be_clean(proof: &Proof) {
    let mut own = proof.clone();
    own.places.retain(|place| place.kind != privacy::PlaceKind::Temporary);
    assert!(own.is_clean(), "{:#?}", own.places);
}

#[test]
fn a_canary_is_found_nowhere_and_figures_stay() {
    let desk = Desk::new();
    let output = assert_cmd::Command::new(env!("CARGO_BIN_EXE_coxswain"))
        .args(["demo", "示例", "--language", "zh-CN", "--date", TODAY])
        .current_dir(desk.folder.path())
        .env("COXSWAIN_HOME", desk.path("home"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .timeout(Duration::from_secs(900))
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let demo = desk.path("示例/demo.cox");
    let workspace = Workspace::open(&demo).unwrap();
    let json = desk.path("全部.json");
    whole::write(&workspace.db, &json).unwrap();
    let directory = Directory::load(&workspace.db).unwrap();
    let gone = |id: &PersonId| directory.left_on(*id, day(TODAY)).is_some();
    let mut left = directory.people.values().filter(|own| directory.has_left(own.id, day(TODAY)));
    let leaver = left.find(|own| gone(&own.id)).expect("a leaver").name.clone();
    let before = figures(&workspace.db);
    drop(workspace);

    let proof = erase(&desk, &demo, &leaver, None);
    must_be_clean(&proof);
    let workspace = Workspace::open(&demo).unwrap();
    workspace.full_check().unwrap();
    assert_eq!(figures(&workspace.db), before, "no figure of the past changes");
    drop(workspace);
    fs::remove_dir_all(desk.path("示例")).unwrap();

    // The one to whom most of the sample refers.
    let mut all: Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    let mut counted: BTreeMap<i64, usize> = BTreeMap::new();
    for (table, columns) in references() {
        for row in all["tables"][&table].as_array().unwrap() {
            for key in columns.iter().filter_map(|column| row[column].as_i64()) {
                *counted.entry(key).or_default() += 1;
            }
        }
    }
    let (id, _) = counted.into_iter().max_by_key(|(_, n)| *n).unwrap();
    let people = all["tables"]["person"].as_array().unwrap();
    let name = people.iter().find(|row| row["id"] == id).unwrap()["name"].as_str().unwrap();
    let renamed = all.to_string().replace(name, CANARY);
    all = serde_json::from_str(&renamed).unwrap();
    let bare = plant(&mut all, id);
    println!("tables without rows, where nothing could be planted: {bare:?}");
    assert!(bare.len() < 30, "{bare:?}");
    fs::write(&json, all.to_string()).unwrap();
    let file = desk.path("canary.cox");
    whole::create(&json, &file).unwrap();
    fs::remove_file(&json).unwrap();
    live(&desk, &file);

    // A backup and an import on its way hold them too.
    desk.says(0, &["backup", "canary.cox"]);
    let draft = Home::at(desk.path("home")).draft_of(&file).unwrap();
    fs::create_dir_all(draft.parent().unwrap()).unwrap();
    fs::write(&draft, format!("{{\"files\":[\"{CANARY}.xlsx\"]}}")).unwrap();
    let words = [CANARY, PHONE, EMAIL, "CN-77001", "小金丝", "13900887766"];
    assert!(!found_in(desk.folder.path(), &words[..3]).is_empty());

    let held = desk.json(0, &["show", "canary.cox", "personal", "--person", CANARY, "--json"]);
    let tables = held["tables"].as_array().unwrap();
    assert!(tables.len() + bare.len() > 100, "{held}");
    let erase = ["erase", "canary.cox", "--person", CANARY, "--date", TODAY];
    desk.says(0, &erase);
    assert!(!found_in(desk.folder.path(), &[CANARY]).is_empty(), "nothing without --yes");
    let yes = ["--yes", "--backups", "--proof", "proof.csv", "--json"];
    let proof = desk.json(0, &[&erase[..], &yes[..]].concat());
    assert_eq!(proof["clean"], true, "{proof}");
    assert_eq!(proof["rows_found"], 0, "{proof}");
    assert_eq!(proof["person"], "已删除人员 01");
    assert_eq!(found_in(desk.folder.path(), &words), Vec::<String>::new());

    let workspace = Workspace::open(&file).unwrap();
    workspace.full_check().unwrap();
    let own = workspace.db.all::<Person>().unwrap().into_iter().find(|own| own.id.0 == id).unwrap();
    assert_eq!(own.name, "已删除人员 01");
    assert_eq!((own.phone, own.email, own.city), (None, None, None));
    let aliases = workspace.db.all::<Alias>().unwrap();
    assert!(aliases.iter().all(|alias| alias.text_key != "小金丝"));
    let rejects = workspace.db.all::<Reject>().unwrap();
    assert!(
        rejects.iter().any(|row| row.cells.contains("已删除人员 01")),
        "the rest of a row stays"
    );
    drop(workspace);
    // What was done before cannot be undone any more.
    desk.says(1, &["undo", "canary.cox"]);
    desk.says(1, &["redo", "canary.cox"]);
}

/// The small company, and 张伟 has left.
pub fn with_leaver(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let wei = person(&workspace.db, "张伟");
    let leave = organisation::Command::Leave {
        person: wei,
        name: "张伟".to_owned(),
        last_day: day("2025-09-30"),
        why: "张伟另有发展".to_owned(),
    };
    act(&mut workspace, &Command::Organisation(leave));
    workspace
}

#[test]
fn who_is_here_and_who_shares_a_name_is_not_erased_unasked() {
    let desk = Desk::new();
    let mut workspace = with_leaver(&desk);
    let contacts = desk.csv("联系人.csv", "客户名称,联系人,职务,决策角色,电话\n甲厂,张伟,采购,,");
    assert_eq!(counts(&take(&mut workspace, &contacts, &Take::default())), (1, 0, 0, 0));
    let who = Who::load(&workspace.db, person(&workspace.db, "张伟")).unwrap();
    assert_eq!(who.namesakes, 1);
    drop(workspace);
    let erase = |name: &str, more: &[&str], code: i32| {
        let args = ["erase", "销售.cox", "--yes", "--date", TODAY, "--person", name];
        desk.says(code, &[&args[..], more].concat())
    };
    erase("王芳", &[], 1);
    erase("张伟", &[], 2);
    // Own texts only: the customer's 张伟 stays.
    erase("张伟", &["--mentions", "own"], 1);
    let workspace = desk.open();
    let contacts = workspace.db.all::<Contact>().unwrap();
    assert_eq!(contacts[0].name, "张伟");
    let note = workspace.db.all::<Membership>().unwrap().into_iter().find_map(|own| own.note);
    assert_eq!(note.as_deref(), Some("（已删除）"));
    drop(workspace);
    erase("已删除人员 01", &[], 1);
}

#[test]
fn backups_from_before_go_after_thirty_days() {
    let desk = Desk::new();
    let mut workspace = with_leaver(&desk);
    let home = Home::at(desk.path("home"));
    let old = backup::make(&mut workspace, Reason::Asked, &home).unwrap();
    drop(workspace);
    let proof = erase(&desk, &desk.file, "张伟", None);
    must_be_clean(&proof);
    let holding: Vec<_> = proof.holding(privacy::PlaceKind::Backup).collect();
    assert_eq!(holding.len(), 1);
    assert_eq!(holding[0].file, old);
    let goes = holding[0].goes_on.unwrap();
    let erased = privacy::erased(&desk.open().db).unwrap();
    assert_eq!(erased.len(), 1);
    assert_eq!(erased[0].backups_until(), Some(goes));
    let eve = goes.pred_opt().unwrap();
    // The page of backups tells that day too, also of one that was asked for.
    let all = kept::list(&desk.file, &home).unwrap();
    let told = |path: &Path| {
        let found = all.iter().find(|kept| kept.path == path).unwrap();
        (found.until, found.holds)
    };
    assert_eq!(told(&old), (Some(eve), 1));
    assert_eq!(all.iter().filter(|kept| kept.holds > 0).count(), 1);
    assert_eq!(backups::expire(&desk.file, &home, eve).unwrap(), 0);
    assert_eq!(backups::copies(&desk.file, &home).unwrap().len(), 2);
    assert_eq!(backups::expire(&desk.file, &home, goes).unwrap(), 1);
    let left = backups::copies(&desk.file, &home).unwrap();
    assert_eq!(left.len(), 1, "the backup made afterwards stays");
    assert_ne!(left[0].path, old);
}

#[test]
fn a_backup_from_before_says_who_comes_back_and_ends_no_expiry() {
    let desk = Desk::new();
    let mut workspace = with_leaver(&desk);
    let home = Home::at(desk.path("home"));
    let old = backup::make(&mut workspace, Reason::Asked, &home).unwrap();
    drop(workspace);
    let list = old.parent().unwrap().join("erased.json");
    let proof = erase(&desk, &desk.file, "张伟", None);
    let goes = proof.holding(privacy::PlaceKind::Backup).next().unwrap().goes_on;
    let text = fs::read_to_string(&list).unwrap();
    assert!(text.contains("\"person\"") && !text.contains("张伟"), "{text}");
    let clean = proof.places.iter().find(|place| {
        place.kind == privacy::PlaceKind::Backup
            && place.found() == 0
            && place.file.extension().is_some_and(|ending| ending == "cox")
    });
    let clean = clean.expect("the backup made afterwards").file.clone();
    let back = |copy: &Path| remembered::returning(copy, &desk.file, &home).len();
    // A copy at another place, under another name and of another time says what it holds itself.
    let elsewhere = desk.path("别处.cox");
    fs::copy(&old, &elsewhere).unwrap();
    assert_eq!((back(&old), back(&elsewhere), back(&clean)), (1, 1, 0));
    // One that cannot be read is judged by its date.
    fs::write(old.with_file_name("20200101-000000-000-asked.cox"), "no backup").unwrap();
    assert_eq!(back(&old.with_file_name("20200101-000000-000-asked.cox")), 1);
    fs::remove_file(old.with_file_name("20200101-000000-000-asked.cox")).unwrap();
    let said = desk.says(0, &["backups", "销售.cox"]);
    assert!(said.contains("可能还有 1 位已删除的人员"), "{said}");
    let said = desk.says(0, &["restore", clean.to_str().unwrap(), "销售.cox"]);
    assert!(!said.contains("资料回来了"), "{said}");
    let said = desk.says(0, &["restore", old.to_str().unwrap(), "销售.cox"]);
    assert!(said.contains("1 位已删除人员的资料回来了"), "{said}");
    let workspace = desk.open();
    assert!(privacy::erased(&workspace.db).unwrap().is_empty(), "the restored file knows nothing");
    drop(workspace);
    let told = backups::from_before(&desk.file, &home).unwrap();
    assert!(told.iter().any(|(file, day)| *file == old && *day == goes), "{told:?}");
    // The file is called otherwise from now on: its backups of before go all the same.
    fs::rename(&desk.file, desk.path("改名.cox")).unwrap();
    desk.says(0, &["backup", "改名.cox"]);
    assert!(old.exists());
    backups::expire(&desk.path("改名.cox"), &home, goes.unwrap()).unwrap();
    assert!(!old.exists() && clean.exists());
}

#[test]
fn what_the_program_keeps_for_itself_is_searched_as_its_own() {
    let desk = Desk::new();
    drop(with_leaver(&desk));
    let own = |name: &str| desk.path("home").join(name);
    for folder in ["pasted", "door", "logs"] {
        fs::create_dir_all(own(folder)).unwrap();
    }
    fs::write(own("pasted/剪贴板_20251118-0930.tsv"), "客户\t负责人\n甲厂\t张伟\n").unwrap();
    fs::write(own("pasted/剪贴板_20251118-0931.tsv"), "客户\t负责人\n甲厂\t李娜\n").unwrap();
    let watched = r#"[["/周报/张伟_周报.xlsx",[1,2]],["/周报/李娜_周报.xlsx",[3,4]]]"#;
    fs::write(own("watched.json"), watched).unwrap();
    fs::write(own("window.ron"), "()").unwrap();
    fs::write(own("door/lock"), "").unwrap();
    fs::write(own("周报.csv"), "负责人\n张伟\n").unwrap();
    let proof = erase(&desk, &desk.file, "张伟", None);
    must_be_clean(&proof);
    let kind = |name: &str| {
        let place = proof.places.iter().find(|place| place.file == own(name));
        place.map(|place| (place.kind, place.found()))
    };
    for name in ["watched.json", "window.ron", "door/lock", "pasted/剪贴板_20251118-0931.tsv"] {
        assert_eq!(kind(name), Some((privacy::PlaceKind::Program, 0)), "{name}");
    }
    // A sheet that somebody put there is theirs.
    assert_eq!(kind("周报.csv"), Some((privacy::PlaceKind::Theirs, 1)));
    assert!(!own("pasted/剪贴板_20251118-0930.tsv").exists());
    let watched: Value = serde_json::from_slice(&fs::read(own("watched.json")).unwrap()).unwrap();
    // It was seen, and stays so without its name.
    let hash = hashed(Path::new("/周报/张伟_周报.xlsx"));
    assert_eq!(watched, json!([[hash, [1, 2]], ["/周报/李娜_周报.xlsx", [3, 4]]]));
}

#[test]
fn a_person_gets_everything_and_leavers_are_due() {
    let desk = Desk::new();
    let mut workspace = with_leaver(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let due = privacy::due(&workspace.db, &directory, day(TODAY)).unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!((due[0].left, due[0].due), (day("2025-09-30"), None));
    let months = vec![(setup::names::RETENTION_MONTHS.to_owned(), "1".to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(months)));
    let due = privacy::due(&workspace.db, &directory, day(TODAY)).unwrap();
    assert_eq!(due[0].due, Some(day("2025-10-30")));
    drop(workspace);
    for file in ["张伟.json", "张伟.xlsx"] {
        desk.says(0, &["export", "销售.cox", "--person", "S01", "--out", file]);
    }
    desk.says(2, &["export", "销售.cox", "--person", "S01", "--out", "张伟.csv"]);
    let all: Value = serde_json::from_slice(&fs::read(desk.path("张伟.json")).unwrap()).unwrap();
    assert_eq!(all["person"], "张伟");
    assert_eq!(all["tables"]["person"][0]["concerns"], "about");
    assert_eq!(all["tables"]["account"][0]["concerns"], "takes_part");
    assert_eq!(all["tables"]["membership"][0]["row"]["note"], "张伟另有发展");
    // Nothing is said of who did not ask.
    assert!(!all.to_string().contains("李娜"), "{all}");
    assert!(fs::metadata(desk.path("张伟.xlsx")).unwrap().len() > 0);
}

#[test]
fn every_table_has_words() {
    use coxswain::i18n::{Language, Tr};
    for language in Language::ALL {
        let tr = Tr::new(language);
        let mut seen = BTreeSet::new();
        for table in privacy::tables() {
            assert!(tr.has(&format!("privacy-table-{}", table.replace('_', "-"))), "{table}");
            let label = coxswain::sheets::write::table_label(table, &tr);
            assert!(label.chars().count() <= 31, "{label} is no name of a sheet");
            assert!(seen.insert(label), "{table}");
        }
    }
}
