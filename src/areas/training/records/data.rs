//! What the page shows, ready to draw.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use crate::areas::training::crew;
use crate::areas::training::data::Load;
use crate::documents::{Printout, training_file, training_files};
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::i18n::{DASH, Language, Tr, number};
use crate::metrics::training::records::{self, Ahead, Entry, Kind, Waits, What, Year, show};
use crate::metrics::training::say;
use crate::store::records::{CertificateKind, Course, LearningTopic, Skill};
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Who is chosen on the page; the person of the top bar goes before.
    pub person: Option<PersonId>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// Who can be chosen.
    pub picker: Vec<(Option<PersonId>, String)>,
    /// The person, unless the scope has nobody.
    pub sheet: Option<Box<Sheet>>,
}

/// What one person learned.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Post and team.
    pub sub: String,
    /// The records, the newest first.
    pub rows: Vec<Row>,
    /// The kinds there are, with how many records each has.
    pub kinds: Vec<(Kind, String)>,
    /// The topics there are, with how many records each has.
    pub topics: Vec<(Option<LearningTopic>, String)>,
    /// What is to come.
    pub ahead: Vec<AheadRow>,
    /// The years, the newest first.
    pub years: Vec<YearRow>,
    /// The training file of the year, to be printed.
    pub file: Option<Printout>,
}

/// A record.
#[derive(Clone, Debug)]
pub struct Row {
    /// The day.
    pub day: String,
    /// What kind it is.
    pub kind: Kind,
    /// The same in a word.
    pub kind_name: String,
    /// What it is about.
    pub topic: Option<LearningTopic>,
    /// The same in a word; empty where nobody said.
    pub topic_name: String,
    /// What it was.
    pub title: String,
    /// How, where, by whom.
    pub detail: String,
    /// Its hours; empty for what has none, a dash where they are not known.
    pub hours: String,
    /// What it cost; empty for what costs nothing, a dash where that is not known.
    pub cost: String,
    /// What came of it.
    pub result: String,
    /// How that is to be taken.
    pub tone: Tone,
}

impl Row {
    /// What the row is found by, and told as.
    pub fn told(&self) -> String {
        let parts = [&self.day, &self.kind_name, &self.title, &self.detail, &self.result];
        let parts = parts.map(String::as_str).into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<&str>>().join(" ")
    }
}

/// What is to come.
#[derive(Clone, Debug)]
pub struct AheadRow {
    /// The day, or that there is none.
    pub day: String,
    /// What.
    pub title: String,
    /// Of what kind, where, by whom.
    pub detail: String,
    /// Whether its day is over.
    pub late: bool,
}

/// A year.
#[derive(Clone, Debug)]
pub struct YearRow {
    /// The year.
    pub year: String,
    /// Its hours, of so many that are asked for.
    pub hours: String,
    /// The same as a part of what is asked for; nothing where nothing is.
    pub share: Option<f32>,
    /// Where the hours should be by now, for the year that runs.
    pub tick: Option<f32>,
    /// Whether they are behind that.
    pub tone: Tone,
    /// How many hours are left, or that nothing is asked for.
    pub quota: String,
    /// Trainings, passed ones, cost.
    pub detail: String,
    /// What is not known of it; empty where all is.
    pub unknown: String,
    /// Hours by topic.
    pub topics: Vec<String>,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::training) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let people = crew::people(load);
    let chosen = match load.scope {
        Scope::Person(person) => Some(person),
        Scope::All | Scope::Region(_) | Scope::Team(_) => ask
            .person
            .filter(|person| people.iter().any(|(one, _)| one == person))
            .or_else(|| people.first().map(|(one, _)| *one)),
    };
    let sheet = chosen.map(|person| sheet(load, person)).transpose()?;
    let mut picker: Vec<(Option<PersonId>, String)> =
        people.into_iter().map(|(person, name)| (Some(person), name)).collect();
    // Somebody who left is found by the top bar alone.
    if let Some(sheet) = &sheet
        && !picker.iter().any(|(one, _)| *one == Some(sheet.person))
    {
        picker.insert(0, (Some(sheet.person), sheet.name.clone()));
    }
    Ok(Data { picker, sheet: sheet.map(Box::new) })
}

