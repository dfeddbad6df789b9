//! One deal: its path with a return, who takes part, evidence, why it went on without it, what is recorded
//! and taken back.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use coxswain::command::Command;
use coxswain::command::deal_page::{Command as Page, ContactForm, PartForm, RiskForm, What};
use coxswain::command::import::take_back;
use coxswain::domain::forecast::calls::Category;
use coxswain::domain::ids::{DealPartId, OpportunityId, StageId, StageItemId};
use coxswain::domain::period::Period;
use coxswain::metrics::deal_page::history::{Changed, Field};
use coxswain::metrics::deal_page::{self, DealPage, Part, When};
use coxswain::metrics::stage_tasks::DueTask;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Batch, DealContact, DealEvidence, DealNote, DealPart, DealRisk, DealRole, DealWaiver,
    DecisionPart, Opportunity, RiskKind, StageItem, StageItemKind, Stance, Weight,
};
use coxswain::store::{StepHead, Workspace, opportunities};

use crate::common::{AUTHOR, Desk, TODAY, Take, WAN, act, day, everything, person, refused, take};
use crate::history_story::HEAD;

/// Imports a list of deals of a day.
pub fn report(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) {
    let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
    take(workspace, &file, &Take { date, ..Take::default() });
}

/// A deal that goes on, comes back and goes on again: 18, 42, 42, 47 and up to today 41 days.
pub fn walked(desk: &Desk, workspace: &mut Workspace) {
    for (date, stage, amount, expected, entered) in [
        ("2025-05-18", "线索开发", 120, "2025-10-31", "2025-05-12"),
        ("2025-06-01", "需求分析", 120, "2025-10-31", "2025-05-30"),
        ("2025-07-13", "方案报价", 142, "2025-10-31", "2025-07-11"),
        ("2025-08-24", "需求分析", 142, "2025-11-28", "2025-08-22"),
        ("2025-10-12", "方案报价", 186, "2025-12-20", "2025-10-08"),
    ] {
        let row = format!("J,改造,甲厂,G1,张伟,{stage},{amount},{expected},2025-05-12,{entered},");
        report(desk, workspace, date, &row);
    }
}

/// The key of a number.
pub fn id(workspace: &Workspace, number: &str) -> OpportunityId {
    opportunities::by_number(&workspace.db, number).unwrap().expect("the deal").id
}

fn seen_on(workspace: &Workspace, number: &str, as_of: &str) -> DealPage {
    let directory = Directory::load(&workspace.db).unwrap();
    let (deal, period) = (id(workspace, number), Period::Month(2025, 11));
    let ask = deal_page::Ask { deal, as_of: day(as_of), today: day(TODAY), period };
    deal_page::load(&workspace.db, &directory, ask).unwrap()
}

fn seen(workspace: &Workspace) -> DealPage {
    seen_on(workspace, "J", TODAY)
}

fn order(workspace: &Workspace, number: &str, what: What) -> Command {
    let (deal, subject) = (id(workspace, number), number.to_owned());
    Command::DealPage(Page { deal, subject, today: day(TODAY), what })
}

/// Records something of the deal that goes on and comes back.
pub fn record(workspace: &mut Workspace, what: What) {
    let command = order(workspace, "J", what);
    act(workspace, &command);
}

/// The stage at a position of the current model, from 0.
pub fn stage(workspace: &Workspace, at: usize) -> StageId {
    let directory = Directory::load(&workspace.db).unwrap();
    let model = directory.current_model().unwrap().id;
    directory.stages_of(model)[at].id
}

/// What stages ask for: 需求分析 one piece of evidence; 方案报价 two, presales and an executive; 商务谈判 a
/// lawyer.
pub fn ask_for(workspace: &mut Workspace) {
    let wanted = [
        (1, StageItemKind::Evidence, "需求说明"),
        (2, StageItemKind::Evidence, "报价单"),
        (2, StageItemKind::Evidence, "测算"),
        (2, StageItemKind::Role, "presales"),
        (2, StageItemKind::Role, "executive"),
        (3, StageItemKind::Role, "legal"),
    ];
    let stages = [0, 1, 2, 3].map(|at| stage(workspace, at));
    let head = StepHead { title: "step-stages".to_owned(), ..StepHead::default() };
    let written = workspace.db.transaction(&head, |db| {
        // In place of what the general model comes with.
        for item in db.all::<StageItem>()? {
            db.delete::<StageItem>(item.id)?;
        }
        for (position, (at, kind, name)) in (1..).zip(wanted) {
            let id = StageItemId(db.allocate()?);
            let (name, name_en) = (name.to_owned(), String::new());
            let stage_id = stages[at];
            db.insert(&StageItem { id, stage_id, kind, position, name, name_en, days: None })?;
        }
        Ok(())
    });
    written.unwrap();
}

