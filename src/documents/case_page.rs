//! The page of a case (案例): a deal that was won or lost taken apart into steps, when that fits, and what is
//! done with it in a meeting.
//!
//! # The content code leaves out its use
//! What a case tells stays as it was written; meetings and who used its plays change from week to week.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels};
use crate::domain::ids::{PersonId, SalesCaseId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::coaching::case_show::{about, evidence, lines, result_key, span, stage_name};
use crate::metrics::coaching::cases::{Followed, case, follow, library};
use crate::metrics::targets::history::known_until;
use crate::store::Db;
use crate::store::coaching::cases::Case;
use crate::store::directory::Directory;
use crate::store::records::CaseUse;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::CasePage,
    id: "case-page",
    name_key: "doc-case-page-title",
    many_key: "doc-case-page-file-many",
    template: include_str!("../../assets/templates/case_page.typ"),
};

/// What a case tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What it is called.
    pub title: String,
    /// Pairs of label and value in the box at the top.
    pub facts: Vec<(String, Option<String>)>,
    /// The steps: name, who, what they did, what shows it, why.
    pub steps: Vec<[Option<String>; 5]>,
    /// When it fits, when it does not, what to take along: a line each.
    pub when: [String; 3],
}

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CasePage {
    /// Company and department at the head.
    pub letterhead: Letterhead,
    /// What it tells.
    pub told: Told,
    /// The meeting in which it is told next, or was told last, and what is done there.
    pub meeting: Option<[String; 2]>,
    /// The plays that are made of it, with how often they were used.
    pub plays: Vec<String>,
    /// As of which day.
    pub data_as_of: Option<String>,
}

impl CasePage {
    /// The code in the footer: a hash of what the case tells.
    pub fn content_code(&self) -> String {
        content_code(&json!({ "document": KIND.id, "told": self.told }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let told = &self.told;
        let facts = told.facts.iter().enumerate();
        let facts: Vec<Value> = facts
            .map(
                |(at, (label, value))| json!({ "label": label, "value": value, "strong": at == 0 }),
            )
            .collect();
        let steps: Vec<Vec<Option<String>>> = (1..)
            .zip(&told.steps)
            .map(|(at, step): (i64, _)| {
                [Some(number(at))].into_iter().chain(step.iter().cloned()).collect()
            })
            .collect();
        let keys = ["doc-case-page-suits", "doc-case-page-suits-not", "doc-case-page-takeaways"];
        let when: Vec<Value> = keys
            .iter()
            .zip(&told.when)
            .map(|(key, text)| json!({ "label": tr.text(key), "value": text }))
            .collect();
        let sections = [
            Some(("steps", "doc-case-page-steps")),
            Some(("when", "doc-case-page-when")),
            self.meeting.as_ref().map(|_| ("meeting", "doc-case-page-meeting")),
            (!self.plays.is_empty()).then_some(("plays", "doc-case-page-plays")),
        ];
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": told.title,
            "facts": facts,
            "steps": steps,
            "when": when,
            "meeting": self.meeting,
            "plays": self.plays,
            "headings": headings(&sections, tr),
        })
    }
}

/// The printout of one case or of many in one file, with a bookmark for each.
pub fn printout(pages: &[CasePage], period: &str, tr: &Tr) -> Printout {
    let title = match pages {
        [page] => {
            let args = [("title", page.told.title.as_str().into())];
            tr.with("doc-case-page-file-one", &args)
        }
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-case-page-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-case-page-did",
    "doc-case-page-evidence",
    "doc-case-page-plays-note",
    "doc-case-page-step",
    "doc-case-page-title",
    "doc-case-page-why",
];

/// A case and whose it is.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which.
    pub case: SalesCaseId,
    /// Whose deal it was, or how it ended where that is not known.
    pub beside: String,
    /// The page.
    pub page: CasePage,
}

