//! `coxswain show glossary`, `show card:ID` and `show hygiene`: every figure with what it is, the card of one,
//! and how well each rep's deals are kept.

use serde_json::{Map, Value, json};

use super::show::{Asked, Shown};
use crate::domain::period::Period;
use crate::error::{Error, Result};
use crate::i18n::percent;
use crate::metrics::glossary::{Ask, Card, Figure, Headline, List, card, entries, say};
use crate::metrics::hygiene::{self, Check, Score};

/// All figures of a scope in a period, or in the quarter that runs.
pub(super) fn glossary(ask: &Asked<'_>) -> Result<Shown> {
    let period = period(ask);
    let all = entries(ask.db, ask.directory, (ask.scope, period), ask.today)?.figures;
    let tr = ask.tr;
    let mut lines = vec![];
    let mut figures = vec![];
    for entry in all {
        let name = tr.text(&entry.figure.label_key());
        let definition = tr.text(&entry.figure.definition_key());
        let rule = tr.text(&entry.figure.rule_key());
        let said = match entry.headline {
            Some(headline) => say::value(tr, entry.figure, headline),
            None => tr.text("glossary-in-card"),
        };
        let cells = [entry.figure.word(), name.as_str(), said.as_str(), definition.as_str()];
        lines.push(cells.join("  "));
        figures.push(json!({
            "id": entry.figure.word(),
            "name": name,
            "unit": entry.figure.unit().word(),
            "scale": entry.figure.scale(),
            "definition": definition,
            "rule": rule,
            "value": entry.headline.and_then(Headline::value),
            "records": entry.records,
        }));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "figures": figures,
    });
    Ok((value, lines))
}

/// The card of a figure, of a scope and a period.
pub(super) fn figure(ask: &Asked<'_>, id: &str) -> Result<Shown> {
    let Some(figure) = Figure::parse(id) else {
        return Err(Error::new("error-figure-unknown").arg("figure", id));
    };
    let asked = Ask { figure, scope: ask.scope, period: period(ask), today: ask.today };
    let found = card(ask.db, ask.directory, asked)?;
    let shown = say::shown(&found, ask.directory, ask.tr);
    let mut lines = shown.lines(ask.tr);
    for list in [&shown.counted, &shown.omitted] {
        if list.n > 0 {
            lines.push(list.title.clone());
        }
        lines.extend(list.rows.iter().map(|row| {
            let day = row.day.map_or_else(String::new, |day| day.to_string());
            let cells = [&row.account, &row.name, &row.person, &row.amount_text, &day, &row.gave];
            let cells: Vec<&str> =
                cells.into_iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            cells.join("  ")
        }));
    }
    let course = found.course.iter().map(|point| {
        json!({
            "period": point.period.to_string(),
            "value": point.value,
            "records": point.records,
            "over": point.over,
            "signal": found.signal(point),
        })
    });
    let left_out = found.left_out.iter().map(|(why, n)| (why.clone(), json!(n)));
    let value = json!({
        "id": figure.word(),
        "unit": figure.unit().word(),
        "scale": figure.scale(),
        "scope": ask.scope_text(),
        "period": asked.period.to_string(),
        "as_of": found.known.to_string(),
        "value": found.value(),
        "said": shown.value,
        "records": found.records,
        "interval": found.interval.map(|interval| json!([interval.lo, interval.hi])),
        "definition": shown.definition,
        "rule": shown.rule,
        "worked": shown.worked,
        "left_out": left_out.collect::<Map<String, Value>>(),
        "course": course.collect::<Vec<_>>(),
        "limits": limits(&found),
        "counted": list(&found.counted, &shown.counted),
        "omitted": list(&found.omitted, &shown.omitted),
    });
    Ok((value, lines))
}

fn limits(card: &Card) -> Option<Value> {
    card.limits.map(|limits| {
        json!({
            "mean": limits.mean,
            "moving_range": limits.moving_range,
            "low": limits.low,
            "high": limits.high,
        })
    })
}

fn list(list: &List, shown: &say::ListShown) -> Value {
    let rows = shown.rows.iter().map(|row| {
        json!({
            "account": row.account,
            "name": row.name,
            "person": row.person,
            "amount": row.amount,
            "day": row.day.map(|day| day.to_string()),
            "gave": row.gave,
        })
    });
    json!({ "n": list.n, "rows": rows.collect::<Vec<_>>() })
}

/// How well each rep's deals are kept.
pub(super) fn hygiene(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let days = (ask.as_of, ask.today);
    let found = hygiene::hygiene(ask.db, ask.directory, &members, days)?;
    let tr = ask.tr;
    let name = |person: Option<_>| match person {
        Some(person) => ask.directory.person_name(person).to_owned(),
        None => tr.text("glossary-nobody"),
    };
    let line = |who: String, score: &Score| {
        let said = score.bp().map_or_else(|| tr.text("unknown"), percent);
        let wrong =
            score.wrong.iter().map(|(check, n)| format!("{} {n}", tr.text(&check.label_key())));
        let mut cells = vec![who, said];
        cells.extend(wrong);
        cells.join("  ")
    };
    let whole = say::scope(tr, ask.directory, ask.scope);
    let mut lines = vec![line(whole, &found.whole)];
    lines.extend(found.people.iter().map(|(person, score)| line(name(*person), score)));
    let people = found.people.iter().map(|(person, of)| {
        json!({ "name": person.map(|person| ask.directory.person_name(person)), "score": score(of) })
    });
    let wrong = found.wrong.iter().map(|(deal, judged)| {
        let checks: Vec<&str> = judged.wrong.iter().map(|check| check.word()).collect();
        let owner = judged.owner.map(|owner| ask.directory.person_name(owner));
        json!({ "deal": deal.0, "owner": owner, "wrong": checks })
    });
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.as_of.to_string(),
        "whole": score(&found.whole),
        "people": people.collect::<Vec<_>>(),
        "deals": { "n": found.n_wrong, "listed": wrong.collect::<Vec<_>>() },
    });
    Ok((value, lines))
}

fn score(score: &Score) -> Value {
    let (contradicting, missing): (Vec<_>, Vec<_>) =
        Check::ALL.into_iter().partition(|check| check.contradicts());
    let counts = |checks: Vec<Check>| {
        let count = |check: Check| {
            let n = score.wrong.get(&check).copied().filter(|n| *n > 0)?;
            Some((check.word().to_owned(), json!(n)))
        };
        checks.into_iter().filter_map(count).collect::<Map<String, Value>>()
    };
    json!({
        "bp": score.bp(),
        "deals": score.deals,
        "clean": score.clean,
        "asked": score.asked,
        "passed": score.passed,
        "missing": counts(missing),
        "contradicting": counts(contradicting),
    })
}

fn period(ask: &Asked<'_>) -> Period {
    ask.period.unwrap_or_else(|| Period::quarter_of(ask.today))
}
