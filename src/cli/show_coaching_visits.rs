//! `coxswain show coaching-visits`: the visits that were made together in a period with what was seen on them,
//! how many a week asks for, how far two observers agree, and the sheets in use.

use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::domain::coaching::agreement::Verdict;
use crate::domain::coaching::observation::Observed;
use crate::domain::ids::PersonId;
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::error::Result;
use crate::metrics::visits::agreement::{Pooled, pooled, year_to};
use crate::metrics::visits::checklist::{Practised, incomplete, practices};
use crate::metrics::visits::progress::{Line, Reading, points, reading};
use crate::metrics::visits::required::{Asked as Required, Counted, asked};
use crate::metrics::visits::{Scales, Seen, ever, of_members, of_person, show};
use crate::store::records::{Account, Coaching, Opportunity, Rater};

/// The visits of a scope in a period, the quarter of the day where none is named; of one person, each step
/// over time too.
pub(super) fn visits(ask: &Asked<'_>) -> Result<Shown> {
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.today));
    let (db, tr, directory) = (ask.db, ask.tr, ask.directory);
    let scales = Scales::load(db)?;
    let members = directory.members(ask.scope);
    let until = period.last_day().min(ask.today);
    let seen = of_members(db, &scales, &members, (period.first_day(), until))?;
    let required = asked(db, directory, &members, (period, ask.today))?;
    let pooled = pooled(&of_members(db, &scales, &members, year_to(until))?);
    let (mut list, mut lines) = (vec![], vec![]);
    for one in &seen {
        list.push(visit_value(ask, &scales, one)?);
        lines.push(visit_line(ask, one));
    }
    for counted in Counted::ALL {
        let key = match counted {
            Counted::Joint => "visits-joint-weeks",
            Counted::Own => "visits-tile-own",
        };
        let met = required.compliance(counted);
        let met =
            met.map_or_else(|| show::UNKNOWN.to_owned(), |met| format!("{} / {}", met.k, met.n));
        lines.push(format!("{}  {met}", tr.text(key)));
    }
    let practised = practices(db, &scales, &members, (period.first_day(), until))?;
    let open = incomplete(db, &members, (period.first_day(), until))?;
    for own in practised.iter().filter(|own| own.said > 0) {
        lines.push(format!("{}  {}", practice_name(ask, &scales, own), show::practised(own)));
    }
    let name_of = tr.text("visits-records-incomplete");
    lines.push(format!("{name_of}  {}", open.len()));
    let (kappa, verdict) = show::agreement(tr, &pooled);
    lines.push(format!("{}  {kappa}  {verdict}", tr.text("visits-tile-agreement")));
    let person = match ask.scope {
        Scope::Person(person) => Some(person),
        Scope::All | Scope::Region(_) | Scope::Team(_) => None,
    };
    let progress = match person {
        Some(person) => progress_value(ask, &scales, person)?,
        None => Value::Null,
    };
    let value = json!({
        "scope": ask.scope_text(),
        "period": period.to_string(),
        "visits": list,
        "practices": practised.iter().map(|own| json!({
            "step": own.step,
            "practice": own.practice,
            "name": practice_name(ask, &scales, own),
            "done": own.done,
            "said": own.said,
        })).collect::<Vec<_>>(),
        "incomplete": open.iter().map(|one| json!({
            "person": ask.directory.person_name(one.person),
            "day": one.day.to_string(),
            "state": if one.sheet.is_some() { "draft" } else { "no_sheet" },
        })).collect::<Vec<_>>(),
        "required": required_value(ask, &required),
        "agreement": agreement_value(ask, &scales, &pooled),
        "progress": progress,
        "sheets": sheets_value(&scales),
    });
    Ok((value, lines))
}

/// What a practice is called; its word where no version has it any more.
fn practice_name(ask: &Asked<'_>, scales: &Scales, own: &Practised) -> String {
    let step = scales.step(&own.step);
    let found = step.and_then(|step| step.practices.iter().find(|one| one.word == own.practice));
    let named = found.map(|one| ask.tr.own(&one.text, &one.text_en));
    named.unwrap_or(&own.practice).to_owned()
}

