//! Stuck deals: the limit of winners, what speaks against a deal, decisions that stand and end, and a deal
//! that is given up while reports go on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use coxswain::command::Command;
use coxswain::command::deals::Command as Deals;
use coxswain::command::import::{Imported, take_back};
use coxswain::domain::funnel::changes::Part;
use coxswain::domain::funnel::rule::Rule;
use coxswain::domain::ids::{BatchId, OpportunityId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::domain::stats::rational::Rational;
use coxswain::domain::stuck::decision::Decision;
use coxswain::domain::stuck::limit::Basis;
use coxswain::metrics::MetricId;
use coxswain::metrics::deal_list::{self, Filter};
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::pipeline::{Ask as Funnel, funnel};
use coxswain::metrics::stuck::{Ask, Mark, OpenDeal, StuckDeals, Sum, stuck_deals};
use coxswain::metrics::targets::progress::progress;
use coxswain::metrics::waterfall::{Ask as Between, reach, waterfall};
use coxswain::metrics::winloss;
use coxswain::sheets::tables::table;
use coxswain::store::directory::Directory;
use coxswain::store::records::{Batch, DealAnswer, DealDecision, NextStep, Opportunity, Status};
use coxswain::store::{Workspace, opportunities, said};

use crate::common::{AUTHOR, Desk, TODAY, Take, WAN, act, counts, day, everything, refused, take};
use crate::forecast_story::forecast_of;
use crate::history_story::HEAD;

/// The newest report of these stories.
const REPORTED: &str = "2025-11-16";

/// Days in 方案报价 of ten deals that were won: their 80 % quantile is 19 + 0.2 × 3 = 19.6.
const TEN: [u64; 10] = [6, 9, 11, 12, 14, 15, 17, 19, 22, 28];

fn report(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) -> Imported {
    let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
    take(workspace, &file, &Take { date, ..Take::default() })
}

/// Brings in deals that were won after so many days in 方案报价. They began on 2025-07-01, long enough ago
/// that nine in ten winners took no longer.
fn winners(desk: &Desk, workspace: &mut Workspace, days: &[u64]) {
    let entered = day("2025-08-25");
    let (mut before, mut after) = (String::new(), String::new());
    for (n, days) in days.iter().enumerate() {
        let won = entered + Days::new(*days);
        before += &format!("W{n},赢{n},甲厂,G1,张伟,方案报价,10,,2025-07-01,{entered},\n");
        after += &format!("W{n},赢{n},甲厂,G1,张伟,赢单,10,,2025-07-01,,{won}\n");
    }
    let n = days.len();
    assert_eq!(counts(&report(desk, workspace, "2025-08-31", &before)), (n, 0, 0, 0));
    assert_eq!(counts(&report(desk, workspace, "2025-09-30", &after)), (0, n, 0, 0));
}

/// A row of a deal in 方案报价 since so many days before the report.
fn proposal(number: &str, days: u64) -> String {
    let entered = day(REPORTED) - Days::new(days);
    format!("{number},标{number},甲厂,G1,张伟,方案报价,20,,2025-07-01,{entered},\n")
}

fn found(workspace: &Workspace, scope: &str, as_of: &str, today: &str) -> StuckDeals {
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(directory.parse_scope(scope).unwrap());
    let ask = Ask { members, as_of: day(as_of), today: day(today) };
    stuck_deals(&workspace.db, &directory, ask).unwrap()
}

fn record(workspace: &Workspace, number: &str) -> Opportunity {
    opportunities::by_number(&workspace.db, number).unwrap().expect("the deal")
}

fn id(workspace: &Workspace, number: &str) -> OpportunityId {
    record(workspace, number).id
}

/// An open deal as of the newest report, with what was said up to a day.
fn seen_on(workspace: &Workspace, number: &str, today: &str) -> Option<OpenDeal> {
    let id = id(workspace, number);
    found(workspace, "all", REPORTED, today).deals.into_iter().find(|deal| deal.id == id)
}

fn seen(workspace: &Workspace, number: &str) -> OpenDeal {
    seen_on(workspace, number, TODAY).expect("it is open")
}

/// How many deals are open as of the newest report: in the pipeline, among those looked at for being
/// stuck, in the forecast and at the end of the time machine.
fn open_everywhere(workspace: &Workspace) -> [u64; 4] {
    let db = &workspace.db;
    let directory = Directory::load(db).unwrap();
    let (period, as_of) = (Period::parse("2025-11").unwrap(), day(REPORTED));
    let question = Question { members: Members::Everyone, period: Some(period), as_of };
    let pipeline = measure(db, &directory, MetricId::OpenPipeline, &question).unwrap();
    let looked_at = found(workspace, "all", REPORTED, TODAY);
    let from = day("2025-11-15");
    let to = reach(db, as_of, day(TODAY)).unwrap();
    let between = Between { members: Members::Everyone, period: None, from, to };
    [
        pipeline.records + pipeline.left_out.values().sum::<u64>(),
        looked_at.deals.len() as u64 + looked_at.without_stage,
        forecast_of(workspace, (Scope::All, period), TODAY, &[]).n_open(),
        waterfall(db, between).unwrap().balance.closing.n,
    ]
}

/// How many deals were lost in a period as of a day: by the metric, on the page of wins and losses, beside
/// the funnel and in the list of deals.
fn lost_everywhere(workspace: &Workspace, period: Period, as_of: &str) -> [u64; 4] {
    let db = &workspace.db;
    let directory = Directory::load(db).unwrap();
    let (as_of, members) = (day(as_of), Members::Everyone);
    let question = Question { members: members.clone(), period: Some(period), as_of };
    let measured = measure(db, &directory, MetricId::DealsLost, &question).unwrap();
    let ended = winloss::load(db, &directory, &question).unwrap();
    let (rule, window) = (Rule::Snapshot, None);
    let ask = Funnel { members: members.clone(), period: Some(period), window, as_of, rule };
    let filter = Filter { status: Status::Lost, ..Filter::default() };
    let listed = deal_list::Ask {
        members: &members,
        period: Some(period),
        as_of,
        today: day(TODAY),
        filter: &filter,
    };
    [
        measured.records,
        ended.deals.iter().filter(|deal| !deal.won).count() as u64,
        funnel(db, &directory, &ask).unwrap().lost,
        deal_list::each(db, &directory, &listed, |_| {}).unwrap().n,
    ]
}

fn decide(
    workspace: &Workspace,
    number: &str,
    decision: Decision,
    (reason, until): (&str, Option<&str>),
) -> Command {
    Command::Deals(Deals::Decide {
        deal: id(workspace, number),
        name: number.to_owned(),
        decision,
        reason: reason.to_owned(),
        until: until.map(day),
        today: day(TODAY),
    })
}

fn next_step(workspace: &Workspace, number: &str, what: &str, due: &str) -> Command {
    Command::Deals(Deals::SetNextStep {
        deal: id(workspace, number),
        name: number.to_owned(),
        what: what.to_owned(),
        due: day(due),
        today: day(TODAY),
    })
}

fn batch_of(workspace: &Workspace, date: &str) -> BatchId {
    let batches: Vec<Batch> = workspace.db.all().unwrap();
    batches.iter().find(|batch| batch.report_date == day(date)).expect("the import").id
}

#[test]
fn the_limit_is_that_of_eight_winners_or_more_and_strictly_passed() {
    let ten = Rational::new(98, 5).unwrap();
    let eight = [5, 10, 10, 20, 20, 20, 20, 40];
    let seven = [5, 10, 10, 20, 20, 20, 20];
    for (won, limit, basis, within) in [
        (TEN.as_slice(), ten, Basis::Winners, 19),
        // Eight: at 5.6 of 7 stand the sixth and the seventh, both 20.
        (eight.as_slice(), Rational::from_int(20), Basis::Winners, 20),
        // Seven are too few: the 45 days set for the stage hold.
        (seven.as_slice(), Rational::from_int(45), Basis::Configured, 45),
    ] {
        let desk = Desk::new();
        let mut workspace = desk.with_company();
        winners(&desk, &mut workspace, won);
        let rows = proposal("A", within) + &proposal("B", within + 1);
        report(&desk, &mut workspace, REPORTED, &rows);
        let deals = ["A", "B"].map(|number| seen(&workspace, number));
        let told: Vec<_> = deals.iter().map(|deal| (deal.total_days, deal.stuck())).collect();
        let days = u32::try_from(within).unwrap();
        assert_eq!(told, [(days, false), (days + 1, true)], "{won:?}");
        for deal in &deals {
            let own = deal.limit.unwrap();
            assert_eq!((own.days, own.basis), (limit, basis), "{won:?}");
            assert_eq!(own.winners, won.len() as u64);
        }
        assert_eq!(deals[0].marks, []);
        assert_eq!(deals[1].marks, [Mark::LongStay], "nothing else is known");
    }
}

#[test]
fn the_chance_is_that_of_stays_that_lasted_as_long() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    winners(&desk, &mut workspace, &TEN);
    report(&desk, &mut workspace, REPORTED, &proposal("B", 20));
    // Of eleven stays eight ended before the 20th day; of the three that lasted as long two are over, and
    // both moved on within 30 days. Three are too few to write a percentage.
    let chance = seen(&workspace, "B").chance.unwrap();
    assert!((chance.chance - 1.0).abs() < 1e-9, "{chance:?}");
    assert_eq!((chance.stays, chance.seen, chance.enough()), (3, true, false));
    // Twelve more that stay one day longer are open too, and were seen that long.
    let many: String = (0..12).map(|n| proposal(&format!("C{n}"), 21)).collect();
    report(&desk, &mut workspace, REPORTED, &many);
    let chance = seen(&workspace, "C0").chance.unwrap();
    assert_eq!((chance.stays, chance.enough()), (14, true), "12 and those of 22 and 28 days");
}

