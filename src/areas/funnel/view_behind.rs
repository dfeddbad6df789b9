//! The records behind a stage or behind one of those that are compared: what was counted, what is in hand,
//! and what was left out with the reason.

use egui::{Context, Ui};

use super::behind::Shown;
use super::data::{Open, Overview, count_text};
use super::view::View;
use super::view_metric::{WIDTH, table_ui};
use crate::areas::Cx;
use crate::metrics::behind::Part;
use crate::ui::button::{Button, button};
use crate::ui::choice::Segmented;
use crate::ui::overlay::drawer::{self, Drawer, drawer};
use crate::ui::state::skeleton_rows;
use crate::ui::table::TableState;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws the records while they are open.
pub(super) fn drawer_ui(ctx: &Context, overview: &Overview, view: &mut View, cx: &mut Cx<'_>) {
    let Some(Open::Behind(behind)) = view.open else { return };
    let shown = overview.behind.as_ref().filter(|shown| shown.behind == behind);
    let close = cx.text("app-close");
    // Until the records are here their title is not known either.
    let title = shown.map_or_else(|| cx.text("funnel-records"), |shown| shown.title.clone());
    let sheet = Drawer::new("funnel-behind", &title, &close).width(WIDTH);
    let closing = drawer(ctx, sheet, |ui, part| match (part, shown) {
        (drawer::Part::Body, Some(shown)) => lists_ui(ui, shown, view, cx),
        (drawer::Part::Body, None) => skeleton_rows(ui, 8, 36.0),
        (drawer::Part::Footer, _) => {
            if button(ui, Button::secondary(&close)).clicked() {
                view.open = None;
            }
        }
    });
    if closing {
        view.open = None;
    }
}

fn lists_ui(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    text::wrapped(ui, text::BODY13, theme.t2, &shown.sentence);
    let lists: Vec<(Part, String)> = shown
        .lists
        .iter()
        .map(|(part, records)| {
            let key = format!("funnel-behind-{}", part.word());
            (*part, cx.tr.with(&key, &[("n", count_text(records.n).into())]))
        })
        .collect();
    let name = cx.text("funnel-records");
    if Segmented::new(&name).medium().show(ui, &mut view.part, &lists).changed() {
        view.records_table = TableState::default();
    }
    let Some((part, records)) = shown.lists.iter().find(|(part, _)| *part == view.part) else {
        return;
    };
    let last = match part {
        Part::LeftOut => "funnel-column-reason",
        Part::Open => "funnel-head-stage",
        Part::Entered | Part::Advanced | Part::NotAdvanced => "funnel-column-became",
    };
    table_ui(ui, records, ("funnel-column-began", last), view, cx);
}
