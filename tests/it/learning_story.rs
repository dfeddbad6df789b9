//! Skills by all names they bear, what is asked of people in them, and ratings with what shows them.

use coxswain::command::Command;
use coxswain::command::duties::{Command as Duty, LineForm, SheetForm};
use coxswain::command::training::check::warnings;
use coxswain::command::training::ratings::{Ask as Ratings, RatingForm, SelfForm};
use coxswain::command::training::skills::{Ask as Skills, RequirementForm, SkillForm};
use coxswain::command::training::{Named, Warning, What};
use coxswain::domain::duty::Audience;
use coxswain::domain::ids::{PersonId, SkillId};
use coxswain::domain::period::Period;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::{capability, dossier};
use coxswain::store::Db;
use coxswain::store::directory::Directory;
use coxswain::store::duties::Duties;
use coxswain::store::records::{
    DutySection, EvidenceKind, LearningName, LearningTopic, SkillRating, SkillRequirement,
    TrainingResult,
};
use coxswain::store::stage_models::Words;
use coxswain::store::training::requirements::{AskedBy, Requirements};
use coxswain::store::training::{names, skills};

use crate::common::{Desk, TODAY, Take, act, counts, day, person, post, take};
use crate::training_story::{ask, does, refused};

const POST: &str = "销售代表";

pub fn skill(db: &Db, name: &str) -> SkillId {
    names::skills(db).unwrap().find(name).expect("the skill")
}

fn skill_form(name: &str) -> SkillForm {
    let anchor = |text: &str| Words::of((text, ""));
    SkillForm {
        name: Words::of((name, "Tendering")),
        topic: LearningTopic::Selling,
        anchors: [
            anchor("没有投过标"),
            anchor("知道招标流程"),
            anchor("能按清单准备标书"),
            anchor("独立组织投标"),
            Words::default(),
        ],
    }
}

#[test]
fn a_new_workspace_has_the_usual_skills_with_what_tells_their_levels() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let all = skills::all(&workspace.db).unwrap();
    assert_eq!(all.len(), 17);
    assert!(all.iter().all(|(_, anchors)| anchors.len() == 5));
    // There is nothing to add.
    let usual = ask(What::Skills(Skills::UsualSkills));
    assert_eq!(act(&mut workspace, &usual).title, "");

    does(&mut workspace, What::Skills(Skills::AddSkill(skill_form("招投标"))));
    let id = skill(&workspace.db, "招投标");
    let (own, anchors) = skills::all(&workspace.db).unwrap().pop().unwrap();
    assert_eq!((own.id, own.position, anchors.len()), (id, 18, 4));
    for (form, key) in [
        (skill_form(" "), "error-name-blank"),
        (skill_form("招 投标"), "error-learning-name-taken"),
        (skill_form("需求探询"), "error-learning-name-taken"),
        (
            SkillForm { name: Words::of(("投标", "tendering")), ..skill_form("") },
            "error-learning-name-taken",
        ),
    ] {
        assert_eq!(refused(&mut workspace, What::Skills(Skills::AddSkill(form))), key);
    }
    let name = |name: &str| What::Skills(Skills::AddName(Named::Skill(id), name.to_owned()));
    assert_eq!(refused(&mut workspace, name("商务谈判")), "error-learning-name-taken");
    assert_eq!(refused(&mut workspace, name("招投标")), "error-learning-name-known");
    does(&mut workspace, name("标书"));
    let mut own = workspace.db.all::<LearningName>().unwrap().into_iter();
    let own = own.find(|other| other.name == "标书").unwrap().id;
    does(&mut workspace, What::Skills(Skills::RemoveName(own)));

    // A text of before is still understood once the skill has another name.
    let sheet = desk.csv(
        "技能.csv",
        "姓名,技能,等级,评定日期,依据类型
         张伟,招投标,2,2025-03-01,测试
         张伟,标书编制,3,2025-09-01,
         张伟,需求探询,3,2025-09-01,观察
         王芳,招投标,5,2025-09-01,
         王芳,招投标,2,2025-09-01,本人",
    );
    let imported = take(&mut workspace, &sheet, &Take::default());
    assert_eq!(counts(&imported), (3, 0, 0, 2));
    let told = crate::common::rejections(&imported);
    assert_eq!(
        told,
        [(5, "level", "problem-level"), (6, "evidence_kind", "problem-evidence-kind")]
    );
    let zhang = person(&workspace.db, "张伟");
    let known = |db: &Db| -> Vec<(String, i64)> {
        let own = skills::newest(db, day(TODAY)).unwrap().remove(&zhang).unwrap();
        own.into_iter().map(|rating| (rating.skill, rating.level / 10_000)).collect()
    };
    let pair = |name: &str, level: i64| (name.to_owned(), level);
    assert_eq!(known(&workspace.db), [pair("招投标", 2), pair("标书编制", 3), pair("需求挖掘", 3)]);
    let renamed = SkillForm { name: Words::of(("投标管理", "")), ..skill_form("") };
    does(&mut workspace, What::Skills(Skills::EditSkill(id, renamed)));
    does(&mut workspace, name("标书编制"));
    assert_eq!(
        known(&workspace.db),
        [pair("投标管理", 3), pair("需求挖掘", 3)],
        "two texts of one skill are one rating, the newer one"
    );
    let texts: Vec<String> =
        workspace.db.all::<SkillRating>().unwrap().into_iter().map(|r| r.skill).collect();
    assert_eq!(texts, ["招投标", "标书编制", "需求探询"], "what the sheet says stays");
    let directory = Directory::load(&workspace.db).unwrap();
    let found = capability::evidence(&workspace.db, &directory, &[zhang], day(TODAY)).unwrap();
    assert_eq!(found[&zhang].skills.len(), 2, "the capability counts skills and not texts");
    does(&mut workspace, What::Skills(Skills::ArchiveSkill(id, true)));
    does(&mut workspace, What::Skills(Skills::ArchiveSkill(id, false)));
}

