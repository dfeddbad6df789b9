//! A training that only sheets know, and the page where there is nothing.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};

use super::data::Data;
use super::derived::Derived;
use super::form_class::ClassDraft;
use super::view::{GAP, View};
use super::view_list::{TILE, paint_tile};
use crate::areas::training::form_words::run;
use crate::areas::{AreaId, Cx, Order};
use crate::command::training::What;
use crate::command::training::results::Ask;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card, list_header};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The card at the head.
const HEAD: f32 = 72.0;

pub(super) fn draw(ui: &mut Ui, tall: f32, found: &Derived, view: &mut View, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = GAP;
    head_ui(ui, found, cx);
    let title = cx.text("classes-people-title");
    Card::new().height(tall - HEAD - GAP).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &found.sub, |_| {});
        let head = |key: &str| Column::new(cx.text(key));
        let columns = [
            head("classes-column-name").flex(1.2, 120.0),
            head("classes-column-came").fixed(96.0),
            head("classes-column-outcome").flex(1.0, 96.0),
            head("classes-column-score").fixed(72.0).right(),
            head("classes-column-hours").fixed(72.0).right(),
            head("classes-column-cost").fixed(104.0).right(),
            head("classes-column-feedback").fixed(72.0).right(),
        ];
        let name = |row: usize| found.people.get(row).map_or_else(String::new, |l| l.name.clone());
        Table::new(&title, &columns, found.people.len()).fill_height().main().row_name(&name).show(
            ui,
            &mut view.derived,
            |ui, row, column| {
                let Some(line) = found.people.get(row) else { return };
                let theme = Theme::get(ui);
                let (kind, color, said) = match column {
                    0 => (text::NAME13, theme.t1, &line.name),
                    1 => (text::BODY13, theme.t2, &line.came),
                    2 => (text::BODY13, theme.t1, &line.outcome),
                    3 => (text::NAME13, theme.t1, &line.score),
                    4 => (text::BODY13, theme.t2, &line.hours),
                    5 => (text::BODY13, theme.t2, &line.cost),
                    _ => (text::BODY13, theme.t2, &line.feedback),
                };
                cell_text(ui, kind, color, said);
            },
        );
    });
}

fn head_ui(ui: &mut Ui, found: &Derived, cx: &mut Cx<'_>) {
    let make = cx.text("classes-from-results");
    let unknown = cx.text("classes-from-results-unknown");
    let mut wanted = false;
    Card::new().height(HEAD).show(ui, |ui| {
        let theme = Theme::get(ui);
        let all = ui.max_rect();
        let tile = Rect::from_min_size(all.min + vec2(16.0, 15.0), vec2(TILE, 40.0));
        paint_tile(ui, tile, &found.tile);
        let layout = Layout::right_to_left(Align::Center);
        let inner = all.shrink2(vec2(16.0, 0.0));
        let builder = UiBuilder::new().id_salt("make").max_rect(inner).layout(layout);
        let mut right = ui.new_child(builder);
        let look = Button::secondary(&make).medium().enabled(found.course.is_some());
        let look = if found.course.is_some() { look } else { look.hint(&unknown) };
        wanted = button(&mut right, look).clicked();
        let end = right.min_rect().left() - 12.0;
        let line = |top: f32| {
            Rect::from_min_max(
                pos2(tile.right() + 12.0, all.top() + top),
                pos2(end, all.top() + top + 20.0),
            )
        };
        let painter = ui.painter();
        let left = Align::Min;
        text::paint_fit(painter, line(13.0), left, text::CARD14, theme.t1, &found.name);
        text::paint_fit(painter, line(36.0), left, text::LABEL12, theme.t2, &found.about);
        text::tell(ui, line(13.0), &found.name);
        text::tell(ui, line(36.0), &found.about);
    });
    if let Some(course) = found.course.filter(|_| wanted) {
        let ask = Ask::FromResults(course, found.results.clone());
        run(cx, found.name.clone(), What::Results(ask));
    }
}

/// There is no class: says so and leads to what makes one.
pub(super) fn nothing_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let words = [
        "classes-none-title",
        "classes-none-detail",
        "classes-plan-first",
        "classes-none-courses",
        "classes-import",
    ];
    let [title, detail, plan, courses, import] = words.map(|key| cx.text(key));
    let any = data.options.courses.len() > 1;
    let detail = if any { &detail } else { &courses };
    let action = any.then(|| Button::primary(&plan));
    card(ui, |ui| {
        if empty_state(ui, icons::CALENDAR_PLUS, &title, detail, action) {
            view.class = Some(ClassDraft::new(data, cx));
        }
        ui.vertical_centered(|ui| {
            if button(ui, Button::link(&import).medium()).clicked() {
                cx.orders.push(Order::Go(AreaId::Reports));
                cx.orders.push(Order::PickSheets);
            }
        });
    });
}
