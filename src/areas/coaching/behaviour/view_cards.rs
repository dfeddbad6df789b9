//! The cards of the page: a behaviour person by person, what to do with the others, single steps against
//! deals, the analyses that were kept.

use egui::Ui;

use super::data::Data;
use super::form::Form;
use super::form_trial::TrialDraft;
use super::rows::{Behind, Opened, StepRow};
use super::view::{View, send};
use crate::areas::Cx;
use crate::command::coaching::behaviour::Finding;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, grid, list_header, padded};
use crate::ui::charts::group_dots::group_dots;
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of a list.
const ROW: f32 = 36.0;
/// So many rows stand in a card without scrolling, and so many people beside it.
const ROWS: usize = 8;
const PEOPLE: usize = 12;

fn height(rows: usize, most: usize) -> f32 {
    32.0 + ROW * rows.min(most) as f32
}

/// A behaviour, person by person.
pub(super) fn detail_ui(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &Cx<'_>) {
    let Some(detail) = &opened.detail else { return };
    let title = cx.tr.with("behaviour-detail", &[("name", detail.name.as_str().into())]);
    card_flush(ui, |ui| {
        list_header(ui, &title, &detail.sub, |_| {});
        padded(ui, 16.0, 10.0, |ui| match &detail.chart {
            Some(chart) => {
                group_dots(ui, chart);
            }
            None => {
                text::hint(ui, &cx.text("behaviour-detail-none"));
            }
        });
        divider(ui);
        let columns = [
            Column::new(cx.text("behaviour-column-person")).flex(1.0, 88.0),
            Column::new(cx.text("behaviour-column-part")).fixed(80.0),
            Column::new(cx.text("behaviour-column-value")).fixed(76.0).right(),
            Column::new(cx.text("behaviour-column-cases")).fixed(64.0).right(),
        ];
        let at = |row: usize| detail.people.get(row);
        let name = |row: usize| at(row).map(|one| one.name.clone()).unwrap_or_default();
        let people = cx.text("behaviour-people");
        let output = Table::new(&people, &columns, detail.people.len())
            .row_height(32.0)
            .height(32.0 + 32.0 * detail.people.len().min(PEOPLE) as f32)
            .row_name(&name)
            .show(ui, &mut view.people_table, |ui, row, column| {
                let (Some(one), theme) = (at(row), Theme::get(ui)) else { return };
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &one.name),
                    1 => cell_text(ui, text::LABEL12, theme.t3, &one.part),
                    2 => cell_text(ui, text::NAME13, theme.t1, &one.value),
                    _ => cell_text(ui, text::BODY13, theme.t2, &one.cases),
                }
            });
        if let Some(one) = output.clicked.or(output.opened).and_then(at) {
            view.list(Behind::Person(one.person));
        }
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            if !detail.changed.is_empty() {
                text::wrapped(ui, text::LABEL12, Theme::get(ui).warn_t, &detail.changed);
            }
            let propose = cx.text("behaviour-propose");
            if button(ui, Button::primary(&propose).medium().icon(icons::LIGHTBULB)).clicked() {
                let draft = TrialDraft::propose(opened, Some(detail.line));
                view.form = Some(Form::Trial(Box::new(draft)));
            }
        });
    });
}

/// What to do with behaviours that are not listed.
pub(super) fn next_ui(ui: &mut Ui, opened: &Opened, cx: &Cx<'_>) {
    if opened.next.is_empty() {
        return;
    }
    let (title, sub) = (cx.text("behaviour-next"), cx.text("behaviour-next-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        padded(ui, 16.0, 12.0, |ui| {
            grid(ui, opened.next.len(), 16.0, |ui, at| {
                let Some([name, figure, say]) = opened.next.get(at) else { return };
                let theme = Theme::get(ui);
                ui.spacing_mut().item_spacing.y = 2.0;
                text::wrapped(ui, text::NAME13, theme.t1, name);
                text::wrapped(ui, text::LABEL12, theme.t2, figure);
                text::wrapped(ui, text::LABEL12, theme.t3, say);
            });
        });
    });
}

