//! The case library on its page: who used the play of a case, what goes together with that and what may be
//! said of it, who read it, and the page it is printed on.

use coxswain::command::Command;
use coxswain::command::coaching::cases::{Case, UseForm};
use coxswain::command::coaching::plays::{AdoptForm, Play, PlayForm};
use coxswain::command::coaching::{Command as Coach, What};
use coxswain::domain::ids::SalesCaseId;
use coxswain::domain::period::Period;
use coxswain::domain::scope::Scope;
use coxswain::metrics::coaching::case_outcome::Verdict;
use coxswain::metrics::coaching::cases::{Followed, follow, library, read, told};
use coxswain::store::Workspace;
use coxswain::store::coaching::cases;
use coxswain::store::directory::Directory;
use coxswain::store::records::{AdoptionResult, Play as Stored, SalesCase};

use crate::case_story::{play, publish, published, steps_of};
use crate::coaching_story::{deal, prepared, step};
use crate::common::{Desk, TODAY, act, day, person};

/// Publishes the play of a case on a day, for the stage in which the open deal stands since July.
fn play_of(workspace: &mut Workspace, source: SalesCaseId, on: &str) -> i64 {
    let directory = Directory::load(&workspace.db).unwrap();
    let model = directory.current_model().unwrap().id;
    let stages = directory.stages_of(model);
    let stage = stages.iter().find(|stage| stage.name == "方案报价").unwrap().id;
    let form = PlayForm { stage: Some(stage), ..play(workspace, source) };
    let (subject, what) = (String::new(), publish(None, form));
    let command = Coach { subject, today: day(on), what };
    act(workspace, &Command::Coaching(command));
    workspace.db.all::<Stored>().unwrap().last().unwrap().series
}

/// 张伟 uses it on the open deal in July, 周新 without a deal in September.
fn used(workspace: &mut Workspace) {
    let play = workspace.db.all::<Stored>().unwrap().last().unwrap().id;
    let steps = steps_of(workspace, play);
    let deal = deal(workspace, "J");
    for (name, deal, on) in [("张伟", Some(deal), "2025-07-10"), ("周新", None, "2025-09-01")] {
        let person = person(&workspace.db, name);
        let steps = steps[..2].to_vec();
        let form = AdoptForm { play, person, deal, on_day: day(on), steps };
        step(workspace, What::Play(Play::Adopt(form)));
    }
}

fn seen(workspace: &Workspace, scope: &str, series: i64) -> Followed {
    let directory = Directory::load(&workspace.db).unwrap();
    let scope = directory.parse_scope(scope).unwrap();
    follow(&workspace.db, &directory, (scope, series), day(TODAY)).unwrap().expect("the play")
}

