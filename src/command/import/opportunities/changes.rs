//! What differs between a deal before and after, as a preview shows it.

use chrono::NaiveDate;

use crate::command::import::FieldChange;
use crate::command::import::opportunities::fold::place_of;
use crate::domain::ids::{AccountId, PersonId, ProductId};
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::write::hundredths;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Account, Opportunity, Place};

pub(super) fn changes(
    db: &Db,
    directory: &Directory,
    old: &Opportunity,
    new: &Opportunity,
) -> Result<Vec<FieldChange>> {
    let mut changes = vec![];
    let (from, to) = (place_of(old), place_of(new));
    let place = |place: &Place| match place {
        Place::Won => "won".to_owned(),
        Place::Lost => "lost".to_owned(),
        Place::Stage(id) => directory.stages.get(id).map_or_else(String::new, |s| s.name.clone()),
    };
    compare("stage", &from, &to, place, &mut changes);
    if old.name != new.name {
        let (before, after) = (old.name.clone(), new.name.clone());
        changes.push(FieldChange { field: "name", before, after });
    }
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    compare("amount", &old.amount, &new.amount, money, &mut changes);
    let rate = |bp: &i64| format!("{}%", hundredths(*bp));
    compare("probability", &old.probability, &new.probability, rate, &mut changes);
    let day = |day: &NaiveDate| day.to_string();
    compare("expected_close", &old.expected_close, &new.expected_close, day, &mut changes);
    compare("created_on", &old.created_on, &new.created_on, day, &mut changes);
    let owner = |id: &PersonId| directory.person_name(*id).to_owned();
    compare("owner", &old.owner_id, &new.owner_id, owner, &mut changes);
    let product =
        |id: &ProductId| directory.products.get(id).map_or_else(String::new, |p| p.name.clone());
    compare("product", &old.product_id, &new.product_id, product, &mut changes);
    if old.account_id != new.account_id {
        let (before, after) = (account(db, old.account_id)?, account(db, new.account_id)?);
        changes.push(FieldChange { field: "account", before, after });
    }
    compare("note", &old.note, &new.note, String::clone, &mut changes);
    compare("extra", &old.extra, &new.extra, String::clone, &mut changes);
    // The day of a close that is itself new is part of that.
    if from == to {
        compare("closed_on", &old.closed_on, &new.closed_on, day, &mut changes);
    }
    Ok(changes)
}

fn compare<T: PartialEq>(
    field: &'static str,
    old: &Option<T>,
    new: &Option<T>,
    show: impl Fn(&T) -> String,
    changes: &mut Vec<FieldChange>,
) {
    if old != new {
        let text = |value: &Option<T>| value.as_ref().map(&show).unwrap_or_default();
        changes.push(FieldChange { field, before: text(old), after: text(new) });
    }
}

fn account(db: &Db, id: Option<AccountId>) -> Result<String> {
    let found = id.map(|id| db.get::<Account>(id)).transpose()?.flatten();
    Ok(found.map_or_else(String::new, |account| account.name))
}
