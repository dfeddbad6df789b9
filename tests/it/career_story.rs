//! Courses and what is to be read, certificates, plans of training, careers: what is refused, what is
//! kept, and that all of it goes into the whole of a workspace and comes back.

use coxswain::command::Command;
use coxswain::command::training::careers::{
    ActionForm, Ask as Careers, CareerForm, ConditionForm, OfferForm, StepForm,
};
use coxswain::command::training::certificates::{
    Ask as Certificates, CertificateForm, KindForm, RenewalForm,
};
use coxswain::command::training::check::warnings;
use coxswain::command::training::classes::{Ask as Classes, SeatForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::plans::{Ask as Plans, ItemForm, PlanForm};
use coxswain::command::training::updates::{Ask as Updates, QuestionForm, UpdateForm};
use coxswain::command::training::{Warning, What};
use coxswain::domain::ids::{CareerStepId, CourseId, SkillId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::dossier;
use coxswain::metrics::dossier::learning::Validity;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    CareerConditionKind, CareerStatus, Certificate, CertificateKind, LearningTopic, OfferAnswer,
    OfferKind, TrainingClass, TrainingPlanStatus,
};
use coxswain::store::stage_models::Words;
use coxswain::store::training::{careers, certificates, courses, plans};
use coxswain::store::{Workspace, whole};

use crate::common::{Desk, TODAY, Take, counts, day, everything, person, post, take};
use crate::learning_story::skill;
use crate::training_story::{ask, class_form, course, course_form, does, refused, seat};

#[test]
fn courses_bring_skills_to_levels_and_keep_their_names() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (deals, product) = (skill(&workspace.db, "商务谈判"), skill(&workspace.db, "产品知识"));
    let form = || course_form("谈判工作坊");
    let add = |form: CourseForm| What::Courses(Courses::AddCourse(form));
    for (form, key) in [
        (course_form(" "), "error-name-blank"),
        (CourseForm { hours: Some(0), ..form() }, "error-course-hours"),
        (CourseForm { cost_per_head: Some(-1), ..form() }, "error-course-cost"),
        (CourseForm { pass_score: Some(1_000_001), ..form() }, "error-course-scores"),
        (CourseForm { full_score: None, ..form() }, "error-course-scores"),
        (CourseForm { valid_months: Some(0), ..form() }, "error-course-months"),
        (CourseForm { kpi_days: Some(90), ..form() }, "error-course-kpi-days"),
        (CourseForm { skills: vec![(deals, 0)], ..form() }, "error-course-level"),
        (CourseForm { skills: vec![(deals, 5)], ..form() }, "error-course-level"),
        (CourseForm { skills: vec![(deals, 2), (deals, 3)], ..form() }, "error-course-skill-twice"),
        (CourseForm { skills: vec![(SkillId(1), 2)], ..form() }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, add(form)), key);
    }
    does(&mut workspace, add(CourseForm { skills: vec![(deals, 3), (product, 2)], ..form() }));
    assert_eq!(refused(&mut workspace, add(form())), "error-learning-name-taken");
    let id = courses::all(&workspace.db).unwrap()[0].0.id;
    let other = CourseForm { skills: vec![(deals, 4)], ..course_form("大客户谈判") };
    does(&mut workspace, What::Courses(Courses::EditCourse(id, other)));
    let (own, brings) = courses::all(&workspace.db).unwrap().remove(0);
    assert_eq!(own.name, "大客户谈判");
    assert_eq!(
        brings.iter().map(|one| (one.skill_id, one.level)).collect::<Vec<_>>(),
        [(deals, 4)]
    );
    // The name it had is still its own.
    assert_eq!(refused(&mut workspace, add(form())), "error-learning-name-taken");

    // A gap that the course does not close is said and not refused.
    does(&mut workspace, What::Classes(Classes::Plan(class_form(id))));
    let class = workspace.db.all::<TrainingClass>().unwrap().remove(0).id;
    let zhang = person(&workspace.db, "张伟");
    let enrol = |skill| {
        let seat = SeatForm { skill: Some(skill), ..seat(zhang) };
        What::Classes(Classes::Enrol(class, vec![seat]))
    };
    let told = warned(&workspace, enrol(product));
    assert_eq!(told, [Warning::CourseWithoutSkill { skill: "产品知识".to_owned() }]);
    assert!(warned(&workspace, enrol(deals)).is_empty());
}

