//! The plans of the sample: last year's, looked back on, and this year's, agreed; the company's targets
//! of the year and of those to come; and who signed for the targets of the running quarter.

use chrono::NaiveDate;

use crate::command::strategy::{Command as Plans, LineForm};
use crate::command::targets::{ActionForm, Command as Targets, Goal, How, SignedLetter, Why};
use crate::command::{self, Command};
use crate::documents::signed_letters::{Standing, letter_states};
use crate::domain::ids::{PersonId, StrategyId};
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::Tr;
use crate::metrics::MetricId;
use crate::metrics::targets::{Levels, Targets as Set, parts};
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::store::records::{Outcome, Strategy, StrategyLine, StrategySection};

/// The year of the sample.
const YEAR: i32 = 2025;

/// What a line of a plan says: text, who, by when, by what it is measured, what came of it.
struct Line {
    text: &'static str,
    owner: &'static str,
    due: (i32, u32, u32),
    measure: &'static str,
    came: Option<(Outcome, &'static str)>,
}

/// A plan of the sample.
struct Plan {
    year: i32,
    title: &'static str,
    agreed: (i32, u32, u32),
    context: &'static [(StrategySection, &'static [&'static str])],
    goals: &'static [Line],
    initiatives: &'static [Line],
    /// The day of the review and what it said.
    review: Option<((i32, u32, u32), &'static str)>,
}

const LAST_YEAR: Plan = Plan {
    year: YEAR - 1,
    title: "全公司2024年销售策略与计划：守住老客户",
    agreed: (2024, 1, 8),
    context: &[
        (StrategySection::Economy, &["石化大修集中在上半年，下半年新建项目少"]),
        (StrategySection::Competition, &["进口品牌在分析仪上降价，变送器上国产同行拼交期"]),
        (StrategySection::Strength, &["备件响应快，老客户复购稳定；分析仪的应用支持只有苏州有"]),
        (StrategySection::Resources, &["三个区域22名销售，应用工程师两名"]),
        (StrategySection::LifeCycle, &["变送器成熟，流量成长，分析刚起步"]),
    ],
    goals: &[
        Line {
            text: "老客户复购不下降",
            owner: "林晓峰",
            due: (2024, 12, 20),
            measure: "去年下过单的客户，今年仍下单的不少于八成",
            came: Some((Outcome::Worked, "")),
        },
        Line {
            text: "分析仪打开局面",
            owner: "何志远",
            due: (2024, 12, 20),
            measure: "三个区域各签下一台在线分析仪",
            came: Some((Outcome::Partly, "有应用支持的区域才签得下来，支持要先到位")),
        },
    ],
    initiatives: &[
        Line {
            text: "备件年框：对前二十家老客户逐家谈一遍",
            owner: "林晓峰",
            due: (2024, 9, 30),
            measure: "谈成不少于八家",
            came: Some((Outcome::Worked, "")),
        },
        Line {
            text: "分析仪样机巡展，每季度一次",
            owner: "何志远",
            due: (2024, 11, 30),
            measure: "每次带来不少于五个新商机",
            came: Some((Outcome::Failed, "来的多是同行，改为带样机到客户现场试用")),
        },
        Line {
            text: "建销售流程的统一阶段和停留上限",
            owner: "宋雅琴",
            due: (2024, 10, 31),
            measure: "三个区域用同一张商机表",
            came: Some((Outcome::Worked, "")),
        },
    ],
    review: Some((
        (2024, 12, 27),
        "守住了老客户，年框谈得值得，明年接着做。\n分析仪输在没有应用支持，不是输在价格：明年先补人，再谈推广。巡展停掉。",
    )),
};

const THIS_YEAR: Plan = Plan {
    year: YEAR,
    title: "全公司2025年销售策略与计划：稳石化，开制药",
    agreed: (2025, 1, 6),
    context: &[
        (
            StrategySection::Economy,
            &[
                "石化大修推到下半年，改造预算跟着后移，上半年看备件",
                "制药和精细化工新建产线增加，要求电子记录和在线分析",
            ],
        ),
        (
            StrategySection::Competition,
            &[
                "进口品牌分析仪价格下探，交期仍在十二周以上，这是我们的机会",
                "国产同行在变送器上以交期取胜，华南最明显",
            ],
        ),
        (
            StrategySection::Strength,
            &[
                "强：备件响应、老客户关系、DCS 改造的现场能力",
                "弱：报价之后跟得慢，方案报价停留偏长",
            ],
        ),
        (
            StrategySection::Resources,
            &["三个区域年内各补一到两名新人，老带新三个月", "应用工程师由两名增到四名"],
        ),
        (
            StrategySection::LifeCycle,
            &[
                "压力、温度变送器成熟，守份额；流量、物位成长，跟项目走",
                "在线色谱、CEMS、水质分析在导入期，先做样板",
            ],
        ),
    ],
    goals: &[
        Line {
            text: "签约额完成年度目标",
            owner: "顾明远",
            due: (2025, 12, 31),
            measure: "各季度目标之和",
            came: None,
        },
        Line {
            text: "制药行业有自己的样板",
            owner: "林晓峰",
            due: (2025, 12, 31),
            measure: "三个区域各有一个签约的制药项目",
            came: None,
        },
        Line {
            text: "报价之后不再拖",
            owner: "宋雅琴",
            due: (2025, 12, 31),
            measure: "方案报价的中位停留不超过停留上限",
            came: None,
        },
    ],
    initiatives: &[
        Line {
            text: "备件年框再谈一轮，覆盖前四十家老客户",
            owner: "林晓峰",
            due: (2025, 6, 30),
            measure: "新签年框不少于十家",
            came: Some((Outcome::Worked, "")),
        },
        Line {
            text: "应用工程师到位并带第一批制药客户",
            owner: "顾明远",
            due: (2025, 6, 30),
            measure: "四名到岗，每人陪访每月不少于四次",
            came: Some((Outcome::Partly, "三名到岗，华南晚了一个季度；招人要提前半年")),
        },
        Line {
            text: "每个区域做一个制药样板项目",
            owner: "何志远",
            due: (2025, 9, 30),
            measure: "三个项目签约并写成案例",
            came: None,
        },
        Line {
            text: "报价后三天内回访，停留超过上限的当周定下一步",
            owner: "宋雅琴",
            due: (2025, 12, 31),
            measure: "每周看漏斗，超过上限的商机都有下一步",
            came: None,
        },
        Line {
            text: "新人由师傅带三个月",
            owner: "林晓峰",
            due: (2025, 12, 31),
            measure: "新人第四个月起有自己的签约",
            came: None,
        },
    ],
    review: None,
};

/// Writes the plans, the targets of the years and the signatures.
///
/// # Errors
/// When the database fails.
pub(super) fn fill(workspace: &mut Workspace, tr: &Tr) -> Result<()> {
    years(workspace)?;
    for plan in [&LAST_YEAR, &THIS_YEAR] {
        write(workspace, plan)?;
    }
    sign(workspace, tr)
}

fn day((year, month, day): (i32, u32, u32)) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| Error::new("error-internal").detail("a day of the sample does not exist"))
}

fn run(workspace: &mut Workspace, command: Plans) -> Result<()> {
    command::run(&mut workspace.db, &Command::Strategy(command)).map(|_| ())
}

fn write(workspace: &mut Workspace, plan: &Plan) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let subject = format!("全公司 {}年", plan.year);
    let (scope, year, title) = (Scope::All, plan.year, plan.title.to_owned());
    run(workspace, Plans::Start { scope, year, title, subject: subject.clone() })?;
    let own = |stored: &Strategy| stored.scope() == scope && stored.year == i64::from(year);
    let id = workspace.db.all::<Strategy>()?.into_iter().find(own).map(|stored| stored.id);
    let id = id.ok_or_else(|| Error::new("error-record-gone"))?;
    for (section, texts) in plan.context {
        let line = |text: &&str| LineForm { text: (*text).to_owned(), ..LineForm::default() };
        let lines = texts.iter().map(line).collect();
        let subject = subject.clone();
        run(workspace, Plans::Section { plan: id, section: *section, lines, subject })?;
    }
    for (section, lines) in works(plan) {
        let lines = lines.iter().map(|line| form(&directory, line)).collect::<Result<Vec<_>>>()?;
        let subject = subject.clone();
        run(workspace, Plans::Section { plan: id, section, lines, subject })?;
    }
    let on = day(plan.agreed)?;
    run(workspace, Plans::Agree { plan: id, on, today: on, subject: subject.clone() })?;
    judge(workspace, plan, id)?;
    if let Some((reviewed, words)) = plan.review {
        let on = day(reviewed)?;
        let review = words.to_owned();
        run(workspace, Plans::Review { plan: id, on, today: on, review, subject })?;
    }
    Ok(())
}

