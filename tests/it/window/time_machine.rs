//! What changed between two days, over four deals: the bars, the list behind them, who pushes, the days.

use super::*;
use crate::common::{CREATE_ALL, Take, take};

/// The headings of both reports.
const HEAD: &str =
    "deal id,deal name,customer,product,sales rep,stage,amount,expected close date,close date";
const SEPTEMBER: &str = "D1,Pumps,Acme Works,G1,Ada Field,Proposal,1280000,2025-12-15,
    D2,Valves,Acme Works,G1,Ada Field,Discovery,300000,2025-12-10,
    D3,Gauges,Blue Mill,G1,Ben Moss,Discovery,400000,2025-12-20,";
const NOVEMBER: &str = "D1,Pumps,Acme Works,G1,Ada Field,Proposal,1280000,2026-02-27,
    D2,Valves,Acme Works,G1,Ada Field,Discovery,720000,2025-12-10,
    D4,Meters,Blue Mill,G2,Ben Moss,Discovery,960000,2025-12-20,";

const TABLE: &str = "funnel-time-changes";
/// The row of the deal that was pushed out.
const PUSHED: &str = "Pushed Acme Works Pumps −1.28";

/// Opens the page on a workspace with two reports: of 1.98 million, 1.28 left, 0.42 grew and 0.96 came.
fn opened(desk: &Desk) -> Window {
    let mut workspace = desk.open();
    for (name, text) in [
        ("roster.csv", world::ROSTER),
        ("accounts.csv", world::ACCOUNTS),
        ("products.csv", world::PRODUCTS),
    ] {
        world::bring(desk, &mut workspace, name, text);
    }
    for (date, rows) in [("2025-09-28", SEPTEMBER), ("2025-11-16", NOVEMBER)] {
        let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
        let taken =
            take(&mut workspace, &file, &Take { date, create: CREATE_ALL, ..Take::default() });
        assert!(taken.sheets[0].rejected.is_empty(), "{date}");
    }
    drop(workspace);
    Window::open_tab(desk, AreaId::Funnel, "funnel-tab-time")
}

fn rows(window: &Window) -> Option<usize> {
    window.find(Role::Grid, TABLE).and_then(|grid| grid.rows)
}

#[test]
fn bars_and_rows_are_what_the_reports_say() {
    let desk = world::named();
    let mut window = opened(&desk);
    for bar in [
        "Open 30 Sep 1.98 3 deals",
        "New +0.96 1 deal",
        "Grown +0.42 1 deal",
        "Pushed out −1.28 1 deal",
        "Won 0.00 0 deals",
        "Open 16 Nov 2.08 3 deals",
    ] {
        window.get(Role::Button, bar);
    }
    assert_eq!(rows(&window), Some(3));
    let row = window.get(Role::Row, PUSHED);
    let cells = window.cells(&row);
    for cell in ["Expected 15 Dec", "2026-02-27", "Ada Field", "−1.28", "2025-11-16.csv"] {
        assert!(cells.iter().any(|text| text == cell), "{cell}: {cells:?}");
    }

    // A bar lists what is in it, and all of it when it is pressed again.
    window.press("Pushed out −1.28 1 deal");
    assert_eq!(rows(&window), Some(1));
    window.press("Pushed out −1.28 1 deal");
    assert_eq!(rows(&window), Some(3));
    window.press("Grown 1");
    window.get(Role::Row, "Grown Acme Works Valves +0.42");
    assert_eq!(rows(&window), Some(1));
    window.press("All 3");

    window.click(Role::RadioButton, "funnel-bars-count");
    window.get(Role::Button, "Pushed out −1");
    assert!(!window.of(Role::Button).iter().any(|seen| seen.name.starts_with("Grown +")));
}

#[test]
fn who_pushes_leads_to_the_deals_and_a_deal_to_its_moves() {
    let desk = world::named();
    let mut window = opened(&desk);
    let few = window.word("funnel-small");
    window.get(Role::Button, &format!("Ben Moss 0 / 1 0% {few}"));
    window.press(&format!("Ada Field 1 / 2 50% {few}"));
    assert_eq!(rows(&window), Some(1));
    window.click(Role::Row, PUSHED);
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_for(Role::Dialog, "Acme Works Pumps");
    window.wait_to_say("2025-12-15 → 2026-02-27");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "Acme Works Pumps").is_none());

    // Without a period no deal is pushed out of it.
    window.click(Role::RadioButton, "funnel-time-whole");
    window.wait_to_say("funnel-time-push-whole");
    assert_eq!(rows(&window), Some(2));
    window.click(Role::RadioButton, "funnel-time-in-period");
    window.get(Role::Button, "Pushed out −1.28 1 deal");
}

#[test]
fn days_are_typed_picked_and_chosen() {
    let desk = world::named();
    let mut window = opened(&desk);
    let from = |window: &Window| window.get(Role::TextInput, "funnel-time-from").value;
    assert_eq!(from(&window), "2025-09-30");
    window.fill("funnel-time-to", "2025-12-31");
    let late = window.with("funnel-time-day-late", &[("day", "2025-11-16".into())]);
    window.must_say(&late);
    assert_eq!(rows(&window), Some(3), "what was loaded stays");
    // The same days chosen put the field right.
    window.press("funnel-time-quarter");
    window.must_not_say(&late);
    window.fill("funnel-time-to", "2025-10-15");
    window.wait_to_say("funnel-time-none");
    window.press("funnel-time-week");
    assert_eq!(from(&window), "2025-11-09");
    assert_eq!(rows(&window), Some(3));
    window.press("funnel-time-quarter");
    assert_eq!(from(&window), "2025-09-30");
    let report = window.with("funnel-time-rail-report", &[("day", "2025-09-28".into())]);
    window.press(&report);
    assert_eq!(from(&window), "2025-09-28");
    let all = window.with("funnel-time-reports", &[("n", 2.into()), ("text", "2".into())]);
    window.must_say(&all);
}

#[test]
fn the_changes_are_written_as_a_table() {
    let desk = world::named();
    let mut window = opened(&desk);
    window.press("funnel-time-export");
    let path = desk.path("changes.csv");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    let pushed = text.lines().find(|line| line.contains("Pumps")).expect("the deal");
    assert!(pushed.contains("Ada Field") && pushed.contains("-1280000"), "{pushed}");
}
