//! How the page looks: the figures on top, the matrix, beside it who is next and what was given, the records in
//! a drawer.

use egui::{Margin, Ui};

use super::data::{Ask, Data, Open};
use super::{view_matrix, view_records, view_side};
use crate::areas::figure_card::about_strip;
use crate::areas::{Cx, Event};
use crate::domain::ids::PersonId;
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::metric::Metric;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// What the records are listed of.
    pub(super) open: Option<Open>,
    /// Which visits the matrix shows.
    pub(super) counted: Shown,
    pub(super) matrix: TableState,
    pub(super) next: TableState,
    pub(super) given: TableState,
    pub(super) focus: TableState,
    pub(super) records: TableState,
    /// Of whom a coaching is to be put down: it begins on the page of the log.
    pub(in crate::areas::coaching) wanted: Option<PersonId>,
}

/// Which visits are shown: the rule counts those of the rep, and those made together stand beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// Their own.
    #[default]
    Own,
    /// Those made together.
    Joint,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask { open: self.open.clone() }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, _event: &Event, _cx: &mut Cx<'_>) {}

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        false
    }

    /// Lists records.
    pub(super) fn list(&mut self, open: Open) {
        self.open = Some(open);
        self.records = TableState::default();
    }
}

/// Draws the buttons at the end of the tab row, from right to left: this page has none.
pub(in crate::areas::coaching) fn actions_ui(
    _ui: &mut Ui,
    _data: &Data,
    _view: &mut View,
    _cx: &mut Cx<'_>,
) {
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "coverage", margin, |ui, _| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let cells: Vec<Metric<'_>> = data
            .strip
            .iter()
            .map(|figure| Metric {
                label: &figure.label,
                value: &figure.value,
                note: &figure.note,
                opens: figure.open.is_some(),
                ..Metric::default()
            })
            .collect();
        let pressed = about_strip(ui, &cells, data.strip.iter().map(|figure| figure.about), cx);
        if let Some(open) = pressed.and_then(|at| data.strip.get(at)?.open.clone()) {
            view.list(open);
        }
        if data.rows.is_empty() && data.next.is_empty() {
            let words = ["coverage-none", "coverage-none-detail"].map(|key| cx.text(key));
            let [title, detail] = &words;
            card(ui, |ui| empty_state(ui, icons::USERS_THREE, title, detail, None));
            return;
        }
        let right = if ui.available_width() < 1_100.0 { 330.0 } else { 370.0 };
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left => view_matrix::draw(ui, data, view, cx),
            Side::Right => view_side::draw(ui, data, view, cx),
        });
    });
    let ctx = ui.ctx().clone();
    view_records::draw(&ctx, data, view, cx);
}
