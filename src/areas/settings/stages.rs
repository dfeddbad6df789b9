//! 阶段与流程: the names of the stages and how long a deal may stay in each.

use egui::{Align, Layout, Sense, Ui, vec2};

use crate::areas::Cx;
use crate::command::settings::StageForm;
use crate::command::{Command, settings};
use crate::domain::ids::StageId;
use crate::ui::field::{Field, error_line, number_field, text_field};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::Theme;

use super::data::Data;
use super::view::{Pressed, View, card_ui, save_ui};

/// A stage half-typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StageRow {
    id: StageId,
    name: String,
    name_en: String,
    limit: Option<f64>,
}

/// The stages as the form holds them.
pub(super) fn rows(stages: &[StageForm]) -> Vec<StageRow> {
    let row = |stage: &StageForm| StageRow {
        id: stage.id,
        name: stage.name.clone(),
        name_en: stage.name_en.clone(),
        limit: stage.limit_days.map(|days| days as f64),
    };
    stages.iter().map(row).collect()
}

/// What is wrong with a row, a message key.
fn problem(rows: &[StageRow], at: usize) -> Option<&'static str> {
    let row = rows.get(at)?;
    let name = row.name.trim();
    if name.is_empty() {
        return Some("settings-problem-stage-blank");
    }
    let twice = rows.iter().any(|other| other.id != row.id && other.name.trim() == name);
    if twice {
        return Some("settings-problem-stage-twice");
    }
    let whole = |days: f64| (1.0..=3_650.0).contains(&days) && days.fract() == 0.0;
    let limit_fits = row.limit.is_none_or(whole);
    (!limit_fits).then_some("settings-problem-stage-limit")
}

fn forms(rows: &[StageRow]) -> Vec<StageForm> {
    let form = |row: &StageRow| StageForm {
        id: row.id,
        name: row.name.trim().to_owned(),
        name_en: row.name_en.trim().to_owned(),
        limit_days: row.limit.map(|days| days as i64),
    };
    rows.iter().map(form).collect()
}

const NUMBER: f32 = 24.0;
const LIMIT: f32 = 120.0;
const GAP: f32 = 12.0;

pub(super) fn stages_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let version = cx.tr.with("settings-version", &[("n", data.model_version.into())]);
    let sub = [data.model.as_str(), version.as_str()].join(&cx.text("settings-comma"));
    card_ui(ui, &cx.text("settings-stages"), &sub, |ui| {
        if view.stages.now.is_empty() {
            let (title, detail) =
                (cx.text("settings-no-stages"), cx.text("settings-no-stages-detail"));
            empty_state(ui, icons::FUNNEL, &title, &detail, None);
            return;
        }
        let theme = Theme::get(ui);
        text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("settings-stages-note"));
        heads_ui(ui, cx);
        let n = view.stages.now.len();
        let mut wrong = None;
        for at in 0..n {
            let problem = problem(&view.stages.now, at).filter(|_| view.stages_tried);
            wrong = wrong.or(problem.map(|_| at));
            let Some(row) = view.stages.now.get_mut(at) else { continue };
            row_ui(ui, at, row, problem, cx);
        }
        let save = cx.text("settings-save-stages");
        match save_ui(ui, &save, view.stages.dirty(), "", cx) {
            Pressed::None => {}
            Pressed::Reset => {
                view.stages.reset();
                view.stages_tried = false;
            }
            Pressed::Save => {
                let fine = (0..n).all(|at| problem(&view.stages.now, at).is_none());
                view.stages_tried = !fine;
                if fine {
                    let forms = forms(&view.stages.now);
                    view.stages.now = rows(&forms);
                    cx.run(Command::Settings(settings::Command::Stages(forms)));
                }
            }
        }
    });
}

/// The width of each of the two name columns.
fn name_width(ui: &Ui) -> f32 {
    ((ui.available_width() - NUMBER - LIMIT - 3.0 * GAP) / 2.0).floor()
}

fn heads_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let width = name_width(ui);
    let heads = [
        ("", NUMBER),
        ("settings-stage-name", width),
        ("settings-stage-name-en", width),
        ("settings-stage-limit", LIMIT),
    ];
    line_ui(ui, 18.0, |ui| {
        for (key, width) in heads {
            let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
            if !key.is_empty() {
                let left = Align::Min;
                let head = cx.text(key);
                text::paint_fit(ui.painter(), rect, left, text::LABEL12, theme.t3, &head);
            }
        }
    });
}

fn row_ui(ui: &mut Ui, at: usize, row: &mut StageRow, problem: Option<&str>, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let width = name_width(ui);
    let n = i64::try_from(at + 1).unwrap_or(i64::MAX);
    let name = |key: &str| cx.tr.with(key, &[("n", n.into())]);
    let (first, second, third) = (
        name("settings-stage-name-of"),
        name("settings-stage-name-en-of"),
        name("settings-stage-limit-of"),
    );
    let (days, none) = (cx.text("settings-days"), cx.text("settings-no-limit"));
    ui.push_id(row.id.0, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        line_ui(ui, 32.0, |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(NUMBER, 32.0), Sense::hover());
            let left = Align::Min;
            text::paint_fit(ui.painter(), rect, left, text::BODY13, theme.t3, &n.to_string());
            text_field(ui, Field::bare(&first).width(width), &mut row.name);
            text_field(ui, Field::bare(&second).width(width), &mut row.name_en);
            let limit = Field::bare(&third).unit(&days).placeholder(&none).right().width(LIMIT);
            number_field(ui, limit, &mut row.limit, 0);
        });
        if let Some(key) = problem {
            error_line(ui, &cx.text(key));
        }
    });
}

/// A row of cells with fixed widths.
pub(super) fn line_ui(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui)) {
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        content(ui);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, name: &str, limit: Option<f64>) -> StageRow {
        StageRow { id: StageId(id), name: name.to_owned(), name_en: String::new(), limit }
    }

    #[test]
    fn a_stage_needs_a_name_of_its_own_and_whole_days() {
        let rows = [
            row(1, "线索", Some(30.0)),
            row(2, " ", None),
            row(3, "线索 ", None),
            row(4, "报价", Some(0.0)),
            row(5, "谈判", Some(1.5)),
            row(6, "合同", None),
        ];
        let found: Vec<_> = (0..rows.len()).map(|at| problem(&rows, at)).collect();
        let (blank, twice, limit) = (
            Some("settings-problem-stage-blank"),
            Some("settings-problem-stage-twice"),
            Some("settings-problem-stage-limit"),
        );
        assert_eq!(found, [twice, blank, twice, limit, limit, None]);
    }
}
