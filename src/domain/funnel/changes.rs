//! What became of the pipeline between two days, deal by deal.
//!
//! # What is counted
//! Deals that are open on a day, owned in the scope on that day, and expected to be signed in the period;
//! without a period all that are open and owned in the scope. [`Side::counts`] decides it, for both days.
//!
//! # One deal at a time
//! [`effects`] takes how one deal stood on both days and says in which parts it moved the sum. For every deal
//! what it was + its effects = what it is, in deals and to the fen; so the sum of all is exact too, and
//! [`Balance::difference`] checks it on sums that were made apart. What is between the days is the difference
//! of two states: cut in two at any day in between, both halves add up to the whole.
//!
//! # The order when several things happened
//! 1. The amount first: a deal that was counted and is counted for another amount has grown or shrunk. One
//!    that leaves does so with the amount it has at the end, and what it gained or lost before that is growth
//!    of its own: 30 that became 72 and was won is +42 增额 and −72 赢单, so 赢单 is what was signed.
//! 2. One reason to come in or to leave, the first that holds:
//!    in: nothing was known of it (新增), it was somebody else's (转入), it was closed (回流), its day lay
//!    behind the period (提前), its day lay before the period or was not known (改期进);
//!    out: it is somebody else's (转出), won (赢单), lost (丢单), its day lies behind the period (推迟), its day
//!    lies before the period (改期出).
//! 3. A deal that is counted on neither day and was closed in between, after it had been open, passed through:
//!    it comes in and leaves, with the amount it has at the end. So 赢单 holds what came and was won in the
//!    same weeks. It belongs to the period by its expected day, like every other.
//!
//! Everything else that changed and changed back in between is not seen: only the two days speak.
//!
//! # Amounts
//! An amount that is not known is counted as a deal and adds nothing to the sum; how many there are is kept
//! beside each sum. One that becomes known has grown by all of it. Zero and less than zero are amounts like
//! any other.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::period::Period;

/// How a deal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Being worked on.
    Open,
    /// Signed.
    Won,
    /// Given up.
    Lost,
}

/// How a deal stood on a day by which it had begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// How it stood.
    pub state: State,
    /// Whether anything but its beginning was known of it.
    pub named: bool,
    /// Its amount in fen, if known.
    pub amount: Option<i64>,
    /// The day it was expected to be signed, if known.
    pub expected: Option<NaiveDate>,
    /// Whether its owner belonged to the scope; of a closed deal, on the day it was closed.
    pub ours: bool,
}

impl Side {
    /// Whether it is counted.
    pub fn counts(&self, period: Option<Period>) -> bool {
        self.state == State::Open && self.ours && self.due_in(period)
    }

    fn due_in(&self, period: Option<Period>) -> bool {
        period.is_none_or(|period| self.expected.is_some_and(|day| period.contains(day)))
    }

    /// Whether it is expected after the period.
    fn due_after(&self, period: Option<Period>) -> bool {
        period.zip(self.expected).is_some_and(|(period, day)| day > period.last_day())
    }
}

/// Why the sum is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 新增: nothing was known of it.
    New,
    /// 回流: it was closed and is open again.
    Back,
    /// 提前: it was expected after the period.
    PulledIn,
    /// 改期进: it was expected before the period, or on no day.
    RedatedIn,
    /// 转入: it was somebody else's.
    TransferredIn,
    /// 增额: its amount is larger.
    Grown,
    /// 减额: its amount is smaller.
    Shrunk,
    /// 推迟: it is expected after the period.
    PushedOut,
    /// 改期出: it is expected before the period, or on no day.
    RedatedOut,
    /// 转出: it is somebody else's.
    TransferredOut,
    /// 赢单: it was won.
    Won,
    /// 丢单: it was lost.
    Lost,
}

impl Part {
    /// All of them, in the order of the bridge.
    pub const ALL: [Self; 12] = [
        Self::New,
        Self::Back,
        Self::PulledIn,
        Self::RedatedIn,
        Self::TransferredIn,
        Self::Grown,
        Self::Shrunk,
        Self::PushedOut,
        Self::RedatedOut,
        Self::TransferredOut,
        Self::Won,
        Self::Lost,
    ];

