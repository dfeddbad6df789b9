//! What the page shows, ready to draw: the analyses that were kept, the one that is open, single steps
//! against deals, and the groups of one that is about to be run.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::choices::{self, Choices};
use super::detail;
use super::records;
use super::rows::{Behind, ListRow, Opened, Records, StepRow, StepRows};
use super::table;
use crate::areas::coaching::data::Load;
use crate::domain::behaviour::Refusal;
use crate::domain::ids::{BehaviourFindingId, BehaviourLineId, PersonId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::stats::rate::Interval;
use crate::error::Result;
use crate::i18n::{DASH, number, percent, period_label};
use crate::metrics::MetricId;
use crate::metrics::behaviour::kept::{self, Kept};
use crate::metrics::behaviour::odds::{Found, Steps, Telling, steps};
use crate::metrics::behaviour::run::{self, group};
use crate::metrics::behaviour::show;
use crate::sheets::write::Table;
use crate::store::coaching::templates::{self, Template};
use crate::store::records::{BehaviourFinding, TrialState};
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The analysis that is open; `None` for the newest.
    pub open: Option<BehaviourFindingId>,
    /// The behaviour that is looked at; `None` for the first.
    pub line: Option<BehaviourLineId>,
    /// The figure whose records are listed.
    pub behind: Option<Behind>,
    /// The groups that are asked for.
    pub groups: Option<GroupsAsk>,
}

/// By which results people are to be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupsAsk {
    /// By the targets on which metric.
    pub outcome: MetricId,
    /// Of when.
    pub period: Period,
    /// How many are at the top; `None` for three of ten.
    pub top: Option<usize>,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// Of whom a new analysis would be.
    pub scope: Scope,
    /// The same in words.
    pub scope_name: String,
    /// When the newest was run; empty where none was.
    pub last: String,
    /// The analyses of the scope, the newest first.
    pub list: Vec<ListRow>,
    /// The one that is open.
    pub opened: Option<Box<Opened>>,
    /// Single steps against deals won and lost.
    pub steps: StepRows,
    /// What lies behind the figure that is asked for.
    pub records: Option<Records>,
    /// The groups that are asked for.
    pub groups: Option<Groups>,
    /// What forms offer.
    pub choices: Choices,
    /// The analysis that is open as a table.
    pub table: Arc<Table>,
}

/// The groups as they would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// What was asked.
    pub ask: GroupsAsk,
    /// How many are at the top.
    pub top: usize,
    /// The best, and the others, each with what they reached.
    pub names: [String; 2],
    /// Who is in neither, and why; empty for nobody.
    pub unknown: String,
    /// Why there are no groups; empty where there are.
    pub refusal: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let scope = whose(load);
    let sheets = templates::all(load.db)?;
    let mut all: Vec<Kept> = vec![];
    for record in kept::list(load.db, load.directory, load.scope, load.today)? {
        all.extend(kept::load(load.db, record.id, load.today)?);
    }
    let shown = all.iter().find(|kept| Some(kept.finding.record.id) == ask.open).or(all.first());
    let opened = match shown {
        Some(kept) => Some(Box::new(detail::opened(load, (&sheets, kept), ask)?)),
        None => None,
    };
    let steps = steps(load.db, load.directory, (load.members, load.period), load.today)?;
    let line = opened.as_ref().and_then(|opened| opened.detail.as_ref()).map(|own| own.line);
    let records = match &ask.behind {
        Some(Behind::Step(step)) => records::of_step(load, (&sheets, &steps), step)?,
        Some(Behind::Person(person)) => {
            let own = shown.zip(line).map(|(kept, line)| (kept, line, *person));
            own.map(|own| records::of_person(load, &sheets, own)).transpose()?.flatten()
        }
        None => None,
    };
    let groups = ask.groups.map(|own| groups(load, scope, own)).transpose()?;
    Ok(Data {
        scope,
        scope_name: scope_name(load, scope),
        last: all.first().map(|kept| kept.finding.record.on_day.to_string()).unwrap_or_default(),
        list: all.iter().map(|kept| list_row(load, kept)).collect(),
        opened,
        steps: step_rows(load, &sheets, &steps),
        records,
        groups,
        choices: choices::load(load, &sheets)?,
        table: Arc::new(table::table(load, &sheets, shown)),
    })
}

/// Of whom a new analysis is: of one person that is the team.
fn whose(load: &Load<'_>) -> Scope {
    match load.scope {
        Scope::Person(person) => load
            .directory
            .team_on(person, load.today)
            .map_or(Scope::All, |team| Scope::Team(team.id)),
        scope => scope,
    }
}

/// A scope in words.
pub(super) fn scope_name(load: &Load<'_>, scope: Scope) -> String {
    let name = load.directory.scope_name(scope).map(str::to_owned);
    name.unwrap_or_else(|| load.tr.text("behaviour-company"))
}

/// By which results, of when, in words.
pub(super) fn outcome_text(load: &Load<'_>, record: &BehaviourFinding) -> String {
    let metric = MetricId::parse(&record.outcome);
    let name =
        metric.map_or_else(|| record.outcome.clone(), |metric| load.tr.text(&metric.label_key()));
    let period = record.outcome_period.as_deref().and_then(Period::parse);
    let period = period.map_or_else(String::new, |period| period_label(load.tr, period));
    let args = [("period", period.into()), ("name", name.into())];
    load.tr.with("behaviour-outcome", &args)
}

