//! What is to happen next with the open deals of the sample. Most have a step with a day ahead, said on
//! a Monday, when the funnel is looked at; some people write it down less often than others.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate};

use super::stuck::{day, deal};
use crate::command::deals::{Command as Deals, apply};
use crate::domain::ids::OpportunityId;
use crate::domain::scope::Members;
use crate::error::Result;
use crate::metrics::stuck::{Ask, OpenDeal, stuck_deals};
use crate::store::directory::Directory;
use crate::store::{Db, Workspace, said};

/// A next step: number of the deal, day of 2025, what, by when, the days on which the customer agreed and
/// on which it was done, if any.
type Next = (&'static str, &'static str, &'static str, &'static str, [&'static str; 2]);

/// Those of the largest deals, of those that something was decided about, one that is late and one that
/// is done.
const NEXT: [Next; 18] = [
    ("SJ25-0461", "11-14", "约技术总监复谈，经理陪同", "11-21", ["", ""]),
    ("SJ25-1143", "11-14", "答复偏差表，约郑文斌定评标时间", "11-20", ["11-17", ""]),
    ("SJ25-0923", "11-13", "带付款方案谈第二轮", "11-20", ["11-14", ""]),
    ("SJ25-1023", "11-17", "约采购部谈付款节点", "11-24", ["", ""]),
    ("SJ25-1237", "11-14", "安排客户看同行业现场", "11-27", ["", ""]),
    ("SJ25-0999", "11-17", "取用印合同，当天下单排产", "11-20", ["11-18", ""]),
    ("SJ25-1017", "11-14", "确认用印进度，取回签合同", "11-24", ["11-17", ""]),
    ("SJ25-1188", "11-17", "组织技术交流，确认取样点", "11-26", ["", ""]),
    ("SJ25-1070", "11-17", "取回签合同，确认备机", "11-21", ["11-18", ""]),
    ("SJ25-1141", "11-12", "送分期报价，约陈文斌定一期范围", "11-25", ["", ""]),
    ("SJ25-0935", "11-10", "送节能测算，约曹秀兰复核", "11-21", ["11-14", ""]),
    ("SJ25-1124", "11-13", "何志远与采购谈分期付款", "11-24", ["11-17", ""]),
    ("SJ25-0777", "11-12", "技术到现场逐台核对备件", "11-26", ["11-13", ""]),
    ("SJ25-0576", "11-14", "问清明年预算科目", "11-24", ["", ""]),
    ("SJ25-1136", "11-14", "问清扩建排期和资金来源", "11-24", ["", ""]),
    ("SJ25-1010", "11-10", "约总工复谈，带同行业案例", "11-20", ["", ""]),
    ("SJ25-0761", "11-05", "答复技术澄清", "11-12", ["", ""]),
    ("SJ25-1090", "11-06", "送二版报价", "11-14", ["", "11-13"]),
];

/// What people write, by stage from the first one on.
const USUAL: [[&str; 5]; 5] = [
    [
        "约现场首访，看工况和点位",
        "问清谁管预算",
        "发选型资料，约回访时间",
        "请客户填工况调查表",
        "问清改造排在哪一季",
    ],
    [
        "到现场核对点位和管径",
        "请客户确认点位表",
        "组织一次技术交流",
        "与设备部确认预算科目",
        "写需求说明，请客户签认",
    ],
    [
        "送二版报价，当面讲差异",
        "答复技术偏差表",
        "约总工复谈方案",
        "和客户一起算投资回报",
        "约决策人定下一轮时间",
    ],
    [
        "谈定付款节点和质保",
        "答复合同条款修改意见",
        "请商务复核让步线",
        "约采购部定最终价",
        "请客户书面确认交期",
    ],
    ["跟进用印，取回合同", "答复法务意见", "确认预付款到账日", "约客户签约", "把排产表发给客户"],
];

/// Who writes it down for every other deal only.
const CARELESS: [&str; 4] = ["邓启明", "叶诗琪", "杜文静", "石浩然"];

/// Says all of it, as of the day of the newest report.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace, newest: NaiveDate) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let ask = Ask { members: Members::Everyone, as_of: newest, today: newest };
    let open = stuck_deals(&workspace.db, &directory, ask)?.deals;
    super::at_once(workspace, "step-deal-next", |db| {
        let mut told = BTreeSet::new();
        for next in NEXT {
            told.extend(by_hand(db, next)?);
        }
        for (at, deal) in open.iter().enumerate() {
            if !told.contains(&deal.id) && !silent(&directory, at, deal) {
                usual(db, &directory, (at, deal), newest)?;
            }
        }
        Ok(())
    })
}

/// Says one of those that are written out; whose it is.
fn by_hand(db: &mut Db, (number, on, what, due, happened): Next) -> Result<Option<OpportunityId>> {
    let Some((deal, name)) = deal(db, number)? else { return Ok(None) };
    let date = |text: &str| day(&format!("2025-{text}"));
    let [confirmed, done] = happened;
    say(db, deal.id, (what, date(due)?, date(on)?))?;
    let Some(step) = said::next_steps_of(db, deal.id)?.last().map(|step| step.id) else {
        return Ok(None);
    };
    if !confirmed.is_empty() {
        let (name, today) = (name.clone(), date(confirmed)?);
        apply(db, &Deals::ConfirmNextStep { step, name, today })?;
    }
    if !done.is_empty() {
        let today = date(done)?;
        apply(db, &Deals::FinishNextStep { step, name, today })?;
    }
    Ok(Some(deal.id))
}

fn say(
    db: &mut Db,
    deal: OpportunityId,
    (what, due, today): (&str, NaiveDate, NaiveDate),
) -> Result<()> {
    let (name, what) = (String::new(), what.to_owned());
    apply(db, &Deals::SetNextStep { deal, name, what, due, today })
}

/// Whether nobody wrote down what comes next.
fn silent(directory: &Directory, at: usize, deal: &OpenDeal) -> bool {
    let owner = deal.owner.map_or("", |owner| directory.person_name(owner));
    if CARELESS.contains(&owner) { at.is_multiple_of(2) } else { at % 16 == 5 }
}

/// A step as people write it in that stage: said this Monday or the one before, due within two weeks;
/// one in twenty is late, and one in three is agreed with the customer.
fn usual(
    db: &mut Db,
    directory: &Directory,
    (at, deal): (usize, &OpenDeal),
    newest: NaiveDate,
) -> Result<()> {
    let stage = directory.stages.get(&deal.stage).map_or(1, |stage| stage.position);
    let texts = USUAL.get(usize::try_from(stage - 1).unwrap_or_default());
    let what = texts.and_then(|texts| texts.get(at % texts.len())).copied();
    let Some(what) = what else { return Ok(()) };
    let monday = newest - Days::new(newest.weekday().num_days_from_monday().into());
    let monday = if at.is_multiple_of(2) { monday } else { monday - Days::new(7) };
    // Of a stage that it came to since then nothing could be said.
    let on = if monday < deal.since { newest } else { monday };
    let due = if at % 20 == 13 { on } else { directory.calendar.add_workdays(newest, 1 + at % 10) };
    say(db, deal.id, (what, due, on))?;
    if at.is_multiple_of(3)
        && let Some(step) = said::next_steps_of(db, deal.id)?.last().map(|step| step.id)
    {
        apply(db, &Deals::ConfirmNextStep { step, name: String::new(), today: on })?;
    }
    Ok(())
}
