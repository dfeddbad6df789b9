//! How the page looks: chance, tiles and list on the left, the rest beside them.

use std::collections::BTreeSet;

use egui::{Margin, Rect, Ui};

use super::data::Data;
use super::list::Group;
use super::snooze::Snooze;
use super::{view_chance, view_list, view_side};
use crate::areas::figure_card::about_tile;
use crate::areas::today::view_first;
use crate::areas::{AreaId, Cx, Event, Order};
use crate::store::first_steps::FirstSteps;
use crate::ui::card::{Side, columns, grid};
use crate::ui::metric::{kpi_tile, kpi_width};
use crate::ui::scroll;
use crate::ui::table::TableState;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// By what the list is filtered.
    pub(super) group: Option<Group>,
    pub(super) table: TableState,
    pub(super) members: TableState,
    /// The notice that is about to be put off.
    pub(super) snooze: Option<Snooze>,
    /// What was sent away and is not done yet.
    pub(super) sent: BTreeSet<String>,
    /// What was sent away, until the list comes without it.
    pub(super) gone: BTreeSet<String>,
    /// Whether it is told how the chance is worked out.
    pub(super) how: bool,
    /// Where the card of the chance was drawn last.
    pub(super) place: Option<Rect>,
}

impl View {
    /// Takes notice of something that finished.
    pub(in crate::areas::today) fn receive(&mut self, event: &Event) {
        if !matches!(event, Event::Done) {
            return;
        }
        if self.sent.is_empty() {
            // Something else was done, or this undone: the list says what is there.
            self.gone.clear();
        } else {
            self.gone.append(&mut self.sent);
        }
        self.snooze.take_if(|snooze| snooze.sent);
    }
}

/// The width of the cards beside the list.
const SIDE: f32 = 367.0;
/// The same where there is little room.
const SIDE_SMALL: f32 = 330.0;
/// From these widths on they have their full width, and stand beside the list at all.
const ROOMY: f32 = 1100.0;
const BESIDE: f32 = 800.0;
const GAP: f32 = 12.0;
/// Below this width the tiles stand in two rows.
const TILES: f32 = 620.0;

/// Draws the page, and over it the first steps while they are open.
pub(in crate::areas::today) fn draw(
    ui: &mut Ui,
    margin: Margin,
    (data, first): (&Data, FirstSteps),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    view.gone.retain(|key| data.list.rows.iter().any(|row| row.key == *key));
    // What was sent and is not done was refused.
    if !cx.pending {
        view.sent.clear();
    }
    scroll::page(ui, "today", margin, |ui, room| {
        ui.spacing_mut().item_spacing.y = GAP;
        let top = ui.cursor().top();
        view_first::draw(ui, first, cx);
        let room = room - (ui.cursor().top() - top);
        let width = ui.available_width();
        if width < BESIDE {
            left_ui(ui, room, data, view, cx);
            right_ui(ui, room, data, view, cx);
            return;
        }
        let side = if width < ROOMY { SIDE_SMALL } else { SIDE };
        columns(ui, side, 16.0, |ui, of| {
            ui.spacing_mut().item_spacing.y = GAP;
            match of {
                Side::Left => left_ui(ui, room, data, view, cx),
                Side::Right => right_ui(ui, room, data, view, cx),
            }
        });
    });
    if let Some(mut snooze) = view.snooze.take() {
        let ctx = ui.ctx().clone();
        let unanswered = snooze.draw(&ctx, cx);
        if snooze.sent {
            view.sent.insert(snooze.key.clone());
        }
        view.snooze = Some(snooze).filter(|_| !unanswered);
    }
}

fn left_ui(ui: &mut Ui, room: f32, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let top = ui.cursor().top();
    view_chance::draw(ui, &data.figures.chance, view, cx);
    tiles_ui(ui, data, cx);
    let left = room - (ui.cursor().top() - top);
    view_list::draw(ui, left, &data.list, view, cx);
}

fn right_ui(ui: &mut Ui, room: f32, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let top = ui.cursor().top();
    view_side::agenda_ui(ui, data, cx);
    view_side::funnel_ui(ui, &data.figures.funnel, cx);
    let left = room - (ui.cursor().top() - top);
    view_side::members_ui(ui, left, &data.figures.members, view, cx);
}

fn tiles_ui(ui: &mut Ui, data: &Data, cx: &mut Cx<'_>) {
    let tiles = &data.figures.tiles;
    let n = tiles.len().max(1);
    let room = (ui.available_width() - GAP * (n - 1) as f32) / n as f32;
    let fit = tiles.iter().all(|tile| kpi_width(ui, &tile.kpi()) <= room);
    let count = if ui.available_width() < TILES || !fit { 2 } else { n };
    for row in tiles.chunks(count) {
        grid(ui, count, GAP, |ui, at| {
            let Some(tile) = row.get(at) else { return };
            let drawn = kpi_tile(ui, &tile.kpi());
            if drawn.clicked()
                && let Some(area) = tile.leads
            {
                go(area, tile.empty.is_some(), cx);
            }
            if let Some(figure) = tile.figure {
                let value = tile.empty.as_ref().map_or(&tile.value, |(missing, _)| missing);
                about_tile(ui, &drawn, value, figure, cx);
            }
        });
    }
}

/// Goes where a tile leads: to the area of its figure, or to the import that it waits for.
fn go(area: AreaId, missing: bool, cx: &mut Cx<'_>) {
    let import = missing && area == AreaId::Reports;
    cx.orders.push(if import { Order::PickSheets } else { Order::Go(area) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_is_listed_again() {
        let mut view = View::default();
        view.sent.insert("deal-hygiene:4".to_owned());
        view.receive(&Event::Done);
        assert!(view.sent.is_empty() && view.gone.contains("deal-hygiene:4"));
        view.receive(&Event::Done);
        assert!(view.gone.is_empty());
    }
}
