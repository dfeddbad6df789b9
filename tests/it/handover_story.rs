//! A handover from the list of what somebody has to the day on which all of it changes hands, and what
//! reports, taking back and undoing do to it afterwards.

use coxswain::command::handover::{Command as Ask, Details, Head};
use coxswain::command::import::take_back;
use coxswain::command::{Command, organisation};
use coxswain::documents::compile;
use coxswain::documents::handover_sheet::{printout, sheets};
use coxswain::domain::ids::{BatchId, HandoverId, HandoverItemId, PersonId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::handover::Plan;
use coxswain::metrics::handover::checks::Check;
use coxswain::metrics::targets::history::History;
use coxswain::metrics::targets::progress::progress;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Account, Batch, Contact, CreditRule, DayBasis, DealPassing, Handover, HandoverItem,
    HandoverWhy, Move, Opportunity, Stage, Status,
};
use coxswain::store::{Workspace, opportunities};

use crate::common::{
    AUTHOR, Desk, TODAY, Take, WAN, act, counts, day, everything, person, take, team,
};
use crate::history_story::{HEAD, past};

/// Takes rows of a report of a day in.
fn report(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) {
    let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
    let taken = take(workspace, &file, &Take { date, ..Take::default() });
    assert_eq!(counts(&taken).3, 0, "{:?}", taken.sheets[0].rejected);
}

/// A row of a deal of 甲厂.
fn row(number: &str, owner: &str, stage: &str, amount: &str) -> String {
    format!("{number},{number}号,甲厂,G1,{owner},{stage},{amount},,,,")
}

/// Two open deals of 张伟 and one that he won, and two people known at 甲厂.
fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let contacts = desk.csv("联系人.csv", "客户名称,联系人,职务\n甲厂,周工,科长\n甲厂,吴总,经理");
    take(&mut workspace, &contacts, &Take::default());
    let rows = [
        row("S-1", "张伟", "方案报价", "100"),
        row("S-2", "张伟", "需求分析", "50"),
        "S-3,S-3号,甲厂,G1,张伟,赢单,30,,,,2025-10-20".to_owned(),
    ];
    report(desk, &mut workspace, "2025-11-09", &rows.join("\n"));
    workspace
}

fn start(workspace: &mut Workspace, name: &str, effective: &str) -> HandoverId {
    let ask = Ask::Start {
        person: person(&workspace.db, name),
        name: name.to_owned(),
        why: HandoverWhy::Leave,
        last_day: Some(day("2025-11-28")),
        effective: day(effective),
        today: day(TODAY),
    };
    let done = act(workspace, &Command::Handover(ask));
    assert_eq!(done.title, "step-handover-start");
    workspace.db.all::<Handover>().unwrap().pop().expect("the handover").id
}

fn items(workspace: &Workspace) -> Vec<HandoverItemId> {
    workspace.db.all::<HandoverItem>().unwrap().into_iter().map(|item| item.id).collect()
}

fn assign(workspace: &mut Workspace, id: HandoverId, to: PersonId) {
    let all = items(workspace).into_iter().map(|item| (item, Some(to))).collect();
    act(workspace, &Command::Handover(Ask::Assign(id, "张伟".to_owned(), all)));
}

fn carry_out(workspace: &mut Workspace, id: HandoverId) {
    let ask = Ask::CarryOut(id, "张伟".to_owned(), day(TODAY));
    act(workspace, &Command::Handover(ask));
}

fn refused(workspace: &mut Workspace, ask: Ask) -> &'static str {
    crate::common::refused(workspace, &Command::Handover(ask))
}

fn deal(workspace: &Workspace, number: &str) -> Opportunity {
    opportunities::by_number(&workspace.db, number).unwrap().expect("the deal")
}

fn owner(workspace: &Workspace, number: &str) -> Option<PersonId> {
    deal(workspace, number).owner_id
}

