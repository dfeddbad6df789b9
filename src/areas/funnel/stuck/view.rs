//! How the stuck deals look: the list with its chips, on a page of its own and in the overview.

use std::sync::Arc;

use egui::Ui;

use super::data::{Chips, Chosen, Page, SortBy};
use super::drawer::drawer_ui;
use super::form::{Form, Sent};
use super::row::{Row, tone};
use crate::areas::figure_card::about;
use crate::areas::funnel::view_deals::{beside_arrow, deal_cell, open_ui};
use crate::areas::{Cx, Event, Order, Purpose};
use crate::domain::ids::OpportunityId;
use crate::i18n::money_unit;
use crate::metrics::glossary::Figure;
use crate::sheets::write::Table as Sheet;
use crate::ui::button::{Button, button};
use crate::ui::card::{Card, divider, list_header, padded};
use crate::ui::charts::bar::tick_bar;
use crate::ui::choice::{Segmented, badge, chip};
use crate::ui::icons;
use crate::ui::state::empty_state;
use crate::ui::table::{Column, Sort, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::{Theme, Tone};

/// From this width on the columns have room for long words.
const WIDE: f32 = 1_160.0;
/// The height of a chip.
const CHIP: f32 = 26.0;

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// Which deals are shown, and in which order.
    pub(super) chosen: Chosen,
    /// The table of the page.
    pub(super) table: TableState,
    /// The table of the overview.
    pub(super) card_table: TableState,
    /// The deal whose drawer is open.
    pub(super) open: Option<OpportunityId>,
    /// What is half-typed in it.
    pub(super) form: Form,
    /// The sheet for which a place was asked.
    pub(super) export: Option<Sheet>,
}

impl View {
    /// Takes notice of something that finished.
    pub(in crate::areas::funnel) fn receive(&mut self, event: &Event, cx: &mut Cx<'_>) {
        match event {
            Event::Done => {
                let Some(sent) = self.form.sent.take() else { return };
                self.form.stored(sent);
                if sent == Sent::Decision {
                    self.open = None;
                }
            }
            Event::Picked(Purpose::StuckDeals, path) => {
                if let Some(sheet) = self.export.take() {
                    cx.orders.push(Order::WriteTable(Arc::new(sheet), path.clone()));
                }
            }
            _ => {}
        }
    }

    /// Whether something is half-typed that would be lost with the window.
    pub(in crate::areas::funnel) fn unsaved(&self) -> bool {
        self.open.is_some() && self.form.dirty()
    }

    /// Opens the drawer of a deal.
    fn open(&mut self, deal: OpportunityId) {
        self.open = Some(deal);
        self.form = Form::default();
    }

    /// The choice as it holds for the page, or for the overview, which shows those that wait.
    fn chosen(&self, whole: bool) -> Chosen {
        if whole { self.chosen } else { Chosen { decided: false, mark: None, ..self.chosen } }
    }
}

/// Draws the page.
pub(in crate::areas::funnel) fn page_ui(
    ui: &mut Ui,
    page: &Page,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let height = ui.available_height();
    list_ui(ui, page, (height, true), view, cx);
}

/// Draws the card of the overview.
pub(in crate::areas::funnel) fn card_ui(
    ui: &mut Ui,
    page: &Page,
    height: f32,
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    list_ui(ui, page, (height, false), view, cx);
}

fn list_ui(
    ui: &mut Ui,
    page: &Page,
    (height, whole): (f32, bool),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let before = view.chosen(whole);
    let shown = page.shown(&before);
    Card::new().height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let title = cx.text("funnel-stuck");
        let at = usize::from(before.decided);
        let chips = page.chips.get(at).cloned().unwrap_or_default();
        list_header(ui, &title, &page.sub, |ui| {
            header_ui(ui, page, (&shown, whole), view, cx);
            if whole {
                about(ui, Figure::Stuck, cx);
            } else {
                stages_ui(ui, &chips, view);
            }
        });
        if whole {
            padded(ui, 16.0, 9.0, |ui| chips_ui(ui, &chips, view, cx));
            divider(ui);
        }
        if shown.is_empty() {
            none_ui(ui, page, (&before, &chips), view, cx);
            return;
        }
        table_ui(ui, page, (&shown, whole), view, cx);
    });
    if view.chosen(whole) != before {
        view.table = TableState::default();
        view.card_table = TableState::default();
    }
    let ctx = ui.ctx().clone();
    drawer_ui(&ctx, page, view, cx);
}

