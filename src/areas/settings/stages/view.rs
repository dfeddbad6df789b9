//! How the page looks: the models at the left, the chosen one with its stages at the right.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align, Layout, Sense, Ui, vec2};

use super::data::{ModelRow, StagesPage};
use super::draft::{ModelForm, StageForm};
use super::forms::{self, NewModel};
use super::view_stage;
use crate::areas::day::day_field;
use crate::areas::drawer_form;
use crate::areas::sending::Sending;
use crate::areas::settings::draft::Draft;
use crate::areas::settings::view::{Pressed, save_ui};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::command::stages::check::{self, At, FEWEST, MOST};
use crate::command::stages::{self as order, ModelDraft};
use crate::command::{Command, settings};
use crate::domain::ids::StageModelId;
use crate::error::Error;
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, grid, list_header, padded, row};
use crate::ui::choice::radio_card;
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The width of the list of models.
const LIST: f32 = 264.0;
const NUMBER: f32 = 20.0;
const LIMIT: f32 = 108.0;
const BUTTON: f32 = 28.0;
/// Between cards, and between the cells of other pages.
const GAP: f32 = 12.0;
/// Between the cells of a stage.
const CELLS: f32 = 8.0;

/// Which model is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The version in use of a line.
    Line(Option<String>),
    /// An earlier version.
    Old(StageModelId),
}

impl Default for Chosen {
    fn default() -> Self {
        Self::Line(None)
    }
}

/// A model half-typed.
#[derive(Debug, Default)]
pub(super) struct Edit {
    pub(super) draft: Draft<ModelForm>,
    /// The stage whose details are shown.
    pub(super) stage: usize,
    /// Saving was tried, so what is wrong is marked.
    pub(super) tried: bool,
    /// What was sent to be saved over which version, so that a second press makes no second version.
    sending: Sending<(StageModelId, ModelForm)>,
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub(in crate::areas::settings) struct StagesView {
    pub(super) chosen: Chosen,
    pub(super) edits: BTreeMap<Option<String>, Edit>,
    /// A model that is begun.
    pub(super) new: Option<NewModel>,
    /// A model that was read from a file and waits for a yes.
    pub(super) read: Option<Arc<ModelDraft>>,
    /// The model of a line that is to be put out of use, once a yes is said.
    pub(super) retire: Option<(StageModelId, String)>,
    /// The line for which a model is sent to begin.
    pub(super) begins: Sending<Option<String>>,
    /// The model that waits for a place to be written to.
    writing: Option<Arc<ModelDraft>>,
    /// Why a file was not read.
    error: Option<Error>,
}

impl StagesView {
    /// Whether something is half-typed.
    pub(in crate::areas::settings) fn dirty(&self) -> bool {
        self.edits.values().any(|edit| edit.draft.dirty())
            || drawer_form::unsaved(self.new.as_ref())
    }

    /// Takes notice of the stored models, and of whether a command is on its way; what is half-typed stays.
    pub(in crate::areas::settings) fn follow(&mut self, page: &StagesPage, pending: bool) {
        self.begins.follow(pending, |_| true);
        for model in page.models.iter().filter(|model| model.current) {
            let edit = self.edits.entry(model.line.clone()).or_default();
            edit.draft.follow(&model.form);
            let loaded = |(over, form): &(_, ModelForm)| *over != model.id || *form == model.form;
            edit.sending.follow(pending, loaded);
        }
        // Of a line that has no model any more, nothing can be saved.
        self.edits
            .retain(|line, _| page.models.iter().any(|model| model.current && model.line == *line));
    }

    /// Takes notice of a file that was picked or read.
    pub(in crate::areas::settings) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Picked(Purpose::StageModel, path) => {
                if let Some(model) = self.writing.take() {
                    cx.orders.push(Order::WriteStageModel(model, path.clone()));
                }
            }
            Event::Picked(Purpose::StageModelFrom, path) => {
                cx.orders.push(Order::ReadStageModel(path.clone()));
            }
            Event::StageModelRead(Ok(model)) => {
                self.error = check::problems(model).into_iter().next().map(|(_, error)| error);
                self.read = self.error.is_none().then(|| Arc::clone(model));
            }
            Event::StageModelRead(Err(error)) => self.error = Some(error.clone()),
            Event::Done => self.done(),
            _ => {}
        }
    }

    /// A command was done: what was sent is stored. Where a model begins for a line, it is shown, and what was
    /// half-typed of the one before it goes.
    fn done(&mut self) {
        drawer_form::stored(&mut self.new);
        for edit in self.edits.values_mut() {
            edit.sending.done();
        }
        if let Some(line) = self.begins.done().cloned() {
            self.edits.remove(&line);
            self.chosen = Chosen::Line(line);
        }
    }

    /// The model that is shown: the chosen one, else the first, as where a line has a model no more or not
    /// yet.
    fn shown<'a>(&self, page: &'a StagesPage) -> Option<&'a ModelRow> {
        let chosen = |model: &&ModelRow| match &self.chosen {
            Chosen::Line(line) => model.current && model.line == *line,
            Chosen::Old(id) => !model.current && model.id == *id,
        };
        page.models.iter().find(chosen).or_else(|| page.models.first())
    }
}

