//! Customers with contacts and answers, and products.

use crate::error::Result;
use crate::sheets::tables::{Names, Sheet, day, decimal, opt};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Account, Contact, SatisfactionAnswer};

pub(super) fn accounts(db: &Db, directory: &Directory) -> Result<Sheet> {
    let rows = db.all::<Account>()?.into_iter().map(|account| {
        vec![
            account.name.into(),
            opt(account.industry.as_deref()),
            opt(account.location.as_deref()),
            opt(account.owner_id.map(|owner| directory.person_name(owner))),
            account.origin.word().into(),
            opt(account.extra.as_deref()),
        ]
    });
    Ok((&["name", "industry", "location", "owner", "origin", "extra"], rows.collect()))
}

pub(super) fn products(directory: &Directory) -> Sheet {
    let rows = directory.products.values().map(|product| {
        vec![
            product.name.as_str().into(),
            opt(product.series.as_deref()),
            decimal(product.list_price),
            product.origin.word().into(),
            opt(product.extra.as_deref()),
        ]
    });
    (&["name", "series", "list_price", "origin", "extra"], rows.collect())
}

pub(super) fn contacts(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<Contact>()?.into_iter().map(|contact| {
        vec![
            contact.name.into(),
            names.account(Some(contact.account_id)),
            opt(contact.title.as_deref()),
            opt(contact.role.as_deref()),
            opt(contact.phone.as_deref()),
            opt(contact.email.as_deref()),
            opt(contact.wechat.as_deref()),
            opt(contact.note.as_deref()),
            opt(contact.extra.as_deref()),
        ]
    });
    Ok((
        &["name", "account", "title", "role", "phone", "email", "wechat", "note", "extra"],
        rows.collect(),
    ))
}

pub(super) fn satisfaction(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<SatisfactionAnswer>()?.into_iter().map(|answer| {
        vec![
            names.account(Some(answer.account_id)),
            decimal(Some(answer.score)),
            day(Some(answer.on_day)),
            opt(answer.contact.as_deref()),
            opt(answer.question.as_deref()),
            opt(answer.comment.as_deref()),
            opt(answer.extra.as_deref()),
        ]
    });
    Ok((&["account", "score", "on_day", "contact", "question", "comment", "extra"], rows.collect()))
}
