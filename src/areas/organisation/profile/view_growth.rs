//! 能力差距, 能力等级, 证书与培训.

use egui::{Align, Align2, Rect, Sense, Ui, pos2, vec2};

use super::data::Sheet;
use super::growth::{PaperRow, PartRow, SkillRow};
use super::view_parts::{PAD, Row, bar, go, link, nothing, part, row};
use crate::areas::{AreaId, Cx, Order};
use crate::domain::capability::TOP_SKILL;
use crate::ui::card::{card_flush, list_header, padded};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of a skill, and of a part of the level.
const SKILL: f32 = 29.0;
const PART: f32 = 46.0;

pub(super) fn skills_ui(ui: &mut Ui, sheet: &Sheet, cx: &Cx<'_>) {
    let card = &sheet.skills;
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("organisation-profile-skills"), &card.sub, |_| {});
        if card.rows.is_empty() {
            nothing(ui, &cx.text("organisation-profile-skills-none"));
            return;
        }
        ui.add_space(6.0);
        for skill in &card.rows {
            skill_ui(ui, skill);
        }
        ui.add_space(8.0);
    });
}

fn skill_ui(ui: &mut Ui, row: &SkillRow) {
    let theme = Theme::get(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), SKILL), Sense::hover());
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let painter = ui.painter();
    let gap = (inner.width() * 0.22).clamp(56.0, 96.0);
    let said = inner.right() - gap;
    let scale_right = said - 52.0;
    let scale_left = inner.left() + (inner.width() * 0.32).clamp(72.0, 160.0);
    let name = inner.with_max_x(scale_left - 10.0);
    text::paint_fit(painter, name, Align::Min, text::BODY13, theme.t1, &row.name);
    let y = rect.center().y.round();
    let wide = (scale_right - scale_left).max(16.0);
    let x = |part: f32| scale_left + wide * part;
    let line = Rect::from_min_size(pos2(scale_left, y - 0.5), vec2(wide, 1.0));
    painter.rect_filled(line, 0.0, theme.border2);
    for step in 0..=TOP_SKILL {
        let at = x(step as f32 / TOP_SKILL as f32);
        let tick = Rect::from_center_size(pos2(at, y), vec2(1.0, 7.0));
        painter.rect_filled(tick, 0.0, theme.border2);
    }
    if let Some(required) = row.required {
        let mark = Rect::from_center_size(pos2(x(required), y), vec2(2.0, 16.0));
        painter.rect_filled(mark, 0.0, theme.t2);
    }
    if let Some(level) = row.level {
        let fill = match row.tone {
            Tone::Neutral | Tone::Good => theme.accent,
            tone => tone.fill(theme),
        };
        painter.circle_filled(pos2(x(level), y), 5.0, fill);
    }
    let at = pos2(said, y);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t1, &row.said);
    let color = if row.tone == Tone::Neutral { theme.t3 } else { row.tone.text(theme) };
    let room = inner.with_min_x(said + 8.0);
    text::paint_fit(painter, room, Align::Max, text::LABEL12, color, &row.gap);
    text::tell(ui, rect, &row.told);
    response.on_hover_text(&row.told);
}

pub(super) fn capability_ui(ui: &mut Ui, sheet: &Sheet, cx: &Cx<'_>) {
    let card = &sheet.capability;
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        let sub = cx.text("organisation-profile-capability-sub");
        list_header(ui, &cx.text("organisation-profile-capability"), &sub, |_| {});
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), Sense::hover());
        let inner = rect.shrink2(vec2(PAD, 0.0));
        let painter = ui.painter();
        let at = pos2(inner.left(), inner.center().y + 2.0);
        let level =
            text::paint(painter, at, Align2::LEFT_CENTER, text::SCORE28, theme.t1, &card.level);
        let beside = if card.missing.is_empty() { &card.score } else { &card.missing };
        let color = if card.missing.is_empty() { theme.t2 } else { theme.warn_t };
        let room = inner.with_min_x(level.right() + 12.0);
        text::paint_fit(painter, room, Align::Min, text::BODY13, color, beside);
        text::tell(ui, rect, &format!("{} {beside}", card.level));
        for own in &card.parts {
            part_ui(ui, own);
        }
        ui.add_space(8.0);
    });
}

fn part_ui(ui: &mut Ui, own: &PartRow) {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), PART), Sense::hover());
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let painter = ui.painter();
    let first = inner.with_max_y(rect.top() + 20.0);
    text::paint_fit(painter, first, Align::Min, text::BODY13, theme.t1, &own.name);
    let color = if own.share.is_some() { theme.t1 } else { theme.t3 };
    text::paint_fit(painter, first, Align::Max, text::LABEL12, color, &own.points);
    let track =
        Rect::from_min_size(pos2(inner.left(), rect.top() + 21.0), vec2(inner.width(), 4.0));
    bar(ui, track, own.share);
    let second = inner.with_min_y(rect.top() + 26.0).with_max_y(rect.top() + 44.0);
    let painter = ui.painter();
    let cut = text::paint_fit(painter, second, Align::Min, text::LABEL12, theme.t3, &own.basis);
    text::tell(ui, rect, &format!("{} {} {}", own.name, own.points, own.basis));
    if cut {
        response.on_hover_text(&own.basis);
    }
}

pub(super) fn papers_ui(ui: &mut Ui, sheet: &Sheet, cx: &mut Cx<'_>) {
    let card = &sheet.papers;
    let (title, see) =
        (cx.text("organisation-profile-papers"), cx.text("organisation-profile-see-learning"));
    let mut pressed = false;
    card_flush(ui, |ui| {
        list_header(ui, &title, "", |ui| pressed = link(ui, &see));
        part(ui, &cx.text("organisation-profile-certificates"));
        list_ui(ui, &card.certificates, &cx.text("organisation-profile-certificates-none"));
        part(ui, &cx.text("organisation-profile-trainings"));
        list_ui(ui, &card.trainings, &cx.text("organisation-profile-trainings-none"));
        if !card.more.is_empty() {
            let theme = Theme::get(ui);
            padded(ui, PAD, 0.0, |ui| text::wrapped(ui, text::LABEL12, theme.t3, &card.more));
        }
        ui.add_space(8.0);
    });
    if pressed {
        go(cx, AreaId::Training, sheet.id);
        cx.orders.push(Order::LearningRecord(sheet.id));
    }
}

fn list_ui(ui: &mut Ui, rows: &[PaperRow], none: &str) {
    if rows.is_empty() {
        nothing(ui, none);
    }
    for paper in rows {
        let shown = Row { name: &paper.name, note: &paper.note, end: &paper.day, tone: paper.tone };
        row(ui, &shown);
    }
}
