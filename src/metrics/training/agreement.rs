//! Whether a gap in a skill is where the funnel is narrow: those below what is asked beside the others, at the
//! stage that is the bottleneck of the scope.
//!
//! Only where the funnel has a bottleneck by its own rule ([`crate::metrics::bottleneck`]), and where those
//! below lie below the others there by the same rule: by five points with a probability of three quarters, on
//! ten cases on either side. Else nothing is said; and what is said is what goes together, not what causes
//! what.

use chrono::NaiveDate;

use crate::domain::funnel::bottleneck::{Belief, Counted, Evidence, MARGIN, lower_by};
use crate::domain::funnel::rule::Rule;
use crate::domain::ids::StageId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::training::matrix::Cell;
use crate::error::Result;
use crate::metrics::bottleneck::Bottlenecks;
use crate::metrics::compared::ask_of;
use crate::metrics::groups::Group;
use crate::metrics::pipeline::{FunnelOfScope, HORIZON_DAYS, StageRow, funnel};
use crate::metrics::training::matrix::Survey;
use crate::store::Db;
use crate::store::directory::Directory;

/// Those below in a skill beside the others, at the bottleneck of the funnel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// The stage.
    pub stage: StageId,
    /// How many people are below.
    pub n_below: usize,
    /// How many of their visits advanced.
    pub below: Counted,
    /// How many people reach what is asked.
    pub n_others: usize,
    /// How many of theirs did.
    pub others: Counted,
    /// How strong the evidence is that those below advance less.
    pub evidence: Evidence,
}

/// Whether the skill of a column goes together with the bottleneck of the funnel of a scope, in a period as
/// far as it is known on a day; `None` where it does not.
///
/// # Errors
/// Whatever the database reports.
pub fn agreement(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    as_of: NaiveDate,
    (survey, column): (&Survey, usize),
) -> Result<Option<Agreement>> {
    let rule = Rule::Matured { horizon_days: HORIZON_DAYS };
    let found = funnel(db, directory, &ask_of(directory, (scope, period), as_of, rule))?;
    Ok(in_funnel(&found, survey, column))
}

fn in_funnel(found: &FunnelOfScope, survey: &Survey, column: usize) -> Option<Agreement> {
    let stage = found.stages.get(Bottlenecks::of(found).main?)?;
    beside(stage, survey, column)
}

/// Those below beside the others in one stage, where they advance less.
fn beside(stage: &StageRow, survey: &Survey, column: usize) -> Option<Agreement> {
    let (mut below, mut others) = (Counted::default(), Counted::default());
    let (mut n_below, mut n_others) = (0, 0);
    for row in survey.rows() {
        let (side, n) = match row.spot(column).cell() {
            Cell::Below | Cell::FarBelow => (&mut below, &mut n_below),
            Cell::Met | Cell::Above => (&mut others, &mut n_others),
            // Of whom nothing is known nothing is said.
            Cell::NotAsked | Cell::Unrated => continue,
        };
        *n += 1;
        if let Some(own) = stage.groups.get(&Group::Person(row.person)) {
            side.k += own.advanced.unwrap_or_default();
            side.n += own.reached;
        }
    }
    let probability = lower_by(below, Belief::NOTHING, others, MARGIN)?;
    let evidence = Evidence::of(below.n.min(others.n), probability);
    let found = Agreement { stage: stage.stage, n_below, below, n_others, others, evidence };
    (evidence >= Evidence::Watch).then_some(found)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::ids::PersonId;
    use crate::domain::training::level::LEVEL;
    use crate::domain::training::matrix::{Heat, Matrix};
    use crate::metrics::pipeline::GroupRow;
    use crate::metrics::training::matrix::{Group as People, Row, Spot};

    /// Two who are below and two who are not; one who was never rated.
    fn survey() -> Survey {
        let row = |id: i64, level: Option<i64>| Row {
            person: PersonId(id),
            spots: vec![Spot {
                required: Some(3 * LEVEL),
                level: level.map(|level| level * LEVEL),
                ..Spot::default()
            }],
            heat: Heat::default(),
        };
        let levels = [Some(1), Some(2), Some(3), Some(4), None];
        let rows = (1..).zip(levels).map(|(id, level)| row(id, level)).collect();
        let matrix =
            Matrix { people: BTreeMap::new(), skills: BTreeMap::new(), whole: Heat::default() };
        Survey {
            on: NaiveDate::MIN,
            columns: vec![],
            groups: vec![People { post: None, required: vec![], rows }],
            matrix,
            cover: BTreeMap::new(),
            newest: None,
            idle: 0,
        }
    }

    fn stage(counts: [(u64, u64); 5]) -> StageRow {
        let own = (1..).zip(counts).map(|(id, (k, n))| {
            let row = GroupRow { reached: n, advanced: Some(k), ..GroupRow::default() };
            (Group::Person(PersonId(id)), row)
        });
        StageRow { groups: own.collect(), ..StageRow::empty(StageId(7)) }
    }

    #[test]
    fn it_is_said_only_where_those_below_advance_less() {
        // 17 of 50 beside 29 of 50; who was never rated is on neither side.
        let apart = stage([(9, 25), (8, 25), (15, 25), (14, 25), (0, 90)]);
        let found = beside(&apart, &survey(), 0).unwrap();
        assert_eq!((found.n_below, found.n_others, found.stage), (2, 2, StageId(7)));
        assert_eq!(
            (found.below, found.others),
            (Counted { k: 17, n: 50 }, Counted { k: 29, n: 50 })
        );
        assert_eq!(found.evidence, Evidence::Flag);
        // As good as the others, better, and too few on one side.
        for counts in [
            [(14, 25), (14, 25), (14, 25), (14, 25), (0, 0)],
            [(20, 25), (20, 25), (5, 25), (5, 25), (0, 0)],
            [(0, 4), (0, 5), (20, 25), (20, 25), (0, 0)],
            [(0, 25), (0, 25), (0, 0), (0, 0), (0, 0)],
        ] {
            assert_eq!(beside(&stage(counts), &survey(), 0), None, "{counts:?}");
        }
    }
}
