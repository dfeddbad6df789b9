//! How 年度计划 looks: the figures above, goals and initiatives at the left, what stands around them and
//! the years to come at the right.

use egui::{Align, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::strategy::{LineShown, PlanShown, SectionShown, StrategyPage};
use super::view::MARGIN;
use super::view_away::AwayForm;
use super::view_progress::GAP;
use super::view_strategy_forms::{self, Form, What};
use super::view_strategy_years::{self, GoalForm};
use crate::areas::figure_card::about_strip_of;
use crate::areas::{Cx, Filter, Order};
use crate::i18n::number;
use crate::store::records::{Outcome, StrategySection, StrategyState};
use crate::ui::banner::{Banner, banner};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, card, card_header, columns, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::metric::Metric;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// What is chosen and half-typed.
#[derive(Default)]
pub struct StrategyView {
    /// The drawer that is open.
    pub(super) form: Option<Form>,
    /// Whether the person was asked to take the draft away.
    pub(super) removing: bool,
    /// The drawer in which a later year's target is set.
    pub(super) goal: Option<GoalForm>,
    /// The question whether a target is taken away.
    pub(super) away: Option<AwayForm>,
    to_setting: bool,
}

impl StrategyView {
    /// Whether something is half-typed.
    pub(super) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::dirty)
            || self.goal.as_ref().is_some_and(GoalForm::dirty)
    }

    /// Something was done: what was typed for it is stored.
    pub(super) fn done(&mut self) {
        drop(self.form.take_if(|form| form.sent));
        drop(self.goal.take_if(|form| form.sent));
    }

    /// Asks for the page on which the targets of a year are set with all their parts.
    pub(super) fn ask_for_setting(&mut self) {
        self.to_setting = true;
    }

    /// Whether that page was asked for, once.
    pub(super) fn take_to_setting(&mut self) -> bool {
        std::mem::take(&mut self.to_setting)
    }
}

/// The color of what came of a line.
pub(super) const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Worked => Tone::Good,
        Outcome::Partly => Tone::Warn,
        Outcome::Failed => Tone::Bad,
        Outcome::NotDone => Tone::Neutral,
    }
}

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, page: &StrategyPage, view: &mut StrategyView, cx: &mut Cx<'_>) {
    if let Some((scope, name)) = &page.instead {
        egui::Frame::new().inner_margin(MARGIN).show(ui, |ui| {
            card(ui, |ui| {
                let args = [("name", name.as_str().into())];
                let title = cx.text("strategy-person");
                let detail = cx.text("strategy-person-detail");
                let action = cx.tr.with("strategy-person-action", &args);
                let button = Some(Button::primary(&action));
                if empty_state(ui, icons::USERS_THREE, &title, &detail, button) {
                    cx.orders.push(Order::Filter(Filter { scope: *scope, ..*cx.filter }));
                }
            });
        });
        return;
    }
    scroll::page(ui, "strategy", MARGIN, |ui, _| {
        ui.spacing_mut().item_spacing.y = GAP;
        strip_ui(ui, page, cx);
        let right = (ui.available_width() * 0.36).round().clamp(330.0, 440.0);
        columns(ui, right, GAP, |ui, side| {
            ui.spacing_mut().item_spacing.y = GAP;
            match side {
                Side::Left => left_ui(ui, page, view, cx),
                Side::Right => {
                    view_strategy_years::draw(ui, page, view, cx);
                    if let Some(plan) = &page.plan {
                        context_ui(ui, page, plan, view, cx);
                    }
                }
            }
        });
    });
    let ctx = ui.ctx().clone();
    view_strategy_forms::drawer_ui(&ctx, page, view, cx);
    view_strategy_years::drawer_ui(&ctx, page, view, cx);
}

fn strip_ui(ui: &mut Ui, page: &StrategyPage, cx: &mut Cx<'_>) {
    let metrics: Vec<Metric<'_>> = page
        .facts
        .iter()
        .map(|fact| Metric {
            label: &fact.label,
            value: &fact.value,
            note: &fact.note,
            ..Metric::default()
        })
        .collect();
    about_strip_of(ui, &metrics, page.abouts.iter().copied().map(Some), cx);
}

