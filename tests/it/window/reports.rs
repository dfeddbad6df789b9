//! The import as a person does it: files, questions, the preview, the import, the history and the
//! way back; and the pages and tables that come out again.

use coxswain::command::Command;
use coxswain::command::settings;
use coxswain::command::targets::{self, Goal, Why};
use coxswain::metrics::submissions::slot::Slot;
use coxswain::metrics::targets::Levels;
use coxswain::store::records::{Opportunity, OwedKind, Person, ReportRule};

use super::*;
use crate::common::{CREATE_ALL, Take, act, counts, person, take};

/// One row changed, one new, one of an unknown person, one with an amount that is none.
const MORE: &str = "deal id,deal name,customer,product,sales rep,stage,amount,create date
    D6,Seals,Crest Lab,G2,Cara Lund,Proposal,45000,2025-10-05
    D9,Pipes,Acme Works,G1,Ada Field,Discovery,25000,2025-11-10
    D10,Caps,Acme Works,G1,Zed Unknown,Discovery,5000,2025-11-10
    D11,Lids,Acme Works,G1,Ada Field,Discovery,many,2025-11-10";

/// Drops a sheet on the window and waits until it is checked.
pub fn check(window: &mut Window, path: &Path, rows: usize) {
    window.drop_files(&[path]);
    let checked = window.with("reports-checked", &[("n", rows.to_string().into())]);
    window.wait_to_say(&checked);
}

/// Looks at what so many rows will change, imports them, and returns how the window says so.
pub fn import(window: &mut Window, rows: usize) -> String {
    for key in ["reports-preview-changes", "reports-import-rows"] {
        let button = counted(window, key, rows);
        window.press(&button);
    }
    let imported = counted(window, "reports-imported", rows);
    window.wait_to_say(&imported);
    imported
}

fn problem(window: &Window, key: &str, text: &str) -> String {
    window.with(key, &[("text", text.into())])
}

/// The counts beside the sheet preview: new, changed, unchanged, rejected.
pub fn expected(window: &Window) -> [usize; 4] {
    ["reports-new", "reports-changed", "reports-unchanged", "reports-rejected"].map(|key| {
        let begin = format!("{} ", window.word(key));
        let roles = [Role::Button, Role::Label];
        let rows = roles.into_iter().flat_map(|role| window.of(role));
        // The legend is at the right; chips of the list carry the same words.
        let row = rows
            .filter(|seen| seen.name.starts_with(&begin))
            .max_by(|a, b| a.rect.left().total_cmp(&b.rect.left()));
        let row = row.unwrap_or_else(|| panic!("no {begin:?}\n{}", window.listing()));
        let number = row.name[begin.len()..].split(' ').next().unwrap_or_default();
        number.parse().unwrap_or_else(|_| panic!("no number in {:?}", row.name))
    })
}

fn deals(workspace: &Workspace) -> usize {
    workspace.db.all::<Opportunity>().unwrap().len()
}

#[test]
fn a_sheet_is_checked_previewed_imported_and_taken_back() {
    let desk = world::small();
    let more = desk.csv("more.csv", MORE);
    let mut window = Window::open(&desk);
    check(&mut window, &more, 4);
    assert!(window.get(Role::Tab, "area-reports").on, "dropping a sheet leads to the import");
    assert_eq!(expected(&window), [1, 1, 0, 2]);
    assert_eq!(window.get(Role::ComboBox, "reports-kind").value, window.word("kind-opportunities"));

    let preview = counted(&window, "reports-preview-changes", 2);
    window.press(&preview);
    let rejected = window.get(Role::Row, "4 ");
    let reason = problem(&window, "problem-person-unknown", "Zed Unknown");
    let cells = window.cells(&rejected).join(" ");
    assert!(cells.contains(&reason), "{cells}");
    let rejected = window.get(Role::Row, "5 ");
    let reason = problem(&window, "problem-amount", "many");
    let cells = window.cells(&rejected).join(" ");
    assert!(cells.contains(&reason), "{cells}");
    let changed = window.cells(&window.get(Role::Row, "2 Seals")).join(" ");
    assert!(changed.contains("Discovery → Proposal"), "{changed}");
    window.press(&format!("{} 2", window.word("reports-rejected")));
    assert!(window.find(Role::Row, "3 Pipes").is_none(), "only what is rejected is listed");
    let warned = counted(&window, "reports-will-reject", 2);
    window.must_say(&warned);

    let import = counted(&window, "reports-import-rows", 2);
    window.press(&import);
    let imported = counted(&window, "reports-imported", 2);
    window.wait_to_say(&imported);
    let numbers = [("rows", 4), ("new", 1), ("changed", 1), ("unchanged", 0), ("rejected", 2)];
    let numbers = numbers.map(|(name, n)| (name, n.to_string().into()));
    let reconciled = window.with("reports-reconciled", &numbers);
    window.must_say(&reconciled);

    window.press("reports-history");
    window.press("Take back more.csv");
    let title = window.with("reports-take-back-title", &[("file", "more.csv".into())]);
    window.wait_for(Role::Dialog, &title);
    window.press("reports-take-back-import");
    window.wait_to_say("reports-taken-back");
    assert!(window.find(Role::Button, "Take back more.csv").is_none());

    let workspace = window.close(&desk);
    assert_eq!(deals(&workspace), 8, "as before the import");
    let seals = coxswain::store::opportunities::by_number(&workspace.db, "D6").unwrap();
    assert_eq!(seals.expect("the deal").amount, Some(4_000_000), "its amount is as before");
}

