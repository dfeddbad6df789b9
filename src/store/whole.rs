//! The whole of a workspace as JSON, row by row as it is stored, and a new workspace from that.
//!
//! The file holds every table but the journal, keys included, in an order in which a row stands
//! behind those it refers to. One row is one line, in the order of keys, so that the same data give
//! the same bytes and two exports can be compared. What comes back has no journal: its past steps
//! cannot be undone.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::{Map, json};

use crate::error::{Error, Result};
use crate::store::Workspace;
use crate::store::db::{Db, Record, SET_NEXT_ID, Value, image, insert_sql};
use crate::store::records::{
    Account, Activity, Alias, Batch, CalendarSpan, CalendarYear, Candidate, CandidateFinding,
    Certificate, CompanyDay, Contact, DealAnswer, DealCategory, DealContact, DealDecision,
    DealEvidence, DealNote, DealOutcome, DealPart, DealPassing, DealRisk, DealWaiver,
    DutyAcknowledgement, DutyCheck, DutyChoice, DutyLine, DutySheet, Establishment, Evaluation,
    EvaluationCycle, EvaluationRow, EvaluationTemplate, ForecastCall, ForecastFreeze, GapReason,
    GradeBand, Handover, HandoverItem, HandoverShare, HeadcountPlan, HeadcountTier, Improvement,
    MarketNote, Membership, MentorCheckin, MentorPair, MentorTask, Move, NextStep, Note,
    NoticeMark, NoticeRule, Opportunity, OrderReturn, Person, Post, ProcessImprovement, Product,
    Receipt, Recognition, Region, Reject, Report, ReportRule, SalesOrder, SatisfactionAnswer,
    SavedList, Setting, Sighting, Signature, SkillRating, Stage, StageItem, StageModel, Strategy,
    StrategyLine, Target, TargetAcknowledgement, TargetAction, TargetVersion, Team, TeamCharter,
    TeamEvent, TeamEventPerson, TeamTerm, TrainingResult, Vacancy,
};
use crate::store::records::{
    BehaviourFinding, BehaviourLine, BehaviourMember, BehaviourTrial, BehaviourTrialPerson,
    CaseReading, CaseStep, CaseUse, Coaching, CoachingAction, CoachingOption, CoachingPostponement,
    CoachingRhythm, CoachingSymptom, ImprovementCheck, ImprovementEvidence, ImprovementObjective,
    ImprovementPlan, ImprovementPoint, ImprovementSupport, MajorEvent, Observation,
    ObservationAnchor, ObservationPractice, ObservationRating, ObservationRequirement,
    ObservationStep, ObservationTemplate, ObservationTick, Play, PlayAdoption, PlayAdoptionStep,
    PlaySource, PlayStep, Pulse, PulseCount, RepFeedback, SalesCase, SupportGiven,
};
use crate::store::records::{
    CareerAction, CareerCondition, CareerPlan, CareerReview, CareerStep, CertificateKind,
    CertificateTerm, ClassPresence, ClassScore, ClassSession, Course, CourseSkill,
    DevelopmentOffer, Enrolment, KnowledgeQuestion, KnowledgeReader, KnowledgeUpdate, LearningName,
    Refresher, RefresherTry, Skill, SkillAnchor, SkillRequirement, SkillSelfRating, TrainingClass,
    TrainingPlan, TrainingPlanItem, TrainingPlanPerson,
};
use crate::store::workspace::{forsake, schema_version};

/// The version of the file's own form.
const FORMAT: u32 = 1;

/// What the cells mean, for those who read the file with other programs.
const UNITS: &str = "money in fen (1/100 yuan); unit prices, counts, scores and lengths in days in \
                     1/10000; rates in basis points (1/10000); figures of symptoms and objectives in the \
                     unit of their metric, or as their unit says, levels there in 1/100; days as \
                     YYYY-MM-DD; instants in UTC; flags 0 or 1";

