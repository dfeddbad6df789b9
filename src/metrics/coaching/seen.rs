//! What was seen of a person on visits, as it stands beside a talk: the levels of the newest sheet with those
//! of the one before, what the post asks for, and the score over the last sheets.
//!
//! A sheet is scored by [`crate::domain::coaching::observation`]: from 0 to 100, and not at all where too
//! little of it was seen. Only sheets that are filled in count, and of them the levels of who went along.

use chrono::NaiveDate;

use crate::domain::coaching::observation::{MIN_COVER_BP, Observed, Step as Weighed, observe};
use crate::domain::ids::{CoachingId, ObservationId, PersonId, PostId};
use crate::error::Result;
use crate::store::Db;
use crate::store::coaching::sheets::{self, Sheet};
use crate::store::coaching::templates::{self, Step, Template};
use crate::store::directory::Directory;
use crate::store::records::{Coaching, ObservationRating, Rater};

/// So many sheets make a trend.
pub const TREND: usize = 6;

/// So many of the lowest steps have a line of their own in it.
const LOWEST: usize = 2;

/// A step of a visit as it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenStep {
    /// The word that it has in all versions of the sheet.
    pub word: String,
    /// Its name.
    pub name: String,
    /// The same in English; may be empty.
    pub name_en: String,
    /// The level the time before; `None` where it was not seen, or was no step.
    pub before: Option<i64>,
    /// The level; `None` where it was not seen.
    pub now: Option<i64>,
    /// The level that the post asks for.
    pub required: Option<i64>,
    /// What was seen; may be empty.
    pub fact: String,
}

impl SeenStep {
    /// Whether it is below what the post asks for; what was not seen is not.
    pub fn below(&self) -> bool {
        self.now.zip(self.required).is_some_and(|(now, required)| now < required)
    }
}

/// A sheet beside the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The sheet.
    pub sheet: ObservationId,
    /// The coaching it belongs to.
    pub coaching: Option<CoachingId>,
    /// The day.
    pub day: NaiveDate,
    /// The day of the sheet before.
    pub day_before: Option<NaiveDate>,
    /// The steps, in order.
    pub steps: Vec<SeenStep>,
    /// The score.
    pub score: Option<Observed>,
    /// That of the sheet before.
    pub score_before: Option<Observed>,
    /// The one thing that was agreed; may be empty.
    pub agreed: String,
    /// When they go together next.
    pub next_on: Option<NaiveDate>,
    /// What for; may be empty.
    pub next_what: String,
}

impl Seen {
    /// The score in tenths; `None` where too little was seen.
    pub fn tenths(&self) -> Option<i64> {
        self.score.and_then(|score| score.tenths)
    }

    /// That of the sheet before.
    pub fn tenths_before(&self) -> Option<i64> {
        self.score_before.and_then(|score| score.tenths)
    }

    /// The steps that were seen, and how many of them reach what the post asks for.
    pub fn reached(&self) -> (usize, usize) {
        let seen = || self.steps.iter().filter(|step| step.now.is_some());
        (seen().count(), seen().filter(|step| !step.below()).count())
    }

    /// The steps below what the post asks for, the widest gap first.
    pub fn below(&self) -> Vec<&SeenStep> {
        let mut below: Vec<&SeenStep> = self.steps.iter().filter(|step| step.below()).collect();
        let gap = |step: &SeenStep| step.now.zip(step.required).map(|(now, asked)| now - asked);
        below.sort_by_key(|step| gap(step));
        below
    }
}

/// A sheet of the trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The sheet.
    pub sheet: ObservationId,
    /// The day.
    pub day: NaiveDate,
    /// The score in tenths; `None` where too little was seen.
    pub tenths: Option<i64>,
    /// The same of the lowest steps alone; `None` where none of them was seen.
    pub lowest: Option<i64>,
}

/// The scores of the last sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// The sheets, the oldest first.
    pub points: Vec<Point>,
    /// The score of somebody who just reaches what the post asks for, in tenths.
    pub required: Option<i64>,
    /// The words of the lowest steps, those below what the post asks for by most.
    pub lowest: Vec<String>,
}

/// The sheet of a coaching, else the newest one of the person by its day; `None` where there is none.
///
/// # Errors
/// Whatever the database reports.
pub fn seen(db: &Db, directory: &Directory, coaching: &Coaching) -> Result<Option<Seen>> {
    let own = sheets::of_coaching(db, coaching.id)?;
    let own = own.into_iter().rfind(|sheet| sheet.complete);
    let sheet = match own {
        Some(own) => sheets::sheet(db, own.id)?,
        None => newest(db, coaching.person_id, coaching.on_day)?,
    };
    sheet.map(|sheet| beside(db, directory, &sheet)).transpose()
}

/// The newest sheet of a person by a day, beside the one before; `None` where there is none.
///
/// # Errors
/// Whatever the database reports.
pub fn seen_by(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    day: NaiveDate,
) -> Result<Option<Seen>> {
    newest(db, person, day)?.map(|sheet| beside(db, directory, &sheet)).transpose()
}

