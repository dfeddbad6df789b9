//! Ratings of skills with what shows them, what people say of themselves, and refreshers.
//!
//! A level rests on a test, an observation or a deal, and somebody else says it. What people think of
//! their own skill is kept apart and counts nowhere.

use chrono::NaiveDate;

use super::skills::in_use;
use super::{level, past};
use crate::command;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    OpportunityId, PersonId, RefresherId, RefresherTryId, SkillId, SkillRatingId,
    SkillSelfRatingId, TrainingResultId,
};
use crate::error::{Error, Result};
use crate::sheets::values;
use crate::store::Db;
use crate::store::records::{
    EvidenceKind, Opportunity, Person, Refresher, RefresherTry, Skill, SkillRating,
    SkillSelfRating, TrainingResult,
};
use crate::store::training::names;
use crate::store::training::skills::{LEVEL_UNIT, ratings_of, self_ratings_of};

/// The shortest half-life of a refresher, in days.
pub const SHORTEST: i64 = 7;

/// The longest half-life of a refresher, in days.
pub const LONGEST: i64 = 365;

/// A rating as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingForm {
    /// The person.
    pub person: PersonId,
    /// The skill.
    pub skill: SkillId,
    /// The day.
    pub on_day: NaiveDate,
    /// The level, 0 to 4.
    pub level: i64,
    /// What kind of evidence shows it.
    pub kind: EvidenceKind,
    /// What shows it; never blank.
    pub evidence: String,
    /// The key of the record that shows it, where there is one.
    pub record: Option<i64>,
    /// Who rated; blank for the author of changes. Never the person.
    pub rater: String,
}

/// What somebody says of their own skill, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfForm {
    /// The person.
    pub person: PersonId,
    /// The skill.
    pub skill: SkillId,
    /// The day.
    pub on_day: NaiveDate,
    /// The level, 0 to 4.
    pub level: i64,
    /// A word on it; may be blank.
    pub words: String,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Rates a skill.
    Rate(RatingForm),
    /// Changes a rating.
    EditRating(SkillRatingId, RatingForm),
    /// Removes a rating that was typed by mistake.
    RemoveRating(SkillRatingId),
    /// Writes down what somebody says of themselves.
    RateSelf(SelfForm),
    /// Removes that.
    RemoveSelf(SkillSelfRatingId),
    /// Begins to refresh a skill of a person.
    StartRefresher {
        /// The person.
        person: PersonId,
        /// The skill.
        skill: SkillId,
        /// When it was learned.
        since: NaiveDate,
        /// The half-life to begin with, in days.
        half_life: i64,
    },
    /// Records how refreshing went.
    TryRefresher {
        /// What is refreshed.
        id: RefresherId,
        /// The day.
        on_day: NaiveDate,
        /// Whether it was passed.
        passed: bool,
    },
    /// Stops refreshing, with all tries.
    StopRefresher(RefresherId),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Rate(_) => "step-rating",
            Self::EditRating(..) => "step-rating-edit",
            Self::RemoveRating(_) => "step-rating-remove",
            Self::RateSelf(_) => "step-self-rating",
            Self::RemoveSelf(_) => "step-self-rating-remove",
            Self::StartRefresher { .. } => "step-refresher",
            Self::TryRefresher { .. } => "step-refresher-try",
            Self::StopRefresher(_) => "step-refresher-stop",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::Rate(form) => rate(db, form, today),
        Ask::EditRating(id, form) => edit(db, *id, form, today),
        Ask::RemoveRating(id) => remove(db, *id),
        Ask::RateSelf(form) => rate_self(db, form, today),
        Ask::RemoveSelf(id) => db.delete::<SkillSelfRating>(*id),
        Ask::StartRefresher { person, skill, since, half_life } => {
            start(db, (*person, *skill), (*since, *half_life), today)
        }
        Ask::TryRefresher { id, on_day, passed } => try_once(db, *id, (*on_day, *passed), today),
        Ask::StopRefresher(id) => stop(db, *id),
    }
}

/// A rating as it is to be stored, checked but for its key and the text of its skill.
struct Checked {
    skill: Skill,
    evidence: String,
    rater: String,
}

fn check(
    db: &Db,
    form: &RatingForm,
    own: Option<SkillRatingId>,
    today: NaiveDate,
) -> Result<Checked> {
    let person = known::<Person>(db, form.person)?;
    let skill = in_use(db, form.skill)?;
    level(form.level, 0)?;
    past(form.on_day, today)?;
    let evidence = required(&form.evidence, "error-rating-evidence")?;
    let rater = match some(&form.rater) {
        Some(rater) => rater,
        None => command::author(db)?,
    };
    if rater.is_empty() {
        return Err(Error::new("error-rating-rater"));
    }
    let key = values::key(&rater);
    let mut names = std::iter::once(&person.name).chain(&person.number);
    if names.any(|name| values::key(name) == key) {
        return Err(Error::new("error-rating-self").arg("name", person.name));
    }
    if !shown(db, form)? {
        return Err(Error::new("error-rating-record"));
    }
    let names = names::skills(db)?;
    let twice = ratings_of(db, form.person)?.into_iter().any(|other| {
        Some(other.id) != own
            && other.on_day == form.on_day
            && names.find(&other.skill) == Some(form.skill)
    });
    if twice {
        return Err(Error::new("error-rating-twice")
            .arg("skill", &skill.name)
            .arg("day", form.on_day));
    }
    Ok(Checked { skill, evidence, rater })
}

