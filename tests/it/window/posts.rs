//! 岗位说明: a post without a sheet gets one, a person signs for it, and what no post may ask for is
//! said before anything is sent; the duties of a month are ticked with what shows it.

use coxswain::store::records::{DutyAcknowledgement, DutyCheck, DutyLine};

use super::*;

/// The name of a part of the page with how many there are in it.
fn part(window: &Window, key: &str, n: usize) -> String {
    format!("{} {n}", window.word(key))
}

#[test]
fn a_sheet_is_written_published_and_signed_for() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-posts");
    window.get(Role::Row, "Sales rep");
    window.must_say("organisation-posts-no-sheet");
    window.press("organisation-posts-new-version");
    window.press("organisation-posts-publish");
    window.must_say("organisation-posts-problem-purpose");
    window.must_say("organisation-posts-problem-duties");
    window.fill("organisation-posts-purpose", "Sign deals");
    window.fill("organisation-posts-duty", "Customers");
    window.fill("organisation-posts-weight", "100");
    window.press("organisation-posts-add-quality");
    window.fill("organisation-posts-quality", "Male only");
    window.must_say("organisation-posts-problem-sex");
    window.press("organisation-posts-publish");
    window.must_say("organisation-posts-problem-sex");
    window.fill("organisation-posts-quality", "Driving licence");
    window.must_not_say("organisation-posts-problem-sex");
    window.press("organisation-posts-publish");
    window.wait_saved("step-duty-sheet", "Sales rep");
    window.wait_gone(Role::Button, "organisation-posts-publish");
    window.must_not_say("organisation-posts-no-sheet");
    window.must_say("Driving licence");

    let people = part(&window, "organisation-posts-part-people", 3);
    window.click(Role::RadioButton, &people);
    window.click(Role::Row, "Ada Field");
    window.press("organisation-posts-sign");
    window.settle();
    window.press_last("organisation-posts-sign");
    window.wait_saved("step-duty-acknowledge", "Ada Field");
    let signed = window.with("organisation-posts-state-acknowledged", &[("day", TODAY.into())]);
    window.wait_to_say(&signed);
    let versions = part(&window, "organisation-posts-part-versions", 1);
    window.click(Role::RadioButton, &versions);
    window.must_say("organisation-posts-one-version");

    let workspace = window.close(&desk);
    let lines = workspace.db.all::<DutyLine>().unwrap();
    let told: Vec<(&str, i64)> =
        lines.iter().map(|line| (line.title.as_str(), line.weight)).collect();
    assert_eq!(told, [("Customers", 10_000), ("Driving licence", 1)]);
    let signatures = workspace.db.all::<DutyAcknowledgement>().unwrap();
    assert_eq!(signatures.len(), 1);
    assert_eq!(signatures[0].on_day, day(TODAY));
}

#[test]
fn a_post_is_added_and_a_candidate_is_assessed_only_on_what_is_written() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-posts");
    window.press("organisation-posts-add");
    window.fill("organisation-posts-name", "Sales rep");
    window.press_last("organisation-posts-add");
    window.must_say("organisation-posts-problem-taken");
    window.fill("organisation-posts-name", "Director");
    window.press_last("organisation-posts-add");
    window.wait_saved("step-add-post", "Director");
    window.click(Role::Row, "Director");
    window.click(Role::RadioButton, "organisation-posts-part-candidates");
    window.press("organisation-posts-add-candidate");
    window.fill("organisation-field-name", "Eve Hall");
    window.press_last("organisation-posts-add-candidate");
    window.wait_saved("step-add-candidate", "Eve Hall");
    window.must_say("organisation-posts-required-none");
    window.click(Role::Row, "Eve Hall");
    assert!(window.find(Role::Button, "organisation-posts-find").is_none(), "nothing is asked");
}

#[test]
fn a_duty_is_ticked_for_a_month_with_what_shows_it() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-posts");
    window.click(Role::RadioButton, "organisation-posts-part-checks");
    window.must_say("organisation-posts-check-nobody");
    window.press("organisation-posts-new-version");
    window.fill("organisation-posts-purpose", "Sign deals");
    window.fill("organisation-posts-duty", "Customers");
    window.fill("organisation-posts-weight", "100");
    window.press("organisation-posts-publish");
    window.wait_saved("step-duty-sheet", "Sales rep");
    window.wait_gone(Role::Button, "organisation-posts-publish");

    let nothing = window.with("organisation-posts-check-nothing", &[("all", 1.into())]);
    window.wait_to_say(&nothing);
    window.click(Role::CheckBox, "Customers");
    window.must_say("organisation-posts-check-proof-missing");
    let proof = window.with("organisation-posts-check-proof-of", &[("duty", "Customers".into())]);
    window.fill(&proof, "Minutes");
    window.must_not_say("organisation-posts-check-proof-missing");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_saved("step-duty-check", "Ada Field 2025-11");
    let done =
        window.with("organisation-posts-check-done", &[("done", 1.into()), ("all", 1.into())]);
    window.wait_to_say(&done);
    // The sheet begins in November: there is none at the end of October, and nothing to tick.
    window.press("organisation-posts-check-before");
    window.wait_to_say("organisation-posts-check-no-sheet");
    assert!(window.find(Role::CheckBox, "Customers").is_none());
    window.press("organisation-posts-check-after");
    window.wait_to_say(&done);

    let workspace = window.close(&desk);
    let checks = workspace.db.all::<DutyCheck>().unwrap();
    assert_eq!(checks.len(), 1);
    assert_eq!((checks[0].month.as_str(), checks[0].done), ("2025-11", true));
    assert_eq!(checks[0].proof.as_deref(), Some("Minutes"));
}
