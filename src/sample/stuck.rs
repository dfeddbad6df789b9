//! What was decided about some of the sample's stuck deals in the weeks before its last report. Most of
//! them still wait for a decision, two of them again.

use chrono::NaiveDate;

use crate::command::deals::{Command as Deals, apply};
use crate::domain::stuck::decision::Decision;
use crate::error::{Error, Result};
use crate::store::records::{Account, Opportunity};
use crate::store::{Db, Workspace, opportunities};

/// A decision: number of the deal, day, what, why, until when.
type Decided = (&'static str, &'static str, Decision, &'static str, Option<&'static str>);

/// Those that stand, and two waits that are over by the last report.
const DECIDED: [Decided; 9] = [
    (
        "SJ25-1063",
        "2025-11-05",
        Decision::Wait,
        "客户在排年度大修，17日定下检修窗口再答复",
        Some("2025-11-17"),
    ),
    (
        "SJ25-0806",
        "2025-11-05",
        Decision::Wait,
        "客户答应14日前补齐点位表，没有点位报不了二版",
        Some("2025-11-14"),
    ),
    (
        "SJ25-0935",
        "2025-11-10",
        Decision::ChangeApproach,
        "总工要看节能账，改为先送节能测算再谈价",
        None,
    ),
    (
        "SJ25-1181",
        "2025-11-11",
        Decision::Reassess,
        "只见过设备部部长一个人，先弄清门站改造排在哪一年",
        None,
    ),
    (
        "SJ25-0777",
        "2025-11-12",
        Decision::AskForHelp,
        "备件清单客户定不下来，请技术到现场逐台核对",
        Some("2025-11-26"),
    ),
    (
        "SJ25-1018",
        "2025-11-12",
        Decision::Wait,
        "客户25日开投资会，会前不谈价格",
        Some("2025-11-26"),
    ),
    (
        "SJ25-1124",
        "2025-11-13",
        Decision::AskForHelp,
        "付款条件谈不下来，请何志远出面谈分期",
        Some("2025-11-24"),
    ),
    (
        "SJ25-0576",
        "2025-11-14",
        Decision::Reassess,
        "两次推迟都因没有立项，先问清明年预算有没有这一项",
        None,
    ),
    ("SJ25-1136", "2025-11-14", Decision::Reassess, "扩建时间改了两次，先确认还做不做", None),
];

/// Makes all of them.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    super::at_once(workspace, "step-deal-decide", |db| {
        for (number, on, decision, reason, until) in DECIDED {
            let Some((deal, name)) = deal(db, number)? else { continue };
            let (reason, until) = (reason.to_owned(), until.map(day).transpose()?);
            let today = day(on)?;
            let order = Deals::Decide { deal: deal.id, name, decision, reason, until, today };
            apply(db, &order)?;
        }
        Ok(())
    })
}

/// The deal of a number, and what the journal calls it.
pub(super) fn deal(db: &Db, number: &str) -> Result<Option<(Opportunity, String)>> {
    let Some(deal) = opportunities::by_number(db, number)? else { return Ok(None) };
    let account = deal.account_id.map(|id| db.get::<Account>(id)).transpose()?.flatten();
    let account = account.map_or_else(String::new, |account| account.name);
    let name = format!("{account} {}", deal.name).trim().to_owned();
    Ok(Some((deal, name)))
}

/// The day that a text writes.
pub(super) fn day(text: &str) -> Result<NaiveDate> {
    text.parse::<NaiveDate>().map_err(|error| Error::new("error-internal").detail(error))
}
