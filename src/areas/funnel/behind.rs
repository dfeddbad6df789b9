//! The records behind a stage or behind one of those that are compared, as the drawer lists them.

use std::collections::BTreeMap;

use super::data::{Load, brief, day_text};
use super::figures::{Record, Records, records};
use super::stages::sentence;
use crate::domain::funnel::rule::Rule;
use crate::domain::funnel::visit::Exit;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::behind::{Behind, BehindCount, Found, List, Part, Why};
use crate::metrics::compared::{ask_of, team_of};
use crate::metrics::groups::By;
use crate::metrics::pipeline::left_out_key;
use crate::store::records::Status;

/// The lists of the drawer.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Whose they are.
    pub behind: Behind,
    /// Stage and group.
    pub title: String,
    /// What the rule counts.
    pub sentence: String,
    /// The lists, in order.
    pub lists: Vec<(Part, Records)>,
}

/// Starts collecting. What stands behind one of those that are compared is theirs in the comparison: for one
/// person's page that is the team.
pub(super) fn count(load: &Load<'_>, rule: Rule, by: By, behind: Behind) -> BehindCount {
    let team = team_of(load.directory, load.scope, load.as_of);
    let scope = match (behind.group, team) {
        (Some(_), Some(team)) => Scope::Team(team),
        _ => load.scope,
    };
    let ask = ask_of(load.directory, (scope, load.period), load.as_of, rule);
    BehindCount::new(load.directory, load.fit.clone(), ask, by, behind)
}

/// The lists with their words.
pub(super) fn shown(
    load: &Load<'_>,
    rule: Rule,
    behind: Behind,
    lists: &BTreeMap<Part, List>,
) -> Result<Shown> {
    let stage = match behind.stage {
        Some(stage) => load.stage(Some(stage)),
        None => load.tr.text("funnel-behind-all-stages"),
    };
    let group = behind.group.map(|group| group.name(load.directory));
    let title = match group {
        Some(group) => {
            let args = [("group", group.into()), ("stage", stage.into())];
            load.tr.with("funnel-behind-of", &args)
        }
        None => stage,
    };
    let mut all = Vec::with_capacity(lists.len());
    for (part, list) in lists {
        let mut rows = vec![];
        for (day, found) in list.rows() {
            let Some(brief) = brief(load.db, found.deal)? else { continue };
            rows.push(Record {
                deal: Some(found.deal),
                note: note(load, *part, found, brief.status),
                account: brief.account,
                name: brief.name,
                owner: load.person(brief.owner),
                amount: load.amount(brief.amount),
                day: day_text(Some(day)),
            });
        }
        all.push((*part, records(load, list.n, rows)));
    }
    Ok(Shown { behind, title, sentence: sentence(load, rule), lists: all })
}

/// What became of a record, or why it was left out.
fn note(load: &Load<'_>, part: Part, found: &Found, status: Status) -> String {
    match found.why {
        Some(Why::Rule(why)) => {
            let reason = load.tr.text(&left_out_key(why));
            return match found.stage {
                Some(stage) => format!("{} {reason}", stage_at(load, stage)),
                None => reason,
            };
        }
        Some(Why::NoStage) => return load.tr.text("funnel-left-out-stage"),
        Some(Why::OwnModel) => return load.tr.text("funnel-left-out-own"),
        None => {}
    }
    if part == Part::Open {
        return found.stage.map_or_else(String::new, |stage| stage_at(load, stage));
    }
    let Some(visit) = found.visit else {
        return load.tr.text(if found.advanced { "funnel-behind-came" } else { status.word() });
    };
    let days = i64::from(visit.days_by(load.as_of));
    let key = match visit.exit {
        Exit::Advance => "funnel-behind-exit-advance",
        Exit::Won => "funnel-behind-exit-won",
        Exit::Lost => "funnel-behind-exit-lost",
        Exit::Back => "funnel-behind-exit-back",
        Exit::Open => "funnel-behind-exit-open",
    };
    load.tr.with(key, &[("n", days.into())])
}

/// The name of the stage at a position of the funnel.
fn stage_at(load: &Load<'_>, position: u8) -> String {
    load.stage(load.fit.stages().get(usize::from(position)).copied())
}
