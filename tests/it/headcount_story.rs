//! Seats, vacancies and the plan of how many people a year needs, as set by hand and as shown.

use coxswain::command::headcount::{Command as Ask, PlanForm, VacancyForm};
use coxswain::command::targets::{self, Goal, Why};
use coxswain::command::{Command, Fact, organisation};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::seats::{Seats, seats};
use coxswain::metrics::targets::Levels;
use coxswain::metrics::targets::progress::{Status, progress};
use coxswain::metrics::workload::{Inputs, ONE, PerHeadFrom, TargetFrom, TierInput, plan, sources};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{Establishment, HeadcountPlan, HeadcountTier, Vacancy};

use crate::common::{
    Desk, TODAY, Take, WAN, act, counts, day, everything, person, post, refused, take, team,
};

fn set(workspace: &Workspace, name: &str, seats: Option<i64>) -> Command {
    let team = team(&workspace.db, name);
    let post = post(&workspace.db, "销售代表");
    let subject = format!("{name} 销售代表");
    Command::Headcount(Ask::SetSeats { team, post, seats, subject })
}

fn open(workspace: &Workspace, name: &str, opened_on: &str) -> Command {
    let form = VacancyForm {
        team: team(&workspace.db, name),
        post: post(&workspace.db, "销售代表"),
        city: " 盐城 ".to_owned(),
        opened_on: day(opened_on),
        note: String::new(),
    };
    let subject = format!("{name} 销售代表");
    Command::Headcount(Ask::OpenVacancy { form, subject, today: day(TODAY) })
}

fn found(workspace: &Workspace) -> Seats {
    let directory = Directory::load(&workspace.db).unwrap();
    seats(&workspace.db, &directory, Scope::All, day(TODAY)).unwrap()
}

#[test]
fn seats_are_set_changed_taken_away_and_undone() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let before = everything(&workspace.db);
    // Three reps and the two managers that the roster made; no seats are set.
    let count = found(&workspace).whole;
    assert_eq!((count.on_duty, count.managers, count.seats, count.gap()), (5, 2, None, None));

    let command = set(&workspace, "二组", Some(4));
    let done = act(&mut workspace, &command);
    assert_eq!(done.title, "step-seats");
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Posts]);
    assert_eq!(act(&mut workspace, &command).title, "", "as it was is no change");
    let second = team(&workspace.db, "二组");
    let shown = |workspace: &Workspace| {
        let seats = found(workspace);
        let count = seats.team(second).expect("the team").count;
        (count.on_duty, count.seats, count.gap())
    };
    // 王芳 and 李娜 hold two of four seats; 赵磊 leads without a post.
    assert_eq!(shown(&workspace), (3, Some(4), Some(2)));
    let command = set(&workspace, "二组", Some(0));
    act(&mut workspace, &command);
    assert_eq!(shown(&workspace), (3, Some(0), Some(-2)), "zero is set");
    let command = set(&workspace, "二组", None);
    assert_eq!(act(&mut workspace, &command).title, "step-seats-off");
    assert_eq!(shown(&workspace), (3, None, None), "not set is not zero");
    assert!(workspace.db.all::<Establishment>().unwrap().is_empty());
    for seats in [-1, 10_000] {
        let command = set(&workspace, "二组", Some(seats));
        assert_eq!(refused(&mut workspace, &command), "error-seats-range");
    }
    for _ in 0..3 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), before);
}

