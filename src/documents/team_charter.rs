//! The charter of a team (团队章程): what it is there for, what it wants to reach together, what it
//! values and how its people compete as friends, on one page that hangs on the wall.
//!
//! # The version that holds
//! A page shows the version that holds on a day of its period: today, or the day of the period next to
//! it. A team without a charter has no page.
//!
//! # The content code leaves people out
//! Who belongs to the team changes without a new version; the code is that of the charter itself, so
//! that paper can be matched with its version.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Document, DocumentKind, Letterhead, Printout, content_code, foot, headings, in_full, labels,
};
use crate::domain::ids::TeamId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{FluentValue, Tr, period_label};
use crate::metrics::targets::day_in;
use crate::metrics::team_life::{in_force, lines};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Person, Team, TeamCharter};

/// This document in the list of documents.
pub const KIND: DocumentKind = DocumentKind {
    document: Document::TeamCharter,
    id: "team-charter",
    name_key: "doc-team-charter-title",
    many_key: "doc-team-charter-file-many",
    template: include_str!("../../assets/templates/team_charter.typ"),
};

/// Everything on the page. Texts are ready to print; `None` prints as a dash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CharterPage {
    /// Company, department and number at the head.
    pub letterhead: Letterhead,
    /// The team.
    pub team: String,
    /// Its region.
    pub region: Option<String>,
    /// Its manager.
    pub manager: Option<String>,
    /// Its people, the manager first.
    pub people: Vec<String>,
    /// The number of the version.
    pub number: i64,
    /// The day from which it holds, as printed.
    pub starts: String,
    /// Who wrote it.
    pub by: Option<String>,
    /// The version before and from when it held.
    pub before: Option<String>,
    /// The slogan.
    pub slogan: Option<String>,
    /// What the team is there for.
    pub positioning: String,
    /// Shared goals.
    pub goals: Vec<String>,
    /// Values; without any the section is left out.
    pub culture: Vec<String>,
    /// Rules of friendly competition; without any the section is left out.
    pub rules: Vec<String>,
}

impl CharterPage {
    /// The code in the footer: a hash of what was agreed.
    pub fn content_code(&self) -> String {
        content_code(&json!({
            "document": KIND.id,
            "team": self.team,
            "number": self.number,
            "starts": self.starts,
            "slogan": self.slogan,
            "positioning": self.positioning,
            "goals": self.goals,
            "culture": self.culture,
            "rules": self.rules,
        }))
    }

    fn shown(&self, tr: &Tr) -> Value {
        let version =
            [("number", FluentValue::from(self.number)), ("starts", self.starts.as_str().into())];
        let people = i64::try_from(self.people.len()).unwrap_or(i64::MAX);
        json!({
            "head": self.letterhead.shown(tr),
            "foot": foot(tr, None, &self.content_code()),
            "bookmark": self.team,
            "version": tr.with("doc-team-charter-version", &version),
            "team": self.team,
            "region": self.region,
            "manager": self.manager,
            "people": self.people,
            "count": tr.with("doc-team-charter-people-count", &[("n", people.into())]),
            "starts": self.starts,
            "by": self.by,
            "before": self.before,
            "slogan": self.slogan,
            "positioning": self.positioning,
            "goals": self.goals,
            "culture": self.culture,
            "rules": self.rules,
            "headings": self.headings(tr),
        })
    }

    // The sections are numbered as they stand: some of them may be missing.
    fn headings(&self, tr: &Tr) -> Value {
        let some = |lines: &[String], name: &'static str, key: &'static str| {
            (!lines.is_empty()).then_some((name, key))
        };
        let sections = [
            Some(("positioning", "doc-team-charter-positioning")),
            Some(("goals", "doc-team-charter-goals")),
            some(&self.culture, "culture", "doc-team-charter-culture"),
            some(&self.rules, "rules", "doc-team-charter-rules"),
            some(&self.people, "people", "doc-team-charter-people"),
            Some(("signatures", "doc-team-charter-signatures")),
        ];
        headings(&sections, tr)
    }
}

