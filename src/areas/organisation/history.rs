//! What changed about a person, by whom and when, from the journal's row images.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::clock;
use crate::documents::duty_sheets::education_word;
use crate::domain::fit::Education;
use crate::domain::ids::{PersonId, PostId, StepId, TeamId};
use crate::error::Result;
use crate::i18n::Tr;
use crate::store::directory::Directory;
use crate::store::journal::{self, Change, Step};
use crate::store::records::{Origin, PersonKind};
use crate::store::{Db, Value};

use super::people::DASH;

/// The most rows shown.
pub(super) const MOST: usize = 20;

/// One changed field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// When, on the wall clock.
    pub when: String,
    /// Who, and the step it belongs to.
    pub source: String,
    /// Which field.
    pub field: String,
    /// The value before; empty when there was none.
    pub before: String,
    /// The value after.
    pub after: String,
}

/// The newest changes of a person and of their memberships.
pub(super) fn load(
    db: &Db,
    directory: &Directory,
    person: PersonId,
    tr: &Tr,
) -> Result<Vec<HistoryRow>> {
    let mut changes = journal::history(db, person.0)?;
    for membership in directory.memberships.iter().filter(|m| m.person_id == person) {
        changes.extend(journal::history(db, membership.id.0)?);
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.id));
    let mut steps: BTreeMap<StepId, Option<Step>> = BTreeMap::new();
    let mut rows = vec![];
    for change in changes {
        if rows.len() >= MOST {
            break;
        }
        if let std::collections::btree_map::Entry::Vacant(entry) = steps.entry(change.step) {
            entry.insert(journal::step(db, change.step)?);
        }
        let step = steps.get(&change.step).and_then(Option::as_ref);
        let when = step.map(|step| clock::wall_clock(&step.at)).unwrap_or_default();
        let source = step.map(|step| source(step, tr)).unwrap_or_default();
        for (field, before, after) in told(&change, directory, tr) {
            rows.push(HistoryRow {
                when: when.clone(),
                source: source.clone(),
                field,
                before,
                after,
            });
        }
    }
    rows.truncate(MOST);
    Ok(rows)
}

fn source(step: &Step, tr: &Tr) -> String {
    let title = tr.with(&step.title, &[("subject", step.subject.as_str().into())]);
    if step.by.is_empty() {
        return title;
    }
    let by = step.by.as_str().into();
    tr.with("organisation-history-source", &[("by", by), ("title", title.into())])
}

/// The fields of a change with their values before and after.
fn told(change: &Change, directory: &Directory, tr: &Tr) -> Vec<(String, String, String)> {
    let membership = change.table == "membership";
    match change.verb.as_str() {
        "insert" if membership => {
            let after = place(&change.after, directory, tr);
            vec![(tr.text("organisation-history-membership"), String::new(), after)]
        }
        "delete" if membership => {
            let before = place(&change.before, directory, tr);
            vec![(tr.text("organisation-history-membership"), before, DASH.to_owned())]
        }
        "insert" => {
            let origin = journal::cell::<Origin>(&change.after, "origin");
            let key = match origin {
                Some(Origin::Import) => "organisation-history-from-roster",
                Some(Origin::CreatedByImport) => "organisation-history-from-sheet",
                _ => "organisation-history-typed",
            };
            vec![(tr.text("organisation-history-created"), String::new(), tr.text(key))]
        }
        _ => {
            let before = |column: &str| change.before.iter().find(|(name, _)| name == column);
            let cells = change.after.iter().filter_map(|(column, after)| {
                let field = field_key(column)?;
                if column == "extra" {
                    let after = tr.text("organisation-history-extra-changed");
                    return Some((tr.text(field), String::new(), after));
                }
                let old = before(column).map(|(_, value)| value_text(column, value, directory, tr));
                let new = value_text(column, after, directory, tr);
                Some((tr.text(field), old.unwrap_or_default(), new))
            });
            cells.collect()
        }
    }
}

