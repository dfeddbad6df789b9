//! Teams and regions: what they are from when to when, and how they are split and merged.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::command::input::{gone, known, named, some};
use crate::domain::ids::{PersonId, RegionId, TeamId, TeamTermId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Establishment, Membership, Region, Team, TeamTerm, Vacancy};

use super::TeamForm;
use super::people::{move_on, newest};

pub(super) fn add(db: &mut Db, form: &TeamForm) -> Result<()> {
    let region_id = region(db, &form.region)?;
    let name = named(&form.name)?;
    check_name(db, &name, None)?;
    let id = TeamId(db.allocate()?);
    let team = Team { region_id, kind: form.kind, starts: form.effective, ..Team::new(id, name) };
    check_manager(db, id, form.manager)?;
    db.insert(&Team { manager_id: form.manager, ..team })
}

pub(super) fn edit(db: &mut Db, id: TeamId, form: &TeamForm) -> Result<()> {
    let region_id = region(db, &form.region)?;
    let name = named(&form.name)?;
    check_name(db, &name, Some(id))?;
    let old = known::<Team>(db, id)?;
    let moved = old.region_id != region_id || old.manager_id != form.manager;
    if old.manager_id != form.manager {
        check_manager(db, id, form.manager)?;
    }
    if let Some(day) = form.effective.filter(|_| moved) {
        keep_term(db, &old, day)?;
    }
    let new = Team { name, region_id, manager_id: form.manager, kind: form.kind, ..old.clone() };
    db.update_from(&old, &new)?;
    Ok(())
}

/// Keeps what a team was up to a day.
fn keep_term(db: &mut Db, team: &Team, day: NaiveDate) -> Result<()> {
    let terms = db.all::<TeamTerm>()?.into_iter().filter(|term| term.team_id == team.id);
    let latest = terms.map(|term| term.ends).chain(team.starts).max();
    if let Some(since) = latest.filter(|since| day <= *since) {
        return Err(Error::new("error-team-change-early").arg("day", since));
    }
    let id = TeamTermId(db.allocate()?);
    let (team_id, region_id, manager_id) = (team.id, team.region_id, team.manager_id);
    db.insert(&TeamTerm { id, team_id, region_id, manager_id, ends: day })
}

/// Ends what a person manages on a day, the first without them: from it on these teams have no
/// manager until one is chosen. `before` is the day that was known for it so far; where that is put
/// right to a later one, what ended on it ends later too. The directory, which is that of no day, keeps
/// up. Returns the teams that changed.
pub(in crate::command) fn end_leading(
    db: &mut Db,
    directory: &mut Directory,
    person: PersonId,
    (before, day): (Option<NaiveDate>, NaiveDate),
) -> Result<Vec<TeamId>> {
    let lasts = |team: &&Team| team.ends.is_none_or(|ends| day < ends);
    let teams: Vec<Team> = directory.teams.values().filter(lasts).cloned().collect();
    let mut changed = vec![];
    for team in teams {
        let known = directory.terms.get(&team.id).cloned().unwrap_or_default();
        let mut terms: Vec<TeamTerm> = vec![];
        let mut since = team.starts;
        let mut ended = false;
        for (at, term) in known.iter().enumerate() {
            let next = known.get(at + 1);
            let (next, until) =
                next.map_or((team.manager_id, None), |next| (next.manager_id, Some(next.ends)));
            let own = term.manager_id == Some(person);
            let later = before == Some(term.ends)
                && term.ends < day
                && next.is_none()
                && until.is_none_or(|until| day < until);
            if own && day < term.ends {
                if since.is_none_or(|since| since < day) {
                    let id = TeamTermId(db.allocate()?);
                    let kept = TeamTerm { id, ends: day, ..term.clone() };
                    db.insert(&kept)?;
                    terms.push(kept);
                }
                terms.push(TeamTerm { manager_id: None, ..term.clone() });
            } else if own && later {
                terms.push(TeamTerm { ends: day, ..term.clone() });
            } else {
                terms.push(term.clone());
            }
            if let Some(new) = terms.last().filter(|new| *new != term) {
                db.update_from(term, new)?;
                ended = true;
            }
            since = Some(term.ends);
        }
        if team.manager_id == Some(person) {
            if since.is_none_or(|since| since < day) {
                let id = TeamTermId(db.allocate()?);
                let (team_id, region_id) = (team.id, team.region_id);
                let kept = TeamTerm { id, team_id, region_id, manager_id: Some(person), ends: day };
                db.insert(&kept)?;
                terms.push(kept);
            }
            let new = Team { manager_id: None, ..team.clone() };
            db.update_from(&team, &new)?;
            directory.teams.insert(team.id, new);
            ended = true;
        }
        if ended {
            directory.terms.insert(team.id, terms);
            changed.push(team.id);
        }
    }
    Ok(changed)
}

