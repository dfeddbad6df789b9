//! What teams stand for, what they do together and who is praised: charters and which one holds,
//! events with their cost per head, recognition, and the sums of a scope and a period.
//!
//! # Whose event it is
//! An event was held by the company, a region or a team. A scope has its own events and those of the
//! teams in it, as they were on the day; the company's own are no cost of a region. A person has those
//! they took part in.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, TeamEventId, TeamId};
use crate::domain::money::div_round;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Recognition, TeamCharter, TeamEvent, TeamEventPerson};

/// The charters of every team, the first version first.
///
/// # Errors
/// Whatever the database reports.
pub fn charters(db: &Db) -> Result<BTreeMap<TeamId, Vec<TeamCharter>>> {
    let mut all: BTreeMap<TeamId, Vec<TeamCharter>> = BTreeMap::new();
    for charter in db.all::<TeamCharter>()? {
        all.entry(charter.team_id).or_default().push(charter);
    }
    for versions in all.values_mut() {
        versions.sort_by_key(|charter| charter.number);
    }
    Ok(all)
}

/// The version that holds on a day: the newest of those that have begun.
pub fn in_force(versions: &[TeamCharter], day: NaiveDate) -> Option<&TeamCharter> {
    versions.iter().filter(|charter| charter.starts <= day).max_by_key(|charter| charter.number)
}

/// The lines of a text that say something.
pub fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// An event with those who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The event.
    pub event: TeamEvent,
    /// Who took part, or is to.
    pub people: Vec<PersonId>,
}

impl Event {
    /// Whose it is.
    pub fn scope(&self) -> Scope {
        self.event.scope_kind.scope(self.event.scope_id)
    }

    /// The cost for each who took part, in fen; unknown without the cost or without people.
    pub fn per_head(&self) -> Option<i64> {
        let people = i128::try_from(self.people.len()).ok()?;
        div_round(i128::from(self.event.cost?), people)
    }

    /// Whether it is one of a scope's.
    fn belongs(&self, directory: &Directory, scope: Scope) -> bool {
        match (scope, self.scope()) {
            (Scope::All, _) => true,
            (Scope::Region(region), Scope::Region(own)) => region == own,
            (Scope::Region(region), Scope::Team(team)) => {
                directory.region_on(team, self.event.on_day) == Some(region)
            }
            (Scope::Team(team), Scope::Team(own)) => team == own,
            (Scope::Person(person), _) => self.people.contains(&person),
            (Scope::Region(_) | Scope::Team(_), _) => false,
        }
    }
}

/// The events of a scope and a period, or of all time, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn events(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Option<Period>,
) -> Result<Vec<Event>> {
    let mut people: BTreeMap<TeamEventId, Vec<PersonId>> = BTreeMap::new();
    for part in db.all::<TeamEventPerson>()? {
        people.entry(part.event_id).or_default().push(part.person_id);
    }
    let within = |event: &TeamEvent| period.is_none_or(|period| period.contains(event.on_day));
    let mut events: Vec<Event> = db
        .all::<TeamEvent>()?
        .into_iter()
        .filter(within)
        .map(|event| {
            let mut people = people.remove(&event.id).unwrap_or_default();
            people.sort_unstable();
            Event { event, people }
        })
        .filter(|event| event.belongs(directory, scope))
        .collect();
    events.sort_by_key(|event| std::cmp::Reverse((event.event.on_day, event.event.id)));
    Ok(events)
}

/// The recognition of a scope's people in a period, or of all time, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn recognitions(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Option<Period>,
) -> Result<Vec<Recognition>> {
    let members = directory.members(scope);
    let mut list = db.all::<Recognition>()?;
    list.retain(|praise| {
        period.is_none_or(|period| period.contains(praise.on_day))
            && members.include(Some(praise.person_id), Some(praise.on_day))
    });
    list.sort_by_key(|praise| std::cmp::Reverse((praise.on_day, praise.id)));
    Ok(list)
}

/// The sums of events and recognition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many events were held.
    pub held: usize,
    /// How many are still to come.
    pub planned: usize,
    /// How often somebody took part in one that was held.
    pub attendances: usize,
    /// What those that were held cost, in fen, as far as it is known; `None` where no cost is.
    pub cost: Option<i64>,
    /// Of how many that were held the cost is not known.
    pub unknown_costs: usize,
    /// The cost for each who took part, over the events of which both are known.
    pub per_head: Option<i64>,
    /// The cost of those events in fen, and how many took part.
    pub shared: (i64, usize),
    /// How often somebody was praised.
    pub praises: usize,
    /// How many different people were.
    pub praised: usize,
    /// What was given with it, in fen, as far as something was.
    pub rewards: Option<i64>,
}

impl Totals {
    /// Sums up what was listed, as of a day.
    pub fn of(events: &[Event], praises: &[Recognition], day: NaiveDate) -> Self {
        let held: Vec<&Event> = events.iter().filter(|event| event.event.on_day <= day).collect();
        let costs: Vec<i64> = held.iter().filter_map(|event| event.event.cost).collect();
        let shared = held.iter().filter(|event| event.per_head().is_some());
        let (cost, heads) = shared.fold((0_i128, 0_i128), |(cost, heads), event| {
            let people = i128::try_from(event.people.len()).unwrap_or_default();
            (cost + i128::from(event.event.cost.unwrap_or_default()), heads + people)
        });
        let rewards: Vec<i64> = praises.iter().filter_map(|praise| praise.reward).collect();
        let mut people: Vec<PersonId> = praises.iter().map(|praise| praise.person_id).collect();
        people.sort_unstable();
        people.dedup();
        Self {
            held: held.len(),
            planned: events.len() - held.len(),
            attendances: held.iter().map(|event| event.people.len()).sum(),
            cost: sum(&costs),
            unknown_costs: held.len() - costs.len(),
            per_head: div_round(cost, heads),
            shared: (
                i64::try_from(cost).unwrap_or(i64::MAX),
                usize::try_from(heads).unwrap_or_default(),
            ),
            praises: praises.len(),
            praised: people.len(),
            rewards: sum(&rewards),
        }
    }
}

