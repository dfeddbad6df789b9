//! 技能矩阵: the skills of the people of a scope on a day, beside what their posts ask.
//!
//! # Who
//! Everybody of the scope who is here on the day, by post. A post that asks for more stands first.
//!
//! # Which skills
//! Those that are asked of somebody who is shown, and those in use in which somebody was rated. Where there
//! is none yet, all that are in use, so that there is something to rate. A skill that a duty sheet or a
//! rating names and that is not listed stands under that name, behind the others: what is asked is counted
//! whether it is listed or not, as on the page of a person.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, PostId, SkillId};
use crate::domain::names::key;
use crate::domain::scope::Members;
use crate::domain::training::coverage::{Cover, Risk, coverage};
use crate::domain::training::gap::gap;
use crate::domain::training::level::{LEVEL, Mastery};
use crate::domain::training::matrix::{Cell, Heat, Mark, Matrix, matrix};
use crate::error::Result;
use crate::metrics::MetricId;
use crate::metrics::capability;
use crate::metrics::targets::course::Course;
use crate::metrics::targets::history::known_until;
use crate::metrics::training::here;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;
use crate::store::records::{Skill, SkillRating};
use crate::store::training::names::{self, Names};
use crate::store::training::requirements::{AskedBy, Requirements};
use crate::store::training::skills;

/// What a column is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A skill that is listed.
    Listed(SkillId),
    /// One that is only named, by the key of its name.
    Named(String),
}

impl Key {
    /// What a text means.
    pub fn of(names: &Names<SkillId>, text: &str) -> Self {
        names.find(text).map_or_else(|| Self::Named(key(text)), Self::Listed)
    }

    /// The skill, where it is listed.
    pub const fn skill(&self) -> Option<SkillId> {
        match self {
            Self::Listed(skill) => Some(*skill),
            Self::Named(_) => None,
        }
    }
}

/// A skill that stands in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Which.
    pub key: Key,
    /// What it is called.
    pub name: String,
    /// The same in English; may be empty.
    pub name_en: String,
    /// Whether it is out of use and only stands because it is asked for.
    pub archived: bool,
}

/// What is known of one skill of one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The level that is asked for, in ten-thousandths; `None` where it is not asked for.
    pub required: Option<i64>,
    /// How much it matters, from 1.
    pub importance: u32,
    /// Where it stands that it is asked for.
    pub by: Option<AskedBy>,
    /// The level in ten-thousandths; `None` where it was never rated.
    pub level: Option<i64>,
    /// The day of the rating.
    pub on: Option<NaiveDate>,
    /// Whether the rating says what shows it.
    pub evidenced: bool,
}

impl Spot {
    /// How the level stands to what is asked.
    pub fn cell(&self) -> Cell {
        Cell::of(self.required, self.level)
    }

    /// What is missing, in ten-thousandths; zero where nothing is known to be.
    pub fn gap(&self) -> i64 {
        match (self.required, self.level) {
            (Some(required), Some(level)) => gap(required, level),
            _ => 0,
        }
    }
}

/// A person with what is known of each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The person.
    pub person: PersonId,
    /// What is known of each column, in their order.
    pub spots: Vec<Spot>,
    /// Those counted.
    pub heat: Heat,
}

impl Row {
    /// What is known of a column.
    pub fn spot(&self, column: usize) -> Spot {
        self.spots.get(column).copied().unwrap_or_default()
    }
}

/// The people of one post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The post; `None` of people without one.
    pub post: Option<PostId>,
    /// The lowest and the highest level that is asked of one of them in each column, in ten-thousandths.
    pub required: Vec<Option<(i64, i64)>>,
    /// The people.
    pub rows: Vec<Row>,
}

