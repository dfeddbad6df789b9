//! Classes from the plan to the result, sheets of results beside them, and that both ways come to the
//! same: one row for each person, counted once.

use std::collections::{BTreeMap, BTreeSet};

use coxswain::command::import::take_back;
use coxswain::command::training::classes::{Ask as Classes, ClassForm, SeatForm, SessionForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::results::{Ask as Results, ResultForm};
use coxswain::command::training::{self, What};
use coxswain::command::{Command, Fact};
use coxswain::domain::ids::{ClassSessionId, CourseId, PersonId, TrainingClassId};
use coxswain::store::records::{
    Batch, ClassMark, LearningTopic, TrainingClass, TrainingForm, TrainingOutcome, TrainingResult,
};
use coxswain::store::stage_models::Words;
use coxswain::store::training::classes::{self, ClassPage};
use coxswain::store::training::names;
use coxswain::store::training::results::{self, Held, Sums};
use coxswain::store::{Db, Workspace};

use crate::common::{
    AUTHOR, CREATE_ALL, Desk, TODAY, Take, act, counts, day, everything, person, take,
};

pub const COURSE: &str = "异议处理演练";

pub fn ask(what: What) -> Command {
    Command::Training(training::Command { subject: "培训".to_owned(), today: day(TODAY), what })
}

/// Runs a command that must write something, takes it back and does it again.
pub fn does(workspace: &mut Workspace, what: What) {
    let before = everything(&workspace.db);
    let done = act(workspace, &ask(what));
    assert!(done.title.starts_with("step-"), "it wrote nothing");
    assert!(done.facts.contains(&Fact::Learning) || done.facts.contains(&Fact::Settings));
    let after = everything(&workspace.db);
    act(workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "{} undone", done.title);
    act(workspace, &Command::Redo);
    assert_eq!(everything(&workspace.db), after, "{} done again", done.title);
}

pub fn refused(workspace: &mut Workspace, what: What) -> &'static str {
    crate::common::refused(workspace, &ask(what))
}

pub fn course_form(name: &str) -> CourseForm {
    CourseForm {
        name: Words::of((name, "")),
        topic: LearningTopic::Selling,
        form: TrainingForm::Drill,
        summary: String::new(),
        hours: Some(70_000),
        cost_per_head: Some(50_000),
        full_score: Some(1_000_000),
        pass_score: Some(700_000),
        valid_months: None,
        certificate: None,
        kpi: None,
        kpi_days: None,
        skills: vec![],
    }
}

pub fn course(workspace: &mut Workspace, name: &str) -> CourseId {
    does(workspace, What::Courses(Courses::AddCourse(course_form(name))));
    names::courses(&workspace.db).unwrap().find(name).expect("the course")
}

/// A class of two half days in September.
pub fn class_form(course: CourseId) -> ClassForm {
    let half = |on: &str, begins: &str, ends: &str| SessionForm {
        on_day: day(on),
        begins: begins.to_owned(),
        ends: ends.to_owned(),
        hours: 35_000,
    };
    ClassForm {
        course,
        title: "异议处理演练 第2期".to_owned(),
        starts: day("2025-09-11"),
        ends: day("2025-09-12"),
        sessions: vec![half("2025-09-11", "13：30", "17:00"), half("2025-09-12", "9:00", "12:30")],
        place: "苏州".to_owned(),
        trainer: String::new(),
        trainer_id: None,
        seats: Some(2),
        cost: Some(120_000),
        mark: Some(ClassMark::Focus),
        kpi: None,
        kpi_days: None,
        behaviour_days: Some(60),
    }
}

pub fn seat(person: PersonId) -> SeatForm {
    SeatForm {
        person,
        waiting: false,
        skill: None,
        gap: None,
        makeup_for: None,
        note: String::new(),
    }
}

pub fn page(db: &Db, class: TrainingClassId) -> ClassPage {
    classes::page(db, class).unwrap().expect("the class")
}

pub fn newest_class(db: &Db) -> TrainingClassId {
    db.all::<TrainingClass>().unwrap().pop().expect("a class").id
}

