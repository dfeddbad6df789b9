//! A workspace through its life: commands, undo and redo across restarts, history, taking an import
//! back.

use std::collections::{BTreeMap, BTreeSet};

use coxswain::command::evaluation::{self, Agreed};
use coxswain::command::import::take_back;
use coxswain::command::organisation::{self, PersonForm, TeamForm};
use coxswain::command::settings::{self, RowForm};
use coxswain::command::{self, Command, stages};
use coxswain::domain::period::Period;
use coxswain::store::records::{Batch, Opportunity, PersonKind, SignatureRole};
use coxswain::store::{Workspace, journal, opportunities};

use crate::common::{
    AUTHOR, CREATE_ALL, Desk, Take, act, company, counts, day, everything, exports, person,
    stage_model, take, team,
};

fn person_form(name: &str, post: &str) -> PersonForm {
    PersonForm {
        name: name.to_owned(),
        number: String::new(),
        kind: PersonKind::Employee,
        hired: None,
        city: String::new(),
        phone: String::new(),
        email: String::new(),
        post: post.to_owned(),
        team: None,
        effective: None,
        ..PersonForm::default()
    }
}

fn team_form(name: &str, region: &str) -> TeamForm {
    TeamForm {
        name: name.to_owned(),
        region: region.to_owned(),
        manager: None,
        ..TeamForm::default()
    }
}

fn organise(command: organisation::Command) -> Command {
    Command::Organisation(command)
}

const DEALS: &str = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期
    S-1,改造,甲厂,G1,张伟,需求分析,186,2025-08-01
    S-2,扩建,乙院,G2,王芳,线索开发,40,2025-08-02";

const LATER: &str = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,创建日期
    S-1,改造,甲厂,G1,张伟,方案报价,200,2025-08-01";

/// Every kind of command once, one step each. Returns what the workspace held before the first step
/// and after each.
fn a_year(desk: &Desk, workspace: &mut Workspace) -> Vec<BTreeMap<&'static str, Vec<String>>> {
    let quarter = Period::Quarter(2025, 3);
    let mut states = vec![everything(&workspace.db)];
    let mut step = |workspace: &mut Workspace, command: Command| {
        let done = act(workspace, &command);
        assert!(done.title.starts_with("step-"), "{command:?} wrote nothing");
        states.push(everything(&workspace.db));
    };
    let names = [("author", AUTHOR), ("company", "测试公司")];
    let pairs =
        names.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    step(workspace, Command::Settings(settings::Command::Set(pairs)));
    step(workspace, organise(organisation::Command::AddTeam(team_form("一组", "华东"))));
    step(workspace, organise(organisation::Command::AddTeam(team_form("二组", "华南"))));
    let (one, two) = (team(&workspace.db, "一组"), team(&workspace.db, "二组"));
    let zhang = PersonForm { team: Some(one), ..person_form("张伟", "销售代表") };
    step(workspace, organise(organisation::Command::AddPerson(zhang.clone())));
    let wang =
        PersonForm {
            team: Some(two), number: "S02".to_owned(), ..person_form("王芳", "销售代表")
        };
    step(workspace, organise(organisation::Command::AddPerson(wang)));
    let (zhang_id, wang_id) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let moved = PersonForm { team: Some(two), effective: Some(day("2025-07-01")), ..zhang };
    step(workspace, organise(organisation::Command::EditPerson(zhang_id, moved)));
    let led = TeamForm { manager: Some(wang_id), ..team_form("二组", "华南") };
    step(workspace, organise(organisation::Command::EditTeam(two, led)));
    step(
        workspace,
        organise(organisation::Command::ArchivePerson(wang_id, true, "王芳".to_owned())),
    );
    step(
        workspace,
        organise(organisation::Command::ArchivePerson(wang_id, false, "王芳".to_owned())),
    );
    let (model, mut draft) = stage_model(&workspace.db, None);
    draft.stages.iter_mut().for_each(|stage| stage.limit_days = Some(40));
    let save = stages::Command::Save { id: Some(model), draft };
    step(workspace, Command::Stages(save));
    let row = |metric: &str, weight_bp| RowForm {
        category: "results".to_owned(),
        metric: metric.to_owned(),
        weight_bp,
    };
    let rows = vec![row("signed_amount", 7_000), row("deals_won", 3_000)];
    step(workspace, Command::Settings(settings::Command::Template(rows)));

    let on = |date| Take { date, create: CREATE_ALL, ..Take::default() };
    take(workspace, &desk.csv("商机.csv", DEALS), &on("2025-09-30"));
    states.push(everything(&workspace.db));
    take(workspace, &desk.csv("商机2.csv", LATER), &on("2025-10-31"));
    states.push(everything(&workspace.db));

    let mut step = |workspace: &mut Workspace, command: evaluation::Command| {
        act(workspace, &Command::Evaluation(command));
        states.push(everything(&workspace.db));
    };
    let (person, name, period) = (zhang_id, "张伟".to_owned(), quarter);
    step(
        workspace,
        evaluation::Command::Comment {
            person,
            name: name.clone(),
            period,
            self_comment: "“引号”、\\ 和\n换行都要回来".to_owned(),
            manager_comment: "好".to_owned(),
        },
    );
    let goal = |goal: &str| Agreed {
        goal: goal.to_owned(),
        due: Some(day("2025-12-31")),
        ..Agreed::default()
    };
    let agreed = vec![goal("拜访"), goal("方案")];
    step(workspace, evaluation::Command::Agree { person, name: name.clone(), period, agreed });
    let agreed = vec![goal("报价")];
    step(workspace, evaluation::Command::Agree { person, name: name.clone(), period, agreed });
    step(
        workspace,
        evaluation::Command::Sign {
            person,
            name: name.clone(),
            period,
            role: SignatureRole::Employee,
            signer: "张伟".to_owned(),
            on_day: day("2025-10-08"),
            content_code: "ABCD-EF01".to_owned(),
        },
    );
    step(workspace, evaluation::Command::Withdraw { person, name, period });

    let newest = workspace.db.all::<Batch>().unwrap().pop().unwrap().id;
    take_back(&mut workspace.db, newest, &BTreeSet::new(), AUTHOR, false).unwrap();
    states.push(everything(&workspace.db));
    states
}