pub(super) fn split(
    db: &mut Db,
    team: TeamId,
    name: &str,
    manager: Option<PersonId>,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<()> {
    let old = known::<Team>(db, team)?;
    let name = named(name)?;
    check_name(db, &name, None)?;
    if people.is_empty() {
        return Err(Error::new("error-split-nobody"));
    }
    if let Some(starts) = old.starts.filter(|starts| day <= *starts) {
        return Err(Error::new("error-merge-early").arg("name", &old.name).arg("day", starts));
    }
    if let Some(ends) = old.ends.filter(|ends| *ends <= day) {
        return Err(Error::new("error-team-ended").arg("name", &old.name).arg("day", ends));
    }
    let id = TeamId(db.allocate()?);
    let region_id = Directory::load(db)?.region_on(team, day);
    let (kind, starts) = (old.kind, Some(day));
    db.insert(&Team { region_id, kind, starts, ..Team::new(id, name) })?;
    let wanted: BTreeSet<PersonId> = people.iter().copied().collect();
    let mut moved = BTreeSet::new();
    for stretch in staying(db, team, day)? {
        if wanted.contains(&stretch.person_id) {
            move_on(db, &stretch, id, day)?;
            moved.insert(stretch.person_id);
        }
    }
    if let Some(missing) = wanted.difference(&moved).next() {
        let person = db.get::<crate::store::records::Person>(*missing)?;
        let name = person.map(|person| person.name).unwrap_or_default();
        return Err(Error::new("error-split-not-member").arg("name", name).arg("day", day));
    }
    check_manager(db, id, manager)?;
    if let Some(made) = db.get::<Team>(id)?.filter(|_| manager.is_some()) {
        db.update_from(&made, &Team { manager_id: manager, ..made.clone() })?;
    }
    Ok(())
}

pub(super) fn merge(db: &mut Db, from: TeamId, into: TeamId, day: NaiveDate) -> Result<()> {
    if from == into {
        return Err(Error::new("error-merge-itself"));
    }
    let old = db.get::<Team>(from)?.ok_or_else(gone)?;
    let kept = db.get::<Team>(into)?.ok_or_else(gone)?;
    for team in [&old, &kept] {
        if let Some(starts) = team.starts.filter(|starts| day <= *starts) {
            let error = Error::new("error-merge-early").arg("name", &team.name);
            return Err(error.arg("day", starts));
        }
        if let Some(ends) = team.ends {
            return Err(Error::new("error-team-ended").arg("name", &team.name).arg("day", ends));
        }
    }
    for stretch in staying(db, from, day)? {
        move_on(db, &stretch, into, day)?;
    }
    move_seats(db, from, into, day)?;
    keep_term(db, &old, day)?;
    db.update_from(
        &old,
        &Team { manager_id: None, ends: Some(day), archived: true, ..old.clone() },
    )?;
    Ok(())
}

/// Gives the seats of a team to another, on top of those that it has in the same post, and the seats
/// that are still being filled on a day. Seats have no past, so these are theirs on every day; what was
/// filled or given up before stays where it was.
fn move_seats(db: &mut Db, from: TeamId, into: TeamId, day: NaiveDate) -> Result<()> {
    let all = db.all::<Establishment>()?;
    for own in all.iter().filter(|seats| seats.team_id == from) {
        let same = |seats: &&Establishment| seats.team_id == into && seats.post_id == own.post_id;
        match all.iter().find(same) {
            Some(there) => {
                let seats = there.seats.saturating_add(own.seats);
                db.update_from(there, &Establishment { seats, ..there.clone() })?;
                db.delete::<Establishment>(own.id)?;
            }
            None => {
                db.update_from(own, &Establishment { team_id: into, ..own.clone() })?;
            }
        }
    }
    let open = |vacancy: &Vacancy| vacancy.closed_on.is_none_or(|closed| day < closed);
    let open = db.all::<Vacancy>()?.into_iter().filter(open);
    for vacancy in open.filter(|vacancy| vacancy.team_id == from) {
        db.update_from(&vacancy, &Vacancy { team_id: into, ..vacancy.clone() })?;
    }
    Ok(())
}

/// The stretches in a team that cover a day or begin after it.
fn staying(db: &Db, team: TeamId, day: NaiveDate) -> Result<Vec<Membership>> {
    let own = db.all::<Membership>()?.into_iter().filter(|m| m.team_id == Some(team));
    let stays = |m: &Membership| {
        m.stretch().covers(Some(day)) || m.starts.is_some_and(|starts| day < starts)
    };
    Ok(own.filter(stays).collect())
}

/// Follows who reports to whom from the manager of a team upwards: one who manages the own team is
/// the top, and nobody may report to oneself over others.
fn check_manager(db: &Db, team: TeamId, manager: Option<PersonId>) -> Result<()> {
    let mut managers: BTreeMap<TeamId, Option<PersonId>> =
        db.all::<Team>()?.into_iter().map(|team| (team.id, team.manager_id)).collect();
    managers.insert(team, manager);
    let mut below = BTreeSet::new();
    let mut next = manager;
    while let Some(person) = next {
        if !below.insert(person) {
            return Err(Error::new("error-manager-loop"));
        }
        let home = newest(db, person)?.filter(|m| m.ends.is_none()).and_then(|m| m.team_id);
        let above = home.and_then(|home| managers.get(&home).copied().flatten());
        next = above.filter(|above| *above != person);
    }
    Ok(())
}

fn check_name(db: &Db, name: &str, own: Option<TeamId>) -> Result<()> {
    let taken = db.all::<Team>()?.into_iter().any(|team| Some(team.id) != own && team.name == name);
    if taken { Err(Error::new("error-team-taken").arg("name", name)) } else { Ok(()) }
}

fn region(db: &mut Db, name: &str) -> Result<Option<RegionId>> {
    let Some(name) = some(name) else { return Ok(None) };
    if let Some(region) = db.all::<Region>()?.into_iter().find(|region| region.name == name) {
        return Ok(Some(region.id));
    }
    let id = RegionId(db.allocate()?);
    db.insert(&Region { id, name, archived: false })?;
    Ok(Some(id))
}
