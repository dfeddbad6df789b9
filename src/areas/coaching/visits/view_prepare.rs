//! What is known before the visit: what has changed since the last one, what was agreed then, what to look at
//! this time, and the questions to go in with.

use egui::{Align2, Sense, Ui, pos2, vec2};

use super::form::Form;
use super::opened::{Opened, StepInfo};
use crate::areas::Cx;
use crate::ui::card::{card_flush, divider, list_header, padded, section_label};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// So many steps are looked at this time.
const FOCUS: usize = 3;

/// Draws the card.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, form: &Form, cx: &Cx<'_>) {
    let title = cx.text("visits-prepare");
    let sub = match &opened.last {
        Some(last) => {
            let args = [("day", last.day.to_string().into()), ("days", last.days.into())];
            cx.tr.with("visits-prepare-since", &args)
        }
        None => cx.text("visits-prepare-first"),
    };
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        changes_ui(ui, opened, cx);
        if let Some(last) = &opened.last {
            if !last.actions.is_empty() {
                divider(ui);
                part_ui(ui, &cx.text("visits-prepare-actions"), |ui| {
                    for action in &last.actions {
                        let icon =
                            if action.done { icons::CHECK_SQUARE.filled() } else { icons::SQUARE };
                        line_ui(ui, Some((icon, action.done)), &action.text, &action.day);
                    }
                });
            }
            if !last.agreed.is_empty() {
                divider(ui);
                part_ui(ui, &cx.text("visits-prepare-agreed"), |ui| {
                    text::wrapped(ui, text::BODY13, Theme::get(ui).t1, &last.agreed);
                });
            }
        }
        focus_ui(ui, opened, cx);
        let questions = form.now.questions.lines().filter(|line| !line.trim().is_empty());
        let questions: Vec<&str> = questions.collect();
        if !questions.is_empty() {
            divider(ui);
            part_ui(ui, &cx.text("visits-questions"), |ui| {
                for (n, question) in (1..).zip(questions) {
                    let words = format!("{n}  {}", question.trim());
                    text::wrapped(ui, text::BODY13, Theme::get(ui).t1, &words);
                }
            });
        }
    });
}

/// A part of the card under a small heading.
fn part_ui(ui: &mut Ui, title: &str, content: impl FnOnce(&mut Ui)) {
    padded(ui, 16.0, 10.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        section_label(ui, title);
        content(ui);
    });
}

/// What happened with the deal and at the customer's.
fn changes_ui(ui: &mut Ui, opened: &Opened, cx: &Cx<'_>) {
    let title = cx.text("visits-prepare-changes");
    let title = cx.tr.joined(&[&title, &opened.amount]);
    part_ui(ui, &title, |ui| {
        if opened.changes.is_empty() {
            let key = match (opened.ask.account, opened.ask.deal) {
                (None, None) => "visits-prepare-unnamed",
                _ => "visits-prepare-unchanged",
            };
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, &cx.text(key));
        }
        for (what, day) in &opened.changes {
            line_ui(ui, None, what, day);
        }
    });
}

/// The steps that lay below what the post asks for the time before, the farthest first.
fn focus_ui(ui: &mut Ui, opened: &Opened, cx: &Cx<'_>) {
    let mut low: Vec<&StepInfo> = opened.steps.iter().filter(|step| step.gap().is_some()).collect();
    low.sort_by_key(|step| std::cmp::Reverse(step.gap()));
    if low.is_empty() {
        return;
    }
    divider(ui);
    part_ui(ui, &cx.text("visits-prepare-focus"), |ui| {
        for step in low.into_iter().take(FOCUS) {
            let level = step.last.unwrap_or_default();
            let args = [
                ("step", step.name.as_str().into()),
                ("last", level.into()),
                ("required", step.required.unwrap_or_default().into()),
            ];
            let words = cx.tr.with("visits-prepare-low", &args);
            text::wrapped(ui, text::BODY13, Theme::get(ui).t1, &words);
            // What the next level looks like is what to look for.
            let next = step.anchor(level + 1);
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, next);
        }
    });
}

/// A line with a day at its end.
fn line_ui(ui: &mut Ui, icon: Option<(icons::Icon, bool)>, words: &str, day: &str) {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    let indent = if icon.is_some() { 24.0 } else { 0.0 };
    let wide = text::width(ui, text::LABEL12, day).ceil() + 10.0;
    let lines = text::lines(ui, text::BODY13, theme.t1, words, width - indent - wide);
    let (rect, _) = ui.allocate_exact_size(vec2(width, lines.size().y.max(20.0)), Sense::hover());
    let painter = ui.painter();
    if let Some((icon, done)) = icon {
        let color = if done { theme.good_t } else { theme.t3 };
        let at = pos2(rect.left() + 8.0, rect.top() + 10.0);
        icons::paint_icon(painter, at, icon, 16.0, color);
    }
    painter.galley(rect.min + vec2(indent, 0.0), lines, theme.t1);
    let at = pos2(rect.right(), rect.top() + 10.0);
    text::paint(painter, at, Align2::RIGHT_CENTER, text::LABEL12, theme.t3, day);
    text::tell(ui, rect, &format!("{words} {day}"));
}
