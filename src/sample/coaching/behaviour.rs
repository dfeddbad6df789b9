//! What the best of 华东区 did differently in the second quarter, kept as it was found, and the trial that was
//! made of it.

use chrono::NaiveDate;

use super::{day, say};
use crate::command::coaching::What;
use crate::command::coaching::analysis::RunForm;
use crate::command::coaching::behaviour::{Finding, TrialForm, TryForm};
use crate::domain::ids::BehaviourFindingId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::behaviour::Behaviour;
use crate::metrics::behaviour::run::Ask;
use crate::sample::story::{Cast, missing};
use crate::store::Db;
use crate::store::coaching::{behaviour, templates};
use crate::store::records::{BehaviourFinding, BehaviourTrial, TrialPart};

/// Whose analysis it is.
const TEAM: &str = "team:华东区";
/// The step that is tried.
const TRIED: &str = "value";
/// Who tries it, who goes on as before, and who takes no part, with why.
const PEOPLE: [(&str, TrialPart, &str); 6] = [
    ("李思涵", TrialPart::Trial, "从11月新报价开始"),
    ("黄启航", TrialPart::Trial, ""),
    ("周若彤", TrialPart::Trial, "皖屏电子先做"),
    ("刘子昂", TrialPart::Control, "按改进计划走"),
    ("孙梦洁", TrialPart::Control, ""),
    ("吴俊杰", TrialPart::Out, "交接中，不参加"),
];

/// Keeps the analysis of the third quarter and begins the trial.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    let kept_on = day("2025-10-15")?;
    let finding = keep(db, cast, kept_on)?;
    let stored = behaviour::finding(db, finding)?.ok_or_else(|| missing(TEAM))?;
    let line = stored.lines.iter().find(|line| line.word == TRIED).map(|line| line.id);
    let form = TrialForm {
        finding,
        line,
        now: "报价前说明产品能带来的好处".to_owned(),
        text: "报价前用客户近12个月的停机或能耗数据，当面算出每年损失，写在报价首页".to_owned(),
        standard: "报价单首页有损失金额，附客户数据来源".to_owned(),
        look_at: "方案报价进入商务谈判".to_owned(),
        fewest: Some(10),
    };
    let proposed = What::Finding(Finding::Propose(Box::new(form)));
    say(db, day("2025-10-16")?, proposed)?;
    let trial = db.all::<BehaviourTrial>()?.last().map(|trial| trial.id);
    let mut people = vec![];
    for (name, part, note) in PEOPLE {
        people.push((cast.person(name)?, part, note.to_owned()));
    }
    let form = TryForm {
        trial: trial.ok_or_else(|| missing(TRIED))?,
        starts: day("2025-10-27")?,
        ends: day("2025-12-19")?,
        people,
    };
    say(db, day("2025-10-24")?, What::Finding(Finding::Try(Box::new(form))))
}

fn keep(db: &mut Db, cast: &Cast, today: NaiveDate) -> Result<BehaviourFindingId> {
    let scope = cast.directory.parse_scope(TEAM)?;
    let all = templates::all(db)?;
    let sheet = all.iter().find(|template| template.record.current);
    let sheet = sheet.ok_or_else(|| missing(TEAM))?;
    let steps = sheet
        .steps
        .iter()
        .map(|step| (Behaviour::Step(step.record.word.clone()), step.record.name.clone()));
    let period = Period::Quarter(2025, 3);
    let form = RunForm {
        ask: Ask { scope, outcome: MetricId::SignedAmount, period, top: None },
        behaviours: steps.collect(),
        basis: "三季度签约完成率在前三成".to_owned(),
        note: "前三人里两人是高级，老客户也多；先试行再定".to_owned(),
    };
    say(db, today, What::Finding(Finding::Run(Box::new(form))))?;
    let kept = db.all::<BehaviourFinding>()?.last().map(|finding| finding.id);
    kept.ok_or_else(|| missing(TEAM))
}
