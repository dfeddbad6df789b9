//! The past of deals: the dates of reports decide the order of moves, whenever a report comes in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use coxswain::command::Command;
use coxswain::command::import::{Imported, SheetInput, take_back};
use coxswain::domain::ids::{BatchId, MoveId, OpportunityId};
use coxswain::sheets::mapping::Map;
use coxswain::sheets::tables::table;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    Answer, Batch, DealAnswer, Move, Opportunity, Place, Sighting, Status,
};
use coxswain::store::{Db, StepHead, Workspace, answers, opportunities, passings, sightings};

use crate::common::{
    AUTHOR, CREATE_ALL, Desk, TODAY, Take, act, company, counts, day, everything, read, rejections,
    take, take_sheets,
};

/// The headings of all reports here.
pub const HEAD: &str = "商机编号,商机名称,客户名称,产品,负责人,阶段,预计金额（万元）,预计签约日,创建日期,进入阶段日期,签约日期";

/// The deals with all their past, whatever the keys: what must not depend on the order in which
/// reports came in.
pub fn past(db: &Db) -> Vec<String> {
    let dates: BTreeMap<BatchId, NaiveDate> =
        db.all::<Batch>().unwrap().into_iter().map(|batch| (batch.id, batch.report_date)).collect();
    let mut deals: Vec<Opportunity> = db.all().unwrap();
    deals.sort_by(|a, b| a.number.cmp(&b.number));
    let mut all = vec![];
    for deal in deals {
        let mut moves = opportunities::moves_of(db, deal.id).unwrap();
        moves.sort_by_key(|step| (step.on_day, step.id));
        let mut stated = String::new();
        let sightings = sightings::of_deal(db, deal.id).unwrap();
        let answers = answers::of_deal(db, deal.id).unwrap();
        let passings = passings::of_deal(db, deal.id).unwrap();
        all.push(format!("{:?}", Opportunity { id: OpportunityId(0), ..deal }));
        for step in moves {
            let report = step.batch_id.map(|batch| dates[&batch]);
            let (id, opportunity_id) = (MoveId(0), OpportunityId(0));
            let step = Move { id, opportunity_id, batch_id: None, ..step };
            all.push(format!("{report:?} {step:?}"));
        }
        for sighting in sightings {
            stated = sighting.stated.unwrap_or(stated);
            all.push(format!("{} {stated}", sighting.report_date));
        }
        all.extend(answers.iter().map(|said| format!("{} {:?}", said.report_date, said.answer)));
        all.extend(passings.iter().map(|pass| format!("{} {:?}", pass.on_day, pass.owner_id)));
    }
    all
}

/// Takes rows of a report of a day in.
fn report(desk: &Desk, workspace: &mut Workspace, date: &str, rows: &str) -> Imported {
    answered(desk, workspace, (date, rows), &[])
}

/// As [`report`], with what a person answered of deals that the rows no longer name.
fn answered(
    desk: &Desk,
    workspace: &mut Workspace,
    (date, rows): (&str, &str),
    answers: &[(OpportunityId, Answer)],
) -> Imported {
    let file = desk.csv(&format!("{date}.csv"), &format!("{HEAD}\n{rows}"));
    take(workspace, &file, &Take { date, answers, ..Take::default() })
}

/// A row of the one deal that most stories tell of.
fn row(stage: &str, amount: &str) -> String {
    format!("S-1,改造,甲厂,G1,张伟,{stage},{amount},,,,")
}

/// A row of another deal of the same person, so that a report without the first is a full one.
fn other(stage: &str) -> String {
    format!("S-2,扩建,甲厂,G1,张伟,{stage},50,,,,")
}

/// Rows of both deals.
fn both(stage: &str) -> String {
    format!("{}\n{}", row(stage, "100"), other(stage))
}

/// How many deals are asked about, and how many of them were answered.
fn asked(imported: &Imported) -> (usize, usize) {
    (imported.sheets[0].n_missing, imported.sheets[0].n_answered)
}

