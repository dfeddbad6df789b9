//! Regions, teams, people and where they were when.

use chrono::NaiveDate;

use crate::domain::fit::Education;
use crate::domain::ids::*;
use crate::domain::scope::Stretch;
use crate::store::db::record;
use crate::store::records::Origin;

words! {
    /// Whether a person is employed or an outside agent.
    PersonKind {
        /// On the company's payroll.
        Employee = "employee",
        /// An agent or channel partner.
        External = "external",
    }
}

words! {
    /// What a team is to the company.
    TeamKind {
        /// A team at the seat of the company.
        Own = "own",
        /// A branch (分支机构).
        Branch = "branch",
        /// Agents and partners (外部团队).
        External = "external",
    }
}

words! {
    /// How a stretch of membership ended.
    EndedAs {
        /// The person went to another team or post.
        Move = "move",
        /// The person was promoted.
        Promote = "promote",
        /// The person left the company.
        Leave = "leave",
    }
}

record! {
    /// A region of the company.
    Region in "region" by RegionId {
        /// The name, unique.
        name: String,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// A post.
    Post in "post" by PostId {
        /// The name, unique.
        name: String,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// A person: rep, manager or outside agent.
    Person in "person" by PersonId {
        /// The name.
        name: String,
        /// The staff number.
        number: Option<String>,
        /// Employed or external.
        kind: PersonKind,
        /// The day of hire.
        hired: Option<NaiveDate>,
        /// The city or territory.
        city: Option<String>,
        /// The telephone number.
        phone: Option<String>,
        /// The mail address.
        email: Option<String>,
        /// Schooling.
        education: Option<Education>,
        /// What was studied.
        major: Option<String>,
        /// Since when the person works in the trade.
        in_trade_since: Option<NaiveDate>,
        /// Where the record comes from.
        origin: Origin,
        /// Whether the person has left the lists.
        archived: bool,
        /// Columns of the sheet that we do not know, a JSON object.
        extra: Option<String>,
    }
}

record! {
    /// A team within a region.
    Team in "team" by TeamId {
        /// The name, unique.
        name: String,
        /// The region, if any.
        region_id: Option<RegionId>,
        /// The manager, if known.
        manager_id: Option<PersonId>,
        /// Whether it is part of the company, a branch, or outside.
        kind: TeamKind,
        /// The first day; `None` means since ever.
        starts: Option<NaiveDate>,
        /// The first day after it; `None` while it lasts.
        ends: Option<NaiveDate>,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// What a team was up to a day: the present stands in the team itself.
    TeamTerm in "team_term" by TeamTermId {
        /// The team.
        team_id: TeamId,
        /// The region, if any.
        region_id: Option<RegionId>,
        /// The manager, if known.
        manager_id: Option<PersonId>,
        /// The first day on which it was no longer so.
        ends: NaiveDate,
    }
}

record! {
    /// A person's time in a team and post.
    Membership in "membership" by MembershipId {
        /// The person.
        person_id: PersonId,
        /// The team, if any.
        team_id: Option<TeamId>,
        /// The post, if known.
        post_id: Option<PostId>,
        /// The first day; `None` means since ever.
        starts: Option<NaiveDate>,
        /// The first day outside; `None` while it lasts.
        ends: Option<NaiveDate>,
        /// The level in the post (职级), if known.
        level: Option<String>,
        /// How it ended.
        ended_as: Option<EndedAs>,
        /// A word on it: why the person came, moved or left.
        note: Option<String>,
    }
}

impl Person {
    /// An employee of whom nothing but the name is known.
    pub const fn new(id: PersonId, name: String, origin: Origin) -> Self {
        Self {
            id,
            name,
            number: None,
            kind: PersonKind::Employee,
            hired: None,
            city: None,
            phone: None,
            email: None,
            education: None,
            major: None,
            in_trade_since: None,
            origin,
            archived: false,
            extra: None,
        }
    }
}

impl Team {
    /// When it is there.
    pub const fn stretch(&self) -> Stretch {
        Stretch { starts: self.starts, ends: self.ends }
    }

    /// A team of which nothing but the name is known.
    pub const fn new(id: TeamId, name: String) -> Self {
        Self {
            id,
            name,
            region_id: None,
            manager_id: None,
            kind: TeamKind::Own,
            starts: None,
            ends: None,
            archived: false,
        }
    }
}

impl Membership {
    /// When it lasts.
    pub const fn stretch(&self) -> Stretch {
        Stretch { starts: self.starts, ends: self.ends }
    }

    /// A person's time from a day on, or since ever, in no team and no post.
    pub const fn new(id: MembershipId, person: PersonId, starts: Option<NaiveDate>) -> Self {
        Self {
            id,
            person_id: person,
            team_id: None,
            post_id: None,
            starts,
            ends: None,
            level: None,
            ended_as: None,
            note: None,
        }
    }
}
