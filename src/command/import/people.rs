//! People from a roster, with the regions, teams and posts it names.
//!
//! A roster without dates opens memberships that have no start. A manager's name makes that person
//! and, where the roster has no team column, a team named after the manager. Where the rows of one
//! team name different managers (the manager's own row names the director), most rows decide.

use crate::command::import::context::{Context, problem, replace};
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::domain::ids::{MembershipId, PersonId, PostId, RegionId, TeamId};
use crate::error::{Error, Result};
use crate::sheets::row::RowView;
use crate::store::Db;
use crate::store::records::{EndedAs, Membership, Origin, Person, PersonKind, Post, Region, Team};

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    let Some(name) = row.text("name") else {
        return Ok(Outcome::rejected(vec![Problem {
            field: Some("name"),
            key: "problem-blank",
            text: String::new(),
        }]));
    };
    let number = row.text("number");
    let hired = row.date("hired", &mut problems);
    let starts = row.date("starts", &mut problems);
    let kind = row.text("kind").and_then(|text| match text.as_str() {
        "外部" | "外部人员" | "代理" | "代理商" | "渠道" | "external" | "External" => {
            Some(PersonKind::External)
        }
        "内部" | "员工" | "正式" | "正式员工" | "employee" | "Employee" => {
            Some(PersonKind::Employee)
        }
        _ => {
            problems.push(problem("kind", "problem-kind-of-person", &text));
            None
        }
    });
    let known = find(context, &name, number.as_deref(), &mut problems);
    // Two of one name without numbers may be two people: which is which, a number has to say.
    if let Some(id) = known
        && context.again("person", &id.0.to_string())
    {
        return Ok(Outcome::twice(name));
    }
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let old = match known {
        Some(id) => Some(db.get::<Person>(id)?.ok_or_else(|| Error::new("error-record-gone"))?),
        None => None,
    };
    let mut person = match &old {
        Some(old) => old.clone(),
        None => {
            let id = context.add_person(db, &name, Origin::Import)?;
            db.get::<Person>(id)?.ok_or_else(|| Error::new("error-record-gone"))?
        }
    };
    let before = person.clone();
    let mut changes = vec![];
    let plain = String::clone;
    if person.name != name {
        let before = std::mem::replace(&mut person.name, name.clone());
        changes.push(FieldChange { field: "name", before, after: name.clone() });
    }
    replace(&mut person.number, number, "number", plain, &mut changes);
    replace(&mut person.hired, hired, "hired", ToString::to_string, &mut changes);
    replace(&mut person.city, row.text("city"), "city", plain, &mut changes);
    replace(&mut person.phone, row.text("phone"), "phone", plain, &mut changes);
    replace(&mut person.email, row.text("email"), "email", plain, &mut changes);
    replace(&mut person.extra, row.extra(), "extra", plain, &mut changes);
    if let Some(kind) = kind
        && kind != person.kind
    {
        let (before, after) = (person.kind.word().to_owned(), kind.word().to_owned());
        changes.push(FieldChange { field: "kind", before, after });
        person.kind = kind;
    }
    person.origin = Origin::Import;
    db.update_from(&before, &person)?;
    context.index_person(&person);
    context.directory.people.insert(person.id, person.clone());

    let team = team_of(db, context, row, &mut changes)?;
    let post = post_of(db, context, row)?;
    place(db, context, person.id, Place { team, post, starts }, &mut changes)?;
    if old.is_none() || context.named_here.remove(&person.id) {
        Ok(Outcome::new_record(name))
    } else {
        Ok(Outcome::compared(name, changes))
    }
}

/// Settles the managers named by the rows; called when the sheet is done.
pub(super) fn finish(db: &mut Db, context: &mut Context) -> Result<()> {
    let votes = std::mem::take(&mut context.manager_votes);
    for (team_id, candidates) in votes {
        let Some((manager, _)) = candidates.into_iter().max_by_key(|(_, votes)| *votes) else {
            continue;
        };
        let Some(team) = context.directory.teams.get(&team_id).cloned() else { continue };
        if team.manager_id != Some(manager) {
            let new = Team { manager_id: Some(manager), ..team.clone() };
            db.update_from(&team, &new)?;
            context.directory.teams.insert(team_id, new);
        }
        if !context.directory.memberships.iter().any(|m| m.person_id == manager) {
            let id = MembershipId(db.allocate()?);
            let membership =
                Membership { team_id: Some(team_id), ..Membership::new(id, manager, None) };
            context.add_membership(db, membership)?;
        }
    }
    Ok(())
}

