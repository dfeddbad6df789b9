//! Bad input to coaching and training: a score outside its scale, a class in the past without attendance,
//! somebody enrolled twice, more people than seats, an expiry before the issue, a skill that nobody asks for,
//! a coaching without a day. Each is said in both languages with what to do next, nothing is stored, and
//! what is right is kept all the same. Then one command of every kind, undone to the beginning.

use coxswain::command::coaching::What as Coaching;
use coxswain::command::coaching::actions::{Action, ActionForm};
use coxswain::command::coaching::behaviour::Finding;
use coxswain::command::coaching::events::{Event, EventForm};
use coxswain::command::coaching::feedback::Feedback;
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::pulse::{Marks, Pulse, PulseForm};
use coxswain::command::coaching::rhythm::Rhythm;
use coxswain::command::coaching::sheets::SheetForm;
use coxswain::command::coaching::templates::Template;
use coxswain::command::coaching::visits::{Visit, VisitForm};
use coxswain::command::import::rejects_kept;
use coxswain::command::training::What as Training;
use coxswain::command::training::careers::{Ask as Careers, OfferForm};
use coxswain::command::training::certificates::{Ask as Certificates, CertificateForm};
use coxswain::command::training::check::warnings;
use coxswain::command::training::classes::{Ask as Classes, ClassForm, SeatForm};
use coxswain::command::training::plans::{Ask as Plans, PlanForm};
use coxswain::command::training::ratings::{Ask as Ratings, RatingForm};
use coxswain::command::training::results::{Ask as Results, ResultForm};
use coxswain::command::training::skills::{Ask as Skills, RequirementForm};
use coxswain::command::training::updates::{Ask as Updates, UpdateForm};
use coxswain::command::{self, Command};
use coxswain::domain::ids::{ClassSessionId, PersonId, TrainingClassId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::store::Workspace;
use coxswain::store::records::{
    Batch, ClassStatus, Coaching as Talk, CoachingKind, EvidenceKind, FeedbackKind, LearningTopic,
    ObservationTemplate, OfferKind, SkillRating, TrainingResult,
};

use crate::case_story::{analysis, play, publish, published};
use crate::coaching_story::{asked, deal, prepared, step, talk};
use crate::common::{
    Desk, TODAY, Take, act, counts, day, everything, person, post, rejections, take,
};
use crate::improvement_story::begun;
use crate::learning_story::skill;
use crate::observation_story::{save, seen};
use crate::training_story::{
    COURSE, ask, class_form, course, does, held_by_hand, newest_class, page, record, result, seat,
};

/// What is said of a command that is refused, with what to do next, in both languages; nothing is stored.
fn told(workspace: &mut Workspace, command: &Command) -> [String; 2] {
    let before = everything(&workspace.db);
    let error = command::run(&mut workspace.db, command).expect_err("it is refused");
    assert_eq!(everything(&workspace.db), before, "{}: nothing is stored", error.key());
    Language::ALL.map(|language| {
        let tr = Tr::new(language);
        assert!(tr.has(error.key()), "{}", error.key());
        let said = [error.message(&tr), error.hint(&tr)];
        for text in &said {
            let whole = !text.is_empty() && !text.contains(['{', '$']);
            assert!(whole, "{} {language:?}: {text:?}", error.key());
        }
        said.join(" ")
    })
}

/// A level of 张伟 that somebody else says.
fn rated(workspace: &Workspace, level: i64) -> RatingForm {
    RatingForm {
        person: person(&workspace.db, "张伟"),
        skill: skill(&workspace.db, "商务谈判"),
        on_day: day("2025-11-15"),
        level,
        kind: EvidenceKind::Observation,
        evidence: "主谈了三次合同".to_owned(),
        record: None,
        rater: "林晓峰".to_owned(),
    }
}

fn rate(form: RatingForm) -> Command {
    ask(Training::Ratings(Ratings::Rate(form)))
}

fn certificate(workspace: &Workspace, issued: &str, expires: &str) -> Training {
    Training::Certificates(Certificates::Issue(CertificateForm {
        person: person(&workspace.db, "张伟"),
        name: "防爆电气作业证".to_owned(),
        number: "T-1".to_owned(),
        issued_on: day(issued),
        expires_on: Some(day(expires)),
        issuer: String::new(),
        class: None,
    }))
}

/// The visit of a sheet.
fn visit(sheet: SheetForm) -> VisitForm {
    VisitForm {
        sheet,
        starts_at: "9:30".to_owned(),
        minutes: Some(90),
        topic: "续约".to_owned(),
        named: String::new(),
        present: String::new(),
        questions: String::new(),
    }
}

fn event(workspace: &Workspace) -> EventForm {
    EventForm {
        name: "技术讲标".to_owned(),
        on_day: Some(day("2025-11-28")),
        person: person(&workspace.db, "张伟"),
        account: None,
        deal: Some(deal(workspace, "J")),
        note: String::new(),
    }
}

/// A class of two seats in September that is full and of which nothing is recorded.
fn full(workspace: &mut Workspace) -> TrainingClassId {
    let course = course(workspace, COURSE);
    does(workspace, Training::Classes(Classes::Plan(class_form(course))));
    let class = newest_class(&workspace.db);
    let seats: Vec<SeatForm> =
        ["张伟", "王芳"].map(|name| seat(person(&workspace.db, name))).to_vec();
    does(workspace, Training::Classes(Classes::Enrol(class, seats)));
    class
}

#[test]
fn each_is_said_in_both_languages_with_what_to_do_and_nothing_is_lost() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let class = full(&mut workspace);
    let of = |workspace: &Workspace, name: &str| person(&workspace.db, name);
    let (wei, fang, na) = (of(&workspace, "张伟"), of(&workspace, "王芳"), of(&workspace, "李娜"));
    let parts: Vec<ClassSessionId> =
        page(&workspace.db, class).sessions.iter().map(|part| part.id).collect();
    let enrol = |who: PersonId| ask(Training::Classes(Classes::Enrol(class, vec![seat(who)])));
    let fewer =
        ClassForm { seats: Some(1), ..class_form(page(&workspace.db, class).class.course_id) };
    let fewer = ask(Training::Classes(Classes::EditClass(class, fewer)));
    let score = ask(record(class, wei, result(&parts, 66, 101)));
    let hold = ask(Training::Results(Results::Hold(class, None)));
    let mut sheet = seen(&workspace, "2025-11-14", 2);
    sheet.ratings[0].level = Some(6);
    let early = certificate(&workspace, "2025-06-01", "2024-06-01");
    let nobody = RequirementForm {
        post: None,
        at_level: 0,
        skill: skill(&workspace.db, "商务谈判"),
        level: 3,
        importance: 3,
        starts: day("2025-01-01"),
    };
    let nobody = ask(Training::Skills(Skills::SetRequirement(nobody)));
    let plan = Log::Plan(Box::new(Form { on_day: None, complete: false, ..talk(wei) }));
    let held = Log::Hold(None, Box::new(Form { on_day: None, ..talk(wei) }));
    let draft = SheetForm { on_day: None, complete: false, ..seen(&workspace, "2025-11-14", 2) };
    let draft = Visit::Draft(None, Box::new(visit(draft)));
    let coming = Event::Add(EventForm { on_day: None, ..event(&workspace) });
    let sure = Form { confidence: Some(11), ..talk(wei) };
    let sure = Coaching::Log(Log::Hold(None, Box::new(sure)));

    // What is asked for, and what both languages must name.
    let cases: [(&str, Command, &[&str], &[&str]); 14] = [
        ("a score", score, &["成绩", "100"], &["score", "100"]),
        ("a level", rate(rated(&workspace, 5)), &["等级", "4"], &["level", "4"]),
        ("an observation", asked(save(sheet)), &["6", "1 到 5"], &["6", "1 to 5"]),
        ("a confidence", asked(sure), &["信心", "10"], &["confidence", "10"]),
        ("no attendance", hold, &["2 人", "到课"], &["Attendance", "2"]),
        ("twice", enrol(wei), &["张伟", "已经报名"], &["张伟", "enrolled already"]),
        ("too many", enrol(na), &["名额 2", "已报 2", "候补"], &["Seats: 2", "enrolled: 2"]),
        ("too few seats", fewer, &["名额 1", "已报 2"], &["Seats: 1", "enrolled: 2"]),
        ("an expiry", ask(early), &["2024-06-01", "2025-06-01"], &["2024-06-01", "2025-06-01"]),
        ("a skill of no post", nobody, &["岗位"], &["post"]),
        ("a plan without a day", asked(Coaching::Log(plan)), &["日期"], &["day"]),
        ("a talk without a day", asked(Coaching::Log(held)), &["日期"], &["day"]),
        ("a visit without a day", asked(Coaching::Visit(draft)), &["日期"], &["day"]),
        ("an event without a day", asked(Coaching::Event(coming)), &["日期"], &["day"]),
    ];
    for (what, command, zh, en) in &cases {
        let said = told(&mut workspace, command);
        for (said, parts) in said.iter().zip([zh, en]) {
            for part in *parts {
                assert!(said.contains(part), "{what}: {part:?} in {said:?}");
            }
        }
    }
    // The class still waits for its attendance, and one to which nobody goes says so.
    assert_eq!(page(&workspace.db, class).class.status, ClassStatus::Planned);
    let empty = class_form(page(&workspace.db, class).class.course_id);
    does(&mut workspace, Training::Classes(Classes::Plan(empty)));
    let empty = newest_class(&workspace.db);
    let [zh, en] = told(&mut workspace, &ask(Training::Results(Results::Hold(empty, None))));
    assert!(zh.contains("没有一个人") && en.contains("Nobody"), "{zh} {en}");

    // A skill that no post asks for is said and not refused: what was seen is kept.
    let form = rated(&workspace, 3);
    let Command::Training(command) = rate(form.clone()) else { panic!("it is one of training") };
    let spoken = warnings(&workspace.db, &command).unwrap();
    let [warning] = spoken.as_slice() else { panic!("{spoken:?}") };
    for (language, part) in
        [(Language::Chinese, "不计入差距"), (Language::English, "closes no gap")]
    {
        let said = warning.message(&Tr::new(language));
        assert!(said.contains("商务谈判") && said.contains(part), "{said}");
    }
    does(&mut workspace, Training::Ratings(Ratings::Rate(form)));

    // Put right, all of it goes through.
    let waiting = SeatForm { waiting: true, ..seat(na) };
    does(&mut workspace, Training::Classes(Classes::Enrol(class, vec![waiting])));
    does(&mut workspace, record(class, wei, result(&parts, 66, 100)));
    let away = ResultForm { attendance: "请假".to_owned(), ..ResultForm::default() };
    does(&mut workspace, record(class, fang, away));
    does(&mut workspace, Training::Results(Results::Hold(class, None)));
    let right = certificate(&workspace, "2024-06-01", "2027-06-01");
    does(&mut workspace, right);
    step(&mut workspace, Coaching::Log(Log::Hold(None, Box::new(talk(wei)))));
    workspace.full_check().unwrap();
}

