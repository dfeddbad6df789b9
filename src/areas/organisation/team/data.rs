//! Everything the page shows, ready to draw: charters with their versions, events with their cost per
//! head, recognition by month, the sums of the scope and period, and what the forms offer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::areas::Filter;
use crate::areas::organisation::strip::StripCell;
use crate::domain::ids::{PersonId, RecognitionId, TeamEventId, TeamId};
use crate::domain::names::initial;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
pub(super) use crate::i18n::DASH;
use crate::i18n::{FluentValue, Tr, number, period_label};
use crate::metrics::glossary;
use crate::metrics::team_life::{
    Event, Totals, charters, events, in_force, lines, recognitions, yuan,
};
use crate::store::Db;
use crate::store::directory::Directory;
use crate::store::records::{Recognition, Team, TeamCharter};

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The figures on top.
    pub strip: Vec<StripCell>,
    /// The period in words.
    pub period: String,
    /// The teams of the scope with their charters.
    pub teams: Vec<TeamRow>,
    /// The events of the scope and period, the newest first.
    pub events: Vec<EventRow>,
    /// The last row of the events: how many, people, cost, cost per head.
    pub event_totals: [String; 4],
    /// The recognition of the scope and period, the newest first.
    pub praises: Vec<PraiseRow>,
    /// Company, regions and teams, for whose event it is.
    pub scopes: Vec<(Scope, String)>,
    /// Who is there, first nobody.
    pub people: Vec<(Option<PersonId>, String)>,
    /// Who belongs to each of the scopes today.
    pub members: BTreeMap<Scope, Vec<PersonId>>,
    /// What praise was called so far, the newest first.
    pub titles: Vec<String>,
}

/// A team with its charters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamRow {
    /// The team.
    pub id: TeamId,
    /// The name.
    pub name: String,
    /// Region and manager.
    pub detail: String,
    /// The versions, the newest first.
    pub versions: Vec<CharterRow>,
    /// Which of them holds today.
    pub now: Option<usize>,
}

/// A version of a charter, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharterRow {
    /// The version.
    pub number: i64,
    /// The day from which it holds.
    pub starts: NaiveDate,
    /// The version in words.
    pub title: String,
    /// From when it holds, and who wrote it.
    pub detail: String,
    /// Whether it holds, is to come or was.
    pub standing: String,
    /// The slogan; empty without one.
    pub slogan: String,
    /// What the team is there for.
    pub positioning: String,
    /// Goals, values and rules as typed.
    pub texts: [String; 3],
    /// Goals, values and rules, by line.
    pub lines: [Vec<String>; 3],
}

/// An event, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// The event.
    pub id: TeamEventId,
    /// Whose it is.
    pub scope: Scope,
    /// When.
    pub on_day: NaiveDate,
    /// The same as shown.
    pub day: String,
    /// What.
    pub name: String,
    /// Whose it is, in words.
    pub whose: String,
    /// Where; empty when unknown.
    pub place: String,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// The cost in fen.
    pub cost: Option<i64>,
    /// The cost as shown.
    pub cost_text: String,
    /// The cost per head as shown.
    pub per_head: String,
    /// What people said of it; empty when nothing is known.
    pub feedback: String,
    /// Whether it is still to come.
    pub planned: bool,
}

/// Praise, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PraiseRow {
    /// The praise.
    pub id: RecognitionId,
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The name's initial.
    pub initial: String,
    /// When.
    pub on_day: NaiveDate,
    /// The day and who gave it.
    pub detail: String,
    /// What it is called.
    pub title: String,
    /// What for.
    pub reason: String,
    /// What was given with it, in fen.
    pub reward: Option<i64>,
    /// The same as shown; empty where nothing was.
    pub reward_text: String,
    /// The month in words.
    pub month: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::organisation) fn load(
    db: &Db,
    directory: &Directory,
    filter: &Filter,
    tr: &Tr,
) -> Result<Page> {
    let today = filter.today;
    let held = events(db, directory, filter.scope, Some(filter.period))?;
    let praises = recognitions(db, directory, filter.scope, Some(filter.period))?;
    let totals = Totals::of(&held, &praises, today);
    let mut versions = charters(db)?;
    let teams = teams(directory, filter);
    let rows = teams.into_iter().map(|team| {
        let own = versions.remove(&team.id).unwrap_or_default();
        team_row(team, &own, directory, today, tr)
    });
    let amount = |fen: Option<i64>| fen.map_or_else(|| DASH.to_owned(), |fen| yuan(tr, fen));
    Ok(Page {
        strip: strip(&totals, tr),
        period: period_label(tr, filter.period),
        teams: rows.collect(),
        events: held.iter().map(|event| event_row(event, directory, today, tr)).collect(),
        event_totals: [
            tr.with("organisation-team-n-events", &[("n", int(totals.held))]),
            count(totals.attendances),
            amount(totals.cost),
            amount(totals.per_head),
        ],
        praises: praises.iter().map(|praise| praise_row(praise, directory, tr)).collect(),
        scopes: scopes(directory, tr),
        people: people(directory, today, tr),
        members: members(directory, today),
        titles: titles(db.all::<Recognition>()?),
    })
}