/// Single steps, done or not, against deals won or lost.
pub(super) fn steps_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("behaviour-steps");
    let steps = &data.steps;
    card_flush(ui, |ui| {
        list_header(ui, &title, &steps.sub, |_| {});
        if steps.rows.is_empty() {
            let words = ["behaviour-steps-none", "behaviour-steps-none-hint"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::LIST_CHECKS, &none, &detail, None);
            return;
        }
        let columns = [
            Column::new(cx.text("behaviour-column-step")).flex(1.0, 140.0),
            Column::new(cx.text("behaviour-column-done")).fixed(72.0).right(),
            Column::new(cx.text("behaviour-column-left-out")).fixed(72.0).right(),
            Column::new(cx.text("behaviour-column-ratio")).fixed(72.0).right(),
            Column::new(cx.text("behaviour-column-odds-interval")).fixed(104.0),
            Column::new(cx.text("behaviour-column-fisher")).fixed(68.0).right(),
            Column::new(cx.text("behaviour-column-tiers")).fixed(148.0),
            Column::new(cx.text("behaviour-column-judged")).fixed(132.0),
        ];
        let at = |row: usize| steps.rows.get(row);
        let name = |row: usize| at(row).map(|one| one.name.clone()).unwrap_or_default();
        let output = Table::new(&title, &columns, steps.rows.len())
            .row_height(ROW)
            .height(height(steps.rows.len(), ROWS))
            .row_name(&name)
            .show(ui, &mut view.steps_table, |ui, row, column| {
                if let Some(one) = at(row) {
                    step_cell(ui, one, column);
                }
            });
        if let Some(one) = output.clicked.or(output.opened).and_then(at) {
            view.list(Behind::Step(one.step.clone()));
        }
        divider(ui);
        padded(ui, 16.0, 10.0, |ui| {
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &steps.note);
        });
    });
}

fn step_cell(ui: &mut Ui, one: &StepRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &one.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &one.done),
        2 => cell_text(ui, text::BODY13, theme.t1, &one.left_out),
        3 => cell_text(ui, text::NAME13, theme.t1, &one.ratio),
        4 => cell_text(ui, text::BODY13, theme.t2, &one.interval),
        5 => cell_text(ui, text::BODY13, theme.t2, &one.p),
        6 => cell_text(ui, text::BODY13, theme.t2, &one.tiers),
        _ => {
            badge(ui, one.tone, &one.telling);
        }
    }
}

/// The analyses that were kept.
pub(super) fn list_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("behaviour-kept"), cx.text("behaviour-kept-sub"));
    let mut removing = false;
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |ui| {
            if data.opened.as_ref().is_some_and(|opened| opened.removable) {
                let remove = cx.text("behaviour-remove");
                removing = button(ui, Button::ghost(&remove).small().icon(icons::TRASH)).clicked();
            }
        });
        let columns = [
            Column::new(cx.text("behaviour-column-day")).fixed(104.0),
            Column::new(cx.text("behaviour-column-analysis")).flex(1.0, 220.0),
            Column::new(cx.text("behaviour-found")).fixed(76.0).right(),
            Column::new(cx.text("behaviour-column-became")).fixed(112.0),
        ];
        let at = |row: usize| data.list.get(row);
        let name = |row: usize| {
            at(row).map(|one| format!("{} {}", one.day, one.title)).unwrap_or_default()
        };
        let shown = data.opened.as_ref().map(|opened| opened.id);
        let selected = Theme::get(ui).selected;
        let fill = |row: usize| at(row).filter(|one| Some(one.id) == shown).map(|_| selected);
        let output = Table::new(&title, &columns, data.list.len())
            .row_height(ROW)
            .height(height(data.list.len(), ROWS))
            .row_name(&name)
            .row_fill(&fill)
            .show(ui, &mut view.list_table, |ui, row, column| {
                let (Some(one), theme) = (at(row), Theme::get(ui)) else { return };
                match column {
                    0 => cell_text(ui, text::BODY13, theme.t2, &one.day),
                    1 => cell_text(ui, text::NAME13, theme.t1, &one.title),
                    2 => cell_text(ui, text::BODY13, theme.t1, &one.found),
                    _ => cell_text(ui, text::BODY13, theme.t2, &one.state),
                }
            });
        if let Some(one) = output.clicked.or(output.opened).and_then(at) {
            view.show(Some(one.id));
        }
    });
    if removing && let Some(opened) = &data.opened {
        // What is removed comes again by undo; nothing is asked for that.
        send(cx, opened.subject.clone(), Finding::Remove(opened.id));
        view.show(None);
    }
}
