//! Courses and which skills they bring to which level.

use chrono::NaiveDate;

use super::names::{self, Named};
use super::skills::in_use;
use super::{not_negative, positive};
use crate::command::input::{known, required, some};
use crate::domain::ids::{CertificateKindId, CourseId, CourseSkillId, SkillId};
use crate::error::{Error, Result};
use crate::metrics::MetricId;
use crate::store::Db;
use crate::store::records::{
    CertificateKind, ClassStatus, Course, CourseSkill, LearningTopic, TrainingClass, TrainingForm,
};
use crate::store::stage_models::Words;
use crate::store::training::skills::TOP_LEVEL;

/// A course as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseForm {
    /// The name; never blank in Chinese.
    pub name: Words,
    /// What it is about.
    pub topic: LearningTopic,
    /// How it is taught.
    pub form: TrainingForm,
    /// What is in it; may be blank.
    pub summary: String,
    /// How long it takes, in ten-thousandths of an hour.
    pub hours: Option<i64>,
    /// What it costs for one person, in fen.
    pub cost_per_head: Option<i64>,
    /// The best score of its test, in ten-thousandths of a point.
    pub full_score: Option<i64>,
    /// The score from which it is passed, in ten-thousandths of a point; not without the best one.
    pub pass_score: Option<i64>,
    /// After how many months it is to be repeated.
    pub valid_months: Option<i64>,
    /// The certificate it gives.
    pub certificate: Option<CertificateKindId>,
    /// The metric by which its result is measured.
    pub kpi: Option<MetricId>,
    /// Over how many days before and after; not without the metric.
    pub kpi_days: Option<i64>,
    /// The skills it brings to a level, 1 to 4, each once.
    pub skills: Vec<(SkillId, i64)>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Adds a course.
    AddCourse(CourseForm),
    /// Changes a course; the name it had stays one of its names. What came of it stays as it is.
    EditCourse(CourseId, CourseForm),
    /// Takes a course out of use, or puts one back.
    ArchiveCourse(CourseId, bool),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::AddCourse(_) => "step-course-add",
            Self::EditCourse(..) => "step-course-edit",
            Self::ArchiveCourse(_, true) => "step-course-archive",
            Self::ArchiveCourse(_, false) => "step-course-restore",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::AddCourse(form) => {
            let id = CourseId(db.allocate()?);
            let course = filled(db, id, form, false)?;
            db.insert(&course)?;
            set_skills(db, id, &form.skills)
        }
        Ask::EditCourse(id, form) => {
            let old = known::<Course>(db, *id)?;
            let new = filled(db, *id, form, old.archived)?;
            db.update_from(&old, &new)?;
            names::renamed(db, Named::Course(*id), &old.name, &new.name)?;
            set_skills(db, *id, &form.skills)
        }
        Ask::ArchiveCourse(id, archived) => archive(db, *id, *archived, today),
    }
}

fn filled(db: &Db, id: CourseId, form: &CourseForm, archived: bool) -> Result<Course> {
    let name = required(&form.name.zh, "error-name-blank")?;
    let name_en = form.name.en.trim().to_owned();
    for name in [&name, &name_en] {
        names::free(db, Named::Course(id), name)?;
    }
    positive(form.hours, "error-course-hours")?;
    not_negative(form.cost_per_head, "error-course-cost")?;
    positive(form.full_score, "error-course-scores")?;
    not_negative(form.pass_score, "error-course-scores")?;
    let passable = match (form.pass_score, form.full_score) {
        (Some(pass), Some(full)) => pass <= full,
        (pass, _) => pass.is_none(),
    };
    if !passable {
        return Err(Error::new("error-course-scores"));
    }
    positive(form.valid_months, "error-course-months")?;
    measured(form.kpi, form.kpi_days)?;
    if let Some(kind) = form.certificate {
        known::<CertificateKind>(db, kind)?;
    }
    Ok(Course {
        id,
        name,
        name_en,
        topic: form.topic,
        form: form.form,
        summary: some(&form.summary),
        hours: form.hours,
        cost_per_head: form.cost_per_head,
        full_score: form.full_score,
        pass_score: form.pass_score,
        valid_months: form.valid_months,
        certificate_kind_id: form.certificate,
        kpi: form.kpi.map(|kpi| kpi.word().to_owned()),
        kpi_days: form.kpi_days,
        archived,
    })
}

/// By what a result is measured: days are those of a metric.
pub(super) fn measured(kpi: Option<MetricId>, days: Option<i64>) -> Result<()> {
    positive(days, "error-course-kpi-days")?;
    if days.is_some() && kpi.is_none() {
        return Err(Error::new("error-course-kpi-days"));
    }
    Ok(())
}

fn set_skills(db: &mut Db, course_id: CourseId, skills: &[(SkillId, i64)]) -> Result<()> {
    let all = db.all::<CourseSkill>()?.into_iter();
    let mut old: Vec<CourseSkill> = all.filter(|own| own.course_id == course_id).collect();
    for (at, (skill, level)) in skills.iter().enumerate() {
        let record = in_use(db, *skill)?;
        if skills.iter().skip(at + 1).any(|(other, _)| other == skill) {
            return Err(Error::new("error-course-skill-twice").arg("skill", record.name));
        }
        if !(1..=TOP_LEVEL).contains(level) {
            return Err(Error::new("error-course-level").arg("skill", record.name));
        }
        match old.iter().position(|own| own.skill_id == *skill) {
            Some(at) => {
                let own = old.swap_remove(at);
                db.update_from(&own, &CourseSkill { level: *level, ..own.clone() })?;
            }
            None => {
                let id = CourseSkillId(db.allocate()?);
                db.insert(&CourseSkill { id, course_id, skill_id: *skill, level: *level })?;
            }
        }
    }
    for gone in old {
        db.delete::<CourseSkill>(gone.id)?;
    }
    Ok(())
}

/// A course goes out of use once no class of it is still to come.
fn archive(db: &mut Db, id: CourseId, archived: bool, today: NaiveDate) -> Result<()> {
    let old = known::<Course>(db, id)?;
    let coming = |class: &TrainingClass| {
        class.course_id == id && class.status == ClassStatus::Planned && class.ends >= today
    };
    let coming = db.all::<TrainingClass>()?.iter().filter(|class| coming(class)).count();
    if archived && coming > 0 {
        return Err(Error::new("error-course-planned").arg("name", old.name).arg("n", coming));
    }
    db.update_from(&old, &Course { archived, ..old.clone() }).map(|_| ())
}
