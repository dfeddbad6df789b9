//! The coaching log in the window: a talk put down with keys alone, what was agreed in it ticked and put off, the
//! way to its deal and back, and the ways that lead to a new one.

use coxswain::command::Command;
use coxswain::command::coaching::actions::ActionForm;
use coxswain::command::coaching::events::{Event, EventForm};
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::{Command as Coach, What};
use coxswain::domain::ids::PersonId;
use coxswain::store::opportunities;
use coxswain::store::records::{
    Coaching, CoachingAction, CoachingKind, CoachingPostponement, CoachingState, CoachingSymptom,
    EventPhase, MajorEvent,
};

use super::*;
use crate::common::{act, person};

const ADA: &str = "Ada Field";
const TOPIC: &str = "Plan review";

fn hold(workspace: &mut Workspace, form: Form) {
    let what = What::Log(Log::Hold(None, Box::new(form)));
    let (subject, today) = (ADA.to_owned(), day(TODAY));
    act(workspace, &Command::Coaching(Coach { subject, today, what }));
}

fn talk(person: PersonId, topic: &str, on_day: &str) -> Form {
    Form {
        on_day: Some(day(on_day)),
        topic: topic.to_owned(),
        ..Form::of(CoachingKind::OneToOne, person)
    }
}

/// A small workspace with a talk about Filters, of which one action is late and one is still to come.
fn talked() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let ada = person(&workspace.db, ADA);
    let action = |text: &str, due: &str| ActionForm {
        text: text.to_owned(),
        owner: Some(ada),
        due: Some(day(due)),
    };
    let deal = opportunities::by_number(&workspace.db, "D7").unwrap().expect("the deal").id;
    let form = Form {
        deal: Some(deal),
        actions: vec![
            action("Write the plan", "2025-11-16"),
            action("Call the buyer", "2025-11-21"),
        ],
        ..talk(ada, TOPIC, "2025-11-14")
    };
    hold(&mut workspace, form);
    drop(workspace);
    desk
}

#[test]
fn a_talk_is_put_down_with_keys_alone() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.wait_for(Role::Dialog, "log-form-new");
    // Whom it is for is what the form begins with.
    assert!(window.get(Role::ComboBox, "log-form-person").focused);
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.must_say("log-problem-person");
    window.keys(Modifiers::NONE, Key::Enter);
    window.types("Ada");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("log-prep-first");

    window.tab_to("log-form-topic");
    window.types(TOPIC);
    window.tab_to("log-form-goal-what");
    window.types("Win 2 deals");
    // What the method asks for is told until it is there.
    window.must_say("log-needs-goal-day");
    window.tab_to("log-form-goal-by");
    window.types("2025-12-15");
    window.must_not_say("log-needs-goal-day");
    window.tab_to("log-form-reality-what");
    window.types("Both buyers wait for a plan");
    window.tab_to(&window.with("log-form-option", &[("n", 1.into())]));
    window.types("Write the plan");
    window.tab_to(&window.with("log-form-option-own", &[("n", 1.into())]));
    window.keys(Modifiers::NONE, Key::Space);
    window.tab_to(&window.with("log-form-option", &[("n", 2.into())]));
    window.types("Ask for a visit");
    window.tab_to("log-form-will-what");
    window.types("Write the plan");
    window.tab_to("log-form-will-by");
    window.types("2025-11-21");
    window.tab_to("log-form-help");
    window.types("None");
    window.tab_to("log-form-sure-open");
    for _ in 0..6 {
        window.keys(Modifiers::NONE, Key::ArrowRight);
    }
    window.must_say("log-form-to-seven");
    for _ in 0..3 {
        window.keys(Modifiers::NONE, Key::ArrowRight);
    }
    window.must_not_say("log-form-to-seven");
    window.tab_to(&window.with("log-form-action", &[("n", 1.into())]));
    window.types("Send the plan");
    window.tab_to(&window.with("log-form-action-due", &[("n", 1.into())]));
    window.types("2025-11-24");
    // One key takes over a figure of what the talk is prepared with.
    let cite = window.with("log-prep-cite", &[("name", "".into())]);
    window.tab_to(&format!("{cite}{}", window.word("metric-win-rate")));
    window.keys(Modifiers::NONE, Key::Enter);
    window.must_not_say("log-needs-figure");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-coaching-hold", ADA);
    window.wait_gone(Role::Dialog, "log-form-new");
    window.wait_to_say("log-both-open");
    window.must_say(TOPIC);
    window.must_say("Send the plan");

    let workspace = window.close(&desk);
    let kept: Vec<Coaching> = workspace.db.all().unwrap();
    let [one] = kept.as_slice() else { panic!("one coaching, not {}", kept.len()) };
    assert!(one.complete && one.state == CoachingState::Held);
    assert_eq!((one.on_day, one.confidence), (day(TODAY), Some(8)));
    assert_eq!(one.to_seven, None);
    let symptoms: Vec<CoachingSymptom> = workspace.db.all().unwrap();
    let [symptom] = symptoms.as_slice() else { panic!("{symptoms:?}") };
    // Won two of two in the quarter.
    assert_eq!(symptom.subject.as_deref(), Some("win_rate"));
    assert_eq!((symptom.value, symptom.sample), (Some(10_000), Some(2)));
    let actions: Vec<CoachingAction> = workspace.db.all().unwrap();
    assert_eq!((actions[0].text.as_str(), actions[0].due), ("Send the plan", day("2025-11-24")));
}

