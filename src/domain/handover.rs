//! Handing customers and deals over: what is still missing before a customer goes to another person
//! (domain document, B17), who suits a customer or deal, and who is credited with a deal afterwards.
//!
//! A handover is complete when the successor can go on without asking: somebody to call, a next step
//! in every open deal, what was promised, and the history.
//!
//! # Whom it suits
//! The fit of a person from 0 to 100 is made of facts alone: how many customers of the industry the
//! person has, whether customer and person are in one place, how much room there is up to the limit,
//! and how skills were rated. What is unknown is left out and the weights of the rest fill its place.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::money::div_round;

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

/// What was agreed on the credit for a deal when it passed from one owner to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The first day of the new owner.
    pub on_day: NaiveDate,
    /// The former owner.
    pub from: Option<PersonId>,
    /// Whether the successor is credited with all of it, also where it was signed before that day
    /// and reported after it.
    pub all_to_successor: bool,
    /// The share of the former owner in basis points.
    pub share: i64,
    /// The last day of signing on which there is that share; `None` for no end.
    pub until: Option<NaiveDate>,
}

/// Who is credited with how much of a deal that was signed: each former owner with the agreed share of
/// what those before left, the owner with the rest. What was signed before it passed is the former
/// owner's. A share is rounded to the fen; together they are the amount.
pub fn credits(
    amount: i64,
    signed: Option<NaiveDate>,
    owner: Option<PersonId>,
    passings: &[Credit],
) -> Vec<(Option<PersonId>, i64)> {
    let mut parts: Vec<(Option<PersonId>, i64)> = vec![];
    let mut rest = amount;
    let mut last = owner;
    if let Some(signed) = signed {
        for passing in passings.iter().filter(|passing| !passing.all_to_successor) {
            if signed < passing.on_day {
                last = passing.from;
                break;
            }
            let in_time = passing.until.is_none_or(|until| signed <= until);
            if in_time && passing.share > 0 {
                let part = i128::from(rest) * i128::from(passing.share);
                let part = div_round(part, 10_000).unwrap_or_default();
                if part != 0 {
                    give(&mut parts, passing.from, part);
                    rest = rest.saturating_sub(part);
                }
            }
        }
    }
    if rest != 0 || parts.is_empty() {
        give(&mut parts, last, rest);
    }
    parts
}

fn give(parts: &mut Vec<(Option<PersonId>, i64)>, person: Option<PersonId>, amount: i64) {
    match parts.iter_mut().find(|(other, _)| *other == person) {
        Some((_, sum)) => *sum = sum.saturating_add(amount),
        None => parts.push((person, amount)),
    }
}

/// The weights of the parts of a fit.
pub mod weights {
    /// Customers of the same industry.
    pub const INDUSTRY: i64 = 35;
    /// The same place.
    pub const PLACE: i64 = 25;
    /// Room up to the limit.
    pub const ROOM: i64 = 25;
    /// Rated skills.
    pub const SKILL: i64 = 15;
}

/// So many customers of an industry are all that is asked for.
const ENOUGH_OF_INDUSTRY: u32 = 5;
/// What customers in the same place are worth where the person lives elsewhere.
const KNOWS_THE_PLACE: i64 = 60;
/// The highest level of a skill, in ten-thousandths.
pub const TOP_LEVEL: i64 = 40_000;

/// How many customers and open deals a person is to have at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Customers.
    pub accounts: u32,
    /// Open deals.
    pub deals: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { accounts: 45, deals: 25 }
    }
}

/// A customer or deal that goes to somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Whether it is a deal; else it is a customer.
    pub deal: bool,
    /// The customer's industry, if known.
    pub industry: Option<String>,
    /// The customer's place, if known.
    pub place: Option<String>,
    /// The deal's customer among those that are handed over: it goes to the same person.
    pub with: Option<usize>,
}

/// A person who may take customers and deals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receiver {
    /// Customers the person has.
    pub accounts: u32,
    /// Open deals the person has.
    pub deals: u32,
    /// The customers by industry.
    pub industries: BTreeMap<String, u32>,
    /// The customers by place.
    pub places: BTreeMap<String, u32>,
    /// Where the person lives, if known.
    pub city: Option<String>,
    /// The mean of the newest level of each skill in ten-thousandths, if any was rated.
    pub level: Option<i64>,
}

impl Receiver {
    /// What the person has of the kind, and the limit.
    fn load(&self, deal: bool, limits: Limits) -> (u32, u32) {
        if deal { (self.deals, limits.deals) } else { (self.accounts, limits.accounts) }
    }

