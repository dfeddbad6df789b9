//! 工作表预览: the sheet as it stands, with the field of each column above it.

use egui::{
    Align, Color32, Layout, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, pos2,
    vec2,
};

use super::data::{counted, kind_name, shown};
use super::queue::{Entry, HEADINGS, Header, LEAVE_OUT, SheetChoice, assign, certainty, is_money};
use super::sheet_rows::{ROW, RowsView, Said, edge};
use super::wizard::Wizard;
use crate::areas::Cx;
use crate::domain::names;
use crate::i18n::Tr;
use crate::sheets::kinds::Kind;
use crate::sheets::mapping::{MappedColumn, Mapping, letters};
use crate::sheets::read::{Charset, Grid};
use crate::sheets::values;
use crate::ui::card::{Card, card_header};
use crate::ui::field::Field;
use crate::ui::select::Select;
use crate::ui::text;
use crate::ui::tokens::Theme;

const FIELDS: f32 = 58.0;
const LETTERS: f32 = 20.0;
/// Columns beyond are taken in but not drawn.
pub(super) const DRAWN: usize = 120;
/// Widths follow the first rows.
const MEASURED: usize = 40;

/// What a person may say a sheet is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    Unknown,
    Kind(Kind),
    Skip,
}

/// Draws the card in the height given.
pub(super) fn draw(ui: &mut Ui, wizard: &mut Wizard, cx: &mut Cx<'_>, height: f32) {
    let at = wizard.at;
    let mut changed = false;
    let mut turned = None;
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        changed = head(ui, wizard, cx);
        let preview = wizard.preview.as_ref();
        let said = preview.and_then(|preview| {
            Some(Said { sheet: preview.sheet(at)?, marks: preview.marks(at)? })
        });
        let Some(entry) = wizard.queue.get_mut(at.0) else { return };
        let file = std::sync::Arc::clone(&entry.file);
        let Some((grid, _)) = file.sheets.get(at.1) else { return };
        let Some(choice) = entry.sheets.get_mut(at.1) else { return };
        let done = sheet(ui, grid, choice, said, cx.tr, at);
        changed |= done.0;
        turned = done.1;
    });
    if let Some(row) = turned
        && let Some(entry) = wizard.queue.get_mut(at.0)
    {
        entry.turn_row(at.1, row);
        changed = true;
    }
    if changed {
        wizard.touch();
    }
}

/// What the headings are, how sure that is, and what is left out.
fn found(choice: &SheetChoice, tr: &Tr) -> String {
    let Some(mapping) = &choice.mapping else { return tr.text("reports-kind-unknown-sub") };
    if mapping.form.is_some() {
        return counted(tr, "reports-form-sub", mapping.score());
    }
    if mapping.header_row == 0 {
        return counted(tr, "reports-headings-none-sub", choice.rows);
    }
    let row = mapping.header_row.to_string();
    let sure = mapping.certainty().to_string();
    let skipped: Vec<String> = choice
        .lines
        .skipped
        .iter()
        .map(|(group, n)| counted(tr, &format!("reports-skipped-{}", group.word()), *n))
        .collect();
    if skipped.is_empty() {
        let args = [("row", row.into()), ("sure", sure.into())];
        return tr.with("reports-headings-found", &args);
    }
    let list = skipped.join(&tr.text("reports-comma"));
    let args = [("row", row.into()), ("sure", sure.into()), ("list", list.into())];
    tr.with("reports-headings-skipping", &args)
}

