//! Targets in long form: person, metric, period, value.

use crate::command::import::context::{Context, problem};
use crate::command::import::links::keep;
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::domain::ids::TargetId;
use crate::error::Result;
use crate::metrics::{MetricId, Unit};
use crate::sheets::row::RowView;
use crate::sheets::values::{self, Style};
use crate::store::records::{ScopeKind, Target};
use crate::store::{Db, Record as _};

const SAME: &str = "SELECT id, metric, scope_kind, scope_id, period, value FROM target WHERE metric = $1 AND scope_kind = $2 AND scope_id = $3 AND period = $4";

pub(super) fn take(db: &mut Db, context: &mut Context, row: &RowView<'_>) -> Result<Outcome> {
    let mut problems: Vec<Problem> = vec![];
    let mut blank = |field: &'static str| {
        let text = row.text(field);
        if text.is_none() {
            problems.push(problem(field, "problem-blank", ""));
        }
        text.unwrap_or_default()
    };
    let (name, metric_name, value_text) = (blank("person"), blank("metric"), blank("value"));
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
    let value = metric.and_then(|metric| {
        let cell = row.cell("value");
        let value = match metric.unit() {
            Unit::Fen => {
                let unit_fen = unit.as_deref().and_then(values::money_unit);
                let unit_fen = unit_fen.unwrap_or_else(|| row.unit_fen("value"));
                values::amount(cell, &Style::of_cell(cell, unit_fen))
            }
            // A column of many metrics is read cell by cell.
            Unit::BasisPoints => values::rate(cell, &Style::of_cell(cell, values::YUAN)),
            Unit::Count | Unit::Days => values::count(cell).map(|count| count / 10_000),
        };
        value.value().filter(|value| *value >= 0)
    });
    if metric.is_some() && value.is_none() {
        problems.push(problem("value", "problem-amount", &value_text));
    }
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let person =
        context.person(db, "person", &name)?.map_err(|problem| problems.push(problem)).ok();
    let (Some(person), Some(metric), Some(period), Some(value)) = (person, metric, period, value)
    else {
        return Ok(Outcome::rejected(problems));
    };
    let (metric, period) = (metric.word().to_owned(), period.to_string());
    let same = [
        metric.as_str().into(),
        ScopeKind::Person.word().into(),
        person.into(),
        period.as_str().into(),
    ];
    let old = db.first(SAME, &same, Target::from_row)?;
    let subject = format!("{} {} {}", context.directory.person_name(person), metric_text, period);
    let again = context.again("target", &format!("{metric} {} {period}", person.0));
    let target = Target {
        id: match &old {
            Some(old) => old.id,
            None => TargetId(db.allocate()?),
        },
        metric,
        scope_kind: ScopeKind::Person,
        scope_id: person.0,
        period,
        value,
    };
    let mut changes = vec![];
    if let Some(old) = old.as_ref().filter(|old| old.value != value) {
        let (before, after) = (old.value.to_string(), value.to_string());
        changes.push(FieldChange { field: "value", before, after });
    }
    keep(db, old.as_ref(), &target, again, subject, changes)
}
