//! The targets of the plan's year and the three after it: set or not, and whether anybody said how they
//! are to be reached; and the drawer in which that of a later year is set.
//!
//! The year itself has parts and months and is set on its own page; a later year has a value and its
//! key actions, until it comes.

use egui::{Align, Context, Layout, Ui};

use super::progress_words::Words;
use super::strategy::{StrategyPage, YearRow};
use super::view_away::{self, AwayForm};
use super::view_strategy::StrategyView;
use crate::areas::{Cx, Filter, Order};
use crate::command::Command;
use crate::command::targets::{self, ActionForm, Goal, How, Why};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::i18n::Language;
use crate::metrics::targets::Levels;
use crate::metrics::{MetricId, Unit};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header, padded, row};
use crate::ui::field::{Field, number_field, text_area, text_field};
use crate::ui::icons;
use crate::ui::overlay::asks_to_save;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// What is typed of a later year's target.
#[derive(Clone, Debug)]
pub(super) struct GoalForm {
    key: (MetricId, Scope, i32),
    start: Typed,
    now: Typed,
    tried: bool,
    fresh: bool,
    /// It was sent to be stored; the drawer stays until it is.
    pub(super) sent: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Typed {
    value: Option<f64>,
    /// Key actions, one in a line.
    actions: String,
    reason: String,
    approver: String,
}

impl GoalForm {
    fn new(page: &StrategyPage, row: &YearRow, cx: &Cx<'_>) -> Self {
        let scale = scale(page.years.metric, cx.tr.language());
        let texts: Vec<&str> = row.goal.actions.iter().map(|action| action.text.as_str()).collect();
        let start = Typed {
            value: row.goal.levels.map(|levels| levels.base as f64 / scale),
            actions: texts.join("\n"),
            ..Typed::default()
        };
        let key = (page.years.metric, page.scope, row.goal.year);
        Self { key, now: start.clone(), start, tried: false, fresh: true, sent: false }
    }

    /// Whether something else is typed than is stored.
    pub(super) fn dirty(&self) -> bool {
        !self.sent && self.now != self.start
    }
}

/// How much one unit of the cells is, in the metric's own unit.
const fn scale(metric: MetricId, language: Language) -> f64 {
    match (metric.unit(), language) {
        (Unit::Fen, Language::Chinese) => 1_000_000.0,
        (Unit::Fen, Language::English) => 100_000.0,
        (Unit::BasisPoints, _) => 100.0,
        (Unit::Count | Unit::Days, _) => 1.0,
    }
}

/// The year of a form, if the page still shows it.
fn row_of<'a>(page: &'a StrategyPage, form: &GoalForm) -> Option<&'a YearRow> {
    let (metric, scope, year) = form.key;
    let same = (metric, scope) == (page.years.metric, page.scope);
    page.years.rows.iter().find(|row| same && row.goal.year == year)
}

/// Draws the years.
pub(super) fn draw(ui: &mut Ui, page: &StrategyPage, view: &mut StrategyView, cx: &mut Cx<'_>) {
    let title = cx.text("strategy-years");
    let words = Words { tr: cx.tr, metric: page.years.metric };
    let sub = words.joined(&[page.years.name.clone(), page.years.unit.clone()]);
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &sub, |_| {});
        for (at, year) in page.years.rows.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            year_ui(ui, page, year, view, cx);
        }
    });
}

fn year_ui(
    ui: &mut Ui,
    page: &StrategyPage,
    year: &YearRow,
    view: &mut StrategyView,
    cx: &mut Cx<'_>,
) {
    let theme = Theme::get(ui);
    let own = year.goal.year == page.year;
    let set = year.goal.levels.is_some();
    let word = cx.text(if set { "strategy-year-change" } else { "strategy-year-set" });
    padded(ui, 16.0, 6.0, |ui| {
        row(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            text::label(ui, text::NAME13, theme.t1, &year.name);
            let color = if set { theme.t1 } else { theme.t3 };
            text::label(ui, text::NAME13, color, &year.value);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !year.goal.over {
                    let name = format!("{word} {}", year.name);
                    let change = button(ui, Button::link(&word).small()).accessible_name(name);
                    if change.clicked() && own {
                        let period = Period::Year(year.goal.year);
                        cx.orders.push(Order::Filter(Filter { period, ..*cx.filter }));
                        view.ask_for_setting();
                    } else if change.clicked() {
                        view.goal = Some(GoalForm::new(page, year, cx));
                    }
                }
                let gap = year.goal.lacks_actions();
                let color = if gap { theme.warn_t } else { theme.t3 };
                let width = ui.available_width() - if gap { 22.0 } else { 0.0 };
                if !year.note.is_empty() && width > 24.0 {
                    text::truncated(ui, text::LABEL12, color, &year.note, width);
                    if gap {
                        icons::icon(ui, icons::WARNING.filled(), 14.0, theme.warn_t);
                    }
                }
            });
        });
    });
}

