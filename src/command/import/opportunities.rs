//! Opportunities from a report: new ones, and what moved in those we know.
//!
//! A deal is known by the sender's number, else by customer and name. Where a deal stands elsewhere
//! than before, that is a move dated by the sheet's own date column, else by the report. A blank
//! cell states nothing. 0 or blank as the amount of a lost deal, and a blank amount of an open one,
//! are unknown, not zero.

use chrono::NaiveDate;

use crate::command::import::context::{Context, problem, replace};
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::domain::ids::{AccountId, MoveId, OpportunityId, PersonId, ProductId};
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::row::RowView;
use crate::sheets::write::hundredths;
use crate::store::records::{DayBasis, Move, Opportunity, Place, Status};
use crate::store::{Db, opportunities};

/// What a row states, read and checked.
struct Stated {
    number: Option<String>,
    name: Option<String>,
    account: Option<AccountId>,
    product: Option<ProductId>,
    owner: Option<PersonId>,
    place: Place,
    amount: Option<i64>,
    probability: Option<i64>,
    expected_close: Option<NaiveDate>,
    created_on: Option<NaiveDate>,
    entered_on: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    note: Option<String>,
    extra: Option<String>,
}

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let Some(stated) = read(db, context, row, &mut problems)? else {
        return Ok(Outcome::rejected(problems));
    };
    let old = match find(db, context, &stated, &mut problems)? {
        Ok(old) => old,
        Err(()) => return Ok(Outcome::rejected(problems)),
    };
    if let Some(old) = &old {
        if context.report_date < old.last_reported {
            let day = old.last_reported.to_string();
            return Ok(Outcome::rejected(vec![Problem {
                field: None,
                key: "problem-older-report",
                text: day,
            }]));
        }
        if context.seen.insert(old.id, 0).is_some() {
            return Ok(Outcome::rejected(vec![Problem {
                field: None,
                key: "problem-deal-twice",
                text: stated.number.unwrap_or_default(),
            }]));
        }
    }
    match old {
        None => add(db, context, stated),
        Some(old) => compare(db, context, old, stated),
    }
}

