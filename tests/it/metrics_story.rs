//! The figures on deals made by hand: every metric, what it leaves out, whose deals it counts, and
//! that a closed period does not move when people do.

use std::collections::BTreeMap;

use coxswain::command::Command;
use coxswain::command::organisation::{self, PersonForm};
use coxswain::domain::funnel::rule::Rule;
use coxswain::domain::period::Period;
use coxswain::metrics::deals::{Question, measure, measure_owners, records};
use coxswain::metrics::pipeline::{Ask, funnel};
use coxswain::metrics::{Measured, MetricId, Reason};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{Person, PersonKind};

use crate::common::{Desk, Take, WAN, act, counts, day, person, take, team};

/// 张伟 is in 一组, 王芳 and 李娜 in 二组. Amounts in 万元.
const DEALS: &str =
    "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期,进入阶段日期,签约日期
    D1,一,甲厂,G1,张伟,赢单,100,2025-03-01,,2025-05-10
    D2,二,甲厂,G1,张伟,赢单,50,2025-04-01,,2025-05-31
    D3,三,甲厂,G1,张伟,输单,30,2025-02-01,,2025-06-30
    D4,四,甲厂,G1,张伟,输单,0,2025-03-15,,2025-06-15
    D5,五,乙院,G2,王芳,赢单,200,2025-06-01,,2025-08-10
    D6,六,乙院,G2,张伟,需求分析,80,2025-08-01,2025-08-20,
    D7,七,乙院,G2,王芳,方案报价,,2025-05-05,,
    D8,八,乙院,G2,王芳,线索开发,10,,,
    D9,九,乙院,G2,王芳,赢单,40,2025-01-01,,
    D10,十,丙所,G1,张伟,赢单,20,2025-07-02,,2025-08-15";

pub fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let file = desk.csv("商机.csv", DEALS);
    let imported = take(&mut workspace, &file, &Take { date: "2025-09-30", ..Take::default() });
    assert_eq!(counts(&imported), (10, 0, 0, 0));
    workspace
}

fn ask(
    workspace: &Workspace,
    scope: &str,
    period: Option<&str>,
    as_of: &str,
) -> (Directory, Question) {
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope(scope).unwrap());
    let period = period.map(|text| Period::parse(text).unwrap());
    (directory, Question { members, period, as_of: day(as_of) })
}

fn figure(
    workspace: &Workspace,
    metric: MetricId,
    scope: &str,
    period: Option<&str>,
    as_of: &str,
) -> Measured {
    let (directory, question) = ask(workspace, scope, period, as_of);
    let measured = measure(&workspace.db, &directory, metric, &question).unwrap();
    if matches!(metric, MetricId::ReportOnTime | MetricId::PromiseKept) {
        // Reports stand behind it, not deals: see submissions_story.
        return measured;
    }
    // The list behind a figure is as long as the figure says.
    let list = records(&workspace.db, &directory, metric, &question).unwrap();
    let counted = list.iter().filter(|(_, reason)| reason.is_none()).count();
    assert_eq!(counted as u64, measured.records, "{metric:?} {scope} {period:?}");
    let left_out: u64 = measured.left_out.values().sum();
    assert_eq!((list.len() - counted) as u64, left_out, "{metric:?} {scope} {period:?}");
    measured
}

