//! The grid in which what came of a class is typed, as wide as the page.
//!
//! Tab goes on within a row, Enter to the same field of the next one.

use egui::{Frame, Key, Margin, Response, Ui};

use super::entry::{Cell, Entry};
use super::view::View;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::leaving;
use crate::areas::training::form_words::run;
use crate::command::training::What;
use crate::domain::training::attendance::Presence;
use crate::metrics::training::show;
use crate::store::records::TrainingOutcome;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, list_header};
use crate::ui::choice::checkbox;
use crate::ui::field::{Field, number_field, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::select::Select;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A row.
const ROW: f32 = 48.0;
/// A part of the class.
const PART: f32 = 84.0;

/// The fields before those of the parts, and behind them, in the order of the columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Name,
    Presence,
    Part(usize),
    Before,
    After,
    Outcome,
    Feedback,
    Words,
    RetestOn,
    Retest,
    Hours,
    Cost,
}

/// The words of the grid, looked up once for all rows.
struct Words {
    presences: Vec<(Option<Presence>, String)>,
    outcomes: Vec<(Option<TrainingOutcome>, String)>,
    labels: Vec<(Slot, String)>,
}

impl Words {
    fn of(entry: &Entry, cx: &Cx<'_>) -> Self {
        let unsaid = cx.text("classes-entry-unsaid");
        let presences = Presence::ALL.into_iter();
        let presences = presences.map(|one| (Some(one), cx.text(show::presence_key(Some(one)))));
        let outcomes = show::OUTCOMES.into_iter();
        let outcomes = outcomes.map(|one| (Some(one), cx.text(show::outcome_key(one))));
        let first = [
            (Slot::Name, cx.text("classes-column-name")),
            (Slot::Presence, cx.text("classes-column-came")),
        ];
        let parts = entry.parts.iter().enumerate();
        let parts = parts.map(|(at, (part, _))| (Slot::Part(at), part.name.clone()));
        let mut rest = vec![
            (Slot::Before, cx.text("classes-before")),
            (Slot::After, cx.text("classes-after")),
            (Slot::Outcome, cx.text("classes-column-outcome")),
            (Slot::Feedback, cx.text("classes-column-feedback")),
            (Slot::RetestOn, cx.text("classes-entry-retest-on")),
            (Slot::Retest, cx.text("classes-entry-retest")),
        ];
        if entry.parts.is_empty() {
            rest.push((Slot::Hours, cx.text("classes-column-hours")));
        }
        rest.push((Slot::Cost, cx.text("classes-entry-cost")));
        rest.push((Slot::Words, cx.text("classes-entry-words")));
        Self {
            presences: std::iter::once((None, unsaid.clone())).chain(presences).collect(),
            outcomes: std::iter::once((None, unsaid)).chain(outcomes).collect(),
            labels: first.into_iter().chain(parts).chain(rest).collect(),
        }
    }
}