#[test]
fn everything_changes_hands_in_one_step_and_comes_back_in_one() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let id = start(&mut workspace, "张伟", "2025-11-17");
    let number = workspace.db.get::<Handover>(id).unwrap().unwrap().number;
    assert_eq!(number, "HO-2025-0001");
    // One customer and two open deals; what is closed is not listed.
    assert_eq!(items(&workspace).len(), 3);
    assign(&mut workspace, id, wang);
    let before = everything(&workspace.db);
    let open = deal(&workspace, "S-1");
    carry_out(&mut workspace, id);

    let passed = deal(&workspace, "S-1");
    assert_eq!(passed, Opportunity { owner_id: Some(wang), ..open }, "nothing else changed");
    let moves = opportunities::moves_of(&workspace.db, passed.id).unwrap();
    let step: &Move = moves.last().unwrap();
    assert_eq!((step.on_day, step.day_basis), (day("2025-11-17"), DayBasis::Stated));
    assert_eq!((step.owner_before, step.owner_after), (Some(zhang), Some(wang)));
    assert_eq!((step.place_after, step.batch_id), (None, None));
    assert_eq!(owner(&workspace, "S-3"), Some(zhang), "what was won before stays");
    let accounts = workspace.db.all::<Account>().unwrap();
    let plant = accounts.iter().find(|account| account.name == "甲厂").unwrap();
    assert_eq!(plant.owner_id, Some(wang));
    let known = workspace.db.all::<Contact>().unwrap();
    assert_eq!(known.iter().filter(|contact| contact.account_id == plant.id).count(), 2);
    let again = Ask::CarryOut(id, "张伟".to_owned(), day(TODAY));
    assert_eq!(refused(&mut workspace, again), "error-handover-done");

    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
    act(&mut workspace, &Command::Redo);
    assert_eq!(owner(&workspace, "S-1"), Some(wang));
    workspace.full_check().unwrap();
}

#[test]
fn a_report_moves_the_owner_only_after_the_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let id = start(&mut workspace, "张伟", "2025-11-16");
    assign(&mut workspace, id, wang);
    carry_out(&mut workspace, id);
    // Late, of the day before and of the very day: the stage moves, the owner does not.
    report(&desk, &mut workspace, "2025-11-15", &row("S-1", "张伟", "商务谈判", "110"));
    let stage = |workspace: &Workspace| {
        let stages = workspace.db.all::<Stage>().unwrap();
        let stage = deal(workspace, "S-1").stage_id;
        stages.into_iter().find(|other| Some(other.id) == stage).unwrap().name
    };
    assert_eq!((owner(&workspace, "S-1"), stage(&workspace)), (Some(wang), "商务谈判".to_owned()));
    report(&desk, &mut workspace, "2025-11-16", &row("S-1", "张伟", "合同签订", "110"));
    assert_eq!((owner(&workspace, "S-1"), stage(&workspace)), (Some(wang), "合同签订".to_owned()));
    // A later report says whose it is.
    report(&desk, &mut workspace, "2025-11-17", &row("S-1", "张伟", "合同签订", "110"));
    assert_eq!(owner(&workspace, "S-1"), Some(zhang));
    // Taken back, the handover stands again.
    let batches = workspace.db.all::<Batch>().unwrap();
    let of = |date: &str| -> BatchId {
        batches.iter().find(|batch| batch.report_date == day(date)).expect("the import").id
    };
    for date in ["2025-11-17", "2025-11-16", "2025-11-15"] {
        take_back(&mut workspace.db, of(date), &Default::default(), AUTHOR, false).unwrap();
        assert_eq!(owner(&workspace, "S-1"), Some(wang), "{date}");
    }
    assert_eq!(stage(&workspace), "方案报价");
    // The import that made the deal cannot take it from its new owner.
    let kept = take_back(&mut workspace.db, of("2025-11-09"), &Default::default(), AUTHOR, false);
    let kept = kept.unwrap().kept;
    assert!(kept.iter().any(|kept| kept.row == deal(&workspace, "S-1").id.0 && kept.changed_since));
    assert_eq!(workspace.db.all::<DealPassing>().unwrap().len(), 2);
    workspace.full_check().unwrap();
}

#[test]
fn a_deal_that_was_closed_before_does_not_pass() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let id = start(&mut workspace, "张伟", "2025-11-16");
    assign(&mut workspace, id, wang);
    carry_out(&mut workspace, id);
    report(&desk, &mut workspace, "2025-11-12", &row("S-2", "张伟", "输单", "50"));
    let lost = deal(&workspace, "S-2");
    assert_eq!((lost.status, lost.owner_id), (Status::Lost, Some(zhang)));
    assert_eq!(owner(&workspace, "S-1"), Some(wang));
}

