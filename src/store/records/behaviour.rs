//! Analyses of behaviour that were kept, and what became of them.

use chrono::NaiveDate;

use crate::domain::ids::*;
use crate::store::db::record;
use crate::store::records::ScopeKind;

record! {
    /// An analysis of behaviour that was run (行为分析).
    BehaviourFinding in "behaviour_finding" by BehaviourFindingId {
        /// When.
        on_day: NaiveDate,
        /// Company, region or team.
        scope_kind: ScopeKind,
        /// The region or team; 0 for the company.
        scope_id: i64,
        /// The first day of the behaviour.
        starts: NaiveDate,
        /// The last one.
        ends: NaiveDate,
        /// By what the groups were told apart: the word of a metric, or of the evaluation.
        outcome: String,
        /// The period of that, if it has one.
        outcome_period: Option<String>,
        /// The rule by which people came into the groups, in words.
        basis: String,
        /// A word on it.
        note: Option<String>,
        /// Who ran it.
        by_name: String,
    }
}

words! {
    /// Which of the two groups.
    BehaviourPart {
        /// The best.
        Top = "top",
        /// The others.
        Rest = "rest",
    }
}

record! {
    /// Who was in which group.
    BehaviourMember in "behaviour_member" by BehaviourMemberId {
        /// The analysis.
        finding_id: BehaviourFindingId,
        /// Who.
        person_id: PersonId,
        /// Which group.
        part: BehaviourPart,
        /// What they had reached, in the unit of the outcome.
        outcome: Option<i64>,
        /// How often they were seen.
        cases: Option<i64>,
    }
}

words! {
    /// What a behaviour is.
    BehaviourKind {
        /// The level of a step of visits.
        Step = "step",
        /// Something concrete that is done or not.
        Practice = "practice",
        /// A metric or another rate.
        Metric = "metric",
    }
}

record! {
    /// One behaviour in both groups. Values, effects and chances in ten-thousandths.
    BehaviourLine in "behaviour_line" by BehaviourLineId {
        /// The analysis.
        finding_id: BehaviourFindingId,
        /// Its place, from 1.
        position: i64,
        /// What it is.
        kind: BehaviourKind,
        /// Which one.
        word: String,
        /// What it was called.
        name: String,
        /// The mean of the best.
        top_value: Option<i64>,
        /// That of the others.
        rest_value: Option<i64>,
        /// The cases of the best.
        top_cases: i64,
        /// Those of the others.
        rest_cases: i64,
        /// How far they are apart.
        difference: Option<i64>,
        /// The lower end of its interval.
        low: Option<i64>,
        /// The upper end.
        high: Option<i64>,
        /// Hedges' g.
        effect: Option<i64>,
        /// The lower end of its interval.
        effect_low: Option<i64>,
        /// The upper end.
        effect_high: Option<i64>,
        /// How many groupings are as far apart or farther.
        extreme: Option<i64>,
        /// Of how many.
        groupings: Option<i64>,
        /// The chance of that without a difference.
        p: Option<i64>,
        /// The same after all behaviours were looked at.
        adjusted_p: Option<i64>,
        /// Whether it was still a finding then.
        holds: bool,
    }
}

words! {
    /// What became of a finding.
    TrialState {
        /// 假设.
        Hypothesis = "hypothesis",
        /// 试行中.
        Trying = "trying",
        /// 标准步骤.
        Standard = "standard",
        /// 放弃.
        Dropped = "dropped",
    }
}

record! {
    /// What was made of a finding: a hypothesis, tried with some people, then standard or dropped.
    BehaviourTrial in "behaviour_trial" by BehaviourTrialId {
        /// The analysis.
        finding_id: BehaviourFindingId,
        /// The behaviour it is about, if it is one.
        line_id: Option<BehaviourLineId>,
        /// Where it stands.
        state: TrialState,
        /// What is done now.
        now_text: Option<String>,
        /// What is to be done instead.
        text: String,
        /// What counts as done.
        standard: String,
        /// What is looked at.
        look_at: Option<String>,
        /// How many cases each group needs.
        fewest: Option<i64>,
        /// When it was proposed.
        proposed_on: NaiveDate,
        /// The first day of the trial.
        starts: Option<NaiveDate>,
        /// The last one.
        ends: Option<NaiveDate>,
        /// When it was decided.
        decided_on: Option<NaiveDate>,
        /// Why so.
        decision: Option<String>,
        /// The play it became part of.
        play_id: Option<PlayId>,
        /// Where else it is standard now, in words.
        standard_in: Option<String>,
        /// Who proposed it.
        by_name: String,
    }
}

words! {
    /// What somebody does in a trial.
    TrialPart {
        /// Tries it.
        Trial = "trial",
        /// Goes on as before.
        Control = "control",
        /// Takes no part.
        Out = "out",
    }
}

record! {
    /// What somebody does in a trial.
    BehaviourTrialPerson in "behaviour_trial_person" by BehaviourTrialPersonId {
        /// The trial.
        trial_id: BehaviourTrialId,
        /// Who.
        person_id: PersonId,
        /// What.
        part: TrialPart,
        /// A word on it: why they take no part.
        note: Option<String>,
    }
}