#[test]
fn days_of_several_visits_add_up_and_pushes_are_counted() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    winners(&desk, &mut workspace, &TEN);
    let row = |stage: &str, expected: &str, entered: &str| {
        format!("R,返,乙院,G2,王芳,{stage},30,{expected},2025-07-01,{entered},")
    };
    for (date, stage, expected, entered) in [
        ("2025-09-07", "方案报价", "2025-10-31", "2025-09-01"),
        ("2025-09-14", "需求分析", "2025-11-30", "2025-09-11"),
        (REPORTED, "方案报价", "2026-01-15", "2025-11-01"),
    ] {
        report(&desk, &mut workspace, date, &row(stage, expected, entered));
    }
    let deal = seen(&workspace, "R");
    // 1 to 11 September, and 1 to 16 November.
    assert_eq!((deal.total_days, deal.visit_days), (25, 15));
    assert_eq!(deal.since, day("2025-11-01"));
    assert!(deal.stuck());
    let pushes = deal.pushes.unwrap();
    assert_eq!((pushes.pushes, pushes.pushed_days), (2, 76), "31 October to 15 January");
    assert_eq!(deal.marks, [Mark::Pushed]);
    assert_eq!(deal.amount, Some(30 * WAN));
    // As of a past day it stood as it did then: ten days were within the limit.
    let before = found(&workspace, "all", "2025-09-11", "2025-09-11");
    let then = before.deals.iter().find(|other| other.id == deal.id).unwrap();
    assert_eq!((then.total_days, then.touched), (0, Some(day("2025-09-11"))), "it moved that day");
    let before = found(&workspace, "all", "2025-09-10", "2025-09-10");
    let then = before.deals.iter().find(|other| other.id == deal.id).unwrap();
    assert_eq!((then.total_days, then.stuck()), (9, false));
    // Whose deals they are decides the scope.
    assert_eq!(found(&workspace, "team:一组", REPORTED, TODAY).stuck().count(), 0);
    assert_eq!(found(&workspace, "team:二组", REPORTED, TODAY).stuck().count(), 1);
    let all = found(&workspace, "all", REPORTED, TODAY);
    assert_eq!(Sum::of(all.stuck()), Sum { n: 1, amount: 30 * WAN, unknown: 0 });
}