#[test]
fn the_order_of_reports_around_a_handover_does_not_matter() {
    let reports = [
        ("2025-11-12", row("S-1", "张伟", "商务谈判", "120")),
        ("2025-11-15", row("S-1", "李娜", "商务谈判", "90")),
        ("2025-11-17", row("S-1", "", "合同签订", "95")),
    ];
    let after = |before: &[usize], behind: &[usize]| {
        let desk = Desk::new();
        let mut workspace = prepared(&desk);
        for at in before {
            report(&desk, &mut workspace, reports[*at].0, &reports[*at].1);
        }
        // Who has the deal at the time hands it over.
        let holder = if before.contains(&1) { "李娜" } else { "张伟" };
        let id = start(&mut workspace, holder, "2025-11-16");
        let wang = person(&workspace.db, "王芳");
        let items = workspace.db.all::<HandoverItem>().unwrap();
        let given = items.iter().map(|item| (item.id, Some(wang))).collect();
        act(&mut workspace, &Command::Handover(Ask::Assign(id, holder.to_owned(), given)));
        carry_out(&mut workspace, id);
        for at in behind {
            report(&desk, &mut workspace, reports[*at].0, &reports[*at].1);
        }
        let past = past(&workspace.db);
        past.into_iter().filter(|line| !line.contains("S-2")).collect::<Vec<_>>()
    };
    let expected = after(&[], &[0, 1, 2]);
    assert_eq!(after(&[], &[2, 1, 0]), expected);
    assert_eq!(after(&[], &[1, 2, 0]), expected);
    // Where the others are known before, the same deal has the same past.
    let of_first = |lines: Vec<String>| {
        lines.into_iter().filter(|line| line.contains("S-1号")).collect::<Vec<_>>()
    };
    assert_eq!(of_first(after(&[0], &[2, 1])), of_first(expected.clone()));
    assert_eq!(of_first(after(&[0, 1], &[2])), of_first(expected));
}

#[test]
fn what_cannot_be_handed_over_is_refused() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let name = || "张伟".to_owned();
    let begin = |person: PersonId, effective: &str| Ask::Start {
        person,
        name: name(),
        why: HandoverWhy::Leave,
        last_day: None,
        effective: day(effective),
        today: day(TODAY),
    };
    assert_eq!(refused(&mut workspace, begin(zhang, "2025-11-08")), "error-handover-early");
    let manager = person(&workspace.db, "赵磊");
    assert_eq!(refused(&mut workspace, begin(manager, "2025-12-01")), "error-handover-nothing");
    let id = start(&mut workspace, "张伟", "2025-12-01");
    assert_eq!(refused(&mut workspace, begin(zhang, "2025-12-01")), "error-handover-open");
    let all = |workspace: &Workspace, to: PersonId| {
        items(workspace).into_iter().map(|item| (item, Some(to))).collect::<Vec<_>>()
    };
    let to_self = Ask::Assign(id, name(), all(&workspace, zhang));
    assert_eq!(refused(&mut workspace, to_self), "error-handover-same");
    let li = person(&workspace.db, "李娜");
    let gone = organisation::Command::ArchivePerson(li, true, "李娜".to_owned());
    act(&mut workspace, &Command::Organisation(gone));
    let to_nobody = Ask::Assign(id, name(), all(&workspace, li));
    assert_eq!(refused(&mut workspace, to_nobody), "error-handover-receiver");
    let some = Ask::LeaveOut(id, name(), items(&workspace));
    assert_eq!(refused(&mut workspace, some), "error-handover-all");

    let on = |today: &str| Ask::CarryOut(id, name(), day(today));
    assert_eq!(refused(&mut workspace, on("2025-11-30")), "error-handover-not-yet");
    assert_eq!(refused(&mut workspace, on("2025-12-01")), "error-handover-unassigned");
    assign(&mut workspace, id, wang);
    report(&desk, &mut workspace, "2025-11-16", &row("S-4", "张伟", "线索开发", "10"));
    assert_eq!(refused(&mut workspace, on("2025-12-01")), "error-handover-outdated");
    act(&mut workspace, &Command::Handover(Ask::Recount(id, name())));
    let stored = workspace.db.all::<HandoverItem>().unwrap();
    let given = stored.iter().filter(|item| item.to_id == Some(wang)).count();
    assert_eq!((stored.len(), given), (4, 3), "what was chosen stays");

    let stage = deal(&workspace, "S-1").stage_id.unwrap();
    let head = |credit_until: Option<&str>, share: i64| Head {
        why: HandoverWhy::Leave,
        last_day: None,
        effective: day("2025-12-01"),
        parallel_days: 5,
        credit_rule: CreditRule::ByStage,
        credit_until: credit_until.map(day),
        shares: vec![(stage, share)],
        note: String::new(),
    };
    for (head, key) in [
        (head(None, 4_000), "error-handover-until"),
        (head(Some("2025-11-30"), 4_000), "error-handover-until"),
        (head(Some("2025-12-31"), 10_001), "error-handover-share"),
        (Head { parallel_days: -1, ..head(Some("2025-12-31"), 1) }, "error-handover-parallel"),
    ] {
        assert_eq!(refused(&mut workspace, Ask::Head(id, name(), head)), key);
    }
    act(&mut workspace, &Command::Handover(Ask::Head(id, name(), head(Some("2025-12-31"), 4_000))));
    assign(&mut workspace, id, wang);
    // S-2 and S-4 stand in stages of which nothing was said.
    assert_eq!(refused(&mut workspace, on("2025-12-01")), "error-handover-no-share");
    act(&mut workspace, &Command::Handover(Ask::Drop(id, name())));
    assert!(items(&workspace).is_empty());
}

