//! 看板: the deals of the list as cards, by stage or by the month in which they are expected to be signed.

use egui::Ui;

use super::deals::{BoardBy, List};
use super::view::View;
use crate::areas::Cx;
use crate::ui::board::{BoardCard, Column, board};
use crate::ui::card::row;
use crate::ui::choice::Segmented;
use crate::ui::text;

/// Draws the board below the header of the list.
pub(super) fn board_ui(ui: &mut Ui, list: &List, by: BoardBy, view: &mut View, cx: &Cx<'_>) {
    egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
        row(ui, 32.0, |ui| {
            let name = cx.text("funnel-board-by");
            let columns = [
                (BoardBy::Stage, cx.text("funnel-head-stage")),
                (BoardBy::Month, cx.text("funnel-board-month")),
            ];
            let mut chosen = by;
            if Segmented::new(&name).medium().show(ui, &mut chosen, &columns).changed() {
                view.list.board = Some(chosen);
            }
            ui.add_space(8.0);
            text::hint(ui, &cx.text("funnel-board-hint"));
        });
        ui.add_space(8.0);
        let columns: Vec<Column<'_>> = list
            .board
            .iter()
            .map(|column| Column {
                title: &column.title,
                count: &column.count,
                sum: &column.sum,
                cards: column.rows.len(),
            })
            .collect();
        let place = |column: usize, card: usize| {
            let at = list.board.get(column)?.rows.get(card)?;
            list.rows.get(*at)
        };
        let mark = cx.text("funnel-stuck");
        let card = |column: usize, card: usize| {
            let deal = place(column, card)?;
            let named = !deal.account.is_empty();
            Some(BoardCard {
                title: if named { &deal.account } else { &deal.name },
                name: if named { &deal.name } else { "" },
                value: &deal.amount,
                person: &deal.owner,
                days: &deal.days,
                mark: if deal.stuck { &mark } else { "" },
            })
        };
        let opened = board(ui, &cx.text("funnel-board"), &columns, &card);
        if let Some((column, card)) = opened
            && let Some(deal) = place(column, card)
        {
            let rows = list.board.get(column).map(|column| column.rows.as_slice());
            let ids = rows.unwrap_or_default().iter().filter_map(|at| list.rows.get(*at));
            view.deal.open(deal.id, ids.map(|row| row.id).collect());
        }
    });
}
