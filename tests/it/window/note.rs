//! A quick note in the window: written from any page with keys alone, not lost, and what the same keys do
//! where no workspace is open.

use coxswain::store::records::Note;

use super::*;
use crate::common::person;

#[test]
fn a_note_is_written_from_any_page_with_keys_alone() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.go(AreaId::Organisation);
    window.keys(Modifiers::COMMAND, Key::N);
    window.wait_for(Role::Dialog, "notices-note");
    // What it is on is what the form begins with.
    assert!(window.get(Role::ComboBox, "notices-note-about").focused);
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_to_say("notices-note-problem-about");
    window.must_say("notices-note-problem-words");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_for(Role::ListBoxOption, "Ada Field");
    window.types("Ada");
    window.keys(Modifiers::NONE, Key::Enter);
    window.tab_to("notices-note-words");
    window.types("Call on Wednesday");
    window.tab_to("notices-note-due");
    window.types("2025-11-17");
    window.wait_to_say("notices-note-problem-past");
    window.fill("notices-note-due", "2025-11-19");
    window.keys(Modifiers::COMMAND, Key::Enter);
    window.wait_saved("step-note-write", "Ada Field");
    window.wait_gone(Role::Dialog, "notices-note");
    assert!(window.get(Role::Tab, "area-organisation").on, "the page is still the same");

    let workspace = window.close(&desk);
    let note = workspace.db.all::<Note>().unwrap().remove(0);
    assert_eq!(note.person_id, Some(person(&workspace.db, "Ada Field")));
    assert_eq!((note.words.as_str(), note.due), ("Call on Wednesday", Some(day("2025-11-19"))));
    assert_eq!((note.by_name.as_str(), note.done_on), ("Lin Ray", None));
}

#[test]
fn a_note_half_typed_is_not_lost() {
    let desk = world::small();
    let mut window = Window::open(&desk);
    window.keys(Modifiers::COMMAND, Key::N);
    window.wait_for(Role::Dialog, "notices-note");
    // Nothing typed goes without a question.
    window.keys(Modifiers::NONE, Key::Escape);
    window.wait_gone(Role::Dialog, "notices-note");
    window.keys(Modifiers::COMMAND, Key::N);
    window.wait_for(Role::Dialog, "notices-note");
    window.fill("notices-note-words", "Call on Wednesday");
    window.keys(Modifiers::COMMAND, Key::N);
    let field = window.get(Role::MultilineTextInput, "notices-note-words");
    assert_eq!(field.value, "Call on Wednesday", "the same form is still there");
    window.keys(Modifiers::NONE, Key::Escape);
    window.get(Role::Dialog, "form-discard-title");
    window.press("form-discard-stay");
    assert!(!window.leaves(), "the person is asked");
    window.press("app-closing-stay");
    window.keys(Modifiers::NONE, Key::Escape);
    window.press("form-discard");
    window.wait_gone(Role::Dialog, "notices-note");
    assert!(window.close(&desk).db.all::<Note>().unwrap().is_empty());
}

#[test]
fn the_same_keys_make_a_workspace_where_none_is_open() {
    let desk = world::empty();
    let mut window = Window::start(&desk, Language::English, None);
    window.keys(Modifiers::COMMAND, Key::N);
    window.wait_for(Role::Dialog, "dialog-new");

    // With one open it is in the palette.
    let mut window = Window::open(&desk);
    window.keys(Modifiers::COMMAND, Key::K);
    window.fill("palette-placeholder", "New workspace");
    window.keys(Modifiers::NONE, Key::Enter);
    window.wait_for(Role::Dialog, "dialog-new");
}