fn read(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Option<Stated>> {
    let mut place = None;
    for field in ["result", "stage"] {
        // A result column says 进行中 for open deals; only won and lost in it override the stage.
        let Some(text) = row.text(field) else { continue };
        match context.place(db, field, &text)? {
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
    // Looked up first: a row that is rejected makes nothing.
    let found =
        context.without_making(problems, |context, problems| links(db, context, row, problems))?;
    let amount = row.amount("amount", problems);
    let probability = row.rate("probability", problems);
    let expected = row.date("expected_close", problems);
    let created_on = row.date("created_on", problems);
    let entered_on = row.date("entered_on", problems);
    let closing = row.date("closed_on", problems);
    let Some(place) = place.filter(|_| problems.is_empty()) else { return Ok(None) };
    let closed = matches!(place, Place::Won | Place::Lost);
    let closed_on = closing.filter(|_| closed);
    if let (Some(created), Some(end)) = (created_on, closed_on)
        && end < created
    {
        problems.push(problem("closed_on", "problem-closed-before-created", &end.to_string()));
        return Ok(None);
    }
    let Links { owner, account, product } = match found {
        Some(found) => found,
        None => links(db, context, row, problems)?,
    };
    Ok(Some(Stated {
        number: row.text("number"),
        name: row.text("name"),
        account,
        product,
        owner,
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
    }))
}

/// The records a row names.
struct Links {
    owner: Option<PersonId>,
    account: Option<AccountId>,
    product: Option<ProductId>,
}

fn links(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    problems: &mut Vec<Problem>,
) -> Result<Links> {
    let mut linked = |context: &mut Context, field: &'static str| -> Result<Option<i64>> {
        let Some(text) = row.text(field) else { return Ok(None) };
        let found = match field {
            "owner" => context.person(db, field, &text)?.map(|id| id.0),
            "account" => context.account(db, &text)?.map(|id| id.0),
            _ => context.product(db, &text)?.map(|id| id.0),
        };
        Ok(found.map_err(|problem| problems.push(problem)).ok())
    };
    Ok(Links {
        owner: linked(context, "owner")?.map(PersonId),
        account: linked(context, "account")?.map(AccountId),
        product: linked(context, "product")?.map(ProductId),
    })
}

/// The deal the row speaks of, if we know it; `Err` when several could be meant.
fn find(
    db: &Db,
    context: &Context,
    stated: &Stated,
    problems: &mut Vec<Problem>,
) -> Result<Result<Option<Opportunity>, ()>> {
    if let Some(number) = &stated.number {
        return Ok(Ok(if context.has_deals || !context.seen.is_empty() {
            opportunities::by_number(db, number)?
        } else {
            None
        }));
    }
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

/// The day of a move to a place, and whether the sheet stated it.
fn day_of(context: &Context, stated: &Stated, first_stage: bool) -> (NaiveDate, DayBasis) {
    let day = match stated.place {
        Place::Won | Place::Lost => stated.closed_on,
        // A deal in the first stage entered it when it began.
        Place::Stage(_) if first_stage => stated.entered_on.or(stated.created_on),
        Place::Stage(_) => stated.entered_on,
    };
    day.map_or((context.report_date, DayBasis::Reported), |day| (day, DayBasis::Stated))
}

const fn status_of(place: Place) -> Status {
    match place {
        Place::Won => Status::Won,
        Place::Lost => Status::Lost,
        Place::Stage(_) => Status::Open,
    }
}

const fn stage_of(place: Place) -> Option<crate::domain::ids::StageId> {
    if let Place::Stage(stage) = place { Some(stage) } else { None }
}

fn place_of(deal: &Opportunity) -> Option<Place> {
    match deal.status {
        Status::Won => Some(Place::Won),
        Status::Lost => Some(Place::Lost),
        Status::Open => deal.stage_id.map(Place::Stage),
    }
}

fn add(db: &mut Db, context: &mut Context, stated: Stated) -> Result<Outcome> {
    let first =
        |stage| context.directory.stages.get(&stage).is_some_and(|stage| stage.position == 1);
    let first_stage = stage_of(stated.place).is_some_and(first);
    let (day, day_basis) = day_of(context, &stated, first_stage);
    let id = OpportunityId(db.allocate()?);
    let product_name = || {
        let product = stated.product.and_then(|id| context.directory.products.get(&id));
        product.map(|product| product.name.clone())
    };
    let name = stated
        .name
        .clone()
        .or_else(product_name)
        .or_else(|| stated.number.clone())
        .unwrap_or_default();
    let deal = Opportunity {
        id,
        number: stated.number,
        name: name.clone(),
        account_id: stated.account,
        product_id: stated.product,
        owner_id: stated.owner,
        model_id: context.model.id,
        status: status_of(stated.place),
        stage_id: stage_of(stated.place),
        amount: stated.amount,
        probability: stated.probability,
        expected_close: stated.expected_close,
        created_on: stated.created_on,
        closed_on: stated.closed_on,
        first_seen: context.report_date,
        last_reported: context.report_date,
        note: stated.note,
        archived: false,
        extra: stated.extra,
    };
    db.insert(&deal)?;
    let made = Move {
        id: MoveId(db.allocate()?),
        opportunity_id: id,
        on_day: day,
        day_basis,
        place_before: None,
        place_after: Some(stated.place),
        amount_before: None,
        amount_after: deal.amount,
        close_before: None,
        close_after: deal.expected_close,
        owner_before: None,
        owner_after: deal.owner_id,
        by_name: context.by().to_owned(),
        batch_id: Some(context.batch),
    };
    db.insert(&made)?;
    context.seen.insert(id, 0);
    Ok(Outcome::new_record(name))
}

fn compare(
    db: &mut Db,
    context: &mut Context,
    old: Opportunity,
    stated: Stated,
) -> Result<Outcome> {
    let mut deal = old.clone();
    let mut changes = vec![];
    let directory = &context.directory;
    let plain = String::clone;
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    let place_before = place_of(&old);
    let moved = place_before != Some(stated.place);
    if moved {
        let show = |place: Place| match place {
            Place::Won => "won".to_owned(),
            Place::Lost => "lost".to_owned(),
            Place::Stage(id) => {
                directory.stages.get(&id).map_or_else(String::new, |s| s.name.clone())
            }
        };
        let before = place_before.map_or_else(String::new, show);
        changes.push(FieldChange { field: "stage", before, after: show(stated.place) });
        deal.status = status_of(stated.place);
        deal.stage_id = stage_of(stated.place);
    }
    if let Some(name) = &stated.name
        && *name != deal.name
    {
        changes.push(FieldChange { field: "name", before: deal.name.clone(), after: name.clone() });
        deal.name.clone_from(name);
    }
    replace(&mut deal.amount, stated.amount, "amount", money, &mut changes);
    let rate = |bp: &i64| format!("{}%", hundredths(*bp));
    replace(&mut deal.probability, stated.probability, "probability", rate, &mut changes);
    replace(
        &mut deal.expected_close,
        stated.expected_close,
        "expected_close",
        ToString::to_string,
        &mut changes,
    );
    replace(
        &mut deal.created_on,
        stated.created_on,
        "created_on",
        ToString::to_string,
        &mut changes,
    );
    replace(
        &mut deal.owner_id,
        stated.owner,
        "owner",
        |id| directory.person_name(*id).to_owned(),
        &mut changes,
    );
    let product =
        |id: &ProductId| directory.products.get(id).map_or_else(String::new, |p| p.name.clone());
    replace(&mut deal.product_id, stated.product, "product", product, &mut changes);
    if deal.account_id != stated.account && stated.account.is_some() {
        let account = |db: &Db, id: Option<AccountId>| -> Result<String> {
            let found = id.map(|id| db.get::<crate::store::records::Account>(id)).transpose()?;
            Ok(found.flatten().map_or_else(String::new, |account| account.name))
        };
        let (before, after) = (account(db, deal.account_id)?, account(db, stated.account)?);
        changes.push(FieldChange { field: "account", before, after });
        deal.account_id = stated.account;
    }
    replace(&mut deal.note, stated.note.clone(), "note", plain, &mut changes);
    replace(&mut deal.extra, stated.extra.clone(), "extra", plain, &mut changes);
    let (place_day, day_basis) = day_of(context, &stated, false);
    match deal.status {
        // A deal that was open in an earlier report and is closed now was closed by this report.
        Status::Won | Status::Lost if moved => deal.closed_on = Some(place_day),
        Status::Won | Status::Lost => {
            replace(
                &mut deal.closed_on,
                stated.closed_on,
                "closed_on",
                ToString::to_string,
                &mut changes,
            );
        }
        Status::Open => deal.closed_on = None,
    }
    deal.last_reported = context.report_date;
    // A report that says nothing new still is the newest: an older one must not come after it.
    context.dated |= db.update_from(&old, &deal)?;
    if changes.is_empty() {
        return Ok(Outcome::compared(deal.name, changes));
    }
    keep_moves(db, context, &old, &deal, moved.then_some((stated.place, place_day, day_basis)))?;
    Ok(Outcome::compared(deal.name, changes))
}

/// Records what changed: the place on its own day, the rest on the day of the report.
fn keep_moves(
    db: &mut Db,
    context: &Context,
    old: &Opportunity,
    new: &Opportunity,
    moved: Option<(Place, NaiveDate, DayBasis)>,
) -> Result<()> {
    let changed = |differs: bool| differs.then_some(());
    let mut reported = Move {
        id: MoveId(0),
        opportunity_id: old.id,
        on_day: context.report_date,
        day_basis: DayBasis::Reported,
        place_before: None,
        place_after: None,
        amount_before: changed(old.amount != new.amount).and(old.amount),
        amount_after: changed(old.amount != new.amount).and(new.amount),
        close_before: changed(old.expected_close != new.expected_close).and(old.expected_close),
        close_after: changed(old.expected_close != new.expected_close).and(new.expected_close),
        owner_before: changed(old.owner_id != new.owner_id).and(old.owner_id),
        owner_after: changed(old.owner_id != new.owner_id).and(new.owner_id),
        by_name: context.by().to_owned(),
        batch_id: Some(context.batch),
    };
    let other_news = reported.amount_after.is_some()
        || reported.close_after.is_some()
        || reported.owner_after.is_some();
    if let Some((place, day, day_basis)) = moved {
        let mut step = reported.clone();
        step.place_before = place_of(old);
        step.place_after = Some(place);
        step.on_day = day;
        step.day_basis = day_basis;
        if day != reported.on_day && other_news {
            step.amount_before = None;
            step.amount_after = None;
            step.close_before = None;
            step.close_after = None;
            step.owner_before = None;
            step.owner_after = None;
        }
        step.id = MoveId(db.allocate()?);
        db.insert(&step)?;
        if day == reported.on_day {
            return Ok(());
        }
    }
    if other_news {
        reported.id = MoveId(db.allocate()?);
        db.insert(&reported)?;
    }
    Ok(())
}