#[test]
fn every_step_is_undone_and_redone_across_restarts() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let states = a_year(&desk, &mut workspace);
    assert!(states.windows(2).all(|pair| pair[0] != pair[1]), "every step changes something");
    let last_exports = exports(&workspace.db);
    drop(workspace);
    let n_steps = states.len() - 1;
    for at in (0..n_steps).rev() {
        let mut workspace = desk.open();
        act(&mut workspace, &Command::Undo);
        assert_eq!(everything(&workspace.db), states[at], "undo of step {}", at + 1);
    }
    let mut workspace = desk.open();
    let nothing = command::run(&mut workspace.db, &Command::Undo).unwrap_err();
    assert_eq!(nothing.key(), "error-nothing-to-undo", "the beginning of a workspace stays");
    drop(workspace);
    for (at, state) in states.iter().enumerate().skip(1) {
        let mut workspace = desk.open();
        act(&mut workspace, &Command::Redo);
        assert_eq!(everything(&workspace.db), *state, "redo of step {at}");
    }
    let mut workspace = desk.open();
    let nothing = command::run(&mut workspace.db, &Command::Redo).unwrap_err();
    assert_eq!(nothing.key(), "error-nothing-to-redo");
    assert_eq!(exports(&workspace.db), last_exports);
    workspace.full_check().unwrap();
}

#[test]
fn a_new_step_drops_what_could_have_been_redone() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    act(&mut workspace, &organise(organisation::Command::AddTeam(team_form("一组", ""))));
    act(&mut workspace, &organise(organisation::Command::AddTeam(team_form("二组", ""))));
    act(&mut workspace, &Command::Undo);
    act(&mut workspace, &organise(organisation::Command::AddTeam(team_form("三组", ""))));
    let redo = command::run(&mut workspace.db, &Command::Redo).unwrap_err();
    assert_eq!(redo.key(), "error-nothing-to-redo");
    // Undo goes on with the step before the dropped one.
    assert_eq!(act(&mut workspace, &Command::Undo).subject, "三组");
    assert_eq!(act(&mut workspace, &Command::Undo).subject, "一组");
}

