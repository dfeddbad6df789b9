//! Targets set by hand and by sheets, what happens to those of periods that are over, and how far
//! they are reached.

use coxswain::command::targets::{ActionForm, Command as Ask, Goal, How, Why};
use coxswain::command::{Command, Fact};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::targets::history::History;
use coxswain::metrics::targets::progress::{Status, progress};
use coxswain::metrics::targets::{Levels, find};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{TargetAction, TargetVersion};

use crate::common::{
    Desk, TODAY, Take, WAN, act, counts, day, person, refused, rejections, take, team,
};

/// Amounts in 万元. 张伟 is in 一组, 王芳 in 二组.
const DEALS: &str = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
    D1,一,甲厂,张伟,赢单,30,2025-05-01,2025-07-10
    D2,二,甲厂,张伟,赢单,20,2025-05-01,2025-09-05
    D3,三,乙院,王芳,赢单,50,2025-05-01,2025-09-29
    D4,四,乙院,王芳,赢单,40,2025-05-01,2025-11-11";

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let file = desk.csv("商机.csv", DEALS);
    let taken = take(&mut workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (4, 0, 0, 0));
    workspace
}

fn goal(scope: Scope, period: &str, wan: i64) -> Goal {
    Goal {
        metric: MetricId::SignedAmount,
        scope,
        period: Period::parse(period).unwrap(),
        levels: Some(Levels::base(wan * WAN)),
    }
}

fn set(goals: Vec<Goal>, reason: &str) -> Command {
    let how = None;
    let why =
        Why { reason: reason.to_owned(), approver: "顾明远".to_owned(), basis: String::new() };
    let subject = "一组".to_owned();
    Command::Targets(Ask::Set { goals, why, how, subject, today: day(TODAY) })
}

fn value(workspace: &Workspace, scope: Scope, period: &str) -> Option<i64> {
    let period = Period::parse(period).unwrap();
    let target = find(&workspace.db, MetricId::SignedAmount, scope, period).unwrap();
    target.map(|target| target.value)
}

#[test]
fn a_target_is_set_changed_with_its_reason_and_undone() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    let done = act(&mut workspace, &set(vec![goal(zhang, "2026-Q1", 300)], ""));
    assert_eq!(done.title, "step-targets");
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Targets]);
    // What is as it was is no change, and asks for no reason.
    assert_eq!(act(&mut workspace, &set(vec![goal(zhang, "2026-Q1", 300)], "")).title, "");

    let other = set(vec![goal(zhang, "2026-Q1", 280)], " ");
    assert_eq!(refused(&mut workspace, &other), "error-target-reason");
    act(&mut workspace, &set(vec![goal(zhang, "2026-Q1", 280)], "区域划小"));
    let versions = workspace.db.all::<TargetVersion>().unwrap();
    let told: Vec<_> = versions
        .iter()
        .map(|version| (version.number, version.value, version.reason.as_deref()))
        .collect();
    assert_eq!(told, [(1, Some(300 * WAN), None), (2, Some(280 * WAN), Some("区域划小"))]);
    assert!(versions.iter().all(|version| version.approver.as_deref() == Some("顾明远")));

    // Taken away: not set, which is not zero, and a version too.
    let away = Goal { levels: None, ..goal(zhang, "2026-Q1", 0) };
    act(&mut workspace, &set(vec![away], "调离"));
    assert_eq!(value(&workspace, zhang, "2026-Q1"), None);
    assert_eq!(workspace.db.all::<TargetVersion>().unwrap().len(), 3);
    act(&mut workspace, &Command::Undo);
    act(&mut workspace, &Command::Undo);
    assert_eq!(value(&workspace, zhang, "2026-Q1"), Some(300 * WAN));
    assert_eq!(workspace.db.all::<TargetVersion>().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_a_target_is_refused_and_nothing_of_it_stored() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let all = goal(Scope::All, "2026-Q1", 900);
    let levels = |base, stretch, challenge| {
        let levels = Levels { base, stretch, challenge };
        Goal { levels: Some(levels), ..goal(Scope::All, "2026-Q2", 0) }
    };
    for (second, key) in [
        (goal(Scope::All, "2025-Q3", 900), "error-target-closed"),
        (goal(Scope::All, "2025-10", 900), "error-target-closed"),
        (levels(-1, None, None), "error-target-negative"),
        (levels(100, Some(99), None), "error-target-levels"),
        (levels(100, Some(120), Some(110)), "error-target-levels"),
        (levels(100, None, Some(99)), "error-target-levels"),
    ] {
        let order = set(vec![all.clone(), second.clone()], "改");
        assert_eq!(refused(&mut workspace, &order), key, "{second:?}");
        assert_eq!(value(&workspace, Scope::All, "2026-Q1"), None, "{second:?}");
    }
    // The period that runs is not over, and a zero is a target.
    act(&mut workspace, &set(vec![goal(Scope::All, "2025-11", 0)], ""));
    assert_eq!(value(&workspace, Scope::All, "2025-11"), Some(0));
    act(&mut workspace, &set(vec![levels(100, Some(100), Some(130))], ""));
}

