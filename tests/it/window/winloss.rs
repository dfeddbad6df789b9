//! Won and lost in the window: why is said for one deal after the other by keyboard, and every figure
//! lists its deals.

use coxswain::store::records::{DealOutcome, Opportunity, OutcomeReason, Status};

use super::*;

fn opened(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Funnel, "winloss-tab")
}

/// The button that opens the first deal without a reason.
fn fill(window: &Window, n: usize) -> String {
    window.with("winloss-fill", &[("n", n.to_string().into())])
}

#[test]
fn reasons_are_filled_in_one_after_the_other() {
    let desk = world::small();
    let mut window = opened(&desk);
    // Won: 100, 50 and 20 thousand; lost: 30 thousand.
    window.must_say("Won 3 ¥170K");
    window.must_say("Lost 1 ¥30K");
    // Nobody said how any ended: how many met a rival is unknown, and not none.
    let rivals = |window: &Window, value: &str, note: &str| {
        format!("{} {value} {note}", window.word("winloss-contested"))
    };
    let untold = window.word("winloss-contested-untold");
    let unknown = rivals(&window, &window.word("unknown"), &untold);
    window.must_say(&unknown);
    assert_eq!(window.get(Role::Grid, "winloss-list").rows, Some(4));
    let unsaid = window.word("winloss-reason-unsaid");
    window.get(Role::Row, &format!("{unsaid} 1"));

    window.press(&fill(&window, 4));
    // The lost one comes first.
    window.get(Role::Label, "Blue Mill Gauges");
    window.press("winloss-form-save-next");
    window.must_say("winloss-form-reason-missing");
    window.keys(Modifiers::NONE, Key::Num3);
    let price = format!("3 {}", window.word("winloss-reason-price"));
    assert!(window.get(Role::RadioButton, &price).on);
    window.fill("winloss-column-rival", "Zeta 3");
    assert!(window.get(Role::RadioButton, &price).on, "digits of a text choose nothing");
    window.fill("winloss-form-price", "25000");
    window.press("winloss-form-save-next");
    window.wait_saved("step-outcome", "Blue Mill Gauges");

    // Then those that were won, the largest first; the keyboard is enough.
    window.wait_for(Role::Label, "Acme Works Pumps");
    window.keys(Modifiers::NONE, Key::Num3);
    let product = format!("3 {}", window.word("winloss-reason-product"));
    assert!(window.get(Role::RadioButton, &product).on);
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-outcome", "Acme Works Pumps");
    window.wait_for(Role::Label, "Acme Works Valves");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Label, "Acme Works Valves");
    let left = fill(&window, 2);
    window.wait_for(Role::Button, &left);
    window.must_not_say(&untold);
    let won = [("n", 0.into()), ("text", "0".into())];
    let met = rivals(&window, "1", &window.with("winloss-contested-won", &won));
    window.must_say(&met);

    let few = window.word("verdict-few");
    let rival = window.get(Role::Row, &format!("Zeta 3 0 / 1 {few}"));
    // 30,000 against 25,000.
    assert!(window.cells(&rival).iter().any(|cell| cell.starts_with("20.0%")));
    window.click(Role::Row, &format!("Zeta 3 0 / 1 {few}"));
    window.get(Role::Dialog, "Zeta 3 0 / 1");
    assert_eq!(window.get(Role::Grid, "funnel-records").rows, Some(1));
    window.keys(Modifiers::NONE, Key::Escape);

    let workspace = window.close(&desk);
    let said: Vec<DealOutcome> = workspace.db.all().unwrap();
    let name = |said: &DealOutcome| {
        let deal = workspace.db.get::<Opportunity>(said.opportunity_id).unwrap();
        deal.expect("the deal").name
    };
    let told: Vec<_> = said
        .iter()
        .map(|said| (name(said), said.result, said.reason, said.competitor.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("Gauges".to_owned(), Status::Lost, Some(OutcomeReason::Price), Some("Zeta 3")),
            ("Pumps".to_owned(), Status::Won, Some(OutcomeReason::Product), None),
        ]
    );
    assert_eq!(said[0].their_price, Some(2_500_000));
}

#[test]
fn a_deal_opens_its_page_from_the_list_and_from_behind_a_figure() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.click(Role::Row, "Blue Mill Gauges");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-path");
    // The newest stand first: Hoses were closed two days later.
    window.must_say("2 / 4");
    window.keys(Modifiers::NONE, Key::K);
    window.wait_to_say("1 / 4");
    window.wait_to_say("Crest Lab");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_for(Role::Grid, "winloss-list");

    let unsaid = window.word("winloss-reason-unsaid");
    window.click(Role::Row, &format!("{unsaid} 1"));
    window.focus(Role::Grid, "funnel-records");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-path");
    window.must_say("lost");
    window.press("funnel-deal-back");
    // The figure is open as it was; the pencil beside the deal says why it ended.
    window.wait_for(Role::Grid, "funnel-records");
    let say = format!("{} Blue Mill Gauges", window.word("winloss-fill-one"));
    window.press_last(&say);
    window.wait_for(Role::Dialog, "winloss-form-title");
}

#[test]
fn the_list_is_filtered_and_kept_in_a_file() {
    let desk = world::small();
    let mut window = opened(&desk);
    for (key, rows) in [("won", 3), ("lost", 1), ("winloss-reason-unsaid", 4)] {
        let chip = format!("{} {rows}", window.word(key));
        window.press(&chip);
        assert_eq!(window.get(Role::Grid, "winloss-list").rows, Some(rows), "{chip}");
    }
    window.press("winloss-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_2025-Q4.xlsx", window.word("winloss-tab")));
    window.answer_path(&desk.path("ended.xlsx").display().to_string());
    let file = desk.path("ended.xlsx");
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(file.exists());
}

#[test]
fn what_is_half_typed_is_asked_about() {
    let desk = world::small();
    let mut window = opened(&desk);
    window.press(&fill(&window, 4));
    window.keys(Modifiers::NONE, Key::Num1);
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard");
    window.wait_gone(Role::Label, "Blue Mill Gauges");
    window.get(Role::Button, &fill(&window, 4));
}
