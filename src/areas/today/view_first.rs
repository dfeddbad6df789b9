//! The first steps: a card over the page for as long as one of them is open and nobody put them away.

use egui::{Align2, Frame, Margin, Sense, Stroke, Ui, Vec2, vec2};

use crate::areas::{AreaId, Cx, Order};
use crate::command::{Command, settings};
use crate::store::first_steps::FirstSteps;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, grid, list_header, row};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// A step: what it is called, what its button says, and where that leads.
struct Step {
    title: &'static str,
    detail: &'static str,
    go: &'static str,
    leads: Order,
}

/// Below this width the steps stand in two rows.
const ONE_ROW: f32 = 720.0;

fn all() -> [Step; 4] {
    [
        Step {
            title: "today-first-team",
            detail: "today-first-team-detail",
            go: "today-first-team-go",
            leads: Order::Go(AreaId::Organisation),
        },
        Step {
            title: "today-first-stages",
            detail: "today-first-stages-detail",
            go: "today-first-stages-go",
            leads: Order::StageModels,
        },
        Step {
            title: "today-first-report",
            detail: "today-first-report-detail",
            go: "today-first-report-go",
            leads: Order::ChooseFiles,
        },
        Step {
            title: "today-first-targets",
            detail: "today-first-targets-detail",
            go: "today-first-targets-go",
            leads: Order::Go(AreaId::Targets),
        },
    ]
}

/// Draws the card, where it is to be shown.
pub(super) fn draw(ui: &mut Ui, steps: FirstSteps, cx: &mut Cx<'_>) {
    if !steps.shown() {
        return;
    }
    let done = steps.done();
    let n = done.iter().filter(|done| **done).count();
    let title = cx.text("today-first");
    let sub = cx.tr.with("today-first-sub", &[("n", n.to_string().into())]);
    let (away, hint) = (cx.text("today-first-away"), cx.text("today-first-away-hint"));
    let next = done.iter().position(|done| !done);
    let mut orders = vec![];
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |ui| {
            if button(ui, Button::ghost(&away).hint(&hint).medium()).clicked() {
                orders.push(Order::Run(Command::Settings(settings::Command::first_steps(true))));
            }
        });
        Frame::new().inner_margin(Margin::symmetric(16, 14)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 12.0;
            let wide = if ui.available_width() < ONE_ROW { 2 } else { 4 };
            let steps: Vec<(usize, Step)> = (0..).zip(all()).collect();
            for part in steps.chunks(wide) {
                grid(ui, wide, 20.0, |ui, column| {
                    let Some((at, step)) = part.get(column) else { return };
                    let ticked = done.get(*at).copied().unwrap_or_default();
                    if step_ui(ui, *at, step, (ticked, next == Some(*at)), cx) {
                        orders.push(step.leads.clone());
                    }
                });
            }
        });
    });
    cx.orders.append(&mut orders);
}

/// Draws one step; true when its button was pressed.
fn step_ui(ui: &mut Ui, at: usize, step: &Step, (done, next): (bool, bool), cx: &Cx<'_>) -> bool {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
    row(ui, 24.0, |ui| {
        let (place, _) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::hover());
        let painter = ui.painter();
        if done {
            painter.circle_filled(place.center(), 11.0, theme.accent_bg);
            icons::paint_icon(painter, place.center(), icons::CHECK, 13.0, theme.accent_t);
        } else {
            let number = (at + 1).to_string();
            let (middle, kind) = (Align2::CENTER_CENTER, text::LABEL12);
            painter.circle_stroke(place.center(), 10.5, Stroke::new(1.0, theme.border2));
            text::paint(painter, place.center(), middle, kind, theme.t3, &number);
        }
        let width = ui.available_width();
        let color = if done { theme.t2 } else { theme.t1 };
        text::truncated(ui, text::CARD14, color, &cx.text(step.title), width);
    });
    text::wrapped(ui, text::LABEL12, theme.t3, &cx.text(step.detail));
    ui.add_space(4.0);
    if done {
        text::label(ui, text::LABEL12, theme.good_t, &cx.text("today-first-done"));
        return false;
    }
    let go = cx.text(step.go);
    let go = if next { Button::primary(&go) } else { Button::secondary(&go) };
    button(ui, go.medium()).clicked()
}
