//! A board: columns side by side, in each the cards of one stage or month.
//!
//! Only the cards in view are laid out, so a column of a thousand is drawn like one of ten. A card opens
//! with a click or with Enter; nothing is dragged, since where a card stands is said elsewhere.

use egui::{
    Align, Color32, Painter, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2,
    vec2,
};

use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// What its cards have in common.
    pub title: &'a str,
    /// How many there are.
    pub count: &'a str,
    /// What they are worth.
    pub sum: &'a str,
    /// How many of them can be shown.
    pub cards: usize,
}

/// A card.
#[derive(Debug, Clone, Copy)]
pub struct BoardCard<'a> {
    /// Its first line.
    pub title: &'a str,
    /// Its second line.
    pub name: &'a str,
    /// What it is worth.
    pub value: &'a str,
    /// Whose it is.
    pub person: &'a str,
    /// How long it has been there.
    pub days: &'a str,
    /// Why it is marked; empty for one that is not.
    pub mark: &'a str,
}

const WIDTH: f32 = 248.0;
const GAP: f32 = 12.0;
const HEAD: f32 = 40.0;
const CARD: f32 = 84.0;

/// Draws the board in the room there is; returns column and card of the one that was opened.
pub fn board<'a>(
    ui: &mut Ui,
    name: &str,
    columns: &[Column<'_>],
    card: &dyn Fn(usize, usize) -> Option<BoardCard<'a>>,
) -> Option<(usize, usize)> {
    let height = ui.available_height();
    let mut opened = None;
    ScrollArea::horizontal().id_salt(name).auto_shrink(false).show(ui, |ui| {
        let whole = vec2((WIDTH + GAP) * columns.len() as f32, height - 12.0);
        let (room, response) = ui.allocate_exact_size(whole, Sense::hover());
        paint::named(&response, Role::List, true, name);
        for (at, column) in columns.iter().enumerate() {
            let left = room.left() + (WIDTH + GAP) * at as f32;
            let place = Rect::from_min_size(pos2(left, room.top()), vec2(WIDTH, room.height()));
            let builder = UiBuilder::new().id_salt(("board", at)).max_rect(place);
            let mut child = ui.new_child(builder.layout(egui::Layout::top_down(Align::Min)));
            let found = column_ui(&mut child, place, column, &|row| card(at, row));
            opened = opened.or(found.map(|row| (at, row)));
        }
    });
    opened
}

fn column_ui<'a>(
    ui: &mut Ui,
    place: Rect,
    column: &Column<'_>,
    card: &dyn Fn(usize) -> Option<BoardCard<'a>>,
) -> Option<usize> {
    let theme = Theme::get(ui);
    let stroke = Stroke::new(1.0, theme.border);
    paint::boxed(ui.painter(), place, 8, theme.sunken, stroke);
    let head = place.with_max_y(place.top() + HEAD).shrink2(vec2(12.0, 0.0));
    let painter = ui.painter();
    let sum = text::size(painter, text::LABEL12, column.sum).x.min(head.width() * 0.6);
    let right = head.with_min_x(head.right() - sum);
    text::paint_fit(painter, right, Align::Max, text::LABEL12, theme.t2, column.sum);
    let runs = [
        (text::NAME13, theme.t1, column.title),
        (text::LABEL12, theme.t3, "  "),
        (text::LABEL12, theme.t3, column.count),
    ];
    let left = head.with_max_x(right.left() - 8.0);
    cut_runs(painter, left, &runs);
    text::tell(ui, head, &paint::spoken(&[column.title, column.count, column.sum]));
    let body = Rect::from_min_max(
        pos2(place.left() + 8.0, place.top() + HEAD),
        pos2(place.right() - 8.0, place.bottom() - 8.0),
    );
    let mut inner = ui.new_child(UiBuilder::new().id_salt("cards").max_rect(body));
    inner.spacing_mut().item_spacing.y = 8.0;
    let mut opened = None;
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_rows(&mut inner, CARD, column.cards, |ui, rows| {
        for row in rows {
            if let Some(card) = card(row)
                && card_ui(ui, &card).clicked()
            {
                opened = Some(row);
            }
        }
    });
    opened
}

/// Paints several styles in one line, cut at the end of the room.
fn cut_runs(painter: &Painter, room: Rect, runs: &[(text::Type, Color32, &str)]) {
    let painter = painter.with_clip_rect(room.intersect(painter.clip_rect()));
    text::paint_runs(&painter, room, Align::Min, runs);
}

fn card_ui(ui: &mut Ui, card: &BoardCard<'_>) -> Response {
    let theme = Theme::get(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), CARD), Sense::click());
    let name = [card.title, card.name, card.value, card.person, card.days, card.mark];
    paint::named(&response, Role::Button, true, &paint::spoken(&name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if response.hovered() { theme.hover } else { theme.surface };
    paint::boxed(ui.painter(), rect, 6, fill, Stroke::new(1.0, theme.border));
    paint::focus_ring(ui, &response, rect.shrink(3.0), 4);
    let marked = !card.mark.is_empty();
    let painter = ui.painter();
    if marked {
        let edge = rect.with_max_x(rect.left() + 3.0).shrink2(vec2(0.0, 6.0));
        painter.rect_filled(edge, 0.0, theme.bad);
    }
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let line = |top: f32| {
        let top = rect.top() + top;
        Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), top + 20.0))
    };
    let (first, second, third) = (line(9.0), line(30.0), line(54.0));
    text::paint_fit(painter, first, Align::Min, text::NAME13, theme.t1, card.title);
    text::paint_fit(painter, second, Align::Min, text::LABEL12, theme.t2, card.name);
    let color = if marked { theme.bad_t } else { theme.t2 };
    let days = text::size(painter, text::LABEL12, card.days).x;
    text::paint_fit(painter, third, Align::Max, text::LABEL12, color, card.days);
    if marked {
        let at = pos2(third.right() - days - 10.0, third.center().y);
        paint_icon(painter, at, icons::HOURGLASS, 12.0, theme.bad_t);
    }
    let left = third.with_max_x((third.right() - days - 22.0).max(third.left()));
    let runs = [
        (text::NAME13, theme.t1, card.value),
        (text::LABEL12, theme.t3, "  "),
        (text::LABEL12, theme.t2, card.person),
    ];
    cut_runs(painter, left, &runs);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui::Key;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    #[test]
    fn a_thousand_cards_draw_a_screenful_and_open_by_enter() {
        let names: Vec<String> = (0..1_000).map(|n| format!("客户{n}")).collect();
        let columns =
            [Column { title: "方案报价", count: "1,000", sum: "¥1.0亿", cards: 1_000 }];
        let mut harness =
            Harness::builder().with_context_setup(dress).with_max_steps(20).build_ui_state(
                move |ui, opened: &mut Option<(usize, usize)>| {
                    let card = |_: usize, row: usize| {
                        let title = names.get(row)?;
                        let (name, value, person) = ("仪表", "10.0", "张伟");
                        Some(BoardCard { title, name, value, person, days: "3天", mark: "" })
                    };
                    *opened = board(ui, "看板", &columns, &card).or(*opened);
                },
                None,
            );
        harness.run();
        let drawn = harness.get_all_by_role(Role::Button).count();
        assert!((2..40).contains(&drawn), "{drawn}");
        harness.get_by_role_and_label(Role::Button, "客户1 仪表 10.0 张伟 3天").focus();
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(*harness.state(), Some((0, 1)));
    }
}
