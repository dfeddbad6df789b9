//! What the import makes of sheets as people send them, and how a person puts right what it could
//! not: rows that are no data, corrections, cells, dates, hidden sheets, several tables, deals that
//! are no longer named.

use coxswain::store::records::Status;
use rust_xlsxwriter::Workbook;

use super::reports::{check, expected, import};
use super::*;

/// A title, a note, a total that does not agree, an amount in words, a day that is none.
const MESSY: &str = "Weekly report East
    Note: amounts in yuan
    deal id,deal name,customer,product,sales rep,stage,amount,create date
    D6,Seals,Crest Lab,G2,Cara Lund,Proposal,45k,2025-10-05
    D9,Pipes,Acme Works,G1,Ada Field,Discovery,25000,2025-11-31
    Total,,,,,,75000,";

fn row(window: &Window, number: u32) -> String {
    window.with("reports-row", &[("row", number.to_string().into())])
}

/// Opens the window and drops a sheet of so many rows on it.
fn checked(desk: &Desk, name: &str, text: &str, rows: usize) -> Window {
    let sheet = desk.csv(name, text);
    let mut window = Window::open(desk);
    check(&mut window, &sheet, rows);
    window
}

fn wait_ready(window: &mut Window, rows: usize) {
    let ready = counted(window, "reports-preview-changes", rows);
    window.wait_for(Role::Button, &ready);
}

#[test]
fn a_messy_sheet_says_what_it_left_out_and_what_it_corrected() {
    let desk = world::small();
    let mut window = checked(&desk, "messy.csv", MESSY, 2);
    for (key, n) in [("reports-skipped-notes", 2), ("reports-skipped-sums", 1)] {
        let skipped = counted(&window, key, n);
        window.must_say(&skipped);
    }
    for role in ["role-title", "role-note"] {
        let role = window.word(role);
        let ignored = window.with("reports-row-ignored", &[("role", role.into())]);
        window.get(Role::Label, &ignored);
    }
    let (all, data, ignored) = ("6".into(), "2".into(), "4".into());
    let rows = [("all", all), ("data", data), ("ignored", ignored)];
    let rows = window.with("reports-rows-of-sheet", &rows);
    window.must_say(&rows);
    let check = [
        ("row", "6".into()),
        ("heading", "amount".into()),
        ("claims", "75000".into()),
        ("sum", "70000".into()),
    ];
    let check = window.with("reports-check", &check);
    window.must_say(&check);
    window.press("reports-corrections-review");
    window.wait_for(Role::Dialog, "reports-corrections");
    let corrected = format!("{} 45k → 45,000.00", row(&window, 4));
    window.get(Role::Row, &corrected);
    window.keys(Modifiers::NONE, Key::Escape);
    assert!(window.find(Role::Dialog, "reports-corrections").is_none());
}

#[test]
fn a_row_is_taken_for_data_by_hand_and_left_out_again() {
    let desk = world::small();
    let mut window = checked(&desk, "messy.csv", MESSY, 2);
    let take = window.with("reports-row-take", &[("row", "6".into())]);
    window.press(&take);
    let three = window.with("reports-checked", &[("n", "3".into())]);
    window.wait_to_say(&three);
    let leave = window.with("reports-row-leave", &[("row", "6".into())]);
    window.press(&leave);
    let two = window.with("reports-checked", &[("n", "2".into())]);
    window.wait_to_say(&two);
    window.get(Role::Button, &take);
}