#[test]
fn the_plan_tells_loads_fit_and_what_is_missing() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (wang, li) = (person(&workspace.db, "王芳"), person(&workspace.db, "李娜"));
    let id = start(&mut workspace, "张伟", "2025-12-01");
    let plan = |workspace: &Workspace| {
        let directory = Directory::load(&workspace.db).unwrap();
        Plan::load(&workspace.db, &directory, id).unwrap()
    };
    // Nobody but the manager is in 一组 and in 华东, so that all others are asked.
    assert_eq!(plan(&workspace).near, [wang, li]);
    let wanted = plan(&workspace);
    assert_eq!((wanted.counts(false), wanted.counts(true)), ((1, 0), (2, 0)));
    // 甲厂 is a chemical plant in 上海; 王芳 has one other customer and lives in 广州: no industry, no
    // place, and 44 of 45 free: 25·98 of 85 are 29.
    let (to, fit) = wanted.items[0].suggestion.clone().unwrap();
    assert_eq!((to, fit.score), (wang, 29));
    assign(&mut workspace, id, li);
    let full = plan(&workspace);
    assert_eq!(full.loads.len(), 1);
    assert_eq!((full.loads[0].accounts, full.loads[0].deals), ((1, 2), (0, 2)));
    assert_eq!(full.loads[0].amount, 150 * WAN);
    let told: Vec<&Check> = full.findings.iter().map(|finding| &finding.check).collect();
    for check in [
        Check::Accounts(1, 0),
        Check::Deals(2, 0, 0),
        Check::NoNextStep(2),
        Check::NoCommitments(1),
        Check::NoHistory(1),
        Check::StillThere("一组".to_owned(), day("2025-11-28")),
    ] {
        assert!(told.contains(&&check), "{check:?} in {told:?}");
    }
    assert!(!told.iter().any(|check| matches!(check, Check::NoContact(_))), "two are known");
    assert!(full.obstacle().is_none());

    let noted = full.items.iter().map(|item| {
        let details = Details {
            next_step: "报价".to_owned(),
            commitments: "无".to_owned(),
            history_on: Some(day(TODAY)),
            ..Details::default()
        };
        (item.record.id, details)
    });
    let ask = Ask::Describe(id, "张伟".to_owned(), noted.collect());
    act(&mut workspace, &Command::Handover(ask));
    assert!(plan(&workspace).items.iter().all(|item| item.missing.is_empty()));

    let directory = Directory::load(&workspace.db).unwrap();
    let period = Period::parse("2025-12").unwrap();
    for language in Language::ALL {
        let tr = Tr::new(language);
        let sheets = sheets(&workspace.db, &directory, Scope::All, period, &tr).unwrap();
        assert_eq!(sheets.len(), 1);
        let pages = compile(&printout(&[sheets[0].page.clone()], &tr)).unwrap();
        let text = pages.text().replace(['\n', '\u{200b}'], "");
        let amount = if language == Language::Chinese { "150.0" } else { "1.50" };
        for shown in ["HO-2025-0001", "张伟", "李娜", "甲厂", amount] {
            assert!(text.contains(shown), "{shown} in {text}");
        }
    }
}