/// What a stage asks for under a name.
pub fn item(workspace: &Workspace, name: &str) -> StageItemId {
    let items: Vec<StageItem> = workspace.db.all().unwrap();
    items.iter().find(|item| item.name == name).expect("the item").id
}

/// Somebody from outside is asked to take part.
pub fn ask(role: DealRole, name: &str) -> What {
    let (name, note) = (name.to_owned(), String::new());
    What::AskPart(PartForm { role, person: None, name, note })
}

fn part(workspace: &Workspace, role: DealRole) -> DealPartId {
    let parts: Vec<DealPart> = workspace.db.all().unwrap();
    parts.iter().find(|part| part.role == role).expect("the part").id
}

/// A contact of the deal.
pub fn contact(
    name: &str,
    part: DecisionPart,
    stance: Stance,
    met_on: Option<&str>,
) -> ContactForm {
    let (name, title) = (name.to_owned(), String::new());
    ContactForm { name, title, part, stance, met_on: met_on.map(day) }
}

/// A heavy risk, or a fallback.
pub fn risk(kind: RiskKind, name: &str, action: &str) -> RiskForm {
    let (name, action) = (name.to_owned(), action.to_owned());
    RiskForm { kind, weight: Weight::High, name, action, due: None }
}

#[test]
fn a_path_has_a_bar_for_each_stay_against_the_limit() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    walked(&desk, &mut workspace);
    let page = seen(&workspace);
    let path = &page.path;
    assert_eq!((path.days, path.stays, path.forward, path.back), (190, 5, 3, 1));
    let told: Vec<(Vec<u32>, u32, bool)> = path
        .lines
        .iter()
        .map(|line| {
            let stays = line.stays.iter().map(|stay| stay.days).collect();
            (stays, line.days(), line.over())
        })
        .collect();
    // Nothing was won, so the days set for the stages hold: 30, 45, 45, 30 and 20.
    assert_eq!(
        told,
        [
            (vec![18], 18, false),
            (vec![42, 47], 89, true),
            (vec![42, 41], 83, true),
            (vec![], 0, false),
            (vec![], 0, false),
        ]
    );
    // The first stay leaves three days of the limit to the second.
    let within: Vec<f64> =
        path.lines[1].stays.iter().map(|stay| path.lines[1].within(stay)).collect();
    assert_eq!(within, [42.0, 3.0]);
    assert_eq!(page.stage, Some(stage(&workspace, 2)));
    assert_eq!(page.amounts, [120 * WAN, 142 * WAN, 186 * WAN]);
    assert_eq!(page.standing.amount, Some(186 * WAN));
    assert_eq!(page.expected, [day("2025-10-31"), day("2025-11-28"), day("2025-12-20")]);
    let pushes = page.pushes.unwrap();
    assert_eq!((pushes.pushes, pushes.pushed_days), (2, 50));
    // The third of five stages proposes no more than the pipeline.
    assert_eq!(page.category, Some((Category::Pipeline, false)));
    assert_eq!(page.chance, None, "nothing was closed");
    let open = page.open.as_ref().expect("it is open");
    assert_eq!((open.total_days, open.visit_days, open.stuck()), (83, 41, true));

    let of = |field: Field| {
        page.changes.iter().filter(|change| change.what.field() == field).collect::<Vec<_>>()
    };
    assert_eq!(
        [Field::Amount, Field::Expected, Field::Stage].map(|field| of(field).len()),
        [3, 3, 5]
    );
    let again = |change: &&&deal_page::history::Change| {
        matches!(change.what, Changed::Stage { again: true, .. })
    };
    assert_eq!(of(Field::Stage).iter().filter(again).count(), 2);
    assert_eq!(of(Field::Stage)[0].day, day("2025-10-08"), "the newest first");
    assert_eq!(of(Field::Stage)[0].source.as_deref(), Some("2025-10-12.csv"));

    // As of the day before it came back, nothing of that was known.
    let then = seen_on(&workspace, "J", "2025-08-21");
    assert_eq!((then.path.days, then.path.stays, then.path.back), (101, 3, 0));
    assert_eq!((then.amounts.len(), then.expected.len()), (2, 1));
}