#[test]
fn a_question_is_answered_once_and_the_row_comes_in() {
    let desk = world::small();
    let more = desk.csv("more.csv", MORE);
    let mut window = Window::open(&desk);
    check(&mut window, &more, 4);
    let field = window.with("reports-ours-for", &[("text", "Zed Unknown".into())]);
    window.choose(&field, "Ben Moss");
    let ready = counted(&window, "reports-preview-changes", 3);
    window.wait_for(Role::Button, &ready);
    assert_eq!(expected(&window), [2, 1, 0, 1]);
    // The answer can be taken back.
    let forget = window.with("reports-forget-meaning", &[("text", "Zed Unknown".into())]);
    window.press(&forget);
    let ready = counted(&window, "reports-preview-changes", 2);
    window.wait_for(Role::Button, &ready);
    // Or the person is made.
    window.click(Role::CheckBox, "reports-create-person");
    let imported = import(&mut window, 3);
    window.press("reports-undo");
    window.wait_to_say("reports-undone");
    window.keys(Modifiers::COMMAND, Key::Y);
    window.wait_to_say(&imported);
    let workspace = window.close(&desk);
    assert_eq!(deals(&workspace), 10);
    let people = workspace.db.all::<Person>().unwrap();
    assert!(people.iter().any(|person| person.name == "Zed Unknown"));
}

#[test]
fn looking_stores_nothing_and_cancelling_leaves_nothing() {
    let desk = world::small();
    let more = desk.csv("more.csv", MORE);
    let mut window = Window::open(&desk);
    check(&mut window, &more, 4);
    let preview = counted(&window, "reports-preview-changes", 2);
    window.press(&preview);
    window.press("reports-back");
    window.must_say("reports-needs");
    window.press("app-cancel");
    window.must_say("reports-drop-title");
    let workspace = window.close(&desk);
    assert_eq!(deals(&workspace), 8);
}

#[test]
fn a_new_company_comes_in_from_several_sheets_at_once() {
    let desk = world::named();
    let sheets = [
        desk.csv("deals_2025-11-16.csv", world::DEALS),
        desk.csv("roster.csv", world::ROSTER),
        desk.csv("accounts.csv", world::ACCOUNTS),
        desk.csv("products.csv", world::PRODUCTS),
    ];
    let mut window = Window::open(&desk);
    window.press("reports-choose-files");
    let paths: Vec<String> = sheets.iter().map(|path| path.display().to_string()).collect();
    window.answer_path(&paths.join(";"));
    import(&mut window, 16);
    window.press("reports-go-funnel");
    window.must_say("funnel-stages");
    let until = window.with("status-data", &[("day", world::REPORTED.into())]);
    window.get(Role::Status, &until);
}

#[test]
fn a_file_that_is_no_sheet_is_said_by_name() {
    let desk = world::small();
    let broken = desk.path("broken.xlsx");
    std::fs::write(&broken, b"PK\x03\x04 and then nothing that a workbook has").unwrap();
    let missing = desk.path("missing.csv");
    let more = desk.csv("more.csv", MORE);
    let mut window = Window::open(&desk);
    window.drop_files(&[&broken, &missing, &more]);
    let checked = window.with("reports-checked", &[("n", "4".into())]);
    window.wait_to_say(&checked);
    window.must_say("broken.xlsx");
    window.must_say("missing.csv");
    assert_eq!(window.all(Role::Button, "reports-dismiss").len(), 2);
    window.press("reports-dismiss");
    window.press("reports-dismiss");
    window.must_not_say("missing.csv");
    let ready = counted(&window, "reports-preview-changes", 2);
    assert!(window.get(Role::Button, &ready).enabled, "the good sheet can still come in");
}

