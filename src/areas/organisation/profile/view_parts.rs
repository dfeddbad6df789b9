//! What several cards of the page draw alike.

use egui::{Align, Align2, Rect, Sense, Ui, pos2, vec2};

use crate::areas::{AreaId, Cx, Filter, Order};
use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::padded;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The space left and right inside a card.
pub(super) const PAD: f32 = 16.0;

/// Goes to another area with the top bar on a person.
pub(super) fn go(cx: &mut Cx<'_>, area: AreaId, person: PersonId) {
    let filter = Filter { scope: Scope::Person(person), ..*cx.filter };
    cx.orders.push(Order::Filter(filter));
    cx.orders.push(Order::Go(area));
}

/// Draws the link to another area at the end of a card's header; whether it was pressed.
pub(super) fn link(ui: &mut Ui, name: &str) -> bool {
    button(ui, Button::link(name).small()).clicked()
}

/// Draws the one line of a card, or of a part of it, that has nothing to show.
pub(super) fn nothing(ui: &mut Ui, words: &str) {
    let theme = Theme::get(ui);
    padded(ui, PAD, 10.0, |ui| {
        text::wrapped(ui, text::LABEL12, theme.t3, words);
    });
}

/// Draws the heading of a part of a card.
pub(super) fn part(ui: &mut Ui, label: &str) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let room = rect.shrink2(vec2(PAD, 0.0)).with_min_y(rect.top() + 6.0);
    text::paint_fit(ui.painter(), room, Align::Min, text::LABEL12, theme.t3, label);
    text::tell(ui, rect, label);
}

/// A line of a list.
pub(super) struct Row<'a> {
    /// What it is.
    pub name: &'a str,
    /// More of it, beside the name where there is room; may be empty.
    pub note: &'a str,
    /// What stands at the end.
    pub end: &'a str,
    /// The colour of the end.
    pub tone: Tone,
}

/// Draws a line of a list: what it is and more of it on the left, the end on the right.
pub(super) fn row(ui: &mut Ui, shown: &Row<'_>) {
    let theme = Theme::get(ui);
    let tall = if shown.note.is_empty() { 28.0 } else { 46.0 };
    let size = vec2(ui.available_width(), tall);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let painter = ui.painter();
    let first = inner.with_min_y(rect.top() + 4.0).with_max_y(rect.top() + 24.0);
    let end = text::size(painter, text::LABEL12, shown.end).x.ceil();
    let color = match shown.tone {
        Tone::Neutral => theme.t3,
        tone => tone.text(theme),
    };
    let at = pos2(inner.right(), first.center().y);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, color, shown.end);
    let room = first.with_max_x((inner.right() - end - 10.0).max(inner.left()));
    let mut cut = text::paint_fit(painter, room, Align::Min, text::BODY13, theme.t1, shown.name);
    if !shown.note.is_empty() {
        let below = inner.with_min_y(rect.top() + 24.0).with_max_y(rect.top() + 42.0);
        cut |= text::paint_fit(painter, below, Align::Min, text::LABEL12, theme.t3, shown.note);
    }
    let said = [shown.name, shown.note, shown.end];
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    let said = said.join(" ");
    text::tell(ui, rect, &said);
    if cut {
        response.on_hover_text(said);
    }
}

/// Paints a bar that is filled to a part of it.
pub(super) fn bar(ui: &Ui, rect: Rect, share: Option<f32>) {
    let theme = Theme::get(ui);
    ui.painter().rect_filled(rect, 3.0, theme.neu_bg);
    if let Some(share) = share {
        let width = rect.width() * share.clamp(0.0, 1.0);
        let done = Rect::from_min_size(rect.min, vec2(width, rect.height()));
        ui.painter().rect_filled(done, 3.0, theme.accent);
    }
}
