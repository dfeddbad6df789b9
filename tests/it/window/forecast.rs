//! The forecast in the window: a quarter with one deal at even odds, what if it slips, a call with its
//! reason, a class, and a forecast that is frozen.

use coxswain::command::Command;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::metrics::targets::Levels;
use coxswain::store::records::{DealCategory, ForecastCall, ForecastFreeze};

use super::forms::{refused, undone};
use super::*;
use crate::common::{CREATE_ALL, Take, act, take};

const HEAD: &str = "deal id,deal name,customer,product,sales rep,stage,amount,create date,\
    expected close date,close date";

/// Twelve deals that stood in the last stage, of which six were won, and one that stands there.
fn prepared() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let mut bring = |date: &str, rows: &str| {
        let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
        let how = Take { date, create: CREATE_ALL, ..Take::default() };
        assert!(take(&mut workspace, &file, &how).sheets[0].rejected.is_empty(), "{date}");
    };
    let row = |n: usize, stage: &str, closed: &str| {
        format!("P{n},Old {n},Blue Mill,G1,Cara Lund,{stage},1000,2025-03-01,2025-09-30,{closed}\n")
    };
    let open: String = (0..12).map(|n| row(n, "Contract", "")).collect();
    let outcome = |n: usize| if n < 6 { "won" } else { "lost" };
    let closed: String = (0..12).map(|n| row(n, outcome(n), "2025-09-15")).collect();
    bring("2025-08-31", &open);
    bring("2025-09-28", &closed);
    bring(
        world::REPORTED,
        "G1,Gears,Acme Works,G1,Ada Field,Contract,600000,2025-08-01,2025-11-25,\n",
    );
    let goal = Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::All,
        period: Period::Quarter(2025, 4),
        levels: Some(Levels::base(60_000_000)),
    };
    let set = targets::Command::Set {
        goals: vec![goal],
        why: Why::default(),
        how: None,
        subject: String::new(),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Targets(set));
    drop(workspace);
    desk
}

fn opened(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Funnel, "funnel-tab-forecast")
}

fn subject() -> &'static str {
    "Whole company Q4 2025"
}

#[test]
fn a_deal_that_slips_changes_the_chance() {
    let desk = prepared();
    let mut window = opened(&desk);
    // Signed 170 thousand; half of 600 thousand; even odds to reach 600 thousand.
    window.wait_to_say("50% ¥470K");
    window.must_say("forecast-slip-hint");
    let deal = window.with("forecast-slips", &[("deal", "Acme Works Gears, Ada Field".into())]);
    window.click(Role::CheckBox, &deal);
    window.wait_to_say("forecast-out-of-reach");
    let label = window.with("forecast-slip", &[("n", 1.into())]);
    window.must_say(&label);
    window.must_say("50% ¥470K");
    // By the keyboard it is taken back.
    let row = window.get(Role::Row, "Acme Works Gears, Ada Field");
    window.click_at(row.rect.left_center() + egui::vec2(60.0, 0.0));
    window.keys(Modifiers::NONE, Key::Space);
    window.wait_to_say("forecast-slip-hint");
    // How it was worked out is told on request.
    window.must_not_say("forecast-means-usual");
    window.press("forecast-means");
    window.must_say("forecast-means-usual");
}

#[test]
fn a_call_needs_its_reason_and_is_taken_back() {
    let desk = prepared();
    let mut window = opened(&desk);
    let commit = window.word("forecast-class-commit");
    let named = |window: &Window, key: &str| {
        window.with(key, &[("class", window.word("forecast-class-commit").into())])
    };
    let field = named(&window, "forecast-call-of");
    window.fill(&field, "0.2");
    let save = named(&window, "forecast-save-of");
    window.press(&save);
    window.wait_to_say("forecast-reason-missing");
    let reason = named(&window, "forecast-reason-of");
    window.fill(&reason, "Legal has not answered");
    window.press(&save);
    let called = format!("{} {commit}", subject());
    window.wait_saved("step-forecast-call", &called);
    window.wait_gone(Role::TextInput, &reason);
    window.let_toasts_go();
    // 170 signed and 200 called are 370 thousand, 100 less than was worked out.
    let total = window.painted().into_iter().map(|(text, _)| text).collect::<Vec<_>>();
    assert!(total.iter().any(|text| text == "0.37"), "{total:?}");
    assert!(total.iter().any(|text| text == "−0.10"), "{total:?}");
    let back = named(&window, "forecast-reset-of");
    window.press(&back);
    window.wait_saved("step-forecast-reset", &called);
    window.wait_gone(Role::Button, &back);
    let workspace = window.close(&desk);
    let calls = workspace.db.all::<ForecastCall>().unwrap();
    let values: Vec<Option<i64>> = calls.iter().map(|call| call.value).collect();
    assert_eq!(values, [Some(20_000_000), None]);
}

