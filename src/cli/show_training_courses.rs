//! `coxswain show training-courses`: the catalogue with what came of it, the forms of teaching beside each
//! other, what is new and to be read, and what people refresh, as the page shows them.

use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::cli::show_training_classes::{levels, mean, outcomes, rate, raters_value, sums, units};
use crate::domain::training::effect::ANSWER_ASKED;
use crate::error::Result;
use crate::i18n::{DASH, FluentValue};
use crate::metrics::training::courses::{Figures, Row, Taught, catalogue, raters_of};
use crate::metrics::training::effect::{effects, together};
use crate::metrics::training::refreshers::{Refreshing, refreshings};
use crate::metrics::training::updates::{Reading, Reads, readings};
use crate::metrics::training::{show, whole};
use crate::store::records::Skill;
use crate::store::training::classes::page;

/// The catalogue with the figures of a scope within a period, or of all time without one.
pub(super) fn courses(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let days = ask.period.map(|period| (period.first_day(), period.last_day()));
    let found = catalogue(ask.db, &members, days, ask.today)?;
    let skills = ask.db.all::<Skill>()?;
    let (mut rows, mut lines) = (vec![], vec![]);
    for row in &found.rows {
        rows.push(row_value(ask, row, &skills)?);
        lines.push(line(ask, &row.name, &row.figures));
    }
    lines.push(line(ask, &ask.tr.text("courses-total"), &found.total));
    let forms = found.forms.iter().map(|(how, own)| {
        let form = match how {
            Taught::Known(form) => json!({ "form": form.word() }),
            Taught::Said(said) => json!({ "said": said }),
            Taught::Unsaid => Value::Null,
        };
        json!({ "taught": form, "figures": figures(own) })
    });
    let updates = readings(ask.db, ask.directory, &members, ask.today)?;
    let refreshing = refreshings(ask.db, &members, ask.today)?;
    let value = json!({
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "as_of": ask.today.to_string(),
        "courses": rows,
        "total": figures(&found.total),
        "forms": forms.collect::<Vec<_>>(),
        "updates": updates.iter().map(|one| update(ask, one)).collect::<Vec<_>>(),
        "refreshers": refreshing.iter().map(|one| refresher(ask, one, &skills)).collect::<Vec<_>>(),
    });
    Ok((value, lines))
}

fn line(ask: &Asked<'_>, name: &str, figures: &Figures) -> String {
    let cost = figures.sums.cost.value;
    let rate = figures.outcomes.pass_rate();
    let args: [(&str, FluentValue<'_>); 6] = [
        ("name", name.into()),
        ("n", whole(figures.results.len() as u64).into()),
        ("rate", rate.as_ref().map_or_else(|| DASH.to_owned(), show::cases).into()),
        ("completed", whole(figures.outcomes.completed).into()),
        ("incomplete", whole(figures.outcomes.incomplete).into()),
        (
            "cost",
            cost.map_or_else(
                || DASH.to_owned(),
                |fen| crate::metrics::team_life::yuan(ask.tr, fen),
            )
            .into(),
        ),
    ];
    ask.tr.with("courses-cli-line", &args)
}

/// What results of training come to.
fn figures(of: &Figures) -> Value {
    json!({
        "results": of.results.len(),
        "people": of.people.len(),
        "sums": sums(&of.sums),
        "outcomes": outcomes(&of.outcomes),
        "feedback": mean(of.reaction().mean.as_ref(), ANSWER_ASKED),
        "gain": mean(of.gain().as_ref(), 0.0),
        "hour_cost_fen": of.hour_cost().map(|cost| cost.to_f64()),
    })
}

fn row_value(ask: &Asked<'_>, row: &Row, skills: &[Skill]) -> Result<Value> {
    let Some(course) = &row.course else {
        return Ok(json!({
            "name": row.name,
            "from_sheets": true,
            "figures": figures(&row.figures),
        }));
    };
    let mut pages = vec![];
    for class in &row.classes {
        pages.extend(page(ask.db, *class)?);
    }
    let each = effects(ask.db, ask.directory, &pages, ask.today)?;
    let brings = row.skills.iter().map(|own| {
        let skill = skills.iter().find(|skill| skill.id == own.skill_id);
        json!({ "skill": skill.map(|skill| &skill.name), "level": own.level })
    });
    let raters = raters_of(ask.db, course.id)?;
    Ok(json!({
        "id": course.id.0,
        "name": course.name,
        "name_en": course.name_en,
        "from_sheets": false,
        "topic": course.topic.word(),
        "form": course.form.word(),
        "archived": course.archived,
        "skills": brings.collect::<Vec<_>>(),
        "hours": course.hours.map(units),
        "cost_per_head_fen": course.cost_per_head,
        "full_score": course.full_score.map(units),
        "pass_score": course.pass_score.map(units),
        "valid_months": course.valid_months,
        "kpi": course.kpi,
        "kpi_days": course.kpi_days,
        "classes": row.classes.len(),
        "coming": row.coming,
        "figures": figures(&row.figures),
        "levels": levels(ask, &together(&each)),
        "raters": raters.iter().map(raters_value).collect::<Vec<_>>(),
    }))
}

fn update(ask: &Asked<'_>, one: &Reading) -> Value {
    let readers = one.readers.iter().map(|reader| {
        json!({
            "name": ask.directory.person_name(reader.record.person_id),
            "reads": reader.reads.word(),
            "done": reader.done,
            "late": reader.late,
            "read_on": reader.record.read_on.map(|day| day.to_string()),
            "correct": reader.record.correct,
            "tries": reader.record.tries,
            "passed_on": reader.record.passed_on.map(|day| day.to_string()),
        })
    });
    json!({
        "title": one.update.title,
        "topic": one.update.topic.word(),
        "published_on": one.update.published_on.to_string(),
        "due_on": one.update.due_on.map(|day| day.to_string()),
        "archived": one.update.archived,
        "questions": one.questions.len(),
        "pass_correct": one.update.pass_correct,
        "asked": one.readers.len(),
        "read": one.read(),
        "passed": one.count(Reads::Passed),
        "failed": one.count(Reads::Failed),
        "late": one.late(),
        "pass_rate": one.pass_rate().as_ref().map(rate),
        "readers": readers.collect::<Vec<_>>(),
    })
}

fn refresher(ask: &Asked<'_>, one: &Refreshing, skills: &[Skill]) -> Value {
    let skill = skills.iter().find(|skill| skill.id == one.record.skill_id);
    json!({
        "name": ask.directory.person_name(one.record.person_id),
        "skill": skill.map(|skill| &skill.name),
        "since": one.at.since.to_string(),
        "half_life": one.at.half_life,
        "due_on": one.at.due_on.to_string(),
        "days_left": one.at.days_left(ask.today),
        "tries": one.tries.len(),
    })
}
