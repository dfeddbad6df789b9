//! Seats (编制): who is on duty, how many there are to be, and which seats are being filled, by team,
//! region and post.
//!
//! On duty is whoever belongs to a team on the day, was hired by then and is not gone;
//! outside agents in a team count too and are told apart. Seats are set for a post of a team. Where
//! none are set, nothing is missing and nothing is full: that is not set (未设), which is not zero. A sum
//! of seats holds those that are set, and compares with the people in the posts that have them.
//!
//! Seats have no past: they are as they are set today, whatever the day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::ids::{PersonId, PostId, RegionId, TeamId, VacancyId};
use crate::domain::money::share_bp;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Establishment, Membership, PersonKind, Team, Vacancy};

/// People and seats of a post, a team, a region or all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// People on duty.
    pub on_duty: i64,
    /// How many of them are outside agents.
    pub external: i64,
    /// How many of them manage a team.
    pub managers: i64,
    /// The seats that are set; `None` where none are.
    pub seats: Option<i64>,
    /// How many people on duty are in posts that have seats.
    pub placed: i64,
    /// How many seats are being filled.
    pub vacancies: i64,
}

impl Count {
    /// How many people are missing; below zero where there are more than seats.
    pub fn gap(&self) -> Option<i64> {
        self.seats?.checked_sub(self.placed)
    }

    /// The people in posts without seats.
    pub const fn without_seats(&self) -> i64 {
        self.on_duty - self.placed
    }

    /// The share of seats that are taken (到岗率) in basis points; `None` without seats.
    pub fn filled_bp(&self) -> Option<i64> {
        share_bp(self.placed, self.seats.filter(|seats| *seats > 0)?)
    }

    /// The people on duty who manage no team.
    pub const fn sellers(&self) -> i64 {
        self.on_duty - self.managers
    }

    fn add(&mut self, other: &Self) {
        self.on_duty += other.on_duty;
        self.external += other.external;
        self.managers += other.managers;
        self.placed += other.placed;
        self.vacancies += other.vacancies;
        if let Some(seats) = other.seats {
            self.seats = Some(self.seats.unwrap_or_default().saturating_add(seats));
        }
    }
}

/// A seat that is being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The record.
    pub id: VacancyId,
    /// The team.
    pub team: TeamId,
    /// The post.
    pub post: PostId,
    /// The city or territory; empty where unknown.
    pub city: String,
    /// Since when.
    pub opened_on: NaiveDate,
    /// How many days that is.
    pub days: i64,
    /// A word on it; empty without one.
    pub note: String,
}

/// A post of a team, or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostSeats {
    /// The post; `None` for people whose post is unknown.
    pub post: Option<PostId>,
    /// People and seats.
    pub count: Count,
    /// The seats that are being filled, the oldest first.
    pub openings: Vec<Opening>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamSeats {
    /// The team.
    pub team: TeamId,
    /// Its region on the day.
    pub region: Option<RegionId>,
    /// People and seats.
    pub count: Count,
    /// By post; those with the most seats or people first.
    pub posts: Vec<PostSeats>,
}

/// A region, or the teams without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionSeats {
    /// The region.
    pub region: Option<RegionId>,
    /// People and seats.
    pub count: Count,
    /// By post.
    pub posts: Vec<PostSeats>,
}

/// The seats of a scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seats {
    /// The day.
    pub day: NaiveDate,
    /// Everything together; in the company people without a team too.
    pub whole: Count,
    /// By post.
    pub posts: Vec<PostSeats>,
    /// By region, in the order of their keys, teams without one last.
    pub regions: Vec<RegionSeats>,
    /// By team, in the order of the regions.
    pub teams: Vec<TeamSeats>,
    /// People of the company who are in no team.
    pub without_team: i64,
}

impl Seats {
    /// A team.
    pub fn team(&self, team: TeamId) -> Option<&TeamSeats> {
        self.teams.iter().find(|seats| seats.team == team)
    }

    /// A region; `None` asks for the teams without one.
    pub fn region(&self, region: Option<RegionId>) -> Option<&RegionSeats> {
        self.regions.iter().find(|seats| seats.region == region)
    }

    /// The seats that are being filled, the oldest first.
    pub fn openings(&self) -> Vec<&Opening> {
        let mut all: Vec<&Opening> =
            self.posts.iter().flat_map(|post| post.openings.iter()).collect();
        all.sort_by_key(|opening| (opening.opened_on, opening.id));
        all
    }
}

