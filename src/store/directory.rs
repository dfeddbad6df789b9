//! The small tables in memory: people, teams, regions, posts, memberships, products, stages.
//!
//! A company has thousands of these at most, so screens and metrics load them whole and resolve
//! scopes and names here; deals are streamed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::ids::*;
use crate::domain::scope::{Members, Scope, Stretch};
use crate::error::{Error, Result};
use crate::store::calendar;
use crate::store::db::Db;
use crate::store::records::{
    EndedAs, Membership, Person, Post, Product, Region, Stage, StageItem, StageItemKind,
    StageModel, Team, TeamTerm,
};

/// Whether somebody was hired by a day, where that day is known.
fn hired_by(person: &Person, day: NaiveDate) -> bool {
    person.hired.is_none_or(|hired| hired <= day)
}

/// Whether somebody is no longer part of the company on a day, from their own memberships: the one
/// rule for every list of a day.
///
/// Gone is who left by that day and has not come back, or was taken off the lists. Being taken off has
/// no day of its own: it hides nobody on the days of a time that has an end, and whoever has none on
/// all days, as it does a team.
pub fn is_gone<'a>(
    person: &Person,
    own: impl IntoIterator<Item = &'a Membership>,
    day: NaiveDate,
) -> bool {
    let mut gone = person.archived;
    for membership in own {
        if listed(person, membership) && membership.stretch().covers(Some(day)) {
            return false;
        }
        let left = membership.ended_as == Some(EndedAs::Leave);
        gone |= left && membership.ends.is_some_and(|ends| ends <= day);
    }
    gone
}

/// Whether a time somewhere puts a person on the lists of its days.
const fn listed(person: &Person, membership: &Membership) -> bool {
    !person.archived || membership.ends.is_some()
}

/// Everything small, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The regions.
    pub regions: BTreeMap<RegionId, Region>,
    /// The teams.
    pub teams: BTreeMap<TeamId, Team>,
    /// The teams as they are stored, where those above are of a day; empty where they are the same.
    pub stored: BTreeMap<TeamId, Team>,
    /// What teams were up to a day, the earliest first.
    pub terms: BTreeMap<TeamId, Vec<TeamTerm>>,
    /// The people.
    pub people: BTreeMap<PersonId, Person>,
    /// The posts.
    pub posts: BTreeMap<PostId, Post>,
    /// Who was where when.
    pub memberships: Vec<Membership>,
    /// The products.
    pub products: BTreeMap<ProductId, Product>,
    /// The versions of the stage models.
    pub models: BTreeMap<StageModelId, StageModel>,
    /// What the stages ask for.
    pub stage_items: BTreeMap<StageItemId, StageItem>,
    /// The stages of all models.
    pub stages: BTreeMap<StageId, Stage>,
    /// Which days are worked: the notices, the years entered here, the company's own days.
    pub calendar: Calendar,
}

impl Directory {
    /// Loads the small tables.
    ///
    /// # Errors
    /// Whatever the database reports.
    pub fn load(db: &Db) -> Result<Self> {
        let mut terms: BTreeMap<TeamId, Vec<TeamTerm>> = BTreeMap::new();
        for term in db.all::<TeamTerm>()? {
            terms.entry(term.team_id).or_default().push(term);
        }
        terms.values_mut().for_each(|terms| terms.sort_by_key(|term| term.ends));
        Ok(Self {
            stored: BTreeMap::new(),
            terms,
            calendar: calendar::load(db)?,
            regions: db.all::<Region>()?.into_iter().map(|r| (r.id, r)).collect(),
            teams: db.all::<Team>()?.into_iter().map(|r| (r.id, r)).collect(),
            people: db.all::<Person>()?.into_iter().map(|r| (r.id, r)).collect(),
            posts: db.all::<Post>()?.into_iter().map(|r| (r.id, r)).collect(),
            memberships: db.all()?,
            products: db.all::<Product>()?.into_iter().map(|r| (r.id, r)).collect(),
            models: db.all::<StageModel>()?.into_iter().map(|r| (r.id, r)).collect(),
            stage_items: db.all::<StageItem>()?.into_iter().map(|r| (r.id, r)).collect(),
            stages: db.all::<Stage>()?.into_iter().map(|r| (r.id, r)).collect(),
        })
    }

