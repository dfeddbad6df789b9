//! Who sent which report: weekly reports and reports of deals, one late, one missing; the National
//! Day; a deal that is handed over.

use coxswain::command::settings::{self, RuleForm};
use coxswain::command::{Command, Fact};
use coxswain::domain::ids::DealAnswerId;
use coxswain::domain::period::Period;
use coxswain::metrics::deals::{Question, measure, measure_owners};
use coxswain::metrics::submissions::promises::{made, promises};
use coxswain::metrics::submissions::slot::Slot;
use coxswain::metrics::submissions::{Ledger, Standing, last_report, owed};
use coxswain::metrics::{Measured, MetricId, Reason};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::opportunities;
use coxswain::store::records::{Answer, Batch, DealAnswer, OwedKind, Post, ReportRule};
use serde_json::{Value, json};

use crate::common::{Desk, Take, act, day, person, refused, take};

/// Takes in a sheet that speaks of a day.
fn bring(desk: &Desk, workspace: &mut Workspace, date: &str, text: &str) {
    let file = desk.csv(&format!("报表_{date}.csv"), text);
    let imported = take(workspace, &file, &Take { date, ..Take::default() });
    assert!(imported.sheets[0].rejected.is_empty(), "{date}");
}

/// A report of one deal of each of these people.
fn deals(desk: &Desk, workspace: &mut Workspace, date: &str, people: &[&str]) {
    let mut text = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）\n".to_owned();
    for name in people {
        text.push_str(&format!("D-{name},改造{name},甲厂,{name},需求分析,50\n"));
    }
    bring(desk, workspace, date, &text);
}

fn standings(workspace: &Workspace, in_week: &str, as_of: &str) -> Vec<(String, Standing)> {
    let directory = Directory::load(&workspace.db).unwrap();
    let slot = Slot::at(OwedKind::Weekly, day(in_week));
    let ledger = Ledger::load(&workspace.db, &directory, (slot, slot), day(as_of)).unwrap();
    let mut list: Vec<(String, Standing)> = ledger
        .duties(slot)
        .into_iter()
        .map(|duty| (directory.person_name(duty.person).to_owned(), duty.standing))
        .collect();
    list.sort();
    list
}

fn named(list: &[(&str, Standing)]) -> Vec<(String, Standing)> {
    let mut list: Vec<_> =
        list.iter().map(|(name, standing)| ((*name).to_owned(), *standing)).collect();
    list.sort();
    list
}

fn rate(workspace: &Workspace, scope: &str, period: &str, as_of: &str) -> Measured {
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope(scope).unwrap());
    let period = Period::parse(period);
    let question = Question { members, period, as_of: day(as_of) };
    let measured = measure(&workspace.db, &directory, MetricId::ReportOnTime, &question).unwrap();
    // The list behind the figure is as long as the figure says.
    let list = owed(&workspace.db, &directory, &question).unwrap();
    let settled = list.iter().filter(|duty| duty.settled).count();
    assert_eq!(settled as u64, measured.records);
    let left_out: u64 = measured.left_out.values().sum();
    assert_eq!((list.len() - settled) as u64, left_out);
    measured
}

