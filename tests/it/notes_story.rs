//! Notes on a person, a deal or a customer: written, ticked and gone with what they are on.

use coxswain::command::Command;
use coxswain::command::import::take_back;
use coxswain::command::today::{About, Command as Today, NOTE_MAX, NoteForm};
use coxswain::domain::ids::{NoteId, PersonId};
use coxswain::i18n::{Language, Tr};
use coxswain::metrics::notices::about::{choices, notes as in_order};
use coxswain::store::directory::Directory;
use coxswain::store::records::{Account, Batch, Note};
use coxswain::store::{Workspace, notes};

use crate::coaching_story::deal;
use crate::common::{AUTHOR, Desk, TODAY, act, day, person, refused};
use crate::notices_story::{does_today, with_deals};

/// A note as typed.
pub fn note(about: Option<About>, words: &str, due: Option<&str>) -> NoteForm {
    NoteForm { about, words: words.to_owned(), due: due.map(day) }
}

/// Writes it.
pub fn write(form: NoteForm) -> Today {
    Today::Write { form, name: "张伟".to_owned(), today: day(TODAY) }
}

#[test]
fn notes_are_written_ticked_and_go_with_what_they_are_on() {
    let desk = Desk::new();
    let mut workspace = with_deals(&desk);
    let wei = person(&workspace.db, "张伟");
    let late = deal(&workspace, "P");
    let account = workspace.db.all::<Account>().unwrap().remove(0).id;
    let on_person = Some(About::Person(wei));
    does_today(&mut workspace, write(note(on_person, " 约周三谈 ", Some("2025-11-19"))));
    does_today(&mut workspace, write(note(Some(About::Deal(late)), "等批文", None)));
    does_today(&mut workspace, write(note(Some(About::Account(account)), "换了采购", None)));
    let all = in_order(&workspace.db).unwrap();
    let told: Vec<_> = all.iter().map(|note| (note.words.as_str(), About::of(note))).collect();
    assert_eq!(
        told,
        [
            ("约周三谈", on_person),
            ("换了采购", Some(About::Account(account))),
            ("等批文", Some(About::Deal(late))),
        ]
    );
    assert_eq!(all[0].by_name, AUTHOR);
    assert_eq!(notes::of_person(&workspace.db, wei).unwrap(), all[..1].to_vec());
    assert_eq!(notes::of_deal(&workspace.db, late).unwrap(), all[2..].to_vec());

    let (id, said) = (all[0].id, all[1].id);
    let tick = |id: NoteId, done| Today::Tick {
        id,
        done,
        name: "张伟".to_owned(),
        today: day("2025-11-20"),
    };
    does_today(&mut workspace, tick(id, true));
    let done_on = |workspace: &Workspace| workspace.db.get::<Note>(id).unwrap().unwrap().done_on;
    assert_eq!(done_on(&workspace), Some(day("2025-11-20")));
    does_today(&mut workspace, tick(id, false));
    assert_eq!(done_on(&workspace), None);
    let rewrite = |form: NoteForm, today: &str| Today::Rewrite {
        id,
        form,
        name: "张伟".to_owned(),
        today: day(today),
    };
    // The day it had may stay though it is over, another one may not lie before today.
    let kept = note(on_person, "约周四谈", Some("2025-11-19"));
    does_today(&mut workspace, rewrite(kept, "2025-11-24"));
    let earlier = rewrite(note(on_person, "约", Some("2025-11-20")), "2025-11-24");
    assert_eq!(refused(&mut workspace, &Command::Today(earlier)), "error-note-due");

    let long = "长".repeat(NOTE_MAX + 1);
    for (command, error) in [
        (write(note(on_person, " \n", None)), "error-note-blank"),
        (write(note(on_person, &long, None)), "error-note-long"),
        (write(note(None, "约", None)), "error-note-nobody"),
        (write(note(on_person, "约", Some("2025-11-17"))), "error-note-due"),
        (write(note(Some(About::Person(PersonId(-1))), "约", None)), "error-record-gone"),
        (tick(said, true), "error-note-without-day"),
        (tick(NoteId(-1), true), "error-record-gone"),
        (Today::Remove { id: NoteId(-1), name: String::new() }, "error-record-gone"),
    ] {
        assert_eq!(refused(&mut workspace, &Command::Today(command)), error);
    }
    does_today(&mut workspace, Today::Remove { id: said, name: "甲厂".to_owned() });

    // A deal with a note stays when its import is taken back, and the note goes with it when it goes.
    let batch = workspace.db.all::<Batch>().unwrap().pop().unwrap();
    let own = [late.0].into_iter().collect();
    let taken = take_back(&mut workspace.db, batch.id, &own, AUTHOR, false).unwrap();
    assert!(taken.written.is_some());
    assert!(notes::of_deal(&workspace.db, late).unwrap().is_empty());
    act(&mut workspace, &Command::Undo);
    assert_eq!(notes::of_deal(&workspace.db, late).unwrap().len(), 1);
    workspace.full_check().unwrap();
}

#[test]
fn a_note_can_be_on_people_who_are_here_open_deals_and_customers() {
    let desk = Desk::new();
    let workspace = with_deals(&desk);
    let directory = Directory::load(&workspace.db).unwrap();
    let tr = Tr::new(Language::Chinese);
    let all = choices(&workspace.db, &directory, (day(TODAY), None), &tr).unwrap();
    let labels: Vec<&str> = all.iter().map(|choice| choice.label.as_str()).collect();
    assert!(labels.contains(&"张伟") && labels.contains(&"甲厂 新标（商机）"), "{labels:?}");
    assert!(labels.contains(&"甲厂（客户）"), "{labels:?}");
    assert!(!labels.contains(&"甲厂 扩建（商机）"), "it was won");
    let won = Some(About::Deal(deal(&workspace, "K")));
    let with = choices(&workspace.db, &directory, (day(TODAY), won), &tr).unwrap();
    assert_eq!(with.len(), all.len() + 1, "a note on it can still be changed");
    assert_eq!(Some(with[0].about), won);
}
