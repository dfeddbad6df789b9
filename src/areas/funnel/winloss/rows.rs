//! The deals of the page one by one, on the screen and as a table for a file.

use crate::areas::funnel::data::{DASH, Load, brief, day_text};
use crate::domain::ids::OpportunityId;
use crate::error::Result;
use crate::metrics::winloss::{Closed, WinLoss, reason_key};
use crate::sheets::write::{Out, Table};
use crate::store::records::OutcomeReason;

/// A deal that was won or lost.
#[derive(Clone, Debug)]
pub struct DealRow {
    /// Which.
    pub id: OpportunityId,
    /// The customer.
    pub account: String,
    /// The deal.
    pub name: String,
    /// The person responsible.
    pub owner: String,
    /// Whether it was won.
    pub won: bool,
    /// The same in a word.
    pub result: String,
    /// The amount.
    pub amount: String,
    /// The amount in fen.
    pub fen: Option<i64>,
    /// The day it was closed.
    pub closed: String,
    /// The product.
    pub product: String,
    /// The stage that it was lost in; a dash for one that was won.
    pub stage: String,
    /// Why, in words.
    pub reason_text: String,
    /// Why, as it is chosen in the form.
    pub reason: Option<OutcomeReason>,
    /// That what was said is about another ending; empty where it is not.
    pub outdated: String,
    /// Who else was in it.
    pub competitor: String,
    /// Their price in fen.
    pub their_price: Option<i64>,
    /// More words.
    pub detail: String,
    /// Whether a person said it; `None` where nobody did.
    pub typed: Option<bool>,
}

impl DealRow {
    /// The deal in words.
    pub fn title(&self) -> String {
        format!("{} {}", self.account, self.name).trim().to_owned()
    }
}

/// The deals at these places, in this order.
pub(super) fn rows(load: &Load<'_>, found: &WinLoss, order: &[usize]) -> Result<Vec<DealRow>> {
    let mut rows = Vec::with_capacity(order.len());
    for place in order {
        let Some(deal) = found.deals.get(*place) else { continue };
        rows.push(row(load, deal)?);
    }
    Ok(rows)
}

fn row(load: &Load<'_>, deal: &Closed) -> Result<DealRow> {
    let brief = brief(load.db, deal.id)?;
    let (account, name) = brief.map(|brief| (brief.account, brief.name)).unwrap_or_default();
    let product = deal.product.and_then(|product| load.directory.products.get(&product));
    let outcome = deal.outcome();
    let reason_text = match (deal.reason(), outcome.and_then(|said| said.detail.as_deref())) {
        (Some(OutcomeReason::Other), Some(words)) => words.to_owned(),
        (reason, _) => load.tr.text(reason_key(reason, deal.won)),
    };
    let outdated = if deal.outdated() {
        // It explains the other way to end.
        let other = load.tr.text(if deal.won { "lost" } else { "won" });
        load.tr.with("winloss-outdated", &[("result", other.into())])
    } else {
        String::new()
    };
    Ok(DealRow {
        id: deal.id,
        account,
        name,
        owner: load.person(deal.owner),
        won: deal.won,
        result: load.tr.text(deal.status().word()),
        amount: load.amount(deal.amount),
        fen: deal.amount,
        closed: day_text(deal.closed),
        product: product.map_or_else(|| DASH.to_owned(), |product| product.name.clone()),
        stage: load.stage(deal.died_in),
        reason_text,
        reason: deal.reason(),
        outdated,
        competitor: outcome.and_then(|said| said.competitor.clone()).unwrap_or_default(),
        their_price: outcome.and_then(|said| said.their_price),
        detail: outcome.and_then(|said| said.detail.clone()).unwrap_or_default(),
        typed: outcome.map(|said| said.batch_id.is_none()),
    })
}

/// The same rows as a table, with numbers as such.
pub(super) fn table(load: &Load<'_>, rows: &[DealRow]) -> Table {
    let tr = load.tr;
    let headings = [
        "winloss-column-account",
        "winloss-column-deal",
        "funnel-column-owner",
        "funnel-column-outcome",
        "funnel-column-closed",
        "winloss-column-yuan",
        "winloss-column-product",
        "winloss-column-stage",
        "winloss-column-reason",
        "winloss-column-rival",
        "winloss-column-their-yuan",
        "winloss-column-detail",
    ];
    let fen = |fen: Option<i64>| fen.map_or(Out::Blank, Out::Hundredths);
    let known = |text: &str| if text == DASH { Out::Blank } else { text.into() };
    let line = |row: &DealRow| {
        vec![
            row.account.as_str().into(),
            row.name.as_str().into(),
            known(&row.owner),
            row.result.as_str().into(),
            known(&row.closed),
            fen(row.fen),
            known(&row.product),
            known(&row.stage),
            // Nobody said is no reason.
            if row.reason.is_some() { row.reason_text.as_str().into() } else { Out::Blank },
            row.competitor.as_str().into(),
            fen(row.their_price),
            row.detail.as_str().into(),
        ]
    };
    Table {
        name: tr.text("winloss-tab"),
        headings: headings.map(|key| tr.text(key)).to_vec(),
        rows: rows.iter().map(line).collect(),
    }
}
