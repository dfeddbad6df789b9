//! Which duty sheet a person has on a day, whether it was signed for, and what two versions differ in
//! (domain document, 093).
//!
//! A post has one sheet for everyone, or one for new and one for experienced people. Whoever is below
//! some months in the company is new; a choice with its reason says otherwise. So each person has
//! exactly one sheet, or none.
//!
//! # The last word holds
//! A post may begin with one sheet for everyone and get two later, or the other way round. A sheet for
//! everyone that begins after the special ones takes their place; on the same day the special one
//! holds.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

/// Below so many months in the company a person is new, unless the settings say otherwise, which is a parameter of
/// ours.
pub const NEW_MONTHS: u32 = 6;

/// All duties together, in basis points.
pub const WHOLE: i64 = 10_000;

/// Whom a duty sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody in the post.
    Everyone,
    /// People who are new to it (新员工).
    New,
    /// People who know it (老员工).
    Experienced,
}

impl Audience {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Everyone, Self::New, Self::Experienced];

    /// The word in storage, on the command line and in exports.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::New => "new",
            Self::Experienced => "experienced",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.word() == word)
    }
}

/// The first days of the versions of a post that hold on a day, by whom they are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InForce {
    /// The one for everyone.
    pub everyone: Option<NaiveDate>,
    /// The one for new people.
    pub new: Option<NaiveDate>,
    /// The one for experienced people.
    pub experienced: Option<NaiveDate>,
}

impl InForce {
    const fn of(&self, audience: Audience) -> Option<NaiveDate> {
        match audience {
            Audience::Everyone => self.everyone,
            Audience::New => self.new,
            Audience::Experienced => self.experienced,
        }
    }
}

/// What is known of the person that decides which sheet they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whom {
    /// The day of hire.
    pub hired: Option<NaiveDate>,
    /// What was chosen for them.
    pub choice: Option<Audience>,
    /// Below so many months in the company a person is new.
    pub new_months: u32,
}

/// Why a person has a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is for everyone in the post.
    ForAll,
    /// It was chosen for them.
    Chosen,
    /// They are not long in the company.
    New,
    /// They are long in the company.
    Experienced,
    /// Nobody knows how long they are in the company; they count as experienced.
    HireUnknown,
}

impl Why {
    /// The word on the command line, and of its key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ForAll => "for_all",
            Self::Chosen => "chosen",
            Self::New => "new",
            Self::Experienced => "experienced",
            Self::HireUnknown => "hire_unknown",
        }
    }
}

/// Which sheet a person has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Whom the sheet is for.
    pub audience: Audience,
    /// Why it is theirs.
    pub why: Why,
}

/// Which of the sheets of a post a person has on a day; `None` if the post has none for them.
pub fn pick(in_force: &InForce, whom: &Whom, day: NaiveDate) -> Option<Pick> {
    let own = wanted(whom, day);
    let special = in_force.of(own.audience);
    let for_all = in_force.everyone;
    let all = Pick { audience: Audience::Everyone, why: Why::ForAll };
    match (special, for_all) {
        (Some(special), Some(for_all)) if for_all > special => Some(all),
        (Some(_), _) => Some(own),
        (None, Some(_)) => Some(all),
        (None, None) => None,
    }
}

/// Which of the two special sheets a person is to have.
fn wanted(whom: &Whom, day: NaiveDate) -> Pick {
    match whom.choice {
        Some(audience @ (Audience::New | Audience::Experienced)) => {
            return Pick { audience, why: Why::Chosen };
        }
        Some(Audience::Everyone) | None => {}
    }
    let Some(hired) = whom.hired else {
        return Pick { audience: Audience::Experienced, why: Why::HireUnknown };
    };
    let settled = hired.checked_add_months(Months::new(whom.new_months));
    if settled.is_none_or(|settled| day < settled) {
        Pick { audience: Audience::New, why: Why::New }
    } else {
        Pick { audience: Audience::Experienced, why: Why::Experienced }
    }
}

/// Whether a person has signed for the sheet they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Signed for on this day.
    Acknowledged(NaiveDate),
    /// Another sheet of the post was signed for, last on this day; this one is still to be.
    Again(NaiveDate),
    /// No sheet of the post was ever signed for.
    Never,
    /// The person has no sheet.
    NoSheet,
}

impl State {
    /// The state of somebody who has a sheet, by the day it was signed for and the last day on which
    /// another one of the post was.
    pub fn of(this: Option<NaiveDate>, other: Option<NaiveDate>) -> Self {
        match (this, other) {
            (Some(day), _) => Self::Acknowledged(day),
            (None, Some(day)) => Self::Again(day),
            (None, None) => Self::Never,
        }
    }

    /// The word on the command line, and of its key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Acknowledged(_) => "acknowledged",
            Self::Again(_) => "again",
            Self::Never => "never",
            Self::NoSheet => "no_sheet",
        }
    }
}

/// Whether the weights of duties can be: all of them are everything, or none is weighed.
pub fn weights_fit(weights: &[i64]) -> bool {
    let all_positive = weights.iter().all(|weight| (0..=WHOLE).contains(weight));
    all_positive && [0, WHOLE].contains(&weights.iter().sum())
}

