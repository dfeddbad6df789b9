//! What stands behind a figure: the records, what each is and what it gave.

use chrono::NaiveDate;

use crate::domain::ids::{OpportunityId, PersonId, StageId};
use crate::domain::stats::rational::Rational;
use crate::metrics::MetricId;
use crate::metrics::coaching::schedule::Due;
use crate::metrics::glossary::LISTED;
use crate::metrics::process::{Case, Finding, Measure, Place};
use crate::metrics::submissions::Standing;
use crate::store::records::{CoachingKind, LearningTopic};

/// What a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A deal, with the customer and its name.
    Deal(OpportunityId, String, String),
    /// A person.
    Person(PersonId),
    /// Nobody: of deals without an owner.
    Nobody,
    /// A stage.
    Stage(StageId),
    /// A place in the process.
    Place(Place),
    /// A metric.
    Metric(MetricId),
    /// What a training was about; nothing of those that are not listed.
    Topic(Option<LearningTopic>),
    /// Why somebody is coached.
    Coaching(CoachingKind),
    /// Its name, and the same in English, which may be empty.
    Named(String, String),
    /// A word, by its key.
    Key(String),
    /// What it says of itself.
    Text(String),
    /// Something without words of its own.
    Nothing,
}

/// What a record gave, or why it was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gave {
    /// What all gave that are listed.
    Counted,
    /// A word, by its key.
    Key(String),
    /// Several.
    Keys(Vec<String>),
    /// Names.
    Names(Vec<String>),
    /// So many days.
    Days(i64),
    /// So often.
    Times(u64),
    /// So many of so many.
    Share(u64, u64),
    /// A share in basis points, with its sample.
    Rate(i64, u64),
    /// Won of closed deals that reached this stage.
    Stage(Option<StageId>, Option<(u64, u64)>),
    /// How a report stands.
    Report(Standing),
    /// A number with what it counts, by the key of that.
    Number(String, i64),
    /// How long a deal has stayed, and how long it may.
    Stay(u32, Option<Rational>),
    /// A measure of the process: of what, how many were found, out of which cases.
    Found(Finding, u64, Measure),
    /// What is said of a record of the process.
    Case(Case),
    /// Points in hundredths, by weight in basis points.
    Points(i64, i64),
    /// When somebody is to be met.
    Due(Due),
    /// Levels or hours in ten-thousandths, said with this key.
    Level(String, i64),
    /// Words of its own.
    Text(String),
}

impl Gave {
    /// A word, by its key.
    pub(super) fn key(word: &str) -> Self {
        Self::Key(word.to_owned())
    }
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub name: Name,
    /// Whose; also where that is its name.
    pub person: Option<PersonId>,
    /// The day that counts.
    pub day: Option<NaiveDate>,
    /// Its amount in fen.
    pub amount: Option<i64>,
    /// What it gave.
    pub gave: Gave,
}

/// Records, or the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// How many there are.
    pub n: u64,
    /// The first of them.
    pub rows: Vec<Row>,
}

impl List {
    /// Of all records.
    pub(super) fn of(mut rows: Vec<Row>) -> Self {
        let n = rows.len() as u64;
        rows.truncate(LISTED);
        Self { n, rows }
    }
}
