//! What the page shows, ready to draw.

use std::sync::Arc;

use chrono::NaiveDate;

use super::grid::{Grid, grid, whole};
use super::listing::{Listing, listing};
use super::opened::{self, Open, Opened, opened};
use super::side::{Side, side};
use crate::areas::training::data::Load;
use crate::domain::funnel::bottleneck::Counted;
use crate::domain::ids::SkillId;
use crate::error::Result;
use crate::i18n::day_beside;
use crate::metrics::targets::day_in;
use crate::metrics::targets::history::known_until;
use crate::metrics::training::agreement::{Agreement, agreement};
use crate::metrics::training::enrol::Enrolling;
use crate::metrics::training::matrix::{Key, Survey, survey};
use crate::metrics::training::{say, table};
use crate::sheets::write::Table;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// What stands in the drawer.
    pub open: Option<Open>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The day as of which the skills stand there.
    pub on: NaiveDate,
    /// The scale, and when it was rated last.
    pub(super) sub: String,
    /// Whether anybody is shown.
    pub(super) any: bool,
    /// The matrix.
    pub(super) grid: Grid,
    /// What it says, in a few sentences.
    pub(super) insight: Insight,
    /// The cards beside it.
    pub(super) side: Side,
    /// What is opened.
    pub(super) opened: Option<(Open, Opened)>,
    /// Skills and what posts ask for.
    pub(super) listing: Listing,
    /// Who could go to which class.
    pub(super) enrolling: Enrolling,
    /// Names of skills that are asked for or rated and not listed.
    pub(super) unlisted: Vec<String>,
    /// On whom each skill hangs that is asked for: its column and the sentence; the thin ones first.
    pub(super) covers: Vec<Cover>,
    /// The matrix as a table.
    pub(super) table: Arc<Table>,
}

/// On whom a skill hangs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cover {
    pub key: Key,
    pub name: String,
    pub said: String,
    /// Whether it hangs on one person or on nobody.
    pub thin: bool,
}

/// What the matrix says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Insight {
    /// The skill in which the most people are below, where it is listed.
    pub skill: Option<SkillId>,
    /// How many people those are.
    pub n: i64,
    /// How many of them would be enrolled: in the next class, or in a new one where none is planned.
    pub join: i64,
    /// The biggest gap, or that there is none.
    pub title: String,
    /// Whether the funnel is narrow there too; else what else is to be said.
    pub detail: String,
    /// How many skills hang on one person or on nobody; empty for none.
    pub thin: String,
    /// What has to be known to read it.
    pub notes: Vec<String>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let on = day_in(load.period, load.today).min(load.today);
    let found = survey(load.db, load.directory, load.members, on)?;
    let agreed = match found.widest() {
        Some(column) => {
            let known = known_until(load.db, load.today)?;
            let asked = (load.scope, load.period);
            agreement(load.db, load.directory, asked, known, (&found, column))?
        }
        None => None,
    };
    let enrolling = Enrolling::load(load.db, load.directory, &found, load.today)?;
    let open = match &ask.open {
        Some(open) => opened(load, &found, &enrolling, open)?.map(|page| (open.clone(), page)),
        None => None,
    };
    Ok(Data {
        on,
        sub: sub(load, &found),
        any: found.rows().next().is_some(),
        grid: grid(load, &found),
        insight: insight(load, &found, &enrolling, agreed.as_ref()),
        side: side(load, &enrolling)?,
        opened: open,
        listing: listing(load)?,
        unlisted: opened::unlisted(&found),
        covers: covers(load, &found),
        table: Arc::new(table::table(load.directory, &found, load.tr)),
        enrolling,
    })
}

fn sub(load: &Load<'_>, found: &Survey) -> String {
    let day = found.on.to_string();
    match found.newest {
        // The foot of the window says up to which day everything counts.
        Some(newest) if found.on == load.today => {
            let newest = day_beside(load.tr, newest, found.on);
            load.tr.with("matrix-sub-today", &[("newest", newest.into())])
        }
        Some(newest) => {
            let args = [("day", day.into()), ("newest", newest.to_string().into())];
            load.tr.with("matrix-sub", &args)
        }
        None => load.tr.with("matrix-sub-unrated", &[("day", day.into())]),
    }
}

