//! The training file of one person (个人培训档案): what they learned in a year, what they can do against what
//! their post asks for, certificates, and what is arranged for what is missing; signed by the person.
//!
//! # Nothing is made up
//! Hours, results and levels are those of the pages 学习记录 and 技能矩阵; what nobody rated has no level and
//! no verdict. A gap for which nothing is arranged says so.

use serde::Serialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, labels};
use crate::domain::period::Period;
use crate::i18n::{Tr, period_label};

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::TrainingFile,
    id: "training-file",
    name_key: "doc-training-file-title",
    many_key: "doc-training-file-file-many",
    template: include_str!("../../assets/templates/training_file.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TrainingFilePage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The line below the title: the year, from when to when.
    pub subtitle: String,
    /// The box about the person.
    pub facts: Facts,
    /// The figures below it.
    pub tiles: Vec<Tile>,
    /// What was learned, in the order of days.
    pub records: Vec<RecordRow>,
    /// The hours of all of it; `None` where of none it is known.
    pub hours: Option<String>,
    /// How many hours are left of what the year asks for, or what is not known of them; may be empty.
    pub rest: String,
    /// Skills that are asked for, in the order of the post.
    pub skills: Vec<SkillRow>,
    /// Certificates.
    pub certificates: Vec<CertificateRow>,
    /// What is missing, and what is arranged for it.
    pub actions: Vec<ActionRow>,
    /// The day of the data, `YYYY-MM-DD`.
    pub data_as_of: Option<String>,
}

/// The box about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The name.
    pub name: String,
    /// The number in the company.
    pub number: Option<String>,
    /// The post.
    pub post: Option<String>,
    /// Team and territory.
    pub unit: Option<String>,
    /// The day of hire.
    pub hired: Option<String>,
    /// The level in the post.
    pub level: Option<String>,
    /// The manager.
    pub superior: Option<String>,
    /// The day of the newest rating.
    pub rated: Option<String>,
}

/// A figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The number.
    pub value: String,
    /// Of what; may be empty.
    pub of: String,
}

/// One training.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RecordRow {
    /// The day, without the year.
    pub day: String,
    /// What it was.
    pub course: String,
    /// How and where.
    pub setting: Option<String>,
    /// What it was about.
    pub topic: Option<String>,
    /// Its hours.
    pub hours: Option<String>,
    /// What came of it.
    pub result: Option<String>,
}

/// One skill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SkillRow {
    /// What it is.
    pub name: String,
    /// The level in words; `None` where it was never rated.
    pub level: Option<String>,
    /// How many of the four boxes are full.
    pub full: u8,
    /// The level at the end of the year before.
    pub before: Option<String>,
    /// What is asked for.
    pub required: Option<String>,
    /// How many of the four boxes are asked for.
    pub asked: u8,
    /// How it stands.
    pub result: String,
    /// Whether it reaches what is asked for; `None` where that is not known.
    pub reached: Option<bool>,
}

/// One certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CertificateRow {
    /// What it is called.
    pub name: String,
    /// Its number.
    pub number: Option<String>,
    /// The day it was issued.
    pub issued: Option<String>,
    /// Its last day.
    pub expires: Option<String>,
    /// How it stands.
    pub status: String,
    /// Whether it holds; `None` where that is not known.
    pub holds: Option<bool>,
}

/// What is missing, and what is arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ActionRow {
    /// The skill.
    pub skill: String,
    /// What is arranged.
    pub what: String,
    /// By when.
    pub day: Option<String>,
    /// Who sees to it.
    pub who: Option<String>,
}

