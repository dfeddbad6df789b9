//! The record of a coaching (辅导记录): what was talked about, what was seen on the visit, what was agreed by
//! whom and by when, and the words of both, on one page that both sign.
//!
//! # The content code
//! It is that of what both confirm: the talk, the figures as they were kept, the levels, the actions with the
//! days that were agreed. Whether an action is done, and by when it was put off, changes nothing that was
//! agreed, and neither does what reports say of the deal since.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels};
use crate::i18n::Tr;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::CoachingRecord,
    id: "coaching-record",
    name_key: "doc-coaching-record-title",
    many_key: "doc-coaching-record-file-many",
    template: include_str!("../../assets/templates/coaching_record.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RecordPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The day, for the name of the file.
    pub day: String,
    /// What it was about, and when.
    pub subtitle: String,
    /// Whom it is about.
    pub facts: Facts,
    /// What was said: what each part is, and the words.
    pub talk: Vec<(String, Option<String>)>,
    /// What was seen, where a sheet of the visit belongs to it.
    pub seen: Option<SeenPage>,
    /// What was agreed.
    pub actions: Vec<ActionRow>,
    /// What the person says of it.
    pub words: Option<String>,
    /// The one thing to change, and when they meet next.
    pub next: Option<String>,
    /// The day on which the person confirmed it.
    pub rep_signed: Option<String>,
    /// The day on which the coach did.
    pub coach_signed: Option<String>,
    /// The day up to which data are counted.
    pub data_as_of: String,
}

/// Whom a coaching is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Who was coached.
    pub name: String,
    /// The post.
    pub post: Option<String>,
    /// The place.
    pub territory: Option<String>,
    /// Who coached.
    pub coach: String,
    /// Why.
    pub kind: String,
    /// The customer.
    pub account: Option<String>,
    /// The deal.
    pub deal: Option<String>,
    /// Its amount.
    pub amount: Option<String>,
}

/// What was seen on a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SeenPage {
    /// What the signs mean.
    pub note: String,
    /// The steps.
    pub steps: Vec<StepRow>,
    /// The score the time before, now, and the difference.
    pub score: [String; 3],
    /// How many steps were seen and how many of them reach what is asked for.
    pub reached: String,
}

/// A step of a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// Its name.
    pub name: String,
    /// The level the time before.
    pub before: Option<i64>,
    /// The level.
    pub now: Option<i64>,
    /// The level that the post asks for.
    pub required: Option<i64>,
    /// The difference.
    pub change: String,
    /// What was seen.
    pub fact: String,
    /// Whether it is below what the post asks for.
    pub below: bool,
}

/// Something that was agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// What.
    pub text: String,
    /// By whom.
    pub owner: String,
    /// By when, as both agreed.
    pub due: String,
    /// Until when it was put off; empty where it was not.
    pub put_off: String,
    /// Whether it is done.
    pub done: bool,
}

