//! The rows of a table: what is in view, the keyboard, the wheel and the scroll bar.

use egui::{Align, Key, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, pos2, vec2};

use super::{BAR, Column, EDGE, INNER, Table, TableOutput, TableState};
use crate::ui::paint;
use crate::ui::tokens::Theme;

impl Table<'_> {
    #[expect(clippy::too_many_arguments, reason = "one call, and a struct would only rename them")]
    pub(super) fn draw_body(
        &mut self,
        ui: &mut Ui,
        state: &mut TableState,
        body: Rect,
        content: f64,
        edges: &[(f32, f32)],
        cell: &mut dyn FnMut(&mut Ui, usize, usize),
        output: &mut TableOutput,
    ) {
        let theme = Theme::get(ui);
        let whole = ui.interact(body, self.id, Sense::click());
        paint::named(&whole, Role::Grid, true, self.name);
        ui.ctx().accesskit_node_builder(whole.id, |node| {
            node.set_row_count(self.rows);
            node.set_column_count(self.columns.len());
        });
        state.selected = state.selected.filter(|row| *row < self.rows);
        if whole.gained_focus() && state.selected.is_none() && self.rows > 0 {
            state.select(0);
        }
        self.keyboard(ui, state, &whole, body, output);
        self.scroll(ui, state, body, content);

        let row_height = f64::from(self.row_height);
        let first = (state.scroll / row_height).floor().max(0.0) as usize;
        let shown = (body.height() / self.row_height).ceil() as usize + 1;
        let last = (first + shown).min(self.rows);
        output.visible = first..last;

        let mut inner = ui.new_child(UiBuilder::new().id_salt(self.id).max_rect(body));
        inner.shrink_clip_rect(body);
        let focused = whole.has_focus();
        for row in first..last {
            let y = (row as f64 * row_height - state.scroll) as f32;
            let top = paint::snap(inner.painter(), body.top() + y);
            // What is counted beyond the edge for a scroll between two rows has no place now, and what
            // stands in it would be a stop for Tab that nobody sees.
            if top >= body.bottom() {
                break;
            }
            let min = pos2(body.left(), top);
            let rect = Rect::from_min_size(min, vec2(body.width(), self.row_height));
            self.draw_row(&mut inner, state, row, rect, edges, focused, cell, output);
        }
        if output.clicked.is_some() {
            whole.request_focus();
        }
        if content > f64::from(body.height()) {
            self.draw_bar(ui, state, body, content, theme);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one call, and a struct would only rename them")]
    fn draw_row(
        &mut self,
        ui: &mut Ui,
        state: &mut TableState,
        row: usize,
        rect: Rect,
        edges: &[(f32, f32)],
        focused: bool,
        cell: &mut dyn FnMut(&mut Ui, usize, usize),
        output: &mut TableOutput,
    ) {
        let theme = Theme::get(ui);
        // Clickable, but no stop for Tab: the table is one stop and the arrows move inside it.
        let response = ui.interact(rect, self.id.with(("row", row)), Sense::CLICK);
        let selected = state.selected == Some(row);
        let name = self.row_name.map_or_else(|| (row + 1).to_string(), |name| name(row));
        paint::named(&response, Role::Row, true, &name);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_row_index(row);
            node.set_selected(selected);
        });
        let hovered = response.contains_pointer() || ui.rect_contains_pointer(rect);
        let tint = self.row_fill.and_then(|fill| fill(row));
        let fill = match (selected, tint, hovered) {
            (true, ..) => Some(theme.selected),
            (false, Some(tint), _) => Some(tint),
            (false, None, true) => Some(theme.hover),
            (false, None, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0.0, fill);
        }
        let lit = self.columns.iter().zip(edges).filter(|(column, _)| column.lit && !selected);
        for (_, edge) in lit {
            let place = rect.with_min_x(edge.0).with_max_x(edge.1);
            ui.painter().rect_filled(place, 0.0, theme.selected);
        }
        if self.lines && row + 1 < self.rows {
            let y = rect.bottom() - 1.0;
            paint::hline(ui.painter(), rect.left(), rect.right(), y, theme.grid);
        }
        for (i, (column, edge)) in self.columns.iter().zip(edges).enumerate() {
            let place = cell_rect(rect, *edge, i, self.columns.len());
            draw_cell(ui, (row, i), place, column.align, |ui| cell(ui, row, i));
        }
        if let Some(action) = self.action.as_mut()
            && (hovered || selected)
        {
            let inner = rect.shrink2(vec2(EDGE, 0.0)).with_max_y(rect.bottom() - 2.0);
            let layout = Layout::right_to_left(Align::Center);
            let place = UiBuilder::new().id_salt(("act", row)).max_rect(inner).layout(layout);
            action(&mut ui.new_child(place), row);
        }
        if focused
            && selected
            && let Some(edge) = edges.first()
        {
            paint::focus_inside(ui, rect.with_max_x(edge.1));
        }
        if response.clicked() {
            state.selected = Some(row);
            output.clicked = Some(row);
        }
        if response.double_clicked() {
            output.opened = Some(row);
        }
    }

    fn keyboard(
        &self,
        ui: &Ui,
        state: &mut TableState,
        whole: &Response,
        body: Rect,
        output: &mut TableOutput,
    ) {
        let free = self.main
            && ui.is_enabled()
            && !egui::Popup::is_any_open(ui.ctx())
            && ui.memory(|memory| {
                memory.focused().is_none() && memory.allows_interaction(ui.layer_id())
            });
        if self.rows == 0 || !(whole.has_focus() || free) {
            return;
        }
        paint::keep_arrows(ui, whole.id, false, true);
        let page = (body.height() / self.row_height).floor().max(1.0) as usize;
        let last = self.rows - 1;
        let at = state.selected;
        let moves: [(Key, usize); 8] = [
            (Key::ArrowDown, at.map_or(0, |row| row + 1)),
            (Key::J, at.map_or(0, |row| row + 1)),
            (Key::ArrowUp, at.map_or(0, |row| row.saturating_sub(1))),
            (Key::K, at.map_or(0, |row| row.saturating_sub(1))),
            (Key::PageDown, at.map_or(0, |row| row + page)),
            (Key::PageUp, at.map_or(0, |row| row.saturating_sub(page))),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in moves {
            if paint::take_key(ui, key) {
                state.select(to.min(last));
            }
        }
        if let Some(row) = at {
            if paint::take_key(ui, Key::Enter) {
                output.opened = Some(row);
            }
            if paint::take_key(ui, Key::Space) {
                output.toggled = Some(row);
            }
        }
    }

    fn scroll(&self, ui: &Ui, state: &mut TableState, body: Rect, content: f64) {
        let view = f64::from(body.height());
        let end = (content - view).max(0.0);
        if ui.rect_contains_pointer(body) && ui.is_enabled() {
            let delta = f64::from(ui.input(|input| input.smooth_scroll_delta().y));
            let target = (state.scroll - delta).clamp(0.0, end);
            // At either end the wheel goes on to the page around.
            if delta != 0.0 && target != state.scroll {
                state.scroll = target;
                ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
            }
        }
        if let Some(row) = state.reveal.take() {
            let top = row as f64 * f64::from(self.row_height);
            let bottom = top + f64::from(self.row_height);
            state.scroll = state.scroll.min(top).max(bottom - view);
        }
        state.scroll = state.scroll.clamp(0.0, end);
    }

    fn draw_bar(&self, ui: &Ui, state: &mut TableState, body: Rect, content: f64, theme: &Theme) {
        let view = f64::from(body.height());
        let track = body.shrink2(vec2(0.0, 3.0));
        let long = (view / content * f64::from(track.height())).max(24.0) as f32;
        let way = f64::from(track.height() - long);
        let end = content - view;
        let top = track.top() + (state.scroll / end * way) as f32;
        let right = track.right() - 3.0;
        let min = pos2(right - BAR, top);
        let thumb = Rect::from_min_size(min, vec2(BAR, long));
        // Wider than it looks, so that it can be caught.
        let hit = Rect::from_min_max(pos2(right - 10.0, body.top()), body.max);
        let sense = Sense::CLICK | Sense::DRAG;
        let response = ui.interact(hit, self.id.with("bar"), sense);
        if response.dragged() && way > 0.0 {
            state.scroll += f64::from(response.drag_delta().y) / way * end;
        } else if response.clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            let page = if at.y < top { -view } else { view };
            state.scroll += page;
        }
        state.scroll = state.scroll.clamp(0.0, end);
        let color = if response.hovered() || response.dragged() { theme.neu } else { theme.thumb };
        ui.painter().rect_filled(thumb, BAR / 2.0, color);
    }
}