#[test]
fn a_talk_without_a_day_is_not_put_down_and_keeps_its_words() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.wait_for(Role::Dialog, "log-form-new");
    window.choose("log-form-person", "Ada Field S01");
    window.fill("log-form-topic", TOPIC);
    window.fill("log-form-day", "");
    window.press("log-form-hold");
    window.must_say("error-coaching-day");
    // What is no day is not called a missing one.
    window.fill("log-form-day", "yesterday");
    window.must_say("log-problem-day");
    window.must_not_say("error-coaching-day");
    assert_eq!(window.get(Role::TextInput, "log-form-topic").value, TOPIC);
    window.fill("log-form-day", "2025-11-17");
    window.must_not_say("log-problem-day");
    window.press("log-form-hold");
    window.wait_saved("step-coaching-hold", ADA);
    let workspace = window.close(&desk);
    let kept: Vec<Coaching> = workspace.db.all().unwrap();
    assert_eq!((kept.len(), kept[0].on_day), (1, day("2025-11-17")));
}

#[test]
fn what_was_agreed_is_ticked_and_put_off() {
    let desk = talked();
    let mut window = Window::open(&desk);
    window.go(AreaId::Coaching);
    window.wait_to_say(TOPIC);
    let late = window.with("log-due-late", &[("n", 2.into())]);
    window.must_say(&late);
    let more = window.with("log-action-more", &[("text", "Write the plan".into())]);
    window.press(&more);
    window.click(Role::MenuItem, "log-action-postpone");
    window.get(Role::Dialog, "log-action-postpone");
    window.press("log-action-postpone-save");
    window.must_say("error-coaching-action-reason");
    window.fill("log-action-new-due", "2025-11-16");
    window.must_say("log-problem-later");
    window.fill("log-action-new-due", "2025-11-20");
    window.fill("log-action-reason", "Buyer abroad");
    // What is half-written is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.press("log-action-postpone-save");
    window.wait_saved("step-coaching-action-postpone", ADA);
    window.wait_gone(Role::Dialog, "log-action-postpone");
    window.let_toasts_go();
    let args = [("day", "16 Nov".into()), ("reason", "Buyer abroad".into())];
    let put_off = window.with("log-action-put-off", &args);
    window.wait_to_say(&put_off);
    window.must_not_say(&late);

    window.click(Role::Tab, "coaching-tab-actions");
    window.wait_to_say("Call the buyer");
    let tick = window.with("log-action-tick", &[("text", "Write the plan".into())]);
    window.click(Role::CheckBox, &tick);
    window.get(Role::Dialog, "log-action-done");
    window.fill("log-action-result", "Sent and accepted");
    window.press("log-action-done-save");
    window.wait_saved("step-coaching-action-done", ADA);
    window.wait_gone(Role::Dialog, "log-action-done");
    window.let_toasts_go();
    window.wait_gone(Role::CheckBox, &tick);
    let done = format!("{} 1", window.word("log-actions-done"));
    window.click(Role::RadioButton, &done);
    window.wait_to_say("Sent and accepted");
    let record = window.with("log-action-record", &[("text", "Write the plan".into())]);
    window.press(&record);
    window.wait_to_say("log-words-and-signs");
    assert!(window.get(Role::Tab, "coaching-tab-log").on);

    let workspace = window.close(&desk);
    let kept: Vec<CoachingPostponement> = workspace.db.all().unwrap();
    let [one] = kept.as_slice() else { panic!("{kept:?}") };
    assert_eq!((one.was, one.due), (day("2025-11-16"), day("2025-11-20")));
    let actions: Vec<CoachingAction> = workspace.db.all().unwrap();
    assert_eq!(actions[0].done_on, Some(day(TODAY)));
    assert_eq!(actions[0].result.as_deref(), Some("Sent and accepted"));
}

