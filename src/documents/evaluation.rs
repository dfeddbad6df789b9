//! The evaluation summary (评估汇总): one person, one period, one page that both sides sign.
//!
//! # Figures are text
//! Weights, targets, scores and dates arrive as the text that the screen shows; this file knows no
//! arithmetic and no format, so page and screen cannot disagree.
//!
//! # The content code leaves signatures out
//! It names what is signed. Signing therefore keeps the code, the paper signed by hand matches the
//! record signed on screen, and any later change of a figure or a comment gives another code.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, labels, one};
use crate::i18n::Tr;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::Evaluation,
    id: "evaluation",
    name_key: "doc-evaluation-title",
    many_key: "doc-evaluation-file-many",
    template: include_str!("../../assets/templates/evaluation.typ"),
};

/// Everything on the page about one person. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EvaluationPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The period by name, for the file's title: `2025年三季度`.
    pub period: String,
    /// First day of the period as printed.
    pub from: String,
    /// Last day of the period as printed.
    pub to: String,
    /// Who is evaluated.
    pub person: Person,
    /// The most that a metric may score, for the note beside the first heading; `None` prints none.
    pub score_cap: Option<String>,
    /// The metrics by category, in the order of the template.
    pub categories: Vec<Category>,
    /// Sum of the weights, as percent.
    pub total_weight: String,
    /// Sum of the weighted scores; `None` when it cannot be graded.
    pub total_weighted: Option<String>,
    /// Score, grade and rank.
    pub outcome: Outcome,
    /// The person's own words; `None` leaves room to write.
    pub self_comment: Option<String>,
    /// The manager's words; `None` leaves room to write.
    pub manager_comment: Option<String>,
    /// What was agreed; empty prints three lines to write on.
    pub plan: Vec<PlanRow>,
    /// Who signed on record.
    pub signatures: Signatures,
    /// The day up to which data were counted, `YYYY-MM-DD`.
    pub data_as_of: Option<String>,
}

/// The person as on the day of the evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Number in the company.
    pub number: Option<String>,
    /// Post.
    pub post: Option<String>,
    /// Region or team.
    pub unit: Option<String>,
    /// The territory the person is responsible for.
    pub territory: Option<String>,
    /// Day of hiring.
    pub hired: Option<String>,
    /// The direct manager.
    pub manager: Option<String>,
    /// Kind of evaluation: quarterly, yearly.
    pub kind: Option<String>,
}

/// A group of metrics with the sum of their weights.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Category {
    /// Name.
    pub name: String,
    /// Sum of the weights, as percent.
    pub weight: String,
    /// Its metrics; at least one.
    pub rows: Vec<MetricRow>,
}

/// One metric.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MetricRow {
    /// Name with the unit.
    pub name: String,
    /// Weight, as percent.
    pub weight: String,
    /// Target; `None` when none is set.
    pub target: Option<String>,
    /// What was reached; `None` when not known.
    pub actual: Option<String>,
    /// Attainment, as percent.
    pub attainment: Option<String>,
    /// Score.
    pub score: Option<String>,
    /// Score × weight.
    pub weighted: Option<String>,
}

/// What the frame under the metrics says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Overall score with two decimals; `None` prints "not rated".
    pub score: Option<String>,
    /// Grade; `None` without a score prints "not rated".
    pub grade: Option<String>,
    /// Factor on the bonus, where one is set.
    pub factor: Option<String>,
    /// Place in the team.
    pub rank: Option<Rank>,
    /// Mean score of the team.
    pub team_mean: Option<String>,
    /// The grades, best first.
    pub bands: Vec<Band>,
    /// Why it cannot be graded, or which weights were shared out again.
    pub note: Option<String>,
}

/// A place among the rated people of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// The place, from 1.
    pub place: String,
    /// How many were rated.
    pub people: String,
}