fn sheet(load: &Load<'_>, person: PersonId) -> Result<Sheet> {
    let (tr, directory) = (load.tr, load.directory);
    let found = records::load(load.db, directory, person, load.today)?;
    let at = directory.membership_on(person, load.today);
    let post = at.and_then(|at| at.post_id).and_then(|post| directory.posts.get(&post));
    let team = directory.team_on(person, load.today);
    let sub = [
        post.map(|post| post.name.clone()).unwrap_or_default(),
        at.and_then(|at| at.level.clone()).unwrap_or_default(),
        team.map(|team| team.name.clone()).unwrap_or_default(),
    ];
    let mut kinds: BTreeMap<Kind, i64> = BTreeMap::new();
    let mut topics: BTreeMap<Option<LearningTopic>, i64> = BTreeMap::new();
    for entry in &found.entries {
        *kinds.entry(entry.kind()).or_default() += 1;
        *topics.entry(entry.topic).or_default() += 1;
    }
    let of_kind = |kind: Kind| {
        kinds.get(&kind).map(|n| (kind, format!("{} {}", show::kind(tr, kind), number(*n))))
    };
    let named = show::TOPICS.into_iter().map(Some).chain([None]);
    let of_topic = |topic: Option<LearningTopic>| {
        topics.get(&topic).map(|n| (topic, format!("{} {}", show::topic(tr, topic), number(*n))))
    };
    let names = english(load)?;
    let year = Period::Year(load.today.year());
    let wanted = (Scope::Person(person), year);
    let files = training_files::files(load.db, directory, wanted, load.today, tr)?;
    let file = files.files.first();
    let file = file.map(|file| training_file::printout(std::slice::from_ref(&file.page), year, tr));
    Ok(Sheet {
        person,
        name: directory.person_name(person).to_owned(),
        sub: show::joined(tr, &sub),
        rows: found.entries.iter().map(|entry| row(load, &names, entry)).collect(),
        kinds: Kind::ALL.into_iter().filter_map(of_kind).collect(),
        topics: named.filter_map(of_topic).collect(),
        ahead: found.ahead.iter().map(|ahead| ahead_row(load, ahead)).collect(),
        years: found.years.iter().map(|year| year_row(tr, year, load.today)).collect(),
        file,
    })
}

/// The English names of skills, courses and kinds of certificates by their own; none for a Chinese page.
fn english(load: &Load<'_>) -> Result<BTreeMap<String, String>> {
    if load.tr.language() != Language::English {
        return Ok(BTreeMap::new());
    }
    let skills = load.db.all::<Skill>()?.into_iter().map(|own| (own.name, own.name_en));
    let courses = load.db.all::<Course>()?.into_iter().map(|own| (own.name, own.name_en));
    let kinds = load.db.all::<CertificateKind>()?.into_iter().map(|own| (own.name, own.name_en));
    let all = skills.chain(courses).chain(kinds);
    Ok(all.filter(|(_, english)| !english.is_empty()).collect())
}

fn row(load: &Load<'_>, names: &BTreeMap<String, String>, entry: &Entry) -> Row {
    let tr = load.tr;
    let told = show::told(tr, load.directory, entry);
    // Only what has a name of its own is told in the language of the reader; what was typed stays.
    let named = match &entry.what {
        What::Training { .. }
        | What::Certificate { .. }
        | What::Rating { .. }
        | What::Refreshed { .. } => names.get(&told.title).cloned(),
        _ => None,
    };
    let dash = || DASH.to_owned();
    let (hours, cost) = match &entry.what {
        What::Training { hours, result, .. } => {
            (hours.map_or_else(dash, show::hours), say::amount(tr, result.cost))
        }
        _ => (String::new(), String::new()),
    };
    Row {
        day: entry.on.to_string(),
        kind: entry.kind(),
        kind_name: show::kind(tr, entry.kind()),
        topic: entry.topic,
        topic_name: entry.topic.map_or_else(String::new, |own| show::topic(tr, Some(own))),
        title: named.unwrap_or(told.title),
        detail: told.detail,
        hours,
        cost,
        result: told.result,
        tone: tone(entry),
    }
}

fn tone(entry: &Entry) -> Tone {
    use crate::store::records::TrainingOutcome as Outcome;
    use crate::store::training::results::outcome;
    match &entry.what {
        What::Training { result, .. } => match result.outcome.as_deref().and_then(outcome) {
            Some(Outcome::Passed | Outcome::Completed) => Tone::Good,
            Some(Outcome::Failed | Outcome::Incomplete) => Tone::Warn,
            None => Tone::Neutral,
        },
        What::Refreshed { passed: false, .. } => Tone::Warn,
        What::Certificate { paper: records::Paper::Revoked, .. } => Tone::Bad,
        What::Rating { rating, before: Some(before) } if rating.level > *before => Tone::Good,
        What::Rating { rating, before: Some(before) } if rating.level < *before => Tone::Warn,
        _ => Tone::Neutral,
    }
}

