//! The weekly funnel review (每周漏斗评审): what is in hand, how the stages convert, what changed over the week,
//! which deals are stuck, what stands out, and room to write down what is decided.
//!
//! # One page, or two
//! The stuck deals are listed down to the table's end and go on to a second page under the same heading. Of
//! more than the page has room for it says how many are not listed, with their amount; the total counts all.
//!
//! # The content code
//! It leaves out how many reports are there: one that comes in later changes that and nothing of what was
//! talked about.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels};
use crate::i18n::Tr;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::FunnelReview,
    id: "funnel-review",
    name_key: "doc-funnel-review-title",
    many_key: "doc-funnel-review-file-many",
    template: include_str!("../../assets/templates/funnel_review.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FunnelReviewPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whose funnel: the name of the team or region, or the word for the company.
    pub name: String,
    /// The week by name: `2025年第46周`.
    pub week: String,
    /// Whose, how many people, which days.
    pub below: String,
    /// The key figures.
    pub tiles: Vec<Figure>,
    /// The heading of amounts with their unit.
    pub amount_name: String,
    /// The unit alone.
    pub unit: String,
    /// The stages in order.
    pub stages: Vec<StageLine>,
    /// What they count and what the marks mean.
    pub stages_note: String,
    /// What they leave out; `None` for nothing.
    pub stages_left: Option<String>,
    /// All open deals: how many, and their amount.
    pub open: [String; 2],
    /// From the evening of the week before to that of this one.
    pub changes: Vec<Figure>,
    /// Which evenings, and that the sum is right.
    pub changes_note: String,
    /// The stuck deals, as far as they are listed.
    pub stuck: Vec<StuckLine>,
    /// How many, how much, what stuck means.
    pub stuck_note: String,
    /// All of them: how many, and their amount.
    pub stuck_total: [String; 2],
    /// How many are not listed; `None` for none.
    pub stuck_more: Option<String>,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// The day up to which deals are counted, with how many of the week's reports are there.
    pub data_as_of: Option<String>,
}

/// A figure in a frame.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// What stands below it.
    pub note: String,
}

/// A stage of the funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StageLine {
    /// Its name.
    pub name: String,
    /// How many came in that are counted.
    pub entered: String,
    /// How many those are of the most, in thousandths: the length of the bar.
    pub share: u64,
    /// Open deals.
    pub open: String,
    /// Their amount.
    pub amount: String,
    /// Whether it is marked.
    pub marked: bool,
    /// The mark; empty for none.
    pub mark: String,
    /// How many went on: a rate, or so many of so many where that would say too much.
    pub rate: String,
    /// The interval of the rate, or that cases are few.
    pub interval: String,
    /// The rate that it is held against.
    pub before: String,
    /// The median days, and those of before.
    pub stay: String,
}

/// A stuck deal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StuckLine {
    /// The customer.
    pub account: Option<String>,
    /// The deal.
    pub deal: String,
    /// Who owns it.
    pub owner: Option<String>,
    /// Its stage.
    pub stage: String,
    /// Its amount.
    pub amount: Option<String>,
    /// Its days in the stage.
    pub days: String,
    /// What speaks most against it.
    pub reason: String,
    /// What was decided and stands, and what is to happen next.
    pub next: Option<String>,
    /// By when.
    pub due: Option<String>,
}

/// Something that stands out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub label: String,
    /// What is said of it.
    pub value: String,
}

impl FunnelReviewPage {
    /// The code in the footer: a hash of all content except the day of the data and the reports.
    pub fn content_code(&self) -> String {
        let shown = Self { data_as_of: None, ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": shown }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let sections = [
            Some(("stages", "doc-funnel-review-stages")),
            Some(("changes", "doc-funnel-review-changes")),
            Some(("stuck", "doc-funnel-review-stuck")),
            Some(("decisions", "doc-funnel-review-decisions")),
        ];
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": format!("{} {}", self.name, self.week),
            "below": self.below,
            "tiles": self.tiles,
            "amount_name": self.amount_name,
            "unit": self.unit,
            "stages": self.stages,
            "stages_note": self.stages_note,
            "stages_left": self.stages_left,
            "open": self.open,
            "changes": self.changes,
            "changes_note": self.changes_note,
            "stuck": self.stuck,
            "stuck_note": self.stuck_note,
            "stuck_total": self.stuck_total,
            "stuck_more": self.stuck_more,
            "findings": self.findings,
            "headings": headings(&sections, tr),
        })
    }
}