/// The range of scores of a grade.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Band {
    /// The grade.
    pub grade: String,
    /// Its range: `≥110`, `100–109.99`.
    pub range: String,
}

/// One line of the improvement and development plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// What should be better.
    pub goal: String,
    /// What will be done.
    pub action: String,
    /// Until when.
    pub due: Option<String>,
    /// Who helps.
    pub support: Option<String>,
}

/// The three signatures; each `None` until it is on record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Signatures {
    /// The person evaluated.
    pub employee: Option<Signature>,
    /// The manager.
    pub manager: Option<Signature>,
    /// Human resources.
    pub hr: Option<Signature>,
}

/// A signature given on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// Who signed.
    pub name: String,
    /// The day of signing as printed.
    pub date: Option<String>,
}

impl EvaluationPage {
    /// The code in the footer: a hash of all content except the signatures.
    pub fn content_code(&self) -> String {
        let unsigned = Self { signatures: Signatures::default(), ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": unsigned }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let outcome = &self.outcome;
        let bands_label = match &outcome.team_mean {
            Some(mean) => one(tr, "doc-evaluation-bands-mean", "mean", mean),
            None => tr.text("doc-evaluation-bands"),
        };
        let bands: Vec<String> =
            outcome.bands.iter().map(|band| format!("{} {}", band.grade, band.range)).collect();
        let rank = outcome.rank.as_ref().map(|rank| {
            json!({
                "place": rank.place,
                "of": one(tr, "doc-evaluation-rank-of", "people", &rank.people),
            })
        });
        let range = [("from", self.from.as_str().into()), ("to", self.to.as_str().into())];
        let cap = self.score_cap.as_deref();
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": self.person.name,
            "period": tr.with("doc-evaluation-period", &range),
            "person": self.person,
            "scoring_note": cap.map(|cap| one(tr, "doc-evaluation-scoring", "cap", cap)),
            "categories": self.categories,
            "total": { "weight": self.total_weight, "weighted": self.total_weighted },
            "outcome": {
                "score": outcome.score,
                "grade": outcome.grade,
                "factor": outcome.factor,
                "rank": rank,
                "bands_label": bands_label,
                "bands": bands,
                "note": outcome.note,
            },
            "self_comment": self.self_comment,
            "manager_comment": self.manager_comment,
            "plan": self.plan,
            "signatures": self.signatures,
        })
    }
}

