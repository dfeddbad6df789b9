//! 师徒结对: who guides whom, and how it goes.

mod data;
mod form;
mod view;
mod view_pair;

use egui::Ui;

pub use data::Page;
pub use view::View;

use crate::areas::{Cx, Filter};
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;

/// What to load: one load brings all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {}

impl View {
    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        Ask {}
    }
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    _ask: &Ask,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    data::load(db, directory, filter, tr)
}

/// Draws the buttons at the end of the tab row.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::actions_ui(ui, page, view, cx);
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::page_ui(ui, page, view, cx);
}
