//! One deal that ended, and what can be said of it.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::ids::{OpportunityId, PersonId, ProductId, StageId};
use crate::domain::money::div_round;
use crate::i18n::Tr;
use crate::metrics::deals::Finding;
use crate::sheets::values;
use crate::store::records::{DealOutcome, OutcomeReason, Status};

/// A deal that was won or lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The key.
    pub id: OpportunityId,
    /// The person responsible.
    pub owner: Option<PersonId>,
    /// Whether it was won.
    pub won: bool,
    /// The amount in fen, if known.
    pub amount: Option<i64>,
    /// The day it was closed; unknown only where no period was asked for.
    pub closed: Option<NaiveDate>,
    /// The product, if known.
    pub product: Option<ProductId>,
    /// The stage that it was in before it was lost, by its place in the current model; `None` for a deal
    /// that was won, and where no report ever said.
    pub died_in: Option<StageId>,
    /// What was said of how it ended, whether or not it ended so.
    pub said: Option<DealOutcome>,
    /// What it is to the rate by value.
    pub(super) by_value: Finding,
}

impl Closed {
    /// How it ended.
    pub const fn status(&self) -> Status {
        if self.won { Status::Won } else { Status::Lost }
    }

    /// What was said of the way it ended.
    pub fn outcome(&self) -> Option<&DealOutcome> {
        self.said.as_ref().filter(|said| said.result == self.status())
    }

    /// Whether what was said is about another ending.
    pub fn outdated(&self) -> bool {
        self.said.is_some() && self.outcome().is_none()
    }

    /// Why it ended so, where somebody said.
    pub fn reason(&self) -> Option<OutcomeReason> {
        self.outcome()?.reason
    }

    /// Who else was in it: those named, else whether nobody was or nothing was said.
    pub fn rivals(&self) -> Vec<Rival> {
        let Some(outcome) = self.outcome() else { return vec![Rival::Unsaid] };
        let text = outcome.competitor.as_deref().unwrap_or_default();
        let named = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
        let mut rivals: Vec<Rival> = vec![];
        for name in named.filter(|name| !name.is_empty()) {
            let rival = Rival::Named { key: values::key(name), name: name.to_owned() };
            if !rivals.contains(&rival) {
                rivals.push(rival);
            }
        }
        if rivals.is_empty() { vec![Rival::NotNamed] } else { rivals }
    }

    /// By how much our price lay above theirs, in basis points of theirs; where both are known.
    pub fn premium_bp(&self) -> Option<i64> {
        let theirs = self.outcome()?.their_price.filter(|price| *price > 0)?;
        let above = i128::from(self.amount?) - i128::from(theirs);
        div_round(above * 10_000, theirs.into())
    }
}

/// Who else was in a deal. Spellings of one key are one rival.
#[derive(Clone, Debug)]
pub enum Rival {
    /// This one.
    Named {
        /// What tells it apart.
        key: String,
        /// As it was written.
        name: String,
    },
    /// Somebody said why it ended, and named no rival.
    NotNamed,
    /// Nobody said anything.
    Unsaid,
}

impl Rival {
    /// The named ones first, by their key.
    pub(super) fn rank(&self) -> (u8, &str) {
        match self {
            Self::Named { key, .. } => (0, key),
            Self::NotNamed => (1, ""),
            Self::Unsaid => (2, ""),
        }
    }
}

impl PartialEq for Rival {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl Eq for Rival {}

impl PartialOrd for Rival {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rival {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

/// The size of a deal among those looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Up to the first limit.
    Small,
    /// Above that, up to the second.
    Middle,
    /// Above that.
    Large,
    /// The amount is unknown.
    Unknown,
}

impl Band {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Middle => "middle",
            Self::Large => "large",
            Self::Unknown => "unknown",
        }
    }
}