#[test]
fn a_bad_row_of_a_sheet_is_kept_apart_with_its_reason_and_the_others_come_in() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    course(&mut workspace, COURSE);
    for (name, text, rejected, cell) in [
        (
            // How a course that is not listed counts is not known: its score stays as it stands.
            "培训.csv",
            "姓名,课程,培训日期,前测成绩,成绩
             张伟,异议处理演练,2025-09-12,66,182
             王芳,异议处理演练,2025-09-12,101,82
             周新,异议处理 演练,2025-09-12,66,100
             李娜,外训,2025-09-12,,182",
            vec![(2_u32, "score", "problem-score"), (3, "score_before", "problem-score")],
            "182",
        ),
        (
            "技能.csv",
            "姓名,技能,等级,评估日期
             张伟,商务谈判,7,2025-09-01
             王芳,没有岗位要求的技能,3,2025-09-01
             李娜,商务谈判,2,2025-09-01",
            vec![(2, "level", "problem-level")],
            "7",
        ),
        (
            "证书.csv",
            "姓名,证书名称,证书编号,发证日期,有效期至
             张伟,电工证,E-1,2025-06-01,2024-06-01
             王芳,电工证,E-2,2024-06-01,2027-06-01
             李娜,电工证,E-3,2024-06-01,2024-06-01",
            vec![(2, "expires_on", "problem-expires-before-issued")],
            "2024-06-01",
        ),
    ] {
        let file = desk.csv(name, text);
        let imported = take(&mut workspace, &file, &Take::default());
        assert_eq!(rejections(&imported), rejected, "{name}");
        assert_eq!(counts(&imported), (2, 0, 0, rejected.len()), "{name}");
        for language in Language::ALL {
            let tr = Tr::new(language);
            for (_, problems) in &imported.sheets[0].rejected {
                let problem = &problems[0];
                let said = tr.with(problem.key, &[("text", problem.text.as_str().into())]);
                assert!(said.contains(&problem.text) && !said.contains('$'), "{said}");
            }
        }
        // The row stays with the import, cell by cell, to be put right.
        let batch = workspace.db.all::<Batch>().unwrap().pop().expect("the import").id;
        let kept = rejects_kept(&workspace.db, batch).unwrap();
        assert_eq!(kept.len(), rejected.len(), "{name}");
        assert!(kept[0].cells.contains("张伟") && kept[0].cells.contains(cell), "{name}");
    }
    let scores: Vec<Option<i64>> =
        workspace.db.all::<TrainingResult>().unwrap().iter().map(|one| one.score).collect();
    assert_eq!(scores, [Some(1_000_000), Some(1_820_000)]);
    let skills: Vec<String> =
        workspace.db.all::<SkillRating>().unwrap().into_iter().map(|one| one.skill).collect();
    assert_eq!(skills, ["没有岗位要求的技能", "商务谈判"], "what nobody asks for is kept too");

    // Put right, the row comes in, and those that were right are as they were.
    let file = desk.csv(
        "培训.csv",
        "姓名,课程,培训日期,前测成绩,成绩
         张伟,异议处理演练,2025-09-12,66,82
         周新,异议处理 演练,2025-09-12,66,100",
    );
    assert_eq!(counts(&take(&mut workspace, &file, &Take::default())), (1, 0, 1, 0));
}

