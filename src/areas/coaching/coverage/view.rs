//! How the page looks.

use egui::{Margin, Ui};

use super::data::{Ask, Data};
use crate::areas::{Cx, Event};

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View;

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, _event: &Event, _cx: &mut Cx<'_>) {}

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        false
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    _ui: &mut Ui,
    _data: &Data,
    _view: &mut View,
    _cx: &mut Cx<'_>,
) {
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    _ui: &mut Ui,
    _margin: Margin,
    _data: &Data,
    _view: &mut View,
    _cx: &mut Cx<'_>,
) {
}
