//! What the machine gives: another renderer, none at all, and rest when there is nothing to do.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::console::{Area, Console};
use crate::desk::{self, Desk, Look, Running, TODAY};
use crate::patience::{PATIENCE, until, within};
use crate::reader::Role;

#[test]
fn the_other_renderer_draws_the_same_window() {
    let desk = Desk::new(Look::CHINESE);
    let console = Console::start(&desk, &["--renderer", "wgpu"]);
    console.find(Role::Button, "新建工作区");
    console.shot("wgpu-welcome");
    console.close();
}

#[test]
fn when_opengl_is_broken_the_window_opens_with_vulkan() {
    let desk = Desk::new(Look::CHINESE);
    let nowhere = desk.path("nowhere").display().to_string();
    let broken =
        [("LIBGL_DRIVERS_PATH", nowhere.as_str()), ("__EGL_VENDOR_LIBRARY_DIRS", &nowhere)];
    let console = Console::start_with(&desk, &[], &broken);
    console.find(Role::Button, "新建工作区");
    console.shot("vulkan-welcome");
    console.close();
}

#[test]
fn without_any_renderer_it_says_so_and_ends() {
    let desk = Desk::new(Look::CHINESE);
    let nowhere = desk.path("nowhere");
    for language in ["zh-CN", "en"] {
        let log = desk.path("none.txt");
        let mut command = desk.command(&desk::program());
        command
            .args(["--date", TODAY, "--language", language])
            .env("LIBGL_DRIVERS_PATH", &nowhere)
            .env("__EGL_VENDOR_LIBRARY_DIRS", &nowhere)
            .env("VK_DRIVER_FILES", nowhere.join("none.json"))
            .env("VK_ICD_FILENAMES", nowhere.join("none.json"))
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(&log).unwrap());
        let mut running = Running::start(&mut command);
        let code = within(PATIENCE, || running.ended());
        let said = std::fs::read_to_string(&log).unwrap();
        assert_eq!(code, Some(Some(1)), "it ends with 1: {said}");
        let words = if language == "en" { "No window can be opened" } else { "打不开窗口" };
        assert!(said.contains(words) && said.contains("--renderer"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn at_rest_it_takes_no_processor() {
    const WATCHED: Duration = Duration::from_secs(5);
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample();
    let console = Console::start(&desk, &[&file.display().to_string()]);
    console.read("现在需要你");
    for area in [Area::Evaluation, Area::Funnel] {
        console.go(area);
        calm(&console);
        let (used, begun) = (console.seconds_used(), Instant::now());
        until(&desk, "five seconds", || (begun.elapsed() > WATCHED).then_some(()));
        let share = (console.seconds_used() - used) / begun.elapsed().as_secs_f64() * 100.0;
        println!("{area:?} at rest: {share:.1} % of a processor");
        assert!(share < 2.0, "{area:?} takes {share:.1} % of a processor at rest");
    }
    console.close();
}

/// Waits until nothing was drawn for two seconds.
fn calm(console: &Console<'_>) {
    let mut last = (console.seconds_used(), Instant::now());
    console.wait("two seconds without work", |console| {
        let used = console.seconds_used();
        if used > last.0 {
            last = (used, Instant::now());
        }
        (last.1.elapsed() > Duration::from_secs(2)).then_some(())
    });
}

#[test]
fn window_settings_stay_in_the_folder_of_the_program() {
    let desk = Desk::new(Look::CHINESE);
    let console = Console::start(&desk, &[]);
    console.find(Role::Button, "新建工作区");
    console.close();
    let home = desk.path("home");
    let left = desk.asked(&["find", &home.display().to_string(), "-name", "coxswain*"]);
    assert_eq!(left.trim(), "", "COXSWAIN_HOME holds all of the program's own files");
    assert!(Path::new(&desk.path("cox/settings.json")).is_file());
}