fn warned(workspace: &Workspace, what: What) -> Vec<Warning> {
    match ask(what) {
        Command::Training(command) => warnings(&workspace.db, &command).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_has_not_passed_what_is_new_is_known() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, wang, li) = (of("张伟"), of("王芳"), of("李娜"));
    let question = |choices: &[&str], answer| QuestionForm {
        question: "量程比是多少".to_owned(),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
        answer,
    };
    let form = || UpdateForm {
        title: "智能压力变送器新品".to_owned(),
        topic: LearningTopic::Product,
        text: "量程比 100:1，支持远程诊断。".to_owned(),
        product: None,
        skill: Some(skill(&workspace.db, "产品知识")),
        source: String::new(),
        published_on: day("2025-11-03"),
        due_on: Some(day("2025-11-14")),
        questions: vec![question(&["10:1", " ", "100:1"], 2), question(&["是", "否"], 0)],
        pass_correct: Some(2),
    };
    let forms = [
        (UpdateForm { title: " ".to_owned(), ..form() }, "error-update-title"),
        (UpdateForm { text: " ".to_owned(), ..form() }, "error-update-text"),
        (UpdateForm { due_on: Some(day("2025-11-02")), ..form() }, "error-update-due"),
        (UpdateForm { questions: vec![question(&["10:1"], 0)], ..form() }, "error-update-question"),
        (
            UpdateForm { questions: vec![question(&["10:1", " "], 0)], ..form() },
            "error-update-question",
        ),
        (
            UpdateForm { questions: vec![question(&["10:1", "100:1"], 2)], ..form() },
            "error-update-question",
        ),
        (UpdateForm { pass_correct: Some(3), ..form() }, "error-update-pass"),
        (UpdateForm { pass_correct: None, ..form() }, "error-update-pass"),
    ];
    let (good, shorter) = (form(), UpdateForm { source: "产品部".to_owned(), ..form() });
    let publish = |form, people| What::Updates(Updates::Publish(form, people));
    for (form, key) in forms {
        assert_eq!(refused(&mut workspace, publish(form, vec![])), key);
    }
    let twice = publish(good.clone(), vec![zhang, zhang]);
    assert_eq!(refused(&mut workspace, twice), "error-update-reader-twice");
    does(&mut workspace, publish(good.clone(), vec![zhang, wang]));
    let id = courses::updates(&workspace.db).unwrap()[0].update.id;
    does(&mut workspace, What::Updates(Updates::EditUpdate(id, shorter)));
    does(&mut workspace, What::Updates(Updates::AddReaders(id, vec![li])));
    let read = |who, on: &str| What::Updates(Updates::Read(id, who, day(on)));
    let answer = |who, on: &str, n| What::Updates(Updates::Answer(id, who, day(on), n));
    assert_eq!(refused(&mut workspace, read(zhang, "2025-11-02")), "error-update-early");
    assert_eq!(refused(&mut workspace, read(zhang, "2025-11-19")), "error-training-future");
    does(&mut workspace, read(zhang, "2025-11-05"));
    assert_eq!(refused(&mut workspace, answer(zhang, "2025-11-05", 3)), "error-update-correct");
    does(&mut workspace, answer(zhang, "2025-11-05", 1));
    assert_eq!(refused(&mut workspace, answer(zhang, "2025-11-04", 2)), "error-update-order");
    does(&mut workspace, answer(zhang, "2025-11-07", 2));
    does(&mut workspace, answer(wang, "2025-11-07", 1));
    let edit = What::Updates(Updates::EditUpdate(id, good.clone()));
    assert_eq!(refused(&mut workspace, edit), "error-update-answered");
    let off = |who| What::Updates(Updates::RemoveReader(id, who));
    assert_eq!(refused(&mut workspace, off(wang)), "error-update-was-read");

    let update = courses::updates(&workspace.db).unwrap().remove(0);
    let told: Vec<_> = update
        .readers
        .iter()
        .map(|one| (one.person_id, one.tries, one.correct, update.done(one)))
        .collect();
    assert_eq!(told, [(zhang, 2, Some(2), true), (wang, 1, Some(1), false), (li, 0, None, false)]);
    assert_eq!(update.readers[1].read_on, Some(day("2025-11-07")), "who answers has read");
    let first = &update.questions[0];
    assert_eq!((first.choices.as_str(), first.answer), ("10:1\n100:1", 2));
    does(&mut workspace, off(li));
    assert_eq!(refused(&mut workspace, read(li, "2025-11-07")), "error-update-no-reader");

    let plain = UpdateForm { questions: vec![], pass_correct: None, ..good };
    does(&mut workspace, publish(plain, vec![li]));
    let newest = courses::updates(&workspace.db).unwrap().remove(0);
    let quiz = What::Updates(Updates::Answer(newest.update.id, li, day(TODAY), 0));
    assert_eq!(refused(&mut workspace, quiz), "error-update-no-quiz");
    does(&mut workspace, What::Updates(Updates::ArchiveUpdate(id, true)));
}

