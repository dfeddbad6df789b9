//! The inputs of the plan: customers in tiers, the time of one person, and the amounts. What is filled
//! in already says where it is from.

use egui::{Align, Rect, Sense, Ui, pos2, vec2};

use super::View;
use super::data::Page;
use super::draft::{Held, PlanText, Problem, TierText};
use crate::areas::Cx;
use crate::domain::period::Period;
use crate::i18n::{Tr, period_label};
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, grid, list_header, padded, row, section_label};
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// The widths of the numbers of a tier, and of the button behind them.
const WIDTHS: [f32; 4] = [70.0, 76.0, 76.0, 76.0];
const REMOVE: f32 = 24.0;
const GAP: f32 = 6.0;

/// The keys of what a tier holds, in the order of its fields.
const HEADS: [&str; 4] = [
    "organisation-headcount-input-accounts",
    "organisation-headcount-input-calls",
    "organisation-headcount-input-call-hours",
    "organisation-headcount-input-travel-hours",
];

pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let (title, year) =
        (cx.text("organisation-headcount"), period_label(cx.tr, Period::Year(page.year)));
    let sub = format!("{}{}{year}", page.scope_name, cx.text("organisation-comma"));
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let held = view.held(page);
        list_header(ui, &title, &sub, |ui| {
            if held.dirty() {
                let words = cx.text("organisation-headcount-reset");
                if button(ui, Button::ghost(&words).small()).clicked() {
                    held.reset();
                }
                text::hint(ui, &cx.text("organisation-headcount-unsaved"));
            } else if page.stored.is_empty() {
                text::hint(ui, &cx.text("organisation-headcount-not-yet"));
            } else {
                text::hint(ui, &page.stored);
            }
        });
        padded(ui, 16.0, 12.0, |ui| {
            if !page.plannable() {
                let theme = Theme::get(ui);
                let words = cx.text("organisation-headcount-person");
                text::wrapped(ui, text::BODY13, theme.t2, &words);
                return;
            }
            let mut now = held.now.clone();
            tiers_ui(ui, &mut now, held, cx);
            time_ui(ui, page, &mut now, held, cx);
            amounts_ui(ui, page, &mut now, held, cx);
            let (label, hint) = (
                cx.text("organisation-headcount-note"),
                cx.text("organisation-headcount-note-hint"),
            );
            text_field(ui, Field::new(&label).placeholder(&hint), &mut now.note);
            held.change(|kept| *kept = now);
        });
    });
}

/// Draws the tiers, a row each, and the way to add one.
fn tiers_ui(ui: &mut Ui, now: &mut PlanText, held: &Held, cx: &Cx<'_>) {
    section_label(ui, &cx.text("organisation-headcount-tiers"));
    if now.tiers.is_empty() {
        let theme = Theme::get(ui);
        let words = cx.text("organisation-headcount-tiers-empty");
        text::wrapped(ui, text::BODY13, theme.t2, &words);
    } else {
        heads_ui(ui, cx.tr);
    }
    let mut removed = None;
    for (at, tier) in now.tiers.iter_mut().enumerate() {
        if tier_ui(ui, at + 1, tier, cx) {
            removed = Some(at);
        }
    }
    if let Some(at) = removed {
        now.tiers.remove(at);
    }
    if let Some(problem) = held.now.tier_problem().filter(|_| held.tried) {
        error_line(ui, &problem.said(cx.tr));
    }
    let words = cx.text("organisation-headcount-tier-add");
    if button(ui, Button::secondary(&words).icon(icons::PLUS).small()).clicked() {
        now.tiers.push(TierText::default());
    }
}

/// The widths of the name and of the numbers behind it.
fn name_width(ui: &Ui) -> f32 {
    let fixed: f32 = WIDTHS.iter().sum();
    (ui.available_width() - fixed - REMOVE - GAP * 5.0).max(64.0)
}

