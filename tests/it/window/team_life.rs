//! Mentor pairs and the life of teams in the window: written, checked, looked at again.

use coxswain::store::records::{
    MentorCheckin, MentorPair, MentorTask, Recognition, TeamCharter, TeamEvent, TeamEventPerson,
};

use super::*;
use crate::common::person;

fn page(desk: &Desk, tab: &str) -> Window {
    Window::open_tab(desk, AreaId::Organisation, tab)
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
fn a_pair_is_made_followed_and_ended() {
    let desk = world::small();
    let mut window = page(&desk, "organisation-tab-mentors");
    // Everybody has been here for more than a year.
    window.must_say("organisation-mentors-empty");
    window.press("organisation-mentors-add");
    let save = |window: &mut Window| window.press_last("organisation-mentors-add");
    save(&mut window);
    window.must_say("organisation-mentors-choose-problem");
    window.must_say("organisation-mentors-goal-problem");
    choose_first(&mut window, "organisation-mentors-mentee", "Cara Lund");
    choose_first(&mut window, "organisation-mentors-mentor", "Cara Lund");
    window.must_say("organisation-mentors-self");
    choose_first(&mut window, "organisation-mentors-mentor", "Ben Moss");
    window.fill("organisation-mentors-starts", "2025-10-01");
    window.fill("organisation-mentors-ends", "2025-09-30");
    window.must_say("organisation-mentors-turned");
    window.press(&window.with("organisation-mentors-for", &[("n", 6.into())]));
    window.fill("organisation-mentors-goal", "Close a deal alone");
    save(&mut window);
    let pair = "Ben Moss → Cara Lund";
    window.wait_saved("step-pair-add", pair);
    window.let_toasts_go();
    let unit = window.with("organisation-mentors-unit-pairs", &[("n", 1.into())]);
    let running = window.word("organisation-mentors-strip-running");
    window.must_say(&format!("{running} 1 {unit}"));

    window.click(Role::Row, pair);
    let silent = window.with("organisation-mentors-note-silent", &[("n", 48.into())]);
    window.must_say(&silent);
    window.fill("organisation-mentors-task-new", "Visit three customers");
    window.press("organisation-mentors-task-add");
    window.wait_saved("step-task-add", "Visit three customers");
    window.let_toasts_go();
    let text = [("text", "Visit three customers".into())];
    let tick = window.with("organisation-mentors-task-do", &text);
    window.press(&tick);
    window.wait_saved("step-task-done", "Visit three customers");
    window.let_toasts_go();

    // A talk without words is not taken.
    window.press("organisation-mentors-talk-add");
    window.must_say("organisation-mentors-talk-problem");
    window.fill("organisation-mentors-talk-text", "Goes well");
    window.fill("organisation-mentors-talk-next", "2025-11-01");
    window.must_say("organisation-mentors-talk-turned");
    window.fill("organisation-mentors-talk-next", "2025-12-01");
    window.press("organisation-mentors-talk-add");
    window.wait_saved("step-checkin", pair);
    window.let_toasts_go();
    window.must_not_say(&silent);

    window.press("organisation-mentors-end");
    window.press("organisation-mentors-end-save");
    window.must_say("organisation-mentors-end-problem");
    window.fill("organisation-mentors-end-result", "Closed one alone");
    window.press("organisation-mentors-end-save");
    window.wait_saved("step-pair-close", pair);
    window.must_say("Closed one alone");

    let workspace = window.close(&desk);
    let pairs = workspace.db.all::<MentorPair>().unwrap();
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].starts, pairs[0].ends), (day("2025-10-01"), day("2026-03-31")));
    assert_eq!(pairs[0].mentor_id, person(&workspace.db, "Ben Moss"));
    assert_eq!(pairs[0].closed_on, Some(day(TODAY)));
    let tasks = workspace.db.all::<MentorTask>().unwrap();
    assert_eq!(tasks[0].done_on, Some(day(TODAY)));
    let talks = workspace.db.all::<MentorCheckin>().unwrap();
    assert_eq!((talks[0].on_day, talks[0].next_on), (day(TODAY), Some(day("2025-12-01"))));
}

/// Makes a pair and opens its drawer.
fn with_pair(desk: &Desk) -> Window {
    let mut window = page(desk, "organisation-tab-mentors");
    window.press("organisation-mentors-add");
    choose_first(&mut window, "organisation-mentors-mentee", "Cara Lund");
    choose_first(&mut window, "organisation-mentors-mentor", "Ben Moss");
    window.fill("organisation-mentors-goal", "Close a deal alone");
    window.press_last("organisation-mentors-add");
    window.wait_saved("step-pair-add", "Ben Moss → Cara Lund");
    window.let_toasts_go();
    window.click(Role::Row, "Ben Moss → Cara Lund");
    window
}

