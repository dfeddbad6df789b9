//! What was typed outlives a refusal: whatever is done or undone meanwhile, it stands there and can be sent
//! again. What is refused in these stories is what only the workspace knows; the last step, which it runs
//! against, is undone from the palette while the form lies over the page.

use coxswain::command::{Command, stages};
use coxswain::domain::funnel::templates::PROJECT;
use coxswain::i18n::FluentValue;
use coxswain::store::records::{CompanyDay, DealContact, DutyLine, Establishment, StageModel};

use super::*;
use crate::common::act;

/// Waits until something is refused with what to do next, and closes the message.
#[track_caller]
pub fn refused(window: &mut Window, key: &str, args: &[(&str, FluentValue<'_>)]) {
    let message = window.with(key, args);
    let hint = window.word(&format!("{key}-hint"));
    let args = [("message", message.into()), ("hint", hint.into())];
    let said = window.with("app-error", &args);
    window.wait_to_say(&said);
    // It stands until its cross is pressed.
    let toast = window.get(Role::Alert, &said).rect;
    let inside = |cross: &Seen| toast.contains(cross.rect.center());
    let cross = window.all(Role::Button, "app-close").into_iter().find(inside);
    window.click_at(cross.expect("a cross").rect.center());
    window.wait_gone(Role::Alert, &said);
}

/// Does what the palette offers under a name.
#[track_caller]
fn palette(window: &mut Window, action: &str) {
    let name = window.word(action);
    window.keys(Modifiers::COMMAND, Key::K);
    window.fill("palette-placeholder", &name);
    window.keys(Modifiers::NONE, Key::Enter);
}

/// Undoes the last step, whatever lies over the page.
#[track_caller]
pub fn undone(window: &mut Window, step: &str, subject: &str) {
    palette(window, "action-undo");
    let step = window.with(step, &[("subject", subject.into())]);
    let said = window.with("app-undone-step", &[("step", step.into())]);
    window.wait_to_say(&said);
    window.let_toasts_go();
}

#[test]
fn a_contact_that_is_there_already_is_still_typed_once_the_other_is_undone() {
    const METERS: &str = "Blue Mill Meters";
    const DIALOG: &str = "funnel-deal-form-contact";
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Funnel, "funnel-tab-list");
    window.click(Role::Row, METERS);
    window.keys(Modifiers::NONE, Key::Enter);
    window.press("funnel-deal-contacts-add");
    window.fill("funnel-deal-form-contact-name", "Hana Boss");
    window.press("funnel-deal-save");
    window.wait_saved("step-deal-contact", METERS);
    window.wait_gone(Role::Dialog, DIALOG);
    window.let_toasts_go();

    window.press("funnel-deal-contacts-add");
    window.fill("funnel-deal-form-contact-name", "Hana Boss");
    window.fill("funnel-deal-form-contact-more", "Plant manager");
    window.press("funnel-deal-save");
    refused(&mut window, "error-deal-contact-twice", &[("name", "Hana Boss".into())]);
    undone(&mut window, "step-deal-contact", METERS);
    let more = window.get(Role::TextInput, "funnel-deal-form-contact-more");
    assert_eq!(more.value, "Plant manager");
    window.press("funnel-deal-save");
    window.wait_saved("step-deal-contact", METERS);
    window.wait_gone(Role::Dialog, DIALOG);
    let workspace = window.close(&desk);
    let contacts = workspace.db.all::<DealContact>().unwrap();
    assert_eq!(contacts.len(), 1);
    assert_eq!(contacts[0].title.as_deref(), Some("Plant manager"));
}

#[test]
fn seats_that_cannot_be_are_still_typed() {
    const ROW: &str = "South Sales rep";
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-headcount");
    let field = window.with("organisation-seats-field", &[("name", ROW.into())]);
    window.fill(&field, "3");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_saved("step-seats", ROW);
    window.let_toasts_go();
    window.fill(&field, "10000");
    window.keys(Modifiers::NONE, Key::Enter);
    refused(&mut window, "error-seats-range", &[("most", "9999".into())]);
    undone(&mut window, "step-seats", ROW);
    assert_eq!(window.get(Role::TextInput, &field).value, "10000");
    assert!(!window.leaves(), "the person is asked");
    window.press("app-closing-stay");
    window.fill(&field, "4");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_saved("step-seats", ROW);
    let seats = window.close(&desk).db.all::<Establishment>().unwrap();
    assert_eq!(seats.iter().map(|own| own.seats).collect::<Vec<_>>(), [4]);
}

#[test]
fn a_sheet_whose_post_was_undone_is_published_once_it_is_back() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Organisation, "organisation-tab-posts");
    window.press("organisation-posts-add");
    window.fill("organisation-posts-name", "Director");
    window.press_last("organisation-posts-add");
    window.wait_saved("step-add-post", "Director");
    window.let_toasts_go();
    window.click(Role::Row, "Director");
    window.press("organisation-posts-new-version");
    window.fill("organisation-posts-purpose", "Lead the teams");
    window.fill("organisation-posts-duty", "Targets");
    window.fill("organisation-posts-weight", "100");
    undone(&mut window, "step-add-post", "Director");
    window.press("organisation-posts-publish");
    refused(&mut window, "error-record-gone", &[]);
    palette(&mut window, "action-redo");
    let step = window.with("step-add-post", &[("subject", "Director".into())]);
    let said = window.with("app-redone-step", &[("step", step.into())]);
    window.wait_to_say(&said);
    window.let_toasts_go();
    let purpose = window.get(Role::MultilineTextInput, "organisation-posts-purpose");
    assert_eq!(purpose.value, "Lead the teams");
    window.press("organisation-posts-publish");
    window.wait_saved("step-duty-sheet", "Director");
    window.wait_gone(Role::Button, "organisation-posts-publish");
    let lines = window.close(&desk).db.all::<DutyLine>().unwrap();
    assert_eq!(lines.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(), ["Targets"]);
}

