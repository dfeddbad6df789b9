//! Random series of weekly reports: whatever the order in which they come in, whether they come
//! twice, and whether one is taken back, deals follow from what the reports say.

use std::fs;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use coxswain::command::handover::Command as Handovers;
use coxswain::command::import::take_back;
use coxswain::command::{Command, run};
use coxswain::metrics::pipeline::standing;
use coxswain::sheets::intake::FileOfSheets;
use coxswain::sheets::mapping::Map;
use coxswain::store::records::{Batch, Handover, HandoverItem, HandoverWhy, Place, Status};
use coxswain::store::{Db, Workspace, opportunities};
use proptest::prelude::*;

use crate::common::{
    self, AUTHOR, Desk, Take, act, company, counts, day, everything, person, take_sheets,
};
use crate::history_story::{HEAD, past};

const STAGES: [&str; 7] =
    ["线索开发", "需求分析", "方案报价", "商务谈判", "合同签订", "赢单", "输单"];
const OWNERS: [&str; 3] = ["张伟", "王芳", "李娜"];
const ACCOUNTS: [&str; 2] = ["甲厂", "乙院"];

/// What a report says of one deal. Days are counted from the first of September, so that days that
/// sheets state fall on days of reports now and then.
#[derive(Clone, Debug)]
struct Line {
    stage: usize,
    amount: Option<u32>,
    owner: usize,
    account: usize,
    expected: Option<u64>,
    created: bool,
    on: Option<u64>,
}

fn line() -> impl Strategy<Value = Line> {
    (
        0..STAGES.len(),
        prop::option::of(1_u32..4),
        0..OWNERS.len(),
        0..ACCOUNTS.len(),
        prop::option::of(60_u64..63),
        any::<bool>(),
        prop::option::of(0_u64..36),
    )
        .prop_map(|(stage, amount, owner, account, expected, created, on)| Line {
            stage,
            amount,
            owner,
            account,
            expected,
            created,
            on,
        })
}

/// Two to five weekly reports on one to six deals, each of which may be missing from any.
fn series() -> impl Strategy<Value = Vec<Vec<Option<Line>>>> {
    (1_usize..=6, 2_usize..=5).prop_flat_map(|(deals, weeks)| {
        prop::collection::vec(prop::collection::vec(prop::option::of(line()), deals), weeks)
    })
}

/// A number for each report; sorted by them, the reports stand in a random order.
fn keys() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 5)
}

fn few() -> ProptestConfig {
    ProptestConfig {
        cases: 24,
        max_shrink_iters: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A workspace with the company in it, made once.
static COMPANY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    drop(workspace);
    fs::read(&desk.file).unwrap()
});

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("销售.cox");
    fs::write(&file, COMPANY.as_slice()).unwrap();
    Desk { folder, file }
}

fn date(week: usize) -> NaiveDate {
    day("2025-09-07") + Days::new(7 * week as u64)
}

fn text(report: &[Option<Line>]) -> String {
    let from = |days: u64| (day("2025-09-01") + Days::new(days)).to_string();
    let mut text = HEAD.to_owned();
    for (at, line) in report.iter().enumerate() {
        let Some(line) = line else { continue };
        let Line { stage, amount, owner, account, expected, created, on } = line;
        let amount = amount.map_or_else(String::new, |amount| amount.to_string());
        let expected = expected.map_or_else(String::new, from);
        let created = if *created { "2025-08-01" } else { "" };
        let on = on.map_or_else(String::new, from);
        let (entered, closed) = if *stage < 5 { (on, String::new()) } else { (String::new(), on) };
        let (owner, account, stage) = (OWNERS[*owner], ACCOUNTS[*account], STAGES[*stage]);
        text += &format!(
            "\nS-{at},商机{at},{account},G1,{owner},{stage},{amount},{expected},{created},{entered},{closed}"
        );
    }
    if text.len() == HEAD.len() {
        text += "\nS-0,商机0,甲厂,G1,张伟,线索开发,,,,,";
    }
    text
}

