//! Where a person stands: here, leaving or gone, and the posts and levels up to now.

use chrono::NaiveDate;

use crate::domain::ids::{PostId, TeamId};
use crate::store::directory::is_gone;
use crate::store::records::{EndedAs, Handover, HandoverWhy, Membership, Person};

/// Whether somebody is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// 在岗.
    OnDuty,
    /// 待入职: from a later day on.
    Coming,
    /// 将离岗: this is the last day.
    Leaving(NaiveDate),
    /// 已离开.
    Left,
}

impl State {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OnDuty => "on_duty",
            Self::Coming => "coming",
            Self::Leaving(_) => "leaving",
            Self::Left => "left",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::OnDuty => "person-on-duty",
            Self::Coming => "person-coming",
            Self::Leaving(_) => "person-leaving",
            Self::Left => "person-left",
        }
    }

    /// That of a person on a day.
    ///
    /// Gone is whoever [`is_gone`] says. The last day is that of a membership that ends by leaving,
    /// else that of a handover because of it.
    pub fn of(
        person: &Person,
        memberships: &[&Membership],
        handovers: &[Handover],
        today: NaiveDate,
    ) -> Self {
        if is_gone(person, memberships.iter().copied(), today) {
            return Self::Left;
        }
        let leaves = memberships.iter().filter(|m| m.ended_as == Some(EndedAs::Leave));
        let left = leaves.filter_map(|m| m.ends).max();
        let last = left.and_then(|day| day.pred_opt()).filter(|day| *day >= today);
        let handed = handovers
            .iter()
            .filter(|handover| {
                handover.person_id == person.id && handover.why == HandoverWhy::Leave
            })
            .filter_map(|handover| handover.last_day)
            .filter(|day| *day >= today)
            .min();
        if let Some(last) = last.or(handed) {
            return Self::Leaving(last);
        }
        match person.hired {
            Some(hired) if hired > today => Self::Coming,
            _ => Self::OnDuty,
        }
    }
}

/// Whether a stretch is over, lasts or is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It is over.
    Past,
    /// It covers today.
    Now,
    /// It begins later.
    Coming,
}

/// A stretch in a team, post and level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stint {
    /// The first day; `None` means since ever.
    pub starts: Option<NaiveDate>,
    /// The first day outside; `None` while it lasts.
    pub ends: Option<NaiveDate>,
    /// The team, if any.
    pub team: Option<TeamId>,
    /// The post, if known.
    pub post: Option<PostId>,
    /// The level, if known.
    pub level: Option<String>,
    /// How it ended.
    pub ended_as: Option<EndedAs>,
    /// A word on it.
    pub note: Option<String>,
    /// Where it stands today.
    pub when: When,
}

/// The stretches of a person, the oldest first.
pub fn stints(memberships: &[&Membership], today: NaiveDate) -> Vec<Stint> {
    let mut own: Vec<&Membership> = memberships.to_vec();
    own.sort_by_key(|m| (m.starts, m.id));
    let stint = |m: &Membership| Stint {
        starts: m.starts,
        ends: m.ends,
        team: m.team_id,
        post: m.post_id,
        level: m.level.clone(),
        ended_as: m.ended_as,
        note: m.note.clone(),
        when: if m.stretch().covers(Some(today)) {
            When::Now
        } else if m.starts.is_some_and(|starts| starts > today) {
            When::Coming
        } else {
            When::Past
        },
    };
    own.into_iter().map(stint).collect()
}

/// The stretch that covers today, else the last one that is over, else the first to come.
pub fn present(stints: &[Stint]) -> Option<&Stint> {
    let of = |when: When| stints.iter().filter(move |stint| stint.when == when);
    of(When::Now).next().or_else(|| of(When::Past).next_back()).or_else(|| of(When::Coming).next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{HandoverId, MembershipId, PersonId};
    use crate::store::records::{CreditRule, HandoverState, Origin};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn member(id: i64, starts: &str, ends: Option<&str>, how: Option<EndedAs>) -> Membership {
        Membership {
            ends: ends.map(day),
            ended_as: how,
            ..Membership::new(MembershipId(id), PersonId(1), Some(day(starts)))
        }
    }

    fn leaving(last_day: &str) -> Handover {
        Handover {
            id: HandoverId(9),
            number: "HO-2025-0001".to_owned(),
            person_id: PersonId(1),
            why: HandoverWhy::Leave,
            last_day: Some(day(last_day)),
            effective: day("2025-11-01"),
            parallel_days: 0,
            credit_rule: CreditRule::SigningDay,
            credit_until: None,
            state: HandoverState::Draft,
            note: None,
            started_on: day("2025-11-01"),
            done_on: None,
            by_name: String::new(),
        }
    }

    #[test]
    fn who_left_is_gone_and_who_will_leave_has_a_last_day() {
        let today = day("2025-11-18");
        let person = Person::new(PersonId(1), "刘子昂".to_owned(), Origin::Typed);
        let gone = Some(EndedAs::Leave);
        let moved = Some(EndedAs::Move);
        for (memberships, state) in [
            (vec![], State::OnDuty),
            (vec![member(1, "2024-01-01", None, None)], State::OnDuty),
            (vec![member(1, "2024-01-01", Some("2025-11-19"), gone)], State::Leaving(today)),
            (vec![member(1, "2024-01-01", Some("2025-11-18"), gone)], State::Left),
            (vec![member(1, "2024-01-01", Some("2025-11-18"), moved)], State::OnDuty),
            (
                vec![
                    member(1, "2024-01-01", Some("2025-01-01"), gone),
                    member(2, "2025-06-01", None, None),
                ],
                State::OnDuty,
            ),
        ] {
            let own: Vec<&Membership> = memberships.iter().collect();
            assert_eq!(State::of(&person, &own, &[], today), state, "{memberships:?}");
        }
        let handovers = [leaving("2025-11-30")];
        assert_eq!(State::of(&person, &[], &handovers, today), State::Leaving(day("2025-11-30")));
        assert_eq!(State::of(&person, &[], &[leaving("2025-11-17")], today), State::OnDuty);
        let off = Person { archived: true, ..person.clone() };
        assert_eq!(State::of(&off, &[], &handovers, today), State::Left);
        let later = Person { hired: Some(day("2025-12-01")), ..person };
        assert_eq!(State::of(&later, &[], &[], today), State::Coming);
    }

    #[test]
    fn the_present_post_is_that_of_today_or_the_last_one() {
        let today = day("2025-11-18");
        let all = [
            member(3, "2026-01-01", None, None),
            member(1, "2022-01-01", Some("2024-01-01"), Some(EndedAs::Promote)),
            member(2, "2024-01-01", Some("2026-01-01"), None),
        ];
        let own: Vec<&Membership> = all.iter().collect();
        let stints = stints(&own, today);
        let when: Vec<When> = stints.iter().map(|stint| stint.when).collect();
        assert_eq!(when, [When::Past, When::Now, When::Coming]);
        assert_eq!(present(&stints).and_then(|stint| stint.starts), Some(day("2024-01-01")));
        let past = stints.get(..1).unwrap();
        assert_eq!(present(past).map(|stint| stint.when), Some(When::Past));
    }
}