fn place(cells: &[(String, Value)], directory: &Directory, tr: &Tr) -> String {
    let value = |column: &str| {
        let cell = cells.iter().find(|(name, _)| name == column);
        cell.filter(|(_, value)| *value != Value::Null)
            .map(|(_, value)| value_text(column, value, directory, tr))
    };
    let team = value("team_id").unwrap_or_else(|| tr.text("organisation-no-team"));
    match value("post_id") {
        Some(post) => {
            tr.with("organisation-place", &[("team", team.into()), ("post", post.into())])
        }
        None => team,
    }
}

const fn field_key(column: &str) -> Option<&'static str> {
    Some(match column.as_bytes() {
        b"archived" => "organisation-field-status",
        b"city" => "organisation-field-city",
        b"education" => "organisation-field-education",
        b"email" => "organisation-field-email",
        b"ended_as" => "organisation-history-ended-as",
        b"ends" => "organisation-history-ends",
        b"extra" => "organisation-history-extra",
        b"hired" => "organisation-field-hired",
        b"in_trade_since" => "organisation-field-in-trade",
        b"kind" => "organisation-field-kind",
        b"level" => "organisation-field-level",
        b"major" => "organisation-field-major",
        b"name" => "organisation-field-name",
        b"note" => "organisation-field-note",
        b"number" => "organisation-field-number",
        b"origin" => "organisation-history-origin",
        b"phone" => "organisation-field-phone",
        b"post_id" => "organisation-field-post",
        b"starts" => "organisation-history-starts",
        b"team_id" => "organisation-field-team",
        _ => return None,
    })
}

fn value_text(column: &str, value: &Value, directory: &Directory, tr: &Tr) -> String {
    match (column, value) {
        (_, Value::Null) => DASH.to_owned(),
        ("archived", Value::Int(flag)) => {
            tr.text(if *flag == 0 { "organisation-active" } else { "organisation-archived" })
        }
        ("team_id", Value::Int(id)) => directory
            .teams
            .get(&TeamId(*id))
            .map_or_else(|| tr.text("unknown"), |team| team.name.clone()),
        ("post_id", Value::Int(id)) => directory
            .posts
            .get(&PostId(*id))
            .map_or_else(|| tr.text("unknown"), |post| post.name.clone()),
        ("kind", Value::Text(word)) => match PersonKind::parse(word) {
            Some(PersonKind::External) => tr.text("organisation-external"),
            Some(PersonKind::Employee) => tr.text("organisation-employee"),
            None => word.clone(),
        },
        ("education", Value::Text(word)) => match Education::from_word(word) {
            Some(education) => education_word(tr, education),
            None => word.clone(),
        },
        ("ended_as", Value::Text(word)) => tr.text(&format!("organisation-ended-{word}")),
        ("origin", Value::Text(word)) => match Origin::parse(word) {
            Some(Origin::Typed) => tr.text("organisation-history-typed"),
            Some(Origin::Import) => tr.text("organisation-history-from-roster"),
            Some(Origin::CreatedByImport) => tr.text("organisation-history-from-sheet"),
            None => word.clone(),
        },
        // Stored is the first day outside; shown is the last day inside, as everywhere.
        ("ends", Value::Text(day)) => day
            .parse::<NaiveDate>()
            .ok()
            .and_then(|day| day.pred_opt())
            .map_or_else(|| day.clone(), |day| day.to_string()),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn an_update_tells_each_field_and_hides_the_unknown_ones() {
        let cell = |name: &str, value: Value| (name.to_owned(), value);
        let change = Change {
            id: 3,
            step: StepId(1),
            table: "person".to_owned(),
            row: 2,
            verb: "update".to_owned(),
            before: vec![cell("city", Value::Null), cell("secret", Value::Int(1))],
            after: vec![
                cell("city", Value::Text("无锡".to_owned())),
                cell("secret", Value::Int(2)),
            ],
        };
        let told = told(&change, &Directory::default(), &Tr::new(Language::Chinese));
        let values: Vec<_> = told.iter().map(|(_, b, a)| (b.as_str(), a.as_str())).collect();
        assert_eq!(values, [(DASH, "无锡")]);
    }
}