/// The reports read, in the order of their weeks.
fn read(desk: &Desk, weeks: &[Vec<Option<Line>>]) -> Vec<FileOfSheets> {
    let read = |(week, report): (usize, &Vec<Option<Line>>)| {
        let path = desk.csv(&format!("{week}.csv"), &text(report));
        common::read(&path, date(week))
    };
    weeks.iter().enumerate().map(read).collect()
}

/// Takes a report in; returns how many rows made or changed a deal.
fn take(workspace: &mut Workspace, file: &FileOfSheets) -> usize {
    let imported = take_sheets(workspace, &file.inputs(&Map::default()), &Take::default());
    let (new, changed, _, rejected) = counts(&imported);
    assert_eq!(rejected, 0, "{:?}", imported.sheets[0].rejected);
    new + changed
}

/// The past after these reports in this order.
fn after<'a>(files: impl IntoIterator<Item = &'a FileOfSheets>) -> Vec<String> {
    let desk = desk();
    let mut workspace = desk.open();
    for file in files {
        take(&mut workspace, file);
    }
    past(&workspace.db)
}

fn shuffled<'a>(files: &'a [FileOfSheets], keys: &[u32]) -> Vec<&'a FileOfSheets> {
    let mut all: Vec<(&u32, &FileOfSheets)> = keys.iter().zip(files).collect();
    all.sort_by_key(|(key, _)| **key);
    all.into_iter().map(|(_, file)| file).collect()
}

/// Gives all that 张伟 has to 王芳 from a day on; whether that could be done.
fn hand_over(workspace: &mut Workspace, effective: NaiveDate) -> bool {
    let (from, to) = (person(&workspace.db, "张伟"), person(&workspace.db, "王芳"));
    let (name, today) = ("张伟".to_owned(), day("2026-01-01"));
    let start = Handovers::Start {
        person: from,
        name: name.clone(),
        why: HandoverWhy::Leave,
        last_day: None,
        effective,
        today,
    };
    // A deal may have been reported first after the day.
    if run(&mut workspace.db, &Command::Handover(start)).is_err() {
        return false;
    }
    let id = workspace.db.all::<Handover>().unwrap()[0].id;
    let items = workspace.db.all::<HandoverItem>().unwrap();
    let given = items.iter().map(|item| (item.id, Some(to))).collect();
    act(workspace, &Command::Handover(Handovers::Assign(id, name.clone(), given)));
    act(workspace, &Command::Handover(Handovers::CarryOut(id, name, today)));
    true
}

