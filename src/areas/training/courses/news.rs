//! What is new and to be read, with who has read it and who has passed its quiz; what people refresh.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::areas::training::data::Load;
use crate::command::training::updates::{QuestionForm, UpdateForm};
use crate::domain::ids::{KnowledgeUpdateId, PersonId, RefresherId};
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::training::refreshers::{Refreshing, refreshings};
use crate::metrics::training::updates::{Reader, Reading, Reads, readings};
use crate::metrics::training::{show, whole};
use crate::store::records::{KnowledgeQuestion, Product, Skill};
use crate::ui::tokens::Tone;

/// What is new and to be read, and what people refresh.
#[derive(Clone, Debug)]
pub struct News {
    /// The updates, the newest first; those taken off the lists last.
    pub lines: Vec<NewsLine>,
    /// The one that is chosen.
    pub chosen: Option<ChosenNews>,
    /// What people refresh, what is due first.
    pub refreshers: Vec<RefresherLine>,
    /// How many are due, in words.
    pub refreshers_sub: String,
}

/// An update in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsLine {
    /// Which.
    pub id: KnowledgeUpdateId,
    /// What it is called.
    pub title: String,
    /// When it was published, what it is about, how many have read it.
    pub about: String,
    /// What stands out.
    pub badge: Option<(Tone, String)>,
    /// All of it in words.
    pub told: String,
}

/// The update that is chosen.
#[derive(Clone, Debug)]
pub struct ChosenNews {
    /// Which.
    pub id: KnowledgeUpdateId,
    /// What it is called.
    pub title: String,
    /// When it was published, by when it is to be read, what it is about, where it is from.
    pub about: String,
    /// What is new.
    pub text: String,
    /// The quiz, each question with its choices; the right one is marked.
    pub questions: Vec<(String, Vec<(String, bool)>)>,
    /// How many right answers pass; `None` without a quiz.
    pub pass: Option<i64>,
    /// Read, passed, not passed, late: a label and a figure each.
    pub strip: Vec<(String, String)>,
    /// Who is to read it.
    pub readers: Vec<ReaderLine>,
    /// Whether it is off the lists.
    pub archived: bool,
    /// Whether somebody has answered: then it changes no more.
    pub answered: bool,
    /// When it was published.
    pub published_on: NaiveDate,
    /// Everybody who is asked to read it, of any scope.
    pub everyone: BTreeSet<PersonId>,
    /// The update as it would be typed.
    pub form: UpdateForm,
}

/// Somebody who is to read something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderLine {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// How far they are.
    pub state: (Tone, String),
    /// When it was read.
    pub read_on: String,
    /// How many answers were right, of how many, after how many tries.
    pub answer: String,
    /// When it was passed.
    pub passed_on: String,
    /// Whether they have read it.
    pub read: bool,
    /// Whether nothing more is to be done.
    pub done: bool,
    /// The day of the last answer.
    pub answered_on: Option<NaiveDate>,
}

/// A skill that somebody refreshes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefresherLine {
    /// Which.
    pub id: RefresherId,
    /// Who.
    pub name: String,
    /// The skill.
    pub skill: String,
    /// When it is due.
    pub due: String,
    /// How long it is until then, in words.
    pub left: (Tone, String),
    /// The half-life and how often it was tried.
    pub about: String,
    /// Whether it can be tried today: once a day, after the day on which it was learned.
    pub open: bool,
}

/// What is new, with the one that is chosen; the newest until one is.
pub(super) fn news(
    load: &Load<'_>,
    chosen: Option<KnowledgeUpdateId>,
    skills: &[Skill],
) -> Result<News> {
    let tr = load.tr;
    let mut found = readings(load.db, load.members, load.today)?;
    found.sort_by_key(|one| one.update.archived);
    let own = chosen.and_then(|id| found.iter().find(|one| one.update.id == id));
    let shown = match own.or(found.first()) {
        Some(reading) => Some(chosen_news(load, reading)?),
        None => None,
    };
    let refreshing = refreshings(load.db, load.members, load.today)?;
    let due = refreshing.iter().filter(|one| one.at.days_left(load.today) <= 0).count();
    let args = [("n", whole(refreshing.len() as u64).into()), ("due", whole(due as u64).into())];
    Ok(News {
        lines: found.iter().map(|reading| line(tr, reading)).collect(),
        chosen: shown,
        refreshers_sub: tr.with("courses-refreshers-sub", &args),
        refreshers: refreshing.iter().map(|one| refresher_line(load, one, skills)).collect(),
    })
}

