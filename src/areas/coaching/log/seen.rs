//! What was seen on visits beside the record, as text.

use std::cmp::Ordering;

use super::data::whole;
use crate::areas::coaching::data::Load;
use crate::i18n::{DASH, Tr, day_beside};
use crate::metrics::coaching::seen::{Seen, SeenStep, Trend};
use crate::metrics::coaching::show::{self, joined};
use crate::store::records::Coaching;

/// A step on its track.
#[derive(Clone, Debug)]
pub(super) struct StepLine {
    /// Its name.
    pub name: String,
    /// The level the time before, now, and what is asked for.
    pub levels: [Option<i64>; 3],
    /// The level before and now in words.
    pub said: [String; 2],
    /// What was seen; may be empty.
    pub fact: String,
}

/// A visit of the trend.
#[derive(Clone, Debug)]
pub(super) struct PointLine {
    /// The day.
    pub day: String,
    /// The score.
    pub value: f64,
    /// The score in words.
    pub said: String,
}

/// What was seen on visits.
#[derive(Clone, Debug)]
pub(super) struct SeenCard {
    /// Of which visit, how many steps.
    pub note: String,
    /// Where the score went, and by how much; `None` where nothing can be said.
    pub change: Option<(Ordering, String)>,
    /// The steps, in order.
    pub steps: Vec<StepLine>,
    /// The score before and now.
    pub score: String,
    /// Whether any step was rated the time before, and whether anything is asked for.
    pub legend: [bool; 2],
    /// The visits of the trend that have a score, the oldest first.
    pub points: Vec<PointLine>,
    /// The score of who just reaches what is asked for, and its words.
    pub required: Option<(f64, String)>,
    /// The lowest steps over these visits; empty where none is low.
    pub lowest: String,
    /// The whole trend in words.
    pub told: String,
    /// Which steps are below what is asked for, and what was agreed.
    pub advice: String,
}

/// The sheet of a coaching, or the newest by its day, and the trend up to it.
pub(super) fn seen_card(
    load: &Load<'_>,
    coaching: &Coaching,
    seen: &Seen,
    trend: &Trend,
) -> SeenCard {
    let tr = load.tr;
    let steps = tr.with("log-seen-steps", &[("n", whole(seen.steps.len()).into())]);
    let other = (seen.coaching != Some(coaching.id)).then(|| {
        let day = day_beside(tr, seen.day, load.today);
        tr.with("log-seen-of", &[("day", day.into())])
    });
    let required = trend.required.map(|tenths| {
        let said = show::tenths(Some(tenths));
        (unit(tenths), tr.with("log-seen-required", &[("value", said.into())]))
    });
    let points = trend.points.iter().filter_map(|point| {
        let tenths = point.tenths?;
        let day = day_beside(tr, point.day, load.today);
        Some(PointLine { day, value: unit(tenths), said: show::tenths(Some(tenths)) })
    });
    let points: Vec<PointLine> = points.collect();
    SeenCard {
        note: joined(tr, &[other.as_deref().unwrap_or_default(), &steps]),
        change: change(tr, seen),
        steps: seen.steps.iter().map(|step| line(tr, step)).collect(),
        score: score(tr, seen),
        legend: [
            seen.steps.iter().any(|step| step.before.is_some()),
            seen.steps.iter().any(|step| step.required.is_some()),
        ],
        told: told(tr, &points),
        points,
        required,
        lowest: lowest(tr, seen, trend),
        advice: advice(tr, seen),
    }
}

/// A score in tenths as a number from 0 to 100.
fn unit(tenths: i64) -> f64 {
    tenths as f64 / 10.0
}

fn change(tr: &Tr, seen: &Seen) -> Option<(Ordering, String)> {
    let (before, now) = seen.tenths_before().zip(seen.tenths())?;
    let by = show::tenths(Some((now - before).abs()));
    let went = now.cmp(&before);
    let said = match went {
        Ordering::Less => format!("−{by}"),
        Ordering::Equal => tr.text("log-seen-same"),
        Ordering::Greater => format!("+{by}"),
    };
    Some((went, said))
}

fn line(tr: &Tr, step: &SeenStep) -> StepLine {
    let said =
        |level: Option<i64>| level.map_or_else(|| DASH.to_owned(), |level| level.to_string());
    StepLine {
        name: show::step_name(step, tr),
        levels: [step.before, step.now, step.required],
        said: [step.before.map(|level| level.to_string()).unwrap_or_default(), said(step.now)],
        fact: step.fact.clone(),
    }
}

fn score(tr: &Tr, seen: &Seen) -> String {
    let now = show::tenths(seen.tenths());
    match seen.tenths_before() {
        Some(before) => {
            let args = [("before", show::tenths(Some(before)).into()), ("now", now.into())];
            tr.with("log-seen-score-change", &args)
        }
        None => tr.with("log-seen-score", &[("now", now.into())]),
    }
}

/// The names of steps in a row.
fn names(tr: &Tr, steps: &[&SeenStep]) -> String {
    let names: Vec<String> = steps.iter().map(|step| show::step_name(step, tr)).collect();
    names.join(&tr.text("log-and"))
}

/// The score of the lowest steps alone, visit by visit.
fn lowest(tr: &Tr, seen: &Seen, trend: &Trend) -> String {
    let scores: Vec<String> =
        trend.points.iter().filter_map(|point| Some(show::tenths(Some(point.lowest?)))).collect();
    let steps: Vec<&SeenStep> =
        seen.steps.iter().filter(|step| trend.lowest.contains(&step.word)).collect();
    if scores.is_empty() || steps.is_empty() {
        return String::new();
    }
    let args = [("names", names(tr, &steps).into()), ("scores", scores.join(" → ").into())];
    tr.with("log-seen-lowest", &args)
}

fn told(tr: &Tr, points: &[PointLine]) -> String {
    let said: Vec<String> =
        points.iter().map(|point| format!("{} {}", point.day, point.said)).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    tr.with("log-seen-told", &[("scores", joined(tr, &said).into())])
}

/// Which steps are below what is asked for, the one thing that was agreed, and when they go next.
fn advice(tr: &Tr, seen: &Seen) -> String {
    let below = seen.below();
    let asked = seen.steps.iter().any(|step| step.required.is_some() && step.now.is_some());
    let first = match (below.is_empty(), asked) {
        (true, true) => tr.text("log-seen-reached"),
        (true, false) => String::new(),
        (false, _) => tr.with("log-seen-below", &[("names", names(tr, &below).into())]),
    };
    let agreed = if seen.agreed.is_empty() {
        String::new()
    } else {
        tr.with("log-seen-agreed", &[("text", seen.agreed.clone().into())])
    };
    joined(tr, &[&first, &agreed])
}
