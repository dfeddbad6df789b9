//! What came of classes: who came to which part, scores, outcome, feedback, cost.
//!
//! It is written into the person's result of the course on that day. Where a sheet brought one already,
//! that row is taken, so that nobody counts twice; what the sheet says and nobody says otherwise stays.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::classes::planned;
use super::skills::in_use;
use super::{level, not_negative, past};
use crate::command;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    ClassPresenceId, ClassScoreId, ClassSessionId, CourseId, PersonId, SkillId, TrainingClassId,
    TrainingResultId,
};
use crate::error::{Error, Result};
use crate::sheets::values;
use crate::store::Db;
use crate::store::records::{
    ClassPresence, ClassScore, ClassSession, ClassStatus, Course, EnrolmentState, Person,
    TrainingClass, TrainingOutcome, TrainingResult,
};
use crate::store::training::classes::{Participant, enrolments, presence, scores, sessions};
use crate::store::training::{names, results};

/// The best score of a test whose course does not say otherwise, in ten-thousandths of a point.
pub const FULL_SCORE: i64 = 1_000_000;

/// The best feedback.
pub const BEST_FEEDBACK: i64 = 5;

/// What came of a class for somebody, as typed; blank texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultForm {
    /// To which parts they came; of a class without parts nothing.
    pub came: BTreeSet<ClassSessionId>,
    /// How long they were there, in ten-thousandths of an hour, of a class without parts.
    pub hours: Option<i64>,
    /// Whether they came, in words: 全勤, 请假.
    pub attendance: String,
    /// The score of the test before, in ten-thousandths of a point.
    pub score_before: Option<i64>,
    /// The score of the test after.
    pub score: Option<i64>,
    /// When the test was taken again, with its score.
    pub retest: Option<(NaiveDate, i64)>,
    /// What came of it.
    pub outcome: Option<TrainingOutcome>,
    /// What they thought of it, 1 to 5.
    pub feedback: Option<i64>,
    /// The same in words.
    pub feedback_words: String,
    /// What it cost for them, in fen.
    pub cost: Option<i64>,
}

