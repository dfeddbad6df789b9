//! Cases with their steps and where they were told, and the plays made of them with who used them.

use std::collections::BTreeMap;

use crate::domain::ids::{OpportunityId, PersonId, PlayAdoptionId, PlayId, SalesCaseId, StageId};
use crate::error::Result;
use crate::store::Record as _;
use crate::store::coaching::Days;
use crate::store::db::Db;
use crate::store::records::{
    CaseReading, CaseStep, CaseUse, Play, PlayAdoption, PlayAdoptionStep, PlaySource, PlayStep,
    SalesCase,
};

const STEPS: &str = "SELECT id, case_id, position, name, who, did, evidence, why, on_day FROM case_step WHERE case_id = $1 ORDER BY position, id";
const READINGS: &str = "SELECT id, case_id, person_id, on_day, score FROM case_reading WHERE case_id = $1 ORDER BY on_day, id";
const USES: &str = "SELECT id, case_id, on_day, meeting, minutes, agenda, presenter_id, by_name FROM case_use WHERE case_id = $1 ORDER BY on_day, id";
const USES_BETWEEN: &str = "SELECT id, case_id, on_day, meeting, minutes, agenda, presenter_id, by_name FROM case_use WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const PLAYS_OF: &str = "SELECT p.id, p.series, p.number, p.current, p.name, p.stage_id, p.suits, p.suits_not, p.takeaways, p.change_note, p.published_on, p.by_name FROM play p JOIN play_source s ON s.play_id = p.id WHERE s.case_id = $1 ORDER BY p.series, p.number, p.id";
const PLAY_STEPS: &str = "SELECT id, play_id, position, text, standard FROM play_step WHERE play_id = $1 ORDER BY position, id";
const SOURCES: &str = "SELECT id, play_id, case_id FROM play_source WHERE play_id = $1 ORDER BY id";
const ADOPTIONS: &str = "SELECT a.id, a.play_id, a.person_id, a.opportunity_id, a.on_day, a.result, a.result_on, a.said, a.by_name FROM play_adoption a JOIN play p ON p.id = a.play_id WHERE p.series = $1 ORDER BY a.on_day, a.id";
const ADOPTED_STEPS: &str = "SELECT s.id, s.adoption_id, s.step_id FROM play_adoption_step s JOIN play_adoption a ON a.id = s.adoption_id JOIN play p ON p.id = a.play_id WHERE p.series = $1 ORDER BY s.id";
const ADOPTIONS_BETWEEN: &str = "SELECT id, play_id, person_id, opportunity_id, on_day, result, result_on, said, by_name FROM play_adoption WHERE on_day >= $1 AND on_day <= $2 ORDER BY on_day, id";
const ADOPTIONS_OF_PERSON: &str = "SELECT id, play_id, person_id, opportunity_id, on_day, result, result_on, said, by_name FROM play_adoption WHERE person_id = $1 AND on_day >= $2 AND on_day <= $3 ORDER BY on_day, id";
const ADOPTIONS_OF_DEAL: &str = "SELECT id, play_id, person_id, opportunity_id, on_day, result, result_on, said, by_name FROM play_adoption WHERE opportunity_id = $1 ORDER BY on_day, id";
const OF_STAGE: &str = "SELECT COUNT(*) FROM sales_case WHERE stage_id = $1";
const PLAYS_OF_STAGE: &str = "SELECT COUNT(*) FROM play WHERE stage_id = $1";

/// A case with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The case.
    pub record: SalesCase,
    /// Its steps, in order.
    pub steps: Vec<CaseStep>,
    /// Who read it, in the order of days.
    pub readings: Vec<CaseReading>,
    /// The meetings in which it is told, in the order of days.
    pub uses: Vec<CaseUse>,
    /// The versions of plays that are made of it.
    pub plays: Vec<Play>,
}

/// A case with all that belongs to it; `None` where there is none of this key. The list of cases is
/// `db.all::<SalesCase>()`: a library has some hundreds at most.
///
/// # Errors
/// Whatever the database reports.
pub fn case(db: &Db, id: SalesCaseId) -> Result<Option<Case>> {
    let Some(record) = db.get::<SalesCase>(id)? else { return Ok(None) };
    let key = [id.into()];
    Ok(Some(Case {
        record,
        steps: steps_of(db, id)?,
        readings: db.rows(READINGS, &key, CaseReading::from_row)?,
        uses: db.rows(USES, &key, CaseUse::from_row)?,
        plays: db.rows(PLAYS_OF, &key, Play::from_row)?,
    }))
}

