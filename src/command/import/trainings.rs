//! Results of training: by person, course and day.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, replace};
use crate::command::import::links::{self, keep, needed, not_negative};
use crate::domain::ids::TrainingResultId;
use crate::error::Result;
use crate::i18n::{Language, money_cell};
use crate::sheets::row::RowView;
use crate::sheets::write::ten_thousandths;
use crate::store::records::TrainingResult;
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, person_id, course, on_day, form, trainer, place, days, cost, outcome, score, attendance, batch_id, extra FROM training_result WHERE person_id = $1 AND course = $2 AND on_day = $3";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let course = needed("course", &mut problems, |_| row.text("course"));
    let on_day = needed("on_day", &mut problems, |problems| row.date("on_day", problems));
    let days = row.count("days", &mut problems);
    let cost = row.amount("cost", &mut problems);
    let score = row.count("score", &mut problems);
    for (field, value) in [("days", days), ("cost", cost), ("score", score)] {
        not_negative(field, value, row, &mut problems);
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
    let key = [person.into(), course.as_str().into(), on_day.into()];
    let old = db.first(SAME, &key, TrainingResult::from_row)?;
    let again = context.occurrence(&[&person.0.to_string(), &course, &on_day.to_string()]) > 1;
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
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let decimal = |n: &i64| ten_thousandths(*n);
    let money = |fen: &i64| money_cell(Language::Chinese, *fen);
    replace(&mut training.form, row.text("form"), "form", plain, &mut changes);
    replace(&mut training.trainer, row.text("trainer"), "trainer", plain, &mut changes);
    replace(&mut training.place, row.text("place"), "place", plain, &mut changes);
    replace(&mut training.days, days, "days", decimal, &mut changes);
    replace(&mut training.cost, cost, "cost", money, &mut changes);
    replace(&mut training.outcome, row.text("outcome"), "outcome", plain, &mut changes);
    replace(&mut training.score, score, "score", decimal, &mut changes);
    replace(&mut training.attendance, row.text("attendance"), "attendance", plain, &mut changes);
    replace(&mut training.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {course} {on_day}", context.directory.person_name(person));
    keep(db, old.as_ref(), &training, again, subject, changes)
}
