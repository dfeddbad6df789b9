//! The certificate of training (培训证书): that somebody earned it in a course, on a page of their own, to
//! be signed and kept.
//!
//! Who passed the test earns it; of a course without one who went to its end. A training that only sheets
//! know has one too, with what the sheet says of it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::sign_in_sheet::days;
use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, in_full, labels};
use crate::domain::ids::{CourseId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::training::outcome::Outcome;
use crate::error::Result;
use crate::i18n::Tr;
use crate::metrics::training::courses::valid_until;
use crate::metrics::training::effect::full_score;
use crate::metrics::training::{earned, outcome, results_of, show};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Course, CourseSkill, Skill, TrainingClass, TrainingResult};
use crate::store::training::classes::ClassPage;
use crate::store::training::{names, results};

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::TrainingCertificate,
    id: "training-certificate",
    name_key: "doc-certificate-title",
    many_key: "doc-certificate-file-many",
    template: include_str!("../../assets/templates/training_certificate.typ"),
};

/// Everything on the certificate. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CertificatePage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whose it is.
    pub name: String,
    /// What they did, in a sentence.
    pub statement: String,
    /// The course.
    pub course: String,
    /// Pairs of label and value below it, eight of them.
    pub facts: Vec<(String, Option<String>)>,
    /// When it was earned.
    pub issued: String,
}

