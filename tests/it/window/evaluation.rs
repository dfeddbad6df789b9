//! An evaluation on its way: comments, signatures, what they lock, and taking them back.

use coxswain::store::records::{Evaluation, Signature, SignatureRole};

use egui::ImeEvent;

use super::*;
use crate::common::{Take, counts, take};

/// Opens Ada's evaluation of the quarter.
fn page(desk: &Desk) -> Window {
    let mut window = Window::open(desk);
    window.go(AreaId::Evaluation);
    assert_eq!(window.get(Role::ComboBox, "evaluation-pick").value, "Ada Field");
    window
}

/// Writes both comments and waits until they are saved.
fn comment(window: &mut Window) {
    window.fill("evaluation-comment-self", "A good quarter.");
    window.must_say("evaluation-unsaved");
    window.fill("evaluation-comment-manager", "Agreed, more pumps.");
    window.press("evaluation-save");
    let unsaved = window.word("evaluation-unsaved");
    window.wait("the comments are saved", |window| !window.says(&unsaved));
    window.settle();
    window.let_toasts_go();
}

/// Signs by a menu item with the names and the day that the dialog offers.
fn sign(window: &mut Window, by: &str, name: &str) {
    window.press("evaluation-sign");
    window.click(Role::MenuItem, by);
    if !name.is_empty() {
        window.fill("evaluation-signer", name);
    }
    press_sign(window);
    window.wait_saved("step-evaluation-sign", "Ada Field");
    window.let_toasts_go();
}

/// Presses the button of the dialog, which has the name of the one that opened it.
fn press_sign(window: &mut Window) {
    window.wait_for(Role::TextInput, "evaluation-signer");
    window.press_last("evaluation-sign");
}

fn editable(window: &Window) -> bool {
    window.find(Role::MultilineTextInput, "evaluation-comment-self").is_some()
}

#[test]
fn a_signed_evaluation_is_locked_until_its_signatures_are_withdrawn() {
    let desk = world::small();
    let mut window = page(&desk);
    comment(&mut window);
    sign(&mut window, "evaluation-sign-employee", "");
    assert!(!editable(&window), "signing locks the comments");
    window.must_say("evaluation-locked");
    window.must_say("A good quarter.");
    for on in window.all(Role::Button, "evaluation-plan-add") {
        assert!(!on.enabled, "the plan is locked too");
    }
    window.press("evaluation-sign");
    assert!(window.find(Role::MenuItem, "evaluation-sign-employee").is_none(), "signed already");
    window.keys(Modifiers::NONE, Key::Escape);
    sign(&mut window, "evaluation-sign-manager", "Nora King");
    sign(&mut window, "evaluation-sign-hr", "Hale R.");
    assert!(window.find(Role::Button, "evaluation-sign").is_none(), "everybody has signed");
    let hint = [("done", 1.into()), ("all", 3.into()), ("waiting", 0.into())];
    let hint = window.with("evaluation-hint", &hint);
    window.must_say(&hint);

    window.press("evaluation-withdraw-short");
    let title = window.with("evaluation-withdraw-title", &[("name", "Ada Field".into())]);
    window.get(Role::Dialog, &title);
    window.press("evaluation-withdraw-stay");
    assert!(!editable(&window));
    window.press("evaluation-withdraw-short");
    window.press_last("evaluation-withdraw");
    window.wait_saved("step-evaluation-withdraw", "Ada Field");
    assert!(editable(&window), "what is not signed can be changed");
    // Undo brings the signatures back.
    window.press("app-undo");
    window.wait_to_say("evaluation-locked");

    let workspace = window.close(&desk);
    let signatures = workspace.db.all::<Signature>().unwrap();
    let roles: Vec<SignatureRole> = signatures.iter().map(|signature| signature.role).collect();
    assert_eq!(roles, [SignatureRole::Employee, SignatureRole::Manager, SignatureRole::Hr]);
    let evaluations = workspace.db.all::<Evaluation>().unwrap();
    assert_eq!(evaluations.len(), 1);
    assert_eq!(evaluations[0].self_comment, "A good quarter.");
    assert_eq!(evaluations[0].manager_comment, "Agreed, more pumps.");
}

#[test]
fn a_comment_is_typed_with_an_input_method() {
    let desk = world::small();
    let mut window = page(&desk);
    let field = window.wait_for(Role::MultilineTextInput, "evaluation-comment-self");
    window.click_at(field.rect.left_top() + egui::vec2(6.0, 8.0));
    let value =
        |window: &Window| window.get(Role::MultilineTextInput, "evaluation-comment-self").value;
    let preedit =
        |text: &str| ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None };
    window.compose(preedit("ji"));
    window.compose(preedit("ji du"));
    assert_eq!(value(&window), "ji du", "what is being composed is shown");
    window.compose(ImeEvent::Commit("季度".to_owned()));
    window.compose(preedit("mu"));
    window.compose(preedit(""));
    assert_eq!(value(&window), "季度", "what was given up is gone");
    window.compose(ImeEvent::Commit("目标".to_owned()));
    window.press("evaluation-save");
    window.wait_saved("step-evaluation-comment", "Ada Field");
    let workspace = window.close(&desk);
    assert_eq!(workspace.db.all::<Evaluation>().unwrap()[0].self_comment, "季度目标");
}