pub(super) fn draw(ui: &mut Ui, margin: Margin, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut entry) = view.entry.take() else { return };
    let ctx = ui.ctx().clone();
    // Still here with no command on its way, it was refused: what is typed is not stored.
    entry.sent &= cx.pending;
    let (mut saves, mut leaves) = (asks_to_save(&ctx), false);
    let words = Words::of(&entry, cx);
    let seen: &Cx<'_> = cx;
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let tall = ui.available_height();
        Card::new().height(tall).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let n = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let args = [("changed", n(entry.changed()).into()), ("open", n(entry.open()).into())];
            let sub = seen.tr.with("classes-entry-sub", &args);
            let title =
                seen.tr.with("classes-entry-title", &[("name", entry.name.as_str().into())]);
            let keys = ["classes-entry-save", "app-cancel", "classes-entry-all"];
            let [save, cancel, all] = keys.map(|key| seen.text(key));
            list_header(ui, &title, &sub, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                saves |= button(ui, Button::primary(&save).medium()).clicked();
                leaves |= button(ui, Button::secondary(&cancel).medium()).clicked();
                if button(ui, Button::ghost(&all).medium()).clicked() {
                    entry.everyone_came();
                }
            });
            grid_ui(ui, &title, &mut entry, &mut view.grid, (&words, seen));
        });
    });
    if saves && !entry.leaving && !entry.sent {
        entry.tried = true;
        let today = cx.filter.today;
        let mut rows = entry.rows.iter();
        let wrong = rows.position(|row| entry.problem(row, today, cx.tr).is_some());
        match (wrong, entry.command(cx.tr)) {
            (Some(at), _) => {
                view.grid.scroll_to(at);
                entry.jump = Some((at, 0));
            }
            (None, Some(ask)) => {
                entry.sent = true;
                run(cx, entry.name.clone(), What::Results(ask));
            }
            // Nothing was typed: there is nothing to save.
            (None, None) => return,
        }
    }
    let asked = (leaves, entry.dirty());
    if leaving::closes(&ctx, "class-entry-discard", &mut entry.leaving, asked, cx) {
        return;
    }
    view.entry = Some(entry);
}

fn grid_ui(
    ui: &mut Ui,
    title: &str,
    entry: &mut Entry,
    state: &mut TableState,
    (words, cx): (&Words, &Cx<'_>),
) {
    let column = |(field, label): &(Slot, String)| {
        let column = Column::new(label.as_str());
        match field {
            Slot::Name => column.flex(1.0, 136.0),
            Slot::Presence | Slot::Outcome => column.fixed(116.0),
            Slot::Part(_) => column.fixed(PART),
            Slot::Before | Slot::After | Slot::Retest | Slot::Hours => column.fixed(78.0).right(),
            Slot::Feedback => column.fixed(68.0).right(),
            Slot::Cost => column.fixed(92.0).right(),
            Slot::RetestOn => column.fixed(138.0),
            Slot::Words => column.flex(1.2, 150.0),
        }
    };
    let columns: Vec<Column> = words.labels.iter().map(column).collect();
    let names: Vec<String> = entry.rows.iter().map(|row| row.name.clone()).collect();
    let name = |row: usize| names.get(row).cloned().unwrap_or_default();
    let mut down = None;
    Table::new(title, &columns, names.len()).row_height(ROW).fill_height().row_name(&name).show(
        ui,
        state,
        |ui, row, column| {
            if let Some((field, label)) = words.labels.get(column) {
                let at = Place { row, column, field: *field, label };
                if at.draw(ui, entry, (words, cx)) {
                    down = Some((row + 1, column));
                }
            }
        },
    );
    if let Some((row, column)) = down.filter(|(row, _)| *row < names.len()) {
        state.scroll_to(row);
        entry.jump = Some((row, column));
    }
}

/// A cell of the grid.
struct Place<'a> {
    row: usize,
    column: usize,
    field: Slot,
    label: &'a str,
}

