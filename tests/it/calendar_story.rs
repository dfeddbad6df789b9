//! The working calendar of a workspace: a year that is entered and the company's own days change what
//! is split, paced and due; undo takes that back; the command line does the same.

use coxswain::command::calendar::{Command as Ask, list};
use coxswain::command::{Command, Fact, run};
use coxswain::domain::calendar::Status;
use coxswain::domain::period::Period;
use coxswain::metrics::submissions::slot::Slot;
use coxswain::metrics::submissions::{Ledger, Standing};
use coxswain::metrics::targets::progress::Days;
use coxswain::metrics::targets::weeks::steps;
use coxswain::store::Workspace;
use coxswain::store::directory::Directory;
use coxswain::store::records::{CalendarSpan, CalendarYear, CompanyDay, OwedKind};
use serde_json::json;

use crate::common::{Desk, Take, act, company, day, person, take};

const NOTICE: &str = "国办发明电〔2026〕1号";
const LIST: &str = "2027-10-01,2027-10-07,休,国庆节\n2027-10-09,班";

fn save(text: &str, notice: &str) -> Command {
    Command::Calendar(Ask::SaveYear {
        year: 2027,
        notice: notice.to_owned(),
        spans: list(2027, text).unwrap(),
        today: day("2026-11-05"),
    })
}

fn add(first: &str, last: &str, worked: bool, label: &str) -> Command {
    let (first, last, label) = (day(first), day(last), label.to_owned());
    Command::Calendar(Ask::AddDays { first, last, worked, label })
}

/// The weeks of October 2027: working days, and the share of 357 yuan in fen.
fn october(workspace: &Workspace) -> Vec<(usize, i64)> {
    let calendar = Directory::load(&workspace.db).unwrap().calendar;
    let found = steps(&calendar, Period::Month(2027, 10), 35_700, &|_| None).unwrap();
    found.steps.iter().map(|step| (step.workdays, step.target)).collect()
}

#[test]
fn a_year_that_is_entered_changes_the_split_of_its_months_and_undo_brings_it_back() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let status =
        |workspace: &Workspace| Directory::load(&workspace.db).unwrap().calendar.status(2027);
    // 21 working days by plain weekends; the first of October 2027 is a Friday.
    let plain = [(1, 1_700), (5, 8_500), (5, 8_500), (5, 8_500), (5, 8_500)];
    assert_eq!((status(&workspace), october(&workspace)), (Status::Estimated, plain.to_vec()));

    let done = act(&mut workspace, &save(LIST, NOTICE));
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-calendar-year", "2027"));
    assert_eq!(done.facts.into_iter().collect::<Vec<_>>(), [Fact::Settings]);
    // 17 are left: Friday the eighth and Saturday the ninth, then three whole weeks.
    let entered = [(0, 0), (2, 4_200), (5, 10_500), (5, 10_500), (5, 10_500)];
    assert_eq!((status(&workspace), october(&workspace)), (Status::Edited, entered.to_vec()));
    // The same again is no change.
    assert_eq!(act(&mut workspace, &save(LIST, NOTICE)).title, "");
    // Put right: the notice and who it is from stand in one row, the list is another one.
    act(&mut workspace, &save("2027-10-01,2027-10-07,休", NOTICE));
    assert_eq!(workspace.db.all::<CalendarYear>().unwrap().len(), 1);
    assert_eq!(workspace.db.all::<CalendarSpan>().unwrap().len(), 1);

    act(&mut workspace, &Command::Undo);
    assert_eq!(october(&workspace), entered);
    act(&mut workspace, &Command::Undo);
    assert_eq!((status(&workspace), october(&workspace)), (Status::Estimated, plain.to_vec()));
    act(&mut workspace, &Command::Redo);
    assert_eq!(october(&workspace), entered);
    act(&mut workspace, &Command::Calendar(Ask::DropYear(2027)));
    assert_eq!(october(&workspace), plain);
    assert!(workspace.db.all::<CalendarSpan>().unwrap().is_empty());
    let again = run(&mut workspace.db, &Command::Calendar(Ask::DropYear(2027)));
    assert_eq!(again.unwrap_err().key(), "error-calendar-not-entered");
}

