//! 隐私: what is held of one person, a copy of it, erasing it with proof, and how long it is kept.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::Ui;

use crate::areas::{AreaId, Cx, Event, Looked, Order, PrivacyEvent, PrivacyOrder, Purpose};
use crate::command::{Command, settings};
use crate::domain::ids::PersonId;
use crate::domain::names;
use crate::sheets::tables::proof;
use crate::store::privacy::Proof;
use crate::store::setup;
use crate::ui::field::{Field, text_field};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::draft::Draft;
use super::privacy_cards::{backups_ui, erase_ui, erased_ui, held_ui, left_ui, proof_ui};
use super::privacy_data::PrivacyPage;
use super::view::{Page, Pressed, View, card_ui, save_ui};

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(super) struct PrivacyView {
    /// Whose data are looked at.
    pub person: Option<PersonId>,
    /// Whose data were asked for last.
    asked: Option<PersonId>,
    /// What is held of them, once it was counted.
    pub looked: Option<Arc<Looked>>,
    /// The name, typed to say that one means it.
    pub typed: String,
    /// Whether the name goes from texts that may mean somebody else.
    pub everywhere: Option<bool>,
    /// Whether backups go at once.
    pub remove_backups: bool,
    /// Whether an erasure is on its way.
    pub erasing: bool,
    /// What came of the last one.
    pub proof: Option<Arc<Proof>>,
    /// After how many months data are due.
    pub months: Draft<String>,
    /// The backups from before somebody was erased; `None` while nobody asked.
    pub backups: Option<Vec<(PathBuf, Option<NaiveDate>)>>,
    asked_backups: bool,
    /// Whether it is asked if they are to go.
    pub removing: bool,
}

impl PrivacyView {
    /// Looks at somebody else.
    pub fn choose(&mut self, person: Option<PersonId>) {
        self.person = person;
        self.looked = None;
        self.asked = None;
        self.typed.clear();
        self.everywhere = None;
        self.remove_backups = false;
    }
}

/// Takes notice of what finished.
pub(super) fn receive(view: &mut View, event: &Event, cx: &mut Cx<'_>) {
    let own = &mut view.privacy;
    match event {
        Event::Privacy(PrivacyEvent::Looked(Ok(looked)))
            if own.person == Some(looked.held.person.id) =>
        {
            own.looked = Some(Arc::clone(looked));
        }
        // The answer about somebody who was chosen before comes too late.
        Event::Privacy(PrivacyEvent::Looked(Ok(_))) => {}
        Event::Privacy(PrivacyEvent::Looked(Err(_))) => own.choose(None),
        Event::Privacy(PrivacyEvent::Erased(proven)) => {
            // The workspace was opened anew: the page is shown again.
            own.erasing = false;
            own.proof = proven.as_ref().ok().map(Arc::clone);
            view.page = Page::Privacy;
            cx.orders.push(Order::Go(AreaId::Settings));
        }
        Event::Privacy(PrivacyEvent::Backups(found)) => own.backups = Some(found.clone()),
        // Something else may be held by now.
        Event::Done | Event::Imported(_) | Event::TakenBack(_) => own.asked = None,
        Event::Picked(Purpose::Personal, path) => {
            if let Some(person) = own.person {
                let order = PrivacyOrder::Export(person, path.clone());
                cx.orders.push(Order::Privacy(order));
            }
        }
        Event::Picked(Purpose::Proof, path) => {
            if let Some(proven) = &own.proof {
                let table = Arc::new(proof::table(proven, cx.tr));
                cx.orders.push(Order::WriteTable(table, path.clone()));
            }
        }
        _ => {}
    }
}

pub(super) fn privacy_ui(ui: &mut Ui, page: &PrivacyPage, view: &mut View, cx: &mut Cx<'_>) {
    let own = &mut view.privacy;
    // Somebody may have gone since: an import was taken back.
    let known = page.people.iter().any(|(person, _)| *person == own.person);
    if !known {
        own.choose(None);
    }
    if own.person != own.asked {
        own.asked = own.person;
        if let Some(person) = own.person {
            cx.orders.push(Order::Privacy(PrivacyOrder::Look(person)));
        }
    }
    // Also where nobody was erased as the workspace tells: it may be one that was restored.
    if !own.asked_backups {
        own.asked_backups = true;
        cx.orders.push(Order::Privacy(PrivacyOrder::Backups));
    }
    if let Some(proven) = own.proof.clone() {
        proof_ui(ui, &proven, own, cx);
    }
    person_ui(ui, page, own, cx);
    if let Some(looked) = own.looked.clone() {
        held_ui(ui, &looked, cx);
        erase_ui(ui, page, &looked, own, cx);
    }
    retention_ui(ui, page, own, cx);
    if !page.erased.is_empty() {
        erased_ui(ui, page, cx);
    }
    backups_ui(ui, own, cx);
}

fn person_ui(ui: &mut Ui, page: &PrivacyPage, own: &mut PrivacyView, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("settings-privacy-person"), cx.text("settings-privacy-person-sub"));
    card_ui(ui, &title, &sub, |ui| {
        let label = cx.text("settings-privacy-who");
        let (search, nothing) =
            (cx.text("settings-privacy-search"), cx.text("settings-privacy-search-none"));
        let mut person = own.person;
        let select =
            Select::new(Field::new(&label)).search(&search, &nothing).finds(names::matches);
        if select.show(ui, &mut person, &page.people).changed() {
            own.choose(person);
        }
        if own.person.is_some() && own.looked.is_none() {
            text::wrapped(
                ui,
                text::BODY13,
                Theme::get(ui).t3,
                &cx.text("settings-privacy-looking"),
            );
        }
    });
}

fn retention_ui(ui: &mut Ui, page: &PrivacyPage, own: &mut PrivacyView, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("settings-privacy-keep"), cx.text("settings-privacy-keep-sub"));
    card_ui(ui, &title, &sub, |ui| {
        let typed = own.months.now.trim();
        let wrong = !typed.is_empty() && !typed.parse::<u32>().is_ok_and(|n| n > 0);
        let problem = cx.text("settings-privacy-months-wrong");
        let (label, help, unit) = (
            cx.text("settings-privacy-months"),
            cx.text("settings-privacy-months-help"),
            cx.text("settings-privacy-months-unit"),
        );
        let field = Field::new(&label).help(&help).unit(&unit).width(240.0);
        text_field(ui, field.error(wrong.then_some(problem.as_str())), &mut own.months.now);
        let save = cx.text("settings-privacy-months-save");
        match save_ui(ui, &save, own.months.dirty() && !wrong, "", cx) {
            Pressed::None => {}
            Pressed::Reset => own.months.reset(),
            Pressed::Save => {
                own.months.now = own.months.now.trim().to_owned();
                let pair = (setup::names::RETENTION_MONTHS.to_owned(), own.months.now.clone());
                cx.run(Command::Settings(settings::Command::Set(vec![pair])));
            }
        }
        left_ui(ui, page, own, cx);
    });
}