#[test]
fn targets_of_the_company_and_its_teams_come_from_a_sheet_and_go_out_again() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let sheet = "对象,指标,季度,基本目标（万元）,力争目标（万元）,挑战目标（万元）
        全公司,签约额,2025Q4,300,330,
        一组,签约额,2025Q4,120,,150
        张伟,签约额,2025-11-30,100,,
        张伟,签约额,2024-08-30,70,,
        王芳,签约额,2025Q4,90,80,";
    let file = desk.csv("目标.csv", sheet);
    let taken = take(&mut workspace, &file, &Take::default());
    assert_eq!(rejections(&taken), [(6, "stretch", "problem-target-levels")]);
    let one = Scope::Team(team(&workspace.db, "一组"));
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    assert_eq!(value(&workspace, Scope::All, "2025-Q4"), Some(300 * WAN));
    assert_eq!(value(&workspace, one, "2025-Q4"), Some(120 * WAN));
    // A day in a column of quarters is the quarter that holds it.
    assert_eq!(value(&workspace, zhang, "2025-Q4"), Some(100 * WAN));
    assert_eq!(value(&workspace, zhang, "2024-Q3"), Some(70 * WAN), "history comes in");
    let all = find(&workspace.db, MetricId::SignedAmount, Scope::All, Period::Quarter(2025, 4));
    assert_eq!(all.unwrap().unwrap().stretch, Some(330 * WAN));

    // Once it is there, history does not change any more.
    let again = "对象,指标,季度,目标（万元）\n张伟,签约额,2024Q3,71\n张伟,签约额,2025Q4,101";
    let file = desk.csv("目标_改.csv", again);
    let taken = take(&mut workspace, &file, &Take::default());
    assert_eq!(rejections(&taken), [(2, "period", "problem-target-closed")]);
    assert_eq!(value(&workspace, zhang, "2024-Q3"), Some(70 * WAN));
    assert_eq!(value(&workspace, zhang, "2025-Q4"), Some(101 * WAN));

    // What goes out comes in again and changes nothing.
    let table = coxswain::sheets::tables::table(&workspace.db, "targets", day(TODAY));
    let out = desk.path("targets.csv");
    coxswain::sheets::write::write(&table.unwrap(), &out).unwrap();
    let taken = take(&mut workspace, &out, &Take::default());
    assert_eq!(counts(&taken), (0, 0, 4, 0));
}

#[test]
fn how_they_are_reached_is_written_and_replaced() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let write = |texts: &[&str]| {
        let action = |text: &&str| ActionForm { text: (*text).to_owned(), ..ActionForm::default() };
        let actions = texts.iter().map(action).collect();
        let how = How { scope: Scope::All, period: Period::Quarter(2026, 1), actions };
        Command::Targets(Ask::Actions { how, subject: String::new() })
    };
    let texts = |workspace: &Workspace| -> Vec<String> {
        let mut all = workspace.db.all::<TargetAction>().unwrap();
        all.sort_by_key(|action| action.position);
        all.into_iter().map(|action| action.text).collect()
    };
    act(&mut workspace, &write(&["每周一对一", " ", "补齐决策链"]));
    assert_eq!(texts(&workspace), ["每周一对一", "补齐决策链"]);
    act(&mut workspace, &write(&["每周陪访一次"]));
    assert_eq!(texts(&workspace), ["每周陪访一次"]);
    act(&mut workspace, &Command::Undo);
    assert_eq!(texts(&workspace), ["每周一对一", "补齐决策链"]);
}

#[test]
fn history_begins_with_the_first_fact_and_knows_zero_from_unknown() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let metric = MetricId::SignedAmount;
    let history = History::load(&workspace.db, &directory, metric, day(TODAY)).unwrap();
    let series = |scope: Scope| -> Vec<(String, i64)> {
        let months = history.series(&directory, scope).into_iter();
        months.map(|(month, value)| (month.to_string(), value / WAN)).collect()
    };
    let months = |values: [i64; 4]| -> Vec<(String, i64)> {
        let names = ["2025-07", "2025-08", "2025-09", "2025-10"];
        names.into_iter().map(str::to_owned).zip(values).collect()
    };
    // November is not over; before July nothing is known; in October nothing was signed.
    assert_eq!(series(Scope::All), months([30, 0, 70, 0]));
    assert_eq!(series(Scope::Person(person(&workspace.db, "张伟"))), months([30, 0, 20, 0]));
    assert_eq!(series(Scope::Team(team(&workspace.db, "二组"))), months([0, 0, 50, 0]));
    let period = |text: &str| history.period(Scope::All, Period::parse(text).unwrap());
    assert_eq!(period("2025-Q3"), Some(100 * WAN));
    assert_eq!(period("2025-Q2"), None, "unknown");
    assert_eq!(period("2025-Q4"), None, "not over");
}

