//! The case library in the window: a case written step by step, put into the library, made a play, used and
//! told in a meeting; and one begun from the page of a deal that was won.

use coxswain::store::records::{CaseStep, CaseUse, Opportunity, Play, PlayAdoption, SalesCase};

use super::*;

const TITLE: &str = "Count the losses of standstills";

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Training, "training-tab-cases")
}

fn numbered(window: &Window, key: &str, n: i64) -> String {
    window.with(key, &[("n", n.into())])
}

/// Fills three steps with all of their parts.
fn steps(window: &mut Window) {
    for n in 1..=3 {
        for (key, text) in [
            ("cases-step-name", "Get the records"),
            ("cases-step-who", "Ada, plant manager"),
            ("cases-step-did", "Copied twelve months on site"),
            ("cases-step-evidence", "List of seven standstills"),
            ("cases-step-why", "The numbers are their own"),
        ] {
            let label = numbered(window, key, n);
            window.fill(&label, text);
        }
    }
}

#[test]
fn a_case_becomes_a_play_that_is_used_and_told() {
    let desk = world::small();
    let mut window = page(&desk);
    window.must_say("cases-empty");
    window.press_last("cases-new");
    window.wait_for(Role::Dialog, "cases-new");
    // The keyboard is enough to save, and says what is missing.
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_to_say("cases-problem-title");
    window.fill("cases-title", TITLE);
    steps(&mut window);
    // What is half-written is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-case-write", TITLE);
    window.wait_gone(Role::Dialog, "cases-new");
    window.let_toasts_go();
    window.wait_to_say("List of seven standstills");

    window.press("cases-publish");
    window.wait_saved("step-case-publish", TITLE);
    window.let_toasts_go();
    window.press("cases-play-make");
    window.wait_for(Role::Dialog, "cases-play-make");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-play-publish", TITLE);
    window.wait_gone(Role::Dialog, "cases-play-make");
    window.let_toasts_go();
    window.wait_to_say("cases-uses-none");

    window.press("cases-adopt");
    window.wait_for(Role::Dialog, "cases-adopt");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_to_say("cases-problem-person");
    window.choose("cases-user", "Cara Lund");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-play-adopt", TITLE);
    window.wait_gone(Role::Dialog, "cases-adopt");
    window.let_toasts_go();
    window.wait_to_say("cases-without-deal");
    window.must_not_say("cases-uses-none");

    window.press("cases-meeting-add");
    window.wait_for(Role::Dialog, "cases-meeting-add");
    window.fill("cases-meeting-name", "Monday meeting");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-case-use", TITLE);
    window.wait_gone(Role::Dialog, "cases-meeting-add");
    window.let_toasts_go();
    window.wait_to_say("Monday meeting");

    window.fill("cases-search", "nothing like it");
    window.wait_to_say("cases-nothing-found");
    window.fill("cases-search", "standstills");
    window.wait_for(Role::Row, TITLE);

    let workspace = window.close(&desk);
    let db = &workspace.db;
    let case = db.all::<SalesCase>().unwrap().remove(0);
    assert_eq!((case.title.as_str(), case.published_on), (TITLE, Some(day(TODAY))));
    assert_eq!(db.all::<CaseStep>().unwrap().len(), 3);
    assert_eq!(db.all::<Play>().unwrap().len(), 1);
    assert_eq!(db.all::<PlayAdoption>().unwrap().len(), 1);
    assert_eq!(db.all::<CaseUse>().unwrap().remove(0).meeting, "Monday meeting");
}

#[test]
fn a_deal_that_was_lost_is_written_up_from_its_page() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Funnel, "winloss-tab");
    window.click(Role::Row, "Blue Mill Gauges");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-path");
    window.press("cases-of-deal");
    window.wait_for(Role::Dialog, "cases-new");
    window.fill("cases-title", "Lost on price");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-case-write", "Lost on price");
    window.wait_gone(Role::Dialog, "cases-new");
    window.wait_to_say("Blue Mill");

    let workspace = window.close(&desk);
    let case = workspace.db.all::<SalesCase>().unwrap().remove(0);
    let deal = case.opportunity_id.expect("the deal");
    let deal = workspace.db.get::<Opportunity>(deal).unwrap().expect("it is there");
    assert_eq!((deal.name.as_str(), case.result.word()), ("Gauges", "lost"));
    assert_eq!((case.person_id, case.ends), (deal.owner_id, deal.closed_on));
    assert_eq!(case.published_on, None, "a draft until it has its steps");
}
