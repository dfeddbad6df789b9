//! The process in the window: what is missing, the deals behind it, and an improvement from its beginning to
//! its end.

use coxswain::store::records::ProcessImprovement;

use super::*;

const WHAT: &str = "Ask for amounts";

/// Of Seals and Filters in Discovery, Filters has no amount.
fn amounts(window: &Window) -> String {
    let field = window.word("process-field-amount");
    format!("Discovery, {field} 1 / 2 {}", window.word("process-few"))
}

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Funnel, "process-tab")
}

#[test]
fn a_row_lists_its_deals_and_opens_an_improvement() {
    let desk = world::small();
    let mut window = page(&desk);
    // Every deal stands where its only report put it.
    window.must_say("process-none-time");
    window.must_say("process-none-adoption");
    let never = ["expected", "contact", "next-step"];
    let never = never.map(|field| window.word(&format!("process-field-{field}"))).join(", ");
    let unused = window.with("process-unused", &[("fields", never.into())]);
    window.must_say(&unused);
    window.must_say("process-items-none");

    let row = amounts(&window);
    window.click(Role::Row, &row);
    let title = format!(
        "{} Discovery, {}",
        window.word("process-name-missing"),
        window.word("process-field-amount"),
    );
    window.wait_for(Role::Dialog, &title);
    window.wait_for(Role::Row, "Acme Works Filters");
    assert_eq!(window.get(Role::Grid, "funnel-records").rows, Some(1));
    window.focus(Role::Grid, "funnel-records");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-path");
    window.press("funnel-deal-back");
    window.wait_for(Role::Dialog, &title);

    window.press("process-improve");
    window.wait_for(Role::Dialog, "process-item-add");
    window.press("process-form-save");
    window.must_say("error-improvement-blank");
    window.must_say("process-form-due-missing");
    window.fill("process-form-what", WHAT);
    // What is half-written is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.fill("process-form-due", "2025-11-17");
    window.must_say("process-form-due-past");
    window.fill("process-form-due", "2025-12-01");
    window.press("process-form-save");
    window.wait_saved("step-improvement-open", WHAT);
    window.wait_gone(Role::Dialog, "process-item-add");
    window.let_toasts_go();

    window.must_say(WHAT);
    window.must_say("process-item-open");
    let close = format!("{} {WHAT}", window.word("process-item-close"));
    window.press(&close);
    window.fill("process-form-result", "All have one");
    window.press("process-form-save");
    window.wait_saved("step-improvement-close", WHAT);
    window.wait_gone(Role::Button, &close);
    let closed = window.with("process-item-closed", &[("day", TODAY.into())]);
    window.must_say(&closed);

    let workspace = window.close(&desk);
    let kept = workspace.db.all::<ProcessImprovement>().unwrap();
    let [one] = kept.as_slice() else { panic!("one improvement, not {}", kept.len()) };
    assert_eq!((one.finding.as_str(), one.place.as_deref()), ("missing", Some("Discovery/amount")));
    assert_eq!((one.before_value, one.before_cases), (Some(5_000), Some(2)));
    assert_eq!((one.due, one.closed_on), (day("2025-12-01"), Some(day(TODAY))));
    assert_eq!(one.result.as_deref(), Some("All have one"));
}

#[test]
fn what_was_found_is_kept_in_a_file() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("process-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_2025-Q4.xlsx", window.word("process-tab")));
    let file = desk.path("process.xlsx");
    window.answer_path(&file.display().to_string());
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(file.exists());
}
