//! An analysis as it was kept, with what follows from its groupings: the chance of each behaviour, exact,
//! and both corrections over all that could be tested.
//!
//! Only the counts of groupings are exact in the file; chances there are rounded. So the corrections are
//! worked out again from the counts, by the same functions, and a limit of 10 % is met or not met.

use chrono::NaiveDate;

use crate::domain::behaviour::adjust::{benjamini_hochberg, holm};
use crate::domain::ids::BehaviourFindingId;
use crate::domain::scope::Scope;
use crate::domain::stats::rational::Rational;
use crate::error::Result;
use crate::metrics::behaviour::Behaviour;
use crate::store::Db;
use crate::store::coaching::behaviour::{Finding, finding};
use crate::store::directory::Directory;
use crate::store::records::{BehaviourFinding, BehaviourLine, BehaviourTrial, TrialState};

/// A behaviour with its chances; these are `None` where it could not be tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// As it was kept.
    pub record: BehaviourLine,
    /// Which one; `None` for a word that is not known any more.
    pub behaviour: Option<Behaviour>,
    /// The share of groupings as far apart or farther, two-sided.
    pub p: Option<Rational>,
    /// The same corrected by Benjamini and Hochberg.
    pub q: Option<Rational>,
    /// The same corrected by Holm.
    pub holm: Option<Rational>,
}

/// What may be said of a behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// A hypothesis: it is listed after all were looked at. No cause.
    Hypothesis,
    /// Chance does it too often.
    Unclear,
    /// Of too few people it is known.
    TooFew,
}

impl Judged {
    /// The word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hypothesis => "hypothesis",
            Self::Unclear => "unclear",
            Self::TooFew => "too_few",
        }
    }

    /// The key of its text in the words.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Hypothesis => "behaviour-judged-hypothesis",
            Self::Unclear => "behaviour-judged-unclear",
            Self::TooFew => "behaviour-judged-few",
        }
    }
}

impl Line {
    /// What may be said of it.
    pub const fn judged(&self) -> Judged {
        match (self.record.holds, self.q) {
            (_, None) => Judged::TooFew,
            (true, Some(_)) => Judged::Hypothesis,
            (false, Some(_)) => Judged::Unclear,
        }
    }
}

/// An analysis with its chances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// As it was kept, with its groups and what became of it.
    pub finding: Finding,
    /// Its behaviours, the least likely by chance first, those that could not be tested last.
    pub lines: Vec<Line>,
}

impl Kept {
    /// How many behaviours are listed, of how many that could be tested.
    pub fn listed(&self) -> (usize, usize) {
        let tested = self.lines.iter().filter(|line| line.q.is_some());
        (self.lines.iter().filter(|line| line.record.holds).count(), tested.count())
    }
}

/// Whose an analysis is.
pub const fn scope_of(record: &BehaviourFinding) -> Scope {
    record.scope_kind.scope(record.scope_id)
}

/// The analyses of a scope that were kept by a day, the newest first: its own, and for the company those of all.
///
/// # Errors
/// Whatever the database reports.
pub fn list(
    db: &Db,
    directory: &Directory,
    scope: Scope,
    day: NaiveDate,
) -> Result<Vec<BehaviourFinding>> {
    let mut all = db.all::<BehaviourFinding>()?;
    all.retain(|record| record.on_day <= day);
    all.retain(|record| concerns(directory, scope, scope_of(record), record.on_day));
    all.sort_by_key(|record| std::cmp::Reverse((record.on_day, record.id)));
    Ok(all)
}

/// Whether an analysis concerns a scope: it is of that, or of a part of it; of a person's team.
fn concerns(directory: &Directory, asked: Scope, of: Scope, day: NaiveDate) -> bool {
    match (asked, of) {
        (Scope::All, _) => true,
        (Scope::Person(person), Scope::Team(team)) => {
            directory.team_on(person, day).is_some_and(|own| own.id == team)
        }
        (Scope::Region(region), Scope::Team(team)) => {
            directory.region_on(team, day) == Some(region)
        }
        (asked, of) => asked == of,
    }
}

/// An analysis with what had become of it by a day; `None` where there is none of this key.
///
/// # Errors
/// Whatever the database reports.
pub fn load(db: &Db, id: BehaviourFindingId, day: NaiveDate) -> Result<Option<Kept>> {
    Ok(finding(db, id)?.map(|mut finding| {
        finding.trials.retain(|trial| trial.record.proposed_on <= day);
        finding.trials.iter_mut().for_each(|trial| undecided(&mut trial.record, day));
        Kept { lines: lines(&finding.lines), finding }
    }))
}

