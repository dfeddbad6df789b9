//! What changed of a deal, newest first: its moves with the file that told of each, and what people said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::forecast::calls::Category;
use crate::domain::ids::PersonId;
use crate::domain::stuck::decision::Decision;
use crate::metrics::waterfall::Told;
use crate::store::records::Place;
use crate::store::said::Said;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub day: NaiveDate,
    /// What.
    pub what: Changed,
    /// The file that told of it, or who said so; `None` when neither is known.
    pub source: Option<String>,
    /// Whether a file told of it.
    pub of_file: bool,
}

/// What changed, from what to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// The place.
    Stage {
        /// Before.
        before: Option<Place>,
        /// After.
        after: Place,
        /// It had been there before.
        again: bool,
    },
    /// The amount in fen.
    Amount {
        /// Before.
        before: Option<i64>,
        /// After.
        after: i64,
    },
    /// The day on which it is expected to be signed.
    Expected {
        /// Before.
        before: Option<NaiveDate>,
        /// After.
        after: NaiveDate,
    },
    /// The owner.
    Owner {
        /// Before.
        before: Option<PersonId>,
        /// After.
        after: PersonId,
    },
    /// What is to happen next.
    Next {
        /// What was to happen before; `None` for the first time.
        before: Option<String>,
        /// What.
        after: String,
        /// By when.
        due: NaiveDate,
    },
    /// What was decided while it was stuck.
    Decided {
        /// What.
        decision: Decision,
        /// Why.
        reason: String,
    },
    /// How sure somebody is of it for a period; nothing for what its stage says.
    Class {
        /// The month or quarter.
        period: String,
        /// Before.
        before: Option<Category>,
        /// After.
        after: Option<Category>,
        /// Why; empty where it was only taken back.
        reason: String,
    },
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The amount.
    Amount,
    /// The expected day.
    Expected,
    /// The place.
    Stage,
    /// The owner.
    Owner,
    /// The next step.
    Next,
    /// A decision.
    Decision,
    /// The class in the forecast.
    Class,
}

impl Field {
    /// In the order of the chips.
    pub const ALL: [Self; 7] = [
        Self::Amount,
        Self::Expected,
        Self::Stage,
        Self::Owner,
        Self::Next,
        Self::Decision,
        Self::Class,
    ];

    /// The word on the command line, behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Expected => "expected",
            Self::Stage => "stage",
            Self::Owner => "owner",
            Self::Next => "next",
            Self::Decision => "decision",
            Self::Class => "class",
        }
    }
}

impl Changed {
    /// Its kind.
    pub const fn field(&self) -> Field {
        match self {
            Self::Stage { .. } => Field::Stage,
            Self::Amount { .. } => Field::Amount,
            Self::Expected { .. } => Field::Expected,
            Self::Owner { .. } => Field::Owner,
            Self::Next { .. } => Field::Next,
            Self::Decided { .. } => Field::Decision,
            Self::Class { .. } => Field::Class,
        }
    }
}

/// The moves up to a day and what was said, newest first.
pub(super) fn changes(moves: &[Told], said: &Said, as_of: NaiveDate) -> Vec<Change> {
    let mut list: Vec<Change> = vec![];
    let mut places: BTreeSet<Place> = BTreeSet::new();
    for told in moves.iter().filter(|told| told.moved.on_day <= as_of) {
        let moved = &told.moved;
        let mut add = |what: Changed| {
            let (source, of_file) = (told.source().map(str::to_owned), told.file.is_some());
            list.push(Change { day: moved.on_day, what, source, of_file });
        };
        if let Some(after) = moved.amount_after {
            add(Changed::Amount { before: moved.amount_before, after });
        }
        if let Some(after) = moved.close_after {
            add(Changed::Expected { before: moved.close_before, after });
        }
        if let Some(after) = moved.owner_after {
            add(Changed::Owner { before: moved.owner_before, after });
        }
        if let Some(after) = moved.place_after {
            let again = !places.insert(after);
            add(Changed::Stage { before: moved.place_before, after, again });
        }
    }
    let by = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let mut before = None;
    for step in &said.next_steps {
        let (after, due) = (step.what.clone(), step.due);
        let what = Changed::Next { before, after: after.clone(), due };
        let source = by(&step.by_name);
        list.push(Change { day: step.said_on, what, source, of_file: false });
        before = Some(after);
    }
    for said in &said.decisions {
        let what = Changed::Decided { decision: said.decision, reason: said.reason.clone() };
        let source = by(&said.by_name);
        list.push(Change { day: said.on_day, what, source, of_file: false });
    }
    let mut classes: BTreeMap<&str, Option<Category>> = BTreeMap::new();
    for said in &said.categories {
        let (period, after) = (said.period.clone(), said.category);
        let before = classes.insert(&said.period, after).flatten();
        let reason = after.map_or_else(String::new, |_| said.reason.clone());
        let what = Changed::Class { period, before, after, reason };
        list.push(Change { day: said.said_on, what, source: by(&said.by_name), of_file: false });
    }
    // Stable: what came later on a day stands above it.
    list.reverse();
    list.sort_by_key(|change| std::cmp::Reverse(change.day));
    list
}
