//! Classes, who goes to them, who came. What came of a class for a person is a
//! [`TrainingResult`](super::TrainingResult) and nothing else.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// How a class stands.
    ClassStatus {
        /// To be held.
        Planned = "planned",
        /// Held: everyone's attendance is recorded.
        Held = "held",
        /// Called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// What is special about a class.
    ClassMark {
        /// 必修.
        Mandatory = "mandatory",
        /// 重点.
        Focus = "focus",
    }
}

record! {
    /// A class: a course on certain days (班次).
    TrainingClass in "training_class" by TrainingClassId {
        /// The course.
        course_id: CourseId,
        /// What it is called where that is more than the course.
        title: Option<String>,
        /// The first day; what came of the class is dated by it.
        starts: NaiveDate,
        /// The last day.
        ends: NaiveDate,
        /// Where.
        place: Option<String>,
        /// Who teaches, by name.
        trainer: Option<String>,
        /// Who teaches, where it is one of the organisation.
        trainer_id: Option<PersonId>,
        /// For how many there is room; `None` without a limit.
        seats: Option<i64>,
        /// What it is expected to cost, in fen; what it did cost stands in the results.
        cost: Option<i64>,
        /// How it stands.
        status: ClassStatus,
        /// The day on which it was made certain; until then it is to be confirmed.
        confirmed_on: Option<NaiveDate>,
        /// What is special about it.
        mark: Option<ClassMark>,
        /// The metric by which its result is measured, by id.
        kpi: Option<String>,
        /// Over how many days before and after.
        kpi_days: Option<i64>,
        /// When the metric was named, not after the class began.
        kpi_named_on: Option<NaiveDate>,
        /// After how many days behaviour is looked at.
        behaviour_days: Option<i64>,
        /// When it was marked as held or cancelled.
        closed_on: Option<NaiveDate>,
        /// Why it was cancelled.
        close_note: Option<String>,
        /// Who planned it.
        by_name: String,
    }
}

record! {
    /// A part of a class to which people sign in.
    ClassSession in "class_session" by ClassSessionId {
        /// The class.
        class_id: TrainingClassId,
        /// Its place, from 1.
        position: i64,
        /// The day.
        on_day: NaiveDate,
        /// When it begins, as `09:00`.
        begins: Option<String>,
        /// When it ends.
        ends: Option<String>,
        /// How long it is, in ten-thousandths of an hour.
        hours: i64,
    }
}

words! {
    /// How somebody stands to a class.
    EnrolmentState {
        /// Has a seat.
        Enrolled = "enrolled",
        /// Comes if a seat gets free (候补).
        Waiting = "waiting",
        /// Does not come after all.
        Withdrawn = "withdrawn",
    }
}

record! {
    /// Who goes to a class, and why.
    Enrolment in "enrolment" by EnrolmentId {
        /// The class.
        class_id: TrainingClassId,
        /// The person.
        person_id: PersonId,
        /// How they stand to it.
        state: EnrolmentState,
        /// The skill whose gap it closes.
        skill_id: Option<SkillId>,
        /// How many levels the gap had then, 1 to 4.
        gap: Option<i64>,
        /// The class that was missed and is made up for (补课).
        makeup_for_id: Option<TrainingClassId>,
        /// A word on it; of one who was withdrawn why.
        note: Option<String>,
        /// When they were enrolled.
        on_day: NaiveDate,
        /// When they were withdrawn.
        withdrawn_on: Option<NaiveDate>,
        /// Who enrolled them.
        by_name: String,
    }
}

record! {
    /// Whether somebody came to a part of a class.
    ClassPresence in "class_presence" by ClassPresenceId {
        /// The part of the class.
        session_id: ClassSessionId,
        /// The person.
        person_id: PersonId,
        /// Whether they came.
        present: bool,
    }
}

record! {
    /// Which level of a skill somebody showed in a role play, as one rater saw it. It is what a rating may
    /// rest on and is none.
    ClassScore in "class_score" by ClassScoreId {
        /// The class.
        class_id: TrainingClassId,
        /// Who played.
        person_id: PersonId,
        /// The skill.
        skill_id: SkillId,
        /// Who watched.
        rater: String,
        /// The level, 0 to 4.
        level: i64,
    }
}
