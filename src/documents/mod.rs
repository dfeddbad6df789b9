//! Printed pages: data as a struct, a Typst template, and words; previewed as the very pages that
//! are printed.
//!
//! # How a document is made
//! A document's file (`evaluation.rs`) holds its data struct and turns it, with words, into a
//! [`Printout`]. [`compile`] sets the printout into [`Pages`], which give the preview, the PDF and
//! what is sent to a printer (`spool`). Data reach the template as JSON in a virtual file, never as
//! markup, so a name may hold any character. Figures are already text: the page agrees with the
//! screen because both show the same string.
//!
//! # Same data, same bytes
//! Pages carry "data as of", page x of y and a content code, but no print time and no generator.
//! [`content_code`] is a hash of the content, so that paper can be matched with the record.
//!
//! # Adding a document
//! One file beside `evaluation.rs`, one template on top of `page.typ`, a variant of [`Document`] and one entry
//! in [`DOCUMENTS`]; the compiler then asks whose pages there are (`subjects.rs`), what the print centre shows
//! of them and what `coxswain print` says of those that are missing.

pub mod case_page;
pub mod coaching_record;
pub mod coaching_records;
pub mod deal_sheet;
pub mod deal_sheets;
pub mod duty_sheet;
pub mod duty_sheets;
pub mod evaluation;
pub mod funnel_review;
pub mod handover_sheet;
pub mod improvement_plan;
pub mod letters;
pub mod observation_sheet;
pub mod observation_sheets;
pub mod plans;
pub mod reviews;
pub mod sign_in_sheet;
pub mod signed_letters;
pub mod skill_matrix;
pub mod spool;
pub mod subjects;
pub mod summary;
pub mod target_letter;
pub mod team_charter;
pub mod training_certificate;
pub mod training_file;
pub mod training_files;
pub mod yearly_plan;

mod pages;
mod world;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;
use serde_json::Value;
use typst::diag::{SourceDiagnostic, Warned};
use typst_layout::PagedDocument;

use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::i18n::{FluentValue, Language, Tr, number, percent};

use crate::store::{Db, setup};

pub use pages::{PageImage, Pages};

/// Results of Typst's cache that were not used in this many jobs are dropped: the previous page
/// stays warm for the next person, and memory does not grow.
const CACHE_JOBS: usize = 2;

/// The documents by name: what each needs besides its page is asked for by `match`, so the compiler shows
/// every place that a new one has to be known in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// 销售人员绩效评估表.
    Evaluation,
    /// 目标责任书.
    TargetLetter,
    /// 年度计划.
    YearlyPlan,
    /// 岗位说明书.
    DutySheet,
    /// 团队章程.
    TeamCharter,
    /// 交接单.
    HandoverSheet,
    /// 签到表.
    SignInSheet,
    /// 培训证书.
    TrainingCertificate,
    /// 每周漏斗评审.
    FunnelReview,
    /// 商机单.
    DealSheet,
    /// 改进计划.
    ImprovementPlan,
    /// 个人培训档案.
    TrainingFile,
    /// 技能矩阵.
    SkillMatrix,
    /// 拜访观察表.
    ObservationSheet,
    /// 空白的拜访观察表.
    ObservationBlank,
    /// 辅导记录.
    CoachingRecord,
    /// 案例.
    CasePage,
}

/// A kind of printed page, known to the command line, the print centre and the preview.
#[derive(Debug, PartialEq, Eq)]
pub struct DocumentKind {
    /// Which document it is.
    pub document: Document,
    /// The name on the command line.
    pub id: &'static str,
    /// The message key of its name.
    pub name_key: &'static str,
    many_key: &'static str,
    template: &'static str,
}

impl DocumentKind {
    /// Whether its pages are of the day they are printed and need no period.
    pub const fn of_today(&self) -> bool {
        matches!(self.document, Document::DutySheet | Document::ObservationBlank)
    }

    /// The title of a file that holds the pages of several subjects for a period, given in words.
    pub fn many_title(&self, tr: &Tr, period: &str) -> String {
        one(tr, self.many_key, "period", period)
    }

    /// Width and height of its paper, as parts of each other.
    pub const fn paper(&self) -> (f32, f32) {
        // All sizes of the A series have the same shape.
        const A4: (f32, f32) = (595.28, 841.89);
        if matches!(self.document, Document::SkillMatrix) { (A4.1, A4.0) } else { A4 }
    }
}

