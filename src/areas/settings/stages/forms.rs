//! What lies over the page: a model that is begun from a template, one that was read from a file, and the
//! question before a model is put out of use.

use egui::Ui;

use super::data::{StagesPage, in_language, shown_name, stored_name};
use super::view::{Chosen, StagesView};
use crate::areas::Cx;
use crate::areas::day::day_field;
use crate::areas::settings::calendar_forms::{Asked, footer, leaves};
use crate::command::Command;
use crate::command::stages::{self as order, ModelDraft};
use crate::ui::button::Button;
use crate::ui::choice::radio_card;
use crate::ui::date::parse_date;
use crate::ui::field::{Field, form_label, text_field};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// A model that is begun.
#[derive(Clone, Debug, Default)]
pub(super) struct NewModel {
    now: Typed,
    tried: bool,
    leaving: bool,
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

impl NewModel {
    /// Whether something was chosen or typed.
    pub(super) fn dirty(&self) -> bool {
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

    /// The command, once everything is as it has to be.
    fn command(&self, page: &StagesPage, cx: &Cx<'_>) -> Option<order::Command> {
        let template = page.templates.get(self.template)?.template;
        let name = stored_name(&self.name(page, cx), cx.tr);
        (self.day_is_fine() && !name.is_empty()).then(|| order::Command::AddModel {
            template,
            line: self.line.clone(),
            name,
            starts: parse_date(&self.starts),
        })
    }
}

/// Draws what lies over the page, if anything.
pub(super) fn draw(ui: &Ui, page: &StagesPage, view: &mut StagesView, cx: &mut Cx<'_>) {
    if let Some(new) = view.new.take() {
        view.new = new_form(ui, new, page, view, cx);
    }
    if let Some(model) = view.read.take() {
        match read_ui(ui, &model, cx) {
            None => view.read = Some(model),
            Some(Answer::Button(1)) => {
                let draft = ModelDraft::clone(&model);
                began(view, draft.line.as_ref());
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

/// A model begins for a line: it is shown, and what was half-typed of the one before it goes.
fn began(view: &mut StagesView, line: Option<&String>) {
    view.edits.remove(&line.cloned());
    view.chosen = Chosen::Line(line.cloned());
}

/// Draws the form of a new model; returns it while it stays open.
fn new_form(
    ui: &Ui,
    mut new: NewModel,
    page: &StagesPage,
    view: &mut StagesView,
    cx: &mut Cx<'_>,
) -> Option<NewModel> {
    let (title, close) = (cx.text("stages-new"), cx.text("settings-close"));
    let wrong = cx.text("settings-calendar-wrong");
    let fine = new.now.command(page, cx).is_some();
    let problem = (new.tried && !fine).then_some(wrong.as_str());
    let look = Drawer::new("stages-new", &title, &close).problem(problem).width(480.0);
    let mut asked = Asked { save: asks_to_save(ui.ctx()), close: false };
    asked.close |= drawer(ui.ctx(), look, |ui, part| match part {
        Part::Body => new_body(ui, &mut new, page, cx),
        Part::Footer => footer(ui, &mut asked, cx),
    });
    if asked.save && !new.leaving {
        new.tried = true;
        if let Some(command) = new.now.command(page, cx) {
            began(view, new.now.line.as_ref());
            cx.run(Command::Stages(command));
            return None;
        }
    }
    let dirty = new.dirty();
    (!leaves(ui, &mut new.leaving, asked, dirty, cx)).then_some(new)
}

fn new_body(ui: &mut Ui, new: &mut NewModel, page: &StagesPage, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (template, line, name, starts) = (
        cx.text("stages-new-template"),
        cx.text("stages-new-line"),
        cx.text("stages-new-name"),
        cx.text("stages-new-starts"),
    );
    let (line_help, starts_help) = (cx.text("stages-new-line-help"), cx.text("stages-starts-help"));
    let (blank, day) = (cx.text("stages-problem-name"), cx.text("stages-problem-day"));
    let tried = new.tried;
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
    let wrong = (tried && typed.trim().is_empty()).then_some(blank.as_str());
    if text_field(ui, Field::new(&name).required().error(wrong), &mut typed).changed() {
        new.now.name = Some(typed);
    }
    let wrong = (tried && !new.now.day_is_fine()).then_some(day.as_str());
    let field = Field::new(&starts).help(&starts_help).error(wrong);
    day_field(ui, field, &mut new.now.starts, cx.filter.today, cx.tr);
    if page.models.iter().any(|model| model.current && model.line == new.now.line) {
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("stages-new-replaces"));
    }
}

/// Asks whether a model that was read is to hold.
fn read_ui(ui: &Ui, model: &ModelDraft, cx: &Cx<'_>) -> Option<Answer> {
    let names = model.stages.iter().map(|stage| in_language(cx.tr, &stage.name.zh, &stage.name.en));
    let stages = names.collect::<Vec<&str>>().join(" → ");
    let line = model.line.clone().unwrap_or_else(|| cx.text("stages-general"));
    let args = [
        ("name", shown_name(&model.name, cx.tr).into()),
        ("line", line.into()),
        ("stages", stages.into()),
    ];
    let (title, body) = (cx.text("stages-import-title"), cx.tr.with("stages-import-body", &args));
    let (cancel, take) = (cx.text("settings-cancel"), cx.text("stages-import-take"));
    let question = Dialog::new("stages-import", &title, &body).icon(icons::INFO, Tone::Accent);
    dialog(ui.ctx(), question, &[Button::secondary(&cancel), Button::primary(&take)])
}

/// Asks whether the model of a line is to be put out of use.
fn retire_ui(ui: &Ui, line: &str, cx: &Cx<'_>) -> Option<Answer> {
    let args = [("line", line.into())];
    let (title, body) =
        (cx.tr.with("stages-retire-title", &args), cx.tr.with("stages-retire-body", &args));
    let (cancel, away) = (cx.text("settings-cancel"), cx.text("stages-retire-yes"));
    let question = Dialog::new("stages-retire", &title, &body).icon(icons::WARNING, Tone::Warn);
    dialog(ui.ctx(), question, &[Button::secondary(&cancel), Button::danger(&away)])
}
