//! 培训计划 in the window: a plan made of gaps, a course given up with why, and an update whose quiz is passed.

use coxswain::store::records::{
    KnowledgeReader, TrainingPlan, TrainingPlanItem, TrainingPlanPerson,
};

use super::matrix::{COURSE, prepared};
use super::*;

fn opened(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Training, "training-tab-plans")
}

#[test]
fn a_plan_is_made_of_gaps_and_undone() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.must_say("plans-empty");
    window.press("plans-new");
    window.fill("plans-field-name", " ");
    window.press_last("plans-save");
    window.must_say("error-name-blank");
    window.fill("plans-field-name", "Autumn");
    window.fill("plans-budget", "4000");
    window.press_last("plans-save");
    window.wait_saved("step-training-plan-add", "Autumn");
    window.let_toasts_go();
    window.must_say("plans-items-none");

    window.press("plans-suggest");
    window.wait_for(Role::CheckBox, COURSE);
    let add = window.with("plans-suggest-add", &[("n", 1.into())]);
    window.click(Role::CheckBox, COURSE);
    let none = window.with("plans-suggest-add", &[("n", 0.into())]);
    assert!(!window.get(Role::Button, &none).enabled);
    window.click(Role::CheckBox, COURSE);
    window.press(&add);
    window.wait_saved("step-training-plan-items", "Autumn");
    window.wait_gone(Role::Button, &add);
    window.let_toasts_go();
    let due = format!("{} 6", window.word("plans-standing-due"));
    window.must_say(&due);

    let row = |window: &Window| {
        let all = window.of(Role::Row);
        all.into_iter().find(|seen| seen.name.starts_with(COURSE)).expect("the course")
    };
    let place = row(&window).rect.center();
    window.click_at(place);
    window.get(Role::Dialog, COURSE);
    window.must_say("Cara Lund");
    window.press("plans-item-drop");
    window.press_last("plans-item-drop");
    window.must_say("error-training-plan-drop");
    window.fill("plans-field-why", "No trainer");
    window.press_last("plans-item-drop");
    window.wait_saved("step-training-plan-item-drop", COURSE);
    window.let_toasts_go();
    window.must_say("plans-dropped");
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    window.wait_to_say(&due);
    window.keys(Modifiers::COMMAND, Key::Z);
    window.settle();
    window.wait_to_say("plans-items-none");

    let workspace = window.close(&desk);
    let plans = workspace.db.all::<TrainingPlan>().unwrap();
    assert_eq!((plans.len(), plans[0].budget), (1, Some(400_000)));
    assert!(workspace.db.all::<TrainingPlanItem>().unwrap().is_empty());
    assert!(workspace.db.all::<TrainingPlanPerson>().unwrap().is_empty());
}

