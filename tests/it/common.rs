//! What every story needs: a folder of its own with a workspace in it, sheets made of text, the
//! program, and all that a workspace holds as text.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use chrono::NaiveDate;
use coxswain::command::import::{Create, Imported, Options, SheetInput, SheetResult, import};
use coxswain::command::{self, Command, Done};
use coxswain::domain::ids::{OpportunityId, PersonId, PostId, StageModelId, TeamId};
use coxswain::i18n::{Language, Tr};
use coxswain::sheets::intake::{self, Ask, FileOfSheets};
use coxswain::sheets::kinds::Kind;
use coxswain::sheets::mapping::Map;
use coxswain::sheets::memory::Memory;
use coxswain::sheets::read::Source;
use coxswain::sheets::tables::{TABLES, table};
use coxswain::sheets::write::Table;
use coxswain::store::records::{
    Account, Activity, Alias, Answer, Batch, CalendarSpan, CalendarYear, Candidate,
    CandidateFinding, Certificate, CompanyDay, Contact, DealAnswer, DealCategory, DealContact,
    DealDecision, DealEvidence, DealNote, DealOutcome, DealPart, DealPassing, DealRisk, DealWaiver,
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
use coxswain::store::records::{
    BehaviourFinding, BehaviourLine, BehaviourMember, BehaviourTrial, BehaviourTrialPerson,
    CaseReading, CaseStep, CaseUse, Coaching, CoachingAction, CoachingOption, CoachingPostponement,
    CoachingRhythm, CoachingSymptom, ImprovementCheck, ImprovementEvidence, ImprovementObjective,
    ImprovementPlan, ImprovementPoint, ImprovementSupport, MajorEvent, Observation,
    ObservationAnchor, ObservationPractice, ObservationRating, ObservationRequirement,
    ObservationStep, ObservationTemplate, ObservationTick, Play, PlayAdoption, PlayAdoptionStep,
    PlaySource, PlayStep, Pulse, PulseCount, RepFeedback, SalesCase, SupportGiven,
};
use coxswain::store::records::{
    CareerAction, CareerCondition, CareerPlan, CareerReview, CareerStep, CertificateKind,
    CertificateTerm, ClassPresence, ClassScore, ClassSession, Course, CourseSkill,
    DevelopmentOffer, Enrolment, KnowledgeQuestion, KnowledgeReader, KnowledgeUpdate, LearningName,
    Refresher, RefresherTry, Skill, SkillAnchor, SkillRequirement, SkillSelfRating, TrainingClass,
    TrainingPlan, TrainingPlanItem, TrainingPlanPerson,
};
use coxswain::store::stage_models::{self, ModelDraft};
use coxswain::store::{Db, Record, Workspace, opportunities};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The day on which all stories happen, unless they say otherwise.
pub const TODAY: &str = "2025-11-18";

/// 万元, in fen.
pub const WAN: i64 = 1_000_000;

/// Who imports in stories.
pub const AUTHOR: &str = "林晓峰";

/// The day that a text writes.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Where sheets are read: the program under test as its own worker.
pub fn source() -> Source {
    Source { program: env!("CARGO_BIN_EXE_coxswain").into(), ..Source::default() }
}

/// A folder of its own with a new workspace in it.
pub struct Desk {
    /// The folder; it goes when the desk goes.
    pub folder: TempDir,
    /// The workspace.
    pub file: PathBuf,
}

impl Desk {
    /// Makes the folder and the workspace, which is closed again.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("销售.cox");
        drop(command::create_workspace(&file).unwrap());
        Self { folder, file }
    }

    /// Opens the workspace.
    pub fn open(&self) -> Workspace {
        Workspace::open(&self.file).unwrap()
    }

    /// Opens the workspace and brings the small company in.
    pub fn with_company(&self) -> Workspace {
        let mut workspace = self.open();
        company(self, &mut workspace);
        workspace
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a text as UTF-8; the indentation of its lines goes.
    pub fn csv(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, lines(text).join("\r\n")).unwrap();
        path
    }

    /// Writes the same cells as an Excel workbook, numbers and dates as such.
    pub fn xlsx(&self, name: &str, text: &str) -> PathBuf {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        for (row, line) in (0_u32..).zip(lines(text)) {
            for (column, cell) in (0_u16..).zip(line.split(',')) {
                match typed(cell) {
                    Typed::Blank => {}
                    Typed::Number(number) => {
                        sheet.write_number(row, column, number).unwrap();
                    }
                    Typed::Date(day) => {
                        let day = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
                        sheet.write_datetime_with_format(row, column, &day, &date).unwrap();
                    }
                    Typed::Text => {
                        sheet.write_string(row, column, cell).unwrap();
                    }
                }
            }
        }
        let path = self.path(name);
        book.save(&path).unwrap();
        path
    }

    /// Writes the same cells as an open document, numbers and dates as such.
    pub fn ods(&self, name: &str, text: &str) -> PathBuf {
        let cell = |cell: &str| {
            let shown = cell.replace('&', "&amp;").replace('<', "&lt;");
            let attributes = match typed(cell) {
                Typed::Blank => return "<table:table-cell/>".to_owned(),
                Typed::Number(number) => {
                    format!("office:value-type=\"float\" office:value=\"{number}\"")
                }
                Typed::Date(day) => {
                    format!("office:value-type=\"date\" office:date-value=\"{day}\"")
                }
                Typed::Text => "office:value-type=\"string\"".to_owned(),
            };
            format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
        };
        let rows: String = lines(text)
            .iter()
            .map(|line| {
                let cells: String = line.split(',').map(cell).collect();
                format!("<table:table-row>{cells}</table:table-row>")
            })
            .collect();
        let name_space = "urn:oasis:names:tc:opendocument:xmlns";
        let content = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <office:document-content xmlns:office=\"{name_space}:office:1.0\" \
             xmlns:table=\"{name_space}:table:1.0\" xmlns:text=\"{name_space}:text:1.0\" \
             office:version=\"1.2\"><office:body><office:spreadsheet><table:table table:name=\"表\">\
             {rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        );
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        let manifest = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
             <manifest:manifest xmlns:manifest=\"{name_space}:manifest:1.0\">\
             <manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/>\
             </manifest:manifest>",
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (part, text) in [
            ("mimetype", kind),
            ("content.xml", content.as_str()),
            ("META-INF/manifest.xml", manifest.as_str()),
        ] {
            zip.start_file(part, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let path = self.path(name);
        fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
        path
    }

    /// Runs the program in the folder, in Chinese unless the arguments say otherwise. Its own files
    /// stay in the folder too.
    pub fn run(&self, args: &[&str]) -> Output {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_coxswain"));
        command.args(args);
        if !args.contains(&"--language") {
            command.args(["--language", "zh-CN"]);
        }
        command
            .current_dir(self.folder.path())
            .env("COXSWAIN_HOME", self.path("home"))
            .timeout(Duration::from_secs(300))
            .output()
            .expect("the program starts")
    }

    /// Runs the program, expects this exit code and returns what it printed.
    pub fn says(&self, code: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        if output.status.code() != Some(code) {
            panic!("{args:?} ended with {:?}, not {code}\n{out}\n{err}", output.status.code());
        }
        if code == 1 || code == 2 { err } else { out }
    }

    /// As [`Desk::says`], with the answer read as JSON.
    pub fn json(&self, code: i32, args: &[&str]) -> Value {
        let answer = self.says(code, args);
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{args:?}: {error}\n{answer}"))
    }
}

/// Bytes of the program's output as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The words of pages without white space, since lines end anywhere.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The lines of a text that hold something, without indentation.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

enum Typed {
    Blank,
    Number(f64),
    Date(NaiveDate),
    Text,
}

fn typed(cell: &str) -> Typed {
    if cell.is_empty() {
        Typed::Blank
    } else if let Ok(number) = cell.parse() {
        Typed::Number(number)
    } else {
        cell.parse().map_or(Typed::Text, Typed::Date)
    }
}

/// How a sheet is taken in.
pub struct Take<'a> {
    /// The day the sheet speaks of.
    pub date: &'a str,
    /// The map's text.
    pub map: &'a str,
    /// The kind, where the headings should not decide.
    pub kind: Option<Kind>,
    /// What may be made.
    pub create: Create,
    /// What a person answered of deals that the sheet no longer names.
    pub answers: &'a [(OpportunityId, Answer)],
    /// Whether nothing is kept.
    pub preview: bool,
}

impl Default for Take<'_> {
    fn default() -> Self {
        Self {
            date: TODAY,
            map: "",
            kind: None,
            create: Create::default(),
            answers: &[],
            preview: false,
        }
    }
}

