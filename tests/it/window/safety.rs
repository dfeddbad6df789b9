//! Health and backups in the settings, and what the first screen offers for a file that does not open.

use std::fs;

use coxswain::paths::Home;
use coxswain::store::backup::{self, Reason};
use coxswain::store::kept::{self, Kept};
use coxswain::store::privacy::Erasure;
use coxswain::store::records::Person;
use coxswain::store::{self, setup};

use super::*;
use crate::common::{everything, hash, person};

fn home(desk: &Desk) -> Home {
    Home::at(desk.path("home"))
}

/// The newest backup that was asked for.
fn asked(desk: &Desk) -> Option<Kept> {
    let all = kept::list(&desk.file, &home(desk)).unwrap();
    all.into_iter().find(|kept| kept.reason == Some(Reason::Asked))
}

/// The name of what is done with a backup.
fn named(window: &Window, key: &str, kept: &Kept) -> String {
    let made = kept.made.format("%Y-%m-%d %H:%M:%S").to_string();
    window.with(key, &[("made", made.into())])
}

/// Opens the page of backups and makes one.
fn with_backup(desk: &Desk) -> (Window, Kept) {
    let mut window = Window::open_tab(desk, AreaId::Settings, "settings-backups");
    // The one that nobody asks for would bear the same second.
    window.wait("the backup of the opening", |_| {
        !kept::list(&desk.file, &home(desk)).unwrap().is_empty()
    });
    window.press("settings-backup");
    window.wait("a backup", |_| asked(desk).is_some());
    let kept = asked(desk).expect("a backup");
    let restore = named(&window, "settings-backups-restore-of", &kept);
    window.wait_for(Role::Button, &restore);
    (window, kept)
}

#[test]
fn a_backup_is_made_verified_and_listed() {
    let desk = world::small();
    let (mut window, kept) = with_backup(&desk);
    assert!(kept.checked.as_ref().is_some_and(|checked| checked.sound), "{kept:?}");
    assert_eq!(kept.until, None, "what was asked for stays");
    let check = named(&window, "settings-backups-check-of", &kept);
    window.press(&check);
    window.wait_to_say("app-check-backup-sound");
    // One that was damaged since is found out.
    fs::write(&kept.path, b"no backup").unwrap();
    window.press(&check);
    window.wait_to_say("cli-backups-damaged");
    let remove = named(&window, "settings-backups-remove-of", &kept);
    window.press(&remove);
    window.press("settings-backups-remove-go");
    // One that was made by itself in the same second is called the same.
    window.wait("that it is deleted", |_| !kept.path.exists());
}

#[test]
fn a_backup_is_restored_in_place_and_the_present_file_kept() {
    let desk = world::small();
    let (mut window, kept) = with_backup(&desk);
    window.click(Role::Tab, "settings-workspace");
    let before = window.get(Role::TextInput, "settings-company").value;
    window.fill("settings-company", "Changed since");
    window.press("settings-save-names");
    window.wait_saved("step-settings", "");
    window.click(Role::Tab, "settings-backups");
    let restore = named(&window, "settings-backups-restore-of", &kept);
    window.press(&restore);
    window.press("settings-backups-here");
    let folder = desk.folder.path().to_owned();
    window.wait("the present file set aside", |_| {
        let entries = fs::read_dir(&folder).unwrap();
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().contains("before-restore"))
    });
    // The restored file is opened as any other is, on its first page.
    window.wait_for(Role::Tab, "today-tab-week");
    let workspace = window.close(&desk);
    let company = setup::setting(&workspace.db, setup::names::COMPANY).unwrap().unwrap_or_default();
    assert_eq!(company, before);
}

