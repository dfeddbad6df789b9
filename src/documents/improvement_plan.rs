//! The improvement plan (改进计划): why, what is to be reached by which check point, with which support, how it
//! stands, and two lines to sign on.
//!
//! # The content code leaves out how it stands
//! What was agreed stays until both agree on something else; what was found changes with each check point.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, in_full, labels,
    weight,
};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::coaching::improvement::{Followed, concerns, follow};
use crate::metrics::coaching::improvement_show::{
    self as written, asked, asked_text, cause, check_name, outcome_key, verdict_key,
};
use crate::metrics::targets::history::known_until;
use crate::store::Db;
use crate::store::coaching::plans::{self, Plan};
use crate::store::directory::Directory;
use crate::store::records::ImprovementSupport;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::ImprovementPlan,
    id: "improvement-plan",
    name_key: "doc-improvement-plan-title",
    many_key: "doc-improvement-plan-file-many",
    template: include_str!("../../assets/templates/improvement_plan.typ"),
};

/// What both agreed on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// What it is about.
    pub about: String,
    /// Why.
    pub cause: String,
    /// The causes, each with the figure behind it.
    pub causes: Vec<[String; 2]>,
    /// The check points: what each is called, and its day.
    pub checks: Vec<[String; 2]>,
    /// The objectives: what, the weight, how it is at the beginning, and what each check point asks for.
    pub objectives: Vec<(String, String, String, Vec<String>)>,
    /// The support: what, by whom, how often, until when.
    pub support: Vec<[Option<String>; 4]>,
}

/// How it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// How each objective stands, in the order of the objectives.
    pub objectives: Vec<String>,
    /// How often each promise was kept, in their order.
    pub support: Vec<String>,
    /// The check points: when each took place, what was said, a word on it.
    pub checks: Vec<[Option<String>; 3]>,
    /// What the person says of it.
    pub words: Option<String>,
    /// What came of it: the outcome, the day, in words.
    pub end: Option<[String; 3]>,
}

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImprovementPlanPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whose.
    pub name: String,
    /// Pairs of label and value in the box at the top.
    pub facts: Vec<(String, Option<String>)>,
    /// What was agreed.
    pub agreed: Agreed,
    /// How it stands.
    pub standing: Standing,
    /// As of which day.
    pub data_as_of: Option<String>,
}