/// The skills of a scope on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The day.
    pub on: NaiveDate,
    /// The skills.
    pub columns: Vec<Column>,
    /// The people by post.
    pub groups: Vec<Group>,
    /// All of it counted, skills by the place of their column.
    pub matrix: Matrix<PersonId, usize>,
    /// Who does each skill alone, by the place of its column.
    pub cover: BTreeMap<usize, Cover<PersonId>>,
    /// The day of the newest rating.
    pub newest: Option<NaiveDate>,
    /// How many skills in use are neither asked for nor rated here.
    pub idle: usize,
}

impl Survey {
    /// Everybody, in the order of the groups.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// One person.
    pub fn row(&self, person: PersonId) -> Option<&Row> {
        self.rows().find(|row| row.person == person)
    }

    /// The place of a column.
    pub fn place(&self, key: &Key) -> Option<usize> {
        self.columns.iter().position(|column| column.key == *key)
    }

    /// The counts of a column.
    pub fn heat(&self, column: usize) -> Heat {
        self.matrix.skills.get(&column).copied().unwrap_or_default()
    }

    /// The column in which the most people are below what is asked; `None` where nobody is.
    pub fn widest(&self) -> Option<usize> {
        self.matrix.widest().map(|(column, _)| *column)
    }

    /// Who is below what is asked in a column, the widest gap first.
    pub fn below(&self, column: usize) -> Vec<&Row> {
        let short = |row: &&Row| row.spot(column).gap() > 0;
        let mut below: Vec<&Row> = self.rows().filter(short).collect();
        below.sort_by_key(|row| (Reverse(row.spot(column).gap()), row.person));
        below
    }

    /// How safe the scope is in a column; `None` where nobody is asked for it.
    pub fn risk(&self, column: usize) -> Option<Risk> {
        if self.heat(column).asked() == 0 {
            return None;
        }
        self.cover.get(&column).map(Cover::risk)
    }

    /// The columns that hang on one person, or on nobody of those rated.
    pub fn thin(&self) -> Vec<usize> {
        let thin =
            |column: &usize| matches!(self.risk(*column), Some(Risk::SinglePoint | Risk::Nobody));
        (0..self.columns.len()).filter(thin).collect()
    }

    /// The same of a part of the people, with the skills that are asked of them or in which they were rated;
    /// without any column where there is none.
    pub fn part(&self, shown: impl Fn(PersonId) -> bool) -> Self {
        let mut known: Vec<Known> = vec![];
        for group in &self.groups {
            for row in group.rows.iter().filter(|row| shown(row.person)) {
                let spots = self.columns.iter().zip(&row.spots);
                let told = spots.filter(|(_, spot)| **spot != Spot::default());
                let told = told.map(|(column, spot)| (column.key.clone(), *spot));
                known.push((row.person, group.post, told.collect()));
            }
        }
        let stands = |column: &&Column| {
            let mut own = known.iter().filter_map(|(.., spots)| spots.get(&column.key));
            own.any(|spot| spot.required.is_some() || (!column.archived && spot.level.is_some()))
        };
        let columns = self.columns.iter().filter(stands).cloned().collect();
        laid_out(self.on, columns, self.idle, known)
    }
}

/// A person with the post and what is known of each skill.
type Known = (PersonId, Option<PostId>, BTreeMap<Key, Spot>);

/// The people of a scope who are here on a day, each with the post.
pub fn present(
    directory: &Directory,
    members: &Members,
    day: NaiveDate,
) -> Vec<(PersonId, Option<PostId>)> {
    let own = directory.by_person();
    let post = |person: PersonId| {
        own.get(&person)?.iter().find(|at| at.stretch().covers(Some(day)))?.post_id
    };
    let people = here(directory, members, day).into_iter();
    people.map(|person| (person, post(person))).collect()
}

