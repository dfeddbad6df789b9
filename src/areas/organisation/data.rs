//! Everything the tab shows, ready to draw.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{Datelike as _, NaiveDate};

use crate::areas::Filter;
use crate::domain::ids::{PersonId, PostId, RegionId, TeamId};
use crate::domain::period::Period;
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::MetricId;
use crate::metrics::chances::Chances;
use crate::metrics::deals::{self, Question, Tally};
use crate::metrics::roster::{Listed, Roster};
use crate::metrics::{mentors, pipeline, seats};
use crate::store::directory::Directory;
use crate::store::opportunities::{self, Deal};
use crate::store::records::{Status, TeamKind};
use crate::store::{Db, setup};

use super::crew::{self, Crew};
use super::history::{self, HistoryRow};
use super::people::{self, Figures, PersonRow};
use super::strip::{self, StripCell};
use super::structure::{add_empty, each_region_is_a_team, placed, tree, whole};

/// Numbers the loads, so that what a view keeps about one is not taken for another.
static LOADS: AtomicU64 = AtomicU64::new(1);

/// Everything the tab shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// Which load this is.
    pub stamp: u64,
    /// The people of the scope, in the order of their records, archived ones included.
    pub people: Vec<PersonRow>,
    /// Where each person stands in [`Data::people`].
    pub index: BTreeMap<PersonId, usize>,
    /// The teams of the scope, by region.
    pub teams: Vec<TeamRow>,
    /// The regions of the scope; one for the company where each region is one team.
    pub groups: Vec<GroupRow>,
    /// Whether each region is one team, so that the teams stand for the regions.
    pub flat: bool,
    /// The figures on top.
    pub strip: Vec<StripCell>,
    /// How many people each filter leaves, in the order of [`Only::ALL`].
    pub counts: [usize; 6],
    /// The day as of which all this is.
    pub as_of: NaiveDate,
    /// Who is shown while nobody is chosen, and whose history is here.
    pub focus: Option<PersonId>,
    /// The newest changes of that person.
    pub history: Vec<HistoryRow>,
    /// What the forms offer and check against; of the whole company.
    pub options: Options,
    /// Whether the workspace has neither people nor teams.
    pub empty: bool,
}

/// A team; the last one may stand for people without a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// The key; `None` for the people without a team.
    pub id: Option<TeamId>,
    /// The name.
    pub name: String,
    /// The region's name; empty without one.
    pub region: String,
    /// The manager.
    pub manager: Option<PersonId>,
    /// The manager's name; empty when unknown.
    pub manager_name: String,
    /// What it is to the company.
    pub kind: TeamKind,
    /// The group it stands in.
    pub group: usize,
    /// The active members, the manager first.
    pub members: Vec<usize>,
    /// Its seats and those that are being filled.
    pub crew: Crew,
}

/// A region with its teams; without regions, the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// The region; `None` for teams without one.
    pub region: Option<RegionId>,
    /// The name.
    pub name: String,
    /// The teams.
    pub teams: Vec<usize>,
    /// Who leads it all, by the place among the people; known only of the company.
    pub head: Option<usize>,
}

/// Which people the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Only {
    /// Everyone who is not taken off.
    #[default]
    Active,
    /// Agents and channel partners.
    External,
    /// People without a team.
    NoTeam,
    /// People made by an import of another sheet.
    New,
    /// People who have left the company.
    Left,
    /// People taken off.
    Archived,
}

impl Only {
    /// All filters in the order in which they stand.
    pub const ALL: [Self; 6] =
        [Self::Active, Self::External, Self::NoTeam, Self::New, Self::Left, Self::Archived];

    /// Whether it leaves a person.
    pub fn keeps(self, person: &PersonRow) -> bool {
        match self {
            Self::Archived => return person.archived,
            Self::Left => return person.left && !person.archived,
            _ => {}
        }
        let wanted = match self {
            Self::External => person.external,
            Self::NoTeam => person.team.is_none(),
            Self::New => person.new,
            Self::Active | Self::Left | Self::Archived => true,
        };
        wanted && person.present()
    }

    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "organisation-active",
            Self::External => "organisation-external",
            Self::NoTeam => "organisation-no-team",
            Self::New => "organisation-new",
            Self::Left => "organisation-left",
            Self::Archived => "organisation-archived",
        }
    }
}

