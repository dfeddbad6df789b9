//! One plan, ready to draw: where it stands, what each objective has come to, what shows it, which support was
//! given, and whether it helped.

use chrono::NaiveDate;

use super::data::{day_text, days_text, next_text, outcome_tone, status_key, unknown};
use super::effect::{self, EffectRow};
use super::rows::{CheckRow, Ended, EvidenceRow, ObjectiveRow, Opened, SupportRow};
use crate::areas::coaching::data::Load;
use crate::command::coaching::Who;
use crate::command::coaching::objectives::{Measure, Milestone, ObjectiveForm};
use crate::command::coaching::plans::Shown;
use crate::domain::coaching::improvement::CheckState;
use crate::domain::ids::{ImprovementObjectiveId, ImprovementPlanId};
use crate::domain::names::initial;
use crate::domain::period::Period;
use crate::error::Result;
use crate::i18n::{Tr, number};
use crate::metrics::MetricId;
use crate::metrics::coaching::effect::effects;
use crate::metrics::coaching::improvement::{Check, Followed, Stand, follow};
use crate::metrics::coaching::improvement_show::{
    self as written, Reach, asked, cause, check_days, check_name, outcome_key, reach, share,
    verdict_key,
};
use crate::metrics::show::score;
use crate::store::coaching::plans::{self, Plan};
use crate::store::coaching::{log, sheets};
use crate::store::records::{ImprovementObjective, ImprovementSupport};
use crate::ui::charts::checkpoints::{CheckPoint, CheckPoints, PointState};
use crate::ui::tokens::Tone;

/// Loads a plan; `None` where it is gone.
///
/// # Errors
/// Whatever the database reports.
pub(super) fn load(load: &Load<'_>, id: ImprovementPlanId) -> Result<Option<Opened>> {
    let Some(plan) = plans::plan(load.db, id)? else { return Ok(None) };
    let effects = effects(load.db, load.directory, &plan, load.today)?;
    let records = records(load, &plan)?;
    let Some(followed) = follow(load.db, load.directory, vec![plan], load.today)?.pop() else {
        return Ok(None);
    };
    let effects = effects.iter().map(|one| effect::row(load, &followed.plan, one)).collect();
    Ok(Some(opened(load, &followed, effects, records)))
}

fn opened(
    load: &Load<'_>,
    one: &Followed,
    effects: Vec<EffectRow>,
    records: Vec<(Option<Shown>, String)>,
) -> Opened {
    let (tr, plan, record) = (load.tr, &one.plan, &one.plan.record);
    let name = load.directory.person_name(record.person_id).to_owned();
    let current = one.current().and_then(|current| {
        one.checks.iter().position(|check| check.record.id == current.record.id)
    });
    let coach =
        record.coach_id.map_or(record.by_name.as_str(), |coach| load.directory.person_name(coach));
    let mut about = tr.with(
        "improvement-about",
        &[("code", record.code().into()), ("coach", coach.to_owned().into())],
    );
    if let Some(helper) = record.helper_id {
        let helper = load.directory.person_name(helper).to_owned();
        about.push_str(&tr.with("improvement-about-helper", &[("helper", helper.into())]));
    }
    let looked_at = plan.checks.iter().any(|check| check.held_on.is_some());
    let confirmed = record.coach_confirmed_on.or(record.person_confirmed_on).is_some();
    let open = record.closed_on.is_none();
    Opened {
        id: record.id,
        subject: format!("{name} {}", record.code()),
        initial: initial(&name),
        days: days_text(load, one),
        title: record.title.clone(),
        about,
        bar: bar(load, one, current),
        cells: cells(load, one, current),
        open,
        ended: record.outcome.map(|outcome| Ended {
            state: tr.text(outcome_key(outcome)),
            tone: outcome_tone(outcome),
            day: day_text(record.closed_on),
            result: record.result.clone().unwrap_or_default(),
        }),
        confirmed: [
            (Who::Coach, shown_day(record.coach_confirmed_on)),
            (Who::Rep, shown_day(record.person_confirmed_on)),
        ],
        cause: record.cause.clone(),
        causes: plan.symptoms.iter().map(|symptom| cause(tr, symptom)).collect(),
        words: record.person_words.clone().unwrap_or_default(),
        check_heads: one.checks.iter().map(|check| check_name(tr, check.after)).collect(),
        current,
        objectives: one.stands.iter().map(|own| objective(load, one, own, current)).collect(),
        history: history(load, plan),
        evidence: evidence(tr, plan),
        records,
        support: support(load, plan),
        checks: checks(load, one),
        effects,
        effect_note: effect::note(load),
        fresh: !looked_at && !confirmed && plan.given.is_empty() && open,
        name,
    }
}

