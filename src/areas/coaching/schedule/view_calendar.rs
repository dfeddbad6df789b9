//! The calendar: one row for each person, one column for each week. A row opens the form of what is due for its
//! person; a piece of the calendar is moved, or planned where it is due.

use egui::{
    Align, Color32, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::data::{Data, Look, Piece, Press, Row};
use super::view::View;
use crate::areas::Cx;
use crate::i18n::DASH;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, list_header};
use crate::ui::dashed_frame;
use crate::ui::icons::{self, paint_icon};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// So many rows stand in the card without scrolling.
const ROWS: usize = 12;
/// The columns beside the weeks.
const NAME: f32 = 96.0;
const RHYTHM: f32 = 200.0;
/// A week, at least.
const WEEK: f32 = 74.0;
/// A piece, and the gap to the next below it.
const PIECE: f32 = 20.0;
const GAP: f32 = 2.0;
/// A line of words.
const LINE: f32 = 18.0;
/// So many pieces of a week are drawn; the rest are counted.
const MOST: usize = 3;

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("schedule-calendar");
        list_header(ui, &title, &data.span, |ui| {
            let words = ["schedule-weeks-later", "schedule-weeks-now", "schedule-weeks-earlier"];
            let [later, now, earlier] = words.map(|key| cx.text(key));
            let shift = i64::try_from(data.weeks.len()).unwrap_or(1);
            if button(ui, Button::icon_only(icons::CARET_RIGHT, &later).medium()).clicked() {
                view.ahead += shift;
            }
            let away = Button::secondary(&now).medium().enabled(view.ahead != 0);
            if button(ui, away).clicked() {
                view.ahead = 0;
            }
            if button(ui, Button::icon_only(icons::CARET_LEFT, &earlier).medium()).clicked() {
                view.ahead -= shift;
            }
        });
        table_ui(ui, &title, data, view, cx);
    });
}

fn table_ui(ui: &mut Ui, title: &str, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let spare = ui.available_width() - NAME - RHYTHM;
    let wide = (spare / data.weeks.len().max(1) as f32).floor().max(WEEK);
    let mut columns = vec![
        Column::new(cx.text("schedule-person")).fixed(NAME),
        Column::new(cx.text("schedule-column-rhythm")).flex(1.0, RHYTHM),
    ];
    columns.extend(data.weeks.iter().map(|week| {
        Column::new(week.name.as_str())
            .below(week.below.as_str())
            .fixed(wide)
            .hint(week.told.as_str())
            .lit(week.now)
    }));
    let lines = data.most.clamp(2, MOST) as f32;
    let row_height = 12.0 + lines * (PIECE + GAP) - GAP;
    let name = |row: usize| data.rows.get(row).map_or_else(String::new, |row| row.name.clone());
    let height = 40.0 + row_height * data.rows.len().min(ROWS) as f32;
    let mut pressed: Option<Press> = None;
    let output = Table::new(title, &columns, data.rows.len())
        .row_height(row_height)
        .height(height)
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            let Some(row) = data.rows.get(row) else { return };
            let cell = column.checked_sub(2).and_then(|at| row.cells.get(at));
            match (column, cell) {
                (0, _) => name_cell(ui, row),
                (1, _) => rhythm_cell(ui, row),
                (_, Some(pieces)) => {
                    if let Some(press) = week_cell(ui, pieces, cx) {
                        pressed = Some(press);
                    }
                }
                (_, None) => {}
            }
        });
    match pressed {
        Some(Press::Move(id)) => view.open = Some(id),
        Some(Press::Plan(offer)) => view.offer(&offer, cx),
        Some(Press::None) | None => {
            let row = output.clicked.or(output.opened).and_then(|row| data.rows.get(row));
            if let Some(row) = row {
                view.offer(&row.offer, cx);
            }
        }
    }
}

/// The name, and below it by how much the next time is late.
fn name_cell(ui: &mut Ui, row: &Row) {
    let theme = Theme::get(ui);
    let mut lines = vec![(text::NAME13, theme.t1, row.name.as_str())];
    if !row.late.is_empty() {
        lines.push((text::LABEL12, theme.warn_t, row.late.as_str()));
    }
    lines_ui(ui, &lines);
}