/// Draws the drawer and the question, while one is open.
pub(super) fn drawer_ui(
    ctx: &Context,
    page: &StrategyPage,
    view: &mut StrategyView,
    cx: &mut Cx<'_>,
) {
    view_away::ask(ctx, &mut view.away, page.today, cx);
    let Some(mut form) = view.goal.take() else { return };
    // Still here with no command on its way, it was refused.
    form.sent &= cx.pending;
    // Another page is shown than the drawer is about.
    let Some(year) = row_of(page, &form) else { return };
    let set = year.goal.levels;
    let levels = levels(page, &form, year, cx);
    let changes = set.is_some() && levels != set;
    let blank = form.now.reason.trim().is_empty();
    let value_wrong = match levels {
        None => Some("strategy-year-no-value"),
        Some(levels) if levels.base < 0 => Some("strategy-year-no-value"),
        Some(levels) if !levels.in_order() => Some("targets-bad-levels"),
        Some(_) => None,
    };
    let reason_wrong = (changes && blank).then_some("targets-reason-changes");
    let wrong = value_wrong.is_some() || reason_wrong.is_some();
    let args = [("year", year.name.as_str().into())];
    let title = cx.tr.with("strategy-year-title", &args);
    let words = ["targets-save", "app-cancel", "app-close", "targets-away"];
    let [save, cancel, close, away] = words.map(|key| cx.text(key));
    let problem = cx.text("targets-wrong");
    let (mut saves, mut leaves, mut removes) = (asks_to_save(ctx), false, false);
    let look = Drawer::new("year", &title, &close)
        .problem((form.tried && wrong).then_some(problem.as_str()));
    leaves |= drawer(ctx, look, |ui, part| match part {
        Part::Body => body(ui, page, &mut form, (value_wrong, reason_wrong, changes), cx),
        Part::Footer => {
            saves |= button(ui, Button::primary(&save)).clicked();
            leaves |= button(ui, Button::secondary(&cancel)).clicked();
            if set.is_some() {
                removes |= button(ui, Button::ghost(&away)).clicked();
            }
        }
    });
    let subject = format!("{} {}", page.whose, year.name);
    if removes {
        let own = goal(page, year, None);
        let what = format!("{subject} {}", page.years.name);
        view.away = Some(AwayForm::new(what, subject, own));
        return;
    }
    if saves {
        form.tried = true;
        if !wrong {
            form.sent = true;
            cx.run(Command::Targets(targets::Command::Set {
                goals: vec![goal(page, year, levels)],
                why: Why {
                    reason: form.now.reason.clone(),
                    approver: form.now.approver.clone(),
                    basis: String::new(),
                },
                how: Some(how(page, year, &form.now.actions)),
                subject,
                today: page.today,
            }));
        }
    }
    if !leaves {
        view.goal = Some(form);
    }
}

fn goal(page: &StrategyPage, year: &YearRow, levels: Option<Levels>) -> Goal {
    let period = Period::Year(year.goal.year);
    Goal { metric: page.years.metric, scope: page.scope, period, levels }
}

/// The levels as typed: the higher ones stay as they are stored.
fn levels(page: &StrategyPage, form: &GoalForm, year: &YearRow, cx: &Cx<'_>) -> Option<Levels> {
    let scale = scale(page.years.metric, cx.tr.language());
    let base = (form.now.value? * scale).round() as i64;
    // What is shown is rounded; a value that was not touched stays to the fen.
    let same = form.now.value == form.start.value;
    let base = year.goal.levels.filter(|_| same).map_or(base, |levels| levels.base);
    Some(year.goal.levels.map_or_else(|| Levels::base(base), |old| Levels { base, ..old }))
}

/// The actions as typed; one that stood there before keeps who does it and by when.
fn how(page: &StrategyPage, year: &YearRow, typed: &str) -> How {
    let action = |text: &str| {
        let old = year.goal.actions.iter().find(|old| old.text == text.trim());
        ActionForm {
            text: text.to_owned(),
            owner: old.and_then(|old| old.owner.clone()).unwrap_or_default(),
            due: old.and_then(|old| old.due),
        }
    };
    let actions = typed.lines().map(action).collect();
    How { scope: page.scope, period: Period::Year(year.goal.year), actions }
}

fn body(
    ui: &mut Ui,
    page: &StrategyPage,
    form: &mut GoalForm,
    (value_wrong, reason_wrong, changes): (Option<&str>, Option<&str>, bool),
    cx: &Cx<'_>,
) {
    let theme = Theme::get(ui);
    let tried = form.tried;
    let said = |key: Option<&str>| key.filter(|_| tried).map(|key| cx.text(key));
    let (value_said, reason_said) = (said(value_wrong), said(reason_wrong));
    let args = [("who", page.whose.as_str().into()), ("metric", page.years.name.as_str().into())];
    text::wrapped(ui, text::BODY13, theme.t2, &cx.tr.with("strategy-year-what", &args));
    let decimals = match page.years.metric.unit() {
        Unit::Fen | Unit::BasisPoints => 1,
        Unit::Count | Unit::Days => 0,
    };
    let label = cx.text("targets-whole");
    let field = Field::new(&label).required().error(value_said.as_deref());
    let field = if page.years.unit.is_empty() { field } else { field.unit(&page.years.unit) };
    let first = number_field(ui, field, &mut form.now.value, decimals);
    if std::mem::take(&mut form.fresh) {
        first.request_focus();
    }
    let (label, help) = (cx.text("targets-actions"), cx.text("strategy-year-actions-help"));
    text_area(ui, Field::new(&label).help(&help), &mut form.now.actions, 4);
    if form.now.actions.trim().is_empty() {
        text::wrapped(ui, text::LABEL12, theme.warn_t, &cx.text("strategy-no-actions"));
    }
    let (label, help) = (cx.text("targets-reason"), cx.text("targets-reason-help"));
    let field = Field::new(&label).help(&help).error(reason_said.as_deref());
    let field = if changes { field.required() } else { field };
    text_area(ui, field, &mut form.now.reason, 2);
    let label = cx.text("targets-approver");
    text_field(ui, Field::new(&label), &mut form.now.approver);
}
