//! One person's page by the figures: targets, funnel beside the team, skills, capability, in the library
//! and on the command line.

use coxswain::command::Command;
use coxswain::command::targets::{Command as Ask, Goal, Why};
use coxswain::domain::ids::{
    DutyLineId, DutySheetId, HandoverId, MentorPairId, MentorTaskId, PersonId, RecognitionId,
};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::compared::Verdict;
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::dossier::standing::State;
use coxswain::metrics::dossier::{self, Dossier};
use coxswain::metrics::evaluation::scorecards;
use coxswain::metrics::targets::Levels;
use coxswain::metrics::targets::progress::{Status, progress};
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Audience, CreditRule, DutyLine, DutySection, DutySheet, Handover, HandoverState, HandoverWhy,
    MentorPair, MentorTask, Recognition,
};
use coxswain::store::{StepHead, Workspace};
use serde_json::json;

use crate::common::{Desk, TODAY, Take, WAN, act, counts, day, person, post, take};

const QUARTER: Period = Period::Quarter(2025, 4);

/// Amounts in 万元; D6 states none.
const DEALS: &str = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
    D1,一,甲厂,张伟,赢单,30,2025-05-01,2025-07-10
    D2,二,甲厂,张伟,赢单,20,2025-05-01,2025-09-05
    D3,三,乙院,王芳,赢单,50,2025-05-01,2025-09-29
    D4,四,甲厂,张伟,赢单,12,2025-05-01,2025-10-20
    D5,五,甲厂,张伟,需求分析,80,2025-10-08,
    D6,六,甲厂,张伟,方案报价,,2025-10-09,";

fn bring(desk: &Desk, workspace: &mut Workspace, name: &str, text: &str, rows: usize) {
    let file = desk.csv(name, text);
    let taken = take(workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (rows, 0, 0, 0), "{name}");
}

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    bring(desk, &mut workspace, "商机.csv", DEALS, 6);
    bring(
        desk,
        &mut workspace,
        "目标.csv",
        "对象,指标,季度,目标（万元）\n张伟,签约额,2025Q3,100",
        1,
    );
    let zhang = person(&workspace.db, "张伟");
    let goal = Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(zhang),
        period: QUARTER,
        levels: Some(Levels::base(60 * WAN)),
    };
    let set = Ask::Set {
        goals: vec![goal],
        why: Why::default(),
        how: None,
        subject: "张伟".to_owned(),
        today: day(TODAY),
    };
    act(&mut workspace, &Command::Targets(set));
    let skills = "姓名,技能,等级,评估日期\n张伟,谈判,3,2025-08-01\n张伟,报价,2,2025-08-01";
    bring(desk, &mut workspace, "技能.csv", skills, 2);
    let papers = "姓名,证书名称,有效期至\n张伟,防爆电气作业证,2025-12-31\n张伟,驾驶证,2031-01-05";
    bring(desk, &mut workspace, "证书.csv", papers, 2);
    workspace
}

fn load(workspace: &Workspace, person: PersonId) -> Dossier {
    let directory = Directory::load(&workspace.db).unwrap();
    let found = dossier::load(&workspace.db, &directory, person, QUARTER, day(TODAY)).unwrap();
    found.expect("the person")
}

#[test]
fn the_figures_are_those_worked_out_by_hand() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let zhang = person(&workspace.db, "张伟");
    let found = load(&workspace, zhang);
    assert_eq!((found.state, found.tenure_months), (State::OnDuty, Some(32)));
    assert_eq!(found.superior, Some(person(&workspace.db, "林晓峰")));
    assert_eq!(found.accounts, 1);
    // D5 counts with its amount, D6 is open but without one.
    assert_eq!((found.open.records, found.open.value), (1, Some(80 * WAN)));
    assert_eq!(found.open.left_out.values().sum::<u64>(), 1);

    // 12 of 60; the quarter has 18 + 20 + 23 working days, of which 18 + 12 are over.
    let line = &found.line;
    assert_eq!((line.days.over, line.days.all), (30, 61));
    assert_eq!((line.attainment_bp(), line.status()), (Some(2_000), Some(Status::Behind)));
    assert_eq!(line.due(), Some(29_508_197), "60 × 30 / 61");
    assert_eq!(line.ahead(), Some(12 * WAN - 29_508_197));
    let quarters: Vec<_> = found
        .quarters
        .iter()
        .map(|(period, line)| {
            let actual = line.actual.as_ref().and_then(|actual| actual.value);
            (period.to_string(), actual.map(|fen| fen / WAN), line.attainment_bp())
        })
        .collect();
    let quarter = |name: &str, actual, bp| (name.to_owned(), actual, bp);
    assert_eq!(
        quarters,
        [
            quarter("2024-Q3", None, None),
            quarter("2024-Q4", None, None),
            quarter("2025-Q1", None, None),
            quarter("2025-Q2", None, None),
            quarter("2025-Q3", Some(50), Some(5_000)),
            quarter("2025-Q4", Some(12), Some(2_000)),
        ],
        "before the first deal that closed nothing is known"
    );

    // Skill 40 × 2.5/4 = 25; 32 months: 20 × (32/12)/5 = 10.67; 50 of 100: 40 × 0.5/1.2 = 16.67.
    let score = found.capability.capability.score.as_ref().expect("a score");
    assert_eq!((score.hundredths, score.level.as_str()), (5_233, "L2"));
    let certificates: Vec<_> = found
        .certificates
        .iter()
        .map(|held| (&*held.certificate.certificate, held.validity.status.word()))
        .collect();
    assert_eq!(
        certificates,
        [("防爆电气作业证", "expiring"), ("驾驶证", "valid")],
        "43 days are left of the first"
    );
}