impl Place<'_> {
    /// Draws the cell; true when Enter was pressed in it.
    fn draw(&self, ui: &mut Ui, entry: &mut Entry, (words, cx): (&Words, &Cx<'_>)) -> bool {
        let today = cx.filter.today;
        let Some(own) = entry.rows.get(self.row) else { return false };
        let soon = |cell: &Cell| matches!(cell, Cell::Before | Cell::After | Cell::Feedback);
        let problem = entry.problem(own, today, cx.tr);
        let problem = problem.filter(|(cell, _)| entry.tried || soon(cell));
        let wrong = |cell: Cell| problem.as_ref().is_some_and(|(at, _)| *at == cell);
        let called = format!("{} {}", self.label, own.name);
        let (parts, person) = (entry.parts.clone(), own.name.clone());
        let Some(own) = entry.rows.get_mut(self.row) else { return false };
        let now = &mut own.now;
        let bare = Field::bare(&called).compact();
        let response = match self.field {
            Slot::Name => {
                let said = problem.as_ref().map_or("", |(_, said)| said.as_str());
                name_ui(ui, &person, said);
                return false;
            }
            Slot::Presence => {
                let mut presence = now.presence;
                let field = bare.width(104.0).wrong(wrong(Cell::Presence));
                let response = Select::new(field).show(ui, &mut presence, &words.presences);
                if response.changed() {
                    entry.came(self.row, presence);
                }
                response
            }
            Slot::Part(at) => {
                let begun = parts.get(at).is_some_and(|(_, begun)| *begun);
                let Some(came) = now.came.get_mut(at) else { return false };
                let response = ui.add_enabled(begun, |ui: &mut Ui| checkbox(ui, came, ""));
                let response = response.accessible_name(&called);
                if response.changed() {
                    entry.ticked(self.row);
                }
                response
            }
            Slot::Before => {
                let places = decimals(now.before);
                let field = bare.right().width(66.0).wrong(wrong(Cell::Before));
                number_field(ui, field, &mut now.before, places)
            }
            Slot::After => {
                let places = decimals(now.after);
                let field = bare.right().width(66.0).wrong(wrong(Cell::After));
                let response = number_field(ui, field, &mut now.after, places);
                if response.changed() {
                    entry.scored(self.row);
                }
                response
            }
            Slot::Outcome => {
                Select::new(bare.width(104.0)).show(ui, &mut now.outcome, &words.outcomes)
            }
            Slot::Feedback => {
                let field = bare.right().width(56.0).wrong(wrong(Cell::Feedback));
                number_field(ui, field, &mut now.feedback, 0)
            }
            Slot::Words => text_field(ui, bare, &mut now.words),
            Slot::RetestOn => {
                let field = bare.width(126.0).wrong(wrong(Cell::Retest));
                day_field(ui, field, &mut now.retest_on, today, cx.tr)
            }
            Slot::Retest => {
                let places = decimals(now.retest);
                let field = bare.right().width(66.0).wrong(wrong(Cell::Retest));
                let response = number_field(ui, field, &mut now.retest, places);
                if response.changed() {
                    entry.scored(self.row);
                }
                response
            }
            Slot::Hours => {
                let field = bare.right().width(66.0).wrong(wrong(Cell::Hours));
                number_field(ui, field, &mut now.hours, 1)
            }
            Slot::Cost => {
                let field = bare.right().width(80.0).wrong(wrong(Cell::Cost));
                number_field(ui, field, &mut now.cost, 2)
            }
        };
        self.focus(entry, &response);
        response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// Gives the cell the focus when it is the one to go to; a row without a column means its first field.
    fn focus(&self, entry: &mut Entry, response: &Response) {
        let first = self.field == Slot::Presence;
        let wanted = entry.jump == Some((self.row, self.column));
        if wanted || (first && entry.jump == Some((self.row, 0))) {
            entry.jump = None;
            response.request_focus();
        }
    }
}

/// A half point keeps its decimal.
fn decimals(value: Option<f64>) -> usize {
    usize::from(value.is_some_and(|value| value.fract() != 0.0))
}

fn name_ui(ui: &mut Ui, name: &str, problem: &str) {
    let theme = Theme::get(ui);
    if problem.is_empty() {
        cell_text(ui, text::NAME13, theme.t1, name);
        return;
    }
    let place = ui.available_rect_before_wrap();
    let middle = place.center().y;
    let painter = ui.painter();
    let upper = place.with_min_y(middle - 20.0).with_max_y(middle);
    let lower = place.with_min_y(middle).with_max_y(middle + 18.0);
    let left = egui::Align::Min;
    text::paint_fit(painter, upper, left, text::NAME13, theme.t1, name);
    text::paint_fit(painter, lower, left, text::LABEL12, theme.bad_t, problem);
    text::tell(ui, lower, problem);
    let id = ui.next_auto_id().with("problem");
    ui.interact(place, id, egui::Sense::hover()).on_hover_text(problem);
}