impl ResultForm {
    /// What is recorded of somebody in a class, to be changed.
    pub fn of(one: &Participant) -> Self {
        let came = one.presence.iter().filter(|(_, present)| **present).map(|(part, _)| *part);
        let form = Self { came: came.collect(), ..Self::default() };
        let Some(result) = one.results.first() else { return form };
        Self {
            // Of a class with parts they follow from these.
            hours: result.hours.filter(|_| one.presence.is_empty()),
            attendance: result.attendance.clone().unwrap_or_default(),
            score_before: result.score_before,
            score: result.score,
            retest: result.retest_on.zip(result.retest_score),
            outcome: result.outcome.as_deref().and_then(results::outcome),
            feedback: result.feedback,
            feedback_words: result.feedback_words.clone().unwrap_or_default(),
            cost: result.cost,
            ..form
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Records what came of a class for somebody who was enrolled in it.
    Record(TrainingClassId, PersonId, Box<ResultForm>),
    /// Records what came of a class for several people in one step; one that is refused stops all.
    RecordAll(TrainingClassId, Vec<(PersonId, ResultForm)>),
    /// Removes what was recorded by mistake.
    RemoveResult(TrainingClassId, PersonId),
    /// Marks a class as held, with what it cost in all, which is shared by those whose cost is not known.
    Hold(TrainingClassId, Option<i64>),
    /// Writes down which levels somebody showed in a role play, as one rater saw it.
    Score {
        /// The class.
        class: TrainingClassId,
        /// Who played.
        person: PersonId,
        /// Who watched; never blank and never who played.
        rater: String,
        /// The skills with their levels, 0 to 4; what the rater said before goes.
        levels: Vec<(SkillId, i64)>,
    },
    /// Makes a class of results that were held together and are of none.
    FromResults(CourseId, Vec<TrainingResultId>),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Record(..) | Self::RecordAll(..) => "step-result",
            Self::RemoveResult(..) => "step-result-remove",
            Self::Hold(..) => "step-class-hold",
            Self::Score { .. } => "step-class-score",
            Self::FromResults(..) => "step-class-from-results",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::Record(class, person, form) => record(db, (*class, *person), form, today),
        Ask::RecordAll(class, people) => {
            people.iter().try_for_each(|(person, form)| record(db, (*class, *person), form, today))
        }
        Ask::RemoveResult(class, person) => remove(db, *class, *person),
        Ask::Hold(class, cost) => hold(db, *class, *cost, today),
        Ask::Score { class, person, rater, levels } => score(db, (*class, *person), rater, levels),
        Ask::FromResults(course, rows) => from_results(db, *course, rows, today),
    }
}

fn record(
    db: &mut Db,
    (id, person): (TrainingClassId, PersonId),
    form: &ResultForm,
    today: NaiveDate,
) -> Result<()> {
    let class = known::<TrainingClass>(db, id)?;
    if class.status == ClassStatus::Cancelled {
        return Err(Error::new("error-class-cancelled"));
    }
    past(class.starts, today)?;
    let course = known::<Course>(db, class.course_id)?;
    let parts = sessions(db, id)?;
    check((&class, &course), &parts, (form, today))?;
    let old = result_of(db, &class, person)?;
    let seated = enrolments(db, id)?
        .iter()
        .any(|one| one.person_id == person && one.state == EnrolmentState::Enrolled);
    if !seated && old.as_ref().is_none_or(|old| old.class_id != Some(id)) {
        return Err(Error::new("error-enrolment-none"));
    }
    for part in parts.iter().filter(|part| part.on_day <= today) {
        set_presence(db, (id, part.id), person, form.came.contains(&part.id))?;
    }
    let there = parts.iter().filter(|part| form.came.contains(&part.id));
    let hours =
        if parts.is_empty() { form.hours } else { Some(there.map(|part| part.hours).sum()) };
    let key = match &old {
        Some(old) => old.id,
        None => {
            apart(db, (&class, &course), person)?;
            TrainingResultId(db.allocate()?)
        }
    };
    let new = filled(&class, &course, (key, person), (form, hours), old.as_ref());
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

/// What a form may say of somebody in a class.
fn check(
    (class, course): (&TrainingClass, &Course),
    parts: &[ClassSession],
    (form, today): (&ResultForm, NaiveDate),
) -> Result<()> {
    for came in &form.came {
        let part = parts.iter().find(|part| part.id == *came);
        let part = part.ok_or_else(gone)?;
        past(part.on_day, today)?;
    }
    not_negative(form.hours, "error-result-hours")?;
    not_negative(form.cost, "error-result-cost")?;
    let most = course.full_score.unwrap_or(FULL_SCORE);
    let retest = form.retest.map(|(_, score)| score);
    for score in [form.score_before, form.score, retest].into_iter().flatten() {
        if !(0..=most).contains(&score) {
            return Err(Error::new("error-result-score").arg("most", most / 10_000));
        }
    }
    if let Some((day, _)) = form.retest {
        past(day, today)?;
        if day < class.ends || form.score.is_none() {
            return Err(Error::new("error-result-retest").arg("day", class.ends));
        }
    }
    if form.feedback.is_some_and(|points| !(1..=BEST_FEEDBACK).contains(&points)) {
        return Err(Error::new("error-result-feedback").arg("most", BEST_FEEDBACK));
    }
    let over = parts.iter().any(|part| part.on_day <= today);
    let said_of_it = form.score.is_some() || form.feedback.is_some();
    if over && form.came.is_empty() && said_of_it {
        return Err(Error::new("error-result-absent"));
    }
    Ok(())
}

/// The result of somebody in a class: one of the class, one recorded here before one of a sheet; else one
/// of the course on a day of the class that is of no class.
fn result_of(db: &Db, class: &TrainingClass, person: PersonId) -> Result<Option<TrainingResult>> {
    let names = names::courses(db)?;
    let own = results::of_person(db, person)?.into_iter().filter(|result| {
        result.class_id == Some(class.id)
            || (result.class_id.is_none()
                && class.starts <= result.on_day
                && result.on_day <= class.ends
                && names.find(&result.course) == Some(class.course_id))
    });
    Ok(own.min_by_key(|result| (result.class_id.is_none(), result.batch_id.is_some(), result.id)))
}

/// Nobody has two results of a course on a day.
fn apart(db: &Db, (class, course): (&TrainingClass, &Course), person: PersonId) -> Result<()> {
    let mut own = results::of_person(db, person)?.into_iter();
    if own.any(|other| other.on_day == class.starts && other.course == course.name) {
        return Err(Error::new("error-result-twice").arg("day", class.starts));
    }
    Ok(())
}

fn set_presence(
    db: &mut Db,
    (class, session_id): (TrainingClassId, ClassSessionId),
    person_id: PersonId,
    present: bool,
) -> Result<()> {
    let all = presence(db, class)?;
    let own = |one: &&ClassPresence| one.session_id == session_id && one.person_id == person_id;
    match all.iter().find(own) {
        Some(old) => db.update_from(old, &ClassPresence { present, ..old.clone() }).map(|_| ()),
        None => {
            let id = ClassPresenceId(db.allocate()?);
            db.insert(&ClassPresence { id, session_id, person_id, present })
        }
    }
}

/// The row of a result. What a sheet stated stays where the form does not say otherwise; of what was
/// recorded here the form says all.
fn filled(
    class: &TrainingClass,
    course: &Course,
    (id, person_id): (TrainingResultId, PersonId),
    (form, hours): (&ResultForm, Option<i64>),
    old: Option<&TrainingResult>,
) -> TrainingResult {
    let stated = old.filter(|old| old.batch_id.is_some());
    let of = |value: Option<i64>, of: fn(&TrainingResult) -> Option<i64>| {
        value.or_else(|| stated.and_then(of))
    };
    let text = |value: Option<String>, of: fn(&TrainingResult) -> Option<String>| {
        value.or_else(|| stated.and_then(of))
    };
    let retest_on = form.retest.map(|(day, _)| day);
    TrainingResult {
        id,
        person_id,
        course: old.map_or_else(|| course.name.clone(), |old| old.course.clone()),
        on_day: old.map_or(class.starts, |old| old.on_day),
        form: text(None, |old| old.form.clone()).or_else(|| Some(course.form.word().to_owned())),
        trainer: text(None, |old| old.trainer.clone()).or_else(|| class.trainer.clone()),
        place: text(None, |old| old.place.clone()).or_else(|| class.place.clone()),
        // Only sheets state days.
        days: old.and_then(|old| old.days),
        cost: of(form.cost, |old| old.cost),
        outcome: text(form.outcome.map(|came| came.word().to_owned()), |old| old.outcome.clone()),
        score: of(form.score, |old| old.score),
        attendance: text(some(&form.attendance), |old| old.attendance.clone()),
        batch_id: old.and_then(|old| old.batch_id),
        extra: old.and_then(|old| old.extra.clone()),
        class_id: Some(class.id),
        hours: of(hours, |old| old.hours),
        score_before: of(form.score_before, |old| old.score_before),
        retest_on: retest_on.or_else(|| stated.and_then(|old| old.retest_on)),
        retest_score: of(form.retest.map(|(_, score)| score), |old| old.retest_score),
        feedback: of(form.feedback, |old| old.feedback),
        feedback_words: text(some(&form.feedback_words), |old| old.feedback_words.clone()),
    }
}

fn remove(db: &mut Db, id: TrainingClassId, person: PersonId) -> Result<()> {
    // Without attendance of everyone a class is not held.
    planned(db, id)?;
    let own: Vec<TrainingResult> =
        results::of_class(db, id)?.into_iter().filter(|one| one.person_id == person).collect();
    if own.is_empty() {
        return Err(Error::new("error-result-none"));
    }
    if own.iter().any(|result| result.batch_id.is_some()) {
        return Err(Error::new("error-learning-imported"));
    }
    for result in own {
        db.delete::<TrainingResult>(result.id)?;
    }
    for one in presence(db, id)?.into_iter().filter(|one| one.person_id == person) {
        db.delete::<ClassPresence>(one.id)?;
    }
    Ok(())
}

fn hold(db: &mut Db, id: TrainingClassId, cost: Option<i64>, today: NaiveDate) -> Result<()> {
    let old = planned(db, id)?;
    if today < old.ends {
        return Err(Error::new("error-class-not-over").arg("day", old.ends));
    }
    not_negative(cost, "error-class-cost")?;
    let rows = results::of_class(db, id)?;
    let recorded = |person: PersonId| rows.iter().any(|result| result.person_id == person);
    let missing = enrolments(db, id)?
        .iter()
        .filter(|one| one.state == EnrolmentState::Enrolled && !recorded(one.person_id))
        .count();
    if missing > 0 {
        return Err(Error::new("error-class-attendance").arg("n", missing));
    }
    if rows.is_empty() {
        return Err(Error::new("error-class-nobody"));
    }
    if let Some(cost) = cost {
        share(db, &rows, cost)?;
    }
    let new = TrainingClass { status: ClassStatus::Held, closed_on: Some(today), ..old.clone() };
    db.update_from(&old, &new).map(|_| ())
}

/// Shares a cost by the results whose cost is not known, to the fen: what does not divide goes to the
/// first of them.
fn share(db: &mut Db, rows: &[TrainingResult], cost: i64) -> Result<()> {
    let stated: i64 = rows.iter().filter_map(|result| result.cost).sum();
    let open: Vec<&TrainingResult> = rows.iter().filter(|result| result.cost.is_none()).collect();
    let n = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let rest = cost - stated;
    if rest < 0 || (n == 0 && rest > 0) {
        return Err(Error::new("error-class-cost-known"));
    }
    if n == 0 {
        return Ok(());
    }
    for (at, result) in (0..).zip(open) {
        let own = rest / n + i64::from(at < rest % n);
        db.update_from(result, &TrainingResult { cost: Some(own), ..result.clone() })?;
    }
    Ok(())
}

fn score(
    db: &mut Db,
    (class_id, person_id): (TrainingClassId, PersonId),
    rater: &str,
    levels: &[(SkillId, i64)],
) -> Result<()> {
    let class = known::<TrainingClass>(db, class_id)?;
    if class.status == ClassStatus::Cancelled {
        return Err(Error::new("error-class-cancelled"));
    }
    let person = known::<Person>(db, person_id)?;
    let there = enrolments(db, class_id)?
        .iter()
        .any(|one| one.person_id == person_id && one.state == EnrolmentState::Enrolled);
    if !there {
        return Err(Error::new("error-enrolment-none"));
    }
    let rater = required(rater, "error-rating-rater")?;
    let mut own = std::iter::once(&person.name).chain(&person.number);
    if own.any(|name| values::key(name) == values::key(&rater)) {
        return Err(Error::new("error-rating-self").arg("name", person.name));
    }
    let all = scores(db, class_id)?.into_iter();
    let before = all.filter(|old| old.person_id == person_id && old.rater == rater);
    for old in before.collect::<Vec<_>>() {
        db.delete::<ClassScore>(old.id)?;
    }
    let mut seen = BTreeSet::new();
    for (skill_id, shown) in levels {
        let skill = in_use(db, *skill_id)?;
        level(*shown, 0)?;
        if !seen.insert(*skill_id) {
            return Err(Error::new("error-course-skill-twice").arg("skill", skill.name));
        }
        let id = ClassScoreId(db.allocate()?);
        let (skill_id, rater) = (*skill_id, rater.clone());
        db.insert(&ClassScore { id, class_id, person_id, skill_id, rater, level: *shown })?;
    }
    Ok(())
}

fn from_results(
    db: &mut Db,
    course_id: CourseId,
    rows: &[TrainingResultId],
    today: NaiveDate,
) -> Result<()> {
    let course = known::<Course>(db, course_id)?;
    let mut found = vec![];
    for id in rows {
        found.push(known::<TrainingResult>(db, *id)?);
    }
    let of_none = found.iter().all(|result| result.class_id.is_none());
    let names = names::courses(db)?;
    let held = results::held(&names, found);
    let [held] = held.as_slice() else {
        return Err(Error::new("error-results-apart"));
    };
    if !of_none || names.find(&held.course) != Some(course.id) {
        return Err(Error::new("error-results-apart"));
    }
    past(held.on_day, today)?;
    let class_id = TrainingClassId(db.allocate()?);
    db.insert(&TrainingClass {
        id: class_id,
        course_id,
        title: None,
        starts: held.on_day,
        ends: held.on_day,
        place: held.place.clone(),
        trainer: held.trainer.clone(),
        trainer_id: None,
        seats: None,
        cost: None,
        status: ClassStatus::Held,
        confirmed_on: None,
        mark: None,
        kpi: None,
        kpi_days: None,
        kpi_named_on: None,
        behaviour_days: None,
        closed_on: Some(today),
        close_note: None,
        by_name: command::author(db)?,
    })?;
    for result in &held.results {
        let new = TrainingResult { class_id: Some(class_id), ..result.clone() };
        db.update_from(result, &new)?;
    }
    Ok(())
}
