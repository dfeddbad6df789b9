//! 人员: everything about one person in one place.

use egui::Ui;

use crate::areas::{Cx, Filter};
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {}

/// What the page shows, ready to draw.
#[derive(Clone, Debug)]
pub struct Page {}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {}

impl View {
    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        Ask {}
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
    _db: &Db,
    _directory: &Directory,
    _ask: &Ask,
    _filter: &Filter,
    _tr: &Tr,
) -> Result<Page> {
    Ok(Page {})
}

/// Draws the buttons at the end of the tab row.
pub(super) fn actions_ui(_ui: &mut Ui, _page: &Page, _view: &mut View, _cx: &mut Cx<'_>) {}

/// Draws the page below the tab row.
pub(super) fn draw(_ui: &mut Ui, _page: &Page, _view: &mut View, _cx: &mut Cx<'_>) {}
