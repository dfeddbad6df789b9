//! The drawer with the deals behind a part or a reason of the gap; each opens its page.

use egui::{Context, Ui};

use super::data::Page;
use super::deals::DealRow;
use super::view::View;
use crate::areas::Cx;
use crate::domain::ids::OpportunityId;
use crate::i18n::money_unit;
use crate::ui::button::{Button, button};
use crate::ui::card::card_flush;
use crate::ui::icons;
use crate::ui::overlay::drawer::{Drawer, Part, drawer};
use crate::ui::table::{Column, Table, TableState, cell_text};
use crate::ui::text;
use crate::ui::tokens::Theme;

/// Wide enough for a list of deals.
const WIDTH: f32 = 680.0;
const HEIGHT: f32 = 32.0 + 14.0 * 36.0;

/// Which deals are listed, by the place of the row on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// Those of a part.
    Part(usize),
    /// Those of a reason.
    Reason(usize),
}

impl View {
    /// Lists the deals behind a row.
    pub(super) fn list(&mut self, what: Listed) {
        self.listed = Some(what);
        self.deals_table = TableState::default();
    }
}

/// The title, what it says of them, and their places.
fn listed(page: &Page, what: Listed) -> Option<(String, &str, &[usize])> {
    match what {
        Listed::Part(at) => {
            let row = page.factors.get(at)?;
            Some((format!("{} {}", row.name, row.value), row.driver.as_str(), row.deals.as_slice()))
        }
        Listed::Reason(at) => {
            let row = page.reasons.get(at)?;
            let title = format!("{} {} {}", row.code, row.name, row.value);
            Some((title, "", row.deals.as_slice()))
        }
    }
}

/// Draws the drawer while deals are listed.
pub(super) fn drawer_ui(ctx: &Context, page: &Page, view: &mut View, cx: &mut Cx<'_>) {
    let Some((title, about, places)) = view.listed.and_then(|what| listed(page, what)) else {
        view.listed = None;
        return;
    };
    let close = cx.text("app-close");
    let (mut closing, mut opened) = (false, None);
    let look = Drawer::new("gap-deals", &title, &close).width(WIDTH);
    let seen: &Cx<'_> = cx;
    closing |= drawer(ctx, look, |ui, part| match part {
        Part::Body => {
            if !about.is_empty() {
                text::wrapped(ui, text::BODY13, Theme::get(ui).t2, about);
            }
            opened = table_ui(ui, page, places, &mut view.deals_table, seen).or(opened);
        }
        Part::Footer => closing |= button(ui, Button::secondary(&close)).clicked(),
    });
    if closing {
        view.listed = None;
    }
    if let Some(deal) = opened {
        let list = places.iter().filter_map(|place| page.deals.rows.get(*place));
        cx.open_deal(deal, list.map(|row| row.id).collect());
    }
}

/// Draws the deals; the one that is to be opened.
fn table_ui(
    ui: &mut Ui,
    page: &Page,
    places: &[usize],
    state: &mut TableState,
    cx: &Cx<'_>,
) -> Option<OpportunityId> {
    let columns = [
        Column::new(cx.text("gap-deal-head")).flex(1.0, 200.0),
        Column::new(cx.text("gap-head-person")).fixed(96.0),
        Column::new(money_unit(cx.tr.language())).fixed(92.0).right(),
        Column::new(cx.text("gap-deal-end")).fixed(184.0),
    ];
    let at = |row: usize| places.get(row).and_then(|place| page.deals.rows.get(*place));
    let name = |row: usize| at(row).map(|row| row.name.clone()).unwrap_or_default();
    let open = cx.text("funnel-stuck-open");
    let mut arrow = None;
    let mut action = |ui: &mut Ui, row: usize| {
        if button(ui, Button::icon_only(icons::ARROW_RIGHT, &open).small()).clicked() {
            arrow = Some(row);
        }
    };
    let output = card_flush(ui, |ui| {
        Table::new(&cx.text("gap-deals"), &columns, places.len())
            .height(HEIGHT)
            .row_name(&name)
            .action(&mut action)
            .show(ui, state, |ui, row, column| {
                if let Some(row) = at(row) {
                    cell(ui, row, column);
                }
            })
    });
    arrow.or(output.inner.opened).and_then(at).map(|row| row.id)
}

fn cell(ui: &mut Ui, row: &DealRow, column: usize) {
    let theme = Theme::get(ui);
    match column {
        0 => cell_text(ui, text::NAME13, theme.t1, &row.name),
        1 => cell_text(ui, text::BODY13, theme.t1, &row.owner),
        2 => cell_text(ui, text::NAME13, theme.t1, &row.amount),
        _ => cell_text(ui, text::BODY13, theme.t2, &row.end),
    }
}
