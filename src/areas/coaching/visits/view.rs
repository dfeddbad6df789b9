//! How the page looks: the figures, the list of visits, the chosen one beside it, and what is open over them.

use chrono::NaiveDate;
use egui::{Key as Pressed, Margin, Modifiers, Popup, Ui};

use super::data::{Ask, Data, Key, Row};
use super::form::{Form, Way};
use super::records::Figure;
use super::sheets::SheetForm;
use super::walk::Spot;
use super::{view_about, view_form, view_records, view_sheets, view_side};
use crate::areas::figure_card::about_strip;
use crate::areas::{Cx, Event, Order, Purpose};
use crate::command::Command;
use crate::command::coaching::log::Log;
use crate::command::coaching::sheets::Sheet;
use crate::command::coaching::{Command as Coaching, What, Who};
use crate::documents::Printout;
use crate::documents::observation_sheet;
use crate::domain::ids::{CoachingId, ObservationTemplateId, PersonId};
use crate::domain::scope::Scope;
use crate::metrics::visits::progress::Line;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, Side, columns, list_header};
use crate::ui::choice::badge;
use crate::ui::icons;
use crate::ui::menu::{menu, menu_item};
use crate::ui::metric::Metric;
use crate::ui::overlay::dialog::{Answer, Dialog, dialog};
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// The gap between cards.
pub(super) const GAP: f32 = 12.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The visit that is chosen; the newest that is filled in if none.
    pub(super) chosen: Option<Key>,
    /// What is followed over time.
    pub(super) line: Option<Line>,
    /// The visit on its way.
    pub(super) form: Option<Form>,
    /// The visit that is opened as soon as it is loaded.
    opening: Option<Key>,
    /// Whose sheet of which day was stored for the first time, so that its key is not known yet.
    sought: Option<(PersonId, NaiveDate)>,
    /// The figure whose records are shown, and which list of them.
    pub(super) figure: Option<Figure>,
    pub(super) part: usize,
    pub(super) records_table: TableState,
    /// Whether the versions of the sheets are shown, and the one half-typed.
    pub(super) versions: bool,
    pub(super) sheet: Option<SheetForm>,
    /// The version that is asked about before it goes out of use.
    pub(super) retiring: Option<ObservationTemplateId>,
    /// The visit that is asked about before it goes.
    removing: Option<Key>,
    table: TableState,
    /// The pages that wait for a folder.
    exporting: Option<Printout>,
}

