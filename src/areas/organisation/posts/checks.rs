//! 每月自查: a person's duties of a month, done or not, with what shows it and the figures beside it.

use chrono::NaiveDate;

use crate::domain::ids::{DutyLineId, PersonId, PostId};
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Tr, number, period_label};
use crate::metrics::self_check::{self, Checked, Figure, Kept, SelfCheck};
use crate::metrics::show;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::duties::Duties;

use super::data::{DASH, PersonRow, count, standard, title};

/// Whose month, and which; without, the first who has a sheet and the month of today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The person.
    pub person: Option<PersonId>,
    /// The month.
    pub month: Option<Period>,
}

/// A person's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckPage {
    /// Who can be chosen, managers first.
    pub people: Vec<(PersonId, String)>,
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The month.
    pub month: Period,
    /// The month as shown.
    pub month_words: String,
    /// Whether the next month has begun.
    pub next: bool,
    /// The sheet of that month, with its post; empty where the person had none.
    pub sheet: String,
    /// How many duties are done, in words.
    pub done: String,
    /// Whose figures these are, and up to which day; empty where no duty names a metric.
    pub whose: String,
    /// The duties in order.
    pub rows: Vec<CheckRow>,
    /// The last months with what was done of what.
    pub months: Vec<(String, String)>,
}

/// A duty of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// The key.
    pub line: DutyLineId,
    /// Its number in the sheet.
    pub number: String,
    /// The duty.
    pub title: String,
    /// By what it is measured; may be empty.
    pub standard: String,
    /// The figure of its metric; empty where it names none.
    pub figure: String,
    /// Whether something was said of it.
    pub said: bool,
    /// Whether it was done.
    pub done: bool,
    /// What shows it.
    pub proof: String,
    /// When it was said, and by whom; empty where nothing was.
    pub day: String,
}

/// Loads the month of one of the people of a post; `None` where nobody there has a sheet.
pub(super) fn load(
    db: &Db,
    (directory, duties): (&Directory, &Duties),
    (post, people): (PostId, &[PersonRow]),
    ask: Ask,
    (today, tr): (NaiveDate, &Tr),
) -> Result<Option<CheckPage>> {
    let with: Vec<&PersonRow> = people.iter().filter(|person| person.sheet.is_some()).collect();
    let (mut first, rest): (Vec<&PersonRow>, Vec<&PersonRow>) =
        with.into_iter().partition(|person| directory.manages_on(person.id, today));
    first.extend(rest);
    let wanted = first.iter().find(|person| Some(person.id) == ask.person);
    let Some(person) = wanted.or(first.first()) else { return Ok(None) };
    let this = Period::month_of(today);
    let month = ask.month.unwrap_or(this).min(this);
    let of = self_check::Ask { person: person.id, month, today };
    let found = self_check::load(db, directory, duties, of)?;
    Ok(Some(CheckPage {
        people: first.iter().map(|person| (person.id, person.name.clone())).collect(),
        person: person.id,
        name: person.name.clone(),
        month,
        month_words: period_label(tr, month),
        next: month < this,
        sheet: sheet_words(directory, post, &found, tr),
        done: found.kept().map(|kept| done_words(kept, tr)).unwrap_or_default(),
        whose: whose(directory, &found, tr),
        rows: (1..).zip(&found.lines).map(|(place, checked)| row(place, checked, tr)).collect(),
        months: found.months.iter().map(|kept| (kept.month.to_string(), of_words(*kept))).collect(),
    }))
}

/// The sheet; with its post where that is another than the one that is looked at.
fn sheet_words(directory: &Directory, post: PostId, found: &SelfCheck, tr: &Tr) -> String {
    let Some(sheet) = &found.sheet else { return String::new() };
    let args = [("title", title(tr, sheet).into()), ("day", sheet.starts.to_string().into())];
    let version = tr.with("organisation-posts-version-since", &args);
    match directory.posts.get(&sheet.post_id) {
        Some(other) if other.id != post => format!("{} {version}", other.name),
        _ => version,
    }
}

/// How many duties of a month are done, in words.
fn done_words(kept: Kept, tr: &Tr) -> String {
    let all = count(kept.duties.unwrap_or_default());
    match kept.done_of() {
        Some((done, _)) => {
            let args = [("done", count(done).into()), ("all", all.into())];
            tr.with("organisation-posts-check-done", &args)
        }
        None => tr.with("organisation-posts-check-nothing", &[("all", all.into())]),
    }
}

/// The same as figures: `5 / 6`; a dash where nothing was said or there was no sheet.
fn of_words(kept: Kept) -> String {
    kept.done_of().map_or_else(|| DASH.to_owned(), |(done, all)| format!("{done} / {all}"))
}

/// Whose figures these are, and up to which day.
fn whose(directory: &Directory, found: &SelfCheck, tr: &Tr) -> String {
    if found.lines.iter().all(|checked| checked.figure.is_none()) {
        return String::new();
    }
    let names: Vec<&str> = found
        .teams
        .iter()
        .filter_map(|team| directory.teams.get(team))
        .map(|team| team.name.as_str())
        .collect();
    let day = found.as_of.to_string();
    if names.is_empty() {
        return tr.with("organisation-posts-check-own", &[("day", day.into())]);
    }
    let teams = names.join(&tr.text("organisation-posts-comma"));
    tr.with("organisation-posts-check-of-team", &[("team", teams.into()), ("day", day.into())])
}

fn row(place: i64, checked: &Checked, tr: &Tr) -> CheckRow {
    let said = checked.said.as_ref();
    let day = said.map(|said| {
        let args = [("day", said.on_day.to_string().into()), ("by", said.by_name.as_str().into())];
        if said.by_name.is_empty() {
            said.on_day.to_string()
        } else {
            tr.with("organisation-posts-check-said", &args)
        }
    });
    CheckRow {
        line: checked.line.id,
        number: number(place),
        title: checked.line.title.clone(),
        standard: standard(tr, &checked.line),
        figure: checked.figure.as_ref().map(|figure| figure_words(figure, tr)).unwrap_or_default(),
        said: said.is_some(),
        done: said.is_some_and(|said| said.done),
        proof: said.and_then(|said| said.proof.clone()).unwrap_or_default(),
        day: day.unwrap_or_default(),
    }
}

/// A figure with the cases behind it; a rate of too few says so.
fn figure_words(figure: &Figure, tr: &Tr) -> String {
    let (metric, measured) = (figure.metric, &figure.measured);
    let value = match measured.value {
        Some(_) if figure.few() => tr.text("verdict-few"),
        Some(value) => show::full(tr, metric, value),
        None => tr.text("unknown"),
    };
    let cases = i64::try_from(measured.records).unwrap_or(i64::MAX);
    let args = [
        ("metric", tr.text(&metric.label_key()).into()),
        ("value", value.into()),
        ("n", cases.into()),
    ];
    tr.with("organisation-posts-check-figure", &args)
}
