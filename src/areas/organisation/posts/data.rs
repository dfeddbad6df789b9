//! Everything the page shows, ready to draw.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::areas::Filter;
use crate::command::duties::{LineForm, SheetForm};
use crate::documents::Printout;
use crate::documents::duty_sheet::printout;
use crate::documents::duty_sheets::{
    Source, asked_words, audience_word, category_word, change_words,
};
use crate::domain::duty::{Audience, State};
use crate::domain::ids::{DutySheetId, PersonId, PostId};
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
pub(super) use crate::i18n::DASH;
use crate::i18n::{Tr, number, percent};
use crate::metrics::MetricId;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::{Duties, Findings, Standing, asked};
use crate::store::records::{Candidate, CandidateState, DutyLine, DutySection, DutySheet};

use super::candidates::{self, CandidateRow};
use super::checks::{self, CheckPage};
use super::compare::{self, Compared};

/// Which pages are to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// A version that names nobody.
    Blank(DutySheetId),
    /// The sheet of each person in the post.
    All,
    /// The sheet of one person.
    Person(PersonId),
}

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The post that is chosen; the first one if none.
    pub post: Option<PostId>,
    /// The two versions to compare, the earlier first; the newest with the one before it if none.
    pub compare: Option<(DutySheetId, DutySheetId)>,
    /// The pages that are to be printed.
    pub print: Option<Print>,
    /// Whose month is to be checked, where that is looked at.
    pub check: Option<checks::Ask>,
}

/// What the page shows, ready to draw.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The posts, those out of use last.
    pub posts: Vec<PostRow>,
    /// The one that is chosen.
    pub chosen: Option<Chosen>,
    /// The pages that were asked for.
    pub printed: Option<(Print, Vec<Printout>)>,
    /// The month that was asked for, of somebody in the chosen post who has a sheet.
    pub checked: Option<CheckPage>,
    /// Below so many months in the company a person is new.
    pub new_months: u32,
    /// The metrics that can measure a duty, by id; first none.
    pub metrics: Vec<(String, String)>,
}

/// A post in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// The key.
    pub id: PostId,
    /// The name.
    pub name: String,
    /// Whether it is out of use.
    pub archived: bool,
    /// The sheets that hold, with their days; empty where there is none.
    pub sheets: String,
    /// How many people of the scope are in it, have signed, and applied, in words.
    pub figures: String,
}

/// The post that is chosen.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The key.
    pub id: PostId,
    /// The name.
    pub name: String,
    /// Whether it is out of use.
    pub archived: bool,
    /// The versions, the newest first.
    pub versions: Vec<Version>,
    /// The people of the scope who are in it.
    pub people: Vec<PersonRow>,
    /// Who of them is still to sign.
    pub owed: usize,
    /// Who of them has no sheet.
    pub without: usize,
    /// Those who apply, the open ones first.
    pub candidates: Vec<CandidateRow>,
    /// The sheet that candidates are held against, in words; empty where there is none.
    pub required: String,
    /// Two versions beside each other.
    pub compared: Option<Compared>,
    /// Whether the post has different sheets for new and for experienced people.
    pub special: bool,
}

/// Whether a version holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It holds today.
    Now,
    /// It begins later.
    Coming,
    /// A later one took its place.
    Past,
}

/// A version of a sheet.
#[derive(Clone, Debug)]
pub struct Version {
    /// The key.
    pub id: DutySheetId,
    /// Whom it is for.
    pub audience: Audience,
    /// Which version, for whom: `版本 3`, `老员工 版本 2`.
    pub title: String,
    /// Its number among those for the same people.
    pub number: i64,
    /// The first day it holds.
    pub starts: NaiveDate,
    /// That day as shown.
    pub day: String,
    /// Whether it holds.
    pub hold: Hold,
    /// What changed.
    pub change: String,
    /// Who wrote it.
    pub by: String,
    /// How many people signed for it.
    pub signed: usize,
    /// What the post is there for.
    pub purpose: String,
    /// The duties in order.
    pub duties: Vec<DutyRow>,
    /// The sum of the weights; empty where duties are not weighed.
    pub total: String,
    /// What is asked for.
    pub requirements: Vec<RequirementRow>,
    /// With whom the post works: what they are, and who.
    pub relations: Vec<(String, String)>,
    /// What a new version begins with.
    pub form: SheetForm,
}

/// A duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// The group; empty without one.
    pub group: String,
    /// Its number in the sheet.
    pub number: String,
    /// The duty.
    pub title: String,
    /// What is done; may be empty.
    pub text: String,
    /// Standard and metric; may be empty.
    pub standard: String,
    /// The weight; empty where duties are not weighed.
    pub weight: String,
}

