//! What was ticked of the standard in the sample: of the deals that went on from a stage since July most
//! steps, some of them more often left out than others. One entry of the journal.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::stuck::day;
use crate::command;
use crate::domain::funnel::visit::visits;
use crate::domain::ids::{DealEvidenceId, OpportunityId, StageId, StageItemId};
use crate::error::Result;
use crate::metrics::pipeline::Models;
use crate::store::directory::Directory;
use crate::store::records::DealEvidence;
use crate::store::{StepHead, Workspace, opportunities};

/// Of ten deals so many leave a step out; of the other steps one.
const LEFT_OUT: [(&str, i64); 4] =
    [("投资回报测算", 6), ("预算书面确认", 4), ("见过技术把关与拍板人", 3), ("预算来源清楚", 3)];

/// A deal that went on from a stage: when it came in, and when it left.
type Went = (OpportunityId, StageId, NaiveDate, NaiveDate);

/// Makes all of it. What was ticked by hand stays, and so does the whole deal of which it was.
///
/// # Errors
/// When the database fails.
pub(super) fn set(workspace: &mut Workspace) -> Result<()> {
    let directory = Directory::load(&workspace.db)?;
    let by_hand: Vec<DealEvidence> = workspace.db.all()?;
    let by_hand: BTreeSet<OpportunityId> =
        by_hand.into_iter().map(|tick| tick.opportunity_id).collect();
    let mut went = went_on(workspace, &directory)?;
    went.retain(|(deal, ..)| !by_hand.contains(deal));
    let by_name = command::author(&workspace.db)?;
    let head = StepHead {
        by: by_name.clone(),
        title: "step-deal-evidence".to_owned(),
        subject: String::new(),
    };
    let written = workspace.db.transaction(&head, |db| {
        let mut ticked: BTreeSet<(OpportunityId, StageItemId)> = BTreeSet::new();
        // The last time that a deal left a stage counts.
        for (deal, stage, entered, left) in went.iter().rev() {
            for step in directory.steps_of(*stage) {
                let often = LEFT_OUT.iter().find(|(name, _)| *name == step.name);
                let of_ten = often.map_or(1, |(_, of_ten)| *of_ten);
                let chance = (deal.0 * 7 + step.id.0 * 3).rem_euclid(10);
                if chance < of_ten || !ticked.insert((*deal, step.id)) {
                    continue;
                }
                let before = Days::new(chance.unsigned_abs() % 4);
                let on_day = left.checked_sub_days(before).unwrap_or(*left).max(*entered);
                let id = DealEvidenceId(db.allocate()?);
                let (opportunity_id, item_id, by_name) = (*deal, step.id, by_name.clone());
                let shown_in = None;
                db.insert(&DealEvidence {
                    id,
                    opportunity_id,
                    item_id,
                    on_day,
                    shown_in,
                    by_name,
                })?;
            }
        }
        Ok(())
    });
    written.map(|_| ())
}

/// The deals that went on from a stage since July, in the order of their moves.
fn went_on(workspace: &Workspace, directory: &Directory) -> Result<Vec<Went>> {
    let models = Models::new(directory);
    let (since, as_of) = (day("2025-07-01")?, day("2025-11-18")?);
    let (mut went, mut events) = (vec![], vec![]);
    opportunities::each_with_steps(&workspace.db, |deal, steps| {
        let stages = directory.stages_of(deal.model);
        for visit in visits(&models.history(deal, steps, &mut events), as_of) {
            let stage = stages.get(usize::from(visit.stage));
            let left = visit.leave.filter(|left| visit.exit.advanced() && *left >= since);
            if let (Some(stage), Some(left)) = (stage, left) {
                went.push((deal.id, stage.id, visit.enter, left));
            }
        }
        Ok(())
    })?;
    Ok(went)
}
