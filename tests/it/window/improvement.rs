//! Improvement plans in the window: who is behind, a plan from its form over a check point to its end.

use coxswain::command::Command;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::metrics::targets::Levels;
use coxswain::store::records::{
    ImprovementCheck, ImprovementEvidence, ImprovementObjective, ImprovementPlan, PlanOutcome,
};

use super::*;
use crate::common::{act, person};

const WHO: &str = "Cara Lund";
const CODE: &str = "IP-2025-0001";

/// Cara is to sign 1,000,000 in the quarter, and has signed 20,000.
fn prepared() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let goal = Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(person(&workspace.db, WHO)),
        period: Period::Quarter(2025, 4),
        levels: Some(Levels::base(100_000_000)),
    };
    let (why, subject) = (Why::default(), String::new());
    let set =
        targets::Command::Set { goals: vec![goal], why, how: None, subject, today: day(TODAY) };
    act(&mut workspace, &Command::Targets(set));
    drop(workspace);
    desk
}

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Coaching, "coaching-tab-improvement")
}

/// A text about the first of several things.
fn first(window: &Window, key: &str) -> String {
    window.with(key, &[("n", 1.into())])
}

#[test]
fn somebody_who_is_behind_gets_a_plan_that_is_looked_at_and_ended() {
    let desk = prepared();
    let mut window = page(&desk);
    window.must_say("improvement-running-none");
    window.must_say("improvement-behind-guard");
    let write = format!("{} {WHO}", window.word("improvement-behind-write"));
    window.press(&write);
    window.wait_for(Role::Dialog, "improvement-new");
    window.press("improvement-save");
    for problem in ["title", "cause", "name", "figure", "support"] {
        window.must_say(&format!("improvement-problem-{problem}"));
    }
    window.fill("improvement-title", "Quotes that never reach negotiation");
    // What is half-written is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.fill("improvement-cause", "Nobody who decides was met");
    let (objective, support) = ("Sign more", "One to one each week");
    let label = first(&window, "improvement-objective-name");
    window.fill(&label, objective);
    window.fill("improvement-target", "500000");
    let label = first(&window, "improvement-support-text");
    window.fill(&label, support);
    window.press("improvement-save");
    window.wait_saved("step-plan-open", WHO);
    window.wait_gone(Role::Dialog, "improvement-new");
    window.let_toasts_go();
    window.must_say("improvement-behind-none");

    let named = format!("{WHO} {CODE}");
    window.click(Role::Row, &named);
    window.wait_for(Role::Grid, "improvement-objectives");
    window.must_say(support);
    let check = window.with("improvement-check-name", &[("days", "30".into())]);
    let put_down = window.with("improvement-check-do", &[("check", check.into())]);
    window.press(&put_down);
    window.wait_for(Role::Dialog, &put_down);
    let evidence = window.with("improvement-result-evidence", &[("name", objective.into())]);
    window.fill(&evidence, "Two quotes with the plant manager");
    window.fill("improvement-note", "Goes on");
    window.press_last(&put_down);
    window.wait_saved("step-plan-check", &named);
    window.wait_gone(Role::Dialog, &put_down);
    window.let_toasts_go();
    window.must_say("Goes on");
    window.must_say("Two quotes with the plant manager");

    window.press("improvement-close");
    window.wait_for(Role::Dialog, "improvement-close");
    let stopped = ["improvement-outcome-stopped", "improvement-outcome-stopped-detail"];
    let stopped = stopped.map(|key| window.word(key)).join(" ");
    window.click(Role::RadioButton, &stopped);
    window.fill("improvement-result", "Moves to another team");
    window.press("improvement-save");
    window.wait_saved("step-plan-close", &named);
    window.wait_gone(Role::Dialog, "improvement-close");
    window.must_say("improvement-reopen");
    window.let_toasts_go();
    window.press("improvement-print");
    window.settle();
    assert!(window.get(Role::ListItem, "doc-improvement-plan-title").on);

    let workspace = window.close(&desk);
    let db = &workspace.db;
    let plan = db.all::<ImprovementPlan>().unwrap().remove(0);
    assert_eq!(plan.title, "Quotes that never reach negotiation");
    assert_eq!((plan.outcome, plan.closed_on), (Some(PlanOutcome::Stopped), Some(day(TODAY))));
    let objective = db.all::<ImprovementObjective>().unwrap().remove(0);
    assert_eq!((objective.baseline, objective.target), (Some(2_000_000), Some(50_000_000)));
    let checks = db.all::<ImprovementCheck>().unwrap();
    let held: Vec<_> = checks.iter().map(|check| check.held_on.is_some()).collect();
    assert_eq!(held, [true, false, false]);
    assert_eq!(db.all::<ImprovementEvidence>().unwrap().len(), 1);
}

#[test]
fn without_a_plan_there_is_nothing_to_print() {
    let desk = prepared();
    let mut window = page(&desk);
    assert!(window.find(Role::Button, "improvement-print").is_none());
    window.go(AreaId::Reports);
    window.click(Role::Tab, "reports-tab-print");
    window.click(Role::ListItem, "doc-improvement-plan-title");
    window.settle();
    window.must_say("reports-no-improvements-hint");
}
