//! Targets in long form: whose, metric, period, value.
//!
//! 对象 is a person, and also the company, a region or a team, which is how managers write the sum of
//! their people. A target of a period that is over when the sheet was written, or by the newest
//! report, never changes; one that was never set is taken, since that is how history comes in.

use crate::command::import::context::{Context, problem};
use crate::command::import::links::keep;
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::command::targets::{Goal, Why, remember};
use crate::domain::ids::TargetId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::targets::{Levels, find};
use crate::metrics::{MetricId, Unit};
use crate::sheets::row::RowView;
use crate::sheets::values::{self, Style};
use crate::store::records::{ScopeKind, Target};
use crate::store::{Db, opportunities};

/// Words for the whole company.
const COMPANY: [&str; 5] = ["all", "全公司", "公司", "company", "wholecompany"];

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems: Vec<Problem> = vec![];
    let mut blank = |field: &'static str| {
        let text = row.text(field);
        if text.is_none() {
            problems.push(problem(field, "problem-blank", ""));
        }
        text.unwrap_or_default()
    };
    let (name, metric_name) = (blank("person"), blank("metric"));
    blank("value");
    blank("period");
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let (metric_text, unit) = values::split_unit(&metric_name);
    let metric = MetricId::named(&metric_text);
    if metric.is_none() {
        problems.push(problem("metric", "problem-metric", &metric_name));
    }
    let period = row.period("period", &mut problems);
    let levels = metric.and_then(|metric| levels(row, metric, unit.as_deref(), &mut problems));
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let scope = scope(db, context, &name)?.map_err(|problem| problems.push(problem)).ok();
    let (Some(scope), Some(metric), Some(period), Some(levels)) = (scope, metric, period, levels)
    else {
        return Ok(Outcome::rejected(problems));
    };
    let old = find(db, metric, scope, period)?;
    let changes = changes(old.as_ref(), levels);
    let said = context.directory.scope_name(scope).unwrap_or(&name);
    let subject = format!("{said} {metric_text} {period}");
    let again = context.again("target", &format!("{} {} {period}", metric.word(), key(scope)));
    if !changes.is_empty() && !again && closed(db, context, period)? {
        let problem = problem("period", "problem-target-closed", &period.to_string());
        return Ok(Outcome::rejected(vec![problem]));
    }
    let (scope_kind, scope_id) = ScopeKind::cells(scope);
    let target = Target {
        id: match &old {
            Some(old) => old.id,
            None => TargetId(db.allocate()?),
        },
        metric: metric.word().to_owned(),
        scope_kind,
        scope_id,
        period: period.to_string(),
        value: levels.base,
        stretch: levels.stretch,
        challenge: levels.challenge,
    };
    if !again && (old.is_none() || !changes.is_empty()) {
        let goal = Goal { metric, scope, period, levels: Some(levels) };
        let by = (context.report_date, context.by.as_str());
        remember(db, &goal, Some(levels), &Why::default(), by)?;
    }
    keep(db, old.as_ref(), &target, again, subject, changes)
}

/// The values of a row in the metric's unit; a level that the sheet does not state is not set.
fn levels(
    row: &RowView<'_>,
    metric: MetricId,
    unit: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<Levels> {
    let mut level = |field: &'static str| {
        let text = row.text(field)?;
        match value(row, field, metric, unit) {
            Ok(value) => Some(value),
            Err(key) => {
                problems.push(problem(field, key, &text));
                None
            }
        }
    };
    let (base, stretch, challenge) = (level("value"), level("stretch"), level("challenge"));
    let levels = Levels { base: base?, stretch, challenge };
    if !levels.in_order() {
        problems.push(problem("stretch", "problem-target-levels", ""));
    }
    Some(levels)
}

/// What a cell says in the metric's unit, or the key of what is wrong with it. Nobody wins half a deal,
/// so a count with a fraction is refused, not cut.
fn value(
    row: &RowView<'_>,
    field: &'static str,
    metric: MetricId,
    unit: Option<&str>,
) -> std::result::Result<i64, &'static str> {
    /// The scale of counts as they are read.
    const SCALE: i64 = 10_000;
    let cell = row.cell(field);
    let value = match metric.unit() {
        Unit::Fen => {
            let unit_fen = unit.and_then(values::money_unit);
            let unit_fen = unit_fen.unwrap_or_else(|| row.unit_fen(field));
            values::amount(cell, &Style::of_cell(cell, unit_fen))
        }
        // A column of many metrics is read cell by cell.
        Unit::BasisPoints => values::rate(cell, &Style::of_cell(cell, values::YUAN)),
        Unit::Count | Unit::Days => {
            let count = values::count(cell);
            if count.value().is_some_and(|count| count % SCALE != 0) {
                return Err("problem-target-whole");
            }
            count.map(|count| count / SCALE)
        }
    };
    value.value().filter(|value| *value >= 0).ok_or("problem-amount")
}

/// Whose target it is: a name is that of a person first.
fn scope(
    db: &mut Db,
    context: &mut Context,
    name: &str,
) -> Result<std::result::Result<Scope, Problem>> {
    if COMPANY.contains(&values::key(name).as_str()) {
        return Ok(Ok(Scope::All));
    }
    let directory = &context.directory;
    let is_person = directory.people.values().any(|person| person.name == name);
    let group = directory.parse_scope(name).ok().or_else(|| {
        // 华东 may be both a region and its only team: the team is the smaller claim.
        let named = |kind: &str| directory.parse_scope(&format!("{kind}:{name}")).ok();
        named("team").or_else(|| named("region"))
    });
    match group.filter(|_| !is_person) {
        Some(scope) => Ok(Ok(scope)),
        None => Ok(context.person(db, "person", name)?.map(Scope::Person)),
    }
}

fn key(scope: Scope) -> String {
    let (kind, id) = ScopeKind::cells(scope);
    format!("{} {id}", kind.word())
}

fn changes(old: Option<&Target>, levels: Levels) -> Vec<FieldChange> {
    let Some(old) = old.map(Levels::of) else { return vec![] };
    let said = |level: Option<i64>| level.map(|level| level.to_string()).unwrap_or_default();
    let pairs = [
        ("value", Some(old.base), Some(levels.base)),
        ("stretch", old.stretch, levels.stretch),
        ("challenge", old.challenge, levels.challenge),
    ];
    let changed = pairs.into_iter().filter(|(_, before, after)| before != after);
    let change =
        |(field, before, after)| FieldChange { field, before: said(before), after: said(after) };
    changed.map(change).collect()
}

/// Whether a period was over when the sheet was written, or by the newest report.
fn closed(db: &Db, context: &Context, period: Period) -> Result<bool> {
    let newest = opportunities::last_reported(db)?.unwrap_or(context.report_date);
    Ok(period.last_day() < newest.max(context.report_date))
}
