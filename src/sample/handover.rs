//! The handovers of the sample: somebody who gave two customers to a colleague nearby, and somebody who
//! leaves, whose list is given out up to the last deal.

use chrono::{Datelike as _, Days, NaiveDate};

use crate::command::handover::{Command as Handovers, Details, Head};
use crate::command::{self, Command};
use crate::domain::ids::{HandoverId, PersonId};
use crate::error::Result;
use crate::metrics::handover::Plan;
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::store::records::{CreditRule, Handover, HandoverState, HandoverWhy};

/// Who gave customers away, and to whom: both are in the same region.
const GIVES: (&str, &str) = ("冯雅雯", "谢婉婷");
/// How many customers went.
const GIVEN: usize = 2;
/// Who leaves.
const LEAVES: &str = "吴俊杰";
/// What the former owner keeps of a deal that is signed later, by the place of its stage from the first:
/// nothing of one that has only begun.
const SHARES: [i64; 5] = [0, 0, 4_000, 4_000, 6_000];
/// What was agreed on some of the deals.
const STEPS: [&str; 3] = ["约客户技术负责人联合拜访", "本周内补报价明细", "月底前确认合同条款"];

/// Makes both, as of the day of the newest reports.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace, day: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let person = |name: &str| {
        directory.people.values().find(|person| person.name == name).map(|person| person.id)
    };
    if let (Some(from), Some(to)) = (person(GIVES.0), person(GIVES.1)) {
        balance(workspace, &directory, (from, to), day)?;
    }
    if let Some(leaves) = person(LEAVES) {
        leave(workspace, &directory, leaves, day)?;
    }
    Ok(())
}

/// Begins a handover and returns its key.
fn begin(
    workspace: &mut Workspace,
    person: PersonId,
    name: &str,
    (why, last_day, effective): (HandoverWhy, Option<NaiveDate>, NaiveDate),
    today: NaiveDate,
) -> Result<Option<HandoverId>> {
    let name = name.to_owned();
    run(workspace, Handovers::Start { person, name, why, last_day, effective, today })?;
    let all = workspace.db.all::<Handover>()?;
    let own = all
        .into_iter()
        .find(|handover| handover.person_id == person && handover.state == HandoverState::Draft);
    Ok(own.map(|handover| handover.id))
}

fn run(workspace: &mut Workspace, order: Handovers) -> Result<()> {
    command::run(&mut workspace.db, &Command::Handover(order)).map(|_| ())
}

/// Some customers with their deals go to a colleague.
fn balance(
    workspace: &mut Workspace,
    directory: &Directory,
    (from, to): (PersonId, PersonId),
    day: NaiveDate,
) -> Result<()> {
    let name = directory.person_name(from).to_owned();
    let terms = (HandoverWhy::Balance, None, day);
    let Some(id) = begin(workspace, from, &name, terms, day)? else { return Ok(()) };
    let plan = Plan::load(&workspace.db, directory, id)?;
    let goes: Vec<_> = plan
        .items
        .iter()
        .filter(|item| !item.is_deal())
        .take(GIVEN)
        .filter_map(|item| item.account)
        .collect();
    let (given, stays): (Vec<_>, Vec<_>) = plan
        .items
        .iter()
        .partition(|item| item.account.is_some_and(|account| goes.contains(&account)));
    let stays = stays.into_iter().map(|item| item.record.id).collect();
    run(workspace, Handovers::LeaveOut(id, name.clone(), stays))?;
    let [first, ..] = STEPS;
    let noted = given.iter().map(|item| {
        let deal = item.is_deal();
        let details = Details {
            joint_visit_on: Some(day),
            next_step: if deal { first.to_owned() } else { String::new() },
            commitments: if deal { String::new() } else { "无".to_owned() },
            history_on: (!deal).then_some(day),
        };
        (item.record.id, details)
    });
    run(workspace, Handovers::Describe(id, name.clone(), noted.collect()))?;
    let given = given.iter().map(|item| (item.record.id, Some(to))).collect();
    run(workspace, Handovers::Assign(id, name.clone(), given))?;
    run(workspace, Handovers::CarryOut(id, name, day))
}

/// Everything of somebody who leaves is given out but one deal.
fn leave(
    workspace: &mut Workspace,
    directory: &Directory,
    person: PersonId,
    day: NaiveDate,
) -> Result<()> {
    let name = directory.person_name(person).to_owned();
    // The first days of the next month, and the Friday of that week.
    let first = day.with_day(1).unwrap_or(day) + Days::new(32);
    let effective = first.with_day(1).unwrap_or(first);
    let last_day = effective + Days::new(4);
    let until = NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(effective).max(effective);
    let terms = (HandoverWhy::Leave, Some(last_day), effective);
    let Some(id) = begin(workspace, person, &name, terms, day)? else { return Ok(()) };
    let stages = directory.current_model().map(|model| directory.stages_of(model.id));
    let shares = stages.unwrap_or_default().into_iter().zip(SHARES);
    let head = Head {
        why: HandoverWhy::Leave,
        last_day: Some(last_day),
        effective,
        parallel_days: 5,
        credit_rule: CreditRule::ByStage,
        credit_until: Some(until),
        shares: shares.map(|(stage, share)| (stage.id, share)).collect(),
        note: "并行期内由原负责人陪同拜访重点客户".to_owned(),
    };
    run(workspace, Handovers::Head(id, name.clone(), head))?;
    let plan = Plan::load(&workspace.db, directory, id)?;
    let last = plan.items.iter().rfind(|item| item.is_deal()).map(|item| item.record.id);
    let mut given = plan.by_fit();
    given.retain(|(item, _)| Some(*item) != last);
    run(workspace, Handovers::Assign(id, name.clone(), given))?;
    let deals = plan.items.iter().filter(|item| item.is_deal());
    let noted = deals.zip(STEPS.iter().cycle()).take(6).map(|(item, step)| {
        (item.record.id, Details { next_step: (*step).to_owned(), ..Details::default() })
    });
    run(workspace, Handovers::Describe(id, name, noted.collect()))
}
