//! 培训计划: what a plan should hold within its budget, how far its people are, what is to be repeated, and what is
//! new to be read.

use coxswain::command::training::What;
use coxswain::command::training::classes::{Ask as Classes, ClassForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::plans::{Ask as Plans, ItemForm, PlanForm};
use coxswain::command::training::results::ResultForm;
use coxswain::command::training::updates::{Ask as Updates, QuestionForm, UpdateForm};
use coxswain::domain::ids::{PersonId, TrainingPlanId};
use coxswain::domain::money::Money;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::training::plan::Why;
use coxswain::domain::training::programme::Standing;
use coxswain::domain::training::reading::Reading;
use coxswain::metrics::training::enrol::Enrolling;
use coxswain::metrics::training::hours::hours;
use coxswain::metrics::training::matrix::survey;
use coxswain::metrics::training::plans::{Known, Progress, progress, reading, regular};
use coxswain::metrics::training::proposal::{Fits, Suggested, suggest};
use coxswain::store::directory::Directory;
use coxswain::store::records::{LearningTopic, TrainingOutcome};
use coxswain::store::training::courses::updates;
use coxswain::store::training::names;
use coxswain::store::training::plans::{self, Plan};
use coxswain::store::{Db, Workspace};
use serde_json::json;

use crate::common::{Desk, TODAY, Take, counts, day, person, take};
use crate::matrix_story::{COURSE, SKILL, reps, skill, teaching};
use crate::training_story::{course_form, does, newest_class, record, refused, seat};

/// A plan of the quarter for everybody.
fn form(budget: i64) -> PlanForm {
    PlanForm {
        name: "四季度培训".to_owned(),
        scope: Scope::All,
        period: Period::parse("2025-Q4").unwrap(),
        budget: Some(budget),
        hours_per_head: Some(160_000),
        note: String::new(),
    }
}

fn planned(workspace: &mut Workspace, budget: i64) -> TrainingPlanId {
    does(workspace, What::Plans(Plans::AddPlan(form(budget))));
    plan(&workspace.db).plan.id
}

fn plan(db: &Db) -> Plan {
    plans::all(db).unwrap().remove(0)
}

fn suggested(db: &Db) -> Suggested {
    let directory = Directory::load(db).unwrap();
    let plan = plan(db);
    let found = survey(db, &directory, &directory.members(plan.scope()), day(TODAY)).unwrap();
    let all = Enrolling::load(db, &directory, &found, day(TODAY)).unwrap();
    suggest(&all, &plan, Period::parse("2025-Q4").unwrap(), day(TODAY))
}

fn stands(db: &Db) -> Progress {
    progress(&Known::load(db).unwrap(), plan(db), day(TODAY))
}

/// What is taken of what is suggested, as it is put into the plan.
fn items(found: &Suggested) -> Vec<ItemForm> {
    let item = |fits: &Fits| ItemForm {
        course: fits.what.course,
        class: fits.what.class,
        due: Some(fits.what.due),
        cost: fits.what.cost.map(Money::fen),
        note: String::new(),
        people: fits
            .what
            .chosen
            .iter()
            .map(|choice| (choice.person, choice.gains.first().map(|gain| gain.skill)))
            .collect(),
    };
    found.taken.iter().map(item).collect()
}

#[test]
fn a_plan_is_made_of_gaps_within_its_budget() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let course = teaching(&mut workspace);
    let id = planned(&mut workspace, 200_000);
    assert_eq!(
        refused(&mut workspace, What::Plans(Plans::AddPlan(form(1)))),
        "error-training-plan-twice"
    );
    // Six at 500 yuan are 3,000; the budget has 2,000.
    let found = suggested(&workspace.db);
    assert_eq!((found.taken.len(), found.left), (0, Some(Money(200_000))));
    let [(out, why)] = found.left_out.as_slice() else { panic!("{found:?}") };
    assert_eq!((out.course, out.cost), (course, Some(Money(300_000))));
    assert_eq!(*why, Why::OverBudget(Money(100_000)));

    does(&mut workspace, What::Plans(Plans::EditPlan(id, form(400_000))));
    let found = suggested(&workspace.db);
    assert_eq!((found.taken.len(), found.left_out.len()), (1, 0));
    assert_eq!((found.spent, found.left), (Money(300_000), Some(Money(100_000))));
    assert_eq!(found.taken[0].what.chosen.len(), 6);
    assert!(found.untaught.is_empty(), "the one gap there is has a course");
    does(&mut workspace, What::Plans(Plans::AddItems(id, items(&found))));
    let held = suggested(&workspace.db);
    let why: Vec<&Why> = held.left_out.iter().map(|(_, why)| why).collect();
    assert_eq!((held.taken.len(), why), (0, vec![&Why::NoNeed]), "one gap sends nobody twice");
    assert_eq!(plan(&workspace.db).cost(), (300_000, 0));

    // One of several that cannot be put in leaves all of them out.
    let late = ItemForm { due: Some(day("2026-01-01")), ..items(&found).remove(0) };
    let both = vec![items(&found).remove(0), late];
    assert_eq!(
        refused(&mut workspace, What::Plans(Plans::AddItems(id, both))),
        "error-training-plan-due"
    );
}

