//! Who is ready for which step of the ladder, with the figure behind each condition; career plans on a day;
//! what people were offered, and how evenly.

use coxswain::command::training::What;
use coxswain::command::training::careers::{
    ActionForm, Ask as Careers, CareerForm, ConditionForm, OfferForm, StepForm,
};
use coxswain::domain::ids::{CareerStepId, PersonId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::domain::training::career::Verdict;
use coxswain::domain::training::opportunities::Share;
use coxswain::metrics::training::careers::offers::{By, cuts, given, whole};
use coxswain::metrics::training::careers::{Known, plans, steps};
use coxswain::store::directory::Directory;
use coxswain::store::records::{CareerConditionKind as Kind, DevelopmentOffer, OfferKind};
use coxswain::store::training::careers::ladder;
use coxswain::store::{Db, Workspace};
use serde_json::{Value, json};

use crate::common::{Desk, TODAY, Take, counts, day, person, post, take};
use crate::learning_story::skill;
use crate::training_story::{does, refused};

fn bring(desk: &Desk, workspace: &mut Workspace, name: &str, text: &str, rows: usize) {
    let file = desk.csv(name, text);
    let taken = take(workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (rows, 0, 0, 0), "{name} {:?}", taken.sheets[0].rejected);
}

fn condition(kind: Kind, number: Option<i64>) -> ConditionForm {
    ConditionForm {
        kind,
        skill: None,
        certificate: None,
        number,
        times: None,
        grade: String::new(),
    }
}

/// Three reps, of whom one has results and ratings, one is new in the post, and of one little is known.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.open();
    let roster = "姓名,工号,岗位,职级,团队,区域,直接经理,入职日期,到岗日期
        张伟,S01,销售代表,S1,一组,华东,林晓峰,2023-03-01,2023-03-01
        王芳,S02,销售代表,S1,二组,华南,赵磊,2022-07-15,2025-08-01
        李娜,S03,销售代表,S1,二组,华南,赵磊,,";
    bring(desk, &mut workspace, "名册.csv", roster, 3);
    let accounts = "客户名称,行业,省市,负责人\n甲厂,化工,上海,张伟";
    bring(desk, &mut workspace, "客户.csv", accounts, 1);
    let deals = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
        D1,一,甲厂,张伟,赢单,30,2025-05-01,2025-07-10
        D2,二,甲厂,张伟,赢单,20,2025-05-01,2025-09-05";
    bring(desk, &mut workspace, "商机.csv", deals, 2);
    let targets = "对象,指标,季度,目标（万元）\n张伟,签约额,2025Q3,100";
    bring(desk, &mut workspace, "目标.csv", targets, 1);
    let ratings = "姓名,技能,等级,评估日期\n张伟,商务谈判,3,2025-08-01";
    bring(desk, &mut workspace, "技能.csv", ratings, 1);
    let papers = "姓名,证书名称,有效期至\n张伟,防爆电气作业证,2025-12-31";
    bring(desk, &mut workspace, "证书.csv", papers, 1);
    let deals = skill(&workspace.db, "商务谈判");
    let rep = post(&workspace.db, "销售代表");
    let form = StepForm {
        from_post: Some(rep),
        from_grade: "s1".to_owned(),
        post: rep,
        grade: "S2".to_owned(),
        note: String::new(),
        conditions: vec![
            condition(Kind::Tenure, Some(12)),
            ConditionForm { skill: Some(deals), ..condition(Kind::Skill, Some(3)) },
            condition(Kind::Certificate, None),
            ConditionForm { times: Some(1), ..condition(Kind::Attainment, Some(9_000)) },
        ],
    };
    does(&mut workspace, What::Careers(Careers::SetStep(None, form)));
    workspace
}

fn step(db: &Db) -> CareerStepId {
    ladder(db).unwrap()[0].step.id
}

fn verdicts(workspace: &Workspace, who: &str) -> (Option<Verdict>, Vec<Verdict>) {
    let directory = Directory::load(&workspace.db).unwrap();
    let all = steps(&workspace.db).unwrap();
    let id = person(&workspace.db, who);
    let known = Known::load(&workspace.db, &directory, &[id], &all, day(TODAY)).unwrap();
    assert!(known.at(id, &all[0]), "{who} stands before the step");
    let (_, found) = known.readiness(id, &all[0]);
    (found.verdict(), found.lines.iter().map(|line| line.verdict).collect())
}

#[test]
fn each_condition_is_met_missed_or_not_known() {
    use Verdict::{Met, NotMet, Unknown};
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    // 50 of 100 in the third quarter.
    assert_eq!(verdicts(&workspace, "张伟"), (Some(NotMet), vec![Met, Met, Met, NotMet]));
    // Three months in the post; never rated, no target; of certificates none has ended.
    assert_eq!(verdicts(&workspace, "王芳"), (Some(NotMet), vec![NotMet, Unknown, Met, Unknown]));
    assert_eq!(verdicts(&workspace, "李娜"), (Some(Unknown), vec![Unknown, Unknown, Met, Unknown]));

    let id = step(&workspace.db);
    does(&mut workspace, What::Careers(Careers::ArchiveStep(id, true)));
    drop(workspace);
    let args = ["show", "销售.cox", "careers", "--as-of", TODAY, "--json"];
    assert_eq!(desk.json(0, &args)["ladder"][0]["people"], json!([]), "it is out of use");
}