#[test]
fn a_day_of_the_company_with_too_many_words_is_still_typed() {
    let desk = world::small();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-calendar");
    window.press("settings-calendar-company-add");
    window.fill("settings-calendar-company-first", "2025-12-30");
    window.fill("settings-calendar-company-label", "Stocktaking");
    window.press("settings-save");
    window.wait_saved("step-company-day", "Stocktaking");
    window.let_toasts_go();
    let long = "x".repeat(201);
    window.press("settings-calendar-company-add");
    window.fill("settings-calendar-company-first", "2025-12-31");
    window.fill("settings-calendar-company-label", &long);
    window.press("settings-save");
    refused(&mut window, "error-calendar-letters", &[("n", "200".into())]);
    undone(&mut window, "step-company-day", "Stocktaking");
    let label = window.get(Role::TextInput, "settings-calendar-company-label");
    assert_eq!(label.value, long);
    window.fill("settings-calendar-company-label", "Party");
    window.press("settings-save");
    window.wait_saved("step-company-day", "Party");
    let own = window.close(&desk).db.all::<CompanyDay>().unwrap();
    let told: Vec<_> = own.iter().map(|own| (own.day, own.label.as_str())).collect();
    assert_eq!(told, [(day("2025-12-31"), "Party")]);
}

/// A small workspace in which a line of products has just begun a model of its own.
fn with_line() -> Desk {
    let desk = world::small();
    let mut workspace = desk.open();
    let begin = stages::Command::AddModel {
        template: PROJECT,
        line: Some("G".to_owned()),
        name: "Own way".to_owned(),
        starts: None,
    };
    act(&mut workspace, &Command::Stages(begin));
    drop(workspace);
    desk
}

#[test]
fn a_stage_model_whose_name_is_taken_is_still_typed_and_can_be_saved() {
    let desk = with_line();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-stages");
    window.fill("stages-name", "Own way");
    window.press("stages-save");
    refused(&mut window, "error-stages-name-taken", &[("name", "Own way".into())]);
    assert!(window.get(Role::Button, "stages-save").enabled, "it can be tried again");
    undone(&mut window, "step-stages-add", "");
    assert_eq!(window.get(Role::TextInput, "stages-name").value, "Own way");
    window.press("stages-save");
    window.wait_saved("step-stages", "");
    let models = window.close(&desk).db.all::<StageModel>().unwrap();
    let named: Vec<_> = models.iter().filter(|model| model.current).map(|own| &own.name).collect();
    assert_eq!(named, ["Own way"]);
}

#[test]
fn a_new_stage_model_whose_name_is_taken_is_still_typed() {
    let desk = with_line();
    let mut window = Window::open_tab(&desk, AreaId::Settings, "settings-stages");
    window.press("stages-new");
    window.fill("stages-new-name", "Own way");
    window.press("settings-save");
    refused(&mut window, "error-stages-name-taken", &[("name", "Own way".into())]);
    undone(&mut window, "step-stages-add", "");
    assert_eq!(window.get(Role::TextInput, "stages-new-name").value, "Own way");
    window.press("settings-save");
    window.wait_saved("step-stages-add", "");
    window.wait_gone(Role::Button, "settings-save");
    let models = window.close(&desk).db.all::<StageModel>().unwrap();
    let named: Vec<_> = models.iter().filter(|model| model.current).map(|own| &own.name).collect();
    assert_eq!(named, ["Own way"]);
}
