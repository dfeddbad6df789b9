//! Courses in the window: added, changed, archived; what is refreshed; the way to what is new to be read.

use coxswain::store::records::{Course, Refresher, RefresherTry};

use super::*;

/// The name of the course.
const COURSE: &str = "Negotiation";

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Training, "training-tab-courses")
}

/// The course in the table.
fn row(window: &Window) -> String {
    let (topic, form) =
        (window.word("training-topic-selling"), window.word("courses-form-classroom"));
    format!("{COURSE} {topic} {form} –")
}

/// Adds a course in the form.
fn added(window: &mut Window) {
    window.press("courses-add-first");
    window.wait_for(Role::Dialog, "courses-add");
    window.press("classes-save");
    window.must_say("error-name-blank");
    window.fill("courses-form-name", COURSE);
    window.fill("courses-form-pass", "70");
    window.must_say("error-course-scores");
    window.fill("courses-form-full", "100");
    window.press("classes-save");
    window.wait_saved("step-course-add", COURSE);
    window.wait_gone(Role::Dialog, "courses-add");
    window.let_toasts_go();
}

#[test]
fn a_course_is_added_changed_and_archived() {
    let desk = world::small();
    let mut window = page(&desk);
    added(&mut window);
    let own = row(&window);
    window.click(Role::Row, &own);
    window.wait_for(Role::Button, "courses-back");
    window.must_say("courses-records-none");
    window.press("courses-edit");
    window.wait_for(Role::Dialog, "courses-edit");
    window.fill("courses-column-hours", "7");
    window.press("classes-save");
    window.wait_saved("step-course-edit", COURSE);
    window.wait_gone(Role::Dialog, "courses-edit");
    window.let_toasts_go();
    window.press("courses-archive");
    let title = window.with("courses-archive-title", &[("name", COURSE.into())]);
    window.wait_for(Role::Dialog, &title);
    window.press_last("courses-archive");
    window.wait_saved("step-course-archive", COURSE);
    window.wait_for(Role::Button, "courses-restore");
    // Out of use it is in the table only where it is asked for.
    window.press("courses-back");
    window.wait_for(Role::Button, "courses-with-archived");
    assert!(window.find(Role::Row, &own).is_none());
    window.press("courses-with-archived");
    window.wait_for(Role::Row, &own);

    let workspace = window.close(&desk);
    let course = workspace.db.all::<Course>().unwrap().remove(0);
    assert_eq!((course.hours, course.archived), (Some(70_000), true));
    assert_eq!((course.full_score, course.pass_score), (Some(1_000_000), Some(700_000)));
}

#[test]
fn a_course_leads_to_the_form_of_its_class() {
    let desk = world::small();
    let mut window = page(&desk);
    added(&mut window);
    let own = row(&window);
    window.click(Role::Row, &own);
    window.press("courses-plan-class");
    window.wait_for(Role::Dialog, "classes-plan");
    assert_eq!(window.get(Role::ComboBox, "classes-form-course").value, COURSE);
}

#[test]
fn the_catalogue_is_kept_in_a_file() {
    let desk = world::small();
    let mut window = page(&desk);
    added(&mut window);
    window.press("courses-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_2025-Q4.xlsx", window.word("training-tab-courses")));
    let file = desk.path("courses.xlsx");
    window.answer_path(&file.display().to_string());
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(file.exists());
}

#[test]
fn what_is_new_to_be_read_stands_with_the_plans() {
    let desk = world::small();
    let mut window = page(&desk);
    window.press("courses-news");
    window.wait_for(Role::Button, "plans-update-new");
    assert!(window.get(Role::Tab, "training-tab-plans").on);
}

#[test]
fn a_skill_is_refreshed_by_its_day() {
    let desk = world::small();
    let mut window = page(&desk);
    window.click(Role::RadioButton, "courses-shown-refreshers");
    window.press("courses-refresh");
    window.wait_for(Role::Dialog, "courses-refresh");
    window.press("classes-save");
    window.must_say("courses-refresh-nobody");
    window.choose("courses-refresh-person", "Ada Field S01");
    window.choose("courses-form-skill", "Handling objections");
    window.fill("courses-refresh-since", "2025-11-01");
    window.press("classes-save");
    window.wait_saved("step-refresher", "Ada Field S01");
    window.wait_gone(Role::Dialog, "courses-refresh");
    window.let_toasts_go();
    // 15 days after the first of November it was due on the 16th.
    let over = window.with("courses-refresher-over", &[("n", 2.into())]);
    window.must_say(&over);
    let pass = format!("{} Ada Field Handling objections", window.word("courses-refresher-pass"));
    window.press(&pass);
    window.wait_saved("step-refresher-try", "Ada Field Handling objections");
    let left = window.with("courses-refresher-left", &[("n", 30.into())]);
    window.wait_to_say(&left);

    let workspace = window.close(&desk);
    assert_eq!(workspace.db.all::<Refresher>().unwrap()[0].half_life, 30);
    assert!(workspace.db.all::<RefresherTry>().unwrap()[0].passed);
}
