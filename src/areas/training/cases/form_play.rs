//! The form of a version of a play: what is done, what counts as done, when it fits, what is new in it.

use egui::{Context, Ui};

use super::choices::Choices;
use super::rows::{Opened, PlayCard};
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::command::coaching::What;
use crate::command::coaching::plays::{Play, PlayForm};
use crate::domain::ids::PlayId;
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::field::{Field, error_line, form_label, text_area, text_field};
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

const WIDTH: f32 = 560.0;
/// The fewest steps of a play.
const STEPS: usize = 3;

/// The fields that can be wrong, in the order of the form.
const CHANGE: usize = 0;
const NAME: usize = 1;
const FEW: usize = 2;

/// A version of a play half-typed.
#[derive(Clone, Debug)]
pub(super) struct PlayDraft {
    /// The version that it takes the place of.
    replaces: Option<PlayId>,
    start: PlayForm,
    now: PlayForm,
    pub state: State,
}

impl Filled for PlayDraft {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        self.start != self.now
    }
}

impl PlayDraft {
    fn with(replaces: Option<PlayId>, mut form: PlayForm) -> Self {
        while form.steps.len() < STEPS {
            form.steps.push((String::new(), String::new()));
        }
        Self { replaces, start: form.clone(), now: form, state: State::opened() }
    }

    /// A new play of a case.
    pub(super) fn first(opened: &Opened) -> Self {
        Self::with(None, opened.draft_play.clone())
    }

    /// The next version of a play.
    pub(super) fn next(play: &PlayCard) -> Self {
        Self::with(Some(play.id), play.next.clone())
    }

    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 3] {
        let say = |wrong: bool, key: &str| wrong.then(|| cx.text(key));
        let blank = |text: &str| text.trim().is_empty();
        let steps = self.now.steps.iter().filter(|(text, _)| !blank(text)).count();
        let unsaid = self.replaces.is_some() && blank(&self.now.change);
        [
            say(unsaid, "cases-problem-change"),
            say(blank(&self.now.name), "cases-problem-name"),
            say(steps < STEPS, "cases-problem-steps"),
        ]
    }

    /// What is asked for and what it concerns, once nothing is wrong.
    pub(super) fn asked(&self) -> Option<(String, What)> {
        let subject = self.now.name.trim().to_owned();
        let form = Box::new(self.now.clone());
        Some((subject, What::Play(Play::Publish { replaces: self.replaces, form })))
    }

    /// Draws the form.
    pub(super) fn draw(&mut self, ctx: &Context, choices: &Choices, cx: &Cx<'_>) -> Wish {
        let key = if self.replaces.is_some() { "cases-play-next" } else { "cases-play-make" };
        let (title, save) = (cx.text(key), cx.text("cases-play-publish"));
        let look = Look { id: "play-form", title: &title, save: &save, remove: "", width: WIDTH };
        let problems = self.problems(cx);
        filled_drawer(ctx, look, self, &problems, cx, |ui, own, state| {
            own.body(ui, state, &problems, choices, cx);
        })
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        state: &mut State,
        problems: &[Option<String>],
        choices: &Choices,
        cx: &Cx<'_>,
    ) {
        let theme = Theme::get(ui);
        let now = &mut self.now;
        if self.replaces.is_some() {
            let label = cx.text("cases-change");
            let field = Field::new(&label).required().error(state.shown(problems, CHANGE));
            let response = text_field(ui, field, &mut now.change);
            state.focus(CHANGE, &response);
        }
        let label = cx.text("cases-play-name");
        let field = Field::new(&label).required().error(state.shown(problems, NAME));
        let response = text_field(ui, field, &mut now.name);
        state.focus(NAME, &response);
        let (label, help) = (cx.text("cases-stage"), cx.text("cases-play-stage-help"));
        let select = Select::new(Field::new(&label).help(&help));
        select.show(ui, &mut now.stage, &choices.stages);
        form_label(ui, &cx.text("cases-play-steps"), true);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("cases-play-steps-help"));
        for (at, (what, standard)) in now.steps.iter_mut().enumerate() {
            let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
            let label = |key: &str| cx.tr.with(key, &[("n", n.into())]);
            ui.push_id(("play-step", at), |ui| {
                grid(ui, 2, 12.0, |ui, side| {
                    if side == 0 {
                        text_field(ui, Field::new(&label("cases-play-step")), what);
                    } else {
                        text_field(ui, Field::new(&label("cases-play-standard")), standard);
                    }
                });
            });
        }
        let add = cx.text("cases-step-add");
        if button(ui, Button::secondary(&add).medium().icon(icons::PLUS)).clicked() {
            now.steps.push((String::new(), String::new()));
        }
        if let Some(error) = state.shown(problems, FEW) {
            error_line(ui, error);
        }
        let areas = [
            ("cases-suits", &mut now.suits),
            ("cases-suits-not", &mut now.suits_not),
            ("cases-takeaways", &mut now.takeaways),
        ];
        for (key, value) in areas {
            let (label, help) = (cx.text(key), cx.text("cases-lines-help"));
            text_area(ui, Field::new(&label).help(&help), value, 2);
        }
    }
}