/// A requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementRow {
    /// What it is called under.
    pub category: String,
    /// What is asked for.
    pub text: String,
    /// On what it is checked; may be empty.
    pub evidence: String,
    /// The weight in the score of candidates.
    pub weight: String,
}

/// A person in the post.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// The key.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The team; a dash without one.
    pub team: String,
    /// The day of hire.
    pub hired: String,
    /// The sheet that is theirs.
    pub sheet: Option<DutySheetId>,
    /// Its version and the first day it holds.
    pub sheet_words: String,
    /// Since when it holds.
    pub sheet_starts: Option<NaiveDate>,
    /// Why it is theirs, or why there is none.
    pub why: String,
    /// Whether they signed.
    pub state: State,
    /// The same in words.
    pub state_words: String,
    /// What was chosen for them, and why.
    pub choice: Option<(Audience, String)>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::organisation) fn load(
    db: &Db,
    directory: &Directory,
    ask: &Ask,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    let duties = Duties::load(db)?;
    let all = db.all::<Candidate>()?;
    let findings = Findings::load(db)?;
    let source = Loaded { directory, duties: &duties, filter, tr };
    let people = source.people();
    let posts = source.posts(&people, &all);
    let known = |id: &PostId| posts.iter().any(|post| post.id == *id);
    let of_scope = match filter.scope {
        Scope::Person(person) => {
            directory.membership_on(person, filter.today).and_then(|at| at.post_id)
        }
        _ => None,
    };
    let id = ask.post.filter(known).or(of_scope.filter(known));
    let id = id.or_else(|| posts.first().map(|post| post.id));
    let chosen = id.and_then(|id| {
        let own = all.iter().filter(|candidate| candidate.post_id == id);
        let own: Vec<&Candidate> = own.collect();
        source.chosen(id, &people, ask.compare, |sheet| {
            candidates::rows(&duties, &findings, &own, sheet, tr)
        })
    });
    let printed = match (ask.print, &chosen) {
        (Some(print), Some(chosen)) => {
            let pages = Source::load(db, directory, filter.today, tr)?;
            Some((print, printouts(&pages, print, chosen, tr)))
        }
        _ => None,
    };
    let checked = match (ask.check, &chosen) {
        (Some(check), Some(chosen)) => {
            let of = (chosen.id, chosen.people.as_slice());
            checks::load(db, (directory, &duties), of, check, (filter.today, tr))?
        }
        _ => None,
    };
    let none = (String::new(), tr.text("organisation-posts-no-metric"));
    let metric = |metric: MetricId| (metric.word().to_owned(), tr.text(&metric.label_key()));
    let metrics = std::iter::once(none).chain(MetricId::ALL.into_iter().map(metric)).collect();
    Ok(Page { posts, chosen, printed, checked, new_months: duties.new_months, metrics })
}

/// The pages that were asked for; of two of one name one file each.
fn printouts(pages: &Source<'_>, print: Print, chosen: &Chosen, tr: &Tr) -> Vec<Printout> {
    let of = |person: &PersonRow| {
        let page = pages.of_person(person.id)?;
        let mut printed = printout(std::slice::from_ref(&page), tr);
        let again = chosen.people.iter().filter(|other| other.name == person.name).count() > 1;
        if again {
            let number = page.facts.number.unwrap_or_else(|| person.id.0.to_string());
            printed.title = format!("{} {number}", printed.title);
        }
        Some(printed)
    };
    match print {
        Print::Blank(sheet) => pages.blank_printout(sheet).into_iter().collect(),
        Print::All => chosen.people.iter().filter_map(of).collect(),
        Print::Person(id) => {
            chosen.people.iter().filter(|person| person.id == id).filter_map(of).collect()
        }
    }
}

/// What the page is made of.
struct Loaded<'a> {
    directory: &'a Directory,
    duties: &'a Duties,
    filter: &'a Filter,
    tr: &'a Tr,
}

impl<'a> Loaded<'a> {
    /// Who is in the scope, and how they stand; for one person their whole team.
    fn people(&self) -> Vec<(PersonId, Standing<'a>)> {
        let (directory, day) = (self.directory, self.filter.today);
        let scope = match self.filter.scope {
            Scope::Person(person) => {
                directory.team_on(person, day).map_or(Scope::Person(person), |t| Scope::Team(t.id))
            }
            scope => scope,
        };
        let members: Members = directory.members(scope);
        let people = directory.people.values();
        people
            .filter(|person| members.include(Some(person.id), Some(day)))
            .filter(|person| !directory.has_left(person.id, day))
            .map(|person| (person.id, self.duties.standing(directory, person.id, day)))
            .collect()
    }

