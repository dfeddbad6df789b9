//! The cards beside a plan: what shows how it stands, the support, its check points, its end.

use egui::{Align, Layout, Sense, Ui, UiBuilder, vec2};

use super::data::Data;
use super::form::Form;
use super::form_check::CheckDraft;
use super::form_small::SmallDraft;
use super::rows::{CheckRow, EvidenceRow, Opened, SupportRow};
use super::view::{View, send};
use super::view_plan::{confirmation_ui, open};
use crate::areas::Cx;
use crate::command::coaching::plans::Plan;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, list_header, padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// So many pieces of evidence are listed at once; the others scroll.
const LISTED: usize = 8;

/// What shows how objectives stand.
pub(super) fn evidence_ui(ui: &mut Ui, plan: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let title = cx.text("improvement-evidence");
    let n = i64::try_from(plan.evidence.len()).unwrap_or(i64::MAX);
    let sub = cx.tr.with("improvement-evidence-count", &[("n", n.into())]);
    card_flush(ui, |ui| {
        let mut adding = false;
        list_header(ui, &title, &sub, |ui| {
            if plan.open {
                let add = cx.text("improvement-evidence-add");
                let look = Button::secondary(&add).medium().icon(icons::PLUS);
                adding = button(ui, look).clicked();
            }
        });
        if adding {
            open(view, SmallDraft::evidence(plan, cx));
        }
        if plan.evidence.is_empty() {
            note(ui, &cx.text("improvement-evidence-none"));
        }
        let area = egui::ScrollArea::vertical().id_salt("evidence").auto_shrink([false, true]);
        area.max_height(38.0 * LISTED as f32).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for own in &plan.evidence {
                if evidence_line(ui, own, plan.open, cx) {
                    send(cx, plan.subject.clone(), Plan::Unshow(own.id));
                }
            }
        });
    });
}

fn note(ui: &mut Ui, words: &str) {
    padded(ui, 16.0, 10.0, |ui| {
        text::wrapped(ui, text::LABEL12, Theme::get(ui).t3, words);
    });
}

/// A line of a card, laid out from right to left.
fn line(ui: &mut Ui, salt: (&str, i64), tall: f32, content: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tall), Sense::hover());
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(inner).layout(layout));
    line.spacing_mut().item_spacing.x = 8.0;
    content(&mut line);
}

/// Two texts below each other in the room that is left.
fn texts(ui: &mut Ui, first: &str, second: &str) {
    let theme = Theme::get(ui);
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width();
        text::truncated(ui, text::BODY13, theme.t1, first, width);
        text::truncated(ui, text::LABEL12, theme.t3, second, width);
    });
}

/// Draws a piece of evidence; true where it is to go.
fn evidence_line(ui: &mut Ui, own: &EvidenceRow, open: bool, cx: &Cx<'_>) -> bool {
    let mut gone = false;
    line(ui, ("evidence", own.id.0), 38.0, |ui| {
        if open && !own.used {
            let args = [("text", own.text.as_str().into())];
            let remove = cx.tr.with("improvement-evidence-remove", &args);
            gone = button(ui, Button::ghost_icon(icons::X, &remove).small()).clicked();
        }
        text::label(ui, text::LABEL12, Theme::get(ui).t3, &own.day);
        texts(ui, &own.text, &own.objective);
    });
    gone
}

/// What the person was promised, and how often it was given.
pub(super) fn support_ui(ui: &mut Ui, plan: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let (title, sub) = (cx.text("improvement-support"), cx.text("improvement-support-sub"));
    card_flush(ui, |ui| {
        let mut adding = false;
        list_header(ui, &title, &sub, |ui| {
            if plan.open {
                let add = cx.text("improvement-support-more");
                let look = Button::ghost_icon(icons::PLUS, &add).medium();
                adding = button(ui, look).clicked();
            }
        });
        if adding {
            open(view, SmallDraft::support(plan));
        }
        for own in &plan.support {
            support_line(ui, plan, own, cx);
        }
    });
}

