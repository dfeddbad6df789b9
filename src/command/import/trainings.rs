//! Results of training: by person, course and day. A result of a day on which a class of the course is
//! held is one of that class; where the class has one of the person already, it is the same one, so that
//! nobody is counted twice who was recorded here and stands in a sheet of another of its days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::import::Outcome;
use crate::command::import::context::{Context, problem, replace};
use crate::command::import::links::{self, keep, needed, not_ahead, not_negative};
use crate::domain::ids::{CourseId, PersonId, TrainingClassId, TrainingResultId};
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::metrics::training::effect::full_score;
use crate::sheets::row::RowView;
use crate::sheets::values;
use crate::sheets::write::ten_thousandths;
use crate::store::records::{Course, EnrolmentState, TrainingResult};
use crate::store::training::names::{self, Names};
use crate::store::training::{classes, results};
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, person_id, course, on_day, form, trainer, place, days, cost, outcome, score, attendance, batch_id, extra, class_id, hours, score_before, retest_on, retest_score, feedback, feedback_words FROM training_result WHERE person_id = $1 AND course = $2 AND on_day = $3";

/// Feedback is stated in whole points of this scale.
const BEST_FEEDBACK: i64 = 5;

/// The best scores of the courses that are listed. Of any other course it is not known how its tests count.
pub(super) struct Scales {
    names: Names<CourseId>,
    full: BTreeMap<CourseId, i64>,
}

impl Scales {
    /// Reads them.
    pub(super) fn load(db: &Db) -> Result<Self> {
        let courses = db.all::<Course>()?;
        let full = courses.iter().map(|course| (course.id, full_score(course))).collect();
        Ok(Self { names: names::courses(db)?, full })
    }