#[test]
fn every_metric_says_what_it_counts_and_what_it_leaves_out() {
    use MetricId::{
        AverageDeal, CreditedAmount, CycleDays, DealsLost, DealsWon, LeadWinRate, NewOpportunities,
        OpenPipeline, PromiseKept, ReportOnTime, SalesVelocity, SignedAmount, SignedPerHead,
        WeightedPipeline, WinRate, WinRateValue,
    };
    use Reason::{FewClosed, NoAmount, NoClosingDay, NoCreationDay, NoStage, NotDue};
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let quarter = Some("2025-Q2");
    let end = "2025-09-30";
    let cases = [
        (SignedAmount, "all", quarter, end, Some(150 * WAN), 2, &[(NoClosingDay, 1)][..]),
        (SignedAmount, "all", None, end, Some(410 * WAN), 5, &[]),
        (SignedAmount, "all", Some("2024"), end, None, 0, &[(NoClosingDay, 1)]),
        (SignedAmount, "person:张伟", Some("2024"), end, Some(0), 0, &[]),
        (SignedAmount, "all", Some("2025-05"), end, Some(150 * WAN), 2, &[(NoClosingDay, 1)]),
        (SignedAmount, "all", Some("2025-W19"), end, Some(100 * WAN), 1, &[(NoClosingDay, 1)]),
        (SignedAmount, "all", quarter, "2025-05-30", Some(100 * WAN), 1, &[(NoClosingDay, 1)]),
        // Nothing was handed over: what handovers share out stands in handover_story.
        (CreditedAmount, "all", quarter, end, Some(150 * WAN), 2, &[(NoClosingDay, 1)]),
        (CreditedAmount, "all", None, end, Some(410 * WAN), 5, &[]),
        (
            CreditedAmount,
            "team:二组",
            Some("2025-Q3"),
            end,
            Some(200 * WAN),
            1,
            &[(NoClosingDay, 1)],
        ),
        (DealsWon, "all", quarter, end, Some(2), 2, &[(NoClosingDay, 1)]),
        (DealsLost, "all", quarter, end, Some(2), 2, &[]),
        (WinRate, "all", quarter, end, Some(5_000), 4, &[(NoClosingDay, 1)]),
        (WinRate, "person:李娜", quarter, end, None, 0, &[]),
        (WinRateValue, "all", quarter, end, None, 3, &[(NoAmount, 1), (NoClosingDay, 1)]),
        (WinRateValue, "all", None, end, Some(9_318), 6, &[(NoAmount, 1)]),
        // Five people all along: three reps and the two managers that the roster made.
        (SignedPerHead, "all", quarter, end, Some(30 * WAN), 2, &[(NoClosingDay, 1)]),
        (SignedPerHead, "all", quarter, "2025-05-30", Some(20 * WAN), 1, &[(NoClosingDay, 1)]),
        (SignedPerHead, "region:华东", quarter, end, Some(75 * WAN), 2, &[]),
        (SignedPerHead, "person:张伟", quarter, end, Some(150 * WAN), 2, &[]),
        (SignedPerHead, "person:李娜", quarter, end, Some(0), 0, &[]),
        // All time has no length, and before he was hired 张伟 was no head.
        (SignedPerHead, "all", None, end, None, 5, &[]),
        (SignedPerHead, "person:张伟", Some("2022"), end, None, 0, &[]),
        (AverageDeal, "all", quarter, end, Some(75 * WAN), 2, &[(NoClosingDay, 1)]),
        (AverageDeal, "person:李娜", quarter, end, None, 0, &[]),
        (CycleDays, "all", quarter, end, Some(65), 2, &[(NoClosingDay, 1)]),
        (NewOpportunities, "all", quarter, end, Some(3), 3, &[(NoCreationDay, 1)]),
        (OpenPipeline, "all", None, end, Some(90 * WAN), 2, &[(NoAmount, 1)]),
        (OpenPipeline, "person:李娜", None, end, Some(0), 0, &[]),
        // On 25 August only D6 had said where it stood; D7 and D9 were there, somewhere.
        (OpenPipeline, "all", None, "2025-08-25", Some(80 * WAN), 1, &[(NoStage, 2)]),
        (WeightedPipeline, "all", None, end, None, 0, &[(NoAmount, 1), (FewClosed, 2)]),
        // The 180 days up to 30 June begin on 2 January, a day after D9: three of six were won by now. Those
        // up to 30 September begin on 4 April, behind D2: two of four.
        (LeadWinRate, "all", quarter, end, Some(5_000), 6, &[(NoCreationDay, 1)]),
        (LeadWinRate, "all", Some("2025-Q3"), end, Some(5_000), 4, &[(NoCreationDay, 1)]),
        // In the middle of May D1 alone was won, and D9 some day.
        (
            LeadWinRate,
            "all",
            quarter,
            "2025-05-15",
            Some(2_000),
            5,
            &[(NoClosingDay, 1), (NoCreationDay, 1)],
        ),
        (LeadWinRate, "person:李娜", quarter, end, None, 0, &[]),
        // Three open, six closed within 180 days: too few of them to say.
        (SalesVelocity, "all", None, end, None, 9, &[(NoClosingDay, 1)]),
        (SalesVelocity, "person:李娜", None, end, None, 0, &[]),
        // The week of the National Day is not owed; the one after was due on 13 October.
        (ReportOnTime, "all", Some("2025-Q4"), "2025-10-20", Some(0), 3, &[(NotDue, 3)]),
        (ReportOnTime, "person:张伟", Some("2025-Q4"), "2025-10-20", Some(0), 1, &[(NotDue, 1)]),
        (ReportOnTime, "all", quarter, end, None, 0, &[]),
        (PromiseKept, "all", quarter, end, None, 0, &[]),
        (SignedAmount, "region:华东", quarter, end, Some(150 * WAN), 2, &[]),
        (SignedAmount, "team:一组", Some("2025-Q3"), end, Some(20 * WAN), 1, &[]),
        (SignedAmount, "team:二组", Some("2025-Q3"), end, Some(200 * WAN), 1, &[(NoClosingDay, 1)]),
    ];
    for (metric, scope, period, as_of, value, n_records, left_out) in cases {
        let what = format!("{metric:?} {scope} {period:?} as of {as_of}");
        let measured = figure(&workspace, metric, scope, period, as_of);
        assert_eq!(measured.value, value, "{what}");
        assert_eq!(measured.records, n_records, "{what}");
        assert_eq!(
            measured.left_out,
            left_out.iter().copied().collect::<BTreeMap<_, _>>(),
            "{what}"
        );
    }
    let cycle = figure(&workspace, CycleDays, "all", quarter, end);
    assert_eq!(cycle.mean, Some(65.0), "70 and 60 days");
    let rate = figure(&workspace, WinRate, "all", quarter, end);
    assert_eq!(rate.successes, Some(2));
    let leads = figure(&workspace, LeadWinRate, "all", quarter, end);
    assert_eq!((leads.successes, leads.open), (Some(3), Some(1)), "D7 is not over");
}

