//! Everything that one person learned, from wherever it was written; the hours of a year against what it asks
//! for; and the file that is printed of it.

use std::fs;

use coxswain::command::Command;
use coxswain::command::coaching::What as Coach;
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::team_life::{Command as Life, PairForm};
use coxswain::command::training::What;
use coxswain::command::training::certificates::{Ask as Certificates, CertificateForm};
use coxswain::command::training::plans::{Ask as Plans, ItemForm, PlanForm};
use coxswain::command::training::updates::{Ask as Updates, UpdateForm};
use coxswain::documents::training_files::files;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::training::records::{Kind, Learned, Waits, What as Learn, load};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{CoachingKind, LearningTopic, MentorPair, MentorTask};
use coxswain::store::training::{courses, names, plans};
use serde_json::json;

use crate::coaching_story::step;
use crate::common::{Desk, TODAY, Take, act, counts, day, person, take};
use crate::training_story::{COURSE, does, held_by_hand};

/// What 张伟 learned: a class, something new, a certificate, two ratings, coaching, and guiding 李娜.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    held_by_hand(&mut workspace);
    agree(&mut workspace);
    let of = |workspace: &Workspace, name: &str| person(&workspace.db, name);
    let (zhang, lin) = (of(&workspace, "张伟"), of(&workspace, "林晓峰"));
    let paper = CertificateForm {
        person: zhang,
        name: "驾驶证".to_owned(),
        number: "C1-08".to_owned(),
        issued_on: day("2024-03-15"),
        expires_on: Some(day("2030-03-15")),
        issuer: String::new(),
        class: None,
    };
    does(&mut workspace, What::Certificates(Certificates::Issue(paper)));
    let ratings = "姓名,技能,等级,评估日期
        张伟,商务谈判,2,2025-03-01
        张伟,商务谈判,3,2025-08-01";
    let file = desk.csv("技能.csv", ratings);
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (2, 0, 0, 0));
    let talk = Form {
        coach: Some(lin),
        on_day: Some(day("2025-11-14")),
        minutes: Some(60),
        topic: "报价复盘".to_owned(),
        skill: "商务谈判".to_owned(),
        ..Form::of(CoachingKind::OneToOne, zhang)
    };
    step(&mut workspace, Coach::Log(Log::Hold(None, Box::new(talk))));
    // A talk that was about no skill is no learning.
    let other = Form {
        coach: Some(lin),
        on_day: Some(day("2025-11-15")),
        topic: "周计划".to_owned(),
        ..Form::of(CoachingKind::OneToOne, zhang)
    };
    step(&mut workspace, Coach::Log(Log::Hold(None, Box::new(other))));
    let update = UpdateForm {
        title: "智能压力变送器新品".to_owned(),
        topic: LearningTopic::Product,
        text: "量程比 100:1".to_owned(),
        product: None,
        skill: None,
        source: String::new(),
        published_on: day("2025-11-03"),
        due_on: Some(day("2025-11-28")),
        questions: vec![],
        pass_correct: None,
    };
    let li = of(&workspace, "李娜");
    does(&mut workspace, What::Updates(Updates::Publish(update, vec![zhang, li])));
    let id = courses::updates(&workspace.db).unwrap()[0].update.id;
    does(&mut workspace, What::Updates(Updates::Read(id, zhang, day("2025-11-05"))));
    let form = PairForm {
        mentor: zhang,
        mentee: li,
        starts: day("2025-08-04"),
        ends: day("2026-02-03"),
        goal: "独立成单".to_owned(),
    };
    let life = |command: Life| Command::TeamLife(command);
    act(&mut workspace, &life(Life::AddPair(form, "结对".to_owned())));
    let pair = workspace.db.all::<MentorPair>().unwrap()[0].id;
    for (words, due) in [("跑三家客户", "2025-10-31"), ("独立报价", "2025-12-05")] {
        act(&mut workspace, &life(Life::AddTask(pair, words.to_owned(), Some(day(due)))));
    }
    let task = workspace.db.all::<MentorTask>().unwrap()[0].id;
    let done = Life::TaskDone(task, Some(day("2025-10-10")), "跑三家客户".to_owned());
    act(&mut workspace, &life(done));
    workspace
}