#[test]
fn a_date_that_is_none_stops_the_import_until_it_is_mended() {
    let desk = world::small();
    let more = desk.csv("more.csv", MORE);
    let mut window = Window::open(&desk);
    check(&mut window, &more, 4);
    window.fill("reports-date", "2025-13-01");
    window.wait_to_say("reports-date-bad");
    let ready = counted(&window, "reports-preview-changes", 2);
    assert!(window.all(Role::Button, &ready).iter().all(|seen| !seen.enabled));
    window.fill("reports-date", "2025-11-17");
    window.wait_for(Role::Button, &ready);
}

#[test]
fn rejected_rows_are_saved_with_their_reasons() {
    let desk = world::small();
    let more = desk.csv("more.csv", MORE);
    let mut window = Window::open(&desk);
    check(&mut window, &more, 4);
    let preview = counted(&window, "reports-preview-changes", 2);
    window.press(&preview);
    let import = counted(&window, "reports-import-rows", 2);
    window.press(&import);
    let save = counted(&window, "reports-save-rejects", 2);
    window.press(&save);
    let path = desk.path("rejected.csv");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    let saved = std::fs::read_to_string(&path).unwrap();
    let reason = problem(&window, "problem-person-unknown", "Zed Unknown").replace('"', "\"\"");
    assert!(saved.contains("D10") && saved.contains(&reason), "{saved}");
    assert!(!saved.contains("D9,"), "{saved}");

    // The same again, later, from the history.
    window.press("reports-history");
    let args = [("n", "2".into()), ("file", "more.csv".into())];
    let again = window.with("reports-rejects-again", &args);
    window.press(&again);
    let later = desk.path("later.csv");
    window.answer_path(&later.display().to_string());
    let written = window.with("app-written", &[("file", later.display().to_string().into())]);
    window.wait_to_say(&written);
    assert_eq!(std::fs::read_to_string(&later).unwrap(), saved);
}