#[test]
fn open_amounts_weigh_what_their_stage_has_won() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let head = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）";
    let rows = |stage: &dyn Fn(usize) -> (&'static str, u32)| -> String {
        (1..=12)
            .map(|n| {
                let (stage, amount) = stage(n);
                format!("W{n},商机{n},甲厂,张伟,{stage},{amount}\n")
            })
            .collect()
    };
    let first = rows(&|n| ("需求分析", if n == 11 { 100 } else { 50 }));
    take(
        &mut workspace,
        &desk.csv("1.csv", &format!("{head}\n{first}")),
        &Take { date: "2025-08-31", ..Take::default() },
    );
    let before = figure(&workspace, MetricId::WeightedPipeline, "all", None, "2025-09-01");
    assert_eq!((before.value, before.left_out.get(&Reason::FewClosed)), (None, Some(&12)));
    let second = rows(&|n| match n {
        1..=6 => ("赢单", 50),
        7..=10 => ("输单", 50),
        11 => ("需求分析", 100),
        _ => ("需求分析", 50),
    });
    take(
        &mut workspace,
        &desk.csv("2.csv", &format!("{head}\n{second}")),
        &Take { date: "2025-09-30", ..Take::default() },
    );
    // Six of the ten that reached the stage and are closed were won: 60 % of 150.
    let after = figure(&workspace, MetricId::WeightedPipeline, "all", None, "2025-09-30");
    assert_eq!((after.value, after.records, after.left_out.len()), (Some(90 * WAN), 2, 0));
    // As of the day before, nothing of that was known.
    let then = figure(&workspace, MetricId::WeightedPipeline, "all", None, "2025-09-29");
    assert_eq!((then.value, then.left_out.get(&Reason::FewClosed)), (None, Some(&12)));
}