#[test]
fn a_record_leads_to_its_deal_and_the_deal_back_to_a_new_talk() {
    let desk = talked();
    let mut window = Window::open(&desk);
    window.go(AreaId::Coaching);
    window.wait_to_say(TOPIC);
    window.press("log-deal-open");
    window.wait_to_say("funnel-deal-path");
    // The deal brings its owner along.
    window.press("action-coaching-new");
    window.wait_for(Role::Dialog, "log-form-new");
    assert_eq!(window.get(Role::ComboBox, "log-form-person").value, "Ada Field S01");
    window.wait("the deal", |window| {
        window.get(Role::ComboBox, "log-form-deal").value == "Acme Works Filters"
    });
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, "log-form-new");
    assert!(window.get(Role::Tab, "area-coaching").on);
}

#[test]
fn a_person_is_coached_from_their_page_and_a_plan_is_held_later() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-profile");
    window.keys(Modifiers::NONE, Key::Escape);
    window.choose("organisation-profile-pick", "Ben Moss S02");
    window.press("action-coaching-new");
    window.wait_for(Role::Dialog, "log-form-new");
    assert_eq!(window.get(Role::ComboBox, "log-form-person").value, "Ben Moss S02");
    // A talk that is still to come is planned.
    window.fill("log-form-day", "2025-11-25");
    window.fill("log-form-topic", TOPIC);
    assert!(window.find(Role::Button, "log-form-hold").is_none());
    window.press("log-form-plan");
    window.wait_saved("step-coaching-plan", "Ben Moss");
    window.wait_gone(Role::Dialog, "log-form-new");
    window.let_toasts_go();
    window.wait_to_say("log-planned");
    window.press("log-form-hold");
    window.wait_for(Role::Dialog, "log-form-planned");
    window.fill("log-form-day", TODAY);
    window.press_last("log-form-hold");
    window.wait_saved("step-coaching-hold", "Ben Moss");
    window.wait_gone(Role::Dialog, "log-form-planned");
    // It is put down, and what is missing is told.
    window.wait_to_say("log-incomplete");
    window.must_say("log-needs-will");
}

#[test]
fn the_newest_that_was_held_stands_first_and_a_plan_shows_what_it_is_prepared_with() {
    let desk = talked();
    let mut workspace = desk.open();
    let ada = person(&workspace.db, ADA);
    let what = What::Log(Log::Plan(Box::new(talk(ada, "Year end", "2025-11-25"))));
    let (subject, today) = (ADA.to_owned(), day(TODAY));
    act(&mut workspace, &Command::Coaching(Coach { subject, today, what }));
    drop(workspace);
    let mut window = Window::open(&desk);
    window.go(AreaId::Coaching);
    window.wait("both rows", |window| window.of(Role::Row).len() == 2);
    let rows = window.of(Role::Row);
    assert!(rows[0].on && rows[0].name.contains(TOPIC), "{}", window.listing());
    window.must_say("log-words-and-signs");
    let plan = rows[1].name.clone();
    assert!(plan.contains("Year end"), "{plan}");
    window.click(Role::Row, &plan);
    window.wait_to_say("log-prep-weakest");
    // What is open of the talk before belongs to it; the parts of a talk are not asked for yet.
    window.must_say("log-prep-open");
    window.must_not_say("log-unsaid");
}

