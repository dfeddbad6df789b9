//! The list of handovers and of the movements of people, and the one that is open.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::plan::{PlanPage, plan};
use crate::areas::Filter;
use crate::areas::organisation::people;
use crate::documents::handover_sheet::why_key;
use crate::domain::ids::{HandoverId, PersonId};
use crate::domain::scope::Members;
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{EndedAs, Handover, HandoverItem, HandoverState, Membership};

/// What the page shows, ready to draw.
#[derive(Clone, Debug)]
pub struct Page {
    /// Which handover was asked for.
    pub asked: Option<HandoverId>,
    /// The handover that is open.
    pub plan: Option<Box<PlanPage>>,
    /// All handovers, drafts first, then the newest.
    pub rows: Vec<Row>,
    /// Who came, moved and left, the newest first.
    pub moves: Vec<MoveRow>,
    /// Who can hand over, first nobody; those with a draft are not among them.
    pub people: Vec<(Option<PersonId>, String)>,
}

/// A handover in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The handover.
    pub id: HandoverId,
    /// Who hands over.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Its number.
    pub number: String,
    /// Why.
    pub why: String,
    /// The first day of the new owners.
    pub effective: String,
    /// How many items have a new owner, of how many.
    pub given: String,
    /// Whether it is still being prepared.
    pub draft: bool,
    /// How it stands, in words.
    pub state: String,
}

/// What happened to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Came.
    Came,
    /// Went to another team or post.
    Moved,
    /// Was promoted.
    Promoted,
    /// Left.
    Left,
}

impl What {
    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Came => "organisation-handover-came",
            Self::Moved => "organisation-handover-moved",
            Self::Promoted => "organisation-handover-promoted",
            Self::Left => "organisation-handover-left",
        }
    }
}

/// A movement of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// The day.
    pub day: NaiveDate,
    /// What happened.
    pub what: What,
    /// Who.
    pub name: String,
    /// Where from and where to.
    pub places: String,
    /// A word on it; empty for none.
    pub note: String,
}

/// Loads the page.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    asked: Option<HandoverId>,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    let members = directory.members(filter.scope);
    let all = db.all::<Handover>()?;
    let open = asked.filter(|id| all.iter().any(|handover| handover.id == *id));
    let plan = match open {
        Some(id) => Some(Box::new(plan(db, directory, id, filter.today, tr)?)),
        None => None,
    };
    let mut counts: BTreeMap<HandoverId, (usize, usize)> = BTreeMap::new();
    for item in db.all::<HandoverItem>()? {
        let (given, n) = counts.entry(item.handover_id).or_default();
        *given += usize::from(item.to_id.is_some());
        *n += 1;
    }
    let drafts: BTreeSet<PersonId> = all
        .iter()
        .filter(|handover| handover.state == HandoverState::Draft)
        .map(|handover| handover.person_id)
        .collect();
    let mut shown: Vec<&Handover> = all
        .iter()
        .filter(|handover| {
            let days = [handover.started_on, handover.effective];
            days.into_iter().any(|day| includes(&members, handover.person_id, day))
        })
        .collect();
    shown.sort_by_key(|handover| {
        (handover.state, Reverse(handover.effective), Reverse(handover.id))
    });
    let row = |handover: &&Handover| {
        let (given, n) = counts.get(&handover.id).copied().unwrap_or_default();
        let state = match handover.done_on {
            Some(day) => {
                tr.with("organisation-handover-done-on", &[("day", day.to_string().into())])
            }
            None => tr.text("organisation-handover-draft"),
        };
        Row {
            id: handover.id,
            person: handover.person_id,
            name: directory.person_name(handover.person_id).to_owned(),
            number: handover.number.clone(),
            why: tr.text(why_key(handover.why)),
            effective: handover.effective.to_string(),
            given: format!("{given} / {n}"),
            draft: handover.state == HandoverState::Draft,
            state,
        }
    };
    let mut people: Vec<(Option<PersonId>, String)> = directory
        .people
        .values()
        .filter(|person| !drafts.contains(&person.id))
        .map(|person| (Some(person.id), person.name.clone()))
        .collect();
    people.sort_by(|one, two| one.1.cmp(&two.1));
    people.insert(0, (None, tr.text("organisation-handover-who")));
    Ok(Page {
        asked,
        plan,
        rows: shown.iter().map(row).collect(),
        moves: moves(directory, &members, tr),
        people,
    })
}

