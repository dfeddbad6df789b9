//! What classes did at four levels, who should go to the next one, what the catalogue says of them, what is
//! read and refreshed, and the papers of a class.

use std::collections::BTreeSet;
use std::fs;

use coxswain::command::training::What;
use coxswain::command::training::classes::{Ask as Classes, ClassForm};
use coxswain::command::training::courses::{Ask as Courses, CourseForm};
use coxswain::command::training::ratings::{Ask as Ratings, RatingForm};
use coxswain::command::training::results::{Ask as Results, ResultForm};
use coxswain::command::training::skills::{Ask as Skills, RequirementForm};
use coxswain::command::training::updates::{Ask as Updates, QuestionForm, UpdateForm};
use coxswain::documents::{self, sign_in_sheet, training_certificate};
use coxswain::domain::ids::{ClassSessionId, KnowledgeUpdateId, SkillId, TrainingClassId};
use coxswain::domain::money::Money;
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::domain::training::effect::NoReturn;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::training::classes::{Detail, Key, Standing, detail, list};
use coxswain::metrics::training::courses::{Taught, catalogue};
use coxswain::metrics::training::effect::NoMoney;
use coxswain::metrics::training::enrol::Enrolling;
use coxswain::metrics::training::matrix::survey;
use coxswain::metrics::training::refreshers::refreshings;
use coxswain::metrics::training::updates::{Reads, readings};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    EvidenceKind, KnowledgeUpdate, LearningTopic, Refresher, TrainingForm, TrainingResult,
};
use coxswain::store::training::names;

use crate::coaching_story::{prepared, step};
use crate::common::{Desk, TODAY, Take, bare, counts, day, person, post, take};
use crate::observation_story::{save, seen};
use crate::training_story::{
    COURSE, class_form, course, course_form, does, held_by_hand, newest_class, page, record,
    refused, result, seat,
};

/// The step of the sheet of visits, which is a skill too.
const SKILL: &str = "价值量化";

fn skill(workspace: &Workspace) -> SkillId {
    names::skills(&workspace.db).unwrap().find(SKILL).expect("the skill")
}

/// Says that the course brings the skill.
fn brings(workspace: &mut Workspace) {
    let course = names::courses(&workspace.db).unwrap().find(COURSE).expect("the course");
    let form = CourseForm { skills: vec![(skill(workspace), 3)], ..course_form(COURSE) };
    does(workspace, What::Courses(Courses::EditCourse(course, form)));
}

fn shown(workspace: &Workspace, class: TrainingClassId) -> Detail {
    let directory = Directory::load(&workspace.db).unwrap();
    detail(&workspace.db, &directory, class, day(TODAY)).unwrap().expect("the class")
}

