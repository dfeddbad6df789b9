//! How the page looks: the key figures, the cards in pairs, the deals below.

use std::sync::Arc;

use egui::{Margin, Ui};

use super::data::{Filter, Page, Records};
use super::form::{self, Form};
use super::{cards, lists, records};
use crate::areas::Cx;
use crate::areas::figure_card::about_strip;
use crate::domain::ids::OpportunityId;
use crate::sheets::write::Table;
use crate::ui::button::{Button, button};
use crate::ui::card::{Side, card, columns};
use crate::ui::icons;
use crate::ui::metric::Metric;
use crate::ui::scroll;
use crate::ui::state::empty_state;
use crate::ui::table::TableState;

/// Around the page.
const MARGIN: Margin = Margin { left: 20, right: 20, top: 16, bottom: 16 };

/// What is open in the drawer of records, by its place on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// A key figure.
    Tile(usize),
    /// A reason of the deals that were won, or lost.
    Reason(bool, usize),
    /// A rival.
    Rival(usize),
    /// A product.
    Product(usize),
    /// A size.
    Band(usize),
    /// A stage.
    Stage(usize),
    /// A person.
    Person(usize),
}

/// What is chosen and half-typed.
#[derive(Debug, Default)]
pub struct View {
    /// The figure whose deals are listed in the drawer.
    pub(super) open: Option<Open>,
    /// Whether the reasons of deals that were won are shown.
    pub(super) won: bool,
    /// Which deals are listed.
    pub(super) filter: Filter,
    /// The form.
    pub(super) form: Option<Form>,
    /// The deal whose form opens next.
    pub(super) next: Option<OpportunityId>,
    /// The table for which a place was asked.
    pub(super) exporting: Option<Arc<Table>>,
    pub(super) list_table: TableState,
    pub(super) reasons_table: TableState,
    pub(super) rivals_table: TableState,
    pub(super) products_table: TableState,
    pub(super) bands_table: TableState,
    pub(super) stages_table: TableState,
    pub(super) people_table: TableState,
    pub(super) records_table: TableState,
}

impl View {
    /// Lists the deals behind a figure.
    pub(super) fn open(&mut self, what: Option<Open>) {
        if what.is_some() {
            self.open = what;
            self.records_table = TableState::default();
        }
    }

    /// Opens the form of a deal.
    pub(super) fn fill(&mut self, deal: Option<OpportunityId>) {
        if deal.is_some() {
            self.next = deal;
            self.open = None;
        }
    }
}

/// The deal of a row of a list.
pub(super) fn deal_at(page: &Page, records: &Records, row: usize) -> Option<OpportunityId> {
    let place = records.rows.get(row)?;
    page.deals.get(*place).map(|deal| deal.id)
}

/// The deals of a list in its order.
pub(super) fn deals_of(page: &Page, records: &Records) -> Vec<OpportunityId> {
    (0..records.rows.len()).filter_map(|row| deal_at(page, records, row)).collect()
}

/// Draws the button that opens the first deal without a reason.
pub(super) fn actions_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &Cx<'_>) {
    let unsaid = page.list(Filter::Unsaid);
    if unsaid.n == 0 {
        return;
    }
    let n = i64::try_from(unsaid.n).unwrap_or(i64::MAX);
    let label = cx.tr.with("winloss-fill", &[("n", crate::i18n::number(n).into())]);
    if button(ui, Button::primary(&label).medium().icon(icons::NOTE_PENCIL)).clicked() {
        view.fill(deal_at(page, unsaid, 0));
    }
}

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    scroll::page(ui, "winloss", MARGIN, |ui, _| {
        if page.deals.is_empty() {
            let (title, detail) = if page.told {
                ("winloss-empty", "winloss-empty-detail")
            } else {
                ("winloss-untold", "winloss-untold-detail")
            };
            let (title, detail) = (cx.text(title), cx.text(detail));
            let detail = if page.count.is_empty() { detail } else { page.count.clone() };
            card(ui, |ui| empty_state(ui, icons::TROPHY, &title, &detail, None));
            return;
        }
        ui.spacing_mut().item_spacing.y = 12.0;
        strip_ui(ui, page, view, cx);
        let right = match ui.available_width() {
            ..1_000.0 => 300.0,
            ..1_100.0 => 340.0,
            _ => 388.0,
        };
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left => cards::reasons_ui(ui, page, view, cx),
            Side::Right => cards::people_ui(ui, page, view, cx),
        });
        columns(ui, right, 12.0, |ui, side| match side {
            Side::Left => cards::rivals_ui(ui, page, view, cx),
            Side::Right => cards::stages_ui(ui, page, view, cx),
        });
        let half = ((ui.available_width() - 12.0) / 2.0).round();
        columns(ui, half, 12.0, |ui, side| match side {
            Side::Left => cards::products_ui(ui, page, view, cx),
            Side::Right => cards::bands_ui(ui, page, view, cx),
        });
        lists::list_ui(ui, page, view, cx);
    });
    let ctx = ui.ctx().clone();
    records::drawer_ui(&ctx, page, view, cx);
    form::form_ui(&ctx, page, view, cx);
}

fn strip_ui(ui: &mut Ui, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let metrics: Vec<Metric<'_>> = page.strip.iter().map(|figure| figure.tile.metric()).collect();
    let figures = page.strip.iter().map(|figure| Some(figure.about));
    let clicked = about_strip(ui, &metrics, figures, cx);
    view.open(clicked.map(Open::Tile));
}