#[test]
fn a_plan_follows_its_people_to_the_end() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let course = teaching(&mut workspace);
    let id = planned(&mut workspace, 400_000);
    let found = suggested(&workspace.db);
    does(&mut workspace, What::Plans(Plans::AddItems(id, items(&found))));
    let all = stands(&workspace.db);
    assert_eq!((all.programme.due, all.people.len()), (6, 6), "the quarter is not over");
    let known = Known::load(&workspace.db).unwrap();
    let overdue = progress(&known, plan(&workspace.db), day("2026-01-01"));
    assert_eq!(overdue.programme.missing, 6);

    let class = ClassForm {
        course,
        title: String::new(),
        starts: day(TODAY),
        ends: day(TODAY),
        sessions: vec![],
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
    let people: Vec<PersonId> = all.people.iter().map(|one| one.person).collect();
    let seats = people.iter().map(|person| seat(*person)).collect();
    does(&mut workspace, What::Classes(Classes::PlanFor(class, seats)));
    let class = newest_class(&workspace.db);
    assert_eq!(stands(&workspace.db).programme.booked, 6);
    let wang = person(&workspace.db, "王芳");
    let result = ResultForm {
        hours: Some(70_000),
        score: Some(820_000),
        outcome: Some(TrainingOutcome::Passed),
        cost: Some(50_000),
        ..ResultForm::default()
    };
    does(&mut workspace, record(class, wang, result));
    let all = stands(&workspace.db);
    assert_eq!((all.programme.done, all.programme.booked), (1, 5));
    assert_eq!((all.spent.value, all.spent.unknown), (Some(50_000), 0));
    let own = all.people.iter().find(|one| one.person == wang).unwrap();
    assert_eq!((own.hours.value, own.open.len()), (Some(70_000), 0));

    // The plan asks for sixteen hours of each of the eight.
    let directory = Directory::load(&workspace.db).unwrap();
    let asked = (Scope::All, &directory.members(Scope::All));
    let quarter = Period::parse("2025-Q4").unwrap();
    let learned = hours(&workspace.db, &directory, asked, (quarter, day(TODAY))).unwrap();
    assert_eq!(learned.per_head, None, "a plan of the year would say how much a year is to have");

    does(&mut workspace, What::Plans(Plans::Agree(id)));
    let item = plan(&workspace.db).items[0].item.id;
    for (ask, key) in [
        (Plans::RemovePlan(id), "error-training-plan-agreed"),
        (Plans::DropItem(item, " ".to_owned()), "error-training-plan-drop"),
        (Plans::ClosePlan(id, String::new()), "error-training-plan-review"),
    ] {
        assert_eq!(refused(&mut workspace, What::Plans(ask)), key);
    }
    let drop_it = Plans::DropItem(item, "讲师离职".to_owned());
    does(&mut workspace, What::Plans(drop_it));
    let all = stands(&workspace.db);
    assert_eq!((all.programme.done, all.people.len()), (0, 0), "nobody owes what was given up");
    assert_eq!(all.lines[0].people.len(), 6, "who was to go is still to be seen");
    assert_eq!(all.plan.cost(), (0, 0));
    does(&mut workspace, What::Plans(Plans::ClosePlan(id, "谈判没有办完".to_owned())));
    let late = What::Plans(Plans::SetItem(id, None, items(&found).remove(0)));
    assert_eq!(refused(&mut workspace, late), "error-training-plan-closed");
    does(&mut workspace, What::Plans(Plans::ReopenPlan(id)));
    drop(workspace);

    let args = ["show", "销售.cox", "training-plans", "--period", "2025-Q4"];
    let told = desk.json(0, &[args.as_slice(), ["--date", TODAY, "--json"].as_slice()].concat());
    let own = &told["plans"][0];
    assert_eq!(
        (own["name"].as_str(), own["status"].as_str()),
        (Some("四季度培训"), Some("agreed"))
    );
    assert_eq!(own["budget"], 400_000);
    assert_eq!(own["courses"][0]["dropped"], "讲师离职");
    assert_eq!(own["spent"]["fen"], 50_000);
    assert_eq!(own["hours_per_head"], 16.0);
}