#[test]
fn a_weekly_report_is_in_time_late_or_missing() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    bring(&desk, &mut workspace, "2025-11-16", "姓名,周次,本周完成\n张伟,2025-W46,拜访3家");
    bring(&desk, &mut workspace, "2025-11-19", "姓名,周次,本周完成\n王芳,2025-W46,送样");
    let all = |workspace: &Workspace, as_of: &str| standings(workspace, "2025-11-12", as_of);
    let known = [("张伟", Standing::OnTime), ("王芳", Standing::Open), ("李娜", Standing::Open)];
    assert_eq!(all(&workspace, "2025-11-17"), named(&known));
    let known =
        [("张伟", Standing::OnTime), ("王芳", Standing::Missing), ("李娜", Standing::Missing)];
    assert_eq!(all(&workspace, "2025-11-18"), named(&known));
    let known =
        [("张伟", Standing::OnTime), ("王芳", Standing::Late(2)), ("李娜", Standing::Missing)];
    assert_eq!(all(&workspace, "2025-11-20"), named(&known));
    assert!(standings(&workspace, "2025-11-05", "2025-11-20").is_empty(), "before all reports");

    let measured = rate(&workspace, "all", "2025-11", "2025-11-20");
    assert_eq!((measured.value, measured.successes, measured.records), (Some(3_333), Some(1), 3));
    assert_eq!(rate(&workspace, "person:张伟", "2025-11", "2025-11-20").value, Some(10_000));
    assert_eq!(rate(&workspace, "team:二组", "2025-11", "2025-11-20").value, Some(0));
    // A manager owes none, and no report is never 0 %.
    assert_eq!(rate(&workspace, "person:赵磊", "2025-11", "2025-11-20").value, None);
    drop(workspace);

    let show = ["show", "销售.cox", "submissions", "--period", "2025-W46", "--as-of", "2025-11-20"];
    let shown = desk.json(0, &[&show[..], &["--json"]].concat());
    let of = |key: &str| &shown[key];
    assert_eq!(
        ["owed", "on_time", "late", "missing", "open"].map(of),
        [&json!(3), &json!(1), &json!(1), &json!(1), &json!(0)]
    );
    assert_eq!((of("due"), of("due_hour")), (&json!("2025-11-17"), &json!(18)));
    let reports: Vec<&Value> = shown["reports"].as_array().unwrap().iter().collect();
    let expected = [
        json!({
            "person": "李娜", "standing": "missing", "days_late": null, "sent": null, "file": null,
        }),
        json!({
            "person": "王芳", "standing": "late", "days_late": 2, "sent": "2025-11-19",
            "file": "报表_2025-11-19.csv",
        }),
        json!({
            "person": "张伟", "standing": "on_time", "days_late": null, "sent": "2025-11-16",
            "file": "报表_2025-11-16.csv",
        }),
    ];
    assert_eq!(reports, expected.iter().collect::<Vec<_>>());
    let text = desk.says(0, &show);
    assert!(text.contains("已交 2 / 3") && text.contains("迟交2天"), "{text}");
    desk.says(2, &["show", "销售.cox", "submissions", "--period", "2025"]);
}

#[test]
fn the_national_day_is_not_owed_and_moves_what_is_due() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    deals(&desk, &mut workspace, "2025-09-28", &["张伟", "王芳", "李娜"]);
    deals(&desk, &mut workspace, "2025-10-12", &["张伟"]);
    deals(&desk, &mut workspace, "2025-10-14", &["王芳"]);
    let as_of = "2025-10-19";
    let all_in_time =
        [("张伟", Standing::OnTime), ("王芳", Standing::OnTime), ("李娜", Standing::OnTime)];
    assert_eq!(standings(&workspace, "2025-09-22", as_of), named(&all_in_time));
    assert!(standings(&workspace, "2025-09-29", as_of).is_empty(), "two working days");
    // Three working days, one of them a Saturday; due on Monday 13 October.
    let after =
        [("张伟", Standing::OnTime), ("王芳", Standing::Late(1)), ("李娜", Standing::Missing)];
    assert_eq!(standings(&workspace, "2025-10-06", as_of), named(&after));
    let measured = rate(&workspace, "all", "2025-Q4", as_of);
    assert_eq!((measured.value, measured.records), (Some(3_333), 3));
    assert_eq!(measured.left_out.get(&Reason::NotDue), Some(&3), "the week that ends today");
    drop(workspace);
    let show = ["show", "销售.cox", "submissions", "--period", "2025-W40", "--as-of", as_of];
    assert!(desk.says(0, &show).contains("没有人应交"));
}

#[test]
fn handing_a_deal_over_does_not_change_who_reported() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let sheet = |owner: &str| {
        format!("商机编号,商机名称,客户名称,负责人,阶段\nD1,改造,甲厂,{owner},需求分析")
    };
    bring(&desk, &mut workspace, "2025-11-09", &sheet("张伟"));
    let before = standings(&workspace, "2025-11-05", "2025-11-11");
    bring(&desk, &mut workspace, "2025-11-16", &sheet("李娜"));
    assert_eq!(standings(&workspace, "2025-11-05", "2025-11-11"), before);
    let after =
        [("张伟", Standing::Missing), ("王芳", Standing::Missing), ("李娜", Standing::OnTime)];
    assert_eq!(standings(&workspace, "2025-11-12", "2025-11-18"), named(&after));
}