    /// The people of a scope with their stretches.
    pub fn members(&self, scope: Scope) -> Members {
        let mut people: BTreeMap<PersonId, Vec<Stretch>> = BTreeMap::new();
        match scope {
            Scope::All => return Members::Everyone,
            Scope::Person(person) => {
                people.insert(person, vec![Stretch { starts: None, ends: None }]);
            }
            Scope::Team(team) => {
                for membership in self.memberships.iter().filter(|m| m.team_id == Some(team)) {
                    let own = membership.stretch();
                    people.entry(membership.person_id).or_default().push(own);
                }
            }
            Scope::Region(region) => {
                for membership in &self.memberships {
                    let Some(team) = membership.team_id.and_then(|team| self.teams.get(&team))
                    else {
                        continue;
                    };
                    let own = membership.stretch();
                    let within = self.times_in(team, region).into_iter();
                    let within: Vec<Stretch> = within.filter_map(|time| own.common(time)).collect();
                    if !within.is_empty() {
                        people.entry(membership.person_id).or_default().extend(within);
                    }
                }
            }
        }
        Members::People(people)
    }

    /// When a team was in a region.
    fn times_in(&self, team: &Team, region: RegionId) -> Vec<Stretch> {
        let mut from = None;
        let mut times = vec![];
        for term in self.terms.get(&team.id).into_iter().flatten() {
            if term.region_id == Some(region) {
                times.push(Stretch { starts: from, ends: Some(term.ends) });
            }
            from = Some(term.ends);
        }
        if self.present(team.id).is_some_and(|team| team.region_id == Some(region)) {
            times.push(Stretch { starts: from, ends: None });
        }
        times
    }

    /// What a team was on a day, if that is not what it is now.
    fn term_on(&self, team: TeamId, day: NaiveDate) -> Option<&TeamTerm> {
        self.terms.get(&team)?.iter().find(|term| day < term.ends)
    }

    /// A team as it is stored, whatever day this directory is of.
    fn present(&self, team: TeamId) -> Option<&Team> {
        self.stored.get(&team).or_else(|| self.teams.get(&team))
    }

    /// The region of a team on a day.
    pub fn region_on(&self, team: TeamId, day: NaiveDate) -> Option<RegionId> {
        match self.term_on(team, day) {
            Some(term) => term.region_id,
            None => self.present(team)?.region_id,
        }
    }

    /// The manager of a team on a day; `None` where it had none.
    pub fn manager_on(&self, team: TeamId, day: NaiveDate) -> Option<PersonId> {
        match self.term_on(team, day) {
            Some(term) => term.manager_id,
            None => self.present(team)?.manager_id,
        }
    }

    /// Whether a team has a manager on a day or had one before it: one whose manager has only left, so
    /// that it waits for the next, does not stand above the others.
    pub fn led_by(&self, team: TeamId, day: NaiveDate) -> bool {
        let mut from = None;
        for term in self.terms.get(&team).into_iter().flatten() {
            if from.is_some_and(|from| day < from) {
                return false;
            }
            if term.manager_id.is_some() {
                return true;
            }
            from = Some(term.ends);
        }
        from.is_none_or(|from| from <= day)
            && self.present(team).is_some_and(|team| team.manager_id.is_some())
    }

    /// Whether a team is there on a day; one that was archived without a day is gone on all of them.
    pub fn stands(&self, team: &Team, day: NaiveDate) -> bool {
        let team = self.present(team.id).unwrap_or(team);
        team.stretch().covers(Some(day)) && (!team.archived || team.ends.is_some())
    }