fn kind_form(name: &str, months: Option<i64>) -> KindForm {
    KindForm { name: Words::of((name, "")), months, warn_days: 90, issuer: String::new() }
}

#[test]
fn certificates_are_issued_renewed_and_taken_away() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let zhang = person(&workspace.db, "张伟");
    let kind = |form: KindForm| What::Certificates(Certificates::AddKind(form));
    let wrong = KindForm { warn_days: -1, ..kind_form("防爆电气作业证", Some(36)) };
    assert_eq!(refused(&mut workspace, kind(wrong)), "error-certificate-warn");
    let wrong = kind_form("防爆电气作业证", Some(0));
    assert_eq!(refused(&mut workspace, kind(wrong)), "error-certificate-months");
    does(&mut workspace, kind(kind_form("防爆电气作业证", Some(36))));
    let form = || CertificateForm {
        person: zhang,
        name: "防爆电气作业证".to_owned(),
        number: "FB-1".to_owned(),
        issued_on: day("2023-01-15"),
        expires_on: Some(day("2026-01-15")),
        issuer: "培训中心".to_owned(),
        class: None,
    };
    let issue = |form: CertificateForm| What::Certificates(Certificates::Issue(form));
    for (form, key) in [
        (CertificateForm { name: " ".to_owned(), ..form() }, "error-certificate-name"),
        (
            CertificateForm { expires_on: Some(day("2023-01-14")), ..form() },
            "error-certificate-expiry",
        ),
        (CertificateForm { expires_on: None, ..form() }, "error-certificate-no-expiry"),
        (CertificateForm { issued_on: day("2025-11-19"), ..form() }, "error-training-future"),
    ] {
        assert_eq!(refused(&mut workspace, issue(form)), key);
    }
    does(&mut workspace, issue(form()));
    assert_eq!(refused(&mut workspace, issue(form())), "error-certificate-twice");
    // One of a kind that is not listed needs no end.
    let other = CertificateForm { name: "驾驶证".to_owned(), expires_on: None, ..form() };
    does(&mut workspace, issue(other));
    let id = certificates::of_person(&workspace.db, zhang).unwrap()[0].id;

    let shown = |workspace: &Workspace| -> Vec<Validity> {
        let directory = Directory::load(&workspace.db).unwrap();
        let period = Period::Quarter(2025, 4);
        let page = dossier::load(&workspace.db, &directory, zhang, period, day(TODAY)).unwrap();
        page.unwrap().certificates.into_iter().map(|(_, validity)| validity).collect()
    };
    // 58 days are left: within the 90 of its kind, and within the usual 60.
    assert_eq!(shown(&workspace), [Validity::Soon, Validity::Unknown]);
    let renew = |issued: &str, expires: Option<&str>| {
        let (issued_on, expires_on) = (day(issued), expires.map(day));
        let form = RenewalForm { number: "FB-2".to_owned(), issued_on, expires_on };
        What::Certificates(Certificates::Renew(id, form))
    };
    for (what, key) in [
        (renew("2023-01-15", Some("2028-01-15")), "error-certificate-renew-day"),
        (renew("2025-11-10", Some("2025-11-09")), "error-certificate-expiry"),
        (renew("2025-11-10", None), "error-certificate-no-expiry"),
    ] {
        assert_eq!(refused(&mut workspace, what), key);
    }
    does(&mut workspace, renew("2025-11-10", Some("2028-11-10")));
    let terms = certificates::terms_of(&workspace.db, zhang).unwrap();
    let told = (terms[0].number.as_deref(), terms[0].expires_on, terms[0].renewed_on);
    assert_eq!(told, (Some("FB-1"), Some(day("2026-01-15")), day("2025-11-10")));
    assert_eq!(shown(&workspace), [Validity::Valid, Validity::Unknown]);

    // A sheet that still states the number it has now moves the same one.
    let sheet = desk.csv(
        "证书.csv",
        "姓名,证书名称,证书编号,发证日期,有效期至\n张伟,防爆电气作业证,FB-2,2025-11-10,2028-11-30",
    );
    assert_eq!(counts(&take(&mut workspace, &sheet, &Take::default())), (0, 1, 0, 0));

    let revoke =
        |on: &str, why: &str| What::Certificates(Certificates::Revoke(id, day(on), why.to_owned()));
    assert_eq!(refused(&mut workspace, revoke(TODAY, " ")), "error-certificate-why");
    let early = revoke("2025-11-09", "违章");
    assert_eq!(refused(&mut workspace, early), "error-certificate-revoke-day");
    does(&mut workspace, revoke(TODAY, "违章作业"));
    assert_eq!(shown(&workspace), [Validity::Revoked, Validity::Unknown]);
    let ending = certificates::ending(&workspace.db, day(TODAY), day("2030-01-01")).unwrap();
    assert!(ending.is_empty(), "what was taken away does not end");
    let again = renew("2025-11-18", Some("2028-11-18"));
    assert_eq!(refused(&mut workspace, again), "error-certificate-revoked");
    does(&mut workspace, What::Certificates(Certificates::Restore(id)));
    let edited = CertificateForm { number: "FB-3".to_owned(), ..form() };
    does(&mut workspace, What::Certificates(Certificates::EditCertificate(id, edited)));
    does(&mut workspace, What::Certificates(Certificates::RemoveCertificate(id)));
    assert_eq!(workspace.db.all::<Certificate>().unwrap().len(), 1);
    let kind = workspace.db.all::<CertificateKind>().unwrap().remove(0).id;
    let renamed = kind_form("防爆作业证", None);
    does(&mut workspace, What::Certificates(Certificates::EditKind(kind, renamed)));
    let kinds = certificates::Kinds::load(&workspace.db).unwrap();
    assert_eq!(kinds.names.find("防爆电气作业证"), Some(kind), "the name it had");
    does(&mut workspace, What::Certificates(Certificates::ArchiveKind(kind, true)));
}

