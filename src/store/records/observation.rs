//! Sheets by which visits are observed: their versions, and what was seen.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// A version of the sheet by which visits are observed (观察表).
    ObservationTemplate in "observation_template" by ObservationTemplateId {
        /// What versions of one sheet share: the key of the first.
        series: i64,
        /// The version, from 1.
        number: i64,
        /// Whether new sheets are of this version.
        current: bool,
        /// The name.
        name: String,
        /// The name in English; may be empty.
        name_en: String,
        /// What is new in it.
        change_note: Option<String>,
        /// Since when it is there; `None` for the one that a workspace begins with.
        published_on: Option<NaiveDate>,
        /// Who published it.
        by_name: String,
    }
}

record! {
    /// A step of the visit.
    ObservationStep in "observation_step" by ObservationStepId {
        /// The version.
        template_id: ObservationTemplateId,
        /// Its place, from 1.
        position: i64,
        /// What it is in all versions, so that sheets of different ones compare.
        word: String,
        /// The name.
        name: String,
        /// The name in English; may be empty.
        name_en: String,
        /// The weight in basis points; all of a version are 10,000.
        weight: i64,
        /// The level that is asked for where the post has none of its own, 1 to 5.
        required: Option<i64>,
    }
}

record! {
    /// What is to be seen in a step at a level (行为锚).
    ObservationAnchor in "observation_anchor" by ObservationAnchorId {
        /// The step.
        step_id: ObservationStepId,
        /// The level, 1 to 5.
        level: i64,
        /// What.
        text: String,
        /// The same in English; may be empty.
        text_en: String,
    }
}

record! {
    /// Something concrete in a step that is done or not (具体做法).
    ObservationPractice in "observation_practice" by ObservationPracticeId {
        /// The step.
        step_id: ObservationStepId,
        /// Its place, from 1.
        position: i64,
        /// What it is in all versions.
        word: String,
        /// What.
        text: String,
        /// The same in English; may be empty.
        text_en: String,
    }
}

record! {
    /// The level that a post asks for in a step (岗位要求).
    ObservationRequirement in "observation_requirement" by ObservationRequirementId {
        /// The step.
        step_id: ObservationStepId,
        /// The post.
        post_id: PostId,
        /// The level, 1 to 5.
        level: i64,
    }
}

words! {
    /// Whether something that was agreed was done.
    Reached {
        /// 做到.
        Yes = "yes",
        /// 部分.
        Partly = "partly",
        /// 没有.
        No = "no",
    }
}

record! {
    /// What was seen of a person on one visit (陪访观察).
    Observation in "observation" by ObservationId {
        /// The version of the sheet, which it keeps.
        template_id: ObservationTemplateId,
        /// Who was observed.
        person_id: PersonId,
        /// The coaching it belongs to, if any.
        coaching_id: Option<CoachingId>,
        /// The visit as the reports have it, if they do.
        activity_id: Option<ActivityId>,
        /// The customer, if any; that of the deal where only a deal was named.
        account_id: Option<AccountId>,
        /// The deal, if any.
        opportunity_id: Option<OpportunityId>,
        /// The day.
        on_day: NaiveDate,
        /// Who observed; `None` for who wrote it down.
        observer_id: Option<PersonId>,
        /// Who observed too, where it is one of the organisation.
        second_id: Option<PersonId>,
        /// Who observed too, where it is nobody of the organisation.
        second_name: Option<String>,
        /// Whether what was agreed the time before was done.
        kept: Option<Reached>,
        /// The step of the one thing that was agreed.
        focus_id: Option<ObservationStepId>,
        /// The one thing that was agreed (只改一件事).
        agreed: Option<String>,
        /// How it is practised.
        practice: Option<String>,
        /// The next visit together.
        next_on: Option<NaiveDate>,
        /// At which customer's.
        next_account_id: Option<AccountId>,
        /// What for.
        next_what: Option<String>,
        /// Whether it is filled in; until then it counts nowhere.
        complete: bool,
        /// Who wrote it down.
        by_name: String,
    }
}

words! {
    /// Who says at which level a step was.
    Rater {
        /// Who went along.
        Observer = "observer",
        /// Who went along too.
        Second = "second",
        /// The rep (自评).
        Own = "self",
    }
}

record! {
    /// The level of a step by one observer.
    ObservationRating in "observation_rating" by ObservationRatingId {
        /// The sheet.
        observation_id: ObservationId,
        /// The step.
        step_id: ObservationStepId,
        /// By whom.
        rater: Rater,
        /// The level, 1 to 5; `None` where it was not seen.
        level: Option<i64>,
        /// What was seen.
        fact: Option<String>,
    }
}

record! {
    /// Whether something concrete was done on the visit.
    ObservationTick in "observation_tick" by ObservationTickId {
        /// The sheet.
        observation_id: ObservationId,
        /// What.
        practice_id: ObservationPracticeId,
        /// Whether it was done.
        done: bool,
    }
}