fn int(n: usize) -> FluentValue<'static> {
    i64::try_from(n).unwrap_or(i64::MAX).into()
}

fn count(n: usize) -> String {
    number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn strip(totals: &Totals, tr: &Tr) -> Vec<StripCell> {
    let cell = |label: &str, value: String, note: String| StripCell {
        label: tr.text(label),
        value,
        note,
        ..StripCell::default()
    };
    let with = |about: glossary::Figure, cell: StripCell| StripCell { about: Some(about), ..cell };
    let amount = |fen: Option<i64>| fen.map_or_else(|| DASH.to_owned(), |fen| yuan(tr, fen));
    let note = |key: &str, n: usize| {
        if n == 0 { String::new() } else { tr.with(key, &[("n", int(n))]) }
    };
    vec![
        with(
            glossary::Figure::TeamEvents,
            cell(
                "organisation-team-strip-events",
                count(totals.held),
                note("organisation-team-strip-planned", totals.planned),
            ),
        ),
        cell("organisation-team-strip-people", count(totals.attendances), String::new()),
        with(
            glossary::Figure::EventCost,
            cell(
                "organisation-team-strip-cost",
                amount(totals.cost),
                note("organisation-team-strip-unknown", totals.unknown_costs),
            ),
        ),
        with(
            glossary::Figure::EventPerHead,
            cell(
                "organisation-team-strip-head",
                amount(totals.per_head),
                tr.text("organisation-team-strip-head-note"),
            ),
        ),
        with(
            glossary::Figure::Praises,
            cell(
                "organisation-team-strip-praise",
                count(totals.praises),
                note("organisation-team-strip-praised", totals.praised),
            ),
        ),
        cell("organisation-team-strip-reward", amount(totals.rewards), String::new()),
    ]
}

/// The teams of the scope in use; of a person, the one they are in.
fn teams<'a>(directory: &'a Directory, filter: &Filter) -> Vec<&'a Team> {
    let today = filter.today;
    let within = |team: &&Team| directory.team_in(team.id, filter.scope, today);
    let mut teams: Vec<&Team> =
        directory.teams.values().filter(|team| !team.archived).filter(within).collect();
    teams.sort_by_key(|team| (directory.region_on(team.id, today), team.id));
    teams
}

fn team_row(
    team: &Team,
    versions: &[TeamCharter],
    directory: &Directory,
    today: NaiveDate,
    tr: &Tr,
) -> TeamRow {
    let now = in_force(versions, today).map(|charter| charter.number);
    let region = directory.region_on(team.id, today).map(|id| directory.region_name(id).to_owned());
    let manager = directory.manager_on(team.id, today).map(|id| directory.person_name(id));
    let manager = manager.map_or_else(|| tr.text("organisation-no-manager"), str::to_owned);
    let parts: Vec<String> = region.into_iter().chain([manager]).collect();
    let rows: Vec<CharterRow> =
        versions.iter().rev().map(|charter| charter_row(charter, now, today, tr)).collect();
    TeamRow {
        id: team.id,
        name: team.name.clone(),
        detail: parts.join(&tr.text("organisation-comma")),
        now: rows.iter().position(|row| Some(row.number) == now),
        versions: rows,
    }
}

fn charter_row(charter: &TeamCharter, now: Option<i64>, today: NaiveDate, tr: &Tr) -> CharterRow {
    let standing = if Some(charter.number) == now {
        "organisation-team-charter-now"
    } else if charter.starts > today {
        "organisation-team-charter-coming"
    } else {
        "organisation-team-charter-past"
    };
    let from = charter.starts.to_string();
    let from = tr.with("organisation-team-charter-from", &[("day", from.into())]);
    let by = Some(charter.by_name.clone()).filter(|by| !by.is_empty());
    let parts: Vec<String> = std::iter::once(from).chain(by).collect();
    let all = |text: &str| lines(text).into_iter().map(str::to_owned).collect();
    CharterRow {
        number: charter.number,
        starts: charter.starts,
        title: tr.with("organisation-team-charter-version", &[("n", charter.number.into())]),
        detail: parts.join(&tr.text("organisation-comma")),
        standing: tr.text(standing),
        slogan: charter.slogan.clone().unwrap_or_default(),
        positioning: charter.positioning.clone(),
        texts: [charter.goals.clone(), charter.culture.clone(), charter.rules.clone()],
        lines: [all(&charter.goals), all(&charter.culture), all(&charter.rules)],
    }
}