/// Everything may be made.
pub const CREATE_ALL: Create = Create { people: true, accounts: true, products: true };

/// Takes a file in through the library.
pub fn take(workspace: &mut Workspace, path: &Path, take: &Take<'_>) -> Imported {
    let map = Map::parse(take.map).unwrap();
    let memory = Memory::load(&workspace.db).unwrap();
    let ask = Ask { kind: take.kind, map: &map, report_date: day(take.date), memory: &memory };
    let file = intake::read(path, &source(), &ask, &|| false).unwrap();
    take_sheets(workspace, &file.inputs(&map), take)
}

/// Takes sheets in that are read already, all in one import.
pub fn take_sheets(
    workspace: &mut Workspace,
    inputs: &[SheetInput<'_>],
    take: &Take<'_>,
) -> Imported {
    let options = Options {
        by: AUTHOR,
        create: take.create,
        answers: take.answers,
        today: day(TODAY),
        preview: take.preview,
        progress: &mut |_| true,
    };
    let imported = import(&mut workspace.db, inputs, options).unwrap();
    assert!(opportunities::kept_as_filed(&workspace.db).unwrap(), "{imported:?}");
    imported
}

/// Reads a file as an import does that was told nothing and remembers nothing.
pub fn read(path: &Path, report_date: NaiveDate) -> FileOfSheets {
    let (map, memory) = (Map::default(), Memory::default());
    let ask = Ask { kind: None, map: &map, report_date, memory: &memory };
    intake::read(path, &source(), &ask, &|| false).unwrap()
}

/// New, changed, unchanged and rejected rows of a file's only sheet; they are all its rows.
pub fn counts(imported: &Imported) -> (usize, usize, usize, usize) {
    assert_eq!(imported.sheets.len(), 1);
    let sheet: &SheetResult = &imported.sheets[0];
    let rejected = sheet.rejected.len();
    assert_eq!(
        sheet.rows,
        sheet.new + sheet.changed + sheet.unchanged + rejected,
        "every row counts once"
    );
    (sheet.new, sheet.changed, sheet.unchanged, rejected)
}

/// The rejected rows of a file's only sheet: row, field, key of the first problem.
pub fn rejections(imported: &Imported) -> Vec<(u32, &'static str, &'static str)> {
    imported.sheets[0]
        .rejected
        .iter()
        .map(|(row, problems)| (row.number, problems[0].field.unwrap_or(""), problems[0].key))
        .collect()
}

/// Runs a command that must succeed.
pub fn act(workspace: &mut Workspace, command: &Command) -> Done {
    let done = command::run(&mut workspace.db, command).unwrap();
    assert!(opportunities::kept_as_filed(&workspace.db).unwrap(), "{command:?}");
    done
}

/// Why a command is refused, by a key that has words; nothing is stored then.
pub fn refused(workspace: &mut Workspace, command: &Command) -> &'static str {
    let before = everything(&workspace.db);
    let error = command::run(&mut workspace.db, command).expect_err("it is refused");
    assert_eq!(everything(&workspace.db), before, "{}: nothing is stored", error.key());
    assert!(Tr::new(Language::Chinese).has(error.key()), "{}", error.key());
    error.key()
}

