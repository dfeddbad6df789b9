//! The pages of the coaching log: what was put down and how it stands, what was agreed and put off, what a talk is
//! prepared with, events without coaching before, and what became of the metric that a talk answers.

use coxswain::command::coaching::actions::{Action, ActionForm};
use coxswain::command::coaching::events::{Event, EventForm};
use coxswain::command::coaching::log::{Form, Log};
use coxswain::command::coaching::symptoms::SymptomForm;
use coxswain::command::coaching::{What, Who};
use coxswain::documents::compile;
use coxswain::documents::{coaching_record, coaching_records};
use coxswain::domain::coaching::grow::Missing;
use coxswain::domain::coaching::reading::{Direction, Verdict};
use coxswain::domain::ids::{CoachingActionId, CoachingId, PersonId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::{Members, Scope};
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::coaching::log::{self, Due, Record};
use coxswain::metrics::coaching::show::Standing;
use coxswain::metrics::coaching::{missing, prepare, show};
use coxswain::metrics::symptom::Subject;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Coaching, CoachingAction, CoachingKind, CoachingPostponement, EventPhase, MajorEvent,
};
use serde_json::json;

use crate::coaching_story::{asked, deal, prepared, step, talk};
use crate::common::{AUTHOR, Desk, TODAY, Take, WAN, bare, counts, day, person, refused, take};
use crate::history_story::HEAD;

/// The period of the pages.
const QUARTER: Period = Period::Quarter(2025, 4);

fn agreed(text: &str, owner: Option<PersonId>, due: &str) -> ActionForm {
    ActionForm { text: text.to_owned(), owner, due: Some(day(due)) }
}

fn hold(workspace: &mut Workspace, form: Form) {
    step(workspace, What::Log(Log::Hold(None, Box::new(form))));
}

/// The talk about the deal on its way, with an action that is late and one that is still to come.
fn talked(desk: &Desk) -> Workspace {
    let mut workspace = prepared(desk);
    let wei = person(&workspace.db, "张伟");
    let actions = vec![
        agreed("完成测算初稿", Some(wei), "2025-11-16"),
        agreed("约技术总监", None, "2025-11-21"),
    ];
    let form = Form { deal: Some(deal(&workspace, "J")), actions, ..talk(wei) };
    hold(&mut workspace, form);
    workspace
}

fn coaching(workspace: &Workspace) -> CoachingId {
    workspace.db.all::<Coaching>().unwrap().pop().expect("a coaching").id
}

fn record(workspace: &Workspace) -> Record {
    let directory = Directory::load(&workspace.db).unwrap();
    let found = log::record(&workspace.db, &directory, coaching(workspace), day(TODAY));
    found.unwrap().expect("the record")
}

fn action(workspace: &Workspace, text: &str) -> CoachingActionId {
    let all: Vec<CoachingAction> = workspace.db.all().unwrap();
    all.into_iter().find(|action| action.text == text).expect("the action").id
}

