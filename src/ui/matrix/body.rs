//! The parts of a matrix: rows, headings, sums, the keyboard, the wheel and the bars.

use egui::{
    Align, Align2, Color32, Id, Key, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::paint_mark::paint_mark;
use super::{Content, Frame, Heading, Matrix, MatrixOutput, MatrixState, ROW, Spot};
use crate::ui::charts::bar::{TickBar, paint_tick_bar};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The room at the edges of the card.
const EDGE: f32 = 16.0;
/// The width of a bar that scrolls.
const BAR: f32 = 6.0;

impl Matrix<'_> {
    pub(super) fn draw(
        &self,
        ui: &mut Ui,
        state: &mut MatrixState,
        frame: &Frame,
        content: &dyn Content,
        output: &mut MatrixOutput,
    ) {
        let whole = ui.interact(frame.body, self.id, Sense::click());
        paint::named(&whole, Role::Grid, true, self.name);
        ui.ctx().accesskit_node_builder(whole.id, |node| {
            node.set_row_count(self.lines.len());
            node.set_column_count(self.columns.len() + 2);
        });
        let gone = |spot: &Spot| {
            spot.line.is_some_and(|line| line >= self.lines.len())
                || spot.column.is_some_and(|column| column >= self.columns.len())
        };
        if state.at.as_ref().is_some_and(gone) {
            state.at = None;
        }
        if whole.gained_focus() && state.at.is_none() {
            state.at = self.first();
        }
        self.keyboard(ui, state, &whole, frame, output);
        self.scroll(ui, state, frame);
        let focused = whole.has_focus();
        self.rows(ui, (&*state, focused), frame, content, output);
        self.headings(ui, (&*state, focused), frame, output);
        self.sums(ui, state, frame);
        self.bars(ui, state, frame);
        if let Some((line, column)) = output.cell {
            state.at = Some(Spot { line: Some(line), column: Some(column) });
        } else if let Some(line) = output.line {
            state.at = Some(Spot { line: Some(line), column: None });
        }
        if output.cell.is_some() || output.line.is_some() {
            whole.request_focus();
        }
    }

    /// Where the keyboard begins: on the first row.
    fn first(&self) -> Option<Spot> {
        let column = (!self.columns.is_empty()).then_some(0);
        self.lines.row_near(0).map(|line| Spot { line: Some(line), column })
    }

    /// The columns in view, each with its place from left to right.
    fn in_view(&self, state: &MatrixState, frame: &Frame) -> Vec<(usize, f32, f32)> {
        let first = (state.scroll.x / frame.wide).floor().max(0.0) as usize;
        let shown = ((frame.right - frame.left) / frame.wide).ceil() as usize + 1;
        let last = (first + shown).min(self.columns.len());
        let place = |column: usize| {
            let left = frame.left + column as f32 * frame.wide - state.scroll.x;
            (column, left, left + frame.wide)
        };
        (first..last).map(place).filter(|(_, left, _)| *left < frame.right).collect()
    }

    /// The lines in view, each with its place from top to bottom.
    fn lines_in_view(&self, ui: &Ui, state: &MatrixState, frame: &Frame) -> Vec<(usize, f32, f32)> {
        let at = |y: f32| paint::snap(ui.painter(), frame.body.top() + y - state.scroll.y);
        let place = |line: usize| {
            let (top, bottom) = self.lines.span(line);
            (line, at(top), at(bottom))
        };
        let first = self.lines.at(state.scroll.y);
        let inside = |(_, top, _): &(usize, f32, f32)| *top < frame.body.bottom();
        (first..self.lines.len()).map(place).take_while(inside).collect()
    }

    /// A part of the page that is cut at the edges of a rectangle.
    fn part(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
        let mut part = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
        part.shrink_clip_rect(rect);
        part
    }

    fn rows(
        &self,
        ui: &mut Ui,
        (state, focused): (&MatrixState, bool),
        frame: &Frame,
        content: &dyn Content,
        output: &mut MatrixOutput,
    ) {
        let columns = self.in_view(state, frame);
        let lines = self.lines_in_view(ui, state, frame);
        let outer = Self::part(ui, "rows", frame.body);
        for (line, top, bottom) in &lines {
            let rect = frame.body.with_min_y(*top).with_max_y(*bottom);
            if self.row(&outer, (state, focused), (*line, rect), &columns, content) {
                output.line = Some(*line);
            }
        }
        // The cells are drawn over their row, and cut where the first and the last column begin.
        let middle = Self::part(ui, "cells", frame.middle(frame.body));
        for (line, top, bottom) in lines {
            for (column, left, right) in &columns {
                let rect = Rect::from_min_max(pos2(*left, top), pos2(*right, bottom));
                let here = state.at == Some(Spot { line: Some(line), column: Some(*column) });
                let spot = (line, *column);
                if self.cell(&middle, spot, rect, (here, focused), content) {
                    output.cell = Some(spot);
                }
                output.drawn += 1;
            }
        }
    }

    /// Draws both ends of a line; whether its name was pressed.
    fn row(
        &self,
        ui: &Ui,
        (state, focused): (&MatrixState, bool),
        (line, rect): (usize, Rect),
        columns: &[(usize, f32, f32)],
        content: &dyn Content,
    ) -> bool {
        let theme = Theme::get(ui);
        let ends = content.ends(line);
        let name = rect.with_max_x(rect.left() + self.ends.0);
        let value = rect.with_min_x(rect.right() - self.ends.1);
        if self.lines.is_group(line) {
            ui.painter().rect_filled(rect, 0.0, theme.sunken);
            let room = name.with_min_x(name.left() + EDGE).with_max_x(name.right() - 4.0);
            let kind = text::LABEL12;
            // The name of a group may run over columns that say nothing.
            let silent = |column: &usize| content.mark(line, *column).text.is_empty();
            let free = columns.iter().map(|(column, ..)| column).take_while(|c| silent(c)).count();
            let wider = columns.get(free).map_or(value.left(), |(_, left, _)| *left);
            let room = room.with_max_x(room.right().max(wider - 4.0));
            text::paint_fit(ui.painter(), room, Align::Min, kind, theme.t2, ends.name);
            text::tell(ui, room, ends.name);
            let room = value.with_max_x(value.right() - EDGE);
            text::paint_fit(ui.painter(), room, Align::Max, kind, theme.t2, ends.value);
            return false;
        }
        let chosen = state.at.is_some_and(|spot| spot.line == Some(line));
        let fill = if chosen {
            Some(theme.selected)
        } else if ui.rect_contains_pointer(rect) {
            Some(theme.hover)
        } else {
            None
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, 0.0, fill);
        }
        paint::hline(ui.painter(), rect.left(), rect.right(), rect.bottom() - 1.0, theme.grid);
        let response = ui.interact(name, self.id.with(("name", line)), Sense::CLICK);
        paint::named(&response, Role::RowHeader, true, ends.name);
        text::describe(&response, ends.value);
        let clicked = response.clicked();
        let center = pos2(name.left() + EDGE + 12.0, rect.center().y);
        ui.painter().circle_filled(center, 12.0, theme.neu_bg);
        let middle = Align2::CENTER_CENTER;
        text::paint(ui.painter(), center, middle, text::LABEL12, theme.t2, ends.initial);
        let room = name.with_min_x(name.left() + EDGE + 32.0).with_max_x(name.right() - 2.0);
        let kind = text::NAME13;
        let cut = text::paint_fit(ui.painter(), room, Align::Min, kind, theme.t1, ends.name);
        if chosen && focused && state.at.is_some_and(|spot| spot.column.is_none()) {
            paint::focus_inside(ui, name);
        }
        if cut {
            response.on_hover_text(ends.name);
        }
        let room = value.with_min_x(value.left() + 12.0).with_max_x(value.right() - EDGE);
        if let Some(share) = ends.share {
            let track = room.with_max_x(room.left() + 44.0);
            let track = Rect::from_center_size(track.center(), vec2(track.width(), 4.0));
            let bar = TickBar { fraction: share, tick: None, tone: ends.tone };
            paint_tick_bar(ui.painter(), theme, track, &bar);
        }
        text::paint_fit(ui.painter(), room, Align::Max, text::BODY13, theme.t1, ends.value);
        clicked
    }

    /// Draws a cell; whether it was pressed.
    fn cell(
        &self,
        ui: &Ui,
        (line, column): (usize, usize),
        rect: Rect,
        (here, focused): (bool, bool),
        content: &dyn Content,
    ) -> bool {
        let mark = content.mark(line, column);
        if self.lines.is_group(line) {
            let (kind, color) = (text::LABEL12, Theme::get(ui).t2);
            let room = rect.shrink2(vec2(2.0, 0.0));
            text::paint_fit(ui.painter(), room, Align::Center, kind, color, mark.text);
            return false;
        }
        let id = self.id.with(("cell", line, column));
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::selected(Role::Cell, true, here, content.told(line, column))
        });
        let place = rect.shrink2(vec2(2.0, 2.0)).with_max_y(rect.bottom() - 3.0);
        paint_mark(ui.painter(), Theme::get(ui), place, &mark);
        if here && focused {
            paint::focus_inside(ui, place);
        } else if response.hovered() {
            let stroke = Stroke::new(1.0, Theme::get(ui).border2);
            paint::boxed(ui.painter(), place, 4, Color32::TRANSPARENT, stroke);
        }
        let clicked = response.clicked();
        if response.hovered() {
            response.on_hover_text(content.told(line, column));
        }
        clicked
    }

    fn headings(
        &self,
        ui: &mut Ui,
        (state, focused): (&MatrixState, bool),
        frame: &Frame,
        output: &mut MatrixOutput,
    ) {
        let theme = Theme::get(ui);
        let head = frame.head;
        ui.painter().rect_filled(head, 0.0, theme.surface);
        paint::hline(ui.painter(), head.left(), head.right(), head.bottom() - 1.0, theme.border);
        let corner = |left: f32, right: f32| head.with_min_x(left).with_max_x(right);
        let names = corner(head.left() + EDGE, frame.left - 4.0);
        let kind = text::LABEL12;
        text::paint_fit(ui.painter(), names, Align::Min, kind, theme.t3, self.corners.names);
        let values = corner(frame.right + 4.0, head.right() - EDGE);
        text::paint_fit(ui.painter(), values, Align::Max, kind, theme.t3, self.corners.values);
        let middle = Self::part(ui, "headings", frame.middle(head));
        for (column, left, right) in self.in_view(state, frame) {
            let Some(heading) = self.columns.get(column) else { continue };
            let rect = head.with_min_x(left).with_max_x(right);
            let here = state.at == Some(Spot { line: None, column: Some(column) });
            let response = middle.interact(rect, self.id.with(("head", column)), Sense::CLICK);
            paint::named(&response, Role::ColumnHeader, true, &heading.name);
            text::describe(&response, &heading.told);
            let (kind, color) = match (heading.marked, response.hovered()) {
                (true, _) => (text::LABEL12M, theme.bad_t),
                (false, true) => (text::LABEL12, theme.t1),
                (false, false) => (text::LABEL12, theme.t2),
            };
            let room = rect.shrink2(vec2(3.0, 2.0));
            let cut = text::paint_lines(middle.painter(), room, 2, kind, color, &heading.name);
            if here && focused {
                paint::focus_inside(&middle, rect.shrink(1.0));
            }
            if response.clicked() {
                output.column = Some(column);
            }
            if cut {
                response.on_hover_text(&heading.name);
            }
        }
    }

    fn sums(&self, ui: &mut Ui, state: &MatrixState, frame: &Frame) {
        let theme = Theme::get(ui);
        let foot = frame.foot;
        ui.painter().rect_filled(foot, 0.0, theme.sunken);
        paint::hline(ui.painter(), foot.left(), foot.right(), foot.top(), theme.border2);
        let names = foot.with_min_x(foot.left() + EDGE).with_max_x(frame.left - 4.0);
        let values = foot.with_min_x(frame.right + 4.0).with_max_x(foot.right() - EDGE);
        for (room, align, (main, below)) in
            [(names, Align::Min, self.corners.sums), (values, Align::Max, self.corners.whole)]
        {
            let upper = room.with_min_y(foot.top() + 6.0).with_max_y(foot.top() + 26.0);
            let lower = room.with_min_y(foot.top() + 26.0).with_max_y(foot.top() + 44.0);
            text::paint_fit(ui.painter(), upper, align, text::NAME13, theme.t1, main);
            text::paint_fit(ui.painter(), lower, align, text::LABEL12, theme.t3, below);
            text::tell(ui, room, &paint::spoken(&[main, below]));
        }
        let middle = Self::part(ui, "sums", frame.middle(foot));
        for (column, left, right) in self.in_view(state, frame) {
            let Some(heading) = self.columns.get(column) else { continue };
            sum(&middle, heading, foot.with_min_x(left).with_max_x(right));
            let id = self.id.with(("sum", column));
            let place = foot.with_min_x(left).with_max_x(right);
            let response = middle.interact(place, id, Sense::hover());
            paint::named(&response, Role::Cell, true, &heading.told);
        }
    }

    fn keyboard(
        &self,
        ui: &Ui,
        state: &mut MatrixState,
        whole: &Response,
        frame: &Frame,
        output: &mut MatrixOutput,
    ) {
        if self.lines.is_empty() || !whole.has_focus() {
            return;
        }
        paint::keep_arrows(ui, whole.id, true, true);
        let Some(at) = state.at.or_else(|| self.first()) else { return };
        let last = self.columns.len().checked_sub(1);
        let page = (frame.body.height() / ROW).floor().max(1.0) as usize;
        let first_row = self.lines.row_near(0);
        let down = match at.line {
            None => first_row,
            Some(line) => self.lines.next_row(line, true).or(at.line),
        };
        let up = match at.line {
            None => None,
            // The names have no heading to go to.
            Some(line) => {
                let above = self.lines.next_row(line, false);
                above.or(at.line.filter(|_| at.column.is_none()))
            }
        };
        let left = match at.column {
            // Nor has the corner anything to open.
            Some(0) if at.line.is_none() => Some(0),
            column => column.and_then(|column| column.checked_sub(1)),
        };
        let right = match (at.column, last) {
            (None, Some(_)) => Some(0),
            (Some(column), Some(last)) => Some((column + 1).min(last)),
            (column, None) => column,
        };
        let far = |by: isize| {
            let line = at.line.unwrap_or_default().saturating_add_signed(by);
            self.lines.row_near(line)
        };
        let step = page as isize;
        let spot = |line: Option<usize>, column: Option<usize>| Spot { line, column };
        let moves: [(Key, Spot); 8] = [
            (Key::ArrowDown, spot(down, at.column)),
            (Key::ArrowUp, spot(up, at.column)),
            (Key::ArrowLeft, spot(at.line, left)),
            (Key::ArrowRight, spot(at.line, right)),
            (Key::PageDown, spot(far(step), at.column)),
            (Key::PageUp, spot(far(-step), at.column)),
            (Key::Home, spot(at.line, last.map(|_| 0))),
            (Key::End, spot(at.line, last)),
        ];
        for (key, to) in moves {
            if paint::take_key(ui, key) {
                (state.at, state.reveal) = (Some(to), true);
            }
        }
        if paint::take_key(ui, Key::Enter) {
            match (at.line, at.column) {
                (Some(line), Some(column)) => output.cell = Some((line, column)),
                (Some(line), None) => output.line = Some(line),
                (None, column) => output.column = column,
            }
        }
    }

    fn scroll(&self, ui: &Ui, state: &mut MatrixState, frame: &Frame) {
        let view = vec2(frame.right - frame.left, frame.body.height());
        let end = (vec2(frame.all, self.lines.height()) - view).max(Vec2::ZERO);
        let all = frame.head.union(frame.foot);
        if ui.rect_contains_pointer(all) && ui.is_enabled() {
            let delta = ui.input(|input| input.smooth_scroll_delta());
            let target = (state.scroll - delta).clamp(Vec2::ZERO, end);
            // At either end the wheel goes on to the page around.
            if delta.y != 0.0 && target.y != state.scroll.y {
                state.scroll.y = target.y;
                ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
            }
            if delta.x != 0.0 && target.x != state.scroll.x {
                state.scroll.x = target.x;
                ui.input_mut(|input| input.smooth_scroll_delta.x = 0.0);
            }
        }
        if std::mem::take(&mut state.reveal)
            && let Some(at) = state.at
        {
            if let Some(line) = at.line {
                let (top, bottom) = self.lines.span(line);
                state.scroll.y = state.scroll.y.min(top).max(bottom - view.y);
                // The heading of the first group comes into view with its first row.
                if self.lines.row_near(0) == Some(line) {
                    state.scroll.y = 0.0;
                }
            }
            if let Some(column) = at.column {
                let left = column as f32 * frame.wide;
                state.scroll.x = state.scroll.x.min(left).max(left + frame.wide - view.x);
            }
        }
        state.scroll = state.scroll.clamp(Vec2::ZERO, end);
    }

    fn bars(&self, ui: &Ui, state: &mut MatrixState, frame: &Frame) {
        let view = vec2(frame.right - frame.left, frame.body.height());
        let all = vec2(frame.all, self.lines.height());
        if all.y > view.y {
            let track = frame.body.with_min_x(frame.body.right() - BAR - 3.0);
            let track = track.shrink2(vec2(0.0, 3.0)).with_max_x(frame.body.right() - 3.0);
            let way = (state.scroll.y, all.y, view.y);
            state.scroll.y = bar(ui, self.id.with("vertical"), track, way);
        }
        if all.x > view.x {
            let track = frame.middle(frame.body).with_min_y(frame.body.bottom() - BAR - 2.0);
            let track = track.shrink2(vec2(3.0, 0.0)).with_max_y(frame.body.bottom() - 2.0);
            let way = (state.scroll.x, all.x, view.x);
            state.scroll.x = bar(ui, self.id.with("horizontal"), track, way);
        }
    }
}

