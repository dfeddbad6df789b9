//! Chinese typed through an input method: fcitx5 with its pinyin, which a window on X11 hears by XIM.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::console::{Area, Console};
use crate::desk::{Desk, Look, Running};
use crate::patience::until;
use crate::reader::Role;

/// Pinyin from the first key on.
const PROFILE: &str = "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n\
                       [Groups/0/Items/0]\nName=keyboard-us\nLayout=\n\n\
                       [Groups/0/Items/1]\nName=pinyin\nLayout=\n\n[GroupOrder]\n0=Default\n";
const CONFIG: &str = "[Behavior]\nActiveByDefault=True\nShareInputState=All\n";

/// Starts the input method on a desk and waits until programs can find it.
fn input_method(desk: &Desk) -> Running {
    let folder = desk.path("home/.config/fcitx5");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("profile"), PROFILE).unwrap();
    fs::write(folder.join("config"), CONFIG).unwrap();
    let mut command = desk.command(Path::new("fcitx5"));
    command.args(["-D", "--disable=wayland,notifications"]);
    let running = Running::start(command.stdout(Stdio::null()).stderr(Stdio::null()));
    until(desk, "the input method", || {
        desk.asked(&["xprop", "-root", "XIM_SERVERS"]).contains("@server=fcitx").then_some(())
    });
    running
}

/// Types pinyin into what has the keyboard and takes the first that is offered.
fn pinyin(console: &Console<'_>, letters: &str) {
    console.write(letters);
    console.press(&["space"]);
}

#[test]
fn names_and_questions_are_typed_in_pinyin() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample().display().to_string();
    let _method = input_method(&desk);
    let console = Console::start_with(&desk, &[&file], &[("XMODIFIERS", "@im=fcitx")]);
    console.go(Area::Coaching);

    // A line: what is typed finds at once.
    console.click(Role::Entry, "搜索辅导记录");
    console.wait("the field to have the keyboard", |console| {
        console.focused().filter(|node| node.name == "搜索辅导记录").map(|_| ())
    });
    pinyin(&console, "kehu");
    holds(&console, "搜索辅导记录", "客户");
    console.shot("pinyin-search");

    // Several lines, in the form of a visit.
    console.click(Role::Tab, "陪访观察");
    console.quiet();
    console.click(Role::Button, "新建陪访");
    console.click(Role::Entry, "带着的问题");
    console.wait("the questions to have the keyboard", |console| {
        console.focused().filter(|node| node.name == "带着的问题").map(|_| ())
    });
    pinyin(&console, "xuqiu");
    console.write("shijie");
    console.shot("pinyin-candidates");
    console.press(&["space"]);
    holds(&console, "带着的问题", "需求世界");
}

/// Waits until a field holds these words.
fn holds(console: &Console<'_>, field: &str, words: &str) {
    console.wait(&format!("“{words}” in “{field}”"), |console| {
        let node = console.look(Role::Entry, |name| name == field)?;
        console.desk.bus.text(&node).filter(|text| text == words).map(|_| ())
    });
}
