//! Whether rows that claim to sum others do.

use crate::domain::money::div_round;
use crate::sheets::kinds::Holds;
use crate::sheets::mapping::{Check, Mapping, Role};
use crate::sheets::read::Row;
use crate::sheets::values;
use crate::sheets::write::decimal;

/// Numbers are compared in ten-thousandths of the column's unit.
const PARTS: i64 = 10_000;
/// How far a claim may be off: people round what they show to two decimals.
const SLACK: i64 = 60;

/// Compares what sums claim with the rows they cover and notes those that differ.
pub(super) fn settle(mapping: &mut Mapping, body: &[&Row]) {
    let sums = |role: &Role| matches!(role, Role::Subtotal | Role::Total);
    if !mapping.roles.values().any(sums) {
        return;
    }
    for column in 0..mapping.columns.len() {
        if summed(mapping, column) {
            let checks = column_checks(mapping, column, body);
            mapping.checks.extend(checks);
        }
    }
    mapping.checks.sort_by_key(|check| check.row);
}

/// Whether adding up a column makes sense: amounts, quantities, and what no field knows.
fn summed(mapping: &Mapping, column: usize) -> bool {
    let field = mapping.field(column);
    let Some(column) = mapping.columns.get(column) else { return false };
    let spread = mapping.spread.is_some() && field.is_none();
    !column.heading.is_empty()
        && match field.map(|field| field.holds) {
            Some(holds) => matches!(holds, Holds::Money | Holds::Count | Holds::Value),
            None => spread || !column.left_out,
        }
}

fn column_checks(mapping: &Mapping, column: usize, body: &[&Row]) -> Vec<Check> {
    let Some(mapped) = mapping.columns.get(column) else { return vec![] };
    let number = |row: &Row| -> Option<i64> {
        let cell = row.cells.get(column)?;
        let style = mapped.style;
        match values::count(cell).value() {
            Some(count) => Some(count),
            // 约80w in a column of ten thousands is 80 of them.
            None => {
                let fen = values::amount(cell, &style).value()?;
                div_round(i128::from(fen) * i128::from(PARTS), i128::from(style.unit_fen))
            }
        }
    };
    let (mut group, mut all, mut grouped) = (0_i64, 0_i64, false);
    let (mut numbers, mut others) = (0_usize, 0_usize);
    let mut checks = vec![];
    for row in body {
        match mapping.roles.get(&row.number) {
            None => match number(row) {
                Some(n) => {
                    group = group.saturating_add(n);
                    all = all.saturating_add(n);
                    numbers += 1;
                }
                None => others += usize::from(row.cells.get(column).is_some_and(|c| !c.is_empty())),
            },
            Some(role @ (Role::Subtotal | Role::Total)) => {
                let sum = if *role == Role::Subtotal { group } else { all };
                group = 0;
                grouped |= *role == Role::Subtotal;
                let Some(claim) = number(row) else { continue };
                // 合计 under each group sums the group.
                let fits = |sum: i64| (claim - sum).abs() <= SLACK;
                if !fits(sum) && numbers > others {
                    checks.push(Check {
                        row: row.number,
                        heading: mapped.heading.clone(),
                        claims: decimal(claim, 4),
                        sums_to: decimal(sum, 4),
                    });
                }
            }
            Some(Role::Section) if !grouped => group = 0,
            Some(_) => {}
        }
    }
    checks
}
