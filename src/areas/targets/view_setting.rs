//! How 目标设定 looks: the chart and the rules above, people and weeks below, and the drawer in which a
//! target is set.

use std::collections::BTreeMap;

use egui::Ui;

use super::setting::{Nothing, SettingPage};
use super::setting_save::{self, SaveForm};
use super::view::MARGIN;
use super::view_away::{self, AwayForm};
use super::view_setting_letters::SignForm;
use super::{
    view_setting_chart, view_setting_letters, view_setting_people, view_setting_rules,
    view_setting_weeks,
};
use crate::areas::{AreaId, Cx, Filter, Order};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::period_label;
use crate::metrics::targets::plan::{Draft, Plan};
use crate::metrics::{MetricId, show};
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;

/// The least height of the cards at the bottom; on low windows the page scrolls.
const LEAST: f32 = 260.0;

/// What is chosen and half-typed.
#[derive(Default)]
pub struct SettingView {
    /// What was chosen and typed, by what it is about: nothing is lost by looking elsewhere.
    held: BTreeMap<(MetricId, Scope, Period), Held>,
    pub(super) people: TableState,
    pub(super) weeks: TableState,
    /// The drawer in which the target is set.
    pub(super) save: Option<SaveForm>,
    /// The market note that is being written.
    pub(super) note: Option<NoteForm>,
    /// The drawer in which signatures are recorded.
    pub(super) sign: Option<SignForm>,
    /// The question whether the target is taken away.
    away: Option<AwayForm>,
}

/// A draft with what follows from it.
pub(super) struct Held {
    /// What it began with.
    pub start: Draft,
    /// What was chosen and typed.
    pub draft: Draft,
    /// What follows.
    pub plan: Plan,
    /// The load that the plan belongs to.
    pub stamp: u64,
}

/// A market note being written.
#[derive(Debug, Default)]
pub(super) struct NoteForm {
    /// By how many percent the market changes.
    pub change: Option<f64>,
    /// Who says so.
    pub source: String,
    /// A command is on its way; when it is done, the form goes.
    pub sent: bool,
}

impl SettingView {
    /// Whether something is half-typed.
    pub(super) fn unsaved(&self) -> bool {
        let typed = self.held.values().any(|held| held.draft != held.start);
        typed
            || self.save.as_ref().is_some_and(SaveForm::dirty)
            || self.sign.as_ref().is_some_and(SignForm::dirty)
            || self.note.is_some()
    }

    /// Something was done: if it was the drawer's target that was set, its draft is no longer one.
    pub(super) fn done(&mut self) {
        if let Some(form) = self.save.take_if(|form| form.sent) {
            self.held.remove(&form.key);
        }
        if let Some(form) = &mut self.sign {
            form.done();
        }
        self.note.take_if(|note| note.sent);
    }

    pub(super) fn key(page: &SettingPage) -> (MetricId, Scope, Period) {
        (page.inputs.metric, page.inputs.scope, page.inputs.period)
    }

    /// The draft of the page, begun anew where the stored targets changed and nothing is typed.
    pub(super) fn held(&mut self, page: &SettingPage) -> &mut Held {
        let begin = || {
            let draft = Draft::of(&page.inputs);
            let plan = Plan::of(&page.inputs, &draft);
            Held { start: draft.clone(), draft, plan, stamp: page.stamp }
        };
        let held = self.held.entry(Self::key(page)).or_insert_with(begin);
        if held.stamp != page.stamp {
            if held.draft == held.start {
                *held = begin();
            } else {
                held.plan = Plan::of(&page.inputs, &held.draft);
                held.stamp = page.stamp;
            }
        }
        held
    }
}

impl Held {
    /// Changes the draft; what follows from it is worked out once.
    pub(super) fn change(&mut self, page: &SettingPage, change: impl FnOnce(&mut Draft)) {
        let before = self.draft.clone();
        change(&mut self.draft);
        if self.draft != before {
            self.plan = Plan::of(&page.inputs, &self.draft);
        }
    }
}

/// A value in the unit of its column.
pub(super) fn cell(page: &SettingPage, cx: &Cx<'_>, value: i64) -> String {
    show::cell(cx.tr.language(), page.inputs.metric, value)
}

/// How much one unit of the columns is, in the metric's own unit.
pub(super) fn unit_of(page: &SettingPage, cx: &Cx<'_>) -> f64 {
    use crate::i18n::Language;
    use crate::metrics::Unit;
    match (page.inputs.metric.unit(), cx.tr.language()) {
        (Unit::Fen, Language::Chinese) => 1_000_000.0,
        (Unit::Fen, Language::English) => 100_000.0,
        (Unit::BasisPoints, _) => 100.0,
        (Unit::Count | Unit::Days, _) => 1.0,
    }
}

