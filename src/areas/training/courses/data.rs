//! What the page shows, ready to draw.

use std::sync::Arc;

use super::chosen::{Chosen, chosen};
use super::lines::{FormLine, Line, TotalLine, form_lines, lines, sheet, total_line};
use super::refreshers::{Refreshers, refreshers};
use crate::areas::training::data::Load;
use crate::domain::ids::{CertificateKindId, CourseId, PersonId, SkillId};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::training::courses::catalogue;
use crate::metrics::training::show;
use crate::sheets::write::Table;
use crate::store::records::{CertificateKind, LearningTopic, Skill, TrainingForm};
use crate::store::training::skills;

/// What names a row of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A course.
    Course(CourseId),
    /// What sheets name as one.
    Sheets(String),
}

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// The courses, or one of them.
    #[default]
    Catalogue,
    /// What people refresh.
    Refreshers,
}

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Which part of the page.
    pub section: Section,
    /// Whether figures are of all time, and not of the period.
    pub all: bool,
    /// The course that is chosen, if one is.
    pub key: Option<Key>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The courses.
    pub lines: Vec<Line>,
    /// All of them together.
    pub total: TotalLine,
    /// The forms of teaching beside each other.
    pub forms: Vec<FormLine>,
    /// The course that is chosen.
    pub chosen: Option<Box<Chosen>>,
    /// What people refresh; `None` while the courses are shown.
    pub refreshers: Option<Box<Refreshers>>,
    /// What the forms offer.
    pub options: Options,
    /// The courses as a table to keep.
    pub sheet: Arc<Table>,
}

/// What the forms offer.
#[derive(Clone, Debug)]
pub struct Options {
    /// The topics.
    pub topics: Vec<(LearningTopic, String)>,
    /// The forms of teaching.
    pub forms: Vec<(TrainingForm, String)>,
    /// The skills in use, first none.
    pub skills: Vec<(Option<SkillId>, String)>,
    /// The kinds of certificates in use, first none.
    pub certificates: Vec<(Option<CertificateKindId>, String)>,
    /// The metrics, first none.
    pub metrics: Vec<(Option<MetricId>, String)>,
    /// Who is here, first nobody.
    pub people: Vec<(Option<PersonId>, String)>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let days = (load.period.first_day(), load.period.last_day());
    let found = catalogue(load.db, load.members, (!ask.all).then_some(days), load.today)?;
    let skills: Vec<Skill> = skills::all(load.db)?.into_iter().map(|(skill, _)| skill).collect();
    let row = match &ask.key {
        None => None,
        Some(Key::Course(id)) => {
            found.rows.iter().find(|row| row.course.as_ref().is_some_and(|own| own.id == *id))
        }
        Some(Key::Sheets(name)) => {
            found.rows.iter().find(|row| row.course.is_none() && row.name == *name)
        }
    };
    let chosen = match row {
        Some(row) => Some(Box::new(chosen(load, row, &skills)?)),
        None => None,
    };
    let refreshers = match ask.section {
        Section::Catalogue => None,
        Section::Refreshers => Some(Box::new(refreshers(load, &skills)?)),
    };
    Ok(Data {
        lines: lines(load.tr, &found, &skills),
        total: total_line(load.tr, &found.total),
        forms: form_lines(load.tr, &found),
        chosen,
        refreshers,
        options: options(load, &skills)?,
        sheet: Arc::new(sheet(load.tr, &found, &skills)),
    })
}

fn options(load: &Load<'_>, skills: &[Skill]) -> Result<Options> {
    let (tr, directory, today) = (load.tr, load.directory, load.today);
    let own = skills.iter().filter(|skill| !skill.archived);
    let own = own.map(|skill| (Some(skill.id), show::skill(tr, skill).to_owned()));
    let kinds = load.db.all::<CertificateKind>()?.into_iter().filter(|kind| !kind.archived);
    let kinds = kinds.map(|kind| (Some(kind.id), kind.name));
    let metrics = MetricId::ALL.iter().map(|metric| (Some(*metric), tr.text(&metric.label_key())));
    let people = directory.here_on(today).into_iter().map(|person| {
        let number = person.number.as_deref().unwrap_or_default();
        (Some(person.id), format!("{} {number}", person.name).trim_end().to_owned())
    });
    let none = |key: &str| tr.text(key);
    let topics = show::TOPICS.into_iter();
    let forms = show::FORMS.into_iter();
    Ok(Options {
        topics: topics.map(|topic| (topic, tr.text(show::topic_key(topic)))).collect(),
        forms: forms.map(|form| (form, tr.text(show::form_key(form)))).collect(),
        skills: std::iter::once((None, none("classes-no-skill"))).chain(own).collect(),
        certificates: std::iter::once((None, none("courses-no-certificate")))
            .chain(kinds)
            .collect(),
        metrics: std::iter::once((None, none("classes-no-metric"))).chain(metrics).collect(),
        people: std::iter::once((None, none("classes-choose-person"))).chain(people).collect(),
    })
}
