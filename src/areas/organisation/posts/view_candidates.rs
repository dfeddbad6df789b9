//! 候选人: those who apply for the post, held against what its sheet asks for.

use egui::Ui;

use crate::areas::Cx;
use crate::command::Command;
use crate::command::duties::Command as Duties;
use crate::store::records::CandidateState;
use crate::ui::button::{Button, button};
use crate::ui::card::{padded, row};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::candidates::CandidateRow;
use super::data::{Chosen, DASH};
use super::dialogs::Open;
use super::findings::FindingsDraft;
use super::view::{FOOT, View, foot_ui};

/// Draws the candidates.
pub(super) fn draw(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let add = cx.text("organisation-posts-add-candidate");
    if chosen.candidates.is_empty() {
        let (title, detail) = (
            cx.text("organisation-posts-no-candidates"),
            cx.text("organisation-posts-no-candidates-detail"),
        );
        let action = Some(Button::primary(&add).icon(icons::USER_PLUS));
        if empty_state(ui, icons::USER_PLUS, &title, &detail, action) {
            view.open = Some(Open::new_candidate(chosen.id, cx.filter.today));
        }
        return;
    }
    padded(ui, 16.0, 8.0, |ui| {
        row(ui, 28.0, |ui| {
            let said = if chosen.required.is_empty() {
                cx.text("organisation-posts-required-none")
            } else {
                let args = [("sheet", chosen.required.as_str().into())];
                cx.tr.with("organisation-posts-required-by", &args)
            };
            text::muted(ui, &said);
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                if button(ui, Button::secondary(&add).icon(icons::USER_PLUS).medium()).clicked() {
                    view.open = Some(Open::new_candidate(chosen.id, cx.filter.today));
                }
            });
        });
    });
    let at = view
        .candidate
        .and_then(|id| chosen.candidates.iter().position(|candidate| candidate.id == id));
    view.candidates.selected = at;
    let height = ui.available_height() - if at.is_some() { FOOT } else { 0.0 };
    table_ui(ui, chosen, height, view, cx);
    if let Some(candidate) = at.and_then(|at| chosen.candidates.get(at)) {
        candidate_ui(ui, candidate, view, cx);
    }
}

fn table_ui(ui: &mut Ui, chosen: &Chosen, height: f32, view: &mut View, cx: &Cx<'_>) {
    let head = |word: &str| Column::new(cx.text(&format!("organisation-posts-candidates-{word}")));
    let columns = [
        head("name").flex(0.7, 96.0),
        head("day").fixed(104.0),
        head("state").fixed(84.0),
        head("met").fixed(78.0).right(),
        head("unknown").fixed(78.0).right(),
        head("best").fixed(78.0).right(),
        head("waived").fixed(64.0).right(),
        head("known").flex(1.0, 150.0),
        head("note").flex(1.0, 110.0),
    ];
    let name = |at: usize| chosen.candidates.get(at).map_or_else(String::new, |c| c.name.clone());
    let title = cx.text("organisation-posts-candidates");
    let before = view.candidates.selected;
    let output = Table::new(&title, &columns, chosen.candidates.len())
        .height(height)
        .fill_height()
        .row_name(&name)
        .show(ui, &mut view.candidates, |ui, row, column| {
            if let Some(candidate) = chosen.candidates.get(row) {
                cell(ui, candidate, column, cx);
            }
        });
    let picked = output.clicked.or(view.candidates.selected.filter(|at| before != Some(*at)));
    if let Some(candidate) = picked.and_then(|row| chosen.candidates.get(row)) {
        view.candidate = Some(candidate.id);
    }
}

fn cell(ui: &mut Ui, candidate: &CandidateRow, column: usize, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let note = if candidate.note.is_empty() { DASH } else { &candidate.note };
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &candidate.name),
        1 => cell_text(ui, text::BODY13, theme.t2, &candidate.day),
        2 => {
            let (tone, key) = state(candidate.state);
            badge(ui, tone, &cx.text(key));
        }
        3 => cell_text(ui, text::NAME13, theme.t1, &candidate.met),
        4 => cell_text(ui, text::BODY13, theme.t2, &candidate.unknown),
        5 => cell_text(ui, text::BODY13, theme.t2, &candidate.best),
        6 => cell_text(ui, text::BODY13, theme.t2, &candidate.waived),
        7 => cell_text(ui, text::BODY13, theme.t2, &candidate.known),
        _ => cell_text(ui, text::BODY13, theme.t2, note),
    }
}

/// What the state of an application means, and its words.
const fn state(state: CandidateState) -> (Tone, &'static str) {
    match state {
        CandidateState::Open => (Tone::Accent, "organisation-posts-open"),
        CandidateState::Hired => (Tone::Good, "organisation-posts-hired"),
        CandidateState::Declined => (Tone::Neutral, "organisation-posts-declined"),
    }
}

/// The chosen candidate, and what can be done.
fn candidate_ui(ui: &mut Ui, candidate: &CandidateRow, view: &mut View, cx: &mut Cx<'_>) {
    let args = [
        ("met", candidate.met.as_str().into()),
        ("unknown", candidate.unknown.as_str().into()),
        ("best", candidate.best.as_str().into()),
    ];
    let detail = cx.tr.with("organisation-posts-fit", &args);
    foot_ui(ui, (&candidate.name, &detail), |ui| {
        let words = ["find", "edit-candidate", "close", "hire", "decline", "reopen"]
            .map(|word| cx.text(&format!("organisation-posts-{word}")));
        let [find, edit, close, hire, decline, reopen] = &words;
        if !candidate.findings.is_empty()
            && button(ui, Button::primary(find).icon(icons::LIST_CHECKS).medium()).clicked()
        {
            view.findings = Some(FindingsDraft::new(candidate));
        }
        if button(ui, Button::secondary(edit).icon(icons::PENCIL_SIMPLE).medium()).clicked() {
            view.open = Some(Open::edit_candidate(candidate));
        }
        let mut to = None;
        if candidate.state == CandidateState::Open {
            menu(ui, Button::secondary(close).trailing(icons::CARET_DOWN).medium(), |ui| {
                if menu_item(ui, Some(icons::CHECK), hire, "").clicked() {
                    to = Some(CandidateState::Hired);
                }
                if menu_item(ui, Some(icons::X), decline, "").clicked() {
                    to = Some(CandidateState::Declined);
                }
            });
        } else if button(ui, Button::secondary(reopen).medium()).clicked() {
            to = Some(CandidateState::Open);
        }
        if let Some(state) = to {
            let order = Duties::SetCandidate(candidate.id, state, candidate.name.clone());
            cx.run(Command::Duties(order));
        }
    });
}