/// A plan that asks 40 hours of everybody in 2025.
fn agree(workspace: &mut Workspace) {
    let form = PlanForm {
        name: "年度计划".to_owned(),
        scope: Scope::All,
        period: Period::Year(2025),
        budget: None,
        hours_per_head: Some(400_000),
        note: String::new(),
    };
    does(workspace, What::Plans(Plans::AddPlan(form)));
    let id = plans::all(&workspace.db).unwrap()[0].plan.id;
    let item = ItemForm {
        course: names::courses(&workspace.db).unwrap().find(COURSE).expect("the course"),
        class: None,
        due: None,
        cost: None,
        note: String::new(),
        people: vec![],
    };
    does(workspace, What::Plans(Plans::SetItem(id, None, item)));
    does(workspace, What::Plans(Plans::Agree(id)));
}

fn learned(workspace: &Workspace, who: &str, on: &str) -> Learned {
    let directory = Directory::load(&workspace.db).unwrap();
    load(&workspace.db, &directory, person(&workspace.db, who), day(on)).unwrap()
}

fn told(found: &Learned) -> Vec<(String, Kind, Option<LearningTopic>)> {
    let entry = |own: &coxswain::metrics::training::records::Entry| {
        (own.on.to_string(), own.kind(), own.topic)
    };
    found.entries.iter().map(entry).collect()
}

#[test]
fn what_was_learned_stands_in_one_list_wherever_it_was_written() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let found = learned(&workspace, "张伟", TODAY);
    let row = |on: &str, kind: Kind, topic: Option<LearningTopic>| (on.to_owned(), kind, topic);
    use LearningTopic::{Leading, Product, Selling};
    let deals = found.entries[0].topic;
    assert!(deals.is_some(), "a skill says what coaching was about");
    assert_eq!(
        told(&found),
        [
            row("2025-11-14", Kind::Coaching, deals),
            row("2025-11-05", Kind::Update, Some(Product)),
            row("2025-10-10", Kind::Mentoring, Some(Leading)),
            row("2025-09-11", Kind::Training, Some(Selling)),
            row("2025-08-04", Kind::Mentoring, Some(Leading)),
            row("2025-08-01", Kind::Skill, deals),
            row("2025-03-01", Kind::Skill, deals),
            row("2024-03-15", Kind::Certificate, None),
        ]
    );
    let Learn::Training { result, hours, title, .. } = &found.entries[3].what else {
        panic!("{:?}", found.entries[3]);
    };
    assert_eq!((*hours, result.cost), (Some(70_000), Some(50_001)));
    assert_eq!(title.as_deref(), Some("异议处理演练 第2期"));
    let before = |at: usize| match &found.entries[at].what {
        Learn::Rating { before, .. } => *before,
        other => panic!("{other:?}"),
    };
    assert_eq!((before(5), before(6)), (Some(20_000), None));

    // 7 hours of 40; the year before has no trainings and is not listed.
    let years: Vec<_> = found.years.iter().map(|year| (year.year, year.quota)).collect();
    assert_eq!(years, [(2025, Some(400_000))]);
    let year = &found.years[0];
    assert_eq!((year.sums.hours.value, year.sums.passed), (Some(70_000), 1));
    let left = year.quota().and_then(|quota| quota.left()).map(|left| left.round());
    assert_eq!(left, Some(330_000));
    assert!(found.ahead.is_empty(), "the mentor's tasks are the mentee's: {:?}", found.ahead);

    // What waits for whom is guided, and what is to be read.
    let li = learned(&workspace, "李娜", TODAY);
    let kinds: Vec<Kind> = li.entries.iter().map(|entry| entry.kind()).collect();
    assert_eq!(kinds, [Kind::Mentoring, Kind::Mentoring]);
    let ahead: Vec<_> = li.ahead.iter().map(|ahead| (ahead.on, &ahead.what)).collect();
    let read = Waits::Update { title: "智能压力变送器新品".to_owned() };
    let mentor = person(&workspace.db, "张伟");
    let task = Waits::Task { mentor, words: "独立报价".to_owned() };
    assert_eq!(ahead, [(Some(day("2025-11-28")), &read), (Some(day("2025-12-05")), &task)]);

    // A day sees what was known on it.
    let then = learned(&workspace, "张伟", "2025-08-31");
    assert_eq!(then.entries.len(), 4);
    assert_eq!((then.years[0].sums.results, then.years[0].sums.hours.value), (0, None));
}

