//! The workspace's tables as sheets, for export: every record, names instead of keys.
//!
//! Keys stay out, since they say nothing to people; rows
//! stand in a stable order, so that two exports of the same data are the same bytes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::error::{Error, Result};
use crate::metrics::{MetricId, Unit};
use crate::sheets::write::{Out, Table};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{
    Account, Batch, Evaluation, EvaluationCycle, Move, Opportunity, Place, ScopeKind, Signature,
    SignatureRole, Target,
};

/// The tables that can be exported.
pub const TABLES: [&str; 8] = [
    "people",
    "accounts",
    "products",
    "opportunities",
    "moves",
    "targets",
    "evaluations",
    "imports",
];

/// Reads a table of the workspace.
///
/// # Errors
/// When there is no such table or the database fails.
pub fn table(db: &Db, name: &str, today: NaiveDate) -> Result<Table> {
    let directory = Directory::load(db)?;
    let (headings, rows) = match name {
        "people" => people(&directory, today),
        "accounts" => accounts(db, &directory)?,
        "products" => products(&directory),
        "opportunities" => opportunities(db, &directory)?,
        "moves" => moves(db, &directory)?,
        "targets" => targets(db, &directory)?,
        "evaluations" => evaluations(db, &directory)?,
        "imports" => imports(db)?,
        _ => return Err(Error::new("error-table-unknown").arg("table", name)),
    };
    Ok(Table {
        name: name.to_owned(),
        headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
        rows,
    })
}

type Sheet = (&'static [&'static str], Vec<Vec<Out>>);

fn opt(text: Option<&str>) -> Out {
    text.map_or(Out::Blank, Into::into)
}

fn day(date: Option<NaiveDate>) -> Out {
    date.map_or(Out::Blank, |date| Out::Text(date.to_string()))
}

fn fen(amount: Option<i64>) -> Out {
    amount.map_or(Out::Blank, Out::Hundredths)
}

fn people(directory: &Directory, today: NaiveDate) -> Sheet {
    let rows = directory.people.values().map(|person| {
        let membership = directory.membership_on(person.id, today);
        let team = membership.and_then(|m| m.team_id).and_then(|team| directory.teams.get(&team));
        let region =
            team.and_then(|team| team.region_id).map(|region| directory.region_name(region));
        let post = membership.and_then(|m| m.post_id).and_then(|post| directory.posts.get(&post));
        let manager = team.and_then(|team| team.manager_id).filter(|manager| *manager != person.id);
        vec![
            person.name.as_str().into(),
            opt(person.number.as_deref()),
            opt(post.map(|post| post.name.as_str())),
            opt(team.map(|team| team.name.as_str())),
            opt(region),
            opt(manager.map(|manager| directory.person_name(manager))),
            person.kind.word().into(),
            day(person.hired),
            day(membership.and_then(|m| m.starts)),
            opt(person.city.as_deref()),
            opt(person.phone.as_deref()),
            opt(person.email.as_deref()),
            person.origin.word().into(),
        ]
    });
    (
        &[
            "name", "number", "post", "team", "region", "manager", "kind", "hired", "starts",
            "city", "phone", "email", "origin",
        ],
        rows.collect(),
    )
}

