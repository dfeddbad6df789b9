//! The targets of the sample above its people: the sheet names people, and their managers set what the
//! teams, the regions and the company are to reach, at the beginning of each period.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::targets::{ActionForm, Command as Targets, Goal, How, Why, apply};
use crate::command::{self, Command};
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::targets::Levels;
use crate::metrics::targets::history::Whereabouts;
use crate::store::Workspace;
use crate::store::directory::Directory;
use crate::store::records::Target;

/// What the levels above the target are, in basis points of it.
const HIGHER_BP: (i64, i64) = (11_000, 12_000);

/// How the company reaches its targets, and how each person does.
const COMPANY: [&str; 3] = [
    "每周一看漏斗，停留超过上限的商机当周定下一步",
    "重点行业各做一个样板项目，成案例后三个区域共用",
    "新人入职后三个月内由师傅带访，每月不少于两次",
];
const PERSON: [&str; 3] = [
    "经理每月陪访不少于两次，每周一对一一次",
    "每周有效拜访不少于两次，有纪要和下一步",
    "每周一18点前交周报，商机信息当日更新",
];

/// Sets the targets of teams, regions and the company as the sums of their people's.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let mut sums: BTreeMap<Period, BTreeMap<(MetricId, Scope), i64>> = BTreeMap::new();
    let mut people: BTreeMap<Period, BTreeSet<Scope>> = BTreeMap::new();
    {
        let places = Whereabouts::of(&directory);
        for target in workspace.db.all::<Target>()? {
            let (Some(metric), Some(period), Scope::Person(person)) =
                (MetricId::parse(&target.metric), Period::parse(&target.period), target.scope())
            else {
                continue;
            };
            people.entry(period).or_default().insert(target.scope());
            if !metric.adds_up() {
                continue;
            }
            for scope in places.scopes(Some(person), places.home(person, period)) {
                if scope != target.scope() {
                    let sum = sums.entry(period).or_default().entry((metric, scope)).or_default();
                    *sum = sum.saturating_add(target.value);
                }
            }
        }
    }
    for (period, sums) in sums {
        let goals = sums.into_iter().map(|((metric, scope), base)| {
            let higher = |bp: i64| div_round(i128::from(base) * i128::from(bp), 10_000);
            let levels = if metric == MetricId::SignedAmount && scope == Scope::All {
                Levels { base, stretch: higher(HIGHER_BP.0), challenge: higher(HIGHER_BP.1) }
            } else {
                Levels::base(base)
            };
            Goal { metric, scope, period, levels: Some(levels) }
        });
        let order = Targets::Set {
            goals: goals.collect(),
            why: Why {
                reason: String::new(),
                approver: "顾明远".to_owned(),
                basis: "各人目标汇总".to_owned(),
            },
            how: Some(how(Scope::All, period, &COMPANY)),
            subject: period.to_string(),
            today: period.first_day(),
        };
        command::run(&mut workspace.db, &Command::Targets(order))?;
    }
    super::at_once(workspace, "step-target-actions", |db| {
        for (period, people) in people {
            for scope in people {
                let subject = directory.scope_name(scope).unwrap_or_default().to_owned();
                apply(db, &Targets::Actions { how: how(scope, period, &PERSON), subject })?;
            }
        }
        Ok(())
    })
}

fn how(scope: Scope, period: Period, texts: &[&str]) -> How {
    let action = |text: &&str| ActionForm { text: (*text).to_owned(), ..ActionForm::default() };
    How { scope, period, actions: texts.iter().map(action).collect() }
}