    /// The word on the command line, and behind which its name stands in each language.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Back => "back",
            Self::PulledIn => "pulled_in",
            Self::RedatedIn => "redated_in",
            Self::TransferredIn => "transferred_in",
            Self::Grown => "grown",
            Self::Shrunk => "shrunk",
            Self::PushedOut => "pushed_out",
            Self::RedatedOut => "redated_out",
            Self::TransferredOut => "transferred_out",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// What a deal in it does to the number of deals: 1, −1, or 0 where only its amount is another.
    pub const fn sign(self) -> i64 {
        match self {
            Self::New | Self::Back | Self::PulledIn | Self::RedatedIn | Self::TransferredIn => 1,
            Self::Grown | Self::Shrunk => 0,
            Self::PushedOut | Self::RedatedOut | Self::TransferredOut | Self::Won | Self::Lost => {
                -1
            }
        }
    }

    /// Whether it is about the expected day, which is not asked for where no period is.
    pub const fn needs_period(self) -> bool {
        matches!(self, Self::PulledIn | Self::RedatedIn | Self::PushedOut | Self::RedatedOut)
    }

    /// Whether it is rare and shown only where there is something in it.
    pub const fn is_rare(self) -> bool {
        matches!(
            self,
            Self::RedatedIn | Self::RedatedOut | Self::TransferredIn | Self::TransferredOut
        )
    }
}

/// What one deal adds to one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The part.
    pub part: Part,
    /// The fen it adds; `None` where the amount is not known.
    pub amount: Option<i64>,
}

/// What a deal changes in the sum between two days; at most two effects, the coming in or the growth first.
///
/// `before` is `None` for a deal that had not begun; `reopened` tells that a move between the days put it into
/// a stage.
pub fn effects(
    period: Option<Period>,
    before: Option<&Side>,
    after: &Side,
    reopened: bool,
) -> Vec<Effect> {
    let was = before.filter(|side| side.counts(period));
    let come = |part| Effect { part, amount: after.amount };
    let go = |part| Effect { part, amount: after.amount.map(i64::saturating_neg) };
    match (was, after.counts(period)) {
        (Some(was), true) => change(was.amount, after.amount).into_iter().collect(),
        (Some(was), false) => {
            change(was.amount, after.amount).into_iter().chain([go(left(period, after))]).collect()
        }
        (None, true) => vec![come(entered(period, before))],
        (None, false) => {
            let was_open = before.is_some_and(|side| side.named && side.state == State::Open);
            let passed = after.state != State::Open
                && after.ours
                && after.due_in(period)
                && (was_open || reopened);
            if !passed {
                return vec![];
            }
            vec![come(entered(period, before)), go(left(period, after))]
        }
    }
}

fn change(before: Option<i64>, after: Option<i64>) -> Option<Effect> {
    let fen = after.unwrap_or(0).saturating_sub(before.unwrap_or(0));
    let part = match fen {
        0 => return None,
        1.. => Part::Grown,
        _ => Part::Shrunk,
    };
    Some(Effect { part, amount: Some(fen) })
}

/// Why a deal is counted that was not.
fn entered(period: Option<Period>, before: Option<&Side>) -> Part {
    match before.filter(|side| side.named) {
        None => Part::New,
        Some(side) if !side.ours => Part::TransferredIn,
        Some(side) if side.state != State::Open => Part::Back,
        Some(side) if side.due_after(period) => Part::PulledIn,
        Some(_) => Part::RedatedIn,
    }
}

/// Why a deal is counted no more.
fn left(period: Option<Period>, after: &Side) -> Part {
    match after.state {
        _ if !after.ours => Part::TransferredOut,
        State::Won => Part::Won,
        State::Lost => Part::Lost,
        State::Open if after.due_after(period) => Part::PushedOut,
        State::Open => Part::RedatedOut,
    }
}

