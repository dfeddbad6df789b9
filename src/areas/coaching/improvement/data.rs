//! What the page shows, ready to draw: the plans that run, who is behind without one, those that were ended,
//! and the one that is open.

use chrono::NaiveDate;

use super::choices::{self, Choices};
use super::detail;
use super::rows::Opened;
use crate::areas::coaching::data::Load;
use crate::domain::coaching::improvement::{CheckState, Status};
use crate::domain::ids::{ImprovementPlanId, PersonId};
use crate::domain::money::share_bp;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::i18n::{DASH, number, percent, period_label};
use crate::metrics::coaching::improvement::{self, Behind, Check, Followed, concerns};
use crate::metrics::coaching::improvement_show::{check_days, outcome_key, share};
use crate::metrics::targets::progress::Status as Standing;
use crate::metrics::{MetricId, show};
use crate::store::coaching::plans::{self, Plan};
use crate::store::records::{ImprovementPlan, PlanOutcome};
use crate::ui::tokens::Tone;

/// What to load.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The plan that is open.
    pub open: Option<ImprovementPlanId>,
    /// Whether the list is wanted even where the scope is one person with a plan.
    pub listed: bool,
}

/// Everything the page shows.
#[derive(Clone, Debug)]
pub struct Data {
    /// How many plans of the scope run.
    pub n_running: usize,
    /// Who they are of, in one line; empty for none.
    pub running_line: String,
    /// The plans that run.
    pub running: Vec<PlanRow>,
    /// Who is behind and has none.
    pub behind: Vec<BehindRow>,
    /// The period of that, and by what.
    pub behind_sub: String,
    /// The plans that were ended.
    pub ended: Vec<PlanRow>,
    /// The plan that is open.
    pub opened: Option<Box<Opened>>,
    /// What forms offer.
    pub choices: Choices,
    /// Whose page it is, where it is one person's.
    pub person: Option<PersonId>,
}

/// A plan in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Which.
    pub id: ImprovementPlanId,
    /// Whose.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// Its number.
    pub code: String,
    /// How many days are over, of how many; of one that was ended when.
    pub days: String,
    /// How far it has come.
    pub total: String,
    /// The same against the time that is over.
    pub pace: String,
    /// What it comes to, as a sign.
    pub state: String,
    /// How that is to be taken.
    pub tone: Tone,
    /// The next check point; of one that was ended what came of it.
    pub next: String,
    /// Whether that went by.
    pub late: bool,
}

impl PlanRow {
    /// The row for screen readers.
    pub fn spoken(&self) -> String {
        format!("{} {}", self.name, self.code)
    }
}

/// Somebody who is behind and has no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BehindRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The target, what should be there by now, what is, and that against what should be.
    pub figures: [String; 4],
    /// How it was in the period before.
    pub before: String,
}

/// Loads the page.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn load(load: &Load<'_>, ask: &Ask) -> Result<Data> {
    let person = match load.scope {
        Scope::Person(person) => Some(person),
        Scope::All | Scope::Region(_) | Scope::Team(_) => None,
    };
    let running = running(load)?;
    let own = running.iter().find(|plan| Some(plan.person_id) == person).map(|plan| plan.id);
    let chosen = ask.open.or(own.filter(|_| !ask.listed));
    let n_running = running.len();
    let running_line = running_line(load, &running);
    let choices = choices::load(load)?;
    let opened = match chosen {
        Some(id) => detail::load(load, id)?.map(Box::new),
        None => None,
    };
    let mut data = Data {
        n_running,
        running_line,
        running: vec![],
        behind: vec![],
        behind_sub: String::new(),
        ended: vec![],
        opened,
        choices,
        person,
    };
    if data.opened.is_none() {
        let plans = full(load, running)?;
        let followed = improvement::follow(load.db, load.directory, plans, load.today)?;
        data.running = followed.iter().map(|one| plan_row(load, one)).collect();
        let ended = improvement::ended(load.db, load.members)?;
        data.ended = ended.iter().map(|plan| ended_row(load, plan)).collect();
        let asked = (load.scope, load.period);
        let behind = improvement::behind(load.db, load.directory, asked, load.today)?;
        data.behind = behind.iter().map(|one| behind_row(load, one)).collect();
        let args = [("period", period_label(load.tr, load.period).into())];
        data.behind_sub = load.tr.with("improvement-behind-sub", &args);
    }
    Ok(data)
}

/// How many plans of the scope run: the count on the tab.
///
/// # Errors
/// Whatever the database reports.
pub(in crate::areas::coaching) fn count(load: &Load<'_>) -> Result<usize> {
    Ok(running(load)?.len())
}

/// The plans that run, of those who belong to the scope today.
fn running(load: &Load<'_>) -> Result<Vec<ImprovementPlan>> {
    let mut all = improvement::open(load.db)?;
    all.retain(|plan| {
        let now = load.members.include(Some(plan.person_id), Some(load.today));
        now || concerns(load.members, plan)
    });
    Ok(all)
}

fn full(load: &Load<'_>, plans: Vec<ImprovementPlan>) -> Result<Vec<Plan>> {
    let mut all = vec![];
    for plan in plans {
        all.extend(plans::plan(load.db, plan.id)?);
    }
    Ok(all)
}

