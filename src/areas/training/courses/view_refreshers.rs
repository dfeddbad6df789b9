//! How the page looks that says what people refresh.

use egui::{Align, Margin, Role, Sense, Ui, WidgetInfo};

use super::refreshers::{RefresherLine, Refreshers};
use super::view::View;
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::{What, ratings};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The least height of the page.
const LEAST: f32 = 460.0;

/// Draws the page.
pub(super) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Refreshers,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "refreshers", margin, |ui, room| {
        refreshers_ui(ui, room.max(LEAST), data, view, cx);
    });
}

fn refreshers_ui(ui: &mut Ui, tall: f32, data: &Refreshers, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("courses-refreshers");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &data.sub, |_| {});
        if data.lines.is_empty() {
            let words = ["courses-refreshers-none", "courses-refreshers-none-detail"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::ARROWS_CLOCKWISE, &none, &detail, None);
            return;
        }
        let mut wanted = None;
        let mut state = std::mem::take(&mut view.refreshers);
        let columns = [
            Column::new(cx.text("courses-column-refresher")).flex(1.0, 120.0),
            Column::new(cx.text("courses-column-due")).fixed(84.0),
            Column::new("").fixed(76.0).right(),
        ];
        let name = |row: usize| {
            let told = |r: &RefresherLine| format!("{} {} {}", r.name, r.skill, r.left.1);
            data.lines.get(row).map_or_else(String::new, told)
        };
        Table::new(&title, &columns, data.lines.len())
            .row_height(44.0)
            .fill_height()
            .main()
            .row_name(&name)
            .show(ui, &mut state, |ui, row, column| {
                let Some(line) = data.lines.get(row) else { return };
                match column {
                    0 => two_lines(ui, &format!("{} {}", line.name, line.skill), &line.about),
                    1 => {
                        badge(ui, line.left.0, &line.left.1).on_hover_text(&line.due);
                    }
                    _ => {
                        if let Some(act) = refresher_buttons(ui, line, cx) {
                            wanted = Some((row, act));
                        }
                    }
                }
            });
        view.refreshers = state;
        let Some((line, act)) =
            wanted.and_then(|(row, act)| data.lines.get(row).map(|line| (line, act)))
        else {
            return;
        };
        let on_day = cx.filter.today;
        let ask = match act {
            Act::Tried(passed) => ratings::Ask::TryRefresher { id: line.id, on_day, passed },
            Act::Stop => ratings::Ask::StopRefresher(line.id),
        };
        run(cx, format!("{} {}", line.name, line.skill), What::Ratings(ask));
    });
}

/// What is done with something that is refreshed.
#[derive(Clone, Copy)]
enum Act {
    /// It was asked today, and passed or not.
    Tried(bool),
    /// It is refreshed no more.
    Stop,
}

fn refresher_buttons(ui: &mut Ui, line: &RefresherLine, cx: &Cx<'_>) -> Option<Act> {
    ui.spacing_mut().item_spacing.x = 2.0;
    let mut wanted = None;
    let words = ["courses-refresher-stop", "courses-refresher-fail", "courses-refresher-pass"];
    let [stop, fail, pass] =
        words.map(|key| format!("{} {} {}", cx.text(key), line.name, line.skill));
    // From right to left.
    if button(ui, Button::ghost_icon(icons::TRASH, &stop).small()).clicked() {
        wanted = Some(Act::Stop);
    }
    for (icon, name, passed) in [(icons::X, &fail, false), (icons::CHECK, &pass, true)] {
        let look = Button::ghost_icon(icon, name).small().enabled(line.open);
        if button(ui, look).clicked() {
            wanted = Some(Act::Tried(passed));
        }
    }
    wanted
}

/// Draws a name with a line below it.
fn two_lines(ui: &mut Ui, name: &str, below: &str) {
    let theme = Theme::get(ui);
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y;
    let upper = place.with_min_y(middle - 19.0).with_max_y(middle);
    let lower = place.with_min_y(middle).with_max_y(middle + 19.0);
    let left = Align::Min;
    let mut cut = text::paint_fit(ui.painter(), upper, left, text::NAME13, theme.t1, name);
    cut |= text::paint_fit(ui.painter(), lower, left, text::LABEL12, theme.t3, below);
    let response = ui.interact(place, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    let told = format!("{name} {below}");
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &told));
    if cut {
        response.on_hover_text(told);
    }
}