/// Asks, while the first steps are shown, whether the stages that a workspace begins with are kept.
pub(in crate::areas::settings) fn keep_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let words = ["stages-keep", "stages-keep-detail", "stages-keep-go"].map(|key| cx.text(key));
    let [title, detail, keep] = &words;
    let mut pressed = false;
    banner(ui, Banner::info(title).detail(detail).icon(icons::STEPS), |ui| {
        let keep = Button::secondary(keep).medium().enabled(!cx.pending);
        pressed = button(ui, keep).clicked();
    });
    if pressed {
        cx.run(Command::Settings(settings::Command::keep_stages()));
    }
}

/// Draws the page.
pub(in crate::areas::settings) fn stages_ui(
    ui: &mut Ui,
    page: &StagesPage,
    view: &mut StagesView,
    cx: &mut Cx<'_>,
) {
    if let Some(error) = view.error.clone() {
        let (said, hint) = (error.message(cx.tr), error.hint(cx.tr));
        let close = cx.text("app-close");
        banner(ui, Banner::error(&said).detail(&hint), |ui| {
            if button(ui, Button::secondary(&close).medium()).clicked() {
                view.error = None;
            }
        });
    }
    let right = (ui.available_width() - LIST - GAP).max(LIST);
    columns(ui, right, GAP, |ui, side| {
        ui.spacing_mut().item_spacing.y = GAP;
        match side {
            Side::Left => list_ui(ui, page, view, cx),
            Side::Right => model_ui(ui, page, view, cx),
        }
    });
    forms::draw(ui, page, view, cx);
}

fn list_ui(ui: &mut Ui, page: &StagesPage, view: &mut StagesView, cx: &mut Cx<'_>) {
    let title = cx.text("stages-models");
    let (new, open) = (cx.text("stages-new"), cx.text("stages-import"));
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, "", |ui| {
            // From right to left.
            if button(ui, Button::ghost_icon(icons::PLUS, &new).medium()).clicked() {
                view.new = Some(NewModel::default());
            }
            let file = Button::ghost_icon(icons::FOLDER_OPEN, &open).medium();
            if button(ui, file).clicked() {
                cx.orders.push(Order::PickFile(Purpose::StageModelFrom));
            }
        });
        padded(ui, 12.0, 12.0, |ui| {
            let shown = view.shown(page).map(|model| model.id);
            let mut earlier = false;
            for model in &page.models {
                if !model.current && !earlier {
                    earlier = true;
                    let theme = Theme::get(ui);
                    text::label(ui, text::LABEL12, theme.t3, &cx.text("stages-earlier"));
                }
                let on = shown == Some(model.id);
                let card = |ui: &mut Ui| radio_card(ui, on, &model.title, &model.detail);
                if ui.push_id(model.id.0, card).inner.clicked() {
                    view.chosen = if model.current {
                        Chosen::Line(model.line.clone())
                    } else {
                        Chosen::Old(model.id)
                    };
                }
            }
        });
    });
}

fn model_ui(ui: &mut Ui, page: &StagesPage, view: &mut StagesView, cx: &mut Cx<'_>) {
    let Some(model) = view.shown(page) else {
        let (title, detail) = (cx.text("stages-none"), cx.text("stages-none-detail"));
        Card::new().padding(16.0).show(ui, |ui| {
            empty_state(ui, icons::FUNNEL, &title, &detail, None);
        });
        return;
    };
    if !model.current {
        head_ui(ui, model, &mut view.writing, &mut view.retire, cx, |ui, cx| {
            let theme = Theme::get(ui);
            text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("stages-earlier-note"));
            for stage in &model.told {
                text::wrapped(ui, text::BODY13, theme.t1, stage);
            }
        });
        return;
    }
    // Before the fields are drawn, which would take the key.
    let keyed = view.new.is_none() && asks_to_save(ui.ctx());
    let edit = view.edits.entry(model.line.clone()).or_default();
    edit.stage = edit.stage.min(edit.draft.now.stages.len().saturating_sub(1));
    let found = if edit.tried { problems(&edit.draft.now, model, cx) } else { vec![] };
    let mut pressed = Pressed::None;
    head_ui(ui, model, &mut view.writing, &mut view.retire, cx, |ui, cx| {
        names_ui(ui, edit, &found, cx);
        rows_ui(ui, edit, &found, cx);
        let waiting = edit
            .sending
            .sent()
            .is_some_and(|(over, form)| *over == model.id && *form == edit.draft.now);
        let save = cx.text("stages-save");
        pressed = save_ui(ui, &save, edit.draft.dirty() && !waiting, &model.note, cx);
    });
    let (at, now) = (edit.stage, &mut edit.draft.now);
    if let Some(stage) = now.stages.get_mut(at) {
        view_stage::stage_ui(ui, at, stage, &found, cx);
    }
    if keyed && edit.draft.dirty() {
        pressed = Pressed::Save;
    }
    match pressed {
        Pressed::None => {}
        Pressed::Reset => {
            edit.draft.reset();
            edit.tried = false;
        }
        Pressed::Save => save(edit, model, cx),
    }
}

