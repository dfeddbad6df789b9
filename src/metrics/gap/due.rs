//! Which deals were due in a period, and what became of each.
//!
//! # Due
//! A deal was due (到期) in a period when it was won or lost in it, or when it was open and expected to be
//! signed in it at any time up to its end. So whatever is decided counts once in the period of the decision,
//! and what was put off counts in each period for which it was promised.
//!
//! # What became of it
//! [`crate::domain::gap::bridge::judge`] decides, as known on a day. What was pushed behind the period is no loss of
//! it: when it is signed later, or still open, its amount is a matter of time. What is open and was not put off is
//! not won, whatever its day says.

use chrono::NaiveDate;

use crate::domain::gap::bridge::{BridgeDeal, Fate, PlannedDeal, Row, judge};
use crate::domain::ids::{OpportunityId, PersonId};
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::metrics::pipeline::standing;
use crate::metrics::waterfall::evening_before;
use crate::store::opportunities::{Deal, Step};
use crate::store::records::{Place, Status};

/// What became of a deal that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Won in the period.
    Landed,
    /// Pushed out and signed later.
    Later,
    /// Pushed out and still open.
    Pushed,
    /// Lost, in the period or later.
    Lost,
    /// Open, and not put off.
    Open,
}

impl End {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Landed => "landed",
            Self::Later => "signed_later",
            Self::Pushed => "pushed_open",
            Self::Lost => "lost",
            Self::Open => "open",
        }
    }

    /// The key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Landed => "gap-end-landed",
            Self::Later => "gap-end-later",
            Self::Pushed => "gap-end-pushed",
            Self::Lost => "gap-end-lost",
            Self::Open => "gap-end-open",
        }
    }

    /// Whether its amount counts as won: only then one that is unknown is missed.
    pub const fn counts_amount(self) -> bool {
        matches!(self, Self::Landed | Self::Later | Self::Pushed)
    }
}

/// A deal that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The deal.
    pub deal: OpportunityId,
    /// Whose: of one that was won in the period on the day it was, else on the last day of the period.
    pub owner: Option<PersonId>,
    /// The day by which its owner's place is told.
    pub placed: NaiveDate,
    /// What became of it.
    pub end: End,
    /// Its amount in fen, if known.
    pub amount: Option<i64>,
    /// Between the plan of the evening before the period and what became of it.
    pub bridge: BridgeDeal,
}

/// A deal as due in a period, as known on a day; `None` where it was not. One that was won on a day that
/// nobody knows belongs to no period.
pub fn due(period: Period, deal: &Deal, steps: &[Step], known: NaiveDate) -> Option<Due> {
    let over = deal.closed_by(known).filter(|_| deal.status != Status::Open);
    if over.is_some_and(|day| day < period.first_day()) {
        return None;
    }
    if deal.status == Status::Won && deal.closed.is_none() {
        return None;
    }
    let decided = over.filter(|day| period.contains(*day));
    let day = decided.or_else(|| expected_within(period, deal, steps))?;
    let now = standing(deal, steps, known);
    let expected = now.and_then(|now| now.expected);
    let fate = match (deal.status, over) {
        (Status::Won, Some(day)) => Fate::Won { day, amount: deal.amount.map(Money) },
        (Status::Lost, Some(_)) => Fate::Lost,
        (Status::Lost, None) if deal.closed.is_none() => Fate::Lost,
        _ => Fate::Open { expected },
    };
    let amount = match fate {
        Fate::Won { .. } => deal.amount,
        Fate::Lost | Fate::Open { .. } => now.and_then(|now| now.amount),
    };
    let asked = PlannedDeal { amount: amount.map(Money), expected: Some(day) };
    let end = match judge(period, &BridgeDeal { planned: Some(asked), fate })?.row {
        Row::Amount | Row::PullIn | Row::New => End::Landed,
        Row::Lost => End::Lost,
        Row::StillOpen => End::Open,
        Row::SlipOut => match fate {
            Fate::Won { .. } => End::Later,
            // Redated to before the period: overdue, and not put off.
            _ if expected.is_some_and(|day| day < period.first_day()) => End::Open,
            _ => End::Pushed,
        },
    };
    let (owner, placed) = if end == End::Landed {
        (deal.owner, day)
    } else {
        let last = period.last_day().min(known);
        let then = standing(deal, steps, last);
        (then.and_then(|then| then.owner).or(deal.owner), last)
    };
    let planned = standing(deal, steps, evening_before(period))
        .filter(|then| !is_closed(then.place))
        .map(|then| PlannedDeal { amount: then.amount.map(Money), expected: then.expected });
    Some(Due { deal: deal.id, owner, placed, end, amount, bridge: BridgeDeal { planned, fate } })
}

