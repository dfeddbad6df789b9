//! How the page looks: the records with their filters, beside them the years and what is to come.

use egui::{Align, Layout, Margin, Ui};

use super::data::{AheadRow, Ask, Data, Row, Sheet, YearRow};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::documents::{Printout, training_file};
use crate::domain::ids::PersonId;
use crate::domain::names::matches;
use crate::domain::scope::Scope;
use crate::metrics::training::records::Kind;
use crate::store::records::LearningTopic;
use crate::ui::button::Button;
use crate::ui::card::{Card, Side, card, card_flush, columns, divider, list_header, padded, row};
use crate::ui::charts::bar::{TickBar, tick_bar};
use crate::ui::choice::{badge, chip};
use crate::ui::field::{Field, search_field};
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::scroll;
use crate::ui::select::Select;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// From this width on the cards stand beside the list.
const BESIDE: f32 = 900.0;
/// The list is at least so tall.
const LEAST: f32 = 420.0;
/// A row: what it was, and how.
const ROW: f32 = 48.0;

/// What is chosen.
#[derive(Debug, Default)]
pub struct View {
    /// Who is chosen on the page.
    person: Option<PersonId>,
    table: TableState,
    /// Only records of this kind.
    kind: Option<Kind>,
    /// Only records of this topic.
    topic: Option<Option<LearningTopic>>,
    /// What is searched for.
    query: String,
    /// The file for which a folder was asked.
    exporting: Option<Printout>,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask { person: self.person }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::LearningRecord(person) => {
                let exporting = self.exporting.take();
                *self = Self { person: Some(*person), exporting, ..Self::default() };
            }
            Event::Picked(Purpose::Pages, folder) => {
                if let Some(file) = self.exporting.take() {
                    cx.orders.push(Order::WritePages(vec![file], folder.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        false
    }

    /// The rows that are shown.
    fn shown(&self, sheet: &Sheet) -> Vec<usize> {
        let fits = |row: &Row| {
            self.kind.is_none_or(|kind| row.kind == kind)
                && self.topic.is_none_or(|topic| row.topic == topic)
                && matches(&self.query, &row.told())
        };
        let rows = sheet.rows.iter().enumerate().filter(|(_, row)| fits(row));
        rows.map(|(at, _)| at).collect()
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let Some(sheet) = data.sheet.as_deref() else { return };
    ui.spacing_mut().item_spacing.x = 8.0;
    let words = ["records-file", "records-file-pdf", "records-file-print", "records-file-centre"];
    let [file, pdf, print, centre] = words.map(|key| cx.text(key));
    let opener = Button::secondary(&file).medium().icon(icons::PRINTER);
    menu(ui, opener, |ui| {
        if menu_item(ui, Some(icons::FILE_PDF), &pdf, "").clicked() {
            view.exporting.clone_from(&sheet.file);
            cx.orders.push(Order::PickFolder(Purpose::Pages));
        }
        if menu_item(ui, Some(icons::PRINTER), &print, "").clicked() {
            cx.orders.extend(sheet.file.clone().map(|file| Order::PrintPages(vec![file], None)));
        }
        if menu_item(ui, Some(icons::FILES), &centre, "").clicked() {
            let team = cx.directory.team_on(sheet.person, cx.filter.today);
            let scope = team.map_or(Scope::All, |team| Scope::Team(team.id));
            cx.orders.push(Order::PrintCentre(&training_file::KIND, scope, None));
        }
    });
    // A person in the top bar is chosen there.
    if matches!(cx.filter.scope, Scope::Person(_)) {
        return;
    }
    let words = ["records-person", "scope-search", "scope-nothing"];
    let [name, search, nothing] = words.map(|key| cx.text(key));
    let mut person = Some(sheet.person);
    let field = Field::bare(&name).compact();
    let select = Select::new(field).search(&search, &nothing).finds(matches).fit();
    if select.show(ui, &mut person, &data.picker).changed() {
        view.person = person;
        view.table = TableState::default();
    }
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    scroll::page(ui, "records", margin, |ui, height| {
        ui.spacing_mut().item_spacing.y = 12.0;
        let Some(sheet) = data.sheet.as_deref() else {
            let (title, detail) = (cx.text("records-nobody"), cx.text("records-nobody-detail"));
            card(ui, |ui| empty_state(ui, icons::STUDENT, &title, &detail, None));
            return;
        };
        let tall = height.max(LEAST);
        let width = ui.available_width();
        if width < BESIDE {
            list_ui(ui, sheet, tall, view, cx);
            years_ui(ui, sheet, cx);
            ahead_ui(ui, sheet, cx);
            return;
        }
        let right = if width < 1_100.0 { 300.0 } else { 344.0 };
        columns(ui, right, 12.0, |ui, side| {
            ui.spacing_mut().item_spacing.y = 12.0;
            match side {
                Side::Left => list_ui(ui, sheet, tall, view, cx),
                Side::Right => {
                    years_ui(ui, sheet, cx);
                    ahead_ui(ui, sheet, cx);
                }
            }
        });
    });
}

fn list_ui(ui: &mut Ui, sheet: &Sheet, height: f32, view: &mut View, cx: &Cx<'_>) {
    let shown = view.shown(sheet);
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        list_header(ui, &sheet.name, &sheet.sub, |ui| {
            let words = ["records-search", "records-search-hint"];
            let [name, hint] = words.map(|key| cx.text(key));
            if search_field(ui, &name, &hint, &mut view.query, 200.0).changed() {
                view.table = TableState::default();
            }
        });
        if sheet.rows.is_empty() {
            let words = ["records-none", "records-none-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::STUDENT, &title, &detail, None);
            return;
        }
        padded(ui, 16.0, 9.0, |ui| chips_ui(ui, sheet, view, cx));
        divider(ui);
        if shown.is_empty() {
            let words = ["records-narrow", "records-narrow-detail"];
            let [title, detail] = words.map(|key| cx.text(key));
            empty_state(ui, icons::MAGNIFYING_GLASS, &title, &detail, None);
            return;
        }
        table_ui(ui, sheet, &shown, view, cx);
    });
}

/// The kinds in one line, the topics in the next.
fn chips_ui(ui: &mut Ui, sheet: &Sheet, view: &mut View, cx: &Cx<'_>) {
    let before = (view.kind, view.topic);
    let all = cx.text("records-all");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        if chip(ui, &all, view.kind.is_none()).clicked() {
            view.kind = None;
        }
        for (kind, name) in &sheet.kinds {
            let on = view.kind == Some(*kind);
            if chip(ui, name, on).clicked() {
                view.kind = (!on).then_some(*kind);
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        let every = cx.text("training-topic-all");
        if chip(ui, &every, view.topic.is_none()).clicked() {
            view.topic = None;
        }
        for (topic, name) in &sheet.topics {
            let on = view.topic == Some(*topic);
            if chip(ui, name, on).clicked() {
                view.topic = (!on).then_some(*topic);
            }
        }
    });
    if (view.kind, view.topic) != before {
        view.table = TableState::default();
    }
}

fn table_ui(ui: &mut Ui, sheet: &Sheet, shown: &[usize], view: &mut View, cx: &Cx<'_>) {
    let columns = [
        Column::new(cx.text("records-day")).fixed(96.0),
        Column::new(cx.text("records-kind")).fixed(100.0),
        Column::new(cx.text("records-what")).flex(1.8, 168.0),
        Column::new(cx.text("training-topic")).fixed(108.0),
        Column::new(cx.text("records-hours")).fixed(52.0).right(),
        Column::new(cx.text("records-cost")).fixed(72.0).right(),
        Column::new(cx.text("records-result")).flex(1.0, 112.0),
    ];
    let at = |row: usize| shown.get(row).and_then(|at| sheet.rows.get(*at));
    let name = |row: usize| at(row).map(Row::told).unwrap_or_default();
    let title = cx.text("training-tab-records");
    Table::new(&title, &columns, shown.len())
        .row_height(ROW)
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = at(row) {
                cell_ui(ui, row, column);
            }
        });
}

fn cell_ui(ui: &mut Ui, row: &Row, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &row.day),
        1 => {
            badge(ui, Tone::Neutral, &row.kind_name);
        }
        2 => what_ui(ui, row),
        3 => cell_text(ui, text::BODY13, theme.t2, &row.topic_name),
        4 => cell_text(ui, text::NAME13, theme.t1, &row.hours),
        5 => cell_text(ui, text::BODY13, theme.t2, &row.cost),
        _ => {
            let color = match row.tone {
                Tone::Neutral => theme.t1,
                tone => tone.text(theme),
            };
            cell_text(ui, text::BODY13, color, &row.result);
        }
    }
}