#[test]
fn a_backup_from_before_an_erasure_says_who_comes_back() {
    let desk = privacy::left();
    let mut workspace = desk.open();
    let made = backup::make(&mut workspace, Reason::Asked, &home(&desk)).unwrap();
    // The one that is made after the erasure is called otherwise, also in the same second.
    let old = made.with_file_name("20251101-090000-000-asked.cox");
    fs::rename(made, &old).unwrap();
    let order = Erasure {
        person: person(&workspace.db, "Ada Field"),
        pseudonym: "Erased person 01".to_owned(),
        gone: "(erased)".to_owned(),
        everywhere: None,
        backups: false,
        today: day(TODAY),
    };
    store::privacy::erase(&mut workspace, &home(&desk), &order).unwrap();
    drop(workspace);
    let all = kept::list(&desk.file, &home(&desk)).unwrap();
    let kept = all.iter().find(|kept| kept.path == old).unwrap();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-backups");
    let restore = named(&window, "settings-backups-restore-of", kept);
    window.press(&restore);
    let comes = window.with("backup-comes-back", &[("n", 1_i64.into())]);
    window.wait_to_say(&comes);
    window.press("settings-backups-here");
    let came = window.with("backup-came-back", &[("n", 1_i64.into())]);
    window.wait_to_say(&came);
    window.wait_for(Role::Tab, "today-tab-week");
    // The page still tells when that backup goes, though the restored file knows of no erasure.
    window.go(AreaId::Settings);
    window.click(Role::Tab, "settings-privacy");
    window.wait_to_say("settings-privacy-old-backups");
    let remove = window.with("settings-privacy-old-backups-remove", &[("n", "1".into())]);
    fs::remove_file(&old).unwrap();
    window.press(&remove);
    window.press_last(&remove);
    window.wait("that what is gone is not listed", |window| {
        !window.says(&window.word("settings-privacy-old-backups"))
    });
    let people = window.close(&desk).db.all::<Person>().unwrap();
    assert!(people.iter().any(|own| own.name == "Ada Field"));
}

#[test]
fn a_backup_is_put_into_a_file_of_its_own() {
    let desk = world::small();
    let (mut window, kept) = with_backup(&desk);
    let restore = named(&window, "settings-backups-restore-of", &kept);
    window.press(&restore);
    window.press("settings-backups-copy");
    let copy = desk.path("copy.cox");
    window.answer_path(&copy.display().to_string());
    window.wait("the copy", |_| copy.exists());
    let said = window.with("cli-restored", &[("file", copy.display().to_string().into())]);
    window.wait_to_say(&said);
    let held = everything(&window.close(&desk).db);
    assert_eq!(everything(&Workspace::open(&copy).unwrap().db), held);
}

#[test]
fn health_tells_the_last_check_and_backup() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-health");
    window.wait_to_say("settings-health-file");
    window.must_say("settings-health-never");
    window.press("settings-health-check-now");
    window.wait_to_say("app-check-sound");
    let checked = kept::last_check(&desk.file, &home(&desk)).unwrap().expect("a check");
    assert!(checked.sound);
    let at = coxswain::clock::wall_clock(&checked.at);
    let said = window.with("settings-health-sound", &[("at", at.into())]);
    window.wait_to_say(&said);
    window.must_say(env!("CARGO_PKG_VERSION"));
}

/// Damages the workspace of a desk behind its first page.
fn damage(desk: &Desk) {
    let mut bytes = fs::read(&desk.file).unwrap();
    bytes[100..4096].fill(0);
    fs::write(&desk.file, bytes).unwrap();
}

#[test]
fn a_damaged_workspace_is_restored_from_a_backup_that_is_offered() {
    let desk = world::small();
    let mut workspace = desk.open();
    let held = everything(&workspace.db);
    backup::make(&mut workspace, Reason::Asked, &home(&desk)).unwrap();
    drop(workspace);
    let kept = asked(&desk).expect("a backup");
    damage(&desk);
    let file = desk.file.clone();
    let mut window = Window::start(&desk, Language::English, Some(&file));
    window.press("welcome-restore");
    let restore = named(&window, "rescue-restore-of", &kept);
    window.press(&restore);
    window.wait_for(Role::Tab, "area-funnel");
    assert_eq!(everything(&window.close(&desk).db), held);
}

#[test]
fn what_a_damaged_workspace_holds_is_put_into_a_new_one() {
    let desk = world::small();
    let held = everything(&desk.open().db);
    damage(&desk);
    let before = hash(&desk.file);
    let file = desk.file.clone();
    let mut window = Window::start(&desk, Language::English, Some(&file));
    window.press("welcome-salvage");
    let new = desk.path("rescued");
    window.answer_path(&new.display().to_string());
    window.wait_for(Role::Button, "rescue-open");
    window.must_say("salvage-undo");
    window.press("rescue-open");
    window.wait_for(Role::Tab, "area-funnel");
    assert_eq!(hash(&desk.file), before, "the damaged file is as it was");
    let new = desk.path("rescued.cox");
    assert_eq!(everything(&window.close_file(&new).db), held);
}
