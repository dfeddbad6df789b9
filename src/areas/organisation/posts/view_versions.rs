//! 版本记录: all versions with what they changed, and two of them beside each other.

use egui::{ScrollArea, Ui};

use crate::areas::Cx;
use crate::domain::ids::DutySheetId;
use crate::ui::card::{divider, padded, row};
use crate::ui::choice::badge;
use crate::ui::field::Field;
use crate::ui::icons;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::compare::{Compared, DifferRow, Kind};
use super::data::{Chosen, Version};
use super::view::View;
use super::view_sheet::hold;

/// The height of a row, and the most of them that are shown without scrolling.
const ROW: f32 = 34.0;
const MOST: usize = 6;
/// The heading of the table.
const HEADER: f32 = 32.0;

/// Draws the versions.
pub(super) fn draw(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &mut Cx<'_>) {
    if chosen.versions.is_empty() {
        let (title, detail) =
            (cx.text("organisation-posts-empty"), cx.text("organisation-posts-empty-detail"));
        empty_state(ui, icons::CLOCK_COUNTER_CLOCKWISE, &title, &detail, None);
        return;
    }
    table_ui(ui, chosen, view, cx);
    divider(ui);
    let Some(compared) = &chosen.compared else {
        padded(ui, 16.0, 16.0, |ui| {
            let said = cx.text("organisation-posts-one-version");
            text::wrapped(ui, text::BODY13, Theme::get(ui).t3, &said);
        });
        return;
    };
    compared_ui(ui, chosen, compared, view, cx);
}

fn table_ui(ui: &mut Ui, chosen: &Chosen, view: &mut View, cx: &Cx<'_>) {
    let head = |word: &str| Column::new(cx.text(&format!("organisation-posts-versions-{word}")));
    let columns = [
        head("version").flex(0.5, 116.0),
        head("starts").fixed(104.0),
        head("state").fixed(88.0),
        head("change").flex(1.6, 180.0),
        head("by").flex(0.4, 96.0),
        head("signed").fixed(84.0).right(),
    ];
    let name = |at: usize| {
        chosen.versions.get(at).map_or_else(String::new, |one| format!("{} {}", one.title, one.day))
    };
    let title = cx.text("organisation-posts-versions");
    let shown = chosen.compared.as_ref().map(|compared| compared.after);
    view.versions.selected = chosen.versions.iter().position(|one| Some(one.id) == shown);
    let before = view.versions.selected;
    let rows = chosen.versions.len();
    let height = HEADER + ROW * rows.min(MOST) as f32;
    let output = Table::new(&title, &columns, rows)
        .row_height(ROW)
        .height(height)
        .row_name(&name)
        .show(ui, &mut view.versions, |ui, row, column| {
            if let Some(version) = chosen.versions.get(row) {
                cell(ui, version, column, cx);
            }
        });
    let picked = output.clicked.or(view.versions.selected.filter(|at| before != Some(*at)));
    if let Some(version) = picked.and_then(|row| chosen.versions.get(row)) {
        // What is looked at is the chosen one, against the one before it for the same people.
        let earlier = chosen
            .versions
            .iter()
            .filter(|other| other.audience == version.audience && other.number < version.number);
        if let Some(before) = earlier.max_by_key(|other| other.number) {
            view.compare = Some((before.id, version.id));
        }
        view.version = Some(version.id);
    }
}

fn cell(ui: &mut Ui, version: &Version, column: usize, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &version.title),
        1 => cell_text(ui, text::BODY13, theme.t2, &version.day),
        2 => {
            let (tone, key) = hold(version.hold);
            badge(ui, tone, &cx.text(key));
        }
        3 => cell_text(ui, text::BODY13, theme.t1, &version.change),
        4 => cell_text(ui, text::BODY13, theme.t2, &version.by),
        _ => cell_text(ui, text::BODY13, theme.t1, &version.signed.to_string()),
    }
}

/// Two versions, and what differs between them.
fn compared_ui(ui: &mut Ui, chosen: &Chosen, compared: &Compared, view: &mut View, cx: &Cx<'_>) {
    let options: Vec<(DutySheetId, String)> =
        chosen.versions.iter().map(|one| (one.id, format!("{}  {}", one.title, one.day))).collect();
    padded(ui, 16.0, 10.0, |ui| {
        row(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let names = [
                cx.text("organisation-posts-compare-before"),
                cx.text("organisation-posts-compare-after"),
            ];
            let [from, to] = &names;
            text::strong(ui, &cx.text("organisation-posts-compare"));
            let (mut before, mut after) = (compared.before, compared.after);
            let field = |name| Field::bare(name).compact().width(200.0);
            let first = Select::new(field(from)).show(ui, &mut before, &options).changed();
            icons::icon(ui, icons::ARROW_RIGHT, 14.0, Theme::get(ui).t3);
            let second = Select::new(field(to)).show(ui, &mut after, &options).changed();
            if first || second {
                view.compare = Some((before, after));
            }
        });
    });
    divider(ui);
    if compared.rows.is_empty() {
        padded(ui, 16.0, 16.0, |ui| {
            let said = cx.text("organisation-posts-compare-same");
            text::wrapped(ui, text::BODY13, Theme::get(ui).t3, &said);
        });
        return;
    }
    let salt = ("compared", compared.before.0, compared.after.0);
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        padded(ui, 16.0, 8.0, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            for differ in &compared.rows {
                differ_ui(ui, differ, cx);
            }
        });
    });
}

fn differ_ui(ui: &mut Ui, differ: &DifferRow, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    let (tone, key) = match differ.kind {
        Kind::Added => (Tone::Good, "organisation-posts-added"),
        Kind::Removed => (Tone::Bad, "organisation-posts-removed"),
        Kind::Changed => (Tone::Warn, "organisation-posts-altered"),
    };
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            badge(ui, tone, &cx.text(key));
            if differ.title != differ.part {
                text::hint(ui, &differ.part);
            }
            let width = ui.available_width();
            text::truncated(ui, text::NAME13, theme.t1, &differ.title, width);
        });
        for (key, said, color) in [
            ("organisation-posts-was", &differ.before, theme.t3),
            ("organisation-posts-is", &differ.after, theme.t1),
        ] {
            if !said.is_empty() {
                let words = cx.tr.with(key, &[("text", said.as_str().into())]);
                text::wrapped(ui, text::BODY13, color, &words);
            }
        }
    });
}