/// The import of a report of a day.
fn batch_of(workspace: &Workspace, date: &str) -> BatchId {
    let batches: Vec<Batch> = workspace.db.all().unwrap();
    batches.iter().find(|batch| batch.report_date == day(date)).expect("the import").id
}

/// Days and places as [`places`] gives them.
fn stood(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(on, place)| ((*on).to_owned(), (*place).to_owned())).collect()
}

/// What a workspace holds after these reports of that deal.
fn after(reports: &[(&str, String)]) -> Vec<String> {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    for (date, rows) in reports {
        report(&desk, &mut workspace, date, rows);
    }
    past(&workspace.db)
}

fn deal(workspace: &Workspace) -> Opportunity {
    opportunities::by_number(&workspace.db, "S-1").unwrap().expect("the deal")
}

/// The places of the deal by day, in words.
fn places(workspace: &Workspace) -> Vec<(String, String)> {
    let directory = Directory::load(&workspace.db).unwrap();
    let mut moves = opportunities::moves_of(&workspace.db, deal(workspace).id).unwrap();
    moves.sort_by_key(|step| (step.on_day, step.id));
    let word = |place: Place| match place {
        Place::Stage(id) => directory.stages[&id].name.clone(),
        Place::Won => "won".to_owned(),
        Place::Lost => "lost".to_owned(),
    };
    let placed = moves.into_iter().filter_map(|step| Some((step.on_day, step.place_after?)));
    placed.map(|(on, place)| (on.to_string(), word(place))).collect()
}

/// What a preview would say of the only row: field, before, after.
fn changes(imported: &Imported) -> Vec<(&str, &str, &str)> {
    let row = &imported.sheets[0].shown[0];
    row.changes
        .iter()
        .map(|change| (change.field, change.before.as_str(), change.after.as_str()))
        .collect()
}

#[test]
fn an_older_report_that_comes_late_finds_its_place() {
    let reports = [
        ("2025-11-02", row("需求分析", "100")),
        ("2025-11-09", row("方案报价", "110")),
        ("2025-11-16", row("商务谈判", "120")),
    ];
    let in_order = after(&reports);
    let [first, second, third] = reports;
    assert_eq!(after(&[third.clone(), second.clone(), first.clone()]), in_order);

    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, first.0, &first.1);
    report(&desk, &mut workspace, third.0, &third.1);
    let (before, stands) = (everything(&workspace.db), deal(&workspace));
    let late = report(&desk, &mut workspace, second.0, &second.1);
    assert_eq!(counts(&late), (0, 1, 0, 0));
    assert_eq!(changes(&late), [("history", "", "2025-11-09")], "the deal itself stays");
    assert_eq!(deal(&workspace), stands);
    assert_eq!(past(&workspace.db), in_order);
    // Between the two it had another place and another amount.
    let moves = opportunities::moves_of(&workspace.db, stands.id).unwrap();
    let newest = moves.iter().find(|step| step.on_day == day("2025-11-16")).unwrap();
    assert_eq!((newest.amount_before, newest.amount_after), (Some(110_000_000), Some(120_000_000)));
    let after_it = everything(&workspace.db);
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before, "undo gives back exactly what was");
    act(&mut workspace, &Command::Redo);
    assert_eq!(everything(&workspace.db), after_it);
    workspace.full_check().unwrap();
}

#[test]
fn what_a_newer_report_confirmed_still_counts() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &row("方案报价", "100"));
    let same = report(&desk, &mut workspace, "2025-11-16", &row("方案报价", "100"));
    assert_eq!(counts(&same), (0, 0, 1, 0));
    report(&desk, &mut workspace, "2025-11-09", &row("线索开发", "100"));
    let expected =
        [("2025-11-02", "方案报价"), ("2025-11-09", "线索开发"), ("2025-11-16", "方案报价")]
            .map(|(on, place)| (on.to_owned(), place.to_owned()));
    assert_eq!(places(&workspace), expected, "on the 16th it still stood there");
}

