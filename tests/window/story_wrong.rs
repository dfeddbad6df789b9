//! Wrong files: said in the window in its language, and left as they are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::desk::{Desk, Look};
use crate::drag::Drag;
use crate::reader::Role;
use crate::sheets::picture;

/// A workspace whose middle was overwritten.
fn damaged(desk: &Desk) -> PathBuf {
    let file = desk.path("damaged.cox");
    desk.says(&["new", &file.display().to_string()]);
    let mut bytes = fs::read(&file).unwrap();
    let (page, end) = (4096, bytes.len());
    bytes[page..end].fill(0x5a);
    fs::write(&file, bytes).unwrap();
    file
}

/// Drops a file and waits for these words; the file must be as before.
fn refused(console: &Console<'_>, file: &Path, words: &str) {
    let before = fs::read(file).unwrap();
    Drag::over(console, &[file.to_path_buf()]).drop();
    console.read(words);
    assert_eq!(fs::read(file).unwrap(), before, "{} is untouched", file.display());
}

#[test]
fn wrong_files_are_named_in_chinese_and_left_alone() {
    let desk = Desk::new(Look::CHINESE);
    let not_a_workspace = desk.path("picture.cox");
    fs::write(&not_a_workspace, picture()).unwrap();
    let not_a_sheet = desk.path("照片.xlsx");
    fs::write(&not_a_sheet, picture()).unwrap();
    let damaged = damaged(&desk);
    let sound = desk.path("sound.cox");
    desk.says(&["new", &sound.display().to_string()]);

    let console = Console::start(&desk, &[]);
    refused(&console, &not_a_workspace, "不是舵手工作区");
    console.shot("wrong-workspace");
    console.click(Role::Button, "关闭");
    refused(&console, &damaged, "工作区文件已损坏，没有改动它");
    console.shot("wrong-damaged");
    console.click(Role::Button, "关闭");

    Drag::over(&console, std::slice::from_ref(&sound)).drop();
    console.read("还没有人员，也没有数据");
    refused(&console, &not_a_sheet, "照片.xlsx");
    console.shot("wrong-sheet");
    // With a workspace open, a wrong one is refused and the open one stays.
    refused(&console, &not_a_workspace, "不是舵手工作区");
    console.read("sound.cox");
    console.close();
}

#[test]
fn wrong_files_are_named_in_english() {
    let desk = Desk::new(Look::ENGLISH);
    let damaged = damaged(&desk);
    let console = Console::start(&desk, &[]);
    refused(&console, &damaged, "damaged.cox");
    let said = console.read("damaged");
    assert!(said.is_ascii(), "{said}");
    console.shot("wrong-damaged-en");
    console.close();
}

#[test]
fn a_second_window_on_one_workspace_says_that_it_is_open() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.path("one.cox");
    let name = file.display().to_string();
    desk.says(&["new", &name]);
    let first = Console::start(&desk, &[&name]);
    first.read("还没有人员，也没有数据");
    let second = Console::start(&desk, &[&name]);
    second.read("工作区正被另一个窗口或程序打开");
    second.find(Role::Button, "新建工作区");
    second.shot("locked");
    second.close();
    first.close();
    assert!(desk.says(&["check", &name]).len() > 1);
}
