//! The gap of October 2025 of three people, split by hand: what was due, what came, what was pushed out, and
//! why; and what is said of it, with undo.
//!
//! The company plans to win half of what is due, 100,000 yuan each, so 张伟 with a target of 200,000 needs
//! four deals, 王芳 two and 李娜 four. All amounts are in 万元:
//!
//! | person | target | due | signed in October | pushed out | not won |
//! |---|---|---|---|---|---|
//! | 张伟 | 20 | 4 | 8 | 12, signed on November the 5th | 2 lost |
//! | 王芳 | 10 | 4 | 8 | | 3 lost |
//! | 李娜 | 20 | 4 | 10 | 5, open | 1 lost, 1 open |
//!
//! 张伟 wins two of four at ten in the mean, as planned: all of the 12 that are missing is timing.
//!
//! 王芳 comes from 2 × 0.5 × 10 to 4 × 0.25 × 8. A deal more is worth 5 as planned, 4 and 2.5 half way, 2 as
//! it came: 5/3 + 6.5/6 + 2/3 = 41/12, twice that is +6.8333. Conversion: −0.25 × (20/3 + 56/6 + 32/3) =
//! −6.6667. Size: −2 × (1/3 + 2.5/6 + 1/3) = −2.1667. Together −2, as 8 − 10.
//!
//! 李娜 comes from 4 × 0.5 × 10 to 4 × 0.5 × 7.5: −5, all of it size, and 5 are timing.

use std::collections::BTreeSet;

use coxswain::command::gap::Command as Said;
use coxswain::command::outcomes::{Command as Outcomes, OutcomeForm};
use coxswain::command::targets::{self, Goal, Why};
use coxswain::command::{Command, Fact};
use coxswain::domain::gap::bridge::Row;
use coxswain::domain::ids::OpportunityId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::gap::{Ask, End, Found, Gap, PARTS, Refused, Source, Verdict, gap};
use coxswain::metrics::targets::Levels;
use coxswain::store::directory::Directory;
use coxswain::store::records::{GapPart, GapReason, OutcomeReason};
use coxswain::store::{Workspace, opportunities};
use serde_json::json;

use crate::common::{Desk, TODAY, Take, WAN, act, day, person, refused, take};

const OCTOBER: Period = Period::Month(2025, 10);

const HEAD: &str =
    "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,预计签约日,签约日期\n";

/// What was promised for October at the end of September.
const SEPTEMBER: &str = "A1,甲一,甲厂,张伟,方案报价,8,2025-09-01,2025-10-10,
    A2,甲二,甲厂,张伟,方案报价,10,2025-09-01,2025-10-15,
    A3,甲三,甲厂,张伟,方案报价,10,2025-09-01,2025-10-20,
    A4,甲四,甲厂,张伟,方案报价,12,2025-09-01,2025-10-25,
    B1,乙一,乙院,王芳,方案报价,8,2025-09-01,2025-10-10,
    B2,乙二,乙院,王芳,方案报价,6,2025-09-01,2025-10-15,
    B3,乙三,乙院,王芳,方案报价,6,2025-09-01,2025-10-20,
    B4,乙四,乙院,王芳,方案报价,6,2025-09-01,2025-10-25,
    C1,丙一,丙所,李娜,方案报价,10,2025-09-01,2025-10-10,
    C2,丙二,丙所,李娜,方案报价,5,2025-09-01,2025-10-15,
    C3,丙三,丙所,李娜,方案报价,7,2025-09-01,2025-10-20,
    C4,丙四,丙所,李娜,方案报价,9,2025-09-01,2025-10-25,";

/// What came of it by the end of October.
const ENDED: &str = "A1,甲一,甲厂,张伟,赢单,8,2025-09-01,2025-10-10,2025-10-12
    A2,甲二,甲厂,张伟,输单,10,2025-09-01,2025-10-15,2025-10-16
    A3,甲三,甲厂,张伟,输单,10,2025-09-01,2025-10-20,2025-10-21
    A4,甲四,甲厂,张伟,商务谈判,12,2025-09-01,2025-11-10,
    B1,乙一,乙院,王芳,赢单,8,2025-09-01,2025-10-10,2025-10-11
    B2,乙二,乙院,王芳,输单,6,2025-09-01,2025-10-15,2025-10-16
    B3,乙三,乙院,王芳,输单,6,2025-09-01,2025-10-20,2025-10-21
    B4,乙四,乙院,王芳,输单,6,2025-09-01,2025-10-25,2025-10-28
    C1,丙一,丙所,李娜,赢单,10,2025-09-01,2025-10-10,2025-10-13
    C2,丙二,丙所,李娜,方案报价,5,2025-09-01,2025-11-30,
    C3,丙三,丙所,李娜,输单,7,2025-09-01,2025-10-20,2025-10-22
    C4,丙四,丙所,李娜,方案报价,9,2025-09-01,2025-10-25,";

