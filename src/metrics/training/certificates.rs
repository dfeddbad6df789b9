//! 证书 as they stand on a day: until when each holds, who has to see to which, and which classes can.
//!
//! # What counts
//! A certificate that was renewed is on an earlier day what it was then. Of several papers of one name that a
//! person holds the best counts for what is to be seen to ([`due`]); each stands in the list all the same.
//!
//! # Until when one holds
//! The last day as it is stated, else so many months from the day of issue as its kind says. One of a kind
//! without an end holds for good; of one that no kind knows nothing is said.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{CertificateKindId, CourseId, PersonId, TrainingClassId};
use crate::domain::names::key;
use crate::domain::training::certificates::{Status, Term, Validity, best, renewals};
use crate::error::Result;
use crate::store::Db;
use crate::store::records::{
    Certificate, CertificateTerm, ClassStatus, Course, Enrolment, EnrolmentState, TrainingClass,
};
use crate::store::training::certificates::{Kinds, of_person as stored_of, terms_of};

/// A certificate as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The certificate as it was on that day.
    pub certificate: Certificate,
    /// Its kind, where its text names one.
    pub kind: Option<CertificateKindId>,
    /// The name of its kind, else its text.
    pub name: String,
    /// Until when it holds.
    pub validity: Validity,
}

/// Until when a certificate holds, whatever became of it.
pub fn term(certificate: &Certificate, kinds: &Kinds) -> Term {
    let kind = kinds.of(certificate);
    let lasting = kind.is_some_and(|kind| kind.months.is_none());
    if lasting && certificate.expires_on.is_none() {
        return Term::Lasting;
    }
    let months = kind.and_then(|kind| kind.months).and_then(|months| u32::try_from(months).ok());
    Term::of(certificate.expires_on, certificate.issued_on, months)
}

/// A certificate as it was on a day: before a renewal of a later day it was what its term says. `None` where
/// it was not issued yet.
fn as_on(mut own: Certificate, terms: &[CertificateTerm], day: NaiveDate) -> Option<Certificate> {
    let later = terms.iter().filter(|term| term.certificate_id == own.id && term.renewed_on > day);
    if let Some(term) = later.min_by_key(|term| (term.renewed_on, term.id)) {
        own.number.clone_from(&term.number);
        (own.issued_on, own.expires_on) = (term.issued_on, term.expires_on);
    }
    if own.issued_on.is_some_and(|issued| issued > day) {
        return None;
    }
    if own.revoked_on.is_some_and(|revoked| revoked > day) {
        (own.revoked_on, own.revoked_why) = (None, None);
    }
    Some(own)
}

fn held(own: Certificate, kinds: &Kinds, day: NaiveDate) -> Held {
    let validity = match own.revoked_on {
        Some(_) => Validity::revoked(own.expires_on),
        None => term(&own, kinds).on(day, kinds.warn_days(&own)),
    };
    Held {
        kind: kinds.of(&own).map(|kind| kind.id),
        name: kinds.names.listed(&own.certificate).to_owned(),
        certificate: own,
        validity,
    }
}

/// Those that end first before the others.
fn in_order(list: &mut [Held]) {
    list.sort_by_key(|held| {
        (held.validity.expires.is_none(), held.validity.expires, held.certificate.id)
    });
}

/// The certificates of a person on a day, those that end first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn of_person(db: &Db, kinds: &Kinds, person: PersonId, day: NaiveDate) -> Result<Vec<Held>> {
    let terms = terms_of(db, person)?;
    let own = stored_of(db, person)?.into_iter().filter_map(|one| as_on(one, &terms, day));
    let mut list: Vec<Held> = own.map(|one| held(one, kinds, day)).collect();
    in_order(&mut list);
    Ok(list)
}

/// The certificates of some people on a day, those that end first before the others.
///
/// # Errors
/// Whatever the database reports.
pub fn of_people(db: &Db, kinds: &Kinds, people: &[PersonId], day: NaiveDate) -> Result<Vec<Held>> {
    let people: BTreeSet<PersonId> = people.iter().copied().collect();
    let terms = db.all::<CertificateTerm>()?;
    let all = db.all::<Certificate>()?.into_iter();
    let own = all.filter(|one| people.contains(&one.person_id));
    let own = own.filter_map(|one| as_on(one, &terms, day));
    let mut list: Vec<Held> = own.map(|one| held(one, kinds, day)).collect();
    in_order(&mut list);
    Ok(list)
}

/// How many certificates stand how; a status that none has is not in it.
pub fn counts(list: &[Held]) -> BTreeMap<Status, u64> {
    let mut counts: BTreeMap<Status, u64> = BTreeMap::new();
    for held in list {
        *counts.entry(held.validity.status).or_default() += 1;
    }
    counts
}

