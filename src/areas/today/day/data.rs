//! What the page shows, ready to draw.

use std::sync::Arc;

use super::chance::Chance;
use super::list::List;
use super::side::{Funnel, Members};
use super::tiles::TileShown;
use super::{chance, list, side, tiles};
use crate::areas::today::agenda::{self, Row};
use crate::areas::today::data::Load;
use crate::error::Result;
use crate::metrics::today::Standing;

/// How the scope stands, which nothing that is done with notices changes.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The chance of the period.
    pub chance: Chance,
    /// The tiles.
    pub tiles: Vec<TileShown>,
    /// The funnel in small.
    pub funnel: Funnel,
    /// How everyone stands.
    pub members: Members,
}

impl Figures {
    /// Puts how the scope stands into words.
    pub(in crate::areas::today) fn of(load: &Load<'_>, found: &Standing) -> Self {
        Self {
            chance: chance::chance(load, found),
            tiles: tiles::tiles(load, found),
            funnel: side::funnel(load, found),
            members: side::members(load, found),
        }
    }
}

/// The page.
#[derive(Clone, Debug)]
pub struct Data {
    /// How the scope stands.
    pub figures: Arc<Figures>,
    /// What needs the manager now.
    pub list: List,
    /// What stands today.
    pub agenda: Vec<Row>,
    /// How much of it is done; empty where nothing stands.
    pub agenda_sub: String,
}

/// Loads the rest of the page.
pub(in crate::areas::today) fn load(load: &Load<'_>, figures: Arc<Figures>) -> Result<Data> {
    let agenda = agenda::rows(load, (load.today, load.today))?;
    Ok(Data { figures, list: list::list(load), agenda_sub: agenda_sub(load, &agenda), agenda })
}

/// How much of an agenda is done; empty where nothing stands on it.
pub(in crate::areas::today) fn agenda_sub(load: &Load<'_>, rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let done = rows.iter().filter(|row| row.done).count();
    let args = [("done", whole(done).into()), ("all", whole(rows.len()).into())];
    load.tr.with("today-agenda-sub", &args)
}