#[test]
fn a_late_report_fills_what_newer_ones_leave_blank() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-16", &row("方案报价", ""));
    assert_eq!(deal(&workspace).amount, None);
    let late = report(&desk, &mut workspace, "2025-11-02", &row("需求分析", "100"));
    let fields: Vec<&str> = changes(&late).into_iter().map(|(field, ..)| field).collect();
    assert_eq!(fields, ["amount"]);
    let filled = deal(&workspace);
    assert_eq!(
        (filled.amount, filled.first_seen, filled.last_reported),
        (Some(100_000_000), day("2025-11-02"), day("2025-11-16"))
    );
    let again = report(&desk, &mut workspace, "2025-11-02", &row("需求分析", "100"));
    assert_eq!(counts(&again), (0, 0, 1, 0), "a late report twice is once");
}

#[test]
fn a_corrected_sheet_of_the_same_day_wins() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-09", &row("方案报价", "100"));
    report(&desk, &mut workspace, "2025-11-16", &row("商务谈判", ""));
    let mended = report(&desk, &mut workspace, "2025-11-09", &row("方案报价", "110"));
    assert_eq!(counts(&mended), (0, 1, 0, 0));
    assert_eq!(deal(&workspace).amount, Some(110_000_000));
}

#[test]
fn several_reports_of_one_import_are_told_in_order() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let map = Map::default();
    let files: Vec<_> =
        [("2025-11-09", "方案报价"), ("2025-11-16", "赢单"), ("2025-11-02", "需求分析")]
            .iter()
            .map(|(date, stage)| {
                let text = format!("{HEAD}\n{}", row(stage, "100"));
                let path = desk.csv(&format!("{date}.csv"), &text);
                read(&path, day(date))
            })
            .collect();
    let inputs: Vec<SheetInput<'_>> = files.iter().flat_map(|file| file.inputs(&map)).collect();
    let every = Take { create: CREATE_ALL, ..Take::default() };
    let imported = take_sheets(&mut workspace, &inputs, &every);
    let news: Vec<(usize, usize)> =
        imported.sheets.iter().map(|sheet| (sheet.new, sheet.changed)).collect();
    assert_eq!(news, [(1, 0), (0, 1), (0, 1)]);
    let expected = [("2025-11-02", "需求分析"), ("2025-11-09", "方案报价"), ("2025-11-16", "won")]
        .map(|(on, place)| (on.to_owned(), place.to_owned()));
    assert_eq!(places(&workspace), expected);
}

#[test]
fn taking_one_report_back_leaves_what_the_others_said() {
    let reports = [
        ("2025-11-02", row("需求分析", "100")),
        ("2025-11-09", row("方案报价", "110")),
        ("2025-11-16", row("商务谈判", "")),
    ];
    let [first, second, third] = reports.clone();
    let without = [
        after(&[second.clone(), third.clone()]),
        after(&[first.clone(), third]),
        after(&[first, second]),
    ];
    for (at, expected) in without.iter().enumerate() {
        let desk = Desk::new();
        let mut workspace = desk.open();
        company(&desk, &mut workspace);
        for (date, rows) in &reports {
            report(&desk, &mut workspace, date, rows);
        }
        let before = everything(&workspace.db);
        let date = day(reports[at].0);
        let batches: Vec<Batch> = workspace.db.all().unwrap();
        let batch = batches.iter().find(|batch| batch.report_date == date).unwrap();
        let none = BTreeSet::new();
        let done = take_back(&mut workspace.db, batch.id, &none, AUTHOR, false).unwrap();
        assert_eq!(past(&workspace.db), *expected, "without {date}");
        assert_eq!(done.kept.len(), usize::from(at < 2), "later reports name it: {date}");
        act(&mut workspace, &Command::Undo);
        assert_eq!(everything(&workspace.db), before, "{date}");
        workspace.full_check().unwrap();
    }
}

