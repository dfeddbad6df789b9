//! What open deals are probably worth, by scope: what stands beside what is missing to a target.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::chances::chances_on;
use crate::metrics::deals::{Finding, Question, Tally, judge};
use crate::metrics::pipeline::stock;
use crate::metrics::targets::history::Whereabouts;
use crate::store::directory::Directory;
use crate::store::{Db, opportunities};

/// What the open deals of each scope are probably worth on a day, in fen.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn worth(
    db: &Db,
    directory: &Directory,
    known: NaiveDate,
) -> Result<BTreeMap<Scope, i64>> {
    let metric = MetricId::WeightedPipeline;
    let question = Question { members: Members::Everyone, period: None, as_of: known };
    let chances = chances_on(db, directory, &[known])?.into_iter().next().unwrap_or_default();
    let places = Whereabouts::of(directory);
    let mut tallies: BTreeMap<Scope, Tally> = BTreeMap::new();
    opportunities::each_with_steps(db, |deal, steps| {
        let finding = judge(metric, &question, deal, steps);
        if finding != Finding::Outside {
            let owner = stock(deal, steps, known).and_then(|stock| stock.owner);
            for of in places.scopes(owner, known) {
                tallies.entry(of).or_default().add(finding);
            }
        }
        Ok(())
    })?;
    let finish = |(of, tally): (Scope, Tally)| Some((of, tally.finish(metric, &chances).value?));
    Ok(tallies.into_iter().filter_map(finish).collect())
}