#[test]
fn a_vacancy_is_opened_filled_and_counts_its_days() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let command = open(&workspace, "一组", "2025-11-19");
    assert_eq!(refused(&mut workspace, &command), "error-vacancy-future");
    let command = open(&workspace, "一组", "2025-10-17");
    act(&mut workspace, &command);
    let seats = found(&workspace);
    let openings = seats.openings();
    // From 17 October to 18 November.
    assert_eq!((openings.len(), openings[0].days, openings[0].city.as_str()), (1, 32, "盐城"));
    let id = openings[0].id;
    let close = |closed_on: &str, filled_by| {
        Command::Headcount(Ask::CloseVacancy {
            id,
            closed_on: day(closed_on),
            filled_by,
            subject: "一组 销售代表".to_owned(),
            today: day(TODAY),
        })
    };
    let zhang = Some(person(&workspace.db, "张伟"));
    for (command, key) in [
        (close("2025-10-16", zhang), "error-vacancy-early"),
        (close("2025-11-19", None), "error-vacancy-future"),
    ] {
        assert_eq!(refused(&mut workspace, &command), key);
    }
    assert_eq!(act(&mut workspace, &close("2025-11-10", zhang)).title, "step-vacancy-filled");
    assert!(found(&workspace).openings().is_empty());
    let stored = workspace.db.all::<Vacancy>().unwrap().remove(0);
    assert_eq!((stored.closed_on, stored.filled_by), (Some(day("2025-11-10")), zhang));
    let again = close("2025-11-12", None);
    assert_eq!(refused(&mut workspace, &again), "error-vacancy-closed");
    act(&mut workspace, &Command::Undo);
    assert_eq!(found(&workspace).openings().len(), 1, "undo opens it again");
}

fn tier(name: &str, accounts: i64, calls: i64, call_hours: i64, travel_hours: i64) -> TierInput {
    TierInput { name: name.to_owned(), accounts, calls, call_hours, travel_hours }
}

/// 3,300 hours by 1,104 each are 2.98913 people; 1,200 by 500 are 2.4.
fn inputs() -> Inputs {
    Inputs {
        tiers: vec![
            tier("A", 20, 24 * ONE, 2 * ONE, ONE),
            tier("B", 60, 12 * ONE, ONE, 7_500),
            tier("C", 150, 4 * ONE, 5_000, 5_000),
        ],
        weeks: 46 * ONE,
        week_hours: 40 * ONE,
        non_selling: 4_000,
        target: Some(1_200 * WAN),
        per_head: Some(500 * WAN),
    }
}

fn store(scope: Scope, inputs: Inputs) -> Command {
    let form = PlanForm { scope, year: 2026, inputs, note: String::new() };
    Command::Headcount(Ask::Plan { form, subject: "公司 2026".to_owned(), today: day(TODAY) })
}

#[test]
fn a_plan_is_stored_with_its_tiers_and_replaced_as_a_whole() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let done = act(&mut workspace, &store(Scope::All, inputs()));
    assert_eq!(done.title, "step-headcount-plan");
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::TeamLife]);
    assert_eq!(act(&mut workspace, &store(Scope::All, inputs())).title, "", "no change");
    let east = Scope::Team(team(&workspace.db, "一组"));
    act(&mut workspace, &store(east, Inputs { tiers: vec![], ..inputs() }));
    let fewer = Inputs { tiers: vec![tier("B", 60, 12 * ONE, ONE, 7_500)], ..inputs() };
    act(&mut workspace, &store(Scope::All, fewer.clone()));
    let (stored, tiers) = plan(&workspace.db, Scope::All, 2026).unwrap().expect("the plan");
    assert_eq!(Inputs::of(&stored, &tiers), fewer);
    assert_eq!(workspace.db.all::<HeadcountPlan>().unwrap().len(), 2);
    assert_eq!(workspace.db.all::<HeadcountTier>().unwrap().len(), 1);
    act(&mut workspace, &Command::Undo);
    let (stored, tiers) = plan(&workspace.db, Scope::All, 2026).unwrap().expect("the plan");
    assert_eq!(Inputs::of(&stored, &tiers), inputs());
    assert_eq!(plan(&workspace.db, Scope::All, 2025).unwrap(), None);

    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    for (command, key) in [
        (store(zhang, inputs()), "error-headcount-scope"),
        (store(Scope::All, Inputs { weeks: 0, ..inputs() }), "error-headcount-weeks"),
        (store(Scope::All, Inputs { non_selling: ONE, ..inputs() }), "error-headcount-share"),
    ] {
        assert_eq!(refused(&mut workspace, &command), key);
    }
}