fn shown_day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn bar(load: &Load<'_>, one: &Followed, current: Option<usize>) -> CheckPoints {
    let tr = load.tr;
    let length = one.length.max(1) as f32;
    let record = &one.plan.record;
    let n = i64::try_from(one.stands.len()).unwrap_or(i64::MAX);
    let mut points = vec![CheckPoint {
        at: 0.0,
        top: number(0),
        name: tr.text("improvement-start"),
        note: tr.with(
            "improvement-start-note",
            &[("day", record.starts.to_string().into()), ("n", n.into())],
        ),
        state: PointState::Past,
    }];
    for (at, check) in one.checks.iter().enumerate() {
        let state = match check.state {
            CheckState::Overdue(_) | CheckState::NoEvidence => PointState::Late,
            _ if current == Some(at) && record.closed_on.is_none() => PointState::Now,
            CheckState::Held => PointState::Past,
            CheckState::Due => PointState::Now,
            CheckState::Coming => PointState::Coming,
        };
        let note = match check.record.held_on {
            Some(held) => tr.with("improvement-held-note", &[("day", held.to_string().into())]),
            None => check.record.due.to_string(),
        };
        points.push(CheckPoint {
            at: check.after as f32 / length,
            top: number(check_days(check.after)),
            name: check_name(tr, check.after),
            note,
            state,
        });
    }
    let told = one.checks.iter().map(|check| match check.record.held_on {
        Some(held) => {
            let held = tr.with("improvement-held-note", &[("day", held.to_string().into())]);
            format!("{} {held}", check_name(tr, check.after))
        }
        None => next_text(load, check),
    });
    let told: Vec<String> = told.collect();
    CheckPoints {
        told: format!("{}: {}", days_text(load, one), told.join("; ")),
        points,
        over: one.day as f32 / length,
    }
}

/// The check point that is looked at in one sentence, the progress, the pace, what they come to.
fn cells(load: &Load<'_>, one: &Followed, current: Option<usize>) -> Vec<[String; 3]> {
    let tr = load.tr;
    let progress = one.progress.as_ref().ok();
    let (total, pace) = progress.map_or((None, None), |own| (own.total, own.pace));
    let status = progress.and_then(|own| own.status);
    let status = status.map_or_else(|| unknown(load, one), |own| tr.text(status_key(own)));
    let missing = one.stands.iter().filter(|stand| stand.share.is_none()).count();
    let known = if missing == 0 {
        tr.text("improvement-total-note")
    } else {
        let n = i64::try_from(missing).unwrap_or(i64::MAX);
        tr.with("improvement-total-missing", &[("n", n.into())])
    };
    let mut cells = vec![];
    if let Some((at, check)) = current.and_then(|at| Some((at, one.checks.get(at)?))) {
        let held = check.record.held_on.is_some();
        let of = |wanted: Reach| {
            let found = one.stands.iter().filter(|own| reach(own, at, held) == wanted).count();
            number(i64::try_from(found).unwrap_or(i64::MAX))
        };
        let (label, value, note) = if held {
            let missed = [
                ("partly", of(Reach::Partly).into()),
                ("not", of(Reach::NotMet).into()),
                ("unknown", of(Reach::Unknown).into()),
            ];
            (
                check_name(tr, check.after),
                tr.with("improvement-check-met", &[("n", of(Reach::Met).into())]),
                tr.with("improvement-check-missed", &missed),
            )
        } else {
            (check_name(tr, check.after), check.record.due.to_string(), next_text(load, check))
        };
        cells.push([label, value, note]);
    }
    cells.push([tr.text("improvement-total"), share(total), known]);
    let pace_note = tr.text("improvement-pace-note");
    cells.push([tr.text("improvement-pace"), share(pace), pace_note]);
    let as_of = tr.with("improvement-as-of", &[("day", one.as_of.to_string().into())]);
    cells.push([tr.text("improvement-status"), status, as_of]);
    cells
}

