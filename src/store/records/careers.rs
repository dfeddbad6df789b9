//! Plans of training, the ladder, what people are to become, and chances they were offered.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::ScopeKind;

words! {
    /// How a plan of training stands.
    TrainingPlanStatus {
        /// Being written.
        Draft = "draft",
        /// Agreed and followed.
        Agreed = "agreed",
        /// Over.
        Closed = "closed",
    }
}

record! {
    /// Who is to learn what in a period (培训计划).
    TrainingPlan in "training_plan" by TrainingPlanId {
        /// What it is called.
        name: String,
        /// Company, region or team.
        scope_kind: ScopeKind,
        /// The region or team; 0 for the company.
        scope_id: i64,
        /// The period, as periods are written.
        period: String,
        /// What it may cost, in fen.
        budget: Option<i64>,
        /// How many hours each person is to learn, in ten-thousandths.
        hours_per_head: Option<i64>,
        /// How it stands.
        status: TrainingPlanStatus,
        /// When it was agreed.
        agreed_on: Option<NaiveDate>,
        /// When it was closed.
        closed_on: Option<NaiveDate>,
        /// What came of it.
        review: Option<String>,
        /// A word on it.
        note: Option<String>,
        /// Who wrote it.
        by_name: String,
    }
}

record! {
    /// A course in a plan of training.
    TrainingPlanItem in "training_plan_item" by TrainingPlanItemId {
        /// The plan.
        plan_id: TrainingPlanId,
        /// Its place, from 1.
        position: i64,
        /// The course.
        course_id: CourseId,
        /// The class, once there is one.
        class_id: Option<TrainingClassId>,
        /// By when it is to be done.
        due: Option<NaiveDate>,
        /// What it is expected to cost in all, in fen.
        cost: Option<i64>,
        /// A word on it.
        note: Option<String>,
        /// When it was given up.
        dropped_on: Option<NaiveDate>,
        /// Why.
        dropped_why: Option<String>,
    }
}

record! {
    /// Who is to take a course of a plan, and for which gap.
    TrainingPlanPerson in "training_plan_person" by TrainingPlanPersonId {
        /// The course in the plan.
        item_id: TrainingPlanItemId,
        /// The person.
        person_id: PersonId,
        /// The skill whose gap it closes.
        skill_id: Option<SkillId>,
    }
}

record! {
    /// A step of the ladder (晋升通道).
    CareerStep in "career_step" by CareerStepId {
        /// Its place in the ladder, from 1.
        position: i64,
        /// From which post; `None` from outside or from any.
        from_post_id: Option<PostId>,
        /// From which grade in the post (职级).
        from_grade: Option<String>,
        /// Into which post.
        post_id: PostId,
        /// Into which grade.
        grade: Option<String>,
        /// A word on it.
        note: Option<String>,
        /// Whether it is no longer used.
        archived: bool,
    }
}

words! {
    /// What a step of the ladder asks for.
    CareerConditionKind {
        /// A capability level (能力等级), 1 to 4.
        Capability = "capability",
        /// Months in the post.
        Tenure = "tenure",
        /// A level of a skill, 1 to 4.
        Skill = "skill",
        /// How far the skills fit what the new post asks for, in basis points.
        SkillFit = "skill_fit",
        /// A certificate that is valid; without a kind, all that are held.
        Certificate = "certificate",
        /// Attainment of targets in basis points, over so many quarters.
        Attainment = "attainment",
        /// A grade of evaluations, or a better one, so many times in a row.
        Grade = "grade",
    }
}

record! {
    /// A condition of a step of the ladder.
    CareerCondition in "career_condition" by CareerConditionId {
        /// The step.
        step_id: CareerStepId,
        /// Its place, from 1.
        position: i64,
        /// What is asked for.
        kind: CareerConditionKind,
        /// The skill, of a level of a skill.
        skill_id: Option<SkillId>,
        /// The kind of certificate.
        certificate_kind_id: Option<CertificateKindId>,
        /// The level, the months or the basis points.
        number: Option<i64>,
        /// Over how many quarters or evaluations.
        times: Option<i64>,
        /// The grade of evaluations.
        grade: Option<String>,
    }
}

words! {
    /// How a career plan stands.
    CareerStatus {
        /// Worked on.
        Open = "open",
        /// The post was reached.
        Reached = "reached",
        /// Given up.
        Dropped = "dropped",
    }
}

record! {
    /// What somebody is to become (职业规划).
    CareerPlan in "career_plan" by CareerPlanId {
        /// The person.
        person_id: PersonId,
        /// The step of the ladder.
        step_id: Option<CareerStepId>,
        /// The post that is aimed at.
        post_id: PostId,
        /// The grade that is aimed at.
        grade: Option<String>,
        /// By when.
        by_day: Option<NaiveDate>,
        /// What is missing, in words.
        gap: Option<String>,
        /// How it stands.
        status: CareerStatus,
        /// Since when.
        opened_on: NaiveDate,
        /// When it is looked at next.
        review_on: Option<NaiveDate>,
        /// When it was reached or given up.
        closed_on: Option<NaiveDate>,
        /// What came of it.
        result: Option<String>,
        /// Who wrote it.
        by_name: String,
    }
}

record! {
    /// Something that is done for somebody's career.
    CareerAction in "career_action" by CareerActionId {
        /// The plan.
        plan_id: CareerPlanId,
        /// Its place, from 1.
        position: i64,
        /// What.
        what: String,
        /// The skill it is for.
        skill_id: Option<SkillId>,
        /// The course it is.
        course_id: Option<CourseId>,
        /// Who sees to it.
        owner_id: Option<PersonId>,
        /// By when.
        due: Option<NaiveDate>,
        /// When it was done.
        done_on: Option<NaiveDate>,
    }
}

record! {
    /// A talk about somebody's career.
    CareerReview in "career_review" by CareerReviewId {
        /// The plan.
        plan_id: CareerPlanId,
        /// The day.
        on_day: NaiveDate,
        /// What was said.
        words: String,
        /// Who wrote it down.
        by_name: String,
    }
}

words! {
    /// What was offered.
    OfferKind {
        /// 晋升.
        Promotion = "promotion",
        /// 项目参与.
        Project = "project",
        /// 管培.
        Trainee = "trainee",
        /// 培训.
        Training = "training",
        /// 资源: more of it for strong performers.
        Resource = "resource",
    }
}

words! {
    /// What the person said to it.
    OfferAnswer {
        /// Yes.
        Accepted = "accepted",
        /// No.
        Declined = "declined",
    }
}

record! {
    /// A chance to develop that was offered to somebody (发展机会).
    DevelopmentOffer in "development_offer" by DevelopmentOfferId {
        /// The person.
        person_id: PersonId,
        /// What kind.
        kind: OfferKind,
        /// What.
        what: String,
        /// Why this person.
        reason: String,
        /// When it was offered.
        offered_on: NaiveDate,
        /// What the person said; `None` until then.
        answer: Option<OfferAnswer>,
        /// When.
        answered_on: Option<NaiveDate>,
        /// When what came of it is looked at.
        review_on: Option<NaiveDate>,
        /// When it was.
        reviewed_on: Option<NaiveDate>,
        /// What came of it.
        result: Option<String>,
        /// Who offered it.
        by_name: String,
    }
}