/// The goals and the initiatives of a plan.
const fn works(plan: &Plan) -> [(StrategySection, &'static [Line]); 2] {
    [(StrategySection::Goal, plan.goals), (StrategySection::Initiative, plan.initiatives)]
}

fn form(directory: &Directory, line: &Line) -> Result<LineForm> {
    let owner: Option<PersonId> =
        directory.people.values().find(|person| person.name == line.owner).map(|person| person.id);
    Ok(LineForm {
        text: line.text.to_owned(),
        owner,
        due: Some(day(line.due)?),
        measure: line.measure.to_owned(),
    })
}

/// Says what came of the lines of which that is known.
fn judge(workspace: &mut Workspace, plan: &Plan, id: StrategyId) -> Result<()> {
    let mut stored: Vec<StrategyLine> = workspace.db.all()?;
    stored.retain(|line| line.strategy_id == id);
    for (section, lines) in works(plan) {
        for line in lines {
            let same = |one: &&StrategyLine| one.section == section && one.text == line.text;
            let (Some((outcome, lesson)), Some(one)) = (line.came, stored.iter().find(same)) else {
                continue;
            };
            let (lesson, subject) = (lesson.to_owned(), line.text.to_owned());
            let outcome = Some(outcome);
            run(workspace, Plans::Judge { line: one.id, outcome, lesson, subject })?;
        }
    }
    Ok(())
}

/// Sets the company's target of the year, the sum of its quarters, and those of the two years after it:
/// the first with its actions, the second still without.
fn years(workspace: &mut Workspace) -> Result<()> {
    let metric = MetricId::SignedAmount;
    let set = Set::load(&workspace.db, metric, (YEAR, YEAR))?;
    let quarters = parts(Period::Year(YEAR));
    let (n, base) = set.sum_of_periods(Scope::All, quarters.iter().copied());
    if n < quarters.len() {
        return Ok(());
    }
    let grown = |bp: i64| {
        // In whole ten thousands of yuan, as a director says it.
        let wan = div_round(i128::from(base) * i128::from(bp), 10_000 * 10_000_000);
        wan.unwrap_or_default().saturating_mul(10_000_000)
    };
    let years: [(i32, i64, &[&str]); 3] = [
        (YEAR, base, &["按年度计划的举措推进，每季度回顾一次"]),
        (
            YEAR + 1,
            grown(11_200),
            &[
                "制药样板复制到每个区域三个以上",
                "在线分析仪配齐四名应用工程师",
                "备件年框覆盖前六十家",
            ],
        ),
        (YEAR + 2, grown(12_500), &[]),
    ];
    for (year, value, texts) in years {
        let period = Period::Year(year);
        let action = |text: &&str| ActionForm { text: (*text).to_owned(), ..ActionForm::default() };
        let actions = texts.iter().map(action).collect();
        let order = Targets::Set {
            goals: vec![Goal {
                metric,
                scope: Scope::All,
                period,
                levels: Some(Levels::base(value)),
            }],
            why: Why {
                reason: String::new(),
                approver: "顾明远".to_owned(),
                basis: if year == YEAR { "各季度目标汇总" } else { "年度计划" }.to_owned(),
            },
            how: Some(How { scope: Scope::All, period, actions }),
            subject: format!("全公司 {year}年"),
            today: day((YEAR, 1, 6))?,
        };
        command::run(&mut workspace.db, &Command::Targets(order))?;
    }
    Ok(())
}

/// Who has not signed yet.
const UNSIGNED: [&str; 2] = ["刘子昂", "孙梦洁"];

/// Records the signatures of the running quarter.
fn sign(workspace: &mut Workspace, tr: &Tr) -> Result<()> {
    let period = Period::Quarter(YEAR, 4);
    let on = day((YEAR, 10, 10))?;
    let directory = Directory::load(&workspace.db)?;
    let states = letter_states(&workspace.db, &directory, (Scope::All, period), on, tr)?;
    let signed = states.into_iter().filter(|state| {
        state.standing != Standing::Signed && !UNSIGNED.contains(&state.name.as_str())
    });
    let letters: Vec<SignedLetter> =
        signed.map(|state| SignedLetter { scope: state.scope, code: state.code }).collect();
    let subject = format!("全公司 {YEAR}年四季度");
    let order = Targets::Sign { letters, period, on, today: on, subject };
    command::run(&mut workspace.db, &Command::Targets(order)).map(|_| ())
}
