//! How the page looks: the plans that run, who is behind without one, those that were ended; or one plan.

use egui::{Margin, Ui};

use super::data::{Ask, BehindRow, Data, PlanRow};
use super::form::{self, Form};
use super::form_plan::PlanDraft;
use super::view_plan;
use crate::areas::coaching::form_words::run;
use crate::areas::{Cx, Event, Order};
use crate::command::coaching::What;
use crate::command::coaching::plans::Plan;
use crate::documents::improvement_plan;
use crate::domain::ids::{ImprovementPlanId, PersonId};
use crate::domain::scope::Scope;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card_flush, list_header, padded};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::tabs::beside;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row of a list.
const ROW: f32 = 38.0;
/// So many rows stand in a card without scrolling.
const ROWS: usize = 8;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The plan that is open.
    open: Option<ImprovementPlanId>,
    /// Whether the list is wanted where the scope has one plan.
    listed: bool,
    /// Whose page was drawn last.
    scope: Option<Scope>,
    /// The form that is open.
    pub(super) form: Option<Form>,
    running_table: TableState,
    behind_table: TableState,
    ended_table: TableState,
    pub(super) objectives_table: TableState,
    pub(super) effects_table: TableState,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask { open: self.open, listed: self.listed }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, _cx: &mut Cx<'_>) {
        if matches!(event, Event::Done) && self.form.as_ref().is_some_and(Form::sent) {
            self.form = None;
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::dirty)
    }

    /// Opens a plan.
    pub(in crate::areas::coaching) fn show(&mut self, id: ImprovementPlanId) {
        self.open = Some(id);
        self.objectives_table = TableState::default();
        self.effects_table = TableState::default();
    }

    /// Turns back to the list.
    pub(super) fn back(&mut self) {
        self.open = None;
        self.listed = true;
    }

    fn write(&mut self, person: Option<PersonId>, data: &Data, cx: &Cx<'_>) {
        let draft = PlanDraft::new(person, &data.choices, cx);
        self.form = Some(Form::Plan(Box::new(draft)));
    }
}

/// Gives a command on plans; `subject` is whose it is.
pub(super) fn send(cx: &mut Cx<'_>, subject: String, plan: Plan) {
    run(cx, subject, What::Plan(plan));
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let (add, print) = (cx.text("improvement-new"), cx.text("improvement-print"));
    if button(ui, Button::primary(&add).medium().icon(icons::PLUS)).clicked() {
        view.write(data.person, data, cx);
    }
    if data.n_running > 0 || data.opened.is_some() {
        let look = Button::secondary(&print).medium().icon(icons::PRINTER);
        if button(ui, look).clicked() {
            let order = Order::PrintCentre(&improvement_plan::KIND, cx.filter.scope, None);
            cx.orders.push(order);
        }
    }
    // Where the tabs need the room, the names stand in the list alone.
    beside(ui, &data.running_line);
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    if view.scope != Some(cx.filter.scope) {
        // Of other people another plan is open, or none.
        if view.scope.is_some() {
            (view.open, view.listed) = (None, false);
        }
        view.scope = Some(cx.filter.scope);
    }
    match &data.opened {
        Some(plan) => view_plan::draw(ui, margin, (data, plan), view, cx),
        None => scroll::page(ui, "improvement", margin, |ui, _| {
            ui.spacing_mut().item_spacing.y = 12.0;
            running_ui(ui, data, view, cx);
            behind_ui(ui, data, view, cx);
            if !data.ended.is_empty() {
                ended_ui(ui, data, view, cx);
            }
        }),
    }
    let ctx = ui.ctx().clone();
    form::draw(&ctx, data, view, cx);
}

fn height(rows: usize) -> f32 {
    32.0 + ROW * rows.min(ROWS) as f32
}

fn running_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let (title, sub) = (cx.text("improvement-running"), cx.text("improvement-running-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        if data.running.is_empty() {
            let detail = cx.text("improvement-running-none-detail");
            let none = cx.text("improvement-running-none");
            empty_state(ui, icons::TREND_UP, &none, &detail, None);
            return;
        }
        let columns = [
            Column::new(cx.text("improvement-column-person")).fixed(112.0),
            Column::new(cx.text("improvement-column-title")).flex(1.0, 180.0),
            Column::new(cx.text("improvement-column-days")).fixed(104.0),
            Column::new(cx.text("improvement-total")).fixed(80.0).right(),
            Column::new(cx.text("improvement-pace"))
                .fixed(88.0)
                .right()
                .hint(cx.text("improvement-pace-note")),
            Column::new(cx.text("improvement-status")).fixed(112.0),
            Column::new(cx.text("improvement-column-next")).flex(0.8, 200.0),
        ];
        let at = |row: usize| data.running.get(row);
        let name = |row: usize| at(row).map(PlanRow::spoken).unwrap_or_default();
        let output = Table::new(&title, &columns, data.running.len())
            .row_height(ROW)
            .height(height(data.running.len()))
            .main()
            .row_name(&name)
            .show(ui, &mut view.running_table, |ui, row, column| {
                if let Some(plan) = at(row) {
                    running_cell(ui, plan, column);
                }
            });
        if let Some(plan) = output.clicked.or(output.opened).and_then(at) {
            view.show(plan.id);
        }
    });
}

