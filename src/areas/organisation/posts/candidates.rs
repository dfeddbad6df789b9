//! Those who apply for a post, held against what its sheet asks for.

use crate::command::duties::{CandidateForm, FindingForm};
use crate::documents::duty_sheets::{asked_words, category_word, education_word};
use crate::domain::fit::{Asked, Verdict};
use crate::domain::ids::CandidateId;
use crate::i18n::{Tr, number, percent};
use crate::store::duties::{Duties, Findings, asked, finding_title, requirements};
use crate::store::records::{Candidate, CandidateState, DutySheet};

use super::data::DASH;

/// A candidate.
#[derive(Clone, Debug)]
pub struct CandidateRow {
    /// The key.
    pub id: CandidateId,
    /// The name.
    pub name: String,
    /// The day of the application.
    pub day: String,
    /// Where the application stands.
    pub state: CandidateState,
    /// The share of the weight that is met; a dash where nothing is asked.
    pub met: String,
    /// The share of which nothing is known.
    pub unknown: String,
    /// The score if everything unknown turned out well.
    pub best: String,
    /// The share that is met in basis points, for the order.
    pub met_bp: i64,
    /// How many requirements are waived.
    pub waived: String,
    /// Schooling and experience.
    pub known: String,
    /// A word on it.
    pub note: String,
    /// What the form begins with.
    pub form: CandidateForm,
    /// Each requirement with what was found.
    pub findings: Vec<FindingRow>,
}

/// What can be found on a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Nothing: it follows from the candidate's own record.
    Record,
    /// A level of a skill.
    Level,
    /// That it is there or not.
    There,
}

/// A requirement with what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRow {
    /// What it is called under.
    pub category: String,
    /// What is asked for.
    pub asked: String,
    /// The weight.
    pub weight: String,
    /// What can be found on it.
    pub kind: FindingKind,
    /// How the candidate stands to it.
    pub verdict: Verdict,
    /// What was found.
    pub form: FindingForm,
}

/// The candidates for a post, the open ones first and of these the best.
pub(super) fn rows(
    duties: &Duties,
    findings: &Findings,
    candidates: &[&Candidate],
    sheet: Option<&DutySheet>,
    tr: &Tr,
) -> Vec<CandidateRow> {
    let lines = sheet.map(|sheet| duties.lines_of(sheet.id)).unwrap_or_default();
    let required = requirements(lines);
    let mut rows: Vec<CandidateRow> = vec![];
    for candidate in candidates {
        let fit = findings.fit(candidate, &required);
        let share = |bp: Option<i64>| bp.map_or_else(|| DASH.to_owned(), percent);
        let found = required.iter().zip(&fit.verdicts).map(|((line, requirement), verdict)| {
            let title = finding_title(line);
            let finding = findings.on(candidate.id, title);
            let waived_for = finding.and_then(|finding| finding.waived_for.clone());
            FindingRow {
                category: category_word(tr, line),
                asked: asked_words(tr, line),
                weight: number(i64::from(requirement.weight())),
                kind: match asked(line) {
                    Some(Asked::Skill { .. }) => FindingKind::Level,
                    Some(Asked::Quality(_)) => FindingKind::There,
                    _ => FindingKind::Record,
                },
                verdict: *verdict,
                form: FindingForm {
                    title: title.to_owned(),
                    level: finding.and_then(|finding| finding.level),
                    met: finding.and_then(|finding| finding.met),
                    waived: waived_for.is_some(),
                    waived_for: waived_for.unwrap_or_default(),
                },
            }
        });
        let found: Vec<FindingRow> = found.collect();
        let waived = found.iter().filter(|row| row.verdict == Verdict::Waived).count();
        rows.push(CandidateRow {
            id: candidate.id,
            name: candidate.name.clone(),
            day: candidate.on_day.to_string(),
            state: candidate.state,
            met: share(fit.met_bp()),
            unknown: share(fit.unknown_bp()),
            best: share(fit.best_bp()),
            met_bp: fit.met_bp().unwrap_or_default(),
            waived: if waived == 0 { DASH.to_owned() } else { waived.to_string() },
            known: known(tr, candidate),
            note: candidate.note.clone().unwrap_or_default(),
            form: CandidateForm {
                name: candidate.name.clone(),
                post: candidate.post_id,
                on_day: candidate.on_day,
                education: candidate.education,
                experience_months: candidate.experience_months,
                note: candidate.note.clone().unwrap_or_default(),
            },
            findings: found,
        });
    }
    rows.sort_by_key(|row| (row.state, std::cmp::Reverse(row.met_bp), row.id));
    rows
}

/// Schooling and experience in words; unknown is said to be.
fn known(tr: &Tr, candidate: &Candidate) -> String {
    let unknown = || tr.text("unknown");
    let education = candidate.education.map_or_else(unknown, |one| education_word(tr, one));
    let months = candidate.experience_months.map_or_else(unknown, |months| {
        tr.with("organisation-posts-months", &[("n", months.into())])
    });
    let args = [("education", education.into()), ("months", months.into())];
    tr.with("organisation-posts-known", &args)
}
