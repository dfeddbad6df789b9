//! The roster as it is on a day.

use chrono::NaiveDate;

use crate::sheets::tables::{Sheet, day, opt};
use crate::store::directory::Directory;

pub(super) fn people(directory: &Directory, today: NaiveDate) -> Sheet {
    let directory = &directory.as_of(today);
    let rows = directory.people.values().map(|person| {
        let membership = directory.membership_on(person.id, today);
        let team = membership.and_then(|m| m.team_id).and_then(|team| directory.teams.get(&team));
        let region =
            team.and_then(|team| team.region_id).map(|region| directory.region_name(region));
        let post = membership.and_then(|m| m.post_id).and_then(|post| directory.posts.get(&post));
        let manager = team.and_then(|team| team.manager_id).filter(|manager| *manager != person.id);
        vec![
            person.name.as_str().into(),
            opt(person.number.as_deref()),
            opt(post.map(|post| post.name.as_str())),
            opt(team.map(|team| team.name.as_str())),
            opt(region),
            opt(manager.map(|manager| directory.person_name(manager))),
            person.kind.word().into(),
            day(person.hired),
            day(membership.and_then(|m| m.starts)),
            opt(person.city.as_deref()),
            opt(person.phone.as_deref()),
            opt(person.email.as_deref()),
            person.origin.word().into(),
        ]
    });
    (
        &[
            "name", "number", "post", "team", "region", "manager", "kind", "hired", "starts",
            "city", "phone", "email", "origin",
        ],
        rows.collect(),
    )
}