/// A table as its record describes it.
pub(super) struct Shape {
    /// The name.
    pub table: &'static str,
    /// The columns in order.
    pub columns: &'static [&'static str],
    /// What each holds.
    pub kinds: &'static [&'static str],
    /// The query for all rows.
    pub all: &'static str,
}

macro_rules! shapes {
    ($($record:ty),* $(,)?) => {
        &[$(Shape {
            table: <$record as Record>::TABLE,
            columns: <$record as Record>::COLUMNS,
            kinds: <$record as Record>::KINDS,
            all: <$record as Record>::SELECT_ALL,
        }),*]
    };
}

/// Every table but the journal's; one that others refer to stands before them.
pub(super) const SHAPES: &[Shape] = shapes!(
    Setting,
    Region,
    Post,
    Person,
    Team,
    TeamTerm,
    Membership,
    Product,
    Account,
    Contact,
    StageModel,
    Stage,
    StageItem,
    Opportunity,
    Move,
    Sighting,
    DealAnswer,
    DealDecision,
    NextStep,
    DealOutcome,
    ForecastCall,
    ForecastFreeze,
    DealCategory,
    DealPart,
    DealContact,
    DealRisk,
    DealEvidence,
    DealNote,
    DealWaiver,
    SavedList,
    ProcessImprovement,
    GapReason,
    Target,
    TargetVersion,
    TargetAction,
    MarketNote,
    SalesOrder,
    OrderReturn,
    Receipt,
    Activity,
    Report,
    ReportRule,
    CertificateKind,
    Skill,
    SkillAnchor,
    Course,
    CourseSkill,
    LearningName,
    SkillRequirement,
    SkillSelfRating,
    TrainingClass,
    ClassSession,
    ClassPresence,
    ClassScore,
    Enrolment,
    TrainingResult,
    SkillRating,
    Certificate,
    CertificateTerm,
    KnowledgeUpdate,
    KnowledgeQuestion,
    KnowledgeReader,
    TrainingPlan,
    TrainingPlanItem,
    TrainingPlanPerson,
    CareerStep,
    CareerCondition,
    CareerPlan,
    CareerAction,
    CareerReview,
    DevelopmentOffer,
    Refresher,
    RefresherTry,
    SatisfactionAnswer,
    EvaluationTemplate,
    EvaluationRow,
    GradeBand,
    EvaluationCycle,
    Evaluation,
    Improvement,
    Signature,
    DutySheet,
    DutyLine,
    DutyAcknowledgement,
    DutyChoice,
    DutyCheck,
    Candidate,
    CandidateFinding,
    Handover,
    HandoverItem,
    HandoverShare,
    DealPassing,
    TeamCharter,
    MentorPair,
    MentorTask,
    MentorCheckin,
    TeamEvent,
    TeamEventPerson,
    Recognition,
    Establishment,
    Vacancy,
    HeadcountPlan,
    HeadcountTier,
    MajorEvent,
    Coaching,
    CoachingOption,
    CoachingAction,
    CoachingPostponement,
    ImprovementPlan,
    CoachingSymptom,
    ObservationTemplate,
    ObservationStep,
    ObservationAnchor,
    ObservationPractice,
    ObservationRequirement,
    Observation,
    ObservationRating,
    ObservationTick,
    ImprovementObjective,
    ImprovementCheck,
    ImprovementPoint,
    ImprovementEvidence,
    ImprovementSupport,
    SupportGiven,
    SalesCase,
    CaseStep,
    CaseReading,
    CaseUse,
    Play,
    PlayStep,
    PlaySource,
    PlayAdoption,
    PlayAdoptionStep,
    BehaviourFinding,
    BehaviourMember,
    BehaviourLine,
    BehaviourTrial,
    BehaviourTrialPerson,
    RepFeedback,
    CoachingRhythm,
    Pulse,
    PulseCount,
    CalendarYear,
    CalendarSpan,
    CompanyDay,
    Strategy,
    StrategyLine,
    TargetAcknowledgement,
    NoticeMark,
    NoticeRule,
    Note,
    Batch,
    Reject,
    Alias,
);