/// How the certificates of a person stand, by name: of several of one name the best.
pub fn statuses(list: &[Held]) -> BTreeMap<String, Status> {
    let mut all: BTreeMap<String, Vec<Validity>> = BTreeMap::new();
    for held in list {
        all.entry(held.name.clone()).or_default().push(held.validity);
    }
    let counted = |(name, own)| best(own).map(|own| (name, own.status));
    all.into_iter().filter_map(counted).collect()
}

/// What somebody has to see to: a certificate that has ended or ends soon, and that no other of its name
/// stands in for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Whose.
    pub person: PersonId,
    /// What it is called.
    pub name: String,
    /// Its kind, where there is one.
    pub kind: Option<CertificateKindId>,
    /// How it stands.
    pub validity: Validity,
}

/// What is to be seen to, the one that ended first before the others.
pub fn due(list: &[Held]) -> Vec<Due> {
    let mut own: BTreeMap<(PersonId, String), Vec<&Held>> = BTreeMap::new();
    for held in list {
        let by = (held.certificate.person_id, key(&held.name));
        own.entry(by).or_default().push(held);
    }
    let counted = own.into_iter().filter_map(|(by, papers)| {
        let counts = best(papers.iter().map(|held| held.validity))?;
        let paper = papers.iter().find(|held| held.validity == counts)?;
        let open = matches!(counts.status, Status::Expired | Status::Expiring);
        open.then(|| ((by.0, paper.name.clone(), paper.kind), counts))
    });
    let found = renewals(counted, i64::MAX).into_iter();
    found.map(|((person, name, kind), validity)| Due { person, name, kind, validity }).collect()
}

/// A class to come whose course gives a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The class.
    pub class: TrainingClass,
    /// What the course is called.
    pub course: String,
    /// The same in English.
    pub course_en: String,
    /// Seats that are free; `None` without a limit.
    pub free: Option<u64>,
    /// Who goes.
    pub enrolled: BTreeSet<PersonId>,
}

/// Where somebody can renew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Already goes to this class.
    Booked(TrainingClassId),
    /// A seat of this class is free for them.
    Free(TrainingClassId),
    /// No class has a seat.
    None,
}

impl Place {
    /// The class, where there is one.
    pub const fn class(self) -> Option<TrainingClassId> {
        match self {
            Self::Booked(class) | Self::Free(class) => Some(class),
            Self::None => None,
        }
    }

    /// The word in machine-readable answers.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Booked(_) => "booked",
            Self::Free(_) => "free",
            Self::None => "none",
        }
    }
}

/// Somebody who has to renew, and where they can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// What is due.
    pub due: Due,
    /// Where.
    pub place: Place,
    /// Whether the certificate ends before that class does.
    pub late: bool,
}

/// The renewal of one certificate: who, and the classes in which they can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// What the certificate is called.
    pub name: String,
    /// The courses that give it, by name.
    pub courses: Vec<(CourseId, String)>,
    /// The classes to come, the earliest first.
    pub classes: Vec<Open>,
    /// Who, the one whose certificate ended first before the others.
    pub seats: Vec<Seat>,
}

/// Puts those who have to renew on the seats there are: whoever ends first chooses first, and takes the
/// earliest class that has one. Who already goes to one keeps it.
pub fn seats(due: Vec<Due>, classes: &[Open]) -> Vec<Seat> {
    let mut free: Vec<Option<u64>> = classes.iter().map(|open| open.free).collect();
    let mut place = |person: PersonId| {
        if let Some(open) = classes.iter().find(|open| open.enrolled.contains(&person)) {
            return Place::Booked(open.class.id);
        }
        for (open, free) in classes.iter().zip(&mut free) {
            match free {
                Some(0) => {}
                Some(left) => {
                    *left -= 1;
                    return Place::Free(open.class.id);
                }
                None => return Place::Free(open.class.id),
            }
        }
        Place::None
    };
    due.into_iter()
        .map(|due| {
            let place = place(due.person);
            let ends = place.class().and_then(|class| {
                classes.iter().find(|open| open.class.id == class).map(|open| open.class.ends)
            });
            let last = due.validity.expires;
            let late = ends.zip(last).is_some_and(|(ends, last)| ends > last);
            Seat { due, place, late }
        })
        .collect()
}

