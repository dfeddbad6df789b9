//! `coxswain show training-classes`: the classes of a scope with their people, what came of them, and what
//! they did at four levels, as the page shows them.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::show::{Asked, Shown};
use crate::domain::coaching::agreement::Verdict;
use crate::domain::ids::{PersonId, SkillId, TrainingClassId};
use crate::domain::scope::Members;
use crate::domain::stats::rate::{Interval, Rate};
use crate::domain::training::attendance::Attendance;
use crate::domain::training::effect::ANSWER_ASKED;
use crate::domain::training::enrolment::Choice;
use crate::domain::training::mean::Mean;
use crate::domain::training::outcome::{Outcome, Outcomes};
use crate::error::Result;
use crate::metrics::training::classes::{Attendee, Detail, Row, detail, list};
use crate::metrics::training::effect::Effect;
use crate::metrics::training::effect::results::Kpi;
use crate::metrics::training::enrol::{Enrolling, levels_missing};
use crate::metrics::training::matrix::survey;
use crate::metrics::training::raters::Raters;
use crate::metrics::training::{Days, show, whole};
use crate::store::records::{Skill, TrainingClass, TrainingResult};
use crate::store::training::results::{Sum, Sums};

/// The days of a period, or all there are.
fn days(ask: &Asked<'_>) -> Days {
    let year = |year: i32, month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day);
    match ask.period {
        Some(period) => (period.first_day(), period.last_day()),
        None => (
            year(1900, 1, 1).unwrap_or(NaiveDate::MIN),
            year(2999, 12, 31).unwrap_or(NaiveDate::MAX),
        ),
    }
}

/// The classes of a scope in a period, and those to come after it; of all time without a period.
pub(super) fn classes(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let rows = list(ask.db, &members, days(ask), ask.today)?;
    let skills = ask.db.all::<Skill>()?;
    let (mut found, mut lines) = (vec![], vec![]);
    for row in &rows {
        let page = match &row.class {
            Some(class) => detail(ask.db, ask.directory, class.id, ask.today)?,
            None => None,
        };
        lines.push(line(ask, row));
        found.push(class_value(ask, row, page.as_ref(), &skills));
    }
    let value = json!({
        "scope": ask.scope_text(),
        "period": ask.period_text(),
        "as_of": ask.today.to_string(),
        "classes": found,
        "from_gaps": from_gaps(ask, &members, &skills)?,
    });
    Ok((value, lines))
}

/// Who should go to each class that is still to begin, from what they lack.
fn from_gaps(ask: &Asked<'_>, members: &Members, skills: &[Skill]) -> Result<Vec<Value>> {
    let found = survey(ask.db, ask.directory, members, ask.today)?;
    let all = Enrolling::load(ask.db, ask.directory, &found, ask.today)?;
    let choice = |one: &Choice<SkillId>| {
        let gains = one.gains.iter().map(|gain| {
            let skill = skills.iter().find(|own| own.id == gain.skill);
            json!({
                "skill": skill.map(|skill| &skill.name),
                "levels_missing": levels_missing(gain),
                "closes": units(gain.closes),
            })
        });
        json!({
            "name": ask.directory.person_name(one.person),
            "gains": gains.collect::<Vec<_>>(),
        })
    };
    let open = all.open(ask.today).into_iter().map(|(class, who)| {
        json!({
            "id": class.record.id.0,
            "enrolled": class.enrolled.len(),
            "free": class.free(),
            "chosen": who.chosen.iter().map(choice).collect::<Vec<_>>(),
            "waiting": who.waiting.iter().map(choice).collect::<Vec<_>>(),
        })
    });
    Ok(open.collect())
}

fn line(ask: &Asked<'_>, row: &Row) -> String {
    let args = [
        ("day", row.starts.to_string().into()),
        ("name", row.name.as_str().into()),
        ("state", ask.tr.text(show::standing_key(row.standing)).into()),
        ("came", whole(row.attendance.came()).into()),
        ("n", whole(row.people()).into()),
    ];
    ask.tr.with("classes-cli-line", &args)
}

