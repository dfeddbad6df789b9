//! Products, customers and whom one knows there.

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::Origin;

record! {
    /// A product.
    Product in "product" by ProductId {
        /// The name, unique.
        name: String,
        /// The series or family.
        series: Option<String>,
        /// The list price in ten-thousandths of a yuan.
        list_price: Option<i64>,
        /// Where the record comes from.
        origin: Origin,
        /// Whether it is no longer used.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A customer.
    Account in "account" by AccountId {
        /// The name.
        name: String,
        /// The normalised name, for finding duplicates.
        name_key: String,
        /// The industry.
        industry: Option<String>,
        /// The place.
        location: Option<String>,
        /// The person responsible.
        owner_id: Option<PersonId>,
        /// Where the record comes from.
        origin: Origin,
        /// Whether it is no longer used.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A person one knows at a customer.
    Contact in "contact" by ContactId {
        /// The customer.
        account_id: AccountId,
        /// The name, unique within the customer.
        name: String,
        /// The post at the customer.
        title: Option<String>,
        /// The part played in decisions, as people write it.
        role: Option<String>,
        /// The telephone number.
        phone: Option<String>,
        /// The mail address.
        email: Option<String>,
        /// The WeChat name.
        wechat: Option<String>,
        /// A note.
        note: Option<String>,
        /// The import it came with.
        batch_id: Option<BatchId>,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}
