//! The target letter (目标责任书): what a person, a team, a region or the company is to reach in a
//! period, on one page that both sides sign.
//!
//! # Figures are text
//! As on every page: targets, shares and days arrive as the text that the screen shows.
//!
//! # The content code leaves out what data say
//! A letter is signed before its period and looked at until it is over. Reports that arrive meanwhile
//! change the day of the data, and what is known of the year before, but nothing that was agreed; the
//! code stays, and the signed paper matches what is printed later. Any other change gives another code.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels};
use crate::i18n::{DASH, Tr};

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::TargetLetter,
    id: "target-letter",
    name_key: "doc-target-letter-title",
    many_key: "doc-target-letter-file-many",
    template: include_str!("../../assets/templates/target_letter.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TargetLetterPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whose targets: the name of the person, team or region, or the word for the company.
    pub name: String,
    /// The period by name: `2026年一季度`.
    pub period: String,
    /// First day of the period as printed.
    pub from: String,
    /// Last day of the period as printed.
    pub to: String,
    /// Who is responsible, and where.
    pub subject: Subject,
    /// The targets.
    pub goals: Goals,
    /// The signed amount step by step; `None` where it has no target or no steps.
    pub steps: Option<Steps>,
    /// Agreed support and key actions; empty prints lines to write on.
    pub actions: Vec<ActionRow>,
    /// The day up to which data were counted, `YYYY-MM-DD`.
    pub data_as_of: Option<String>,
}

/// The box about the one who is responsible.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Name of the person, or of the team's manager.
    pub person: Option<String>,
    /// Number in the company.
    pub number: Option<String>,
    /// Post.
    pub post: Option<String>,
    /// The territory.
    pub territory: Option<String>,
    /// Who sets the targets.
    pub issuer: Option<String>,
    /// Region or team.
    pub unit: Option<String>,
    /// The signed amount of the same period a year before; `None` prints "no data".
    pub last_year: Option<String>,
    /// By how much the target is above it, as percent.
    pub change: Option<String>,
}

/// The table of targets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Goals {
    /// The heading of the targets: `季度目标`.
    pub target_name: String,
    /// The months of a quarter or quarters of a year; empty where none has a target.
    pub parts: Vec<String>,
    /// The metrics; at least one.
    pub rows: Vec<GoalRow>,
    /// Sum of the weights, as percent; `None` without weights.
    pub total_weight: Option<String>,
    /// Whether the parts add up to the whole.
    pub note: Option<String>,
}

/// The target on one metric.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GoalRow {
    /// Name with the unit.
    pub name: String,
    /// Its weight in the person's evaluation, as percent.
    pub weight: Option<String>,
    /// What is to be reached.
    pub target: String,
    /// What stretches.
    pub stretch: Option<String>,
    /// What challenges.
    pub challenge: Option<String>,
    /// The targets of the parts, one for each of [`Goals::parts`]; may be empty texts.
    pub parts: Vec<String>,
    /// What counts, in few words.
    pub counts: String,
}

/// The signed amount step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Steps {
    /// Whether the steps are months rather than weeks.
    pub by_month: bool,
    /// The unit, what the steps rest on, and the holidays.
    pub note: String,
    /// The steps, in order.
    pub rows: Vec<StepRow>,
}

/// One week or month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// Its name: `W05`, `1月`.
    pub name: String,
    /// Its days in the period: `1/26–2/1`.
    pub days: String,
    /// The working days of these.
    pub workdays: String,
    /// Its share.
    pub target: String,
    /// All shares up to its end.
    pub running: String,
}

/// One agreed support or key action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// What is done.
    pub text: String,
    /// Who does it.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<String>,
}

