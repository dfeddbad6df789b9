//! The yearly plan (年度销售策略与计划): what stands around the year, what is to be reached, what is to be
//! done by whom until when, and, at the end, what came of it.
//!
//! # The figures are not typed
//! They come from the metrics as the screen shows them, and stand beside what people wrote. The content
//! code leaves them out, as it leaves the day of the data out: reports that arrive later change what
//! is known and nothing of what was agreed.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels};
use crate::i18n::Tr;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::YearlyPlan,
    id: "yearly-plan",
    name_key: "doc-yearly-plan-title",
    many_key: "doc-yearly-plan-file-many",
    template: include_str!("../../assets/templates/yearly_plan.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct YearlyPlanPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whose plan: the name of the region or team, or the word for the company.
    pub name: String,
    /// The year by name: `2025年`.
    pub year: String,
    /// The title of the plan, below that of the page.
    pub title: String,
    /// What is said of the plan as a whole.
    pub about: About,
    /// The figures beside it.
    pub facts: Vec<FactRow>,
    /// What stands around it, section by section.
    pub context: Vec<ContextRow>,
    /// What is to be reached.
    pub goals: Vec<WorkRow>,
    /// What is to be done.
    pub initiatives: Vec<WorkRow>,
    /// Whether anything is said of what came of it.
    pub judged: bool,
    /// What the year showed, once it is looked back on.
    pub review: Option<String>,
    /// The day up to which data were counted, `YYYY-MM-DD`.
    pub data_as_of: Option<String>,
}

/// The box about the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// Where it stands.
    pub state: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day on which it was agreed.
    pub agreed: Option<String>,
    /// The day on which it was looked back on.
    pub reviewed: Option<String>,
}

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FactRow {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// What it rests on.
    pub note: String,
}

/// One section of what stands around the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContextRow {
    /// Its name.
    pub name: String,
    /// What was written; empty where nothing was.
    pub lines: Vec<String>,
}

/// One goal or initiative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WorkRow {
    /// What.
    pub text: String,
    /// Who sees to it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// By what it is measured.
    pub measure: Option<String>,
    /// What came of it.
    pub outcome: Option<String>,
    /// What was learnt.
    pub lesson: Option<String>,
}

