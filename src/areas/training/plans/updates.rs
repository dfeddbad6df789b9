//! What is new and to be read: who has not passed, and the quiz.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::data::{count_text, whole};
use crate::areas::training::data::Load;
use crate::command::training::updates::{QuestionForm, UpdateForm};
use crate::domain::ids::{KnowledgeUpdateId, PersonId};
use crate::domain::training::reading::Reading;
use crate::error::Result;
use crate::metrics::training::plans::reading;
use crate::metrics::training::updates::{Reads, counts, late, readings};
use crate::metrics::training::{say, show};
use crate::store::records::{KnowledgeQuestion, KnowledgeReader};
use crate::store::training::courses::{self, Update};
use crate::ui::tokens::Tone;

/// So many who have not passed are named in the list.
const NAMED: usize = 8;

/// What is to be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Updates {
    /// How many are on the list.
    pub sub: String,
    pub rows: Vec<UpdateRow>,
    /// The one that is opened.
    pub opened: Option<UpdatePage>,
}

/// Something to be read.
#[derive(Clone, Debug)]
pub(super) struct UpdateRow {
    pub id: KnowledgeUpdateId,
    pub title: String,
    /// When it was published, by when it is to be read.
    pub about: String,
    /// How many are done of those who are to read it.
    pub done: String,
    pub tone: Tone,
    /// Who has not passed; empty where everybody has.
    pub open: String,
    pub archived: bool,
}

/// Something to be read, opened.
#[derive(Clone, Debug)]
pub(super) struct UpdatePage {
    pub id: KnowledgeUpdateId,
    pub title: String,
    pub about: String,
    pub text: String,
    pub source: String,
    /// Asked, read, passed, not passed, late: a label and a figure each.
    pub strip: Vec<(String, String)>,
    pub published_on: NaiveDate,
    pub questions: Vec<Question>,
    /// So many right answers pass; `None` without a quiz.
    pub needed: Option<i64>,
    pub readers: Vec<ReaderRow>,
    /// Everybody who is asked to read it, of any scope.
    pub everyone: BTreeSet<PersonId>,
    pub archived: bool,
    /// As it is typed; `None` once somebody has answered, since it no longer changes then.
    pub form: Option<UpdateForm>,
}

/// A question with its choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub question: String,
    pub choices: Vec<String>,
    /// The place of the right one, from 0.
    pub answer: usize,
}

/// A reader.
#[derive(Clone, Debug)]
pub(super) struct ReaderRow {
    pub person: PersonId,
    pub name: String,
    /// How far they are, with the day and the right answers, and whether that is late.
    pub state: String,
    pub tone: Tone,
    pub reading: Reading,
    /// The day of the last answers.
    pub answered_on: Option<NaiveDate>,
}

/// Loads what is to be read; with its readers, the one that is asked for. Only readers of the scope count.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn updates(load: &Load<'_>, asked: Option<KnowledgeUpdateId>) -> Result<Updates> {
    let mut all = courses::updates(load.db)?;
    // Those off the lists stand last.
    all.sort_by_key(|one| one.update.archived);
    let opened = all.iter().find(|one| Some(one.update.id) == asked);
    let open = all.iter().filter(|one| !one.update.archived).count();
    Ok(Updates {
        sub: load.tr.with("plans-updates-count", &[("n", whole(open).into())]),
        rows: all.iter().map(|one| row(load, one)).collect(),
        opened: opened.map(|one| page(load, one)).transpose()?,
    })
}

/// The readers of the scope who are still here.
fn readers<'a>(load: &'a Load<'_>, one: &'a Update) -> impl Iterator<Item = &'a KnowledgeReader> {
    let (directory, members) = (load.directory, load.members);
    one.readers.iter().filter(move |reader| counts(directory, members, load.today, reader))
}

fn about(load: &Load<'_>, one: &Update) -> String {
    let tr = load.tr;
    let topic = tr.text(say::topic_key(one.update.topic));
    let published = one.update.published_on.to_string();
    let published = tr.with("plans-update-published", &[("day", published.into())]);
    let due = one
        .update
        .due_on
        .map(|day| tr.with("plans-update-due", &[("day", day.to_string().into())]));
    let product = one.update.product_id.and_then(|id| load.directory.products.get(&id));
    let product = product.map(|product| product.name.clone());
    let parts = [Some(topic), Some(published), due, product];
    tr.joined(&parts.map(Option::unwrap_or_default))
}