#[test]
fn roles_and_evidence_are_those_of_the_stage() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    walked(&desk, &mut workspace);
    let page = seen(&workspace);
    // Two of each by the general model as it comes.
    assert_eq!((page.roles.len(), page.evidence.len(), page.waivers.len()), (2, 2, 2));
    ask_for(&mut workspace);
    let roles = |page: &DealPage| {
        page.roles.iter().map(|line| (line.role, line.when, line.state)).collect::<Vec<_>>()
    };
    let page = seen(&workspace);
    assert_eq!(
        roles(&page),
        [
            (DealRole::Presales, When::Now, Part::Missing),
            (DealRole::Executive, When::Now, Part::Missing),
            (DealRole::Legal, When::Next, Part::Missing),
        ]
    );
    assert_eq!((page.roles_taken(), page.evidence_there()), ((0, 2), (0, 2)));
    // 需求分析 was left last on 8 October, without what it asks for.
    let waiver = &page.waivers[0];
    assert_eq!((page.waivers.len(), waiver.stage), (1, stage(&workspace, 1)));
    assert_eq!((waiver.left_on, waiver.missing), (day("2025-10-08"), 1));
    assert_eq!(waiver.waiver, None);

    record(&mut workspace, ask(DealRole::Presales, "沈工"));
    record(&mut workspace, ask(DealRole::Executive, "顾总"));
    record(&mut workspace, ask(DealRole::Finance, "钱会计"));
    let (presales, executive) =
        (part(&workspace, DealRole::Presales), part(&workspace, DealRole::Executive));
    record(&mut workspace, What::TakePart { id: presales, since: day("2025-11-03") });
    let reason = "年底排不开".to_owned();
    record(&mut workspace, What::DeclinePart { id: executive, reason });
    let page = seen(&workspace);
    assert_eq!(
        roles(&page),
        [
            (DealRole::Presales, When::Now, Part::Taken),
            (DealRole::Executive, When::Now, Part::Declined),
            (DealRole::Legal, When::Next, Part::Missing),
            (DealRole::Finance, When::Beside, Part::Asked),
        ]
    );
    assert_eq!(page.roles_taken(), (1, 2));
    assert_eq!(page.roles_missing(), [DealRole::Executive]);
    // Who declined can be asked again; who takes part makes room first.
    let again = order(&workspace, "J", ask(DealRole::Presales, "别人"));
    assert_eq!(refused(&mut workspace, &again), "error-deal-part-taken");
    record(&mut workspace, ask(DealRole::Executive, "顾总"));
    assert_eq!(roles(&seen(&workspace))[1].2, Part::Asked);

    for (name, on) in [("报价单", "2025-10-08"), ("需求说明", "2025-10-09")] {
        let (item, on_day) = (item(&workspace, name), day(on));
        record(&mut workspace, What::Tick { item, on_day, shown_in: "附件".to_owned() });
    }
    let page = seen(&workspace);
    assert_eq!(page.evidence_there(), (1, 2));
    assert_eq!(page.waivers.len(), 1, "it was there a day too late");
    let item = item(&workspace, "需求说明");
    record(&mut workspace, What::Tick { item, on_day: day("2025-10-08"), shown_in: String::new() });
    assert_eq!(seen(&workspace).waivers.len(), 0, "and in time");
    record(&mut workspace, What::Untick(item));
    let (stage, reason) = (stage(&workspace, 1), "客户催报价".to_owned());
    record(&mut workspace, What::Waive { stage, reason });
    let page = seen(&workspace);
    let said = page.waivers[0].waiver.as_ref().map(|waiver| waiver.reason.as_str());
    assert_eq!(said, Some("客户催报价"));
    workspace.full_check().unwrap();
}

