//! The duty sheets of a scope or a post, filled from what was published and from where people are.
//!
//! Nothing is made up: seats stand on a sheet where an establishment was set, a superior where the
//! team has a manager on that day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::documents::duty_sheet::{
    DutyRow, DutySheetPage, Facts, RelationRow, RequirementRow, VersionRow, printout,
};
use crate::documents::{Letterhead, Printout, in_full, one, weight};
use crate::domain::duty::Audience;
use crate::domain::fit::{Asked, Education};
use crate::domain::ids::{DutySheetId, PersonId, PostId, TeamId};
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, Tr, number};
use crate::metrics::targets::history::known_until;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::{Duties, asked};
use crate::store::records::{DutyLine, DutySection, DutySheet, Establishment};

/// How many versions stand on a page: the newest.
const PAST: usize = 5;

/// The months of a year.
const YEAR: u32 = 12;

/// A sheet and whose it is.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Whose.
    pub person: PersonId,
    /// The page.
    pub page: DutySheetPage,
}

/// The sheets of people, and those who have none.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// One for each person who has a sheet, in the order of their keys.
    pub sheets: Vec<Filled>,
    /// Those in it who have a post without a sheet for them, or no post.
    pub without: Vec<PersonId>,
}

/// All that sheets are filled from.
#[derive(Debug)]
pub struct Source<'a> {
    /// The words.
    tr: &'a Tr,
    /// People, teams and posts.
    directory: &'a Directory,
    /// The sheets.
    duties: Duties,
    /// Seats by team and post.
    seats: BTreeMap<(TeamId, PostId), i64>,
    letterhead: Letterhead,
    /// The day of which the sheets are.
    day: NaiveDate,
    /// Up to which day anything is known.
    known: NaiveDate,
}

