//! The classes at the left, by how they stand, and below them who should go to the next one.

use egui::{
    Align, Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::data::{ClassLine, Data, Line};
use super::gaps::{Gaps, Lacking};
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::classes::Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_header, grid, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The heading of a group.
const GROUP: f32 = 30.0;
/// A class.
const ROW: f32 = 57.0;
/// The tile of a day.
pub(super) const TILE: f32 = 36.0;

/// The height of a line.
const fn height(line: &Line) -> f32 {
    match line {
        Line::Group(..) => GROUP,
        Line::Class(_) => ROW,
    }
}

pub(super) fn draw(ui: &mut Ui, tall: f32, data: &Data, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if data.lines.is_empty() {
            let words = ["classes-empty", "classes-empty-detail"].map(|key| cx.text(key));
            let [title, detail] = &words;
            empty_state(ui, icons::CALENDAR_PLUS, title, detail, None);
            return;
        }
        let total: f32 = data.lines.iter().map(height).sum();
        let area = ScrollArea::vertical().id_salt("classes").auto_shrink(false);
        area.show_viewport(ui, |ui, shown| {
            ui.set_height(total);
            let origin = ui.max_rect().min;
            let width = ui.max_rect().width();
            let mut y = 0.0;
            for (at, line) in data.lines.iter().enumerate() {
                let tall = height(line);
                let place = Rect::from_min_size(pos2(origin.x, origin.y + y), vec2(width, tall));
                let visible = y + tall >= shown.top() && y <= shown.bottom();
                y += tall;
                if !visible {
                    continue;
                }
                match line {
                    Line::Group(name, n) => group_ui(ui, place, name, n),
                    Line::Class(class) => {
                        let on = data.key == Some(class.key);
                        if class_ui(ui, place, (at, class), on) {
                            view.choose(class.key);
                        }
                    }
                }
            }
        });
    });
}

fn group_ui(ui: &Ui, place: Rect, name: &str, n: &str) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    painter.rect_filled(place, 0.0, theme.sunken);
    let inner = place.shrink2(vec2(16.0, 0.0));
    text::paint_fit(painter, inner, Align::Min, text::LABEL12M, theme.t2, name);
    text::paint_fit(painter, inner, Align::Max, text::LABEL12, theme.t3, n);
    text::tell(ui, inner, &format!("{name} {n}"));
}

/// Draws a class; true when it was chosen.
fn class_ui(ui: &mut Ui, place: Rect, (at, class): (usize, &ClassLine), on: bool) -> bool {
    let theme = Theme::get(ui);
    let response = ui.interact(place, ui.scope_id().with(("class", at)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, on, &class.told));
    if on {
        ui.painter().rect_filled(place, 0.0, theme.selected);
    } else if response.hovered() {
        ui.painter().rect_filled(place, 0.0, theme.hover);
    }
    let line = place.with_min_y(place.bottom() - 1.0);
    ui.painter().rect_filled(line, 0.0, theme.grid);
    let tile = Rect::from_min_size(place.min + vec2(14.0, 8.0), vec2(TILE, 40.0));
    paint_tile(ui, tile, &class.tile);
    let left = tile.right() + 12.0;
    let mut right = place.right() - 14.0;
    if let Some((tone, said)) = &class.badge {
        let wide = text::width(ui, text::LABEL12, said).ceil() + 12.0;
        let rect = Rect::from_min_size(pos2(right - wide, place.top() + 30.0), vec2(wide, 20.0));
        let builder = UiBuilder::new().id_salt(("badge", at)).max_rect(rect);
        badge(&mut ui.new_child(builder), *tone, said);
        right -= wide + 6.0;
    }
    let upper = Rect::from_min_max(
        pos2(left, place.top() + 7.0),
        pos2(place.right() - 14.0, place.top() + 28.0),
    );
    let lower = Rect::from_min_max(pos2(left, place.top() + 29.0), pos2(right, place.top() + 50.0));
    let painter = ui.painter();
    let mut cut = text::paint_fit(painter, upper, Align::Min, text::NAME13, theme.t1, &class.name);
    cut |= text::paint_fit(painter, lower, Align::Min, text::LABEL12, theme.t2, &class.about);
    if response.has_focus() {
        let focus = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(place, 0.0, focus, StrokeKind::Inside);
    }
    let clicked = response.clicked();
    if cut {
        response.on_hover_text(&class.told);
    }
    clicked
}

