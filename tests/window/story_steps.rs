//! Sixty steps through all areas as somebody takes them who has never seen the program: from the welcome screen
//! into an empty workspace, through its first steps with two small sheets, and through the sample. Each step
//! leads to something that was not there before it, so a way that ends fails; each is photographed.

use std::fs;

use crate::console::Console;
use crate::desk::{Desk, Look};
use crate::reader::{Node, Role};
use crate::steps::{Act, Hands, Step, Then, Walk, Words};
use crate::story_keys::holds;

/// The people of a small team, in each language.
const ROSTER: [&str; 2] = [
    "姓名,工号,岗位,团队,区域,直接经理,入职日期
赵明,N001,销售经理,北区一组,北区,,2019-03-01
钱莉,N002,销售代表,北区一组,北区,赵明,2021-06-15
孙浩,N003,销售代表,北区一组,北区,赵明,2022-02-21
李倩,N004,销售代表,北区一组,北区,赵明,2020-09-07
",
    "name,employee number,title,team,region,manager,hire date
Nora King,S01,Sales manager,North,East,,2019-03-01
Ada Field,S02,Sales rep,North,East,Nora King,2021-06-15
Ben Moss,S03,Sales rep,North,East,Nora King,2022-02-21
Cara Lund,S04,Sales rep,North,East,Nora King,2020-09-07
",
];

/// Their deals: four that were won, so that there is something to set a target by, and four that are open.
const DEALS: [&str; 2] = [
    "商机编号,商机名称,负责人,阶段,金额(万元),创建日期,预计签约日,签约日期
P-001,循环水改造,钱莉,赢单,36.5,2025-05-06,,2025-07-15
P-002,空压站改造,孙浩,赢单,28,2025-05-20,,2025-08-20
P-003,锅炉改造,李倩,赢单,42,2025-06-03,,2025-09-16
P-004,除尘改造,钱莉,赢单,31,2025-07-08,,2025-10-21
P-005,流量监测,孙浩,方案报价,58,2025-08-18,2025-12-20,
P-006,露点监测,李倩,需求分析,21.4,2025-10-20,2026-01-15,
P-007,白水流量,钱莉,商务谈判,44,2025-07-09,2025-12-05,
P-008,气体分析,孙浩,线索开发,12,2025-10-11,2026-02-28,
",
    "deal id,deal name,sales rep,stage,amount,create date,expected close date,close date
D1,Pumps,Ada Field,won,365000,2025-05-06,,2025-07-15
D2,Valves,Ben Moss,won,280000,2025-05-20,,2025-08-20
D3,Boilers,Cara Lund,won,420000,2025-06-03,,2025-09-16
D4,Filters,Ada Field,won,310000,2025-07-08,,2025-10-21
D5,Meters,Ben Moss,Proposal,580000,2025-08-18,2025-12-20,
D6,Gauges,Cara Lund,Discovery,214000,2025-10-20,2026-01-15,
D7,Hoses,Ada Field,Negotiation,440000,2025-07-09,2025-12-05,
D8,Seals,Ben Moss,Prospecting,120000,2025-10-11,2026-02-28,
",
];

/// What the sheets are called.
const ROSTER_FILE: &str = "roster.csv";
const DEALS_FILE: &str = "deals_2025-11-14.csv";

/// Somebody of the sample, as the name is written and as it is typed.
const REP: (&str, &str) = ("王志强", "wangzhiqiang");

/// A tab is pressed, and these words are there.
const fn tab(photo: &'static str, pressed: Words, then: Words) -> Step {
    Step::new(photo, Act::Press(Role::Tab), pressed, Then::Read(then))
}

/// A button is pressed, and these words are there.
const fn button(photo: &'static str, pressed: Words, then: Words) -> Step {
    Step::new(photo, Act::Press(Role::Button), pressed, Then::Read(then))
}

/// More is done than one press, and these words are there.
const fn hands(photo: &'static str, hands: Hands, pressed: Words, then: Words) -> Step {
    Step::new(photo, Act::Do(hands), pressed, Then::Read(then))
}

