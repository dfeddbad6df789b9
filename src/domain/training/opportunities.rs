//! Whether chances are given evenly (发展机会; domain document, 097): promotions, projects, courses, the
//! trainee programme.
//!
//! # Groups
//!
//! The share of a group that was offered anything, beside that of all others: regions, internal and
//! external, new and experienced. Groups under five people are never shown apart; under ten on either side
//! nothing is said of a difference. What differs is a question to the manager, and no proof of anything:
//! groups differ in more than what they are called by.
//!
//! # People
//!
//! Whoever could have been chosen again and again and never was may have been forgotten, and is named to the
//! manager. No ranking is made of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::small_groups;
use crate::domain::ids::PersonId;
use crate::domain::stats::fisher::two_sided;
use crate::domain::stats::rate::{MIN_CASES, Rate};

/// A difference is said where chance alone would make one as large less often than this.
pub const CHANCE: f64 = 0.05;

/// Left out so many times in a row, somebody may have been forgotten (默认值).
pub const OFTEN: u64 = 3;

/// What may be said of a group beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Too few people on one side to tell.
    TooFew,
    /// Offered more than the others.
    More,
    /// Offered less than the others.
    Less,
    /// No difference that chance could not have made.
    Open,
}

impl Verdict {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::More => "more",
            Self::Less => "less",
            Self::Open => "open",
        }
    }
}

/// A group, or several small ones together.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<K> {
    /// The groups in it.
    pub groups: Vec<K>,
    /// The share of its people that were offered anything.
    pub rate: Rate,
    /// The same of everybody else.
    pub others: Rate,
    /// How often chance alone would make such a difference, by Fisher's exact test, times the number of
    /// lines that are compared, at most 1: with ten lines one in twenty is no surprise.
    pub p: f64,
    /// What may be said.
    pub verdict: Verdict,
}

/// How evenly chances are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Fairness<K> {
    /// The share of all people that were offered anything.
    pub whole: Rate,
    /// The groups, where they may be shown apart.
    pub lines: Vec<Line<K>>,
}

/// How evenly chances are given, from people by group and whether each was offered anything; `None` of
/// nobody.
pub fn fairness<K: Ord + Clone>(
    people: impl IntoIterator<Item = (K, bool)>,
) -> Option<Fairness<K>> {
    let mut sizes: BTreeMap<K, u64> = BTreeMap::new();
    let mut offered: BTreeMap<K, u64> = BTreeMap::new();
    for (group, given) in people {
        *offered.entry(group.clone()).or_default() += u64::from(given);
        *sizes.entry(group).or_default() += 1;
    }
    let whole = Rate::of(offered.values().sum(), sizes.values().sum())?;
    let groups = small_groups::lines(&sizes).unwrap_or_default();
    // Two lines are one comparison, seen from both sides.
    let comparisons = if groups.len() == 2 { 1 } else { groups.len() };
    let sum = |counts: &BTreeMap<K, u64>, groups: &[K]| {
        groups.iter().filter_map(|group| counts.get(group)).sum::<u64>()
    };
    let lines = groups.into_iter().filter_map(|groups| {
        line(whole, sum(&offered, &groups), sum(&sizes, &groups), comparisons, groups)
    });
    Some(Fairness { whole, lines: lines.collect() })
}

/// One line: `k` of its `n` people were offered anything.
fn line<K>(whole: Rate, k: u64, n: u64, comparisons: usize, groups: Vec<K>) -> Option<Line<K>> {
    let rate = Rate::of(k, n)?;
    let others = Rate::of(whole.k - k, whole.n - n)?;
    let once = two_sided([[k, n - k], [others.k, others.n - others.k]])?;
    let p = (once * comparisons as f64).min(1.0);
    let verdict = if n < MIN_CASES || others.n < MIN_CASES {
        Verdict::TooFew
    } else if p >= CHANCE {
        Verdict::Open
    } else if rate.rate > others.rate {
        Verdict::More
    } else {
        Verdict::Less
    };
    Some(Line { groups, rate, others, p, verdict })
}

/// One time that chances were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Who could have been chosen.
    pub eligible: BTreeSet<PersonId>,
    /// Who was.
    pub chosen: BTreeSet<PersonId>,
}

/// What a person was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many times they could have been chosen.
    pub rounds: u64,
    /// How many times they were.
    pub chosen: u64,
    /// How many times in a row they were not, by now.
    pub missed: u64,
}

impl Share {
    /// Whether they may have been forgotten.
    pub const fn passed_over(&self) -> bool {
        self.missed >= OFTEN
    }
}

/// What each person was given, from the rounds in order of their days. A round in which nobody was chosen
/// passes nobody over and counts nowhere.
pub fn shares(rounds: &[Round]) -> BTreeMap<PersonId, Share> {
    let mut found: BTreeMap<PersonId, Share> = BTreeMap::new();
    for round in rounds.iter().filter(|round| !round.chosen.is_empty()) {
        for person in round.eligible.union(&round.chosen) {
            let share = found.entry(*person).or_default();
            let chosen = round.chosen.contains(person);
            share.rounds += 1;
            share.chosen += u64::from(chosen);
            share.missed = if chosen { 0 } else { share.missed + 1 };
        }
    }
    found
}