/// Deals with their known amounts together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub n: u64,
    /// Their known amounts in fen.
    pub fen: i64,
    /// How many of them have no known amount.
    pub unknown: u64,
}

impl Sum {
    /// Adds one.
    pub const fn add(&mut self, amount: Option<i64>) {
        self.n += 1;
        match amount {
            Some(fen) => self.fen = self.fen.saturating_add(fen),
            None => self.unknown += 1,
        }
    }

    /// The known amounts together; `None` where there are deals and none of their amounts is known.
    pub const fn known(&self) -> Option<i64> {
        if self.n > 0 && self.unknown == self.n { None } else { Some(self.fen) }
    }
}

/// The sum on both days, and what lies between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// On the first day.
    pub opening: Sum,
    /// What was added and taken away; parts without an effect are missing.
    pub parts: BTreeMap<Part, Sum>,
    /// On the last day.
    pub closing: Sum,
}

impl Balance {
    /// Adds a deal; returns what it changes.
    pub fn add(
        &mut self,
        period: Option<Period>,
        before: Option<&Side>,
        after: &Side,
        reopened: bool,
    ) -> Vec<Effect> {
        // Each day is summed by what it is, not by what changed, so that the check can fail.
        if let Some(before) = before.filter(|side| side.counts(period)) {
            self.opening.add(before.amount);
        }
        if after.counts(period) {
            self.closing.add(after.amount);
        }
        let effects = effects(period, before, after, reopened);
        for effect in &effects {
            self.parts.entry(effect.part).or_default().add(effect.amount);
        }
        effects
    }

    /// What a part adds.
    pub fn part(&self, part: Part) -> Sum {
        self.parts.get(&part).copied().unwrap_or_default()
    }

