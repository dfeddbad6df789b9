//! Stuck deals in the window: found, decided about, and given up.

use calamine::{Reader as _, Xlsx, open_workbook};
use coxswain::domain::stuck::decision::Decision;
use coxswain::store::opportunities;
use coxswain::store::records::{DealDecision, NextStep, Status};

use super::*;

/// Meters has been in Proposal for 57 days, Filters in Discovery for 65; both stages allow 45.
const METERS: &str = "Blue Mill Meters";
const FILTERS: &str = "Acme Works Filters";

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Funnel, "funnel-stuck")
}

/// How many deals the list shows; none where it says that there are none.
fn listed(window: &Window) -> Option<usize> {
    window.find(Role::Grid, "funnel-stuck").and_then(|grid| grid.rows)
}

/// The name of one of the two lists.
fn list(window: &Window, key: &str, n: usize) -> String {
    window.with(key, &[("n", n.to_string().into())])
}

/// So many deals, as the heading says it.
fn count(window: &Window, key: &str, n: i64) -> String {
    window.with(key, &[("n", n.into()), ("text", n.to_string().into())])
}

#[test]
fn the_overview_the_tab_and_the_sidebar_say_how_many_are_stuck() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    assert_eq!(listed(&window), Some(2));
    let side = |(text, rect): &(String, egui::Rect)| text == "2" && rect.right() < 200.0;
    assert!(window.painted().iter().any(side), "in the sidebar");
    let label = format!("{} 2", window.word("funnel-stuck"));
    let tiles = window.of(Role::Button);
    let tile = tiles.iter().find(|seen| seen.name.starts_with(&label)).expect("the tile");
    // Meters alone is of 130 thousand that are known: 80 of 130.
    assert!(tile.name.contains("¥80K") && tile.name.contains("61.5%"), "{}", tile.name);
    window.click_at(tile.rect.center());
    window.get(Role::RadioButton, &list(&window, "funnel-stuck-waiting", 2));
    window.get(Role::RadioButton, &list(&window, "funnel-stuck-decided", 0));
    window.must_say(&format!("{} (¥80K)", count(&window, "funnel-stuck-n-waiting", 2)));
    let row = window.get(Role::Row, &format!("{METERS} 57"));
    let cells = window.cells(&row);
    for cell in ["Ben Moss", "Proposal", "0.08"] {
        assert!(cells.iter().any(|shown| shown == cell), "{cell} is not in {cells:?}");
    }
    // A chip narrows the list to a stage, and again to all.
    let chip = |name: &str| format!("{name} 1");
    window.press(&chip("Proposal"));
    assert_eq!(listed(&window), Some(1));
    window.press(&chip("Proposal"));
    window.press(&format!("{} 2", window.word("stuck-mark-long-stay")));
    assert_eq!(listed(&window), Some(2));
    // Whose they are is decided by the scope.
    window.click(Role::RadioButton, "scope-team");
    assert_eq!(listed(&window), Some(1), "Filters is of the team in the north");
}

#[test]
fn a_stuck_deal_ends_in_a_decision() {
    let desk = world::small();
    let mut window = page(&desk);
    window.click(Role::Row, &format!("{METERS} 57"));
    window.get(Role::Dialog, METERS);
    let why = window.with("funnel-stuck-why-configured", &[("n", 0.into())]);
    window.must_say(&why);
    window.press("funnel-stuck-save");
    window.must_say("funnel-stuck-problem-decision");
    window.must_say("funnel-stuck-problem-reason");
    window.click(Role::RadioButton, "stuck-decision-wait");
    window.fill("funnel-stuck-reason", "Budget comes in December");
    window.must_say("funnel-stuck-problem-wait");
    // What is half-written is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.fill("funnel-stuck-until", TODAY);
    window.must_say("funnel-stuck-problem-later");
    window.fill("funnel-stuck-until", "2025-12-01");
    window.press("funnel-stuck-save");
    window.wait_saved("step-deal-decide", METERS);
    window.wait_gone(Role::Dialog, METERS);
    window.let_toasts_go();
    assert_eq!(listed(&window), Some(1));
    // What is decided about waits no more, neither in the heading nor beside the tab.
    window.must_say(&count(&window, "funnel-stuck-n-waiting", 1));
    window.must_say(&format!("{} (¥80K)", count(&window, "funnel-stuck-n-decided", 1)));
    assert_eq!(window.get(Role::Tab, "funnel-stuck").beside, "1");
    window.click(Role::RadioButton, &list(&window, "funnel-stuck-decided", 1));
    assert_eq!(listed(&window), Some(1));
    window.click(Role::Row, &format!("{METERS} 57"));
    window.must_say("funnel-stuck-history");
    window.must_say("Budget comes in December");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, METERS);

    let workspace = window.close(&desk);
    let said: Vec<DealDecision> = workspace.db.all().unwrap();
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].decision, said[0].until), (Decision::Wait, Some(day("2025-12-01"))));
    assert_eq!((said[0].on_day, said[0].by_name.as_str()), (day(TODAY), "Lin Ray"));
}