#[test]
fn tasks_of_the_stage_are_done_and_begin_again_when_it_comes_back() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    walked(&desk, &mut workspace);
    let told = |page: &DealPage| -> Vec<(String, Option<NaiveDate>, bool, usize)> {
        let tell =
            |task: &DueTask| (task.item.name.clone(), task.due, task.done.is_some(), task.late);
        page.tasks.iter().map(tell).collect()
    };
    // In 方案报价 again since 8 October, the last day of the holiday; 11 October is worked. The tenth
    // working day is the 21st, the fifteenth the 28th; on 18 November they are 20 and 15 days late.
    let (write, send) = ("编写方案".to_owned(), "提交报价并讲解方案".to_owned());
    let (first, second) = (Some(day("2025-10-21")), Some(day("2025-10-28")));
    let page = seen(&workspace);
    let expected = [(write.clone(), first, false, 20), (send.clone(), second, false, 15)];
    assert_eq!(told(&page), expected);
    assert_eq!(page.tasks_done(), (0, 2, 2));

    let before = everything(&workspace.db);
    let task = item(&workspace, &write);
    let finish = |item, on: &str| What::Finish { item, on_day: day(on), shown_in: String::new() };
    let evidence = item(&workspace, "竞争对手已知");
    for (what, key) in [
        (finish(task, "2025-11-19"), "error-deal-page-future"),
        // The stay before ended on 22 August.
        (finish(task, "2025-08-22"), "error-deal-task-before"),
        (finish(evidence, "2025-10-21"), "error-record-gone"),
        (What::Reopen(task), "error-record-gone"),
    ] {
        let command = order(&workspace, "J", what);
        assert_eq!(refused(&mut workspace, &command), key, "{command:?}");
    }
    let shown_in = "方案v3.docx".to_owned();
    record(&mut workspace, What::Finish { item: task, on_day: day("2025-10-23"), shown_in });
    let page = seen(&workspace);
    let expected = [(write, first, true, 2), (send, second, false, 15)];
    assert_eq!((told(&page), page.tasks_done()), (expected.to_vec(), (1, 2, 1)));
    assert_eq!(page.evidence_there(), (0, 2), "a task is no evidence");
    // Taken back, everything is as it was.
    let reopened = order(&workspace, "J", What::Reopen(task));
    act(&mut workspace, &reopened);
    assert_eq!(everything(&workspace.db), before);
    act(&mut workspace, &Command::Undo);
    let file = desk.file.to_str().unwrap().to_owned();
    drop(workspace);
    let args = ["show", file.as_str(), "deal", "--deal", "J", "--as-of", TODAY];
    let shown = desk.json(0, &[&args[..], &["--json"]].concat());
    let tasks = &shown["tasks"];
    let whole = |name: &str| tasks[name].as_i64();
    assert_eq!(["done", "all", "overdue"].map(whole), [1, 2, 1].map(Some));
    assert_eq!(tasks["items"][0]["shown_in"], "方案v3.docx");
    assert_eq!(tasks["items"][0]["working_days_late"], 2);
    assert_eq!(tasks["items"][1]["due"], "2025-10-28");
    let workspace = desk.open();

    // Seen before it went back, what was done later is not known.
    let then = seen_on(&workspace, "J", "2025-08-01");
    assert_eq!(then.tasks.len(), 2);
    workspace.full_check().unwrap();
}

