//! 待导入的表: every table of every file, and the hidden sheets that may join them.

use egui::Ui;

use super::data::{counted, kind_name, shown, with_sheet};
use super::wizard::Wizard;
use crate::areas::Cx;
use crate::i18n::Tr;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::choice::badge;
use crate::ui::table::{Column, Table, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// What a row of the list stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A table: file and table.
    Table(usize, usize),
    /// A hidden sheet: file and place among its hidden ones.
    Hidden(usize, usize),
}

/// Draws the list when there is more than one thing in it.
pub(super) fn draw(ui: &mut Ui, wizard: &mut Wizard, cx: &Cx<'_>) {
    let places = places(wizard);
    if places.len() < 2 {
        return;
    }
    let tr = cx.tr;
    let theme = Theme::get(ui);
    let columns = [
        Column::new(tr.text("reports-col-file")).flex(1.0, 160.0),
        Column::new(tr.text("reports-kind")).fixed(130.0),
        Column::new(tr.text("reports-col-rows")).fixed(90.0).right(),
        Column::new(tr.text("reports-col-state")).fixed(150.0),
    ];
    let here = Place::Table(wizard.at.0, wizard.at.1);
    wizard.queue_table.selected = places.iter().position(|place| *place == here);
    let mut state = wizard.queue_table.clone();
    let name = tr.text("reports-queue");
    let seen = &*wizard;
    let row_name =
        |row: usize| places.get(row).map(|place| name_of(seen, *place, tr)).unwrap_or_default();
    let mut shown_sheet = None;
    card_flush(ui, |ui| {
        let height = 32.0 + 31.0 * places.len().min(4) as f32;
        let table = Table::new(&name, &columns, places.len())
            .row_height(31.0)
            .height(height)
            .row_name(&row_name);
        table.show(ui, &mut state, |ui, row, column| match places.get(row).copied() {
            Some(Place::Table(f, s)) => {
                let Some(entry) = seen.queue.get(f) else { return };
                let Some(choice) = entry.sheets.get(s) else { return };
                match column {
                    0 => cell_text(ui, text::NAME13, theme.t1, &row_name(row)),
                    1 => {
                        let kind = choice.mapping.as_ref().map_or("unknown", |m| m.kind.word());
                        cell_text(ui, text::BODY13, theme.t2, &kind_name(tr, kind));
                    }
                    2 => cell_text(ui, text::BODY13, theme.t1, &shown(choice.rows)),
                    _ => table_state(ui, seen, (f, s), tr),
                }
            }
            Some(Place::Hidden(f, h)) => {
                let hidden = seen.queue.get(f).and_then(|entry| entry.file.hidden.get(h));
                match column {
                    0 => cell_text(ui, text::BODY13, theme.t3, &row_name(row)),
                    1 => {}
                    2 => {
                        let n = hidden.map_or(0, |grid| grid.rows.len());
                        cell_text(ui, text::BODY13, theme.t3, &shown(n));
                    }
                    _ => {
                        badge(ui, Tone::Neutral, &tr.text("reports-state-hidden"));
                        let word = tr.text("reports-show-hidden");
                        let name = format!("{word} {}", row_name(row));
                        let show = button(ui, Button::secondary(&word).small());
                        if show.accessible_name(name).clicked() {
                            shown_sheet = Some((f, h));
                        }
                    }
                }
            }
            None => {}
        });
    });
    let chosen = state.selected.and_then(|row| places.get(row)).copied();
    if let Some(Place::Table(f, s)) = chosen {
        wizard.at = (f, s);
    }
    wizard.queue_table = state;
    if let Some((f, h)) = shown_sheet {
        let first = wizard.queue.get_mut(f).and_then(|entry| entry.show_hidden(h));
        if let Some(s) = first {
            wizard.at = (f, s);
            wizard.touch();
        }
    }
}

fn places(wizard: &Wizard) -> Vec<Place> {
    let mut places = vec![];
    for (f, entry) in wizard.queue.iter().enumerate() {
        places.extend((0..entry.sheets.len()).map(|s| Place::Table(f, s)));
        places.extend((0..entry.file.hidden.len()).map(|h| Place::Hidden(f, h)));
    }
    places
}

/// The file and the sheet; of several tables in one sheet also the kind.
fn name_of(wizard: &Wizard, place: Place, tr: &Tr) -> String {
    let (Place::Table(f, _) | Place::Hidden(f, _)) = place;
    let Some(entry) = wizard.queue.get(f) else { return String::new() };
    match place {
        Place::Hidden(_, h) => {
            let sheet = entry.file.hidden.get(h).map(|grid| grid.name.as_str());
            with_sheet(&entry.file.name, sheet.unwrap_or_default())
        }
        Place::Table(_, s) => {
            let sheet = entry.grid(s).map(|grid| grid.name.as_str()).unwrap_or_default();
            let name = with_sheet(&entry.file.name, sheet);
            let mapping = entry.sheets.get(s).and_then(|choice| choice.mapping.as_ref());
            match mapping.filter(|_| entry.shared(s)) {
                Some(mapping) => tr.joined(&[name, kind_name(tr, mapping.kind.word())]),
                None => name,
            }
        }
    }
}

fn table_state(ui: &mut Ui, wizard: &Wizard, place: (usize, usize), tr: &Tr) {
    let Some(entry) = wizard.queue.get(place.0) else { return };
    let skip = entry.sheets.get(place.1).is_none_or(|choice| choice.skip);
    let needs = wizard.preview.as_ref().and_then(|preview| preview.needs(place));
    let (tone, word) = match (skip, entry.report_date(), needs) {
        (true, ..) => (Tone::Neutral, tr.text("reports-state-skipped")),
        (_, None, _) => (Tone::Bad, tr.text("reports-state-date")),
        (_, _, None) => (Tone::Neutral, tr.text("reports-state-checking")),
        (_, _, Some(needs)) if needs.count() > 0 => {
            (Tone::Warn, counted(tr, "reports-state-needs", needs.count()))
        }
        (_, _, Some(_)) => (Tone::Good, tr.text("reports-state-ready")),
    };
    badge(ui, tone, &word);
}
