//! The rules of the code base: a rule that no test checks is a wish.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{files, parts};

/// What each module of the library may name besides itself. A module that is not listed is at the
/// outside and may name everything below.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("typefaces", &[]),
    ("ui", &["typefaces"]),
    ("clock", &[]),
    ("error", &["i18n"]),
    ("i18n", &["domain"]),
    ("paths", &["error"]),
    ("logging", &["paths"]),
    ("worker", &["error"]),
    ("store", &["clock", "domain", "error", "paths"]),
    ("metrics", &["domain", "error", "i18n", "sheets", "store"]),
    ("command", &["clock", "domain", "error", "i18n", "metrics", "sheets", "store"]),
    ("sheets", &["command", "domain", "error", "i18n", "metrics", "store"]),
    ("documents", &["domain", "error", "i18n", "metrics", "store", "typefaces"]),
    (
        "areas",
        &[
            "clock",
            "command",
            "documents",
            "domain",
            "error",
            "i18n",
            "metrics",
            "sheets",
            "store",
            "ui",
            "worker",
        ],
    ),
];

/// The outermost modules: nothing below names them.
const OUTSIDE: &[&str] = &["app", "cli", "sample", "settings"];

/// The longest a file may be: a longer one holds a second idea.
const LINES: usize = 600;

/// The module of the library that a file belongs to: `src/store/db/mod.rs` → `store`.
fn module_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let first = inside.split('/').next().unwrap_or(inside);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The first two names behind every `crate::` of the code: `crate::areas::funnel` → (areas, funnel).
fn named(code: &str) -> BTreeSet<(String, String)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let word = |text: &str| text.chars().take_while(|c| is_word(*c)).collect::<String>();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let paths: Vec<&str> = match rest.strip_prefix('{') {
            Some(inside) => top_level(inside),
            None => vec![rest],
        };
        for path in paths {
            let first = word(path);
            let behind = path[first.len()..].strip_prefix("::").unwrap_or_default();
            let seconds: Vec<&str> = match behind.strip_prefix('{') {
                Some(inside) => top_level(inside),
                None => vec![behind],
            };
            for second in seconds {
                found.insert((first.clone(), word(second)));
            }
        }
    }
    found
}