/// What the forms offer and check against.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The teams, first none.
    pub teams: Vec<(Option<TeamId>, String)>,
    /// The people who may manage, first none.
    pub managers: Vec<(Option<PersonId>, String)>,
    /// The posts, those most in use first.
    pub posts: Vec<String>,
    /// The regions.
    pub regions: Vec<String>,
    /// Who has a staff number.
    pub numbers: BTreeMap<String, (PersonId, String)>,
    /// The teams by name.
    pub team_names: BTreeMap<String, TeamId>,
}

/// What to load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Whose history.
    pub person: Option<PersonId>,
    /// As of which day; `None` is today.
    pub as_of: Option<NaiveDate>,
}

/// Loads the tab.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    ask: &Ask,
    filter: &Filter,
    tr: &Tr,
) -> Result<Data> {
    let past = ask.as_of.is_some_and(|day| day < filter.today);
    // The past is shown as if that day were today.
    let filter = &Filter { today: ask.as_of.unwrap_or(filter.today), ..*filter };
    let chosen = ask.person;
    let company = setup::setting(db, setup::names::COMPANY)?.unwrap_or_default();
    let figures = figures(db, filter.today, past)?;
    let mut data = arrange(directory, &figures, &company, filter, tr);
    data.focus =
        chosen.filter(|id| data.index.contains_key(id)).or_else(|| default_focus(&data, filter));
    let seats = seats::seats(db, directory, filter.scope, filter.today)?;
    let pairs = mentors::pairs_on(db, filter.today)?;
    crew::fill(&mut data, directory, &seats, &pairs);
    if let Some(person) = data.focus {
        data.history = history::load(db, directory, person, tr)?;
    }
    Ok(data)
}

/// What deals say about people on a day.
struct OfDeals {
    owners: BTreeMap<PersonId, Figures>,
    /// What they say about somebody who owns none.
    nothing: Figures,
}

impl OfDeals {
    fn of(&self, person: PersonId) -> Figures {
        self.owners.get(&person).copied().unwrap_or(self.nothing)
    }
}

/// Open deals and the amount won in the year of each owner, in one pass. Those that were open on a day
/// that is over are read off the moves; before the first report nothing is known of them.
fn figures(db: &Db, day: NaiveDate, past: bool) -> Result<OfDeals> {
    let question =
        Question { members: Members::Everyone, period: Some(Period::Year(day.year())), as_of: day };
    let mut open: BTreeMap<PersonId, u64> = BTreeMap::new();
    let mut won: BTreeMap<PersonId, Tally> = BTreeMap::new();
    let mut known = !past;
    let mut take = |deal: &Deal, held: Option<PersonId>| {
        known |= deal.first_seen <= day;
        if let Some(owner) = held {
            *open.entry(owner).or_default() += 1;
            won.entry(owner).or_default();
        }
        if let Some(owner) = deal.owner {
            let finding = deals::judge(MetricId::SignedAmount, &question, deal, &[]);
            won.entry(owner).or_default().add(finding);
        }
    };
    if past {
        opportunities::each_with_steps(db, |deal, steps| {
            take(deal, pipeline::stock(deal, steps, day).and_then(|stock| stock.owner));
            Ok(())
        })?;
    } else {
        opportunities::each(db, |deal| {
            take(deal, deal.owner.filter(|_| deal.status == Status::Open));
            Ok(())
        })?;
    }
    let n_open = |owner: PersonId| known.then(|| open.get(&owner).copied().unwrap_or_default());
    let figure = |(owner, tally): (PersonId, Tally)| {
        let won = tally.finish(MetricId::SignedAmount, &Chances::default());
        let some = known || won.records > 0;
        (owner, Figures { n_open: n_open(owner), won: won.value.filter(|_| some) })
    };
    let nothing = Figures { n_open: known.then_some(0), won: known.then_some(0) };
    Ok(OfDeals { owners: won.into_iter().map(figure).collect(), nothing })
}

