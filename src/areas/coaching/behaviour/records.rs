//! What lies behind a figure: of a behaviour the cases of a person, of a step its deals.

use super::detail::line_name;
use super::rows::{Behind, Records};
use crate::areas::coaching::data::Load;
use crate::domain::ids::{AccountId, BehaviourLineId, OpportunityId, PersonId};
use crate::error::Result;
use crate::i18n::number;
use crate::metrics::behaviour::count::{Case, Of, cases};
use crate::metrics::behaviour::kept::Kept;
use crate::metrics::behaviour::odds::{Deal, Step, Steps};
use crate::metrics::behaviour::show;
use crate::metrics::behaviour::{Behaviour, Unit};
use crate::metrics::submissions::slot::Slot;
use crate::store::coaching::templates::Template;
use crate::store::records::{Account, Activity, Observation, Opportunity, OwedKind};

/// The cases of a person of the behaviour that is looked at; `None` where it is not known any more.
pub(super) fn of_person(
    load: &Load<'_>,
    sheets: &[Template],
    (kept, line, person): (&Kept, BehaviourLineId, PersonId),
) -> Result<Option<Records>> {
    let Some(line) = kept.lines.iter().find(|own| own.record.id == line) else { return Ok(None) };
    let Some(behaviour) = &line.behaviour else { return Ok(None) };
    let asked = super::detail::asked(load, kept);
    let behaviours = std::slice::from_ref(behaviour);
    let all = cases(load.db, load.directory, &asked, behaviours)?;
    let own = all.get(behaviour).into_iter().flatten().filter(|case| case.person == person);
    let mut rows = vec![];
    for case in own {
        rows.push([case.day.to_string(), what(load, case)?, amount(load, behaviour, case)]);
    }
    let name = load.directory.person_name(person).to_owned();
    let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let (from, to) = asked.span();
    let args = [
        ("unit", load.tr.text(show::unit_key(behaviour.unit())).into()),
        ("from", from.to_string().into()),
        ("to", to.to_string().into()),
        ("n", n.into()),
    ];
    let title = [("name", name.into()), ("behaviour", line_name(load, sheets, line).into())];
    Ok(Some(Records {
        key: Behind::Person(person),
        title: load.tr.with("behaviour-records-title", &title),
        about: load.tr.with("behaviour-records-about", &args),
        rows,
    }))
}

/// The deals of a step; `None` where it is not shown.
pub(super) fn of_step(
    load: &Load<'_>,
    (sheets, steps): (&[Template], &Steps),
    step: &Step,
) -> Result<Option<Records>> {
    let Some(found) = steps.found.iter().find(|found| found.step == *step) else {
        return Ok(None);
    };
    let mut rows = vec![];
    for deal in &found.deals {
        rows.push(deal_row(load, deal)?);
    }
    rows.sort();
    Ok(Some(Records {
        key: Behind::Step(step.clone()),
        title: show::deal_step(load.tr, load.directory, sheets, step),
        about: load.tr.text("behaviour-steps-about"),
        rows,
    }))
}

fn deal_row(load: &Load<'_>, own: &Deal) -> Result<[String; 3]> {
    let tr = load.tr;
    let done = if own.done { "behaviour-deal-done" } else { "behaviour-deal-left-out" };
    let won = if own.won { "behaviour-deal-won" } else { "behaviour-deal-lost" };
    let args = [("done", tr.text(done).into()), ("won", tr.text(won).into())];
    let said = match &own.tier {
        Some(tier) => {
            let [done, won] = args;
            tr.with("behaviour-deal-tier", &[done, won, ("tier", tier.as_str().into())])
        }
        None => tr.with("behaviour-deal", &args),
    };
    let record = load.db.get::<Opportunity>(own.id)?;
    let day = record.as_ref().and_then(|record| record.closed_on);
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    Ok([day, deal_name(load, own.id)?, said])
}

fn what(load: &Load<'_>, case: &Case) -> Result<String> {
    let db = load.db;
    Ok(match case.of {
        Of::Visit(id) => match db.get::<Activity>(id)? {
            Some(visit) => load.tr.joined(&[account_name(load, visit.account_id)?, visit.subject]),
            None => String::new(),
        },
        Of::Customer(id) => account_name(load, Some(id))?,
        Of::Deal(id) => deal_name(load, id)?,
        Of::Sheet(id) => match db.get::<Observation>(id)? {
            Some(sheet) => {
                let customer = account_name(load, sheet.account_id)?;
                load.tr.joined(&[load.tr.text("behaviour-records-sheet"), customer])
            }
            None => String::new(),
        },
        Of::Slot(slot) => slot_name(load, slot),
    })
}

fn account_name(load: &Load<'_>, id: Option<AccountId>) -> Result<String> {
    let found = match id {
        Some(id) => load.db.get::<Account>(id)?,
        None => None,
    };
    Ok(found.map(|account| account.name).unwrap_or_default())
}

fn deal_name(load: &Load<'_>, id: OpportunityId) -> Result<String> {
    Ok(match load.db.get::<Opportunity>(id)? {
        Some(deal) => load.tr.joined(&[account_name(load, deal.account_id)?, deal.name]),
        None => String::new(),
    })
}

fn slot_name(load: &Load<'_>, slot: Slot) -> String {
    let key = match slot.kind {
        OwedKind::Daily => "behaviour-slot-daily",
        OwedKind::Weekly => "behaviour-slot-weekly",
        OwedKind::Monthly => "behaviour-slot-monthly",
    };
    let args = [("from", slot.first.to_string().into()), ("to", slot.last.to_string().into())];
    load.tr.with(key, &args)
}

/// What a case counts, in words.
fn amount(load: &Load<'_>, behaviour: &Behaviour, case: &Case) -> String {
    let whole = case.amount.round() as i64;
    let tr = load.tr;
    match behaviour.unit() {
        Unit::PerDay => number(whole),
        Unit::PerCustomer => tr.with("behaviour-records-people", &[("n", whole.into())]),
        Unit::Share if whole > 0 => tr.text("behaviour-records-yes"),
        Unit::Share => tr.text("behaviour-records-no"),
        Unit::Days => tr.with("days", &[("n", whole.into())]),
        Unit::Level => tr.with("behaviour-records-level", &[("n", whole.into())]),
    }
}