fn class_value(ask: &Asked<'_>, row: &Row, page: Option<&Detail>, skills: &[Skill]) -> Value {
    let mut value = json!({
        "name": row.name,
        "starts": row.starts.to_string(),
        "ends": row.ends.to_string(),
        "place": row.place,
        "trainer": row.trainer,
        "standing": row.standing.word(),
        "from_sheets": row.class.is_none(),
        "seats": { "taken": row.seats.taken, "waiting": row.seats.waiting, "free": row.free() },
        "attendance": attendance(&row.attendance),
        "retests": row.retests,
        "results": row.results.len(),
    });
    let (Some(class), Some(page)) = (&row.class, page) else { return value };
    let own = json!({
        "id": class.id.0,
        "course": page.page.course.name,
        "limit": class.seats,
        "cost_planned_fen": class.cost,
        "mark": class.mark.map(|mark| mark.word()),
        "confirmed_on": class.confirmed_on.map(|day| day.to_string()),
        "closed_on": class.closed_on.map(|day| day.to_string()),
        "why": class.close_note,
        "kpi": named(class),
        "hours": page.hours().map(units),
        "parts": page.page.sessions.iter().map(|part| json!({
            "day": part.on_day.to_string(),
            "begins": part.begins,
            "ends": part.ends,
            "hours": units(part.hours),
        })).collect::<Vec<_>>(),
        "figures": figures(page),
        "people": page.people.iter().map(|one| person(ask, one, skills)).collect::<Vec<_>>(),
        "levels": levels(ask, &page.effect),
        "raters": page.raters.iter().map(raters_value).collect::<Vec<_>>(),
    });
    if let (Value::Object(fields), Value::Object(own)) = (&mut value, own) {
        fields.extend(own);
    }
    value
}

fn named(class: &TrainingClass) -> Value {
    class.kpi.as_ref().map_or(Value::Null, |metric| {
        json!({
            "metric": metric,
            "days": class.kpi_days,
            "named_on": class.kpi_named_on.map(|day| day.to_string()),
        })
    })
}

/// Ten-thousandths as a number.
pub(super) fn units(value: i64) -> Value {
    json!(value as f64 / 10_000.0)
}

fn attendance(of: &Attendance) -> Value {
    json!({
        "full": of.full,
        "part": of.part,
        "excused": of.excused,
        "absent": of.absent,
        "unknown": of.unknown,
        "rate": of.rate().as_ref().map(rate),
    })
}

fn figures(page: &Detail) -> Value {
    let figures = &page.figures;
    json!({
        "seated": figures.seated,
        "waiting": figures.waiting,
        "from_gap": figures.from_gap,
        "attendance": attendance(&figures.attendance),
        "sums": sums(&figures.sums),
        "hours_due": figures.hours_due.map(units),
        "outcomes": outcomes(&figures.outcomes),
        "missed": figures.missed.len(),
        "retests": figures.retests.len(),
    })
}

/// Days, hours and cost, each with of how many it is not known.
pub(super) fn sums(of: &Sums) -> Value {
    let sum = |sum: Sum| json!({ "value": sum.value.map(units), "unknown": sum.unknown });
    json!({
        "days": sum(of.days),
        "hours": sum(of.hours),
        "cost_fen": { "value": of.cost.value, "unknown": of.cost.unknown },
    })
}

/// What came of it; the pass rate is of tests alone.
pub(super) fn outcomes(of: &Outcomes) -> Value {
    json!({
        "passed": of.passed,
        "failed": of.failed,
        "completed": of.completed,
        "incomplete": of.incomplete,
        "silent": of.silent,
        "unknown": of.unknown,
        "pass_rate": of.pass_rate().as_ref().map(rate),
        "completion": of.completion().as_ref().map(rate),
    })
}

/// A rate with its sample and interval.
pub(super) fn rate(of: &Rate) -> Value {
    json!({ "k": of.k, "n": of.n, "rate": of.rate, "lo": of.interval.lo, "hi": of.interval.hi })
}

fn ends(at: Option<Interval>) -> Value {
    at.map_or(Value::Null, |at| json!({ "lo": at.lo, "hi": at.hi }))
}

/// A mean with its sample, its interval and how it stands to a limit.
pub(super) fn mean(of: Option<&Mean>, limit: f64) -> Value {
    of.map_or(Value::Null, |of| {
        json!({
            "n": of.n,
            "mean": of.mean,
            "interval": ends(of.interval),
            "verdict": of.against(limit).word(),
        })
    })
}

