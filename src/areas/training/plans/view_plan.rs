//! A plan: its state and what can be done with it, its figures, its courses, its people.

use egui::{Align, Layout, Ui};

use super::data::Data;
use super::form_item::ItemDraft;
use super::form_plan::{Because, BecauseDraft, PlanDraft};
use super::page::{ItemRow, LearnerRow, PlanPage};
use super::view::{Form, View};
use crate::areas::Cx;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::command::training::plans::Ask;
use crate::store::records::TrainingPlanStatus;
use crate::ui::button::{Button, button};
use crate::ui::card::{card, card_flush, list_header, padded};
use crate::ui::charts::bar::tick_bar;
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::metric::{Metric, metric_strip};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of a table, and its headings.
const ROW: f32 = 36.0;
const HEAD: f32 = 32.0;
/// The bar behind how many are done, as long in every row.
const BAR: f32 = 36.0;
/// So many courses and people stand in a card without scrolling.
const ITEMS: usize = 12;
const PEOPLE: usize = 12;

/// Draws the plan, or that there is none.
pub(super) fn draw(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(page) = &data.page else {
        let words = ["plans-empty", "plans-empty-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        card(ui, |ui| empty_state(ui, icons::CLIPBOARD_TEXT, &title, &detail, None));
        return;
    };
    head_ui(ui, page, view, cx);
    let metrics: Vec<Metric<'_>> = page
        .tiles
        .iter()
        .map(|tile| Metric {
            label: &tile.label,
            value: &tile.value,
            note: &tile.note,
            tone: tile.tone,
            ..Metric::default()
        })
        .collect();
    metric_strip(ui, &metrics);
    items_ui(ui, page, data, view, cx);
    people_ui(ui, page, view, cx);
}

fn head_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &page.name, &page.about, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            buttons_ui(ui, page, view, cx);
            badge(ui, page.tone, &page.state);
        });
        if page.bar.is_none() && page.notes.is_empty() {
            return;
        }
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if let Some((bar, said)) = &page.bar {
                let width = ui.available_width();
                tick_bar(ui, width, bar);
                text::wrapped(ui, text::LABEL12, theme.t3, said);
            }
            for note in &page.notes {
                text::wrapped(ui, text::BODY13, theme.t1, note);
            }
        });
    });
}

/// What can be done with the plan, from right to left.
fn buttons_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &mut Cx<'_>) {
    let subject = || page.name.clone();
    let words = ["plans-edit", "plans-agree", "plans-end", "plans-reopen", "plans-remove"];
    let [edit, agree, end, reopen, remove] = words.map(|key| cx.text(key));
    if page.status == TrainingPlanStatus::Draft {
        let more = cx.text("matrix-more");
        menu(ui, Button::ghost_icon(icons::DOTS_THREE, &more).medium(), |ui| {
            if menu_item(ui, Some(icons::TRASH), &remove, "").clicked() {
                run(cx, subject(), What::Plans(Ask::RemovePlan(page.id)));
            }
        });
    }
    match page.status {
        TrainingPlanStatus::Draft => {
            if button(ui, Button::secondary(&agree).medium()).clicked() {
                run(cx, subject(), What::Plans(Ask::Agree(page.id)));
            }
        }
        TrainingPlanStatus::Agreed => {
            if button(ui, Button::secondary(&end).medium()).clicked() {
                let draft = BecauseDraft::new(Because::Close(page.id), &page.name);
                view.form = Some(Form::Because(draft));
            }
        }
        TrainingPlanStatus::Closed => {
            if button(ui, Button::secondary(&reopen).medium()).clicked() {
                run(cx, subject(), What::Plans(Ask::ReopenPlan(page.id)));
            }
        }
    }
    if page.status != TrainingPlanStatus::Closed {
        let can = page.form.is_some();
        let look = Button::secondary(&edit).medium().icon(icons::PENCIL_SIMPLE).enabled(can);
        if button(ui, look).clicked() {
            view.form = PlanDraft::edit(page).map(Form::Plan);
        }
    }
}