#[test]
fn the_log_tells_how_it_stands_with_what_was_put_down() {
    let desk = Desk::new();
    let workspace = talked(&desk);
    let entries = log::entries(&workspace.db, &Members::Everyone, QUARTER, day(TODAY)).unwrap();
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!((entry.pressing, entry.actions.all, entry.actions.done), (1, 2, 0));
    let earlier = Period::Quarter(2025, 3);
    let earlier = log::entries(&workspace.db, &Members::Everyone, earlier, day(TODAY)).unwrap();
    assert!(earlier.is_empty(), "{earlier:?}");
    let xin = person(&workspace.db, "周新");
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::Person(xin));
    assert_eq!(log::count(&workspace.db, &members, QUARTER, day(TODAY)).unwrap(), 0);
    assert_eq!(log::open_count(&workspace.db, &Members::Everyone, day(TODAY)).unwrap(), 2);

    let found = record(&workspace);
    let dues: Vec<Due> = found.agreed.iter().map(|own| own.due).collect();
    assert_eq!(dues, [Due::Late(2), Due::Left(3)]);
    let deal = found.deal.as_ref().expect("the deal");
    assert_eq!((deal.name.as_str(), deal.account.as_str()), ("改造", "甲厂"));
    // From the first of July to the day of the report.
    assert_eq!((deal.amount, deal.days), (Some(186 * WAN), Some(138)));
    // The command takes it, and the method asks for more.
    assert_eq!(missing::of(&found.details), [Missing::GoalNumber, Missing::Help]);
    let told =
        show::told(&directory, &Tr::new(Language::Chinese), &found.details.symptoms[0], day(TODAY));
    assert_eq!((told.name.as_str(), told.own.as_str()), ("赢单率", "50.0%（n=2）"));
    assert_eq!(told.beside, "团队 25.0%（n=4）");
    // Two deals in a quarter say nothing of whether it helped.
    let [effect] = found.effects.as_slice() else { panic!("{:?}", found.effects) };
    assert_eq!(Standing::of(effect), Standing::TooFew);
}

#[test]
fn an_action_is_put_off_with_a_reason_and_both_confirmations_stand() {
    let desk = Desk::new();
    let mut workspace = talked(&desk);
    let (id, late) = (coaching(&workspace), action(&workspace, "完成测算初稿"));
    for who in [Who::Rep, Who::Coach] {
        let on_day = day("2025-11-17");
        step(&mut workspace, What::Log(Log::Confirm { id, who, on_day }));
    }
    let postpone = |due: &str, reason: &str| {
        let (due, reason) = (due.parse().ok(), reason.to_owned());
        What::Action(Action::Postpone { id: late, due, reason })
    };
    for (what, error) in [
        (postpone("", "客户出差"), "error-coaching-action-due"),
        (postpone("2025-11-16", "客户出差"), "error-coaching-action-later"),
        (postpone("2025-11-17", "客户出差"), "error-coaching-action-later"),
        (postpone("2025-11-20", " "), "error-coaching-action-reason"),
    ] {
        assert_eq!(refused(&mut workspace, &asked(what)), error);
    }
    step(&mut workspace, postpone("2025-11-20", "客户出差"));
    step(&mut workspace, postpone("2025-11-24", "等停机数据"));
    let found = record(&workspace);
    let own = &found.agreed[0];
    assert_eq!((own.due, own.agreed_for()), (Due::Left(6), day("2025-11-16")));
    let told: Vec<(&str, &str)> =
        own.postponed.iter().map(|one| (one.reason.as_str(), one.by_name.as_str())).collect();
    assert_eq!(told, [("客户出差", AUTHOR), ("等停机数据", AUTHOR)]);
    let confirmed = &found.details.coaching;
    assert!(confirmed.rep_confirmed_on.is_some() && confirmed.coach_confirmed_on.is_some());
    let directory = Directory::load(&workspace.db).unwrap();
    // The day before nobody knew of it, and two days before nobody had confirmed.
    let before = |on: &str| {
        let found = log::record(&workspace.db, &directory, id, day(on)).unwrap().expect("known");
        let own = &found.agreed[0];
        let seen = (own.due, own.postponed.len(), own.action.due);
        let all = (Members::Everyone, QUARTER, day(on));
        let open = log::followed(&workspace.db, &directory, &all.0, all.1, all.2).unwrap().open;
        let one = open.iter().find(|one| one.of.action.id == late).expect("open");
        assert_eq!((one.due, one.postponed.len(), one.of.action.due), seen, "{on}");
        (seen, found.details.coaching.rep_confirmed_on.is_some())
    };
    assert_eq!(before("2025-11-17"), ((Due::Late(1), 0, day("2025-11-16")), true));
    assert_eq!(before("2025-11-16"), ((Due::Today, 0, day("2025-11-16")), false));
    // Before it was held there was nothing at all.
    let held = log::record(&workspace.db, &directory, id, day("2025-11-13")).unwrap();
    let all = &Members::Everyone;
    let entries = log::entries(&workspace.db, all, QUARTER, day("2025-11-13")).unwrap();
    let counted = log::count(&workspace.db, all, QUARTER, day("2025-11-13")).unwrap();
    assert!(held.is_none() && entries.is_empty() && counted == 0);

    // On paper stands the day that both agreed, and the code is that of what they confirmed.
    let tr = Tr::new(Language::Chinese);
    let page = coaching_records::page(&workspace.db, &directory, &found, day(TODAY), &tr).unwrap();
    let (due, put_off) = (page.actions[0].due.as_str(), page.actions[0].put_off.as_str());
    assert_eq!((due, put_off), ("2025-11-16", "推迟到 2025-11-24"));

    // Agreed anew for another day it is another action, and nothing was put off.
    let edit = What::Action(Action::Edit(late, agreed("完成测算初稿", None, "2025-11-28")));
    step(&mut workspace, edit);
    let found = record(&workspace);
    assert!(found.agreed[0].postponed.is_empty());
    assert_eq!(found.details.coaching.rep_confirmed_on, None);

    let (on_day, result) = (day(TODAY), "两年省120万".to_owned());
    step(&mut workspace, What::Action(Action::Done { id: late, on_day, result }));
    assert_eq!(
        refused(&mut workspace, &asked(postpone("2025-12-01", "再等"))),
        "error-coaching-action-done"
    );
    step(&mut workspace, What::Action(Action::Undone(late)));
    step(&mut workspace, postpone("2025-12-01", "再等"));
    step(&mut workspace, What::Log(Log::Remove(id)));
    assert!(workspace.db.all::<CoachingPostponement>().unwrap().is_empty());
}

