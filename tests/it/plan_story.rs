//! Improvement plans on their page: who is behind without one, how one stands, what may be said of whether it
//! helped, and the paper that both sign.

use coxswain::command::Command;
use coxswain::command::coaching::What;
use coxswain::command::coaching::plans::Plan;
use coxswain::command::targets::{Command as Targets, Goal, Why};
use coxswain::domain::coaching::improvement::CheckState;
use coxswain::domain::coaching::reading::Verdict;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::stats::rational::Rational;
use coxswain::metrics::MetricId;
use coxswain::metrics::coaching::effect::effects;
use coxswain::metrics::coaching::improvement::{behind, follow};
use coxswain::metrics::targets::Levels;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;

use crate::coaching_story::{prepared, step};
use crate::common::{Desk, TODAY, WAN, act, day, person};
use crate::improvement_story::{FOUND, begun, check, only};

const QUARTER: Period = Period::Quarter(2025, 4);

/// 张伟 is to sign a million in the quarter, and 周新 half of that; he has signed a tenth, she nothing.
fn asked_for(workspace: &mut Workspace) {
    let goal = |name: &str, wan: i64| Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(person(&workspace.db, name)),
        period: QUARTER,
        levels: Some(Levels::base(wan * WAN)),
    };
    let goals = vec![goal("张伟", 100), goal("周新", 50)];
    let (why, subject) = (Why::default(), String::new());
    let set = Targets::Set { goals, why, how: None, subject, today: day(TODAY) };
    act(workspace, &Command::Targets(set));
}

fn late(workspace: &Workspace) -> Vec<String> {
    let directory = Directory::load(&workspace.db).unwrap();
    let found = behind(&workspace.db, &directory, (Scope::All, QUARTER), day(TODAY)).unwrap();
    found.iter().map(|one| directory.person_name(one.person).to_owned()).collect()
}

#[test]
fn who_is_behind_is_listed_until_a_plan_runs() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    assert_eq!(late(&workspace), Vec::<String>::new(), "without a target nobody is behind");
    asked_for(&mut workspace);
    // Who has done least of what is due stands first.
    assert_eq!(late(&workspace), ["周新", "张伟"]);
    let id = begun(&mut workspace);
    assert_eq!(late(&workspace), ["周新"]);
    step(&mut workspace, What::Plan(Plan::Remove(id)));
    assert_eq!(late(&workspace), ["周新", "张伟"]);
}

#[test]
fn a_plan_stands_where_its_metric_does_and_its_newest_check_found_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    begun(&mut workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    let seen = |workspace: &Workspace| {
        let plans = vec![only(workspace)];
        follow(&workspace.db, &directory, plans, day(TODAY)).unwrap().remove(0)
    };
    let before = seen(&workspace);
    assert_eq!((before.day, before.length), (29, 90));
    let now: Vec<_> = before.stands.iter().map(|own| own.now.value).collect();
    // Nobody has counted yet; one deal of two was won.
    assert_eq!(now, [None, Some(5_000), None]);
    let progress = before.progress.unwrap();
    assert_eq!((progress.total, progress.pace, progress.status), (None, None, None));
    let coming: Vec<_> = before.checks.iter().map(|check| check.state).collect();
    assert_eq!(coming, [CheckState::Overdue(1), CheckState::Coming, CheckState::Coming]);

    let form = check(&only(&workspace), 0, "2025-11-17", FOUND);
    step(&mut workspace, What::Plan(Plan::Check(Box::new(form))));
    let after = seen(&workspace);
    let told: Vec<_> =
        after.stands.iter().map(|own| (own.now.value, own.now.sample, own.share)).collect();
    assert_eq!(
        told,
        [
            // 78 of 76 points of the way from 14 to 90 %.
            (Some(9_200), Some(12), Rational::new(39, 38)),
            (Some(5_000), Some(2), Some(Rational::ZERO)),
            (None, None, Rational::new(1, 2)),
        ]
    );
    assert_eq!(after.stands[0].now.found_on, Some(day("2025-11-17")));
    assert_eq!(after.stands[1].now.period, Some(QUARTER));
    let progress = after.progress.as_ref().unwrap();
    // Half of 39/38 and a fifth of a half.
    assert_eq!(progress.total, Rational::new(233, 380));
    assert_eq!(progress.pace, Rational::new(233 * 90, 380 * 29));
    assert!(progress.status.is_some());
    assert_eq!(after.checks[0].state, CheckState::Held);
    assert_eq!(after.next().map(|check| check.after), Some(60));

    let args = ["show", "销售.cox", "improvement", "--date", TODAY, "--json"];
    drop(workspace);
    let shown = desk.json(0, &args);
    let plan = &shown["plans"][0];
    assert_eq!((&plan["code"], &plan["person"]), (&"IP-2025-0001".into(), &"张伟".into()));
    assert_eq!((plan["progress_bp"].as_i64(), plan["day"].as_i64()), (Some(6_132), Some(29)));
    let reach = |at: usize| plan["objectives"][at]["points"][0]["reach"].as_str().unwrap();
    assert_eq!([reach(0), reach(1), reach(2)], ["met", "not_asked", "partly"]);
    assert_eq!(plan["support"][0]["times"], 12);
}

#[test]
fn four_weeks_are_too_few_to_say_whether_it_helped() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    begun(&mut workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    let plan = only(&workspace);
    let found = effects(&workspace.db, &directory, &plan, day(TODAY)).unwrap();
    // Of the three objectives one is by a metric.
    let [one] = found.as_slice() else { panic!("one effect, not {}", found.len()) };
    assert_eq!(one.found.metric, MetricId::WinRate);
    let verdict = one.found.reading.verdict;
    assert!(matches!(verdict, Verdict::TooFew { .. }), "{verdict:?}");
}

#[test]
fn a_plan_is_printed_for_the_period_in_which_it_runs() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    begun(&mut workspace);
    drop(workspace);
    let args = ["print", "销售.cox", "improvement-plan", "--date", TODAY, "--out", "页"];
    let printed = desk.says(0, &[&args[..], &["--period", "2025-Q4"]].concat());
    let file = "改进计划 张伟 IP-2025-0001.pdf";
    assert!(printed.contains(file), "{printed}");
    assert!(std::fs::read(desk.path("页").join(file)).unwrap().starts_with(b"%PDF-"));
    let early = desk.says(0, &[&args[..], &["--period", "2025-Q3"]].concat());
    assert!(early.contains("没有改进计划"), "{early}");
}