/// Who has read it, who has passed and who is late, by the figures that everybody shows.
fn strip(load: &Load<'_>, id: KnowledgeUpdateId) -> Result<Vec<(String, String)>> {
    let tr = load.tr;
    let found = readings(load.db, load.directory, load.members, load.today)?;
    let Some(own) = found.iter().find(|own| own.update.id == id) else { return Ok(vec![]) };
    let people = |key: &str, n: u64| (tr.text(key), count_text(n));
    let mut strip = vec![
        people("plans-readers", own.readers.len() as u64),
        people("plans-reading-read", own.read()),
    ];
    if own.update.pass_correct.is_some() {
        strip.push(people("plans-reading-passed", own.count(Reads::Passed)));
        strip.push(people("plans-reading-failed", own.count(Reads::Failed)));
        if let Some(rate) = own.pass_rate() {
            strip.push((tr.text("courses-strip-rate"), show::cases(&rate)));
        }
    }
    strip.push(people("plans-late", own.late()));
    Ok(strip)
}

fn row(load: &Load<'_>, one: &Update) -> UpdateRow {
    let tr = load.tr;
    let all = readers(load, one).count();
    let open: Vec<&KnowledgeReader> = readers(load, one).filter(|own| !one.done(own)).collect();
    let named = open.iter().take(NAMED).map(|own| load.directory.person_name(own.person_id));
    let mut names = named.collect::<Vec<&str>>().join(&tr.text("matrix-and"));
    let more = open.len().saturating_sub(NAMED);
    if more > 0 {
        let args = [("names", names.into()), ("n", whole(more).into())];
        names = tr.with("plans-names-more", &args);
    }
    let late = one.update.due_on.is_some_and(|day| day < load.today);
    let done = all.saturating_sub(open.len());
    UpdateRow {
        id: one.update.id,
        title: one.update.title.clone(),
        about: about(load, one),
        done: format!("{} / {}", count_text(done as u64), count_text(all as u64)),
        tone: match (open.is_empty(), late) {
            (true, _) => Tone::Good,
            (false, true) => Tone::Bad,
            (false, false) => Tone::Warn,
        },
        open: if names.is_empty() {
            String::new()
        } else {
            tr.with("plans-update-open", &[("names", names.into())])
        },
        archived: one.update.archived,
    }
}

fn page(load: &Load<'_>, one: &Update) -> Result<UpdatePage> {
    let update = &one.update;
    let answered = one.readers.iter().any(|reader| reader.answered_on.is_some());
    let questions: Vec<Question> = one.questions.iter().map(question).collect();
    let form = (!answered).then(|| UpdateForm {
        title: update.title.clone(),
        topic: update.topic,
        text: update.text.clone(),
        product: update.product_id,
        skill: update.skill_id,
        source: update.source.clone().unwrap_or_default(),
        published_on: update.published_on,
        due_on: update.due_on,
        questions: questions.iter().map(question_form).collect(),
        pass_correct: update.pass_correct,
    });
    let mut rows: Vec<ReaderRow> =
        readers(load, one).map(|reader| reader_row(load, one, reader)).collect();
    rows.sort_by_key(|row| (row.reading, row.person));
    Ok(UpdatePage {
        id: update.id,
        title: update.title.clone(),
        about: about(load, one),
        text: update.text.clone(),
        source: update.source.clone().unwrap_or_default(),
        strip: strip(load, update.id)?,
        published_on: update.published_on,
        questions,
        needed: update.pass_correct,
        readers: rows,
        everyone: one.readers.iter().map(|reader| reader.person_id).collect(),
        archived: update.archived,
        form,
    })
}

fn question(own: &KnowledgeQuestion) -> Question {
    let choices = own.choices.lines().map(str::to_owned).collect();
    let answer = usize::try_from(own.answer.saturating_sub(1)).unwrap_or_default();
    Question { question: own.question.clone(), choices, answer }
}

fn question_form(own: &Question) -> QuestionForm {
    QuestionForm {
        question: own.question.clone(),
        choices: own.choices.clone(),
        answer: own.answer,
    }
}

fn reader_row(load: &Load<'_>, one: &Update, reader: &KnowledgeReader) -> ReaderRow {
    let tr = load.tr;
    let found = reading(one, reader);
    let (day, tone) = match found {
        Reading::Unread => (None, Tone::Neutral),
        Reading::Read => (reader.read_on, Tone::Warn),
        Reading::Failed => (reader.answered_on, Tone::Bad),
        Reading::Passed => (reader.passed_on.or(reader.read_on), Tone::Good),
    };
    let right = reader.correct.map(|right| {
        let of = whole(one.questions.len());
        let args = [("right", right.into()), ("of", of.into()), ("tries", reader.tries.into())];
        tr.with("plans-quiz-right", &args)
    });
    let late = late(one, reader, load.today);
    let tone = if late { Tone::Bad } else { tone };
    let late = late.then(|| tr.text("plans-late"));
    let state = Some(tr.text(say::reading_key(found)));
    let parts = [state, day.map(|day| day.to_string()), right, late];
    ReaderRow {
        person: reader.person_id,
        name: load.directory.person_name(reader.person_id).to_owned(),
        state: tr.joined(&parts.map(Option::unwrap_or_default)),
        tone,
        reading: found,
        answered_on: reader.answered_on,
    }
}
