//! `coxswain show deal` and `show deals`: everything about one deal, and the deals that a filter lets
//! through with what they are worth.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::values::day;
use crate::domain::forecast::calls::Category;
use crate::domain::ids::{PersonId, StageId};
use crate::domain::stuck::limit::StuckLimit;
use crate::error::{Error, Result};
use crate::i18n::money_cell;
use crate::metrics::deal_list::{self, Filter, Listed};
use crate::metrics::deal_page::history::{Change, Changed};
use crate::metrics::deal_page::path::StageLine;
use crate::metrics::deal_page::{self, DealPage, When};
use crate::metrics::forecast::class_period;
use crate::metrics::stuck::{OpenDeal, days_text};
use crate::store::opportunities;
use crate::store::records::{Place, SavedList, Stage, Status};

/// What `show deals` is filtered by, as it is written on the command line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words<'a> {
    /// A kept list, as JSON or by its name.
    pub list: Option<&'a str>,
    /// Open, won or lost.
    pub status: Option<Status>,
    /// The name of a stage.
    pub stage: Option<&'a str>,
    /// Only those without a next step.
    pub without_next: bool,
}

/// Everything about the deal of a number.
pub(super) fn deal(ask: &Asked<'_>, number: Option<&str>) -> Result<Shown> {
    let number = number.unwrap_or_default();
    let unknown = || Error::new("error-deal-number").arg("number", number);
    let record = opportunities::by_number(ask.db, number)?.ok_or_else(unknown)?;
    let period = class_period(ask.period, ask.as_of);
    let asked = deal_page::Ask { deal: record.id, as_of: ask.as_of, today: ask.as_of, period };
    let page = deal_page::load(ask.db, ask.directory, asked)?;
    Ok((told(ask, &page), lines(ask, &page)))
}

fn stage(ask: &Asked<'_>, stage: Option<StageId>) -> String {
    let stage = stage.and_then(|stage| ask.directory.stages.get(&stage));
    stage.map_or_else(String::new, |stage| ask.tr.own(&stage.name, &stage.name_en).to_owned())
}

fn person<'a>(ask: &Asked<'a>, person: Option<PersonId>) -> Option<&'a str> {
    person.map(|person| ask.directory.person_name(person))
}

fn place(ask: &Asked<'_>, place: Option<Place>) -> Option<String> {
    match place? {
        Place::Stage(at) => Some(stage(ask, Some(at))),
        Place::Won => Some(Status::Won.word().to_owned()),
        Place::Lost => Some(Status::Lost.word().to_owned()),
    }
}

fn limit(limit: StuckLimit) -> Value {
    json!({ "days": limit.days.to_f64(), "basis": limit.basis.word(), "winners": limit.winners })
}

/// The deal and how it stands.
fn told(ask: &Asked<'_>, page: &DealPage) -> Value {
    let (deal, standing) = (&page.deal, &page.standing);
    let marks = page.open.as_ref().map(|open| open.marks.iter().map(|mark| mark.word()));
    let mut value = json!({
        "number": deal.number,
        "name": deal.name,
        "account": page.account.as_ref().map(|account| account.name.as_str()),
        "as_of": page.as_of.to_string(),
        "status": deal.status.word(),
        "stage": page.stage.map(|at| stage(ask, Some(at))),
        "place": place(ask, standing.place),
        "amount": standing.amount,
        "amounts": page.amounts,
        "owner": person(ask, standing.owner),
        "expected": day(standing.expected),
        "expected_days": page.expected.iter().map(|day| day.to_string()).collect::<Vec<_>>(),
        "pushes": page.pushes.map(|pushes| pushes.pushes),
        "pushed_days": page.pushes.map(|pushes| pushes.pushed_days),
        "category": page.category.map(|(category, _)| category.word()),
        "category_period": page.period.to_string(),
        "category_chosen": page.category.map(|(_, chosen)| chosen),
        "stated_chance_bp": deal.probability,
        "stage_won_of_closed": page.chance.map(|(won, closed)| [won, closed]),
        "contacted": page.contacted.as_ref().map(|(day, _)| day.to_string()),
        "stuck": page.open.as_ref().map(OpenDeal::stuck),
        "marks": marks.map(Iterator::collect::<Vec<_>>),
    });
    if let (Some(into), Value::Object(more)) = (value.as_object_mut(), recorded(ask, page)) {
        into.extend(more);
    }
    value
}