#[test]
fn a_cell_is_put_right_in_place() {
    let desk = world::small();
    let mut window = checked(&desk, "messy.csv", MESSY, 2);
    assert_eq!(expected(&window), [0, 1, 0, 1]);
    let cell = format!("{} {}", row(&window, 5), window.word("field-created-on"));
    let value = window.with("reports-value-of", &[("cell", cell.as_str().into())]);
    assert_eq!(window.get(Role::TextInput, &value).value, "2025-11-30", "what is proposed");

    // Left as it is, and asked about again.
    let leave = format!("{} {cell}", window.word("reports-leave"));
    window.press(&leave);
    assert!(window.find(Role::TextInput, &value).is_none());
    let recall = counted(&window, "reports-recall-left", 1);
    window.press(&recall);
    window.wait_for(Role::TextInput, &value);

    // Typed, taken back, and taken as proposed.
    window.fill(&value, "2025-10-30");
    let take = format!("{} {value}", window.word("reports-take"));
    window.press(&take);
    wait_ready(&mut window, 2);
    let fixed = format!("{cell} 2025-10-30");
    let unfix = window.with("reports-unfix", &[("cell", fixed.into())]);
    window.press(&unfix);
    wait_ready(&mut window, 1);
    let all = counted(&window, "reports-take-proposals", 1);
    window.press(&all);
    wait_ready(&mut window, 2);
    assert_eq!(expected(&window), [1, 1, 0, 0]);
    import(&mut window, 2);
    let workspace = window.close(&desk);
    let pipes = coxswain::store::opportunities::by_number(&workspace.db, "D9").unwrap();
    assert_eq!(pipes.expect("the deal").created_on, Some(day("2025-11-30")));
}

#[test]
fn the_order_of_days_and_months_is_said_once_for_a_column() {
    let desk = world::small();
    let sheet = "deal id,deal name,customer,product,sales rep,stage,amount,create date
        D9,Pipes,Acme Works,G1,Ada Field,Discovery,25000,03/04/2025
        D10,Caps,Acme Works,G1,Ada Field,Discovery,5000,05/06/2025";
    let mut window = checked(&desk, "order.csv", sheet, 2);
    let field = window.word("field-created-on");
    let first = format!("{} {field}", window.word("reports-day-first"));
    assert_eq!(window.all(Role::Button, &first).len(), 1, "{}", window.listing());
    window.press(&first);
    import(&mut window, 2);
    let workspace = window.close(&desk);
    let pipes = coxswain::store::opportunities::by_number(&workspace.db, "D9").unwrap();
    assert_eq!(pipes.expect("the deal").created_on, Some(day("2025-04-03")));
}

#[test]
fn new_columns_are_confirmed_or_left_out_once() {
    let desk = world::small();
    let sheet = |number: &str| {
        format!(
            "deal id,deal name,customer,sales rep,stage,chance now,lab code
             {number},Pipes {number},Acme Works,Ada Field,Discovery,50%,L7"
        )
    };
    let mut window = checked(&desk, "weekly.csv", &sheet("D9"), 1);
    let field = window.word("field-probability");
    let known = |window: &Window, n: &str| {
        window.with("reports-template-matched", &[("n", n.into()), ("all", "7".into())])
    };
    let args = [
        ("column", "F".into()),
        ("heading", "chance now".into()),
        ("field", field.as_str().into()),
    ];
    let guess = window.with("reports-template-guess", &args);
    window.must_say(&guess);
    let five = known(&window, "5");
    window.must_say(&five);

    let confirm = window.with("reports-template-confirm", &[("field", field.as_str().into())]);
    window.press(&format!("{confirm} F"));
    let above = |window: &Window, column: &str| {
        let name = window.with("reports-field-of-column", &[("column", column.into())]);
        window.get(Role::ComboBox, &name).value
    };
    assert_eq!(above(&window, "F"), field, "as if chosen above the column");
    wait_ready(&mut window, 1);
    let ignore = format!("{} G", window.word("reports-template-ignore"));
    window.press(&ignore);
    assert_eq!(above(&window, "G"), window.word("reports-column-leave-out"));
    wait_ready(&mut window, 1);
    window.must_not_say(&guess);
    let seven = known(&window, "7");
    window.must_say(&seven);
    import(&mut window, 1);

    // The next sheet of this sender is known altogether.
    let next = desk.csv("weekly_2.csv", &sheet("D10"));
    check(&mut window, &next, 1);
    let title = window.with("reports-template-of", &[("sender", "weekly".into())]);
    window.must_say(&title);
    window.must_say(&seven);
    window.must_not_say("reports-template-note");
    import(&mut window, 1);
    let workspace = window.close(&desk);
    for number in ["D9", "D10"] {
        let deal = coxswain::store::opportunities::by_number(&workspace.db, number).unwrap();
        let deal = deal.expect("the deal");
        assert_eq!((deal.probability, deal.extra), (Some(5_000), None), "{number}");
    }
}

