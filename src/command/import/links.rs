//! What the kinds' own files share: the records a row names, needed cells, keeping a record.
//!
//! A row is looked up in full before anything is made because it names it, so that a row that is
//! rejected makes nothing.

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem};
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::domain::ids::{AccountId, PersonId, ProductId};
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::store::records::Account;
use crate::store::{Db, Record};

/// The records a row names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Links {
    pub(super) person: Option<PersonId>,
    pub(super) account: Option<AccountId>,
    pub(super) product: Option<ProductId>,
}

/// Looks up the records a row names, the person in the field `person`, and makes nothing. `None`
/// when one is still to be made by [`make`].
pub(super) fn look(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    person: &'static str,
    problems: &mut Vec<Problem>,
) -> Result<Option<Links>> {
    context.without_making(problems, |context, problems| links(db, context, row, person, problems))
}

/// The records a row names, made where they are new; for a row that nothing stands against.
pub(super) fn make(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    person: &'static str,
    found: Option<Links>,
    problems: &mut Vec<Problem>,
) -> Result<Links> {
    match found {
        Some(found) => Ok(found),
        None => links(db, context, row, person, problems),
    }
}

fn links(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    person: &'static str,
    problems: &mut Vec<Problem>,
) -> Result<Links> {
    let mut links = Links { person: None, account: None, product: None };
    if let Some(text) = row.text(person) {
        let found = context.person(db, person, &text)?;
        links.person = found.map_err(|problem| problems.push(problem)).ok();
    }
    if let Some(text) = row.text("account") {
        let found = context.account(db, &text)?;
        links.account = found.map_err(|problem| problems.push(problem)).ok();
    }
    if let Some(text) = row.text("product") {
        let found = context.product(db, &text)?;
        links.product = found.map_err(|problem| problems.push(problem)).ok();
    }
    Ok(links)
}

/// Reads a cell that must not be blank.
pub(super) fn needed<T>(
    field: &'static str,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&mut Vec<Problem>) -> Option<T>,
) -> Option<T> {
    let before = problems.len();
    let value = read(problems);
    if value.is_none() && problems.len() == before {
        problems.push(problem(field, "problem-blank", ""));
    }
    value
}

/// Refuses a number below zero, which the table would refuse for the whole import.
pub(super) fn not_negative(
    field: &'static str,
    value: Option<i64>,
    row: &RowView<'_>,
    problems: &mut Vec<Problem>,
) {
    if value.is_some_and(i64::is_negative) {
        let text = row.text(field).unwrap_or_default();
        problems.push(problem(field, "problem-negative", &text));
    }
}

/// Refuses a day on which something was done that lies ahead of the last day of which the sheet can tell.
pub(super) fn not_ahead(
    field: &'static str,
    day: Option<NaiveDate>,
    latest: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    if let Some(day) = day.filter(|day| *day > latest) {
        problems.push(problem(field, "problem-future", &day.to_string()));
    }
}

/// Puts a stated customer over the old one and notes the change by name.
pub(super) fn replace_account(
    db: &Db,
    slot: &mut Option<AccountId>,
    stated: Option<AccountId>,
    changes: &mut Vec<FieldChange>,
) -> Result<()> {
    if stated.is_none() || *slot == stated {
        return Ok(());
    }
    let name = |id: Option<AccountId>| -> Result<String> {
        let found = id.map(|id| db.get::<Account>(id)).transpose()?;
        Ok(found.flatten().map_or_else(String::new, |account| account.name))
    };
    changes.push(FieldChange { field: "account", before: name(*slot)?, after: name(stated)? });
    *slot = stated;
    Ok(())
}

/// Writes what a row states, over the old record or as a new one.
///
/// `again` says that a row before it in the sheet bears the same key: the first of them counts, and
/// one that says something else is rejected.
pub(super) fn keep<R: Record>(
    db: &mut Db,
    old: Option<&R>,
    new: &R,
    again: bool,
    subject: String,
    changes: Vec<FieldChange>,
) -> Result<Outcome> {
    let Some(old) = old else {
        db.insert(new)?;
        return Ok(Outcome::new_record(subject));
    };
    if again && !changes.is_empty() {
        return Ok(Outcome::twice(subject));
    }
    db.update_from(old, new)?;
    Ok(Outcome::compared(subject, changes))
}
