//! The drawer in which a target is set: the two higher levels, how it is to be reached, why it is what
//! it is, and who approved it.

use egui::{Context, Ui};

use super::setting::SettingPage;
use super::view_setting::{SettingView, cell, decimals, unit_of};
use crate::areas::Cx;
use crate::command::Command;
use crate::command::targets::{self, ActionForm, Goal, How, Why};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::target::proposal::GROWTH_BAND_BP;
use crate::i18n::percent;
use crate::metrics::MetricId;
use crate::metrics::targets::Levels;
use crate::metrics::targets::plan::{Draft, Plan};
use crate::ui::button::{Button, button};
use crate::ui::card::grid;
use crate::ui::field::{Field, number_field, text_area, text_field};
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is typed in the drawer.
#[derive(Clone, Debug)]
pub(super) struct SaveForm {
    stretch: Option<f64>,
    challenge: Option<f64>,
    /// Key actions, one in a line.
    actions: String,
    reason: String,
    approver: String,
    /// Saving was tried, so what is wrong is marked.
    tried: bool,
    /// Whether the fields hold what is stored.
    filled: bool,
    /// What the target is on, whose, and for when.
    pub(super) key: (MetricId, Scope, Period),
    /// The target was sent to be stored; the drawer stays until it is.
    pub(super) sent: bool,
}

impl SaveForm {
    /// The drawer as it opens.
    pub(super) fn new(page: &SettingPage) -> Self {
        Self {
            stretch: None,
            challenge: None,
            actions: page.actions.clone(),
            reason: String::new(),
            approver: String::new(),
            tried: false,
            filled: false,
            key: SettingView::key(page),
            sent: false,
        }
    }

    /// Whether something is typed in it.
    pub(super) fn dirty(&self) -> bool {
        let blank = self.reason.trim().is_empty() && self.approver.trim().is_empty();
        !self.sent && !blank
    }
}

/// What is wrong, by field: a message key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Problems {
    levels: Option<&'static str>,
    actions: Option<&'static str>,
    reason: Option<&'static str>,
}

/// Why a reason is asked for: a message key; `None` where none is needed.
fn needs_reason(page: &SettingPage, draft: &Draft, plan: &Plan) -> Option<&'static str> {
    let changes = page.inputs.changes(&plan.goals(&page.inputs, draft));
    let band = GROWTH_BAND_BP.0..=GROWTH_BAND_BP.1;
    let outside = draft.rule.is_some_and(|rule| rule.grows()) && !band.contains(&draft.growth_bp);
    let chance = match (&page.inputs.proposal.outlook, plan.whole) {
        (Ok(outlook), Some(whole)) => outlook.chance(whole),
        _ => None,
    };
    if changes {
        Some("targets-reason-changes")
    } else if outside {
        Some("targets-reason-growth")
    } else if chance.is_some_and(|chance| chance < 0.3) {
        Some("targets-reason-chance")
    } else {
        None
    }
}

/// Draws the drawer, while it is open.
pub(super) fn drawer_ui(
    ctx: &Context,
    page: &SettingPage,
    view: &mut SettingView,
    cx: &mut Cx<'_>,
) {
    // Another page is shown than the drawer is about.
    let Some(mut form) = view.save.take_if(|form| form.key == SettingView::key(page)) else {
        view.save = None;
        return;
    };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    let held = view.held(page);
    let scale = unit_of(page, cx);
    if !form.filled {
        let level = |level: Option<i64>| level.map(|level| level as f64 / scale);
        form.stretch = level(held.draft.stretch);
        form.challenge = level(held.draft.challenge);
        form.filled = true;
    }
    let fen = |level: Option<f64>| level.map(|level| (level * scale).round() as i64);
    let (stretch, challenge) = (fen(form.stretch), fen(form.challenge));
    let levels = held.plan.whole.map(|base| Levels { base, stretch, challenge });
    let as_typed = Draft { stretch, challenge, ..held.draft.clone() };
    let reason = needs_reason(page, &as_typed, &held.plan);
    let problems = Problems {
        levels: levels.filter(|levels| !levels.in_order()).map(|_| "targets-bad-levels"),
        actions: form.actions.trim().is_empty().then_some("targets-no-actions"),
        reason: reason.filter(|_| form.reason.trim().is_empty()),
    };
    let wrong = problems != Problems::default();
    let (title, close) = (cx.text("targets-set"), cx.text("app-close"));
    let (save, cancel) = (cx.text("targets-save"), cx.text("app-cancel"));
    let problem = cx.text("targets-wrong");
    let (mut done, mut left) = (asks_to_save(ctx), false);
    let look = Drawer::new("target", &title, &close)
        .problem((form.tried && wrong).then_some(problem.as_str()));
    let whole = held.plan.whole;
    left |= drawer(ctx, look, |ui, part| match part {
        Part::Body => body(ui, page, whole, &mut form, (problems, reason), cx),
        Part::Footer => {
            done |= button(ui, Button::primary(&save)).clicked();
            left |= button(ui, Button::secondary(&cancel)).clicked();
        }
    });
    if done {
        form.tried = true;
        if !wrong {
            let plan = &view.held(page).plan;
            let command = command(page, &as_typed, plan, &form, cx);
            form.sent = true;
            cx.run(Command::Targets(command));
        }
    }
    if !left {
        view.save = Some(form);
    }
}

