//! `coxswain show … funnel`: the stages with their verdicts, and those that are compared.

use std::collections::BTreeMap;

use chrono::Days;
use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::domain::funnel::Window;
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::funnel::lift::Lift;
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::{StageId, StageModelId};
use crate::domain::period::Period;
use crate::domain::stats::rate::Rate;
use crate::error::{Error, Result};
use crate::i18n::{Language, money_cell, percent};
use crate::metrics::bottleneck::{
    Bottlenecks, StageFinding, Verdict, mean_won, of_groups, of_stage_groups,
};
use crate::metrics::deals::measure;
use crate::metrics::groups::{By, Group};
use crate::metrics::lead_need::{self, Takes, Untold};
use crate::metrics::pipeline::{
    Ask, FunnelOfScope, Past, StageRow, funnel_of, left_out_word, window_of,
};
use crate::metrics::{MetricId, show, stage_fit};

/// The funnel of a scope and a period, or of what came in so many days up to the day; that of a line of
/// products with its own stages, where one is named.
pub(super) fn funnel(
    ask: &Asked<'_>,
    (rule, word): (Rule, &str),
    by: By,
    days: Option<u32>,
    line_name: Option<&str>,
) -> Result<Shown> {
    let shown = line_name.map(|name| model_of(ask, name)).transpose()?;
    let question = ask.question();
    let members = question.members.clone();
    let last = |days: u32| {
        let back = Days::new(u64::from(days.saturating_sub(1)));
        let start = ask.as_of.checked_sub_days(back).unwrap_or(ask.as_of);
        Window { start, end: ask.as_of }
    };
    let window = ask.period.map(|period| window_of(period, ask.as_of)).or(days.map(last));
    let asked = Ask { members, period: ask.period, window, as_of: ask.as_of, rule };
    let figures = funnel_of(ask.db, ask.directory, (&asked, shown), by)?;
    let found = Bottlenecks::of(&figures);
    let velocity = measure(ask.db, ask.directory, MetricId::SalesVelocity, &question)?;
    let leads = measure(ask.db, ask.directory, MetricId::LeadWinRate, &question)?;

    let (mut stages, mut lines) = (vec![], vec![]);
    for (row, finding) in figures.stages.iter().zip(&found.stages) {
        if !ask.directory.stages.contains_key(&row.stage) {
            continue;
        }
        stages.push(stage(ask, row, finding));
        lines.push(line(ask, row, finding));
    }
    let mut left_out: Vec<Value> = figures
        .left_out
        .iter()
        .map(|(reason, count)| json!({ "reason": left_out_word(*reason), "count": count }))
        .collect();
    if figures.open_without_stage > 0 {
        left_out.push(json!({ "reason": "no_stage", "count": figures.open_without_stage }));
    }
    if figures.open_own_model > 0 {
        left_out.push(json!({ "reason": "open_own_model", "count": figures.open_own_model }));
        lines.push(own_models(ask, &figures));
    }
    let need = ask.period.filter(|_| shown.is_none()).map(|period| lead_need(ask, period));
    let need = need.transpose()?;
    let tr = ask.tr;
    lines.push(format!("{} {}  {} {}", tr.text("won"), figures.won, tr.text("lost"), figures.lost));
    let name_at = |at: usize| figures.stages.get(at).map(|row| name(ask, row.stage).to_owned());
    let ranking: Vec<String> = found.ranking.iter().filter_map(|at| name_at(*at)).collect();
    let deals = &figures.deals;
    // Metrics are of all deals of the scope, whatever their stage model.
    let of_all = |value: Value| if shown.is_some() { Value::Null } else { value };
    let value = json!({
        "rule": word,
        "line": line_name,
        "own_lines": figures.own_lines,
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "as_of": ask.as_of.to_string(),
        "window": window.map(|window| {
            json!({ "from": window.start.to_string(), "to": window.end.to_string() })
        }),
        "stages": stages,
        "won": figures.won,
        "lost": figures.lost,
        "left_out": left_out,
        "deals": {
            "n": deals.n, "won": deals.won, "lost": deals.lost, "open": deals.open,
        },
        "mean_won": mean_won(&figures).map(|fen| fen.round() as i64),
        "bottleneck": found.main.and_then(name_at),
        "ranking": ranking,
        "by": by.word(),
        "groups": groups(ask, &figures),
        "sales_velocity": of_all(json!(velocity.value)),
        "sales_velocity_steady": of_all(json!(velocity.steady)),
        "lead_win_rate_bp": of_all(json!(leads.value)),
        "leads": of_all(json!(leads.records)),
        "leads_open": of_all(json!(leads.open)),
        "lead_need": need,
    });
    Ok((value, lines))
}

/// What the target of a period takes in new deals.
fn lead_need(ask: &Asked<'_>, period: Period) -> Result<Value> {
    let need = lead_need::load(ask.db, ask.directory, (ask.scope, period), ask.as_of)?;
    let takes = need.takes.as_ref();
    let stages = takes.map(|takes| {
        let stage = |(at, n): &(StageId, u64)| json!({ "stage": name(ask, *at), "needed": n });
        takes.stages.iter().map(stage).collect::<Vec<Value>>()
    });
    let at = match need.takes {
        Err(Untold::FewVisits(stage) | Untold::NoneWentOn(stage)) => Some(name(ask, stage)),
        _ => None,
    };
    Ok(json!({
        "target": need.target,
        "new": need.leads,
        "needed": takes.ok().map(Takes::leads),
        "gap": need.gap(),
        "wins": takes.ok().map(|takes| takes.wins),
        "stages": stages.unwrap_or_default(),
        "untold": takes.err().map(|untold| untold.word()),
        "untold_at": at,
    }))
}

