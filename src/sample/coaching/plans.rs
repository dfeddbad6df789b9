//! The improvement plans of the sample: one that was ended, and one that is under way.

use chrono::NaiveDate;

use super::{day, say};
use crate::command::coaching::checks::{CheckForm, Found, ResultForm};
use crate::command::coaching::objectives::{Measure, Milestone, ObjectiveForm};
use crate::command::coaching::plans::{EvidenceForm, Plan, PlanForm, Shown, SupportForm};
use crate::command::coaching::symptoms::SymptomForm;
use crate::command::coaching::{What, Who};
use crate::domain::ids::{ImprovementPlanId, PersonId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::symptom::{Subject, figure};
use crate::sample::story::{Cast, missing};
use crate::store::Db;
use crate::store::coaching::plans::{self, Plan as Stored};
use crate::store::coaching::sheets;
use crate::store::records::{CheckVerdict, ImprovementPlan, PlanOutcome, PlanUnit, Reached};

/// 方案报价 by its place.
const PROPOSAL: usize = 3;

/// An objective: what, by what it is measured, its weight in percent, what the check points ask for.
struct Aim {
    name: &'static str,
    by: By,
    percent: i64,
    asked: &'static [&'static str],
}

/// By what an objective is measured.
enum By {
    /// Counted: the unit, the figure and the cases at the beginning, the target.
    Counted(PlanUnit, i64, Option<i64>, i64),
    /// How many visits of the stage go on, as it was known at the beginning.
    Stage(i64),
    /// A metric in a period.
    Metric(MetricId, Period, i64),
    /// In words: at the beginning, and in the end.
    Words(&'static str, &'static str),
}

/// What a check point found of an objective, what shows it, and a word.
struct Came(Finds, &'static str, &'static str);

/// A figure with its cases, words that were reached, a metric in a period, or nothing yet.
enum Finds {
    Counted(i64, Option<i64>),
    Words(Reached),
    Measured(Period),
    Unknown,
}

/// A check point: when it took place, what was found of each objective, what was said.
struct Looked {
    on: &'static str,
    came: &'static [Came],
    verdict: CheckVerdict,
    note: &'static str,
    both: bool,
}

/// A promise: what, by whom, how often, and when it was kept.
struct Promised(&'static str, &'static str, i64, &'static [&'static str]);

