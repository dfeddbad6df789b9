//! What people refresh, and when it is due.

use crate::areas::training::data::Load;
use crate::domain::ids::RefresherId;
use crate::error::Result;
use crate::metrics::training::refreshers::{Refreshing, refreshings};
use crate::metrics::training::{show, whole};
use crate::store::records::Skill;
use crate::ui::tokens::Tone;

/// What people refresh.
#[derive(Clone, Debug)]
pub struct Refreshers {
    /// What is due first stands first.
    pub lines: Vec<RefresherLine>,
    /// How many there are and how many are due, in words.
    pub sub: String,
}

/// A skill that somebody refreshes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefresherLine {
    /// Which.
    pub id: RefresherId,
    /// Who.
    pub name: String,
    /// The skill.
    pub skill: String,
    /// When it is due.
    pub due: String,
    /// How long it is until then, in words.
    pub left: (Tone, String),
    /// The half-life and how often it was tried.
    pub about: String,
    /// Whether it can be tried today: once a day, after the day on which it was learned.
    pub open: bool,
}

/// What people of the scope refresh.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn refreshers(load: &Load<'_>, skills: &[Skill]) -> Result<Refreshers> {
    let refreshing = refreshings(load.db, load.members, load.today)?;
    let due = refreshing.iter().filter(|one| one.at.days_left(load.today) <= 0).count();
    let args = [("n", whole(refreshing.len() as u64).into()), ("due", whole(due as u64).into())];
    Ok(Refreshers {
        sub: load.tr.with("courses-refreshers-sub", &args),
        lines: refreshing.iter().map(|one| refresher_line(load, one, skills)).collect(),
    })
}

fn refresher_line(load: &Load<'_>, one: &Refreshing, skills: &[Skill]) -> RefresherLine {
    let tr = load.tr;
    let left = one.at.days_left(load.today);
    let left = match left {
        ..0 => (Tone::Bad, tr.with("courses-refresher-over", &[("n", (-left).into())])),
        0 => (Tone::Warn, tr.text("courses-refresher-today")),
        1..=7 => (Tone::Warn, tr.with("courses-refresher-left", &[("n", left.into())])),
        _ => (Tone::Neutral, tr.with("courses-refresher-left", &[("n", left.into())])),
    };
    let args =
        [("days", i64::from(one.at.half_life).into()), ("n", whole(one.tries.len() as u64).into())];
    let skill = skills.iter().find(|skill| skill.id == one.record.skill_id);
    let last = one.tries.last().map(|last| last.on_day);
    RefresherLine {
        id: one.record.id,
        name: load.directory.person_name(one.record.person_id).to_owned(),
        skill: skill.map_or("", |skill| show::skill(tr, skill)).to_owned(),
        due: one.at.due_on.to_string(),
        left,
        about: tr.with("courses-refresher-about", &args),
        open: last.map_or(one.record.since <= load.today, |last| last < load.today),
    }
}