#[test]
fn tables_are_written_where_the_person_says() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-export");
    let people = window.word("reports-table-people");
    window.press(&format!("{people} csv"));
    let path = desk.path("people.csv");
    window.answer_path(&path.display().to_string());
    let written = window.with("app-written", &[("file", path.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(std::fs::read_to_string(&path).unwrap().contains("Ada Field"));
}

#[test]
fn everything_and_the_templates_are_written_into_a_folder() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-export");
    let folder = desk.path("out");
    std::fs::create_dir(&folder).unwrap();
    window.press("reports-export-everything");
    window.answer_path(&folder.display().to_string());
    let made = folder.join(format!("{}_{TODAY}", window.word("reports-everything")));
    let written = window.with("app-written", &[("file", made.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(made.join("coxswain.xlsx").exists() && made.join("coxswain.json").exists());
    window.press("reports-export-templates");
    window.answer_path(&folder.display().to_string());
    // What is said of the first names the folder too: the files themselves tell.
    window.wait("a template of each kind", |_| {
        let templates = std::fs::read_dir(&folder).unwrap().filter(|entry| {
            entry.as_ref().unwrap().path().extension().is_some_and(|ending| ending == "xlsx")
        });
        templates.count() == coxswain::sheets::kinds::Kind::ALL.len()
    });
}

#[test]
fn the_sample_is_written_as_of_the_day_that_it_shows() {
    let desk = world::small();
    let mut workspace = desk.open();
    let sample = vec![("sample".to_owned(), "1".to_owned())];
    act(&mut workspace, &Command::Settings(settings::Command::Set(sample)));
    drop(workspace);
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-export");
    let folder = desk.path("out");
    std::fs::create_dir(&folder).unwrap();
    window.press("reports-export-everything");
    window.answer_path(&folder.display().to_string());
    // Its story ends with its last report, two days ago.
    let reported = world::REPORTED;
    let made = folder.join(format!("{}_{reported}", window.word("reports-everything")));
    let written = window.with("app-written", &[("file", made.display().to_string().into())]);
    window.wait_to_say(&written);
    assert!(made.join("coxswain.xlsx").exists());
}

#[test]
fn pages_are_made_for_those_who_are_ticked() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-print");
    window.click(Role::CheckBox, "Cara Lund");
    let make = counted(&window, "reports-make-pdf", 2);
    assert!(window.find(Role::Button, &make).is_some(), "{}", window.listing());
    let folder = desk.path("pages");
    std::fs::create_dir(&folder).unwrap();
    window.press("reports-pick-folder");
    window.answer_path(&folder.display().to_string());
    window.press(&make);
    let done = counted(&window, "reports-written", 2);
    window.wait_to_say(&done);
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|name| name.ends_with(".pdf") && !name.contains("Cara")), "{names:?}");
}

#[test]
fn letters_are_chosen_among_the_documents() {
    let desk = world::small();
    let mut workspace = desk.open();
    let goal = Goal {
        metric: MetricId::SignedAmount,
        scope: Scope::Person(person(&workspace.db, "Ada Field")),
        period: Period::Quarter(2025, 4),
        levels: Some(Levels::base(30_000_000)),
    };
    let (goals, why, subject) = (vec![goal], Why::default(), String::new());
    let ask = targets::Command::Set { goals, why, how: None, subject, today: day(TODAY) };
    act(&mut workspace, &Command::Targets(ask));
    drop(workspace);
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-print");
    window.choose("reports-period", "Q4 2025");
    window.get(Role::CheckBox, "Cara Lund");
    window.click(Role::ListItem, "doc-target-letter-title");
    window.wait_for(Role::CheckBox, "reports-everyone-target");
    assert!(window.get(Role::ListItem, "doc-target-letter-title").on);
    assert!(!window.get(Role::ListItem, "doc-evaluation-title").on);
    for heading in ["meetings", "people", "business"] {
        window.must_say(&format!("reports-documents-{heading}"));
    }
    window.get(Role::CheckBox, "Ada Field");
    assert!(window.find(Role::CheckBox, "Cara Lund").is_none(), "{}", window.listing());
    // Two teams, Ben Moss and Cara Lund.
    window.must_say(&counted(&window, "reports-without-target", 4));
    let folder = desk.path("letters");
    std::fs::create_dir(&folder).unwrap();
    window.press("reports-pick-folder");
    window.answer_path(&folder.display().to_string());
    window.press(&counted(&window, "reports-make-pdf", 1));
    window.wait_to_say(&counted(&window, "reports-written", 1));
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().file_name();
    assert_eq!(file.to_string_lossy(), "Target letter Ada Field Q4 2025.pdf");
}

#[test]
fn who_sent_the_report_is_seen_and_the_others_are_reminded() {
    let desk = world::named();
    let mut workspace = desk.open();
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    let head = "deal id,deal name,customer,product,sales rep,stage,amount,create date";
    for (date, deal) in [
        ("2025-11-16", "D1,Pumps,Acme Works,G1,Ada Field,Discovery,100000,2025-11-01"),
        ("2025-11-18", "D4,Meters,Blue Mill,G2,Ben Moss,Proposal,80000,2025-11-01"),
    ] {
        let file = desk.csv(&format!("deals_{date}.csv"), &format!("{head}\n{deal}"));
        let taken = Take { date, create: CREATE_ALL, ..Take::default() };
        assert_eq!(counts(&take(&mut workspace, &file, &taken)), (1, 0, 0, 0));
    }
    drop(workspace);
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-submissions");
    let late = counted(&window, "submission-late", 1);
    for (name, word, on_time) in [
        ("Ada Field", window.word("submission-on-time"), "1 / 1"),
        ("Ben Moss", late, "0 / 1"),
        ("Cara Lund", window.word("submission-missing"), "0 / 1"),
    ] {
        let row = window.get(Role::Row, name);
        let (told, painted) = (window.told_of(&row), window.cells(&row));
        let not_owed = format!("Week 45, 2025 {}", window.word("submission-not-owed"));
        let open = format!("Week 47, 2025 {}", window.word("submission-open"));
        for cell in [not_owed, format!("Week 46, 2025 {word}"), open] {
            assert!(told.contains(&cell), "{name}: no {cell} in {told:?}");
        }
        assert!(painted.iter().any(|text| text == on_time), "{name}: {painted:?}");
    }
    assert!(window.find(Role::Row, "Nora King").is_none(), "a manager owes no report");
    window.must_say("2 / 3");
    let late = window.with("reports-owed-sent-late", &[("n", "1".into())]);
    window.must_say(&late);
    window.must_say("reports-promise-none");
    // The last line counts those in time, and says so.
    window.get(Role::Cell, "1/3");
    window.must_say(&counted(&window, "reports-owed-overdue", 1));

    let said = |window: &Window, manner: &str| {
        let report = window.word("reports-owed-weekly");
        let args = [
            ("names", "Cara Lund".into()),
            ("period", "Week 46, 2025".into()),
            ("report", report.into()),
            ("due", "17 Nov 18:00".into()),
        ];
        window.with(&format!("reports-remind-one-{manner}"), &args)
    };
    window.must_say(&said(&window, "gentle"));
    window.click(Role::RadioButton, "reports-manner-direct");
    window.must_say(&said(&window, "direct"));
    window.must_not_say(&said(&window, "gentle"));

    let copy = format!("{} Cara Lund", window.word("reports-remind-copy"));
    window.press(&copy);
    let copied = format!("{} Cara Lund", window.word("reports-remind-copied"));
    window.get(Role::Button, &copied);
    let group = window.word("reports-remind-group");
    let all = format!("{} {group}", window.word("reports-remind-copy-all"));
    window.press(&all);

    window.click(Role::Row, "Cara Lund");
    window.get(Role::Dialog, "Cara Lund");
    window.must_say("reports-owed-not-written");
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "Cara Lund").is_none());
    // By the keys: who is missing stands first, below comes the late one, whose drawer says what brought it.
    window.keys(Modifiers::NONE, Key::J);
    window.keys(Modifiers::NONE, Key::Enter);
    window.get(Role::Dialog, "Ben Moss");
    window.must_say("deals_2025-11-18.csv");
    window.keys(Modifiers::NONE, Key::Escape);

    window.press("reports-owed-earlier");
    window.wait_to_say("reports-owed-not-yet");
    window.press("reports-owed-newest");
    window.wait_to_say("2 / 3");
    assert!(window.get(Role::ColumnHeader, "W46 16 Nov").on);
    window.click(Role::ColumnHeader, "W45 9 Nov");
    window.wait_to_say("reports-owed-not-yet");
    assert!(window.get(Role::ColumnHeader, "W45 9 Nov").on);
}