impl<'a> Source<'a> {
    /// Loads what sheets of a day are filled from.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db, directory: &'a Directory, day: NaiveDate, tr: &'a Tr) -> Result<Self> {
        let seats = db.all::<Establishment>()?.into_iter();
        Ok(Self {
            tr,
            directory,
            duties: Duties::load(db)?,
            seats: seats.map(|row| ((row.team_id, row.post_id), row.seats)).collect(),
            letterhead: Letterhead::load(db)?,
            known: known_until(db, day)?,
            day,
        })
    }

    /// The sheets of the people of a scope who are at work on the day; of one post alone, where one is
    /// named.
    pub fn of_scope(&self, scope: Scope, post: Option<PostId>) -> Sheets {
        let members = self.directory.members(scope);
        let people = self.directory.people.values().filter(|person| {
            let named = scope == Scope::Person(person.id);
            let inside = named || members.include(Some(person.id), Some(self.day));
            inside && !self.directory.has_left(person.id, self.day)
        });
        let mut found = Sheets::default();
        for person in people.map(|person| person.id) {
            let standing = self.duties.standing(self.directory, person, self.day);
            if post.is_some() && standing.post != post {
                continue;
            }
            match standing.sheet {
                Some(sheet) => {
                    let page = self.page(sheet, Some(person));
                    found.sheets.push(Filled { person, page });
                }
                None => found.without.push(person),
            }
        }
        found
    }

    /// The sheet of one person, if they have one.
    pub fn of_person(&self, person: PersonId) -> Option<DutySheetPage> {
        let sheet = self.duties.standing(self.directory, person, self.day).sheet?;
        Some(self.page(sheet, Some(person)))
    }

    /// A version that names nobody, to be filled in by hand.
    pub fn blank(&self, sheet: DutySheetId) -> Option<DutySheetPage> {
        Some(self.page(self.duties.sheets.get(&sheet)?, None))
    }

    /// The versions of a post that hold on the day, one for each audience that has one.
    pub fn in_force(&self, post: PostId) -> Vec<DutySheetId> {
        let holds = |audience| self.duties.in_force(post, audience, self.day);
        Audience::ALL.into_iter().filter_map(holds).map(|sheet| sheet.id).collect()
    }

    /// The printout of a blank sheet, with a title of its own.
    pub fn blank_printout(&self, sheet: DutySheetId) -> Option<Printout> {
        let page = self.blank(sheet)?;
        let audience = self.duties.sheets.get(&sheet)?.audience;
        let mut printed = printout(std::slice::from_ref(&page), self.tr);
        let args = [
            ("post", page.facts.post.as_str().into()),
            ("audience", audience_word(self.tr, audience).into()),
        ];
        printed.title = self.tr.with("doc-duty-sheet-file-blank", &args);
        Some(printed)
    }

    fn page(&self, sheet: &DutySheet, person: Option<PersonId>) -> DutySheetPage {
        let tr = self.tr;
        let lines = self.duties.lines_of(sheet.id);
        let facts = self.facts(sheet, person);
        let duties = lines.iter().filter(|line| line.section == DutySection::Duty);
        let total: i64 = duties.clone().map(|line| line.weight).sum();
        let weighed = total > 0;
        let relations = lines.iter().filter(|line| line.section == DutySection::Relation);
        DutySheetPage {
            letterhead: Letterhead { number: Some(sheet_number(sheet)), ..self.letterhead.clone() },
            name: facts.person.clone().unwrap_or_else(|| facts.post.clone()),
            subtitle: self.subtitle(sheet, &facts.post),
            facts,
            purpose: sheet.purpose.clone(),
            duties: duties
                .map(|line| DutyRow {
                    group: line.group_name.clone(),
                    title: line.title.clone(),
                    text: line.text.clone(),
                    standard: line.standard.clone(),
                    weight: weighed.then(|| weight(line.weight)),
                })
                .collect(),
            total: weighed.then(|| weight(total)),
            requirements: requirements(tr, lines),
            relations: relations
                .map(|line| RelationRow { title: line.title.clone(), text: line.text.clone() })
                .collect(),
            versions: self.versions(sheet),
            data_as_of: Some(self.known.to_string()),
        }
    }

    fn subtitle(&self, sheet: &DutySheet, post: &str) -> String {
        let tr = self.tr;
        let mut args: Vec<(&str, FluentValue<'_>)> = vec![
            ("post", post.into()),
            ("number", sheet.number.to_string().into()),
            ("starts", in_full(tr, sheet.starts).into()),
        ];
        if sheet.audience == Audience::Everyone {
            return tr.with("doc-duty-sheet-subtitle", &args);
        }
        args.push(("audience", audience_word(tr, sheet.audience).into()));
        tr.with("doc-duty-sheet-subtitle-for", &args)
    }

    fn facts(&self, sheet: &DutySheet, person: Option<PersonId>) -> Facts {
        let directory = self.directory;
        let post = directory.posts.get(&sheet.post_id);
        let who = person.and_then(|person| directory.people.get(&person));
        let team = person.and_then(|person| directory.team_on(person, self.day));
        let seats = match team {
            Some(team) => self.seats.get(&(team.id, sheet.post_id)).copied(),
            None => {
                let of_post = self.seats.iter().filter(|((_, post), _)| *post == sheet.post_id);
                let all: Vec<i64> = of_post.map(|(_, seats)| *seats).collect();
                (person.is_none() && !all.is_empty()).then(|| all.iter().sum())
            }
        };
        Facts {
            post: post.map(|post| post.name.clone()).unwrap_or_default(),
            code: sheet.code.clone(),
            unit: team.map(|team| team.name.clone()),
            seats: seats.map(|n| one(self.tr, "doc-duty-sheet-seats-n", "n", &number(n))),
            person: who.map(|person| person.name.clone()),
            number: who.and_then(|person| person.number.clone()),
            territory: who.and_then(|person| person.city.clone()),
            superior: team.and_then(|team| self.superior(team.id, person)),
        }
    }

    /// The post of the manager of a team, or the name where it is not known; nobody is their own.
    fn superior(&self, team: TeamId, person: Option<PersonId>) -> Option<String> {
        let manager = self.directory.manager_on(team, self.day);
        let manager = manager.filter(|manager| Some(*manager) != person)?;
        let post = self.directory.membership_on(manager, self.day).and_then(|at| at.post_id);
        let post = post.and_then(|post| self.directory.posts.get(&post));
        let name = || self.directory.person_name(manager).to_owned();
        Some(post.map_or_else(name, |post| post.name.clone()))
    }

    /// The versions up to this one, the newest first.
    fn versions(&self, sheet: &DutySheet) -> Vec<VersionRow> {
        let all = self.duties.versions(sheet.post_id).into_iter();
        let past =
            all.filter(|other| other.audience == sheet.audience && other.number <= sheet.number);
        past.take(PAST)
            .map(|version| VersionRow {
                number: version.number.to_string(),
                starts: version.starts.to_string(),
                change: change_words(self.tr, version),
            })
            .collect()
    }
}