impl ImprovementPlanPage {
    /// The code in the footer: a hash of what was agreed.
    pub fn content_code(&self) -> String {
        content_code(&json!({
            "document": KIND.id,
            "number": self.letterhead.number,
            "name": self.name,
            "agreed": self.agreed,
        }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let facts = self.facts.iter().enumerate();
        let facts: Vec<Value> = facts
            .map(
                |(at, (label, value))| json!({ "label": label, "value": value, "strong": at == 0 }),
            )
            .collect();
        let blank = String::new();
        let stands = self.standing.objectives.iter().chain(std::iter::repeat(&blank));
        let objectives: Vec<Vec<&String>> = self
            .agreed
            .objectives
            .iter()
            .zip(stands)
            .map(|((name, weight, before, points), now)| {
                [name, weight, before].into_iter().chain(points).chain([now]).collect()
            })
            .collect();
        let none = [None, None, None];
        let held = self.standing.checks.iter().chain(std::iter::repeat(&none));
        let checks: Vec<Vec<Option<&String>>> = self
            .agreed
            .checks
            .iter()
            .zip(held)
            .map(|(check, held)| {
                check.iter().map(Some).chain(held.iter().map(Option::as_ref)).collect()
            })
            .collect();
        let kept = self.standing.support.iter().chain(std::iter::repeat(&blank));
        let support: Vec<Vec<Option<&String>>> = self
            .agreed
            .support
            .iter()
            .zip(kept)
            .map(|(own, kept)| own.iter().map(Option::as_ref).chain([Some(kept)]).collect())
            .collect();
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": self.name,
            "about": self.agreed.about,
            "facts": facts,
            "cause": self.agreed.cause,
            "causes": self.agreed.causes,
            "heads": self.agreed.checks.iter().map(|[name, _]| name).collect::<Vec<_>>(),
            "objectives": objectives,
            "support": support,
            "checks": checks,
            "words": self.standing.words,
            "end": self.standing.end,
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: what the person says and the end may be missing.
    fn headings(&self, tr: &Tr) -> Value {
        let standing = &self.standing;
        let sections = [
            Some(("cause", "doc-improvement-plan-cause")),
            Some(("objectives", "doc-improvement-plan-objectives")),
            Some(("support", "doc-improvement-plan-support")),
            Some(("checks", "doc-improvement-plan-checks")),
            standing.words.as_ref().map(|_| ("words", "doc-improvement-plan-words")),
            standing.end.as_ref().map(|_| ("end", "doc-improvement-plan-end")),
            Some(("signatures", "doc-improvement-plan-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// The printout of one plan or of many in one file, with a bookmark for each.
pub fn printout(pages: &[ImprovementPlanPage], period: &str, tr: &Tr) -> Printout {
    let title = match pages {
        [page] => {
            let number = page.letterhead.number.clone().unwrap_or_default();
            let args = [("name", page.name.as_str().into()), ("number", number.into())];
            tr.with("doc-improvement-plan-file-one", &args)
        }
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-improvement-plan-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-improvement-plan-before",
    "doc-improvement-plan-by",
    "doc-improvement-plan-check",
    "doc-improvement-plan-due",
    "doc-improvement-plan-held",
    "doc-improvement-plan-kept",
    "doc-improvement-plan-note",
    "doc-improvement-plan-now",
    "doc-improvement-plan-objective",
    "doc-improvement-plan-objectives-note",
    "doc-improvement-plan-said",
    "doc-improvement-plan-sign-coach",
    "doc-improvement-plan-sign-person",
    "doc-improvement-plan-signatures-note",
    "doc-improvement-plan-times",
    "doc-improvement-plan-title",
    "doc-improvement-plan-until",
    "doc-improvement-plan-weight",
    "doc-improvement-plan-what",
    "doc-undated",
];

/// A plan and whose it is.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose.
    pub person: PersonId,
    /// The page.
    pub page: ImprovementPlanPage,
}

/// Fills the plans of a scope that ran on any day of a period, in the order in which they began.
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
    for record in plans::running(db, (period.first_day(), period.last_day()))? {
        if concerns(&members, &record) || members.include(Some(record.person_id), Some(today)) {
            all.extend(plans::plan(db, record.id)?);
        }
    }
    let letterhead = Letterhead::load(db)?;
    let followed = follow(db, directory, all, today)?;
    let mut sheets = vec![];
    for one in &followed {
        let known = known_until(db, one.as_of)?;
        let page = page(directory, one, (letterhead.clone(), known), tr);
        sheets.push(Sheet { person: one.plan.record.person_id, page });
    }
    Ok(sheets)
}

fn page(
    directory: &Directory,
    one: &Followed,
    (letterhead, known): (Letterhead, NaiveDate),
    tr: &Tr,
) -> ImprovementPlanPage {
    let (plan, record) = (&one.plan, &one.plan.record);
    let name = |person: PersonId| directory.person_name(person).to_owned();
    let at = directory.membership_on(record.person_id, record.starts);
    let post = at.and_then(|at| at.post_id).and_then(|post| directory.posts.get(&post));
    let team = at.and_then(|at| at.team_id).and_then(|team| directory.teams.get(&team));
    let fact = |key: &str, value: Option<String>| (tr.text(key), value);
    let day_of = [("day", number(one.day).into()), ("of", number(one.length).into())];
    let state = match record.outcome {
        Some(outcome) => tr.text(outcome_key(outcome)),
        None => tr.with("improvement-day-of", &day_of),
    };
    ImprovementPlanPage {
        letterhead: Letterhead { number: Some(record.code()), ..letterhead },
        name: name(record.person_id),
        facts: vec![
            fact("doc-improvement-plan-person", Some(name(record.person_id))),
            fact("doc-improvement-plan-unit", team.map(|team| team.name.clone())),
            fact("doc-improvement-plan-post", post.map(|post| post.name.clone())),
            fact("doc-improvement-plan-state", Some(state)),
            fact("doc-improvement-plan-coach", Some(coach(directory, plan))),
            fact("doc-improvement-plan-helper", record.helper_id.map(name)),
            fact("doc-improvement-plan-starts", Some(in_full(tr, record.starts))),
            fact("doc-improvement-plan-ends", Some(in_full(tr, record.ends))),
        ],
        agreed: agreed(directory, one, tr),
        standing: standing(one, tr),
        data_as_of: Some(known.to_string()),
    }
}

fn coach(directory: &Directory, plan: &Plan) -> String {
    let coach = plan.record.coach_id.map(|coach| directory.person_name(coach).to_owned());
    coach.unwrap_or_else(|| plan.record.by_name.clone())
}

fn agreed(directory: &Directory, one: &Followed, tr: &Tr) -> Agreed {
    let (plan, record) = (&one.plan, &one.plan.record);
    let objectives = one.stands.iter().map(|own| {
        let points = (0..own.points.len()).map(|at| asked_text(tr, &own.record, &asked(own, at)));
        let before = written::baseline(tr, &own.record);
        (own.record.name.clone(), weight(own.record.weight), before, points.collect())
    });
    let support = |own: &ImprovementSupport| {
        let owner = own.owner_id.map(|owner| directory.person_name(owner).to_owned());
        [
            Some(own.text.clone()),
            Some(owner.unwrap_or_else(|| coach(directory, plan))),
            Some(number(own.times)),
            own.due.map(|due| due.to_string()),
        ]
    };
    Agreed {
        about: record.title.clone(),
        cause: record.cause.clone(),
        causes: plan.symptoms.iter().map(|symptom| cause(tr, symptom)).collect(),
        checks: one
            .checks
            .iter()
            .map(|check| [check_name(tr, check.after), check.record.due.to_string()])
            .collect(),
        objectives: objectives.collect(),
        support: plan.support.iter().map(support).collect(),
    }
}

fn standing(one: &Followed, tr: &Tr) -> Standing {
    let (plan, record) = (&one.plan, &one.plan.record);
    let kept =
        |own: &ImprovementSupport| number(i64::try_from(plan.kept(own.id)).unwrap_or(i64::MAX));
    let checks = plan.checks.iter().map(|check| {
        [
            check.held_on.map(|held| held.to_string()),
            check.verdict.map(|said| tr.text(verdict_key(said))),
            check.note.clone(),
        ]
    });
    Standing {
        objectives: one.stands.iter().map(|own| written::now(tr, &own.record, &own.now)).collect(),
        support: plan.support.iter().map(kept).collect(),
        checks: checks.collect(),
        words: record.person_words.clone(),
        end: record.outcome.zip(record.closed_on).map(|(outcome, day)| {
            let result = record.result.clone().unwrap_or_default();
            [tr.text(outcome_key(outcome)), in_full(tr, day), result]
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn, packed};
    use crate::i18n::Language;

    fn sample() -> ImprovementPlanPage {
        let some = |text: &str| Some(text.to_owned());
        let own = |text: &str| text.to_owned();
        ImprovementPlanPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("IP-2025-0004"),
            },
            name: "刘子昂".into(),
            facts: vec![
                (own("本人"), some("刘子昂")),
                (own("部门"), some("华东区")),
                (own("岗位"), some("客户经理")),
                (own("状态"), some("第30 / 90天")),
                (own("辅导人"), some("林晓峰")),
                (own("带练人"), some("张雨桐")),
                (own("开始"), some("2025年10月20日")),
                (own("结束"), some("2026年1月19日")),
            ],
            agreed: Agreed {
                about: "报价送出后推不进谈判".into(),
                cause: "报价前没有算清客户的损失".into(),
                causes: vec![[
                    own("没有见到拍板人"),
                    own("方案到谈判（2025年三季度）18.2% n=11，团队 40.5% n=37"),
                ]],
                checks: vec![
                    [own("30天检查"), own("2025-11-19")],
                    [own("60天检查"), own("2025-12-19")],
                    [own("90天检查"), own("2026-01-19")],
                ],
                objectives: vec![
                    (
                        own("报价前填核查表"),
                        own("60%"),
                        own("14.3% n=14"),
                        vec![own("≥ 60.0%"), own("≥ 80.0%"), own("≥ 90.0%")],
                    ),
                    (
                        own("离场约定下一步"),
                        own("40%"),
                        own("多半没有"),
                        vec![own("不设"), own("不设"), own("每次都约")],
                    ),
                ],
                support: vec![[some("每周一对一"), some("林晓峰"), some("12"), None]],
            },
            standing: Standing {
                objectives: vec![own("91.7% n=12"), own("部分做到")],
                support: vec![own("4")],
                checks: vec![
                    [some("2025-11-19"), some("继续按计划"), some("核查表已成习惯")],
                    [None, None, None],
                    [None, None, None],
                ],
                words: some("周报来不及写"),
                end: None,
            },
            data_as_of: some("2025-11-19"),
        }
    }

    fn pages(page: &ImprovementPlanPage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年四季度", &Tr::new(language)))
    }

    #[test]
    fn a_plan_is_one_page_that_both_sign() {
        for language in Language::ALL {
            let pages = pages(&sample(), language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = packed(&pages);
            for shown in [
                "报价前填核查表",
                "≥80.0%",
                "91.7%n=12",
                "每周一对一",
                "核查表已成习惯",
                "IP-2025-0004",
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample().content_code()), "{text}");
        }
        let chinese = packed(&pages(&sample(), Language::Chinese));
        for shown in ["六、签字", "本人签字", "辅导人签字", "周报来不及写"] {
            assert!(chinese.contains(shown), "{shown} in {chinese}");
        }
    }

    #[test]
    fn the_code_sees_what_was_agreed_and_not_how_it_stands() {
        let page = sample();
        let mut later = page.clone();
        later.standing.objectives = vec!["95.0% n=20".into(), "做到".into()];
        later.standing.end = Some(["达成".into(), "2026年1月19日".into(), "两单进谈判".into()]);
        later.data_as_of = Some("2026-01-19".into());
        assert_eq!(later.content_code(), page.content_code());
        assert!(packed(&pages(&later, Language::Chinese)).contains("六、结果"));
        let mut other = page.clone();
        other.agreed.support.clear();
        assert_ne!(other.content_code(), page.content_code());
    }

    #[test]
    fn a_long_plan_takes_more_pages_and_keeps_every_word() {
        let mut page = sample();
        let line = page.agreed.objectives.first().cloned().unwrap();
        page.agreed.objectives = (0..60)
            .map(|at| (format!("目标{at}"), line.1.clone(), line.2.clone(), line.3.clone()))
            .collect();
        let pages = pages(&page, Language::Chinese);
        assert!(pages.count() > 1);
        let text = packed(&pages);
        assert!(text.contains("目标59") && text.contains("本人签字"), "{text}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample();
        page.agreed.cause = "= #panic() $x$ *y*".into();
        let drawn = packed(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }
}