fn name(ask: &Asked<'_>, person: Option<PersonId>) -> Option<String> {
    person.map(|person| ask.directory.person_name(person).to_owned())
}

/// Tenths as a JSON number.
fn tenths(value: Option<i64>) -> Value {
    value.map_or(Value::Null, |value| json!(value as f64 / 10.0))
}

fn score_value(score: Option<&Observed>) -> Value {
    score.map_or(Value::Null, |score| {
        json!({
            "score": tenths(score.tenths),
            "cover_bp": score.cover_bp,
            "seen": score.seen,
            "steps": score.steps,
        })
    })
}

fn visit_value(ask: &Asked<'_>, scales: &Scales, seen: &Seen) -> Result<Value> {
    let record = &seen.record;
    let template = scales.get(record.template_id);
    let post = ask.directory.membership_on(record.person_id, record.on_day);
    let post = post.and_then(|at| at.post_id);
    let steps = template.into_iter().flat_map(|template| &template.steps);
    let steps = steps.map(|step| {
        let word = &step.record.word;
        json!({
            "step": word,
            "name": step.record.name,
            "weight_bp": step.record.weight,
            "required": step.required(post),
            "level": seen.level(Rater::Observer, word),
            "second": seen.level(Rater::Second, word),
            "own": seen.level(Rater::Own, word),
        })
    });
    let steps: Vec<Value> = steps.collect();
    let account = record.account_id.map(|id| ask.db.get::<Account>(id)).transpose()?.flatten();
    let deal = record.opportunity_id.map(|id| ask.db.get::<Opportunity>(id)).transpose()?.flatten();
    let talk = record.coaching_id.map(|id| ask.db.get::<Coaching>(id)).transpose()?.flatten();
    let focus = record.focus_id.and_then(|focus| template?.step(focus));
    Ok(json!({
        "person": ask.directory.person_name(record.person_id),
        "day": record.on_day.to_string(),
        "account": account.map(|account| account.name),
        "deal": deal.map(|deal| deal.number.unwrap_or(deal.name)),
        "coaching": talk.as_ref().map(Coaching::code),
        "observer": name(ask, record.observer_id),
        "second": name(ask, record.second_id).or_else(|| record.second_name.clone()),
        "sheet": template.map(|template| &template.record.name),
        "version": template.map(|template| template.record.number),
        "score": score_value(seen.score.as_ref()),
        "steps": steps,
        "kept": record.kept.map(|kept| kept.word()),
        "focus": focus.map(|step| &step.record.word),
        "agreed": record.agreed,
        "practice": record.practice,
        "next_on": record.next_on.map(|day| day.to_string()),
        "coach_confirmed": talk.as_ref().and_then(|talk| talk.coach_confirmed_on).map(|day| day.to_string()),
        "rep_confirmed": talk.as_ref().and_then(|talk| talk.rep_confirmed_on).map(|day| day.to_string()),
    }))
}

fn visit_line(ask: &Asked<'_>, seen: &Seen) -> String {
    let record = &seen.record;
    let score = seen.score.as_ref().map_or_else(String::new, |score| {
        format!("{}  {} / {}", show::score(ask.tr, score), score.seen, score.steps)
    });
    let person = ask.directory.person_name(record.person_id);
    let agreed = record.agreed.as_deref().unwrap_or_default();
    format!("{}  {person}  {score}  {agreed}", record.on_day).trim_end().to_owned()
}

