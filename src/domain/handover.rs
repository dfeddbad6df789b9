//! What is still missing before a customer goes to another person (domain document, B17).
//!
//! A handover is complete when the successor can go on without asking: somebody to call, a next step
//! in every open deal, what was promised, and the history.

use std::fmt;

/// What is known of the customer on the day of the handover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    /// People known there.
    pub contacts: u32,
    /// Open deals.
    pub open_deals: u32,
    /// Those of them that have a next step.
    pub deals_with_next_step: u32,
    /// Whether what was promised to the customer is listed; also that nothing was.
    pub commitments_listed: bool,
    /// Whether the history was exported for the successor.
    pub history_exported: bool,
}

/// Something that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Nobody is known at the customer's.
    Contact,
    /// So many open deals have no next step.
    NextStep(u32),
    /// What was promised is not listed.
    Commitments,
    /// The history was not exported.
    History,
}

impl Missing {
    /// The stable name, without the number.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "CONTACT_MISSING",
            Self::NextStep(_) => "NEXT_STEP_MISSING",
            Self::Commitments => "COMMITMENTS_NOT_LISTED",
            Self::History => "HISTORY_NOT_EXPORTED",
        }
    }
}

impl fmt::Display for Missing {
    /// The code, with the number of deals behind a colon.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NextStep(deals) => write!(f, "{}:{deals}", self.code()),
            _ => f.write_str(self.code()),
        }
    }
}

/// Lists what is missing, in the order in which it is put right; empty means ready.
pub fn check(customer: &Customer) -> Vec<Missing> {
    let without = customer.open_deals.saturating_sub(customer.deals_with_next_step);
    [
        (customer.contacts == 0, Missing::Contact),
        (without > 0, Missing::NextStep(without)),
        (!customer.commitments_listed, Missing::Commitments),
        (!customer.history_exported, Missing::History),
    ]
    .into_iter()
    .filter_map(|(missing, what)| missing.then_some(what))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_listed_and_nothing_else() {
        let ready = Customer {
            contacts: 1,
            open_deals: 2,
            deals_with_next_step: 2,
            commitments_listed: true,
            history_exported: true,
        };
        assert_eq!(check(&ready), []);
        let codes = |customer: &Customer| {
            check(customer).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            codes(&Customer::default()),
            "CONTACT_MISSING COMMITMENTS_NOT_LISTED HISTORY_NOT_EXPORTED"
        );
        assert_eq!(codes(&Customer { open_deals: 5, ..ready }), "NEXT_STEP_MISSING:3");
        // A closed deal may keep its next step.
        assert_eq!(codes(&Customer { open_deals: 0, ..ready }), "");
    }
}