#[test]
fn what_is_open_stands_person_by_person_and_who_waited_longest_first() {
    let desk = Desk::new();
    let mut workspace = talked(&desk);
    let xin = person(&workspace.db, "周新");
    let actions = vec![agreed("写拜访计划", None, "2025-11-10")];
    let form = Form {
        on_day: Some(day("2025-11-06")),
        actions,
        complete: false,
        prepared_on: None,
        ..talk(xin)
    };
    hold(&mut workspace, form);
    let directory = Directory::load(&workspace.db).unwrap();
    let followed = |workspace: &Workspace| {
        let all = &Members::Everyone;
        log::followed(&workspace.db, &directory, all, QUARTER, day(TODAY)).unwrap()
    };
    let texts = |all: &[log::Following]| -> Vec<String> {
        all.iter().map(|one| one.of.action.text.clone()).collect()
    };
    let found = followed(&workspace);
    assert_eq!(texts(&found.open), ["写拜访计划", "完成测算初稿", "约技术总监"]);
    assert_eq!((found.late(), found.done.len()), (2, 0));
    let (id, result) = (action(&workspace, "写拜访计划"), "三家都写了".to_owned());
    step(&mut workspace, What::Action(Action::Done { id, on_day: day("2025-11-12"), result }));
    let found = followed(&workspace);
    assert_eq!(texts(&found.open), ["完成测算初稿", "约技术总监"]);
    assert_eq!((texts(&found.done), found.late()), (vec!["写拜访计划".to_owned()], 1));
    // The day before it was open and late, and what was agreed on the 14th was not known.
    let all = &Members::Everyone;
    let before = log::followed(&workspace.db, &directory, all, QUARTER, day("2025-11-11")).unwrap();
    assert_eq!(texts(&before.open), ["写拜访计划"]);
    assert_eq!((before.late(), before.done.len()), (1, 0));

    drop(workspace);
    let args = ["show", "销售.cox", "coaching-actions", "--date", TODAY, "--period", "2025-Q4"];
    let told = desk.json(0, &[&args[..], &["--json"]].concat());
    assert_eq!(told["late"], 1);
    assert_eq!(told["open"][0]["days"], -2);
    assert_eq!(told["open"][1]["owner"], json!(null));
    let done = &told["done"][0];
    assert_eq!((&done["person"], &done["result"]), (&json!("周新"), &json!("三家都写了")));
    let lines = desk.says(0, &args);
    assert!(lines.contains("完成测算初稿") && lines.contains("逾期2天"), "{lines}");
}

