//! Deals of the sample taken apart, who told and read of them, and the plays that were made of them.

use chrono::NaiveDate;
use serde::Deserialize;

use super::say;
use crate::command::coaching::What;
use crate::command::coaching::cases::{Case, CaseForm, StepForm, UseForm};
use crate::command::coaching::plays::{AdoptForm, Play, PlayForm};
use crate::domain::ids::{PlayId, PlayStepId, SalesCaseId};
use crate::error::Result;
use crate::sample::story::{Cast, Known, deal, given, lines, missing, of, parts, rows, word};
use crate::store::Db;
use crate::store::coaching::cases;
use crate::store::records::{AdoptionResult, CaseResult, Play as Stored, PlayAdoption, SalesCase};

#[derive(Deserialize)]
struct Taken {
    key: String,
    deal: String,
    title: String,
    result: String,
    person: String,
    presenter: String,
    starts: NaiveDate,
    ends: NaiveDate,
    stage: usize,
    written: NaiveDate,
    published: Option<NaiveDate>,
    suits: String,
    suits_not: String,
    takeaways: String,
    tags: String,
}

#[derive(Deserialize)]
struct Step {
    case: String,
    name: String,
    who: String,
    did: String,
    evidence: String,
    why: String,
    on: NaiveDate,
}

#[derive(Deserialize)]
struct Told {
    case: String,
    on: NaiveDate,
    meeting: String,
    minutes: i64,
    agenda: String,
    presenter: String,
}

#[derive(Deserialize)]
struct Read {
    case: String,
    person: String,
    on: NaiveDate,
    score: Option<i64>,
}

#[derive(Deserialize)]
struct Made {
    key: String,
    name: String,
    stage: usize,
    sources: String,
    published: NaiveDate,
    replaces: String,
    change: String,
    suits: String,
    suits_not: String,
    takeaways: String,
}

#[derive(Deserialize)]
struct Does {
    play: String,
    text: String,
    standard: String,
}

#[derive(Deserialize)]
struct Used {
    play: String,
    person: String,
    deal: String,
    on: NaiveDate,
    steps: String,
    result: String,
    result_on: Option<NaiveDate>,
    said: String,
}

/// Makes all of it.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    let known = taken_apart(db, cast)?;
    told_and_read(db, cast, &known)?;
    plays(db, cast, &known)
}

fn taken_apart(db: &mut Db, cast: &Cast) -> Result<Known<SalesCaseId>> {
    let steps = rows::<Step>("case_steps")?;
    let mut known = Known::new();
    for taken in rows::<Taken>("cases")? {
        let own = steps.iter().filter(|step| step.case == taken.key);
        let own = own.map(|step| StepForm {
            name: step.name.clone(),
            who: step.who.clone(),
            did: step.did.clone(),
            evidence: step.evidence.clone(),
            why: step.why.clone(),
            on_day: Some(step.on),
        });
        let form = CaseForm {
            deal: Some(deal(db, &taken.deal)?),
            person: Some(cast.person(&taken.person)?),
            presenter: Some(cast.person(&taken.presenter)?),
            starts: Some(taken.starts),
            ends: Some(taken.ends),
            stage: Some(cast.stage(taken.stage)?),
            suits: lines(&taken.suits),
            suits_not: lines(&taken.suits_not),
            takeaways: lines(&taken.takeaways),
            tags: parts(&taken.tags).map(str::to_owned).collect(),
            steps: own.collect(),
            ..CaseForm::of(&taken.title, word(&taken.result, CaseResult::parse)?)
        };
        say(db, taken.written, What::Case(Case::Write(None, Box::new(form))))?;
        let id = db.all::<SalesCase>()?.last().map(|case| case.id);
        let id = id.ok_or_else(|| missing(&taken.key))?;
        if let Some(on) = taken.published {
            say(db, on, What::Case(Case::Publish(id)))?;
        }
        known.insert(taken.key, id);
    }
    Ok(known)
}

fn told_and_read(db: &mut Db, cast: &Cast, known: &Known<SalesCaseId>) -> Result<()> {
    for told in rows::<Told>("case_uses")? {
        let form = UseForm {
            case: of(known, &told.case)?,
            on_day: told.on,
            meeting: told.meeting,
            minutes: Some(told.minutes),
            agenda: lines(&told.agenda),
            presenter: Some(cast.person(&told.presenter)?),
        };
        say(db, told.on, What::Case(Case::Use(None, form)))?;
    }
    for read in rows::<Read>("case_readings")? {
        let (case, person) = (of(known, &read.case)?, cast.person(&read.person)?);
        let (on_day, score) = (read.on, read.score);
        say(db, on_day, What::Case(Case::Read { case, person, on_day, score }))?;
    }
    Ok(())
}

/// Publishes the plays in their order; whoever used a version did so while it was the one in use.
fn plays(db: &mut Db, cast: &Cast, cases: &Known<SalesCaseId>) -> Result<()> {
    let steps = rows::<Does>("play_steps")?;
    let used = rows::<Used>("adoptions")?;
    let mut known: Known<PlayId> = Known::new();
    for made in rows::<Made>("plays")? {
        let own = steps.iter().filter(|step| step.play == made.key);
        let form = PlayForm {
            name: made.name,
            stage: Some(cast.stage(made.stage)?),
            suits: lines(&made.suits),
            suits_not: lines(&made.suits_not),
            takeaways: lines(&made.takeaways),
            steps: own.map(|step| (step.text.clone(), step.standard.clone())).collect(),
            sources: parts(&made.sources).map(|key| of(cases, key)).collect::<Result<_>>()?,
            change: made.change,
        };
        let replaces = given(&made.replaces, |key| of(&known, key))?;
        let order = Play::Publish { replaces, form: Box::new(form) };
        say(db, made.published, What::Play(order))?;
        let id = db.all::<Stored>()?.last().map(|play| play.id);
        let id = id.ok_or_else(|| missing(&made.key))?;
        for used in used.iter().filter(|used| used.play == made.key) {
            adopt(db, cast, id, used)?;
        }
        known.insert(made.key, id);
    }
    Ok(())
}

/// Somebody used a play, and what came of it.
fn adopt(db: &mut Db, cast: &Cast, play: PlayId, used: &Used) -> Result<()> {
    let all = cases::play_steps(db, play)?;
    let step = |place: &str| -> Result<PlayStepId> {
        let place: i64 = word(place, |place| place.parse().ok())?;
        let found = all.iter().find(|step| step.position == place);
        found.map(|step| step.id).ok_or_else(|| missing(&used.steps))
    };
    let form = AdoptForm {
        play,
        person: cast.person(&used.person)?,
        deal: Some(deal(db, &used.deal)?),
        on_day: used.on,
        steps: parts(&used.steps).map(step).collect::<Result<_>>()?,
    };
    say(db, used.on, What::Play(Play::Adopt(form)))?;
    let Some(on_day) = used.result_on else { return Ok(()) };
    let id = db.all::<PlayAdoption>()?.last().map(|adoption| adoption.id);
    let id = id.ok_or_else(|| missing(&used.deal))?;
    let (result, said) = (word(&used.result, AdoptionResult::parse)?, used.said.clone());
    say(db, on_day, What::Play(Play::Result { id, result, on_day, said }))
}