/// Writes every table to a file, which may be there already.
///
/// # Errors
/// When the file cannot be written or the database fails.
pub fn write(db: &Db, path: &Path) -> Result<()> {
    let failed = |error: std::io::Error| Error::writing(path, &error);
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    out.write_all(head().as_bytes()).map_err(failed)?;
    for (at, shape) in SHAPES.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        write!(out, "{comma}\n\"{}\": [", shape.table).map_err(failed)?;
        let mut first = true;
        db.read(shape.all, &[], |row| {
            let cells = (0..shape.columns.len()).map(|at| row.value(at));
            let cells = cells.collect::<Result<Vec<_>>>()?;
            let line = image(shape.columns.iter().copied().zip(&cells));
            let start = if std::mem::take(&mut first) { "\n" } else { ",\n" };
            out.write_all(start.as_bytes()).map_err(failed)?;
            out.write_all(line.as_bytes()).map_err(failed)
        })?;
        let end = if first { "]" } else { "\n]" };
        out.write_all(end.as_bytes()).map_err(failed)?;
    }
    out.write_all(b"\n}\n}\n").map_err(failed)?;
    out.flush().map_err(failed)
}

/// The file up to its tables.
fn head() -> String {
    let mut text = format!(
        "{{\n\"coxswain\": {{\n\"format\": {FORMAT},\n\"schema\": {},\n\"program\": {},\n\"units\": {},\n\"columns\": {{",
        schema_version(),
        json!(env!("CARGO_PKG_VERSION")),
        json!(UNITS),
    );
    for (at, shape) in SHAPES.iter().enumerate() {
        let columns: Vec<String> = shape
            .columns
            .iter()
            .zip(shape.kinds)
            .map(|(column, kind)| format!("\"{column}\": \"{kind}\""))
            .collect();
        let comma = if at == 0 { "" } else { "," };
        text.push_str(&format!("{comma}\n\"{}\": {{{}}}", shape.table, columns.join(", ")));
    }
    text.push_str("\n}\n},\n\"tables\": {");
    text
}

/// What a file holds.
#[derive(Deserialize)]
struct Whole {
    coxswain: Head,
    tables: BTreeMap<String, Vec<Map<String, serde_json::Value>>>,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
    schema: usize,
    columns: BTreeMap<String, BTreeMap<String, String>>,
}

/// What was put into a new workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Tables that got rows.
    pub tables: usize,
    /// Rows.
    pub rows: usize,
}

/// Makes a new workspace that holds what the file says, under the same keys. It appears whole and
/// checked or not at all.
///
/// # Errors
/// When something is already there, the file is none of ours or of a newer version, a row breaks a
/// rule of the schema, or the place cannot be written.
pub fn create(json: &Path, file: &Path) -> Result<Filled> {
    if file.exists() {
        return Err(Error::new("error-file-exists").arg("file", file.display()));
    }
    let whole = parse(json)?;
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let _ = std::fs::remove_file(&part);
    let filled = fill(&whole, json, &part).and_then(|filled| {
        Workspace::verify(&part)?;
        forsake(file)?;
        std::fs::rename(&part, file).map_err(|error| Error::writing(file, &error))?;
        Ok(filled)
    });
    if filled.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    filled
}

fn not_ours(json: &Path) -> Error {
    Error::new("error-whole-format").arg("file", json.display())
}