/// Paints the tile of a day: the month above, the day below.
pub(super) fn paint_tile(ui: &Ui, rect: Rect, (month, day): &(String, String)) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let radius = CornerRadius::same(6);
    painter.rect_filled(rect, radius, theme.surface);
    let head = rect.with_max_y(rect.top() + 17.0);
    let top = CornerRadius { nw: 6, ne: 6, sw: 0, se: 0 };
    painter.rect_filled(head, top, theme.sunken);
    painter.rect_stroke(rect, radius, Stroke::new(1.0, theme.border2), StrokeKind::Inside);
    let middle = Align2::CENTER_CENTER;
    text::paint(painter, head.center(), middle, text::LABEL12, theme.t2, month);
    let below = rect.with_min_y(head.bottom());
    text::paint(painter, below.center(), middle, text::NAME13, theme.t1, day);
}

/// Draws who should go to the next class.
pub(super) fn gaps_ui(ui: &mut Ui, tall: f32, gaps: &Gaps, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &cx.text("classes-gaps"), "", |_| {});
        padded(ui, 16.0, 0.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            text::wrapped(ui, text::LABEL12, theme.t2, &gaps.said);
            for pair in gaps.people.chunks(2) {
                grid(ui, 2, 12.0, |ui, at| {
                    if let Some(one) = pair.get(at) {
                        lacking_ui(ui, one);
                    }
                });
            }
            if !gaps.more.is_empty() {
                text::hint(ui, &gaps.more);
            }
            buttons_ui(ui, gaps, cx);
        });
    });
}

fn lacking_ui(ui: &mut Ui, one: &Lacking) {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &one.told));
    let painter = ui.painter();
    let wide = text::size(painter, text::LABEL12, &one.gap).x;
    let name = rect.with_max_x(rect.right() - wide - 6.0);
    text::paint_fit(painter, name, Align::Min, text::BODY13, theme.t1, &one.name);
    text::paint_fit(painter, rect, Align::Max, text::LABEL12, one.tone.text(theme), &one.gap);
    response.on_hover_text(&one.told);
}

fn buttons_ui(ui: &mut Ui, gaps: &Gaps, cx: &mut Cx<'_>) {
    let enrol = |cx: &mut Cx<'_>, ask: Ask| {
        run(cx, gaps.name.as_str(), What::Classes(ask));
    };
    let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if !gaps.seats.is_empty() {
        let args = [("n", n(gaps.seats.len()).into())];
        let words = cx.tr.with("classes-gaps-enrol", &args);
        if button(ui, Button::secondary(&words).medium()).clicked() {
            enrol(cx, Ask::Enrol(gaps.class, gaps.seats.clone()));
        }
    }
    if gaps.seats.is_empty() && !gaps.waiting.is_empty() {
        let args = [("n", n(gaps.waiting.len()).into())];
        let words = cx.tr.with("classes-gaps-wait", &args);
        if button(ui, Button::secondary(&words).medium()).clicked() {
            enrol(cx, Ask::Enrol(gaps.class, gaps.waiting.clone()));
        }
    }
    let Some(leaver) = &gaps.leaver else { return };
    let theme = Theme::get(ui);
    row(ui, 28.0, |ui| {
        let swap = cx.text("classes-gaps-swap");
        let wide = if leaver.next.is_some() { 96.0 } else { 0.0 };
        let room = (ui.available_width() - wide).max(0.0);
        text::truncated(ui, text::LABEL12, theme.warn_t, &leaver.said, room);
        let Some(next) = &leaver.next else { return };
        if button(ui, Button::secondary(&swap).small()).clicked() {
            let why = cx.text("classes-gaps-swap-why");
            enrol(cx, Ask::Withdraw(gaps.class, leaver.person, why));
            enrol(cx, Ask::Enrol(gaps.class, vec![next.clone()]));
        }
    });
}