#[test]
fn taking_back_counts_what_it_changes() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    for (date, stage) in
        [("2025-11-02", "需求分析"), ("2025-11-09", "方案报价"), ("2025-11-16", "商务谈判")]
    {
        report(&desk, &mut workspace, date, &row(stage, "100"));
    }
    let batch = batch_of(&workspace, "2025-11-09");
    let done = take_back(&mut workspace.db, batch, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert_eq!(done.kept.len(), 1);
    // Its sighting and its move go; the move of the 16th goes too and comes again from another stage.
    assert_eq!(done.rows, 4);
}

#[test]
fn a_day_that_a_later_report_states_moves_what_only_reports_dated() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let said = |stage: &str, entered: &str, closed: &str| {
        format!("S-1,改造,甲厂,G1,张伟,{stage},100,,,{entered},{closed}")
    };
    report(&desk, &mut workspace, "2025-11-02", &row("需求分析", "100"));
    let dated = report(&desk, &mut workspace, "2025-11-09", &said("需求分析", "2025-10-05", ""));
    assert_eq!(counts(&dated), (0, 1, 0, 0));
    assert_eq!(changes(&dated), [("entered_on", "2025-11-02", "2025-10-05")]);
    assert_eq!(places(&workspace), stood(&[("2025-10-05", "需求分析")]));
    // Won without a day, and before the first report as it turns out.
    report(&desk, &mut workspace, "2025-11-16", &row("方案报价", "100"));
    report(&desk, &mut workspace, "2025-11-23", &row("赢单", "100"));
    assert_eq!(deal(&workspace).closed_on, Some(day("2025-11-23")));
    let mended = report(&desk, &mut workspace, "2025-11-30", &said("赢单", "", "2025-10-28"));
    assert_eq!(changes(&mended), [("closed_on", "2025-11-23", "2025-10-28")]);
    assert_eq!(deal(&workspace).closed_on, Some(day("2025-10-28")));
    let expected = [("2025-10-05", "需求分析"), ("2025-10-28", "方案报价"), ("2025-10-28", "won")];
    assert_eq!(places(&workspace), stood(&expected));
    // Before the stated day of its first stage it cannot have been won: that is listed.
    let listed = report(&desk, &mut workspace, "2025-12-07", &said("赢单", "", "2025-10-01"));
    let corrections: Vec<(&str, &str, &str)> = listed.sheets[0]
        .corrections
        .iter()
        .map(|one| (one.field, one.before.as_str(), one.after.as_str()))
        .collect();
    assert_eq!(corrections, [("closed_on", "2025-10-01", "2025-10-28")]);
    assert_eq!(places(&workspace), stood(&expected));
    assert_eq!(deal(&workspace).closed_on, Some(day("2025-10-28")));
    workspace.full_check().unwrap();
}

#[test]
fn of_deals_kept_before_sightings_only_what_came_since_can_be_told_again() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &row("需求分析", "100"));
    report(&desk, &mut workspace, "2025-11-09", &row("方案报价", "110"));
    // As a workspace of the first version holds them.
    let forget = |db: &mut Db| -> coxswain::error::Result<()> {
        for sighting in db.all::<Sighting>()? {
            db.delete::<Sighting>(sighting.id)?;
        }
        Ok(())
    };
    workspace.db.transaction(&StepHead::default(), forget).unwrap();
    let older = report(&desk, &mut workspace, "2025-11-05", &row("线索开发", "90"));
    assert_eq!(rejections(&older), [(2, "", "problem-older-report")]);
    let newer = report(&desk, &mut workspace, "2025-11-23", &row("合同签订", "120"));
    assert_eq!(counts(&newer), (0, 1, 0, 0));
    let older = report(&desk, &mut workspace, "2025-11-05", &row("线索开发", "90"));
    assert_eq!(rejections(&older), [(2, "", "problem-older-report")]);
    let late = report(&desk, &mut workspace, "2025-11-16", &row("商务谈判", "115"));
    assert_eq!(counts(&late), (0, 1, 0, 0));
    let expected = [
        ("2025-11-02", "需求分析"),
        ("2025-11-09", "方案报价"),
        ("2025-11-16", "商务谈判"),
        ("2025-11-23", "合同签订"),
    ]
    .map(|(on, place)| (on.to_owned(), place.to_owned()));
    assert_eq!(places(&workspace), expected);
    assert_eq!(deal(&workspace).first_seen, day("2025-11-02"));
}