/// What happened to a line between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a, T> {
    /// It is new.
    Added(&'a T),
    /// It is gone.
    Removed(&'a T),
    /// It says something else: before and after.
    Changed(&'a T, &'a T),
}

/// What differs between two versions: the lines of the later one in their order, then those that are
/// gone. Lines are the same line by their key, and say the same by `same`.
pub fn compare<'a, T, K: Ord>(
    before: &'a [T],
    after: &'a [T],
    key: impl Fn(&T) -> K,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Change<'a, T>> {
    let mut old: BTreeMap<K, &T> = before.iter().map(|line| (key(line), line)).collect();
    let mut changes = vec![];
    for line in after {
        match old.remove(&key(line)) {
            None => changes.push(Change::Added(line)),
            Some(was) if !same(was, line) => changes.push(Change::Changed(was, line)),
            Some(_) => {}
        }
    }
    let gone = before.iter().filter(|line| old.contains_key(&key(line)));
    changes.extend(gone.map(Change::Removed));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn some(text: &str) -> Option<NaiveDate> {
        Some(day(text))
    }

    fn hired(text: &str) -> Whom {
        Whom { hired: some(text), choice: None, new_months: NEW_MONTHS }
    }

    fn both() -> InForce {
        InForce { new: some("2024-01-01"), experienced: some("2024-01-01"), ..InForce::default() }
    }

    fn picked(in_force: &InForce, whom: &Whom, on: &str) -> Option<(Audience, Why)> {
        pick(in_force, whom, day(on)).map(|pick| (pick.audience, pick.why))
    }

    #[test]
    fn the_time_in_the_company_decides_to_the_day() {
        let new = Some((Audience::New, Why::New));
        let experienced = Some((Audience::Experienced, Why::Experienced));
        for (start, on, expected) in [
            ("2025-05-12", "2025-11-11", new),
            ("2025-05-12", "2025-11-12", experienced),
            ("2025-08-31", "2026-02-27", new),
            // Half a year after the last of August is the last of February.
            ("2025-08-31", "2026-02-28", experienced),
            ("2026-01-01", "2025-11-18", new),
        ] {
            assert_eq!(picked(&both(), &hired(start), on), expected, "{start} on {on}");
        }
        let longer = Whom { new_months: 12, ..hired("2025-05-12") };
        assert_eq!(picked(&both(), &longer, "2025-11-12"), new);
        let unknown = Whom { new_months: NEW_MONTHS, ..Whom::default() };
        let counts = Some((Audience::Experienced, Why::HireUnknown));
        assert_eq!(picked(&both(), &unknown, "2025-11-12"), counts);
    }

    #[test]
    fn a_choice_overrides_the_time() {
        let chosen = Whom { choice: Some(Audience::Experienced), ..hired("2025-11-01") };
        let expected = Some((Audience::Experienced, Why::Chosen));
        assert_eq!(picked(&both(), &chosen, "2025-11-18"), expected);
        // Nobody can be given a sheet that the post has not.
        let only_new = InForce { experienced: None, ..both() };
        assert_eq!(picked(&only_new, &chosen, "2025-11-18"), None);
        let nothing = Whom { choice: Some(Audience::Everyone), ..hired("2025-11-01") };
        assert_eq!(picked(&both(), &nothing, "2025-11-18"), Some((Audience::New, Why::New)));
    }

    #[test]
    fn the_last_sheet_for_everyone_takes_the_place_of_the_others() {
        let for_all = Some((Audience::Everyone, Why::ForAll));
        let one = InForce { everyone: some("2022-01-01"), ..InForce::default() };
        assert_eq!(picked(&one, &hired("2025-11-01"), "2025-11-18"), for_all);
        let split = InForce { everyone: some("2022-01-01"), ..both() };
        let new = Some((Audience::New, Why::New));
        assert_eq!(picked(&split, &hired("2025-11-01"), "2025-11-18"), new);
        let same_day = InForce { everyone: some("2024-01-01"), ..both() };
        assert_eq!(picked(&same_day, &hired("2025-11-01"), "2025-11-18"), new);
        let joined = InForce { everyone: some("2025-01-01"), ..both() };
        assert_eq!(picked(&joined, &hired("2025-11-01"), "2025-11-18"), for_all);
        // Only new people have one of their own.
        let only_new = InForce { experienced: None, ..split };
        assert_eq!(picked(&only_new, &hired("2020-01-01"), "2025-11-18"), for_all);
        assert_eq!(picked(&InForce::default(), &hired("2020-01-01"), "2025-11-18"), None);
    }

    #[test]
    fn a_signature_counts_for_its_sheet_alone() {
        let (this, other) = (some("2025-01-06"), some("2024-01-08"));
        assert_eq!(State::of(this, other), State::Acknowledged(day("2025-01-06")));
        assert_eq!(State::of(None, other), State::Again(day("2024-01-08")));
        assert_eq!(State::of(None, None), State::Never);
    }

    #[test]
    fn weights_are_everything_or_nothing() {
        for (weights, fit) in [
            (vec![], true),
            (vec![0, 0], true),
            (vec![3_500, 2_000, 2_000, 1_000, 1_000, 500], true),
            (vec![3_333, 3_333, 3_334], true),
            (vec![5_000, 4_999], false),
            (vec![10_500, -500], false),
            (vec![10_000, 1], false),
        ] {
            assert_eq!(weights_fit(&weights), fit, "{weights:?}");
        }
    }

    #[test]
    fn versions_are_compared_line_by_line() {
        let before = [("签约", 90), ("带教", 10), ("周报", 5)];
        let after = [("签约", 95), ("周报", 5), ("报价核查", 8)];
        let found = compare(&before, &after, |line| line.0, |one, two| one.1 == two.1);
        assert_eq!(
            found,
            [
                Change::Changed(&("签约", 90), &("签约", 95)),
                Change::Added(&("报价核查", 8)),
                Change::Removed(&("带教", 10)),
            ]
        );
        assert!(compare(&after, &after, |line| line.0, |one, two| one == two).is_empty());
    }
}
