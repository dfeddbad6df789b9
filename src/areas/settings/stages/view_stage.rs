//! What a stage asks for: the customer's own step, evidence, tasks, and who takes part.

use egui::Ui;

use super::draft::{StageForm, TaskForm};
use super::view::{count, said};
use crate::areas::Cx;
use crate::areas::settings::view::card_ui;
use crate::command::stages::check::At;
use crate::command::stages::{DealRole, ROLES, Words};
use crate::ui::button::{Button, button};
use crate::ui::card::{grid, row, section_label};
use crate::ui::choice::{checkbox, switch};
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::text;
use crate::ui::tokens::Theme;

const DAYS: f32 = 128.0;
const BUTTON: f32 = 28.0;
const GAP: f32 = 8.0;

/// Draws the details of the stage at a place.
pub(super) fn stage_ui(
    ui: &mut Ui,
    at: usize,
    stage: &mut StageForm,
    found: &[(At, String)],
    cx: &Cx<'_>,
) {
    let title = cx.tr.with("stages-details-title", &[("n", count(at + 1).into())]);
    let sub = cx.tr.own(&stage.name.zh, &stage.name.en).to_owned();
    card_ui(ui, &title, &sub, |ui| {
        ui.push_id(("details", at), |ui| {
            step_ui(ui, &mut stage.step, said(found, At::Step(at)), cx);
            evidence_ui(ui, at, &mut stage.evidence, found, cx);
            tasks_ui(ui, at, &mut stage.tasks, found, cx);
            roles_ui(ui, stage, cx);
        });
    });
}

fn step_ui(ui: &mut Ui, step: &mut Words, wrong: Option<&str>, cx: &Cx<'_>) {
    let (zh, en) = (cx.text("stages-step"), cx.text("stages-step-en"));
    let hint = cx.text("stages-step-hint");
    grid(ui, 2, GAP, |ui, at| {
        if at == 0 {
            let field = Field::new(&zh).placeholder(&hint).error(wrong);
            text_field(ui, field, &mut step.zh);
        } else {
            text_field(ui, Field::new(&en), &mut step.en);
        }
    });
}

fn evidence_ui(
    ui: &mut Ui,
    at: usize,
    evidence: &mut Vec<Words>,
    found: &[(At, String)],
    cx: &Cx<'_>,
) {
    section_label(ui, &cx.text("stages-evidence"));
    let mut removed = None;
    for (line, words) in evidence.iter_mut().enumerate() {
        let n = [("n", count(line + 1).into())];
        let keys = ["stages-evidence-of", "stages-evidence-en-of", "stages-evidence-remove"];
        let gone = ui.push_id(("evidence", line), |ui| {
            words_ui(ui, words, None, &keys.map(|key| cx.tr.with(key, &n)), cx)
        });
        if gone.inner {
            removed = Some(line);
        }
        if let Some(wrong) = said(found, At::Evidence(at, line)) {
            error_line(ui, wrong);
        }
    }
    if let Some(line) = removed {
        evidence.remove(line);
    }
    let add = cx.text("stages-evidence-add");
    if button(ui, Button::secondary(&add).icon(icons::PLUS).small()).clicked() {
        evidence.push(Words::default());
    }
}

fn tasks_ui(
    ui: &mut Ui,
    at: usize,
    tasks: &mut Vec<TaskForm>,
    found: &[(At, String)],
    cx: &Cx<'_>,
) {
    section_label(ui, &cx.text("stages-tasks"));
    let mut removed = None;
    for (line, task) in tasks.iter_mut().enumerate() {
        let n = [("n", count(line + 1).into())];
        let keys = ["stages-task-of", "stages-task-en-of", "stages-task-remove"];
        let names = keys.map(|key| cx.tr.with(key, &n));
        let days = cx.tr.with("stages-task-days-of", &n);
        let gone = ui.push_id(("task", line), |ui| {
            words_ui(ui, &mut task.name, Some((days.as_str(), &mut task.days)), &names, cx)
        });
        if gone.inner {
            removed = Some(line);
        }
        if let Some(wrong) = said(found, At::Task(at, line)) {
            error_line(ui, wrong);
        }
    }
    if let Some(line) = removed {
        tasks.remove(line);
    }
    let add = cx.text("stages-task-add");
    if button(ui, Button::secondary(&add).icon(icons::PLUS).small()).clicked() {
        tasks.push(TaskForm::default());
    }
}

/// Draws a line in both languages, with days where it has some; true when it is to be removed.
fn words_ui(
    ui: &mut Ui,
    words: &mut Words,
    days: Option<(&str, &mut Option<f64>)>,
    [zh, en, remove]: &[String; 3],
    cx: &Cx<'_>,
) -> bool {
    let fixed = BUTTON + 2.0 * GAP + if days.is_some() { DAYS + GAP } else { 0.0 };
    let width = ((ui.available_width() - fixed) / 2.0).floor();
    let (chinese, english) = (cx.text("stages-in-chinese"), cx.text("stages-in-english"));
    let unit = cx.text("stages-workdays");
    row(ui, 32.0, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let field = Field::bare(zh).placeholder(&chinese).width(width);
        text_field(ui, field, &mut words.zh);
        let field = Field::bare(en).placeholder(&english).width(width);
        text_field(ui, field, &mut words.en);
        if let Some((name, days)) = days {
            number_field(ui, Field::bare(name).unit(&unit).right().width(DAYS), days, 0);
        }
        button(ui, Button::ghost_icon(icons::TRASH, remove).medium()).clicked()
    })
}

fn roles_ui(ui: &mut Ui, stage: &mut StageForm, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    section_label(ui, &cx.text("stages-roles"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 20.0;
        for role in ROLES {
            let mut on = stage.roles.contains(&role);
            if checkbox(ui, &mut on, &role_word(role, cx)).changed() {
                if on {
                    stage.roles.insert(role);
                } else {
                    stage.roles.remove(&role);
                }
            }
        }
    });
    let (enforced, note) = (cx.text("stages-enforced"), cx.text("stages-enforced-note"));
    row(ui, 24.0, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        switch(ui, &mut stage.enforced, &enforced);
        text::label(ui, text::BODY13, theme.t1, &enforced);
        let width = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t3, &note, width);
    });
}

fn role_word(role: DealRole, cx: &Cx<'_>) -> String {
    cx.text(&format!("stages-role-{}", role.word()))
}
