//! 每月自查: a manager says of each duty of the sheet whether it was done and what shows it, beside the
//! figures of the team; what is refused; what counts when the sheet changes; the program's answer.

use coxswain::command::duties::{Command as Ask, LineForm, SheetForm};
use coxswain::command::{Command, Fact};
use coxswain::domain::duty::Audience;
use coxswain::domain::ids::{DutyLineId, PersonId};
use coxswain::domain::period::Period;
use coxswain::metrics::MetricId;
use coxswain::metrics::self_check::{self, SelfCheck};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::duties::Duties;
use coxswain::store::records::{DutyCheck, DutyLine, DutySection};

use crate::common::{
    CREATE_ALL, Desk, TODAY, Take, WAN, act, day, everything, person, post, refused, take,
};

const POST: &str = "区域经理";
const NOVEMBER: Period = Period::Month(2025, 11);
const OCTOBER: Period = Period::Month(2025, 10);

/// 林晓峰 leads 一组 with 张伟, who won 30 in October and 20 in November, and lost one; nobody of 二组
/// counts. Amounts in 万元.
const DEALS: &str =
    "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,进入阶段日期,签约日期
    D1,一,甲厂,G1,张伟,赢单,30,2025-03-01,,2025-10-20
    D2,二,甲厂,G1,张伟,赢单,20,2025-04-01,,2025-11-05
    D3,三,甲厂,G1,张伟,输单,10,2025-04-01,,2025-11-06
    D4,四,乙院,G1,王芳,赢单,70,2025-04-01,,2025-11-07";

fn duty(title: &str, percent: i64, metric: &str) -> LineForm {
    LineForm {
        title: title.to_owned(),
        metric: metric.to_owned(),
        weight: percent * 100,
        ..LineForm::new(DutySection::Duty)
    }
}

fn publish(workspace: &mut Workspace, starts: &str, note: &str, mut lines: Vec<LineForm>) {
    // A requirement is no duty, and nobody checks it.
    let licence = "机动车驾驶证".to_owned();
    lines.push(LineForm { title: licence, weight: 1, ..LineForm::new(DutySection::Quality) });
    let form = SheetForm {
        post: post(&workspace.db, POST),
        name: POST.to_owned(),
        audience: Audience::Everyone,
        starts: day(starts),
        code: String::new(),
        purpose: "带队完成目标".to_owned(),
        change_note: note.to_owned(),
        lines,
    };
    act(workspace, &Command::Duties(Ask::Publish(Box::new(form))));
}

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.open();
    let roster = desk.csv(
        "名册.csv",
        "姓名,工号,岗位,团队,区域,直接经理,入职日期,所在城市
         林晓峰,M01,区域经理,一组,华东,,2020-01-01,上海
         张伟,S01,销售代表,一组,华东,林晓峰,2023-03-01,上海
         王芳,S02,销售代表,二组,华南,赵磊,2022-07-15,广州",
    );
    let every = Take { create: CREATE_ALL, ..Take::default() };
    take(&mut workspace, &roster, &every);
    let deals = desk.csv("商机.csv", DEALS);
    take(&mut workspace, &deals, &every);
    let duties = vec![
        duty("区域签约目标", 50, "signed_amount"),
        duty("漏斗管理", 30, "win_rate"),
        duty("陪访与辅导", 20, ""),
    ];
    publish(&mut workspace, "2025-01-01", "", duties);
    workspace
}

fn line(workspace: &Workspace, title: &str) -> DutyLineId {
    let lines = workspace.db.all::<DutyLine>().unwrap();
    lines.into_iter().rfind(|line| line.title == title).expect("the line").id
}

fn check(workspace: &Workspace, title: &str, month: Period, done: bool, proof: &str) -> Command {
    Command::Duties(Ask::Check {
        person: person(&workspace.db, "林晓峰"),
        name: "林晓峰".to_owned(),
        line: line(workspace, title),
        month,
        done,
        proof: proof.to_owned(),
        today: day(TODAY),
    })
}

