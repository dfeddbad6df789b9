//! The skills matrix (技能矩阵): the people of a scope by post, their levels beside what is asked, on paper that lies
//! on its side.
//!
//! # The paper
//! A4 for as many skills as are still read on it, A3 for more. What does not fit on A3 follows below with the
//! names again.
//!
//! # A gap without colour
//! Behind a level that is below what is asked stand a small triangle and how many levels are missing.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::reviews::{key_of, name_of};
use super::{Document, DocumentKind, Letterhead, Printout, content_code, foot, labels, one};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, Tr, number};
use crate::metrics::review;
use crate::metrics::targets::day_in;
use crate::metrics::targets::history::known_until;
use crate::metrics::training::matrix::{Group, Row, Survey, survey};
use crate::metrics::training::say;
use crate::store::Db;
use crate::store::directory::Directory;

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::SkillMatrix,
    id: "skill-matrix",
    name_key: "doc-skill-matrix-title",
    many_key: "doc-skill-matrix-file-many",
    template: include_str!("../../assets/templates/skill_matrix.typ"),
};

/// So many skills stand on A4.
const ON_A4: usize = 14;
/// So many stand on A3.
const ON_A3: usize = 28;
/// What stands between the cells of a line; no cell holds it.
const BETWEEN: &str = "|";
/// What stands between a level and what is missing.
const MISSING: &str = "-";

/// Everything on the page. Texts are ready to print.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SkillMatrixPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// Whose skills.
    pub name: String,
    /// The day, how many people and how many skills.
    pub below: String,
    /// What the figures say: what share is reached, where most are below, what hangs on one person.
    pub said: Vec<String>,
    /// The skills, as many of them as stand beside each other.
    pub parts: Vec<Part>,
    /// The day up to which ratings are known.
    pub data_as_of: String,
    /// The day on which the levels are those.
    pub day: String,
}

/// As many skills as stand beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The skills.
    pub columns: Vec<String>,
    /// The people by post.
    pub groups: Vec<Block>,
    /// How many are below what is asked in each skill, and in all of them.
    pub sums: Vec<String>,
    /// The share of everybody, and how many are below.
    pub whole: (String, String),
}

/// The people of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The post, with how many people.
    pub name: String,
    /// What is asked in each skill; a space where it is not.
    pub asked: Vec<String>,
    /// The people.
    pub rows: Vec<Line>,
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The name.
    pub name: String,
    /// The share of what is asked that is reached.
    pub share: String,
    /// How many skills are below.
    pub short: String,
    /// The levels; behind one that is below what is asked, what is missing.
    pub cells: Vec<String>,
}

impl SkillMatrixPage {
    /// The code in the footer: a hash of the whole page.
    pub fn content_code(&self) -> String {
        content_code(self)
    }

    fn shown(&self, tr: &Tr) -> Value {
        let wide = self.parts.iter().any(|part| part.columns.len() > ON_A4);
        // Cells as one text each line: there may be a thousand people.
        let line = |line: &Line| {
            json!({
                "name": line.name,
                "share": line.share,
                "short": line.short,
                "cells": line.cells.join(BETWEEN),
            })
        };
        let block = |block: &Block| {
            json!({
                "name": block.name,
                "asked": block.asked.join(BETWEEN),
                "rows": block.rows.iter().map(line).collect::<Vec<Value>>(),
            })
        };
        let part = |part: &Part| {
            json!({
                "columns": part.columns,
                "groups": part.groups.iter().map(block).collect::<Vec<Value>>(),
                "sums": part.sums,
                "whole": part.whole.0,
                "short": part.whole.1,
            })
        };
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, Some(&self.data_as_of), &self.content_code()),
            "bookmark": self.name,
            "paper": if wide { "a3" } else { "a4" },
            "below": self.below,
            "said": self.said,
            "parts": self.parts.iter().map(part).collect::<Vec<Value>>(),
        })
    }
}

/// The printout of one matrix or of many in one file, with a bookmark for each.
pub fn printout(pages: &[SkillMatrixPage], period: &str, tr: &Tr) -> Printout {
    let title = match pages {
        [page] => tr.with(
            "doc-skill-matrix-file-one",
            &[("name", page.name.as_str().into()), ("day", page.day.as_str().into())],
        ),
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-skill-matrix-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-skill-matrix-below",
    "doc-skill-matrix-key",
    "doc-skill-matrix-person",
    "doc-skill-matrix-reached",
    "doc-skill-matrix-title",
];

/// A matrix and whose it is.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Whose skills.
    pub scope: Scope,
    /// How many people, and what share they reach.
    pub beside: String,
    /// The page.
    pub page: SkillMatrixPage,
}