fn objective(load: &Load<'_>, one: &Followed, own: &Stand, current: Option<usize>) -> ObjectiveRow {
    let (tr, record) = (load.tr, &own.record);
    let held = |at: usize| one.checks.get(at).is_some_and(|check| check.record.held_on.is_some());
    let points = one.checks.iter().enumerate().map(|(at, check)| {
        let wanted = written::asked_text(tr, record, &asked(own, at));
        let found = own.points.get(at).and_then(Option::as_ref);
        let found = found.filter(|_| check.record.held_on.is_some());
        let found = found.map(|point| written::found(tr, record, point)).unwrap_or_default();
        [found, wanted]
    });
    let reach = current.map_or(Reach::Open, |at| reach(own, at, held(at)));
    let line = one.plan.objectives.iter().filter(|other| other.position == record.position);
    let line: Vec<ImprovementObjectiveId> = line.map(|other| other.id).collect();
    let shown = one.plan.evidence.iter().filter(|own| line.contains(&own.objective_id)).count();
    let metric = record.metric.as_deref().and_then(MetricId::parse);
    let period = record.baseline_period.as_deref().and_then(Period::parse);
    let shown = i64::try_from(shown).unwrap_or(i64::MAX);
    ObjectiveRow {
        id: record.id,
        name: record.name.clone(),
        weight: format!("{}%", score(record.weight).trim_end_matches(".00")),
        baseline: written::baseline(tr, record),
        points: points.collect(),
        now: written::now(tr, record, &own.now),
        share: share(own.share),
        evidence: tr.with("improvement-evidence-count", &[("n", shown.into())]),
        reach,
        reach_text: tr.text(reach.label_key()),
        unit: record.unit,
        metric: metric.zip(period),
        form: form(own, metric.zip(period)),
    }
}

/// An objective as it would be typed.
fn form(own: &Stand, metric: Option<(MetricId, Period)>) -> ObjectiveForm {
    let record: &ImprovementObjective = &own.record;
    let measure = match (metric, record.unit) {
        (Some((metric, period)), _) => {
            Measure::Metric { metric, period, target: record.target.unwrap_or_default() }
        }
        (None, Some(unit)) => Measure::Figure {
            unit,
            baseline: record.baseline.unwrap_or_default(),
            sample: record.baseline_sample,
            target: record.target.unwrap_or_default(),
        },
        (None, None) => Measure::Words {
            baseline: record.baseline_words.clone().unwrap_or_default(),
            target: record.target_words.clone().unwrap_or_default(),
        },
    };
    let milestone = |at: usize| {
        let point = own.points.get(at).and_then(Option::as_ref);
        Milestone {
            target: point.and_then(|point| point.target),
            words: point.and_then(|point| point.target_words.clone()).unwrap_or_default(),
        }
    };
    ObjectiveForm {
        name: record.name.clone(),
        measure,
        weight: record.weight,
        milestones: (0..own.points.len()).map(milestone).collect(),
    }
}

/// The objectives that ended: what they asked for, and when and why they ended.
fn history(load: &Load<'_>, plan: &Plan) -> Vec<[String; 2]> {
    let tr = load.tr;
    let ended = plan.objectives.iter().filter_map(|own| Some((own, own.ended_on?)));
    ended
        .map(|(own, day)| {
            let args = [
                ("name", own.name.as_str().into()),
                ("baseline", written::baseline(tr, own).into()),
                ("target", written::target(tr, own).into()),
            ];
            let why = [
                ("day", day.to_string().into()),
                ("reason", own.end_reason.clone().unwrap_or_default().into()),
            ];
            [tr.with("improvement-was", &args), tr.with("improvement-was-why", &why)]
        })
        .collect()
}