impl View {
    /// What to load.
    pub(in crate::areas::coaching) fn ask(&self) -> Ask {
        Ask {
            chosen: self.chosen,
            line: self.line.clone(),
            form: self.form.as_ref().map(Form::ask),
            sought: self.sought,
            figure: self.figure,
            versions: self.versions || self.sheet.is_some(),
        }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::coaching) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => self.done(),
            Event::Picked(Purpose::Pages, folder) => {
                if let Some(pages) = self.exporting.take() {
                    cx.orders.push(Order::WritePages(vec![pages], folder.clone()));
                }
            }
            _ => {}
        }
    }

    /// A command was done: what was sent is stored.
    fn done(&mut self) {
        if self.sheet.as_ref().is_some_and(SheetForm::published) {
            self.sheet = None;
        }
        let Some(form) = &mut self.form else { return };
        let Some((sent, way)) = form.sent.clone() else { return };
        form.stored();
        if way != Way::Plan && form.id.is_none() {
            self.sought = sent.person.zip(sent.day());
            form.keyless = self.sought.is_some();
        }
        match (way, form.id) {
            (Way::Draft, _) => {}
            (Way::Plan | Way::Hold, id) => {
                self.chosen = id.map(Key::Sheet);
                self.line = None;
                self.form = None;
            }
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::coaching) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::dirty)
            || self.sheet.as_ref().is_some_and(SheetForm::dirty)
    }

    /// Whether something lies over the page.
    fn covered(&self) -> bool {
        self.figure.is_some() || self.versions || self.sheet.is_some() || self.removing.is_some()
    }

    /// Begins a visit with the person that is looked at.
    fn begin(&mut self, cx: &Cx<'_>) {
        let person = match cx.filter.scope {
            Scope::Person(person) => Some(person),
            Scope::All | Scope::Region(_) | Scope::Team(_) => None,
        };
        self.form = Some(Form::new(person, cx.filter.today));
    }

    /// Shows another visit.
    pub(super) fn choose(&mut self, key: Key) {
        if self.chosen != Some(key) {
            self.chosen = Some(key);
            self.line = None;
        }
    }

    /// Shows a visit that has no sheet.
    pub(in crate::areas::coaching) fn show(&mut self, coaching: CoachingId) {
        self.choose(Key::Coaching(coaching));
    }

    /// Keeps pages in a folder that is asked for.
    fn export(&mut self, pages: &Printout, cx: &mut Cx<'_>) {
        self.exporting = Some(pages.clone());
        cx.orders.push(Order::PickFolder(Purpose::Pages));
    }

    /// Takes over what has come with the data: the key of a sheet that was just stored, a visit to open.
    fn take(&mut self, data: &Data, today: NaiveDate) {
        let sought = data.sought.filter(|sought| self.sought == Some(sought.of));
        if let Some(sought) = sought {
            self.sought = None;
            match (&mut self.form, sought.found) {
                (Some(form), found) if form.keyless => {
                    form.keyless = false;
                    if let Some((id, coaching)) = found {
                        form.id = Some(id);
                        form.coaching = coaching;
                    }
                }
                (_, Some((id, _))) => self.chosen = Some(Key::Sheet(id)),
                (_, None) => {}
            }
        }
        let chosen = data.chosen.as_ref();
        if let Some(found) = chosen.filter(|found| self.opening == Some(found.key)) {
            self.opening = None;
            let mut form = Form::of(found.stored.clone());
            // What is still to come is prepared.
            form.about = form.id.is_none() && form.now.day().is_some_and(|day| day > today);
            if form.about {
                form.walk.go(Spot::Questions);
            }
            self.form = Some(form);
        }
        // It was taken back or removed.
        if chosen.is_none() && self.chosen.is_some() && !data.rows.is_empty() {
            self.chosen = None;
            self.opening = None;
        }
    }
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::coaching) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    ui.spacing_mut().item_spacing.x = 8.0;
    if view.form.is_some() {
        view_form::actions_ui(ui, data, view, cx);
        return;
    }
    let words = ["visits-new", "visits-sheets", "visits-print", "visits-new-keys"];
    let [new, sheets, print, keys] = words.map(|key| cx.text(key));
    let add = Button::primary(&new).icon(icons::PLUS).medium().hint(&keys);
    if button(ui, add.enabled(data.any_sheet)).clicked() {
        view.begin(cx);
    }
    if button(ui, Button::secondary(&sheets).icon(icons::LIST_CHECKS).medium()).clicked() {
        view.versions = true;
    }
    let opener = Button::secondary(&print).icon(icons::PRINTER).trailing(icons::CARET_DOWN);
    menu(ui, opener.medium(), |ui| {
        let chosen = data.chosen.as_ref().and_then(|chosen| chosen.printout.as_ref());
        let words = ["visits-print-one", "visits-pdf-one", "visits-pdf-blank", "visits-print-all"];
        let [one, pdf, blank, all] = words.map(|key| cx.text(key));
        if let Some(pages) = chosen {
            if menu_item(ui, Some(icons::PRINTER), &one, "").clicked() {
                cx.orders.push(Order::PrintPages(vec![pages.clone()], None));
            }
            if menu_item(ui, Some(icons::FILE_PDF), &pdf, "").clicked() {
                view.export(pages, cx);
            }
        }
        if let Some(pages) = &data.blank
            && menu_item(ui, Some(icons::CLIPBOARD), &blank, "").clicked()
        {
            view.export(pages, cx);
        }
        if menu_item(ui, Some(icons::FILES), &all, "").clicked() {
            cx.orders.push(Order::PrintCentre(&observation_sheet::KIND, cx.filter.scope, None));
        }
    });
}

/// Draws the page.
pub(in crate::areas::coaching) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    view.take(data, cx.filter.today);
    let ctx = ui.ctx().clone();
    if view.form.is_some() {
        view_form::draw(ui, margin, data, view, cx);
        view_about::drawer_ui(&ctx, data, view, cx);
        return;
    }
    keys(ui, data, view, cx);
    scroll::page(ui, "visits", margin, |ui, height| {
        ui.spacing_mut().item_spacing.y = GAP;
        strip_ui(ui, data, view, cx);
        let height = (height - 72.0 - GAP).max(420.0);
        let right = match ui.available_width() {
            ..1_000.0 => 320.0,
            ..1_100.0 => 352.0,
            _ => 388.0,
        };
        columns(ui, right, GAP, |ui, side| match side {
            Side::Left => list_ui(ui, data, height, view, cx),
            Side::Right => view_side::draw(ui, data, view, cx),
        });
    });
    view_records::drawer_ui(&ctx, data, view, cx);
    view_sheets::drawers_ui(&ctx, data, view, cx);
    removing_ui(&ctx, data, view, cx);
}

/// N begins a visit, unless it is a letter of a text.
fn keys(ui: &Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    let free = data.any_sheet
        && !view.covered()
        && !Popup::is_any_open(ui.ctx())
        && !ui.ctx().text_edit_focused()
        && ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    let pressed = free
        && ui.input_mut(|input| {
            !input.modifiers.any() && input.consume_key(Modifiers::NONE, Pressed::N)
        });
    if pressed {
        view.begin(cx);
    }
}

/// The figures of the period; those with records open them.
fn strip_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let metrics: Vec<Metric<'_>> = data
        .tiles
        .iter()
        .map(|tile| Metric {
            label: &tile.label,
            value: &tile.value,
            unit: &tile.unit,
            note: &tile.note,
            tone: tile.tone,
            opens: tile.opens.is_some(),
        })
        .collect();
    let clicked = about_strip(ui, &metrics, data.tiles.iter().map(|tile| tile.about), cx);
    if let Some(figure) = clicked.and_then(|at| data.tiles.get(at)?.opens) {
        view.figure = Some(figure);
        view.part = 0;
        view.records_table = TableState::default();
    }
}