/// Every metric for every scope in the second quarter, as known at its end and as known later.
fn second_quarter(workspace: &Workspace) -> BTreeMap<String, Measured> {
    let mut all = BTreeMap::new();
    for metric in MetricId::ALL {
        for scope in [
            "all",
            "region:华东",
            "region:华南",
            "team:一组",
            "team:二组",
            "person:张伟",
            "person:王芳",
        ] {
            for as_of in ["2025-06-30", "2025-09-30"] {
                // Stocks are of a day, not of a period.
                let stock = matches!(
                    metric,
                    MetricId::OpenPipeline | MetricId::WeightedPipeline | MetricId::SalesVelocity
                );
                if as_of != "2025-06-30" && stock {
                    continue;
                }
                let measured = figure(workspace, metric, scope, Some("2025-Q2"), as_of);
                all.insert(format!("{metric:?} {scope} {as_of}"), measured);
            }
        }
    }
    all
}

fn move_to_second_team(workspace: &mut Workspace) {
    let zhang = person(&workspace.db, "张伟");
    let old = workspace.db.get::<Person>(zhang).unwrap().unwrap();
    let form = PersonForm {
        name: old.name,
        number: old.number.unwrap_or_default(),
        kind: PersonKind::Employee,
        hired: old.hired,
        city: old.city.unwrap_or_default(),
        phone: String::new(),
        email: String::new(),
        post: "销售代表".to_owned(),
        team: Some(team(&workspace.db, "二组")),
        effective: Some(day("2025-07-01")),
        ..PersonForm::default()
    };
    act(workspace, &Command::Organisation(organisation::Command::EditPerson(zhang, form)));
}

#[test]
fn moving_a_rep_does_not_move_a_closed_period() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let before = second_quarter(&workspace);
    let third = |workspace: &Workspace, scope: &str| {
        figure(workspace, MetricId::SignedAmount, scope, Some("2025-Q3"), "2025-09-30").value
    };
    assert_eq!(
        (third(&workspace, "team:一组"), third(&workspace, "team:二组")),
        (Some(20 * WAN), Some(200 * WAN))
    );
    move_to_second_team(&mut workspace);
    let after = second_quarter(&workspace);
    let moved: Vec<&String> = before.keys().filter(|key| before[*key] != after[*key]).collect();
    assert!(moved.is_empty(), "these moved: {moved:?}");
    // What closed after the move counts where he is now.
    assert_eq!(
        (third(&workspace, "team:一组"), third(&workspace, "team:二组")),
        (Some(0), Some(220 * WAN))
    );
    // The company and the person see no difference.
    assert_eq!(
        (third(&workspace, "all"), third(&workspace, "person:张伟")),
        (Some(220 * WAN), Some(20 * WAN))
    );
}

#[test]
fn results_per_head_divide_by_the_days_people_were_there() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    move_to_second_team(&mut workspace);
    let per_head = |workspace: &Workspace, scope: &str, period: &str, as_of: &str| {
        figure(workspace, MetricId::SignedPerHead, scope, Some(period), as_of).value
    };
    let end = "2025-09-30";
    // In the third quarter 二组 has 王芳, 李娜, 赵磊 and 张伟: 220 by four; 一组 has 林晓峰 alone.
    assert_eq!(per_head(&workspace, "team:二组", "2025-Q3", end), Some(55 * WAN));
    assert_eq!(per_head(&workspace, "team:一组", "2025-Q3", end), Some(0));
    assert_eq!(per_head(&workspace, "all", "2025-Q3", end), Some(44 * WAN), "220 by five");
    // July has 23 working days, August 21 and September 23, since Sunday the 28th was worked: 67. Someone
    // hired on 16 September was there on twelve of them, though the entry says the 1st.
    let form = PersonForm {
        name: "周若彤".to_owned(),
        number: "S09".to_owned(),
        kind: PersonKind::Employee,
        hired: Some(day("2025-09-16")),
        city: String::new(),
        phone: String::new(),
        email: String::new(),
        post: "销售代表".to_owned(),
        team: Some(team(&workspace.db, "二组")),
        effective: Some(day("2025-09-01")),
        ..PersonForm::default()
    };
    act(&mut workspace, &Command::Organisation(organisation::Command::AddPerson(form)));
    let fen = per_head(&workspace, "team:二组", "2025-Q3", end);
    // 220 by 4 12/67 people is 52.642857….
    assert_eq!(fen, Some(52_642_857));
    // As of the end of August nobody had come.
    assert_eq!(per_head(&workspace, "team:二组", "2025-Q3", "2025-08-31"), Some(55 * WAN));
}