/// Whether the record that is said to show a level is there and can show it.
fn shown(db: &Db, form: &RatingForm) -> Result<bool> {
    let Some(record) = form.record else { return Ok(true) };
    Ok(match form.kind {
        EvidenceKind::Test => {
            let result = db.get::<TrainingResult>(TrainingResultId(record))?;
            result.is_some_and(|result| result.person_id == form.person)
        }
        EvidenceKind::Deal => db.get::<Opportunity>(OpportunityId(record))?.is_some(),
        // Who watched wrote it down in another area.
        EvidenceKind::Observation => true,
    })
}

fn rate(db: &mut Db, form: &RatingForm, today: NaiveDate) -> Result<()> {
    let Checked { skill, evidence, rater } = check(db, form, None, today)?;
    let id = SkillRatingId(db.allocate()?);
    db.insert(&SkillRating {
        id,
        person_id: form.person,
        skill: skill.name,
        on_day: form.on_day,
        level: form.level * LEVEL_UNIT,
        rater: Some(rater),
        evidence: Some(evidence),
        batch_id: None,
        extra: None,
        evidence_kind: Some(form.kind),
        record_id: form.record,
    })
}

fn edit(db: &mut Db, id: SkillRatingId, form: &RatingForm, today: NaiveDate) -> Result<()> {
    let old = known::<SkillRating>(db, id)?;
    if old.person_id != form.person {
        return Err(gone());
    }
    let Checked { skill, evidence, rater } = check(db, form, Some(id), today)?;
    // A text that means the skill stays as its sheet says it.
    let same = names::skills(db)?.find(&old.skill) == Some(skill.id);
    let new = SkillRating {
        skill: if same { old.skill.clone() } else { skill.name },
        on_day: form.on_day,
        level: form.level * LEVEL_UNIT,
        rater: Some(rater),
        evidence: Some(evidence),
        evidence_kind: Some(form.kind),
        record_id: form.record,
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}

fn remove(db: &mut Db, id: SkillRatingId) -> Result<()> {
    let old = known::<SkillRating>(db, id)?;
    if old.batch_id.is_some() {
        return Err(Error::new("error-learning-imported"));
    }
    db.delete::<SkillRating>(id)
}

fn rate_self(db: &mut Db, form: &SelfForm, today: NaiveDate) -> Result<()> {
    known::<Person>(db, form.person)?;
    in_use(db, form.skill)?;
    level(form.level, 0)?;
    past(form.on_day, today)?;
    let same =
        |other: &SkillSelfRating| other.skill_id == form.skill && other.on_day == form.on_day;
    let old = self_ratings_of(db, form.person)?.into_iter().find(same);
    let new = SkillSelfRating {
        id: match &old {
            Some(old) => old.id,
            None => SkillSelfRatingId(db.allocate()?),
        },
        person_id: form.person,
        skill_id: form.skill,
        on_day: form.on_day,
        level: form.level,
        words: some(&form.words),
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

fn start(
    db: &mut Db,
    (person, skill): (PersonId, SkillId),
    (since, half_life): (NaiveDate, i64),
    today: NaiveDate,
) -> Result<()> {
    known::<Person>(db, person)?;
    let skill = in_use(db, skill)?;
    past(since, today)?;
    if !(SHORTEST..=LONGEST).contains(&half_life) {
        return Err(Error::new("error-refresher-days")
            .arg("shortest", SHORTEST)
            .arg("longest", LONGEST));
    }
    let mut all = db.all::<Refresher>()?.into_iter();
    if all.any(|other| other.person_id == person && other.skill_id == skill.id) {
        return Err(Error::new("error-refresher-twice").arg("skill", skill.name));
    }
    let id = RefresherId(db.allocate()?);
    db.insert(&Refresher { id, person_id: person, skill_id: skill.id, since, half_life })
}

fn tries(db: &Db, id: RefresherId) -> Result<Vec<RefresherTry>> {
    let all = db.all::<RefresherTry>()?.into_iter();
    Ok(all.filter(|one| one.refresher_id == id).collect())
}

fn try_once(
    db: &mut Db,
    id: RefresherId,
    (on_day, passed): (NaiveDate, bool),
    today: NaiveDate,
) -> Result<()> {
    let refresher = known::<Refresher>(db, id)?;
    past(on_day, today)?;
    let last = tries(db, id)?.into_iter().map(|one| one.on_day).max();
    // What is known of a skill follows from one try after the other.
    if last.map_or(on_day < refresher.since, |last| on_day <= last) {
        let day = last.unwrap_or(refresher.since);
        return Err(Error::new("error-refresher-order").arg("day", day));
    }
    let try_id = RefresherTryId(db.allocate()?);
    db.insert(&RefresherTry { id: try_id, refresher_id: id, on_day, passed })
}

fn stop(db: &mut Db, id: RefresherId) -> Result<()> {
    known::<Refresher>(db, id)?;
    for one in tries(db, id)? {
        db.delete::<RefresherTry>(one.id)?;
    }
    db.delete::<Refresher>(id)
}