#[test]
fn what_is_recorded_has_its_rules_and_is_undone_step_by_step() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    walked(&desk, &mut workspace);
    let won = "K,扩建,甲厂,G1,张伟,赢单,10,,2025-07-01,,2025-10-01";
    report(&desk, &mut workspace, "2025-10-12", won);
    ask_for(&mut workspace);
    let future: NaiveDate = day("2025-11-19");
    let before = everything(&workspace.db);
    record(&mut workspace, ask(DealRole::Presales, "沈工"));
    let presales = part(&workspace, DealRole::Presales);
    let unmet = |day| contact("周工", DecisionPart::Uses, Stance::Unmet, day);
    let evidence = item(&workspace, "报价单");
    let tick = |item, on_day| What::Tick { item, on_day, shown_in: String::new() };
    for (number, what, key) in [
        ("J", ask(DealRole::Legal, " "), "error-deal-part-who"),
        ("K", ask(DealRole::Legal, "律师"), "error-deal-page-closed"),
        ("J", What::TakePart { id: presales, since: future }, "error-deal-page-future"),
        ("K", What::TakePart { id: presales, since: day(TODAY) }, "error-record-gone"),
        ("J", What::DeclinePart { id: presales, reason: " ".to_owned() }, "error-deal-part-reason"),
        (
            "J",
            What::SetContact(None, contact("", DecisionPart::Uses, Stance::Neutral, None)),
            "error-deal-contact-name",
        ),
        ("J", What::SetContact(None, unmet(Some(TODAY))), "error-deal-contact-unmet"),
        ("J", What::SetContact(None, unmet(Some("2025-11-19"))), "error-deal-page-future"),
        ("J", What::SetRisk(None, risk(RiskKind::Risk, " ", "x")), "error-deal-risk-name"),
        ("J", What::SetRisk(None, risk(RiskKind::Fallback, "x", "")), "error-deal-fallback-action"),
        ("K", What::SetRisk(None, risk(RiskKind::Risk, "x", "")), "error-deal-page-closed"),
        ("J", tick(evidence, future), "error-deal-page-future"),
        ("J", tick(item(&workspace, "presales"), day(TODAY)), "error-record-gone"),
        ("J", What::Untick(evidence), "error-record-gone"),
        ("J", What::Note("\n".to_owned()), "error-deal-note-blank"),
        (
            "J",
            What::Waive { stage: stage(&workspace, 1), reason: String::new() },
            "error-deal-waiver-reason",
        ),
        ("J", What::Waive { stage: StageId(-1), reason: "x".to_owned() }, "error-deal-page-stage"),
    ] {
        let command = order(&workspace, number, what);
        assert_eq!(refused(&mut workspace, &command), key, "{command:?}");
    }

    let wei = person(&workspace.db, "张伟");
    let form = PartForm {
        role: DealRole::Legal,
        person: Some(wei),
        name: "不用".to_owned(),
        note: "合同".to_owned(),
    };
    record(&mut workspace, What::AskPart(form));
    let met = contact("郑国栋", DecisionPart::Uses, Stance::Supports, Some("2025-11-14"));
    record(&mut workspace, What::SetContact(None, met.clone()));
    let boss = contact("丁伟民", DecisionPart::Decides, Stance::Unmet, None);
    record(&mut workspace, What::SetContact(None, boss));
    let twice = order(&workspace, "J", What::SetContact(None, met));
    assert_eq!(refused(&mut workspace, &twice), "error-deal-contact-twice");
    record(&mut workspace, What::SetRisk(None, risk(RiskKind::Risk, "预算冻结", "拿立项号")));
    record(&mut workspace, What::SetRisk(None, risk(RiskKind::Fallback, "未见拍板人", "先签一期")));
    record(&mut workspace, tick(evidence, day("2025-10-08")));
    record(&mut workspace, What::Note("客户看重停机时间".to_owned()));
    let page = seen(&workspace);
    let names: Vec<&str> = page.contacts.iter().map(|contact| contact.name.as_str()).collect();
    assert_eq!(names, ["丁伟民", "郑国栋"], "who decides first");
    assert_eq!((page.contacts_met(), page.risks().count()), ((1, 2), 2));
    let legal = page.roles.iter().find(|line| line.role == DealRole::Legal).unwrap();
    let asked = legal.part.as_ref().unwrap();
    assert_eq!((asked.person_id, asked.name.as_str()), (Some(wei), ""));
    assert_eq!((asked.by_name.as_str(), asked.asked_on), ("", day(TODAY)), "no author is set");

    let fallback = page.risks().find(|risk| risk.kind == RiskKind::Fallback).unwrap().id;
    record(&mut workspace, What::CloseRisk(fallback));
    let close = order(&workspace, "J", What::CloseRisk(fallback));
    assert_eq!(refused(&mut workspace, &close), "error-deal-risk-closed");
    assert_eq!(seen(&workspace).risks().count(), 1);
    record(&mut workspace, What::RemovePart(presales));
    let note = workspace.db.all::<DealNote>().unwrap()[0].id;
    record(&mut workspace, What::RemoveNote(note));
    let boss = workspace.db.all::<DealContact>().unwrap()[1].id;
    record(&mut workspace, What::RemoveContact(boss));
    record(&mut workspace, What::Untick(evidence));
    let after = everything(&workspace.db);
    // Presales and seven more are recorded, five taken back or closed.
    for _ in 0..13 {
        act(&mut workspace, &Command::Undo);
    }
    assert_eq!(everything(&workspace.db), before);
    for _ in 0..13 {
        act(&mut workspace, &Command::Redo);
    }
    assert_eq!(everything(&workspace.db), after);
    workspace.full_check().unwrap();
}

