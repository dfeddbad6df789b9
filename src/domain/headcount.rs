//! How many people a sales force needs (domain document, B13).
//!
//! Two ways. By workload (Talley): the accounts of each tier × calls a year × hours of a call with
//! its way, divided by the hours one person has for selling. By volume: the target divided by the
//! amount that one person brings.
//!
//! # What hangs on what
//!
//! Every input is an estimate, so each is also taken a tenth lower and a tenth higher and the people
//! are counted again. An input that moves the result deserves to be looked up; the others do not.
//!
//! People are rounded up once, at the end, on exact fractions: 3.0 is three people, and no binary
//! fraction makes it four. The tiers keep their fractions, which add up to that of the whole.

use std::fmt;

use crate::domain::money::{Money, div_round};
use crate::domain::stats::rational::Rational;

/// Accounts that are called on alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// What it is called: A, 战略客户 …
    pub name: String,
    /// How many accounts it has.
    pub accounts: u32,
    /// Calls on each account in a year.
    pub calls: Rational,
    /// Hours of a call.
    pub call_hours: Rational,
    /// Hours of the way there and back.
    pub travel_hours: Rational,
}

impl Tier {
    /// The hours that the tier takes in a year.
    fn hours(&self) -> Option<Rational> {
        let calls = self.calls.checked_mul(Rational::from_int(self.accounts.into()))?;
        calls.checked_mul(self.call_hours.checked_add(self.travel_hours)?)
    }
}

/// The time of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Weeks worked in a year.
    pub weeks: Rational,
    /// Hours of a week.
    pub week_hours: Rational,
    /// The share of the hours that goes into anything but selling, from 0 to below 1.
    pub non_selling: Rational,
}

impl Time {
    /// The hours a year that one person has for selling; `None` if the numbers are too large.
    pub fn selling_hours(&self) -> Option<Rational> {
        let share = Rational::ONE.checked_sub(self.non_selling)?;
        self.weeks.checked_mul(self.week_hours)?.checked_mul(share)
    }
}

/// People who are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// People as a fraction.
    pub exact: Rational,
    /// Whole people: the fraction rounded up.
    pub people: i64,
}

impl Need {
    fn of(exact: Rational) -> Option<Self> {
        // Rounding up is rounding the negative down.
        let down = exact.num().checked_neg()?.div_euclid(exact.den());
        Some(Self { exact, people: i64::try_from(down.checked_neg()?).ok()? })
    }

    /// How much of the time of whole people is taken, 1 at most; `None` if nobody is needed.
    pub fn utilisation(&self) -> Option<Rational> {
        if self.people == 0 {
            return None;
        }
        self.exact.checked_div(Rational::from_int(self.people))
    }

    /// Whether the time of whole people is taken by more than 95 %: the plan has no slack.
    pub fn tight(&self) -> bool {
        self.utilisation().zip(Rational::new(95, 100)).is_some_and(|(used, limit)| used > limit)
    }
}

/// What one tier needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierNeed {
    /// Hours in a year.
    pub hours: Rational,
    /// People as a fraction; the tiers add up to the whole.
    pub people: Rational,
}

/// The people needed by workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headcount {
    /// Each tier, in the order given.
    pub tiers: Vec<TierNeed>,
    /// The hours of all tiers in a year.
    pub hours: Rational,
    /// The hours a year that one person has for selling.
    pub available: Rational,
    /// The people of all tiers.
    pub need: Need,
}

/// Why people cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadcountError {
    /// Nobody has time to sell: no weeks, no hours, or all of them go elsewhere.
    NoTime,
    /// A number of calls, of hours or a share is below zero.
    Negative,
    /// The numbers do not fit.
    TooLarge,
}

impl fmt::Display for HeadcountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoTime => "no time for selling",
            Self::Negative => "a number is negative",
            Self::TooLarge => "numbers too large",
        })
    }
}

impl std::error::Error for HeadcountError {}

