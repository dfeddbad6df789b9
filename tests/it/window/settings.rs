//! Settings: language, theme and zoom at once, the template once it is right.

use coxswain::store::records::{EvaluationRow, EvaluationTemplate};
use coxswain::store::setup;

use super::*;

fn settings(desk: &Desk, page: &str) -> Window {
    Window::open_tab(desk, AreaId::Settings, page)
}

/// Switches the language by the palette, which works on every page.
fn switch_language(window: &mut Window, to: Language) {
    window.keys(Modifiers::COMMAND, Key::K);
    window.click(Role::ListBoxOption, "action-language");
    window.speak(to);
    window.wait_for(Role::Tab, "area-funnel");
    window.settle();
}

#[test]
fn every_word_changes_with_the_language_and_back() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    let mut unchanged = BTreeSet::new();
    for area in AreaId::ALL {
        window.go(area);
        let english = window.words();
        switch_language(&mut window, Language::Chinese);
        let chinese = window.words();
        let both = english.intersection(&chinese).filter(|text| !world::is_data(text));
        unchanged.extend(both.map(|text| format!("{area:?}: {text}")));
        switch_language(&mut window, Language::English);
        assert_eq!(window.words(), english, "{area:?}");
    }
    assert!(unchanged.is_empty(), "{unchanged:#?}");
}

#[test]
fn the_language_is_chosen_in_the_settings() {
    let desk = world::small();
    let mut window = settings(&desk, "settings-appearance");
    window.click(Role::RadioButton, "中文");
    window.speak(Language::Chinese);
    window.settle();
    window.get(Role::Tab, "settings-appearance");
    assert!(window.get(Role::RadioButton, "中文").on);
    window.click(Role::RadioButton, "English");
    window.speak(Language::English);
    window.settle();
    window.get(Role::Tab, "settings-appearance");
}

#[test]
fn theme_contrast_and_motion_take_effect_at_once() {
    let desk = world::small();
    let mut window = settings(&desk, "settings-appearance");
    window.click(Role::RadioButton, "settings-theme-dark");
    assert_eq!(window.ctx().theme(), egui::Theme::Dark);
    window.click(Role::RadioButton, "settings-theme-light");
    assert_eq!(window.ctx().theme(), egui::Theme::Light);
    for switch in ["settings-contrast", "settings-motion"] {
        assert!(!window.get(Role::Switch, switch).on);
        window.click(Role::Switch, switch);
        assert!(window.get(Role::Switch, switch).on, "{switch}");
    }
    // The palette changes the same settings, and this page follows.
    window.keys(Modifiers::COMMAND, Key::K);
    window.click(Role::ListBoxOption, "action-dark");
    assert_eq!(window.ctx().theme(), egui::Theme::Dark);
    assert!(window.get(Role::RadioButton, "settings-theme-dark").on);
}

#[test]
fn the_zoom_shown_is_the_zoom_there_is() {
    let desk = world::small();
    let mut window = settings(&desk, "settings-appearance");
    let zoom = |window: &Window, percent: i32| {
        window.get(Role::Label, &format!("{percent}%"));
        let real = (window.ctx().zoom_factor() * 100.0).round() as i32;
        assert_eq!(real, percent);
    };
    zoom(&window, 100);
    window.press("settings-zoom-larger");
    zoom(&window, 110);
    window.keys(Modifiers::COMMAND, Key::Plus);
    zoom(&window, 120);
    // The same key without Shift.
    window.keys(Modifiers::COMMAND, Key::Equals);
    zoom(&window, 130);
    window.keys(Modifiers::COMMAND, Key::Minus);
    zoom(&window, 120);
    window.press("settings-zoom-usual");
    zoom(&window, 100);
    for _ in 0..4 {
        window.keys(Modifiers::COMMAND, Key::Minus);
    }
    zoom(&window, 80);
    assert!(!window.get(Role::Button, "settings-zoom-smaller").enabled);
    window.keys(Modifiers::COMMAND, Key::Num0);
    zoom(&window, 100);
}

#[test]
fn the_names_on_pages_are_saved() {
    let desk = world::small();
    let mut window = settings(&desk, "settings-workspace");
    window.fill("settings-company", "  North Gauges ");
    window.press("settings-save-names");
    window.wait_saved("step-settings", "");
    assert_eq!(window.get(Role::TextInput, "settings-company").value, "North Gauges");
    assert!(!window.get(Role::Button, "settings-save-names").enabled);
    window.fill("settings-author", "Somebody");
    window.press("settings-reset");
    assert_eq!(window.get(Role::TextInput, "settings-author").value, "Lin Ray");
    let workspace = window.close(&desk);
    let company = setup::setting(&workspace.db, setup::names::COMPANY).unwrap();
    assert_eq!(company.as_deref(), Some("North Gauges"));
}

#[test]
fn a_template_is_saved_only_when_its_weights_add_up() {
    let desk = world::small();
    let mut window = settings(&desk, "settings-template");
    let weight = |window: &Window, n: i64| window.with("settings-weight-of", &[("n", n.into())]);
    let save = window.with("settings-save-template", &[("n", 2.into())]);
    let (first, second) = (weight(&window, 1), weight(&window, 2));
    window.fill(&first, "30");
    let missing = window.with("settings-total-missing", &[("part", "10%".into())]);
    window.must_say(&missing);
    window.press(&save);
    window.must_say("settings-problem-total");
    window.fill(&first, "50");
    let over = window.with("settings-total-over", &[("part", "10%".into())]);
    window.must_say(&over);
    window.press(&save);
    window.must_say("settings-problem-total");
    window.fill(&second, "0");
    window.must_say("settings-problem-weight");
    window.fill(&second, "10");
    window.must_not_say("settings-problem-total");
    window.press(&save);
    window.wait_saved("step-template", "");
    let version = window.with("settings-version", &[("n", 2.into())]);
    window.must_say(&version);

    let workspace = window.close(&desk);
    let templates = workspace.db.all::<EvaluationTemplate>().unwrap();
    let current = templates.iter().find(|template| template.current).expect("a template");
    assert_eq!((templates.len(), current.version), (2, 2), "the first version stays");
    let rows = workspace.db.all::<EvaluationRow>().unwrap();
    let weights: Vec<i64> =
        rows.iter().filter(|row| row.template_id == current.id).map(|row| row.weight_bp).collect();
    assert_eq!(weights, [5_000, 1_000, 2_000, 2_000]);
}

#[test]
fn a_metric_is_added_and_removed() {
    let desk = world::small();
    let mut window = settings(&desk, "settings-template");
    let row = |window: &Window, key: &str, n: i64| window.with(key, &[("n", n.into())]);
    window.press("settings-add-row");
    let fifth = row(&window, "settings-metric-of", 5);
    window.get(Role::ComboBox, &fifth);
    let remove = row(&window, "settings-remove-row", 5);
    window.press(&remove);
    assert!(window.find(Role::ComboBox, &fifth).is_none());
    for _ in 0..3 {
        let first = row(&window, "settings-remove-row", 1);
        window.press(&first);
    }
    let last = row(&window, "settings-remove-row", 1);
    assert!(!window.get(Role::Button, &last).enabled, "one row stays");
}
