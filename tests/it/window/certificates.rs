//! Certificates in the window: kinds, issued, renewed, taken away, and renewed in a class.

use coxswain::command::training::What;
use coxswain::command::training::certificates::{Ask as Certificates, CertificateForm, KindForm};
use coxswain::command::training::classes::{Ask as Classes, ClassForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::store::records::{Certificate, CertificateKind, CertificateTerm, Enrolment};
use coxswain::store::stage_models::Words;
use coxswain::store::training::names;

use super::*;
use crate::common::person;
use crate::training_story::{class_form, course_form, does};

fn page(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Training, "training-tab-certificates")
}

fn save(window: &mut Window, step: &str, subject: &str) {
    window.press("training-form-save");
    window.wait_saved(step, subject);
    window.wait_gone(Role::Button, "training-form-save");
    window.let_toasts_go();
}

#[test]
fn a_certificate_is_issued_renewed_and_taken_away() {
    let desk = world::small();
    let mut window = page(&desk);
    window.must_say("certificates-none");
    window.must_say("certificates-kinds-none");
    window.press("certificates-kind-add");
    window.press("training-form-save");
    window.must_say("certificates-problem-name");
    window.fill("certificates-kind-name", "Crane licence");
    window.fill("certificates-kind-valid", "36");
    save(&mut window, "step-certificate-kind-add", "Crane licence");

    window.press("certificates-issue");
    window.press("training-form-save");
    window.must_say("certificates-problem-person");
    window.must_say("certificates-problem-name");
    window.choose("certificates-person", "Ada Field S01");
    window.press("Crane licence");
    window.fill("certificates-issued", "2022-12-20");
    // A kind with an end needs one, and none before it was issued.
    window.must_say("certificates-problem-no-end");
    window.fill("certificates-expires", "2022-12-19");
    window.must_say("certificates-problem-turned");
    let by_kind = [("n", 36.into()), ("day", "2025-12-20".into())];
    window.press(&window.with("certificates-by-kind", &by_kind));
    save(&mut window, "step-certificate-issue", "Ada Field Crane licence");

    let expiring = "Ada Field Crane licence Expiring";
    window.click(Role::Row, expiring);
    window.press("certificates-renew");
    let until = window.get(Role::TextInput, "certificates-expires").value;
    assert_eq!(until, "2028-11-18", "three years from today");
    // What was typed is not lost by the way.
    window.fill("certificates-number", "CL-2");
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard-stay");
    save(&mut window, "step-certificate-renew", "Ada Field Crane licence");

    window.click(Role::Row, "Ada Field Crane licence Valid");
    window.must_say("certificates-terms");
    window.press("certificates-revoke");
    window.press("training-form-save");
    window.must_say("certificates-problem-why");
    window.fill("certificates-why", "Broke the rules");
    save(&mut window, "step-certificate-revoke", "Ada Field Crane licence");
    // Nobody holds one that was taken away.
    let args = [("n", 0.into()), ("people", 0.into()), ("revoked", 1.into())];
    window.must_say(&window.with("certificates-sub-revoked", &args));
    window.click(Role::Row, "Ada Field Crane licence Revoked");
    let why = [("day", TODAY.into()), ("why", "Broke the rules".into())];
    window.must_say(&window.with("certificates-revoked", &why));

    let workspace = window.close(&desk);
    let papers = workspace.db.all::<Certificate>().unwrap();
    assert_eq!(papers[0].person_id, person(&workspace.db, "Ada Field"));
    assert_eq!(papers[0].number.as_deref(), Some("CL-2"));
    assert_eq!(papers[0].revoked_on, Some(day(TODAY)));
    let terms = workspace.db.all::<CertificateTerm>().unwrap();
    assert_eq!(terms[0].expires_on, Some(day("2025-12-20")));
    let kinds = workspace.db.all::<CertificateKind>().unwrap();
    assert_eq!((kinds[0].months, kinds[0].warn_days), (Some(36), 60));
}

#[test]
fn who_has_to_renew_is_enrolled_and_for_the_others_a_class_is_planned() {
    let desk = world::small();
    let mut workspace = desk.open();
    let kind = KindForm {
        name: Words::of(("Crane licence", "")),
        months: Some(36),
        warn_days: 60,
        issuer: String::new(),
    };
    does(&mut workspace, What::Certificates(Certificates::AddKind(kind)));
    let kind = workspace.db.all::<CertificateKind>().unwrap()[0].id;
    let form = CourseForm { certificate: Some(kind), ..course_form("Crane course") };
    does(&mut workspace, What::Courses(Courses::AddCourse(form)));
    for (who, expires) in [("Ada Field", "2025-12-20"), ("Ben Moss", "2025-10-31")] {
        let form = CertificateForm {
            person: person(&workspace.db, who),
            name: "Crane licence".to_owned(),
            number: String::new(),
            issued_on: day("2022-12-20"),
            expires_on: Some(day(expires)),
            issuer: String::new(),
            class: None,
        };
        does(&mut workspace, What::Certificates(Certificates::Issue(form)));
    }
    let course = names::courses(&workspace.db).unwrap().find("Crane course").expect("the course");
    let (starts, ends) = (day("2025-12-04"), day("2025-12-04"));
    let form = ClassForm {
        title: String::new(),
        place: "Boston".to_owned(),
        starts,
        ends,
        sessions: vec![],
        seats: Some(1),
        ..class_form(course)
    };
    does(&mut workspace, What::Classes(Classes::Plan(form)));
    drop(workspace);

    let mut window = page(&desk);
    let when = [("when", "2025-12-04 Boston".into())];
    // Ben's has ended already, so that he comes first; there is one seat.
    window.must_say(&window.with("certificates-seat-late", &when));
    window.must_say("certificates-seat-none");
    let enrol = window.with("certificates-enrol", &[("n", 1.into())]);
    window.press(&format!("{enrol} Crane course"));
    window.wait_saved("step-class-enrol", "Crane course");
    window.let_toasts_go();
    window.must_say(&window.with("certificates-seat-booked", &when));
    let class = window.with("certificates-class-for", &[("n", 1.into())]);
    window.press(&format!("{class} Crane licence"));
    window.fill("certificates-class-starts", "2025-11-17");
    window.press("training-form-save");
    window.must_say("certificates-problem-past");
    window.fill("certificates-class-starts", "2025-12-10");
    save(&mut window, "step-class-plan", "Crane licence");
    let second = [("when", "2025-12-10".into())];
    window.must_say(&window.with("certificates-seat-free", &second));

    // The figure on top narrows the list.
    let rows = |window: &Window| window.of(Role::Row).len();
    let all = rows(&window);
    window.press(&format!("{} 1", window.word("certificates-status-expired")));
    assert_eq!(rows(&window), all - 1);
    let workspace = window.close(&desk);
    let seats = workspace.db.all::<Enrolment>().unwrap();
    assert_eq!(seats[0].person_id, person(&workspace.db, "Ben Moss"));
}