    fn posts(&self, people: &[(PersonId, Standing<'a>)], all: &[Candidate]) -> Vec<PostRow> {
        let mut inside: BTreeMap<PostId, (usize, usize)> = BTreeMap::new();
        for (_, standing) in people {
            let Some(post) = standing.post else { continue };
            let (people, signed) = inside.entry(post).or_default();
            *people += 1;
            *signed += usize::from(matches!(standing.state, State::Acknowledged(_)));
        }
        let mut rows: Vec<PostRow> = vec![];
        for post in self.directory.posts.values() {
            let (people, signed) = inside.get(&post.id).copied().unwrap_or_default();
            let open =
                |one: &&Candidate| one.post_id == post.id && one.state == CandidateState::Open;
            let candidates = all.iter().filter(open).count();
            let holds = |audience| self.duties.in_force(post.id, audience, self.filter.today);
            let sheets = Audience::ALL.into_iter().filter_map(holds);
            let sheets: Vec<String> = sheets.map(|sheet| self.version_words(sheet)).collect();
            let args = [
                ("people", count(people).into()),
                ("signed", count(signed).into()),
                ("candidates", count(candidates).into()),
            ];
            let key = match (people, candidates) {
                (0, 0) => "organisation-posts-figures-nobody",
                (_, 0) => "organisation-posts-figures",
                _ => "organisation-posts-figures-candidates",
            };
            rows.push(PostRow {
                id: post.id,
                name: post.name.clone(),
                archived: post.archived,
                sheets: sheets.join(&self.tr.text("organisation-posts-comma")),
                figures: self.tr.with(key, &args),
            });
        }
        rows.sort_by_key(|row| (row.archived, row.id));
        rows
    }

    fn chosen(
        &self,
        id: PostId,
        people: &[(PersonId, Standing<'a>)],
        compared: Option<(DutySheetId, DutySheetId)>,
        candidates: impl FnOnce(Option<&DutySheet>) -> Vec<CandidateRow>,
    ) -> Option<Chosen> {
        let post = self.directory.posts.get(&id)?;
        let sheets = self.duties.versions(id);
        let inside = people.iter().filter(|(_, standing)| standing.post == Some(id));
        let people: Vec<PersonRow> =
            inside.map(|(person, standing)| self.person(*person, standing)).collect();
        let required = self.duties.for_candidates(id, self.filter.today);
        let owes = |row: &&PersonRow| matches!(row.state, State::Again(_) | State::Never);
        Some(Chosen {
            id,
            name: post.name.clone(),
            archived: post.archived,
            versions: sheets.iter().map(|sheet| self.version(sheet, &post.name)).collect(),
            owed: people.iter().filter(owes).count(),
            without: people.iter().filter(|row| row.state == State::NoSheet).count(),
            people,
            candidates: candidates(required),
            required: required.map(|sheet| self.version_words(sheet)).unwrap_or_default(),
            compared: compare::compared(self.duties, &sheets, compared, self.tr),
            special: sheets.iter().any(|sheet| sheet.audience != Audience::Everyone),
        })
    }

    /// Which version, for whom: `版本 3`, `新员工 版本 2`.
    fn version_title(&self, sheet: &DutySheet) -> String {
        title(self.tr, sheet)
    }

    /// As [`Self::version_title`], with the first day.
    fn version_words(&self, sheet: &DutySheet) -> String {
        let args =
            [("title", self.version_title(sheet).into()), ("day", sheet.starts.to_string().into())];
        self.tr.with("organisation-posts-version-since", &args)
    }

    fn version(&self, sheet: &DutySheet, post: &str) -> Version {
        let (tr, today) = (self.tr, self.filter.today);
        let lines = self.duties.lines_of(sheet.id);
        let holds = self.duties.in_force(sheet.post_id, sheet.audience, today);
        let hold = match holds {
            _ if sheet.starts > today => Hold::Coming,
            Some(now) if now.id == sheet.id => Hold::Now,
            _ => Hold::Past,
        };
        let duties: Vec<&DutyLine> =
            lines.iter().filter(|line| line.section == DutySection::Duty).collect();
        let total: i64 = duties.iter().map(|line| line.weight).sum();
        let weight = |bp: i64| if total > 0 { weight_words(bp) } else { String::new() };
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let signed = self.duties.acknowledgements.keys().filter(|(_, of)| *of == sheet.id);
        let required = lines.iter().filter(|line| asked(line).is_some());
        let relations = lines.iter().filter(|line| line.section == DutySection::Relation);
        Version {
            id: sheet.id,
            audience: sheet.audience,
            title: self.version_title(sheet),
            number: sheet.number,
            starts: sheet.starts,
            day: sheet.starts.to_string(),
            hold,
            change: change_words(tr, sheet),
            by: if sheet.by_name.is_empty() { DASH.to_owned() } else { sheet.by_name.clone() },
            signed: signed.count(),
            purpose: sheet.purpose.clone(),
            duties: (1..)
                .zip(&duties)
                .map(|(place, line): (i64, &&DutyLine)| DutyRow {
                    group: said(&line.group_name),
                    number: number(place),
                    title: line.title.clone(),
                    text: said(&line.text),
                    standard: standard(tr, line),
                    weight: weight(line.weight),
                })
                .collect(),
            total: weight(total),
            requirements: required
                .map(|line| RequirementRow {
                    category: category_word(tr, line),
                    text: asked_words(tr, line),
                    evidence: said(&line.standard),
                    weight: number(line.weight),
                })
                .collect(),
            relations: relations.map(|line| (line.title.clone(), said(&line.text))).collect(),
            form: form(sheet, lines, post),
        }
    }

    fn person(&self, id: PersonId, standing: &Standing<'a>) -> PersonRow {
        let (directory, tr, today) = (self.directory, self.tr, self.filter.today);
        let person = directory.people.get(&id);
        let hired = person.and_then(|person| person.hired);
        let (sheet_words, why) = match (standing.sheet, standing.why) {
            (Some(sheet), Some(why)) => {
                let key = format!("organisation-posts-why-{}", why.word().replace('_', "-"));
                let n = i64::from(self.duties.new_months);
                (self.version_words(sheet), tr.with(&key, &[("n", n.into())]))
            }
            _ => {
                let any = standing.post.is_some_and(|post| !self.duties.versions(post).is_empty());
                let key = if any {
                    "organisation-posts-why-none"
                } else {
                    "organisation-posts-why-no-sheet"
                };
                (DASH.to_owned(), tr.text(key))
            }
        };
        let state_words = match standing.state {
            State::Acknowledged(day) => {
                tr.with("organisation-posts-state-acknowledged", &[("day", day.to_string().into())])
            }
            State::Again(day) => {
                tr.with("organisation-posts-state-again", &[("day", day.to_string().into())])
            }
            State::Never => tr.text("organisation-posts-state-never"),
            State::NoSheet => tr.text("organisation-posts-state-no-sheet"),
        };
        let choice = self.duties.chosen_or_coming(id, today);
        PersonRow {
            id,
            name: directory.person_name(id).to_owned(),
            team: directory.team_on(id, today).map_or(DASH.to_owned(), |team| team.name.clone()),
            hired: hired.map_or_else(|| tr.text("unknown"), |day| day.to_string()),
            sheet: standing.sheet.map(|sheet| sheet.id),
            sheet_starts: standing.sheet.map(|sheet| sheet.starts),
            sheet_words,
            why,
            state: standing.state,
            state_words,
            choice: choice.map(|(audience, reason)| (audience, reason.to_owned())),
        }
    }
}

/// Which version, for whom: `版本 3`, `新员工 版本 2`.
pub(super) fn title(tr: &Tr, sheet: &DutySheet) -> String {
    let n = number(sheet.number);
    if sheet.audience == Audience::Everyone {
        return tr.with("organisation-posts-version", &[("n", n.into())]);
    }
    let whom = audience_word(tr, sheet.audience);
    tr.with("organisation-posts-version-for", &[("n", n.into()), ("whom", whom.into())])
}

/// By what a duty is measured: its standard, and the metric.
pub(super) fn standard(tr: &Tr, line: &DutyLine) -> String {
    let metric = line.metric.as_deref().and_then(MetricId::parse);
    let metric = metric.map(|metric| tr.text(&metric.label_key()));
    match (&line.standard, metric) {
        (Some(standard), Some(metric)) => {
            let args = [("standard", standard.as_str().into()), ("metric", metric.into())];
            tr.with("organisation-posts-standard-metric", &args)
        }
        (Some(standard), None) => standard.clone(),
        (None, Some(metric)) => tr.with("organisation-posts-metric", &[("metric", metric.into())]),
        (None, None) => String::new(),
    }
}

/// A weight as percent without needless decimals.
pub(super) fn weight_words(bp: i64) -> String {
    if bp % 100 == 0 { format!("{}%", number(bp / 100)) } else { percent(bp) }
}

/// A count as a number of the words.
pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// What a new version of a sheet begins with.
fn form(sheet: &DutySheet, lines: &[DutyLine], post: &str) -> SheetForm {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let line = |line: &DutyLine| LineForm {
        section: line.section,
        group: said(&line.group_name),
        title: line.title.clone(),
        text: said(&line.text),
        standard: said(&line.standard),
        metric: said(&line.metric),
        number: line.number,
        weight: line.weight,
    };
    SheetForm {
        post: sheet.post_id,
        name: post.to_owned(),
        audience: sheet.audience,
        starts: sheet.starts,
        code: said(&sheet.code),
        purpose: sheet.purpose.clone(),
        change_note: String::new(),
        lines: lines.iter().map(line).collect(),
    }
}
