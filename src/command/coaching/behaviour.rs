//! What was found of behaviour: an analysis is kept with its groups and figures, and what is made of it goes
//! from a hypothesis through a trial to a standard step, or is dropped.
//!
//! The figures come from the analysis and are kept as they were. A hypothesis becomes standard only after its
//! trial is over (domain document, B15).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::analysis::{self, RunForm};
use super::{here, past};
use crate::command::author;
use crate::command::input::{gone, known, required, some};
use crate::domain::ids::{
    BehaviourFindingId, BehaviourLineId, BehaviourMemberId, BehaviourTrialId,
    BehaviourTrialPersonId, PersonId, PlayId,
};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::coaching::behaviour;
use crate::store::directory::Directory;
use crate::store::records::{
    BehaviourFinding, BehaviourKind, BehaviourLine, BehaviourMember, BehaviourPart, BehaviourTrial,
    BehaviourTrialPerson, Play, Region, ScopeKind, Team, TrialPart, TrialState,
};

/// The most behaviours of an analysis: with more, chance finds something.
const MOST_LINES: usize = 12;
/// The whole of a chance, in ten-thousandths.
const WHOLE: i64 = 10_000;

/// Somebody in an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberForm {
    /// Who.
    pub person: PersonId,
    /// In which group.
    pub part: BehaviourPart,
    /// What they had reached, in the unit of the outcome.
    pub outcome: Option<i64>,
    /// How often they were seen.
    pub cases: Option<i64>,
}

/// One behaviour in both groups, as it was worked out; values, effects and chances in ten-thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineForm {
    /// What it is.
    pub kind: BehaviourKind,
    /// Which one.
    pub word: String,
    /// What it is called; never blank.
    pub name: String,
    /// The means of the best and of the others.
    pub values: (Option<i64>, Option<i64>),
    /// The cases of the best and of the others.
    pub cases: (i64, i64),
    /// How far they are apart.
    pub difference: Option<i64>,
    /// The interval of that.
    pub interval: Option<(i64, i64)>,
    /// Hedges' g.
    pub effect: Option<i64>,
    /// The interval of that.
    pub effect_interval: Option<(i64, i64)>,
    /// How many groupings are as far apart or farther, of how many.
    pub groupings: Option<(i64, i64)>,
    /// The chance of that without a difference.
    pub p: Option<i64>,
    /// The same after all behaviours were looked at.
    pub adjusted_p: Option<i64>,
    /// Whether it was still a finding then.
    pub holds: bool,
}

/// An analysis to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingForm {
    /// Of whom: the company, a region or a team.
    pub scope: Scope,
    /// The first and the last day of the behaviour.
    pub days: (NaiveDate, NaiveDate),
    /// By what the groups were told apart: the word of a metric, or of the evaluation.
    pub outcome: String,
    /// The period of that, if it has one.
    pub outcome_period: Option<Period>,
    /// The rule by which people came into the groups; never blank.
    pub basis: String,
    /// A word on it; may be blank.
    pub note: String,
    /// Who was in which group, each once.
    pub members: Vec<MemberForm>,
    /// The behaviours, each once.
    pub lines: Vec<LineForm>,
}

/// What is made of a finding, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrialForm {
    /// The analysis.
    pub finding: BehaviourFindingId,
    /// The behaviour it is about, if it is one.
    pub line: Option<BehaviourLineId>,
    /// What is done now; may be blank.
    pub now: String,
    /// What is to be done instead; never blank.
    pub text: String,
    /// What counts as done; never blank.
    pub standard: String,
    /// What is looked at; may be blank.
    pub look_at: String,
    /// How many cases each group needs.
    pub fewest: Option<i64>,
}

/// How a hypothesis is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TryForm {
    /// The hypothesis.
    pub trial: BehaviourTrialId,
    /// The first day.
    pub starts: NaiveDate,
    /// The last one.
    pub ends: NaiveDate,
    /// Who does what, each once, and a word on it; somebody tries it.
    pub people: Vec<(PersonId, TrialPart, String)>,
}