fn accounts(db: &Db, directory: &Directory) -> Result<Sheet> {
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

fn products(directory: &Directory) -> Sheet {
    let rows = directory.products.values().map(|product| {
        let price = product.list_price.map_or(Out::Blank, |price| {
            if price % 100 == 0 {
                Out::Hundredths(price / 100)
            } else {
                Out::Text(format!("{}.{:04}", price / 10_000, price % 10_000))
            }
        });
        vec![
            product.name.as_str().into(),
            opt(product.series.as_deref()),
            price,
            product.origin.word().into(),
            opt(product.extra.as_deref()),
        ]
    });
    (&["name", "series", "list_price", "origin", "extra"], rows.collect())
}

fn account_names(db: &Db) -> Result<BTreeMap<AccountId, String>> {
    Ok(db.all::<Account>()?.into_iter().map(|account| (account.id, account.name)).collect())
}

fn opportunities(db: &Db, directory: &Directory) -> Result<Sheet> {
    let accounts = account_names(db)?;
    let rows = db.all::<Opportunity>()?.into_iter().map(|deal| {
        let stage = deal.stage_id.and_then(|stage| directory.stages.get(&stage));
        let product = deal.product_id.and_then(|product| directory.products.get(&product));
        vec![
            opt(deal.number.as_deref()),
            deal.name.into(),
            opt(deal.account_id.and_then(|id| accounts.get(&id)).map(String::as_str)),
            opt(product.map(|product| product.name.as_str())),
            opt(deal.owner_id.map(|owner| directory.person_name(owner))),
            deal.status.word().into(),
            opt(stage.map(|stage| stage.name.as_str())),
            fen(deal.amount),
            day(deal.expected_close),
            day(deal.created_on),
            day(deal.closed_on),
            opt(deal.note.as_deref()),
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
            "expected_close",
            "created_on",
            "closed_on",
            "note",
            "extra",
        ],
        rows.collect(),
    ))
}

fn moves(db: &Db, directory: &Directory) -> Result<Sheet> {
    let mut numbers = BTreeMap::new();
    for deal in db.all::<Opportunity>()? {
        numbers.insert(deal.id, (deal.number, deal.name));
    }
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
            Out::Text(step.on_day.to_string()),
            step.day_basis.word().into(),
            place(step.place_before),
            place(step.place_after),
            fen(step.amount_before),
            fen(step.amount_after),
            day(step.close_before),
            day(step.close_after),
            opt(step.owner_before.map(|owner| directory.person_name(owner))),
            opt(step.owner_after.map(|owner| directory.person_name(owner))),
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
            "by",
        ],
        rows.collect(),
    ))
}

fn targets(db: &Db, directory: &Directory) -> Result<Sheet> {
    let rows = db.all::<Target>()?.into_iter().map(|target| {
        let scope = match target.scope_kind {
            ScopeKind::Person => directory.person_name(PersonId(target.scope_id)).to_owned(),
            ScopeKind::Team => directory
                .teams
                .get(&TeamId(target.scope_id))
                .map_or_else(String::new, |t| t.name.clone()),
            ScopeKind::Region => directory.region_name(RegionId(target.scope_id)).to_owned(),
            ScopeKind::All => String::new(),
        };
        let value = match MetricId::parse(&target.metric).map(MetricId::unit) {
            Some(Unit::Fen | Unit::BasisPoints) => Out::Hundredths(target.value),
            _ => Out::Int(target.value),
        };
        vec![scope.into(), target.metric.into(), target.period.into(), value]
    });
    Ok((&["person", "metric", "period", "value"], rows.collect()))
}

fn evaluations(db: &Db, directory: &Directory) -> Result<Sheet> {
    let cycles: BTreeMap<CycleId, String> =
        db.all::<EvaluationCycle>()?.into_iter().map(|cycle| (cycle.id, cycle.period)).collect();
    let signatures = db.all::<Signature>()?;
    let signed = |evaluation, role| {
        let found = signatures.iter().find(|s| s.evaluation_id == evaluation && s.role == role);
        opt(found.map(|s| format!("{} {}", s.name, s.on_day)).as_deref())
    };
    let rows = db.all::<Evaluation>()?.into_iter().map(|evaluation| {
        vec![
            opt(cycles.get(&evaluation.cycle_id).map(String::as_str)),
            directory.person_name(evaluation.person_id).into(),
            evaluation.self_comment.into(),
            evaluation.manager_comment.into(),
            signed(evaluation.id, SignatureRole::Employee),
            signed(evaluation.id, SignatureRole::Manager),
            signed(evaluation.id, SignatureRole::Hr),
        ]
    });
    Ok((
        &[
            "period",
            "person",
            "self_comment",
            "manager_comment",
            "signed_employee",
            "signed_manager",
            "signed_hr",
        ],
        rows.collect(),
    ))
}

fn imports(db: &Db) -> Result<Sheet> {
    let rows = db.all::<Batch>()?.into_iter().map(|batch| {
        vec![
            batch.at.into(),
            batch.by_name.into(),
            batch.file_name.into(),
            batch.sheet_name.into(),
            batch.kind.into(),
            Out::Text(batch.report_date.to_string()),
            Out::Int(batch.n_rows),
            Out::Int(batch.n_new),
            Out::Int(batch.n_changed),
            Out::Int(batch.n_unchanged),
            Out::Int(batch.n_rejected),
            (if batch.taken_back { "taken_back" } else { "" }).into(),
            batch.file_hash.into(),
        ]
    });
    Ok((
        &[
            "at",
            "by",
            "file",
            "sheet",
            "kind",
            "report_date",
            "rows",
            "new",
            "changed",
            "unchanged",
            "rejected",
            "state",
            "hash",
        ],
        rows.collect(),
    ))
}