#[test]
fn what_a_rule_forbids_leaves_no_trace() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    act(&mut workspace, &organise(organisation::Command::AddTeam(team_form("一组", "华东"))));
    let one = team(&workspace.db, "一组");
    let form =
        PersonForm {
            number: "S01".to_owned(), team: Some(one), ..person_form("张伟", "销售代表")
        };
    act(&mut workspace, &organise(organisation::Command::AddPerson(form.clone())));
    let zhang = person(&workspace.db, "张伟");
    let before = everything(&workspace.db);
    let undoable = journal::undoable(&workspace.db).unwrap();
    let weights = vec![RowForm {
        category: "results".to_owned(),
        metric: "deals_won".to_owned(),
        weight_bp: 9_999,
    }];
    let comment = |text: String| evaluation::Command::Comment {
        person: zhang,
        name: "张伟".to_owned(),
        period: Period::Quarter(2025, 3),
        self_comment: text,
        manager_comment: String::new(),
    };
    let cases = [
        (organise(organisation::Command::AddPerson(person_form(" ", ""))), "error-name-blank"),
        // The region and the post would be new: neither stays.
        (organise(organisation::Command::AddTeam(team_form("一组", "新区"))), "error-team-taken"),
        (
            organise(organisation::Command::AddPerson(PersonForm {
                name: "别人".to_owned(),
                ..form
            })),
            "error-number-taken",
        ),
        (Command::Settings(settings::Command::Template(weights)), "error-template-weights"),
        (
            Command::Evaluation(comment("长".repeat(evaluation::COMMENT_MAX + 1))),
            "error-comment-long",
        ),
    ];
    for (command, key) in cases {
        assert_eq!(
            command::run(&mut workspace.db, &command).unwrap_err().key(),
            key,
            "{command:?}"
        );
        assert_eq!(everything(&workspace.db), before, "{key}");
        assert_eq!(journal::undoable(&workspace.db).unwrap(), undoable, "{key}");
    }
    workspace.full_check().unwrap();
}

#[test]
fn a_signed_evaluation_is_changed_only_after_the_signatures_are_withdrawn() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    act(&mut workspace, &organise(organisation::Command::AddPerson(person_form("张伟", ""))));
    let (person, period, name) =
        (person(&workspace.db, "张伟"), Period::Quarter(2025, 3), "张伟".to_owned());
    let comment = Command::Evaluation(evaluation::Command::Comment {
        person,
        name: name.clone(),
        period,
        self_comment: "写好了".to_owned(),
        manager_comment: String::new(),
    });
    let sign = Command::Evaluation(evaluation::Command::Sign {
        person,
        name: name.clone(),
        period,
        role: SignatureRole::Manager,
        signer: AUTHOR.to_owned(),
        on_day: day("2025-10-08"),
        content_code: "ABCD-EF01".to_owned(),
    });
    act(&mut workspace, &sign);
    assert_eq!(command::run(&mut workspace.db, &comment).unwrap_err().key(), "error-signed");
    assert_eq!(command::run(&mut workspace.db, &sign).unwrap_err().key(), "error-signed-already");
    act(
        &mut workspace,
        &Command::Evaluation(evaluation::Command::Withdraw { person, name, period }),
    );
    act(&mut workspace, &comment);
}

#[test]
fn a_record_tells_its_history() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    act(&mut workspace, &organise(organisation::Command::AddPerson(person_form("张伟", ""))));
    let zhang = person(&workspace.db, "张伟");
    let form = PersonForm { city: "上海".to_owned(), ..person_form("张伟", "") };
    act(&mut workspace, &organise(organisation::Command::EditPerson(zhang, form)));
    let archive = organise(organisation::Command::ArchivePerson(zhang, true, "张伟".to_owned()));
    act(&mut workspace, &archive);
    act(&mut workspace, &Command::Undo);
    let history = journal::history(&workspace.db, zhang.0).unwrap();
    let verbs: Vec<&str> = history.iter().map(|change| change.verb.as_str()).collect();
    assert_eq!(verbs, ["insert", "update"], "what was undone does not stand");
    assert_eq!(journal::cell::<String>(&history[1].after, "city").as_deref(), Some("上海"));
    assert_eq!(history[1].before.len(), 1, "an update keeps only what changed");
}

/// Three reports on the same deals: the batch of the second is what is taken back.
fn three_reports(desk: &Desk, workspace: &mut Workspace) -> (Batch, Opportunity) {
    company(desk, workspace);
    let head = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）";
    let report = |name: &str, rows: &str| desk.csv(name, &format!("{head}\n{rows}"));
    let on = |date| Take { date, ..Take::default() };
    take(
        workspace,
        &report("1.csv", "S-1,改造,甲厂,张伟,需求分析,100\nS-2,扩建,乙院,王芳,需求分析,10"),
        &on("2025-09-07"),
    );
    take(
        workspace,
        &report(
            "2.csv",
            "S-1,改造,甲厂,张伟,方案报价,200\nS-2,扩建,乙院,王芳,方案报价,20\nS-3,新建,丙所,李娜,线索开发,5",
        ),
        &on("2025-09-14"),
    );
    let second = workspace.db.all::<Batch>().unwrap().pop().unwrap();
    take(workspace, &report("3.csv", "S-1,改造,甲厂,张伟,商务谈判,300"), &on("2025-09-21"));
    let deal = opportunities::by_number(&workspace.db, "S-1").unwrap().unwrap();
    (second, deal)
}

