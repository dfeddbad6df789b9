//! 每周冻结, 和简单方法比 and 每人判断偏差.

use egui::{Align2, Frame, Margin, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::data::Shown;
use super::view::View;
use crate::areas::Cx;
use crate::i18n::money_unit;
use crate::ui::card::{Card, card_flush, list_header};
use crate::ui::charts::freezes::freezes;
use crate::ui::charts::whisker::{Whisker, whisker};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The height of the card of what was frozen.
const TRACK: f32 = 268.0;
const ROW: f32 = 30.0;
const HEADER: f32 = 32.0;
/// So many people are in view; more are scrolled.
const PEOPLE: usize = 12;

pub(super) fn track_ui(ui: &mut Ui, shown: &Shown, cx: &mut Cx<'_>) {
    let mut picture = None;
    let place = ui.available_rect_before_wrap().with_max_y(ui.cursor().top() + TRACK);
    Card::new().height(TRACK).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("forecast-track");
        let theme = Theme::get(ui);
        list_header(ui, &title, &cx.text("forecast-track-sub"), |ui| {
            if shown.track.is_none() {
                return;
            }
            picture = cx.picture(ui, &title, place);
            ui.spacing_mut().item_spacing.x = 12.0;
            if !shown.hits.is_empty() {
                text::label(ui, text::LABEL12, theme.t2, &shown.hits);
            }
            let keys = [
                "forecast-key-target",
                "forecast-key-actual",
                "forecast-key-missed",
                "forecast-key-range",
            ];
            let keys = keys.map(|key| cx.text(key));
            let wide = |kind, words: &str| text::width(ui, kind, words).ceil();
            let room: f32 = keys.iter().map(|words| wide(text::LABEL12, words) + 32.0).sum();
            // What the card is goes before the key to its signs.
            if ui.available_width() < wide(text::CARD14, &title) + room {
                return;
            }
            let [target, actual, missed, range] = &keys;
            let [_, second, ..] = theme.chart;
            key(ui, target, |ui, rect| across(ui, rect, 2.5, second));
            key(ui, actual, |ui, rect| across(ui, rect, 2.0, theme.t1));
            key(ui, missed, |ui, rect| {
                ui.painter().circle_filled(rect.center(), 4.0, theme.bad);
            });
            key(ui, range, |ui, rect| {
                let (x, y) = (rect.center().x, rect.y_range());
                ui.painter().vline(x, y, Stroke::new(2.0, theme.accent_2));
                ui.painter().circle_filled(rect.center(), 4.0, theme.accent);
            });
        });
        let Some(track) = &shown.track else {
            let (title, detail) =
                (cx.text("forecast-no-track"), cx.text("forecast-no-track-detail"));
            empty_state(ui, icons::SNOWFLAKE, &title, &detail, None);
            return;
        };
        Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
            freezes(ui, TRACK - 44.0 - 18.0, track);
        });
    });
    cx.orders.extend(picture);
}

fn across(ui: &Ui, rect: Rect, width: f32, color: egui::Color32) {
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(width, color));
}

/// Draws a sign with its words.
fn key(ui: &mut Ui, words: &str, sign: impl FnOnce(&Ui, Rect)) -> Response {
    let theme = Theme::get(ui);
    let wide = text::width(ui, text::LABEL12, words).ceil() + 20.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 20.0), Sense::hover());
    sign(ui, Rect::from_center_size(pos2(rect.left() + 7.0, rect.center().y), vec2(14.0, 14.0)));
    let at = pos2(rect.left() + 20.0, rect.center().y);
    text::paint(ui.painter(), at, Align2::LEFT_CENTER, text::LABEL12, theme.t2, words);
    text::tell(ui, rect, words);
    response
}

