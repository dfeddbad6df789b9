//! What is left of the people after searching, filtering and sorting.
//!
//! Worked out when the question or the data changes and kept until then, so that a frame costs the
//! same for ten people and for a thousand.

use std::cmp::Ordering;

use crate::domain::ids::{RegionId, TeamId};
use crate::domain::names;
use crate::ui::table::Sort;

use super::data::{Data, Only};
use super::people::PersonRow;

/// The columns of the list, by number.
pub(super) const NAME: usize = 0;
pub(super) const NUMBER: usize = 1;
pub(super) const POST: usize = 2;
pub(super) const TEAM: usize = 3;
pub(super) const REGION: usize = 4;
pub(super) const MANAGER: usize = 5;
pub(super) const KIND: usize = 6;
pub(super) const HIRED: usize = 7;

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wanted {
    /// Which load.
    pub stamp: u64,
    /// What was typed.
    pub query: String,
    /// Which people the list shows.
    pub only: Only,
    /// The order of the list.
    pub sort: Option<Sort>,
    /// The team that is open in the chart.
    pub team: Option<Option<TeamId>>,
    /// The region that is open in the chart though it has no team.
    pub bare: Option<RegionId>,
}

/// A region of the chart with what is left of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Branch {
    /// The region.
    pub group: usize,
    /// Its teams.
    pub twigs: Vec<Twig>,
    /// People in all of them.
    pub n_people: usize,
}

/// A team of the chart with what is left of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Twig {
    /// The team.
    pub team: usize,
    /// Its people.
    pub people: Vec<usize>,
}

/// What is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    wanted: Wanted,
    /// The list, in order.
    pub list: Vec<usize>,
    /// The chart.
    pub branches: Vec<Branch>,
    /// The open region and the open team within it.
    pub open: (usize, usize),
}

impl Shown {
    /// Works it out anew when something changed; returns whether it did.
    pub fn sync(&mut self, data: &Data, wanted: Wanted) -> bool {
        if self.wanted == wanted {
            return false;
        }
        let found: Vec<bool> =
            data.people.iter().map(|person| finds(&wanted.query, person)).collect();
        let is_found = |at: &usize| found.get(*at).copied().unwrap_or_default();
        self.list = (0..data.people.len())
            .filter(is_found)
            .filter(|at| data.people.get(*at).is_some_and(|person| wanted.only.keeps(person)))
            .collect();
        if let Some(sort) = wanted.sort {
            let row = |at: &usize| data.people.get(*at);
            self.list.sort_by(|a, b| match (row(a), row(b)) {
                (Some(a), Some(b)) => compare(sort, a, b),
                _ => Ordering::Equal,
            });
        }
        let searching = !wanted.query.trim().is_empty();
        self.branches = branches(data, searching, is_found);
        self.open = open(data, &self.branches, &wanted);
        self.wanted = wanted;
        true
    }

    /// The open team with its place in the data.
    pub fn twig(&self) -> Option<&Twig> {
        self.branches.get(self.open.0)?.twigs.get(self.open.1)
    }
}

/// Whether a query finds a person: by name, pinyin, initials or staff number.
fn finds(query: &str, person: &PersonRow) -> bool {
    let query = query.trim();
    query.is_empty()
        || names::matches(query, &person.name)
        || person.number.to_lowercase().contains(&query.to_lowercase())
}

/// The regions and teams that have something left; without a search all of them.
fn branches(data: &Data, searching: bool, found: impl Fn(&usize) -> bool) -> Vec<Branch> {
    let twig = |team: &usize| {
        let row = data.teams.get(*team)?;
        let people: Vec<usize> = row.members.iter().copied().filter(&found).collect();
        (!searching || !people.is_empty()).then_some(Twig { team: *team, people })
    };
    let branch = |(at, group): (usize, &super::data::GroupRow)| {
        let twigs: Vec<Twig> = group.teams.iter().filter_map(twig).collect();
        let n_people = twigs.iter().map(|twig| twig.people.len()).sum();
        (!searching || !twigs.is_empty()).then_some(Branch { group: at, twigs, n_people })
    };
    data.groups.iter().enumerate().filter_map(branch).collect()
}

