//! What the page shows, ready to draw.

use std::collections::BTreeMap;

use super::chosen::{Chosen, chosen, tile};
use super::derived::{Derived, derived};
use super::gaps::{Gaps, gaps};
use super::month::{Month, month};
use crate::areas::training::data::Load;
use crate::domain::ids::{CourseId, PersonId, SkillId, TrainingClassId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::MetricId;
use crate::metrics::training::classes::{Detail, Key, Row, Standing, detail, list};
use crate::metrics::training::{show, whole};
use crate::store::records::{ClassMark, Course, Enrolment, EnrolmentState, Skill};
use crate::store::training::skills;
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The class that is chosen; until one is, one that waits for its results, the next to come, the last held.
    pub key: Option<Key>,
    /// Whether it was chosen elsewhere: then it need not be one of the period.
    pub linked: bool,
    /// The month of the calendar, where it is shown.
    pub month: Option<Period>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// The classes with the headings of their groups.
    pub lines: Vec<Line>,
    /// Which class is chosen.
    pub key: Option<Key>,
    /// The class that is chosen, where it was planned here.
    pub chosen: Option<Box<Chosen>>,
    /// The training that is chosen, where only sheets know it.
    pub derived: Option<Box<Derived>>,
    /// Who should go to the next class.
    pub gaps: Option<Gaps>,
    /// The month, where it is shown.
    pub month: Option<Month>,
    /// What the forms offer.
    pub options: Options,
}

/// What the forms offer.
#[derive(Clone, Debug)]
pub struct Options {
    /// The courses that are in use, first none.
    pub courses: Vec<(Option<CourseId>, String)>,
    /// How long each takes, what its metric is, over how many days.
    pub of_courses: Vec<CourseFacts>,
    /// Who is here, first nobody.
    pub people: Vec<(Option<PersonId>, String)>,
    /// The skills in use, first none.
    pub skills: Vec<(Option<SkillId>, String)>,
    /// The metrics, first none.
    pub metrics: Vec<(Option<MetricId>, String)>,
    /// The classes to come, each with its course and whether it is full.
    pub coming: Vec<Coming>,
}

/// What a class begins with from its course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseFacts {
    /// The course.
    pub course: CourseId,
    /// How long it takes, in ten-thousandths of an hour.
    pub hours: Option<i64>,
    /// The metric by which its result is measured.
    pub kpi: Option<MetricId>,
    /// Over how many days.
    pub kpi_days: Option<i64>,
}

/// A class to come, for who missed another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// The class.
    pub id: TrainingClassId,
    /// Its course.
    pub course: CourseId,
    /// Its day and name.
    pub name: String,
    /// Whether no seat is free.
    pub full: bool,
    /// Who has a seat already or waits for one.
    pub there: Vec<PersonId>,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group, with how many are in it.
    Group(String, String),
    /// A class.
    Class(ClassLine),
}

/// A class in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassLine {
    /// What names it.
    pub key: Key,
    /// The month and the day on its tile.
    pub tile: (String, String),
    /// What it is called.
    pub name: String,
    /// Where, and how many of how many.
    pub about: String,
    /// What stands out, and how that is to be taken.
    pub badge: Option<(Tone, String)>,
    /// All of it in words.
    pub told: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let days = (load.period.first_day(), load.period.last_day());
    let rows = list(load.db, load.members, days, load.today)?;
    let listed = |key: &Key| rows.iter().any(|row| row.key == *key);
    let mut key = ask.key.filter(|key| ask.linked || listed(key)).or_else(|| usual(&rows));
    let skills: Vec<Skill> =
        skills::all(load.db)?.into_iter().map(|(skill, _)| skill).filter(|s| !s.archived).collect();
    let mut found = class_of(load, key)?;
    if found.is_none() && key.is_some_and(|key| !listed(&key)) {
        // It was removed since it was chosen elsewhere.
        key = usual(&rows);
        found = class_of(load, key)?;
    }
    let shown = match &found {
        Some(found) => Some(Box::new(chosen(load, found, &skills)?)),
        None => None,
    };
    let sheets = rows.iter().find(|row| Some(row.key) == key && row.class.is_none());
    let sheets = match sheets {
        Some(row) => Some(Box::new(derived(load, row)?)),
        None => None,
    };
    let target = shown.as_ref().filter(|shown| shown.standing == Standing::Coming);
    let gaps = gaps(load, target.map(|shown| shown.id), &skills)?;
    let month = ask.month.map(|period| month(load, period)).transpose()?;
    Ok(Data {
        lines: lines(load.tr, &rows),
        key,
        chosen: shown,
        derived: sheets,
        gaps,
        month,
        options: options(load, &rows, &skills)?,
    })
}

