//! How many people there were in a period, by the working days they were there (FTE): what results per
//! head are divided by.
//!
//! A person counts for the working days of the period on which a membership held, from the day of hire
//! on, so that someone who came in June is half a person of the year and someone who moved counts in
//! both teams for his days. Of a period that still runs, only the days that are over are asked for.
//! Nobody there is no head, and results per head are unknown then, never zero.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::ids::PersonId;
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::{Members, Stretch};
use crate::domain::stats::rational::Rational;
use crate::store::directory::Directory;

/// The working days of people in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
    /// Working days on which people were there, added up over the people.
    pub member_days: i64,
    /// The working days that the period has.
    pub workdays: i64,
}

impl Heads {
    /// How many people there were on average; `None` without a working day.
    pub fn average(self) -> Option<Rational> {
        Rational::new(self.member_days.into(), self.workdays.into())
    }

    /// A sum shared out to each head, rounded once; `None` where nobody was there.
    pub fn per_head(self, sum: i64) -> Option<i64> {
        let days = i128::from(sum) * i128::from(self.workdays);
        div_round(days, i128::from(self.member_days))
    }
}

/// The days that a period has until a day, both included; `None` where it has not begun.
pub fn span(period: Period, as_of: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (period.first_day(), period.last_day().min(as_of));
    (first <= last).then_some((first, last))
}

/// When everyone was there.
#[derive(Clone, Debug)]
pub struct Times<'a> {
    calendar: &'a Calendar,
    people: BTreeMap<PersonId, Vec<Stretch>>,
}

impl<'a> Times<'a> {
    /// Of everyone: the memberships, none of them before the day of hire.
    pub fn of(directory: &'a Directory) -> Self {
        let mut people: BTreeMap<PersonId, Vec<Stretch>> = BTreeMap::new();
        for membership in &directory.memberships {
            let hired = directory.people.get(&membership.person_id).and_then(|person| person.hired);
            let own = membership.stretch();
            if let Some(own) = own.common(Stretch { starts: hired, ends: None }) {
                people.entry(membership.person_id).or_default().push(own);
            }
        }
        Self { calendar: &directory.calendar, people }
    }

    /// The heads of a scope between two days, both included.
    pub fn heads(&self, members: &Members, span: (NaiveDate, NaiveDate)) -> Heads {
        let member_days = match members {
            Members::Everyone => self.people.values().map(|own| self.days(own, None, span)).sum(),
            Members::People(people) => {
                let days = people.iter().filter_map(|(person, inside)| {
                    Some(self.days(self.people.get(person)?, Some(inside.as_slice()), span))
                });
                days.sum()
            }
        };
        Heads { member_days, workdays: self.workdays(span.0, span.1) }
    }

    /// The part of those heads that one person is.
    pub fn of_person(
        &self,
        person: PersonId,
        members: &Members,
        span: (NaiveDate, NaiveDate),
    ) -> Heads {
        let own = self.people.get(&person);
        let member_days = match members {
            Members::Everyone => own.map(|own| self.days(own, None, span)),
            Members::People(people) => own
                .zip(people.get(&person))
                .map(|(own, inside)| self.days(own, Some(inside.as_slice()), span)),
        };
        Heads {
            member_days: member_days.unwrap_or_default(),
            workdays: self.workdays(span.0, span.1),
        }
    }

    /// The working days that stretches have between two days; a day in two of them counts once.
    fn days(
        &self,
        own: &[Stretch],
        inside: Option<&[Stretch]>,
        (first, last): (NaiveDate, NaiveDate),
    ) -> i64 {
        let common = own.iter().flat_map(|own| match inside {
            None => vec![*own],
            Some(inside) => inside.iter().filter_map(|other| own.common(*other)).collect(),
        });
        let mut parts: Vec<(NaiveDate, NaiveDate)> = common
            .filter_map(|part| {
                let from = part.starts.map_or(first, |starts| starts.max(first));
                // The end is the first day outside.
                let to = match part.ends {
                    Some(ends) => ends.pred_opt()?.min(last),
                    None => last,
                };
                (from <= to).then_some((from, to))
            })
            .collect();
        parts.sort_unstable();
        let (mut days, mut next) = (0, first);
        for (from, to) in parts {
            let from = from.max(next);
            if from <= to {
                days += self.workdays(from, to);
                next = to.succ_opt().unwrap_or(to);
            }
        }
        days
    }