    /// Whether a team is one of a scope's on a day; of a person's, the one they are in.
    pub fn team_in(&self, team: TeamId, scope: Scope, day: NaiveDate) -> bool {
        match scope {
            Scope::All => true,
            Scope::Region(region) => self.region_on(team, day) == Some(region),
            Scope::Team(wanted) => team == wanted,
            Scope::Person(person) => self.team_on(person, day).is_some_and(|own| own.id == team),
        }
    }

    /// Whether a person manages a team that is there on a day.
    pub fn manages_on(&self, person: PersonId, day: NaiveDate) -> bool {
        let led = |team: &Team| self.manager_on(team.id, day) == Some(person);
        self.teams.values().any(|team| self.stands(team, day) && led(team))
    }

    /// The directory of a day: each team with the region and manager it had then, archived where it
    /// was not there. What is asked of a period asks this, so that later changes leave it alone; what
    /// is known of other days stays known.
    #[must_use]
    pub fn as_of(&self, day: NaiveDate) -> Self {
        let mut then = self.clone();
        if then.stored.is_empty() {
            then.stored.clone_from(&self.teams);
        }
        for (id, team) in &mut then.teams {
            team.region_id = self.region_on(*id, day);
            team.manager_id = self.manager_on(*id, day);
            team.archived = !self.stands(team, day);
        }
        then
    }

    /// Who managed a team when, over all teams.
    pub fn leaderships(&self) -> BTreeMap<PersonId, Vec<Stretch>> {
        let mut all: BTreeMap<PersonId, Vec<Stretch>> = BTreeMap::new();
        let known = self.teams.keys().filter_map(|id| self.present(*id));
        let known = known.filter(|team| !team.archived || team.ends.is_some());
        for team in known {
            let own = team.stretch();
            let mut from = None;
            let mut add = |manager: Option<PersonId>, ends: Option<NaiveDate>| {
                let time = own.common(Stretch { starts: from, ends });
                if let Some((manager, time)) = manager.zip(time) {
                    all.entry(manager).or_default().push(time);
                }
                from = ends;
            };
            for term in self.terms.get(&team.id).into_iter().flatten() {
                add(term.manager_id, Some(term.ends));
            }
            add(team.manager_id, None);
        }
        all
    }

    /// Where a person was on a day.
    pub fn membership_on(&self, person: PersonId, day: NaiveDate) -> Option<&Membership> {
        self.memberships
            .iter()
            .filter(|m| m.person_id == person)
            .find(|m| m.stretch().covers(Some(day)))
    }

    /// Where everybody was when, by person, each in the order in which it is stored.
    pub fn by_person(&self) -> BTreeMap<PersonId, Vec<&Membership>> {
        let mut all: BTreeMap<PersonId, Vec<&Membership>> = BTreeMap::new();
        for membership in &self.memberships {
            all.entry(membership.person_id).or_default().push(membership);
        }
        all
    }

    /// Who is part of the company on a day (see [`Self::is_here`]), in the order of keys: what a list of a
    /// thousand people asks, where [`Self::is_here`] would go through all memberships for each.
    pub fn here_on(&self, day: NaiveDate) -> Vec<&Person> {
        let own = self.by_person();
        self.people
            .values()
            .filter(|person| {
                let own = own.get(&person.id).into_iter().flatten().copied();
                hired_by(person, day) && !is_gone(person, own, day)
            })
            .collect()
    }

    /// Whether a person is no longer part of the company on a day (see [`is_gone`]); a key that
    /// nobody has is.
    pub fn has_left(&self, person: PersonId, day: NaiveDate) -> bool {
        let Some(record) = self.people.get(&person) else { return true };
        is_gone(record, self.memberships.iter().filter(|m| m.person_id == person), day)
    }

    /// Whether a person is part of the company on a day: hired by then, where that day is known, and not
    /// gone (see [`is_gone`]).
    pub fn is_here(&self, person: PersonId, day: NaiveDate) -> bool {
        self.people.get(&person).is_some_and(|record| hired_by(record, day))
            && !self.has_left(person, day)
    }

