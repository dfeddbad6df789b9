//! Opportunities from a report: new ones, and what moved in those we know.
//!
//! A deal is known by the sender's number, else by customer and name. Where a deal stands elsewhere
//! than before, that is a move dated by the sheet's own date column, else by the report; the dates
//! of the reports decide the order, not the order of imports. A blank cell states nothing. 0 or
//! blank as the amount of a lost deal, and a blank amount of an open one, are unknown, not zero.
//! Why a deal ended and against whom is taken from the rows that close it.
//!
//! Where a deal stands is read by the names of the stage model it is under, which is chosen when the deal
//! first comes in and stays.

mod changes;
mod fold;
mod heard;
mod history;
mod order;
mod reasons;

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem};
use crate::command::import::{Outcome, Problem, links};
use crate::domain::ids::StageModelId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::sheets::values;
use crate::store::records::{Opportunity, OutcomeReason, Place};
use crate::store::sightings::Stated;
use crate::store::{Db, opportunities};

pub(super) use history::{Authors, answer, take_away};
pub(in crate::command) use history::{close, hear_again, pass};

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let numbered = by_number(db, context, row)?;
    let Some((stated, model)) = read(db, context, row, numbered.as_ref(), &mut problems)? else {
        return Ok(refused(context, row, problems));
    };
    let found = match &stated.number {
        Some(_) => Ok(numbered),
        None => by_name(db, &stated, &mut problems)?,
    };
    let old = match found {
        Ok(Some(old)) => old,
        Ok(None) => return history::add(db, context, model, &stated),
        Err(()) => return Ok(refused(context, row, problems)),
    };
    if context.seen.insert(old.id, 0).is_some() {
        return Ok(Outcome::rejected(vec![Problem {
            field: None,
            key: "problem-deal-twice",
            text: stated.number.or(stated.name).unwrap_or_default(),
        }]));
    }
    // Whose deals the sheet goes on telling of: the others of that person are looked for in it.
    if let Some(owner) = old.owner_id
        && stated.owner.is_none_or(|stated| stated == owner)
    {
        context.reported.owners.insert(owner);
    }
    let answered = context.answered.get(&old.id).copied();
    let newest = answered.map_or(old.last_reported, |on| on.max(old.last_reported));
    // A handover comes behind all reports of its day.
    let passed = context.passed.get(&old.id).is_some_and(|on| context.report_date <= *on);
    if context.report_date < newest || passed {
        history::slot_in(db, context, &old, &stated)
    } else {
        history::follow(db, context, &old, &stated, row)
    }
}

/// Refuses a row, and notes what it calls its deal: that deal does not miss in the sheet.
pub(super) fn refused(context: &mut Context, row: &RowView<'_>, problems: Vec<Problem>) -> Outcome {
    context.reported.named.extend(row.text("number").or_else(|| row.text("name")));
    Outcome::rejected(problems)
}