/// A plan.
struct Told {
    person: &'static str,
    helper: &'static str,
    title: &'static str,
    cause: &'static str,
    starts: &'static str,
    checks: [&'static str; 3],
    aims: &'static [Aim],
    support: &'static [Promised],
    looked: &'static [Looked],
    words: &'static str,
    ended: Option<(&'static str, PlanOutcome, &'static str)>,
}

const PLANS: [Told; 2] = [
    Told {
        person: "黄启航",
        helper: "陈佳怡",
        title: "需求没有问清就报价",
        cause: "需求说明没有客户确认，报价前没有核查，方案来回改",
        starts: "2025-04-14",
        checks: ["2025-05-14", "2025-06-13", "2025-07-11"],
        aims: &[
            Aim {
                name: "需求说明经客户确认",
                by: By::Counted(PlanUnit::BasisPoints, 2_500, Some(12), 8_000),
                percent: 40,
                asked: &["4500", "6500", "8000"],
            },
            Aim {
                name: "报价前填核查表",
                by: By::Words("凭印象报价", "每份报价都有核查表"),
                percent: 30,
                asked: &["一半有", "八成有", "全部有"],
            },
            Aim {
                name: "需求挖掘达到3级",
                by: By::Counted(PlanUnit::Level, 200, Some(1), 300),
                percent: 30,
                asked: &["", "250", "300"],
            },
        ],
        support: &[
            Promised(
                "每两周一对一",
                "林晓峰",
                6,
                &[
                    "2025-04-25",
                    "2025-05-09",
                    "2025-05-23",
                    "2025-06-06",
                    "2025-06-20",
                    "2025-07-04",
                ],
            ),
            Promised("带着做一次需求访谈", "陈佳怡", 2, &["2025-05-07", "2025-06-11"]),
            Promised("排上需求探询课程", "林晓峰", 1, &["2025-06-18"]),
        ],
        looked: &[
            Looked {
                on: "2025-05-14",
                came: &[
                    Came(Finds::Counted(4_444, Some(9)), "九份需求说明，四份有客户签字", ""),
                    Came(Finds::Words(Reached::Partly), "核查表五份", "十份报价五份有"),
                    Came(Finds::Counted(200, Some(1)), "陪访观察表", "还停在问现状"),
                ],
                verdict: CheckVerdict::Continue,
                note: "开始请客户签字了，提问还要练；下月陈佳怡带一次访谈",
                both: true,
            },
            Looked {
                on: "2025-06-13",
                came: &[
                    Came(Finds::Counted(7_000, Some(10)), "十份需求说明，七份有客户签字", ""),
                    Came(Finds::Words(Reached::Yes), "核查表八份，一份缺预算", "本月每份报价都有"),
                    Came(Finds::Counted(200, Some(1)), "陪访观察表", "问出问题，影响问得浅"),
                ],
                verdict: CheckVerdict::Continue,
                note: "签字和核查表成了习惯；六月上需求探询课程，七月再看一次",
                both: true,
            },
            Looked {
                on: "2025-07-11",
                came: &[
                    Came(Finds::Counted(8_182, Some(11)), "十一份需求说明，九份有客户签字", ""),
                    Came(Finds::Words(Reached::Yes), "核查表六份", ""),
                    Came(Finds::Unknown, "", "课后还没有陪访，月底补"),
                ],
                verdict: CheckVerdict::Finish,
                note: "两项做到；需求探询课后没来得及看，转入日常陪访",
                both: true,
            },
        ],
        words: "核查表救了两单，提问还想有人听一次",
        ended: Some((
            "2025-07-11",
            PlanOutcome::Partly,
            "需求确认和核查表做到，需求探询课后转入日常陪访观察；价值量化另排带练",
        )),
    },
    Told {
        person: "刘子昂",
        helper: "张雨桐",
        title: "报价送出后推不进谈判",
        cause: "报价没有客户自己的数字，离场没有约下一步",
        starts: "2025-10-20",
        checks: ["2025-11-19", "2025-12-19", "2026-01-16"],
        aims: &[
            Aim {
                name: "报价前填核查表",
                by: By::Counted(PlanUnit::BasisPoints, 1_429, Some(14), 9_000),
                percent: 25,
                asked: &["6000", "8000", "9000"],
            },
            Aim {
                name: "离场约定有日期的下一步",
                by: By::Counted(PlanUnit::BasisPoints, 3_000, Some(20), 7_500),
                percent: 25,
                asked: &["5000", "6500", "7500"],
            },
            Aim {
                name: "完成投资回报测算",
                by: By::Counted(PlanUnit::Count, 0, None, 6),
                percent: 20,
                asked: &["2", "4", "6"],
            },
            Aim {
                name: "方案到谈判",
                by: By::Stage(4_000),
                percent: 20,
                asked: &["", "3500", "4000"],
            },
            Aim {
                name: "周报承诺兑现",
                by: By::Metric(MetricId::PromiseKept, Period::Quarter(2025, 3), 6_000),
                percent: 10,
                asked: &["4000", "5000", "6000"],
            },
        ],
        support: &[
            Promised(
                "每周一对一",
                "林晓峰",
                12,
                &["2025-10-24", "2025-10-29", "2025-11-05", "2025-11-12"],
            ),
            Promised("陪访江岚能源、润川水务", "林晓峰", 2, &["2025-11-14"]),
            Promised("带练报价", "张雨桐", 4, &["2025-10-28", "2025-11-11"]),
        ],
        looked: &[Looked {
            on: "2025-11-17",
            came: &[
                Came(Finds::Counted(9_167, Some(12)), "核查表11份，一份漏填预算", ""),
                Came(Finds::Counted(7_222, Some(18)), "纪要18份，13份有下一步和日期", ""),
                Came(
                    Finds::Counted(2, None),
                    "润川水务测算，江岚能源测算草稿",
                    "两份都用了客户数据",
                ),
                Came(Finds::Unknown, "", "送出的方案还太新，60天再看"),
                Came(Finds::Measured(Period::Quarter(2025, 4)), "各周周报", "承诺还是报高了"),
            ],
            verdict: CheckVerdict::Continue,
            note: "核查表和约下一步已成习惯；下月盯江岚、润川两单进谈判，承诺按把握写",
            both: false,
        }],
        words: "目标能接受，希望有人一起算第一份",
        ended: None,
    },
];

/// Makes both.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    PLANS.iter().try_for_each(|told| plan(db, cast, told))
}

fn plan(db: &mut Db, cast: &Cast, told: &Told) -> Result<()> {
    let starts = day(told.starts)?;
    let person = cast.person(told.person)?;
    let (coach, helper) = (cast.person("林晓峰")?, cast.person(told.helper)?);
    let checks: Result<Vec<NaiveDate>> = told.checks.iter().map(|text| day(text)).collect();
    let mut objectives = vec![];
    for aim in told.aims {
        objectives.push(objective(db, cast, (aim, person), starts)?);
    }
    let mut support = vec![];
    for Promised(text, owner, times, _) in told.support {
        let (text, owner) = ((*text).to_owned(), Some(cast.person(owner)?));
        support.push(SupportForm { text, owner, times: *times, due: None });
    }
    let symptoms = vec![SymptomForm {
        cause: told.cause.to_owned(),
        guess: false,
        figure: Some((Subject::Stage(cast.stage(PROPOSAL)?), Period::quarter_of(starts))),
    }];
    let form = PlanForm {
        person,
        coach: Some(coach),
        helper: Some(helper),
        title: told.title.to_owned(),
        cause: told.cause.to_owned(),
        symptoms,
        starts: Some(starts),
        checks: checks?,
        objectives,
        support,
    };
    say(db, starts, What::Plan(Plan::Open(Box::new(form))))?;
    let id = db.all::<ImprovementPlan>()?.last().map(|plan| plan.id);
    let id = id.ok_or_else(|| missing(told.title))?;
    for who in [Who::Coach, Who::Rep] {
        say(db, starts, What::Plan(Plan::Confirm { id, who, on_day: starts }))?;
    }
    say(db, starts, What::Plan(Plan::Words(id, told.words.to_owned())))?;
    give(db, id, told)?;
    for (at, looked) in told.looked.iter().enumerate() {
        check(db, id, (at, looked), person)?;
    }
    if let Some((on, outcome, result)) = told.ended {
        let on_day = day(on)?;
        let result = result.to_owned();
        say(db, on_day, What::Plan(Plan::Close { id, outcome, result, on_day }))?;
    }
    Ok(())
}