/// The sum of amounts; `None` where there is none.
fn sum(amounts: &[i64]) -> Option<i64> {
    let add = |sum: i64, amount: &i64| sum.saturating_add(*amount);
    (!amounts.is_empty()).then(|| amounts.iter().fold(0, add))
}

/// An amount in whole yuan with its sign, with fen where there are any: `3,200元`, `¥266.67`.
///
/// What an event costs is too little for 万元.
pub fn yuan(tr: &Tr, fen: i64) -> String {
    let whole = number(fen / 100);
    let rest = (fen % 100).unsigned_abs();
    let amount = if rest == 0 { whole } else { format!("{whole}.{rest:02}") };
    tr.with("amount-yuan", &[("n", amount.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{RecognitionId, TeamCharterId};
    use crate::i18n::Language;
    use crate::store::records::{ScopeKind, Team};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(id: i64, scope: Scope, on_day: &str, cost: Option<i64>, people: &[i64]) -> Event {
        let (scope_kind, scope_id) = ScopeKind::cells(scope);
        let event = TeamEvent {
            id: TeamEventId(id),
            scope_kind,
            scope_id,
            on_day: day(on_day),
            name: "爬山".to_owned(),
            place: None,
            cost,
            feedback: None,
        };
        Event { event, people: people.iter().map(|id| PersonId(*id)).collect() }
    }

    fn praise(person: i64, reward: Option<i64>) -> Recognition {
        Recognition {
            id: RecognitionId(person),
            person_id: PersonId(person),
            on_day: day("2025-11-01"),
            title: "月度之星".to_owned(),
            reason: "首单".to_owned(),
            reward,
            by_name: String::new(),
        }
    }

    #[test]
    fn the_newest_version_that_has_begun_holds() {
        let version = |number: i64, starts: &str| TeamCharter {
            id: TeamCharterId(number),
            team_id: TeamId(1),
            number,
            starts: day(starts),
            slogan: None,
            positioning: String::new(),
            goals: String::new(),
            culture: String::new(),
            rules: String::new(),
            by_name: String::new(),
        };
        let versions =
            [version(1, "2024-01-01"), version(2, "2025-01-01"), version(3, "2026-01-01")];
        let number = |text: &str| in_force(&versions, day(text)).map(|charter| charter.number);
        assert_eq!(number("2023-12-31"), None);
        assert_eq!(number("2024-12-31"), Some(1));
        assert_eq!(number("2025-11-18"), Some(2));
        assert_eq!(lines(" 一 \n\n二\n "), ["一", "二"]);
    }

    #[test]
    fn cost_is_shared_by_those_who_took_part_and_unknown_is_not_zero() {
        let all = Scope::All;
        let events = [
            // 1,000 yuan by 3: 333.33; 500 yuan by nobody known; unknown by 2; and one to come.
            event(1, all, "2025-11-01", Some(100_000), &[1, 2, 3]),
            event(2, all, "2025-11-02", Some(50_000), &[]),
            event(3, all, "2025-11-03", None, &[1, 2]),
            event(4, all, "2025-12-01", Some(9_900), &[1]),
        ];
        let heads: Vec<_> = events.iter().map(Event::per_head).collect();
        assert_eq!(heads, [Some(33_333), None, None, Some(9_900)]);
        let praises = [praise(1, Some(20_000)), praise(1, None), praise(2, Some(5_000))];
        let totals = Totals::of(&events, &praises, day("2025-11-18"));
        assert_eq!((totals.held, totals.planned, totals.attendances), (3, 1, 5));
        assert_eq!((totals.cost, totals.unknown_costs), (Some(150_000), 1));
        assert_eq!(totals.per_head, Some(33_333), "only where both are known");
        assert_eq!((totals.praises, totals.praised, totals.rewards), (3, 2, Some(25_000)));
        let none = Totals::of(&[], &[], day("2025-11-18"));
        assert_eq!((none.cost, none.per_head, none.rewards), (None, None, None));
    }

    #[test]
    fn an_event_belongs_to_who_held_it_and_those_above_and_to_who_came() {
        use crate::domain::ids::RegionId;
        let team =
            Team { region_id: Some(RegionId(7)), ..Team::new(TeamId(3), "一组".to_owned()) };
        let directory =
            Directory { teams: BTreeMap::from([(team.id, team)]), ..Directory::default() };
        let own = event(1, Scope::Team(TeamId(3)), "2025-11-01", None, &[5]);
        let company = event(2, Scope::All, "2025-11-01", None, &[5]);
        for (scope, expected) in [
            (Scope::All, (true, true)),
            (Scope::Region(RegionId(7)), (true, false)),
            (Scope::Region(RegionId(8)), (false, false)),
            (Scope::Team(TeamId(3)), (true, false)),
            (Scope::Team(TeamId(4)), (false, false)),
            (Scope::Person(PersonId(5)), (true, true)),
            (Scope::Person(PersonId(6)), (false, false)),
        ] {
            let got = (own.belongs(&directory, scope), company.belongs(&directory, scope));
            assert_eq!(got, expected, "{scope:?}");
        }
    }

    #[test]
    fn small_amounts_are_said_in_yuan() {
        let (chinese, english) = (Tr::new(Language::Chinese), Tr::new(Language::English));
        assert_eq!(yuan(&chinese, 320_000), "3,200元");
        assert_eq!(yuan(&english, 26_667), "¥266.67");
    }
}
