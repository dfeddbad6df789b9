//! The training files of a scope, filled from what is on record of its people.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::training_file::{
    ActionRow, CertificateRow, Facts, RecordRow, SkillRow, Tile, TrainingFilePage,
};
use super::{Letterhead, in_full, in_number};
use crate::domain::ids::{PersonId, SkillId};
use crate::domain::names::key;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::training::certificates::Status;
use crate::domain::training::gap::gap;
use crate::domain::training::level::LEVEL;
use crate::error::Result;
use crate::i18n::{Tr, period_label, short_day};
use crate::metrics::capability::{self, Evidence};
use crate::metrics::targets::history::known_until;
use crate::metrics::training::careers::show::{status_word, tenths};
use crate::metrics::training::certificates::{self, Held};
use crate::metrics::training::records::{self, Learned, Shelf, Waits, What, Year, show};
use crate::metrics::training::{here, say};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{CareerStatus, Course, CourseSkill, Skill, SkillRating, TrainingClass};
use crate::store::training::careers::{Career, all as all_careers};
use crate::store::training::certificates::Kinds;
use crate::store::training::plans::{self, Plan};
use crate::store::training::requirements::{Asked, Requirements};
use crate::store::training::{classes, skills};

/// So many topics stand beside the hours of all of them.
const TOPICS: usize = 3;

/// The boxes of a level.
const BOXES: i64 = 4;

/// A file and whose it is.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Whose.
    pub person: PersonId,
    /// The page.
    pub page: TrainingFilePage,
}

/// The files of a scope.
#[derive(Clone, Debug)]
pub struct Files {
    /// One for each person of whom anything is on record, in the order of their keys.
    pub files: Vec<Filled>,
    /// The others.
    pub without: Vec<PersonId>,
    /// The day as of which they are.
    pub as_of: NaiveDate,
}

/// What files are filled from.
struct Source<'a> {
    db: &'a Db,
    directory: &'a Directory,
    tr: &'a Tr,
    period: Period,
    day: NaiveDate,
    /// Up to which day anything is known.
    known: NaiveDate,
    letterhead: Letterhead,
    duties: Duties,
    requirements: Requirements,
    ratings: BTreeMap<PersonId, Vec<SkillRating>>,
    evidence: BTreeMap<PersonId, Evidence>,
    kinds: Kinds,
    careers: Vec<Career>,
    plans: Vec<Plan>,
    skills: Vec<Skill>,
    courses: Vec<Course>,
    brings: Vec<CourseSkill>,
}

