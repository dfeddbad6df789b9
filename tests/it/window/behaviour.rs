//! Behaviour analysis in the window: groups first, then behaviours, one run; the records behind, a hypothesis
//! and its trial, and the same in a file.

use coxswain::command::Command;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::i18n::period_label;
use coxswain::metrics::targets::Levels;
use coxswain::store::records::{BehaviourLine, BehaviourTrial, TrialState};

use super::*;
use crate::common::{act, counts, person};

/// Who sells, what each signed in the quarter of a target of 100 thousand, and how many visits each made in
/// the quarter before.
const SELLERS: [(&str, i64, u32); 6] = [
    ("Ada Field", 130, 12),
    ("Ben Moss", 120, 11),
    ("Cara Lund", 80, 4),
    ("Dan Hart", 70, 3),
    ("Eve Stone", 60, 2),
    ("Flo Reeve", 50, 1),
];

fn prepared() -> Desk {
    let desk = world::named();
    let mut workspace = desk.open();
    let mut roster = "name,employee number,title,team,region,manager,hire date\n".to_owned();
    let mut deals =
        "deal id,deal name,customer,sales rep,stage,amount,create date,close date\n".to_owned();
    let mut visits = "visit date,sales rep,customer,visit purpose,outcome\n".to_owned();
    for (at, (name, signed, n)) in SELLERS.into_iter().enumerate() {
        let _always = writeln!(roster, "{name},S{at},Sales rep,North,East,Nora King,2023-03-01");
        let _always = writeln!(
            deals,
            "R{at},Deal {at},Acme Works,{name},won,{signed}000,2025-05-01,2025-10-{}",
            10 + at
        );
        for visit in 0..n {
            let on = 1 + 2 * visit;
            let _always = writeln!(visits, "2025-07-{on:02},{name},Acme Works,Talk {visit},Agreed");
        }
    }
    for (name, text) in [("roster.csv", &roster), ("deals.csv", &deals), ("visits.csv", &visits)] {
        assert_eq!(counts(&world::bring(&desk, &mut workspace, name, text)).3, 0, "{name}");
    }
    let goal = |name: &str| Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(person(&workspace.db, name)),
        period: Period::Quarter(2025, 4),
        levels: Some(Levels::base(10_000_000)),
    };
    let goals = SELLERS.iter().map(|(name, ..)| goal(name)).collect();
    let (why, subject) = (Why::default(), String::new());
    let set = targets::Command::Set { goals, why, how: None, subject, today: day(TODAY) };
    act(&mut workspace, &Command::Targets(set));
    drop(workspace);
    desk
}

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Coaching, "coaching-tab-behaviour")
}

/// Runs the analysis of visits.
fn run(window: &mut Window) {
    window.press("behaviour-new");
    window.wait_for(Role::Dialog, "behaviour-new");
    // No behaviour is offered before the groups stand.
    let choice = [
        ("name", window.word("behaviour-name-visits").into()),
        ("unit", window.word("behaviour-unit-per-day").into()),
    ];
    let choice = window.with("behaviour-choice", &choice);
    assert!(window.find(Role::CheckBox, &choice).is_none());
    window.press("behaviour-run");
    window.must_say("behaviour-problem-groups");
    window.must_say("Ada Field 130.0%");
    window.press("behaviour-groups-fix");
    window.press("behaviour-run");
    window.must_say("behaviour-problem-none");
    window.click(Role::CheckBox, &choice);
    window.press("behaviour-run");
    let quarter = period_label(&window.tr, Period::Quarter(2025, 4));
    let subject = format!("{} {quarter}", window.word("behaviour-company"));
    window.wait_saved("step-behaviour-keep", &subject);
    window.wait_gone(Role::Dialog, "behaviour-new");
    window.let_toasts_go();
}

#[test]
fn an_analysis_is_run_looked_into_and_tried() {
    let desk = prepared();
    let mut window = page(&desk);
    window.must_say("behaviour-empty");
    run(&mut window);
    window.must_say("behaviour-guard");
    window.must_say("behaviour-judged-hypothesis");
    // There are records of all six.
    let sample = [("n", 6.into()), ("cases", "33".into())];
    window.must_say(&window.with("behaviour-sample-value", &sample));
    // One of fifteen ways to choose two of six.
    window.must_say("1 / 15");
    window.press("behaviour-basis-show");
    window.wait_for(Role::Dialog, "behaviour-basis-title");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, "behaviour-basis-title");

    window.click(Role::Row, "Cara Lund");
    let named =
        [("name", "Cara Lund".into()), ("behaviour", window.word("behaviour-name-visits").into())];
    let title = window.with("behaviour-records-title", &named);
    window.wait_for(Role::Dialog, &title);
    assert_eq!(window.get(Role::Grid, "behaviour-records").rows, Some(4));
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, &title);

    window.press("behaviour-propose");
    window.wait_for(Role::Dialog, "behaviour-propose");
    window.press("behaviour-save");
    window.must_say("behaviour-problem-text");
    window.must_say("behaviour-problem-standard");
    window.fill("behaviour-trial-text", "Two visits more a week");
    window.fill("behaviour-trial-standard", "Each with a result");
    window.press("behaviour-save");
    window.wait_gone(Role::Dialog, "behaviour-propose");
    window.let_toasts_go();
    window.must_say("Two visits more a week");

    window.press("behaviour-try");
    window.wait_for(Role::Dialog, "behaviour-try");
    window.press("behaviour-save");
    window.must_say("behaviour-problem-nobody");
    // Who is not at the top stands first: Cara tries it.
    let tries = window.all(Role::RadioButton, "behaviour-part-trial");
    assert_eq!(tries.len(), SELLERS.len());
    window.click_at(tries[0].rect.center());
    window.press("behaviour-save");
    window.wait_gone(Role::Dialog, "behaviour-try");
    window.let_toasts_go();
    window.must_say("behaviour-state-trying");

    let workspace = window.close(&desk);
    let lines = workspace.db.all::<BehaviourLine>().unwrap();
    assert_eq!((lines.len(), lines[0].extreme, lines[0].groupings), (1, Some(1), Some(15)));
    let trial = workspace.db.all::<BehaviourTrial>().unwrap().remove(0);
    assert_eq!((trial.state, trial.line_id), (TrialState::Trying, Some(lines[0].id)));
}

#[test]
fn an_analysis_is_kept_in_a_file() {
    let desk = prepared();
    let mut window = page(&desk);
    assert!(!window.get(Role::Button, "behaviour-export").enabled, "there is none yet");
    run(&mut window);
    window.press("behaviour-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_{TODAY}.xlsx", window.word("coaching-tab-behaviour")));
    let file = desk.path("behaviour.xlsx");
    window.answer_path(&file.display().to_string());
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(file.exists());
}
