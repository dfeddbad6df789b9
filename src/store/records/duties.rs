//! What posts do and ask for, who has acknowledged it, and who applies for them.

use chrono::NaiveDate;

pub use crate::domain::duty::Audience;
use crate::domain::fit::Education;
use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// What a line of a duty sheet is.
    DutySection {
        /// A duty with its standard (主要职责).
        Duty = "duty",
        /// Schooling that is asked for; the title is the word of it.
        Education = "education",
        /// Months in the trade that are asked for.
        Experience = "experience",
        /// A skill at a level that is asked for.
        Skill = "skill",
        /// A quality, licence or certificate that is asked for.
        Quality = "quality",
        /// With whom the post works (工作关系).
        Relation = "relation",
    }
}

record! {
    /// A version of what a post does and asks for (岗位说明书).
    DutySheet in "duty_sheet" by DutySheetId {
        /// The post.
        post_id: PostId,
        /// Whom it is for.
        audience: Audience,
        /// The version, counted from 1 for each post and audience.
        number: i64,
        /// The first day it holds.
        starts: NaiveDate,
        /// The code of the sheet in the company (编号).
        code: Option<String>,
        /// What the post is there for.
        purpose: String,
        /// What changed against the version before.
        change_note: Option<String>,
        /// Who wrote it.
        by_name: String,
    }
}

record! {
    /// A line of a duty sheet.
    DutyLine in "duty_line" by DutyLineId {
        /// The sheet.
        sheet_id: DutySheetId,
        /// What it is.
        section: DutySection,
        /// Its place in the sheet, from 1.
        position: i64,
        /// The group of duties it belongs to (业务工作, 组织建设 …); what a requirement is called under.
        group_name: Option<String>,
        /// The duty, the skill, the quality, the partner; the word of an education.
        title: String,
        /// What is done, or more of what is asked for.
        text: Option<String>,
        /// By what a duty is measured, or on what a requirement is checked.
        standard: Option<String>,
        /// The metric that measures a duty, by id.
        metric: Option<String>,
        /// The level of a skill, 1 to 4; the months of experience.
        number: Option<i64>,
        /// The share of a duty in basis points; the weight of a requirement in the score of candidates.
        weight: i64,
    }
}

record! {
    /// That a person has read a version of the duty sheet and agrees.
    DutyAcknowledgement in "duty_acknowledgement" by DutyAcknowledgementId {
        /// The version.
        sheet_id: DutySheetId,
        /// The person.
        person_id: PersonId,
        /// The day of the signature.
        on_day: NaiveDate,
        /// Who recorded it.
        by_name: String,
        /// A word on it.
        note: Option<String>,
    }
}

record! {
    /// That a person has, from a day on and until something else is said, the sheet for new or for
    /// experienced people whatever the time in the company says; or that the time decides again.
    DutyChoice in "duty_choice" by DutyChoiceId {
        /// The person.
        person_id: PersonId,
        /// Which sheet, never the one for everyone; `None` where the time decides again.
        audience: Option<Audience>,
        /// Why; known of a sheet.
        reason: Option<String>,
        /// The first day on which it holds.
        on_day: NaiveDate,
        /// Who chose.
        by_name: String,
    }
}

record! {
    /// What a person says of a duty of theirs for a month (每月自查): done or not, and what shows it.
    DutyCheck in "duty_check" by DutyCheckId {
        /// The person.
        person_id: PersonId,
        /// The duty, a line of the sheet that was theirs at the end of the month.
        line_id: DutyLineId,
        /// The month, as periods are written: `2025-11`.
        month: String,
        /// Whether it was done.
        done: bool,
        /// What shows it; known where it was done.
        proof: Option<String>,
        /// The day on which it was said.
        on_day: NaiveDate,
        /// Who recorded it.
        by_name: String,
    }
}

words! {
    /// Where an application stands.
    CandidateState {
        /// Being looked at.
        Open = "open",
        /// Hired.
        Hired = "hired",
        /// Declined by either side.
        Declined = "declined",
    }
}

record! {
    /// Somebody who applies for a post. There is no field for sex, age, origin or family.
    Candidate in "candidate" by CandidateId {
        /// The name.
        name: String,
        /// The post.
        post_id: PostId,
        /// The day of the application.
        on_day: NaiveDate,
        /// Where it stands.
        state: CandidateState,
        /// Schooling, if known.
        education: Option<Education>,
        /// Months in the trade, if known.
        experience_months: Option<i64>,
        /// A word on it.
        note: Option<String>,
    }
}

record! {
    /// What was found of a candidate on a requirement, or why it is waived.
    CandidateFinding in "candidate_finding" by CandidateFindingId {
        /// The candidate.
        candidate_id: CandidateId,
        /// The requirement: the skill or quality; the section of the others.
        title: String,
        /// The level of a skill, 0 to 4.
        level: Option<i64>,
        /// Whether a quality is there.
        met: Option<bool>,
        /// Why the requirement is waived.
        waived_for: Option<String>,
    }
}
