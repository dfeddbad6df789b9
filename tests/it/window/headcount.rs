//! Seats typed into the table, a vacancy opened and closed, and the people of the year worked out.

use coxswain::metrics::workload::{Inputs, ONE, plan};
use coxswain::store::records::{Establishment, Vacancy};

use super::*;

fn seats(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Organisation, "organisation-tab-headcount")
}

#[test]
fn seats_are_typed_into_the_table() {
    let desk = world::small();
    let mut window = seats(&desk);
    window.must_say("organisation-seats-unset");
    let of = |window: &Window, name: &str| {
        window.with("organisation-seats-field", &[("name", name.into())])
    };
    let field = of(&window, "South Sales rep");
    window.fill(&field, "3");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_saved("step-seats", "South Sales rep");
    let row = window.get(Role::Row, "South Sales rep");
    let missing = counted(&window, "organisation-seats-missing", 1);
    let cells = window.cells(&row);
    assert!(cells.contains(&missing), "{cells:?}");
    // What cannot be is refused and says what can.
    window.fill(&field, "10000");
    window.keys(Modifiers::NONE, Key::Enter);
    let range = window.with("error-seats-range", &[("most", "9999".into())]);
    window.wait_to_say(&range);
    window.fill(&field, "");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_saved("step-seats-off", "South Sales rep");
    let workspace = window.close(&desk);
    assert!(workspace.db.all::<Establishment>().unwrap().is_empty());
}

#[test]
fn a_vacancy_is_opened_from_the_row_and_closed() {
    let desk = world::small();
    let mut window = seats(&desk);
    let named = |window: &Window, key: &str| format!("{} South Sales rep", window.word(key));
    let open = named(&window, "organisation-vacancy-open");
    window.press(&open);
    window.get(Role::Dialog, "organisation-vacancy-open");
    window.fill("organisation-field-city", "Reno");
    window.fill("organisation-vacancy-since", "2025-11-19");
    window.press("organisation-vacancy-save");
    window.must_say("organisation-vacancy-problem-future");
    window.fill("organisation-vacancy-since", "2025-10-17");
    window.press("organisation-vacancy-save");
    window.wait_saved("step-vacancy", "South Sales rep");
    // From 17 October to 18 November.
    let days = counted(&window, "organisation-vacancy-days", 32);
    window.must_say(&days);
    let close = named(&window, "organisation-vacancy-close");
    window.press(&close);
    window.press("organisation-vacancy-end");
    window.wait_saved("step-vacancy-closed", "South Sales rep");
    window.must_not_say(&days);
    let workspace = window.close(&desk);
    let stored = workspace.db.all::<Vacancy>().unwrap().remove(0);
    assert_eq!((stored.closed_on, stored.filled_by), (Some(day(TODAY)), None));
    assert_eq!(stored.city.as_deref(), Some("Reno"));
}

#[test]
fn the_people_of_the_year_are_worked_out_and_stored() {
    let desk = world::small();
    let mut window = seats(&desk);
    window.press("organisation-headcount-save");
    window.must_say("organisation-headcount-problem-share");
    window.press("organisation-headcount-tier-add");
    for (key, text) in [
        ("organisation-headcount-tier", "A"),
        ("organisation-headcount-input-accounts", "20"),
        ("organisation-headcount-input-calls", "24"),
        ("organisation-headcount-input-call-hours", "2"),
        ("organisation-headcount-input-travel-hours", "1"),
    ] {
        let name = format!("{} 1", window.word(key));
        window.fill(&name, text);
    }
    window.fill("organisation-headcount-input-weeks", "46");
    window.fill("organisation-headcount-input-non-selling", "40");
    // 20 × 24 × 3 hours are 1,440, of 46 × 40 × 0.6 = 1,104 each: 1.304 people, two at 65.2 %.
    let exact = window.with("organisation-headcount-exact", &[("n", "1.30".into())]);
    window.must_say(&exact);
    let used = window.with("organisation-headcount-used", &[("share", "65.2%".into())]);
    window.must_say(&used);
    window.must_not_say("organisation-headcount-tight");
    window.press("organisation-headcount-save");
    let company = window.word("organisation-company");
    window.wait_saved("step-headcount-plan", &format!("{company} 2025"));
    window.must_not_say("organisation-headcount-unsaved");
    let workspace = window.close(&desk);
    let (stored, tiers) = plan(&workspace.db, Scope::All, 2025).unwrap().expect("the plan");
    let inputs = Inputs::of(&stored, &tiers);
    assert_eq!((inputs.weeks, inputs.non_selling), (46 * ONE, 4_000));
    assert_eq!((inputs.tiers[0].accounts, inputs.tiers[0].calls), (20, 24 * ONE));
    assert_eq!(inputs.target, None, "what nobody set is not stored");
}
