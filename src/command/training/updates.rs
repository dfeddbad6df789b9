//! What is new and to be read: published with a short quiz, read, answered.
//!
//! A quiz that somebody answered no longer changes: what they passed is what stands there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::past;
use super::skills::in_use;
use crate::command;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    KnowledgeQuestionId, KnowledgeReaderId, KnowledgeUpdateId, PersonId, ProductId, SkillId,
};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::records::{
    KnowledgeQuestion, KnowledgeReader, KnowledgeUpdate, LearningTopic, Person, Product,
};
use crate::store::training::courses::{Update, updates};

/// A question as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionForm {
    /// The question; never blank.
    pub question: String,
    /// The answers to choose from, two at least.
    pub choices: Vec<String>,
    /// Which of them is right, from 0.
    pub answer: usize,
}

/// Something new as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateForm {
    /// What it is called; never blank.
    pub title: String,
    /// What it is about.
    pub topic: LearningTopic,
    /// What is new; never blank.
    pub text: String,
    /// The product it is about.
    pub product: Option<ProductId>,
    /// The skill it belongs to.
    pub skill: Option<SkillId>,
    /// Where it is from; may be blank.
    pub source: String,
    /// Since when it can be read.
    pub published_on: NaiveDate,
    /// By when it is to be read.
    pub due_on: Option<NaiveDate>,
    /// The quiz; empty without one.
    pub questions: Vec<QuestionForm>,
    /// So many right answers pass; known where there is a quiz.
    pub pass_correct: Option<i64>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Publishes something for people to read.
    Publish(UpdateForm, Vec<PersonId>),
    /// Changes it as long as nobody has answered the quiz.
    EditUpdate(KnowledgeUpdateId, UpdateForm),
    /// Takes it off the lists, or puts it back.
    ArchiveUpdate(KnowledgeUpdateId, bool),
    /// Asks more people to read it.
    AddReaders(KnowledgeUpdateId, Vec<PersonId>),
    /// Somebody need not read it after all.
    RemoveReader(KnowledgeUpdateId, PersonId),
    /// Somebody has read it on a day.
    Read(KnowledgeUpdateId, PersonId, NaiveDate),
    /// Somebody has answered the quiz on a day, so many answers rightly. Who answers has read.
    Answer(KnowledgeUpdateId, PersonId, NaiveDate, i64),
}

impl Ask {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Publish(..) => "step-update",
            Self::EditUpdate(..) => "step-update-edit",
            Self::ArchiveUpdate(_, true) => "step-update-archive",
            Self::ArchiveUpdate(_, false) => "step-update-restore",
            Self::AddReaders(..) => "step-update-readers",
            Self::RemoveReader(..) => "step-update-reader-remove",
            Self::Read(..) => "step-update-read",
            Self::Answer(..) => "step-update-answer",
        }
    }
}