/// Its path, its people, and what is recorded of it.
fn recorded(ask: &Asked<'_>, page: &DealPage) -> Value {
    let path = &page.path;
    let next = page.next_step.as_ref().map(|step| {
        json!({
            "what": step.what,
            "due": step.due.to_string(),
            "confirmed_on": day(step.confirmed_on),
            "by": step.by_name,
        })
    });
    let notes = page.said.notes.iter().map(|note| {
        json!({ "on_day": note.on_day.to_string(), "words": note.words, "by": note.by_name })
    });
    json!({
        "path": {
            "days": path.days,
            "stays": path.stays,
            "forward": path.forward,
            "back": path.back,
            "stages": path.lines.iter().map(|line| stage_told(ask, line)).collect::<Vec<_>>(),
        },
        "roles": roles(ask, page),
        "roles_missing": page.roles_missing().iter().map(|role| role.word()).collect::<Vec<_>>(),
        "contacts": contacts(page),
        "tasks": tasks(page),
        "evidence": evidence(page),
        "waivers": waivers(ask, page),
        "risks": risks(page),
        "next_step": next,
        "notes": notes.collect::<Vec<_>>(),
        "changes": page.changes.iter().map(|change| changed(ask, change)).collect::<Vec<_>>(),
    })
}

fn stage_told(ask: &Asked<'_>, line: &StageLine) -> Value {
    let stays = line.stays.iter().map(|stay| {
        json!({
            "from": stay.enter.to_string(),
            "to": day(stay.leave),
            "days": stay.days,
            "within_limit": line.within(stay),
        })
    });
    json!({
        "stage": stage(ask, Some(line.stage)),
        "entries": line.stays.len(),
        "days": line.days(),
        "limit": line.limit.map(limit),
        "over": line.over(),
        "stays": stays.collect::<Vec<_>>(),
    })
}

fn roles(ask: &Asked<'_>, page: &DealPage) -> Vec<Value> {
    let roles = page.roles.iter().map(|line| {
        let part = line.part.as_ref();
        let who = part.map(|part| match part.person_id {
            Some(person) => ask.directory.person_name(person).to_owned(),
            None => part.name.clone(),
        });
        let when = match line.when {
            When::Now => "now",
            When::Next => "next",
            When::Beside => "beside",
        };
        json!({
            "role": line.role.word(),
            "asked_by_stage": when,
            "state": line.state.word(),
            "who": who,
            "since": day(part.and_then(|part| part.since)),
        })
    });
    roles.collect()
}

fn contacts(page: &DealPage) -> Value {
    let (met, all) = page.contacts_met();
    let list = page.contacts.iter().map(|contact| {
        json!({
            "name": contact.name,
            "title": contact.title,
            "part": contact.part.word(),
            "stance": contact.stance.word(),
            "met_on": day(contact.met_on),
        })
    });
    let others = page.others.iter().map(|other| other.name.as_str());
    json!({
        "met": met,
        "known": all,
        "people": list.collect::<Vec<_>>(),
        "others": others.collect::<Vec<_>>(),
    })
}

fn tasks(page: &DealPage) -> Value {
    let (done, all, overdue) = page.tasks_done();
    let list = page.tasks.iter().map(|task| {
        let said = task.done.as_ref();
        json!({
            "name": task.item.name,
            "due": day(task.due),
            "done_on": day(said.map(|said| said.on_day)),
            "shown_in": said.and_then(|said| said.shown_in.clone()),
            "working_days_late": task.late,
        })
    });
    json!({ "done": done, "all": all, "overdue": overdue, "items": list.collect::<Vec<_>>() })
}