/// Draws the sum of a column.
fn sum(ui: &Ui, heading: &Heading, rect: Rect) {
    let theme = Theme::get(ui);
    let color = match heading.tone {
        Tone::Neutral | Tone::Outline => theme.t1,
        tone => tone.text(theme),
    };
    let at = pos2(rect.center().x, rect.top() + 19.0);
    let middle = Align2::CENTER_CENTER;
    text::paint(ui.painter(), at, middle, text::CARD14, color, &heading.sum);
    let center = pos2(rect.center().x, rect.top() + 38.0);
    let track = Rect::from_center_size(center, vec2((rect.width() - 12.0).min(36.0), 4.0));
    ui.painter().rect_filled(track, 2.0, theme.border);
    let share = heading.share.clamp(0.0, 1.0);
    if share > 0.0 {
        let done = Rect::from_min_size(track.min, vec2((track.width() * share).max(4.0), 4.0));
        ui.painter().rect_filled(done, 2.0, heading.tone.fill(theme));
    }
}

/// Draws a bar along the longer side of its track; returns how far it is scrolled.
fn bar(ui: &Ui, id: Id, track: Rect, (scroll, all, view): (f32, f32, f32)) -> f32 {
    let theme = Theme::get(ui);
    let vertical = track.height() > track.width();
    let room = if vertical { track.height() } else { track.width() };
    let long = (view / all * room).clamp(24.0_f32.min(room), room);
    let (way, end) = (room - long, all - view);
    let begin = if end > 0.0 { scroll / end * way } else { 0.0 };
    let thumb = if vertical {
        Rect::from_min_size(pos2(track.left(), track.top() + begin), vec2(BAR, long))
    } else {
        Rect::from_min_size(pos2(track.left() + begin, track.top()), vec2(long, BAR))
    };
    // Wider than it looks, so that it can be caught.
    let hit = track.expand(2.0);
    let response = ui.interact(hit, id, Sense::CLICK | Sense::DRAG);
    let along = |v: Vec2| if vertical { v.y } else { v.x };
    let mut scroll = scroll;
    if response.dragged() && way > 0.0 {
        scroll += along(response.drag_delta()) / way * end;
    } else if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let before = along(at.to_vec2()) < along(thumb.min.to_vec2());
        scroll += if before { -view } else { view };
    }
    let color = if response.hovered() || response.dragged() { theme.neu } else { theme.thumb };
    ui.painter().rect_filled(thumb, BAR / 2.0, color);
    scroll.clamp(0.0, end.max(0.0))
}