#[test]
fn what_is_asked_of_somebody_has_one_answer() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let (deals, product) = (skill(&workspace.db, "商务谈判"), skill(&workspace.db, "产品知识"));
    let form = RequirementForm {
        post: Some(post(&workspace.db, POST)),
        at_level: 0,
        skill: deals,
        level: 2,
        importance: 3,
        starts: day("2025-01-01"),
    };
    let set = |form: RequirementForm| What::Skills(Skills::SetRequirement(form));
    for (form, key) in [
        (RequirementForm { post: None, ..form }, "error-requirement-post"),
        (RequirementForm { level: 5, ..form }, "error-level-range"),
        (RequirementForm { level: -1, ..form }, "error-level-range"),
        (RequirementForm { at_level: 5, ..form }, "error-requirement-at"),
        (RequirementForm { importance: 0, ..form }, "error-requirement-importance"),
        (RequirementForm { skill: SkillId(1), ..form }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, set(form)), key);
    }
    does(&mut workspace, set(form));
    does(&mut workspace, set(RequirementForm { skill: product, level: 3, ..form }));
    does(&mut workspace, set(RequirementForm { level: 3, starts: day("2025-07-01"), ..form }));
    does(&mut workspace, set(RequirementForm { at_level: 3, level: 4, ..form }));
    let zhang = person(&workspace.db, "张伟");
    let asked = |db: &Db, level: Option<i64>, on: &str| -> Vec<(String, i64)> {
        let directory = Directory::load(db).unwrap();
        let duties = Duties::load(db).unwrap();
        let all = Requirements::load(db).unwrap();
        let own = all.of_person(&directory, &duties, (zhang, level), day(on));
        own.into_iter().map(|one| (one.name, one.level)).collect()
    };
    let pair = |name: &str, level: i64| (name.to_owned(), level);
    let (before, after) = ("2025-06-30", "2025-07-01");
    let told = asked(&workspace.db, None, before);
    assert_eq!(told, [pair("产品知识", 3), pair("商务谈判", 2)]);
    assert_eq!(asked(&workspace.db, None, after)[1], pair("商务谈判", 3));
    assert_eq!(asked(&workspace.db, Some(3), after)[1], pair("商务谈判", 4));

    // What people sign for goes before what is set for the whole post.
    let duty =
        LineForm { title: "签约".to_owned(), weight: 10_000, ..LineForm::new(DutySection::Duty) };
    let line = LineForm {
        title: "商务谈判".to_owned(),
        number: Some(1),
        weight: 2,
        ..LineForm::new(DutySection::Skill)
    };
    let sheet = SheetForm {
        post: post(&workspace.db, POST),
        name: POST.to_owned(),
        audience: Audience::Everyone,
        starts: day("2025-10-01"),
        code: String::new(),
        purpose: "签约".to_owned(),
        change_note: String::new(),
        lines: vec![duty, line],
    };
    act(&mut workspace, &Command::Duties(Duty::Publish(Box::new(sheet))));
    let told = asked(&workspace.db, None, TODAY);
    assert_eq!(told, [pair("商务谈判", 1), pair("产品知识", 3)]);
    assert_eq!(asked(&workspace.db, Some(3), TODAY)[0], pair("商务谈判", 4));
    let late = RequirementForm { starts: day(TODAY), ..form };
    assert_eq!(refused(&mut workspace, set(late)), "error-requirement-sheet");
    does(&mut workspace, set(RequirementForm { at_level: 2, level: 2, ..late }));
    // The page of a person asks the same.
    let directory = Directory::load(&workspace.db).unwrap();
    let quarter = Period::Quarter(2025, 4);
    let page = dossier::load(&workspace.db, &directory, zhang, quarter, day(TODAY)).unwrap();
    let shown: Vec<_> =
        page.unwrap().skills.into_iter().map(|one| (one.name, one.required.unwrap())).collect();
    assert_eq!(shown, told);

    let none = RequirementForm { skill: product, level: 0, starts: day(TODAY), ..form };
    does(&mut workspace, set(none));
    assert_eq!(asked(&workspace.db, None, TODAY), [pair("商务谈判", 1)]);
    let last = workspace.db.all::<SkillRequirement>().unwrap().pop().unwrap().id;
    does(&mut workspace, What::Skills(Skills::RemoveRequirement(last)));
    let requirements = Requirements::load(&workspace.db).unwrap();
    let asked = requirements.asked((post(&workspace.db, POST), None), &[], day(TODAY));
    assert!(asked.iter().all(|one| matches!(one.by, AskedBy::Post(_))));
}