/// The matrices of a scope.
#[derive(Clone, Debug)]
pub struct Found {
    /// That of the scope itself and of each region and team in it: the company first, then regions, then teams.
    pub matrices: Vec<Filled>,
    /// The names of those of whom no skill is asked and none was rated.
    pub without: Vec<String>,
    /// The day as of which they stand.
    pub as_of: NaiveDate,
}

/// Fills the matrices of a scope as they stand in a period.
///
/// # Errors
/// Whatever the database reports.
pub fn matrices(
    db: &Db,
    directory: &Directory,
    (scope, period): (Scope, Period),
    today: NaiveDate,
    tr: &Tr,
) -> Result<Found> {
    let day = day_in(period, today).min(today);
    let whole = survey(db, directory, &directory.members(scope), day)?;
    let (letterhead, known) = (Letterhead::load(db)?, known_until(db, day)?);
    let (mut matrices, mut without) = (vec![], vec![]);
    for own in review::scopes(directory, scope, day) {
        let members = directory.members(own);
        let part = whole.part(|person| members.include(Some(person), Some(day)));
        let name = name_of(directory, own, tr);
        if part.columns.is_empty() {
            without.push(name);
            continue;
        }
        let number = format!("SM-{}-{:04}", day.format("%Y%m%d"), key_of(own));
        let letterhead = Letterhead { number: Some(number), ..letterhead.clone() };
        let people = part.rows().count();
        matrices.push(Filled {
            scope: own,
            beside: tr.joined(&[people_text(tr, people), say::share(&part.matrix.whole)]),
            page: page(directory, &part, (letterhead, name), known, tr),
        });
    }
    Ok(Found { matrices, without, as_of: day })
}

fn count(n: usize) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

fn people_text(tr: &Tr, n: usize) -> String {
    tr.with("matrix-people", &[("n", count(n))])
}

fn page(
    directory: &Directory,
    survey: &Survey,
    (letterhead, name): (Letterhead, String),
    known: NaiveDate,
    tr: &Tr,
) -> SkillMatrixPage {
    let columns = survey.columns.len();
    let most = if columns <= ON_A4 { ON_A4 } else { ON_A3 };
    let places: Vec<usize> = (0..columns).collect();
    let args = [
        ("day", survey.on.to_string().into()),
        ("people", count(survey.rows().count())),
        ("skills", count(columns)),
    ];
    SkillMatrixPage {
        letterhead,
        name: name.clone(),
        below: tr.joined(&[name, tr.with("doc-skill-matrix-sub", &args)]),
        said: said(survey, tr),
        parts: places.chunks(most).map(|own| part(directory, survey, own, tr)).collect(),
        data_as_of: known.to_string(),
        day: survey.on.to_string(),
    }
}

fn skill(survey: &Survey, column: usize, tr: &Tr) -> String {
    let column = survey.columns.get(column);
    let name = column.map(|own| tr.own(&own.name, &own.name_en));
    name.unwrap_or_default().to_owned()
}

/// What the figures say.
fn said(survey: &Survey, tr: &Tr) -> Vec<String> {
    let all = survey.matrix.whole;
    let n = |n: u64| FluentValue::from(i64::try_from(n).unwrap_or(i64::MAX));
    let args = [
        ("share", say::share(&all).into()),
        ("reached", n(all.reached())),
        ("rated", n(all.rated())),
        ("unrated", n(all.unrated)),
    ];
    let mut said = vec![tr.with("doc-skill-matrix-reaching", &args)];
    if let Some(column) = survey.widest() {
        let heat = survey.heat(column);
        let args = [
            ("skill", skill(survey, column, tr).into()),
            ("n", n(heat.short())),
            ("of", n(heat.rated())),
        ];
        said.push(tr.with("doc-skill-matrix-widest", &args));
    }
    let thin: Vec<String> =
        survey.thin().into_iter().map(|column| skill(survey, column, tr)).collect();
    if !thin.is_empty() {
        said.push(one(tr, "doc-skill-matrix-thin", "names", &thin.join(&tr.text("matrix-and"))));
    }
    said
}

fn part(directory: &Directory, survey: &Survey, places: &[usize], tr: &Tr) -> Part {
    let counted = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
    let whole = survey.matrix.whole;
    Part {
        columns: places.iter().map(|column| skill(survey, *column, tr)).collect(),
        groups: survey.groups.iter().map(|group| block(directory, group, places, tr)).collect(),
        sums: places.iter().map(|column| counted(survey.heat(*column).short())).collect(),
        whole: (say::share(&whole), counted(whole.short())),
    }
}

fn block(directory: &Directory, group: &Group, places: &[usize], tr: &Tr) -> Block {
    let post = group.post.and_then(|post| directory.posts.get(&post));
    let post = post.map_or_else(|| tr.text("matrix-no-post"), |post| post.name.clone());
    let asked = |column: &usize| match group.required.get(*column).copied().flatten() {
        Some(asked) => tr.with("matrix-asked", &[("level", say::range(Some(asked)).into())]),
        None => " ".to_owned(),
    };
    Block {
        name: format!("{post} {}", people_text(tr, group.rows.len())),
        asked: places.iter().map(asked).collect(),
        rows: group.rows.iter().map(|row| line(directory, row, places)).collect(),
    }
}

