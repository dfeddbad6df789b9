//! The program started once more: the window that is open shows itself and what was double-clicked.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::channel;

use coxswain::app::{self, Door, Entry};
use coxswain::{command, worker};
use serde_json::json;

use super::*;

/// Another workspace on the desk.
fn other(desk: &Desk) -> PathBuf {
    let file = desk.path("other.cox");
    drop(command::create_workspace(&file).unwrap());
    file
}

/// A window that other starts reach.
fn reachable(desk: &Desk, file: Option<&Path>) -> Window {
    match Door::enter(&driver::home(desk), None, app::PATIENCE) {
        Entry::Mine(door) => Window::start_with(desk, Language::English, file, Some(door)),
        other => panic!("no window has the door yet: {other:?}"),
    }
}

/// Starts the program once more and waits until the window has answered.
fn start_again(window: &mut Window, desk: &Desk, file: Option<&Path>) {
    let (home, file) = (driver::home(desk), file.map(Path::to_owned));
    let (entered, entry) = channel();
    worker::run("second start", move || {
        let _the_story_may_be_over =
            entered.send(Door::enter(&home, file.as_deref(), 2 * PATIENCE));
    });
    window.wait("the answer to the second start", |_| {
        matches!(entry.try_recv(), Ok(Entry::Answered))
    });
    window.settle();
}

#[test]
fn a_second_start_opens_what_was_double_clicked_in_the_open_window() {
    let desk = world::empty();
    let other = other(&desk);
    let mut window = reachable(&desk, None);
    start_again(&mut window, &desk, None);
    window.get(Role::Button, "welcome-new");
    start_again(&mut window, &desk, Some(&desk.file));
    window.wait_for(Role::Status, "sales.cox");
    // The one that is open stays as it is: the page too.
    window.go(AreaId::Settings);
    start_again(&mut window, &desk, Some(&desk.path("./sales.cox")));
    start_again(&mut window, &desk, None);
    assert!(window.get(Role::Tab, "area-settings").on, "{}", window.listing());
    start_again(&mut window, &desk, Some(&other));
    window.wait_for(Role::Status, "other.cox");
    let missing = desk.path("missing.cox");
    start_again(&mut window, &desk, Some(&missing));
    let said = window.with("error-file-missing", &[("file", missing.display().to_string().into())]);
    window.wait_to_say(&said);
    window.get(Role::Status, "other.cox");
}

#[test]
fn a_form_that_is_not_saved_is_asked_about_before_another_workspace_opens() {
    let desk = world::small();
    let other = other(&desk);
    let mut window = reachable(&desk, Some(&desk.file));
    window.wait_for(Role::Tab, "area-funnel");
    window.go(AreaId::Organisation);
    window.press("organisation-add-team");
    window.fill("organisation-field-team-name", "Coast");
    start_again(&mut window, &desk, None);
    window.must_not_say("app-other-unsaved");
    start_again(&mut window, &desk, Some(&other));
    window.wait_to_say("app-other-unsaved");
    window.press("app-closing-stay");
    window.must_not_say("app-other-unsaved");
    assert_eq!(window.get(Role::TextInput, "organisation-field-team-name").value, "Coast");
    start_again(&mut window, &desk, Some(&other));
    window.press("app-other-go");
    window.wait_for(Role::Status, "other.cox");
}

#[test]
fn a_recent_workspace_that_is_gone_is_grey_until_it_is_back() {
    for language in Language::ALL {
        let desk = world::empty();
        let gone = desk.path("gone.cox");
        fs::create_dir(desk.path("home")).unwrap();
        let settings = json!({ "recent": [gone, desk.file] });
        fs::write(desk.path("home").join("settings.json"), settings.to_string()).unwrap();
        let mut window = Window::start(&desk, language, None);
        window.wait("the one that is gone to be grey", |window| {
            !window.get(Role::Button, "gone.cox").enabled
        });
        let place = gone.display().to_string();
        let told = window.with("welcome-recent-missing", &[("file", place.into())]);
        assert_eq!(window.get(Role::Button, "gone.cox").beside, told);
        assert!(window.get(Role::Button, "sales.cox").enabled);
        fs::copy(&desk.file, &gone).unwrap();
        window.come_back();
        window.wait_for(Role::Button, "gone.cox");
        window.press("gone.cox");
        window.wait_for(Role::Status, "gone.cox");
    }
}
