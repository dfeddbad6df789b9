//! What can be learned: courses, and what is new and to be read.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::LearningTopic;

words! {
    /// How something is taught.
    TrainingForm {
        /// 集中授课.
        Classroom = "classroom",
        /// 线上.
        Online = "online",
        /// 演练.
        Drill = "drill",
        /// 角色扮演.
        RolePlay = "role_play",
        /// 案例研讨.
        Case = "case",
        /// 更新阅读.
        Reading = "reading",
        /// 现场带教: taught at the customer's or at the desk.
        OnTheJob = "on_the_job",
    }
}

record! {
    /// A course.
    Course in "course" by CourseId {
        /// The name, unique.
        name: String,
        /// The name in English; may be empty.
        name_en: String,
        /// What it is about.
        topic: LearningTopic,
        /// How it is taught.
        form: TrainingForm,
        /// What is in it.
        summary: Option<String>,
        /// How long it takes, in ten-thousandths of an hour.
        hours: Option<i64>,
        /// What it costs for one person, in fen.
        cost_per_head: Option<i64>,
        /// The best score of its test, in ten-thousandths of a point.
        full_score: Option<i64>,
        /// The score from which it is passed, in ten-thousandths of a point.
        pass_score: Option<i64>,
        /// After how many months it is to be repeated.
        valid_months: Option<i64>,
        /// The certificate it gives.
        certificate_kind_id: Option<CertificateKindId>,
        /// The metric by which its result is measured, by id.
        kpi: Option<String>,
        /// Over how many days before and after.
        kpi_days: Option<i64>,
        /// Whether it is no longer given.
        archived: bool,
    }
}

record! {
    /// To which level a course brings a skill.
    CourseSkill in "course_skill" by CourseSkillId {
        /// The course.
        course_id: CourseId,
        /// The skill.
        skill_id: SkillId,
        /// The level, 1 to 4.
        level: i64,
    }
}

record! {
    /// Something new to be read (知识更新).
    KnowledgeUpdate in "knowledge_update" by KnowledgeUpdateId {
        /// What it is called.
        title: String,
        /// What it is about.
        topic: LearningTopic,
        /// What is new.
        text: String,
        /// The product it is about.
        product_id: Option<ProductId>,
        /// The skill it belongs to.
        skill_id: Option<SkillId>,
        /// Where it is from.
        source: Option<String>,
        /// Since when it can be read.
        published_on: NaiveDate,
        /// By when it is to be read.
        due_on: Option<NaiveDate>,
        /// So many right answers pass its quiz; `None` without a quiz.
        pass_correct: Option<i64>,
        /// Whether it is no longer to be read.
        archived: bool,
        /// Who published it.
        by_name: String,
    }
}

record! {
    /// A question on something new.
    KnowledgeQuestion in "knowledge_question" by KnowledgeQuestionId {
        /// What it is about.
        update_id: KnowledgeUpdateId,
        /// Its place, from 1.
        position: i64,
        /// The question.
        question: String,
        /// The answers to choose from, a line each.
        choices: String,
        /// The place of the right one, from 1.
        answer: i64,
    }
}

record! {
    /// Who is to read something new, and what came of it.
    KnowledgeReader in "knowledge_reader" by KnowledgeReaderId {
        /// What is to be read.
        update_id: KnowledgeUpdateId,
        /// The person.
        person_id: PersonId,
        /// When it was read.
        read_on: Option<NaiveDate>,
        /// When the quiz was last answered.
        answered_on: Option<NaiveDate>,
        /// How many answers were right then.
        correct: Option<i64>,
        /// How often it was tried.
        tries: i64,
        /// When it was first passed.
        passed_on: Option<NaiveDate>,
    }
}
