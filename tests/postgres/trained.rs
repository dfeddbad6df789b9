//! Training in the workspace that [`crate::drive`] leads through everything: commands for the reads inside
//! them, and every read once.

use coxswain::command::Command;
use coxswain::command::organisation::{self, PersonForm};
use coxswain::command::training::careers::{self as career, ActionForm, CareerForm, StepForm};
use coxswain::command::training::certificates::{self as paper, CertificateForm};
use coxswain::command::training::check;
use coxswain::command::training::classes::{self as group, ClassForm, SeatForm, SessionForm};
use coxswain::command::training::courses::{self as course, CourseForm};
use coxswain::command::training::plans::{self as plan, ItemForm, PlanForm};
use coxswain::command::training::ratings::{self as rating, RatingForm, SelfForm};
use coxswain::command::training::results::{self as result, ResultForm};
use coxswain::command::training::skills::{self as ability, RequirementForm};
use coxswain::command::training::{self, What};
use coxswain::documents::{sign_in_sheet, training_certificate};
use coxswain::domain::ids::{CourseId, PersonId, PostId, SkillId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::training as figures;
use coxswain::metrics::training::agreement::agreement;
use coxswain::metrics::training::enrol::Enrolling;
use coxswain::metrics::training::hours::hours;
use coxswain::metrics::training::matrix::survey;
use coxswain::metrics::training::plans::Known;
use coxswain::store::directory::Directory;
use coxswain::store::duties::Duties;
use coxswain::store::records::{
    Course, EvidenceKind, LearningTopic, Person, Post, Skill, TrainingClass, TrainingForm,
};
use coxswain::store::stage_models::Words;
use coxswain::store::training::requirements::Requirements;
use coxswain::store::training::{
    careers, certificates, classes, courses, names, plans, results, skills,
};
use coxswain::store::{Db, Workspace};

use crate::drive::{act, day};

fn ask(workspace: &mut Workspace, what: What) {
    let (subject, today) = (String::new(), day("2025-11-18"));
    let command = training::Command { subject, today, what };
    check::warnings(&workspace.db, &command).unwrap();
    act(workspace, &Command::Training(command));
}

/// A class from its plan to its results, and what else is recorded of one person.
pub fn train(workspace: &mut Workspace) {
    let new = PersonForm { name: "周新".to_owned(), ..PersonForm::default() };
    act(workspace, &Command::Organisation(organisation::Command::AddPerson(new)));
    let person = workspace.db.all::<Person>().unwrap().pop().unwrap().id;
    let post = workspace.db.all::<Post>().unwrap().remove(0).id;
    let skill = workspace.db.all::<Skill>().unwrap().remove(0).id;
    let form = CourseForm {
        name: Words::of(("大客户销售", "")),
        topic: LearningTopic::Selling,
        form: TrainingForm::Classroom,
        summary: String::new(),
        hours: None,
        cost_per_head: None,
        full_score: None,
        pass_score: None,
        valid_months: None,
        certificate: None,
        kpi: None,
        kpi_days: None,
        skills: vec![(skill, 3)],
    };
    ask(workspace, What::Courses(course::Ask::AddCourse(form)));
    let id = workspace.db.all::<Course>().unwrap().remove(0).id;
    hold(workspace, person, id);
    judge(workspace, (person, post), skill);
    grow(workspace, (person, post), id);
}

fn hold(workspace: &mut Workspace, person: PersonId, course: CourseId) {
    let on = day("2025-07-02");
    let (begins, ends) = (String::new(), String::new());
    let form = ClassForm {
        course,
        title: String::new(),
        starts: on,
        ends: on,
        sessions: vec![SessionForm { on_day: on, begins, ends, hours: 70_000 }],
        place: String::new(),
        trainer: String::new(),
        trainer_id: None,
        seats: None,
        cost: None,
        mark: None,
        kpi: None,
        kpi_days: None,
        behaviour_days: None,
    };
    let again = form.clone();
    ask(workspace, What::Classes(group::Ask::Plan(form)));
    let class = workspace.db.all::<TrainingClass>().unwrap().remove(0).id;
    let (skill, gap, makeup_for, note) = (None, None, None, String::new());
    let seat = SeatForm { person, waiting: false, skill, gap, makeup_for, note };
    ask(workspace, What::Classes(group::Ask::Enrol(class, vec![seat.clone()])));
    let later = day("2025-12-04");
    let (starts, ends, sessions) = (later, later, vec![]);
    let form = ClassForm { starts, ends, sessions, ..again };
    ask(workspace, What::Classes(group::Ask::PlanFor(form, vec![seat])));
    let parts = classes::sessions(&workspace.db, class).unwrap();
    let form =
        ResultForm { came: parts.iter().map(|part| part.id).collect(), ..ResultForm::default() };
    ask(workspace, What::Results(result::Ask::Record(class, person, Box::new(form.clone()))));
    let all = vec![(person, ResultForm { feedback: Some(5), ..form })];
    ask(workspace, What::Results(result::Ask::RecordAll(class, all)));
    let (rater, levels) = ("赵磊".to_owned(), vec![]);
    ask(workspace, What::Results(result::Ask::Score { class, person, rater, levels }));
    ask(workspace, What::Results(result::Ask::Hold(class, Some(1))));
}

fn judge(workspace: &mut Workspace, (person, post): (PersonId, PostId), skill: SkillId) {
    let on = day("2025-11-01");
    let form = RequirementForm {
        post: Some(post),
        at_level: 0,
        skill,
        level: 2,
        importance: 1,
        starts: on,
    };
    ask(workspace, What::Skills(ability::Ask::SetRequirement(form)));
    let all = workspace.db.all::<Skill>().unwrap().into_iter().rev();
    let order = all.map(|skill| skill.id).collect();
    ask(workspace, What::Skills(ability::Ask::OrderSkills(order)));
    let form = RatingForm {
        person,
        skill,
        on_day: on,
        level: 3,
        kind: EvidenceKind::Observation,
        evidence: "陪访".to_owned(),
        record: None,
        rater: "人事".to_owned(),
    };
    ask(workspace, What::Ratings(rating::Ask::Rate(form)));
    let form = SelfForm { person, skill, on_day: on, level: 3, words: String::new() };
    ask(workspace, What::Ratings(rating::Ask::RateSelf(form)));
    let form = CertificateForm {
        person,
        name: "驾驶证".to_owned(),
        number: String::new(),
        issued_on: on,
        expires_on: None,
        issuer: String::new(),
        class: None,
    };
    ask(workspace, What::Certificates(paper::Ask::Issue(form)));
}

fn grow(workspace: &mut Workspace, (person, post): (PersonId, PostId), course: CourseId) {
    let form = PlanForm {
        name: "计划".to_owned(),
        scope: Scope::All,
        period: Period::Year(2025),
        budget: Some(1),
        hours_per_head: None,
        note: String::new(),
    };
    ask(workspace, What::Plans(plan::Ask::AddPlan(form)));
    let id = plans::all(&workspace.db).unwrap().remove(0).plan.id;
    let form = ItemForm {
        course,
        class: None,
        due: None,
        cost: Some(2),
        note: String::new(),
        people: vec![(person, None)],
    };
    ask(workspace, What::Plans(plan::Ask::SetItem(id, None, form.clone())));
    ask(workspace, What::Plans(plan::Ask::AddItems(id, vec![form])));
    let form = StepForm {
        from_post: None,
        from_grade: String::new(),
        post,
        grade: String::new(),
        note: String::new(),
        conditions: vec![],
    };
    ask(workspace, What::Careers(career::Ask::SetStep(None, form)));
    let (grade, gap) = (String::new(), String::new());
    let form = CareerForm { step: None, post, grade, by_day: None, gap, review_on: None };
    ask(workspace, What::Careers(career::Ask::AddCareer(person, form)));
    let id = careers::of_person(&workspace.db, person).unwrap().remove(0).plan.id;
    let (what, owner) = ("带练".to_owned(), Some(person));
    let form = ActionForm { what, skill: None, course: Some(course), owner, due: None };
    ask(workspace, What::Careers(career::Ask::SetAction(id, None, form)));
}

/// Every read once.
pub fn look(db: &Db, person: PersonId) {
    let (first, today) = (day("2025-01-01"), day("2025-11-18"));
    let directory = Directory::load(db).unwrap();
    let duties = Duties::load(db).unwrap();
    let requirements = Requirements::load(db).unwrap();
    requirements.of_person(&directory, &duties, (person, None), today);
    skills::all(db).unwrap();
    skills::ratings(db).unwrap();
    skills::ratings_of(db, person).unwrap();
    skills::newest(db, today).unwrap();
    skills::self_ratings_of(db, person).unwrap();
    skills::refreshers(db).unwrap();
    courses::all(db).unwrap();
    courses::updates(db).unwrap();
    let rows = results::between(db, first, today).unwrap();
    results::held(&names::courses(db).unwrap(), rows);
    results::of_person(db, person).unwrap();
    classes::between(db, first, today).unwrap();
    classes::seats(db).unwrap();
    classes::enrolments_of(db, person).unwrap();
    classes::on_day(db, day("2025-07-02")).unwrap();
    for class in db.all::<TrainingClass>().unwrap() {
        classes::page(db, class.id).unwrap();
    }
    certificates::Kinds::load(db).unwrap();
    certificates::of_person(db, person).unwrap();
    certificates::terms_of(db, person).unwrap();
    certificates::ending(db, first, today).unwrap();
    plans::all(db).unwrap();
    plans::of_person(db, person).unwrap();
    careers::ladder(db).unwrap();
    careers::of_person(db, person).unwrap();
    careers::offers_of(db, person).unwrap();
    let members = directory.members(Scope::All);
    let found = survey(db, &directory, &members, today).unwrap();
    let period = (Period::Year(2025), today);
    hours(db, &directory, (Scope::All, &members), period).unwrap();
    Enrolling::load(db, &directory, &found, today).unwrap();
    Known::load(db).unwrap();
    let asked = (Scope::All, Period::Year(2025));
    agreement(db, &directory, asked, today, (&found, 0)).unwrap();
    measure(db, &directory);
}

/// Every figure once, and the papers of classes.
fn measure(db: &Db, directory: &Directory) {
    let (first, today) = (day("2025-01-01"), day("2025-11-18"));
    let (members, tr) = (directory.members(Scope::All), Tr::new(Language::Chinese));
    for row in figures::classes::list(db, &members, (first, today), today).unwrap() {
        if let Some(class) = row.class {
            figures::classes::detail(db, directory, class.id, today).unwrap();
            figures::courses::raters_of(db, class.course_id).unwrap();
        }
    }
    for days in [None, Some((first, today))] {
        figures::courses::catalogue(db, &members, days, today).unwrap();
    }
    figures::updates::readings(db, directory, &members, today).unwrap();
    figures::refreshers::refreshings(db, &members, today).unwrap();
    let asked = (Scope::All, Period::Year(2025));
    sign_in_sheet::sheets(db, directory, asked, today, &tr).unwrap();
    training_certificate::certificates(db, directory, asked, &tr).unwrap();
}
