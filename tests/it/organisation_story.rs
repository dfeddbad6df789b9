//! The organisation over time: what is moved, split, merged and led from a day on leaves what was
//! before as it was.

use std::collections::BTreeMap;

use coxswain::command::organisation::{Command as Ask, PersonForm, TeamForm};
use coxswain::command::{Command, run};
use coxswain::domain::ids::{PersonId, TeamId};
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::MetricId;
use coxswain::metrics::deals::{Question, measure};
use coxswain::metrics::evaluation::scorecards;
use coxswain::metrics::seats::seats;
use coxswain::metrics::targets::progress::{people, progress};
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{EndedAs, Membership, Region, Team, TeamKind};
use proptest::prelude::*;

use crate::common::{Desk, Take, WAN, act, counts, day, everything, person, take, team};

/// Amounts in 万元. 张伟 is in 一组, 王芳 in 二组; both sell before and after the first of October.
const DEALS: &str = "商机编号,商机名称,客户名称,负责人,阶段,预计金额（万元）,创建日期,签约日期
    D1,一,甲厂,张伟,赢单,30,2025-05-01,2025-07-10
    D2,二,甲厂,张伟,赢单,20,2025-05-01,2025-10-05
    D3,三,乙院,王芳,赢单,50,2025-05-01,2025-09-29
    D4,四,乙院,王芳,赢单,40,2025-05-01,2025-11-11";

fn prepared(desk: &Desk) -> Workspace {
    let mut workspace = desk.with_company();
    let file = desk.csv("商机.csv", DEALS);
    let taken = take(&mut workspace, &file, &Take::default());
    assert_eq!(counts(&taken), (4, 0, 0, 0));
    workspace
}

fn ask(command: Ask) -> Command {
    Command::Organisation(command)
}

fn refused(workspace: &mut Workspace, command: Ask) -> &'static str {
    crate::common::refused(workspace, &ask(command))
}

/// What a scope signed in a period, in 万元.
fn signed(workspace: &Workspace, scope: Scope, period: &str) -> i64 {
    let directory = Directory::load(&workspace.db).unwrap();
    let question = Question {
        members: directory.members(scope),
        period: Some(Period::parse(period).unwrap()),
        as_of: day("2025-12-31"),
    };
    let figure = measure(&workspace.db, &directory, MetricId::SignedAmount, &question).unwrap();
    figure.value.unwrap_or_default() / WAN
}

fn moved(workspace: &Workspace, name: &str, to: TeamId, on: &str) -> Ask {
    let id = person(&workspace.db, name);
    let form = PersonForm {
        name: name.to_owned(),
        team: Some(to),
        effective: Some(day(on)),
        ..PersonForm::default()
    };
    Ask::EditPerson(id, form)
}

fn stretches(workspace: &Workspace, name: &str) -> Vec<Membership> {
    let id = person(&workspace.db, name);
    let mut own: Vec<Membership> = workspace
        .db
        .all()
        .unwrap()
        .into_iter()
        .filter(|m: &Membership| m.person_id == id)
        .collect();
    own.sort_by_key(|m| m.starts);
    own
}

#[test]
fn a_promotion_and_a_leave_are_told_apart_from_a_move() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (zhang, one) = (person(&workspace.db, "张伟"), team(&workspace.db, "一组"));
    let form = PersonForm {
        name: "张伟".to_owned(),
        post: "高级销售工程师".to_owned(),
        level: "S3".to_owned(),
        team: Some(one),
        effective: Some(day("2025-10-01")),
        promotion: true,
        note: "三季度评优".to_owned(),
        ..PersonForm::default()
    };
    act(&mut workspace, &ask(Ask::EditPerson(zhang, form.clone())));
    let leave = Ask::Leave {
        person: zhang,
        name: "张伟".to_owned(),
        last_day: day("2025-12-05"),
        why: "个人发展".to_owned(),
    };
    act(&mut workspace, &ask(leave.clone()));
    let own = stretches(&workspace, "张伟");
    let told: Vec<_> = own.iter().map(|m| (m.level.as_deref(), m.ended_as, m.ends)).collect();
    assert_eq!(
        told,
        [
            (None, Some(EndedAs::Promote), Some(day("2025-10-01"))),
            (Some("S3"), Some(EndedAs::Leave), Some(day("2025-12-06"))),
        ]
    );
    assert_eq!(refused(&mut workspace, leave), "error-left-already");
    // A form that only corrects the phone of somebody who has left changes no stretch.
    let correct = PersonForm { phone: "1".to_owned(), effective: None, ..form.clone() };
    act(&mut workspace, &ask(Ask::EditPerson(zhang, correct)));
    assert_eq!(stretches(&workspace, "张伟"), own);
    // A return is a stretch of its own, with the gap between.
    let back = PersonForm { effective: Some(day("2026-03-01")), promotion: false, ..form };
    act(&mut workspace, &ask(Ask::EditPerson(zhang, back)));
    let own = stretches(&workspace, "张伟");
    assert_eq!(own.len(), 3);
    assert_eq!(
        (own[2].starts, own[2].ends, own[2].ended_as),
        (Some(day("2026-03-01")), None, None)
    );
}

