//! `coxswain show skills`: who masters what beside what is asked, where the most are below, who should go to the next
//! class, and the hours of the year; of one person with all ratings.

use serde_json::{Map, Value, json};

use super::show::{Asked, Shown};
use super::values::day;
use crate::domain::ids::{PersonId, SkillId};
use crate::domain::period::Period;
use crate::domain::scope::Scope;
use crate::domain::training::coverage::Risk;
use crate::domain::training::enrolment::Choice;
use crate::domain::training::level::LEVEL;
use crate::domain::training::matrix::Heat;
use crate::error::{Error, Result};
use crate::metrics::targets::day_in;
use crate::metrics::targets::history::known_until;
use crate::metrics::training::agreement::{Agreement, agreement};
use crate::metrics::training::enrol::{Enrolling, Offered};
use crate::metrics::training::hours::{Hours, hours};
use crate::metrics::training::matrix::{Group, Row, Spot, Survey, history, survey};
use crate::metrics::training::say;
use crate::store::training::requirements::AskedBy;
use crate::store::training::results::Sums;
use crate::store::training::skills;

/// Skills as of the day of the page: the last one of the period that is not to come.
pub(super) fn shown(ask: &Asked<'_>, person: Option<&str>) -> Result<Shown> {
    let (db, directory, today) = (ask.db, ask.directory, ask.as_of);
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(today));
    let day = ask.period.map_or(today, |period| day_in(period, today).min(today));
    let members = directory.members(ask.scope);
    let found = survey(db, directory, &members, day)?;
    let all = Enrolling::load(db, directory, &found, today)?;
    let agreed = match found.widest() {
        Some(column) => {
            let known = known_until(db, today)?;
            agreement(db, directory, (ask.scope, period), known, (&found, column))?
        }
        None => None,
    };
    let learned = hours(db, directory, (ask.scope, &members), (period, today))?;
    let names: Vec<&str> = found.columns.iter().map(|column| column.name.as_str()).collect();
    let listed: Vec<Value> = (0..names.len()).map(|at| skill(ask, &found, &all, at)).collect();
    let named = |column: usize| names.get(column).copied().unwrap_or_default();
    let single = (0..names.len()).filter(|column| found.risk(*column) == Some(Risk::SinglePoint));
    let mut value = json!({
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "as_of": day.to_string(),
        "newest_rating": found.newest.map(|day| day.to_string()),
        "skills": listed,
        "posts": found.groups.iter().map(|group| post(ask, group, &names)).collect::<Vec<_>>(),
        "total": heat(&found.matrix.whole),
        "biggest_gap": found.widest().map(named),
        "funnel": agreed.map(|agreed| funnel(ask, &agreed)),
        "single_points": single.map(named).collect::<Vec<_>>(),
        "skills_unused": found.idle,
        "enrolment": found.widest().and_then(|column| enrolment(ask, &found, &all, column)),
        "classes": all.classes.iter().map(|class| offered(ask, &all, class)).collect::<Vec<_>>(),
        "hours": hours_value(&learned),
    });
    if let (Some(person), Some(fields)) = (person, value.as_object_mut()) {
        fields.insert("ratings".to_owned(), ratings(ask, &found, person)?);
    }
    Ok((value, lines(ask, &found)))
}

/// One decimal and more, as they are written in cells.
fn levels(parts: i64) -> f64 {
    parts as f64 / LEVEL as f64
}

fn heat(heat: &Heat) -> Value {
    json!({
        "asked": heat.asked(),
        "rated": heat.rated(),
        "reached": heat.reached(),
        "above": heat.above,
        "met": heat.met,
        "below": heat.below,
        "far_below": heat.far_below,
        "unrated": heat.unrated,
        "missing_levels": levels(heat.missing),
        "share": heat.share().map(|share| (share.to_f64() * 10_000.0).round() / 10_000.0),
    })
}

fn skill(ask: &Asked<'_>, found: &Survey, all: &Enrolling, at: usize) -> Value {
    let column = found.columns.get(at);
    let skill = column.and_then(|own| own.key.skill());
    let name = |person: &PersonId| ask.directory.person_name(*person).to_owned();
    let able = found.cover.get(&at).map(|cover| cover.able.iter().map(name).collect::<Vec<_>>());
    let teaching = skill.map(|skill| all.teaching(skill)).unwrap_or_default();
    let coming = skill.map(|skill| all.coming(skill, ask.as_of)).unwrap_or_default();
    json!({
        "name": column.map(|own| own.name.as_str()),
        "name_en": column.map(|own| own.name_en.as_str()),
        "listed": skill.is_some(),
        "counts": heat(&found.heat(at)),
        "coverage": found.risk(at).map(|risk| risk.word()),
        "able": able,
        "courses": teaching.iter().map(|own| own.course.name.as_str()).collect::<Vec<_>>(),
        "classes": coming.iter().map(|own| own.record.starts.to_string()).collect::<Vec<_>>(),
    })
}

fn post(ask: &Asked<'_>, group: &Group, names: &[&str]) -> Value {
    let post = group.post.and_then(|post| ask.directory.posts.get(&post));
    let mut required = Map::new();
    for (name, asked) in names.iter().zip(&group.required) {
        if let Some((least, most)) = asked {
            required.insert((*name).to_owned(), json!([levels(*least), levels(*most)]));
        }
    }
    json!({
        "post": post.map(|post| post.name.as_str()),
        "required": required,
        "people": group.rows.iter().map(|row| person(ask, row, names)).collect::<Vec<_>>(),
    })
}

fn person(ask: &Asked<'_>, row: &Row, names: &[&str]) -> Value {
    let mut cells = Map::new();
    for (name, own) in names.iter().zip(&row.spots) {
        if own.required.is_some() || own.level.is_some() {
            cells.insert((*name).to_owned(), spot(own));
        }
    }
    json!({
        "person": ask.directory.person_name(row.person),
        "counts": heat(&row.heat),
        "skills": cells,
    })
}