#[test]
fn a_grade_or_a_post_that_is_reached_is_no_step_any_more() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let all = steps(&workspace.db).unwrap();
    let manager = person(&workspace.db, "林晓峰");
    let zhang = person(&workspace.db, "张伟");
    let known =
        Known::load(&workspace.db, &directory, &[zhang, manager], &all, day(TODAY)).unwrap();
    assert!(!known.at(manager, &all[0]), "the step begins at the post of a rep");
    let mut any = all[0].clone();
    (any.rung.step.from_post_id, any.rung.step.from_grade) = (None, None);
    assert!(known.at(manager, &any) && known.at(zhang, &any));
    any.rung.step.grade = Some("S1".to_owned());
    assert!(!known.at(zhang, &any), "he is there");
}

fn found<'a>(list: &'a Value, who: &str) -> &'a Value {
    let all = list.as_array().expect("a list");
    all.iter().find(|one| one["person"] == who).unwrap_or_else(|| panic!("no {who} in {list}"))
}

#[test]
fn the_command_line_gives_the_figure_behind_each_condition() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, lin) = (person(&workspace.db, "张伟"), person(&workspace.db, "林晓峰"));
    let form = CareerForm {
        step: Some(step(&workspace.db)),
        post: post(&workspace.db, "销售代表"),
        grade: "S2".to_owned(),
        by_day: Some(day("2026-06-30")),
        gap: "达成率".to_owned(),
        review_on: Some(day("2026-01-15")),
    };
    does(&mut workspace, What::Careers(Careers::AddCareer(zhang, form)));
    let directory = Directory::load(&workspace.db).unwrap();
    let people: Vec<PersonId> = directory.people.keys().copied().collect();
    let plan = plans::of_people(&workspace.db, &people, day(TODAY)).unwrap()[0].plan.id;
    let action = ActionForm {
        what: "带练三次报价".to_owned(),
        skill: None,
        course: None,
        owner: Some(lin),
        due: Some(day("2025-12-16")),
    };
    does(&mut workspace, What::Careers(Careers::SetAction(plan, None, action)));
    drop(workspace);
    let show = |on: &str| {
        let args = ["show", "销售.cox", "careers", "--as-of", on, "--json"];
        desk.json(0, &args)
    };
    let now = show(TODAY);
    let ladder = &now["ladder"][0];
    assert_eq!((&ladder["from_grade"], &ladder["grade"]), (&json!("s1"), &json!("S2")));
    let own = found(&ladder["people"], "张伟");
    assert_eq!((&own["verdict"], &own["met"]), (&json!("not-met"), &json!(3)));
    let line = &own["conditions"][3];
    assert_eq!(line["asked"], "近1个季度达成率不低于90.0%");
    assert_eq!((&line["figure"], &line["short"]), (&json!("50.0%"), &json!(4_000)));
    let line = &found(&ladder["people"], "王芳")["conditions"][0];
    assert_eq!((&line["figure"], &line["short"]), (&json!("3个月"), &json!(9)));
    let line = &found(&ladder["people"], "李娜")["conditions"][0];
    assert_eq!((&line["figure"], &line["short"]), (&json!("未知"), &Value::Null));

    let plan = &now["plans"][0];
    assert_eq!((&plan["status"], &plan["readiness"]["met"]), (&json!("open"), &json!(3)));
    assert_eq!((&now["plans_open"], &now["talks_late"]), (&json!(1), &json!(0)));
    let without = now["without_plan"].as_array().expect("names");
    assert!(without.contains(&json!("王芳")) && !without.contains(&json!("张伟")), "{without:?}");
    // In February the talk and the action are late; the day before it was begun there is no plan.
    let later = show("2026-02-01");
    assert_eq!((&later["talks_late"], &later["actions_late"]), (&json!(1), &json!(1)));
    assert_eq!(later["plans"][0]["actions"][0]["late"], true);
    assert_eq!(show("2025-11-17")["plans"], json!([]));
    let said = desk.says(0, &["show", "销售.cox", "careers", "--as-of", TODAY]);
    assert!(said.contains("销售代表 s1 → 销售代表 S2"), "{said}");
    assert!(said.contains("张伟  未满足  3 / 4"), "{said}");
}

fn offer(workspace: &mut Workspace, who: &str, on: &str) {
    let form = OfferForm {
        person: person(&workspace.db, who),
        kind: OfferKind::Project,
        what: "二期改造项目".to_owned(),
        reason: "熟悉现场".to_owned(),
        offered_on: day(on),
        review_on: Some(day("2026-03-31")),
    };
    does(workspace, What::Careers(Careers::Offer(form)));
}