impl CertificatePage {
    /// The code in the footer: a hash of all content.
    pub fn content_code(&self) -> String {
        content_code(&json!({ "document": KIND.id, "content": self }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let fact =
            |(label, value): &(String, Option<String>)| json!({ "label": label, "value": value });
        let facts: Vec<Value> = self.facts.iter().map(fact).collect();
        let mut head = self.letterhead.shown(tr);
        if let Some(head) = head.as_object_mut() {
            // It is given away.
            head.insert("confidential".to_owned(), Value::Null);
        }
        json!({
            "head": head,
            "foot": foot(tr, None, &self.content_code()),
            "bookmark": self.name,
            "company": self.letterhead.company,
            "name": self.name,
            "statement": self.statement,
            "course": self.course,
            "facts": facts,
            "issued": self.issued,
        })
    }
}

/// The printout of one certificate or of many in one file, with a bookmark for each.
pub fn printout(pages: &[CertificatePage], period: &str, tr: &Tr) -> Printout {
    let title = match pages {
        [page] => {
            let args =
                [("name", page.name.as_str().into()), ("course", page.course.as_str().into())];
            tr.with("doc-certificate-file-one", &args)
        }
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-certificate-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-certificate-sign-manager",
    "doc-certificate-sign-trainer",
    "doc-certificate-title",
    "doc-undated",
];

/// A certificate and whose it is.
#[derive(Clone, Debug)]
pub struct Earned {
    /// Whose.
    pub person: PersonId,
    /// The page.
    pub page: CertificatePage,
}

/// What it takes to write certificates, read once.
struct Source<'a> {
    db: &'a Db,
    directory: &'a Directory,
    tr: &'a Tr,
    letterhead: Letterhead,
    day_hours: i64,
    skills: Vec<Skill>,
    brings: Vec<CourseSkill>,
}

impl<'a> Source<'a> {
    fn load(db: &'a Db, directory: &'a Directory, tr: &'a Tr) -> Result<Self> {
        Ok(Self {
            letterhead: Letterhead::load(db)?,
            day_hours: results::day_hours(db)?,
            skills: db.all::<Skill>()?,
            brings: db.all::<CourseSkill>()?,
            db,
            directory,
            tr,
        })
    }

    /// The certificate of a result, of a course where the catalogue has it.
    fn page(&self, result: &TrainingResult, course: Option<&Course>) -> Result<CertificatePage> {
        let (tr, directory) = (self.tr, self.directory);
        let class = match result.class_id {
            Some(class) => self.db.get::<TrainingClass>(class)?,
            None => None,
        };
        let (starts, ends) =
            class.as_ref().map_or((result.on_day, result.on_day), |own| (own.starts, own.ends));
        let person = directory.people.get(&result.person_id);
        let title = class.as_ref().and_then(|class| class.title.clone());
        let named = course.map_or(result.course.as_str(), |course| show::course(tr, course));
        let score = result.retest_score.or(result.score).map(|score| {
            let most = course.map(full_score);
            most.map_or_else(
                || show::tenths(score),
                |most| {
                    let args = [
                        ("score", show::tenths(score).into()),
                        ("full", show::tenths(most).into()),
                    ];
                    tr.with("doc-certificate-score-of", &args)
                },
            )
        });
        let statement = if outcome(result) == Some(Outcome::Passed) {
            "doc-certificate-passed"
        } else {
            "doc-certificate-completed"
        };
        let fact = |key: &str, value: Option<String>| (tr.text(key), value);
        let hours = results::length(result, self.day_hours).hours;
        let until = course.and_then(|course| valid_until(result, course));
        Ok(CertificatePage {
            letterhead: Letterhead {
                number: Some(format!("CT-{:06}", result.id.0)),
                ..self.letterhead.clone()
            },
            name: directory.person_name(result.person_id).to_owned(),
            statement: tr.with(statement, &[("days", days(tr, starts, ends).into())]),
            course: title.unwrap_or_else(|| named.to_owned()),
            facts: vec![
                fact("doc-certificate-number", person.and_then(|person| person.number.clone())),
                fact("doc-certificate-hours", hours.map(show::tenths)),
                fact("doc-certificate-score", score),
                fact("doc-certificate-outcome", Some(show::outcome(tr, result.outcome.as_deref()))),
                fact("doc-certificate-skills", self.skills(course)),
                fact("doc-certificate-place", result.place.clone()),
                fact("doc-certificate-trainer", result.trainer.clone()),
                fact("doc-certificate-until", until.map(|day| in_full(tr, day))),
            ],
            issued: in_full(tr, earned_on(result, ends)),
        })
    }

    /// The skills that a course brings, each with the level.
    fn skills(&self, course: Option<&Course>) -> Option<String> {
        let course = course?;
        let own = self.brings.iter().filter(|own| own.course_id == course.id);
        let named = own.filter_map(|own| {
            let skill = self.skills.iter().find(|skill| skill.id == own.skill_id)?;
            let level = self.tr.with("careers-figure-level", &[("level", own.level.into())]);
            Some(format!("{} {level}", show::skill(self.tr, skill)))
        });
        let named: Vec<String> = named.collect();
        (!named.is_empty()).then(|| named.join(&self.tr.text("classes-comma")))
    }
}

/// The day on which a result was earned: that of the test that was taken again, else the last one.
fn earned_on(result: &TrainingResult, ends: NaiveDate) -> NaiveDate {
    result.retest_on.unwrap_or(ends).max(ends)
}

/// Whether a result earned a certificate; of a training that only sheets know its words decide.
fn holds(result: &TrainingResult, course: Option<&Course>) -> bool {
    match course {
        Some(course) => earned(result, course),
        None => outcome(result).is_some_and(Outcome::settled),
    }
}

/// The certificates of those who earned one in a class, in one file; `None` where nobody did.
///
/// # Errors
/// Whatever the database reports.
pub fn printout_of(
    db: &Db,
    directory: &Directory,
    class: &ClassPage,
    tr: &Tr,
) -> Result<Option<Printout>> {
    let source = Source::load(db, directory, tr)?;
    let mut pages = vec![];
    for result in class.people.iter().filter_map(|one| one.results.first()) {
        if earned(result, &class.course) {
            pages.push(source.page(result, Some(&class.course))?);
        }
    }
    if pages.is_empty() {
        return Ok(None);
    }
    let name = class.class.title.as_deref().unwrap_or(&class.course.name);
    let what = format!("{} {name}", class.class.starts);
    Ok(Some(printout(&pages, &what, tr)))
}

/// The certificates that people of a scope earned in a period, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn certificates(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    tr: &Tr,
) -> Result<Vec<Earned>> {
    let source = Source::load(db, directory, tr)?;
    let courses = db.all::<Course>()?;
    let names = names::courses(db)?;
    let of = |id: CourseId| courses.iter().find(|course| course.id == id);
    let days = (period.first_day(), period.last_day());
    let mut found = vec![];
    for result in results_of(db, &directory.members(scope), Some(days))? {
        let course = names.find(&result.course).and_then(of);
        if holds(&result, course) {
            let page = source.page(&result, course)?;
            found.push(Earned { person: result.person_id, page });
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn};
    use crate::i18n::Language;

    fn sample() -> CertificatePage {
        let fact = |label: &str, value: &str| (label.to_owned(), Some(value.to_owned()));
        CertificatePage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: Some("销售中心".into()),
                number: Some("CT-000123".into()),
            },
            name: "张雨桐".into(),
            statement: "于2025年9月11日至2025年9月12日参加以下培训，考核通过，特发此证。".into(),
            course: "价值谈判工作坊".into(),
            facts: vec![
                fact("工号", "E012"),
                fact("学时", "14"),
                fact("成绩", "86 / 100"),
                fact("结果", "通过"),
                fact("提升技能", "价值谈判 3级，需求探询 2级"),
                fact("地点", "苏州培训中心"),
                fact("讲师", "周宁"),
                ("有效期至".into(), None),
            ],
            issued: "2025年9月12日".into(),
        }
    }

    /// The drawn words without white space, since lines end anywhere.
    fn text(pages: &Pages) -> String {
        let hidden = ['\u{200b}', '\u{ad}'];
        pages.text().chars().filter(|c| !c.is_whitespace() && !hidden.contains(c)).collect()
    }

    #[test]
    fn a_certificate_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let tr = Tr::new(language);
            let pages = drawn(&printout(&[sample()], "", &tr));
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in ["张雨桐", "价值谈判工作坊", "CT-000123", "86/100"] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample().content_code()), "{text}");
            assert!(!text.contains(&tr.text("doc-head-confidential")), "it is given away: {text}");
        }
    }

    #[test]
    fn long_names_stay_on_the_page() {
        let mut page = sample();
        page.name = "Bartholomew Featherstonehaugh-Cholmondeley the Younger".into();
        page.course =
            "面向过程分析仪表重点客户的价值量化、方案呈现与异议处理综合工作坊（第二期）".into();
        for language in Language::ALL {
            let pages = drawn(&printout(&[page.clone()], "", &Tr::new(language)));
            assert_eq!(pages.count(), 1, "{language:?}");
        }
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample();
        page.course = "= #panic() $x$ *y*".into();
        let drawn = text(&drawn(&printout(&[page], "", &Tr::new(Language::Chinese))));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }
}