/// The printout of one review or of many in one file, with a bookmark for each.
///
/// For one file each, call it with one page at a time.
pub fn printout(pages: &[FunnelReviewPage], tr: &Tr) -> Printout {
    let first = pages.first();
    let week = first.map(|page| page.week.as_str()).unwrap_or_default();
    let title = match pages {
        [page] => tr.with(
            "doc-funnel-review-file-one",
            &[("name", page.name.as_str().into()), ("period", week.into())],
        ),
        _ => KIND.many_title(tr, week),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-funnel-review-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-funnel-review-account",
    "doc-funnel-review-before",
    "doc-funnel-review-days",
    "doc-funnel-review-deal",
    "doc-funnel-review-decision",
    "doc-funnel-review-done",
    "doc-funnel-review-due",
    "doc-funnel-review-entered",
    "doc-funnel-review-index",
    "doc-funnel-review-interval",
    "doc-funnel-review-next",
    "doc-funnel-review-none",
    "doc-funnel-review-open",
    "doc-funnel-review-owner",
    "doc-funnel-review-rate",
    "doc-funnel-review-reason",
    "doc-funnel-review-sign-host",
    "doc-funnel-review-sign-notes",
    "doc-funnel-review-sign-present",
    "doc-funnel-review-stage",
    "doc-funnel-review-stay",
    "doc-funnel-review-title",
    "doc-funnel-review-total",
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

    fn figure([label, value, note]: [&str; 3]) -> Figure {
        Figure { label: label.into(), value: value.into(), note: note.into() }
    }

    fn stage(name: &str, marked: bool) -> StageLine {
        StageLine {
            name: name.into(),
            entered: "118".into(),
            share: 378,
            open: "47".into(),
            amount: "2,420.0".into(),
            marked,
            mark: if marked { "▼".into() } else { String::new() },
            rate: "44.1%".into(),
            interval: "35–53%".into(),
            before: "58.6%".into(),
            stay: "26 / 15天".into(),
        }
    }

    fn stuck(deal: &str) -> StuckLine {
        StuckLine {
            account: some("江岚能源"),
            deal: deal.into(),
            owner: some("刘子昂"),
            stage: "方案报价".into(),
            amount: some("186.0"),
            days: "41".into(),
            reason: "多次推迟".into(),
            next: some("约技术总监复谈"),
            due: some("11-21"),
        }
    }

    /// A review with so many stuck deals.
    fn sample(deals: usize) -> FunnelReviewPage {
        FunnelReviewPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("FR-2025W46-0007"),
            },
            name: "华东区".into(),
            week: "2025年第46周".into(),
            below: "华东区，10人　2025年第46周（11-10 至 11-16）".into(),
            tiles: vec![
                figure(["在手金额", "¥7,088.0万", "176个商机"]),
                figure(["加权金额", "¥2,147.6万", "按阶段赢率"]),
                figure(["11月预测", "¥1,236.0万", "80%区间 1,083.0–1,389.0"]),
                figure(["达成概率", "68%", "目标 1,180.0"]),
                figure(["停滞", "12个", "¥602.0万，占 8.5%"]),
            ],
            amount_name: "金额 万元".into(),
            unit: "万元".into(),
            stages: vec![
                stage("线索开发", false),
                stage("需求分析", false),
                stage("方案报价", true),
                stage("商务谈判", false),
                stage("合同签订", false),
            ],
            stages_note: "05-23 至 10-04 进入".into(),
            stages_left: some("未计入：时间太短 30"),
            open: ["176".into(), "7,088.0".into()],
            changes: vec![
                figure(["上周在手", "6,902.0", "168个"]),
                figure(["新增", "+418.0", "+11个"]),
                figure(["回流", "+38.0", "+1个"]),
                figure(["增额", "+66.0", "4个"]),
                figure(["减额", "−42.0", "3个"]),
                figure(["赢单", "−196.0", "−3个"]),
                figure(["丢单", "−98.0", "−1个"]),
                figure(["本周在手", "7,088.0", "176个"]),
            ],
            changes_note: "差额 0.0".into(),
            stuck: (1..=deals).map(|n| stuck(&format!("商机{n}"))).collect(),
            stuck_note: "停留超过上限".into(),
            stuck_total: ["合计12个".into(), "602.0".into()],
            stuck_more: None,
            findings: vec![Finding {
                label: "瓶颈：方案报价".into(), value: "转化 44.1%".into()
            }],
            data_as_of: some("2025-11-18，第46周周报 8 / 10"),
        }
    }

    fn pages(reviews: &[FunnelReviewPage], language: Language) -> Pages {
        drawn(&printout(reviews, &Tr::new(language)))
    }

    #[test]
    fn a_week_with_few_stuck_deals_is_one_page_in_both_languages() {
        for language in Language::ALL {
            for deals in [0, 6] {
                let pages = pages(&[sample(deals)], language);
                assert_eq!(pages.count(), 1, "{language:?} {deals}");
                let text = text(&pages);
                for shown in [
                    "FR-2025W46-0007",
                    "¥7,088.0万",
                    "35–53%",
                    "+418.0",
                    "−196.0",
                    "瓶颈：方案报价",
                    "第46周周报 8 / 10",
                    &sample(deals).content_code(),
                ] {
                    assert!(text.contains(shown), "{shown} in {text}");
                }
            }
        }
        let zh = text(&pages(&[sample(0)], Language::Chinese));
        assert!(zh.contains("四、问题与决定") && zh.contains("没有停滞的商机"), "{zh}");
    }

    #[test]
    fn a_long_list_goes_on_under_its_heading_and_says_what_it_leaves_out() {
        let mut page = sample(30);
        page.stuck_more = some("另有23个没有列出");
        let set = pages(&[page], Language::Chinese);
        assert_eq!(set.count(), 2);
        let text = text(&set);
        assert!(text.contains("商机30") && text.contains("另有23个没有列出"), "{text}");
        assert_eq!(text.matches("下一步").count(), 2, "the heading stands on both pages: {text}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let wild = "#[*_$@<>\"`~= - /* // {x} 'q'";
        let mut page = sample(1);
        page.stuck[0].next = some(wild);
        let squeezed = text(&pages(&[page], Language::Chinese)).replace(' ', "");
        assert!(squeezed.contains(&wild.replace(' ', "")), "{squeezed}");
    }

    #[test]
    fn the_code_sees_figures_and_not_the_reports_that_came_later() {
        let page = sample(3);
        let code = page.content_code();
        let later = FunnelReviewPage { data_as_of: some("第46周周报 10 / 10"), ..page.clone() };
        assert_eq!(later.content_code(), code);
        let mut changed = page;
        changed.stuck[1].due = some("11-28");
        assert_ne!(changed.content_code(), code);
    }
}