fn year(db: &Db) -> Vec<TrainingResult> {
    results::between(db, day("2025-01-01"), day("2025-12-31")).unwrap()
}

pub fn sums(db: &Db) -> Sums {
    Sums::of(&year(db), results::day_hours(db).unwrap())
}

fn held(db: &Db) -> Vec<Held> {
    results::held(&names::courses(db).unwrap(), year(db))
}

pub fn record(class: TrainingClassId, person: PersonId, form: ResultForm) -> What {
    What::Results(Results::Record(class, person, Box::new(form)))
}

/// What came of it for somebody who came to these parts.
pub fn result(came: &[ClassSessionId], before: i64, after: i64) -> ResultForm {
    let outcome = if after >= 70 { TrainingOutcome::Passed } else { TrainingOutcome::Failed };
    ResultForm {
        came: came.iter().copied().collect(),
        score_before: Some(before * 10_000),
        score: Some(after * 10_000),
        outcome: Some(outcome),
        feedback: Some(5),
        feedback_words: "想要更多本行业的真实对话".to_owned(),
        ..ResultForm::default()
    }
}

/// The class with two people in it, recorded and held for 1000.01 in all.
pub fn held_by_hand(workspace: &mut Workspace) -> TrainingClassId {
    let course = course(workspace, COURSE);
    does(workspace, What::Classes(Classes::Plan(class_form(course))));
    let class = newest_class(&workspace.db);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    does(workspace, What::Classes(Classes::Enrol(class, vec![seat(zhang), seat(wang)])));
    let parts: Vec<ClassSessionId> =
        page(&workspace.db, class).sessions.iter().map(|part| part.id).collect();
    does(workspace, record(class, zhang, result(&parts, 66, 82)));
    does(workspace, record(class, wang, result(&parts[..1], 54, 66)));
    does(workspace, What::Results(Results::Hold(class, Some(100_001))));
    class
}

/// The same as a sheet says it.
const SHEET: &str = "姓名,课程,培训日期,形式,地点,天数,费用(元),前测成绩,成绩,结果
    张伟,异议处理演练,2025-09-11,演练,苏州,1,500.01,66,82,通过
    王芳,异议处理演练,2025-09-11,演练,苏州,0.5,500,54,66,未通过";

#[test]
fn a_class_and_a_sheet_come_to_the_same() {
    let (here, there) = (Desk::new(), Desk::new());
    let (mut by_hand, mut by_sheet) = (here.with_company(), there.with_company());
    let class = held_by_hand(&mut by_hand);
    let file = there.csv("培训记录.csv", SHEET);
    assert_eq!(counts(&take(&mut by_sheet, &file, &Take::default())), (2, 0, 0, 0));
    let told = sums(&by_hand.db);
    assert_eq!(told, sums(&by_sheet.db));
    assert_eq!((told.results, told.passed, told.failed), (2, 1, 1));
    assert_eq!((told.days.value, told.hours.value), (Some(15_000), Some(105_000)));
    assert_eq!((told.cost.value, told.cost.unknown), (Some(100_001), 0));

    // One training either way, one of them planned here.
    let (planned, derived) = (held(&by_hand.db).remove(0), held(&by_sheet.db).remove(0));
    assert_eq!((planned.class, derived.class), (Some(class), None));
    assert_eq!((planned.on_day, planned.results.len()), (derived.on_day, derived.results.len()));
    let costs: Vec<_> = planned.results.iter().map(|result| result.cost).collect();
    assert_eq!(costs, [Some(50_001), Some(50_000)], "what does not divide goes to the first");

    // The sheet comes in where the class is: no row of it is a second one.
    let before = everything(&by_hand.db);
    let file = here.csv("培训记录.csv", SHEET);
    assert_eq!(counts(&take(&mut by_hand, &file, &Take::default())), (0, 2, 0, 0));
    assert_eq!(sums(&by_hand.db), told);
    assert_eq!(counts(&take(&mut by_hand, &file, &Take::default())), (0, 0, 2, 0));
    let batch = by_hand.db.all::<Batch>().unwrap().pop().unwrap().id;
    let back = take_back(&mut by_hand.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert!(back.kept.is_empty(), "{:?}", back.kept);
    assert_eq!(facts(&by_hand.db), without_batches(before));
}

/// Everything but the record of imports.
fn facts(db: &Db) -> BTreeMap<&'static str, Vec<String>> {
    without_batches(everything(db))
}

