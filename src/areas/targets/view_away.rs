//! The question whether a target is taken away: alone, or with the targets of its parts and months.
//!
//! What is taken away is not set any more, which is not zero. Every value it had stays among the
//! versions, and the step can be undone.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Align, Context, Layout, UiBuilder, vec2};

use super::setting::SettingPage;
use crate::areas::Cx;
use crate::command::Command;
use crate::command::targets::{self, Goal, Why};
use crate::domain::scope::Scope;
use crate::i18n::number;
use crate::metrics::targets::inputs::Inputs;
use crate::ui::button::{Button, button};
use crate::ui::choice::checkbox;
use crate::ui::field::{Field, text_field};
use crate::ui::overlay::dialog::dialog_ui;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The question with what is typed in it.
#[derive(Clone, Debug)]
pub(super) struct AwayForm {
    /// The target, in words.
    what: String,
    /// Whose and for when, in words, for the journal.
    subject: String,
    own: Goal,
    /// The targets below it that are set and not over.
    parts: Vec<Goal>,
    with_parts: bool,
    reason: String,
    tried: bool,
    fresh: bool,
}

impl AwayForm {
    /// Asks for one target alone.
    pub(super) fn new(what: String, subject: String, own: Goal) -> Self {
        let own = Goal { levels: None, ..own };
        Self {
            what,
            subject,
            own,
            parts: vec![],
            with_parts: false,
            reason: String::new(),
            tried: false,
            fresh: true,
        }
    }

    /// Asks for the target of a page, with its parts.
    pub(super) fn of_page(page: &SettingPage) -> Self {
        let (metric, scope, period) = (page.inputs.metric, page.inputs.scope, page.inputs.period);
        let own = Goal { metric, scope, period, levels: None };
        let subject = format!("{} {}", page.whose, page.when);
        let parts = parts(&page.inputs, page.today);
        let with_parts = !parts.is_empty();
        let what = format!("{subject} {}", page.name);
        Self { parts, with_parts, ..Self::new(what, subject, own) }
    }
}

/// The targets that are set with the one of a period: its months and quarters, and those of the regions,
/// teams and people below; of them all that are stored and not over.
fn parts(inputs: &Inputs, today: NaiveDate) -> Vec<Goal> {
    let nothing = vec![0; inputs.months.len()];
    let mut scopes: BTreeSet<Scope> = BTreeSet::from([inputs.scope]);
    for part in &inputs.people {
        scopes.insert(Scope::Person(part.person));
        scopes.extend(part.groups.iter().copied());
    }
    let mut goals = vec![];
    for scope in scopes {
        let inside = inputs.parts_of(scope, &nothing).into_iter().map(|(_, period, _)| period);
        let periods: BTreeSet<_> = std::iter::once(inputs.period).chain(inside).collect();
        for period in periods {
            let own = (scope, period) == (inputs.scope, inputs.period);
            let stored = inputs.targets.of(scope, period).is_some();
            if stored && !own && period.last_day() >= today {
                goals.push(Goal { metric: inputs.metric, scope, period, levels: None });
            }
        }
    }
    goals
}

/// Draws the question, while it is asked.
pub(super) fn ask(ctx: &Context, form: &mut Option<AwayForm>, today: NaiveDate, cx: &mut Cx<'_>) {
    let Some(mut asked) = form.take() else { return };
    if !ask_once(ctx, &mut asked, today, cx) {
        *form = Some(asked);
    }
}

/// Draws the question; true when it is done with.
fn ask_once(ctx: &Context, form: &mut AwayForm, today: NaiveDate, cx: &mut Cx<'_>) -> bool {
    let theme = Theme::of(ctx);
    let tr = cx.tr;
    let title = tr.with("targets-away-title", &[("what", form.what.as_str().into())]);
    let detail = tr.text("targets-away-detail");
    let n = i64::try_from(form.parts.len()).unwrap_or(i64::MAX);
    let with = tr.with("targets-away-parts", &[("n", number(n).into()), ("count", n.into())]);
    let ((stay, go), dismissed) = dialog_ui(ctx, "target-away", &title, 440.0, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            text::wrapped(ui, text::CARD14, theme.t1, &title);
            text::wrapped(ui, text::BODY13, theme.t2, &detail);
        });
        if n > 0 {
            checkbox(ui, &mut form.with_parts, &with);
        }
        let (label, missing) = (tr.text("targets-reason"), tr.text("targets-away-reason"));
        let blank = form.tried && form.reason.trim().is_empty();
        let field = Field::new(&label).required().error(blank.then_some(&missing));
        let field = text_field(ui, field, &mut form.reason);
        if std::mem::take(&mut form.fresh) {
            field.request_focus();
        }
        let (row, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), 32.0), egui::Sense::hover());
        let layout = Layout::right_to_left(Align::Center);
        let mut row =
            ui.new_child(UiBuilder::new().id_salt("answers").max_rect(row).layout(layout));
        row.spacing_mut().item_spacing.x = 8.0;
        let go = button(&mut row, Button::danger(&tr.text("targets-away-go"))).clicked();
        let stay = button(&mut row, Button::secondary(&tr.text("targets-away-stay"))).clicked();
        (stay, go)
    });
    if !go {
        return stay || dismissed;
    }
    form.tried = true;
    if form.reason.trim().is_empty() {
        return false;
    }
    let mut goals = vec![form.own.clone()];
    if form.with_parts {
        goals.extend(form.parts.iter().cloned());
    }
    cx.run(Command::Targets(targets::Command::Set {
        goals,
        why: Why { reason: form.reason.clone(), ..Why::default() },
        how: None,
        subject: form.subject.clone(),
        today,
    }));
    true
}
