//! 说明书: one version of the sheet, as it is printed.

use egui::{Align, Color32, Layout, ScrollArea, Ui, vec2};

use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::card::{divider, padded};
use crate::ui::choice::badge;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::data::{Chosen, DASH, DutyRow, Hold, RequirementRow, Version, count};
use super::draft::SheetDraft;
use super::view::View;

/// From this width on the standard stands beside the work.
const BESIDE: f32 = 720.0;
/// The width of the number of a duty, of a weight.
const NUMBER: f32 = 28.0;
const WEIGHT: f32 = 52.0;
/// The width of the weight of a requirement, with its word.
const ASKED: f32 = 84.0;

/// The version that is shown: the chosen one, else one that holds, else the newest.
pub(super) fn shown<'a>(chosen: &'a Chosen, view: &View) -> Option<&'a Version> {
    let all = &chosen.versions;
    let picked = view.version.and_then(|id| all.iter().find(|version| version.id == id));
    let holds = || all.iter().find(|version| version.hold == Hold::Now);
    picked.or_else(holds).or_else(|| all.first())
}

/// Draws the sheet.
pub(super) fn draw(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    let Some(version) = shown(chosen, view) else {
        let (title, detail) =
            (cx.text("organisation-posts-empty"), cx.text("organisation-posts-empty-detail"));
        let write = cx.text("organisation-posts-write-first");
        let action = Some(Button::primary(&write).icon(icons::FILE_PLUS));
        if empty_state(ui, icons::FILE_TEXT, &title, &detail, action) {
            view.form = Some(SheetDraft::first(chosen.id, &chosen.name, cx.filter.today));
        }
        return;
    };
    head_ui(ui, chosen, version, view, cx);
    divider(ui);
    let area = ScrollArea::vertical().id_salt(("sheet", version.id.0)).auto_shrink(false);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        section_ui(ui, &cx.text("organisation-posts-purpose"), "", |ui| {
            text::body(ui, &version.purpose);
        });
        divider(ui);
        duties_ui(ui, version, cx);
        if !version.requirements.is_empty() {
            divider(ui);
            requirements_ui(ui, version, cx);
        }
        if !version.relations.is_empty() {
            divider(ui);
            relations_ui(ui, version, cx);
        }
        ui.add_space(8.0);
    });
}

/// Which version it is, and the choice among all.
fn head_ui(ui: &mut Ui, chosen: &Chosen, version: &Version, view: &mut View, cx: &Cx<'_>) {
    padded(ui, 16.0, 10.0, |ui| {
        let size = vec2(ui.available_width(), 28.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            if chosen.versions.len() > 1 {
                let options: Vec<_> = chosen
                    .versions
                    .iter()
                    .map(|one| (one.id, format!("{}  {}", one.title, one.day)))
                    .collect();
                let name = cx.text("organisation-posts-shown-version");
                let mut id = version.id;
                let field = Field::bare(&name).compact().width(208.0);
                if Select::new(field).show(ui, &mut id, &options).changed() {
                    view.version = Some(id);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                text::strong(ui, &version.title);
                let (tone, key) = hold(version.hold);
                badge(ui, tone, &cx.text(key));
                let signed = count(version.signed);
                let args = [
                    ("day", version.day.as_str().into()),
                    ("by", version.by.as_str().into()),
                    ("n", signed.into()),
                ];
                let said = cx.tr.with("organisation-posts-version-facts", &args);
                let width = ui.available_width();
                text::truncated(ui, text::LABEL12, Theme::get(ui).t3, &said, width);
            });
        });
        if !version.change.is_empty() {
            let args = [("change", version.change.as_str().into())];
            let said = cx.tr.with("organisation-posts-changed", &args);
            text::wrapped(ui, text::LABEL12, Theme::get(ui).t2, &said);
        }
    });
}

/// What the standing of a version means, and its words.
pub(super) const fn hold(hold: Hold) -> (Tone, &'static str) {
    match hold {
        Hold::Now => (Tone::Good, "organisation-posts-hold-now"),
        Hold::Coming => (Tone::Accent, "organisation-posts-hold-coming"),
        Hold::Past => (Tone::Neutral, "organisation-posts-hold-past"),
    }
}

fn section_ui(ui: &mut Ui, title: &str, note: &str, content: impl FnOnce(&mut Ui)) {
    padded(ui, 16.0, 12.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            text::strong(ui, title);
            if !note.is_empty() {
                text::hint(ui, note);
            }
        });
        content(ui);
    });
}