#[test]
fn a_talk_is_prepared_with_what_changed_and_what_is_open() {
    let desk = Desk::new();
    let workspace = talked(&desk);
    let wei = person(&workspace.db, "张伟");
    let directory = Directory::load(&workspace.db).unwrap();
    let ready = prepare::prepared(&workspace.db, &directory, wei, day(TODAY)).unwrap();
    assert_eq!((ready.last, ready.period), (Some(day("2025-11-14")), QUARTER));
    let rate = ready.metrics.iter().find(|own| own.metric == MetricId::WinRate).unwrap();
    let figure = |own: &coxswain::metrics::Measured| (own.value, own.records);
    assert_eq!(figure(&rate.now), (Some(5_000), 2));
    assert_eq!(rate.then.as_ref().map(figure), Some((Some(5_000), 2)));
    assert_eq!(rate.team.as_ref().map(figure), Some((Some(2_500), 4)));
    let open: Vec<&str> = ready.open.iter().map(|of| of.of.action.text.as_str()).collect();
    assert_eq!(open, ["完成测算初稿", "约技术总监"]);
    let deals: Vec<&str> = ready.deals.iter().map(|deal| deal.name.as_str()).collect();
    assert_eq!(deals, ["甲厂 改造"]);
    assert!(ready.accounts.iter().any(|(_, name)| name == "甲厂"), "{:?}", ready.accounts);
    // Before the first talk nothing is compared.
    let xin = person(&workspace.db, "周新");
    let first = prepare::prepared(&workspace.db, &directory, xin, day(TODAY)).unwrap();
    assert_eq!(first.last, None);
    assert!(first.metrics.iter().all(|own| own.then.is_none()));

    drop(workspace);
    let told = desk.json(
        0,
        &[
            "show",
            "销售.cox",
            "coaching-log",
            "--date",
            TODAY,
            "--period",
            "2025-Q4",
            "--person",
            "张伟",
            "--json",
        ],
    );
    let own = &told["coachings"][0];
    assert_eq!((&own["person"], &own["complete"]), (&json!("张伟"), &json!(true)));
    assert_eq!(own["symptoms"][0]["value"], 5_000);
    assert_eq!(own["actions"][0]["state"], "late");
    assert_eq!(own["effects"][0]["verdict"], "too_few");
    assert_eq!(own["deal"]["days"], 138);
    let ready = &told["prepared"];
    assert_eq!((&ready["last"], &ready["person"]), (&json!("2025-11-14"), &json!("张伟")));
    let changed = ready["changed"].as_array().unwrap();
    let rate = changed.iter().find(|own| own["metric"] == "win_rate").unwrap();
    assert_eq!((&rate["now"]["value"], &rate["team"]["records"]), (&json!(5_000), &json!(4)));
}

