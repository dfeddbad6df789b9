//! Classes in the window: planned, filled, recorded by keyboard, held, called off; what would be refused is
//! told beside the field first.

use coxswain::command::Command;
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::{self, What};
use coxswain::store::records::{
    ClassStatus, Enrolment, EnrolmentState, LearningTopic, TrainingClass, TrainingForm,
    TrainingResult,
};
use coxswain::store::stage_models::Words;

use super::*;
use crate::common::{act, person};

/// The name of the course.
const COURSE: &str = "Negotiation";

/// The small workspace with a course of a hundred points that 70 pass, without skills.
fn with_course() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let form = CourseForm {
        name: Words { zh: COURSE.to_owned(), en: String::new() },
        topic: LearningTopic::Selling,
        form: TrainingForm::Classroom,
        summary: String::new(),
        hours: Some(140_000),
        cost_per_head: None,
        full_score: Some(1_000_000),
        pass_score: Some(700_000),
        valid_months: None,
        certificate: None,
        kpi: None,
        kpi_days: None,
        skills: vec![],
    };
    let what = What::Courses(Courses::AddCourse(form));
    let subject = COURSE.to_owned();
    act(&mut workspace, &Command::Training(training::Command { subject, today: day(TODAY), what }));
    drop(workspace);
    desk
}

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Training, "training-tab-classes")
}

/// Plans a class of two days that are over, with one seat.
fn planned(window: &mut Window) {
    window.press("classes-plan-first");
    window.wait_for(Role::Dialog, "classes-plan");
    window.choose("classes-form-course", COURSE);
    window.fill("classes-form-starts", "2025-11-13");
    window.fill("classes-form-ends", "2025-11-14");
    window.fill("classes-form-seats", "1");
    window.press("classes-form-halves");
    window.press("classes-plan-save");
    window.wait_saved("step-class-plan", COURSE);
    window.wait_gone(Role::Dialog, "classes-plan");
    window.let_toasts_go();
}

#[test]
fn a_class_says_what_is_wrong_with_it_before_it_is_refused() {
    let desk = with_course();
    let mut window = page(&desk);
    window.press("classes-plan-first");
    window.wait_for(Role::Dialog, "classes-plan");
    window.press("classes-plan-save");
    window.must_say("classes-form-no-course");
    window.choose("classes-form-course", COURSE);
    window.fill("classes-form-starts", "2025-11-13");
    window.fill("classes-form-ends", "2025-11-12");
    window.press("classes-plan-save");
    let turned = window.with("error-class-days", &[("day", "2025-11-13".into())]);
    window.must_say(&turned);
    window.fill("classes-form-ends", "2025-11-14");
    window.fill("classes-form-seats", "0");
    window.must_say("error-class-seats");
    // What is half-typed is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.fill("classes-form-seats", "8");
    window.press("classes-form-halves");
    window.press("classes-plan-save");
    window.wait_saved("step-class-plan", COURSE);
    window.wait_gone(Role::Dialog, "classes-plan");

    let workspace = window.close(&desk);
    let [class] =
        <[TrainingClass; 1]>::try_from(workspace.db.all::<TrainingClass>().unwrap()).unwrap();
    assert_eq!((class.starts, class.ends), (day("2025-11-13"), day("2025-11-14")));
    assert_eq!((class.seats, class.status), (Some(8), ClassStatus::Planned));
    let parts = coxswain::store::training::classes::sessions(&workspace.db, class.id).unwrap();
    let parts: Vec<_> = parts.iter().map(|part| (part.begins.as_deref(), part.hours)).collect();
    let (morning, noon) = ((Some("09:00"), 35_000), (Some("13:30"), 35_000));
    assert_eq!(parts, [morning, noon, morning, noon]);
}