#[test]
fn a_sheet_cannot_tell_what_has_not_come_and_says_which_skills_nobody_asks_for() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    for (name, text, field) in [
        (
            "培训.csv",
            "姓名,课程,培训日期,成绩\n张伟,外训,2025-11-19,82\n王芳,外训,2025-11-18,82",
            "on_day",
        ),
        (
            "技能.csv",
            "姓名,技能,等级,评估日期\n张伟,商务谈判,2,2025-11-19\n王芳,商务谈判,2,2025-11-18",
            "on_day",
        ),
        (
            // A certificate may run out later, and was not given out tomorrow.
            "证书.csv",
            "姓名,证书名称,证书编号,发证日期,有效期至
             张伟,电工证,E-1,2025-11-19,2027-06-01
             王芳,电工证,E-2,2025-11-18,2027-06-01",
            "issued_on",
        ),
    ] {
        let file = desk.csv(name, text);
        let imported = take(&mut workspace, &file, &Take::default());
        assert_eq!(rejections(&imported), [(2, field, "problem-future")], "{name}");
        assert_eq!(counts(&imported), (1, 0, 0, 1), "{name}");
    }
    // A report that is of a later day may tell of it.
    let later = desk.csv("外训.csv", "姓名,课程,培训日期\n张伟,外训,2025-11-19");
    let imported = take(&mut workspace, &later, &Take { date: "2025-11-20", ..Take::default() });
    assert_eq!(counts(&imported), (1, 0, 0, 0));

    // A rating of a skill that no post asks for is taken, and the import says so until a post does.
    let rated = |workspace: &mut Workspace, level: i64| {
        let text = format!("姓名,技能,等级,评估日期\n李娜,商务谈判,{level},2025-11-10");
        let file = desk.csv("评定.csv", &text);
        let imported = take(workspace, &file, &Take::default());
        let skills: Vec<String> = imported.sheets[0].not_asked.iter().cloned().collect();
        (counts(&imported), skills)
    };
    let (counted, said) = rated(&mut workspace, 2);
    assert_eq!((counted, said), ((1, 0, 0, 0), vec!["商务谈判".to_owned()]));
    let asked = RequirementForm {
        post: Some(post(&workspace.db, "销售代表")),
        at_level: 0,
        skill: skill(&workspace.db, "商务谈判"),
        level: 3,
        importance: 3,
        starts: day("2025-01-01"),
    };
    does(&mut workspace, Training::Skills(Skills::SetRequirement(asked)));
    let (counted, said) = rated(&mut workspace, 3);
    assert_eq!((counted, said), ((0, 1, 0, 0), vec![]));
}

