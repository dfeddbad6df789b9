//! The first screen: both languages, paths that are no workspace, new and known workspaces.

use std::fs;

use super::*;
use crate::common::hash;

/// Types a path into the window's own field.
fn type_path(window: &mut Window, path: &Path) {
    window.press("action-path");
    window.answer_path(&path.display().to_string());
}

/// Waits until the settings of this desk hold a text; they are written on a thread of their own.
fn wait_kept(window: &mut Window, desk: &Desk, text: &str) {
    let file = desk.path("home").join("settings.json");
    window.wait(&format!("{text} in the settings"), |_| {
        fs::read_to_string(&file).is_ok_and(|kept| kept.contains(text))
    });
}

#[test]
fn the_first_screen_speaks_both_languages() {
    for language in Language::ALL {
        let desk = world::empty();
        let window = Window::start(&desk, language, None);
        for text in [
            "welcome-title",
            "welcome-subtitle",
            "welcome-drop",
            "welcome-drop-detail",
            "welcome-private",
        ] {
            window.get(Role::Label, text);
        }
        for button in ["welcome-new", "welcome-open", "welcome-sample", "welcome-pick"] {
            assert!(window.get(Role::Button, button).enabled, "{button}");
        }
        let painted = window.painted();
        for text in ["welcome-new-detail", "welcome-open-detail", "welcome-motto-first"] {
            let text = window.word(text);
            assert!(painted.iter().any(|(seen, _)| *seen == text), "{text} is not painted");
        }
    }
}

#[test]
fn the_language_is_switched_before_anything_is_open_and_kept() {
    let desk = world::empty();
    let mut window = Window::start(&desk, Language::Chinese, None);
    window.press("English");
    window.speak(Language::English);
    window.get(Role::Label, "welcome-title");
    window.get(Role::Button, "welcome-new");
    wait_kept(&mut window, &desk, "\"en\"");
    window.press("中文");
    window.speak(Language::Chinese);
    window.get(Role::Label, "welcome-title");
    wait_kept(&mut window, &desk, "\"zh-CN\"");
}

#[test]
fn a_path_that_is_no_workspace_is_refused_in_words_and_left_alone() {
    let desk = world::empty();
    let good = fs::read(&desk.file).unwrap();
    let mut broken = good.clone();
    for byte in &mut broken[4096..] {
        *byte = 0xA5;
    }
    let files: [(&str, &[u8], &str); 4] = [
        ("nothing.cox", b"", "error-workspace-empty"),
        ("letter.cox", b"Dear Sir or Madam, this is not a workspace.", "error-workspace-not-ours"),
        ("broken.cox", &broken, "error-workspace-damaged"),
        ("cut.cox", &good[..4096], "error-workspace-damaged"),
    ];
    let mut window = Window::start(&desk, Language::English, None);
    for (name, bytes, key) in files {
        let path = desk.path(name);
        fs::write(&path, bytes).unwrap();
        let before = hash(&path);
        type_path(&mut window, &path);
        let said = window.with(key, &[("file", path.display().to_string().into())]);
        window.wait_to_say(&said);
        window.must_say(&format!("{key}-hint"));
        assert_eq!(hash(&path), before, "{name}");
        window.press("app-close");
        window.must_not_say(&said);
    }
    let missing = desk.path("missing.cox");
    type_path(&mut window, &missing);
    let said = window.with("error-file-missing", &[("file", missing.display().to_string().into())]);
    window.wait_to_say(&said);
    assert!(!missing.exists(), "looking for a file does not make it");
    // The first screen is still there to try again.
    type_path(&mut window, &desk.file);
    window.wait_for(Role::Tab, "area-funnel");
    window.must_not_say(&said);
}

#[test]
fn a_blank_path_asks_on_and_escape_takes_the_question_away() {
    let desk = world::empty();
    let mut window = Window::start(&desk, Language::English, None);
    window.press("welcome-open");
    window.press("dialog-path-go");
    window.get(Role::Dialog, "dialog-open");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "dialog-open").is_none());
    window.press("welcome-open");
    window.press("app-cancel");
    assert!(window.find(Role::Dialog, "dialog-open").is_none());
}

#[test]
fn a_new_workspace_is_made_opened_and_offered_again() {
    let desk = world::empty();
    let mut window = Window::start(&desk, Language::English, None);
    window.press("welcome-new");
    window.get(Role::Dialog, "dialog-new");
    window.fill("dialog-path", &desk.path("made").display().to_string());
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_for(Role::Tab, "area-reports");
    let made = desk.path("made.cox");
    assert!(made.exists(), "the ending is added");
    window.get(Role::Status, "made.cox");
    wait_kept(&mut window, &desk, "made.cox");
    drop(window.close_file(&made));

    let mut window = Window::start(&desk, Language::English, None);
    window.press("made.cox");
    window.wait_for(Role::Tab, "area-reports");
}

#[test]
fn a_workspace_that_is_open_elsewhere_is_refused() {
    let desk = world::empty();
    let held = desk.open();
    let mut window = Window::start(&desk, Language::English, None);
    type_path(&mut window, &desk.file);
    let file = desk.file.display().to_string();
    let said = window.with("error-workspace-locked", &[("file", file.into())]);
    window.wait_to_say(&said);
    drop(held);
    type_path(&mut window, &desk.file);
    window.wait_for(Role::Tab, "area-funnel");
}

#[test]
fn sheets_dropped_too_early_wait_for_the_workspace() {
    let desk = world::empty();
    let roster = desk.csv("roster.csv", world::ROSTER);
    let mut window = Window::start(&desk, Language::English, None);
    window.drop_files(&[&roster]);
    window.get(Role::Dialog, "dialog-new");
    window.answer_path(&desk.path("fresh.cox").display().to_string());
    window.wait_for(Role::Tab, "area-reports");
    window.wait_to_say("roster.csv");
    window.wait_for(Role::Button, &counted(&window, "reports-preview-changes", 3));
}

#[test]
fn a_workspace_dropped_on_the_window_is_opened() {
    let desk = world::empty();
    let mut window = Window::start(&desk, Language::English, None);
    window.drop_files(&[&desk.file]);
    window.wait_for(Role::Tab, "area-funnel");
    window.get(Role::Status, "sales.cox");
}

#[test]
fn a_semicolon_belongs_to_the_name_of_a_workspace() {
    let desk = world::empty();
    let mut window = Window::start(&desk, Language::English, None);
    window.press("welcome-new");
    window.must_not_say("dialog-path-hint");
    window.answer_path(&desk.path("east;west.cox").display().to_string());
    window.wait_for(Role::Tab, "area-reports");
    window.get(Role::Status, "east;west.cox");
}
