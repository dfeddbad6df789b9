//! The way into a new workspace: four steps, each with the place that does it, ticked from what is there, put
//! away and taken up again; and the sample, which is marked and can be set aside.

use coxswain::command::{Command, settings};
use coxswain::store::directory::Directory;
use coxswain::store::first_steps::FirstSteps;
use coxswain::store::setup;

use super::reports::{check, import};
use super::*;
use crate::common::act;

/// The window of a desk's workspace, on whatever page it begins with.
fn opened(desk: &Desk, language: Language) -> Window {
    let mut window = Window::start(desk, language, Some(&desk.file));
    window.wait_for(Role::Tab, "area-today");
    window.settle();
    window
}

/// How far the steps are, as the card says.
fn said(window: &Window, n: usize) -> String {
    window.with("today-first-sub", &[("n", n.to_string().into())])
}

#[test]
fn a_new_workspace_begins_with_four_steps_that_lead_where_they_are_done() {
    for language in Language::ALL {
        let desk = world::empty();
        let mut window = opened(&desk, language);
        assert!(window.get(Role::Tab, "area-today").on);
        window.must_say("today-first");
        window.must_say(&said(&window, 0));
        for (go, area) in [
            ("today-first-team-go", "area-organisation"),
            ("today-first-stages-go", "area-settings"),
            ("today-first-report-go", "area-reports"),
            ("today-first-targets-go", "area-targets"),
        ] {
            window.press(go);
            assert!(window.get(Role::Tab, area).on, "{go}");
            if area == "area-settings" {
                assert!(window.get(Role::Tab, "settings-stages").on);
            }
            window.go(AreaId::Today);
        }
    }
}

#[test]
fn what_is_done_is_ticked_and_the_card_goes_with_the_last_step() {
    let desk = world::named();
    let mut workspace = desk.open();
    // Stages of one's own are settled before anybody is there.
    let directory = Directory::load(&workspace.db).unwrap();
    let steps = FirstSteps::load(&workspace.db, &directory).unwrap();
    assert_eq!(steps.done(), [false, true, false, false]);
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    drop(workspace);
    let window = opened(&desk, Language::English);
    window.must_say(&said(&window, 2));
    assert!(window.find(Role::Button, "today-first-team-go").is_none());
    drop(window.close(&desk));

    let mut workspace = desk.open();
    for (name, text) in [("accounts.csv", world::ACCOUNTS), ("products.csv", world::PRODUCTS)] {
        world::bring(&desk, &mut workspace, name, text);
    }
    world::bring(&desk, &mut workspace, "deals.csv", world::DEALS);
    drop(workspace);
    let window = opened(&desk, Language::English);
    window.must_say(&said(&window, 3));
    window.get(Role::Button, "today-first-targets-go");
    drop(window.close(&desk));

    let mut workspace = desk.open();
    let goal = "姓名,指标,周期,目标值\nAda Field,签约额,2025-Q4,100000";
    world::bring(&desk, &mut workspace, "targets.csv", goal);
    drop(workspace);
    let window = opened(&desk, Language::English);
    window.must_not_say("today-first");
    window.must_say("today-list");
}

#[test]
fn stages_that_fit_are_kept_with_one_press_which_can_be_undone() {
    for language in Language::ALL {
        let desk = world::empty();
        let mut window = opened(&desk, language);
        window.press("today-first-stages-go");
        window.must_say("stages-keep");
        window.press("stages-keep-go");
        window.wait_saved("step-stages-keep", "");
        window.wait_gone(Role::Button, "stages-keep-go");
        window.go(AreaId::Today);
        let one = said(&window, 1);
        window.wait_to_say(&one);
        assert!(window.find(Role::Button, "today-first-stages-go").is_none());
        window.keys(Modifiers::COMMAND, Key::Z);
        window.wait_for(Role::Button, "today-first-stages-go");
        window.must_say(&said(&window, 0));
    }
}

