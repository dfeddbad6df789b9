//! Analyses of behaviour that were kept, and what became of them. There are a few in a quarter, so all are
//! read with one statement each.

use crate::domain::ids::{BehaviourFindingId, BehaviourTrialId};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::db::Db;
use crate::store::records::{
    BehaviourFinding, BehaviourLine, BehaviourMember, BehaviourTrial, BehaviourTrialPerson,
};

const MEMBERS: &str = "SELECT id, finding_id, person_id, part, outcome, cases FROM behaviour_member WHERE finding_id = $1 ORDER BY part DESC, id";
const LINES: &str = "SELECT id, finding_id, position, kind, word, name, top_value, rest_value, top_cases, rest_cases, difference, low, high, effect, effect_low, effect_high, extreme, groupings, p, adjusted_p, holds FROM behaviour_line WHERE finding_id = $1 ORDER BY position, id";
const TRIALS: &str = "SELECT id, finding_id, line_id, state, now_text, text, standard, look_at, fewest, proposed_on, starts, ends, decided_on, decision, play_id, standard_in, by_name FROM behaviour_trial WHERE finding_id = $1 ORDER BY proposed_on, id";
const PEOPLE: &str = "SELECT id, trial_id, person_id, part, note FROM behaviour_trial_person WHERE trial_id = $1 ORDER BY id";
const OPEN: &str = "SELECT id, finding_id, line_id, state, now_text, text, standard, look_at, fewest, proposed_on, starts, ends, decided_on, decision, play_id, standard_in, by_name FROM behaviour_trial WHERE decided_on IS NULL ORDER BY ends, id";

/// A trial with who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The trial.
    pub record: BehaviourTrial,
    /// Who tries, who goes on as before, who takes no part.
    pub people: Vec<BehaviourTrialPerson>,
}

/// An analysis with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The analysis.
    pub record: BehaviourFinding,
    /// Both groups, the best first.
    pub members: Vec<BehaviourMember>,
    /// The behaviours, in order.
    pub lines: Vec<BehaviourLine>,
    /// What became of it, in the order of days.
    pub trials: Vec<Trial>,
}

fn with_people(db: &Db, record: BehaviourTrial) -> Result<Trial> {
    Ok(Trial { people: people_of(db, record.id)?, record })
}

/// Who takes part in a trial.
///
/// # Errors
/// Whatever the database reports.
pub fn people_of(db: &Db, trial: BehaviourTrialId) -> Result<Vec<BehaviourTrialPerson>> {
    db.rows(PEOPLE, &[trial.into()], BehaviourTrialPerson::from_row)
}

/// An analysis; `None` where there is none of this key. The list of analyses is
/// `db.all::<BehaviourFinding>()`.
///
/// # Errors
/// Whatever the database reports.
pub fn finding(db: &Db, id: BehaviourFindingId) -> Result<Option<Finding>> {
    let Some(record) = db.get::<BehaviourFinding>(id)? else { return Ok(None) };
    let key = [id.into()];
    let mut trials: Vec<Trial> = vec![];
    for trial in db.rows(TRIALS, &key, BehaviourTrial::from_row)? {
        trials.push(with_people(db, trial)?);
    }
    Ok(Some(Finding {
        record,
        members: db.rows(MEMBERS, &key, BehaviourMember::from_row)?,
        lines: db.rows(LINES, &key, BehaviourLine::from_row)?,
        trials,
    }))
}

/// The hypotheses and trials on which nothing is decided yet, the one that ends first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn open_trials(db: &Db) -> Result<Vec<Trial>> {
    let mut trials: Vec<Trial> = vec![];
    for trial in db.rows(OPEN, &[], BehaviourTrial::from_row)? {
        trials.push(with_people(db, trial)?);
    }
    Ok(trials)
}