impl TrainingFilePage {
    /// The code in the footer: a hash of all content except the day of the data.
    pub fn content_code(&self) -> String {
        let kept = Self { data_as_of: None, ..self.clone() };
        content_code(&json!({ "document": KIND.id, "content": kept }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, self.data_as_of.as_deref(), &self.content_code()),
            "bookmark": self.facts.name,
            "subtitle": self.subtitle,
            "facts": self.facts,
            "tiles": self.tiles,
            "records": self.records,
            "hours": self.hours,
            "rest": self.rest,
            "skills": self.skills,
            "certificates": self.certificates,
            "actions": self.actions,
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: what nobody has is left out.
    fn headings(&self, tr: &Tr) -> Value {
        let there = |there: bool, name, key| there.then_some((name, key));
        let sections = [
            Some(("records", "doc-training-file-records")),
            there(!self.skills.is_empty(), "skills", "doc-training-file-skills"),
            there(!self.certificates.is_empty(), "certificates", "doc-training-file-certificates"),
            there(!self.actions.is_empty(), "actions", "doc-training-file-actions"),
            Some(("signatures", "doc-training-file-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// The printout of one file or of many in one, with a bookmark for each.
pub fn printout(pages: &[TrainingFilePage], period: Period, tr: &Tr) -> Printout {
    let when = period_label(tr, period);
    let title = match pages {
        [page] => tr.with(
            "doc-training-file-file-one",
            &[("name", page.facts.name.as_str().into()), ("period", when.into())],
        ),
        _ => KIND.many_title(tr, &when),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-training-file-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-training-file-arranged",
    "doc-training-file-before",
    "doc-training-file-certificate",
    "doc-training-file-certificate-number",
    "doc-training-file-course",
    "doc-training-file-date",
    "doc-training-file-expires",
    "doc-training-file-hired",
    "doc-training-file-hours",
    "doc-training-file-index",
    "doc-training-file-issued",
    "doc-training-file-level",
    "doc-training-file-name",
    "doc-training-file-none",
    "doc-training-file-now",
    "doc-training-file-number",
    "doc-training-file-post",
    "doc-training-file-rated",
    "doc-training-file-records-note",
    "doc-training-file-required",
    "doc-training-file-result",
    "doc-training-file-setting",
    "doc-training-file-sign-manager",
    "doc-training-file-sign-person",
    "doc-training-file-sign-training",
    "doc-training-file-signatures-note",
    "doc-training-file-skill",
    "doc-training-file-skills-note",
    "doc-training-file-status",
    "doc-training-file-superior",
    "doc-training-file-title",
    "doc-training-file-topic",
    "doc-training-file-total",
    "doc-training-file-unit",
    "doc-training-file-who",
    "doc-undated",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn, text};
    use crate::domain::skills::USUAL;
    use crate::i18n::Language;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    fn skill(name: &str, level: u8, asked: u8) -> SkillRow {
        let reached = level >= asked;
        SkillRow {
            name: name.to_owned(),
            level: Some(level.to_string()),
            full: level,
            before: some("1"),
            required: Some(asked.to_string()),
            asked,
            result: if reached { "达标".to_owned() } else { format!("差{}级", asked - level) },
            reached: Some(reached),
        }
    }

    /// The file of the design: seven trainings, ten skills, two certificates, four gaps.
    fn sample() -> TrainingFilePage {
        let tile = |label: &str, value: &str, of: &str| Tile {
            label: label.to_owned(),
            value: value.to_owned(),
            of: of.to_owned(),
        };
        let record = |day: &str, course: &str, hours: &str, result: &str| RecordRow {
            day: day.to_owned(),
            course: course.to_owned(),
            setting: some("线下，苏州"),
            topic: some("销售技能"),
            hours: some(hours),
            result: some(result),
        };
        let paper = |name: &str, number: &str, expires: &str| CertificateRow {
            name: name.to_owned(),
            number: some(number),
            issued: some("2024-03-15"),
            expires: some(expires),
            status: "有效".to_owned(),
            holds: Some(true),
        };
        let action = |skill: &str, what: &str, who: &str| ActionRow {
            skill: skill.to_owned(),
            what: what.to_owned(),
            day: some("2025-12-04"),
            who: some(who),
        };
        TrainingFilePage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: some("销售中心"),
                number: some("TR-2025-0203"),
            },
            subtitle: "2025年　2025年1月1日至2025年11月18日".into(),
            facts: Facts {
                name: "刘子昂".into(),
                number: some("HC0203"),
                post: some("销售工程师"),
                unit: some("华东区 南京"),
                hired: some("2021-04-12"),
                level: some("S2"),
                superior: some("林晓峰"),
                rated: some("2025-11-15"),
            },
            tiles: vec![
                tile("累计学时", "30.0", "/ 40.0"),
                tile("产品", "10.5", ""),
                tile("销售技能", "12.0", ""),
                tile("安全合规", "7.5", ""),
                tile("技能达标", "6", "/ 10项"),
            ],
            records: vec![
                record("03-12", "产品年度更新", "7.0", "88分，通过"),
                record("04-23", "安全生产与防爆基础", "4.0", "92分，通过"),
                record("06-18", "需求探询与预算确认", "3.5", "74分，通过"),
                record("07-08", "现场作业安全复训", "3.5", "通过"),
                record("08-20", "行业应用：制药与化工", "3.5", "81分，通过"),
                record("09-12", "异议处理演练 第2期", "7.0", "66分，未通过"),
                record("11-05", "价值量化方法讲解", "1.5", "完成"),
            ],
            hours: some("30.0"),
            rest: "还需 10.0".into(),
            skills: vec![
                skill("产品知识", 3, 3),
                skill("行业应用", 3, 3),
                skill("客户开发", 3, 3),
                skill("需求探询", 3, 3),
                skill("方案设计", 3, 3),
                skill("价值量化", 1, 3),
                skill("商务谈判", 1, 2),
                skill("异议处理", 2, 3),
                skill("计划管理", 2, 3),
                skill("安全合规", 3, 3),
            ],
            certificates: vec![
                paper("防爆电气作业证", "FB-2024-11872", "2027-03-15"),
                paper("高处作业证", "GC-2023-06541", "2026-05-20"),
            ],
            actions: vec![
                action("价值量化", "价值量化工作坊，上海", "张雨桐"),
                action("商务谈判", "大客户谈判演练，苏州", "赵文博"),
                action("异议处理", "补测，并在两次陪访中观察", "林晓峰"),
                action("计划管理", "每周一对一看周计划，连续4周", "林晓峰"),
            ],
            data_as_of: some("2025-11-18"),
        }
    }

    fn pages(page: &TrainingFilePage, language: Language) -> Pages {
        let printed = printout(std::slice::from_ref(page), Period::Year(2025), &Tr::new(language));
        drawn(&printed)
    }

    #[test]
    fn a_full_file_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&sample(), language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in [
                "TR-2025-0203",
                "刘子昂",
                "HC0203",
                "异议处理演练 第2期",
                "还需 10.0",
                "差2级",
                "FB-2024-11872",
                "价值量化工作坊，上海",
                "2025-11-18",
                &sample().content_code(),
            ] {
                assert!(text.contains(shown), "{shown} in {text}");
            }
        }
        let zh = text(&pages(&sample(), Language::Chinese));
        assert!(zh.contains("二、技能等级") && zh.contains("五、确认签字"), "{zh}");
    }

    #[test]
    fn a_full_year_with_all_skills_of_a_post_names_each_in_english_too() {
        let mut page = sample();
        let row = |course: &str| RecordRow {
            course: course.to_owned(),
            setting: some("Classroom, 上海"),
            topic: some("Safety and compliance"),
            result: some("88, passed"),
            ..page.records[0].clone()
        };
        let records = [
            "CRM and funnel reports",
            "Products of the year",
            "Safety and hazardous areas",
            "Needs and budget",
            "Industries: pharmaceuticals and chemicals",
            "Objections: drill",
            "New smart pressure transmitters",
            "Proposals for refits",
            "Quantifying value, one to one",
        ];
        let records: Vec<RecordRow> = records.into_iter().map(row).collect();
        let names: Vec<&str> = USUAL.iter().take(15).map(|usual| usual.name.1).collect();
        let skills = names.iter().enumerate().map(|(at, name)| skill(name, 1 + (at % 3) as u8, 3));
        let skills: Vec<SkillRow> =
            skills.map(|row| SkillRow { result: "1 short".into(), ..row }).collect();
        let open = |name: &&str| ActionRow {
            skill: (*name).to_owned(),
            what: "Nothing arranged".to_owned(),
            day: None,
            who: None,
        };
        page.actions.truncate(1);
        page.actions.extend(names.iter().take(6).map(open));
        page.certificates.truncate(1);
        (page.records, page.skills) = (records, skills);
        let drawn = pages(&page, Language::English);
        let text = text(&drawn);
        for name in names {
            assert!(text.contains(name), "{name} in {text}");
        }
    }

    #[test]
    fn a_file_without_anything_says_so_and_numbers_what_is_left() {
        let page = TrainingFilePage {
            facts: Facts { name: "周若彤".into(), ..Facts::default() },
            ..TrainingFilePage::default()
        };
        for language in Language::ALL {
            let tr = Tr::new(language);
            let drawn = text(&pages(&page, language));
            assert!(drawn.contains(&tr.text("doc-training-file-none")), "{drawn}");
        }
        let zh = text(&pages(&page, Language::Chinese));
        assert!(zh.contains("二、确认签字") && !zh.contains("技能等级"), "{zh}");
    }

    #[test]
    fn a_long_year_runs_over_pages() {
        let mut page = sample();
        let row = page.records[0].clone();
        page.records = vec![row; 60];
        assert!(pages(&page, Language::Chinese).count() > 1);
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(
            &KIND,
            WORDS,
            &printout(&[], Period::Year(2025), &Tr::new(Language::English)),
        );
    }

    #[test]
    fn the_code_leaves_the_day_out_and_nothing_else() {
        let page = sample();
        let later = TrainingFilePage { data_as_of: some("2026-01-05"), ..sample() };
        assert_eq!(later.content_code(), page.content_code());
        let other = TrainingFilePage { rest: String::new(), ..sample() };
        assert_ne!(other.content_code(), page.content_code());
    }

    #[test]
    fn names_with_markup_are_text() {
        let mut page = sample();
        page.actions[0].what = "#补齐*决策链*$x$".into();
        let zh = text(&pages(&page, Language::Chinese));
        assert!(zh.contains("#补齐*决策链*$x$"), "{zh}");
    }
}