#[test]
fn stretches_never_overlap() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (one, two) = (team(&workspace.db, "一组"), team(&workspace.db, "二组"));
    let next = moved(&workspace, "张伟", two, "2025-10-01");
    act(&mut workspace, &ask(next));
    let early = moved(&workspace, "张伟", one, "2025-09-01");
    assert_eq!(refused(&mut workspace, early), "error-move-before-entry");
    let early = Ask::Leave {
        person: person(&workspace.db, "张伟"),
        name: "张伟".to_owned(),
        last_day: day("2025-09-30"),
        why: String::new(),
    };
    assert_eq!(refused(&mut workspace, early), "error-leave-before-entry");
    // On the day itself the move is corrected, not repeated.
    let next = moved(&workspace, "张伟", one, "2025-10-01");
    act(&mut workspace, &ask(next));
    let own = stretches(&workspace, "张伟");
    assert_eq!(own.len(), 2);
    assert_eq!((own[0].ends, own[1].starts), (Some(day("2025-10-01")), Some(day("2025-10-01"))));
}

#[test]
fn a_team_is_split_and_merged_on_a_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (one, two) = (team(&workspace.db, "一组"), team(&workspace.db, "二组"));
    let zhang = person(&workspace.db, "张伟");
    let split = |people: Vec<PersonId>, manager| Ask::SplitTeam {
        team: one,
        name: "三组".to_owned(),
        manager,
        people,
        day: day("2025-10-01"),
    };
    assert_eq!(refused(&mut workspace, split(vec![], None)), "error-split-nobody");
    let stranger = person(&workspace.db, "王芳");
    assert_eq!(refused(&mut workspace, split(vec![stranger], None)), "error-split-not-member");
    act(&mut workspace, &ask(split(vec![zhang], Some(zhang))));
    let three = team(&workspace.db, "三组");
    assert_eq!(signed(&workspace, Scope::Team(one), "2025"), 30);
    assert_eq!(signed(&workspace, Scope::Team(three), "2025"), 20);
    let made = workspace.db.get::<Team>(three).unwrap().unwrap();
    let old = workspace.db.get::<Team>(one).unwrap().unwrap();
    assert_eq!((made.starts, made.region_id), (Some(day("2025-10-01")), old.region_id));
    assert_eq!(made.manager_id, Some(zhang));

    let merge = |from, into, on: &str| Ask::MergeTeams { from, into, day: day(on) };
    assert_eq!(refused(&mut workspace, merge(two, two, "2025-11-01")), "error-merge-itself");
    assert_eq!(refused(&mut workspace, merge(three, two, "2025-10-01")), "error-merge-early");
    act(&mut workspace, &ask(merge(three, two, "2025-11-01")));
    assert_eq!(signed(&workspace, Scope::Team(three), "2025"), 20, "the past stays");
    assert_eq!(signed(&workspace, Scope::Team(two), "2025"), 90);
    assert_eq!(refused(&mut workspace, merge(three, one, "2025-12-01")), "error-team-ended");
    let directory = Directory::load(&workspace.db).unwrap();
    let where_on = |on: &str| directory.team_on(zhang, day(on)).map(|team| team.id);
    assert_eq!(
        ["2025-09-30", "2025-10-01", "2025-10-31", "2025-11-01"].map(where_on),
        [Some(one), Some(three), Some(three), Some(two)]
    );
    assert_eq!(directory.manager_on(three, day("2025-10-31")), Some(zhang));
    assert_eq!(directory.manager_on(three, day("2025-11-01")), None);
}

