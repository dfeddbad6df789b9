//! Coaching and training with keys alone: a field visit is prepared, told and put on paper; the widest gap is
//! found, who should go to its class is enrolled, a level and a score are put down; and Ctrl+Z takes all of it
//! back.

use std::fs;
use std::path::{Path, PathBuf};

use crate::console::{Area, Console};
use crate::desk::{Desk, Look};
use crate::paper;
use crate::patience::until;
use crate::reader::{Node, Role};
use crate::story_keys::{drawer_gone, holds, tab};

/// Whom the visit is with, as the name is written and as it is typed.
const REP: (&str, &str) = ("王志强", "wangzhiqiang");
/// The customer, in the same two ways.
const CUSTOMER: (&str, &str) = ("太湖特钢", "taihutegang");
/// What was seen of the eight steps, 0 for one that was not seen.
const SEEN: [u8; 8] = [4, 3, 3, 4, 2, 0, 2, 3];
/// What was agreed.
const AGREED: &str = "let the customer name the next step";
/// So many keys may be pressed besides the letters of texts; one that is held counts too.
const MOST: usize = 40;

/// The keyboard, which counts what is pressed besides the letters of texts.
struct Keyboard<'c, 'd> {
    console: &'c Console<'d>,
    pressed: usize,
}

impl Keyboard<'_, '_> {
    fn press(&mut self, key: &str) {
        self.pressed += key.split('+').count();
        self.console.press(&[key]);
    }

    /// Types into the field that has the keyboard, once it has.
    fn write(&self, field: &str, words: &str) {
        self.console.write_in(field, words);
        holds(self.console, field, words);
    }

    /// Opens the list that has the keyboard, and chooses what is found first.
    fn choose(&mut self, list: &str, (name, typed): (&str, &str)) {
        at(self.console, list, |node| node.role == Role::ComboBox && node.name.starts_with(list));
        self.press("Return");
        self.write("搜索", typed);
        self.console.wait(&format!("“{name}” in the list"), |console| {
            console.look(Role::ListItem, |item| item.starts_with(name))
        });
        self.console.quiet();
        self.press("Return");
    }
}

/// Waits until something that fits has the keyboard, and returns it.
fn at(console: &Console<'_>, what: &str, fits: impl Fn(&Node) -> bool) -> Node {
    console.wait(&format!("“{what}” to have the keyboard"), |console| {
        console.focused().filter(|node| fits(node))
    })
}

/// Presses Tab until something that fits has the keyboard, and returns it.
fn tab_until(console: &Console<'_>, what: &str, fits: impl Fn(&Node) -> bool) -> Node {
    let mut met = vec![];
    for _ in 0..150 {
        let stop = tab(console);
        if fits(&stop) {
            return stop;
        }
        met.push(stop.name);
    }
    panic!("150 times Tab do not lead to “{what}”: {met:?}");
}

/// Presses Tab until what has this role and name has the keyboard.
fn tab_to(console: &Console<'_>, role: Role, name: &str) {
    tab_until(console, name, |node| node.role == role && node.name == name);
}

/// Goes from the tab that is shown to others beside it.
fn turn(console: &Console<'_>, from: &str, through: &[&str]) {
    tab_to(console, Role::Tab, from);
    for name in through {
        console.press(&["Right"]);
        console.wait(&format!("the page “{name}”"), |console| {
            console.look(Role::Tab, |tab| tab == *name).filter(Node::chosen)
        });
    }
    console.quiet();
}

/// The rows of a question to the file.
fn rows(desk: &Desk, file: &str, query: &str) -> Vec<String> {
    desk.x(&["sqlite3", file, query]).lines().map(|line| line.trim().to_owned()).collect()
}

/// The whole workspace as text, by its export.
fn whole(desk: &Desk, file: &str, folder: &str) -> String {
    let folder = desk.path(folder);
    desk.says(&["export", file, "--all", "--out", &folder.display().to_string()]);
    fs::read_to_string(folder.join("coxswain.json")).unwrap()
}