    /// Whether one more stays within the limit.
    pub fn has_room(&self, deal: bool, limits: Limits) -> bool {
        let (has, limit) = self.load(deal, limits);
        has < limit
    }

    /// Takes one.
    pub fn take(&mut self, deal: bool) {
        let slot = if deal { &mut self.deals } else { &mut self.accounts };
        *slot = slot.saturating_add(1);
    }
}

/// Why a person suits, or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Customers of the same industry.
    Industry(u32),
    /// The person lives where the customer is.
    SameCity,
    /// Customers in the same place.
    Place(u32),
    /// What the person has, and the limit.
    Room(u32, u32),
    /// The mean level of skills in ten-thousandths.
    Skill(i64),
}

/// How well a person suits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// 0 to 100.
    pub score: i64,
    /// Why, from the weightiest.
    pub reasons: Vec<Reason>,
}

/// How well a person suits a customer or deal.
pub fn fit(wanted: &Wanted, receiver: &Receiver, limits: Limits) -> Fit {
    let mut parts: Vec<(i64, i64, Reason)> = vec![];
    if let Some(industry) = &wanted.industry {
        let n = receiver.industries.get(industry).copied().unwrap_or_default();
        let points = i64::from(n.min(ENOUGH_OF_INDUSTRY)) * 100 / i64::from(ENOUGH_OF_INDUSTRY);
        parts.push((weights::INDUSTRY, points, Reason::Industry(n)));
    }
    if let Some(place) = &wanted.place {
        let n = receiver.places.get(place).copied().unwrap_or_default();
        let same = receiver.city.as_deref().is_some_and(|city| same_place(city, place));
        if same {
            parts.push((weights::PLACE, 100, Reason::SameCity));
        } else if n > 0 || receiver.city.is_some() {
            let points = if n > 0 { KNOWS_THE_PLACE } else { 0 };
            parts.push((weights::PLACE, points, Reason::Place(n)));
        }
    }
    let (has, limit) = receiver.load(wanted.deal, limits);
    let room = i128::from(limit.saturating_sub(has)) * 100;
    let points = div_round(room, i128::from(limit)).unwrap_or_default();
    parts.push((weights::ROOM, points, Reason::Room(has, limit)));
    if let Some(level) = receiver.level {
        let points = div_round(i128::from(level) * 100, i128::from(TOP_LEVEL)).unwrap_or_default();
        parts.push((weights::SKILL, points.clamp(0, 100), Reason::Skill(level)));
    }
    let sum: i64 = parts.iter().map(|(weight, points, _)| weight * points).sum();
    let whole: i64 = parts.iter().map(|(weight, ..)| weight).sum();
    let score = div_round(i128::from(sum), i128::from(whole)).unwrap_or_default();
    Fit { score, reasons: parts.into_iter().map(|(.., reason)| reason).collect() }
}

/// Whether a person's city is a customer's place: 苏州 and 江苏苏州 are one.
fn same_place(city: &str, place: &str) -> bool {
    let (city, place) = (city.trim(), place.trim());
    !city.is_empty() && !place.is_empty() && (place.contains(city) || city.contains(place))
}

/// Whom a customer or deal suits best of those who have room, by number; of equals the first.
pub fn best(wanted: &Wanted, receivers: &[Receiver], limits: Limits) -> Option<(usize, Fit)> {
    let mut found: Option<(usize, Fit)> = None;
    for (at, receiver) in receivers.iter().enumerate() {
        if !receiver.has_room(wanted.deal, limits) {
            continue;
        }
        let fit = fit(wanted, receiver, limits);
        if found.as_ref().is_none_or(|(_, best)| fit.score > best.score) {
            found = Some((at, fit));
        }
    }
    found
}

