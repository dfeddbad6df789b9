//! 隐私: somebody who left is looked at, handed over and erased, and the proof stands.

use coxswain::command::{Command, organisation};
use coxswain::store::records::Person;

use super::*;
use crate::common::{act, person};

/// The small company; Ada Field has left.
pub fn left() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let leave = organisation::Command::Leave {
        person: person(&workspace.db, "Ada Field"),
        name: "Ada Field".to_owned(),
        last_day: day("2025-10-31"),
        why: "Moved away".to_owned(),
    };
    act(&mut workspace, &Command::Organisation(leave));
    drop(workspace);
    desk
}

#[test]
fn somebody_who_left_is_erased_once_the_name_is_typed() {
    let desk = left();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-privacy");
    let name = |window: &Window, key: &str| window.with(key, &[("name", "Ada Field".into())]);
    let look = name(&window, "settings-privacy-look");
    window.press(&look);
    window.wait_to_say("settings-privacy-final");
    let erase = name(&window, "settings-privacy-erase-now");
    assert!(!window.get(Role::Button, &erase).enabled);
    let field = name(&window, "settings-privacy-type-name");
    window.fill(&field, "Ada");
    assert!(!window.get(Role::Button, &erase).enabled);
    window.fill(&field, "Ada Field");
    window.press(&erase);
    let person = window.with("privacy-pseudonym", &[("number", "01".into())]);
    let title = window.with("settings-privacy-proof", &[("person", person.as_str().into())]);
    window.wait_to_say(&title);
    assert!(!window.says("Ada Field"), "the name is nowhere on the page");
    window.press("settings-privacy-proof-close");
    let workspace = window.close(&desk);
    let people = workspace.db.all::<Person>().unwrap();
    assert!(people.iter().all(|own| own.name != "Ada Field"));
    assert!(people.iter().any(|own| own.name == person));
    workspace.full_check().unwrap();
}

#[test]
fn who_is_still_here_can_only_be_looked_at() {
    let desk = left();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-privacy");
    window.choose("settings-privacy-who", "Ben Moss");
    window.wait_to_say("settings-privacy-here");
    let erase = window.with("settings-privacy-erase-now", &[("name", "Ben Moss".into())]);
    assert!(window.find(Role::Button, &erase).is_none());
    window.press("settings-privacy-json");
    let out = desk.path("ben.json");
    window.answer_path(out.to_str().unwrap());
    window.wait("the file", |_| out.exists());
}

#[test]
fn how_long_leavers_are_kept_is_saved() {
    let desk = left();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-privacy");
    window.fill("settings-privacy-months", "soon");
    assert!(!window.get(Role::Button, "settings-privacy-months-save").enabled);
    window.fill("settings-privacy-months", "24");
    window.press("settings-privacy-months-save");
    window.wait_saved("step-settings", "");
    let due = window.with("settings-privacy-due", &[("day", "2027-10-31".into())]);
    window.wait_to_say(&due);
}