/// The steps, in the order in which they are taken.
const STEPS: [Step; 60] = [
    // The way in: an empty workspace, its four steps.
    Step::new("welcome", Act::Look, ["", ""], Then::Read(["开始使用", "Get started"])),
    hands(
        "new-workspace",
        create,
        ["新建工作区", "New workspace"],
        ["四步上手", "Four steps to begin"],
    ),
    button(
        "team",
        ["去建团队", "Go to the team"],
        ["会一并建好", "brings teams, posts and regions"],
    ),
    hands("roster", choose_roster, ["导入人员名册", "Import a roster"], [ROSTER_FILE; 2]),
    button(
        "roster-preview",
        ["预览变更（4行）", "Preview changes (4 rows)"],
        ["还没有写入任何数据", "Nothing has been stored yet"],
    ),
    button(
        "roster-done",
        ["导入4行", "Import 4 rows"],
        ["文件4行 = 新增 4", "Rows in files 4 = new 4"],
    ),
    Step::new(
        "stages",
        Act::Do(from_today),
        ["去看阶段", "Look at the stages"],
        Then::Page(["阶段与流程", "Stages"]),
    ),
    hands("report", choose_deals, ["去导入", "Go to Import"], [DEALS_FILE; 2]),
    button(
        "report-preview",
        ["预览变更（8行）", "Preview changes (8 rows)"],
        ["还没有写入任何数据", "Nothing has been stored yet"],
    ),
    button(
        "report-done",
        ["导入8行", "Import 8 rows"],
        ["文件8行 = 新增 8", "Rows in files 8 = new 8"],
    ),
    button("first-funnel", ["去漏斗", "Go to Funnel"], ["阶段漏斗", "Stage funnel"]),
    hands(
        "first-targets",
        from_today,
        ["去定目标", "Go to the targets"],
        ["设定方法", "How to set it"],
    ),
    hands(
        "target-typed",
        type_target,
        ["自行填写", "Type it"],
        ["草稿，未保存", "Draft, not saved"],
    ),
    hands(
        "target-set",
        set_target,
        ["定为目标", "Set target"],
        ["已保存：设定目标", "Saved: Set targets"],
    ),
    hands("all-set", all_set, ["工作台", "Today"], ["现在需要你", "Needs you now"]),
    // Today.
    hands("sample", open_sample, ["ctrl+o", "ctrl+o"], ["示例数据", "Sample data"]),
    hands(
        "notice-opened",
        open_notice,
        ["打开商机 ", "Open deal "],
        ["阶段路径", "Path through stages"],
    ),
    hands(
        "notice-put-off",
        put_off,
        ["返回列表", "Back to list"],
        ["暂缓到哪一天", "Snooze until when"],
    ),
    Step::new(
        "notice-later",
        Act::Begins(Role::Button),
        ["下周一 ", "Monday, "],
        Then::Read(["已保存：暂缓提醒", "Saved: Snooze notice"]),
    ),
    hands(
        "notice-done",
        tick_off,
        ["停滞商机 ", "Stuck deal "],
        ["已保存：处理提醒", "Saved: Mark notice done"],
    ),
    Step::new(
        "notice-undone",
        Act::Keys,
        ["ctrl+z", "ctrl+z"],
        Then::Read(["已撤销：处理提醒", "Undone: Mark notice done"]),
    ),
    tab("glossary", ["指标词典", "Glossary"], ["数据完整率", "Data in order"]),
    Step::new(
        "figure",
        Act::Begins(Role::Row),
        ["签约额 ", "Signed amount "],
        Then::Read(["用你的数算一遍", "Worked out with your numbers"]),
    ),
    // The funnel.
    tab("funnel", ["漏斗", "Funnel"], ["阶段漏斗", "Stage funnel"]),
    Step::new(
        "stage",
        Act::Begins(Role::Button),
        ["需求分析 ", "Discovery "],
        Then::Read(["需求分析→方案报价", "Discovery to Proposal"]),
    ),
    tab("stuck", ["停滞商机", "Stuck deals"], ["待决定 ", "To decide "]),
    Step::new(
        "stuck-deal",
        Act::Begins(Role::Row),
        ["", ""],
        Then::Read(["怎么处理", "What to do"]),
    ),
    tab("forecast", ["预测", "Forecast"], ["预测汇总", "Roll-up"]),
    tab("deals", ["商机列表", "Deals"], ["看板", "Board"]),
    hands("deal", open_row, ["", ""], ["阶段路径", "Path through stages"]),
    hands("board", board, ["看板", "Board"], ["阶段以周报为准", "Stages come from the reports"]),
    // Coaching.
    tab("coaching", ["辅导", "Coaching"], ["搜索辅导记录", "Search the coaching log"]),
    Step::new(
        "coaching-record",
        Act::Do(open_record),
        ["打开“", "Open the record of \""],
        Then::Done,
    ),
    button("coaching-new", ["新建辅导", "New coaching"], ["辅导谁", "Who is coached"]),
    hands(
        "coaching-prepared",
        pick_rep,
        ["辅导谁", "Who is coached"],
        ["漏斗最弱的一步", "Weakest step of the funnel"],
    ),
    hands(
        "coaching-told",
        tell_talk,
        ["主题", "Topic"],
        ["已保存：记录辅导", "Saved: Record coaching"],
    ),
    // Training.
    tab("training", ["培训", "Training"], ["近期培训", "Upcoming classes"]),
    Step::new(
        "skill",
        Act::Begins(Role::Cell),
        ["王志强 ", "王志强 "],
        Then::Read(["评定记录", "Ratings"]),
    ),
    tab("classes", ["班次", "Classes"], ["四级效果", "Four levels"]),
    // The organisation.
    tab("organisation", ["组织", "Organisation"], ["在岗人员", "People on duty"]),
    Step::new("found", Act::Do(find_rep), ["列表", "List"], Then::Done),
    tab("person", ["人员档案", "Person"], ["漏斗症状", "Funnel symptoms"]),
    Step::new("whole-chart", Act::Do(whole_chart), ["组织结构", "Structure"], Then::Done),
    // Targets and evaluations.
    tab("targets", ["目标", "Targets"], ["设定方法", "How to set it"]),
    tab("progress", ["达成进度", "Progress"], ["每天还需", "Needed per day"]),
    hands("gap", gap, ["差距归因", "Gap"], ["缺口从哪来", "Where the gap of"]),
    tab("evaluation", ["评估", "Evaluation"], ["评分卡", "Scorecard"]),
    Step::new("everybody", Act::Press(Role::Radio), ["汇总", "Summary"], Then::Chosen),
    // Reports.
    hands("print", print, ["打印", "Print"], ["一个 PDF", "One PDF"]),
    Step::new("page", Act::Press(Role::Radio), ["单份", "One"], Then::Chosen),
    // Settings.
    hands("health", settings, ["健康", "Health"], ["绘图方式", "Drawn with"]),
    hands(
        "backup",
        back_up,
        ["立即备份", "Back up now"],
        ["已备份并核验", "Backed up and verified"],
    ),
    hands(
        "privacy",
        look_at_leaver,
        ["查看", "Look at "],
        ["删除后无法恢复", "What is erased cannot be brought back"],
    ),
    Step::new("dark", Act::Do(dark), ["深色", "Dark"], Then::Done),
    Step::new(
        "other-language",
        Act::Press(Role::Radio),
        ["English", "中文"],
        Then::Page(["Appearance and language", "外观与语言"]),
    ),
    Step::new(
        "own-language",
        Act::Press(Role::Radio),
        ["中文", "English"],
        Then::Page(["外观与语言", "Appearance and language"]),
    ),
    // From anywhere.
    Step::new(
        "palette",
        Act::Away,
        ["ctrl+k", "ctrl+k"],
        Then::Read(["转到工作台", "Go to Today"]),
    ),
    Step::new("guide", Act::Away, ["F1", "F1"], Then::Read(["搜索指南", "Search the guide"])),
    Step::new(
        "shortcuts",
        Act::Away,
        ["ctrl+slash", "ctrl+slash"],
        Then::Read(["macOS 上用 Command 代替 Ctrl", "On macOS the Command key"]),
    ),
    hands("note", write_note, ["ctrl+n", "ctrl+n"], ["已保存：记一笔", "Saved: Write note"]),
];