/// A command on what was found of behaviour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Runs an analysis and keeps what comes out.
    Run(Box<RunForm>),
    /// Keeps an analysis.
    Keep(Box<FindingForm>),
    /// Removes one of which nothing was made.
    Remove(BehaviourFindingId),
    /// Makes a hypothesis of it.
    Propose(Box<TrialForm>),
    /// Tries a hypothesis, or tries it otherwise while it runs.
    Try(Box<TryForm>),
    /// It is a standard step from now on.
    Standard {
        /// The trial.
        trial: BehaviourTrialId,
        /// The play it is part of now.
        play: Option<PlayId>,
        /// Where else it is standard now; needed without a play.
        place: String,
        /// Why; never blank.
        reason: String,
    },
    /// It is given up.
    Drop {
        /// The trial.
        trial: BehaviourTrialId,
        /// Why; never blank.
        reason: String,
    },
}

impl Finding {
    pub(super) const fn title(&self) -> &'static str {
        match self {
            Self::Run(_) | Self::Keep(_) => "step-behaviour-keep",
            Self::Remove(_) => "step-behaviour-remove",
            Self::Propose(_) => "step-behaviour-propose",
            Self::Try(_) => "step-behaviour-try",
            Self::Standard { .. } => "step-behaviour-standard",
            Self::Drop { .. } => "step-behaviour-drop",
        }
    }
}

