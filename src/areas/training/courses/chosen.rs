//! The course that is chosen, ready to draw: what it is, what came of it, its rows.

use super::data::Key;
use super::lines::{completed, rate, skills_of, total_line};
use crate::areas::training::classes::levels::{Levels, Writer, levels};
use crate::areas::training::classes::{Cell, raters_said};
use crate::areas::training::data::Load;
use crate::command::training::courses::CourseForm;
use crate::domain::ids::{CourseId, TrainingClassId};
use crate::error::Result;
use crate::i18n::{DASH, Tr};
use crate::metrics::MetricId;
use crate::metrics::team_life::yuan;
use crate::metrics::training::courses::{Row, raters_of, valid_until};
use crate::metrics::training::effect::{effects, together};
use crate::metrics::training::{show, whole};
use crate::store::records::{CertificateKind, Course, Skill, TrainingResult};
use crate::store::stage_models::Words;
use crate::store::training::classes::page;
use crate::store::training::results;
use crate::ui::tokens::Tone;

/// The course that is chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What names it.
    pub key: Key,
    /// The course; `None` where only sheets name it.
    pub course: Option<CourseId>,
    /// What it is called.
    pub name: String,
    /// How it stands: topic, form, whether it is still given.
    pub badges: Vec<(Tone, String)>,
    /// Whether it is no longer given.
    pub archived: bool,
    /// What is in it, in words; empty where nobody says.
    pub summary: String,
    /// The figures at the head.
    pub strip: Vec<Cell>,
    /// What it is: a label and a text each.
    pub facts: Vec<(String, String)>,
    /// Its classes of these days, the newest first.
    pub classes: Vec<(TrainingClassId, String)>,
    /// The raters of its role plays: names and how far they agree.
    pub raters: Vec<(String, String)>,
    /// The four levels of its classes together; `None` where only sheets know it.
    pub levels: Option<Levels>,
    /// Its rows.
    pub records: Vec<Record>,
    /// How many they are, of how many people.
    pub records_sub: String,
    /// The course as it would be typed; `None` where only sheets name it.
    pub form: Option<CourseForm>,
}

/// A row of a training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name.
    pub name: String,
    /// The day.
    pub day: String,
    /// The trainer.
    pub trainer: String,
    /// What came of it.
    pub outcome: String,
    /// The score.
    pub score: String,
    /// The hours.
    pub hours: String,
    /// What it cost.
    pub cost: String,
    /// Until when it holds; empty where it does not end.
    pub until: String,
    /// Whether that day is over.
    pub over: bool,
}

/// Fills in the course that is chosen.
pub(super) fn chosen(load: &Load<'_>, row: &Row, skills: &[Skill]) -> Result<Chosen> {
    let tr = load.tr;
    let course = row.course.as_ref();
    let mut pages = vec![];
    for id in &row.classes {
        pages.extend(page(load.db, *id)?);
    }
    pages.sort_by_key(|page| std::cmp::Reverse((page.class.starts, page.class.id)));
    let writer = Writer { tr, directory: load.directory, today: load.today };
    let levels = if course.is_some() {
        let each = effects(load.db, load.directory, &pages, load.today)?;
        Some(levels(&writer, &together(&each)))
    } else {
        None
    };
    let raters = match course {
        Some(course) => raters_of(load.db, course.id)?,
        None => vec![],
    };
    let classes = pages.iter().map(|page| {
        let title = page.class.title.as_deref().unwrap_or_default();
        (page.class.id, format!("{} {title}", page.class.starts).trim_end().to_owned())
    });
    let records = records(load, row)?;
    let args = [
        ("n", whole(records.len() as u64).into()),
        ("people", whole(row.figures.people.len() as u64).into()),
    ];
    Ok(Chosen {
        key: match course {
            Some(course) => Key::Course(course.id),
            None => Key::Sheets(row.name.clone()),
        },
        course: course.map(|course| course.id),
        name: course.map_or(row.name.as_str(), |course| show::course(tr, course)).to_owned(),
        badges: badges(tr, course),
        archived: course.is_some_and(|course| course.archived),
        summary: course.and_then(|course| course.summary.clone()).unwrap_or_default(),
        strip: strip(tr, row),
        facts: match course {
            Some(course) => facts(load, course, &skills_of(tr, &row.skills, skills))?,
            None => vec![],
        },
        classes: classes.collect(),
        raters: raters
            .iter()
            .map(|pair| {
                let (one, other) = &pair.names;
                let args = [("one", one.as_str().into()), ("other", other.as_str().into())];
                (tr.with("courses-raters-pair", &args), raters_said(tr, pair))
            })
            .collect(),
        levels,
        records_sub: tr.with("courses-records-sub", &args),
        records,
        form: course.map(|course| form_of(course, row)),
    })
}

fn badges(tr: &Tr, course: Option<&Course>) -> Vec<(Tone, String)> {
    let Some(course) = course else {
        return vec![(Tone::Outline, tr.text("courses-sheets-only"))];
    };
    let mut badges = vec![
        (Tone::Accent, tr.text(show::topic_key(course.topic))),
        (Tone::Neutral, tr.text(show::form_key(course.form))),
    ];
    if course.archived {
        badges.push((Tone::Warn, tr.text("courses-archived")));
    }
    badges
}