#[test]
fn each_figure_is_that_of_its_own_page() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let zhang = person(&workspace.db, "张伟");
    let (scope, today) = (Scope::Person(zhang), day(TODAY));
    let found = load(&workspace, zhang);
    let ask = (MetricId::SignedAmount, scope, QUARTER);
    let whole = progress(&workspace.db, &directory, ask, today).unwrap().whole;
    let of = |line: &coxswain::metrics::targets::progress::Line| {
        (line.target, line.actual.clone(), line.due(), line.ahead(), line.status())
    };
    assert_eq!(of(&found.line), of(&whole));
    let question =
        Question { members: directory.members(scope), period: Some(QUARTER), as_of: today };
    for (metric, own) in [
        (MetricId::ReportOnTime, &found.reports.on_time),
        (MetricId::PromiseKept, &found.reports.kept),
    ] {
        let alone = measure(&workspace.db, &directory, metric, &question).unwrap();
        assert_eq!(*own, alone, "{metric:?}");
    }
    assert_eq!(found.evaluations.len(), 4, "the quarters that are over");
    for evaluated in &found.evaluations {
        let period = evaluated.period;
        let cards = scorecards(&workspace.db, &directory, Scope::All, period, today).unwrap();
        let card = cards.cards.iter().find(|card| card.person == zhang);
        let score = card.and_then(|card| card.total).map(|total| total.hundredths);
        assert_eq!(evaluated.score, score, "{period}");
        assert_eq!(evaluated.grade, card.and_then(|card| card.grade.clone()), "{period}");
        assert_eq!(evaluated.rank, card.and_then(|card| card.rank), "{period}");
    }
}

/// 王芳 moved all of her twelve deals on within a month, 李娜 two of twelve.
#[test]
fn a_step_is_low_beside_the_team() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let report = |moved: bool| {
        let mut text =
            "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期\n".to_owned();
        for (who, account, advance) in [("王芳", "乙院", 12), ("李娜", "丙所", 2)] {
            for n in 1..=12 {
                let stage = if moved && n <= advance { "方案报价" } else { "需求分析" };
                text += &format!("{who}{n},{who}第{n}单,{account},{who},{stage},5,2025-06-20\n");
            }
        }
        text
    };
    for (date, moved, expected) in [
        ("2025-07-01", false, (24, 0, 0, 0)),
        ("2025-07-20", true, (0, 14, 10, 0)),
        (TODAY, true, (0, 0, 24, 0)),
    ] {
        let file = desk.csv(&format!("周报_{date}.csv"), &report(moved));
        let taken = take(&mut workspace, &file, &Take { date, ..Take::default() });
        assert_eq!(counts(&taken), expected, "{date}");
    }
    let directory = Directory::load(&workspace.db).unwrap();
    let step = |who: &str| {
        let found = load(&workspace, person(&workspace.db, who));
        let named = |stage| directory.stages.get(&stage).is_some_and(|s| s.name == "需求分析");
        let step = found.steps.iter().find(|step| named(step.stage)).copied();
        step.expect("the step")
    };
    let cases =
        |rate: Option<coxswain::domain::stats::rate::Rate>| rate.map(|rate| (rate.k, rate.n));
    let li = step("李娜");
    // 2 of 12 against 12 of 12 of the others; the team has 14 of 24.
    assert_eq!((cases(li.own), cases(li.around)), (Some((2, 12)), Some((14, 24))));
    assert_eq!(li.verdict, Some(Verdict::Low));
    assert_eq!(step("王芳").verdict, Some(Verdict::Normal));
    let nobody = step("张伟");
    assert_eq!((nobody.own, nobody.verdict), (None, None));
}