fn found(workspace: &Workspace, person: PersonId, month: Period) -> SelfCheck {
    let duties = Duties::load(&workspace.db).unwrap();
    let directory = Directory::load(&workspace.db).unwrap();
    let ask = self_check::Ask { person, month, today: day(TODAY) };
    self_check::load(&workspace.db, &directory, &duties, ask).unwrap()
}

#[test]
fn a_duty_is_done_with_what_shows_it_and_undone_again() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let manager = person(&workspace.db, "林晓峰");
    let before = everything(&workspace.db);
    // Nothing was said: that is not none done.
    assert_eq!(found(&workspace, manager, NOVEMBER).kept().unwrap().done_of(), None);

    let order = check(&workspace, "漏斗管理", NOVEMBER, true, " 漏斗会记录 ");
    let done = act(&mut workspace, &order);
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-duty-check", "林晓峰 2025-11"));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Posts]);
    let stored = workspace.db.all::<DutyCheck>().unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!((stored[0].proof.as_deref(), stored[0].done), (Some("漏斗会记录"), true));
    assert_eq!((stored[0].month.as_str(), stored[0].on_day), ("2025-11", day(TODAY)));
    // Said once more, nothing changes.
    assert_eq!(act(&mut workspace, &order).title, "");

    let order = check(&workspace, "陪访与辅导", NOVEMBER, false, "下旬安排");
    act(&mut workspace, &order);
    let kept = found(&workspace, manager, NOVEMBER).kept().unwrap();
    assert_eq!((kept.said, kept.done_of()), (2, Some((1, 3))));
    let order = check(&workspace, "陪访与辅导", NOVEMBER, true, "陪访记录");
    act(&mut workspace, &order);
    let kept = found(&workspace, manager, NOVEMBER).kept().unwrap();
    assert_eq!((kept.said, kept.done_of()), (2, Some((2, 3))));
    let line = line(&workspace, "陪访与辅导");
    let take_away = Command::Duties(Ask::Uncheck {
        person: manager,
        name: "林晓峰".to_owned(),
        line,
        month: NOVEMBER,
    });
    assert_eq!(act(&mut workspace, &take_away).title, "step-duty-uncheck");
    let kept = found(&workspace, manager, NOVEMBER).kept().unwrap();
    assert_eq!((kept.said, kept.done_of()), (1, Some((1, 3))));
    for _ in 0..4 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), before);
}

#[test]
fn what_cannot_be_said_is_refused() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let december = Period::Month(2025, 12);
    for (order, key) in [
        (check(&workspace, "漏斗管理", NOVEMBER, true, "  "), "error-duty-check-proof"),
        (check(&workspace, "漏斗管理", december, false, ""), "error-duty-check-future"),
        (check(&workspace, "漏斗管理", NOVEMBER.year_before(), false, ""), "error-duty-check-line"),
        (check(&workspace, "机动车驾驶证", NOVEMBER, false, ""), "error-duty-check-line"),
        (check(&workspace, "漏斗管理", Period::Year(2025), false, ""), "error-duty-check-month"),
    ] {
        assert_eq!(refused(&mut workspace, &order), key, "{order:?}");
    }
    // A rep has no sheet, so no duty is theirs.
    let other = Command::Duties(Ask::Check {
        person: person(&workspace.db, "张伟"),
        name: "张伟".to_owned(),
        line: line(&workspace, "漏斗管理"),
        month: NOVEMBER,
        done: true,
        proof: "记录".to_owned(),
        today: day(TODAY),
    });
    assert_eq!(refused(&mut workspace, &other), "error-duty-check-line");
}

