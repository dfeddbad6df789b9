//! Commands on people, teams and regions.

use chrono::NaiveDate;

use crate::domain::ids::{MembershipId, PersonId, PostId, RegionId, TeamId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{Membership, Origin, Person, PersonKind, Post, Region, Team};

/// What a form says about a person; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonForm {
    /// The name.
    pub name: String,
    /// The staff number.
    pub number: String,
    /// Employed or external.
    pub kind: PersonKind,
    /// The day of hire.
    pub hired: Option<NaiveDate>,
    /// The city or territory.
    pub city: String,
    /// The telephone number.
    pub phone: String,
    /// The mail address.
    pub email: String,
    /// The post by name; a new name makes the post.
    pub post: String,
    /// The team.
    pub team: Option<TeamId>,
    /// The day from which team and post hold; `None` corrects the present entry in place.
    pub effective: Option<NaiveDate>,
}

/// What a form says about a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamForm {
    /// The name.
    pub name: String,
    /// The region by name; a new name makes the region, blank means none.
    pub region: String,
    /// The manager.
    pub manager: Option<PersonId>,
}

/// A command on people, teams and regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Adds a person.
    AddPerson(PersonForm),
    /// Changes a person.
    EditPerson(PersonId, PersonForm),
    /// Takes a person off the lists, or puts one back.
    ArchivePerson(PersonId, bool, String),
    /// Adds a team.
    AddTeam(TeamForm),
    /// Changes a team.
    EditTeam(TeamId, TeamForm),
}

impl Command {
    pub(super) fn head(&self) -> (&'static str, String) {
        match self {
            Self::AddPerson(form) => ("step-add-person", form.name.clone()),
            Self::EditPerson(_, form) => ("step-edit-person", form.name.clone()),
            Self::ArchivePerson(_, true, name) => ("step-archive-person", name.clone()),
            Self::ArchivePerson(_, false, name) => ("step-restore-person", name.clone()),
            Self::AddTeam(form) => ("step-add-team", form.name.clone()),
            Self::EditTeam(_, form) => ("step-edit-team", form.name.clone()),
        }
    }
}

pub(super) fn apply(db: &mut Db, command: &Command) -> Result<()> {
    match command {
        Command::AddPerson(form) => {
            let id = PersonId(db.allocate()?);
            let person = fill(Person::new(id, String::new(), Origin::Typed), form)?;
            check_number(db, &person)?;
            db.insert(&person)?;
            place(db, id, form)
        }
        Command::EditPerson(id, form) => {
            let old = db.get::<Person>(*id)?.ok_or_else(|| Error::new("error-record-gone"))?;
            let person = fill(old.clone(), form)?;
            check_number(db, &person)?;
            db.update_from(&old, &person)?;
            place(db, *id, form)
        }
        Command::ArchivePerson(id, archived, _) => {
            let old = db.get::<Person>(*id)?.ok_or_else(|| Error::new("error-record-gone"))?;
            db.update_from(&old, &Person { archived: *archived, ..old.clone() })?;
            Ok(())
        }
        Command::AddTeam(form) => {
            let region_id = region(db, &form.region)?;
            let name = required(&form.name)?;
            check_team_name(db, &name, None)?;
            let id = TeamId(db.allocate()?);
            db.insert(&Team { region_id, manager_id: form.manager, ..Team::new(id, name) })
        }
        Command::EditTeam(id, form) => {
            let region_id = region(db, &form.region)?;
            let name = required(&form.name)?;
            check_team_name(db, &name, Some(*id))?;
            let old = db.get::<Team>(*id)?.ok_or_else(|| Error::new("error-record-gone"))?;
            db.update_from(
                &old,
                &Team { name, region_id, manager_id: form.manager, ..old.clone() },
            )?;
            Ok(())
        }
    }
}

fn required(text: &str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() { Err(Error::new("error-name-blank")) } else { Ok(text.to_owned()) }
}

fn optional(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn fill(person: Person, form: &PersonForm) -> Result<Person> {
    Ok(Person {
        name: required(&form.name)?,
        number: optional(&form.number),
        kind: form.kind,
        hired: form.hired,
        city: optional(&form.city),
        phone: optional(&form.phone),
        email: optional(&form.email),
        ..person
    })
}

fn check_number(db: &Db, person: &Person) -> Result<()> {
    let Some(number) = &person.number else { return Ok(()) };
    let taken = db
        .all::<Person>()?
        .into_iter()
        .find(|other| other.id != person.id && other.number.as_deref() == Some(number));
    taken.map_or(Ok(()), |other| {
        Err(Error::new("error-number-taken").arg("number", number).arg("name", other.name))
    })
}

fn check_team_name(db: &Db, name: &str, own: Option<TeamId>) -> Result<()> {
    let taken = db.all::<Team>()?.into_iter().any(|team| Some(team.id) != own && team.name == name);
    if taken { Err(Error::new("error-team-taken").arg("name", name)) } else { Ok(()) }
}

fn region(db: &mut Db, name: &str) -> Result<Option<RegionId>> {
    let Some(name) = optional(name) else { return Ok(None) };
    if let Some(region) = db.all::<Region>()?.into_iter().find(|region| region.name == name) {
        return Ok(Some(region.id));
    }
    let id = RegionId(db.allocate()?);
    db.insert(&Region { id, name, archived: false })?;
    Ok(Some(id))
}

fn post(db: &mut Db, name: &str) -> Result<Option<PostId>> {
    let Some(name) = optional(name) else { return Ok(None) };
    if let Some(post) = db.all::<Post>()?.into_iter().find(|post| post.name == name) {
        return Ok(Some(post.id));
    }
    let id = PostId(db.allocate()?);
    db.insert(&Post { id, name, archived: false })?;
    Ok(Some(id))
}

/// Puts the person where the form says: in place without a date, from the date on with one, so that
/// closed periods keep the team they were in.
fn place(db: &mut Db, person: PersonId, form: &PersonForm) -> Result<()> {
    let post_id = post(db, &form.post)?;
    let current = db
        .all::<Membership>()?
        .into_iter()
        .find(|membership| membership.person_id == person && membership.ends.is_none());
    let Some(old) = current else {
        if form.team.is_none() && post_id.is_none() {
            return Ok(());
        }
        let id = MembershipId(db.allocate()?);
        return db.insert(&Membership {
            team_id: form.team,
            post_id,
            ..Membership::new(id, person, form.effective)
        });
    };
    if old.team_id == form.team && old.post_id == post_id {
        return Ok(());
    }
    match form.effective {
        Some(day) if old.starts.is_none_or(|starts| starts < day) => {
            db.update_from(&old, &Membership { ends: Some(day), ..old.clone() })?;
            let id = MembershipId(db.allocate()?);
            db.insert(&Membership {
                team_id: form.team,
                post_id,
                ..Membership::new(id, person, Some(day))
            })
        }
        Some(day) if old.starts.is_some_and(|starts| starts > day) => {
            Err(Error::new("error-move-before-entry").arg("day", day))
        }
        _ => {
            db.update_from(&old, &Membership { team_id: form.team, post_id, ..old.clone() })?;
            Ok(())
        }
    }
}
