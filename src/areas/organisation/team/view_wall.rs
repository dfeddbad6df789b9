//! 表彰: a wall of cards by month, the newest first. A card opens its form.

use egui::{
    Align, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::data::{Page, PraiseRow};
use super::form_praise::PraiseDraft;
use super::view::View;
use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::card::{Card, card, list_header};
use crate::ui::icons::{self, paint_icon};
use crate::ui::state::{avatar, empty_state};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of cards with the name of the month above.
const ROW: f32 = 158.0;
/// The place of the month's name.
const MONTH: f32 = 30.0;
/// The gap between cards.
const GAP: f32 = 12.0;
/// The least width of a card.
const LEAST: f32 = 260.0;

pub(super) fn wall_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    if page.praises.is_empty() {
        let args = [("period", page.period.as_str().into())];
        let title = cx.tr.with("organisation-team-wall-none", &args);
        let detail = cx.text("organisation-team-wall-none-detail");
        let add = cx.text("organisation-team-praise-first");
        let action = (page.people.len() > 1).then(|| Button::secondary(&add));
        let pressed = card(ui, |ui| empty_state(ui, icons::MEDAL, &title, &detail, action)).inner;
        if pressed {
            view.praise = Some(PraiseDraft::new(None, cx.filter.today));
        }
        return;
    }
    let height = ui.available_height();
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("organisation-team-wall");
        list_header(ui, &title, &page.period, |_| {});
        let room = ui.available_width() - 32.0;
        let across = ((room + GAP) / (LEAST + GAP)).floor().max(1.0) as usize;
        let rows = rows(&page.praises, across);
        let area = ScrollArea::vertical().id_salt("wall").auto_shrink(false);
        area.show_rows(ui, ROW, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in rows.get(range).unwrap_or_default() {
                row_ui(ui, row, across, view);
            }
        });
    });
}

/// A row of the wall: the month where it is its first, and the cards.
struct WallRow<'a> {
    month: &'a str,
    cards: &'a [PraiseRow],
}

/// The cards in rows, each month beginning a new one.
fn rows(praises: &[PraiseRow], across: usize) -> Vec<WallRow<'_>> {
    let months = praises.chunk_by(|one, two| one.month == two.month);
    let mut rows = vec![];
    for month in months {
        for (at, cards) in month.chunks(across.max(1)).enumerate() {
            let name = month.first().filter(|_| at == 0).map_or("", |praise| &praise.month);
            rows.push(WallRow { month: name, cards });
        }
    }
    rows
}

fn row_ui(ui: &mut Ui, row: &WallRow<'_>, across: usize, view: &mut View) {
    let theme = Theme::get(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    if !row.month.is_empty() {
        let place = inner.with_max_y(inner.top() + MONTH);
        text::paint_fit(ui.painter(), place, Align::Min, text::NAME13, theme.t2, row.month);
        text::tell(ui, place, row.month);
    }
    let width = (inner.width() - GAP * (across.saturating_sub(1)) as f32) / across.max(1) as f32;
    for (at, praise) in row.cards.iter().enumerate() {
        let x = (inner.left() + (width + GAP) * at as f32).round();
        let place = Rect::from_min_max(
            pos2(x, inner.top() + MONTH),
            pos2((x + width).round(), inner.bottom() - 8.0),
        );
        if card_ui(ui, place, praise) {
            view.praise = Some(PraiseDraft::edit(praise));
        }
    }
}

/// Draws a card; true when it was pressed.
fn card_ui(ui: &mut Ui, rect: Rect, praise: &PraiseRow) -> bool {
    let theme = Theme::get(ui);
    let id = ui.scope_id().with(("praise", praise.id.0));
    let response = ui.interact(rect, id, Sense::click());
    let name = format!("{} {}", praise.name, praise.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    text::describe(&response, &praise.reason);
    let radius = CornerRadius::same(8);
    let fill = if response.hovered() { theme.hover } else { theme.surface };
    ui.painter().rect_filled(rect, radius, fill);
    let edge = if response.has_focus() {
        Stroke::new(2.0, theme.accent)
    } else {
        Stroke::new(1.0, theme.border)
    };
    ui.painter().rect_stroke(rect, radius, edge, StrokeKind::Inside);
    let inner = rect.shrink(12.0);
    let circle = Rect::from_min_size(inner.min, vec2(32.0, 32.0));
    let builder = UiBuilder::new().id_salt(("praised", praise.id.0)).max_rect(circle);
    avatar(&mut ui.new_child(builder), &praise.initial, 32.0, true);
    let line = |top: f32, tall: f32, right: f32| {
        Rect::from_min_max(
            pos2(inner.left() + 42.0, inner.top() + top),
            pos2(right, inner.top() + top + tall),
        )
    };
    let painter = ui.painter();
    let medal = pos2(inner.right() - 8.0, inner.top() + 8.0);
    paint_icon(painter, medal, icons::MEDAL.filled(), 18.0, theme.warn_t);
    let left = Align::Min;
    let kind = text::NAME13;
    text::paint_fit(painter, line(-3.0, 20.0, medal.x - 14.0), left, kind, theme.t1, &praise.title);
    let who = line(16.0, 18.0, inner.right());
    text::paint_fit(painter, who, left, text::LABEL12, theme.t2, &praise.name);
    let below = Rect::from_min_max(pos2(inner.left(), inner.top() + 40.0), inner.max);
    let words = text::lines(ui, text::LABEL12, theme.t1, &praise.reason, below.width());
    let reason = below.with_max_y(below.top() + 36.0);
    // Two lines; the whole reason stands in the form.
    ui.painter()
        .with_clip_rect(reason.intersect(ui.clip_rect()))
        .galley(reason.min, words, theme.t1);
    let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 18.0), inner.max);
    let painter = ui.painter();
    text::paint_fit(painter, foot, left, text::LABEL12, theme.t3, &praise.detail);
    text::paint_fit(painter, foot, Align::Max, text::LABEL12, theme.t2, &praise.reward_text);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{PersonId, RecognitionId};

    #[test]
    fn each_month_begins_a_row() {
        let praise = |id: i64, month: &str| PraiseRow {
            id: RecognitionId(id),
            person: PersonId(1),
            name: String::new(),
            initial: String::new(),
            on_day: "2025-11-01".parse().unwrap(),
            detail: String::new(),
            title: String::new(),
            reason: String::new(),
            reward: None,
            reward_text: String::new(),
            month: month.to_owned(),
        };
        let praises = [praise(1, "11月"), praise(2, "11月"), praise(3, "11月"), praise(4, "10月")];
        let shape: Vec<(&str, usize)> =
            rows(&praises, 2).iter().map(|row| (row.month, row.cards.len())).collect();
        assert_eq!(shape, [("11月", 2), ("", 1), ("10月", 1)]);
        assert!(rows(&[], 2).is_empty());
    }
}
