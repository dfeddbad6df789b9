//! The deal sheet (商机单): one deal on paper as its page shows it, for a visit or a talk about it: facts, the
//! way through the stages, who takes part, whom we know there, tasks, evidence, what changed, risks, notes.
//!
//! # One page, or more
//! A deal of usual size is one page; long notes and many people go on to more. What a list leaves out it
//! says.
//!
//! # The content code
//! It leaves out the day of the data: a report that says nothing new changes nothing that was talked about.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels, one,
};
use crate::i18n::Tr;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::DealSheet,
    id: "deal-sheet",
    name_key: "doc-deal-title",
    many_key: "doc-deal-file-many",
    template: include_str!("../../assets/templates/deal_sheet.typ"),
};

/// Everything on the sheet. Texts are ready to print; an empty one prints as nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DealSheetPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The customer and the deal.
    pub name: String,
    /// Place and industry of the customer, and how the deal stands.
    pub below: String,
    /// The figures in the frame at the top.
    pub facts: Vec<Fact>,
    /// The next step, since when the customer agrees, and who said it; that there is none.
    pub next: [String; 3],
    /// The way through the stages.
    pub path: Path,
    /// Roles: name, who, and since when or what for.
    pub team: List,
    /// Contacts: name and post, part in the decision, stance, last met.
    pub contacts: List,
    /// Tasks of the stage: name, and by when or since when.
    pub tasks: List,
    /// Evidence of the stage: name, and since when and where; then the stages left without theirs.
    pub evidence: List,
    /// What changed of amount, day and owner: day, field, change, difference, source.
    pub history: List,
    /// Risks and fallbacks: weight, what, and what is done.
    pub risks: List,
    /// Notes: when and who, and the words.
    pub notes: List,
    /// The names of files; empty for none.
    pub files: String,
    /// The day up to which deals are counted.
    pub data_as_of: Option<String>,
}

/// A figure in the frame.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// What it is.
    pub value: String,
    /// A word on it.
    pub note: String,
}

/// A list below a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct List {
    /// What stands beside the heading.
    pub note: String,
    /// What is listed.
    pub rows: Vec<Row>,
    /// What is not.
    pub more: String,
    /// What stands there in place of rows.
    pub empty: String,
}

impl List {
    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its sign.
    pub mark: Mark,
    /// Its texts.
    pub cells: Vec<String>,
}

/// How far something is, as a circle: it is told without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// No circle.
    #[default]
    Without,
    /// Not there, not met, not done.
    Empty,
    /// Asked for.
    Half,
    /// There, met, done.
    Full,
}

/// The way through the stages. Places on the axis are thousandths of its length.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Path {
    /// How long, how often on and back, in how many stays.
    pub note: String,
    /// The stages in order; empty where no stay is known.
    pub stages: Vec<Stage>,
    /// The months below the heading: where each begins, and its name.
    pub months: Vec<(u32, String)>,
    /// Where the day of the data lies.
    pub now: u32,
    /// What the shades of the bars mean.
    pub legend: String,
    /// The stays in words in their order; or that none is known.
    pub told: String,
}

/// A stage of the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// Its name.
    pub name: String,
    /// How often the deal came in.
    pub entries: String,
    /// Its days there and how many it may stay.
    pub days: String,
    /// Whether it stands there.
    pub here: bool,
    /// Its stays: from where to where, and from where on past the limit.
    pub bars: Vec<Bar>,
}

/// A stay on the axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Where it begins.
    pub from: u32,
    /// Where the limit lies; its end for a stay within the limit.
    pub split: u32,
    /// Where it ends.
    pub to: u32,
}

impl DealSheetPage {
    /// The code in the footer: a hash of all content except the day of the data.
    pub fn content_code(&self) -> String {
        let shown = Self { data_as_of: None, ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": shown }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let there = |empty: bool, name, key| (!empty).then_some((name, key));
        let sections = [
            Some(("path", "funnel-deal-path")),
            Some(("team", "funnel-deal-team")),
            Some(("contacts", "funnel-deal-contacts")),
            there(self.tasks.is_empty(), "tasks", "funnel-deal-tasks"),
            there(self.evidence.is_empty(), "evidence", "funnel-deal-evidence"),
            Some(("history", "doc-deal-history")),
            Some(("risks", "funnel-deal-risks")),
            there(self.notes.is_empty(), "notes", "funnel-deal-notes"),
            there(self.files.is_empty(), "files", "doc-deal-files"),
        ];
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "name": self.name,
            "below": self.below,
            "facts": self.facts,
            "next": self.next,
            "path": self.path,
            "team": self.team,
            "contacts": self.contacts,
            "tasks": self.tasks,
            "evidence": self.evidence,
            "history": self.history,
            "risks": self.risks,
            "notes": self.notes,
            "files": self.files,
            "headings": headings(&sections, tr),
        })
    }
}