/// The place of a cell's contents. They are centred above the line that ends the row, on whole
/// points.
pub(super) fn cell_rect(row: Rect, edge: (f32, f32), index: usize, count: usize) -> Rect {
    let left = if index == 0 { EDGE } else { INNER };
    let right = if index + 1 == count { EDGE } else { INNER };
    let x1 = (edge.1 - right).max(edge.0 + left);
    Rect::from_min_max(pos2(edge.0 + left, row.top()), pos2(x1, row.bottom() - 2.0))
}

pub(super) fn draw_cell(
    ui: &mut Ui,
    salt: (usize, usize),
    rect: Rect,
    align: Align,
    content: impl FnOnce(&mut Ui),
) {
    let layout = match align {
        Align::Min => Layout::left_to_right(Align::Center),
        Align::Center => Layout::top_down(Align::Center).with_main_align(Align::Center),
        Align::Max => Layout::right_to_left(Align::Center),
    };
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout));
    child.spacing_mut().item_spacing.x = 6.0;
    content(&mut child);
}

pub(super) fn draw_total(
    ui: &mut Ui,
    rect: Rect,
    columns: &[Column],
    edges: &[(f32, f32)],
    cell: &mut dyn FnMut(&mut Ui, usize),
) {
    let theme = Theme::get(ui);
    ui.painter().rect_filled(rect, 0.0, theme.sunken);
    paint::hline(ui.painter(), rect.left(), rect.right(), rect.top(), theme.border2);
    for (i, (column, edge)) in columns.iter().zip(edges).enumerate() {
        let place = cell_rect(rect, *edge, i, columns.len());
        draw_cell(ui, (usize::MAX, i), place, column.align, |ui| cell(ui, i));
    }
}