/// Won deals of 张伟: 60 万 in each month from October 2024 to October 2025.
fn deals(desk: &Desk, workspace: &mut Workspace) {
    let mut text =
        "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期\n".to_owned();
    let all = (10..=12).map(|m| (2024, m)).chain((1..=10).map(|m| (2025, m)));
    for (n, (year, month)) in all.enumerate() {
        text += &format!("D{n},商机{n},甲厂,张伟,赢单,60,2024-09-01,{year}-{month:02}-15\n");
    }
    let file = desk.csv("商机.csv", &text);
    let taken = take(workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (13, 0, 0, 0));
}

fn goals(goals: &[(&str, i64)]) -> Command {
    let goals = goals.iter().map(|(period, wan)| Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::All,
        period: Period::parse(period).unwrap(),
        levels: Some(Levels::base(wan * WAN)),
    });
    Command::Targets(targets::Command::Set {
        goals: goals.collect(),
        why: Why { reason: "年度计划".to_owned(), ..Why::default() },
        how: None,
        subject: String::new(),
        today: day(TODAY),
    })
}

#[test]
fn what_the_workspace_knows_of_a_plan_names_its_source() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let known = |workspace: &Workspace| {
        let directory = Directory::load(&workspace.db).unwrap();
        sources(&workspace.db, &directory, Scope::All, 2026, day(TODAY)).unwrap()
    };
    let nothing = known(&workspace);
    assert_eq!((nothing.target, nothing.per_head), (None, None));

    deals(&desk, &mut workspace);
    // November 2024 to October 2025 are twelve months of 60; five people were there all along.
    let per_head = known(&workspace).per_head.expect("twelve months");
    assert_eq!((per_head.value, per_head.records), (144 * WAN, 12));
    let (from, to) = (Period::Month(2024, 11), Period::Month(2025, 10));
    assert_eq!(per_head.from, PerHeadFrom::Months(from, to));

    // Three quarters are no year; four are, and the year itself comes first.
    let quarters = [("2026-Q1", 100), ("2026-Q2", 200), ("2026-Q3", 300), ("2026-Q4", 400)];
    act(&mut workspace, &goals(&quarters[..3]));
    assert_eq!(known(&workspace).target, None);
    act(&mut workspace, &goals(&quarters[3..]));
    assert_eq!(known(&workspace).target, Some((1_000 * WAN, TargetFrom::Quarters)));
    act(&mut workspace, &goals(&[("2026", 1_100)]));
    assert_eq!(known(&workspace).target, Some((1_100 * WAN, TargetFrom::Year)));
}

#[test]
fn a_target_per_head_is_judged_by_the_days_and_does_not_add_up() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    deals(&desk, &mut workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    let period = Period::Quarter(2025, 4);
    let goal = Goal {
        metric: MetricId::SignedPerHead,
        scope: Scope::All,
        period,
        levels: Some(Levels::base(20 * WAN)),
    };
    act(
        &mut workspace,
        &Command::Targets(targets::Command::Set {
            goals: vec![goal],
            why: Why::default(),
            how: None,
            subject: String::new(),
            today: day(TODAY),
        }),
    );
    let ask = (MetricId::SignedPerHead, Scope::All, period);
    let found = progress(&workspace.db, &directory, ask, day(TODAY)).unwrap();
    // 60 signed by five people: 12 each. October to December has 18, 20 and 23 working days; 30 are
    // over on 18 November, so 20 × 30 ÷ 61 = 9.836066 should be there.
    let line = &found.whole;
    assert_eq!(line.actual.as_ref().and_then(|actual| actual.value), Some(12 * WAN));
    assert_eq!((line.days.over, line.days.all), (30, 61));
    assert_eq!((line.due(), line.status()), (Some(9_836_066), Some(Status::OnTrack)));
    let value = |name: &str| {
        let scope = Scope::Person(person(&workspace.db, name));
        let line = found.people.iter().find(|line| line.scope == scope).expect("the person");
        line.actual.as_ref().and_then(|actual| actual.value)
    };
    assert_eq!((value("张伟"), value("李娜")), (Some(60 * WAN), Some(0)));
}