#[test]
fn skills_stand_beside_the_sheet_and_people_beside_people() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let post = post(&workspace.db, "销售代表");
    let write = |db: &mut coxswain::store::Db| {
        let sheet = DutySheetId(db.allocate()?);
        db.insert(&DutySheet {
            id: sheet,
            post_id: post,
            audience: Audience::Everyone,
            number: 1,
            starts: day("2025-01-01"),
            code: None,
            purpose: "签约".to_owned(),
            change_note: None,
            by_name: "林晓峰".to_owned(),
        })?;
        for (position, title, number) in [(1, "谈判", 3), (2, "报价", 4), (3, "价值量化", 2)]
        {
            let id = DutyLineId(db.allocate()?);
            db.insert(&DutyLine {
                id,
                sheet_id: sheet,
                section: DutySection::Skill,
                position,
                group_name: None,
                title: title.to_owned(),
                text: None,
                standard: None,
                metric: None,
                number: Some(number),
                weight: 0,
            })?;
        }
        let pair = MentorPairId(db.allocate()?);
        db.insert(&MentorPair {
            id: pair,
            mentor_id: zhang,
            mentee_id: wang,
            starts: day("2025-09-01"),
            ends: day("2025-12-01"),
            goal: "独立报价".to_owned(),
            closed_on: None,
            result: None,
        })?;
        for (position, done) in [(1, Some("2025-09-20")), (2, None)] {
            let id = MentorTaskId(db.allocate()?);
            db.insert(&MentorTask {
                id,
                pair_id: pair,
                position,
                text: format!("任务{position}"),
                due: None,
                done_on: done.map(day),
            })?;
        }
        let id = RecognitionId(db.allocate()?);
        db.insert(&Recognition {
            id,
            person_id: zhang,
            on_day: day("2025-06-12"),
            title: "案例分享奖".to_owned(),
            reason: "江岚案例".to_owned(),
            reward: Some(50_000),
            by_name: "林晓峰".to_owned(),
        })?;
        let id = HandoverId(db.allocate()?);
        db.insert(&Handover {
            id,
            number: "HO-2025-0001".to_owned(),
            person_id: wang,
            why: HandoverWhy::Leave,
            last_day: Some(day("2025-11-30")),
            effective: day("2025-12-01"),
            parallel_days: 0,
            credit_rule: CreditRule::SigningDay,
            credit_until: None,
            state: HandoverState::Draft,
            note: None,
            started_on: day(TODAY),
            done_on: None,
            by_name: "林晓峰".to_owned(),
        })
    };
    workspace.db.transaction(&StepHead::default(), write).unwrap();
    let found = load(&workspace, zhang);
    let skills: Vec<_> = found
        .skills
        .iter()
        .map(|skill| (skill.name.as_str(), skill.required, skill.gap()))
        .collect();
    assert_eq!(
        skills,
        [("报价", Some(4), Some(20_000)), ("价值量化", Some(2), None), ("谈判", Some(3), Some(0)),]
    );
    let pair = found.pairs.first().expect("a pair");
    assert_eq!((pair.guides, pair.other, pair.tasks), (true, wang, (1, 2)));
    assert_eq!(found.recognitions.len(), 1);
    let leaving = load(&workspace, wang);
    assert_eq!(leaving.state, State::Leaving(day("2025-11-30")));
    assert!(leaving.pairs.first().is_some_and(|pair| !pair.guides && pair.other == zhang));
}

#[test]
fn the_command_line_gives_every_figure() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let file = "销售.cox";
    let day = ["--as-of", TODAY, "--json"];
    let ask = |args: &[&'static str]| {
        let all: Vec<&str> =
            ["show", file, "person"].iter().chain(args).chain(&day).copied().collect();
        desk.json(0, &all)
    };
    let found = ask(&["--person", "张伟", "--period", "2025-Q4"]);
    assert_eq!(found["person"], "张伟");
    assert_eq!((&found["open"], &found["open_amount"]), (&json!(2), &json!(80 * WAN)));
    assert_eq!(found["signed"]["attainment_bp"], 2_000);
    assert_eq!(found["quarters"][4]["period"], "2025-Q3");
    assert_eq!(found["quarters"][4]["actual"], 50 * WAN);
    assert_eq!(found["quarters"][0]["actual"], json!(null));
    assert_eq!(found["capability"]["level"], "L2");
    assert_eq!(found["capability"]["score"], 52.33);
    assert_eq!(found["certificates"][0]["validity"], "expiring");
    assert_eq!(found["superior"], "林晓峰");
    // By staff number, and by the scope, for the quarter of the day.
    assert_eq!(ask(&["--person", "S01"]), found);
    assert_eq!(ask(&["--scope", "person:张伟"]), found);
    assert!(desk.says(2, &["show", file, "person"]).contains("--person"));
    assert!(desk.says(2, &["show", file, "person", "--person", "没有"]).contains("没有"));
}
