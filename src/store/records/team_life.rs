//! What teams stand for, who guides whom, what they do together, how many they are to be.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::ScopeKind;

record! {
    /// A version of what a team stands for (团队章程).
    TeamCharter in "team_charter" by TeamCharterId {
        /// The team.
        team_id: TeamId,
        /// The version, from 1.
        number: i64,
        /// The first day it holds.
        starts: NaiveDate,
        /// The slogan.
        slogan: Option<String>,
        /// What the team is there for, and for whom.
        positioning: String,
        /// Shared goals, a line each.
        goals: String,
        /// Values, a line each.
        culture: String,
        /// Rules of friendly competition, a line each.
        rules: String,
        /// Who wrote it.
        by_name: String,
    }
}

record! {
    /// A mentor and the one who is guided (师徒).
    MentorPair in "mentor_pair" by MentorPairId {
        /// The mentor (师傅).
        mentor_id: PersonId,
        /// The one who is guided (徒弟).
        mentee_id: PersonId,
        /// The first day.
        starts: NaiveDate,
        /// The day on which it is to end.
        ends: NaiveDate,
        /// What is to be reached.
        goal: String,
        /// When it was ended.
        closed_on: Option<NaiveDate>,
        /// What came of it.
        result: Option<String>,
    }
}

record! {
    /// Something a pair has to do.
    MentorTask in "mentor_task" by MentorTaskId {
        /// The pair.
        pair_id: MentorPairId,
        /// Its place, from 1.
        position: i64,
        /// What.
        text: String,
        /// By when.
        due: Option<NaiveDate>,
        /// When it was done.
        done_on: Option<NaiveDate>,
    }
}

record! {
    /// A talk of a pair on how it goes.
    MentorCheckin in "mentor_checkin" by MentorCheckinId {
        /// The pair.
        pair_id: MentorPairId,
        /// When.
        on_day: NaiveDate,
        /// What was said.
        text: String,
        /// When they meet next.
        next_on: Option<NaiveDate>,
        /// Who wrote it down.
        by_name: String,
    }
}

record! {
    /// Something a team did together (团队活动).
    TeamEvent in "team_event" by TeamEventId {
        /// Company, region or team.
        scope_kind: ScopeKind,
        /// The region or team; 0 for the company.
        scope_id: i64,
        /// When.
        on_day: NaiveDate,
        /// What.
        name: String,
        /// Where.
        place: Option<String>,
        /// What it cost, in fen.
        cost: Option<i64>,
        /// What people said of it.
        feedback: Option<String>,
    }
}

record! {
    /// That a person took part in a team event.
    TeamEventPerson in "team_event_person" by TeamEventPersonId {
        /// The event.
        event_id: TeamEventId,
        /// The person.
        person_id: PersonId,
    }
}

record! {
    /// Praise for a person (表彰).
    Recognition in "recognition" by RecognitionId {
        /// The person.
        person_id: PersonId,
        /// When.
        on_day: NaiveDate,
        /// What it is called.
        title: String,
        /// What for.
        reason: String,
        /// What was given with it, in fen.
        reward: Option<i64>,
        /// Who gave it.
        by_name: String,
    }
}

record! {
    /// How many people a team is to have in a post (编制).
    Establishment in "establishment" by EstablishmentId {
        /// The team.
        team_id: TeamId,
        /// The post.
        post_id: PostId,
        /// How many.
        seats: i64,
    }
}

record! {
    /// A seat that is being filled (招聘中).
    Vacancy in "vacancy" by VacancyId {
        /// The team.
        team_id: TeamId,
        /// The post.
        post_id: PostId,
        /// The city or territory.
        city: Option<String>,
        /// Since when.
        opened_on: NaiveDate,
        /// When it was filled or given up.
        closed_on: Option<NaiveDate>,
        /// By whom it was filled.
        filled_by: Option<PersonId>,
        /// A word on it.
        note: Option<String>,
    }
}

record! {
    /// What the people needed in a year are worked out from.
    HeadcountPlan in "headcount_plan" by HeadcountPlanId {
        /// Company, region or team.
        scope_kind: ScopeKind,
        /// The region or team; 0 for the company.
        scope_id: i64,
        /// The year.
        year: i64,
        /// Weeks worked in the year, in ten-thousandths.
        weeks: i64,
        /// Hours of a week, in ten-thousandths.
        week_hours: i64,
        /// The share of time that is no selling, in basis points.
        non_selling: i64,
        /// The amount to be signed in the year, in fen.
        target: Option<i64>,
        /// The amount one person signs in a year, in fen.
        per_head: Option<i64>,
        /// A word on it.
        note: Option<String>,
        /// Who wrote it.
        by_name: String,
        /// When.
        on_day: NaiveDate,
    }
}

record! {
    /// Customers that are visited alike.
    HeadcountTier in "headcount_tier" by HeadcountTierId {
        /// The plan.
        plan_id: HeadcountPlanId,
        /// Its place, from 1.
        position: i64,
        /// What the tier is called.
        name: String,
        /// How many customers.
        accounts: i64,
        /// Visits to each in a year, in ten-thousandths.
        calls: i64,
        /// Hours of a visit, in ten-thousandths.
        call_hours: i64,
        /// Hours of the way, in ten-thousandths.
        travel_hours: i64,
    }
}