/// The steps of a case, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn steps_of(db: &Db, case: SalesCaseId) -> Result<Vec<CaseStep>> {
    db.rows(STEPS, &[case.into()], CaseStep::from_row)
}

/// The meetings of some days in which cases are told, in their order.
///
/// # Errors
/// Whatever the database reports.
pub fn uses_between(db: &Db, (from, to): Days) -> Result<Vec<CaseUse>> {
    db.rows(USES_BETWEEN, &[from.into(), to.into()], CaseUse::from_row)
}

/// A version of a play with its steps and the cases it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayOf {
    /// The version.
    pub record: Play,
    /// Its steps, in order.
    pub steps: Vec<PlayStep>,
    /// The cases.
    pub sources: Vec<SalesCaseId>,
}

/// A version of a play; `None` where there is none of this key. The list of plays is `db.all::<Play>()`.
///
/// # Errors
/// Whatever the database reports.
pub fn play(db: &Db, id: PlayId) -> Result<Option<PlayOf>> {
    let Some(record) = db.get::<Play>(id)? else { return Ok(None) };
    let sources = db.rows(SOURCES, &[id.into()], PlaySource::from_row)?;
    Ok(Some(PlayOf {
        record,
        steps: play_steps(db, id)?,
        sources: sources.into_iter().map(|source| source.case_id).collect(),
    }))
}

/// The steps of a version of a play, in order.
///
/// # Errors
/// Whatever the database reports.
pub fn play_steps(db: &Db, play: PlayId) -> Result<Vec<PlayStep>> {
    db.rows(PLAY_STEPS, &[play.into()], PlayStep::from_row)
}

/// That somebody used a play, with the steps they used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The use.
    pub record: PlayAdoption,
    /// The steps.
    pub steps: Vec<PlayAdoptionStep>,
}

/// Who used any version of a play, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn adoptions_of(db: &Db, series: i64) -> Result<Vec<Adoption>> {
    let mut steps: BTreeMap<PlayAdoptionId, Vec<PlayAdoptionStep>> = BTreeMap::new();
    for step in db.rows(ADOPTED_STEPS, &[series.into()], PlayAdoptionStep::from_row)? {
        steps.entry(step.adoption_id).or_default().push(step);
    }
    let all = db.rows(ADOPTIONS, &[series.into()], PlayAdoption::from_row)?.into_iter();
    Ok(all
        .map(|record| Adoption { steps: steps.remove(&record.id).unwrap_or_default(), record })
        .collect())
}

/// Who used plays on some days, in their order.
///
/// # Errors
/// Whatever the database reports.
pub fn adoptions_between(db: &Db, (from, to): Days) -> Result<Vec<PlayAdoption>> {
    db.rows(ADOPTIONS_BETWEEN, &[from.into(), to.into()], PlayAdoption::from_row)
}

/// The plays that a person used on some days, in their order.
///
/// # Errors
/// Whatever the database reports.
pub fn adoptions_of_person(
    db: &Db,
    person: PersonId,
    (from, to): Days,
) -> Result<Vec<PlayAdoption>> {
    let key = [person.into(), from.into(), to.into()];
    db.rows(ADOPTIONS_OF_PERSON, &key, PlayAdoption::from_row)
}

/// The plays that were used on a deal, in the order of days.
///
/// # Errors
/// Whatever the database reports.
pub fn adoptions_of_deal(db: &Db, deal: OpportunityId) -> Result<Vec<PlayAdoption>> {
    db.rows(ADOPTIONS_OF_DEAL, &[deal.into()], PlayAdoption::from_row)
}

/// Whether a case or a play is for a stage, so that the stage stays.
///
/// # Errors
/// Whatever the database reports.
pub fn name_stage(db: &Db, stage: StageId) -> Result<bool> {
    for sql in [OF_STAGE, PLAYS_OF_STAGE] {
        let found = db.first(sql, &[stage.into()], |row| row.get::<i64>(0))?;
        if found.unwrap_or_default() > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