    fn workdays(&self, first: NaiveDate, last: NaiveDate) -> i64 {
        i64::try_from(self.calendar.workdays(first, last)).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{MembershipId, TeamId};
    use crate::domain::scope::Scope;
    use crate::store::records::{Membership, Origin, Person, Team};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Person, team, first day, first day outside, in the order of keys.
    fn directory(stints: &[(i64, i64, &str, &str)], hired: &[(i64, &str)]) -> Directory {
        let stint = |(id, (person, team, starts, ends)): (i64, &(i64, i64, &str, &str))| {
            let date = |text: &str| (!text.is_empty()).then(|| day(text));
            Membership {
                team_id: Some(TeamId(*team)),
                ends: date(ends),
                ..Membership::new(MembershipId(id), PersonId(*person), date(starts))
            }
        };
        let mut directory = Directory {
            memberships: (100..).zip(stints).map(stint).collect(),
            ..Directory::default()
        };
        for (person, team, ..) in stints {
            let id = PersonId(*person);
            let mut new = Person::new(id, format!("人{person}"), Origin::Typed);
            let hire = hired.iter().find(|(of, _)| of == person);
            new.hired = hire.map(|(_, text)| day(text));
            directory.people.insert(id, new);
            let team = TeamId(*team);
            directory.teams.insert(team, Team::new(team, format!("队{}", team.0)));
        }
        directory.calendar = Calendar::published();
        directory
    }

    /// June 2025 has 20 working days: 21 from Monday to Friday without the 2nd, Dragon Boat Festival.
    #[test]
    fn who_was_there_half_the_days_is_half_a_head() {
        let directory = directory(
            &[
                (1, 1, "", ""),
                // From the 16th: five days, five days, and the 30th.
                (2, 1, "2025-06-16", ""),
                // The 3rd to the 6th and the 9th.
                (3, 1, "2020-01-01", "2025-06-10"),
                // Before and after.
                (4, 1, "", "2025-06-01"),
                (5, 1, "2025-07-01", ""),
            ],
            &[],
        );
        let times = Times::of(&directory);
        let june = span(Period::Month(2025, 6), day("2025-12-31")).unwrap();
        let heads = times.heads(&directory.members(Scope::Team(TeamId(1))), june);
        assert_eq!(heads, Heads { member_days: 20 + 11 + 5, workdays: 20 });
        assert_eq!(heads.average(), Rational::parse("1.8"));
        assert_eq!(heads.per_head(360), Some(200));
        assert_eq!(times.heads(&Members::Everyone, june), heads);
    }

    #[test]
    fn a_move_counts_in_both_teams_and_once_in_the_company() {
        let directory =
            directory(&[(1, 1, "", "2025-06-16"), (1, 2, "2025-06-16", "")], &[(1, "2025-06-09")]);
        let times = Times::of(&directory);
        let june = span(Period::Month(2025, 6), day("2025-06-30")).unwrap();
        let of = |scope: Scope| times.heads(&directory.members(scope), june).member_days;
        // Hired on the 9th: five days in the first team, eleven in the second.
        assert_eq!((of(Scope::Team(TeamId(1))), of(Scope::Team(TeamId(2)))), (5, 11));
        assert_eq!((of(Scope::All), of(Scope::Person(PersonId(1)))), (16, 16));
        let alone = times.of_person(PersonId(1), &Members::Everyone, june);
        assert_eq!((alone.member_days, alone.workdays), (16, 20));
    }

    #[test]
    fn nobody_is_no_head_and_a_day_counts_once() {
        // Two entries that overlap, as a sheet may leave them.
        let directory = directory(&[(1, 1, "", ""), (1, 2, "2025-06-10", "")], &[]);
        let times = Times::of(&directory);
        let june = span(Period::Month(2025, 6), day("2025-06-30")).unwrap();
        assert_eq!(times.heads(&Members::Everyone, june).member_days, 20);
        let nobody = times.of_person(PersonId(9), &Members::Everyone, june);
        assert_eq!((nobody.per_head(500), nobody.per_head(0)), (None, None));
        assert_eq!(span(Period::Month(2025, 6), day("2025-05-31")), None);
        // Until the 15th there are nine working days: 3 to 6 and 9 to 13.
        let half = span(Period::Month(2025, 6), day("2025-06-15")).unwrap();
        let heads = times.heads(&Members::Everyone, half);
        assert_eq!((heads.member_days, heads.workdays), (9, 9));
    }
}
