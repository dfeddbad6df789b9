//! The yearly plan in the window: written, agreed, looked back on; the targets of later years; target
//! letters that are signed for; and targets that are taken away.

use coxswain::command::Command;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::i18n::FluentValue;
use coxswain::metrics::targets::Levels;
use coxswain::store::records::{
    Outcome, Strategy, StrategyLine, StrategySection, StrategyState, TargetAcknowledgement,
    TargetAction, TargetVersion,
};

use super::*;
use crate::common::{act, person};

/// The page of a workspace with three reps and eight deals.
fn opened(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Targets, "targets-tab-strategy")
}

fn subject() -> &'static str {
    "Whole company 2025"
}

/// Adds a goal or an initiative with all that it needs.
fn add(window: &mut Window, add: &str, what: &str) {
    window.press(add);
    window.fill("strategy-text", what);
    window.choose("strategy-owner", "Nora King");
    window.fill("strategy-due", "2025-06-30");
    window.fill("strategy-measure", "Three cases signed");
    window.press("strategy-save");
    window.wait_gone(Role::Button, "strategy-save");
    window.wait_to_say(what);
}

#[test]
fn a_plan_is_written_agreed_and_reviewed() {
    let desk = world::small();
    let mut window = opened(&desk);
    // The figures stand there before anything is written.
    window.must_say("strategy-unset");
    window.press("strategy-start");
    window.fill("strategy-title", " ");
    window.press("strategy-start-save");
    window.must_say("strategy-title-missing");
    window.fill("strategy-title", "Open the paper mills");
    window.press("strategy-start-save");
    window.wait_saved("step-strategy-start", subject());
    window.wait_to_say("strategy-state-draft");
    window.must_say("Open the paper mills");

    // What stands around it: one in a line.
    let edit = window.word("strategy-edit");
    let economy = window.word("strategy-section-economy");
    window.press(&format!("{edit} {economy}"));
    window.fill("strategy-lines", "Mills invest late\nPumps are replaced");
    window.press("strategy-save");
    window.wait_saved("step-strategy-section", subject());
    window.wait_gone(Role::Button, "strategy-save");
    window.wait_to_say("Mills invest late");

    // It cannot be agreed without goals and initiatives, and says so.
    window.press("strategy-agree");
    window.press("strategy-agree-save");
    window.must_say("strategy-agree-thin");
    window.press("app-cancel");

    add(&mut window, "strategy-add-goal", "Two mills as customers");
    window.press("strategy-add-initiative");
    window.fill("strategy-text", "A case in each region");
    window.fill("strategy-due", "2028-01-01");
    window.press("strategy-save");
    window.must_say("strategy-due-far");
    window.fill("strategy-due", "");
    window.press("strategy-save");
    window.wait_gone(Role::Button, "strategy-save");
    window.wait_to_say("strategy-no-owner");
    window.press("strategy-agree");
    window.must_say("strategy-agree-open");
    window.press("app-cancel");
    // The line is opened by what it says.
    let missing = ["strategy-no-owner", "strategy-no-due", "strategy-no-measure"];
    let missing = missing.map(|key| window.word(key)).join(", ");
    window.press(&format!("A case in each region {missing}"));
    window.choose("strategy-owner", "Sam Reed");
    window.fill("strategy-due", "2025-09-30");
    window.fill("strategy-measure", "Two cases written");
    window.press("strategy-save");
    window.wait_gone(Role::Button, "strategy-save");
    window.wait_to_say("Two cases written");

    window.press("strategy-agree");
    window.fill("strategy-agree-day", "2025-11-19");
    window.press("strategy-agree-save");
    window.must_say("strategy-day-future");
    window.fill("strategy-agree-day", "2025-01-06");
    window.press("strategy-agree-save");
    window.wait_saved("step-strategy-agree", subject());
    window.wait_for(Role::Button, "strategy-close");
    window.must_say("strategy-state-agreed");
    assert!(window.find(Role::Button, "strategy-add-goal").is_none(), "nothing is added");
    assert!(window.find(Role::Button, &format!("{edit} {economy}")).is_none());

    // What came of each line; both are due.
    let lines: Vec<String> = window.of(Role::Button).into_iter().map(|seen| seen.name).collect();
    let late = window.word("strategy-late");
    for (what, outcome, lesson) in [
        ("Two mills as customers", "strategy-outcome-worked", ""),
        ("A case in each region", "strategy-outcome-failed", "Mills want a trial first"),
    ] {
        let line = lines.iter().find(|name| name.starts_with(what)).expect("the line");
        assert!(line.ends_with(&late), "{line}");
        window.press(line);
        window.choose("strategy-outcome", outcome);
        if !lesson.is_empty() {
            window.press("strategy-save");
            window.must_say("strategy-lesson-missing");
            window.fill("strategy-lesson", lesson);
        }
        window.press("strategy-save");
        window.wait_saved("step-strategy-judge", what);
        window.wait_gone(Role::Button, "strategy-save");
    }
    window.wait_to_say("Mills want a trial first");
    window.press("strategy-close");
    window.press("strategy-close-save");
    window.must_say("strategy-review-missing");
    window.fill("strategy-review", "Trials before cases.");
    window.press("strategy-close-save");
    window.wait_saved("step-strategy-review", subject());
    window.wait_to_say("strategy-state-reviewed");
    window.must_say("Trials before cases.");
    assert!(window.find(Role::Button, "strategy-close").is_none());

    let workspace = window.close(&desk);
    let plan = workspace.db.all::<Strategy>().unwrap().remove(0);
    assert_eq!((plan.scope(), plan.year, plan.state), (Scope::All, 2025, StrategyState::Reviewed));
    assert_eq!((plan.agreed_on, plan.reviewed_on), (Some(day("2025-01-06")), Some(day(TODAY))));
    let lines = workspace.db.all::<StrategyLine>().unwrap();
    let of = |section| lines.iter().filter(move |line: &&StrategyLine| line.section == section);
    assert_eq!(of(StrategySection::Economy).count(), 2);
    let outcomes: Vec<_> = of(StrategySection::Initiative).map(|line| line.outcome).collect();
    assert_eq!(outcomes, [Some(Outcome::Failed)]);
}