/// The decimals of a column.
pub(super) fn decimals(page: &SettingPage) -> usize {
    use crate::metrics::Unit;
    match page.inputs.metric.unit() {
        Unit::Fen | Unit::BasisPoints => 1,
        Unit::Count | Unit::Days => 0,
    }
}

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &mut Cx<'_>) {
    if let Some(nothing) = page.nothing {
        egui::Frame::new().inner_margin(MARGIN).show(ui, |ui| {
            card(ui, |ui| nothing_ui(ui, nothing, cx));
        });
        return;
    }
    view.held(page);
    scroll::page(ui, "setting", MARGIN, |ui, room| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let right = if ui.available_width() < 1_060.0 { 340.0 } else { 396.0 };
        columns(ui, right, 12.0, |ui, side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            let top = ui.cursor().top();
            match side {
                Side::Left => {
                    view_setting_chart::draw(ui, page, cx);
                    let rest = (room - (ui.cursor().top() - top)).max(LEAST);
                    view_setting_people::draw(ui, page, view, cx, rest);
                }
                Side::Right => {
                    view_setting_rules::draw(ui, page, view, cx);
                    view_setting_letters::draw(ui, page, view, cx);
                    let rest = (room - (ui.cursor().top() - top)).max(LEAST);
                    view_setting_weeks::draw(ui, page, view, cx, rest);
                }
            }
        });
    });
    let ctx = ui.ctx().clone();
    setting_save::drawer_ui(&ctx, page, view, cx);
    view_setting_rules::note_ui(&ctx, page, view, cx);
    view_setting_letters::drawer_ui(&ctx, page, view, cx);
    view_away::ask(&ctx, &mut view.away, page.today, cx);
}

/// Draws the way to set the target, in the row of the tabs.
pub(super) fn actions_ui(ui: &mut Ui, page: &SettingPage, view: &mut SettingView, cx: &Cx<'_>) {
    if page.nothing.is_some() {
        return;
    }
    let held = view.held(page);
    let dirty = held.draft != held.start;
    let (key, word) = if page.inputs.current.is_some() {
        ("targets-set-again", "targets-state-set")
    } else {
        ("targets-set", "targets-state-unset")
    };
    let words = cx.text(key);
    let whole = held.plan.whole.is_some_and(|whole| whole > 0) || !page.inputs.metric.adds_up();
    let even = held.plan.difference().is_none_or(|left| left == 0) && held.plan.trouble.is_none();
    let ready = !page.closed && whole && even;
    let hint = match () {
        () if page.closed => cx.text("targets-closed"),
        () if !whole => cx.text("targets-no-whole"),
        () => cx.text("targets-not-even"),
    };
    let set = Button::primary(&words).medium().enabled(ready).icon(icons::FLAG);
    let set = if ready { set } else { set.hint(&hint) };
    if button(ui, set).clicked() {
        view.save = Some(SaveForm::new(page));
    }
    if page.inputs.current.is_some() && !page.closed {
        let away = cx.text("targets-away");
        if button(ui, Button::ghost(&away).medium()).clicked() {
            view.away = Some(AwayForm::of_page(page));
        }
    }
    let state = if page.closed { "targets-state-closed" } else { word };
    let state = if dirty { "targets-state-draft" } else { state };
    crate::ui::text::hint(ui, &cx.text(state));
}

fn nothing_ui(ui: &mut Ui, nothing: Nothing, cx: &mut Cx<'_>) {
    let key = match nothing {
        Nothing::Week => "week",
        Nothing::Nobody => "nobody",
    };
    let period = Period::quarter_of(cx.filter.period.first_day());
    let args = [("period", period_label(cx.tr, period).into())];
    let title = cx.tr.with(&format!("targets-empty-{key}"), &args);
    let detail = cx.tr.with(&format!("targets-empty-{key}-detail"), &args);
    let action = cx.tr.with(&format!("targets-empty-{key}-action"), &args);
    if empty_state(ui, icons::TARGET, &title, &detail, Some(Button::primary(&action))) {
        cx.orders.push(match nothing {
            Nothing::Week => Order::Filter(Filter { period, ..*cx.filter }),
            Nothing::Nobody => Order::Go(AreaId::Organisation),
        });
    }
}