#[test]
fn the_step_of_the_report_leads_to_choosing_files_whatever_was_imported_last() {
    let desk = world::empty();
    let roster = desk.csv("roster.csv", world::ROSTER);
    let mut window = opened(&desk, Language::English);
    window.go(AreaId::Reports);
    check(&mut window, &roster, 3);
    import(&mut window, 3);
    window.get(Role::Button, "reports-import-more");
    window.go(AreaId::Today);
    window.press("today-first-report-go");
    assert!(window.get(Role::Tab, "area-reports").on);
    assert!(window.find(Role::Button, "reports-import-more").is_none());
    window.get(Role::Button, "reports-choose-files");
}

#[test]
fn the_steps_are_put_away_and_taken_up_again() {
    let desk = world::empty();
    let mut window = opened(&desk, Language::English);
    window.press("today-first-away");
    window.wait_saved("step-settings", "");
    window.wait_gone(Role::Button, "today-first-away");
    // By undo, by the settings, and by the palette.
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait_for(Role::Button, "today-first-away");
    window.press("today-first-away");
    window.wait_gone(Role::Button, "today-first-away");
    window.go(AreaId::Settings);
    window.press("settings-first-show");
    window.wait_for(Role::Button, "today-first-away");
    assert!(window.get(Role::Tab, "area-today").on);
    window.press("today-first-away");
    window.wait_gone(Role::Button, "today-first-away");
    drop(window.close(&desk));

    let mut window = opened(&desk, Language::English);
    assert!(window.get(Role::Tab, "area-reports").on, "without them it begins with the import");
    window.keys(Modifiers::COMMAND, Key::K);
    window.click(Role::ListBoxOption, "action-first-steps");
    window.wait_for(Role::Button, "today-first-away");
    assert!(window.get(Role::Tab, "area-today").on);
}

#[test]
fn the_steps_are_shown_whatever_tab_of_today_was_shown_last() {
    let desk = world::small();
    let mut window = opened(&desk, Language::English);
    let away = |window: &mut Window, tab: &str| {
        window.press("today-first-away");
        window.wait_gone(Role::Button, "today-first-away");
        window.click(Role::Tab, tab);
        window.settle();
        window.go(AreaId::Settings);
    };
    away(&mut window, "today-tab-week");
    window.press("settings-first-show");
    window.wait_for(Role::Button, "today-first-away");
    assert!(window.get(Role::Tab, "today-tab-day").on);

    away(&mut window, "today-tab-rules");
    window.keys(Modifiers::COMMAND, Key::K);
    let name = window.word("action-first-steps");
    window.types(&name);
    window.settle();
    window.click(Role::ListBoxOption, "action-first-steps");
    window.wait_for(Role::Button, "today-first-away");
    assert!(window.get(Role::Tab, "today-tab-day").on);
}

#[test]
fn the_sample_is_marked_and_set_aside_after_a_question() {
    let desk = world::small();
    let mut workspace = desk.open();
    let sample = vec![(setup::names::SAMPLE.to_owned(), "1".to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(sample)));
    drop(workspace);
    let mut window = opened(&desk, Language::English);
    // The word in the top bar leads where it can be removed.
    window.press("status-sample");
    window.must_say("settings-sample");
    window.press("settings-sample-remove");
    window.wait_for(Role::Dialog, "settings-sample-ask");
    window.press("app-cancel");
    assert!(desk.file.exists());
    window.press("settings-sample-remove");
    window.wait_for(Role::Dialog, "settings-sample-ask");
    window.press_last("settings-sample-remove");
    window.wait_for(Role::Button, "welcome-new");
    window.wait("that it is said", |window| window.says("removed"));
    assert!(!desk.file.exists());
    let aside = std::fs::read_dir(desk.path("removed")).unwrap();
    let aside: Vec<_> = aside.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(aside.len(), 1);
    drop(Workspace::open(&aside[0]).unwrap());
    assert!(window.find(Role::Button, "sales.cox").is_none(), "it is no recent workspace any more");
}

#[test]
fn a_workspace_of_ones_own_is_no_sample() {
    let desk = world::small();
    let mut window = opened(&desk, Language::English);
    assert!(window.find(Role::Button, "status-sample").is_none());
    window.go(AreaId::Settings);
    window.must_not_say("settings-sample");
}