#[test]
fn each_table_of_a_sheet_is_listed_with_its_kind() {
    let desk = world::small();
    let sheet = "deal id,deal name,customer,product,sales rep,stage,amount,create date
        D9,Pipes,Acme Works,G1,Ada Field,Discovery,25000,2025-11-10
        person,on_day,subject,account
        Ada Field,2025-11-10,Visit,Acme Works
        Ada Field,2025-11-11,Call,Acme Works";
    let mut window = checked(&desk, "two.csv", sheet, 3);
    for kind in ["kind-opportunities", "kind-activities"] {
        let name = format!("two.csv, {}", window.word(kind));
        window.get(Role::Row, &name);
    }
    import(&mut window, 3);
}

#[test]
fn a_hidden_sheet_comes_in_when_a_person_wants_it() {
    let desk = world::small();
    let path = desk.path("book.xlsx");
    let mut book = Workbook::new();
    for (name, number, hidden) in [("Deals", "D9", false), ("Older", "D10", true)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden);
        let headings = ["deal id", "deal name", "customer", "sales rep", "stage"];
        let cells = [number, "Pipes", "Acme Works", "Ada Field", "Discovery"];
        for (at, line) in (0_u32..).zip([headings, cells]) {
            for (column, cell) in (0_u16..).zip(line) {
                sheet.write_string(at, column, cell).unwrap();
            }
        }
    }
    book.save(&path).unwrap();
    let mut window = Window::open(&desk);
    check(&mut window, &path, 1);
    window.must_say("reports-state-hidden");
    let show = format!("{} book.xlsx / Older", window.word("reports-show-hidden"));
    window.press(&show);
    let two = window.with("reports-checked", &[("n", "2".into())]);
    window.wait_to_say(&two);
    assert!(window.find(Role::Button, &show).is_none());
    window.get(Role::Row, "book.xlsx / Older");
}

#[test]
fn deals_that_a_report_no_longer_names_are_listed_and_left_alone() {
    let desk = world::small();
    let joints = |workspace: &Workspace| {
        let deal = coxswain::store::opportunities::by_number(&workspace.db, "D8").unwrap();
        format!("{:?}", deal.expect("the deal"))
    };
    let before = joints(&desk.open());
    let sheet = "deal id,deal name,customer,product,sales rep,stage,amount,create date
        D7,Filters,Acme Works,G1,Ada Field,Proposal,30000,2025-09-01";
    let mut window = checked(&desk, "weekly.csv", sheet, 1);
    let preview = counted(&window, "reports-preview-changes", 1);
    window.press(&preview);
    let missing = counted(&window, "reports-missing", 1);
    window.must_say(&missing);
    window.must_say("reports-missing-note");
    let said = window.cells(&window.get(Role::Row, "Joints")).join(" ");
    assert!(said.contains("D8") && said.contains("Ada Field"), "{said}");
    let go = counted(&window, "reports-import-rows", 1);
    window.press(&go);
    let imported = counted(&window, "reports-imported", 1);
    window.wait_to_say(&imported);
    assert_eq!(joints(&window.close(&desk)), before);
}

#[test]
fn what_became_of_a_missing_deal_is_said_in_its_row_and_stored_with_the_import() {
    let desk = world::small();
    let sheet = "deal id,deal name,customer,product,sales rep,stage,amount,create date
        D7,Filters,Acme Works,G1,Ada Field,Proposal,30000,2025-09-01";
    let mut window = checked(&desk, "weekly.csv", sheet, 1);
    let preview = counted(&window, "reports-preview-changes", 1);
    window.press(&preview);
    let field = window.with("reports-answer-for", &[("deal", "Joints".into())]);
    assert_eq!(window.get(Role::ComboBox, &field).value, window.word("reports-answer-none"));
    let answered = counted(&window, "reports-answered", 1);
    window.choose(&field, "reports-answer-forgotten");
    window.must_say(&answered);
    window.choose(&field, "reports-answer-none");
    window.must_not_say(&answered);
    window.choose(&field, "reports-answer-dropped");
    window.must_say(&answered);
    let go = counted(&window, "reports-import-rows", 1);
    window.press(&go);
    let imported = counted(&window, "reports-imported", 1);
    window.wait_to_say(&imported);
    window.must_say(&answered);
    let workspace = window.close(&desk);
    let joints = coxswain::store::opportunities::by_number(&workspace.db, "D8").unwrap();
    let joints = joints.expect("the deal");
    assert_eq!((joints.status, joints.closed_on), (Status::Lost, Some(day(TODAY))));
}

