//! What lies over the page: a model that is begun from a template, one that was read from a file, and the
//! question before a model is put out of use.

use egui::Ui;

use super::data::{StagesPage, shown_name, stored_name};
use super::view::StagesView;
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::typed::blank;
use crate::command::Command;
use crate::command::stages::{self as order, ModelDraft};
use crate::ui::button::Button;
use crate::ui::choice::radio_card;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_field};
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The fields that can be wrong, in the order of the form.
const NAME: usize = 0;
const STARTS: usize = 1;

/// A model that is begun.
#[derive(Clone, Debug, Default)]
pub(super) struct NewModel {
    now: Typed,
    state: State,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    /// The place of the template in the list.
    template: usize,
    line: Option<String>,
    /// The name as typed; none while it follows from line and template.
    name: Option<String>,
    starts: String,
}

impl Filled for NewModel {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.now != Typed::default()
    }
}

impl Typed {
    /// The name: as typed, else that of the template, or of the line.
    fn name(&self, page: &StagesPage, cx: &Cx<'_>) -> String {
        let template = page.templates.get(self.template);
        match (&self.name, &self.line) {
            (Some(name), _) => name.clone(),
            (None, Some(line)) => {
                cx.tr.with("stages-name-of-line", &[("line", line.as_str().into())])
            }
            (None, None) => template.map(|row| row.name.clone()).unwrap_or_default(),
        }
    }

    fn day_is_fine(&self) -> bool {
        self.starts.trim().is_empty() || parse_date(&self.starts).is_some()
    }

    /// What is wrong, by field.
    fn problems(&self, page: &StagesPage, cx: &Cx<'_>) -> [Option<String>; 2] {
        let nameless = blank(&self.name(page, cx));
        [
            nameless.then(|| cx.text("stages-problem-name")),
            (!self.day_is_fine()).then(|| cx.text("stages-problem-day")),
        ]
    }

    /// The command, once nothing is wrong.
    fn command(&self, page: &StagesPage, cx: &Cx<'_>) -> Option<order::Command> {
        Some(order::Command::AddModel {
            template: page.templates.get(self.template)?.template,
            line: self.line.clone(),
            name: stored_name(&self.name(page, cx), cx.tr),
            starts: parse_date(&self.starts),
        })
    }
}

/// Draws what lies over the page, if anything.
pub(super) fn draw(ui: &Ui, page: &StagesPage, view: &mut StagesView, cx: &mut Cx<'_>) {
    new_form(ui, page, view, cx);
    if let Some(model) = view.read.take() {
        match read_ui(ui, &model, cx) {
            None => view.read = Some(model),
            Some(Answer::Button(1)) => {
                let draft = ModelDraft::clone(&model);
                view.begins.send(draft.line.clone());
                cx.run(Command::Stages(order::Command::Save { id: None, draft }));
            }
            Some(_) => {}
        }
    }
    if let Some((id, line)) = view.retire.take() {
        match retire_ui(ui, &line, cx) {
            None => view.retire = Some((id, line)),
            Some(Answer::Button(1)) => {
                cx.run(Command::Stages(order::Command::Retire { id, line }));
            }
            Some(_) => {}
        }
    }
}

/// Draws the form of a new model, if it is open.
fn new_form(ui: &Ui, page: &StagesPage, view: &mut StagesView, cx: &mut Cx<'_>) {
    let Some(mut new) = view.new.take() else { return };
    let (title, save) = (cx.text("stages-new"), cx.text("settings-save"));
    let look = Look { id: "stages-new", title: &title, save: &save, remove: "", width: 480.0 };
    let problems = new.now.problems(page, cx);
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ui.ctx(), look, &mut new, &problems, seen, |ui, new, state| {
        new_body(ui, new, (state, &problems), page, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => {
            if let Some(command) = new.now.command(page, cx) {
                view.begins.send(new.now.line.clone());
                cx.run(Command::Stages(command));
            }
        }
        Wish::Stay | Wish::Remove => {}
    }
    view.new = Some(new);
}

fn new_body(
    ui: &mut Ui,
    new: &mut NewModel,
    (state, problems): (&mut State, &[Option<String>]),
    page: &StagesPage,
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let (template, line, name, starts) = (
        cx.text("stages-new-template"),
        cx.text("stages-new-line"),
        cx.text("stages-new-name"),
        cx.text("stages-new-starts"),
    );
    let (line_help, starts_help) = (cx.text("stages-new-line-help"), cx.text("stages-starts-help"));
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        form_label(ui, &template, true);
        for (at, row) in page.templates.iter().enumerate() {
            let on = new.now.template == at;
            let card = |ui: &mut Ui| radio_card(ui, on, &row.name, &row.stages);
            if ui.push_id(at, card).inner.clicked() {
                new.now.template = at;
            }
        }
    });
    let general = (None, cx.text("stages-general"));
    let lines = page.lines.iter().map(|line| (Some(line.clone()), line.clone()));
    let options: Vec<(Option<String>, String)> = [general].into_iter().chain(lines).collect();
    Select::new(Field::new(&line).help(&line_help)).show(ui, &mut new.now.line, &options);
    let mut typed = new.now.name(page, cx);
    let field = Field::new(&name).required().error(state.shown(problems, NAME));
    let response = text_field(ui, field, &mut typed);
    state.focus(NAME, &response);
    if response.changed() {
        new.now.name = Some(typed);
    }
    let field = Field::new(&starts).help(&starts_help).error(state.shown(problems, STARTS));
    let response = day_field(ui, field, &mut new.now.starts, cx.filter.today, cx.tr);
    state.focus(STARTS, &response);
    if page.models.iter().any(|model| model.current && model.line == new.now.line) {
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("stages-new-replaces"));
    }
}

/// Asks whether a model that was read is to hold.
fn read_ui(ui: &Ui, model: &ModelDraft, cx: &Cx<'_>) -> Option<Answer> {
    let names = model.stages.iter().map(|stage| cx.tr.own(&stage.name.zh, &stage.name.en));
    let stages = names.collect::<Vec<&str>>().join(" → ");
    let line = model.line.clone().unwrap_or_else(|| cx.text("stages-general"));
    let args = [
        ("name", shown_name(&model.name, cx.tr).into()),
        ("line", line.into()),
        ("stages", stages.into()),
    ];
    let (title, body) = (cx.text("stages-import-title"), cx.tr.with("stages-import-body", &args));
    let (cancel, take) = (cx.text("app-cancel"), cx.text("stages-import-take"));
    let question = Dialog::new("stages-import", &title, &body).icon(icons::INFO, Tone::Accent);
    dialog(ui.ctx(), question, &[Button::secondary(&cancel), Button::primary(&take)])
}

/// Asks whether the model of a line is to be put out of use.
fn retire_ui(ui: &Ui, line: &str, cx: &Cx<'_>) -> Option<Answer> {
    let args = [("line", line.into())];
    let (title, body) =
        (cx.tr.with("stages-retire-title", &args), cx.tr.with("stages-retire-body", &args));
    let (cancel, away) = (cx.text("app-cancel"), cx.text("stages-retire-yes"));
    let question = Dialog::new("stages-retire", &title, &body).icon(icons::WARNING, Tone::Warn);
    dialog(ui.ctx(), question, &[Button::secondary(&cancel), Button::danger(&away)])
}
