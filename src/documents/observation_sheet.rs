//! The sheet of a field visit (拜访观察表): each step with the level that was seen, what was seen, and the one
//! thing that was agreed; or blank, with the words of each level, for the clipboard.
//!
//! # Two documents of one template
//! A sheet that is filled in is of a person and a period; the blank one is of nobody, and of the version in use
//! on the day it is printed.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels, one,
};
use crate::i18n::Tr;

/// Sheets that are filled in, in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::ObservationSheet,
    id: "observation-sheet",
    name_key: "doc-observation-title",
    many_key: "doc-observation-file-many",
    template: include_str!("../../assets/templates/observation_sheet.typ"),
};

/// Sheets to be filled in by hand.
pub const BLANK: DocumentKind = DocumentKind {
    document: Document::ObservationBlank,
    id: "observation-blank",
    name_key: "doc-observation-blank",
    many_key: "doc-observation-blank-file-many",
    template: include_str!("../../assets/templates/observation_sheet.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SheetPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whether it is to be filled in by hand.
    pub blank: bool,
    /// The name in the bookmark and the file's name: the person's, or that of the sheet.
    pub name: String,
    /// The day in the file's name, `YYYY-MM-DD`; empty on a blank sheet.
    pub day: String,
    /// The line below the title: which sheet, which version.
    pub subtitle: String,
    /// The box about the visit.
    pub facts: Facts,
    /// The steps.
    pub steps: Vec<StepRow>,
    /// What was agreed.
    pub agreed: Agreed,
}

/// The box about the visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Who was observed.
    pub person: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// The team.
    pub unit: Option<String>,
    /// Who observed.
    pub observer: Option<String>,
    /// The day.
    pub day: Option<String>,
    /// When it began and how long it took.
    pub time: Option<String>,
    /// The customer.
    pub account: Option<String>,
    /// The deal.
    pub deal: Option<String>,
    /// Who else was there.
    pub present: Option<String>,
    /// Who observed too.
    pub second: Option<String>,
    /// The score, or that too little was seen.
    pub score: Option<String>,
    /// The share of the weight that was seen.
    pub cover: Option<String>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// Its name.
    pub name: String,
    /// Its weight, as percent.
    pub weight: String,
    /// The level; `None` where it was not seen.
    pub level: Option<i64>,
    /// What a second observer gave.
    pub second: Option<i64>,
    /// The level of the time before.
    pub last: Option<i64>,
    /// The level that is asked for.
    pub required: Option<i64>,
    /// What is to be seen at the level that was given.
    pub anchor: Option<String>,
    /// What was seen.
    pub fact: Option<String>,
    /// What is to be seen at each level, from the lowest.
    pub anchors: Vec<String>,
    /// Concrete practices, each with whether it was done; `None` where nobody said.
    pub practices: Vec<(String, Option<bool>)>,
}

/// What was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// Whether what was agreed the time before was done.
    pub kept: Option<String>,
    /// The step of the one thing.
    pub focus: Option<String>,
    /// The one thing.
    pub thing: Option<String>,
    /// How it is practised.
    pub practice: Option<String>,
    /// The next visit together: day, customer, what for.
    pub next: Option<String>,
}

impl SheetPage {
    /// The code in the footer: a hash of all content.
    pub fn content_code(&self) -> String {
        content_code(&json!({ "document": KIND.id, "content": self }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let sections = [
            Some(("steps", "doc-observation-steps")),
            Some(("agreed", "doc-observation-agreed")),
            Some(("signatures", "doc-observation-signatures")),
        ];
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, None, &self.content_code()),
            "bookmark": self.name,
            "blank": self.blank,
            "subtitle": self.subtitle,
            "facts": self.facts,
            "steps": self.steps,
            "seconded": self.steps.iter().any(|step| step.second.is_some()),
            "agreed": self.agreed,
            "headings": headings(&sections, tr),
        })
    }
}