fn arrange(
    directory: &Directory,
    figures: &OfDeals,
    company: &str,
    filter: &Filter,
    tr: &Tr,
) -> Data {
    let memberships = people::by_person(directory);
    let roster = Roster::of(directory, &memberships, filter.scope, filter.today);
    let row = |listed: &Listed<'_>| {
        people::row(listed, directory, figures.of(listed.person.id), filter.today, tr)
    };
    let mut rows: Vec<PersonRow> = roster.people.iter().map(row).collect();
    let (teams, mut groups) = tree(directory, &rows, company, &roster.teams, filter.today, tr);
    add_empty(&mut groups, directory, &roster.regions);
    let counts = Only::ALL.map(|only| rows.iter().filter(|row| only.keeps(row)).count());
    let strip = strip::cells(&rows, &teams, &groups, counts, tr);
    let flat = filter.scope == Scope::All && each_region_is_a_team(&groups);
    if flat {
        let name =
            if company.is_empty() { tr.text("organisation-company") } else { company.into() };
        groups = vec![whole(groups, &teams, name)];
    }
    let teams = placed(teams, &groups);
    let order: BTreeMap<TeamId, usize> =
        teams.iter().enumerate().filter_map(|(at, team)| Some((team.id?, at))).collect();
    for row in &mut rows {
        let place = row.team.and_then(|team| order.get(&team).copied());
        row.team_order = place.unwrap_or(usize::MAX);
    }
    Data {
        stamp: LOADS.fetch_add(1, Ordering::Relaxed),
        index: rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect(),
        strip,
        counts,
        flat,
        as_of: filter.today,
        focus: None,
        history: vec![],
        options: options(directory, &memberships, filter.today, tr),
        empty: directory.people.is_empty() && directory.teams.is_empty(),
        people: rows,
        teams,
        groups,
    }
}

fn options(
    directory: &Directory,
    memberships: &people::Memberships<'_>,
    today: NaiveDate,
    tr: &Tr,
) -> Options {
    let teams = directory.teams.values().filter(|team| !team.archived);
    let none = (None, tr.text("organisation-no-team"));
    let nobody = (None, tr.text("organisation-no-manager"));
    // Whoever manages now stays on offer, even when gone.
    let managing: BTreeSet<PersonId> =
        directory.teams.values().filter_map(|team| team.manager_id).collect();
    let may = |id: PersonId| managing.contains(&id) || !directory.has_left(id, today);
    let candidates = directory.people.values().filter(|person| may(person.id));
    let managers = candidates.map(|person| {
        let number = person.number.as_deref().unwrap_or_default();
        let name = format!("{} {number}", person.name);
        (Some(person.id), name.trim_end().to_owned())
    });
    let mut used: BTreeMap<PostId, usize> = BTreeMap::new();
    for own in memberships.values() {
        if let Some(post) = people::on(own, today).and_then(|m| m.post_id) {
            *used.entry(post).or_default() += 1;
        }
    }
    let mut posts: Vec<_> = directory.posts.values().filter(|post| !post.archived).collect();
    posts.sort_by_key(|post| std::cmp::Reverse(used.get(&post.id).copied().unwrap_or_default()));
    let numbered = directory
        .people
        .values()
        .filter_map(|person| Some((person.number.clone()?, (person.id, person.name.clone()))));
    let regions = directory.regions.values().filter(|region| !region.archived);
    Options {
        teams: std::iter::once(none)
            .chain(teams.map(|team| (Some(team.id), team.name.clone())))
            .collect(),
        managers: std::iter::once(nobody).chain(managers).collect(),
        posts: posts.into_iter().map(|post| post.name.clone()).collect(),
        regions: regions.map(|region| region.name.clone()).collect(),
        numbers: numbered.collect(),
        team_names: directory.teams.values().map(|team| (team.name.clone(), team.id)).collect(),
    }
}