/// The seats of a scope on a day; those of a person's team for a person.
///
/// # Errors
/// Whatever the database reports.
pub fn seats(db: &Db, directory: &Directory, scope: Scope, day: NaiveDate) -> Result<Seats> {
    let (set, open) = (db.all::<Establishment>()?, db.all::<Vacancy>()?);
    Ok(count(directory, &set, &open, scope, day))
}

/// Counts what [`seats`] has read.
pub fn count(
    directory: &Directory,
    establishment: &[Establishment],
    vacancies: &[Vacancy],
    scope: Scope,
    day: NaiveDate,
) -> Seats {
    let scope = team_of_person(directory, scope, day);
    let teams = teams_of(directory, scope, day);
    let mut cells: BTreeMap<(TeamId, Option<PostId>), PostSeats> = BTreeMap::new();
    let mut without_team = Count::default();
    for (person, at) in on_duty(directory, day) {
        let one = one(directory, person, day);
        match at.team_id {
            Some(team) if teams.contains_key(&team) => {
                cell(&mut cells, team, at.post_id).count.add(&one);
            }
            None if scope == Scope::All => without_team.add(&one),
            _ => {}
        }
    }
    for set in establishment.iter().filter(|set| teams.contains_key(&set.team_id)) {
        let cell = cell(&mut cells, set.team_id, Some(set.post_id));
        cell.count.seats = Some(set.seats);
        cell.count.placed = cell.count.on_duty;
    }
    for vacancy in vacancies.iter().filter(|vacancy| teams.contains_key(&vacancy.team_id)) {
        let Some(opening) = opening(vacancy, day) else { continue };
        let cell = cell(&mut cells, vacancy.team_id, Some(vacancy.post_id));
        cell.count.vacancies += 1;
        cell.openings.push(opening);
    }
    let mut of_teams: BTreeMap<TeamId, Vec<PostSeats>> = BTreeMap::new();
    for ((team, _), cell) in cells {
        of_teams.entry(team).or_default().push(cell);
    }
    let mut list: Vec<TeamSeats> = vec![];
    for (team, region) in &teams {
        let posts = by_post(of_teams.remove(team).unwrap_or_default());
        list.push(TeamSeats { team: *team, region: *region, count: sum(&posts), posts });
    }
    list.sort_by_key(|seats| (seats.region.is_none(), seats.region, seats.team));
    let mut regions: Vec<RegionSeats> = vec![];
    for team in &list {
        if regions.last().is_none_or(|region| region.region != team.region) {
            let (count, posts) = (Count::default(), vec![]);
            regions.push(RegionSeats { region: team.region, count, posts });
        }
        if let Some(region) = regions.last_mut() {
            region.posts.extend(team.posts.iter().cloned());
        }
    }
    for region in &mut regions {
        region.posts = by_post(std::mem::take(&mut region.posts));
        region.count = sum(&region.posts);
    }
    let posts = by_post(list.iter().flat_map(|team| team.posts.iter().cloned()).collect());
    let mut whole = sum(&posts);
    whole.add(&without_team);
    let without_team = without_team.on_duty;
    Seats { day, whole, posts, regions, teams: list, without_team }
}

/// Nobody is understood alone: a person's seats are those of the team.
pub fn team_of_person(directory: &Directory, scope: Scope, day: NaiveDate) -> Scope {
    match scope {
        Scope::Person(person) => {
            let team = directory.membership_on(person, day).and_then(|at| at.team_id);
            team.map_or(scope, Scope::Team)
        }
        _ => scope,
    }
}

/// The teams of a scope that there are on a day, each with its region then.
fn teams_of(
    directory: &Directory,
    scope: Scope,
    day: NaiveDate,
) -> BTreeMap<TeamId, Option<RegionId>> {
    let there =
        |team: &&Team| directory.stands(team, day) && directory.team_in(team.id, scope, day);
    let teams = directory.teams.values().filter(there);
    teams.map(|team| (team.id, directory.region_on(team.id, day))).collect()
}

/// Who is on duty on a day, and where; of two entries for one day the first holds.
fn on_duty(directory: &Directory, day: NaiveDate) -> BTreeMap<PersonId, &Membership> {
    let mut found: BTreeMap<PersonId, &Membership> = BTreeMap::new();
    for membership in &directory.memberships {
        let own = membership.stretch();
        let Some(person) = directory.people.get(&membership.person_id) else { continue };
        let hired = person.hired.is_none_or(|hired| hired <= day);
        if hired && own.covers(Some(day)) && directory.lists(membership) {
            found.entry(person.id).or_insert(membership);
        }
    }
    found
}

/// One person on duty.
fn one(directory: &Directory, person: PersonId, day: NaiveDate) -> Count {
    let kind = directory.people.get(&person).map(|person| person.kind);
    Count {
        on_duty: 1,
        external: i64::from(kind == Some(PersonKind::External)),
        managers: i64::from(directory.manages_on(person, day)),
        ..Count::default()
    }
}