#[test]
fn an_update_is_published_and_its_quiz_passed() {
    let desk = prepared();
    let mut window = opened(&desk);
    window.must_say("plans-updates-none");
    window.press("plans-update-new");
    window.press("plans-update-publish");
    window.must_say("error-update-title");
    window.fill("plans-field-title", "New price");
    window.fill("plans-field-text", "G1 costs 600 from January.");
    window.press("plans-question-add");
    let named = |window: &Window, key: &str| window.with(key, &[("n", 1.into())]);
    let (question, choices) = (named(&window, "plans-question"), named(&window, "plans-choices"));
    window.fill(&question, "What does G1 cost");
    window.fill(&choices, "550\n600");
    let right = named(&window, "plans-right");
    window.choose(&right, "600");
    window.press("plans-update-publish");
    window.must_say("plans-pass-missing");
    window.fill("plans-field-pass", "1");
    window.press("plans-update-publish");
    window.wait_saved("step-update", "New price");
    window.wait_gone(Role::Button, "plans-update-publish");
    window.let_toasts_go();

    window.press("New price");
    let quiz = format!("{} Ben Moss", window.word("plans-quiz-take"));
    window.press(&quiz);
    window.press("plans-quiz-save");
    window.must_say("plans-quiz-open");
    window.click(Role::RadioButton, "550");
    window.press("plans-quiz-save");
    window.wait_saved("step-update-answer", "Ben Moss New price");
    window.let_toasts_go();
    let wrong = [("right", 0.into()), ("of", 1.into()), ("tries", 1.into())];
    let wrong = window.with("plans-quiz-right", &wrong);
    window.wait_to_say(&wrong);
    window.press(&quiz);
    window.click(Role::RadioButton, "600");
    window.press("plans-quiz-save");
    window.wait_saved("step-update-answer", "Ben Moss New price");
    window.let_toasts_go();
    window.wait_to_say("plans-reading-passed");
    assert!(window.find(Role::Button, &quiz).is_none(), "who has passed need not try again");

    let workspace = window.close(&desk);
    let readers = workspace.db.all::<KnowledgeReader>().unwrap();
    let passed: Vec<_> = readers.iter().filter(|reader| reader.passed_on.is_some()).collect();
    assert_eq!((passed.len(), passed[0].tries, passed[0].correct), (1, 2, Some(1)));
}

#[test]
fn what_was_read_and_answered_on_paper_is_recorded_with_its_day() {
    const UPDATE: &str = "G3 is out";
    let desk = prepared();
    let mut window = opened(&desk);
    window.press("plans-update-new");
    window.fill("plans-field-title", UPDATE);
    window.fill("plans-field-text", "Turndown 100:1");
    window.fill("plans-field-published", "2025-11-03");
    window.press("plans-question-add");
    let named = |window: &Window, key: &str| window.with(key, &[("n", 1.into())]);
    let (question, choices) = (named(&window, "plans-question"), named(&window, "plans-choices"));
    window.fill(&question, "Which turndown");
    window.fill(&choices, "100:1\n10:1");
    window.fill("plans-field-pass", "1");
    window.press("plans-update-publish");
    window.wait_saved("step-update", UPDATE);
    window.wait_gone(Role::Button, "plans-update-publish");
    window.let_toasts_go();

    window.press(UPDATE);
    // Which answer is right stands beside it.
    window.wait_to_say("1. Which turndown");
    let record = format!("{} Ben Moss", window.word("plans-record"));
    window.press(&record);
    window.fill("matrix-field-day", "2025-11-02");
    window.press("plans-record-save");
    let early = window.with("error-update-early", &[("day", "2025-11-03".into())]);
    window.must_say(&early);
    window.fill("matrix-field-day", "2025-11-05");
    window.press("plans-record-save");
    window.wait_saved("step-update-read", &format!("Ben Moss {UPDATE}"));
    window.let_toasts_go();

    window.wait_for(Role::Button, &record);
    window.press(&record);
    window.click(Role::RadioButton, "plans-record-count");
    window.fill("plans-record-correct", "2");
    window.press("plans-record-save");
    let most = window.with("error-update-correct", &[("most", 1.into())]);
    window.must_say(&most);
    window.fill("plans-record-correct", "1");
    window.fill("matrix-field-day", "2025-11-06");
    window.press("plans-record-save");
    window.wait_saved("step-update-answer", &format!("Ben Moss {UPDATE}"));
    window.let_toasts_go();
    window.wait("that the record is gone", |window| window.find(Role::Button, &record).is_none());

    let workspace = window.close(&desk);
    let readers = workspace.db.all::<KnowledgeReader>().unwrap();
    assert!(readers.len() >= 3, "everyone of the scope");
    let passed: Vec<_> = readers.iter().filter(|reader| reader.passed_on.is_some()).collect();
    assert_eq!(passed.len(), 1);
    assert_eq!((passed[0].read_on, passed[0].correct), (Some(day("2025-11-05")), Some(1)));
    assert_eq!(passed[0].passed_on, Some(day("2025-11-06")));
}