/// Gives each customer and deal to whom it suits best, one after the other, so that what was taken
/// counts; a deal goes where its customer goes while there is room. `None` where nobody has any.
/// Customers stand before their deals.
pub fn assign(wanted: &[Wanted], receivers: &[Receiver], limits: Limits) -> Vec<Option<usize>> {
    let mut receivers = receivers.to_vec();
    let mut given: Vec<Option<usize>> = vec![];
    for item in wanted {
        let same = item.with.and_then(|with| given.get(with).copied().flatten());
        let same = same.filter(|at| {
            receivers.get(*at).is_some_and(|receiver| receiver.has_room(item.deal, limits))
        });
        let to = same.or_else(|| best(item, &receivers, limits).map(|(at, _)| at));
        if let Some(receiver) = to.and_then(|at| receivers.get_mut(at)) {
            receiver.take(item.deal);
        }
        given.push(to);
    }
    given
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

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn credit(on_day: &str, from: i64, share: i64) -> Credit {
        Credit {
            on_day: day(on_day),
            from: Some(PersonId(from)),
            all_to_successor: false,
            share,
            until: Some(day("2025-12-31")),
        }
    }

    #[test]
    fn credit_is_shared_to_the_fen_up_to_the_day() {
        let (one, two, three) = (Some(PersonId(1)), Some(PersonId(2)), Some(PersonId(3)));
        let shared = [credit("2025-12-01", 1, 4_000)];
        let signed = |on: &str| Some(day(on));
        for (amount, on, passings, expected) in [
            (64_000, signed("2025-12-10"), &shared[..], vec![(one, 25_600), (two, 38_400)]),
            // 40 % of 101 are 40.4, and 60.6 are left: nothing is lost.
            (101, signed("2025-12-31"), &shared[..], vec![(one, 40), (two, 61)]),
            (101, signed("2026-01-01"), &shared[..], vec![(two, 101)]),
            (101, signed("2025-11-30"), &shared[..], vec![(one, 101)]),
            (101, None, &shared[..], vec![(two, 101)]),
            (101, signed("2025-11-30"), &shared[..0], vec![(two, 101)]),
            (0, signed("2025-12-10"), &shared[..], vec![(two, 0)]),
        ] {
            assert_eq!(credits(amount, on, two, passings), expected, "{amount} {on:?}");
        }
        let whole = [Credit { all_to_successor: true, share: 0, ..shared[0] }];
        assert_eq!(credits(101, signed("2025-11-30"), two, &whole), [(two, 101)]);
        // Passed on once more: the second has a half of what the first left.
        let twice = [credit("2025-12-01", 1, 4_000), credit("2025-12-15", 2, 5_000)];
        assert_eq!(
            credits(1_000, signed("2025-12-20"), three, &twice),
            [(one, 400), (two, 300), (three, 300)]
        );
        assert_eq!(credits(1_000, signed("2025-12-10"), three, &twice), [(one, 400), (two, 600)]);
        // Back with the first, who has it all.
        assert_eq!(credits(1_000, signed("2025-12-10"), one, &shared), [(one, 1_000)]);
    }

    fn chemist() -> Receiver {
        Receiver {
            accounts: 9,
            deals: 5,
            industries: BTreeMap::from([("化工".to_owned(), 3)]),
            places: BTreeMap::from([("江苏南通".to_owned(), 2)]),
            city: Some("苏州".to_owned()),
            level: Some(30_000),
        }
    }

    fn plant(place: &str) -> Wanted {
        let (industry, place) = (Some("化工".to_owned()), Some(place.to_owned()));
        Wanted { industry, place, ..Wanted::default() }
    }

    #[test]
    fn a_fit_is_made_of_what_is_known() {
        let limits = Limits::default();
        // 35·60 + 25·100 + 25·80 + 15·75 = 7 725 of 100.
        let near = fit(&plant("江苏苏州"), &chemist(), limits);
        assert_eq!(near.score, 77);
        assert_eq!(near.reasons[1], Reason::SameCity);
        // The place is known from two customers: 35·60 + 25·60 + 25·80 + 15·75 = 6 725.
        let known = fit(&plant("江苏南通"), &chemist(), limits);
        assert_eq!((known.score, known.reasons[1]), (67, Reason::Place(2)));
        // Nothing but the room is known: all of 45 is free.
        let stranger = fit(&Wanted::default(), &Receiver::default(), limits);
        assert_eq!((stranger.score, stranger.reasons), (100, vec![Reason::Room(0, 45)]));
        // A limit of nothing leaves no room.
        let none = Limits { accounts: 0, deals: 0 };
        assert_eq!(fit(&Wanted::default(), &Receiver::default(), none).score, 0);
    }

    #[test]
    fn everything_goes_to_whom_it_suits_while_there_is_room() {
        let limits = Limits { accounts: 10, deals: 25 };
        let other = Receiver { accounts: 1, ..Receiver::default() };
        let deal = Wanted { deal: true, with: Some(0), ..plant("江苏苏州") };
        let wanted = [plant("江苏苏州"), plant("江苏苏州"), deal];
        // The chemist has room for one customer more, and its deal comes along.
        assert_eq!(assign(&wanted, &[other, chemist()], limits), [Some(1), Some(0), Some(1)]);
        assert_eq!(assign(&wanted[..1], &[], limits), [None]);
    }
}
