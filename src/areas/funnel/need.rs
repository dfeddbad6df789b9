//! What the target of the period takes in new deals, in words: on the card of how many leads are won.

use super::data::{Load, count_text, joined};
use crate::error::Result;
use crate::i18n::{MoneyStyle, money};
use crate::metrics::lead_need::{self, LeadNeed, Takes, Untold};

/// One line for the deals that are missing and one for each stage; or one for why that cannot be told.
pub(super) fn words(load: &Load<'_>) -> Result<Vec<String>> {
    let of = (load.scope, load.period);
    let need = lead_need::load(load.db, load.directory, of, load.as_of)?;
    Ok(match &need.takes {
        Ok(takes) => vec![said(load, &need, takes), by_stage(load, takes)],
        Err(untold) => vec![why(load, *untold)],
    })
}

fn said(load: &Load<'_>, need: &LeadNeed, takes: &Takes) -> String {
    let target = need.target.unwrap_or_default();
    let gap = need.gap().unwrap_or_default();
    let key = if gap > 0 { "funnel-need-short" } else { "funnel-need-enough" };
    let args = [
        ("period", load.period_label().into()),
        ("target", money(load.tr.language(), target, MoneyStyle::Full).into()),
        ("needed", count_text(takes.leads()).into()),
        ("leads", count_text(need.leads).into()),
        ("gap", count_text(gap.unsigned_abs()).into()),
    ];
    load.tr.with(key, &args)
}

fn by_stage(load: &Load<'_>, takes: &Takes) -> String {
    let stage = |(stage, n): &(_, u64)| format!("{} {}", load.stage(Some(*stage)), count_text(*n));
    let mut list: Vec<String> = takes.stages.iter().map(stage).collect();
    list.push(format!("{} {}", load.tr.text("won"), count_text(takes.wins)));
    load.tr.with("funnel-need-stages", &[("list", joined(load.tr, &list).into())])
}

fn why(load: &Load<'_>, untold: Untold) -> String {
    let stage = |key: &str, stage| load.tr.with(key, &[("stage", load.stage(Some(stage)).into())]);
    match untold {
        Untold::NoTarget => load.tr.text("funnel-need-no-target"),
        Untold::FewWon => load.tr.text("funnel-need-few-won"),
        Untold::FewVisits(at) => stage("funnel-need-few-visits", at),
        Untold::NoneWentOn(at) => stage("funnel-need-none-went-on", at),
    }
}
