//! What the forms of the page offer: people, deals that ended, stages.

use chrono::{Months, NaiveDate};

use crate::areas::training::data::Load;
use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::error::Result;
use crate::metrics::coaching::case_show::{about, result_key, stage_name};
use crate::metrics::targets::history::known_until;
use crate::store::opportunities;
use crate::store::records::{CaseResult, Opportunity, Status};

/// Deals that ended longer ago are not offered.
const MONTHS: u32 = 24;
/// So many deals are offered, the newest first.
const MOST: usize = 300;

/// What forms offer.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Nobody, or whoever is here.
    pub anybody: Vec<(Option<PersonId>, String)>,
    /// The deals that ended, or none.
    pub ended: Vec<(Option<OpportunityId>, String)>,
    /// The open ones and those that ended, or none.
    pub deals: Vec<(Option<OpportunityId>, String)>,
    /// What is known of those that ended.
    pub facts: Vec<Ended>,
    /// The stages, or none.
    pub stages: Vec<(Option<StageId>, String)>,
}

/// What a case begins with that tells of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The deal.
    pub deal: OpportunityId,
    /// How it ended.
    pub result: CaseResult,
    /// Whose it was.
    pub person: Option<PersonId>,
    /// When it began.
    pub starts: Option<NaiveDate>,
    /// When it ended.
    pub ends: Option<NaiveDate>,
    /// What it is called.
    pub name: String,
}

/// Loads them, with a deal that is wanted though it may be older.
pub(super) fn load(load: &Load<'_>, wanted: Option<OpportunityId>) -> Result<Choices> {
    let (db, tr, directory) = (load.db, load.tr, load.directory);
    let here = directory.here_on(load.today).into_iter();
    let mut anybody = vec![(None, tr.text("cases-nobody"))];
    anybody.extend(here.map(|one| (Some(one.id), one.name.clone())));
    let until = known_until(db, load.today)?;
    let from = until.checked_sub_months(Months::new(MONTHS)).unwrap_or(until);
    let mut found: Vec<(NaiveDate, OpportunityId)> = vec![];
    opportunities::each_closed(db, from, until, |deal| {
        if let Some(day) = deal.closed
            && load.members.include(deal.owner, deal.closed)
        {
            found.push((day, deal.id));
        }
        Ok(())
    })?;
    found.sort_by_key(|(day, id)| std::cmp::Reverse((*day, *id)));
    found.truncate(MOST);
    let mut ids: Vec<OpportunityId> = found.into_iter().map(|(_, id)| id).collect();
    if let Some(wanted) = wanted
        && !ids.contains(&wanted)
    {
        ids.insert(0, wanted);
    }
    let none = (None, tr.text("cases-no-deal"));
    let (mut ended, mut facts) = (vec![none.clone()], vec![]);
    for id in ids {
        let Some(deal) = db.get::<Opportunity>(id)? else { continue };
        let Some(fact) = ended_as(&deal) else { continue };
        ended.push((Some(id), named(load, &deal, Some(fact.result))?));
        facts.push(fact);
    }
    let mut open = vec![];
    opportunities::each(db, |deal| {
        if deal.status == Status::Open && load.members.include(deal.owner, Some(load.today)) {
            open.push(deal.id);
        }
        Ok(())
    })?;
    open.sort_unstable();
    open.reverse();
    open.truncate(MOST);
    let mut deals = vec![none];
    for id in open {
        if let Some(deal) = db.get::<Opportunity>(id)? {
            deals.push((Some(id), named(load, &deal, None)?));
        }
    }
    deals.extend(ended.iter().skip(1).cloned());
    let mut stages = vec![(None, tr.text("cases-no-stage"))];
    for stage in directory.stage_choices() {
        let name = stage_name(tr, directory, stage.id).unwrap_or_default();
        stages.push((Some(stage.id), name));
    }
    Ok(Choices { anybody, ended, deals, facts, stages })
}

/// What a case of a deal begins with; `None` while it is open.
fn ended_as(deal: &Opportunity) -> Option<Ended> {
    let result = match deal.status {
        Status::Open => return None,
        Status::Won => CaseResult::Won,
        Status::Lost => CaseResult::Lost,
    };
    Some(Ended {
        deal: deal.id,
        result,
        person: deal.owner_id,
        starts: deal.created_on,
        ends: deal.closed_on,
        name: deal.name.clone(),
    })
}

/// A deal with its customer, and how it ended.
fn named(load: &Load<'_>, deal: &Opportunity, result: Option<CaseResult>) -> Result<String> {
    let [account, text] = about(load.db, load.tr, (deal.account_id, Some(deal.id)))?;
    let result = result.map(|result| load.tr.text(result_key(result)));
    Ok(load.tr.joined(&[account, text, result].map(Option::unwrap_or_default)))
}