#[test]
fn what_is_not_kept_is_no_sign_and_what_is_missing_is_one() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    winners(&desk, &mut workspace, &TEN);
    let rows = "L,迟,甲厂,G1,张伟,方案报价,20,2025-11-15,2025-07-01,2025-10-01,
                S,停,甲厂,G1,张伟,方案报价,20,2025-11-16,2025-07-01,2025-10-01,
                Z,单,乙院,G2,王芳,方案报价,,,2025-07-01,2025-10-01,";
    report(&desk, &mut workspace, REPORTED, rows);
    let marks = |workspace: &Workspace| ["L", "S", "Z"].map(|deal| seen(workspace, deal).marks);
    let [late, stays, single] = marks(&workspace);
    assert_eq!((late, stays), (vec![Mark::Overdue], vec![Mark::LongStay]), "the 16th is the day");
    assert_eq!(single, [Mark::LongStay]);
    assert_eq!(seen(&workspace, "Z").has_next_step, None, "nobody ever recorded one");

    let step = next_step(&workspace, "S", "约复谈", "2025-11-21");
    act(&mut workspace, &step);
    let [late, stays, single] = marks(&workspace);
    assert_eq!(late, [Mark::Overdue, Mark::NoNextStep]);
    assert_eq!((stays, single), (vec![Mark::LongStay], vec![Mark::NoNextStep]));
    // The day before it was said there was none, and none for anybody.
    assert_eq!(seen_on(&workspace, "S", "2025-11-17").unwrap().has_next_step, None);

    let contacts = desk.csv("联系人.csv", "客户名称,联系人,职务\n甲厂,周工,科长\n甲厂,吴工,主任");
    assert_eq!(counts(&take(&mut workspace, &contacts, &Take::default())), (2, 0, 0, 0));
    let [late, _, single] = marks(&workspace);
    assert_eq!(late, [Mark::Overdue, Mark::NoNextStep], "two people are known there");
    assert_eq!(single, [Mark::NoNextStep, Mark::FewContacts]);
    assert_eq!(seen(&workspace, "Z").contacts, Some(0));

    // Nothing of it changed since it began; that reports go on naming it is no contact.
    assert_eq!(seen(&workspace, "L").touched, Some(day("2025-10-01")));
    let visit = desk.csv(
        "拜访.csv",
        "日期,业务员,客户名称,拜访内容\n2025-11-14,张伟,甲厂,报价\n2025-11-17,张伟,甲厂,催签",
    );
    assert_eq!(counts(&take(&mut workspace, &visit, &Take::default())), (2, 0, 0, 0));
    let on = |as_of: &str| {
        let all = found(&workspace, "all", as_of, as_of).deals;
        all.into_iter().find(|deal| deal.id == id(&workspace, "L")).unwrap().touched
    };
    assert_eq!(on(REPORTED), Some(day("2025-11-14")), "the later visit is not known yet");
    assert_eq!(on("2025-11-17"), Some(day("2025-11-17")));
}

