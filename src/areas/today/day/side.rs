//! The funnel in small, and how everyone stands.

use crate::areas::today::data::Load;
use crate::domain::funnel::bottleneck::Evidence;
use crate::domain::ids::StageId;
use crate::domain::money::{Share, share_bp};
use crate::domain::scope::Scope;
use crate::i18n::{DASH, MoneyStyle, money, money_cell, number, percent, share_percent};
use crate::metrics::bottleneck::Against;
use crate::metrics::coaching::show::stage as stage_name;
use crate::metrics::targets::progress::{Line, Status};
use crate::metrics::today::Standing;

/// A stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageBar {
    /// Its name.
    pub name: String,
    /// How wide its bar is, 1 for the widest.
    pub share: f32,
    /// How many deals lie in it.
    pub n: String,
    /// Their amount; a dash where it is not known.
    pub amount: String,
    /// Whether it is the one that holds up.
    pub marked: bool,
}

/// The funnel in small.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Funnel {
    /// How many deals, and their amount.
    pub sub: String,
    /// The stages, in order; none without deals.
    pub stages: Vec<StageBar>,
    /// What is said of the stage that holds up.
    pub verdict: String,
    /// Whether one does.
    pub marked: bool,
}

/// How one person stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Who.
    pub scope: Scope,
    /// The name.
    pub name: String,
    /// How much is reached, from 0 to 1; `None` where that cannot be told.
    pub share: Option<f32>,
    /// The same in words, or why it cannot be told.
    pub text: String,
    /// How that stands.
    pub status: Option<Status>,
    /// That in words.
    pub standing: String,
}

/// How everyone stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// What the line across says.
    pub sub: String,
    /// Where it stands.
    pub pace: Option<f32>,
    /// Everyone, the furthest first.
    pub rows: Vec<Member>,
}

/// Puts the funnel into words.
pub(super) fn funnel(load: &Load<'_>, found: &Standing) -> Funnel {
    let tr = load.tr;
    let rows = &found.funnel.stages;
    // Where no amount is known, the bars are as wide as their numbers.
    let known = rows.iter().any(|row| row.open_amount.is_some());
    let weight = |open: u64, amount: Option<i64>| {
        if known { amount.unwrap_or_default() as f64 } else { open as f64 }
    };
    let most = rows.iter().map(|row| weight(row.open, row.open_amount)).fold(0.0, f64::max);
    let main = found.bottlenecks.main;
    let stages: Vec<StageBar> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| StageBar {
            name: stage(load, row.stage),
            share: if most > 0.0 { (weight(row.open, row.open_amount) / most) as f32 } else { 0.0 },
            n: number(i64::try_from(row.open).unwrap_or(i64::MAX)),
            amount: match row.open_amount {
                Some(fen) => money_cell(tr.language(), fen),
                None if row.open == 0 => money_cell(tr.language(), 0),
                None => DASH.to_owned(),
            },
            marked: main == Some(at),
        })
        .collect();
    let n: u64 = rows.iter().map(|row| row.open).sum();
    let sum = rows.iter().filter_map(|row| row.open_amount).try_fold(0_i64, i64::checked_add);
    let amount = sum.filter(|_| known).map(|fen| money(tr.language(), fen, MoneyStyle::Full));
    let sub = match amount {
        Some(amount) => load.count("today-funnel-sub", n, &[("amount", amount.into())]),
        None => load.count("today-funnel-count", n, &[]),
    };
    // Deals without a stage, and those that go through the stages of a line, lie in none of the bars.
    let beyond = found.funnel.open_without_stage + found.funnel.open_own_model;
    let sub = match beyond {
        0 => sub,
        beyond => load.count("today-funnel-beyond", beyond, &[("sub", sub.into())]),
    };
    let any = n + beyond > 0 || rows.iter().any(|row| row.reached > 0);
    Funnel {
        sub,
        stages: if any { stages } else { vec![] },
        verdict: verdict(load, found),
        marked: main.is_some(),
    }
}

/// What is said of the stage that holds up, or that none does.
fn verdict(load: &Load<'_>, found: &Standing) -> String {
    let tr = load.tr;
    let main = found.bottlenecks.main.and_then(|at| {
        let verdict = found.bottlenecks.stages.get(at)?.verdict?;
        Some((found.funnel.stages.get(at)?, verdict))
    });
    let Some((row, verdict)) = main else { return tr.text("today-funnel-fine") };
    let share = |k: u64, n: u64| {
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        share_bp(whole(k), whole(n)).map_or_else(|| DASH.to_owned(), percent)
    };
    let before = match verdict.against {
        Against::YearBefore => "today-year-before",
        Against::WindowBefore | Against::Others => "today-window-before",
    };
    let key = match verdict.evidence {
        Evidence::Flag => "today-funnel-bottleneck",
        _ => "today-funnel-watch",
    };
    let args = [
        ("stage", stage(load, row.stage).into()),
        ("rate", share(verdict.own.k, verdict.own.n).into()),
        ("before", tr.text(before).into()),
        ("then", share(verdict.beside.k, verdict.beside.n).into()),
    ];
    tr.with(key, &args)
}

fn stage(load: &Load<'_>, id: StageId) -> String {
    stage_name(load.directory, load.tr, id)
}

/// Puts everyone into words, the furthest first.
pub(super) fn members(load: &Load<'_>, found: &Standing) -> Members {
    let tr = load.tr;
    let days = found.progress.whole.days;
    let pace = Share::of(days.over, days.all).filter(|_| days.all > 0);
    let mut lines: Vec<&Line> = found.progress.people.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.attainment_bp()));
    let row = |line: &Line| {
        let name = load.directory.scope_name(line.scope).unwrap_or(DASH).to_owned();
        let bp = line.attainment_bp();
        let text = match line.attainment() {
            Some(share) => share_percent(share),
            None if line.target.is_none() => tr.text("targets-unset"),
            None => tr.text("targets-no-data"),
        };
        let status = line.status();
        Member {
            scope: line.scope,
            name,
            share: bp.map(|bp| (bp as f64 / 10_000.0).clamp(0.0, 1.0) as f32),
            text,
            status,
            standing: status.map_or_else(String::new, |status| tr.text(status.label_key())),
        }
    };
    let sub = pace.map_or_else(String::new, |pace| {
        tr.with("today-members-sub", &[("gone", share_percent(pace).into())])
    });
    Members {
        sub,
        pace: pace.map(|pace| (pace.bp() as f64 / 10_000.0) as f32),
        rows: lines.into_iter().map(row).collect(),
    }
}
