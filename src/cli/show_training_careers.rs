//! `coxswain show careers`: the ladder and who is ready for its steps, career plans, chances and how evenly
//! they were given.

use serde_json::{Value, json};

use super::show::{Asked, Shown};
use super::values::{bp, day};
use crate::domain::ids::{PersonId, PostId};
use crate::domain::period::Period;
use crate::domain::scope::Members;
use crate::domain::stats::rate::Rate;
use crate::domain::training::career::{Line, Readiness, Record, Verdict};
use crate::domain::training::opportunities::Line as Group;
use crate::error::Result;
use crate::metrics::training::careers::offers::{self, Cut, cuts, given, in_period, whole};
use crate::metrics::training::careers::{Known, Step, plans, show, steps};
use crate::metrics::training::here;
use crate::store::records::{CareerStatus, DevelopmentOffer, Post};
use crate::store::training::careers::Career;

/// The ladder, plans and chances of a scope; the chances of a period, without one of the quarter.
pub(super) fn careers(ask: &Asked<'_>) -> Result<Shown> {
    let members = ask.directory.members(ask.scope);
    let people = here(ask.directory, &members, ask.as_of);
    let all = steps(ask.db)?;
    let careers = plans::of_people(ask.db, &people, ask.as_of)?;
    let known = Known::load(ask.db, ask.directory, &people, &all, ask.as_of)?;
    let mut lines = vec![];
    let mut ladder = vec![];
    for step in &all {
        let found = found(&known, &people, step);
        lines.extend(step_lines(ask, step, &found));
        ladder.push(step_value((ask, &known), step, &found));
    }
    let mut list = vec![];
    for career in &careers {
        lines.push(plan_line(ask, career));
        list.push(plan_value(ask, career, (&known, &all)));
    }
    let overview = plans::overview(&careers, &people, ask.as_of);
    let names = |list: &[PersonId]| -> Vec<String> {
        list.iter().map(|person| ask.directory.person_name(*person).to_owned()).collect()
    };
    let value = json!({
        "scope": ask.scope_text(),
        "as_of": ask.as_of.to_string(),
        "ladder": ladder,
        "plans": list,
        "plans_open": overview.open,
        "plans_reached": overview.reached,
        "plans_dropped": overview.dropped,
        "talks_late": overview.review_late,
        "actions_late": overview.action_late,
        "without_plan": names(&overview.without),
        "opportunities": chances(ask, &members, &mut lines)?,
    });
    Ok((value, lines))
}

fn post<'a>(ask: &'a Asked<'_>, post: Option<PostId>) -> Option<&'a str> {
    let found: Option<&Post> = post.and_then(|post| ask.directory.posts.get(&post));
    found.map(|post| post.name.as_str())
}

/// How everybody who stands before a step stands to it; nobody before one that is out of use.
fn found(
    known: &Known<'_>,
    people: &[PersonId],
    step: &Step,
) -> Vec<(PersonId, Record, Readiness)> {
    let used = !step.rung.step.archived;
    let before = people.iter().filter(|person| used && known.at(**person, step));
    before
        .map(|person| {
            let (record, found) = known.readiness(*person, step);
            (*person, record, found)
        })
        .collect()
}

fn line_value((ask, known): (&Asked<'_>, &Known<'_>), line: &Line, record: &Record) -> Value {
    json!({
        "condition": line.condition.word(),
        "asked": show::asked(ask.tr, known.skills(), &line.condition),
        "figure": show::figure(ask.tr, line, record),
        "verdict": line.verdict.word(),
        "short": line.short,
    })
}

fn standing(of: (&Asked<'_>, &Known<'_>), record: &Record, found: &Readiness) -> Value {
    json!({
        "verdict": found.verdict().map(Verdict::word),
        "met": found.count(Verdict::Met),
        "not_met": found.count(Verdict::NotMet),
        "unknown": found.count(Verdict::Unknown),
        "conditions": found
            .lines
            .iter()
            .map(|line| line_value(of, line, record))
            .collect::<Vec<_>>(),
    })
}

fn step_value(
    of: (&Asked<'_>, &Known<'_>),
    step: &Step,
    found: &[(PersonId, Record, Readiness)],
) -> Value {
    let (ask, known) = of;
    let own = &step.rung.step;
    let person = |(person, record, readiness): &(PersonId, Record, Readiness)| {
        let mut value = standing(of, record, readiness);
        if let Some(fields) = value.as_object_mut() {
            let name = ask.directory.person_name(*person);
            fields.insert("person".to_owned(), name.into());
        }
        value
    };
    json!({
        "from_post": post(ask, own.from_post_id),
        "from_grade": own.from_grade,
        "post": post(ask, Some(own.post_id)),
        "grade": own.grade,
        "note": own.note,
        "archived": own.archived,
        "conditions": step
            .conditions
            .iter()
            .map(|asked| json!({
                "condition": asked.word(),
                "asked": show::asked(ask.tr, known.skills(), asked),
            }))
            .collect::<Vec<_>>(),
        "people": found.iter().map(person).collect::<Vec<_>>(),
    })
}

fn step_lines(
    ask: &Asked<'_>,
    step: &Step,
    found: &[(PersonId, Record, Readiness)],
) -> Vec<String> {
    let mut lines = vec![show::rung(ask.tr, ask.directory, &step.rung.step)];
    lines.extend(found.iter().map(|(person, _, readiness)| {
        let name = ask.directory.person_name(*person);
        let said = readiness.verdict().map_or_else(
            || ask.tr.text("careers-no-conditions"),
            |verdict| show::verdict(ask.tr, verdict),
        );
        let met = readiness.count(Verdict::Met);
        format!("  {name}  {said}  {met} / {}", readiness.lines.len())
    }));
    lines
}