#[test]
fn a_decision_needs_a_reason_and_ends_on_its_day_or_when_the_deal_moves() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    winners(&desk, &mut workspace, &TEN);
    report(&desk, &mut workspace, REPORTED, &(proposal("A", 30) + &proposal("B", 40)));
    let before = everything(&workspace.db);
    let why = "客户换了采购负责人";
    for (decision, reason, until, key) in [
        (Decision::Reassess, "  ", None, "error-decision-reason"),
        (Decision::Wait, why, None, "error-decision-wait"),
        (Decision::Wait, why, Some(TODAY), "error-decision-wait"),
        (Decision::AskForHelp, why, Some(TODAY), "error-decision-until"),
    ] {
        let order = decide(&workspace, "A", decision, (reason, until));
        assert_eq!(refused(&mut workspace, &order), key, "{decision:?}");
    }

    let wait = decide(&workspace, "A", Decision::Wait, (why, Some("2025-12-01")));
    assert_eq!(act(&mut workspace, &wait).title, "step-deal-decide");
    let look = decide(&workspace, "B", Decision::Reassess, (why, None));
    act(&mut workspace, &look);
    let stands = |number: &str, today: &str| seen_on(&workspace, number, today).unwrap().decided;
    assert_eq!([stands("A", "2025-11-17"), stands("A", TODAY)], [false, true]);
    assert_eq!([stands("A", "2025-11-30"), stands("A", "2025-12-01")], [true, false]);
    assert!(stands("B", "2026-11-01"), "it names no day");
    let waiting = |today: &str| found(&workspace, "all", REPORTED, today).waiting().count();
    assert_eq!([waiting("2025-11-17"), waiting(TODAY), waiting("2025-12-01")], [2, 0, 1]);
    assert_eq!(seen(&workspace, "A").decision().map(|said| said.reason.as_str()), Some(why));

    // It goes on, comes back, and is stuck again: what was decided before is over.
    let moved = "B,标B,甲厂,G1,张伟,需求分析,20,,2025-07-01,2025-11-20,";
    report(&desk, &mut workspace, "2025-11-23", moved);
    let again = "B,标B,甲厂,G1,张伟,方案报价,20,,2025-07-01,2025-11-24,";
    report(&desk, &mut workspace, "2025-11-30", again);
    let now = found(&workspace, "all", "2025-11-30", "2025-11-30");
    let deal = now.deals.iter().find(|deal| deal.id == id(&workspace, "B")).unwrap();
    // 7 October to 20 November, and six days since.
    assert_eq!((deal.total_days, deal.stuck(), deal.decided), (50, true, false));
    assert_eq!(deal.decisions.len(), 1);

    for _ in 0..4 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), before);
    workspace.full_check().unwrap();
}

