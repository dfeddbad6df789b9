//! What was made of an analysis: each hypothesis with its trial, how it goes, and what can be decided.

use egui::{Ui, vec2};

use super::form::Form;
use super::form_trial::TrialDraft;
use super::rows::{Opened, TrialRow};
use super::view::View;
use crate::areas::Cx;
use crate::domain::ids::PersonId;
use crate::store::records::TrialState;
use crate::ui::button::{Button, button};
use crate::ui::card::{card_flush, divider, grid, list_header, padded};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Draws the trials of an analysis, or what a trial is where there is none.
pub(super) fn draw(ui: &mut Ui, opened: &Opened, view: &mut View, cx: &Cx<'_>) {
    if opened.trials.is_empty() {
        let (title, sub) = (cx.text("behaviour-trials"), cx.text("behaviour-trials-sub"));
        card_flush(ui, |ui| {
            list_header(ui, &title, &sub, |_| {});
            let words = ["behaviour-trials-none", "behaviour-trials-none-hint"];
            let [none, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::LIGHTBULB, &none, &detail, None);
        });
    }
    for trial in &opened.trials {
        trial_ui(ui, (opened, trial), view, cx);
    }
}

fn trial_ui(ui: &mut Ui, (opened, trial): (&Opened, &TrialRow), view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &trial.about, "", |ui| {
            badge(ui, trial.tone, &trial.state_text);
        });
        padded(ui, 16.0, 10.0, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for [label, words] in &trial.texts {
                text::label(ui, text::LABEL12, theme.t3, label);
                text::wrapped(ui, text::BODY13, theme.t1, words);
                ui.add_space(4.0);
            }
        });
        if !trial.rows.is_empty() {
            divider(ui);
            rows_ui(ui, trial, cx);
        }
        if !trial.comes_to.is_empty() {
            divider(ui);
            padded(ui, 16.0, 10.0, |ui| {
                text::wrapped(ui, text::LABEL12, theme.t2, &trial.comes_to);
            });
        }
        if matches!(trial.state, TrialState::Hypothesis | TrialState::Trying) {
            divider(ui);
            padded(ui, 16.0, 10.0, |ui| buttons_ui(ui, (opened, trial), view, cx));
        }
    });
}

/// Everybody in a trial: before, since, by how much more.
fn rows_ui(ui: &mut Ui, trial: &TrialRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let heads = [
        "behaviour-column-person",
        "behaviour-column-then",
        "behaviour-column-since",
        "behaviour-column-change",
    ];
    let heads = heads.map(|key| cx.text(key));
    padded(ui, 16.0, 8.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let lines = std::iter::once((&heads, theme.t3));
        for (line, color) in lines.chain(trial.rows.iter().map(|row| (row, theme.t1))) {
            grid(ui, 2, 8.0, |ui, side| {
                let [who, numbers @ ..] = line;
                if side == 0 {
                    let width = ui.available_width();
                    text::truncated(ui, text::LABEL12, color, who, width);
                } else {
                    grid(ui, numbers.len(), 4.0, |ui, at| {
                        let words = numbers.get(at).map_or("", String::as_str);
                        text::label(ui, text::LABEL12, color, words);
                    });
                }
            });
        }
    });
}

fn buttons_ui(ui: &mut Ui, (opened, trial): (&Opened, &TrialRow), view: &mut View, cx: &Cx<'_>) {
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let trying = trial.state == TrialState::Trying;
        if trying && trial.over {
            let standard = cx.text("behaviour-standard");
            if button(ui, Button::primary(&standard).medium()).clicked() {
                wanted = Some(TrialDraft::standard(opened, trial.id));
            }
        }
        let key = if trying { "behaviour-try-again" } else { "behaviour-try" };
        let words = cx.text(key);
        let look = if trying { Button::secondary(&words) } else { Button::primary(&words) };
        if button(ui, look.medium()).clicked() {
            let people = people(opened, cx);
            wanted = Some(TrialDraft::try_out(opened, trial, &people, cx));
        }
        let give_up = cx.text("behaviour-drop");
        if button(ui, Button::ghost(&give_up).medium()).clicked() {
            wanted = Some(TrialDraft::drop(opened, trial.id));
        }
    });
    if let Some(draft) = wanted {
        view.form = Some(Form::Trial(Box::new(draft)));
    }
}

/// Who could take part: those who are not at the top first, since the others do it already.
fn people(opened: &Opened, cx: &Cx<'_>) -> Vec<(PersonId, String)> {
    let here = |person: &PersonId| !cx.directory.has_left(*person, cx.filter.today);
    let last = opened.members.iter().filter(|one| !one.top);
    let first = opened.members.iter().filter(|one| one.top);
    let all = last.chain(first).filter(|one| here(&one.person));
    all.map(|one| (one.person, one.name.clone())).collect()
}