/// The people needed by workload; none for no tiers.
pub fn headcount(tiers: &[Tier], time: &Time) -> Result<Headcount, HeadcountError> {
    let numbers = tiers.iter().flat_map(|tier| [tier.calls, tier.call_hours, tier.travel_hours]);
    if numbers.chain([time.weeks, time.week_hours, time.non_selling]).any(Rational::is_negative) {
        return Err(HeadcountError::Negative);
    }
    let available = time.selling_hours().ok_or(HeadcountError::TooLarge)?;
    if available <= Rational::ZERO {
        return Err(HeadcountError::NoTime);
    }
    count(tiers, available).ok_or(HeadcountError::TooLarge)
}

fn count(tiers: &[Tier], available: Rational) -> Option<Headcount> {
    let mut needs = Vec::with_capacity(tiers.len());
    let mut sum = Rational::ZERO;
    for tier in tiers {
        let hours = tier.hours()?;
        needs.push(TierNeed { hours, people: hours.checked_div(available)? });
        sum = sum.checked_add(hours)?;
    }
    let need = Need::of(sum.checked_div(available)?)?;
    Some(Headcount { tiers: needs, hours: sum, available, need })
}

/// The people that a target needs where one person brings so much in the same time; `None` without
/// an amount per head, or if an amount is negative.
pub fn by_volume(target: Money, per_head: Money) -> Option<Need> {
    if target.fen() < 0 || per_head.fen() <= 0 {
        return None;
    }
    Need::of(Rational::new(target.fen().into(), per_head.fen().into())?)
}

/// What each of so many people must bring for a target, to the fen; `None` if there is nobody.
pub fn amount_per_head(target: Money, people: i64) -> Option<Money> {
    div_round(target.fen().into(), people.into()).map(Money).filter(|_| people > 0)
}

/// An input of the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Input {
    /// How many accounts there are.
    Accounts,
    /// Calls on each.
    Calls,
    /// Hours of a call.
    CallHours,
    /// Hours of the way.
    TravelHours,
    /// Weeks worked in a year.
    Weeks,
    /// Hours of a week.
    WeekHours,
    /// The share that goes into anything but selling.
    NonSelling,
    /// The target amount, by volume.
    Target,
    /// The amount that one person brings, by volume.
    PerHead,
}

impl Input {
    /// The inputs that each tier has.
    const OF_TIERS: [Self; 4] = [Self::Accounts, Self::Calls, Self::CallHours, Self::TravelHours];
    /// The inputs that all tiers share.
    const OF_TIME: [Self; 3] = [Self::Weeks, Self::WeekHours, Self::NonSelling];

    /// The word behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Calls => "calls",
            Self::CallHours => "call-hours",
            Self::TravelHours => "travel-hours",
            Self::Weeks => "weeks",
            Self::WeekHours => "week-hours",
            Self::NonSelling => "non-selling",
            Self::Target => "target",
            Self::PerHead => "per-head",
        }
    }
}

/// What a tenth of one input does to the people needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sensitivity {
    /// The input.
    pub input: Input,
    /// The tier by its place; `None` where the input is changed in all tiers, or belongs to none.
    pub tier: Option<usize>,
    /// The need with the input a tenth lower; `None` if that cannot be.
    pub lower: Option<Need>,
    /// The need with the input a tenth higher; `None` if that cannot be.
    pub higher: Option<Need>,
}

impl Sensitivity {
    /// How far apart the two needs are, in people as a fraction.
    pub fn spread(&self) -> Option<Rational> {
        let apart = self.higher?.exact.checked_sub(self.lower?.exact)?;
        if apart.is_negative() { Rational::ZERO.checked_sub(apart) } else { Some(apart) }
    }
}