fn required_value(ask: &Asked<'_>, required: &Required) -> Value {
    let of = |counted: Counted| {
        let rate = required.compliance(counted);
        let weeks = required.lines.iter().map(|line| {
            let judged = line.of(counted);
            let known = required.knows(counted, line.week);
            json!({
                "person": ask.directory.person_name(line.person),
                "first": line.week.first.to_string(),
                "last": line.week.last.to_string(),
                "workdays": line.week.workdays,
                "over": line.week.over,
                "required": judged.required,
                "visits": known.then_some(judged.visits),
                "met": known.then(|| judged.met()),
            })
        });
        let weeks: Vec<Value> = weeks.collect();
        let made = required.made(counted).iter().map(|made| {
            json!({
                "person": ask.directory.person_name(made.person),
                "day": made.day.to_string(),
                "about": made.about,
                "left_out": made.left.map(|left| left.word()),
            })
        });
        let made: Vec<Value> = made.collect();
        json!({
            "counted": counted.word(),
            "required": required.required(counted),
            "weeks_met": rate.map(|rate| rate.k),
            "weeks_asked": rate.map(|rate| rate.n),
            "rate_bp": rate.map(|rate| (rate.rate * 10_000.0).round() as i64),
            "weeks": weeks,
            "visits": made,
        })
    };
    Value::Array(Counted::ALL.map(of).to_vec())
}

fn agreement_value(ask: &Asked<'_>, scales: &Scales, pooled: &Pooled) -> Value {
    let found = pooled.agreement;
    let verdict = found.map(|found| match found.verdict() {
        Verdict::TooFew { .. } => "too_few",
        Verdict::NoSpread => "no_spread",
        Verdict::Agree => "agree",
        Verdict::Retrain => "retrain",
    });
    let pairs = pooled.pairs.iter().map(|pair| {
        json!({
            "person": ask.directory.person_name(pair.person),
            "day": pair.day.to_string(),
            "step": pair.step,
            "name": scales.step(&pair.step).map(|step| &step.record.name),
            "first": pair.first,
            "second": pair.second,
        })
    });
    let pairs: Vec<Value> = pairs.collect();
    json!({
        "visits": pooled.visits,
        "pairs": found.map(|found| found.pairs),
        "alike": found.map(|found| found.alike),
        "kappa": found.and_then(|found| found.kappa).map(|kappa| kappa.to_f64()),
        "verdict": verdict,
        "levels": pairs,
    })
}

/// Each step of a person over time, and the score.
fn progress_value(ask: &Asked<'_>, scales: &Scales, person: PersonId) -> Result<Value> {
    let seen = of_person(ask.db, scales, person, ever(ask.today))?;
    let steps = scales.in_use().into_iter().flat_map(|template| &template.steps);
    let mut of = vec![Line::Score];
    for step in steps {
        let line = Line::Step(step.record.word.clone());
        if !of.contains(&line) {
            of.push(line);
        }
    }
    let lines = of.iter().map(|line| {
        let points = points(&seen, line);
        let found = reading(&points);
        let (verdict, change) = match &found {
            Reading::TooFew { .. } => ("too_few", None),
            Reading::Even { .. } => ("even", None),
            Reading::Change { change, .. } => {
                let verdict = match found.rose() {
                    Some(true) => "rose",
                    Some(false) => "fell",
                    None => "open",
                };
                (verdict, Some(change))
            }
        };
        // Scores are kept in tenths.
        let (named, one) = match line {
            Line::Score => ("score", 10.0),
            Line::Step(word) => (word.as_str(), 1.0),
        };
        let shown: Vec<Value> = points
            .iter()
            .map(|point| json!({ "day": point.day.to_string(), "value": point.value as f64 / one }))
            .collect();
        json!({
            "line": named,
            "points": shown,
            "verdict": verdict,
            "difference": change.map(|change| change.diff / one),
            "low": change.map(|change| change.interval.lo / one),
            "high": change.map(|change| change.interval.hi / one),
        })
    });
    Ok(Value::Array(lines.collect()))
}

fn sheets_value(scales: &Scales) -> Value {
    let all = scales.all().into_iter().map(|template| {
        json!({
            "name": template.record.name,
            "version": template.record.number,
            "current": template.record.current,
            "steps": template.steps.len(),
            "change": template.record.change_note,
        })
    });
    Value::Array(all.collect())
}
