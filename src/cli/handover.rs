//! `coxswain handover`: a handover prepared, given out and carried out; and `coxswain show handovers`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::cli::{DONE, open, parse_day, say};
use crate::command::handover::Command as Ask;
use crate::command::{self, Command};
use crate::domain::ids::{HandoverId, HandoverItemId, PersonId};
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::metrics::handover::{Item, Plan};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Handover, HandoverWhy};

/// Arguments of handover.
#[derive(Debug, Args)]
pub struct HandoverArgs {
    /// The workspace
    file: PathBuf,
    /// What to do
    #[command(subcommand)]
    what: What,
}

/// What is done.
#[derive(Debug, Subcommand)]
enum What {
    /// Begins a handover with all customers and open deals of a person
    Start {
        /// The person by name or staff number
        person: String,
        /// The first day of the new owners: YYYY-MM-DD
        #[arg(long, value_parser = parse_day)]
        effective: NaiveDate,
        /// The last working day of somebody who leaves: YYYY-MM-DD
        #[arg(long, value_parser = parse_day)]
        last_day: Option<NaiveDate>,
        /// Why: leave, move or balance
        #[arg(long, default_value = "leave", value_parser = ["leave", "move", "balance"])]
        why: String,
    },
    /// Gives items to somebody, or all to whom they suit best
    Assign {
        /// The number: HO-2025-0001
        number: String,
        /// Who receives, by name or staff number; without it, whom each suits best
        #[arg(long)]
        to: Option<String>,
        /// Only these items by number, as `show handovers --json` tells; all without it
        #[arg(long, value_delimiter = ',')]
        items: Vec<i64>,
    },
    /// Carries a handover out
    Do {
        /// The number: HO-2025-0001
        number: String,
    },
}

pub(super) fn run(args: &HandoverArgs, today: NaiveDate, tr: &Tr) -> Result<u8> {
    let (mut workspace, directory) = open(&args.file)?;
    let ask = match &args.what {
        What::Start { person, effective, last_day, why } => {
            let person = person_of(&directory, person)?;
            Ask::Start {
                person,
                name: directory.person_name(person).to_owned(),
                why: HandoverWhy::parse(why).unwrap_or(HandoverWhy::Leave),
                last_day: *last_day,
                effective: *effective,
                today,
            }
        }
        What::Assign { number, to, items } => {
            let handover = find(&workspace.db, number)?;
            let plan = Plan::load(&workspace.db, &directory, handover.id)?;
            let to = to.as_deref().map(|to| person_of(&directory, to)).transpose()?;
            let given = given(&plan, to, items);
            Ask::Assign(handover.id, name_of(&directory, &handover), given)
        }
        What::Do { number } => {
            let handover = find(&workspace.db, number)?;
            Ask::CarryOut(handover.id, name_of(&directory, &handover), today)
        }
    };
    let done = command::run(&mut workspace.db, &Command::Handover(ask))?;
    if done.title.is_empty() {
        say(&tr.text("cli-nothing-changed"));
    } else {
        say(&tr.with(&done.title, &[("subject", done.subject.into())]));
    }
    Ok(DONE)
}

/// Who gets which of the wanted items.
fn given(
    plan: &Plan,
    to: Option<PersonId>,
    items: &[i64],
) -> Vec<(HandoverItemId, Option<PersonId>)> {
    let wanted = |id: HandoverItemId| items.is_empty() || items.contains(&id.0);
    let all = match to {
        Some(to) => plan.items.iter().map(|item| (item.record.id, Some(to))).collect(),
        None => plan.by_fit(),
    };
    all.into_iter().filter(|(id, _)| wanted(*id)).collect()
}

fn person_of(directory: &Directory, name: &str) -> Result<PersonId> {
    match directory.parse_scope(&format!("person:{name}"))? {
        Scope::Person(person) => Ok(person),
        Scope::All | Scope::Region(_) | Scope::Team(_) => {
            Err(Error::new("error-scope-unknown").arg("scope", name))
        }
    }
}

fn find(db: &Db, number: &str) -> Result<Handover> {
    let found = db.all::<Handover>()?.into_iter().find(|handover| handover.number == number);
    found.ok_or_else(|| Error::new("error-handover-unknown").arg("number", number))
}

fn name_of(directory: &Directory, handover: &Handover) -> String {
    directory.person_name(handover.person_id).to_owned()
}

/// Every handover of the scope with its items and what was checked.
pub(super) fn show(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let (mut list, mut lines) = (vec![], vec![]);
    for handover in ask.db.all::<Handover>()? {
        let inside = [handover.started_on, handover.effective]
            .into_iter()
            .any(|day| members.include(Some(handover.person_id), Some(day)));
        if !inside {
            continue;
        }
        let plan = Plan::load(ask.db, ask.directory, handover.id)?;
        let given = plan.items.iter().filter(|item| item.record.to_id.is_some()).count();
        lines.push(format!(
            "{}  {}  {}  {}  {given} / {}",
            handover.number,
            ask.directory.person_name(handover.person_id),
            handover.effective,
            handover.state.word(),
            plan.items.len(),
        ));
        list.push(one(ask, handover.id, &plan));
    }
    Ok((json!({ "handovers": list }), lines))
}

fn one(ask: &Asked<'_>, id: HandoverId, plan: &Plan) -> Value {
    let (handover, directory) = (&plan.handover, ask.directory);
    let stages: Vec<Value> = plan
        .shares
        .iter()
        .map(|(stage, share)| {
            let stage = directory.stages.get(stage);
            json!({ "stage": stage.map(|stage| &stage.name), "share_bp": share })
        })
        .collect();
    let findings: Vec<Value> = plan
        .findings
        .iter()
        .map(|finding| {
            let (title, _) = finding.check.words(directory, ask.tr);
            json!({
                "level": finding.level.word(), "check": finding.check.word(), "said": title,
            })
        })
        .collect();
    let loads: Vec<Value> = plan
        .loads
        .iter()
        .map(|load| {
            json!({
                "name": directory.person_name(load.person),
                "accounts": [load.accounts.0, load.accounts.1],
                "deals": [load.deals.0, load.deals.1],
                "amount": load.amount,
            })
        })
        .collect();
    json!({
        "id": id.0,
        "number": handover.number,
        "person": directory.person_name(handover.person_id),
        "why": handover.why.word(),
        "state": handover.state.word(),
        "last_day": handover.last_day.map(|day| day.to_string()),
        "effective": handover.effective.to_string(),
        "done_on": handover.done_on.map(|day| day.to_string()),
        "credit_rule": handover.credit_rule.word(),
        "credit_until": handover.credit_until.map(|day| day.to_string()),
        "shares": stages,
        "items": plan.items.iter().map(|item| item_json(directory, item)).collect::<Vec<_>>(),
        "loads": loads,
        "findings": findings,
    })
}

fn item_json(directory: &Directory, item: &Item) -> Value {
    let stage = item.stage.and_then(|stage| directory.stages.get(&stage));
    let suggestion = item
        .suggestion
        .as_ref()
        .map(|(person, fit)| json!({ "name": directory.person_name(*person), "fit": fit.score }));
    json!({
        "item": item.record.id.0,
        "what": item.record.what.word(),
        "name": item.name,
        "customer": (!item.customer.is_empty()).then_some(&item.customer),
        "stage": stage.map(|stage| &stage.name),
        "amount": item.amount,
        "to": item.record.to_id.map(|to| directory.person_name(to)),
        "fit": item.fit.as_ref().map(|fit| fit.score),
        "suggestion": suggestion,
        "missing": item.missing.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}
