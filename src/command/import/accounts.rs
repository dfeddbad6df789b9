//! Customers from a sheet: by their name, exactly.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, problem, replace};
use crate::command::import::links::keep;
use crate::domain::ids::AccountId;
use crate::domain::names;
use crate::error::{Error, Result};
use crate::sheets::row::RowView;
use crate::store::Db;
use crate::store::records::{Account, Origin};

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let Some(name) = row.text("name") else {
        return Ok(Outcome::rejected(vec![problem("name", "problem-blank", "")]));
    };
    let mut problems = vec![];
    let known = match context.accounts_named(&name) {
        [] => None,
        [id] => Some(*id),
        _ => {
            problems.push(problem("name", "problem-account-ambiguous", &name));
            None
        }
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let owner = match row.text("owner") {
        Some(text) => {
            context.person(db, "owner", &text)?.map_err(|problem| problems.push(problem)).ok()
        }
        None => None,
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let old = match known {
        Some(id) => Some(db.get::<Account>(id)?.ok_or_else(|| Error::new("error-record-gone"))?),
        None => None,
    };
    let mut account = match &old {
        Some(old) => old.clone(),
        None => Account {
            id: AccountId(db.allocate()?),
            name_key: names::dedupe_key(&name),
            name: name.clone(),
            industry: None,
            location: None,
            owner_id: None,
            origin: Origin::Import,
            archived: false,
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    replace(&mut account.industry, row.text("industry"), "industry", plain, &mut changes);
    replace(&mut account.location, row.text("location"), "location", plain, &mut changes);
    let directory = &context.directory;
    replace(
        &mut account.owner_id,
        owner,
        "owner",
        |id| directory.person_name(*id).to_owned(),
        &mut changes,
    );
    replace(&mut account.extra, row.extra(), "extra", plain, &mut changes);
    account.origin = Origin::Import;
    let again = context.again("account", &name);
    let outcome = keep(db, old.as_ref(), &account, again, name, changes)?;
    if old.is_none() {
        context.index_account(&account);
    }
    Ok(outcome)
}