/// A class that was planned here, with everything that is known of it.
fn class_of(load: &Load<'_>, key: Option<Key>) -> Result<Option<Detail>> {
    match key {
        Some(Key::Class(id)) => detail(load.db, load.directory, id, load.today),
        Some(Key::Results(_)) | None => Ok(None),
    }
}

/// The class that is shown until one is chosen: one that waits for its results, else the next one, else the
/// last one.
fn usual(rows: &[Row]) -> Option<Key> {
    let first = |standing: Standing| rows.iter().find(|row| row.standing == standing);
    let last = || rows.iter().rfind(|row| row.standing == Standing::Held);
    let found = first(Standing::Open).or_else(|| first(Standing::Coming)).or_else(last);
    found.or(rows.first()).map(|row| row.key)
}

/// The groups in their order, each with the classes in it; those that are over the newest first.
fn lines(tr: &Tr, rows: &[Row]) -> Vec<Line> {
    let groups = [Standing::Open, Standing::Coming, Standing::Held, Standing::Cancelled];
    let mut lines = vec![];
    for standing in groups {
        let mut own: Vec<&Row> = rows.iter().filter(|row| row.standing == standing).collect();
        if own.is_empty() {
            continue;
        }
        if standing != Standing::Coming {
            own.reverse();
        }
        let n = crate::i18n::number(whole(own.len() as u64));
        lines.push(Line::Group(tr.text(show::standing_key(standing)), n));
        lines.extend(own.into_iter().map(|row| Line::Class(class_line(tr, row))));
    }
    lines
}

fn class_line(tr: &Tr, row: &Row) -> ClassLine {
    let people = match (row.standing, row.class.as_ref().and_then(|class| class.seats)) {
        (Standing::Coming | Standing::Cancelled, Some(seats)) => {
            let args = [("n", row.seats.taken.into()), ("seats", seats.into())];
            tr.with("classes-line-seats", &args)
        }
        (Standing::Coming | Standing::Cancelled, None) => {
            tr.with("classes-people", &[("n", row.seats.taken.into())])
        }
        (Standing::Open | Standing::Held, _) => {
            let args =
                [("n", whole(row.attendance.came()).into()), ("seats", whole(row.people()).into())];
            tr.with("classes-line-seats", &args)
        }
    };
    let about: Vec<String> = row.place.clone().into_iter().chain([people]).collect();
    let about = about.join(&tr.text("classes-comma"));
    let badge = badge(tr, row);
    let said = badge.as_ref().map_or("", |(_, said)| said.as_str());
    let name = tr.own(&row.name, &row.name_en).to_owned();
    let told = format!("{} {name} {about} {said}", row.starts).trim_end().to_owned();
    ClassLine { key: row.key, tile: tile(tr, row.starts), name, about, told, badge }
}

/// What stands out of a class: what is missing, before what it is.
fn badge(tr: &Tr, row: &Row) -> Option<(Tone, String)> {
    let Some(class) = &row.class else {
        return Some((Tone::Outline, tr.text("classes-badge-sheet")));
    };
    match row.standing {
        Standing::Cancelled => None,
        Standing::Open => Some((Tone::Warn, tr.text("classes-open"))),
        Standing::Held if row.retests > 0 => {
            let n = i64::try_from(row.retests).unwrap_or(i64::MAX);
            Some((Tone::Warn, tr.with("classes-badge-retests", &[("n", n.into())])))
        }
        Standing::Held => Some((Tone::Neutral, tr.text("classes-held"))),
        Standing::Coming if class.confirmed_on.is_none() => {
            Some((Tone::Neutral, tr.text("classes-unconfirmed")))
        }
        Standing::Coming => match (class.mark, row.free()) {
            (Some(mark), _) => {
                let tone = if mark == ClassMark::Focus { Tone::Accent } else { Tone::Neutral };
                Some((tone, tr.text(show::mark_key(mark))))
            }
            (None, Some(0)) => Some((Tone::Neutral, tr.text("classes-badge-full"))),
            (None, Some(n)) => {
                Some((Tone::Warn, tr.with("classes-badge-free", &[("n", n.into())])))
            }
            (None, None) => None,
        },
    }
}