fn evidence(page: &DealPage) -> Value {
    let (there, all) = page.evidence_there();
    let list = page.evidence.iter().map(|line| {
        let there = line.there.as_ref();
        json!({
            "name": line.item.name,
            "on_day": day(there.map(|there| there.on_day)),
            "shown_in": there.and_then(|there| there.shown_in.clone()),
        })
    });
    json!({ "there": there, "needed": all, "items": list.collect::<Vec<_>>() })
}

fn waivers(ask: &Asked<'_>, page: &DealPage) -> Vec<Value> {
    let waivers = page.waivers.iter().map(|line| {
        json!({
            "stage": stage(ask, Some(line.stage)),
            "left_on": line.left_on.to_string(),
            "missing": line.missing,
            "reason": line.waiver.as_ref().map(|waiver| waiver.reason.as_str()),
        })
    });
    waivers.collect()
}

fn risks(page: &DealPage) -> Vec<Value> {
    let risks = page.risks().map(|risk| {
        json!({
            "kind": risk.kind.word(),
            "weight": risk.weight.word(),
            "name": risk.name,
            "action": risk.action,
            "due": day(risk.due),
        })
    });
    risks.collect()
}

fn changed(ask: &Asked<'_>, change: &Change) -> Value {
    let (before, after) = match &change.what {
        Changed::Stage { before, after, .. } => {
            (json!(place(ask, *before)), json!(place(ask, Some(*after))))
        }
        Changed::Amount { before, after } => (json!(before), json!(after)),
        Changed::Expected { before, after } => (json!(day(*before)), json!(after.to_string())),
        Changed::Owner { before, after } => {
            (json!(person(ask, *before)), json!(person(ask, Some(*after))))
        }
        Changed::Next { before, after, .. } => (json!(before), json!(after)),
        Changed::Decided { decision, reason } => (json!(decision.word()), json!(reason)),
        Changed::Class { before, after, .. } => {
            (json!(before.map(Category::word)), json!(after.map(Category::word)))
        }
    };
    let (period, reason) = match &change.what {
        Changed::Class { period, reason, .. } => (Some(period), Some(reason)),
        _ => (None, None),
    };
    json!({
        "day": change.day.to_string(),
        "field": change.what.field().word(),
        "before": before,
        "after": after,
        "period": period,
        "reason": reason.filter(|reason| !reason.is_empty()),
        "source": change.source,
    })
}

fn lines(ask: &Asked<'_>, page: &DealPage) -> Vec<String> {
    let tr = ask.tr;
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let account = page.account.as_ref().map_or("", |account| account.name.as_str());
    let deal = format!("{account} {}", page.deal.name).trim().to_owned();
    let amount = page
        .standing
        .amount
        .map_or_else(|| tr.text("unknown"), |fen| money_cell(tr.language(), fen));
    let owner = person(ask, page.standing.owner).unwrap_or("–");
    let head = [
        ("deal", deal.into()),
        ("stage", stage(ask, page.stage).into()),
        ("amount", amount.into()),
        ("owner", owner.into()),
    ];
    let path = &page.path;
    let way =
        [("days", path.days.into()), ("forward", path.forward.into()), ("back", path.back.into())];
    let mut lines = vec![tr.with("deal-cli-head", &head), tr.with("deal-cli-path", &way)];
    for line in path.lines.iter().filter(|line| !line.stays.is_empty()) {
        let limit = line.limit.map_or_else(|| "–".to_owned(), |limit| days_text(limit.days));
        let stays: Vec<String> = line.stays.iter().map(|stay| stay.days.to_string()).collect();
        let name = stage(ask, Some(line.stage));
        lines.push(format!("  {name}  {} / {limit}  {}", line.days(), stays.join(" + ")));
    }
    let (there, needed) = page.roles_taken();
    let args = [("there", whole(there).into()), ("needed", whole(needed).into())];
    lines.push(tr.with("deal-cli-team", &args));
    let (met, all) = page.contacts_met();
    let args = [("met", whole(met).into()), ("all", whole(all).into())];
    lines.push(tr.with("deal-cli-contacts", &args));
    let (done, all, overdue) = page.tasks_done();
    let args = [
        ("done", whole(done).into()),
        ("all", whole(all).into()),
        ("overdue", whole(overdue).into()),
    ];
    lines.push(tr.with("deal-cli-tasks", &args));
    let (there, needed) = page.evidence_there();
    let args = [("there", whole(there).into()), ("needed", whole(needed).into())];
    lines.push(tr.with("deal-cli-evidence", &args));
    lines
}

