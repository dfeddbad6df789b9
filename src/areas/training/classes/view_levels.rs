//! The four levels of a class or a course: each with its figure, its sample and what may be said.

use egui::{
    Align, Align2, Context, CornerRadius, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, pos2, vec2,
};

use super::levels::{Act, Level, Levels};
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header, padded, row};
use crate::ui::charts::whisker::paint_whisker;
use crate::ui::choice::badge;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The heading of the card.
const HEAD: f32 = 44.0;
/// The head, figure and sample of a level.
const FIXED: f32 = 108.0;
/// A line below.
const LINE: f32 = 18.0;

/// The height that the whole card takes, where lines need not wrap.
pub(in crate::areas::training) fn height(levels: &Levels) -> f32 {
    let own = |level: &Level| {
        let foot = if level.foot.is_empty() && level.act.is_none() { 0.0 } else { 28.0 };
        FIXED + LINE * level.lines.len() as f32 + foot
    };
    let money = if levels.money.is_empty() { 0.0 } else { 56.0 };
    HEAD + levels.levels.iter().map(own).sum::<f32>() + money
}

/// Draws the card; returns the link that was pressed.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    tall: f32,
    levels: &Levels,
    cx: &Cx<'_>,
) -> Option<Act> {
    let mut wanted = None;
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (title, sub) = (cx.text("classes-levels"), cx.text("classes-levels-sub"));
        list_header(ui, &title, &sub, |_| {});
        let area = ScrollArea::vertical().id_salt("levels").auto_shrink(false);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, level) in levels.levels.iter().enumerate() {
                if at > 0 {
                    divider(ui);
                }
                if let Some(act) = ui.push_id(at, |ui| level_ui(ui, at + 1, level)).inner {
                    wanted = Some(act);
                }
            }
            if !levels.money.is_empty() {
                divider(ui);
                padded(ui, 16.0, 10.0, |ui| {
                    text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &levels.money);
                });
            }
        });
    });
    wanted
}

fn level_ui(ui: &mut Ui, number: usize, level: &Level) -> Option<Act> {
    let theme = Theme::get(ui);
    let mut wanted = None;
    padded(ui, 16.0, 10.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        head_ui(ui, number, level);
        figure_ui(ui, level);
        row(ui, 18.0, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            text::label(ui, text::LABEL12, theme.t2, &level.sample);
            let room = ui.available_width();
            if !level.interval.is_empty() {
                text::truncated(ui, text::LABEL12, theme.t3, &level.interval, room);
            }
        });
        for line in &level.lines {
            text::wrapped(ui, text::LABEL12, theme.t2, line);
        }
        if level.foot.is_empty() && level.act.is_none() {
            return;
        }
        row(ui, 22.0, |ui| {
            let link = level.act.as_ref().map_or("", |(_, said)| said.as_str());
            let wide = text::width(ui, text::BODY13, link).ceil() + 12.0;
            let room = (ui.available_width() - wide).max(0.0);
            let size = vec2(room, 22.0);
            let layout = egui::Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(room);
                text::truncated(ui, text::LABEL12, theme.t2, &level.foot, room);
            });
            if let Some((act, said)) = &level.act {
                let pressed = button(ui, Button::link(said).small());
                if pressed.accessible_name(format!("{said} {}", level.title)).clicked() {
                    wanted = Some(*act);
                }
            }
        });
    });
    wanted
}