fn scope_words(directory: &Directory, scope: Scope, tr: &Tr) -> String {
    directory.scope_name(scope).map_or_else(|| tr.text("scope-all"), str::to_owned)
}

fn event_row(event: &Event, directory: &Directory, today: NaiveDate, tr: &Tr) -> EventRow {
    let amount = |fen: Option<i64>| fen.map_or_else(|| DASH.to_owned(), |fen| yuan(tr, fen));
    let row = &event.event;
    EventRow {
        id: row.id,
        scope: event.scope(),
        on_day: row.on_day,
        day: row.on_day.to_string(),
        name: row.name.clone(),
        whose: scope_words(directory, event.scope(), tr),
        place: row.place.clone().unwrap_or_default(),
        people: event.people.clone(),
        cost: row.cost,
        cost_text: amount(row.cost),
        per_head: amount(event.per_head()),
        feedback: row.feedback.clone().unwrap_or_default(),
        planned: row.on_day > today,
    }
}

fn praise_row(praise: &Recognition, directory: &Directory, tr: &Tr) -> PraiseRow {
    let name = directory.person_name(praise.person_id).to_owned();
    let by = Some(praise.by_name.as_str())
        .filter(|by| !by.is_empty())
        .map(|by| tr.with("organisation-team-praise-by", &[("name", by.into())]));
    let parts: Vec<String> = std::iter::once(praise.on_day.to_string()).chain(by).collect();
    PraiseRow {
        id: praise.id,
        person: praise.person_id,
        initial: initial(&name),
        name,
        on_day: praise.on_day,
        detail: parts.join(&tr.text("organisation-comma")),
        title: praise.title.clone(),
        reason: praise.reason.clone(),
        reward: praise.reward,
        reward_text: praise.reward.map(|fen| yuan(tr, fen)).unwrap_or_default(),
        month: period_label(tr, Period::month_of(praise.on_day)),
    }
}

fn scopes(directory: &Directory, tr: &Tr) -> Vec<(Scope, String)> {
    let regions = directory.regions.values().filter(|region| !region.archived);
    let teams = directory.teams.values().filter(|team| !team.archived);
    let named = regions
        .map(|region| {
            let args = [("name", region.name.as_str().into())];
            (Scope::Region(region.id), tr.with("organisation-team-scope-region", &args))
        })
        .chain(teams.map(|team| {
            let args = [("name", team.name.as_str().into())];
            (Scope::Team(team.id), tr.with("organisation-team-scope-team", &args))
        }));
    std::iter::once((Scope::All, tr.text("scope-all"))).chain(named).collect()
}

fn people(directory: &Directory, today: NaiveDate, tr: &Tr) -> Vec<(Option<PersonId>, String)> {
    let nobody = (None, tr.text("organisation-team-choose-person"));
    let there = directory.people.values().filter(|p| !directory.has_left(p.id, today));
    let named = there.map(|person| {
        let number = person.number.as_deref().unwrap_or_default();
        (Some(person.id), format!("{} {number}", person.name).trim_end().to_owned())
    });
    std::iter::once(nobody).chain(named).collect()
}

/// Who belongs to the company, each region and each team on a day, in one pass.
fn members(directory: &Directory, today: NaiveDate) -> BTreeMap<Scope, Vec<PersonId>> {
    let mut members: BTreeMap<Scope, BTreeSet<PersonId>> = BTreeMap::new();
    for membership in &directory.memberships {
        let there = membership.stretch();
        if !there.covers(Some(today)) || !directory.lists(membership) {
            continue;
        }
        let person = membership.person_id;
        members.entry(Scope::All).or_default().insert(person);
        let Some(team) = membership.team_id else { continue };
        members.entry(Scope::Team(team)).or_default().insert(person);
        if let Some(region) = directory.region_on(team, today) {
            members.entry(Scope::Region(region)).or_default().insert(person);
        }
    }
    members.into_iter().map(|(scope, people)| (scope, people.into_iter().collect())).collect()
}

/// What praise was called, each once, the newest first.
fn titles(mut praises: Vec<Recognition>) -> Vec<String> {
    praises.sort_by_key(|praise| std::cmp::Reverse((praise.on_day, praise.id)));
    let mut seen = BTreeSet::new();
    praises.into_iter().map(|praise| praise.title).filter(|t| seen.insert(t.clone())).collect()
}
