//! Every command is asked for a workspace that is damaged in one of many ways. What cannot be opened is
//! refused with a word and nothing is touched; what it holds can be saved, and a backup takes its place.

use std::fs;

use coxswain::command::{self, Command, settings};
use coxswain::store::{Workspace, setup};

use crate::cases::{CASES, Case};
use crate::crowd::{everything_asked, side_by_side};
use crate::damage::{Kind, Saves, kinds, map};
use crate::desk::{Desk, Stands};
use crate::judge::words;
use crate::world::{NEW, WORKSPACE, world};

/// The file that is salvaged.
const DAMAGED: &str = "damaged.cox";

/// Unless everything is asked, each kind meets every how many-th command, another one each time.
const ONE_IN: usize = 5;

/// A workspace whose tables have several pages: its kinds of damage.
fn all_kinds() -> Vec<Kind> {
    let desk = Desk::new().with(&world().files);
    let more: String = (0..1500).map(|n| format!("客户{n},行业{}\n", n % 7)).collect();
    desk.write("more.csv", format!("客户名称,行业\n{more}").as_bytes());
    desk.says(&["import", WORKSPACE, "more.csv"]);
    let file = desk.path(WORKSPACE);
    let mut workspace = Workspace::open(&file).unwrap();
    // A text of several pages.
    let long = (setup::names::DEPARTMENT.to_owned(), "华东大区销售部".repeat(900));
    let order = Command::Settings(settings::Command::Set(vec![long]));
    command::run(&mut workspace.db, &order).unwrap();
    drop(workspace);
    kinds(&fs::read(&file).unwrap(), &map(&file))
}

/// Puts a damaged workspace, with what lies beside it, on the desk.
fn put(desk: &Desk, name: &str, kind: &Kind) {
    desk.write(name, &kind.bytes);
    for (ending, bytes) in &kind.beside {
        desk.write(&format!("{name}{ending}"), bytes);
    }
}

/// Whether it opens, tried on a copy.
fn opens(kind: &Kind) -> bool {
    let desk = Desk::new();
    put(&desk, WORKSPACE, kind);
    Workspace::open(&desk.path(WORKSPACE)).is_ok()
}

/// Everything that is not as it may be when a command was asked for it.
fn wrong(case: &Case, kind: &Kind, opens: bool) -> Vec<String> {
    let desk = Desk::new().with(&world().files);
    put(&desk, WORKSPACE, kind);
    put(&desk, DAMAGED, kind);
    let before = desk.files();
    let said = desk.run(&[], &case.words());
    let after = desk.files();
    let changed = before.iter().filter(|(name, bytes)| after.get(*name) != Some(*bytes));
    let changed: Vec<&str> = changed.map(|(name, _)| name.as_str()).collect();
    let mut wrong = vec![];
    let mut must = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{what}: code {}, changed {changed:?}, {}", said.code, said.err));
        }
    };
    match case.command {
        "salvage" => {
            must(changed.is_empty(), "what is saved from stays as it is");
            match kind.saves {
                Saves::Any => {}
                Saves::Nothing(key) => must(!said.done(), key),
                Saves::All | Saves::Part => must(said.done(), "something is saved"),
            }
            let new = desk.stands(&desk.path(NEW));
            let whole =
                if said.done() { matches!(new, Stands::Holds(_)) } else { new == Stands::Missing };
            must(whole, "the new workspace is whole or not there");
        }
        "restore" => {
            must(said.done(), "a backup takes its place");
            let restored = matches!(desk.stands(&desk.path(WORKSPACE)), Stands::Holds(_));
            must(restored, "what was restored is whole");
            let kept = after.values().filter(|bytes| **bytes == kind.bytes).count();
            must(kept >= 2, "what stood there is set aside");
        }
        "backups" => must(said.done() && before == after, "backups are listed all the same"),
        _ if opens => must(!said.err.contains("panicked"), "no panic"),
        _ => {
            must(said.code == 1 && words(&said).is_empty(), "it is refused with a word");
            must(before == after, "nothing is touched");
        }
    }
    wrong
}

#[test]
fn every_command_leaves_alone_what_it_cannot_open() {
    let kinds = all_kinds();
    assert!(kinds.len() >= 40, "{} kinds", kinds.len());
    let opening = side_by_side(&kinds, opens);
    let cases: Vec<&Case> =
        CASES.iter().filter(|case| case.names(WORKSPACE) || case.names(DAMAGED)).collect();
    let mut runs = vec![];
    for (n, (kind, opens)) in kinds.iter().zip(&opening).enumerate() {
        let asked = cases.iter().enumerate();
        let asked = asked.filter(|(m, _)| everything_asked() || (n + m) % ONE_IN == 0);
        runs.extend(asked.map(|(_, case)| (*case, kind, *opens)));
    }
    let results = side_by_side(&runs, |(case, kind, opens)| wrong(case, kind, *opens));
    let mut findings = vec![];
    for (kind, _) in kinds.iter().zip(&opening).filter(|(_, opens)| **opens) {
        if let Some(key) = kind.refused {
            findings.push(format!("{} opens, where it should say {key}", kind.name));
        }
    }
    for ((case, kind, _), wrong) in runs.iter().zip(results) {
        findings.extend(
            wrong.into_iter().map(|what| format!("{}, {}: {what}", kind.name, case.name())),
        );
    }
    println!(
        "{} kinds of damage, {} of them do not open; {} commands, {} of {} pairs, {} findings",
        kinds.len(),
        opening.iter().filter(|opens| !**opens).count(),
        cases.len(),
        runs.len(),
        kinds.len() * cases.len(),
        findings.len(),
    );
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
