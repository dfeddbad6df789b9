//! `coxswain show strategy`: the plan of a year, the figures beside it, and the years to come.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::domain::money::Share;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::strategy::{
    Facts, Signed, YearGoal, facts, outcome_key, said, section_key, state_key, years,
};
use crate::metrics::targets::year as year_of;
use crate::metrics::{MetricId, show};
use crate::store::records::{Strategy, StrategyLine, StrategySection};

/// The plan of a scope for a year, with the targets on a metric of that year and the next three.
pub(super) fn strategy(ask: &Asked<'_>, year: Option<i32>, metric: &str) -> Result<Shown> {
    if let Scope::Person(_) = ask.scope {
        return Err(Error::new("error-strategy-scope"));
    }
    let metric = MetricId::parse(metric)
        .ok_or_else(|| Error::new("error-metric-unknown").arg("metric", metric))?;
    let year = year.or(ask.period.map(year_of)).unwrap_or_else(|| ask.as_of.year());
    let facts = facts(ask.db, ask.directory, (ask.scope, year), ask.as_of)?;
    let goals = years(ask.db, metric, (ask.scope, year), ask.as_of)?;
    let own = |plan: &Strategy| plan.scope() == ask.scope && plan.year == i64::from(year);
    let plan = ask.db.all::<Strategy>()?.into_iter().find(own);
    let mut lines: Vec<StrategyLine> = ask.db.all()?;
    lines.retain(|line| plan.as_ref().is_some_and(|plan| plan.id == line.strategy_id));
    lines.sort_by_key(|line| (line.section, line.position));
    let value = json!({
        "scope": ask.directory.scope_text(ask.scope),
        "year": year,
        "plan": plan.as_ref().map(|plan| plan_value(ask, plan, &lines)),
        "facts": facts_value(&facts),
        "metric": metric.word(),
        "unit": metric.unit().word(),
        "years": goals.iter().map(goal_value).collect::<Vec<_>>(),
    });
    Ok((value, told(ask, &facts, plan.as_ref(), &lines, (metric, &goals))))
}

fn plan_value(ask: &Asked<'_>, plan: &Strategy, lines: &[StrategyLine]) -> Value {
    let section = |section: StrategySection| {
        let of = lines.iter().filter(|line| line.section == section);
        let value = |line: &StrategyLine| {
            json!({
                "text": line.text,
                "owner": line.owner_id.map(|owner| ask.directory.person_name(owner)),
                "due": line.due.map(|due| due.to_string()),
                "measure": line.measure,
                "outcome": line.outcome.map(|outcome| outcome.word()),
                "lesson": line.lesson,
            })
        };
        (section.word().to_owned(), Value::from(of.map(value).collect::<Vec<Value>>()))
    };
    let sections: serde_json::Map<String, Value> =
        StrategySection::ALL.into_iter().map(section).collect();
    json!({
        "title": plan.title,
        "state": plan.state.word(),
        "by": plan.by_name,
        "agreed_on": plan.agreed_on.map(|day| day.to_string()),
        "reviewed_on": plan.reviewed_on.map(|day| day.to_string()),
        "review": plan.review,
        "sections": sections,
    })
}

fn signed_value(signed: &Signed) -> Value {
    json!({
        "year": signed.year,
        "signed": signed.value,
        "first": signed.known.map(|(first, _)| first.to_string()),
        "last": signed.known.map(|(_, last)| last.to_string()),
    })
}

fn facts_value(facts: &Facts) -> Value {
    let pipeline = facts.pipeline.value.filter(|_| facts.pipeline_on.is_some());
    json!({
        "known_until": facts.known.to_string(),
        "before": facts.before.iter().map(signed_value).collect::<Vec<_>>(),
        "win_rate_bp": facts.win_rate.value,
        "won": facts.win_rate.successes,
        "closed": facts.win_rate.records,
        "target": facts.target.map(|levels| levels.base),
        "own": signed_value(&facts.signed),
        "attainment_bp": facts.attainment().map(Share::bp),
        "pipeline": pipeline,
        "pipeline_on": facts.pipeline_on.map(|day| day.to_string()),
    })
}

fn goal_value(goal: &YearGoal) -> Value {
    json!({
        "year": goal.year,
        "target": goal.levels.map(|levels| levels.base),
        "actions": goal.actions.iter().map(|action| action.text.as_str()).collect::<Vec<_>>(),
        "lacks_actions": goal.lacks_actions(),
    })
}

/// The same as lines.
fn told(
    ask: &Asked<'_>,
    facts: &Facts,
    plan: Option<&Strategy>,
    lines: &[StrategyLine],
    (metric, goals): (MetricId, &[YearGoal]),
) -> Vec<String> {
    let tr = ask.tr;
    let mut told = vec![match plan {
        Some(plan) => format!("{}  {}", plan.title, tr.text(state_key(plan.state))),
        None => tr.with("cli-plan-none", &[("year", facts.year.to_string().into())]),
    }];
    for fact in said(tr, facts) {
        told.push(format!("{}  {}  {}", fact.label, fact.value, fact.note));
    }
    let mut before = None;
    for line in lines {
        if before != Some(line.section) {
            told.push(tr.text(section_key(line.section)));
            before = Some(line.section);
        }
        let owner = line.owner_id.map(|owner| ask.directory.person_name(owner).to_owned());
        let cells = [
            Some(line.text.clone()),
            owner,
            line.due.map(|due| due.to_string()),
            line.measure.clone(),
            line.outcome.map(|outcome| tr.text(outcome_key(outcome))),
            line.lesson.clone(),
        ];
        let cells: Vec<String> = cells.into_iter().flatten().collect();
        told.push(format!("  {}. {}", line.position, cells.join("  ")));
    }
    for goal in goals {
        let value = match goal.levels {
            Some(levels) => show::full(tr, metric, levels.base),
            None => tr.text("strategy-unset"),
        };
        let lacks =
            if goal.lacks_actions() { tr.text("strategy-no-actions") } else { String::new() };
        told.push(format!("{}  {value}  {lacks}", goal.year).trim_end().to_owned());
    }
    if let Some(review) = plan.and_then(|plan| plan.review.as_deref()) {
        told.push(review.to_owned());
    }
    told
}