/// Prepares a visit and tells it, step by step, with what was seen in words.
fn visit(console: &Console<'_>, steps: &[String]) {
    let mut keyboard = Keyboard { console, pressed: 0 };
    keyboard.press("n");
    keyboard.choose("成员", REP);
    keyboard.choose("客户", CUSTOMER);
    // Past the deal.
    at(console, "商机", |node| node.role == Role::ComboBox && node.name.starts_with("商机"));
    keyboard.press("Tab");
    keyboard.write("带着的问题", "who decides on the pumps");
    console.shot("coach-visit-prepared");
    keyboard.press("ctrl+Return");
    for (step, level) in steps.iter().zip(SEEN) {
        at(console, step, |node| node.name == *step);
        if level == 0 {
            keyboard.press("n");
            continue;
        }
        keyboard.press("Tab");
        keyboard.write(&format!("{step}：看到的事实"), "as seen");
        keyboard.press("Return");
        at(console, step, |node| node.name == *step);
        keyboard.press(&level.to_string());
    }
    // What was agreed the time before was done.
    at(console, "未说", |node| node.name == "未说");
    keyboard.press("Right");
    at(console, "做到", |node| node.name == "做到");
    keyboard.press("Return");
    keyboard.write("一件要改进的事", AGREED);
    keyboard.press("Return");
    keyboard.write("怎么练", "three minutes in the team meeting");
    keyboard.press("Return");
    keyboard.write("下次陪访", "2025-12-02");
    console.shot("coach-visit-told");
    keyboard.press("ctrl+Return");
    console.read(&format!("已保存：记录陪访 {}", REP.0));
    assert!(keyboard.pressed <= MOST, "{} keystrokes", keyboard.pressed);
    console.read("待本人确认");
    console.shot("coach-visit-held");
}

/// Keeps the sheet of the visit as a page.
fn print_sheet(console: &Console<'_>) {
    const ITEM: &str = "所选的观察表存为 PDF";
    let desk = console.desk;
    let folder = desk.path("pages");
    fs::create_dir(&folder).unwrap();
    tab_to(console, Role::Button, "打印");
    console.press(&["Return"]);
    console.find(Role::MenuItem, ITEM);
    tab_to(console, Role::MenuItem, ITEM);
    console.press(&["Return"]);
    console.answer_folder(&folder);
    let page = until(desk, "the page of the visit", || pages(&folder).pop());
    let words = paper::words(desk, &page);
    assert!(words.contains(REP.0) && words.contains(CUSTOMER.0), "{words}");
    let told = words.split_whitespace().collect::<String>();
    assert!(told.contains(&AGREED.replace(' ', "")), "{words}");
    // The keys are the window's again.
    desk.x(&["xdotool", "windowactivate", "--sync", &console.window]);
    console.quiet();
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect()
}

/// Enrols everybody who should go to the class of the widest gap.
fn enrol(console: &Console<'_>, n: usize) {
    console.read("是最大差距");
    console.shot("coach-gap");
    tab_to(console, Role::Button, &format!("报名{n}人"));
    console.press(&["Return"]);
    console.find(Role::Dialog, "报名培训");
    console.shot("coach-enrol");
    console.press(&["ctrl+Return"]);
    console.read("已保存：报名");
    drawer_gone(console, "报名培训");
    console.shot("coach-enrolled");
}

