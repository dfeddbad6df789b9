//! The program started once more, as a double-click on a workspace does: the window that is open
//! comes to the front and shows it.

use std::fs;

use crate::console::Console;
use crate::desk::{self, Desk, Look};
use crate::patience::until;

/// Starts the program once more, without a word about how its window is to be, and expects that the
/// open window is told.
fn start_again(desk: &Desk, words: &[&str]) {
    let output = desk.command(&desk::program()).args(words).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("--new-window"), "{output:?}");
}

/// The windows of the program that can be seen.
fn windows(desk: &Desk) -> Vec<String> {
    desk.windows(&["--class", "coxswain"])
}

#[test]
fn a_second_start_reaches_the_window_that_is_open() {
    let desk = Desk::new(Look::CHINESE);
    let [one, two] = ["一.cox", "二.cox"].map(|name| desk.path(name).display().to_string());
    desk.says(&["new", &one]);
    desk.says(&["new", &two]);
    let console = Console::start(&desk, &[&one]);
    console.read("一.cox");

    // Out of sight, so that coming to the front shows.
    desk.x(&["xdotool", "windowminimize", &console.window]);
    until(&desk, "the window to be out of sight", || windows(&desk).is_empty().then_some(()));
    start_again(&desk, &[&one]);
    until(&desk, "the window to be in front again", || {
        let active = desk.asked(&["xdotool", "getactivewindow"]);
        (active.trim() == console.window).then_some(())
    });

    start_again(&desk, &[&two]);
    console.read("二.cox");
    start_again(&desk, &[]);
    assert_eq!(windows(&desk), std::slice::from_ref(&console.window), "there is one window");
    console.close();
    let left: Vec<_> = fs::read_dir(desk.path("cox/door"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, ["lock"], "nothing is left at the door");
}

#[test]
fn a_window_that_was_killed_keeps_nobody_out() {
    let desk = Desk::new(Look::CHINESE);
    let one = desk.path("一.cox").display().to_string();
    desk.says(&["new", &one]);
    let mut console = Console::start(&desk, &[&one]);
    console.read("一.cox");
    desk.x(&["kill", "-KILL", &console.running.pid().to_string()]);
    until(&desk, "the end of the program", || console.running.ended());
    let console = Console::start(&desk, &[&one]);
    console.read("一.cox");
    start_again(&desk, &[&one]);
    console.close();
}
