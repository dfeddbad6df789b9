//! Answers of customers: by customer, contact, question and day, which is that of the report where
//! the sheet states none.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, replace, replace_known};
use crate::command::import::links::{self, keep, needed, not_negative};
use crate::domain::ids::SatisfactionAnswerId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::sheets::write::ten_thousandths;
use crate::store::records::SatisfactionAnswer;
use crate::store::{Db, Record as _};

const OF_DAY: &str = "SELECT id, account_id, on_day, contact, question, score, comment, batch_id, extra FROM satisfaction_answer WHERE account_id = $1 AND on_day = $2 ORDER BY id";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let account_name = needed("account", &mut problems, |_| row.text("account"));
    let found = links::look(db, context, row, "owner", &mut problems)?;
    let score = needed("score", &mut problems, |problems| row.count("score", problems));
    not_negative("score", score, row, &mut problems);
    let on_day = row.date("on_day", &mut problems).unwrap_or(context.report_date);
    let (contact, question) = (row.text("contact"), row.text("question"));
    let (Some(account_name), Some(score)) = (account_name, score) else {
        return Ok(Outcome::rejected(problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "owner", found, &mut problems)?;
    let Some(account) = links.account.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let old = db
        .rows(OF_DAY, &[account.into(), on_day.into()], SatisfactionAnswer::from_row)?
        .into_iter()
        .find(|answer| answer.contact == contact && answer.question == question);
    let again = context.occurrence(&[
        &account.0.to_string(),
        &on_day.to_string(),
        contact.as_deref().unwrap_or_default(),
        question.as_deref().unwrap_or_default(),
    ]) > 1;
    let mut answer = match &old {
        Some(old) => old.clone(),
        None => SatisfactionAnswer {
            id: SatisfactionAnswerId(db.allocate()?),
            account_id: account,
            on_day,
            contact,
            question,
            score,
            comment: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let decimal = |n: &i64| ten_thousandths(*n);
    replace_known(&mut answer.score, score, "score", decimal, &mut changes);
    replace(&mut answer.comment, row.text("comment"), "comment", plain, &mut changes);
    replace(&mut answer.extra, row.extra(), "extra", plain, &mut changes);
    keep(db, old.as_ref(), &answer, again, format!("{account_name} {on_day}"), changes)
}