#[test]
fn a_table_from_the_clipboard_comes_in_like_a_file() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Reports);
    window.get(Role::Button, "reports-paste");
    window.harness.event(egui::Event::Paste("one sentence".to_owned()));
    window.wait_to_say("app-clipboard-nothing");
    let table = "deal id\tdeal name\tcustomer\tsales rep\tstage\n\
                 D9\tPipes\tAcme Works\tAda Field\tDiscovery\n";
    window.harness.event(egui::Event::Paste(table.to_owned()));
    let checked = window.with("reports-checked", &[("n", "1".into())]);
    window.wait_to_say(&checked);
    import(&mut window, 1);
    let kept: Vec<_> = std::fs::read_dir(desk.path("home").join("pasted")).unwrap().collect();
    assert_eq!(kept.len(), 1);
}

#[test]
fn an_encoding_is_named_where_the_found_one_is_wrong() {
    let desk = world::small();
    let sheet = desk.path("wrong.csv");
    let table =
        "deal id,deal name,customer,sales rep,stage\nD9,caf\u{e9},Acme Works,Ada Field,Discovery\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(table);
    std::fs::write(&sheet, &bytes).unwrap();
    let mut window = Window::open(&desk);
    // A box is what stands for a lost character.
    window.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    check(&mut window, &sheet, 1);
    let named = |window: &Window, name: &str, language: &str| {
        let language = window.word(language);
        let args = [("name", name.to_owned().into()), ("language", language.into())];
        window.with("reports-charset-named", &args)
    };
    let utf8 = named(&window, "UTF-8", "charset-utf-8");
    window.choose("reports-charset", &utf8);
    let lost = window.with("reports-garbled-text", &[("text", "caf\u{fffd}".into())]);
    let lost = window.with("reports-garbled", &[("list", lost.into())]);
    window.wait_to_say(&lost);
    // A name with a lost letter is not taken.
    wait_ready(&mut window, 0);
    assert_eq!(expected(&window), [0, 0, 0, 1]);
    let western = named(&window, "windows-1252", "charset-windows-1252");
    window.choose("reports-charset", &western);
    wait_ready(&mut window, 1);
    window.must_not_say(&lost);
    import(&mut window, 1);
    let workspace = window.close(&desk);
    let deal = coxswain::store::opportunities::by_number(&workspace.db, "D9").unwrap();
    assert_eq!(deal.expect("the deal").name, "caf\u{e9}");
}

#[test]
fn a_folder_is_watched_until_it_is_not() {
    let desk = world::small();
    let folder = desk.path("inbox");
    std::fs::create_dir(&folder).unwrap();
    let mut window = Window::open(&desk);
    window.go(AreaId::Reports);
    window.press("reports-watch");
    window.answer_path(&folder.display().to_string());
    let watching =
        window.with("reports-watching", &[("folder", folder.display().to_string().into())]);
    window.wait_to_say(&watching);
    window.press("reports-watch-stop");
    window.wait_for(Role::Button, "reports-watch");
    window.must_not_say(&watching);
}

#[test]
fn an_import_on_its_way_is_offered_again() {
    let desk = world::small();
    let mut window = checked(&desk, "messy.csv", MESSY, 2);
    window.fill("reports-date", "2025-11-17");
    let all = counted(&window, "reports-take-proposals", 1);
    window.press(&all);
    wait_ready(&mut window, 2);
    assert!(window.leaves(), "nothing is lost, so there is nothing to ask");
    drop(window.close(&desk));

    let mut window = Window::open(&desk);
    window.go(AreaId::Reports);
    let offered = counted(&window, "reports-draft", 1);
    window.must_say(&offered);
    window.press("reports-draft-go-on");
    wait_ready(&mut window, 2);
    assert_eq!(window.get(Role::TextInput, "reports-date").value, "2025-11-17");
    import(&mut window, 2);
    drop(window.close(&desk));

    let mut window = Window::open(&desk);
    window.go(AreaId::Reports);
    window.must_not_say(&offered);
}