#[test]
fn the_command_line_gives_every_figure() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let show = |more: &[&'static str]| {
        let args = ["show", "销售.cox", "training-records", "--as-of", TODAY, "--json"];
        let all: Vec<&str> = args.iter().chain(more).copied().collect();
        desk.json(0, &all)
    };
    let found = show(&["--person", "张伟"]);
    assert_eq!(found["records"].as_array().map(Vec::len), Some(8));
    let training = &found["records"][3];
    assert_eq!((&training["kind"], &training["topic"]), (&json!("training"), &json!("selling")));
    assert_eq!((&training["hours"], &training["cost"]), (&json!(7.0), &json!(50_001)));
    assert_eq!(training["score"], 82.0);
    assert_eq!(found["records"][5]["before"], 2.0);
    assert_eq!(found["records"][2]["role"], "mentor");
    let year = &found["years"][0];
    assert_eq!((&year["hours"], &year["quota"]), (&json!(7.0), &json!(40.0)));
    assert_eq!((&year["left"], &year["share"]), (&json!(33.0), &json!(0.175)));
    assert_eq!(year["topics"]["selling"]["trainings"], 1);
    assert_eq!(show(&["--scope", "person:张伟"]), found);
    let september = show(&["--person", "张伟", "--period", "2025-09"]);
    assert_eq!(september["records"].as_array().map(Vec::len), Some(1));
    assert_eq!(september["years"], found["years"], "years stay whole");
    let li = show(&["--person", "李娜"]);
    assert_eq!(li["ahead"][0]["kind"], "update");
    assert_eq!(
        (&li["ahead"][1]["kind"], &li["ahead"][1]["detail"]),
        (&json!("task"), &json!("张伟"))
    );
    let args = ["show", "销售.cox", "training-records", "--as-of", TODAY];
    assert!(desk.says(2, &args).contains("--person"));
}

#[test]
fn the_training_file_is_filled_and_printed() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let tr = Tr::new(Language::Chinese);
    let wanted = (Scope::All, Period::Year(2025));
    let found = files(&workspace.db, &directory, wanted, day(TODAY), &tr).unwrap();
    let own = found.files.iter().find(|file| file.page.facts.name == "张伟").expect("a file");
    let page = &own.page;
    assert_eq!(page.records.len(), 1);
    let record = &page.records[0];
    assert_eq!((record.day.as_str(), record.hours.as_deref()), ("09-11", Some("7.0")));
    assert_eq!(record.result.as_deref(), Some("82分，通过"));
    assert_eq!((page.hours.as_deref(), page.rest.as_str()), (Some("7.0"), "还需 33.0"));
    assert_eq!(page.tiles[0].of, "/ 40.0");
    assert_eq!(page.certificates[0].number.as_deref(), Some("C1-08"));
    assert_eq!(page.facts.superior.as_deref(), Some("林晓峰"));
    assert_eq!(page.facts.rated.as_deref(), Some("2025-08-01"));
    let without: Vec<&str> =
        found.without.iter().map(|person| directory.person_name(*person)).collect();
    assert!(without.contains(&"赵磊") && !without.contains(&"王芳"), "{without:?}");
    drop(workspace);

    let print = |language: &str, folder: &str| {
        let args = ["print", "销售.cox", "training-file", "--period", "2025-Q4", "--out", folder];
        let more = ["--date", TODAY, "--language", language];
        desk.says(0, &[args.as_slice(), more.as_slice()].concat())
    };
    let said = print("zh-CN", "页");
    let file = desk.path("页").join("培训档案 张伟 2025年.pdf");
    assert!(fs::read(&file).unwrap().starts_with(b"%PDF-"), "{said}");
    assert!(said.contains("没有学习记录：") && said.contains("赵磊"), "{said}");
    print("en", "pages");
    assert!(desk.path("pages").join("Training file 张伟 2025.pdf").exists());
}