fn line(tr: &Tr, reading: &Reading) -> NewsLine {
    let update = &reading.update;
    let args =
        [("n", whole(reading.read()).into()), ("all", whole(reading.readers.len() as u64).into())];
    let parts = [
        update.published_on.to_string(),
        tr.text(show::topic_key(update.topic)),
        tr.with("courses-news-read", &args),
    ];
    let about = parts.join(&tr.text("classes-comma"));
    let failed = reading.count(Reads::Failed);
    let badge = if update.archived {
        Some((Tone::Outline, tr.text("courses-news-archived")))
    } else if reading.late() > 0 {
        let n = whole(reading.late());
        Some((Tone::Bad, tr.with("courses-news-late", &[("n", n.into())])))
    } else if failed > 0 {
        let n = whole(failed);
        Some((Tone::Warn, tr.with("courses-news-failed", &[("n", n.into())])))
    } else {
        None
    };
    let said = badge.as_ref().map_or("", |(_, said)| said.as_str());
    let told = format!("{} {about} {said}", update.title).trim_end().to_owned();
    NewsLine { id: update.id, title: update.title.clone(), about, badge, told }
}

fn chosen_news(load: &Load<'_>, reading: &Reading) -> Result<ChosenNews> {
    let (tr, update) = (load.tr, &reading.update);
    let day = |key: &str, day: NaiveDate| tr.with(key, &[("day", day.to_string().into())]);
    let product = match update.product_id {
        Some(product) => load.db.get::<Product>(product)?.map(|product| product.name),
        None => None,
    };
    let about = [
        Some(day("courses-news-published", update.published_on)),
        update.due_on.map(|due| day("courses-news-due", due)),
        Some(tr.text(show::topic_key(update.topic))),
        product,
        update.source.clone(),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let people = |key: &str, n: u64| (tr.text(key), number(whole(n)));
    let mut strip = vec![
        people("courses-news-asked", reading.readers.len() as u64),
        people("courses-news-has-read", reading.read()),
    ];
    if update.pass_correct.is_some() {
        strip.push(people("courses-news-passed", reading.count(Reads::Passed)));
        strip.push(people("courses-news-not-passed", reading.count(Reads::Failed)));
        if let Some(rate) = reading.pass_rate() {
            let (said, _, _) = super::lines::rate(tr, Some(&rate));
            strip.push((tr.text("courses-strip-rate"), said));
        }
    }
    strip.push(people("courses-news-are-late", reading.late()));
    let everyone = crate::store::training::courses::updates(load.db)?
        .into_iter()
        .find(|own| own.update.id == update.id)
        .map(|own| own.readers)
        .unwrap_or_default();
    Ok(ChosenNews {
        id: update.id,
        title: update.title.clone(),
        about: about.join(&tr.text("classes-comma")),
        text: update.text.clone(),
        questions: reading.questions.iter().map(question).collect(),
        pass: update.pass_correct,
        strip,
        readers: reading.readers.iter().map(|reader| reader_line(load, reading, reader)).collect(),
        archived: update.archived,
        answered: everyone.iter().any(|reader| reader.answered_on.is_some()),
        published_on: update.published_on,
        everyone: everyone.iter().map(|reader| reader.person_id).collect(),
        form: form_of(reading),
    })
}

/// The place of the right answer among the choices, from 0.
fn right(question: &KnowledgeQuestion) -> usize {
    usize::try_from(question.answer - 1).unwrap_or_default()
}

fn question(own: &KnowledgeQuestion) -> (String, Vec<(String, bool)>) {
    let right = right(own);
    let choices = own.choices.lines().enumerate();
    let choices = choices.map(|(at, choice)| (choice.to_owned(), at == right));
    (own.question.clone(), choices.collect())
}

fn reader_line(load: &Load<'_>, reading: &Reading, reader: &Reader) -> ReaderLine {
    let (tr, record) = (load.tr, &reader.record);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let answer = record.correct.map(|correct| {
        let args = [
            ("n", correct.into()),
            ("all", whole(reading.questions.len() as u64).into()),
            ("tries", record.tries.into()),
        ];
        tr.with("courses-news-answer", &args)
    });
    let tone = match (reader.reads, reader.late) {
        (Reads::Passed, _) => Tone::Good,
        (_, true) => Tone::Bad,
        (Reads::Failed, _) => Tone::Warn,
        (Reads::Read, _) if reader.done => Tone::Good,
        (Reads::Read | Reads::Unread, _) => Tone::Neutral,
    };
    let said = tr.text(reads_key(reader.reads));
    let said = if reader.late {
        tr.with("courses-news-state-late", &[("state", said.into())])
    } else {
        said
    };
    ReaderLine {
        person: record.person_id,
        name: load.directory.person_name(record.person_id).to_owned(),
        state: (tone, said),
        read_on: day(record.read_on),
        answer: answer.unwrap_or_default(),
        passed_on: day(record.passed_on),
        read: record.read_on.is_some(),
        done: reader.done,
        answered_on: record.answered_on,
    }
}

/// The key of how far somebody is.
const fn reads_key(reads: Reads) -> &'static str {
    match reads {
        Reads::Unread => "courses-reads-unread",
        Reads::Read => "courses-reads-read",
        Reads::Failed => "courses-reads-failed",
        Reads::Passed => "courses-reads-passed",
    }
}

