//! `coxswain show targets`: every figure of 达成进度, and `coxswain show org`: who is where.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::documents::signed_letters::{LetterState, letter_states};
use crate::domain::calendar::Status;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::i18n::share_percent;
use crate::metrics::roster::{Roster, by_person};
use crate::metrics::targets::progress::{Line, progress};
use crate::metrics::{MetricId, show};

/// How the targets on a metric stand for a period.
pub(super) fn targets(ask: &Asked<'_>, metric: &str) -> Result<Shown> {
    let period = ask.period.ok_or_else(|| Error::new("error-period").arg("period", ""))?;
    let metric = MetricId::parse(metric)
        .ok_or_else(|| Error::new("error-metric-unknown").arg("metric", metric))?;
    let found = progress(ask.db, ask.directory, (metric, ask.scope, period), ask.as_of)?;
    let letters = letter_states(ask.db, ask.directory, (ask.scope, period), ask.as_of, ask.tr)?;
    let value = json!({
        "metric": metric.word(),
        "unit": metric.unit().word(),
        "period": period.to_string(),
        "known_until": found.known.to_string(),
        "workdays": found.whole.days.all,
        "workdays_over": found.whole.days.over,
        "calendar": calendar_of(ask, period),
        "whole": line(ask, &found.whole),
        "groups": found.groups.iter().map(|group| line(ask, group)).collect::<Vec<_>>(),
        "people": found.people.iter().map(|person| line(ask, person)).collect::<Vec<_>>(),
        "days": found.days.iter().map(|(day, sum)| json!({ "day": day.to_string(), "sum": sum }))
            .collect::<Vec<_>>(),
        "places": found.places.iter().map(|((person, place), value)| json!({
            "person": person.map(|person| ask.directory.person_name(person)), "place": place, "value": value,
        })).collect::<Vec<_>>(),
        "letters": letters.iter().map(|state| letter(ask, state)).collect::<Vec<_>>(),
    });
    let all = std::iter::once(&found.whole).chain(&found.groups).chain(&found.people);
    let mut lines: Vec<String> = all.map(|line| said(ask, metric, line)).collect();
    let estimated = show::estimated(ask.tr, &ask.directory.calendar, period);
    lines.extend((!estimated.is_empty()).then_some(estimated));
    Ok((value, lines))
}

/// Where the working days of a period come from; of two years the less certain.
fn calendar_of(ask: &Asked<'_>, period: Period) -> &'static str {
    let years = [period.first_day().year(), period.last_day().year()];
    let status = years.map(|year| ask.directory.calendar.status(year)).into_iter().max();
    status.map_or("", Status::word)
}

/// A target letter of the period, on all metrics, and whether it is signed for.
fn letter(ask: &Asked<'_>, state: &LetterState) -> Value {
    json!({
        "scope": ask.directory.scope_text(state.scope),
        "standing": state.standing.word(),
        "signed_on": state.signed.map(|(_, day)| day.to_string()),
        "code": state.code,
        "has_actions": state.has_actions,
    })
}

fn name<'a>(ask: &'a Asked<'_>, scope: Scope) -> Option<&'a str> {
    ask.directory.scope_name(scope)
}

fn line(ask: &Asked<'_>, line: &Line) -> Value {
    let actual = line.actual.as_ref();
    json!({
        "scope": ask.directory.scope_text(line.scope),
        "target": line.target.map(|target| target.base),
        "stretch": line.target.and_then(|target| target.stretch),
        "challenge": line.target.and_then(|target| target.challenge),
        "actual": actual.and_then(|actual| actual.value),
        "records": actual.map(|actual| actual.records),
        "attainment_bp": line.attainment_bp(),
        "due": line.due(),
        "ahead": line.ahead(),
        "gap": line.gap(),
        "needed_daily": line.needed_daily(),
        "made_daily": line.made_daily(),
        "pipeline": line.pipeline,
        "coverage_bp": line.coverage_bp(),
        "status": line.status().map(|status| status.word()),
    })
}

fn said(ask: &Asked<'_>, metric: MetricId, line: &Line) -> String {
    let tr = ask.tr;
    let value = |value: Option<i64>, unknown: &str| {
        value.map_or_else(|| tr.text(unknown), |value| show::full(tr, metric, value))
    };
    let company = tr.text("targets-company");
    let cells = [
        name(ask, line.scope).unwrap_or(&company).to_owned(),
        value(line.target.map(|target| target.base), "targets-unset"),
        value(line.actual.as_ref().and_then(|actual| actual.value), "targets-no-data"),
        line.attainment().map_or_else(|| "–".to_owned(), share_percent),
        line.status().map_or_else(|| "–".to_owned(), |status| tr.text(status.label_key())),
    ];
    cells.join("  ")
}

/// Regions, teams and people on a day.
pub(super) fn org(ask: &Asked<'_>) -> Shown {
    let directory = ask.directory;
    let members = directory.members(ask.scope);
    let mut lines = vec![];
    let people = directory.people.values();
    let people: Vec<_> = people
        .filter(|person| !directory.has_left(person.id, ask.as_of))
        .filter(|person| members.include(Some(person.id), Some(ask.as_of)))
        .map(|person| (person, directory.membership_on(person.id, ask.as_of)))
        .collect();
    let teams = directory.teams.values().filter(|team| !team.archived);
    let teams: Vec<Value> = teams
        .map(|team| {
            let inside =
                people.iter().filter(|(_, at)| at.is_some_and(|at| at.team_id == Some(team.id)));
            let names: Vec<Value> = inside
                .map(|(person, at)| {
                    let post = at.and_then(|at| at.post_id);
                    let post = post.and_then(|post| directory.posts.get(&post));
                    json!({
                        "name": person.name,
                        "number": person.number,
                        "kind": person.kind.word(),
                        "hired": person.hired.map(|day| day.to_string()),
                        "post": post.map(|post| &post.name),
                        "since": at.and_then(|at| at.starts).map(|day| day.to_string()),
                    })
                })
                .collect();
            let manager = team.manager_id.map(|manager| directory.person_name(manager));
            let region = team.region_id.map(|region| directory.region_name(region));
            let said = [region.unwrap_or("–"), &team.name, manager.unwrap_or("–")];
            lines.push(format!("{}  {}", said.join("  "), names.len()));
            json!({
                "team": team.name, "region": region, "manager": manager, "people": names,
            })
        })
        .collect();
    let outside: Vec<&str> = people
        .iter()
        .filter(|(_, at)| at.is_none_or(|at| at.team_id.is_none()))
        .map(|(person, _)| person.name.as_str())
        .collect();
    let memberships = by_person(directory);
    let roster = Roster::of(directory, &memberships, ask.scope, ask.as_of);
    let value = json!({
        "as_of": ask.as_of.to_string(), "n": people.len(), "teams": teams, "without_team": outside,
        "counts": {
            "people": roster.present().count(),
            "teams": roster.teams.len(),
            "regions": roster.regions.len(),
            "external": roster.external().count(),
            "without_team": roster.without_team().count(),
            "new_people": roster.new_people().count(),
        },
    });
    (value, lines)
}