#[test]
fn an_entered_year_goes_over_the_published_one_until_it_is_taken_away() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let days = |workspace: &Workspace| {
        let calendar = Directory::load(&workspace.db).unwrap().calendar;
        calendar.workdays(day("2026-10-01"), day("2026-10-31"))
    };
    assert_eq!(days(&workspace), 18);
    // The tenth is no longer worked.
    let spans = list(2026, "2026-10-01,2026-10-07,休,国庆节").unwrap();
    let notice = NOTICE.to_owned();
    let today = day("2026-09-01");
    act(&mut workspace, &Command::Calendar(Ask::SaveYear { year: 2026, notice, spans, today }));
    assert_eq!(days(&workspace), 17);
    act(&mut workspace, &Command::Calendar(Ask::DropYear(2026)));
    assert_eq!(days(&workspace), 18);
}

#[test]
fn a_company_day_moves_due_dates_and_the_pace() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    company(&desk, &mut workspace);
    let file = desk.csv("周报.csv", "姓名,周次,本周完成\n张伟,2025-W46,拜访3家");
    take(&mut workspace, &file, &Take { date: "2025-11-16", ..Take::default() });
    let wang = person(&workspace.db, "王芳");
    let duty = |workspace: &Workspace| {
        let directory = Directory::load(&workspace.db).unwrap();
        let slot = Slot::at(OwedKind::Weekly, day("2025-11-12"));
        let today = day("2025-11-18");
        let ledger = Ledger::load(&workspace.db, &directory, (slot, slot), today).unwrap();
        let duty = ledger.duty(wang, slot);
        (duty.due, duty.standing)
    };
    let pace = |workspace: &Workspace| {
        let calendar = Directory::load(&workspace.db).unwrap().calendar;
        let days = Days::of(&calendar, Period::Month(2025, 11), day("2025-11-18"));
        (days.over, days.all)
    };
    let plain = (Some(day("2025-11-17")), Standing::Missing);
    assert_eq!((duty(&workspace), pace(&workspace)), (plain, (12, 20)));
    // The Monday is off: the report is due on Tuesday, which is today.
    let done = act(&mut workspace, &add("2025-11-17", "2025-11-17", false, " 公司年会 "));
    assert_eq!((done.title.as_str(), done.subject.as_str()), ("step-company-day", "公司年会"));
    let moved = (Some(day("2025-11-18")), Standing::Open);
    assert_eq!((duty(&workspace), pace(&workspace)), (moved, (11, 19)));
    // Changed to the Saturday before, worked: one day more, and Monday is a working day again.
    let own = workspace.db.all::<CompanyDay>().unwrap().remove(0);
    let (id, label) = (own.id, "盘点".to_owned());
    let edit = Ask::EditDay { id, day: day("2025-11-15"), worked: true, label };
    act(&mut workspace, &Command::Calendar(edit));
    assert_eq!((duty(&workspace), pace(&workspace)), (plain, (13, 21)));
    let label = "盘点".to_owned();
    act(&mut workspace, &Command::Calendar(Ask::RemoveDay { id, label }));
    assert_eq!((duty(&workspace), pace(&workspace)), (plain, (12, 20)));
    act(&mut workspace, &Command::Undo);
    act(&mut workspace, &Command::Undo);
    assert_eq!((duty(&workspace), pace(&workspace)), (moved, (11, 19)));
}