#[test]
fn a_class_is_told_at_four_levels_and_nothing_is_promised_of_two_people() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let class = held_by_hand(&mut workspace);
    brings(&mut workspace);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let before = shown(&workspace, class);
    assert_eq!(before.standing, Standing::Held);
    assert_eq!(before.effect.unseen(), [zhang, wang]);
    assert_eq!(before.effect.money, Some(Err(NoMoney::Rule(NoReturn::NoBehaviour))));

    // One is seen with customers before and after, and does the step better.
    for (on, level) in [("2025-09-05", 1), ("2025-10-17", 2)] {
        let sheet = seen(&workspace, on, level);
        step(&mut workspace, save(sheet));
    }
    let found = shown(&workspace, class);
    let effect = &found.effect;
    let reaction = effect.reaction.mean.expect("answers");
    assert_eq!((reaction.n, reaction.mean), (2, 5.0));
    assert_eq!(effect.reaction.top2.map(|top| (top.k, top.n)), Some((2, 2)));
    let change = effect.learning.change.expect("tests");
    assert_eq!((change.n, change.mean), (2, 14.0), "66 → 82 and 54 → 66");
    let gain = effect.learning.gain.expect("gains").mean;
    assert!((gain - (16.0 / 34.0 + 12.0 / 46.0) / 2.0).abs() < 1e-9, "{gain}");
    let behaviour = effect.behaviour.change.expect("sheets");
    assert_eq!((behaviour.n, behaviour.mean), (1, 25.0), "one of four levels of a hundred points");
    assert_eq!(effect.behaviour.risen.map(|risen| (risen.k, risen.n)), Some((1, 1)));
    assert_eq!((effect.facts.steps.as_slice(), effect.facts.days), (&[SKILL.to_owned()][..], 60));
    assert_eq!(effect.facts.until, Some(day("2025-11-11")));
    assert_eq!((effect.unseen(), effect.facts.cost), (vec![wang], Some(Money(100_001))));
    assert!(effect.results.is_empty(), "no metric was named");
    assert_eq!(effect.money, Some(Err(NoMoney::Rule(NoReturn::TooFew))));

    let figures = &found.figures;
    assert_eq!((figures.seated, figures.waiting, figures.from_gap), (2, 0, 0));
    assert_eq!((figures.outcomes.passed, figures.outcomes.failed), (1, 1));
    assert_eq!((figures.attendance.full, figures.attendance.part), (1, 1));
    assert_eq!((figures.sums.hours.value, figures.hours_due), (Some(105_000), Some(140_000)));
    assert_eq!(figures.retests, [wang]);
    let own: Vec<_> = found.people.iter().map(|one| (one.one.person, one.change())).collect();
    assert_eq!(own, [(zhang, Some(160_000)), (wang, Some(120_000))]);

    // On an earlier day nothing had come of it yet, and it was a class to come.
    let directory = Directory::load(&workspace.db).unwrap();
    let earlier = day("2025-09-10");
    let known = detail(&workspace.db, &directory, class, earlier).unwrap().expect("the class");
    assert_eq!((known.standing, known.figures.outcomes.passed), (Standing::Coming, 0));
    assert!(known.people.iter().all(|one| one.one.results.is_empty()));
    let quarter = (day("2025-07-01"), day("2025-09-30"));
    let rows = list(&workspace.db, &Members::Everyone, quarter, earlier).unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.standing, row.results.len())).collect();
    assert_eq!(told, [(Standing::Coming, 0)]);

    // The program says the same.
    drop(workspace);
    let ask = ["show", "销售.cox", "training-classes", "--json", "--date", TODAY];
    let told = desk.json(0, &ask);
    let class = &told["classes"][0];
    assert_eq!((class["standing"].as_str(), class["results"].as_u64()), (Some("held"), Some(2)));
    let levels = &class["levels"];
    assert_eq!(levels["reaction"]["mean"]["verdict"], "too-few");
    assert_eq!(levels["learning"]["change"]["mean"], 14.0);
    assert_eq!(levels["behaviour"]["steps"][0], SKILL);
    assert_eq!(levels["behaviour"]["unseen"][0], "王芳");
    assert_eq!(levels["money"]["refused"], "too-few");
    let people = &class["people"];
    assert_eq!((&people[0]["name"], &people[1]["retest_due"]), (&"张伟".into(), &true.into()));
    assert_eq!(people[0]["behaviour"]["after"], 25.0);
    assert_eq!(class["figures"]["sums"]["cost_fen"]["value"], 100_001);

    // It belongs to those who went, in the time in which it was.
    let count = |more: &[&str]| {
        let told = desk.json(0, &[&ask[..], more].concat());
        told["classes"].as_array().map(Vec::len)
    };
    assert_eq!(count(&["--scope", "person:李娜"]), Some(0));
    assert_eq!(count(&["--scope", "person:王芳", "--period", "2025-Q3"]), Some(1));
    assert_eq!(count(&["--period", "2025-10"]), Some(0));
}

#[test]
fn a_metric_that_was_named_is_read_as_one_case() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let course = course(&mut workspace, COURSE);
    let coming = ClassForm {
        starts: day("2025-12-04"),
        ends: day("2025-12-04"),
        sessions: vec![],
        kpi: Some(coxswain::metrics::MetricId::WinRate),
        kpi_days: Some(56),
        ..class_form(course)
    };
    does(&mut workspace, What::Classes(Classes::Plan(coming)));
    let class = newest_class(&workspace.db);
    let zhang = person(&workspace.db, "张伟");
    does(&mut workspace, What::Classes(Classes::Enrol(class, vec![seat(zhang)])));
    let found = shown(&workspace, class);
    let [kpi] = found.effect.results.as_slice() else { panic!("one metric") };
    assert_eq!((kpi.named_on, kpi.named_before), (Some(day(TODAY)), true));
    assert_eq!((kpi.days, kpi.weeks), (56, (8, 0)), "no week after it is over");
    assert_eq!(kpi.told().word(), "too-few");
    assert!(!kpi.over());
    assert_eq!(found.effect.money, Some(Err(NoMoney::Rule(NoReturn::NoBehaviour))));
}