/// And in the week after.
const NOVEMBER: &str = "A4,甲四,甲厂,张伟,赢单,12,2025-09-01,2025-11-10,2025-11-05
    C2,丙二,丙所,李娜,方案报价,5,2025-09-01,2025-11-30,
    C4,丙四,丙所,李娜,方案报价,9,2025-09-01,2025-10-25,";

fn bring(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) {
    let file = desk.csv(&format!("商机_{date}.csv"), &format!("{HEAD}{rows}"));
    let imported = take(workspace, &file, &Take { date, ..Take::default() });
    assert!(imported.sheets[0].rejected.is_empty(), "{date}");
}

fn goals(workspace: &mut Workspace, goals: &[(MetricId, Scope, i64)]) {
    let goal = |(metric, scope, base): &(MetricId, Scope, i64)| Goal {
        metric: *metric,
        scope: *scope,
        period: OCTOBER,
        levels: Some(Levels::base(*base)),
    };
    let set = targets::Command::Set {
        goals: goals.iter().map(goal).collect(),
        why: Why::default(),
        how: None,
        subject: String::new(),
        today: day("2025-10-01"),
    };
    act(workspace, &Command::Targets(set));
}

fn targets_of_people(workspace: &mut Workspace) {
    let of = |name: &str| Scope::Person(person(&workspace.db, name));
    let all = [
        (MetricId::SignedAmount, Scope::All, 55 * WAN),
        (MetricId::SignedAmount, of("张伟"), 20 * WAN),
        (MetricId::SignedAmount, of("王芳"), 10 * WAN),
        (MetricId::SignedAmount, of("李娜"), 20 * WAN),
    ];
    goals(workspace, &all);
}

fn planned(workspace: &mut Workspace) {
    let all =
        [(MetricId::WinRate, Scope::All, 5_000), (MetricId::AverageDeal, Scope::All, 10 * WAN)];
    goals(workspace, &all);
}

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    bring(desk, &mut workspace, "2025-09-28", SEPTEMBER);
    bring(desk, &mut workspace, "2025-10-31", ENDED);
    bring(desk, &mut workspace, "2025-11-09", NOVEMBER);
    for (number, reason) in [
        ("A2", OutcomeReason::Budget),
        ("A3", OutcomeReason::Price),
        ("B2", OutcomeReason::Price),
        ("B3", OutcomeReason::Price),
    ] {
        let deal = opportunities::by_number(&workspace.db, number).unwrap().expect("the deal").id;
        let form = OutcomeForm {
            reason,
            competitor: String::new(),
            their_price: None,
            detail: String::new(),
        };
        let (subject, today) = (number.to_owned(), day(TODAY));
        act(
            &mut workspace,
            &Command::Outcomes(Outcomes::SetOutcome { deal, form, subject, today }),
        );
    }
    workspace
}

fn found(workspace: &Workspace, scope: Scope, period: Period) -> Found {
    let directory = Directory::load(&workspace.db).unwrap();
    gap(&workspace.db, &directory, &Ask { scope, period, today: day(TODAY) }).unwrap()
}

fn split(workspace: &Workspace, scope: Scope) -> Gap {
    match found(workspace, scope, OCTOBER) {
        Found::Split(gap) => *gap,
        Found::Refused(why) => panic!("{why:?}"),
    }
}

fn why_not(workspace: &Workspace, period: &str) -> Refused {
    match found(workspace, Scope::All, Period::parse(period).unwrap()) {
        Found::Refused(why) => why,
        Found::Split(gap) => panic!("{gap:?}"),
    }
}

