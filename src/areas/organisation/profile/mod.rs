//! 人员档案: everything about one person in one place.
//!
//! # Whose page it is
//! The person of the top bar, if it stands on one; else whoever is chosen here among the people of the
//! scope. J and K walk these people: with a person in the top bar, those of the person's team, and the
//! top bar goes with them.
//!
//! # What is not here
//! Coaching, actions and improvement plans have no records yet, so they have no cards either.

mod cards;
mod data;
mod growth;
mod head;
mod record;
mod view;
mod view_cards;
mod view_growth;
mod view_head;
mod view_parts;
mod view_record;

use egui::Ui;

use crate::areas::{Cx, Filter};
use crate::domain::ids::PersonId;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;

pub use data::Page;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Who is chosen in the page; the person of the top bar goes before.
    person: Option<PersonId>,
}

/// What is chosen.
#[derive(Debug, Default)]
pub struct View {
    /// Who is chosen in the page.
    person: Option<PersonId>,
    /// Whose form is to be opened; the tab takes it, since the form belongs to another page.
    pub(super) edit: Option<PersonId>,
}

impl View {
    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        Ask { person: self.person }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        false
    }

    /// A command was done: what was typed for it is saved.
    pub(super) fn done(&mut self) {}
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    ask: &Ask,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    data::load(db, directory, ask.person, filter, tr)
}

/// Draws the buttons at the end of the tab row.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::actions_ui(ui, page, view, cx);
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::page_ui(ui, page, view, cx);
}
