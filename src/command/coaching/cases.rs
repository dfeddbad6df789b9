//! Cases: a deal that was won or lost taken apart into steps, put into the library, told and read.
//!
//! A case may be written bit by bit. In the library it has three steps or more, each with who did what, what
//! shows it and why it worked or did not (domain document, 049).

use chrono::NaiveDate;

use super::{about, here, lines, past};
use crate::command::author;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    AccountId, CaseReadingId, CaseStepId, CaseUseId, OpportunityId, PersonId, SalesCaseId, StageId,
};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::cases;
use crate::store::directory::Directory;
use crate::store::records::{
    CaseReading, CaseResult, CaseStep, CaseUse, Opportunity, Person, SalesCase, Stage, Status,
};

/// The fewest steps of a case in the library, and of a play.
pub(super) const FEWEST_STEPS: usize = 3;
/// The best that somebody says of a case.
const MOST_SCORE: i64 = 5;

/// A step as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepForm {
    /// What it is called; a step in which nothing stands is left out.
    pub name: String,
    /// Who, of us and at the customer's.
    pub who: String,
    /// What they did.
    pub did: String,
    /// What shows it.
    pub evidence: String,
    /// Why it worked, or did not.
    pub why: String,
    /// The day.
    pub on_day: Option<NaiveDate>,
}

impl StepForm {
    fn texts(&self) -> [&String; 5] {
        [&self.name, &self.who, &self.did, &self.evidence, &self.why]
    }

    fn is_blank(&self) -> bool {
        self.texts().iter().all(|text| text.trim().is_empty()) && self.on_day.is_none()
    }
}

/// A case as typed; blank texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseForm {
    /// What it is called; never blank.
    pub title: String,
    /// How the deal ended.
    pub result: CaseResult,
    /// The deal.
    pub deal: Option<OpportunityId>,
    /// The customer.
    pub account: Option<AccountId>,
    /// Whose deal it was.
    pub person: Option<PersonId>,
    /// Who tells of it.
    pub presenter: Option<PersonId>,
    /// The first day of what it tells.
    pub starts: Option<NaiveDate>,
    /// The last one.
    pub ends: Option<NaiveDate>,
    /// The stage in which what it teaches helps.
    pub stage: Option<StageId>,
    /// When it fits, a line each.
    pub suits: String,
    /// When it does not, a line each.
    pub suits_not: String,
    /// What to take away from it, a line each.
    pub takeaways: String,
    /// Tags.
    pub tags: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<StepForm>,
}

impl CaseForm {
    /// One in which nothing but its name and its end stands.
    pub fn of(title: &str, result: CaseResult) -> Self {
        Self {
            title: title.to_owned(),
            result,
            deal: None,
            account: None,
            person: None,
            presenter: None,
            starts: None,
            ends: None,
            stage: None,
            suits: String::new(),
            suits_not: String::new(),
            takeaways: String::new(),
            tags: vec![],
            steps: vec![],
        }
    }
}

/// A meeting in which a case is told, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseForm {
    /// The case.
    pub case: SalesCaseId,
    /// The day.
    pub on_day: NaiveDate,
    /// The meeting; never blank.
    pub meeting: String,
    /// How many minutes it gets.
    pub minutes: Option<i64>,
    /// What is done in them, a line each.
    pub agenda: String,
    /// Who tells it.
    pub presenter: Option<PersonId>,
}

/// A command on cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Case {
    /// Writes a new one, or changes one.
    Write(Option<SalesCaseId>, Box<CaseForm>),
    /// Puts one into the library.
    Publish(SalesCaseId),
    /// Takes one out of the library.
    Withdraw(SalesCaseId),
    /// Removes one of which no play is made.
    Remove(SalesCaseId),
    /// Puts one into a meeting, or changes that.
    Use(Option<CaseUseId>, UseForm),
    /// Takes one out of a meeting.
    Unuse(CaseUseId),
    /// Somebody read one in the library; again, it is the newer word that stands.
    Read {
        /// The case.
        case: SalesCaseId,
        /// Who.
        person: PersonId,
        /// The day.
        on_day: NaiveDate,
        /// How useful it was to them, 1 to 5.
        score: Option<i64>,
    },
}

impl Case {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Write(..) => "step-case-write",
            Self::Publish(_) => "step-case-publish",
            Self::Withdraw(_) => "step-case-withdraw",
            Self::Remove(_) => "step-case-remove",
            Self::Use(..) => "step-case-use",
            Self::Unuse(_) => "step-case-use-remove",
            Self::Read { .. } => "step-case-read",
        }
    }
}

