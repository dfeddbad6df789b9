//! Target letters that were signed for: they stay signed while data come in, and ask to be signed again
//! once what was agreed has changed. A target without a method is marked, and not refused.

use coxswain::command::targets::{ActionForm, Command as Ask, Goal, How, SignedLetter, Why};
use coxswain::command::{Command, Fact};
use coxswain::documents::signed_letters::{LetterState, Standing, letter_states};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::MetricId;
use coxswain::metrics::targets::Levels;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::TargetAcknowledgement;
use serde_json::{Value, json};

use crate::common::{Desk, Take, WAN, act, counts, day, person, refused, rejections, take, team};

const TODAY: &str = "2025-12-22";
const PERIOD: Period = Period::Quarter(2026, 1);

/// Amounts in 万元; what was signed a year before stands on the letters.
const DEALS: &str = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
    D1,一,甲厂,张伟,赢单,240,2024-12-01,2025-01-10";

fn amount(scope: Scope, wan: i64) -> Goal {
    let levels = Some(Levels::base(wan * WAN));
    Goal { metric: MetricId::SignedAmount, scope, period: PERIOD, levels }
}

fn set(workspace: &mut Workspace, goals: Vec<Goal>) {
    let why = Why { reason: "区域划小".to_owned(), ..Why::default() };
    let ask = Ask::Set { goals, why, how: None, subject: String::new(), today: day(TODAY) };
    act(workspace, &Command::Targets(ask));
}

/// The company, 一组 and 张伟 have targets for 2026-Q1; only 张伟's say how they are reached.
fn prepared(desk: &Desk) -> (Workspace, Scope) {
    let mut workspace = desk.with_company();
    let deals = desk.csv("商机.csv", DEALS);
    let taken = take(&mut workspace, &deals, &Take { date: TODAY, ..Take::default() });
    assert_eq!(counts(&taken), (1, 0, 0, 0));
    let zhang = Scope::Person(person(&workspace.db, "张伟"));
    let one = Scope::Team(team(&workspace.db, "一组"));
    set(&mut workspace, vec![amount(Scope::All, 900), amount(one, 500), amount(zhang, 290)]);
    let action = ActionForm { text: "每月陪访两次".to_owned(), ..ActionForm::default() };
    let how = How { scope: zhang, period: PERIOD, actions: vec![action] };
    act(&mut workspace, &Command::Targets(Ask::Actions { how, subject: String::new() }));
    (workspace, zhang)
}

fn states_in(workspace: &Workspace, language: Language, today: &str) -> Vec<LetterState> {
    let directory = Directory::load(&workspace.db).unwrap();
    let ask = (Scope::All, PERIOD);
    letter_states(&workspace.db, &directory, ask, day(today), &Tr::new(language)).unwrap()
}

fn states(workspace: &Workspace) -> Vec<LetterState> {
    states_in(workspace, Language::Chinese, TODAY)
}

fn standings(states: &[LetterState]) -> Vec<(&str, Standing)> {
    states.iter().map(|state| (state.name.as_str(), state.standing)).collect()
}

fn sign(letters: &[&LetterState], on: &str) -> Command {
    let signed =
        |state: &&LetterState| SignedLetter { scope: state.scope, code: state.code.clone() };
    Command::Targets(Ask::Sign {
        letters: letters.iter().map(signed).collect(),
        period: PERIOD,
        on: day(on),
        today: day(TODAY),
        subject: "全公司 2026年一季度".to_owned(),
    })
}