/// The person of a name.
pub fn person(db: &Db, name: &str) -> PersonId {
    db.all::<Person>()
        .unwrap()
        .into_iter()
        .find(|person| person.name == name)
        .expect("the person")
        .id
}

/// The team of a name.
pub fn team(db: &Db, name: &str) -> TeamId {
    db.all::<Team>().unwrap().into_iter().find(|team| team.name == name).expect("the team").id
}

/// The stage model in use for a line of products, or for all without one of their own.
pub fn stage_model(db: &Db, line: Option<&str>) -> (StageModelId, ModelDraft) {
    let mut all = stage_models::all(db).unwrap().into_iter();
    let own = all.find(|(model, _)| model.current && model.line.as_deref() == line);
    own.map(|(model, draft)| (model.id, draft)).expect("a model")
}

/// The post of a name.
pub fn post(db: &Db, name: &str) -> PostId {
    db.all::<Post>().unwrap().into_iter().find(|post| post.name == name).expect("the post").id
}

/// Every row of every table of facts as text, in the order of keys: what undo must bring back.
pub fn everything(db: &Db) -> BTreeMap<&'static str, Vec<String>> {
    assert!(opportunities::kept_as_filed(db).unwrap(), "deals in memory and in the file");
    let mut all = BTreeMap::new();
    macro_rules! add {
        ($($record:ty),* $(,)?) => {$(
            let rows = db.all::<$record>().unwrap();
            all.insert(<$record as Record>::TABLE, rows.iter().map(|row| format!("{row:?}")).collect());
        )*};
    }
    every_record!(add);
    all
}

/// Every table as it is exported, but the list of imports: what two ways to the same facts share.
pub fn exports(db: &Db) -> BTreeMap<&'static str, Table> {
    TABLES
        .iter()
        .filter(|name| **name != "imports")
        .map(|name| (*name, table(db, name, day(TODAY)).unwrap()))
        .collect()
}

/// The hash of a file. Never of a workspace that this process holds open: closing the file again
/// would give up the lock on it.
pub fn hash(path: &Path) -> String {
    blake3::hash(&fs::read(path).unwrap()).to_hex().to_string()
}

/// A small company: three reps in two teams of two regions, three customers, two products.
pub fn company(desk: &Desk, workspace: &mut Workspace) {
    let roster = desk.csv(
        "名册.csv",
        "姓名,工号,岗位,团队,区域,直接经理,入职日期,所在城市
         张伟,S01,销售代表,一组,华东,林晓峰,2023-03-01,上海
         王芳,S02,销售代表,二组,华南,赵磊,2022-07-15,广州
         李娜,S03,销售代表,二组,华南,赵磊,,深圳",
    );
    let accounts = desk.csv(
        "客户.csv",
        "客户名称,行业,省市,负责人
         甲厂,化工,上海,张伟
         乙院,设计,广州,王芳
         丙所,科研,深圳,李娜",
    );
    let products = desk.csv("产品.csv", "产品名称,系列,单价\nG1,G,550\nG2,G,4821.5");
    assert_eq!(counts(&take(workspace, &roster, &Take::default())), (3, 0, 0, 0));
    assert_eq!(counts(&take(workspace, &accounts, &Take::default())), (3, 0, 0, 0));
    assert_eq!(counts(&take(workspace, &products, &Take::default())), (2, 0, 0, 0));
}
