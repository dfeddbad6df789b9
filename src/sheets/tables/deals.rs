//! Opportunities, their moves, and targets.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::{MetricId, Unit};
use crate::sheets::tables::{Names, Sheet, day, fen, opt};
use crate::sheets::write::Out;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    Answer, DealAnswer, DealOutcome, Move, Opportunity, OutcomeReason, Place, Target,
};

pub(super) fn opportunities(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let directory = names.directory;
    let mut outcomes: BTreeMap<OpportunityId, DealOutcome> =
        db.all::<DealOutcome>()?.into_iter().map(|said| (said.opportunity_id, said)).collect();
    let rows = db.all::<Opportunity>()?.into_iter().map(|deal| {
        // What explains another ending than it had would come in again as the reason of this one.
        let said = outcomes.remove(&deal.id).filter(|said| said.result == deal.status);
        let stage = deal.stage_id.and_then(|stage| directory.stages.get(&stage));
        vec![
            opt(deal.number.as_deref()),
            deal.name.into(),
            names.account(deal.account_id),
            names.product(deal.product_id),
            names.person(deal.owner_id),
            deal.status.word().into(),
            opt(stage.map(|stage| stage.name.as_str())),
            fen(deal.amount),
            deal.probability.map_or(Out::Blank, Out::Rate),
            day(deal.expected_close),
            day(deal.created_on),
            day(deal.closed_on),
            opt(deal.note.as_deref()),
            opt(said.as_ref().and_then(reason)),
            opt(said.as_ref().and_then(|said| said.competitor.as_deref())),
            opt(deal.extra.as_deref()),
        ]
    });
    Ok((
        &[
            "number",
            "name",
            "account",
            "product",
            "owner",
            "status",
            "stage",
            "amount",
            "probability",
            "expected_close",
            "created_on",
            "closed_on",
            "note",
            "close_reason",
            "competitor",
            "extra",
        ],
        rows.collect(),
    ))
}

/// The reason as it comes in again: another one in its own words.
fn reason(said: &DealOutcome) -> Option<&str> {
    match said.reason? {
        OutcomeReason::Other => said.detail.as_deref(),
        reason => Some(reason.word()),
    }
}

pub(super) fn moves(db: &Db, directory: &Directory) -> Result<Sheet> {
    let mut numbers = BTreeMap::new();
    for deal in db.all::<Opportunity>()? {
        numbers.insert(deal.id, (deal.number, deal.name));
    }
    // A deal is asked about once in an import, and only where the import does not name it; what was
    // said without an import has none, and the move that follows is of the same day.
    let on = |batch: Option<BatchId>, day: NaiveDate| batch.is_none().then_some(day);
    let answers: BTreeMap<(OpportunityId, Option<BatchId>, Option<NaiveDate>), Answer> = db
        .all::<DealAnswer>()?
        .into_iter()
        .map(|said| {
            let day = on(said.batch_id, said.report_date);
            ((said.opportunity_id, said.batch_id, day), said.answer)
        })
        .collect();
    let answer = |step: &Move| {
        let lost = step.place_after == Some(Place::Lost);
        let key = (step.opportunity_id, step.batch_id, on(step.batch_id, step.on_day));
        Some(answers.get(&key).filter(|_| lost)?.word())
    };
    let place = |place: Option<Place>| match place {
        None => Out::Blank,
        Some(Place::Won) => "won".into(),
        Some(Place::Lost) => "lost".into(),
        Some(Place::Stage(id)) => opt(directory.stages.get(&id).map(|stage| stage.name.as_str())),
    };
    let rows = db.all::<Move>()?.into_iter().map(|step| {
        let deal = numbers.get(&step.opportunity_id);
        vec![
            opt(deal.and_then(|(number, _)| number.as_deref())),
            opt(deal.map(|(_, name)| name.as_str())),
            day(Some(step.on_day)),
            step.day_basis.word().into(),
            place(step.place_before),
            place(step.place_after),
            fen(step.amount_before),
            fen(step.amount_after),
            day(step.close_before),
            day(step.close_after),
            opt(step.owner_before.map(|owner| directory.person_name(owner))),
            opt(step.owner_after.map(|owner| directory.person_name(owner))),
            opt(answer(&step)),
            step.by_name.into(),
        ]
    });
    Ok((
        &[
            "number",
            "name",
            "day",
            "day_basis",
            "from",
            "to",
            "amount_before",
            "amount_after",
            "close_before",
            "close_after",
            "owner_before",
            "owner_after",
            "answer",
            "by",
        ],
        rows.collect(),
    ))
}

pub(super) fn targets(db: &Db, directory: &Directory) -> Result<Sheet> {
    let rows = db.all::<Target>()?.into_iter().map(|target| {
        // A person by name, as reps write it; what is no person says so.
        let scope = match target.scope() {
            Scope::Person(person) => directory.person_name(person).to_owned(),
            scope => directory.scope_text(scope),
        };
        let unit = MetricId::parse(&target.metric).map(MetricId::unit);
        let value = |value: i64| match unit {
            Some(Unit::Fen | Unit::BasisPoints) => Out::Hundredths(value),
            _ => Out::Int(value),
        };
        let level = |level: Option<i64>| level.map_or_else(|| String::new().into(), value);
        let (base, stretch) = (value(target.value), level(target.stretch));
        let challenge = level(target.challenge);
        vec![scope.into(), target.metric.into(), target.period.into(), base, stretch, challenge]
    });
    Ok((&["person", "metric", "period", "value", "stretch", "challenge"], rows.collect()))
}
