//! How it looks: the steps at the left, the people before the chosen one at the right.

use egui::{Align, Rect, Ui, pos2};

use super::data::{Chosen, Data, PersonRow, RungRow};
use super::drawer::drawer_ui;
use super::form::{self, Form};
use crate::areas::training::careers::view::{BESIDE, GAP};
use crate::areas::training::form_words::run;
use crate::areas::{Cx, drawer_form};
use crate::command::training::What;
use crate::command::training::careers::{Ask, StepForm};
use crate::domain::ids::{CareerPlanId, CareerStepId, PersonId};
use crate::domain::training::career::Verdict;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, columns, divider, list_header, padded};
use crate::ui::choice::{badge, chip};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_lines, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of the list of steps.
const LIST: f32 = 320.0;
/// A step in the list: its name, what it asks for, how many stand how.
const ROW: f32 = 64.0;
/// A person: what is missing takes two lines.
const PERSON: f32 = 48.0;
/// The height of the list where it stands above the people.
const ABOVE: f32 = 260.0;

/// What is wanted elsewhere on the page.
#[derive(Clone, Debug)]
pub(in crate::areas::training::careers) enum Wanted {
    /// The career plan of somebody.
    Plan(CareerPlanId),
    /// A new one with this step as its aim.
    NewPlan(PersonId, (CareerStepId, StepForm)),
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(in crate::areas::training::careers) struct View {
    /// The step whose people are shown.
    step: Option<CareerStepId>,
    list: TableState,
    table: TableState,
    /// Only people who stand so.
    only: Option<Option<Verdict>>,
    /// Whose conditions are shown.
    pub(super) open: Option<PersonId>,
    /// The form that is open.
    form: Option<Form>,
    /// What is wanted elsewhere.
    pub(super) wanted: Option<Wanted>,
}

impl View {
    /// The step that was chosen.
    pub fn step(&self) -> Option<CareerStepId> {
        self.step
    }

    /// What is wanted elsewhere, once.
    pub fn wanted(&mut self) -> Option<Wanted> {
        self.wanted.take()
    }

    /// A command was done: what was typed for it is saved.
    pub fn done(&mut self) {
        drawer_form::stored(&mut self.form);
    }

    /// Whether something is half-typed that would be lost.
    pub fn unsaved(&self) -> bool {
        drawer_form::unsaved(self.form.as_ref())
    }

    /// Opens the form of a new step.
    pub fn add(&mut self) {
        self.form = Some(Form::new());
    }

    /// Shows the people before another step.
    fn choose(&mut self, step: CareerStepId) {
        *self = Self { step: Some(step), form: self.form.take(), ..Self::default() };
    }
}

/// Draws the ladder.
pub(in crate::areas::training::careers) fn draw(
    ui: &mut Ui,
    height: f32,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    match &data.chosen {
        None => {
            let words = ["careers-ladder-none", "careers-ladder-none-detail", "careers-step-add"];
            let [title, detail, add] = words.map(|key| cx.text(key));
            let add = Some(Button::primary(&add));
            if card(ui, |ui| empty_state(ui, icons::STEPS, &title, &detail, add)).inner {
                view.add();
            }
        }
        Some(chosen) if ui.available_width() < BESIDE => {
            list_ui(ui, data, ABOVE, view, cx);
            chosen_ui(ui, data, chosen, height, view, cx);
        }
        Some(chosen) => {
            let right = ui.available_width() - LIST - GAP;
            columns(ui, right, GAP, |ui, side| match side {
                Side::Left => list_ui(ui, data, height, view, cx),
                Side::Right => chosen_ui(ui, data, chosen, height, view, cx),
            });
        }
    }
    let ctx = ui.ctx().clone();
    drawer_ui(&ctx, data, view, cx);
    form::form_ui(&ctx, &data.choices, &mut view.form, cx);
}

fn list_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("careers-part-ladder");
        let n = i64::try_from(data.rungs.iter().filter(|rung| !rung.archived).count());
        let args = [("n", n.unwrap_or(i64::MAX).into())];
        list_header(ui, &title, &cx.tr.with("careers-steps", &args), |_| {});
        let shown = data.chosen.as_ref().map(|chosen| chosen.id);
        view.list.selected = data.rungs.iter().position(|rung| Some(rung.id) == shown);
        let before = view.list.selected;
        let columns = [Column::new(title.as_str())];
        let name = |row: usize| {
            data.rungs
                .get(row)
                .map_or_else(String::new, |rung| format!("{} {}", rung.name, rung.counts))
        };
        let output = Table::new(&title, &columns, data.rungs.len())
            .row_height(ROW)
            .without_header()
            .fill_height()
            .row_name(&name)
            .show(ui, &mut view.list, |ui, row, _| {
                if let Some(rung) = data.rungs.get(row) {
                    rung_ui(ui, rung);
                }
            });
        let chosen = output.clicked.or(view.list.selected.filter(|at| before != Some(*at)));
        if let Some(rung) = chosen.and_then(|row| data.rungs.get(row))
            && Some(rung.id) != shown
        {
            view.choose(rung.id);
        }
    });
}

