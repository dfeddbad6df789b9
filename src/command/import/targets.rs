//! Targets in long form: person, metric, period, value.

use crate::command::import::context::{Context, problem};
use crate::command::import::row::RowView;
use crate::command::import::{FieldChange, Outcome, Problem};
use crate::domain::ids::TargetId;
use crate::domain::period::Period;
use crate::error::Result;
use crate::metrics::{MetricId, Unit};
use crate::sheets::values;
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
    let (name, metric_name, period_name) = (blank("person"), blank("metric"), blank("period"));
    let value_text = blank("value");
    if !problems.is_empty() {
        return Ok(Outcome::rejected(problems));
    }
    let (metric_text, unit) = values::split_unit(&metric_name);
    let metric = MetricId::named(&metric_text);
    if metric.is_none() {
        problems.push(problem("metric", "problem-metric", &metric_name));
    }
    let period = period(&period_name);
    if period.is_none() {
        problems.push(problem("period", "problem-period", &period_name));
    }
    let value = metric.and_then(|metric| {
        let cell = row.cell("value");
        let value = match metric.unit() {
            Unit::Fen => {
                let unit_fen = unit.as_deref().and_then(values::money_unit);
                values::amount(cell, unit_fen.unwrap_or_else(|| row.unit_fen("value")))
            }
            Unit::BasisPoints => values::rate(cell),
            Unit::Count | Unit::Days => values::scaled(cell, 1),
        };
        value.filter(|value| *value >= 0)
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
    let target = Target {
        id: TargetId(0),
        metric: metric.word().to_owned(),
        scope_kind: ScopeKind::Person,
        scope_id: person.0,
        period: period.to_string(),
        value,
    };
    let same = [
        target.metric.as_str().into(),
        ScopeKind::Person.word().into(),
        person.into(),
        target.period.as_str().into(),
    ];
    let subject = format!("{} {} {}", context.directory.person_name(person), metric_text, period);
    match db.first(SAME, &same, Target::from_row)? {
        None => {
            let id = TargetId(db.allocate()?);
            db.insert(&Target { id, ..target })?;
            Ok(Outcome::new_record(subject))
        }
        Some(old) => {
            let mut changes = vec![];
            if old.value != value {
                let (before, after) = (old.value.to_string(), value.to_string());
                changes.push(FieldChange { field: "value", before, after });
            }
            let id = old.id;
            db.update_from(&old, &Target { id, ..target })?;
            Ok(Outcome::compared(subject, changes))
        }
    }
}

/// A period as sheets write it: also `2025年四季度`, `2025年Q4`, `2025年11月`, `2025/11`.
fn period(text: &str) -> Option<Period> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(period) = Period::parse(&plain) {
        return Some(period);
    }
    let (year, rest) = plain.split_once(['年', '/', '.'])?;
    let rest = rest.trim_end_matches(['月', '度']).trim_end_matches('季').trim_start_matches('第');
    if rest.is_empty() {
        return Period::parse(year);
    }
    let quarter = match rest {
        "一" | "1季" => Some(1),
        "二" | "2季" => Some(2),
        "三" | "3季" => Some(3),
        "四" | "4季" => Some(4),
        _ => None,
    };
    if let Some(quarter) = quarter.filter(|_| plain.contains('季')) {
        return Period::parse(&format!("{year}-Q{quarter}"));
    }
    if plain.contains('季') {
        return Period::parse(&format!("{year}-Q{}", rest.trim_start_matches(['Q', 'q'])));
    }
    Period::parse(&format!("{year}-{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_sheets() {
        for (text, expected) in [
            ("2017-Q4", Some(Period::Quarter(2017, 4))),
            ("2025年四季度", Some(Period::Quarter(2025, 4))),
            ("2025年第4季度", Some(Period::Quarter(2025, 4))),
            ("2025年Q1", Some(Period::Quarter(2025, 1))),
            ("2025年11月", Some(Period::Month(2025, 11))),
            ("2025/11", Some(Period::Month(2025, 11))),
            ("2025年", Some(Period::Year(2025))),
            ("去年", None),
        ] {
            assert_eq!(period(text), expected, "{text}");
        }
    }
}
