//! Who signed for which sheet, and who has another one than the time in the company says.

use chrono::NaiveDate;

use crate::command;
use crate::domain::duty::Audience;
use crate::domain::ids::{DutyAcknowledgementId, DutyChoiceId, DutySheetId, PersonId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{DutyAcknowledgement, DutyChoice, Person};

use super::said;

/// Records a signature: on a day that has come, on which the sheet held and was the person's own.
pub(super) fn acknowledge(
    db: &mut Db,
    (person, sheet): (PersonId, DutySheetId),
    (on_day, today): (NaiveDate, NaiveDate),
    note: &str,
) -> Result<()> {
    let (duties, directory) = (Duties::load(db)?, Directory::load(db)?);
    let gone = || Error::new("error-record-gone");
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
        note: said(note),
    })
}

/// Gives a person one of the two special sheets, with the reason.
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
    let reason = said(reason).ok_or_else(|| Error::new("error-duty-reason"))?;
    if db.get::<Person>(person)?.is_none() {
        return Err(Error::new("error-record-gone"));
    }
    let by_name = command::author(db)?;
    let old = own_choice(db, person)?;
    let id = match &old {
        Some(old) => old.id,
        None => DutyChoiceId(db.allocate()?),
    };
    let new = DutyChoice { id, person_id: person, audience, reason, on_day, by_name };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

/// Lets the time in the company decide again.
pub(super) fn take_choice_back(db: &mut Db, person: PersonId) -> Result<()> {
    let own = own_choice(db, person)?.ok_or_else(|| Error::new("error-record-gone"))?;
    db.delete::<DutyChoice>(own.id)
}

fn own_choice(db: &Db, person: PersonId) -> Result<Option<DutyChoice>> {
    Ok(db.all::<DutyChoice>()?.into_iter().find(|choice| choice.person_id == person))
}