/// The export, and on the page the two lists; from right to left.
fn header_ui(
    ui: &mut Ui,
    page: &Page,
    (shown, whole): (&[usize], bool),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let words = cx.text("funnel-stuck-export");
    let export = Button::secondary(&words).medium().icon(icons::EXPORT);
    if button(ui, export.enabled(!shown.is_empty())).clicked() {
        view.export = Some(page.table(shown));
        let name = format!("{}_{}.xlsx", cx.text("funnel-stuck"), cx.filter.today);
        cx.orders.push(Order::PickSave(Purpose::StuckDeals, name));
    }
    if whole {
        let [waiting, decided] = &page.lists;
        let name = cx.text("funnel-stuck-lists");
        let lists = [(false, waiting), (true, decided)];
        let chosen = Segmented::new(&name).medium().show(ui, &mut view.chosen.decided, &lists);
        if chosen.changed() {
            (view.chosen.stage, view.chosen.mark) = (None, None);
        }
    }
}

/// The stages as chips, from right to left, so that they read from left to right.
fn stages_ui(ui: &mut Ui, chips: &Chips, view: &mut View) {
    ui.spacing_mut().item_spacing.x = 8.0;
    for (stage, name) in chips.stages.iter().rev() {
        let on = view.chosen.stage == Some(*stage);
        if chip(ui, name, on).clicked() {
            view.chosen.stage = (!on).then_some(*stage);
        }
    }
}

/// The stages and the marks as chips.
fn chips_ui(ui: &mut Ui, chips: &Chips, view: &mut View, cx: &Cx<'_>) {
    let theme = Theme::get(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        // As high as the chips, so that the word stands beside them and not above.
        ui.set_row_height(CHIP);
        text::label(ui, text::LABEL12, theme.t3, &cx.text("funnel-head-stage"));
        for (stage, name) in &chips.stages {
            let on = view.chosen.stage == Some(*stage);
            if chip(ui, name, on).clicked() {
                view.chosen.stage = (!on).then_some(*stage);
            }
        }
        ui.add_space(12.0);
        let marks = text::label(ui, text::LABEL12, theme.t3, &cx.text("funnel-stuck-column-mark"));
        marks.on_hover_text(cx.text("funnel-stuck-column-mark-hint"));
        for (mark, name) in &chips.marks {
            let on = view.chosen.mark == Some(*mark);
            if chip(ui, name, on).clicked() {
                view.chosen.mark = (!on).then_some(*mark);
            }
        }
    });
}

/// What stands where no deal is listed.
fn none_ui(
    ui: &mut Ui,
    page: &Page,
    (chosen, chips): (&Chosen, &Chips),
    view: &mut View,
    cx: &Cx<'_>,
) {
    if !chips.stages.is_empty() {
        // The chips narrow it to nothing.
        let words =
            ["funnel-stuck-narrow", "funnel-stuck-narrow-detail", "funnel-stuck-narrow-all"];
        let [title, detail, all] = words.map(|key| cx.text(key));
        let everything = Some(Button::secondary(&all));
        if empty_state(ui, icons::FUNNEL_SIMPLE, &title, &detail, everything) {
            (view.chosen.stage, view.chosen.mark) = (None, None);
        }
        return;
    }
    if let Some((title, detail)) = page.none.get(usize::from(chosen.decided)) {
        empty_state(ui, icons::CHECK_CIRCLE, title, detail, None);
    }
}