fn includes(members: &Members, person: PersonId, day: NaiveDate) -> bool {
    members.include(Some(person), Some(day))
        || day.pred_opt().is_some_and(|before| members.include(Some(person), Some(before)))
}

/// Who came, moved, was promoted and left, from the stretches in which they were where.
fn moves(directory: &Directory, members: &Members, tr: &Tr) -> Vec<MoveRow> {
    let mut all = vec![];
    for (person, list) in people::by_person(directory) {
        let name = directory.person_name(person);
        let place = |membership: &Membership| people::place(membership, directory, tr);
        let mut before: Option<&Membership> = None;
        for membership in list {
            if let Some(old) = before
                && let Some(end) = old.ends
                && membership.starts.is_none_or(|starts| starts > end)
            {
                all.push((person, row(end, What::Left, name, place(old), old.note.as_ref())));
                before = None;
            }
            // Of who was always here as far as is known, the day of hire tells.
            let hired = directory.people.get(&person).and_then(|person| person.hired);
            if let Some(day) = membership.starts.or(hired.filter(|_| before.is_none())) {
                let (what, places, note) = match before {
                    None => (What::Came, place(membership), membership.note.as_ref()),
                    Some(old) => {
                        let promoted = old.ended_as == Some(EndedAs::Promote);
                        let what = if promoted { What::Promoted } else { What::Moved };
                        let args = [("from", place(old).into()), ("to", place(membership).into())];
                        let places = tr.with("organisation-handover-from-to", &args);
                        (what, places, membership.note.as_ref().or(old.note.as_ref()))
                    }
                };
                all.push((person, row(day, what, name, places, note)));
            }
            before = Some(membership);
        }
        if let Some(last) = before
            && let Some(end) = last.ends
        {
            all.push((person, row(end, What::Left, name, place(last), last.note.as_ref())));
        }
    }
    all.retain(|(person, row)| includes(members, *person, row.day));
    all.sort_by(|(_, one), (_, two)| two.day.cmp(&one.day).then_with(|| one.name.cmp(&two.name)));
    all.into_iter().map(|(_, row)| row).collect()
}

fn row(day: NaiveDate, what: What, name: &str, places: String, note: Option<&String>) -> MoveRow {
    MoveRow { day, what, name: name.to_owned(), places, note: note.cloned().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{MembershipId, TeamId};
    use crate::i18n::Language;
    use crate::store::records::{Origin, Person, Team};

    #[test]
    fn movements_are_told_from_where_people_were() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let mut directory = Directory::default();
        let person = Person::new(PersonId(1), "张伟".to_owned(), Origin::Typed);
        directory.people.insert(PersonId(1), person);
        for (id, name) in [(TeamId(2), "一组"), (TeamId(3), "二组")] {
            directory.teams.insert(id, Team::new(id, name.to_owned()));
        }
        let at = |id: i64, team: i64, from: &str, to: &str, ended_as: Option<EndedAs>| Membership {
            team_id: Some(TeamId(team)),
            ends: day(to),
            ended_as,
            ..Membership::new(MembershipId(id), PersonId(1), day(from))
        };
        directory.memberships = vec![
            at(10, 2, "2023-03-01", "2024-01-01", Some(EndedAs::Promote)),
            at(11, 2, "2024-01-01", "2025-01-01", Some(EndedAs::Move)),
            at(12, 3, "2025-01-01", "2025-06-01", Some(EndedAs::Leave)),
            at(13, 3, "2025-09-01", "", None),
        ];
        let moves = moves(&directory, &Members::Everyone, &Tr::new(Language::Chinese));
        let told: Vec<(String, What)> =
            moves.iter().map(|row| (row.day.to_string(), row.what)).collect();
        let expected = [
            ("2025-09-01", What::Came),
            ("2025-06-01", What::Left),
            ("2025-01-01", What::Moved),
            ("2024-01-01", What::Promoted),
            ("2023-03-01", What::Came),
        ];
        let expected = expected.map(|(day, what)| (day.to_owned(), what));
        assert_eq!(told, expected);
        assert!(moves[2].places.contains("一组") && moves[2].places.contains("二组"));
    }
}
