//! The heading of a table: names, the caret of the sorted column, and clicks that ask to sort or for
//! what a heading names.

use egui::{Align, Color32, Painter, Rect, Role, Sense, Ui, pos2};

use super::body::cell_rect;
use super::{Column, Sort, Table, TableOutput};
use crate::ui::icons::{self, paint_icon};
use crate::ui::paint;
use crate::ui::text;
use crate::ui::tokens::Theme;

impl Table<'_> {
    pub(super) fn draw_header(
        &self,
        ui: &Ui,
        rect: Rect,
        edges: &[(f32, f32)],
        output: &mut TableOutput,
    ) {
        let theme = Theme::get(ui);
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, theme.sunken);
        paint::hline(painter, rect.left(), rect.right(), rect.bottom() - 1.0, theme.border);
        for (i, (column, edge)) in self.columns.iter().zip(edges).enumerate() {
            let place = cell_rect(rect, *edge, i, self.columns.len());
            let sorted = self.sort.filter(|sort| sort.column == i);
            let hit = Rect::from_min_max(pos2(edge.0, rect.top()), pos2(edge.1, rect.bottom()));
            let asks = column.sortable || column.pressable;
            let sense = if asks { Sense::click() } else { Sense::hover() };
            let response = ui.interact(hit, self.id.with(("head", i)), sense);
            let spoken = paint::spoken(&[column.name.as_str(), column.below.as_str()]);
            paint::named(&response, Role::ColumnHeader, true, &spoken);
            if column.pressable {
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(column.lit));
            }
            if let Some(sort) = sorted {
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_sort_direction(if sort.descending {
                        egui::accesskit::SortDirection::Descending
                    } else {
                        egui::accesskit::SortDirection::Ascending
                    });
                });
            }
            let lit = sorted.is_some() || (asks && response.hovered());
            let color = if lit { theme.t1 } else { theme.t3 };
            let mut room = place;
            if let Some(sort) = sorted {
                let caret = if sort.descending { icons::CARET_DOWN } else { icons::CARET_UP };
                let kind = text::LABEL12;
                let wide = text::size(painter, kind, &column.name).x.min(place.width() - 16.0);
                let x = match column.align {
                    Align::Max => {
                        room.max.x -= 14.0;
                        place.right() - 5.0
                    }
                    Align::Center => place.center().x + wide / 2.0 + 9.0,
                    Align::Min => place.left() + wide + 9.0,
                };
                let at = pos2(x, place.center().y);
                paint_icon(painter, at, caret.filled(), 12.0, theme.t1);
            }
            let cut = if column.below.is_empty() {
                let kind = text::LABEL12;
                text::paint_fit(painter, room, column.align, kind, color, &column.name)
            } else {
                two_lines(painter, theme, hit, (column, color))
            };
            if response.has_focus() {
                paint::focus_inside(ui, hit);
            }
            if response.clicked() && column.pressable {
                output.pressed = Some(i);
            } else if response.clicked() {
                let descending = sorted.is_none_or(|sort| !sort.descending);
                output.sort = Some(Sort { column: i, descending });
            }
            if !column.hint.is_empty() {
                response.on_hover_text(&column.hint);
            } else if cut {
                response.on_hover_text(&column.name);
            }
        }
    }
}

/// Paints a heading of two lines, as wide as the column; tells if one was cut.
fn two_lines(
    painter: &Painter,
    theme: &Theme,
    hit: Rect,
    (column, color): (&Column, Color32),
) -> bool {
    let (kind, color) =
        if column.lit { (text::LABEL12M, theme.accent_t) } else { (text::LABEL12, color) };
    let middle = hit.center().y.round();
    let upper = hit.with_min_y(middle - 18.0).with_max_y(middle);
    let lower = hit.with_min_y(middle).with_max_y(middle + 18.0);
    let line = |place: Rect, words: &str| {
        let shown = whole_words(painter, kind, words, place.width());
        text::paint_fit(painter, place, column.align, kind, color, shown) || shown != words
    };
    let above = line(upper, &column.name);
    let below = line(lower, &column.below);
    above || below
}

/// So many of the words as have room, the first at least: of `16 Nov` the number of the day, before a letter is cut.
fn whole_words<'a>(painter: &Painter, kind: text::Type, words: &'a str, room: f32) -> &'a str {
    let mut shown = words;
    while text::size(painter, kind, shown).x > room
        && let Some((before, _)) = shown.rsplit_once(' ')
    {
        shown = before;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::dress;
    use egui_kittest::Harness;

    #[test]
    fn a_day_without_room_leaves_its_month_out() {
        let mut harness = Harness::builder().with_context_setup(dress).build_ui_state(
            |ui, shown: &mut Vec<&'static str>| {
                let fit = |words: &'static str, room: f32| {
                    whole_words(ui.painter(), text::LABEL12, words, room)
                };
                *shown = [60.0, 32.0, 4.0].map(|room| fit("16 Nov", room)).to_vec();
                shown.push(fit("11-16", 4.0));
            },
            vec![],
        );
        harness.run();
        assert_eq!(*harness.state(), ["16 Nov", "16", "16", "11-16"]);
    }
}
