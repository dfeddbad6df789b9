//! 人员变动: who came, moved and left, and what was handed over.
//!
//! Without a handover chosen the page lists them all beside the movements of people; with one it
//! shows what goes to whom, what that does to the receivers, and what is still to be seen to.

mod data;
mod forms;
mod item_form;
mod plan;
mod rows;
mod view;
mod view_plan;
mod view_side;

use egui::Ui;

use crate::areas::{Cx, Event, Filter, Order, Purpose};
use crate::documents::Printout;
use crate::domain::ids::{HandoverId, PersonId};
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::ui::table::TableState;

pub use data::Page;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The handover that is open.
    handover: Option<HandoverId>,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The handover that is open.
    open: Option<HandoverId>,
    /// The person whose handover was begun a moment ago: it opens once it is there.
    begun: Option<PersonId>,
    /// Whether deals are shown rather than customers.
    deals: bool,
    items: TableState,
    loads: TableState,
    list: TableState,
    moves: TableState,
    start: Option<forms::StartForm>,
    head: Option<forms::HeadForm>,
    item: Option<item_form::ItemForm>,
    /// The limits as typed: customers and deals.
    limits: Option<[Option<f64>; 2]>,
    question: Option<view::Question>,
    /// What is written as soon as a folder is picked.
    exporting: Option<Printout>,
}

impl View {
    /// What to load.
    pub(super) fn ask(&self) -> Ask {
        Ask { handover: self.open }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        self.head.as_ref().is_some_and(forms::HeadForm::dirty)
            || self.item.as_ref().is_some_and(item_form::ItemForm::dirty)
    }

    /// A command was done: what was typed for it is saved.
    pub(super) fn done(&mut self) {
        if let Some(form) = self.start.take_if(|form| form.sent) {
            self.begun = form.person();
        }
        self.head.take_if(|form| form.sent);
        self.item.take_if(|form| form.sent);
    }

    /// A folder was picked for the sheet.
    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        if let Event::Picked(Purpose::Pages, folder) = event
            && let Some(printout) = self.exporting.take()
        {
            cx.orders.push(Order::WritePages(vec![printout], folder.clone()));
        }
    }

    /// Opens a handover, or goes back to the list.
    fn show(&mut self, handover: Option<HandoverId>) {
        self.open = handover;
        self.items = TableState::default();
        self.loads = TableState::default();
        self.limits = None;
    }
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
    data::load(db, directory, ask.handover, filter, tr)
}

/// Draws the buttons at the end of the tab row.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::actions_ui(ui, page, view, cx);
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::draw(ui, page, view, cx);
}
