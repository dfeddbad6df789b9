//! 商机: everything about one deal, opened from a list and walked through in its order.
//!
//! It stands inside the tab of the list it came from, or over the funnel where another area asked for it;
//! Esc and the button go back there, J and K and the buttons walk on. What is recorded here belongs to no
//! report: a stage stays what reports say.

mod crew;
mod data;
mod form;
mod head;
mod history;
mod path;
mod view;
mod view_cards;
mod view_head;
mod view_people;

use egui::{Margin, Ui};

use crate::areas::drawer_form;
use crate::areas::funnel::data::Load;
use crate::areas::{Cx, Event};
use crate::domain::ids::OpportunityId;
use crate::error::Result;

pub use data::Data;
pub use view::View;

/// What to load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The deal.
    pub deal: OpportunityId,
}

/// Loads the page and how many open deals the scope has; no page where the deal is gone.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(load: &Load<'_>, ask: Ask) -> Result<(u64, Option<Data>)> {
    data::load(load, ask)
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(super) fn actions_ui(ui: &mut Ui, data: Option<&Data>, view: &mut View, cx: &mut Cx<'_>) {
    view::actions_ui(ui, data, view, cx);
}

/// Draws the page below the tab row.
pub(super) fn draw(ui: &mut Ui, margin: Margin, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    view::draw(ui, margin, data, view, cx);
}

impl View {
    /// Takes notice of something that finished.
    pub(super) fn receive(&mut self, event: &Event) {
        // What was typed is stored.
        if matches!(event, Event::Done) {
            drawer_form::stored(&mut self.form);
        }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(super) fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref())
    }
}