/// Draws a square and a count: what the fill or the border of cells means.
fn legend(ui: &mut Ui, (fill, edge): (Color32, Color32), words: &str) {
    text::label(ui, text::LABEL12, Theme::get(ui).t2, words);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
    ui.painter().rect(rect, 2, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
}

/// Draws the header with what the sheet is and where its headings are.
fn head(ui: &mut Ui, wizard: &mut Wizard, cx: &mut Cx<'_>) -> bool {
    let tr = cx.tr;
    let sheet_at = wizard.at.1;
    let counts = wizard.preview.as_ref().and_then(|preview| {
        let corrected = preview.sheet(wizard.at)?.n_corrections;
        Some((corrected, preview.needs(wizard.at)?.count()))
    });
    let Some(entry) = wizard.entry_mut() else { return false };
    let Some(choice) = entry.sheets.get(sheet_at) else { return false };
    let mapping = choice.mapping.as_ref();
    let sub = found(choice, tr);
    let before = match (choice.skip, mapping) {
        (true, _) => Meant::Skip,
        (false, Some(mapping)) => Meant::Kind(mapping.kind),
        (false, None) => Meant::Unknown,
    };
    let header_before = mapping.map(|mapping| match mapping.header_row {
        0 => Header::None,
        row => Header::Row(row),
    });
    let (mut meant, mut header) = (before, header_before);
    let (charset_before, charsets) = (entry.charset(), charsets(entry, tr));
    let mut charset = charset_before;
    let mut headings: Vec<(Option<Header>, String)> = vec![];
    if header.is_some()
        && mapping.is_some_and(|mapping| mapping.form.is_none())
        && let Some(grid) = entry.grid(sheet_at)
    {
        let mut numbers: Vec<u32> = grid.rows.iter().take(HEADINGS).map(|row| row.number).collect();
        if let Some(Header::Row(row)) = header.filter(|h| *h != Header::None)
            && !numbers.contains(&row)
        {
            numbers.push(row);
        }
        headings.extend(numbers.into_iter().map(|row| {
            let name = tr.with("reports-headings-row", &[("row", row.to_string().into())]);
            (Some(Header::Row(row)), name)
        }));
        headings.push((Some(Header::None), tr.text("reports-headings-none")));
    }
    let mut kinds: Vec<(Meant, String)> =
        Kind::ALL.iter().map(|kind| (Meant::Kind(*kind), kind_name(tr, kind.word()))).collect();
    kinds.push((Meant::Skip, tr.text("reports-skip-sheet")));
    if before == Meant::Unknown {
        kinds.insert(0, (Meant::Unknown, tr.text("kind-unknown")));
    }
    let title = tr.text("reports-sheet-preview");
    card_header(ui, &title, &sub, |ui| {
        if !headings.is_empty() {
            let name = tr.text("reports-headings");
            let field = Field::bare(&name).compact();
            Select::new(field).fit().show(ui, &mut header, &headings);
        }
        let name = tr.text("reports-kind");
        Select::new(Field::bare(&name).compact()).fit().show(ui, &mut meant, &kinds);
        if !charsets.is_empty() {
            let name = tr.text("reports-charset");
            Select::new(Field::bare(&name).compact()).fit().show(ui, &mut charset, &charsets);
        }
        // From right to left, so the last comes first.
        let theme = Theme::get(ui);
        if let Some((corrected, needed)) = counts.filter(|_| ui.available_width() > 420.0) {
            ui.add_space(4.0);
            let word = tr.with("reports-legend-needed", &[("n", shown(needed).into())]);
            legend(ui, (theme.bad_bg, theme.bad), &word);
            let word = tr.with("reports-legend-corrected", &[("n", shown(corrected).into())]);
            legend(ui, (theme.warn_bg, theme.warn), &word);
        }
    });
    if charset != charset_before {
        // What is read anew brings a new preview.
        wizard.read_as(charset, cx);
        return false;
    }
    if meant != before {
        match meant {
            Meant::Kind(kind) if mapping_kind(entry.sheets.get(sheet_at)) == Some(kind) => {
                if let Some(choice) = entry.sheets.get_mut(sheet_at) {
                    choice.skip = false;
                }
            }
            Meant::Kind(kind) => entry.set_kind(sheet_at, kind),
            Meant::Skip => {
                if let Some(choice) = entry.sheets.get_mut(sheet_at) {
                    choice.skip = true;
                }
            }
            Meant::Unknown => {}
        }
        return true;
    }
    if header != header_before
        && let (Some(header), Some(kind)) = (header, mapping_kind(entry.sheets.get(sheet_at)))
    {
        entry.set_header(sheet_at, kind, header);
        return true;
    }
    false
}

/// The encodings to choose from, where the format of the file leaves that open.
fn charsets(entry: &Entry, tr: &Tr) -> Vec<(Option<Charset>, String)> {
    let Some(texts) = &entry.file.texts else { return vec![] };
    let named = |charset: Charset| {
        let language = charset.name().to_lowercase().replace('_', "-");
        let language = tr.text(&format!("charset-{language}"));
        let args = [("name", charset.name().into()), ("language", language.into())];
        (Some(charset), tr.with("reports-charset-named", &args))
    };
    let found = match texts.charset {
        None => tr.with("reports-charset-found", &[("name", texts.encoding.as_str().into())]),
        Some(_) => tr.text("reports-charset-find"),
    };
    let mut all = vec![(None, found)];
    all.extend(Charset::ALL.map(named));
    all
}

fn mapping_kind(choice: Option<&SheetChoice>) -> Option<Kind> {
    choice.and_then(|choice| choice.mapping.as_ref()).map(|mapping| mapping.kind)
}

/// Draws fields, letters and rows; whether a column was given another field, and the row that is to
/// be taken for data, or no more.
fn sheet(
    ui: &mut Ui,
    grid: &Grid,
    choice: &mut SheetChoice,
    said: Option<Said<'_>>,
    tr: &Tr,
    at: (usize, usize),
) -> (bool, Option<u32>) {
    if choice.widths.is_empty() {
        choice.widths = measure(ui, grid, choice.mapping.as_ref());
    }
    let last = grid.rows.last().map_or(1, |row| row.number);
    let gutter = (26.0 + 8.0 * last.to_string().len() as f32).max(44.0);
    let mut widths = vec![gutter];
    widths.extend(choice.widths.iter().copied());
    let natural: f32 = widths.iter().sum();
    let room = ui.available_width();
    // What is left over goes to the last column, so that the sheet reaches the edge of the card.
    if natural < room
        && let Some(last) = widths.last_mut()
    {
        *last += room - natural;
    }
    let width = widths.iter().sum::<f32>();
    let mut changed = false;
    let mut turned = None;
    let height = ui.available_height();
    ScrollArea::horizontal().id_salt(("sheet", at)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_width(width);
        // The columns of a form are its labels, not those of the sheet.
        let columns = choice.mapping.as_mut().filter(|mapping| mapping.form.is_none());
        let used = LETTERS + if columns.is_some() { FIELDS } else { 0.0 };
        if let Some(mapping) = columns {
            changed = fields(ui, mapping, &widths, tr, width);
        }
        letter_row(ui, &widths, width);
        let by_hand = &choice.by_hand;
        let view = RowsView { grid, mapping: choice.mapping.as_ref(), said, by_hand, tr };
        let room = (height - used - 4.0).max(3.0 * ROW);
        turned = view.draw(ui, &widths, room, &mut choice.table);
    });
    (changed, turned)
}

