//! 目标与达成, 漏斗症状, 报告与承诺.

use egui::{Align, Align2, Color32, Rect, Sense, Ui, pos2, vec2};

use super::cards::{Goals, SymptomRow, Symptoms, WeekMark};
use super::data::Sheet;
use super::view_parts::{PAD, Row, go, link, nothing, part, row};
use crate::areas::{AreaId, Cx};
use crate::ui::card::{Card, card_flush, card_header, divider, list_header, padded};
use crate::ui::charts::goals::{GoalColumn, Goals as Chart, goals};
use crate::ui::charts::whisker::paint_whisker;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of the chart, and of the card around it.
const CHART: f32 = 216.0;
const CARD: f32 = 304.0;
/// The height of a step of the funnel.
const STEP: f32 = 33.0;

pub(super) fn goals_ui(ui: &mut Ui, sheet: &Sheet, cx: &mut Cx<'_>) {
    let card = &sheet.goals;
    let title = cx.text("organisation-profile-goals");
    let see = cx.text("organisation-profile-see-targets");
    let theme = Theme::get(ui);
    let mut picture = None;
    let mut pressed = false;
    Card::new().height(CARD).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The card, whose border lies around what is drawn in it.
        let place = ui.max_rect().expand(1.0);
        card_header(ui, &title, &card.sub, |ui| {
            pressed = link(ui, &see);
            picture = cx.picture(ui, &title, place);
            legend(ui, &cx.text("organisation-profile-target"), theme.warn, true);
            legend(ui, &cx.text("organisation-profile-signed-key"), theme.accent_2, false);
        });
        padded(ui, PAD, 0.0, |ui| chart_ui(ui, card));
        divider(ui);
        foot_ui(ui, card);
    });
    cx.orders.extend(picture);
    if pressed {
        go(cx, AreaId::Targets, sheet.id);
    }
}

/// Draws the key of the chart: a mark across, or a square.
fn legend(ui: &mut Ui, label: &str, color: Color32, mark: bool) {
    let theme = Theme::get(ui);
    let width = 18.0 + text::width(ui, text::LABEL12, label).ceil();
    if ui.available_width() < width + 96.0 {
        return;
    }
    let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    let tall = if mark { 2.5 } else { 10.0 };
    let wide = if mark { 14.0 } else { 10.0 };
    let place = Rect::from_center_size(pos2(rect.left() + 6.0, rect.center().y), vec2(wide, tall));
    ui.painter().rect_filled(place, if mark { 0.0 } else { 2.0 }, color);
    let at = pos2(rect.left() + 18.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
}

fn chart_ui(ui: &mut Ui, card: &Goals) {
    let columns: Vec<GoalColumn<'_>> = card
        .columns
        .iter()
        .map(|column| GoalColumn {
            name: &column.name,
            below: &column.below,
            value: column.value,
            target: column.target,
            said: &column.said,
            tone: column.tone,
            now: column.now,
        })
        .collect();
    goals(ui, CHART, &Chart { columns: &columns, lines: &card.lines, told: &card.told });
}

fn foot_ui(ui: &mut Ui, card: &Goals) {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let painter = ui.painter();
    let (tone, verdict) = &card.verdict;
    let end = text::size(painter, text::NAME13, verdict).x.ceil();
    let color = if *tone == Tone::Neutral { theme.t1 } else { tone.text(theme) };
    let at = pos2(inner.right(), inner.center().y);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::NAME13, color, verdict);
    let room = inner.with_max_x((inner.right() - end - 8.0).max(inner.left()));
    let said = &card.sentence;
    let cut = text::paint_fit(painter, room, Align::Min, text::LABEL12, theme.t2, said);
    text::tell(ui, rect, format!("{said} {verdict}").trim());
    if cut {
        response.on_hover_text(said);
    }
}

pub(super) fn symptoms_ui(ui: &mut Ui, sheet: &Sheet, cx: &mut Cx<'_>) {
    let card = &sheet.symptoms;
    let (title, see) =
        (cx.text("organisation-profile-symptoms"), cx.text("organisation-see-funnel"));
    let mut pressed = false;
    card_flush(ui, |ui| {
        card_header(ui, &title, &card.sub, |ui| pressed = link(ui, &see));
        if card.empty {
            divider(ui);
            nothing(ui, &cx.text("organisation-profile-symptoms-none"));
        } else {
            steps_ui(ui, card, cx);
        }
    });
    if pressed {
        go(cx, AreaId::Funnel, sheet.id);
    }
}

/// Where the columns of the steps stand, all but the first by their right edge.
struct Places {
    name: f32,
    count: f32,
    scale: (f32, f32),
    own: f32,
    around: f32,
    verdict: f32,
}

impl Places {
    fn of(rect: Rect) -> Self {
        let left = rect.left() + PAD;
        let verdict = rect.right() - PAD;
        let around = verdict - 46.0;
        let own = around - 50.0;
        let count = left + (rect.width() * 0.24).clamp(68.0, 132.0) + 52.0;
        let scale = (count + 12.0, (own - 52.0).max(count + 36.0));
        Self { name: left, count, scale, own, around, verdict }
    }
}

