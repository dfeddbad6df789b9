//! What is new and to be read, with its quiz; who has read it and how they answered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::say;
use crate::command::training::What;
use crate::command::training::updates::{Ask as Updates, QuestionForm, UpdateForm};
use crate::domain::ids::ProductId;
use crate::error::Result;
use crate::sample::story::{Cast, given, missing, parts, rows, word};
use crate::store::Db;
use crate::store::records::{KnowledgeUpdate, LearningTopic};

#[derive(Deserialize)]
struct News {
    key: String,
    title: String,
    topic: String,
    text: String,
    product: String,
    skill: String,
    source: String,
    published: NaiveDate,
    due: Option<NaiveDate>,
    pass: Option<i64>,
}

#[derive(Deserialize)]
struct Question {
    news: String,
    question: String,
    choices: String,
    answer: usize,
}

#[derive(Deserialize)]
struct Reader {
    news: String,
    person: String,
    read: Option<NaiveDate>,
    tries: String,
}

/// Publishes all of it.
pub(super) fn set(db: &mut Db, cast: &Cast) -> Result<()> {
    let questions = rows::<Question>("questions")?;
    let mut readers: BTreeMap<String, Vec<Reader>> = BTreeMap::new();
    for reader in rows::<Reader>("readers")? {
        readers.entry(reader.news.clone()).or_default().push(reader);
    }
    for news in rows::<News>("news")? {
        let own = questions.iter().filter(|question| question.news == news.key);
        let own = own.map(|question| QuestionForm {
            question: question.question.clone(),
            choices: parts(&question.choices).map(str::to_owned).collect(),
            answer: question.answer.saturating_sub(1),
        });
        let form = UpdateForm {
            title: news.title,
            topic: word(&news.topic, LearningTopic::parse)?,
            text: news.text,
            product: given(&news.product, |name| product(cast, name))?,
            skill: given(&news.skill, |name| cast.skill(name))?,
            source: news.source,
            published_on: news.published,
            due_on: news.due,
            questions: own.collect(),
            pass_correct: news.pass,
        };
        let readers = readers.remove(&news.key).unwrap_or_default();
        let people: Result<Vec<_>> =
            readers.iter().map(|reader| cast.person(&reader.person)).collect();
        say(db, news.published, What::Updates(Updates::Publish(form, people?)))?;
        readers.iter().try_for_each(|reader| read(db, cast, reader))?;
    }
    Ok(())
}

fn product(cast: &Cast, name: &str) -> Result<ProductId> {
    let found = cast.directory.products.values().find(|product| product.name == name);
    found.map(|product| product.id).ok_or_else(|| missing(name))
}

/// Somebody has read it, and answered as often as they did.
fn read(db: &mut Db, cast: &Cast, reader: &Reader) -> Result<()> {
    let Some(on) = reader.read else { return Ok(()) };
    let id = db.all::<KnowledgeUpdate>()?.last().map(|update| update.id);
    let id = id.ok_or_else(|| missing(&reader.news))?;
    let person = cast.person(&reader.person)?;
    say(db, on, What::Updates(Updates::Read(id, person, on)))?;
    for part in parts(&reader.tries) {
        let (day, correct) = part.split_once(' ').ok_or_else(|| missing(part))?;
        let day: NaiveDate = word(day, |day| day.parse().ok())?;
        let correct: i64 = word(correct, |correct| correct.parse().ok())?;
        say(db, day, What::Updates(Updates::Answer(id, person, day, correct)))?;
    }
    Ok(())
}
