//! Learning records in the window: opened from a person's page, filtered, searched.

use coxswain::command::training::What;
use coxswain::command::training::certificates::{Ask as Certificates, CertificateForm};
use coxswain::command::training::classes::{Ask as Classes, ClassForm};
use coxswain::command::training::results::{Ask as Results, ResultForm};
use coxswain::store::records::TrainingOutcome;

use super::*;
use crate::common::person;
use crate::training_story::{class_form, course, does, newest_class, record, seat};

/// Ada passed a class and has a certificate; Cara has nothing.
fn prepared() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let course = course(&mut workspace, "Price talks");
    let form = ClassForm {
        title: String::new(),
        place: "Boston".to_owned(),
        sessions: vec![],
        seats: None,
        ..class_form(course)
    };
    does(&mut workspace, What::Classes(Classes::Plan(form)));
    let class = newest_class(&workspace.db);
    let ada = person(&workspace.db, "Ada Field");
    does(&mut workspace, What::Classes(Classes::Enrol(class, vec![seat(ada)])));
    let result = ResultForm {
        score: Some(820_000),
        outcome: Some(TrainingOutcome::Passed),
        ..ResultForm::default()
    };
    does(&mut workspace, record(class, ada, result));
    does(&mut workspace, What::Results(Results::Hold(class, Some(100_000))));
    let paper = CertificateForm {
        person: ada,
        name: "Crane licence".to_owned(),
        number: "CL-1".to_owned(),
        issued_on: day("2024-03-15"),
        expires_on: Some(day("2030-03-15")),
        issuer: String::new(),
        class: None,
    };
    does(&mut workspace, What::Certificates(Certificates::Issue(paper)));
    drop(workspace);
    desk
}

#[test]
fn a_record_is_opened_from_the_page_of_a_person() {
    let desk = prepared();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-profile");
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("organisation-profile-see-learning");
    assert!(window.get(Role::Tab, "training-tab-records").on);
    window.must_say("Price talks");
    window.must_say("Crane licence");
    window.must_say("records-no-quota");
}

#[test]
fn records_are_filtered_and_searched() {
    let desk = prepared();
    let mut window = Window::open_tab(&desk, AreaId::Training, "training-tab-records");
    let rows = |window: &Window| window.of(Role::Row).len();
    window.wait("two records", |window| rows(window) == 3 || rows(window) == 2);
    let both = rows(&window);
    let chip = format!("{} 1", window.word("records-kind-certificate"));
    window.press(&chip);
    assert_eq!(rows(&window), both - 1);
    window.must_not_say("82 points");
    window.press(&chip);
    window.fill("records-search", "price");
    assert_eq!(rows(&window), both - 1);
    window.must_say("82 points");
    window.fill("records-search", "anvils");
    window.must_say("records-narrow");
    window.fill("records-search", "");
    let topic = format!("{} 1", window.word("training-topic-selling"));
    window.press(&topic);
    assert_eq!(rows(&window), both - 1);

    // Another person is chosen on the page.
    window.choose("records-person", "Cara Lund S03");
    window.must_say("records-none");
}
