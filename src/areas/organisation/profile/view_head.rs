//! The head of the page: who, the figures, and the strip of posts and levels.

use egui::{Align, Align2, CornerRadius, Layout, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::View;
use super::data::{Page, Sheet};
use super::head::{Fact, Mark};
use super::view::choose;
use super::view_parts::PAD;
use crate::areas::Cx;
use crate::domain::names;
use crate::metrics::dossier::standing::When;
use crate::ui::card::card_flush;
use crate::ui::choice::badge;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::avatar;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The least width of the name's part, and of a figure.
const WHO: f32 = 348.0;
const FACT: f32 = 140.0;
/// The height of the name's part, and of the figures in rows of their own.
const TALL: f32 = 72.0;
const ROW: f32 = 58.0;
/// The height of a row of the strip, and the least space between two marks.
const STRIP: f32 = 38.0;
const BETWEEN: f32 = 32.0;

pub(super) fn head_ui(ui: &mut Ui, page: &Page, sheet: &Sheet, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        let facts = &sheet.head.facts;
        let wide = ui.available_width();
        let beside = wide - WHO >= FACT * facts.len() as f32;
        let (rect, _) = ui.allocate_exact_size(vec2(wide, TALL), Sense::hover());
        let end = if beside { rect.left() + WHO } else { rect.right() - PAD };
        who_ui(ui, rect.with_min_x(rect.left() + PAD).with_max_x(end), page, sheet, view, cx);
        if beside {
            facts_ui(ui, rect.with_min_x(end + 8.0), facts, 0, true);
        } else {
            let fit = ((wide / FACT).floor() as usize).clamp(1, facts.len().max(1));
            for (at, chunk) in facts.chunks(fit).enumerate() {
                let (row, _) = ui.allocate_exact_size(vec2(wide, ROW), Sense::hover());
                let line = Rect::from_min_size(row.min, vec2(row.width(), 1.0));
                ui.painter().rect_filled(line, 0.0, theme.grid);
                facts_ui(ui, row, chunk, at * fit, false);
            }
        }
        strip_ui(ui, &sheet.head.strip, cx);
    });
}

/// The avatar, the name (a picker where there is a choice), how the person stands, and the post.
fn who_ui(ui: &mut Ui, room: Rect, page: &Page, sheet: &Sheet, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let head = &sheet.head;
    let face = Rect::from_min_size(pos2(room.left(), room.center().y - 20.0), vec2(40.0, 40.0));
    let mut place = ui.new_child(UiBuilder::new().id_salt("face").max_rect(face));
    avatar(&mut place, &head.initial, 40.0, true);
    let left = room.left() + 52.0;
    let top =
        Rect::from_min_max(pos2(left, room.top() + 8.0), pos2(room.right(), room.top() + 40.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().id_salt("who").max_rect(top).layout(layout));
    line.spacing_mut().item_spacing.x = 8.0;
    if page.picker.len() > 1 {
        let name = cx.text("organisation-profile-pick");
        let (find, nothing) =
            (cx.text("organisation-search-hint"), cx.text("organisation-nothing-found"));
        let mut person = sheet.id;
        let select = Select::new(Field::bare(&name).compact()).search(&find, &nothing);
        let select = select.finds(names::matches).fit();
        if select.show(&mut line, &mut person, &page.picker).changed() {
            choose(person, view, cx);
        }
    } else {
        text::title(&mut line, &head.name);
    }
    for (at, (tone, word)) in head.badges.iter().enumerate() {
        let width = text::width(&line, text::LABEL12, word) + 18.0;
        if at == 0 || line.available_width() > width {
            badge(&mut line, *tone, word);
        }
    }
    let below =
        Rect::from_min_max(pos2(left, room.top() + 42.0), pos2(room.right(), room.top() + 60.0));
    let painter = ui.painter();
    let cut = text::paint_fit(painter, below, Align::Min, text::LABEL12, theme.t2, &head.about);
    let response = ui.interact(below, ui.scope_id().with("about"), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &head.about));
    if cut {
        response.on_hover_text(&head.about);
    }
}