#[test]
fn next_steps_are_agreed_done_and_replaced() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    report(&desk, &mut workspace, REPORTED, &proposal("A", 50));
    for (what, due, key) in [
        (" ", "2025-11-21", "error-next-step-blank"),
        ("约复谈", "2025-11-17", "error-next-step-due"),
    ] {
        let order = next_step(&workspace, "A", what, due);
        assert_eq!(refused(&mut workspace, &order), key);
    }
    for (what, due) in [("约复谈", TODAY), ("约技术总监复谈", "2025-11-21")] {
        let order = next_step(&workspace, "A", what, due);
        act(&mut workspace, &order);
    }
    let step = seen(&workspace, "A").next_step.expect("the newest one speaks");
    assert_eq!((step.what.as_str(), step.due), ("约技术总监复谈", day("2025-11-21")));
    let (name, today) = ("A".to_owned(), day(TODAY));
    let confirm =
        Command::Deals(Deals::ConfirmNextStep { step: step.id, name: name.clone(), today });
    act(&mut workspace, &confirm);
    assert_eq!(seen(&workspace, "A").next_step.unwrap().confirmed_on, Some(today));
    assert_eq!(refused(&mut workspace, &confirm), "error-next-step-confirmed");
    let finish = Command::Deals(Deals::FinishNextStep { step: step.id, name, today });
    act(&mut workspace, &finish);
    let deal = seen(&workspace, "A");
    assert_eq!((deal.next_step, deal.has_next_step), (None, Some(false)), "the older one went too");
    assert_eq!(deal.marks, [Mark::NoNextStep]);
    assert_eq!(refused(&mut workspace, &finish), "error-next-step-done");
    let steps = said::next_steps_of(&workspace.db, id(&workspace, "A")).unwrap();
    let done: Vec<Option<NaiveDate>> = steps.iter().map(|step| step.done_on).collect();
    assert_eq!(done, [Some(today), Some(today)]);
}