fn support_line(ui: &mut Ui, plan: &Opened, own: &SupportRow, cx: &mut Cx<'_>) {
    let mut wanted = None;
    line(ui, ("support", own.id.0), 40.0, |ui| {
        let args = [("text", own.text.as_str().into())];
        if plan.open {
            let give = cx.tr.with("improvement-support-give", &args);
            if button(ui, Button::icon_only(icons::CHECK, &give).small()).clicked() {
                let (support, on_day) = (own.id, cx.filter.today);
                wanted = Some(Plan::Give { support, on_day, note: String::new() });
            }
            if let Some(last) = own.last {
                let back = cx.tr.with("improvement-support-ungive", &args);
                let look = Button::ghost_icon(icons::ARROW_COUNTER_CLOCKWISE, &back).small();
                if button(ui, look).clicked() {
                    wanted = Some(Plan::Ungive(last));
                }
            }
        }
        badge(ui, own.tone, &own.count);
        texts(ui, &own.text, &own.about);
    });
    if let Some(wanted) = wanted {
        send(cx, plan.subject.clone(), wanted);
    }
}

/// The check points: what was said at each, and the one to put down.
pub(super) fn checks_ui(
    ui: &mut Ui,
    (data, plan): (&Data, &Opened),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let (title, sub) = (cx.text("improvement-checks"), cx.text("improvement-checks-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        for (at, check) in plan.checks.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 10.0, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                check_ui(ui, check, (data, plan), view, cx);
            });
        }
    });
}

fn check_ui(
    ui: &mut Ui,
    check: &CheckRow,
    (data, plan): (&Data, &Opened),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let theme = Theme::get(ui);
    let held = !check.held.is_empty();
    row(ui, 24.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, text::NAME13, theme.t1, &check.name);
        let day = if held { &check.held } else { &check.due };
        text::label(ui, text::LABEL12, theme.t3, day);
        if held {
            badge(ui, Tone::Accent, &check.said);
        }
    });
    if held {
        text::wrapped(ui, text::BODY13, theme.t1, &check.note);
        row(ui, 24.0, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (who, day) in &check.confirmed {
                if let Some(who) = confirmation_ui(ui, (*who, day), plan.open, cx) {
                    let (id, on_day) = (check.id, cx.filter.today);
                    send(cx, plan.subject.clone(), Plan::ConfirmCheck { id, who, on_day });
                }
            }
        });
    }
    if check.writable {
        let key = if held { "improvement-check-again" } else { "improvement-check-do" };
        let words = cx.tr.with(key, &[("check", check.name.as_str().into())]);
        let look = if held { Button::ghost(&words) } else { Button::primary(&words) };
        if button(ui, look.medium()).clicked() {
            let draft = CheckDraft::new(plan, check, &data.choices, cx);
            view.form = Some(Form::Check(Box::new(draft)));
        }
    }
}

/// What the person says, and how the plan ended or can be ended.
pub(super) fn end_ui(ui: &mut Ui, plan: &Opened, view: &mut View, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let (title, sub) = (cx.text("improvement-end"), cx.text("improvement-end-sub"));
    card_flush(ui, |ui| {
        list_header(ui, &title, &sub, |_| {});
        padded(ui, 16.0, 10.0, |ui| {
            if let Some(ended) = &plan.ended {
                row(ui, 22.0, |ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    badge(ui, ended.tone, &ended.state);
                    text::label(ui, text::LABEL12, theme.t3, &ended.day);
                });
                text::wrapped(ui, text::BODY13, theme.t1, &ended.result);
            }
            if !plan.words.is_empty() {
                let args = [("words", plan.words.as_str().into())];
                let said = cx.tr.with("improvement-words-are", &args);
                text::wrapped(ui, text::BODY13, theme.t2, &said);
            }
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
                let words = cx.text("improvement-words");
                if button(ui, Button::secondary(&words).small()).clicked() {
                    open(view, SmallDraft::words(plan));
                }
                if plan.open {
                    let close = cx.text("improvement-close");
                    if button(ui, Button::secondary(&close).small()).clicked() {
                        open(view, SmallDraft::close(plan, cx));
                    }
                } else {
                    let again = cx.text("improvement-reopen");
                    if button(ui, Button::secondary(&again).small()).clicked() {
                        send(cx, plan.subject.clone(), Plan::Reopen(plan.id));
                    }
                }
                if plan.fresh {
                    // What is removed comes again by undo; nothing is asked for that.
                    let remove = cx.text("improvement-remove");
                    let look = Button::ghost(&remove).small().icon(icons::TRASH);
                    if button(ui, look).clicked() {
                        send(cx, plan.subject.clone(), Plan::Remove(plan.id));
                        view.back();
                    }
                }
            });
        });
    });
}