fn line(directory: &Directory, row: &Row, places: &[usize]) -> Line {
    let cell = |column: &usize| {
        let spot = row.spot(*column);
        match (spot.level, spot.required) {
            (Some(level), _) if spot.gap() > 0 => {
                format!("{}{MISSING}{}", say::level(level), say::level(spot.gap()))
            }
            (Some(level), _) => say::level(level),
            (None, Some(_)) => say::level_or_dash(None),
            (None, None) => " ".to_owned(),
        }
    };
    Line {
        name: directory.person_name(row.person).to_owned(),
        share: say::share(&row.heat),
        short: number(i64::try_from(row.heat.short()).unwrap_or(i64::MAX)),
        cells: places.iter().map(cell).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn};
    use crate::i18n::Language;

    /// A page of so many skills and people, each one level below in the first skill.
    fn sample(skills: usize, people: usize) -> SkillMatrixPage {
        let row = |at: usize| Line {
            name: format!("人员{at}"),
            share: "75%".into(),
            short: "1".into(),
            cells: (0..skills).map(|at| if at == 0 { "2-1".into() } else { "3".into() }).collect(),
        };
        let whole: Vec<usize> = (0..skills).collect();
        let most = if skills <= ON_A4 { ON_A4 } else { ON_A3 };
        let part = |places: &[usize]| Part {
            columns: places.iter().map(|at| format!("技能{at}")).collect(),
            groups: vec![Block {
                name: "客户经理".into(),
                asked: vec!["≥3".into(); places.len()],
                rows: (0..people)
                    .map(|at| Line {
                        cells: row(at).cells.into_iter().take(places.len()).collect(),
                        ..row(at)
                    })
                    .collect(),
            }],
            sums: vec!["1".into(); places.len()],
            whole: ("75%".into(), people.to_string()),
        };
        SkillMatrixPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: Some("销售中心".into()),
                number: Some("SM-20251118-0003".into()),
            },
            name: "华东区".into(),
            below: "华东区，截至 2025-11-18".into(),
            said: vec!["达到要求 75%".into(), "差距最大：价值量化".into()],
            parts: whole.chunks(most).map(part).collect(),
            data_as_of: "2025-11-18".into(),
            day: "2025-11-18".into(),
        }
    }

    fn pages(page: &SkillMatrixPage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年", &Tr::new(language)))
    }

    /// The drawn words without white space, since lines end anywhere.
    fn text(pages: &Pages) -> String {
        let hidden = ['\u{200b}', '\u{ad}'];
        pages.text().chars().filter(|c| !c.is_whitespace() && !hidden.contains(c)).collect()
    }

    fn size(pages: &Pages) -> (f32, f32) {
        pages.size_pt(0).map(|(wide, tall)| (wide.round(), tall.round())).unwrap()
    }

    #[test]
    fn a_team_stands_on_one_page_that_lies_on_its_side() {
        for language in Language::ALL {
            let page = sample(12, 14);
            let pages = pages(&page, language);
            assert_eq!((pages.count(), size(&pages)), (1, (842.0, 595.0)), "{language:?}");
            let text = text(&pages);
            for shown in ["人员13", "技能11", "客户经理", "SM-20251118-0003", "2025-11-18"]
            {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&page.content_code()), "{text}");
        }
    }

    #[test]
    fn many_skills_take_larger_paper_and_more_follow_below() {
        let pages_of = |skills| pages(&sample(skills, 10), Language::Chinese);
        let many = pages_of(ON_A3);
        assert_eq!((many.count(), size(&many)), (1, (1191.0, 842.0)));
        let more = pages_of(ON_A3 + 5);
        assert_eq!(size(&more), (1191.0, 842.0));
        let said = text(&more);
        assert_eq!(said.matches("人员9").count(), 2, "the names stand again: {said}");
        assert!(said.contains("技能32"), "{said}");
    }

    #[test]
    fn many_people_go_on_below_the_same_headings() {
        let pages = pages(&sample(6, 120), Language::English);
        assert!(pages.count() > 2, "{}", pages.count());
        assert_eq!(text(&pages).matches("技能5").count(), pages.count());
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn the_code_sees_every_level() {
        let page = sample(3, 2);
        let mut other = page.clone();
        other.parts[0].groups[0].rows[1].cells[2] = "2".into();
        assert_ne!(other.content_code(), page.content_code());
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample(2, 1);
        page.parts[0].columns[1] = "= #panic() $x$".into();
        page.parts[0].groups[0].rows[0].name = "*甲*".into();
        let drawn = text(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$") && drawn.contains("*甲*"), "{drawn}");
    }
}
