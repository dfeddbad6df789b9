//! The way from the tab row to the weekly review: the print centre, and its tables as a workbook.

use egui::Ui;

use crate::areas::{Cx, Event, Filter, Order, Purpose};
use crate::documents::funnel_review;
use crate::ui::button::{Button, button};
use crate::ui::icons;

/// From this width of the tab row on the buttons have room for words.
const WIDE: f32 = 1_160.0;

/// What is on its way.
#[derive(Debug, Default)]
pub struct View {
    /// Whose review of when, once a place was asked for.
    exporting: Option<Filter>,
}

impl View {
    /// Takes notice of where the workbook is to be written.
    pub(super) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        if let Event::Picked(Purpose::Review, path) = event
            && let Some(filter) = self.exporting.take()
        {
            cx.orders.push(Order::WriteReview(filter.scope, filter.period, path.clone()));
        }
    }
}

/// Draws the two buttons, from right to left; with words where there is room for them.
pub(super) fn actions_ui(ui: &mut Ui, words: bool, view: &mut View, cx: &mut Cx<'_>) {
    let words = words && ui.available_width() > WIDE;
    let [print, export] = ["funnel-review-print", "funnel-review-export"].map(|key| cx.text(key));
    let look = |icon, text| {
        if words { Button::secondary(text).icon(icon) } else { Button::icon_only(icon, text) }
    };
    if button(ui, look(icons::EXPORT, export.as_str()).medium()).clicked() {
        let name = cx.text("doc-funnel-review-title");
        view.exporting = Some(*cx.filter);
        let file = format!("{name}_{}.xlsx", cx.filter.today);
        cx.orders.push(Order::PickSave(Purpose::Review, file));
    }
    if button(ui, look(icons::PRINTER, print.as_str()).medium()).clicked() {
        cx.orders.push(Order::PrintCentre(&funnel_review::KIND, cx.filter.scope, None));
    }
}
