//! The sheet of keys against the source: whatever a file takes is on the sheet, and nothing is there that no
//! file takes.

use std::collections::{BTreeMap, BTreeSet};

use coxswain::app::LOCAL_KEYS;
use egui::Key;

use crate::source::{files, parts};

/// The table of actions, from which the sheet is drawn itself, and the list that is held against the source.
const NOT_READ: [&str; 2] = ["src/app/actions.rs", "src/app/help/keys.rs"];

type Keys = BTreeMap<String, BTreeSet<String>>;

/// The name of a key, as the source says it.
fn named(key: &Key) -> String {
    format!("{key:?}")
}

/// The words that stand behind `name::` in code.
fn words_of<'a>(code: &'a str, name: &str) -> Vec<&'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let start = format!("{name}::");
    let mut found = vec![];
    for (at, _) in code.match_indices(&start) {
        // `ClassKey::` is another name.
        if code[..at].ends_with(is_word) {
            continue;
        }
        let rest = &code[at + start.len()..];
        found.push(&rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())]);
    }
    found
}

/// Every key that each file names, unit tests left out.
fn taken() -> Keys {
    let known: BTreeSet<String> = Key::ALL.iter().map(named).collect();
    let mut taken = Keys::new();
    for (path, text) in files("src", &["rs"]) {
        if NOT_READ.contains(&path.as_str()) {
            continue;
        }
        let code = parts(&text).code;
        let mut names = vec!["Key".to_owned()];
        names.extend(
            code.split("Key as ")
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>()),
        );
        for name in names {
            for word in words_of(&code, &name).into_iter().filter(|word| known.contains(*word)) {
                taken.entry(path.clone()).or_default().insert(word.to_owned());
            }
        }
    }
    taken
}

#[test]
fn the_sheet_lists_every_key_that_is_taken_and_no_other() {
    let mut listed = Keys::new();
    for (path, keys) in LOCAL_KEYS.iter().flat_map(|local| local.taken) {
        listed.entry((*path).to_owned()).or_default().extend(keys.iter().map(named));
    }
    let taken = taken();
    let mut findings = vec![];
    let paths: BTreeSet<&String> = taken.keys().chain(listed.keys()).collect();
    let none = BTreeSet::new();
    for path in paths {
        let (taken, listed) = (taken.get(path).unwrap_or(&none), listed.get(path).unwrap_or(&none));
        let silent: Vec<&String> = taken.difference(listed).collect();
        let lied: Vec<&String> = listed.difference(taken).collect();
        if !silent.is_empty() {
            findings.push(format!("{path} takes {silent:?}, and app/help/keys.rs does not say so"));
        }
        if !lied.is_empty() {
            findings.push(format!("app/help/keys.rs says that {path} takes {lied:?}"));
        }
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn the_guide_lists_the_keys_that_work_everywhere() {
    for language in ["zh-CN", "en"] {
        let guide = files("assets/guide", &["md"]);
        let path = format!("assets/guide/{language}/guide.md");
        let (_, text) = guide.iter().find(|(found, _)| *found == path).expect("the guide");
        for keys in ["F1", "Ctrl /", "Ctrl K", "Ctrl 1 … 9", "Ctrl I", "Ctrl N", "Ctrl Shift N"] {
            assert!(text.contains(&format!("| {keys} |")), "{language}: {keys}");
        }
    }
}
