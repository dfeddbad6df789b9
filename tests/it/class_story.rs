//! Classes: what is refused and what is kept of them, of seats, of results and of role plays.

use coxswain::command::training::What;
use coxswain::command::training::classes::{Ask as Classes, ClassForm, SeatForm, SessionForm};
use coxswain::command::training::courses::Ask as Courses;
use coxswain::command::training::results::{Ask as Results, ResultForm};
use coxswain::command::{Command, organisation};
use coxswain::domain::ids::{ClassSessionId, CourseId, PersonId};
use coxswain::metrics::MetricId;
use coxswain::store::records::{ClassStatus, Enrolment, EnrolmentState};
use coxswain::store::training::classes;
use coxswain::store::training::results;
use coxswain::store::training::{names, skills};

use crate::common::{Desk, TODAY, act, day, person};
use crate::training_story::{
    COURSE, class_form, course, does, held_by_hand, newest_class, page, record, refused, result,
    seat, sums,
};

#[test]
fn what_cannot_be_a_class_is_refused() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    let form = || class_form(course);
    let session = |on: &str, hours: i64| SessionForm {
        on_day: day(on),
        begins: String::new(),
        ends: String::new(),
        hours,
    };
    for (form, key) in [
        (ClassForm { ends: day("2025-09-10"), ..form() }, "error-class-days"),
        (ClassForm { seats: Some(0), ..form() }, "error-class-seats"),
        (ClassForm { cost: Some(-1), ..form() }, "error-class-cost"),
        (ClassForm { kpi: Some(MetricId::WinRate), ..form() }, "error-class-kpi-late"),
        (ClassForm { kpi_days: Some(90), ..form() }, "error-course-kpi-days"),
        (
            ClassForm { sessions: vec![session("2025-09-13", 1)], ..form() },
            "error-class-session-day",
        ),
        (
            ClassForm { sessions: vec![session("2025-09-11", 0)], ..form() },
            "error-class-session-hours",
        ),
        (
            ClassForm {
                sessions: vec![SessionForm {
                    begins: "午后".to_owned(),
                    ..session("2025-09-11", 1)
                }],
                ..form()
            },
            "error-class-time",
        ),
        (ClassForm { course: CourseId(1), ..form() }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, What::Classes(Classes::Plan(form))), key);
    }
    // A metric that is named before is kept with the day on which it was.
    let coming = ClassForm {
        starts: day("2025-12-04"),
        ends: day("2025-12-04"),
        sessions: vec![],
        kpi: Some(MetricId::WinRate),
        kpi_days: Some(90),
        ..form()
    };
    does(&mut workspace, What::Classes(Classes::Plan(coming.clone())));
    let id = newest_class(&workspace.db);
    let class = page(&workspace.db, id).class;
    assert_eq!((class.kpi.as_deref(), class.kpi_named_on), (Some("win_rate"), Some(day(TODAY))));
    does(&mut workspace, What::Classes(Classes::Confirm(id)));
    assert_eq!(
        refused(&mut workspace, What::Courses(Courses::ArchiveCourse(course, true))),
        "error-course-planned"
    );
    let hold = What::Results(Results::Hold(id, None));
    assert_eq!(refused(&mut workspace, hold), "error-class-not-over");
    let cancel = |why: &str| What::Classes(Classes::Cancel(id, why.to_owned()));
    assert_eq!(refused(&mut workspace, cancel(" ")), "error-class-why");
    does(&mut workspace, cancel("讲师生病"));
    let edit = What::Classes(Classes::EditClass(id, coming.clone()));
    assert_eq!(refused(&mut workspace, edit), "error-class-closed");
    does(&mut workspace, What::Classes(Classes::Reopen(id)));
    let other = ClassForm { title: String::new(), seats: None, ..coming };
    does(&mut workspace, What::Classes(Classes::EditClass(id, other)));
    let class = page(&workspace.db, id).class;
    assert_eq!((class.title, class.status), (None, ClassStatus::Planned));
    does(&mut workspace, What::Classes(Classes::RemoveClass(id)));
    does(&mut workspace, What::Courses(Courses::ArchiveCourse(course, true)));
    assert_eq!(refused(&mut workspace, What::Classes(Classes::Plan(form()))), "error-class-course");
    let hours = |hours: i64| What::Classes(Classes::DayHours(hours));
    assert_eq!(refused(&mut workspace, hours(9_999)), "error-training-day-hours");
    does(&mut workspace, hours(80_000));
    assert_eq!(results::day_hours(&workspace.db).unwrap(), 80_000);
}

