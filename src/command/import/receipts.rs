//! Money received: by the sender's number, else by customer, day, amount and the how-manyth such
//! row of the sheet, so that two equal payments of a day stay two.

use chrono::NaiveDate;

use crate::command::import::context::{Context, replace, replace_known};
use crate::command::import::links::{self, keep, needed};
use crate::command::import::{FieldChange, Outcome};
use crate::domain::ids::{AccountId, PersonId, ReceiptId};
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::row::RowView;
use crate::sheets::values;
use crate::store::records::{Account, Receipt};
use crate::store::{Db, Record as _};

const BY_NUMBER: &str = "SELECT id, number, account_id, received_on, amount, nth, owner_id, invoice, note, batch_id, extra FROM receipt WHERE number = $1";
const SAME: &str = "SELECT id, number, account_id, received_on, amount, nth, owner_id, invoice, note, batch_id, extra FROM receipt WHERE account_id = $1 AND received_on = $2 AND amount = $3 AND nth = $4 AND number IS NULL ORDER BY id";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let account_name = needed("account", &mut problems, |_| row.text("account"));
    let found = links::look(db, context, row, "owner", &mut problems)?;
    let amount = needed("amount", &mut problems, |problems| row.amount("amount", problems));
    let received_on =
        needed("received_on", &mut problems, |problems| row.date("received_on", problems));
    let number = row.text("number");
    let (Some(account_name), Some(amount), Some(received_on)) = (account_name, amount, received_on)
    else {
        return Ok(Outcome::rejected(problems));
    };
    // A row that is rejected is counted too, so that mending it does not move the others.
    let nth = match &number {
        Some(number) => context.occurrence(&["number", number]),
        None => context.occurrence(&[
            "same",
            &values::key(&account_name),
            &received_on.to_string(),
            &amount.to_string(),
        ]),
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "owner", found, &mut problems)?;
    let Some(account) = links.account.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let again = number.is_some() && nth > 1;
    let nth = if number.is_some() { 1 } else { i64::from(nth) };
    let old = match &number {
        Some(number) => db.first(BY_NUMBER, &[number.as_str().into()], Receipt::from_row)?,
        None => {
            let key = [account.into(), received_on.into(), amount.into(), nth.into()];
            db.first(SAME, &key, Receipt::from_row)?
        }
    };
    let mut receipt = match &old {
        Some(old) => old.clone(),
        None => Receipt {
            id: ReceiptId(db.allocate()?),
            number,
            account_id: account,
            received_on,
            amount,
            nth,
            owner_id: None,
            invoice: None,
            note: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    let directory = &context.directory;
    let person = |id: &PersonId| directory.person_name(*id).to_owned();
    let customer = |db: &Db, id: AccountId| -> Result<String> {
        Ok(db.get::<Account>(id)?.map_or_else(String::new, |account| account.name))
    };
    if receipt.account_id != account {
        let (before, after) = (customer(db, receipt.account_id)?, customer(db, account)?);
        changes.push(FieldChange { field: "account", before, after });
        receipt.account_id = account;
    }
    let day = NaiveDate::to_string;
    replace_known(&mut receipt.received_on, received_on, "received_on", day, &mut changes);
    replace_known(&mut receipt.amount, amount, "amount", money, &mut changes);
    replace(&mut receipt.owner_id, links.person, "owner", person, &mut changes);
    replace(&mut receipt.invoice, row.text("invoice"), "invoice", plain, &mut changes);
    replace(&mut receipt.note, row.text("note"), "note", plain, &mut changes);
    replace(&mut receipt.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{account_name} {received_on}");
    keep(db, old.as_ref(), &receipt, again, subject, changes)
}