/// What it was, and below it how.
fn what_ui(ui: &mut Ui, row: &Row) {
    let theme = Theme::get(ui);
    if row.detail.is_empty() {
        cell_text(ui, text::NAME13, theme.t1, &row.title);
        return;
    }
    let rect = ui.available_rect_before_wrap();
    let middle = rect.center().y.round();
    let upper = rect.with_min_y(middle - 20.0).with_max_y(middle);
    let lower = rect.with_min_y(middle).with_max_y(middle + 18.0);
    let painter = ui.painter();
    let mut cut = text::paint_fit(painter, upper, Align::Min, text::NAME13, theme.t1, &row.title);
    cut |= text::paint_fit(painter, lower, Align::Min, text::LABEL12, theme.t3, &row.detail);
    let words = format!("{} {}", row.title, row.detail);
    text::tell(ui, rect, &words);
    if cut {
        let id = ui.next_auto_id();
        ui.interact(rect, id, egui::Sense::hover()).on_hover_text(words);
        ui.skip_ahead_auto_ids(1);
    }
}

/// Draws 年度学时.
fn years_ui(ui: &mut Ui, sheet: &Sheet, cx: &Cx<'_>) {
    card_flush(ui, |ui| {
        let (title, sub) = (cx.text("records-years"), cx.text("records-years-sub"));
        list_header(ui, &title, &sub, |_| {});
        for (at, year) in sheet.years.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 10.0, |ui| year_ui(ui, year));
        }
    });
}