fn plan_value(ask: &Asked<'_>, career: &Career, (known, all): (&Known<'_>, &[Step])) -> Value {
    let (plan, far) = (&career.plan, plans::progress(career, ask.as_of));
    let status = plans::status(plan, ask.as_of);
    let open = status == CareerStatus::Open;
    let step = all.iter().find(|step| open && Some(step.rung.step.id) == plan.step_id);
    let ready = step.map(|step| {
        let (record, found) = known.readiness(plan.person_id, step);
        standing((ask, known), &record, &found)
    });
    let gaps = known.gaps(plan.person_id, plan.post_id);
    let units = |value: i64| value as f64 / 10_000.0;
    json!({
        "person": ask.directory.person_name(plan.person_id),
        "post": post(ask, Some(plan.post_id)),
        "grade": plan.grade,
        "step": step.map(|step| show::rung(ask.tr, ask.directory, &step.rung.step)),
        "status": status.word(),
        "opened": plan.opened_on.to_string(),
        "by": day(plan.by_day),
        "next_talk": day(plan.review_on.filter(|_| open)),
        "talk_late": far.review_late,
        "closed": day(plan.closed_on.filter(|_| !open)),
        "result": plan.result.as_ref().filter(|_| !open),
        "gap": plan.gap,
        "actions_done": far.done,
        "actions_late": far.late,
        "readiness": ready,
        "skills": gaps.lines.iter().map(|line| json!({
            "skill": line.skill, "required": units(line.need.level),
            "level": line.level.map(units), "gap": line.gap().map(units),
        })).collect::<Vec<_>>(),
        "actions": career.actions.iter().map(|action| json!({
            "what": action.what, "due": day(action.due),
            "owner": action.owner_id.map(|owner| ask.directory.person_name(owner)),
            "done_on": day(action.done_on.filter(|_| plans::done(action, ask.as_of))),
            "late": open && plans::late(action, ask.as_of),
        })).collect::<Vec<_>>(),
        "talks": career.reviews.iter().map(|review| json!({
            "day": review.on_day.to_string(), "words": review.words, "by": review.by_name,
        })).collect::<Vec<_>>(),
    })
}

fn plan_line(ask: &Asked<'_>, career: &Career) -> String {
    let (plan, far) = (&career.plan, plans::progress(career, ask.as_of));
    let cells = [
        ask.directory.person_name(plan.person_id).to_owned(),
        show::place(ask.directory, plan.post_id, plan.grade.as_deref()),
        show::plan_status(ask.tr, plans::status(plan, ask.as_of)),
        format!("{} / {}", far.done, far.actions),
    ];
    cells.join("  ")
}

/// The chances of the period, how evenly they were given, and what each person was given up to the day.
fn chances(ask: &Asked<'_>, members: &Members, lines: &mut Vec<String>) -> Result<Value> {
    let period = ask.period.unwrap_or_else(|| Period::quarter_of(ask.as_of));
    let all = ask.db.all::<DevelopmentOffer>()?;
    let shown = in_period(members, &all, period, ask.as_of);
    lines.extend(shown.iter().map(|offer| {
        let cells = [
            offer.offered_on.to_string(),
            ask.directory.person_name(offer.person_id).to_owned(),
            show::offer_kind(ask.tr, offer.kind),
            offer.what.clone(),
            show::answer(ask.tr, offer.answer),
        ];
        cells.join("  ")
    }));
    let shares = given(ask.directory, members, &all, ask.as_of);
    let whole = whole(ask.directory, members, &all, period, ask.as_of);
    let cuts = cuts(ask.directory, members, &all, period, ask.as_of);
    Ok(json!({
        "period": period.to_string(),
        "offers": shown.iter().map(|offer| json!({
            "day": offer.offered_on.to_string(),
            "person": ask.directory.person_name(offer.person_id),
            "kind": offer.kind.word(),
            "what": offer.what,
            "reason": offer.reason,
            "by": offer.by_name,
            "answer": offer.answer.map(|answer| answer.word()),
            "answered_on": day(offer.answered_on),
            "review_on": day(offer.review_on),
            "review": offers::review(offer, ask.as_of).word(),
            "reviewed_on": day(offer.reviewed_on),
            "result": offer.result,
        })).collect::<Vec<_>>(),
        "whole": whole.as_ref().map(rate),
        "compared": cuts.iter().map(|cut| cut_value(ask, cut)).collect::<Vec<_>>(),
        "people": shares.iter().map(|(person, share)| json!({
            "person": ask.directory.person_name(*person), "rounds": share.rounds,
            "chosen": share.chosen, "missed": share.missed, "passed_over": share.passed_over(),
        })).collect::<Vec<_>>(),
    }))
}

fn rate(rate: &Rate) -> Value {
    json!({
        "offered": rate.k, "people": rate.n, "rate_bp": bp(rate.rate),
        "low_bp": bp(rate.interval.lo), "high_bp": bp(rate.interval.hi),
    })
}

fn cut_value(ask: &Asked<'_>, cut: &Cut) -> Value {
    let group = |line: &Group<offers::Group>| {
        json!({
            "groups": show::groups(ask.tr, ask.directory, &line.groups),
            "own": rate(&line.rate),
            "others": rate(&line.others),
            "p": line.p,
            "verdict": line.verdict.word(),
        })
    };
    json!({
        "by": cut.by.word(),
        "groups": cut.fairness.lines.iter().map(group).collect::<Vec<_>>(),
    })
}
