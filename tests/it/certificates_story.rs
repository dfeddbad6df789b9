//! Certificates on a day: how each stands, who has to renew what, and in which class they can; in the library
//! and on the command line.

use std::collections::BTreeMap;

use coxswain::command::training::What;
use coxswain::command::training::certificates::{
    Ask as Certificates, CertificateForm, KindForm, RenewalForm,
};
use coxswain::command::training::classes::{Ask as Classes, ClassForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::domain::ids::{CertificateId, PersonId};
use coxswain::domain::scope::Scope;
use coxswain::domain::training::certificates::Status;
use coxswain::metrics::training::certificates::{Held, Place, counts, due, of_people, renewal};
use coxswain::metrics::training::here;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::CertificateKind;
use coxswain::store::stage_models::Words;
use coxswain::store::training::certificates::{Kinds, of_person};
use coxswain::store::training::names;
use serde_json::json;

use crate::common::{Desk, TODAY, day, person};
use crate::training_story::{class_form, course_form, does, newest_class, seat};

const NAME: &str = "防爆电气作业证";

fn issue(workspace: &mut Workspace, who: &str, issued: &str, expires: Option<&str>, name: &str) {
    let form = CertificateForm {
        person: person(&workspace.db, who),
        name: name.to_owned(),
        number: format!("FB-{issued}"),
        issued_on: day(issued),
        expires_on: expires.map(day),
        issuer: String::new(),
        class: None,
    };
    does(workspace, What::Certificates(Certificates::Issue(form)));
}

/// The small company: one certificate has ended, one ends soon, one holds; and a course renews them.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let kind = KindForm {
        name: Words::of((NAME, "")),
        months: Some(36),
        warn_days: 90,
        issuer: String::new(),
    };
    does(&mut workspace, What::Certificates(Certificates::AddKind(kind)));
    issue(&mut workspace, "张伟", "2022-12-20", Some("2025-12-20"), NAME);
    issue(&mut workspace, "王芳", "2022-10-01", Some("2025-10-01"), NAME);
    issue(&mut workspace, "李娜", "2024-01-15", Some("2027-01-15"), NAME);
    let kind = workspace.db.all::<CertificateKind>().unwrap().remove(0).id;
    let form = CourseForm { certificate: Some(kind), ..course_form("防爆复训") };
    does(&mut workspace, What::Courses(Courses::AddCourse(form)));
    workspace
}

/// Plans a class of the course that renews the certificate.
fn plan(workspace: &mut Workspace, on: &str, seats: Option<i64>) {
    let course = names::courses(&workspace.db).unwrap().find("防爆复训").expect("the course");
    let (starts, ends) = (day(on), day(on));
    let form = ClassForm { starts, ends, sessions: vec![], seats, ..class_form(course) };
    does(workspace, What::Classes(Classes::Plan(form)));
}

fn held(workspace: &Workspace, on: &str) -> Vec<Held> {
    let directory = Directory::load(&workspace.db).unwrap();
    let people = here(&directory, &directory.members(Scope::All), day(on));
    let kinds = Kinds::load(&workspace.db).unwrap();
    of_people(&workspace.db, &kinds, &people, day(on)).unwrap()
}

/// Where each can renew, and whether that is after the end.
fn places(workspace: &Workspace) -> Vec<(PersonId, Place, bool)> {
    let found = renewal(&workspace.db, &held(workspace, TODAY), day(TODAY)).unwrap();
    found
        .iter()
        .flat_map(|one| &one.seats)
        .map(|own| (own.due.person, own.place, own.late))
        .collect()
}

fn of(workspace: &Workspace, who: &str) -> CertificateId {
    of_person(&workspace.db, person(&workspace.db, who)).unwrap()[0].id
}

#[test]
fn whoever_ends_first_gets_the_first_seat_in_which_the_certificate_is_renewed() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let told = counts(&held(&workspace, TODAY));
    let expected = [(Status::Valid, 1), (Status::Expiring, 1), (Status::Expired, 1)];
    assert_eq!(told, BTreeMap::from(expected));
    let waiting: Vec<_> = due(&held(&workspace, TODAY))
        .iter()
        .map(|own| (own.person, own.validity.days_left))
        .collect();
    assert_eq!(waiting, [(wang, Some(-48)), (zhang, Some(32))]);
    assert_eq!(places(&workspace), [(wang, Place::None, false), (zhang, Place::None, false)]);

    plan(&mut workspace, "2025-12-04", Some(1));
    let first = newest_class(&workspace.db);
    let seats = [(wang, Place::Free(first), true), (zhang, Place::None, false)];
    assert_eq!(places(&workspace), seats, "there is one seat, and it is too late for who has it");
    plan(&mut workspace, "2025-12-30", None);
    let second = newest_class(&workspace.db);
    let seats = [(wang, Place::Free(first), true), (zhang, Place::Free(second), true)];
    assert_eq!(places(&workspace), seats);
    does(&mut workspace, What::Classes(Classes::Enrol(first, vec![seat(zhang)])));
    let seats = [(wang, Place::Free(second), true), (zhang, Place::Booked(first), false)];
    assert_eq!(places(&workspace), seats, "who goes already keeps the seat");
    // A class that has begun takes nobody any more.
    let later = renewal(&workspace.db, &held(&workspace, "2026-01-05"), day("2026-01-05")).unwrap();
    assert!(later[0].classes.is_empty());
}