impl YearlyPlanPage {
    /// The code in the footer: a hash of all content except the figures and the day of the data.
    pub fn content_code(&self) -> String {
        let written = Self { data_as_of: None, facts: vec![], ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": written }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let items = |rows: &[WorkRow]| {
            let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
            tr.with("doc-yearly-plan-items", &[("n", n.into())])
        };
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": format!("{} {}", self.name, self.year),
            "below": self.title,
            "about": {
                "whose": self.name,
                "year": self.year,
                "state": self.about.state,
                "author": self.about.author,
                "agreed": self.about.agreed,
                "reviewed": self.about.reviewed,
                "goals": items(&self.goals),
                "initiatives": items(&self.initiatives),
            },
            "facts": self.facts,
            "context": self.context,
            "goals": self.goals,
            "initiatives": self.initiatives,
            "judged": self.judged,
            "review": self.review,
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: the last but one may be missing.
    fn headings(&self, tr: &Tr) -> Value {
        let review = self.review.as_ref().map(|_| ("review", "doc-yearly-plan-review"));
        let sections = [
            Some(("facts", "doc-yearly-plan-facts")),
            Some(("context", "doc-yearly-plan-context")),
            Some(("goals", "doc-yearly-plan-goals")),
            Some(("initiatives", "doc-yearly-plan-initiatives")),
            review,
            Some(("signatures", "doc-yearly-plan-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// The printout of one plan or of many in one file, with a bookmark for each.
///
/// For one file each, call it with one page at a time.
pub fn printout(pages: &[YearlyPlanPage], tr: &Tr) -> Printout {
    let first = pages.first();
    let year = first.map(|page| page.year.as_str()).unwrap_or_default();
    let title = match pages {
        [page] => tr.with(
            "doc-yearly-plan-file-one",
            &[("name", page.name.as_str().into()), ("period", year.into())],
        ),
        _ => KIND.many_title(tr, year),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-yearly-plan-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-yearly-plan-agreed",
    "doc-yearly-plan-author",
    "doc-yearly-plan-due",
    "doc-yearly-plan-factor",
    "doc-yearly-plan-facts-note",
    "doc-yearly-plan-figure",
    "doc-yearly-plan-goal",
    "doc-yearly-plan-index",
    "doc-yearly-plan-initiative",
    "doc-yearly-plan-measure",
    "doc-yearly-plan-number-of-goals",
    "doc-yearly-plan-number-of-initiatives",
    "doc-yearly-plan-outcome",
    "doc-yearly-plan-owner",
    "doc-yearly-plan-rests-on",
    "doc-yearly-plan-reviewed",
    "doc-yearly-plan-sign-approved",
    "doc-yearly-plan-sign-author",
    "doc-yearly-plan-sign-checked",
    "doc-yearly-plan-signatures-note",
    "doc-yearly-plan-state",
    "doc-yearly-plan-title",
    "doc-yearly-plan-unwritten",
    "doc-yearly-plan-value",
    "doc-yearly-plan-what",
    "doc-yearly-plan-whose",
    "doc-yearly-plan-year",
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

    fn work(text: &str) -> WorkRow {
        WorkRow {
            text: text.to_owned(),
            owner: some("林晓峰"),
            due: some("2025-06-30"),
            measure: some("方案转谈判率不低于55%"),
            ..WorkRow::default()
        }
    }

    /// A plan with all sections, agreed and not looked back on.
    fn sample() -> YearlyPlanPage {
        let context = |name: &str, lines: &[&str]| ContextRow {
            name: name.to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        YearlyPlanPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("SP-2025-0000"),
            },
            name: "全公司".into(),
            year: "2025年".into(),
            title: "稳住石化，做开制药".into(),
            about: About {
                state: "已商定".into(),
                author: some("顾明远"),
                agreed: some("2025-01-06"),
                reviewed: None,
            },
            facts: vec![FactRow {
                label: "2024年签约额".into(),
                value: "¥1,234.5万".into(),
                note: "2024-09-01 至 2024-12-31 的数据".into(),
            }],
            context: vec![
                context("经济与行业", &["石化检修推迟", "制药新建产线增加"]),
                context("竞争", &[]),
            ],
            goals: vec![work("签约额增长12%")],
            initiatives: vec![work("每个区域做一个制药样板"), work("报价后三天内回访")],
            judged: false,
            review: None,
            data_as_of: some("2025-11-18"),
        }
    }

    fn pages(plans: &[YearlyPlanPage], language: Language) -> Pages {
        drawn(&printout(plans, &Tr::new(language)))
    }

    #[test]
    fn a_plan_of_usual_size_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&[sample()], language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in [
                "SP-2025-0000",
                "稳住石化，做开制药",
                "¥1,234.5万",
                "石化检修推迟",
                "每个区域做一个制药样板",
                "林晓峰",
                "2025-06-30",
                "2025-11-18",
                &sample().content_code(),
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
        }
        let zh = text(&pages(&[sample()], Language::Chinese));
        assert!(zh.contains("四、举措") && zh.contains("五、签字"), "{zh}");
        assert!(zh.contains("未写"), "a section without words says so: {zh}");
        assert!(!zh.contains("结果与教训"), "nothing is said of what came of it: {zh}");
    }

    #[test]
    fn what_came_of_it_stands_beside_each_line_once_it_is_known() {
        let mut page = sample();
        page.judged = true;
        page.initiatives[0].outcome = some("部分见效");
        page.initiatives[0].lesson = some("样板要先有验收标准");
        page.review = some("制药做开了一半。\n明年先补应用工程师。");
        let zh = text(&pages(&[page], Language::Chinese));
        for shown in ["结果与教训", "部分见效", "样板要先有验收标准", "五、年度回顾", "六、签字"]
        {
            assert!(zh.contains(shown), "{shown} in {zh}");
        }
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], &Tr::new(Language::English)));
    }

    #[test]
    fn a_long_plan_goes_on_and_what_people_type_is_never_markup() {
        let wild = "#[*_$@<>\"`~= - /* // {x} 'q'";
        let mut page = sample();
        page.initiatives = (1..=40).map(|n| work(&format!("第{n}项 {wild}"))).collect();
        let set = pages(&[page], Language::Chinese);
        assert!(set.count() > 1);
        let squeezed = text(&set).replace(' ', "");
        assert!(squeezed.contains(&wild.replace(' ', "")), "{squeezed}");
    }

    #[test]
    fn the_code_sees_what_was_written_and_not_the_figures() {
        let page = sample();
        let code = page.content_code();
        let mut later = YearlyPlanPage { data_as_of: some("2025-12-01"), ..page.clone() };
        later.facts.clear();
        assert_eq!(later.content_code(), code);
        let mut changed = page;
        changed.initiatives[1].due = some("2025-07-31");
        assert_ne!(changed.content_code(), code);
    }
}
