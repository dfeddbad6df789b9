//! 列表: all people in a table, filtered by chips, sorted by its headings.

use egui::{Sense, Ui, vec2};

use crate::areas::Cx;
use crate::ui::button::Button;
use crate::ui::card::divider;
use crate::ui::choice::{badge, chip};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

use super::data::{Data, Only};
use super::people::{DASH, PersonRow};
use super::shown::{HIRED, KIND, MANAGER, NAME, NUMBER, POST, REGION, TEAM};
use super::view::View;

pub(super) fn list_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    chips_ui(ui, data, view, cx);
    divider(ui);
    if view.shown.list.is_empty() {
        nothing_ui(ui, view, cx);
        return;
    }
    if std::mem::take(&mut view.reveal) {
        let shown = view.shown_person(data).and_then(|row| data.index.get(&row.id));
        let place = shown.and_then(|at| view.shown.list.iter().position(|row| row == at));
        view.table.selected = place;
        if let Some(place) = place {
            view.table.select(place);
        }
    }
    let theme = Theme::get(ui);
    let columns = columns(ui, cx);
    let words = Words::new(cx);
    let rows = &view.shown.list;
    let person = |row: usize| rows.get(row).and_then(|at| data.people.get(*at));
    let name = |row: usize| person(row).map_or_else(String::new, |row| row.name.clone());
    let before = view.table.selected;
    let table_name = cx.text("organisation-list");
    let output = Table::new(&table_name, &columns, rows.len())
        .fill_height()
        .main()
        .sort(view.sort)
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = person(row) {
                cell_ui(ui, theme, row, column, &words);
            }
        });
    let chosen = output.clicked.or(view.table.selected.filter(|at| before != Some(*at)));
    if let Some(row) = chosen.and_then(person) {
        view.selected = Some(row.id);
        view.team = Some(row.team);
        view.bare = None;
        // Only the chart needs to be told; the table shows the row already.
        view.reveal = false;
    }
    if let Some(sort) = output.sort {
        view.sort = Some(sort);
    }
}

/// The words of badges, once for all rows.
struct Words {
    employee: String,
    external: String,
    new: String,
    archived: String,
}

impl Words {
    fn new(cx: &Cx<'_>) -> Self {
        Self {
            employee: cx.text("organisation-employee"),
            external: cx.text("organisation-external"),
            new: cx.text("organisation-new"),
            archived: cx.text("organisation-archived"),
        }
    }
}

fn chips_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    let inside = rect.shrink2(vec2(16.0, 9.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let builder = egui::UiBuilder::new().id_salt("chips").max_rect(inside).layout(layout);
    let mut row = ui.new_child(builder);
    row.spacing_mut().item_spacing.x = 8.0;
    for (only, count) in Only::ALL.into_iter().zip(data.counts) {
        // A filter that leaves nobody is not offered, unless it is on.
        if count == 0 && only != view.only && only != Only::Active {
            continue;
        }
        let name = format!("{} {count}", cx.text(only.key()));
        if chip(&mut row, &name, only == view.only).clicked() {
            view.only = only;
        }
    }
}

fn nothing_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let searching = !view.query.trim().is_empty();
    let query = view.query.trim().to_owned();
    let (title, detail, back) = if searching {
        let title = cx.tr.with("organisation-not-found", &[("query", query.into())]);
        (title, cx.text("organisation-not-found-detail"), cx.text("organisation-clear-search"))
    } else {
        let title = cx.text("organisation-nobody-here");
        (title, cx.text("organisation-nobody-here-detail"), cx.text("organisation-show-active"))
    };
    let action = (searching || view.only != Only::Active).then(|| Button::secondary(&back));
    if empty_state(ui, icons::USERS_THREE, &title, &detail, action) {
        if searching {
            view.query.clear();
        } else {
            view.only = Only::Active;
        }
    }
}

fn columns(ui: &Ui, cx: &Cx<'_>) -> [Column; 9] {
    let badge = |key: &str| text::width(ui, text::LABEL12, &cx.text(key)).ceil() + 12.0;
    let origin = badge("organisation-new") + 24.0;
    let column = |key: &str, share: f32, least: f32| {
        let name = cx.text(key);
        // The heading with room for the caret decides in the longer language.
        let wide = text::width(ui, text::LABEL12, &name).ceil() + 34.0;
        Column::new(name).flex(share, wide.max(least)).sortable()
    };
    [
        column("organisation-field-name", 1.0, 92.0),
        column("organisation-field-number", 0.6, 80.0),
        column("organisation-field-post", 1.3, 100.0),
        column("organisation-field-team", 1.2, 88.0),
        column("organisation-field-region", 0.8, 68.0),
        column("organisation-field-manager", 0.8, 76.0),
        column("organisation-field-kind", 0.4, 72.0),
        column("organisation-field-hired", 0.5, 102.0),
        column("organisation-field-origin", 0.4, origin),
    ]
}

fn cell_ui(ui: &mut Ui, theme: &Theme, row: &PersonRow, column: usize, words: &Words) {
    let quiet = if row.archived { theme.t3 } else { theme.t2 };
    let plain = |ui: &mut Ui, label: &str| {
        let (label, color) = if label.is_empty() { (DASH, theme.t3) } else { (label, quiet) };
        cell_text(ui, text::BODY13, color, label);
    };
    match column {
        NAME => {
            let color = if row.archived { theme.t3 } else { theme.t1 };
            cell_text(ui, text::NAME13, color, &row.name);
        }
        NUMBER => plain(ui, &row.number),
        POST => plain(ui, &row.post),
        TEAM => plain(ui, &row.team_name),
        REGION => plain(ui, &row.region_name),
        MANAGER => plain(ui, &row.manager_name),
        KIND => plain(ui, if row.external { &words.external } else { &words.employee }),
        HIRED => plain(ui, if row.hired.is_some() { &row.hired_text } else { "" }),
        _ => {
            if row.archived {
                badge(ui, Tone::Neutral, &words.archived);
            }
            if row.new {
                badge(ui, Tone::Warn, &words.new);
            }
        }
    }
}
