//! The day in the window: what it begins with, a notice that is seen to, ticked off and put off by keyboard
//! alone, the week, and an empty workspace.

use coxswain::command::targets::{self, Goal, Why};
use coxswain::command::{Command, settings};
use coxswain::metrics::targets::Levels;

use super::*;
use crate::common::{CREATE_ALL, Take, act, take};

/// As `world::small`, with an open deal whose day of signing has passed, and the first steps put away.
fn prepared() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let file = desk.csv(
        "late.csv",
        "deal id,deal name,customer,product,sales rep,stage,amount,create date,expected close date
         G1,Gears,Acme Works,G1,Ada Field,Proposal,600000,2025-08-01,2025-11-03",
    );
    let how = Take { date: world::REPORTED, create: CREATE_ALL, ..Take::default() };
    assert!(take(&mut workspace, &file, &how).sheets[0].rejected.is_empty());
    act(&mut workspace, &Command::Settings(settings::Command::first_steps(true)));
    drop(workspace);
    desk
}

/// What the notice is about, as pages say it.
const TITLE: &str = "Acme Works, Gears ¥600K";

/// The day of a desk, as a workspace with people opens.
fn opened(desk: &Desk, language: Language) -> Window {
    let mut window = Window::start(desk, language, Some(&desk.file));
    window.wait_for(Role::Tab, "area-today");
    window.settle();
    assert!(window.get(Role::Tab, "area-today").on, "people are there, so it begins with today");
    window
}

/// The notice of the deal, as long as it is in the list.
fn rows_of(window: &Window) -> Vec<Seen> {
    let kind = window.word("notice-kind-deal-hygiene");
    let notice = |row: &Seen| row.name.starts_with(&kind) && row.name.contains("Gears");
    window.of(Role::Row).into_iter().filter(notice).collect()
}

/// Chooses the notice of the deal.
fn choose(window: &mut Window) {
    window.wait("the notice", |window| rows_of(window).len() == 1);
    let row = rows_of(window).remove(0);
    window.click_at(row.rect.left_center() + egui::vec2(90.0, 0.0));
}

#[test]
fn the_day_says_what_it_knows_in_both_languages() {
    let desk = prepared();
    for language in Language::ALL {
        let mut window = opened(&desk, language);
        for key in ["today-list", "today-agenda", "today-members"] {
            window.must_say(key);
        }
        // No money came and nobody reported a visit: that is not none.
        let received =
            [window.word("today-tile-received"), window.word("today-tile-none")].join(" ");
        window.must_say(&received);
        let visits = [window.word("today-tile-visits"), window.word("today-tile-none")].join(" ");
        window.must_say(&visits);
        // D6 and D8 began in the quarter.
        let new = window.with("today-tile-new-n", &[("text", "2".into())]);
        window.must_say(&[window.word("today-tile-new"), new].join(" "));
        for page in ["today-tab-week", "today-tab-todo", "today-tab-rules", "today-tab-day"] {
            window.click(Role::Tab, page);
            window.settle();
        }
        window.must_say("today-list");
        drop(window.close(&desk));
    }
}

#[test]
fn a_notice_is_seen_to_and_ticked_off_by_keys() {
    let desk = prepared();
    let mut window = opened(&desk, Language::English);
    choose(&mut window);
    window.keys(Modifiers::NONE, Key::Enter);
    assert!(window.get(Role::Tab, "area-funnel").on, "the deal is shown where deals are");
    window.wait_to_say("Gears");
    window.go(AreaId::Today);

    choose(&mut window);
    window.keys(Modifiers::NONE, Key::D);
    window.wait_saved("step-notice-done", TITLE);
    window.wait("that it is gone", |window| rows_of(window).is_empty());
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait("that it is back", |window| rows_of(window).len() == 1);
}

