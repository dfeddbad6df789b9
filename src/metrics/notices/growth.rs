//! Notices about how people grow: certificates that end, classes without results or with free seats, who is
//! new and has no mentor, and pairs that do not talk.

use chrono::Days;

use crate::error::Result;
use crate::metrics::mentors::{Guides, in_scope, pairs};
use crate::metrics::notices::{Act, Look, Notice, NoticeKind, Subject, Told, Urgency};
use crate::metrics::training::certificates::{of_people, renewal};
use crate::metrics::training::classes::{Key, Row, Standing, list};
use crate::metrics::training::here;
use crate::store::training::certificates::Kinds;

/// So many days back classes without results are looked for.
const CLASSES_BACK: u64 = 365;

/// Finds them.
pub(super) fn find(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    if look.on(NoticeKind::Certificate).is_some() {
        certificates(look, all)?;
    }
    let results = look.on(NoticeKind::ClassResults).is_some();
    let seats = look.on(NoticeKind::ClassSeats);
    if results || seats.is_some() {
        classes(look, (results, seats), all)?;
    }
    let newcomers = look.on(NoticeKind::Newcomer).is_some();
    let silent = look.on(NoticeKind::MentorSilent).is_some();
    if newcomers || silent {
        mentors(look, (newcomers, silent), all)?;
    }
    Ok(())
}

/// The certificates that have ended or end soon, each with where it can be renewed.
fn certificates(look: &Look<'_>, all: &mut Vec<Notice>) -> Result<()> {
    let kinds = Kinds::load(look.db)?;
    let people = here(look.directory, &look.members, look.today);
    let held = of_people(look.db, &kinds, &people, look.today)?;
    let seats = renewal(look.db, &held, look.today)?.into_iter().flat_map(|one| one.seats);
    for seat in seats {
        let Some(expires) = seat.due.validity.expires else { continue };
        let (person, kind) = (seat.due.person, NoticeKind::Certificate);
        let days = (look.today - expires).num_days();
        all.push(Notice {
            // Renewed, it ends on another day.
            key: format!("{}:{}:{expires}:{}", kind.word(), person.0, seat.due.name),
            kind,
            urgency: Urgency::of_days(days),
            subject: Subject::Person(person),
            people: vec![person],
            due: Some(expires),
            days,
            told: Told::Certificate { name: seat.due.name, place: seat.place },
            act: Act::OpenCertificates(person),
        });
    }
    Ok(())
}

/// The classes that are over without results, and those that begin within some days with free seats.
fn classes(
    look: &Look<'_>,
    (results, seats): (bool, Option<i64>),
    all: &mut Vec<Notice>,
) -> Result<()> {
    let today = look.today;
    let from = today.checked_sub_days(Days::new(CLASSES_BACK)).unwrap_or(today);
    for row in list(look.db, &look.members, (from, today), today)? {
        let Key::Class(id) = row.key else { continue };
        let free = row.free();
        let (kind, day) = match row.standing {
            Standing::Open if results => (NoticeKind::ClassResults, row.ends),
            Standing::Coming if free.is_some_and(|free| free > 0) && near(look, &row, seats) => {
                (NoticeKind::ClassSeats, row.starts)
            }
            _ => continue,
        };
        let days = (today - day).num_days();
        all.push(Notice {
            key: format!("{}:{}:{day}", kind.word(), id.0),
            kind,
            urgency: Urgency::of_days(days),
            subject: Subject::Class(id),
            people: vec![],
            due: Some(day),
            days,
            told: Told::Class {
                people: row.people(),
                free: free.filter(|_| kind == NoticeKind::ClassSeats),
                name: row.name,
                name_en: row.name_en,
                starts: row.starts,
            },
            act: Act::OpenClass(id),
        });
    }
    Ok(())
}

/// Whether a class is still to begin, within so many days.
fn near(look: &Look<'_>, row: &Row, within: Option<i64>) -> bool {
    let left = (row.starts - look.today).num_days();
    within.is_some_and(|within| (0..=within).contains(&left))
}

/// Who is new and has no mentor, and the pairs that have not talked for too long.
fn mentors(
    look: &Look<'_>,
    (newcomers, silent): (bool, bool),
    all: &mut Vec<Notice>,
) -> Result<()> {
    let today = look.today;
    let pairs = pairs(look.db, today)?;
    if newcomers {
        let guides = Guides::load(look.db, look.directory, &pairs, today)?;
        for one in guides.newcomers(look.directory, &pairs, &look.members) {
            all.push(Notice {
                key: format!("{}:{}", NoticeKind::Newcomer.word(), one.person.0),
                kind: NoticeKind::Newcomer,
                urgency: Urgency::Soon,
                subject: Subject::Person(one.person),
                people: vec![one.person],
                due: None,
                days: (today - one.hired).num_days(),
                told: Told::Newcomer {
                    hired: one.hired,
                    months: one.months,
                    guides: one.guides.iter().map(|guide| guide.person).collect(),
                },
                act: Act::FindMentor(one.person),
            });
        }
    }
    for pair in in_scope(&pairs, &look.members, today).into_iter().filter(|_| silent) {
        let Some(days) = pair.progress.silent_days else { continue };
        let last = pair.progress.last_talk;
        let since = last.unwrap_or(pair.pair.starts);
        let kind = NoticeKind::MentorSilent;
        all.push(Notice {
            key: format!("{}:{}:{since}", kind.word(), pair.pair.id.0),
            kind,
            urgency: Urgency::Soon,
            subject: Subject::Person(pair.pair.mentee_id),
            people: vec![pair.pair.mentor_id, pair.pair.mentee_id],
            due: None,
            days,
            told: Told::Silent { mentor: pair.pair.mentor_id, last },
            act: Act::OpenPair(pair.pair.id),
        });
    }
    Ok(())
}