/// The printout of one sheet or of many in one file, with a bookmark for each; many are named by their
/// period.
///
/// For one file each, call it with one page at a time.
pub fn printout(pages: &[DealSheetPage], period: &str, tr: &Tr) -> Printout {
    let first = pages.first();
    let title = match pages {
        [page] => one(tr, "doc-deal-file-one", "name", &page.name),
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-deal-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-deal-title",
    "funnel-deal-column-change",
    "funnel-deal-column-day",
    "funnel-deal-column-diff",
    "funnel-deal-column-field",
    "funnel-deal-column-source",
    "funnel-deal-path-entries",
    "funnel-deal-path-total",
    "funnel-head-stage",
    "funnel-stuck-next",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn, text};
    use crate::i18n::Language;

    fn list(rows: &[(Mark, &[&str])]) -> List {
        let row = |(mark, cells): &(Mark, &[&str])| Row {
            mark: *mark,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        List { rows: rows.iter().map(row).collect(), ..List::default() }
    }

    fn fact(label: &str, value: &str, note: &str) -> Fact {
        Fact { label: label.into(), value: value.into(), note: note.into() }
    }

    fn stage(name: &str, here: bool, bars: &[(u32, u32, u32)]) -> Stage {
        Stage {
            name: name.into(),
            entries: format!("{}次", bars.len()),
            days: "89 / 30天".into(),
            here,
            bars: bars
                .iter()
                .map(|(from, split, to)| Bar { from: *from, split: *split, to: *to })
                .collect(),
        }
    }

    /// The deal of the design.
    fn sample() -> DealSheetPage {
        use Mark::{Empty, Full, Half, Without};
        DealSheetPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: Some("销售中心".into()),
                number: Some("OPP-2025-0412".into()),
            },
            name: "江岚能源 DCS 仪表改造".into(),
            below: "南京，电力，停滞41天".into(),
            facts: vec![
                fact("金额", "¥186.0万", "最初120.0，改过2次"),
                fact("阶段", "方案报价", "第2次进入，10-08"),
                fact("预计签约", "2025-12-20", "推迟2次，共50天"),
                fact("负责人", "刘子昂", "南京"),
                fact("预测类别", "管道", "自报50%，阶段28%"),
                fact("最近联系", "11-14", "4天前，陪访"),
                fact("立项", "2025-05-12", ""),
                fact("产品", "压力变送器", ""),
            ],
            next: [
                "11-21 约技术总监韩旭复谈，经理陪同".into(),
                "客户尚未确认时间".into(),
                "刘子昂，11-14".into(),
            ],
            path: Path {
                note: "190天，前进3次，退回1次，共5段".into(),
                stages: vec![
                    stage("线索开发", false, &[(40, 120, 120)]),
                    stage("需求分析", false, &[(120, 250, 300), (500, 500, 690)]),
                    stage("方案报价", true, &[(300, 420, 500), (690, 810, 860)]),
                    stage("商务谈判", false, &[]),
                    stage("合同签订", false, &[]),
                ],
                months: (0..8).map(|at| (at * 125, format!("{}月", at + 5))).collect(),
                now: 860,
                legend: "浅色在时限内，深色超过时限，竖线为 2025-11-18".into(),
                told: "线索开发 2025-05-12 至 2025-05-30，18天，前进；".repeat(5),
            },
            team: list(&[
                (Full, &["售前", "沈可欣", "09-26 方案交流"]),
                (Half, &["技术顾问", "唐立", "10-22 邀请，待答复"]),
                (Empty, &["高层", "未到位", ""]),
                (Without, &["法务", "下一阶段需要", ""]),
            ]),
            contacts: list(&[
                (Full, &["郑国栋 设备科长", "使用", "支持", "11-14"]),
                (Full, &["冯丽 采购经理", "采购", "中立", "10-30"]),
                (Empty, &["韩旭 技术总监", "技术把关", "未接触", "–"]),
                (Empty, &["丁伟民 分管副总", "拍板", "未接触", "–"]),
            ]),
            tasks: list(&[
                (Full, &["写方案初稿", "10-20 方案v1.docx"]),
                (Empty, &["报价评审", "11-12 到期，已过4个工作日"]),
            ]),
            evidence: list(&[
                (Full, &["书面报价已送达", "10-08 报价单v2.pdf"]),
                (Full, &["客户认可技术方案", "10-22 交流纪要"]),
                (Empty, &["投资回报测算", ""]),
                (Empty, &["预算书面确认", ""]),
                (Empty, &["需求分析 10-08 离开时缺1项", "客户赶工期"]),
            ]),
            history: list(&[
                (Without, &["11-10", "签约日", "11-28 → 12-20", "+22天", "第45周周报.xlsx"]),
                (Without, &["10-20", "签约日", "10-31 → 11-28", "+28天", "第42周周报.xlsx"]),
                (Without, &["09-29", "金额", "142.0 → 186.0", "+44.0", "第39周周报.xlsx"]),
                (Without, &["07-14", "金额", "120.0 → 142.0", "+22.0", "第28周周报.xlsx"]),
            ]),
            risks: list(&[
                (Without, &["高", "说不清客户省多少钱", "测算初稿，11-19 前"]),
                (Without, &["中", "竞品报价低8%", "不降价，先比停机损失"]),
                (
                    Without,
                    &["", "先签一期 96.0，二期转2026年一季度", "退路，12-10 前仍未见拍板人时启用"],
                ),
            ]),
            notes: list(&[(
                Without,
                &["2025-11-14，刘子昂", "客户年底前要定供应商，预算口头已批。"],
            )]),
            files: "报价单v2.pdf；交流纪要；第45周周报.xlsx".into(),
            data_as_of: Some("2025-11-18".into()),
        }
    }

    fn pages(pages: &[DealSheetPage], language: Language) -> Pages {
        drawn(&printout(pages, "", &Tr::new(language)))
    }

    #[test]
    fn a_usual_deal_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&[sample()], language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in [
                "OPP-2025-0412",
                "¥186.0万",
                "11-21 约技术总监韩旭复谈",
                "未到位",
                "丁伟民",
                "报价单v2.pdf",
                "142.0 → 186.0",
                "先签一期 96.0",
                "预算口头已批",
                &sample().content_code(),
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
        }
        let zh = text(&pages(&[sample()], Language::Chinese));
        assert!(zh.contains("一、阶段路径") && zh.contains("九、"), "{zh}");
    }

    #[test]
    fn a_deal_of_which_little_is_known_says_so_and_leaves_no_heading_empty() {
        let bare = DealSheetPage {
            name: "一".into(),
            path: Path { told: "没有阶段的记录".into(), ..Path::default() },
            team: List { empty: "没有规定角色".into(), ..List::default() },
            ..DealSheetPage::default()
        };
        let set = pages(&[bare], Language::Chinese);
        assert_eq!(set.count(), 1);
        let text = text(&set);
        assert!(text.contains("没有阶段的记录") && text.contains("没有规定角色"), "{text}");
        assert!(text.contains("四、") && !text.contains("六、"), "{text}");
    }

    #[test]
    fn long_notes_go_on_to_more_pages() {
        let mut page = sample();
        let note = page.notes.rows.first().unwrap().clone();
        page.notes.rows = vec![note; 60];
        assert!((2..=4).contains(&pages(&[page], Language::Chinese).count()));
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let wild = "#[*_$@<>\"`~= - /* // {x} 'q'";
        let mut page = sample();
        page.notes = list(&[(Mark::Without, &["2025-11-14", wild])]);
        page.files = wild.to_owned();
        page.next = [wild, wild, ""].map(str::to_owned);
        let squeezed = text(&pages(&[page], Language::Chinese)).replace(' ', "");
        assert_eq!(squeezed.matches(&wild.replace(' ', "")).count(), 4, "{squeezed}");
    }

    #[test]
    fn the_code_sees_the_deal_and_not_the_day() {
        let page = sample();
        let code = page.content_code();
        let later = DealSheetPage { data_as_of: Some("2025-11-19".into()), ..page.clone() };
        assert_eq!(later.content_code(), code);
        let mut changed = page;
        changed.risks.rows.pop();
        assert_ne!(changed.content_code(), code);
    }
}