impl RecordPage {
    /// The code in the footer: a hash of what both confirm.
    pub fn content_code(&self) -> String {
        let actions: Vec<(&str, &str, &str)> = self
            .actions
            .iter()
            .map(|row| (row.text.as_str(), row.owner.as_str(), row.due.as_str()))
            .collect();
        let seen = self.seen.as_ref();
        let levels: Option<Vec<(&str, Option<i64>, &str)>> = seen.map(|seen| {
            seen.steps.iter().map(|row| (row.name.as_str(), row.now, row.fact.as_str())).collect()
        });
        content_code(&json!({
            "document": KIND.id,
            "number": self.letterhead.number,
            "name": self.facts.name,
            "coach": self.facts.coach,
            "kind": self.facts.kind,
            "subtitle": self.subtitle,
            "talk": self.talk,
            "levels": levels,
            "actions": actions,
            "words": self.words,
            "next": self.next,
        }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let states = ["doc-coaching-record-open", "doc-coaching-record-done"];
        let [open, done] = states.map(|key| tr.text(key));
        let actions: Vec<Value> = self
            .actions
            .iter()
            .map(|row| {
                json!({
                    "text": row.text,
                    "owner": row.owner,
                    "due": row.due,
                    "put_off": row.put_off,
                    "done": row.done,
                    "state": if row.done { &done } else { &open },
                })
            })
            .collect();
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, Some(&self.data_as_of), &self.content_code()),
            "bookmark": format!("{} {}", self.facts.name, self.day),
            "subtitle": self.subtitle,
            "facts": self.facts,
            "talk": self.talk,
            "seen": self.seen,
            "actions": actions,
            "words": self.words,
            "next": self.next,
            "rep_signed": signed(&self.facts.name, self.rep_signed.as_deref()),
            "coach_signed": signed(&self.facts.coach, self.coach_signed.as_deref()),
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: only a visit has something that was seen.
    fn headings(&self, tr: &Tr) -> Value {
        let sections = [
            Some(("talk", "doc-coaching-record-talk")),
            self.seen.as_ref().map(|_| ("seen", "doc-coaching-record-seen")),
            Some(("actions", "doc-coaching-record-actions")),
            Some(("words", "doc-coaching-record-words")),
            Some(("signatures", "doc-coaching-record-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// A name on a line, where it was confirmed.
fn signed(name: &str, day: Option<&str>) -> Value {
    day.map_or(Value::Null, |day| json!({ "name": name, "date": day }))
}

/// The printout of one record or of many in one file, with a bookmark for each.
pub fn printout(pages: &[RecordPage], period: &str, tr: &Tr) -> Printout {
    let names = || pages.iter().map(|page| page.facts.name.as_str());
    let title = match (pages, names().next()) {
        ([page], _) => {
            let args =
                [("name", page.facts.name.as_str().into()), ("day", page.day.as_str().into())];
            tr.with("doc-coaching-record-file-one", &args)
        }
        // All of one person.
        (_, Some(name)) if names().all(|other| other == name) => {
            let args = [("name", name.into()), ("day", period.into())];
            tr.with("doc-coaching-record-file-one", &args)
        }
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-coaching-record-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-coaching-record-account",
    "doc-coaching-record-action",
    "doc-coaching-record-amount",
    "doc-coaching-record-before",
    "doc-coaching-record-below",
    "doc-coaching-record-change",
    "doc-coaching-record-coach",
    "doc-coaching-record-deal",
    "doc-coaching-record-due",
    "doc-coaching-record-fact",
    "doc-coaching-record-kind",
    "doc-coaching-record-name",
    "doc-coaching-record-next",
    "doc-coaching-record-none",
    "doc-coaching-record-now",
    "doc-coaching-record-number",
    "doc-coaching-record-owner",
    "doc-coaching-record-post",
    "doc-coaching-record-rep-words",
    "doc-coaching-record-score",
    "doc-coaching-record-sign-coach",
    "doc-coaching-record-sign-rep",
    "doc-coaching-record-sign-review",
    "doc-coaching-record-signatures-note",
    "doc-coaching-record-state",
    "doc-coaching-record-step",
    "doc-coaching-record-territory",
    "doc-coaching-record-title",
    "doc-electronic",
    "doc-undated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn};
    use crate::i18n::Language;

    fn sample() -> RecordPage {
        let some = |text: &str| Some(text.to_owned());
        let step = |name: &str, before, now, fact: &str| StepRow {
            name: name.to_owned(),
            before,
            now,
            required: Some(3),
            change: "+1".to_owned(),
            fact: fact.to_owned(),
            below: now.is_some_and(|now| now < 3),
        };
        let action = |text: &str, owner: &str, done| ActionRow {
            text: text.to_owned(),
            owner: owner.to_owned(),
            due: "2025-11-19".to_owned(),
            put_off: String::new(),
            done,
        };
        RecordPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("CO-2025Q4-0017"),
            },
            day: "2025-11-14".into(),
            subtitle: "方案复谈陪访　2025年11月14日 周五 14:00–15:30".into(),
            facts: Facts {
                name: "刘子昂".into(),
                post: some("销售工程师"),
                territory: some("南京"),
                coach: "林晓峰".into(),
                kind: "陪访".into(),
                account: some("南京江岚能源"),
                deal: some("DCS 仪表改造"),
                amount: some("¥186.0万"),
            },
            talk: vec![
                ("目标".into(), some("两周内进入谈判：拿到技术总监的书面认可")),
                ("现状".into(), some("报价送出37天，只与设备科长联系")),
                ("选择".into(), None),
                ("行动".into(), some("11-19 完成测算初稿，信心 7 / 10")),
            ],
            seen: Some(SeenPage {
                note: "1–5级，虚线为岗位要求，空心为上次 10-17，实心为本次".into(),
                steps: vec![
                    step("访前准备", Some(3), Some(4), "台账与竞品对比带齐"),
                    step("价值量化", Some(1), Some(2), "没用客户数据"),
                    step("异议处理", None, None, ""),
                ],
                score: ["37.5".into(), "53.1".into(), "+15.6".into()],
                reached: "看到2个步骤，1个达到要求".into(),
            }),
            actions: vec![
                action("完成江岚能源投资回报测算初稿", "刘子昂", false),
                action("阅读《价值量化案例五则》并写要点", "刘子昂", true),
            ],
            words: some("测算模板很有用"),
            next: some("离开客户前，请客户说出下一步和日期"),
            rep_signed: some("2025年11月14日"),
            coach_signed: None,
            data_as_of: "2025-11-18".into(),
        }
    }

    fn pages(page: &RecordPage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年四季度", &Tr::new(language)))
    }

    /// The drawn words without white space, since lines end anywhere.
    fn text(pages: &Pages) -> String {
        let hidden = ['\u{200b}', '\u{ad}'];
        pages.text().chars().filter(|c| !c.is_whitespace() && !hidden.contains(c)).collect()
    }

    #[test]
    fn a_record_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let drawn = pages(&sample(), language);
            assert_eq!(drawn.count(), 1, "{language:?}");
            let text = text(&drawn);
            for shown in
                ["CO-2025Q4-0017", "DCS仪表改造", "台账与竞品对比带齐", "+15.6", "测算模板很有用"]
            {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample().content_code()), "{text}");
        }
        let chinese = text(&pages(&sample(), Language::Chinese));
        assert!(chinese.contains("五、签字") && chinese.contains("电子签名"), "{chinese}");
        assert!(chinese.contains("低于要求") && chinese.contains("已完成"), "{chinese}");
    }

    #[test]
    fn a_talk_without_a_visit_has_nothing_that_was_seen() {
        let page = RecordPage { seen: None, actions: vec![], ..sample() };
        let chinese = text(&pages(&page, Language::Chinese));
        assert!(!chinese.contains("行为观察") && chinese.contains("四、签字"), "{chinese}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn the_code_sees_what_was_agreed_and_not_what_came_of_it() {
        let page = sample();
        let mut later = page.clone();
        later.coach_signed = Some("2025年11月15日".into());
        later.facts.amount = Some("¥200.0万".into());
        for row in &mut later.actions {
            row.done = true;
            row.put_off = "推迟到 2025-11-28".into();
        }
        assert_eq!(later.content_code(), page.content_code());
        later.talk.pop();
        assert_ne!(later.content_code(), page.content_code());
        let mut other = page.clone();
        other.actions[0].due = "2025-11-20".into();
        assert_ne!(other.content_code(), page.content_code());
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample();
        page.words = Some("= #panic() $x$ *y*".into());
        let drawn = text(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }

    #[test]
    fn the_records_of_one_person_bear_the_name() {
        let tr = Tr::new(Language::Chinese);
        let (one, mut other) = (sample(), sample());
        assert_eq!(
            printout(std::slice::from_ref(&one), "Q", &tr).title,
            "辅导记录 刘子昂 2025-11-14"
        );
        assert_eq!(printout(&[one.clone(), other.clone()], "Q", &tr).title, "辅导记录 刘子昂 Q");
        other.facts.name = "张伟".into();
        assert_eq!(printout(&[one, other], "Q", &tr).title, "辅导记录 Q");
    }
}
