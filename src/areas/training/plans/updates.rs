//! What is new and to be read: who has not passed, and the quiz.

use super::data::{count_text, whole};
use crate::areas::training::data::Load;
use crate::command::training::updates::{QuestionForm, UpdateForm};
use crate::domain::ids::{KnowledgeUpdateId, PersonId};
use crate::domain::training::reading::Reading;
use crate::error::Result;
use crate::metrics::training::plans::reading;
use crate::metrics::training::say;
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
    pub questions: Vec<Question>,
    /// So many right answers pass; `None` without a quiz.
    pub needed: Option<i64>,
    pub readers: Vec<ReaderRow>,
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
    /// How far they are, with the day and the right answers.
    pub state: String,
    pub tone: Tone,
    pub reading: Reading,
}

/// Loads what is to be read; with its readers, the one that is asked for. Only readers of the scope count.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn updates(load: &Load<'_>, asked: Option<KnowledgeUpdateId>) -> Result<Updates> {
    let all = courses::updates(load.db)?;
    let opened = all.iter().find(|one| Some(one.update.id) == asked);
    let open = all.iter().filter(|one| !one.update.archived).count();
    Ok(Updates {
        sub: load.tr.with("plans-updates-count", &[("n", whole(open).into())]),
        rows: all.iter().map(|one| row(load, one)).collect(),
        opened: opened.map(|one| page(load, one)),
    })
}

/// The readers of the scope who are still here.
fn readers<'a>(load: &'a Load<'_>, one: &'a Update) -> impl Iterator<Item = &'a KnowledgeReader> {
    one.readers.iter().filter(move |reader| {
        load.members.include(Some(reader.person_id), Some(load.today))
            && !load.directory.has_left(reader.person_id, load.today)
    })
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
    [Some(topic), Some(published), due].into_iter().flatten().collect::<Vec<String>>().join(" · ")
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

fn page(load: &Load<'_>, one: &Update) -> UpdatePage {
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
    UpdatePage {
        id: update.id,
        title: update.title.clone(),
        about: about(load, one),
        text: update.text.clone(),
        source: update.source.clone().unwrap_or_default(),
        questions,
        needed: update.pass_correct,
        readers: rows,
        archived: update.archived,
        form,
    }
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
    let parts = [Some(tr.text(say::reading_key(found))), day.map(|day| day.to_string()), right];
    ReaderRow {
        person: reader.person_id,
        name: load.directory.person_name(reader.person_id).to_owned(),
        state: parts.into_iter().flatten().collect::<Vec<String>>().join(" · "),
        tone,
        reading: found,
    }
}