#[test]
fn open_deals_that_a_full_report_no_longer_names_are_asked_about() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let first = "S-1,改造,甲厂,G1,张伟,需求分析,100,,,,
                 S-2,扩建,甲厂,G1,张伟,需求分析,100,,,,
                 S-3,新建,甲厂,G1,张伟,赢单,100,,,,
                 S-4,迁建,甲厂,G1,张伟,需求分析,100,,,,
                 S-5,检修,乙院,G2,王芳,需求分析,100,,,,";
    let imported = report(&desk, &mut workspace, "2025-11-02", first);
    assert!(imported.sheets[0].missing.is_empty(), "nothing was known");
    // A row that cannot be taken names its deal all the same.
    let second = "S-1,改造,甲厂,G1,张伟,方案报价,100,,,,
                  S-4,迁建,甲厂,G1,张伟,再说,100,,,,";
    let imported = report(&desk, &mut workspace, "2025-11-09", second);
    let sheet = &imported.sheets[0];
    assert_eq!(counts(&imported), (0, 1, 0, 1));
    let missing: Vec<(&str, &str)> =
        sheet.missing.iter().map(|deal| (deal.owner.as_str(), deal.name.as_str())).collect();
    assert_eq!((missing.as_slice(), sheet.n_missing), ([("张伟", "扩建")].as_slice(), 1));
    assert_eq!(sheet.missing[0].last_reported, day("2025-11-02"));
    let stays = opportunities::by_number(&workspace.db, "S-2").unwrap().unwrap();
    assert!(!stays.archived, "asked about, not deleted");
    // The colleague's deal is only looked for once a report names a deal of hers.
    let third = "S-6,大修,乙院,G2,王芳,需求分析,100,,,,";
    let imported = report(&desk, &mut workspace, "2025-11-16", third);
    assert!(imported.sheets[0].missing.is_empty(), "a new deal makes no full report");
}

#[test]
fn a_missing_deal_that_was_lost_or_dropped_is_closed_on_the_day_of_the_report() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &both("需求分析"));
    let before = everything(&workspace.db);
    let id = deal(&workspace).id;
    for (said, word) in [(Answer::Lost, "lost"), (Answer::Dropped, "dropped")] {
        let rows = other("方案报价");
        let imported = answered(&desk, &mut workspace, ("2025-11-09", &rows), &[(id, said)]);
        assert_eq!(asked(&imported), (1, 1));
        let closed = deal(&workspace);
        assert_eq!((closed.status, closed.stage_id), (Status::Lost, None));
        assert_eq!(closed.closed_on, Some(day("2025-11-09")));
        assert_eq!(closed.last_reported, day("2025-11-02"), "no report named it");
        let expected = stood(&[("2025-11-02", "需求分析"), ("2025-11-09", "lost")]);
        assert_eq!(places(&workspace), expected);
        let moves = opportunities::moves_of(&workspace.db, id).unwrap();
        assert_eq!(moves.last().map(|step| step.by_name.as_str()), Some(AUTHOR));
        // Why it was closed goes out with the move.
        let moves = table(&workspace.db, "moves", day(TODAY)).unwrap();
        let column = moves.headings.iter().position(|heading| heading == "answer").unwrap();
        let said: Vec<String> = moves.rows.iter().map(|row| row[column].text()).collect();
        assert_eq!(said.iter().filter(|said| !said.is_empty()).collect::<Vec<_>>(), [word]);

        let after = everything(&workspace.db);
        act(&mut workspace, &Command::Undo);
        assert_eq!(everything(&workspace.db), before, "one step, rows and answer");
        act(&mut workspace, &Command::Redo);
        assert_eq!(everything(&workspace.db), after);
        act(&mut workspace, &Command::Undo);
    }
    workspace.full_check().unwrap();
}