#[test]
fn progress_says_what_should_be_there_by_now_and_nothing_without_a_target_or_data() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let goals = vec![
        goal(Scope::All, "2025-11", 100),
        goal(Scope::Person(zhang), "2025-11", 50),
        goal(Scope::Person(wang), "2025-11", 60),
    ];
    act(&mut workspace, &set(goals, ""));
    let of = |scope: Scope, period: &str, today: &str| {
        let directory = Directory::load(&workspace.db).unwrap();
        let period = Period::parse(period).unwrap();
        let ask = (MetricId::SignedAmount, scope, period);
        progress(&workspace.db, &directory, ask, day(today)).unwrap()
    };
    let november = of(Scope::All, "2025-11", TODAY);
    let whole = &november.whole;
    // 12 of 20 working days are over.
    assert_eq!((whole.days.over, whole.days.all), (12, 20));
    assert_eq!(whole.due(), Some(60 * WAN));
    assert_eq!((whole.attainment_bp(), whole.ahead()), (Some(4_000), Some(-20 * WAN)));
    assert_eq!(whole.gap(), Some(60 * WAN));
    assert_eq!(whole.needed_daily(), Some(7_500_000));
    assert_eq!(whole.status(), Some(Status::Behind), "40 is less than 0.7 × 60");
    let line = |who| {
        let mut lines = november.people.iter();
        lines.find(|line| line.scope == Scope::Person(who)).expect("a line")
    };
    // 40 of the 36 that should be there; nothing of 30.
    assert_eq!(line(wang).status(), Some(Status::OnTrack));
    assert_eq!(line(zhang).status(), Some(Status::Behind));
    assert_eq!(line(zhang).attainment_bp(), Some(0), "known: nothing was signed");
    let sum: i64 = november.people.iter().filter_map(|l| l.actual.as_ref()?.value).sum();
    assert_eq!(Some(sum), whole.actual.as_ref().and_then(|actual| actual.value));
    assert_eq!(november.days, [(day("2025-11-11"), 40 * WAN)]);

    // No target, and a period of which nothing is known: neither is 0 %.
    let october = of(Scope::All, "2025-10", TODAY).whole;
    assert_eq!((october.target, october.attainment_bp(), october.status()), (None, None, None));
    let before = of(Scope::All, "2024-11", TODAY).whole;
    assert_eq!(before.actual, None);
    let after = of(Scope::All, "2026-01", TODAY).whole;
    assert_eq!(after.actual, None);
}

#[test]
fn moving_a_person_leaves_the_figures_of_closed_periods() {
    use coxswain::command::organisation::{self, PersonForm};
    use coxswain::store::records::PersonKind;
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (wang, two) = (person(&workspace.db, "王芳"), team(&workspace.db, "二组"));
    let reached = |workspace: &Workspace| {
        let directory = Directory::load(&workspace.db).unwrap();
        let ask = (MetricId::SignedAmount, Scope::Team(two), Period::Quarter(2025, 3));
        let progress = progress(&workspace.db, &directory, ask, day(TODAY)).unwrap();
        progress.whole.actual.and_then(|actual| actual.value)
    };
    assert_eq!(reached(&workspace), Some(50 * WAN));
    let form = PersonForm {
        name: "王芳".to_owned(),
        number: String::new(),
        kind: PersonKind::Employee,
        hired: None,
        city: String::new(),
        phone: String::new(),
        email: String::new(),
        post: String::new(),
        team: Some(team(&workspace.db, "一组")),
        effective: Some(day("2025-11-01")),
        ..PersonForm::default()
    };
    act(&mut workspace, &Command::Organisation(organisation::Command::EditPerson(wang, form)));
    assert_eq!(reached(&workspace), Some(50 * WAN));
}

#[test]
fn a_quarter_that_runs_is_set_although_a_month_of_it_is_over() {
    use coxswain::metrics::targets::inputs::Inputs;
    use coxswain::metrics::targets::plan::{Draft, Plan};
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let today = day(TODAY);
    let directory = Directory::load(&workspace.db).unwrap();
    let (metric, period) = (MetricId::SignedAmount, Period::Quarter(2025, 4));
    let history = History::load(&workspace.db, &directory, metric, today).unwrap();
    let inputs =
        Inputs::load(&workspace.db, &directory, &history, (metric, Scope::All, period), today)
            .unwrap();
    assert_eq!(inputs.without_level(), inputs.people.len(), "no skill was ever rated");
    let draft = Draft { rule: None, typed: Some(300 * WAN), ..Draft::of(&inputs) };
    let plan = Plan::of(&inputs, &draft);
    let goals = plan.goals(&inputs, &draft).into_iter();
    let goals: Vec<Goal> = goals
        .map(|(scope, period, levels)| Goal { metric, scope, period, levels: Some(levels) })
        .collect();
    act(&mut workspace, &set(goals, ""));
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    assert_eq!(value(&workspace, Scope::All, "2025-Q4"), Some(300 * WAN));
    assert_eq!(value(&workspace, zhang, "2025-10"), None, "October is over");
    assert!(value(&workspace, zhang, "2025-11").is_some());
    // Teams and people add up to the company.
    let one = Scope::Team(team(&workspace.db, "一组"));
    let two = Scope::Team(team(&workspace.db, "二组"));
    for period in ["2025-Q4", "2025-11", "2025-12"] {
        let of = |scope| value(&workspace, scope, period).unwrap_or_default();
        assert_eq!(of(one) + of(two), of(Scope::All), "{period}");
    }
}