fn ahead_row(load: &Load<'_>, ahead: &Ahead) -> AheadRow {
    let tr = load.tr;
    let (title, detail) = match &ahead.what {
        Waits::Class { name, place, waiting, .. } => {
            let kind = if *waiting { "records-ahead-waiting" } else { "records-ahead-class" };
            let parts = [tr.text(kind), place.clone().unwrap_or_default()];
            (name.clone(), show::joined(tr, &parts))
        }
        Waits::Task { mentor, words } => {
            let name = load.directory.person_name(*mentor);
            (words.clone(), tr.with("records-ahead-task", &[("name", name.into())]))
        }
        Waits::Update { title } => (title.clone(), tr.text("records-ahead-update")),
    };
    AheadRow {
        day: ahead.on.map_or_else(|| tr.text("records-no-day"), |day| day.to_string()),
        title,
        detail,
        late: ahead.on.is_some_and(|day| day < load.today),
    }
}

/// How much of a year is over; `None` of one that is.
fn elapsed(year: i32, today: NaiveDate) -> Option<Rational> {
    let period = Period::Year(year);
    if period.last_day() < today {
        return None;
    }
    let days = |first: NaiveDate, last: NaiveDate| i128::from((last - first).num_days() + 1);
    let first = period.first_day();
    Rational::new(days(first, today), days(first, period.last_day()))
}

fn year_row(tr: &Tr, year: &Year, today: NaiveDate) -> YearRow {
    let sums = &year.sums;
    let count = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX));
    let done = match sums.hours.value {
        Some(hours) => show::hours(hours),
        None if sums.results == 0 => show::hours(0),
        None => DASH.to_owned(),
    };
    let quota = year.quota();
    let elapsed = elapsed(year.year, today);
    let behind = match (quota, elapsed) {
        (Some(quota), Some(elapsed)) => quota.behind(elapsed),
        (Some(quota), None) => quota.share().map(|share| share < Rational::ONE),
        (None, _) => None,
    };
    let left =
        quota.and_then(|quota| quota.left()).and_then(|left| i64::try_from(left.round()).ok());
    let said = match (year.quota, left) {
        (None, _) => tr.text("records-no-quota"),
        (Some(_), None) => tr.text("records-quota-unknown"),
        (Some(_), Some(0)) => tr.text("records-quota-done"),
        (Some(_), Some(left)) => tr.with("records-quota-left", &[("n", show::hours(left).into())]),
    };
    let cost = sums.cost.value.map_or_else(String::new, |cost| {
        let shown = say::amount(tr, Some(cost));
        tr.with("records-year-cost", &[("cost", shown.into())])
    });
    let passed = count(sums.passed + sums.completed);
    let n = i64::try_from(sums.results).unwrap_or(i64::MAX);
    let args = [("n", n.into()), ("passed", passed.into())];
    let unknown = [
        (sums.hours.unknown, "records-unknown-hours"),
        (sums.cost.unknown, "records-unknown-cost"),
    ];
    let unknown: Vec<String> = unknown
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, key)| tr.with(key, &[("n", count(n).into())]))
        .collect();
    let about = show::TOPICS.into_iter().map(Some).chain([None]);
    let topics = about.filter_map(|topic| {
        let hours = year.topics.get(&topic)?.hours.value?;
        Some(format!("{} {}", show::topic(tr, topic), show::hours(hours)))
    });
    YearRow {
        year: year.year.to_string(),
        hours: match year.quota {
            Some(needed) => format!("{done} / {}", show::hours(needed)),
            None => done,
        },
        share: quota.and_then(|quota| quota.share()).map(|share| share.to_f64() as f32),
        tick: elapsed.filter(|_| quota.is_some()).map(|part| part.to_f64() as f32),
        tone: match behind {
            Some(true) => Tone::Warn,
            Some(false) => Tone::Accent,
            None => Tone::Neutral,
        },
        quota: said,
        detail: show::joined(tr, &[tr.with("records-year-detail", &args), cost]),
        unknown: show::joined(tr, &unknown),
        topics: topics.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_that_runs_is_over_in_part_and_one_that_is_over_in_none() {
        let today: NaiveDate = "2025-11-18".parse().unwrap();
        assert_eq!(elapsed(2025, today), Rational::new(322, 365));
        assert_eq!(elapsed(2024, today), None);
    }
}