/// What is to be renewed, by certificate: that with the one that ended first before the others. `today` is
/// the day from which a class is still to come.
///
/// # Errors
/// Whatever the database reports.
pub fn renewal(db: &Db, list: &[Held], today: NaiveDate) -> Result<Vec<Renewal>> {
    let mut order: Vec<(Option<CertificateKindId>, String)> = vec![];
    let mut by: BTreeMap<(Option<CertificateKindId>, String), Vec<Due>> = BTreeMap::new();
    for due in due(list) {
        let what = (due.kind, due.name.clone());
        if !by.contains_key(&what) {
            order.push(what.clone());
        }
        by.entry(what).or_default().push(due);
    }
    if order.is_empty() {
        return Ok(vec![]);
    }
    let (courses, open) = open_classes(db, today)?;
    let with = |(kind, name): (Option<CertificateKindId>, String)| {
        let gives = |course: &&Course| kind.is_some() && course.certificate_kind_id == kind;
        let own: Vec<&Course> = courses.iter().filter(gives).collect();
        let of = |open: &&Open| own.iter().any(|course| course.id == open.class.course_id);
        let classes: Vec<Open> = open.iter().filter(of).cloned().collect();
        let due = by.get(&(kind, name.clone())).cloned().unwrap_or_default();
        Renewal {
            seats: seats(due, &classes),
            courses: own.iter().map(|course| (course.id, course.name.clone())).collect(),
            classes,
            name,
        }
    };
    Ok(order.into_iter().map(with).collect())
}

