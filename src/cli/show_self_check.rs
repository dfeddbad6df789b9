//! `coxswain show … self-check`: a person's duties of a month, done or not, with what shows it.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::{Error, Result};
use crate::metrics::self_check::{Ask, Checked, Kept, SelfCheck, load};
use crate::metrics::show;
use crate::store::duties::Duties;

/// One person's month, by `--person` or by the scope; that of the day without a period.
pub(super) fn self_check(ask: &Asked<'_>, name: Option<&str>) -> Result<Shown> {
    let scope = match name {
        Some(name) => ask.directory.parse_scope(&format!("person:{name}"))?,
        None => ask.scope,
    };
    let Scope::Person(person) = scope else {
        return Err(Error::new("error-show-person"));
    };
    let month = ask.period.unwrap_or_else(|| Period::month_of(ask.as_of));
    if !matches!(month, Period::Month(..)) {
        return Err(Error::new("error-duty-check-month").arg("period", month));
    }
    if month.first_day() > ask.as_of {
        return Err(Error::new("error-duty-check-future").arg("month", month));
    }
    let duties = Duties::load(ask.db)?;
    let of = Ask { person, month, today: ask.as_of };
    let found = load(ask.db, ask.directory, &duties, of)?;
    let name = ask.directory.person_name(person);
    Ok((told(ask, name, &found), said(ask, name, &found)))
}

fn told(ask: &Asked<'_>, name: &str, found: &SelfCheck) -> Value {
    let sheet = found.sheet.as_ref().map(|sheet| {
        let post = ask.directory.posts.get(&sheet.post_id);
        json!({
            "post": post.map(|post| post.name.as_str()),
            "audience": sheet.audience.word(),
            "number": sheet.number,
            "starts": sheet.starts.to_string(),
        })
    });
    let kept = found.kept();
    json!({
        "person": name,
        "month": kept.map(|kept| kept.month.to_string()),
        "sheet": sheet,
        "duties": kept.and_then(|kept| kept.duties),
        "checked": kept.map(|kept| kept.said),
        "done": kept.and_then(|kept| kept.done_of()).map(|(done, _)| done),
        "figures_of": teams(ask, found),
        "figures_until": found.as_of.to_string(),
        "lines": found.lines.iter().map(line).collect::<Vec<_>>(),
        "months": found.months.iter().map(month).collect::<Vec<_>>(),
    })
}

/// The teams whose figures these are; none for the person's own.
fn teams<'a>(ask: &Asked<'a>, found: &SelfCheck) -> Vec<&'a str> {
    let teams = found.teams.iter().filter_map(|team| ask.directory.teams.get(team));
    teams.map(|team| team.name.as_str()).collect()
}

fn line(checked: &Checked) -> Value {
    let said = checked.said.as_ref();
    let figure = checked.figure.as_ref();
    json!({
        "duty": checked.line.title,
        "standard": checked.line.standard,
        "done": said.map(|said| said.done),
        "proof": said.and_then(|said| said.proof.as_ref()),
        "on": said.map(|said| said.on_day.to_string()),
        "by": said.map(|said| said.by_name.as_str()),
        "metric": figure.map(|figure| figure.metric.word()),
        "value": figure.and_then(|figure| figure.measured.value),
        "unit": figure.map(|figure| figure.metric.unit().word()),
        "records": figure.map(|figure| figure.measured.records),
        "few": figure.map(|figure| figure.few()),
    })
}

fn month(kept: &Kept) -> Value {
    json!({
        "month": kept.month.to_string(),
        "duties": kept.duties,
        "checked": kept.said,
        "done": kept.done_of().map(|(done, _)| done),
    })
}

fn said(ask: &Asked<'_>, name: &str, found: &SelfCheck) -> Vec<String> {
    let tr = ask.tr;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let Some(kept) = found.kept() else { return vec![] };
    let key = match (kept.duties, kept.done_of()) {
        (None, _) => "cli-self-check-no-sheet",
        (Some(_), None) => "cli-self-check-nothing",
        (Some(_), Some(_)) => "cli-self-check",
    };
    let args = [
        ("name", name.into()),
        ("month", kept.month.to_string().into()),
        ("done", number(kept.done).into()),
        ("duties", number(kept.duties.unwrap_or_default()).into()),
    ];
    let mut lines = vec![tr.with(key, &args)];
    for checked in &found.lines {
        let done = checked.said.as_ref().is_some_and(|said| said.done);
        let proof = checked.said.as_ref().and_then(|said| said.proof.as_deref());
        let figure = checked.figure.as_ref().map(|figure| {
            let value = match figure.measured.value {
                Some(_) if figure.few() => tr.text("verdict-few"),
                Some(value) => show::full(tr, figure.metric, value),
                None => tr.text("unknown"),
            };
            format!("{} {value}", tr.text(&figure.metric.label_key()))
        });
        let mark = if done { "[x]" } else { "[ ]" };
        let cells = [proof, figure.as_deref()].map(|cell| cell.unwrap_or("–"));
        lines.push(format!("{mark} {}  {}", checked.line.title, cells.join("  ")));
    }
    if found.lines.iter().any(|checked| checked.figure.is_some()) {
        let teams = teams(ask, found);
        let whose = if teams.is_empty() { name.to_owned() } else { teams.join(", ") };
        let args = [("whose", whose.into()), ("day", found.as_of.to_string().into())];
        lines.push(tr.with("cli-self-check-figures", &args));
    }
    lines
}
