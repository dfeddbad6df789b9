//! The card of a person in the chart.

use egui::{Align, Align2, Rect, Response, Ui, pos2, vec2};

use crate::areas::Cx;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::chart::{card_ui, circle};
use super::people::PersonRow;

/// Draws the card; what does not fit is left out from the badges on.
pub(super) fn person_card(
    ui: &Ui,
    row: &PersonRow,
    rect: Rect,
    chosen: bool,
    cx: &Cx<'_>,
) -> Response {
    let theme = Theme::get(ui);
    let label = format!("{} {} {}", row.name, row.post, row.city);
    let response = card_ui(ui, rect, ("person", row.id.0), chosen, label.trim());
    let painter = ui.painter();
    let middle = rect.center().y;
    let center = pos2(rect.left() + 22.0, middle);
    let color = circle(painter, theme, center, 12.0, chosen);
    text::paint(painter, center, Align2::CENTER_CENTER, text::LABEL12, color, &row.initial);

    let left = rect.left() + 43.0;
    let mut right = rect.right() - 11.0;
    if rect.width() > 230.0 && !row.city.is_empty() {
        let room = text::size(painter, text::LABEL12, &row.city).x.min(rect.width() * 0.25);
        let place = Rect::from_min_max(pos2(right - room, rect.top()), pos2(right, rect.bottom()));
        text::paint_fit(painter, place, Align::Max, text::LABEL12, theme.t2, &row.city);
        right -= room + 8.0;
    }
    let badges = [
        (row.new, Tone::Warn, "organisation-new"),
        (row.external, Tone::Neutral, "organisation-external"),
        (row.manages, Tone::Accent, "organisation-manager"),
        (row.mentee, Tone::Accent, "organisation-mentee"),
        (row.mentor, Tone::Good, "organisation-mentor"),
    ];
    let name = text::size(painter, text::NAME13, &row.name).x;
    for (_, tone, key) in badges.into_iter().filter(|(on, ..)| *on) {
        let word = cx.text(key);
        let width = text::size(painter, text::LABEL12, &word).x.ceil() + 12.0;
        // The name goes before any badge.
        if right - width - 8.0 < left + name {
            break;
        }
        let min = pos2(right - width, middle - 10.0);
        let place = Rect::from_min_size(min, vec2(width, 20.0));
        painter.rect_filled(place, 4.0, tone.tint(theme));
        let at = place.center();
        let anchor = Align2::CENTER_CENTER;
        text::paint(painter, at, anchor, text::LABEL12, tone.text(theme), &word);
        right -= width + 8.0;
    }
    let line =
        |x0: f32| Rect::from_min_max(pos2(x0, rect.top()), pos2(right.max(x0), rect.bottom()));
    let mut cut =
        text::paint_fit(painter, line(left), Align::Min, text::NAME13, theme.t1, &row.name);
    let after = left + name + 12.0;
    if right - after > 24.0 {
        let room = line(after);
        cut |= text::paint_fit(painter, room, Align::Min, text::LABEL12, theme.t2, &row.post);
    }
    if cut { response.on_hover_text(label) } else { response }
}