/// The stage model of a line of products.
fn model_of(ask: &Asked<'_>, name: &str) -> Result<StageModelId> {
    let mut lines = stage_fit::lines(ask.directory).into_iter();
    let found = lines.find(|(_, line)| *line == name.trim());
    let unknown = || Error::new("error-stages-line").arg("line", name);
    found.map(|(model, _)| model).ok_or_else(unknown)
}

/// How many open deals have a funnel of their own, and which.
fn own_models(ask: &Asked<'_>, figures: &FunnelOfScope) -> String {
    let of_line = |(line, n): (&String, &u64)| format!("  {line} {n}");
    let lines: String = figures.own_lines.iter().map(of_line).collect();
    format!("{} {}{lines}", ask.tr.text("funnel-left-out-own"), figures.open_own_model)
}

fn bp(rate: Option<f64>) -> Option<i64> {
    rate.map(|rate| (rate * 10_000.0).round() as i64)
}

fn name<'a>(ask: &'a Asked<'_>, stage: StageId) -> &'a str {
    ask.directory.stages.get(&stage).map_or("", |stage| &stage.name)
}

fn stage(ask: &Asked<'_>, row: &StageRow, finding: &StageFinding) -> Value {
    let reasons: Vec<Value> = row
        .losses
        .iter()
        .map(|(reason, count)| json!({ "reason": reason.word(), "count": count }))
        .collect();
    json!({
        "stage": name(ask, row.stage),
        "open": row.open,
        "open_amount": if row.open == 0 { Some(0) } else { row.open_amount },
        "unknown_amounts": row.unknown_amounts,
        "reached": row.reached,
        "advanced": row.advanced,
        "rate_bp": bp(row.rate),
        "low_bp": bp(row.low),
        "high_bp": bp(row.high),
        "median_days": row.median_days,
        "year_before": row.year_before.map(past),
        "window_before": row.window_before.map(past),
        "verdict": finding.verdict.as_ref().map(verdict),
        "lift_per_quarter": finding.lift.map(lift),
        "lost_reasons": reasons,
    })
}

fn past(past: Past) -> Value {
    json!({
        "reached": past.reached, "advanced": past.advanced, "rate_bp": bp(past.rate),
        "median_days": past.median_days,
    })
}

/// What is said of a rate.
pub(super) fn verdict(verdict: &Verdict) -> Value {
    json!({
        "against": verdict.against.word(),
        "k": verdict.own.k, "n": verdict.own.n,
        "beside_k": verdict.beside.k, "beside_n": verdict.beside.n,
        "probability": verdict.probability,
        "evidence": verdict.evidence.word(),
    })
}

fn lift(lift: Lift) -> Value {
    json!({ "wins": lift.wins, "amount": lift.amount.map(|fen| fen.round() as i64) })
}

fn line(ask: &Asked<'_>, row: &StageRow, finding: &StageFinding) -> String {
    let tr = ask.tr;
    let stage = ask.directory.stages.get(&row.stage);
    let english =
        stage.filter(|stage| tr.language() == Language::English && !stage.name_en.is_empty());
    let name = english.map_or_else(|| name(ask, row.stage), |stage| stage.name_en.as_str());
    let amount = if row.open == 0 { Some(0) } else { row.open_amount };
    let mark = finding.verdict.filter(Verdict::marked).map(|verdict| {
        let key = match verdict.evidence {
            Evidence::Flag => "funnel-mark-bottleneck",
            _ => "funnel-mark-watch",
        };
        format!("  {} {}", tr.text(key), show::chance(verdict.probability))
    });
    format!(
        "{name}  {} {}  {}  {}/{}  {}{}",
        tr.text("open"),
        row.open,
        amount.map_or_else(|| tr.text("unknown"), |fen| money_cell(tr.language(), fen)),
        row.advanced.map_or_else(|| "–".to_owned(), |n| n.to_string()),
        row.reached,
        bp(row.rate).map_or_else(|| "–".to_owned(), percent),
        mark.unwrap_or_default(),
    )
}

/// Those that are compared: what they won of what was closed in the period, and each stage.
fn groups(ask: &Asked<'_>, figures: &FunnelOfScope) -> Vec<Value> {
    let of_wins = of_groups(&figures.group_wins);
    let of_stages: Vec<BTreeMap<Group, Verdict>> =
        figures.stages.iter().map(|row| of_stage_groups(figures.rule, row)).collect();
    let mut all: Vec<Group> = figures.group_wins.keys().copied().collect();
    all.extend(figures.stages.iter().flat_map(|row| row.groups.keys().copied()));
    all.sort_unstable();
    all.dedup();
    let shown = |group: Group| {
        let (won, closed) = figures.group_wins.get(&group).copied().unwrap_or_default();
        let rate = Rate::of(won, closed);
        let stages: Vec<Value> = figures
            .stages
            .iter()
            .zip(&of_stages)
            .filter_map(|(row, verdicts)| {
                let own = row.groups.get(&group)?;
                Some(json!({
                    "stage": name(ask, row.stage),
                    "reached": own.reached,
                    "advanced": own.advanced,
                    "median_days": own.median_days,
                    "finished": own.finished,
                    "open": own.open,
                    "verdict": verdicts.get(&group).map(verdict),
                }))
            })
            .collect();
        json!({
            "name": group.name(ask.directory),
            "won": won,
            "closed": closed,
            "win_rate_bp": bp(rate.map(|rate| rate.rate)),
            "low_bp": bp(rate.map(|rate| rate.interval.lo)),
            "high_bp": bp(rate.map(|rate| rate.interval.hi)),
            "verdict": of_wins.get(&group).map(verdict),
            "stages": stages,
        })
    };
    all.into_iter().map(shown).collect()
}