fn cell(
    cells: &mut BTreeMap<(TeamId, Option<PostId>), PostSeats>,
    team: TeamId,
    post: Option<PostId>,
) -> &mut PostSeats {
    let new = || PostSeats { post, count: Count::default(), openings: vec![] };
    cells.entry((team, post)).or_insert_with(new)
}

/// A vacancy that is open on a day.
fn opening(vacancy: &Vacancy, day: NaiveDate) -> Option<Opening> {
    let closed = vacancy.closed_on.is_some_and(|closed| closed <= day);
    if closed || day < vacancy.opened_on {
        return None;
    }
    Some(Opening {
        id: vacancy.id,
        team: vacancy.team_id,
        post: vacancy.post_id,
        city: vacancy.city.clone().unwrap_or_default(),
        opened_on: vacancy.opened_on,
        days: (day - vacancy.opened_on).num_days(),
        note: vacancy.note.clone().unwrap_or_default(),
    })
}

/// Puts the cells of one post together; those with the most seats or people first, people without a
/// post last.
fn by_post(cells: Vec<PostSeats>) -> Vec<PostSeats> {
    let mut posts: BTreeMap<Option<PostId>, PostSeats> = BTreeMap::new();
    for mut cell in cells {
        let new = || PostSeats { post: cell.post, count: Count::default(), openings: vec![] };
        let post = posts.entry(cell.post).or_insert_with(new);
        post.count.add(&cell.count);
        post.openings.append(&mut cell.openings);
    }
    let mut posts: Vec<PostSeats> = posts.into_values().collect();
    for post in &mut posts {
        post.openings.sort_by_key(|opening| (opening.opened_on, opening.id));
    }
    let large = |count: &Count| count.seats.unwrap_or_default().max(count.on_duty);
    posts.sort_by_key(|post| {
        (post.post.is_none(), std::cmp::Reverse(large(&post.count)), post.post)
    });
    posts
}

fn sum(posts: &[PostSeats]) -> Count {
    let mut sum = Count::default();
    posts.iter().for_each(|post| sum.add(&post.count));
    sum
}