#[test]
fn another_region_and_manager_hold_from_their_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let two = team(&workspace.db, "二组");
    let wang = person(&workspace.db, "王芳");
    let old = workspace.db.get::<Team>(two).unwrap().unwrap();
    let regions = |workspace: &Workspace| -> BTreeMap<String, Scope> {
        let all = workspace.db.all::<Region>().unwrap().into_iter();
        all.map(|region| (region.name, Scope::Region(region.id))).collect()
    };
    let south = regions(&workspace)["华南"];
    let form = TeamForm {
        name: "二组".to_owned(),
        region: "西部".to_owned(),
        manager: Some(wang),
        kind: TeamKind::Branch,
        effective: Some(day("2025-10-01")),
    };
    act(&mut workspace, &ask(Ask::EditTeam(two, form.clone())));
    let west = regions(&workspace)["西部"];
    assert_eq!(signed(&workspace, west, "2025-Q3"), 0);
    assert_eq!(signed(&workspace, west, "2025-Q4"), 40);
    assert_eq!(signed(&workspace, south, "2025-Q3"), 50);
    assert_eq!(signed(&workspace, south, "2025-Q4"), 0);
    let directory = Directory::load(&workspace.db).unwrap();
    assert_eq!(directory.manager_on(two, day("2025-09-30")), old.manager_id);
    assert_eq!(directory.manager_on(two, day("2025-10-01")), Some(wang));
    assert_eq!(directory.region_on(two, day("2025-09-30")), old.region_id);
    // A directory of one day still knows what the other was like.
    let region_at = |directory: &Directory| directory.teams[&two].region_id;
    let then = directory.as_of(day("2025-09-30"));
    assert_eq!(region_at(&then), old.region_id);
    assert_eq!(region_at(&then.as_of(day("2025-10-01"))), region_at(&directory));
    assert_ne!(region_at(&then), region_at(&directory));
    let again = TeamForm { manager: None, ..form };
    assert_eq!(
        refused(&mut workspace, Ask::EditTeam(two, again.clone())),
        "error-team-change-early"
    );
    // Without a day it is corrected, and the kept past stays.
    act(&mut workspace, &ask(Ask::EditTeam(two, TeamForm { effective: None, ..again })));
    let directory = Directory::load(&workspace.db).unwrap();
    assert_eq!(directory.manager_on(two, day("2025-10-01")), None);
    assert_eq!(directory.manager_on(two, day("2025-09-30")), old.manager_id);
}

#[test]
fn a_manager_who_leaves_leaves_the_team_without_one() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let two = team(&workspace.db, "二组");
    let zhao = person(&workspace.db, "赵磊");
    let before = everything(&workspace.db);
    let leave = |last_day: &str| Ask::Leave {
        person: zhao,
        name: "赵磊".to_owned(),
        last_day: day(last_day),
        why: String::new(),
    };
    act(&mut workspace, &ask(leave("2025-10-31")));
    let directory = Directory::load(&workspace.db).unwrap();
    let manager = |on: &str| directory.manager_on(two, day(on));
    assert_eq!((manager("2025-10-31"), manager("2025-11-01")), (Some(zhao), None));
    assert!(directory.manages_on(zhao, day("2025-10-31")));
    assert!(!directory.manages_on(zhao, day("2025-11-01")));
    // The team waits for the next one: it does not become the top, and its people still share targets.
    assert!(directory.led_by(two, day("2025-11-01")));
    let period = Period::parse("2025-Q4").unwrap();
    let then = directory.as_of(day("2025-12-31"));
    let wang = person(&workspace.db, "王芳");
    let sharing = people(&then, Scope::All, period);
    assert!(sharing.contains(&wang), "{sharing:?}");
    assert!(!sharing.contains(&zhao), "who managed up to leaving does not");
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);

    // A successor from a later day was chosen already: until then there is nobody.
    let form = TeamForm {
        name: "二组".to_owned(),
        region: "华南".to_owned(),
        manager: Some(wang),
        effective: Some(day("2025-12-01")),
        ..TeamForm::default()
    };
    act(&mut workspace, &ask(Ask::EditTeam(two, form)));
    act(&mut workspace, &ask(leave("2025-10-31")));
    let directory = Directory::load(&workspace.db).unwrap();
    let managers = ["2025-10-31", "2025-11-01", "2025-11-30", "2025-12-01"]
        .map(|on| directory.manager_on(two, day(on)));
    assert_eq!(managers, [Some(zhao), None, None, Some(wang)]);
}