#[test]
fn three_people_are_split_as_by_hand() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    targets_of_people(&mut workspace);
    planned(&mut workspace);
    let of = |name: &str| Scope::Person(person(&workspace.db, name));
    let gap = split(&workspace, Scope::All);
    assert_eq!((gap.all.target, gap.all.actual, gap.all.gap()), (55 * WAN, 26 * WAN, 29 * WAN));
    assert_eq!((gap.known, gap.as_one), (day("2025-11-09"), false));

    // The largest gap first; the fen that is left goes to the first of equal remainders.
    let people: Vec<_> = gap
        .lines
        .iter()
        .map(|line| (line.scope, line.split.own.gap(), line.split.own.parts))
        .collect();
    assert_eq!(
        people,
        [
            (of("张伟"), 12 * WAN, [0, 0, 0, 12 * WAN]),
            (of("李娜"), 10 * WAN, [0, 0, 5 * WAN, 5 * WAN]),
            (of("王芳"), 2 * WAN, [-6_833_334, 6_666_667, 2_166_667, 0]),
        ]
    );
    // Every column adds up, and 5 of the target are not with people.
    assert_eq!(gap.all.parts, [-6_833_334, 6_666_667, 7_166_667, 17 * WAN]);
    assert_eq!(gap.rest, 5 * WAN);
    assert!(gap.unsplit.is_empty());
    assert_eq!(gap.all.planned.opportunities.round(), 10);
    assert_eq!(
        (gap.all.planned.conversion.to_f64(), gap.all.planned.size.round()),
        (0.5, 10 * 1_000_000)
    );

    // Twelve were due; of the one that is pushed out and open nobody knows.
    let count = gap.all.count;
    let ends = [count.landed, count.later, count.pushed, count.lost, count.open];
    assert_eq!((count.due, ends), (12, [3, 1, 1, 6, 1]));
    assert_eq!(gap.deals.iter().filter(|due| due.end == End::Lost).count(), 6);
    let rate = gap.all.rate().unwrap();
    assert_eq!((rate.k, rate.n), (4, 11));
    // Wilson's interval of 4 of 11 is 15 % to 65 %, and holds the half that was planned.
    assert_eq!(gap.all.verdict(), Verdict::Chance);
    assert!(gap.lines.iter().all(|line| line.split.own.verdict() == Verdict::Few));

    // Of 6,666,667 fen a seventh each: three lost by the price, one for its budget, two of which nobody said
    // why, and one that is due and open. 8 below ten lies 2, and 5 lies 5 below; 8 and 12 make up for each
    // other.
    let reasons: Vec<_> =
        gap.reasons.iter().map(|line| (line.code.code(), line.n(), line.fen)).collect();
    assert_eq!(
        reasons,
        [
            ("C3", Some(3), 2_857_143),
            ("C1", Some(1), 952_381),
            ("C9", Some(2), 1_904_762),
            ("C13", Some(1), 952_381),
            ("T1", Some(1), 12 * WAN),
            ("T2", Some(1), 5 * WAN),
            ("P1", Some(3), 7_166_667),
            ("N2", None, -6_833_334),
            ("R1", None, 5 * WAN),
        ]
    );
    assert_eq!(gap.reasons.iter().map(|line| line.fen).sum::<i64>(), gap.all.gap());
    // Every deal behind a reason is one that was due, and none stands behind two reasons of a part.
    for part in PARTS {
        let of_part = gap.reasons.iter().filter(|line| line.code.part() == Some(part));
        let deals: Vec<_> = of_part.flat_map(|line| line.deals.iter().flatten()).collect();
        let due = |deal: &&OpportunityId| gap.deals.iter().any(|due| due.deal == **deal);
        assert!(deals.iter().all(due), "{part:?}");
        assert_eq!(deals.iter().collect::<BTreeSet<_>>().len(), deals.len(), "{part:?}");
    }

    // 97 were promised; 17 were pushed out, 45 lost, and 9 are open.
    let row = |row| gap.bridge.row(row).fen() / WAN;
    assert_eq!((gap.bridge.plan.fen() / WAN, gap.bridge.actual.fen() / WAN), (97, 26));
    assert_eq!([Row::SlipOut, Row::Lost, Row::StillOpen, Row::Amount].map(row), [-17, -45, -9, 0]);
}

#[test]
fn a_person_is_the_same_alone_and_the_command_line_says_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    targets_of_people(&mut workspace);
    planned(&mut workspace);
    let wang = Scope::Person(person(&workspace.db, "王芳"));
    let gap = split(&workspace, wang);
    assert_eq!((gap.all.parts, gap.rest), ([-6_833_334, 6_666_667, 2_166_667, 0], 0));
    drop(workspace);
    let args = ["show", "销售.cox", "gap", "--scope", "person:王芳", "--period", "2025-10"];
    let shown = desk.json(0, &[&args[..], &["--as-of", TODAY, "--json"]].concat());
    assert_eq!(shown["gap"], json!(2 * WAN));
    assert_eq!(
        shown["parts"],
        json!({ "count": -6_833_334, "conversion": 6_666_667, "size": 2_166_667, "timing": 0 })
    );
    assert_eq!(shown["planned"], json!({ "deals": 2.0, "conversion_bp": 5_000, "size": 10 * WAN }));
    let text = desk.says(0, &[&args[..], &["--as-of", TODAY]].concat());
    assert!(text.contains("目标 10.0  实际 8.0  缺口 2.0"), "{text}");
}

