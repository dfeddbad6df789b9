//! 今日节奏: what stands on some days: coachings, parts of classes, reports that are due, and what else is due
//! on a day of them as notices say.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, CoachingId, PersonId, TrainingClassId};
use crate::domain::scope::{Members, Scope};
use crate::error::Result;
use crate::metrics::notices::{Act, Notice, NoticeKind, Notices};
use crate::metrics::submissions::slot::{Slot, slots};
use crate::metrics::submissions::{Ledger, kinds};
use crate::metrics::training::classes::{self, Standing};
use crate::store::Db;
use crate::store::coaching::log;
use crate::store::directory::Directory;
use crate::store::records::{CoachingKind, CoachingState, OwedKind};
use crate::store::training::classes as stored;

/// Some days, both included.
pub type Days = (NaiveDate, NaiveDate);

/// What something on the agenda is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A talk or a visit with a rep.
    Coaching {
        /// Which.
        id: CoachingId,
        /// With whom.
        person: PersonId,
        /// Why.
        kind: CoachingKind,
        /// What it is about.
        topic: String,
        /// The customer.
        account: Option<AccountId>,
    },
    /// A class, or a part of it.
    Class {
        /// Which.
        id: TrainingClassId,
        /// What it is called.
        name: String,
        /// The same in English; may be empty.
        name_en: String,
        /// Its first day, which shows it in its list.
        starts: NaiveDate,
        /// How many go.
        people: u64,
        /// Where.
        place: Option<String>,
    },
    /// Reports that are due.
    Reports {
        /// What they are about.
        slot: Slot,
        /// How many are owed.
        owed: usize,
        /// How many came.
        sent: usize,
    },
    /// What a notice says is due.
    Notice(Box<Notice>),
}

impl What {
    /// The word on the command line.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Coaching { .. } => "coaching",
            Self::Class { .. } => "class",
            Self::Reports { .. } => "reports",
            Self::Notice(notice) => notice.kind.word(),
        }
    }
}

/// Something on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The day.
    pub day: NaiveDate,
    /// When it begins, as `14:00`; `None` where that is not known.
    pub at: Option<String>,
    /// What it is.
    pub what: What,
    /// Whether it is done.
    pub done: bool,
    /// What opens it.
    pub act: Act,
}

impl Item {
    /// The day whose period shows it, where its page shows what is of a period; as notices about the same
    /// say it.
    pub const fn shown_in(&self) -> Option<NaiveDate> {
        match &self.what {
            What::Coaching { .. } => Some(self.day),
            What::Class { starts, .. } => Some(*starts),
            What::Reports { .. } => None,
            What::Notice(notice) => notice.shown_in(),
        }
    }
}

/// What stands on the days, in their order; on a day first what has its hour. What is due as notices say is
/// taken from these.
///
/// # Errors
/// Whatever the database reports.
pub fn agenda(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    days: Days,
    (notices, today): (&Notices, NaiveDate),
) -> Result<Vec<Item>> {
    let members = &directory.members(scope);
    let mut items = coachings(db, members, days)?;
    items.extend(of_classes(db, members, days, today)?);
    items.extend(reports(db, directory, members, days, today)?);
    items.extend(due(notices, days));
    sort(&mut items);
    Ok(items)
}

/// By day; on a day first what has its hour, then in the order in which they were found.
fn sort(items: &mut [Item]) {
    items.sort_by(|one, other| {
        let place = |item: &Item| (item.day, item.at.is_none(), item.at.clone());
        place(one).cmp(&place(other))
    });
}

fn coachings(db: &Db, members: &Members, days: Days) -> Result<Vec<Item>> {
    let mut items = vec![];
    log::each_between(db, days, |coaching| {
        if members.include(Some(coaching.person_id), Some(coaching.on_day)) {
            let held = coaching.state == CoachingState::Held;
            let act = match coaching.kind {
                CoachingKind::Visit if !held => Act::OpenVisit(coaching.id),
                _ => Act::OpenCoaching(coaching.id),
            };
            items.push(Item {
                day: coaching.on_day,
                at: coaching.starts_at,
                what: What::Coaching {
                    id: coaching.id,
                    person: coaching.person_id,
                    kind: coaching.kind,
                    topic: coaching.topic,
                    account: coaching.account_id,
                },
                done: held,
                act,
            });
        }
        Ok(())
    })?;
    Ok(items)
}

fn of_classes(db: &Db, members: &Members, days: Days, today: NaiveDate) -> Result<Vec<Item>> {
    let within = |day: NaiveDate| days.0 <= day && day <= days.1;
    let mut items = vec![];
    for row in classes::list(db, members, days, today)? {
        let Some(class) = &row.class else { continue };
        if row.standing == Standing::Cancelled || row.starts > days.1 || row.ends < days.0 {
            continue;
        }
        let mut add = |day: NaiveDate, at: Option<String>| {
            items.push(Item {
                day,
                at,
                what: What::Class {
                    id: class.id,
                    name: row.name.clone(),
                    name_en: row.name_en.clone(),
                    starts: row.starts,
                    people: row.people(),
                    place: row.place.clone(),
                },
                done: row.standing == Standing::Held,
                act: Act::OpenClass(class.id),
            });
        };
        let sessions = stored::sessions(db, class.id)?;
        if sessions.is_empty() && within(row.starts) {
            add(row.starts, None);
        }
        for session in sessions.into_iter().filter(|session| within(session.on_day)) {
            add(session.on_day, session.begins);
        }
    }
    Ok(items)
}

