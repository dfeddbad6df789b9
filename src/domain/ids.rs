//! Typed keys of records, so that a person cannot be passed where a deal is meant.
//!
//! All keys come from one allocator in the workspace (see `store::db`), so a number names one record.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// A region of the company.
    RegionId,
    /// A team within a region.
    TeamId,
    /// A person: rep, manager or external agent.
    PersonId,
    /// A person's time in a team and post.
    MembershipId,
    /// A post with its duties.
    PostId,
    /// A product.
    ProductId,
    /// A customer.
    AccountId,
    /// A version of a stage model.
    StageModelId,
    /// A stage of a stage model.
    StageId,
    /// An opportunity.
    OpportunityId,
    /// One move of an opportunity.
    MoveId,
    /// What one row of a report said of an opportunity.
    SightingId,
    /// What a person answered of an opportunity that a report no longer named.
    DealAnswerId,
    /// A target on a metric.
    TargetId,
    /// A value that a target had.
    TargetVersionId,
    /// An action by which targets are reached.
    TargetActionId,
    /// What the market does to targets.
    MarketNoteId,
    /// A line of an order.
    SalesOrderId,
    /// Something that came back.
    OrderReturnId,
    /// Money received.
    ReceiptId,
    /// A visit, call or other work on a day.
    ActivityId,
    /// A person's report about a period.
    ReportId,
    /// A rule of who owes which report.
    ReportRuleId,
    /// What came of a training for one person.
    TrainingResultId,
    /// A rating of a person's skill.
    SkillRatingId,
    /// A person's certificate.
    CertificateId,
    /// A customer's answer on how satisfied it is.
    SatisfactionAnswerId,
    /// A person one knows at a customer.
    ContactId,
    /// An evaluation template.
    TemplateId,
    /// A row of an evaluation template.
    TemplateRowId,
    /// A grade band of an evaluation template.
    BandId,
    /// An evaluation cycle.
    CycleId,
    /// One person's evaluation in a cycle.
    EvaluationId,
    /// An agreed improvement on an evaluation.
    ImprovementId,
    /// A recorded signature.
    SignatureId,
    /// One sheet that was imported.
    BatchId,
    /// A row that an import rejected.
    RejectId,
    /// A remembered meaning of a text in a sheet.
    AliasId,
    /// A setting of the workspace.
    SettingId,
    /// A journal step: one thing a person did.
    StepId,
    /// The key of a duty sheet.
    DutySheetId,
    /// The key of a duty line.
    DutyLineId,
    /// The key of a duty acknowledgement.
    DutyAcknowledgementId,
    /// The key of a duty choice.
    DutyChoiceId,
    /// What somebody said of a duty of theirs in a month.
    DutyCheckId,
    /// The key of a candidate.
    CandidateId,
    /// The key of a candidate finding.
    CandidateFindingId,
    /// The key of a handover.
    HandoverId,
    /// The key of a handover item.
    HandoverItemId,
    /// The key of a handover share.
    HandoverShareId,
    /// The key of a deal passing.
    DealPassingId,
    /// The key of a team charter.
    TeamCharterId,
    /// The key of a mentor pair.
    MentorPairId,
    /// The key of a mentor task.
    MentorTaskId,
    /// The key of a mentor checkin.
    MentorCheckinId,
    /// The key of a team event.
    TeamEventId,
    /// The key of a team event person.
    TeamEventPersonId,
    /// The key of a recognition.
    RecognitionId,
    /// Something important before, during and after which somebody is coached.
    MajorEventId,
    /// A coaching, planned or held.
    CoachingId,
    /// A way that could be gone.
    CoachingOptionId,
    /// Something that was agreed in a coaching.
    CoachingActionId,
    /// That an action of a coaching was put off.
    CoachingPostponementId,
    /// A figure that a coaching or a plan answers.
    CoachingSymptomId,
    /// What a rep says to the manager.
    RepFeedbackId,
    /// How often somebody is to be coached.
    CoachingRhythmId,
    /// A question that everybody is asked at once.
    PulseId,
    /// How many gave one mark to it.
    PulseCountId,
    /// A version of the sheet by which visits are observed.
    ObservationTemplateId,
    /// A step of the visit.
    ObservationStepId,
    /// What is to be seen in a step at a level.
    ObservationAnchorId,
    /// Something concrete in a step of the visit.
    ObservationPracticeId,
    /// The level that a post asks for in a step.
    ObservationRequirementId,
    /// What was seen of a person on one visit.
    ObservationId,
    /// The level of a step by one observer.
    ObservationRatingId,
    /// Whether something concrete was done on a visit.
    ObservationTickId,
    /// A plan by which somebody who is behind gets support.
    ImprovementPlanId,
    /// What such a plan is to reach.
    ImprovementObjectiveId,
    /// A day on which a plan is looked at.
    ImprovementCheckId,
    /// An objective at a check point.
    ImprovementPointId,
    /// What shows how an objective stands.
    ImprovementEvidenceId,
    /// What somebody was promised in a plan.
    ImprovementSupportId,
    /// That such a promise was kept once.
    SupportGivenId,
    /// A deal taken apart into steps.
    SalesCaseId,
    /// A step of a case.
    CaseStepId,
    /// That somebody read a case.
    CaseReadingId,
    /// A meeting in which a case is told.
    CaseUseId,
    /// A version of a play.
    PlayId,
    /// A step of a play.
    PlayStepId,
    /// A case that a play is made of.
    PlaySourceId,
    /// That somebody used a play.
    PlayAdoptionId,
    /// A step of a play that was used.
    PlayAdoptionStepId,
    /// An analysis of behaviour that was kept.
    BehaviourFindingId,
    /// Who was in which group of it.
    BehaviourMemberId,
    /// One behaviour in both groups.
    BehaviourLineId,
    /// What was made of a finding.
    BehaviourTrialId,
    /// What somebody does in a trial.
    BehaviourTrialPersonId,
    /// The key of a establishment.
    EstablishmentId,
    /// The key of a vacancy.
    VacancyId,
    /// The key of a headcount plan.
    HeadcountPlanId,
    /// The key of a headcount tier.
    HeadcountTierId,
    /// The key of a calendar year.
    CalendarYearId,
    /// The key of a calendar span.
    CalendarSpanId,
    /// The key of a company day.
    CompanyDayId,
    /// The key of a strategy.
    StrategyId,
    /// The key of a strategy line.
    StrategyLineId,
    /// The key of a target acknowledgement.
    TargetAcknowledgementId,
    /// The key of a team term.
    TeamTermId,
    /// What was decided about a deal.
    DealDecisionId,
    /// What is to happen next with a deal.
    NextStepId,
    /// Why a deal was won or lost.
    DealOutcomeId,
    /// What a manager says will be signed.
    ForecastCallId,
    /// What was expected of a period on a day.
    ForecastFreezeId,
    /// The class of a deal that somebody chose.
    DealCategoryId,
    /// What a stage asks for.
    StageItemId,
    /// Who of us takes part in a deal.
    DealPartId,
    /// Whom we know at the customer's in a deal.
    DealContactId,
    /// What could go wrong with a deal.
    DealRiskId,
    /// What of a stage's evidence is there.
    DealEvidenceId,
    /// A word on a deal.
    DealNoteId,
    /// Why a deal went on without evidence.
    DealWaiverId,
    /// A list that was saved.
    SavedListId,
    /// Something to do better.
    ProcessImprovementId,
    /// Why a part of a gap came about.
    GapReasonId,
    /// A skill.
    SkillId,
    /// By what a level of a skill is told.
    SkillAnchorId,
    /// A kind of certificate.
    CertificateKindId,
    /// A course.
    CourseId,
    /// To which level a course brings a skill.
    CourseSkillId,
    /// Another name of a skill, a course or a kind of certificate.
    LearningNameId,
    /// Which level of a skill a post asks for.
    SkillRequirementId,
    /// What somebody thinks of their own skill.
    SkillSelfRatingId,
    /// Something new to be read.
    KnowledgeUpdateId,
    /// A question on what is to be read.
    KnowledgeQuestionId,
    /// Who is to read something new.
    KnowledgeReaderId,
    /// A class of a course.
    TrainingClassId,
    /// A part of a class to which people sign in.
    ClassSessionId,
    /// Who goes to a class.
    EnrolmentId,
    /// Whether somebody came to a part of a class.
    ClassPresenceId,
    /// Which level somebody showed in a role play.
    ClassScoreId,
    /// What a certificate was before it was renewed.
    CertificateTermId,
    /// A plan of training.
    TrainingPlanId,
    /// A course in a plan of training.
    TrainingPlanItemId,
    /// Who is to take a course of a plan.
    TrainingPlanPersonId,
    /// A step of the ladder.
    CareerStepId,
    /// A condition of a step of the ladder.
    CareerConditionId,
    /// What somebody is to become.
    CareerPlanId,
    /// What is done for somebody's career.
    CareerActionId,
    /// A talk about somebody's career.
    CareerReviewId,
    /// A chance to develop that was offered.
    DevelopmentOfferId,
    /// A skill that somebody refreshes.
    RefresherId,
    /// One try at refreshing a skill.
    RefresherTryId,
    /// That something which needs the manager was put off or ticked off.
    NoticeMarkId,
    /// A rule by which something needs the manager.
    NoticeRuleId,
    /// A note on a person, a deal or a customer.
    NoteId,
}