#[test]
fn who_is_suggested_follows_the_organisation_of_the_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (wang, li) = (person(&workspace.db, "王芳"), person(&workspace.db, "李娜"));
    // From the new year on 王芳 leads 二组, which belongs to the region of 张伟 then.
    let form = organisation::TeamForm {
        name: "二组".to_owned(),
        region: "华东".to_owned(),
        manager: Some(wang),
        effective: Some(day("2026-01-01")),
        ..organisation::TeamForm::default()
    };
    let edit = organisation::Command::EditTeam(team(&workspace.db, "二组"), form);
    act(&mut workspace, &Command::Organisation(edit));
    let near = |workspace: &Workspace, id: HandoverId| {
        let directory = Directory::load(&workspace.db).unwrap();
        Plan::load(&workspace.db, &directory, id).unwrap().near
    };
    let id = start(&mut workspace, "张伟", "2025-12-01");
    assert_eq!(near(&workspace, id), [wang, li]);
    act(&mut workspace, &Command::Handover(Ask::Drop(id, "张伟".to_owned())));
    let id = start(&mut workspace, "张伟", "2026-01-05");
    let zhao = person(&workspace.db, "赵磊");
    assert_eq!(near(&workspace, id).len(), 2);
    assert!(!near(&workspace, id).contains(&wang) && near(&workspace, id).contains(&zhao));
}

/// Both deals of 张伟 pass to 王芳, who signs them in December: 40 % of one are his.
fn shared(desk: &Desk) -> Workspace {
    let mut workspace = prepared(desk);
    let wang = person(&workspace.db, "王芳");
    let id = start(&mut workspace, "张伟", "2025-11-16");
    let stages = workspace.db.all::<Stage>().unwrap();
    // 40 % of what is offered, nothing of what is only analysed.
    let shares =
        stages.iter().map(|stage| (stage.id, if stage.name == "方案报价" { 4_000 } else { 0 }));
    let head = Head {
        why: HandoverWhy::Leave,
        last_day: None,
        effective: day("2025-11-16"),
        parallel_days: 0,
        credit_rule: CreditRule::ByStage,
        credit_until: Some(day("2025-12-31")),
        shares: shares.collect(),
        note: String::new(),
    };
    act(&mut workspace, &Command::Handover(Ask::Head(id, "张伟".to_owned(), head)));
    assign(&mut workspace, id, wang);
    carry_out(&mut workspace, id);
    let won = |number: &str, amount: &str, on: &str| {
        format!("{number},{number}号,甲厂,G1,王芳,赢单,{amount},,,,{on}")
    };
    let rows = [won("S-1", "100.0001", "2025-12-20"), won("S-2", "50", "2025-12-22")];
    report(desk, &mut workspace, "2025-12-31", &rows.join("\n"));
    let place = |number: &str| deal(&workspace, number).status;
    assert_eq!((place("S-1"), place("S-2")), (Status::Won, Status::Won));
    workspace
}

#[test]
fn credit_is_shared_as_agreed_and_the_signed_amount_is_not() {
    let desk = Desk::new();
    let workspace = shared(&desk);
    let figure = |metric: MetricId, scope: &str| {
        let directory = Directory::load(&workspace.db).unwrap();
        let members = directory.members(directory.parse_scope(scope).unwrap());
        let period = Period::parse("2025-12");
        let question = Question { members, period, as_of: day("2025-12-31") };
        measure(&workspace.db, &directory, metric, &question).unwrap().value
    };
    // 40 % of 100.0001 万 are 40.00004 万, and the rest is the rest to the fen.
    for (scope, signed, credited) in [
        ("all", 150_000_100, 150_000_100),
        ("person:张伟", 0, 40_000_040),
        ("person:王芳", 150_000_100, 110_000_060),
        ("team:一组", 0, 40_000_040),
        ("team:二组", 150_000_100, 110_000_060),
    ] {
        assert_eq!(figure(MetricId::SignedAmount, scope), Some(signed), "{scope}");
        assert_eq!(figure(MetricId::CreditedAmount, scope), Some(credited), "{scope}");
    }
}