#[test]
fn the_newest_that_lacks_nothing_is_shown_before_a_newer_unfinished_one() {
    let desk = talked();
    let mut workspace = desk.open();
    let ada = person(&workspace.db, ADA);
    let event = EventForm {
        name: "Bid".to_owned(),
        on_day: Some(day("2025-10-21")),
        person: ada,
        account: None,
        deal: None,
        note: String::new(),
    };
    let what = What::Event(Event::Add(event));
    let (subject, today) = (ADA.to_owned(), day(TODAY));
    act(&mut workspace, &Command::Coaching(Coach { subject, today, what }));
    let event = workspace.db.all::<MajorEvent>().unwrap().remove(0).id;
    // A note to an event needs nothing but itself.
    hold(
        &mut workspace,
        Form {
            event: Some((event, EventPhase::Before)),
            on_day: Some(day("2025-10-20")),
            topic: "Whole note".to_owned(),
            reality: "Three values, each with a number".to_owned(),
            complete: true,
            ..Form::of(CoachingKind::Event, ada)
        },
    );
    drop(workspace);
    let mut window = Window::open(&desk);
    window.go(AreaId::Coaching);
    window.wait("both rows", |window| window.of(Role::Row).len() == 2);
    let rows = window.of(Role::Row);
    assert!(rows[0].name.contains(TOPIC) && !rows[0].on, "{}", window.listing());
    assert!(rows[1].name.contains("Whole note") && rows[1].on, "{}", window.listing());
    // What is missing of the newer one is not asked for: it is not the one that is shown.
    window.must_say("Three values, each with a number");
    window.must_not_say("log-needs-will");
}

#[test]
fn the_list_is_searched_and_walked_and_long_ones_draw_what_is_in_view() {
    let desk = world::small();
    let mut workspace = desk.open();
    let (ada, ben) = (person(&workspace.db, ADA), person(&workspace.db, "Ben Moss"));
    for n in 0..60_u32 {
        let on_day = format!("2025-{:02}-{:02}", 10 + n / 30, 1 + n % 14);
        let topic = format!("Talk {n}");
        hold(&mut workspace, talk(if n == 7 { ben } else { ada }, &topic, &on_day));
    }
    drop(workspace);
    let mut window = Window::open(&desk);
    window.go(AreaId::Coaching);
    window.wait("the list", |window| {
        window.find(Role::Grid, "log-list").and_then(|grid| grid.rows) == Some(60)
    });
    assert!(window.of(Role::Row).len() < 30, "only what is in view is drawn");
    let card = |window: &Window| window.of(Role::Row).iter().position(|row| row.on);
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait("the first", |window| card(window) == Some(0));
    window.keys(Modifiers::NONE, Key::J);
    window.wait("the second", |window| card(window) == Some(1));
    window.fill("log-search-log", "moss");
    window.wait("one row", |window| {
        window.find(Role::Grid, "log-list").and_then(|grid| grid.rows) == Some(1)
    });
    window.fill("log-search-log", "nobody");
    window.wait_to_say("log-none-found");
}

#[test]
fn an_event_is_entered_and_coached_for() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Coaching);
    window.press("log-events");
    window.wait_to_say("log-events-none");
    window.press("log-event-add");
    window.wait_for(Role::Dialog, "log-event-add");
    window.fill("log-event-name", "Bid");
    window.choose("log-event-person", "Ada Field S01");
    window.fill("log-event-day", "2025-12-03");
    window.press("log-save");
    window.wait_saved("step-major-event-add", "Bid");
    window.wait_gone(Role::Dialog, "log-event-add");
    window.let_toasts_go();
    window.wait_to_say("log-event-unprepared");
    let args = [("phase", window.word("log-phase-before").into()), ("name", "Bid".into())];
    let add = window.with("log-note-add", &args);
    window.press(&add);
    window.wait_for(Role::Dialog, "log-form-new");
    window.wait("the event", |window| {
        window.get(Role::ComboBox, "log-form-event").value.ends_with("Bid")
    });
    window.fill("log-form-note", "Three values, each with a number");
    window.press("log-form-hold");
    window.wait_saved("step-coaching-hold", ADA);
    window.wait_gone(Role::Dialog, "log-form-new");
    window.let_toasts_go();
    window.wait("that it is prepared", |window| !window.says("log-event-unprepared"));
    let show = window.with("log-note-show", &args);
    window.press(&show);
    window.wait_gone(Role::Dialog, "log-events");
    window.wait_to_say("Three values, each with a number");

    let workspace = window.close(&desk);
    assert_eq!(workspace.db.all::<MajorEvent>().unwrap().len(), 1);
    let note = workspace.db.all::<Coaching>().unwrap().remove(0);
    assert!(note.complete && note.event_id.is_some());
}