#[test]
fn sixty_steps_in_chinese() {
    walk(Look::CHINESE);
}

#[test]
fn sixty_steps_in_english() {
    walk(Look::ENGLISH);
}

/// Takes all steps.
fn walk(look: Look) {
    let desk = Desk::new(look);
    let language = usize::from(look.language == "en");
    fs::write(desk.path(ROSTER_FILE), ROSTER[language]).unwrap();
    fs::write(desk.path(DEALS_FILE), DEALS[language]).unwrap();
    let console = Console::start(&desk, &[]);
    let mut walk = Walk::new(&console);
    for (at, step) in STEPS.iter().enumerate() {
        walk.take(at + 1, step);
    }
    let stale = walk.stale;
    console.close();
    assert!(stale.is_empty(), "what these steps lead to was there before them: {stale:?}");
}

// ── The way in ──────────────────────────────────────────────────────────────────────────────────────

fn create(walk: &Walk<'_, '_>, button: &str) {
    walk.press(Role::Button, button);
    walk.console.answer(&walk.console.desk.path("first.cox"));
}

/// Where nobody is there yet, the roster is one press away.
fn choose_roster(walk: &Walk<'_, '_>, button: &str) {
    walk.press(Role::Button, button);
    walk.console.answer(&walk.console.desk.path(ROSTER_FILE));
}

