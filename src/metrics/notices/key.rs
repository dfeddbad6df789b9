//! By what a notice is known: its kind, the record it is about, and whose matter it is.
//!
//! A notice about several people is settled for them and for no others: what was ticked off for some of them
//! leaves the notice of a larger scope open, and what was ticked off for all stays so once one of them has
//! done it. Names are no part of a key, since people and teams are renamed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use chrono::NaiveDate;

use crate::domain::ids::PersonId;
use crate::domain::scope::Scope;
use crate::metrics::notices::NoticeKind;
use crate::store::records::NoticeMark;

/// What stands before the people of a key, and between them.
const PEOPLE: char = '@';
const BETWEEN: char = '+';

/// The key of a notice about several people.
pub(super) fn of_people(kind: NoticeKind, record: impl Display, people: &[PersonId]) -> String {
    let ids: BTreeSet<PersonId> = people.iter().copied().collect();
    let ids: Vec<String> = ids.into_iter().map(|id| id.0.to_string()).collect();
    format!("{}:{record}{PEOPLE}{}", kind.word(), ids.join(&BETWEEN.to_string()))
}

/// The key of a notice about the scope that is looked at.
pub(super) fn of_scope(kind: NoticeKind, record: impl Display, scope: Scope) -> String {
    let whose = match scope {
        Scope::All => "all".to_owned(),
        Scope::Region(id) => format!("region.{}", id.0),
        Scope::Team(id) => format!("team.{}", id.0),
        Scope::Person(id) => format!("person.{}", id.0),
    };
    format!("{}:{record}:{whose}", kind.word())
}

/// A key without its people.
fn matter(key: &str) -> &str {
    key.split_once(PEOPLE).map_or(key, |(matter, _)| matter)
}

/// The people of a key; none of one that names none.
fn people(key: &str) -> BTreeSet<&str> {
    key.split_once(PEOPLE).map_or_else(BTreeSet::new, |(_, ids)| ids.split(BETWEEN).collect())
}

/// Whether what was said of the first also holds for the second: the same matter of all these people, or of
/// more.
pub fn covers(said: &str, key: &str) -> bool {
    said == key
        || matter(said) == matter(key) && {
            let own = people(key);
            !own.is_empty() && own.is_subset(&people(said))
        }
}

/// What was said of notices, by their matter.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeMap<String, Vec<NoticeMark>>);

impl Marks {
    pub fn of(marks: Vec<NoticeMark>) -> Self {
        let mut all: BTreeMap<String, Vec<NoticeMark>> = BTreeMap::new();
        for mark in marks {
            all.entry(matter(&mark.key).to_owned()).or_default().push(mark);
        }
        Self(all)
    }

    /// What was said last of a notice: until when it is put off, or that it is ticked off.
    pub fn last(&self, key: &str) -> Option<Option<NaiveDate>> {
        let own = self.0.get(matter(key))?.iter().filter(|mark| covers(&mark.key, key));
        own.max_by_key(|mark| (mark.on_day, mark.key == key, mark.id)).map(|mark| mark.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{NoticeMarkId, TeamId};

    fn of(people: &[i64]) -> String {
        let people: Vec<PersonId> = people.iter().map(|id| PersonId(*id)).collect();
        of_people(NoticeKind::TargetLetter, "2025-Q4", &people)
    }

    #[test]
    fn what_is_said_of_some_holds_for_fewer_and_not_for_more() {
        assert_eq!(of(&[12, 3]), "target-letter:2025-Q4@3+12");
        assert!(covers(&of(&[3, 12]), &of(&[12, 3])));
        assert!(covers(&of(&[3, 12]), &of(&[3])));
        assert!(!covers(&of(&[3]), &of(&[3, 12])));
        assert!(!covers(&of(&[1, 12]), &of(&[2])), "12 is not 2");
        assert!(!covers(&of(&[3]), "target-letter:2025-11@3"));
        assert!(covers("stuck-deal:4:2025-07-01", "stuck-deal:4:2025-07-01"));
        assert!(!covers("stuck-deal:4:2025-07-01", "stuck-deal:4"));
        let scoped = |scope| of_scope(NoticeKind::TargetsUnset, "2026-Q1", scope);
        assert_eq!(scoped(Scope::All), "targets-unset:2026-Q1:all");
        assert!(!covers(&scoped(Scope::All), &scoped(Scope::Team(TeamId(3)))));
    }

    #[test]
    fn the_last_word_counts() {
        let mark = |id, key: String, until: Option<&str>, on: &str| NoticeMark {
            id: NoticeMarkId(id),
            key,
            until: until.map(|day| day.parse().unwrap()),
            on_day: on.parse().unwrap(),
            by_name: String::new(),
        };
        let marks = Marks::of(vec![
            mark(1, of(&[1, 2, 3]), None, "2025-11-17"),
            mark(2, of(&[1, 2]), Some("2025-11-25"), "2025-11-18"),
        ]);
        let until = "2025-11-25".parse().ok();
        assert_eq!(marks.last(&of(&[1])), Some(until));
        assert_eq!(marks.last(&of(&[3])), Some(None));
        assert_eq!(marks.last(&of(&[4])), None);
    }
}
