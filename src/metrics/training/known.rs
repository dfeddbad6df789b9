//! Classes as an earlier day knows them: by the day on which a thing was so, whenever it was written down.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::ClassSessionId;
use crate::metrics::training::classes::Standing;
use crate::store::records::{ClassStatus, Enrolment, EnrolmentState, TrainingClass};
use crate::store::training::classes::ClassPage;

/// A class as a day knows it: what was made certain or called off later is not, and nobody can know that it
/// was held before its last day.
pub(super) fn class_on(mut class: TrainingClass, day: NaiveDate) -> TrainingClass {
    class.confirmed_on = class.confirmed_on.filter(|on| *on <= day);
    if matches!(Standing::of(&class, day), Standing::Coming | Standing::Open) {
        class.status = ClassStatus::Planned;
        (class.closed_on, class.close_note) = (None, None);
    }
    class
}

/// An enrolment as a day knows it: `None` before it was made; of who withdrew
/// later is known that they were to go there, and not whether they still waited for a seat.
pub(super) fn enrolment_on(mut own: Enrolment, day: NaiveDate) -> Option<Enrolment> {
    if own.withdrawn_on.is_some_and(|on| on > day) {
        (own.state, own.withdrawn_on) = (EnrolmentState::Enrolled, None);
    }
    (own.on_day <= day).then_some(own)
}

/// A class with everything that a day knows of it: what came of it later is not known.
pub(super) fn page_on(mut page: ClassPage, day: NaiveDate) -> ClassPage {
    page.class = class_on(page.class, day);
    let over: BTreeSet<ClassSessionId> =
        page.sessions.iter().filter(|part| part.on_day <= day).map(|part| part.id).collect();
    for one in &mut page.people {
        one.enrolment = one.enrolment.take().and_then(|own| enrolment_on(own, day));
        one.results.retain(|result| result.on_day <= day);
        one.presence.retain(|part, _| over.contains(part));
        if day < page.class.starts {
            one.scores.clear();
        }
    }
    page.people.retain(|one| one.enrolment.is_some() || !one.results.is_empty());
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{CourseId, EnrolmentId, PersonId, TrainingClassId};
    use crate::metrics::training::tests::{course, day, result};
    use crate::store::records::ClassSession;
    use crate::store::training::classes::Participant;

    fn class(status: ClassStatus, closed_on: &str) -> TrainingClass {
        TrainingClass {
            id: TrainingClassId(9),
            course_id: CourseId(1),
            title: None,
            starts: day("2025-09-11"),
            ends: day("2025-09-12"),
            place: None,
            trainer: None,
            trainer_id: None,
            seats: None,
            cost: None,
            status,
            confirmed_on: Some(day("2025-09-05")),
            mark: None,
            kpi: None,
            kpi_days: None,
            kpi_named_on: None,
            behaviour_days: None,
            closed_on: Some(day(closed_on)),
            close_note: Some("客户大会".to_owned()),
            by_name: String::new(),
        }
    }

    #[test]
    fn a_class_stands_as_it_stood_on_the_day() {
        let (held, off) = (ClassStatus::Held, ClassStatus::Cancelled);
        for (status, closed_on, on, standing) in [
            (held, "2025-09-20", "2025-09-11", Standing::Coming),
            // It was held on its last day, though that was recorded later.
            (held, "2025-09-20", "2025-09-12", Standing::Held),
            (held, "2025-09-20", "2025-11-18", Standing::Held),
            (off, "2025-09-08", "2025-09-07", Standing::Coming),
            (off, "2025-09-08", "2025-09-08", Standing::Cancelled),
            (off, "2025-09-20", "2025-09-15", Standing::Open),
        ] {
            let known = class_on(class(status, closed_on), day(on));
            assert_eq!(Standing::of(&known, day(on)), standing, "{status:?} {on}");
            let over = matches!(standing, Standing::Held | Standing::Cancelled);
            assert_eq!(known.close_note.is_some(), over, "{status:?} {on}");
        }
        let known = class_on(class(held, "2025-09-20"), day("2025-09-04"));
        assert_eq!(known.confirmed_on, None, "nobody had said so");
    }

    #[test]
    fn who_came_later_is_not_known_before() {
        let enrolment = |id: i64, on_day: &str, withdrawn: Option<&str>| Enrolment {
            id: EnrolmentId(id),
            class_id: TrainingClassId(9),
            person_id: PersonId(id),
            state: if withdrawn.is_some() {
                EnrolmentState::Withdrawn
            } else {
                EnrolmentState::Enrolled
            },
            skill_id: None,
            gap: None,
            makeup_for_id: None,
            note: None,
            on_day: day(on_day),
            withdrawn_on: withdrawn.map(day),
            by_name: String::new(),
        };
        let part = |id: i64, on_day: &str| ClassSession {
            id: ClassSessionId(id),
            class_id: TrainingClassId(9),
            position: id,
            on_day: day(on_day),
            begins: None,
            ends: None,
            hours: 70_000,
        };
        let one = |person: i64, enrolment: Option<Enrolment>, results: i64| Participant {
            person: PersonId(person),
            enrolment,
            presence: [(ClassSessionId(1), true), (ClassSessionId(2), false)].into(),
            results: (0..results).map(|n| result(20 + n, person, "甲")).collect(),
            scores: vec![],
        };
        let page = ClassPage {
            class: class(ClassStatus::Held, "2025-09-20"),
            course: course(1, "甲"),
            sessions: vec![part(1, "2025-09-11"), part(2, "2025-09-12")],
            people: vec![
                one(1, Some(enrolment(1, "2025-09-01", None)), 1),
                one(2, Some(enrolment(2, "2025-09-01", Some("2025-09-10"))), 0),
                one(3, Some(enrolment(3, "2025-09-10", None)), 0),
                one(4, None, 1),
            ],
        };
        let told = |on: &str| -> Vec<(i64, Option<EnrolmentState>, usize, usize)> {
            let known = page_on(page.clone(), day(on));
            let people = known.people.iter().map(|one| {
                let state = one.enrolment.as_ref().map(|own| own.state);
                (one.person.0, state, one.presence.len(), one.results.len())
            });
            people.collect()
        };
        let (there, gone) = (Some(EnrolmentState::Enrolled), Some(EnrolmentState::Withdrawn));
        assert_eq!(told("2025-09-09"), [(1, there, 0, 0), (2, there, 0, 0)]);
        assert_eq!(told("2025-09-11"), [(1, there, 1, 0), (2, gone, 1, 0), (3, there, 1, 0)]);
        let all = [(1, there, 2, 1), (2, gone, 2, 0), (3, there, 2, 0), (4, None, 2, 1)];
        assert_eq!(told("2025-09-12"), all);
    }
}
