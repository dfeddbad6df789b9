//! The page of a deal in the window: opened from a list, evidence and people recorded, walked on; the
//! board; and filters that are kept.

use coxswain::domain::ids::StageItemId;
use coxswain::i18n::FluentValue;
use coxswain::store::StepHead;
use coxswain::store::directory::Directory;
use coxswain::store::records::{
    DealContact, DealEvidence, DealPart, SavedList, StageItem, StageItemKind,
};

use super::*;

/// In Proposal for 57 days; the largest of the open deals.
const METERS: &str = "Blue Mill Meters";

/// A small workspace whose third stage asks for a quote, for presales, and for a draft in ten working days.
fn prepared() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let directory = Directory::load(&workspace.db).unwrap();
    let proposal = directory.stages.values().find(|stage| stage.name == "Proposal").unwrap().id;
    let head = StepHead { title: "step-stages".to_owned(), ..StepHead::default() };
    let items = [
        (StageItemKind::Evidence, "Quote sent", None),
        (StageItemKind::Task, "Write a draft", Some(10)),
        (StageItemKind::Role, "presales", None),
    ];
    let written = workspace.db.transaction(&head, |db| {
        for (kind, name, days) in items {
            let id = StageItemId(db.allocate()?);
            db.insert(&StageItem {
                id,
                stage_id: proposal,
                kind,
                position: 1,
                name: name.to_owned(),
                name_en: name.to_owned(),
                days,
            })?;
        }
        Ok(())
    });
    written.unwrap();
    drop(workspace);
    desk
}

fn list(desk: &Desk) -> Window {
    Window::open_tab(desk, AreaId::Funnel, "funnel-tab-list")
}

fn rows(window: &Window) -> Option<usize> {
    window.find(Role::Grid, "funnel-tab-list").and_then(|grid| grid.rows)
}

#[test]
fn a_deal_is_opened_recorded_about_and_walked_from() {
    let desk = prepared();
    let mut window = list(&desk);
    window.click(Role::Row, METERS);
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-evidence");
    // 1 August is the day it began; it has been in Proposal since 20 September.
    let stay = window.with("funnel-deal-path-label", &[("text", "57".into())]);
    window.must_say(&format!("Proposal {stay}"));
    let missing = window.with("funnel-deal-evidence-missing", &[("text", "1".into())]);
    window.must_say(&missing);

    window.click(Role::CheckBox, "Quote sent");
    window.get(Role::Dialog, "funnel-deal-form-evidence");
    window.fill("funnel-deal-form-evidence-day", "2025-11-19");
    window.press("funnel-deal-save");
    window.must_say("funnel-deal-need-past");
    window.fill("funnel-deal-form-evidence-day", "2025-11-12");
    window.fill("funnel-deal-form-evidence-more", "quote.pdf");
    window.press("funnel-deal-save");
    window.wait_saved("step-deal-evidence", METERS);
    window.wait_gone(Role::Dialog, "funnel-deal-form-evidence");
    window.let_toasts_go();
    window.wait_to_say("12 Nov quote.pdf");
    window.must_say("1 / 1");
    window.must_not_say(&missing);

    // Ten working days from 20 September end on 10 October.
    let late = [("day", "10 Oct".into()), ("n", 28.into()), ("text", "28".into())];
    let late = window.with("funnel-deal-task-late", &late);
    window.must_say(&late);
    window.click(Role::CheckBox, "Write a draft");
    window.get(Role::Dialog, "funnel-deal-form-task");
    window.fill("funnel-deal-form-task-day", "2025-10-09");
    window.fill("funnel-deal-form-task-more", "draft.docx");
    window.press("funnel-deal-save");
    window.wait_saved("step-deal-task", METERS);
    window.wait_gone(Role::Dialog, "funnel-deal-form-task");
    window.let_toasts_go();
    window.wait_to_say("9 Oct draft.docx");
    window.must_not_say(&late);

    window.press("funnel-deal-contacts-add");
    window.press("funnel-deal-save");
    window.must_say("funnel-deal-need-name");
    window.fill("funnel-deal-form-contact-name", "Hana Boss");
    window.choose("funnel-deal-column-part", "funnel-deal-part-decides");
    // What is half-written is not thrown away unasked.
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    window.press("funnel-deal-save");
    window.wait_saved("step-deal-contact", METERS);
    window.wait_gone(Role::Dialog, "funnel-deal-form-contact");
    window.let_toasts_go();
    window.wait_to_say("funnel-deal-contacts-decider");
    window.must_say("Hana Boss");

    let presales = ("role", FluentValue::from(window.word("funnel-deal-role-presales")));
    let ask = window.with("funnel-deal-part-ask", std::slice::from_ref(&presales));
    window.press(&ask);
    window.choose("funnel-deal-form-who", "Ada Field");
    window.press("funnel-deal-save");
    window.wait_saved("step-deal-part-ask", METERS);
    window.wait_gone(Role::Dialog, "funnel-deal-form-ask");
    window.let_toasts_go();
    let take = window.with("funnel-deal-part-take", &[presales]);
    window.press(&take);
    window.wait_saved("step-deal-part-take", METERS);
    window.let_toasts_go();
    let there = [("n", 1.into()), ("text", "1".into()), ("there", "1".into())];
    let there = window.with("funnel-deal-team-sub", &there);
    window.wait_to_say(&there);

    // The list goes by amount: Seals come next, and nothing is before Meters.
    window.must_say("1 / 4");
    assert!(!window.get(Role::Button, "funnel-deal-previous").enabled);
    window.press("funnel-deal-next");
    window.wait_to_say("2 / 4");
    window.wait_to_say("Crest Lab");
    window.keys(Modifiers::NONE, Key::K);
    window.wait_to_say("1 / 4");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait("the list", |window| rows(window) == Some(4));

    let workspace = window.close(&desk);
    let ticked: Vec<DealEvidence> = workspace.db.all().unwrap();
    let days: Vec<_> = ticked.iter().map(|ticked| ticked.on_day).collect();
    assert_eq!(days, [day("2025-11-12"), day("2025-10-09")]);
    assert_eq!(workspace.db.all::<DealContact>().unwrap()[0].name, "Hana Boss");
    assert_eq!(workspace.db.all::<DealPart>().unwrap()[0].since, Some(day(TODAY)));
}