fn person(ask: &Asked<'_>, one: &Attendee, skills: &[Skill]) -> Value {
    let name = |person: PersonId| ask.directory.person_name(person);
    let enrolment = one.one.enrolment.as_ref();
    let skill = enrolment.and_then(|own| own.skill_id);
    let skill = skills.iter().find(|own| Some(own.id) == skill);
    let class = |class: TrainingClassId| class.0;
    let result = one.result();
    let score = |of: fn(&TrainingResult) -> Option<i64>| result.and_then(of).map(units);
    json!({
        "name": name(one.one.person),
        "state": one.state().word(),
        "skill": skill.map(|skill| &skill.name),
        "gap": enrolment.and_then(|own| own.gap),
        "note": enrolment.and_then(|own| own.note.as_ref()),
        "makeup_for": enrolment.and_then(|own| own.makeup_for_id).map(class),
        "made_up_in": one.missed.flatten().map(class),
        "missed": one.missed.is_some(),
        "came": one.came.map(|came| came.word()),
        "parts": one.parts,
        "score_before": score(|result| result.score_before),
        "score": score(|result| result.score),
        "change": one.change().map(units),
        "retest": result.and_then(|result| result.retest_on.zip(result.retest_score)).map(
            |(day, score)| json!({ "day": day.to_string(), "score": units(score) }),
        ),
        "retest_due": one.retest,
        "outcome": result.and_then(|result| result.outcome.as_deref()).map(|said| {
            json!({ "words": said, "outcome": Outcome::of(said).map(Outcome::word) })
        }),
        "feedback": result.and_then(|result| result.feedback),
        "feedback_words": result.and_then(|result| result.feedback_words.as_ref()),
        "hours": score(|result| result.hours),
        "cost_fen": result.and_then(|result| result.cost),
        "behaviour": one.seen.map(|seen| {
            // Tenths of a point of the sheet, from 0 to 100.
            let points = |value: Option<i64>| value.map(|value| value as f64 / 10.0);
            json!({ "before": points(seen.before), "after": points(seen.after) })
        }),
    })
}

/// The four levels of a class or of a course.
pub(super) fn levels(ask: &Asked<'_>, effect: &Effect) -> Value {
    let names = |people: &[PersonId]| -> Vec<&str> {
        people.iter().map(|person| ask.directory.person_name(*person)).collect()
    };
    let money = effect.money.as_ref().map(|money| match money {
        Ok(share) => json!({ "share": share.to_f64() }),
        Err(why) => json!({ "refused": why.word() }),
    });
    json!({
        "reaction": {
            "mean": mean(effect.reaction.mean.as_ref(), ANSWER_ASKED),
            "top2": effect.reaction.top2.as_ref().map(rate),
            "outside": effect.reaction.outside,
        },
        "learning": {
            "change": mean(effect.learning.change.as_ref(), 0.0),
            "gain": mean(effect.learning.gain.as_ref(), 0.0),
            "undefined": effect.learning.undefined,
        },
        "behaviour": {
            "change": mean(effect.behaviour.change.as_ref(), 0.0),
            "risen": effect.behaviour.risen.as_ref().map(rate),
            "steps": effect.facts.steps,
            "days": effect.facts.days,
            "until": effect.facts.until.map(|day| day.to_string()),
            "unseen": names(&effect.unseen()),
        },
        "results": effect.results.iter().map(kpi).collect::<Vec<_>>(),
        "money": money,
    })
}

fn kpi(of: &Kpi) -> Value {
    let (change, against) = (of.reading.change.ok(), of.reading.against.ok());
    let (rebound, chance) = (of.reading.rebound.ok(), of.reading.chance.ok());
    json!({
        "metric": of.metric.word(),
        "unit": of.metric.unit().word(),
        "named_on": of.named_on.map(|day| day.to_string()),
        "named_before": of.named_before,
        "days": of.days,
        "due_on": of.due_on.to_string(),
        "weeks": { "asked": of.weeks.0, "over": of.weeks.1 },
        "trained": of.trained,
        "peers": of.peers,
        "verdict": of.told().word(),
        "change": change.map(|found| json!({
            "before": found.before,
            "after": found.after,
            "diff": found.diff,
            "interval": ends(Some(found.interval)),
        })),
        "rebound": rebound.map(|found| json!({
            "expected": found.expected,
            "beyond": found.beyond,
        })),
        "against_peers": against.map(|found| json!({
            "usual": found.usual,
            "effect": found.effect,
            "interval": ends(Some(found.interval)),
        })),
        "chance": chance.map(|found| json!({ "p": found.p(), "smallest_p": found.smallest_p() })),
    })
}

/// How far two raters agree.
pub(super) fn raters_value(of: &Raters) -> Value {
    let (one, other) = &of.names;
    json!({
        "raters": [one, other],
        "pairs": of.agreement.pairs,
        "alike": of.agreement.alike,
        "kappa": of.agreement.kappa.map(|kappa| kappa.to_f64()),
        "says": match of.agreement.verdict() {
            Verdict::TooFew { .. } => "too-few",
            Verdict::NoSpread => "no-spread",
            Verdict::Agree => "agree",
            Verdict::Retrain => "retrain",
        },
    })
}
