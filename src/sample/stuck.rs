//! What was decided about some of the sample's stuck deals in the weeks before its last report, and what
//! is to happen next with others. Most of them still wait for a decision.

use chrono::NaiveDate;

use crate::command::deals::Command as Deals;
use crate::command::{self, Command};
use crate::domain::stuck::decision::Decision;
use crate::error::{Error, Result};
use crate::store::records::{Account, Opportunity};
use crate::store::{Workspace, opportunities, said};

/// A decision: number of the deal, day, what, why, until when.
type Decided = (&'static str, &'static str, Decision, &'static str, Option<&'static str>);

/// Those that stand, but for the wait until the 17th, which is over.
const DECIDED: [Decided; 5] = [
    (
        "SJ25-0748",
        "2025-11-03",
        Decision::Wait,
        "客户董事会11月中旬批复扩建预算，之前不谈价格",
        Some("2025-11-17"),
    ),
    (
        "SJ25-1003",
        "2025-11-10",
        Decision::AskForHelp,
        "两次推迟都卡在生产部，请顾明远出面见分管副总",
        Some("2025-11-24"),
    ),
    (
        "SJ25-0936",
        "2025-11-11",
        Decision::ChangeApproach,
        "技术部门认可方案，采购只比价，改为按全寿命成本报价",
        None,
    ),
    (
        "SJ25-0996",
        "2025-11-12",
        Decision::Wait,
        "年底预算已冻结，客户12月初出明年预算",
        Some("2025-12-05"),
    ),
    ("SJ25-0903", "2025-11-14", Decision::Reassess, "经办人换了，先弄清一期改造还做不做", None),
];

/// A next step: number of the deal, day, what, by when, the day the customer agreed, the day it was done.
type Next = (&'static str, &'static str, &'static str, &'static str, [Option<&'static str>; 2]);

const NEXT: [Next; 5] = [
    ("SJ25-0863", "2025-11-05", "补交除尘改造的业绩证明", "2025-11-12", [None, None]),
    ("SJ25-0883", "2025-11-06", "送修改后的合同条款", "2025-11-14", [None, Some("2025-11-13")]),
    ("SJ25-0936", "2025-11-11", "提交全寿命成本测算", "2025-11-25", [Some("2025-11-13"), None]),
    ("SJ25-0438", "2025-11-14", "约技术总监复谈，经理陪同", "2025-11-21", [None, None]),
    ("SJ25-0955", "2025-11-14", "到现场确认点位和管径", "2025-11-20", [Some("2025-11-17"), None]),
];

/// Makes all of it.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    for (number, on, decision, reason, until) in DECIDED {
        let Some((deal, name)) = deal(workspace, number)? else { continue };
        let (reason, until) = (reason.to_owned(), until.map(day).transpose()?);
        let today = day(on)?;
        run(workspace, Deals::Decide { deal: deal.id, name, decision, reason, until, today })?;
    }
    for (number, on, what, due, [confirmed, done]) in NEXT {
        let Some((deal, name)) = deal(workspace, number)? else { continue };
        let (what, due, today) = (what.to_owned(), day(due)?, day(on)?);
        let set = Deals::SetNextStep { deal: deal.id, name: name.clone(), what, due, today };
        run(workspace, set)?;
        let steps = said::next_steps_of(&workspace.db, deal.id)?;
        let Some(step) = steps.last().map(|step| step.id) else { continue };
        if let Some(on) = confirmed {
            let (name, today) = (name.clone(), day(on)?);
            run(workspace, Deals::ConfirmNextStep { step, name, today })?;
        }
        if let Some(on) = done {
            let today = day(on)?;
            run(workspace, Deals::FinishNextStep { step, name, today })?;
        }
    }
    Ok(())
}

fn run(workspace: &mut Workspace, order: Deals) -> Result<()> {
    command::run(&mut workspace.db, &Command::Deals(order)).map(|_| ())
}

/// The deal of a number, and what the journal calls it.
pub(super) fn deal(workspace: &Workspace, number: &str) -> Result<Option<(Opportunity, String)>> {
    let Some(deal) = opportunities::by_number(&workspace.db, number)? else { return Ok(None) };
    let account = deal.account_id.map(|id| workspace.db.get::<Account>(id)).transpose()?.flatten();
    let account = account.map_or_else(String::new, |account| account.name);
    let name = format!("{account} {}", deal.name).trim().to_owned();
    Ok(Some((deal, name)))
}

/// The day that a text writes.
pub(super) fn day(text: &str) -> Result<NaiveDate> {
    text.parse::<NaiveDate>().map_err(|error| Error::new("error-internal").detail(error))
}
