//! People one knows at a customer: by customer and name.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, replace};
use crate::command::import::links::{self, keep, needed};
use crate::domain::ids::ContactId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::store::records::Contact;
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, account_id, name, title, role, phone, email, wechat, note, batch_id, extra FROM contact WHERE account_id = $1 AND name = $2";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let account_name = needed("account", &mut problems, |_| row.text("account"));
    let found = links::look(db, context, row, "owner", &mut problems)?;
    let name = needed("name", &mut problems, |_| row.text("name"));
    let (Some(account_name), Some(name)) = (account_name, name) else {
        return Ok(Outcome::rejected(problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "owner", found, &mut problems)?;
    let Some(account) = links.account.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let old = db.first(SAME, &[account.into(), name.as_str().into()], Contact::from_row)?;
    let again = context.occurrence(&[&account.0.to_string(), &name]) > 1;
    let mut contact = match &old {
        Some(old) => old.clone(),
        None => Contact {
            id: ContactId(db.allocate()?),
            account_id: account,
            name: name.clone(),
            title: None,
            role: None,
            phone: None,
            email: None,
            wechat: None,
            note: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    for (field, slot) in [
        ("title", &mut contact.title),
        ("role", &mut contact.role),
        ("phone", &mut contact.phone),
        ("email", &mut contact.email),
        ("wechat", &mut contact.wechat),
        ("note", &mut contact.note),
    ] {
        replace(slot, row.text(field), field, plain, &mut changes);
    }
    replace(&mut contact.extra, row.extra(), "extra", plain, &mut changes);
    keep(db, old.as_ref(), &contact, again, format!("{account_name} {name}"), changes)
}