#[test]
fn a_day_sees_what_was_known_on_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wang = of(&workspace, "王芳");
    let (issued_on, expires_on) = (day(TODAY), Some(day("2028-11-18")));
    let form = RenewalForm { number: "FB-9".to_owned(), issued_on, expires_on };
    does(&mut workspace, What::Certificates(Certificates::Renew(wang, form)));
    let li = of(&workspace, "李娜");
    let revoke = Certificates::Revoke(li, day(TODAY), "违章作业".to_owned());
    does(&mut workspace, What::Certificates(revoke));
    let status = |on: &str, id: CertificateId| {
        let all = held(&workspace, on);
        let own = all.iter().find(|own| own.certificate.id == id);
        own.map(|own| (own.validity.status, own.certificate.number.clone().unwrap_or_default()))
    };
    let known = |status: Status, number: &str| Some((status, number.to_owned()));
    assert_eq!(status("2022-09-30", wang), None, "it was not issued yet");
    assert_eq!(status("2025-11-17", wang), known(Status::Expired, "FB-2022-10-01"));
    assert_eq!(status(TODAY, wang), known(Status::Valid, "FB-9"));
    assert_eq!(status("2025-11-17", li), known(Status::Valid, "FB-2024-01-15"));
    assert_eq!(status(TODAY, li), known(Status::Revoked, "FB-2024-01-15"));
    let names: Vec<PersonId> = due(&held(&workspace, TODAY)).iter().map(|own| own.person).collect();
    assert_eq!(names, [person(&workspace.db, "张伟")], "what was taken away is not renewed");

    // A second paper of the same name that holds stands in for one that ends.
    issue(&mut workspace, "张伟", "2025-11-10", Some("2028-11-10"), NAME);
    assert!(due(&held(&workspace, TODAY)).is_empty());
}

#[test]
fn the_command_line_gives_every_figure() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    plan(&mut workspace, "2025-12-04", Some(1));
    issue(&mut workspace, "张伟", "2020-05-06", None, "驾驶证");
    drop(workspace);
    let show = |scope: &str| {
        let args =
            ["show", "销售.cox", "certificates", "--as-of", TODAY, "--scope", scope, "--json"];
        desk.json(0, &args)
    };
    let found = show("all");
    assert_eq!(found["counts"]["expired"], 1);
    assert_eq!(found["counts"]["unknown"], 1, "nobody knows until when a licence holds");
    assert_eq!((&found["counts"]["revoked"], &found["due"]), (&json!(0), &json!(2)));
    let first = &found["certificates"][0];
    assert_eq!((&first["person"], &first["days_left"]), (&json!("王芳"), &json!(-48)));
    assert_eq!((&first["validity"], &first["expires"]), (&json!("expired"), &json!("2025-10-01")));
    let renewal = &found["renewals"][0];
    assert_eq!(renewal["certificate"], NAME);
    assert_eq!(renewal["courses"], json!(["防爆复训"]));
    assert_eq!(renewal["people"][0]["seat"], "free");
    assert_eq!(renewal["people"][0]["class"], "2025-12-04");
    assert_eq!(renewal["people"][0]["late"], true);
    assert_eq!(renewal["people"][1]["seat"], "none");
    assert_eq!(found["kinds"][0]["months"], 36);
    assert_eq!(found["kinds"][0]["held"], 3);
    let team = show("team:一组");
    assert_eq!(team["certificates"].as_array().map(Vec::len), Some(2));
    assert_eq!(team["renewals"][0]["people"][0]["person"], "张伟");
    let said = desk.says(0, &["show", "销售.cox", "certificates", "--as-of", TODAY]);
    assert!(said.contains("王芳  防爆电气作业证  2025-10-01  已过期"), "{said}");
}