    /// The last day here of somebody who left by a day, the latest of them.
    pub fn left_on(&self, person: PersonId, day: NaiveDate) -> Option<NaiveDate> {
        let own = self.memberships.iter().filter(|m| m.person_id == person);
        let ends = own.filter(|m| m.ended_as == Some(EndedAs::Leave)).filter_map(|m| m.ends);
        ends.filter(|ends| *ends <= day).max()?.pred_opt()
    }

    /// Whether a time somewhere puts its person on the lists of its days, by the rule of [`is_gone`].
    pub fn lists(&self, membership: &Membership) -> bool {
        let person = self.people.get(&membership.person_id);
        person.is_some_and(|person| listed(person, membership))
    }

    /// The team a person belonged to on a day.
    pub fn team_on(&self, person: PersonId, day: NaiveDate) -> Option<&Team> {
        self.teams.get(&self.membership_on(person, day)?.team_id?)
    }

    /// Whether the person manages a team that is in use.
    pub fn is_manager(&self, person: PersonId) -> bool {
        self.teams.values().any(|team| !team.archived && team.manager_id == Some(person))
    }

    /// A person's name; empty for an unknown key.
    pub fn person_name(&self, person: PersonId) -> &str {
        self.people.get(&person).map_or("", |person| &person.name)
    }

    /// A region's name; empty for an unknown key.
    pub fn region_name(&self, region: RegionId) -> &str {
        self.regions.get(&region).map_or("", |region| &region.name)
    }

    /// The general stage model: the version that deals without a model for their line begin under, and
    /// whose stages stand for those of the other models where they can (`metrics/stage_fit.rs`).
    pub fn current_model(&self) -> Option<&StageModel> {
        self.models.values().find(|model| model.current && model.line.is_none())
    }

    /// The versions in use: the general one, then those of lines of products by name.
    pub fn current_models(&self) -> Vec<&StageModel> {
        let mut current: Vec<&StageModel> =
            self.models.values().filter(|model| model.current).collect();
        current.sort_by_key(|model| (model.line.as_deref(), model.id));
        current
    }

    /// The version under which a deal begins: that of the line of its product, where the line has a model
    /// and a version of it held on the deal's first day, else the general one of that day.
    pub fn model_for(&self, line: Option<&str>, first: NaiveDate) -> Option<&StageModel> {
        let own = line.and_then(|line| self.version_on(Some(line), first));
        own.or_else(|| self.version_on(None, first)).or_else(|| self.current_model())
    }

    /// The version of a line that held on a day; none where the line has no model in use, or none by then.
    fn version_on(&self, line: Option<&str>, day: NaiveDate) -> Option<&StageModel> {
        let versions = || self.models.values().filter(|model| model.line.as_deref() == line);
        if !versions().any(|model| model.current) {
            return None;
        }
        let begun = versions().filter(|model| model.starts.is_none_or(|starts| starts <= day));
        begun.max_by_key(|model| (model.starts, model.version))
    }

    /// The stages of the models in use in order, those of the general one first, each name once: what a
    /// sheet may say.
    pub fn stage_choices(&self) -> Vec<&Stage> {
        let mut named: BTreeSet<&str> = BTreeSet::new();
        let models = self.current_models().into_iter();
        let stages = models.flat_map(|model| self.stages_of(model.id));
        stages.filter(|stage| named.insert(&stage.name)).collect()
    }

    /// A model's stages in order.
    pub fn stages_of(&self, model: StageModelId) -> Vec<&Stage> {
        let mut stages: Vec<&Stage> =
            self.stages.values().filter(|s| s.model_id == model).collect();
        stages.sort_by_key(|stage| stage.position);
        stages
    }

    /// The steps of a stage: its tasks, then its evidence, each in order.
    pub fn steps_of(&self, stage: StageId) -> Vec<&StageItem> {
        let of = |kind: StageItemKind| {
            let own = self.stage_items.values();
            let own = own.filter(|item| item.stage_id == stage && item.kind == kind);
            let mut own: Vec<&StageItem> = own.collect();
            own.sort_by_key(|item| item.position);
            own
        };
        [of(StageItemKind::Task), of(StageItemKind::Evidence)].concat()
    }