fn running_line(load: &Load<'_>, running: &[ImprovementPlan]) -> String {
    /// So many are named.
    const NAMED: usize = 3;
    if running.is_empty() {
        return String::new();
    }
    let names: Vec<&str> =
        running.iter().take(NAMED).map(|plan| load.directory.person_name(plan.person_id)).collect();
    let n = i64::try_from(running.len()).unwrap_or(i64::MAX);
    let names = names.join(&load.tr.text("improvement-and"));
    let args = [("n", n.into()), ("names", names.into())];
    load.tr.with("improvement-running-line", &args)
}

fn plan_row(load: &Load<'_>, one: &Followed) -> PlanRow {
    let (tr, record) = (load.tr, &one.plan.record);
    let progress = one.progress.as_ref().ok();
    let status = progress.and_then(|progress| progress.status);
    let (state, tone) = match status {
        Some(status) => (tr.text(status_key(status)), status_tone(status)),
        None => (unknown(load, one), Tone::Neutral),
    };
    let (next, late) = match one.next() {
        Some(check) => (next_text(load, check), matches!(check.state, CheckState::Overdue(_))),
        None => (tr.text("improvement-next-close"), false),
    };
    PlanRow {
        id: record.id,
        name: load.directory.person_name(record.person_id).to_owned(),
        title: record.title.clone(),
        code: record.code(),
        days: days_text(load, one),
        total: share(progress.and_then(|progress| progress.total)),
        pace: share(progress.and_then(|progress| progress.pace)),
        state,
        tone,
        next,
        late,
    }
}

/// Why it cannot be said how far a plan has come: so many objectives have no figure.
pub(super) fn unknown(load: &Load<'_>, one: &Followed) -> String {
    let each = one.progress.as_ref().map(|progress| progress.each.as_slice()).unwrap_or_default();
    match each.iter().filter(|share| share.is_none()).count() {
        0 => load.tr.text("unknown"),
        n => {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            load.tr.with("improvement-status-unknown", &[("n", n.into())])
        }
    }
}

/// How many days of a plan are over.
pub(super) fn days_text(load: &Load<'_>, one: &Followed) -> String {
    let args = [("day", number(one.day).into()), ("of", number(one.length).into())];
    load.tr.with("improvement-day-of", &args)
}

/// The check point to come, with its day and how it stands.
pub(super) fn next_text(load: &Load<'_>, check: &Check) -> String {
    let days = number(check_days(check.after));
    let key = match check.state {
        CheckState::Overdue(_) => "improvement-next-late",
        CheckState::Due => "improvement-next-today",
        _ => "improvement-next-coming",
    };
    let late = match check.state {
        CheckState::Overdue(late) => i64::try_from(late).unwrap_or(i64::MAX),
        _ => 0,
    };
    let args = [
        ("days", days.into()),
        ("due", check.record.due.to_string().into()),
        ("late", number(late).into()),
    ];
    load.tr.with(key, &args)
}

fn ended_row(load: &Load<'_>, plan: &ImprovementPlan) -> PlanRow {
    let (state, tone) = match plan.outcome {
        Some(outcome) => (load.tr.text(outcome_key(outcome)), outcome_tone(outcome)),
        None => (String::new(), Tone::Neutral),
    };
    PlanRow {
        id: plan.id,
        name: load.directory.person_name(plan.person_id).to_owned(),
        title: plan.title.clone(),
        code: plan.code(),
        days: day_text(plan.closed_on),
        total: String::new(),
        pace: String::new(),
        state,
        tone,
        next: plan.result.clone().unwrap_or_default(),
        late: false,
    }
}

fn behind_row(load: &Load<'_>, one: &Behind) -> BehindRow {
    let (tr, line) = (load.tr, &one.line);
    let amount = |value: Option<i64>| {
        value.map_or_else(|| DASH.to_owned(), |value| show::full(tr, MetricId::SignedAmount, value))
    };
    let actual = line.actual.as_ref().and_then(|actual| actual.value);
    let of_due = actual.zip(line.due()).and_then(|(actual, due)| share_bp(actual, due));
    let before = match one.before {
        Some(Standing::Behind) => "improvement-before-behind",
        Some(Standing::Caution | Standing::OnTrack) => "improvement-before-fine",
        None => "improvement-before-unknown",
    };
    BehindRow {
        person: one.person,
        name: load.directory.person_name(one.person).to_owned(),
        figures: [
            amount(line.target.map(|target| target.base)),
            amount(line.due()),
            amount(actual),
            of_due.map_or_else(|| DASH.to_owned(), percent),
        ],
        before: tr.text(before),
    }
}

/// A day as text, or a dash.
pub(super) fn day_text(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| DASH.to_owned(), |day| day.to_string())
}

/// How an end is to be taken.
pub(super) const fn outcome_tone(outcome: PlanOutcome) -> Tone {
    match outcome {
        PlanOutcome::Met => Tone::Good,
        PlanOutcome::Partly => Tone::Accent,
        PlanOutcome::NotMet => Tone::Warn,
        PlanOutcome::Stopped => Tone::Neutral,
    }
}

/// The key of how far a plan has come.
pub(super) const fn status_key(status: Status) -> &'static str {
    match status {
        Status::Met => "improvement-status-met",
        Status::Partial => "improvement-status-partial",
        Status::NotMet => "improvement-status-not-met",
    }
}

/// How that is to be taken.
pub(super) const fn status_tone(status: Status) -> Tone {
    match status {
        Status::Met => Tone::Good,
        Status::Partial => Tone::Accent,
        Status::NotMet => Tone::Neutral,
    }
}
