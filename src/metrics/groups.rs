//! Whom or what a funnel is compared by: people, teams, regions, products.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, ProductId, RegionId, TeamId};
use crate::domain::scope::{Members, Scope, Stretch};
use crate::store::directory::Directory;
use crate::store::opportunities::Deal;

/// By what is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// 成员: the people responsible.
    #[default]
    Person,
    /// 团队: their teams on the day of the fact.
    Team,
    /// 区域: the regions of those.
    Region,
    /// 产品.
    Product,
}

impl By {
    /// All of them, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Person, Self::Team, Self::Region, Self::Product];

    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Team => "team",
            Self::Region => "region",
            Self::Product => "product",
        }
    }

    /// Reads a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }
}

/// One of those that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A person.
    Person(PersonId),
    /// A team.
    Team(TeamId),
    /// A region.
    Region(RegionId),
    /// A product.
    Product(ProductId),
}

impl Group {
    /// Its name.
    pub fn name(self, directory: &Directory) -> &str {
        match self {
            Self::Person(id) => directory.person_name(id),
            Self::Team(id) => directory.teams.get(&id).map_or("", |team| &team.name),
            Self::Region(id) => directory.region_name(id),
            Self::Product(id) => directory.products.get(&id).map_or("", |product| &product.name),
        }
    }
}

/// Finds the group of a deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// The person responsible.
    Person,
    /// The product.
    Product,
    /// Where the person responsible was when.
    Times(BTreeMap<PersonId, Vec<(Stretch, Group)>>),
}

impl Grouping {
    /// Prepares to compare.
    pub fn of(directory: &Directory, by: By) -> Self {
        let scopes: Vec<(Scope, Group)> = match by {
            By::Person => return Self::Person,
            By::Product => return Self::Product,
            By::Team => {
                let teams = directory.teams.keys();
                teams.map(|id| (Scope::Team(*id), Group::Team(*id))).collect()
            }
            By::Region => {
                let regions = directory.regions.keys();
                regions.map(|id| (Scope::Region(*id), Group::Region(*id))).collect()
            }
        };
        let mut times: BTreeMap<PersonId, Vec<(Stretch, Group)>> = BTreeMap::new();
        for (scope, group) in scopes {
            let Members::People(people) = directory.members(scope) else { continue };
            for (person, stretches) in people {
                let own = times.entry(person).or_default();
                own.extend(stretches.into_iter().map(|stretch| (stretch, group)));
            }
        }
        Self::Times(times)
    }

    /// The group to which a fact about a deal belongs, by its owner and the day; `None` where that is
    /// unknown.
    pub fn group(
        &self,
        deal: &Deal,
        owner: Option<PersonId>,
        day: Option<NaiveDate>,
    ) -> Option<Group> {
        match self {
            Self::Person => owner.map(Group::Person),
            Self::Product => deal.product.map(Group::Product),
            Self::Times(times) => {
                let own = times.get(&owner?)?;
                own.iter().find(|(stretch, _)| stretch.covers(day)).map(|(_, group)| *group)
            }
        }
    }
}