/// The printout of one charter or of many in one file, with a bookmark for each.
pub fn printout(pages: &[CharterPage], period: &str, tr: &Tr) -> Printout {
    let title = match pages {
        [page] => tr.with(
            "doc-team-charter-file-one",
            &[("name", page.team.as_str().into()), ("number", page.number.into())],
        ),
        _ => KIND.many_title(tr, period),
    };
    Printout {
        kind: &KIND,
        title,
        author: pages.first().map(|page| page.letterhead.company.clone()).unwrap_or_default(),
        language: tr.language(),
        words: labels(WORDS, "doc-team-charter-", tr),
        pages: pages.iter().map(|page| page.shown(tr)).collect(),
    }
}

// The template's labels; it knows them without the prefix.
const WORDS: &[&str] = &[
    "doc-team-charter-before",
    "doc-team-charter-by",
    "doc-team-charter-count",
    "doc-team-charter-manager",
    "doc-team-charter-region",
    "doc-team-charter-sign-above",
    "doc-team-charter-sign-manager",
    "doc-team-charter-sign-people",
    "doc-team-charter-signatures-note",
    "doc-team-charter-starts",
    "doc-team-charter-team",
    "doc-team-charter-title",
    "doc-team-charter-version-label",
    "doc-undated",
];

/// A charter and whose it is.
#[derive(Clone, Debug)]
pub struct Charter {
    /// The team.
    pub team: TeamId,
    /// The page.
    pub page: CharterPage,
}

/// The charters of a scope, with the teams that have none.
#[derive(Clone, Debug)]
pub struct Charters {
    /// One for each team of the scope that has a charter, by region.
    pub charters: Vec<Charter>,
    /// The teams without one.
    pub without: Vec<TeamId>,
    /// The day as of which they hold.
    pub as_of: NaiveDate,
    /// The period in words.
    pub period: String,
}

/// Fills the charters of a scope for a period; of a person, that of the team.
///
/// # Errors
/// Whatever the database reports.
pub fn charters(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    period: Period,
    today: NaiveDate,
    tr: &Tr,
) -> Result<Charters> {
    let day = day_in(period, today);
    let versions = crate::metrics::team_life::charters(db)?;
    let letterhead = Letterhead::load(db)?;
    let (mut charters, mut without) = (vec![], vec![]);
    for team in teams(directory, scope, day) {
        let own = versions.get(&team.id).map_or(&[][..], Vec::as_slice);
        match in_force(own, day) {
            Some(charter) => charters.push(Charter {
                team: team.id,
                page: page(directory, team, (charter, own), letterhead.clone(), day, tr),
            }),
            None => without.push(team.id),
        }
    }
    Ok(Charters { charters, without, as_of: day, period: period_label(tr, period) })
}

/// The teams of a scope that stand on a day, by region; of a person, the team they are in.
fn teams(directory: &Directory, scope: Scope, day: NaiveDate) -> Vec<&Team> {
    let teams = directory.teams.values().filter(|team| directory.stands(team, day));
    let mut teams: Vec<&Team> =
        teams.filter(|team| directory.team_in(team.id, scope, day)).collect();
    teams.sort_by_key(|team| (directory.region_on(team.id, day), team.id));
    teams
}

