//! The chart of the periods before and to come.

use egui::{Color32, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::setting::SettingPage;
use crate::areas::Cx;
use crate::metrics::show;
use crate::ui::card::{Card, card_header};
use crate::ui::charts::history::{ColumnKind, History, HistoryColumn, history, lines};
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;
use crate::ui::{button::Button, icons};

/// The height of the card.
const HEIGHT: f32 = 272.0;

pub(super) fn draw(ui: &mut Ui, page: &SettingPage, cx: &mut Cx<'_>) {
    let title = cx.tr.with("targets-chart", &[("metric", page.name.as_str().into())]);
    let args = [("who", page.whose.as_str().into()), ("unit", page.unit.as_str().into())];
    let sub = cx.tr.with("targets-chart-sub", &args);
    let mut picture = None;
    let place = ui.available_rect_before_wrap().with_max_y(ui.cursor().top() + HEIGHT);
    Card::new().height(HEIGHT).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let theme = Theme::get(ui);
        card_header(ui, &title, &sub, |ui| {
            picture = cx.picture(ui, &title, place);
            ui.spacing_mut().item_spacing.x = 14.0;
            key(ui, &cx.text("targets-key-mark"), |ui, rect| {
                ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(2.5, theme.warn));
            });
            key(ui, &cx.text("targets-key-range"), |ui, rect| {
                let (x, y) = (rect.center().x, rect.y_range().shrink(1.0));
                ui.painter().vline(x, y, Stroke::new(1.5, theme.t1));
            });
            key(ui, &cx.text("targets-key-expected"), |ui, rect| {
                let stroke = Stroke::new(1.0, theme.accent);
                crate::ui::dashed_frame(ui.painter(), rect, stroke, (2.0, 2.0));
            });
            key(ui, &cx.text("targets-key-base"), |ui, rect| fill(ui, rect, theme.accent));
            key(ui, &cx.text("targets-key-past"), |ui, rect| fill(ui, rect, theme.accent_2));
        });
        if page.columns.iter().all(|column| column.value.is_none()) {
            let (title, detail) =
                (cx.text("targets-no-history"), cx.text("targets-no-history-detail"));
            let action = cx.text("targets-no-history-action");
            if empty_state(ui, icons::CHART_BAR, &title, &detail, Some(Button::secondary(&action)))
            {
                cx.orders.push(crate::areas::Order::PickSheets);
            }
            return;
        }
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 6)).show(ui, |ui| {
            chart(ui, page, cx);
        });
    });
    cx.orders.extend(picture);
}

fn fill(ui: &Ui, rect: Rect, color: Color32) {
    ui.painter().rect_filled(rect, 2.0, color);
}

/// Draws a sign with its words.
fn key(ui: &mut Ui, words: &str, sign: impl FnOnce(&Ui, Rect)) -> Response {
    let theme = Theme::get(ui);
    let wide = text::width(ui, text::LABEL12, words).ceil() + 18.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 20.0), Sense::hover());
    sign(ui, Rect::from_center_size(pos2(rect.left() + 6.0, rect.center().y), vec2(11.0, 11.0)));
    let at = pos2(rect.left() + 18.0, rect.center().y);
    text::paint(ui.painter(), at, egui::Align2::LEFT_CENTER, text::LABEL12, theme.t2, words);
    text::tell(ui, rect, words);
    response
}

fn chart(ui: &mut Ui, page: &SettingPage, cx: &Cx<'_>) {
    let most = page.columns.iter().flat_map(|column| {
        [column.value, column.mark, column.range.map(|(_, high)| high)].into_iter().flatten()
    });
    let most = most.fold(0.0, f64::max);
    let said = |value: f64| {
        let cell = show::cell(cx.tr.language(), page.inputs.metric, value.round() as i64);
        cell.strip_suffix(".0").map_or_else(|| cell.clone(), str::to_owned)
    };
    // Where nothing was reached there is one line, the ground.
    let lines: Vec<(f64, String)> = if most > 0.0 {
        lines(most * 1.08).into_iter().map(|value| (value, said(value))).collect()
    } else {
        vec![(0.0, said(0.0)), (1.0, String::new())]
    };
    let columns: Vec<HistoryColumn<'_>> = page
        .columns
        .iter()
        .map(|column| HistoryColumn {
            name: &column.name,
            kind: match (column.expected, column.base) {
                (true, _) => ColumnKind::Expected,
                (false, true) => ColumnKind::Base,
                (false, false) => ColumnKind::Past,
            },
            value: column.value,
            said: &column.said,
            interval: column.range,
            mark: column.mark,
            lit: column.lit,
        })
        .collect();
    let told: Vec<String> = page
        .columns
        .iter()
        .filter_map(|column| Some(format!("{} {}", column.name, said(column.value?))))
        .collect();
    let told = told.join(cx.text("targets-comma").as_str());
    history(ui, HEIGHT - 44.0 - 14.0, &History { columns: &columns, lines: &lines, told: &told });
}