/// The key of what a reason is called where a deal was won or lost.
pub const fn reason_key(reason: Option<OutcomeReason>, won: bool) -> &'static str {
    let Some(reason) = reason else { return "winloss-reason-unsaid" };
    match (reason, won) {
        (OutcomeReason::Budget, false) => "winloss-reason-budget",
        (OutcomeReason::Budget, true) => "winloss-reason-budget-won",
        (OutcomeReason::Value, false) => "winloss-reason-value",
        (OutcomeReason::Value, true) => "winloss-reason-value-won",
        (OutcomeReason::Price, _) => "winloss-reason-price",
        (OutcomeReason::Product, _) => "winloss-reason-product",
        (OutcomeReason::Deciders, false) => "winloss-reason-deciders",
        (OutcomeReason::Deciders, true) => "winloss-reason-deciders-won",
        (OutcomeReason::Relations, _) => "winloss-reason-relations",
        (OutcomeReason::Delivery, _) => "winloss-reason-delivery",
        (OutcomeReason::Service, _) => "winloss-reason-service",
        (OutcomeReason::References, _) => "winloss-reason-references",
        (OutcomeReason::Shelved, false) => "winloss-reason-shelved",
        (OutcomeReason::Shelved, true) => "winloss-reason-shelved-won",
        (OutcomeReason::Other, _) => "winloss-reason-other",
    }
}

/// A reason as it is kept in a word, in the person's language; other words as they are.
pub fn reason_text(tr: &Tr, word: &str) -> String {
    match OutcomeReason::parse(word) {
        Some(reason) => tr.text(reason_key(Some(reason), false)),
        None => word.to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::ids::DealOutcomeId;
    use crate::metrics::Reason;
    use crate::metrics::deals::Sample;

    pub(in crate::metrics::winloss) fn deal(id: i64, won: bool, amount: Option<i64>) -> Closed {
        let sample = Sample::of(won, amount.unwrap_or(0));
        Closed {
            id: OpportunityId(id),
            owner: None,
            won,
            amount,
            closed: None,
            product: None,
            died_in: None,
            said: None,
            by_value: match amount {
                Some(_) => Finding::Counts(sample),
                None => Finding::LeftOut(Reason::NoAmount),
            },
        }
    }

    fn said(result: Status, reason: Option<OutcomeReason>, rival: Option<&str>) -> DealOutcome {
        DealOutcome {
            id: DealOutcomeId(1),
            opportunity_id: OpportunityId(1),
            said_on: NaiveDate::default(),
            result,
            reason,
            competitor: rival.map(str::to_owned),
            their_price: None,
            detail: None,
            by_name: String::new(),
            batch_id: None,
        }
    }

    #[test]
    fn what_explains_another_ending_counts_as_not_said() {
        let price = Some(OutcomeReason::Price);
        for (outcome, reason, outdated) in [
            (None, None, false),
            (Some(said(Status::Lost, price, None)), price, false),
            (Some(said(Status::Won, price, None)), None, true),
            (Some(said(Status::Lost, None, Some("甲"))), None, false),
        ] {
            let deal = Closed { said: outcome, ..deal(1, false, None) };
            assert_eq!((deal.reason(), deal.outdated()), (reason, outdated), "{deal:?}");
        }
    }

    #[test]
    fn rivals_are_told_apart_by_their_key() {
        for (text, names) in [
            (Some("甲仪、乙控， 甲 仪"), vec!["甲仪", "乙控"]),
            (Some(" 、"), vec![]),
            (None, vec![]),
        ] {
            let mut closed = deal(1, true, None);
            closed.said = Some(said(Status::Won, Some(OutcomeReason::Price), text));
            let rivals = closed.rivals();
            let named: Vec<&str> = rivals
                .iter()
                .filter_map(|rival| match rival {
                    Rival::Named { name, .. } => Some(name.as_str()),
                    Rival::NotNamed | Rival::Unsaid => None,
                })
                .collect();
            assert_eq!(named, names, "{text:?}");
            assert_eq!(rivals == [Rival::NotNamed], names.is_empty());
        }
        assert_eq!(deal(1, true, None).rivals(), [Rival::Unsaid]);
    }

    #[test]
    fn our_price_stands_beside_theirs() {
        for (ours, theirs, bp) in [
            (Some(11_000), Some(10_000), Some(1_000)),
            (Some(9_000), Some(10_000), Some(-1_000)),
            (Some(9_000), Some(0), None),
            (None, Some(10_000), None),
            (Some(9_000), None, None),
        ] {
            let outcome =
                DealOutcome { their_price: theirs, ..said(Status::Lost, None, Some("甲")) };
            let deal = Closed { said: Some(outcome), ..deal(1, false, ours) };
            assert_eq!(deal.premium_bp(), bp, "{ours:?} {theirs:?}");
        }
    }
}
