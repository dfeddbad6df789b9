//! Who is coached when, in the window: planned by two keys and moved, who is next and the records behind figures,
//! what people say and how it is answered, and what they answer when all are asked.

use coxswain::store::records::{
    Coaching, CoachingKind, CoachingRhythm, CoachingState, PulseCount, RepFeedback,
};

use super::*;

fn page(desk: &Desk, tab: &str) -> Window {
    Window::open_tab(desk, AreaId::Coaching, tab)
}

/// Chooses the first option of a drop-down that begins so.
fn choose_first(window: &mut Window, field: &str, begins: &str) {
    window.click(Role::ComboBox, field);
    let options = window.of(Role::ListBoxOption);
    let option = options.iter().find(|seen| seen.name.starts_with(begins));
    let place = option.unwrap_or_else(|| panic!("no {begins}\n{}", window.listing())).rect.center();
    window.click_at(place);
}

#[test]
fn a_talk_is_planned_with_two_keys_and_moved() {
    let desk = world::small();
    let mut window = page(&desk, "coaching-tab-schedule");
    let grid = window.get(Role::Grid, "schedule-calendar");
    assert_eq!(grid.rows, Some(3));
    // All three were never coached: each is late, and the tab says so.
    let tab = window.get(Role::Tab, "coaching-tab-schedule");
    assert_eq!(tab.beside, "3");

    window.focus(Role::Grid, "schedule-calendar");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_for(Role::Dialog, "schedule-plan-title");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-coaching-plan", "Ada Field");
    window.wait_gone(Role::Dialog, "schedule-plan-title");
    window.let_toasts_go();
    window.wait("the tab counts it no more", |window| {
        window.get(Role::Tab, "coaching-tab-schedule").beside == "2"
    });

    let kind = window.word("coaching-kind-one-to-one");
    let planned = format!("Ada Field, {kind}, 18 Nov, {kind}, {}", window.word("schedule-planned"));
    window.press(&planned);
    window.wait_for(Role::Dialog, "schedule-move-title");
    window.fill("schedule-day", "2025-11-17");
    window.press("schedule-move-save");
    window.must_say("schedule-problem-past");
    window.fill("schedule-day", TODAY);
    window.press("schedule-week-later");
    window.press("schedule-move-save");
    window.wait_saved("step-coaching-edit", "Ada Field");
    window.wait_gone(Role::Dialog, "schedule-move-title");

    let workspace = window.close(&desk);
    let all: Vec<Coaching> = workspace.db.all().unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].on_day, all[0].state), (day("2025-11-25"), CoachingState::Planned));
    assert_eq!(all[0].kind, CoachingKind::OneToOne);
}

#[test]
fn a_rhythm_is_set_for_one_person_and_taken_away() {
    let desk = world::small();
    let mut window = page(&desk, "coaching-tab-schedule");
    window.press("schedule-rhythm-add");
    window.press("schedule-rhythm-save");
    window.must_say("schedule-problem-days");
    choose_first(&mut window, "schedule-whom", "Ben Moss");
    window.fill("schedule-within", "14");
    window.press("schedule-rhythm-save");
    let kind = window.word("coaching-kind-visit");
    let subject = format!("Ben Moss, {kind}");
    window.wait_saved("step-coaching-rhythm", &subject);
    window.let_toasts_go();
    let edit = format!("{} {kind}, Ben Moss", window.word("schedule-edit"));
    window.press(&edit);
    window.press("schedule-rhythm-remove");
    window.wait_saved("step-coaching-rhythm-remove", &subject);
    let workspace = window.close(&desk);
    assert!(workspace.db.all::<CoachingRhythm>().unwrap().is_empty());
}

#[test]
fn who_is_next_is_said_with_the_reason_and_begins_a_coaching() {
    let desk = world::small();
    let mut window = page(&desk, "coaching-tab-coverage");
    assert_eq!(window.get(Role::Grid, "coverage-matrix").rows, Some(3));
    window.must_say("0 / 3");
    // Ben Moss was hired on 15 July 2022, before the others.
    let args = [("meeting", "talk".into()), ("n", 1_222.into())];
    let why = window.with("coverage-why-never-since", &args);
    let rows = window.of(Role::Row);
    let first = rows.iter().find(|row| row.name.contains(&why)).expect("the first of them");
    assert!(first.name.starts_with("Ben Moss"), "{}", first.name);
    // The figure opens those who are behind it.
    let label = window.word("coverage-strip-share");
    let tile = window.of(Role::Button).into_iter().find(|seen| seen.name.starts_with(&label));
    window.click_at(tile.expect("the figure").rect.center());
    window.wait_for(Role::Grid, "coverage-records");
    assert_eq!(window.get(Role::Grid, "coverage-records").rows, Some(3));
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Grid, "coverage-records");
    let start = format!("{} Ben Moss", window.word("coverage-start"));
    window.press(&start);
    window.wait("the page of the log", |window| window.get(Role::Tab, "coaching-tab-log").on);
}

#[test]
fn what_is_said_without_a_name_is_answered_and_settled() {
    let desk = world::small();
    let mut window = page(&desk, "coaching-tab-feedback");
    window.must_say("feedback-none");
    window.press("feedback-give");
    window.press("feedback-give-save");
    window.must_say("feedback-problem-person");
    window.must_say("feedback-problem-text");
    window.click(Role::RadioButton, "feedback-nameless");
    window.must_say("feedback-nameless-note");
    window.fill("feedback-text", "Reports take too long");
    window.press("feedback-give-save");
    window.wait_saved("step-feedback-give", "");
    window.wait_gone(Role::Dialog, "feedback-give");
    window.let_toasts_go();
    window.must_say("Reports take too long");
    window.press("feedback-answer-save");
    window.must_say("feedback-problem-answer");
    window.fill("feedback-answer", "Half of it goes from December on");
    window.press("feedback-answer-save");
    window.wait_saved("step-feedback-answer", "");
    window.let_toasts_go();
    window.press("feedback-close");
    window.wait_saved("step-feedback-close", "");
    window.wait_to_say("feedback-state-closed");

    let workspace = window.close(&desk);
    let said = workspace.db.all::<RepFeedback>().unwrap();
    assert_eq!((said.len(), said[0].person_id), (1, None));
    assert_eq!((said[0].due, said[0].closed_on), (day("2025-11-25"), Some(day(TODAY))));
    assert_eq!(said[0].answer.as_deref(), Some("Half of it goes from December on"));
}

#[test]
fn a_pulse_is_put_down_in_numbers() {
    let desk = world::small();
    let mut window = page(&desk, "coaching-tab-feedback");
    window.press("feedback-pulse-add");
    let mark = |window: &Window, team: &str, n: i64| {
        window.with("feedback-pulse-mark", &[("name", team.into()), ("n", n.into())])
    };
    let north = mark(&window, "North", 5);
    window.fill(&north, "3");
    window.press("feedback-pulse-save");
    window.must_say(&window.with("feedback-problem-small", &[("n", 5.into())]));
    window.fill(&north, "");
    let none = window.word("feedback-no-team");
    let none = mark(&window, &none, 5);
    window.fill(&none, "6");
    window.press("feedback-pulse-save");
    window.wait_gone(Role::Dialog, "feedback-pulse-add");
    window.let_toasts_go();
    window.must_say("5.00");
    let workspace = window.close(&desk);
    let counts = workspace.db.all::<PulseCount>().unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((counts[0].team_id, counts[0].score, counts[0].answers), (None, 5, 6));
}