#[test]
fn who_lacks_a_skill_is_proposed_for_the_class_that_brings_it() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    brings(&mut workspace);
    let skill = skill(&workspace);
    let asks = RequirementForm {
        post: Some(post(&workspace.db, "销售代表")),
        at_level: 0,
        skill,
        level: 3,
        importance: 4,
        starts: day("2025-01-01"),
    };
    does(&mut workspace, What::Skills(Skills::SetRequirement(asks)));
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    for (who, level) in [(zhang, 1), (wang, 3)] {
        let rating = RatingForm {
            person: who,
            skill,
            on_day: day("2025-10-10"),
            level,
            kind: EvidenceKind::Observation,
            evidence: "陪访记录".to_owned(),
            record: None,
            rater: "林晓峰".to_owned(),
        };
        does(&mut workspace, What::Ratings(Ratings::Rate(rating)));
    }
    let coming = ClassForm {
        starts: day("2025-12-04"),
        ends: day("2025-12-04"),
        sessions: vec![],
        ..class_form(course)
    };
    does(&mut workspace, What::Classes(Classes::Plan(coming)));
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let skills = survey(&workspace.db, &directory, &members, day(TODAY)).unwrap();
    let all = Enrolling::load(&workspace.db, &directory, &skills, day(TODAY)).unwrap();
    let found = all.open(day(TODAY));
    let [(_, one)] = found.as_slice() else { panic!("one class") };
    let chosen: Vec<_> = one.chosen.iter().map(|choice| choice.person).collect();
    assert_eq!((chosen, one.free), (vec![zhang], Some(1)), "王芳 has what is asked");

    // The program says the same, with the seats that are free now.
    drop(workspace);
    let told = desk.json(0, &["show", "销售.cox", "training-classes", "--json", "--date", TODAY]);
    let one = &told["from_gaps"][0];
    assert_eq!((one["enrolled"].as_u64(), one["free"].as_u64()), (Some(0), Some(2)));
    let who = &one["chosen"][0];
    assert_eq!((&who["name"], &who["gains"][0]["skill"]), (&"张伟".into(), &SKILL.into()));
    assert_eq!(who["gains"][0]["levels_missing"], 2);
    assert!(one["waiting"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn several_are_recorded_in_one_step_and_one_that_is_wrong_stops_all() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    does(&mut workspace, What::Classes(Classes::Plan(class_form(course))));
    let class = newest_class(&workspace.db);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    does(&mut workspace, What::Classes(Classes::Enrol(class, vec![seat(zhang), seat(wang)])));
    let parts: Vec<ClassSessionId> =
        page(&workspace.db, class).sessions.iter().map(|part| part.id).collect();
    let all = |second: ResultForm| {
        let people = vec![(zhang, result(&parts, 66, 82)), (wang, second)];
        What::Results(Results::RecordAll(class, people))
    };
    assert_eq!(refused(&mut workspace, all(result(&parts, 54, 101))), "error-result-score");
    assert!(workspace.db.all::<TrainingResult>().unwrap().is_empty());
    does(&mut workspace, all(result(&parts, 54, 66)));
    assert_eq!(workspace.db.all::<TrainingResult>().unwrap().len(), 2);
}

#[test]
fn results_of_a_sheet_stand_in_the_list_and_become_a_class() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let course = course(&mut workspace, COURSE);
    let file = desk.csv(
        "培训记录.csv",
        "姓名,课程,培训日期,地点,成绩,结果
         张伟,异议处理演练,2025-09-11,苏州,82,通过
         王芳,异议处理演练,2025-09-11,苏州,66,未通过
         李娜,产品基础,2025-09-15,上海,,完成",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (3, 0, 0, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let year = (day("2025-01-01"), day("2025-12-31"));
    let rows = list(&workspace.db, &members, year, day(TODAY)).unwrap();
    let told: Vec<_> =
        rows.iter().map(|row| (row.name.as_str(), row.course, row.results.len())).collect();
    assert_eq!(told, [(COURSE, Some(course), 2), ("产品基础", None, 1)]);
    assert!(rows.iter().all(|row| matches!(row.key, Key::Results(_))));
    let make = Results::FromResults(course, rows[0].results.clone());
    does(&mut workspace, What::Results(make));
    let class = newest_class(&workspace.db);
    assert_eq!(shown(&workspace, class).figures.outcomes.passed, 1);
    let rows = list(&workspace.db, &members, year, day(TODAY)).unwrap();
    assert_eq!((rows.len(), rows[0].key), (2, Key::Class(class)), "no result counts twice");
}

#[test]
fn the_catalogue_counts_tests_and_completions_apart() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    held_by_hand(&mut workspace);
    let file = desk.csv(
        "培训记录.csv",
        "姓名,课程,培训日期,形式,天数,费用(元),结果
         张伟,产品基础,2025-03-03,线上,1,100.5,完成
         王芳,产品基础,2025-03-03,线上,1,100.5,未完成
         李娜,产品基础,2025-03-03,线上,1,,通过",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (3, 0, 0, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let found = catalogue(&workspace.db, &members, None, day(TODAY)).unwrap();
    let early = catalogue(&workspace.db, &members, None, day("2020-01-01")).unwrap();
    assert_eq!(early.total.results.len(), 0, "nothing is known of what comes later");
    let names: Vec<_> =
        found.rows.iter().map(|row| (row.name.as_str(), row.course.is_some())).collect();
    assert_eq!(names, [(COURSE, true), ("产品基础", false)]);
    let total = &found.total;
    assert_eq!((total.results.len(), total.people.len()), (5, 3));
    assert_eq!((total.outcomes.passed, total.outcomes.failed), (2, 1));
    assert_eq!((total.outcomes.completed, total.outcomes.incomplete), (1, 1));
    assert_eq!(total.outcomes.pass_rate().map(|rate| (rate.k, rate.n)), Some((2, 3)));
    assert_eq!((total.sums.cost.value, total.sums.cost.unknown), (Some(120_101), 1));
    let forms: Vec<_> = found.forms.iter().map(|(how, own)| (how, own.results.len())).collect();
    assert_eq!(
        forms,
        [(&Taught::Known(TrainingForm::Online), 3), (&Taught::Known(TrainingForm::Drill), 2)]
    );
    // Of a period only its days count, and the program says the same.
    drop(workspace);
    let ask = ["show", "销售.cox", "training-courses", "--json", "--date", TODAY];
    let told = desk.json(0, &[&ask[..], &["--period", "2025-Q3"]].concat());
    assert_eq!(told["total"]["results"], 2);
    assert_eq!(told["courses"][0]["figures"]["outcomes"]["pass_rate"]["n"], 2);
    let told = desk.json(0, &ask);
    assert_eq!(told["total"]["sums"]["days"]["value"], 4.5);
    assert_eq!(told["total"]["sums"]["cost_fen"]["unknown"], 1);
    assert_eq!(told["courses"][1]["from_sheets"], true);
    assert_eq!(told["courses"][0]["levels"]["learning"]["change"]["mean"], 14.0);
}

#[test]
fn who_has_not_passed_an_update_is_listed_and_what_was_learned_comes_back() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (zhang, wang, li) = (
        person(&workspace.db, "张伟"),
        person(&workspace.db, "王芳"),
        person(&workspace.db, "李娜"),
    );
    let form = UpdateForm {
        title: "新一代压力变送器".to_owned(),
        topic: LearningTopic::Product,
        text: "量程比 100:1".to_owned(),
        product: None,
        skill: None,
        source: String::new(),
        published_on: day("2025-11-03"),
        due_on: Some(day("2025-11-14")),
        questions: vec![QuestionForm {
            question: "量程比是多少？".to_owned(),
            choices: vec!["10:1".to_owned(), "100:1".to_owned()],
            answer: 1,
        }],
        pass_correct: Some(1),
    };
    does(&mut workspace, What::Updates(Updates::Publish(form, vec![zhang, wang, li])));
    let id: KnowledgeUpdateId = workspace.db.all::<KnowledgeUpdate>().unwrap()[0].id;
    let answer = |who, correct| What::Updates(Updates::Answer(id, who, day("2025-11-10"), correct));
    does(&mut workspace, answer(zhang, 1));
    does(&mut workspace, answer(wang, 0));
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let found = readings(&workspace.db, &directory, &members, day(TODAY)).unwrap();
    let reads: Vec<_> =
        found[0].readers.iter().map(|one| (one.record.person_id, one.reads, one.late)).collect();
    assert_eq!(
        reads,
        [(zhang, Reads::Passed, false), (wang, Reads::Failed, true), (li, Reads::Unread, true)]
    );

    let start = Ratings::StartRefresher {
        person: zhang,
        skill: skill(&workspace),
        since: day("2025-10-01"),
        half_life: 30,
    };
    does(&mut workspace, What::Ratings(start));
    let id = workspace.db.all::<Refresher>().unwrap()[0].id;
    let due = |workspace: &Workspace| {
        refreshings(&workspace.db, &members, day(TODAY)).unwrap()[0].at.due_on
    };
    assert_eq!(due(&workspace), day("2025-10-16"), "the last day with seven tenths of it");
    let tried = Ratings::TryRefresher { id, on_day: day("2025-10-16"), passed: true };
    does(&mut workspace, What::Ratings(tried));
    assert_eq!(due(&workspace), day("2025-11-15"), "a pass doubles the half-life");
    drop(workspace);
    let told = desk.json(0, &["show", "销售.cox", "training-courses", "--json", "--date", TODAY]);
    let update = &told["updates"][0];
    assert_eq!(
        (&update["passed"], &update["failed"], &update["late"]),
        (&1.into(), &1.into(), &2.into())
    );
    assert_eq!(told["refreshers"][0]["days_left"], -3);
}

