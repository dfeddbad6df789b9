//! The head of the page and the card of the path.

use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::data::Data;
use super::head::Head;
use super::view_people::cut;
use crate::areas::Cx;
use crate::metrics::deal_page::facts::Fact;
use crate::ui::card::{Card, card_flush, list_header};
use crate::ui::charts::path::path_chart;
use crate::ui::choice::badge_icon;
use crate::ui::icons::{self, paint_icon};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The height of the head.
const HEIGHT: f32 = 80.0;
/// The least room of who the deal is with.
const NAME: f32 = 240.0;

/// Draws the head.
pub(super) fn head_ui(ui: &mut Ui, head: &Head) {
    Card::new().height(HEIGHT).show(ui, |ui| {
        let room = ui.available_rect_before_wrap();
        let n = head.facts.len() as f32;
        let width = ((room.width() - NAME) / n.max(1.0)).clamp(96.0, 146.0).floor();
        let split = (room.right() - width * n).max(room.left() + 120.0);
        name_ui(ui, head, room.with_max_x(split - 8.0));
        let theme = Theme::get(ui);
        let mut left = split;
        for fact in &head.facts {
            let line = Rect::from_min_max(
                pos2(left, room.top() + 12.0),
                pos2(left + 1.0, room.bottom() - 12.0),
            );
            ui.painter().rect_filled(line, 0.0, theme.border);
            let place = Rect::from_min_max(
                pos2(left + 12.0, room.top() + 9.0),
                pos2((left + width - 4.0).min(room.right()), room.bottom()),
            );
            fact_ui(ui, fact, place);
            left += width;
        }
    });
}

fn column(ui: &mut Ui, name: &str, place: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(place).layout(layout));
    child.spacing_mut().item_spacing.y = 0.0;
    child
}

/// Customer and deal.
fn name_ui(ui: &mut Ui, head: &Head, place: Rect) {
    let theme = Theme::get(ui);
    let center = pos2(place.left() + 36.0, place.center().y);
    let tile = Rect::from_center_size(center, vec2(40.0, 40.0));
    ui.painter().rect_filled(tile, 6.0, theme.accent_bg);
    paint_icon(ui.painter(), center, icons::BUILDINGS, 20.0, theme.accent_t);
    let place = place.with_min_x(place.left() + 68.0).with_min_y(place.top() + 8.0);
    let mut child = column(ui, "name", place);
    let badge = head.badge.as_ref();
    let taken = badge.map_or(0.0, |(_, words)| text::width(&child, text::LABEL12, words) + 40.0);
    child.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        cut(ui, text::TITLE16, theme.t1, &head.name, place.width() - taken);
        if let Some((tone, words)) = badge {
            let icon = match tone {
                Tone::Good => icons::TROPHY,
                _ => icons::HOURGLASS,
            };
            badge_icon(ui, *tone, icon, words);
        }
    });
    cut(&mut child, text::BODY13, theme.t1, &head.deal, place.width());
    cut(&mut child, text::LABEL12, theme.t3, &head.about, place.width());
}

fn fact_ui(ui: &mut Ui, fact: &Fact, place: Rect) {
    let theme = Theme::get(ui);
    let mut child = column(ui, &fact.label, place);
    let width = place.width();
    let color = if fact.warns { theme.warn_t } else { theme.t1 };
    cut(&mut child, text::LABEL12, theme.t3, &fact.label, width);
    cut(&mut child, text::NAME13, color, &fact.value, width);
    cut(&mut child, text::LABEL12, theme.t2, &fact.note, width);
}

/// Draws the card of the path.
pub(super) fn path_ui(ui: &mut Ui, data: &Data, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("funnel-deal-path"), &data.path_sub, |ui| legend_ui(ui, data, cx));
        match &data.path {
            Some(path) => {
                path_chart(ui, path);
            }
            None => {
                ui.add_space(16.0);
                ui.horizontal(|ui| {
                    ui.add_space(16.0);
                    text::hint(ui, &cx.text("funnel-deal-path-none"));
                });
                ui.add_space(16.0);
            }
        }
    });
}

/// What colours and lines mean, from right to left.
fn legend_ui(ui: &mut Ui, data: &Data, cx: &Cx<'_>) {
    if data.path.is_none() {
        return;
    }
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.x = 6.0;
    text::hint(ui, &data.as_of);
    ui.add_space(8.0);
    let signs = [
        ("funnel-deal-legend-limit", theme.t1, 2.0),
        ("funnel-deal-legend-over-now", theme.bad, 10.0),
        ("funnel-deal-legend-over", theme.warn, 10.0),
        ("funnel-deal-legend-within", theme.accent_2, 10.0),
    ];
    for (key, color, width) in signs {
        text::hint(ui, &cx.text(key));
        let (rect, _) = ui.allocate_exact_size(vec2(width, 12.0), Sense::hover());
        let height = if width < 4.0 { 12.0 } else { 10.0 };
        let sign = Rect::from_center_size(rect.center(), vec2(width, height));
        ui.painter().rect_filled(sign, 1.0, color);
        ui.add_space(6.0);
    }
}