/// Widths that fit the first rows.
fn measure(ui: &Ui, grid: &Grid, mapping: Option<&Mapping>) -> Vec<f32> {
    let rows = grid.rows.iter().take(MEASURED);
    let count = rows.clone().map(|row| row.cells.len()).max().unwrap_or_default();
    let mapping = mapping.filter(|mapping| mapping.form.is_none());
    let mapped = mapping.map_or(0, |mapping| match &mapping.spread {
        // Two more are added to each record, behind those of the sheet.
        Some(spread) => spread.width,
        None => mapping.columns.len(),
    });
    let count = count.max(mapped).min(DRAWN);
    let header = mapping.map_or(0, |mapping| mapping.header_row);
    let least = if mapping.is_some() { 112.0 } else { 72.0 };
    let mut widths: Vec<f32> = vec![least; count];
    // A title above the headings is long and says nothing about its column.
    for row in rows.filter(|row| row.number >= header) {
        for (width, cell) in widths.iter_mut().zip(&row.cells) {
            let said: String = cell.text().chars().take(40).collect();
            let wide = text::width(ui, text::BODY13, &said).ceil() + 18.0;
            *width = width.max(wide.min(240.0));
        }
    }
    widths
}

/// A field with the unit of its amounts, 0 where there is none; nothing for an unknown column.
type Choice = Option<(&'static str, i64)>;

/// What a column may be, in words.
fn choices(mapping: &Mapping, tr: &Tr) -> Vec<(Choice, String)> {
    let mut list: Vec<(Choice, String)> = vec![
        (None, tr.text("reports-column-other")),
        (Some((LEAVE_OUT, 0)), tr.text("reports-column-leave-out")),
    ];
    for field in mapping.kind.fields() {
        let name = tr.text(&field.label_key(mapping.kind));
        if !is_money(mapping.kind, field.id) {
            list.push((Some((field.id, 0)), name));
            continue;
        }
        let stated = mapping.columns.iter().map(|column| column.style.unit_fen);
        let mut units: Vec<i64> =
            [values::YUAN, 10_000 * values::YUAN].into_iter().chain(stated).collect();
        units.sort_unstable();
        units.dedup();
        for unit in units {
            let args = [("name", name.as_str().into()), ("unit", unit_name(unit, tr).into())];
            list.push((Some((field.id, unit)), tr.with("name-with-unit", &args)));
        }
    }
    list
}

/// The name of a unit of money.
pub(super) fn unit_name(fen: i64, tr: &Tr) -> String {
    tr.text(match fen / values::YUAN {
        1_000 => "reports-unit-thousand",
        10_000 => "reports-unit-wan",
        1_000_000 => "reports-unit-million",
        100_000_000 => "reports-unit-yi",
        _ => "reports-unit-yuan",
    })
}

fn chosen(column: &MappedColumn, kind: Kind) -> Choice {
    if column.left_out {
        return Some((LEAVE_OUT, 0));
    }
    let id = column.field?;
    Some((id, if is_money(kind, id) { column.style.unit_fen } else { 0 }))
}

/// Draws the field above each column.
fn fields(ui: &mut Ui, mapping: &mut Mapping, widths: &[f32], tr: &Tr, width: f32) -> bool {
    let theme = Theme::get(ui);
    let (band, _) = ui.allocate_exact_size(vec2(width, FIELDS), Sense::hover());
    ui.painter().rect_filled(band, 0.0, theme.sunken);
    ui.painter().rect_filled(band.with_max_y(band.top() + 1.0), 0.0, theme.border);
    let options = choices(mapping, tr);
    let search = tr.text("reports-search");
    let nothing = tr.text("reports-nothing-found");
    let mut answer: Option<(usize, Choice)> = None;
    let mut x = band.left();
    for (i, wide) in widths.iter().enumerate() {
        let rect = Rect::from_min_max(pos2(x, band.top()), pos2(x + wide, band.bottom()));
        x += wide;
        edge(ui, rect);
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let Some(at) = i.checked_sub(1) else {
            let kind = text::LABEL12;
            let label = tr.text("reports-field");
            text::paint_fit(ui.painter(), rect, Align::Center, kind, theme.t3, &label);
            continue;
        };
        let Some(column) = mapping.columns.get(at) else { continue };
        let spread = mapping.spread.as_ref();
        let wide =
            spread.and_then(|spread| spread.columns.iter().find(|(column, _)| *column == at));
        if let Some((_, label)) = wide {
            let said = tr.with("reports-column-wide", &[("label", label.as_str().into())]);
            let room = rect.shrink2(vec2(8.0, 0.0));
            text::paint_fit(ui.painter(), room, Align::Min, text::LABEL12, theme.t2, &said);
            text::tell(ui, room, &said);
            continue;
        }
        let cell = rect.shrink2(vec2(5.0, 7.0));
        let place = UiBuilder::new().id_salt(("field", at)).max_rect(cell);
        let mut place = ui.new_child(place.layout(Layout::top_down(Align::Min)));
        let before = chosen(column, mapping.kind);
        let mut now = before;
        let name = tr.with("reports-field-of-column", &[("column", letters(at).into())]);
        let field = Field::bare(&name).compact().width(cell.width());
        let select = Select::new(field).search(&search, &nothing).finds(names::matches);
        if select.show(&mut place, &mut now, &options).changed() {
            answer = Some((at, now));
        }
        sureness(ui, column, cell.with_min_y(cell.bottom() - 13.0), tr);
    }
    let Some((at, now)) = answer else { return false };
    let unit = now.map_or(0, |(_, unit)| unit);
    let unit = if unit == 0 { values::YUAN } else { unit };
    assign(mapping, at, now.map(|(id, _)| id), unit);
    true
}

/// Draws how sure the field of a column is: a bar and percent, or what becomes of it.
fn sureness(ui: &Ui, column: &MappedColumn, rect: Rect, tr: &Tr) {
    let theme = Theme::get(ui);
    let painter = ui.painter();
    match certainty(column) {
        Some(percent) => {
            let label = format!("{percent}%");
            let label = text::paint(
                painter,
                pos2(rect.right(), rect.center().y),
                egui::Align2::RIGHT_CENTER,
                text::LABEL12,
                theme.t2,
                &label,
            );
            let track = Rect::from_min_max(
                pos2(rect.left(), rect.center().y - 2.0),
                pos2(label.left() - 6.0, rect.center().y + 2.0),
            );
            painter.rect_filled(track, 2.0, theme.neu_bg);
            let part = track.width() * f32::from(percent) / 100.0;
            painter.rect_filled(track.with_max_x(track.left() + part), 2.0, theme.good);
        }
        None => {
            // A column without a heading has no name under which it could be kept.
            let (key, color) = match (column.left_out, column.by_hand) {
                (true, _) => ("reports-column-ignored", theme.t3),
                (false, true) => ("reports-column-kept", theme.t3),
                (false, false) => ("reports-column-kept", theme.warn_t),
            };
            let label = tr.text(key);
            text::paint_fit(painter, rect, Align::Min, text::LABEL12, color, &label);
        }
    }
}

fn letter_row(ui: &mut Ui, widths: &[f32], width: f32) {
    let theme = Theme::get(ui);
    let (band, _) = ui.allocate_exact_size(vec2(width, LETTERS), Sense::hover());
    ui.painter().rect_filled(band, 0.0, theme.sunken);
    ui.painter().rect_filled(band.with_max_y(band.top() + 1.0), 0.0, theme.border);
    ui.painter().rect_filled(band.with_min_y(band.bottom() - 1.0), 0.0, theme.border);
    let mut x = band.left();
    for (i, wide) in widths.iter().enumerate() {
        let rect = Rect::from_min_max(pos2(x, band.top()), pos2(x + wide, band.bottom()));
        x += wide;
        edge(ui, rect);
        if let Some(at) = i.checked_sub(1).filter(|_| ui.is_rect_visible(rect)) {
            let kind = text::LABEL12;
            text::paint_fit(ui.painter(), rect, Align::Center, kind, theme.t3, &letters(at));
        }
    }
}