/// Fills the files of a scope for a year: who is there on its last day, or today. A person has one whatever
/// is on record.
///
/// # Errors
/// Whatever the database reports.
pub fn files(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Files> {
    let day = period.last_day().min(today);
    let people = match scope {
        Scope::Person(person) => vec![person],
        scope => here(directory, &directory.members(scope), day),
    };
    let mut ratings: BTreeMap<PersonId, Vec<SkillRating>> = BTreeMap::new();
    for rating in skills::ratings(db)? {
        ratings.entry(rating.person_id).or_default().push(rating);
    }
    let shelf = Shelf::load(db, day)?;
    let source = Source {
        db,
        directory,
        tr,
        period,
        day,
        known: known_until(db, day)?,
        letterhead: Letterhead::load(db)?,
        duties: Duties::load(db)?,
        requirements: Requirements::load(db)?,
        ratings,
        evidence: capability::evidence(db, directory, &people, day)?,
        kinds: Kinds::load(db)?,
        careers: all_careers(db)?,
        plans: plans::all(db)?,
        skills: db.all()?,
        courses: db.all()?,
        brings: db.all()?,
    };
    let (mut files, mut without) = (vec![], vec![]);
    for person in people {
        let learned = records::learned(db, directory, &shelf, (person, day))?;
        let held = certificates::of_person(db, &source.kinds, person, day)?;
        let rated = source.evidence.get(&person).is_some_and(|own| !own.skills.is_empty());
        let nothing = learned.entries.is_empty() && held.is_empty() && !rated;
        if nothing && !matches!(scope, Scope::Person(_)) {
            without.push(person);
            continue;
        }
        let page = source.page(person, &learned, &held)?;
        files.push(Filled { person, page });
    }
    Ok(Files { files, without, as_of: day })
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

impl Source<'_> {
    fn page(&self, person: PersonId, learned: &Learned, held: &[Held]) -> Result<TrainingFilePage> {
        let tr = self.tr;
        let records = self.records(learned);
        let year = learned.years.iter().find(|year| Period::Year(year.year) == self.period);
        let asked = self.asked(person);
        let year_before = self.period.first_day().pred_opt().unwrap_or(self.day);
        let (now, before) = (self.levels(person, self.day), self.levels(person, year_before));
        let skill = |asked: &Asked| self.skill(asked, (&now, &before));
        let skills: Vec<SkillRow> = asked.iter().map(skill).collect();
        let args = [
            ("period", period_label(tr, self.period).into()),
            ("from", in_full(tr, self.period.first_day()).into()),
            ("to", in_full(tr, self.day).into()),
        ];
        Ok(TrainingFilePage {
            letterhead: Letterhead {
                number: Some(format!("TR-{}-{:04}", in_number(self.period), person.0)),
                ..self.letterhead.clone()
            },
            subtitle: tr.with("doc-training-file-subtitle", &args),
            facts: self.facts(person),
            tiles: self.tiles(year, &skills),
            hours: year.and_then(|year| year.sums.hours.value).map(show::hours),
            rest: year.map_or_else(String::new, |year| self.rest(year)),
            records,
            skills,
            certificates: held.iter().map(|held| self.certificate(held)).collect(),
            actions: self.actions(person, (&asked, &now), learned)?,
            data_as_of: Some(self.known.to_string()),
        })
    }

    fn facts(&self, person: PersonId) -> Facts {
        let directory = self.directory;
        let record = directory.people.get(&person);
        let at = directory.membership_on(person, self.day);
        let post = at.and_then(|at| at.post_id).and_then(|post| directory.posts.get(&post));
        let team = directory.team_on(person, self.day);
        let manager = team.and_then(|team| directory.manager_on(team.id, self.day));
        let city = record.and_then(|record| record.city.clone()).unwrap_or_default();
        let unit = team.map(|team| team.name.clone()).unwrap_or_default();
        let rated = self.evidence.get(&person).map_or(&[][..], |own| own.skills.as_slice());
        Facts {
            name: directory.person_name(person).to_owned(),
            number: record.and_then(|record| record.number.clone()),
            post: post.map(|post| post.name.clone()),
            unit: some(format!("{unit} {city}").trim().to_owned()),
            hired: record.and_then(|record| record.hired).map(|day| day.to_string()),
            level: at.and_then(|at| at.level.clone()),
            superior: manager
                .filter(|manager| *manager != person)
                .map(|manager| directory.person_name(manager).to_owned()),
            rated: rated.iter().map(|rating| rating.on_day).max().map(|day| day.to_string()),
        }
    }

    /// The trainings of the year in the order of days.
    fn records(&self, learned: &Learned) -> Vec<RecordRow> {
        let tr = self.tr;
        let inside = learned.entries.iter().rev().filter(|own| self.period.contains(own.on));
        let row = |own: &records::Entry| {
            let What::Training { result, course, title, hours } = &own.what else { return None };
            let place = result.place.clone().unwrap_or_default();
            let form = show::form_word(tr, result.form.as_deref());
            // What is held online is often entered as its place too.
            let twice = place == form || Some(&place) == result.form.as_ref();
            let place = if twice { String::new() } else { place };
            Some(RecordRow {
                day: short_day(tr, own.on),
                course: title.clone().unwrap_or_else(|| self.course_name(course)),
                setting: some(show::joined(tr, &[form, place])),
                topic: own.topic.map(|topic| show::topic(tr, Some(topic))),
                hours: hours.map(show::hours),
                result: some(show::result(tr, result)),
            })
        };
        inside.filter_map(row).collect()
    }

    /// The hours, those of the topics with the most, and the skills that reach what is asked for.
    fn tiles(&self, year: Option<&Year>, skills: &[SkillRow]) -> Vec<Tile> {
        let tr = self.tr;
        let mut tiles = vec![];
        if let Some(year) = year {
            let done = year.sums.hours.value.or((year.sums.results == 0).then_some(0));
            tiles.push(Tile {
                label: tr.text("doc-training-file-hours-all"),
                value: done.map_or_else(|| tr.text("unknown"), show::hours),
                of: year
                    .quota
                    .map_or_else(String::new, |hours| format!("/ {}", show::hours(hours))),
            });
            let mut topics: Vec<_> = year
                .topics
                .iter()
                .filter_map(|(topic, sums)| Some((sums.hours.value?, (*topic)?)))
                .collect();
            topics.sort_by_key(|(hours, topic)| (Reverse(*hours), *topic));
            tiles.extend(topics.into_iter().take(TOPICS).map(|(hours, topic)| Tile {
                label: show::topic(tr, Some(topic)),
                value: show::hours(hours),
                of: String::new(),
            }));
        }
        let asked = skills.iter().filter(|skill| skill.required.is_some()).count();
        if asked > 0 {
            let reached = skills.iter().filter(|skill| skill.reached == Some(true)).count();
            let n = i64::try_from(asked).unwrap_or(i64::MAX);
            tiles.push(Tile {
                label: tr.text("doc-training-file-reached"),
                value: reached.to_string(),
                of: tr.with("doc-training-file-reached-of", &[("n", n.into())]),
            });
        }
        tiles
    }

    /// How many hours are left, or of how many trainings they are not known.
    fn rest(&self, year: &Year) -> String {
        let tr = self.tr;
        let unknown = year.sums.hours.unknown;
        if unknown > 0 {
            let n = i64::try_from(unknown).unwrap_or(i64::MAX);
            return tr.with("doc-training-file-unknown", &[("n", n.into())]);
        }
        let left = year.quota().and_then(|quota| quota.left());
        match left.and_then(|left| i64::try_from(left.round()).ok()) {
            None => String::new(),
            Some(0) => tr.text("doc-training-file-done"),
            Some(left) => tr.with("doc-training-file-left", &[("n", show::hours(left).into())]),
        }
    }

    fn asked(&self, person: PersonId) -> Vec<Asked> {
        let level = self.evidence.get(&person).and_then(Evidence::level);
        let level = level.and_then(|level| i64::try_from(level).ok());
        self.requirements.of_person(self.directory, &self.duties, (person, level), self.day)
    }

    /// What a skill is called in the language of the page.
    fn skill_name(&self, asked: &Asked) -> String {
        let found = self.skills.iter().find(|skill| Some(skill.id) == asked.skill);
        let name = |skill: &Skill| self.tr.own(&skill.name, &skill.name_en).to_owned();
        found.map_or_else(|| asked.name.clone(), name)
    }

    /// What a course is called in the language of the page.
    fn course_name(&self, name: &str) -> String {
        let found = self.courses.iter().find(|course| course.name == name);
        found.map_or(name, |course| say::course(self.tr, course)).to_owned()
    }

    fn named(&self, text: &str) -> String {
        key(self.requirements.names.listed(text))
    }

    /// The levels of the skills of a person on a day by what they are called, in ten-thousandths.
    fn levels(&self, person: PersonId, day: NaiveDate) -> BTreeMap<String, i64> {
        let own = self.ratings.get(&person).map_or(&[][..], Vec::as_slice);
        let newest = capability::newest(own, person, day).into_iter();
        newest.map(|rating| (self.named(&rating.skill), rating.level)).collect()
    }

    fn skill(
        &self,
        asked: &Asked,
        (now, before): (&BTreeMap<String, i64>, &BTreeMap<String, i64>),
    ) -> SkillRow {
        let tr = self.tr;
        let required = asked.level.saturating_mul(LEVEL);
        let name = self.named(&asked.name);
        let level = now.get(&name).copied();
        let missing = level.map(|level| gap(required, level));
        let result = match missing {
            None => tr.text("doc-training-file-unrated"),
            Some(0) => tr.text("doc-training-file-skill-reached"),
            Some(gap) => tr.with("doc-training-file-skill-gap", &[("n", tenths(gap).into())]),
        };
        let boxes = |levels: i64| u8::try_from(levels.clamp(0, BOXES)).unwrap_or_default();
        SkillRow {
            name: self.skill_name(asked),
            level: level.map(tenths),
            full: boxes(level.unwrap_or_default() / LEVEL),
            before: before.get(&name).copied().map(tenths),
            required: Some(asked.level.to_string()),
            asked: boxes(asked.level),
            result,
            reached: missing.map(|missing| missing == 0),
        }
    }

    fn certificate(&self, held: &Held) -> CertificateRow {
        let status = held.validity.status;
        let kind = held.kind.and_then(|kind| self.kinds.all.get(&kind));
        CertificateRow {
            name: kind
                .map_or(held.name.as_str(), |kind| self.tr.own(&kind.name, &kind.name_en))
                .to_owned(),
            number: held.certificate.number.clone(),
            issued: held.certificate.issued_on.map(|day| day.to_string()),
            expires: match status {
                Status::Lasting => Some(status_word(self.tr, status)),
                _ => held.validity.expires.map(|day| day.to_string()),
            },
            status: status_word(self.tr, status),
            holds: status.holds(),
        }
    }

    /// What is missing, the most urgent first, with what is arranged for it.
    fn actions(
        &self,
        person: PersonId,
        (asked, now): (&[Asked], &BTreeMap<String, i64>),
        learned: &Learned,
    ) -> Result<Vec<ActionRow>> {
        let mut open: Vec<(i64, &Asked)> = asked
            .iter()
            .filter_map(|asked| {
                let level = *now.get(&self.named(&asked.name))?;
                let missing = gap(asked.level.saturating_mul(LEVEL), level);
                let urgency = missing.saturating_mul(asked.importance);
                (missing > 0).then_some((urgency, asked))
            })
            .collect();
        open.sort_by_key(|(urgency, _)| Reverse(*urgency));
        let mut rows = vec![];
        for (_, asked) in open {
            let arranged = match asked.skill {
                Some(skill) => self.arranged(person, skill, learned)?,
                None => None,
            };
            let none = || ActionRow {
                what: self.tr.text("doc-training-file-nothing-arranged"),
                ..ActionRow::default()
            };
            let row = arranged.unwrap_or_else(none);
            rows.push(ActionRow { skill: self.skill_name(asked), ..row });
        }
        Ok(rows)
    }

    /// What is arranged for a skill: a class the person goes to, else what is done for their career, else a
    /// course of a plan.
    fn arranged(
        &self,
        person: PersonId,
        skill: SkillId,
        learned: &Learned,
    ) -> Result<Option<ActionRow>> {
        let name = |person: PersonId| self.directory.person_name(person).to_owned();
        let seats = classes::enrolments_of(self.db, person)?;
        for ahead in &learned.ahead {
            let Waits::Class { id, name, place, .. } = &ahead.what else { continue };
            let Some(class) = self.db.get::<TrainingClass>(*id)? else { continue };
            let mut brought = self.brings.iter().filter(|own| own.course_id == class.course_id);
            let mut meant = seats.iter().filter(|seat| seat.class_id == *id);
            if !brought.any(|own| own.skill_id == skill)
                && !meant.any(|seat| seat.skill_id == Some(skill))
            {
                continue;
            }
            let place = place.clone().unwrap_or_default();
            return Ok(Some(ActionRow {
                what: show::joined(self.tr, &[name.clone(), place]),
                day: Some(class.starts.to_string()),
                who: class.trainer,
                ..ActionRow::default()
            }));
        }
        let mut careers = self.careers.iter().filter(|career| {
            career.plan.person_id == person && career.plan.status == CareerStatus::Open
        });
        let done = careers.next().and_then(|career| {
            let mut own = career.actions.iter();
            own.find(|action| action.skill_id == Some(skill) && action.done_on.is_none())
        });
        if let Some(action) = done {
            return Ok(Some(ActionRow {
                what: action.what.clone(),
                day: action.due.map(|day| day.to_string()),
                who: action.owner_id.map(name),
                ..ActionRow::default()
            }));
        }
        let items = self.plans.iter().flat_map(|plan| &plan.items);
        let mut planned = items.filter(|item| {
            let mut people = item.people.iter();
            item.item.dropped_on.is_none()
                && item.item.due.is_none_or(|due| due >= self.day)
                && people.any(|own| own.person_id == person && own.skill_id == Some(skill))
        });
        let planned = planned.next().map(|item| {
            let course = self.courses.iter().find(|course| course.id == item.item.course_id);
            ActionRow {
                what: course.map_or("", |course| say::course(self.tr, course)).to_owned(),
                day: item.item.due.map(|day| day.to_string()),
                ..ActionRow::default()
            }
        });
        Ok(planned)
    }
}
