//! The form that says how sure somebody is of a deal for the period, and why; below it stands what was
//! said before.

use egui::{Context, Ui};

use super::data::{ClassLine, DealRow, class_key};
use super::view::View;
use crate::areas::Cx;
use crate::areas::leaving::Leaving;
use crate::command::{Command, forecast};
use crate::domain::forecast::calls::Category;
use crate::domain::ids::OpportunityId;
use crate::domain::period::Period;
use crate::ui::button::{Button, button};
use crate::ui::field::{Field, text_area};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// How it asks back.
const LEAVING: Leaving = Leaving {
    id: "forecast-discard",
    words: [
        "funnel-stuck-discard-title",
        "funnel-deal-discard-body",
        "funnel-stuck-keep-writing",
        "funnel-stuck-discard",
    ],
};

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
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// The person was asked whether to throw away what is typed.
    leaving: bool,
    /// What was sent; when it is done, the form goes, and the same is not sent twice.
    pub(super) sent: Option<(Category, String)>,
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
            tried: false,
            leaving: false,
            sent: None,
        }
    }

    /// Whether a reason is typed that is not sent.
    pub(super) fn dirty(&self) -> bool {
        self.sent.is_none() && !self.reason.trim().is_empty()
    }

    /// The command that stores it, once there is a reason.
    fn command(&self, period: Period, cx: &Cx<'_>) -> Option<forecast::Command> {
        (!self.reason.trim().is_empty()).then(|| forecast::Command::SetCategory {
            deal: self.deal,
            period,
            category: Some(self.class),
            reason: self.reason.clone(),
            today: cx.filter.today,
            subject: self.told.clone(),
        })
    }

    fn body(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let theme = Theme::get(ui);
        text::wrapped(ui, text::NAME13, theme.t1, &self.told);
        let words = ["forecast-column-class", "forecast-class-why", "forecast-class-why-missing"];
        let [class, why, missing] = words.map(|key| cx.text(key));
        let classes = CHOICES.map(|class| (class, cx.text(&class_key(class))));
        Select::new(Field::new(&class)).show(ui, &mut self.class, &classes);
        let wrong = self.tried && self.reason.trim().is_empty();
        let field = Field::new(&why).required().error(wrong.then_some(missing.as_str()));
        text_area(ui, field, &mut self.reason, 3);
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
    let words = ["forecast-class-change", "funnel-deal-save", "app-cancel", "funnel-close"];
    let [title, save, cancel, close] = words.map(|key| cx.text(key));
    let (mut saves, mut leaves) = (asks_to_save(ctx), false);
    let seen: &Cx<'_> = cx;
    leaves |= drawer(ctx, Drawer::new("forecast-class", &title, &close), |ui, part| match part {
        Part::Body => form.body(ui, seen),
        Part::Footer => {
            saves |= button(ui, Button::primary(&save)).clicked();
            leaves |= button(ui, Button::ghost(&cancel)).clicked();
        }
    });
    let now = (form.class, form.reason.clone());
    if saves && !form.leaving && form.sent.as_ref() != Some(&now) {
        form.tried = true;
        if let Some(command) = form.command(period, cx) {
            form.sent = Some(now);
            cx.run(Command::Forecast(command));
        }
    }
    let asked = (leaves, form.dirty());
    if LEAVING.closes(ctx, &mut form.leaving, asked, cx) {
        return;
    }
    view.form = Some(form);
}
