//! The sign-in sheet of a class (签到表): who is to come, with a field to sign in for each of its parts, and
//! some rows for those who come without a seat.
//!
//! A class of more parts than fit beside each other fills more pages, each of them with all people. Those
//! who wait for a seat are counted and not listed. The content code leaves nothing out: a sheet that was
//! printed before somebody enrolled can be told from one after it.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, in_full, labels};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, Tr, number, short_day};
use crate::metrics::training::classes::{hours, list};
use crate::metrics::training::show;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{ClassStatus, EnrolmentState};
use crate::store::training::classes::{self, ClassPage, Participant};

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::SignInSheet,
    id: "sign-in-sheet",
    name_key: "doc-sign-in-title",
    many_key: "doc-sign-in-file-many",
    template: include_str!("../../assets/templates/sign_in_sheet.typ"),
};

/// So many parts stand beside each other on a page.
const PARTS: usize = 4;

/// So many rows stay empty for those who come without a seat.
const EMPTY: usize = 3;

/// Everything on the sheet. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SignInPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The class.
    pub name: String,
    /// Its first day.
    pub day: String,
    /// Pairs of label and value in the box at the top; a value that is a space is there to be written in.
    pub facts: Vec<(String, Option<String>)>,
    /// How many are to come, and how many wait.
    pub count: String,
    /// The parts to sign in for.
    pub parts: Vec<String>,
    /// Who is to come: name, number, team.
    pub rows: Vec<[Option<String>; 3]>,
}

impl SignInPage {
    /// The code in the footer: a hash of all content.
    pub fn content_code(&self) -> String {
        content_code(&json!({ "document": KIND.id, "content": self }))
    }

    fn shown(&self, parts: &[String], tr: &Tr) -> Value {
        let facts: Vec<Value> = self
            .facts
            .iter()
            .enumerate()
            .map(
                |(at, (label, value))| json!({ "label": label, "value": value, "strong": at == 0 }),
            )
            .collect();
        let empty = [None, None, None];
        let empty = std::iter::repeat_n(&empty, EMPTY);
        let rows: Vec<&[Option<String>; 3]> = self.rows.iter().chain(empty).collect();
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, None, &self.content_code()),
            "bookmark": format!("{} {}", self.day, self.name),
            "name": self.name,
            "facts": facts,
            "count": self.count,
            "parts": parts,
            "rows": rows,
        })
    }
}

