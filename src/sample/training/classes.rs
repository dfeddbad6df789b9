//! The classes of the year: who went to them, what came of it; those that are to come, the one that was called
//! off, and one that is over and waits for its results. What came of a class for a person stands in the sheet of
//! trainings already, and here it is said to which parts they came; of some classes no sheet tells, and all of it
//! was recorded by hand.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::courses::hours;
use super::{Known, WHOLE, YUAN, course, of, say};
use crate::command::training::What;
use crate::command::training::classes::{Ask as Classes, ClassForm, SeatForm, SessionForm};
use crate::command::training::results::{Ask as Results, ResultForm};
use crate::domain::ids::TrainingClassId;
use crate::error::Result;
use crate::metrics::MetricId;
use crate::sample::story::{Cast, given, missing, parts, rows, word};
use crate::store::Db;
use crate::store::records::{ClassMark, ClassStatus, TrainingClass, TrainingOutcome};
use crate::store::training::{classes, names, results};

#[derive(Deserialize)]
struct Class {
    key: String,
    course: String,
    title: String,
    planned: NaiveDate,
    starts: NaiveDate,
    ends: NaiveDate,
    place: String,
    trainer: String,
    trainer_id: String,
    seats: Option<i64>,
    cost: i64,
    mark: String,
    kpi: String,
    kpi_days: Option<i64>,
    behaviour_days: Option<i64>,
    confirmed: Option<NaiveDate>,
    parts: String,
    ended: String,
    ended_on: Option<NaiveDate>,
    why: String,
}

#[derive(Deserialize)]
struct Seat {
    class: String,
    person: String,
    on: NaiveDate,
    skill: String,
    gap: Option<i64>,
    withdrawn: Option<NaiveDate>,
    why: String,
    came: String,
    attendance: String,
    note: String,
}

#[derive(Deserialize)]
struct Typed {
    class: String,
    person: String,
    score: i64,
    outcome: String,
    cost: i64,
    feedback: i64,
    words: String,
}

#[derive(Deserialize)]
struct Score {
    class: String,
    person: String,
    rater: String,
    skill: String,
    level: i64,
}

#[derive(Deserialize)]
struct Before {
    course: String,
    on: NaiveDate,
}

/// Makes all of them; by the keys that plans name them by.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<Known<TrainingClassId>> {
    before(db)?;
    let mut seats: BTreeMap<String, Vec<Seat>> = BTreeMap::new();
    for seat in rows::<Seat>("seats")? {
        seats.entry(seat.class.clone()).or_default().push(seat);
    }
    let typed = rows::<Typed>("class_results")?;
    let mut known = Known::new();
    for class in rows::<Class>("classes")? {
        let form = form(db, cast, &class)?;
        say(db, class.planned, What::Classes(Classes::Plan(form)))?;
        let id = db.all::<TrainingClass>()?.last().map(|class| class.id);
        let id = id.ok_or_else(|| missing(&class.key))?;
        let own = seats.remove(&class.key).unwrap_or_default();
        enrol(db, cast, id, &own)?;
        if let Some(on) = class.confirmed {
            say(db, on, What::Classes(Classes::Confirm(id)))?;
        }
        end(db, cast, id, (&class, &own, &typed))?;
        known.insert(class.key, id);
    }
    scores(db, cast, &known)?;
    Ok(known)
}

/// What was held while classes were not planned here: made of the results that the sheet has.
fn before(db: &mut Db) -> Result<()> {
    let names = names::courses(db)?;
    for held in rows::<Before>("held_before")? {
        let id = course(db, &held.course)?;
        let all = results::between(db, held.on, held.on)?;
        let own = all.iter().filter(|result| names.find(&result.course) == Some(id));
        let own = own.map(|result| result.id).collect();
        let entered = held.on.succ_opt().unwrap_or(held.on);
        say(db, entered, What::Results(Results::FromResults(id, own)))?;
    }
    Ok(())
}