/// The deals of a scope that a filter lets through.
pub(super) fn deals(ask: &Asked<'_>, words: Words<'_>) -> Result<Shown> {
    let filter = filter(ask, words)?;
    let members = ask.directory.members(ask.scope);
    let asked = deal_list::Ask {
        members: &members,
        period: ask.period,
        as_of: ask.as_of,
        today: ask.as_of,
        filter: &filter,
    };
    let mut list: Vec<Value> = vec![];
    let mut rows: Vec<String> = vec![];
    let counted = deal_list::each(ask.db, ask.directory, &asked, |deal| {
        rows.push(row(ask, &deal));
        list.push(listed(ask, &deal));
    })?;
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("n", whole(counted.n).into()),
        ("amount", money_cell(ask.tr.language(), counted.amount).into()),
        ("unknown", whole(counted.unknown).into()),
    ];
    let mut lines = vec![ask.tr.with("deals-cli-sum", &args)];
    lines.append(&mut rows);
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.as_of.to_string(),
        "filter": serde_json::from_str::<Value>(&filter.to_json()).unwrap_or_default(),
        "deals": counted.n,
        "amount": counted.amount,
        "unknown_amounts": counted.unknown,
        "open": counted.n_open,
        "list": list,
    });
    Ok((value, lines))
}

/// The filter that the words say, on top of a kept one.
fn filter(ask: &Asked<'_>, words: Words<'_>) -> Result<Filter> {
    let mut filter = match words.list {
        Some(name) => {
            let kept = ask.db.all::<SavedList>()?;
            let kept = kept.into_iter().find(|list| list.name == name.trim());
            let unknown = || Error::new("error-list-unknown").arg("name", name);
            Filter::of_json(&kept.ok_or_else(unknown)?.asked).unwrap_or_default()
        }
        None => Filter::default(),
    };
    filter.status = words.status.unwrap_or(filter.status);
    if let Some(name) = words.stage {
        let named = |stage: &&Stage| stage.name == name || stage.name_en.eq_ignore_ascii_case(name);
        // Those of the general model come first.
        let found = ask.directory.stage_choices().into_iter().find(named);
        let unknown = || Error::new("error-stage-unknown").arg("stage", name);
        filter.stage = Some(found.ok_or_else(unknown)?.id);
    }
    filter.without_next |= words.without_next;
    Ok(filter)
}

fn row(ask: &Asked<'_>, deal: &Listed) -> String {
    let account = deal.account.as_deref().unwrap_or("");
    let amount =
        deal.facts.amount.map_or_else(|| "–".to_owned(), |fen| money_cell(ask.tr.language(), fen));
    let cells = [
        deal.number.clone().unwrap_or_default(),
        format!("{account} {}", deal.name).trim().to_owned(),
        person(ask, deal.facts.owner).unwrap_or("–").to_owned(),
        stage(ask, deal.facts.stage),
        amount,
    ];
    cells.join("  ").trim().to_owned()
}

fn listed(ask: &Asked<'_>, deal: &Listed) -> Value {
    json!({
        "number": deal.number,
        "account": deal.account,
        "name": deal.name,
        "owner": person(ask, deal.facts.owner),
        "stage": deal.facts.stage.map(|at| stage(ask, Some(at))),
        "status": deal.facts.status.word(),
        "amount": deal.facts.amount,
        "created": day(deal.facts.created),
        "expected": day(deal.facts.expected),
        "closed": day(deal.facts.closed),
        "reported": deal.facts.reported.to_string(),
    })
}