/// Fills the pages of the cases that were in the library by the end of a period and tell of a deal of
/// somebody in the scope; for the company also those of which nobody is named.
///
/// # Errors
/// Whatever the database reports.
pub fn sheets(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Vec<Sheet>> {
    let members = directory.members(scope);
    let mut all = vec![];
    for one in library(db, &members, today)? {
        let record = &one.record;
        let there = record.published_on.is_some_and(|day| day <= period.last_day());
        let told_on = record.ends.or(record.published_on);
        if !there || !members.include(record.person_id, told_on) {
            continue;
        }
        let Some(case) = case(db, record.id, today)? else { continue };
        let beside = match record.person_id {
            Some(person) => directory.person_name(person).to_owned(),
            None => tr.text(result_key(record.result)),
        };
        let page = page(db, directory, (&case, scope), today, tr)?;
        all.push(Sheet { case: record.id, beside, page });
    }
    Ok(all)
}

/// Fills the page of a case; what is counted of its use is of the scope.
///
/// # Errors
/// Whatever the database reports.
pub fn page(
    db: &Db,
    directory: &Directory,
    (case, scope): (&Case, Scope),
    today: NaiveDate,
    tr: &Tr,
) -> Result<CasePage> {
    let record = &case.record;
    let mut plays = vec![];
    let mut series: Vec<i64> = case.plays.iter().map(|play| play.series).collect();
    series.dedup();
    for one in series {
        let found = follow(db, directory, (scope, one), today)?;
        plays.extend(found.as_ref().and_then(|found| play_line(found, tr)));
    }
    let names = about(db, tr, (record.account_id, record.opportunity_id))?;
    Ok(CasePage {
        letterhead: Letterhead::load(db)?,
        told: told(directory, case, names, tr),
        meeting: meeting(directory, &case.uses, today, tr),
        plays,
        data_as_of: Some(known_until(db, today)?.to_string()),
    })
}

fn play_line(found: &Followed, tr: &Tr) -> Option<String> {
    let newest = found.newest()?;
    let whole = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let args = [
        ("name", newest.name.as_str().into()),
        ("number", newest.number.into()),
        ("users", whole(found.users()).into()),
        ("people", whole(found.people.len()).into()),
        ("uses", whole(found.uses.len()).into()),
    ];
    Some(tr.with("doc-case-page-play", &args))
}

fn told(directory: &Directory, case: &Case, [account, deal]: [Option<String>; 2], tr: &Tr) -> Told {
    let record = &case.record;
    let person = |id: Option<PersonId>| id.map(|id| directory.person_name(id).to_owned());
    let fact = |key: &str, value: Option<String>| (tr.text(key), value);
    let days = Some(span(tr, record.starts, record.ends)).filter(|days| !days.is_empty());
    let stage = record.stage_id.and_then(|stage| stage_name(tr, directory, stage));
    let steps = case.steps.iter().map(|step| {
        [
            Some(step.name.clone()),
            step.who.clone(),
            step.did.clone(),
            evidence(step),
            step.why.clone(),
        ]
    });
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    Told {
        title: record.title.clone(),
        facts: vec![
            fact("doc-case-page-person", person(record.person_id)),
            fact("doc-case-page-account", account),
            fact("doc-case-page-deal", deal),
            fact("doc-case-page-result", Some(tr.text(result_key(record.result)))),
            fact("doc-case-page-presenter", person(record.presenter_id)),
            fact("doc-case-page-days", days),
            fact("doc-case-page-stage", stage),
            fact("doc-case-page-tags", record.tags.as_ref().map(|tags| tags.replace('\n', " "))),
        ],
        steps: steps.collect(),
        when: [text(&record.suits), text(&record.suits_not), text(&record.takeaways)],
    }
}

/// The meeting to come; without one the last.
pub fn next_use(uses: &[CaseUse], today: NaiveDate) -> Option<&CaseUse> {
    uses.iter().find(|one| one.on_day >= today).or(uses.last())
}

fn meeting(
    directory: &Directory,
    uses: &[CaseUse],
    today: NaiveDate,
    tr: &Tr,
) -> Option<[String; 2]> {
    let one = next_use(uses, today)?;
    let mut about = vec![one.on_day.to_string(), one.meeting.clone()];
    about.extend(one.minutes.map(|n| tr.with("cases-minutes", &[("n", n.into())])));
    about.extend(one.presenter_id.map(|person| directory.person_name(person).to_owned()));
    Some([tr.joined(&about), lines(one.agenda.as_deref()).join("\n")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn, packed};
    use crate::i18n::Language;

    fn sample() -> CasePage {
        let some = |text: &str| Some(text.to_owned());
        let own = |text: &str| text.to_owned();
        let step = |name: &str| {
            [
                some(name),
                some("赵文博，客户陈伟"),
                some("带记录表去现场，抄下近12个月停机时刻与产线"),
                some("停机记录表，7次、共46小时"),
                some("数字是客户自己的，没人质疑"),
            ]
        };
        CasePage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: None,
            },
            told: Told {
                title: "用停机损失算账，报价11天进谈判".into(),
                facts: vec![
                    (own("负责人"), some("赵文博")),
                    (own("客户"), some("宁波甬岚重工")),
                    (own("商机"), some("流量与压力监测 ¥96.0万")),
                    (own("结果"), some("赢单")),
                    (own("分享人"), None),
                    (own("日期"), some("2025-06-03 至 2025-08-27")),
                    (own("适用阶段"), some("方案报价")),
                    (own("标签"), some("停机 报价")),
                ],
                steps: [
                    "要到停机记录",
                    "和客户一起算",
                    "先给财务看",
                    "带着收益报价",
                    "当场约下一步",
                ]
                .map(step)
                .to_vec(),
                when: [
                    own("设备停机有记录可查\n报价未发，或停住14天"),
                    own("新建项目，没有历史数据"),
                    own("停机记录表\n损失测算表"),
                ],
            },
            meeting: Some([own("2025-11-24 · 周一例会 · 10分钟"), own("讲3分钟\n练5分钟")]),
            plays: vec![own("停机损失算账，第2版，7/10人用过，共19次")],
            data_as_of: some("2025-11-18"),
        }
    }

    fn pages(page: &CasePage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年四季度", &Tr::new(language)))
    }

    #[test]
    fn a_case_is_one_page() {
        for language in Language::ALL {
            let pages = pages(&sample(), language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = packed(&pages);
            for shown in [
                "用停机损失算账，报价11天进谈判",
                "要到停机记录",
                "当场约下一步",
                "赵文博，客户陈伟",
                "新建项目，没有历史数据",
                "练5分钟",
                "7/10人用过",
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample().content_code()), "{text}");
        }
    }

    #[test]
    fn the_code_sees_what_is_told_and_not_its_use() {
        let page = sample();
        let mut later = page.clone();
        later.meeting = None;
        later.plays.clear();
        later.data_as_of = Some("2026-01-19".into());
        assert_eq!(later.content_code(), page.content_code());
        assert_eq!(pages(&later, Language::Chinese).count(), 1);
        let mut other = page.clone();
        other.told.steps.pop();
        assert_ne!(other.content_code(), page.content_code());
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample();
        page.told.when[0] = "= #panic() $x$ *y*".into();
        let drawn = packed(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }
}