#[test]
fn a_plan_says_who_learns_what_by_when_and_for_how_much() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (deals, other) =
        (course(&mut workspace, "谈判工作坊"), course(&mut workspace, "异议处理演练"));
    does(&mut workspace, What::Classes(Classes::Plan(class_form(other))));
    let class = workspace.db.all::<TrainingClass>().unwrap().remove(0).id;
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, wang) = (of("张伟"), of("王芳"));
    let form = PlanForm {
        name: "年度计划".to_owned(),
        scope: Scope::All,
        period: Period::Year(2025),
        budget: Some(1_000_000),
        hours_per_head: Some(400_000),
        note: String::new(),
    };
    let add = |form: PlanForm| What::Plans(Plans::AddPlan(form));
    for (form, key) in [
        (PlanForm { name: " ".to_owned(), ..form.clone() }, "error-name-blank"),
        (PlanForm { scope: Scope::Person(zhang), ..form.clone() }, "error-training-plan-person"),
        (PlanForm { budget: Some(-1), ..form.clone() }, "error-training-plan-budget"),
        (PlanForm { hours_per_head: Some(0), ..form.clone() }, "error-course-hours"),
    ] {
        assert_eq!(refused(&mut workspace, add(form)), key);
    }
    does(&mut workspace, add(form.clone()));
    assert_eq!(refused(&mut workspace, add(form.clone())), "error-training-plan-twice");
    let id = plans::all(&workspace.db).unwrap()[0].plan.id;
    let agree = What::Plans(Plans::Agree(id));
    assert_eq!(refused(&mut workspace, agree.clone()), "error-training-plan-empty");
    let item = |course: CourseId, cost: i64| ItemForm {
        course,
        class: None,
        due: Some(day("2025-12-31")),
        cost: Some(cost),
        note: String::new(),
        people: vec![(zhang, None), (wang, None)],
    };
    let put = |item, form| What::Plans(Plans::SetItem(id, item, form));
    for (form, key) in [
        (ItemForm { class: Some(class), ..item(deals, 1) }, "error-training-plan-class"),
        (ItemForm { due: Some(day("2026-01-01")), ..item(deals, 1) }, "error-training-plan-due"),
        (ItemForm { cost: Some(-1), ..item(deals, 1) }, "error-class-cost"),
        (
            ItemForm { people: vec![(zhang, None), (zhang, None)], ..item(deals, 1) },
            "error-training-plan-person-twice",
        ),
    ] {
        assert_eq!(refused(&mut workspace, put(None, form)), key);
    }
    does(&mut workspace, put(None, item(deals, 800_000)));
    let over = put(None, ItemForm { class: Some(class), ..item(other, 300_000) });
    assert_eq!(warned(&workspace, over.clone()), [Warning::OverBudget { fen: 100_000 }]);
    does(&mut workspace, over);
    let plan = plans::all(&workspace.db).unwrap().remove(0);
    let (first, second) = (plan.items[0].item.id, plan.items[1].item.id);
    assert_eq!((plan.scope(), plan.cost()), (Scope::All, (1_100_000, 0)));
    // What replaces a course counts in its place.
    let cheaper = put(Some(first), ItemForm { people: vec![(wang, None)], ..item(deals, 600_000) });
    assert!(warned(&workspace, cheaper.clone()).is_empty());
    does(&mut workspace, cheaper);
    assert_eq!(plans::of_person(&workspace.db, zhang).unwrap().len(), 1);
    does(&mut workspace, agree);
    let next = PlanForm { period: Period::Quarter(2025, 3), ..form };
    let moved = What::Plans(Plans::EditPlan(id, next.clone()));
    assert_eq!(refused(&mut workspace, moved), "error-training-plan-due");
    let gone = What::Plans(Plans::RemovePlan(id));
    assert_eq!(refused(&mut workspace, gone), "error-training-plan-agreed");
    let drop = |why: &str| What::Plans(Plans::DropItem(second, why.to_owned()));
    assert_eq!(refused(&mut workspace, drop("")), "error-training-plan-drop");
    does(&mut workspace, drop("讲师不来"));
    assert_eq!(plans::all(&workspace.db).unwrap()[0].cost(), (600_000, 0));
    let close = |words: &str| What::Plans(Plans::ClosePlan(id, words.to_owned()));
    assert_eq!(refused(&mut workspace, close(" ")), "error-training-plan-review");
    does(&mut workspace, close("办了一场"));
    let late = put(None, item(deals, 1));
    assert_eq!(refused(&mut workspace, late), "error-training-plan-closed");
    does(&mut workspace, What::Plans(Plans::ReopenPlan(id)));
    let status = plans::all(&workspace.db).unwrap()[0].plan.status;
    assert_eq!(status, TrainingPlanStatus::Agreed);
    does(&mut workspace, What::Plans(Plans::RemoveItem(second)));
    does(&mut workspace, add(next));
    let draft = plans::all(&workspace.db).unwrap()[0].plan.id;
    does(&mut workspace, What::Plans(Plans::RemovePlan(draft)));
}

