//! `coxswain show notices`: what needs the manager, what was put off and ticked off, and the notes.

use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::error::Result;
use crate::metrics::notices::about::{Standing, name, notes as all_notes};
use crate::metrics::notices::say::{Names, Say};
use crate::metrics::notices::{Notice, Notices, Rules, notices as found};
use crate::store::notes::About;

/// The notices of a scope.
pub(super) fn notices(ask: &Asked<'_>) -> Result<Shown> {
    let all = found(ask.db, ask.directory, ask.scope, ask.today)?;
    let (value, lines) = told(ask, &all)?;
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.today.to_string(),
        "notices": value,
        "rules": rules(ask, &all)?,
        "notes": notes(ask)?,
    });
    Ok((value, lines))
}

/// The notices as they stand, for whatever shows them.
pub(super) fn told(ask: &Asked<'_>, all: &Notices) -> Result<Shown> {
    let names = Names::load(ask.db, all)?;
    let scope = ask.directory.scope_name(ask.scope);
    let company = ask.tr.text("notices-company");
    let say = Say {
        tr: ask.tr,
        directory: ask.directory,
        names: &names,
        today: ask.today,
        scope: scope.unwrap_or(&company),
    };
    let one = |notice: &Notice| value(ask, &say, notice);
    let later = all.later.iter().map(|(notice, until)| {
        let mut told = one(notice);
        if let Value::Object(fields) = &mut told {
            fields.insert("until".to_owned(), json!(until.to_string()));
        }
        told
    });
    let value = json!({
        "open": all.open.iter().map(one).collect::<Vec<_>>(),
        "later": later.collect::<Vec<_>>(),
        "done": all.done.iter().map(one).collect::<Vec<_>>(),
    });
    let lines = all.open.iter().map(|notice| {
        let line = say.line(notice);
        [line.kind, line.title, line.detail, line.who, line.badge, line.action].join("  ")
    });
    Ok((value, lines.collect()))
}

fn value(ask: &Asked<'_>, say: &Say<'_>, notice: &Notice) -> Value {
    let line = say.line(notice);
    let people: Vec<&str> =
        notice.people.iter().map(|person| ask.directory.person_name(*person)).collect();
    json!({
        "key": notice.key,
        "kind": notice.kind.word(),
        "urgency": notice.urgency.word(),
        "title": line.title,
        "detail": line.detail,
        "people": people,
        "due": notice.due.map(|day| day.to_string()),
        "days": notice.days,
        "badge": line.badge,
        "action": notice.act.word(),
    })
}

fn rules(ask: &Asked<'_>, all: &Notices) -> Result<Value> {
    let counts = all.counts();
    let rules = Rules::load(ask.db)?.all().into_iter().map(|rule| {
        json!({
            "kind": rule.kind.word(),
            "active": rule.active,
            "days": rule.kind.threshold().map(|_| rule.threshold),
            "set": rule.set,
            "now": counts.get(&rule.kind).copied().unwrap_or_default(),
        })
    });
    Ok(rules.collect())
}

fn notes(ask: &Asked<'_>) -> Result<Value> {
    let mut list = vec![];
    for note in all_notes(ask.db)? {
        let Some(about) = About::of(&note) else { continue };
        let state = match Standing::of(&note) {
            Standing::Open(_) => "open",
            Standing::Said => "said",
            Standing::Done(_) => "done",
        };
        list.push(json!({
            "about": about.word(),
            "name": name(ask.db, ask.directory, about, ask.tr)?,
            "words": note.words,
            "state": state,
            "due": note.due.map(|day| day.to_string()),
            "done_on": note.done_on.map(|day| day.to_string()),
            "day": note.on_day.to_string(),
            "by": note.by_name,
        }));
    }
    Ok(Value::Array(list))
}