#[test]
fn beside_a_duty_stands_the_figure_of_the_team() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let manager = person(&workspace.db, "林晓峰");
    let figure = |month: Period, at: usize| {
        let found = found(&workspace, manager, month);
        let figure = found.lines[at].figure.clone();
        figure.map(|figure| (figure.metric, figure.measured.value, figure.few()))
    };
    let signed = MetricId::SignedAmount;
    assert_eq!(figure(OCTOBER, 0), Some((signed, Some(30 * WAN), false)));
    assert_eq!(figure(NOVEMBER, 0), Some((signed, Some(20 * WAN), false)));
    // One won of two closed: too few to say a rate.
    assert_eq!(figure(NOVEMBER, 1), Some((MetricId::WinRate, Some(5_000), true)));
    assert_eq!(figure(NOVEMBER, 2), None, "it names no metric");
    let found = found(&workspace, manager, NOVEMBER);
    assert_eq!((found.teams.len(), found.as_of), (1, day(TODAY)));
}

#[test]
fn what_was_said_of_another_sheet_does_not_count() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let manager = person(&workspace.db, "林晓峰");
    for month in [OCTOBER, NOVEMBER] {
        let order = check(&workspace, "漏斗管理", month, true, "漏斗会记录");
        act(&mut workspace, &order);
    }
    // From the middle of November on there are two duties; its lines are others.
    let duties = vec![duty("漏斗管理", 60, ""), duty("招聘", 40, "")];
    publish(&mut workspace, "2025-11-15", "只看漏斗和招聘", duties);
    let counted = |workspace: &Workspace| -> Vec<(String, Option<usize>, Option<usize>)> {
        let months = found(workspace, manager, NOVEMBER).months.into_iter();
        months
            .map(|kept| (kept.month.to_string(), kept.duties, kept.done_of().map(|(done, _)| done)))
            .collect()
    };
    let months = counted(&workspace);
    assert_eq!(months.len(), 6);
    assert_eq!(months[0], ("2025-06".to_owned(), Some(3), None));
    assert_eq!(months[4], ("2025-10".to_owned(), Some(3), Some(1)));
    assert_eq!(months[5], ("2025-11".to_owned(), Some(2), None));
    let order = check(&workspace, "招聘", NOVEMBER, true, "面试记录");
    act(&mut workspace, &order);
    assert_eq!(counted(&workspace)[5], ("2025-11".to_owned(), Some(2), Some(1)));
}

#[test]
fn the_program_shows_a_month() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let order = check(&workspace, "漏斗管理", NOVEMBER, true, "漏斗会记录");
    act(&mut workspace, &order);
    drop(workspace);
    let ask = ["show", "销售.cox", "self-check", "--date", TODAY];
    let with = |rest: &[&'static str]| [&ask[..], rest].concat();
    let told = desk.json(0, &with(&["--person", "林晓峰", "--period", "2025-11", "--json"]));
    assert_eq!((told["done"].as_i64(), told["duties"].as_i64()), (Some(1), Some(3)));
    assert_eq!(told["sheet"]["post"], POST);
    assert_eq!(told["figures_of"][0], "一组");
    let lines = told["lines"].as_array().unwrap();
    assert_eq!((lines[0]["done"].as_bool(), lines[1]["done"].as_bool()), (None, Some(true)));
    assert_eq!(lines[0]["value"].as_i64(), Some(20 * WAN));
    assert_eq!(lines[1]["proof"], "漏斗会记录");
    assert_eq!(told["months"].as_array().unwrap().len(), 6);

    let said = desk.says(0, &with(&["--person", "林晓峰"]));
    assert!(said.contains("林晓峰 2025-11：已完成 1 / 3"), "{said}");
    assert!(said.contains("[x] 漏斗管理  漏斗会记录  赢单率 样本少"), "{said}");
    let said = desk.says(0, &with(&["--person", "张伟"]));
    assert!(said.contains("没有适用的岗位说明书"), "{said}");
    let said = desk.says(2, &with(&["--person", "林晓峰", "--period", "2025"]));
    assert!(said.contains("不是一个月"), "{said}");
    let said = desk.says(2, &with(&["--person", "林晓峰", "--period", "2026-01"]));
    assert!(said.contains("还没有开始"), "{said}");
}
