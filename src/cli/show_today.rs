//! `coxswain show today`: every figure of 工作台, its notices and its agenda.

use chrono::Weekday;
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::show_forecast::said;
use super::show_notices::told;
use crate::domain::forecast::total::Said;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{money_cell, share_percent};
use crate::metrics::forecast::{Depth, Forecast};
use crate::metrics::targets::progress::Line;
use crate::metrics::today::agenda::{Item, agenda};
use crate::metrics::today::tiles::Tile;
use crate::metrics::today::{Changes, Standing, changes, day};

/// The day of a scope with a period; with the month of the day where no period is named.
pub(super) fn today(ask: &Asked<'_>) -> Result<Shown> {
    let (db, directory, scope, today) = (ask.db, ask.directory, ask.scope, ask.today);
    let period = ask.period.unwrap_or_else(|| Period::month_of(today));
    let (found, all) = day(db, directory, (scope, period), today, Depth::Whole)?;
    let week = today.week(Weekday::Mon);
    let days = (week.first_day(), week.last_day());
    let of_week = agenda(db, directory, scope, days, (&all, today))?;
    let changed = changes(db, directory, scope, today)?;
    let (notices, of_notices) = told(ask, &all)?;
    let tiles = &found.tiles;
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "today": today.to_string(),
        "as_of": found.known.to_string(),
        "workdays": found.progress.whole.days.all,
        "workdays_over": found.progress.whole.days.over,
        "whole": line(ask, &found.progress.whole),
        "forecast": found.forecast.as_ref().map(forecast),
        "tiles": {
            "received": tile(&tiles.received),
            "weighted_pipeline": tile(&tiles.weighted),
            "cover": tiles.cover.word(),
            "visits": tile(&tiles.visits),
            "new_opportunities": tile(&tiles.new_deals),
        },
        "funnel": funnel(ask, &found),
        "people": found.progress.people.iter().map(|one| line(ask, one)).collect::<Vec<_>>(),
        "notices": notices,
        "agenda": of_week.iter().filter(|item| item.day == today).map(item).collect::<Vec<_>>(),
        "week": of_week.iter().map(item).collect::<Vec<_>>(),
        "changes": changed.as_ref().map(of_changes),
    });
    let mut lines = summary(ask, &found);
    lines.extend(of_notices);
    Ok((value, lines))
}

fn line(ask: &Asked<'_>, line: &Line) -> Value {
    json!({
        "scope": ask.directory.scope_text(line.scope),
        "target": line.target.map(|target| target.base),
        "actual": line.actual.as_ref().and_then(|actual| actual.value),
        "attainment_bp": line.attainment_bp(),
        "due": line.due(),
        "ahead": line.ahead(),
        "status": line.status().map(|status| status.word()),
    })
}

fn forecast(found: &Forecast) -> Value {
    let outlook = found.outlook.as_ref();
    json!({
        "over": found.over,
        "signed": found.roll_up.closed(),
        "computed": found.roll_up.computed(),
        "chance": outlook.and_then(|outlook| outlook.chance),
        "said": outlook.and_then(|outlook| outlook.said).map(said),
        "low": outlook.map(|outlook| outlook.range.low),
        "middle": outlook.map(|outlook| outlook.range.middle),
        "high": outlook.map(|outlook| outlook.range.high),
        "unknown": found.unknown.map(|unknown| unknown.word()),
    })
}

fn tile(tile: &Tile) -> Value {
    json!({
        "value": tile.value,
        "before": tile.before.map(|(against, value)| {
            json!({ "against": against.word(), "value": value })
        }),
        "course": tile.course,
        "target": tile.target,
        "reached": tile.reached,
        "due": tile.due,
        "share_bp": tile.share_bp(),
    })
}

fn funnel(ask: &Asked<'_>, found: &Standing) -> Value {
    let name = |at: usize| {
        let row = found.funnel.stages.get(at)?;
        Some(ask.directory.stages.get(&row.stage)?.name.clone())
    };
    let stages: Vec<Value> = found
        .funnel
        .stages
        .iter()
        .enumerate()
        .map(|(at, row)| {
            json!({
                "stage": name(at),
                "open": row.open,
                "open_amount": if row.open == 0 { Some(0) } else { row.open_amount },
            })
        })
        .collect();
    json!({ "stages": stages, "bottleneck": found.bottlenecks.main.and_then(name) })
}

fn item(item: &Item) -> Value {
    json!({
        "day": item.day.to_string(),
        "at": item.at,
        "what": item.what.word(),
        "done": item.done,
        "act": item.act.word(),
    })
}

fn of_changes(found: &Changes) -> Value {
    let balance = &found.found.balance;
    let parts: Vec<Value> = balance
        .parts
        .iter()
        .map(|(part, sum)| json!({ "part": part.word(), "deals": sum.n, "amount": sum.fen }))
        .collect();
    json!({
        "from": found.from.to_string(),
        "to": found.to.to_string(),
        "opening": { "deals": balance.opening.n, "amount": balance.opening.fen },
        "parts": parts,
        "closing": { "deals": balance.closing.n, "amount": balance.closing.fen },
    })
}

/// The chance and how far the target is, in words.
fn summary(ask: &Asked<'_>, found: &Standing) -> Vec<String> {
    let tr = ask.tr;
    let cell = |fen: i64| money_cell(tr.language(), fen);
    let mut lines = vec![];
    if let Some(outlook) = found.forecast.as_ref().and_then(|found| found.outlook.as_ref()) {
        if let Some(Said::Chance(percent)) = outlook.said {
            let chance = percent.to_string();
            lines.push(tr.with("forecast-chance-of", &[("chance", chance.into())]));
        }
        let (low, high) = (cell(outlook.range.low), cell(outlook.range.high));
        lines.push(tr.with("forecast-range", &[("low", low.into()), ("high", high.into())]));
    }
    if let Some(share) = found.progress.whole.attainment() {
        lines.push(format!("{}  {}", tr.text("today-attainment"), share_percent(share)));
    }
    lines
}
