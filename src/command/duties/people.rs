//! Who signed for which sheet, and who has another one than the time in the company says.

use chrono::NaiveDate;

use crate::command;
use crate::command::input::{gone, required, some};
use crate::domain::duty::Audience;
use crate::domain::ids::{DutyAcknowledgementId, DutyChoiceId, DutySheetId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{DutyAcknowledgement, DutyChoice, Person};

/// Records a signature: on a day that has come, on which the sheet held and was the person's own.
pub(super) fn acknowledge(
    db: &mut Db,
    (person, sheet): (PersonId, DutySheetId),
    (on_day, today): (NaiveDate, NaiveDate),
    note: &str,
) -> Result<()> {
    let (duties, directory) = (Duties::load(db)?, Directory::load(db)?);
    let version = duties.sheets.get(&sheet).ok_or_else(gone)?;
    if on_day > today {
        return Err(Error::new("error-duty-day-future").arg("day", on_day));
    }
    if on_day < version.starts {
        return Err(Error::new("error-duty-day-before").arg("day", version.starts));
    }
    if let Some(there) = duties.acknowledgements.get(&(person, sheet)) {
        return Err(Error::new("error-duty-acknowledged").arg("day", there.on_day));
    }
    let own = duties.standing(&directory, person, on_day).sheet.map(|own| own.id);
    if own != Some(sheet) {
        let name = directory.person_name(person);
        return Err(Error::new("error-duty-not-theirs").arg("name", name).arg("day", on_day));
    }
    let (id, by_name) = (DutyAcknowledgementId(db.allocate()?), command::author(db)?);
    db.insert(&DutyAcknowledgement {
        id,
        sheet_id: sheet,
        person_id: person,
        on_day,
        by_name,
        note: some(note),
    })
}

/// Gives a person one of the two special sheets from a day on, with the reason. What was chosen for
/// days before stays as it was.
pub(super) fn choose(
    db: &mut Db,
    person: PersonId,
    audience: Audience,
    reason: &str,
    on_day: NaiveDate,
) -> Result<()> {
    if audience == Audience::Everyone {
        return Err(Error::new("error-internal").detail("a choice of the sheet for everyone"));
    }
    let reason = required(reason, "error-duty-reason")?;
    if db.get::<Person>(person)?.is_none() {
        return Err(gone());
    }
    let (_, later) = choices(db, person, on_day)?;
    say(db, later, (person, on_day), Some((audience, reason)))
}

/// Lets the time in the company decide again from a day on.
pub(super) fn take_choice_back(db: &mut Db, person: PersonId, on_day: NaiveDate) -> Result<()> {
    let (before, later) = choices(db, person, on_day)?;
    let made = |choice: &DutyChoice| choice.audience.is_some();
    let holds = later.iter().find(|choice| choice.on_day == on_day).or(before.as_ref());
    if !holds.is_some_and(made) && !later.iter().any(made) {
        return Err(gone());
    }
    if before.as_ref().is_some_and(made) {
        return say(db, later, (person, on_day), None);
    }
    take_away(db, later)
}

/// The choice that holds up to a day, and those from it on.
fn choices(
    db: &Db,
    person: PersonId,
    day: NaiveDate,
) -> Result<(Option<DutyChoice>, Vec<DutyChoice>)> {
    let own = db.all::<DutyChoice>()?.into_iter().filter(|choice| choice.person_id == person);
    let (before, later): (Vec<_>, Vec<_>) = own.partition(|choice| choice.on_day < day);
    Ok((before.into_iter().max_by_key(|choice| choice.on_day), later))
}

/// Says what holds from a day on, in place of what was said for it and for later days.
fn say(
    db: &mut Db,
    later: Vec<DutyChoice>,
    (person_id, on_day): (PersonId, NaiveDate),
    chosen: Option<(Audience, String)>,
) -> Result<()> {
    take_away(db, later)?;
    let (id, by_name) = (DutyChoiceId(db.allocate()?), command::author(db)?);
    let (audience, reason) = chosen.unzip();
    db.insert(&DutyChoice { id, person_id, audience, reason, on_day, by_name })
}

fn take_away(db: &mut Db, choices: Vec<DutyChoice>) -> Result<()> {
    choices.into_iter().try_for_each(|choice| db.delete::<DutyChoice>(choice.id))
}
