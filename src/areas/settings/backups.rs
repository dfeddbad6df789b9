//! 备份: every backup of the workspace, how long it stays, whether it was checked, and restoring one.

use std::path::Path;

use egui::{Align, Layout, Ui, vec2};

use crate::areas::{Cx, Order, Purpose, SafetyOrder};
use crate::command::safety::{checked, comes_back, made, until, why};
use crate::i18n::size;
use crate::store::kept::{DAYS, Kept, MONTHS, WEEKS};
use crate::store::safety::Safety;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header, padded, row};
use crate::ui::choice::badge_icon;
use crate::ui::icons;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::health::SafetyView;

/// What is asked before something is done with a backup.
#[derive(Clone, Debug)]
pub(super) enum Question {
    /// Whether, and how, to restore it.
    Restore(Kept),
    /// Whether to delete it.
    Remove(Kept),
}

pub(super) fn backups_ui(ui: &mut Ui, view: &mut SafetyView, cx: &mut Cx<'_>) {
    view.look(cx);
    let Some((safety, _)) = view.seen.clone() else {
        state::skeleton_rows(ui, 6, 40.0);
        return;
    };
    let (title, now) = (cx.text("settings-backups"), cx.text("settings-backup"));
    let count = safety.backups.len().to_string();
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &title, &count, |ui| {
            let action = Button::secondary(&now).medium().icon(icons::SHIELD_CHECK);
            if button(ui, action).clicked() {
                cx.orders.push(Order::Backup);
            }
        });
        padded(ui, 16.0, 12.0, |ui| rule_ui(ui, &safety, cx));
        divider(ui);
        for kept in &safety.backups {
            backup_ui(ui, kept, view, cx);
        }
    });
    question_ui(ui, &safety, view, cx);
}

/// Draws how long backups stay, and where they are.
fn rule_ui(ui: &mut Ui, safety: &Safety, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("days", count(DAYS).into()),
        ("weeks", count(WEEKS).into()),
        ("months", i64::from(MONTHS).into()),
    ];
    text::wrapped(ui, text::BODY13, theme.t2, &cx.tr.with("settings-backups-rule", &args));
    text::wrapped(ui, text::BODY13, theme.t2, &cx.text("settings-backups-when"));
    if safety.backups.is_empty() {
        text::wrapped(ui, text::BODY13, theme.t3, &cx.text("settings-backups-none"));
    }
    let folder = cx.text("settings-backups-folder");
    if button(ui, Button::link(&folder).small()).clicked() {
        cx.orders.push(Order::OpenOutside(safety.folder.clone()));
    }
}

fn backup_ui(ui: &mut Ui, kept: &Kept, view: &mut SafetyView, cx: &mut Cx<'_>) {
    let theme = Theme::get(ui);
    let when = made(kept);
    let of = |key: &str| cx.tr.with(key, &[("made", when.as_str().into())]);
    let (restore, check, remove) = (
        of("settings-backups-restore-of"),
        of("settings-backups-check-of"),
        of("settings-backups-remove-of"),
    );
    let (tone, icon) = match &kept.checked {
        Some(checked) if checked.sound => (Tone::Good, icons::CHECK_CIRCLE),
        Some(_) => (Tone::Bad, icons::WARNING_CIRCLE),
        None => (Tone::Neutral, icons::QUESTION),
    };
    let (word, until) = (checked(kept, cx.tr), until(kept, cx.tr));
    let mut order = None;
    ui.push_id(&kept.path, |ui| {
        padded(ui, 16.0, 0.0, |ui| {
            row(ui, 39.0, |ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                cell_ui(ui, 140.0, &when);
                cell_ui(ui, 120.0, &why(kept, cx.tr));
                cell_ui(ui, 72.0, &size(kept.size, cx.tr));
                badge_icon(ui, tone, icon, &word);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    let bin = Button::ghost_icon(icons::TRASH, &remove).small();
                    if button(ui, bin).clicked() {
                        view.question = Some(Question::Remove(kept.clone()));
                    }
                    let look = Button::ghost_icon(icons::SHIELD_CHECK, &check).small();
                    if button(ui, look).clicked() {
                        order = Some(SafetyOrder::CheckBackup(kept.path.clone()));
                    }
                    let back = Button::ghost_icon(icons::CLOCK_COUNTER_CLOCKWISE, &restore).small();
                    if button(ui, back).clicked() {
                        view.question = Some(Question::Restore(kept.clone()));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let width = ui.available_width();
                        text::truncated(ui, text::BODY13, theme.t3, &until, width);
                    });
                });
            });
        });
        divider(ui);
    });
    cx.orders.extend(order.map(Order::Safety));
}

/// Draws a text in a column of this width.
fn cell_ui(ui: &mut Ui, width: f32, words: &str) {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, 20.0), layout, |ui| {
        ui.set_min_width(width);
        text::truncated(ui, text::BODY13, Theme::get(ui).t1, words, width);
    });
}

/// Draws the question that stands, and does what was answered.
fn question_ui(ui: &Ui, safety: &Safety, view: &mut SafetyView, cx: &mut Cx<'_>) {
    let Some(question) = view.question.clone() else { return };
    let (kept, keys) = match &question {
        Question::Restore(kept) => {
            (kept, ["settings-backups-restore", "settings-backups-restore-text"])
        }
        Question::Remove(kept) => {
            (kept, ["settings-backups-remove", "settings-backups-remove-text"])
        }
    };
    let args = [("made", made(kept).into())];
    let [title, mut body] = keys.map(|key| cx.tr.with(key, &args));
    let back = comes_back(kept, cx.tr);
    if matches!(question, Question::Restore(_)) && !back.is_empty() {
        body = format!("{body}\n\n{back}");
    }
    let cancel = cx.text("app-cancel");
    let answer = match &question {
        Question::Restore(_) => {
            let asked = Dialog::new("backup-restore", &title, &body)
                .icon(icons::CLOCK_COUNTER_CLOCKWISE, Tone::Warn);
            let (copy, here) = (cx.text("settings-backups-copy"), cx.text("settings-backups-here"));
            let buttons =
                [Button::secondary(&cancel), Button::secondary(&copy), Button::danger(&here)];
            dialog(ui.ctx(), asked, &buttons)
        }
        Question::Remove(_) => {
            let asked = Dialog::new("backup-remove", &title, &body).icon(icons::TRASH, Tone::Bad);
            let remove = cx.text("settings-backups-remove-go");
            dialog(ui.ctx(), asked, &[Button::secondary(&cancel), Button::danger(&remove)])
        }
    };
    let Some(answer) = answer else { return };
    view.question = None;
    match (answer, question) {
        (Answer::Button(1), Question::Restore(kept)) => {
            let name = copy_name(&safety.file, &kept);
            view.placing = Some(kept.path);
            cx.orders.push(Order::PickSave(Purpose::RestoredCopy, name));
        }
        (Answer::Button(2), Question::Restore(kept)) => {
            cx.orders.push(Order::Safety(SafetyOrder::Restore(kept.path)));
        }
        (Answer::Button(1), Question::Remove(kept)) => {
            cx.orders.push(Order::Safety(SafetyOrder::Remove(kept.path)));
        }
        _ => {}
    }
}

/// The name that is offered for a copy: that of the workspace with the time of the backup.
fn copy_name(file: &Path, kept: &Kept) -> String {
    let stem =
        file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    format!("{stem} {}.cox", kept.made.format("%Y-%m-%d %H%M"))
}