/// All documents, in the order of the print centre: those of meetings, of people, of the business.
pub const DOCUMENTS: &[&DocumentKind] = &[
    &funnel_review::KIND,
    &sign_in_sheet::KIND,
    &evaluation::KIND,
    &target_letter::KIND,
    &coaching_record::KIND,
    &improvement_plan::KIND,
    &observation_sheet::KIND,
    &observation_sheet::BLANK,
    &skill_matrix::KIND,
    &training_file::KIND,
    &training_certificate::KIND,
    &duty_sheet::KIND,
    &yearly_plan::KIND,
    &deal_sheet::KIND,
    &case_page::KIND,
    &handover_sheet::KIND,
    &team_charter::KIND,
];

/// The document of that id.
pub fn find(id: &str) -> Option<&'static DocumentKind> {
    DOCUMENTS.iter().find(|kind| kind.id == id).copied()
}

/// Everything that goes on paper: which document, in which language, about whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Printout {
    /// The kind of document.
    pub kind: &'static DocumentKind,
    /// Title of the file, also its name on disk and in the printer's queue.
    pub title: String,
    /// The company, as author in the file's properties.
    pub author: String,
    /// The language of words and line breaking.
    pub language: Language,
    /// Labels by the name the template gives them.
    pub words: BTreeMap<String, String>,
    /// One entry per person or subject; each starts on a new page and counts its own pages.
    pub pages: Vec<Value>,
}

impl Printout {
    /// Several printouts of one document in one file, in their order; `None` of none. One alone keeps
    /// its own title.
    pub fn joined(title: &str, parts: &[&Self]) -> Option<Self> {
        let (first, rest) = parts.split_first()?;
        let mut whole = Self::clone(first);
        whole.pages.extend(rest.iter().flat_map(|part| part.pages.iter().cloned()));
        if !rest.is_empty() {
            title.clone_into(&mut whole.title);
        }
        Some(whole)
    }

    /// A name for the file that every system accepts, with `.pdf`.
    pub fn file_name(&self) -> String {
        format!("{}.pdf", file_stem(&self.title))
    }
}

/// What the head of every page says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// The company.
    pub company: String,
    /// The department that issues the page.
    pub department: Option<String>,
    /// The page's number in the records.
    pub number: Option<String>,
}

impl Letterhead {
    /// The company and the department, on a page without a number.
    fn load(db: &Db) -> Result<Self> {
        Ok(Self {
            company: setup::setting(db, setup::names::COMPANY)?.unwrap_or_default(),
            department: setup::setting(db, setup::names::DEPARTMENT)?,
            number: None,
        })
    }

    fn shown(&self, tr: &Tr) -> Value {
        let number = self.number.as_deref().filter(|number| !number.is_empty());
        serde_json::json!({
            "company": self.company,
            "department": self.department,
            "number": number.map(|number| one(tr, "doc-head-number", "number", number)),
            "confidential": tr.text("doc-head-confidential"),
        })
    }
}

// The page numbers are known to Typst only, so the words keep their places.
fn foot(tr: &Tr, data_as_of: Option<&str>, code: &str) -> Value {
    let places = [("page", "{page}".into()), ("pages", "{pages}".into())];
    serde_json::json!({
        "data": data_as_of.map(|date| one(tr, "doc-foot-data", "date", date)),
        "pages": tr.with("doc-foot-pages", &places),
        "code": one(tr, "doc-foot-code", "code", code),
    })
}

// A template's labels by the names it knows them by, which are their keys without the prefix.
fn labels(keys: &[&str], prefix: &str, tr: &Tr) -> BTreeMap<String, String> {
    let label = |key: &&str| {
        let name = key.strip_prefix(prefix).or_else(|| key.strip_prefix("doc-"));
        (name.unwrap_or(key).to_owned(), tr.text(key))
    };
    keys.iter().map(label).collect()
}

// The headings of the sections that a page has, each a name and a key, numbered as they stand.
fn headings(sections: &[Option<(&str, &str)>], tr: &Tr) -> Value {
    let heading = |(number, (name, key)): (i64, &(&str, &str))| {
        let args = [("number", number.into()), ("title", FluentValue::from(tr.text(key)))];
        ((*name).to_owned(), Value::from(tr.with("doc-section", &args)))
    };
    Value::Object((1..).zip(sections.iter().flatten()).map(heading).collect())
}

