//! A case and a play of it as they are drawn.

use crate::command::coaching::cases::{CaseForm, UseForm};
use crate::command::coaching::plays::PlayForm;
use crate::documents::Printout;
use crate::domain::ids::{
    CaseUseId, OpportunityId, PlayAdoptionId, PlayId, PlayStepId, SalesCaseId,
};
use crate::store::records::{AdoptionResult, CaseResult};
use crate::ui::charts::whisker::Whisker;
use crate::ui::tokens::Tone;

/// A case in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: SalesCaseId,
    /// The initial of whose deal it was.
    pub initial: String,
    /// What it is called.
    pub title: String,
    /// Whose deal, and the customer.
    pub about: String,
    /// Its stage, and whether it is a draft.
    pub stage: String,
    /// How often its plays were used.
    pub uses: String,
    /// How the deal ended.
    pub result: CaseResult,
    /// Whether it is not in the library yet.
    pub draft: bool,
    /// All that it can be found by.
    pub find: String,
}

/// A step of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Its number.
    pub number: String,
    /// What it is called.
    pub name: String,
    /// Who.
    pub who: String,
    /// What they did.
    pub did: String,
    /// What shows it, with its day.
    pub evidence: String,
    /// Why it worked, or did not.
    pub why: String,
}

/// A meeting in which it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    /// Which.
    pub id: CaseUseId,
    /// Whether it is to come or over, its day, and how long the case takes in it.
    pub when: String,
    /// The meeting, and who tells it.
    pub title: String,
    /// What is done.
    pub agenda: Vec<String>,
    /// As it would be typed.
    pub form: UseForm,
}

/// The case that is open.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub id: SalesCaseId,
    /// What it is called.
    pub title: String,
    /// How the deal ended, in a word.
    pub result: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// Whose deal, the customer, and the days.
    pub about: String,
    /// Whether it is not in the library yet.
    pub draft: bool,
    /// Whether no play is made of it, so that it can leave the library.
    pub free: bool,
    /// Its deal.
    pub deal: Option<OpportunityId>,
    /// What is known of its deal: label and value.
    pub facts: Vec<[String; 2]>,
    /// Its steps.
    pub steps: Vec<StepRow>,
    /// When it fits, when it does not, what to take along.
    pub when: [Vec<String>; 3],
    /// Its tags in a line.
    pub tags: String,
    /// As it would be typed.
    pub form: CaseForm,
    /// The meeting to come, or the last.
    pub meeting: Option<MeetingRow>,
    /// In how many meetings it is told.
    pub meetings: String,
    /// Who read it, and how useful it was to them.
    pub read: String,
    /// A play made of it as one would begin to type it.
    pub draft_play: PlayForm,
    /// The plays that are made of it.
    pub plays: Vec<(i64, String)>,
    /// The one that is looked at.
    pub play: Option<PlayCard>,
    /// Its page.
    pub printout: Printout,
}

/// A play.
#[derive(Clone, Debug)]
pub struct PlayCard {
    /// Its newest version.
    pub id: PlayId,
    /// What its versions share.
    pub series: i64,
    /// What it is called.
    pub name: String,
    /// Its version, since when, and what is new in it.
    pub about: String,
    /// Whether it is in use.
    pub current: bool,
    /// Its steps.
    pub steps: Vec<(PlayStepId, String)>,
    /// Its next version as one would begin to type it.
    pub next: PlayForm,
    /// How many of how many people used it, and how often.
    pub people_sub: String,
    /// Who: the name, how often, and whether at all.
    pub people: Vec<(String, String, bool)>,
    /// How many have not used it, and what could be said to them.
    pub reminder: Option<(String, String)>,
    /// The uses, the newest first.
    pub uses: Vec<UseRow>,
    /// What goes together with its use.
    pub outcome: Option<OutcomeCard>,
}

/// A use of a play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    /// Which.
    pub id: PlayAdoptionId,
    /// The initial of whoever used it.
    pub initial: String,
    /// Who.
    pub name: String,
    /// On which deal.
    pub deal: String,
    /// The deal, to be opened.
    pub deal_id: Option<OpportunityId>,
    /// Its steps by their number, and whether they were used.
    pub steps: Vec<(String, bool)>,
    /// The day.
    pub day: String,
    /// What came of it.
    pub result: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// The same as it is stored.
    pub came: Option<AdoptionResult>,
    /// A word on it.
    pub said: String,
}

impl UseRow {
    /// The use for screen readers.
    pub fn spoken(&self) -> String {
        format!("{} {} {}", self.name, self.deal, self.day)
    }
}

/// Which stays lie behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Those with the play.
    Used,
    /// Those without.
    Unused,
    /// Those before it.
    Earlier,
}

/// A share with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareRow {
    /// Which stays.
    pub behind: Behind,
    /// What it is called.
    pub name: String,
    /// How many of how many.
    pub count: String,
    /// The share; that there are too few where there are.
    pub share: String,
    /// The interval in words.
    pub interval: String,
    /// The same drawn; `None` of no stays.
    pub whisker: Option<Whisker>,
}

/// What goes together with using a play.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeCard {
    /// From which stage on.
    pub title: String,
    /// Of when, and of how many stays.
    pub sub: String,
    /// With it, without it, before it.
    pub shares: Vec<ShareRow>,
    /// The difference; empty where there is none.
    pub difference: String,
    /// Its interval in words.
    pub interval: String,
    /// The same drawn, with no difference in the middle.
    pub whisker: Option<Whisker>,
    /// What may be said.
    pub verdict: String,
    /// Stays in no group; empty for none.
    pub left_out: String,
    /// How long half of them stayed.
    pub median: String,
}

/// The stays behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records {
    /// Which.
    pub behind: Behind,
    /// What they are.
    pub title: String,
    /// Of when.
    pub about: String,
    /// The stays: the deal, the customer and the deal, whose, when it began, how long, whether it went on.
    pub rows: Vec<(OpportunityId, [String; 5])>,
}
