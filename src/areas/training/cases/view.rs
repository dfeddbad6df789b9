//! How the page looks: the cases at the left, the one that is open in the middle, its use at the right.

use egui::{Align, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};

use super::data::{Ask, Data};
use super::form::{self, Form};
use super::form_case::CaseDraft;
use super::rows::{Behind, Opened, Row};
use super::{records, view_case, view_side};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::command::Command;
use crate::command::coaching::{self, What};
use crate::documents::Printout;
use crate::domain::ids::{OpportunityId, SalesCaseId};
use crate::i18n::DASH;
use crate::store::records::CaseResult;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, card, divider, padded, row};
use crate::ui::choice::chip;
use crate::ui::field::search_field;
use crate::ui::icons;
use crate::ui::scroll;
use crate::ui::state::{avatar, empty_state};
use crate::ui::table::{Column, Table, TableState};
use crate::ui::tabs::beside;
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Between cards.
const GAP: f32 = 12.0;
/// A case in the list.
const ROW: f32 = 76.0;

/// Which cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    #[default]
    All,
    Won,
    Lost,
    Draft,
}

impl Filter {
    fn takes(self, row: &Row) -> bool {
        match self {
            Self::All => true,
            Self::Won => !row.draft && row.result == CaseResult::Won,
            Self::Lost => !row.draft && row.result == CaseResult::Lost,
            Self::Draft => row.draft,
        }
    }
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The case that is open.
    open: Option<SalesCaseId>,
    /// The newest one is to be open: it was written just now.
    newest: bool,
    /// The play that is looked at.
    pub(super) series: Option<i64>,
    /// The deal of which a case is to be written.
    from: Option<OpportunityId>,
    /// The form of that was opened.
    begun: bool,
    /// The figure whose stays are listed.
    pub(super) behind: Option<Behind>,
    /// The form that is open.
    pub(super) form: Option<Form>,
    /// The page that waits for a folder.
    exporting: Option<Printout>,
    /// Whether all uses are listed.
    pub(super) all_uses: bool,
    /// Whether the reminder was copied.
    pub(super) reminded: bool,
    search: String,
    filter: Filter,
    list: TableState,
    pub(super) records_table: TableState,
}

impl View {
    /// What to load.
    pub(in crate::areas::training) fn ask(&self) -> Ask {
        Ask {
            open: self.open,
            newest: self.newest,
            series: self.series,
            from: self.from,
            offers: self.from.is_some() || self.form.is_some(),
            behind: self.behind,
        }
    }