// A day in full: `2025年7月1日`, `2025-07-01`.
fn in_full(tr: &Tr, day: NaiveDate) -> String {
    tr.with(
        "date-full",
        &[
            ("year", day.year().to_string().into()),
            ("month", day.month().to_string().into()),
            ("day", day.day().to_string().into()),
            ("iso", day.to_string().into()),
        ],
    )
}

// A period in the number of a page: `2025`, `2025Q3`, `202507`, `2025W47`.
fn in_number(period: Period) -> String {
    match period {
        Period::Year(year) => format!("{year}"),
        Period::Quarter(year, quarter) => format!("{year}Q{quarter}"),
        Period::Month(year, month) => format!("{year}{month:02}"),
        Period::Week(year, week) => format!("{year}W{week:02}"),
    }
}

// A weight as percent without needless decimals: `40%`, `12.5%`.
fn weight(bp: i64) -> String {
    if bp % 100 == 0 { format!("{}%", number(bp / 100)) } else { percent(bp) }
}

// A message with one argument that is text.
fn one(tr: &Tr, key: &str, name: &str, value: &str) -> String {
    tr.with(key, &[(name, FluentValue::from(value))])
}

/// Sets a printout into pages.
pub fn compile(printout: &Printout) -> Result<Pages, DocumentError> {
    let (pages, warnings) = typeset(printout)?;
    for message in warnings {
        tracing::warn!(document = printout.kind.id, message, "page warning");
    }
    Ok(pages)
}

// Pages and what Typst had to remark, such as a font it does not know.
fn typeset(printout: &Printout) -> Result<(Pages, Vec<String>), DocumentError> {
    let mut input = serde_json::json!({
        "title": printout.title,
        "author": printout.author,
        "language": printout.language.tag(),
        "words": printout.words,
        "pages": printout.pages,
    });
    clean(&mut input);
    let world = world::PageWorld::new(printout.kind.template, input.to_string())?;
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    comemo::evict(CACHE_JOBS);
    let document = output.map_err(|errors| DocumentError::Template(first_message(&errors)))?;
    let warnings = warnings.iter().map(|warning| warning.message.to_string()).collect();
    Ok((Pages::new(document), warnings))
}

/// The code in the footer: eight digits of a hash of the content, as `XXXX-XXXX`.
///
/// The content is the canonical JSON of `data`: keys sorted, no spaces. The same content gives the
/// same code on every machine and in every version that prints the same fields.
pub fn content_code(data: &impl Serialize) -> String {
    let mut canonical = String::new();
    write_canonical(&serde_json::to_value(data).unwrap_or_default(), &mut canonical);
    let hex = blake3::hash(canonical.as_bytes()).to_hex().to_ascii_uppercase();
    let (first, second) = hex.get(..8).unwrap_or_default().split_at_checked(4).unwrap_or_default();
    format!("{first}-{second}")
}

// Sorted here, because the order of a JSON object depends on a feature any crate may switch on.
fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::Object(fields) => {
            text.push('{');
            let sorted: BTreeMap<&String, &Value> = fields.iter().collect();
            for (at, (key, value)) in sorted.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                write_canonical(value, text);
            }
            text.push('}');
        }
        simple => text.push_str(&simple.to_string()),
    }
}

// Pasted text brings tabs, carriage returns and control characters, which no font can draw.
fn clean(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(|c: char| c.is_control()) => {
            let text_only = text.replace("\r\n", "\n").replace('\r', "\n");
            *text = text_only
                .trim_end()
                .chars()
                .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
                .collect();
        }
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(fields) => fields.values_mut().for_each(clean),
        _ => {}
    }
}

/// A title as the name of a file: characters that Windows refuses become `_`, the length is bounded.
pub fn file_stem(title: &str) -> String {
    let safe: String = title
        .chars()
        .map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c })
        .take(80)
        .collect();
    let safe = safe.trim_matches([' ', '.']);
    if safe.is_empty() { "document".to_owned() } else { safe.to_owned() }
}

fn first_message(errors: &[SourceDiagnostic]) -> String {
    errors.first().map(|error| error.message.to_string()).unwrap_or_default()
}