fn find(
    context: &Context,
    name: &str,
    number: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<PersonId> {
    let people = &context.directory.people;
    let by_number = number.and_then(|number| {
        context.people_named(number).into_iter().find(|id| {
            people.get(id).is_some_and(|person| person.number.as_deref() == Some(number))
        })
    });
    if by_number.is_some() {
        return by_number;
    }
    // A namesake with another number is another person.
    let same: Vec<PersonId> = context
        .people_named(name)
        .into_iter()
        .filter(|id| {
            people.get(id).is_some_and(|person| {
                person.number.is_none() || number.is_none() || person.number.as_deref() == number
            })
        })
        .collect();
    match same.as_slice() {
        [] => None,
        [id] => Some(*id),
        _ => {
            problems.push(problem("name", "problem-person-ambiguous", name));
            None
        }
    }
}

/// The team the row names, with its region and manager; made when it is new.
fn team_of(
    db: &mut Db,
    context: &mut Context,
    row: &RowView<'_>,
    changes: &mut Vec<FieldChange>,
) -> Result<Option<TeamId>> {
    let manager_name = row.text("manager");
    let Some(team_name) = row.text("team").or_else(|| manager_name.clone()) else {
        return Ok(None);
    };
    let region = match row.text("region") {
        Some(name) => Some(region_of(db, context, &name)?),
        None => None,
    };
    let known = context.directory.teams.values().find(|team| team.name == team_name).cloned();
    let team = match known {
        Some(team) => {
            let mut new = team.clone();
            let regions = &context.directory;
            replace(
                &mut new.region_id,
                region,
                "region",
                |id| regions.region_name(*id).to_owned(),
                changes,
            );
            db.update_from(&team, &new)?;
            new
        }
        None => {
            let id = TeamId(db.allocate()?);
            let team = Team { region_id: region, ..Team::new(id, team_name) };
            db.insert(&team)?;
            team
        }
    };
    let id = team.id;
    context.directory.teams.insert(id, team);
    if let Some(name) = manager_name {
        let manager = match context.people_named(&name).as_slice() {
            [] => {
                let person = context.add_person(db, &name, Origin::CreatedByImport)?;
                context.named_here.insert(person);
                Some(person)
            }
            [person] => Some(*person),
            _ => None,
        };
        if let Some(manager) = manager {
            *context.manager_votes.entry(id).or_default().entry(manager).or_default() += 1;
        }
    }
    Ok(Some(id))
}

fn region_of(db: &mut Db, context: &mut Context, name: &str) -> Result<RegionId> {
    if let Some(region) = context.directory.regions.values().find(|region| region.name == name) {
        return Ok(region.id);
    }
    let region = Region { id: RegionId(db.allocate()?), name: name.to_owned(), archived: false };
    db.insert(&region)?;
    let id = region.id;
    context.directory.regions.insert(id, region);
    Ok(id)
}

fn post_of(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Option<PostId>> {
    let Some(name) = row.text("post") else { return Ok(None) };
    if let Some(post) = context.directory.posts.values().find(|post| post.name == name) {
        return Ok(Some(post.id));
    }
    let post = Post { id: PostId(db.allocate()?), name, archived: false };
    db.insert(&post)?;
    let id = post.id;
    context.directory.posts.insert(id, post);
    Ok(Some(id))
}

struct Place {
    team: Option<TeamId>,
    post: Option<PostId>,
    starts: Option<chrono::NaiveDate>,
}

/// Opens a membership, or moves the person from the effective date (else the roster's date) on.
fn place(
    db: &mut Db,
    context: &mut Context,
    person: PersonId,
    place: Place,
    changes: &mut Vec<FieldChange>,
) -> Result<()> {
    let Place { team, post, starts } = place;
    if team.is_none() && post.is_none() {
        return Ok(());
    }
    let memberships = &context.directory.memberships;
    let current = memberships.iter().position(|m| m.person_id == person && m.ends.is_none());
    let Some(old) = current.and_then(|at| memberships.get(at)).cloned() else {
        let id = MembershipId(db.allocate()?);
        let membership =
            Membership { team_id: team, post_id: post, ..Membership::new(id, person, starts) };
        return context.add_membership(db, membership);
    };
    let wanted_team = team.or(old.team_id);
    let wanted_post = post.or(old.post_id);
    if wanted_team == old.team_id && wanted_post == old.post_id {
        return Ok(());
    }
    let directory = &context.directory;
    let team_name = |team: Option<TeamId>| {
        team.and_then(|team| directory.teams.get(&team))
            .map_or_else(String::new, |team| team.name.clone())
    };
    let post_name = |post: Option<PostId>| {
        post.and_then(|post| directory.posts.get(&post))
            .map_or_else(String::new, |post| post.name.clone())
    };
    if wanted_team != old.team_id {
        let (before, after) = (team_name(old.team_id), team_name(wanted_team));
        changes.push(FieldChange { field: "team", before, after });
    }
    if wanted_post != old.post_id {
        let (before, after) = (post_name(old.post_id), post_name(wanted_post));
        changes.push(FieldChange { field: "post", before, after });
    }
    let fills_gap = (old.team_id.is_none() || wanted_team == old.team_id)
        && (old.post_id.is_none() || wanted_post == old.post_id);
    let day = starts.unwrap_or(context.report_date);
    let in_place = fills_gap || old.starts.is_some_and(|begun| begun >= day);
    let new = if in_place {
        Membership { team_id: wanted_team, post_id: wanted_post, ..old.clone() }
    } else {
        Membership { ends: Some(day), ended_as: Some(EndedAs::Move), ..old.clone() }
    };
    db.update_from(&old, &new)?;
    if let Some(slot) = current.and_then(|at| context.directory.memberships.get_mut(at)) {
        *slot = new;
    }
    if !in_place {
        let id = MembershipId(db.allocate()?);
        let membership = Membership {
            team_id: wanted_team,
            post_id: wanted_post,
            level: old.level,
            ..Membership::new(id, person, Some(day))
        };
        context.add_membership(db, membership)?;
    }
    Ok(())
}