#[test]
fn a_deal_that_was_only_forgotten_stays_open_and_the_next_report_asks_again() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &both("需求分析"));
    let stands = deal(&workspace);
    let rows = other("方案报价");
    let forgotten = [(stands.id, Answer::Forgotten)];
    let imported = answered(&desk, &mut workspace, ("2025-11-09", &rows), &forgotten);
    assert_eq!(asked(&imported), (1, 1));
    assert_eq!(deal(&workspace), stands);
    let again = report(&desk, &mut workspace, "2025-11-09", &rows);
    assert_eq!(asked(&again), (0, 0), "it was said how it stands on that day");
    let older = report(&desk, &mut workspace, "2025-11-05", &other("需求分析"));
    assert_eq!(asked(&older), (0, 0), "and so before it");
    let next = report(&desk, &mut workspace, "2025-11-16", &rows);
    assert_eq!(asked(&next), (1, 0));
    assert_eq!(deal(&workspace), stands, "what is not answered changes nothing");
}

#[test]
fn only_deals_that_are_missing_are_answered() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &both("需求分析"));
    let lost = [(deal(&workspace).id, Answer::Lost), (OpportunityId(1), Answer::Lost)];
    let imported = answered(&desk, &mut workspace, ("2025-11-09", &both("需求分析")), &lost);
    assert_eq!(asked(&imported), (0, 0));
    assert_eq!(deal(&workspace).status, Status::Open);
    assert!(workspace.db.all::<DealAnswer>().unwrap().is_empty());
}

#[test]
fn a_row_that_lost_a_letter_names_its_deal_all_the_same() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &both("需求分析"));
    let broken = row("方案报价", "110").replace("甲厂", "甲\u{fffd}厂");
    let rows = format!("{}\n{broken}", other("方案报价"));
    let imported = answered(&desk, &mut workspace, ("2025-11-09", &rows), &[]);
    assert_eq!(imported.sheets[0].rejected.len(), 1, "{broken}");
    assert_eq!(asked(&imported), (0, 0));
}

#[test]
fn a_deal_that_the_import_itself_makes_takes_no_answer() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let first = desk.csv("商机_2025-11-02.csv", &format!("{HEAD}\n{}", both("需求分析")));
    let second = desk.csv("商机_2025-11-09.csv", &format!("{HEAD}\n{}", other("方案报价")));
    let files = [read(&first, day("2025-11-02")), read(&second, day("2025-11-09"))];
    let map = Map::default();
    let inputs: Vec<SheetInput<'_>> = files.iter().flat_map(|file| file.inputs(&map)).collect();
    let every: Vec<_> = (1..500).map(|id| (OpportunityId(id), Answer::Lost)).collect();
    let every = Take { create: CREATE_ALL, answers: &every, ..Take::default() };
    let imported = take_sheets(&mut workspace, &inputs, &every);
    assert!(imported.sheets[1].missing[0].fresh);
    assert_eq!((imported.sheets[1].n_missing, imported.sheets[1].n_answered), (1, 0));
    assert_eq!(deal(&workspace).status, Status::Open);
}