/// Why pages could not be made. The detail is for the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// The template could not be set: a fault of the program.
    Template(String),
    /// The PDF could not be written.
    Pdf(String),
    /// The image could not be written.
    Image(String),
    /// There is no such page, counted from 0.
    NoSuchPage(usize),
}

impl DocumentError {
    /// The key of the message for the person.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Template(_) => "doc-error-template",
            Self::Pdf(_) => "doc-error-pdf",
            Self::Image(_) => "doc-error-image",
            Self::NoSuchPage(_) => "doc-error-page",
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(detail) => write!(f, "page cannot be set: {detail}"),
            Self::Pdf(detail) => write!(f, "PDF cannot be written: {detail}"),
            Self::Image(detail) => write!(f, "image of a page cannot be written: {detail}"),
            Self::NoSuchPage(page) => write!(f, "no page with index {page}"),
        }
    }
}

impl std::error::Error for DocumentError {}

impl From<DocumentError> for Error {
    fn from(error: DocumentError) -> Self {
        Self::new(error.key()).detail(error)
    }
}

#[cfg(test)]
mod testing;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_named_in_both_languages() {
        let documents: std::collections::BTreeSet<Document> =
            DOCUMENTS.iter().map(|kind| kind.document).collect();
        assert_eq!(documents.len(), DOCUMENTS.len());
        for kind in DOCUMENTS {
            assert_eq!(find(kind.id), Some(*kind));
            for language in Language::ALL {
                assert!(Tr::new(language).has(kind.name_key), "{}", kind.name_key);
            }
        }
        assert_eq!(find("no-such-document"), None);
    }

    #[test]
    fn printouts_are_joined_in_their_order() {
        let tr = Tr::new(Language::English);
        let alone = |name: &str| Printout {
            pages: vec![Value::from(name)],
            title: name.to_owned(),
            ..target_letter::printout(&[], &tr)
        };
        let (first, second) = (alone("a"), alone("b"));
        assert_eq!(Printout::joined("all", &[]), None);
        assert_eq!(Printout::joined("all", &[&first]), Some(first.clone()));
        let all = Printout::joined("all", &[&first, &second]).unwrap();
        assert_eq!(all.title, "all");
        assert_eq!(all.pages, [Value::from("a"), Value::from("b")]);
    }

    #[test]
    fn errors_have_words() {
        let errors = [
            DocumentError::Template(String::new()),
            DocumentError::Pdf(String::new()),
            DocumentError::Image(String::new()),
            DocumentError::NoSuchPage(0),
        ];
        for language in Language::ALL {
            let tr = Tr::new(language);
            for error in &errors {
                assert!(tr.has(error.key()), "{}", error.key());
            }
        }
    }

    #[test]
    fn the_code_depends_on_content_and_not_on_order() {
        let one = serde_json::json!({ "a": 1, "b": ["x", null, true] });
        let two = serde_json::json!({ "b": ["x", null, true], "a": 1 });
        let code = content_code(&one);
        assert_eq!(code, content_code(&two));
        assert_ne!(code, content_code(&serde_json::json!({ "a": 1, "b": ["x", null, false] })));
        // Pinned: a code on paper must still match after an update.
        let mut canonical = String::new();
        write_canonical(&two, &mut canonical);
        assert_eq!(canonical, r#"{"a":1,"b":["x",null,true]}"#);
        let hex = blake3::hash(canonical.as_bytes()).to_hex().to_ascii_uppercase();
        assert_eq!(code, format!("{}-{}", &hex[..4], &hex[4..8]));
    }

    #[test]
    fn file_names_are_safe_everywhere() {
        for (title, stem) in [
            ("销售人员绩效评估表 陈佳怡", "销售人员绩效评估表 陈佳怡"),
            ("a/b\\c:d*e?\"<>|", "a_b_c_d_e_____"),
            (" ..  ", "document"),
            ("name.", "name"),
        ] {
            assert_eq!(file_stem(title), stem);
        }
    }

    #[test]
    fn control_characters_become_spaces() {
        let mut value = serde_json::json!({ "a": ["x\ty\r\nz\u{0}\r\n", "plain "] });
        clean(&mut value);
        assert_eq!(value, serde_json::json!({ "a": ["x y\nz ", "plain "] }));
    }
}
