//! A handover in the window: begun, given out by fit, carried out, and undone by the keys.

use coxswain::store::opportunities;
use coxswain::store::records::{Handover, HandoverState};

use super::*;
use crate::common::person;

#[test]
fn a_handover_is_begun_given_out_and_carried_out() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-handover");
    window.press("organisation-handover-start");
    // Nobody is chosen yet.
    window.press("organisation-handover-begin");
    window.must_say("organisation-handover-no-person");
    window.choose("organisation-handover-person", "Ben Moss");
    window.press("organisation-handover-begin");
    window.wait_saved("step-handover-start", "Ben Moss");
    let number = format!("HO-2025-0001 {}", window.word("organisation-handover-draft"));
    window.wait_to_say(&number);
    window.settle();
    // One customer and one open deal, and nobody has them.
    let carry = window.get(Role::Button, "organisation-handover-carry-out");
    assert!(!carry.enabled, "nobody has them yet");
    window.get(Role::Row, "Blue Mill");
    window.press("organisation-handover-by-fit");
    window.wait_saved("step-handover-assign", "Ben Moss");
    window.settle();
    window.press("organisation-handover-carry-out");
    let question = window.with("organisation-handover-carry-title", &[("name", "Ben Moss".into())]);
    window.get(Role::Dialog, &question);
    window.press_last("organisation-handover-carry-out");
    window.wait_saved("step-handover-done", "Ben Moss");
    window.settle();
    let number = format!("HO-2025-0001 {}", window.word("organisation-handover-done"));
    window.wait_to_say(&number);

    let workspace = window.close(&desk);
    // Cara is the other rep of the team.
    let cara = person(&workspace.db, "Cara Lund");
    let deal = opportunities::by_number(&workspace.db, "D4").unwrap().expect("the deal");
    assert_eq!(deal.owner_id, Some(cara));
    let handover = workspace.db.all::<Handover>().unwrap().remove(0);
    assert_eq!((handover.state, handover.done_on), (HandoverState::Done, Some(day(TODAY))));
}

#[test]
fn without_a_handover_the_page_says_so_and_lists_who_came() {
    let desk = world::small();
    let window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-handover");
    window.must_say("organisation-handover-none");
    let came = format!("2024-01-08 {} Cara Lund", window.word("organisation-handover-came"));
    window.get(Role::Row, &came);
}