/// One command of every kind of coaching.
fn coached(workspace: &mut Workspace) {
    let wei = person(&workspace.db, "张伟");
    step(
        workspace,
        Coaching::Rhythm(Rhythm {
            kind: CoachingKind::OneToOne,
            person: None,
            days: Some(14),
            channel: String::new(),
        }),
    );
    let form = event(workspace);
    step(workspace, Coaching::Event(Event::Add(form)));
    step(workspace, Coaching::Log(Log::Hold(None, Box::new(talk(wei)))));
    let id = workspace.db.all::<Talk>().unwrap()[0].id;
    let action =
        ActionForm {
            text: "完成测算".to_owned(), owner: Some(wei), due: Some(day("2025-11-24"))
        };
    step(workspace, Coaching::Action(Action::Add(id, action)));
    let sheet = seen(workspace, "2025-11-14", 2);
    step(workspace, save(sheet));
    let sheet = SheetForm { complete: false, ..seen(workspace, "2025-10-20", 3) };
    step(workspace, Coaching::Visit(Visit::Draft(None, Box::new(visit(sheet)))));
    let template = workspace.db.all::<ObservationTemplate>().unwrap()[0].id;
    step(workspace, Coaching::Template(Template::Retire(template)));
    begun(workspace);
    let case = published(workspace);
    let form = play(workspace, case);
    step(workspace, publish(None, form));
    let form = analysis(workspace);
    step(workspace, Coaching::Finding(Finding::Keep(Box::new(form))));
    step(
        workspace,
        Coaching::Feedback(Feedback::Give {
            person: None,
            kind: FeedbackKind::Problem,
            text: "周报太长".to_owned(),
            on_day: day(TODAY),
            due: day("2025-11-25"),
        }),
    );
    let form = PulseForm {
        question: "我愿意推荐这里".to_owned(),
        on_day: Some(day("2025-11-14")),
        marks: vec![Marks { team: None, answers: [0, 1, 1, 2, 2] }],
    };
    step(workspace, Coaching::Pulse(Pulse::Keep(None, form)));
}