#[test]
fn a_stuck_deal_opens_its_page_and_goes_back_to_its_list() {
    let desk = prepared();
    let mut window = Window::open_tab(&desk, AreaId::Funnel, "funnel-stuck");
    window.click(Role::Row, &format!("{METERS} 57"));
    window.get(Role::Dialog, METERS);
    window.press("funnel-deal-open");
    window.wait_to_say("funnel-deal-path");
    window.must_say("1 / 2");
    window.press("funnel-deal-back");
    window.wait("the list", |window| window.find(Role::Grid, "funnel-stuck").is_some());
    // Another tab leaves the page too.
    window.click(Role::Row, &format!("{METERS} 57"));
    window.press("funnel-deal-open");
    window.wait_to_say("funnel-deal-path");
    window.click(Role::Tab, "funnel-tab-list");
    window.wait("the list", |window| rows(window) == Some(4));
}

#[test]
fn the_sheet_of_a_deal_is_printed_from_its_page() {
    let desk = prepared();
    let mut window = list(&desk);
    window.click(Role::Row, METERS);
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_to_say("funnel-deal-evidence");
    window.press("funnel-deal-print");
    assert!(window.get(Role::Tab, "area-reports").on);
    window.wait_for(Role::CheckBox, "reports-everyone-deal");
    assert!(window.get(Role::ListItem, "doc-deal-title").on);
    window.get(Role::CheckBox, METERS);
    assert!(window.find(Role::ComboBox, "reports-period").is_none(), "it is one deal");
    let folder = desk.path("sheets");
    std::fs::create_dir(&folder).unwrap();
    window.press("reports-pick-folder");
    window.answer_path(&folder.display().to_string());
    window.press(&counted(&window, "reports-make-pdf", 1));
    window.wait_to_say(&counted(&window, "reports-written", 1));
    let file = folder.join(format!("Deal sheet {METERS}.pdf"));
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF-"));

    window.press("reports-all-deals");
    window.wait_for(Role::ComboBox, "reports-period");
    window.wait("more than one", |window| window.of(Role::CheckBox).len() > 4);
    window.get(Role::CheckBox, METERS);
}

#[test]
fn the_board_shows_the_same_deals_by_stage_and_month() {
    let desk = world::small();
    let mut window = list(&desk);
    window.click(Role::RadioButton, "funnel-board");
    window.wait_to_say("funnel-board-hint");
    let card = |window: &Window, name: &str| {
        window.of(Role::Button).into_iter().find(|seen| seen.name.starts_with(name))
    };
    window.wait("the cards", |window| card(window, METERS).is_some());
    let meters = card(&window, METERS).unwrap();
    // Meters are marked, Joints are not.
    let mark = window.word("funnel-stuck");
    assert!(meters.name.contains("57") && meters.name.ends_with(&mark), "{}", meters.name);
    let joints = card(&window, "Acme Works Joints").expect("a card");
    assert!(!joints.name.contains(&mark), "{}", joints.name);
    window.must_say("Proposal 1 ¥80K");
    // Two deals in Discovery, one of unknown amount.
    window.must_say("Discovery 2 ¥40K");

    window.click(Role::RadioButton, "funnel-board-month");
    // Nobody said when they will be signed.
    let unknown = window.word("unknown");
    window.wait_to_say(&format!("{unknown} 4"));
    window.click(Role::RadioButton, "funnel-head-stage");
    window.wait("the stages", |window| window.says("Proposal 1"));
    let meters = card(&window, METERS).unwrap();
    window.click_at(meters.rect.center());
    window.wait_to_say("funnel-deal-path");
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait("the board", |window| card(window, METERS).is_some());
}

#[test]
fn filters_are_kept_called_renamed_and_forgotten() {
    let desk = world::small();
    let mut window = list(&desk);
    window.choose("funnel-filter-product", "G2");
    window.wait("two are left", |window| rows(window) == Some(2));
    window.press("funnel-filter-keep");
    window.get(Role::Dialog, "funnel-filter-name-new");
    window.fill("funnel-filter-name", "Second line");
    window.press("funnel-deal-save");
    window.wait_saved("step-list-save", "Second line");
    window.let_toasts_go();
    window.wait_for(Role::Button, "Second line");
    window.press("funnel-filter-clear");
    window.wait("all of them", |window| rows(window) == Some(4));
    window.press("Second line");
    window.wait("two again", |window| rows(window) == Some(2));
    let named = |name: &str| [("name", FluentValue::from(name.to_owned()))];
    let rename = window.with("funnel-filter-rename", &named("Second line"));
    window.press(&rename);
    window.fill("funnel-filter-name", "G2 only");
    window.press("funnel-deal-save");
    window.wait_saved("step-list-rename", "G2 only");
    window.let_toasts_go();
    let remove = window.with("funnel-filter-remove", &named("G2 only"));
    window.wait_for(Role::Button, &remove);
    window.press(&remove);
    window.wait_saved("step-list-remove", "G2 only");
    window.wait_gone(Role::Button, "G2 only");
    assert!(window.close(&desk).db.all::<SavedList>().unwrap().is_empty());
}