fn without_batches(
    mut all: BTreeMap<&'static str, Vec<String>>,
) -> BTreeMap<&'static str, Vec<String>> {
    all.remove("batch");
    all
}

#[test]
fn a_sheet_of_another_day_of_the_class_is_the_same_result() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let class = held_by_hand(&mut workspace);
    let file = desk.csv(
        "结业.csv",
        "姓名,课程,培训日期,成绩,反馈评分,反馈意见
         张伟,异议处理 演练,2025-09-12,84,4,更多案例
         李娜,异议处理演练,2025-09-12,90,6,
         李娜,异议处理演练,2025-09-12,90,5,",
    );
    let imported = take(&mut workspace, &file, &Take::default());
    assert_eq!(counts(&imported), (1, 1, 0, 1));
    let told = crate::common::rejections(&imported);
    assert_eq!(told, [(3, "rating", "problem-feedback")]);
    let rows = year(&workspace.db);
    assert_eq!(rows.len(), 3, "who stands in both counts once");
    let of = |name: &str| {
        let id = person(&workspace.db, name);
        rows.iter().find(|row| row.person_id == id).expect("the result").clone()
    };
    let zhang = of("张伟");
    assert_eq!((zhang.on_day, zhang.score), (day("2025-09-11"), Some(840_000)));
    assert_eq!((zhang.feedback, zhang.hours), (Some(4), Some(70_000)));
    // Somebody who was not enrolled is of the class all the same, since there is no other.
    let li = of("李娜");
    assert_eq!((li.class_id, li.batch_id.is_some()), (Some(class), true));
    assert_eq!(page(&workspace.db, class).people.len(), 3);

    // What came with a sheet goes with it, and what was recorded here is as it was.
    assert_eq!(
        refused(&mut workspace, What::Results(Results::RemoveResult(class, li.person_id))),
        "error-class-closed"
    );
    does(&mut workspace, What::Classes(Classes::Reopen(class)));
    assert_eq!(
        refused(&mut workspace, What::Results(Results::RemoveResult(class, li.person_id))),
        "error-learning-imported"
    );
    let batch = workspace.db.all::<Batch>().unwrap().pop().unwrap().id;
    take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    let rows = year(&workspace.db);
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.batch_id.is_none() && row.score != Some(840_000)));
    does(&mut workspace, What::Results(Results::RemoveResult(class, zhang.person_id)));
    assert_eq!(year(&workspace.db).len(), 1);
}

/// Results of three courses for twenty people as a sheet of others: two classes of the third.
fn many() -> String {
    let mut sheet = "Employee ID,Training Date,Training Program Name,Training Type,\
                     Training Outcome,Location,Trainer,Training Duration(Days),Training Cost\n"
        .to_owned();
    let courses = [
        ("Customer Service", "21-Sep-22", "Internal"),
        ("Leadership Development", "19-Jul-23", "External"),
        ("Technical Skills", "24-Feb-23", "Internal"),
    ];
    let outcomes = ["Passed", "Failed", "Completed", "Incomplete"];
    for n in 0..60_usize {
        let (course, on, form) = courses[n / 20];
        let trainer = if n < 50 { "Amanda Daniels" } else { "Mark Roberson" };
        let outcome = outcomes[n % 4];
        let (days, cost) = (n % 5 + 1, 500 + n);
        let who = 1001 + n % 20;
        sheet += &format!(
            "{who},{on},{course},{form},{outcome},Port Greg,{trainer},{days},${cost}.83\n"
        );
    }
    sheet
}