fn list_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &mut Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("visits-list");
        let n = i64::try_from(data.rows.len()).unwrap_or(i64::MAX);
        let args = [("period", data.period.as_str().into()), ("n", n.into())];
        let sub = cx.tr.with("visits-list-sub", &args);
        list_header(ui, &title, &sub, |_| {});
        if data.rows.is_empty() {
            none_ui(ui, data, view, cx);
            return;
        }
        rows_ui(ui, &title, data, view, cx);
    });
}

/// There are no visits, or no sheet to observe by: says so and leads to what makes them.
fn none_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    if data.any_sheet {
        let words = ["visits-none-title", "visits-none-detail", "visits-none-action"];
        let [title, detail, action] = words.map(|key| cx.text(key));
        let button = Some(Button::secondary(&action));
        if empty_state(ui, icons::BINOCULARS, &title, &detail, button) {
            view.begin(cx);
        }
        return;
    }
    let words = ["visits-no-sheet-title", "visits-no-sheet-detail", "visits-no-sheet-action"];
    let [title, detail, action] = words.map(|key| cx.text(key));
    if empty_state(ui, icons::LIST_CHECKS, &title, &detail, Some(Button::primary(&action))) {
        view.sheet = Some(SheetForm::first(None));
    }
}

fn rows_ui(ui: &mut Ui, title: &str, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let wide = ui.available_width() > 620.0;
    let columns = [
        Column::new(cx.text("visits-column-day")).fixed(68.0),
        Column::new(cx.text("visits-column-person")).fixed(84.0),
        Column::new(cx.text("visits-column-about")).flex(1.4, 104.0),
        Column::new(cx.text("visits-column-score")).fixed(64.0).right(),
        Column::new(cx.text("visits-column-seen")).fixed(78.0).right(),
        Column::new(cx.text("visits-column-agreed")).flex(1.0, if wide { 120.0 } else { 40.0 }),
        Column::new(cx.text("visits-column-state")).fixed(104.0),
    ];
    view.table.selected = data.place;
    let before = view.table.selected;
    let name = |row: usize| data.rows.get(row).map(Row::spoken).unwrap_or_default();
    let output = Table::new(title, &columns, data.rows.len())
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.table, |ui, row, column| {
            if let Some(row) = data.rows.get(row) {
                cell(ui, row, column);
            }
        });
    let moved = view.table.selected.filter(|at| before != Some(*at));
    if let Some(row) = output.clicked.or(moved).and_then(|at| data.rows.get(at)) {
        view.choose(row.key);
    }
    if let Some(row) = output.opened.and_then(|at| data.rows.get(at)) {
        open(row.key, view);
    }
}

/// Opens a visit to be written.
pub(super) fn open(key: Key, view: &mut View) {
    view.choose(key);
    view.opening = Some(key);
}

fn cell(ui: &mut Ui, row: &Row, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::BODY13, theme.t2, &row.when),
        1 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        2 => {
            cell_text(ui, text::BODY13, theme.t1, &row.about);
        }
        3 => cell_text(ui, text::NAME13, theme.t1, &row.score),
        4 => cell_text(ui, text::BODY13, theme.t2, &row.seen),
        5 => cell_text(ui, text::BODY13, theme.t2, &row.agreed),
        _ => {
            badge(ui, row.state.tone(), &row.state_name);
        }
    }
}

/// The rep confirms a visit as it is.
pub(super) fn confirm(data: &Data, cx: &mut Cx<'_>) {
    let Some(chosen) = &data.chosen else { return };
    let Some(id) = chosen.confirmable else { return };
    let today = cx.filter.today;
    let what = What::Log(Log::Confirm { id, who: Who::Rep, on_day: today });
    cx.run(Command::Coaching(Coaching { subject: chosen.name.clone(), today, what }));
}

/// Asks before the chosen visit goes.
pub(super) fn remove(data: &Data, view: &mut View) {
    view.removing = data.chosen.as_ref().map(|chosen| chosen.key);
}

fn removing_ui(ctx: &egui::Context, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let Some(key) = view.removing else { return };
    let found = data.chosen.as_ref().filter(|chosen| chosen.key == key);
    let Some(chosen) = found else {
        view.removing = None;
        return;
    };
    let words =
        ["visits-remove-title", "visits-remove-body", "visits-remove-stay", "visits-remove"];
    let [title, body, stay, remove] = words.map(|key| cx.text(key));
    let question = Dialog::new("visits-remove", &title, &body).icon(icons::TRASH, Tone::Bad);
    let buttons = [Button::secondary(&stay), Button::danger(&remove)];
    let Some(answer) = dialog(ctx, question, &buttons) else { return };
    view.removing = None;
    if answer != Answer::Button(1) {
        return;
    }
    let today = cx.filter.today;
    let what = match key {
        Key::Sheet(id) => What::Sheet(Sheet::Remove(id)),
        Key::Coaching(id) => What::Log(Log::Remove(id)),
    };
    view.chosen = None;
    cx.run(Command::Coaching(Coaching { subject: chosen.name.clone(), today, what }));
}