/// One command of every kind of training; the first ones are of a course, a class and its results.
fn trained(workspace: &mut Workspace) {
    let wei = person(&workspace.db, "张伟");
    held_by_hand(workspace);
    let asked = RequirementForm {
        post: Some(post(&workspace.db, "销售代表")),
        at_level: 0,
        skill: skill(&workspace.db, "商务谈判"),
        level: 3,
        importance: 3,
        starts: day("2025-01-01"),
    };
    does(workspace, Training::Skills(Skills::SetRequirement(asked)));
    let form = rated(workspace, 2);
    does(workspace, Training::Ratings(Ratings::Rate(form)));
    let paper = certificate(workspace, "2024-06-01", "2027-06-01");
    does(workspace, paper);
    let news = UpdateForm {
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
    does(workspace, Training::Updates(Updates::Publish(news, vec![wei])));
    let plan = PlanForm {
        name: "四季度培训".to_owned(),
        scope: Scope::All,
        period: Period::Quarter(2025, 4),
        budget: Some(200_000),
        hours_per_head: None,
        note: String::new(),
    };
    does(workspace, Training::Plans(Plans::AddPlan(plan)));
    let offer = OfferForm {
        person: wei,
        kind: OfferKind::Project,
        what: "二期改造项目".to_owned(),
        reason: "熟悉现场".to_owned(),
        offered_on: day("2025-11-03"),
        review_on: None,
    };
    does(workspace, Training::Careers(Careers::Offer(offer)));
}

#[test]
fn one_command_of_every_kind_is_undone_to_the_beginning_and_done_again() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let start = everything(&workspace.db);
    coached(&mut workspace);
    trained(&mut workspace);
    let end = everything(&workspace.db);
    let mut steps = 0;
    while everything(&workspace.db) != start {
        assert!(steps < 60, "undo does not lead back to the beginning");
        act(&mut workspace, &Command::Undo);
        steps += 1;
    }
    // Fourteen of coaching and twelve of training.
    assert_eq!(steps, 26, "one step for each command");
    for _ in 0..steps {
        act(&mut workspace, &Command::Redo);
    }
    assert_eq!(everything(&workspace.db), end);
    workspace.full_check().unwrap();
}
