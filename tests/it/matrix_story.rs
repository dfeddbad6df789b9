//! 技能矩阵 from sheets and commands to its figures: who is below what is asked, who should go to a class and who need
//! not, what a rating changes, and the same on the command line, as a table and on paper.

use coxswain::command::Command;
use coxswain::command::training::What;
use coxswain::command::training::classes::{Ask as Classes, ClassForm, SeatForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::ratings::{Ask as Ratings, RatingForm};
use coxswain::command::training::results::{Ask as Results, ResultForm};
use coxswain::command::training::skills::{Ask as Skills, RequirementForm};
use coxswain::domain::ids::{CourseId, PersonId, SkillId};
use coxswain::domain::mentoring::Span;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::training::coverage::Risk;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::training::enrol::{ClassKey, Enrolling, Target, levels_missing};
use coxswain::metrics::training::hours::hours;
use coxswain::metrics::training::matrix::{Key, Survey, history, survey};
use coxswain::metrics::training::table::table;
use coxswain::sheets::write::Out;
use coxswain::store::directory::Directory;
use coxswain::store::records::{Enrolment, EvidenceKind, TrainingOutcome};
use coxswain::store::training::{names, skills};
use coxswain::store::{Db, Workspace};

use serde_json::{Value, json};

use crate::common::{
    AUTHOR, Desk, TODAY, Take, act, counts, day, everything, person, post, take, team,
};
use crate::training_story::{course_form, does, newest_class, page, record, refused, seat};

pub const COURSE: &str = "谈判演练";
pub const SKILL: &str = "商务谈判";

/// Eight reps in two teams, and what they were rated in.
pub fn reps(desk: &Desk) -> Workspace {
    let mut workspace = desk.open();
    let roster = desk.csv(
        "名册.csv",
        "姓名,工号,岗位,团队,区域,入职日期
         张伟,S01,销售代表,一组,华东,2023-03-01
         王芳,S02,销售代表,一组,华东,2022-07-15
         李娜,S03,销售代表,一组,华东,2024-01-08
         周涛,S04,销售代表,一组,华东,2024-02-01
         吴敏,S05,销售代表,二组,华南,2023-06-01
         郑凯,S06,销售代表,二组,华南,2025-03-01
         孙悦,S07,销售代表,二组,华南,2023-09-01
         冯磊,S08,销售代表,二组,华南,2025-09-01",
    );
    assert_eq!(counts(&take(&mut workspace, &roster, &Take::default())), (8, 0, 0, 0));
    let rated = desk.csv(
        "技能.csv",
        "姓名,技能,等级,评定日期,依据类型
         张伟,商务谈判,3,2025-06-30,观察
         王芳,商务谈判,2,2025-06-30,观察
         李娜,商务谈判,1,2025-06-30,观察
         周涛,商务谈判,2,2025-06-30,观察
         吴敏,商务谈判,2,2025-06-30,观察
         郑凯,商务谈判,1,2025-06-30,观察
         孙悦,商务谈判,2,2025-06-30,观察
         张伟,产品知识,3,2025-06-30,测试
         王芳,产品知识,3,2025-06-30,测试",
    );
    assert_eq!(counts(&take(&mut workspace, &rated, &Take::default())), (9, 0, 0, 0));
    for (name, level, importance) in [(SKILL, 3, 4), ("产品知识", 2, 2)] {
        let form = RequirementForm {
            post: Some(post(&workspace.db, "销售代表")),
            at_level: 0,
            skill: skill(&workspace.db, name),
            level,
            importance,
            starts: day("2025-01-01"),
        };
        does(&mut workspace, What::Skills(Skills::SetRequirement(form)));
    }
    workspace
}

pub fn skill(db: &Db, name: &str) -> SkillId {
    names::skills(db).unwrap().find(name).expect("the skill")
}

/// The course that brings the skill to level 3.
pub fn teaching(workspace: &mut Workspace) -> CourseId {
    let form = CourseForm { skills: vec![(skill(&workspace.db, SKILL), 3)], ..course_form(COURSE) };
    does(workspace, What::Courses(Courses::AddCourse(form)));
    names::courses(&workspace.db).unwrap().find(COURSE).expect("the course")
}

fn seen(db: &Db, scope: Scope) -> Survey {
    let directory = Directory::load(db).unwrap();
    survey(db, &directory, &directory.members(scope), day(TODAY)).unwrap()
}

/// The place of a skill among the columns.
fn at(db: &Db, found: &Survey, name: &str) -> usize {
    found.place(&Key::Listed(skill(db, name))).expect("the column")
}

fn name(db: &Db, person: PersonId) -> String {
    Directory::load(db).unwrap().person_name(person).to_owned()
}

fn below(db: &Db, found: &Survey) -> Vec<String> {
    let below = found.below(at(db, found, SKILL));
    below.into_iter().map(|row| name(db, row.person)).collect()
}

fn new_class(course: CourseId, seats: Option<u32>) -> Target {
    let span = Span { first: day(TODAY), last: day(TODAY) };
    Target { key: ClassKey::New, course, span, seats, skill: None }
}

fn form(course: CourseId) -> ClassForm {
    ClassForm {
        course,
        title: String::new(),
        starts: day(TODAY),
        ends: day(TODAY),
        sessions: vec![],
        place: "苏州".to_owned(),
        trainer: AUTHOR.to_owned(),
        trainer_id: None,
        seats: Some(6),
        cost: Some(600_000),
        mark: None,
        kpi: None,
        kpi_days: None,
        behaviour_days: None,
    }
}

#[test]
fn the_matrix_says_who_is_below_and_on_whom_a_skill_hangs() {
    let desk = Desk::new();
    let workspace = reps(&desk);
    let db = &workspace.db;
    let found = seen(db, Scope::All);
    let mut columns: Vec<&str> = found.columns.iter().map(|own| own.name.as_str()).collect();
    columns.sort_unstable();
    assert_eq!(columns, ["产品知识", SKILL], "what nobody is asked for nor rated in stands apart");
    assert_eq!((found.idle, found.groups.len()), (15, 1));
    let gap = at(db, &found, SKILL);
    assert_eq!(found.widest(), Some(gap));
    assert_eq!(below(db, &found), ["李娜", "郑凯", "王芳", "周涛", "吴敏", "孙悦"]);
    let heat = found.heat(gap);
    assert_eq!((heat.met, heat.below, heat.far_below, heat.unrated), (1, 4, 2, 1));
    assert_eq!(heat.missing, 8 * 10_000);
    let whole = found.matrix.whole;
    assert_eq!((whole.reached(), whole.rated(), whole.unrated), (3, 9, 7));
    assert_eq!(found.risk(gap), Some(Risk::SinglePoint));
    assert_eq!(found.risk(at(db, &found, "产品知识")), Some(Risk::Covered));
    assert_eq!(found.thin(), [gap]);
    assert_eq!(found.newest, Some(day("2025-06-30")));

    // A team alone is the same as that part of all.
    let south = Scope::Team(team(db, "二组"));
    let directory = Directory::load(db).unwrap();
    let members = directory.members(south);
    let part = found.part(|person| members.include(Some(person), Some(day(TODAY))));
    assert_eq!(part, seen(db, south));
    assert_eq!(below(db, &part), ["郑凯", "吴敏", "孙悦"]);

    // Before the day from which it is asked nothing is below.
    let members = directory.members(Scope::All);
    let before = survey(db, &directory, &members, day("2024-12-31")).unwrap();
    assert_eq!((before.matrix.whole.asked(), before.widest()), (0, None));
}

#[test]
fn six_go_to_a_class_in_one_step_and_a_rating_changes_the_matrix() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let course = teaching(&mut workspace);
    let start = everything(&workspace.db);
    let load = |db: &Db| {
        let directory = Directory::load(db).unwrap();
        Enrolling::load(db, &directory, &seen(db, Scope::All), day(TODAY)).unwrap()
    };
    let proposal = load(&workspace.db).who(&new_class(course, Some(6)));
    let named = |people: &[PersonId]| -> Vec<String> {
        people.iter().map(|person| name(&workspace.db, *person)).collect()
    };
    let chosen: Vec<PersonId> = proposal.chosen.iter().map(|choice| choice.person).collect();
    // Importance 4 × two levels, then × one, in the order of keys.
    assert_eq!(named(&chosen), ["李娜", "郑凯", "王芳", "周涛", "吴敏", "孙悦"]);
    let left_out: Vec<(String, &str)> = proposal
        .left_out
        .iter()
        .map(|(person, why)| (name(&workspace.db, *person), why.word()))
        .collect();
    let pair = |name: &str, why: &'static str| (name.to_owned(), why);
    assert_eq!(left_out, [pair("张伟", "at-level"), pair("冯磊", "not-rated")]);
    let few = load(&workspace.db).who(&new_class(course, Some(2)));
    assert_eq!((few.chosen.len(), few.waiting.len()), (2, 4));

    let seats: Vec<SeatForm> = proposal
        .chosen
        .iter()
        .map(|choice| SeatForm {
            skill: Some(choice.gains[0].skill),
            gap: Some(levels_missing(&choice.gains[0])),
            ..seat(choice.person)
        })
        .collect();
    // More than there are seats is refused as a whole: there is no class either.
    let full = ClassForm { seats: Some(5), ..form(course) };
    let full = What::Classes(Classes::PlanFor(full, seats.clone()));
    assert_eq!(refused(&mut workspace, full), "error-class-full");
    does(&mut workspace, What::Classes(Classes::PlanFor(form(course), seats)));
    let class = newest_class(&workspace.db);
    let enrolled = workspace.db.all::<Enrolment>().unwrap();
    let gaps: Vec<Option<i64>> = enrolled.iter().map(|one| one.gap).collect();
    assert_eq!(gaps, [Some(2), Some(2), Some(1), Some(1), Some(1), Some(1)]);
    let all = load(&workspace.db);
    let next = all.next(skill(&workspace.db, SKILL), day(TODAY)).expect("the class");
    assert_eq!((next.record.id, next.free()), (class, Some(0)));
    let again = all.who(&new_class(course, None));
    assert!(again.chosen.is_empty(), "a gap sends nobody twice");

    // Two of them pass; what shows the new level is the result.
    for (who, score) in [("王芳", 82), ("周涛", 75)] {
        let result = ResultForm {
            hours: Some(70_000),
            score: Some(score * 10_000),
            outcome: Some(TrainingOutcome::Passed),
            ..ResultForm::default()
        };
        let who = person(&workspace.db, who);
        does(&mut workspace, record(class, who, result));
        let people = page(&workspace.db, class).people;
        let own = people.iter().find(|one| one.person == who);
        let result = own.and_then(|one| one.results.first()).expect("the result").id;
        let rating = RatingForm {
            person: who,
            skill: skill(&workspace.db, SKILL),
            on_day: day(TODAY),
            level: 3,
            kind: EvidenceKind::Test,
            evidence: "结业演练独立谈完".to_owned(),
            record: Some(result.0),
            rater: AUTHOR.to_owned(),
        };
        does(&mut workspace, What::Ratings(Ratings::Rate(rating)));
    }
    let found = seen(&workspace.db, Scope::All);
    assert_eq!(below(&workspace.db, &found), ["李娜", "郑凯", "吴敏", "孙悦"]);
    assert_eq!(found.risk(at(&workspace.db, &found, SKILL)), Some(Risk::Covered));
    let key = Key::Listed(skill(&workspace.db, SKILL));
    let rated = history(&workspace.db, person(&workspace.db, "王芳"), &key).unwrap();
    let levels: Vec<i64> = rated.iter().map(|rating| rating.level / 10_000).collect();
    assert_eq!(levels, [3, 2], "the newest first");

    // The hours of the year are those of the two.
    let directory = Directory::load(&workspace.db).unwrap();
    let asked = (Scope::All, &directory.members(Scope::All));
    let period = (Period::parse("2025-Q4").unwrap(), day(TODAY));
    let learned = hours(&workspace.db, &directory, asked, period).unwrap();
    assert_eq!((learned.whole.hours.value, learned.people), (Some(140_000), 8));
    assert_eq!((learned.per_head, learned.quota()), (None, None), "no plan asks for hours");

    for _ in 0..5 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), start);
    assert_eq!(below(&workspace.db, &seen(&workspace.db, Scope::All)).len(), 6);
    // Nothing is recorded of a class that is no more.
    let gone = What::Results(Results::Hold(class, None));
    assert_eq!(refused(&mut workspace, gone), "error-record-gone");
}