/// What a version changed, in words.
pub fn change_words(tr: &Tr, sheet: &DutySheet) -> String {
    let first = || if sheet.number == 1 { tr.text("doc-duty-sheet-first") } else { String::new() };
    sheet.change_note.clone().unwrap_or_else(first)
}

/// The number of a sheet in the records: `JD-SSE-003`.
pub fn sheet_number(sheet: &DutySheet) -> String {
    let post = sheet.post_id.0;
    let code = sheet.code.clone().unwrap_or_else(|| format!("{post:04}"));
    format!("JD-{code}-{:03}", sheet.number)
}

/// Whom a sheet is for, in words.
pub fn audience_word(tr: &Tr, audience: Audience) -> String {
    tr.text(match audience {
        Audience::Everyone => "doc-duty-sheet-everyone",
        Audience::New => "doc-duty-sheet-new",
        Audience::Experienced => "doc-duty-sheet-experienced",
    })
}

/// An education in words.
pub fn education_word(tr: &Tr, education: Education) -> String {
    tr.text(match education {
        Education::Secondary => "doc-duty-sheet-education-secondary",
        Education::College => "doc-duty-sheet-education-college",
        Education::Bachelor => "doc-duty-sheet-education-bachelor",
        Education::Master => "doc-duty-sheet-education-master",
        Education::Doctor => "doc-duty-sheet-education-doctor",
    })
}

/// What a requirement is called under: what the sheet says, or the word of its section.
pub fn category_word(tr: &Tr, line: &DutyLine) -> String {
    let key = match line.section {
        DutySection::Education => "doc-duty-sheet-education",
        DutySection::Experience => "doc-duty-sheet-experience",
        DutySection::Skill => "doc-duty-sheet-skill",
        DutySection::Quality | DutySection::Duty | DutySection::Relation => {
            "doc-duty-sheet-quality"
        }
    };
    line.group_name.clone().unwrap_or_else(|| tr.text(key))
}

/// What a line asks for, in words: `本科，仪表或自动化专业`, `5年以上工业客户销售`, `商务谈判4级`.
pub fn asked_words(tr: &Tr, line: &DutyLine) -> String {
    let words = match asked(line) {
        Some(Asked::Education(education)) => education_word(tr, education),
        Some(Asked::Experience { months }) => {
            // Without words of its own the title is that of the section.
            let plain = line.title == line.section.word();
            let what = if plain { tr.text("doc-duty-sheet-in-trade") } else { line.title.clone() };
            let years = months % YEAR == 0;
            let key = if years {
                "doc-duty-sheet-experience-years"
            } else {
                "doc-duty-sheet-experience-months"
            };
            let n = if years { months / YEAR } else { months };
            tr.with(key, &[("n", n.to_string().into()), ("what", what.into())])
        }
        Some(Asked::Skill { skill, level }) => {
            let args = [("skill", skill.into()), ("level", level.to_string().into())];
            tr.with("doc-duty-sheet-skill-level", &args)
        }
        Some(Asked::Quality(quality)) => quality,
        None => line.title.clone(),
    };
    match &line.text {
        Some(more) => [words.as_str(), more].join(&tr.text("doc-duty-sheet-comma")),
        None => words,
    }
}

/// The requirements as rows; skills under one name that are checked on the same stand in one.
fn requirements(tr: &Tr, lines: &[DutyLine]) -> Vec<RequirementRow> {
    let mut rows: Vec<(DutySection, RequirementRow)> = vec![];
    for line in lines.iter().filter(|line| asked(line).is_some()) {
        let (category, text) = (category_word(tr, line), asked_words(tr, line));
        if let Some((DutySection::Skill, last)) = rows.last_mut()
            && line.section == DutySection::Skill
            && last.category == category
            && last.evidence == line.standard
        {
            last.text = [last.text.as_str(), &text].join(&tr.text("doc-duty-sheet-comma"));
            continue;
        }
        let row = RequirementRow { category, text, evidence: line.standard.clone() };
        rows.push((line.section, row));
    }
    rows.into_iter().map(|(_, row)| row).collect()
}