#[test]
fn a_level_is_said_by_somebody_else_and_shown_by_something() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let file = desk.csv("培训.csv", "姓名,课程,培训日期,成绩\n王芳,选型,2025-09-01,90");
    take(&mut workspace, &file, &Take::default());
    let of_wang = workspace.db.all::<TrainingResult>().unwrap().remove(0).id.0;
    let zhang = person(&workspace.db, "张伟");
    let deals = skill(&workspace.db, "商务谈判");
    let form = || RatingForm {
        person: zhang,
        skill: deals,
        on_day: day("2025-11-15"),
        level: 3,
        kind: EvidenceKind::Observation,
        evidence: "主谈了三次合同".to_owned(),
        record: None,
        rater: "林晓峰".to_owned(),
    };
    let rate = |form: RatingForm| What::Ratings(Ratings::Rate(form));
    for (form, key) in [
        (RatingForm { level: 5, ..form() }, "error-level-range"),
        (RatingForm { level: -1, ..form() }, "error-level-range"),
        (RatingForm { evidence: " ".to_owned(), ..form() }, "error-rating-evidence"),
        (RatingForm { rater: "张伟".to_owned(), ..form() }, "error-rating-self"),
        (RatingForm { rater: String::new(), ..form() }, "error-rating-rater"),
        (RatingForm { on_day: day("2025-11-19"), ..form() }, "error-training-future"),
        (
            RatingForm { kind: EvidenceKind::Test, record: Some(of_wang), ..form() },
            "error-rating-record",
        ),
        (RatingForm { kind: EvidenceKind::Deal, record: Some(1), ..form() }, "error-rating-record"),
        (RatingForm { person: PersonId(1), ..form() }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, rate(form)), key);
    }
    // No post asks for it: that is said, and does not stand in the way.
    let warned = |db: &Db, what: What| match ask(what) {
        Command::Training(command) => warnings(db, &command).unwrap(),
        other => panic!("{other:?}"),
    };
    let told = warned(&workspace.db, rate(form()));
    assert_eq!(told, [Warning::SkillNotAsked { skill: "商务谈判".to_owned() }]);
    assert!(told[0].message(&Tr::new(Language::Chinese)).contains("商务谈判"));
    does(&mut workspace, rate(form()));
    assert_eq!(refused(&mut workspace, rate(form())), "error-rating-twice");
    let asked = RequirementForm {
        post: Some(post(&workspace.db, POST)),
        at_level: 0,
        skill: deals,
        level: 2,
        importance: 3,
        starts: day("2025-01-01"),
    };
    does(&mut workspace, What::Skills(Skills::SetRequirement(asked)));
    assert!(warned(&workspace.db, rate(form())).is_empty());
    let stored = workspace.db.all::<SkillRating>().unwrap().pop().unwrap();
    assert_eq!((stored.level, stored.evidence_kind), (30_000, Some(EvidenceKind::Observation)));
    let other = RatingForm { level: 4, ..form() };
    does(&mut workspace, What::Ratings(Ratings::EditRating(stored.id, other)));

    // What somebody says of themselves stands apart, and is no rating.
    let own = SelfForm {
        person: zhang,
        skill: skill(&workspace.db, "产品知识"),
        on_day: day("2025-11-10"),
        level: 4,
        words: String::new(),
    };
    let say = |form: SelfForm| What::Ratings(Ratings::RateSelf(form));
    assert_eq!(
        refused(&mut workspace, say(SelfForm { level: 9, ..own.clone() })),
        "error-level-range"
    );
    does(&mut workspace, say(own.clone()));
    does(&mut workspace, say(SelfForm { level: 3, ..own }));
    let said = skills::self_ratings_of(&workspace.db, zhang).unwrap();
    assert_eq!(said.iter().map(|one| one.level).collect::<Vec<_>>(), [3]);
    let rated = skills::ratings_of(&workspace.db, zhang).unwrap();
    assert_eq!(rated.len(), 1);
    does(&mut workspace, What::Ratings(Ratings::RemoveSelf(said[0].id)));

    let refresher = |since: &str, half_life| {
        let since = day(since);
        What::Ratings(Ratings::StartRefresher { person: zhang, skill: deals, since, half_life })
    };
    assert_eq!(refused(&mut workspace, refresher("2025-09-01", 6)), "error-refresher-days");
    does(&mut workspace, refresher("2025-09-01", 30));
    assert_eq!(refused(&mut workspace, refresher("2025-09-01", 30)), "error-refresher-twice");
    let id = skills::refreshers(&workspace.db).unwrap()[0].0.id;
    let tried =
        |on: &str, passed| What::Ratings(Ratings::TryRefresher { id, on_day: day(on), passed });
    does(&mut workspace, tried("2025-09-16", true));
    assert_eq!(refused(&mut workspace, tried("2025-09-16", true)), "error-refresher-order");
    does(&mut workspace, tried("2025-10-16", false));
    assert_eq!(skills::refreshers(&workspace.db).unwrap()[0].1.len(), 2);
    does(&mut workspace, What::Ratings(Ratings::StopRefresher(id)));
    does(&mut workspace, What::Ratings(Ratings::RemoveRating(stored.id)));
}
