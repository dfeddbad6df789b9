//! Orders line by line, what came back, and money received.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// A line of an order.
    SalesOrder in "sales_order" by SalesOrderId {
        /// The order's number.
        number: String,
        /// The line within the order: the sender's, else the product and the how-manyth it is.
        line: String,
        /// The customer, if known.
        account_id: Option<AccountId>,
        /// The person who sold it.
        owner_id: Option<PersonId>,
        /// The day of the order.
        ordered_on: NaiveDate,
        /// The product, if known.
        product_id: Option<ProductId>,
        /// How many, in ten-thousandths of a piece.
        quantity: Option<i64>,
        /// The price of one piece in ten-thousandths of a yuan.
        unit_price: Option<i64>,
        /// The amount in fen.
        amount: i64,
        /// The day it left for the customer.
        shipped_on: Option<NaiveDate>,
        /// The region as the sheet names it.
        region: Option<String>,
        /// A note.
        note: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// Something of an order that came back.
    OrderReturn in "order_return" by OrderReturnId {
        /// The order's number.
        order_number: String,
        /// The how-manyth return of the order, from 1.
        nth: i64,
        /// What the sheet says in its column of returned goods.
        returned: Option<String>,
        /// The day it came back.
        returned_on: Option<NaiveDate>,
        /// The amount in fen.
        amount: Option<i64>,
        /// Why.
        reason: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// Money received from a customer.
    Receipt in "receipt" by ReceiptId {
        /// The sender's own number, unique.
        number: Option<String>,
        /// The customer.
        account_id: AccountId,
        /// The day it arrived.
        received_on: NaiveDate,
        /// The amount in fen.
        amount: i64,
        /// The how-manyth of this customer, day and amount, from 1.
        nth: i64,
        /// The person who sees to it.
        owner_id: Option<PersonId>,
        /// The invoice it pays.
        invoice: Option<String>,
        /// A note.
        note: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}