/// Every deal stands where its moves, read by their days, lead it, and was closed on the day of the move
/// that closed it.
fn moves_lead_to_where_deals_stand(db: &Db) {
    opportunities::each_with_steps(db, |deal, steps| {
        let end = standing(deal, steps, day("2026-12-31")).unwrap();
        let place = match (deal.status, deal.stage) {
            (Status::Won, _) => Some(Place::Won),
            (Status::Lost, _) => Some(Place::Lost),
            (Status::Open, stage) => stage.map(Place::Stage),
        };
        let owner = steps.iter().rev().find_map(|step| step.owner);
        assert_eq!((end.place, end.amount, owner), (place, deal.amount, deal.owner), "{steps:?}");
        // Of a deal that was closed when it was first heard of, nobody may know the day.
        let closed = end.placed_on.filter(|_| deal.status != Status::Open);
        let unknown =
            deal.closed.is_none() && steps.iter().filter_map(|step| step.place).count() == 1;
        assert!(deal.closed == closed || unknown, "{:?}: {steps:?}", deal.closed);
        Ok(())
    })
    .unwrap();
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_handover_stands_whatever_report_goes_and_comes(
        weeks in series(),
        keys in keys(),
        gone in 0_usize..5,
        at in 0_usize..5,
    ) {
        let desk = desk();
        let files = read(&desk, &weeks);
        let mut workspace = desk.open();
        for file in shuffled(&files, &keys) {
            take(&mut workspace, file);
        }
        // On the day of a report, or between two.
        let effective = date(at % files.len()) + Days::new(at as u64 % 2 * 3);
        if hand_over(&mut workspace, effective) {
            let before = past(&workspace.db);
            let gone = gone % files.len();
            let batches: Vec<Batch> = workspace.db.all().unwrap();
            let batch = batches.iter().find(|batch| batch.report_date == date(gone)).unwrap();
            take_back(&mut workspace.db, batch.id, &Default::default(), AUTHOR, false).unwrap();
            take(&mut workspace, &files[gone]);
            prop_assert_eq!(&past(&workspace.db), &before);
            workspace.full_check().unwrap();
        }
    }

    #[test]
    fn any_order_of_reports_gives_the_same_past(weeks in series(), keys in keys()) {
        let desk = desk();
        let files = read(&desk, &weeks);
        let in_order = after(&files);
        prop_assert_eq!(&after(shuffled(&files, &keys)), &in_order);
        prop_assert_eq!(&after(files.iter().rev()), &in_order);
    }

    #[test]
    fn moves_read_by_day_end_where_deals_stand(
        weeks in series(),
        keys in keys(),
        gone in 0_usize..5,
    ) {
        let desk = desk();
        let files = read(&desk, &weeks);
        let mut workspace = desk.open();
        for file in shuffled(&files, &keys) {
            take(&mut workspace, file);
            moves_lead_to_where_deals_stand(&workspace.db);
        }
        hand_over(&mut workspace, date(gone % files.len()));
        moves_lead_to_where_deals_stand(&workspace.db);
        let batches: Vec<Batch> = workspace.db.all().unwrap();
        let batch = batches.iter().find(|batch| batch.report_date == date(gone % files.len()));
        let batch = batch.unwrap().id;
        take_back(&mut workspace.db, batch, &Default::default(), AUTHOR, false).unwrap();
        moves_lead_to_where_deals_stand(&workspace.db);
    }

    #[test]
    fn twice_is_once(weeks in series(), keys in keys()) {
        let desk = desk();
        let files = read(&desk, &weeks);
        let mut workspace = desk.open();
        for file in shuffled(&files, &keys) {
            take(&mut workspace, file);
            let once = everything(&workspace.db);
            prop_assert_eq!(take(&mut workspace, file), 0);
            prop_assert_eq!(&everything(&workspace.db), &once);
        }
        let once = everything(&workspace.db);
        for file in &files {
            prop_assert_eq!(take(&mut workspace, file), 0);
        }
        prop_assert_eq!(&everything(&workspace.db), &once);
    }

    #[test]
    fn an_import_undone_is_none(weeks in series(), keys in keys()) {
        let desk = desk();
        let files = read(&desk, &weeks);
        let mut workspace = desk.open();
        for file in shuffled(&files, &keys) {
            let before = everything(&workspace.db);
            take(&mut workspace, file);
            let after = everything(&workspace.db);
            act(&mut workspace, &Command::Undo);
            prop_assert_eq!(&everything(&workspace.db), &before);
            act(&mut workspace, &Command::Redo);
            prop_assert_eq!(&everything(&workspace.db), &after);
        }
        workspace.full_check().unwrap();
    }

    #[test]
    fn a_report_taken_back_was_never_there(weeks in series(), keys in keys(), gone in 0_usize..5) {
        let desk = desk();
        let files = read(&desk, &weeks);
        let gone = gone % files.len();
        let others = files.iter().enumerate().filter(|(week, _)| *week != gone);
        let expected = after(others.map(|(_, file)| file));
        let mut workspace = desk.open();
        for file in shuffled(&files, &keys) {
            take(&mut workspace, file);
        }
        let before = everything(&workspace.db);
        let batches: Vec<Batch> = workspace.db.all().unwrap();
        let batch = batches.iter().find(|batch| batch.report_date == date(gone)).unwrap();
        take_back(&mut workspace.db, batch.id, &Default::default(), AUTHOR, false).unwrap();
        prop_assert_eq!(&past(&workspace.db), &expected);
        act(&mut workspace, &Command::Undo);
        prop_assert_eq!(&everything(&workspace.db), &before);
        workspace.full_check().unwrap();
    }
}
