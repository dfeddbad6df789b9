//! What is new and to be read: who has read it, who has passed its quiz, who is late.
//!
//! Who answers a quiz and has not passed it yet counts apart from who has not answered; one that was passed
//! stays passed, whatever is answered later.

use chrono::NaiveDate;

use crate::domain::scope::Members;
use crate::domain::stats::rate::Rate;
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{KnowledgeQuestion, KnowledgeReader, KnowledgeUpdate};
use crate::store::training::courses::{self, Update};

/// How far somebody is with something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reads {
    /// Has not read it.
    Unread,
    /// Has read it, and not answered its quiz, where it has one.
    Read,
    /// Has answered the quiz and never passed it.
    Failed,
    /// Has passed the quiz.
    Passed,
}

impl Reads {
    /// The word in machine-readable answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Failed => "failed",
            Self::Passed => "passed",
        }
    }

    /// That of a reader.
    pub const fn of(reader: &KnowledgeReader) -> Self {
        match (reader.passed_on, reader.answered_on, reader.read_on) {
            (Some(_), _, _) => Self::Passed,
            (None, Some(_), _) => Self::Failed,
            (None, None, Some(_)) => Self::Read,
            (None, None, None) => Self::Unread,
        }
    }
}

/// Somebody who is to read something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Who, and what is recorded.
    pub record: KnowledgeReader,
    /// How far they are.
    pub reads: Reads,
    /// Whether nothing more is to be done.
    pub done: bool,
    /// Whether the day by which it was to be done is over, and it is not.
    pub late: bool,
}

/// Something new, with those of a scope who are to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What is new.
    pub update: KnowledgeUpdate,
    /// The quiz, in order.
    pub questions: Vec<KnowledgeQuestion>,
    /// Who is to read it, in the order in which they were asked to.
    pub readers: Vec<Reader>,
}

impl Reading {
    /// How many readers are so far.
    pub fn count(&self, reads: Reads) -> u64 {
        self.readers.iter().filter(|reader| reader.reads == reads).count() as u64
    }

    /// How many have read it, whatever came of the quiz.
    pub fn read(&self) -> u64 {
        self.readers.iter().filter(|reader| reader.reads != Reads::Unread).count() as u64
    }

    /// How many are late.
    pub fn late(&self) -> u64 {
        self.readers.iter().filter(|reader| reader.late).count() as u64
    }

    /// Passed of those who answered, with its interval; `None` where nobody did.
    pub fn pass_rate(&self) -> Option<Rate> {
        let passed = self.count(Reads::Passed);
        Rate::of(passed, passed + self.count(Reads::Failed))
    }
}

/// Whether the day by which a reader was to be done is over, and they are not.
pub fn late(one: &Update, reader: &KnowledgeReader, today: NaiveDate) -> bool {
    !one.done(reader) && one.update.due_on.is_some_and(|due| due < today)
}

/// Whether a reader counts in a scope on a day: whoever has left reads no more.
pub fn counts(
    directory: &Directory,
    members: &Members,
    today: NaiveDate,
    reader: &KnowledgeReader,
) -> bool {
    let person = reader.person_id;
    members.include(Some(person), Some(today)) && !directory.has_left(person, today)
}

/// What is new and to be read by people of a scope on a day, the newest first; what nobody is asked to read
/// belongs to all.
///
/// # Errors
/// Whatever the database reports.
pub fn readings(
    db: &Db,
    directory: &Directory,
    members: &Members,
    today: NaiveDate,
) -> Result<Vec<Reading>> {
    let mut found = vec![];
    for one in courses::updates(db)? {
        let nobody = one.readers.is_empty();
        let own = reading(one, today, |reader| counts(directory, members, today, reader));
        if nobody || !own.readers.is_empty() {
            found.push(own);
        }
    }
    Ok(found)
}

fn reading(one: Update, today: NaiveDate, counts: impl Fn(&KnowledgeReader) -> bool) -> Reading {
    let inside = one.readers.iter().filter(|reader| counts(reader)).map(|record| {
        let (done, late) = (one.done(record), late(&one, record, today));
        Reader { reads: Reads::of(record), done, late, record: record.clone() }
    });
    let readers = inside.collect();
    Reading { readers, update: one.update, questions: one.questions }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{KnowledgeReaderId, KnowledgeUpdateId, PersonId};
    use crate::metrics::training::tests::day;
    use crate::store::records::LearningTopic;

    fn reader(id: i64, read: bool, answered: bool, passed: bool) -> KnowledgeReader {
        let on = |said: bool| said.then(|| day("2025-09-02"));
        KnowledgeReader {
            id: KnowledgeReaderId(id),
            update_id: KnowledgeUpdateId(1),
            person_id: PersonId(id),
            read_on: on(read),
            answered_on: on(answered),
            correct: None,
            tries: i64::from(answered),
            passed_on: on(passed),
        }
    }

    fn update(quiz: bool) -> Update {
        Update {
            update: KnowledgeUpdate {
                id: KnowledgeUpdateId(1),
                title: "新一代压力变送器".to_owned(),
                topic: LearningTopic::Product,
                text: "量程比 100:1".to_owned(),
                product_id: None,
                skill_id: None,
                source: None,
                published_on: day("2025-09-01"),
                due_on: Some(day("2025-09-10")),
                pass_correct: quiz.then_some(2),
                archived: false,
                by_name: String::new(),
            },
            questions: vec![],
            readers: vec![
                reader(1, false, false, false),
                reader(2, true, false, false),
                reader(3, true, true, false),
                reader(4, true, true, true),
            ],
        }
    }

    #[test]
    fn who_has_not_passed_is_late_once_the_day_is_over() {
        let all = |_: &KnowledgeReader| true;
        let found = reading(update(true), day("2025-09-11"), all);
        let told: Vec<Reads> = found.readers.iter().map(|reader| reader.reads).collect();
        assert_eq!(told, [Reads::Unread, Reads::Read, Reads::Failed, Reads::Passed]);
        assert_eq!((found.read(), found.late()), (3, 3));
        assert_eq!(found.pass_rate().map(|rate| (rate.k, rate.n)), Some((1, 2)));
        assert_eq!(reading(update(true), day("2025-09-10"), all).late(), 0, "the last day");
        let without = reading(update(false), day("2025-09-11"), all);
        assert_eq!(without.late(), 1, "who has read it is done where nothing is asked");
    }
}
