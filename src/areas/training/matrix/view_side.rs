//! The cards beside the matrix. Each leads to the page where there is more.

use egui::{Align, Align2, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::side::{ClassRow, HoursCard, PaperRow, Side};
use crate::areas::Cx;
use crate::areas::figure_card::about;
use crate::areas::training::view::Shown;
use crate::metrics::glossary::Figure;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::charts::bar::tick_bar;
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::{avatar, empty_state};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of a card.
const ROW: f32 = 56.0;
const PAPER: f32 = 43.0;

/// Draws the cards; the page that is wanted.
pub(super) fn draw(ui: &mut Ui, side: &Side, cx: &mut Cx<'_>) -> Option<Shown> {
    let mut leads = None;
    let words = ["matrix-classes-all", "matrix-papers-all", "matrix-hours-all"];
    let [classes, papers, hours] = words.map(|key| cx.text(key));
    ui.spacing_mut().item_spacing.y = 12.0;
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("matrix-classes"), &side.classes_sub, |ui| {
            if button(ui, Button::link(&classes).small()).clicked() {
                leads = Some(Shown::Classes);
            }
        });
        if side.classes.is_empty() {
            let words = ["matrix-classes-none", "matrix-classes-none-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::CALENDAR_BLANK, &title, &detail, None);
        }
        for (at, class) in side.classes.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            class_ui(ui, class);
        }
    });
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("matrix-papers"), &side.papers_sub, |ui| {
            if button(ui, Button::link(&papers).small()).clicked() {
                leads = Some(Shown::Certificates);
            }
        });
        if side.papers.is_empty() {
            let none = cx.text("matrix-papers-none");
            padded(ui, 16.0, 12.0, |ui| {
                text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &none);
            });
        }
        for (at, paper) in side.papers.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            paper_ui(ui, paper);
        }
    });
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("matrix-hours"), &side.hours.sub, |ui| {
            if button(ui, Button::link(&hours).small()).clicked() {
                leads = Some(Shown::Records);
            }
            about(ui, Figure::TrainingHours, cx);
        });
        padded(ui, 16.0, 9.0, |ui| hours_ui(ui, &side.hours));
        if !side.hours.topics.is_empty() {
            divider(ui);
            topics_ui(ui, &side.hours);
        }
    });
    leads
}

fn class_ui(ui: &mut Ui, class: &ClassRow) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    text::tell(ui, rect, &class.told());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let tile = Rect::from_min_size(pos2(inner.left(), rect.center().y - 20.0), vec2(40.0, 40.0));
    let painter = ui.painter();
    painter.rect_filled(tile, 6.0, theme.sunken);
    let (middle, at) = (Align2::CENTER_CENTER, tile.center().x);
    let month = pos2(at, tile.top() + 11.0);
    text::paint(painter, month, middle, text::LABEL12, theme.t3, &class.month);
    let day = pos2(at, tile.top() + 28.0);
    text::paint(painter, day, middle, text::NAME13, theme.t1, &class.day);
    let wide = text::size(painter, text::LABEL12, &class.seats).x;
    let badge_wide = if class.mark.is_empty() {
        0.0
    } else {
        text::size(painter, text::LABEL12, &class.mark).x + 12.0
    };
    let left = tile.right() + 12.0;
    let line = |top: f32, right: f32| {
        Rect::from_min_max(pos2(left, rect.top() + top), pos2(right, rect.top() + top + 20.0))
    };
    let upper = line(8.0, inner.right() - badge_wide - 8.0);
    let lower = line(29.0, inner.right() - wide - 8.0);
    let min = Align::Min;
    text::paint_fit(painter, upper, min, text::NAME13, theme.t1, &class.name);
    text::paint_fit(painter, lower, min, text::LABEL12, theme.t2, &class.about);
    let seats = line(29.0, inner.right());
    text::paint_fit(painter, seats, Align::Max, text::LABEL12, theme.t2, &class.seats);
    if !class.mark.is_empty() {
        let place = line(8.0, inner.right());
        let layout = Layout::right_to_left(Align::Center);
        let mut own = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
        badge(&mut own, class.tone, &class.mark);
    }
}

fn paper_ui(ui: &mut Ui, paper: &PaperRow) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), PAPER), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
    right.spacing_mut().item_spacing.x = 10.0;
    badge(&mut right, paper.tone, &paper.left);
    text::label(&mut right, text::BODY13, theme.t2, &paper.day);
    let end = right.min_rect().left() - 8.0;
    let layout = Layout::left_to_right(Align::Center);
    let circle = inner.with_max_x(inner.left() + 24.0);
    let mut own = ui.new_child(UiBuilder::new().max_rect(circle).layout(layout));
    avatar(&mut own, &paper.initial, 24.0, false);
    let line = |top: f32, tall: f32| {
        let min = pos2(inner.left() + 34.0, rect.top() + top);
        Rect::from_min_max(min, pos2(end, rect.top() + top + tall))
    };
    let (upper, lower) = (line(4.0, 20.0), line(23.0, 18.0));
    let painter = ui.painter();
    text::paint_fit(painter, upper, Align::Min, text::NAME13, theme.t1, &paper.person);
    text::paint_fit(painter, lower, Align::Min, text::LABEL12, theme.t3, &paper.name);
    text::tell(ui, upper.union(lower), &format!("{} {}", paper.person, paper.name));
}

fn hours_ui(ui: &mut Ui, hours: &HoursCard) {
    let theme = Theme::get(ui);
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let runs = [
            (text::KPI20, theme.t1, hours.done.as_str()),
            (text::BODY13, theme.t2, " "),
            (text::BODY13, theme.t2, hours.needed.as_str()),
        ];
        text::runs(ui, &runs);
        if !hours.share.is_empty() {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                text::label(ui, text::NAME13, theme.t1, &hours.share);
            });
        }
    });
    if let Some(bar) = &hours.bar {
        let width = ui.available_width();
        tick_bar(ui, width, bar);
    }
    text::wrapped(ui, text::LABEL12, theme.t2, &hours.note);
    if !hours.unknown.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t3, &hours.unknown);
    }
}

fn topics_ui(ui: &mut Ui, hours: &HoursCard) {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 8.0, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(16.0, 2.0);
            for (name, value) in &hours.topics {
                let runs = [
                    (text::LABEL12, theme.t2, name.as_str()),
                    (text::LABEL12, theme.t2, " "),
                    (text::NAME13, theme.t1, value.as_str()),
                ];
                text::runs(ui, &runs);
            }
        });
    });
}
