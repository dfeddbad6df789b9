//! The cards of who and what there is: people, teams and regions of the scope today, as the page of the organisation
//! has them.

use crate::error::Result;
use crate::metrics::glossary::{Ask, Card, Gave, List, Look, Name, Row};
use crate::metrics::roster::{Listed, Roster, by_person};
use crate::metrics::seats::team_of_person;
use crate::store::directory::Directory;
use crate::store::records::Team;

/// Somebody as a record, with the team.
fn somebody(directory: &Directory, one: &Listed<'_>) -> Row {
    let team = one.team.and_then(|team| directory.teams.get(&team));
    let gave = match team {
        Some(team) => Gave::Text(team.name.clone()),
        None => Gave::key("organisation-no-team"),
    };
    of_person(one, gave)
}

fn of_person(one: &Listed<'_>, gave: Gave) -> Row {
    let person = one.person.id;
    let name = Name::Person(person);
    Row { name, person: Some(person), day: one.person.hired, amount: None, gave }
}

impl Look<'_> {
    /// A card of what the roster of the scope makes of it; of a person, that of the team, which the card then says.
    fn of_roster(&self, of: impl FnOnce(&Roster<'_>, &mut Card)) -> Result<Card> {
        let today = self.ask.today;
        let scope = team_of_person(self.directory, self.ask.scope, today);
        let memberships = by_person(self.directory);
        let roster = Roster::of(self.directory, &memberships, scope, today);
        let mut card = Card::blank(Ask { scope, ..self.ask }, today);
        of(&roster, &mut card);
        Ok(card)
    }

    /// The card of some people, each with the team.
    fn of_people<'a>(&self, card: &mut Card, people: impl Iterator<Item = &'a Listed<'a>>) {
        card.count(List::of(people.map(|one| somebody(self.directory, one)).collect()));
    }

    /// 在岗人员; those who are gone are left out.
    pub(super) fn people(&self) -> Result<Card> {
        self.of_roster(|roster, card| {
            self.of_people(card, roster.present());
            let gone = roster.people.iter().filter(|one| one.gone);
            let row = |one: &Listed<'_>| {
                let why =
                    if one.archived() { "organisation-archived" } else { "organisation-left" };
                of_person(one, Gave::key(why))
            };
            let gone: Vec<Row> = gone.map(row).collect();
            for why in ["organisation-left", "organisation-archived"] {
                let n = gone.iter().filter(|row| row.gave == Gave::key(why)).count();
                card.leave(why, n as u64);
            }
            card.omitted = List::of(gone);
        })
    }

    /// 外部人员.
    pub(super) fn external(&self) -> Result<Card> {
        self.of_roster(|roster, card| self.of_people(card, roster.external()))
    }

    /// 未分团队的人.
    pub(super) fn without_team(&self) -> Result<Card> {
        self.of_roster(|roster, card| self.of_people(card, roster.without_team()))
    }

    /// 由导入新建的人.
    pub(super) fn new_people(&self) -> Result<Card> {
        self.of_roster(|roster, card| self.of_people(card, roster.new_people()))
    }

    /// 团队, each with its region and manager.
    pub(super) fn teams(&self) -> Result<Card> {
        let today = self.ask.today;
        let row = |team: &&Team| Row {
            name: Name::Text(team.name.clone()),
            person: self.directory.manager_on(team.id, today),
            day: None,
            amount: None,
            gave: match self.directory.region_on(team.id, today) {
                Some(region) => Gave::Text(self.directory.region_name(region).to_owned()),
                None => Gave::key("organisation-no-region"),
            },
        };
        self.of_roster(|roster, card| card.count(List::of(roster.teams.iter().map(row).collect())))
    }

    /// 区域, each with how many of the teams are in it.
    pub(super) fn regions(&self) -> Result<Card> {
        let today = self.ask.today;
        self.of_roster(|roster, card| {
            let rows = roster.regions.iter().map(|region| {
                let of = |team: &&&Team| self.directory.region_on(team.id, today) == Some(*region);
                let n = roster.teams.iter().filter(of).count();
                Row {
                    name: Name::Text(self.directory.region_name(*region).to_owned()),
                    person: None,
                    day: None,
                    amount: None,
                    gave: Gave::Number(
                        "glossary-gave-teams".to_owned(),
                        i64::try_from(n).unwrap_or(i64::MAX),
                    ),
                }
            });
            card.count(List::of(rows.collect()));
        })
    }
}
