//! Regions, teams, people and where they were when.

use chrono::NaiveDate;

use crate::domain::ids::*;
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
        /// Whether it is no longer used.
        archived: bool,
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
    }
}