#[test]
fn a_class_has_a_sheet_to_sign_in_on_and_certificates_for_who_passed() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    held_by_hand(&mut workspace);
    brings(&mut workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    let period = Period::parse("2025-09").unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        let asked = (Scope::All, period);
        let sheets =
            sign_in_sheet::sheets(&workspace.db, &directory, asked, day(TODAY), &tr).unwrap();
        assert_eq!(sheets.len(), 1);
        let pages = documents::compile(&sign_in_sheet::printout(&sheets, "", &tr)).unwrap();
        let text = bare(&pages.text());
        let parts = match language {
            Language::Chinese => ["09-1113:30", "09-1209:00"],
            Language::English => ["11Sep13:30", "12Sep09:00"],
        };
        for said in ["张伟", "王芳", "S01", "苏州"].into_iter().chain(parts) {
            assert!(text.contains(said), "{said} in {text}");
        }
        let earned =
            training_certificate::certificates(&workspace.db, &directory, asked, &tr).unwrap();
        let who: BTreeSet<_> = earned.iter().map(|one| one.person).collect();
        assert_eq!(who, BTreeSet::from([person(&workspace.db, "张伟")]), "王芳 has not passed");
        let page = std::slice::from_ref(&earned[0].page);
        let pages = documents::compile(&training_certificate::printout(page, "", &tr)).unwrap();
        let text = bare(&pages.text());
        for said in ["张伟", "异议处理演练第2期", "S01", "82"] {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
    let none = (Scope::Person(person(&workspace.db, "王芳")), period);
    let tr = Tr::new(Language::Chinese);
    let none = training_certificate::certificates(&workspace.db, &directory, none, &tr).unwrap();
    assert!(none.is_empty());

    drop(workspace);
    let print = |document: &str, period: &str| {
        let args = ["print", "销售.cox", document, "--period", period, "--out", "pages"];
        desk.says(0, &[&args[..], &["--date", TODAY]].concat())
    };
    print("sign-in-sheet", "2025-09");
    print("training-certificate", "2025");
    let mut written: Vec<String> = fs::read_dir(desk.path("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(
        written,
        ["培训证书 张伟 异议处理演练 第2期.pdf", "签到表 异议处理演练 第2期 2025-09-11.pdf"]
    );
    let said = print("training-certificate", "2024");
    assert!(said.contains("没有人通过培训"), "{said}");
    let said = print("sign-in-sheet", "2024");
    assert!(said.contains("没有班次"), "{said}");
    let mut workspace = desk.open();
    // Somebody who passes the test at the second try earns one too.
    let class = newest_class(&workspace.db);
    let parts: Vec<ClassSessionId> =
        page(&workspace.db, class).sessions.iter().map(|part| part.id).collect();
    let again = ResultForm {
        retest: Some((day("2025-10-10"), 750_000)),
        outcome: Some(coxswain::store::records::TrainingOutcome::Passed),
        ..result(&parts, 54, 66)
    };
    let wang = person(&workspace.db, "王芳");
    does(&mut workspace, record(class, wang, again));
    let earned =
        training_certificate::certificates(&workspace.db, &directory, (Scope::All, period), &tr);
    assert_eq!(earned.unwrap().len(), 2);
}
