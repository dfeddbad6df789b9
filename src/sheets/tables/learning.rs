//! Results of training, ratings of skills, certificates.

use crate::error::Result;
use crate::sheets::tables::{Names, Sheet, day, decimal, fen, opt};
use crate::store::Db;
use crate::store::records::{Certificate, SkillRating, TrainingResult};

pub(super) fn trainings(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<TrainingResult>()?.into_iter().map(|result| {
        vec![
            names.person(Some(result.person_id)),
            result.course.into(),
            day(Some(result.on_day)),
            opt(result.form.as_deref()),
            opt(result.trainer.as_deref()),
            opt(result.place.as_deref()),
            decimal(result.days),
            fen(result.cost),
            opt(result.outcome.as_deref()),
            decimal(result.score),
            opt(result.attendance.as_deref()),
            opt(result.extra.as_deref()),
        ]
    });
    Ok((
        &[
            "person",
            "course",
            "on_day",
            "form",
            "trainer",
            "place",
            "days",
            "cost",
            "outcome",
            "score",
            "attendance",
            "extra",
        ],
        rows.collect(),
    ))
}

pub(super) fn skills(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<SkillRating>()?.into_iter().map(|rating| {
        vec![
            names.person(Some(rating.person_id)),
            rating.skill.into(),
            decimal(Some(rating.level)),
            day(Some(rating.on_day)),
            opt(rating.rater.as_deref()),
            opt(rating.evidence.as_deref()),
            opt(rating.extra.as_deref()),
        ]
    });
    Ok((&["person", "skill", "level", "on_day", "rater", "evidence", "extra"], rows.collect()))
}

pub(super) fn certificates(db: &Db, names: &Names<'_>) -> Result<Sheet> {
    let rows = db.all::<Certificate>()?.into_iter().map(|held| {
        vec![
            names.person(Some(held.person_id)),
            held.certificate.into(),
            opt(held.number.as_deref()),
            day(held.issued_on),
            day(held.expires_on),
            opt(held.issuer.as_deref()),
            opt(held.extra.as_deref()),
        ]
    });
    Ok((
        &["person", "certificate", "number", "issued_on", "expires_on", "issuer", "extra"],
        rows.collect(),
    ))
}
