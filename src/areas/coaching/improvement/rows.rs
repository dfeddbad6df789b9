//! One plan as it is drawn.

use super::effect::EffectRow;
use crate::command::coaching::Who;
use crate::command::coaching::objectives::ObjectiveForm;
use crate::command::coaching::plans::Shown;
use crate::domain::ids::{
    ImprovementCheckId, ImprovementEvidenceId, ImprovementObjectiveId, ImprovementPlanId,
    ImprovementSupportId, SupportGivenId,
};
use crate::domain::period::Period;
use crate::metrics::MetricId;
use crate::metrics::coaching::improvement_show::Reach;
use crate::store::records::{CheckVerdict, PlanUnit};
use crate::ui::charts::checkpoints::CheckPoints;
use crate::ui::tokens::Tone;

/// A plan.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub id: ImprovementPlanId,
    /// Whose, and its number: what the journal says.
    pub subject: String,
    /// Whose.
    pub name: String,
    /// The initial of that.
    pub initial: String,
    /// How many days are over.
    pub days: String,
    /// What it is about.
    pub title: String,
    /// Its number, who coaches and who helps.
    pub about: String,
    /// Its check points.
    pub bar: CheckPoints,
    /// How far it has come: label, value, note.
    pub cells: Vec<[String; 3]>,
    /// Whether it runs.
    pub open: bool,
    /// How it ended; `None` while it runs.
    pub ended: Option<Ended>,
    /// When each of the two confirmed it, in words; empty where they did not.
    pub confirmed: [(Who, String); 2],
    /// Why.
    pub cause: String,
    /// The figures it answers.
    pub causes: Vec<[String; 2]>,
    /// What the person says of it.
    pub words: String,
    /// The headings of its check points.
    pub check_heads: Vec<String>,
    /// The one of them that is looked at.
    pub current: Option<usize>,
    /// The objectives that hold.
    pub objectives: Vec<ObjectiveRow>,
    /// Those that others took the place of, with the reason.
    pub history: Vec<[String; 2]>,
    /// What shows how they stand, the newest first.
    pub evidence: Vec<EvidenceRow>,
    /// The records that can show something.
    pub records: Vec<(Option<Shown>, String)>,
    /// What was promised.
    pub support: Vec<SupportRow>,
    /// The check points as they can be put down.
    pub checks: Vec<CheckRow>,
    /// What became of its metrics.
    pub effects: Vec<EffectRow>,
    /// How to read that.
    pub effect_note: String,
    /// Whether nothing has happened yet, so that it can be removed.
    pub fresh: bool,
}

/// How a plan ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The word.
    pub state: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// When.
    pub day: String,
    /// What came of it.
    pub result: String,
}

/// An objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectiveRow {
    /// Which.
    pub id: ImprovementObjectiveId,
    /// What.
    pub name: String,
    /// Its weight.
    pub weight: String,
    /// The figure at the beginning, with its cases.
    pub baseline: String,
    /// What was found at each check point, empty where nothing was, and what is asked for.
    pub points: Vec<[String; 2]>,
    /// How it stands, with its cases.
    pub now: String,
    /// How much of its way it has come.
    pub share: String,
    /// How many pieces of evidence there are.
    pub evidence: String,
    /// What the check point that is looked at found.
    pub reach: Reach,
    /// The same in words.
    pub reach_text: String,
    /// In what it is counted; `None` for words.
    pub unit: Option<PlanUnit>,
    /// Its metric, with the period of its baseline.
    pub metric: Option<(MetricId, Period)>,
    /// As it would be typed.
    pub form: ObjectiveForm,
}

/// What shows how an objective stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Which.
    pub id: ImprovementEvidenceId,
    /// What, and where it is to be seen.
    pub text: String,
    /// Of which objective.
    pub objective: String,
    /// The day.
    pub day: String,
    /// Whether a check point rests on it, so that it stays.
    pub used: bool,
}

/// Something that was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportRow {
    /// Which.
    pub id: ImprovementSupportId,
    /// What.
    pub text: String,
    /// By whom, and by when.
    pub about: String,
    /// How often it was given, of how often it was promised.
    pub count: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// The last time it was given, to take back.
    pub last: Option<SupportGivenId>,
}

/// A check point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// Which.
    pub id: ImprovementCheckId,
    /// What it is called: 30天检查.
    pub name: String,
    /// Its day.
    pub due: String,
    /// When it took place; empty where it did not.
    pub held: String,
    /// What was said, in words; empty where it did not take place.
    pub said: String,
    /// A word on it.
    pub note: String,
    /// What was said.
    pub verdict: Option<CheckVerdict>,
    /// When each of the two confirmed it.
    pub confirmed: [(Who, String); 2],
    /// Whether it can be put down: it is the next one, or the last that took place.
    pub writable: bool,
}