fn strip(tr: &Tr, row: &Row) -> Vec<Cell> {
    let figures = &row.figures;
    let came = total_line(tr, figures);
    let cell = |key: &str, value: String, note: String| Cell { label: tr.text(key), value, note };
    let people = whole(figures.people.len() as u64);
    let missing = |n: usize| {
        let n = i64::try_from(n).unwrap_or(i64::MAX);
        if n == 0 { String::new() } else { tr.with("courses-missing", &[("n", n.into())]) }
    };
    let (cases, interval, _) = rate(tr, figures.outcomes.pass_rate().as_ref());
    let [days, hours, cost] = came.sums;
    let other = whole(figures.outcomes.silent + figures.outcomes.unknown_count());
    let other = if other == 0 {
        String::new()
    } else {
        tr.with("courses-other-outcomes", &[("n", other.into())])
    };
    vec![
        cell(
            "courses-strip-results",
            came.results,
            tr.with("courses-strip-people", &[("n", people.into())]),
        ),
        cell("courses-strip-rate", cases, interval),
        cell("courses-strip-completed", completed(&figures.outcomes), other),
        cell("courses-strip-days", days, missing(figures.sums.days.unknown)),
        cell("courses-strip-hours", hours, missing(figures.sums.hours.unknown)),
        cell("courses-strip-cost", cost, missing(figures.sums.cost.unknown)),
    ]
}

/// What a course is, as far as it is said.
fn facts(load: &Load<'_>, course: &Course, skills: &str) -> Result<Vec<(String, String)>> {
    let tr = load.tr;
    let dash = || DASH.to_owned();
    let kind = match course.certificate_kind_id {
        Some(kind) => load.db.get::<CertificateKind>(kind)?.map(|kind| kind.name),
        None => None,
    };
    let metric = course.kpi.as_deref().and_then(MetricId::parse).map(|metric| {
        let name = tr.text(&metric.label_key());
        match course.kpi_days {
            None => name,
            Some(days) => {
                tr.with("courses-kpi-days", &[("metric", name.into()), ("days", days.into())])
            }
        }
    });
    let scores = [
        ("pass", show::tenths_or_dash(course.pass_score).into()),
        ("full", show::tenths_or_dash(course.full_score).into()),
    ];
    let lines = [
        ("courses-fact-skills", if skills.is_empty() { dash() } else { skills.to_owned() }),
        ("courses-fact-hours", show::tenths_or_dash(course.hours)),
        ("courses-fact-cost", course.cost_per_head.map_or_else(dash, |fen| yuan(tr, fen))),
        (
            "courses-fact-score",
            if course.full_score.is_none() { dash() } else { tr.with("courses-scores", &scores) },
        ),
        (
            "courses-fact-validity",
            course.valid_months.map_or_else(
                || tr.text("courses-lasting"),
                |n| tr.with("courses-months", &[("n", n.into())]),
            ),
        ),
        ("courses-fact-certificate", kind.unwrap_or_else(dash)),
        ("courses-fact-kpi", metric.unwrap_or_else(dash)),
    ];
    Ok(lines.into_iter().map(|(key, said)| (tr.text(key), said)).collect())
}

/// The rows of a course, the newest first.
fn records(load: &Load<'_>, row: &Row) -> Result<Vec<Record>> {
    let day_hours = results::day_hours(load.db)?;
    let mut found = vec![];
    for id in row.figures.results.iter().rev() {
        if let Some(result) = load.db.get::<TrainingResult>(*id)? {
            found.push(record(load, row.course.as_ref(), &result, day_hours));
        }
    }
    Ok(found)
}

fn record(
    load: &Load<'_>,
    course: Option<&Course>,
    result: &TrainingResult,
    day_hours: i64,
) -> Record {
    let until = course.and_then(|course| valid_until(result, course));
    Record {
        name: load.directory.person_name(result.person_id).to_owned(),
        day: result.on_day.to_string(),
        trainer: result.trainer.clone().unwrap_or_default(),
        outcome: show::outcome(load.tr, result.outcome.as_deref()),
        score: result.score.map(show::tenths).unwrap_or_default(),
        hours: show::tenths_or_dash(results::length(result, day_hours).hours),
        cost: result.cost.map_or_else(|| DASH.to_owned(), |fen| yuan(load.tr, fen)),
        until: until.map(|day| day.to_string()).unwrap_or_default(),
        over: until.is_some_and(|day| day < load.today),
    }
}

/// The course as it would be typed.
fn form_of(course: &Course, row: &Row) -> CourseForm {
    CourseForm {
        name: Words { zh: course.name.clone(), en: course.name_en.clone() },
        topic: course.topic,
        form: course.form,
        summary: course.summary.clone().unwrap_or_default(),
        hours: course.hours,
        cost_per_head: course.cost_per_head,
        full_score: course.full_score,
        pass_score: course.pass_score,
        valid_months: course.valid_months,
        certificate: course.certificate_kind_id,
        kpi: course.kpi.as_deref().and_then(MetricId::parse),
        kpi_days: course.kpi_days,
        skills: row.skills.iter().map(|own| (own.skill_id, own.level)).collect(),
    }
}
