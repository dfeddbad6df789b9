//! 每月自查: what people say of their own duties, month by month.

use chrono::NaiveDate;

use crate::command;
use crate::command::input::some;
use crate::domain::ids::{DutyCheckId, DutyLineId, PersonId};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::DutyCheck;

/// Says of a duty whether it was done in a month that has begun, and what shows it: of one that stands
/// in the sheet which is the person's at the end of the month. What is done needs what shows it.
pub(super) fn check(
    db: &mut Db,
    (person, line): (PersonId, DutyLineId),
    month: Period,
    (done, proof): (bool, &str),
    today: NaiveDate,
) -> Result<()> {
    if !matches!(month, Period::Month(..)) {
        return Err(Error::new("error-duty-check-month").arg("period", month));
    }
    if month.first_day() > today {
        return Err(Error::new("error-duty-check-future").arg("month", month));
    }
    let proof = some(proof);
    if done && proof.is_none() {
        return Err(Error::new("error-duty-check-proof"));
    }
    let (duties, directory) = (Duties::load(db)?, Directory::load(db)?);
    let own = duties.of_month(&directory, person, month);
    let theirs = own.is_some_and(|sheet| duties.duties_of(sheet.id).any(|duty| duty.id == line));
    if !theirs {
        let name = directory.person_name(person);
        return Err(Error::new("error-duty-check-line").arg("name", name).arg("month", month));
    }
    let by_name = command::author(db)?;
    match there(db, (person, line), month)? {
        Some(old) if old.done == done && old.proof == proof => Ok(()),
        Some(old) => {
            let new = DutyCheck { done, proof, on_day: today, by_name, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        None => {
            let id = DutyCheckId(db.allocate()?);
            db.insert(&DutyCheck {
                id,
                person_id: person,
                line_id: line,
                month: month.to_string(),
                done,
                proof,
                on_day: today,
                by_name,
            })
        }
    }
}

/// Takes away what was said of a duty for a month, if anything was.
pub(super) fn uncheck(
    db: &mut Db,
    (person, line): (PersonId, DutyLineId),
    month: Period,
) -> Result<()> {
    match there(db, (person, line), month)? {
        Some(old) => db.delete::<DutyCheck>(old.id),
        None => Ok(()),
    }
}

/// What was said of a duty for a month, if anything.
fn there(
    db: &Db,
    (person, line): (PersonId, DutyLineId),
    month: Period,
) -> Result<Option<DutyCheck>> {
    let month = month.to_string();
    let same = |check: &DutyCheck| {
        check.person_id == person && check.line_id == line && check.month == month
    };
    Ok(db.all::<DutyCheck>()?.into_iter().find(same))
}