fn running_cell(ui: &mut Ui, plan: &PlanRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &plan.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &plan.title),
        2 => cell_text(ui, text::BODY13, theme.t2, &plan.days),
        3 => cell_text(ui, text::NAME13, theme.t1, &plan.total),
        4 => cell_text(ui, text::BODY13, theme.t1, &plan.pace),
        5 => {
            badge(ui, plan.tone, &plan.state);
        }
        _ => {
            let color = if plan.late { theme.bad_t } else { theme.t2 };
            cell_text(ui, text::BODY13, color, &plan.next);
        }
    }
}

fn behind_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("improvement-behind");
    let write = cx.text("improvement-behind-write");
    let mut wanted = None;
    card_flush(ui, |ui| {
        list_header(ui, &title, &data.behind_sub, |_| {});
        if data.behind.is_empty() {
            let detail = cx.text("improvement-behind-none-detail");
            empty_state(
                ui,
                icons::CHECK_CIRCLE,
                &cx.text("improvement-behind-none"),
                &detail,
                None,
            );
            return;
        }
        let columns = [
            Column::new(cx.text("improvement-column-person")).fixed(112.0),
            Column::new(cx.text("improvement-column-target")).fixed(128.0).right(),
            Column::new(cx.text("improvement-column-due")).fixed(128.0).right(),
            Column::new(cx.text("improvement-column-signed")).fixed(128.0).right(),
            Column::new(cx.text("improvement-column-of-due")).fixed(96.0).right(),
            Column::new(cx.text("improvement-column-before")).flex(1.0, 152.0),
            Column::new("").fixed(116.0).right(),
        ];
        let at = |row: usize| data.behind.get(row);
        let name = |row: usize| at(row).map(|one| one.name.clone()).unwrap_or_default();
        Table::new(&title, &columns, data.behind.len())
            .row_height(ROW)
            .height(height(data.behind.len()))
            .row_name(&name)
            .show(ui, &mut view.behind_table, |ui, row, column| {
                if let Some(one) = at(row)
                    && behind_cell(ui, one, column, &write)
                {
                    wanted = Some(one.person);
                }
            });
        padded(ui, 16.0, 8.0, |ui| {
            let theme = Theme::get(ui);
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("improvement-behind-guard"));
        });
    });
    if wanted.is_some() {
        view.write(wanted, data, cx);
    }
}

/// Draws a cell; true where the button was pressed.
fn behind_cell(ui: &mut Ui, one: &BehindRow, column: usize, write: &str) -> bool {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &one.name),
        1..=4 => {
            let figure = one.figures.get(column.saturating_sub(1)).map_or("", String::as_str);
            // What it comes to is what they stand in order by.
            let kind = if column == 4 { text::NAME13 } else { text::BODY13 };
            cell_text(ui, kind, theme.t1, figure);
        }
        5 => cell_text(ui, text::BODY13, theme.t2, &one.before),
        _ => {
            let pressed = button(ui, Button::secondary(write).small());
            return pressed.accessible_name(format!("{write} {}", one.name)).clicked();
        }
    }
    false
}

fn ended_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("improvement-ended");
    let tall = 44.0 + height(data.ended.len());
    Card::new().height(tall).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, "", |_| {});
        let columns = [
            Column::new(cx.text("improvement-column-person")).fixed(112.0),
            Column::new(cx.text("improvement-column-title")).flex(1.0, 180.0),
            Column::new(cx.text("improvement-column-ended")).fixed(104.0),
            Column::new(cx.text("improvement-column-outcome")).fixed(112.0),
            Column::new(cx.text("improvement-column-result")).flex(1.4, 240.0),
        ];
        let at = |row: usize| data.ended.get(row);
        let name = |row: usize| at(row).map(PlanRow::spoken).unwrap_or_default();
        let output = Table::new(&title, &columns, data.ended.len())
            .row_height(ROW)
            .fill_height()
            .row_name(&name)
            .show(ui, &mut view.ended_table, |ui, row, column| {
                let Some(plan) = at(row) else { return };
                let theme = Theme::get(ui);
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &plan.name),
                    1 => cell_text(ui, text::BODY13, theme.t1, &plan.title),
                    2 => cell_text(ui, text::BODY13, theme.t2, &plan.days),
                    3 => {
                        badge(ui, plan.tone, &plan.state);
                    }
                    _ => cell_text(ui, text::BODY13, theme.t2, &plan.next),
                }
            });
        if let Some(plan) = output.clicked.or(output.opened).and_then(at) {
            view.show(plan.id);
        }
    });
}