#[test]
fn a_draft_is_taken_away_only_when_asked_and_half_typed_words_are_kept() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.press("strategy-start");
    window.fill("strategy-title", "Half a title");
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.press("strategy-start-save");
    window.wait_for(Role::Button, "strategy-add-goal");
    add(&mut window, "strategy-add-goal", "Two mills as customers");
    window.press("strategy-remove");
    let title = window.with("strategy-remove-title", &[("title", "Half a title".into())]);
    window.get(Role::Dialog, &title);
    window.press("strategy-remove-stay");
    window.must_say("Two mills as customers");
    window.press("strategy-remove");
    window.press_last("strategy-remove");
    window.wait_saved("step-strategy-remove", subject());
    window.wait_for(Role::Button, "strategy-start");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait_to_say("Two mills as customers");
}

#[test]
fn a_plan_of_a_person_is_that_of_the_team() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.click(Role::RadioButton, "scope-person");
    window.choose("scope-name", "Ben Moss");
    window.wait_to_say("strategy-person");
    let see = window.with("strategy-person-action", &[("name", "South".into())]);
    window.press(&see);
    let nothing = window.with("strategy-none", &[("who", "South".into()), ("year", "2025".into())]);
    window.wait_to_say(&nothing);
}

#[test]
fn a_later_year_gets_a_target_and_is_marked_while_nobody_says_how() {
    let desk = world::small();
    let mut window = opened(&desk);
    let set = window.word("strategy-year-set");
    window.press(&format!("{set} 2027"));
    window.press("targets-save");
    window.must_say("strategy-year-no-value");
    window.fill("targets-whole", "5000");
    window.press("targets-save");
    window.wait_saved("step-targets", "Whole company 2027");
    window.wait_gone(Role::Button, "targets-save");
    window.wait_to_say("strategy-no-actions");
    let change = window.word("strategy-year-change");
    window.press(&format!("{change} 2027"));
    window.fill("targets-whole", "6000");
    window.fill("targets-actions", "A partner in the south\nTwo engineers more");
    window.press("targets-save");
    window.must_say("targets-reason-changes");
    window.fill("targets-reason", "The south opens earlier");
    window.press("targets-save");
    window.wait_gone(Role::Button, "targets-save");
    window.wait_to_say("6,000.0");
    window.must_not_say("strategy-no-actions");

    // Taken away again: not set, which is not zero; the versions stay.
    window.press(&format!("{change} 2027"));
    window.press("targets-away");
    window.press("targets-away-go");
    window.must_say("targets-away-reason");
    window.fill("targets-reason", "Not yet");
    window.press("targets-away-go");
    window.wait_for(Role::Button, &format!("{set} 2027"));
    // The year itself is set with all its parts, on its own page.
    window.press(&format!("{set} 2025"));
    window.settle();
    assert!(window.get(Role::Tab, "targets-tab-setting").on);
    let workspace = window.close(&desk);
    assert_eq!(base(&workspace, Scope::All, "2027"), None);
    let values: Vec<_> =
        workspace.db.all::<TargetVersion>().unwrap().into_iter().map(|v| v.value).collect();
    assert_eq!(values, [Some(500_000_000), Some(600_000_000), None]);
    assert_eq!(workspace.db.all::<TargetAction>().unwrap().len(), 2);
}

