//! Coaching: talks, field visits and events with what was agreed, the figures they answer, feedback, and how
//! often everybody is to be coached.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;

record! {
    /// Something important at a customer's, before, during and after which somebody is coached (重大销售活动).
    MajorEvent in "major_event" by MajorEventId {
        /// What.
        name: String,
        /// The day.
        on_day: NaiveDate,
        /// Who of us it is with.
        person_id: PersonId,
        /// The customer, if any.
        account_id: Option<AccountId>,
        /// The deal, if any.
        opportunity_id: Option<OpportunityId>,
        /// A word on it.
        note: Option<String>,
        /// Who wrote it down.
        by_name: String,
    }
}

words! {
    /// Why somebody is coached.
    CoachingKind {
        /// 一对一.
        OneToOne = "one_to_one",
        /// 陪访: with the rep at a customer's.
        Visit = "visit",
        /// 新人辅导.
        NewHire = "new_hire",
        /// 低绩效辅导.
        LowPerformer = "low_performer",
        /// 重大活动辅导.
        Event = "event",
    }
}

words! {
    /// When about an event somebody is coached.
    EventPhase {
        /// 事前.
        Before = "before",
        /// 事中.
        During = "during",
        /// 事后.
        After = "after",
    }
}

words! {
    /// Whether a coaching has taken place.
    CoachingState {
        /// 计划.
        Planned = "planned",
        /// 已辅导.
        Held = "held",
    }
}

record! {
    /// A coaching, planned or held (辅导记录): a talk, a field visit, a note to an event.
    Coaching in "coaching" by CoachingId {
        /// The quarter it was for when it was first put down, as periods are written.
        quarter: String,
        /// Its number in that quarter.
        number: i64,
        /// Why.
        kind: CoachingKind,
        /// To which event it is a note.
        event_id: Option<MajorEventId>,
        /// When about the event.
        phase: Option<EventPhase>,
        /// Whether it has taken place.
        state: CoachingState,
        /// Who is coached.
        person_id: PersonId,
        /// Who coaches; `None` for who wrote it down.
        coach_id: Option<PersonId>,
        /// The day.
        on_day: NaiveDate,
        /// When it begins, as 14:00.
        starts_at: Option<String>,
        /// How many minutes it took, or is to take.
        minutes: Option<i64>,
        /// What it is about.
        topic: String,
        /// Who else was there.
        present: Option<String>,
        /// The customer, if any; that of the deal where only a deal was named.
        account_id: Option<AccountId>,
        /// The deal, if any.
        opportunity_id: Option<OpportunityId>,
        /// The skill it is about, by name.
        skill: Option<String>,
        /// When the coach had prepared.
        prepared_on: Option<NaiveDate>,
        /// What the coach goes in with, a line each.
        questions: Option<String>,
        /// 目标: what is to be reached.
        goal: Option<String>,
        /// By when.
        goal_by: Option<NaiveDate>,
        /// 现状: how it stands.
        reality: Option<String>,
        /// 行动: what the rep will do.
        will: Option<String>,
        /// By when.
        will_by: Option<NaiveDate>,
        /// Which help is needed.
        help: Option<String>,
        /// How sure the rep is to do it, 0 to 10.
        confidence: Option<i64>,
        /// Where that is below seven: what would make it seven.
        to_seven: Option<String>,
        /// Whether nothing is missing that a coaching needs; only then it can be confirmed.
        complete: bool,
        /// What the rep says of it.
        rep_words: Option<String>,
        /// When they meet next.
        next_on: Option<NaiveDate>,
        /// What for.
        next_what: Option<String>,
        /// When the coach confirmed it as it is.
        coach_confirmed_on: Option<NaiveDate>,
        /// When the rep did.
        rep_confirmed_on: Option<NaiveDate>,
        /// Who wrote it down.
        by_name: String,
    }
}

impl Coaching {
    /// Its number on paper: CO-2025Q4-0017.
    pub fn code(&self) -> String {
        format!("CO-{}-{:04}", self.quarter.replace('-', ""), self.number)
    }
}

record! {
    /// 选择: a way that could be gone.
    CoachingOption in "coaching_option" by CoachingOptionId {
        /// The coaching.
        coaching_id: CoachingId,
        /// Its place, from 1.
        position: i64,
        /// What.
        text: String,
        /// Whether it was the rep's own idea.
        from_rep: bool,
        /// As which it is tried, from 1; `None` where it was not chosen.
        chosen: Option<i64>,
    }
}