/// How often somebody is to be met, a line for each way.
fn rhythm_cell(ui: &mut Ui, row: &Row) {
    let theme = Theme::get(ui);
    let lines = row.rhythm.iter().map(|line| (text::LABEL12, theme.t2, line.as_str()));
    let lines: Vec<(text::Type, Color32, &str)> = lines.collect();
    if lines.is_empty() {
        cell_text(ui, text::LABEL12, theme.t3, DASH);
    }
    lines_ui(ui, &lines);
}

/// Draws lines below each other, in the middle of a cell.
fn lines_ui(ui: &mut Ui, lines: &[(text::Type, Color32, &str)]) {
    let place = ui.available_rect_before_wrap();
    let mut top = (place.center().y - LINE * lines.len() as f32 / 2.0).round();
    for (at, (kind, color, said)) in lines.iter().enumerate() {
        let rect = place.with_min_y(top).with_max_y(top + LINE);
        let mut line = ui.new_child(UiBuilder::new().id_salt(at).max_rect(rect));
        cell_text(&mut line, *kind, *color, said);
        top += LINE;
    }
}

/// Draws what stands in a week of a person; returns what was pressed.
fn week_cell(ui: &mut Ui, pieces: &[Piece], cx: &Cx<'_>) -> Option<Press> {
    let place = ui.available_rect_before_wrap();
    let shown = if pieces.len() > MOST { MOST - 1 } else { pieces.len() };
    let lines = pieces.len().min(MOST) as f32;
    let tall = lines * (PIECE + GAP) - GAP;
    let mut top = (place.center().y - tall / 2.0).round();
    let mut pressed = None;
    for piece in pieces.iter().take(shown) {
        let rect = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), PIECE));
        if piece_ui(ui, rect, piece) {
            pressed = Some(piece.press.clone());
        }
        top += PIECE + GAP;
    }
    let more = pieces.len() - shown;
    if more > 0 {
        let rect = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), PIECE));
        let n = i64::try_from(more).unwrap_or(i64::MAX);
        let said = cx.tr.with("schedule-more", &[("n", n.into())]);
        let theme = Theme::get(ui);
        let (kind, left) = (text::LABEL12, Align::Min);
        text::paint_fit(ui.painter(), rect.shrink2(vec2(6.0, 0.0)), left, kind, theme.t3, &said);
        let told: Vec<&str> = pieces.iter().skip(shown).map(|piece| piece.told.as_str()).collect();
        let response = ui.interact(rect, ui.next_auto_id(), Sense::hover());
        ui.skip_ahead_auto_ids(1);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
        response.on_hover_text(told.join("\n"));
    }
    pressed
}

/// Draws a piece: a sign for why, and a day; never a colour alone says how it stands.
fn piece_ui(ui: &mut Ui, rect: Rect, piece: &Piece) -> bool {
    let theme = Theme::get(ui);
    let presses = piece.press != Press::None;
    let sense = if presses { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.next_auto_id(), sense);
    ui.skip_ahead_auto_ids(1);
    let role = if presses { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &piece.told));
    let (tone, edge, icon) = match piece.look {
        Look::Planned => (Tone::Accent, Some(theme.accent_bd), None),
        Look::Missed => (Tone::Bad, Some(theme.bad), Some(icons::X)),
        Look::Held => (Tone::Good, None, Some(icons::CHECK)),
        Look::Due => (Tone::Outline, None, None),
        Look::Late => (Tone::Warn, Some(theme.warn), Some(icons::CLOCK)),
    };
    let painter = ui.painter();
    let radius = CornerRadius::same(4);
    painter.rect_filled(rect, radius, tone.tint(theme));
    match edge {
        Some(edge) => {
            painter.rect_stroke(rect, radius, Stroke::new(1.0, edge), StrokeKind::Inside);
        }
        None if piece.look == Look::Due => {
            let stroke = Stroke::new(1.0, theme.border2);
            dashed_frame(painter, rect.shrink(0.5), stroke, (3.0, 2.0));
        }
        None => {}
    }
    let mut room = rect.shrink2(vec2(5.0, 0.0));
    if let Some(icon) = icon {
        let at = pos2(room.left() + 6.0, rect.center().y);
        paint_icon(painter, at, icon, 12.0, tone.text(theme));
        room.min.x += 15.0;
    }
    text::paint_fit(painter, room, Align::Min, text::LABEL12, tone.text(theme), &piece.text);
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.accent);
        painter.rect_stroke(rect.expand(1.0), CornerRadius::same(5), stroke, StrokeKind::Inside);
    }
    let clicked = presses && response.clicked();
    let response =
        if presses { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
    response.on_hover_text(&piece.told);
    clicked
}