#[test]
fn a_deal_that_is_given_up_stays_closed_until_a_later_report_names_it() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let both = proposal("A", 50) + &proposal("B", 60);
    report(&desk, &mut workspace, REPORTED, &both);
    let before = everything(&workspace.db);
    assert_eq!(open_everywhere(&workspace), [2; 4]);
    let lost = decide(&workspace, "A", Decision::CloseLost, ("预算取消", None));
    assert_eq!(act(&mut workspace, &lost).title, "step-deal-close");
    let closed = |workspace: &Workspace| {
        let deal = record(workspace, "A");
        (deal.status, deal.closed_on)
    };
    let given_up = (Status::Lost, Some(day(TODAY)));
    assert_eq!(closed(&workspace), given_up);
    assert_eq!(record(&workspace, "A").last_reported, day(REPORTED), "no report said so");
    let moves = opportunities::moves_of(&workspace.db, id(&workspace, "A")).unwrap();
    assert_eq!(moves.last().map(|step| (step.on_day, step.batch_id)), Some((day(TODAY), None)));
    // Why it was closed goes out with the move.
    let moves = table(&workspace.db, "moves", day(TODAY)).unwrap();
    let column = moves.headings.iter().position(|heading| heading == "answer").unwrap();
    let said: Vec<String> = moves.rows.iter().map(|row| row[column].text()).collect();
    assert_eq!(said.iter().filter(|said| !said.is_empty()).collect::<Vec<_>>(), ["lost"]);
    // What was said since the report counts at once, whatever the day it is seen as of.
    assert!(seen_on(&workspace, "A", REPORTED).is_none());
    assert!(seen_on(&workspace, "A", TODAY).is_none());
    assert_eq!(open_everywhere(&workspace), [1; 4]);

    // The time machine has it open until the evening before it was given up, and lost on that day.
    let replayed = |to: &str| {
        let (from, to) = (day("2025-11-15"), day(to));
        let between = Between { members: Members::Everyone, period: None, from, to };
        let balance = waterfall(&workspace.db, between).unwrap().balance;
        (balance.closing.n, balance.part(Part::Lost).n)
    };
    let evenings = [REPORTED, "2025-11-17", TODAY].map(replayed);
    assert_eq!(evenings, [(2, 0), (2, 0), (1, 1)]);
    assert_eq!(reach(&workspace.db, day(REPORTED), day("2025-11-17")).unwrap(), day(REPORTED));

    let order = decide(&workspace, "A", Decision::Reassess, ("再看看", None));
    assert_eq!(refused(&mut workspace, &order), "error-deal-closed");
    let order = next_step(&workspace, "A", "约复谈", "2025-11-21");
    assert_eq!(refused(&mut workspace, &order), "error-deal-closed");
    let after = everything(&workspace.db);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "one step: the decision, the answer, the move");
    act(&mut workspace, &Command::Redo);
    assert_eq!(everything(&workspace.db), after);

    // A report of before comes late: it was open then, and is closed now.
    let late = proposal("A", 50).replace(",20,", ",25,");
    report(&desk, &mut workspace, "2025-11-09", &late);
    assert_eq!(closed(&workspace), given_up);
    // A full report without it asks nothing.
    let full = report(&desk, &mut workspace, "2025-11-23", &proposal("B", 60));
    assert_eq!((full.sheets[0].n_missing, closed(&workspace)), (0, given_up));
    // One that names it as open opens it again.
    report(&desk, &mut workspace, "2025-11-30", &both);
    assert_eq!(closed(&workspace), (Status::Open, None));
    let now = found(&workspace, "all", "2025-11-30", "2025-11-30");
    let deal = now.deals.iter().find(|deal| deal.id == id(&workspace, "A")).unwrap();
    // 27 September to 18 November; it is back since the report. What was decided before is over.
    assert_eq!((deal.total_days, deal.visit_days), (52, 0));
    assert_eq!((deal.since, deal.decided), (day("2025-11-30"), false));
    let batch = batch_of(&workspace, "2025-11-30");
    take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert_eq!(closed(&workspace), given_up, "taken back, it is closed as it was");
    workspace.full_check().unwrap();
}