/// Loads the skills of a scope as they stood on a day.
///
/// # Errors
/// Whatever the database reports.
pub fn survey(db: &Db, directory: &Directory, members: &Members, day: NaiveDate) -> Result<Survey> {
    let (requirements, duties) = (Requirements::load(db)?, Duties::load(db)?);
    let newest = skills::newest(db, day)?;
    let people = present(directory, members, day);
    let levels = if requirements.by_level() {
        levels(db, directory, &people, &newest, day)?
    } else {
        BTreeMap::new()
    };
    let mut named: BTreeMap<Key, String> = BTreeMap::new();
    let mut asked_for: BTreeSet<Key> = BTreeSet::new();
    let mut known: Vec<Known> = vec![];
    for (person, post) in people {
        let mut spots: BTreeMap<Key, Spot> = BTreeMap::new();
        let level = levels.get(&person).copied();
        for asked in requirements.of_person(directory, &duties, (person, level), day) {
            let key = match asked.skill {
                Some(skill) => Key::Listed(skill),
                None => Key::of(&requirements.names, &asked.name),
            };
            named.entry(key.clone()).or_insert(asked.name);
            asked_for.insert(key.clone());
            let spot = spots.entry(key).or_default();
            let required = asked.level.saturating_mul(LEVEL);
            // A sheet may name a skill twice; the higher level is asked.
            if spot.required.is_none_or(|held| held < required) {
                spot.required = Some(required);
                spot.importance = u32::try_from(asked.importance).unwrap_or(1);
                spot.by = Some(asked.by);
            }
        }
        for rating in newest.get(&person).into_iter().flatten() {
            let key = Key::of(&requirements.names, &rating.skill);
            named.entry(key.clone()).or_insert_with(|| rating.skill.clone());
            let spot = spots.entry(key).or_default();
            spot.level = Some(rating.level);
            spot.on = Some(rating.on_day);
            spot.evidenced = rating.evidence.is_some() || rating.evidence_kind.is_some();
        }
        known.push((person, post, spots));
    }
    let listed = db.all::<Skill>()?;
    let (columns, idle) = columns(listed, named, &asked_for);
    Ok(laid_out(day, columns, idle, known))
}

/// The capability levels of people, where there is one.
fn levels(
    db: &Db,
    directory: &Directory,
    people: &[(PersonId, Option<PostId>)],
    newest: &BTreeMap<PersonId, Vec<SkillRating>>,
    day: NaiveDate,
) -> Result<BTreeMap<PersonId, i64>> {
    let periods = capability::quarters(known_until(db, day)?);
    let course = Course::load(db, directory, MetricId::SignedAmount, &periods, day)?;
    let mut levels = BTreeMap::new();
    for (person, _) in people {
        let own = newest.get(person).map_or(&[][..], Vec::as_slice);
        let found = capability::of(directory, own, &course, *person, day)?;
        if let Some(level) = found.level().and_then(|level| i64::try_from(level).ok()) {
            levels.insert(*person, level);
        }
    }
    Ok(levels)
}

/// The columns in their order, and how many skills in use stand in none.
fn columns(
    mut listed: Vec<Skill>,
    named: BTreeMap<Key, String>,
    asked_for: &BTreeSet<Key>,
) -> (Vec<Column>, usize) {
    listed.sort_by_key(|skill| (skill.position, skill.id));
    let used = listed.iter().filter(|skill| !skill.archived).count();
    let shown = |skill: &Skill| {
        let key = Key::Listed(skill.id);
        asked_for.contains(&key) || (!skill.archived && named.contains_key(&key))
    };
    let none = named.is_empty();
    let column = |skill: Skill| Column {
        key: Key::Listed(skill.id),
        name: skill.name,
        name_en: skill.name_en,
        archived: skill.archived,
    };
    let mut idle = used;
    let mut columns: Vec<Column> = vec![];
    for skill in listed {
        if shown(&skill) || (none && !skill.archived) {
            idle -= usize::from(!skill.archived);
            columns.push(column(skill));
        }
    }
    let others = named.into_iter().filter(|(key, _)| key.skill().is_none());
    let mut others: Vec<Column> = others
        .map(|(key, name)| Column { key, name, name_en: String::new(), archived: false })
        .collect();
    others.sort_by(|one, other| one.name.cmp(&other.name));
    columns.append(&mut others);
    (columns, idle)
}

