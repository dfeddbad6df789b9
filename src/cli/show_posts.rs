//! `coxswain show … posts`: posts with their duty sheets, who has signed for which, who applies.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::domain::duty::{Audience, State};
use crate::domain::fit::Verdict;
use crate::error::Result;
use crate::store::duties::{Duties, Findings, Standing, asked, finding_title, requirements};
use crate::store::records::{Candidate, CandidateState, DutyLine, DutySection, DutySheet, Person};

/// The posts and their people of a scope on a day.
pub(super) fn posts(ask: &Asked<'_>) -> Result<Shown> {
    let duties = Duties::load(ask.db)?;
    let findings = Findings::load(ask.db)?;
    let candidates = ask.db.all::<Candidate>()?;
    let directory = ask.directory;
    let members = directory.members(ask.scope);
    let people = directory
        .people
        .values()
        .filter(|person| members.include(Some(person.id), Some(ask.as_of)))
        .filter(|person| !directory.has_left(person.id, ask.as_of));
    let people: Vec<(&Person, Standing<'_>)> =
        people.map(|person| (person, duties.standing(directory, person.id, ask.as_of))).collect();
    let mut lines = vec![];
    let mut posts: Vec<Value> = vec![];
    for post in directory.posts.values() {
        let inside: Vec<_> =
            people.iter().filter(|(_, standing)| standing.post == Some(post.id)).collect();
        let applied: Vec<&Candidate> =
            candidates.iter().filter(|candidate| candidate.post_id == post.id).collect();
        let holds = |audience| duties.in_force(post.id, audience, ask.as_of);
        let in_force: Vec<&DutySheet> = Audience::ALL.into_iter().filter_map(holds).collect();
        let required = duties.for_candidates(post.id, ask.as_of);
        let required = required.map(|sheet| duties.lines_of(sheet.id)).unwrap_or_default();
        let how_many = |test: &dyn Fn(&State) -> bool| {
            inside.iter().filter(|(_, standing)| test(&standing.state)).count()
        };
        let signed = how_many(&|state| matches!(state, State::Acknowledged(_)));
        let without = how_many(&|state| *state == State::NoSheet);
        let open = applied.iter().filter(|one| one.state == CandidateState::Open).count();
        posts.push(json!({
            "post": post.name,
            "archived": post.archived,
            "in_force": in_force.iter().map(|sheet| sheet.id.0).collect::<Vec<_>>(),
            "versions": duties.versions(post.id).into_iter()
                .map(|sheet| version(&duties, sheet)).collect::<Vec<_>>(),
            "people": inside.iter()
                .map(|(one, standing)| person(&duties, one, standing, ask.as_of))
                .collect::<Vec<_>>(),
            "candidates": applied.iter().map(|one| candidate(&findings, one, required))
                .collect::<Vec<_>>(),
        }));
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let sheets: Vec<String> = in_force.iter().map(|sheet| short(sheet)).collect();
        let sheets =
            if sheets.is_empty() { ask.tr.text("cli-posts-none") } else { sheets.join(", ") };
        let args = [
            ("name", post.name.as_str().into()),
            ("sheets", sheets.into()),
            ("people", number(inside.len()).into()),
            ("signed", number(signed).into()),
            ("owed", number(inside.len() - signed - without).into()),
            ("without", number(without).into()),
            ("candidates", number(open).into()),
        ];
        lines.push(ask.tr.with("cli-posts-line", &args));
    }
    let value = json!({
        "as_of": ask.as_of.to_string(),
        "scope": directory.scope_text(ask.scope),
        "new_months": duties.new_months,
        "posts": posts,
    });
    Ok((value, lines))
}

/// A version in few words: `everyone 3 2025-01-01`.
fn short(sheet: &DutySheet) -> String {
    format!("{} {} {}", sheet.audience.word(), sheet.number, sheet.starts)
}

fn version(duties: &Duties, sheet: &DutySheet) -> Value {
    let signed = duties.acknowledgements.keys().filter(|(_, of)| *of == sheet.id).count();
    json!({
        "id": sheet.id.0,
        "audience": sheet.audience.word(),
        "number": sheet.number,
        "starts": sheet.starts.to_string(),
        "code": sheet.code,
        "purpose": sheet.purpose,
        "change": sheet.change_note,
        "by": sheet.by_name,
        "acknowledged": signed,
        "lines": duties.lines_of(sheet.id).iter().map(line).collect::<Vec<_>>(),
    })
}

fn line(line: &DutyLine) -> Value {
    let duty = line.section == DutySection::Duty;
    json!({
        "section": line.section.word(),
        "group": line.group_name,
        "title": line.title,
        "text": line.text,
        "standard": line.standard,
        "metric": line.metric,
        "number": line.number,
        "weight_bp": duty.then_some(line.weight),
        "weight": asked(line).is_some().then_some(line.weight),
    })
}

fn person(duties: &Duties, person: &Person, standing: &Standing<'_>, as_of: NaiveDate) -> Value {
    let choice = duties.chosen(person.id, as_of);
    let day = match standing.state {
        State::Acknowledged(day) | State::Again(day) => Some(day.to_string()),
        State::Never | State::NoSheet => None,
    };
    json!({
        "name": person.name,
        "number": person.number,
        "sheet": standing.sheet.map(|sheet| sheet.id.0),
        "audience": standing.sheet.map(|sheet| sheet.audience.word()),
        "version": standing.sheet.map(|sheet| sheet.number),
        "why": standing.why.map(|why| why.word()),
        "choice_reason": choice.map(|(_, reason)| reason),
        "state": standing.state.word(),
        "acknowledged": day,
    })
}

fn candidate(findings: &Findings, candidate: &Candidate, lines: &[DutyLine]) -> Value {
    let required = requirements(lines);
    let fit = findings.fit(candidate, &required);
    let rows = required.iter().zip(&fit.verdicts).map(|((line, requirement), verdict)| {
        let title = finding_title(line);
        let finding = findings.on(candidate.id, title);
        json!({
            "requirement": title,
            "weight": requirement.weight(),
            "verdict": verdict_word(*verdict),
            "waived_for": finding.and_then(|finding| finding.waived_for.as_ref()),
        })
    });
    json!({
        "name": candidate.name,
        "on": candidate.on_day.to_string(),
        "state": candidate.state.word(),
        "met_bp": fit.met_bp(),
        "unknown_bp": fit.unknown_bp(),
        "best_bp": fit.best_bp(),
        "requirements": rows.collect::<Vec<_>>(),
    })
}

const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "not_met",
        Verdict::Unknown => "unknown",
        Verdict::Waived => "waived",
    }
}