fn evidence(tr: &Tr, plan: &Plan) -> Vec<EvidenceRow> {
    let rests = plan.checks.iter().filter_map(|check| check.held_on).max();
    let name = |id: ImprovementObjectiveId| {
        let found = plan.objectives.iter().find(|own| own.id == id);
        found.map(|own| own.name.clone()).unwrap_or_default()
    };
    let rows = plan.evidence.iter().rev().map(|own| EvidenceRow {
        id: own.id,
        text: tr.joined(&[own.text.as_str(), own.shown_in.as_deref().unwrap_or_default()]),
        objective: name(own.objective_id),
        day: own.on_day.to_string(),
        used: rests.is_some_and(|day| own.on_day <= day),
    });
    rows.collect()
}

/// The talks and sheets of the person since the plan began.
fn records(load: &Load<'_>, plan: &Plan) -> Result<Vec<(Option<Shown>, String)>> {
    let days = (plan.record.starts, load.today);
    let person = plan.record.person_id;
    let mut list = vec![(None, load.tr.text("improvement-record-none"))];
    for talk in log::of_person(load.db, person, days)? {
        let text = format!("{} {} {}", talk.on_day, talk.code(), talk.topic);
        list.push((Some(Shown::Coaching(talk.id)), text));
    }
    for sheet in sheets::of_person(load.db, person, days)? {
        let args = [("day", sheet.on_day.to_string().into())];
        list.push((Some(Shown::Sheet(sheet.id)), load.tr.with("improvement-record-sheet", &args)));
    }
    Ok(list)
}

fn support(load: &Load<'_>, plan: &Plan) -> Vec<SupportRow> {
    let tr = load.tr;
    let row = |own: &ImprovementSupport| {
        let kept = i64::try_from(plan.kept(own.id)).unwrap_or(i64::MAX);
        let past = own.due.is_some_and(|due| due < load.today);
        let tone = match (kept >= own.times, past) {
            (true, _) => Tone::Good,
            (false, true) => Tone::Warn,
            (false, false) => Tone::Neutral,
        };
        let owner = own.owner_id.or(plan.record.coach_id);
        let owner = owner.map_or_else(
            || plan.record.by_name.clone(),
            |owner| load.directory.person_name(owner).to_owned(),
        );
        let about = match own.due {
            Some(due) => {
                let args = [("owner", owner.into()), ("due", due.to_string().into())];
                tr.with("improvement-support-due", &args)
            }
            None => owner,
        };
        let args = [("kept", number(kept).into()), ("times", number(own.times).into())];
        let given = plan.given.iter().rev().find(|given| given.support_id == own.id);
        SupportRow {
            id: own.id,
            text: own.text.clone(),
            about,
            count: tr.with("improvement-support-count", &args),
            tone,
            last: given.map(|given| given.id),
        }
    };
    plan.support.iter().map(row).collect()
}

fn checks(load: &Load<'_>, one: &Followed) -> Vec<CheckRow> {
    let tr = load.tr;
    let next = one.next().map(|check| check.record.id);
    let last = one.checks.iter().rfind(|check| check.record.held_on.is_some());
    let last = last.map(|check| check.record.id);
    let open = one.plan.record.closed_on.is_none();
    let row = |check: &Check| {
        let record = &check.record;
        CheckRow {
            id: record.id,
            name: check_name(tr, check.after),
            due: record.due.to_string(),
            held: shown_day(record.held_on),
            said: record.verdict.map_or_else(String::new, |said| tr.text(verdict_key(said))),
            note: record.note.clone().unwrap_or_default(),
            verdict: record.verdict,
            confirmed: [
                (Who::Coach, shown_day(record.coach_confirmed_on)),
                (Who::Rep, shown_day(record.person_confirmed_on)),
            ],
            writable: open && (Some(record.id) == next || Some(record.id) == last),
        }
    };
    one.checks.iter().map(row).collect()
}