fn body(
    ui: &mut Ui,
    page: &SettingPage,
    whole: Option<i64>,
    form: &mut SaveForm,
    (problems, reason): (Problems, Option<&'static str>),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let tr = cx.tr;
    let shown = |key: Option<&str>| key.filter(|_| form.tried).map(|key| tr.text(key));
    let wrong = [shown(problems.levels), shown(problems.actions), shown(problems.reason)];
    let [levels, actions, because] = &wrong;
    let whole = whole.map(|whole| cell(page, cx, whole)).unwrap_or_default();
    let args = [
        ("who", page.whose.as_str().into()),
        ("when", page.when.as_str().into()),
        ("metric", page.name.as_str().into()),
        ("value", whole.into()),
        ("unit", page.unit.as_str().into()),
    ];
    text::wrapped(ui, text::BODY14, theme.t1, &tr.with("targets-set-what", &args));
    let (stretch, challenge) = (tr.text("targets-stretch"), tr.text("targets-challenge"));
    grid(ui, 2, 12.0, |ui, at| {
        let (label, value) =
            if at == 0 { (&stretch, &mut form.stretch) } else { (&challenge, &mut form.challenge) };
        let field = Field::new(label).unit(&page.unit).error(levels.as_deref().filter(|_| at == 0));
        number_field(ui, field, value, decimals(page));
    });
    let (label, help) = (tr.text("targets-actions"), tr.text("targets-actions-help"));
    let field = Field::new(&label).help(&help).error(actions.as_deref()).required();
    text_area(ui, field, &mut form.actions, 4);
    let label = tr.text("targets-reason");
    let help = reason.map_or_else(|| tr.text("targets-reason-help"), |key| tr.text(key));
    let field = Field::new(&label).help(&help).error(because.as_deref());
    let field = if reason.is_some() { field.required() } else { field };
    text_area(ui, field, &mut form.reason, 2);
    let label = tr.text("targets-approver");
    text_field(ui, Field::new(&label), &mut form.approver);
}

/// What setting the target means: the whole, its parts and months, and how it is reached, in one step.
fn command(
    page: &SettingPage,
    draft: &Draft,
    plan: &Plan,
    form: &SaveForm,
    cx: &Cx<'_>,
) -> targets::Command {
    let metric = page.inputs.metric;
    let goals = plan.goals(&page.inputs, draft).into_iter();
    let goals =
        goals.map(|(scope, period, levels)| Goal { metric, scope, period, levels: Some(levels) });
    let basis = basis(page, draft, cx);
    let actions = form
        .actions
        .lines()
        .map(|line| ActionForm { text: line.to_owned(), ..ActionForm::default() });
    targets::Command::Set {
        goals: goals.collect(),
        why: Why { reason: form.reason.clone(), approver: form.approver.clone(), basis },
        how: Some(How {
            scope: page.inputs.scope,
            period: page.inputs.period,
            actions: actions.collect(),
        }),
        subject: format!("{} {}", page.whose, page.when),
        today: page.today,
    }
}

/// How the target was worked out, in words: the rule, the growth, the market.
fn basis(page: &SettingPage, draft: &Draft, cx: &Cx<'_>) -> String {
    let Some(rule) = draft.rule else { return cx.text("targets-rule-typed") };
    let mut words = cx.text(&format!("targets-rule-{}", rule.word().replace('_', "-")));
    if rule.grows() {
        words.push_str(&format!(" × {}", percent(10_000 + draft.growth_bp)));
    }
    if page.inputs.market_bp != 0 {
        words.push_str(&format!(" × {}", percent(10_000 + page.inputs.market_bp)));
    }
    words
}