/// Who is shown first: the person of the scope, else the first of the first team with anybody.
fn default_focus(data: &Data, filter: &Filter) -> Option<PersonId> {
    if let Scope::Person(person) = filter.scope
        && data.index.contains_key(&person)
    {
        return Some(person);
    }
    let first = data.teams.iter().find_map(|team| team.members.first().copied()).unwrap_or(0);
    data.people.get(first).map(|row| row.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::MembershipId;
    use crate::i18n::Language;
    use crate::store::records::{Membership, Origin, Person, Region, Team};

    fn person(id: i64, name: &str) -> Person {
        Person::new(PersonId(id), name.to_owned(), Origin::Typed)
    }

    fn team(id: i64, region: Option<i64>, manager: Option<i64>) -> Team {
        Team {
            region_id: region.map(RegionId),
            manager_id: manager.map(PersonId),
            ..Team::new(TeamId(id), format!("团队{id}"))
        }
    }

    fn directory() -> Directory {
        let member = |id: i64, person: i64, team: Option<i64>| Membership {
            team_id: team.map(TeamId),
            ..Membership::new(MembershipId(id), PersonId(person), None)
        };
        let people = [person(1, "张三"), person(2, "李四"), person(3, "王五"), person(4, "赵六")];
        let region = Region { id: RegionId(20), name: "华东".to_owned(), archived: false };
        Directory {
            regions: BTreeMap::from([(region.id, region)]),
            teams: BTreeMap::from([
                (TeamId(10), team(10, None, None)),
                (TeamId(11), team(11, Some(20), Some(2))),
            ]),
            people: people.into_iter().map(|person| (person.id, person)).collect(),
            memberships: vec![
                member(30, 1, Some(11)),
                member(31, 2, Some(11)),
                member(32, 3, Some(10)),
            ],
            ..Directory::default()
        }
    }

    fn no_deals() -> OfDeals {
        let nothing = Figures { n_open: Some(0), won: Some(0) };
        OfDeals { owners: BTreeMap::new(), nothing }
    }

    fn data(scope: Scope) -> Data {
        let today = NaiveDate::from_ymd_opt(2025, 11, 19).unwrap();
        let filter = Filter { scope, period: Period::Year(2025), today };
        let tr = Tr::new(Language::Chinese);
        let mut data = arrange(&directory(), &no_deals(), "衡川", &filter, &tr);
        data.focus = default_focus(&data, &filter);
        data
    }

    #[test]
    fn the_tree_has_regions_first_and_people_without_a_team_last() {
        let data = data(Scope::All);
        let teams: Vec<_> = data.teams.iter().map(|team| (team.id, team.members.clone())).collect();
        assert_eq!(
            teams,
            [(Some(TeamId(11)), vec![1, 0]), (Some(TeamId(10)), vec![2]), (None, vec![3]),],
            "the manager stands first"
        );
        let groups: Vec<_> = data.groups.iter().map(|g| (g.region, g.teams.clone())).collect();
        assert_eq!(groups, [(Some(RegionId(20)), vec![0]), (None, vec![1, 2])]);
        assert_eq!(data.counts, [4, 0, 1, 0, 0, 0]);
        assert_eq!(data.focus, Some(PersonId(2)));
        let without: Vec<bool> = data.people.iter().map(|row| row.without_deals).collect();
        assert_eq!(without, [false, true, false, false], "a manager without deals says no zeros");
    }

    #[test]
    fn a_region_without_teams_stays_in_the_tree() {
        let mut directory = directory();
        for (id, archived) in [(19, false), (21, true)] {
            let region = Region { id: RegionId(id), name: format!("大区{id}"), archived };
            directory.regions.insert(region.id, region);
        }
        let today = NaiveDate::from_ymd_opt(2025, 11, 19).unwrap();
        let groups = |scope| {
            let filter = Filter { scope, period: Period::Year(2025), today };
            let tr = Tr::new(Language::Chinese);
            let data = arrange(&directory, &no_deals(), "", &filter, &tr);
            assert!(data.groups.iter().enumerate().all(|(at, group)| {
                group.teams.iter().all(|team| data.teams[*team].group == at)
            }));
            data.groups.iter().map(|group| group.region.map(|id| id.0)).collect::<Vec<_>>()
        };
        assert_eq!(groups(Scope::All), [Some(19), Some(20), None]);
        assert_eq!(groups(Scope::Region(RegionId(19))), [Some(19)]);
        assert_eq!(groups(Scope::Team(TeamId(11))), [Some(20)]);
    }

    #[test]
    fn the_scope_narrows_people_and_teams() {
        let names = |data: &Data| data.people.iter().map(|p| p.id.0).collect::<Vec<_>>();
        assert_eq!(names(&data(Scope::Region(RegionId(20)))), [1, 2]);
        let one = data(Scope::Person(PersonId(1)));
        assert_eq!((names(&one), one.focus), (vec![1, 2], Some(PersonId(1))));
        assert_eq!(one.teams.len(), 1);
        let alone = data(Scope::Person(PersonId(4)));
        assert_eq!((names(&alone), alone.teams.len()), (vec![4], 1));
    }

    #[test]
    fn the_strip_counts_what_the_cards_of_its_figures_count() {
        let directory = directory();
        let memberships = people::by_person(&directory);
        let today = NaiveDate::from_ymd_opt(2025, 11, 19).unwrap();
        for scope in [Scope::All, Scope::Region(RegionId(20)), Scope::Person(PersonId(4))] {
            let roster = Roster::of(&directory, &memberships, scope, today);
            let counts = [
                roster.present().count(),
                roster.teams.len(),
                roster.regions.len(),
                roster.external().count(),
                roster.without_team().count(),
                roster.new_people().count(),
            ];
            let strip = data(scope).strip;
            let values: Vec<&str> = strip.iter().map(|cell| cell.value.as_str()).collect();
            assert_eq!(values, counts.map(|n| n.to_string()), "{scope:?}");
            assert!(strip.iter().all(|cell| cell.about.is_some()));
        }
    }
}