/// The posts that are in use or have people, for choosing one.
pub fn posts_in_use(directory: &Directory) -> Vec<PostId> {
    let held: BTreeSet<PostId> =
        directory.memberships.iter().filter_map(|membership| membership.post_id).collect();
    let posts = directory.posts.values();
    let posts = posts.filter(|post| !post.archived || held.contains(&post.id));
    posts.map(|post| post.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{EstablishmentId, MembershipId};
    use crate::store::records::{Origin, Person, Post, Region};

    const REP: PostId = PostId(50);
    const LEAD: PostId = PostId(51);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Two regions with a team each, and a loose team. 甲 leads the first with 乙, 丙 (outside); 丁 is in
    /// the second without a post, 戊 comes in December, 己 is off the lists, 庚 is in no team.
    fn directory() -> Directory {
        let mut directory = Directory::default();
        for (id, name) in [(1, "华东"), (2, "华南")] {
            let region = Region { id: RegionId(id), name: name.to_owned(), archived: false };
            directory.regions.insert(region.id, region);
        }
        for (id, name, region) in [(11, "一组", Some(1)), (12, "二组", Some(2)), (13, "三组", None)]
        {
            let mut team = Team::new(TeamId(id), name.to_owned());
            team.region_id = region.map(RegionId);
            team.manager_id = (id == 11).then_some(PersonId(21));
            directory.teams.insert(team.id, team);
        }
        for (post, name) in [(REP, "销售工程师"), (LEAD, "经理")] {
            let post = Post { id: post, name: name.to_owned(), archived: false };
            directory.posts.insert(post.id, post);
        }
        let people = [
            (21, "甲", Some(11), Some(LEAD), ""),
            (22, "乙", Some(11), Some(REP), ""),
            (23, "丙", Some(11), Some(REP), ""),
            (24, "丁", Some(12), None, ""),
            (25, "戊", Some(12), Some(REP), "2025-12-01"),
            (26, "己", Some(11), Some(REP), ""),
            (27, "庚", None, Some(REP), ""),
        ];
        for (id, name, team, post, hired) in people {
            let mut person = Person::new(PersonId(id), name.to_owned(), Origin::Typed);
            person.hired = (!hired.is_empty()).then(|| day(hired));
            person.archived = name == "己";
            if name == "丙" {
                person.kind = PersonKind::External;
            }
            directory.people.insert(person.id, person);
            directory.memberships.push(Membership {
                team_id: team.map(TeamId),
                post_id: post,
                ..Membership::new(MembershipId(100 + id), PersonId(id), None)
            });
        }
        directory
    }

    fn set(team: i64, post: PostId, seats: i64) -> Establishment {
        let id = EstablishmentId(team * 1_000 + post.0);
        Establishment { id, team_id: TeamId(team), post_id: post, seats }
    }

    fn vacancy(id: i64, team: i64, opened: &str, closed: &str) -> Vacancy {
        Vacancy {
            id: VacancyId(id),
            team_id: TeamId(team),
            post_id: REP,
            city: Some("盐城".to_owned()),
            opened_on: day(opened),
            closed_on: (!closed.is_empty()).then(|| day(closed)),
            filled_by: None,
            note: None,
        }
    }

    fn counted(scope: Scope, on: &str) -> Seats {
        let establishment = [set(11, LEAD, 1), set(11, REP, 4), set(13, REP, 2)];
        let vacancies = [
            vacancy(1, 11, "2025-10-17", ""),
            vacancy(2, 11, "2025-09-01", "2025-11-01"),
            vacancy(3, 13, "2025-11-18", ""),
            vacancy(4, 13, "2025-11-19", ""),
        ];
        count(&directory(), &establishment, &vacancies, scope, day(on))
    }

    #[test]
    fn people_seats_and_vacancies_stand_by_team_region_and_post() {
        let seats = counted(Scope::All, "2025-11-18");
        let first = seats.team(TeamId(11)).unwrap();
        assert_eq!((first.count.on_duty, first.count.external, first.count.managers), (3, 1, 1));
        assert_eq!((first.count.seats, first.count.gap()), (Some(5), Some(2)));
        assert_eq!(first.count.filled_bp(), Some(6_000));
        let posts: Vec<_> = first
            .posts
            .iter()
            .map(|post| (post.post, post.count.on_duty, post.count.seats))
            .collect();
        assert_eq!(posts, [(Some(REP), 2, Some(4)), (Some(LEAD), 1, Some(1))]);
        // 32 days from 17 October to 18 November; the one closed before is none.
        let days: Vec<_> = seats.openings().iter().map(|one| (one.team, one.days)).collect();
        assert_eq!(days, [(TeamId(11), 32), (TeamId(13), 0)]);
        let east = seats.region(Some(RegionId(1))).unwrap();
        assert_eq!((east.count, &east.posts), (first.count, &first.posts));
        let order: Vec<i64> = seats.teams.iter().map(|team| team.team.0).collect();
        assert_eq!(order, [11, 12, 13], "teams without a region come last");
    }

    #[test]
    fn what_is_not_set_is_not_zero_and_lacks_nobody() {
        let seats = counted(Scope::All, "2025-11-18");
        let second = seats.team(TeamId(12)).unwrap();
        // 丁 alone: 戊 is not hired yet.
        assert_eq!((second.count.on_duty, second.count.seats, second.count.gap()), (1, None, None));
        assert_eq!((second.count.filled_bp(), second.count.without_seats()), (None, 1));
        let third = seats.team(TeamId(13)).unwrap();
        assert_eq!((third.count.on_duty, third.count.gap()), (0, Some(2)));
        assert_eq!(third.count.filled_bp(), Some(0));
        // 甲, 乙, 丙, 丁 and 庚, of whom three are in posts with seats: seven seats, four free.
        assert_eq!((seats.whole.on_duty, seats.without_team), (5, 1));
        assert_eq!((seats.whole.seats, seats.whole.placed), (Some(7), 3));
        assert_eq!((seats.whole.gap(), seats.whole.without_seats()), (Some(4), 2));
        assert_eq!((seats.whole.vacancies, seats.whole.sellers()), (2, 4));
    }

    #[test]
    fn a_scope_and_a_day_narrow_it() {
        let east = counted(Scope::Region(RegionId(1)), "2025-11-18");
        assert_eq!((east.teams.len(), east.whole.on_duty, east.without_team), (1, 3, 0));
        let person = counted(Scope::Person(PersonId(22)), "2025-11-18");
        assert_eq!(person.teams.iter().map(|team| team.team.0).collect::<Vec<_>>(), [11]);
        assert!(counted(Scope::Person(PersonId(27)), "2025-11-18").teams.is_empty());
        let later = counted(Scope::Team(TeamId(12)), "2025-12-01");
        assert_eq!(later.whole.on_duty, 2, "戊 is there");
        let before = counted(Scope::Team(TeamId(11)), "2025-10-20");
        assert_eq!(before.whole.vacancies, 2, "both were open then");
    }
}