/// Figures in equal cells with lines between them.
fn facts_ui(ui: &mut Ui, room: Rect, facts: &[Fact], first: usize, lead: bool) {
    let theme = Theme::get(ui);
    let width = room.width() / facts.len().max(1) as f32;
    for (at, fact) in facts.iter().enumerate() {
        let x0 = (room.left() + width * at as f32).round();
        let cell = Rect::from_min_max(
            pos2(x0, room.top()),
            pos2((room.left() + width * (at + 1) as f32).round(), room.bottom()),
        );
        if at > 0 || lead {
            let points =
                [pos2(x0 + 0.5, cell.center().y - 18.0), pos2(x0 + 0.5, cell.center().y + 18.0)];
            ui.painter().line_segment(points, Stroke::new(1.0, theme.border));
        }
        let inner = cell.shrink2(vec2(PAD, 0.0));
        let middle = cell.center().y;
        let line = |top: f32, tall: f32| {
            Rect::from_min_max(
                pos2(inner.left(), middle + top),
                pos2(inner.right(), middle + top + tall),
            )
        };
        let painter = ui.painter();
        let left = Align::Min;
        let mut cut =
            text::paint_fit(painter, line(-20.0, 18.0), left, text::LABEL12, theme.t3, &fact.label);
        let color = match fact.tone {
            Tone::Neutral => theme.t1,
            tone => tone.text(theme),
        };
        let second = line(-1.0, 22.0);
        let wide = text::size(painter, text::CARD14, &fact.value).x.ceil();
        cut |= text::paint_fit(painter, second, left, text::CARD14, color, &fact.value);
        let rest = second.with_min_x((second.left() + wide + 6.0).min(second.right()));
        if !fact.note.is_empty() && rest.width() > 12.0 {
            cut |= text::paint_fit(painter, rest, left, text::LABEL12, theme.t2, &fact.note);
        }
        let response = ui.interact(cell, ui.scope_id().with(("fact", first + at)), Sense::hover());
        let name = format!("{} {} {}", fact.label, fact.value, fact.note);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name.trim()));
        if cut {
            response.on_hover_text(name.trim());
        }
    }
}

/// Which marks stand in which row, each with its width.
fn rows(widths: &[f32], room: f32) -> Vec<Vec<(usize, f32)>> {
    let mut rows: Vec<Vec<(usize, f32)>> = vec![];
    let mut used = f32::INFINITY;
    for (at, width) in widths.iter().enumerate() {
        let width = width.min(room);
        if used + BETWEEN + width > room {
            rows.push(vec![]);
            used = 0.0;
        } else {
            used += BETWEEN;
        }
        used += width;
        if let Some(row) = rows.last_mut() {
            row.push((at, width));
        }
    }
    rows
}