#[test]
fn promises_stand_beside_what_was_signed() {
    let desk = world::named();
    let mut workspace = desk.open();
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    let promised = "name,week,this week,promised amount
        Ada Field,2025-W45,calls,320000
        Ben Moss,2025-W45,calls,200000";
    let deals = "deal id,deal name,customer,product,sales rep,stage,amount,create date,close date
        D1,Pumps,Acme Works,G1,Ada Field,won,345000,2025-11-01,2025-11-12
        D2,Valves,Acme Works,G1,Cara Lund,won,10000,2025-11-01,2025-11-12
        D3,Tanks,Acme Works,G1,Ben Moss,lost,10000,2025-11-01,2025-11-12";
    for (date, name, text, n) in [
        ("2025-11-09", "report_2025-11-09.csv", promised, 2),
        ("2025-11-16", "deals_2025-11-16.csv", deals, 3),
    ] {
        let file = desk.csv(name, text);
        let taken = Take { date, create: CREATE_ALL, ..Take::default() };
        assert_eq!(counts(&take(&mut workspace, &file, &taken)), (n, 0, 0, 0), "{name}");
    }
    drop(workspace);
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-submissions");
    let (missing, few) = (window.word("submission-missing"), window.word("reports-promise-few"));
    for (name, cells) in [
        ("Ada Field", ["320.0", "345.0", "+25.0", "1 / 1", few.as_str()]),
        ("Ben Moss", ["200.0", "0.0", "−200.0", "0 / 1", few.as_str()]),
        ("Cara Lund", [missing.as_str(), "10.0", "–", "–", "–"]),
    ] {
        // The first row of a name is that of the matrix.
        let row = window.all(Role::Row, name).pop().expect("a row of the promises");
        let painted = window.cells(&row);
        for cell in cells {
            assert!(painted.iter().any(|text| text == cell), "{name}: no {cell} in {painted:?}");
        }
    }
    let who = counted(&window, "reports-promise-who", 2);
    let args = [("who", who.into()), ("signed", "345.0".into()), ("promised", "520.0".into())];
    let note = window.with("reports-promise-note", &args);
    window.must_say(&note);

    // What was promised and not kept is talked about: the drawer of the person leads there.
    let row = window.all(Role::Row, "Ben Moss").pop().expect("a row of the promises");
    window.reveal(&row);
    let row = window.all(Role::Row, "Ben Moss").pop().expect("a row of the promises");
    window.click_at(row.rect.center());
    window.wait_for(Role::Dialog, "Ben Moss");
    window.press(&format!("{} Ben Moss", window.word("reports-promise-talk")));
    window.wait_for(Role::Dialog, "log-form-new");
}