/// The duties, group by group.
fn duties_ui(ui: &mut Ui, version: &Version, cx: &Cx<'_>) {
    let note = if version.total.is_empty() {
        cx.text("organisation-posts-unweighed")
    } else {
        cx.tr.with("organisation-posts-total", &[("total", version.total.as_str().into())])
    };
    section_ui(ui, &cx.text("organisation-posts-duties"), &note, |ui| {
        let mut group = "";
        for duty in &version.duties {
            if duty.group != group {
                group = &duty.group;
                if !group.is_empty() {
                    ui.add_space(2.0);
                    text::label(ui, text::LABEL12M, Theme::get(ui).t3, group);
                }
            }
            duty_ui(ui, duty);
        }
    });
}

fn duty_ui(ui: &mut Ui, duty: &DutyRow) {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        cell_ui(ui, NUMBER, |ui| {
            text::label(ui, text::BODY13, theme.t3, &duty.number);
        });
        let rest = (width - NUMBER - WEIGHT).max(80.0);
        let beside = rest >= BESIDE && !duty.standard.is_empty();
        let work = if beside { (rest * 0.6).floor() } else { rest };
        cell_ui(ui, work - 12.0, |ui| {
            text::wrapped(ui, text::NAME13, theme.t1, &duty.title);
            if !duty.text.is_empty() {
                text::wrapped(ui, text::BODY13, theme.t2, &duty.text);
            }
            if !beside && !duty.standard.is_empty() {
                text::wrapped(ui, text::LABEL12, theme.t3, &duty.standard);
            }
        });
        ui.add_space(12.0);
        if beside {
            cell_ui(ui, rest - work, |ui| {
                text::wrapped(ui, text::BODY13, theme.t2, &duty.standard);
            });
        }
        if !duty.weight.is_empty() {
            weight_ui(ui, WEIGHT, text::NAME13, theme.t1, &duty.weight);
        }
    });
}

/// Draws a weight at the right edge of the sheet.
fn weight_ui(ui: &mut Ui, width: f32, kind: text::Type, color: Color32, weight: &str) {
    let layout = Layout::right_to_left(Align::Min);
    ui.allocate_ui_with_layout(vec2(width, kind.line), layout, |ui| {
        text::label(ui, kind, color, weight);
    });
}

/// Draws contents in a column of a width, as tall as they are.
pub(super) fn cell_ui(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        content(ui);
    });
}

fn requirements_ui(ui: &mut Ui, version: &Version, cx: &Cx<'_>) {
    let title = cx.text("organisation-posts-requirements");
    let note = cx.text("organisation-posts-requirements-note");
    section_ui(ui, &title, &note, |ui| {
        for row in &version.requirements {
            requirement_ui(ui, row, cx);
        }
    });
}

fn requirement_ui(ui: &mut Ui, row: &RequirementRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let width = ui.available_width();
    let weight = cx.tr.with("organisation-posts-weight-of", &[("n", row.weight.as_str().into())]);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        cell_ui(ui, 116.0, |ui| {
            text::wrapped(ui, text::LABEL12, theme.t3, &row.category);
        });
        let rest = (width - 116.0 - ASKED).max(80.0);
        cell_ui(ui, rest - 8.0, |ui| {
            text::wrapped(ui, text::BODY13, theme.t1, &row.text);
            if !row.evidence.is_empty() {
                let args = [("evidence", row.evidence.as_str().into())];
                let said = cx.tr.with("organisation-posts-evidence", &args);
                text::wrapped(ui, text::LABEL12, theme.t3, &said);
            }
        });
        ui.add_space(8.0);
        weight_ui(ui, ASKED, text::LABEL12, theme.t2, &weight);
    });
}

fn relations_ui(ui: &mut Ui, version: &Version, cx: &Cx<'_>) {
    section_ui(ui, &cx.text("organisation-posts-relations"), "", |ui| {
        for (title, who) in &version.relations {
            let theme = Theme::get(ui);
            let width = ui.available_width();
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                cell_ui(ui, 116.0, |ui| {
                    text::wrapped(ui, text::LABEL12, theme.t3, title);
                });
                cell_ui(ui, (width - 116.0).max(80.0), |ui| {
                    let who = if who.is_empty() { DASH } else { who };
                    text::wrapped(ui, text::BODY13, theme.t1, who);
                });
            });
        }
    });
}
