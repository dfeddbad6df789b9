//! 评估与表彰, 师徒, 变动历史.

use egui::{Align2, CornerRadius, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::data::Sheet;
use super::record::{Line, Quarter};
use super::view_parts::{PAD, Row, go, link, nothing, part, row};
use crate::areas::organisation::{history, person};
use crate::areas::{AreaId, Cx};
use crate::ui::card::{card_flush, list_header, padded};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

pub(super) fn record_ui(ui: &mut Ui, sheet: &Sheet, cx: &mut Cx<'_>) {
    let card = &sheet.record;
    let (title, see) =
        (cx.text("organisation-profile-record"), cx.text("organisation-see-evaluation"));
    let mut pressed = false;
    card_flush(ui, |ui| {
        list_header(ui, &title, "", |ui| pressed = link(ui, &see));
        if card.quarters.is_empty() {
            nothing(ui, &cx.text("organisation-profile-evaluations-none"));
        } else {
            padded(ui, PAD, 12.0, |ui| quarters_ui(ui, &card.quarters));
        }
        part(ui, &cx.text("organisation-profile-recognitions"));
        let none = cx.text("organisation-profile-recognitions-none");
        lines_ui(ui, &card.recognitions, &none);
        part(ui, &cx.text("organisation-profile-mentors"));
        lines_ui(ui, &card.pairs, &cx.text("organisation-profile-mentors-none"));
        part(ui, &cx.text("organisation-profile-notes"));
        lines_ui(ui, &card.notes, &cx.text("organisation-profile-notes-none"));
        ui.add_space(8.0);
    });
    if pressed {
        go(cx, AreaId::Evaluation, sheet.id);
    }
}

/// Score and grade of each quarter in a frame.
fn quarters_ui(ui: &mut Ui, quarters: &[Quarter]) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::hover());
    let stroke = Stroke::new(1.0, theme.border);
    ui.painter().rect_stroke(rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
    let width = rect.width() / quarters.len().max(1) as f32;
    for (at, quarter) in quarters.iter().enumerate() {
        let left = (rect.left() + width * at as f32).round();
        let right = (rect.left() + width * (at + 1) as f32).round();
        let cell = rect.with_min_x(left).with_max_x(right);
        let painter = ui.painter();
        if at > 0 {
            let points =
                [pos2(left + 0.5, rect.top() + 1.0), pos2(left + 0.5, rect.bottom() - 1.0)];
            painter.line_segment(points, stroke);
        }
        let middle = |down: f32| pos2(cell.center().x, cell.top() + down);
        let anchor = Align2::CENTER_CENTER;
        text::paint(painter, middle(14.0), anchor, text::LABEL12, theme.t3, &quarter.name);
        let color = match quarter.tone {
            Tone::Neutral => theme.t1,
            tone => tone.text(theme),
        };
        let said = format!("{} {}", quarter.score, quarter.grade);
        text::paint(painter, middle(33.0), anchor, text::NAME13, color, said.trim());
        text::tell(ui, cell, format!("{} {said}", quarter.name).trim());
    }
}

fn lines_ui(ui: &mut Ui, lines: &[Line], none: &str) {
    if lines.is_empty() {
        nothing(ui, none);
    }
    for line in lines {
        let (name, note, end) = (&line.name, &line.note, &line.day);
        row(ui, &Row { name, note, end, tone: Tone::Neutral });
    }
}

pub(super) fn history_ui(ui: &mut Ui, sheet: &Sheet, cx: &Cx<'_>) {
    let rows = &sheet.history;
    let most = i64::try_from(history::MOST).unwrap_or_default();
    let sub = if rows.len() < history::MOST {
        String::new()
    } else {
        cx.tr.with("organisation-history-newest", &[("n", most.into())])
    };
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("organisation-profile-history"), &sub, |_| {});
        if rows.is_empty() {
            nothing(ui, &cx.text("organisation-history-none"));
            return;
        }
        padded(ui, PAD, 12.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for change in rows {
                person::history_row(ui, change);
            }
        });
    });
}
