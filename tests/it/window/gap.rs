//! The gap in the window: split, explained, said why, and kept in a file.

use coxswain::command::Command;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::metrics::targets::Levels;
use coxswain::store::records::{GapPart, GapReason};

use super::*;
use crate::common::{CREATE_ALL, Take, act, person, take};

/// In the third quarter Ada signs 80 of the 200 thousand that she is to sign, and 120 thousand in October that
/// were promised for September (one win of June says that July is known); she wins half of four, 100 thousand each in the mean, as was planned.
fn prepared() -> Desk {
    let desk = world::named();
    let mut workspace = desk.open();
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    let bring = |workspace: &mut Workspace, date: &str, rows: &str| {
        let head = "deal id,deal name,customer,sales rep,stage,amount,create date,expected close date,\
            close date\n";
        let file = desk.csv(&format!("deals {date}.csv"), &format!("{head}{rows}"));
        let taken = Take { date, create: CREATE_ALL, ..Take::default() };
        let imported = take(workspace, &file, &taken);
        assert!(imported.sheets[0].rejected.is_empty(), "{date}");
    };
    bring(
        &mut workspace,
        "2025-06-29",
        "E0,Hoses,Acme Works,Ada Field,won,10000,2025-05-20,2025-06-20,2025-06-20
         E1,Pumps,Acme Works,Ada Field,Proposal,80000,2025-06-01,2025-08-10,
         E2,Valves,Acme Works,Ada Field,Proposal,100000,2025-06-01,2025-08-15,
         E3,Gauges,Acme Works,Ada Field,Proposal,100000,2025-06-01,2025-08-20,
         E4,Meters,Acme Works,Ada Field,Proposal,120000,2025-06-01,2025-09-25,",
    );
    bring(
        &mut workspace,
        "2025-09-30",
        "E1,Pumps,Acme Works,Ada Field,won,80000,2025-06-01,2025-08-10,2025-08-12
         E2,Valves,Acme Works,Ada Field,lost,100000,2025-06-01,2025-08-15,2025-08-16
         E3,Gauges,Acme Works,Ada Field,lost,100000,2025-06-01,2025-08-20,2025-08-21
         E4,Meters,Acme Works,Ada Field,Proposal,120000,2025-06-01,2025-10-20,",
    );
    bring(
        &mut workspace,
        world::REPORTED,
        "E4,Meters,Acme Works,Ada Field,won,120000,2025-06-01,2025-10-20,2025-10-18",
    );
    let ada = Scope::Person(person(&workspace.db, "Ada Field"));
    let goal = |metric, scope, base| Goal {
        metric,
        scope,
        period: Period::Quarter(2025, 3),
        levels: Some(Levels::base(base)),
    };
    let set = targets::Command::Set {
        goals: vec![
            goal(MetricId::SignedAmount, Scope::All, 20_000_000),
            goal(MetricId::SignedAmount, ada, 20_000_000),
            goal(MetricId::WinRate, Scope::All, 5_000),
            goal(MetricId::AverageDeal, Scope::All, 10_000_000),
        ],
        why: Why::default(),
        how: None,
        subject: String::new(),
        today: day("2025-07-01"),
    };
    act(&mut workspace, &Command::Targets(set));
    desk
}

#[test]
fn a_gap_is_split_explained_and_kept_in_a_file() {
    let desk = prepared();
    let mut window = Window::open_tab(&desk, AreaId::Targets, "targets-tab-progress");
    window.click(Role::RadioButton, "gap-tab");
    // The quarter that runs has no gap yet.
    window.wait_to_say("gap-refused-not-over");
    window.press("action-period-previous");
    window.settle();
    // 200 less 80 thousand, in millions with two decimals; all of it is timing.
    let grid = window.get(Role::Grid, "gap-people");
    assert_eq!(grid.rows, Some(1));
    let row = window.get(Role::Row, "Ada Field");
    let cells = window.cells(&row);
    for expected in ["0.20", "0.08", "+0.12"] {
        assert!(cells.iter().any(|cell| cell == expected), "{expected}: {cells:?}");
    }
    window.must_say("verdict-few");
    window.must_say("gap-timing-signed");
    let signed = window.word("gap-code-signed-later");
    window.get(Role::Row, &format!("T1 {signed} +0.12"));

    // The deal behind the part opens its page, and one goes back to the list in this area.
    let look = window.with("gap-look-deals", &[("n", 1.into()), ("text", "1".into())]);
    let timing = window.word("gap-part-timing");
    window.press(&format!("{look} {timing}"));
    window.wait_for(Role::Dialog, &format!("{timing} +0.12"));
    window.get(Role::Row, "Acme Works Meters");
    window.focus(Role::Grid, "gap-deals");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-path");
    window.must_say("Acme Works");
    window.press("funnel-deal-back");
    window.wait_for(Role::Grid, "gap-deals");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Grid, "gap-deals");
    window.click(Role::Row, &format!("T1 {signed} +0.12"));
    window.wait_for(Role::Row, "Acme Works Meters");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Grid, "gap-deals");

    window.press("gap-how");
    window.settle();
    window.must_say("gap-means-due");

    // Why, for one part.
    let say = format!("{} {}", window.word("gap-reason"), window.word("gap-part-timing"));
    window.press(&say);
    window.press("gap-form-save");
    window.must_say("error-gap-reason");
    window.fill("gap-reason", "Acme waits for its budget");
    window.press("gap-form-save");
    let subject = format!("Q3 2025 {}", window.word("gap-part-timing"));
    let company = window.word("targets-company");
    window.wait_saved("step-gap-reason", &format!("{company} {subject}"));
    window.wait_gone(Role::Dialog, "gap-form-title");

    window.press("gap-export");
    let offered = window.wait_for(Role::TextInput, "dialog-path").value;
    assert_eq!(offered, format!("{}_2025-Q3.xlsx", window.word("gap-tab")));
    window.answer_path(&desk.path("gap.xlsx").display().to_string());
    let file = desk.path("gap.xlsx");
    let written = window.with("app-written", &[("file", file.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(file.exists());

    let workspace = window.close(&desk);
    let said: Vec<GapReason> = workspace.db.all().unwrap();
    let told: Vec<_> = said.iter().map(|said| (said.part, said.reason.as_str())).collect();
    assert_eq!(told, [(GapPart::Timing, "Acme waits for its budget")]);
}

#[test]
fn without_a_target_the_way_leads_to_setting_one() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Targets, "targets-tab-progress");
    window.click(Role::RadioButton, "gap-tab");
    window.press("action-period-previous");
    window.settle();
    window.wait_to_say("gap-refused-no-target");
    window.press("gap-set-target");
    window.settle();
    assert!(window.get(Role::Tab, "targets-tab-setting").on);
}
