//! The catalogue: the courses by topic with what came of them, and the forms of teaching beside each other.

use egui::{Frame, Margin, Ui};

use super::data::Data;
use super::lines::{FormLine, Line, TotalLine};
use super::view::{GAP, View};
use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::card::{Card, card, card_header, list_header, padded};
use crate::ui::choice::{Segmented, chip};
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::select::Select;
use crate::ui::state::{empty_state, skeleton_rows};
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::form_course::CourseDraft;

/// A row of the table of forms.
const ROW: f32 = 32.0;
/// The heading of a card, and of a table.
const HEADS: f32 = 44.0 + 32.0;
/// The line below the table of forms.
const NOTE: f32 = 34.0;
/// So many forms stand without scrolling.
const FORMS: usize = 4;
/// The least height of the catalogue.
const LEAST: f32 = 300.0;
/// Below this width there is no room for what a course raises.
const NARROW: f32 = 1_100.0;
/// The column of that.
const SKILLS: usize = 3;

/// The page while its figures are on their way.
pub(super) fn waiting_ui(ui: &mut Ui, margin: Margin) {
    Frame::new().inner_margin(margin).show(ui, |ui| {
        card(ui, |ui| skeleton_rows(ui, 10, 36.0));
    });
}

/// Draws the catalogue.
pub(super) fn draw(ui: &mut Ui, margin: Margin, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    scroll::page(ui, "courses", margin, |ui, room| {
        ui.spacing_mut().item_spacing.y = GAP;
        if data.lines.is_empty() {
            nothing_ui(ui, view, cx);
            return;
        }
        let forms = data.forms.len().min(FORMS) as f32;
        let below = if data.forms.is_empty() { 0.0 } else { HEADS + NOTE + forms * ROW + GAP };
        catalogue_ui(ui, (room - below).max(LEAST), data, view, cx);
        if !data.forms.is_empty() {
            forms_ui(ui, below - GAP, data, view, cx);
        }
    });
}

fn nothing_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let words = ["courses-none-title", "courses-none-detail", "courses-add-first"];
    let [title, detail, add] = words.map(|key| cx.text(key));
    let mut wanted = false;
    card(ui, |ui| {
        let action = Button::primary(&add);
        wanted = empty_state(ui, icons::GRADUATION_CAP, &title, &detail, Some(action));
    });
    if wanted {
        view.course = Some(CourseDraft::new(""));
    }
}

fn catalogue_ui(ui: &mut Ui, tall: f32, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let (filters, title) = (view.filters, cx.text("courses-title"));
    let shown: Vec<&Line> = data
        .lines
        .iter()
        .filter(|line| filters.archived || !line.archived)
        .filter(|line| filters.topic.is_none_or(|topic| line.topic == Some(topic)))
        .filter(|line| filters.form.is_none_or(|form| line.form == Some(form)))
        .collect();
    let n = i64::try_from(shown.len()).unwrap_or(i64::MAX);
    let sub = cx.tr.with("courses-sub", &[("n", n.into())]);
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |ui| filters_ui(ui, data, view, cx));
        if shown.is_empty() {
            let words = ["courses-filtered", "courses-filtered-detail"].map(|key| cx.text(key));
            let [none, detail] = &words;
            empty_state(ui, icons::FUNNEL, none, detail, None);
            return;
        }
        let head = |key: &str| Column::new(cx.text(key));
        let all = [
            head("courses-column-name").flex(1.4, 120.0),
            head("training-topic").fixed(78.0),
            head("courses-column-form").fixed(80.0),
            head("courses-column-skills").flex(1.0, 72.0),
            head("courses-column-hours").fixed(52.0).right(),
            head("courses-column-cost").fixed(72.0).right(),
            head("courses-column-validity").fixed(56.0).right(),
            head("courses-column-results").fixed(50.0).right(),
            head("courses-column-rate").fixed(118.0).right(),
            head("courses-column-interval").fixed(88.0).right(),
            head("courses-column-completed-both").fixed(88.0).right(),
            head("courses-column-hours-sum").fixed(72.0).right(),
            head("courses-column-cost-sum").fixed(88.0).right(),
        ];
        // Names come before what the course raises, which its own page tells too.
        let narrow = ui.available_width() < NARROW;
        let shown_at = all.into_iter().enumerate().filter(|(at, _)| !narrow || *at != SKILLS);
        let (places, columns): (Vec<usize>, Vec<Column>) = shown_at.unzip();
        let name = |row: usize| shown.get(row).map_or_else(String::new, |line| line.told.clone());
        let all = cx.text("courses-total");
        let mut total = |ui: &mut Ui, column: usize| match places.get(column) {
            Some(0) => cell_text(ui, text::NAME13, Theme::get(ui).t1, &all),
            Some(1..=6) | None => {}
            Some(place) => came_cell(ui, &data.total, place - 7),
        };
        let mut state = std::mem::take(&mut view.table);
        let output = Table::new(&title, &columns, shown.len())
            .fill_height()
            .main()
            .row_name(&name)
            .total(&mut total)
            .show(ui, &mut state, |ui, row, column| {
                if let Some((line, place)) = shown.get(row).zip(places.get(column)) {
                    line_cell(ui, line, *place);
                }
            });
        view.table = state;
        let opened = output.opened.or(output.clicked);
        if let Some(line) = opened.and_then(|row| shown.get(row)) {
            view.choose(Some(line.key.clone()));
        }
    });
}