/// The parts between the commas of a group, up to its closing brace.
fn top_level(inside: &str) -> Vec<&str> {
    let (mut depth, mut from, mut list) = (0, 0, vec![]);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                list.push(inside[from..at].trim());
                return list;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                list.push(inside[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    list
}

/// Fails with all findings at once.
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn layers_point_one_way() {
    let rules: BTreeMap<&str, &[&str]> = MAY_NAME.iter().copied().collect();
    let mut findings = vec![];
    let mut modules = BTreeSet::new();
    for (path, text) in files("src", &["rs"]) {
        let own = module_of(&path);
        let known =
            rules.contains_key(own) || OUTSIDE.contains(&own) || ["lib", "main"].contains(&own);
        if !known {
            findings.push(format!("{path}: {own} is in no layer, add it to MAY_NAME"));
        }
        modules.insert(own.to_owned());
        for (module, _) in named(&parts(&text).code) {
            let allowed = match rules.get(own) {
                Some(allowed) => module == own || allowed.contains(&module.as_str()),
                // The command line may open the window; the window knows no command line.
                None => {
                    let opens = own == "cli" && module == "app";
                    own == "main"
                        || module == own
                        || opens
                        || !["app", "cli"].contains(&module.as_str())
                }
            };
            if !allowed && !module.is_empty() {
                findings.push(format!("{path}: {own} may not name {module}"));
            }
        }
    }
    for (module, _) in MAY_NAME {
        if !modules.contains(*module) {
            findings.push(format!("MAY_NAME lists {module}, which is no more"));
        }
    }
    none(&findings);
}

#[test]
fn areas_do_not_name_each_other() {
    let folders: BTreeSet<String> = files("src/areas", &["rs"])
        .iter()
        .filter_map(|(path, _)| {
            path.strip_prefix("src/areas/")?.split_once('/').map(|(area, _)| area.to_owned())
        })
        .collect();
    let mut findings = vec![];
    for (path, text) in files("src/areas", &["rs"]) {
        let Some((own, file)) =
            path.strip_prefix("src/areas/").and_then(|inside| inside.split_once('/'))
        else {
            continue;
        };
        let code = parts(&text).code;
        for (module, second) in named(&code) {
            if module == "areas" && second != own && folders.contains(&second) {
                findings.push(format!("{path}: {own} names the area {second}"));
            }
            // A view sees its data, widgets, commands and words; reading is the work of `data.rs`.
            if file.starts_with("view") && module == "store" && second == "Db" {
                findings.push(format!("{path}: a view names the database"));
            }
        }
        if code.contains("super::super") {
            findings.push(format!("{path}: say crate::areas:: rather than super::super"));
        }
    }
    none(&findings);
}

#[test]
fn one_place_for_each_dangerous_thing() {
    // The text, the one file (or folder) that may hold it, and what to use instead.
    let rules: &[(&str, &str, &str)] = &[
        ("Color32::from_", "src/ui/tokens.rs", "a token of the theme"),
        ("rusqlite::Connection", "src/store/db/sqlite.rs", "store::Db"),
        ("rfd::", "src/app/dialogs.rs", "app::dialogs"),
        ("Utc::now", "src/clock.rs", "an argument, or clock::now"),
        ("Local::now", "src/clock.rs", "an argument, or clock::today"),
        ("SystemTime::now", "src/clock.rs", "an argument, or clock::now"),
        ("thread::spawn", "src/worker.rs", "worker::run"),
        ("TcpStream", "nowhere", "nothing: the program knows no network"),
        ("UdpSocket", "nowhere", "nothing: the program knows no network"),
        ("unsafe ", "nowhere", "safe code"),
        ("#[allow(", "nowhere", "#[expect(…, reason = …)]"),
    ];
    let mut findings = vec![];
    for (path, text) in files("src", &["rs"]) {
        let code = parts(&text).code;
        for (word, home, instead) in rules {
            if path != *home && code.contains(word) {
                findings.push(format!("{path}: {word} belongs in {home}; use {instead}"));
            }
        }
    }
    none(&findings);
}

#[test]
fn statements_stand_where_the_portability_check_finds_them() {
    let verbs = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "];
    let homes = ["src/store/", "src/metrics/", "src/command/"];
    // What an area shows it may read, outside its views; it writes through commands alone.
    let may_read = |path: &str| path.starts_with("src/areas/") && !path.contains("/view");
    let mut findings = vec![];
    for (path, text) in files("src", &["rs"]) {
        for (line, literal) in parts(&text).literals {
            let statement = verbs.iter().any(|verb| literal.starts_with(verb));
            let reads = literal.starts_with("SELECT ") && may_read(&path);
            if statement && !reads && !homes.iter().any(|home| path.starts_with(home)) {
                findings.push(format!(
                    "{path}:{line}: this statement belongs in store, metrics or command"
                ));
            }
            if statement && literal.contains('?') {
                findings.push(format!("{path}:{line}: parameters are $1, $2 …"));
            }
            let uses: Vec<usize> = literal
                .split('$')
                .skip(1)
                .filter_map(|rest| {
                    rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
                })
                .collect();
            let mut highest = 0;
            for number in uses {
                if statement && number > highest + 1 {
                    findings.push(format!("{path}:{line}: first uses of $n must rise one by one"));
                }
                highest = highest.max(number);
            }
        }
    }
    none(&findings);
}

#[test]
fn files_hold_one_idea() {
    let mut findings = vec![];
    for (path, text) in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        let lines = text.lines().count();
        if lines > LINES {
            findings.push(format!("{path}: {lines} lines, at most {LINES}"));
        }
        if !text.starts_with("//!") {
            findings.push(format!("{path}: begins without saying what it is for (//!)"));
        }
    }
    none(&findings);
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // Written in two parts, so that this file is not found.
    let foreign = [
        concat!("../", "shared"),
        concat!("/wo", "rk/"),
        concat!("/tm", "p/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
    ];
    let endings = [
        "rs",
        "md",
        "toml",
        "ftl",
        "typ",
        "sql",
        "py",
        "sh",
        "txt",
        "desktop",
        "LICENSE",
        "LICENSE-MIT",
        "LICENSE-APACHE",
    ];
    let mut findings = vec![];
    for (path, text) in files(".", &endings) {
        for (line, content) in (1..).zip(text.lines()) {
            for word in foreign.iter().filter(|word| content.contains(**word)) {
                findings.push(format!("{path}:{line}: {word}"));
            }
        }
    }
    none(&findings);
}

#[test]
fn the_change_log_has_room_for_the_next_change() {
    let log = files(".", &["CHANGELOG.md"]);
    let (_, text) = log.iter().find(|(path, _)| path == "CHANGELOG.md").expect("CHANGELOG.md");
    let heading = text.lines().find(|line| line.starts_with("## ")).unwrap_or_default();
    assert_eq!(heading, "## Unreleased");
}

/// Migrations that a release has shipped, with their BLAKE3 hash: files made by that release exist,
/// so the text may never change again. A release adds its migrations here.
const RELEASED: &[(&str, &str)] = &[];

#[test]
fn migrations_are_only_ever_added() {
    let migrations = files("src/store/migrations", &["sql"]);
    let names: Vec<&str> =
        migrations.iter().filter_map(|(path, _)| path.rsplit('/').next()).collect();
    for (number, name) in (1..).zip(&names) {
        assert!(name.starts_with(&format!("{number:04}_")), "{name} should be number {number}");
    }
    let (_, workspace) = files("src/store", &["rs"])
        .into_iter()
        .find(|(path, _)| path == "src/store/workspace.rs")
        .expect("src/store/workspace.rs");
    let listed: Vec<String> = parts(&workspace)
        .literals
        .into_iter()
        .filter_map(|(_, text)| text.strip_prefix("migrations/").map(str::to_owned))
        .collect();
    assert_eq!(listed, names, "the list of migrations is the folder, in order");
    for (name, hash) in RELEASED {
        let text = migrations.iter().find(|(path, _)| path.ends_with(name)).map(|(_, text)| text);
        let text = text.unwrap_or_else(|| panic!("{name} was released and is gone"));
        assert_eq!(
            blake3::hash(text.as_bytes()).to_hex().as_str(),
            *hash,
            "{name} was released and changed"
        );
    }
}

#[test]
fn the_journal_knows_every_table() {
    let mut schema: BTreeSet<String> = BTreeSet::new();
    for (_, text) in files("src/store/migrations", &["sql"]) {
        for line in text.lines() {
            let words: Vec<&str> = line.trim_end_matches(';').split_whitespace().collect();
            match words.as_slice() {
                ["CREATE", "TABLE", name, ..] => {
                    schema.insert((*name).to_owned());
                }
                ["DROP", "TABLE", name] => {
                    schema.remove(*name);
                }
                ["ALTER", "TABLE", old, "RENAME", "TO", name] => {
                    schema.remove(*old);
                    schema.insert((*name).to_owned());
                }
                _ => {}
            }
        }
    }
    // The journal itself, and the source of keys, are not facts.
    for own in ["allocator", "change", "step"] {
        assert!(schema.remove(own), "{own}");
    }
    let stored = files("src/store", &["rs"]);
    let text_of =
        |wanted: &str| &stored.iter().find(|(path, _)| path == wanted).expect("the file").1;
    let journal = text_of("src/store/journal.rs");
    let list =
        journal.split("const TABLES: &[&str] = &[").nth(1).and_then(|rest| rest.split("];").next());
    let known: BTreeSet<String> =
        parts(list.expect("const TABLES")).literals.into_iter().map(|(_, name)| name).collect();
    assert_eq!(known, schema, "journal::TABLES and the schema");
    let records: BTreeSet<String> = stored
        .iter()
        .filter(|(path, _)| path.starts_with("src/store/records/"))
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| {
            line.split_once(" in \"")?.1.split_once("\" by ").map(|(table, _)| table.to_owned())
        })
        .collect();
    assert_eq!(records, schema, "every table has its record");
}

#[test]
fn groups_of_paths_come_apart() {
    let code = "use crate::{areas::{funnel::A, cadence}, store}; crate::ui::x(); $crate::domain::Y";
    let pairs: Vec<(String, String)> = named(code).into_iter().collect();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(
        pairs,
        [
            pair("areas", "cadence"),
            pair("areas", "funnel"),
            pair("domain", "Y"),
            pair("store", ""),
            pair("ui", "x")
        ]
    );
}
