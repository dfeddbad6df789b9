//! The gap by reason: a code for everything that makes it, adding up to the gap to the fen.
//!
//! - C, conversion: what was not won, by what was said of lost deals. The part of conversion is shared among
//!   the deals that were not won, one share each, because conversion counts deals and not amounts. Where more
//!   was won than planned there is nothing to explain, and all of it is one line.
//! - T, timing: the amounts that were pushed out, signed since or still open.
//! - P, size: deals below the planned size, and those above it. Each is its own distance to the planned size
//!   times what a fen of size was worth, so both add up to the part of size.
//! - N, count: people with fewer deals than planned, and those with more.
//! - R: what the people's targets leave of the target above.

use std::collections::BTreeMap;

use super::Split;
use super::due::{Due, End};
use crate::domain::allocation::largest_remainder;
use crate::domain::ids::OpportunityId;
use crate::domain::stats::rational::Rational;
use crate::metrics::pipeline::Reasons;
use crate::metrics::winloss::reason_key;
use crate::store::records::{GapPart, OutcomeReason};

/// What a line of the gap is put down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// Lost for a reason.
    Lost(OutcomeReason),
    /// Lost, and nobody said why.
    Unsaid,
    /// Open, and not put off.
    Overdue,
    /// More was won than planned.
    WonMore,
    /// Pushed out and signed since.
    SignedLater,
    /// Pushed out and still open.
    StillOpen,
    /// Deals below the planned size.
    Smaller,
    /// Deals above it.
    Larger,
    /// People with fewer deals than planned.
    Fewer,
    /// People with more.
    More,
    /// What the people's targets leave of the target above.
    Rest,
}

impl Code {
    /// The letter of its factor and its number.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WonMore => "C0",
            Self::Lost(OutcomeReason::Budget) => "C1",
            Self::Lost(OutcomeReason::Value) => "C2",
            Self::Lost(OutcomeReason::Price) => "C3",
            Self::Lost(OutcomeReason::Deciders) => "C4",
            Self::Lost(OutcomeReason::Product) => "C5",
            Self::Lost(OutcomeReason::Relations) => "C6",
            Self::Lost(OutcomeReason::Delivery) => "C7",
            Self::Lost(OutcomeReason::Service) => "C8",
            Self::Unsaid => "C9",
            Self::Lost(OutcomeReason::References) => "C10",
            Self::Lost(OutcomeReason::Shelved) => "C11",
            Self::Lost(OutcomeReason::Other) => "C12",
            Self::Overdue => "C13",
            Self::SignedLater => "T1",
            Self::StillOpen => "T2",
            Self::Smaller => "P1",
            Self::Larger => "P2",
            Self::Fewer => "N1",
            Self::More => "N2",
            Self::Rest => "R1",
        }
    }

    /// The key of its name.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Lost(reason) => reason_key(Some(reason), false),
            Self::Unsaid => reason_key(None, false),
            Self::Overdue => "gap-code-overdue",
            Self::WonMore => "gap-code-won-more",
            Self::SignedLater => "gap-code-signed-later",
            Self::StillOpen => "gap-code-still-open",
            Self::Smaller => "gap-code-smaller",
            Self::Larger => "gap-code-larger",
            Self::Fewer => "gap-code-fewer",
            Self::More => "gap-code-more",
            Self::Rest => "gap-rest",
        }
    }

    /// The part of the gap it belongs to; `None` for what the people's targets leave.
    pub const fn part(self) -> Option<GapPart> {
        Some(match self {
            Self::Lost(_) | Self::Unsaid | Self::Overdue | Self::WonMore => GapPart::Conversion,
            Self::SignedLater | Self::StillOpen => GapPart::Timing,
            Self::Smaller | Self::Larger => GapPart::Size,
            Self::Fewer | Self::More => GapPart::Count,
            Self::Rest => return None,
        })
    }
}

/// What is put down to a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The code.
    pub code: Code,
    /// The deals it is about; `None` where it is about none in particular.
    pub deals: Option<Vec<OpportunityId>>,
    /// Its part of the gap in fen; above zero where less was signed for it.
    pub fen: i64,
}

impl Coded {
    /// How many deals it is about; `None` where it is about none in particular.
    pub fn n(&self) -> Option<u64> {
        self.deals.as_ref().map(|deals| deals.len() as u64)
    }
}

/// The deals that were won, in the period or later, or are supposed to be: below and above the planned size,
/// with their distance to it in fen.
#[derive(Clone, Debug, Default)]
struct Sizes {
    below: (Vec<OpportunityId>, i128),
    above: (Vec<OpportunityId>, i128),
}