fn columns(ui: &Ui, decided: bool, cx: &Cx<'_>) -> [Column; 8] {
    let widths = if ui.available_width() < WIDE {
        [176.0, 76.0, 88.0, 98.0, 144.0, 120.0, 110.0, 112.0]
    } else {
        [224.0, 84.0, 96.0, 108.0, 176.0, 124.0, 112.0, 228.0]
    };
    let [deal, owner, stage, amount, stay, touched, mark, action] = widths;
    let (mark_key, action_key) = if decided {
        ("funnel-stuck-column-decision", "funnel-stuck-reason")
    } else {
        ("funnel-stuck-column-mark", "funnel-stuck-column-action")
    };
    let unit = money_unit(cx.tr.language());
    [
        Column::new(cx.text("funnel-column-deal")).flex(0.7, deal),
        Column::new(cx.text("funnel-column-owner")).fixed(owner),
        Column::new(cx.text("funnel-head-stage")).fixed(stage),
        Column::new(cx.tr.with("funnel-head-amount", &[("unit", unit.into())]))
            .fixed(amount)
            .right()
            .sortable(),
        Column::new(cx.text("funnel-stuck-column-stay"))
            .fixed(stay)
            .sortable()
            .hint(cx.text("funnel-stuck-column-stay-hint")),
        Column::new(cx.text("funnel-stuck-column-touched"))
            .fixed(touched)
            .sortable()
            .hint(cx.text("funnel-stuck-column-touched-hint")),
        Column::new(cx.text(mark_key)).fixed(mark),
        Column::new(cx.text(action_key)).flex(1.6, action),
    ]
}

/// The columns that can be sorted by.
const SORTED: [(usize, SortBy); 3] = [(3, SortBy::Amount), (4, SortBy::Stay), (5, SortBy::Touched)];

fn table_ui(
    ui: &mut Ui,
    page: &Page,
    (shown, whole): (&[usize], bool),
    view: &mut View,
    cx: &mut Cx<'_>,
) {
    let chosen = view.chosen(whole);
    let columns = columns(ui, chosen.decided, cx);
    let at = |row: usize| shown.get(row).and_then(|at| page.rows.get(*at));
    let row_name = |row: usize| {
        at(row).map_or_else(String::new, |deal| format!("{} {}", deal.title, deal.days))
    };
    let (name, open) = (cx.text("funnel-stuck"), cx.text("funnel-stuck-open"));
    let sorted = SORTED.iter().find(|(_, by)| *by == chosen.sort);
    let sort = sorted.map(|(column, _)| Sort { column: *column, descending: chosen.descending });
    let mut opened = None;
    let mut action = |ui: &mut Ui, row: usize| {
        if at(row).is_some() && open_ui(ui, &open) {
            opened = Some(row);
        }
    };
    let state = if whole { &mut view.table } else { &mut view.card_table };
    let output = Table::new(&name, &columns, shown.len())
        .fill_height()
        .main()
        .sort(sort)
        .row_name(&row_name)
        .action(&mut action)
        .show(ui, state, |ui, row, column| {
            if let Some(deal) = at(row) {
                cell_ui(ui, deal, column);
            }
        });
    if let Some(deal) = opened.or(output.opened).and_then(at) {
        cx.open_deal(deal.id, page.ids(shown));
    } else if let Some(deal) = output.clicked.and_then(at) {
        view.open(deal.id);
    }
    if let Some(sort) = output.sort
        && let Some((_, by)) = SORTED.iter().find(|(column, _)| *column == sort.column)
    {
        view.chosen.sort = *by;
        view.chosen.descending = sort.descending;
    }
}

fn cell_ui(ui: &mut Ui, deal: &Row, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => deal_cell(ui, &deal.account, &deal.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &deal.owner),
        2 => cell_text(ui, text::BODY13, theme.t2, &deal.stage),
        3 => cell_text(ui, text::NAME13, theme.t1, &deal.amount),
        4 => stay_ui(ui, deal),
        5 => {
            let runs = [
                (text::BODY13, theme.t1, deal.touched.as_str()),
                (text::BODY13, theme.t2, if deal.ago.is_empty() { "" } else { "  " }),
                (text::BODY13, theme.t2, deal.ago.as_str()),
            ];
            text::runs(ui, &runs);
        }
        6 if deal.decided => {
            badge(ui, Tone::Accent, &deal.decision);
        }
        6 => {
            badge(ui, tone(deal.mark), &deal.mark_text);
        }
        _ => {
            let words = if deal.decided { &deal.decision_why } else { &deal.action };
            beside_arrow(ui, theme.t2, words);
        }
    }
}

/// The days in the stage against its limit.
pub(super) fn stay_ui(ui: &mut Ui, deal: &Row) {
    let theme = Theme::get(ui);
    ui.spacing_mut().item_spacing.x = 8.0;
    tick_bar(ui, 54.0, &deal.bar);
    let color = deal.bar.tone.text(theme);
    text::runs(ui, &[(text::NAME13, color, &deal.days), (text::BODY13, theme.t2, &deal.limit)]);
}