impl TargetLetterPage {
    /// The code in the footer: a hash of all content except the day of the data, the year before, and
    /// where the person stands and who is above: a move or another manager changes no target, so a
    /// letter that was signed stays signed.
    pub fn content_code(&self) -> String {
        let subject = Subject {
            last_year: None,
            change: None,
            post: None,
            territory: None,
            issuer: None,
            unit: None,
            ..self.subject.clone()
        };
        let agreed = Self { data_as_of: None, subject, ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": agreed }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let days = [
            ("period", self.period.as_str().into()),
            ("from", self.from.as_str().into()),
            ("to", self.to.as_str().into()),
        ];
        let subject = &self.subject;
        let or = |text: &Option<String>, unknown: String| text.clone().unwrap_or(unknown);
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": self.name,
            "period": tr.with("doc-target-letter-period", &days),
            "subject": {
                "person": subject.person,
                "number": subject.number,
                "post": subject.post,
                "territory": subject.territory,
                "issuer": subject.issuer,
                "unit": subject.unit,
                "last_year": or(&subject.last_year, tr.text("doc-target-letter-no-data")),
                "change": or(&subject.change, DASH.to_owned()),
            },
            "goals": self.goals,
            "steps": self.steps,
            "actions": self.actions,
            "support_note": self.actions.is_empty().then(|| tr.text("doc-target-letter-no-actions")),
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: one of them may be missing.
    fn headings(&self, tr: &Tr) -> Value {
        let steps = self.steps.as_ref().map(|steps| {
            let by_month = "doc-target-letter-steps-months";
            ("steps", if steps.by_month { by_month } else { "doc-target-letter-steps-weeks" })
        });
        let sections = [
            Some(("goals", "doc-target-letter-goals")),
            steps,
            Some(("support", "doc-target-letter-support")),
            Some(("terms", "doc-target-letter-terms")),
            Some(("signatures", "doc-target-letter-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// The printout of one letter or of many in one file, with a bookmark for each.
///
/// For one file each, call it with one page at a time.
pub fn printout(pages: &[TargetLetterPage], tr: &Tr) -> Printout {
    let first = pages.first();
    let period = first.map(|page| page.period.as_str()).unwrap_or_default();
    let title = match pages {
        [page] => tr.with(
            "doc-target-letter-file-one",
            &[("name", page.name.as_str().into()), ("period", period.into())],
        ),
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-target-letter-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-target-letter-challenge",
    "doc-target-letter-change",
    "doc-target-letter-counts",
    "doc-target-letter-days",
    "doc-target-letter-issuer",
    "doc-target-letter-last-year",
    "doc-target-letter-metric",
    "doc-target-letter-number",
    "doc-target-letter-person",
    "doc-target-letter-post",
    "doc-target-letter-running",
    "doc-target-letter-sign-above",
    "doc-target-letter-sign-manager",
    "doc-target-letter-sign-person",
    "doc-target-letter-signatures-note",
    "doc-target-letter-step-month",
    "doc-target-letter-step-week",
    "doc-target-letter-stretch",
    "doc-target-letter-target",
    "doc-target-letter-terms-text",
    "doc-target-letter-territory",
    "doc-target-letter-title",
    "doc-target-letter-total-weight",
    "doc-target-letter-unit",
    "doc-target-letter-weight",
    "doc-target-letter-workdays",
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

    fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
        texts.map(str::to_owned).to_vec()
    }

    fn row(name: &str, target: &str, parts: [&str; 3]) -> GoalRow {
        GoalRow {
            name: name.to_owned(),
            weight: some("20%"),
            target: target.to_owned(),
            parts: texts(parts),
            counts: "期内关闭，按个数".to_owned(),
            ..GoalRow::default()
        }
    }

    fn step(week: usize) -> StepRow {
        StepRow {
            name: format!("W{week:02}"),
            days: "12/26–12/31".to_owned(),
            workdays: "5".to_owned(),
            target: "1,022.1".to_owned(),
            running: "12,247.5".to_owned(),
        }
    }

    /// A quarter of 陈佳怡 with five metrics, all months and four actions.
    fn sample() -> TargetLetterPage {
        let action = |text: &str| ActionRow {
            text: text.to_owned(),
            owner: some("张雨桐"),
            due: some("2025-12-04"),
        };
        TargetLetterPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("TL-2026Q1-0005"),
            },
            name: "陈佳怡".into(),
            period: "2026年一季度".into(),
            from: "2026年1月1日".into(),
            to: "2026年3月31日".into(),
            subject: Subject {
                person: some("陈佳怡"),
                number: some("HC0217"),
                post: some("销售工程师"),
                territory: some("杭州"),
                issuer: some("林晓峰"),
                unit: some("华东区"),
                last_year: some("¥242.8万"),
                change: some("+19.4%"),
            },
            goals: Goals {
                target_name: "季度目标".into(),
                parts: texts(["1月", "2月", "3月"]),
                rows: vec![
                    row("签约额（万元）", "290.0", ["92.8", "63.8", "133.4"]),
                    row("赢单数（个）", "8", ["2", "2", "4"]),
                    row("新增商机（个）", "24", ["", "", ""]),
                    row("赢单率（%）", "30.0", [DASH, DASH, DASH]),
                    row("金额赢单率（%）", "31.0", [DASH, DASH, DASH]),
                ],
                total_weight: some("100%"),
                note: some("月度合计等于季度目标"),
            },
            steps: Some(Steps {
                by_month: false,
                note: "万元，月目标按工作日分配，W08 放假".into(),
                rows: (1..=14).map(step).collect(),
            }),
            actions: ["每月陪访不少于2次", "价值量化工作坊优先安排", "补齐决策链", "每周提交周报"]
                .map(action)
                .to_vec(),
            data_as_of: some("2025-11-18"),
        }
    }

    fn pages(letters: &[TargetLetterPage], language: Language) -> Pages {
        drawn(&printout(letters, &Tr::new(language)))
    }

    #[test]
    fn a_quarter_with_five_metrics_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&[sample()], language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in [
                "陈佳怡",
                "TL-2026Q1-0005",
                "¥242.8万",
                "+19.4%",
                "133.4",
                "W14",
                "2025-12-04",
                "2025-11-18",
                &sample().content_code(),
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
        }
        let zh = text(&pages(&[sample()], Language::Chinese));
        assert!(zh.contains("四、调整条件") && zh.contains("五、签字"), "{zh}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], &Tr::new(Language::English)));
    }

    #[test]
    fn all_levels_stay_on_one_page() {
        let mut page = sample();
        for row in &mut page.goals.rows {
            row.stretch = some("1,320.0");
            row.challenge = some("1,350.0");
        }
        page.goals.rows[0].name = "Signed amount (¥K)".into();
        page.goals.rows[4].name = "Win rate by value (%)".into();
        page.goals.rows[4].weight = None;
        for language in Language::ALL {
            assert_eq!(pages(&[page.clone()], language).count(), 1, "{language:?}");
        }
    }

    #[test]
    fn only_what_is_known_stands_on_the_page() {
        let dashes = |page: &TargetLetterPage| {
            let page = std::slice::from_ref(page);
            text(&pages(page, Language::Chinese)).matches(DASH).count()
        };
        let mut page = sample();
        page.goals.rows.truncate(1);
        page.goals.rows[0].weight = None;
        page.goals.rows[0].parts = vec![];
        page.goals.parts = vec![];
        page.goals.total_weight = None;
        page.goals.note = None;
        page.steps = None;
        page.actions = vec![];
        let known = dashes(&page);
        page.subject.last_year = None;
        page.subject.change = None;
        assert_eq!(dashes(&page), known + 1, "the year before is said not to be known");
        let zh = text(&pages(&[page], Language::Chinese));
        assert!(zh.contains("无数据"), "{zh}");
        assert!(!zh.contains("权重") && !zh.contains("力争") && !zh.contains("拆解"), "{zh}");
        assert!(zh.contains("二、支持与约定") && zh.contains("四、签字"), "{zh}");
        assert!(zh.contains("尚未写明怎样达到"), "a target without a method is marked: {zh}");
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let wild = "#[*_$@<>\"`~= - /* // {x} 'q'";
        let mut page = sample();
        page.subject.person = some(wild);
        page.actions[0].text = "= 第一行\n#panic()".into();
        let squeezed = text(&pages(&[page], Language::Chinese)).replace(' ', "");
        assert!(squeezed.contains(&wild.replace(' ', "")), "{squeezed}");
        assert!(squeezed.contains("=第一行#panic()"), "{squeezed}");
    }

    #[test]
    fn the_code_sees_any_change_but_the_day_of_the_data() {
        let page = sample();
        let code = page.content_code();
        let later = TargetLetterPage { data_as_of: some("2025-12-01"), ..page.clone() };
        assert_eq!(later.content_code(), code);
        let mut known = page.clone();
        (known.subject.last_year, known.subject.change) = (None, None);
        assert_eq!(known.content_code(), code, "what was reached before was not agreed");
        let mut changed = page;
        changed.goals.rows[0].target = "291.0".into();
        assert_ne!(changed.content_code(), code);
    }

    #[test]
    fn files_are_named_after_whose_targets_they_hold() {
        let tr = Tr::new(Language::Chinese);
        let mut team = sample();
        team.name = "一组".into();
        let one = printout(&[sample()], &tr).file_name();
        assert_eq!(one, "目标责任书 陈佳怡 2026年一季度.pdf");
        let both = printout(&[sample(), team], &tr);
        assert_eq!(both.file_name(), "目标责任书 2026年一季度.pdf");
        assert_eq!(both.pages.len(), 2);
    }
}