    /// By how much opening and parts miss the closing, in deals and in fen: nothing, or the figures are wrong.
    pub fn difference(&self) -> (i64, i64) {
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let (mut deals, mut fen) = (whole(self.opening.n), self.opening.fen);
        for (part, sum) in &self.parts {
            deals = deals.saturating_add(part.sign().saturating_mul(whole(sum.n)));
            fen = fen.saturating_add(sum.fen);
        }
        let deals = deals.saturating_sub(whole(self.closing.n));
        (deals, fen.saturating_sub(self.closing.fen))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const QUARTER: Option<Period> = Some(Period::Quarter(2025, 4));

    /// A side such as `open 30 11-15`, `lost - -`, with `other` for an owner outside of the scope and `quiet`
    /// for a deal of which nothing is known.
    fn side(text: &str) -> Option<Side> {
        let mut words = text.split_whitespace();
        let state = match words.next()? {
            "open" => State::Open,
            "won" => State::Won,
            "lost" => State::Lost,
            other => panic!("{other}"),
        };
        let amount = words.next().and_then(|word| word.parse().ok());
        let expected = words.next().and_then(|word| word.parse().ok());
        let rest: Vec<&str> = words.collect();
        let (named, ours) = (!rest.contains(&"quiet"), !rest.contains(&"other"));
        Some(Side { state, named, amount, expected, ours })
    }

    fn told(period: Option<Period>, before: &str, after: &str, reopened: bool) -> String {
        let (before, after) = (side(before), side(after).unwrap());
        let effects = effects(period, before.as_ref(), &after, reopened);
        let fen = |amount: Option<i64>| amount.map_or("?".to_owned(), |fen| fen.to_string());
        let one = |effect: &Effect| {
            format!("{} {} {}", effect.part.word(), effect.part.sign(), fen(effect.amount))
        };
        effects.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_deal_has_one_reason_to_come_in_and_one_to_leave() {
        let (inside, later, sooner) = ("2025-11-15", "2026-01-20", "2025-09-20");
        for (before, after, expected) in [
            // Counted on both days.
            (format!("open 30 {inside}"), "open 30 2025-12-01".to_owned(), ""),
            (format!("open 30 {inside}"), format!("open 72 {inside}"), "grown 0 42"),
            (format!("open 30 {inside}"), format!("open 0 {inside}"), "shrunk 0 -30"),
            (format!("open -5 {inside}"), format!("open -3 {inside}"), "grown 0 2"),
            (format!("open - {inside}"), format!("open 72 {inside}"), "grown 0 72"),
            (format!("open - {inside}"), format!("open 0 {inside}"), ""),
            (format!("open 9 {inside}"), format!("open - {inside}"), "shrunk 0 -9"),
            // Coming in.
            (String::new(), format!("open 96 {inside}"), "new 1 96"),
            (String::new(), format!("open - {inside}"), "new 1 ?"),
            ("open - - quiet".to_owned(), format!("open 96 {inside}"), "new 1 96"),
            ("open - - quiet other".to_owned(), format!("open 96 {inside}"), "new 1 96"),
            (format!("lost 38 {inside}"), format!("open 38 {inside}"), "back 1 38"),
            (format!("won 38 {later}"), format!("open 38 {inside}"), "back 1 38"),
            (format!("open 64 {later}"), format!("open 64 {inside}"), "pulled_in 1 64"),
            (format!("open 60 {later}"), format!("open 64 {inside}"), "pulled_in 1 64"),
            (format!("open 64 {sooner}"), format!("open 64 {inside}"), "redated_in 1 64"),
            ("open 64 -".to_owned(), format!("open 64 {inside}"), "redated_in 1 64"),
            (format!("open 5 {inside} other"), format!("open 5 {inside}"), "transferred_in 1 5"),
            (format!("open 5 {later} other"), format!("open 5 {inside}"), "transferred_in 1 5"),
            (format!("lost 5 {inside} other"), format!("open 5 {inside}"), "transferred_in 1 5"),
            // Leaving.
            (format!("open 128 {inside}"), format!("open 128 {later}"), "pushed_out -1 -128"),
            (format!("open 128 {inside}"), format!("open 128 {sooner}"), "redated_out -1 -128"),
            (format!("open 128 {inside}"), "open 128 -".to_owned(), "redated_out -1 -128"),
            (format!("open 30 {inside}"), format!("won 72 {inside}"), "grown 0 42, won -1 -72"),
            (format!("open 30 {inside}"), format!("lost 20 {later}"), "shrunk 0 -10, lost -1 -20"),
            (format!("open - {inside}"), format!("won - {inside}"), "won -1 ?"),
            (
                format!("open 30 {inside}"),
                format!("won 30 {inside} other"),
                "transferred_out -1 -30",
            ),
            (
                format!("open 30 {inside}"),
                format!("open 30 {later} other"),
                "transferred_out -1 -30",
            ),
            // Not counted on either day.
            (String::new(), format!("open 96 {later}"), ""),
            (format!("open 9 {later}"), format!("open 9 {sooner}"), ""),
            (format!("open 9 {later}"), format!("won 9 {later}"), ""),
            (format!("open 9 {later}"), format!("won 9 {inside}"), "pulled_in 1 9, won -1 -9"),
            (format!("open 9 {inside} other"), format!("won 9 {inside} other"), ""),
            (format!("lost 9 {inside}"), format!("won 9 {inside}"), ""),
        ] {
            assert_eq!(told(QUARTER, &before, &after, false), expected, "{before} → {after}");
        }
        for (before, after, expected) in [
            ("", "won 9 2025-11-15", "new 1 9, won -1 -9"),
            ("lost 9 2025-11-15", "won 9 2025-11-15", "back 1 9, won -1 -9"),
            ("", "lost - 2025-11-15", "new 1 ?, lost -1 ?"),
        ] {
            assert_eq!(told(QUARTER, before, after, true), expected, "{before} → {after}");
        }
    }

    #[test]
    fn without_a_period_no_day_is_asked_for() {
        for (before, after, expected) in [
            ("open 64 2026-01-20", "open 64 2025-11-15", ""),
            ("open 64 -", "open 70 2025-11-15", "grown 0 6"),
            ("open - - quiet", "open 96 -", "grown 0 96"),
            ("", "open 96 -", "new 1 96"),
            ("open 9 -", "won 9 -", "won -1 -9"),
            ("open 9 - other", "open 9 -", "transferred_in 1 9"),
        ] {
            assert_eq!(told(None, before, after, false), expected, "{before} → {after}");
        }
    }

    #[test]
    fn a_difference_shows() {
        let open = side("open 30 2025-11-15");
        let mut balance = Balance::default();
        balance.add(QUARTER, open.as_ref(), &side("won 30 2025-11-15").unwrap(), false);
        assert_eq!(balance.difference(), (0, 0));
        balance.closing.add(Some(7));
        assert_eq!(balance.difference(), (-1, -7));
    }

    fn any_side() -> impl Strategy<Value = Side> {
        let state = prop_oneof![
            4 => Just(State::Open),
            1 => Just(State::Won),
            1 => Just(State::Lost)
        ];
        let amount = prop::option::weighted(0.8, -5_i64..100);
        // Before, in and behind the quarter.
        let expected = prop::option::weighted(0.8, 0_u64..200);
        let first = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
        (state, prop::bool::weighted(0.9), amount, expected, prop::bool::weighted(0.8)).prop_map(
            move |(state, named, amount, expected, ours)| {
                let expected = expected.map(|days| first + chrono::Days::new(days));
                Side { state, named, amount, expected, ours }
            },
        )
    }

    fn period() -> impl Strategy<Value = Option<Period>> {
        prop::option::weighted(0.7, Just(Period::Quarter(2025, 4)))
    }

    /// What a deal is to the sum: deals and fen.
    fn worth(period: Option<Period>, side: Option<&Side>) -> (i64, i64) {
        side.filter(|side| side.counts(period)).map_or((0, 0), |side| (1, side.amount.unwrap_or(0)))
    }

    fn net(effects: &[Effect]) -> (i64, i64) {
        effects.iter().fold((0, 0), |(deals, fen), effect| {
            (deals + effect.part.sign(), fen + effect.amount.unwrap_or(0))
        })
    }

    proptest! {
        #[test]
        fn what_it_was_and_its_effects_are_what_it_is(
            period in period(),
            before in prop::option::of(any_side()),
            after in any_side(),
            reopened: bool,
        ) {
            let effects = effects(period, before.as_ref(), &after, reopened);
            let (was, is) = (worth(period, before.as_ref()), worth(period, Some(&after)));
            let (deals, fen) = net(&effects);
            prop_assert_eq!((was.0 + deals, was.1 + fen), is);
            prop_assert!(effects.len() <= 2);
            // The parts of one deal never cancel each other under one name.
            if let [one, two] = effects.as_slice() {
                prop_assert!(one.part < two.part);
            }
            prop_assert!(period.is_some() || effects.iter().all(|e| !e.part.needs_period()));
        }

        #[test]
        fn two_halves_are_the_whole(
            period in period(),
            deals in prop::collection::vec(
                (prop::option::of(any_side()), any_side(), any_side(), any::<bool>(), any::<bool>()),
                0..20,
            ),
        ) {
            let (mut whole, mut first, mut second) =
                (Balance::default(), Balance::default(), Balance::default());
            let mut sums = [(0, 0); 3];
            for (a, b, c, early, late) in &deals {
                let all = [
                    whole.add(period, a.as_ref(), c, *early || *late),
                    first.add(period, a.as_ref(), b, *early),
                    second.add(period, Some(b), c, *late),
                ];
                for (sum, effects) in sums.iter_mut().zip(&all) {
                    let (deals, fen) = net(effects);
                    *sum = (sum.0 + deals, sum.1 + fen);
                }
            }
            prop_assert_eq!(sums[0], (sums[1].0 + sums[2].0, sums[1].1 + sums[2].1));
            prop_assert_eq!(first.closing, second.opening);
            for balance in [whole, first, second] {
                prop_assert_eq!(balance.difference(), (0, 0));
            }
        }
    }
}