    /// The best score of a course, by any of its names.
    fn of(&self, course: &str) -> Option<i64> {
        self.full.get(&self.names.find(course)?).copied()
    }
}

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let course = needed("course", &mut problems, |_| row.text("course"));
    let on_day = needed("on_day", &mut problems, |problems| row.date("on_day", problems));
    not_ahead("on_day", on_day, context.latest(), &mut problems);
    let days = row.count("days", &mut problems);
    let cost = row.amount("cost", &mut problems);
    let hours = row.count("hours", &mut problems);
    let score_before = row.count("score_before", &mut problems);
    let score = row.count("score", &mut problems);
    let retest_on = row.date("retest_on", &mut problems);
    let retest_score = row.count("retest_score", &mut problems);
    let rating = row.count("rating", &mut problems);
    for (field, value) in [
        ("days", days),
        ("hours", hours),
        ("cost", cost),
        ("score_before", score_before),
        ("score", score),
        ("retest_score", retest_score),
    ] {
        not_negative(field, value, row, &mut problems);
    }
    let feedback = rating.map(|value| value / 10_000);
    if rating.is_some_and(|value| value % 10_000 != 0)
        || feedback.is_some_and(|points| !(1..=BEST_FEEDBACK).contains(&points))
    {
        let text = row.text("rating").unwrap_or_default();
        problems.push(problem("rating", "problem-feedback", &text));
    }
    if let Some(full) = course.as_deref().and_then(|course| context.scales.of(course)) {
        for (field, value) in
            [("score_before", score_before), ("score", score), ("retest_score", retest_score)]
        {
            if value.is_some_and(|value| value > full) {
                let text = row.text(field).unwrap_or_default();
                problems.push(problem(field, "problem-score", &text));
            }
        }
    }
    let (Some(course), Some(on_day)) = (course, on_day) else {
        return Ok(Outcome::rejected(problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "person", found, &mut problems)?;
    let Some(person) = links.person.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let trainer = row.text("trainer");
    let place = row.text("place");
    let class = class_of(db, person, (course.as_str(), on_day), (&trainer, &place))?;
    let key = [person.into(), course.as_str().into(), on_day.into()];
    let same = db.first(SAME, &key, TrainingResult::from_row)?;
    let old = match (same, class) {
        (None, Some(class)) => results::of_class(db, class)?.into_iter().find(recorded_of(person)),
        (same, _) => same,
    };
    // What was recorded here is of the whole class: two rows of a sheet cannot both be it.
    let recorded = old.as_ref().filter(|old| old.batch_id.is_none()).and_then(|old| old.class_id);
    let which = recorded.map_or_else(|| on_day.to_string(), |class| class.0.to_string());
    let again = context.occurrence(&[&person.0.to_string(), &course, &which]) > 1;
    let mut training = match &old {
        Some(old) => old.clone(),
        None => TrainingResult {
            id: TrainingResultId(db.allocate()?),
            person_id: person,
            course: course.clone(),
            on_day,
            form: None,
            trainer: None,
            place: None,
            days: None,
            cost: None,
            outcome: None,
            score: None,
            attendance: None,
            batch_id: Some(context.batch),
            extra: None,
            class_id: class,
            hours: None,
            score_before: None,
            retest_on: None,
            retest_score: None,
            feedback: None,
            feedback_words: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let decimal = |n: &i64| ten_thousandths(*n);
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    replace(&mut training.form, row.text("form"), "form", plain, &mut changes);
    replace(&mut training.trainer, trainer, "trainer", plain, &mut changes);
    replace(&mut training.place, place, "place", plain, &mut changes);
    replace(&mut training.days, days, "days", decimal, &mut changes);
    replace(&mut training.hours, hours, "hours", decimal, &mut changes);
    replace(&mut training.cost, cost, "cost", money, &mut changes);
    replace(&mut training.outcome, row.text("outcome"), "outcome", plain, &mut changes);
    replace(&mut training.score_before, score_before, "score_before", decimal, &mut changes);
    replace(&mut training.score, score, "score", decimal, &mut changes);
    let shown = NaiveDate::to_string;
    replace(&mut training.retest_on, retest_on, "retest_on", shown, &mut changes);
    replace(&mut training.retest_score, retest_score, "retest_score", decimal, &mut changes);
    replace(&mut training.attendance, row.text("attendance"), "attendance", plain, &mut changes);
    replace(&mut training.feedback, feedback, "rating", i64::to_string, &mut changes);
    let words = row.text("rating_words");
    replace(&mut training.feedback_words, words, "rating_words", plain, &mut changes);
    replace(&mut training.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {course} {on_day}", context.directory.person_name(person));
    keep(db, old.as_ref(), &training, again, subject, changes)
}

/// Whether a result is one of a person's that was recorded here and did not come with a sheet.
fn recorded_of(person: PersonId) -> impl FnMut(&TrainingResult) -> bool {
    move |result| result.person_id == person && result.batch_id.is_none()
}

/// The class that a result is of: one of the course on the day, whose trainer and place are not others.
/// Of several it is the one in which the person has a seat; where that does not tell either, none is
/// guessed.
fn class_of(
    db: &Db,
    person: PersonId,
    (course, on_day): (&str, NaiveDate),
    (trainer, place): (&Option<String>, &Option<String>),
) -> Result<Option<TrainingClassId>> {
    let mut found = classes::on_day(db, on_day)?;
    if found.is_empty() {
        return Ok(None);
    }
    let known = names::courses(db)?;
    let named = values::key(known.listed(course));
    let agree = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => values::key(one) == values::key(other),
        _ => true,
    };
    found.retain(|class| {
        values::key(&class.course) == named
            && agree(&class.trainer, trainer)
            && agree(&class.place, place)
    });
    if let [class] = found.as_slice() {
        return Ok(Some(class.id));
    }
    let own = classes::enrolments_of(db, person)?;
    let seated = |id: TrainingClassId| {
        own.iter().any(|own| own.class_id == id && own.state == EnrolmentState::Enrolled)
    };
    found.retain(|class| seated(class.id));
    Ok(match found.as_slice() {
        [class] => Some(class.id),
        _ => None,
    })
}