pub(super) fn apply(db: &mut Db, finding: &Finding, today: NaiveDate) -> Result<()> {
    match finding {
        Finding::Run(form) => {
            let found = analysis::run(db, form, today)?;
            keep(db, &found, today)
        }
        Finding::Keep(form) => keep(db, form, today),
        Finding::Remove(id) => remove(db, *id),
        Finding::Propose(form) => propose(db, form, today),
        Finding::Try(form) => try_out(db, form),
        Finding::Standard { trial, play, place, reason } => {
            let old = undecided(db, *trial)?;
            let reason = required(reason, "error-behaviour-reason")?;
            let Some(ends) = old.ends.filter(|_| old.state == TrialState::Trying) else {
                return Err(Error::new("error-behaviour-untried"));
            };
            if today < ends {
                return Err(Error::new("error-behaviour-runs").arg("day", ends));
            }
            if let Some(play) = play {
                known::<Play>(db, *play)?;
            }
            let standard_in = some(place);
            if play.is_none() && standard_in.is_none() {
                return Err(Error::new("error-behaviour-place"));
            }
            let new = BehaviourTrial {
                state: TrialState::Standard,
                decided_on: Some(today),
                decision: Some(reason),
                play_id: *play,
                standard_in,
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
        Finding::Drop { trial, reason } => {
            let old = undecided(db, *trial)?;
            let reason = required(reason, "error-behaviour-reason")?;
            let new = BehaviourTrial {
                state: TrialState::Dropped,
                decided_on: Some(today),
                decision: Some(reason),
                ..old.clone()
            };
            db.update_from(&old, &new).map(|_| ())
        }
    }
}

/// A trial on which nothing is decided.
fn undecided(db: &Db, id: BehaviourTrialId) -> Result<BehaviourTrial> {
    let trial = known::<BehaviourTrial>(db, id)?;
    match trial.decided_on {
        Some(day) => Err(Error::new("error-behaviour-decided").arg("day", day)),
        None => Ok(trial),
    }
}

fn keep(db: &mut Db, form: &FindingForm, today: NaiveDate) -> Result<()> {
    let (starts, ends) = form.days;
    past(ends, today)?;
    if ends < starts {
        return Err(Error::new("error-behaviour-days").arg("from", starts).arg("to", ends));
    }
    match form.scope {
        Scope::All => {}
        Scope::Region(region) => known::<Region>(db, region).map(|_| ())?,
        Scope::Team(team) => known::<Team>(db, team).map(|_| ())?,
        Scope::Person(_) => {
            return Err(Error::new("error-internal").detail("an analysis of one person"));
        }
    }
    let outcome = required(&form.outcome, "error-behaviour-outcome")?;
    let basis = required(&form.basis, "error-behaviour-basis")?;
    check_members(db, &form.members)?;
    check_lines(&form.lines)?;
    let (scope_kind, scope_id) = ScopeKind::cells(form.scope);
    let (id, by_name) = (BehaviourFindingId(db.allocate()?), author(db)?);
    db.insert(&BehaviourFinding {
        id,
        on_day: today,
        scope_kind,
        scope_id,
        starts,
        ends,
        outcome,
        outcome_period: form.outcome_period.map(|period| period.to_string()),
        basis,
        note: some(&form.note),
        by_name,
    })?;
    for member in &form.members {
        let key = BehaviourMemberId(db.allocate()?);
        db.insert(&BehaviourMember {
            id: key,
            finding_id: id,
            person_id: member.person,
            part: member.part,
            outcome: member.outcome,
            cases: member.cases,
        })?;
    }
    for (position, line) in (1..).zip(&form.lines) {
        let key = BehaviourLineId(db.allocate()?);
        db.insert(&BehaviourLine {
            id: key,
            finding_id: id,
            position,
            kind: line.kind,
            word: line.word.trim().to_owned(),
            name: line.name.trim().to_owned(),
            top_value: line.values.0,
            rest_value: line.values.1,
            top_cases: line.cases.0,
            rest_cases: line.cases.1,
            difference: line.difference,
            low: line.interval.map(|(low, _)| low),
            high: line.interval.map(|(_, high)| high),
            effect: line.effect,
            effect_low: line.effect_interval.map(|(low, _)| low),
            effect_high: line.effect_interval.map(|(_, high)| high),
            extreme: line.groupings.map(|(extreme, _)| extreme),
            groupings: line.groupings.map(|(_, all)| all),
            p: line.p,
            adjusted_p: line.adjusted_p,
            holds: line.holds,
        })?;
    }
    Ok(())
}

/// Both groups have somebody, and nobody is in them twice.
fn check_members(db: &Db, members: &[MemberForm]) -> Result<()> {
    let directory = Directory::load(db)?;
    let mut seen: BTreeSet<PersonId> = BTreeSet::new();
    for member in members {
        if !directory.people.contains_key(&member.person) {
            return Err(gone());
        }
        if !seen.insert(member.person) {
            let name = directory.person_name(member.person);
            return Err(Error::new("error-behaviour-member").arg("name", name));
        }
        if member.cases.is_some_and(|cases| cases < 0) {
            return Err(Error::new("error-behaviour-numbers"));
        }
    }
    let has = |part: BehaviourPart| members.iter().any(|member| member.part == part);
    if has(BehaviourPart::Top) && has(BehaviourPart::Rest) {
        return Ok(());
    }
    Err(Error::new("error-behaviour-groups"))
}

/// There are some behaviours and not too many, each once, with figures that can be.
fn check_lines(lines: &[LineForm]) -> Result<()> {
    if lines.is_empty() || lines.len() > MOST_LINES {
        let error = Error::new("error-behaviour-lines").arg("n", lines.len());
        return Err(error.arg("most", MOST_LINES));
    }
    let mut seen: BTreeSet<(BehaviourKind, &str)> = BTreeSet::new();
    for line in lines {
        let (word, name) = (line.word.trim(), line.name.trim());
        if word.is_empty() || name.is_empty() {
            return Err(Error::new("error-behaviour-name"));
        }
        if !seen.insert((line.kind, word)) {
            return Err(Error::new("error-behaviour-twice").arg("name", name));
        }
        let chance = |p: Option<i64>| p.is_none_or(|p| (0..=WHOLE).contains(&p));
        let counted = |(extreme, all): (i64, i64)| 0 <= extreme && extreme <= all && 0 < all;
        let ordered = |ends: Option<(i64, i64)>| ends.is_none_or(|(low, high)| low <= high);
        let sound = chance(line.p)
            && chance(line.adjusted_p)
            && line.groupings.is_none_or(counted)
            && ordered(line.interval)
            && ordered(line.effect_interval)
            && line.cases.0 >= 0
            && line.cases.1 >= 0;
        if !sound {
            return Err(Error::new("error-behaviour-numbers"));
        }
    }
    Ok(())
}

fn remove(db: &mut Db, id: BehaviourFindingId) -> Result<()> {
    let finding = behaviour::finding(db, id)?.ok_or_else(gone)?;
    if !finding.trials.is_empty() {
        return Err(Error::new("error-behaviour-used"));
    }
    for member in finding.members {
        db.delete::<BehaviourMember>(member.id)?;
    }
    for line in finding.lines {
        db.delete::<BehaviourLine>(line.id)?;
    }
    db.delete::<BehaviourFinding>(id)
}

fn propose(db: &mut Db, form: &TrialForm, today: NaiveDate) -> Result<()> {
    let finding = behaviour::finding(db, form.finding)?.ok_or_else(gone)?;
    let text = required(&form.text, "error-behaviour-text")?;
    let standard = required(&form.standard, "error-behaviour-standard")?;
    if let Some(line) = form.line
        && !finding.lines.iter().any(|own| own.id == line)
    {
        return Err(gone());
    }
    if form.fewest.is_some_and(|fewest| fewest < 1) {
        return Err(Error::new("error-behaviour-fewest"));
    }
    let (id, by_name) = (BehaviourTrialId(db.allocate()?), author(db)?);
    db.insert(&BehaviourTrial {
        id,
        finding_id: form.finding,
        line_id: form.line,
        state: TrialState::Hypothesis,
        now_text: some(&form.now),
        text,
        standard,
        look_at: some(&form.look_at),
        fewest: form.fewest,
        proposed_on: today,
        starts: None,
        ends: None,
        decided_on: None,
        decision: None,
        play_id: None,
        standard_in: None,
        by_name,
    })
}

fn try_out(db: &mut Db, form: &TryForm) -> Result<()> {
    let old = undecided(db, form.trial)?;
    if form.ends <= form.starts {
        let error = Error::new("error-behaviour-trial-days").arg("from", form.starts);
        return Err(error.arg("to", form.ends));
    }
    let directory = Directory::load(db)?;
    let mut seen: BTreeSet<PersonId> = BTreeSet::new();
    for (person, part, note) in &form.people {
        here(&directory, *person, form.starts)?;
        let name = directory.person_name(*person);
        if !seen.insert(*person) {
            return Err(Error::new("error-behaviour-member").arg("name", name));
        }
        if *part == TrialPart::Out && note.trim().is_empty() {
            return Err(Error::new("error-behaviour-out").arg("name", name));
        }
    }
    if !form.people.iter().any(|(_, part, _)| *part == TrialPart::Trial) {
        return Err(Error::new("error-behaviour-nobody"));
    }
    let new = BehaviourTrial {
        state: TrialState::Trying,
        starts: Some(form.starts),
        ends: Some(form.ends),
        ..old.clone()
    };
    db.update_from(&old, &new)?;
    let mut stored = behaviour::people_of(db, old.id)?;
    for (person_id, part, note) in &form.people {
        let at = stored.iter().position(|one| one.person_id == *person_id);
        let (person_id, part, note) = (*person_id, *part, some(note));
        match at.map(|at| stored.remove(at)) {
            Some(before) => {
                let new = BehaviourTrialPerson { part, note, ..before.clone() };
                db.update_from(&before, &new)?;
            }
            None => {
                let id = BehaviourTrialPersonId(db.allocate()?);
                let trial_id = old.id;
                db.insert(&BehaviourTrialPerson { id, trial_id, person_id, part, note })?;
            }
        }
    }
    for before in stored {
        db.delete::<BehaviourTrialPerson>(before.id)?;
    }
    Ok(())
}