fn steps_ui(ui: &mut Ui, card: &Symptoms, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    ui.painter().rect_filled(head, 0.0, theme.sunken);
    let places = Places::of(head);
    let paint = |x: f32, anchor: Align2, words: &str| {
        let at = pos2(x, head.center().y);
        text::paint(ui.painter(), at, anchor, text::LABEL12, theme.t3, words)
    };
    let word = |key: &str| cx.text(key);
    paint(places.name, Align2::LEFT_CENTER, &word("organisation-profile-head-step"));
    paint(places.count, Align2::RIGHT_CENTER, &word("organisation-profile-head-count"));
    let own = paint(places.own, Align2::RIGHT_CENTER, &word("organisation-profile-head-own"));
    paint(places.around, Align2::RIGHT_CENTER, &word("organisation-profile-head-team"));
    paint(places.verdict, Align2::RIGHT_CENTER, &word("organisation-profile-head-verdict"));
    // Between its neighbours, in full where there is room.
    let middle = (places.scale.0 + places.scale.1) / 2.0;
    let room = 2.0 * (middle - places.count).min(own.left() - middle) - 12.0;
    let full = word("organisation-profile-head-interval");
    let fits = text::width(ui, text::LABEL12, &full) <= room;
    paint(middle, Align2::CENTER_CENTER, if fits { full.as_str() } else { "95%" });
    for row in &card.rows {
        step_ui(ui, row);
    }
    if let Some((bold, first)) = &card.finding {
        finding_ui(ui, bold, first);
    }
    divider(ui);
    nothing(ui, &card.note);
}

/// The step that is low, and how long deals stay.
fn finding_ui(ui: &mut Ui, bold: &str, first: &str) {
    let theme = Theme::get(ui);
    padded(ui, PAD, 10.0, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let (place, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
            let icon = icons::WARNING.filled();
            icons::paint_icon(ui.painter(), place.center(), icon, 16.0, theme.bad_t);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                text::wrapped(ui, text::NAME13, theme.t1, bold);
                if !first.is_empty() {
                    text::wrapped(ui, text::BODY13, theme.t2, first);
                }
            });
        });
    });
}

fn step_ui(ui: &mut Ui, row: &SymptomRow) {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), STEP), Sense::hover());
    let painter = ui.painter();
    if row.low {
        painter.rect_filled(rect, 0.0, theme.bad_bg);
    }
    let line = Rect::from_min_size(rect.left_bottom() - vec2(0.0, 1.0), vec2(rect.width(), 1.0));
    painter.rect_filled(line, 0.0, theme.grid);
    let places = Places::of(rect);
    let name = rect.with_min_x(places.name).with_max_x(places.count - 54.0);
    let cut = text::paint_fit(painter, name, Align::Min, text::BODY13, theme.t1, &row.name);
    let right = |x: f32, kind, color, words: &str| {
        let at = pos2(x, rect.center().y);
        text::paint(painter, at, Align2::RIGHT_CENTER, kind, color, words);
    };
    right(places.count, text::BODY13, theme.t3, &row.count);
    if let Some(whisker) = &row.whisker {
        let (from, to) = places.scale;
        let scale = rect.with_min_x(from).with_max_x(to);
        paint_whisker(painter, theme, scale, whisker);
    }
    let strong = if row.few { text::BODY13 } else { text::NAME13 };
    let color = match (row.low, row.few) {
        (true, _) => theme.bad_t,
        (false, true) => theme.t3,
        (false, false) => theme.t1,
    };
    right(places.own, strong, color, &row.own);
    right(places.around, text::BODY13, theme.t2, &row.around);
    let said = if row.low { theme.bad_t } else { theme.t2 };
    right(places.verdict, text::LABEL12, said, &row.verdict);
    text::tell(ui, rect, &row.told);
    if cut {
        response.on_hover_text(&row.told);
    }
}

pub(super) fn reports_ui(ui: &mut Ui, sheet: &Sheet, cx: &mut Cx<'_>) {
    let card = &sheet.reports;
    let (title, see) =
        (cx.text("organisation-profile-reports"), cx.text("organisation-profile-see-reports"));
    let mut pressed = false;
    card_flush(ui, |ui| {
        list_header(ui, &title, &card.sub, |ui| pressed = link(ui, &see));
        ui.add_space(4.0);
        let shares = [
            ("organisation-profile-on-time", &card.on_time),
            ("organisation-profile-kept", &card.kept),
        ];
        for (key, (share, count)) in shares {
            let name = cx.text(key);
            let end = format!("{share}  {count}");
            row(ui, &Row { name: &name, note: "", end: &end, tone: Tone::Neutral });
        }
        part(ui, &cx.text("organisation-profile-weeks"));
        if card.weeks.iter().any(|week| week.owed) {
            weeks_ui(ui, &card.weeks);
        } else {
            nothing(ui, &cx.text("organisation-profile-weeks-none"));
        }
        if !card.promises.is_empty() {
            part(ui, &cx.text("organisation-profile-promises"));
            for promise in &card.promises {
                let end = &promise.verdict;
                let shown =
                    Row { name: &promise.name, note: &promise.said, end, tone: promise.tone };
                row(ui, &shown);
            }
        }
        ui.add_space(8.0);
    });
    if pressed {
        go(cx, AreaId::Reports, sheet.id);
    }
}

fn weeks_ui(ui: &mut Ui, weeks: &[WeekMark]) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    let inner = rect.shrink2(vec2(PAD, 6.0));
    let width = (inner.width() + 4.0) / weeks.len().max(1) as f32;
    for (at, week) in weeks.iter().enumerate() {
        let left = (inner.left() + width * at as f32).round();
        let right = (inner.left() + width * (at + 1) as f32).round() - 4.0;
        let cell = inner.with_min_x(left).with_max_x(right);
        let (fill, color) = if week.owed {
            (week.tone.tint(theme), week.tone.text(theme))
        } else {
            (theme.sunken, theme.tdis)
        };
        let painter = ui.painter();
        painter.rect_filled(cell, 4.0, fill);
        let middle = Align::Center;
        text::paint_fit(painter, cell, middle, text::LABEL12, color, &week.name);
        let said = format!("{} {}", week.name, week.said);
        let response = ui.interact(cell, ui.scope_id().with(("week", at)), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        response.on_hover_text(said);
    }
}