#[test]
fn a_signature_holds_until_what_was_agreed_changes() {
    let desk = Desk::new();
    let (mut workspace, zhang) = prepared(&desk);
    let open = states(&workspace);
    assert_eq!(
        standings(&open),
        [("全公司", Standing::Open), ("一组", Standing::Open), ("张伟", Standing::Open)]
    );
    assert_eq!(open.iter().map(|s| s.has_actions).collect::<Vec<_>>(), [false, false, true]);
    // One, then all that are left.
    let done = act(&mut workspace, &sign(&[&open[2]], "2025-12-20"));
    assert_eq!(done.title, "step-target-sign");
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Targets]);
    act(&mut workspace, &sign(&[&open[0], &open[1]], TODAY));
    let all = states(&workspace);
    assert!(all.iter().all(|state| state.standing == Standing::Signed), "{all:?}");
    assert_eq!(all[2].signed.map(|(_, on)| on), Some(day("2025-12-20")));

    // The language of the screen is no change, nor are reports: also of the year before.
    let english = states_in(&workspace, Language::English, TODAY);
    assert_ne!(english[2].code, all[2].code);
    assert!(english.iter().all(|state| state.standing == Standing::Signed), "{english:?}");
    let more = desk.csv(
        "补.csv",
        "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期\nD2,二,甲厂,张伟,赢单,33,2024-12-01,2025-02-10",
    );
    take(&mut workspace, &more, &Take { date: TODAY, ..Take::default() });
    let later = states_in(&workspace, Language::Chinese, "2026-02-10");
    assert!(later.iter().all(|state| state.standing == Standing::Signed), "{later:?}");

    // Another target is another letter, of that person alone.
    set(&mut workspace, vec![amount(zhang, 280)]);
    let changed = states(&workspace);
    assert_eq!(
        standings(&changed),
        [("全公司", Standing::Signed), ("一组", Standing::Signed), ("张伟", Standing::Changed)]
    );
    assert_eq!(changed[2].signed.map(|(_, on)| on), Some(day("2025-12-20")));
    // Set back, what was signed holds again; signed anew, the new one does.
    act(&mut workspace, &Command::Undo);
    assert_eq!(states(&workspace)[2].standing, Standing::Signed);
    act(&mut workspace, &Command::Redo);
    act(&mut workspace, &sign(&[&changed[2]], TODAY));
    assert_eq!(states(&workspace)[2].standing, Standing::Signed);
    assert_eq!(workspace.db.all::<TargetAcknowledgement>().unwrap().len(), 4);

    // Taken back, the one before speaks.
    let id = states(&workspace)[2].signed.unwrap().0;
    let back = Command::Targets(Ask::Unsign { id, subject: "张伟".to_owned() });
    act(&mut workspace, &back);
    assert_eq!(states(&workspace)[2].standing, Standing::Changed);
    act(&mut workspace, &Command::Undo);
    assert_eq!(states(&workspace)[2].standing, Standing::Signed);
}

#[test]
fn what_cannot_have_been_signed_is_refused_and_nothing_of_it_stored() {
    let desk = Desk::new();
    let (mut workspace, _) = prepared(&desk);
    let open = states(&workspace);
    let future = sign(&[&open[0]], "2025-12-23");
    assert_eq!(refused(&mut workspace, &future), "error-target-sign-day");
    let wang = Scope::Person(person(&workspace.db, "王芳"));
    let none = LetterState { scope: wang, ..open[2].clone() };
    let both = sign(&[&open[0], &none], TODAY);
    assert_eq!(refused(&mut workspace, &both), "error-target-sign-none");
    assert!(workspace.db.all::<TargetAcknowledgement>().unwrap().is_empty());
    let twice = sign(&[&open[0], &open[0]], TODAY);
    assert_eq!(refused(&mut workspace, &twice), "error-target-sign-twice");
    act(&mut workspace, &sign(&[&open[0]], TODAY));
    assert_eq!(refused(&mut workspace, &sign(&[&open[0]], TODAY)), "error-target-sign-twice");
}

#[test]
fn the_program_tells_who_signed_and_what_is_not_said() {
    let desk = Desk::new();
    let (mut workspace, _) = prepared(&desk);
    let open = states(&workspace);
    act(&mut workspace, &sign(&[&open[2]], "2025-12-20"));
    drop(workspace);
    let args = ["show", "销售.cox", "targets", "--period", "2026-Q1", "--as-of", TODAY, "--json"];
    let found = desk.json(0, &args);
    let told: Vec<(&Value, &Value, &Value, &Value)> = found["letters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["scope"], &one["standing"], &one["signed_on"], &one["has_actions"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("all"), &json!("open"), &json!(null), &json!(false)),
            (&json!("team:一组"), &json!("open"), &json!(null), &json!(false)),
            (&json!("person:张伟"), &json!("signed"), &json!("2025-12-20"), &json!(true)),
        ]
    );
    assert_eq!(found["letters"][2]["code"], json!(open[2].code));
    let args = ["print", "销售.cox", "target-letter", "--period", "2026-Q1", "--out", "页"];
    let said = desk.says(0, &args);
    assert!(said.contains("没有写明怎样达到：全公司, 一组"), "{said}");
}

#[test]
fn a_count_with_a_fraction_is_refused_and_not_cut() {
    let desk = Desk::new();
    let mut workspace = desk.with_company();
    let sheet = "对象,指标,季度,目标值,力争目标\n张伟,赢单数,2026Q1,3.5,\n张伟,成交周期,2026Q2,60,\n张伟,新增商机,2026Q1,4,4.5\n张伟,赢单率,2026Q1,62.5%,";
    let file = desk.csv("目标.csv", sheet);
    let taken = take(&mut workspace, &file, &Take { date: TODAY, ..Take::default() });
    assert_eq!(
        rejections(&taken),
        [(2, "value", "problem-target-whole"), (4, "stretch", "problem-target-whole")]
    );
    assert_eq!(counts(&taken), (2, 0, 0, 2));
}