fn list_row(load: &Load<'_>, kept: &Kept) -> ListRow {
    let (tr, record) = (load.tr, &kept.finding.record);
    let args = [
        ("scope", scope_name(load, kept::scope_of(record)).into()),
        ("outcome", outcome_text(load, record).into()),
    ];
    let (listed, tested) = kept.listed();
    // What has gone farthest.
    let state =
        kept.finding.trials.iter().map(|trial| trial.record.state).max_by_key(
            |state| match state {
                TrialState::Dropped => 0,
                TrialState::Hypothesis => 1,
                TrialState::Trying => 2,
                TrialState::Standard => 3,
            },
        );
    ListRow {
        id: record.id,
        day: record.on_day.to_string(),
        title: tr.with("behaviour-list-title", &args),
        found: format!("{listed} / {tested}"),
        state: state.map_or_else(|| tr.text("behaviour-state-none"), |own| tr.text(state_key(own))),
    }
}

/// The key of where a trial stands.
pub(super) const fn state_key(state: TrialState) -> &'static str {
    match state {
        TrialState::Hypothesis => "behaviour-state-hypothesis",
        TrialState::Trying => "behaviour-state-trying",
        TrialState::Standard => "behaviour-state-standard",
        TrialState::Dropped => "behaviour-state-dropped",
    }
}

fn groups(load: &Load<'_>, scope: Scope, ask: GroupsAsk) -> Result<Groups> {
    let asked = run::Ask { scope, outcome: ask.outcome, period: ask.period, top: ask.top };
    let found = group(load.db, load.directory, &asked, load.today)?;
    let comma = load.tr.text("behaviour-and");
    let with_result = |people: &BTreeSet<PersonId>| {
        let mut people: Vec<PersonId> = people.iter().copied().collect();
        people.sort_by_key(|person| std::cmp::Reverse(found.results.reached.get(person).copied()));
        let named = people.iter().map(|person| {
            let reached = found.results.bp(*person).map_or_else(|| DASH.to_owned(), percent);
            format!("{} {reached}", load.directory.person_name(*person))
        });
        named.collect::<Vec<String>>().join(&comma)
    };
    let unknown: Vec<&str> =
        found.results.unknown.iter().map(|person| load.directory.person_name(*person)).collect();
    let unknown = match unknown.len() {
        0 => String::new(),
        n => {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            let args = [("n", n.into()), ("names", detail::some_of(load, &unknown).into())];
            load.tr.with("behaviour-groups-unknown", &args)
        }
    };
    let names = match &found.groups {
        Ok(groups) => [with_result(&groups.top), with_result(&groups.others)],
        Err(_) => [String::new(), String::new()],
    };
    let refusal = found.groups.as_ref().err().map(|why: &Refusal| show::refusal(load.tr, why));
    let refusal = refusal.unwrap_or_default();
    Ok(Groups { ask, top: found.top, names, unknown, refusal })
}

fn step_rows(load: &Load<'_>, sheets: &[Template], steps: &Steps) -> StepRows {
    let tr = load.tr;
    let whole = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX));
    let args =
        [("period", period_label(tr, load.period).into()), ("n", whole(steps.closed).into())];
    let tiered = steps.found.iter().any(|found| found.tiers.is_some());
    let note = if tiered { "behaviour-steps-note" } else { "behaviour-steps-note-untiered" };
    StepRows {
        sub: tr.with("behaviour-steps-sub", &args),
        rows: steps.found.iter().map(|found| step_row(load, sheets, found)).collect(),
        note: tr.text(note),
    }
}

fn step_row(load: &Load<'_>, sheets: &[Template], found: &Found) -> StepRow {
    let tr = load.tr;
    let (table, telling) = (&found.table, found.telling());
    let of = |won: u64, all: u64| format!("{won} / {all}");
    let range = |own: Interval| format!("{}–{}", show::ratio(own.lo), show::ratio(own.hi));
    let odds = found.odds.as_ref().ok();
    let tiers = match &found.tiers {
        None => tr.text("behaviour-steps-untiered"),
        Some(own) => match own.within.zip(own.interval) {
            Some((within, at)) => format!("{} ({})", show::ratio(within), range(at)),
            None => tr.text("behaviour-steps-tiers-few"),
        },
    };
    let tone = match telling {
        Telling::Inside => Tone::Accent,
        Telling::Untiered | Telling::Customers => Tone::Warn,
        Telling::TooFew | Telling::Nothing => Tone::Neutral,
    };
    let dash = || DASH.to_owned();
    StepRow {
        step: found.step.clone(),
        name: show::deal_step(tr, load.directory, sheets, &found.step),
        done: of(table.done_won, table.done()),
        left_out: of(table.not_won, table.left_out()),
        ratio: odds.map_or_else(dash, |own| show::ratio(own.ratio)),
        interval: odds.map_or_else(dash, |own| range(own.interval)),
        p: odds.map_or_else(dash, |own| probability(own.chance)),
        tiers,
        telling: tr.text(telling.label_key()),
        tone,
    }
}

/// A chance that is known as a float, with three decimals.
fn probability(chance: f64) -> String {
    if chance > 0.0 && chance < 0.0005 { "<0.001".to_owned() } else { format!("{chance:.3}") }
}