fn left_ui(ui: &mut Ui, page: &StrategyPage, view: &mut StrategyView, cx: &mut Cx<'_>) {
    let Some(plan) = &page.plan else {
        card(ui, |ui| {
            let args = [("who", page.whose.as_str().into()), ("year", page.when.as_str().into())];
            let title = cx.tr.with("strategy-none", &args);
            let (detail, action) = (cx.text("strategy-none-detail"), cx.text("strategy-start"));
            let button = Some(Button::primary(&action));
            if empty_state(ui, icons::NOTEBOOK, &title, &detail, button) {
                view.form = Some(Form::new(page, What::Title { begins: true }, cx));
            }
        });
        return;
    };
    head_ui(ui, page, plan, view, cx);
    notices_ui(ui, plan, cx);
    for section in [StrategySection::Goal, StrategySection::Initiative] {
        if let Some(shown) = plan.section(section) {
            work_ui(ui, page, plan, shown, view, cx);
        }
    }
    if let Some(review) = &plan.review {
        let title = cx.text("strategy-review");
        Card::new().show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            list_header(ui, &title, "", |_| {});
            let theme = Theme::get(ui);
            padded(ui, 16.0, 12.0, |ui| text::wrapped(ui, text::BODY13, theme.t1, review));
        });
    }
}

/// Draws the title of the plan, where it stands, and who wrote it.
fn head_ui(
    ui: &mut Ui,
    page: &StrategyPage,
    plan: &PlanShown,
    view: &mut StrategyView,
    cx: &Cx<'_>,
) {
    let tone = match plan.state {
        StrategyState::Draft => Tone::Warn,
        StrategyState::Agreed => Tone::Accent,
        StrategyState::Reviewed => Tone::Good,
    };
    let edit = cx.text("strategy-title-edit");
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        card_header(ui, &plan.title, &plan.about, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            badge(ui, tone, &plan.state_words);
            if plan.state == StrategyState::Draft {
                let pencil = Button::ghost_icon(icons::PENCIL_SIMPLE, &edit).small();
                if button(ui, pencil).clicked() {
                    view.form = Some(Form::new(page, What::Title { begins: false }, cx));
                }
            }
        });
    });
}

/// Draws what a plan should have and has not: a notice, and no refusal.
fn notices_ui(ui: &mut Ui, plan: &PlanShown, cx: &Cx<'_>) {
    if plan.unwritten.is_empty() || plan.state == StrategyState::Reviewed {
        return;
    }
    let args = [("names", plan.unwritten.as_str().into())];
    let title = cx.tr.with("strategy-unwritten", &args);
    banner(ui, Banner::warn(&title), |_| {});
}

/// Draws goals or initiatives.
fn work_ui(
    ui: &mut Ui,
    page: &StrategyPage,
    plan: &PlanShown,
    shown: &SectionShown,
    view: &mut StrategyView,
    cx: &Cx<'_>,
) {
    let draft = plan.state == StrategyState::Draft;
    let add_key = match shown.section {
        StrategySection::Goal => "strategy-add-goal",
        _ => "strategy-add-initiative",
    };
    let add = cx.text(add_key);
    let sub = match plan.state {
        StrategyState::Draft => String::new(),
        StrategyState::Agreed | StrategyState::Reviewed => judged_words(shown, cx),
    };
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &shown.name, &sub, |ui| {
            if draft && button(ui, Button::secondary(&add).small().icon(icons::PLUS)).clicked() {
                view.form = Some(Form::new(page, What::Line(shown.section, None), cx));
            }
        });
        if shown.lines.is_empty() {
            let key = match shown.section {
                StrategySection::Goal => "strategy-no-goals",
                _ => "strategy-no-initiatives",
            };
            let theme = Theme::get(ui);
            padded(ui, 16.0, 14.0, |ui| {
                text::wrapped(ui, text::BODY13, theme.t3, &cx.text(key));
            });
        }
        for (at, line) in shown.lines.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            let what = match plan.state {
                StrategyState::Draft => Some(What::Line(shown.section, Some(at))),
                StrategyState::Agreed => Some(What::Judge(shown.section, at)),
                StrategyState::Reviewed => None,
            };
            if line_ui(ui, at, line, what.is_some(), cx)
                && let Some(what) = what
            {
                view.form = Some(Form::new(page, what, cx));
            }
        }
    });
}

/// How many lines of a section worked, of those of which that is said.
fn judged_words(shown: &SectionShown, cx: &Cx<'_>) -> String {
    let judged = shown.lines.iter().filter(|line| line.outcome.is_some()).count();
    let worked = shown.lines.iter().filter(|line| line.outcome == Some(Outcome::Worked)).count();
    let n = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [
        ("judged", n(judged).into()),
        ("all", n(shown.lines.len()).into()),
        ("worked", n(worked).into()),
    ];
    cx.tr.with("strategy-judged", &args)
}