/// How it stands with looking at what came of a chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Review {
    /// Its day is over and nobody has.
    Overdue,
    /// Its day is to come.
    Coming,
    /// No day was set.
    NoDay,
    /// It was looked at.
    Done,
}

impl Review {
    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Coming => "coming",
            Self::NoDay => "no-day",
            Self::Done => "done",
        }
    }

    /// How it stands on a day; a review that is set for today is to come.
    pub fn on(set_for: Option<NaiveDate>, done: bool, day: NaiveDate) -> Self {
        match set_for {
            _ if done => Self::Done,
            None => Self::NoDay,
            Some(set_for) if set_for < day => Self::Overdue,
            Some(_) => Self::Coming,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(groups: &[(&'static str, u64, u64)]) -> Vec<(&'static str, bool)> {
        let of = |(group, offered, all): &(&'static str, u64, u64)| {
            let (group, offered) = (*group, *offered);
            (0..*all).map(move |place| (group, place < offered))
        };
        groups.iter().flat_map(of).collect()
    }

    #[test]
    fn a_difference_is_said_where_chance_would_hardly_make_it() {
        let found = fairness(people(&[("华东", 18, 20), ("华南", 6, 20)])).unwrap();
        let told: Vec<_> = found.lines.iter().map(|line| (line.rate.k, line.verdict)).collect();
        assert_eq!(told, [(18, Verdict::More), (6, Verdict::Less)]);
        assert!((found.lines[0].p - found.lines[1].p).abs() < 1e-12, "one comparison");
        let even = fairness(people(&[("华东", 10, 20), ("华南", 6, 20)])).unwrap();
        assert!(even.lines.iter().all(|line| line.verdict == Verdict::Open));
        assert_eq!((even.whole.k, even.whole.n), (16, 40));
    }

    #[test]
    fn many_comparisons_need_more_than_one() {
        let two = fairness(people(&[("a", 9, 10), ("b", 3, 10)])).unwrap();
        assert!((two.lines[0].p - 0.019_766_6).abs() < 1e-6, "{}", two.lines[0].p);
        assert_eq!(two.lines[0].verdict, Verdict::More);
        let three = fairness(people(&[("a", 6, 10), ("b", 6, 10), ("c", 1, 10)])).unwrap();
        // 0.017 alone, and three times that with three lines.
        let once = two_sided([[1, 9], [12, 8]]).unwrap();
        assert!(once < CHANCE && (three.lines[2].p - 3.0 * once).abs() < 1e-12);
        assert_eq!(three.lines[2].verdict, Verdict::Open);
    }

    #[test]
    fn few_people_are_neither_shown_apart_nor_judged() {
        let found = fairness(people(&[("a", 0, 9), ("b", 12, 12)])).unwrap();
        assert!(found.lines.iter().all(|line| line.verdict == Verdict::TooFew));
        let found = fairness(people(&[("a", 1, 4), ("b", 9, 12)])).unwrap();
        assert_eq!((found.lines.len(), found.whole.n), (0, 16), "4 would be told by the whole");
        let found = fairness(people(&[("a", 1, 4), ("b", 9, 12), ("c", 2, 3)])).unwrap();
        assert_eq!(found.lines[1].groups, ["a", "c"]);
        assert_eq!(fairness::<u8>([]), None);
    }

    #[test]
    fn whoever_is_left_out_again_and_again_is_named() {
        let set = |ids: &[i64]| ids.iter().copied().map(PersonId).collect::<BTreeSet<_>>();
        let round = |eligible: &[i64], chosen: &[i64]| Round {
            eligible: set(eligible),
            chosen: set(chosen),
        };
        let found = shares(&[
            round(&[1, 2, 3], &[1]),
            round(&[1, 2, 3], &[]),
            round(&[1, 2], &[1]),
            round(&[2, 3], &[3, 4]),
        ]);
        let of = |id: i64| found[&PersonId(id)];
        assert_eq!(of(1), Share { rounds: 2, chosen: 2, missed: 0 });
        assert_eq!(of(2), Share { rounds: 3, chosen: 0, missed: 3 });
        assert_eq!(of(3), Share { rounds: 2, chosen: 1, missed: 0 });
        assert_eq!(of(4), Share { rounds: 1, chosen: 1, missed: 0 }, "chosen all the same");
        assert!(of(2).passed_over() && !of(1).passed_over());
    }

    #[test]
    fn what_came_of_a_chance_is_looked_at() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let on =
            |set_for: Option<&str>, done| Review::on(set_for.map(day), done, day("2025-11-18"));
        assert_eq!(on(Some("2025-11-18"), false), Review::Coming);
        assert_eq!(on(Some("2025-11-17"), false), Review::Overdue);
        assert_eq!(on(Some("2025-11-17"), true), Review::Done);
        assert_eq!(on(None, false), Review::NoDay);
    }
}