#[test]
fn a_task_is_changed_where_it_stands() {
    let desk = world::small();
    let mut window = with_pair(&desk);
    window.fill("organisation-mentors-task-new", "Visit three customers");
    window.fill("organisation-mentors-task-due", "2025-12-05");
    window.press("organisation-mentors-task-add");
    window.wait_saved("step-task-add", "Visit three customers");
    window.let_toasts_go();
    let named = |window: &Window, text: &str| {
        window.with("organisation-mentors-task-edit", &[("text", text.into())])
    };
    let edit = named(&window, "Visit three customers");
    window.press(&edit);
    let typed = window.get(Role::TextInput, "organisation-mentors-task-due").value;
    assert_eq!(typed, "2025-12-05");
    window.fill("organisation-mentors-task-text", "");
    assert!(!window.get(Role::Button, "organisation-mentors-task-save").enabled);
    window.fill("organisation-mentors-task-text", "Visit five customers");
    // It is not lost by the way.
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard-stay");
    window.fill("organisation-mentors-task-due", "2025-12-19");
    window.press("organisation-mentors-task-save");
    window.wait_saved("step-task-edit", "Visit five customers");
    window.wait_gone(Role::Button, "organisation-mentors-task-save");
    let edit = named(&window, "Visit five customers");
    window.wait_for(Role::Button, &edit);

    let workspace = window.close(&desk);
    let tasks = workspace.db.all::<MentorTask>().unwrap();
    let tasks: Vec<_> = tasks.iter().map(|task| (task.text.as_str(), task.due)).collect();
    assert_eq!(tasks, [("Visit five customers", Some(day("2025-12-19")))]);
}

#[test]
fn what_was_typed_in_the_drawer_of_a_pair_is_not_thrown_away_unasked() {
    let desk = world::small();
    let mut window = with_pair(&desk);
    window.fill("organisation-mentors-talk-text", "Half a");
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.must_say("Half a");
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard");
    window.must_not_say("Half a");
}

#[test]
fn a_charter_is_published_and_its_next_version_begins_with_it() {
    let desk = world::small();
    let mut window = page(&desk, "organisation-tab-team");
    let none = window.with("organisation-team-charter-none", &[("name", "North".into())]);
    window.must_say(&none);
    window.press("organisation-team-charter-add");
    window.press("organisation-team-charter-publish");
    window.must_say("organisation-team-positioning-problem");
    window.fill("organisation-team-charter-starts", "2025-01-06");
    window.fill("organisation-team-slogan", "Same boat");
    window.fill("organisation-team-positioning", "For the chemical works of the coast");
    window.fill("organisation-team-goals", "Keep nine of ten customers");
    window.press("organisation-team-charter-publish");
    window.wait_saved("step-charter", "North");
    window.let_toasts_go();
    window.must_say("Same boat");
    window.must_say("organisation-team-charter-holds");

    window.press("organisation-team-charter-next");
    let kept = window.get(Role::MultilineTextInput, "organisation-team-goals");
    assert_eq!(kept.value, "Keep nine of ten customers");
    window.fill("organisation-team-charter-starts", "2025-01-06");
    window.press("organisation-team-charter-publish");
    let early = window.with("organisation-team-charter-early", &[("day", "2025-01-06".into())]);
    window.must_say(&early);
    window.fill("organisation-team-charter-starts", "2025-12-01");
    window.fill("organisation-team-slogan", "One boat");
    window.press("organisation-team-charter-publish");
    window.wait_saved("step-charter", "North");
    // The one that holds today is shown, not the one to come.
    window.must_say("Same boat");
    let workspace = window.close(&desk);
    let numbers: Vec<i64> =
        workspace.db.all::<TeamCharter>().unwrap().iter().map(|charter| charter.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn an_event_shows_its_cost_per_head_and_praise_hangs_on_the_wall() {
    let desk = world::small();
    let mut window = page(&desk, "organisation-tab-team");
    window.click(Role::RadioButton, "organisation-team-events");
    window.press("organisation-team-event-add");
    window.press_last("organisation-team-event-add");
    window.must_say("organisation-team-event-problem");
    window.fill("organisation-team-event-name", "Hike");
    window.fill("organisation-team-event-day", "2025-11-08");
    window.fill("organisation-team-event-cost", "900");
    choose_first(&mut window, "organisation-team-event-add-person", "Ada Field");
    choose_first(&mut window, "organisation-team-event-add-person", "Ben Moss");
    window.press_last("organisation-team-event-add");
    window.wait_saved("step-event-add", "Hike");
    window.let_toasts_go();
    let row = window.wait_for(Role::Row, "2025-11-08 Hike");
    let cells = window.cells(&row);
    for cell in ["2", "¥900", "¥450"] {
        assert!(cells.iter().any(|shown| shown == cell), "{cell} is not in {cells:?}");
    }

    window.click(Role::RadioButton, "organisation-team-wall");
    window.press("organisation-team-praise-add");
    choose_first(&mut window, "organisation-team-praise-person", "Cara Lund");
    window.fill("organisation-team-praise-title", "Team player");
    window.fill("organisation-team-praise-day", "2025-11-19");
    window.fill("organisation-team-praise-reason", "Filled in for Ben");
    window.press_last("organisation-team-praise-add");
    window.must_say("organisation-team-praise-future");
    window.fill("organisation-team-praise-day", "2025-11-10");
    window.press_last("organisation-team-praise-add");
    window.wait_saved("step-recognition-add", "Cara Lund");
    window.let_toasts_go();
    // A card opens its form, from which it can be removed.
    window.press("Cara Lund Team player");
    window.press("organisation-team-praise-remove");
    window.wait_saved("step-recognition-remove", "Cara Lund");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.wait_for(Role::Button, "Cara Lund Team player");

    let workspace = window.close(&desk);
    let events = workspace.db.all::<TeamEvent>().unwrap();
    assert_eq!(events[0].cost, Some(90_000));
    assert_eq!(workspace.db.all::<TeamEventPerson>().unwrap().len(), 2);
    assert_eq!(workspace.db.all::<Recognition>().unwrap().len(), 1);
}