pub(super) fn methods_ui(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("forecast-methods");
        let theme = Theme::get(ui);
        list_header(ui, &title, &cx.text("forecast-methods-sub"), |ui| {
            text::label(ui, text::LABEL12, theme.t1, &shown.chosen);
        });
        if shown.methods.is_empty() {
            empty_state(ui, icons::CHART_BAR, &shown.chosen, &shown.no_methods, None);
            return;
        }
        let unit = money_unit(cx.tr.language());
        let value = cx.tr.with("forecast-column-value", &[("unit", unit.into())]);
        let columns = [
            Column::new(cx.text("forecast-column-method")).flex(0.6, 104.0),
            Column::new(cx.text("forecast-column-how")).flex(1.0, 120.0),
            Column::new(value).fixed(90.0).right(),
            Column::new(cx.text("forecast-column-against")).fixed(72.0).right(),
            Column::new(cx.text("forecast-column-error"))
                .flex(0.6, 130.0)
                .hint(cx.text("forecast-column-error-hint")),
            Column::new("").fixed(126.0).right(),
        ];
        let name = |row: usize| {
            shown.methods.get(row).map_or_else(String::new, |method| method.told(cx.tr))
        };
        Table::new(&title, &columns, shown.methods.len())
            .row_height(ROW)
            .height(HEADER + ROW * shown.methods.len() as f32)
            .row_name(&name)
            .show(ui, &mut view.methods_table, |ui, row, column| {
                let Some(method) = shown.methods.get(row) else { return };
                let kind = if method.chosen { text::NAME13 } else { text::BODY13 };
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &method.name),
                    1 => cell_text(ui, text::LABEL12, theme.t2, &method.how),
                    2 => cell_text(ui, text::NAME13, theme.t1, &method.value),
                    3 => cell_text(ui, text::BODY13, theme.t2, &method.against),
                    4 => error_ui(ui, method.whisker.as_ref(), method.chosen),
                    _ => {
                        ui.spacing_mut().item_spacing.x = 6.0;
                        if !method.interval.is_empty() {
                            text::label(ui, text::LABEL12, theme.t3, &method.interval);
                        }
                        let color = if method.whisker.is_some() { theme.t1 } else { theme.t3 };
                        text::label(ui, kind, color, &method.error);
                    }
                }
            });
    });
}

/// An error with its interval on a rule; the least wrong one in the colour of the page.
fn error_ui(ui: &mut Ui, error: Option<&Whisker>, chosen: bool) {
    let Some(error) = error else { return };
    let theme = Theme::get(ui);
    let size = vec2(ui.available_width(), 20.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let painter = ui.painter();
    let y = rect.center().y;
    let x = |part: f32| rect.left() + rect.width() * part.clamp(0.0, 1.0);
    painter.hline(rect.x_range(), y, Stroke::new(2.0, theme.grid));
    let color = if chosen { theme.accent } else { theme.chart_slate() };
    painter.hline(x(error.low)..=x(error.high), y, Stroke::new(2.0, color));
    painter.circle_filled(pos2(x(error.mark), y), 4.0, color);
}

pub(super) fn people_ui(ui: &mut Ui, shown: &Shown, view: &mut View, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let title = cx.text("forecast-people");
        let theme = Theme::get(ui);
        list_header(ui, &title, &cx.text("forecast-people-sub"), |_| {});
        if shown.people.is_empty() {
            let (title, detail) =
                (cx.text("forecast-no-people"), cx.text("forecast-no-people-detail"));
            empty_state(ui, icons::USERS, &title, &detail, None);
            return;
        }
        let columns = [
            Column::new(cx.text("forecast-column-person")).flex(1.0, 72.0),
            Column::new(cx.text("forecast-column-frozen")).fixed(60.0).right(),
            Column::new("0%").flex(1.0, 96.0).center(),
            Column::new(cx.text("forecast-column-bias")).fixed(66.0).right(),
            Column::new(cx.text("forecast-column-verdict")).fixed(78.0),
        ];
        let name =
            |row: usize| shown.people.get(row).map_or_else(String::new, |person| person.told());
        let fill = |row: usize| {
            let flagged = shown.people.get(row).is_some_and(|person| person.flagged);
            flagged.then_some(theme.bad_bg)
        };
        let in_view = shown.people.len().min(PEOPLE);
        Table::new(&title, &columns, shown.people.len())
            .row_height(ROW)
            .height(HEADER + ROW * in_view as f32)
            .row_name(&name)
            .row_fill(&fill)
            .show(ui, &mut view.people_table, |ui, row, column| {
                let Some(person) = shown.people.get(row) else { return };
                let color = match (person.flagged, person.few) {
                    (true, _) => theme.bad_t,
                    (false, true) => theme.t3,
                    (false, false) => theme.t1,
                };
                match column {
                    0 => cell_text(ui, text::BODY13, theme.t1, &person.name),
                    1 => cell_text(ui, text::BODY13, theme.t3, &person.count),
                    2 => {
                        if let Some(drawn) = &person.whisker {
                            let wide = ui.available_width();
                            whisker(ui, vec2(wide, 26.0), drawn);
                        }
                    }
                    3 => cell_text(ui, text::NAME13, color, &person.bias),
                    _ => cell_text(ui, text::LABEL12, color, &person.verdict),
                }
            });
    });
}