/// What a tenth of each input does to the people needed by workload: the inputs of all tiers
/// together, then of each tier where there are several, then those of the time.
pub fn sensitivity(tiers: &[Tier], time: &Time) -> Result<Vec<Sensitivity>, HeadcountError> {
    headcount(tiers, time)?;
    let each = if tiers.len() > 1 { tiers.len() } else { 0 };
    let places = [None].into_iter().chain((0..each).map(Some));
    let of_tiers = places.flat_map(|tier| Input::OF_TIERS.map(|input| (input, tier)));
    let inputs = of_tiers.chain(Input::OF_TIME.map(|input| (input, None)));
    let changed = |input: Input, tier: Option<usize>, tenths: i128| {
        let by = Rational::new(tenths, 10)?;
        let tiers = (0_usize..).zip(tiers).map(|(place, own)| {
            let meant = tier.is_none_or(|tier| tier == place);
            if meant { changed_tier(own, input, by) } else { Some(own.clone()) }
        });
        let tiers: Vec<Tier> = tiers.collect::<Option<_>>()?;
        Some(headcount(&tiers, &changed_time(time, input, by)?).ok()?.need)
    };
    let found = inputs.map(|(input, tier)| Sensitivity {
        input,
        tier,
        lower: changed(input, tier, 9),
        higher: changed(input, tier, 11),
    });
    Ok(found.collect())
}

/// What a tenth of each input does to the people needed by volume.
pub fn volume_sensitivity(target: Money, per_head: Money) -> Option<[Sensitivity; 2]> {
    let need = by_volume(target, per_head)?;
    let times = |numerator: i128, denominator: i128| {
        Need::of(need.exact.checked_mul(Rational::new(numerator, denominator)?)?)
    };
    Some([
        Sensitivity {
            input: Input::Target,
            tier: None,
            lower: times(9, 10),
            higher: times(11, 10),
        },
        Sensitivity {
            input: Input::PerHead,
            tier: None,
            lower: times(10, 9),
            higher: times(10, 11),
        },
    ])
}

fn changed_tier(tier: &Tier, input: Input, by: Rational) -> Option<Tier> {
    let mut tier = tier.clone();
    match input {
        // A tenth more accounts are as many calls as a tenth more calls on each.
        Input::Accounts | Input::Calls => tier.calls = tier.calls.checked_mul(by)?,
        Input::CallHours => tier.call_hours = tier.call_hours.checked_mul(by)?,
        Input::TravelHours => tier.travel_hours = tier.travel_hours.checked_mul(by)?,
        Input::Weeks | Input::WeekHours | Input::NonSelling | Input::Target | Input::PerHead => {}
    }
    Some(tier)
}

