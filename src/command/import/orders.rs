//! Orders from a sheet, line by line.
//!
//! A line is known by the order's number and the sender's line id; without one by the product and
//! the how-manyth such line of the order it is in the sheet, so that two equal lines stay two. A
//! line whose quantity and price make another amount than the one stated is asked about; rounding
//! is not.

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem, replace, replace_known};
use crate::command::import::links::{self, keep, needed, not_negative, replace_account};
use crate::command::import::{Outcome, Problem};
use crate::domain::ids::{PersonId, ProductId, SalesOrderId};
use crate::domain::money::div_round;
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::row::RowView;
use crate::sheets::write::{hundredths, ten_thousandths};
use crate::store::records::SalesOrder;
use crate::store::{Db, Record as _};

const BY_LINE: &str = "SELECT id, number, line, account_id, owner_id, ordered_on, product_id, quantity, unit_price, amount, shipped_on, region, note, batch_id, extra FROM sales_order WHERE number = $1 AND line = $2";

/// Quantity and unit price are both ten-thousandths: so many of their products make one fen.
const PER_FEN: i128 = 1_000_000;

/// What the cells of a row state, without the records it names.
struct Stated {
    number: String,
    line: String,
    ordered_on: NaiveDate,
    quantity: Option<i64>,
    unit_price: Option<i64>,
    amount: i64,
    shipped_on: Option<NaiveDate>,
}

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let found = links::look(db, context, row, "owner", &mut problems)?;
    let stated = read(db, context, row, &mut problems)?;
    let Some((stated, again)) = stated.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let links = links::make(db, context, row, "owner", found, &mut problems)?;
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let key = [stated.number.as_str().into(), stated.line.as_str().into()];
    let old = db.first(BY_LINE, &key, SalesOrder::from_row)?;
    let mut order = match &old {
        Some(old) => old.clone(),
        None => SalesOrder {
            id: SalesOrderId(db.allocate()?),
            number: stated.number.clone(),
            line: stated.line,
            account_id: None,
            owner_id: None,
            ordered_on: stated.ordered_on,
            product_id: None,
            quantity: None,
            unit_price: None,
            amount: stated.amount,
            shipped_on: None,
            region: None,
            note: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let decimal = |n: &i64| ten_thousandths(*n);
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    let directory = &context.directory;
    replace_account(db, &mut order.account_id, links.account, &mut changes)?;
    let person = |id: &PersonId| directory.person_name(*id).to_owned();
    replace(&mut order.owner_id, links.person, "owner", person, &mut changes);
    let day = NaiveDate::to_string;
    replace_known(&mut order.ordered_on, stated.ordered_on, "ordered_on", day, &mut changes);
    let product =
        |id: &ProductId| directory.products.get(id).map_or_else(String::new, |p| p.name.clone());
    replace(&mut order.product_id, links.product, "product", product, &mut changes);
    replace(&mut order.quantity, stated.quantity, "quantity", decimal, &mut changes);
    replace(&mut order.unit_price, stated.unit_price, "unit_price", decimal, &mut changes);
    replace_known(&mut order.amount, stated.amount, "amount", money, &mut changes);
    replace(&mut order.shipped_on, stated.shipped_on, "shipped_on", day, &mut changes);
    replace(&mut order.region, row.text("region"), "region", plain, &mut changes);
    replace(&mut order.note, row.text("note"), "note", plain, &mut changes);
    replace(&mut order.extra, row.extra(), "extra", plain, &mut changes);
    keep(db, old.as_ref(), &order, again, stated.number, changes)
}

/// Reads the cells; the flag says that a row before it is the same line.
fn read(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Option<(Stated, bool)>> {
    let number = needed("number", problems, |_| row.text("number"));
    let ordered_on = needed("ordered_on", problems, |problems| row.date("ordered_on", problems));
    let quantity = row.count("quantity", problems);
    let unit_price = row.price("unit_price", problems);
    not_negative("unit_price", unit_price, row, problems);
    let shipped_on = row.date("shipped_on", problems);
    let amount = amount(row, quantity, unit_price, problems);
    let Some(number) = number else { return Ok(None) };
    // A row that is rejected is counted too, so that mending it does not move the others.
    let (line, again) = match row.text("line") {
        Some(line) => {
            let again = context.occurrence(&["line", &number, &line]) > 1;
            (line, again)
        }
        None => {
            let product = match row.text("product") {
                Some(text) => context.line_key(db, &text)?,
                None => String::new(),
            };
            let nth = context.occurrence(&["product", &number, &product]);
            (format!("{product}#{nth}"), false)
        }
    };
    let (Some(ordered_on), Some(amount)) = (ordered_on, amount) else { return Ok(None) };
    let stated = Stated { number, line, ordered_on, quantity, unit_price, amount, shipped_on };
    Ok(Some((stated, again)))
}

/// The amount in fen: the one stated, else quantity times unit price.
fn amount(
    row: &RowView<'_>,
    quantity: Option<i64>,
    unit_price: Option<i64>,
    problems: &mut Vec<Problem>,
) -> Option<i64> {
    let before = problems.len();
    let stated = row.amount("amount", problems);
    let unreadable = problems.len() > before;
    let product = quantity.zip(unit_price).map(|(n, price)| i128::from(n) * i128::from(price));
    match (stated, product) {
        (Some(stated), Some(product)) => {
            if differ(stated, product) {
                let (n, price) = (quantity.unwrap_or_default(), unit_price.unwrap_or_default());
                let text = format!(
                    "{} × {} ≠ {}",
                    ten_thousandths(n),
                    ten_thousandths(price),
                    hundredths(stated)
                );
                problems.push(problem("amount", "problem-amount-product", &text));
            }
            Some(stated)
        }
        (Some(stated), None) => Some(stated),
        (None, Some(product)) if !unreadable => div_round(product, PER_FEN),
        _ => {
            if !unreadable {
                problems.push(problem("amount", "problem-blank", ""));
            }
            None
        }
    }
}

/// Whether an amount in fen and a product of quantity and price are further apart than rounding
/// explains: by more than one yuan and more than one percent.
fn differ(amount: i64, product: i128) -> bool {
    let amount = i128::from(amount) * PER_FEN;
    let apart = (amount - product).abs();
    apart > (100 * PER_FEN).max(amount.abs() / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_no_difference() {
        // 11 × 2039.994 = 22439.934, written as 22439.93.
        assert!(!differ(2_243_993, 110_000 * 20_399_940));
        // Up to one yuan, or one percent of an amount above a hundred.
        assert!(!differ(10_100, 10_000 * 1_000_000));
        assert!(differ(10_200, 10_000 * 1_000_000));
        assert!(!differ(1_000_000, 10_000 * 99_000_000));
        assert!(differ(1_000_000, 10_000 * 98_990_000));
    }
}