/// The last day of a period on which an open deal was expected, by what was known up to its end.
fn expected_within(period: Period, deal: &Deal, steps: &[Step]) -> Option<NaiveDate> {
    let before = evening_before(period);
    let then = standing(deal, steps, before);
    let (mut place, mut expected) = then.map_or((None, None), |then| (then.place, then.expected));
    let within = |place: Option<Place>, expected: Option<NaiveDate>| {
        expected.filter(|day| !is_closed(place) && period.contains(*day))
    };
    let mut found = within(place, expected);
    for step in steps.iter().filter(|step| before < step.day && step.day <= period.last_day()) {
        place = step.place.or(place);
        expected = step.expected.or(expected);
        found = within(place, expected).or(found);
    }
    found
}

const fn is_closed(place: Option<Place>) -> bool {
    matches!(place, Some(Place::Won | Place::Lost))
}

/// What deals that were due come to. Those whose amount is missed are not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub due: u64,
    /// Won in the period.
    pub landed: u64,
    /// Signed later.
    pub later: u64,
    /// Pushed out and still open.
    pub pushed: u64,
    /// Lost.
    pub lost: u64,
    /// Open, and not put off.
    pub open: u64,
    /// The amounts of those won in the period, in fen.
    pub landed_fen: i64,
    /// The amounts of those pushed out, in fen.
    pub slipped_fen: i64,
    /// The amounts of those that were signed later, in fen: a part of the amounts pushed out.
    pub later_fen: i64,
    /// Deals left out because their amount is not known.
    pub unknown: u64,
}

impl Due {
    /// Whether its amount is missed, so that it is counted nowhere.
    pub const fn unknown(&self) -> bool {
        self.end.counts_amount() && self.amount.is_none()
    }
}

impl Count {
    /// Adds a deal.
    pub fn add(&mut self, due: &Due) {
        if due.unknown() {
            self.unknown += 1;
            return;
        }
        let amount = due.amount.unwrap_or_default();
        self.due += 1;
        match due.end {
            End::Landed => {
                self.landed += 1;
                self.landed_fen = self.landed_fen.saturating_add(amount);
            }
            End::Later => {
                self.later += 1;
                self.later_fen = self.later_fen.saturating_add(amount);
                self.slipped_fen = self.slipped_fen.saturating_add(amount);
            }
            End::Pushed => {
                self.pushed += 1;
                self.slipped_fen = self.slipped_fen.saturating_add(amount);
            }
            End::Lost => self.lost += 1,
            End::Open => self.open += 1,
        }
    }

    /// Those of which it is known whether they were won: all but those that are put off and open.
    pub const fn told(&self) -> u64 {
        self.due - self.pushed
    }

    /// Those that were won, in the period or later.
    pub const fn won(&self) -> u64 {
        self.landed + self.later
    }

    /// The amounts of those that were won, in fen.
    pub const fn won_fen(&self) -> i64 {
        self.landed_fen.saturating_add(self.later_fen)
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            due: self.due + other.due,
            landed: self.landed + other.landed,
            later: self.later + other.later,
            pushed: self.pushed + other.pushed,
            lost: self.lost + other.lost,
            open: self.open + other.open,
            landed_fen: self.landed_fen.saturating_add(other.landed_fen),
            slipped_fen: self.slipped_fen.saturating_add(other.slipped_fen),
            later_fen: self.later_fen.saturating_add(other.later_fen),
            unknown: self.unknown + other.unknown,
        }
    }
}