/// Takes the next of the first steps.
fn from_today(walk: &Walk<'_, '_>, button: &str) {
    walk.turn(walk.own(["工作台", "Today"]));
    walk.press(Role::Button, button);
}

fn choose_deals(walk: &Walk<'_, '_>, button: &str) {
    from_today(walk, button);
    walk.console.quiet();
    // The import shows what came of the one before.
    let more = walk.own(["继续导入", "Import more"]);
    if walk.console.says(more) {
        walk.press(Role::Button, more);
    }
    walk.press(Role::Button, walk.own(["选择文件", "Choose files"]));
    walk.console.answer(&walk.console.desk.path(DEALS_FILE));
}

/// Types a target without any rule.
fn type_target(walk: &Walk<'_, '_>, rule: &str) {
    walk.press_first(Role::Radio, rule);
    walk.press(Role::Entry, walk.own(["目标", "Target"]));
    walk.console.press(&["ctrl+a"]);
    walk.console.write("600");
}

/// Sets the target that was typed, and says how it is reached and why it is what it is.
fn set_target(walk: &Walk<'_, '_>, button: &str) {
    walk.press(Role::Button, button);
    walk.console.find(Role::Dialog, button);
    fill(walk, walk.own(["怎样达到", "How to reach it"]), "two visits a week");
    fill(walk, walk.own(["原因", "Reason"]), "agreed with the team");
    walk.console.press(&["ctrl+Return"]);
}

/// Writes into a field.
fn fill(walk: &Walk<'_, '_>, field: &str, words: &str) {
    walk.press(Role::Entry, field);
    walk.console.write_in(field, words);
    holds(walk.console, field, words);
}

/// The card of the first steps goes with the last of them.
fn all_set(walk: &Walk<'_, '_>, today: &str) {
    walk.turn(today);
    walk.console.read(walk.own(["现在需要你", "Needs you now"]));
    walk.console.gone(walk.own(["四步上手", "Four steps to begin"]));
}

// ── Today ───────────────────────────────────────────────────────────────────────────────────────────

fn open_sample(walk: &Walk<'_, '_>, keys: &str) {
    let file = walk.console.desk.sample();
    walk.leave();
    walk.console.press(&[keys]);
    walk.console.answer(&file);
}

/// Opens the deal of the first notice about one that is stuck.
fn open_notice(walk: &Walk<'_, '_>, button: &str) {
    walk.console.read(walk.own(["现在需要你", "Needs you now"]));
    walk.press_first(Role::Toggle, walk.own(["停滞 ", "Stuck "]));
    walk.console.quiet();
    walk.press_first(Role::Button, button);
}

/// Goes back from the deal to the notices and presses S on the first.
fn put_off(walk: &Walk<'_, '_>, back: &str) {
    walk.press(Role::Button, back);
    choose_row(walk, walk.own(["停滞商机 ", "Stuck deal "]));
    walk.console.press(&["s"]);
}

/// Presses D on the first notice.
fn tick_off(walk: &Walk<'_, '_>, row: &str) {
    choose_row(walk, row);
    walk.console.press(&["d"]);
}

/// Clicks the topmost row whose name begins so, and waits until it is the chosen one.
fn choose_row(walk: &Walk<'_, '_>, begin: &str) {
    walk.leave();
    let row = walk.first(Role::Row, begin);
    walk.press_on(&row);
    walk.console.wait(&format!("the row “{}” to be chosen", row.name), |console| {
        console.look(Role::Row, |name| name == row.name).filter(Node::chosen)
    });
}

// ── Funnel ──────────────────────────────────────────────────────────────────────────────────────────

/// Opens the first row with Enter.
fn open_row(walk: &Walk<'_, '_>, begin: &str) {
    choose_row(walk, begin);
    walk.console.press(&["Return"]);
}