/// What is wrong with what is typed.
fn problems(form: &ModelForm, model: &ModelRow, cx: &Cx<'_>) -> Vec<(At, String)> {
    let found = check::problems(&form.draft(model.line.as_deref(), cx.tr));
    found.into_iter().map(|(at, error)| (at, error.message(cx.tr))).collect()
}

fn save(edit: &mut Edit, model: &ModelRow, cx: &mut Cx<'_>) {
    let found = problems(&edit.draft.now, model, cx);
    edit.tried = !found.is_empty() || !edit.draft.now.day_is_fine();
    if let Some(stage) = found.iter().find_map(|(at, _)| at.stage()) {
        edit.stage = stage;
    }
    if edit.tried {
        return;
    }
    let draft = edit.draft.now.draft(model.line.as_deref(), cx.tr).trimmed();
    // As it will be stored, so that the form is clean once it is saved.
    edit.draft.now = ModelForm::of(&draft, cx.tr);
    edit.sending.send((model.id, edit.draft.now.clone()));
    cx.run(Command::Stages(order::Command::Save { id: Some(model.id), draft }));
}

/// Draws the card of a model: what can be done with it above, its contents below.
fn head_ui(
    ui: &mut Ui,
    model: &ModelRow,
    writing: &mut Option<Arc<ModelDraft>>,
    retire: &mut Option<(StageModelId, String)>,
    cx: &mut Cx<'_>,
    content: impl FnOnce(&mut Ui, &Cx<'_>),
) {
    let (export, away) = (cx.text("stages-export"), cx.text("stages-retire"));
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &model.title, &model.detail, |ui| {
            // From right to left.
            let file = Button::secondary(&export).icon(icons::EXPORT).medium();
            if button(ui, file).clicked() {
                *writing = Some(Arc::clone(&model.draft));
                cx.orders.push(Order::PickSave(Purpose::StageModel, model.file.clone()));
            }
            if let (true, Some(line)) = (model.current, &model.line)
                && button(ui, Button::ghost(&away).medium()).clicked()
            {
                *retire = Some((model.id, line.clone()));
            }
        });
        egui::Frame::new().inner_margin(16.0).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = GAP;
            content(ui, cx);
        });
    });
}

fn names_ui(ui: &mut Ui, edit: &mut Edit, found: &[(At, String)], cx: &Cx<'_>) {
    let (name, starts) = (cx.text("stages-name"), cx.text("stages-starts"));
    let (help, wrong) = (cx.text("stages-starts-help"), cx.text("stages-problem-day"));
    let form = &mut edit.draft.now;
    let day = (edit.tried && !form.day_is_fine()).then_some(wrong.as_str());
    let taken = said(found, At::Name);
    let today = cx.filter.today;
    grid(ui, 2, GAP, |ui, at| {
        if at == 0 {
            text_field(ui, Field::new(&name).required().error(taken), &mut form.name);
        } else {
            let field = Field::new(&starts).help(&help).error(day);
            day_field(ui, field, &mut form.starts, today, cx.tr);
        }
    });
}

/// What is wrong at a place.
pub(super) fn said(found: &[(At, String)], at: At) -> Option<&str> {
    found.iter().find(|(place, _)| *place == at).map(|(_, said)| said.as_str())
}

/// What is asked of a stage.
#[derive(Clone, Copy)]
enum Asked {
    Up,
    Down,
    Remove,
    Show,
}