/// The update as it would be typed.
fn form_of(reading: &Reading) -> UpdateForm {
    let update = &reading.update;
    let question = |own: &KnowledgeQuestion| QuestionForm {
        question: own.question.clone(),
        choices: own.choices.lines().map(str::to_owned).collect(),
        answer: right(own),
    };
    UpdateForm {
        title: update.title.clone(),
        topic: update.topic,
        text: update.text.clone(),
        product: update.product_id,
        skill: update.skill_id,
        source: update.source.clone().unwrap_or_default(),
        published_on: update.published_on,
        due_on: update.due_on,
        questions: reading.questions.iter().map(question).collect(),
        pass_correct: update.pass_correct,
    }
}

fn refresher_line(load: &Load<'_>, one: &Refreshing, skills: &[Skill]) -> RefresherLine {
    let tr = load.tr;
    let left = one.at.days_left(load.today);
    let left = match left {
        ..0 => (Tone::Bad, tr.with("courses-refresher-over", &[("n", (-left).into())])),
        0 => (Tone::Warn, tr.text("courses-refresher-today")),
        1..=7 => (Tone::Warn, tr.with("courses-refresher-left", &[("n", left.into())])),
        _ => (Tone::Neutral, tr.with("courses-refresher-left", &[("n", left.into())])),
    };
    let args =
        [("days", i64::from(one.at.half_life).into()), ("n", whole(one.tries.len() as u64).into())];
    let skill = skills.iter().find(|skill| skill.id == one.record.skill_id);
    let last = one.tries.last().map(|last| last.on_day);
    RefresherLine {
        id: one.record.id,
        name: load.directory.person_name(one.record.person_id).to_owned(),
        skill: skill.map_or("", |skill| show::skill(tr, skill)).to_owned(),
        due: one.at.due_on.to_string(),
        left,
        about: tr.with("courses-refresher-about", &args),
        open: last.map_or(one.record.since <= load.today, |last| last < load.today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::KnowledgeQuestionId;

    #[test]
    fn the_right_choice_of_a_question_is_marked() {
        let own = KnowledgeQuestion {
            id: KnowledgeQuestionId(1),
            update_id: KnowledgeUpdateId(1),
            position: 1,
            question: "量程比是多少？".to_owned(),
            choices: "10:1\n100:1".to_owned(),
            answer: 2,
        };
        let (asked, choices) = question(&own);
        assert_eq!(asked, "量程比是多少？");
        assert_eq!(choices, [("10:1".to_owned(), false), ("100:1".to_owned(), true)]);
    }
}
