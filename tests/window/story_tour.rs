//! Every area in both languages, one light, one dark and smaller: photographed, and held against what can be
//! said of a picture by its tree. The photographs are for eyes; `story_looks` has the other looks.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use crate::console::{Area, Console};
use crate::desk::{Desk, Look};
use crate::reader::{Node, Role};

/// What belongs to the product in both languages: its name, and each language's own name.
const OWN: [&str; 3] = ["舵手", "中文", "简体中文"];

#[test]
fn chinese_light_1440() {
    tour(Look::CHINESE);
}

#[test]
fn english_dark_1280() {
    tour(Look { theme: "dark", size: (1280, 720), ..Look::ENGLISH });
}

/// Goes through the welcome screen and all areas with their sub-tabs.
pub fn tour(look: Look) {
    let desk = Desk::new(look);
    let file = desk.sample();
    let name = file.display().to_string();
    let data = if look.language == "en" { data(&desk, &file) } else { "" };
    let called =
        format!("tour-{}-{}-{}x{}", look.language, look.theme, look.pixels().0, look.pixels().1);
    let mut wrong = BTreeSet::new();
    let welcome = Console::start(&desk, &[]);
    welcome.shot(&format!("{called}-welcome"));
    wrong.extend(inspect(&welcome, data).into_iter().map(|w| format!("welcome: {w}")));
    welcome.close();

    let console = Console::start(&desk, &[&name]);
    for area in Area::ALL {
        console.go(area);
        let tabs = tabs(&console);
        for (at, tab) in tabs.iter().enumerate() {
            if at > 0 {
                console.click(Role::Tab, tab);
            }
            console.shot(&format!("{called}-{}-{at}", area.name("en").to_lowercase()));
            wrong.extend(
                inspect(&console, data).into_iter().map(|w| format!("{area:?} {tab}: {w}")),
            );
        }
    }
    console.close();
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{called}:\n{}", wrong.join("\n"));
}

/// The sub-tabs of the area on the screen.
fn tabs(console: &Console<'_>) -> Vec<String> {
    let language = console.desk.look.language;
    let areas: Vec<&str> = Area::ALL.into_iter().map(|area| area.name(language)).collect();
    let tabs = console.nodes().into_iter().filter(|node| node.role == Role::Tab);
    tabs.map(|node| node.name).filter(|name| !areas.contains(&name.as_str())).collect()
}

/// Everything the sample holds as text: what an English screen may show in Chinese.
fn data(desk: &Desk, file: &Path) -> &'static str {
    static DATA: OnceLock<String> = OnceLock::new();
    DATA.get_or_init(|| desk.x(&["sqlite3", &file.display().to_string(), ".dump"]))
}

/// What is wrong with a screen: controls without a name or outside the window, English words in
/// Chinese, words that are keys.
fn inspect(console: &Console<'_>, data: &str) -> Vec<String> {
    let mut wrong = vec![];
    for node in console.nodes() {
        if is_control(&node) {
            if node.name.trim().is_empty() {
                wrong.push(format!("{:?} has no name", node.role));
            }
            // What scrolls with a page below its end comes when it is asked for.
            if !console.reveal(&node) {
                wrong.push(format!("{:?} “{}” is outside the window", node.role, node.name));
            }
        }
        if console.desk.look.language == "en" {
            wrong.extend(
                foreign(&node.name, data).map(|word| format!("“{word}” in “{}”", node.name)),
            );
        }
        if is_key(&node.name) {
            wrong.push(format!("“{}” is a key", node.name));
        }
    }
    wrong
}

/// Whether it is something to press or type in that does not scroll with its table.
const fn is_control(node: &Node) -> bool {
    matches!(
        node.role,
        Role::Button | Role::CheckBox | Role::ComboBox | Role::Entry | Role::Radio | Role::Tab
    )
}

/// The runs of Chinese in a text that are no data.
fn foreign<'a>(text: &'a str, data: &str) -> impl Iterator<Item = &'a str> {
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let runs = text.split(move |c: char| !chinese(c)).filter(|run| !run.is_empty());
    runs.filter(|run| !OWN.contains(run) && !data.contains(run))
}

/// Whether a text looks like the key of a message, such as `funnel-tab-list`.
fn is_key(text: &str) -> bool {
    text.matches('-').count() > 1
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !text.starts_with('-')
}
