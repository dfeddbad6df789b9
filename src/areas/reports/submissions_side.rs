//! The week that is shown: how many reports are there and what hangs on the others, words to remind
//! them with, and the calendar behind it.

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder};

use super::data::shown;
use super::page;
use super::submissions::{GAP, SubmissionsView, copy_button, nothing_ui, turning};
use super::submissions_data::Submissions;
use super::submissions_reminders::{Manner, Reminder, people_text};
use super::submissions_rule::RuleDraft;
use crate::areas::Cx;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card, divider, list_header, padded, row};
use crate::ui::choice::{Segmented, badge_icon};
use crate::ui::icons;
use crate::ui::state::{avatar, empty_state, progress_bar};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// So many people get a reminder of their own on the page; the others in their drawer.
const REMINDED: usize = 12;
/// A line of the calendar.
const LINE: f32 = 32.0;
/// The least height of the reminders, in which some of them can be read.
const LEAST: f32 = 260.0;

pub(super) fn draw(
    ui: &mut Ui,
    submissions: &Submissions,
    view: &mut SubmissionsView,
    cx: &mut Cx<'_>,
    room: f32,
) {
    let top = ui.cursor().top();
    week(ui, submissions, view, cx);
    let below = calendar_height(submissions);
    if submissions.nothing.is_none() {
        let used = ui.cursor().top() - top;
        let height = if submissions.reminders.is_empty() {
            46.0 + 128.0
        } else {
            (room - used - below - GAP).max(LEAST)
        };
        Card::new().height(height).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            reminders(ui, submissions, view, cx);
        });
    }
    calendar_card(ui, submissions, view, cx);
}

fn calendar_height(submissions: &Submissions) -> f32 {
    let lines = submissions.calendar.len() + submissions.rules.len();
    46.0 + LINE * lines as f32
}

/// Draws the card of the calendar and the rules.
pub(super) fn calendar_card(
    ui: &mut Ui,
    submissions: &Submissions,
    view: &mut SubmissionsView,
    cx: &Cx<'_>,
) {
    Card::new().height(calendar_height(submissions)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        calendar(ui, submissions, view, cx);
    });
}

/// Draws the period with the way to others, and how many reports are there.
fn week(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let week = &submissions.week;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        heading(ui, submissions, view, cx);
        if let Some(nothing) = submissions.nothing {
            nothing_ui(ui, nothing, cx);
            return;
        }
        row(ui, 36.0, |ui| {
            text::label(ui, text::SCORE28, theme.t1, &week.sent);
            text::label(ui, text::BODY13, theme.t2, &week.said);
            if !week.overdue.is_empty() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    badge_icon(ui, Tone::Bad, icons::CLOCK, &week.overdue);
                });
            }
        });
        let width = ui.available_width();
        progress_bar(ui, week.part, width);
        for (label, value) in &week.facts {
            page::fact(ui, label, value);
        }
    });
}

/// Draws the name of the period and the way to others.
fn heading(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    row(ui, 24.0, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            turning(ui, submissions, view, cx);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let width = ui.available_width();
                text::truncated(ui, text::LABEL12, theme.t3, &submissions.week.title, width);
            });
        });
    });
}