#[test]
fn what_a_manager_answers_of_a_deal_is_nobodys_report() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    deals(&desk, &mut workspace, "2025-11-09", &["张伟"]);
    let db = &mut workspace.db;
    let said = DealAnswer {
        id: DealAnswerId(0),
        opportunity_id: opportunities::by_number(db, "D-张伟").unwrap().expect("the deal").id,
        report_date: day("2025-11-16"),
        answer: Answer::Forgotten,
        by_name: "林晓峰".to_owned(),
        batch_id: Some(db.all::<Batch>().unwrap()[0].id),
    };
    let keep = |db: &mut coxswain::store::Db| -> coxswain::error::Result<()> {
        let id = DealAnswerId(db.allocate()?);
        db.insert(&DealAnswer { id, ..said })
    };
    db.transaction(&coxswain::store::StepHead::default(), keep).unwrap();
    let none =
        [("张伟", Standing::Missing), ("王芳", Standing::Missing), ("李娜", Standing::Missing)];
    assert_eq!(standings(&workspace, "2025-11-12", "2025-11-18"), named(&none));
    let last = last_report(&workspace.db, day("2025-11-18")).unwrap();
    assert_eq!(last, Some(day("2025-11-09")));
}

#[test]
fn the_figures_of_people_are_those_of_each_alone() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    deals(&desk, &mut workspace, "2025-11-09", &["张伟", "王芳"]);
    deals(&desk, &mut workspace, "2025-11-18", &["张伟"]);
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope("all").unwrap());
    let period = Period::parse("2025-11");
    let question = Question { members, period, as_of: day("2025-11-20") };
    let by_person = measure_owners(&workspace.db, &directory, &MetricId::ALL, &question).unwrap();
    for (name, value) in [("张伟", 5_000), ("王芳", 5_000), ("李娜", 0)] {
        let alone = rate(&workspace, &format!("person:{name}"), "2025-11", "2025-11-20");
        assert_eq!(alone.value, Some(value), "{name}");
        let figures = &by_person[&person(&workspace.db, name)];
        assert_eq!(figures[&MetricId::ReportOnTime], alone, "{name}");
        assert_eq!(figures.len(), MetricId::ALL.len(), "{name} has all figures");
    }
}

