//! Whose page it is, whom J and K lead to, and the person's cards ready to draw.

use chrono::NaiveDate;

use super::cards::{self, Goals, ReportsCard, Symptoms};
use super::growth::{self, CapabilityCard, Papers, Skills};
use super::head::{self, Head};
use super::record::{self, Record};
use crate::areas::Filter;
use crate::areas::organisation::history::{self, HistoryRow};
use crate::areas::organisation::people;
use crate::domain::ids::{PersonId, TeamId};
use crate::domain::names::sort_key;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, MoneyStyle, Tr, money, number};
use crate::metrics::dossier::{self, Dossier};
use crate::metrics::{MetricId, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::Membership;

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Page {
    /// Whether the workspace has nobody.
    pub(super) empty: bool,
    /// Who can be chosen, in the order of pinyin; those who left come last.
    pub(super) picker: Vec<(PersonId, String)>,
    /// Whom J and K walk.
    pub(super) walk: Vec<PersonId>,
    /// Where in this list the person stands; `None` for somebody who left.
    pub(super) at: Option<usize>,
    /// The same in words: `华东区第 4 / 10 人`; empty where it is `None`.
    pub(super) place: String,
    /// The person, unless the scope has nobody.
    pub(super) sheet: Option<Box<Sheet>>,
}

/// The cards of one person.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Who.
    pub id: PersonId,
    /// The head of the page.
    pub head: Head,
    /// 目标与达成.
    pub goals: Goals,
    /// 漏斗症状.
    pub symptoms: Symptoms,
    /// 报告与承诺.
    pub reports: ReportsCard,
    /// 能力差距.
    pub skills: Skills,
    /// 能力等级.
    pub capability: CapabilityCard,
    /// 证书与培训.
    pub papers: Papers,
    /// 评估与表彰, 师徒.
    pub record: Record,
    /// 变动历史.
    pub history: Vec<HistoryRow>,
}

/// What every card is made with.
pub(super) struct Maker<'a> {
    pub tr: &'a Tr,
    pub directory: &'a Directory,
    pub found: &'a Dossier,
    pub today: NaiveDate,
}

/// Loads the page.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    chosen: Option<PersonId>,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    let list = listed(directory, filter);
    let person = match filter.scope {
        Scope::Person(person) => Some(person),
        Scope::All | Scope::Region(_) | Scope::Team(_) => chosen
            .filter(|person| list.iter().any(|one| one.id == *person))
            .or_else(|| list.first().map(|one| one.id)),
    };
    let walk: Vec<PersonId> = list.iter().filter(|one| !one.gone).map(|one| one.id).collect();
    let at = walk.iter().position(|one| Some(*one) == person);
    let mut page = Page {
        empty: directory.people.is_empty(),
        picker: picker(&list, tr),
        place: at.map_or_else(String::new, |at| place(directory, filter, at, walk.len(), tr)),
        walk,
        at,
        sheet: None,
    };
    let Some(person) = person else { return Ok(page) };
    if let Some(found) = dossier::load(db, directory, person, filter.period, filter.today)? {
        let maker = Maker { tr, directory, found: &found, today: filter.today };
        page.sheet = Some(Box::new(Sheet {
            id: person,
            head: head::head(&maker),
            goals: cards::goals(&maker),
            symptoms: cards::symptoms(&maker),
            reports: cards::reports(&maker),
            skills: growth::skills(&maker),
            capability: growth::capability(&maker),
            papers: growth::papers(&maker),
            record: record::record(&maker),
            history: history::load(db, directory, person, tr)?,
        }));
    }
    Ok(page)
}

/// Somebody of the scope.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    id: PersonId,
    name: String,
    number: String,
    gone: bool,
}

/// The people of the scope by name, those who are gone last. For one person they are
/// those of the person's team.
fn listed(directory: &Directory, filter: &Filter) -> Vec<Listed> {
    let memberships = people::by_person(directory);
    let none: &[&Membership] = &[];
    // Somebody who left belongs where the last stretch was.
    let team_of = |person: PersonId| -> Option<TeamId> {
        let own = memberships.get(&person).map_or(none, Vec::as_slice);
        people::on(own, filter.today).or_else(|| own.last().copied()).and_then(|m| m.team_id)
    };
    let own_team = match filter.scope {
        Scope::Person(person) => team_of(person),
        _ => None,
    };
    let inside = |person: PersonId| match filter.scope {
        Scope::All => true,
        Scope::Region(region) => team_of(person)
            .is_some_and(|team| directory.region_on(team, filter.today) == Some(region)),
        Scope::Team(team) => team_of(person) == Some(team),
        Scope::Person(wanted) => {
            person == wanted || (own_team.is_some() && team_of(person) == own_team)
        }
    };
    let mut list: Vec<(String, Listed)> = directory
        .people
        .values()
        .filter(|person| inside(person.id))
        .map(|person| {
            let one = Listed {
                id: person.id,
                name: person.name.clone(),
                number: person.number.clone().unwrap_or_default(),
                gone: directory.has_left(person.id, filter.today),
            };
            (sort_key(&person.name), one)
        })
        .collect();
    list.sort_by(|(a_name, a), (b_name, b)| (a.gone, a_name, a.id).cmp(&(b.gone, b_name, b.id)));
    list.into_iter().map(|(_, one)| one).collect()
}

/// The names with staff numbers, by which they are found too.
fn picker(list: &[Listed], tr: &Tr) -> Vec<(PersonId, String)> {
    let name = |one: &Listed| {
        let mut name = one.name.clone();
        if !one.number.is_empty() {
            name = format!("{name} {}", one.number);
        }
        if one.gone {
            name = tr.with("organisation-profile-gone", &[("name", name.into())]);
        }
        (one.id, name)
    };
    list.iter().map(name).collect()
}