#[test]
fn a_course_that_does_not_hold_for_ever_comes_round_again() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let course = CourseForm {
        topic: LearningTopic::Safety,
        valid_months: Some(12),
        ..course_form("安全培训")
    };
    does(&mut workspace, What::Courses(Courses::AddCourse(course)));
    let file = desk.csv(
        "培训记录.csv",
        "姓名,课程,培训日期,结果
         张伟,安全培训,2024-12-01,通过
         王芳,安全培训,2025-03-01,通过
         李娜,安全培训,2024-10-01,通过
         周涛,安全培训,2024-11-10,通过
         周涛,安全培训,2025-11-10,通过
         吴敏,安全培训,2025-11-10,未通过",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (6, 0, 0, 0));
    let db = &workspace.db;
    let directory = Directory::load(db).unwrap();
    let people: Vec<PersonId> = directory.people.keys().copied().collect();
    let quarter = Period::parse("2025-Q4").unwrap();
    let found = regular(&Known::load(db).unwrap(), &people, quarter, day(TODAY));
    let [own] = found.as_slice() else { panic!("{found:?}") };
    let stand: Vec<(String, Standing)> = own
        .people
        .iter()
        .map(|one| (directory.person_name(one.person).to_owned(), one.standing))
        .collect();
    let of = |name: &str, standing: Standing| (name.to_owned(), standing);
    assert_eq!(
        stand,
        [of("李娜", Standing::Missing), of("张伟", Standing::Due), of("周涛", Standing::Done)],
        "of those who never passed it nothing is asked, and of who passed in March not yet"
    );
    assert_eq!((own.months, own.people[1].by), (12, day("2025-12-01")));
}

#[test]
fn what_is_new_is_read_and_its_quiz_passed() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let question = |question: &str, answer: usize| QuestionForm {
        question: question.to_owned(),
        choices: ["三年", "五年"].map(str::to_owned).to_vec(),
        answer,
    };
    let form = UpdateForm {
        title: "新质保条款".to_owned(),
        topic: LearningTopic::Product,
        text: "流量计质保从三年改为五年。".to_owned(),
        product: None,
        skill: Some(skill(&workspace.db, SKILL)),
        source: "产品部".to_owned(),
        published_on: day("2025-11-10"),
        due_on: Some(day("2025-11-15")),
        questions: vec![question("流量计质保几年", 1), question("旧条款几年", 0)],
        pass_correct: Some(2),
    };
    let of = |name: &str| person(&workspace.db, name);
    let (zhang, wang, li) = (of("张伟"), of("王芳"), of("李娜"));
    let publish = |form: UpdateForm| What::Updates(Updates::Publish(form, vec![zhang, wang, li]));
    let most = UpdateForm { pass_correct: Some(3), ..form.clone() };
    assert_eq!(refused(&mut workspace, publish(most)), "error-update-pass");
    does(&mut workspace, publish(form.clone()));
    let id = updates(&workspace.db).unwrap()[0].update.id;
    does(&mut workspace, What::Updates(Updates::Read(id, wang, day("2025-11-12"))));
    let answer = |right: i64| What::Updates(Updates::Answer(id, li, day(TODAY), right));
    does(&mut workspace, answer(1));
    let stand = |db: &Db| -> Vec<Reading> {
        let update = updates(db).unwrap().remove(0);
        update.readers.iter().map(|reader| reading(&update, reader)).collect()
    };
    assert_eq!(stand(&workspace.db), [Reading::Unread, Reading::Read, Reading::Failed]);
    assert_eq!(
        refused(&mut workspace, What::Updates(Updates::EditUpdate(id, form))),
        "error-update-answered"
    );
    does(&mut workspace, answer(2));
    assert_eq!(stand(&workspace.db)[2], Reading::Passed);
    assert_eq!(
        refused(&mut workspace, What::Updates(Updates::RemoveReader(id, wang))),
        "error-update-was-read"
    );
    does(&mut workspace, What::Updates(Updates::RemoveReader(id, zhang)));
    assert!(names::courses(&workspace.db).unwrap().find(COURSE).is_none(), "it is no course");
    drop(workspace);

    let args = ["show", "销售.cox", "training-plans", "--date", TODAY, "--json"];
    let told = desk.json(0, &args);
    let readers = &told["updates"][0]["readers"];
    assert_eq!(readers.as_array().map(Vec::len), Some(2));
    assert_eq!(readers[1]["state"], "passed");
    assert_eq!((&readers[1]["correct"], &readers[1]["tries"]), (&json!(2), &json!(2)));
}
