//! What the chart shows beside the people: seats that are being filled, the posts of the open team,
//! and what the lines mean.

use egui::{
    Align, Align2, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use crate::areas::Cx;
use crate::ui::dashed_frame;
use crate::ui::icons::{self, paint_icon};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::crew::{Crew, OpeningRow};
use super::data::Data;

/// A line of the card of posts, and what stands around the lines.
const LINE: f32 = 28.0;
const HEAD: f32 = 40.0;
const FOOT: f32 = 8.0;
/// A seat in the card.
const SEAT: f32 = 18.0;

/// What the lane of teams is called. Where somebody leads the whole company alone in a team, that one has no
/// card, and the lane holds one team less than there are.
pub(super) fn teams_head(data: &Data) -> &'static str {
    if data.groups.iter().any(|group| group.head.is_some()) {
        "organisation-teams-below"
    } else {
        "organisation-column-teams"
    }
}

/// Draws a seat that is being filled; pressing it leads to the seats.
pub(super) fn opening_card(
    ui: &Ui,
    opening: &OpeningRow,
    at: usize,
    rect: Rect,
    cx: &Cx<'_>,
) -> Response {
    let theme = Theme::get(ui);
    let title = cx.tr.with("organisation-opening", &[("post", opening.post.as_str().into())]);
    let since = cx.tr.with("organisation-opening-days", &[("n", opening.days.into())]);
    let label = [title.as_str(), &opening.city, &since].join(" ");
    let response = ui.interact(rect, ui.scope_id().with(("opening", at)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, CornerRadius::same(8), theme.hover);
    }
    dashed_frame(painter, rect.shrink(0.5), Stroke::new(1.0, theme.neu), (4.0, 3.0));
    if response.has_focus() {
        let radius = CornerRadius::same(8);
        painter.rect_stroke(rect, radius, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    }
    let middle = rect.center().y;
    paint_icon(painter, pos2(rect.left() + 22.0, middle), icons::PLUS, 14.0, theme.t3);
    let width = text::size(painter, text::LABEL12, &since).x.ceil() + 12.0;
    let badge =
        Rect::from_min_size(pos2(rect.right() - 11.0 - width, middle - 10.0), vec2(width, 20.0));
    painter.rect_filled(badge, 4.0, Tone::Warn.tint(theme));
    let (center, color) = (badge.center(), Tone::Warn.text(theme));
    text::paint(painter, center, Align2::CENTER_CENTER, text::LABEL12, color, &since);
    let mut right = badge.left() - 8.0;
    let left = rect.left() + 43.0;
    if !opening.city.is_empty() && rect.width() > 230.0 {
        let room = text::size(painter, text::LABEL12, &opening.city).x.min(rect.width() * 0.25);
        let place = Rect::from_min_max(pos2(right - room, rect.top()), pos2(right, rect.bottom()));
        text::paint_fit(painter, place, Align::Max, text::LABEL12, theme.t2, &opening.city);
        right -= room + 8.0;
    }
    let line = Rect::from_min_max(pos2(left, rect.top()), pos2(right.max(left), rect.bottom()));
    let cut = text::paint_fit(painter, line, Align::Min, text::BODY13, theme.t2, &title);
    if cut { response.on_hover_text(label) } else { response }
}

/// How high the card of a team's posts is.
pub(super) fn crew_height(crew: &Crew) -> f32 {
    HEAD + FOOT + LINE * crew.posts.len() as f32
}

/// Draws the posts of a team: a block for each seat, dashed where it is empty.
pub(super) fn crew_card(ui: &Ui, name: &str, crew: &Crew, rect: Rect, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    let radius = CornerRadius::same(8);
    let edge = Stroke::new(1.0, theme.border);
    painter.rect(rect, radius, theme.surface, edge, StrokeKind::Inside);
    let title = cx.tr.with("organisation-crew", &[("team", name.into())]);
    let line = |at: usize| {
        let top = rect.top() + HEAD + LINE * at as f32;
        Rect::from_min_max(pos2(rect.left() + 16.0, top), pos2(rect.right() - 16.0, top + LINE))
    };
    let head = Rect::from_min_max(
        pos2(rect.left() + 16.0, rect.top() + 10.0),
        pos2(rect.right() - 16.0, rect.top() + 32.0),
    );
    let sums = crew.words(usize::try_from(crew.count.on_duty).unwrap_or_default());
    let anchor = Align2::RIGHT_CENTER;
    let at = pos2(head.right(), head.center().y);
    let sums = text::paint(painter, at, anchor, text::LABEL12, theme.t2, &sums);
    let place = head.with_max_x(sums.left() - 8.0);
    text::paint_fit(painter, place, Align::Min, text::NAME13, theme.t1, &title);
    text::tell(ui, head, &title);
    for (at, post) in crew.posts.iter().enumerate() {
        let line = line(at);
        let unknown = cx.text("unknown");
        let name = if post.name.is_empty() { unknown.as_str() } else { post.name.as_str() };
        let (there, seats) = (post.count.on_duty, post.count.seats);
        let missing = seats.map_or(0, |seats| (seats - there).max(0));
        let count = seats.map_or_else(|| there.to_string(), |seats| format!("{there} / {seats}"));
        let color = if missing > 0 { theme.warn_t } else { theme.t1 };
        let at = pos2(line.right(), line.center().y);
        let count_at = text::paint(painter, at, anchor, text::NAME13, color, &count);
        let names = (line.width() * 0.36).min(120.0);
        let place = line.with_max_x(line.left() + names);
        text::paint_fit(painter, place, Align::Min, text::BODY13, theme.t1, name);
        let mut x = line.left() + names + 8.0;
        let end = count_at.left() - 8.0;
        // Where there is no room for a block each, the numbers say it.
        for seat in 0..there + missing {
            if x + SEAT > end {
                break;
            }
            let block = Rect::from_min_size(pos2(x, line.center().y - 5.0), vec2(SEAT, 10.0));
            if seat < there {
                painter.rect_filled(block, 2.0, theme.accent_2);
            } else {
                dashed_frame(painter, block, Stroke::new(1.0, theme.warn), (3.0, 2.0));
            }
            x += SEAT + 5.0;
        }
        text::tell(ui, line, &format!("{name} {count}"));
    }
}

/// What the lines and frames mean.
pub(super) fn legend(ui: &Ui, rect: Rect, openings: bool, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let y = rect.bottom() - 18.0;
    let x = rect.left() + 16.0;
    let stroke = Stroke::new(2.0, theme.accent);
    let painter = ui.painter();
    painter.line_segment([pos2(x, y), pos2(x + 16.0, y)], stroke);
    let words = cx.text("organisation-current-path");
    let at = pos2(x + 22.0, y);
    let anchor = Align2::LEFT_CENTER;
    let told = text::paint(painter, at, anchor, text::LABEL12, theme.t2, &words);
    if openings {
        let x = told.right() + 20.0;
        let frame = Rect::from_min_size(pos2(x, y - 5.0), vec2(16.0, 10.0));
        dashed_frame(painter, frame, Stroke::new(1.0, theme.neu), (3.0, 2.0));
        let words = cx.text("organisation-empty-seat");
        text::paint(painter, pos2(x + 22.0, y), anchor, text::LABEL12, theme.t2, &words);
    }
}