fn year_ui(ui: &mut Ui, year: &YearRow) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let size = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        text::label(ui, text::TITLE16, theme.t1, &year.hours);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            text::label(ui, text::NAME13, theme.t1, &year.year);
        });
    });
    if let Some(share) = year.share {
        let width = ui.available_width();
        tick_bar(ui, width, &TickBar { fraction: share, tick: year.tick, tone: year.tone });
    }
    for line in [&year.quota, &year.detail, &year.unknown] {
        if !line.is_empty() {
            text::wrapped(ui, text::LABEL12, theme.t3, line);
        }
    }
    if !year.topics.is_empty() {
        text::wrapped(ui, text::LABEL12, theme.t2, &year.topics.join("  "));
    }
}

/// Draws 接下来.
fn ahead_ui(ui: &mut Ui, sheet: &Sheet, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    card_flush(ui, |ui| {
        list_header(ui, &cx.text("records-ahead"), "", |_| {});
        if sheet.ahead.is_empty() {
            let none = cx.text("records-ahead-none");
            padded(ui, 16.0, 12.0, |ui| text::wrapped(ui, text::BODY13, theme.t3, &none));
        }
        for (at, ahead) in sheet.ahead.iter().enumerate() {
            if at > 0 {
                divider(ui);
            }
            padded(ui, 16.0, 8.0, |ui| ahead_row_ui(ui, ahead));
        }
    });
}

fn ahead_row_ui(ui: &mut Ui, ahead: &AheadRow) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    text::wrapped(ui, text::NAME13, theme.t1, &ahead.title);
    row(ui, 20.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let color = if ahead.late { theme.bad_t } else { theme.t2 };
        text::label(ui, text::LABEL12, color, &ahead.day);
        let width = ui.available_width();
        text::truncated(ui, text::LABEL12, theme.t3, &ahead.detail, width);
    });
}
