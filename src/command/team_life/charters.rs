//! What a team stands for, in versions: one follows the other by the day from which it holds, and
//! none is ever written over.

use super::CharterForm;
use crate::command::input::{known, required, some};
use crate::domain::ids::TeamCharterId;
use crate::error::{Error, Result};
use crate::metrics::team_life::charters;
use crate::store::Db;
use crate::store::records::{Team, TeamCharter};

/// Publishes the next version.
pub(super) fn publish(db: &mut Db, form: &CharterForm) -> Result<()> {
    known::<Team>(db, form.team)?;
    let positioning = required(&form.positioning, "error-charter-positioning")?;
    let goals = required(&form.goals, "error-charter-goals")?;
    let versions = charters(db)?.remove(&form.team).unwrap_or_default();
    let last = versions.last();
    if let Some(last) = last.filter(|last| form.starts <= last.starts) {
        return Err(Error::new("error-charter-day").arg("day", last.starts));
    }
    let number = last.map_or(0, |last| last.number) + 1;
    let (id, by_name) = (TeamCharterId(db.allocate()?), crate::command::author(db)?);
    let charter = TeamCharter {
        id,
        team_id: form.team,
        number,
        starts: form.starts,
        slogan: some(&form.slogan),
        positioning,
        goals,
        culture: some(&form.culture).unwrap_or_default(),
        rules: some(&form.rules).unwrap_or_default(),
        by_name,
    };
    if last.is_some_and(|last| same(last, &charter)) {
        return Err(Error::new("error-charter-same").arg("number", number - 1));
    }
    db.insert(&charter)
}

/// Whether two versions say the same.
fn same(one: &TeamCharter, two: &TeamCharter) -> bool {
    one.slogan == two.slogan
        && one.positioning == two.positioning
        && one.goals == two.goals
        && one.culture == two.culture
        && one.rules == two.rules
}
