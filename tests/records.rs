//! Every kind of record, named once for the suites that walk through all of them.

/// Hands all record types to a macro.
macro_rules! every_record {
    ($with:ident) => {
        $with!(
            Account,
            Activity,
            Alias,
            Batch,
            Certificate,
            Contact,
            DealAnswer,
            Evaluation,
            EvaluationCycle,
            EvaluationRow,
            EvaluationTemplate,
            GradeBand,
            Improvement,
            Membership,
            Move,
            Opportunity,
            OrderReturn,
            Person,
            Post,
            Product,
            Receipt,
            Region,
            Reject,
            Report,
            ReportRule,
            SalesOrder,
            SatisfactionAnswer,
            Setting,
            Sighting,
            Signature,
            SkillRating,
            Stage,
            StageModel,
            Target,
            Team,
            TrainingResult,
        )
    };
}