#[test]
fn the_share_of_somebody_who_left_belongs_where_they_were() {
    let desk = Desk::new();
    let mut workspace = shared(&desk);
    let leave = organisation::Command::Leave {
        person: person(&workspace.db, "张伟"),
        name: "张伟".to_owned(),
        last_day: day("2025-11-28"),
        why: String::new(),
    };
    act(&mut workspace, &Command::Organisation(leave));
    let directory = Directory::load(&workspace.db).unwrap();
    let december = Period::parse("2025-12").unwrap();
    let last = day("2025-12-31");
    let credited = |scope: Scope| {
        let members = directory.members(scope);
        let question = Question { members, period: Some(december), as_of: last };
        measure(&workspace.db, &directory, MetricId::CreditedAmount, &question).unwrap().value
    };
    // As while he was there: 40 % of 100.0001 万 to his team, though he left before they were signed.
    for (scope, amount) in [
        ("all", 150_000_100),
        ("region:华东", 40_000_040),
        ("region:华南", 110_000_060),
        ("team:一组", 40_000_040),
        ("team:二组", 110_000_060),
    ] {
        let scope = directory.parse_scope(scope).unwrap();
        assert_eq!(credited(scope), Some(amount), "{scope:?}");
        let ask = (MetricId::CreditedAmount, scope, december);
        let progress = progress(&workspace.db, &directory, ask, last).unwrap();
        assert_eq!(
            progress.whole.actual.and_then(|actual| actual.value),
            Some(amount),
            "{scope:?}"
        );
    }
    let teams = directory.teams.keys().map(|team| credited(Scope::Team(*team)));
    assert_eq!(teams.flatten().sum::<i64>(), 150_000_100);
    let history = History::load(&workspace.db, &directory, MetricId::CreditedAmount, last).unwrap();
    let east = directory.parse_scope("region:华东").unwrap();
    let month = history.month(east, december).and_then(|measured| measured.value);
    assert_eq!(month, Some(40_000_040));
}

#[test]
fn the_command_line_hands_over_and_tells() {
    let desk = Desk::new();
    drop(prepared(&desk));
    let file = desk.file.to_str().unwrap().to_owned();
    let date = ["--date", TODAY];
    let ask = |words: &[&str]| {
        let mut args = vec!["handover", file.as_str()];
        args.extend_from_slice(words);
        args.extend_from_slice(&date);
        desk.says(0, &args)
    };
    ask(&["start", "张伟", "--effective", "2025-11-17"]);
    let shown = desk.json(0, &["show", &file, "handovers", "--json", "--date", TODAY]);
    let first = &shown["handovers"][0];
    assert_eq!(
        (first["number"].as_str(), first["state"].as_str()),
        (Some("HO-2025-0001"), Some("draft"))
    );
    assert_eq!(first["items"].as_array().unwrap().len(), 3);
    ask(&["assign", "HO-2025-0001", "--to", "王芳"]);
    ask(&["do", "HO-2025-0001"]);
    let shown = desk.json(0, &["show", &file, "handovers", "--json", "--date", TODAY]);
    let first = &shown["handovers"][0];
    assert_eq!((first["state"].as_str(), first["done_on"].as_str()), (Some("done"), Some(TODAY)));
    assert!(first["items"].as_array().unwrap().iter().all(|item| item["to"] == "王芳"));
    let unknown = desk.says(2, &["handover", &file, "do", "HO-2025-0009"]);
    assert!(unknown.contains("HO-2025-0009"), "{unknown}");
    let out = desk.path("pages");
    let out = out.to_str().unwrap();
    desk.says(
        0,
        &["print", &file, "handover-sheet", "--period", "2025-11", "--out", out, "--date", TODAY],
    );
    assert_eq!(std::fs::read_dir(out).unwrap().count(), 1);
}