#[test]
fn seats_are_taken_once_and_not_beyond_their_number() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    does(&mut workspace, What::Classes(Classes::Plan(class_form(course))));
    let class = newest_class(&workspace.db);
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, wang, li) = (of("张伟"), of("王芳"), of("李娜"));
    let skill = names::skills(&workspace.db).unwrap().find("异议处理").unwrap();
    let enrol = |seats: Vec<SeatForm>| What::Classes(Classes::Enrol(class, seats));
    let gap = SeatForm { skill: Some(skill), gap: Some(2), ..seat(zhang) };
    for (seats, key) in [
        (vec![SeatForm { gap: Some(1), ..seat(zhang) }], "error-enrolment-gap"),
        (vec![SeatForm { gap: Some(5), ..gap.clone() }], "error-enrolment-gap"),
        (vec![seat(zhang), seat(zhang)], "error-enrolment-twice"),
        (vec![seat(zhang), seat(wang), seat(li)], "error-class-full"),
        (vec![SeatForm { makeup_for: Some(class), ..seat(zhang) }], "error-enrolment-makeup"),
        (vec![seat(PersonId(1))], "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, enrol(seats)), key);
    }
    let leave = organisation::Command::Leave {
        person: wang,
        name: "王芳".to_owned(),
        last_day: day("2025-08-31"),
        why: String::new(),
    };
    act(&mut workspace, &Command::Organisation(leave));
    assert_eq!(refused(&mut workspace, enrol(vec![seat(wang)])), "error-enrolment-left");
    act(&mut workspace, &Command::Undo);

    does(&mut workspace, enrol(vec![gap, seat(wang)]));
    let waiting = SeatForm { waiting: true, ..seat(li) };
    does(&mut workspace, enrol(vec![waiting.clone()]));
    for (seats, key) in [
        (vec![seat(zhang)], "error-enrolment-twice"),
        (vec![waiting], "error-enrolment-twice"),
        (vec![seat(li)], "error-class-full"),
    ] {
        assert_eq!(refused(&mut workspace, enrol(seats)), key);
    }
    let fewer = ClassForm { seats: Some(1), ..class_form(course) };
    let fewer = What::Classes(Classes::EditClass(class, fewer));
    assert_eq!(refused(&mut workspace, fewer), "error-class-full");
    let withdraw = |who, why: &str| What::Classes(Classes::Withdraw(class, who, why.to_owned()));
    does(&mut workspace, withdraw(wang, "出差"));
    assert_eq!(refused(&mut workspace, withdraw(wang, "")), "error-enrolment-none");
    does(&mut workspace, enrol(vec![seat(li)]));
    let states: Vec<(PersonId, EnrolmentState, Option<i64>)> = workspace
        .db
        .all::<Enrolment>()
        .unwrap()
        .into_iter()
        .map(|one| (one.person_id, one.state, one.gap))
        .collect();
    assert_eq!(
        states,
        [
            (zhang, EnrolmentState::Enrolled, Some(2)),
            (wang, EnrolmentState::Withdrawn, None),
            (li, EnrolmentState::Enrolled, None)
        ]
    );
    let seats = classes::seats(&workspace.db).unwrap()[&class];
    assert_eq!((seats.taken, seats.waiting), (2, 0));

    // Who missed a class goes to another one of it.
    let later = ClassForm {
        starts: day("2025-12-04"),
        ends: day("2025-12-04"),
        sessions: vec![],
        ..class_form(course)
    };
    does(&mut workspace, What::Classes(Classes::Plan(later)));
    let next = newest_class(&workspace.db);
    let makeup = SeatForm { makeup_for: Some(class), ..seat(zhang) };
    does(&mut workspace, What::Classes(Classes::Enrol(next, vec![makeup])));
    let own = classes::enrolments_of(&workspace.db, zhang).unwrap();
    assert_eq!(own.last().and_then(|own| own.makeup_for_id), Some(class));
    assert_eq!(
        refused(&mut workspace, What::Classes(Classes::RemoveClass(class))),
        "error-record-in-use"
    );
}

