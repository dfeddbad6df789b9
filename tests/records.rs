//! Every kind of record, named once for the suites that walk through all of them.

/// Hands all record types to a macro.
macro_rules! every_record {
    ($with:ident) => {
        $with!(
            Account,
            Alias,
            Batch,
            Evaluation,
            EvaluationCycle,
            EvaluationRow,
            EvaluationTemplate,
            GradeBand,
            Improvement,
            Membership,
            Move,
            Opportunity,
            Person,
            Post,
            Product,
            Region,
            Reject,
            Setting,
            Signature,
            Stage,
            StageModel,
            Target,
            Team,
        )
    };
}