fn rows_ui(ui: &mut Ui, edit: &mut Edit, found: &[(At, String)], cx: &Cx<'_>) {
    heads_ui(ui, cx);
    let n = edit.draft.now.stages.len();
    let mut asked = None;
    for at in 0..n {
        let place = Place { at, n, shown: edit.stage == at };
        let Some(stage) = edit.draft.now.stages.get_mut(at) else { continue };
        asked = asked.or(stage_row_ui(ui, place, stage, cx).map(|what| (at, what)));
        // What stands in the details is said there while they are shown.
        let here = |place: At| match place {
            At::Stage(stage) | At::Limit(stage) => stage == at,
            other => other.stage() == Some(at) && edit.stage != at,
        };
        if let Some((_, wrong)) = found.iter().find(|(place, _)| here(*place)) {
            error_line(ui, wrong);
        }
    }
    let stages = &mut edit.draft.now.stages;
    match asked {
        Some((at, Asked::Show)) => edit.stage = at,
        Some((at, Asked::Up)) if at > 0 => {
            stages.swap(at - 1, at);
            edit.stage = at - 1;
        }
        Some((at, Asked::Down)) if at + 1 < n => {
            stages.swap(at, at + 1);
            edit.stage = at + 1;
        }
        Some((at, Asked::Remove)) if at < n => {
            stages.remove(at);
            edit.stage = edit.stage.min(n.saturating_sub(2));
        }
        _ => {}
    }
    let add = cx.text("stages-add");
    let full = cx.tr.with("stages-full", &[("n", count(MOST).into())]);
    let action = Button::secondary(&add).icon(icons::PLUS).medium().enabled(n < MOST);
    let action = if n < MOST { action } else { action.hint(&full) };
    if button(ui, action).clicked() {
        edit.stage = edit.draft.now.stages.len();
        edit.draft.now.stages.push(StageForm::default());
    }
    if let Some(wrong) = said(found, At::Stages) {
        error_line(ui, wrong);
    }
}

pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The width of each of the two name columns.
fn name_width(ui: &Ui) -> f32 {
    ((ui.available_width() - NUMBER - LIMIT - 4.0 * BUTTON - 7.0 * CELLS) / 2.0).floor()
}

fn heads_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let width = name_width(ui);
    let heads = [
        ("", NUMBER),
        ("stages-stage-name", width),
        ("stages-stage-name-en", width),
        ("stages-stage-limit", LIMIT),
    ];
    row(ui, 18.0, |ui| {
        ui.spacing_mut().item_spacing.x = CELLS;
        for (key, width) in heads {
            let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
            if !key.is_empty() {
                let head = cx.text(key);
                text::paint_fit(ui.painter(), rect, Align::Min, text::LABEL12, theme.t3, &head);
            }
        }
    });
}

/// Where a stage stands.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    /// How many there are.
    n: usize,
    /// Its details are shown.
    shown: bool,
}

fn stage_row_ui(ui: &mut Ui, place: Place, stage: &mut StageForm, cx: &Cx<'_>) -> Option<Asked> {
    let theme = Theme::get(ui);
    let width = name_width(ui);
    let n = count(place.at + 1);
    let name = |key: &str| cx.tr.with(key, &[("n", n.into())]);
    let (zh, en, limit) = (
        name("stages-stage-name-of"),
        name("stages-stage-name-en-of"),
        name("stages-stage-limit-of"),
    );
    let (up, down, away, details) =
        (name("stages-up"), name("stages-down"), name("stages-remove"), name("stages-details"));
    let (days, none) = (cx.text("stages-days"), cx.text("stages-no-limit"));
    let mut asked = None;
    ui.push_id(("stage", place.at), |ui| {
        row(ui, 32.0, |ui| {
            ui.spacing_mut().item_spacing.x = CELLS;
            let (rect, _) = ui.allocate_exact_size(vec2(NUMBER, 32.0), Sense::hover());
            let left = Align::Min;
            text::paint_fit(ui.painter(), rect, left, text::BODY13, theme.t3, &n.to_string());
            text_field(ui, Field::bare(&zh).width(width), &mut stage.name.zh);
            text_field(ui, Field::bare(&en).width(width), &mut stage.name.en);
            let field = Field::bare(&limit).unit(&days).placeholder(&none).right().width(LIMIT);
            number_field(ui, field, &mut stage.limit, 0);
            let buttons = [
                (icons::ARROW_UP, &up, place.at > 0, Asked::Up),
                (icons::ARROW_DOWN, &down, place.at + 1 < place.n, Asked::Down),
                (icons::TRASH, &away, place.n > FEWEST, Asked::Remove),
            ];
            for (icon, name, enabled, what) in buttons {
                let action = Button::ghost_icon(icon, name).medium().enabled(enabled);
                if button(ui, action).clicked() {
                    asked = Some(what);
                }
            }
            let show = Button::ghost_icon(icons::LIST_CHECKS, &details).medium();
            if button(ui, show.selected(place.shown)).clicked() {
                asked = Some(Asked::Show);
            }
        });
    });
    asked
}

/// A row of cells with fixed widths.
pub(in crate::areas::settings) fn line_ui(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        content(ui);
    });
}