fn changed_time(time: &Time, input: Input, by: Rational) -> Option<Time> {
    let mut time = time.clone();
    match input {
        Input::Weeks => time.weeks = time.weeks.checked_mul(by)?,
        Input::WeekHours => time.week_hours = time.week_hours.checked_mul(by)?,
        Input::NonSelling => time.non_selling = time.non_selling.checked_mul(by)?,
        Input::Accounts
        | Input::Calls
        | Input::CallHours
        | Input::TravelHours
        | Input::Target
        | Input::PerHead => {}
    }
    Some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Rational {
        Rational::parse(text).unwrap()
    }

    fn tier(accounts: u32, calls: &str, call_hours: &str, travel_hours: &str) -> Tier {
        Tier {
            name: "A".to_owned(),
            accounts,
            calls: number(calls),
            call_hours: number(call_hours),
            travel_hours: number(travel_hours),
        }
    }

    fn time(weeks: &str, week_hours: &str, non_selling: &str) -> Time {
        Time {
            weeks: number(weeks),
            week_hours: number(week_hours),
            non_selling: number(non_selling),
        }
    }

    /// 20 accounts × 10 calls × 2 hours and 50 × 4 × 1: 600 hours, of 45 × 40 × ½ = 900 each.
    fn plan() -> (Vec<Tier>, Time) {
        (vec![tier(20, "10", "1.5", "0.5"), tier(50, "4", "0.5", "0.5")], time("45", "40", "0.5"))
    }

    #[test]
    fn tiers_add_up_and_people_are_rounded_up_once() {
        let (tiers, time) = plan();
        let found = headcount(&tiers, &time).unwrap();
        assert_eq!(found.hours, number("600"));
        assert_eq!(found.available, number("900"));
        assert_eq!(found.need, Need { exact: Rational::new(2, 3).unwrap(), people: 1 });
        assert_eq!(found.need.utilisation(), Rational::new(2, 3));
        let people: Vec<_> = found.tiers.iter().map(|tier| Some(tier.people)).collect();
        assert_eq!(people, [Rational::new(4, 9), Rational::new(2, 9)]);
        assert!(!found.need.tight());
        // Exactly three: 0.1 hours a call must not make four of it.
        let exact = headcount(&[tier(27_000, "1", "0.1", "0")], &time).unwrap();
        assert_eq!(exact.need, Need { exact: number("3"), people: 3 });
        assert!(exact.need.tight());
        let nothing = headcount(&[], &time).unwrap().need;
        assert_eq!((nothing.people, nothing.utilisation()), (0, None));
    }

    #[test]
    fn impossible_inputs_are_refused() {
        let (tiers, _) = plan();
        for (time, refusal) in [
            (time("0", "40", "0.5"), HeadcountError::NoTime),
            (time("45", "40", "1"), HeadcountError::NoTime),
            (time("45", "40", "1.5"), HeadcountError::NoTime),
            (time("45", "-40", "0.5"), HeadcountError::Negative),
        ] {
            assert_eq!(headcount(&tiers, &time), Err(refusal), "{time:?}");
        }
        let less = [tier(1, "-1", "1", "1")];
        assert_eq!(headcount(&less, &time("45", "40", "0")), Err(HeadcountError::Negative));
    }

    #[test]
    fn a_tenth_of_each_input_is_told() {
        let (tiers, time) = plan();
        let list = sensitivity(&tiers, &time).unwrap();
        assert_eq!(list.len(), 4 + 2 * 4 + 3);
        let found = |input: Input, tier: Option<usize>| {
            let change = list.iter().find(|one| one.input == input && one.tier == tier).unwrap();
            (change.lower.unwrap().exact, change.higher.unwrap().exact)
        };
        let of_900 =
            |low, high| (Rational::new(low, 900).unwrap(), Rational::new(high, 900).unwrap());
        assert_eq!(found(Input::Accounts, None), of_900(540, 660));
        assert_eq!(found(Input::Calls, Some(0)), of_900(560, 640));
        assert_eq!(found(Input::CallHours, Some(0)), of_900(570, 630));
        assert_eq!(found(Input::TravelHours, None), of_900(580, 620));
        // 45 % of the time goes elsewhere: 990 hours are left; at 55 % 810.
        let non_selling = (Rational::new(600, 990).unwrap(), Rational::new(600, 810).unwrap());
        assert_eq!(found(Input::NonSelling, None), non_selling);
        // A tenth more of 95 % is more than all of it.
        let busy = sensitivity(&tiers, &Time { non_selling: number("0.95"), ..time }).unwrap();
        let last = busy.last().unwrap();
        assert_eq!((last.input, last.higher), (Input::NonSelling, None));
        assert_eq!(last.spread(), None);
        assert!(last.lower.is_some());
    }

    #[test]
    fn a_target_needs_people_by_what_each_brings() {
        let yuan = Money::from_yuan;
        let need = by_volume(yuan(12_000_000), yuan(5_000_000)).unwrap();
        assert_eq!(need, Need { exact: number("2.4"), people: 3 });
        assert_eq!(by_volume(yuan(1), yuan(0)), None);
        assert_eq!(by_volume(yuan(-1), yuan(1)), None);
        assert_eq!(amount_per_head(yuan(100), 3), Some(Money(3333)));
        assert_eq!(amount_per_head(yuan(100), 0), None);
        let [target, per_head] = volume_sensitivity(yuan(12_000_000), yuan(5_000_000)).unwrap();
        assert_eq!(target.lower.map(|need| need.exact), Some(number("2.16")));
        assert_eq!(target.higher.map(|need| need.people), Some(3));
        assert_eq!(per_head.lower.map(|need| need.exact), Rational::new(8, 3));
        assert_eq!(target.spread(), Some(number("0.48")));
    }
}