/// Posts and levels up to now, in as many rows as they need.
fn strip_ui(ui: &mut Ui, marks: &[Mark], cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let label = cx.text("organisation-profile-strip");
    let start = PAD + text::width(ui, text::LABEL12, &label).ceil() + 20.0;
    let wide = ui.available_width();
    let room = (wide - start - PAD).max(80.0);
    let size = |kind, words: &str| text::width(ui, kind, words).ceil();
    let widths: Vec<f32> = marks
        .iter()
        .map(|mark| {
            let words = size(text::LABEL12, &mark.day) + size(text::LABEL12, &mark.place);
            22.0 + words + size(text::NAME13, &mark.title) + 12.0
        })
        .collect();
    let rows = rows(&widths, room);
    let tall = STRIP * rows.len().max(1) as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(wide, tall), Sense::hover());
    let round = CornerRadius { nw: 0, ne: 0, sw: 7, se: 7 };
    ui.painter().rect_filled(rect, round, theme.sunken);
    let line = Rect::from_min_size(rect.min, vec2(rect.width(), 1.0));
    ui.painter().rect_filled(line, 0.0, theme.border);
    let at = pos2(rect.left() + PAD, rect.top() + STRIP / 2.0);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t3, &label);
    if marks.is_empty() {
        let none = cx.text("organisation-profile-strip-none");
        let place = rect.with_min_x(rect.left() + start).with_max_x(rect.right() - PAD);
        text::paint_fit(ui.painter(), place, Align::Min, text::LABEL12, theme.t3, &none);
        text::tell(ui, rect, &format!("{label} {none}"));
        return;
    }
    for (row_at, row) in rows.iter().enumerate() {
        let used: f32 = row.iter().map(|(_, width)| width).sum();
        let gaps = row.len().saturating_sub(1).max(1) as f32;
        let gap = ((room - used) / gaps).clamp(BETWEEN, 96.0);
        let top = rect.top() + STRIP * row_at as f32;
        let mut x = rect.left() + start;
        for (place, (at, width)) in row.iter().enumerate() {
            let Some(mark) = marks.get(*at) else { continue };
            let cell = Rect::from_min_size(pos2(x, top), vec2(*width, STRIP));
            mark_ui(ui, cell, *at, mark);
            x += width;
            if place + 1 < row.len() {
                let points = [
                    pos2(x + 8.0, cell.center().y.round() + 0.5),
                    pos2(x + gap - 8.0, cell.center().y.round() + 0.5),
                ];
                let color = if mark.when == When::Past { theme.accent_2 } else { theme.border2 };
                ui.painter().line_segment(points, Stroke::new(1.0, color));
                x += gap;
            }
        }
    }
}

fn mark_ui(ui: &mut Ui, cell: Rect, at: usize, mark: &Mark) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let center = pos2(cell.left() + 8.0, cell.center().y);
    match mark.when {
        When::Past => {
            icons::paint_icon(painter, center, icons::CHECK_CIRCLE.filled(), 15.0, theme.neu);
        }
        When::Now => {
            painter.circle_stroke(center, 6.0, Stroke::new(1.5, theme.accent));
            painter.circle_filled(center, 3.5, theme.accent);
        }
        When::Coming => {
            painter.circle_stroke(center, 6.0, Stroke::new(1.5, theme.t3));
        }
    }
    let title = if mark.when == When::Now { theme.accent_t } else { theme.t1 };
    let pieces = [
        (text::LABEL12, theme.t2, mark.day.as_str()),
        (text::NAME13, title, mark.title.as_str()),
        (text::LABEL12, theme.t2, mark.place.as_str()),
    ];
    let mut x = cell.left() + 22.0;
    let mut cut = false;
    for (kind, color, words) in pieces {
        let room = cell.with_min_x(x.min(cell.right()));
        cut |= text::paint_fit(painter, room, Align::Min, kind, color, words);
        x += text::size(painter, kind, words).x.ceil() + 6.0;
    }
    let told = format!("{} {} {}", mark.day, mark.title, mark.place);
    let response = ui.interact(cell, ui.scope_id().with(("stint", at)), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &told));
    if cut {
        response.on_hover_text(told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_on_in_the_next_row_where_there_is_no_room() {
        let places = |widths: &[f32], room: f32| -> Vec<Vec<usize>> {
            let row = |row: Vec<(usize, f32)>| row.into_iter().map(|(at, _)| at).collect();
            rows(widths, room).into_iter().map(row).collect()
        };
        // 100 + 32 + 100 is 232.
        assert_eq!(places(&[100.0, 100.0, 100.0], 232.0), [vec![0, 1], vec![2]]);
        assert_eq!(places(&[100.0, 100.0], 231.0), [vec![0], vec![1]]);
        assert_eq!(places(&[500.0, 10.0], 200.0), [vec![0], vec![1]]);
        assert!(places(&[], 200.0).is_empty());
    }
}