fn spot(own: &Spot) -> Value {
    let by = own.by.map(|by| match by {
        AskedBy::Sheet => "duty-sheet",
        AskedBy::Post(_) => "post",
    });
    json!({
        "level": own.level.map(levels),
        "required": own.required.map(levels),
        "importance": own.required.map(|_| own.importance),
        "required_by": by,
        "state": own.cell().word(),
        "missing": own.required.zip(own.level).map(|_| levels(own.gap())),
        "on_day": day(own.on),
        "with_evidence": own.level.map(|_| own.evidenced),
    })
}

fn funnel(ask: &Asked<'_>, agreed: &Agreement) -> Value {
    let stage = ask.directory.stages.get(&agreed.stage);
    json!({
        "stage": stage.map(|stage| stage.name.as_str()),
        "people_below": agreed.n_below,
        "advanced_below": agreed.below.k,
        "cases_below": agreed.below.n,
        "people_others": agreed.n_others,
        "advanced_others": agreed.others.k,
        "cases_others": agreed.others.n,
        "evidence": agreed.evidence.word(),
    })
}

/// Who should go to the next class of the skill in which the most are below.
fn enrolment(ask: &Asked<'_>, found: &Survey, all: &Enrolling, column: usize) -> Option<Value> {
    let skill = found.columns.get(column)?.key.skill()?;
    let class = all.next(skill, ask.as_of)?;
    let proposal = all.who(&class.target(Some(skill)));
    let name = |person: PersonId| ask.directory.person_name(person);
    let choice = |one: &Choice<SkillId>| {
        let gains = one.gains.iter().map(|gain| {
            json!({
                "importance": gain.need.importance,
                "from": levels(gain.from),
                "to": levels(gain.from.saturating_add(gain.closes)),
            })
        });
        json!({ "person": name(one.person), "gains": gains.collect::<Vec<_>>() })
    };
    let left_out = proposal.left_out.iter().map(|(person, why)| {
        let said = say::left_out(ask.tr, all, why);
        json!({ "person": name(*person), "why": why.word(), "said": said })
    });
    Some(json!({
        "class": offered(ask, all, class),
        "chosen": proposal.chosen.iter().map(choice).collect::<Vec<_>>(),
        "waiting": proposal.waiting.iter().map(choice).collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "seats_free": proposal.free,
    }))
}

fn offered(ask: &Asked<'_>, all: &Enrolling, class: &Offered) -> Value {
    json!({
        "name": say::class(ask.tr, all, class),
        "starts": class.record.starts.to_string(),
        "ends": class.record.ends.to_string(),
        "seats": class.record.seats,
        "enrolled": class.enrolled.len(),
        "free": class.free(),
    })
}

fn hours_value(found: &Hours) -> Value {
    let sums = |sums: &Sums| json!({ "hours": sums.hours.value.map(levels), "unknown": sums.hours.unknown });
    let topics = found
        .topics
        .iter()
        .map(|(topic, own)| json!({ "topic": topic.map(|topic| topic.word()), "sum": sums(own) }));
    let quota = found.quota();
    json!({
        "year": found.year,
        "until": found.until.to_string(),
        "people": found.people,
        "sum": sums(&found.whole),
        "per_head": found.per_head.map(levels),
        "share": quota.and_then(|quota| quota.share()).map(|share| share.to_f64()),
        "elapsed": found.elapsed.to_f64(),
        "topics": topics.collect::<Vec<_>>(),
    })
}

/// All ratings of a person and what they say of themselves.
fn ratings(ask: &Asked<'_>, found: &Survey, name: &str) -> Result<Value> {
    let scope = ask.directory.parse_scope(&format!("person:{name}"))?;
    let Scope::Person(person) = scope else { return Err(Error::new("error-show-person")) };
    let mut rated = vec![];
    for column in &found.columns {
        for rating in history(ask.db, person, &column.key)? {
            rated.push(json!({
                "skill": column.name,
                "level": levels(rating.level),
                "on_day": rating.on_day.to_string(),
                "by": rating.rater,
                "kind": rating.evidence_kind.map(|kind| kind.word()),
                "evidence": rating.evidence,
            }));
        }
    }
    let said = skills::self_ratings_of(ask.db, person)?;
    let name = |skill: SkillId| {
        let column = found.columns.iter().find(|own| own.key.skill() == Some(skill));
        column.map(|own| own.name.clone())
    };
    let said = said.iter().map(|own| {
        json!({
            "skill": name(own.skill_id),
            "level": levels(own.level),
            "on_day": own.on_day.to_string(),
            "words": own.words,
        })
    });
    Ok(json!({
        "person": ask.directory.person_name(person),
        "rated": rated,
        "self": said.collect::<Vec<_>>(),
    }))
}

/// Each skill with how many are below, then each person with the share that is reached.
fn lines(ask: &Asked<'_>, found: &Survey) -> Vec<String> {
    let mut lines = vec![];
    for (at, column) in found.columns.iter().enumerate() {
        let heat = found.heat(at);
        let args = [
            ("n", i64::try_from(heat.short()).unwrap_or(i64::MAX).into()),
            ("of", i64::try_from(heat.rated()).unwrap_or(i64::MAX).into()),
        ];
        let name = ask.tr.own(&column.name, &column.name_en);
        lines.push(format!("{name}  {}", ask.tr.with("matrix-below-of", &args)));
    }
    for row in found.rows() {
        let name = ask.directory.person_name(row.person);
        lines.push(format!("{name}  {}", say::share(&row.heat)));
    }
    lines
}