#[test]
fn what_is_given_up_since_the_newest_report_is_lost_at_once_in_the_period_of_its_day() {
    let (october, november) = (Period::Month(2025, 10), Period::Month(2025, 11));
    let both = proposal("A", 50) + &proposal("B", 60);
    // The newest report is of this month, or of the one before.
    for reported in [REPORTED, "2025-10-26"] {
        let desk = Desk::new();
        let mut workspace = desk.with_company();
        winners(&desk, &mut workspace, &TEN);
        report(&desk, &mut workspace, reported, &both);
        let open = |workspace: &Workspace| {
            let looked_at = found(workspace, "all", reported, TODAY).deals.len() as i64;
            let counted = opportunities::open_counts(&workspace.db).unwrap();
            [looked_at, counted.iter().map(|(_, n)| n).sum()]
        };
        assert_eq!(open(&workspace), [2, 2], "{reported}");
        assert_eq!(lost_everywhere(&workspace, november, reported), [0; 4], "{reported}");
        let lost = decide(&workspace, "A", Decision::CloseLost, ("预算取消", None));
        act(&mut workspace, &lost);
        // It is open no more and lost in November, and October, which was over, does not hear of it.
        assert_eq!(open(&workspace), [1, 1], "{reported}");
        assert_eq!(lost_everywhere(&workspace, november, reported), [1; 4], "{reported}");
        assert_eq!(lost_everywhere(&workspace, october, reported), [0; 4], "{reported}");
        let seen = forecast_of(&workspace, (Scope::All, november), TODAY, &[]);
        assert_eq!(seen.n_open(), 1, "{reported}");
        // As of a day before that report it was open.
        let before = day(reported).pred_opt().unwrap().to_string();
        assert_eq!(lost_everywhere(&workspace, november, &before), [0; 4], "{reported}");
        // Once reports reach its day nothing is another.
        report(&desk, &mut workspace, "2025-11-23", &proposal("B", 60));
        assert_eq!(lost_everywhere(&workspace, november, "2025-11-23"), [1; 4], "{reported}");
        assert_eq!(lost_everywhere(&workspace, october, "2025-11-23"), [0; 4], "{reported}");
    }
}

#[test]
fn a_target_on_lost_deals_hears_of_one_that_is_given_up_at_once() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    winners(&desk, &mut workspace, &TEN);
    report(&desk, &mut workspace, REPORTED, &proposal("A", 50));
    let lost = |workspace: &Workspace, period| {
        let directory = Directory::load(&workspace.db).unwrap();
        let asked = (MetricId::DealsLost, Scope::All, period);
        let found = progress(&workspace.db, &directory, asked, day(TODAY)).unwrap();
        found.whole.actual.and_then(|actual| actual.value)
    };
    let (before, month) = (Period::Month(2025, 10), Period::Month(2025, 11));
    assert_eq!(lost(&workspace, month), Some(0));
    let order = decide(&workspace, "A", Decision::CloseLost, ("预算取消", None));
    act(&mut workspace, &order);
    assert_eq!([lost(&workspace, month), lost(&workspace, before)], [Some(1), Some(0)]);
}

