//! Candidates for posts and what was found of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::command::input::{known, named, some};
use crate::domain::fit::TOP_LEVEL;
use crate::domain::ids::{CandidateFindingId, CandidateId};
use crate::error::{Error, Result};
use crate::store::Db;
use crate::store::duties::{Duties, asked, finding_title};
use crate::store::records::{Candidate, CandidateFinding, CandidateState};

use super::{CandidateForm, FindingForm, post};

pub(super) fn add(db: &mut Db, form: &CandidateForm) -> Result<()> {
    let id = CandidateId(db.allocate()?);
    let candidate = filled(db, id, CandidateState::Open, form)?;
    db.insert(&candidate)
}

pub(super) fn edit(db: &mut Db, id: CandidateId, form: &CandidateForm) -> Result<()> {
    let old = candidate(db, id)?;
    let new = filled(db, id, old.state, form)?;
    db.update_from(&old, &new).map(|_| ())
}

pub(super) fn set(db: &mut Db, id: CandidateId, state: CandidateState) -> Result<()> {
    let old = candidate(db, id)?;
    db.update_from(&old, &Candidate { state, ..old.clone() }).map(|_| ())
}

fn candidate(db: &Db, id: CandidateId) -> Result<Candidate> {
    known::<Candidate>(db, id)
}

fn filled(
    db: &Db,
    id: CandidateId,
    state: CandidateState,
    form: &CandidateForm,
) -> Result<Candidate> {
    post(db, form.post)?;
    if form.experience_months.is_some_and(|months| months < 0) {
        return Err(Error::new("error-candidate-months"));
    }
    Ok(Candidate {
        id,
        name: named(&form.name)?,
        post_id: form.post,
        on_day: form.on_day,
        state,
        education: form.education,
        experience_months: form.experience_months,
        note: some(&form.note),
    })
}

/// Writes what was found: on requirements that the post has or had, and nothing else.
pub(super) fn findings(db: &mut Db, id: CandidateId, forms: &[FindingForm]) -> Result<()> {
    let of = candidate(db, id)?;
    let known = titles(&Duties::load(db)?, &of);
    let all = db.all::<CandidateFinding>()?.into_iter().filter(|old| old.candidate_id == id);
    let mut old: BTreeMap<String, CandidateFinding> =
        all.map(|finding| (finding.title.clone(), finding)).collect();
    let mut seen = BTreeSet::new();
    for form in forms {
        let title = form.title.trim();
        if !known.contains(title) && !old.contains_key(title) {
            return Err(Error::new("error-finding-unknown").arg("title", title));
        }
        if !seen.insert(title) {
            return Err(Error::new("error-internal").detail("a requirement is found twice"));
        }
        if form.level.is_some_and(|level| !(0..=i64::from(TOP_LEVEL)).contains(&level)) {
            return Err(Error::new("error-finding-level").arg("title", title));
        }
        let waived_for = some(&form.waived_for).filter(|_| form.waived);
        if form.waived && waived_for.is_none() {
            return Err(Error::new("error-waiver-reason").arg("title", title));
        }
        if form.level.is_none() && form.met.is_none() && waived_for.is_none() {
            continue;
        }
        let before = old.remove(title);
        let key = match &before {
            Some(before) => before.id,
            None => CandidateFindingId(db.allocate()?),
        };
        let new = CandidateFinding {
            id: key,
            candidate_id: id,
            title: title.to_owned(),
            level: form.level,
            met: form.met,
            waived_for,
        };
        match before {
            Some(before) => db.update_from(&before, &new).map(|_| ())?,
            None => db.insert(&new)?,
        }
    }
    for gone in old.into_values() {
        db.delete::<CandidateFinding>(gone.id)?;
    }
    Ok(())
}

/// What the sheets of the post ask for, by the titles under which findings are kept.
fn titles(duties: &Duties, of: &Candidate) -> BTreeSet<String> {
    let sheets = duties.versions(of.post_id);
    let lines = sheets.iter().flat_map(|sheet| duties.lines_of(sheet.id));
    let required = lines.filter(|line| asked(line).is_some());
    required.map(|line| finding_title(line).to_owned()).collect()
}