fn newest(db: &Db, person: PersonId, day: NaiveDate) -> Result<Option<Sheet>> {
    sheets::last_before(db, person, day.succ_opt().unwrap_or(day))
}

fn beside(db: &Db, directory: &Directory, sheet: &Sheet) -> Result<Seen> {
    let all = templates::all(db)?;
    let record = &sheet.record;
    let before = sheets::last_before(db, record.person_id, record.on_day)?;
    let post = post_on(directory, record.person_id, record.on_day);
    let own = version(&all, sheet);
    let was = before.as_ref().map(|before| (before, version(&all, before)));
    let steps = own.map_or(&[][..], |own| own.steps.as_slice()).iter().map(|step| {
        let rating = rating(sheet, step);
        let level_before = was.and_then(|(before, template)| {
            let step = template?.named(&step.record.word)?;
            level(before, step)
        });
        SeenStep {
            word: step.record.word.clone(),
            name: step.record.name.clone(),
            name_en: step.record.name_en.clone(),
            before: level_before,
            now: rating.and_then(|rating| rating.level),
            required: step.required(post),
            fact: rating.and_then(|rating| rating.fact.clone()).unwrap_or_default(),
        }
    });
    Ok(Seen {
        sheet: record.id,
        coaching: record.coaching_id,
        day: record.on_day,
        day_before: before.as_ref().map(|before| before.record.on_day),
        steps: steps.collect(),
        score: own.and_then(|own| score(own, sheet, |_| true)),
        score_before: was.and_then(|(before, template)| score(template?, before, |_| true)),
        agreed: record.agreed.clone().unwrap_or_default(),
        next_on: record.next_on,
        next_what: record.next_what.clone().unwrap_or_default(),
    })
}

/// The scores of a person's last sheets up to one.
///
/// # Errors
/// Whatever the database reports.
pub fn trend(db: &Db, directory: &Directory, person: PersonId, seen: &Seen) -> Result<Trend> {
    let all = templates::all(db)?;
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(seen.day);
    let mut own = sheets::of_person(db, person, (first, seen.day))?;
    own.retain(|sheet| sheet.complete && (sheet.on_day, sheet.id) <= (seen.day, seen.sheet));
    let skip = own.len().saturating_sub(TREND);
    let lowest: Vec<String> =
        seen.below().into_iter().take(LOWEST).map(|step| step.word.clone()).collect();
    let mut points = vec![];
    let mut required = None;
    for record in own.into_iter().skip(skip) {
        let Some(sheet) = sheets::sheet(db, record.id)? else { continue };
        let Some(template) = version(&all, &sheet) else { continue };
        let low = score(template, &sheet, |step| lowest.contains(&step.record.word));
        points.push(Point {
            sheet: record.id,
            day: record.on_day,
            tenths: score(template, &sheet, |_| true).and_then(|score| score.tenths),
            lowest: low.and_then(|score| score.tenths),
        });
        required = asked(template, post_on(directory, person, record.on_day));
    }
    Ok(Trend { points, required, lowest })
}

fn post_on(directory: &Directory, person: PersonId, day: NaiveDate) -> Option<PostId> {
    directory.membership_on(person, day).and_then(|at| at.post_id)
}

/// The version that a sheet was filled in by.
fn version<'a>(all: &'a [Template], sheet: &Sheet) -> Option<&'a Template> {
    all.iter().find(|template| template.record.id == sheet.record.template_id)
}

/// What who went along wrote down of a step.
fn rating<'a>(sheet: &'a Sheet, step: &Step) -> Option<&'a ObservationRating> {
    let mut own = sheet.ratings.iter().filter(|one| one.rater == Rater::Observer);
    own.find(|one| one.step_id == step.record.id)
}

/// The level that who went along gave a step; `None` where it was not seen.
fn level(sheet: &Sheet, step: &Step) -> Option<i64> {
    rating(sheet, step).and_then(|rating| rating.level)
}

/// The score of some steps of a sheet; `None` where there are none.
fn score(template: &Template, sheet: &Sheet, which: impl Fn(&Step) -> bool) -> Option<Observed> {
    let steps = template.steps.iter().filter(|step| which(step));
    let steps: Vec<Weighed> = steps
        .map(|step| Weighed { weight: step.record.weight, level: level(sheet, step) })
        .collect();
    observe(&steps, MIN_COVER_BP)
}

/// The score of somebody who just reaches what a post asks for, in tenths; `None` where it asks for nothing
/// in most of the steps.
fn asked(template: &Template, post: Option<PostId>) -> Option<i64> {
    let steps = template.steps.iter();
    let steps: Vec<Weighed> = steps
        .map(|step| Weighed { weight: step.record.weight, level: step.required(post) })
        .collect();
    observe(&steps, MIN_COVER_BP)?.tenths
}
