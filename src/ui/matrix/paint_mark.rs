//! The marks of a matrix: a text, by how much it is below, and a colour that says the same.

use egui::{
    Align, Align2, Color32, CornerRadius, Painter, Rect, Role, Sense, Stroke, Ui, pos2, vec2,
};

use super::{Mark, Shade};
use crate::ui::icons::{self, paint_icon};
use crate::ui::paint::{self, dashed_frame};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Fill, border and text of a shade.
fn colors(theme: &Theme, shade: Shade) -> (Color32, Color32, Color32) {
    let none = Color32::TRANSPARENT;
    match shade {
        Shade::Heading => (none, none, theme.t2),
        Shade::Plain | Shade::Unknown => (none, none, theme.t3),
        Shade::Above => (theme.good_bd, none, theme.good_t),
        Shade::Met => (theme.good_bg, none, theme.good_t),
        Shade::Below => (theme.warn_bg, theme.warn_bd, theme.warn_t),
        Shade::FarBelow => (theme.bad_bg, theme.bad, theme.bad_t),
        Shade::Level(0) => (theme.neu_bg, none, theme.t2),
        Shade::Level(1) => (theme.surface, theme.accent_bd, theme.t1),
        Shade::Level(2) => (theme.accent_bg, none, theme.t1),
        Shade::Level(3) => (theme.accent_bd, none, theme.t1),
        Shade::Level(_) => (theme.accent, none, theme.on_fill),
    }
}

/// Paints a mark into its place.
pub(super) fn paint_mark(painter: &Painter, theme: &Theme, rect: Rect, mark: &Mark<'_>) {
    let (fill, edge, color) = colors(theme, mark.shade);
    if mark.shade == Shade::Unknown {
        let stroke = Stroke::new(1.0, theme.border2);
        dashed_frame(painter, rect.shrink(0.5), stroke, (3.0, 2.0));
    } else {
        paint::boxed(painter, rect, 4, fill, Stroke::new(1.0, edge));
    }
    if mark.behind.is_empty() {
        let kind = if mark.shade == Shade::Plain { text::BODY13 } else { text::CARD14 };
        text::paint_fit(painter, rect, Align::Center, kind, color, mark.text);
        return;
    }
    // The level, the caret and the levels that are missing stand together in the middle.
    let level = text::size(painter, text::CARD14, mark.text).x;
    let gap = text::size(painter, text::LABEL12, mark.behind).x;
    let all = level + 4.0 + 8.0 + 2.0 + gap;
    let (left, y) = ((rect.center().x - all / 2.0).round(), rect.center().y);
    let align = Align2::LEFT_CENTER;
    text::paint(painter, pos2(left, y), align, text::CARD14, color, mark.text);
    let caret = pos2(left + level + 8.0, y);
    paint_icon(painter, caret, icons::CARET_DOWN.filled(), 9.0, color);
    let at = pos2(left + level + 14.0, y);
    text::paint(painter, at, align, text::LABEL12, color, mark.behind);
}

/// Draws what a shade means, for the header of a card.
pub fn key_mark(ui: &mut Ui, shade: Shade, label: &str) {
    let theme = Theme::get(ui);
    let wide = 14.0 + 6.0 + text::width(ui, text::LABEL12, label).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 18.0), Sense::hover());
    paint::named(&response, Role::Label, true, label);
    let center = pos2(rect.left() + 7.0, rect.center().y);
    let place = Rect::from_center_size(center, vec2(13.0, 13.0));
    if shade == Shade::Unknown {
        dashed_frame(ui.painter(), place, Stroke::new(1.0, theme.border2), (3.0, 2.0));
    } else {
        let (fill, edge, _) = colors(theme, shade);
        let stroke = Stroke::new(1.0, edge);
        let radius = CornerRadius::same(3);
        ui.painter().rect(place, radius, fill, stroke, egui::StrokeKind::Inside);
    }
    let at = pos2(rect.left() + 20.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, label);
}