pub(super) fn apply(db: &mut Db, case: &Case, today: NaiveDate) -> Result<()> {
    match case {
        Case::Write(id, form) => write(db, *id, form, today),
        Case::Publish(id) => {
            let old = known::<SalesCase>(db, *id)?;
            if let Some(day) = old.published_on {
                return Err(Error::new("error-case-published").arg("day", day));
            }
            ready(&cases::steps_of(db, *id)?)?;
            let new = SalesCase { published_on: Some(today), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Case::Withdraw(id) => {
            let old = in_library(db, *id)?;
            made_of(db, *id)?;
            let new = SalesCase { published_on: None, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Case::Remove(id) => remove(db, *id),
        Case::Use(id, form) => tell(db, *id, form),
        Case::Unuse(id) => {
            let old = known::<CaseUse>(db, *id)?;
            db.delete::<CaseUse>(old.id)
        }
        Case::Read { case, person, on_day, score } => {
            past(*on_day, today)?;
            read(db, *case, *person, (*on_day, *score))
        }
    }
}

/// A case in the library.
pub(super) fn in_library(db: &Db, id: SalesCaseId) -> Result<SalesCase> {
    let case = known::<SalesCase>(db, id)?;
    if case.published_on.is_none() {
        return Err(Error::new("error-case-draft").arg("title", &case.title));
    }
    Ok(case)
}

fn write(db: &mut Db, id: Option<SalesCaseId>, form: &CaseForm, today: NaiveDate) -> Result<()> {
    let old = match id {
        Some(id) => Some(known::<SalesCase>(db, id)?),
        None => None,
    };
    let title = required(&form.title, "error-case-title")?;
    if let Some(deal) = form.deal {
        fits(&known::<Opportunity>(db, deal)?, form.result)?;
    }
    for person in [form.person, form.presenter].into_iter().flatten() {
        known::<Person>(db, person)?;
    }
    if let Some(stage) = form.stage {
        known::<Stage>(db, stage)?;
    }
    if let Some((starts, ends)) = form.starts.zip(form.ends).filter(|(from, to)| to < from) {
        return Err(Error::new("error-case-days").arg("from", starts).arg("to", ends));
    }
    let steps: Vec<&StepForm> = form.steps.iter().filter(|step| !step.is_blank()).collect();
    for (at, step) in (1..).zip(&steps) {
        if step.name.trim().is_empty() {
            return Err(Error::new("error-case-step-name").arg("n", at));
        }
    }
    let new = SalesCase {
        id: match &old {
            Some(old) => old.id,
            None => SalesCaseId(db.allocate()?),
        },
        title,
        result: form.result,
        opportunity_id: form.deal,
        account_id: about(db, form.account, form.deal)?,
        person_id: form.person,
        presenter_id: form.presenter,
        starts: form.starts,
        ends: form.ends,
        stage_id: form.stage,
        suits: lines(&form.suits),
        suits_not: lines(&form.suits_not),
        takeaways: lines(&form.takeaways),
        tags: lines(&tags(&form.tags).join("\n")),
        written_on: old.as_ref().map_or(today, |old| old.written_on),
        published_on: old.as_ref().and_then(|old| old.published_on),
        by_name: match &old {
            Some(old) => old.by_name.clone(),
            None => author(db)?,
        },
    };
    match &old {
        Some(old) => {
            db.update_from(old, &new)?;
        }
        None => db.insert(&new)?,
    }
    write_steps(db, new.id, &steps)?;
    // What is in the library keeps its rules.
    if new.published_on.is_some() { ready(&cases::steps_of(db, new.id)?) } else { Ok(()) }
}

/// Tags without blanks around them, each once, in the order in which they were typed. A tag is one line.
fn tags(typed: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = vec![];
    for tag in typed.iter().flat_map(|tag| tag.lines()) {
        let tag = tag.trim();
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// A case tells of a deal that ended as it says.
fn fits(deal: &Opportunity, result: CaseResult) -> Result<()> {
    let ended = match deal.status {
        Status::Open => return Err(Error::new("error-case-open").arg("name", &deal.name)),
        Status::Won => CaseResult::Won,
        Status::Lost => CaseResult::Lost,
    };
    if ended == result {
        return Ok(());
    }
    Err(Error::new("error-case-result").arg("name", &deal.name))
}

/// What a case in the library holds.
fn ready(steps: &[CaseStep]) -> Result<()> {
    if steps.len() < FEWEST_STEPS {
        let error = Error::new("error-case-steps").arg("n", steps.len());
        return Err(error.arg("fewest", FEWEST_STEPS));
    }
    for step in steps {
        if [&step.who, &step.did, &step.evidence, &step.why].iter().any(|text| text.is_none()) {
            return Err(Error::new("error-case-step").arg("name", &step.name));
        }
    }
    Ok(())
}

fn write_steps(db: &mut Db, case: SalesCaseId, wanted: &[&StepForm]) -> Result<()> {
    let mut stored = cases::steps_of(db, case)?.into_iter();
    for (position, form) in (1..).zip(wanted) {
        let old = stored.next();
        let new = CaseStep {
            id: match &old {
                Some(old) => old.id,
                None => CaseStepId(db.allocate()?),
            },
            case_id: case,
            position,
            name: form.name.trim().to_owned(),
            who: some(&form.who),
            did: some(&form.did),
            evidence: some(&form.evidence),
            why: some(&form.why),
            on_day: form.on_day,
        };
        match old {
            Some(old) => {
                db.update_from(&old, &new)?;
            }
            None => db.insert(&new)?,
        }
    }
    for gone in stored {
        db.delete::<CaseStep>(gone.id)?;
    }
    Ok(())
}

/// Refuses where a play is made of a case.
fn made_of(db: &Db, id: SalesCaseId) -> Result<()> {
    let case = cases::case(db, id)?.ok_or_else(gone)?;
    match case.plays.last() {
        Some(play) => Err(Error::new("error-case-in-play").arg("name", &play.name)),
        None => Ok(()),
    }
}

fn remove(db: &mut Db, id: SalesCaseId) -> Result<()> {
    made_of(db, id)?;
    let case = cases::case(db, id)?.ok_or_else(gone)?;
    for step in case.steps {
        db.delete::<CaseStep>(step.id)?;
    }
    for reading in case.readings {
        db.delete::<CaseReading>(reading.id)?;
    }
    for told in case.uses {
        db.delete::<CaseUse>(told.id)?;
    }
    db.delete::<SalesCase>(id)
}

fn tell(db: &mut Db, id: Option<CaseUseId>, form: &UseForm) -> Result<()> {
    let meeting = required(&form.meeting, "error-case-meeting")?;
    in_library(db, form.case)?;
    if form.minutes.is_some_and(|minutes| minutes < 1) {
        return Err(Error::new("error-case-minutes"));
    }
    if let Some(presenter) = form.presenter {
        here(&Directory::load(db)?, presenter, form.on_day)?;
    }
    let case = cases::case(db, form.case)?.ok_or_else(gone)?;
    let same = |told: &&CaseUse| told.on_day == form.on_day && told.meeting == meeting;
    if case.uses.iter().find(same).is_some_and(|told| Some(told.id) != id) {
        return Err(Error::new("error-case-used").arg("meeting", meeting).arg("day", form.on_day));
    }
    let old = match id {
        Some(id) => {
            let old = case.uses.into_iter().find(|told| told.id == id);
            Some(old.ok_or_else(gone)?)
        }
        None => None,
    };
    let new = CaseUse {
        id: match &old {
            Some(old) => old.id,
            None => CaseUseId(db.allocate()?),
        },
        case_id: form.case,
        on_day: form.on_day,
        meeting,
        minutes: form.minutes,
        agenda: lines(&form.agenda),
        presenter_id: form.presenter,
        by_name: match &old {
            Some(old) => old.by_name.clone(),
            None => author(db)?,
        },
    };
    match old {
        Some(old) => db.update_from(&old, &new).map(|_| ()),
        None => db.insert(&new),
    }
}

fn read(
    db: &mut Db,
    case: SalesCaseId,
    person: PersonId,
    (on_day, score): (NaiveDate, Option<i64>),
) -> Result<()> {
    in_library(db, case)?;
    here(&Directory::load(db)?, person, on_day)?;
    if score.is_some_and(|score| !(1..=MOST_SCORE).contains(&score)) {
        return Err(Error::new("error-case-score").arg("most", MOST_SCORE));
    }
    let readings = cases::case(db, case)?.ok_or_else(gone)?.readings;
    let old = readings.into_iter().find(|reading| reading.person_id == person);
    match old {
        Some(old) => {
            let new = CaseReading { on_day, score, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        None => {
            let id = CaseReadingId(db.allocate()?);
            db.insert(&CaseReading { id, case_id: case, person_id: person, on_day, score })
        }
    }
}