#[test]
fn skills_stand_in_the_order_that_was_given() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let ids = |db: &Db| -> Vec<SkillId> {
        skills::all(db).unwrap().into_iter().map(|(skill, _)| skill.id).collect()
    };
    let mut order = ids(&workspace.db);
    order.reverse();
    let before = seen(&workspace.db, Scope::All).columns;
    does(&mut workspace, What::Skills(Skills::OrderSkills(order.clone())));
    assert_eq!(ids(&workspace.db), order);
    let after = seen(&workspace.db, Scope::All).columns;
    assert_eq!(after.iter().rev().collect::<Vec<_>>(), before.iter().collect::<Vec<_>>());
    // An order that leaves one out, or names another twice in its place, is none.
    let short = order[1..].to_vec();
    let twice = [short.as_slice(), &order[1..2]].concat();
    for wrong in [short, twice] {
        let wrong = What::Skills(Skills::OrderSkills(wrong));
        assert_eq!(refused(&mut workspace, wrong), "error-record-gone");
    }
}

#[test]
fn the_same_figures_stand_in_the_table_on_the_command_line_and_on_paper() {
    let desk = Desk::new();
    let mut workspace = reps(&desk);
    let course = teaching(&mut workspace);
    let coming = ClassForm { starts: day("2025-12-04"), ends: day("2025-12-04"), ..form(course) };
    does(&mut workspace, What::Classes(Classes::Plan(coming)));
    let found = seen(&workspace.db, Scope::All);
    let directory = Directory::load(&workspace.db).unwrap();
    let sheet = table(&directory, &found, &Tr::new(Language::Chinese));
    assert_eq!(sheet.rows.len(), 1 + 8 + 1, "what is asked, the people, how many are below");
    let gap = 2 + at(&workspace.db, &found, SKILL);
    assert_eq!(sheet.headings[gap], SKILL);
    assert_eq!(sheet.rows[0][gap], Out::TenThousandths(30_000));
    assert_eq!(sheet.rows[9][gap], Out::Int(6));
    assert_eq!(sheet.rows[8][gap], Out::Blank, "who was never rated has no level");
    drop(workspace);

    let args = ["show", "销售.cox", "skills", "--date", TODAY, "--json"];
    let told = desk.json(0, &args);
    assert_eq!(told["biggest_gap"], SKILL);
    assert_eq!(told["single_points"], json!([SKILL]));
    assert_eq!(told["total"]["reached"], 3);
    assert_eq!(told["total"]["share"], 0.3333);
    let listed = told["skills"].as_array().unwrap();
    let own = listed.iter().find(|own| own["name"] == SKILL).unwrap();
    assert_eq!(own["counts"]["far_below"], 2);
    assert_eq!(own["counts"]["unrated"], 1);
    assert_eq!(own["coverage"], "single-point");
    assert_eq!(own["able"], json!(["张伟"]));
    assert_eq!(own["classes"], json!(["2025-12-04"]));
    let enrolment = &told["enrolment"];
    let chosen: Vec<&str> = enrolment["chosen"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["person"].as_str())
        .collect();
    assert_eq!(chosen, ["李娜", "郑凯", "王芳", "周涛", "吴敏", "孙悦"]);
    assert_eq!(enrolment["left_out"][1]["why"], "not-rated");
    assert_eq!(told["funnel"], Value::Null, "there is no funnel to agree with");

    let args = ["show", "销售.cox", "skills", "--person", "李娜", "--date", TODAY, "--json"];
    let told = desk.json(0, &args);
    assert_eq!(told["ratings"]["rated"][0]["level"], 1.0);
    let args = ["show", "销售.cox", "skills", "--scope", "team:二组", "--date", TODAY];
    let said = desk.says(0, &args);
    assert!(said.contains("商务谈判  3 / 3 人低于要求"), "{said}");
    // Where nobody can do it, it hangs on no single person; what was never rated misses an unknown number.
    let told = desk.json(0, &[&args[..], &["--json"]].concat());
    let listed = told["skills"].as_array().unwrap();
    let own = listed.iter().find(|own| own["name"] == SKILL).unwrap();
    assert_eq!((&own["coverage"], &told["single_points"]), (&json!("nobody"), &json!([])));
    let people = told["posts"][0]["people"].as_array().unwrap();
    let missing = |name: &str| {
        let own = people.iter().find(|own| own["person"] == name).unwrap();
        own["skills"][SKILL]["missing"].clone()
    };
    assert_eq!((missing("郑凯"), missing("冯磊")), (json!(2.0), Value::Null));

    // The company, two regions, two teams.
    let args = [
        "print",
        "销售.cox",
        "skill-matrix",
        "--period",
        "2025-Q4",
        "--date",
        TODAY,
        "--out",
        "页",
    ];
    let said = desk.says(0, &args);
    assert_eq!(said.lines().filter(|line| line.ends_with(".pdf")).count(), 5, "{said}");
    assert!(desk.path("页/技能矩阵 二组 2025-11-18.pdf").exists(), "{said}");
}