fn condition(kind: CareerConditionKind, number: Option<i64>) -> ConditionForm {
    ConditionForm {
        kind,
        skill: None,
        certificate: None,
        number,
        times: None,
        grade: String::new(),
    }
}

#[test]
fn a_career_has_a_ladder_a_plan_and_chances() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    use CareerConditionKind as Kind;
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, lin) = (of("张伟"), of("林晓峰"));
    let rep = post(&workspace.db, "销售代表");
    let deals = skill(&workspace.db, "商务谈判");
    let step = |conditions: Vec<ConditionForm>| StepForm {
        from_post: Some(rep),
        from_grade: "S1".to_owned(),
        post: rep,
        grade: "S2".to_owned(),
        note: String::new(),
        conditions,
    };
    let set = |id, form: StepForm| What::Careers(Careers::SetStep(id, form));
    let grade =
        |times| ConditionForm { grade: "B".to_owned(), times, ..condition(Kind::Grade, None) };
    let same = StepForm { from_grade: "S2".to_owned(), ..step(vec![]) };
    assert_eq!(refused(&mut workspace, set(None, same)), "error-career-same");
    for wrong in [
        condition(Kind::Capability, Some(5)),
        condition(Kind::Tenure, None),
        condition(Kind::Skill, Some(3)),
        condition(Kind::SkillFit, Some(10_001)),
        condition(Kind::Attainment, Some(10_000)),
        condition(Kind::Certificate, Some(1)),
        grade(None),
        ConditionForm { skill: Some(deals), ..condition(Kind::Tenure, Some(12)) },
    ] {
        let form = step(vec![wrong]);
        assert_eq!(refused(&mut workspace, set(None, form)), "error-career-condition");
    }
    let twice = step(vec![condition(Kind::Tenure, Some(12)), condition(Kind::Tenure, Some(6))]);
    assert_eq!(refused(&mut workspace, set(None, twice)), "error-career-condition-twice");
    let all = step(vec![
        condition(Kind::Capability, Some(2)),
        condition(Kind::Tenure, Some(12)),
        ConditionForm { skill: Some(deals), ..condition(Kind::Skill, Some(3)) },
        condition(Kind::SkillFit, Some(9_000)),
        condition(Kind::Certificate, None),
        ConditionForm { times: Some(4), ..condition(Kind::Attainment, Some(10_000)) },
        grade(Some(2)),
    ]);
    does(&mut workspace, set(None, all.clone()));
    let top = StepForm { from_grade: "S2".to_owned(), grade: "S3".to_owned(), ..step(vec![]) };
    does(&mut workspace, set(None, top));
    let ids: Vec<CareerStepId> =
        careers::ladder(&workspace.db).unwrap().iter().map(|rung| rung.step.id).collect();
    assert_eq!(careers::ladder(&workspace.db).unwrap()[0].conditions.len(), 7);
    does(&mut workspace, What::Careers(Careers::OrderSteps(vec![ids[1], ids[0]])));
    let order = What::Careers(Careers::OrderSteps(vec![ids[1]]));
    assert_eq!(refused(&mut workspace, order), "error-record-gone");
    let fewer = StepForm { conditions: all.conditions[..2].to_vec(), ..all };
    does(&mut workspace, set(Some(ids[0]), fewer));
    does(&mut workspace, What::Careers(Careers::ArchiveStep(ids[1], true)));

    let form = CareerForm {
        step: Some(ids[0]),
        post: rep,
        grade: "S2".to_owned(),
        by_day: Some(day("2026-06-30")),
        gap: "谈判差一级".to_owned(),
        review_on: Some(day("2026-01-15")),
    };
    let add = |form: CareerForm| What::Careers(Careers::AddCareer(zhang, form));
    let past = CareerForm { by_day: Some(day(TODAY)), ..form.clone() };
    assert_eq!(refused(&mut workspace, add(past)), "error-career-day");
    does(&mut workspace, add(form.clone()));
    assert_eq!(refused(&mut workspace, add(form.clone())), "error-career-twice");
    let id = careers::of_person(&workspace.db, zhang).unwrap()[0].plan.id;
    let edited = CareerForm { gap: "谈判差两级".to_owned(), ..form.clone() };
    does(&mut workspace, What::Careers(Careers::EditCareer(id, edited)));
    let action = |what: &str| ActionForm {
        what: what.to_owned(),
        skill: Some(deals),
        course: None,
        owner: Some(lin),
        due: Some(day("2025-12-16")),
    };
    let act = |own, what: &str| What::Careers(Careers::SetAction(id, own, action(what)));
    assert_eq!(refused(&mut workspace, act(None, " ")), "error-career-action");
    does(&mut workspace, act(None, "带练三次报价"));
    let first = careers::of_person(&workspace.db, zhang).unwrap()[0].actions[0].id;
    does(&mut workspace, act(Some(first), "带练四次报价"));
    let done = |on: Option<&str>| What::Careers(Careers::ActionDone(first, on.map(day)));
    assert_eq!(refused(&mut workspace, done(Some("2025-11-19"))), "error-training-future");
    does(&mut workspace, done(Some(TODAY)));
    does(&mut workspace, done(None));
    let review = |on: &str, words: &str, next: Option<&str>| {
        let (words, next_on) = (words.to_owned(), next.map(day));
        What::Careers(Careers::Review { id, on_day: day(on), words, next_on })
    };
    assert_eq!(refused(&mut workspace, review(TODAY, "", None)), "error-career-words");
    let back = review(TODAY, "谈过", Some(TODAY));
    assert_eq!(refused(&mut workspace, back), "error-career-day");
    does(&mut workspace, review(TODAY, "意愿明确", Some("2026-02-01")));
    assert_eq!(refused(&mut workspace, review(TODAY, "再谈", None)), "error-career-reviewed");
    let career = careers::of_person(&workspace.db, zhang).unwrap().remove(0);
    assert_eq!((career.reviews.len(), career.plan.review_on), (1, Some(day("2026-02-01"))));
    does(&mut workspace, What::Careers(Careers::RemoveAction(first)));
    let close = |result: &str| {
        let (on_day, result) = (day(TODAY), result.to_owned());
        What::Careers(Careers::CloseCareer { id, reached: true, on_day, result })
    };
    assert_eq!(refused(&mut workspace, close("")), "error-career-result");
    does(&mut workspace, close("晋升 S2"));
    let career = careers::of_person(&workspace.db, zhang).unwrap().remove(0);
    assert_eq!(career.plan.status, CareerStatus::Reached);
    assert_eq!(refused(&mut workspace, act(None, "再练")), "error-career-closed");
    does(&mut workspace, add(form));

    let offer = |kind, reason: &str, review: Option<&str>| {
        What::Careers(Careers::Offer(OfferForm {
            person: zhang,
            kind,
            what: "二期改造项目".to_owned(),
            reason: reason.to_owned(),
            offered_on: day("2025-11-03"),
            review_on: review.map(day),
        }))
    };
    for (what, key) in [
        (offer(OfferKind::Project, "", None), "error-offer-reason"),
        (offer(OfferKind::Resource, "连续超额", None), "error-offer-review"),
        (offer(OfferKind::Project, "连续超额", Some("2025-11-03")), "error-offer-review"),
    ] {
        assert_eq!(refused(&mut workspace, what), key);
    }
    does(&mut workspace, offer(OfferKind::Resource, "连续超额", Some("2026-03-31")));
    let own = careers::offers_of(&workspace.db, zhang).unwrap()[0].id;
    let answer =
        |on: &str| What::Careers(Careers::AnswerOffer(own, OfferAnswer::Accepted, day(on)));
    let result =
        |words: &str| What::Careers(Careers::ReviewOffer(own, day(TODAY), words.to_owned()));
    assert_eq!(refused(&mut workspace, result("用好了")), "error-offer-open");
    assert_eq!(refused(&mut workspace, answer("2025-11-02")), "error-offer-day");
    does(&mut workspace, answer("2025-11-05"));
    assert_eq!(refused(&mut workspace, result(" ")), "error-offer-result");
    does(&mut workspace, result("用好了"));

    // All of it is in the whole of the workspace, and comes back as it is.
    let json = desk.path("全部.json");
    whole::write(&workspace.db, &json).unwrap();
    let copy = desk.path("副本.cox");
    whole::create(&json, &copy).unwrap();
    let copied = Workspace::open(&copy).unwrap();
    assert_eq!(everything(&copied.db), everything(&workspace.db));
    does(&mut workspace, What::Careers(Careers::RemoveOffer(own)));
}
