//! 赢单与输单: which deals were won and lost in the period, and why: by reason, rival, product, stage, size
//! and person; and the form that says so, deal after deal.
//!
//! Every figure opens the deals behind it. Of more than [`data::LISTED`] deals the newest are listed; the
//! figures count all of them.

mod cards;
mod data;
mod form;
mod lists;
mod records;
mod rows;
mod view;
mod words;

use egui::Ui;

use crate::areas::funnel::data::Load;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::error::Result;

pub use data::Page;
pub use view::View;

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(load: &Load<'_>) -> Result<Page> {
    data::load(load)
}

/// Draws the button at the end of the tab row.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    view::actions_ui(ui, page, view, cx);
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    view::draw(ui, page, view, cx);
}

impl View {
    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(form::Form::dirty)
    }

    /// Takes notice of something that finished.
    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                // What was typed is stored; the next one in line opens.
                if let Some(form) = self.form.take_if(|form| form.sent) {
                    self.next = form.next;
                }
            }
            Event::Picked(Purpose::Closed, path) => {
                if let Some(table) = self.exporting.take() {
                    cx.orders.push(Order::WriteTable(table, path.clone()));
                }
            }
            _ => {}
        }
    }
}
