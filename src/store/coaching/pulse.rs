//! Questions that everybody is asked at once, and how many gave which mark.

use std::collections::BTreeMap;

use crate::domain::ids::PulseId;
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{Pulse, PulseCount};

const COUNTS_OF: &str = "SELECT id, pulse_id, team_id, score, answers FROM pulse_count WHERE pulse_id = $1 ORDER BY team_id, score, id";

/// Every question with its marks, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn all(db: &Db) -> Result<Vec<(Pulse, Vec<PulseCount>)>> {
    let mut counts: BTreeMap<PulseId, Vec<PulseCount>> = BTreeMap::new();
    for count in db.all::<PulseCount>()? {
        counts.entry(count.pulse_id).or_default().push(count);
    }
    let mut all = db.all::<Pulse>()?;
    all.sort_by_key(|pulse| std::cmp::Reverse((pulse.on_day, pulse.id)));
    let with = |pulse: Pulse| {
        let own = counts.remove(&pulse.id).unwrap_or_default();
        (pulse, own)
    };
    Ok(all.into_iter().map(with).collect())
}

/// The marks of a question, by team and mark.
///
/// # Errors
/// Whatever the database reports.
pub fn counts_of(db: &Db, pulse: PulseId) -> Result<Vec<PulseCount>> {
    db.rows(COUNTS_OF, &[pulse.into()], PulseCount::from_row)
}