#[test]
fn people_are_enrolled_recorded_and_the_class_is_held() {
    let desk = with_course();
    let mut window = page(&desk);
    planned(&mut window);

    // Nobody goes twice, and who finds no seat waits.
    window.press("classes-enrol");
    window.choose("classes-enrol-add", "Ada Field S01");
    window.choose("classes-enrol-add", "Ada Field S01");
    let twice = window.with("error-enrolment-twice", &[("name", "Ada Field S01".into())]);
    window.must_say(&twice);
    let remove = format!("{} Ada Field S01", window.word("classes-enrol-remove"));
    window.press_last(&remove);
    window.choose("classes-enrol-add", "Ben Moss S02");
    window.must_not_say(&twice);
    window.press("classes-enrol-save");
    window.wait_saved("step-class-enrol", COURSE);
    window.wait_gone(Role::Button, "classes-enrol-save");
    window.let_toasts_go();
    // The class is over and nobody is recorded: who missed it is unknown, and not nobody.
    let open = window.with("classes-came-open", &[("n", 1.into())]);
    window.must_say(&format!("{} – {open}", window.word("classes-strip-missed")));

    // A score outside of its scale is told while it is typed.
    window.press("classes-record");
    let after = format!("{} Ada Field", window.word("classes-after"));
    let came = format!("{} Ada Field", window.word("classes-column-came"));
    window.choose(&came, "classes-came-full");
    window.fill(&after, "101");
    let outside = window.with("error-result-score", &[("most", 100.into())]);
    window.must_say(&outside);
    window.fill(&after, "82");
    window.must_not_say(&outside);
    window.fill(&format!("{} Ada Field", window.word("classes-column-feedback")), "5");
    window.press("classes-entry-save");
    window.wait_saved("step-result", COURSE);
    window.wait_gone(Role::Button, "classes-entry-save");
    window.let_toasts_go();

    window.press("classes-more");
    window.click(Role::MenuItem, "classes-hold");
    window.wait_for(Role::Dialog, "classes-hold");
    window.fill("classes-hold-cost", "500");
    window.press_last("classes-hold");
    window.wait_saved("step-class-hold", COURSE);
    window.wait_gone(Role::Dialog, "classes-hold");
    window.must_say("classes-held");

    let workspace = window.close(&desk);
    let ada = person(&workspace.db, "Ada Field");
    let states: Vec<_> = workspace.db.all::<Enrolment>().unwrap();
    let states: Vec<_> = states.iter().map(|one| one.state).collect();
    assert_eq!(states, [EnrolmentState::Enrolled, EnrolmentState::Waiting]);
    let [result] =
        <[TrainingResult; 1]>::try_from(workspace.db.all::<TrainingResult>().unwrap()).unwrap();
    assert_eq!((result.person_id, result.score, result.feedback), (ada, Some(820_000), Some(5)));
    assert_eq!((result.outcome.as_deref(), result.hours), (Some("passed"), Some(140_000)));
    assert_eq!(result.cost, Some(50_000));
    assert_eq!(workspace.db.all::<TrainingClass>().unwrap()[0].status, ClassStatus::Held);
}

#[test]
fn a_class_without_attendance_is_not_held_and_one_is_called_off_with_a_reason() {
    let desk = with_course();
    let mut window = page(&desk);
    planned(&mut window);
    window.press("classes-more");
    window.click(Role::MenuItem, "classes-hold");
    window.wait_for(Role::Dialog, "classes-hold");
    window.press_last("classes-hold");
    window.must_say("error-class-nobody");
    window.press("app-cancel");
    window.wait_gone(Role::Dialog, "classes-hold");

    window.press("classes-more");
    window.click(Role::MenuItem, "classes-cancel");
    window.wait_for(Role::Dialog, "classes-cancel");
    window.press_last("classes-cancel");
    window.must_say("error-class-why");
    window.fill("classes-cancel-why", "Trainer is ill");
    window.press_last("classes-cancel");
    window.wait_saved("step-class-cancel", COURSE);
    window.wait_gone(Role::Dialog, "classes-cancel");

    // The calendar shows it on its day.
    window.click(Role::RadioButton, "classes-shown-month");
    window.wait_to_say(&format!("2025-11-13 {COURSE}"));
    let workspace = window.close(&desk);
    let class = workspace.db.all::<TrainingClass>().unwrap().remove(0);
    assert_eq!(class.close_note.as_deref(), Some("Trainer is ill"));
}

#[test]
fn the_sheet_to_sign_in_on_is_written_from_the_page() {
    let desk = with_course();
    let mut window = page(&desk);
    planned(&mut window);
    window.press("classes-print");
    window.click(Role::MenuItem, "classes-print-sheet-pdf");
    window.wait_for(Role::TextInput, "dialog-path");
    let folder = desk.path("pages");
    std::fs::create_dir_all(&folder).unwrap();
    window.answer_path(&folder.display().to_string());
    let written = || std::fs::read_dir(&folder).unwrap().count();
    window.wait("a page", |_| written() == 1);
}