#[test]
fn an_answer_has_its_place_among_the_reports_whatever_their_order() {
    let first = ("2025-11-02", both("需求分析"));
    let older = ("2025-11-05", format!("{}\n{}", row("方案报价", "110"), other("需求分析")));
    let without = ("2025-11-09", other("方案报价"));
    let again = ("2025-11-16", both("商务谈判"));
    let after = |reports: [&(&str, String); 4]| {
        let desk = Desk::new();
        let mut workspace = desk.open();
        company(&desk, &mut workspace);
        for (date, rows) in reports {
            let known = opportunities::by_number(&workspace.db, "S-1").unwrap();
            let lost: Vec<_> = known.iter().map(|deal| (deal.id, Answer::Lost)).collect();
            answered(&desk, &mut workspace, (date, rows), &lost);
        }
        let expected = stood(&[
            ("2025-11-02", "需求分析"),
            ("2025-11-05", "方案报价"),
            ("2025-11-09", "lost"),
            ("2025-11-16", "商务谈判"),
        ]);
        assert_eq!(places(&workspace), expected, "lost, and open again when a report names it");
        assert_eq!((deal(&workspace).status, deal(&workspace).closed_on), (Status::Open, None));
        workspace.full_check().unwrap();
        past(&workspace.db)
    };
    let in_order = after([&first, &older, &without, &again]);
    assert_eq!(after([&first, &without, &older, &again]), in_order);
    assert_eq!(after([&first, &without, &again, &older]), in_order);
}

#[test]
fn an_answer_is_taken_back_with_the_report_that_it_was_about() {
    let first = ("2025-11-02", both("需求分析"));
    let without = ("2025-11-09", other("方案报价"));
    let later = ("2025-11-16", other("商务谈判"));
    let unasked = after(&[first.clone(), later.clone()]);
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, first.0, &first.1);
    let lost = [(deal(&workspace).id, Answer::Lost)];
    answered(&desk, &mut workspace, (without.0, &without.1), &lost);
    assert_eq!(asked(&report(&desk, &mut workspace, later.0, &later.1)), (0, 0), "it is closed");
    let before = everything(&workspace.db);
    let none = BTreeSet::new();
    let batch = batch_of(&workspace, "2025-11-09");
    let done = take_back(&mut workspace.db, batch, &none, AUTHOR, false).unwrap();
    assert_eq!(past(&workspace.db), unasked);
    assert_eq!(done.kept.len(), 1, "a later report names the other deal only");
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);

    // Without the report that named the deal there is nothing that was answered.
    let batch = batch_of(&workspace, "2025-11-02");
    take_back(&mut workspace.db, batch, &none, AUTHOR, false).unwrap();
    assert!(opportunities::by_number(&workspace.db, "S-1").unwrap().is_none());
    assert!(workspace.db.all::<DealAnswer>().unwrap().is_empty());
    workspace.full_check().unwrap();
    act(&mut workspace, &Command::Undo);
    assert_eq!(everything(&workspace.db), before);
}

#[test]
fn a_report_may_come_again_for_its_answers_only() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    report(&desk, &mut workspace, "2025-11-02", &both("需求分析"));
    let rows = other("方案报价");
    assert_eq!(asked(&report(&desk, &mut workspace, "2025-11-09", &rows)), (1, 0));
    let before = past(&workspace.db);
    let lost = [(deal(&workspace).id, Answer::Lost)];
    let again = answered(&desk, &mut workspace, ("2025-11-09", &rows), &lost);
    assert_eq!((counts(&again), asked(&again)), ((0, 0, 1, 0), (1, 1)));
    assert_eq!(deal(&workspace).status, Status::Lost);
    let batches: Vec<Batch> = workspace.db.all().unwrap();
    let newest = batches.iter().max_by_key(|batch| batch.id).unwrap();
    assert_eq!((newest.n_rows, newest.n_unchanged), (1, 1), "it is listed among the imports");
    take_back(&mut workspace.db, newest.id, &BTreeSet::new(), AUTHOR, false).unwrap();
    assert_eq!(past(&workspace.db), before);
    workspace.full_check().unwrap();
}
