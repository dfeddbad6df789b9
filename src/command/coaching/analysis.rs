//! Running an analysis of behaviour: what comes out is kept, whatever it is.
//!
//! It is worked out here and not before, so that nobody sees a difference and then chooses what to look at.

use chrono::NaiveDate;

use super::behaviour::{FindingForm, LineForm, MemberForm};
use crate::domain::behaviour::Refusal;
use crate::domain::behaviour::analysis::Finding;
use crate::domain::stats::rational::Rational;
use crate::error::{Error, Result};
use crate::metrics::behaviour::Behaviour;
use crate::metrics::behaviour::run::{Analysis, Ask, analyse};
use crate::metrics::behaviour::show::kept;
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::BehaviourPart;

/// An analysis to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunForm {
    /// Of whom, by which results, how many are at the top.
    pub ask: Ask,
    /// The behaviours, each once, with what they are called.
    pub behaviours: Vec<(Behaviour, String)>,
    /// The rule by which people come into the groups; never blank.
    pub basis: String,
    /// A word on it; may be blank.
    pub note: String,
}

/// Runs it; what comes out is to be kept.
pub(super) fn run(db: &Db, form: &RunForm, today: NaiveDate) -> Result<FindingForm> {
    let directory = Directory::load(db)?;
    let behaviours: Vec<Behaviour> = form.behaviours.iter().map(|(own, _)| own.clone()).collect();
    let found = analyse(db, &directory, (&form.ask, &behaviours), today)?;
    let analysis = found.map_err(|refusal| refused(&refusal))?;
    Ok(kept_form(&analysis, form))
}

/// Why an analysis cannot be, as it is told.
fn refused(refusal: &Refusal) -> Error {
    match refusal {
        Refusal::TooFew { have, need, .. } => {
            Error::new("error-behaviour-few").arg("have", have).arg("need", need)
        }
        Refusal::TooMany { have, most } => {
            Error::new("error-behaviour-lines").arg("n", have).arg("most", most)
        }
        Refusal::Tied => Error::new("error-behaviour-tied"),
        other => Error::new("error-behaviour-refused").detail(format!("{other:?}")),
    }
}

fn kept_form(analysis: &Analysis, form: &RunForm) -> FindingForm {
    let (ask, before) = (&analysis.ask, analysis.ask.before());
    let groups = [
        (BehaviourPart::Top, &analysis.groups.top),
        (BehaviourPart::Rest, &analysis.groups.others),
    ];
    let mut members = vec![];
    for (part, people) in groups {
        members.extend(people.iter().map(|person| MemberForm {
            person: *person,
            part,
            outcome: analysis.results.bp(*person),
            cases: Some(whole(analysis.cases_of(*person))),
        }));
    }
    let names = form.behaviours.iter().map(|(_, name)| name.clone());
    let lines =
        analysis.findings.iter().zip(names).map(|(found, name)| line(analysis, found, name));
    FindingForm {
        scope: ask.scope,
        days: (before.first_day(), before.last_day()),
        outcome: ask.outcome.word().to_owned(),
        outcome_period: Some(ask.period),
        basis: form.basis.clone(),
        note: form.note.clone(),
        members,
        lines: lines.collect(),
    }
}

/// One behaviour. Of one that could not be tested only the means are kept that are known.
fn line(analysis: &Analysis, found: &Finding<Behaviour>, name: String) -> LineForm {
    let key = &found.key;
    let mean = |top: bool| analysis.mean(key, top);
    let (top, rest) = (mean(true), mean(false));
    let cases = analysis.cases(key);
    let told = found.told.as_ref().ok();
    let effect = told.and_then(|told| told.effect.as_ref());
    LineForm {
        kind: key.kind(),
        word: key.word(),
        name,
        values: (top.and_then(kept), rest.and_then(kept)),
        cases: (whole(cases.0), whole(cases.1)),
        difference: top.zip(rest).and_then(|(top, rest)| kept(top - rest)),
        interval: None,
        effect: effect.and_then(|effect| kept(effect.g)),
        effect_interval: effect
            .and_then(|effect| kept(effect.interval.lo).zip(kept(effect.interval.hi))),
        groupings: told.map(|told| (whole(told.chance.extreme), whole(told.chance.arrangements))),
        p: told.and_then(|told| told.chance.exact()).and_then(rounded),
        adjusted_p: told.and_then(|told| rounded(told.q)),
        holds: told.is_some_and(|told| told.listed),
    }
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A chance in ten-thousandths.
fn rounded(chance: Rational) -> Option<i64> {
    i64::try_from(chance.round_to(4)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::behaviour::Sample;

    #[test]
    fn a_refusal_says_why() {
        let few = refused(&Refusal::TooFew { of: Sample::Team, have: 3, need: 5 });
        assert_eq!(few.key(), "error-behaviour-few");
        let many = refused(&Refusal::TooMany { have: 13, most: 12 });
        assert_eq!(many.key(), "error-behaviour-lines");
        assert_eq!(refused(&Refusal::Tied).key(), "error-behaviour-tied");
        assert_eq!(refused(&Refusal::NotBefore).key(), "error-behaviour-refused");
    }

    #[test]
    fn chances_are_kept_in_ten_thousandths() {
        assert_eq!(Rational::new(1, 210).and_then(rounded), Some(48));
        assert_eq!(rounded(Rational::ONE), Some(10_000));
    }
}