#[test]
fn the_command_line_shows_seats_and_plan() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (seats, vacancy) =
        (set(&workspace, "二组", Some(3)), open(&workspace, "二组", "2025-11-08"));
    for command in [seats, vacancy, store(Scope::All, inputs())] {
        act(&mut workspace, &command);
    }
    drop(workspace);
    let file = desk.file.to_string_lossy().into_owned();
    let args: [&str; 8] =
        ["show", &file, "headcount", "--period", "2026", "--as-of", TODAY, "--json"];
    let shown = desk.json(0, &args);
    assert_eq!((shown["on_duty"].as_i64(), shown["seats"].as_i64()), (Some(5), Some(3)));
    assert_eq!((shown["gap"].as_i64(), shown["vacancies"].as_i64()), (Some(1), Some(1)));
    let second = shown["teams"].as_array().unwrap().iter().find(|team| team["team"] == "二组");
    let posts = second.expect("the team")["posts"].as_array().unwrap();
    assert_eq!(posts[0]["post"], "销售代表");
    assert_eq!(posts[0]["open"][0]["days"], 10);
    let plan = &shown["plan"];
    assert_eq!(plan["by_workload"]["exact"], 29_891);
    assert_eq!(plan["by_workload"]["people"], 3);
    assert_eq!(plan["by_workload"]["tight"], true);
    assert_eq!(plan["by_workload"]["utilisation_bp"], 9_964);
    assert_eq!(plan["by_volume"]["exact"], 24_000);
    assert_eq!(plan["by_volume"]["sensitivity"][0]["input"], "per-head");
    let said = desk.says(0, &args[..7]);
    assert!(said.contains("二组：在岗 3，编制 3，空缺 1"), "{said}");
    assert!(said.contains("编制 未设"), "{said}");
}

#[test]
fn seats_go_over_with_a_merger() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (one, two) = (team(&workspace.db, "一组"), team(&workspace.db, "二组"));
    for command in [
        set(&workspace, "一组", Some(3)),
        set(&workspace, "二组", Some(4)),
        open(&workspace, "一组", "2025-08-01"),
        open(&workspace, "一组", "2025-09-01"),
    ] {
        act(&mut workspace, &command);
    }
    let close = Ask::CloseVacancy {
        id: workspace.db.all::<Vacancy>().unwrap()[1].id,
        closed_on: day("2025-10-15"),
        filled_by: None,
        subject: String::new(),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Headcount(close));
    let before = everything(&workspace.db);
    let merge = organisation::Command::MergeTeams { from: one, into: two, day: day("2025-11-01") };
    act(&mut workspace, &Command::Organisation(merge));
    let set = workspace.db.all::<Establishment>().unwrap();
    let told: Vec<_> = set.iter().map(|row| (row.team_id, row.seats)).collect();
    assert_eq!(told, [(two, 7)]);
    // What is being filled goes over with its age; what was given up before stays.
    let vacancies = workspace.db.all::<Vacancy>().unwrap();
    let told: Vec<_> = vacancies.iter().map(|one| (one.team_id, one.opened_on)).collect();
    assert_eq!(told, [(two, day("2025-08-01")), (one, day("2025-09-01"))]);
    let seats = found(&workspace);
    let second = seats.team(two).unwrap().count;
    assert_eq!((second.seats, second.vacancies, seats.whole.seats), (Some(7), 1, Some(7)));
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
}