/// Eight people in one team, six in another, three in a third; one of the first is chosen three times.
fn crowd(desk: &Desk) -> Workspace {
    let mut workspace = desk.open();
    let mut roster = "姓名,工号,岗位,团队,区域,直接经理,入职日期".to_owned();
    let teams =
        [("一组", "华东", "林晓峰", 8), ("二组", "华南", "赵磊", 6), ("三组", "华北", "孙强", 3)];
    let mut number = 0;
    for (team, region, manager, people) in teams {
        for _ in 0..people {
            number += 1;
            let row = format!(
                "\n员工{number:02},E{number:02},销售代表,{team},{region},{manager},2023-03-01"
            );
            roster.push_str(&row);
        }
    }
    bring(desk, &mut workspace, "名册.csv", &roster, 17);
    for on in ["2025-08-12", "2025-09-16", "2025-10-14"] {
        offer(&mut workspace, "员工01", on);
    }
    workspace
}

#[test]
fn groups_under_five_are_never_shown_apart() {
    let desk = Desk::new();
    let workspace = crowd(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let offers = workspace.db.all::<DevelopmentOffer>().unwrap();
    let period = Period::Quarter(2025, 4);
    let told = |scope: Scope| {
        let members = directory.members(scope);
        let found = cuts(&directory, &members, &offers, period, day(TODAY));
        let all = whole(&directory, &members, &offers, period, day(TODAY));
        let sizes = |cut: &coxswain::metrics::training::careers::offers::Cut| {
            let lines = cut.fairness.lines.iter();
            (cut.by, lines.map(|line| (line.groups.len(), line.rate.n)).collect::<Vec<_>>())
        };
        (all.map(|rate| (rate.k, rate.n)), found.iter().map(sizes).collect::<Vec<_>>())
    };
    // The three of the third team stand with the smaller of the others, whether by region or by team.
    let apart = vec![(1, 8), (2, 9)];
    let (all, found) = told(Scope::All);
    assert_eq!(all, Some((1, 17)), "managers of teams are not counted");
    assert_eq!(found, [(By::Region, apart.clone()), (By::Team, apart)]);
    let third = directory.teams.values().find(|team| team.name == "三组").expect("the team").id;
    assert_eq!(told(Scope::Team(third)), (None, vec![]), "of three people nothing is shown");

    let shares = given(&directory, &directory.members(Scope::All), &offers, day(TODAY));
    let of = |name: &str| shares[&person(&workspace.db, name)];
    assert_eq!(of("员工01"), Share { rounds: 3, chosen: 3, missed: 0 });
    assert_eq!(of("员工17"), Share { rounds: 3, chosen: 0, missed: 3 });
    assert!(of("员工17").passed_over());
    assert!(!shares.contains_key(&person(&workspace.db, "林晓峰")));
    let before = given(&directory, &directory.members(Scope::All), &offers, day("2025-09-30"));
    assert!(before.values().all(|share| !share.passed_over()), "two rounds are not often");
    drop(workspace);

    let args = ["show", "销售.cox", "careers", "--as-of", TODAY, "--period", "2025-Q4", "--json"];
    let found = &desk.json(0, &args)["opportunities"];
    assert_eq!(found["offers"].as_array().map(Vec::len), Some(1));
    assert_eq!((&found["whole"]["offered"], &found["whole"]["people"]), (&json!(1), &json!(17)));
    let groups = found["compared"].as_array().expect("ways to compare");
    let lines = groups.iter().flat_map(|by| by["groups"].as_array().expect("groups"));
    for line in lines {
        assert!(line["own"]["people"].as_u64() >= Some(5), "{line}");
        assert_eq!(line["verdict"], "too-few", "under ten on a side nothing is said");
    }
    assert_eq!(found["people"].as_array().map(Vec::len), Some(17));
}

#[test]
fn a_chance_is_answered_and_looked_at() {
    use coxswain::store::records::OfferAnswer;
    let desk = Desk::new();
    let mut workspace = crowd(&desk);
    let offers = workspace.db.all::<DevelopmentOffer>().unwrap();
    let id = offers.last().expect("an offer").id;
    let result =
        |words: &str| What::Careers(Careers::ReviewOffer(id, day(TODAY), words.to_owned()));
    assert_eq!(refused(&mut workspace, result("带出两人")), "error-offer-open");
    let answer = Careers::AnswerOffer(id, OfferAnswer::Accepted, day("2025-10-20"));
    does(&mut workspace, What::Careers(answer));
    does(&mut workspace, result("带出两人"));
    drop(workspace);
    let args = ["show", "销售.cox", "careers", "--as-of", TODAY, "--period", "2025-Q4", "--json"];
    let found = &desk.json(0, &args)["opportunities"]["offers"][0];
    assert_eq!((&found["answer"], &found["review"]), (&json!("accepted"), &json!("done")));
    assert_eq!((&found["result"], &found["reviewed_on"]), (&json!("带出两人"), &json!(TODAY)));
    let args = ["show", "销售.cox", "careers", "--as-of", "2025-11-01", "--json"];
    let before = &desk.json(0, &args)["opportunities"]["offers"][0];
    assert_eq!(before["review"], "coming", "nobody had looked at it yet");
}