fn read(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    numbered: Option<&Opportunity>,
    problems: &mut Vec<Problem>,
) -> Result<Option<(Stated, StageModelId)>> {
    // Looked up first: a row that is rejected makes nothing.
    let mut others = vec![];
    let found = links::look(db, context, row, "owner", &mut others)?;
    let amount = row.amount("amount", &mut others);
    let probability = row.rate("probability", &mut others);
    let expected = row.date("expected_close", &mut others);
    let created_on = row.date("created_on", &mut others);
    let entered_on = row.date("entered_on", &mut others);
    let closing = row.date("closed_on", &mut others);
    let stated = [created_on, entered_on, closing].into_iter().flatten();
    let first = stated.fold(context.report_date, NaiveDate::min);
    let model = model_of(db, context, row, numbered, first)?;
    let mut place = None;
    for field in ["result", "stage"] {
        // A result column says 进行中 for open deals; only won and lost in it override the stage.
        let Some(text) = row.text(field) else { continue };
        match context.place(db, model, field, &text)? {
            Ok(found) if place.is_none() || field == "stage" => {
                place =
                    place.filter(|known| matches!(known, Place::Won | Place::Lost)).or(Some(found));
            }
            Err(problem) if field == "stage" && place.is_none() => problems.push(problem),
            _ => {}
        }
    }
    if place.is_none() && problems.is_empty() {
        problems.push(problem("stage", "problem-blank", ""));
    }
    problems.append(&mut others);
    let Some(place) = place.filter(|_| problems.is_empty()) else { return Ok(None) };
    let closed = matches!(place, Place::Won | Place::Lost);
    let closed_on = closing.filter(|_| closed);
    if let (Some(created), Some(end)) = (created_on, closed_on)
        && end < created
    {
        problems.push(problem("closed_on", "problem-closed-before-created", &end.to_string()));
        return Ok(None);
    }
    let (number, name) = (row.text("number"), row.text("name"));
    if number.is_none() && (name.is_none() || row.text("account").is_none()) {
        problems.push(problem("number", "problem-no-key", ""));
        return Ok(None);
    }
    if numbered.is_some_and(|deal| context.seen.contains_key(&deal.id)) {
        let text = number.unwrap_or_default();
        problems.push(Problem { field: None, key: "problem-deal-twice", text });
        return Ok(None);
    }
    let links = links::make(db, context, row, "owner", found, problems)?;
    let (reason, why) = if closed { reason(row) } else { (None, None) };
    let stated = Stated {
        number,
        name,
        account: links.account,
        product: links.product,
        owner: links.person,
        place,
        amount: amount.filter(|amount| *amount != 0 || place != Place::Lost),
        probability,
        // The one date column of many exports means the expected day while the deal is open.
        expected_close: expected.or(closing.filter(|_| !closed)),
        created_on,
        entered_on: entered_on.filter(|_| !closed),
        closed_on,
        note: row.text("note"),
        extra: row.extra(),
        reason,
        why,
        competitor: said(row, "competitor").filter(|_| closed),
    };
    Ok(Some((stated, model)))
}

/// The stage model that the deal of a row is under: the one it began under, or, for a new deal, the one
/// of the line of its product on its first day.
fn model_of(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    numbered: Option<&Opportunity>,
    first: NaiveDate,
) -> Result<StageModelId> {
    if let Some(known) = numbered.map(|deal| deal.model_id).or_else(|| context.only_model()) {
        return Ok(known);
    }
    if let (None, Some(name), Some(account)) =
        (row.text("number"), row.text("name"), row.text("account"))
        && let Some(account) = context.account_meant(db, &account)?
    {
        let mut same = opportunities::by_name(db, &name)?.into_iter();
        let known = same.find(|deal| deal.account_id == Some(account) && !deal.archived);
        if let Some(deal) = known {
            return Ok(deal.model_id);
        }
    }
    let line = match row.text("product") {
        Some(text) => context.line_meant(db, &text)?,
        None => None,
    };
    Ok(context.model_for(line.as_deref(), first))
}

/// A free text that says something: a mark for "none" does not.
fn said(row: &RowView<'_>, field: &'static str) -> Option<String> {
    row.text(field).filter(|text| values::no_name(text).is_none())
}

/// Why the deal of a row ended. Words that name no reason we know are kept as they are, as another
/// reason, and listed.
fn reason(row: &RowView<'_>) -> (Option<OutcomeReason>, Option<String>) {
    let Some(text) = said(row, "close_reason") else { return (None, None) };
    match reasons::named(&text) {
        Some(reason) => (Some(reason), None),
        None => {
            let other = OutcomeReason::Other;
            row.correct_text("close_reason", text.clone(), other.word().to_owned());
            (Some(other), Some(text))
        }
    }
}

/// The deal that bears the row's number. Into a file without deals the first ones come unasked.
fn by_number(db: &Db, context: &Context, row: &RowView<'_>) -> Result<Option<Opportunity>> {
    match row.text("number") {
        Some(number) if context.has_deals || !context.seen.is_empty() => {
            opportunities::by_number(db, &number)
        }
        _ => Ok(None),
    }
}

/// The deal of a row without a number, if we know it; `Err` when none or several could be meant.
fn by_name(
    db: &Db,
    stated: &Stated,
    problems: &mut Vec<Problem>,
) -> Result<Result<Option<Opportunity>, ()>> {
    let (Some(name), Some(account)) = (&stated.name, stated.account) else {
        problems.push(problem("number", "problem-no-key", ""));
        return Ok(Err(()));
    };
    let same: Vec<Opportunity> = opportunities::by_name(db, name)?
        .into_iter()
        .filter(|deal| deal.account_id == Some(account) && !deal.archived)
        .collect();
    if same.len() > 1 {
        problems.push(problem("name", "problem-deal-ambiguous", name));
        return Ok(Err(()));
    }
    Ok(Ok(same.into_iter().next()))
}