/// Codes the gap of some people: what was split of each, and their deals that were due. `rest` is what their
/// targets leave of the target above.
///
/// `None` if the numbers do not fit.
pub fn coded(lines: &[(Split, Vec<Due>)], reasons: &Reasons, rest: i64) -> Option<Vec<Coded>> {
    let mut found = vec![];
    conversion(lines, reasons, &mut found)?;
    timing(lines, &mut found);
    size(lines, &mut found)?;
    count(lines, &mut found);
    if rest != 0 {
        found.push(Coded { code: Code::Rest, deals: None, fen: rest });
    }
    Some(found)
}

fn conversion(
    lines: &[(Split, Vec<Due>)],
    reasons: &Reasons,
    found: &mut Vec<Coded>,
) -> Option<()> {
    let part: i64 = lines.iter().map(|(split, _)| split.own.part(GapPart::Conversion)).sum();
    let mut by_code: BTreeMap<Code, Vec<OpportunityId>> = BTreeMap::new();
    for due in lines.iter().flat_map(|(_, deals)| deals) {
        let code = match due.end {
            End::Lost => reasons.get(&due.deal).map_or(Code::Unsaid, |reason| Code::Lost(*reason)),
            End::Open => Code::Overdue,
            End::Landed | End::Later | End::Pushed => continue,
        };
        by_code.entry(code).or_default().push(due.deal);
    }
    if part <= 0 || by_code.is_empty() {
        if part != 0 {
            found.push(Coded { code: Code::WonMore, deals: None, fen: part });
        }
        return Some(());
    }
    let mut shares = vec![];
    for (code, deals) in &by_code {
        let n = i128::try_from(deals.len()).ok()?;
        shares.push((*code, Rational::new(n, 1)?));
    }
    let parts = largest_remainder(part, &shares).ok()?;
    let mut coded: Vec<Coded> = by_code
        .into_iter()
        .zip(parts)
        .map(|((code, deals), fen)| Coded { code, deals: Some(deals), fen })
        .collect();
    // What is known first, the largest first; what nobody said, and what is open, behind it.
    coded.sort_by_key(|line| {
        let known = matches!(line.code, Code::Lost(_));
        (!known, std::cmp::Reverse(line.n()), line.code)
    });
    found.extend(coded);
    Some(())
}

fn timing(lines: &[(Split, Vec<Due>)], found: &mut Vec<Coded>) {
    for (code, end) in [(Code::SignedLater, End::Later), (Code::StillOpen, End::Pushed)] {
        let all = lines.iter().flat_map(|(_, deals)| deals).filter(|due| due.end == end);
        let (mut deals, mut fen) = (vec![], 0_i64);
        for (deal, amount) in all.filter_map(|due| Some((due.deal, due.amount?))) {
            deals.push(deal);
            fen = fen.saturating_add(amount);
        }
        if !deals.is_empty() {
            found.push(Coded { code, deals: Some(deals), fen });
        }
    }
}

fn size(lines: &[(Split, Vec<Due>)], found: &mut Vec<Coded>) -> Option<()> {
    let (mut smaller, mut larger) = ((vec![], 0_i64), (vec![], 0_i64));
    for (split, deals) in lines {
        let mut sizes = Sizes::default();
        let won = deals.iter().filter(|due| due.end.counts_amount());
        for (deal, amount) in won.filter_map(|due| Some((due.deal, due.amount?))) {
            let short = i128::from(split.plan.size) - i128::from(amount);
            let side = if short > 0 { &mut sizes.below } else { &mut sizes.above };
            if short != 0 {
                side.0.push(deal);
            }
            side.1 += short;
        }
        let part = split.own.part(GapPart::Size);
        let net = sizes.below.1 + sizes.above.1;
        // The exact part, so that a fen of rounding is not multiplied.
        let below = if net == 0 {
            0
        } else {
            let worth = split.size_exact.checked_div(Rational::new(net, 1)?)?;
            let below = worth.checked_mul(Rational::new(sizes.below.1, 1)?)?.round();
            i64::try_from(below).ok()?
        };
        smaller.0.extend(sizes.below.0);
        smaller.1 = smaller.1.saturating_add(below);
        larger.0.extend(sizes.above.0);
        larger.1 = larger.1.saturating_add(part.saturating_sub(below));
    }
    for (code, (deals, fen)) in [(Code::Smaller, smaller), (Code::Larger, larger)] {
        if fen != 0 {
            found.push(Coded { code, deals: Some(deals), fen });
        }
    }
    Some(())
}

fn count(lines: &[(Split, Vec<Due>)], found: &mut Vec<Coded>) {
    let parts = || lines.iter().map(|(split, _)| split.own.part(GapPart::Count));
    let fewer: i64 = parts().filter(|part| *part > 0).sum();
    let more: i64 = parts().filter(|part| *part < 0).sum();
    for (code, fen) in [(Code::Fewer, fewer), (Code::More, more)] {
        if fen != 0 {
            found.push(Coded { code, deals: None, fen });
        }
    }
}