/// The printout of one sheet or of many in one file, with a bookmark for each.
pub fn printout(pages: &[SignInPage], period: &str, tr: &Tr) -> Printout {
    let title = match pages {
        [page] => {
            let args = [("name", page.name.as_str().into()), ("day", page.day.as_str().into())];
            tr.with("doc-sign-in-file-one", &args)
        }
        _ => KIND.many_title(tr, period),
    };
    let sheets = |page: &SignInPage| -> Vec<Value> {
        page.parts.chunks(PARTS).map(|parts| page.shown(parts, tr)).collect()
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-sign-in-", tr),
        pages: pages.iter().flat_map(sheets).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-sign-in-index",
    "doc-sign-in-name",
    "doc-sign-in-number",
    "doc-sign-in-people",
    "doc-sign-in-sign-organiser",
    "doc-sign-in-sign-trainer",
    "doc-sign-in-signatures",
    "doc-sign-in-signatures-note",
    "doc-sign-in-title",
    "doc-sign-in-unit",
    "doc-undated",
];

/// The sheets of the classes of a scope in a period that are not called off, the earliest first.
///
/// # Errors
/// Whatever the database reports.
pub fn sheets(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Vec<SignInPage>> {
    let days = (period.first_day(), period.last_day());
    let mut found = vec![];
    for row in list(db, &directory.members(scope), days, today)? {
        let Some(class) = row.class else { continue };
        let within = class.starts <= days.1 && days.0 <= class.ends;
        if !within || class.status == ClassStatus::Cancelled {
            continue;
        }
        if let Some(class) = classes::page(db, class.id)? {
            found.push(page(db, directory, &class, tr)?);
        }
    }
    Ok(found)
}

/// The sheet of a class.
///
/// # Errors
/// Whatever the database reports.
pub fn printout_of(db: &Db, directory: &Directory, class: &ClassPage, tr: &Tr) -> Result<Printout> {
    Ok(printout(&[page(db, directory, class, tr)?], "", tr))
}

/// Fills the page of a class.
///
/// # Errors
/// Whatever the database reports.
pub fn page(db: &Db, directory: &Directory, class: &ClassPage, tr: &Tr) -> Result<SignInPage> {
    let own = &class.class;
    let state = |one: &Participant| one.enrolment.as_ref().map(|own| own.state);
    let seated = |one: &&Participant| matches!(state(one), Some(EnrolmentState::Enrolled) | None);
    let people: Vec<&Participant> = class.people.iter().filter(seated).collect();
    let waiting = |one: &&Participant| state(one) == Some(EnrolmentState::Waiting);
    let waiting = class.people.iter().filter(waiting).count();
    let n = |n: usize| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [("n", n(people.len())), ("waiting", n(waiting))];
    let fact = |key: &str, value: Option<String>| (tr.text(key), value);
    // What is known once the class is over is written by hand.
    let open = || Some(" ".to_owned());
    Ok(SignInPage {
        letterhead: Letterhead {
            number: Some(format!("SI-{:04}", own.id.0)),
            ..Letterhead::load(db)?
        },
        name: own.title.clone().unwrap_or_else(|| show::course(tr, &class.course).to_owned()),
        day: own.starts.to_string(),
        facts: vec![
            fact("doc-sign-in-course", Some(show::course(tr, &class.course).to_owned())),
            fact("doc-sign-in-days", Some(days(tr, own.starts, own.ends))),
            fact("doc-sign-in-place", own.place.clone()),
            fact("doc-sign-in-trainer", own.trainer.clone()),
            fact("doc-sign-in-hours", hours(class).map(show::tenths)),
            fact(
                "doc-sign-in-expected",
                Some(number(crate::metrics::training::whole(people.len() as u64))),
            ),
            fact("doc-sign-in-came", open()),
            fact("doc-sign-in-absent", open()),
        ],
        count: tr.with("doc-sign-in-count", &args),
        parts: parts(class, tr),
        rows: people.iter().map(|one| row(directory, one, own.starts)).collect(),
    })
}

/// The first and the last day, or the one there is.
pub(super) fn days(tr: &Tr, starts: NaiveDate, ends: NaiveDate) -> String {
    if starts == ends {
        return in_full(tr, starts);
    }
    let args = [("from", in_full(tr, starts).into()), ("to", in_full(tr, ends).into())];
    tr.with("doc-sign-in-range", &args)
}

/// The parts to sign in for; each day where no parts are planned.
fn parts(class: &ClassPage, tr: &Tr) -> Vec<String> {
    if !class.sessions.is_empty() {
        return class.sessions.iter().map(|part| show::session(tr, part)).collect();
    }
    let (starts, ends) = (class.class.starts, class.class.ends);
    if starts == ends {
        return vec![tr.text("doc-sign-in-signature")];
    }
    let days = starts.iter_days().take_while(|day| *day <= ends);
    days.map(|day| short_day(tr, day)).collect()
}

fn row(directory: &Directory, one: &Participant, day: NaiveDate) -> [Option<String>; 3] {
    let person = directory.people.get(&one.person);
    let team = directory.membership_on(one.person, day).and_then(|at| at.team_id);
    let team = team.and_then(|team| directory.teams.get(&team));
    [
        Some(directory.person_name(one.person).to_owned()),
        person.and_then(|person| person.number.clone()),
        team.map(|team| team.name.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn};
    use crate::i18n::Language;

    fn sample(people: usize, parts: usize) -> SignInPage {
        let fact = |label: &str, value: &str| (label.to_owned(), Some(value.to_owned()));
        SignInPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: Some("销售中心".into()),
                number: Some("SI-0012".into()),
            },
            name: "价值谈判工作坊 ②".into(),
            day: "2025-09-11".into(),
            facts: vec![
                fact("课程", "价值谈判工作坊"),
                fact("日期", "2025年9月11日至2025年9月12日"),
                fact("地点", "苏州培训中心"),
                fact("讲师", "周宁"),
                fact("学时", "14"),
                fact("应到", "12"),
                fact("实到", " "),
                ("缺席".into(), None),
            ],
            count: "应到 12 人".into(),
            parts: (0..parts).map(|at| format!("09-{:02} 09:00", 11 + at)).collect(),
            rows: (0..people).map(|at| [Some(format!("学员{at}")), None, None]).collect(),
        }
    }

    fn pages(page: &SignInPage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年", &Tr::new(language)))
    }

    /// The drawn words without white space, since lines end anywhere.
    fn text(pages: &Pages) -> String {
        let hidden = ['\u{200b}', '\u{ad}'];
        pages.text().chars().filter(|c| !c.is_whitespace() && !hidden.contains(c)).collect()
    }

    #[test]
    fn a_class_is_one_page_and_many_people_fill_more() {
        for language in Language::ALL {
            let pages = pages(&sample(12, 4), language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in ["价值谈判工作坊②", "学员11", "SI-0012", "09-1409:00"] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample(12, 4).content_code()), "{text}");
        }
        assert_eq!(pages(&sample(40, 2), Language::Chinese).count(), 2);
    }

    #[test]
    fn more_parts_than_fit_beside_each_other_fill_another_page() {
        let pages = pages(&sample(3, 6), Language::Chinese);
        assert_eq!(pages.count(), 2);
        let text = text(&pages);
        assert!(text.contains("09-1109:00") && text.contains("09-1609:00"), "{text}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample(1, 1);
        page.name = "= #panic() $x$ *y*".into();
        let drawn = text(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }
}