/// Where the wanted team stands; the first team with people when it is not there.
fn open(data: &Data, branches: &[Branch], wanted: &Wanted) -> (usize, usize) {
    let region = |branch: &Branch| data.groups.get(branch.group).and_then(|group| group.region);
    let bare = |branch: &Branch| branch.twigs.is_empty() && region(branch) == wanted.bare;
    if wanted.bare.is_some()
        && let Some(at) = branches.iter().position(bare)
    {
        return (at, 0);
    }
    let team = wanted.team;
    let place = |wanted: &dyn Fn(&Twig) -> bool| {
        branches.iter().enumerate().find_map(|(at, branch)| {
            let twig = branch.twigs.iter().position(wanted)?;
            Some((at, twig))
        })
    };
    let id = |twig: &Twig| data.teams.get(twig.team).map(|row| row.id);
    team.and_then(|team| place(&|twig| id(twig) == Some(team)))
        .or_else(|| place(&|twig| !twig.people.is_empty()))
        .or_else(|| place(&|_| true))
        .unwrap_or_default()
}

/// Compares two people by a column; what is unknown comes last in both directions.
fn compare(sort: Sort, a: &PersonRow, b: &PersonRow) -> Ordering {
    let text = |value: fn(&PersonRow) -> &str| {
        let (a, b) = (value(a), value(b));
        (a.is_empty().cmp(&b.is_empty()), a.cmp(b))
    };
    let (unknown, known) = match sort.column {
        NAME => text(|row| &row.sort_name),
        NUMBER => text(|row| &row.number),
        POST => text(|row| &row.post),
        TEAM => (a.team.is_none().cmp(&b.team.is_none()), a.team_order.cmp(&b.team_order)),
        REGION => text(|row| &row.region_name),
        MANAGER => text(|row| &row.manager_name),
        KIND => (Ordering::Equal, a.external.cmp(&b.external)),
        HIRED => (a.hired.is_none().cmp(&b.hired.is_none()), a.hired.cmp(&b.hired)),
        _ => (Ordering::Equal, a.new.cmp(&b.new)),
    };
    let known = if sort.descending { known.reverse() } else { known };
    unknown.then(known).then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;

    fn person(id: i64, name: &str, number: &str) -> PersonRow {
        PersonRow {
            id: PersonId(id),
            name: name.to_owned(),
            initial: String::new(),
            number: number.to_owned(),
            post: String::new(),
            level: String::new(),
            team: None,
            team_name: String::new(),
            team_order: usize::MAX,
            region_name: String::new(),
            manager_name: String::new(),
            manages: false,
            leads: String::new(),
            external: false,
            new: false,
            mentor: false,
            mentee: false,
            left: false,
            archived: false,
            hired: None,
            hired_text: String::new(),
            tenure: String::new(),
            n_open: None,
            won: String::new(),
            without_deals: false,
            city: String::new(),
            phone: String::new(),
            email: String::new(),
            education: None,
            major: String::new(),
            in_trade_since: None,
            stints: vec![],
            open: None,
            sort_name: name.to_owned(),
        }
    }

    #[test]
    fn a_person_is_found_by_name_pinyin_initials_and_number() {
        let person = person(1, "王志强", "HC0096");
        for (query, found) in
            [("", true), ("志", true), ("wzq", true), ("hc00", true), ("96", true), ("lzq", false)]
        {
            assert_eq!(finds(query, &person), found, "{query}");
        }
    }

    #[test]
    fn the_unknown_comes_last_in_both_directions() {
        let people = [person(1, "a", ""), person(2, "b", "7"), person(3, "c", "9")];
        for (descending, order) in [(false, [2, 3, 1]), (true, [3, 2, 1])] {
            let mut sorted: Vec<&PersonRow> = people.iter().collect();
            sorted.sort_by(|a, b| compare(Sort { column: NUMBER, descending }, a, b));
            assert_eq!(sorted.iter().map(|row| row.id.0).collect::<Vec<_>>(), order);
        }
    }
}