    /// The name of a region, team or person; the company has none.
    pub fn scope_name(&self, scope: Scope) -> Option<&str> {
        match scope {
            Scope::All => None,
            Scope::Region(id) => self.regions.get(&id).map(|region| region.name.as_str()),
            Scope::Team(id) => self.teams.get(&id).map(|team| team.name.as_str()),
            Scope::Person(id) => self.people.get(&id).map(|person| person.name.as_str()),
        }
    }

    /// The name of a scope as the command line writes it.
    pub fn scope_text(&self, scope: Scope) -> String {
        match scope {
            Scope::All => "all".to_owned(),
            Scope::Region(id) => format!("region:{}", self.region_name(id)),
            Scope::Team(id) => {
                format!("team:{}", self.teams.get(&id).map_or("", |team| &team.name))
            }
            Scope::Person(id) => format!("person:{}", self.person_name(id)),
        }
    }

    /// Reads `all`, `region:NAME`, `team:NAME` or `person:NAME`.
    ///
    /// # Errors
    /// When the text has another form, the name is unknown, or two people bear it.
    pub fn parse_scope(&self, text: &str) -> Result<Scope> {
        if text == "all" {
            return Ok(Scope::All);
        }
        let unknown = || Error::new("error-scope-unknown").arg("scope", text);
        let (kind, name) = text.split_once(':').ok_or_else(unknown)?;
        let same = |other: &str| other.trim().eq_ignore_ascii_case(name.trim());
        let found: Vec<Scope> = match kind {
            "region" => self
                .regions
                .values()
                .filter(|r| same(&r.name))
                .map(|r| Scope::Region(r.id))
                .collect(),
            "team" => {
                self.teams.values().filter(|t| same(&t.name)).map(|t| Scope::Team(t.id)).collect()
            }
            "person" => self
                .people
                .values()
                .filter(|p| same(&p.name) || p.number.as_deref().is_some_and(same))
                .map(|p| Scope::Person(p.id))
                .collect(),
            _ => return Err(unknown()),
        };
        match found.as_slice() {
            [scope] => Ok(*scope),
            [] => Err(unknown()),
            _ => Err(Error::new("error-scope-ambiguous").arg("scope", text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::records::Origin;

    #[test]
    fn who_is_here_on_a_day_is_everybody_who_has_not_left() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut directory = Directory::default();
        let mut at = |person: i64, starts: &str, left: Option<&str>| {
            let id = MembershipId(100 + i64::try_from(directory.memberships.len()).unwrap());
            let mut own = Membership::new(id, PersonId(person), Some(day(starts)));
            own.ends = left.map(day);
            own.ended_as = left.map(|_| EndedAs::Leave);
            directory.memberships.push(own);
        };
        // The first leaves, the second comes back, the third stays.
        at(1, "2024-01-01", Some("2025-06-01"));
        at(2, "2024-01-01", Some("2025-03-01"));
        at(2, "2025-09-01", None);
        at(3, "2024-01-01", None);
        for id in 1..=4 {
            let mut person = Person::new(PersonId(id), format!("人{id}"), Origin::Typed);
            // Taken off the lists.
            person.archived = id == 4;
            directory.people.insert(PersonId(id), person);
        }
        for (on, expected) in [
            ("2025-01-01", vec![1, 2, 3]),
            ("2025-04-01", vec![1, 3]),
            ("2025-07-01", vec![3]),
            ("2025-10-01", vec![2, 3]),
        ] {
            let here = directory.here_on(day(on)).into_iter();
            assert_eq!(here.map(|person| person.id.0).collect::<Vec<i64>>(), expected, "{on}");
            for person in directory.people.keys() {
                let here = expected.contains(&person.0);
                assert_eq!(directory.has_left(*person, day(on)), !here, "{person:?} {on}");
            }
        }
    }
}