#[test]
fn a_promise_is_kept_by_what_is_signed_in_the_week_after() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let promised = |week: &str, rows: &[(&str, u32)]| {
        let mut text = "姓名,周次,下周承诺金额（万元）\n".to_owned();
        for (name, amount) in rows {
            text.push_str(&format!("{name},{week},{amount}\n"));
        }
        text
    };
    let first = promised("2025-W45", &[("张伟", 30), ("王芳", 20), ("李娜", 5)]);
    bring(&desk, &mut workspace, "2025-11-09", &first);
    let kept = |workspace: &Workspace, scope: &str, period: &str, as_of: &str| {
        let directory = Directory::load(&workspace.db).unwrap();
        let members = directory.members(directory.parse_scope(scope).unwrap());
        let question = Question { members, period: Period::parse(period), as_of: day(as_of) };
        let metric = MetricId::PromiseKept;
        let measured = measure(&workspace.db, &directory, metric, &question).unwrap();
        // The list behind the figure is as long as the figure says.
        let left_out: u64 = measured.left_out.values().sum();
        let list = made(&workspace.db, &directory.calendar, &question).unwrap();
        assert_eq!(list.len() as u64, measured.records + left_out);
        let left_out: Vec<(Reason, u64)> = measured.left_out.into_iter().collect();
        (measured.value, measured.records, left_out)
    };
    // Of the deals of the week nothing is known yet.
    let unknown = kept(&workspace, "all", "2025-W46", "2025-11-18");
    assert_eq!(unknown, (None, 0, vec![(Reason::NotDue, 3)]));
    bring(
        &desk,
        &mut workspace,
        "2025-11-16",
        "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,签约日期
        D1,一,甲厂,张伟,赢单,27,2025-11-10
        D2,二,甲厂,王芳,赢单,10,2025-11-16
        D3,三,甲厂,王芳,赢单,90,2025-11-09
        D4,四,甲厂,李娜,赢单,,2025-11-14",
    );
    bring(&desk, &mut workspace, "2025-11-17", &promised("2025-W46", &[("张伟", 40)]));
    // 27 is nine tenths of 30; 10 of 20 is not; what 李娜 signed is unknown; W47 runs.
    let left_out = vec![(Reason::NoAmount, 1), (Reason::NotDue, 1)];
    let month = kept(&workspace, "all", "2025-11", "2025-11-18");
    assert_eq!(month, (Some(5_000), 2, left_out));
    let week = kept(&workspace, "all", "2025-W46", "2025-11-18");
    assert_eq!(week, (Some(5_000), 2, vec![(Reason::NoAmount, 1)]));
    let one = kept(&workspace, "person:张伟", "2025-W46", "2025-11-18");
    assert_eq!(one, (Some(10_000), 1, vec![]));
    let team = kept(&workspace, "team:二组", "2025-W46", "2025-11-18");
    assert_eq!(team, (Some(0), 1, vec![(Reason::NoAmount, 1)]));
    // The week before it ended, and before anyone promised.
    let early = kept(&workspace, "all", "2025-W46", "2025-11-15");
    assert_eq!(early, (None, 0, vec![(Reason::NotDue, 3)]));
    assert_eq!(kept(&workspace, "all", "2025-W46", "2025-11-08"), (None, 0, vec![]));
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope("all").unwrap());
    let question =
        Question { members, period: Period::parse("2025-W46"), as_of: day("2025-11-18") };
    let by_person = measure_owners(&workspace.db, &directory, &MetricId::ALL, &question).unwrap();
    let figures = &by_person[&person(&workspace.db, "张伟")];
    assert_eq!(figures[&MetricId::PromiseKept].value, Some(10_000));
}

#[test]
fn of_two_promises_for_a_day_the_newest_counts_and_only_what_is_known_is_judged() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let daily = |text: &str| format!("姓名,日期,明日承诺金额（万元）\n{text}\n");
    // Both speak of the Monday.
    bring(&desk, &mut workspace, "2025-11-15", &daily("张伟,2025-11-15,30"));
    bring(&desk, &mut workspace, "2025-11-14", &daily("张伟,2025-11-14,99\n王芳,2025-11-14,5"));
    let deals = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,签约日期
        D1,一,甲厂,张伟,赢单,30,2025-11-17";
    bring(&desk, &mut workspace, "2025-11-17", deals);
    let calendar = Directory::load(&workspace.db).unwrap().calendar;
    let all = promises(&workspace.db, &calendar, OwedKind::Daily, day("2025-11-18")).unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.person, one.promised, one.over)).collect();
    let of = |name: &str| person(&workspace.db, name);
    let mut expected = vec![(of("张伟"), 30_000_000, true), (of("王芳"), 5_000_000, false)];
    expected.sort_unstable();
    assert_eq!(told, expected, "王芳's deals are not in yet");
}

