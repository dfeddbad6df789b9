//! The rows of a handover's lists and cards.

use crate::command::handover::Details;
use crate::domain::ids::{HandoverItemId, OpportunityId, PersonId};
use crate::metrics::handover::checks::{Check, Level};

/// A customer or deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// The item.
    pub id: HandoverItemId,
    /// The deal, where it is one.
    pub deal: Option<OpportunityId>,
    /// The name; of a deal with its customer.
    pub name: String,
    /// The stage, or industry and place.
    pub beside: String,
    /// The amount, or how many people are known.
    pub figure: String,
    /// The new owner.
    pub to: Option<PersonId>,
    /// The new owner's name.
    pub to_name: String,
    /// How well the new owner suits, whether that is good, and why.
    pub fit: Option<(i64, bool, String)>,
    /// Whom it would suit, and how well that would be.
    pub suggestion: Option<(PersonId, String)>,
    /// What is noted, as stored.
    pub details: Details,
    /// How many things are still missing.
    pub missing: usize,
    /// What they are, or what is noted, in words.
    pub note: String,
}

/// What a receiver has before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadRow {
    /// The name.
    pub name: String,
    /// The initial of it.
    pub initial: String,
    /// Customers.
    pub accounts: Bar,
    /// Open deals.
    pub deals: Bar,
    /// The amount that is received.
    pub amount: String,
}

/// Before, after and limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Before.
    pub before: u32,
    /// After.
    pub after: u32,
    /// The limit.
    pub limit: u32,
}

impl Bar {
    /// Whether the limit is reached or passed by what comes.
    pub const fn full(&self) -> bool {
        self.after >= self.limit && self.after > self.before
    }
}

/// Something that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// How serious it is.
    pub level: Level,
    /// What was found.
    pub title: String,
    /// What it means; may be empty.
    pub detail: String,
    /// What helps: whether deals are shown, or the list made anew.
    pub help: Option<Help>,
}

/// Where a finding is seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// In the list of customers.
    Accounts,
    /// In the list of deals.
    Deals,
    /// By counting anew.
    Recount,
    /// In the dates and the rule.
    Head,
}

/// Where a finding is seen to.
pub(super) const fn help(check: &Check) -> Option<Help> {
    match check {
        Check::Accounts(..)
        | Check::ManyAccounts(..)
        | Check::NoContact(_)
        | Check::NoCommitments(_)
        | Check::NoHistory(_) => Some(Help::Accounts),
        Check::Deals(..) | Check::ManyDeals(..) | Check::NoNextStep(_) => Some(Help::Deals),
        Check::Outdated(..) => Some(Help::Recount),
        Check::TooEarly(..) | Check::NoShare(_) | Check::ReportedSince(_) => Some(Help::Head),
        Check::Nothing
        | Check::NotThere(_)
        | Check::Leaves(..)
        | Check::Targets(..)
        | Check::StillThere(..) => None,
    }
}
