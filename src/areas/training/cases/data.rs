//! What the page shows, ready to draw.

use super::choices::{self, Choices};
use super::detail;
use super::records;
use super::rows::{Behind, Opened, Records, Row};
use crate::areas::training::data::Load;
use crate::domain::ids::{AccountId, OpportunityId, SalesCaseId};
use crate::domain::names::initial;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::coaching::case_show::{result_key, stage_name, told_of};
use crate::metrics::coaching::cases::{Listed, library, told};
use crate::store::records::{Account, CaseResult, CaseStep, SalesCase};

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The case that is open; the first of the list without one.
    pub open: Option<SalesCaseId>,
    /// Whether the newest one is open instead.
    pub newest: bool,
    /// The play that is looked at; the first of the case without one.
    pub series: Option<i64>,
    /// The deal of which a case is to be written.
    pub from: Option<OpportunityId>,
    /// Whether a form is open that offers something.
    pub offers: bool,
    /// The figure whose stays are listed.
    pub behind: Option<Behind>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// How many cases there are, and how often they are told in the quarter.
    pub line: String,
    /// All of them.
    pub rows: Vec<Row>,
    /// The one that is open.
    pub opened: Option<Box<Opened>>,
    /// What forms offer; empty while none is open.
    pub choices: Choices,
    /// What a case begins with that is to be written of a deal.
    pub from: Option<choices::Ended>,
    /// The stays behind a figure.
    pub records: Option<Records>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let all = library(load.db, load.members, load.today)?;
    let newest = all.iter().max_by_key(|one| one.record.id).filter(|_| ask.newest);
    let chosen = all.iter().find(|one| Some(one.record.id) == ask.open);
    let shown = newest.or(chosen).or(all.first());
    let opened = match shown {
        Some(one) => detail::load(load, one, ask.series)?,
        None => None,
    };
    let records = match (&opened, ask.behind) {
        (Some((_, Some(found))), Some(behind)) => records::of(load, found, behind)?,
        _ => None,
    };
    let own = opened.as_ref().and_then(|(opened, _)| opened.deal);
    let choices =
        if ask.offers { choices::load(load, ask.from.or(own))? } else { Choices::default() };
    let from = choices.facts.iter().find(|fact| Some(fact.deal) == ask.from).cloned();
    Ok(Data {
        line: line(load, &all)?,
        rows: rows(load, &all)?,
        opened: opened.map(|(opened, _)| Box::new(opened)),
        choices,
        from,
        records,
    })
}

/// How many cases are in the library: the count on the tab; empty for none.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn count(load: &Load<'_>) -> Result<String> {
    let all = load.db.all::<SalesCase>()?;
    let known = |case: &&SalesCase| case.published_on.is_some_and(|day| day <= load.today);
    let n = all.iter().filter(known).count();
    Ok(if n == 0 { String::new() } else { n.to_string() })
}

fn line(load: &Load<'_>, all: &[Listed]) -> Result<String> {
    let n = all.iter().filter(|one| one.record.published_on.is_some()).count();
    if n == 0 {
        return Ok(String::new());
    }
    let told = told(load.db, Period::quarter_of(load.today))?;
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [("n", whole(n).into()), ("told", whole(told).into())];
    Ok(load.tr.with("cases-line", &args))
}

fn rows(load: &Load<'_>, all: &[Listed]) -> Result<Vec<Row>> {
    let steps = load.db.all::<CaseStep>()?;
    let mut rows = vec![];
    for one in all {
        let record = &one.record;
        let account = match record.account_id {
            Some(id) => account_name(load, id)?,
            None => None,
        };
        let about = told_of(load.tr, load.directory, record, account.as_deref());
        let own = steps.iter().filter(|step| step.case_id == record.id);
        let said = own.flat_map(|step| [Some(&step.name), step.did.as_ref(), step.why.as_ref()]);
        let more = [record.tags.as_ref(), record.suits.as_ref(), record.takeaways.as_ref()];
        let mut find = vec![record.title.as_str(), about.as_str()];
        find.extend(said.chain(more).flatten().map(String::as_str));
        let find = find.join("\n").to_lowercase();
        let whose = record.person_id.map_or("", |person| load.directory.person_name(person));
        rows.push(Row {
            id: record.id,
            initial: initial(whose),
            title: record.title.clone(),
            stage: stage_line(load, record),
            uses: uses(load, one),
            result: record.result,
            draft: record.published_on.is_none(),
            about,
            find,
        });
    }
    Ok(rows)
}

fn account_name(load: &Load<'_>, id: AccountId) -> Result<Option<String>> {
    Ok(load.db.get::<Account>(id)?.map(|account| account.name))
}

/// The stage of a case; that it is of a deal that was lost, or a draft.
fn stage_line(load: &Load<'_>, record: &SalesCase) -> String {
    let stage = record.stage_id.and_then(|stage| stage_name(load.tr, load.directory, stage));
    let lost = (record.result == CaseResult::Lost).then(|| load.tr.text(result_key(record.result)));
    let draft = record.published_on.is_none().then(|| load.tr.text("cases-draft"));
    load.tr.joined(&[stage, lost, draft].map(Option::unwrap_or_default))
}

fn uses(load: &Load<'_>, one: &Listed) -> String {
    if one.series.is_empty() {
        return load.tr.text("cases-no-play");
    }
    let n = i64::try_from(one.uses).unwrap_or(i64::MAX);
    load.tr.with("cases-used", &[("n", n.into())])
}