    /// Takes notice of something that finished.
    pub(in crate::areas::training) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                if let Some(form) = self.form.take_if(|form| form.sent())
                    && form.is_new()
                {
                    (self.open, self.newest) = (None, true);
                }
            }
            Event::WriteCase(deal) if !self.unsaved() => {
                self.form = None;
                (self.from, self.begun) = (Some(*deal), false);
            }
            Event::Picked(Purpose::Pages, folder) => {
                if let Some(page) = self.exporting.take() {
                    cx.orders.push(Order::WritePages(vec![page], folder.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost.
    pub(in crate::areas::training) fn unsaved(&self) -> bool {
        self.form.as_ref().is_some_and(Form::dirty)
    }

    /// Opens a case.
    fn choose(&mut self, id: SalesCaseId) {
        (self.open, self.newest) = (Some(id), false);
        self.series = None;
        self.behind = None;
        self.all_uses = false;
        self.reminded = false;
    }

    /// Asks for a folder for a page.
    pub(super) fn print(&mut self, page: &Printout, cx: &mut Cx<'_>) {
        self.exporting = Some(page.clone());
        cx.orders.push(Order::PickFolder(Purpose::Pages));
    }
}

/// Gives a command; `subject` is what it concerns in words.
pub(super) fn send(cx: &mut Cx<'_>, subject: String, what: What) {
    let today = cx.filter.today;
    cx.run(Command::Coaching(coaching::Command { subject, today, what }));
}

/// Draws the buttons at the end of the tab row, from right to left.
pub(in crate::areas::training) fn actions_ui(
    ui: &mut Ui,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    // Where there is none yet the page itself offers it.
    if data.rows.is_empty() {
        return;
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    let add = cx.text("cases-new");
    if button(ui, Button::primary(&add).medium().icon(icons::PLUS)).clicked() {
        view.form = Some(Form::Case(Box::new(CaseDraft::new())));
    }
    beside(ui, &data.line);
}

/// Draws the page.
pub(in crate::areas::training) fn draw(
    ui: &mut Ui,
    margin: Margin,
    data: &Data,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    if view.begun && view.form.is_none() {
        (view.from, view.begun) = (None, false);
    }
    if let Some(ended) = data.from.as_ref().filter(|ended| Some(ended.deal) == view.from)
        && !view.begun
    {
        view.form = Some(Form::Case(Box::new(CaseDraft::of_deal(ended))));
        view.begun = true;
    }
    let all = ui.available_rect_before_wrap();
    let room = all - margin;
    if data.rows.is_empty() {
        let mut body = column(ui, "cases-none", room);
        none_ui(&mut body, view, cx);
    } else {
        page_ui(ui, room, data, view, cx);
    }
    ui.advance_cursor_after_rect(all);
    let ctx = ui.ctx().clone();
    records::drawer_ui(&ctx, data.records.as_ref(), view, cx);
    form::form_ui(&ctx, data, view, cx);
}

fn column(ui: &mut Ui, name: &str, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect).layout(layout))
}

/// There are no cases: says what one is and leads to the first.
fn none_ui(ui: &mut Ui, view: &mut View, cx: &Cx<'_>) {
    let words = ["cases-empty", "cases-empty-detail", "cases-new"].map(|key| cx.text(key));
    let [title, detail, action] = &words;
    let mut wanted = false;
    card(ui, |ui| {
        wanted = empty_state(ui, icons::BOOK_OPEN, title, detail, Some(Button::primary(action)));
    });
    if wanted {
        view.form = Some(Form::Case(Box::new(CaseDraft::new())));
    }
}

fn page_ui(ui: &mut Ui, room: Rect, data: &Data, view: &mut View, cx: &mut Cx<'_>) {
    let (list, side) = match room.width() {
        ..1_100.0 => (224.0, 264.0),
        _ => (258.0, 288.0),
    };
    let left = room.with_max_x(room.left() + list);
    let right = room.with_min_x(room.right() - side);
    let middle = Rect::from_min_max(
        pos2(left.right() + GAP, room.top()),
        pos2(right.left() - GAP, room.bottom()),
    );
    let mut body = column(ui, "cases-list", left);
    list_ui(&mut body, data, left.height(), view, cx);
    let Some(opened) = &data.opened else { return };
    let opened: &Opened = opened;
    scroll::column(ui, "cases-middle", middle, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        view_case::draw(ui, opened, view, cx);
    });
    scroll::column(ui, "cases-side", right, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        view_side::draw(ui, opened, view, cx);
    });
}

fn list_ui(ui: &mut Ui, data: &Data, height: f32, view: &mut View, cx: &Cx<'_>) {
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        padded(ui, 10.0, 10.0, |ui| {
            let words = ["cases-search", "cases-search-hint"].map(|key| cx.text(key));
            let [name, hint] = &words;
            let width = ui.available_width();
            search_field(ui, name, hint, &mut view.search, width);
            chips_ui(ui, data, view, cx);
        });
        divider(ui);
        let wanted = view.search.trim().to_lowercase();
        let found = |row: &&Row| {
            view.filter.takes(row) && wanted.split_whitespace().all(|word| row.find.contains(word))
        };
        let rows: Vec<&Row> = data.rows.iter().filter(found).collect();
        if rows.is_empty() {
            padded(ui, 16.0, 10.0, |ui| {
                let theme = Theme::get(ui);
                text::wrapped(ui, text::LABEL12, theme.t3, &cx.text("cases-nothing-found"));
            });
            return;
        }
        table_ui(ui, data, &rows, view, cx);
    });
}

fn chips_ui(ui: &mut Ui, data: &Data, view: &mut View, cx: &Cx<'_>) {
    // The tab counts what is in the library; a draft is not yet.
    let drafts = data.rows.iter().any(|row| row.draft);
    let filters = [
        (Filter::All, if drafts { "cases-all-drafts" } else { "cases-all" }),
        (Filter::Won, "cases-won"),
        (Filter::Lost, "cases-lost"),
        (Filter::Draft, "cases-draft"),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (filter, key) in filters {
            let n = data.rows.iter().filter(|row| filter.takes(row)).count();
            if n == 0 && filter == Filter::Draft && view.filter != filter {
                continue;
            }
            let name = format!("{} {n}", cx.text(key));
            if chip(ui, &name, view.filter == filter).clicked() {
                view.filter = filter;
            }
        }
    });
}