#[test]
fn a_notice_is_put_off_until_a_day() {
    let desk = prepared();
    let mut window = opened(&desk, Language::English);
    choose(&mut window);
    window.keys(Modifiers::NONE, Key::S);
    window.wait_for(Role::Dialog, "today-snooze-title");
    // A day that is none is told, and what was typed stays.
    window.fill("today-snooze-day", "2025-11-18");
    window.press("today-snooze");
    window.wait_to_say("today-snooze-wrong");
    assert_eq!(window.get(Role::TextInput, "today-snooze-day").value, "2025-11-18");
    let monday = window.with("today-snooze-monday", &[("day", "24 Nov".into())]);
    window.press(&monday);
    window.wait_saved("step-notice-snooze", TITLE);
    window.wait("that it is gone", |window| rows_of(window).is_empty());
    let later = window.with("today-list-later", &[("n", 1.into()), ("text", "1".into())]);
    window.wait_to_say(&later);
    window.click(Role::Tab, "today-tab-todo");
    window.wait_to_say("24 Nov");
}

#[test]
fn the_list_is_filtered_by_what_it_is_about() {
    let desk = prepared();
    let mut window = opened(&desk, Language::English);
    window.wait("the notice", |window| rows_of(window).len() == 1);
    let deals = window.of(Role::Button).into_iter().map(|seen| seen.name);
    let deals = deals.filter(|name| name.starts_with("Deals ")).collect::<Vec<_>>();
    assert_eq!(deals.len(), 1, "{deals:?}");
    window.press(&deals[0]);
    assert_eq!(rows_of(&window).len(), 1);
    assert!(window.get(Role::Button, &deals[0]).on);
}

#[test]
fn an_empty_workspace_says_what_comes_next() {
    for language in Language::ALL {
        let desk = world::empty();
        let mut window = Window::open_in(&desk, language);
        window.go(AreaId::Today);
        window.must_say("today-empty");
        window.must_say("today-empty-detail");
        window.press("today-import");
        window.get(Role::Dialog, "dialog-sheets");
        window.press("app-cancel");
    }
}

#[test]
fn the_bell_leads_to_what_needs_the_manager() {
    let desk = prepared();
    let mut window = opened(&desk, Language::English);
    window.wait("the notice", |window| rows_of(window).len() == 1);
    window.click(Role::Tab, "today-tab-todo");
    window.go(AreaId::Funnel);
    let name = window.word("app-bell");
    let bells = window.of(Role::Button).into_iter().map(|seen| seen.name);
    let bells: Vec<String> = bells.filter(|seen| seen.starts_with(&name)).collect();
    assert_eq!(bells.len(), 1, "{bells:?}");
    assert_ne!(bells[0], name, "it says how many there are");
    window.press(&bells[0]);
    window.settle();
    assert!(window.get(Role::Tab, "area-today").on);
    window.wait("the notice", |window| rows_of(window).len() == 1);
}

#[test]
fn the_bell_says_no_number_that_may_have_changed() {
    let desk = prepared();
    let mut window = opened(&desk, Language::English);
    window.wait("the notice", |window| rows_of(window).len() == 1);
    let counted = |window: &Window| {
        let name = format!("{}, ", window.word("app-bell"));
        window.of(Role::Button).iter().any(|seen| seen.name.starts_with(&name))
    };
    window.go(AreaId::Funnel);
    assert!(counted(&window), "nothing happened since it was counted");
    window.press("action-period-previous");
    window.settle();
    assert!(counted(&window), "what needs the manager is of now, whatever period is shown");
    // That the first steps were put away is taken back: a setting, on which notices rest.
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait_for(Role::Button, "app-bell-uncounted");
    window.go(AreaId::Today);
    window.wait("the bell", counted);
    window.go(AreaId::Funnel);
    assert!(counted(&window));
}

#[test]
fn before_anything_is_known_nothing_is_said_to_be_missed() {
    let desk = world::small();
    let mut workspace = desk.open();
    let goal = Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::All,
        period: Period::Quarter(2025, 3),
        levels: Some(Levels::base(20_000_000)),
    };
    let set = targets::Command::Set {
        goals: vec![goal],
        why: Why::default(),
        how: None,
        subject: String::new(),
        today: day("2025-07-01"),
    };
    act(&mut workspace, &Command::Targets(set));
    drop(workspace);
    let mut window = opened(&desk, Language::English);
    // The first deal was signed in the quarter that runs.
    window.press("action-period-previous");
    let signed = window.word("forecast-signed");
    window.wait_to_say(&format!("{signed} –"));
    window.must_say("targets-no-data");
    window.must_not_say("forecast-missed");
}