/// The printout of one person or of many in one file, with a bookmark for each.
///
/// For one file each, call it with one page at a time.
pub fn printout(pages: &[EvaluationPage], tr: &Tr) -> Printout {
    let first = pages.first();
    let period = first.map(|page| page.period.as_str()).unwrap_or_default();
    let title = match pages {
        [page] => tr.with(
            "doc-evaluation-file-one",
            &[("name", page.person.name.as_str().into()), ("period", period.into())],
        ),
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: first.map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-evaluation-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-evaluation-action",
    "doc-evaluation-actual",
    "doc-evaluation-attainment",
    "doc-evaluation-category",
    "doc-evaluation-comments",
    "doc-evaluation-due",
    "doc-evaluation-factor",
    "doc-evaluation-final-score",
    "doc-evaluation-goal",
    "doc-evaluation-grade",
    "doc-evaluation-hired",
    "doc-evaluation-index",
    "doc-evaluation-kind",
    "doc-evaluation-manager",
    "doc-evaluation-manager-comment",
    "doc-evaluation-metric",
    "doc-evaluation-name",
    "doc-evaluation-number",
    "doc-evaluation-plan",
    "doc-evaluation-post",
    "doc-evaluation-rank",
    "doc-evaluation-score",
    "doc-evaluation-scores",
    "doc-evaluation-self-comment",
    "doc-evaluation-sign-employee",
    "doc-evaluation-sign-hr",
    "doc-evaluation-sign-manager",
    "doc-evaluation-signatures",
    "doc-evaluation-signatures-note",
    "doc-evaluation-support",
    "doc-evaluation-target",
    "doc-evaluation-territory",
    "doc-evaluation-title",
    "doc-evaluation-total",
    "doc-evaluation-unit",
    "doc-evaluation-unrated",
    "doc-evaluation-weight",
    "doc-evaluation-weighted",
    "doc-electronic",
    "doc-undated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::testing::{all_words_used, drawn, text};
    use crate::documents::{Pages, compile};
    use crate::i18n::{DASH, Language};

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn row(name: &str, figures: [&str; 6]) -> MetricRow {
        let [weight, rest @ ..] = figures;
        let [target, actual, attainment, score, weighted] =
            rest.map(|figure| if figure.is_empty() { None } else { some(figure) });
        let (name, weight) = (name.to_owned(), weight.to_owned());
        MetricRow { name, weight, target, actual, attainment, score, weighted }
    }

    fn category(name: &str, weight: &str, rows: Vec<MetricRow>) -> Category {
        Category { name: name.to_owned(), weight: weight.to_owned(), rows }
    }

    fn band(grade: &str, range: &str) -> Band {
        Band { grade: grade.to_owned(), range: range.to_owned() }
    }

    /// The default template for 陈佳怡, with nothing written and nothing signed yet.
    fn sample() -> EvaluationPage {
        EvaluationPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("PE-2025Q3-0005"),
            },
            period: "2025年三季度".into(),
            from: "2025年7月1日".into(),
            to: "2025年9月30日".into(),
            person: Person {
                name: "陈佳怡".into(),
                number: some("HC0217"),
                post: some("销售工程师"),
                unit: some("华东区"),
                territory: some("杭州"),
                hired: some("2021-07-12"),
                manager: some("林晓峰"),
                kind: some("季度评估"),
            },
            score_cap: some("120"),
            categories: vec![
                category(
                    "业绩",
                    "60%",
                    vec![
                        row(
                            "签约额（万元）",
                            ["40%", "310.0", "325.5", "105.0%", "105.00", "42.00"],
                        ),
                        row("赢单数（个）", ["20%", "8", "9", "112.5%", "112.50", "22.50"]),
                    ],
                ),
                category(
                    "过程",
                    "40%",
                    vec![
                        row("赢单率（%）", ["20%", "30.0", "33.3", "111.0%", "111.00", "22.20"]),
                        row("新增商机（个）", ["20%", "24", "20", "83.3%", "83.33", "16.67"]),
                    ],
                ),
            ],
            total_weight: "100%".into(),
            total_weighted: some("103.37"),
            outcome: Outcome {
                score: some("103.37"),
                grade: some("A"),
                factor: None,
                rank: Some(Rank { place: "3".into(), people: "10".into() }),
                team_mean: some("96.00"),
                bands: vec![
                    band("S", "≥110"),
                    band("A", "100–109.99"),
                    band("B", "90–99.99"),
                    band("C", "80–89.99"),
                    band("D", "<80"),
                ],
                note: None,
            },
            data_as_of: some("2025-11-19"),
            ..EvaluationPage::default()
        }
    }

    fn pages(sheets: &[EvaluationPage], language: Language) -> Pages {
        drawn(&printout(sheets, &Tr::new(language)))
    }

    #[test]
    fn one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&[sample()], language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in ["陈佳怡", "103.37", "325.5", "PE-2025Q3-0005", "2025-11-19"] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample().content_code()));
        }
        let zh = text(&pages(&[sample()], Language::Chinese));
        assert!(zh.contains("第 1 页，共 1 页") && zh.contains("/ 10人"), "{zh}");
        let en = text(&pages(&[sample()], Language::English));
        assert!(en.contains("Page 1 of 1") && en.contains("of 10"), "{en}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], &Tr::new(Language::English)));
    }

    #[test]
    fn long_words_and_names_stay_on_one_page() {
        let mut page = sample();
        page.person.name = "Maximiliana Alexandra Featherstonehaugh-Cholmondeley".into();
        page.person.manager = some("Donaudampfschifffahrtselektrizitätengesellschaft");
        page.person.territory = some(&"x".repeat(60));
        page.letterhead.company = "Hengchuan Precision Instruments Company Limited".into();
        page.categories[0].name = "Performance and commercial results".into();
        page.categories[0].rows[0].name = "Signed amount, including framework agreements".into();
        page.categories[0].rows[0].target = some("123,456,789.01");
        page.outcome.note = some("Targets were set for all metrics before the period began.");
        page.signatures.employee =
            Some(Signature { name: page.person.name.clone(), date: some("17 November 2025") });
        assert_eq!(pages(&[page], Language::English).count(), 1);
    }

    #[test]
    fn one_to_twelve_metrics_stay_on_one_page() {
        for count in [1, 2, 8, 12] {
            for language in Language::ALL {
                let mut page = sample();
                let rows = page.categories[0].rows.clone();
                page.categories[0].rows = rows.into_iter().cycle().take(count).collect();
                page.categories.truncate(1);
                assert_eq!(pages(&[page], language).count(), 1, "{count} in {language:?}");
            }
        }
    }

    #[test]
    fn what_cannot_be_graded_says_so() {
        let zh_of =
            |page: &EvaluationPage| text(&pages(std::slice::from_ref(page), Language::Chinese));
        let mut page = sample();
        page.outcome = Outcome { note: some("赢单率没有目标"), ..Outcome::default() };
        let rated = zh_of(&page).matches(DASH).count();
        page.categories[1].rows[0] = row("赢单率（%）", ["20%", "", "33.3", "", "", ""]);
        page.total_weighted = None;
        let zh = zh_of(&page);
        assert_eq!(zh.matches("无法评定").count(), 2, "score and grade");
        assert!(zh.contains("赢单率没有目标"));
        let unrated = zh.matches(DASH).count();
        assert_eq!(unrated, rated + 5, "target, attainment, score, weighted score, total");
        let en = text(&pages(&[page], Language::English));
        assert_eq!(en.matches("Not rated").count(), 2);
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let wild = r##"#[*_$@<>\"`~= - /* // {x} 'q' "##.trim();
        let mut page = sample();
        page.person.name = wild.into();
        page.letterhead.company = wild.into();
        page.categories[0].rows[0].name = wild.into();
        page.self_comment = some("= 第一行\n#panic()\n- 第三行\t完");
        let pages = pages(&[page], Language::Chinese);
        let squeezed = text(&pages).replace(' ', "");
        let wild = wild.replace(' ', "");
        assert!(squeezed.matches(&wild).count() >= 3, "{wild} in {squeezed}");
        assert!(squeezed.contains("=第一行#panic()-第三行完"), "{squeezed}");
        assert!(pages.pdf().unwrap().starts_with(b"%PDF-"));
    }

    #[test]
    fn rare_characters_fall_back_to_the_full_font() {
        // None of these is in the subsets that set the name (medium) and the company (bold).
        let name = "喆翀㛃䶮";
        let mut page = sample();
        page.person.name = name.into();
        page.letterhead.company = name.into();
        page.signatures.employee = Some(Signature { name: name.into(), date: None });
        assert!(text(&pages(&[page], Language::Chinese)).matches(name).count() >= 3);
    }

    #[test]
    fn a_character_no_font_has_is_reported() {
        let mut page = sample();
        page.person.name = "𠮷田".into();
        let pages = compile(&printout(&[page], &Tr::new(Language::Chinese))).unwrap();
        assert_eq!(pages.missing().into_iter().collect::<String>(), "𠮷");
    }

    #[test]
    fn same_data_same_bytes() {
        let make = || pages(&[sample(), sample()], Language::Chinese).pdf().unwrap();
        let here = make();
        let there = std::thread::scope(|scope| scope.spawn(make).join().unwrap());
        assert_eq!(here, there);
        // A cold cache changes nothing either.
        comemo::evict(0);
        assert_eq!(here, make());
        assert!(!here.windows(5).any(|bytes| bytes == b"Typst"), "no generator");
        assert!(!here.windows(12).any(|bytes| bytes == b"CreationDate"), "no print time");
    }

    #[test]
    fn the_code_ignores_signing_and_sees_any_change() {
        let page = sample();
        let code = page.content_code();
        assert_eq!(code.len(), 9);
        let mut signed = page.clone();
        signed.signatures.manager = Some(Signature { name: "林晓峰".into(), date: None });
        assert_eq!(signed.content_code(), code);
        let mut changed = page;
        changed.manager_comment = some("好");
        assert_ne!(changed.content_code(), code);
    }

    #[test]
    fn signatures_show_only_when_recorded() {
        let mut page = sample();
        let unsigned = text(&pages(std::slice::from_ref(&page), Language::Chinese));
        assert!(!unsigned.contains("电子签名"));
        page.signatures.employee =
            Some(Signature { name: "陈佳怡".into(), date: some("2025年11月17日") });
        let signed = text(&pages(&[page], Language::Chinese));
        assert_eq!(signed.matches("电子签名").count(), 1);
        assert!(signed.contains("2025年11月17日"));
    }

    #[test]
    fn long_comments_flow_on_and_many_people_count_their_own_pages() {
        let mut long = sample();
        long.person.name = "周嘉".into();
        long.manager_comment = some(&"业绩稳健，拜访计划执行好。".repeat(80));
        let alone = pages(std::slice::from_ref(&long), Language::Chinese);
        assert_eq!(alone.count(), 2);
        let text_alone = text(&alone);
        // Repeated: the letterhead and the heads of the comment boxes.
        assert_eq!(text_alone.matches("衡川仪表有限公司").count(), 2);
        assert_eq!(text_alone.matches("经理评语").count(), 2);
        // The signatures stay under their heading.
        let at = |word: &str| text_alone.find(word).unwrap();
        assert!(at("四、确认签字") > at("第 1 页，共 2 页"));

        let both = pages(&[sample(), long], Language::Chinese);
        assert_eq!(both.count(), 3);
        let text = text(&both);
        for numbers in ["第 1 页，共 1 页", "第 1 页，共 2 页", "第 2 页，共 2 页"] {
            assert_eq!(text.matches(numbers).count(), 1, "{numbers}");
        }
    }

    #[test]
    fn one_file_each_or_one_for_all() {
        let tr = Tr::new(Language::Chinese);
        let mut other = sample();
        other.person.name = "周嘉".into();
        let people = [sample(), other];
        let names: Vec<String> = people
            .iter()
            .map(|page| printout(std::slice::from_ref(page), &tr).file_name())
            .collect();
        assert!(names[0].contains("陈佳怡") && names[1].contains("周嘉"), "{names:?}");
        assert!(names.iter().all(|name| name.contains("2025年三季度") && name.ends_with(".pdf")));
        let all = printout(&people, &tr);
        assert_eq!(all.pages.len(), 2);
        assert!(!all.title.contains("陈佳怡"), "{}", all.title);
    }

    #[test]
    fn images_come_from_the_same_pages() {
        let pages = pages(&[sample()], Language::English);
        let image = pages.image(0, 1.0).unwrap();
        assert_eq!((image.width, image.height), (595, 842));
        assert_eq!(image.rgba.len(), 595 * 842 * 4);
        assert_eq!(image.rgba[..4], [255, 255, 255, 255], "paper is white");
        assert!(pages.png(0, 0.2).unwrap().starts_with(b"\x89PNG"));
        assert!(pages.image(1, 1.0).is_err());
        assert_eq!(pages.size_pt(0).map(|(w, h)| (w.round(), h.round())), Some((595.0, 842.0)));
    }
}