/// Rates a skill of somebody: the matrix shows the new level.
fn rate(console: &Console<'_>) {
    tab_until(console, "the matrix", |node| node.role != Role::Tab && node.name == "技能矩阵");
    // The arrows are the matrix's own once it was drawn with the focus; before that they lead away from it.
    console.quiet();
    console.press(&["Down", "Return"]);
    let opened = console.find_part(Role::Dialog, "，").name;
    let (person, skill) = opened.split_once("，").unwrap();
    let called = format!("{person} {skill} ");
    let cell = |console: &Console<'_>| console.look(Role::Cell, |name| name.starts_with(&called));
    let before = console.wait("the cell", cell).name;
    let level =
        if before.starts_with(&format!("{called}4")) { "3 独立完成" } else { "4 能教别人" };
    tab_to(console, Role::Button, "评定");
    console.press(&["Return"]);
    at(console, "0 不会", |node| node.role == Role::Radio && node.name.starts_with("0 不会"));
    tab_until(console, level, |node| node.role == Role::Radio && node.name.starts_with(level));
    console.press(&["space"]);
    console.wait("the level to be chosen", |console| {
        console.look(Role::Radio, |name| name.starts_with(level)).filter(Node::chosen)
    });
    tab_to(console, Role::Entry, "具体表现");
    console.write_in("具体表现", "teaches the others on visits");
    holds(console, "具体表现", "teaches the others on visits");
    console.shot("coach-rate");
    console.press(&["ctrl+Return"]);
    console.read("已保存：评定技能");
    drawer_gone(console, "评定");
    console.press(&["Escape"]);
    drawer_gone(console, &opened);
    let now = &level[..1];
    console.wait("the matrix to change", |console| {
        cell(console).filter(|node| node.name.starts_with(&format!("{called}{now}")))
    });
    console.shot("coach-rated");
}

/// Puts a score of a class that is over right.
fn record(console: &Console<'_>, class: &str) {
    turn(console, "技能矩阵", &["培训计划", "班次"]);
    tab_until(console, class, |node| node.role == Role::ListItem && node.name.starts_with(class));
    console.press(&["Return"]);
    console.find(Role::Button, "登记");
    console.shot("coach-class");
    tab_to(console, Role::Button, "登记");
    console.press(&["Return"]);
    console.find(Role::Button, "全部到课");
    at(console, "到课", |node| node.role == Role::ComboBox && node.name.starts_with("到课"));
    let text = |node: &Node| console.desk.bus.text(node).unwrap_or_default();
    let scored = |node: &Node| {
        node.role == Role::Entry && node.name.starts_with("课后 ") && !text(node).is_empty()
    };
    let field = tab_until(console, "a score", scored);
    let score = if text(&field).starts_with("88") { "89" } else { "88" };
    console.press(&["ctrl+a"]);
    console.write(score);
    holds(console, &field.name, score);
    console.shot("coach-score");
    console.press(&["ctrl+Return"]);
    console.read("已保存：登记培训结果");
    console.wait("the grid to go", |console| {
        let all = console.nodes();
        let there = all.iter().any(|node| node.name == "全部到课");
        (!all.is_empty() && !there).then_some(())
    });
    console.shot("coach-recorded");
}

#[test]
fn a_visit_is_told_a_gap_is_closed_and_all_of_it_is_undone_with_keys() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample().display().to_string();
    let before = whole(&desk, &file, "before");
    let steps = rows(
        &desk,
        &file,
        "select s.name from observation_step s join observation_template t on t.id = s.template_id \
         where t.current = 1 order by s.position",
    );
    assert_eq!(steps.len(), SEEN.len(), "{steps:?}");
    let told = desk.json(&["show", &file, "skills", "--json"]);
    let n = told["enrolment"]["chosen"].as_array().unwrap().len();
    assert_eq!(n, 6, "the class of the widest gap has six seats for six people");
    // The newest class that was held and tested.
    let class = rows(
        &desk,
        &file,
        "select c.starts || ' ' || coalesce(c.title, k.name) from training_class c \
         join course k on k.id = c.course_id where c.status = 'held' and exists \
         (select 1 from training_result r where r.class_id = c.id and r.score is not null) \
         order by c.starts desc, c.id limit 1",
    );

    let console = Console::start(&desk, &[&file]);
    console.read("现在需要你");
    console.go(Area::Coaching);
    turn(&console, "辅导记录", &["跟进行动", "陪访观察"]);
    console.shot("coach-visits");
    visit(&console, &steps);
    print_sheet(&console);
    console.go(Area::Training);
    enrol(&console, n);
    rate(&console);
    record(&console, &class[0]);

    for step in ["登记培训结果", "评定技能", "报名", "记录陪访"] {
        console.press(&["ctrl+z"]);
        console.read(&format!("已撤销：{step}"));
        console.quiet();
    }
    console.shot("coach-undone");
    console.close();
    let after = whole(&desk, &file, "after");
    assert!(before == after, "every table is as it was before");
}
