//! Seats, open seats and mentors, as the chart shows them beside the people.

use std::collections::BTreeSet;

use crate::domain::ids::PersonId;
use crate::metrics::seats::{Count, PostSeats, Seats};
use crate::store::directory::Directory;
use crate::store::records::MentorPair;

use super::data::Data;

/// The seats of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    /// People and seats.
    pub count: Count,
    /// By post, those with people or seats.
    pub posts: Vec<PostRow>,
    /// The seats that are being filled.
    pub openings: Vec<OpeningRow>,
}

/// A post of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostRow {
    /// The post; empty where it is unknown.
    pub name: String,
    /// People and seats.
    pub count: Count,
}

/// A seat that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningRow {
    /// The post.
    pub post: String,
    /// The city; empty where it is unknown.
    pub city: String,
    /// Since how many days.
    pub days: i64,
}

impl Crew {
    /// How many people there are, and are to be where that is set: `11 / 12`.
    pub fn words(&self, people: usize) -> String {
        match self.count.seats {
            Some(seats) => format!("{people} / {seats}"),
            None => people.to_string(),
        }
    }
}

/// Puts seats and mentors beside the people.
pub(super) fn fill(data: &mut Data, directory: &Directory, seats: &Seats, pairs: &[MentorPair]) {
    let post = |row: &PostSeats| {
        let post = row.post.and_then(|id| directory.posts.get(&id));
        post.map(|post| post.name.clone()).unwrap_or_default()
    };
    for team in &mut data.teams {
        let Some(found) = team.id.and_then(|id| seats.team(id)) else { continue };
        let openings = found.posts.iter().flat_map(|row| {
            row.openings.iter().map(move |opening| OpeningRow {
                post: post(row),
                city: opening.city.clone(),
                days: opening.days,
            })
        });
        team.crew = Crew {
            count: found.count,
            posts: found
                .posts
                .iter()
                .map(|row| PostRow { name: post(row), count: row.count })
                .collect(),
            openings: openings.collect(),
        };
    }
    let mentors: BTreeSet<PersonId> = pairs.iter().map(|pair| pair.mentor_id).collect();
    let mentees: BTreeSet<PersonId> = pairs.iter().map(|pair| pair.mentee_id).collect();
    for person in &mut data.people {
        person.mentor = mentors.contains(&person.id);
        person.mentee = mentees.contains(&person.id);
    }
}