#[test]
fn taking_an_import_back_keeps_what_changed_since() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (second, deal) = three_reports(&desk, &mut workspace);
    let before = everything(&workspace.db);
    let none = BTreeSet::new();
    let shown = take_back(&mut workspace.db, second.id, &none, AUTHOR, true).unwrap();
    assert_eq!(everything(&workspace.db), before, "a preview writes nothing");
    let done = take_back(&mut workspace.db, second.id, &none, AUTHOR, false).unwrap();
    assert_eq!((shown.rows, &shown.kept), (done.rows, &done.kept), "the preview is what happens");
    let kept: Vec<(&str, i64, bool)> =
        done.kept.iter().map(|kept| (kept.table.as_str(), kept.row, kept.changed_since)).collect();
    assert_eq!(kept, [("opportunity", deal.id.0, true)]);
    let by_number =
        |workspace: &Workspace, number| opportunities::by_number(&workspace.db, number).unwrap();
    assert_eq!(by_number(&workspace, "S-1"), Some(deal), "a later report spoke of it");
    assert_eq!(
        by_number(&workspace, "S-2").unwrap().amount,
        Some(10_000_000),
        "back to the first report"
    );
    assert_eq!(by_number(&workspace, "S-3"), None);
    let again = take_back(&mut workspace.db, second.id, &none, AUTHOR, false).unwrap_err();
    assert_eq!(again.key(), "error-import-taken-back");
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "taking back is itself undone");
    workspace.full_check().unwrap();
}

#[test]
fn rows_chosen_by_hand_are_taken_back_too_and_come_back_with_undo() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (second, deal) = three_reports(&desk, &mut workspace);
    let before = everything(&workspace.db);
    let also = BTreeSet::from([deal.id.0]);
    let done = take_back(&mut workspace.db, second.id, &also, AUTHOR, false).unwrap();
    assert!(done.kept.is_empty(), "{:?}", done.kept);
    let deal = opportunities::by_number(&workspace.db, "S-1").unwrap().unwrap();
    assert_eq!(deal.amount, Some(100_000_000), "as the first report said");
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "with what the third report said");
}

#[test]
fn taking_back_respects_later_imports_of_a_sample_too() {
    // The steps of a sample are its beginning, which undo leaves alone; they still came later.
    let desk = Desk::new();
    let mut workspace = desk.open();
    let (second, deal) = three_reports(&desk, &mut workspace);
    journal::fix_all(&mut workspace.db).unwrap();
    let done = take_back(&mut workspace.db, second.id, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert!(
        done.kept.iter().any(|kept| kept.row == deal.id.0 && kept.changed_since),
        "{:?}",
        done.kept
    );
    let now = opportunities::by_number(&workspace.db, "S-1").unwrap().unwrap();
    assert_eq!(now, deal);
}

#[test]
fn records_that_others_use_are_kept() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let accounts = desk.csv("客户.csv", "客户名称,行业\n甲厂,化工\n乙院,设计");
    assert_eq!(counts(&take(&mut workspace, &accounts, &Take::default())), (2, 0, 0, 0));
    let batch = workspace.db.all::<Batch>().unwrap().pop().unwrap();
    let deals = desk.csv("商机.csv", "商机编号,客户名称,阶段\nS-1,甲厂,线索开发");
    assert_eq!(counts(&take(&mut workspace, &deals, &Take::default())), (1, 0, 0, 0));
    let done = take_back(&mut workspace.db, batch.id, &BTreeSet::new(), AUTHOR, false).unwrap();
    let kept: Vec<(&str, bool)> =
        done.kept.iter().map(|kept| (kept.table.as_str(), kept.changed_since)).collect();
    assert_eq!(kept, [("account", false)]);
    assert_eq!(everything(&workspace.db)["account"].len(), 1);
    workspace.full_check().unwrap();
}