/// Puts what is known into groups and counts it.
fn laid_out(on: NaiveDate, columns: Vec<Column>, idle: usize, known: Vec<Known>) -> Survey {
    let mut groups: BTreeMap<Option<PostId>, Vec<Row>> = BTreeMap::new();
    for (person, post, mut spots) in known {
        let own = columns.iter().map(|column| spots.remove(&column.key).unwrap_or_default());
        let row = Row { person, spots: own.collect(), heat: Heat::default() };
        groups.entry(post).or_default().push(row);
    }
    let marks = groups.values().flatten().flat_map(|row| {
        row.spots.iter().enumerate().map(|(skill, spot)| Mark {
            person: row.person,
            skill,
            required: spot.required,
            level: spot.level,
        })
    });
    let matrix = matrix(marks);
    let rated = groups.values().flatten().flat_map(|row| {
        let own = row.spots.iter().enumerate();
        own.filter_map(|(column, spot)| Some((row.person, column, spot.level?)))
    });
    let cover = coverage(0..columns.len(), rated, Mastery::Alone.level());
    let newest = groups.values().flatten().flat_map(|row| &row.spots).filter_map(|s| s.on).max();
    let group = |(post, mut rows): (Option<PostId>, Vec<Row>)| {
        for row in &mut rows {
            row.heat = matrix.people.get(&row.person).copied().unwrap_or_default();
        }
        let required = (0..columns.len()).map(|column| {
            let asked = || rows.iter().filter_map(move |row| row.spot(column).required);
            asked().min().zip(asked().max())
        });
        Group { post, required: required.collect(), rows }
    };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    let weight = |group: &Group| -> i64 {
        group.required.iter().flatten().map(|(_, highest)| *highest).sum()
    };
    groups.sort_by_key(|group| (group.post.is_none(), Reverse(weight(group)), group.post));
    Survey { on, columns, groups, matrix, cover, newest, idle }
}

