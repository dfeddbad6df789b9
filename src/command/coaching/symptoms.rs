//! The figures that a coaching or a plan answers: worked out and kept the first time they are named, and left
//! as they are after that.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::command::input::some;
use crate::domain::ids::{CoachingId, CoachingSymptomId, ImprovementPlanId, PersonId};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::metrics::symptom::{Subject, figure};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::records::CoachingSymptom;

/// A figure and what it is put down to, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SymptomForm {
    /// What it is put down to; may be blank where there is a figure.
    pub cause: String,
    /// Whether that is a guess; it has to be one where there is no figure.
    pub guess: bool,
    /// The figure that shows it, and its period.
    pub figure: Option<(Subject, Period)>,
}

/// Whose figures they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Those of a coaching.
    Coaching(CoachingId),
    /// Those of a plan.
    Plan(ImprovementPlanId),
}

impl Owner {
    fn stored(self, db: &Db) -> Result<Vec<CoachingSymptom>> {
        match self {
            Self::Coaching(id) => log::symptoms_of(db, id),
            Self::Plan(id) => log::symptoms_of_plan(db, id),
        }
    }
}

/// Those in which something stands, once nothing is wrong with them.
pub(super) fn checked(forms: &[SymptomForm], today: NaiveDate) -> Result<Vec<&SymptomForm>> {
    let mut seen: BTreeSet<&(Subject, Period)> = BTreeSet::new();
    let mut wanted = vec![];
    for form in forms {
        match &form.figure {
            None if form.cause.trim().is_empty() => continue,
            None if !form.guess => {
                let cause = form.cause.trim();
                return Err(Error::new("error-symptom-guess").arg("cause", cause));
            }
            None => {}
            Some(figure) => {
                if figure.1.first_day() > today {
                    return Err(Error::new("error-symptom-period").arg("period", figure.1));
                }
                if !seen.insert(figure) {
                    return Err(Error::new("error-symptom-twice"));
                }
            }
        }
        wanted.push(form);
    }
    Ok(wanted)
}

/// Writes the figures of somebody. What stands there already about the same person stays as it was then.
pub(super) fn write(
    db: &mut Db,
    directory: &Directory,
    owner: Owner,
    (person, same_person): (PersonId, bool),
    forms: &[&SymptomForm],
    today: NaiveDate,
) -> Result<()> {
    let stored = owner.stored(db)?;
    let mut places = stored.iter();
    for (position, form) in (1..).zip(forms) {
        let at = places.next();
        let id = match at {
            Some(old) => old.id,
            None => CoachingSymptomId(db.allocate()?),
        };
        let frozen = match &form.figure {
            None => None,
            Some((subject, period)) => {
                let (kind, word) = subject.cells();
                let text = period.to_string();
                let kept = stored.iter().filter(|_| same_person).find(|old| {
                    old.subject_kind == Some(kind)
                        && old.subject.as_ref() == Some(&word)
                        && old.period.as_ref() == Some(&text)
                });
                match kept {
                    Some(old) => Some(old.clone()),
                    None => Some(freeze(db, directory, person, (subject, *period), today)?),
                }
            }
        };
        let new = CoachingSymptom {
            id,
            coaching_id: match owner {
                Owner::Coaching(id) => Some(id),
                Owner::Plan(_) => None,
            },
            plan_id: match owner {
                Owner::Plan(id) => Some(id),
                Owner::Coaching(_) => None,
            },
            position,
            cause: some(&form.cause),
            guess: form.guess,
            ..frozen.unwrap_or_else(blank)
        };
        match at {
            Some(old) => {
                db.update_from(old, &new)?;
            }
            None => db.insert(&new)?,
        }
    }
    for gone in places {
        db.delete::<CoachingSymptom>(gone.id)?;
    }
    Ok(())
}

/// How somebody stands today, as cells.
fn freeze(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    (subject, period): (&Subject, Period),
    today: NaiveDate,
) -> Result<CoachingSymptom> {
    let found = figure(db, directory, person, (subject, period), today)?;
    let found = found.ok_or_else(|| Error::new("error-symptom-gone"))?;
    let (kind, word) = subject.cells();
    Ok(CoachingSymptom {
        subject_kind: Some(kind),
        subject: Some(word),
        name: found.name,
        period: Some(period.to_string()),
        value: found.own.value,
        sample: Some(found.own.sample),
        against: found.beside.map(|(against, _)| against),
        against_value: found.beside.and_then(|(_, beside)| beside.value),
        against_sample: found.beside.map(|(_, beside)| beside.sample),
        frozen_on: Some(today),
        ..blank()
    })
}

/// One without a figure.
const fn blank() -> CoachingSymptom {
    CoachingSymptom {
        id: CoachingSymptomId(0),
        coaching_id: None,
        plan_id: None,
        position: 0,
        cause: None,
        guess: false,
        subject_kind: None,
        subject: None,
        name: None,
        period: None,
        value: None,
        sample: None,
        against: None,
        against_value: None,
        against_sample: None,
        frozen_on: None,
    }
}

/// Takes all figures of a coaching or a plan away.
pub(super) fn remove(db: &mut Db, owner: Owner) -> Result<()> {
    for old in owner.stored(db)? {
        db.delete::<CoachingSymptom>(old.id)?;
    }
    Ok(())
}