/// Targets of the running quarter for the company and two people.
fn with_targets() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let period = Period::Quarter(2025, 4);
    let goal = |scope: Scope, base: i64| Goal {
        metric: MetricId::SignedAmount,
        scope,
        period,
        levels: Some(Levels::base(base)),
    };
    let of = |name: &str| Scope::Person(person(&workspace.db, name));
    let goals = vec![
        goal(Scope::All, 30_000_000),
        goal(of("Ada Field"), 20_000_000),
        goal(of("Ben Moss"), 10_000_000),
    ];
    let (why, subject) = (Why::default(), String::new());
    let ask = targets::Command::Set { goals, why, how: None, subject, today: day(TODAY) };
    act(&mut workspace, &Command::Targets(ask));
    drop(workspace);
    desk
}

/// So many of the three letters are signed for.
fn told(signed: &str) -> [(&str, FluentValue<'_>); 2] {
    [("signed", signed.into()), ("all", "3".into())]
}

#[test]
fn letters_are_signed_for_one_by_one_or_all_together() {
    let desk = with_targets();
    let mut window = Window::open(&desk);
    window.go(AreaId::Targets);
    let none = window.with("targets-letters-signed", &told("0"));
    window.must_say(&none);
    window.press("targets-letters-open");
    window.click(Role::CheckBox, "Ada Field");
    window.fill("targets-letters-day", "2025-11-19");
    let one = counted(&window, "targets-letters-record", 1);
    window.press(&one);
    window.must_say("strategy-day-future");
    window.fill("targets-letters-day", "2025-11-17");
    window.press(&one);
    window.wait_saved("step-target-sign", "Ada Field Q4 2025");
    let first = window.with("targets-letters-signed", &told("1"));
    window.wait_to_say(&first);
    // All that are left.
    window.click(Role::CheckBox, "targets-letters-all");
    let two = counted(&window, "targets-letters-record", 2);
    window.press(&two);
    window.wait_saved("step-target-sign", "Whole company Q4 2025");
    let all = window.with("targets-letters-signed", &told("3"));
    window.wait_to_say(&all);
    // One that was recorded by mistake is taken back.
    let back = format!("{} Ben Moss", window.word("targets-letters-unsign"));
    window.press(&back);
    window.wait_saved("step-target-unsign", "Ben Moss Q4 2025");
    window.wait_for(Role::CheckBox, "Ben Moss");
    window.keys(Modifiers::NONE, Key::Escape);
    let workspace = window.close(&desk);
    let signed = workspace.db.all::<TargetAcknowledgement>().unwrap();
    let ada = Scope::Person(person(&workspace.db, "Ada Field"));
    let days: Vec<_> = signed.iter().map(|one| (one.scope() == ada, one.on_day)).collect();
    assert_eq!(days, [(true, day("2025-11-17")), (false, day("2025-11-17"))]);
}

#[test]
fn a_target_is_taken_away_with_its_parts_and_comes_back() {
    let desk = with_targets();
    let mut window = Window::open(&desk);
    window.go(AreaId::Targets);
    window.press("targets-away");
    window.press("targets-away-stay");
    window.press("targets-away");
    let parts = counted(&window, "targets-away-parts", 2);
    assert!(window.get(Role::CheckBox, &parts).on);
    window.press("targets-away-go");
    window.must_say("targets-away-reason");
    window.fill("targets-reason", "Set for the wrong quarter");
    window.press("targets-away-go");
    window.wait_saved("step-targets", "Whole company Q4 2025");
    window.wait_to_say("targets-state-unset");
    assert!(window.find(Role::Button, "targets-away").is_none());
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait_for(Role::Button, "targets-away");
    window.keys(Modifiers::COMMAND, Key::Y);
    window.wait_to_say("targets-state-unset");
    let workspace = window.close(&desk);
    for scope in [Scope::All, Scope::Person(person(&workspace.db, "Ada Field"))] {
        assert_eq!(base(&workspace, scope, "2025-Q4"), None, "{scope:?}");
    }
}
