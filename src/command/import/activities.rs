//! Visits, calls and other work: by person, day, customer and subject.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, replace};
use crate::command::import::links::{self, keep, needed};
use crate::domain::ids::ActivityId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::store::records::Activity;
use crate::store::{Db, Record as _};

const OF_DAY: &str = "SELECT id, person_id, on_day, account_id, subject, kind, result, next_step, next_on, contact, batch_id, extra FROM activity WHERE person_id = $1 AND on_day = $2 AND subject = $3 ORDER BY id";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let on_day = needed("on_day", &mut problems, |problems| row.date("on_day", problems));
    let subject = needed("subject", &mut problems, |_| row.text("subject"));
    let next_on = row.date("next_on", &mut problems);
    let (Some(on_day), Some(subject)) = (on_day, subject) else {
        return Ok(Outcome::rejected(problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "person", found, &mut problems)?;
    let Some(person) = links.person.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let key = [person.into(), on_day.into(), subject.as_str().into()];
    let old = db
        .rows(OF_DAY, &key, Activity::from_row)?
        .into_iter()
        .find(|activity| activity.account_id == links.account);
    let account = links.account.map_or_else(String::new, |account| account.0.to_string());
    let again =
        context.occurrence(&[&person.0.to_string(), &on_day.to_string(), &subject, &account]) > 1;
    let mut activity = match &old {
        Some(old) => old.clone(),
        None => Activity {
            id: ActivityId(db.allocate()?),
            person_id: person,
            on_day,
            account_id: links.account,
            subject: subject.clone(),
            kind: None,
            result: None,
            next_step: None,
            next_on: None,
            contact: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    replace(&mut activity.kind, row.text("kind"), "kind", plain, &mut changes);
    replace(&mut activity.result, row.text("result"), "result", plain, &mut changes);
    replace(&mut activity.next_step, row.text("next_step"), "next_step", plain, &mut changes);
    replace(&mut activity.next_on, next_on, "next_on", ToString::to_string, &mut changes);
    replace(&mut activity.contact, row.text("contact"), "contact", plain, &mut changes);
    replace(&mut activity.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {on_day} {subject}", context.directory.person_name(person));
    keep(db, old.as_ref(), &activity, again, subject, changes)
}