#[test]
fn sheets_alone_stand_as_trainings_and_go_when_they_are_taken_back() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let before = facts(&workspace.db);
    let file = desk.csv("training.csv", &many());
    let on = Take { create: CREATE_ALL, ..Take::default() };
    assert_eq!(counts(&take(&mut workspace, &file, &on)), (60, 0, 0, 0));
    let all = || (day("2022-01-01"), day("2023-12-31"));
    let rows = |db: &Db| results::between(db, all().0, all().1).unwrap();
    let told = Sums::of(&rows(&workspace.db), results::DAY_HOURS);
    assert_eq!((told.passed, told.failed, told.completed, told.incomplete), (15, 15, 15, 15));
    // Each of 1 to 5 days twelve times; 500.83 to 559.83.
    assert_eq!(told.days.value, Some(12 * 15 * 10_000));
    assert_eq!(told.cost.value, Some(60 * 50_083 + (59 * 60 / 2) * 100));
    let names = names::courses(&workspace.db).unwrap();
    let held = results::held(&names, rows(&workspace.db));
    let sizes: Vec<usize> = held.iter().map(|one| one.results.len()).collect();
    assert_eq!(sizes, [20, 10, 10, 20], "by day; two trainers of a course are two trainings");
    assert_eq!(sizes.iter().sum::<usize>(), told.results, "each result is of one of them");

    // One of them becomes a class; the figures are those of before.
    let course = course(&mut workspace, "Technical Skills");
    let other = self::course(&mut workspace, "商务谈判");
    let ids = |at: usize| held[at].results.iter().map(|result| result.id).collect::<Vec<_>>();
    let make = |course, ids| What::Results(Results::FromResults(course, ids));
    let mixed: Vec<_> = ids(1).into_iter().chain(ids(2)).collect();
    for wrong in [make(course, mixed), make(other, ids(1)), make(course, vec![])] {
        assert_eq!(refused(&mut workspace, wrong), "error-results-apart");
    }
    does(&mut workspace, make(course, ids(1)));
    let class = newest_class(&workspace.db);
    assert_eq!(page(&workspace.db, class).people.len(), 10);
    assert_eq!(Sums::of(&rows(&workspace.db), results::DAY_HOURS), told);
    let again = make(course, ids(1));
    assert_eq!(refused(&mut workspace, again), "error-results-apart");

    // What somebody worked on since is listed and kept; without that everything goes.
    let batch = workspace.db.all::<Batch>().unwrap().pop().unwrap().id;
    let back = take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, true).unwrap();
    assert_eq!(back.kept.iter().filter(|kept| kept.table == "training_result").count(), 10);
    for _ in 0..3 {
        act(&mut workspace, &Command::Undo);
    }
    let back = take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert!(back.kept.is_empty(), "{:?}", back.kept);
    assert!(rows(&workspace.db).is_empty());
    assert_eq!(facts(&workspace.db), before);
}

#[test]
fn of_two_classes_on_a_day_the_one_that_is_told_is_taken() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    for place in ["苏州", "上海"] {
        let form = ClassForm { place: place.to_owned(), ..class_form(course) };
        does(&mut workspace, What::Classes(Classes::Plan(form)));
    }
    let all = workspace.db.all::<TrainingClass>().unwrap();
    let [suzhou, shanghai] = [all[0].id, all[1].id];
    let wang = person(&workspace.db, "王芳");
    does(&mut workspace, What::Classes(Classes::Enrol(shanghai, vec![seat(wang)])));
    let file = desk.csv(
        "培训.csv",
        "姓名,课程,培训日期,地点
         张伟,异议处理演练,2025-09-12,苏州
         王芳,异议处理演练,2025-09-12,
         李娜,异议处理演练,2025-09-12,",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (3, 0, 0, 0));
    let of: Vec<Option<TrainingClassId>> =
        year(&workspace.db).into_iter().map(|result| result.class_id).collect();
    assert_eq!(of, [Some(suzhou), Some(shanghai), None], "none is guessed");
    assert_eq!(held(&workspace.db).len(), 3);
    let between = classes::between(&workspace.db, day("2025-09-12"), day("2025-09-30")).unwrap();
    assert_eq!(between.len(), 2);
}
