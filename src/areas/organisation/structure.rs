//! How the people of a day are grouped: regions, their teams, the people in them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{RegionId, TeamId};
use crate::i18n::Tr;
use crate::store::directory::Directory;
use crate::store::records::{Team, TeamKind};

use super::crew::Crew;
use super::data::{GroupRow, TeamRow};
use super::people::PersonRow;

/// The teams of the scope by region, then those without a region, then people without a team.
pub(super) fn tree(
    directory: &Directory,
    rows: &[PersonRow],
    company: &str,
    listed: &[&Team],
    day: NaiveDate,
    tr: &Tr,
) -> (Vec<TeamRow>, Vec<GroupRow>) {
    let mut members: BTreeMap<Option<TeamId>, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.present()) {
        members.entry(row.team).or_default().push(at);
    }
    let region_of = |team: &Team| directory.region_on(team.id, day);
    let any_region = listed.iter().any(|team| region_of(team).is_some());
    let rest = if any_region || company.is_empty() {
        tr.text(if any_region { "organisation-no-region" } else { "organisation-company" })
    } else {
        company.to_owned()
    };
    let mut teams: Vec<TeamRow> = vec![];
    let mut groups: Vec<GroupRow> = vec![];
    let mut add = |region: Option<RegionId>, mut team: TeamRow| {
        if groups.last().is_none_or(|group| group.region != region) {
            let name =
                region.map_or_else(|| rest.clone(), |id| directory.region_name(id).to_owned());
            groups.push(GroupRow { region, name, teams: vec![], head: None });
        }
        team.group = groups.len().saturating_sub(1);
        if let Some(group) = groups.last_mut() {
            group.teams.push(teams.len());
        }
        teams.push(team);
    };
    for team in listed {
        let mut inside = members.remove(&Some(team.id)).unwrap_or_default();
        let (region, manager) = (region_of(team), directory.manager_on(team.id, day));
        let manages = |at: &usize| rows.get(*at).map(|row| Some(row.id)) == Some(manager);
        inside.sort_by_key(|at| !manages(at));
        let row = TeamRow {
            id: Some(team.id),
            name: team.name.clone(),
            region: region.map(|id| directory.region_name(id).to_owned()).unwrap_or_default(),
            manager,
            manager_name: manager
                .map(|id| directory.person_name(id).to_owned())
                .unwrap_or_default(),
            kind: team.kind,
            group: 0,
            members: inside,
            crew: Crew::default(),
        };
        add(region, row);
    }
    if let Some(members) = members.remove(&None) {
        let row = TeamRow {
            id: None,
            name: tr.text("organisation-no-team"),
            region: String::new(),
            manager: None,
            manager_name: String::new(),
            kind: TeamKind::Own,
            group: 0,
            members,
            crew: Crew::default(),
        };
        add(None, row);
    }
    (teams, groups)
}

/// Adds the regions that have no team yet or none any more, in the order of the others.
pub(super) fn add_empty(
    groups: &mut Vec<GroupRow>,
    directory: &Directory,
    regions: &BTreeSet<RegionId>,
) {
    let known: BTreeSet<RegionId> = groups.iter().filter_map(|group| group.region).collect();
    for region in regions.difference(&known) {
        let name = directory.region_name(*region).to_owned();
        groups.push(GroupRow { region: Some(*region), name, teams: vec![], head: None });
    }
    groups.sort_by_key(|group| (group.region.is_none(), group.region));
}

/// Whether there are several regions and each has one team: then a lane of regions would say what
/// that of teams says.
pub(super) fn each_region_is_a_team(groups: &[GroupRow]) -> bool {
    let mut regions = groups.iter().filter(|group| group.region.is_some());
    regions.clone().count() > 1 && regions.all(|group| group.teams.len() == 1)
}

/// The company as one group. Whoever is alone in a team without a region leads it, and the team needs
/// no card of its own.
pub(super) fn whole(groups: Vec<GroupRow>, teams: &[TeamRow], name: String) -> GroupRow {
    let alone = |at: &usize| {
        let team = teams.get(*at).filter(|team| team.id.is_some() && team.region.is_empty())?;
        match team.members.as_slice() {
            [member] => Some(*member),
            _ => None,
        }
    };
    let mut all: Vec<usize> = groups.into_iter().flat_map(|group| group.teams).collect();
    let mut leading = all.iter().copied().filter(|at| alone(at).is_some());
    let head = match (leading.next(), leading.next()) {
        (Some(team), None) => {
            all.retain(|at| *at != team);
            alone(&team)
        }
        _ => None,
    };
    GroupRow { region: None, name, teams: all, head }
}

/// The teams with the places of their groups.
pub(super) fn placed(mut teams: Vec<TeamRow>, groups: &[GroupRow]) -> Vec<TeamRow> {
    for (at, group) in groups.iter().enumerate() {
        for team in &group.teams {
            if let Some(row) = teams.get_mut(*team) {
                row.group = at;
            }
        }
    }
    teams
}