fn table_ui(ui: &mut Ui, data: &Data, rows: &[&Row], view: &mut View, cx: &Cx<'_>) {
    let title = cx.text("cases-list");
    let shown = data.opened.as_ref().map(|opened| opened.id);
    view.list.selected = rows.iter().position(|row| Some(row.id) == shown);
    let before = view.list.selected;
    let columns = [Column::new(title.as_str())];
    let name = |at: usize| rows.get(at).map(|row| row.title.clone()).unwrap_or_default();
    let output = Table::new(&title, &columns, rows.len())
        .row_height(ROW)
        .without_header()
        .fill_height()
        .main()
        .row_name(&name)
        .show(ui, &mut view.list, |ui, at, _| {
            if let Some(row) = rows.get(at) {
                row_ui(ui, row);
            }
        });
    let chosen = output.clicked.or(view.list.selected.filter(|at| before != Some(*at)));
    if let Some(row) = chosen.and_then(|at| rows.get(at)) {
        view.choose(row.id);
    }
}

/// A case in three lines: its title, whose deal, its stage and how often it was used.
fn row_ui(ui: &mut Ui, row: &Row) {
    let theme = Theme::get(ui);
    let rect = ui.available_rect_before_wrap();
    let circle = Rect::from_min_size(pos2(rect.left(), rect.center().y - 30.0), vec2(24.0, 24.0));
    let mut corner = column(ui, "circle", circle);
    avatar(&mut corner, &row.initial, 24.0, !row.draft);
    let middle = rect.center().y;
    let line = |from: f32, tall: f32| {
        Rect::from_min_max(
            pos2(rect.left() + 32.0, middle + from),
            pos2(rect.right(), middle + from + tall),
        )
    };
    let wide = text::width(ui, text::LABEL12, &row.uses).ceil();
    let painter = ui.painter();
    let (first, second, third) = (line(-29.0, 20.0), line(-8.0, 18.0), line(11.0, 18.0));
    let cut = text::paint_fit(painter, first, Align::Min, text::NAME13, theme.t1, &row.title);
    text::paint_fit(painter, second, Align::Min, text::LABEL12, theme.t2, &row.about);
    let stage = third.with_max_x((third.right() - wide - 8.0).max(third.left()));
    text::paint_fit(painter, stage, Align::Min, text::LABEL12, theme.t3, &row.stage);
    text::paint_fit(painter, third, Align::Max, text::LABEL12, theme.t2, &row.uses);
    for (rect, words) in [(second, &row.about), (stage, &row.stage), (third, &row.uses)] {
        text::tell(ui, rect, words);
    }
    if cut {
        let id = ui.next_auto_id().with("title");
        ui.interact(first, id, egui::Sense::hover()).on_hover_text(row.title.as_str());
    }
}

/// Draws cells of these shares of the width beside each other, as high as the highest of them.
pub(super) fn cells(ui: &mut Ui, parts: &[f32], gap: f32, mut cell: impl FnMut(&mut Ui, usize)) {
    let all = ui.available_rect_before_wrap();
    let sum: f32 = parts.iter().sum();
    let width = all.width() - gap * parts.len().saturating_sub(1) as f32;
    let (mut left, mut bottom) = (all.left(), all.top());
    for (at, part) in parts.iter().enumerate() {
        let right = left + width * part / sum;
        let rect =
            Rect::from_min_max(pos2(left.round(), all.top()), pos2(right.round(), all.bottom()));
        let layout = Layout::top_down(Align::Min);
        let mut child = ui.new_child(UiBuilder::new().id_salt(at).max_rect(rect).layout(layout));
        child.spacing_mut().item_spacing.y = 0.0;
        cell(&mut child, at);
        bottom = bottom.max(child.min_rect().bottom());
        left = right + gap;
    }
    ui.advance_cursor_after_rect(Rect::from_min_max(all.min, pos2(all.right(), bottom)));
}

/// A line of a label and a value at its end.
pub(super) fn fact_ui(ui: &mut Ui, label: &str, value: &str) {
    let theme = Theme::get(ui);
    row(ui, 22.0, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        text::label(ui, text::LABEL12, theme.t3, label);
        let layout = Layout::right_to_left(Align::Center);
        ui.with_layout(layout, |ui| {
            let width = ui.available_width();
            text::truncated(ui, text::LABEL12M, theme.t1, value, width);
        });
    });
}

/// A text that stands for one that is missing.
pub(super) fn or_dash(text: &str) -> &str {
    if text.is_empty() { DASH } else { text }
}