/// A step in three lines.
fn rung_ui(ui: &mut Ui, rung: &RungRow) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let middle = rect.center().y;
    let line = |from: f32, tall: f32| {
        let (top, bottom) = (middle + from, middle + from + tall);
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), bottom))
    };
    let name = if rung.archived { theme.t3 } else { theme.t1 };
    let lines = [
        (line(-28.0, 20.0), text::NAME13, name, &rung.name),
        (line(-8.0, 18.0), text::LABEL12, theme.t3, &rung.asked),
        (line(10.0, 18.0), text::LABEL12, theme.t2, &rung.counts),
    ];
    let mut cut = false;
    for (rect, kind, color, words) in lines {
        cut |= text::paint_fit(ui.painter(), rect, Align::Min, kind, color, words);
        text::tell(ui, rect, words);
    }
    if cut {
        let id = ui.next_auto_id().with("step");
        let words = format!("{}\n{}\n{}", rung.name, rung.asked, rung.counts);
        ui.interact(rect, id, egui::Sense::hover()).on_hover_text(words);
    }
}

fn chosen_ui(
    ui: &mut Ui,
    data: &Data,
    chosen: &Chosen,
    height: f32,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let Some(at) = data.rungs.iter().position(|rung| rung.id == chosen.id) else { return };
    let Some(rung) = data.rungs.get(at) else { return };
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &rung.name, &chosen.sub, |ui| buttons_ui(ui, data, (at, rung), view, cx));
        if !chosen.note.is_empty() {
            padded(ui, 16.0, 8.0, |ui| {
                text::wrapped(ui, text::BODY13, Theme::get(ui).t2, &chosen.note);
            });
            divider(ui);
        }
        if chosen.people.is_empty() {
            let key = if rung.archived {
                ("careers-step-archived", "careers-step-archived-detail")
            } else {
                ("careers-step-nobody", "careers-step-nobody-detail")
            };
            let (title, detail) = (cx.text(key.0), cx.text(key.1));
            empty_state(ui, icons::USERS, &title, &detail, None);
            return;
        }
        padded(ui, 16.0, 9.0, |ui| chips_ui(ui, chosen, view, cx));
        divider(ui);
        people_ui(ui, chosen, view, cx);
    });
}

/// What can be done with the step, from right to left.
fn buttons_ui(
    ui: &mut Ui,
    data: &Data,
    (at, rung): (usize, &RungRow),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let (key, icon) = if rung.archived {
        ("careers-step-restore", icons::ARROW_COUNTER_CLOCKWISE)
    } else {
        ("careers-step-archive", icons::ARCHIVE)
    };
    let words = [key, "careers-step-edit", "careers-step-down", "careers-step-up"];
    let [archive, edit, down, up] = words.map(|key| cx.text(key));
    if button(ui, Button::ghost_icon(icon, &archive).small()).clicked() {
        run(cx, &rung.name, What::Careers(Ask::ArchiveStep(rung.id, !rung.archived)));
    }
    if button(ui, Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small()).clicked() {
        view.form = Some(Form::edit(rung));
    }
    let mut order: Vec<CareerStepId> = data.rungs.iter().map(|rung| rung.id).collect();
    let last = order.len().saturating_sub(1);
    let mut swap = None;
    let arrow = Button::ghost_icon(icons::ARROW_DOWN, &down).small().enabled(at < last);
    if button(ui, arrow).clicked() {
        swap = Some((at, at + 1));
    }
    let arrow = Button::ghost_icon(icons::ARROW_UP, &up).small().enabled(at > 0);
    if button(ui, arrow).clicked() {
        swap = Some((at - 1, at));
    }
    if let Some((one, other)) = swap {
        order.swap(one, other);
        run(cx, &rung.name, What::Careers(Ask::OrderSteps(order)));
    }
}

fn chips_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        let before = view.only;
        if chip(ui, &cx.text("careers-all"), view.only.is_none()).clicked() {
            view.only = None;
        }
        for (verdict, name) in &chosen.verdicts {
            let on = view.only == Some(*verdict);
            if chip(ui, name, on).clicked() {
                view.only = (!on).then_some(*verdict);
            }
        }
        if view.only != before {
            view.table = TableState::default();
        }
    });
}

fn people_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    let fits = |row: &&PersonRow| view.only.is_none_or(|only| row.standing.verdict == only);
    let shown: Vec<&PersonRow> = chosen.people.iter().filter(fits).collect();
    if shown.is_empty() {
        let words = ["careers-narrow", "careers-narrow-detail"];
        let [title, detail] = words.map(|key| cx.text(key));
        empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
        return;
    }
    let columns = [
        Column::new(cx.text("careers-person")).fixed(88.0),
        Column::new(cx.text("careers-at")).flex(1.0, 128.0),
        Column::new(cx.text("careers-ready")).fixed(88.0),
        Column::new(cx.text("careers-met")).fixed(72.0).right(),
        Column::new(cx.text("careers-missing")).flex(3.4, 200.0),
    ];
    let name = |row: usize| {
        shown.get(row).map_or_else(String::new, |row| format!("{} {}", row.name, row.standing.said))
    };
    let title = cx.text("careers-people");
    let output = Table::new(&title, &columns, shown.len())
        .row_height(PERSON)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = shown.get(row) {
                cell_ui(ui, row, column);
            }
        });
    if let Some(row) = output.clicked.or(output.opened).and_then(|row| shown.get(row)) {
        view.open = Some(row.person);
    }
}

fn cell_ui(ui: &mut Ui, row: &PersonRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &row.at),
        2 => {
            badge(ui, row.standing.tone, &row.standing.said);
        }
        3 => cell_text(ui, text::NAME13, theme.t1, &row.standing.met),
        _ => cell_lines(ui, text::BODY13, theme.t2, &row.standing.left),
    }
}
