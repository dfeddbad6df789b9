//! Orders line by line, what came back, and money received.

use crate::error::Result;
use crate::sheets::tables::{Names, Sheet, day, decimal, fen, opt};
use crate::store::Db;
use crate::store::records::{OrderReturn, Receipt, SalesOrder};

pub(super) fn orders(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<SalesOrder>()?.into_iter().map(|order| {
        vec![
            order.number.into(),
            order.line.into(),
            names.account(order.account_id),
            names.person(order.owner_id),
            day(Some(order.ordered_on)),
            names.product(order.product_id),
            decimal(order.quantity),
            decimal(order.unit_price),
            fen(Some(order.amount)),
            day(order.shipped_on),
            opt(order.region.as_deref()),
            opt(order.note.as_deref()),
            opt(order.extra.as_deref()),
        ]
    });
    Ok((
        &[
            "number",
            "line",
            "account",
            "owner",
            "ordered_on",
            "product",
            "quantity",
            "unit_price",
            "amount",
            "shipped_on",
            "region",
            "note",
            "extra",
        ],
        rows.collect(),
    ))
}

pub(super) fn returns(db: &Db) -> Result<Sheet> {
    let rows = db.all::<OrderReturn>()?.into_iter().map(|back| {
        vec![
            back.order_number.into(),
            opt(back.returned.as_deref()),
            day(back.returned_on),
            fen(back.amount),
            opt(back.reason.as_deref()),
            opt(back.extra.as_deref()),
        ]
    });
    Ok((&["order_number", "returned", "returned_on", "amount", "reason", "extra"], rows.collect()))
}

pub(super) fn receipts(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<Receipt>()?.into_iter().map(|receipt| {
        vec![
            names.account(Some(receipt.account_id)),
            fen(Some(receipt.amount)),
            day(Some(receipt.received_on)),
            opt(receipt.number.as_deref()),
            names.person(receipt.owner_id),
            opt(receipt.invoice.as_deref()),
            opt(receipt.note.as_deref()),
            opt(receipt.extra.as_deref()),
        ]
    });
    Ok((
        &["account", "amount", "received_on", "number", "owner", "invoice", "note", "extra"],
        rows.collect(),
    ))
}