fn parse(json: &Path) -> Result<Whole> {
    let bytes = std::fs::read(json).map_err(|error| {
        Error::new("error-file-missing").arg("file", json.display()).detail(error)
    })?;
    let whole: Whole = serde_json::from_slice(&bytes)
        .map_err(|error| not_ours(json).detail(format!("line {}", error.line())))?;
    let Head { format, schema, columns } = &whole.coxswain;
    if *format > FORMAT || *schema > schema_version() {
        return Err(Error::new("error-whole-newer").arg("file", json.display()));
    }
    // What we do not know we could not keep.
    let unknown = columns.iter().any(|(table, columns)| {
        let shape = SHAPES.iter().find(|shape| shape.table == table);
        shape.is_none_or(|shape| columns.keys().any(|c| !shape.columns.contains(&c.as_str())))
    });
    let named = |row: &Map<String, serde_json::Value>, known: &BTreeMap<String, String>| {
        row.keys().all(|column| known.contains_key(column))
    };
    let sound = whole.tables.iter().all(|(table, rows)| {
        columns.get(table).is_some_and(|known| rows.iter().all(|row| named(row, known)))
    });
    if unknown || !sound {
        return Err(not_ours(json).detail("unknown columns"));
    }
    Ok(whole)
}

/// A row that breaks a rule is the file's fault, and no record is being deleted.
fn refused(error: Error, json: &Path) -> Error {
    match error.key() {
        "error-record-in-use" | "error-record-rule" => not_ours(json).detail(error),
        _ => error,
    }
}

fn fill(whole: &Whole, json: &Path, part: &Path) -> Result<Filled> {
    let mut workspace = Workspace::create_at(part, schema_version())?;
    workspace.db.unjournaled(|db| {
        let mut filled = Filled::default();
        let mut highest = 0;
        for shape in SHAPES {
            let Some(known) = whole.coxswain.columns.get(shape.table) else { continue };
            let columns = shape.columns.iter().copied();
            let columns: Vec<&str> = columns.filter(|column| known.contains_key(*column)).collect();
            let sql = insert_sql(shape.table, &columns);
            let rows = whole.tables.get(shape.table).map(Vec::as_slice).unwrap_or_default();
            filled.tables += usize::from(!rows.is_empty());
            filled.rows += rows.len();
            for row in rows {
                let cell = |column: &&str| row.get(*column).map_or(Value::Null, Value::from_json);
                let cells: Vec<Value> = columns.iter().map(cell).collect();
                // Keys of steps that are no more count too: none is ever given away again.
                for (column, cell) in columns.iter().zip(&cells) {
                    if let Value::Int(key) = cell
                        && (*column == "id" || column.ends_with("_id"))
                    {
                        highest = highest.max(*key);
                    }
                }
                db.connection().execute(&sql, &cells).map_err(|error| refused(error, json))?;
            }
        }
        let next: i64 = highest.checked_add(1).ok_or_else(|| not_ours(json))?;
        db.connection().execute(SET_NEXT_ID, &[next.into()])?;
        Ok(filled)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::{journal, portable_schema};

    #[test]
    fn every_table_of_facts_is_in_the_file() {
        let mine: BTreeSet<&str> = SHAPES.iter().map(|shape| shape.table).collect();
        let journals: BTreeSet<&str> = journal::TABLES.iter().copied().collect();
        assert_eq!(mine, journals);
        assert_eq!(mine.len(), SHAPES.len());
        assert!(SHAPES.iter().all(|shape| shape.kinds.len() == shape.columns.len()));
    }

    #[test]
    fn what_is_referred_to_stands_before() {
        let schema = portable_schema();
        for (at, shape) in SHAPES.iter().enumerate() {
            let made = schema.split(&format!("CREATE TABLE {} (", shape.table)).nth(1).unwrap();
            let made = made.split("\n);").next().unwrap();
            for other in made.split("REFERENCES ").skip(1) {
                let other = other.split(' ').next().unwrap();
                let place = SHAPES.iter().position(|shape| shape.table == other).unwrap();
                assert!(place < at, "{} before {other}", shape.table);
            }
        }
    }

    #[test]
    fn the_head_is_json() {
        let whole: Whole = serde_json::from_str(&format!("{}}}}}", head())).unwrap();
        assert_eq!(whole.coxswain.format, FORMAT);
        assert_eq!(whole.coxswain.columns["person"]["hired"], "day");
        assert_eq!(whole.coxswain.columns["person"]["id"], "key");
        assert_eq!(whole.coxswain.columns["person"]["kind"], "word");
    }
}