pub(super) fn apply(db: &mut Db, ask: &Ask, today: NaiveDate) -> Result<()> {
    match ask {
        Ask::Publish(form, people) => {
            let id = KnowledgeUpdateId(db.allocate()?);
            let by_name = command::author(db)?;
            let update = filled(db, id, form, (false, by_name))?;
            db.insert(&update)?;
            write_questions(db, id, &form.questions)?;
            add_readers(db, id, people)
        }
        Ask::EditUpdate(id, form) => edit(db, *id, form),
        Ask::ArchiveUpdate(id, archived) => {
            let old = known::<KnowledgeUpdate>(db, *id)?;
            let new = KnowledgeUpdate { archived: *archived, ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::AddReaders(id, people) => {
            known::<KnowledgeUpdate>(db, *id)?;
            add_readers(db, *id, people)
        }
        Ask::RemoveReader(id, person) => {
            let (_, reader) = reader(db, *id, *person)?;
            if reader.read_on.is_some() {
                return Err(Error::new("error-update-was-read"));
            }
            db.delete::<KnowledgeReader>(reader.id)
        }
        Ask::Read(id, person, on_day) => {
            let (update, old) = reader(db, *id, *person)?;
            on_time(&update, *on_day, today)?;
            let new = KnowledgeReader { read_on: Some(*on_day), ..old.clone() };
            db.update_from(&old, &new).map(|_| ())
        }
        Ask::Answer(id, person, on_day, correct) => {
            answer(db, (*id, *person), (*on_day, today), *correct)
        }
    }
}

fn filled(
    db: &Db,
    id: KnowledgeUpdateId,
    form: &UpdateForm,
    (archived, by_name): (bool, String),
) -> Result<KnowledgeUpdate> {
    let title = required(&form.title, "error-update-title")?;
    let text = required(&form.text, "error-update-text")?;
    if form.due_on.is_some_and(|due| due < form.published_on) {
        return Err(Error::new("error-update-due").arg("day", form.published_on));
    }
    for question in &form.questions {
        let choices = question.choices.iter().filter(|choice| some(choice).is_some()).count();
        let right = question.choices.get(question.answer).and_then(|choice| some(choice));
        let lines = question.choices.iter().any(|choice| choice.trim().contains('\n'));
        if some(&question.question).is_none() || choices < 2 || right.is_none() || lines {
            return Err(Error::new("error-update-question"));
        }
    }
    let most = i64::try_from(form.questions.len()).unwrap_or(i64::MAX);
    let sound = match form.pass_correct {
        Some(needed) => (1..=most).contains(&needed),
        None => most == 0,
    };
    if !sound {
        return Err(Error::new("error-update-pass").arg("most", most));
    }
    if let Some(product) = form.product {
        known::<Product>(db, product)?;
    }
    if let Some(skill) = form.skill {
        in_use(db, skill)?;
    }
    Ok(KnowledgeUpdate {
        id,
        title,
        topic: form.topic,
        text,
        product_id: form.product,
        skill_id: form.skill,
        source: some(&form.source),
        published_on: form.published_on,
        due_on: form.due_on,
        pass_correct: form.pass_correct,
        archived,
        by_name,
    })
}

fn write_questions(
    db: &mut Db,
    update_id: KnowledgeUpdateId,
    questions: &[QuestionForm],
) -> Result<()> {
    for (position, form) in (1..).zip(questions) {
        let id = KnowledgeQuestionId(db.allocate()?);
        let worded = |choice: &&String| some(choice).is_some();
        let before = form.choices.iter().take(form.answer).filter(worded).count();
        let choices: Vec<&str> =
            form.choices.iter().filter(worded).map(|choice| choice.trim()).collect();
        db.insert(&KnowledgeQuestion {
            id,
            update_id,
            position,
            question: form.question.trim().to_owned(),
            choices: choices.join("\n"),
            answer: i64::try_from(before + 1).unwrap_or(i64::MAX),
        })?;
    }
    Ok(())
}

fn update(db: &Db, id: KnowledgeUpdateId) -> Result<Update> {
    let found = updates(db)?.into_iter().find(|update| update.update.id == id);
    found.ok_or_else(gone)
}

fn edit(db: &mut Db, id: KnowledgeUpdateId, form: &UpdateForm) -> Result<()> {
    let Update { update: old, questions, readers } = update(db, id)?;
    if readers.iter().any(|reader| reader.answered_on.is_some()) {
        return Err(Error::new("error-update-answered").arg("name", old.title));
    }
    let new = filled(db, id, form, (old.archived, old.by_name.clone()))?;
    db.update_from(&old, &new)?;
    for question in questions {
        db.delete::<KnowledgeQuestion>(question.id)?;
    }
    write_questions(db, id, &form.questions)
}

fn add_readers(db: &mut Db, update_id: KnowledgeUpdateId, people: &[PersonId]) -> Result<()> {
    let all = db.all::<KnowledgeReader>()?.into_iter();
    let own = all.filter(|reader| reader.update_id == update_id);
    let mut there: BTreeSet<PersonId> = own.map(|reader| reader.person_id).collect();
    for person_id in people {
        let person = known::<Person>(db, *person_id)?;
        if !there.insert(*person_id) {
            return Err(Error::new("error-update-reader-twice").arg("name", person.name));
        }
        let id = KnowledgeReaderId(db.allocate()?);
        db.insert(&KnowledgeReader {
            id,
            update_id,
            person_id: *person_id,
            read_on: None,
            answered_on: None,
            correct: None,
            tries: 0,
            passed_on: None,
        })?;
    }
    Ok(())
}

fn reader(
    db: &Db,
    id: KnowledgeUpdateId,
    person: PersonId,
) -> Result<(KnowledgeUpdate, KnowledgeReader)> {
    let Update { update, readers, .. } = update(db, id)?;
    let own = readers.into_iter().find(|reader| reader.person_id == person);
    let own = own.ok_or_else(|| Error::new("error-update-no-reader"))?;
    Ok((update, own))
}

/// Nobody reads what is not published yet, nor on a day to come.
fn on_time(update: &KnowledgeUpdate, day: NaiveDate, today: NaiveDate) -> Result<()> {
    past(day, today)?;
    if day < update.published_on {
        return Err(Error::new("error-update-early").arg("day", update.published_on));
    }
    Ok(())
}

fn answer(
    db: &mut Db,
    (id, person): (KnowledgeUpdateId, PersonId),
    (on_day, today): (NaiveDate, NaiveDate),
    correct: i64,
) -> Result<()> {
    let questions = update(db, id)?.questions.len();
    let (update, old) = reader(db, id, person)?;
    on_time(&update, on_day, today)?;
    let Some(needed) = update.pass_correct else {
        return Err(Error::new("error-update-no-quiz").arg("name", update.title));
    };
    let most = i64::try_from(questions).unwrap_or(i64::MAX);
    if !(0..=most).contains(&correct) {
        return Err(Error::new("error-update-correct").arg("most", most));
    }
    if let Some(last) = old.answered_on.filter(|last| on_day < *last) {
        return Err(Error::new("error-update-order").arg("day", last));
    }
    let new = KnowledgeReader {
        read_on: old.read_on.or(Some(on_day)),
        answered_on: Some(on_day),
        correct: Some(correct),
        tries: old.tries + 1,
        passed_on: old.passed_on.or_else(|| (correct >= needed).then_some(on_day)),
        ..old.clone()
    };
    db.update_from(&old, &new).map(|_| ())
}
