//! Results of training, ratings of skills, certificates.

use crate::error::Result;
use crate::sheets::tables::{Names, Sheet, day, decimal, fen, opt};
use crate::sheets::write::Out;
use crate::store::Db;
use crate::store::records::{Certificate, EvidenceKind, SkillRating, TrainingResult};

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
            decimal(result.hours),
            fen(result.cost),
            opt(result.outcome.as_deref()),
            decimal(result.score_before),
            decimal(result.score),
            opt(result.attendance.as_deref()),
            day(result.retest_on),
            decimal(result.retest_score),
            result.feedback.map_or(Out::Blank, Out::Int),
            opt(result.feedback_words.as_deref()),
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
            "hours",
            "cost",
            "outcome",
            "score_before",
            "score",
            "attendance",
            "retest_on",
            "retest_score",
            "rating",
            "rating_words",
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
            opt(rating.evidence_kind.map(EvidenceKind::word)),
            opt(rating.extra.as_deref()),
        ]
    });
    Ok((
        &["person", "skill", "level", "on_day", "rater", "evidence", "evidence_kind", "extra"],
        rows.collect(),
    ))
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
            day(held.revoked_on),
            opt(held.revoked_why.as_deref()),
            opt(held.extra.as_deref()),
        ]
    });
    Ok((
        &[
            "person",
            "certificate",
            "number",
            "issued_on",
            "expires_on",
            "issuer",
            "revoked_on",
            "revoked_why",
            "extra",
        ],
        rows.collect(),
    ))
}
