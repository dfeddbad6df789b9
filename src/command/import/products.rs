//! Products from a sheet: by their name, exactly.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, problem, replace};
use crate::command::import::links::keep;
use crate::command::input::known;
use crate::domain::ids::ProductId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::sheets::write::fixed;
use crate::store::Db;
use crate::store::records::{Origin, Product};

/// Ten-thousandths of a yuan in one fen: unit prices are finer than amounts.
const PER_FEN: i64 = 100;

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let Some(name) = row.text("name") else {
        return Ok(Outcome::rejected(vec![problem("name", "problem-blank", "")]));
    };
    let mut problems = vec![];
    let price = row.amount("list_price", &mut problems).map(|fen| fen.saturating_mul(PER_FEN));
    if price.is_some_and(i64::is_negative) {
        let text = row.text("list_price").unwrap_or_default();
        problems.push(problem("list_price", "problem-amount", &text));
    }
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let old = match context.product_named(&name) {
        Some(id) => Some(known::<Product>(db, id)?),
        None => None,
    };
    let mut product = match &old {
        Some(old) => old.clone(),
        None => Product {
            id: ProductId(db.allocate()?),
            name: name.clone(),
            series: None,
            list_price: None,
            origin: Origin::Import,
            archived: false,
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    replace(&mut product.series, row.text("series"), "series", plain, &mut changes);
    let yuan = |price: &i64| fixed(*price, 4);
    replace(&mut product.list_price, price, "list_price", yuan, &mut changes);
    replace(&mut product.extra, row.extra(), "extra", plain, &mut changes);
    product.origin = Origin::Import;
    let again = context.again("product", &name);
    let outcome = keep(db, old.as_ref(), &product, again, name, changes)?;
    if old.is_none() {
        context.index_product(product);
    } else if !again {
        // Deals behind it in the same import begin under the stage model of its line.
        context.directory.products.insert(product.id, product);
    }
    Ok(outcome)
}