record! {
    /// Something that was agreed in a coaching (跟进行动).
    CoachingAction in "coaching_action" by CoachingActionId {
        /// The coaching.
        coaching_id: CoachingId,
        /// Its place, from 1.
        position: i64,
        /// What.
        text: String,
        /// By whom; `None` for the coach.
        owner_id: Option<PersonId>,
        /// By when.
        due: NaiveDate,
        /// When it was done.
        done_on: Option<NaiveDate>,
        /// What came of it.
        result: Option<String>,
    }
}

record! {
    /// That an action was put off (推迟): what was agreed stays readable.
    CoachingPostponement in "coaching_postponement" by CoachingPostponementId {
        /// The action.
        action_id: CoachingActionId,
        /// By when it was to be done until then.
        was: NaiveDate,
        /// By when it is to be done since.
        due: NaiveDate,
        /// Why.
        reason: String,
        /// The day on which it was put off.
        on_day: NaiveDate,
        /// Who put it off.
        by_name: String,
    }
}

words! {
    /// What a figure is of that a coaching answers.
    SubjectKind {
        /// A metric.
        Metric = "metric",
        /// The conversion of a stage.
        Stage = "stage",
        /// The level of a step of visits.
        Step = "step",
    }
}

words! {
    /// Beside what such a figure stood.
    Against {
        /// That of the person's team.
        Team = "team",
        /// What the post asks for.
        Post = "post",
    }
}

record! {
    /// A figure that a coaching or a plan answers, kept as it was on a day, and what it is put down to
    /// (症状与原因).
    CoachingSymptom in "coaching_symptom" by CoachingSymptomId {
        /// The coaching, where it is one's.
        coaching_id: Option<CoachingId>,
        /// The plan, where it is one's.
        plan_id: Option<ImprovementPlanId>,
        /// Its place, from 1.
        position: i64,
        /// What it is put down to.
        cause: Option<String>,
        /// Whether that is a guess; it is one where there is no figure.
        guess: bool,
        /// What the figure is of.
        subject_kind: Option<SubjectKind>,
        /// Which one: the word of a metric, the key of a stage, the word of a step.
        subject: Option<String>,
        /// What a stage or a step was called.
        name: Option<String>,
        /// The period.
        period: Option<String>,
        /// The value: in the metric's unit, of a stage in basis points, of a step the last level.
        value: Option<i64>,
        /// The cases behind it.
        sample: Option<i64>,
        /// Beside what it stood.
        against: Option<Against>,
        /// The value of that.
        against_value: Option<i64>,
        /// The cases behind that.
        against_sample: Option<i64>,
        /// The day as of which all of it was so.
        frozen_on: Option<NaiveDate>,
    }
}

words! {
    /// What somebody says to the manager.
    FeedbackKind {
        /// 建议.
        Suggestion = "suggestion",
        /// 问题.
        Problem = "problem",
        /// 求助.
        Support = "support",
        /// 对辅导的意见.
        Coaching = "coaching",
        /// 肯定.
        Praise = "praise",
    }
}

record! {
    /// What a rep says to the manager, and the answer (员工反馈).
    RepFeedback in "rep_feedback" by RepFeedbackId {
        /// Who says it; `None` for without a name, which nothing else tells either.
        person_id: Option<PersonId>,
        /// What it is.
        kind: FeedbackKind,
        /// The words.
        text: String,
        /// The day.
        on_day: NaiveDate,
        /// By when it is to be answered.
        due: NaiveDate,
        /// The answer.
        answer: Option<String>,
        /// When it was given.
        answered_on: Option<NaiveDate>,
        /// Who gave it.
        answered_by: Option<String>,
        /// When it was settled.
        closed_on: Option<NaiveDate>,
    }
}

record! {
    /// Within how many days everybody, or one person, is to be coached in a way (辅导节奏).
    CoachingRhythm in "coaching_rhythm" by CoachingRhythmId {
        /// In which way; never to events, which have days of their own.
        kind: CoachingKind,
        /// Whom; `None` for everybody without a number of their own.
        person_id: Option<PersonId>,
        /// Within how many days.
        days: i64,
        /// How they talk where they do not meet.
        channel: Option<String>,
        /// Since when.
        since: NaiveDate,
        /// Who set it.
        by_name: String,
    }
}

record! {
    /// A question that everybody is asked at once (脉搏).
    Pulse in "pulse" by PulseId {
        /// The day.
        on_day: NaiveDate,
        /// The question.
        question: String,
        /// Who wrote the answers down.
        by_name: String,
    }
}

record! {
    /// How many gave one mark to such a question.
    PulseCount in "pulse_count" by PulseCountId {
        /// The question.
        pulse_id: PulseId,
        /// The team; `None` of teams with too few answers, and of no team.
        team_id: Option<TeamId>,
        /// The mark, 1 to 5.
        score: i64,
        /// How many gave it.
        answers: i64,
    }
}
