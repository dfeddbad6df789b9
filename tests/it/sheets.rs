//! The sheets of `tests/sheets`: each shows a trouble, and the reading it must give stands beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use coxswain::sheets::mapping::{Mapping, letters};
use coxswain::sheets::read::Grid;
use coxswain::sheets::row::RowView;
use serde_json::{Map as Object, Value, json};

use crate::common;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets")
}

/// The problem words of the expected readings.
fn problem_word(key: &str) -> &str {
    match key {
        "problem-blank" => "required",
        "problem-date-none" => "date",
        other => other.trim_start_matches("problem-"),
    }
}

/// One table as the expected readings write it.
fn reading(grid: &Grid, mapping: &Mapping, report: chrono::NaiveDate) -> Value {
    let mut headings = Object::new();
    for column in mapping.columns.iter().filter(|column| !column.heading.is_empty()) {
        if let Some(field) = column.field {
            headings.insert(field.to_owned(), json!(column.heading));
        }
    }
    let (mut rows, mut problems) = (vec![], vec![]);
    let mut corrections: Vec<Value> = vec![];
    let corrected = |correction: &coxswain::sheets::mapping::Correction| {
        let mut made = json!({
            "row": correction.row,
            "field": correction.field,
            "before": correction.before,
            "after": correction.after,
        });
        if let Some(column) = correction.column {
            made["column"] = json!(letters(column));
        }
        made
    };
    corrections.extend(mapping.corrections.iter().map(corrected));
    for data in mapping.rows(grid) {
        let view = RowView::new(mapping, &data.row, data.column, report);
        let mut row = Object::new();
        row.insert("row".to_owned(), json!(data.row.number));
        if let Some(column) = data.column {
            row.insert("column".to_owned(), json!(letters(column)));
        }
        for field in mapping.kind.fields() {
            let mut found = vec![];
            let value = view.canonical(field.id, &mut found);
            if value.is_none() && found.is_empty() && field.required {
                problems.push(json!({
                    "row": data.row.number, "field": field.id, "problem": "required", "text": "",
                }));
            }
            problems.extend(found.iter().map(|problem| {
                json!({
                    "row": data.row.number,
                    "field": problem.field,
                    "problem": problem_word(problem.key),
                    "text": problem.text,
                })
            }));
            if let Some(value) = value {
                row.insert(field.id.to_owned(), json!(value));
            }
        }
        rows.push(Value::Object(row));
        corrections.extend(view.corrections().iter().map(corrected));
    }
    assert_eq!(mapping.count(grid), rows.len(), "counted as they are made");
    // A small table beside or below the main one is a note to it.
    let roles: BTreeMap<String, &str> = mapping
        .roles
        .iter()
        .map(|(row, role)| {
            (row.to_string(), if role.word() == "side" { "note" } else { role.word() })
        })
        .collect();
    let checks: Vec<Value> = mapping
        .checks
        .iter()
        .map(|check| {
            json!({
                "row": check.row,
                "heading": check.heading,
                "claims": check.claims,
                "sums_to": check.sums_to,
            })
        })
        .collect();
    json!({
        "sheet": grid.name,
        "kind": mapping.kind.word(),
        "headings": headings,
        "rows": rows,
        "roles": roles,
        "checks": checks,
        "corrections": corrections,
        "problems": problems,
    })
}

/// The differences of two lists whatever their order, a line each.
fn differences(what: &str, expected: &Value, found: &Value, lines: &mut Vec<String>) {
    let texts = |value: &Value| -> BTreeSet<String> {
        match value {
            Value::Array(items) => items.iter().map(ToString::to_string).collect(),
            Value::Object(items) => items.iter().map(|(k, v)| format!("{k}: {v}")).collect(),
            other => [other.to_string()].into(),
        }
    };
    let (expected, found) = (texts(expected), texts(found));
    lines.extend(expected.difference(&found).map(|line| format!("  {what} - {line}")));
    lines.extend(found.difference(&expected).map(|line| format!("  {what} + {line}")));
}

#[test]
fn every_trouble_is_read_right_or_asked_about() {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|e| ["xlsx", "xls", "csv", "tsv"].iter().any(|k| e == *k))
        })
        .collect();
    cases.sort();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut failed = vec![];
    for path in &cases {
        let expected: Value =
            serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap())
                .unwrap();
        let report = expected["report_date"].as_str().unwrap().parse().unwrap();
        let file = common::read(path, report);
        let mut tables = vec![];
        let mut unread: BTreeSet<String> =
            file.hidden.iter().map(|sheet| format!("{} hidden", sheet.name)).collect();
        for (grid, mapping) in &file.sheets {
            match mapping {
                Some(mapping) => tables.push(reading(grid, mapping, report)),
                None => {
                    unread.insert(format!("{} no-table", grid.name));
                }
            }
        }
        let mut lines = vec![];
        let wanted = expected["tables"].as_array().unwrap();
        if wanted.len() != tables.len() {
            lines.push(format!("  {} tables, not {}", tables.len(), wanted.len()));
        }
        for (wanted, found) in wanted.iter().zip(&tables) {
            for part in
                ["sheet", "kind", "headings", "rows", "roles", "checks", "corrections", "problems"]
            {
                differences(part, &wanted[part], &found[part], &mut lines);
            }
        }
        let expected_unread: BTreeSet<String> = expected["unread"]
            .as_array()
            .unwrap()
            .iter()
            .map(|u| format!("{} {}", u["sheet"].as_str().unwrap(), u["why"].as_str().unwrap()))
            .collect();
        if unread != expected_unread {
            lines.push(format!("  unread {unread:?}, not {expected_unread:?}"));
        }
        if !lines.is_empty() {
            let name = path.file_name().unwrap().to_string_lossy();
            failed.push(format!("{name} {}\n{}", expected["trouble"], lines.join("\n")));
        }
    }
    assert!(failed.is_empty(), "{} of {}\n{}", failed.len(), cases.len(), failed.join("\n"));
}
