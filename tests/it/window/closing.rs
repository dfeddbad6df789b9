//! Nothing half-typed is lost: turning elsewhere, and closing the window.

use coxswain::store::records::Evaluation;

use super::*;

/// Types a self-review and leaves the cursor in the field.
fn typing(desk: &Desk) -> Window {
    let mut window = Window::open(desk);
    window.go(AreaId::Evaluation);
    window.fill("evaluation-comment-self", "A good quarter.");
    window.must_say("evaluation-unsaved");
    window
}

fn reviews(workspace: &Workspace) -> Vec<String> {
    let evaluations = workspace.db.all::<Evaluation>().unwrap();
    evaluations.into_iter().map(|evaluation| evaluation.self_comment).collect()
}

#[test]
fn a_comment_being_typed_is_saved_when_the_person_turns_elsewhere() {
    let desk = world::small();
    let mut window = typing(&desk);
    window.go(AreaId::Funnel);
    window.wait_saved("step-evaluation-comment", "Ada Field");
    assert_eq!(reviews(&window.close(&desk)), ["A good quarter."]);
}

#[test]
fn a_comment_being_typed_is_saved_when_the_window_is_closed() {
    let desk = world::small();
    let mut window = typing(&desk);
    assert!(window.leaves(), "there is nothing to ask");
    assert_eq!(reviews(&window.close(&desk)), ["A good quarter."]);
}

#[test]
fn closing_asks_before_a_form_is_thrown_away() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    assert!(window.leaves(), "nothing is typed");

    let mut window = Window::open(&desk);
    window.go(AreaId::Organisation);
    window.press("organisation-add-team");
    window.fill("organisation-field-team-name", "Coast");
    assert!(!window.leaves(), "the person is asked");
    window.must_say("app-closing-unsaved");
    window.press("app-closing-stay");
    assert_eq!(window.get(Role::TextInput, "organisation-field-team-name").value, "Coast");
    assert!(!window.leaves(), "asked again");
    window.press("app-closing-go");
    window.wait("that the window goes", Window::going);
}