fn head_ui(ui: &mut Ui, number: usize, level: &Level) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let circle = pos2(rect.left() + 10.0, rect.center().y);
    ui.painter().circle_filled(circle, 10.0, theme.accent_bg);
    let said = number.to_string();
    let middle = Align2::CENTER_CENTER;
    text::paint(ui.painter(), circle, middle, text::LABEL12M, theme.accent_t, &said);
    let (tone, verdict) = &level.badge;
    let wide = text::width(ui, text::LABEL12, verdict).ceil() + 12.0;
    let sign = Rect::from_min_size(pos2(rect.right() - wide, rect.top() + 1.0), vec2(wide, 20.0));
    let builder = UiBuilder::new().id_salt("verdict").max_rect(sign);
    badge(&mut ui.new_child(builder), *tone, verdict);
    let room = rect.with_min_x(rect.left() + 28.0).with_max_x(sign.left() - 6.0);
    let painter = ui.painter();
    text::paint_fit(painter, room, Align::Min, text::NAME13, theme.t1, &level.title);
    let after = text::size(painter, text::NAME13, &level.title).x + 8.0;
    let sub = room.with_min_x((room.left() + after).min(room.right()));
    text::paint_fit(painter, sub, Align::Min, text::LABEL12, theme.t3, &level.sub);
    text::tell(ui, room, &format!("{} {}", level.title, level.sub));
}

/// The figure with its unit, and its interval or its blocks beside it.
fn figure_ui(ui: &mut Ui, level: &Level) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
    let runs = [
        (text::KPI20, theme.t1, level.value.as_str()),
        (text::LABEL12, theme.t2, " "),
        (text::LABEL12, theme.t2, level.unit.as_str()),
    ];
    let half = (rect.left() + rect.width() * 0.46).round();
    let left = rect.with_max_x(half);
    if level.value.is_empty() {
        text::paint_fit(ui.painter(), left, Align::Min, text::BODY14, theme.t3, &level.unit);
        text::tell(ui, left, &level.unit);
    } else {
        text::paint_runs(ui.painter(), left, Align::Min, &runs);
        text::tell(ui, left, &format!("{} {}", level.value, level.unit));
    }
    let right = rect.with_min_x(half + 8.0);
    if let Some(blocks) = level.blocks {
        blocks_ui(ui, right, blocks);
    } else if let Some(whisker) = &level.whisker {
        let painter = ui.painter();
        let y = right.center().y.round();
        let line = Rect::from_min_max(pos2(right.left(), y), pos2(right.right(), y + 1.0));
        painter.rect_filled(line, 0.0, theme.grid);
        paint_whisker(painter, theme, right.shrink2(vec2(4.0, 0.0)), whisker);
    }
}

/// A block for each person: full for who does better, pale for who does not, an outline for who was not
/// observed; as many as there is room for.
fn blocks_ui(ui: &Ui, place: Rect, [risen, other, unseen]: [usize; 3]) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let all = risen + other + unseen;
    let step = (place.width() / all.max(1) as f32).clamp(3.0, 12.0);
    let wide = (step - 3.0).max(1.0);
    for at in 0..all {
        let left = place.left() + step * at as f32;
        if left + wide > place.right() {
            break;
        }
        let min = pos2(left, place.center().y - 8.0);
        let block = Rect::from_min_size(min, vec2(wide, 16.0));
        let radius = CornerRadius::same(2);
        if at < risen {
            painter.rect_filled(block, radius, theme.accent);
        } else if at < risen + other {
            painter.rect_filled(block, radius, theme.accent_3);
        } else {
            let edge = Stroke::new(1.0, theme.border2);
            painter.rect_stroke(block, radius, edge, StrokeKind::Inside);
        }
    }
}

/// Draws the lines of the result, while they are wanted.
pub(in crate::areas::training) fn lines_ui(
    ctx: &Context,
    levels: &Levels,
    open: &mut bool,
    cx: &Cx<'_>,
) {
    if !*open {
        return;
    }
    let words = ["classes-l4-lines", "app-close", "classes-lines-note"];
    let [title, close, note] = words.map(|key| cx.text(key));
    let look = Drawer::new("class-lines", &title, &close);
    let mut leaves = false;
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            let theme = Theme::get(ui);
            for (label, said) in &levels.result_lines {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    text::label(ui, text::LABEL12, theme.t3, label);
                    text::wrapped(ui, text::BODY13, theme.t1, said);
                });
            }
            text::wrapped(ui, text::LABEL12, theme.t3, &note);
        }
        Part::Footer => {
            leaves |= button(ui, Button::ghost(&close)).clicked();
        }
    });
    *open = !leaves;
}