#[test]
fn who_has_left_is_on_the_lists_of_the_days_before() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (li, wang) = (person(&workspace.db, "李娜"), person(&workspace.db, "王芳"));
    let roster = desk.csv(
        "名册2.csv",
        "姓名,工号,岗位,团队,区域,直接经理,离职日期\n李娜,S03,销售代表,二组,华南,赵磊,2025-10-31",
    );
    assert_eq!(counts(&take(&mut workspace, &roster, &Take::default())), (0, 1, 0, 0));
    let leave = Ask::Leave {
        person: wang,
        name: "王芳".to_owned(),
        last_day: day("2025-10-31"),
        why: String::new(),
    };
    act(&mut workspace, &ask(leave));
    // Roster and form do the same.
    let directory = Directory::load(&workspace.db).unwrap();
    for who in [li, wang] {
        assert!(!directory.people[&who].archived);
        assert!(!directory.has_left(who, day("2025-10-31")));
        assert!(directory.has_left(who, day("2025-11-01")));
    }
    let on_duty =
        |on: &str| seats(&workspace.db, &directory, Scope::All, day(on)).unwrap().whole.on_duty;
    assert_eq!((on_duty("2025-10-31"), on_duty("2025-11-01")), (5, 3));
    // 李娜 sold nothing: she is to be evaluated as long as she is here.
    let fourth = Period::parse("2025-Q4").unwrap();
    let without = |on: &str| {
        scorecards(&workspace.db, &directory, Scope::All, fourth, day(on)).unwrap().without_data
    };
    assert!(without("2025-10-31").contains(&li));
    assert!(!without("2025-11-18").contains(&li));

    // Taken off the lists by hand on top, she is still on those of the days before.
    act(&mut workspace, &ask(Ask::ArchivePerson(li, true, "李娜".to_owned())));
    let directory = Directory::load(&workspace.db).unwrap();
    assert!(!directory.has_left(li, day("2025-10-31")));
    assert!(directory.has_left(li, day("2025-11-01")));
    // Without a last day being taken off has no day, as with a team.
    let zhang = person(&workspace.db, "张伟");
    act(&mut workspace, &ask(Ask::ArchivePerson(zhang, true, "张伟".to_owned())));
    let directory = Directory::load(&workspace.db).unwrap();
    assert!(directory.has_left(zhang, day("2025-10-31")));
}

#[test]
fn who_is_evaluated_follows_the_managers_of_the_day() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let two = team(&workspace.db, "二组");
    let li = person(&workspace.db, "李娜");
    let form = TeamForm {
        name: "二组".to_owned(),
        region: "华南".to_owned(),
        manager: Some(li),
        effective: Some(day("2025-10-01")),
        ..TeamForm::default()
    };
    act(&mut workspace, &ask(Ask::EditTeam(two, form)));
    let directory = Directory::load(&workspace.db).unwrap();
    let without = |period: &str| {
        let period = Period::parse(period).unwrap();
        let today = day("2025-12-31");
        let cards = scorecards(&workspace.db, &directory, Scope::All, period, today).unwrap();
        cards.without_data
    };
    // 李娜 sold nothing: in the third quarter she was a rep, in the fourth she leads.
    assert!(without("2025-Q3").contains(&li));
    assert!(!without("2025-Q4").contains(&li));
}

#[test]
fn nobody_reports_to_oneself() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let (one, two) = (team(&workspace.db, "一组"), team(&workspace.db, "二组"));
    let (zhang, wang) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let led = |workspace: &Workspace, team: TeamId, manager| {
        let old = workspace.db.get::<Team>(team).unwrap().unwrap();
        let form = TeamForm { name: old.name, manager: Some(manager), ..TeamForm::default() };
        Ask::EditTeam(team, form)
    };
    // 张伟 in 一组 leads 二组 with 王芳, who may not lead 一组 then; leading the own team is fine.
    let next = led(&workspace, two, zhang);
    act(&mut workspace, &ask(next));
    let loops = led(&workspace, one, wang);
    assert_eq!(refused(&mut workspace, loops), "error-manager-loop");
    let next = led(&workspace, one, zhang);
    act(&mut workspace, &ask(next));
}

/// One change from a day of the fourth quarter on.
#[derive(Clone, Copy, Debug)]
enum Change {
    Move(usize, usize),
    Leave(usize),
    Split(usize),
    Merge(usize, usize),
    Region(usize, usize),
}