/// Takes back what was decided about a trial after a day: until then it was tried, once it had begun.
fn undecided(trial: &mut BehaviourTrial, day: NaiveDate) {
    if trial.decided_on.is_none_or(|decided| decided <= day) {
        return;
    }
    (trial.decided_on, trial.decision) = (None, None);
    (trial.play_id, trial.standard_in) = (None, None);
    let begun = trial.starts.is_some_and(|starts| starts <= day);
    trial.state = if begun { TrialState::Trying } else { TrialState::Hypothesis };
}

fn lines(records: &[BehaviourLine]) -> Vec<Line> {
    let p = |line: &BehaviourLine| {
        let (extreme, all) = line.extreme.zip(line.groupings)?;
        Rational::new(extreme.into(), all.into())
    };
    let chances: Vec<Rational> = records.iter().filter_map(p).collect();
    let mut q = benjamini_hochberg(&chances).unwrap_or_default().into_iter();
    let mut strict = holm(&chances).unwrap_or_default().into_iter();
    let mut lines: Vec<Line> = vec![];
    for record in records {
        let own = p(record);
        // Each that was tested takes the next of both.
        let (q, holm) = if own.is_some() { (q.next(), strict.next()) } else { (None, None) };
        lines.push(Line {
            behaviour: Behaviour::parse(record.kind, &record.word),
            record: record.clone(),
            p: own,
            q,
            holm,
        });
    }
    lines.sort_by_key(|line| (line.p.is_none(), line.p, line.record.position));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{BehaviourLineId, BehaviourTrialId};
    use crate::store::records::BehaviourKind;

    fn line(position: i64, groupings: Option<(i64, i64)>) -> BehaviourLine {
        BehaviourLine {
            id: BehaviourLineId(position),
            finding_id: BehaviourFindingId(1),
            position,
            kind: BehaviourKind::Metric,
            word: format!("mix:{position}"),
            name: String::new(),
            top_value: None,
            rest_value: None,
            top_cases: 0,
            rest_cases: 0,
            difference: None,
            low: None,
            high: None,
            effect: None,
            effect_low: None,
            effect_high: None,
            extreme: groupings.map(|(extreme, _)| extreme),
            groupings: groupings.map(|(_, all)| all),
            p: None,
            adjusted_p: None,
            holds: false,
        }
    }

    #[test]
    fn what_was_decided_later_is_not_known_before() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let trial = BehaviourTrial {
            id: BehaviourTrialId(1),
            finding_id: BehaviourFindingId(1),
            line_id: None,
            state: TrialState::Standard,
            now_text: None,
            text: "先算损失".to_owned(),
            standard: "报价单首页有金额".to_owned(),
            look_at: None,
            fewest: None,
            proposed_on: day("2025-09-01"),
            starts: Some(day("2025-09-22")),
            ends: Some(day("2025-11-10")),
            decided_on: Some(day("2025-11-14")),
            decision: Some("用过的走得快".to_owned()),
            play_id: None,
            standard_in: Some("方案报价第3步".to_owned()),
            by_name: String::new(),
        };
        for (on, state, decided) in [
            ("2025-09-10", TrialState::Hypothesis, false),
            ("2025-11-13", TrialState::Trying, false),
            ("2025-11-14", TrialState::Standard, true),
        ] {
            let mut known = trial.clone();
            undecided(&mut known, day(on));
            let told = (known.state, known.decision.is_some(), known.standard_in.is_some());
            assert_eq!(told, (state, decided, decided), "{on}");
        }
    }

    #[test]
    fn corrections_are_made_over_what_was_tested() {
        let found = lines(&[line(1, Some((12, 120))), line(2, None), line(3, Some((1, 120)))]);
        let told: Vec<_> = found.iter().map(|line| (line.record.position, line.q)).collect();
        // 1/120 × 2 and 12/120 × 1.
        assert_eq!(told, [(3, Rational::new(1, 60)), (1, Rational::new(1, 10)), (2, None)]);
        assert_eq!(found.first().unwrap().holm, Rational::new(1, 60));
        assert_eq!(found.get(1).unwrap().holm, Rational::new(1, 10));
    }
}