fn objective(
    db: &Db,
    cast: &Cast,
    (aim, person): (&Aim, PersonId),
    starts: NaiveDate,
) -> Result<ObjectiveForm> {
    let measure = match aim.by {
        By::Counted(unit, baseline, sample, target) => {
            Measure::Figure { unit, baseline, sample, target }
        }
        By::Stage(target) => {
            let subject = Subject::Stage(cast.stage(PROPOSAL)?);
            let asked = (&subject, Period::quarter_of(starts));
            let found = figure(db, &cast.directory, person, asked, starts)?;
            let own = found.map(|found| found.own).unwrap_or_default();
            let baseline = own.value.ok_or_else(|| missing(aim.name))?;
            let (unit, sample) = (PlanUnit::BasisPoints, Some(own.sample));
            Measure::Figure { unit, baseline, sample, target }
        }
        By::Metric(metric, period, target) => Measure::Metric { metric, period, target },
        By::Words(baseline, target) => {
            Measure::Words { baseline: baseline.to_owned(), target: target.to_owned() }
        }
    };
    let in_words = matches!(measure, Measure::Words { .. });
    let milestone = |asked: &&str| Milestone {
        target: asked.parse().ok(),
        words: if in_words { (*asked).to_owned() } else { String::new() },
    };
    Ok(ObjectiveForm {
        name: aim.name.to_owned(),
        measure,
        weight: aim.percent * 100,
        milestones: aim.asked.iter().map(milestone).collect(),
    })
}

/// Keeps the promises, as often as they were.
fn give(db: &mut Db, id: ImprovementPlanId, told: &Told) -> Result<()> {
    let stored = stored(db, id)?;
    for (Promised(_, _, _, kept), support) in told.support.iter().zip(&stored.support) {
        for on in *kept {
            let (support, on_day) = (support.id, day(on)?);
            let note = String::new();
            say(db, on_day, What::Plan(Plan::Give { support, on_day, note }))?;
        }
    }
    Ok(())
}

fn stored(db: &Db, id: ImprovementPlanId) -> Result<Stored> {
    plans::plan(db, id)?.ok_or_else(|| missing("plan"))
}

fn check(
    db: &mut Db,
    id: ImprovementPlanId,
    (at, looked): (usize, &Looked),
    person: PersonId,
) -> Result<()> {
    let plan = stored(db, id)?;
    let held_on = day(looked.on)?;
    let Some(record) = plan.checks.get(at) else { return Ok(()) };
    let since = at.checked_sub(1).and_then(|at| plan.checks.get(at)?.held_on?.succ_opt());
    let since = since.unwrap_or(plan.record.starts);
    let (mut results, mut evidence) = (vec![], vec![]);
    for (Came(finds, shown, said), objective) in looked.came.iter().zip(plan.standing()) {
        let found = match finds {
            Finds::Counted(actual, sample) => Found::Counted(*actual, *sample),
            Finds::Words(reached) => Found::Words(*reached),
            Finds::Measured(period) => Found::Measured(*period),
            Finds::Unknown => Found::Unknown,
        };
        let said = (*said).to_owned();
        results.push(ResultForm { objective: objective.id, found, said });
        if shown.is_empty() {
            continue;
        }
        // Levels are shown by the last sheet since the check point before.
        let level = objective.unit == Some(PlanUnit::Level);
        let sheets = sheets::of_person(db, person, (since, held_on))?;
        let sheet = sheets.last().filter(|_| level);
        evidence.push(EvidenceForm {
            objective: objective.id,
            on_day: sheet.map_or(held_on, |sheet| sheet.on_day),
            text: (*shown).to_owned(),
            shown_in: String::new(),
            shown: sheet.map(|sheet| Shown::Sheet(sheet.id)),
        });
    }
    let id = record.id;
    let form = CheckForm {
        check: id,
        held_on: Some(held_on),
        results,
        evidence,
        verdict: looked.verdict,
        note: looked.note.to_owned(),
    };
    say(db, held_on, What::Plan(Plan::Check(Box::new(form))))?;
    let both = [Who::Coach, Who::Rep];
    for who in both.into_iter().take(if looked.both { 2 } else { 1 }) {
        say(db, held_on, What::Plan(Plan::ConfirmCheck { id, who, on_day: held_on }))?;
    }
    Ok(())
}