#[test]
fn taking_an_import_back_leaves_what_a_person_said() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    report(&desk, &mut workspace, REPORTED, &(proposal("A", 50) + &proposal("B", 60)));
    let order = decide(&workspace, "A", Decision::CloseLost, ("预算取消", None));
    act(&mut workspace, &order);
    let before = everything(&workspace.db);
    let (batch, deal) = (batch_of(&workspace, REPORTED), id(&workspace, "A"));
    let none = BTreeSet::new();
    let done = take_back(&mut workspace.db, batch, &none, AUTHOR, false).unwrap();
    assert_eq!(done.kept.iter().map(|kept| kept.row).collect::<Vec<_>>(), [deal.0]);
    let left: Vec<Opportunity> = workspace.db.all().unwrap();
    assert_eq!(left.iter().map(|deal| deal.id).collect::<Vec<_>>(), [deal], "B was nobody's word");
    assert_eq!(left[0].status, Status::Lost);
    assert_eq!(workspace.db.all::<DealAnswer>().unwrap().len(), 1);
    assert_eq!(workspace.db.all::<DealDecision>().unwrap().len(), 1);
    workspace.full_check().unwrap();
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);

    // Chosen by hand it goes, with all that was said of it.
    let also = BTreeSet::from([deal.0]);
    let done = take_back(&mut workspace.db, batch, &also, AUTHOR, false).unwrap();
    assert_eq!(done.kept, []);
    assert!(workspace.db.all::<Opportunity>().unwrap().is_empty());
    assert!(workspace.db.all::<DealAnswer>().unwrap().is_empty());
    assert!(workspace.db.all::<DealDecision>().unwrap().is_empty());
    workspace.full_check().unwrap();
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);

    // A next step alone keeps a deal too.
    act(&mut workspace, &Command::Undo);
    let order = next_step(&workspace, "B", "约复谈", "2025-11-21");
    act(&mut workspace, &order);
    take_back(&mut workspace.db, batch, &none, AUTHOR, false).unwrap();
    assert_eq!(workspace.db.all::<Opportunity>().unwrap()[0].number.as_deref(), Some("B"));
    assert_eq!(workspace.db.all::<NextStep>().unwrap().len(), 1);
    workspace.full_check().unwrap();
}

#[test]
fn the_command_line_says_every_figure() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    winners(&desk, &mut workspace, &TEN);
    report(&desk, &mut workspace, REPORTED, &(proposal("A", 19) + &proposal("B", 20)));
    let order = decide(&workspace, "B", Decision::Wait, ("等预算", Some("2025-12-01")));
    act(&mut workspace, &order);
    drop(workspace);
    let file = desk.file.to_str().unwrap();
    // Without a day it is the page's: a year later nothing has grown older than the newest report.
    let page = desk.json(0, &["show", file, "stuck", "--date", "2026-11-26", "--json"]);
    assert_eq!(page["as_of"], REPORTED);
    assert_eq!(page["open"]["deals"], 2);
    assert_eq!(page["stuck"]["deals"], 1);
    let as_of = ["--as-of", TODAY, "--json"];
    let shown = desk.json(0, &[&["show", file, "stuck", "--scope", "all"][..], &as_of].concat());
    // Two days later both are past the limit.
    assert_eq!(shown["open"]["deals"], 2);
    assert_eq!(shown["stuck"]["deals"], 2);
    assert_eq!(shown["stuck"]["amount"], 40 * WAN);
    assert_eq!(shown["waiting"]["deals"], 1);
    let deal = &shown["deals"][1];
    assert_eq!((deal["number"].as_str(), deal["total_days"].as_i64()), (Some("B"), Some(22)));
    assert_eq!(deal["limit"]["days"], 19.6);
    assert_eq!(
        (deal["limit"]["basis"].as_str(), deal["limit"]["winners"].as_i64()),
        (Some("winners"), Some(10))
    );
    assert_eq!(deal["marks"][0], "long-stay");
    assert_eq!(
        (deal["decided"].as_bool(), deal["decisions"][0]["until"].as_str()),
        (Some(true), Some("2025-12-01"))
    );
    let as_of = ["--as-of", "2025-12-01", "--json"];
    let shown = desk.json(0, &[&["show", file, "stuck"][..], &as_of].concat());
    assert_eq!(shown["waiting"]["deals"], 2, "the wait is over");
    let scoped = ["show", file, "stuck", "--scope", "team:二组", "--as-of", TODAY, "--json"];
    assert_eq!(desk.json(0, &scoped)["open"]["deals"], 0);
    let said = desk.says(0, &["show", file, "stuck", "--as-of", TODAY]);
    assert!(said.contains("22 / 19.6") && said.contains("约定等待"), "{said}");
}