#[test]
fn a_play_is_followed_with_who_used_it_and_how_its_deals_went_on() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let source = published(&mut workspace);
    let series = play_of(&mut workspace, source, "2025-06-15");
    used(&mut workspace);
    let found = seen(&workspace, "all", series);
    assert_eq!((found.users(), found.uses.len()), (2, 2));
    assert_eq!(found.uses[0].record.on_day, day("2025-09-01"), "the newest stands first");
    let places: Vec<i64> =
        found.uses[0].steps.iter().map(|step| found.places[&step.step_id]).collect();
    assert_eq!(places, [1, 2]);
    let directory = Directory::load(&workspace.db).unwrap();
    let others: Vec<&str> = found.others().map(|one| directory.person_name(one)).collect();
    assert!(others.contains(&"王芳") && !others.contains(&"张伟"), "{others:?}");

    // The deal stands in the stage for more than 45 days: it was used, and did not go on.
    let outcome = found.outcome.as_ref().expect("the stage is one of the funnel");
    assert_eq!((outcome.used.n(), outcome.used.advanced()), (1, 0));
    assert_eq!(outcome.used.stays[0].deal, deal(&workspace, "J"));
    assert_eq!((outcome.unused.n(), outcome.earlier.n(), outcome.left_out), (0, 0, 0));
    assert_eq!((outcome.used.median(), outcome.verdict()), (None, Verdict::TooFew));
    assert_eq!(outcome.difference, None, "nothing to set beside it");

    // Of one person only their own counts.
    let alone = seen(&workspace, "person:周新", series);
    assert_eq!((alone.users(), alone.uses.len()), (1, 1));
    assert_eq!(alone.outcome.map(|outcome| outcome.used.n()), Some(0));

    let id = found.uses[1].record.id;
    let (result, said) = (AdoptionResult::Worked, "客户约了下一步".to_owned());
    let came = Play::Result { id, result, on_day: day(TODAY), said };
    step(&mut workspace, What::Play(came));
    drop(workspace);
    let shown = desk.json(0, &["show", "销售.cox", "cases", "--date", TODAY, "--json"]);
    let case = &shown["cases"][0];
    assert_eq!((&case["title"], &case["uses"]), (&"用停机损失算账".into(), &2.into()));
    assert_eq!(case["steps"].as_array().map(Vec::len), Some(3));
    let play = &case["plays"][0];
    assert_eq!((&play["users"], &play["uses"][1]["result"]), (&2.into(), &"worked".into()));
    let outcome = &play["outcome"];
    assert_eq!(outcome["verdict"], "too_few");
    assert_eq!((&outcome["used"]["visits"], &outcome["unused"]["visits"]), (&1.into(), &0.into()));
    assert_eq!(outcome["used"]["deals"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_deal_that_stood_there_before_the_play_is_in_no_group() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let source = published(&mut workspace);
    // Four days after the deal came into the stage.
    let series = play_of(&mut workspace, source, "2025-07-05");
    let before = seen(&workspace, "all", series).outcome.unwrap();
    assert_eq!((before.earlier.n(), before.left_out), (1, 0));
    used(&mut workspace);
    let after = seen(&workspace, "all", series).outcome.unwrap();
    assert_eq!((after.used.n(), after.earlier.n(), after.left_out), (0, 0, 1));
}

#[test]
fn cases_are_listed_read_told_and_printed() {
    let desk = Desk::new();
    let mut workspace = prepared(&desk);
    let first = published(&mut workspace);
    let second = published(&mut workspace);
    play_of(&mut workspace, first, "2025-06-15");
    used(&mut workspace);
    let directory = Directory::load(&workspace.db).unwrap();
    let members = directory.members(Scope::All);
    let listed = library(&workspace.db, &members, day(TODAY)).unwrap();
    let told_of: Vec<_> = listed.iter().map(|one| (one.record.id, one.uses)).collect();
    assert_eq!(told_of, [(first, 2), (second, 0)], "the most used stands first");

    for (name, score) in [("周新", Some(5)), ("王芳", Some(4)), ("李娜", None)] {
        let person = person(&workspace.db, name);
        let what = Case::Read { case: first, person, on_day: day(TODAY), score };
        step(&mut workspace, What::Case(what));
    }
    let case = cases::case(&workspace.db, first).unwrap().unwrap();
    let found = read(&case.readings, &members);
    assert_eq!((found.people, found.scored, found.mean), (3, 2, Some(4.5)));
    let meeting = UseForm {
        case: first,
        on_day: day("2025-11-24"),
        meeting: "周一例会".to_owned(),
        minutes: Some(10),
        agenda: "讲3分钟\n练5分钟".to_owned(),
        presenter: Some(person(&workspace.db, "张伟")),
    };
    step(&mut workspace, What::Case(Case::Use(None, meeting)));
    assert_eq!(told(&workspace.db, Period::Quarter(2025, 4)).unwrap(), 1);
    assert_eq!(told(&workspace.db, Period::Quarter(2025, 3)).unwrap(), 0);
    let titles: Vec<SalesCase> = workspace.db.all().unwrap();
    assert_eq!(titles.len(), 2);
    drop(workspace);

    let args = ["print", "销售.cox", "case-page", "--date", TODAY, "--out", "页"];
    let printed = desk.says(0, &[&args[..], &["--period", "2025-Q4"]].concat());
    let file = "案例 用停机损失算账.pdf";
    assert!(printed.contains(file), "{printed}");
    assert!(std::fs::read(desk.path("页").join(file)).unwrap().starts_with(b"%PDF-"));
    let early = desk.says(0, &[&args[..], &["--period", "2025-Q3"]].concat());
    assert!(early.contains("没有入库的案例"), "{early}");
}