#[test]
fn the_year_before_says_what_was_to_be_expected() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    targets_of_people(&mut workspace);
    // Without a target on rates, and without ten deals in the year before, there is nothing to plan by.
    assert_eq!(why_not(&workspace, "2025-10"), Refused::NoPlan);

    // Ten deals of 张伟 were due in June, of which four were won, at 20 each.
    let won = |n: u32| format!("H{n},旧单{n},甲厂,张伟,赢单,20,2025-05-01,,2025-06-10\n");
    let lost = |n: u32| format!("H{n},旧单{n},甲厂,张伟,输单,20,2025-05-01,,2025-06-20\n");
    let rows: String = (1..=4).map(won).chain((5..=10).map(lost)).collect();
    bring(&desk, &mut workspace, "2025-06-30", &rows);
    let of = |name: &str| Scope::Person(person(&workspace.db, name));
    let gap = split(&workspace, Scope::All);
    let plan = |name: &str| {
        let line = gap.lines.iter().find(|line| line.scope == of(name)).expect("the line");
        line.split.plan
    };
    for (name, from) in [("张伟", of("张伟")), ("王芳", Scope::All)] {
        let plan = plan(name);
        assert_eq!((plan.conversion_bp, plan.size), (4_000, 20 * WAN), "{name}");
        let source = Source::Past(from);
        assert_eq!((plan.conversion_from, plan.size_from), (source, source), "{name}");
    }
    let wei = gap.lines.iter().find(|line| line.scope == of("张伟")).expect("the line");
    // 20 ÷ (0.4 × 20).
    assert_eq!(wei.split.own.planned.opportunities.to_f64(), 2.5);
    assert_eq!(gap.all.parts.iter().sum::<i64>() + gap.rest, gap.all.gap());
}

#[test]
fn what_cannot_be_split_says_why() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    assert_eq!(why_not(&workspace, "2025-10"), Refused::NoTarget);
    assert_eq!(why_not(&workspace, "2025"), Refused::Period);
    assert_eq!(why_not(&workspace, "2025-11"), Refused::NotOver(day("2025-11-09")));
    // Nobody in it has a target: the company is split as one.
    goals(&mut workspace, &[(MetricId::SignedAmount, Scope::All, 55 * WAN)]);
    planned(&mut workspace);
    let gap = split(&workspace, Scope::All);
    assert!(gap.as_one);
    assert_eq!((gap.lines.len(), gap.rest), (1, 0));
    assert_eq!(gap.all.parts.iter().sum::<i64>(), 29 * WAN);
    // Somebody of whom nothing is known but a target.
    let file = desk.csv("新人.csv", "姓名,工号,岗位,团队,区域\n周新,S09,销售代表,一组,华东");
    take(&mut workspace, &file, &Take::default());
    let new = Scope::Person(person(&workspace.db, "周新"));
    goals(&mut workspace, &[(MetricId::SignedAmount, new, 5 * WAN)]);
    assert!(matches!(found(&workspace, new, OCTOBER), Found::Refused(Refused::NoDeal)));
}

#[test]
fn what_is_said_of_a_part_is_kept_changed_and_taken_back() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    targets_of_people(&mut workspace);
    planned(&mut workspace);
    let say = |reason: &str, period: Period| {
        Command::Gap(Said::SetGapReason {
            scope: Scope::All,
            period,
            part: GapPart::Timing,
            reason: reason.to_owned(),
            today: day(TODAY),
            subject: "全公司".to_owned(),
        })
    };
    let clear = Command::Gap(Said::ClearGapReason {
        scope: Scope::All,
        period: OCTOBER,
        part: GapPart::Timing,
        subject: "全公司".to_owned(),
    });
    assert_eq!(refused(&mut workspace, &say("  ", OCTOBER)), "error-gap-reason");
    assert_eq!(refused(&mut workspace, &say("忙", Period::Year(2025))), "error-gap-period");
    assert_eq!(refused(&mut workspace, &say("忙", Period::Month(2025, 12))), "error-gap-ahead");
    assert_eq!(refused(&mut workspace, &clear), "error-record-gone");

    let done = act(&mut workspace, &say(" 甲厂年度预算延后 ", OCTOBER));
    assert_eq!(done.title, "step-gap-reason");
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Targets]);
    assert_eq!(act(&mut workspace, &say("甲厂年度预算延后", OCTOBER)).title, "", "no change");
    act(&mut workspace, &say("甲厂换了采购", OCTOBER));
    let told = |workspace: &Workspace| {
        let rows: Vec<GapReason> = workspace.db.all().unwrap();
        rows.into_iter().map(|row| row.reason).collect::<Vec<_>>()
    };
    assert_eq!(told(&workspace), ["甲厂换了采购"]);
    let gap = split(&workspace, Scope::All);
    assert_eq!(gap.said[&GapPart::Timing].said_on, day(TODAY));
    act(&mut workspace, &Command::Undo);
    assert_eq!(told(&workspace), ["甲厂年度预算延后"]);
    act(&mut workspace, &clear);
    assert!(told(&workspace).is_empty());
    act(&mut workspace, &Command::Undo);
    assert_eq!(told(&workspace), ["甲厂年度预算延后"]);
}