#[test]
fn a_signature_needs_a_name_and_a_day_that_has_come() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("evaluation-sign");
    window.click(Role::MenuItem, "evaluation-sign-hr");
    press_sign(&mut window);
    window.must_say("evaluation-signer-missing");
    window.fill("evaluation-signer", "Hale R.");
    window.fill("evaluation-sign-day", "2025-11-19");
    press_sign(&mut window);
    window.must_say("evaluation-day-future");
    window.fill("evaluation-sign-day", "2025-02-30");
    window.must_say("evaluation-day-wrong");
    window.press("app-cancel");
    assert!(window.find(Role::TextInput, "evaluation-signer").is_none());
    let workspace = window.close(&desk);
    assert!(workspace.db.all::<Signature>().unwrap().is_empty());
}

#[test]
fn figures_that_change_after_signing_are_said_and_signed_anew() {
    let desk = world::small();
    let mut window = page(&desk);
    comment(&mut window);
    sign(&mut window, "evaluation-sign-employee", "");
    window.must_not_say("evaluation-changed");
    let mut workspace = window.close(&desk);
    let late = desk.csv(
        "late.csv",
        "deal id,deal name,customer,sales rep,stage,amount,create date,close date
         D20,Late pumps,Acme Works,Ada Field,won,70000,2025-09-01,2025-11-12",
    );
    let how = Take { date: world::REPORTED, ..Take::default() };
    assert_eq!(counts(&take(&mut workspace, &late, &how)), (1, 0, 0, 0));
    drop(workspace);

    let mut window = page(&desk);
    window.must_say("evaluation-changed");
    assert!(window.find(Role::Button, "evaluation-sign").is_none(), "withdraw comes first");
    window.press("evaluation-withdraw-short");
    window.press_last("evaluation-withdraw");
    window.wait_saved("step-evaluation-withdraw", "Ada Field");
    window.must_not_say("evaluation-changed");
    window.let_toasts_go();
    sign(&mut window, "evaluation-sign-employee", "");
    window.must_say("evaluation-locked");
}

#[test]
fn a_comment_is_kept_when_another_rep_is_shown() {
    let desk = world::small();
    let mut window = page(&desk);
    window.fill("evaluation-comment-self", "Half a word");
    window.press("evaluation-next");
    window.wait("the next rep", |window| {
        window.get(Role::ComboBox, "evaluation-pick").value == "Ben Moss"
    });
    window.settle();
    assert_eq!(window.get(Role::MultilineTextInput, "evaluation-comment-self").value, "");
    window.wait_saved("step-evaluation-comment", "Ada Field");
    window.press("evaluation-previous");
    let kept = window.get(Role::MultilineTextInput, "evaluation-comment-self").value;
    assert_eq!(kept, "Half a word");
}

#[test]
fn a_comment_that_is_too_long_is_refused_before_it_is_signed() {
    let desk = world::small();
    let mut window = page(&desk);
    window.fill("evaluation-comment-self", &"x".repeat(501));
    let long = window.with("evaluation-comment-long", &[("max", 500.into())]);
    window.must_say(&long);
    assert!(window.find(Role::Button, "evaluation-save").is_none());
    assert!(!window.get(Role::Button, "evaluation-sign").enabled);
    window.fill("evaluation-comment-self", "short");
    window.must_not_say(&long);
}

#[test]
fn the_plan_is_written_and_kept() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("evaluation-plan-add");
    window.fill("evaluation-plan-action", "Visit them in spring");
    window.press("evaluation-plan-save");
    window.must_say("evaluation-plan-goal-missing");
    window.fill("evaluation-plan-goal", "Two more mills");
    window.press("evaluation-plan-save");
    window.wait_saved("step-evaluation-agree", "Ada Field");
    window.must_say("Two more mills");
}

#[test]
fn the_summary_lists_everybody_and_opens_a_card() {
    let desk = world::small();
    let mut window = page(&desk);
    window.click(Role::RadioButton, "evaluation-mode-summary");
    for name in ["Ada Field", "Ben Moss", "Cara Lund"] {
        let row = window.get(Role::Row, name);
        assert!(window.cells(&row).contains(&window.word("evaluation-stand-comments")), "{name}");
    }
    window.click(Role::Row, "Ben Moss");
    window.press("evaluation-open");
    assert_eq!(window.get(Role::ComboBox, "evaluation-pick").value, "Ben Moss");
}