/// How far back what a report is about may lie before the day on which it is due, in slots.
const fn back(kind: OwedKind) -> usize {
    match kind {
        OwedKind::Daily => 10,
        OwedKind::Weekly | OwedKind::Monthly => 2,
    }
}

fn reports(
    db: &Db,
    directory: &Directory,
    members: &Members,
    days: Days,
    today: NaiveDate,
) -> Result<Vec<Item>> {
    let mut items = vec![];
    for kind in kinds(db)? {
        let at = Slot::at(kind, days.0);
        let first = (0..back(kind)).fold(at, |slot, _| slot.previous());
        let last = Slot::at(kind, days.1);
        let ledger = Ledger::load(db, directory, (first, last), today)?;
        for slot in slots(first, last) {
            let mut by_due: BTreeMap<(NaiveDate, i64), (usize, Vec<PersonId>)> = BTreeMap::new();
            for duty in ledger.duties(slot) {
                let Some(due) = duty.due.filter(|due| days.0 <= *due && *due <= days.1) else {
                    continue;
                };
                if !members.include(Some(duty.person), Some(slot.last)) {
                    continue;
                }
                let (owed, absent) = by_due.entry((due, duty.due_hour)).or_default();
                *owed += 1;
                absent.extend(duty.standing.absent().then_some(duty.person));
            }
            for ((day, hour), (owed, absent)) in by_due {
                items.push(Item {
                    day,
                    at: Some(format!("{hour:02}:00")),
                    what: What::Reports { slot, owed, sent: owed - absent.len() },
                    done: absent.is_empty(),
                    act: Act::Remind(slot, absent),
                });
            }
        }
    }
    Ok(items)
}

/// What is due on the days as notices say; what the agenda finds itself is left out.
fn due(notices: &Notices, days: Days) -> Vec<Item> {
    let found_here = |kind| {
        use NoticeKind::{
            ClassResults, ClassSeats, CoachingDue, CoachingMissed, ReportMissing, VisitSheet,
        };
        matches!(
            kind,
            ReportMissing | CoachingMissed | CoachingDue | VisitSheet | ClassResults | ClassSeats
        )
    };
    let open = notices.open.iter().map(|notice| (notice, false));
    let all = open.chain(notices.done.iter().map(|notice| (notice, true)));
    all.filter(|(notice, _)| !found_here(notice.kind))
        .filter_map(|(notice, done)| {
            let day = notice.due.filter(|day| days.0 <= *day && *day <= days.1)?;
            let what = What::Notice(Box::new(notice.clone()));
            Some(Item { day, at: None, what, done, act: notice.act.clone() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::OpportunityId;
    use crate::metrics::notices::{Subject, Told, Urgency};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn notice(kind: NoticeKind, due: Option<&str>) -> Notice {
        Notice {
            key: format!("{}:1", kind.word()),
            kind,
            urgency: Urgency::Soon,
            subject: Subject::Deal(OpportunityId(1)),
            people: vec![],
            due: due.map(day),
            days: 0,
            told: Told::Check { number: 1, of: 4 },
            act: Act::OpenDeal(OpportunityId(1)),
        }
    }

    #[test]
    fn what_is_due_on_the_days_stands_on_them_once() {
        let notices = Notices {
            open: vec![
                notice(NoticeKind::PlanCheck, Some("2025-11-19")),
                notice(NoticeKind::PlanCheck, Some("2025-11-26")),
                notice(NoticeKind::ReportMissing, Some("2025-11-19")),
                notice(NoticeKind::StuckDeal, None),
            ],
            later: vec![(notice(NoticeKind::PlanCheck, Some("2025-11-20")), day("2025-11-21"))],
            done: vec![notice(NoticeKind::CoachingAction, Some("2025-11-18"))],
        };
        let found = due(&notices, (day("2025-11-17"), day("2025-11-23")));
        let told: Vec<(NaiveDate, &str, bool)> =
            found.iter().map(|item| (item.day, item.what.word(), item.done)).collect();
        let expected = [
            (day("2025-11-19"), "plan-check", false),
            (day("2025-11-18"), "coaching-action", true),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_has_its_hour_comes_first_on_its_day() {
        let item = |on: &str, at: Option<&str>| Item {
            day: day(on),
            at: at.map(str::to_owned),
            what: What::Notice(Box::new(notice(NoticeKind::PlanCheck, None))),
            done: false,
            act: Act::OpenDeal(OpportunityId(1)),
        };
        let mut items = vec![
            item("2025-11-19", None),
            item("2025-11-19", Some("14:00")),
            item("2025-11-18", None),
            item("2025-11-19", Some("09:00")),
        ];
        sort(&mut items);
        let told: Vec<(String, Option<String>)> =
            items.into_iter().map(|item| (item.day.to_string(), item.at)).collect();
        let at = |on: &str, at: Option<&str>| (on.to_owned(), at.map(str::to_owned));
        let expected = [
            at("2025-11-18", None),
            at("2025-11-19", Some("09:00")),
            at("2025-11-19", Some("14:00")),
            at("2025-11-19", None),
        ];
        assert_eq!(told, expected);
    }
}
