//! What is known of erased people once a backup from before their erasure was restored.

use std::fs;
use std::path::Path;

use coxswain::paths::Home;
use coxswain::store::backup::{self, Reason};
use coxswain::store::kept;
use coxswain::store::privacy::{backups, remembered};

use crate::common::Desk;
use crate::privacy_story::{erase, must_be_clean, with_leaver};

#[test]
fn backups_of_a_restored_workspace_hold_who_came_back_until_the_next_erasure() {
    let desk = Desk::new();
    let mut workspace = with_leaver(&desk);
    let home = Home::at(desk.path("home"));
    let old = backup::make(&mut workspace, Reason::Asked, &home).unwrap();
    drop(workspace);
    let list = || fs::read(old.with_file_name("erased.json")).unwrap();
    must_be_clean(&erase(&desk, &desk.file, "张伟", None));
    // What fails, or is open here, notes nothing.
    let noted = list();
    let broken = desk.path("坏.cox");
    fs::write(&broken, "no backup").unwrap();
    assert!(remembered::restore(&broken, &desk.file, &home).is_err());
    let open = desk.open();
    let refused = remembered::restore(&old, &desk.file, &home).unwrap_err();
    assert_eq!(refused.key(), "error-workspace-locked");
    drop(open);
    assert_eq!(list(), noted);
    assert_eq!(remembered::restore(&old, &desk.file, &home).unwrap().back, 1);
    let later = backup::make(&mut desk.open(), Reason::Asked, &home).unwrap();
    let told = |path: &Path| {
        let all = kept::list(&desk.file, &home).unwrap();
        let found = all.into_iter().find(|kept| kept.path == path).unwrap();
        (found.holds, found.until.is_some())
    };
    // It has no day: the workspace holds the person too, and needs its backups.
    assert_eq!((told(&old), told(&later)), ((1, true), (1, false)));
    let before = || backups::from_before(&desk.file, &home).unwrap();
    assert!(before().iter().all(|(file, _)| *file != later));
    must_be_clean(&erase(&desk, &desk.file, "张伟", None));
    assert_eq!(told(&later), (1, true));
    assert!(before().iter().any(|(file, day)| *file == later && day.is_some()));
}