/// All ratings of one skill of a person, the newest first.
///
/// # Errors
/// Whatever the database reports.
pub fn history(db: &Db, person: PersonId, key: &Key) -> Result<Vec<SkillRating>> {
    let names = names::skills(db)?;
    let mut own = skills::ratings_of(db, person)?;
    own.retain(|rating| Key::of(&names, &rating.skill) == *key);
    own.reverse();
    Ok(own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::records::{LearningTopic, Origin, Person};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn skill(id: i64, name: &str, position: i64, archived: bool) -> Skill {
        Skill {
            id: SkillId(id),
            name: name.to_owned(),
            name_en: String::new(),
            topic: LearningTopic::Other,
            position,
            archived,
        }
    }

    fn spot(required: Option<i64>, level: Option<i64>) -> Spot {
        let parts = |level: i64| level * LEVEL;
        Spot {
            required: required.map(parts),
            importance: 1,
            level: level.map(parts),
            on: level.map(|_| day("2025-11-15")),
            ..Spot::default()
        }
    }

    fn listed(id: i64) -> Key {
        Key::Listed(SkillId(id))
    }

    #[test]
    fn what_is_asked_or_rated_stands_in_the_order_of_the_list() {
        let skills = || {
            vec![
                skill(1, "谈判", 2, false),
                skill(2, "报价", 1, false),
                skill(3, "旧", 3, true),
                skill(4, "英语", 4, true),
                skill(5, "投标", 5, false),
            ]
        };
        let english = Key::Named("日语".to_owned());
        let named: BTreeMap<Key, String> = [
            (listed(1), "谈判".to_owned()),
            (listed(2), "报价".to_owned()),
            (listed(3), "旧".to_owned()),
            (listed(4), "英语".to_owned()),
            (english.clone(), "日语".to_owned()),
        ]
        .into();
        // 英语 is out of use and asked for all the same; 旧 is only rated.
        let asked = BTreeSet::from([listed(1), listed(4), english]);
        let (found, idle) = columns(skills(), named, &asked);
        let names: Vec<&str> = found.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((names.as_slice(), idle), (["报价", "谈判", "英语", "日语"].as_slice(), 1));
        let (found, idle) = columns(skills(), BTreeMap::new(), &BTreeSet::new());
        let names: Vec<&str> = found.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((names.as_slice(), idle), (["报价", "谈判", "投标"].as_slice(), 0));
    }

    #[test]
    fn who_is_hired_later_is_not_there_yet() {
        let person = |id: i64, hired: Option<&str>| {
            let person = Person::new(PersonId(id), format!("人{id}"), Origin::Typed);
            (PersonId(id), Person { hired: hired.map(day), ..person })
        };
        let people =
            [person(1, Some("2020-03-01")), person(2, Some("2025-08-25")), person(3, None)];
        let directory = Directory { people: people.into(), ..Directory::default() };
        let there = |on: &str| -> Vec<i64> {
            let found = present(&directory, &Members::Everyone, day(on));
            found.iter().map(|(person, _)| person.0).collect()
        };
        assert_eq!(there("2025-03-31"), [1, 3]);
        assert_eq!(there("2025-08-25"), [1, 2, 3]);
    }

    #[test]
    fn people_stand_by_post_and_add_up() {
        let column = |id: i64, name: &str| Column {
            key: listed(id),
            name: name.to_owned(),
            name_en: String::new(),
            archived: false,
        };
        let columns = vec![column(1, "谈判"), column(2, "报价"), column(3, "英语")];
        let one = |id: i64, post: Option<i64>, spots: [Spot; 3]| {
            let spots: BTreeMap<Key, Spot> = (1..).map(listed).zip(spots).collect();
            (PersonId(id), post.map(PostId), spots)
        };
        let known = vec![
            one(1, None, [spot(None, Some(3)), spot(None, None), spot(None, None)]),
            one(2, Some(8), [spot(Some(2), Some(1)), spot(Some(2), Some(2)), spot(None, None)]),
            one(3, Some(9), [spot(Some(3), Some(1)), spot(Some(4), None), spot(None, Some(4))]),
            one(4, Some(9), [spot(Some(4), Some(3)), spot(Some(3), Some(3)), spot(None, None)]),
        ];
        let found = laid_out(day("2025-11-18"), columns, 0, known);
        let posts: Vec<Option<i64>> =
            found.groups.iter().map(|group| group.post.map(|post| post.0)).collect();
        assert_eq!(posts, [Some(9), Some(8), None], "what asks for more stands first");
        let asked = Some((3 * LEVEL, 4 * LEVEL));
        assert_eq!(found.groups[0].required, [asked, asked, None]);
        assert_eq!(found.widest(), Some(0));
        let below: Vec<i64> = found.below(0).iter().map(|row| row.person.0).collect();
        assert_eq!(below, [3, 2, 4], "two levels, then one each by key");
        assert_eq!(found.row(PersonId(3)).unwrap().heat.unrated, 1);
        assert_eq!((found.matrix.whole.reached(), found.matrix.whole.rated()), (2, 5));
        // 谈判 is done alone by two; 报价 by one of those rated; 英语 is asked of nobody.
        assert_eq!(found.risk(0), Some(Risk::Covered));
        assert_eq!(found.risk(1), Some(Risk::SinglePoint));
        assert_eq!((found.risk(2), found.thin()), (None, vec![1]));
        assert_eq!(found.newest, Some(day("2025-11-15")));

        let part = found.part(|person| person.0 == 2);
        let names: Vec<&str> = part.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["谈判", "报价"], "nobody of the part has to do with 英语");
        assert_eq!((part.groups.len(), part.matrix.whole.asked()), (1, 2));
        assert_eq!(part.risk(1), Some(Risk::Nobody));
        assert!(found.part(|_| false).columns.is_empty());
        assert_eq!(found.part(|_| true), found, "the whole is the same as all its parts");
    }
}
