//! An analysis as it is drawn.

use chrono::NaiveDate;

use crate::domain::ids::{BehaviourFindingId, BehaviourLineId, BehaviourTrialId, PersonId};
use crate::metrics::behaviour::odds::Step;
use crate::store::records::{TrialPart, TrialState};
use crate::ui::charts::group_dots::GroupDots;
use crate::ui::charts::whisker::Whisker;
use crate::ui::tokens::Tone;

/// An analysis in the list of those that were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Which.
    pub id: BehaviourFindingId,
    /// When it was run.
    pub day: String,
    /// Whose, by which results, of when.
    pub title: String,
    /// How many are listed, of how many that could be tested.
    pub found: String,
    /// What became of it.
    pub state: String,
}

/// An analysis.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub id: BehaviourFindingId,
    /// Whose and of when: what the journal says.
    pub subject: String,
    /// When it was run and by whom.
    pub about: String,
    /// The groups, the sample, what was found: label, value, note.
    pub cells: Vec<[String; 3]>,
    /// How many behaviours were looked at.
    pub title: String,
    /// The behaviours, the least likely by chance first.
    pub lines: Vec<LineRow>,
    /// The two ends of the scale of the intervals.
    pub scale: String,
    /// How to read them.
    pub foot: String,
    /// What else the groups differ in.
    pub beside: String,
    /// The rule by which people came into the groups, and a word on it.
    pub basis: String,
    /// The behaviour that is looked at, person by person.
    pub detail: Option<Detail>,
    /// What to do with those that are not listed.
    pub next: Vec<[String; 3]>,
    /// Who was in which group, and why.
    pub members: Vec<MemberRow>,
    /// What was made of it.
    pub trials: Vec<TrialRow>,
    /// Whether it can be removed: nothing was made of it.
    pub removable: bool,
}

/// A behaviour in both groups.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// Which.
    pub id: BehaviourLineId,
    /// What it is called.
    pub name: String,
    /// The mean of the best.
    pub top: String,
    /// That of the others.
    pub rest: String,
    /// How far they are apart.
    pub difference: String,
    /// The interval of the effect on the common scale, with zero on it.
    pub whisker: Option<Whisker>,
    /// Hedges' g.
    pub effect: String,
    /// Its interval.
    pub interval: String,
    /// The exact chance.
    pub p: String,
    /// As a count of groupings.
    pub groupings: String,
    /// Corrected by Benjamini and Hochberg.
    pub q: String,
    /// Corrected by Holm.
    pub holm: String,
    /// What may be said.
    pub judged: String,
    /// Whether it is listed.
    pub listed: bool,
}

/// A behaviour, person by person.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Which.
    pub line: BehaviourLineId,
    /// What it is called.
    pub name: String,
    /// How to read the picture.
    pub sub: String,
    /// Everybody's dot; `None` where nobody's value is known.
    pub chart: Option<GroupDots>,
    /// Everybody with the cases behind.
    pub people: Vec<PersonRow>,
    /// That records changed since, where they did.
    pub changed: String,
}

/// How much of a behaviour somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// In which group.
    pub part: String,
    /// How much; a dash where it is unknown.
    pub value: String,
    /// The cases behind it.
    pub cases: String,
}

/// Somebody in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Who.
    pub person: PersonId,
    /// Whether they are at the top.
    pub top: bool,
    /// The name.
    pub name: String,
    /// In which group.
    pub part: String,
    /// What they had reached.
    pub outcome: String,
    /// In which post they are.
    pub post: String,
}

/// A hypothesis and what became of it.
#[derive(Clone, Debug)]
pub struct TrialRow {
    /// Which.
    pub id: BehaviourTrialId,
    /// The behaviour it is about.
    pub about: String,
    /// Where it stands.
    pub state: TrialState,
    /// The same in words.
    pub state_text: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// Label and text: what is done now, what instead, what counts as done, what is looked at, when, who.
    pub texts: Vec<[String; 2]>,
    /// Everybody in it: who, before, since, by how much more.
    pub rows: Vec<[String; 4]>,
    /// What that comes to.
    pub comes_to: String,
    /// Its days.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Who does what in it, with a word on it.
    pub people: Vec<(PersonId, TrialPart, String)>,
    /// Whether its last day is over.
    pub over: bool,
}

/// A step against deals won and lost.
#[derive(Clone, Debug, PartialEq)]
pub struct StepRow {
    /// Which.
    pub step: Step,
    /// What it is called.
    pub name: String,
    /// Won of those with it.
    pub done: String,
    /// Won of those without it.
    pub left_out: String,
    /// The odds ratio.
    pub ratio: String,
    /// Its interval.
    pub interval: String,
    /// The chance of it.
    pub p: String,
    /// The ratio inside tiers, with its interval.
    pub tiers: String,
    /// What may be said.
    pub telling: String,
    /// How that is to be taken.
    pub tone: Tone,
}

/// The steps of a scope in a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepRows {
    /// The period, and how many deals were closed.
    pub sub: String,
    /// The steps.
    pub rows: Vec<StepRow>,
    /// How to read them.
    pub note: String,
}

/// What lies behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Of the behaviour that is looked at the cases of a person.
    Person(PersonId),
    /// The deals of a step.
    Step(Step),
}

/// The records behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// Of what.
    pub key: Behind,
    /// Of what, in words.
    pub title: String,
    /// How the figure comes from them.
    pub about: String,
    /// Day, what, what it counts.
    pub rows: Vec<[String; 3]>,
}
