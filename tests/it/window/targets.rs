//! Targets in the window: proposed, typed, locked, set, and looked at again.

use coxswain::store::records::{MarketNote, TargetAction, TargetVersion};

use super::forms::{refused, undone};
use super::*;
use crate::common::{CREATE_ALL, Take, counts, person, take};

/// Three people of one team with a year of deals, and 2026 before them.
fn prepared() -> Desk {
    prepared_of(1)
}

/// The same with amounts so many times as large.
fn prepared_of(times: u32) -> Desk {
    let desk = world::named();
    let mut workspace = desk.open();
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    let mut deals =
        "deal id,deal name,customer,product,sales rep,stage,amount,close date\n".to_owned();
    let mut n = 0;
    for month in 1..=10 {
        for (rep, amount) in [("Ada Field", 300_000), ("Ben Moss", 200_000), ("Cara Lund", 100_000)]
        {
            n += 1;
            let amount = amount * times;
            let _always = writeln!(
                deals,
                "D{n},Deal {n},Acme Works,G1,{rep},won,{amount},2025-{month:02}-15"
            );
        }
    }
    let file = desk.csv("deals.csv", &deals);
    let taken = Take { date: "2025-11-17", create: CREATE_ALL, ..Take::default() };
    assert_eq!(counts(&take(&mut workspace, &file, &taken)), (30, 0, 0, 0));
    desk
}

#[test]
fn a_quarter_is_proposed_split_locked_and_set() {
    let desk = prepared();
    let mut window = Window::open(&desk);
    window.go(AreaId::Targets);
    // The quarter after the one that runs.
    window.press("action-period-next");
    window.settle();
    window.must_say("targets-state-unset");
    // The same quarter of last year by ten percent more: 1.8 million.
    let rule = window.word("targets-rule-last-year");
    let lines = window.of(Role::RadioButton);
    let chosen = lines.iter().find(|seen| seen.name.starts_with(&rule)).expect("the rule");
    assert!(chosen.on && chosen.name.contains("1,980.0"), "{}", chosen.name);
    window.must_say("targets-even");

    // Ben's part is typed; the others share the rest.
    let field = window.with("targets-target-of", &[("name", "Ben Moss".into())]);
    window.fill(&field, "700.0");
    window.settle();
    let row = window.get(Role::Row, "Cara Lund");
    let cells = window.cells(&row);
    assert!(cells.iter().any(|cell| cell == "320.0"), "a quarter of 1,280: {cells:?}");
    window.must_say("targets-state-draft");

    window.press("targets-set");
    window.get(Role::Dialog, "targets-set");
    // How it is reached must be said.
    window.press("targets-save");
    window.must_say("targets-no-actions");
    window.fill("targets-actions", "Two visits a week\nA case for each win");
    window.fill("targets-approver", "Dora Hale");
    window.press("targets-save");
    window.wait_saved("step-targets", "Whole company Q1 2026");
    window.settle();
    window.get(Role::Button, "targets-set-again");

    // Another figure for it needs a reason.
    window.fill(&field, "690.0");
    let reset = window.word("targets-keep");
    window.press(&format!("{} Cara Lund", window.word("targets-unlock")));
    assert!(window.find(Role::Button, &format!("{reset} Cara Lund")).is_some());
    window.press("targets-set-again");
    window.press("targets-save");
    window.must_say("targets-reason-changes");
    window.fill("targets-reason", "Ben is away for two weeks");
    window.press("targets-save");
    window.wait_saved("step-targets", "Whole company Q1 2026");
    window.settle();

    window.click(Role::Tab, "targets-tab-versions");
    window.wait_to_say("Ben is away for two weeks");
    let workspace = window.close(&desk);
    let of = |name: &str| Scope::Person(person(&workspace.db, name));
    assert_eq!(base(&workspace, of("Ben Moss"), "2026-Q1"), Some(69_000_000));
    let all: i64 = ["Ada Field", "Ben Moss", "Cara Lund"]
        .into_iter()
        .filter_map(|name| base(&workspace, of(name), "2026-Q1"))
        .sum();
    assert_eq!((all, base(&workspace, Scope::All, "2026-Q1")), (198_000_000, Some(198_000_000)));
    let months = ["2026-01", "2026-02", "2026-03"];
    let sum: i64 = months.into_iter().filter_map(|m| base(&workspace, Scope::All, m)).sum();
    assert_eq!(sum, 198_000_000, "the months add up");
    assert_eq!(workspace.db.all::<TargetAction>().unwrap().len(), 2);
    let versions = workspace.db.all::<TargetVersion>().unwrap();
    assert!(versions.iter().any(|v| v.number == 2 && v.approver.is_none()));
}

#[test]
fn what_is_over_is_read_only_and_says_so() {
    let desk = prepared();
    let mut window = Window::open(&desk);
    window.go(AreaId::Targets);
    window.press("action-period-previous");
    window.settle();
    window.must_say("targets-state-closed");
    let set = window.get(Role::Button, "targets-set");
    assert!(!set.enabled, "nothing of it can be set");
}

#[test]
fn progress_follows_the_target() {
    let desk = prepared();
    let window = Window::open_tab(&desk, AreaId::Targets, "targets-tab-progress");
    window.must_say("targets-unset");
}

#[test]
fn a_market_adjustment_that_is_refused_is_still_typed() {
    let desk = prepared();
    let mut window = Window::open(&desk);
    window.go(AreaId::Targets);
    window.press("action-period-next");
    window.settle();
    let note = |window: &mut Window, percent: &str, source: &str| {
        window.press("targets-note-add");
        window.fill("targets-note-percent", percent);
        window.fill("targets-note-source", source);
        window.press("targets-note-save");
    };
    note(&mut window, "-5", "Bureau");
    window.wait_saved("step-market-note", "Bureau");
    window.wait_gone(Role::Button, "targets-note-save");
    window.let_toasts_go();
    note(&mut window, "-100", "Agency");
    refused(&mut window, "error-note-range", &[]);
    undone(&mut window, "step-market-note", "Bureau");
    assert_eq!(window.get(Role::TextInput, "targets-note-source").value, "Agency");
    window.fill("targets-note-percent", "8");
    window.press("targets-note-save");
    window.wait_saved("step-market-note", "Agency");
    let notes = window.close(&desk).db.all::<MarketNote>().unwrap();
    assert_eq!(notes.iter().map(|note| note.bp).collect::<Vec<_>>(), [800]);
}

#[test]
fn no_figure_is_cut() {
    let desk = prepared_of(40);
    for (language, size) in
        [(Language::English, [1_440.0, 900.0]), (Language::Chinese, [1_280.0, 720.0])]
    {
        let mut window = Window::open_in(&desk, language);
        window.resize(size);
        window.go(AreaId::Targets);
        window.press("action-period-next");
        window.settle();
        // 72 million of last year by ten percent more, for all and in the parts of three.
        let whole = language.own("7,920.0", "79,200.0");
        assert!(window.painted().iter().any(|(text, _)| text == whole), "{language:?}");
        let figure = |text: &str| text.chars().all(|c| "0123456789,.+−%".contains(c));
        let cut: Vec<String> = window.cut().into_iter().filter(|text| figure(text)).collect();
        assert!(cut.is_empty(), "{language:?} {cut:?}");
        for key in ["targets-week", "targets-week-workdays", "targets-running", "targets-lock"] {
            let word = window.word(key);
            assert!(!window.cut().contains(&word), "{language:?} {word}");
        }
        drop(window.close(&desk));
    }
}