/// Draws a line with its facts below, and what came of it at the right; true when it was pressed.
fn line_ui(ui: &mut Ui, at: usize, line: &LineShown, opens: bool, cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    let (mark, tone) = match line.outcome {
        Some(outcome) => (line.outcome_words.clone(), tone(outcome)),
        None if line.late => (cx.text("strategy-late"), Tone::Bad),
        None => (String::new(), Tone::Neutral),
    };
    let wide = if mark.is_empty() {
        0.0
    } else {
        text::width(ui, text::LABEL12, &mark).ceil() + 12.0 + 12.0
    };
    let width = ui.available_width();
    let room = width - 16.0 - 26.0 - 16.0 - wide;
    let words = text::lines(ui, text::NAME13, theme.t1, &line.text, room);
    let facts = text::lines(ui, text::LABEL12, theme.t3, &line.facts, room);
    let lesson = text::lines(ui, text::LABEL12, theme.t2, &line.lesson, room);
    let below = if line.facts.is_empty() { 0.0 } else { facts.size().y };
    let learnt = if line.lesson.is_empty() { 0.0 } else { lesson.size().y };
    let height = 9.0 + words.size().y + below + learnt + 9.0;
    let sense = if opens { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
    let parts = [line.text.as_str(), &line.facts, &mark, &line.lesson];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let role = if opens { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, told.join(" ")));
    if opens && response.hovered() {
        ui.painter().rect_filled(rect, 0.0, theme.hover);
    }
    if response.has_focus() {
        let focus = Stroke::new(2.0, theme.accent);
        ui.painter().rect_stroke(rect, 0.0, focus, StrokeKind::Inside);
    }
    let place_in_list = (at + 1).to_string();
    let first = rect.top() + 9.0;
    let place = Rect::from_min_size(pos2(rect.left() + 16.0, first), vec2(20.0, 20.0));
    text::paint_fit(ui.painter(), place, Align::Min, text::BODY13, theme.t3, &place_in_list);
    let left = rect.left() + 42.0;
    let after = first + words.size().y;
    ui.painter().galley(pos2(left, first), words, theme.t1);
    if below > 0.0 {
        ui.painter().galley(pos2(left, after), facts, theme.t3);
    }
    if learnt > 0.0 {
        ui.painter().galley(pos2(left, after + below), lesson, theme.t2);
    }
    if !mark.is_empty() {
        let side = Rect::from_min_size(
            pos2(rect.right() - 16.0 - (wide - 12.0), first),
            vec2(wide - 12.0, 20.0),
        );
        ui.painter().rect_filled(side, 4.0, tone.tint(theme));
        let inner = side.shrink2(vec2(6.0, 0.0));
        let color = tone.text(theme);
        text::paint_fit(ui.painter(), inner, Align::Min, text::LABEL12, color, &mark);
    }
    response.clicked()
}

/// Draws what stands around the plan.
fn context_ui(
    ui: &mut Ui,
    page: &StrategyPage,
    plan: &PlanShown,
    view: &mut StrategyView,
    cx: &Cx<'_>,
) {
    let draft = plan.state == StrategyState::Draft;
    let (title, edit) = (cx.text("strategy-context"), cx.text("strategy-edit"));
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, "", |_| {});
        let context = plan.sections.iter().filter(|shown| !shown.section.is_work());
        for (at, shown) in context.enumerate() {
            if at > 0 {
                divider(ui);
            }
            let theme = Theme::get(ui);
            padded(ui, 16.0, 10.0, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                row(ui, 24.0, |ui| {
                    text::label(ui, text::NAME13, theme.t1, &shown.name);
                    if !draft {
                        return;
                    }
                    ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                        let name = format!("{edit} {}", shown.name);
                        let pencil = Button::ghost_icon(icons::PENCIL_SIMPLE, &name).small();
                        if button(ui, pencil).clicked() {
                            let what = What::Context(shown.section);
                            view.form = Some(Form::new(page, what, cx));
                        }
                    });
                });
                if shown.lines.is_empty() {
                    text::wrapped(ui, text::BODY13, theme.t3, &cx.text("strategy-not-written"));
                }
                for line in &shown.lines {
                    text::wrapped(ui, text::BODY13, theme.t2, &line.text);
                }
            });
        }
    });
}

/// Draws what can be done with the plan, in the row of the tabs, from right to left.
pub(super) fn actions_ui(ui: &mut Ui, page: &StrategyPage, view: &mut StrategyView, cx: &Cx<'_>) {
    let Some(plan) = &page.plan else { return };
    let (key, what, icon) = match plan.state {
        StrategyState::Draft => ("strategy-agree", What::Agree, icons::HANDSHAKE),
        StrategyState::Agreed => ("strategy-close", What::Review, icons::FLAG_CHECKERED),
        StrategyState::Reviewed => return,
    };
    let words = cx.text(key);
    if button(ui, Button::primary(&words).medium().icon(icon)).clicked() {
        view.form = Some(Form::new(page, what, cx));
    }
    if plan.state == StrategyState::Draft {
        let remove = cx.text("strategy-remove");
        if button(ui, Button::ghost(&remove).medium()).clicked() {
            view.removing = true;
        }
    }
}
