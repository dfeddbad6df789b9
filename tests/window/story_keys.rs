//! Without a pointer: Tab, Enter, Ctrl+K and Escape lead everywhere.

use std::collections::BTreeSet;

use crate::console::{Area, Console};
use crate::desk::{Desk, Look};
use crate::reader::{Node, Role};

/// Presses Tab, waits until something else has the keyboard, and returns it.
pub fn tab(console: &Console<'_>) -> Node {
    let before = console.focused();
    console.press(&["Tab"]);
    console.wait("Tab to move on", |console| {
        let now = console.focused()?;
        (!before.as_ref().is_some_and(|before| before.is_same(&now))).then_some(now)
    })
}

/// Presses Tab until this has the keyboard.
fn tab_to(console: &Console<'_>, role: Role, name: &str) {
    let mut met = vec![];
    for _ in 0..60 {
        let stop = tab(console);
        if stop.role == role && stop.name == name {
            return;
        }
        met.push(stop.name);
    }
    panic!("60 times Tab do not lead to {role:?} “{name}”: {met:?}");
}

/// Chooses in the palette.
fn choose(console: &Console<'_>, typed: &str, title: &str) {
    console.press(&["ctrl+k"]);
    console.write_in("搜索或执行命令", typed);
    console.wait(&format!("“{title}” to be the chosen one"), |console| {
        console.look(Role::ListItem, |name| name == title).filter(Node::chosen)
    });
    console.press(&["Return"]);
}

#[test]
fn everything_is_reached_with_keys_alone() {
    let desk = Desk::new(Look::CHINESE);
    let console = Console::start(&desk, &[]);
    console.find(Role::Button, "试用示例数据");
    tab_to(&console, Role::Button, "试用示例数据");
    console.shot("keys-focus");
    console.press(&["Return"]);
    console.read("现在需要你");
    console.quiet();

    // The first Tab shows where the keyboard is, and every stop has a name.
    let mut stops = BTreeSet::new();
    for _ in 0..12 {
        let stop = tab(&console);
        assert!(!stop.name.is_empty(), "a stop of Tab without a name: {stop:?}");
        stops.insert(stop.name);
    }
    assert!(stops.len() > 8, "{stops:?}");
    console.press(&["Escape"]);

    choose(&console, "zz", "转到组织");
    console.wait("the organisation", |console| {
        console.look(Role::Tab, |name| name == "组织").filter(Node::chosen)
    });
    choose(&console, "loudou", "转到漏斗");
    console.read("阶段漏斗");
    console.press(&["ctrl+4"]);
    console.quiet();
    tab_to(&console, Role::Radio, "结构图");
    console.press(&["Right"]);
    console.wait("the list", |console| console.look(Role::ColumnHeader, |name| name == "姓名"));
    console.shot("keys-list");
    console.close();
}

#[test]
fn a_person_is_opened_with_keys_and_left_with_escape() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample();
    let console = Console::start(&desk, &[&file.display().to_string()]);
    console.read("现在需要你");
    console.press(&["ctrl+4"]);
    console.quiet();
    tab_to(&console, Role::Radio, "结构图");
    console.press(&["Right"]);
    console.wait("the list", |console| console.look(Role::ColumnHeader, |name| name == "姓名"));
    tab_to(&console, Role::Other(55), "列表");
    console.press(&["Down", "Down"]);
    console.wait("a chosen row", |console| console.look(Role::Row, |_| true).filter(|_| true));
    console.quiet();
    tab_to(&console, Role::Button, "修改人员");
    console.press(&["Return"]);
    console.wait("the form", |console| console.look(Role::Dialog, |_| true));
    console.find(Role::Entry, "姓名");
    console.shot("keys-form");
    console.press(&["Escape"]);
    console.wait("the form to go", |console| {
        console.look(Role::Dialog, |_| true).is_none().then_some(())
    });
    console.close();
}

#[test]
fn the_scope_finds_people_by_pinyin_as_it_says() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample();
    let console = Console::start(&desk, &[&file.display().to_string()]);
    console.read("现在需要你");
    console.click(Role::Radio, "个人");
    console.quiet();
    console.click(Role::ComboBox, "范围");
    console.write_in("姓名或拼音", "cjy");
    console.wait("陈佳怡 alone in the list", |console| {
        let all = console.nodes();
        let mut left = all.iter().filter(|node| node.role == Role::ListItem);
        (left.next()?.name == "陈佳怡" && left.next().is_none()).then_some(())
    });
    console.close();
}

#[test]
fn a_quarter_is_set_and_split_with_keys() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample();
    let console = Console::start(&desk, &[&file.display().to_string()]);
    console.read("现在需要你");
    console.press(&["ctrl+2"]);
    console.read("分解到人");
    // The quarter after the one that runs has no target.
    console.press(&["alt+Right"]);
    console.read("2026年一季度");
    console.read("未设定");
    tab_to(&console, Role::Other(51), "增长率");
    console.press(&["Right"]);
    console.read("草稿，未保存");
    console.shot("keys-targets");
    tab_to(&console, Role::Button, "定为目标");
    console.press(&["Return"]);
    console.wait("the drawer", |console| console.look(Role::Dialog, |_| true));
    tab_to(&console, Role::Entry, "怎样达到");
    console.write("two visits a week");
    // A target that is reached with less than three chances in ten needs a reason.
    tab_to(&console, Role::Entry, "原因");
    console.write("growth as agreed");
    tab_to(&console, Role::Button, "保存目标");
    console.press(&["Return"]);
    console.message("设定目标 全公司 2026年一季度");
    console.wait("the drawer to go", |console| {
        console.look(Role::Dialog, |_| true).is_none().then_some(())
    });
    console.read("已设定");
    console.close();
}