#[test]
fn an_event_waits_until_somebody_was_coached_before_it() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let wei = person(&workspace.db, "张伟");
    let event = EventForm {
        name: "讲标".to_owned(),
        on_day: Some(day("2025-12-10")),
        person: wei,
        account: None,
        deal: None,
        note: String::new(),
    };
    step(&mut workspace, What::Event(Event::Add(event)));
    let id = workspace.db.all::<MajorEvent>().unwrap()[0].id;
    let note = |phase, text: &str| Form {
        event: Some((id, phase)),
        on_day: Some(day("2025-11-17")),
        topic: "讲标".to_owned(),
        reality: text.to_owned(),
        complete: true,
        ..Form::of(CoachingKind::Event, wei)
    };
    let lines = |workspace: &Workspace, period| {
        log::events(&workspace.db, &Members::Everyone, period, day(TODAY)).unwrap()
    };
    assert!(lines(&workspace, QUARTER)[0].unprepared());
    // Seen from November it is one of the days to come, from October it is none.
    assert_eq!(lines(&workspace, Period::Month(2025, 11)).len(), 1);
    assert!(lines(&workspace, Period::Month(2025, 10)).is_empty());
    hold(&mut workspace, note(EventPhase::During, "先让客户说"));
    assert!(lines(&workspace, QUARTER)[0].unprepared());
    let plan =
        Form { on_day: Some(day("2025-12-01")), complete: false, ..note(EventPhase::Before, "") };
    step(&mut workspace, What::Log(Log::Plan(Box::new(plan))));
    assert!(lines(&workspace, QUARTER)[0].unprepared(), "a plan is no coaching");
    hold(&mut workspace, note(EventPhase::Before, "三个价值点，各一个数"));
    let line = &lines(&workspace, QUARTER)[0];
    assert!(!line.unprepared());
    let before = line.note(EventPhase::Before).and_then(|note| note.reality.as_deref());
    assert_eq!(before, Some("三个价值点，各一个数"));
}

/// A team of six, of whom one opens more deals after a talk: a deal for each time in each week, whole weeks from
/// 2025-03-17 on, with two levels a week apart so that weeks differ.
fn weeks(desk: &Desk) -> Workspace {
    let mut workspace = desk.open();
    let people = ["张伟", "周新", "孙宁", "吴双", "郑好", "钱进"];
    let roster: Vec<String> = people
        .iter()
        .zip(1..)
        .map(|(name, n)| format!("{name},S{n:02},销售代表,一组,华东,林晓峰,2023-03-01"))
        .collect();
    let head = "姓名,工号,岗位,团队,区域,直接经理,入职日期";
    let roster = desk.csv("名册.csv", &format!("{head}\n{}", roster.join("\n")));
    take(&mut workspace, &roster, &Take::default());
    let accounts = desk.csv("客户.csv", "客户名称,行业,省市,负责人\n甲厂,化工,上海,张伟");
    take(&mut workspace, &accounts, &Take::default());
    let products = desk.csv("产品.csv", "产品名称,系列,单价\nG1,G,550");
    take(&mut workspace, &products, &Take::default());
    // What each opens a week in the twelve weeks for what is usual, in those before, and since.
    let levels = [
        ("张伟", [2, 1, 5]),
        ("周新", [1, 1, 1]),
        ("孙宁", [2, 3, 3]),
        ("吴双", [3, 3, 4]),
        ("郑好", [2, 2, 2]),
        ("钱进", [3, 2, 2]),
    ];
    let first = day("2025-03-17");
    let mut rows = vec![];
    for (name, levels) in levels {
        for week in 0..35_usize {
            let level = levels[(week / 12).min(2)] + week % 2;
            let created = first + chrono::Days::new(7 * week as u64 + 2);
            for _ in 0..level {
                let n = rows.len();
                rows.push(format!("D{n},单{n},甲厂,G1,{name},方案报价,1,,{created},,"));
            }
        }
    }
    let file = desk.csv("商机.csv", &format!("{HEAD}\n{}", rows.join("\n")));
    let taken = take(&mut workspace, &file, &Take { date: "2025-11-16", ..Take::default() });
    assert_eq!(counts(&taken).0, rows.len(), "{:?}", taken.sheets[0].rejected);
    workspace
}

