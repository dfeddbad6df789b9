//! What people can be good at, what posts ask for, and what shows a rating.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

words! {
    /// What a skill, a course or something to be read is about.
    LearningTopic {
        /// 产品.
        Product = "product",
        /// 行业.
        Industry = "industry",
        /// 销售技能.
        Selling = "selling",
        /// 市场分析.
        Market = "market",
        /// 客户服务.
        Service = "service",
        /// CRM 与分析工具.
        Tools = "tools",
        /// 安全合规.
        Safety = "safety",
        /// 管理带教.
        Leading = "leading",
        /// 其他.
        Other = "other",
    }
}

record! {
    /// What somebody can be good at.
    Skill in "skill" by SkillId {
        /// The name, unique.
        name: String,
        /// The name in English; may be empty.
        name_en: String,
        /// What it is about.
        topic: LearningTopic,
        /// Its place in lists, from 1.
        position: i64,
        /// Whether it is no longer used.
        archived: bool,
    }
}

record! {
    /// By what a level of a skill is told.
    SkillAnchor in "skill_anchor" by SkillAnchorId {
        /// The skill.
        skill_id: SkillId,
        /// The level, 0 to 4.
        level: i64,
        /// What somebody of this level does.
        words: String,
        /// The same in English; may be empty.
        words_en: String,
    }
}

record! {
    /// Another name by which sheets say a skill, a course or a kind of certificate; one of the three is
    /// known. A name that was changed stays as such a one, so that what bears it is still understood.
    LearningName in "learning_name" by LearningNameId {
        /// The skill.
        skill_id: Option<SkillId>,
        /// The course.
        course_id: Option<CourseId>,
        /// The kind of certificate.
        certificate_kind_id: Option<CertificateKindId>,
        /// The name.
        name: String,
    }
}

record! {
    /// Which level of a skill a post asks for from a day on, until the next one of the same begins.
    SkillRequirement in "skill_requirement" by SkillRequirementId {
        /// The post.
        post_id: PostId,
        /// The capability level it is for, 1 to 4; 0 for all of the post.
        at_level: i64,
        /// The skill.
        skill_id: SkillId,
        /// The level, 1 to 4; 0 where it is no longer asked for.
        level: i64,
        /// How much it matters, 1 to 5.
        importance: i64,
        /// The first day.
        starts: NaiveDate,
        /// Who said so.
        by_name: String,
    }
}

words! {
    /// What shows the level of a skill. What somebody says of themselves does not.
    EvidenceKind {
        /// A test: a result of training.
        Test = "test",
        /// Somebody watched.
        Observation = "observation",
        /// A deal.
        Deal = "deal",
    }
}

record! {
    /// What somebody thinks of their own skill; it is no rating and counts nowhere.
    SkillSelfRating in "skill_self_rating" by SkillSelfRatingId {
        /// The person.
        person_id: PersonId,
        /// The skill.
        skill_id: SkillId,
        /// The day.
        on_day: NaiveDate,
        /// The level, 0 to 4.
        level: i64,
        /// A word on it.
        words: Option<String>,
    }
}

record! {
    /// A skill that somebody refreshes. How well it is kept follows from the tries.
    Refresher in "refresher" by RefresherId {
        /// The person.
        person_id: PersonId,
        /// The skill.
        skill_id: SkillId,
        /// The day it was learned.
        since: NaiveDate,
        /// The half-life that it begins with, in days, 7 to 365.
        half_life: i64,
    }
}

record! {
    /// One try at refreshing a skill.
    RefresherTry in "refresher_try" by RefresherTryId {
        /// What is refreshed.
        refresher_id: RefresherId,
        /// The day.
        on_day: NaiveDate,
        /// Whether it was passed.
        passed: bool,
    }
}