fn changes() -> impl Strategy<Value = Vec<(Change, u64)>> {
    let one = prop_oneof![
        (0_usize..6, 0_usize..6).prop_map(|(who, to)| Change::Move(who, to)),
        (0_usize..6).prop_map(Change::Leave),
        (0_usize..6).prop_map(Change::Split),
        (0_usize..6, 0_usize..6).prop_map(|(from, into)| Change::Merge(from, into)),
        (0_usize..6, 0_usize..3).prop_map(|(team, region)| Change::Region(team, region)),
    ];
    prop::collection::vec((one, 0_u64..80), 1..12)
}

/// What each scope signed in the third quarter, as the metric says and as the progress of targets
/// says.
fn closed(workspace: &Workspace) -> BTreeMap<Scope, (i64, i64)> {
    let directory = Directory::load(&workspace.db).unwrap();
    let scopes = std::iter::once(Scope::All)
        .chain(directory.regions.keys().map(|id| Scope::Region(*id)))
        .chain(directory.teams.keys().map(|id| Scope::Team(*id)))
        .chain(directory.people.keys().map(|id| Scope::Person(*id)));
    let period = Period::parse("2025-Q3").unwrap();
    let figures = |scope: Scope| {
        let ask = (MetricId::SignedAmount, scope, period);
        let progress = progress(&workspace.db, &directory, ask, day("2025-12-31")).unwrap();
        let reached = progress.whole.actual.and_then(|actual| actual.value).unwrap_or_default();
        (signed(workspace, scope, "2025-Q3"), reached / WAN)
    };
    scopes.map(|scope| (scope, figures(scope))).collect()
}

fn command(workspace: &Workspace, change: Change, on: chrono::NaiveDate, n: usize) -> Option<Ask> {
    let directory = Directory::load(&workspace.db).unwrap();
    let people: Vec<PersonId> = directory.people.keys().copied().collect();
    let teams: Vec<TeamId> = directory.teams.keys().copied().collect();
    let who = |at: usize| people.get(at % people.len()).copied();
    let which = |at: usize| teams.get(at % teams.len()).copied();
    Some(match change {
        Change::Move(at, to) => {
            let id = who(at)?;
            let form = PersonForm {
                name: directory.person_name(id).to_owned(),
                team: which(to),
                effective: Some(on),
                ..PersonForm::default()
            };
            Ask::EditPerson(id, form)
        }
        Change::Leave(at) => {
            let (person, last_day) = (who(at)?, on);
            Ask::Leave { person, name: String::new(), last_day, why: String::new() }
        }
        Change::Split(at) => {
            let person = who(at)?;
            let team = directory.membership_on(person, on)?.team_id?;
            let (name, people) = (format!("新组{n}"), vec![person]);
            Ask::SplitTeam { team, name, manager: None, people, day: on }
        }
        Change::Merge(from, into) => {
            Ask::MergeTeams { from: which(from)?, into: which(into)?, day: on }
        }
        Change::Region(at, region) => {
            let team = which(at)?;
            let name = directory.teams.get(&team)?.name.clone();
            let region = format!("大区{region}");
            let effective = Some(on);
            Ask::EditTeam(team, TeamForm { name, region, effective, ..TeamForm::default() })
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_changed_from_a_day_on_never_changes_a_closed_period(changes in changes()) {
        let desk = Desk::new();
        let mut workspace = prepared(&desk);
        let before = closed(&workspace);
        for (n, (change, later)) in changes.into_iter().enumerate() {
            let on = day("2025-10-01") + chrono::Days::new(later);
            // A change may be refused, as one before an earlier change; that changes nothing.
            if let Some(command) = command(&workspace, change, on, n) {
                let _ = run(&mut workspace.db, &ask(command));
            }
            let after = closed(&workspace);
            for (scope, value) in &before {
                prop_assert_eq!(after.get(scope), Some(value), "{:?} after {:?}", scope, change);
            }
            prop_assert!(after.iter().all(|(scope, value)| before.contains_key(scope) || value.0 == 0));
            // At every level the parts are the whole, also after the change.
            let directory = Directory::load(&workspace.db).unwrap();
            let sum = |scopes: Vec<Scope>| -> i64 {
                scopes.into_iter().map(|scope| signed(&workspace, scope, "2025")).sum()
            };
            let people = sum(directory.people.keys().map(|id| Scope::Person(*id)).collect());
            prop_assert_eq!(people, signed(&workspace, Scope::All, "2025"));
            let teams = sum(directory.teams.keys().map(|id| Scope::Team(*id)).collect());
            let in_regions = sum(directory.regions.keys().map(|id| Scope::Region(*id)).collect());
            prop_assert!(in_regions <= teams && teams <= people);
        }
    }
}