#[test]
fn taking_an_import_back_leaves_what_was_recorded_or_takes_all_of_it() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let row = "J,改造,甲厂,G1,张伟,方案报价,20,,2025-07-01,2025-07-01,";
    report(&desk, &mut workspace, "2025-11-16", row);
    ask_for(&mut workspace);
    record(&mut workspace, ask(DealRole::Presales, "沈工"));
    let who = contact("周工", DecisionPart::Uses, Stance::Neutral, None);
    record(&mut workspace, What::SetContact(None, who));
    record(&mut workspace, What::SetRisk(None, risk(RiskKind::Risk, "预算", "")));
    let (item, on_day) = (item(&workspace, "报价单"), day(TODAY));
    record(&mut workspace, What::Tick { item, on_day, shown_in: String::new() });
    record(&mut workspace, What::Note("备注".to_owned()));
    let (stage, reason) = (stage(&workspace, 1), "催".to_owned());
    record(&mut workspace, What::Waive { stage, reason });
    let before = everything(&workspace.db);
    let batches: Vec<Batch> = workspace.db.all().unwrap();
    let batch = batches.iter().find(|batch| batch.report_date == day("2025-11-16")).unwrap().id;
    let deal = id(&workspace, "J");
    take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert_eq!(workspace.db.all::<Opportunity>().unwrap().len(), 1, "something was recorded");
    assert_eq!(workspace.db.all::<DealWaiver>().unwrap().len(), 1);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
    let also = BTreeSet::from([deal.0]);
    take_back(&mut workspace.db, batch, &also, AUTHOR, false).unwrap();
    assert!(workspace.db.all::<Opportunity>().unwrap().is_empty());
    assert!(workspace.db.all::<DealPart>().unwrap().is_empty());
    assert!(workspace.db.all::<DealRisk>().unwrap().is_empty());
    assert!(workspace.db.all::<DealEvidence>().unwrap().is_empty());
    workspace.full_check().unwrap();
}

#[test]
fn the_command_line_says_everything_of_a_deal() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    walked(&desk, &mut workspace);
    ask_for(&mut workspace);
    record(&mut workspace, ask(DealRole::Presales, "沈工"));
    let (item, on_day) = (item(&workspace, "报价单"), day("2025-10-08"));
    record(&mut workspace, What::Tick { item, on_day, shown_in: "报价单v2.pdf".to_owned() });
    drop(workspace);
    let file = desk.file.to_str().unwrap();
    let args = ["show", file, "deal", "--deal", "J", "--as-of", TODAY];
    let shown = desk.json(0, &[&args[..], &["--json"]].concat());
    let path = &shown["path"];
    let whole = |name: &str| path[name].as_i64();
    assert_eq!(["days", "stays", "forward", "back"].map(whole), [190, 5, 3, 1].map(Some));
    let stage = &path["stages"][1];
    assert_eq!((stage["days"].as_i64(), stage["entries"].as_i64()), (Some(89), Some(2)));
    assert_eq!(
        (stage["limit"]["days"].as_f64(), stage["over"].as_bool()),
        (Some(45.0), Some(true))
    );
    assert_eq!(shown["amounts"][2], 186 * WAN);
    assert_eq!((shown["pushes"].as_i64(), shown["pushed_days"].as_i64()), (Some(2), Some(50)));
    assert_eq!(shown["evidence"]["there"], 1);
    assert_eq!(shown["evidence"]["items"][0]["shown_in"], "报价单v2.pdf");
    assert_eq!(
        (shown["roles"][0]["state"].as_str(), shown["stuck"].as_bool()),
        (Some("asked"), Some(true))
    );
    assert_eq!(shown["roles_missing"][0], "presales");
    assert_eq!(shown["waivers"][0]["missing"], 1);
    let said = desk.says(0, &args);
    assert!(said.contains("89 / 45") && said.contains("42 + 47"), "{said}");
    let error = desk.says(1, &["show", file, "deal", "--deal", "X9", "--as-of", TODAY]);
    assert!(error.contains("X9"), "{error}");
}
