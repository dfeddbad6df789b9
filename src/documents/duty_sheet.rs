//! The duty sheet (岗位说明书): what a post is there for, its duties with their standards and weights,
//! what it asks for, with whom it works and how it came to be so; for one person, who signs that they
//! have read it, or blank.
//!
//! # The content code leaves the day of the data out
//! A sheet that was signed stays as it is until the next version, so paper that is printed later bears
//! the same code.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels, one,
};
use crate::i18n::Tr;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::DutySheet,
    id: "duty-sheet",
    name_key: "doc-duty-sheet-title",
    many_key: "doc-duty-sheet-file-many",
    template: include_str!("../../assets/templates/duty_sheet.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash, or as nothing where the
/// column is then left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DutySheetPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The name in the bookmark and the file's name: the person's, or that of the post.
    pub name: String,
    /// The line below the title: post, version, since when.
    pub subtitle: String,
    /// The box about the post and the person.
    pub facts: Facts,
    /// What the post is there for.
    pub purpose: String,
    /// The duties.
    pub duties: Vec<DutyRow>,
    /// Sum of the weights, as percent; `None` where duties are not weighed.
    pub total: Option<String>,
    /// What is asked for.
    pub requirements: Vec<RequirementRow>,
    /// With whom the post works.
    pub relations: Vec<RelationRow>,
    /// The versions up to this one, the newest first.
    pub versions: Vec<VersionRow>,
    /// The day of the data, `YYYY-MM-DD`.
    pub data_as_of: Option<String>,
}

/// The box about the post and the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The post.
    pub post: String,
    /// Its code in the company.
    pub code: Option<String>,
    /// The person's team.
    pub unit: Option<String>,
    /// How many people the post is to have.
    pub seats: Option<String>,
    /// The person; `None` on a blank sheet.
    pub person: Option<String>,
    /// Their number in the company.
    pub number: Option<String>,
    /// Their territory.
    pub territory: Option<String>,
    /// The post of their manager, or the name.
    pub superior: Option<String>,
}

/// One duty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DutyRow {
    /// The group it belongs to.
    pub group: Option<String>,
    /// The duty.
    pub title: String,
    /// What is done.
    pub text: Option<String>,
    /// By what it is measured.
    pub standard: Option<String>,
    /// Its weight, as percent.
    pub weight: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RequirementRow {
    /// Schooling, experience, skills and so on.
    pub category: String,
    /// What is asked for.
    pub text: String,
    /// On what it is checked.
    pub evidence: Option<String>,
}

/// With whom the post works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RelationRow {
    /// What they are to the post.
    pub title: String,
    /// Who they are.
    pub text: Option<String>,
}

/// A version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VersionRow {
    /// Its number.
    pub number: String,
    /// The first day it holds.
    pub starts: String,
    /// What changed.
    pub change: String,
}

