//! Kinds of certificate, a renewal, and the courses.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{WHOLE, YUAN, course, say};
use crate::command::training::What;
use crate::command::training::certificates::{Ask as Certificates, KindForm, RenewalForm};
use crate::command::training::courses::{Ask as Courses, CourseForm};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::sample::story::{Cast, given, missing, parts, rows, word};
use crate::store::Db;
use crate::store::records::{LearningTopic, TrainingForm};
use crate::store::stage_models::Words;
use crate::store::training::{certificates, names};

/// The day on which courses and kinds were entered.
const ENTERED: (i32, u32, u32) = (2025, 1, 6);

#[derive(Deserialize)]
struct Kind {
    name: String,
    name_en: String,
    months: Option<i64>,
    warn_days: i64,
    issuer: String,
}

#[derive(Deserialize)]
struct Renewed {
    person: String,
    certificate: String,
    number: String,
    issued: NaiveDate,
    expires: NaiveDate,
}

#[derive(Deserialize)]
struct Taught {
    name: String,
    name_en: String,
    topic: String,
    form: String,
    hours: f64,
    cost: i64,
    full: Option<i64>,
    pass: Option<i64>,
    months: Option<i64>,
    certificate: String,
    kpi: String,
    kpi_days: Option<i64>,
    skills: String,
    summary: String,
    archived: bool,
}

/// Makes all of it.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    let (year, month, day) = ENTERED;
    let today = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    for kind in rows::<Kind>("certificate_kinds")? {
        let form = KindForm {
            name: Words { zh: kind.name, en: kind.name_en },
            months: kind.months,
            warn_days: kind.warn_days,
            issuer: kind.issuer,
        };
        say(db, today, What::Certificates(Certificates::AddKind(form)))?;
    }
    for renewed in rows::<Renewed>("renewals")? {
        let held = certificates::of_person(db, cast.person(&renewed.person)?)?;
        let own = held.iter().find(|own| own.certificate == renewed.certificate);
        let id = own.map(|own| own.id).ok_or_else(|| missing(&renewed.certificate))?;
        let form = RenewalForm {
            number: renewed.number,
            issued_on: renewed.issued,
            expires_on: Some(renewed.expires),
        };
        say(db, renewed.issued, What::Certificates(Certificates::Renew(id, form)))?;
    }
    for taught in rows::<Taught>("courses")? {
        let (name, archived) = (taught.name.clone(), taught.archived);
        let form = form(db, cast, taught)?;
        say(db, today, What::Courses(Courses::AddCourse(form)))?;
        if archived {
            let id = course(db, &name)?;
            say(db, today, What::Courses(Courses::ArchiveCourse(id, true)))?;
        }
    }
    Ok(())
}

fn form(db: &Db, cast: &Cast, taught: Taught) -> Result<CourseForm> {
    let kinds = names::certificate_kinds(db)?;
    let mut skills = vec![];
    for part in parts(&taught.skills) {
        let (skill, level) = part.split_once(':').ok_or_else(|| missing(part))?;
        skills.push((cast.skill(skill)?, word(level, |level| level.parse().ok())?));
    }
    let scored = |points: Option<i64>| points.map(|points| points * WHOLE);
    Ok(CourseForm {
        name: Words { zh: taught.name, en: taught.name_en },
        topic: word(&taught.topic, LearningTopic::parse)?,
        form: word(&taught.form, TrainingForm::parse)?,
        summary: taught.summary,
        hours: Some(hours(taught.hours)),
        cost_per_head: Some(taught.cost * YUAN),
        full_score: scored(taught.full),
        pass_score: scored(taught.pass),
        valid_months: taught.months,
        certificate: given(&taught.certificate, |name| word(name, |name| kinds.find(name)))?,
        kpi: given(&taught.kpi, |kpi| word(kpi, MetricId::parse))?,
        kpi_days: taught.kpi_days,
        skills,
    })
}

/// Hours as they are stored; the tables state quarters of an hour, which floats hold exactly.
pub(super) fn hours(hours: f64) -> i64 {
    (hours * WHOLE as f64).round() as i64
}