fn covers(load: &Load<'_>, found: &Survey) -> Vec<Cover> {
    let thin = found.thin();
    let columns = found.columns.iter().enumerate();
    let mut covers: Vec<Cover> = columns
        .filter(|(at, _)| found.risk(*at).is_some())
        .map(|(at, column)| Cover {
            key: column.key.clone(),
            name: load.tr.own(&column.name, &column.name_en).to_owned(),
            said: opened::cover(load, found, at),
            thin: thin.contains(&at),
        })
        .collect();
    covers.sort_by_key(|cover| !cover.thin);
    covers
}

fn insight(
    load: &Load<'_>,
    found: &Survey,
    all: &Enrolling,
    agreed: Option<&Agreement>,
) -> Insight {
    let tr = load.tr;
    let thin = whole(found.thin().len() as u64);
    let mut insight = Insight {
        thin: if thin == 0 { String::new() } else { tr.with("matrix-thin", &[("n", thin.into())]) },
        notes: notes(load, found),
        ..Insight::default()
    };
    let asked = found.matrix.whole;
    let Some(at) = found.widest() else {
        let key = match (asked.asked(), asked.rated()) {
            (0, _) => "matrix-insight-nothing-asked",
            (_, 0) => "matrix-insight-nothing-rated",
            _ => "matrix-insight-no-gap",
        };
        insight.title = tr.text(key);
        insight.detail = tr.text(&format!("{key}-detail"));
        return insight;
    };
    let (heat, column) = (found.heat(at), found.columns.get(at));
    let name = column.map_or("", |own| tr.own(&own.name, &own.name_en));
    insight.skill = column.and_then(|own| own.key.skill());
    insight.n = whole(heat.short());
    let args =
        [("skill", name.into()), ("n", insight.n.into()), ("far", whole(heat.far_below).into())];
    let key = if heat.far_below > 0 { "matrix-insight-gap-far" } else { "matrix-insight-gap" };
    insight.title = tr.with(key, &args);
    insight.detail = match agreed {
        Some(agreed) => funnel(load, agreed),
        None => {
            let levels = say::level(heat.missing);
            tr.with("matrix-insight-missing", &[("levels", levels.into())])
        }
    };
    join(load, found, all, (at, &mut insight));
    insight
}

/// Says who goes to the next class already, and counts who would go beside them.
fn join(load: &Load<'_>, found: &Survey, all: &Enrolling, (at, insight): (usize, &mut Insight)) {
    insight.join = insight.n;
    let Some(skill) = insight.skill else { return };
    let Some(class) = all.next(skill, load.today) else { return };
    let who = all.who(&class.target(Some(skill)));
    let more = if who.chosen.is_empty() { who.waiting.len() } else { who.chosen.len() };
    insight.join = whole(more as u64);
    let below = found.below(at);
    let going = below.iter().filter(|row| class.enrolled.contains(&row.person)).count();
    if going > 0 {
        let class = format!("{} {}", say::class(load.tr, all, class), class.record.starts);
        let args = [("n", whole(going as u64).into()), ("class", class.into())];
        insight.notes.insert(0, load.tr.with("matrix-note-going", &args));
    }
}

/// That the funnel is narrow where the gap is.
fn funnel(load: &Load<'_>, agreed: &Agreement) -> String {
    let stage = load.directory.stages.get(&agreed.stage);
    let name = stage.map_or("", |own| load.tr.own(&own.name, &own.name_en));
    let rate = |counted: Counted| say::part(whole(counted.k), whole(counted.n));
    let count = |n: usize| whole(n as u64);
    let args = [
        ("stage", name.into()),
        ("n", count(agreed.n_below).into()),
        ("below", rate(agreed.below).into()),
        ("below_cases", whole(agreed.below.n).into()),
        ("others", count(agreed.n_others).into()),
        ("rate", rate(agreed.others).into()),
        ("cases", whole(agreed.others.n).into()),
    ];
    load.tr.with("matrix-insight-funnel", &args)
}

fn notes(load: &Load<'_>, found: &Survey) -> Vec<String> {
    let tr = load.tr;
    let mut notes = vec![];
    let unrated = whole(found.matrix.whole.unrated);
    if unrated > 0 {
        notes.push(tr.with("matrix-note-unrated", &[("n", unrated.into())]));
    }
    let unlisted = opened::unlisted(found);
    if !unlisted.is_empty() {
        let names = unlisted.join(&tr.text("matrix-and"));
        notes.push(tr.with("matrix-note-unlisted", &[("names", names.into())]));
    }
    let idle = whole(found.idle as u64);
    if idle > 0 {
        notes.push(tr.with("matrix-note-idle", &[("n", idle.into())]));
    }
    notes
}