fn page(
    directory: &Directory,
    team: &Team,
    (charter, versions): (&TeamCharter, &[TeamCharter]),
    letterhead: Letterhead,
    day: NaiveDate,
    tr: &Tr,
) -> CharterPage {
    let manager = directory.manager_on(team.id, day);
    let members = directory.members(Scope::Team(team.id));
    let there = |person: &&Person| {
        members.include(Some(person.id), Some(day)) && !directory.has_left(person.id, day)
    };
    let mut people: Vec<&Person> = directory.people.values().filter(there).collect();
    people.sort_by_key(|person| (Some(person.id) != manager, person.id));
    let before = versions.iter().rfind(|version| version.number < charter.number);
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let all = |text: &str| lines(text).into_iter().map(str::to_owned).collect();
    CharterPage {
        letterhead: Letterhead {
            number: Some(format!("TC-{:04}-{:02}", team.id.0, charter.number)),
            ..letterhead
        },
        team: team.name.clone(),
        region: directory
            .region_on(team.id, day)
            .map(|region| directory.region_name(region).to_owned()),
        manager: manager.map(|manager| directory.person_name(manager).to_owned()),
        people: people.into_iter().map(|person| person.name.clone()).collect(),
        number: charter.number,
        starts: in_full(tr, charter.starts),
        by: some(&charter.by_name),
        before: before.map(|version| {
            let args = [
                ("number", FluentValue::from(version.number)),
                ("starts", version.starts.to_string().into()),
            ];
            tr.with("doc-team-charter-version", &args)
        }),
        slogan: charter.slogan.clone(),
        positioning: charter.positioning.clone(),
        goals: all(&charter.goals),
        culture: all(&charter.culture),
        rules: all(&charter.rules),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Pages;
    use crate::documents::testing::{all_words_used, drawn};
    use crate::i18n::Language;

    fn sample() -> CharterPage {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        CharterPage {
            letterhead: Letterhead {
                company: "衡川仪表有限公司".into(),
                department: Some("销售中心".into()),
                number: Some("TC-0012-02".into()),
            },
            team: "华东区".into(),
            region: Some("华东区".into()),
            manager: Some("林晓峰".into()),
            people: texts(&["林晓峰", "张雨桐", "王志强", "周若彤"]),
            number: 2,
            starts: "2025年7月1日".into(),
            by: Some("林晓峰".into()),
            before: Some("第1版，2024-01-01起".into()),
            slogan: Some("先懂工况，再谈价格".into()),
            positioning: "服务长三角化工和水务客户的过程分析与流量方案团队。".into(),
            goals: texts(&["重点客户续约率不低于九成", "新人六个月内独立成单"]),
            culture: texts(&["说到做到", "难题一起上"]),
            rules: texts(&["不抢同事已立项的客户", "比的是进步，不比嗓门"]),
        }
    }

    fn pages(page: &CharterPage, language: Language) -> Pages {
        drawn(&printout(std::slice::from_ref(page), "2025年", &Tr::new(language)))
    }

    /// The drawn words without white space, since lines end anywhere.
    fn text(pages: &Pages) -> String {
        let hidden = ['\u{200b}', '\u{ad}'];
        pages.text().chars().filter(|c| !c.is_whitespace() && !hidden.contains(c)).collect()
    }

    #[test]
    fn a_charter_is_one_page_in_both_languages() {
        for language in Language::ALL {
            let pages = pages(&sample(), language);
            assert_eq!(pages.count(), 1, "{language:?}");
            let text = text(&pages);
            for shown in ["先懂工况，再谈价格", "比的是进步，不比嗓门", "周若彤", "TC-0012-02"]
            {
                assert!(text.contains(shown), "{shown} in {text}");
            }
            assert!(text.contains(&sample().content_code()), "{text}");
        }
        let chinese = text(&pages(&sample(), Language::Chinese));
        assert!(chinese.contains("第2版") && chinese.contains("六、签字"), "{chinese}");
    }

    #[test]
    fn what_was_left_blank_has_no_section() {
        let mut page = sample();
        page.culture = vec![];
        page.rules = vec![];
        page.slogan = None;
        page.before = None;
        let chinese = text(&pages(&page, Language::Chinese));
        assert!(!chinese.contains("竞争规则") && chinese.contains("四、签字"), "{chinese}");
    }

    #[test]
    fn every_word_is_there_and_used() {
        all_words_used(&KIND, WORDS, &printout(&[], "", &Tr::new(Language::English)));
    }

    #[test]
    fn the_code_sees_the_charter_and_not_who_is_in_the_team() {
        let page = sample();
        let mut other = page.clone();
        other.people.pop();
        other.manager = None;
        assert_eq!(other.content_code(), page.content_code());
        other.rules.pop();
        assert_ne!(other.content_code(), page.content_code());
    }

    #[test]
    fn what_people_type_is_never_markup() {
        let mut page = sample();
        page.goals = vec!["= #panic() $x$ *y*".into()];
        let drawn = text(&pages(&page, Language::Chinese));
        assert!(drawn.contains("=#panic()$x$*y*"), "{drawn}");
    }
}
