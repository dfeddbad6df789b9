//! A workspace with nothing in it: every area says what comes next, and nothing is offered that
//! cannot work.

use super::*;

/// Goes to an area of an empty workspace, checks what it says and presses what it offers.
fn offers(window: &mut Window, area: AreaId, says: &str, action: &str) {
    window.go(area);
    window.must_say(says);
    window.must_say(&format!("{says}-detail"));
    window.press(action);
    assert!(window.get(Role::Tab, "area-reports").on, "{area:?} leads to the import");
}

#[test]
fn every_area_says_what_comes_next() {
    for language in Language::ALL {
        let desk = world::empty();
        let mut window = Window::open_in(&desk, language);
        window.must_say("reports-drop-title");
        window.get(Role::Button, "reports-choose-files");
        offers(
            &mut window,
            AreaId::Funnel,
            "funnel-empty-workspace",
            "funnel-empty-workspace-action",
        );
        offers(&mut window, AreaId::Evaluation, "evaluation-empty-workspace", "evaluation-import");
        offers(
            &mut window,
            AreaId::Organisation,
            "organisation-empty",
            "organisation-import-roster",
        );
        window.get(Role::Dialog, "dialog-sheets");
        window.press("app-cancel");
        window.click(Role::Tab, "reports-tab-print");
        window.must_say("reports-no-people");
        window.press("reports-go-organisation");
        assert!(window.get(Role::Tab, "area-organisation").on);
        window.go(AreaId::Settings);
        let nobody = format!("{} 0", window.word("settings-content-people"));
        window.must_say(&nobody);
    }
}

#[test]
fn nothing_is_on_that_cannot_work() {
    let desk = world::empty();
    let mut window = Window::open(&desk);
    let off = |window: &Window, keys: &[&str]| {
        for key in keys {
            let on: Vec<_> =
                window.all(Role::Button, key).into_iter().filter(|seen| seen.enabled).collect();
            assert!(on.is_empty(), "{key} is on\n{}", window.listing());
        }
    };
    window.go(AreaId::Funnel);
    window.click(Role::Tab, "funnel-tab-list");
    window.must_say("funnel-empty-workspace");
    window.go(AreaId::Evaluation);
    off(
        &window,
        &["evaluation-export-all", "evaluation-sign", "evaluation-print", "evaluation-export"],
    );
    window.go(AreaId::Organisation);
    off(&window, &["organisation-edit-person", "organisation-more"]);
    window.go(AreaId::Reports);
    window.press("reports-history");
    window.must_say("reports-history-empty");
    window.keys(Modifiers::NONE, Key::Escape);
    window.must_not_say("reports-history-empty");
    window.click(Role::Tab, "reports-tab-print");
    let make = counted(&window, "reports-make-pdf", 0);
    off(&window, &[&make]);
    window.go(AreaId::Settings);
    for (page, save) in [
        ("settings-workspace", "settings-save-names".to_owned()),
        ("settings-stages", "stages-save".to_owned()),
        ("settings-template", window.with("settings-save-template", &[("n", 2.into())])),
    ] {
        window.click(Role::Tab, page);
        off(&window, &[&save]);
    }
}

#[test]
fn undoing_nothing_is_said_and_harms_nothing() {
    let desk = world::empty();
    let mut window = Window::open(&desk);
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait_to_say("error-nothing-to-undo");
    window.keys(Modifiers::COMMAND, Key::Y);
    window.wait_to_say("error-nothing-to-redo");
    for area in AreaId::ALL {
        window.go(area);
    }
}

#[test]
fn the_keys_lead_everywhere() {
    let desk = world::empty();
    let mut window = Window::open(&desk);
    let keys = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    for (area, key) in AreaId::ALL.into_iter().zip(keys) {
        window.keys(Modifiers::COMMAND, key);
        assert!(window.get(Role::Tab, &format!("area-{}", area.word())).on, "{area:?}");
    }
    window.keys(Modifiers::COMMAND, Key::K);
    window.fill("palette-placeholder", "Go to Funnel");
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.get(Role::Tab, "area-funnel").on);
    window.keys(Modifiers::COMMAND, Key::I);
    window.get(Role::Dialog, "dialog-sheets");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "dialog-sheets").is_none());
}

#[test]
fn a_backup_is_made_on_request() {
    let desk = world::empty();
    let mut window = Window::open(&desk);
    window.go(AreaId::Settings);
    window.press("settings-backup");
    window.wait_to_say("-asked.cox");
    let folders = std::fs::read_dir(desk.path("home").join("backups")).unwrap();
    let folder = folders.map(|entry| entry.unwrap().path()).next().expect("a folder of backups");
    // One by itself may be beside it.
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let asked = |path: &std::path::PathBuf| path.to_string_lossy().ends_with("-asked.cox");
    let backup = files.into_iter().find(asked).expect("a backup");
    drop(Workspace::open(&backup).unwrap());
}