#[test]
fn what_a_later_report_says_does_not_change_what_was_known_before() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let then = |workspace: &Workspace| {
        let pipeline = figure(workspace, MetricId::OpenPipeline, "all", None, "2025-09-30");
        let signed =
            figure(workspace, MetricId::SignedAmount, "all", Some("2025-Q3"), "2025-09-30");
        (pipeline, signed)
    };
    let before = then(&workspace);
    let later = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,签约日期
        D6,六,乙院,G2,李娜,赢单,90,2025-10-20
        D8,八,乙院,G2,王芳,需求分析,15,";
    let imported = take(
        &mut workspace,
        &desk.csv("十月.csv", later),
        &Take { date: "2025-10-31", ..Take::default() },
    );
    assert_eq!(counts(&imported), (0, 2, 0, 0));
    assert_eq!(then(&workspace), before);
    let now = figure(&workspace, MetricId::OpenPipeline, "all", None, "2025-10-31");
    assert_eq!((now.value, now.left_out.get(&Reason::NoAmount)), (Some(15 * WAN), Some(&1)));
}

#[test]
fn figures_by_owner_add_up_to_the_company() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let (directory, question) = ask(&workspace, "all", Some("2025-Q2"), "2025-09-30");
    let by_owner = measure_owners(&workspace.db, &directory, &MetricId::ALL, &question).unwrap();
    for metric in [
        MetricId::SignedAmount,
        MetricId::CreditedAmount,
        MetricId::DealsWon,
        MetricId::DealsLost,
        MetricId::NewOpportunities,
    ] {
        let sum: i64 = by_owner.values().filter_map(|figures| figures[&metric].value).sum();
        assert_eq!(
            Some(sum),
            figure(&workspace, metric, "all", Some("2025-Q2"), "2025-09-30").value,
            "{metric:?}"
        );
    }
    for (owner, figures) in &by_owner {
        let scope = format!("person:{}", directory.person_name(*owner));
        for (metric, measured) in figures {
            let alone = figure(&workspace, *metric, &scope, Some("2025-Q2"), "2025-09-30");
            assert_eq!(*measured, alone, "{scope} {metric:?}");
        }
    }
}

#[test]
fn the_funnel_counts_every_open_deal_once() {
    let desk = Desk::new();
    let workspace = prepared(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    for rule in [
        Rule::Snapshot,
        Rule::CreatedCohort,
        Rule::StageEntry,
        Rule::Matured { horizon_days: 45 },
        Rule::Eventual,
    ] {
        let members = directory.members(directory.parse_scope("all").unwrap());
        let ask = Ask { members, period: None, window: None, as_of: day("2025-09-30"), rule };
        let figures = funnel(&workspace.db, &directory, &ask).unwrap();
        let open: Vec<u64> = figures.stages.iter().map(|row| row.open).collect();
        assert_eq!(open, [1, 1, 1, 0, 0], "{rule:?}: D8, D6, D7");
        let amounts: Vec<Option<i64>> = figures.stages.iter().map(|row| row.open_amount).collect();
        assert_eq!(amounts, [Some(10 * WAN), Some(80 * WAN), None, None, None], "{rule:?}");
        let unknown: u64 = figures.stages.iter().map(|row| row.unknown_amounts).sum();
        assert_eq!((unknown, figures.open_without_stage), (1, 0), "{rule:?}");
        assert_eq!((figures.won, figures.lost), (5, 2), "{rule:?}");
    }
}