#[test]
fn a_rule_is_changed_and_undone() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    deals(&desk, &mut workspace, "2025-11-16", &["张伟"]);
    deals(&desk, &mut workspace, "2025-11-18", &["王芳"]);
    let rule = workspace.db.all::<ReportRule>().unwrap().remove(0);
    let form = RuleForm {
        id: Some(rule.id),
        kind: rule.kind,
        post: None,
        due_day: None,
        due_hour: 18,
        grace_days: 1,
        active: true,
        starts: None,
    };
    let ask = |form: &RuleForm| Command::Settings(settings::Command::ReportRule(form.clone()));
    let of = |workspace: &Workspace, name: &str| {
        let all = standings(workspace, "2025-11-12", "2025-11-20");
        all.into_iter().find(|(known, _)| known == name).map(|(_, standing)| standing)
    };
    assert_eq!(of(&workspace, "王芳"), Some(Standing::Late(1)));
    let done = act(&mut workspace, &ask(&form));
    assert_eq!((done.title.as_str(), done.facts.len()), ("step-report-rule-edit", 1));
    assert_eq!(of(&workspace, "王芳"), Some(Standing::OnTime), "a day of grace");
    act(&mut workspace, &Command::Undo);
    assert_eq!(of(&workspace, "王芳"), Some(Standing::Late(1)));

    // Due on Wednesday; and nothing before the week after.
    let wednesday = RuleForm { due_day: Some(3), grace_days: 0, ..form };
    act(&mut workspace, &ask(&wednesday));
    assert_eq!(of(&workspace, "王芳"), Some(Standing::OnTime));
    let later = RuleForm { starts: Some(day("2025-11-17")), ..form };
    act(&mut workspace, &ask(&later));
    assert_eq!(of(&workspace, "王芳"), None);

    // A rule for a post goes before that for everyone; two for the same people may not be.
    let post = workspace.db.all::<Post>().unwrap().remove(0).id;
    let own = RuleForm { id: None, post: Some(post), grace_days: 2, ..form };
    act(&mut workspace, &ask(&form));
    act(&mut workspace, &ask(&RuleForm { grace_days: 0, ..form }));
    act(&mut workspace, &ask(&own));
    assert_eq!(workspace.db.all::<ReportRule>().unwrap().len(), 2);
    assert_eq!(of(&workspace, "王芳"), Some(Standing::OnTime));
    assert_eq!(refused(&mut workspace, &ask(&own)), "error-rule-twice");
    // From another day on it is a further one, and what was before stays.
    let further = RuleForm { grace_days: 0, starts: Some(day("2025-11-17")), ..own };
    act(&mut workspace, &ask(&further));
    assert_eq!(workspace.db.all::<ReportRule>().unwrap().len(), 3);
    assert_eq!(of(&workspace, "王芳"), Some(Standing::OnTime));
    act(&mut workspace, &Command::Undo);
    let elsewhere = RuleForm { kind: OwedKind::Daily, ..own };
    for wrong in [
        RuleForm { kind: OwedKind::Weekly, due_day: Some(8), ..elsewhere.clone() },
        RuleForm { kind: OwedKind::Monthly, due_day: Some(32), ..elsewhere.clone() },
        RuleForm { due_hour: 25, ..elsewhere.clone() },
        RuleForm { grace_days: -1, ..elsewhere },
    ] {
        assert_eq!(refused(&mut workspace, &ask(&wrong)), "error-rule-range", "{wrong:?}");
    }
    act(&mut workspace, &ask(&RuleForm { due_day: Some(9), ..elsewhere }));
    let daily = workspace.db.all::<ReportRule>().unwrap().pop().unwrap();
    assert_eq!((daily.kind, daily.due_day), (OwedKind::Daily, None), "a day has no other");
}

#[test]
fn without_a_rule_nobody_owes_anything_until_one_is_made() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    deals(&desk, &mut workspace, "2025-11-16", &["张伟"]);
    let rules = |workspace: &Workspace| workspace.db.all::<ReportRule>().unwrap();
    let made = rules(&workspace);
    assert_eq!(made.len(), 1);
    // A rule holds already, so this does nothing.
    let ask = Command::Settings(settings::Command::ReportWeekly);
    assert_eq!(act(&mut workspace, &ask).title, "");
    let head = coxswain::store::StepHead::default();
    let id = made[0].id;
    workspace.db.transaction(&head, |db| db.delete::<ReportRule>(id)).unwrap();
    assert!(standings(&workspace, "2025-11-12", "2025-11-18").is_empty());
    assert_eq!(rate(&workspace, "all", "2025-11", "2025-11-18").value, None);
    let done = act(&mut workspace, &ask);
    assert!(done.facts.contains(&Fact::Settings));
    assert_eq!(standings(&workspace, "2025-11-12", "2025-11-18").len(), 3);
    // One that was turned off holds again, and no second one is made.
    let made = rules(&workspace).remove(0);
    workspace
        .db
        .transaction(&head, |db| {
            db.update(&ReportRule { active: false, grace_days: 2, ..made.clone() })
        })
        .unwrap();
    act(&mut workspace, &ask);
    assert_eq!(rules(&workspace), [ReportRule { grace_days: 2, ..made }]);
    for _ in 0..3 {
        act(&mut workspace, &Command::Undo);
    }
    assert!(rules(&workspace).is_empty());
}