fn filters_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let words = ["courses-days", "courses-period", "courses-all-time", "courses-with-archived"];
    let [name, period, all, archived] = words.map(|key| cx.text(key));
    let choices = [(false, period), (true, all)];
    Segmented::new(&name).medium().show(ui, &mut view.all, &choices);
    let filters = &mut view.filters;
    if data.lines.iter().any(|line| line.archived)
        && chip(ui, &archived, filters.archived).clicked()
    {
        filters.archived = !filters.archived;
    }
    let words = ["courses-column-form", "courses-any-form", "training-topic", "training-topic-all"];
    let [form, any_form, topic, any_topic] = words.map(|key| cx.text(key));
    let forms = data.options.forms.iter().map(|(form, name)| (Some(*form), name.clone()));
    let forms: Vec<_> = std::iter::once((None, any_form)).chain(forms).collect();
    Select::new(Field::bare(&form).compact()).fit().show(ui, &mut filters.form, &forms);
    let topics = data.options.topics.iter().map(|(topic, name)| (Some(*topic), name.clone()));
    let topics: Vec<_> = std::iter::once((None, any_topic)).chain(topics).collect();
    Select::new(Field::bare(&topic).compact()).fit().show(ui, &mut filters.topic, &topics);
}

fn line_cell(ui: &mut Ui, line: &Line, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => {
            let color = if line.archived { theme.t3 } else { theme.t1 };
            cell_text(ui, text::NAME13, color, &line.name);
        }
        1..=6 => {
            let said = line.about.get(column - 1).map(String::as_str).unwrap_or_default();
            cell_text(ui, text::BODY13, theme.t2, said);
        }
        _ => came_cell(ui, &line.came, column - 7),
    }
}

/// Draws a figure of what came of trainings: rows, rate, interval, completed, hours, cost.
fn came_cell(ui: &mut Ui, came: &TotalLine, place: usize) {
    let theme = Theme::get(ui);
    let [_, hours, cost] = &came.sums;
    let faint = if came.few { theme.warn_t } else { theme.t3 };
    let (kind, color, said) = match place {
        0 => (text::BODY13, theme.t2, &came.results),
        1 => (text::NAME13, theme.t1, &came.rate),
        2 => (text::LABEL12, faint, &came.interval),
        3 => (text::BODY13, theme.t1, &came.completed),
        4 => (text::BODY13, theme.t2, hours),
        _ => (text::BODY13, theme.t2, cost),
    };
    cell_text(ui, kind, color, said);
}

/// Draws the forms of teaching beside each other, with what the difference does not say.
fn forms_ui(ui: &mut Ui, tall: f32, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("courses-forms-title");
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &title, "", |_| {});
        let head = |key: &str| Column::new(cx.text(key));
        let columns = [
            head("courses-column-form").flex(1.0, 110.0),
            head("courses-column-results").fixed(64.0).right(),
            head("courses-column-rate").fixed(130.0).right(),
            head("courses-column-interval").fixed(120.0).right(),
            head("courses-column-completed-both").fixed(110.0).right(),
            head("courses-column-feedback").fixed(138.0).right(),
            head("courses-column-gain").fixed(138.0).right(),
            head("courses-column-hours-sum").fixed(76.0).right(),
            head("courses-column-hour-cost").fixed(96.0).right(),
        ];
        let table = HEADS - 44.0 + data.forms.len().min(FORMS) as f32 * ROW;
        let name = |row: usize| data.forms.get(row).map_or_else(String::new, |f| f.name.clone());
        Table::new(&title, &columns, data.forms.len())
            .row_height(ROW)
            .height(table)
            .row_name(&name)
            .show(ui, &mut view.forms, |ui, row, column| {
                if let Some(line) = data.forms.get(row) {
                    form_cell(ui, line, column);
                }
            });
        padded(ui, 16.0, 8.0, |ui| {
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text("courses-forms-note"));
        });
    });
}

fn form_cell(ui: &mut Ui, line: &FormLine, column: usize) {
    let theme = Theme::get(ui);
    let [_, hours, _] = &line.came.sums;
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &line.name),
        1..=4 => came_cell(ui, &line.came, column - 1),
        5 => cell_text(ui, text::BODY13, theme.t1, &line.feedback),
        6 => cell_text(ui, text::BODY13, theme.t1, &line.gain),
        7 => cell_text(ui, text::BODY13, theme.t2, hours),
        _ => cell_text(ui, text::BODY13, theme.t2, &line.hour),
    }
}