#[test]
fn a_talk_that_helped_is_weak_evidence_at_most() {
    let desk = Desk::new();
    let mut workspace = weeks(&desk);
    let wei = person(&workspace.db, "张伟");
    let figure = Some((Subject::Metric(MetricId::NewOpportunities), Period::Quarter(2025, 3)));
    let form = Form {
        on_day: Some(day("2025-09-01")),
        symptoms: vec![SymptomForm { figure, ..SymptomForm::default() }],
        prepared_on: None,
        goal_by: Some(day("2025-09-30")),
        will_by: Some(day("2025-09-08")),
        next_on: Some(day("2025-09-15")),
        ..talk(wei)
    };
    hold(&mut workspace, form);
    let found = record(&workspace);
    let [effect] = found.effects.as_slice() else { panic!("{:?}", found.effects) };
    assert_eq!(effect.before_days, Some((day("2025-06-09"), day("2025-08-31"))));
    assert_eq!(effect.after_days, Some((day("2025-09-01"), day("2025-11-16"))));
    assert_eq!((effect.before.len(), effect.after.len(), effect.peers.len()), (12, 11, 5));
    assert_eq!(effect.reading.verdict, Verdict::SameDirection(Direction::Up));
    let change = effect.reading.change.unwrap();
    assert!((change.before - 1.5).abs() < 1e-9 && change.diff > 3.9, "{change:?}");
    let rebound = effect.reading.rebound.unwrap();
    // Who was below everybody was to come up somewhat without any coaching.
    assert!(change.before < rebound.expected && rebound.expected < 2.0, "{rebound:?}");
    let chance = effect.reading.chance.unwrap();
    assert!((chance.p() - 1.0 / 6.0).abs() < 1e-9 && chance.p() == chance.smallest_p());
    let tr = Tr::new(Language::Chinese);
    let words = show::effect(&tr, effect, day(TODAY));
    assert_eq!(words.standing, Standing::Better);
    assert!(words.verdict.contains("证据弱"), "{}", words.verdict);
    assert!(words.lines[3].1.contains("0.17"), "{}", words.lines[3].1);

    // A colleague who is coached for the same metric in that time is no peer any more.
    let xin = person(&workspace.db, "周新");
    let form = Form {
        on_day: Some(day("2025-10-13")),
        symptoms: vec![SymptomForm {
            figure: Some((Subject::Metric(MetricId::NewOpportunities), QUARTER)),
            ..SymptomForm::default()
        }],
        prepared_on: None,
        ..talk(xin)
    };
    hold(&mut workspace, form);
    let directory = Directory::load(&workspace.db).unwrap();
    let ids: Vec<CoachingId> =
        workspace.db.all::<Coaching>().unwrap().iter().map(|own| own.id).collect();
    let all = log::records(&workspace.db, &directory, &ids, day(TODAY)).unwrap();
    let peers: Vec<usize> = all.iter().map(|own| own.effects[0].peers.len()).collect();
    assert_eq!(peers, [4, 4], "each of the two has the four others");
}

#[test]
fn the_record_goes_on_paper_for_both_to_sign() {
    let desk = Desk::new();
    let mut workspace = talked(&desk);
    let id = coaching(&workspace);
    let on_day = day("2025-11-17");
    step(&mut workspace, What::Log(Log::Confirm { id, who: Who::Rep, on_day }));
    let directory = Directory::load(&workspace.db).unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        let asked = (Scope::All, QUARTER);
        let found =
            coaching_records::of_scope(&workspace.db, &directory, asked, day(TODAY), &tr).unwrap();
        let [own] = found.as_slice() else { panic!("{found:?}") };
        let pages = compile(&coaching_record::printout(&own.pages, "", &tr)).unwrap();
        assert_eq!(pages.count(), 1, "{language:?}");
        let text = bare(&pages.text());
        for said in ["CO-2025Q4-0001", "方案复谈", "完成测算初稿", "没见到拍板人", "甲厂"]
        {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
    drop(workspace);
    let args = ["print", "销售.cox", "coaching-record", "--date", TODAY, "--out", "页"];
    let said = desk.says(0, &[&args[..], &["--period", "2025-Q4"]].concat());
    assert_eq!(said.lines().count(), 1, "{said}");
    let file = desk.path("页").join("辅导记录 张伟 2025-11-14.pdf");
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF-"));
    let none = desk.says(0, &[&args[..], &["--period", "2024-Q4"]].concat());
    assert!(none.contains("没有辅导记录：all"), "{none}");
}
