//! Help inside the program: the guide where one is, through its headings, a search and its links; and the sheet
//! of keys.

use super::*;

/// The heading that is chosen on the left.
fn chosen(window: &Window) -> String {
    let mut rows = window.of(Role::TreeItem);
    rows.retain(|row| row.on);
    assert_eq!(rows.len(), 1, "one heading is chosen\n{}", window.listing());
    rows.remove(0).name
}

#[test]
fn the_guide_opens_at_what_is_shown_and_goes_again() {
    for (language, funnel, first) in [
        (Language::English, "Funnel overview", "From sheets to a signed evaluation"),
        (Language::Chinese, "漏斗总览", "从表格到签字的评估表"),
    ] {
        let desk = world::small();
        let mut window = Window::open_in(&desk, language);
        window.keys(Modifiers::NONE, Key::F1);
        assert_eq!(chosen(&window), funnel);
        window.click(Role::TreeItem, first);
        assert_eq!(chosen(&window), first);
        window.keys(Modifiers::NONE, Key::F1);
        assert!(window.find(Role::Dialog, "help-guide").is_none());
        window.keys(Modifiers::NONE, Key::F1);
        assert_eq!(chosen(&window), funnel);
        window.keys(Modifiers::NONE, Key::Escape);
        assert!(window.find(Role::Dialog, "help-guide").is_none());
    }
}

#[test]
fn each_page_of_the_settings_has_its_place_in_the_guide() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-stages");
    for (page, heading) in [
        ("settings-stages", "Stages and process"),
        ("settings-calendar", "Working calendar"),
        ("settings-template", "Evaluation template"),
        ("settings-privacy", "Privacy"),
        ("settings-appearance", "Shortcuts"),
        ("settings-health", "Health"),
        ("settings-backups", "Backup and restore"),
        ("settings-workspace", "From sheets to a signed evaluation"),
    ] {
        window.click(Role::Tab, page);
        window.keys(Modifiers::NONE, Key::F1);
        assert_eq!(chosen(&window), heading);
        window.keys(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn the_guide_is_there_before_anything_is_open() {
    for language in Language::ALL {
        let desk = world::empty();
        let mut window = Window::start(&desk, language, None);
        window.press("help-guide");
        window.get(Role::Dialog, "help-guide");
        window.press("app-close");
        assert!(window.find(Role::Dialog, "help-guide").is_none());
        window.press("help-keys");
        window.get(Role::Dialog, "help-keys");
        window.must_say("help-key-save");
        window.press("app-close");
        assert!(window.find(Role::Dialog, "help-keys").is_none());
    }
}

#[test]
fn the_guide_is_searched_and_its_links_lead_on() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.keys(Modifiers::NONE, Key::F1);
    window.fill("help-guide-search", "COXSWAIN_HOME");
    assert_eq!(chosen(&window), "Backup and restore");
    window.fill("help-guide-search", "quarterly xylophone");
    window.must_say("help-guide-nothing");
    window.fill("help-guide-search", "");
    window.click(Role::TreeItem, "From sheets to a signed evaluation");
    window.click(Role::Link, "Submissions");
    assert_eq!(chosen(&window), "Submissions");
    window.keys(Modifiers::COMMAND, Key::K);
    assert!(window.find(Role::Dialog, "help-guide").is_none(), "the palette takes its place");
    window.fill("palette-placeholder", "Forecast");
    window.click(Role::ListBoxOption, "Forecast");
    assert_eq!(chosen(&window), "Forecast");
}

#[test]
fn looking_something_up_loses_nothing_that_is_typed() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Organisation);
    window.press("organisation-add-team");
    window.fill("organisation-field-team-name", "Coast");
    window.keys(Modifiers::NONE, Key::F1);
    window.get(Role::Dialog, "help-guide");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "help-guide").is_none());
    assert_eq!(window.get(Role::TextInput, "organisation-field-team-name").value, "Coast");
}

#[test]
fn the_sheet_of_keys_lists_what_the_palette_does() {
    for language in Language::ALL {
        let desk = world::small();
        let mut window = Window::open_in(&desk, language);
        window.keys(Modifiers::COMMAND, Key::Slash);
        window.get(Role::Dialog, "help-keys");
        for (keys, does) in [
            ("Ctrl K", "action-palette"),
            ("Ctrl I", "action-import"),
            ("F1", "help-guide"),
            ("Ctrl /", "help-keys"),
            ("Alt ←", "action-period-previous"),
            ("Ctrl Shift N", "action-coaching-new"),
            ("J K ↓ ↑", "help-key-next"),
            ("D", "help-key-done"),
        ] {
            let line = format!("{keys} {}", window.word(does));
            window.must_say(&line);
        }
        window.keys(Modifiers::COMMAND, Key::Slash);
        assert!(window.find(Role::Dialog, "help-keys").is_none());
        // The settings lead to both.
        window.go(AreaId::Settings);
        window.click(Role::Tab, "settings-appearance");
        window.press("help-keys");
        window.get(Role::Dialog, "help-keys");
        window.keys(Modifiers::NONE, Key::Escape);
        window.press("help-guide");
        window.get(Role::Dialog, "help-guide");
    }
}