/// Goes back from a deal to the list, and shows it as a board.
fn board(walk: &Walk<'_, '_>, radio: &str) {
    walk.press(Role::Button, walk.own(["返回列表", "Back to list"]));
    walk.choose(radio);
}

// ── Coaching ────────────────────────────────────────────────────────────────────────────────────────

/// Goes from what was agreed to the talk in which it was.
fn open_record(walk: &Walk<'_, '_>, begin: &str) {
    walk.turn(walk.own(["跟进行动", "Actions"]));
    walk.press_first(Role::Button, begin);
    let log = walk.own(["辅导记录", "Coaching log"]);
    walk.console.wait("the log with the record", |console| {
        console.look(Role::Tab, |name| name == log).filter(Node::chosen)
    });
}

/// Chooses somebody of the sample from the list that has the keyboard.
fn pick_rep(walk: &Walk<'_, '_>, list: &str) {
    let (name, typed) = REP;
    let console = walk.console;
    console.wait(&format!("“{list}” to have the keyboard"), |console| {
        let fits = |node: &Node| node.role == Role::ComboBox && node.name.starts_with(list);
        console.focused().filter(fits)
    });
    console.press(&["Return"]);
    console.wait("the search of the list", |console| {
        console.focused().filter(|node| node.role == Role::Entry)
    });
    console.write(typed);
    console.wait(&format!("“{name}” in the list"), |console| {
        console.look(Role::ListItem, |item| item.starts_with(name))
    });
    console.quiet();
    console.press(&["Return"]);
    console.wait(&format!("“{name}” to be chosen in “{list}”"), |console| {
        console.look(Role::ComboBox, |own| own.starts_with(list) && own.contains(name))
    });
}

fn tell_talk(walk: &Walk<'_, '_>, field: &str) {
    fill(walk, field, "Review of the quarter");
    walk.console.press(&["ctrl+Return"]);
}

// ── Organisation ────────────────────────────────────────────────────────────────────────────────────

/// Finds somebody in the list by pinyin.
fn find_rep(walk: &Walk<'_, '_>, radio: &str) {
    walk.choose(radio);
    fill(walk, walk.own(["搜索人员", "Search people"]), REP.1);
    walk.console.wait(&format!("{} alone in the list", REP.0), |console| {
        let all = console.nodes();
        let mut rows = all.iter().filter(|node| node.role == Role::Row);
        (rows.next()?.name == REP.0 && rows.next().is_none()).then_some(())
    });
}

fn whole_chart(walk: &Walk<'_, '_>, tab: &str) {
    walk.turn(tab);
    walk.choose(walk.own(["全图", "Whole tree"]));
}

// ── Targets ─────────────────────────────────────────────────────────────────────────────────────────

/// The quarter is not over: the page says so and leads to the one before.
fn gap(walk: &Walk<'_, '_>, radio: &str) {
    walk.choose(radio);
    walk.press_first(Role::Button, walk.own(["看2025年", "Look at Q3"]));
}

// ── Reports and settings ────────────────────────────────────────────────────────────────────────────

fn print(walk: &Walk<'_, '_>, tab: &str) {
    walk.turn(walk.own(["报表", "Reports"]));
    walk.turn(tab);
}

fn settings(walk: &Walk<'_, '_>, tab: &str) {
    walk.turn(walk.own(["设置", "Settings"]));
    walk.turn(tab);
}

fn back_up(walk: &Walk<'_, '_>, button: &str) {
    walk.turn(walk.own(["备份", "Backups"]));
    walk.press(Role::Button, button);
}

/// Looks at what is held of the first who left.
fn look_at_leaver(walk: &Walk<'_, '_>, begin: &str) {
    walk.turn(walk.own(["隐私", "Privacy"]));
    walk.press_first(Role::Button, begin);
}

fn dark(walk: &Walk<'_, '_>, radio: &str) {
    walk.turn(walk.own(["外观与语言", "Appearance and language"]));
    walk.choose(radio);
}

// ── From anywhere ───────────────────────────────────────────────────────────────────────────────────

/// Writes a note about somebody with keys, and its words into their field.
fn write_note(walk: &Walk<'_, '_>, keys: &str) {
    walk.leave();
    walk.console.press(&[keys]);
    pick_rep(walk, walk.own(["写在谁名下", "About"]));
    fill(walk, walk.own(["内容", "Note"]), "call back on Wednesday");
    walk.console.press(&["ctrl+Return"]);
}
