//! What customers sent back: by the order's number and the how-manyth return of it in the sheet.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, replace};
use crate::command::import::links::{keep, needed};
use crate::domain::ids::OrderReturnId;
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::row::RowView;
use crate::sheets::values;
use crate::store::records::OrderReturn;
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, order_number, nth, returned, returned_on, amount, reason, batch_id, extra FROM order_return WHERE order_number = $1 AND nth = $2";

/// What a column of returned goods says of an order that was not returned, normalised.
const NOT_RETURNED: [&str; 8] = ["否", "未退", "未退货", "没有", "no", "n", "false", "0"];

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let number = needed("order_number", &mut problems, |_| row.text("order_number"));
    let returned = row.text("returned");
    let returned_on = row.date("returned_on", &mut problems);
    let amount = row.amount("amount", &mut problems);
    let Some(number) = number else { return Ok(Outcome::rejected(problems)) };
    let says_nothing = returned.is_none() && returned_on.is_none() && amount.is_none();
    if says_nothing && row.has("returned") && row.text("reason").is_none() && problems.is_empty() {
        return Ok(Outcome::compared(number, vec![]));
    }
    if returned.as_ref().is_some_and(|text| NOT_RETURNED.contains(&values::key(text).as_str())) {
        // A list of all orders with a column that says which came back.
        return Ok(Outcome::compared(number, vec![]));
    }
    // A row that is rejected is counted too, so that mending it does not move the others.
    let nth = i64::from(context.occurrence(&[&number]));
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let key = [number.as_str().into(), nth.into()];
    let old = db.first(SAME, &key, OrderReturn::from_row)?;
    let mut back = match &old {
        Some(old) => old.clone(),
        None => OrderReturn {
            id: OrderReturnId(db.allocate()?),
            order_number: number.clone(),
            nth,
            returned: None,
            returned_on: None,
            amount: None,
            reason: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    replace(&mut back.returned, returned, "returned", plain, &mut changes);
    replace(&mut back.returned_on, returned_on, "returned_on", ToString::to_string, &mut changes);
    replace(&mut back.amount, amount, "amount", money, &mut changes);
    replace(&mut back.reason, row.text("reason"), "reason", plain, &mut changes);
    replace(&mut back.extra, row.extra(), "extra", plain, &mut changes);
    keep(db, old.as_ref(), &back, false, number, changes)
}