fn form(db: &Db, cast: &Cast, class: &Class) -> Result<ClassForm> {
    let mut sessions = vec![];
    for part in parts(&class.parts) {
        let fields: Vec<&str> = part.split(' ').collect();
        let [day, begins, ends, long] = fields.as_slice() else { return Err(missing(part)) };
        sessions.push(SessionForm {
            on_day: word(day, |day| day.parse().ok())?,
            begins: (*begins).to_owned(),
            ends: (*ends).to_owned(),
            hours: hours(word(long, |long| long.parse().ok())?),
        });
    }
    Ok(ClassForm {
        course: course(db, &class.course)?,
        title: class.title.clone(),
        starts: class.starts,
        ends: class.ends,
        sessions,
        place: class.place.clone(),
        trainer: class.trainer.clone(),
        trainer_id: given(&class.trainer_id, |name| cast.person(name))?,
        seats: class.seats,
        cost: Some(class.cost * YUAN),
        mark: given(&class.mark, |mark| word(mark, ClassMark::parse))?,
        kpi: given(&class.kpi, |kpi| word(kpi, MetricId::parse))?,
        kpi_days: class.kpi_days,
        behaviour_days: class.behaviour_days,
    })
}

/// Gives people their seats; who gave one up later does so here.
fn enrol(db: &mut Db, cast: &Cast, id: TrainingClassId, seats: &[Seat]) -> Result<()> {
    let Some(on) = seats.first().map(|seat| seat.on) else { return Ok(()) };
    let mut forms = vec![];
    for seat in seats {
        forms.push(SeatForm {
            person: cast.person(&seat.person)?,
            waiting: false,
            skill: given(&seat.skill, |name| cast.skill(name))?,
            gap: seat.gap,
            makeup_for: None,
            note: seat.note.clone(),
        });
    }
    say(db, on, What::Classes(Classes::Enrol(id, forms)))?;
    for seat in seats {
        let Some(day) = seat.withdrawn else { continue };
        let person = cast.person(&seat.person)?;
        say(db, day, What::Classes(Classes::Withdraw(id, person, seat.why.clone())))?;
    }
    Ok(())
}

/// Holds a class with who came to which part, or calls it off; leaves one that is to come.
fn end(
    db: &mut Db,
    cast: &Cast,
    id: TrainingClassId,
    (class, seats, typed): (&Class, &[Seat], &[Typed]),
) -> Result<()> {
    let Some(on) = class.ended_on else { return Ok(()) };
    if word(&class.ended, ClassStatus::parse)? == ClassStatus::Cancelled {
        return say(db, on, What::Classes(Classes::Cancel(id, class.why.clone())));
    }
    let stored = classes::sessions(db, id)?;
    for seat in seats {
        let came = parts(&seat.came).filter_map(|place| {
            let place: i64 = place.parse().ok()?;
            stored.iter().find(|part| part.position == place).map(|part| part.id)
        });
        let mut form = ResultForm {
            came: came.collect(),
            attendance: seat.attendance.clone(),
            ..ResultForm::default()
        };
        let own = |typed: &&Typed| (&typed.class, &typed.person) == (&class.key, &seat.person);
        if let Some(typed) = typed.iter().find(own) {
            form.score = Some(typed.score * WHOLE);
            form.outcome = Some(word(&typed.outcome, TrainingOutcome::parse)?);
            form.cost = Some(typed.cost * YUAN);
            form.feedback = Some(typed.feedback);
            form.feedback_words.clone_from(&typed.words);
        }
        let person = cast.person(&seat.person)?;
        say(db, on, What::Results(Results::Record(id, person, Box::new(form))))?;
    }
    say(db, on, What::Results(Results::Hold(id, None)))
}

/// What raters saw in the drill.
fn scores(db: &mut Db, cast: &Cast, known: &Known<TrainingClassId>) -> Result<()> {
    for score in rows::<Score>("scores")? {
        let class = of(known, &score.class)?;
        let held = db.get::<TrainingClass>(class)?.ok_or_else(|| missing(&score.class))?;
        let (person, rater) = (cast.person(&score.person)?, score.rater);
        let levels = vec![(cast.skill(&score.skill)?, score.level)];
        let order = Results::Score { class, person, rater, levels };
        say(db, held.ends, What::Results(order))?;
    }
    Ok(())
}