#[test]
fn a_result_is_within_its_scale_and_of_somebody_who_came() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    does(&mut workspace, What::Classes(Classes::Plan(class_form(course))));
    let class = newest_class(&workspace.db);
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, wang, li) = (of("张伟"), of("王芳"), of("李娜"));
    let enrol = What::Classes(Classes::Enrol(class, vec![seat(zhang), seat(wang)]));
    does(&mut workspace, enrol);
    let parts: Vec<ClassSessionId> =
        page(&workspace.db, class).sessions.iter().map(|part| part.id).collect();
    let full = || result(&parts, 66, 82);
    for (who, form, key) in [
        (li, full(), "error-enrolment-none"),
        (zhang, result(&parts, 66, 101), "error-result-score"),
        (zhang, ResultForm { score_before: Some(-1), ..full() }, "error-result-score"),
        (zhang, ResultForm { feedback: Some(6), ..full() }, "error-result-feedback"),
        (zhang, ResultForm { feedback: Some(0), ..full() }, "error-result-feedback"),
        (zhang, result(&[], 66, 82), "error-result-absent"),
        (zhang, ResultForm { cost: Some(-1), ..full() }, "error-result-cost"),
        (
            zhang,
            ResultForm { retest: Some((day("2025-09-11"), 700_000)), ..full() },
            "error-result-retest",
        ),
        (
            zhang,
            ResultForm { retest: Some((day("2025-12-01"), 700_000)), ..full() },
            "error-training-future",
        ),
        (zhang, result(&[ClassSessionId(1)], 66, 82), "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, record(class, who, form)), key);
    }
    let hold = |cost| What::Results(Results::Hold(class, cost));
    assert_eq!(refused(&mut workspace, hold(None)), "error-class-attendance");
    does(&mut workspace, record(class, zhang, full()));
    assert_eq!(refused(&mut workspace, hold(None)), "error-class-attendance", "王芳 is missing");
    let away = ResultForm { attendance: "请假".to_owned(), ..ResultForm::default() };
    does(&mut workspace, record(class, wang, away));
    let withdraw = What::Classes(Classes::Withdraw(class, wang, String::new()));
    assert_eq!(refused(&mut workspace, withdraw), "error-enrolment-recorded");
    let cancel = What::Classes(Classes::Cancel(class, "改期".to_owned()));
    assert_eq!(refused(&mut workspace, cancel), "error-class-recorded");
    let moved = ClassForm { starts: day("2025-09-10"), ..class_form(course) };
    let moved = What::Classes(Classes::EditClass(class, moved));
    assert_eq!(refused(&mut workspace, moved), "error-class-recorded");

    let shown = page(&workspace.db, class);
    let absent = &shown.people[1];
    assert_eq!(absent.results[0].hours, Some(0), "who did not come learned no hour");
    assert_eq!(absent.results[0].outcome, None);
    assert!(absent.presence.values().all(|present| !present));
    // What is there is what a form begins with.
    assert_eq!(ResultForm::of(&shown.people[0]), full());
    let again = ResultForm { retest: Some((day("2025-10-10"), 900_000)), ..full() };
    does(&mut workspace, record(class, zhang, again));
    let own = results::of_person(&workspace.db, zhang).unwrap().remove(0);
    assert_eq!((own.retest_score, own.score), (Some(900_000), Some(820_000)));

    assert_eq!(refused(&mut workspace, hold(Some(-1))), "error-class-cost");
    let paid = ResultForm { cost: Some(30_000), ..full() };
    does(&mut workspace, record(class, zhang, paid));
    assert_eq!(refused(&mut workspace, hold(Some(29_999))), "error-class-cost-known");
    does(&mut workspace, hold(Some(50_000)));
    assert_eq!(sums(&workspace.db).cost.value, Some(50_000));
    assert_eq!(page(&workspace.db, class).class.status, ClassStatus::Held);
}

#[test]
fn raters_of_a_role_play_stand_beside_each_other() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let class = held_by_hand(&mut workspace);
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, li) = (of("张伟"), of("李娜"));
    let names = names::skills(&workspace.db).unwrap();
    let (asking, deals) = (names.find("需求探询").unwrap(), names.find("商务谈判").unwrap());
    assert_eq!(names.name(asking), "需求挖掘", "another name of the same skill");
    let score = |person, rater: &str, levels: &[(_, i64)]| {
        let (rater, levels) = (rater.to_owned(), levels.to_vec());
        What::Results(Results::Score { class, person, rater, levels })
    };
    for (person, rater, levels, key) in [
        (zhang, " ", vec![(asking, 3)], "error-rating-rater"),
        (zhang, "张伟", vec![(asking, 3)], "error-rating-self"),
        (zhang, "s01", vec![(asking, 3)], "error-rating-self"),
        (zhang, "林晓峰", vec![(asking, 5)], "error-level-range"),
        (zhang, "林晓峰", vec![(asking, 3), (asking, 2)], "error-course-skill-twice"),
        (li, "林晓峰", vec![(asking, 3)], "error-enrolment-none"),
    ] {
        assert_eq!(refused(&mut workspace, score(person, rater, &levels)), key);
    }
    does(&mut workspace, score(zhang, "林晓峰", &[(asking, 3), (deals, 2)]));
    does(&mut workspace, score(zhang, "赵磊", &[(asking, 2)]));
    does(&mut workspace, score(zhang, "林晓峰", &[(asking, 4)]));
    let seen: Vec<(String, i64)> = classes::scores(&workspace.db, class)
        .unwrap()
        .into_iter()
        .map(|score| (score.rater, score.level))
        .collect();
    assert_eq!(seen, [("赵磊".to_owned(), 2), ("林晓峰".to_owned(), 4)]);
    assert!(skills::newest(&workspace.db, day(TODAY)).unwrap().is_empty(), "no rating follows");
}