impl DutySheetPage {
    /// The code in the footer: a hash of all content except the day of the data.
    pub fn content_code(&self) -> String {
        let agreed = Self { data_as_of: None, ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": agreed }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let total = self.total.as_deref();
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": self.name,
            "subtitle": self.subtitle,
            "facts": self.facts,
            "purpose": self.purpose,
            "duties": self.duties,
            "total": self.total,
            "weighed": total.map(|total| one(tr, "doc-duty-sheet-weighed", "total", total)),
            "requirements": self.requirements,
            "relations": self.relations,
            "versions": self.versions,
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: two of them may be missing.
    fn headings(&self, tr: &Tr) -> Value {
        let there = |there: bool, name, key| there.then_some((name, key));
        let sections = [
            Some(("purpose", "doc-duty-sheet-purpose")),
            Some(("duties", "doc-duty-sheet-duties")),
            there(!self.requirements.is_empty(), "requirements", "doc-duty-sheet-requirements"),
            there(!self.relations.is_empty(), "relations", "doc-duty-sheet-relations"),
            Some(("versions", "doc-duty-sheet-versions")),
            Some(("signatures", "doc-duty-sheet-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// The printout of one sheet or of many in one file, with a bookmark for each.
///
/// For one file each, call it with one page at a time.
pub fn printout(pages: &[DutySheetPage], tr: &Tr) -> Printout {
    let first = pages.first();
    let post = first.map(|page| page.facts.post.as_str()).unwrap_or_default();
    let title = match pages {
        [page] => tr.with(
            "doc-duty-sheet-file-one",
            &[("name", page.name.as_str().into()), ("post", post.into())],
        ),
        _ => KIND.many_title(tr, post),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-duty-sheet-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-duty-sheet-category",
    "doc-duty-sheet-change",
    "doc-duty-sheet-code",
    "doc-duty-sheet-date",
    "doc-duty-sheet-duty",
    "doc-duty-sheet-evidence",
    "doc-duty-sheet-index",
    "doc-duty-sheet-number",
    "doc-duty-sheet-person",
    "doc-duty-sheet-post",
    "doc-duty-sheet-requirement",
    "doc-duty-sheet-seats",
    "doc-duty-sheet-sign-hr",
    "doc-duty-sheet-sign-manager",
    "doc-duty-sheet-sign-person",
    "doc-duty-sheet-signatures-note",
    "doc-duty-sheet-standard",
    "doc-duty-sheet-superior",
    "doc-duty-sheet-territory",
    "doc-duty-sheet-title",
    "doc-duty-sheet-total",
    "doc-duty-sheet-unit",
    "doc-duty-sheet-version",
    "doc-duty-sheet-weight",
    "doc-duty-sheet-work",
    "doc-undated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn, text};
    use crate::i18n::Language;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn duty(group: &str, title: &str, weight: &str) -> DutyRow {
        DutyRow {
            group: some(group),
            title: title.to_owned(),
            text: some("维护42家客户，其中重点客户8家；每月有效拜访不少于20次"),
            standard: some("重点客户每月至少1次，执行率 ≥90%"),
            weight: some(weight),
        }
    }

    /// The sheet of a senior engineer with six duties and three versions.
    fn sample() -> DutySheetPage {
        let version = |number: &str, starts: &str, change: &str| VersionRow {
            number: number.to_owned(),
            starts: starts.to_owned(),
            change: change.to_owned(),
        };
        let asked = |category: &str, text: &str, evidence: &str| RequirementRow {
            category: category.to_owned(),
            text: text.to_owned(),
            evidence: some(evidence),
        };
        let relation =
            |title: &str, text: &str| RelationRow { title: title.to_owned(), text: some(text) };
        DutySheetPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("JD-SSE-003"),
            },
            name: "王志强".into(),
            subtitle: "高级销售工程师　版本 3　2025年1月1日起执行".into(),
            facts: Facts {
                post: "高级销售工程师".into(),
                code: some("SSE"),
                unit: some("华东区"),
                seats: some("3人"),
                person: some("王志强"),
                number: some("HC0096"),
                territory: some("无锡"),
                superior: some("华东区经理"),
            },
            purpose: "在所负责区域内完成签约与回款目标，经营好重点客户，并带出一名助理。".into(),
            duties: vec![
                duty("业务工作", "区域签约与回款", "35%"),
                duty("业务工作", "客户经营", "20%"),
                duty("业务工作", "商机推进", "20%"),
                duty("组织建设", "带教", "10%"),
                duty("组织建设", "计划与信息", "10%"),
                duty("组织建设", "安全与合规", "5%"),
            ],
            total: some("100%"),
            requirements: vec![
                asked("学历专业", "本科，仪表或自动化专业", "毕业证书"),
                asked("工作经历", "5年以上工业客户销售", "履历"),
                asked("产品与行业", "产品知识4级，行业应用4级", "技能评定"),
                asked("销售能力", "方案设计4级，商务谈判4级", "技能评定、陪访观察"),
                asked("证书", "防爆电气作业证，有效期内", "证书原件"),
            ],
            relations: vec![
                relation("上级", "华东区经理"),
                relation("带教", "助理销售工程师 1人"),
                relation("内部协作", "技术支持、商务、财务、售后"),
                relation("外部联系", "客户设备、生产、采购、财务负责人"),
            ],
            versions: vec![
                version("3", "2025-01-01", "回款指标由90%调为95%，增加报价前核查表"),
                version("2", "2024-01-01", "增加带教职责"),
                version("1", "2022-07-01", "首次发布"),
            ],
            data_as_of: some("2025-11-18"),
        }
    }

    fn pages(sheets: &[DutySheetPage], language: Language) -> Pages {
        drawn(&printout(sheets, &Tr::new(language)))
    }

    #[test]
    fn a_full_sheet_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&[sample()], language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in [
                "JD-SSE-003",
                "王志强",
                "HC0096",
                "业务工作",
                "组织建设",
                "35%",
                "100%",
                "防爆电气作业证",
                "2022-07-01",
                "2025-11-18",
                &sample().content_code(),
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
        }
        let zh = text(&pages(&[sample()], Language::Chinese));
        assert!(zh.contains("四、工作关系") && zh.contains("六、确认"), "{zh}");
        assert!(zh.contains("权重合计 100%"), "{zh}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], &Tr::new(Language::English)));
    }

    #[test]
    fn only_what_is_known_stands_on_the_page() {
        let mut page = sample();
        page.name = "高级销售工程师".into();
        page.facts = Facts { post: "高级销售工程师".into(), ..Facts::default() };
        page.duties = vec![DutyRow { title: "客户经营".into(), ..DutyRow::default() }];
        page.total = None;
        page.requirements = vec![];
        page.relations = vec![];
        page.versions.truncate(1);
        for language in Language::ALL {
            assert_eq!(pages(&[page.clone()], language).count(), 1, "{language:?}");
        }
        let zh = text(&pages(&[page], Language::Chinese));
        assert!(!zh.contains("权重") && !zh.contains("任职要求"), "{zh}");
        assert!(zh.contains("三、版本记录") && zh.contains("四、确认"), "{zh}");
    }

    #[test]
    fn names_with_markup_are_text() {
        let mut page = sample();
        page.purpose = "#补齐*决策链*$x$".into();
        let zh = text(&pages(&[page], Language::Chinese));
        assert!(zh.contains("#补齐*决策链*$x$"), "{zh}");
    }

    #[test]
    fn the_code_leaves_the_day_out_and_nothing_else() {
        let page = sample();
        let later = DutySheetPage { data_as_of: some("2026-01-05"), ..sample() };
        assert_eq!(later.content_code(), page.content_code());
        let other = DutySheetPage { total: some("99%"), ..sample() };
        assert_ne!(other.content_code(), page.content_code());
    }
}