fn heads_ui(ui: &mut Ui, tr: &Tr) {
    let theme = Theme::get(ui);
    let name = name_width(ui);
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let mut left = place.left();
    let keys = std::iter::once("organisation-headcount-tier").chain(HEADS);
    for (key, width) in keys.zip(std::iter::once(name).chain(WIDTHS)) {
        let rect = Rect::from_min_max(pos2(left, place.top()), pos2(left + width, place.bottom()));
        let words = tr.text(key);
        let (painter, kind) = (ui.painter(), text::LABEL12);
        let cut = text::paint_fit(painter, rect, Align::Min, kind, theme.t2, &words);
        if cut {
            ui.interact(rect, ui.scope_id().with(("head", key)), Sense::hover())
                .on_hover_text(words);
        }
        left += width + GAP;
    }
}

/// Draws a tier; true when it is to go.
fn tier_ui(ui: &mut Ui, n: usize, tier: &mut TierText, cx: &Cx<'_>) -> bool {
    let wide = name_width(ui);
    row(ui, 28.0, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let name = format!("{} {n}", cx.text("organisation-headcount-tier"));
        let hint = cx.text("organisation-headcount-tier-hint");
        let field = Field::bare(&name).compact().width(wide).placeholder(&hint);
        text_field(ui, field, &mut tier.name);
        let numbers = [
            (&mut tier.accounts, 0),
            (&mut tier.calls, 1),
            (&mut tier.call_hours, 2),
            (&mut tier.travel_hours, 2),
        ];
        for (((value, decimals), key), width) in numbers.into_iter().zip(HEADS).zip(WIDTHS) {
            let name = format!("{} {n}", cx.text(key));
            let field = Field::bare(&name).compact().right().width(width);
            number_field(ui, field, value, decimals);
        }
        let words = cx.text("organisation-headcount-tier-remove");
        let remove = Button::ghost_icon(icons::TRASH, &words).small();
        button(ui, remove).accessible_name(format!("{words} {n}")).clicked()
    })
}

/// Draws the time of one person.
fn time_ui(ui: &mut Ui, page: &Page, now: &mut PlanText, held: &Held, cx: &Cx<'_>) {
    section_label(ui, &cx.text("organisation-headcount-time"));
    let problem = held.now.time_problem().filter(|_| held.tried);
    let wrong = |of: Problem| {
        problem.as_ref().filter(|problem| **problem == of).map(|problem| problem.said(cx.tr))
    };
    let weeks = wrong(Problem::Weeks);
    let hours = wrong(Problem::Hours);
    let share = wrong(Problem::Share);
    grid(ui, 3, 12.0, |ui, at| match at {
        0 => {
            let (label, unit) = (
                cx.text("organisation-headcount-input-weeks"),
                cx.text("organisation-headcount-unit-weeks"),
            );
            let field = Field::new(&label).unit(&unit).help(&page.hints.weeks);
            number_field(ui, field.error(weeks.as_deref()), &mut now.weeks, 1);
        }
        1 => {
            let (label, unit) = (
                cx.text("organisation-headcount-input-week-hours"),
                cx.text("organisation-headcount-unit-hours"),
            );
            let field = Field::new(&label).unit(&unit).help(&page.hints.hours);
            number_field(ui, field.error(hours.as_deref()), &mut now.week_hours, 1);
        }
        _ => {
            let (label, help) = (
                cx.text("organisation-headcount-input-non-selling"),
                cx.text("organisation-headcount-share-from"),
            );
            let field = Field::new(&label).unit("%").help(&help);
            number_field(ui, field.error(share.as_deref()), &mut now.non_selling, 1);
        }
    });
}

/// Draws the amounts of the other way to count.
fn amounts_ui(ui: &mut Ui, page: &Page, now: &mut PlanText, held: &Held, cx: &Cx<'_>) {
    section_label(ui, &cx.text("organisation-headcount-amounts"));
    let unit = cx.text("unit-money-small");
    let wrong = held.now.amount_problem().filter(|_| held.tried).map(|wrong| wrong.said(cx.tr));
    grid(ui, 2, 12.0, |ui, at| {
        if at == 0 {
            let label = cx.text("organisation-headcount-input-target");
            let field = Field::new(&label).unit(&unit).help(&page.hints.target);
            number_field(ui, field, &mut now.target, 1);
        } else {
            let label = cx.text("organisation-headcount-input-per-head");
            let field = Field::new(&label).unit(&unit).help(&page.hints.per_head);
            number_field(ui, field.error(wrong.as_deref()), &mut now.per_head, 1);
        }
    });
}