fn options(load: &Load<'_>, rows: &[Row], skills: &[Skill]) -> Result<Options> {
    let (tr, directory, today) = (load.tr, load.directory, load.today);
    let mut courses: Vec<Course> =
        load.db.all::<Course>()?.into_iter().filter(|course| !course.archived).collect();
    courses.sort_by(|one, other| one.name.cmp(&other.name));
    let of_courses = courses.iter().map(|course| CourseFacts {
        course: course.id,
        hours: course.hours,
        kpi: course.kpi.as_deref().and_then(MetricId::parse),
        kpi_days: course.kpi_days,
    });
    let of_courses = of_courses.collect();
    let named = courses.iter().map(|course| (Some(course.id), show::course(tr, course).to_owned()));
    let there = directory.here_on(today).into_iter();
    let people = there.map(|person| {
        let number = person.number.as_deref().unwrap_or_default();
        (Some(person.id), format!("{} {number}", person.name).trim_end().to_owned())
    });
    let own = skills.iter().map(|skill| (Some(skill.id), show::skill(tr, skill).to_owned()));
    let metrics = MetricId::ALL.iter().map(|metric| (Some(*metric), tr.text(&metric.label_key())));
    let mut enrolled: BTreeMap<TrainingClassId, Vec<PersonId>> = BTreeMap::new();
    let all = load.db.all::<Enrolment>()?.into_iter();
    for one in all.filter(|one| one.state != EnrolmentState::Withdrawn) {
        enrolled.entry(one.class_id).or_default().push(one.person_id);
    }
    let coming = rows.iter().filter(|row| row.standing == Standing::Coming).filter_map(|row| {
        let class = row.class.as_ref()?;
        Some(Coming {
            id: class.id,
            course: class.course_id,
            name: format!("{} {}", row.starts, tr.own(&row.name, &row.name_en)),
            full: row.free() == Some(0),
            there: enrolled.get(&class.id).cloned().unwrap_or_default(),
        })
    });
    Ok(Options {
        of_courses,
        courses: std::iter::once((None, tr.text("classes-choose-course"))).chain(named).collect(),
        people: std::iter::once((None, tr.text("classes-choose-person"))).chain(people).collect(),
        skills: std::iter::once((None, tr.text("classes-no-skill"))).chain(own).collect(),
        metrics: std::iter::once((None, tr.text("classes-no-metric"))).chain(metrics).collect(),
        coming: coming.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::training::attendance::Attendance;
    use crate::store::training::classes::Seats;

    #[test]
    fn a_class_that_waits_for_its_results_is_shown_before_the_next_one() {
        let row = |id: i64, standing: Standing| Row {
            key: Key::Class(TrainingClassId(id)),
            class: None,
            course: None,
            name: String::new(),
            name_en: String::new(),
            starts: "2025-11-11".parse().unwrap(),
            ends: "2025-11-11".parse().unwrap(),
            place: None,
            trainer: None,
            standing,
            seats: Seats::default(),
            attendance: Attendance::default(),
            retests: 0,
            results: vec![],
        };
        let (held, open) = (row(1, Standing::Held), row(2, Standing::Open));
        let (coming, off) = (row(3, Standing::Coming), row(4, Standing::Cancelled));
        let chosen = |rows: &[&Row]| {
            let rows: Vec<Row> = rows.iter().map(|row| (*row).clone()).collect();
            usual(&rows)
        };
        assert_eq!(chosen(&[&held, &open, &coming]), Some(open.key));
        assert_eq!(chosen(&[&off, &held, &coming]), Some(coming.key));
        assert_eq!(chosen(&[&off, &held]), Some(held.key));
        assert_eq!(chosen(&[&off]), Some(off.key));
        assert_eq!(chosen(&[]), None);
    }
}