/// Where the person stands among those that J and K walk.
fn place(directory: &Directory, filter: &Filter, at: usize, of: usize, tr: &Tr) -> String {
    let scope = match filter.scope {
        Scope::Person(person) => {
            let team = directory.team_on(person, filter.today);
            team.map_or(filter.scope, |team| Scope::Team(team.id))
        }
        scope => scope,
    };
    let name = match scope {
        Scope::All | Scope::Person(_) => tr.text("organisation-company"),
        scope => directory.scope_name(scope).unwrap_or_default().to_owned(),
    };
    let args = [("scope", name.into()), ("at", whole(at + 1).into()), ("of", whole(of).into())];
    tr.with("organisation-profile-place", &args)
}

/// A count of things as words take it.
pub(super) fn whole(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Maker<'_> {
    /// The text of a message.
    pub fn text(&self, key: &str) -> String {
        self.tr.text(key)
    }

    /// The text of a message with arguments.
    pub fn with(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.tr.with(key, args)
    }

    /// An amount in the unit of [`Maker::unit`].
    pub fn cell(&self, fen: i64) -> String {
        show::cell(self.tr.language(), MetricId::SignedAmount, fen)
    }

    /// The unit of [`Maker::cell`].
    pub fn unit(&self) -> String {
        self.tr.text("unit-money-small")
    }

    /// An amount with its unit.
    pub fn money(&self, fen: i64) -> String {
        money(self.tr.language(), fen, MoneyStyle::Full)
    }

    /// A person's name.
    pub fn name(&self, person: PersonId) -> String {
        self.directory.person_name(person).to_owned()
    }

    /// A team's name; empty without one.
    pub fn team(&self, team: Option<TeamId>) -> String {
        let team = team.and_then(|team| self.directory.teams.get(&team));
        team.map(|team| team.name.clone()).unwrap_or_default()
    }

    /// Parts of a sentence in a row, those that say something.
    pub fn joined(&self, parts: &[String]) -> String {
        self.tr.joined(parts)
    }

    /// So many of so many.
    pub fn of(&self, n: u64, of: u64) -> String {
        let text = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
        format!("{} / {}", text(n), text(of))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::ids::{MembershipId, RegionId};
    use crate::domain::period::Period;
    use crate::i18n::Language;
    use crate::store::records::{EndedAs, Origin, Person, Region, Team};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 王五 left team 11; 李四 and 张三 are in it, 赵六 in none.
    fn directory() -> Directory {
        let person =
            |id: i64, name: &str| Person::new(PersonId(id), name.to_owned(), Origin::Typed);
        let people = [
            Person { number: Some("S01".to_owned()), ..person(1, "张三") },
            person(2, "李四"),
            person(3, "王五"),
            person(4, "赵六"),
        ];
        let member = |id: i64, person: i64, ends: Option<&str>| Membership {
            team_id: Some(TeamId(11)),
            ends: ends.map(day),
            ended_as: ends.map(|_| EndedAs::Leave),
            ..Membership::new(MembershipId(id), PersonId(person), Some(day("2024-01-01")))
        };
        let region = Region { id: RegionId(20), name: "华东区".to_owned(), archived: false };
        let team =
            Team { region_id: Some(region.id), ..Team::new(TeamId(11), "一组".to_owned()) };
        Directory {
            regions: BTreeMap::from([(region.id, region)]),
            teams: BTreeMap::from([(team.id, team)]),
            people: people.into_iter().map(|person| (person.id, person)).collect(),
            memberships: vec![
                member(31, 1, None),
                member(32, 2, None),
                member(33, 3, Some("2025-06-01")),
            ],
            ..Directory::default()
        }
    }

    fn filter(scope: Scope) -> Filter {
        Filter { scope, period: Period::Quarter(2025, 4), today: day("2025-11-18") }
    }

    #[test]
    fn people_stand_by_pinyin_and_those_who_left_last() {
        let names = |scope: Scope| -> Vec<String> {
            listed(&directory(), &filter(scope)).into_iter().map(|one| one.name).collect()
        };
        assert_eq!(names(Scope::All), ["李四", "张三", "赵六", "王五"]);
        assert_eq!(names(Scope::Team(TeamId(11))), ["李四", "张三", "王五"]);
        assert_eq!(names(Scope::Region(RegionId(20))), ["李四", "张三", "王五"]);
        // With one person in the top bar the team is walked.
        assert_eq!(names(Scope::Person(PersonId(1))), ["李四", "张三", "王五"]);
        assert_eq!(names(Scope::Person(PersonId(4))), ["赵六"]);
    }

    #[test]
    fn the_picker_finds_by_number_and_says_who_left() {
        let tr = Tr::new(Language::Chinese);
        let list = listed(&directory(), &filter(Scope::All));
        let names: Vec<String> = picker(&list, &tr).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["李四", "张三 S01", "赵六", "王五（已离职）"]);
    }

    #[test]
    fn the_place_names_the_team_of_the_person_in_the_top_bar() {
        let tr = Tr::new(Language::Chinese);
        let said = |scope: Scope| place(&directory(), &filter(scope), 1, 10, &tr);
        assert_eq!(said(Scope::Person(PersonId(1))), "一组第 2 / 10 人");
        assert_eq!(said(Scope::Region(RegionId(20))), "华东区第 2 / 10 人");
        assert_eq!(said(Scope::All), "公司第 2 / 10 人");
    }
}
