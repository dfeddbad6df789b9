//! 发展机会: what people were offered, whether evenly, and who may have been forgotten.
//!
//! # A round
//! Chances are not offered in named rounds: those of one kind in one month are taken for one. Whoever was in
//! the scope on the first of their days and manages no team could have been chosen.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use crate::domain::ids::{PersonId, RegionId, TeamId};
use crate::domain::mentoring::is_new;
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::domain::stats::rate::Rate;
use crate::domain::training::opportunities::{Fairness, Review, Round, Share, fairness, shares};
use crate::domain::training::small_groups::LEAST;
use crate::metrics::training::here;
use crate::store::directory::Directory;
use crate::store::records::{DevelopmentOffer, OfferKind, PersonKind};

/// By what people are held beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Regions.
    Region,
    /// Teams.
    Team,
    /// On the payroll or outside.
    Kind,
    /// New or experienced.
    Time,
}

impl By {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Region, Self::Team, Self::Kind, Self::Time];

    /// The word in machine-readable answers, and behind which its name stands.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Team => "team",
            Self::Kind => "kind",
            Self::Time => "time",
        }
    }
}

/// A group of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A region; `None` for those in none.
    Region(Option<RegionId>),
    /// A team; `None` for those in none.
    Team(Option<TeamId>),
    /// On the payroll or outside.
    Kind(PersonKind),
    /// Whether they are new; `None` where the day of hire is not known.
    New(Option<bool>),
}

/// How evenly chances were given to groups of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// By what.
    pub by: By,
    /// How evenly.
    pub fairness: Fairness<Group>,
}

/// The group of a person on a day.
fn group(directory: &Directory, by: By, person: PersonId, day: NaiveDate) -> Option<Group> {
    let team = directory.team_on(person, day).map(|team| team.id);
    let record = directory.people.get(&person)?;
    Some(match by {
        By::Region => Group::Region(team.and_then(|team| directory.region_on(team, day))),
        By::Team => Group::Team(team),
        By::Kind => Group::Kind(record.kind),
        By::Time => Group::New(is_new(record.hired, day)),
    })
}

/// What was offered in a period to people who were in a scope on the day, the newest first, as known today.
pub fn in_period<'a>(
    members: &Members,
    offers: &'a [DevelopmentOffer],
    period: Period,
    today: NaiveDate,
) -> Vec<&'a DevelopmentOffer> {
    let inside = |offer: &&DevelopmentOffer| {
        let day = offer.offered_on;
        period.contains(day) && day <= today && members.include(Some(offer.person_id), Some(day))
    };
    let mut found: Vec<&DevelopmentOffer> = offers.iter().filter(inside).collect();
    found.sort_by_key(|offer| Reverse((offer.offered_on, offer.id)));
    found
}

/// Who was offered anything in a period, as known today.
fn offered(offers: &[DevelopmentOffer], period: Period, today: NaiveDate) -> BTreeSet<PersonId> {
    offers
        .iter()
        .filter(|offer| period.contains(offer.offered_on) && offer.offered_on <= today)
        .map(|offer| offer.person_id)
        .collect()
}

/// The share of the people of a scope who could be chosen, on the last day of a period or today, that was
/// offered anything in the period; `None` of fewer than may be shown together.
pub fn whole(
    directory: &Directory,
    members: &Members,
    offers: &[DevelopmentOffer],
    period: Period,
    today: NaiveDate,
) -> Option<Rate> {
    let people = eligible(directory, members, period.last_day().min(today));
    let given = people.intersection(&offered(offers, period, today)).count();
    Rate::of(given as u64, people.len() as u64).filter(|rate| rate.n >= LEAST)
}

/// How evenly chances of a period were given to the people of a scope who are there on its last day, or
/// today; only the ways in which there are groups that may be shown apart.
pub fn cuts(
    directory: &Directory,
    members: &Members,
    offers: &[DevelopmentOffer],
    period: Period,
    today: NaiveDate,
) -> Vec<Cut> {
    let day = period.last_day().min(today);
    let people = eligible(directory, members, day);
    let offered = offered(offers, period, today);
    let cut = |by: By| {
        let grouped = people.iter().filter_map(|person| {
            Some((group(directory, by, *person, day)?, offered.contains(person)))
        });
        let fairness = fairness(grouped)?;
        (!fairness.lines.is_empty()).then_some(Cut { by, fairness })
    };
    By::ALL.into_iter().filter_map(cut).collect()
}

/// Who could be chosen on a day: the people of a scope who manage no team.
pub fn eligible(directory: &Directory, members: &Members, day: NaiveDate) -> BTreeSet<PersonId> {
    let people = here(directory, members, day).into_iter();
    people.filter(|person| !directory.manages_on(*person, day)).collect()
}