#[test]
fn a_next_step_is_agreed_and_a_deal_given_up() {
    let desk = world::small();
    let mut window = page(&desk);
    window.click(Role::Row, &format!("{FILTERS} 65"));
    window.fill("funnel-stuck-what", "Visit the plant");
    window.press("funnel-stuck-next-add");
    window.must_say("funnel-stuck-problem-day");
    window.fill("funnel-stuck-due", "2025-11-25");
    window.press("funnel-stuck-next-add");
    window.wait_saved("step-deal-next", FILTERS);
    window.let_toasts_go();
    window.wait_to_say("2025-11-25 Visit the plant");
    window.must_say("funnel-stuck-unconfirmed");
    window.press("funnel-stuck-next-confirm");
    window.wait_saved("step-deal-next-confirm", FILTERS);
    window.let_toasts_go();
    let agreed = window.with("funnel-stuck-confirmed", &[("day", TODAY.into())]);
    window.wait_to_say(&agreed);
    window.press("funnel-stuck-next-finish");
    window.wait_saved("step-deal-next-done", FILTERS);
    window.wait_to_say("funnel-stuck-next-none");
    window.let_toasts_go();

    window.click(Role::RadioButton, "stuck-decision-close-lost");
    window.must_say("funnel-stuck-lost-detail");
    window.fill("funnel-stuck-reason", "No budget");
    window.press("funnel-stuck-save-lost");
    window.wait_saved("step-deal-close", FILTERS);
    window.wait_gone(Role::Dialog, FILTERS);
    window.let_toasts_go();
    assert_eq!(listed(&window), Some(1));
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait("that it is back", |window| listed(window) == Some(2));
    window.keys(Modifiers::COMMAND, Key::Y);
    window.wait("that it is closed again", |window| listed(window) == Some(1));

    let workspace = window.close(&desk);
    let deal = opportunities::by_number(&workspace.db, "D7").unwrap().unwrap();
    assert_eq!((deal.status, deal.closed_on), (Status::Lost, Some(day(TODAY))));
    let steps: Vec<NextStep> = workspace.db.all().unwrap();
    assert_eq!((steps[0].confirmed_on, steps[0].done_on), (Some(day(TODAY)), Some(day(TODAY))));
}

#[test]
fn the_list_is_kept_as_a_workbook() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("funnel-stuck-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_{TODAY}.xlsx", window.word("funnel-stuck")));
    let file = desk.path("stuck.xlsx");
    window.answer_path(&file.display().to_string());
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let sheet = book.worksheet_range_at(0).expect("a sheet").unwrap();
    let text = |row: usize, column: usize| sheet.get((row, column)).unwrap().to_string();
    assert_eq!((sheet.height(), text(1, 1)), (3, "Meters".to_owned()), "the known amount first");
    assert_eq!((text(1, 4), text(1, 5), text(1, 6)), ("80000".into(), "57".into(), "45".into()));
    assert_eq!(text(1, 7), window.word("funnel-stuck-basis-configured"));
}