#[test]
fn what_cannot_be_is_refused_and_nothing_of_it_stored() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    act(&mut workspace, &add("2026-07-20", "2026-07-26", false, "厂休"));
    let days = |workspace: &Workspace| workspace.db.all::<CompanyDay>().unwrap().len();
    assert_eq!(days(&workspace), 7);
    for (order, key) in [
        (save(LIST, " "), "error-calendar-notice"),
        (add("2026-07-19", "2026-07-20", true, "盘点"), "error-company-day-twice"),
        (add("2026-08-01", "2026-08-01", true, " "), "error-company-day-label"),
        (add("2026-08-02", "2026-08-01", true, "盘点"), "error-calendar-turned"),
        (add("2026-08-01", "2026-10-02", true, "盘点"), "error-company-day-many"),
        (add("1999-08-01", "1999-08-01", true, "盘点"), "error-calendar-year"),
    ] {
        assert_eq!(run(&mut workspace.db, &order).unwrap_err().key(), key);
        assert_eq!(days(&workspace), 7, "{key}");
    }
    let own = workspace.db.all::<CompanyDay>().unwrap();
    let (id, label) = (own[0].id, "厂休".to_owned());
    let onto = Ask::EditDay { id, day: own[1].day, worked: false, label };
    let error = run(&mut workspace.db, &Command::Calendar(onto)).unwrap_err();
    assert_eq!(error.key(), "error-company-day-twice");
}

#[test]
fn the_command_line_imports_shows_and_takes_back() {
    let desk = Desk::new();
    let shown =
        |year: &str| desk.json(0, &["show", "销售.cox", "calendar", "--year", year, "--json"]);
    let open = shown("2027");
    assert_eq!((&open["status"], &open["notice"]), (&json!("estimated"), &json!(null)));
    // 52 weeks, and a Friday at both ends of the year.
    assert_eq!(open["workdays"], json!(261));
    let known = shown("2026");
    assert_eq!((&known["status"], &known["workdays"]), (&json!("official"), &json!(248)));
    assert_eq!(known["months"][1], json!({ "month": "2026-02", "workdays": 16 }));

    desk.csv("放假.csv", &format!("首日,末日,休班,节日\n{LIST}"));
    let import = ["calendar", "销售.cox", "import", "2027", "放假.csv", "--notice", NOTICE];
    assert_eq!(desk.says(0, &import).trim(), "录入2027年放假安排");
    assert_eq!(desk.says(0, &import).trim(), "", "as it is already");
    let entered = shown("2027");
    // Five days off from Monday to Friday, and a Saturday.
    assert_eq!((&entered["status"], &entered["workdays"]), (&json!("edited"), &json!(257)));
    let holiday = json!({ "first": "2027-10-01", "last": "2027-10-07", "names": ["national-day"] });
    assert_eq!(entered["holidays"], json!([holiday]));
    assert_eq!(entered["makeup"], json!(["2027-10-09"]));
    let out = desk.says(0, &["calendar", "销售.cox", "export", "2027"]);
    assert_eq!(out.trim(), "2027-10-01,2027-10-07,休,国庆节\n2027-10-09,2027-10-09,班");
    let english = ["calendar", "销售.cox", "export", "2027", "--language", "en"];
    assert!(desk.says(0, &english).contains("2027-10-07,off,National Day"));

    desk.csv("错.csv", "2027-10-08,班");
    let wrong = ["calendar", "销售.cox", "import", "2027", "错.csv", "--notice", NOTICE];
    assert!(desk.says(1, &wrong).contains("2027-10-08 不是周六或周日"));

    let targets = |period: &str| {
        desk.json(0, &["show", "销售.cox", "targets", "--period", period, "--json"])["calendar"]
            .clone()
    };
    assert_eq!(targets("2028-01"), json!("estimated"));
    assert_eq!(targets("2027-10"), json!("edited"));

    let own = ["calendar", "销售.cox", "company-day", "2026-12-31"];
    let own = |rest: &[&str]| desk.says(0, &[&own[..], rest].concat());
    assert_eq!(own(&["off", "年会"]).trim(), "添加公司日 年会");
    assert_eq!(own(&["off", "公司年会"]).trim(), "修改公司日 公司年会");
    let known = shown("2026");
    assert_eq!(known["workdays"], json!(247));
    let day = json!({ "day": "2026-12-31", "worked": false, "label": "公司年会" });
    assert_eq!(known["company_days"], json!([day]));
    assert_eq!(own(&["remove"]).trim(), "删除公司日 公司年会");
    let away = ["calendar", "销售.cox", "drop", "2027"];
    assert_eq!(desk.says(0, &away).trim(), "撤去2027年录入的放假安排");
    assert_eq!(shown("2027")["status"], json!("estimated"));
}