#[test]
fn a_call_that_is_refused_keeps_its_reason_whatever_is_undone() {
    const WHY: &str = "Two of them are in doubt";
    let desk = prepared();
    let mut window = opened(&desk);
    let commit = window.word("forecast-class-commit");
    let keys = ["forecast-call-of", "forecast-reason-of", "forecast-save-of"];
    let [field, reason, save] =
        keys.map(|key| window.with(key, &[("class", commit.as_str().into())]));
    let called = format!("{} {commit}", subject());
    window.fill(&field, "0.2");
    window.fill(&reason, "Legal has not answered");
    window.press(&save);
    window.wait_saved("step-forecast-call", &called);
    window.wait_gone(Role::TextInput, &reason);
    window.let_toasts_go();
    window.fill(&field, "-0.3");
    window.fill(&reason, WHY);
    window.press(&save);
    refused(&mut window, "error-forecast-negative", &[]);
    undone(&mut window, "step-forecast-call", &called);
    assert_eq!(window.get(Role::TextInput, &reason).value, WHY);
    window.fill(&field, "0.3");
    window.press(&save);
    window.wait_saved("step-forecast-call", &called);
    let calls = window.close(&desk).db.all::<ForecastCall>().unwrap();
    let told: Vec<_> = calls.iter().map(|call| (call.value, call.reason.as_str())).collect();
    assert_eq!(told, [(Some(30_000_000), WHY)]);
}

#[test]
fn a_class_is_chosen_and_a_forecast_frozen() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.must_say("forecast-no-track");
    let class = window.with("forecast-class-of", &[("deal", "Acme Works Gears, Ada Field".into())]);
    window.choose(&class, "forecast-class-best-case");
    // Another class than the stage's needs its reason.
    window.get(Role::Dialog, "forecast-class-change");
    window.press("funnel-deal-save");
    window.must_say("forecast-class-why-missing");
    window.fill("forecast-class-why", "They ask for a second quote");
    window.press("funnel-deal-save");
    window.wait_saved("step-forecast-category", "Acme Works Gears, Ada Field");
    window.wait_gone(Role::Dialog, "forecast-class-change");
    window.let_toasts_go();
    // The next one is told what was said before, by whom and when.
    window.choose(&class, "forecast-class-omitted");
    window.get(Role::Dialog, "forecast-class-change");
    window.wait_to_say("They ask for a second quote");
    window.must_say("2025-11-18");
    window.press("app-cancel");
    window.wait_gone(Role::Dialog, "forecast-class-change");
    let week = window.with("forecast-week", &[("week", 47.into())]);
    let freeze = window.with("forecast-freeze", &[("week", week.into())]);
    window.press(&freeze);
    window.wait_saved("step-forecast-freeze", subject());
    window.wait("the chart", |window| !window.says("forecast-no-track"));
    let workspace = window.close(&desk);
    let classes = workspace.db.all::<DealCategory>().unwrap();
    assert_eq!(classes.len(), 1);
    assert_eq!(classes[0].period, "2025-Q4");
    assert_eq!(classes[0].reason, "They ask for a second quote");
    // The company and the three who sell; nothing is committed any more.
    let kept = workspace.db.all::<ForecastFreeze>().unwrap();
    assert_eq!(kept.len(), 4);
    assert!(kept.iter().any(|row| row.scope_id == 0 && row.committed == 17_000_000));
}

#[test]
fn the_roll_up_is_written_as_a_table() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.wait_to_say("50% ¥470K");
    window.press("funnel-table-export");
    let path = desk.path("roll-up.csv");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    let text = std::fs::read_to_string(&path).unwrap();
    for (key, cells) in [
        ("forecast-signed", "3,170000,,170000,170000,,"),
        ("forecast-class-commit", "1,600000,50%,300000,300000,0,"),
        ("forecast-class-best-case", "0,0,,0,0,0,"),
        ("forecast-total", ",,,470000,470000,0,"),
    ] {
        let line = format!("{},{cells}", window.word(key));
        assert!(text.lines().any(|told| told == line), "{line}: {text}");
    }
}

#[test]
fn a_year_is_not_forecast_and_leads_to_a_month() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.click(Role::RadioButton, "period-span-year");
    let said = window.with("forecast-not-offered", &[("period", "2025".into())]);
    window.wait_to_say(&said);
    let go = window.with("forecast-not-offered-action", &[("period", "Nov 2025".into())]);
    window.press(&go);
    window.wait_to_say("forecast-roll");
}

#[test]
fn the_smallest_window_shows_it_in_both_languages() {
    let desk = prepared();
    for language in Language::ALL {
        let mut window = Window::open_in(&desk, language);
        window.resize([1024.0, 720.0]);
        window.go(AreaId::Funnel);
        window.click(Role::Tab, "funnel-tab-forecast");
        window.must_say("forecast-roll");
        window.must_say("forecast-chance");
        drop(window.close(&desk));
    }
}

#[test]
fn classes_and_the_total_stand_in_full() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.resize([1_440.0, 900.0]);
    window.wait_to_say("50% ¥470K");
    let against = [("target", "0.60".into()), ("by", "0.13".into())];
    let against = window.with("forecast-below-target", &against);
    for words in [window.word("forecast-class-commit"), against] {
        assert!(window.painted().iter().any(|(text, _)| *text == words), "{words}");
        assert!(!window.cut().contains(&words), "{words}");
    }
}