/// The printout of one sheet or of many in one file, with a bookmark for each.
pub fn printout(pages: &[SheetPage], period: &str, tr: &Tr) -> Printout {
    let kind = if pages.iter().any(|page| page.blank) { &BLANK } else { &KIND };
    let title = match pages {
        [page] if page.blank => one(tr, "doc-observation-blank-file-one", "name", &page.name),
        [page] => tr.with(
            "doc-observation-file-one",
            &[("name", page.name.as_str().into()), ("day", page.day.as_str().into())],
        ),
        _ => kind.many_title(tr, period),
    };
    Printout {
        kind,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-observation-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-observation-account",
    "doc-observation-cover",
    "doc-observation-day",
    "doc-observation-deal",
    "doc-observation-done",
    "doc-observation-fact",
    "doc-observation-focus",
    "doc-observation-how",
    "doc-observation-index",
    "doc-observation-kept",
    "doc-observation-last",
    "doc-observation-level",
    "doc-observation-levels-note",
    "doc-observation-next",
    "doc-observation-not-done",
    "doc-observation-not-seen",
    "doc-observation-observer",
    "doc-observation-person",
    "doc-observation-post",
    "doc-observation-present",
    "doc-observation-score",
    "doc-observation-second",
    "doc-observation-sign-coach",
    "doc-observation-sign-person",
    "doc-observation-signatures-note",
    "doc-observation-step",
    "doc-observation-thing",
    "doc-observation-time",
    "doc-observation-title",
    "doc-observation-unit",
    "doc-observation-weight",
    "doc-undated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn};
    use crate::domain::observation::VISIT;
    use crate::i18n::Language;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    /// The sheet that a company starts with, in a language; filled in, or blank.
    fn sample(language: Language, blank: bool) -> SheetPage {
        let said = |(zh, en): (&str, &str)| {
            if language == Language::English { en.to_owned() } else { zh.to_owned() }
        };
        let steps = VISIT.steps.iter().enumerate().map(|(at, step)| {
            let level = if blank || at == 5 { None } else { Some(3 + (at % 3) as i64) };
            let anchors: Vec<String> = step.anchors.into_iter().map(said).collect();
            let at_level = level.and_then(|level| anchors.get(level as usize - 1).cloned());
            StepRow {
                name: said(step.name),
                weight: format!("{}%", step.weight / 100),
                level,
                second: level.filter(|_| at < 2),
                last: if blank { None } else { Some(3) },
                required: Some(step.required),
                anchor: at_level,
                fact: if blank {
                    None
                } else {
                    some("用甬岚去年3次停机的记录，算出每年损失41.0万")
                },
                anchors,
                practices: step
                    .practices
                    .iter()
                    .map(|(_, text)| (said(*text), if blank { None } else { Some(at % 2 == 0) }))
                    .collect(),
            }
        });
        let facts = Facts {
            person: some("赵文博"),
            post: some("销售工程师"),
            unit: some("华东区"),
            observer: some("林晓峰"),
            day: some("2025年11月18日"),
            time: some("09:30，90分钟"),
            account: some("宁波甬岚重工"),
            deal: some("年度续约"),
            present: some("采购总监 沈国平、设备科 陈伟"),
            second: some("外聘教练"),
            score: some("72.5"),
            cover: some("90.0%"),
        };
        SheetPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: Some("销售中心".into()),
                number: Some("CO-2025Q4-0017".into()),
            },
            blank,
            name: if blank { said(VISIT.name) } else { "赵文博".into() },
            day: if blank { String::new() } else { "2025-11-18".into() },
            subtitle: format!("{}　1", said(VISIT.name)),
            facts: if blank { Facts::default() } else { facts },
            steps: steps.collect(),
            agreed: Agreed {
                kept: some("做到"),
                focus: some("推进承诺"),
                thing: some("离开前请客户说出下一步和日期"),
                practice: some("11-24 例会演练3分钟"),
                next: some("2025-12-03 甬岚重工，续约条款"),
            },
        }
    }

    fn pages(page: &SheetPage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年", &Tr::new(language)))
    }

    /// The drawn words without white space, since lines end anywhere.
    fn text(pages: &Pages) -> String {
        let hidden = ['\u{200b}', '\u{ad}'];
        pages.text().chars().filter(|c| !c.is_whitespace() && !hidden.contains(c)).collect()
    }

    #[test]
    fn a_sheet_says_what_was_seen_and_agreed_in_both_languages() {
        for language in Language::ALL {
            let page = sample(language, false);
            let pages = pages(&page, language);
            assert_eq!(pages.count(), 1, "{language:?}: what is filled in is signed on one page");
            let text = text(&pages);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            for shown in ["赵文博", "CO-2025Q4-0017", "72.5", "离开前请客户说出下一步和日期"]
            {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            for step in &page.steps {
                assert!(text.contains(&bare(&step.name)), "{} in {text}", step.name);
            }
            for (practice, _) in page.steps.iter().flat_map(|step| &step.practices) {
                assert!(text.contains(&bare(practice)), "{practice} in {text}");
            }
            let not_seen = Tr::new(language).text("doc-observation-not-seen");
            assert!(text.contains(&bare(&not_seen)), "{text}");
            assert!(text.contains(&page.content_code()), "{text}");
        }
    }

    #[test]
    fn a_blank_sheet_holds_the_words_of_every_level() {
        for language in Language::ALL {
            let page = sample(language, true);
            let pages = pages(&page, language);
            assert!(pages.count() <= 3, "{language:?}: {} pages", pages.count());
            let text = text(&pages);
            for anchor in page.steps.iter().flat_map(|step| &step.anchors) {
                let bare: String = anchor.split_whitespace().collect();
                assert!(text.contains(&bare), "{anchor} in {text}");
            }
            assert!(!text.contains("赵文博"), "{text}");
        }
        let tr = Tr::new(Language::Chinese);
        assert_eq!(printout(&[sample(Language::Chinese, true)], "", &tr).kind.id, BLANK.id);
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample(Language::Chinese, false);
        page.agreed.thing = some("= #panic() $x$ *y*");
        let drawn = text(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }
}