/// Draws what to say to those whose report is not there.
fn reminders(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let tr = cx.tr;
    let all = &submissions.reminders;
    list_header(ui, &tr.text("reports-remind"), &people_text(tr, all), |_| {});
    if all.is_empty() {
        let (title, detail) = (tr.text("reports-remind-none"), tr.text("reports-remind-none-hint"));
        empty_state(ui, icons::CHECK_CIRCLE, &title, &detail, None);
        return;
    }
    let theme = Theme::get(ui);
    padded(ui, 16.0, 10.0, |ui| {
        let manners = Manner::ALL
            .map(|manner| (manner, tr.text(&format!("reports-manner-{}", manner.word()))));
        let name = tr.text("reports-manner");
        if Segmented::new(&name).medium().fill().show(ui, &mut view.manner, &manners).changed() {
            view.copied = None;
        }
    });
    let rest = ui.available_rect_before_wrap();
    let list = rest.with_max_y(rest.bottom() - 37.0);
    let place = UiBuilder::new().id_salt("reminders").max_rect(list);
    let mut inner = ui.new_child(place.layout(Layout::top_down(Align::Min)));
    inner.shrink_clip_rect(list);
    ScrollArea::vertical().id_salt("reminders").auto_shrink(false).show(&mut inner, |ui| {
        padded(ui, 16.0, 2.0, |ui| {
            // That for all stands last, as in a letter to each and then to the group.
            let people = all.iter().filter(|reminder| reminder.person.is_some());
            let n_more = people.clone().count().saturating_sub(REMINDED);
            for reminder in people.take(REMINDED) {
                one(ui, reminder, view, cx);
            }
            if n_more > 0 {
                let more = tr.with("reports-remind-more", &[("n", shown(n_more).into())]);
                text::wrapped(ui, text::LABEL12, theme.t3, &more);
            }
            for reminder in all.iter().filter(|reminder| reminder.person.is_none()) {
                one(ui, reminder, view, cx);
            }
            ui.add_space(4.0);
        });
    });
    ui.advance_cursor_after_rect(list);
    divider(ui);
    let note = Rect::from_min_max(list.left_bottom(), rest.max);
    let note = note.shrink2(egui::vec2(16.0, 0.0)).with_min_y(note.top() + 1.0);
    let place = UiBuilder::new().id_salt("note").max_rect(note);
    let mut line = ui.new_child(place.layout(Layout::left_to_right(Align::Center)));
    line.spacing_mut().item_spacing.x = 6.0;
    icons::icon(&mut line, icons::INFO, 14.0, theme.t3);
    let width = line.available_width();
    text::truncated(&mut line, text::LABEL12, theme.t3, &tr.text("reports-remind-local"), width);
}

fn one(ui: &mut Ui, reminder: &Reminder, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    Card::new().padding(11.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        row(ui, 24.0, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                copy_button(ui, reminder, view, cx);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    match reminder.person {
                        Some(_) => avatar(ui, &reminder.initial, 24.0, true),
                        None => icons::icon(ui, icons::USERS, 18.0, theme.t2),
                    };
                    let width = ui.available_width();
                    text::truncated(ui, text::NAME13, theme.t1, &reminder.name, width);
                });
            });
        });
        text::wrapped(ui, text::LABEL12, theme.t2, reminder.text(view.manner));
    });
}

/// Draws holidays, from when newcomers owe, and the rules with the way to change them.
fn calendar(ui: &mut Ui, submissions: &Submissions, view: &mut SubmissionsView, cx: &Cx<'_>) {
    let (add, edit) = (cx.text("reports-rule-add"), cx.text("reports-rule-edit"));
    list_header(ui, &cx.text("reports-owed-calendar"), "", |ui| {
        if button(ui, Button::link(&add).small()).clicked() {
            view.rule = Some(RuleDraft::new(submissions.kind));
        }
    });
    for fact in &submissions.calendar {
        line(ui, &fact.label, &fact.value, |_| {});
    }
    for rule in &submissions.rules {
        line(ui, &rule.label, &rule.value, |ui| {
            let change = button(ui, Button::link(&edit).small());
            if change.accessible_name(format!("{edit} {}", rule.label)).clicked() {
                view.rule = Some(RuleDraft::edit(&rule.form, cx.filter.today));
            }
        });
    }
}

/// Draws a line of the calendar: what, at the right what holds, and what to do about it.
fn line(ui: &mut Ui, label: &str, value: &str, action: impl FnOnce(&mut Ui)) {
    let theme = Theme::get(ui);
    padded(ui, 16.0, 0.0, |ui| {
        row(ui, LINE - 1.0, |ui| {
            text::label(ui, text::LABEL12, theme.t1, label);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                action(ui);
                let width = ui.available_width();
                text::truncated(ui, text::LABEL12, theme.t3, value, width);
            });
        });
    });
    divider(ui);
}