fn items_ui(ui: &mut Ui, page: &PlanPage, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let open = page.status != TrainingPlanStatus::Closed;
    let title = cx.text("plans-items");
    card_flush(ui, |ui| {
        list_header(ui, &title, &page.items_sub, |ui| {
            let add = cx.text("plans-item-add");
            let look = Button::secondary(&add).medium().icon(icons::PLUS).enabled(open);
            if button(ui, look).clicked() {
                let draft = ItemDraft::new(page, &data.choices);
                view.form = Some(Form::Item(Box::new(draft)));
            }
        });
        if page.items.is_empty() {
            let words = ["plans-items-none", "plans-items-none-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::LIST_CHECKS, &title, &detail, None);
            return;
        }
        let columns = [
            Column::new(cx.text("plans-field-course")).flex(1.6, 140.0),
            Column::new(cx.text("plans-field-class")).fixed(84.0),
            Column::new(cx.text("plans-field-due")).fixed(84.0),
            Column::new(cx.text("plans-done")).fixed(104.0),
            Column::new(cx.text("plans-column-state")).flex(0.8, 94.0),
            Column::new(cx.text("plans-planned")).fixed(88.0).right(),
            Column::new(cx.text("plans-spent")).fixed(96.0).right(),
        ];
        let name = |row: usize| page.items.get(row).map(ItemRow::told).unwrap_or_default();
        let height = HEAD + ROW * page.items.len().min(ITEMS) as f32;
        let dropped = cx.text("plans-dropped");
        let output = Table::new(&title, &columns, page.items.len())
            .row_height(ROW)
            .height(height)
            .main()
            .row_name(&name)
            .show(ui, &mut view.items_table, |ui, row, column| {
                if let Some(item) = page.items.get(row) {
                    item_cell(ui, item, column, &dropped);
                }
            });
        let pressed = output.clicked.or(output.opened).and_then(|row| page.items.get(row));
        if let Some(item) = pressed {
            view.item = Some(item.id);
        }
    });
}

fn item_cell(ui: &mut Ui, item: &ItemRow, column: usize, dropped: &str) {
    let theme = Theme::get(ui);
    let gone = !item.dropped.is_empty();
    let color = if gone { theme.t3 } else { theme.t1 };
    match column {
        0 => cell_text(ui, text::NAME13, color, &item.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &item.class),
        2 => cell_text(ui, text::BODY13, color, &item.due),
        3 => {
            ui.spacing_mut().item_spacing.x = 6.0;
            text::label(ui, text::BODY13, color, &item.done);
            let width = ui.available_width().min(BAR);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                tick_bar(ui, width, &item.bar);
            });
        }
        4 if gone => cell_text(ui, text::LABEL12, theme.t3, dropped),
        4 => cell_text(ui, text::LABEL12, theme.t2, &item.counts),
        5 => cell_text(ui, text::BODY13, color, &item.cost),
        _ => cell_text(ui, text::BODY13, color, &item.spent),
    }
}

fn people_ui(ui: &mut Ui, page: &PlanPage, view: &mut View, cx: &Cx<'_>) {
    if page.people.is_empty() {
        return;
    }
    let title = cx.text("plans-people");
    card_flush(ui, |ui| {
        list_header(ui, &title, &page.people_sub, |_| {});
        let standings = [
            "plans-standing-missing",
            "plans-standing-due",
            "plans-standing-booked",
            "plans-standing-done",
        ];
        let [missing, due, booked, done] =
            standings.map(|key| Column::new(cx.text(key)).fixed(64.0).right());
        let columns = [
            Column::new(cx.text("matrix-column-person")).fixed(112.0),
            missing,
            due,
            booked,
            done,
            Column::new(cx.text("plans-column-hours")).fixed(92.0).right(),
            Column::new(cx.text("plans-column-open")).flex(1.0, 140.0),
        ];
        let name = |row: usize| {
            let learner = page.people.get(row);
            learner.map(|own| own.name.clone()).unwrap_or_default()
        };
        let height = HEAD + ROW * page.people.len().min(PEOPLE) as f32;
        Table::new(&title, &columns, page.people.len())
            .row_height(ROW)
            .height(height)
            .row_name(&name)
            .show(ui, &mut view.people_table, |ui, row, column| {
                if let Some(learner) = page.people.get(row) {
                    learner_cell(ui, learner, column);
                }
            });
    });
}

fn learner_cell(ui: &mut Ui, learner: &LearnerRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &learner.name),
        1..=4 => {
            let color = if column == 1 && learner.missing { theme.bad_t } else { theme.t1 };
            let count = learner.counts.get(column - 1);
            cell_text(ui, text::BODY13, color, count.map_or("", String::as_str));
        }
        5 => cell_text(ui, text::BODY13, theme.t1, &learner.hours),
        _ => cell_text(ui, text::BODY13, theme.t2, &learner.open),
    }
}
