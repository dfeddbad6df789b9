//! Careers in the window: a step of the ladder, a plan from it to its end, a chance and its answer.

use coxswain::store::records::{
    CareerAction, CareerCondition, CareerPlan, CareerReview, CareerStatus, CareerStep,
    DevelopmentOffer, OfferAnswer,
};

use super::*;
use crate::common::person;

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Training, "training-tab-careers")
}

fn save(window: &mut Window, step: &str, subject: &str) {
    window.press("training-form-save");
    window.wait_saved(step, subject);
    window.wait_gone(Role::Button, "training-form-save");
    window.let_toasts_go();
}

/// Adds a step that asks for a year in the post.
fn add_step(window: &mut Window) {
    window.press("careers-step-add");
    window.press("training-form-save");
    window.must_say("careers-problem-post");
    window.choose("careers-post", "Sales rep");
    window.fill("careers-grade", "P2");
    window.press("careers-condition-add");
    window.must_say("careers-problem-months");
    window.fill("careers-need-months", "12");
    save(window, "step-career-step", "Sales rep P2");
}

#[test]
fn a_step_is_held_against_people_and_becomes_the_aim_of_a_plan() {
    let desk = world::small();
    let mut window = page(&desk);
    window.must_say("careers-ladder-none");
    add_step(&mut window);
    // Nobody says since when Ada has her post.
    window.click(Role::Row, "Ada Field Unknown");
    window.must_say(&window.with("careers-asked-months", &[("n", 12.into())]));
    window.press("careers-plan-for");
    window.fill("careers-by", "2025-11-18");
    window.press("training-form-save");
    window.must_say(&window.with("careers-problem-later", &[("day", TODAY.into())]));
    window.fill("careers-by", "2026-06-30");
    save(&mut window, "step-career-add", "Ada Field");

    let plan = "Ada Field Sales rep P2";
    window.click(Role::Row, &format!("{plan} In progress"));
    window.press("careers-action-add");
    window.press("training-form-save");
    window.must_say("careers-problem-action");
    window.fill("careers-action-what", "Shadow a tender");
    save(&mut window, "step-career-action", "Shadow a tender");
    let tick = window.with("careers-action-do", &[("what", "Shadow a tender".into())]);
    window.press(&tick);
    window.wait_saved("step-career-action-done", "Shadow a tender");
    window.let_toasts_go();
    window.press("careers-talk-add");
    window.fill("careers-talk-words", "Wants to lead bids");
    save(&mut window, "step-career-review", plan);
    // The day has its talk.
    window.press("careers-talk-add");
    window.fill("careers-talk-words", "Once more");
    window.press("training-form-save");
    window.must_say("careers-problem-talked");
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard");
    window.press("careers-plan-reached");
    window.fill("careers-result", "Promoted");
    save(&mut window, "step-career-close", plan);
    window.must_say("Promoted");

    let workspace = window.close(&desk);
    let step = workspace.db.all::<CareerStep>().unwrap().remove(0);
    assert_eq!((step.from_post_id, step.grade.as_deref()), (None, Some("P2")));
    assert_eq!(workspace.db.all::<CareerCondition>().unwrap()[0].number, Some(12));
    let plan = workspace.db.all::<CareerPlan>().unwrap().remove(0);
    assert_eq!((plan.step_id, plan.status), (Some(step.id), CareerStatus::Reached));
    assert_eq!(plan.person_id, person(&workspace.db, "Ada Field"));
    let actions = workspace.db.all::<CareerAction>().unwrap();
    assert_eq!(actions[0].done_on, Some(day(TODAY)));
    assert_eq!(workspace.db.all::<CareerReview>().unwrap().len(), 1);
}

#[test]
fn a_step_is_changed_and_taken_out_of_use() {
    let desk = world::small();
    let mut window = page(&desk);
    add_step(&mut window);
    window.press("careers-step-edit");
    window.press(&window.with("careers-condition-remove", &[("n", 1.into())]));
    window.must_say("careers-conditions-none");
    // Any post → Sales rep P2 is what it was called.
    let name = "Any post → Sales rep P2";
    save(&mut window, "step-career-step", name);
    window.must_say("careers-no-conditions");
    window.press("careers-step-archive");
    window.wait_saved("step-career-step-archive", name);
    window.let_toasts_go();
    window.must_say("careers-step-archived-detail");
    window.press("careers-step-restore");
    window.wait_saved("step-career-step-restore", name);
}

#[test]
fn a_chance_is_offered_answered_and_looked_at() {
    let desk = world::small();
    let mut window = page(&desk);
    window.click(Role::RadioButton, "careers-part-offers");
    window.must_say("careers-offers-none");
    window.must_say("careers-even-few");
    window.press("careers-offer-add");
    window.press("training-form-save");
    window.must_say("careers-problem-reason");
    window.choose("careers-person", "Ben Moss S02");
    window.choose("careers-kind", "Resources");
    window.fill("careers-what", "A demo kit");
    window.fill("careers-reason", "Best results of the year");
    window.must_say("careers-problem-review-needed");
    window.fill("careers-review-on", "2026-03-31");
    save(&mut window, "step-offer", "Ben Moss A demo kit");

    window.click(Role::Row, "Ben Moss A demo kit Open");
    window.press("careers-offer-accept");
    save(&mut window, "step-offer-answer", "Ben Moss A demo kit");
    window.press("careers-offer-review");
    window.fill("careers-result", "Two deals with it");
    save(&mut window, "step-offer-review", "Ben Moss A demo kit");
    window.must_say("Two deals with it");
    window.keys(Modifiers::NONE, Key::Escape);
    window.click(Role::RadioButton, "careers-offers-each");
    window.wait_for(Role::Row, "Cara Lund");

    let workspace = window.close(&desk);
    let offer = workspace.db.all::<DevelopmentOffer>().unwrap().remove(0);
    assert_eq!(offer.answer, Some(OfferAnswer::Accepted));
    assert_eq!(offer.result.as_deref(), Some("Two deals with it"));
}