/// What each person of a scope was given up to a day.
pub fn given(
    directory: &Directory,
    members: &Members,
    offers: &[DevelopmentOffer],
    today: NaiveDate,
) -> BTreeMap<PersonId, Share> {
    let mut rounds: BTreeMap<(i32, u32, OfferKind), (NaiveDate, BTreeSet<PersonId>)> =
        BTreeMap::new();
    let inside = |offer: &&DevelopmentOffer| {
        let day = offer.offered_on;
        day <= today && members.include(Some(offer.person_id), Some(day))
    };
    for offer in offers.iter().filter(inside) {
        let day = offer.offered_on;
        let by = (day.year(), day.month(), offer.kind);
        let (first, chosen) = rounds.entry(by).or_insert_with(|| (day, BTreeSet::new()));
        *first = day.min(*first);
        chosen.insert(offer.person_id);
    }
    let mut rounds: Vec<(NaiveDate, BTreeSet<PersonId>)> = rounds.into_values().collect();
    // Within a month by their days, and not by their kinds.
    rounds.sort_by_key(|(first, _)| *first);
    let round = |(first, chosen): (NaiveDate, BTreeSet<PersonId>)| Round {
        eligible: eligible(directory, members, first),
        chosen,
    };
    let rounds: Vec<Round> = rounds.into_iter().map(round).collect();
    shares(&rounds)
}

/// How it stands with looking at what came of a chance.
pub fn review(offer: &DevelopmentOffer, today: NaiveDate) -> Review {
    Review::on(offer.review_on, offer.reviewed_on.is_some_and(|day| day <= today), today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::DevelopmentOfferId;
    use crate::store::records::{Origin, Person};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn offer(id: i64, person: i64, kind: OfferKind, on: &str) -> DevelopmentOffer {
        DevelopmentOffer {
            id: DevelopmentOfferId(id),
            person_id: PersonId(person),
            kind,
            what: "二期改造项目".to_owned(),
            reason: "连续超额".to_owned(),
            offered_on: day(on),
            answer: None,
            answered_on: None,
            review_on: Some(day("2025-11-01")),
            reviewed_on: None,
            result: None,
            by_name: String::new(),
        }
    }

    fn directory(n: i64) -> Directory {
        let people = (1..=n).map(|id| {
            let hired = if id % 2 == 0 { "2020-01-01" } else { "2025-06-01" };
            let person = Person::new(PersonId(id), format!("人{id}"), Origin::Typed);
            (PersonId(id), Person { hired: Some(day(hired)), ..person })
        });
        Directory { people: people.collect(), ..Directory::default() }
    }

    #[test]
    fn chances_of_a_kind_in_a_month_are_one_round() {
        let list = [
            offer(1, 1, OfferKind::Project, "2025-08-05"),
            offer(2, 2, OfferKind::Project, "2025-08-20"),
            offer(3, 1, OfferKind::Trainee, "2025-08-21"),
            offer(4, 1, OfferKind::Project, "2025-09-03"),
            offer(5, 3, OfferKind::Project, "2025-12-01"),
        ];
        let found = given(&directory(4), &Members::Everyone, &list, day("2025-11-18"));
        let of = |id: i64| found[&PersonId(id)];
        assert_eq!(of(1), Share { rounds: 3, chosen: 3, missed: 0 });
        assert_eq!(of(2), Share { rounds: 3, chosen: 1, missed: 2 });
        assert!(of(3).passed_over(), "what is to come is not known");
    }

    #[test]
    fn rounds_of_one_month_follow_their_days() {
        let list = [
            offer(1, 1, OfferKind::Training, "2025-09-01"),
            offer(2, 2, OfferKind::Project, "2025-09-08"),
        ];
        let found = given(&directory(2), &Members::Everyone, &list, day("2025-11-18"));
        assert_eq!(found[&PersonId(1)], Share { rounds: 2, chosen: 1, missed: 1 });
        assert_eq!(found[&PersonId(2)], Share { rounds: 2, chosen: 1, missed: 0 });
    }

    #[test]
    fn nobody_misses_a_round_of_before_they_came() {
        let list = [
            offer(1, 2, OfferKind::Project, "2025-03-10"),
            offer(2, 2, OfferKind::Trainee, "2025-07-21"),
        ];
        // The first came on 1 June.
        let found = given(&directory(2), &Members::Everyone, &list, day("2025-11-18"));
        assert_eq!(found[&PersonId(1)], Share { rounds: 1, chosen: 0, missed: 1 });
        assert_eq!(found[&PersonId(2)], Share { rounds: 2, chosen: 2, missed: 0 });
    }

    #[test]
    fn groups_under_five_are_not_shown_apart() {
        let list: Vec<DevelopmentOffer> =
            (1..=4).map(|id| offer(id, id, OfferKind::Project, "2025-10-08")).collect();
        let today = day("2025-11-18");
        let told = |n: i64| -> Vec<(By, usize)> {
            let period = Period::Quarter(2025, 4);
            let found = cuts(&directory(n), &Members::Everyone, &list, period, today);
            found.iter().map(|cut| (cut.by, cut.fairness.lines.len())).collect()
        };
        let all = |n: i64| {
            let (directory, period) = (directory(n), Period::Quarter(2025, 4));
            whole(&directory, &Members::Everyone, &list, period, today).map(|rate| (rate.k, rate.n))
        };
        assert_eq!((all(4), all(8)), (None, Some((4, 8))));
        assert_eq!(told(8), [], "four are new and four are not");
        assert_eq!(told(10), [(By::Time, 2)]);
        assert_eq!(review(&list[0], today), Review::Overdue);
    }
}
