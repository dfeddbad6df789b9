//! The form that says how sure somebody is of a deal for the period, and why; below it stands what was
//! said before.

use egui::{Context, Ui};

use super::data::{ClassLine, DealRow, class_key};
use super::view::View;
use crate::areas::Cx;
use crate::areas::drawer_form::{Filled, Look, State, Wish, filled_drawer};
use crate::areas::typed::blank;
use crate::command::{Command, forecast};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::ui::field::{Field, text_area};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The field that can be wrong.
const REASON: usize = 0;

/// The classes that a person can give a deal.
pub(super) const CHOICES: [Category; 4] =
    [Category::Commit, Category::BestCase, Category::Pipeline, Category::Omitted];

/// A class on its way.
#[derive(Clone, Debug)]
pub(super) struct Form {
    deal: OpportunityId,
    /// Customer, deal and owner.
    told: String,
    /// What was said before.
    said: Vec<ClassLine>,
    class: Category,
    reason: String,
    state: State,
}

impl Filled for Form {
    fn state(&mut self) -> &mut State {
        &mut self.state
    }

    fn dirty(&self) -> bool {
        !blank(&self.reason)
    }
}

impl Form {
    /// The form of a deal that is put in a class.
    pub(super) fn new(deal: &DealRow, told: String, class: Category) -> Self {
        Self {
            deal: deal.deal,
            told,
            said: deal.classes.clone(),
            class,
            reason: String::new(),
            state: State::default(),
        }
    }

    /// What is wrong, by field.
    fn problems(&self, cx: &Cx<'_>) -> [Option<String>; 1] {
        [blank(&self.reason).then(|| cx.text("forecast-class-why-missing"))]
    }

    /// The command that stores it.
    fn command(&self, period: Period, cx: &Cx<'_>) -> forecast::Command {
        forecast::Command::SetCategory {
            deal: self.deal,
            period,
            category: Some(self.class),
            reason: self.reason.clone(),
            today: cx.filter.today,
            subject: self.told.clone(),
        }
    }

    fn body(&mut self, ui: &mut Ui, state: &mut State, problems: &[Option<String>], cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::NAME13, theme.t1, &self.told);
        let words = ["forecast-column-class", "forecast-class-why"];
        let [class, why] = words.map(|key| cx.text(key));
        let classes = CHOICES.map(|class| (class, cx.text(&class_key(class))));
        Select::new(Field::new(&class)).show(ui, &mut self.class, &classes);
        let field = Field::new(&why).required().error(state.shown(problems, REASON));
        let response = text_area(ui, field, &mut self.reason, 3);
        state.focus(REASON, &response);
        self.said_ui(ui, cx);
    }

    /// Who said what, when and why, the newest first.
    fn said_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.said.is_empty() {
            return;
        }
        let theme = Theme::get(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            text::wrapped(ui, text::NAME13, theme.t1, &cx.text("forecast-class-said"));
            for line in &self.said {
                text::wrapped(ui, text::LABEL12, theme.t3, &line.head);
                text::wrapped(ui, text::BODY13, theme.t1, &line.words);
            }
        });
    }
}

/// Draws the open form, if any.
pub(super) fn form_ui(ctx: &Context, period: Period, view: &mut View, cx: &mut Cx<'_>) {
    let Some(mut form) = view.form.take() else { return };
    let problems = form.problems(cx);
    let (title, save) = (cx.text("forecast-class-change"), cx.text("funnel-deal-save"));
    let look = Look { id: "forecast-class", title: &title, save: &save, remove: "", width: 440.0 };
    let seen: &Cx<'_> = cx;
    let wish = filled_drawer(ctx, look, &mut form, &problems, seen, |ui, form, state| {
        form.body(ui, state, &problems, seen);
    });
    match wish {
        Wish::Close => return,
        Wish::Save => cx.run(Command::Forecast(form.command(period, cx))),
        Wish::Stay | Wish::Remove => {}
    }
    view.form = Some(form);
}
