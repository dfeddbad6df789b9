//! Ratings of skills: by person, skill and day, which is that of the report where the sheet states
//! none. A later rating is a record of its own, so that one sees how a skill grew.

use crate::command::import::Outcome;
use crate::command::import::context::{Context, replace, replace_known};
use crate::command::import::links::{self, keep, needed, not_negative};
use crate::domain::ids::SkillRatingId;
use crate::error::Result;
use crate::sheets::row::RowView;
use crate::sheets::write::ten_thousandths;
use crate::store::records::SkillRating;
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, person_id, skill, on_day, level, rater, evidence, batch_id, extra FROM skill_rating WHERE person_id = $1 AND skill = $2 AND on_day = $3";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems = vec![];
    needed("person", &mut problems, |_| row.text("person"));
    let found = links::look(db, context, row, "person", &mut problems)?;
    let skill = needed("skill", &mut problems, |_| row.text("skill"));
    let level = needed("level", &mut problems, |problems| row.count("level", problems));
    not_negative("level", level, row, &mut problems);
    let on_day = row.date("on_day", &mut problems).unwrap_or(context.report_date);
    let (Some(skill), Some(level)) = (skill, level) else {
        return Ok(Outcome::rejected(problems));
    };
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let links = links::make(db, context, row, "person", found, &mut problems)?;
    let Some(person) = links.person.filter(|_| problems.is_empty()) else {
        return Ok(Outcome::rejected(problems));
    };
    let key = [person.into(), skill.as_str().into(), on_day.into()];
    let old = db.first(SAME, &key, SkillRating::from_row)?;
    let again = context.occurrence(&[&person.0.to_string(), &skill, &on_day.to_string()]) > 1;
    let mut rating = match &old {
        Some(old) => old.clone(),
        None => SkillRating {
            id: SkillRatingId(db.allocate()?),
            person_id: person,
            skill: skill.clone(),
            on_day,
            level,
            rater: None,
            evidence: None,
            batch_id: Some(context.batch),
            extra: None,
        },
    };
    let mut changes = vec![];
    let plain = String::clone;
    let decimal = |n: &i64| ten_thousandths(*n);
    replace_known(&mut rating.level, level, "level", decimal, &mut changes);
    replace(&mut rating.rater, row.text("rater"), "rater", plain, &mut changes);
    replace(&mut rating.evidence, row.text("evidence"), "evidence", plain, &mut changes);
    replace(&mut rating.extra, row.extra(), "extra", plain, &mut changes);
    let subject = format!("{} {skill}", context.directory.person_name(person));
    keep(db, old.as_ref(), &rating, again, subject, changes)
}
