//! 差距归因: what is missing of the target on the signed amount in a month or quarter that is over, by number
//! of deals, conversion, size and timing, for the scope and everyone in it, with reasons. Parts and reasons
//! open the deals behind them.
//!
//! It is the other half of 达成进度, behind a switch, and always about the signed amount.

mod data;
mod deals;
mod form;
mod lists;
mod rows;
mod view;
mod view_deals;

use crate::areas::{Cx, Event, Order, Purpose};

pub use data::Data;
pub use view::View;

pub(super) use data::load;
pub(super) use view::{actions_ui, draw};

impl View {
    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(form::Form::dirty)
    }

    /// Takes notice of something that finished.
    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            // What was typed is stored.
            Event::Done => {
                self.form.take_if(|form| form.sent);
            }
            Event::Picked(Purpose::Gap, path) => {
                if let Some(table) = self.exporting.take() {
                    cx.orders.push(Order::WriteTable(table, path.clone()));
                }
            }
            _ => {}
        }
    }
}