#[test]
fn a_report_is_imported_from_the_page_that_misses_it() {
    let desk = world::named();
    let mut workspace = desk.open();
    world::bring(&desk, &mut workspace, "roster.csv", world::ROSTER);
    let deals = "deal id,deal name,customer,product,sales rep,stage,amount,create date
        D1,Pumps,Acme Works,G1,Ada Field,Discovery,100000,2025-11-01";
    let file = desk.csv("deals_2025-11-16.csv", deals);
    let taken = Take { date: "2025-11-16", create: CREATE_ALL, ..Take::default() };
    assert_eq!(counts(&take(&mut workspace, &file, &taken)), (1, 0, 0, 0));
    drop(workspace);
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-submissions");
    window.press("reports-owed-import");
    window.wait_for(Role::Button, "reports-history");
    assert!(window.get(Role::Tab, "reports-tab-import").on);
}

#[test]
fn a_rule_of_who_reports_is_changed_in_a_form() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Reports, "reports-tab-submissions");
    let who = (window.word("reports-owed-weekly"), window.word("reports-rule-everyone"));
    let args = [("report", who.0.into()), ("who", who.1.into())];
    let rule = window.with("reports-rule-name", &args);
    let change = format!("{} {rule}", window.word("reports-rule-edit"));
    window.press(&change);
    window.get(Role::Dialog, "reports-rule-change");
    // As if it had always been so.
    window.click(Role::RadioButton, "reports-rule-how-correct");
    // What was typed is asked about before it is thrown away.
    window.fill("reports-rule-grace", "40");
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard-stay");
    window.press("reports-rule-save");
    window.must_say("reports-rule-bad-grace");
    window.fill("reports-rule-grace", "2");
    let weekday = window.word("reports-weekday-wed");
    let wednesday = window.with("reports-rule-due-weekday", &[("day", weekday.into())]);
    window.choose("reports-rule-due", &wednesday);
    window.choose("reports-rule-hour", "17:00");
    window.press("reports-rule-save");
    window.wait_saved("step-report-rule-edit", "");
    let due = format!("{wednesday} 17:00");
    let args = [("due", due.into()), ("n", "2".into()), ("count", 2.into())];
    let value = window.with("reports-rule-value", &args);
    window.wait_to_say(&value);
    // From next week on without grace: what was owed before stays.
    window.press(&change);
    window.fill("reports-rule-grace", "0");
    window.press("reports-rule-save");
    window.wait_saved("step-report-rule-edit", "");
    let next = Slot::at(OwedKind::Weekly, day(TODAY)).next().first;
    let workspace = window.close(&desk);
    let rules = workspace.db.all::<ReportRule>().unwrap();
    let told = |rule: &ReportRule| (rule.due_day, rule.due_hour, rule.grace_days, rule.starts);
    let stored: Vec<_> = rules.iter().map(told).collect();
    assert_eq!(stored, [(Some(3), 17, 2, None), (Some(3), 17, 0, Some(next))]);
}

#[test]
fn a_company_without_people_is_told_who_would_report() {
    let desk = world::empty();
    let mut window = Window::open(&desk);
    window.click(Role::Tab, "reports-tab-submissions");
    window.wait_to_say("reports-owed-nobody");
    window.press("reports-owed-nobody-action");
    assert!(window.get(Role::Tab, "area-organisation").on);
}

#[test]
fn the_export_page_says_whose_exports_are_known() {
    let desk = world::small();
    for language in Language::ALL {
        let mut window = Window::open_in(&desk, language);
        window.go(AreaId::Reports);
        window.click(Role::Tab, "reports-tab-export");
        window.must_say("reports-export-systems");
        drop(window.close(&desk));
    }
}