/// The courses in use by name, and the classes that are planned and not begun, the earliest first.
fn open_classes(db: &Db, today: NaiveDate) -> Result<(Vec<Course>, Vec<Open>)> {
    let mut courses: Vec<Course> = db.all()?;
    courses.retain(|course| !course.archived);
    courses.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let mut enrolled: BTreeMap<TrainingClassId, BTreeSet<PersonId>> = BTreeMap::new();
    for one in db.all::<Enrolment>()? {
        if one.state == EnrolmentState::Enrolled {
            enrolled.entry(one.class_id).or_default().insert(one.person_id);
        }
    }
    let mut classes: Vec<TrainingClass> = db.all()?;
    classes.retain(|class| class.status == ClassStatus::Planned && class.starts >= today);
    classes.sort_by_key(|class| (class.starts, class.id));
    let open = classes.into_iter().filter_map(|class| {
        let course = courses.iter().find(|course| course.id == class.course_id)?;
        let enrolled = enrolled.remove(&class.id).unwrap_or_default();
        let seats = class.seats.and_then(|seats| u64::try_from(seats).ok());
        let free = seats.map(|seats| seats.saturating_sub(enrolled.len() as u64));
        let (course, course_en) = (course.name.clone(), course.name_en.clone());
        Some(Open { class, course, course_en, free, enrolled })
    });
    let open = open.collect();
    Ok((courses, open))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CertificateId, CertificateTermId};
    use crate::store::records::CertificateKind;
    use crate::store::training::names::Names;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn paper(id: i64, person: i64, issued: &str, expires: Option<&str>) -> Certificate {
        Certificate {
            id: CertificateId(id),
            person_id: PersonId(person),
            certificate: "高处作业证".to_owned(),
            number: Some(format!("GC-{id}")),
            issued_on: Some(day(issued)),
            expires_on: expires.map(day),
            issuer: None,
            batch_id: None,
            extra: None,
            revoked_on: None,
            revoked_why: None,
            class_id: None,
        }
    }

    fn on(list: Vec<Certificate>, today: &str) -> Vec<Held> {
        let kinds = Kinds::default();
        list.into_iter().map(|one| held(one, &kinds, day(today))).collect()
    }

    #[test]
    fn an_earlier_day_knows_what_the_certificate_was_then() {
        let renewed = Certificate {
            issued_on: Some(day("2025-11-10")),
            expires_on: Some(day("2028-11-10")),
            revoked_on: Some(day("2026-02-01")),
            revoked_why: Some("违章".to_owned()),
            ..paper(1, 1, "2022-11-10", None)
        };
        let term = |id: i64, issued: &str, expires: &str, renewed: &str| CertificateTerm {
            id: CertificateTermId(id),
            certificate_id: CertificateId(1),
            number: Some(format!("旧-{id}")),
            issued_on: Some(day(issued)),
            expires_on: Some(day(expires)),
            renewed_on: day(renewed),
            by_name: String::new(),
        };
        let terms = [
            term(2, "2022-11-10", "2025-11-10", "2025-11-10"),
            term(1, "2019-11-10", "2022-11-10", "2022-11-10"),
        ];
        let seen = |on: &str| as_on(renewed.clone(), &terms, day(on));
        assert_eq!(seen("2019-11-09"), None);
        let early = seen("2022-11-09").unwrap();
        assert_eq!(
            (early.number.as_deref(), early.expires_on),
            (Some("旧-1"), Some(day("2022-11-10")))
        );
        assert_eq!(seen("2025-11-09").unwrap().number.as_deref(), Some("旧-2"));
        let then = seen("2026-01-31").unwrap();
        assert_eq!((then.expires_on, then.revoked_on), (Some(day("2028-11-10")), None));
        assert_eq!(seen("2026-02-01").unwrap().revoked_on, Some(day("2026-02-01")));
    }

    #[test]
    fn the_kind_says_what_the_paper_does_not() {
        let kind = |id: i64, name: &str, months| CertificateKind {
            id: CertificateKindId(id),
            name: name.to_owned(),
            name_en: String::new(),
            months,
            warn_days: 90,
            issuer: None,
            archived: false,
        };
        let list = [kind(1, "高处作业证", Some(36)), kind(2, "内训师", None)];
        let named = list.iter().map(|kind| (kind.id, kind.name.clone(), String::new()));
        let kinds = Kinds {
            names: Names::of(named, []),
            all: list.iter().map(|kind| (kind.id, kind.clone())).collect(),
        };
        let own = |name: &str, expires: Option<&str>| Certificate {
            certificate: name.to_owned(),
            ..paper(1, 1, "2023-01-31", expires)
        };
        let told = |name: &str, expires: Option<&str>| {
            let found = held(own(name, expires), &kinds, day("2025-11-18")).validity;
            (found.status, found.expires)
        };
        // 74 days are left: within the 90 of its kind.
        assert_eq!(told("高处作业证", None), (Status::Expiring, Some(day("2026-01-31"))));
        let stated = Some("2026-06-30");
        assert_eq!(told("高处作业证", stated), (Status::Valid, stated.map(day)));
        assert_eq!(told("内训师", None), (Status::Lasting, None));
        assert_eq!(told("内训师", Some("2025-11-17")).0, Status::Expired);
        assert_eq!(told("驾驶证", None), (Status::Unknown, None));
    }

    #[test]
    fn a_newer_paper_stands_in_for_the_old_one() {
        let list = on(
            vec![
                paper(1, 1, "2022-06-30", Some("2025-06-30")),
                paper(2, 1, "2025-06-20", Some("2028-06-20")),
                paper(3, 2, "2022-12-01", Some("2025-12-01")),
                paper(4, 3, "2022-10-01", Some("2025-10-01")),
            ],
            "2025-11-18",
        );
        let told: Vec<(i64, Option<i64>)> =
            due(&list).iter().map(|due| (due.person.0, due.validity.days_left)).collect();
        assert_eq!(told, [(3, Some(-48)), (2, Some(13))]);
        assert_eq!(
            statuses(&list[..2]),
            BTreeMap::from([("高处作业证".to_owned(), Status::Valid)])
        );
        let counted = counts(&list);
        assert_eq!(counted[&Status::Expired], 2, "each paper stands in the list");
        assert_eq!(counted[&Status::Valid], 1);
    }

    fn open(id: i64, ends: &str, free: Option<u64>, enrolled: &[i64]) -> Open {
        let class = TrainingClass {
            id: TrainingClassId(id),
            course_id: CourseId(1),
            title: None,
            starts: day(ends),
            ends: day(ends),
            place: None,
            trainer: None,
            trainer_id: None,
            seats: None,
            cost: None,
            status: ClassStatus::Planned,
            confirmed_on: None,
            mark: None,
            kpi: None,
            kpi_days: None,
            kpi_named_on: None,
            behaviour_days: None,
            closed_on: None,
            close_note: None,
            by_name: String::new(),
        };
        let enrolled = enrolled.iter().copied().map(PersonId).collect();
        let (course, course_en) = ("复训".to_owned(), String::new());
        Open { class, course, course_en, free, enrolled }
    }

    #[test]
    fn whoever_ends_first_gets_the_earliest_seat() {
        let list = on(
            vec![
                paper(1, 1, "2022-12-01", Some("2025-12-01")),
                paper(2, 2, "2022-12-05", Some("2025-12-05")),
                paper(3, 3, "2022-12-20", Some("2025-12-20")),
                paper(4, 4, "2023-01-01", Some("2026-01-01")),
            ],
            "2025-11-18",
        );
        let classes = [open(10, "2025-11-27", Some(1), &[3]), open(11, "2025-12-10", Some(1), &[])];
        let found = seats(due(&list), &classes);
        let told: Vec<_> =
            found.iter().map(|seat| (seat.due.person.0, seat.place, seat.late)).collect();
        let (first, second) = (TrainingClassId(10), TrainingClassId(11));
        assert_eq!(
            told,
            [
                (1, Place::Free(first), false),
                (2, Place::Free(second), true),
                (3, Place::Booked(first), false),
                (4, Place::None, false),
            ]
        );
        let unlimited = [open(10, "2025-11-27", None, &[])];
        let all = seats(due(&list), &unlimited);
        assert!(all.iter().all(|seat| seat.place == Place::Free(first)));
    }
}