/// Waits until a drawer is gone, from a tree that answers.
pub fn drawer_gone(console: &Console<'_>, title: &str) {
    console.wait(&format!("the form “{title}” to go"), |console| {
        let all = console.nodes();
        let there = all.iter().any(|node| node.role == Role::Dialog && node.name == title);
        (!all.is_empty() && !there).then_some(())
    });
}

/// Waits until a field has the keyboard and holds these words.
pub fn holds(console: &Console<'_>, field: &str, words: &str) {
    console.wait(&format!("“{words}” in the field “{field}”"), |console| {
        let node = console.focused().filter(|node| node.role == Role::Entry)?;
        (node.name == field && console.desk.bus.text(&node)? == words).then_some(())
    });
}

/// The team that a form has chosen, from the name of its list.
fn team_in(console: &Console<'_>) -> Option<String> {
    let list = console.look(Role::ComboBox, |name| name.starts_with("团队 "))?;
    list.name.strip_prefix("团队 ").map(str::to_owned)
}

#[test]
fn a_person_is_hired_and_moved_with_keys() {
    let desk = Desk::new(Look::CHINESE);
    let file = desk.sample().display().to_string();
    let console = Console::start(&desk, &[&file]);
    console.read("现在需要你");
    console.go(Area::Organisation);

    // Hired into the team that is open in the chart.
    tab_to(&console, Role::Button, "添加人员");
    console.press(&["Return"]);
    console.find(Role::Dialog, "添加人员");
    console.write_in("姓名", "Zhou Ming");
    holds(&console, "姓名", "Zhou Ming");
    let hired = console.wait("the team of the form", team_in);
    console.shot("keys-hire");
    console.press(&["ctrl+Return"]);
    drawer_gone(&console, "添加人员");

    // Found by name in the list, and chosen.
    tab_to(&console, Role::Radio, "结构图");
    console.press(&["Right"]);
    console.find(Role::ColumnHeader, "姓名");
    tab_to(&console, Role::Entry, "搜索人员");
    console.write("zhou ming");
    holds(&console, "搜索人员", "zhou ming");
    console.wait("Zhou Ming alone in the list", |console| {
        let all = console.nodes();
        let mut rows = all.iter().filter(|node| node.role == Role::Row);
        (rows.next()?.name == "Zhou Ming" && rows.next().is_none()).then_some(())
    });
    tab_to(&console, Role::Other(55), "列表");
    console.wait("Zhou Ming to be chosen", |console| {
        console.look(Role::Row, |name| name == "Zhou Ming").filter(Node::chosen)
    });
    console.quiet();

    // Moved to the next team from today on; the list of teams saves with Ctrl+Enter too.
    tab_to(&console, Role::Button, "修改人员");
    console.press(&["Return"]);
    console.find(Role::Dialog, "修改人员");
    holds(&console, "姓名", "Zhou Ming");
    let reached = (0..20).any(|_| tab(&console).name.starts_with("团队 "));
    assert!(reached, "20 times Tab do not lead to the list of teams");
    console.press(&["Return"]);
    console.wait("the list of teams", |console| {
        console.focused().filter(|node| node.role == Role::Entry && node.name == "搜索团队")
    });
    console.press(&["Down"]);
    console.quiet();
    console.press(&["Return"]);
    let moved =
        console.wait("another team", |console| team_in(console).filter(|team| *team != hired));
    console.find(Role::Entry, "生效日期");
    console.shot("keys-move");
    console.press(&["ctrl+Return"]);
    drawer_gone(&console, "修改人员");
    console.find(Role::Cell, &moved);
    console.close();

    let told = desk.json(&["show", &file, "people", "--json"]);
    let people = told["people"].as_array().unwrap();
    let own: Vec<_> = people.iter().filter(|one| one["name"] == "Zhou Ming").collect();
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(own[0]["team"], moved.as_str());
    let query = "select coalesce(t.name, '') || ' ' || coalesce(m.starts, '') || ' ' || \
                 coalesce(m.ends, '') from membership m join person p on p.id = m.person_id \
                 left join team t on t.id = m.team_id where p.name = 'Zhou Ming' order by m.id";
    let told = desk.x(&["sqlite3", &file, query]);
    let lines: Vec<&str> = told.lines().map(str::trim).collect();
    assert_eq!(lines, [format!("{hired}  2025-11-18"), format!("{moved} 2025-11-18")], "{told}");
}

#[test]
fn help_is_one_key_away_before_anything_is_open() {
    let desk = Desk::new(Look::CHINESE);
    let console = Console::start(&desk, &[]);
    console.find(Role::Button, "使用指南");
    console.press(&["F1"]);
    console.read("从表格到签字的评估表");
    console.quiet();
    console.shot("guide");
    console.press(&["Escape"]);
    console.gone("从表格到签字的评估表");
    console.press(&["ctrl+slash"]);
    console.read("保存表单");
    console.quiet();
    console.shot("shortcuts");
    console.press(&["Escape"]);
    console.gone("保存表单");
    console.close();
}
